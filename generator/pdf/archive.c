/*
 * What makes a file one for archives: the information of old readers, the same as XMP, and the
 * profile that says what red, green and blue are.
 *
 * XMP is not compressed, so that an archive finds it without reading PDF. A file without a profile
 * says nothing of archives in it: it is none.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "base/version.h"
#include "pdf/diag.def"
#include "pdf/pdf_int.h"

static const char producer[] = "hongtou " HONGTOU_VERSION;

enum { DATE_MAX_BYTES = 64 };

/* SOURCE_DATE_EPOCH in a form of strftime; false when it is not set or no date. */
static bool given_date(const char *form, char date[DATE_MAX_BYTES])
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
    return strftime(date, DATE_MAX_BYTES, form, &tm) > 0;
}

static unsigned write_info(struct pdf *pdf, const struct page_info *info)
{
    struct pdf_file *f = &pdf->file;
    const char *const rows[][2] = {
        {"Title", info->title}, {"Author", info->author}, {"Subject", info->subject}};
    HPDF_Dict dict = pdf_new_dict(f, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i][1])
            HPDF_Dict_Add(dict, rows[i][0], pdf_new_string(f, rows[i][1]));
    HPDF_Dict_Add(dict, "Producer", HPDF_String_New(f->memory, producer, NULL));
    char date[DATE_MAX_BYTES];
    if (given_date("D:%Y%m%d%H%M%SZ", date)) {
        HPDF_Dict_Add(dict, "CreationDate", HPDF_String_New(f->memory, date, NULL));
        HPDF_Dict_Add(dict, "ModDate", HPDF_String_New(f->memory, date, NULL));
    }
    unsigned number = pdf_new_number(f);
    pdf_write_value(f, number, dict);
    return number;
}

/* ---- XMP ---- */

/* As much of a text as its string in the information holds. */
static void add_escaped(struct buf *b, const char *utf8)
{
    for (const char *end = pdf_string_end(utf8); utf8 < end; utf8++)
        if (*utf8 == '"') /* which stands for itself in words */
            buf_char(b, *utf8);
        else
            buf_xml(b, utf8, 1);
}

/* utf8: or NULL, and nothing is added. */
static void add_property(struct buf *b, const char *before, const char *utf8, const char *after)
{
    if (!utf8)
        return;
    buf_str(b, before);
    add_escaped(b, utf8);
    buf_str(b, after);
    buf_char(b, '\n');
}

static void add_properties(struct buf *b, const struct page_info *info)
{
    char date[DATE_MAX_BYTES];
    const char *when = given_date("%Y-%m-%dT%H:%M:%SZ", date) ? date : NULL;
    if (info->colours)
        buf_str(b, "<pdfaid:part>2</pdfaid:part>\n"
                   "<pdfaid:conformance>U</pdfaid:conformance>\n");
    add_property(b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", info->title,
                 "</rdf:li></rdf:Alt></dc:title>");
    add_property(b, "<dc:creator><rdf:Seq><rdf:li>", info->author,
                 "</rdf:li></rdf:Seq></dc:creator>");
    add_property(b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", info->subject,
                 "</rdf:li></rdf:Alt></dc:description>");
    add_property(b, "<pdf:Producer>", producer, "</pdf:Producer>");
    add_property(b, "<xmp:CreateDate>", when, "</xmp:CreateDate>");
    add_property(b, "<xmp:ModifyDate>", when, "</xmp:ModifyDate>");
}

static unsigned write_metadata(struct pdf *pdf, const struct page_info *info)
{
    static const char head[] =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\"\n"
        "  xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
        "  xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
        "  xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
        "  xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n";
    static const char tail[] =
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
    struct buf b = {0};
    HPDF_Dict dict = pdf_new_dict(&pdf->file, "Metadata");
    HPDF_Dict_AddName(dict, "Subtype", "XML");
    buf_str(&b, head);
    add_properties(&b, info);
    buf_str(&b, tail);
    unsigned number = pdf_new_number(&pdf->file);
    pdf_write_value_stream(&pdf->file, number, dict, b.p, b.n);
    buf_drop(&b);
    return number;
}

/* ---- colours ---- */

/* 0: the profile cannot be read, reported. */
static unsigned write_intent(struct pdf *pdf, const char *profile)
{
    struct buf b = {0}, bytes = {0};
    size_t n = 0;
    bool there = file_exists(profile);
    char *p = there ? file_read(pdf->arena, profile, &n, (struct pos){0}, pdf->diags) : NULL;
    if (!there)
        diag_system(pdf->diags, DIAG_P006, profile);
    if (!p)
        return 0;
    unsigned stream = pdf_new_number(&pdf->file), number = pdf_new_number(&pdf->file);
    buf_add(&bytes, p, n);
    pdf_write_text_stream(&pdf->file, stream, "/N 3 ", &bytes);
    buf_printf(&b,
               "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) "
               "/Info (sRGB IEC61966-2.1) /DestOutputProfile %u 0 R >>",
               stream);
    pdf_write_text(&pdf->file, number, &b);
    buf_drop(&bytes);
    buf_drop(&b);
    return number;
}

void pdf_archive_write(struct pdf *pdf, const struct page_info *info)
{
    pdf->archive.info = write_info(pdf, info);
    pdf->archive.metadata = write_metadata(pdf, info);
    if (!info->colours)
        return;
    pdf->archive.intent = write_intent(pdf, info->colours);
    pdf->failed = pdf->failed || !pdf->archive.intent;
}
