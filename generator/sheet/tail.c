/*
 * What stands below and between the rows of a list and is none of them: totals, remarks, who filled
 * the list in (tail.def). Every kind of list asks here. Nearly all rows are data, and their first
 * cell says so at once.
 */
#include <string.h>

#include "base/utf8.h"
#include "sheet/diag.def"
#include "sheet/sheet_int.h"
#include "value/date.h"
#include "value/decimal.h"
#include "value/number.h"

/* ---- a cell without its blanks ---- */

enum { BARE_SIZE = 96 }; /* bytes: longer cells are no sums, and labels stand at their beginning */

struct bare {
    char bytes[BARE_SIZE + UTF8_MAX];
    size_t n;
    bool whole;
};

static struct bare bare_of(struct sheet_cell cell)
{
    struct bare b = {.n = 0};
    const char *p = cell.utf8, *end = p + cell.n;
    while (p < end && b.n < BARE_SIZE) {
        uint32_t cp = utf8_narrow(utf8_next(&p, end));
        if (cp != TEXT_BREAK && !utf8_is_blank(cp))
            b.n += utf8_encode(cp, b.bytes + b.n);
    }
    b.whole = p == end;
    b.bytes[b.n] = '\0';
    return b;
}

static bool begins(const char *s, const char *start)
{
    return strncmp(s, start, strlen(start)) == 0;
}

static bool ends(const char *s, size_t n, const char *end)
{
    size_t m = strlen(end);
    return n >= m && memcmp(s + n - m, end, m) == 0;
}

static const char *behind_digits(const char *p)
{
    while (utf8_is_digit((unsigned char)*p))
        p++;
    return p;
}

/* ---- sums ---- */

/* Who is summed up: 白石村合计, 本页小计, 全镇总计. */
static bool names_part(const char *p, size_t n)
{
    static const char *const lasts[] = {"村", "镇", "乡", "县", "区", "市", "州", "组", "社",
                                        "道", "办", "局", "片", "页", "户", "部", "上"};
    enum { MOST_BYTES = 36 };
    for (size_t i = 0; n <= MOST_BYTES && i < sizeof lasts / sizeof *lasts; i++)
        if (ends(p, n, lasts[i]))
            return true;
    return n == 0;
}

/* Behind the word: nothing, （户）, 3户, or a colon and anything. */
static bool ends_sum(const char *p)
{
    return !*p || *p == ':' || utf8_is_digit((unsigned char)*p) ||
           (*p == '(' && (ends(p, strlen(p), ")") || ends(p, strlen(p), "):")));
}

/* 共3户 */
static bool counts(const char *p)
{
    static const char *const units[] = {"户", "人", "名", "辆", "台", "项",
                                        "个", "条", "件", "座", "组", "家"};
    if (!begins(p, "共"))
        return false;
    const char *from = p + strlen("共"), *unit = behind_digits(from);
    for (size_t i = 0; unit > from && i < sizeof units / sizeof *units; i++)
        if (strcmp(unit, units[i]) == 0)
            return true;
    return false;
}

enum sheet_tail sheet_cell_tail(struct sheet_cell cell)
{
    static const struct {
        const char *word;
        enum sheet_tail kind;
    } words[] = {
#define TAIL_SUM(word, kind) {word, SHEET_##kind},
#include "sheet/tail.def"
    };
    if (!cell.n || cell.n > BARE_SIZE)
        return SHEET_PLAIN;
    struct bare b = bare_of(cell);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *at = strstr(b.bytes, words[i].word);
        size_t before = at ? (size_t)(at - b.bytes) : 0;
        if (!at || !names_part(b.bytes, before) || !ends_sum(at + strlen(words[i].word)))
            continue;
        bool part = before && !begins(b.bytes, "全") && !begins(b.bytes, "以上");
        return part ? SHEET_SUBTOTAL : words[i].kind;
    }
    return counts(b.bytes) ? SHEET_TOTAL : SHEET_PLAIN;
}

/* ---- labels ---- */

enum label { LABEL_NONE, LABEL_REMARK, LABEL_SIGNATURE, LABEL_DETAIL };

/* 填报单位（盖章）：, 注2: */
static bool is_labelled(const char *p)
{
    p = behind_digits(p);
    if (*p == '(') {
        const char *close = strchr(p, ')');
        p = close ? close + 1 : p;
    }
    return *p == ':';
}

static enum label label_of(struct sheet_cell cell, bool colon)
{
    static const struct {
        const char *word;
        enum label label;
    } words[] = {
#define TAIL_LABEL(word, kind) {word, LABEL_##kind},
#include "sheet/tail.def"
    };
    struct bare b = bare_of(cell);
    const char *p = b.bytes;
    while (*p == '(' || *p == '*')
        p++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i].word);
        if (begins(p, words[i].word) && (is_labelled(p + n) || (!colon && !p[n])))
            return words[i].label;
    }
    return LABEL_NONE;
}

/* ---- rows ---- */

/* The cell has words of its own: they do not come from above, nor are they the sheet's name. */
static bool is_filled(const struct sheet_table *s, const struct sheet_row *r, size_t column)
{
    return column != s->name_column && sheet_row_cell(r, column).n && !sheet_row_merged(r, column);
}

/* The next such cell behind a column, or n_columns. */
static size_t next_filled(const struct sheet_table *s, const struct sheet_row *r, size_t column)
{
    do
        column++;
    while (column < s->n_columns && !is_filled(s, r, column));
    return column;
}

bool sheet_first_cell(const struct sheet_table *s, const struct sheet_row *r, size_t *column)
{
    *column = 0;
    while (*column < s->n_columns && !is_filled(s, r, *column))
        ++*column;
    return *column < s->n_columns;
}

/* Its cell reaches over half of the columns and is a sentence: no heading of a group. */
static bool is_wide_sentence(const struct sheet_table *s, const struct sheet_row *r, size_t column)
{
    size_t wide = 1;
    while (column + wide < s->n_columns && sheet_row_spanned(r, column + wide))
        wide++;
    struct sheet_cell cell = sheet_row_cell(r, column);
    return wide > 1 && 2 * wide >= s->n_columns &&
           (ends(cell.utf8, cell.n, "。") || ends(cell.utf8, cell.n, "。）"));
}

/* 2.… below 注：1.…: more of the remark. */
static bool goes_on(struct sheet_cell cell)
{
    struct bare b = bare_of(cell);
    return utf8_is_digit((unsigned char)*b.bytes) || *b.bytes == '(' ||
           ends(cell.utf8, cell.n, "。") || ends(cell.utf8, cell.n, "；");
}

static bool is_day(const struct sheet_row *r, size_t column)
{
    struct arena *a = arena_new();
    struct date day;
    bool is = date_read_day(text_trimmed(sheet_row_text(r, a, column)), &day);
    arena_drop(a);
    return is;
}

/* All that the row says is labelled: 联系人：… 联系电话：…, or the day. */
static bool all_labelled(const struct sheet_table *s, const struct sheet_row *r, size_t first)
{
    for (size_t c = first; c < s->n_columns; c = next_filled(s, r, c))
        if (!label_of(sheet_row_cell(r, c), true) && !is_day(r, c))
            return false;
    return true;
}

static enum sheet_tail tail_of_label(const struct sheet_table *s, const struct sheet_row *r,
                                     size_t first, enum sheet_tail before)
{
    struct sheet_cell cell = sheet_row_cell(r, first);
    enum label label = label_of(cell, before == SHEET_PLAIN);
    if (label == LABEL_SIGNATURE)
        return SHEET_SIGNATURE;
    if (label == LABEL_DETAIL && label_of(cell, true) && all_labelled(s, r, first))
        return SHEET_SIGNATURE;
    if (next_filled(s, r, first) < s->n_columns)
        return SHEET_PLAIN;
    if (label == LABEL_REMARK || is_wide_sentence(s, r, first) ||
        (before == SHEET_REMARK && goes_on(cell)))
        return SHEET_REMARK;
    return before != SHEET_PLAIN && is_day(r, first) ? SHEET_SIGNATURE : SHEET_PLAIN;
}

/* 合计, or 12｜合计 in a column that numbers the rows. */
static enum sheet_tail sum_of(const struct sheet_table *s, const struct sheet_row *r, size_t first)
{
    enum { MOST_DIGITS = 6 };
    struct sheet_cell cell = sheet_row_cell(r, first);
    uint32_t counter;
    enum sheet_tail sum = sheet_cell_tail(cell);
    if (sum || cell.n > MOST_DIGITS || !number_parse(cell.utf8, cell.n, UINT32_MAX, &counter))
        return sum;
    size_t second = next_filled(s, r, first);
    return second < s->n_columns ? sheet_cell_tail(sheet_row_cell(r, second)) : SHEET_PLAIN;
}

/* A label has a colon; only below other tails a row may be one without. */
static bool may_be_label(struct sheet_cell cell, enum sheet_tail before)
{
    static const char wide[] = "：", stop[] = "。";
    if (before != SHEET_PLAIN || memchr(cell.utf8, ':', cell.n))
        return true;
    for (const char *p = cell.utf8, *end = p + cell.n; p < end; p++)
        if (begins(p, wide) || begins(p, stop))
            return true;
    return false;
}

enum sheet_tail sheet_row_tail(const struct sheet_table *s, const struct sheet_row *r,
                               enum sheet_tail before)
{
    size_t first;
    if (!sheet_first_cell(s, r, &first))
        return SHEET_PLAIN;
    enum sheet_tail sum = sum_of(s, r, first);
    if (sum)
        return sum;
    return may_be_label(sheet_row_cell(r, first), before) ? tail_of_label(s, r, first, before)
                                                          : SHEET_PLAIN;
}

/* ---- totals of lists that have no use for them ---- */

/* A column's figures: of all rows, of the sheet's, and since the last sum; bad: it has something
 * else too. */
struct column_sum {
    struct decimal all, sheet, part;
    bool any, bad;
};

struct summing {
    size_t n_columns;
    struct column_sum *columns;
    const char *unit; /* what a row is: 户 */
    size_t rows, sheet_rows, part_rows;
    struct arena *arena; /* of the row at hand */
    struct diags *diags;
};

static enum decimal_kind figure(const struct summing *g, const struct sheet_row *r, size_t column,
                                struct decimal *out)
{
    return decimal_read(text_trimmed(sheet_row_text(r, g->arena, column)), out);
}

static void add_row(struct summing *g, const struct sheet_row *r)
{
    for (size_t c = 0; c < g->n_columns; c++) {
        struct column_sum *sum = &g->columns[c];
        struct decimal d;
        if (sum->bad || sheet_row_merged(r, c))
            continue;
        enum decimal_kind kind = figure(g, r, c, &d);
        if (kind == DECIMAL_NOTHING)
            continue;
        sum->any = true;
        sum->bad = kind != DECIMAL_NUMBER || !decimal_add(&sum->all, d) ||
                   !decimal_add(&sum->sheet, d) || !decimal_add(&sum->part, d);
    }
    g->rows++;
    g->sheet_rows++;
    g->part_rows++;
}

/* What the sheet's rows make, and those since the last sum where these are others. */
static void report_sum(const struct summing *g, const struct sheet_row *r, size_t column,
                       const char *all, const char *part)
{
    bool parted = g->part_rows && g->part_rows < g->sheet_rows;
    const char *is =
        parted ? arena_printf(g->arena, "%s（上一个合计、小计以后 %s）", all, part) : all;
    struct sheet_cell cell = sheet_row_cell(r, column);
    diag(g->diags, DIAG_K063, sheet_row_pos(r, column), sheet_row_name(r, g->arena, column),
         arena_strndup(g->arena, cell.utf8, cell.n), is);
}

/* 3户, 合计：3户: how many rows there are said to be; false: the cell does not say. */
static bool count_said(const struct summing *g, struct sheet_cell cell, size_t *said)
{
    struct bare b = bare_of(cell);
    uint32_t n;
    if (!b.whole || !ends(b.bytes, b.n, g->unit))
        return false;
    size_t end = b.n - strlen(g->unit), from = end;
    while (from > 0 && utf8_is_digit((unsigned char)b.bytes[from - 1]))
        from--;
    bool alone = from == 0 || sheet_cell_tail(cell);
    if (!alone || !number_parse(b.bytes + from, end - from, UINT32_MAX, &n))
        return false;
    *said = n;
    return true;
}

/* A sum is right when it is that of all rows, of its sheet's, or of those since the last one. */
static void check_sum(struct summing *g, const struct sheet_row *r)
{
    for (size_t c = 0; c < g->n_columns; c++) {
        const struct column_sum *sum = &g->columns[c];
        struct decimal said;
        size_t count;
        if (count_said(g, sheet_row_cell(r, c), &count)) {
            if (count != g->rows && count != g->sheet_rows && count != g->part_rows)
                report_sum(g, r, c, arena_printf(g->arena, "%zu%s", g->sheet_rows, g->unit),
                           arena_printf(g->arena, "%zu%s", g->part_rows, g->unit));
        } else if (sum->any && !sum->bad && figure(g, r, c, &said) == DECIMAL_NUMBER &&
                   !decimal_equal(said, sum->all) && !decimal_equal(said, sum->sheet) &&
                   !decimal_equal(said, sum->part)) {
            report_sum(g, r, c, decimal_text(g->arena, sum->sheet),
                       decimal_text(g->arena, sum->part));
        }
    }
}

static void begin_part(struct summing *g)
{
    for (size_t c = 0; c < g->n_columns; c++)
        g->columns[c].part = (struct decimal){0, 0, false};
    g->part_rows = 0;
}

static void begin_sheet(struct summing *g)
{
    begin_part(g);
    for (size_t c = 0; c < g->n_columns; c++)
        g->columns[c].sheet = (struct decimal){0, 0, false};
    g->sheet_rows = 0;
}

void sheet_check_sums(const struct sheet_table *s, const uint8_t *roles, const char *unit,
                      struct diags *d)
{
    struct arena *scratch = arena_new();
    struct summing g = {.n_columns = s->n_columns,
                        .columns = ARENA_ARRAY(scratch, struct column_sum, s->n_columns),
                        .unit = unit,
                        .arena = arena_sub(scratch),
                        .diags = d};
    struct arena_mark empty = arena_mark(g.arena);
    for (size_t i = 0; i < s->n_rows; i++) {
        struct sheet_row r = sheet_row(s, g.arena, i);
        if (roles[i] == ROLE_SUM)
            check_sum(&g, &r);
        else if (roles[i] == ROLE_ROW)
            add_row(&g, &r);
        if (roles[i] == ROLE_SUM)
            begin_part(&g);
        else if (roles[i] == ROLE_HEAD)
            begin_sheet(&g);
        arena_reset(g.arena, empty);
    }
    arena_drop(scratch);
}
