/* Locks written, read, and compared with what a document would be made of now. */
#include <errno.h>
#include <string.h>

#include "base/diag.def"
#include "base/version.h"
#include "record/diag.def"
#include "record/record_int.h"

static const char *const kind_names[LOCK_KINDS] = {"source", "file", "profile", "font",
                                                   "program-file"};
static const char format[] = "1";

const char *record_lock_path(struct arena *a, const char *source)
{
    size_t n = strlen(source), xml = strlen(".xml");
    n -= n > xml && file_ends_in(source, ".xml") ? xml : 0;
    return arena_printf(a, "%.*s.lock", (int)n, source);
}

/* ---- the files ---- */

/* The rest of a path below a folder, or NULL. */
static const char *below(const char *path, const char *folder, size_t n)
{
    return n && strncmp(path, folder, n) == 0 && path[n] == '/' ? path + n + 1 : NULL;
}

static bool has_path(const font_paths *list, const char *path)
{
    size_t i = 0;
    while (i < list->n && strcmp(list->v[i], path) != 0)
        i++;
    return i < list->n;
}

/* What an office has set up outside the templates: hongtou.conf, phrases.txt. */
static bool is_set_up(const struct dep *dep)
{
    return dep->shared && (file_ends_in(dep->path, ".conf") || file_ends_in(dep->path, ".txt"));
}

static bool made_nothing(const struct dep *dep, const struct lock_places *p)
{
    return has_path(&p->unused, dep->path) || strcmp(dep->path, p->lock) == 0;
}

/* A file of templates is a profile; what made all documents and is neither that nor the program is
 * a font. */
static struct locked_file file_of(struct arena *a, const struct dep *dep,
                                  const struct lock_places *p)
{
    const char *templates = arena_printf(a, "%s/templates", p->data);
    const char *slash = strrchr(p->source, '/'), *path = dep->path;
    const char *name = below(path, p->data, strlen(p->data));
    struct locked_file file = {dep->shared ? LOCK_FONT : LOCK_FILE, name, NULL};
    if (!name && slash)
        file.name = below(path, p->source, (size_t)(slash - p->source));
    if (!file.name)
        file.name = path;
    if (below(path, templates, strlen(templates)) || has_path(&p->profiles, path) || is_set_up(dep))
        file.kind = LOCK_PROFILE;
    if (strcmp(path, p->program) == 0)
        file = (struct locked_file){LOCK_PROGRAM, "hongtou", NULL};
    if (strcmp(path, p->source) == 0)
        file.kind = LOCK_SOURCE;
    return file;
}

/* The bytes that were read are those that are there: else the lock would vouch for others. */
static bool is_readable(const struct dep *dep, const char *hash, struct diags *d)
{
    struct file_state now = record_state(dep->path);
    if (!hash && dep->state.there && !file_is_folder(dep->path))
        diag_system(d, DIAG_S003, dep->path, diag_reason(d, errno ? errno : EIO));
    else if (hash && dep->state.there && !record_state_same(&now, &dep->state))
        diag_system(d, DIAG_R189, dep->path);
    else
        return true;
    return false;
}

bool record_lock_add_files(struct arena *a, struct lock *lock, const struct lock_places *places,
                           struct deps *deps, struct diags *d)
{
    const struct dep *dep;
    bool ok = true;
    for (size_t i = 0; (dep = record_deps_next(deps, &i));) {
        struct locked_file file = file_of(a, dep, places);
        errno = 0;
        file.hash = made_nothing(dep, places) ? NULL : record_deps_hash(deps, dep);
        ok = ok && (made_nothing(dep, places) || is_readable(dep, file.hash, d));
        if (file.hash)
            VEC_PUSH(a, &lock->files, file);
    }
    return ok;
}

/* ---- reading ---- */

struct reading {
    struct arena *arena;
    struct lock *lock;
    bool format_known, ended, damaged;
};

/* A value whose line begins with its key and a blank; others are passed over. */
static const char *value_of(const char *line, const char *key)
{
    size_t n = strlen(key);
    return strncmp(line, key, n) == 0 && line[n] == ' ' ? line + n + 1 : NULL;
}

static void read_file_line(struct reading *r, const char *line)
{
    for (int kind = 0; kind < LOCK_KINDS; kind++) {
        const char *value = value_of(line, kind_names[kind]);
        const char *blank = value ? strchr(value, ' ') : NULL;
        if (blank)
            VEC_PUSH(
                r->arena, &r->lock->files,
                ((struct locked_file){(enum lock_kind)kind, blank + 1,
                                      arena_strndup(r->arena, value, (size_t)(blank - value))}));
    }
}

static void read_line(struct reading *r, const char *line)
{
    struct lock *lock = r->lock;
    const struct {
        const char *key, **value;
    } texts[] = {{"issued", &lock->issued},
                 {"program", &lock->version},
                 {"settings", &lock->settings},
                 {"pdf", &lock->pdf}};
    const char *value;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if ((value = value_of(line, texts[i].key)))
            *texts[i].value = value;
    if ((value = value_of(line, "format")))
        r->format_known = strcmp(value, format) == 0;
    if ((value = value_of(line, "as-of")) &&
        sscanf(value, "%4d-%2d-%2d", &lock->as_of.year, &lock->as_of.month, &lock->as_of.day) != 3)
        lock->as_of = (struct date){0};
    if ((value = value_of(line, "fact")))
        r->damaged = !record_fact_read(r->arena, value, strlen(value), &lock->facts) || r->damaged;
    read_file_line(r, line);
    r->ended = strcmp(line, "end") == 0;
}

static bool is_whole(const struct reading *r)
{
    const struct lock *lock = r->lock;
    return r->format_known && r->ended && !r->damaged && lock->issued && lock->version &&
           lock->settings && lock->pdf && strlen(lock->pdf) == SHA256_HEX - 1;
}

struct lock *record_lock_of(struct arena *a, char *text)
{
    struct reading r = {.arena = a, .lock = ARENA_NEW(a, struct lock)};
    for (char *end; (end = strchr(text, '\n')); text = end + 1) {
        *end = '\0';
        if (end > text && end[-1] == '\r')
            end[-1] = '\0';
        read_line(&r, text);
    }
    return is_whole(&r) ? r.lock : NULL;
}

struct lock *record_lock_read(struct arena *a, const char *path, struct diags *d)
{
    size_t size;
    record_pair_heal(a, path, false);
    char *text = file_read(a, path, &size, (struct pos){0}, d);
    struct lock *lock = text ? record_lock_of(a, text) : NULL;
    if (text && !lock)
        diag_system(d, DIAG_R106, path);
    return lock;
}

/* ---- writing ---- */

void record_lock_text(const struct lock *lock, struct buf *out)
{
    buf_str(out, "# 已发文件的锁，由 hongtou issue 写出，请与公文一起保存，不要改动。\n"
                  "# The lock of an issued document: keep it beside the document, unchanged.\n");
    buf_printf(out, "format %s\nissued %s\nprogram %s\n", format, lock->issued, lock->version);
    if (lock->as_of.year)
        buf_printf(out, "as-of %04d-%02d-%02d\n", lock->as_of.year, lock->as_of.month,
                   lock->as_of.day);
    buf_printf(out, "settings %s\npdf %s\n", lock->settings, lock->pdf);
    for (size_t i = 0; i < lock->files.n; i++) {
        const struct locked_file *f = &lock->files.v[i];
        buf_printf(out, "%s %s %s\n", kind_names[f->kind], f->hash, f->name);
    }
    for (size_t i = 0; i < lock->facts.n; i++) {
        buf_str(out, "fact ");
        record_fact_write(&lock->facts.v[i], out);
    }
    buf_str(out, "end\n");
}

/* ---- what differs ---- */

struct comparison {
    const struct document *doc;
    const struct lock *lock, *now;
    struct diags *diags;
    bool words;
    size_t differences; /* the program's own left out */
};

static const struct locked_file *find_file(const struct lock *lock, const struct locked_file *f)
{
    for (size_t i = 0; i < lock->files.n; i++)
        if (lock->files.v[i].kind == f->kind && strcmp(lock->files.v[i].name, f->name) == 0)
            return &lock->files.v[i];
    return NULL;
}

enum fate { FATE_CHANGED, FATE_CAME, FATE_GONE };

static void report_file(struct comparison *c, const struct locked_file *f, enum fate fate)
{
    static const char *const kinds[2][LOCK_KINDS] = {
        {"公文", "文件", "版式", "字体", "程序"},
        {"the document", "the file", "the profile", "the font", "the program"}};
    static const char *const fates[2][FATE_GONE + 1] = {{"改过了", "是后来加的", "没有了"},
                                                        {"was changed", "came later", "is gone"}};
    static const char *const of_fonts[2][FATE_GONE + 1] = {
        {"改过了", "现在才用到", "不再用到"},
        {"was changed", "is used only now", "is not used any more"}};
    enum diag_lang lang = diags_lang(c->diags);
    diag(c->diags, DIAG_R102, c->doc->pos, kinds[lang][f->kind], f->name,
         f->kind == LOCK_FONT ? of_fonts[lang][fate] : fates[lang][fate]);
    c->differences++;
}

/* Or pictures. What colours a printer has is nothing that is read. */
static bool holds_words(const struct locked_file *f)
{
    return f->kind == LOCK_SOURCE || (f->kind == LOCK_FILE && !file_ends_in(f->name, ".icc"));
}

/* The program is looked at last. */
static bool is_compared(const struct comparison *c, const struct locked_file *f)
{
    return c->words ? holds_words(f) : f->kind != LOCK_PROGRAM;
}

static void compare_files(struct comparison *c)
{
    for (size_t i = 0; i < c->now->files.n; i++) {
        const struct locked_file *now = &c->now->files.v[i], *then = find_file(c->lock, now);
        if (is_compared(c, now) && !then)
            report_file(c, now, FATE_CAME);
        else if (is_compared(c, now) && strcmp(now->hash, then->hash) != 0)
            report_file(c, now, FATE_CHANGED);
    }
    for (size_t i = 0; i < c->lock->files.n; i++) {
        const struct locked_file *then = &c->lock->files.v[i];
        if (is_compared(c, then) && !find_file(c->now, then))
            report_file(c, then, FATE_GONE);
    }
}

static void compare_facts(struct comparison *c)
{
    struct arena *a = c->doc->arena;
    fact_changes changes = {0};
    record_facts_compare(a, &c->lock->facts, &c->now->facts, &changes);
    for (size_t i = 0; i < changes.n; i++) {
        const struct fact_change *change = &changes.v[i];
        diag(c->diags, DIAG_R101, change->now ? change->now->fact->pos : c->doc->pos,
             record_change_text(a, change, diags_lang(c->diags)));
    }
    c->differences += changes.n;
}

static bool has_program_of(const struct lock *one, const struct lock *other)
{
    static const struct locked_file program = {LOCK_PROGRAM, "hongtou", ""};
    const struct locked_file *then = find_file(one, &program), *now = find_file(other, &program);
    return strcmp(then ? then->hash : "", now ? now->hash : "") == 0;
}

/* The program alone is the cause only when nothing else is. */
static void compare_programs(struct comparison *c)
{
    bool same = has_program_of(c->lock, c->now);
    if (same && !c->differences)
        diag(c->diags, DIAG_R109, c->doc->pos, NULL);
    else if (!same)
        diag(c->diags, c->differences ? DIAG_R104 : DIAG_R103, c->doc->pos, c->lock->version,
             c->now->version);
}

static bool is_listed(const struct locked_file *f)
{
    return f->kind != LOCK_PROGRAM;
}

/* Whether such files of the one are not in the other, or not the same. */
static bool has_others(const struct lock *one, const struct lock *other,
                       bool (*such)(const struct locked_file *f))
{
    bool any = false;
    for (size_t i = 0; i < one->files.n; i++) {
        const struct locked_file *f = &one->files.v[i], *same = find_file(other, f);
        any = any || (such(f) && !(same && strcmp(same->hash, f->hash) == 0));
    }
    return any;
}

bool record_lock_is_revised(struct arena *a, const struct lock *lock, const struct lock *now)
{
    fact_changes changes = {0};
    record_facts_compare(a, &lock->facts, &now->facts, &changes);
    return changes.n || has_others(lock, now, holds_words) || has_others(now, lock, holds_words);
}

enum lock_cause record_lock_cause(struct arena *a, const struct lock *lock, const struct lock *now)
{
    fact_changes changes = {0};
    record_facts_compare(a, &lock->facts, &now->facts, &changes);
    if (changes.n || strcmp(lock->settings, now->settings) != 0 ||
        has_others(lock, now, is_listed) || has_others(now, lock, is_listed))
        return LOCK_OTHERS;
    return has_program_of(lock, now) ? LOCK_LIBRARY_ALONE : LOCK_PROGRAM_ALONE;
}

void record_lock_explain(const struct document *doc, const struct lock *lock,
                         const struct lock *now, bool words, struct diags *d)
{
    struct comparison c = {doc, lock, now, d, words, 0};
    compare_facts(&c);
    compare_files(&c);
    if (words)
        return;
    if (strcmp(lock->settings, now->settings) != 0) {
        diag(d, DIAG_R105, doc->pos, lock->settings, now->settings);
        c.differences++;
    }
    compare_programs(&c);
}
