/* What a test has of its own: an arena, findings, a folder. */
#ifndef HONGTOU_TESTS_GROUND_H
#define HONGTOU_TESTS_GROUND_H

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "outside.h"

#include "base/diag.h"

struct ground {
    struct arena *arena;
    struct diags *diags;
    char *folder;
};

/* The first members of a test's own struct. */
#define GROUND                                                                                     \
    union {                                                                                        \
        struct ground ground;                                                                      \
        struct {                                                                                   \
            struct arena *arena;                                                                   \
            struct diags *diags;                                                                   \
            char *folder;                                                                          \
        };                                                                                         \
    }

/* Such a struct of so many bytes, zero but for these; NULL: there is no folder. */
static inline void *ground_new(size_t size)
{
    struct ground *p = calloc(1, size);
    p->arena = arena_new();
    p->diags = diags_new(DIAG_EN);
    p->folder = folder_new(p->arena);
    return p->folder ? p : NULL;
}

/* 0 when the folder is gone. */
static inline int ground_drop(struct ground *p)
{
    int left = folder_drop(p->arena, p->folder);
    diags_drop(p->diags);
    arena_drop(p->arena);
    free(p);
    return left;
}

/* A file or folder of the program's tree, by its whole path; or NULL. */
static inline const char *ground_tree(struct ground *p, const char *name)
{
    char here[4096];
    return getcwd(here, sizeof here) ? arena_printf(p->arena, "%s/%s", here, name) : NULL;
}

/* The folder becomes one like fonts/: free/ is the real one, office/ is empty. 0: it did. */
static inline int ground_like_fonts(struct ground *p)
{
    const char *real = ground_tree(p, "fonts/free");
    return !real || symlink(real, arena_printf(p->arena, "%s/free", p->folder)) ||
           mkdir(arena_printf(p->arena, "%s/office", p->folder), 0777);
}

#endif
