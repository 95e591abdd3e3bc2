/*
 * Page set-up as GB/T 33476.2 has it: a word processor's line has half of its gap above the
 * characters and half below, so that its margins are less by that than those that are seen; the grid
 * of lines and characters; page numbers at the outer side.
 */
#include <string.h>

#include "docx/docx_int.h"

/* Half of what a line has beyond its characters. */
static len_t half_gap(const struct style *st)
{
    return (st->line_pitch - st->body_size) / 2;
}

static void reference(struct buf *b, const char *type, int footer)
{
    buf_printf(b, "<w:footerReference w:type=\"%s\" r:id=\"rIdFooter%d\"/>", type, footer);
}

/* The lower edge of the number's line from the paper's lower edge. */
static len_t footer_distance(const struct style *st, bool form)
{
    len_t below = form ? st->form_folio_below : st->folio_below;
    return st->page_height - style_area_bottom(st) - below - st->folio_size / 2;
}

/* A character of the grid in whole twips, by which word processors reckon; the type area is as wide as
 * so many are: 0.07 mm more than 156 mm. */
static int64_t grid_character(const struct style *st)
{
    return docx_twips(st->char_pitch);
}

/* The grid is a little closer than the profile's rather than a line short. */
static void grid(const struct style *st, int64_t height, struct buf *b)
{
    enum { GRID_UNIT = 4096 };
    int64_t line = height / st->lines, character = grid_character(st) * LEN_PT / 20;
    if (line > docx_twips_down(st->line_pitch))
        line = docx_twips_down(st->line_pitch);
    buf_printf(b, "<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"%lld\" w:charSpace=\"%lld\"/>",
               (long long)line,
               (long long)((character - st->body_size) * GRID_UNIT / LEN_PT));
}

void section_xml(const struct tree_section *s, struct buf *b)
{
    const struct style *st = s->style;
    len_t gap = half_gap(st), bottom = st->page_height - style_area_bottom(st) - gap;
    int64_t top = docx_twips_down(st->area_top - gap), low = docx_twips_down(bottom);
    int64_t high = docx_twips(st->page_height), left = docx_twips_down(st->area_left);
    int64_t wide = docx_twips(st->page_width);
    int64_t right = wide - left - grid_character(st) * st->characters;
    buf_str(b, "<w:sectPr>");
    reference(b, "default", s->form ? FOOTER_FORM : FOOTER_ODD);
    reference(b, "even", s->form ? FOOTER_FORM : FOOTER_EVEN);
    if (s->letter)
        reference(b, "first", FOOTER_FIRST);
    buf_printf(b,
               "<w:footnotePr><w:numFmt w:val=\"decimalEnclosedCircleChinese\"/>"
               "<w:numRestart w:val=\"eachSect\"/></w:footnotePr>"
               "<w:type w:val=\"nextPage\"/>"
               "<w:pgSz w:w=\"%lld\" w:h=\"%lld\"%s/>"
               "<w:pgMar w:top=\"%lld\" w:right=\"%lld\" w:bottom=\"%lld\" w:left=\"%lld\" "
               "w:header=\"720\" w:footer=\"%lld\" w:gutter=\"0\"/>",
               (long long)wide, (long long)high, s->turned ? " w:orient=\"landscape\"" : "",
               (long long)top, (long long)right, (long long)low, (long long)left,
               (long long)docx_twips_down(len_max(0, footer_distance(st, s->form))));
    if (s->restart)
        buf_str(b, "<w:pgNumType w:start=\"1\"/>");
    buf_str(b, "<w:cols w:space=\"0\"/>");
    if (s->letter)
        buf_str(b, "<w:titlePg/>");
    grid(st, high - top - low, b);
    buf_str(b, "</w:sectPr>");
}

/* ---- footers ---- */

static void field(struct buf *b, const char *look, const char *instruction)
{
    static const char *const parts[] = {"begin", "separate", "end"};
    for (int i = 0; i < 3; i++) {
        buf_printf(b, "<w:r><w:rPr>%s</w:rPr><w:fldChar w:fldCharType=\"%s\"/></w:r>", look,
                   parts[i]);
        if (i == 0)
            buf_printf(b,
                       "<w:r><w:rPr>%s</w:rPr><w:instrText xml:space=\"preserve\"> %s </w:instrText>"
                       "</w:r>",
                       look, instruction);
        if (i == 1)
            buf_printf(b, "<w:r><w:rPr>%s</w:rPr><w:t>1</w:t></w:r>", look);
    }
}

/* — {1} —, {1} and {2} being the page's number and how many there are. */
static void folio(struct buf *b, const char *words, const char *look)
{
    while (*words) {
        size_t n = strcspn(words, "{");
        if (n) {
            buf_printf(b, "<w:r><w:rPr>%s</w:rPr><w:t xml:space=\"preserve\">", look);
            buf_add(b, words, n);
            buf_str(b, "</w:t></w:r>");
        }
        words += n;
        if (!*words)
            break;
        field(b, look, words[1] == '1' ? "PAGE" : "SECTIONPAGES");
        words += strcspn(words, "}");
        words += *words == '}';
    }
}

/* The lower double rule of a letter's first page (10.1), which has no number. */
static void letter_rules(const struct docx *x, struct buf *b)
{
    const struct style *st = x->paper;
    len_t more = (st->letter_rule_width - st->area_width) / 2;
    len_t y = st->page_height - st->letter_rule_foot - st->letter_rule_thick;
    buf_printf(b,
               "<w:p><w:pPr><w:pStyle w:val=\"GwFolio\"/><w:framePr w:w=\"%lld\" w:wrap=\"around\" "
               "w:vAnchor=\"page\" w:hAnchor=\"page\" w:xAlign=\"center\" w:y=\"%lld\"/><w:pBdr>"
               "<w:bottom w:val=\"thinThickSmallGap\" w:sz=\"%lld\" w:space=\"0\" w:color=\"FF0000\"/>"
               "</w:pBdr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>"
               "<w:p><w:pPr><w:pStyle w:val=\"GwFolio\"/></w:pPr></w:p>",
               (long long)docx_twips(st->area_width + 2 * more), (long long)docx_twips(y),
               (long long)(st->letter_rule_thick * 8 / LEN_PT));
}

void footer_xml(const struct docx *x, int which, struct buf *b)
{
    const struct style *st = x->paper;
    bool form = which == FOOTER_FORM, even = which == FOOTER_EVEN;
    struct buf look = {0};
    struct look size = x->looks[DOCX_FOLIO];
    if (form)
        size = (struct look){.role = font_role_named(st->table_role), .size = st->form_note_size};
    look_xml(&look, &size, &x->looks[DOCX_FOLIO]);
    buf_str(b, DOCX_XML "<w:ftr " DOCX_NS ">");
    if (which == FOOTER_FIRST) {
        letter_rules(x, b);
    } else {
        buf_printf(b,
                   "<w:p><w:pPr><w:pStyle w:val=\"GwFolio\"/>"
                   "<w:ind w:left=\"%lld\" w:right=\"%lld\"/><w:jc w:val=\"%s\"/></w:pPr>",
                   (long long)(even ? docx_twips(st->folio_indent) : 0),
                   (long long)(even || form ? 0 : docx_twips(st->folio_indent)),
                   form   ? "center"
                   : even ? "left"
                          : "right");
        folio(b, form ? st->form_folio_words : st->folio_words, look.p);
        buf_str(b, "</w:p>");
    }
    buf_str(b, "</w:ftr>");
    buf_drop(&look);
}
