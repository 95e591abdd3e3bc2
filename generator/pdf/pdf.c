/* Pages to a file: each is written when it is taken; fonts, outline and catalog follow. */
#include "pdf/pdf.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "base/version.h"
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
    if (pdf->failed || (!o->error.error_no && !o->too_large))
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
    pdf->images.arena = pdf->destinations.arena = a;
    pdf->diags = d;
    objects_open(&pdf->objects, out);
    packer_open(&pdf->packer, PACK_CONTENT);
    pdf->catalog = objects_reserve(&pdf->objects);
    pdf->info = objects_reserve(&pdf->objects);
    pdf->fonts.handle = objects_reserve(&pdf->objects);
    write_info(pdf, info);
    if (sound(pdf))
        return pdf;
    pdf_abandon(pdf);
    return NULL;
}

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct buf *b = dict->attr;
    return HPDF_Stream_Write(stream, (HPDF_BYTE *)b->p, (HPDF_UINT)b->n);
}

/* As text in the dictionary: libharu's numbers have only a float's precision. */
static void add_media_box(struct buf *b, const struct page *page)
{
    enum { DECIMALS = 3 };
    buf_str(b, "/MediaBox [0 0 ");
    buf_fixed(b, page->width, DECIMALS);
    buf_char(b, ' ');
    buf_fixed(b, page->height, DECIMALS);
    buf_str(b, "]\n");
}

/* A page with pictures names those alone, so that one taken out of the file takes no others
 * along; any other page inherits the root's resources. */
static void add_resources(struct pdf *pdf)
{
    struct buf *used = &pdf->images.used;
    if (used->n)
        buf_printf(&pdf->entries, "/Resources << /Font %u 0 R /XObject << %s>> >>\n",
                   objects_number(pdf->fonts.handle), used->p);
    buf_clear(used);
}

static void write_page(struct pdf *pdf, const struct page *page, HPDF_Null handle)
{
    struct objects *o = &pdf->objects;
    HPDF_Dict dict = objects_dict(o, "Page");
    HPDF_Dict_Add(dict, "Parent", pdf_tree_add(&pdf->tree, o, handle));
    pdf_content_build(pdf, page);
    if (pdf->content.n) {
        HPDF_Null content = objects_reserve(o);
        packer_emit(&pdf->packer, o, content, HPDF_Dict_New(o->memory), &pdf->content);
        HPDF_Dict_Add(dict, "Contents", content);
    }
    buf_clear(&pdf->entries);
    add_media_box(&pdf->entries, page);
    if (page->turned)
        buf_str(&pdf->entries, "/Rotate 90\n");
    add_resources(pdf);
    pdf_links_add(pdf, page);
    dict->attr = &pdf->entries;
    dict->write_fn = write_entries;
    objects_emit(o, handle, dict);
}

static bool take(void *context, const struct page *page)
{
    struct pdf *pdf = context;
    if (!sound(pdf))
        return false;
    HPDF_Null handle = objects_reserve(&pdf->objects);
    write_page(pdf, page, handle);
    pdf_labels_add(&pdf->labels, pdf->n_pages++, page->number);
    pdf_outline_add(&pdf->outline, &pdf->objects, page, handle);
    pdf_anchors_add(pdf, page, handle);
    return sound(pdf);
}

struct page_sink pdf_sink(struct pdf *pdf)
{
    return (struct page_sink){take, pdf};
}

/* The root of the page tree, with the resources of pages without pictures. */
static HPDF_Null write_tree(struct pdf *pdf)
{
    struct objects *o = &pdf->objects;
    HPDF_Dict resources = HPDF_Dict_New(o->memory);
    objects_emit(o, pdf->fonts.handle, pdf_fonts_dict(&pdf->fonts, o));
    HPDF_Dict_Add(resources, "Font", pdf->fonts.handle);
    return pdf_tree_finish(&pdf->tree, o, objects_add(o, resources));
}

static void add_names(struct pdf *pdf, HPDF_Dict catalog)
{
    HPDF_Null tree = pdf_destinations_write(pdf);
    if (!tree)
        return;
    HPDF_Dict names = HPDF_Dict_New(pdf->objects.memory);
    HPDF_Dict_Add(catalog, "Names", names);
    HPDF_Dict_Add(names, "Dests", tree);
}

static void write_catalog(struct pdf *pdf)
{
    struct objects *o = &pdf->objects;
    HPDF_Null pages = write_tree(pdf);
    HPDF_Dict dict = objects_dict(o, "Catalog"), preferences = HPDF_Dict_New(o->memory);
    HPDF_Dict_Add(dict, "Pages", pages);
    HPDF_Dict_Add(dict, "Lang", HPDF_String_New(o->memory, "zh-CN", NULL));
    HPDF_Dict_Add(dict, "ViewerPreferences", preferences);
    HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
    if (pdf->labels.ranges.n)
        HPDF_Dict_Add(dict, "PageLabels", pdf_labels_dict(&pdf->labels, o));
    if (pdf->outline.root)
        HPDF_Dict_Add(dict, "Outlines", pdf->outline.root);
    add_names(pdf, dict);
    objects_emit(o, pdf->catalog, dict);
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
    pdf_tree_close(&pdf->tree, &pdf->objects);
    objects_close(&pdf->objects);
    packer_close(&pdf->packer);
    buf_drop(&pdf->content);
    buf_drop(&pdf->string);
    buf_drop(&pdf->entries);
    buf_drop(&pdf->images.used);
    arena_drop(pdf->arena);
}
