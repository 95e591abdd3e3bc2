/*
 * 名单 and 分组: tiers of people in three columns. Labels are spread to one width, names of two
 * characters to that of three, posts start below each other and turn where they start.
 */
#include "layout/layout_int.h"

/* Where the columns stand, from the type area's left edge. */
struct roster_columns {
    len_t label, label_width;
    len_t name, name_width;
    len_t post;
};

/* In characters: names of people have no half-width ones. */
static len_t longest_name(const struct roster_tier *tiers)
{
    size_t most = 0;
    for (const struct roster_tier *t = tiers; t; t = t->next)
        for (const struct roster_entry *e = t->entries; e; e = e->next)
            most = e->name.n > most ? e->name.n : most;
    return (len_t)most;
}

static len_t longest_label(const struct roster_tier *tiers)
{
    size_t most = 0;
    for (const struct roster_tier *t = tiers; t; t = t->next)
        most = t->label.n > most ? t->label.n : most;
    return (len_t)most;
}

static struct roster_columns columns_of(const struct layout *l, const struct roster_tier *tiers)
{
    const struct style *st = l->style;
    struct roster_columns c = {.label = st->roster_indent};
    len_t colon = l->pitch;
    c.label_width = len_max(longest_label(tiers) * l->pitch, st->roster_label_width);
    c.name = c.label + c.label_width + colon;
    c.name_width = len_max(longest_name(tiers) * l->pitch, st->roster_name_width);
    c.post = c.name + c.name_width + st->roster_air;
    return c;
}

/* A text alone in a column: spread over it, or from its left end when it is one character. */
static bool set_column(struct layout *l, struct text text, const char *role, len_t width,
                       struct set_lines *out)
{
    struct text_shape shape = body_shape(l);
    shape.width = width;
    shape.align = text.n > 1 ? ALIGN_SPREAD : ALIGN_LEFT;
    return set_text(l, text, role, &shape, out);
}

/* Names of more characters than three keep their own width. */
static bool set_name(struct layout *l, struct text name, const struct roster_columns *c,
                     struct set_lines *out)
{
    struct text_shape shape = body_shape(l);
    shape.align = ALIGN_LEFT;
    shape.width = c->name_width;
    len_t spread = l->style->roster_name_width;
    if ((len_t)name.n * l->pitch < spread)
        return set_column(l, name, l->style->body_role, spread, out);
    return set_text(l, name, l->style->body_role, &shape, out);
}

static void add_column(struct layout *l, struct item_list *items, struct set_lines lines, len_t x)
{
    const struct style *st = l->style;
    struct ink_style ink = ink_black(l, st->body_size, ELEMENT_ROSTER);
    if (lines.n)
        place_line(l, items, &lines.v[0], x, st->body_size / 2, &ink);
}

static bool set_label(struct layout *l, struct text label, const struct roster_columns *c,
                      struct item_list *items)
{
    struct set_lines lines, colon;
    const char *role = l->style->roster_label_role;
    if (!set_column(l, label, role, c->label_width, &lines) ||
        !set_column(l, text_from_utf8(l->arena, "：", text_pos(label, 0)), role, l->pitch, &colon))
        return false;
    add_column(l, items, lines, c->label);
    add_column(l, items, colon, c->label + c->label_width);
    return true;
}

static struct text post_with_duty(struct layout *l, const struct roster_entry *e)
{
    if (!e->duty.n)
        return e->post;
    struct text_builder b = {.arena = l->arena, .src = e->duty.src};
    text_add_text(&b, e->post);
    if (e->post.n)
        text_add_utf8(&b, "，", e->duty.at[0]);
    text_add_text(&b, e->duty);
    return text_done(&b);
}

/* Rows of an entry: label (of a tier's first one), name and post on the first, the post's turned
 * lines behind. */
static bool entry_rows(struct layout *l, struct rows *rows, const struct roster_entry *e,
                       const struct roster_columns *c, struct text label)
{
    const struct style *st = l->style;
    struct item_list items = {0};
    struct set_lines name, post;
    struct text_shape shape = body_shape(l);
    shape.first_indent = shape.turned_indent = c->post;
    if ((label.n && !set_label(l, label, c, &items)) || !set_name(l, e->name, c, &name) ||
        !set_text(l, post_with_duty(l, e), st->body_role, &shape, &post))
        return false;
    add_column(l, &items, name, c->name);
    add_column(l, &items, post, 0);
    size_t first = rows->list.n;
    *VEC_ADD(l->arena, &rows->list) = (struct row){
        .box = st->body_size, .on_grid = true, .items = items.list.v, .n_items = items.list.n};
    if (post.n > 1)
        rows_add_lines(l, rows, (struct set_lines){post.v + 1, post.n - 1}, 0, ELEMENT_ROSTER);
    rows_keep_from(rows, first);
    return true;
}

static bool tier_rows(struct layout *l, struct rows *rows, const struct roster_tier *tiers)
{
    struct roster_columns c = columns_of(l, tiers);
    for (const struct roster_tier *t = tiers; t; t = t->next) {
        struct text label = t->label;
        for (const struct roster_entry *e = t->entries; e; e = e->next) {
            if (!entry_rows(l, rows, e, &c, label))
                return false;
            label.n = 0;
        }
    }
    return true;
}

/* A line of its own above what it names, never parted from it. */
static bool heading(struct layout *l, struct rows *rows, struct text text, enum text_align align)
{
    struct text_shape shape = body_shape(l);
    struct set_lines lines;
    size_t first = rows->list.n;
    shape.align = align;
    shape.first_indent = align == ALIGN_CENTRE ? 0 : l->style->body_indent;
    if (!text.n)
        return true;
    if (!set_text(l, text, l->style->roster_heading_role, &shape, &lines))
        return false;
    rows_add_lines(l, rows, lines, 0, ELEMENT_ROSTER_HEADING);
    for (size_t i = first; i < rows->list.n; i++)
        rows->list.v[i].keep = true;
    return true;
}

bool roster_rows(struct layout *l, struct rows *rows, const struct block *b)
{
    return heading(l, rows, b->roster->title, ALIGN_CENTRE) && tier_rows(l, rows, b->roster->tiers);
}

/* 主要任务：… as a paragraph that its label opens. */
static bool matter_rows(struct layout *l, struct rows *rows, const struct team_matter *m)
{
    const struct style *st = l->style;
    struct text colon = text_from_utf8(l->arena, "：", text_pos(m->title, 0));
    const struct span spans[] = {
        {.text = m->title, .role = role_of(st->roster_label_role)},
        {.text = colon, .role = role_of(st->roster_label_role)},
        {.text = m->text, .role = role_of(st->body_role)},
    };
    struct text_shape shape = body_shape(l);
    struct set_lines lines;
    shape.first_indent = st->roster_indent;
    if (!text_set(l->text, spans, sizeof spans / sizeof *spans, &shape, &lines))
        return false;
    rows_add_lines(l, rows, lines, 0, ELEMENT_ROSTER);
    return true;
}

static bool team_rows(struct layout *l, struct rows *rows, const struct team *t)
{
    if (!heading(l, rows, t->label, ALIGN_LEFT) || !tier_rows(l, rows, t->tiers))
        return false;
    for (const struct team_matter *m = t->matters; m; m = m->next)
        if (!matter_rows(l, rows, m))
            return false;
    return true;
}

bool teams_rows(struct layout *l, struct rows *rows, const struct block *b)
{
    if (!heading(l, rows, b->teams->title, ALIGN_CENTRE))
        return false;
    for (const struct team *t = b->teams->first; t; t = t->next)
        if (!team_rows(l, rows, t))
            return false;
    return true;
}
