/*
 * A table's places. Cells that a draft's table lacks at an end of a row are empty; a table within a
 * cell is lines of that cell. Lines of a text that tabs or bars part are a table, too: so it is pasted from
 * a workbook, or drawn. Heads alone above empty lines are one to be filled in.
 */
#include "base/usual.h"
#include "base/utf8.h"
#include "import/tables_int.h"
#include "value/people.h"

enum { MOST_COLUMNS = 99, MOST_SPAN = 999 };

struct grid_cell *grid_at(const struct grid *g, size_t row, size_t column)
{
    return g->places[row * g->columns + column];
}

bool grid_begins(const struct grid *g, size_t row, size_t column)
{
    const struct grid_cell *c = grid_at(g, row, column);
    return c->row == row && c->column == column;
}

struct grid_cell *grid_only(const struct grid *g, size_t row)
{
    struct grid_cell *c = grid_at(g, row, 0);
    return c->columns == g->columns && c->rows == 1 && g->columns > 1 ? c : NULL;
}

bool grid_is_bound(const struct grid *g, size_t row)
{
    for (size_t c = 0; c < g->columns && row < g->rows; c++)
        if (grid_at(g, row, c)->row < row)
            return false;
    return true;
}

/* ---- cells ---- */

static void add_line(struct importer *im, struct grid_cell *cell, const struct draft_paragraph *p,
                     struct text t)
{
    struct usual_tally odd = {0};
    t = text_trimmed(usual_text(im->arena, t, &odd));
    import_count_emoji(im, t);
    if (t.n)
        VEC_PUSH(im->arena, &cell->lines, ((struct grid_line){t, p}));
}

static void add_paragraph(struct importer *im, struct grid_cell *cell,
                          const struct draft_paragraph *p)
{
    struct text t = p->label.n ? text_joined(im->arena, p->label, p->text) : p->text;
    for (size_t i = 0, from = 0; i <= t.n; i++) {
        if (i < t.n && t.cp[i] != TEXT_BREAK)
            continue;
        add_line(im, cell, p, text_part(t, from, i));
        from = i + 1;
    }
}

static void add_blocks(struct importer *im, struct grid *g, struct grid_cell *cell,
                       const struct draft_blocks *blocks)
{
    for (size_t i = 0; i < blocks->n; i++) {
        const struct draft_block *b = &blocks->v[i];
        if (b->kind == DRAFT_PARAGRAPH) {
            add_paragraph(im, cell, b->paragraph);
            continue;
        }
        g->nested = true;
        for (size_t r = 0; r < b->table->n; r++)
            for (size_t c = 0; c < b->table->rows[r].n; c++)
                add_blocks(im, g, cell, &b->table->rows[r].cells[c].blocks);
    }
}

static struct text joined_lines(struct importer *im, const struct grid_cell *cell)
{
    struct text_builder b = {.arena = im->arena};
    if (cell->lines.n == 1)
        return cell->lines.v[0].text;
    for (size_t i = 0; i < cell->lines.n; i++) {
        b.src = b.src ? b.src : cell->lines.v[i].text.src;
        text_add_text(&b, cell->lines.v[i].text);
    }
    return text_done(&b);
}

/* In its row, the places that are free of those that it asks for. */
static struct grid_cell *add_cell(struct importer *im, struct grid *g, size_t row, size_t column,
                                  size_t columns)
{
    struct grid_cell *cell = ARENA_NEW(im->arena, struct grid_cell);
    size_t right = column;
    for (; right < g->columns && right < column + columns && !grid_at(g, row, right); right++)
        g->places[row * g->columns + right] = cell;
    *cell = (struct grid_cell){.row = row, .column = column, .rows = 1, .columns = right - column};
    return cell;
}

/* Down over rows whose places nothing else takes. */
static void extend(struct grid *g, struct grid_cell *cell, size_t rows)
{
    for (size_t r = cell->row + 1; r < g->rows && r < cell->row + rows; r++) {
        for (size_t c = cell->column; c < cell->column + cell->columns; c++)
            if (grid_at(g, r, c))
                return;
        for (size_t c = cell->column; c < cell->column + cell->columns; c++)
            g->places[r * g->columns + c] = cell;
        cell->rows++;
    }
}

static void fill_empty(struct importer *im, struct grid *g)
{
    for (size_t r = 0; r < g->rows; r++)
        for (size_t c = 0; c < g->columns; c++)
            if (!grid_at(g, r, c))
                add_cell(im, g, r, c, 1);
}

static void make_places(struct importer *im, struct grid *g)
{
    g->places = ARENA_ARRAY(im->arena, struct grid_cell *, g->rows * g->columns + 1);
}

bool grid_of_table(struct importer *im, const struct draft_table *t, struct grid *out)
{
    struct wanted {
        struct grid_cell *cell;
        size_t rows;
    };
    VEC(struct wanted) all = {0};
    *out = (struct grid){.rows = t->n, .columns = t->columns, .table = t};
    if (!t->n || !t->columns || t->columns > MOST_COLUMNS)
        return false;
    make_places(im, out);
    for (size_t r = 0; r < t->n; r++)
        for (size_t c = 0; c < t->rows[r].n; c++) {
            const struct draft_cell *from = &t->rows[r].cells[c];
            if (from->covered || from->column >= out->columns || grid_at(out, r, from->column))
                continue;
            struct grid_cell *cell =
                add_cell(im, out, r, from->column, from->columns ? from->columns : 1);
            add_blocks(im, out, cell, &from->blocks);
            cell->text = joined_lines(im, cell);
            VEC_PUSH(im->arena, &all, ((struct wanted){cell, from->rows}));
        }
    for (size_t i = 0; i < all.n; i++)
        extend(out, all.v[i].cell, all.v[i].rows < MOST_SPAN ? all.v[i].rows : MOST_SPAN);
    fill_empty(im, out);
    return true;
}

/* ---- lines ---- */

/* What parts a line: tabs, or bars, which may stand at its ends, too: |1|修路|, │1│修路│. */
struct parted {
    uint32_t mark;   /* 0: nothing parts it */
    size_t from, to; /* of its parts */
    size_t marks;    /* between them */
};

static size_t count_marks(struct text t, size_t from, size_t to, uint32_t mark)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += t.cp[i] == mark;
    return n;
}

/* mark 0: whatever parts it. Of bars two at least do: 甲|乙 may be anything. */
static struct parted part_line(struct text t, uint32_t mark)
{
    enum { BARS_LEAST = 2 };
    static const char32_t bars[] = U"|｜│";
    struct parted p = {.mark = mark, .to = t.n};
    if (!mark && count_marks(t, 0, t.n, '\t'))
        p.mark = '\t';
    for (const char32_t *bar = bars; *bar && !p.mark; bar++)
        p.mark = count_marks(t, 0, t.n, *bar) >= BARS_LEAST ? *bar : 0;
    if (p.mark && p.mark != '\t') {
        while (p.from < p.to && utf8_is_blank(t.cp[p.from]))
            p.from++;
        while (p.to > p.from && utf8_is_blank(t.cp[p.to - 1]))
            p.to--;
        bool framed = p.from < p.to && t.cp[p.from] == p.mark; /* else a last cell is empty */
        p.from += framed;
        p.to -= framed && p.to > p.from && t.cp[p.to - 1] == p.mark;
    }
    p.marks = p.mark ? count_marks(t, p.from, p.to, p.mark) : 0;
    return p;
}

/* ├──┼──┤, |---|---|: drawn between rows. */
static bool is_rule(const struct import_block *b)
{
    static const char32_t drawn[] = U"-—─━═=:：+┌┬┐├┼┤└┴┘|｜│";
    enum { LEAST = 3 };
    size_t lines = 0;
    struct text t = b->line.text;
    for (size_t i = 0; i < t.n; i++) {
        if (!utf8_is_one_of(t.cp[i], drawn) && !utf8_is_blank(t.cp[i]))
            return false;
        lines += utf8_is_one_of(t.cp[i], U"-—─━═=");
    }
    return b->paragraph && !b->taken && lines >= LEAST;
}

/* Of no more parts than the first one: empty ones at its end may have been left out. */
static bool is_row(const struct importer *im, size_t i, const struct parted *first)
{
    const struct import_block *b = &im->blocks[i];
    struct roster_line line;
    size_t own = part_line(b->typed, first->mark).marks;
    if (first->mark != '\t')
        return b->paragraph && !b->taken && !b->gap && ((own && own <= first->marks) || is_rule(b));
    if (!b->paragraph || b->taken || b->line.label.n || !own || own > first->marks || b->gap ||
        (first->marks == 1 && !part_line(b->line.text, '\t').marks))
        return false;
    return !(line_read(im->arena, b->line.text, &line) && line.label.n);
}

/* 单位 and 金额 begin with what may be a surname. */
static bool looks_like_name(struct text t)
{
    static const char *const heads[] = {"单位", "单价", "金额", "时间", "时限", "时段", "年龄", "年度", "年份",
                                        "应",   "成绩", "车",   "路线", "路名", "经费", "方式", "文号", "安排",
                                        "常住", "计划", "费用", "温度", "党员", "项目", "全称", "水源"};
    return people_is_name(t) && !text_any_word_at(t, 0, heads, sizeof heads / sizeof *heads);
}

/* A word that may stand at the head of a column: no name, no figure, no label. */
static bool is_head_word(const struct importer *im, struct text t)
{
    enum { MOST = 10 };
    struct text word = import_without_blanks(im->arena, t);
    for (size_t k = 0; k < word.n; k++)
        if (!utf8_is_han(word.cp[k]) && !utf8_is_one_of(word.cp[k], U"（）()/、"))
            return false;
    return word.n && word.n <= MOST && !looks_like_name(word);
}

/* Each part of a line that tabs part; how many. 0: one of them is no head. */
static size_t count_heads(const struct importer *im, struct text t)
{
    size_t words = 0;
    for (size_t k = 0, from = 0; k <= t.n; k++) {
        if (k < t.n && t.cp[k] != '\t')
            continue;
        if (!is_head_word(im, text_part(t, from, k)))
            return 0;
        words++;
        from = k + 1;
    }
    return words;
}

/* The cells of a line, in its row. */
static void add_parts(struct importer *im, struct grid *g, size_t row, const struct import_block *b,
                      uint32_t mark)
{
    struct text t = b->typed;
    struct parted p = part_line(t, mark);
    for (size_t k = p.from, from = p.from, column = 0; k <= p.to; k++) {
        if (k < p.to && t.cp[k] != p.mark)
            continue;
        struct grid_cell *cell = add_cell(im, g, row, column++, 1);
        add_line(im, cell, b->paragraph, text_part(t, from, k));
        cell->text = joined_lines(im, cell);
        from = k + 1;
    }
}

/* Several heads above nothing: of a table to fill in. */
static bool are_heads_alone(const struct importer *im, size_t i, const struct parted *p)
{
    enum { TABS_LEAST = 3 };
    const struct import_block *b = &im->blocks[i];
    bool alone = p->mark == '\t' && p->marks >= TABS_LEAST && (i + 1 == im->n || b[1].gap);
    return alone && count_heads(im, b->line.text) > TABS_LEAST;
}

/* ---- columns that only blanks part ---- */

static bool is_one_han(struct text t)
{
    return t.n == 1 && utf8_is_han(t.cp[0]);
}

/* The next part that wide blanks make; 王  芳 and 姓  名 are one. */
static bool next_wide(struct text t, size_t *at, struct text *part)
{
    size_t behind;
    struct text more;
    if (!import_next_part(t, at, part))
        return false;
    behind = *at;
    if (is_one_han(*part) && import_next_part(t, &behind, &more) && is_one_han(more)) {
        *part = text_part(t, (size_t)(part->cp - t.cp), (size_t)(more.cp - t.cp) + 1);
        *at = behind;
    }
    return true;
}

/* How many parts wide blanks make of a line; 0: a colon says that it is something else. */
static size_t count_wide(const struct import_block *b)
{
    struct text t = b->line.text, part;
    size_t n = 0;
    for (size_t at = 0; b->paragraph && !b->taken && !b->line.label.n && next_wide(t, &at, &part); n++)
        for (size_t k = 0; k < part.n; k++)
            if (utf8_is_one_of(part.cp[k], U"：:。；，"))
                return 0;
    return n;
}

static bool are_wide_heads(const struct importer *im, struct text t)
{
    struct text part;
    for (size_t at = 0; next_wide(t, &at, &part);)
        if (!is_head_word(im, part))
            return false;
    return true;
}

/* Heads and rows of as many parts each: an empty cell would move those behind it, so that there is none. */
static size_t grid_of_wide(struct importer *im, size_t i, size_t end, struct grid *out)
{
    enum { PARTS_LEAST = 3, ROWS_LEAST = 3 };
    size_t parts = count_wide(&im->blocks[i]), n = 1, column = 0;
    struct text part;
    if (parts < PARTS_LEAST || parts > MOST_COLUMNS || !are_wide_heads(im, im->blocks[i].line.text))
        return 0;
    while (i + n < end && !im->blocks[i + n].gap && count_wide(&im->blocks[i + n]) == parts)
        n++;
    bool more = i + n < end && !im->blocks[i + n].gap && count_wide(&im->blocks[i + n]) > 1;
    if (n < ROWS_LEAST || more)
        return 0;
    *out = (struct grid){.rows = n, .columns = parts};
    make_places(im, out);
    for (size_t r = 0; r < n; r++, column = 0)
        for (size_t at = 0; next_wide(im->blocks[i + r].line.text, &at, &part);) {
            struct grid_cell *cell = add_cell(im, out, r, column++, 1);
            add_line(im, cell, im->blocks[i + r].paragraph, part);
            cell->text = joined_lines(im, cell);
        }
    return n;
}

/* ---- columns that marks part ---- */

/* The empty lines below a block. */
static size_t blank_lines(const struct importer *im, size_t i)
{
    enum { MOST = 30 };
    const struct source *src = im->draft->src;
    size_t lines = 0, at = text_pos(im->blocks[i].line.text, 0).off;
    size_t end = i + 1 < im->n ? text_pos(im->blocks[i + 1].line.text, 0).off : src->size;
    for (; at < end; at++)
        lines += src->bytes[at] == '\n';
    size_t blank = lines > 1 ? lines - 1 : 1;
    return blank < MOST ? blank : MOST;
}

size_t grid_of_lines(struct importer *im, size_t i, size_t end, struct grid *out)
{
    enum { ROWS_LEAST = 2, MARKS_LEAST = 1 };
    size_t n = 0, rules = 0, row = 0, blank = 0;
    if (im->draft->format == DRAFT_DOCX || im->blocks[i].taken || im->blocks[i].line.label.n)
        return 0;
    while (i + n < end && is_rule(&im->blocks[i + n])) /* drawn above the heads */
        n++;
    if (i + n == end || !im->blocks[i + n].paragraph)
        return 0;
    struct parted first = part_line(im->blocks[i + n].typed, 0);
    if (!first.mark && !n)
        return grid_of_wide(im, i, end, out);
    bool bars = first.mark && first.mark != '\t';
    if (first.marks < MARKS_LEAST || first.marks >= MOST_COLUMNS || (n && !bars) ||
        (!bars && first.marks == MARKS_LEAST && count_heads(im, im->blocks[i].line.text) != 2))
        return 0;
    for (rules = n, n++; i + n < end && is_row(im, i + n, &first); n++)
        rules += bars && is_rule(&im->blocks[i + n]);
    if (n - rules < ROWS_LEAST && are_heads_alone(im, i, &first))
        blank = blank_lines(im, i);
    if (n - rules + blank < ROWS_LEAST)
        return 0;
    *out = (struct grid){.rows = n - rules + blank, .columns = first.marks + 1};
    make_places(im, out);
    for (size_t k = i; k < i + n; k++)
        if (!bars || !is_rule(&im->blocks[k]))
            add_parts(im, out, row++, &im->blocks[k], first.mark);
    fill_empty(im, out);
    return n;
}

static void drop_marks(struct importer *im, struct text t, uint32_t mark)
{
    for (size_t k = 0; k < t.n; k++)
        if (t.cp[k] == mark)
            import_change(im, text_part(t, k, k + 1), IMPORT_DERIVED, NULL);
}

void grid_drop_marks(struct importer *im, size_t i, size_t end)
{
    uint32_t mark = 0; /* of the heads: a row with fewer cells has fewer of them */
    for (size_t k = i; k < end; k++) {
        const struct import_block *b = &im->blocks[k];
        if (!b->paragraph)
            continue;
        if (is_rule(b)) {
            import_change(im, b->line.text, IMPORT_DERIVED, NULL);
            continue;
        }
        mark = mark ? mark : part_line(b->typed, 0).mark;
        if (mark && mark != '\t')
            drop_marks(im, b->line.text, mark);
    }
}
