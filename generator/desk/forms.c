/* Forms: trays for lists and filled-in forms, jobs that print and collect, what was confirmed. */
#include "desk/answers.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "desk/folder.h"
#include "desk/jobs.h"
#include "desk/trays.h"
#include "pack/pack.h"

enum { NAMES_TRIED = 99 };

/* ---- the documents that are forms ---- */

/* By their beginning: what stands before the element is a declaration and a remark or two. */
static bool is_form(struct arena *a, const char *folder, const char *name)
{
    enum { BEGINNING = 8192 };
    const char *path = folder_path(a, folder, name);
    char *bytes = arena_alloc(a, BEGINNING + 1);
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    ssize_t n = fd >= 0 ? read(fd, bytes, BEGINNING) : 0;
    if (fd >= 0)
        close(fd);
    if (n <= 0)
        return false;
    bytes[n] = '\0';
    for (const char *at = bytes; (at = strchr(at, '<')); at++) {
        const char *end = strncmp(at, "<!--", 4) == 0 ? strstr(at, "-->") : NULL;
        if (end)
            at = end;
        else if (at[1] != '?' && at[1] != '!')
            return strncmp(at, "<表单", strlen("<表单")) == 0;
    }
    return false;
}

void answer_forms(struct request *r)
{
    const char *folder = r->desk->options->folder;
    struct diags *unheard = diags_new(DIAG_EN);
    struct file_list files = file_find(r->arena, folder, ".xml", unheard);
    struct buf *b = request_json(r);
    buf_char(b, '[');
    for (size_t i = 0; i < files.n; i++) {
        const char *name = files.paths[i] + strlen(folder);
        while (*name == '/')
            name++;
        if (!folder_may_name(name) || !is_form(r->arena, folder, name))
            continue;
        if (b->p[b->n - 1] != '[')
            buf_char(b, ',');
        buf_json(b, name);
    }
    buf_char(b, ']');
    diags_drop(unheard);
}

/* ---- trays ---- */

void answer_tray(struct request *r)
{
    char name[TRAY_NAME];
    if (!trays_open(r->desk->trays, r->session.person.id, name)) {
        request_say(r, STATUS_FAILED, "没有地方放文件：磁盘可能满了");
        return;
    }
    buf_printf(request_json(r), "{\"tray\":\"%s\"}", name);
}

static void say_name(struct request *r, const char *name)
{
    const char *fault = folder_fault(name);
    request_say(r, STATUS_WRONG,
                arena_printf(r->arena, "文件名不能用：%s", fault ? fault : "名字里不能有“/”"));
}

void answer_tray_put(struct request *r)
{
    switch (trays_put(r->desk->trays, r->session.person.id, request_value(r, "tray"),
                      request_value(r, "file"), r->body, r->n)) {
    case TRAY_PUT:
        request_say(r, STATUS_OK, "");
        return;
    case TRAY_NONE:
        request_say(r, STATUS_MISSING, "放得太久，已经清掉了：请再选一次文件");
        return;
    case TRAY_REFUSED:
        say_name(r, request_value(r, "file"));
        return;
    case TRAY_FULL:
        request_say(r, STATUS_LARGE, "一次放得太多：最多 5000 个文件、512 MB，请分几次");
        return;
    case TRAY_FAILED:
        request_say(r, STATUS_FAILED, "没有写成：磁盘可能满了，或者有同名的文件");
        return;
    }
}

void answer_tray_get(struct request *r)
{
    const char *path =
        trays_path(r->desk->trays, r->arena, r->session.person.id, request_value(r, "tray"));
    const char *name = request_value(r, "file");
    char hash[SHA256_HEX];
    int fd = path && !strchr(name, '/') ? folder_open(r->arena, path, name, hash) : -1;
    if (fd < 0) {
        request_say(r, STATUS_MISSING, "已经清掉了：请再做一次");
        return;
    }
    r->reply.type = "application/octet-stream";
    r->reply.download = name;
    r->reply.file = fd;
    request_note(r, "下载", name, "");
}

void answer_tray_drop(struct request *r)
{
    trays_remove(r->desk->trays, r->session.person.id, request_value(r, "tray"));
    request_say(r, STATUS_OK, "");
}

/* ---- what a job is told ---- */

/* The message of a job, and the folders that it may write in. */
struct order {
    struct request *r;
    const char *form, *stem; /* the form's document; without its .xml */
    const char *tray;        /* its folder; or NULL */
    const char *list;        /* what is printed: a path that the worker opens */
    VEC(struct parcel) parts;
    VEC(const char *) writable;
};

static void tell(struct order *o, const char *name, const char *value)
{
    VEC_PUSH(o->r->arena, &o->parts, parcel_of(arena_printf(o->r->arena, "%s=%s", name, value)));
}

static void tell_each(struct order *o, const char *name, const store_texts *texts)
{
    for (size_t i = 0; i < texts->n; i++)
        tell(o, name, texts->v[i]);
}

/* A link would lead a worker out of the documents' folder. */
static bool is_own_folder(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* A folder of results beside the form: it is made, and the worker may write there. NULL: the reply
 * says why not. */
static const char *result_folder(struct order *o, const char *suffix)
{
    struct arena *a = o->r->arena;
    const char *name = arena_printf(a, "%s%s", o->stem, suffix);
    const char *path = folder_path(a, o->r->desk->options->folder, name);
    if (!path || (mkdir(path, 0777) != 0 && errno != EEXIST) || !is_own_folder(path)) {
        request_say(o->r, STATUS_FAILED, "放结果的文件夹建不了：看看有没有同名的文件，磁盘满没满");
        return NULL;
    }
    VEC_PUSH(a, &o->writable, path);
    return name;
}

/* False: the reply says why not. */
static bool begin_order(struct request *r, struct order *o)
{
    struct arena *a = r->arena;
    const char *tray = request_value(r, "tray");
    *o = (struct order){.r = r, .form = request_value(r, "name")};
    if (!request_names_document(r))
        return false;
    if (!is_form(a, r->desk->options->folder, o->form)) {
        request_say(r, STATUS_WRONG, "这不是表单，或者还没有保存");
        return false;
    }
    size_t n = strlen(o->form) - (file_ends_in(o->form, ".xml") ? strlen(".xml") : 0);
    o->stem = arena_strndup(a, o->form, n);
    if (*tray && !(o->tray = trays_path(r->desk->trays, a, r->session.person.id, tray))) {
        request_say(r, STATUS_MISSING, "放得太久，已经清掉了：请再选一次文件");
        return false;
    }
    VEC_PUSH(a, &o->parts, parcel_of(request_value(r, "kind")));
    tell(o, "form", o->form);
    if (o->tray) {
        tell(o, "tray", o->tray);
        VEC_PUSH(a, &o->writable, o->tray);
    }
    return true;
}

/* ---- lists ---- */

static bool is_list(const char *name)
{
    return file_has_extension(name, "csv") || file_has_extension(name, "xlsx");
}

/* From the tray, or of the folder. False: the reply says that there is none. */
static bool find_list(struct order *o)
{
    struct request *r = o->r;
    struct arena *a = r->arena;
    const char *file = request_value(r, "file"), *list = request_value(r, "list");
    const char *path = NULL;
    if (o->tray && *file && !strchr(file, '/'))
        path = folder_path(a, o->tray, file);
    else if (*list)
        path = folder_path(a, r->desk->options->folder, list);
    if (!path || !is_list(path) || !file_exists(path)) {
        request_say(r, STATUS_WRONG,
                    "请选一份名册：.xlsx 或者 .csv 文件（老式的 .xls、.et 请另存为 .xlsx）");
        return false;
    }
    o->list = o->tray && *file ? path : list;
    return true;
}

/* The list goes from the tray into the folder, beside the form, so that printing can go on after
 * the desk has ended, and the command can print by it too. One of its name that is another leaves
 * it a number. False: the reply says so. */
static bool keep_list(struct order *o)
{
    struct request *r = o->r;
    struct arena *a = r->arena;
    const char *file = request_value(r, "file"), *slash = strrchr(o->form, '/');
    int folder = slash ? (int)(slash + 1 - o->form) : 0;
    struct folder_file now, old;
    if (!o->tray || !*file)
        return true;
    if (!folder_read(a, o->tray, file, &now)) {
        request_say(r, STATUS_MISSING, "放得太久，已经清掉了：请再选一次文件");
        return false;
    }
    const char *dot = strrchr(file, '.');
    for (int i = 1; i <= NAMES_TRIED; i++) {
        const char *number = i == 1 ? "" : arena_printf(a, "-%d", i);
        const char *name =
            arena_printf(a, "%.*s%.*s%s%s", folder, o->form, (int)(dot - file), file, number, dot);
        char hash[SHA256_HEX];
        bool there = folder_read(a, r->desk->options->folder, name, &old);
        bool same = there && strcmp(old.hash, now.hash) == 0;
        if (!same &&
            folder_save(r->desk->options->folder, name, "", now.bytes, now.n, hash) != FOLDER_SAVED)
            continue;
        if (!same)
            request_note(r, "存名册", name, hash);
        o->list = name;
        return true;
    }
    request_say(r, STATUS_FAILED, "名册没有存成：磁盘可能满了");
    return false;
}

/* ---- jobs ---- */

/* What people choose of a print, as the worker takes it. */
static void tell_choices(struct order *o)
{
    static const char *const names[] = {"sheet",      "members", "split",    "fillable", "copies",
                                        "separators", "hidden",  "unstruck", "resume"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (*request_value(o->r, names[i]))
            tell(o, names[i], request_value(o->r, names[i]));
}

static bool order_trial(struct order *o)
{
    if (!find_list(o))
        return false;
    if (!o->tray) {
        request_say(o->r, STATUS_WRONG, "缺少“tray”");
        return false;
    }
    tell(o, "list", o->list);
    tell_choices(o);
    return true;
}

static bool order_print(struct order *o)
{
    struct request *r = o->r;
    if (jobs_of(r->desk->jobs, "print", o->form)) {
        request_say(r, STATUS_CONFLICT, "这张表正在印，请等它印完，或者先停下");
        return false;
    }
    if (!find_list(o) || !keep_list(o))
        return false;
    const char *folder = result_folder(o, "");
    if (!folder)
        return false;
    tell(o, "list", o->list);
    tell(o, "folder", folder);
    tell_choices(o);
    return true;
}

static bool order_collect(struct order *o)
{
    struct request *r = o->r;
    store_texts confirmed = {0}, printed = {0};
    const char *folder = arena_printf(r->arena, "%s-收回", o->stem);
    if (!o->tray) {
        request_say(r, STATUS_WRONG, "缺少“tray”");
        return false;
    }
    bool any = trays_files(r->desk->trays, r->session.person.id, request_value(r, "tray")) > 0;
    if (any && !result_folder(o, "-收回"))
        return false;
    tell(o, "folder", folder);
    store_confirmed(r->desk->store, r->arena, o->form, &confirmed);
    store_printed(r->desk->store, r->arena, o->form, &printed);
    tell_each(o, "confirmed", &confirmed);
    tell_each(o, "printed", &printed);
    return true;
}

/* What the page asked, to ask for the same again, without what holds for once. */
static const char *settings_of(struct request *r)
{
    static const char *const once[] = {"tray", "file", "list", "resume", "name", "kind"};
    struct buf b = {0};
    buf_char(&b, '{');
    for (size_t i = 0; i < r->n_query; i++) {
        bool lasts = true;
        for (size_t k = 0; k < sizeof once / sizeof *once; k++)
            lasts = lasts && strcmp(once[k], r->query[i].name) != 0;
        if (!lasts)
            continue;
        buf_str(&b, b.n > 1 ? "," : "");
        buf_json(&b, r->query[i].name);
        buf_char(&b, ':');
        buf_json(&b, r->query[i].value);
    }
    buf_char(&b, '}');
    const char *settings = arena_strdup(r->arena, b.p);
    buf_drop(&b);
    return settings;
}

void answer_start_job(struct request *r)
{
    static const struct {
        const char *name, *title;
        bool (*order)(struct order *o);
    } kinds[] = {{"trial", "试排名册", order_trial},
                 {"print", "印表", order_print},
                 {"collect", "收表", order_collect},
                 {"tally", "统计", order_collect}};
    const char *kind = request_value(r, "kind");
    size_t i = 0;
    while (i < sizeof kinds / sizeof *kinds && strcmp(kinds[i].name, kind) != 0)
        i++;
    if (i == sizeof kinds / sizeof *kinds) {
        request_say(r, STATUS_WRONG, "没有这种任务");
        return;
    }
    struct order o;
    if (!begin_order(r, &o) || !kinds[i].order(&o))
        return;
    VEC_PUSH(r->arena, &o.writable, NULL);
    struct job_wanted wanted = {.person = r->session.person.id,
                                .kind = kinds[i].name,
                                .title = kinds[i].title,
                                .document = o.form,
                                .list = o.list ? o.list : "",
                                .settings = settings_of(r),
                                .parts = o.parts.v,
                                .n_parts = o.parts.n,
                                .writable = o.writable.v,
                                .kept = strcmp(kind, "print") == 0};
    int64_t id = jobs_start(r->desk->jobs, &wanted);
    if (!id) {
        request_say(r, STATUS_MANY, "您已经有几项任务在做，请等它们做完");
        return;
    }
    request_note(r, kinds[i].title, o.form, wanted.list);
    buf_printf(request_json(r), "{\"id\":%" PRId64 "}", id);
}

static int64_t job_id(const struct request *r)
{
    enum { DECIMAL = 10 };
    return strtoll(request_value(r, "id"), NULL, DECIMAL);
}

static void say_no_job(struct request *r)
{
    request_say(r, STATUS_MISSING, "没有这项任务，或者早就做完了");
}

void answer_job(struct request *r)
{
    if (!jobs_tell(r->desk->jobs, job_id(r), r->session.person.id, request_json(r)))
        say_no_job(r);
}

void answer_cancel_job(struct request *r)
{
    bool can = jobs_cancel(r->desk->jobs, job_id(r), r->session.person.id);
    request_say(r, can ? STATUS_OK : STATUS_MISSING, can ? "" : "已经做完了");
}

void answer_job_events(struct request *r)
{
    struct job_watch *w = jobs_watch(r->desk->jobs, job_id(r), r->session.person.id);
    if (!w) {
        say_no_job(r);
        return;
    }
    r->reply.type = "text/event-stream";
    r->reply.stream = jobs_read;
    r->reply.stream_end = jobs_unwatch;
    r->reply.stream_context = w;
}

/* What was printed of a form: the last jobs; the one that is under way is asked for by its number.
 */
void answer_jobs(struct request *r)
{
    struct buf *b = request_json(r);
    const char *form = request_value(r, "name");
    buf_printf(b, "{\"running\":%" PRId64 ",\"jobs\":", jobs_of(r->desk->jobs, "print", form));
    store_jobs(r->desk->store, form, b);
    buf_char(b, '}');
}

/* ---- what was printed ---- */

/* One ZIP of all PDF files of a folder, as an open file that has no name any more; 0: there are
 * none. */
static int pack_folder(struct request *r, const char *path)
{
    struct arena *a = r->arena;
    char tray[TRAY_NAME];
    int64_t person = r->session.person.id;
    if (!trays_open(r->desk->trays, person, tray))
        return 0;
    struct diags *unheard = diags_new(DIAG_EN);
    struct file_list files = file_find(a, path, ".pdf", unheard);
    const char *zip = file_in(a, trays_path(r->desk->trays, a, person, tray), "x.zip");
    struct pack_writer *w = pack_writer_open(zip);
    for (size_t i = 0; i < files.n; i++)
        pack_writer_add_file(w, files.paths[i] + strlen(path) + 1, files.paths[i]);
    int file = pack_writer_finish(w, NULL) ? open(zip, O_RDONLY | O_CLOEXEC) : 0;
    trays_remove(r->desk->trays, person, tray);
    diags_drop(unheard);
    return file > 0 ? file : 0;
}

/* A file of the form's folder of results, whatever its size, or all its PDF files as one ZIP. */
void answer_printed(struct request *r)
{
    struct arena *a = r->arena;
    const char *form = request_value(r, "name"), *file = request_value(r, "file");
    const char *base = file_name(form);
    int stem = (int)(strlen(form) - (file_ends_in(form, ".xml") ? strlen(".xml") : 0));
    const char *folder = arena_printf(a, "%.*s", stem, form);
    const char *path = folder_path(a, r->desk->options->folder,
                                   *file ? arena_printf(a, "%s/%s", folder, file) : folder);
    struct stat st;
    int fd = 0;
    if (path && !*file && is_own_folder(path))
        fd = pack_folder(r, path);
    else if (path && *file && stat(path, &st) == 0 && S_ISREG(st.st_mode))
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd <= 0) {
        request_say(r, STATUS_MISSING, "还没有印好，或者文件已经不在了");
        return;
    }
    const char *zip = arena_printf(a, "%.*s.zip", stem - (int)(base - form), base);
    r->reply.file = fd;
    r->reply.type = *file ? "application/octet-stream" : "application/zip";
    r->reply.download = *file ? file : zip;
    request_note(r, "下载", form, r->reply.download);
}

/* ---- what came back ---- */

void answer_confirm(struct request *r)
{
    request_take_fields(r);
    struct confirmed c = {request_value(r, "name"),  request_value(r, "file"),
                          request_value(r, "owner"), request_value(r, "entry"),
                          request_value(r, "seen"),  request_value(r, "value")};
    const char *all[] = {c.form, c.file, c.owner, c.entry, c.seen, c.value};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (const char *p = all[i]; *p; p++)
            if ((unsigned char)*p < ' ' && *p != '\n' && *p != '\t') {
                request_say(r, STATUS_WRONG, "有不能用的字符");
                return;
            }
    if (!request_names_document(r))
        return;
    store_confirm(r->desk->store, r->session.person.id, &c);
    request_note(
        r, "核对", c.form,
        arena_printf(r->arena, "%s %s %s：%s→%s", c.file, c.owner, c.entry, c.seen, c.value));
    request_say(r, STATUS_OK, "");
}

/* A form that does not belong there is taken out. */
void answer_uncollect(struct request *r)
{
    request_take_fields(r);
    struct arena *a = r->arena;
    const char *form = request_value(r, "name"), *file = request_value(r, "file");
    int stem = (int)(strlen(form) - (file_ends_in(form, ".xml") ? strlen(".xml") : 0));
    const char *name = arena_printf(a, "%.*s-收回/%s", stem, form, file);
    const char *path = strchr(file, '/') || !file_has_extension(file, "pdf")
                           ? NULL
                           : folder_path(a, r->desk->options->folder, name);
    if (!path || unlink(path) != 0) {
        request_say(r, STATUS_MISSING, "没有这个文件");
        return;
    }
    request_note(r, "拿掉", name, "");
    request_say(r, STATUS_OK, "");
}
