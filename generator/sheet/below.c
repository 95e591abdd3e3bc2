/*
 * The rows below the heads, gone over once: what is none of the list's goes. Rows that show how to
 * fill in a book stay where they are in the file, and users write below them; remarks, signatures
 * and, for some lists, totals stand below. Each is told.
 */
#include <stdlib.h>
#include <string.h>

#include "sheet/diag.def"
#include "sheet/sheet_int.h"

struct rows {
    struct sheet_table *sheet;
    const size_t *columns; /* that are wanted, or SHEET_NONE */
    size_t n_columns;
    const char *unit;
    struct arena *arena; /* of the row at hand */
    struct diags *diags;
    size_t n_out;   /* rows left out so far */
    uint32_t *kept; /* places of those that stay; NULL: none was left out yet */
};

/* ---- examples ---- */

/* A cell that begins above belongs to its first row alone. */
bool sheet_first_cell(const struct sheet_row *r, size_t n_columns, size_t *column)
{
    for (size_t c = 0; c < n_columns; c++) {
        *column = c;
        if (sheet_row_cell(r, c).n && !sheet_row_merged(r, c))
            return true;
    }
    return false;
}

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
    if (!sheet_first_cell(r, s->n_columns, column))
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

static void report_fault(const struct rows *k, const struct sheet_row *r, size_t column)
{
    static const struct diag_code *const codes[] = {
        [CELL_ROUNDED] = DIAG_D002,    [CELL_ERROR] = DIAG_K025,   [CELL_NO_RESULT] = DIAG_K026,
        [CELL_OLD_RESULT] = DIAG_K028, [CELL_PICTURE] = DIAG_K029, [CELL_DIGITS_LOST] = DIAG_K027};
    unsigned fault = r->marks[column] / SHEET_MARK_FAULT;
    if (fault == CELL_SOUND)
        return;
    struct sheet_cell cell = sheet_row_cell(r, column);
    diag(k->diags, codes[fault], sheet_row_pos(r, column), sheet_row_name(r, k->arena, column),
         arena_strndup(k->arena, cell.utf8, cell.n));
}

static void check_row(const struct rows *k, const struct sheet_row *r)
{
    for (size_t i = 0; r->marks && i < k->n_columns; i++)
        if (k->columns[i] != SHEET_NONE)
            report_fault(k, r, k->columns[i]);
}

/* ---- rows that are left out ---- */

/* What such rows say, or their numbers; told once, at the first one. */
struct left_out {
    struct buf said;
    struct sheet_row first; /* in the sheet's arena */
    size_t n;
};

static void leave_out(const struct rows *k, struct left_out *out, size_t row)
{
    if (!out->n++)
        out->first = sheet_row(k->sheet, k->sheet->arena, row);
}

static void quote(const struct rows *k, struct left_out *out, const struct sheet_row *r)
{
    enum { MOST_BYTES = 400 };
    for (size_t c = 0; c < k->sheet->n_columns && out->said.n < MOST_BYTES; c++) {
        struct sheet_cell cell = sheet_row_cell(r, c);
        if (!cell.n || sheet_row_merged(r, c))
            continue;
        if (out->said.n)
            buf_str(&out->said, "”“");
        buf_add(&out->said, cell.utf8, cell.n);
    }
}

static void number(struct left_out *out, uint32_t number)
{
    enum { NAMED = 8 };
    if (out->n <= NAMED)
        buf_printf(&out->said, "%s%u", out->said.n ? "、" : "", (unsigned)number);
    else if (out->n == NAMED + 1)
        buf_str(&out->said, "……");
}

static void report_left_out(const struct rows *k, struct left_out *out,
                            const struct diag_code *code)
{
    size_t column;
    if (out->n && sheet_first_cell(&out->first, k->sheet->n_columns, &column))
        diag(k->diags, code, sheet_row_pos(&out->first, column), out->said.p,
             arena_printf(k->arena, "%zu", out->n));
    buf_drop(&out->said);
}

/* From the first row that is left out on, those that stay are listed. */
static void drop_row(struct rows *k, size_t row)
{
    struct sheet_table *s = k->sheet;
    if (!k->kept) {
        k->kept = ARENA_ARRAY(s->arena, uint32_t, s->n_rows);
        for (size_t i = 0; i < row; i++)
            k->kept[i] = (uint32_t)(s->first + i);
    }
    k->n_out++;
}

static void keep_row(struct rows *k, size_t row)
{
    if (k->kept)
        k->kept[row - k->n_out] = (uint32_t)(k->sheet->first + row);
}

/* ---- all rows ---- */

struct tails {
    struct left_out remarks, signatures, sums;
    bool *is_sum; /* by row; NULL: none yet */
    enum sheet_tail before;
};

/* Whether the row stays. */
static bool judge(struct rows *k, struct tails *t, size_t row, const struct sheet_row *r)
{
    size_t column;
    bool example = is_example(k->sheet, r, &column);
    t->before = example ? SHEET_PLAIN : sheet_row_tail(r, k->sheet->n_columns, t->before);
    if (example) {
        diag(k->diags, DIAG_D016, sheet_row_pos(r, column),
             arena_printf(k->arena, "%u", (unsigned)r->number));
        k->sheet->n_examples++;
    } else if (t->before == SHEET_REMARK || t->before == SHEET_SIGNATURE) {
        struct left_out *out = t->before == SHEET_REMARK ? &t->remarks : &t->signatures;
        leave_out(k, out, row);
        quote(k, out, r);
    } else if (t->before != SHEET_PLAIN && k->unit) {
        leave_out(k, &t->sums, row);
        number(&t->sums, r->number);
        if (!t->is_sum)
            t->is_sum = ARENA_ARRAY(k->sheet->arena, bool, k->sheet->n_rows);
        t->is_sum[row] = true;
    } else {
        return true;
    }
    return false;
}

void sheet_take_rows(struct sheet_table *s, const size_t columns[], size_t n, const char *unit,
                     struct diags *d)
{
    struct rows k = {s, columns, n, unit, arena_new(), d, .n_out = 0};
    struct tails t = {.before = SHEET_PLAIN};
    struct arena_mark empty = arena_mark(k.arena);
    s->n_examples = 0;
    for (size_t i = 0; i < s->n_rows; i++) {
        struct sheet_row r = sheet_row(s, k.arena, i);
        if (judge(&k, &t, i, &r)) {
            keep_row(&k, i);
            check_row(&k, &r);
        } else {
            drop_row(&k, i);
        }
        arena_reset(k.arena, empty);
    }
    report_left_out(&k, &t.remarks, DIAG_K060);
    report_left_out(&k, &t.signatures, DIAG_K061);
    report_left_out(&k, &t.sums, DIAG_K062);
    if (t.is_sum)
        sheet_check_sums(s, t.is_sum, unit, d);
    s->kept = k.kept;
    s->n_rows -= k.n_out;
    arena_drop(k.arena);
}
