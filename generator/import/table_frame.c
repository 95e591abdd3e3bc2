/*
 * A table and what stands around it: its title and its unit above, notes below, its heads. What an
 * element says of them is taken from here by the readers of tables.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/diag.def"
#include "import/tables_int.h"
#include "sheet/sheet.h"
#include "value/decimal.h"

/* ---- above and below ---- */

/* A line that names a table: 表1 …; or a short one right above it that ends as such names do. */
static bool is_title(const struct import_block *b)
{
    static const char *const ends[] = {"表",   "清单", "名单", "一览", "安排", "台账", "明细",
                                       "目录", "统计", "情况", "分工", "日程", "计划", "汇总"};
    enum { MOST = 40 };
    struct text t = b->line.text;
    if (!b->paragraph || b->taken || b->line.label.n)
        return false;
    if (b->found.kind == LINE_TABLE_TITLE)
        return true;
    if (b->found.kind != LINE_TEXT && b->found.kind != LINE_TITLE)
        return false;
    for (size_t i = 0; i < t.n; i++)
        if (utf8_is_one_of(t.cp[i], U"。，；：？！,;:_＿□\t"))
            return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends && t.n <= MOST; i++) {
        size_t n = utf8_count(ends[i], strlen(ends[i]));
        if (t.n > n && text_word_at(t, t.n - n, ends[i]))
            return true;
    }
    return false;
}

/* 万元, 元/亩, 户、人 */
static bool is_unit(struct text t)
{
    static const char *const units[] = {
        "元",   "万元", "亿元", "千元", "亩",   "万亩", "公顷",   "人",     "户", "个",
        "项",   "处",   "座",   "公里", "千米", "米",   "平方米", "立方米", "吨", "公斤",
        "万吨", "头",   "只",   "羽",   "株",   "套",   "台",     "辆",     "次", "天",
        "人次", "万人", "名",   "件",   "份",   "%",    "％",     "毫米",   "分", "所",
    };
    struct text one;
    size_t n = 0;
    for (size_t at = 0; list_next(t, LIST_PHONES, &at, &one); n++) {
        size_t i = 0;
        while (i < sizeof units / sizeof *units && !text_equals(one, units[i]))
            i++;
        if (i == sizeof units / sizeof *units)
            return false;
    }
    return n > 0;
}

/* （计量）单位：万元 */
static bool read_unit(struct text t, struct text *unit)
{
    static const char *const words[] = {"计量单位", "金额单位", "单位"};
    size_t from = t.n && utf8_is_one_of(t.cp[0], U"（("), to = t.n;
    to -= to > from && utf8_is_one_of(t.cp[to - 1], U"）)");
    size_t n = text_any_word_at(t, from, words, sizeof words / sizeof *words);
    size_t colon = text_skip_blanks(t, from + n);
    if (!n || colon >= to || !utf8_is_one_of(t.cp[colon], U"：:"))
        return false;
    *unit = text_trimmed(text_part(t, colon + 1, to));
    return is_unit(*unit);
}

static bool is_unit_line(const struct import_block *b, struct text *unit)
{
    return b->paragraph && !b->taken && !b->line.label.n && read_unit(b->line.text, unit);
}

/* 注：… */
static bool is_note(const struct importer *im, size_t i)
{
    const struct import_block *b = &im->blocks[i];
    size_t word = b->paragraph ? text_word_at(b->line.text, 0, "注") : 0;
    size_t colon = word ? text_skip_blanks(b->line.text, word) : 0;
    return word && !b->taken && !b->line.label.n && colon + 1 < b->line.text.n &&
           utf8_is_one_of(b->line.text.cp[colon], U"：:");
}

/* 1. or 1、 at the beginning of a text: how long, and which. */
static size_t note_number(struct text t, int *number)
{
    *number = 0;
    if (t.n < 2 || !utf8_is_digit(t.cp[0]) || !utf8_is_one_of(t.cp[1], U".．、"))
        return 0;
    *number = (int)(t.cp[0] - '0');
    return 2;
}

static struct text note_words(const struct importer *im, size_t i)
{
    struct text t = im->blocks[i].line.text;
    size_t colon = 0;
    while (is_note(im, i) && !utf8_is_one_of(t.cp[colon], U"：:"))
        colon++;
    return text_trimmed(text_part(t, is_note(im, i) ? colon + 1 : 0, t.n));
}

/* Behind 注：1.…, 2.…, 3.… that stand from i on. */
static size_t notes_end(const struct importer *im, size_t i, size_t end)
{
    int number;
    if (i >= end || !is_note(im, i))
        return i;
    if (!note_number(note_words(im, i), &number) || number != 1)
        return i + 1;
    for (int next = 2; ++i < end; next++) {
        const struct import_block *b = &im->blocks[i];
        if (!b->paragraph || b->taken || !note_number(b->line.text, &number) || number != next)
            break;
    }
    return i;
}

/* ---- heads ---- */

/* Behind the rows that cells of the rows before reach into. */
static size_t closed(const struct grid *g, size_t row)
{
    while (row < g->rows && !grid_is_bound(g, row))
        row++;
    return row;
}

/* A row of heads over parts of columns, and below it the heads of those parts. */
static bool has_parts(const struct grid *g, size_t row)
{
    size_t parts = 0;
    if (row + 2 > g->rows)
        return false;
    for (size_t c = 0; c < g->columns; c += grid_at(g, row, c)->columns) {
        const struct grid_cell *head = grid_at(g, row, c);
        parts += head->columns > 1 && head->columns < g->columns;
        for (size_t k = 0; k < head->columns; k++) {
            const struct grid_cell *below = grid_at(g, row + 1, c + k);
            struct decimal figure;
            if ((head->columns > 1) != (below->text.n > 0) ||
                (below->text.n && decimal_read(below->text, &figure) == DECIMAL_NUMBER))
                return false;
        }
    }
    return parts > 0;
}

/* A head has no empty cell, but where a group's is above or words are below. */
static bool is_headless(const struct grid *g, size_t top, size_t body)
{
    for (size_t c = 0; c < g->columns; c++) {
        bool any = false;
        for (size_t r = top; r < body; r++)
            any = any || grid_at(g, r, c)->text.n;
        if (!any)
            return true;
    }
    return grid_only(g, top) != NULL;
}

/* 是否参会：□是 □否, 姓名：____ */
static bool asks(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (utf8_is_one_of(t.cp[i], U"□☐_＿：:"))
            return true;
    return false;
}

static void find_heads(struct table_frame *f)
{
    enum { ABOVE_MOST = 2 };
    const struct grid *g = &f->grid;
    size_t marked = 0;
    while (f->top + 1 < g->rows && grid_only(g, f->top) && grid_only(g, f->top)->text.n)
        f->top++;
    if (f->top > ABOVE_MOST || (f->top && asks(grid_only(g, 0)->text)))
        f->top = 0; /* rows of a form, not a title above heads */
    while (g->table && marked < g->rows && g->table->rows[marked].head)
        marked++;
    f->body = closed(g, f->top + 1);
    if (f->body == f->top + 1 && has_parts(g, f->top))
        f->body = closed(g, f->body + 1);
    if (marked > f->top && marked < g->rows)
        f->body = closed(g, marked);
    f->headless = is_headless(g, f->top, f->body);
    if (f->headless) /* a title may stand in the first row, and nothing else above the others */
        f->body = f->top = f->top == 1 ? 1 : 0;
}

struct text table_head(const struct table_frame *f, size_t column)
{
    for (size_t r = f->body; r-- > f->top;)
        if (grid_at(&f->grid, r, column)->text.n)
            return grid_at(&f->grid, r, column)->text;
    return (struct text){0};
}

bool table_has_plain_heads(const struct table_frame *f)
{
    bool plain = f->body == f->top + 1 && !f->top && !f->headless && !f->grid.nested;
    for (size_t c = 0; c < f->grid.columns && plain; c++)
        plain = grid_at(&f->grid, 0, c)->columns == 1 && grid_at(&f->grid, 0, c)->text.n;
    return plain && f->body < f->grid.rows;
}

/* ---- the whole ---- */

bool table_find(struct importer *im, size_t i, size_t end, struct table_frame *out)
{
    size_t at = i, lines;
    *out = (struct table_frame){.first = i, .title = SIZE_MAX, .unit = SIZE_MAX};
    if (at < end && is_title(&im->blocks[at]))
        out->title = at++;
    if (at < end && is_unit_line(&im->blocks[at], &out->unit_words))
        out->unit = at++;
    if (at >= end || im->blocks[at].taken)
        return false;
    out->table = at;
    if (im->blocks[at].table) {
        if (!grid_of_table(im, im->blocks[at].table, &out->grid))
            return false;
        lines = 1;
    } else {
        lines = grid_of_lines(im, at, end, &out->grid);
    }
    out->below = at + lines;
    out->behind = notes_end(im, out->below, end);
    if (lines)
        find_heads(out);
    return lines > 0;
}

void table_add_title(struct importer *im, const struct table_frame *f, struct node *n)
{
    text_list used = {0};
    if (f->title != SIZE_MAX)
        import_attr(im, n, "题", im->blocks[f->title].line.text);
    if (f->unit == SIZE_MAX)
        return;
    import_attr(im, n, "计量单位", f->unit_words);
    VEC_PUSH(im->arena, &used, f->unit_words);
    struct text whole = im->blocks[f->unit].line.text;
    size_t odd = 0; /* 计量 or 金额 */
    while (odd < whole.n && !text_word_at(whole, odd, "单位"))
        odd++;
    import_change(im, text_part(whole, 0, odd), IMPORT_REWRITTEN, "");
    VEC_PUSH(im->arena, &used, text_part(whole, 0, odd));
    words_rest(im, whole, &used, IMPORT_DERIVED, NULL);
}

/* Tables have no footnotes: they stand below, as notes of the table. */
static void add_footnotes(struct importer *im, struct node *n, const struct draft_paragraph *p)
{
    struct import_noting notes = import_notes_in(im, p);
    for (size_t i = 0; i < notes.n; i++) {
        const struct draft_note *note = notes.v[i];
        for (size_t b = 0; b < note->blocks.n; b++)
            if (note->blocks.v[b].kind == DRAFT_PARAGRAPH && note->blocks.v[b].paragraph->text.n)
                import_text(im, import_element(im, n, "表注"),
                            text_trimmed(note->blocks.v[b].paragraph->text));
        diag(im->diags, DIAG_D157, text_pos(p->text, note->at), NULL);
    }
}

static void add_cells_footnotes(struct importer *im, const struct grid *g, struct node *n)
{
    for (size_t r = 0; r < g->rows; r++)
        for (size_t c = 0; c < g->columns; c++) {
            const struct grid_cell *cell = grid_at(g, r, c);
            for (size_t i = 0; grid_begins(g, r, c) && i < cell->lines.n; i++)
                if (!i || cell->lines.v[i].paragraph != cell->lines.v[i - 1].paragraph)
                    add_footnotes(im, n, cell->lines.v[i].paragraph);
        }
}

void table_add_notes(struct importer *im, const struct table_frame *f, struct node *n)
{
    bool several = f->behind > f->below + 1;
    for (size_t i = f->below; i < f->behind; i++) {
        text_list used = {0};
        struct text words = note_words(im, i);
        int number;
        if (several)
            words = text_trimmed(text_part(words, note_number(words, &number), words.n));
        import_text(im, import_element(im, n, "表注"), words);
        VEC_PUSH(im->arena, &used, words);
        words_rest(im, im->blocks[i].line.text, &used, IMPORT_DERIVED, NULL);
    }
    add_cells_footnotes(im, &f->grid, n);
}

size_t table_taken(struct importer *im, const struct table_frame *f, enum import_kind kind,
                   enum line_trust trust, bool notes)
{
    size_t behind = notes ? f->behind : f->below;
    if (!im->blocks[f->table].table)
        grid_drop_marks(im, f->table, f->below);
    for (size_t i = f->first; i < behind; i++) {
        bool within = i >= f->table && i < f->below;
        enum import_kind became = i == f->title ? IMPORT_TABLE_TITLE
                                  : within      ? kind
                                                : IMPORT_TABLE_NOTE;
        import_became(im, i, became, trust, 0);
    }
    return behind - f->first;
}

/* ---- cells ---- */

void table_add_words(struct importer *im, struct node *n, const struct grid_cell *cell)
{
    bool parts = cell->lines.n > 1;
    for (size_t i = 0; i < cell->lines.n; i++)
        import_text(im, parts ? import_element(im, n, "段") : n, cell->lines.v[i].text);
}
