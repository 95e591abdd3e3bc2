/* Who may do what, and what is done: a row of the table for each. */
#include "desk/request.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/file.h"
#include "desk/folder.h"
#include "desk/pictures.h"

/* ---- what is given ---- */

const char *request_value(const struct request *r, const char *name)
{
    for (size_t i = 0; i < r->n_query; i++)
        if (strcmp(r->query[i].name, name) == 0)
            return r->query[i].value;
    return "";
}

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* "+" is a blank, %XX a byte. */
static char *decoded(struct arena *a, const char *text, size_t n)
{
    enum { CODED = 2 };
    char *out = arena_alloc(a, n + 1);
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        bool coded =
            text[i] == '%' && i + CODED < n && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0;
        char c = text[i] == '+' ? ' ' : text[i];
        if (coded) {
            c = (char)(hex(text[i + 1]) << 4 | hex(text[i + 2]));
            i += CODED;
        }
        out[m++] = c;
    }
    return out;
}

size_t request_fields(struct arena *a, const char *text, size_t n, struct field **out)
{
    VEC(struct field) fields = {0};
    const char *end = text + n;
    while (text < end) {
        const char *stop = memchr(text, '&', (size_t)(end - text));
        stop = stop ? stop : end;
        const char *equals = memchr(text, '=', (size_t)(stop - text));
        const char *value = equals ? equals + 1 : stop;
        VEC_PUSH(a, &fields,
                 ((struct field){decoded(a, text, (size_t)((equals ? equals : stop) - text)),
                                 decoded(a, value, (size_t)(stop - value))}));
        text = stop + 1;
    }
    *out = fields.v;
    return fields.n;
}

/* The body's fields go before those of the address. */
static void take_body_fields(struct request *r)
{
    r->n_query = request_fields(r->arena, r->body, r->n, &r->query);
}

/* ---- what is said ---- */

void request_say(struct request *r, int status, const char *message)
{
    r->reply.status = status;
    r->reply.type = "application/json";
    buf_clear(&r->reply.body);
    buf_str(&r->reply.body, "{\"message\":");
    buf_json(&r->reply.body, message);
    buf_char(&r->reply.body, '}');
}

static struct buf *json(struct request *r)
{
    r->reply.type = "application/json";
    return &r->reply.body;
}

static void note(struct request *r, const char *act, const char *document, const char *detail)
{
    store_note(r->desk->store, r->session.person.id, act, document, detail);
}

/* ---- who is there ---- */

static void me(struct request *r)
{
    struct buf *b = json(r);
    buf_str(b, "{\"name\":");
    buf_json(b, r->session.person.name);
    buf_printf(b, ",\"id\":%" PRId64 ",\"roles\":%d,\"token\":", r->session.person.id,
               r->session.person.roles);
    buf_json(b, r->session.token);
    buf_printf(b, ",\"alone\":%s}", r->desk->alone ? "true" : "false");
}

static void login(struct request *r)
{
    char *secret = arena_alloc(r->arena, STORE_SECRET);
    take_body_fields(r);
    switch (store_login(r->desk->store, request_value(r, "name"), request_value(r, "password"),
                        r->address, secret)) {
    case LOGIN_DONE:
        r->reply.cookie = secret;
        request_say(r, STATUS_OK, "");
        return;
    case LOGIN_WRONG:
        request_say(r, STATUS_UNKNOWN, "姓名或者口令不对");
        return;
    case LOGIN_LATER:
        request_say(r, STATUS_MANY, "试错的次数太多，请过十五分钟再试");
        return;
    }
}

static void leave(struct request *r)
{
    store_leave(r->desk->store, r->secret);
    r->reply.cookie = "";
    request_say(r, STATUS_OK, "");
}

static bool has_key(const struct request *r)
{
    const char *key = request_value(r, "key"), *right = r->desk->key;
    return *right && strlen(key) == strlen(right) && sodium_memcmp(key, right, strlen(right)) == 0;
}

/* The address that the program prints: it lets the one person in, or the first one who then sets
 * the desk up. */
static void enter(struct request *r)
{
    struct desk *d = r->desk;
    if (!has_key(r) || !d->alone) {
        request_say(r, STATUS_FORBIDDEN, "这个地址不对或者已经失效，请重新运行 hongtou serve");
        return;
    }
    char *secret = arena_alloc(r->arena, STORE_SECRET);
    store_enter(d->store, d->alone, secret);
    r->reply.cookie = secret;
    r->reply.status = STATUS_FOUND;
    r->reply.location = "/";
}

/* The first person of all, who manages the others. */
static void set_up(struct request *r)
{
    struct desk *d = r->desk;
    take_body_fields(r);
    const char *name = request_value(r, "name"), *password = request_value(r, "password");
    if (store_has_people(d->store) || !has_key(r)) {
        request_say(r, STATUS_FORBIDDEN, "已经建立过了，或者地址不对");
    } else if (!*name || strlen(password) < STORE_PASSWORD_LEAST) {
        request_say(r, STATUS_WRONG, "请写姓名；口令至少八个字符");
    } else if (store_add_person(d->store, name, password,
                                ROLE_DRAFT | ROLE_REVIEW | ROLE_SIGN | ROLE_MANAGE)) {
        store_note(d->store, 0, "建立", "", name);
        request_say(r, STATUS_OK, "");
    } else {
        request_say(r, STATUS_CONFLICT, "已经有这个姓名");
    }
}

static void people(struct request *r)
{
    struct person_list list;
    struct buf *b = json(r);
    store_people(r->desk->store, r->arena, &list);
    buf_char(b, '[');
    for (size_t i = 0; i < list.n; i++) {
        buf_printf(b, "%s{\"id\":%" PRId64 ",\"roles\":%d,\"name\":", i ? "," : "", list.v[i].id,
                   list.v[i].roles);
        buf_json(b, list.v[i].name);
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

static int read_roles(const char *text)
{
    enum { DECIMAL = 10, ALL = ROLE_DRAFT | ROLE_REVIEW | ROLE_SIGN | ROLE_MANAGE };
    char *end;
    long v = strtol(text, &end, DECIMAL);
    return end != text && !*end && v >= 0 && v <= ALL ? (int)v : -1;
}

/* A new one, or with id another password, other roles (0: comes in no more). */
static void change_people(struct request *r)
{
    enum { DECIMAL = 10 };
    struct store *s = r->desk->store;
    take_body_fields(r);
    const char *name = request_value(r, "name"), *password = request_value(r, "password");
    int roles = read_roles(request_value(r, "roles"));
    int64_t id = strtoll(request_value(r, "id"), NULL, DECIMAL);
    bool changed = false;
    if (*password && strlen(password) < STORE_PASSWORD_LEAST) {
        request_say(r, STATUS_WRONG, "口令至少八个字符");
        return;
    }
    if (id == r->session.person.id && roles >= 0 && !(roles & ROLE_MANAGE)) {
        request_say(r, STATUS_WRONG, "不能取消自己的管理权限：请由另一位管理人员来做");
        return;
    }
    if (id)
        changed = store_change_person(s, id, *password ? password : NULL, roles);
    else if (*name && *password && roles > 0)
        changed = store_add_person(s, name, password, roles) != 0;
    if (changed)
        note(r, id ? "改人员" : "加人员", "", *name ? name : request_value(r, "id"));
    request_say(r, changed ? STATUS_OK : STATUS_WRONG,
                changed ? "" : "没有做成：姓名、口令、权限都要写，姓名不能与别人相同");
}

static void notes(struct request *r)
{
    enum { MOST = 1000 };
    store_notes(r->desk->store, MOST, json(r));
}

/* ---- files ---- */

static void files(struct request *r)
{
    folder_list(r->desk->options->folder, json(r));
}

static void file(struct request *r)
{
    struct folder_file f;
    const char *name = request_value(r, "name");
    if (!folder_read(r->arena, r->desk->options->folder, name, &f)) {
        request_say(r, STATUS_MISSING, "没有这个文件");
        return;
    }
    r->reply.type =
        file_has_extension(name, "xml") ? "text/xml; charset=utf-8" : "application/octet-stream";
    r->reply.hash = arena_strdup(r->arena, f.hash);
    if (*request_value(r, "download"))
        r->reply.download = name;
    buf_add(&r->reply.body, f.bytes, f.n);
}

/* Who has saved another version meanwhile. */
static void tell_conflict(struct request *r, const char *name, const char *hash)
{
    struct version v;
    bool known = store_latest(r->desk->store, r->arena, name, &v) && strcmp(v.hash, hash) == 0;
    r->reply.status = STATUS_CONFLICT;
    struct buf *b = json(r);
    buf_str(b, "{\"message\":");
    buf_json(b, known   ? arena_printf(r->arena, "%s 在 %s 保存过这份公文", v.who, v.when)
                : *hash ? "这份公文在别处改过了"
                        : "这份公文已经不在了");
    buf_str(b, ",\"hash\":");
    buf_json(b, hash);
    buf_char(b, '}');
}

static void save(struct request *r)
{
    const char *name = request_value(r, "name");
    char hash[SHA256_HEX] = "";
    switch (folder_save(r->desk->options->folder, name, request_value(r, "base"), r->body, r->n,
                        hash)) {
    case FOLDER_SAVED:
        store_keep(r->desk->store, name, hash, r->session.person.id, r->body, r->n);
        note(r, "保存", name, hash);
        buf_printf(json(r), "{\"hash\":\"%s\"}", hash);
        return;
    case FOLDER_CONFLICT:
        tell_conflict(r, name, hash);
        return;
    case FOLDER_REFUSED:
        request_say(r, STATUS_WRONG, "文件名不能用：不要有“/”开头、“..”和“\\”，文件夹要先建好");
        return;
    case FOLDER_FAILED:
        request_say(r, STATUS_FAILED, "没有写成：磁盘可能满了，或者文件夹不能写");
        return;
    }
}

static void versions(struct request *r)
{
    store_versions(r->desk->store, request_value(r, "name"), json(r));
}

static void version(struct request *r)
{
    size_t n;
    const char *text = store_version(r->desk->store, r->arena, request_value(r, "name"),
                                     request_value(r, "hash"), &n);
    if (!text) {
        request_say(r, STATUS_MISSING, "没有这一版");
        return;
    }
    r->reply.type = "text/xml; charset=utf-8";
    buf_add(&r->reply.body, text, n);
}

/* A document to begin with, of the kinds that `hongtou new` has. */
static void skeleton(struct request *r)
{
    struct folder_file f;
    const char *kind = request_value(r, "kind");
    const char *folder = arena_printf(r->arena, "%s/templates/new", r->desk->options->home);
    if (strchr(kind, '/') ||
        !folder_read(r->arena, folder, arena_printf(r->arena, "%s.xml", kind), &f)) {
        request_say(r, STATUS_MISSING, "没有这种空白公文");
        return;
    }
    r->reply.type = "text/xml; charset=utf-8";
    buf_add(&r->reply.body, f.bytes, f.n);
}

/* ---- what workers do ---- */

enum { SHORT = 10000, LONG = 120000 }; /* ms */

/* False: the reply says why there is no answer. */
static bool ask(struct request *r, const char *topic, int ms, const struct parcel parts[], size_t n,
                struct message *out)
{
    switch (pool_ask(r->desk->pool, topic, ms, parts, n, r->arena, out)) {
    case POOL_ANSWERED:
        return true;
    case POOL_LATE:
        request_say(r, STATUS_BUSY, "做了太久，已经停下：请看看公文里有没有特别大的表或者循环引用");
        return false;
    case POOL_FAILED:
        request_say(r, STATUS_BUSY, "没有做成：内存不够，或者程序有毛病；请再试一次");
        return false;
    case POOL_PASSED:
        request_say(r, STATUS_CONFLICT, "已经有更新的要求");
        return false;
    }
    return false;
}

static struct parcel body_of(const struct request *r)
{
    return (struct parcel){r->body, r->n};
}

static bool names_document(struct request *r)
{
    if (folder_may_name(request_value(r, "name")))
        return true;
    request_say(r, STATUS_WRONG, "文件名不能用");
    return false;
}

/* The pictures that were drawn are fetched by their fingerprints. */
static void preview(struct request *r)
{
    struct message m;
    const char *dpi = request_value(r, "dpi");
    const struct parcel parts[] = {parcel_of("preview"), parcel_of(request_value(r, "name")),
                                   body_of(r), parcel_of(dpi),
                                   parcel_of(request_value(r, "known"))};
    const char *topic = arena_printf(r->arena, "%s %s", r->session.token, request_value(r, "tab"));
    if (!names_document(r) || !ask(r, topic, SHORT, parts, sizeof parts / sizeof *parts, &m))
        return;
    for (size_t i = 1; i + 1 < m.n; i += 2)
        pictures_put(r->desk->pictures, arena_printf(r->arena, "%s-%s", m.parts[i].p, dpi),
                     m.parts[i + 1].p, m.parts[i + 1].n);
    buf_add(json(r), m.parts[0].p, m.parts[0].n);
}

static void picture(struct request *r)
{
    if (!pictures_get(r->desk->pictures, request_value(r, "of"), &r->reply.body)) {
        request_say(r, STATUS_MISSING, "没有这张图");
        return;
    }
    r->reply.type = "image/png";
    r->reply.lasting = true;
}

static void check(struct request *r)
{
    struct message m;
    const struct parcel parts[] = {parcel_of("check"), parcel_of(request_value(r, "name")),
                                   body_of(r)};
    if (names_document(r) && ask(r, NULL, LONG, parts, sizeof parts / sizeof *parts, &m))
        buf_add(json(r), m.parts[0].p, m.parts[0].n);
}

/* The file, or what is wrong. */
static void compile(struct request *r)
{
    struct message m;
    const char *kind = request_value(r, "kind"), *name = request_value(r, "name");
    const struct parcel parts[] = {parcel_of("compile"), parcel_of(name), body_of(r),
                                   parcel_of(kind)};
    if (!names_document(r) || !ask(r, NULL, LONG, parts, sizeof parts / sizeof *parts, &m))
        return;
    if (m.n < 2 || !m.parts[1].n) {
        r->reply.status = STATUS_CONFLICT;
        buf_add(json(r), m.parts[0].p, m.parts[0].n);
        return;
    }
    static const char *const kinds[][3] = {
        {"pdf", "application/pdf", ".pdf"},
        {"fillable", "application/pdf", ".pdf"},
        {"text", "text/plain; charset=utf-8", ".txt"},
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         ".docx"}};
    const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name;
    int stem = (int)(strlen(base) - (file_ends_in(base, ".xml") ? strlen(".xml") : 0));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i][0], kind) == 0) {
            r->reply.type = kinds[i][1];
            r->reply.download = arena_printf(r->arena, "%.*s%s", stem, base, kinds[i][2]);
        }
    buf_add(&r->reply.body, m.parts[1].p, m.parts[1].n);
}

/* The document of a draft, as {"xml":…, "told":…}. */
static void import(struct request *r)
{
    struct message m;
    const struct parcel parts[] = {parcel_of("import"), parcel_of(request_value(r, "name")),
                                   body_of(r)};
    if (!names_document(r) || !ask(r, NULL, LONG, parts, sizeof parts / sizeof *parts, &m))
        return;
    struct buf *b = json(r);
    buf_str(b, "{\"xml\":");
    buf_json(b, message_text(&m, 1));
    buf_str(b, ",\"told\":");
    buf_add(b, m.parts[0].p, m.parts[0].n);
    buf_char(b, '}');
}

static void vocabulary(struct request *r)
{
    struct message m;
    const struct parcel parts[] = {parcel_of("vocabulary")};
    if (ask(r, NULL, SHORT, parts, 1, &m))
        buf_add(json(r), m.parts[0].p, m.parts[0].n);
}

/* ---- the page's own files ---- */

static void page_file(struct request *r)
{
    static const char *const types[][2] = {{"html", "text/html; charset=utf-8"},
                                           {"js", "text/javascript; charset=utf-8"},
                                           {"css", "text/css; charset=utf-8"},
                                           {"svg", "image/svg+xml"},
                                           {"png", "image/png"}};
    const char *name = strcmp(r->path, "/") == 0 ? "index.html" : r->path + strlen("/");
    const char *folder = arena_printf(r->arena, "%s/templates/web", r->desk->options->home);
    struct folder_file f;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (file_has_extension(name, types[i][0]) && folder_read(r->arena, folder, name, &f)) {
            r->reply.type = types[i][1];
            buf_add(&r->reply.body, f.bytes, f.n);
            return;
        }
    request_say(r, STATUS_MISSING, "没有这一页");
}

/* ---- the table ---- */

/* Who may: anybody; whoever came in; those who have one of these roles. */
enum { ANYBODY = -1, EVERYBODY = 0 };

static const struct {
    const char *method, *path;
    int roles;
    void (*run)(struct request *r);
} requests[] = {
    {"GET", "/enter", ANYBODY, enter},
    {"POST", "/api/login", ANYBODY, login},
    {"POST", "/api/setup", ANYBODY, set_up},
    {"GET", "/api/me", EVERYBODY, me},
    {"POST", "/api/leave", EVERYBODY, leave},
    {"GET", "/api/people", EVERYBODY, people},
    {"POST", "/api/people", ROLE_MANAGE, change_people},
    {"GET", "/api/notes", ROLE_MANAGE, notes},
    {"GET", "/api/files", EVERYBODY, files},
    {"GET", "/api/file", EVERYBODY, file},
    {"POST", "/api/save", ROLE_DRAFT | ROLE_REVIEW, save},
    {"GET", "/api/versions", EVERYBODY, versions},
    {"GET", "/api/version", EVERYBODY, version},
    {"GET", "/api/new", EVERYBODY, skeleton},
    {"GET", "/api/vocabulary", EVERYBODY, vocabulary},
    {"POST", "/api/preview", EVERYBODY, preview},
    {"GET", "/api/picture", EVERYBODY, picture},
    {"POST", "/api/check", EVERYBODY, check},
    {"POST", "/api/compile", EVERYBODY, compile},
    {"POST", "/api/import", ROLE_DRAFT | ROLE_REVIEW, import},
};

static bool may(struct request *r, int roles)
{
    if (roles == ANYBODY || (r->session.person.id && !roles))
        return true;
    if (!r->session.person.id)
        request_say(r, STATUS_UNKNOWN, "请先登录");
    else if (r->session.person.roles & roles)
        return true;
    else
        request_say(r, STATUS_FORBIDDEN, "没有这项权限，请找管理人员");
    return false;
}

void request_answer(struct request *r)
{
    bool found = false;
    r->reply.status = STATUS_OK;
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        if (strcmp(requests[i].path, r->path) != 0)
            continue;
        found = true;
        if (strcmp(requests[i].method, r->method) != 0)
            continue;
        if (may(r, requests[i].roles))
            requests[i].run(r);
        return;
    }
    if (found)
        request_say(r, STATUS_METHOD, "这个地址不是这样用的");
    else if (strcmp(r->method, "GET") == 0 && strncmp(r->path, "/api/", strlen("/api/")) != 0)
        page_file(r);
    else
        request_say(r, STATUS_MISSING, "没有这个地址");
}
