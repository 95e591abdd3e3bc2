/*
 * Columns: labels, names, and words in three columns, as lists of people and teams have them.
 * Labels are spread to one width, names of two characters to that of three, words start below each
 * other and turn where they start. A label of more characters than the columns allow for stands on
 * a line of its own, a longer name moves the words on its line alone.
 *
 * What goes on over a page does not say its label again: offices leave the column empty, as below
 * the label itself, and a second one would be read as another group. (A table does: there the label
 * is a cell, which each page closes.)
 */
#include "layout/layout_int.h"

/* Where the columns stand, from the type area's left edge. */
struct column_places {
    len_t label, label_width;
    len_t name, name_width;
    len_t words;
};

/* In characters: labels and names of people have no half-width ones. */
static len_t own_width(const struct setting *s, struct text text)
{
    return (len_t)text.n * s->pitch;
}

/* The widest of the labels (or names) that are no wider than most. */
static len_t widest(const struct setting *s, const struct flow_line *line, bool labels, len_t least,
                    len_t most)
{
    for (; line; line = line->next) {
        bool counts = labels || (line->kind == LINE_ENTRY && !line->vacant);
        len_t own = counts ? own_width(s, labels ? line->label : line->name) : 0;
        least = own <= most ? len_max(least, own) : least;
    }
    return least;
}

/* All align by the longest label and the longest name, as long as the words keep their room. */
static struct column_places measure(const struct setting *s, const struct flow_line *line)
{
    const struct style *st = s->style;
    struct column_places c = {.label = st->roster_indent};
    len_t colon = s->pitch;
    len_t room = st->area_width - c.label - colon - st->roster_air - st->roster_words_least;
    len_t names = len_min(st->roster_name_most, room - st->roster_label_width);
    c.name_width = widest(s, line, false, st->roster_name_width, names);
    len_t labels = len_min(st->roster_label_most, room - c.name_width);
    c.label_width = widest(s, line, true, st->roster_label_width, labels);
    c.name = c.label + c.label_width + colon;
    c.words = c.name + c.name_width + st->roster_air;
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
static bool set_label(const struct setting *s, struct text label, const struct column_places *c,
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

/* A row of items, and behind it the turned lines of the text that it starts with; not parted. */
static void add_rows(const struct setting *s, struct rows *rows, struct item_list *items,
                     struct set_lines text, bool whole)
{
    size_t first = rows->list.n;
    add_column(s, items, text, 0);
    *VEC_ADD(s->arena, &rows->list) = (struct page_row){.box = s->style->body_size,
                                                        .on_grid = true,
                                                        .items = items->list.v,
                                                        .n_items = items->list.n};
    if (text.n > 1)
        rows_add_lines(s, rows, (struct set_lines){text.v + 1, text.n - 1}, 0, ELEMENT_ROSTER);
    if (whole)
        rows_keep_from(rows, first);
}

/* A line of its own above what it names, never parted from it. */
static bool over_rows(const struct setting *s, struct rows *rows, const struct flow_line *line)
{
    const struct style *st = s->style;
    bool title = line->kind == LINE_TITLE;
    struct text_shape shape = setting_shape(s);
    struct set_lines lines;
    size_t first = rows->list.n;
    shape.align = title ? ALIGN_CENTRE : ALIGN_LEFT;
    shape.first_indent = title ? 0 : st->body_indent;
    if (!setting_text(s, line->words, title ? st->roster_title_role : st->roster_heading_role,
                      &shape, &lines))
        return false;
    rows_add_lines(s, rows, lines, 0, ELEMENT_ROSTER_HEADING);
    rows_keep_with_next(rows, first);
    return true;
}

/* A label that is wider than its column, on a line of its own. */
static bool add_long_label(const struct setting *s, struct rows *rows, struct text label,
                           const struct column_places *c)
{
    struct item_list items = {.arena = s->arena};
    len_t end;
    size_t first = rows->list.n;
    if (!set_label(s, label, c, &items, &end))
        return false;
    add_rows(s, rows, &items, (struct set_lines){.n = 0}, true);
    rows_keep_with_next(rows, first);
    return true;
}

/* Label (or none), name and words. Words are not stretched: characters of all stand below each
 * other. Of whom no name is known, the words stand in its place. */
static bool entry_rows(const struct setting *s, struct rows *rows, const struct flow_line *line,
                       const struct column_places *c)
{
    struct item_list items = {.arena = s->arena};
    struct set_lines name, words;
    struct text_shape shape = setting_shape(s);
    len_t at = c->name, own = own_width(s, line->name);
    if (line->vacant) /* the blank half of its bracket is air enough */
        own -= s->style->roster_air;
    len_t name_width = len_max(c->name_width, own);
    bool long_label = own_width(s, line->label) > c->label_width;
    if (long_label && !add_long_label(s, rows, line->label, c))
        return false;
    if ((line->label.n && !long_label && !set_label(s, line->label, c, &items, &at)) ||
        !set_name(s, line->name, &name))
        return false;
    shape.turned_indent = line->name.n ? c->words : c->name;
    shape.first_indent = line->name.n ? at + name_width + s->style->roster_air : at;
    shape.align = ALIGN_LEFT;
    shape.narrow = true; /* turned behind a mark, or between words */
    if (!setting_text(s, line->words, s->style->body_role, &shape, &words))
        return false;
    add_column(s, &items, name, at);
    add_rows(s, rows, &items, words, true);
    return true;
}

/* 成员：（按姓氏笔画为序）, the names below; or 主要任务：… as a paragraph that its label opens. */
static bool words_rows(const struct setting *s, struct rows *rows, const struct flow_line *line,
                       const struct column_places *c)
{
    struct item_list items = {.arena = s->arena};
    struct text_shape shape = setting_shape(s);
    struct inline_text text = {0};
    bool sorted = line->kind == LINE_SORTED,
         is_long = (len_t)line->label.n * s->pitch > s->style->roster_hang_most;
    struct set_lines lines;
    size_t first = rows->list.n;
    if (sorted) {
        inline_add(s, &text, text_from_utf8(s->arena, s->style->roster_strokes, line->pos),
                   font_role_named(s->style->body_role));
        shape.align = ALIGN_LEFT;
    }
    inline_spans(s, &text, line->pieces);
    if (!set_label(s, line->label, c, &items, &shape.first_indent))
        return false;
    if (line->hangs && !is_long) { /* not in half the width; names turn whole */
        shape.turned_indent = shape.first_indent;
        shape.align = ALIGN_LEFT;
        shape.narrow = true;
    }
    if (!text_set(setting_typesetter(s), text.spans.v, text.spans.n, &shape, &lines))
        return false;
    add_rows(s, rows, &items, lines, sorted || lines.n <= 2);
    return inline_attach(s, rows, first, lines, &text);
}

/* The rows of a group stay together when they are few enough. */
static void keep_group(const struct setting *s, struct rows *rows, size_t first)
{
    if (rows->list.n > first && rows->list.n - first <= (size_t)s->style->roster_group_most)
        rows_keep_from(rows, first);
}

bool columns_rows(const struct setting *s, struct rows *rows, const struct flow *f)
{
    const struct column_places c = measure(s, f->lines);
    size_t group = SIZE_MAX;
    for (const struct flow_line *line = f->lines; line; line = line->next) {
        if (line->begins && group != SIZE_MAX)
            keep_group(s, rows, group);
        if (line->begins)
            group = rows->list.n;
        bool over = line->kind == LINE_TITLE || line->kind == LINE_HEADING;
        if (!(over                       ? over_rows(s, rows, line)
              : line->kind == LINE_FLOW  ? block_rows(s, rows, line->flow)
              : line->kind == LINE_ENTRY ? entry_rows(s, rows, line, &c)
                                         : words_rows(s, rows, line, &c)))
            return false;
        if (line->keep)
            rows->list.v[rows->list.n - 1].keep = true;
    }
    if (group != SIZE_MAX)
        keep_group(s, rows, group);
    return true;
}
