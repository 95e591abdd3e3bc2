/*
 * Lines of cells to a workbook, row by row, so that it may be as long as a sheet can be. All cells
 * are text, so that long numbers and zeros in front stay; what looks like a formula is none.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <xlsxwriter.h>

#include "base/diag.def"
#include "sheet/sheet_int.h"

enum {
    CREATED = 1767225600, /* 2026-01-01 00:00 UTC */
    TEXT_FORMAT = 49,     /* "@" */
    WIDTH = 16,
    COPIES = 2 /* of the book, to be compared */
};

struct lines {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *text, *head;
    struct buf cell;
    struct sheet_parts parts;
    bool ok;
};

/* A break in a cell is a line end in Excel. */
static const char *shown(struct lines *l, const char *utf8, size_t n)
{
    static const char mark[] = "\u2028";
    size_t size = sizeof mark - 1;
    buf_clear(&l->cell);
    for (size_t i = 0; i < n; i++) {
        bool is_break = n - i >= size && memcmp(utf8 + i, mark, size) == 0;
        buf_char(&l->cell, is_break ? '\n' : utf8[i]);
        i += is_break ? size - 1 : 0;
    }
    buf_str(&l->cell, "");
    return l->cell.p;
}

static void add_line(struct lines *l, lxw_row_t row, const char *line, size_t n)
{
    const char *end = line + n;
    for (lxw_col_t column = 0; line <= end; column++) {
        const char *tab = memchr(line, '\t', (size_t)(end - line));
        size_t size = (size_t)((tab ? tab : end) - line);
        if (size)
            l->ok = l->ok && worksheet_write_string(l->sheet, row, column, shown(l, line, size),
                                                    row ? l->text : l->head) == LXW_NO_ERROR;
        line += size + 1;
    }
}

static void open_book(struct lines *l, int fd, const char *name, size_t n_columns, struct diags *d)
{
    sheet_parts_begin(&l->parts, d);
    lxw_workbook_options options = {
        .constant_memory = LXW_TRUE, .tmpdir = l->parts.folder, .use_zip64 = LXW_TRUE};
    lxw_doc_properties properties = {.created = CREATED};
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    l->book = workbook_new_opt(path, &options);
    l->parts.n_rows = 1;
    l->sheet = workbook_add_worksheet(l->book, name);
    l->text = workbook_add_format(l->book);
    l->head = workbook_add_format(l->book);
    format_set_num_format_index(l->text, TEXT_FORMAT);
    format_set_num_format_index(l->head, TEXT_FORMAT);
    format_set_bold(l->head);
    l->ok = l->sheet && workbook_set_properties(l->book, &properties) == LXW_NO_ERROR;
    if (!l->ok)
        return;
    worksheet_set_column(l->sheet, 0, (lxw_col_t)(n_columns - 1), WIDTH, l->text);
    worksheet_freeze_panes(l->sheet, 1, 0);
}

static void close_book(struct lines *l, int fd)
{
    l->ok = (!l->book || workbook_close(l->book) == LXW_NO_ERROR) && l->ok &&
            sheet_parts_are_whole(&l->parts, fd);
    buf_drop(&l->cell);
}

/* The book twice, as it lies in two files without names: they are compared. */
static bool write_lines(FILE *in, const char *name, const int fd[COPIES], struct diags *d)
{
    struct lines l[COPIES] = {0};
    char *line = NULL;
    size_t room = 0;
    lxw_row_t row = 0;
    for (ssize_t n; (n = getline(&line, &room, in)) > 0; row++) {
        n -= line[n - 1] == '\n';
        size_t columns = 1;
        for (ssize_t i = 0; i < n; i++)
            columns += line[i] == '\t';
        for (int i = 0; i < COPIES; i++) {
            if (!row)
                open_book(&l[i], fd[i], name, columns, d);
            if (l[i].ok)
                add_line(&l[i], row, line, (size_t)n);
        }
    }
    free(line);
    errno = 0;
    bool ok = row > 0 && !ferror(in);
    for (int i = 0; row && i < COPIES; i++) {
        close_book(&l[i], fd[i]);
        ok = ok && l[i].ok;
    }
    return ok && file_same_bytes(fd[0], fd[1]);
}

static bool copy_file(struct spool *from, int fd, struct sink *out)
{
    enum { STEP = 1 << 16 };
    char step[STEP];
    struct file_pieces file = {.fd = fd};
    ptrdiff_t n;
    for (uint64_t off = 0; (n = file_piece(&file, off, step, STEP)) > 0; off += (uint64_t)n)
        if (!sink_write(out, step, (size_t)n))
            return false;
    if (n < 0)
        spool_fail(from);
    return n == 0;
}

bool sheet_lines(FILE *in, const char *name, struct sink *out, struct diags *d)
{
    struct spool *copies[COPIES] = {spool_new(0, d), spool_new(0, d)};
    int fd[COPIES] = {spool_file(copies[0]), spool_file(copies[1])};
    bool ok = fd[0] >= 0 && fd[1] >= 0;
    size_t errors = diags_count(d, DIAG_ERROR);
    FILE *heard = sheet_hush();
    if (ok && !write_lines(in, name, fd, d))
        ok = sheet_book_fail(copies[0], errors, d);
    sheet_listen(heard);
    ok = ok && copy_file(copies[0], fd[0], out);
    for (int i = 0; i < COPIES; i++)
        spool_drop(copies[i]);
    return ok;
}
