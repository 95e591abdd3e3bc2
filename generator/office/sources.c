/* The files that are meant: each that is named, and all below each folder that is. */
#include <string.h>

#include "office/diag.def"
#include "office/office_int.h"

static const char *without_slashes(struct arena *a, const char *path)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    return arena_strndup(a, path, n);
}

struct source_list office_sources(struct arena *a, char *const *paths, int n, struct diags *d)
{
    struct source_list list = {0};
    for (int i = 0; i < n; i++) {
        const char *path = without_slashes(a, paths[i]);
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
