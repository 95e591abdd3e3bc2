/*
 * The rows below the heads, gone over once: what is none of the list's goes. Rows that show how to
 * fill in a book stay where they are in the file, and users write below them; remarks, signatures
 * and, for some lists, totals stand below. Each is told.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "sheet/diag.def"
#include "sheet/sheet_int.h"

/* What is told of many rows or cells once, at the first: their words, numbers or names. */
struct told {
    struct buf said;
    struct pos first;
    size_t n;
};

struct rows {
    struct sheet_table *sheet;
    const size_t *heads;   /* by part */
    const size_t *columns; /* that are wanted, or SHEET_NONE */
    size_t n_columns;
    const bool *const *headless; /* by part and column */
    const char *unit;
    struct arena *arena; /* of the row at hand */
    struct diags *diags;
    size_t n_out;   /* rows left out so far */
    uint32_t *kept; /* places of those that stay */
    uint8_t *roles; /* enum sheet_role, by row */
    enum sheet_tail before;
    struct sheet_row *top; /* of the part: its rows down to its heads */
    size_t n_top;
    struct told remarks, signatures, sums, again, bare, hidden, struck, unstruck, old, lost;
};

/* Its place, kept longer than the row at hand. */
static void tell(const struct rows *k, struct told *t, size_t row, size_t column)
{
    if (t->n++)
        return;
    struct sheet_row r = sheet_row(k->sheet, k->sheet->arena, row);
    t->first = sheet_row_pos(&r, column);
}

/* One of many names in a finding. */
static void add_name(struct told *t, const char *name)
{
    enum { NAMED = 8 };
    if (t->n <= NAMED)
        buf_printf(&t->said, "%s%s", t->said.n ? "、" : "", name);
    else if (t->n == NAMED + 1)
        buf_str(&t->said, "……");
}

static void report(const struct rows *k, struct told *t, const struct diag_code *code)
{
    if (t->n)
        diag(k->diags, code, t->first, t->said.p, arena_printf(k->arena, "%zu", t->n));
    buf_drop(&t->said);
}

/* ---- examples ---- */

static bool is_example(const struct sheet_table *s, const struct sheet_row *r, size_t *column)
{
    static const struct {
        const char *text;
        bool alone; /* 示例小区 is a name */
    } marks[] = {{EXAMPLE_MARK, false},
                 {"(示例)", false},
                 {"示例：", false},
                 {"示例:", false},
                 {"示例", true}};
    if (!sheet_first_cell(s, r, column))
        return false;
    struct sheet_cell cell = sheet_row_cell(r, *column);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cell.n >= strlen(marks[i].text) &&
            (!marks[i].alone || cell.n == strlen(marks[i].text)) &&
            memcmp(cell.utf8, marks[i].text, strlen(marks[i].text)) == 0)
            return true;
    return false;
}

/* ---- what is wrong with cells ---- */

/* A row's number or a cell's name; of several sheets it is said in which. */
static const char *in_sheet(const struct rows *k, size_t row, const char *name)
{
    const struct sheet_table *s = k->sheet;
    if (s->n_parts < 2)
        return name;
    return arena_printf(k->arena, "%s %s", s->parts[sheet_part_of(s, row)].sheet, name);
}

static void report_fault(struct rows *k, size_t row, const struct sheet_row *r, size_t column)
{
    static const struct diag_code *const codes[] = {
        [CELL_ROUNDED] = DIAG_D002,    [CELL_ERROR] = DIAG_K025,   [CELL_NO_RESULT] = DIAG_K026,
        [CELL_PICTURE] = DIAG_K029,    [CELL_DIGITS_LOST] = DIAG_K027};
    enum cell_fault fault = sheet_mark_fault(r->marks[column]);
    if (fault == CELL_SOUND)
        return;
    struct told *const grouped[] = {[CELL_STRUCK] = &k->struck,
                                    [CELL_UNSTRUCK] = &k->unstruck,
                                    [CELL_OLD_RESULT] = &k->old};
    struct told *t = (size_t)fault < sizeof grouped / sizeof *grouped ? grouped[fault] : NULL;
    if (t) {
        tell(k, t, row, column);
        add_name(t, in_sheet(k, row, sheet_row_name(r, k->arena, column)));
        return;
    }
    struct sheet_cell cell = sheet_row_cell(r, column);
    diag(k->diags, codes[fault], sheet_row_pos(r, column), sheet_row_name(r, k->arena, column),
         arena_strndup(k->arena, cell.utf8, cell.n));
}

static void check_row(struct rows *k, size_t row, const struct sheet_row *r)
{
    for (size_t i = 0; r->marks && i < k->n_columns; i++)
        if (k->columns[i] != SHEET_NONE)
            report_fault(k, row, r, k->columns[i]);
}

/* A comma within a value that nobody quoted moves what follows beyond the heads. */
static void check_headless(struct rows *k, size_t part, size_t row, const struct sheet_row *r)
{
    for (size_t c = 0; k->headless[part] && c < k->sheet->n_columns; c++) {
        struct sheet_cell cell = sheet_row_cell(r, c);
        if (!k->headless[part][c] || !cell.n || sheet_row_merged(r, c) || sheet_row_spanned(r, c))
            continue;
        struct told *t = &k->lost;
        tell(k, t, row, c);
        add_name(t, arena_printf(k->arena, "%s“%.*s”", in_sheet(k, row, sheet_row_name(r, k->arena, c)),
                                 (int)cell.n, cell.utf8));
    }
}

/* ---- rows that are left out ---- */

static void quote(const struct rows *k, struct told *t, const struct sheet_row *r)
{
    enum { MOST_BYTES = 400 };
    for (size_t c = 0; c < k->sheet->n_columns && t->said.n < MOST_BYTES; c++) {
        struct sheet_cell cell = sheet_row_cell(r, c);
        if (!cell.n || sheet_row_merged(r, c) || c == k->sheet->name_column)
            continue;
        if (t->said.n)
            buf_str(&t->said, "”“");
        buf_add(&t->said, cell.utf8, cell.n);
    }
}

static const char *row_number(const struct rows *k, const struct sheet_row *r)
{
    return arena_printf(k->arena, "%u", (unsigned)r->number);
}

/* Nothing but what was struck out, and left out, stood in it. */
static bool is_unstruck(const struct rows *k, const struct sheet_row *r)
{
    bool unstruck = false;
    for (size_t c = 0; c < k->sheet->n_columns; c++) {
        enum cell_fault fault = r->marks ? sheet_mark_fault(r->marks[c]) : CELL_SOUND;
        if (fault != CELL_SOUND && fault != CELL_UNSTRUCK)
            return false;
        unstruck = unstruck || fault == CELL_UNSTRUCK;
    }
    return unstruck;
}

static bool says_same(const struct rows *k, const struct sheet_row *r, const struct sheet_row *head)
{
    size_t same = 0;
    for (size_t c = 0; c < k->sheet->n_columns; c++) {
        struct sheet_cell cell = sheet_row_cell(r, c), other = sheet_row_cell(head, c);
        if (c == k->sheet->name_column || (!cell.n && !other.n))
            continue;
        if (cell.n != other.n || memcmp(cell.utf8, other.utf8, cell.n) != 0)
            return false;
        same++;
    }
    return same > 0;
}

/* A title or heads that stand again, as on each page of a list that was printed. */
static bool is_head_again(const struct rows *k, const struct sheet_row *r)
{
    for (size_t i = 0; i < k->n_top; i++)
        if (says_same(k, r, &k->top[i]))
            return true;
    return false;
}

static bool is_wanted(const struct rows *k, size_t column)
{
    for (size_t i = 0; i < k->n_columns; i++)
        if (k->columns[i] == column)
            return true;
    return false;
}

/* Nothing but a number that nobody asked for, filled in before the rest. */
static bool is_bare(const struct rows *k, const struct sheet_row *r, size_t first)
{
    enum { MOST_DIGITS = 5 };
    struct sheet_cell cell = sheet_row_cell(r, first);
    bool bare = cell.n <= MOST_DIGITS && !is_wanted(k, first);
    for (size_t i = 0; bare && i < cell.n; i++)
        bare = utf8_is_digit((unsigned char)cell.utf8[i]);
    for (size_t c = first + 1; bare && c < k->sheet->n_columns; c++)
        bare = c == k->sheet->name_column || !sheet_row_cell(r, c).n;
    for (size_t c = 0; bare && r->marks && c < k->sheet->n_columns; c++)
        bare = sheet_mark_fault(r->marks[c]) == CELL_SOUND; /* a formula without a result is told */
    return bare;
}

static enum sheet_role judge_tail(struct rows *k, size_t row, size_t column,
                                  const struct sheet_row *r)
{
    bool sum = k->before == SHEET_TOTAL || k->before == SHEET_SUBTOTAL;
    if (k->before == SHEET_PLAIN || (sum && !k->unit))
        return ROLE_ROW;
    struct told *t = sum ? &k->sums : k->before == SHEET_REMARK ? &k->remarks : &k->signatures;
    tell(k, t, row, column);
    if (!sum) {
        quote(k, t, r);
        return ROLE_OUT;
    }
    add_name(t, in_sheet(k, row, row_number(k, r)));
    return ROLE_SUM;
}

static enum sheet_role judge(struct rows *k, size_t row, const struct sheet_row *r)
{
    const struct sheet_table *s = k->sheet;
    size_t column = 0;
    if (r->marks && r->marks[0] & SHEET_MARK_HIDDEN) {
        tell(k, &k->hidden, row, column);
        add_name(&k->hidden, in_sheet(k, row, row_number(k, r)));
        return ROLE_OUT;
    }
    if (is_head_again(k, r)) {
        tell(k, &k->again, row, column);
        add_name(&k->again, in_sheet(k, row, row_number(k, r)));
        return ROLE_OUT;
    }
    if (sheet_first_cell(s, r, &column) && is_bare(k, r, column)) {
        tell(k, &k->bare, row, column);
        add_name(&k->bare, in_sheet(k, row, row_number(k, r)));
        return ROLE_OUT;
    }
    if (is_example(s, r, &column)) {
        k->before = SHEET_PLAIN;
        diag(k->diags, DIAG_D016, sheet_row_pos(r, column), row_number(k, r));
        k->sheet->n_examples++;
        return ROLE_OUT;
    }
    if (!sheet_first_cell(s, r, &column) && is_unstruck(k, r)) {
        check_row(k, row, r);
        return ROLE_OUT;
    }
    k->before = sheet_row_tail(s, r, k->before);
    return judge_tail(k, row, column, r);
}

/* ---- all rows ---- */

/* The rows of a part down to its heads are none. */
static void take_part(struct rows *k, size_t part)
{
    struct sheet_table *s = k->sheet;
    struct arena_mark empty = arena_mark(k->arena);
    size_t first = s->n_parts ? s->parts[part].first : 0;
    size_t end = part + 1 < s->n_parts ? s->parts[part + 1].first : s->n_rows;
    k->before = SHEET_PLAIN;
    k->n_top = k->heads[part] + 1 - first;
    k->top = ARENA_ARRAY(s->arena, struct sheet_row, k->n_top);
    for (size_t i = 0; i < k->n_top; i++)
        k->top[i] = sheet_row(s, s->arena, first + i);
    for (size_t i = first; i < end; i++) {
        k->roles[i] = ROLE_HEAD;
        if (i > k->heads[part]) {
            struct sheet_row r = sheet_row(s, k->arena, i);
            k->roles[i] = (uint8_t)judge(k, i, &r);
            if (k->roles[i] == ROLE_ROW) {
                check_row(k, i, &r);
                check_headless(k, part, i, &r);
            }
        }
        if (k->roles[i] == ROLE_ROW)
            k->kept[i - k->n_out] = (uint32_t)i;
        else
            k->n_out++;
        arena_reset(k->arena, empty);
    }
}

void sheet_take_rows(struct sheet_table *s, const size_t heads[], const size_t columns[], size_t n,
                     const bool *const headless[], const char *unit, struct diags *d)
{
    struct rows k = {.sheet = s,
                     .heads = heads,
                     .columns = columns,
                     .n_columns = n,
                     .headless = headless,
                     .unit = unit,
                     .arena = arena_new(),
                     .diags = d};
    struct arena *scratch = arena_new();
    k.kept = ARENA_ARRAY(s->arena, uint32_t, s->n_rows);
    k.roles = ARENA_ARRAY(scratch, uint8_t, s->n_rows);
    s->n_examples = 0;
    for (size_t part = 0; part < (s->n_parts ? s->n_parts : 1); part++)
        take_part(&k, part);
    bool sums = k.sums.n > 0;
    report(&k, &k.hidden, DIAG_K074);
    report(&k, &k.struck, DIAG_K076);
    report(&k, &k.unstruck, DIAG_K077);
    report(&k, &k.old, DIAG_K028);
    report(&k, &k.lost, DIAG_K080);
    report(&k, &k.remarks, DIAG_K060);
    report(&k, &k.signatures, DIAG_K061);
    report(&k, &k.sums, DIAG_K062);
    report(&k, &k.again, DIAG_K082);
    report(&k, &k.bare, DIAG_K083);
    if (sums)
        sheet_check_sums(s, k.roles, unit, d);
    s->kept = k.kept;
    s->n_rows -= k.n_out;
    arena_drop(scratch);
    arena_drop(k.arena);
}
