/*
 * Empty workbooks to fill in, by libxlsxwriter: it writes files alone, so that the bytes take their
 * way through a folder of their own. All times in the file are one, so that its bytes are too.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/diag.def"
#include "base/diag.h"
#include "base/file.h"
#include "sheet/sheet_int.h"

enum {
    READY_ROWS = 1000,    /* ready to be filled in */
    CREATED = 1767225600, /* 2026-01-01 00:00 UTC */
    HEAD_FILL = 0xDDEBF7,
    EXAMPLE_GREY = 0x808080,
    HEAD_HEIGHT = 24, /* points */
    TEXT_FORMAT = 49  /* "@" among the formats that have numbers */
};

struct book {
    lxw_workbook *workbook;
    lxw_format *head, *text, *example;
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

static void add_column(struct book *b, lxw_worksheet *sheet, lxw_col_t column,
                       const struct sheet_template_column *c)
{
    struct buf head = {0};
    buf_str(&head, c->head);
    buf_str(&head, c->required ? "*" : "");
    check(b, worksheet_set_column(sheet, column, column, c->width, b->text));
    check(b, worksheet_write_string(sheet, 0, column, head.p, b->head));
    for (lxw_row_t row = 0; c->cells && c->cells[row]; row++)
        check(b, worksheet_write_string(sheet, row + 1, column, c->cells[row], b->text));
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

static bool write_book(const char *path, const struct sheet_template sheets[], size_t n,
                       struct diags *d)
{
    lxw_doc_properties properties = {.created = CREATED};
    struct book b = {.workbook = workbook_new(path), .ok = true};
    add_formats(&b);
    check(&b, workbook_set_properties(b.workbook, &properties));
    for (size_t i = 0; i < n; i++)
        add_sheet(&b, &sheets[i]);
    errno = 0;
    check(&b, workbook_close(b.workbook));
    if (!b.ok)
        diag_system(d, DIAG_S006, path, errno ? diag_reason(d, errno) : "libxlsxwriter");
    return b.ok;
}

/* ---- the folder on the way ---- */

static bool take_bytes(struct arena *a, const char *path, struct buf *out, struct diags *d)
{
    size_t size = 0;
    char *bytes = file_read(a, path, &size, (struct pos){0}, d);
    if (bytes)
        buf_add(out, bytes, size);
    return bytes != NULL;
}

bool sheet_book(const struct sheet_template sheets[], size_t n, struct buf *out, struct diags *d)
{
    struct arena *a = arena_new();
    const char *temp = getenv("TMPDIR");
    char *folder = arena_printf(a, "%s/hongtou-XXXXXX", temp && *temp ? temp : "/tmp");
    bool made = mkdtemp(folder) != NULL, ok = false;
    if (made) {
        const char *path = arena_printf(a, "%s/book.xlsx", folder);
        ok = write_book(path, sheets, n, d) && take_bytes(a, path, out, d);
        unlink(path);
        rmdir(folder);
    } else {
        diag_system(d, DIAG_S005, folder, diag_reason(d, errno));
    }
    arena_drop(a);
    return ok;
}
