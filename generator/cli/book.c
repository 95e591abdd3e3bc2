/* hongtou new KIND --xlsx: an empty workbook to fill in. */
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"
#include "load/load.h"

static bool write_book(const struct options *options, const struct sheet_template *sheets, size_t n,
                       struct diags *d)
{
    struct buf out = {0};
    bool standard = strcmp(options->output, "-") == 0;
    bool ok = sheet_book(sheets, n, &out, d) && cli_write(options, &out, d);
    if (ok && !standard)
        printf("%s\n", options->output);
    buf_drop(&out);
    return ok;
}

/* An empty workbook; without -o KIND.xlsx, since nobody wants its bytes on a terminal. */
bool cli_run_book(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    struct sheet_template sheets[LOAD_SHEETS];
    size_t n = load_workbook(a, options->args[0], sheets);
    struct options to_file = *options;
    if (!options->output)
        to_file.output = arena_printf(a, "%s.xlsx", options->args[0]);
    if (!n)
        diag_system(d, DIAG_U010, options->args[0], load_kinds(a));
    bool ok = n && cli_may_write(to_file.output, d) && write_book(&to_file, sheets, n, d);
    arena_drop(a);
    return ok;
}
