/* What tests have outside of the program: folders of their own, and other programs. */
#ifndef HONGTOU_TESTS_OUTSIDE_H
#define HONGTOU_TESTS_OUTSIDE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

/* A new folder's path, or NULL; a relative or odd TMPDIR is passed over. */
static inline char *folder_new(struct arena *a)
{
    const char *place = getenv("TMPDIR");
    if (!place || *place != '/' || strchr(place, '\''))
        place = "/tmp";
    return mkdtemp(arena_printf(a, "%s/hongtou-test-XXXXXX", place));
}

/* With all that is in it. 0 when it is gone. */
static inline int folder_drop(struct arena *a, const char *folder)
{
    return system(arena_printf(a, "rm -rf '%s'", folder));
}

/* What a command of the shell writes to standard output. */
static inline char *command_output(struct arena *a, const char *command)
{
    FILE *pipe = popen(command, "r");
    if (!pipe)
        return NULL;
    struct buf out = {0};
    for (int c; (c = fgetc(pipe)) != EOF;)
        buf_char(&out, (char)c);
    pclose(pipe);
    char *text = arena_strndup(a, out.p ? out.p : "", out.n);
    buf_drop(&out);
    return text;
}

static inline bool file_put(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(bytes, 1, n, f) == n;
    return f && fclose(f) == 0 && ok;
}

#endif
