/*
 * What the program reads of a data file, for tests/sweep.py: for each sheet that is named (none: a
 * CSV file's one) a line "sheet N", then a line for each row: its number, and each cell as it is
 * shown and as what it is exactly, parted by U+001F; what stands in a cell is escaped as in C.
 * Findings go to standard error. Exit status 1: a sheet could not be read.
 */
#include <stdio.h>

#include "base/diag.h"
#include "sheet/sheet.h"

enum { UNIT_SEPARATOR = 0x1F };

static void print_cell(struct sheet_cell cell)
{
    for (size_t i = 0; i < cell.n; i++) {
        unsigned char c = (unsigned char)cell.utf8[i];
        if (c < ' ' || c == '\\')
            printf("\\x%02x", c);
        else
            putchar(c);
    }
}

static void print_rows(const struct sheet_table *s, struct arena *a)
{
    for (size_t i = 0; i < s->n_rows; i++) {
        struct sheet_row row = sheet_row(s, a, i);
        printf("%u", (unsigned)row.number);
        for (size_t c = 0; c < s->n_columns; c++) {
            putchar('\t');
            print_cell(sheet_row_cell(&row, c));
            putchar(UNIT_SEPARATOR);
            print_cell(sheet_row_exact(&row, c));
        }
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    static const struct pos nowhere = {NULL, 0};
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    int status = 0;
    struct sheet_file *f = argc > 1 ? sheet_open(a, argv[1], nowhere, d) : NULL;
    for (int i = 2; f && i < (argc > 2 ? argc : 3); i++) {
        struct sheet_choice choice = {.sheet = text_from_utf8(a, argc > 2 ? argv[i] : "", nowhere)};
        struct sheet_table *s = sheet_read_sheet(f, &choice);
        printf("sheet %d\n", i - 2);
        if (s)
            print_rows(s, a);
        else
            status = 1;
    }
    if (f)
        sheet_close(f);
    else
        status = 1;
    diags_print(d, stderr, DIAG_TEXT);
    diags_drop(d);
    arena_drop(a);
    return status;
}
