/* What tests of values share: an arena a test, and texts in it. */
#ifndef HONGTOU_TESTS_VALUE_TESTING_H
#define HONGTOU_TESTS_VALUE_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static struct arena *arena;

static inline int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    arena_drop(arena);
    return 0;
}

static inline struct text of(const char *s)
{
    return text_from_utf8(arena, s, (struct pos){source_new(arena, "t.xml", s, strlen(s)), 0});
}

#endif
