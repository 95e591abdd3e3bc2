/* Pages to a file: each is written when it is taken; fonts, outline and catalog follow. */
#include "pdf/pdf.h"

#include "pdf/diag.def"
#include "pdf/pdf_int.h"

/* Reports the first failure, once. A sink has told its own. */
static bool sound(struct pdf *pdf)
{
    const struct pdf_file *f = &pdf->file;
    if (pdf->failed || pdf_file_sound(f))
        return !pdf->failed;
    pdf->failed = true;
    if (f->too_large)
        diag_system(pdf->diags, DIAG_P002, NULL);
    else if (!f->refused)
        diag_system(pdf->diags, DIAG_P001,
                    arena_printf(pdf->arena, "0x%04lX", (unsigned long)f->error.error_no));
    return false;
}

struct pdf *pdf_open(struct sink *out, const struct page_info *info, struct diags *d)
{
    struct arena *a = arena_new();
    struct pdf *pdf = ARENA_NEW(a, struct pdf);
    pdf->arena = a;
    pdf->diags = d;
    pdf_file_open(&pdf->file, out, a);
    pdf->catalog = pdf_new_number(&pdf->file);
    pdf->fonts.number = pdf_new_number(&pdf->file);
    pdf->fonts.resources = pdf_new_number(&pdf->file);
    pdf_archive_write(pdf, info);
    if (sound(pdf))
        return pdf;
    pdf_abandon(pdf);
    return NULL;
}

/* The page's content stream: what it shares with others, then its own. */
static void write_content(struct pdf *pdf, const struct page *page)
{
    size_t layer = page->under ? pdf_layer_use(pdf, page) : 0;
    pdf->sheet++;
    buf_clear(&pdf->content);
    if (page->under)
        buf_printf(&pdf->content, "/L%zu Do\n", layer + 1);
    pdf_content_build(pdf, page);
    if (!pdf->content.n)
        return;
    unsigned number = pdf_new_number(&pdf->file);
    pdf_write_text_stream(&pdf->file, number, "", &pdf->content);
    pdf_add_reference(&pdf->entries, "/Contents ", number, " 0 R\n");
}

/* The order of fields, which tabs follow, is that of the rows. */
static void add_annotations(struct pdf *pdf, const struct page *page, unsigned number)
{
    struct buf *b = &pdf->annotations;
    buf_clear(b);
    pdf_links_add(pdf, page, b);
    size_t links = b->n;
    pdf_widgets_add(pdf, page, number, b);
    if (b->n)
        buf_printf(&pdf->entries, "/Annots [%s]\n", b->p);
    if (b->n > links)
        buf_str(&pdf->entries, "/Tabs /R\n");
}

/* A page with pictures or a layer names those alone, so that one taken out of the file takes no
 * others along; all other pages share their resources. */
static void write_page(struct pdf *pdf, const struct page *page, unsigned number)
{
    struct buf *b = &pdf->entries, *used = &pdf->images.used;
    buf_clear(b);
    pdf_add_reference(b, "<< /Type /Page /Parent ", pdf_tree_add(pdf, number), " 0 R\n");
    write_content(pdf, page);
    pdf_add_size(b, "MediaBox", page->width, page->height);
    buf_char(b, '\n');
    if (page->turned)
        buf_str(b, "/Rotate 90\n");
    if (used->n) {
        pdf_add_reference(b, "/Resources << /Font ", pdf->fonts.number, " 0 R /XObject << ");
        buf_add(b, used->p, used->n);
        buf_str(b, ">> >>\n");
    } else {
        pdf_add_reference(b, "/Resources ", pdf->fonts.resources, " 0 R\n");
    }
    buf_clear(used);
    add_annotations(pdf, page, number);
    buf_str(b, ">>");
    pdf_write_text(&pdf->file, number, b);
}

static bool take_page(void *context, const struct page *page)
{
    struct pdf *pdf = context;
    if (!sound(pdf))
        return false;
    unsigned number = pdf_new_number(&pdf->file);
    write_page(pdf, page, number);
    pdf_labels_add(pdf, pdf->n_pages++, page->number);
    pdf_outline_add(pdf, page, number);
    pdf_anchors_add(pdf, page, number);
    return sound(pdf);
}

struct page_sink pdf_sink(struct pdf *pdf)
{
    return (struct page_sink){take_page, pdf};
}

static void add_reference(struct buf *b, const char *before, unsigned number, const char *after)
{
    if (number)
        buf_printf(b, "%s %u 0 R%s\n", before, number, after);
}

void pdf_set_printing(struct pdf *pdf, struct pdf_printing printing)
{
    pdf->printing = printing;
}

static void add_preferences(struct buf *b, const struct pdf_printing *p)
{
    static const char *const sides[] = {[PDF_ANY_SIDES] = "",
                                        [PDF_LONG_EDGE] = " /Duplex /DuplexFlipLongEdge",
                                        [PDF_SHORT_EDGE] = " /Duplex /DuplexFlipShortEdge"};
    buf_printf(b, " /ViewerPreferences << /DisplayDocTitle true%s%s >>\n",
               p->unscaled ? " /PrintScaling /None" : "", sides[p->sides]);
}

static void write_catalog(struct pdf *pdf)
{
    struct buf b = {0};
    buf_str(&b, "<< /Type /Catalog /Lang (zh-CN)");
    add_preferences(&b, &pdf->printing);
    pdf_fonts_write(pdf);
    add_reference(&b, "/Metadata", pdf->archive.metadata, "");
    add_reference(&b, "/OutputIntents [", pdf->archive.intent, "]");
    add_reference(&b, "/Pages", pdf_tree_finish(pdf), "");
    add_reference(&b, "/PageLabels", pdf_labels_write(pdf), "");
    add_reference(&b, "/Outlines", pdf_outline_finish(pdf), "");
    add_reference(&b, "/AcroForm", pdf_forms_finish(pdf), "");
    add_reference(&b, "/Names << /Dests", pdf_destinations_write(pdf), " >>");
    buf_str(&b, ">>");
    pdf_write_text(&pdf->file, pdf->catalog, &b);
    buf_drop(&b);
}

bool pdf_finish(struct pdf *pdf)
{
    bool ok = sound(pdf) && pdf_links_check(pdf) && pdf_fonts_embed(pdf);
    if (ok) {
        write_catalog(pdf);
        pdf_file_finish(&pdf->file, pdf->catalog, pdf->archive.info);
        ok = sound(pdf);
    }
    pdf_abandon(pdf);
    return ok;
}

void pdf_abandon(struct pdf *pdf)
{
    pdf_file_close(&pdf->file);
    pdf_outline_close(pdf);
    buf_drop(&pdf->content);
    buf_drop(&pdf->string);
    buf_drop(&pdf->entries);
    buf_drop(&pdf->annotations);
    buf_drop(&pdf->images.used);
    arena_drop(pdf->arena);
}
