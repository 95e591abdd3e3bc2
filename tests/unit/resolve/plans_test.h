/* What the tests of plans share: a resolver without a document read from a file. */
#ifndef HONGTOU_TESTS_PLANS_TEST_H
#define HONGTOU_TESTS_PLANS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "resolve/resolve_int.h"

struct bench {
    struct resolver r;
    struct document doc;
    struct signature signature;
    struct source *src;
};

/* issue: the document's date; year 0: none. */
static inline void bench_open(struct bench *b, struct date issue)
{
    struct arena *a = arena_new();
    *b = (struct bench){.doc = {.arena = a}, .signature = {.date = issue}};
    b->doc.signature = &b->signature;
    b->src = source_new(a, "t.xml", "", 0);
    b->r = (struct resolver){.doc = &b->doc, .arena = a, .diags = diags_new(DIAG_ZH)};
}

static inline void bench_close(struct bench *b)
{
    diags_drop(b->r.diags);
    arena_drop(b->r.arena);
}

static inline struct text bench_text(struct bench *b, const char *s)
{
    return text_from_utf8(b->r.arena, s, (struct pos){b->src, 0});
}

/* The codes of all findings, each once, parted by blanks, in the order of the catalogue. */
static inline const char *bench_codes(struct bench *b)
{
    char *printed;
    size_t size;
    FILE *out = open_memstream(&printed, &size);
    diags_print(b->r.diags, out, DIAG_TEXT);
    fclose(out);
    struct buf codes = {0};
    for (const char *p = printed; (p = strstr(p, "[R")); p += 5) {
        char code[5] = {0};
        memcpy(code, p + 1, 4);
        if (codes.n)
            buf_char(&codes, ' ');
        buf_str(&codes, code);
    }
    const char *s = arena_strndup(b->r.arena, codes.p ? codes.p : "", codes.n);
    buf_drop(&codes);
    free(printed);
    return s;
}

static inline void assert_text(struct bench *b, struct text t, const char *expected)
{
    assert_string_equal(text_utf8(b->r.arena, t), expected);
}

#endif
