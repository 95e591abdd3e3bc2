/* Pages to a file: each is written when it is taken; fonts, outline and catalog follow. */
#include "pdf/pdf.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "base/version.h"
#include "pdf/diag.def"
#include "pdf/pdf_int.h"

enum { DATE_MAX_BYTES = 64 };

/* SOURCE_DATE_EPOCH as a PDF date; false when it is not set or no date. */
static bool given_date(char date[DATE_MAX_BYTES])
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (!epoch || *epoch < '0' || *epoch > '9')
        return false;
    char *end;
    errno = 0;
    long long seconds = strtoll(epoch, &end, 10);
    time_t when = (time_t)seconds;
    struct tm tm;
    if (errno || *end || !gmtime_r(&when, &tm))
        return false;
    return strftime(date, DATE_MAX_BYTES, "D:%Y%m%d%H%M%SZ", &tm) > 0;
}

static void write_info(struct pdf *pdf, const struct page_info *info)
{
    struct objects *o = &pdf->objects;
    const char *const rows[][2] = {
        {"Title", info->title}, {"Author", info->author}, {"Subject", info->subject}};
    HPDF_Dict dict = HPDF_Dict_New(o->memory);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i][1])
            HPDF_Dict_Add(dict, rows[i][0], objects_text(o, rows[i][1]));
    HPDF_Dict_Add(dict, "Producer", HPDF_String_New(o->memory, "hongtou " HONGTOU_VERSION, NULL));
    char date[DATE_MAX_BYTES];
    if (given_date(date)) {
        HPDF_Dict_Add(dict, "CreationDate", HPDF_String_New(o->memory, date, NULL));
        HPDF_Dict_Add(dict, "ModDate", HPDF_String_New(o->memory, date, NULL));
    }
    objects_emit(o, pdf->info, dict);
}

/* Reports the first failure, once. A sink has told its own. */
static bool sound(struct pdf *pdf)
{
    struct objects *o = &pdf->objects;
    if (pdf->failed || (!o->error.error_no && !o->too_large && !o->refused))
        return !pdf->failed;
    pdf->failed = true;
    if (o->too_large)
        diag_system(pdf->diags, DIAG_P002, NULL);
    else if (!o->refused)
        diag_system(pdf->diags, DIAG_P001,
                    arena_printf(pdf->arena, "0x%04lX", (unsigned long)o->error.error_no));
    return false;
}

struct pdf *pdf_open(struct sink *out, const struct page_info *info, struct diags *d)
{
    struct arena *a = arena_new();
    struct pdf *pdf = ARENA_NEW(a, struct pdf);
    pdf->arena = pdf->fonts.arena = pdf->labels.arena = a;
    pdf->images.arena = pdf->destinations.arena = pdf->layers.arena = a;
    pdf->diags = d;
    objects_open(&pdf->objects, out, a);
    pdf->catalog = objects_reserve(&pdf->objects);
    pdf->info = objects_reserve(&pdf->objects);
    pdf->fonts.handle = objects_reserve(&pdf->objects);
    write_info(pdf, info);
    if (sound(pdf))
        return pdf;
    pdf_abandon(pdf);
    return NULL;
}

static void add_media_box(struct buf *b, const struct page *page)
{
    enum { DECIMALS = 3 };
    buf_str(b, "/MediaBox [0 0 ");
    buf_fixed(b, page->width, DECIMALS);
    buf_char(b, ' ');
    buf_fixed(b, page->height, DECIMALS);
    buf_str(b, "]\n");
}

/* A page with pictures or a layer names those alone, so that one taken out of the file takes no
 * others along; any other page inherits the root's resources. */
static void add_resources(struct pdf *pdf)
{
    struct buf *used = &pdf->images.used;
    if (used->n)
        buf_printf(&pdf->entries, "/Resources << /Font %u 0 R /XObject << %s>> >>\n",
                   objects_number(pdf->fonts.handle), used->p);
    buf_clear(used);
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
    unsigned number = objects_new(&pdf->objects);
    objects_emit_packed(&pdf->objects, number, "", &pdf->content);
    buf_printf(&pdf->entries, "/Contents %u 0 R\n", number);
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

static void write_page(struct pdf *pdf, const struct page *page, unsigned number)
{
    struct objects *o = &pdf->objects;
    buf_clear(&pdf->entries);
    buf_printf(&pdf->entries, "<< /Type /Page /Parent %u 0 R\n",
               pdf_tree_add(&pdf->tree, o, number));
    write_content(pdf, page);
    add_media_box(&pdf->entries, page);
    if (page->turned)
        buf_str(&pdf->entries, "/Rotate 90\n");
    add_resources(pdf);
    add_annotations(pdf, page, number);
    buf_str(&pdf->entries, ">>");
    objects_emit_text(o, number, &pdf->entries);
}

static bool take(void *context, const struct page *page)
{
    struct pdf *pdf = context;
    if (!sound(pdf))
        return false;
    unsigned number = objects_new(&pdf->objects);
    write_page(pdf, page, number);
    pdf_labels_add(&pdf->labels, pdf->n_pages++, page->number);
    pdf_outline_add(&pdf->outline, &pdf->objects, page, number);
    pdf_anchors_add(pdf, page, number);
    return sound(pdf);
}

struct page_sink pdf_sink(struct pdf *pdf)
{
    return (struct page_sink){take, pdf};
}

/* The root of the page tree, with the resources of pages without pictures. */
static unsigned write_tree(struct pdf *pdf)
{
    enum { ENTRY_MAX_BYTES = 64 };
    struct objects *o = &pdf->objects;
    char entry[ENTRY_MAX_BYTES];
    objects_emit(o, pdf->fonts.handle, pdf_fonts_dict(&pdf->fonts, o));
    snprintf(entry, sizeof entry, "/Resources << /Font %u 0 R >>",
             objects_number(pdf->fonts.handle));
    return pdf_tree_finish(&pdf->tree, o, entry);
}

static void add_reference(struct buf *b, const char *before, unsigned number, const char *after)
{
    if (number)
        buf_printf(b, "%s %u 0 R%s\n", before, number, after);
}

static void write_catalog(struct pdf *pdf)
{
    struct objects *o = &pdf->objects;
    struct buf b = {0};
    buf_str(&b, "<< /Type /Catalog /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >>\n");
    add_reference(&b, "/Pages", write_tree(pdf), "");
    if (pdf->labels.ranges.n)
        add_reference(&b, "/PageLabels",
                      objects_number(objects_add(o, pdf_labels_dict(&pdf->labels, o))), "");
    add_reference(&b, "/Outlines", pdf_outline_finish(&pdf->outline, o), "");
    add_reference(&b, "/AcroForm", pdf_forms_finish(pdf), "");
    add_reference(&b, "/Names << /Dests", pdf_destinations_write(pdf), " >>");
    buf_str(&b, ">>");
    objects_emit_text(o, objects_number(pdf->catalog), &b);
    buf_drop(&b);
}

bool pdf_finish(struct pdf *pdf)
{
    bool ok = sound(pdf) && pdf_links_check(pdf) && pdf_fonts_embed(&pdf->fonts, pdf);
    if (ok) {
        write_catalog(pdf);
        objects_finish(&pdf->objects, pdf->catalog, pdf->info);
        ok = sound(pdf);
    }
    pdf_abandon(pdf);
    return ok;
}

void pdf_abandon(struct pdf *pdf)
{
    objects_close(&pdf->objects);
    pdf_outline_close(&pdf->outline);
    buf_drop(&pdf->content);
    buf_drop(&pdf->string);
    buf_drop(&pdf->entries);
    buf_drop(&pdf->annotations);
    buf_drop(&pdf->images.used);
    arena_drop(pdf->arena);
}
