/* hongtou read: forms that were filled in on screen, collected into a CSV file. */
#include "read/read.h"
#include "cli/cli.h"

bool command_read(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    struct read_list *list = read_list_new(a);
    struct buf b = {0};
    int failed = 0;
    for (int i = 0; i < options->n_args; i++)
        failed += !read_file(list, options->args[i], d);
    read_list_write(list, options->lang, &b);
    bool ok = failed == options->n_args || write_output(options, b.p, b.n, d);
    buf_drop(&b);
    arena_drop(a);
    return ok && !failed;
}
