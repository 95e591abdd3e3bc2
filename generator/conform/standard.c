/*
 * What is prescribed whatever a profile says (standard.def): pages that are as an office's profile
 * wants them do not conform where the profile departs, and the row says whose wish it is.
 */
#include <string.h>

#include "base/file.h"
#include "conform/conform_int.h"

enum standard_kind { IN_LENGTH, IN_CHARACTERS, IN_LINES, IN_COUNT, AT_LEAST, BY_ROLE, BY_INK };

/* By its kind: micrometres and so many each way; characters or lines of the grid; a number; a role;
 * an ink. */
struct standard {
    enum clause_format format;
    const char *clause;
    int key;
    size_t offset; /* of the profile's field */
    enum standard_kind kind;
    int64_t amount, tolerance;
    const char *role;
    struct colour ink;
};

#define ROW(format, clause, key, field)                                                            \
    FORMAT_##format, clause, STYLE_##key, offsetof(struct style, field)
#define LENGTH(format, clause, key, field, microns, each_way)                                      \
    {ROW(format, clause, key, field), IN_LENGTH, microns, each_way, NULL, {0, 0, 0, 0}},
#define IN_CHARACTERS(format, clause, key, field, n)                                               \
    {ROW(format, clause, key, field), IN_CHARACTERS, n, 0, NULL, {0, 0, 0, 0}},
#define IN_LINES(format, clause, key, field, n)                                                    \
    {ROW(format, clause, key, field), IN_LINES, n, 0, NULL, {0, 0, 0, 0}},
#define COUNT(format, clause, key, field, n)                                                       \
    {ROW(format, clause, key, field), IN_COUNT, n, 0, NULL, {0, 0, 0, 0}},
#define LEAST(format, clause, key, field, microns)                                                 \
    {ROW(format, clause, key, field), AT_LEAST, microns, 0, NULL, {0, 0, 0, 0}},
#define ROLE(format, clause, key, field, role)                                                     \
    {ROW(format, clause, key, field), BY_ROLE, 0, 0, role, {0, 0, 0, 0}},
#define INK(format, clause, key, field, c, m, y, k)                                                \
    {ROW(format, clause, key, field), BY_INK, 0, 0, NULL, {c, m, y, k}},
static const struct standard standards[] = {
#include "conform/standard.def"
};
#undef ROW

/* ---- the profile's figures ---- */

static len_t own_length(const struct measurement *m, const struct standard *s)
{
    return *(const len_t *)(const void *)((const char *)m->style + s->offset);
}

static int own_count(const struct measurement *m, const struct standard *s)
{
    return *(const int *)(const void *)((const char *)m->style + s->offset);
}

static const char *own_role(const struct measurement *m, const struct standard *s)
{
    return *(const char *const *)(const void *)((const char *)m->style + s->offset);
}

static struct colour own_ink(const struct measurement *m, const struct standard *s)
{
    return *(const struct colour *)(const void *)((const char *)m->style + s->offset);
}

/* ---- whether it departs ---- */

static len_t wanted_length(const struct measurement *m, const struct standard *s)
{
    len_t n = (len_t)s->amount;
    return s->kind == IN_CHARACTERS ? n * m->style->char_pitch
           : s->kind == IN_LINES    ? n * m->style->line_pitch
                                    : len_from_micron(s->amount);
}

/* An ink that is asked for is reached, any other is no more than a fifth of it. */
static bool is_inked(int own, int wanted)
{
    enum { WHOLE = 1000, FIFTH = 200, NEAR = 5 };
    return wanted ? own >= wanted - NEAR && own <= WHOLE : own <= FIFTH;
}

static bool departs(const struct measurement *m, const struct standard *s)
{
    struct colour ink = s->kind == BY_INK ? own_ink(m, s) : s->ink;
    switch (s->kind) {
    case IN_LENGTH:
        return !is_near(own_length(m, s), wanted_length(m, s), len_from_micron(s->tolerance) + 1);
    case IN_CHARACTERS:
    case IN_LINES:
        return !is_near(own_length(m, s), wanted_length(m, s), TOLERANCE);
    case AT_LEAST:
        return own_length(m, s) + 1 < wanted_length(m, s);
    case IN_COUNT:
        return own_count(m, s) != s->amount;
    case BY_ROLE:
        return strcmp(own_role(m, s), s->role) != 0;
    case BY_INK:
        return !is_inked(ink.c, s->ink.c) || !is_inked(ink.m, s->ink.m) ||
               !is_inked(ink.y, s->ink.y) || !is_inked(ink.k, s->ink.k);
    }
    return false;
}

/* ---- in words ---- */

/* templates/NAME.xml: the profile that the document has. */
static const char *profile_name(const struct measurement *m)
{
    const char *path = m->style->n_files ? m->style->files[0] : "";
    const char *name = file_name(path), *dot = strrchr(name, '.');
    if (*m->style->title)
        return m->style->title;
    return arena_strndup(m->c->arena, name, dot ? (size_t)(dot - name) : strlen(name));
}

/* 37±1 mm; 2 字（11.14 mm）; ≥ 3.5 mm; 22; 仿宋. */
static const char *wanted_words(const struct measurement *m, const struct standard *s)
{
    struct arena *a = m->c->arena;
    const char *length = result_mm(m, wanted_length(m, s));
    switch (s->kind) {
    case IN_LENGTH:
        return arena_printf(a, "%s±%s", length, result_mm(m, len_from_micron(s->tolerance)));
    case IN_CHARACTERS:
        return arena_printf(a, result_words(m, "%d 字（%s）", "%d characters (%s)"), (int)s->amount,
                            length);
    case IN_LINES:
        return arena_printf(a, result_words(m, "%d 行（%s）", "%d lines (%s)"), (int)s->amount,
                            length);
    case AT_LEAST:
        return arena_printf(a, "≥ %s", length);
    case IN_COUNT:
        return arena_printf(a, "%d", (int)s->amount);
    case BY_ROLE:
        return result_role_name(m, font_role_named(s->role));
    case BY_INK:
        return result_inks(m, s->ink);
    }
    return "";
}

static const char *own_words(const struct measurement *m, const struct standard *s)
{
    if (s->kind == IN_COUNT)
        return arena_printf(m->c->arena, "%d", own_count(m, s));
    if (s->kind == BY_ROLE)
        return result_role_name(m, font_role_named(own_role(m, s)));
    return s->kind == BY_INK ? result_inks(m, own_ink(m, s)) : result_mm(m, own_length(m, s));
}

void standard_hold(struct measurement *m)
{
    const struct standard *end = standards + sizeof standards / sizeof *standards;
    for (const struct standard *s = standards; s < end && m->verdict != VERDICT_UNCHECKED; s++) {
        if (m->departs || s->key != m->clause->key || strcmp(s->clause, m->clause->number) != 0 ||
            !format_is(m->c, s->format) || !departs(m, s))
            continue;
        m->departs = profile_name(m);
        m->verdict = VERDICT_BREACHES;
        bool form = s->format == FORMAT_FORM; /* of which GB/T 9704 says nothing */
        m->wanted = arena_printf(m->c->arena,
                                 form ? result_words(m, "宜 %s", "advisable %s")
                                      : result_words(m, "标准 %s", "the standard's %s"),
                                 wanted_words(m, s));
        m->measured =
            arena_printf(m->c->arena, result_words(m, "版式“%s”：%s", "profile \"%s\": %s"),
                         m->departs, own_words(m, s));
    }
}
