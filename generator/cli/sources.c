/* The files that a command line means: each file it names, and all below each folder. */
#include <string.h>

#include "cli/cli.h"
#include "cli/diag.def"

static const char *without_slashes(struct arena *a, const char *path)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    return arena_strndup(a, path, n);
}

struct source_list sources_find(struct arena *a, char **args, int n_args, struct diags *d)
{
    struct source_list list = {0};
    for (int i = 0; i < n_args; i++) {
        const char *path = without_slashes(a, args[i]);
        if (strcmp(path, "-") == 0 || !file_is_folder(path)) {
            VEC_PUSH(a, &list, ((struct source_file){path, false}));
            continue;
        }
        struct file_list files = file_find(a, path, ".xml", d);
        if (!files.n)
            diag_system(d, DIAG_U005, path);
        for (size_t k = 0; k < files.n; k++)
            VEC_PUSH(a, &list, ((struct source_file){files.paths[k], true}));
    }
    return list;
}
