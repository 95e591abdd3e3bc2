/*
 * 表: its title, its unit, the table itself as one row that pages may part, and its notes, which
 * stay with its last row.
 */
#include "layout/diag.def"
#include "layout/table_int.h"

enum { EM = 1000 };

/* ---- the grid ---- */

/* Lines to write on stand further apart; 0: as the table's others. */
static len_t cell_pitch(const struct setting *s, const struct flow_cell *c)
{
    for (const struct flow *b = c->first; b; b = b->next)
        for (const struct flow_piece *i = b->pieces; i; i = i->next)
            if (i->mark && i->mark->kind != MARK_SPACE && i->mark->kind != MARK_BOX)
                return s->style->form_line;
    return 0;
}

static struct grid_row row_make(const struct setting *s, const struct flow_row *row, bool head)
{
    const struct style *st = s->style;
    bool group = row->kind == ROW_GROUP;
    const char *role = head ? st->table_head_role : group ? st->table_group_role : st->table_role;
    /* of cells that do not say themselves how they are aligned */
    enum cell_align align = head ? CELL_CENTRE : group ? CELL_LEFT : CELL_AUTO;
    struct grid_row out = {.source = row};
    for (const struct flow_cell *c = row->first; c; c = c->next)
        out.n++;
    out.cells = ARENA_ARRAY(s->arena, struct cell, (size_t)out.n);
    struct cell *cell = out.cells;
    for (const struct flow_cell *c = row->first; c; c = c->next)
        *cell++ = (struct cell){.source = c,
                                .role = font_role_named(role),
                                .align = c->align == CELL_AUTO ? align : c->align,
                                .pitch = cell_pitch(s, c),
                                .lines = LINES_UNKNOWN};
    return out;
}

static struct cell_grid grid_make(const struct setting *s, const struct flow_row *rows, bool head)
{
    struct cell_grid g = {.head = head};
    size_t n = 0;
    for (const struct flow_row *r = rows; r; r = r->next)
        n++;
    g.rows = ARENA_ARRAY(s->arena, struct grid_row, n);
    for (const struct flow_row *r = rows; r; r = r->next)
        g.rows[g.n++] = row_make(s, r, head);
    return g;
}

/* What the author says of a column's width, or the profile of one that the compiler made. */
static struct style_column column_given(const struct style *st, const struct flow_column *c)
{
    const struct style_columns *const plans[] = {
        [PLAN_NONE] = NULL,
        [PLAN_VEHICLE] = &st->table_vehicle,
        [PLAN_VEHICLES] = &st->table_vehicles,
        [PLAN_VEHICLE_ROW] = &st->table_vehicle_row,
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
    t->spare = ARENA_ARRAY(s->arena, len_t, t->body.n);
    t->head_heights = ARENA_ARRAY(s->arena, len_t, t->head.n);
    size_t i = 0;
    for (const struct flow_column *c = table->columns; c && i < n; c = c->next) {
        t->given[i] = column_given(s->style, c);
        t->columns[i++] = c;
    }
    return t;
}

struct table_set *table_settled(const struct setting *s, const struct flow_table *table)
{
    struct table_set *t = set_make(s, table);
    return table_settle_columns(s, t) ? t : NULL;
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

/* Empty: nothing. *height: with what it takes. */
static bool add_beside(const struct setting *s, struct rows *rows, const struct table_set *t,
                       struct text text, const struct beside *b, len_t *height)
{
    size_t first = rows->list.n;
    struct text_shape shape = {.size = b->size,
                               .pitch = b->size,
                               .width = t->edges[t->n_columns] - t->edges[0],
                               .first_indent = b->first_indent,
                               .turned_indent = b->turned_indent,
                               .align = b->align};
    struct page_row like = {.gap = b->gap,
                            .box = b->size,
                            .advance = len_scale(b->size, s->style->table_pitch, EM),
                            .keep = true};
    struct set_lines lines;
    if (!setting_text(s, text, b->role, &shape, &lines))
        return false;
    rows_add_like(s, rows, lines, &like, t->edges[0], b->element);
    if (lines.n)
        rows->list.v[rows->list.n - 1].advance = b->size + b->after;
    for (size_t i = first; i < rows->list.n; i++)
        *height += rows->list.v[i].gap + rows->list.v[i].advance;
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
    return add_beside(s, rows, t, t->source->title, &title, &t->above) &&
           add_beside(s, rows, t, t->source->unit, &unit, &t->above);
}

/* All stand below each other behind 注：; their first lines stay with the table's last row. */
static bool add_notes(const struct setting *s, struct rows *rows, struct table_set *t)
{
    enum { COLON = 0xFF1A };
    const struct text_item *n = t->source->notes;
    struct beside note = {.role = s->style->table_role,
                          .size = t->size,
                          .after = t->pitch - t->size,
                          .align = ALIGN_JUSTIFY,
                          .element = ELEMENT_TABLE_NOTE};
    struct span label = {.role = font_role_named(note.role)};
    size_t end = 0, table = rows->list.n - 1;
    len_t height = 0;
    if (!n)
        return true;
    while (end < n->text.n && n->text.cp[end] != COLON)
        end++;
    label.text = text_part(n->text, 0, end < n->text.n ? end + 1 : 0);
    if (!text_width(setting_typesetter(s), &label, t->size, &note.turned_indent))
        return false;
    for (; n; n = n->next, note.first_indent = note.turned_indent)
        if (!add_beside(s, rows, t, n->text, &note, &height))
            return false;
    rows->list.v[table].keep = true;
    t->below = s->table->title_below;
    struct page_row *last = &rows->list.v[rows->list.n - 1];
    last->advance = t->size + s->table->below;
    last->keep = false;
    return true;
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

bool table_rows(const struct setting *s, struct rows *rows, const struct flow *f)
{
    struct table_set *t = table_settled(s, f->table);
    if (!t || !head_fits(s, t) || !add_above(s, rows, t))
        return false;
    table_share_spare(s, t);
    t->below = s->table->below;
    struct page_row row = {.gap = t->above ? 0 : s->table->above, .table = t};
    VEC_PUSH(s->arena, &rows->list, row);
    return add_notes(s, rows, t);
}
