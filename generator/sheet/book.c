/*
 * Workbooks, empty ones to fill in or those of collected rows, by libxlsxwriter: it writes files
 * alone, so that the bytes take their way through one without a name. All times in the file are
 * one, so that its bytes are too.
 */
#include <errno.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/diag.def"
#include "base/diag.h"
#include "base/file.h"
#include "base/utf8.h"
#include "sheet/sheet_int.h"
#include "value/date.h"
#include "value/decimal.h"

enum {
    READY_ROWS = 1000,    /* ready to be filled in */
    CREATED = 1767225600, /* 2026-01-01 00:00 UTC */
    HEAD_FILL = 0xDDEBF7,
    EXAMPLE_GREY = 0x808080,
    HEAD_HEIGHT = 24, /* points */
    TEXT_FORMAT = 49  /* "@" among the formats that have numbers */
};

/* How numbers are shown: as they were typed. */
struct number_format {
    char code[DECIMAL_DIGITS * 2 + 8];
    lxw_format *format;
};

struct book {
    lxw_workbook *workbook;
    struct arena *arena, *scratch; /* scratch: of a cell */
    lxw_format *head, *text, *example, *date;
    VEC(struct number_format) numbers;
    bool ok;
};

static void check(struct book *b, lxw_error error)
{
    b->ok = b->ok && error == LXW_NO_ERROR;
}

static lxw_format *new_cell_format(struct book *b)
{
    lxw_format *format = workbook_add_format(b->workbook);
    format_set_num_format_index(format, TEXT_FORMAT);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(format);
    return format;
}

static lxw_format *new_value_format(struct book *b, const char *code)
{
    lxw_format *format = workbook_add_format(b->workbook);
    format_set_num_format(format, code);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
}

static void add_formats(struct book *b)
{
    b->head = workbook_add_format(b->workbook);
    format_set_bold(b->head);
    format_set_align(b->head, LXW_ALIGN_CENTER);
    format_set_align(b->head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(b->head, HEAD_FILL);
    format_set_border(b->head, LXW_BORDER_THIN);
    format_set_num_format_index(b->head, TEXT_FORMAT);
    b->text = new_cell_format(b);
    b->example = new_cell_format(b);
    format_set_italic(b->example);
    format_set_font_color(b->example, EXAMPLE_GREY);
    b->date = new_value_format(b, "yyyy-mm-dd");
}

/* The list to choose from and the hint of a column's cells. Others than those listed may be typed,
 * after a question: no list is complete. The library does not change the list. */
static void add_validation(struct book *b, lxw_worksheet *sheet, lxw_col_t column,
                           const struct sheet_template_column *c)
{
    lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_ANY};
    if (!c->choices && !c->hint)
        return;
    if (c->choices) {
        v.validate = LXW_VALIDATION_TYPE_LIST;
        v.value_list = (void *)(uintptr_t)c->choices; /* char ** once, const char ** since 1.2 */
        v.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    }
    if (c->hint) {
        v.input_title = (char *)(uintptr_t)c->head;
        v.input_message = (char *)(uintptr_t)c->hint;
    }
    check(b, worksheet_data_validation_range(sheet, 1, column, READY_ROWS, column, &v));
}

/* The mark in the row's first cell keeps it from being read as data. */
static void add_example(struct book *b, lxw_worksheet *sheet, lxw_col_t column, const char *example)
{
    struct buf cell = {0};
    buf_str(&cell, column == 0 && example ? EXAMPLE_MARK : "");
    buf_str(&cell, example ? example : "");
    check(b, worksheet_write_string(sheet, 1, column, cell.p, b->example));
    buf_drop(&cell);
}

/* ---- numbers and dates ---- */

static lxw_format *format_of(struct book *b, const char *code)
{
    for (size_t i = 0; i < b->numbers.n; i++)
        if (strcmp(b->numbers.v[i].code, code) == 0)
            return b->numbers.v[i].format;
    struct number_format *f = VEC_ADD(b->arena, &b->numbers);
    snprintf(f->code, sizeof f->code, "%s", code);
    f->format = new_value_format(b, code);
    return f->format;
}

/* 0.00, #,##0, 000 of 007. */
static lxw_format *number_format(struct book *b, struct decimal n, struct text typed)
{
    char code[sizeof b->numbers.v->code];
    size_t first = typed.n && typed.cp[0] == '-', digits = first;
    while (digits < typed.n && utf8_is_digit(typed.cp[digits]))
        digits++;
    size_t zeros = digits > first && typed.cp[first] == '0' ? digits - first : 1, at = 0;
    if (n.grouped)
        at = (size_t)snprintf(code, sizeof code, "#,##0");
    while (!n.grouped && zeros--)
        code[at++] = '0';
    code[at] = '\0';
    if (n.decimals > 0)
        code[at++] = '.';
    for (int i = 0; i < n.decimals; i++)
        code[at++] = '0';
    code[at] = '\0';
    return format_of(b, code);
}

/* False: it is no number, or one of more digits than a workbook keeps. */
static bool write_number(struct book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                         const char *cell)
{
    enum { EXACT = 15, TEN = 10 };
    struct text typed = text_from_utf8(b->scratch, cell, (struct pos){0});
    struct decimal n;
    if (typed.n > EXACT || decimal_read(typed, &n) != DECIMAL_NUMBER || n.decimals < 0)
        return false;
    double value = (double)n.value, scale = 1;
    for (int i = 0; i < n.decimals; i++)
        scale *= TEN;
    check(b, worksheet_write_number(sheet, row, column, value / scale, number_format(b, n, typed)));
    return true;
}

/* False: it is no whole day that a workbook counts. */
static bool write_date(struct book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       const char *cell)
{
    enum { FIRST_YEAR = 1901 };
    struct date day;
    if (date_read(text_from_utf8(b->scratch, cell, (struct pos){0}), &day) != DATE_ISO ||
        !day.day || !date_exists(day) || day.year < FIRST_YEAR)
        return false;
    lxw_datetime when = {.year = day.year, .month = day.month, .day = day.day};
    check(b, worksheet_write_datetime(sheet, row, column, &when, b->date));
    return true;
}

static void write_cell(struct book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       enum sheet_cells holds, const char *cell)
{
    struct arena_mark empty = arena_mark(b->scratch);
    bool done = (holds == SHEET_NUMBERS && write_number(b, sheet, row, column, cell)) ||
                (holds == SHEET_DATES && write_date(b, sheet, row, column, cell));
    arena_reset(b->scratch, empty);
    if (!done)
        check(b, worksheet_write_string(sheet, row, column, cell, b->text));
}

static void add_column(struct book *b, lxw_worksheet *sheet, lxw_col_t column,
                       const struct sheet_template_column *c)
{
    struct buf head = {0};
    buf_str(&head, c->head);
    buf_str(&head, c->required ? "*" : "");
    check(b, worksheet_set_column(sheet, column, column, c->width, b->text));
    check(b, worksheet_write_string(sheet, 0, column, head.p, b->head));
    for (lxw_row_t row = 0; c->cells && c->cells[row]; row++)
        write_cell(b, sheet, row + 1, column, c->holds, c->cells[row]);
    if (!c->cells)
        add_example(b, sheet, column, c->example);
    add_validation(b, sheet, column, c);
    buf_drop(&head);
}

static void add_sheet(struct book *b, const struct sheet_template *s)
{
    lxw_worksheet *sheet = workbook_add_worksheet(b->workbook, s->name);
    if (!sheet) {
        b->ok = false;
        return;
    }
    check(b, worksheet_set_row(sheet, 0, HEAD_HEIGHT, NULL));
    for (size_t i = 0; i < s->n_columns; i++)
        add_column(b, sheet, (lxw_col_t)i, &s->columns[i]);
    worksheet_freeze_panes(sheet, 1, 0);
}

/* Into the file; false: the library refused, or its parts failed. */
static bool write_book(int fd, const struct sheet_template sheets[], size_t n, struct diags *d)
{
    struct sheet_parts parts;
    sheet_parts_begin(&parts, d);
    lxw_doc_properties properties = {.created = CREATED};
    lxw_workbook_options options = {.tmpdir = parts.folder};
    struct book b = {.arena = arena_new(), .ok = true};
    b.workbook = workbook_new_opt(arena_printf(b.arena, "/proc/self/fd/%d", fd), &options);
    b.scratch = arena_sub(b.arena);
    add_formats(&b);
    check(&b, workbook_set_properties(b.workbook, &properties));
    for (size_t i = 0; i < n; i++)
        add_sheet(&b, &sheets[i]);
    check(&b, workbook_close(b.workbook));
    arena_drop(b.arena);
    return b.ok && sheet_parts_are_whole(&parts, fd);
}

/* ---- the bytes ---- */

static bool take_bytes(int fd, struct buf *out)
{
    enum { STEP = 1 << 16 };
    char step[STEP];
    struct file_pieces file = {.fd = fd};
    ptrdiff_t n;
    for (uint64_t off = 0; (n = file_piece(&file, off, step, STEP)) > 0; off += (uint64_t)n)
        buf_add(out, step, (size_t)n);
    return n == 0;
}

/* Written twice: the library does not look at what became of its writes, and what comes out alike is
 * what was to be written. */
bool sheet_book(const struct sheet_template sheets[], size_t n, struct buf *out, struct diags *d)
{
    struct spool *s = spool_new(0, d), *again = spool_new(0, d);
    int fd = spool_file(s), other = spool_file(again);
    bool ok = fd >= 0 && other >= 0;
    size_t errors = diags_count(d, DIAG_ERROR);
    FILE *heard = sheet_hush();
    errno = 0;
    if (ok && !(write_book(fd, sheets, n, d) && write_book(other, sheets, n, d) &&
                file_same_bytes(fd, other) && take_bytes(fd, out)))
        ok = sheet_book_fail(s, errors, d);
    sheet_listen(heard);
    spool_drop(s);
    spool_drop(again);
    return ok;
}
