/* A desk without a server, in a folder of its own: what the unit tests of the room share. */
#ifndef HONGTOU_TEST_DESK_BENCH_H
#define HONGTOU_TEST_DESK_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../outside.h"

#include "desk/folder.h"
#include "desk/pictures.h"
#include "desk/request.h"
#include "desk/trays.h"

struct bench {
    struct arena *arena;
    struct diags *diags;
    char *folder;
    struct store *store;
    struct trays *trays; /* of a test that makes them */
    struct desk_options options;
    struct desk desk;
    int64_t first, second, third; /* people, of a test that adds them */
    char hash[SHA256_HEX];        /* of its document */
};

/* A setup of cmocka's; a test's own goes on from it. */
static inline int bench_open(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->arena = arena_new();
    b->diags = diags_new(DIAG_EN);
    b->folder = folder_new(b->arena);
    b->store = b->folder ? store_open(b->folder, b->diags) : NULL;
    b->options = (struct desk_options){.folder = b->folder, .home = "."};
    b->desk = (struct desk){.options = &b->options, .store = b->store};
    *state = b;
    return b->store ? 0 : -1;
}

/* The folder goes with all that is in it. */
static inline int bench_close(void **state)
{
    struct bench *b = *state;
    trays_drop(b->trays);
    store_close(b->store);
    if (b->desk.pictures)
        pictures_drop(b->desk.pictures);
    int left = folder_drop(b->arena, b->folder);
    diags_drop(b->diags);
    arena_drop(b->arena);
    free(b);
    return left;
}

#endif
