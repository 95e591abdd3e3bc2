/* What a worker packs for people to take away: a document's pages as pictures, or all there is of it in
 * one ZIP, under names that every file system takes. */
#include "desk/work.h"

#include <string.h>

#include "base/file.h"
#include "base/name.h"
#include "base/utf8.h"
#include "desk/folder.h"
#include "pack/pack.h"

enum { DPI = 150, TITLE_MOST = 60 };

struct packing {
    struct worker *worker;
    struct pack_writer *zip;
    struct hongtou_source source;
    const char *title;
    VEC(struct parcel) pages;
};

/* ---- names ---- */

/* 关于…的通知, without what no file's name may have. "": nothing is left. */
static const char *safe_name(struct arena *a, const char *title)
{
    struct buf out = {0};
    const char *p = title, *end = title + strlen(title);
    for (int n = 0; p < end && n < TITLE_MOST; n++) {
        char utf8[UTF8_MAX + 1] = {0};
        uint32_t cp = utf8_next(&p, end);
        utf8_encode(name_is_refused(cp) ? '_' : cp, utf8);
        buf_str(&out, (cp == '.' || cp == ' ' || cp == '-') && !out.n ? "" : utf8);
    }
    while (out.n && (out.p[out.n - 1] == '.' || out.p[out.n - 1] == ' '))
        out.n--;
    const char *safe = arena_strndup(a, out.n ? out.p : "", out.n);
    buf_drop(&out);
    return name_is_device(safe, strlen(safe)) ? arena_printf(a, "_%s", safe) : safe;
}

/* The document's title; without one, its file's name. */
static const char *safe_title(struct arena *a, const char *title, const char *name)
{
    const char *safe = safe_name(a, title), *base = file_name(name);
    size_t stem = strlen(base) - (file_ends_in(base, ".xml") ? strlen(".xml") : 0);
    return *safe ? safe : safe_name(a, arena_strndup(a, base, stem));
}

/* ---- parts ---- */

static bool keep_picture(void *user, const struct hongtou_picture *picture)
{
    struct packing *p = user;
    struct arena *a = p->worker->arena;
    VEC_PUSH(a, &p->pages, ((struct parcel){arena_copy(a, picture->png, picture->n), picture->n}));
    return true;
}

static enum hongtou_status draw(struct packing *p)
{
    struct hongtou_pictures job = {.dpi = DPI, .put = keep_picture, .user = p};
    return hongtou_pictures(p->worker->h, &p->source, &job);
}

static void add_pictures(struct packing *p, const char *folder)
{
    for (size_t i = 0; i < p->pages.n; i++)
        pack_writer_add(p->zip,
                        arena_printf(p->worker->arena, "%s%s-第%zu页.png", folder, p->title, i + 1),
                        p->pages.v[i].p, p->pages.v[i].n);
}

static enum hongtou_status add_compiled(struct packing *p, enum hongtou_kind kind,
                                        const char *ending)
{
    struct arena *a = p->worker->arena;
    struct hongtou_bytes bytes = {NULL, 0};
    enum hongtou_status status = hongtou_compile(p->worker->h, &p->source, kind, NULL, &bytes);
    if (bytes.n)
        pack_writer_add(p->zip, arena_printf(a, "%s/%s%s", p->title, p->title, ending),
                        arena_copy(a, bytes.p, bytes.n), bytes.n);
    hongtou_free(&bytes);
    return status;
}

/* Lists, pictures, the staff file: those in the folder, each once. */
static void add_files(struct packing *p)
{
    struct worker *w = p->worker;
    struct diags *unheard = diags_new(DIAG_EN);
    for (size_t i = 0; i < w->named.n; i++) {
        const char *path = w->named.v[i], *name = file_name(path);
        bool again = false;
        size_t n, alike = 0;
        for (size_t k = 0; k < i; k++) {
            const char *other = w->named.v[k];
            again = again || strcmp(other, path) == 0;
            alike += strcmp(file_name(other), name) == 0;
        }
        if (again || !folder_may_name(path) || strcmp(path, p->source.name) == 0)
            continue;
        char *bytes = file_read(w->arena, path, &n, (struct pos){0}, unheard);
        if (bytes && alike)
            pack_writer_add(p->zip, arena_printf(w->arena, "%s/用到的文件/%zu-%s", p->title, alike + 1,
                                                 name), bytes, n);
        else if (bytes)
            pack_writer_add(p->zip, arena_printf(w->arena, "%s/用到的文件/%s", p->title,
                                                 name), bytes, n);
    }
    diags_drop(unheard);
}

/* 附件1-值班表.pdf */
static bool add_attachment(void *user, const struct hongtou_attachment *attachment)
{
    struct packing *p = user;
    struct arena *a = p->worker->arena;
    const char *label = safe_name(a, *attachment->label ? attachment->label : "附件");
    return pack_writer_add(p->zip,
                           arena_printf(a, "%s/附件/%s-%s.pdf", p->title, label,
                                        safe_name(a, attachment->title)),
                           arena_copy(a, attachment->pdf, attachment->n), attachment->n);
}

/* Each attachment by itself, and the files that the document draws on. */
static enum hongtou_status add_attachments(struct packing *p)
{
    struct worker *w = p->worker;
    w->naming = true;
    enum hongtou_status status = hongtou_attachments(w->h, &p->source, add_attachment, p);
    w->naming = false;
    if (status == HONGTOU_OK)
        add_files(p);
    return status;
}

static enum hongtou_status add_all(struct packing *p)
{
    struct worker *w = p->worker;
    enum hongtou_status status = add_compiled(p, HONGTOU_PDF, ".pdf");
    if (status != HONGTOU_OK)
        return status;
    add_compiled(p, HONGTOU_DOCX, ".docx");
    pack_writer_add(p->zip, arena_printf(w->arena, "%s/%s.xml", p->title, p->title),
                    p->source.bytes, p->source.size);
    status = add_attachments(p);
    if (status == HONGTOU_OK)
        status = draw(p);
    add_pictures(p, arena_printf(w->arena, "%s/图片/", p->title));
    return status;
}

/* name, text, "pictures", "attachments" or "bundle" (all there is), the title; one picture goes as it
 * is, several in a ZIP */
void work_pack(struct worker *w, const struct message *m)
{
    struct packing p = {.worker = w, .source = worker_source(m)};
    const char *kind = message_text(m, 3);
    bool pictures = strcmp(kind, "pictures") == 0;
    struct buf zip = {0};
    p.title = safe_title(w->arena, message_text(m, 4), p.source.name);
    p.zip = pack_writer_open(NULL);
    enum hongtou_status status = pictures                           ? draw(&p)
                                 : strcmp(kind, "attachments") == 0 ? add_attachments(&p)
                                                                    : add_all(&p);
    if (pictures)
        add_pictures(&p, "");
    worker_add_status(w, status);
    worker_add_findings(w, p.source.name);
    buf_char(&w->json, '}');
    bool whole = pack_writer_finish(p.zip, &zip) && status == HONGTOU_OK;
    struct parcel made = {whole ? arena_copy(w->arena, zip.p, zip.n) : "", whole ? zip.n : 0};
    VEC_PUSH(w->arena, &w->more, pictures && whole && p.pages.n == 1 ? p.pages.v[0] : made);
    buf_drop(&zip);
}
