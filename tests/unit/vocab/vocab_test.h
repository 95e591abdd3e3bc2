/* What the tests of the vocabulary share: reading a text, and the findings as "V001@2:5 V014@3:1".
 */
#ifndef HONGTOU_TESTS_VOCAB_TEST_H
#define HONGTOU_TESTS_VOCAB_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../findings.h"

#include "base/buf.h"
#include "vocab/vocab_int.h"

struct reading {
    struct arena *arena;
    struct diags *diags;
    struct tree *tree;
    struct document *doc; /* NULL: there was an error */
    char *printed;        /* the diagnostics as text */
    char findings[4096];
};

/* "t.xml:2:5: error[V001]: …" gives "V001@2:5". */
static inline void collect(struct reading *r)
{
    size_t used = 0;
    const char *p = r->printed;
    while ((p = strstr(p, "t.xml:"))) {
        int line, col;
        char code[5];
        const char *bracket = strchr(p, '[');
        if (sscanf(p, "t.xml:%d:%d:", &line, &col) == 2 && bracket &&
            sscanf(bracket, "[%4s]", code) == 1 && used + 32 < sizeof r->findings)
            used += (size_t)snprintf(r->findings + used, sizeof r->findings - used, "%s%s@%d:%d",
                                     used ? " " : "", code, line, col);
        p += strlen("t.xml:");
    }
}

static inline struct reading parse_in(const char *xml, enum diag_lang lang)
{
    struct reading r = {.arena = arena_new(), .diags = diags_new(lang)};
    r.tree = xml_parse(r.arena, "t.xml", xml, strlen(xml), r.diags);
    assert_non_null(r.tree);
    return r;
}

static inline struct reading finish(struct reading r)
{
    r.printed = findings_text(r.arena, r.diags);
    collect(&r);
    return r;
}

static inline struct reading read_in(const char *xml, enum diag_lang lang)
{
    struct reading r = parse_in(xml, lang);
    r.doc = vocab_read(r.arena, r.tree, r.diags);
    return finish(r);
}

/* A document or a staff file, by its root. */
static inline struct reading read_root(const char *xml)
{
    struct reading r = parse_in(xml, DIAG_ZH);
    if (vocab_is_staff(r.tree))
        vocab_read_staff(r.arena, r.tree, r.diags);
    else
        r.doc = vocab_read(r.arena, r.tree, r.diags);
    return finish(r);
}

static inline struct reading read_text(const char *xml)
{
    return read_in(xml, DIAG_ZH);
}

static inline void reading_drop(struct reading *r)
{
    diags_drop(r->diags);
    arena_drop(r->arena);
}

/* A document whose body starts on line 3; its content on line 4. */
#define IN_DOCUMENT(parts)     "<公文>\n<标题>甲</标题>\n" parts "\n</公文>"
#define IN_BODY(blocks)        IN_DOCUMENT("<正文>\n" blocks "\n</正文>")
#define WITH_P(attrs_and_more) IN_BODY("<段>乙</段>" attrs_and_more)

#endif
