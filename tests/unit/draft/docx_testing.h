/* Word files in a line or two, and what is expected of them. */
#ifndef HONGTOU_TESTS_DOCX_TESTING_H
#define HONGTOU_TESTS_DOCX_TESTING_H

#include "../packing.h"
#include "drafting.h"

#define W_NS "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
#define A_NS "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
#define ALL_NS                                                                                     \
    W_NS A_NS "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' "     \
              "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "            \
              "xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' " \
              "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "     \
              "xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture' "              \
              "xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml' "                  \
              "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' "              \
              "xmlns:o='urn:schemas-microsoft-com:office:office' "                                 \
              "xmlns:v='urn:schemas-microsoft-com:vml'"

/* Parts of a file, inside their roots; NULL: it has none. */
struct docx_parts {
    const char *body;
    const char *styles, *numbering, *settings, *theme, *comments, *footnotes, *header, *footer;
    const char *core, *custom, *program;
    const char *document; /* all of word/document.xml, instead of body */
};

/* A part, by what it is to the file or to the text. */
struct docx_part {
    const char *name, *type, *root, *content;
};

static inline void add_relation(struct buf *out, const struct docx_part *p, int i)
{
    buf_printf(out,
               "<Relationship Id='r%d' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
               "relationships/%s' Target='/%s'/>",
               i, p->type, p->name);
}

static inline struct buf make_docx(const struct docx_parts *d)
{
    const struct docx_part all[] = {
        {"word/document.xml", "officeDocument", "document", d->body},
        {"docProps/core.xml", "core-properties", "coreProperties", d->core},
        {"docProps/app.xml", "extended-properties", "Properties", d->program},
        {"docProps/custom.xml", "custom-properties", "Properties", d->custom},
        {"word/styles.xml", "styles", "styles", d->styles},
        {"word/numbering.xml", "numbering", "numbering", d->numbering},
        {"word/settings.xml", "settings", "settings", d->settings},
        {"word/theme.xml", "theme", "theme", d->theme},
        {"word/comments.xml", "comments", "comments", d->comments},
        {"word/footnotes.xml", "footnotes", "footnotes", d->footnotes},
        {"word/header1.xml", "header", "hdr", d->header},
        {"word/footer1.xml", "footer", "ftr", d->footer},
    };
    enum { N = sizeof all / sizeof *all, OF_FILE = 4, MORE = 3 };
    struct buf text[N] = {{0}}, relations[2] = {{0}, {0}};
    struct part parts[N + MORE] = {{NULL, NULL}};
    size_t n = 0;
    buf_str(&relations[0], "<Relationships>");
    buf_str(&relations[1], "<Relationships>"
                           "<Relationship Id='link' Type='x/hyperlink' TargetMode='External' "
                           "Target='http://example.invalid/a'/>");
    for (int i = 0; i < N; i++) {
        if (!all[i].content && !(i == 0 && d->document))
            continue;
        const char *space = i == 2 ? "xmlns='http://schemas.openxmlformats.org/officeDocument/2006/"
                                     "extended-properties'"
                            : i == 3
                                ? "xmlns='http://schemas.openxmlformats.org/officeDocument/2006/"
                                  "custom-properties'"
                                : ALL_NS;
        const char *prefix = i == 0 || i > OF_FILE - 1 ? i == 7 ? "a:" : "w:" : "";
        if (i == 0 && d->document)
            buf_str(&text[i], d->document);
        else
            buf_printf(&text[i], "<%s%s %s>%s%s%s</%s%s>", prefix, all[i].root, space,
                       i ? "" : "<w:body>", all[i].content, i ? "" : "</w:body>", prefix,
                       all[i].root);
        add_relation(&relations[i >= OF_FILE], &all[i], i);
        parts[n++] = (struct part){all[i].name, text[i].p};
    }
    buf_str(&relations[0], "</Relationships>");
    buf_str(&relations[1], "</Relationships>");
    parts[n++] = (struct part){"_rels/.rels", relations[0].p};
    parts[n++] = (struct part){"word/_rels/document.xml.rels", relations[1].p};
    struct buf zip = make_zip(parts);
    for (int i = 0; i < N; i++)
        buf_drop(&text[i]);
    buf_drop(&relations[0]);
    buf_drop(&relations[1]);
    return zip;
}

static inline void docx_expect(const struct docx_parts *d, const char *expected)
{
    struct buf zip = make_docx(d);
    drafting_expect("稿.docx", zip.p, zip.n, expected);
    buf_drop(&zip);
}

static inline void docx_has(const struct docx_parts *d, const char *part)
{
    struct buf zip = make_docx(d);
    drafting_has("稿.docx", zip.p, zip.n, part);
    buf_drop(&zip);
}

#define DOCX(expected, ...) docx_expect(&(struct docx_parts){__VA_ARGS__}, "draft docx\n" expected)
#define DOCX_HAS(part, ...) docx_has(&(struct docx_parts){__VA_ARGS__}, part)

#define T(text)         "<w:t xml:space='preserve'>" text "</w:t>"
#define R(text)         "<w:r>" T(text) "</w:r>"
#define RP(props, text) "<w:r><w:rPr>" props "</w:rPr>" T(text) "</w:r>"
#define P(text)         "<w:p>" R(text) "</w:p>"
#define PP(props, runs) "<w:p><w:pPr>" props "</w:pPr>" runs "</w:p>"
#define FIELD(code, result)                                                                        \
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>" code "</w:instrText></w:r>"  \
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" result                                      \
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
/* What a paragraph looks like of which nothing is said. */
#define PLAIN " size=10 "

#endif
