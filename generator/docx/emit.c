/*
 * The tree as WordprocessingML. The schema fixes the order of what stands in w:pPr, w:rPr, w:tblPr
 * and w:tcPr; Word refuses files that have another.
 */
#include "docx/docx_int.h"

/* ---- runs ---- */

static void emit_text(struct text t, const char *element, struct buf *b)
{
    bool open = false;
    for (size_t i = 0; i < t.n; i++) {
        bool special = t.cp[i] == TEXT_BREAK || t.cp[i] == '\t';
        if (special == open && open) {
            buf_printf(b, "</w:%s>", element);
            open = false;
        }
        if (special) {
            buf_str(b, t.cp[i] == '\t' ? "<w:tab/>" : "<w:br/>");
            continue;
        }
        if (!open)
            buf_printf(b, "<w:%s xml:space=\"preserve\">", element);
        open = true;
        look_code(b, t.cp[i]);
    }
    if (open)
        buf_printf(b, "</w:%s>", element);
}

/* Begins or, when empty, is a revision. */
static void emit_change(struct docx *x, enum tree_change change, struct buf *b, bool empty)
{
    buf_printf(b, "<w:%s w:id=\"%d\" w:author=\"", change == TREE_ADDED ? "ins" : "del",
               ++x->changes);
    look_escaped(b, x->author);
    buf_str(b, "\"");
    if (x->day)
        buf_printf(b, " w:date=\"%sT00:00:00Z\"", x->day);
    buf_str(b, empty ? "/>" : ">");
}

static void emit_run(struct docx *x, const struct tree_run *r, const struct look *usual,
                     struct buf *b)
{
    if (!r->raw && !r->text.n)
        return;
    if (r->anchor)
        buf_printf(b, "<w:hyperlink w:anchor=\"%s\" w:history=\"1\">", r->anchor);
    if (r->change)
        emit_change(x, r->change, b, false);
    if (r->raw) {
        buf_str(b, r->raw);
    } else {
        buf_str(b, "<w:r><w:rPr>");
        look_xml(b, &r->look, usual);
        buf_str(b, "</w:rPr>");
        emit_text(r->text, r->change == TREE_REMOVED ? "delText" : "t", b);
        buf_str(b, "</w:r>");
    }
    if (r->change)
        buf_str(b, r->change == TREE_ADDED ? "</w:ins>" : "</w:del>");
    if (r->anchor)
        buf_str(b, "</w:hyperlink>");
}

/* ---- content controls ---- */

/* Its tag holds what import/ knows it by; the frame around it is not shown. */
static void emit_control_start(const struct docx *x, int control, struct buf *b)
{
    enum { FIRST_ID = 20260000 };
    const char *name = x->controls.v[control - 1].name;
    buf_printf(b,
               "<w:sdt><w:sdtPr><w:alias w:val=\"%s\"/><w:tag w:val=\"%s#%d\"/>"
               "<w:id w:val=\"%d\"/><w15:appearance w15:val=\"hidden\"/></w:sdtPr><w:sdtContent>",
               name, name, control, FIRST_ID + control);
}

static void emit_runs(struct docx *x, const struct tree_run *r, const struct look *usual,
                      struct buf *b)
{
    int control = 0;
    for (; r; r = r->next) {
        if (r->control != control && control)
            buf_str(b, "</w:sdtContent></w:sdt>");
        if (r->control != control && r->control)
            emit_control_start(x, r->control, b);
        control = r->control;
        emit_run(x, r, usual, b);
    }
    if (control)
        buf_str(b, "</w:sdtContent></w:sdt>");
}

/* ---- paragraphs ---- */

/* Eighths of a point. */
static int64_t eighths(len_t l)
{
    return (l * 8 + LEN_PT / 2) / LEN_PT;
}

static void emit_border(struct buf *b, const char *side, const struct tree_border *border)
{
    if (border->kind)
        buf_printf(b, "<w:%s w:val=\"%s\" w:sz=\"%lld\" w:space=\"%lld\" w:color=\"%s\"/>", side,
                   border->kind, (long long)eighths(border->width),
                   (long long)((border->space + LEN_PT / 2) / LEN_PT),
                   border->red ? "FF0000" : "000000");
}

static void emit_tabs(struct buf *b, const struct tree_paragraph *p)
{
    if (!p->n_tabs)
        return;
    buf_str(b, "<w:tabs>");
    for (int i = 0; i < p->n_tabs; i++) {
        const struct tree_tab *t = &p->tabs[i];
        buf_printf(b, "<w:tab w:val=\"%s\"", t->kind);
        if (t->leader)
            buf_printf(b, " w:leader=\"%s\"", t->leader);
        buf_printf(b, " w:pos=\"%lld\"/>", (long long)docx_twips(t->at));
    }
    buf_str(b, "</w:tabs>");
}

static void emit_spacing(struct buf *b, const struct tree_paragraph *p)
{
    if (!p->before && !p->after && !p->line && !p->grows)
        return;
    buf_str(b, "<w:spacing");
    if (p->before || p->after)
        buf_printf(b, " w:before=\"%lld\" w:after=\"%lld\"", (long long)docx_twips(p->before),
                   (long long)docx_twips(p->after));
    if (p->grows)
        buf_str(b, " w:line=\"240\" w:lineRule=\"auto\"");
    if (p->line)
        buf_printf(b, " w:line=\"%lld\" w:lineRule=\"exact\"", (long long)docx_twips_down(p->line));
    buf_str(b, "/>");
}

/* Measures in characters, which a style may have, would win. */
static void emit_indents(struct buf *b, const struct tree_paragraph *p)
{
    if (!p->own_indents)
        return;
    buf_printf(b, "<w:ind w:leftChars=\"0\" w:left=\"%lld\" w:rightChars=\"0\" w:right=\"%lld\"",
               (long long)docx_twips(p->left), (long long)docx_twips(p->right));
    if (p->first < 0)
        buf_printf(b, " w:hanging=\"%lld\"/>", (long long)docx_twips(-p->first));
    else
        buf_printf(b, " w:firstLineChars=\"0\" w:firstLine=\"%lld\"/>",
                   (long long)docx_twips(p->first));
}

/* section: that ends with the paragraph; or NULL. */
static void emit_properties(struct docx *x, const struct tree_paragraph *p,
                            const struct tree_section *section, struct buf *b)
{
    buf_str(b, "<w:pPr>");
    if (p->style != DOCX_BODY)
        buf_printf(b, "<w:pStyle w:val=\"%s\"/>", styles_key(p->style));
    buf_str(b, p->keep ? "<w:keepNext/>" : p->parts ? "<w:keepNext w:val=\"0\"/>" : "");
    buf_str(b, p->keep_lines ? "<w:keepLines/>" : "");
    buf_str(b, p->new_page ? "<w:pageBreakBefore/>" : "");
    if (p->frame)
        buf_printf(b, "<w:framePr %s/>", p->frame);
    if (p->list)
        buf_printf(b, "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr>",
                   p->level - 1, p->list);
    if (p->top.kind || p->bottom.kind) {
        buf_str(b, "<w:pBdr>");
        emit_border(b, "top", &p->top);
        emit_border(b, "bottom", &p->bottom);
        buf_str(b, "</w:pBdr>");
    }
    emit_tabs(b, p);
    emit_spacing(b, p);
    emit_indents(b, p);
    if (p->align)
        buf_printf(b, "<w:jc w:val=\"%s\"/>", p->align);
    if (p->change) {
        buf_str(b, "<w:rPr>");
        emit_change(x, p->change, b, true);
        buf_str(b, "</w:rPr>");
    }
    if (section)
        section_xml(section, b);
    buf_str(b, "</w:pPr>");
}

static void emit_paragraph(struct docx *x, const struct tree_paragraph *p,
                           const struct tree_section *section, struct buf *b)
{
    buf_str(b, "<w:p>");
    emit_properties(x, p, section, b);
    for (int i = 0; i < p->n_bookmarks; i++)
        buf_printf(b, "<w:bookmarkStart w:id=\"%d\" w:name=\"%s\"/>", x->bookmarks + i + 1,
                   p->bookmarks[i]);
    if (p->opens)
        buf_str(b, p->opens);
    emit_runs(x, p->runs, &x->looks[p->style], b);
    if (p->closes)
        buf_str(b, p->closes);
    for (int i = 0; i < p->n_bookmarks; i++)
        buf_printf(b, "<w:bookmarkEnd w:id=\"%d\"/>", ++x->bookmarks);
    buf_str(b, "</w:p>");
}

/* ---- tables ---- */

static void emit_rule(struct buf *b, const char *side, len_t thickness)
{
    if (thickness > 0)
        buf_printf(b, "<w:%s w:val=\"single\" w:sz=\"%lld\" w:space=\"0\" w:color=\"000000\"/>", side,
                   (long long)eighths(thickness));
    else
        buf_printf(b, "<w:%s w:val=\"nil\"/>", side);
}

static void emit_table_properties(const struct tree_table *t, struct buf *b)
{
    static const char *const outer[] = {"top", "left", "bottom", "right"};
    len_t width = t->edges[t->n] - t->edges[0];
    buf_str(b, "<w:tblPr>");
    if (t->floats)
        buf_printf(b, "<w:tblpPr %s/>", t->floats);
    buf_printf(b, "<w:tblW w:w=\"%lld\" w:type=\"dxa\"/>", (long long)docx_twips(width));
    if (!t->floats)
        buf_printf(b, "<w:tblInd w:w=\"%lld\" w:type=\"dxa\"/>",
                   (long long)docx_twips(t->edges[0]));
    buf_str(b, "<w:tblBorders>");
    for (size_t i = 0; i < sizeof outer / sizeof *outer; i++)
        emit_rule(b, outer[i], t->frame);
    emit_rule(b, "insideH", t->rule);
    emit_rule(b, "insideV", t->rule);
    buf_printf(b,
               "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
               "<w:top w:w=\"%lld\" w:type=\"dxa\"/><w:left w:w=\"%lld\" w:type=\"dxa\"/>"
               "<w:bottom w:w=\"%lld\" w:type=\"dxa\"/><w:right w:w=\"%lld\" w:type=\"dxa\"/>"
               "</w:tblCellMar></w:tblPr><w:tblGrid>",
               (long long)docx_twips(t->above), (long long)docx_twips(t->side),
               (long long)docx_twips(t->above), (long long)docx_twips(t->side));
    for (int i = 0; i < t->n; i++)
        buf_printf(b, "<w:gridCol w:w=\"%lld\"/>",
                   (long long)(docx_twips(t->edges[i + 1]) - docx_twips(t->edges[i])));
    buf_str(b, "</w:tblGrid>");
}

/* Every cell has a paragraph, which word processors want. */
static void emit_cell(struct docx *x, const struct tree_table *t, const struct tree_cell *c,
                      struct buf *b)
{
    const struct tree_node *last = c->first;
    int64_t width = docx_twips(t->edges[c->column + c->columns]) - docx_twips(t->edges[c->column]);
    buf_printf(b, "<w:tc><w:tcPr><w:tcW w:w=\"%lld\" w:type=\"dxa\"/>", (long long)width);
    if (c->columns > 1)
        buf_printf(b, "<w:gridSpan w:val=\"%d\"/>", c->columns);
    if (c->spans || c->goes_on)
        buf_str(b, c->spans ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>");
    if (c->top || c->bottom) {
        buf_str(b, "<w:tcBorders>");
        if (c->top)
            emit_rule(b, "top", c->top);
        if (c->bare)
            emit_rule(b, "left", 0);
        if (c->bottom)
            emit_rule(b, "bottom", c->bottom);
        if (c->bare)
            emit_rule(b, "right", 0);
        buf_str(b, "</w:tcBorders>");
    }
    buf_str(b, "<w:vAlign w:val=\"center\"/></w:tcPr>");
    emit_nodes(x, c->first, b);
    while (last && last->next)
        last = last->next;
    if (!last || last->kind != TREE_PARAGRAPH)
        buf_printf(b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr></w:p>",
                   styles_key(DOCX_TABLE_CELL));
    buf_str(b, "</w:tc>");
}

static void emit_table(struct docx *x, const struct tree_table *t, struct buf *b)
{
    buf_str(b, "<w:tbl>");
    emit_table_properties(t, b);
    for (const struct tree_row *r = t->rows; r; r = r->next) {
        buf_str(b, "<w:tr><w:trPr>");
        buf_str(b, r->whole ? "<w:cantSplit/>" : "");
        if (r->least)
            buf_printf(b, "<w:trHeight w:val=\"%lld\" w:hRule=\"%s\"/>",
                       (long long)docx_twips(r->least), r->exact ? "exact" : "atLeast");
        buf_str(b, r->head ? "<w:tblHeader/>" : "");
        if (r->change)
            emit_change(x, r->change, b, true);
        buf_str(b, "</w:trPr>");
        for (const struct tree_cell *c = r->first; c; c = c->next)
            emit_cell(x, t, c, b);
        buf_str(b, "</w:tr>");
    }
    buf_str(b, "</w:tbl>");
}

/* ---- nodes ---- */

/* A section behind a table, and two tables beside each other, want a paragraph: the lowest. */
static void emit_strut(struct docx *x, const struct tree_section *section, struct buf *b)
{
    const struct tree_paragraph strut = {.style = DOCX_BODY, .line = LEN_PT};
    emit_paragraph(x, &strut, section, b);
}

void emit_nodes(struct docx *x, const struct tree_node *n, struct buf *b)
{
    for (; n; n = n->next) {
        const struct tree_node *next = n->next;
        bool ends = next && next->kind == TREE_SECTION && next->next;
        switch (n->kind) {
        case TREE_PARAGRAPH:
            emit_paragraph(x, n->paragraph, ends ? next->section : NULL, b);
            break;
        case TREE_TABLE:
            emit_table(x, n->table, b);
            if (!next || next->kind != TREE_PARAGRAPH)
                emit_strut(x, ends ? next->section : NULL, b);
            break;
        case TREE_SECTION:
            if (!next)
                section_xml(n->section, b);
            break;
        }
    }
}
