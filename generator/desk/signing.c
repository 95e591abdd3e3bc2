/*
 * Issuing: asked for, confirmed by another person, refused; and changes of what was issued. The lock
 * is written by the library, in a worker that may write in the document's folder for this one act.
 */
#include "desk/signing.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "desk/answers.h"
#include "desk/folder.h"

static bool is_locked(struct request *r, const char *document)
{
    bool alike = file_has_extension(document, "xml") || file_has_extension(document, "pdf");
    size_t stem = strlen(document) - (alike ? strlen(".xml") : 0);
    const char *lock = arena_printf(r->arena, "%.*s.lock", (int)stem, document);
    const char *path = folder_path(r->arena, r->desk->options->folder, lock);
    return path && file_exists(path);
}

/* Nor may its PDF be replaced, whatever is being changed. */
bool signing_lets_save(struct request *r, const char *document)
{
    struct change change;
    if (file_has_extension(document, "pdf") && is_locked(r, document)) {
        request_say(r, STATUS_FORBIDDEN, "这是签发的 PDF，不能换成别的");
        return false;
    }
    if (!is_locked(r, document) ||
        store_change_of(r->desk->store, r->arena, document, &change))
        return true;
    request_say(r, STATUS_FORBIDDEN, "这份公文已经签发，不能改；确实要改的，打开它，按“变更”");
    return false;
}

/* The document's file as it is. False: the reply says that there is none. */
static bool read_document(struct request *r, const char *name, struct folder_file *out)
{
    if (!request_names_document(r))
        return false;
    if (folder_read(r->arena, r->desk->options->folder, name, out))
        return true;
    request_say(r, STATUS_MISSING, "没有这个文件");
    return false;
}

/* ---- how a document stands ---- */

static void add_text(struct buf *b, const char *name, const char *value)
{
    buf_printf(b, ",\"%s\":", name);
    buf_json(b, value);
}

static void add_asked(struct request *r, const struct signing *asked, const char *hash,
                      struct buf *b)
{
    buf_printf(b, "{\"id\":%" PRId64 ",\"mine\":%s,\"same\":%s", asked->id,
               asked->person == r->session.person.id ? "true" : "false",
               strcmp(asked->hash, hash) == 0 ? "true" : "false");
    add_text(b, "who", asked->who);
    add_text(b, "time", asked->when);
    buf_char(b, '}');
}

/* {"issued":…,"changing":…,"asked":…,"history":[…]}, null where there is none */
void answer_signing(struct request *r)
{
    struct message m;
    struct folder_file f;
    struct signing asked;
    struct change change;
    const char *name = request_value(r, "name");
    const struct parcel parts[] = {parcel_of("issued"), parcel_of(name)};
    if (!read_document(r, name, &f))
        return;
    bool locked = is_locked(r, name);
    if (locked && !request_ask(r, NULL, REQUEST_LONG, parts, sizeof parts / sizeof *parts, &m))
        return;
    struct buf *b = request_json(r);
    buf_str(b, "{\"issued\":");
    if (locked)
        buf_add(b, m.parts[0].p, m.parts[0].n);
    else
        buf_str(b, "null");
    buf_str(b, ",\"changing\":");
    if (store_change_of(r->desk->store, r->arena, name, &change)) {
        buf_str(b, "{\"open\":true");
        add_text(b, "who", change.who);
        add_text(b, "time", change.when);
        add_text(b, "reason", change.reason);
        buf_char(b, '}');
    } else {
        buf_str(b, "null");
    }
    buf_str(b, ",\"asked\":");
    if (store_signing_of(r->desk->store, r->arena, name, &asked))
        add_asked(r, &asked, f.hash, b);
    else
        buf_str(b, "null");
    buf_str(b, ",\"history\":");
    store_signing_history(r->desk->store, name, b);
    buf_char(b, '}');
}

void answer_signings(struct request *r)
{
    store_signings(r->desk->store, request_json(r));
}

/* ---- asking ---- */

/* Whether somebody else could confirm. */
static bool has_second(struct request *r)
{
    struct person_list list;
    store_people(r->desk->store, r->arena, &list);
    for (size_t i = 0; i < list.n; i++)
        if (list.v[i].id != r->session.person.id && (list.v[i].roles & (ROLE_REVIEW | ROLE_SIGN)))
            return true;
    return false;
}

static bool may_ask(struct request *r, const char *name, const struct folder_file *f)
{
    struct change change;
    if (strcmp(f->hash, request_value(r, "hash")) != 0)
        request_say(r, STATUS_CONFLICT, "这份公文刚刚在别处改过：请重新打开，看过再提出");
    else if (is_locked(r, name) && !store_change_of(r->desk->store, r->arena, name, &change))
        request_say(r, STATUS_CONFLICT, "这份公文已经签发了；要改的，先按“变更”");
    else if (!r->desk->alone && !has_second(r))
        request_say(r, STATUS_CONFLICT,
                    "没有另一位有核稿或者签发权限的人来确认：请管理人员先在“账号”里加上");
    else
        return true;
    return false;
}

/* What comes of the file now is what will be issued. With mistakes there is nothing to be signed. */
void answer_ask_signing(struct request *r)
{
    struct message m;
    struct folder_file f;
    char pdf[SHA256_HEX];
    request_take_fields(r);
    const char *name = request_value(r, "name");
    if (!read_document(r, name, &f) || !may_ask(r, name, &f))
        return;
    const struct parcel parts[] = {parcel_of("compile"), parcel_of(name),
                                   (struct parcel){f.bytes, f.n}, parcel_of("pdf")};
    if (!request_ask(r, NULL, REQUEST_LONG, parts, sizeof parts / sizeof *parts, &m))
        return;
    if (m.n < 2 || !m.parts[1].n) {
        request_say(r, STATUS_CONFLICT, "公文还有错，不能签发：请先改好下面列出的各处");
        return;
    }
    sha256_of(m.parts[1].p, m.parts[1].n, pdf);
    int64_t id =
        store_ask_signing(r->desk->store, name, f.hash, pdf, r->session.person.id);
    request_note(r, "提出签发", name, pdf);
    buf_printf(request_json(r), "{\"id\":%" PRId64 ",\"alone\":%s}", id,
               r->desk->alone ? "true" : "false");
}

/* ---- the second person ---- */

/* The one of the body's "id" that waits. False: the reply says so. */
static bool find_signing(struct request *r, struct signing *out)
{
    enum { DECIMAL = 10 };
    request_take_fields(r);
    int64_t id = strtoll(request_value(r, "id"), NULL, DECIMAL);
    if (store_signing(r->desk->store, r->arena, id, out))
        return true;
    request_say(r, STATUS_CONFLICT, "这次签发已经有人办过，或者作废了：请重新打开公文");
    return false;
}

static void make_void(struct request *r, const struct signing *asked, const char *why)
{
    store_end_signing(r->desk->store, asked->id, SIGNING_VOID, r->session.person.id, why);
    request_note(r, "签发作废", asked->document, why);
    request_say(r, STATUS_CONFLICT, why);
}

/* Who changed it since, as far as the desk knows. */
static const char *who_changed(struct request *r, const char *document, const char *hash)
{
    struct version v;
    if (store_latest(r->desk->store, r->arena, document, &v) && strcmp(v.hash, hash) == 0 && *v.who)
        return arena_printf(r->arena, "%s 在 %s 改过这份公文", v.who, v.when);
    return "这份公文在别处改过了";
}

static void issue(struct request *r, const struct signing *asked, bool again)
{
    struct message m;
    const char *slash = strrchr(asked->document, '/');
    const char *folder =
        slash ? arena_strndup(r->arena, asked->document, (size_t)(slash - asked->document)) : "";
    const struct parcel parts[] = {parcel_of("issue"), parcel_of(asked->document),
                                   parcel_of(asked->pdf), parcel_of(again ? "again" : "")};
    if (!request_act(r, folder, REQUEST_LONG, parts, sizeof parts / sizeof *parts, &m))
        return;
    if (!is_locked(r, asked->document) || strncmp(message_text(&m, 0), "{\"status\":0", 11) != 0) {
        const char *why = *message_text(&m, 1) ? message_text(&m, 1) : "锁文件没有写成";
        make_void(r, asked,
                  arena_printf(r->arena, "没有签发：%s；这次请求作废，请重新提出", why));
        return;
    }
    store_end_signing(r->desk->store, asked->id, SIGNING_DONE, r->session.person.id, "");
    store_end_change(r->desk->store, asked->document);
    request_note(r, again ? "重新签发" : "签发", asked->document,
                 r->desk->alone ? asked->pdf
                                : arena_printf(r->arena, "%s 提出，%s 确认；PDF %s", asked->who,
                                               r->session.person.name, asked->pdf));
    buf_add(request_json(r), m.parts[0].p, m.parts[0].n);
}

/* Two who confirm at once: the second finds nothing that waits. */
static pthread_mutex_t confirming = PTHREAD_MUTEX_INITIALIZER;

static void confirm(struct request *r)
{
    struct signing asked;
    struct folder_file f;
    if (!find_signing(r, &asked))
        return;
    if (asked.person == r->session.person.id && !r->desk->alone) {
        request_say(r, STATUS_FORBIDDEN, "提出的人不能自己确认：请另一位来");
        return;
    }
    if (!folder_read(r->arena, r->desk->options->folder, asked.document, &f) ||
        strcmp(f.hash, asked.hash) != 0) {
        make_void(r, &asked,
                  arena_printf(r->arena, "%s：这次签发作废，请重新提出",
                               who_changed(r, asked.document, f.hash)));
        return;
    }
    if (strcmp(request_value(r, "hash"), asked.hash) != 0) {
        request_say(r, STATUS_CONFLICT, "您看的不是提出签发的那一份：请重新打开，看过再确认");
        return;
    }
    issue(r, &asked, is_locked(r, asked.document));
}

/* hash: of the file that the second person has looked at. */
void answer_confirm_signing(struct request *r)
{
    pthread_mutex_lock(&confirming);
    confirm(r);
    pthread_mutex_unlock(&confirming);
}

/* By the second person with a reason, or by the first one, who takes it back. */
void answer_refuse_signing(struct request *r)
{
    struct signing asked;
    if (!find_signing(r, &asked))
        return;
    bool mine = asked.person == r->session.person.id;
    if (!mine && !(r->session.person.roles & (ROLE_REVIEW | ROLE_SIGN))) {
        request_say(r, STATUS_FORBIDDEN, "没有核稿、签发的权限");
        return;
    }
    const char *reason = request_value(r, "reason");
    store_end_signing(r->desk->store, asked.id, SIGNING_REFUSED, r->session.person.id, reason);
    request_note(r, mine ? "撤回签发" : "退回", asked.document, reason);
    request_say(r, STATUS_OK, "");
}

/* ---- changes ---- */

void answer_begin_change(struct request *r)
{
    struct folder_file f;
    request_take_fields(r);
    const char *name = request_value(r, "name"), *reason = request_value(r, "reason");
    if (!read_document(r, name, &f))
        return;
    if (!is_locked(r, name)) {
        request_say(r, STATUS_CONFLICT, "这份公文还没有签发，直接改就可以");
        return;
    }
    store_keep_found(r->desk->store, name, f.hash, f.bytes, f.n);
    store_begin_change(r->desk->store, name, r->session.person.id, reason);
    request_note(r, "变更", name, reason);
    request_say(r, STATUS_OK, "");
}

/* The document is held. */
static void drop_change(struct request *r, const char *name)
{
    struct message m;
    struct folder_file f;
    char hash[SHA256_HEX] = "";
    const struct parcel parts[] = {parcel_of("issued"), parcel_of(name)};
    if (!read_document(r, name, &f) ||
        !request_ask(r, NULL, REQUEST_LONG, parts, sizeof parts / sizeof *parts, &m))
        return;
    const struct parcel *text = m.n > 1 ? &m.parts[1] : NULL;
    if (!text || !text->n) {
        request_say(r, STATUS_CONFLICT, "签发时的原稿没有留下来，不能放弃变更：请从备份里恢复");
        return;
    }
    store_keep_found(r->desk->store, name, f.hash, f.bytes, f.n);
    if (folder_save(r->desk->options->folder, name, f.hash, text->p, text->n, hash) !=
        FOLDER_SAVED) {
        request_say(r, STATUS_CONFLICT, "没有放弃成：公文刚刚在别处改过，或者文件夹不能写");
        return;
    }
    store_keep(r->desk->store, name, hash, r->session.person.id, text->p, text->n);
    store_drop_draft(r->desk->store, r->session.person.id, name);
    store_end_change(r->desk->store, name);
    request_note(r, "放弃变更", name, "");
    request_say(r, STATUS_OK, "");
}

/* The file is again as it was issued; what was written stays among the versions. */
void answer_drop_change(struct request *r)
{
    struct file_hold held;
    request_take_fields(r);
    const char *name = request_value(r, "name");
    if (!request_names_document(r) || !request_holds(r, name, &held))
        return;
    drop_change(r, name);
    file_release(&held);
}

/* ---- comparing ---- */

/* The text that was sent with what was issued, or with a version of the desk's. */
void answer_compare(struct request *r)
{
    struct message m;
    const char *name = request_value(r, "name"), *hash = request_value(r, "version");
    const char *called = request_value(r, "called");
    size_t n = 0;
    const char *old = "";
    if (!request_names_document(r))
        return;
    if (*hash && !(old = store_version(r->desk->store, r->arena, name, hash, &n))) {
        request_say(r, STATUS_MISSING, "没有这一版");
        return;
    }
    const struct parcel parts[] = {parcel_of("compare"), parcel_of(name), request_body(r),
                                   parcel_of(*called ? called : "以前的稿"),
                                   (struct parcel){old, n}};
    if (!request_ask(r, NULL, REQUEST_LONG, parts, sizeof parts / sizeof *parts, &m))
        return;
    struct buf *b = request_json(r);
    buf_add(b, m.parts[0].p, m.parts[0].n - 1);
    buf_str(b, ",\"report\":");
    buf_str(b, *message_text(&m, 1) ? message_text(&m, 1) : "null");
    buf_char(b, '}');
}
