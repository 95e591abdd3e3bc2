/* Tables by rows, rosters by lines, figures by boxes: what each is about, and its cells. */
#include <string.h>

#include "base/utf8.h"
#include "compare/compare_int.h"

/* ---- tables ---- */

enum { KEY_MOST = 20 }; /* characters of what names a row */

/* A number that a row has by its place. */
static bool is_counter(const struct flow_column *column)
{
    static const char *const heads[] = {"序号", "编号", "号", "车号", "序"};
    if (column->content == COLUMN_COUNTER)
        return true;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (text_equals(column->title, heads[i]))
            return true;
    return false;
}

static bool is_number(const struct unit_cell *c)
{
    for (size_t i = 0; i < c->cp.n; i++)
        if (!utf8_is_digit(c->cp.v[i]) &&
            !utf8_is_one_of(c->cp.v[i], U".,%一二三四五六七八九十、（）()号车"))
            return false;
    return true;
}

/* What a row is about: its plate, else its first words that are no number. */
static const char *row_key(struct arena *a, const struct unit *u)
{
    const struct unit_cell *first = NULL;
    for (int i = 0; i < u->n_cells; i++) {
        const struct unit_cell *c = &u->cells[i];
        if (text_has(c->head, "车牌") && c->cp.n)
            return unit_utf8(a, c, 0, c->cp.n);
        if (!first && !c->carried && c->cp.n && c->cp.n <= KEY_MOST && !is_number(c))
            first = c;
    }
    return first ? unit_utf8(a, first, 0, first->cp.n) : "";
}

static const struct flow_column *column_at(const struct flow_table *t, int i)
{
    const struct flow_column *c = t->columns;
    while (c && i--)
        c = c->next;
    return c;
}

/* A table being gone through: by column, the cell that reaches down to the row at hand. */
struct rows {
    const struct flow_table *table;
    struct reach {
        struct flow_cell *cell;
        int left; /* rows, this one counted */
    } * open;
    bool head;
};

static struct unit_cell *add_cell(struct unit_walk *w, const struct rows *rows, struct unit *u,
                                  const struct flow_cell *cell)
{
    static const struct flow_column none;
    const struct flow_column *column = column_at(rows->table, cell->column);
    bool alone = rows->head || cell->columns > 1 || !column;
    column = column ? column : &none;
    struct unit_cell *c = unit_add_cell(w, u, alone ? none.title : column->title);
    unit_cell_flow(w, c, cell->first);
    c->counts = !alone && is_counter(column) && is_number(c);
    if (!c->counts) { /* 一、 of the topic, ② of the question */
        const char *before = u->label;
        u->label = "";
        unit_take_label(w->units, u, c);
        u->label = arena_printf(w->units->arena, "%s%s", before, u->label);
    }
    return c;
}

/* With what reaches into it from above: a reader sees it there. */
static void row(struct unit_walk *w, struct rows *rows, struct flow_row *r, const char *place)
{
    struct unit *u = unit_add(w, UNIT_ROW, r->pos);
    size_t words = 0;
    u->name = place;
    for (struct flow_cell *cell = r->first; cell; cell = cell->next)
        if (cell->column < rows->table->n_columns)
            rows->open[cell->column] = (struct reach){cell, cell->rows};
    for (int i = 0; i < rows->table->n_columns; i++) {
        struct reach *open = &rows->open[i];
        if (open->left <= 0)
            continue;
        const char *label = u->label;
        struct unit_cell *c = add_cell(w, rows, u, open->cell);
        c->carried = open->left < open->cell->rows;
        c->reaches = open->left-- > 1;
        words += c->carried ? 0 : c->cp.n;
        if (c->carried) /* it is told where it begins */
            u->label = label;
    }
    if (!words) {
        w->units->list.n--;
        return;
    }
    if (!rows->head)
        u->key = row_key(w->units->arena, u);
}

/* 表1 stands for the part's first one. */
void unit_table(struct unit_walk *w, struct flow_table *t)
{
    struct arena *a = w->units->arena;
    const char *table = arena_printf(a, "表%d", ++w->tables);
    struct rows rows = {.table = t, .head = true};
    const char *around = w->set;
    int n = 0;
    rows.open = ARENA_ARRAY(a, struct reach, (size_t)t->n_columns + 1);
    w->set = table;
    unit_text(w, &t->title, arena_printf(a, "%s 题目", table));
    unit_text(w, &t->unit, arena_printf(a, "%s 计量单位", table));
    for (struct flow_row *r = t->head; r; r = r->next)
        row(w, &rows, r, arena_printf(a, "%s 表头", table));
    rows.head = false;
    memset(rows.open, 0, (size_t)t->n_columns * sizeof *rows.open);
    for (struct flow_row *r = t->rows; r; r = r->next)
        row(w, &rows, r, arena_printf(a, "%s 第%d行", table, ++n));
    for (struct text_item *note = t->notes; note; note = note->next)
        unit_text(w, &note->text, arena_printf(a, "%s 表注", table));
    w->set = around;
}

/* ---- rosters ---- */

/* 罗启明　县财政局局长 */
static void entry(struct unit_walk *w, struct flow_line *line, struct text tier, bool sorted)
{
    struct arena *a = w->units->arena;
    struct text *first = line->name.n ? &line->name : &line->words;
    struct unit *u = unit_add(w, UNIT_ENTRY, text_pos(*first, 0));
    struct unit_cell *c = unit_add_cell(w, u, (struct text){0});
    u->tier = tier;
    u->name = tier.n ? text_utf8(a, tier) : w->set;
    u->sorted = sorted;
    unit_cell_text(w, c, &line->name);
    u->name_length = c->cp.n;
    if (c->cp.n && line->words.n)
        unit_cell_char(w, c, U'　', &line->words, 0);
    size_t from = c->cp.n;
    unit_cell_text(w, c, &line->words);
    u->key = unit_utf8(a, c, from, c->cp.n);
}

static void words_line(struct unit_walk *w, struct flow_line *line)
{
    if (!line->pieces)
        return;
    struct unit *u = unit_add(w, UNIT_TEXT, line->pieces->pos);
    u->name = line->label.n ? text_utf8(w->units->arena, line->label) : "";
    unit_cell_pieces(w, unit_add_cell(w, u, (struct text){0}), line->pieces);
}

/* What a tier is called is a unit too: 副组长 may become 常务副组长. */
void unit_columns(struct unit_walk *w, struct flow_line *first)
{
    struct text tier = {0};
    const char *around = w->around, *set = w->set;
    bool sorted = false;
    w->set = "名单";
    for (struct flow_line *line = first; line; line = line->next) {
        if (line->label.n) {
            tier = line->label;
            sorted = line->kind == LINE_SORTED;
        }
        if (line->label.n && (line->kind == LINE_ENTRY || line->kind == LINE_SORTED))
            unit_text(w, &line->label, "名单职务");
        switch (line->kind) {
        case LINE_TITLE:
        case LINE_HEADING:
            unit_text(w, &line->words, "");
            w->around = arena_printf(w->units->arena, "%s%s ", around,
                                     text_utf8(w->units->arena, line->words));
            break;
        case LINE_ENTRY:
            entry(w, line, tier, sorted);
            break;
        case LINE_SORTED:
        case LINE_WORDS:
            words_line(w, line);
            break;
        case LINE_FLOW:
            unit_flows(w, line->flow);
            break;
        }
    }
    w->around = around;
    w->set = set;
}

/* ---- figures ---- */

void unit_figure(struct unit_walk *w, struct flow_figure *figure)
{
    unit_text(w, &figure->title, "流程图题目");
    for (struct flow_box *box = figure->boxes; box; box = box->next) {
        unit_text(w, &box->text, "流程图");
        unit_text(w, &box->note, "流程图");
        for (int i = 0; i < FLOW_WAYS; i++)
            unit_text(w, &box->says[i], "流程图");
    }
}

static const struct compare_picture *picture_at(const struct compare_edition *e, struct pos pos)
{
    for (size_t i = 0; i < e->pictures.n; i++)
        if (e->pictures.v[i].pos.src == pos.src && e->pictures.v[i].pos.off == pos.off)
            return &e->pictures.v[i];
    return NULL;
}

/* The earlier edition has pictures from a file of this name, and none like it. */
static bool is_another(const struct units *u, struct pos pos)
{
    const struct compare_picture *now = picture_at(u->edition, pos);
    bool named = false;
    for (size_t i = 0; now && u->before && i < u->before->pictures.n; i++) {
        const struct compare_picture *old = &u->before->pictures.v[i];
        if (strcmp(old->file, now->file) != 0)
            continue;
        named = true;
        if (strcmp(old->hash, now->hash) == 0)
            return false;
    }
    return named;
}

/* 现场.jpg（宽80毫米）（图换过） */
static struct text *shown(struct unit_walk *w, const struct flow_picture *p)
{
    enum { MICRONS = 1000 };
    struct arena *a = w->units->arena;
    struct text_builder b = {.arena = a, .src = p->file.src};
    uint32_t at = p->file.at[p->file.n - 1];
    text_add_text(&b, p->file);
    if (p->width)
        text_add_utf8(&b, arena_printf(a, "（宽%g毫米）", (double)len_to_micron(p->width) / MICRONS), at);
    if (is_another(w->units, p->pos))
        text_add_utf8(&b, "（图换过）", at);
    struct text t = text_done(&b);
    return arena_copy(a, &t, sizeof t);
}

void unit_picture(struct unit_walk *w, struct flow_picture *picture)
{
    if (picture->file.n)
        unit_text(w, shown(w, picture), "图片");
    unit_text(w, &picture->title, "图题");
}
