/* What the tests of the room share: a parse, what it found, and the tree as text. */
#ifndef HONGTOU_TESTS_XML_TESTING_H
#define HONGTOU_TESTS_XML_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "xml/xml.h"

struct parsed {
    struct arena *arena;
    struct tree *tree;
    char *found;      /* "X010@2:5 X012@3:1": what was found, sorted by place */
    char *printed;    /* as the user sees it */
    size_t printed_n; /* bytes of it */
    size_t errors;
};

/* "name:2:5: error[X010]: …" → "X010@2:5". */
static inline void add_found(struct buf *out, const char *line, size_t n)
{
    char level[16], code[8];
    unsigned row, col;
    char head[128] = {0};
    memcpy(head, line, n < sizeof head - 1 ? n : sizeof head - 1);
    if (sscanf(head, "doc.xml:%u:%u: %15[a-z][%4[A-Z0-9]]", &row, &col, level, code) == 4)
        buf_printf(out, "%s%s@%u:%u", out->n ? " " : "", code, row, col);
}

static inline char *found_of(const char *printed)
{
    struct buf out = {0};
    buf_str(&out, "");
    for (const char *p = printed; *p;) {
        size_t n = strcspn(p, "\n");
        add_found(&out, p, n);
        p += n + (p[n] == '\n');
    }
    return out.p;
}

static inline struct parsed parse(const char *bytes, size_t size)
{
    struct parsed r = {.arena = arena_new()};
    struct diags *d = diags_new(DIAG_ZH);
    /* A copy of just this size, so that a read beyond it is seen. */
    char *copy = mem_alloc(size);
    if (size)
        memcpy(copy, bytes, size);
    r.tree = xml_parse(r.arena, "doc.xml", copy, size, d);
    free(copy);
    r.errors = diags_count(d, DIAG_ERROR);
    FILE *f = open_memstream(&r.printed, &r.printed_n);
    diags_print(d, f, DIAG_TEXT);
    fclose(f);
    r.found = found_of(r.printed);
    diags_drop(d);
    return r;
}

static inline void drop(struct parsed *r)
{
    arena_drop(r->arena);
    free(r->printed);
    free(r->found);
}

static inline void assert_found(const char *bytes, size_t size, const char *found)
{
    struct parsed r = parse(bytes, size);
    if (strcmp(r.found, found) != 0)
        fprintf(stderr, "of this text:\n%.*s\n", (int)size, bytes);
    assert_string_equal(r.found, found);
    assert_int_equal(r.tree == NULL, *found != '\0');
    drop(&r);
}

static inline void assert_tree(const char *bytes, size_t size, const char *dump)
{
    struct parsed r = parse(bytes, size);
    assert_string_equal(r.found, "");
    assert_non_null(r.tree);
    struct buf out = {0};
    xml_dump(r.tree, &out);
    assert_string_equal(out.p, dump);
    buf_drop(&out);
    drop(&r);
}

#endif
