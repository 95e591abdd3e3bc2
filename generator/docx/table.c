/* 表: its title and unit, the table with its columns as wide as on the page, its notes. */
#include "docx/docx_int.h"

static const char *align_name(enum cell_align align)
{
    static const char *const names[] = {[CELL_AUTO] = "center",   [CELL_JUSTIFY] = "both",
                                        [CELL_LEFT] = "left",     [CELL_CENTRE] = "center",
                                        [CELL_RIGHT] = "right",   [CELL_DECIMAL] = "right"};
    return names[align];
}

/* A table being made: of each column, the cell that reaches down into the next rows. */
struct making {
    struct docx *x;
    struct layout_table figures;
    const struct flow_table *of;
    struct tree_table *table;
    bool joined; /* the row at hand stays with the next one */
    struct {
        const struct flow_cell *cell;
        int left; /* rows */
    } *open;
};

/* ---- cells ---- */

static enum docx_style style_of(const struct flow_row *row, bool head)
{
    return head ? DOCX_TABLE_HEAD : row->kind == ROW_GROUP ? DOCX_TABLE_GROUP : DOCX_TABLE_CELL;
}

/* Characters of all its paragraphs. */
static len_t characters(const struct flow *f)
{
    len_t n = 0;
    for (; f; f = f->next) {
        for (const struct flow_piece *i = f->pieces; i; i = i->next)
            n += (len_t)i->text.n;
        n += characters(f->first);
    }
    return n;
}

/* How many characters its lines have. */
static len_t room(const struct making *m, const struct flow_cell *c)
{
    len_t width = m->figures.edges[c->column + c->columns] - m->figures.edges[c->column];
    return (width - 2 * m->x->style->table_padding_side) / m->figures.size;
}

/* Over several columns a label keeps to the middle; what is spread over a few characters has holes. */
static enum cell_align align_of(const struct making *m, const struct flow_row *row,
                                const struct flow_cell *c, bool head)
{
    enum { FEW = 12 };
    enum cell_align own = head                      ? CELL_CENTRE
                          : row->kind == ROW_GROUP ? CELL_LEFT
                                                   : CELL_AUTO;
    if (c->align != CELL_AUTO)
        return c->align;
    if (own == CELL_AUTO && c->columns > 1)
        own = characters(c->first) <= room(m, c) * m->x->style->table_label_lines ? CELL_CENTRE
                                                                                  : CELL_JUSTIFY;
    else if (own == CELL_AUTO)
        own = m->figures.aligns[c->column];
    return own == CELL_JUSTIFY && room(m, c) < FEW ? CELL_LEFT : own;
}

/* Paragraphs, those of groups too, in the size that the page chose. */
static void add_content(struct making *m, const struct flow *f, enum docx_style style,
                        const char *align)
{
    struct docx *x = m->x;
    const char *role = font_role_name(x->looks[style].role);
    for (; f; f = f->next) {
        if (f->kind != FLOW_PARAGRAPH) {
            add_content(m, f->first, style, align);
            continue;
        }
        struct tree_paragraph *p = tree_paragraph(x, style);
        p->align = align;
        p->keep = m->joined;
        p->line = m->figures.pitch;
        if (f->paragraph == PARAGRAPH_ITEM)
            tree_words(x, p, x->style->list_mark);
        pieces_add(x, p, f->pieces, role, tree_control(x, "格", f->pos));
        for (struct tree_run *r = p->runs; r; r = r->next)
            r->look.size = m->figures.size;
    }
}

static void add_cell(struct making *m, struct tree_row *r, const struct flow_row *row,
                     const struct flow_cell *c, bool head)
{
    struct docx *x = m->x;
    struct tree_cell *cell = tree_cell(x, r, c->column, c->columns);
    enum docx_style style = style_of(row, head);
    struct tree_place before = tree_enter(x);
    x->in_cell = true;
    cell->spans = c->rows > 1;
    if (c->first) {
        add_content(m, c->first, style, align_name(align_of(m, row, c, head)));
    } else { /* to be written in: what is typed has the look of the others */
        struct tree_paragraph *p = tree_paragraph(x, style);
        p->align = align_name(align_of(m, row, c, head));
        p->line = m->figures.pitch;
    }
    cell->first = tree_leave(x, before);
    x->in_cell = false;
    for (int i = c->column; i < c->column + c->columns; i++) {
        m->open[i].cell = c;
        m->open[i].left = c->rows - 1;
    }
}

/* The lower parts of the cells above, among the row's own. */
static void add_row(struct making *m, const struct flow_row *row, bool head)
{
    struct tree_row *r = tree_row(m->x, m->table);
    const struct flow_cell *c = row->first;
    r->head = head;
    r->whole = row->whole || head || m->x->style->table_whole_lines;
    m->joined = row->joined && row->next;
    r->least = head ? 0 : m->figures.row_least;
    for (int i = 0; i < m->of->n_columns;) {
        if (c && c->column == i) {
            add_cell(m, r, row, c, head);
            i += c->columns;
            c = c->next;
        } else if (m->open[i].left > 0) {
            const struct flow_cell *above = m->open[i].cell;
            tree_cell(m->x, r, i, above->columns)->goes_on = true;
            for (int k = i; k < i + above->columns; k++)
                m->open[k].left--;
            i += above->columns;
        } else {
            tree_cell(m->x, r, i, 1);
            i++;
        }
    }
}

/* ---- beside the table ---- */

/* Air beside a table; above it, it stays with it. */
static void add_air(struct docx *x, len_t height, bool above)
{
    struct tree_paragraph *p = tree_paragraph(x, DOCX_TABLE_NOTE);
    p->line = height;
    p->keep = above;
}

static void add_above(struct docx *x, const struct flow_table *t, const struct layout_table *l)
{
    struct tree_paragraph *p = tree_field(x, DOCX_TABLE_TITLE, "表题", t->title);
    if (p) {
        p->runs->look.size = l->title_size;
        p->before = x->style->table_above;
    }
    bool titled = p != NULL;
    p = tree_field(x, DOCX_TABLE_NOTE, "单位", t->unit);
    if (!p) {
        if (!titled && x->end != &x->first && !x->form)
            add_air(x, x->style->table_above, true);
        return;
    }
    p->align = "right";
    p->keep = true;
    p->runs->look.size = l->size;
}

static void add_notes(struct docx *x, const struct flow_table *t, const struct layout_table *l)
{
    for (const struct text_item *n = t->notes; n; n = n->next) {
        struct tree_paragraph *p = tree_field(x, DOCX_TABLE_NOTE, "表注", n->text);
        p->own_indents = n != t->notes;
        p->left = n != t->notes ? 2 * l->size : 0;
        p->runs->look.size = l->size;
    }
}

void table_add(struct docx *x, const struct flow_table *t)
{
    const struct style *st = x->style;
    struct making m = {.x = x, .of = t};
    if (!layout_probe_table(x->probe, t, x->turned, x->form, &m.figures)) {
        x->failed = true;
        return;
    }
    add_above(x, t, &m.figures);
    m.open = arena_alloc(x->arena, sizeof *m.open * (size_t)t->n_columns);
    m.table = tree_table(x, m.figures.edges, t->n_columns);
    m.table->frame = st->table_frame;
    m.table->rule = st->table_rule;
    m.table->side = st->table_padding_side;
    m.table->above = m.figures.padding_above;
    for (const struct flow_row *r = t->head; r; r = r->next)
        add_row(&m, r, true);
    for (const struct flow_row *r = t->rows; r; r = r->next)
        add_row(&m, r, false);
    if (t->notes)
        add_notes(x, t, &m.figures);
    else
        add_air(x, st->table_below, false);
}
