/* hongtou read: forms that were filled in on screen, collected into a CSV file or a workbook. */
#include "read/read.h"

#include <string.h>
#include <sys/resource.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"
#include "sheet/sheet.h"

/* A stranger's file of 3 MB may unfold into gigabytes. Sanitizers need more room than any. */
static void limit_memory(void)
{
#ifndef __SANITIZE_ADDRESS__
    enum { MOST = 1 << 30 };
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) == 0 &&
        (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > MOST)) {
        limit.rlim_cur = MOST;
        setrlimit(RLIMIT_AS, &limit);
    }
#endif
}

/* A workbook keeps numbers of 18 digits and zeros in front as they were typed. */
static bool write_book(const struct read_list *list, enum diag_lang lang, struct buf *out,
                       struct diags *d)
{
    enum { WIDTH = 16 };
    static const char *const names[] = {"汇总", "list"};
    struct arena *a = arena_new();
    struct read_table t = read_list_table(list, lang);
    struct sheet_template_column *columns =
        ARENA_ARRAY(a, struct sheet_template_column, t.n_columns);
    for (size_t i = 0; i < t.n_columns; i++)
        columns[i] =
            (struct sheet_template_column){.head = t.heads[i], .width = WIDTH, .cells = t.cells[i]};
    struct sheet_template sheet = {names[lang], columns, t.n_columns};
    bool ok = sheet_book(&sheet, 1, out, d);
    arena_drop(a);
    return ok;
}

/* By the suffix of -o; another one would give a file a false name. */
static bool write_list(const struct options *options, const struct read_list *list, struct diags *d)
{
    struct buf b = {0};
    bool ok = true;
    if (options->output && file_has_extension(options->output, ".xlsx"))
        ok = write_book(list, options->lang, &b, d);
    else
        read_list_write(list, options->lang, &b);
    ok = ok && cli_write(options, &b, d);
    buf_drop(&b);
    return ok;
}

static bool can_write(const char *output, struct diags *d)
{
    bool known = !output || strcmp(output, "-") == 0 || file_has_extension(output, ".csv") ||
                 file_has_extension(output, ".xlsx");
    if (!known)
        diag_system(d, DIAG_D013, output);
    return known;
}

bool cli_run_read(const struct options *options, struct diags *d)
{
    if (!can_write(options->output, d))
        return false;
    struct arena *a = arena_new();
    struct read_list *list = read_list_new(a);
    int failed = 0;
    limit_memory();
    for (int i = 0; i < options->n_args; i++)
        failed += !read_file(list, options->args[i], d);
    bool ok = failed == options->n_args || write_list(options, list, d);
    arena_drop(a);
    return ok && !failed;
}
