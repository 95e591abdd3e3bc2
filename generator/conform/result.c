/* What a measurement found, in words: lengths, names of elements, the values of the profile. */
#include <string.h>

#include "conform/conform_int.h"

enum value_kind { KIND_LEN, KIND_COUNT, KIND_NAME, KIND_COLOUR, KIND_COLUMNS };

/* By the field's own type, so that a new kind of length needs nothing here. */
#define KIND_OF(field)                                                                             \
    _Generic(((struct style *)0)->field,                                                           \
             len_t: KIND_LEN,                                                                      \
             int: KIND_COUNT,                                                                      \
             const char *: KIND_NAME,                                                              \
             struct colour: KIND_COLOUR,                                                     \
             struct style_columns: KIND_COLUMNS)

#define STYLE(field, type, group, name) {offsetof(struct style, field), KIND_OF(field)},
static const struct style_value {
    size_t offset;
    enum value_kind kind;
} values[] = {
#include "style/style.def"
};
#undef STYLE

#define ELEMENT(id, dump, zh, en) [ELEMENT_##id] = {zh, en},
static const char *const elements[ELEMENTS][2] = {
#include "page/elements.def"
};
#undef ELEMENT

const char *result_element(enum element e, enum diag_lang lang)
{
    return elements[e][lang == DIAG_EN];
}

/* ---- the profile ---- */

static len_t length_of(const struct measurement *m, const struct style *st)
{
    const char *at = (const char *)st + values[m->clause->key].offset;
    return values[m->clause->key].kind == KIND_LEN ? *(const len_t *)(const void *)at : 0;
}

len_t result_wanted(const struct measurement *m)
{
    return length_of(m, m->style);
}

len_t result_wanted_on(const struct measurement *m, size_t page)
{
    return length_of(m, m->c->papers.v[page].style);
}

const char *result_role(const struct measurement *m)
{
    const char *at = (const char *)m->style + values[m->clause->key].offset;
    return values[m->clause->key].kind == KIND_NAME ? *(const char *const *)(const void *)at : "";
}

/* ---- words ---- */

const char *result_words(const struct measurement *m, const char *zh, const char *en)
{
    return m->c->options.lang == DIAG_ZH ? zh : en;
}

const char *result_number(const struct measurement *m, const char *zh, const char *en, int n)
{
    return arena_printf(m->c->arena, result_words(m, zh, en), n);
}

static const char *decimal(const struct measurement *m, int64_t hundredths, const char *unit)
{
    enum { DECIMALS = 2 };
    struct buf b = {0};
    buf_fixed(&b, hundredths, DECIMALS);
    buf_str(&b, unit);
    const char *text = arena_strndup(m->c->arena, b.p, b.n);
    buf_drop(&b);
    return text;
}

const char *result_mm(const struct measurement *m, len_t l)
{
    enum { MICRONS = 10 };
    return decimal(m, len_scale(len_to_micron(l), 1, MICRONS), " mm");
}

/* 三号（16 pt） */
const char *result_size(const struct measurement *m, len_t l)
{
    enum { UNITS = 10 };
    const char *pt = decimal(m, len_scale(l, 1, UNITS), " pt"), *name = style_size_name(l);
    bool zh = m->c->options.lang == DIAG_ZH;
    return zh && name ? arena_printf(m->c->arena, "%s（%s）", name, pt) : pt;
}

const char *result_role_name(const struct measurement *m, enum font_role role)
{
    static const char *const names[FONT_ROLES][2] = {
        [ROLE_TITLE] = {"小标宋", "title face"}, [ROLE_BODY] = {"仿宋", "fangsong"},
        [ROLE_HEI] = {"黑体", "heiti"},          [ROLE_KAI] = {"楷体", "kaiti"},
        [ROLE_SONG] = {"宋体", "songti"},        [ROLE_LATIN] = {"西文", "latin"},
    };
    return role < FONT_ROLES ? result_words(m, names[role][0], names[role][1]) : "";
}

const char *result_inks(const struct measurement *m, struct colour k)
{
    enum { THOUSANDTHS = 3 };
    const int parts[] = {k.c, k.m, k.y, k.k};
    struct buf b = {0};
    buf_str(&b, "CMYK");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buf_char(&b, ' ');
        buf_fixed(&b, parts[i], THOUSANDTHS);
    }
    const char *text = arena_strndup(m->c->arena, b.p, b.n);
    buf_drop(&b);
    return text;
}

/* ---- verdicts ---- */

void result_set(struct measurement *m, bool ok, size_t page, const char *wanted,
                const char *measured)
{
    if (m->verdict == VERDICT_BREACHES)
        return;
    m->verdict = ok ? VERDICT_CONFORMS : VERDICT_BREACHES;
    m->page = page;
    m->wanted = wanted;
    m->measured = measured;
}

void result_length(struct measurement *m, bool ok, size_t page, len_t wanted, len_t measured,
                   const char *form)
{
    const char *length = result_mm(m, wanted);
    result_set(m, ok, page, form ? arena_printf(m->c->arena, form, length) : length,
               result_mm(m, measured));
}

void result_near(struct measurement *m, size_t page, len_t wanted, len_t measured)
{
    result_length(m, is_near(wanted, measured, TOLERANCE), page, wanted, measured, NULL);
}

void result_absent(struct measurement *m, bool there, size_t page)
{
    const char *none = result_words(m, "没有", "none");
    result_set(m, !there, page, none, there ? result_words(m, "有", "there is one") : none);
}

void result_none(struct measurement *m, const char *zh, const char *en)
{
    m->verdict = VERDICT_UNCHECKED;
    m->reason = result_words(m, zh, en);
}
