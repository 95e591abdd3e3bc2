/* The parts of the file: their XML, and the archive that holds them, whose bytes are the same for the
 * same document. */
#include "docx/diag.def"
#include "docx/docx_int.h"
#include "pack/pack.h"

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

static void add_part(const struct docx *x, struct pack_writer *w, const char *name, struct buf *b)
{
    pack_writer_add(w, name, arena_copy(x->arena, b->p, b->n), b->n);
    buf_clear(b);
}

static void add_parts(struct docx *x, const struct page_info *info, struct pack_writer *w)
{
    struct buf b = {0};
    types_xml(x, &b);
    add_part(x, w, "[Content_Types].xml", &b);
    package_rels_xml(&b);
    add_part(x, w, "_rels/.rels", &b);
    document_xml(x, &b);
    add_part(x, w, "word/document.xml", &b);
    rels_xml(x, &b);
    add_part(x, w, "word/_rels/document.xml.rels", &b);
    styles_xml(x, &b);
    add_part(x, w, "word/styles.xml", &b);
    numbering_xml(x, &b);
    add_part(x, w, "word/numbering.xml", &b);
    notes_xml(x, &b);
    add_part(x, w, "word/footnotes.xml", &b);
    settings_xml(x, &b);
    add_part(x, w, "word/settings.xml", &b);
    fonts_xml(&b);
    add_part(x, w, "word/fontTable.xml", &b);
    for (int i = 0; i < FOOTERS; i++) {
        footer_xml(x, i, &b);
        add_part(x, w, arena_printf(x->arena, "word/footer%d.xml", i), &b);
    }
    for (size_t i = 0; i < x->pictures.n; i++)
        pack_writer_add(w, arena_printf(x->arena, "word/%s", x->pictures.v[i].path),
                        x->pictures.v[i].bytes, x->pictures.v[i].n);
    core_xml(info, &b);
    add_part(x, w, "docProps/core.xml", &b);
    app_xml(&b);
    add_part(x, w, "docProps/app.xml", &b);
    buf_drop(&b);
}

bool package_write(struct docx *x, const struct page_info *info, struct sink *out)
{
    struct buf file = {0};
    struct pack_writer *w = pack_writer_open(NULL);
    add_parts(x, info, w);
    bool ok = pack_writer_finish(w, &file);
    if (!ok)
        diag_system(x->diags, DIAG_D063, NULL);
    ok = ok && sink_write(out, file.p, file.n);
    buf_drop(&file);
    return ok;
}
