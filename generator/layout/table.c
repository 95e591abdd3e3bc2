/*
 * 表: its title, its unit, the table itself as one row that pages may part, and its notes, which
 * stay with its last row.
 */
#include "layout/diag.def"
#include "layout/table_int.h"

enum { EM = 1000 };

/* ---- the grid ---- */

static enum font_role role_in(const struct setting *s, const struct flow_row *row, bool head)
{
    const struct style *st = s->style;
    if (head)
        return font_role_named(st->table_head_role);
    return font_role_named(row->kind == ROW_GROUP ? st->table_group_role : st->table_role);
}

/* How a row aligns its cells where they do not say so themselves. */
static enum cell_align align_in(const struct flow_row *row, bool head)
{
    if (head)
        return CELL_CENTRE;
    return row->kind == ROW_GROUP ? CELL_LEFT : CELL_AUTO;
}

/* Lines to write on stand further apart; 0: as the table's others. */
static len_t cell_pitch(const struct setting *s, const struct flow_cell *c)
{
    for (const struct flow *b = c->first; b; b = b->next)
        for (const struct flow_piece *i = b->pieces; i; i = i->next)
            if (i->mark && i->mark->kind != MARK_SPACE && i->mark->kind != MARK_BOX)
                return s->style->form_line;
    return 0;
}

static struct grid_row grid_row(const struct setting *s, const struct flow_row *row, bool head)
{
    struct grid_row out = {.source = row};
    for (const struct flow_cell *c = row->first; c; c = c->next)
        out.n++;
    out.cells = ARENA_ARRAY(s->arena, struct cell, (size_t)out.n);
    int i = 0;
    for (const struct flow_cell *c = row->first; c; c = c->next)
        out.cells[i++] =
            (struct cell){.source = c,
                          .role = role_in(s, row, head),
                          .align = c->align == CELL_AUTO ? align_in(row, head) : c->align,
                          .pitch = cell_pitch(s, c),
                          .lines = LINES_UNKNOWN};
    return out;
}

static struct grid grid_make(const struct setting *s, const struct flow_row *rows, bool head)
{
    struct grid g = {.head = head};
    size_t n = 0;
    for (const struct flow_row *r = rows; r; r = r->next)
        n++;
    g.rows = ARENA_ARRAY(s->arena, struct grid_row, n);
    for (const struct flow_row *r = rows; r; r = r->next)
        g.rows[g.n++] = grid_row(s, r, head);
    return g;
}

/* What the author says of a column's width, or the profile of one that the compiler made. */
static struct style_column column_given(const struct style *st, const struct flow_column *c)
{
    const struct style_columns *const plans[] = {
        [PLAN_NONE] = NULL,
        [PLAN_VEHICLE] = &st->table_vehicle,
        [PLAN_VEHICLES] = &st->table_vehicles,
        [PLAN_TOPICS] = &st->form_topics,
        [PLAN_MEMBERS] = &st->form_members,
        [PLAN_CHECK] = &st->form_check,
    };
    const struct style_columns *plan = plans[c->plan];
    if (!plan)
        return (struct style_column){c->width, c->share};
    return c->place < plan->n ? plan->v[c->place] : (struct style_column){0};
}

static struct table_set *set_make(const struct setting *s, const struct flow_table *table)
{
    struct table_set *t = ARENA_NEW(s->arena, struct table_set);
    size_t n = (size_t)table->n_columns;
    *t = (struct table_set){.source = table,
                            .n_columns = table->n_columns,
                            .head = grid_make(s, table->head, true),
                            .body = grid_make(s, table->rows, false),
                            .columns = ARENA_ARRAY(s->arena, const struct flow_column *, n),
                            .given = ARENA_ARRAY(s->arena, struct style_column, n),
                            .edges = ARENA_ARRAY(s->arena, len_t, n + 1),
                            .aligns = ARENA_ARRAY(s->arena, enum cell_align, n),
                            .decimals = ARENA_ARRAY(s->arena, struct decimals, n),
                            .failed = ARENA_NEW(s->arena, bool)};
    t->extra = ARENA_ARRAY(s->arena, len_t, t->body.n);
    t->head_heights = ARENA_ARRAY(s->arena, len_t, t->head.n);
    size_t i = 0;
    for (const struct flow_column *c = table->columns; c && i < n; c = c->next) {
        t->given[i] = column_given(s->style, c);
        t->columns[i++] = c;
    }
    return t;
}

/* Below the head there must be room for some lines, or no page would ever be enough. */
static bool head_fits(const struct setting *s, struct table_set *t)
{
    enum { LINES = 3 };
    const struct style *st = s->style;
    table_measure_head(s, t);
    len_t least = len_max(LINES * t->pitch + 2 * s->table->padding_above, s->table->row_least);
    len_t said = t->source->continued ? t->size + s->table->title_below : 0;
    if (said + t->head_height + least <= st->area_height)
        return true;
    diag(s->layout->diags, DIAG_L011, t->source->pos, NULL);
    return false;
}

/* ---- what stands above and below ---- */

/* How lines beside the table are set. */
struct beside {
    const char *role;
    len_t size, gap, after; /* gap above the first, after below the last */
    len_t first_indent, turned_indent;
    enum text_align align;
    enum element element;
};

static len_t add_lines(const struct setting *s, struct rows *rows, const struct table_set *t,
                       struct set_lines lines, const struct beside *b)
{
    size_t first = rows->list.n;
    len_t height = 0;
    struct row like = {.gap = b->gap,
                       .box = b->size,
                       .advance = len_scale(b->size, s->style->table_pitch, EM),
                       .keep = true};
    rows_add_like(s, rows, lines, &like, t->edges[0], b->element);
    if (lines.n)
        rows->list.v[rows->list.n - 1].advance = b->size + b->after;
    for (size_t i = first; i < rows->list.n; i++)
        height += rows->list.v[i].gap + rows->list.v[i].advance;
    return height;
}

static bool add_beside(const struct setting *s, struct rows *rows, struct table_set *t,
                       struct text text, const struct beside *b)
{
    struct text_shape shape = {.size = b->size,
                               .pitch = b->size,
                               .width = t->edges[t->n_columns] - t->edges[0],
                               .first_indent = b->first_indent,
                               .turned_indent = b->turned_indent,
                               .align = b->align};
    struct set_lines lines;
    if (!text.n)
        return true;
    if (!setting_text(s, text, b->role, &shape, &lines))
        return false;
    t->above += add_lines(s, rows, t, lines, b);
    return true;
}

static bool add_above(const struct setting *s, struct rows *rows, struct table_set *t)
{
    const struct style *st = s->style;
    struct beside title = {.role = st->table_title_role,
                           .size = s->table->title_size,
                           .gap = s->table->above,
                           .after = s->table->title_below,
                           .align = ALIGN_CENTRE,
                           .element = ELEMENT_TABLE_TITLE};
    struct beside unit = {.role = st->table_role,
                          .size = t->size,
                          .gap = t->source->title.n ? 0 : s->table->above,
                          .after = s->table->title_below,
                          .align = ALIGN_RIGHT,
                          .element = ELEMENT_TABLE_UNIT};
    return add_beside(s, rows, t, t->source->title, &title) &&
           add_beside(s, rows, t, t->source->unit, &unit);
}

/* The width of 注：, behind which all notes stand below each other. */
static bool note_indent(const struct setting *s, const struct table_set *t, len_t *indent)
{
    enum { COLON = 0xFF1A };
    struct text text = t->source->notes->text;
    size_t n = 0;
    while (n < text.n && text.cp[n] != COLON)
        n++;
    struct span label = {.text = text_part(text, 0, n < text.n ? n + 1 : 0),
                         .role = font_role_named(s->style->table_role)};
    return text_width(setting_typesetter(s), &label, t->size, indent);
}

/* Their first lines stay with the table's last row. */
static bool add_notes(const struct setting *s, struct rows *rows, struct table_set *t)
{
    const struct style *st = s->style;
    struct beside note = {.role = st->table_role,
                          .size = t->size,
                          .after = t->pitch - t->size,
                          .align = ALIGN_JUSTIFY,
                          .element = ELEMENT_TABLE_NOTE};
    size_t first = rows->list.n;
    if (!t->source->notes)
        return true;
    if (!note_indent(s, t, &note.turned_indent))
        return false;
    for (const struct text_item *n = t->source->notes; n; n = n->next) {
        if (!add_beside(s, rows, t, n->text, &note))
            return false;
        note.first_indent = note.turned_indent;
    }
    rows->list.v[first - 1].keep = true;
    t->below = s->table->title_below;
    struct row *last = &rows->list.v[rows->list.n - 1];
    last->advance = t->size + s->table->below;
    last->keep = false;
    return true;
}

len_t table_below(const struct table_set *t)
{
    return t->below;
}

void table_keep_blanks(struct table_set *t, bool keep)
{
    t->keep_blanks = keep;
}

void table_heighten(struct table_set *t, size_t first, size_t n, len_t by)
{
    for (size_t r = first; r < first + n && r < t->body.n; r++)
        t->extra[r] = by;
}

bool table_rows(const struct setting *s, struct rows *rows, const struct flow_table *table)
{
    struct table_set *t = set_make(s, table);
    if (!table_settle_columns(s, t) || !head_fits(s, t) || !add_above(s, rows, t))
        return false;
    t->below = s->table->below;
    len_t gap = t->above ? 0 : s->table->above, above = t->above;
    VEC_PUSH(s->arena, &rows->list, ((struct row){.gap = gap, .table = t}));
    bool ok = add_notes(s, rows, t);
    t->above = above; /* the notes do not stand there */
    return ok;
}
