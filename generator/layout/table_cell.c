/*
 * What stands in a cell: its paragraphs and lists as lines of its width, set when the page they
 * stand on is reached and forgotten with it; only their number stays, and what is higher than a
 * page.
 */
#include "base/utf8.h"
#include "layout/table_int.h"

struct cell_store *table_cells_new(struct arena *owner)
{
    struct cell_store *store = ARENA_NEW(owner, struct cell_store);
    store->arena = arena_sub(owner);
    store->empty = arena_mark(store->arena);
    store->age = 1; /* no cell is set */
    return store;
}

void table_cells_reset(struct cell_store *store)
{
    arena_reset(store->arena, store->empty);
    store->age++;
}

len_t table_cell_width(const struct table_set *t, const struct flow_cell *c)
{
    return t->edges[c->column + c->columns] - t->edges[c->column];
}

struct cell_text {
    VEC(struct inline_text *) paragraphs;
};

/* The paragraphs of a cell, and of the groups in it. */
static struct cell_text cell_text(const struct setting *s, const struct cell *c)
{
    struct cell_text out = {0};
    for (const struct flow *b = c->source->first; b; b = b->next) {
        bool group = b->kind == FLOW_GROUP;
        for (const struct flow *p = group ? b->first : b; p; p = group ? p->next : NULL) {
            struct inline_text *text = ARENA_NEW(s->arena, struct inline_text);
            if (p->paragraph == PARAGRAPH_ITEM)
                inline_add(s, text, text_from_utf8(s->arena, s->style->list_mark, p->pos), c->role);
            inline_spans_in(s, text, p->pieces, c->role);
            VEC_PUSH(s->arena, &out.paragraphs, text);
        }
    }
    return out;
}

/* ---- figures ---- */

static bool is_figure_mark(uint32_t cp)
{
    static const uint32_t marks[] = {'+', '-', ',', '%', 0xFF05, 0xFF0C, 0x2212, 0xFF0D, 0x2030};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cp == marks[i])
            return true;
    return false;
}

bool table_cell_figure(const struct flow_cell *c, struct text *whole, struct text *rest)
{
    const struct flow *b = c->first;
    if (!b || b->next || b->kind != FLOW_PARAGRAPH || b->pieces->next)
        return false;
    struct text text = b->pieces->text;
    size_t point = text.n, behind = 0; /* the last digit */
    for (size_t i = 0; i < text.n; i++) {
        bool digit = utf8_is_digit(text.cp[i]);
        if (digit)
            behind = i + 1;
        else if (text.cp[i] == '.' && point == text.n)
            point = i;
        else if (!c->figure && !is_figure_mark(text.cp[i]))
            return false;
    }
    if (c->figure && point > behind) /* 5万元 */
        point = behind;
    *whole = text_part(text, 0, point);
    *rest = text_part(text, point, text.n);
    return behind > 0;
}

/* A figure's one line, with its point below those of the column. */
static void align_decimal(const struct setting *s, const struct table_set *t, const struct cell *c,
                          struct set_line *line)
{
    struct span whole = {.role = c->role};
    struct text rest;
    len_t width, room = table_cell_width(t, c->source) - 2 * s->style->table_padding_side;
    const struct decimals *d = &t->decimals[c->source->column];
    if (c->source->columns > 1 || d->whole + d->rest > room ||
        !table_cell_figure(c->source, &whole.text, &rest) ||
        !text_width(setting_typesetter(s), &whole, t->size, &width))
        return;
    line->x = (room - d->whole - d->rest) / 2 + d->whole - width;
}

/* ---- setting ---- */

struct lines {
    VEC(struct cell_line) list;
};

static void set_aligned(const struct setting *s, const struct table_set *t, const struct cell *c,
                        const struct cell_text *text, struct lines *out)
{
    static const enum text_align of[] = {
        [CELL_AUTO] = ALIGN_JUSTIFY,  [CELL_JUSTIFY] = ALIGN_JUSTIFY, [CELL_LEFT] = ALIGN_LEFT,
        [CELL_CENTRE] = ALIGN_CENTRE, [CELL_RIGHT] = ALIGN_RIGHT,     [CELL_DECIMAL] = ALIGN_CENTRE,
    };
    struct text_shape shape = {.size = t->size,
                               .pitch = t->size,
                               .width = table_cell_width(t, c->source) -
                                        2 * s->style->table_padding_side,
                               .align = of[c->align],
                               .narrow = true,
                               .stretch_most = s->style->table_stretch};
    out->list.n = 0;
    for (size_t i = 0; i < text->paragraphs.n; i++) {
        const struct inline_text *p = text->paragraphs.v[i];
        struct set_lines set;
        if (!(shape.align == ALIGN_CENTRE ? text_set_label : text_set)(
                setting_typesetter(s), p->spans.v, p->spans.n, &shape, &set))
            *t->failed = true;
        for (size_t k = 0; k < set.n; k++)
            VEC_PUSH(s->arena, &out->list, ((struct cell_line){set.v[k], p}));
    }
}

len_t table_cell_depth(const struct table_set *t, const struct cell *c, int from, int n)
{
    return c->depths ? c->depths[from + n] - c->depths[from] : n * table_cell_pitch(t, c);
}

/* Lines with boxes and blanks stand further apart than others, where the table says so. */
static void measure_lines(const struct setting *s, const struct table_set *t, struct cell *c)
{
    if (!s->table->each_line || c->depths)
        return;
    c->depths = ARENA_ARRAY(s->arena, len_t, (size_t)c->lines + 1);
    for (int i = 0; i < c->lines; i++)
        c->depths[i + 1] = c->depths[i] + mark_pitch(s, &c->set[i].line, c->set[i].text, t->pitch);
}

/* As its column's others; over several columns, a label keeps to the middle, and what is longer
 * reads better from the left. */
static void set_in(struct arena *a, const struct setting *s, const struct table_set *t,
                   struct cell *c)
{
    struct setting own = *s;
    struct lines lines = {0};
    own.arena = a;
    struct cell_text text = cell_text(&own, c);
    bool by_length = c->align == CELL_AUTO && c->source->columns > 1;
    if (c->align == CELL_AUTO)
        c->align = by_length ? CELL_CENTRE : t->aligns[c->source->column];
    set_aligned(&own, t, c, &text, &lines);
    if (by_length && lines.list.n > (size_t)s->style->table_label_lines) {
        c->align = CELL_JUSTIFY;
        set_aligned(&own, t, c, &text, &lines);
    }
    if (c->align == CELL_DECIMAL && lines.list.n == 1)
        align_decimal(&own, t, c, &lines.list.v[0].line);
    c->lines = (int)lines.list.n;
    c->set = lines.list.v;
    measure_lines(s, t, c);
}

/* More characters than a page has room for. */
static bool is_endless(const struct flow_cell *c)
{
    enum { MOST = 10000 };
    size_t n = 0;
    for (const struct flow *b = c->first; b && n <= MOST; b = b->next)
        for (const struct flow_piece *i = b->pieces; i && n <= MOST; i = i->next)
            n += i->text.n;
    return n > MOST;
}

/* A cell that goes over pages is wanted on each of them: it is set once. */
void table_cell_set(const struct setting *s, const struct table_set *t, struct cell *c)
{
    if (c->kept || c->store_age == s->layout->cells->age)
        return;
    if (is_endless(c->source)) {
        set_in(s->arena, s, t, c);
        c->kept = true;
        return;
    }
    set_in(s->layout->cells->arena, s, t, c);
    c->store_age = s->layout->cells->age;
    c->kept = table_cell_depth(t, c, 0, c->lines) > s->style->area_height;
    if (c->kept)
        set_in(s->arena, s, t, c);
}

int table_cell_lines(const struct setting *s, const struct table_set *t, struct cell *c)
{
    if (c->lines == LINES_UNKNOWN)
        table_cell_set(s, t, c);
    return c->lines;
}

bool table_cell_is_label(const struct setting *s, const struct cell *c)
{
    return c->align == CELL_CENTRE && c->lines <= s->style->table_label_lines;
}

/* ---- measuring ---- */

bool table_cell_pieces(const struct setting *s, const struct cell *c, struct cell_pieces *out)
{
    struct cell_text text = cell_text(s, c);
    bool ok = true;
    out->paragraphs = ARENA_ARRAY(s->arena, struct text_pieces, text.paragraphs.n);
    out->n = (int)text.paragraphs.n;
    for (size_t i = 0; i < text.paragraphs.n; i++) {
        const struct inline_text *p = text.paragraphs.v[i];
        ok = text_take_apart(setting_typesetter(s), p->spans.v, p->spans.n, &out->paragraphs[i]) &&
             ok;
    }
    return ok;
}
