/*
 * A document in the form that was asked for: a row of the table below for each kind of output.
 * Those of pages take them from layout one by one.
 */
#include <string.h>

#include "docx/docx.h"
#include "model/form.h"
#include "office/diag.def"
#include "office/editions.h"
#include "office/make.h"
#include "pdf/pdf.h"
#include "print/print.h"
#include "value/date.h"

struct writer {
    struct hongtou *office;
    const struct document *doc, *before;
    struct sink *out;
    struct written *written;
    enum hongtou_kind kind;
    struct page_sink next;
    bool marked;       /* some page has registration marks */
    const char *since; /* the edition that changes are marked against; NULL: they are not */
};

/* ---- pages that are counted ---- */

static void note_faces(struct writer *w, const struct page_item *items, size_t n)
{
    struct written *written = w->written;
    for (size_t i = 0; i < n; i++) {
        if (items[i].kind != ITEM_GLYPHS)
            continue;
        size_t k = written->faces.n;
        while (k && written->faces.v[k - 1] != items[i].glyphs.face)
            k--;
        if (!k)
            VEC_PUSH(w->doc->arena, &written->faces, items[i].glyphs.face);
    }
}

static bool count_page(void *context, const struct page *page)
{
    struct writer *w = context;
    w->written->pages++;
    for (size_t i = 0; i < page->n_faces; i++)
        w->marked = w->marked || page->faces[i].marked;
    note_faces(w, page->items, page->n_items);
    if (page->under)
        note_faces(w, page->under->items, page->under->n_items);
    return w->next.put(w->next.context, page);
}

/* Pages that are measured as they pass. */
struct measuring {
    struct writer *writer;
    struct conform *check;
};

static bool measure_page(void *context, const struct page *page)
{
    struct measuring *m = context;
    return office_conform_take(m->check, page) && count_page(m->writer, page);
}

static bool write_pages_to(struct writer *w, struct page_sink next)
{
    struct conform *check =
        w->kind == HONGTOU_PDF ? office_conform_open(w->office, w->doc, true) : NULL;
    struct measuring measuring = {w, check};
    struct page_sink sink = {count_page, w};
    if (check)
        sink = (struct page_sink){measure_page, &measuring};
    w->next = next;
    if (w->since) {
        struct page_marks *marks = office_marks_new(w->office, w->doc, w->since, next);
        if (!marks)
            return false;
        w->next = (struct page_sink){office_marks_take, marks};
    }
    bool ok = office_lay_out(w->office, w->doc, sink);
    if (ok && check)
        office_tell_breaches(w->office, w->doc, check);
    return ok;
}

/* ---- PDF ---- */

/* Landscape pages are bound at their heads, which lie at the paper's left edge (clause 8); a folded
 * sheet is read like a book. */
struct pdf_printing office_printing(const struct form *form, bool duplex)
{
    bool folded = form && form->folded;
    return (struct pdf_printing){.unscaled = true,
                                 .sides = !duplex  ? PDF_ANY_SIDES
                                          : folded ? PDF_SHORT_EDGE
                                                   : PDF_LONG_EDGE};
}

static bool write_pdf(struct writer *w)
{
    struct page_info info = office_info(w->office, w->doc);
    if (w->since)
        info.title = arena_printf(w->doc->arena, "%s（修订标记稿）", info.title);
    struct fonts *fonts = office_fonts(w->office);
    struct pdf *pdf = fonts ? pdf_open(w->out, &info, w->office->diags) : NULL;
    if (!pdf)
        return false;
    if (w->kind == HONGTOU_PDF_FILLABLE)
        pdf_make_fillable(pdf, fonts);
    if (!write_pages_to(w, pdf_sink(pdf))) {
        pdf_abandon(pdf);
        return false;
    }
    const struct form *form = w->doc->form;
    if (form || w->marked)
        pdf_set_printing(pdf, office_printing(form, form && form->duplex));
    return pdf_finish(pdf) && office_is_undisturbed(w->office);
}

/* ---- text ---- */

static bool write_buf(struct writer *w, struct buf *b, bool ok)
{
    ok = ok && sink_write(w->out, b->p ? b->p : "", b->n);
    buf_drop(b);
    return ok;
}

static bool write_model(struct writer *w)
{
    struct buf out = {0};
    model_dump(w->doc, &out);
    return write_buf(w, &out, true);
}

/* Text as it stands on the pages: a new line wherever the baseline's line changes. */
struct text_dump {
    struct buf out;
    len_t y;
    bool upright; /* on a turned page */
};

static void dump_run(struct text_dump *t, const struct page_item *item)
{
    const struct glyph_run *run = &item->glyphs;
    len_t moved = run->y > t->y ? run->y - t->y : t->y - run->y;
    if ((moved > run->size / 2 || item->upright != t->upright) && t->out.n)
        buf_char(&t->out, '\n');
    t->y = run->y;
    t->upright = item->upright;
    for (size_t i = 0; i < run->n; i++)
        for (size_t k = 0; k < 2 && run->glyphs[i].text[k]; k++)
            buf_code(&t->out, run->glyphs[i].text[k]);
}

static bool dump_text(void *context, const struct page *page)
{
    struct text_dump *t = context;
    for (size_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == ITEM_GLYPHS)
            dump_run(t, &page->items[i]);
    buf_str(&t->out, "\n\f");
    return true;
}

static bool write_text(struct writer *w)
{
    struct text_dump t = {.y = 0};
    bool ok = write_pages_to(w, (struct page_sink){dump_text, &t});
    return write_buf(w, &t.out, ok);
}

static bool dump_page(void *context, const struct page *page)
{
    page_dump(page, context);
    return true;
}

static bool write_pages(struct writer *w)
{
    struct buf out = {0};
    bool ok = write_pages_to(w, (struct page_sink){dump_page, &out});
    return write_buf(w, &out, ok);
}

/* ---- places ---- */

bool office_write_geometry(struct hongtou *h, const struct print_form *form, const char *title,
                           struct sink *out)
{
    struct buf b = {0};
    bool ok = print_geometry(form, title, &b);
    if (!ok)
        diag_system(h->diags, DIAG_D061, NULL);
    ok = ok && sink_write(out, b.p, b.n);
    buf_drop(&b);
    return ok;
}

static bool write_geometry(struct writer *w)
{
    struct print_form *form = print_form_new(w->doc->arena);
    return write_pages_to(w, print_form_sink(form)) &&
           office_write_geometry(w->office, form, office_info(w->office, w->doc).title, w->out);
}

/* ---- for a word processor ---- */

static bool write_docx(struct writer *w)
{
    struct layout_options options;
    struct page_info info = office_info(w->office, w->doc);
    const struct signature *signature = w->doc->signature;
    const struct docx_job job = {
        .doc = w->doc->flow,
        .layout = &options,
        .info = &info,
        .before = w->before ? w->before->flow : NULL,
        .author = info.author ? info.author : "hongtou",
        .day = signature ? date_iso(w->doc->arena, signature->date) : NULL,
    };
    return office_layout_options(w->office, w->doc, &options) &&
           docx_write(&job, w->out, w->office->diags);
}

/* ---- the kinds ---- */

static bool write_by_kind(struct writer *w)
{
    static bool (*const writers[HONGTOU_KINDS])(struct writer *) = {
        [HONGTOU_PDF] = write_pdf,     [HONGTOU_PDF_FILLABLE] = write_pdf,
        [HONGTOU_MODEL] = write_model, [HONGTOU_TEXT] = write_text,
        [HONGTOU_PAGES] = write_pages, [HONGTOU_GEOMETRY] = write_geometry,
        [HONGTOU_DOCX] = write_docx,
    };
    return writers[w->kind](w);
}

bool office_write(struct hongtou *h, const struct document *doc, enum hongtou_kind kind,
                  struct sink *out, struct written *written)
{
    return write_by_kind(
        &(struct writer){.office = h, .doc = doc, .out = out, .written = written, .kind = kind});
}

bool office_write_marked(struct hongtou *h, const struct document *doc, enum hongtou_kind kind,
                         const char *since, struct sink *out, struct written *written)
{
    return write_by_kind(&(struct writer){
        .office = h, .doc = doc, .out = out, .written = written, .kind = kind, .since = since});
}

bool office_write_revised(struct hongtou *h, const struct document *doc,
                          const struct document *before, struct sink *out, struct written *written)
{
    return write_by_kind(&(struct writer){.office = h,
                                          .doc = doc,
                                          .out = out,
                                          .written = written,
                                          .kind = HONGTOU_DOCX,
                                          .before = before});
}
