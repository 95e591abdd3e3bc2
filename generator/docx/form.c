/* What forms have beside tables: fields to write in, questions, answers, guides, and the legend above
 * the title. */
#include "docx/docx_int.h"

/* That of the form at hand, which may be set closer than others. */
static void set_size(const struct docx *x, struct tree_paragraph *p, len_t size)
{
    enum { EM = 1000 };
    if (size == x->looks[p->style].size)
        return;
    p->line = p->line ? p->line : len_scale(size, x->style->table_pitch, EM);
    for (struct tree_run *r = p->runs; r; r = r->next)
        r->look.size = size;
}

void form_paragraph(struct docx *x, const struct flow *f)
{
    const struct style *st = x->style;
    bool small = f->paragraph == PARAGRAPH_GUIDE || f->paragraph == PARAGRAPH_GUIDE_MORE ||
                 f->paragraph == PARAGRAPH_LEGEND;
    bool topic = f->paragraph == PARAGRAPH_TOPIC;
    bool first = f->paragraph == PARAGRAPH_ANSWER || f->paragraph == PARAGRAPH_GUIDE_MORE;
    bool turned = first || f->paragraph == PARAGRAPH_QUESTION || f->paragraph == PARAGRAPH_GUIDE;
    bool apart = !turned || f->paragraph == PARAGRAPH_GUIDE;
    len_t indent = small ? st->form_guide_turned * st->form_note_size : st->form_size;
    enum docx_style style = small ? DOCX_FORM_NOTE : topic ? DOCX_FORM_TOPIC : DOCX_FORM;
    struct tree_paragraph *p = tree_paragraph(x, style);
    p->own_indents = true;
    p->left = turned ? indent : 0;
    p->first = turned && !first ? -indent : 0;
    p->before = apart ? st->form_gap : 0;
    p->keep = f->keep;
    pieces_add(x, p, f->pieces, font_role_name(x->looks[style].role),
               tree_control(x, "表单文字", f->pos));
    set_size(x, p, small ? st->form_note_size : st->form_size);
}

/* The fields of a line with air between; lines turn where they must. */
void form_fields(struct docx *x, const struct flow_field *f, bool closing)
{
    struct tree_paragraph *p = tree_paragraph(x, DOCX_FORM);
    p->line = x->style->form_line;
    p->before = closing ? x->style->form_gap : 0;
    p->align = "left";
    for (const struct flow_field *i = f; i; i = i->next) {
        if (i != f)
            tree_words(x, p, "　");
        x->in_cell = i->next; /* blanks of the last one alone end where the line does */
        pieces_add(x, p, i->pieces, x->style->table_role, tree_control(x, "填写项", i->pos));
    }
    x->in_cell = false;
    set_size(x, p, x->style->form_size);
}

void form_legend(struct docx *x, const struct flow *legend)
{
    len_t widest = 0;
    for (const struct flow *f = legend; f; f = f->next)
        widest = len_max(widest, tree_width(x, f->pieces->text, x->style->table_role,
                                            x->style->form_note_size));
    for (const struct flow *f = legend; f; f = f->next) {
        struct tree_paragraph *p = tree_field(x, DOCX_FORM_NOTE, "表号", f->pieces->text);
        if (!p)
            continue;
        p->own_indents = true;
        p->left = len_max(0, x->style->area_width - widest - LEN_PT);
        p->align = "left";
        p->keep = true;
        set_size(x, p, x->style->form_note_size);
    }
}
