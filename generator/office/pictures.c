/* Pages as pictures: those that the caller does not have as they are, one by one as they come out
 * of layout; and to files, all of them or none. */
#include <stdio.h>
#include <string.h>

#include "image/image.h"
#include "office/diag.def"
#include "office/make.h"
#include "office/office_int.h"
#include "picture/picture.h"

struct picturing {
    const struct hongtou_pictures *job;
    struct painter *painter;
    struct diags *diags;
    struct spotter *spotter;
    int page;
};

/* Glyphs are kept from call to call, as long as the resolution is the same. */
static struct painter *painter_of(struct hongtou *h, int dpi)
{
    if (h->painter && h->painter_dpi != dpi) {
        painter_drop(h->painter);
        h->painter = NULL;
    }
    if (!h->painter)
        h->painter = painter_new(dpi);
    h->painter_dpi = dpi;
    return h->painter;
}

static bool put_page(void *context, const struct page *page)
{
    struct picturing *p = context;
    size_t i = (size_t)p->page++;
    struct hongtou_picture made = {.page = p->page, .fingerprint = page_fingerprint(page)};
    bool asked = made.page >= p->job->first && (!p->job->last || made.page <= p->job->last);
    bool known = i < p->job->n_known && p->job->known[i] == made.fingerprint;
    office_spots(p->spotter, page, &made.spots, &made.n_spots);
    painter_size(p->painter, page, &made.width, &made.height);
    if (!asked || known)
        return p->job->put(p->job->user, &made);
    struct picture picture;
    struct buf png = {0};
    painter_paint(p->painter, page, &picture, p->diags);
    image_write_png(
        &(struct image_rows){picture.pixels, picture.width, picture.height, p->job->dpi}, &png);
    made.png = png.p;
    made.n = png.n;
    bool ok = p->job->put(p->job->user, &made);
    buf_drop(&png);
    return ok;
}

/* As of a day; year 0: of the document's own. */
static bool draw_pages(struct hongtou *h, const struct hongtou_source *source, struct date day,
                       const struct hongtou_pictures *job)
{
    struct arena *a = arena_new();
    bool issued = !source->bytes && file_ends_in(source->name, ".lock");
    struct tree *tree = issued ? NULL : office_tree(h, a, source);
    struct document *doc = issued     ? office_issued_document(h, a, source->name)
                           : !tree    ? NULL
                           : day.year ? office_document(h, a, tree, day, h->diags)
                                      : office_document_today(h, a, tree);
    struct picturing p = {
        .job = job, .painter = doc ? painter_of(h, job->dpi) : NULL, .diags = h->diags};
    if (doc)
        p.spotter = office_spotter_new(a, doc->pos.src, job->dpi);
    bool ok = p.painter && office_lay_out(h, doc, (struct page_sink){put_page, &p});
    arena_drop(a);
    return ok;
}

bool office_pictures(struct hongtou *h, const struct hongtou_source *source,
                     const struct hongtou_pictures *job)
{
    return draw_pages(h, source, (struct date){0}, job);
}

/* ---- to files ---- */

/* What was issued is not sent as a picture of something else, and is drawn as of its own day. */
static bool is_as_issued(struct hongtou *h, struct arena *a, const struct hongtou_source *source,
                         struct date *day)
{
    struct making making;
    const char *path = record_lock_path(a, source->name);
    if (source->bytes || strcmp(source->name, "-") == 0 || !file_exists(path))
        return true;
    const struct lock *lock = record_lock_read(a, path, h->diags);
    *day = lock ? lock->as_of : (struct date){0};
    return lock && office_make_open(&making, a, h, HONGTOU_PDF) &&
           office_make(&making, a, &(struct make_job){.source = *source}, NULL);
}

struct page_files {
    struct arena *arena;
    VEC(struct buf) pages;
};

static bool keep_page(void *user, const struct hongtou_picture *picture)
{
    struct page_files *f = user;
    struct buf *page = VEC_ADD(f->arena, &f->pages);
    buf_add(page, picture->png, picture->n);
    return true;
}

static const char *page_path(struct arena *a, const char *target, size_t i, int digits)
{
    size_t stem = strlen(target) - strlen(".png");
    return arena_printf(a, "%.*s-%0*zu%s", (int)stem, target, digits, i + 1, target + stem);
}

/* A picture that an earlier run left, when the document had other pages. */
static void tell_older(struct hongtou *h, struct arena *a, const char *target, size_t pages,
                       int digits)
{
    enum { MOST_DIGITS = 4 };
    const char *older = pages > 1 && file_exists(target) ? target : NULL;
    for (int d = 1; d <= MOST_DIGITS && !older; d++) {
        bool same = pages > 1 && d == digits;
        const char *path = page_path(a, target, same ? pages : 0, d);
        older = file_exists(path) ? path : NULL;
    }
    if (older)
        diag_system(h->diags, DIAG_L060, older);
}

bool office_draw(struct hongtou *h, const struct hongtou_source *source, int dpi,
                 const char *target, void (*made)(void *context, const char *path), void *context)
{
    struct arena *a = arena_new();
    struct page_files files = {.arena = a};
    struct hongtou_pictures job = {.dpi = dpi, .put = keep_page, .user = &files};
    struct date day = {0};
    bool ok = is_as_issued(h, a, source, &day) && draw_pages(h, source, day, &job);
    int digits = snprintf(NULL, 0, "%zu", files.pages.n);
    if (ok)
        fonts_report_stand_ins(h->fonts, h->diags);
    for (size_t i = 0; i < files.pages.n; i++) {
        const char *path = files.pages.n == 1 ? target : page_path(a, target, i, digits);
        ok = ok && file_write(path, &files.pages.v[i], h->diags);
        if (ok)
            made(context, path);
        buf_drop(&files.pages.v[i]);
    }
    if (ok)
        tell_older(h, a, target, files.pages.n, digits);
    arena_drop(a);
    return ok;
}
