/*
 * 名单 and 分组: tiers of people in three columns. Labels are spread to one width, names of two
 * characters to that of three, posts start below each other and turn where they start. A label or
 * a name of more characters than the columns allow for moves what is behind it on its line alone.
 *
 * A tier that goes on over a page does not say its label again: offices leave the column empty, as
 * below the label itself, and a second 成员： would be read as another tier. (A roster as a table
 * does: there the label is a cell, which each page closes.)
 */
#include "layout/layout_int.h"

/* Where the columns stand, from the type area's left edge. */
struct roster_columns {
    len_t label, label_width;
    len_t name, name_width;
    len_t post;
};

/* In characters: labels and names of people have no half-width ones. Longer ones do not count. */
static len_t wider(const struct setting *s, len_t width, struct text text, len_t most)
{
    len_t own = (len_t)text.n * s->pitch;
    return own <= most ? len_max(width, own) : width;
}

static void widen_to_tiers(const struct setting *s, struct roster_columns *c,
                           const struct roster_tier *tiers)
{
    const struct style *st = s->style;
    for (const struct roster_tier *t = tiers; t; t = t->next) {
        c->label_width = wider(s, c->label_width, t->label, st->roster_label_most);
        for (const struct roster_entry *e = t->entries; e; e = e->next)
            if (!e->vacant)
                c->name_width = wider(s, c->name_width, e->name, st->roster_name_most);
    }
}

static struct roster_columns columns_new(const struct setting *s)
{
    const struct style *st = s->style;
    return (struct roster_columns){.label = st->roster_indent,
                                   .label_width = st->roster_label_width,
                                   .name_width = st->roster_name_width};
}

static void place_columns(const struct setting *s, struct roster_columns *c)
{
    len_t colon = s->pitch;
    c->name = c->label + c->label_width + colon;
    c->post = c->name + c->name_width + s->style->roster_air;
}

/* All teams of a block have the same columns. */
static struct roster_columns columns_of_teams(const struct setting *s, const struct team *first)
{
    struct roster_columns c = columns_new(s);
    for (const struct team *t = first; t; t = t->next) {
        widen_to_tiers(s, &c, t->tiers);
        for (const struct team_matter *m = t->matters; m; m = m->next)
            c.label_width = wider(s, c.label_width, m->title, s->style->roster_label_most);
    }
    place_columns(s, &c);
    return c;
}

/* A text alone in a column: spread over it, or from its left end when it is one character. */
static bool set_column(const struct setting *s, struct text text, const char *role, len_t width,
                       struct set_lines *out)
{
    struct text_shape shape = setting_shape(s);
    shape.width = width;
    shape.align = text.n > 1 ? ALIGN_SPREAD : ALIGN_LEFT;
    return setting_text(s, text, role, &shape, out);
}

/* Names of more characters than three keep their own width. */
static bool set_name(const struct setting *s, struct text name, struct set_lines *out)
{
    struct text_shape shape = setting_shape(s);
    shape.align = ALIGN_LEFT;
    len_t spread = s->style->roster_name_width;
    if ((len_t)name.n * s->pitch < spread)
        return set_column(s, name, s->style->body_role, spread, out);
    return setting_text(s, name, s->style->body_role, &shape, out);
}

static void add_column(const struct setting *s, struct item_list *items, struct set_lines lines,
                       len_t x)
{
    const struct style *st = s->style;
    struct ink_style ink = place_ink(s->style, st->body_size, ELEMENT_ROSTER);
    if (lines.n)
        place_line(items, &lines.v[0], x, st->body_size / 2, &ink);
}

/* The label and its colon; *end: where they end. */
static bool set_label(const struct setting *s, struct text label, const struct roster_columns *c,
                      struct item_list *items, len_t *end)
{
    struct set_lines lines, colon;
    const char *role = s->style->roster_label_role;
    len_t width = len_max(c->label_width, (len_t)label.n * s->pitch);
    if (!set_column(s, label, role, width, &lines) ||
        !set_column(s, text_from_utf8(s->arena, "：", text_pos(label, 0)), role, s->pitch, &colon))
        return false;
    add_column(s, items, lines, c->label);
    add_column(s, items, colon, c->label + width);
    *end = c->label + width + s->pitch;
    return true;
}

static struct text post_with_duty(const struct setting *s, const struct roster_entry *e)
{
    if (!e->duty.n)
        return e->post;
    struct text_builder b = {.arena = s->arena, .src = e->duty.src};
    text_add_text(&b, e->post);
    if (e->post.n)
        text_add_utf8(&b, "，", e->duty.at[0]);
    text_add_text(&b, e->duty);
    return text_done(&b);
}

/* A row of items, and behind it the turned lines of the text that it starts with; not parted. */
static void add_rows(const struct setting *s, struct rows *rows, struct item_list *items,
                     struct set_lines text, bool whole)
{
    size_t first = rows->list.n;
    add_column(s, items, text, 0);
    *VEC_ADD(s->arena, &rows->list) = (struct row){.box = s->style->body_size,
                                                   .on_grid = true,
                                                   .items = items->list.v,
                                                   .n_items = items->list.n};
    if (text.n > 1)
        rows_add_lines(s, rows, (struct set_lines){text.v + 1, text.n - 1}, 0, ELEMENT_ROSTER);
    if (whole)
        rows_keep_from(rows, first);
}

/* Label (of a tier's first entry), name and post. Posts are not stretched: characters of all stand
 * below each other. */
static bool entry_rows(const struct setting *s, struct rows *rows, const struct roster_entry *e,
                       const struct roster_columns *c, struct text label)
{
    struct item_list items = {.arena = s->arena};
    struct set_lines name, post;
    struct text_shape shape = setting_shape(s);
    len_t at = c->name, own = (len_t)e->name.n * s->pitch;
    if (e->vacant) /* the blank half of its bracket is air enough */
        own -= s->style->roster_air;
    len_t name_width = len_max(c->name_width, own);
    if ((label.n && !set_label(s, label, c, &items, &at)) || !set_name(s, e->name, &name))
        return false;
    shape.align = ALIGN_LEFT;
    shape.turned_indent = c->post;
    shape.first_indent = at + name_width + s->style->roster_air;
    if (!setting_text(s, post_with_duty(s, e), s->style->body_role, &shape, &post))
        return false;
    add_column(s, &items, name, at);
    add_rows(s, rows, &items, post, true);
    return true;
}

/* 成员：（按姓氏笔画为序）, the names below. */
static bool order_row(const struct setting *s, struct rows *rows, const struct roster_tier *t,
                      const struct roster_columns *c)
{
    struct item_list items = {.arena = s->arena};
    struct set_lines note;
    struct text_shape shape = setting_shape(s);
    struct text words = text_from_utf8(s->arena, s->style->roster_strokes, t->pos);
    len_t at;
    shape.align = ALIGN_LEFT;
    if (!set_label(s, t->label, c, &items, &at))
        return false;
    shape.first_indent = at;
    if (!setting_text(s, words, s->style->body_role, &shape, &note))
        return false;
    add_rows(s, rows, &items, note, true);
    rows->list.v[rows->list.n - 1].keep = true;
    return true;
}

/* Neither the first member of a tier nor its last stands alone on a page. */
static bool tier_rows(const struct setting *s, struct rows *rows, const struct roster_tier *t,
                      const struct roster_columns *c)
{
    struct text label = t->label;
    bool ordered = t->order == ORDER_STROKES && t->entries && t->entries->next;
    if (ordered && !order_row(s, rows, t, c))
        return false;
    for (const struct roster_entry *e = t->entries; e; e = e->next) {
        label.n = e == t->entries && !ordered ? t->label.n : 0;
        if (!entry_rows(s, rows, e, c, label))
            return false;
        bool second_last = e->next && !e->next->next;
        rows->list.v[rows->list.n - 1].keep = second_last || (e->next && e == t->entries);
    }
    return true;
}

static bool tiers_rows(const struct setting *s, struct rows *rows, const struct roster_tier *tiers,
                       const struct roster_columns *c)
{
    for (const struct roster_tier *t = tiers; t; t = t->next)
        if (!tier_rows(s, rows, t, c))
            return false;
    return true;
}

/* A line of its own above what it names, never parted from it. */
static bool heading(const struct setting *s, struct rows *rows, struct text text, const char *role,
                    enum text_align align)
{
    struct text_shape shape = setting_shape(s);
    struct set_lines lines;
    size_t first = rows->list.n;
    shape.align = align;
    shape.first_indent = align == ALIGN_CENTRE ? 0 : s->style->body_indent;
    if (!text.n)
        return true;
    if (!setting_text(s, text, role, &shape, &lines))
        return false;
    rows_add_lines(s, rows, lines, 0, ELEMENT_ROSTER_HEADING);
    for (size_t i = first; i < rows->list.n; i++)
        rows->list.v[i].keep = true;
    return true;
}

static bool title(const struct setting *s, struct rows *rows, struct text text)
{
    return heading(s, rows, text, s->style->roster_title_role, ALIGN_CENTRE);
}

bool roster_rows(const struct setting *s, struct rows *rows, const struct block *b)
{
    struct roster_columns c = columns_new(s);
    widen_to_tiers(s, &c, b->roster->tiers);
    place_columns(s, &c);
    return title(s, rows, b->roster->title) && tiers_rows(s, rows, b->roster->tiers, &c);
}

static bool is_sentence(struct text t)
{
    enum { FULL_STOP = 0x3002 };
    return t.n && t.cp[t.n - 1] == FULL_STOP;
}

/* 主要任务：… as a paragraph that its label opens; a list of names hangs as the members do. */
static bool matter_rows(const struct setting *s, struct rows *rows, const struct team_matter *m,
                        const struct roster_columns *c)
{
    struct item_list items = {.arena = s->arena};
    struct text_shape shape = setting_shape(s);
    struct set_lines lines;
    if (!set_label(s, m->title, c, &items, &shape.first_indent))
        return false;
    shape.turned_indent = is_sentence(m->text) ? 0 : shape.first_indent;
    if (!setting_text(s, m->text, s->style->body_role, &shape, &lines))
        return false;
    add_rows(s, rows, &items, lines, lines.n <= 2);
    return true;
}

static bool team_rows(const struct setting *s, struct rows *rows, const struct team *t,
                      const struct roster_columns *c)
{
    if (!heading(s, rows, t->label, s->style->roster_heading_role, ALIGN_LEFT) ||
        !tiers_rows(s, rows, t->tiers, c))
        return false;
    for (const struct team_matter *m = t->matters; m; m = m->next)
        if (!matter_rows(s, rows, m, c))
            return false;
    return true;
}

bool roster_teams(const struct setting *s, struct rows *rows, const struct block *b)
{
    struct roster_columns c = columns_of_teams(s, b->teams->first);
    if (!title(s, rows, b->teams->title))
        return false;
    for (const struct team *t = b->teams->first; t; t = t->next)
        if (!team_rows(s, rows, t, &c))
            return false;
    return true;
}
