/* Staff files: what is wrong with one, changes of staff, and the documents that they concern. */
#include "desk/answers.h"

#include <string.h>

#include "base/file.h"
#include "desk/folder.h"
#include "desk/signing.h"

enum { REQUEST_SURVEY = 600000 }; /* ms: every document of the folder is read */

/* What a worker found, and what it made: {…,"made":"…"}, or as JSON. */
static void give(struct request *r, const struct message *m, const char *as, bool json)
{
    struct buf *b = request_json(r);
    buf_add(b, m->parts[0].p, m->parts[0].n - 1); /* without its "}" */
    buf_printf(b, ",\"%s\":", as);
    if (json)
        buf_str(b, *message_text(m, 1) ? message_text(m, 1) : "null");
    else
        buf_json(b, message_text(m, 1));
    buf_char(b, '}');
}

void answer_staff_check(struct request *r)
{
    struct message m;
    const struct parcel parts[] = {parcel_of("staff-check"), parcel_of(request_value(r, "name")),
                                   request_body(r)};
    if (request_names_document(r) &&
        request_ask(r, NULL, REQUEST_LONG, parts, sizeof parts / sizeof *parts, &m))
        buf_add(request_json(r), m.parts[0].p, m.parts[0].n);
}

/* ---- a change of staff ---- */

enum { ACT_FIELDS = 7 };
static const char *const act_fields[ACT_FIELDS] = {"post",     "leaves", "comes",     "from",
                                                   "document", "acting", "concurrent"};

typedef VEC(struct parcel) parcels;

/* A field "post" begins an act, the others behind it are its. For the record: 县长：罗启明 → 李望舒 */
static const char *take_acts(struct request *r, parcels *out)
{
    const char *told = "";
    size_t first = 0;
    for (size_t i = 0; i < r->n_query; i++) {
        if (strcmp(r->query[i].name, act_fields[0]) == 0) {
            first = out->n;
            for (size_t k = 0; k < ACT_FIELDS; k++)
                VEC_PUSH(r->arena, out, parcel_of(""));
        }
        for (size_t k = 0; first && k < ACT_FIELDS; k++)
            if (strcmp(r->query[i].name, act_fields[k]) == 0)
                out->v[first + k] = parcel_of(r->query[i].value);
    }
    for (size_t i = 3; i + ACT_FIELDS <= out->n; i += ACT_FIELDS) {
        const struct parcel *act = &out->v[i];
        told = arena_printf(r->arena, "%s%s%s：%s→%s，%s 起%s%s", told, *told ? "；" : "", act[0].p,
                            *act[1].p ? act[1].p : "（空缺）", *act[2].p ? act[2].p : "（空缺）",
                            act[3].p, *act[4].p ? "，" : "", act[4].p);
    }
    return told;
}

static void save(struct request *r, const char *name, const struct message *m, const char *told)
{
    char hash[SHA256_HEX] = "";
    const struct parcel *xml = &m->parts[1];
    switch (folder_save(r->desk->options->folder, name, request_value(r, "base"), xml->p, xml->n,
                        hash)) {
    case FOLDER_SAVED:
        store_keep(r->desk->store, name, hash, r->session.person.id, xml->p, xml->n);
        request_note(r, "人员变动", name, told);
        give(r, m, "text", false);
        r->reply.hash = arena_strdup(r->arena, hash);
        return;
    case FOLDER_CONFLICT:
        request_say(r, STATUS_CONFLICT, "人员库刚刚在别处改过：请重新打开，再做一次");
        return;
    case FOLDER_ALIKE:
    case FOLDER_REFUSED:
    case FOLDER_FAILED:
        request_say(r, STATUS_FAILED, "没有写成：磁盘可能满了，或者文件夹不能写");
        return;
    }
}

static void appoint(struct request *r, const char *name)
{
    struct message m;
    struct folder_file f;
    if (!folder_read(r->arena, r->desk->options->folder, name, &f)) {
        request_say(r, STATUS_MISSING, "没有这个文件");
        return;
    }
    parcels parts = {0};
    VEC_PUSH(r->arena, &parts, parcel_of("staff-appoint"));
    VEC_PUSH(r->arena, &parts, parcel_of(name));
    VEC_PUSH(r->arena, &parts, ((struct parcel){f.bytes, f.n}));
    const char *told = take_acts(r, &parts);
    if (!*told) {
        request_say(r, STATUS_WRONG, "没有写是哪个岗位的变动");
        return;
    }
    if (!request_ask(r, NULL, REQUEST_LONG, parts.v, parts.n, &m))
        return;
    if (m.n > 1 && m.parts[1].n)
        save(r, name, &m, told);
    else
        give(r, &m, "text", false);
}

/* The file as it is saved, with the acts done, in its place. */
void answer_staff_appoint(struct request *r)
{
    struct file_hold held;
    request_take_fields(r);
    const char *name = request_value(r, "name");
    if (!request_names_document(r) || !request_holds(r, name, &held))
        return;
    appoint(r, name);
    file_release(&held);
}

/* ---- the documents ---- */

void answer_staff_affected(struct request *r)
{
    struct message m;
    const struct parcel parts[] = {parcel_of("staff-affected"), parcel_of(request_value(r, "day"))};
    if (request_ask(r, NULL, REQUEST_SURVEY, parts, sizeof parts / sizeof *parts, &m))
        give(r, &m, "report", true);
}

/* "from": the one document that is meant; it is there, and may be changed. False: the reply says. */
static bool may_learn_from(struct request *r, const char *from)
{
    const char *path = *from ? folder_path(r->arena, r->desk->options->folder, from) : NULL;
    if (!*from || (path && file_exists(path)))
        return !*from || signing_lets_save(r, from);
    request_say(r, STATUS_MISSING, "没有这个文件");
    return false;
}

/* The staff file gets the people of the documents' rosters, or of one document's, and these its
 * name. */
void answer_staff_learn(struct request *r)
{
    struct message m;
    request_take_fields(r);
    const char *name = request_value(r, "name"), *from = request_value(r, "from");
    const struct parcel parts[] = {parcel_of("staff-learn"), parcel_of(name), parcel_of(from)};
    if (!request_names_document(r) || !may_learn_from(r, from) ||
        !request_act(r, "", REQUEST_SURVEY, parts, sizeof parts / sizeof *parts, &m))
        return;
    request_note(r, "收集人员", name,
                 *from ? arena_printf(r->arena, "从“%s”的名单里", from) : "从公文的名单里");
    give(r, &m, "report", true);
}

void answer_staff_adjust(struct request *r)
{
    struct message m;
    const struct parcel parts[] = {parcel_of("staff-adjust"), parcel_of(request_value(r, "name")),
                                   parcel_of(request_value(r, "group")),
                                   parcel_of(request_value(r, "from")),
                                   parcel_of(request_value(r, "to")),
                                   parcel_of(request_value(r, "draft"))};
    if (request_names_document(r) &&
        request_ask(r, NULL, REQUEST_LONG, parts, sizeof parts / sizeof *parts, &m))
        give(r, &m, "xml", false);
}

/* The PDFs of drafts, made anew beside them. The body's fields "name" say of which. */
void answer_rebuild(struct request *r)
{
    struct message m;
    parcels parts = {0};
    request_take_fields(r);
    VEC_PUSH(r->arena, &parts, parcel_of("rebuild"));
    for (size_t i = 0; i < r->n_query; i++) {
        if (strcmp(r->query[i].name, "name") != 0)
            continue;
        if (!folder_may_name(r->query[i].value)) {
            request_say(r, STATUS_WRONG, "文件名不能用");
            return;
        }
        VEC_PUSH(r->arena, &parts, parcel_of(r->query[i].value));
    }
    if (!request_act(r, "", REQUEST_SURVEY, parts.v, parts.n, &m))
        return;
    for (size_t i = 1; i < parts.n; i++)
        request_note(r, "重编", parts.v[i].p, "人员变动以后");
    buf_add(request_json(r), m.parts[0].p, m.parts[0].n);
}
