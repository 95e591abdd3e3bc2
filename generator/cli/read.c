/* hongtou read: forms that were filled in on screen, collected into a CSV file. */
#include <sys/resource.h>

#include "cli/cli.h"
#include "read/read.h"

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

bool command_read(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    struct read_list *list = read_list_new(a);
    struct buf b = {0};
    int failed = 0;
    limit_memory();
    for (int i = 0; i < options->n_args; i++)
        failed += !read_file(list, options->args[i], d);
    read_list_write(list, options->lang, &b);
    bool ok = failed == options->n_args || write_output(options, b.p, b.n, d);
    buf_drop(&b);
    arena_drop(a);
    return ok && !failed;
}
