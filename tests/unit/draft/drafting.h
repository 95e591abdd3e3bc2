/* Bytes read as a draft, and what is expected of them: the dump, and the findings. */
#ifndef HONGTOU_TESTS_DRAFTING_H
#define HONGTOU_TESTS_DRAFTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "../findings.h"
#include "base/buf.h"
#include "draft/draft.h"

/* The dump of a file with these bytes, and behind it, after "--", what was found in English; "" for
 * either where there is none. In the arena. */
static inline char *drafting_read(struct arena *a, const char *name, const char *bytes, size_t n)
{
    struct diags *d = diags_new(DIAG_EN);
    struct buf out = {0};
    struct draft *draft = draft_parse(a, name, bytes, n, d);
    if (draft)
        draft_dump(draft, &out);
    char *found = findings_text(a, d);
    char *all = arena_printf(a, "%s%s%s", out.n ? out.p : "", *found ? "--\n" : "", found);
    buf_drop(&out);
    diags_drop(d);
    return all;
}

static inline void drafting_expect(const char *name, const char *bytes, size_t n,
                                   const char *expected)
{
    struct arena *a = arena_new();
    assert_string_equal(drafting_read(a, name, bytes, n), expected);
    arena_drop(a);
}

/* One of its lines, or a part of one. */
static inline void drafting_has(const char *name, const char *bytes, size_t n, const char *part)
{
    struct arena *a = arena_new();
    const char *got = drafting_read(a, name, bytes, n);
    if (!strstr(got, part))
        fail_msg("no \"%s\" in:\n%s", part, got);
    arena_drop(a);
}

#endif
