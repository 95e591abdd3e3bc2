/*
 * 表: its title, its unit, the table itself as one row that pages may part, and its notes, which
 * stay with its last row.
 */
#include "layout/diag.def"
#include "layout/table_int.h"

enum { EM = 1000 };

/* ---- the grid ---- */

static enum font_role role_in(const struct layout *l, const struct table_row *row, bool head)
{
    const struct style *st = l->style;
    if (head)
        return role_of(st->table_head_role);
    return role_of(row->kind == ROW_GROUP ? st->table_group_role : st->table_role);
}

/* How a row aligns its cells where they do not say so themselves. */
static enum cell_align align_in(const struct table_row *row, bool head)
{
    if (head)
        return CELL_CENTRE;
    return row->kind == ROW_GROUP ? CELL_LEFT : CELL_AUTO;
}

/* Lines to write on stand further apart; 0: as the table's others. */
static len_t cell_pitch(const struct layout *l, const struct table_cell *c)
{
    for (const struct block *b = c->first; b; b = b->next)
        for (const struct inline_item *i = b->inlines; i; i = i->next)
            if (i->mark && i->mark->kind != MARK_SPACE && i->mark->kind != MARK_BOX)
                return l->style->form_line;
    return 0;
}

static struct grid_row grid_row(struct layout *l, const struct table_row *row, bool head)
{
    struct grid_row out = {.source = row};
    for (const struct table_cell *c = row->first; c; c = c->next)
        out.n++;
    out.cells = ARENA_ARRAY(l->arena, struct cell, (size_t)out.n);
    int i = 0;
    for (const struct table_cell *c = row->first; c; c = c->next)
        out.cells[i++] =
            (struct cell){.source = c,
                          .role = role_in(l, row, head),
                          .align = c->align == CELL_AUTO ? align_in(row, head) : c->align,
                          .pitch = cell_pitch(l, c),
                          .lines = LINES_UNKNOWN};
    return out;
}

static struct grid grid_make(struct layout *l, const struct table_row *rows, bool head)
{
    struct grid g = {.head = head};
    size_t n = 0;
    for (const struct table_row *r = rows; r; r = r->next)
        n++;
    g.rows = ARENA_ARRAY(l->arena, struct grid_row, n);
    for (const struct table_row *r = rows; r; r = r->next)
        g.rows[g.n++] = grid_row(l, r, head);
    return g;
}

/* What the author says of a column's width, or the profile of one that the compiler made. */
static struct style_column column_given(const struct style *st, const struct table_column *c)
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

static struct table_set *set_make(struct layout *l, const struct table *table)
{
    struct table_set *t = ARENA_NEW(l->arena, struct table_set);
    size_t n = (size_t)table->n_columns;
    *t = (struct table_set){.source = table,
                            .n_columns = table->n_columns,
                            .head = grid_make(l, table->head, true),
                            .body = grid_make(l, table->rows, false),
                            .columns = ARENA_ARRAY(l->arena, const struct table_column *, n),
                            .given = ARENA_ARRAY(l->arena, struct style_column, n),
                            .edges = ARENA_ARRAY(l->arena, len_t, n + 1),
                            .aligns = ARENA_ARRAY(l->arena, enum cell_align, n),
                            .decimals = ARENA_ARRAY(l->arena, struct decimals, n),
                            .failed = ARENA_NEW(l->arena, bool)};
    t->extra = ARENA_ARRAY(l->arena, len_t, t->body.n);
    t->head_heights = ARENA_ARRAY(l->arena, len_t, t->head.n);
    size_t i = 0;
    for (const struct table_column *c = table->columns; c && i < n; c = c->next) {
        t->given[i] = column_given(l->style, c);
        t->columns[i++] = c;
    }
    return t;
}

/* Below the head there must be room for some lines, or no page would ever be enough. */
static bool head_fits(struct layout *l, struct table_set *t)
{
    enum { LINES = 3 };
    const struct style *st = l->style;
    head_measure(l, t);
    len_t least = len_max(LINES * t->pitch + 2 * st->table_padding_above, st->table_row_least);
    len_t said = t->source->continued ? t->size + st->table_title_below : 0;
    if (said + t->head_height + least <= st->area_height)
        return true;
    diag(l->diags, DIAG_L011, t->source->pos, NULL);
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

static len_t add_lines(struct layout *l, struct rows *rows, const struct table_set *t,
                       struct set_lines lines, const struct beside *b)
{
    struct ink_style ink = ink_black(l, b->size, b->element);
    len_t pitch = len_scale(b->size, l->style->table_pitch, EM), height = 0;
    for (size_t i = 0; i < lines.n; i++) {
        struct item_list items = {0};
        place_line(l, &items, &lines.v[i], t->edges[0], b->size / 2, &ink);
        struct row row = {.gap = i ? 0 : b->gap,
                          .box = b->size,
                          .advance = i + 1 < lines.n ? pitch : b->size + b->after,
                          .keep = true,
                          .items = items.list.v,
                          .n_items = items.list.n};
        VEC_PUSH(l->arena, &rows->list, row);
        height += row.gap + row.advance;
    }
    return height;
}

static bool add_beside(struct layout *l, struct rows *rows, struct table_set *t, struct text text,
                       const struct beside *b)
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
    if (!set_text(l, text, b->role, &shape, &lines))
        return false;
    t->above += add_lines(l, rows, t, lines, b);
    return true;
}

static bool add_above(struct layout *l, struct rows *rows, struct table_set *t)
{
    const struct style *st = l->style;
    struct beside title = {.role = st->table_title_role,
                           .size = st->table_title_size,
                           .gap = st->table_above,
                           .after = st->table_title_below,
                           .align = ALIGN_CENTRE,
                           .element = ELEMENT_TABLE_TITLE};
    struct beside unit = {.role = st->table_role,
                          .size = t->size,
                          .gap = t->source->title.n ? 0 : st->table_above,
                          .after = st->table_title_below,
                          .align = ALIGN_RIGHT,
                          .element = ELEMENT_TABLE_UNIT};
    return add_beside(l, rows, t, t->source->title, &title) &&
           add_beside(l, rows, t, t->source->unit, &unit);
}

/* The width of 注：, behind which all notes stand below each other. */
static bool note_indent(struct layout *l, const struct table_set *t, len_t *indent)
{
    enum { COLON = 0xFF1A };
    struct text text = t->source->notes->text;
    size_t n = 0;
    while (n < text.n && text.cp[n] != COLON)
        n++;
    struct span label = {.text = text_part(text, 0, n < text.n ? n + 1 : 0),
                         .role = role_of(l->style->table_role)};
    return text_width(l->text, &label, t->size, indent);
}

/* Their first lines stay with the table's last row. */
static bool add_notes(struct layout *l, struct rows *rows, struct table_set *t)
{
    const struct style *st = l->style;
    struct beside note = {.role = st->table_role,
                          .size = t->size,
                          .after = t->pitch - t->size,
                          .align = ALIGN_JUSTIFY,
                          .element = ELEMENT_TABLE_NOTE};
    size_t first = rows->list.n;
    if (!t->source->notes)
        return true;
    if (!note_indent(l, t, &note.turned_indent))
        return false;
    for (const struct text_item *n = t->source->notes; n; n = n->next) {
        if (!add_beside(l, rows, t, n->text, &note))
            return false;
        note.first_indent = note.turned_indent;
    }
    rows->list.v[first - 1].keep = true;
    t->below = st->table_title_below;
    struct row *last = &rows->list.v[rows->list.n - 1];
    last->advance = t->size + st->table_below;
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

bool table_failed(const struct table_set *t)
{
    return *t->failed;
}

bool table_rows(struct layout *l, struct rows *rows, const struct table *table)
{
    struct table_set *t = set_make(l, table);
    if (!columns_settle(l, t) || !head_fits(l, t) || !add_above(l, rows, t))
        return false;
    t->below = l->style->table_below;
    len_t gap = t->above ? 0 : l->style->table_above, above = t->above;
    VEC_PUSH(l->arena, &rows->list, ((struct row){.gap = gap, .table = t}));
    bool ok = add_notes(l, rows, t);
    t->above = above; /* the notes do not stand there */
    return ok;
}
