/*
 * Collects findings, sorts them, and says them. The letter of a code says whose fault it is: S the
 * system's, U the command line's, any other the document's.
 */
#include "base/diag.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/diag.def"
#include "base/diag_int.h"
#include "base/text.h"
#include "base/utf8.h"

/* Findings of one kind in one column of a sheet: a list may have them by the thousand. The first
 * ones are listed, of some more it is told where they are. */
enum { EACH = 5, MORE_ROWS = 20 };

struct group {
    const struct diag_code *code;
    const char *file;
    uint32_t cell;    /* column */
    size_t n, listed; /* listed: of them */
    uint32_t rows[MORE_ROWS];
    size_t n_rows;
    uint64_t last; /* a hash of the last one's row and words */
};

struct diags {
    struct arena *arena;
    enum diag_lang lang;
    VEC(struct finding) list;
    VEC(struct group) groups;
    const char *file; /* that the last finding was in, and how many of a level were found there */
    size_t in_file[DIAG_ERROR + 1];
    size_t counts[DIAG_ERROR + 1];
    int status;
    struct diags_listener listener;
    struct diags_reader reader;
    struct diags_watcher watcher;
    struct diags_gate gate;
    bool hushed; /* notes are not told */
};

struct diags *diags_new(enum diag_lang lang)
{
    struct arena *a = arena_new();
    struct diags *d = ARENA_NEW(a, struct diags);
    d->arena = a;
    d->lang = lang;
    return d;
}

void diags_drop(struct diags *d)
{
    if (d)
        arena_drop(d->arena);
}

enum diag_lang diags_lang(const struct diags *d)
{
    return d->lang;
}

size_t diags_count(const struct diags *d, enum diag_level level)
{
    return d->counts[level];
}

int diags_status(const struct diags *d)
{
    return d->status;
}

/* {1} … {9} replaced by the arguments. */
static const char *fill(struct arena *a, const char *text, const char *const args[])
{
    struct buf b = {0};
    size_t n = 0;
    while (args[n])
        n++;
    for (const char *p = text; *p; p++) {
        if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
            size_t i = (size_t)(p[1] - '1');
            buf_str(&b, i < n ? args[i] : "");
            p += 2;
        } else {
            buf_char(&b, *p);
        }
    }
    const char *filled = arena_strndup(a, b.p ? b.p : "", b.n);
    buf_drop(&b);
    return filled;
}

/* At most this much of a long source line is kept and shown around the mistake. */
enum { SHOWN_BEFORE = 60, SHOWN_AFTER = 40 };

static void clip(struct finding *f)
{
    struct place *place = &f->place;
    const char *p = place->text, *end = p + place->length;
    uint32_t first = place->col > SHOWN_BEFORE ? place->col - SHOWN_BEFORE : 1, col = 1;
    while (col < first && p < end) {
        utf8_next(&p, end);
        col++;
    }
    place->text = p;
    f->caret = place->col - col + 1;
    for (uint32_t last = place->col + SHOWN_AFTER; col < last && p < end; col++)
        utf8_next(&p, end);
    place->length = (size_t)(p - place->text);
}

void diags_listen(struct diags *d, struct diags_listener listener)
{
    d->listener = listener;
}

const struct diags_listener *diags_listener(const struct diags *d)
{
    return &d->listener;
}

void diags_read_from(struct diags *d, struct diags_reader reader)
{
    d->reader = reader;
}

const struct diags_reader *diags_reader(const struct diags *d)
{
    return &d->reader;
}

void diags_guard(struct diags *d, struct diags_gate gate)
{
    d->gate = gate;
}

const struct diags_gate *diags_gate(const struct diags *d)
{
    return &d->gate;
}

void diags_watch(struct diags *d, struct diags_watcher watcher)
{
    d->watcher = watcher;
}

struct diags *diags_beside(const struct diags *d)
{
    struct diags *own = diags_new(d->lang);
    own->listener = d->listener;
    own->reader = d->reader;
    own->gate = d->gate;
    return own;
}

static void list(struct diags *d, const struct diag_code *code, struct pos pos,
                 const char *const args[])
{
    struct finding *f = VEC_ADD(d->arena, &d->list);
    f->code = code;
    f->order = d->list.n;
    f->text = fill(d->arena, code->text[d->lang], args);
    f->hint = fill(d->arena, code->hint[d->lang], args);
    if (pos.src) {
        f->file = arena_strdup(d->arena, pos.src->name);
        f->place = source_place(pos);
        clip(f);
        f->place.text = arena_strndup(d->arena, f->place.text, f->place.length);
    }
}

/* Of each level. */
enum { MOST_IN_FILE = 100 };

bool diags_full(const struct diags *d, enum diag_level level, struct pos pos)
{
    bool same = d->file && pos.src && strcmp(d->file, pos.src->name) == 0;
    return same && d->in_file[level] > MOST_IN_FILE;
}

/* ---- groups ---- */

static struct group *group_of(struct diags *d, const struct diag_code *code, const char *file,
                              uint32_t cell)
{
    for (size_t i = d->groups.n; i; i--) {
        struct group *g = &d->groups.v[i - 1];
        if (g->code == code && g->cell == cell && strcmp(g->file, file) == 0)
            return g;
    }
    struct group *g = VEC_ADD(d->arena, &d->groups);
    *g = (struct group){.code = code, .file = arena_strdup(d->arena, file), .cell = cell};
    return g;
}

static void add_row(struct group *g, uint32_t row)
{
    if (g->n_rows < MORE_ROWS)
        g->rows[g->n_rows++] = row;
}

static uint64_t hash_of(uint32_t row, const char *const args[])
{
    uint64_t h = map_hash(0, &row, sizeof row);
    for (; *args; args++)
        h = map_hash(h, *args, strlen(*args) + 1);
    return h;
}

/* Whether it is among the first ones. What is told of a cell again (each box of a question asks for
 * its value) is one finding. */
static bool count_in_group(struct diags *d, const struct diag_code *code, struct pos pos,
                           const char *const args[])
{
    struct place place = source_place(pos);
    struct group *g = group_of(d, code, pos.src->name, place.cell);
    uint64_t hash = hash_of(place.line, args);
    if (g->n && g->last == hash)
        return false;
    g->last = hash;
    bool first = g->n++ < EACH;
    g->listed += first;
    if (!first)
        add_row(g, place.line);
    return first;
}

/* Those of another: what it lists is listed. */
static void take_groups(struct diags *d, const struct diags *other)
{
    for (size_t i = 0; i < other->groups.n; i++) {
        const struct group *from = &other->groups.v[i];
        struct group *g = group_of(d, from->code, from->file, from->cell);
        g->n += from->n;
        g->listed += from->listed;
        for (size_t k = 0; k < from->n_rows; k++)
            add_row(g, from->rows[k]);
    }
}

static void tell_group(struct diags *d, const struct group *g)
{
    static const char *const commas[] = {"、", ", "};
    char column[SOURCE_COLUMN_NAME_SIZE];
    struct buf rows = {0};
    for (size_t i = 0; i < g->n_rows; i++)
        buf_printf(&rows, "%s%u", i ? commas[d->lang] : "", (unsigned)g->rows[i]);
    if (g->n > g->listed + g->n_rows)
        buf_str(&rows, "……");
    source_column_name(column, g->cell);
    const char *args[] = {column,
                          g->code->name,
                          arena_printf(d->arena, "%zu", g->n),
                          arena_printf(d->arena, "%zu", g->listed),
                          rows.p,
                          NULL};
    struct finding *f = VEC_ADD(d->arena, &d->list);
    *f = (struct finding){.code = DIAG_D003, .file = g->file, .order = d->list.n};
    f->place = (struct place){.line = g->rows[0], .cell = g->cell, .text = ""};
    f->text = fill(d->arena, f->code->text[d->lang], args);
    f->hint = fill(d->arena, f->code->hint[d->lang], args);
    buf_drop(&rows);
}

/* In the place of what was told before: there may be more of them. */
static void tell_groups(struct diags *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->list.n; i++)
        if (d->list.v[i].code != DIAG_D003)
            d->list.v[n++] = d->list.v[i];
    d->list.n = n;
    for (size_t i = 0; i < d->groups.n; i++)
        if (d->groups.v[i].n > d->groups.v[i].listed)
            tell_group(d, &d->groups.v[i]);
}

/* ---- adding ---- */

/* A place costs the reading of what stands before it: a file full of mistakes must end soon. Each
 * level has its own number in a file, so that notes hide no error. */
static void list_first(struct diags *d, const struct diag_code *code, struct pos pos,
                       const char *const args[])
{
    if (!d->file || strcmp(d->file, pos.src->name) != 0) {
        d->file = arena_strdup(d->arena, pos.src->name);
        memset(d->in_file, 0, sizeof d->in_file);
    }
    size_t number = ++d->in_file[code->level];
    if (number <= MOST_IN_FILE)
        list(d, code, pos, args);
    else if (number == MOST_IN_FILE + 1)
        list(d, DIAG_D001, pos,
             (const char *const[]){arena_printf(d->arena, "%d", MOST_IN_FILE), NULL});
}

static void tell_watcher(struct diags *d, const struct diag_code *code, const char *const args[])
{
    struct arena_mark before = arena_mark(d->arena);
    d->watcher.found(d->watcher.context, code, fill(d->arena, code->text[d->lang], args));
    arena_reset(d->arena, before);
}

void diag_add(struct diags *d, const struct diag_code *code, struct pos pos,
              const char *const args[])
{
    if (d->watcher.found)
        tell_watcher(d, code, args);
    if (!pos.src)
        list(d, code, pos, args);
    else if (!pos.src->sheet)
        list_first(d, code, pos, args);
    else if (count_in_group(d, code, pos, args))
        list(d, code, pos, args);
    d->counts[code->level]++; /* listed or not */
    char letter = code->name[0];
    int status = letter == 'S' ? EXIT_SYSTEM : letter == 'U' ? EXIT_USAGE : EXIT_DOCUMENT;
    if (code->level == DIAG_ERROR && status > d->status)
        d->status = status;
}

void diags_take(struct diags *d, struct diags *other)
{
    for (size_t i = 0; i < other->list.n; i++) {
        struct finding *f = VEC_ADD(d->arena, &d->list);
        *f = other->list.v[i];
        f->order = d->list.n;
        f->text = arena_strdup(d->arena, f->text);
        f->hint = arena_strdup(d->arena, f->hint);
        if (f->file)
            f->file = arena_strdup(d->arena, f->file);
        if (f->file)
            f->place.text = arena_strndup(d->arena, f->place.text, f->place.length);
    }
    take_groups(d, other);
    for (int level = 0; level <= DIAG_ERROR; level++)
        d->counts[level] += other->counts[level];
    if (other->status > d->status)
        d->status = other->status;
    diags_drop(other);
}

static int compare_places(const struct finding *x, const struct finding *y)
{
    if (!x->file || !y->file)
        return (x->file != NULL) - (y->file != NULL);
    int names = strcmp(x->file, y->file);
    if (names)
        return names;
    if (x->place.line != y->place.line)
        return x->place.line < y->place.line ? -1 : 1;
    return (x->place.col > y->place.col) - (x->place.col < y->place.col);
}

static int compare(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    int places = compare_places(x, y);
    return places ? places : (x->order > y->order) - (x->order < y->order);
}

/* Whether an earlier finding at the same place says the same. */
static bool repeats(const struct finding *first, const struct finding *f)
{
    for (const struct finding *g = f; g > first && compare_places(g - 1, f) == 0; g--)
        if (g[-1].code == f->code && strcmp(g[-1].text, f->text) == 0)
            return true;
    return false;
}

/* Of two that say the same at one place the later one goes. */
static void sort_list(struct diags *d)
{
    size_t n = 0;
    tell_groups(d);
    if (d->list.n)
        qsort(d->list.v, d->list.n, sizeof *d->list.v, compare);
    for (size_t i = 0; i < d->list.n; i++) {
        d->list.v[n] = d->list.v[i];
        n += !repeats(d->list.v, &d->list.v[n]) &&
             !(d->hushed && d->list.v[n].code->level == DIAG_NOTE);
    }
    d->list.n = n;
}

size_t diags_view(struct diags *d, const struct diag_view **out)
{
    sort_list(d);
    struct diag_view *views = ARENA_ARRAY(d->arena, struct diag_view, d->list.n + 1);
    for (size_t i = 0; i < d->list.n; i++) {
        const struct finding *f = &d->list.v[i];
        views[i] = (struct diag_view){.code = f->code->name,
                                      .level = f->code->level,
                                      .file = f->file,
                                      .text = f->text,
                                      .hint = f->hint};
        if (f->file) {
            views[i].line = f->place.line;
            views[i].column = f->place.cell ? f->place.cell : f->place.col;
        }
    }
    *out = views;
    return d->list.n;
}

/* A finding, and the state of its file: whoever changed it wants to know again. */
static uint64_t hash_of_finding(const struct finding *f)
{
    struct stat st;
    uint64_t h = map_hash(MAP_HASH_START, f->text, strlen(f->text));
    h = map_hash(h, &f->place.line, sizeof f->place.line);
    h = map_hash(h, &f->place.col, sizeof f->place.col);
    h = map_hash(h, f->code->name, strlen(f->code->name));
    if (!f->file)
        return h;
    h = map_hash(h, f->file, strlen(f->file));
    if (stat(f->file, &st) == 0)
        h = map_hash(map_hash(h, &st.st_mtim, sizeof st.st_mtim), &st.st_size, sizeof st.st_size);
    return h;
}

void diags_leave_said(struct diags *d, struct diags_said *said)
{
    size_t n = 0;
    sort_list(d);
    d->groups.n = 0; /* told of in the list */
    struct diags_said now = {mem_alloc(d->list.n * sizeof *now.v), d->list.n};
    for (size_t i = 0; i < d->list.n; i++) {
        bool before = false;
        now.v[i] = hash_of_finding(&d->list.v[i]);
        for (size_t k = 0; k < said->n && !before; k++)
            before = said->v[k] == now.v[i];
        d->list.v[n] = d->list.v[i];
        n += !before;
    }
    d->list.n = n;
    free(said->v);
    *said = now;
}

void diags_hush(struct diags *d)
{
    d->hushed = true;
}

void diags_json(struct diags *d, struct buf *out)
{
    sort_list(d);
    buf_char(out, '[');
    for (size_t i = 0; i < d->list.n; i++) {
        buf_str(out, i ? ",\n " : "");
        diag_print_json(out, &d->list.v[i]);
    }
    buf_char(out, ']');
}

void diags_print(struct diags *d, FILE *out, enum diag_format format)
{
    struct buf b = {0};
    sort_list(d);
    for (size_t i = 0; format == DIAG_TEXT && i < d->list.n; i++)
        diag_print_text(&b, &d->list.v[i], d->lang);
    if (format == DIAG_JSON) {
        diags_json(d, &b);
        buf_char(&b, '\n');
    }
    if (b.n)
        fwrite(b.p, 1, b.n, out);
    buf_drop(&b);
    d->list.n = 0;
    d->groups.n = 0;
    d->file = NULL;
}

/* ---- reasons of the system ---- */

/* strerror speaks the locale's language, not that of the findings; and of devices and inodes, not
 * of disks and folders. The reasons that an office meets have their words here. */
static const struct reason {
    int error;
    const char *text[2]; /* by enum diag_lang */
} reasons[] = {
    {ENOENT, {"那里没有这个文件或文件夹", "there is no such file or folder"}},
    {EEXIST, {"那里已经有一个同名的文件", "there is a file of that name"}},
    {EACCES, {"没有权限", "permission denied"}},
    {EPERM, {"没有权限", "permission denied"}},
    {EROFS, {"磁盘只能读，不能写", "the disk is read-only"}},
    {ENOSPC, {"磁盘满了", "the disk is full"}},
    {EDQUOT, {"磁盘的配额用完了", "the disk quota is used up"}},
    {EFBIG, {"文件太大", "the file is too large"}},
    {EISDIR, {"那里是文件夹", "that is a folder"}},
    {ENOTDIR, {"路径当中有一段不是文件夹", "a part of the path is no folder"}},
    {ENAMETOOLONG, {"文件名太长", "the name is too long"}},
    {ELOOP, {"链接绕成了圈", "links lead in a circle"}},
    {EIO, {"磁盘读写出错", "the disk failed"}},
    {ENOMEM, {"内存不够", "out of memory"}},
    {EMFILE, {"打开的文件太多", "too many open files"}},
    {ENFILE, {"打开的文件太多", "too many open files"}},
    {EAGAIN, {"系统正忙，开着的程序太多", "the system is busy: too many processes"}},
    {ETXTBSY, {"文件正在使用", "the file is in use"}},
    {EBUSY, {"文件正在使用", "the file is in use"}},
    {ENXIO, {"是管道，没有程序往里写", "it is a pipe, and nobody writes into it"}},
    {EPIPE, {"没有程序接收输出", "no program takes the output"}},
};

const char *diag_reason(const struct diags *d, int error)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].error == error)
            return reasons[i].text[diags_lang(d)];
    return strerror(error);
}
