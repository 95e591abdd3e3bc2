/* The documents: as files with their versions, and what workers make of them. */
#include "desk/answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "desk/folder.h"
#include "desk/pictures.h"

/* ---- files ---- */

void answer_files(struct request *r)
{
    folder_list(r->desk->options->folder, request_json(r));
}

void answer_file(struct request *r)
{
    char hash[SHA256_HEX];
    const char *name = request_value(r, "name");
    int fd = folder_open(r->arena, r->desk->options->folder, name, hash);
    if (fd < 0) {
        request_say(r, STATUS_MISSING, "没有这个文件");
        return;
    }
    r->reply.type =
        file_has_extension(name, "xml") ? "text/xml; charset=utf-8" : "application/octet-stream";
    r->reply.hash = arena_strdup(r->arena, hash);
    if (*request_value(r, "download"))
        r->reply.download = name;
    r->reply.file = fd;
}

void answer_versions(struct request *r)
{
    store_versions(r->desk->store, request_value(r, "name"), request_json(r));
}

void answer_version(struct request *r)
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
void answer_skeleton(struct request *r)
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

/* Documents to begin with, and the files that they use. */
static const char *samples(struct request *r)
{
    return arena_printf(r->arena, "%s/inputs/样张", r->desk->options->home);
}

void answer_samples(struct request *r)
{
    folder_list(samples(r), request_json(r));
}

void answer_sample(struct request *r)
{
    struct folder_file f;
    if (!folder_read(r->arena, samples(r), request_value(r, "name"), &f)) {
        request_say(r, STATUS_MISSING, "没有这份样张");
        return;
    }
    r->reply.type = "application/octet-stream";
    buf_add(&r->reply.body, f.bytes, f.n);
}

/* ---- what workers do ---- */

/* The pictures that were drawn are fetched by their fingerprints. */
void answer_preview(struct request *r)
{
    struct message m;
    const char *dpi = request_value(r, "dpi");
    const struct parcel parts[] = {parcel_of("preview"), parcel_of(request_value(r, "name")),
                                   request_body(r), parcel_of(dpi),
                                   parcel_of(request_value(r, "known")),
                                   parcel_of(request_value(r, "first")),
                                   parcel_of(request_value(r, "last"))};
    const char *topic = arena_printf(r->arena, "%s %s", r->session.token, request_value(r, "tab"));
    enum { DECIMAL = 10 };
    if (strtol(dpi, NULL, DECIMAL) <= 0) {
        request_say(r, STATUS_WRONG, "缺少“dpi”");
        return;
    }
    if (!request_names_document(r) || !request_ask(r, topic, REQUEST_SHORT, parts, sizeof parts / sizeof *parts, &m))
        return;
    for (size_t i = 1; i + 1 < m.n; i += 2)
        pictures_put(r->desk->pictures, arena_printf(r->arena, "%s-%s", m.parts[i].p, dpi),
                     m.parts[i + 1].p, m.parts[i + 1].n);
    buf_add(request_json(r), m.parts[0].p, m.parts[0].n);
}

void answer_picture(struct request *r)
{
    if (!pictures_get(r->desk->pictures, request_value(r, "of"), &r->reply.body)) {
        request_say(r, STATUS_MISSING, "没有这张图");
        return;
    }
    r->reply.type = "image/png";
    r->reply.lasting = true;
}

void answer_check(struct request *r)
{
    struct message m;
    const struct parcel parts[] = {parcel_of("check"), parcel_of(request_value(r, "name")),
                                   request_body(r)};
    if (request_names_document(r) && request_ask(r, NULL, REQUEST_LONG, parts, sizeof parts / sizeof *parts, &m))
        buf_add(request_json(r), m.parts[0].p, m.parts[0].n);
}

/* Of one tab the last text counts. */
void answer_proof(struct request *r)
{
    struct message m;
    const struct parcel parts[] = {parcel_of("proof"), parcel_of(request_value(r, "name")),
                                   request_body(r)};
    const char *topic =
        arena_printf(r->arena, "proof %s %s", r->session.token, request_value(r, "tab"));
    if (request_names_document(r) &&
        request_ask(r, topic, REQUEST_SHORT, parts, sizeof parts / sizeof *parts, &m))
        buf_add(request_json(r), m.parts[0].p, m.parts[0].n);
}

void answer_fix(struct request *r)
{
    struct message m;
    const struct parcel parts[] = {parcel_of("fix"), parcel_of(request_value(r, "name")),
                                   request_body(r)};
    if (request_names_document(r) && request_ask(r, NULL, REQUEST_SHORT, parts, sizeof parts / sizeof *parts, &m))
        buf_add(request_json(r), m.parts[0].p, m.parts[0].n);
}

struct file_kind {
    const char *name, *type, *ending;
};

/* NULL: there is none of the name; the reply says so. */
static const struct file_kind *kind_asked_for(struct request *r)
{
    static const struct file_kind kinds[] = {
        {"pdf", "application/pdf", ".pdf"},
        {"fillable", "application/pdf", ".pdf"},
        {"text", "text/plain; charset=utf-8", ".txt"},
        {"geometry", "application/json", ".json"},
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         ".docx"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, request_value(r, "kind")) == 0)
            return &kinds[i];
    request_say(r, STATUS_WRONG, "不能下载成这种文件");
    return NULL;
}

/* The file, or what is wrong. */
void answer_compile(struct request *r)
{
    struct message m;
    const char *name = request_value(r, "name");
    const struct file_kind *kind = kind_asked_for(r);
    if (!kind)
        return;
    const struct parcel parts[] = {parcel_of("compile"), parcel_of(name), request_body(r),
                                   parcel_of(kind->name)};
    if (!request_names_document(r) || !request_ask(r, NULL, REQUEST_LONG, parts, sizeof parts / sizeof *parts, &m))
        return;
    if (m.n < 2 || !m.parts[1].n) {
        r->reply.status = STATUS_CONFLICT;
        buf_add(request_json(r), m.parts[0].p, m.parts[0].n);
        return;
    }
    const char *base = file_name(name);
    int stem = (int)(strlen(base) - (file_ends_in(base, ".xml") ? strlen(".xml") : 0));
    r->reply.type = kind->type;
    r->reply.download = arena_printf(r->arena, "%.*s%s", stem, base, kind->ending);
    buf_add(&r->reply.body, m.parts[1].p, m.parts[1].n);
}

/* Pictures of the pages, or all there is of a document: a PNG or a ZIP. */
void answer_pack(struct request *r)
{
    struct message m;
    const struct parcel parts[] = {parcel_of("pack"), parcel_of(request_value(r, "name")),
                                   request_body(r), parcel_of(request_value(r, "kind")),
                                   parcel_of(request_value(r, "title"))};
    if (!request_names_document(r) ||
        !request_ask(r, NULL, REQUEST_LONG, parts, sizeof parts / sizeof *parts, &m))
        return;
    if (m.n < 2 || !m.parts[1].n) {
        request_say(r, STATUS_CONFLICT, "没有可以打包的：公文还有错，或者没有附件");
        return;
    }
    r->reply.type = m.parts[1].p[0] == 'P' ? "application/zip" : "image/png";
    buf_add(&r->reply.body, m.parts[1].p, m.parts[1].n);
}

/* A draft's pictures are files of the folder from now on; one that was imported before is there. False:
 * the reply says what went wrong. */
static bool keep_beside(struct request *r, const struct message *m)
{
    for (size_t i = 2; i + 1 < m->n; i += 2) {
        const struct parcel *bytes = &m->parts[i + 1];
        char hash[SHA256_HEX] = "", own[SHA256_HEX];
        sha256_of(bytes->p, bytes->n, own);
        switch (folder_save(r->desk->options->folder, m->parts[i].p, "", bytes->p, bytes->n, hash)) {
        case FOLDER_SAVED:
            request_note(r, "上传", m->parts[i].p, own);
            continue;
        case FOLDER_CONFLICT:
            if (strcmp(hash, own) == 0)
                continue;
            break;
        default:
            break;
        }
        request_say(r, STATUS_FAILED,
                    arena_printf(r->arena, "稿里的图片“%s”没有存成：磁盘可能满了，或者文件夹不能写", m->parts[i].p));
        return false;
    }
    return true;
}

/* The document of a draft that goes to "target", if it goes to a file, as {"xml":…, "told":…}; no xml: it does not fit what is
 * there. */
void answer_import(struct request *r)
{
    struct message m;
    const char *target = request_value(r, "target");
    const struct parcel parts[] = {parcel_of("import"), parcel_of(request_value(r, "name")),
                                   request_body(r), parcel_of(target)};
    if (!request_names_document(r))
        return;
    if (*target && (folder_fault(target) || !file_ends_in(target, ".xml"))) {
        request_say(r, STATUS_WRONG, arena_printf(r->arena, "文件名不能用：%s", folder_fault(target) ? folder_fault(target) : "要以 .xml 结尾"));
        return;
    }
    if (!request_ask(r, NULL, REQUEST_LONG, parts, sizeof parts / sizeof *parts, &m) || !keep_beside(r, &m))
        return;
    struct buf *b = request_json(r);
    buf_str(b, "{\"xml\":");
    buf_json(b, message_text(&m, 1));
    buf_str(b, ",\"told\":");
    buf_add(b, m.parts[0].p, m.parts[0].n);
    buf_char(b, '}');
}

void answer_vocabulary(struct request *r)
{
    struct message m;
    const struct parcel parts[] = {parcel_of("vocabulary")};
    if (request_ask(r, NULL, REQUEST_SHORT, parts, 1, &m))
        buf_add(request_json(r), m.parts[0].p, m.parts[0].n);
}
