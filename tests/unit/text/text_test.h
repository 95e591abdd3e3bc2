/* What the tests of text/ share: a typesetter with the free fonts and the general format, and
 * set lines as strings. */
#ifndef HONGTOU_TESTS_TEXT_TEST_H
#define HONGTOU_TESTS_TEXT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../findings.h"
#include "../shared_fonts.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/text_int.h"

/* A typesetter of its own for each paragraph or group of them. */
struct setting {
    const struct shared *shared;
    struct arena *arena;
    struct diags *diags;
    struct typesetter *typesetter;
    struct lexicon_names *names; /* of the document: what a test adds */
};

static inline struct setting setting_open(void **state)
{
    const struct shared *s = *state;
    struct setting t = {.shared = s, .arena = arena_new(), .diags = diags_new(DIAG_EN)};
    t.names = lexicon_names_new(t.arena);
    struct text_options options = {s->fonts, s->style, s->lexicon, t.names};
    t.typesetter = text_open(t.arena, &options, t.diags);
    return t;
}

static inline void setting_close(struct setting *t)
{
    diags_drop(t->diags);
    arena_drop(t->arena);
}

/* UTF-8 as a text with places; '|' stands for the author's line break. */
static inline struct text text_of(struct arena *a, const char *utf8)
{
    size_t n = strlen(utf8);
    struct source *src = source_new(a, "t", arena_strdup(a, utf8), n);
    struct text_builder b = {.arena = a, .src = src};
    for (const char *p = src->bytes, *end = p + n; p < end;) {
        uint32_t at = (uint32_t)(p - src->bytes);
        uint32_t cp = utf8_next(&p, end);
        text_add(&b, cp == '|' ? TEXT_BREAK : cp, at);
    }
    return text_done(&b);
}

/* Justified body text on lines of a number of characters (in 1/1000). */
static inline struct text_shape shape_of(const struct setting *t, int ems)
{
    len_t pitch = t->shared->style->char_pitch;
    return (struct text_shape){.size = t->shared->style->body_size,
                               .pitch = pitch,
                               .width = len_scale(pitch, ems, EM),
                               .align = ALIGN_JUSTIFY};
}

static inline struct set_lines set_shaped(struct setting *t, const char *utf8,
                                          const struct text_shape *shape)
{
    struct span span = {.text = text_of(t->arena, utf8), .role = ROLE_BODY};
    struct set_lines lines;
    assert_true(text_set(t->typesetter, &span, 1, shape, &lines));
    return lines;
}

static inline struct set_lines set_body(struct setting *t, const char *utf8, int ems)
{
    struct text_shape shape = shape_of(t, ems);
    return set_shaped(t, utf8, &shape);
}

static inline const char *line_text(struct arena *a, const struct set_line *line)
{
    struct buf b = {0};
    for (size_t i = 0; i < line->n; i++)
        for (size_t k = 0; k < 2 && line->glyphs[i].text[k]; k++)
            if (line->glyphs[i].text[k] != TEXT_BREAK)
                buf_code(&b, line->glyphs[i].text[k]);
    char *s = arena_strndup(a, b.p ? b.p : "", b.n);
    buf_drop(&b);
    return s;
}

/* "first line|second line" */
static inline const char *lines_text(struct arena *a, struct set_lines lines)
{
    const char *s = "";
    for (size_t i = 0; i < lines.n; i++)
        s = arena_printf(a, "%s%s%s", s, i ? "|" : "", line_text(a, &lines.v[i]));
    return s;
}

/* An item as if some face had the character: what breaking needs to know of it. */
static inline struct item bare_item(uint32_t cp)
{
    struct trait trait = text_trait(cp);
    bool latin = text_is_latin(cp), forced = cp == TEXT_BREAK;
    return (struct item){.cp = cp,
                         .trait = trait,
                         .latin = latin,
                         .forced = forced,
                         .scale = EM,
                         .cell = forced  ? 0
                                 : latin ? EM / 2
                                         : EM,
                         .shrink_left = trait.blank_left,
                         .shrink_right = trait.blank_right};
}

static inline bool one_of(uint32_t cp, const char *set)
{
    for (const char *p = set, *end = p + strlen(set); p < end;)
        if (utf8_next(&p, end) == cp)
            return true;
    return false;
}

/* Never at a line's start; never at its end (GB/T 15834 5.1). */
static const char no_start[] = "、，。；：？！”’）〕】》〉」』·…—～％‰℃²³々／,.;:?!)]}%~/-–‧・";
static const char no_end[] = "“‘（〔【《〈「『￥＄№／/([{$";

#define TEXT_TESTS(name, tests) cmocka_run_group_tests_name(name, tests, open_shared, close_shared)

#endif
