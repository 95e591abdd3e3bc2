/*
 * What the fuzz targets share: each is bytes from a stranger, to the reader that takes them. They
 * read files, so the bytes become one, in a folder of the process's own.
 */
#ifndef HONGTOU_FUZZ_H
#define HONGTOU_FUZZ_H

#define _XOPEN_SOURCE 700 /* nftw */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static char fuzz_folder[64];

static inline int fuzz_remove(const char *path, const struct stat *st, int kind, struct FTW *where)
{
    (void)st, (void)kind, (void)where;
    return remove(path);
}

/* With all that is in it. */
static inline void fuzz_drop(const char *folder)
{
    enum { AT_ONCE = 8 };
    nftw(folder, fuzz_remove, AT_ONCE, FTW_DEPTH | FTW_PHYS);
}

static inline void fuzz_leave(void)
{
    fuzz_drop(fuzz_folder);
}

/* In memory where the machine has such a folder. */
static inline const char *fuzz_own_folder(void)
{
    if (!*fuzz_folder) {
        snprintf(fuzz_folder, sizeof fuzz_folder, "%s/hongtou-fuzz-XXXXXX",
                 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
        if (!mkdtemp(fuzz_folder))
            abort();
        atexit(fuzz_leave);
    }
    return fuzz_folder;
}

static inline const char *fuzz_file(struct arena *a, const char *name, const void *bytes, size_t n)
{
    char *path = arena_printf(a, "%s/%s", fuzz_own_folder(), name);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
        abort();
    return path;
}

#endif
