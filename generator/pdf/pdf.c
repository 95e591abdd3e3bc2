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
    pdf->diags = d;
    objects_open(&pdf->objects, out);
    packer_open(&pdf->packer, PACK_CONTENT);
    pdf->catalog = objects_reserve(&pdf->objects);
    pdf->info = objects_reserve(&pdf->objects);
    write_info(pdf, info);
    if (sound(pdf))
        return pdf;
    pdf_abandon(pdf);
    return NULL;
}

/* As text in the dictionary: libharu's numbers have only a float's precision. */
static HPDF_STATUS write_media_box(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct page *page = dict->attr;
    struct buf b = {0};
    buf_str(&b, "/MediaBox [0 0 ");
    buf_fixed(&b, page->width, 3);
    buf_char(&b, ' ');
    buf_fixed(&b, page->height, 3);
    buf_str(&b, "]\n");
    HPDF_STATUS status = HPDF_Stream_Write(stream, (HPDF_BYTE *)b.p, (HPDF_UINT)b.n);
    buf_drop(&b);
    return status;
}

static void write_page(struct pdf *pdf, const struct page *page, HPDF_Null handle)
{
    struct objects *o = &pdf->objects;
    HPDF_Dict dict = objects_dict(o, "Page");
    HPDF_Dict_Add(dict, "Parent", pdf_tree_add(&pdf->tree, o, handle));
    dict->attr = (void *)(uintptr_t)page;
    dict->write_fn = write_media_box;
    pdf_content_build(pdf, page);
    if (pdf->content.n) {
        HPDF_Null content = objects_reserve(o);
        packer_emit(&pdf->packer, o, content, HPDF_Dict_New(o->memory), &pdf->content);
        HPDF_Dict_Add(dict, "Contents", content);
    }
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
    return sound(pdf);
}

struct page_sink pdf_sink(struct pdf *pdf)
{
    return (struct page_sink){take, pdf};
}

static void write_catalog(struct pdf *pdf)
{
    struct objects *o = &pdf->objects;
    HPDF_Null resources = objects_add(o, pdf_fonts_resources(&pdf->fonts, o));
    HPDF_Null pages = pdf_tree_finish(&pdf->tree, o, resources);
    HPDF_Dict dict = objects_dict(o, "Catalog"), preferences = HPDF_Dict_New(o->memory);
    HPDF_Dict_Add(dict, "Pages", pages);
    HPDF_Dict_Add(dict, "Lang", HPDF_String_New(o->memory, "zh-CN", NULL));
    HPDF_Dict_Add(dict, "ViewerPreferences", preferences);
    HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
    if (pdf->labels.ranges.n)
        HPDF_Dict_Add(dict, "PageLabels", pdf_labels_dict(&pdf->labels, o));
    if (pdf->outline.root)
        HPDF_Dict_Add(dict, "Outlines", pdf->outline.root);
    objects_emit(o, pdf->catalog, dict);
}

bool pdf_finish(struct pdf *pdf)
{
    bool ok = sound(pdf) && pdf_fonts_embed(&pdf->fonts, pdf);
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
    arena_drop(pdf->arena);
}
