/* hongtou new KIND --xlsx: an empty workbook to fill in. */
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"
#include "resolve/books.h"
#include "sheet/sheet.h"
#include "staff/staff.h"

static bool write_book(const struct options *options, const struct sheet_template *sheets, size_t n,
                       struct diags *d)
{
    struct buf out = {0};
    bool standard = strcmp(options->output, "-") == 0;
    bool ok = sheet_book(sheets, n, &out, d) && command_write(options, &out, d);
    if (ok && !standard)
        printf("%s\n", options->output);
    buf_drop(&out);
    return ok;
}

/* The sheets of a kind of book, own room for those of the staff file; NULL: there is no such kind.
 */
static const struct sheet_template *
find_book(const char *kind, struct sheet_template own[STAFF_BOOK_SHEETS], size_t *n)
{
    if (strcmp(kind, "staff") != 0)
        return book_sheets(kind, n);
    *n = staff_book(own);
    return own;
}

/* An empty workbook; without -o KIND.xlsx, since nobody wants its bytes on a terminal. */
bool command_book(const struct options *options, struct diags *d)
{
    size_t n;
    struct sheet_template own[STAFF_BOOK_SHEETS];
    const struct sheet_template *sheets = find_book(options->args[0], own, &n);
    struct arena *a = arena_new();
    struct options to_file = *options;
    if (!options->output)
        to_file.output = arena_printf(a, "%s.xlsx", options->args[0]);
    if (!sheets)
        diag_system(d, DIAG_U010, options->args[0], arena_printf(a, "%s staff", book_kinds()));
    bool ok = sheets && command_may_write(to_file.output, d) && write_book(&to_file, sheets, n, d);
    arena_drop(a);
    return ok;
}
