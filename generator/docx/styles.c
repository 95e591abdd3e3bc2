/* styles.xml and numbering.xml: every figure from the profile. */
#include "docx/docx_int.h"

enum { EM = 1000 };

#define DOCX_STYLE(id, key, name, aliases, level) {key, name, aliases, level},
static const struct {
    const char *key, *name, *aliases;
    int level;
} names[DOCX_STYLES] = {
#include "docx/styles.def"
};
#undef DOCX_STYLE

const char *styles_key(enum docx_style style)
{
    return names[style].key;
}

/* ---- looks ---- */

/* How much closer than their size characters stand so that a line takes as many as the grid has, in
 * whole twips, which word processors set by; the line is then justified. */
static len_t closer(const struct style *st)
{
    enum { TWIP = LEN_PT / 20 };
    len_t more = st->body_size - st->char_pitch;
    return more > 0 ? -((more + TWIP - 1) / TWIP) * TWIP : 0;
}

static void set_look(struct docx *x, enum docx_style style, const char *role, len_t size)
{
    const struct style *st = x->paper;
    x->looks[style] = (struct look){.role = font_role_named(role),
                                    .size = size,
                                    .spread = size == st->body_size ? closer(st) : 0};
}

void styles_start(struct docx *x)
{
    const struct style *st = x->paper;
    for (int i = 0; i < DOCX_STYLES; i++)
        set_look(x, (enum docx_style)i, st->body_role, st->body_size);
    set_look(x, DOCX_TITLE, st->title_role, st->title_size);
    set_look(x, DOCX_PART_TITLE, st->title_role, st->title_size);
    set_look(x, DOCX_CAPTION, st->caption_role, st->body_size);
    set_look(x, DOCX_LEVEL_1, st->level_1, st->body_size);
    set_look(x, DOCX_LEVEL_2, st->level_2, st->body_size);
    set_look(x, DOCX_LEVEL_3, st->level_3, st->body_size);
    set_look(x, DOCX_LEVEL_4, st->level_4, st->body_size);
    set_look(x, DOCX_LABEL, st->attachment_label_role, st->body_size);
    set_look(x, DOCX_MARK, st->mark_role, st->body_size);
    set_look(x, DOCX_MASTHEAD, st->masthead_role, st->masthead_size);
    x->looks[DOCX_MASTHEAD].red = true;
    set_look(x, DOCX_IMPRINT, st->imprint_role, st->imprint_size);
    set_look(x, DOCX_FOLIO, st->folio_role, st->folio_size);
    set_look(x, DOCX_ROSTER_TITLE, st->roster_title_role, st->body_size);
    set_look(x, DOCX_ROSTER_HEADING, st->roster_heading_role, st->body_size);
    set_look(x, DOCX_TABLE_TITLE, st->table_title_role, st->table_title_size);
    set_look(x, DOCX_TABLE_HEAD, st->table_head_role, st->table_size);
    set_look(x, DOCX_TABLE_CELL, st->table_role, st->table_size);
    set_look(x, DOCX_TABLE_GROUP, st->table_group_role, st->table_size);
    set_look(x, DOCX_TABLE_NOTE, st->table_role, st->table_size);
    set_look(x, DOCX_FORM, st->table_role, st->form_size);
    set_look(x, DOCX_FORM_TOPIC, st->form_topic_role, st->form_size);
    set_look(x, DOCX_FORM_NOTE, st->table_role, st->form_note_size);
    set_look(x, DOCX_FOOTNOTE, st->body_role, st->footnote_size);
}

/* ---- paragraphs of a style ---- */

struct spread {
    len_t line;
    int first_characters; /* indent of the first line, 1/100 characters */
    const char *align;
    bool keep;
};

static struct spread spread_of(const struct docx *x, enum docx_style style)
{
    const struct style *st = x->paper;
    const int indented = (int)((st->body_indent * 100 + st->char_pitch / 2) / st->char_pitch);
    struct spread s = {.line = st->line_pitch, .align = "both"};
    len_t size = x->looks[style].size;
    switch (style) {
    case DOCX_TITLE:
    case DOCX_PART_TITLE:
        s = (struct spread){.line = st->title_pitch, .align = "center", .keep = true};
        break;
    case DOCX_CAPTION:
    case DOCX_NUMBER:
    case DOCX_ROSTER_TITLE:
        s.align = "center";
        s.keep = style != DOCX_NUMBER;
        break;
    case DOCX_MASTHEAD:
        s = (struct spread){.line = len_scale(size, st->masthead_pitch, EM), .align = "center"};
        break;
    case DOCX_LEVEL_1:
    case DOCX_LEVEL_2:
    case DOCX_LEVEL_3:
    case DOCX_LEVEL_4:
    case DOCX_PARAGRAPH:
    case DOCX_ITEM:
    case DOCX_ANNOTATION:
    case DOCX_ROSTER_HEADING:
        s.first_characters = indented;
        s.keep = style == DOCX_ROSTER_HEADING;
        break;
    case DOCX_CONTACT:
    case DOCX_ROSTER:
    case DOCX_NOTE:
    case DOCX_LABEL:
    case DOCX_TO:
    case DOCX_MARK:
        s.first_characters = style == DOCX_CONTACT ? indented : 0;
        s.align = style == DOCX_TO ? "both" : "left";
        s.keep = style == DOCX_LABEL;
        break;
    case DOCX_IMPRINT:
        s.line = st->imprint_pitch;
        break;
    case DOCX_FOLIO:
        s = (struct spread){.line = size, .align = "left"};
        break;
    case DOCX_TABLE_TITLE:
        s = (struct spread){.line = len_scale(size, st->table_pitch, EM), .align = "center", .keep = true};
        break;
    case DOCX_TABLE_HEAD:
    case DOCX_TABLE_CELL:
    case DOCX_TABLE_GROUP:
    case DOCX_TABLE_NOTE:
    case DOCX_FORM:
    case DOCX_FORM_TOPIC:
    case DOCX_FORM_NOTE:
        s = (struct spread){.line = len_scale(size, st->table_pitch, EM), .align = "both"};
        break;
    case DOCX_FOOTNOTE:
        s.line = st->footnote_pitch;
        break;
    default:
        break;
    }
    return s;
}

static void style_xml(const struct docx *x, enum docx_style style, struct buf *b)
{
    struct spread s = spread_of(x, style);
    const struct style *st = x->paper;
    bool base = style == DOCX_BODY;
    buf_printf(b, "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"%s><w:name w:val=\"%s\"/>",
               base ? " w:default=\"1\"" : "", names[style].key,
               names[style].key[0] == 'G' ? " w:customStyle=\"1\"" : "", names[style].name);
    if (*names[style].aliases)
        buf_printf(b, "<w:aliases w:val=\"%s\"/>", names[style].aliases);
    if (!base)
        buf_str(b, "<w:basedOn w:val=\"Normal\"/>");
    buf_str(b, "<w:qFormat/><w:pPr>");
    if (s.keep)
        buf_str(b, "<w:keepNext/>");
    if (base)
        buf_printf(b,
                   "<w:widowControl w:val=\"0\"/><w:kinsoku/><w:wordWrap/><w:overflowPunct w:val=\"0\"/>"
                   "<w:autoSpaceDE w:val=\"%d\"/><w:autoSpaceDN w:val=\"%d\"/>"
                   "<w:snapToGrid w:val=\"0\"/>",
                   st->han_latin != 0, st->han_latin != 0);
    buf_printf(b, "<w:spacing w:line=\"%lld\" w:lineRule=\"exact\"/>",
               (long long)docx_twips_down(s.line));
    if (s.first_characters)
        buf_printf(b, "<w:ind w:firstLineChars=\"%d\" w:firstLine=\"%lld\"/>", s.first_characters,
                   (long long)docx_twips(st->body_indent));
    buf_printf(b, "<w:jc w:val=\"%s\"/>", s.align);
    if (names[style].level)
        buf_printf(b, "<w:outlineLvl w:val=\"%d\"/>", names[style].level - 1);
    buf_str(b, "</w:pPr><w:rPr>");
    look_xml(b, &x->looks[style], base ? NULL : &x->looks[DOCX_BODY]);
    buf_str(b, "</w:rPr></w:style>");
}

void styles_xml(const struct docx *x, struct buf *b)
{
    const struct look *usual = &x->looks[DOCX_BODY];
    buf_str(b, DOCX_XML "<w:styles " DOCX_NS "><w:docDefaults><w:rPrDefault><w:rPr>");
    look_xml(b, &(struct look){.role = usual->role, .size = usual->size}, NULL);
    buf_str(b, "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr>"
               "</w:rPrDefault><w:pPrDefault/></w:docDefaults>");
    for (int i = 0; i < DOCX_STYLES; i++)
        style_xml(x, (enum docx_style)i, b);
    buf_str(b, "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"Run\">"
               "<w:name w:val=\"Default Paragraph Font\"/></w:style>"
               "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\">"
               "<w:name w:val=\"footnote reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/>"
               "</w:rPr></w:style>"
               "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
               "<w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
               "<w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>"
               "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>"
               "</w:tblCellMar></w:tblPr></w:style></w:styles>");
}

/* ---- numbers ---- */

/* 一、 （一） 1. （1） (7.3.3), each list beginning where it is told to. */
void numbering_xml(const struct docx *x, struct buf *b)
{
    static const struct {
        const char *format, *text;
    } levels[DOCX_LEVELS] = {{"chineseCountingThousand", "%1、"},
                             {"chineseCountingThousand", "（%2）"},
                             {"decimal", "%3."},
                             {"decimal", "（%4）"}};
    buf_str(b, DOCX_XML "<w:numbering " DOCX_NS "><w:abstractNum w:abstractNumId=\"0\">"
                        "<w:multiLevelType w:val=\"multilevel\"/>");
    for (int i = 0; i < DOCX_LEVELS; i++) {
        buf_printf(b,
                   "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/>"
                   "<w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%s\"/><w:lvlJc w:val=\"left\"/>"
                   "<w:pPr><w:ind w:left=\"0\" w:firstLineChars=\"200\" w:firstLine=\"%lld\"/></w:pPr>"
                   "<w:rPr>",
                   i, levels[i].format, levels[i].text, (long long)docx_twips(x->paper->body_indent));
        look_xml(b, &x->looks[DOCX_LEVEL_1 + i], NULL);
        buf_str(b, "</w:rPr></w:lvl>");
    }
    buf_str(b, "</w:abstractNum>");
    for (size_t i = 0; i < x->lists.n; i++) {
        buf_printf(b, "<w:num w:numId=\"%zu\"><w:abstractNumId w:val=\"0\"/>", i + 1);
        for (int k = 0; k < DOCX_LEVELS; k++)
            buf_printf(b,
                       "<w:lvlOverride w:ilvl=\"%d\"><w:startOverride w:val=\"%d\"/></w:lvlOverride>",
                       k, x->lists.v[i].start[k] ? x->lists.v[i].start[k] : 1);
        buf_str(b, "</w:num>");
    }
    buf_str(b, "</w:numbering>");
}
