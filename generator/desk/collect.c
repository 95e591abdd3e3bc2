/*
 * What comes in: PDF files, and ZIP files of them. Each is read by itself before it is let in: what
 * is no form, or another one, is turned away with the reason. A file that is there already is not
 * taken again; another of its name gets a number. Nothing is left in the tray.
 */
#include "desk/collect.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sha256.h"
#include "desk/folder.h"
#include "pack/pack.h"

enum { MOST_FORMS = 20000, NAMES_TRIED = 999 };
#define PART_BYTES  ((uint64_t)32 << 20)
#define TOTAL_BYTES ((uint64_t)512 << 20)

/* A form that is in the folder. */
struct there {
    const char *path;
    size_t size;
};

struct taking {
    struct collected *collected;
    VEC(struct there) there;
    const char *tray, *folder;
    struct buf away;  /* those that were turned away, as JSON */
    struct buf blank; /* where the form's fields are, as JSON: their names */
    int added, same, seen, all;
};

/* ---- turned away ---- */

static void turn_away(struct taking *t, const char *name, const char *why)
{
    buf_str(&t->away, t->away.n ? ",{" : "{");
    worker_add_text(&t->away, "name", name);
    buf_char(&t->away, ',');
    worker_add_text(&t->away, "why", why);
    buf_char(&t->away, '}');
}

/* Whether the form has a field of the name, or its parts, as of a date. */
static bool asks(const struct taking *t, const char *name)
{
    struct buf b = {0};
    buf_str(&b, "\"name\": ");
    buf_json(&b, name);
    b.p[b.n - 1] = '\0'; /* the quotation mark at the end */
    bool found = t->blank.p && strstr(t->blank.p, b.p);
    buf_drop(&b);
    return found;
}

/* A form has been changed a little since it was printed; another one has other questions. */
static bool is_of_form(const struct taking *t, const struct read_list *one)
{
    size_t n = read_list_questions(one), known = 0;
    for (size_t i = 0; i < n; i++)
        known += asks(t, read_list_question(one, i).name);
    return 2 * known >= n;
}

/* Why a file is none of the forms; NULL: it is one. */
static const char *fault_of(struct taking *t, struct arena *a, const char *path)
{
    struct diags *d = diags_new(DIAG_ZH);
    struct read_list *one = read_list_new(a);
    const struct diag_view *found;
    const char *fault = NULL, *code = "";
    if (!read_file(one, path, d) && diags_view(d, &found))
        code = found[0].code;
    if (*code == 'S')
        fault = "没有读出来，不是文件的毛病：请再传一次，还是这样的告诉管理人员";
    else if (strcmp(code, "Q011") == 0)
        fault = "里面没有可以填的栏目：是打印用的 PDF，或者填好以后另存成了别的样子";
    else if (!read_list_forms(one))
        fault = "损坏了，或者不是 PDF：请让对方重新保存一次";
    else if (!is_of_form(t, one))
        fault = "这是另一张表：里面的栏目和这张表不一样";
    diags_drop(d);
    return fault;
}

/* ---- let in ---- */

/* False: there is none. */
static bool read_whole(struct arena *a, const char *path, struct folder_file *out)
{
    struct diags *unheard = diags_new(DIAG_EN);
    *out = (struct folder_file){0};
    if (file_exists(path))
        out->bytes = file_read(a, path, &out->n, (struct pos){0}, unheard);
    if (out->bytes)
        sha256_of(out->bytes, out->n, out->hash);
    diags_drop(unheard);
    return out->bytes != NULL;
}

/* Whether one of the folder's files has the same bytes, whatever it is called. */
static bool is_there(const struct taking *t, struct arena *a, const struct folder_file *now)
{
    struct folder_file old;
    for (size_t i = 0; i < t->there.n; i++)
        if (t->there.v[i].size == now->n && read_whole(a, t->there.v[i].path, &old) &&
            strcmp(old.hash, now->hash) == 0)
            return true;
    return false;
}

/* A path in the folder that no file has; NULL: all are taken. */
static const char *free_path(struct taking *t, struct arena *a, const char *name)
{
    size_t stem = strlen(name) - strlen(".pdf");
    for (int i = 1; i <= NAMES_TRIED; i++) {
        const char *tried = i == 1 ? name : arena_printf(a, "%.*s-%d.pdf", (int)stem, name, i);
        const char *path = file_in(a, t->folder, tried);
        if (!file_exists(path))
            return path;
    }
    return NULL;
}

static void note_file(struct taking *t, const char *path)
{
    struct stat st;
    struct arena *a = t->collected->arena;
    if (stat(path, &st) == 0)
        VEC_PUSH(a, &t->there, ((struct there){arena_strdup(a, path), (size_t)st.st_size}));
}

static bool let_in(struct taking *t, struct arena *a, const char *name, const char *path)
{
    struct folder_file now;
    if (!read_whole(a, path, &now))
        return false;
    if (is_there(t, a, &now)) {
        t->same++;
        return true;
    }
    const char *target = free_path(t, a, name);
    struct buf text = {0};
    buf_add(&text, now.bytes, now.n);
    bool ok = target && file_write(target, &text, t->collected->errand->diags);
    buf_drop(&text);
    if (ok)
        note_file(t, target);
    t->added += ok;
    return ok;
}

/* The last part of a path as people packed it, as a name that may be. */
static const char *plain_name(struct arena *a, const char *name, int number)
{
    for (const char *p = name; *p; p++)
        if (*p == '/' || *p == '\\')
            name = p + 1;
    return folder_may_name(name) ? name : arena_printf(a, "第%d份.pdf", number);
}

/* One PDF, whatever it is called outside. */
static void take_pdf(struct taking *t, const char *name, const char *path)
{
    struct arena *a = arena_new();
    const char *plain = plain_name(a, name, t->seen);
    const char *fault = t->added >= MOST_FORMS ? "太多了，请分几次" : fault_of(t, a, path);
    if (!fault && !let_in(t, a, plain, path))
        fault = "没有写成：磁盘可能满了";
    if (fault)
        turn_away(t, name, fault);
    arena_drop(a);
}

/* ---- ZIP files ---- */

static bool write_private(const char *path, const struct buf *bytes)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    bool ok = fd >= 0 && write(fd, bytes->p, bytes->n) == (ssize_t)bytes->n;
    return fd >= 0 && close(fd) == 0 && ok;
}

static const char *why_not(enum pack_fault fault)
{
    return fault == PACK_LARGE    ? "展开以后太大"
           : fault == PACK_LOCKED ? "加了密码"
           : fault == PACK_UNREAD ? "读不出来：磁盘出错"
                                  : "损坏了，展不开";
}

/* What is no PDF in a ZIP is told, but for folders and what systems add by themselves. */
static bool take_entry(struct taking *t, struct pack *p, struct arena *a, size_t i)
{
    struct buf bytes = {0};
    const char *name = pack_name(p, a, i), *path = file_in(a, t->tray, ".entry.pdf");
    size_t n = strlen(name);
    t->seen++;
    if ((n && name[n - 1] == '/') || strncmp(name, "__MACOSX/", strlen("__MACOSX/")) == 0)
        return true;
    if (!file_has_extension(name, "pdf") && n)
        turn_away(t, name, "不是 PDF");
    else if (!pack_read_at(p, i, &bytes))
        turn_away(t, name, why_not(pack_fault(p)));
    else if (!write_private(path, &bytes))
        turn_away(t, name, "没有写成：磁盘可能满了");
    else
        take_pdf(t, name, path);
    buf_drop(&bytes);
    unlink(path);
    return errand_progress(t->collected->errand, t->seen, t->all);
}

static bool take_zip(struct taking *t, const char *name, const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool going = true;
    struct file_pieces file = {.fd = fd,
                               .size = fd >= 0 && fstat(fd, &st) == 0 ? (uint64_t)st.st_size : 0};
    struct pack *p =
        fd >= 0 ? pack_open(&file, &(struct pack_limits){PART_BYTES, TOTAL_BYTES}) : NULL;
    struct arena *a = arena_new();
    if (!p)
        turn_away(t, name, "不是 ZIP，或者里面的文件太多");
    for (size_t i = 0; p && going && pack_name(p, a, i); i++)
        going = take_entry(t, p, a, i);
    if (p)
        pack_close(p);
    if (fd >= 0)
        close(fd);
    arena_drop(a);
    return going;
}

/* ---- the tray ---- */

static int by_name(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static const char **names_in(struct arena *a, const char *folder, size_t *n)
{
    VEC(const char *) names = {0};
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir && (e = readdir(dir));)
        if (e->d_name[0] != '.')
            VEC_PUSH(a, &names, arena_strdup(a, e->d_name));
    if (dir)
        closedir(dir);
    if (names.n)
        qsort(names.v, names.n, sizeof *names.v, by_name);
    *n = names.n;
    return names.v;
}

static bool take_file(struct taking *t, struct arena *a, const char *name)
{
    const char *path = file_in(a, t->tray, name);
    bool going = true;
    t->seen++;
    if (file_has_extension(name, "zip"))
        going = take_zip(t, name, path);
    else if (file_has_extension(name, "pdf"))
        take_pdf(t, name, path);
    else
        turn_away(t, name, "不是 PDF，也不是 ZIP");
    unlink(path);
    return errand_progress(t->collected->errand, t->seen, t->all) && going;
}

bool collect_take(struct collected *c)
{
    struct errand *e = c->errand;
    struct taking t = {
        .collected = c, .tray = errand_value(e, "tray"), .folder = errand_value(e, "folder")};
    size_t n;
    const char **names = names_in(c->arena, t.tray, &n);
    bool going = true;
    e->stage = "正在看交来的表";
    t.all = (int)n;
    struct file_list files = file_find(c->arena, t.folder, ".pdf", e->diags);
    for (size_t i = 0; n && i < files.n; i++)
        note_file(&t, files.paths[i]);
    if (n)
        office_compile(e->office, &(struct hongtou_source){.name = errand_value(e, "form")},
                       HONGTOU_GEOMETRY, NULL, &t.blank);
    for (size_t i = 0; i < n && going; i++)
        going = take_file(&t, c->arena, names[i]);
    struct buf *b = &e->worker->json;
    buf_printf(b, "\"added\":%d,\"same\":%d,\"turned_away\":[%s],", t.added, t.same,
               t.away.n ? t.away.p : "");
    buf_drop(&t.away);
    buf_drop(&t.blank);
    return going;
}
