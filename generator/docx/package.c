/* The parts of the file: their XML, and the archive that holds them, whose bytes are the same for the
 * same document. */
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "docx/diag.def"
#include "docx/docx_int.h"

#define OFFICE   "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE  "http://schemas.openxmlformats.org/package/2006"
#define WORD_ML  "application/vnd.openxmlformats-officedocument.wordprocessingml"

/* ---- parts of XML ---- */

static void types_xml(const struct docx *x, struct buf *b)
{
    static const char *const parts[] = {"styles", "numbering", "settings", "fontTable", "footnotes"};
    buf_str(b, DOCX_XML "<Types xmlns=\"" PACKAGE "/content-types\">"
                        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-"
                        "package.relationships+xml\"/>"
                        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    if (x->pictures.n)
        buf_str(b, "<Default Extension=\"png\" ContentType=\"image/png\"/>"
                   "<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>");
    buf_str(b, "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_ML
               ".document.main+xml\"/>");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        buf_printf(b, "<Override PartName=\"/word/%s.xml\" ContentType=\"" WORD_ML ".%s+xml\"/>",
                   parts[i], parts[i]);
    for (int i = 0; i < FOOTERS; i++)
        buf_printf(b,
                   "<Override PartName=\"/word/footer%d.xml\" ContentType=\"" WORD_ML
                   ".footer+xml\"/>",
                   i);
    buf_str(b, "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd."
               "openxmlformats-package.core-properties+xml\"/>"
               "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd."
               "openxmlformats-officedocument.extended-properties+xml\"/></Types>");
}

static void package_rels_xml(struct buf *b)
{
    buf_str(b, DOCX_XML "<Relationships xmlns=\"" PACKAGE "/relationships\">"
                        "<Relationship Id=\"rId1\" Type=\"" OFFICE
                        "/officeDocument\" Target=\"word/document.xml\"/>"
                        "<Relationship Id=\"rId2\" Type=\"" PACKAGE
                        "/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
                        "<Relationship Id=\"rId3\" Type=\"" OFFICE
                        "/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>");
}

static void rels_xml(const struct docx *x, struct buf *b)
{
    static const char *const parts[] = {"styles", "numbering", "settings", "fontTable", "footnotes"};
    buf_str(b, DOCX_XML "<Relationships xmlns=\"" PACKAGE "/relationships\">");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        buf_printf(b, "<Relationship Id=\"rId%zu\" Type=\"" OFFICE "/%s\" Target=\"%s.xml\"/>", i + 1,
                   parts[i], parts[i]);
    for (int i = 0; i < FOOTERS; i++)
        buf_printf(b,
                   "<Relationship Id=\"rIdFooter%d\" Type=\"" OFFICE
                   "/footer\" Target=\"footer%d.xml\"/>",
                   i, i);
    for (size_t i = 0; i < x->pictures.n; i++)
        buf_printf(b,
                   "<Relationship Id=\"rIdImage%zu\" Type=\"" OFFICE "/image\" Target=\"%s\"/>",
                   i + 1, x->pictures.v[i].path);
    buf_str(b, "</Relationships>");
}

static void core_xml(const struct page_info *info, struct buf *b)
{
    const struct {
        const char *element, *value;
    } rows[] = {{"dc:title", info->title},
                {"dc:subject", info->subject},
                {"dc:creator", info->author}};
    buf_str(b, DOCX_XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "/metadata/core-properties\" "
                        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                        "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!rows[i].value)
            continue;
        buf_printf(b, "<%s>", rows[i].element);
        look_escaped(b, rows[i].value);
        buf_printf(b, "</%s>", rows[i].element);
    }
    buf_str(b, "</cp:coreProperties>");
}

static void app_xml(struct buf *b)
{
    buf_str(b, DOCX_XML
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-"
            "properties\"><Application>hongtou</Application></Properties>");
}

/* Marks are kept together and no line begins with one, as on the page; a line's Chinese marks may
 * give their blank half; odd and even pages have footers of their own. */
static void settings_xml(const struct docx *x, struct buf *b)
{
    buf_str(b, DOCX_XML "<w:settings " DOCX_NS "><w:zoom w:percent=\"100\"/>"
                        "<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"
                        "<w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/>"
                        "<w:drawingGridVerticalSpacing w:val=\"156\"/>"
                        "<w:noPunctuationKerning/>"
                        "<w:characterSpacingControl w:val=\"compressPunctuation\"/>"
                        "<w:footnotePr><w:footnote w:id=\"0\"/><w:footnote w:id=\"1\"/>"
                        "</w:footnotePr><w:compat>"
                        "<w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>"
                        "<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
                        "<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/>"
                        "<w:useFELayout/>"
                        "<w:compatSetting w:name=\"compatibilityMode\" "
                        "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
                        "</w:compat>");
    carry_xml(x, b);
    buf_str(b, "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>");
}

/* What stands in for a face that a machine lacks. */
static void fonts_xml(struct buf *b)
{
    static const struct {
        const char *name, *other;
    } faces[] = {{"方正小标宋简体", "华文中宋"}, {"仿宋_GB2312", "仿宋"}, {"楷体_GB2312", "楷体"},
                 {"黑体", "SimHei"},             {"宋体", "SimSun"},      {"Times New Roman", NULL}};
    buf_str(b, DOCX_XML "<w:fonts " DOCX_NS ">");
    for (size_t i = 0; i < sizeof faces / sizeof *faces; i++) {
        buf_printf(b, "<w:font w:name=\"%s\">", faces[i].name);
        if (faces[i].other)
            buf_printf(b, "<w:altName w:val=\"%s\"/><w:charset w:val=\"86\"/>", faces[i].other);
        buf_str(b, "</w:font>");
    }
    buf_str(b, "</w:fonts>");
}

/* Each behind its mark, in a control. */
static void notes_xml(struct docx *x, struct buf *b)
{
    static const char *const lines[] = {"separator", "continuationSeparator"};
    buf_str(b, DOCX_XML "<w:footnotes " DOCX_NS ">");
    for (int i = 0; i < 2; i++)
        buf_printf(b,
                   "<w:footnote w:type=\"%s\" w:id=\"%d\"><w:p><w:pPr><w:spacing w:line=\"240\" "
                   "w:lineRule=\"auto\"/></w:pPr><w:r><w:%s/></w:r></w:p></w:footnote>",
                   lines[i], i, lines[i]);
    for (size_t i = 0; i < x->notes.n; i++) {
        struct tree_place before = tree_enter(x);
        struct tree_paragraph *p = tree_paragraph(x, DOCX_FOOTNOTE);
        p->opens = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";
        p->own_indents = true;
        p->left = x->paper->footnote_size;
        p->first = -p->left;
        tree_run(x, p, x->notes.v[i].text, x->notes.v[i].control);
        struct tree_node *note = tree_leave(x, before);
        buf_printf(b, "<w:footnote w:id=\"%zu\">", i + 2);
        emit_nodes(x, note, b);
        buf_str(b, "</w:footnote>");
    }
    buf_str(b, "</w:footnotes>");
}

static void document_xml(struct docx *x, struct buf *b)
{
    buf_str(b, DOCX_XML "<w:document " DOCX_NS "><w:body>");
    emit_nodes(x, x->first, b);
    buf_str(b, "</w:body></w:document>");
}

/* ---- the archive ---- */

struct archive {
    zip_t *zip;
    bool ok;
};

/* The bytes outlive the archive. Dated as the format's first day. */
static void add_bytes(struct archive *a, const char *name, const void *p, size_t n)
{
    enum { FIRST_DAY = 0x21 };
    zip_source_t *source = zip_source_buffer(a->zip, p, n, 0);
    zip_int64_t i = source ? zip_file_add(a->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (source && i < 0)
        zip_source_free(source);
    a->ok = a->ok && i >= 0 &&
            zip_file_set_dostime(a->zip, (zip_uint64_t)i, 0, FIRST_DAY, 0) == 0 &&
            zip_set_file_compression(a->zip, (zip_uint64_t)i, ZIP_CM_DEFLATE, 6) == 0;
}

static void add_part(const struct docx *x, struct archive *a, const char *name, struct buf *b)
{
    add_bytes(a, name, arena_copy(x->arena, b->p, b->n), b->n);
    buf_clear(b);
}

static void add_parts(struct docx *x, const struct page_info *info, struct archive *a)
{
    struct buf b = {0};
    types_xml(x, &b);
    add_part(x, a, "[Content_Types].xml", &b);
    package_rels_xml(&b);
    add_part(x, a, "_rels/.rels", &b);
    document_xml(x, &b);
    add_part(x, a, "word/document.xml", &b);
    rels_xml(x, &b);
    add_part(x, a, "word/_rels/document.xml.rels", &b);
    styles_xml(x, &b);
    add_part(x, a, "word/styles.xml", &b);
    numbering_xml(x, &b);
    add_part(x, a, "word/numbering.xml", &b);
    notes_xml(x, &b);
    add_part(x, a, "word/footnotes.xml", &b);
    settings_xml(x, &b);
    add_part(x, a, "word/settings.xml", &b);
    fonts_xml(&b);
    add_part(x, a, "word/fontTable.xml", &b);
    for (int i = 0; i < FOOTERS; i++) {
        footer_xml(x, i, &b);
        add_part(x, a, arena_printf(x->arena, "word/footer%d.xml", i), &b);
    }
    for (size_t i = 0; i < x->pictures.n; i++)
        add_bytes(a, arena_printf(x->arena, "word/%s", x->pictures.v[i].path),
                  x->pictures.v[i].bytes, x->pictures.v[i].n);
    core_xml(info, &b);
    add_part(x, a, "docProps/core.xml", &b);
    app_xml(&b);
    add_part(x, a, "docProps/app.xml", &b);
    buf_drop(&b);
}

/* The finished archive, which libzip has written to memory. */
static bool copy_out(zip_source_t *memory, struct sink *out)
{
    enum { PIECE = 1 << 16 };
    char *piece = mem_alloc(PIECE);
    zip_int64_t n = 0;
    bool ok = zip_source_open(memory) == 0;
    while (ok && (n = zip_source_read(memory, piece, PIECE)) > 0)
        ok = sink_write(out, piece, (size_t)n);
    zip_source_close(memory);
    free(piece);
    return ok && n == 0;
}

bool package_write(struct docx *x, const struct page_info *info, struct sink *out)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, &error);
    struct archive a = {memory ? zip_open_from_source(memory, ZIP_TRUNCATE, &error) : NULL, true};
    if (a.zip) {
        zip_source_keep(memory);
        add_parts(x, info, &a);
        a.ok = (a.ok && zip_close(a.zip) == 0) || (zip_discard(a.zip), false);
    }
    bool ok = a.zip && a.ok && copy_out(memory, out);
    if (!ok)
        diag_system(x->diags, DIAG_D063, zip_error_strerror(&error));
    if (memory)
        zip_source_free(memory);
    zip_error_fini(&error);
    return ok;
}
