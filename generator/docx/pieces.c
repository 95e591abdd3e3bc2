/*
 * What stands in a paragraph: text, what is stressed in it, references with their links, footnotes; and
 * in forms boxes to tick and blanks, which are underlined, so that what is typed over them stands on a
 * rule.
 */
#include "docx/docx_int.h"

enum { EM = 1000, NARROW = 750, BLANK = 0x3000 };

/* So many blanks as a width takes, in 1/1000 characters; one at least. */
static struct text blanks(struct docx *x, len_t width)
{
    struct text_builder b = {.arena = x->arena, .src = x->doc->pos.src};
    len_t n = (width + EM / 2) / EM;
    do
        text_add(&b, BLANK, x->doc->pos.off);
    while (--n > 0);
    return text_done(&b);
}

/* A blank that takes its line's rest ends where the line does, if nothing is behind it and that is
 * known; else it is as wide as it must be, and half more. */
static void add_mark(struct docx *x, struct tree_paragraph *p, const struct flow_piece *i, int control)
{
    const struct flow_mark *m = i->mark;
    bool to_end = m->fills && !i->next && !x->in_cell;
    int width = m->fills ? m->width + m->width / 2 : m->width;
    struct tree_run *last = p->runs;
    while (last && last->next)
        last = last->next;
    switch (m->kind) {
    case MARK_BLANK:
        if (to_end)
            tree_tab(p, x->style->area_width, "right");
        tree_run(x, p,
                 to_end ? text_from_utf8(x->arena, "\t", x->doc->pos)
                        : blanks(x, width * x->style->form_character / x->style->form_size),
                 control)
            ->look.underlined = true;
        break;
    case MARK_BOX:
        tree_run_in(x, p, text_from_utf8(x->arena, "□", x->doc->pos), "song", control);
        break;
    case MARK_CELL:
        for (int cell = 0; cell < m->width / EM; cell++)
            tree_run_in(x, p, text_from_utf8(x->arena, "□", x->doc->pos), "song", control);
        break;
    case MARK_SPACE:
        if (width < NARROW && last && last->text.n == 1)
            last->look.spread += len_scale(x->style->form_size, width, EM);
        else
            tree_run(x, p, width < NARROW ? text_from_utf8(x->arena, " ", x->doc->pos) : blanks(x, width),
                     control);
        break;
    }
}

/* The mark in the text, and the note. */
static void add_footnote(struct docx *x, struct tree_paragraph *p, const struct flow_piece *i,
                         int control)
{
    struct docx_note note = {i->text, tree_control(x, "脚注", text_pos(i->text, 0))};
    VEC_PUSH(x->arena, &x->notes, note);
    struct tree_run *r = tree_run(x, p, (struct text){0}, control);
    r->raw = arena_printf(x->arena,
                          "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
                          "<w:footnoteReference w:id=\"%zu\"/></w:r>",
                          x->notes.n + 1);
}

static bool stressed(const struct flow_piece *i)
{
    return i->kind == PIECE_EMPHASIS || i->kind == PIECE_INSERTED;
}

void pieces_add(struct docx *x, struct tree_paragraph *p, const struct flow_piece *i,
                  const char *role, int control)
{
    for (; i; i = i->next) {
        struct tree_run *r;
        switch (i->kind) {
        case PIECE_FOOTNOTE:
            add_footnote(x, p, i, control);
            break;
        case PIECE_MARK:
            add_mark(x, p, i, control);
            break;
        case PIECE_TEXT:
        case PIECE_EMPHASIS:
        case PIECE_DELETED:
        case PIECE_INSERTED:
        case PIECE_REFERENCE:
            r = tree_run_in(x, p, i->text, stressed(i) ? x->style->emphasis_role : role, control);
            r->look.underlined = i->kind == PIECE_INSERTED;
            r->look.struck = i->kind == PIECE_DELETED;
            if (i->kind == PIECE_REFERENCE && i->anchor)
                r->anchor = i->anchor;
            break;
        }
    }
}
