/* Results in words: lengths, names of elements and roles, the values of the profile by key. */
#include "base/utf8.h"
#include "conform/conform_int.h"

enum value_kind { KIND_LEN, KIND_COUNT, KIND_NAME, KIND_COLOUR, KIND_COLUMNS };

/* By the field's own type, so that a new kind of length needs nothing here. */
#define KIND_OF(field)                                                                             \
    _Generic(((struct style *)0)->field,                                                           \
             len_t: KIND_LEN,                                                                      \
             int: KIND_COUNT,                                                                      \
             const char *: KIND_NAME,                                                              \
             struct style_colour: KIND_COLOUR,                                                     \
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

const char *say_element(enum element e, enum diag_lang lang)
{
    return elements[e][lang == DIAG_EN];
}

const char *say(const struct conform *c, const char *zh, const char *en)
{
    return c->options.lang == DIAG_ZH ? zh : en;
}

static const char *say_number(const struct conform *c, int64_t v, const char *unit)
{
    enum { DECIMALS = 2 };
    struct buf b = {0};
    buf_fixed(&b, v, DECIMALS);
    buf_str(&b, unit);
    const char *text = arena_strndup(c->arena, b.p, b.n);
    buf_drop(&b);
    return text;
}

const char *say_mm(const struct conform *c, len_t l)
{
    enum { MICRONS = 10 };
    return say_number(c, len_scale(len_to_micron(l), 1, MICRONS), " mm");
}

/* 三号（16 pt） */
const char *say_size(const struct conform *c, len_t l)
{
    enum { UNITS = 10 };
    const char *pt = say_number(c, len_scale(l, 1, UNITS), " pt"), *name = style_size_name(l);
    bool zh = c->options.lang == DIAG_ZH;
    return zh && name ? arena_printf(c->arena, "%s（%s）", name, pt) : pt;
}

len_t style_len_of(const struct style *st, int key)
{
    const char *at = (const char *)st + values[key].offset;
    return values[key].kind == KIND_LEN ? *(const len_t *)(const void *)at : 0;
}

const char *style_role_of(const struct style *st, int key)
{
    const char *at = (const char *)st + values[key].offset;
    return values[key].kind == KIND_NAME ? *(const char *const *)(const void *)at : "";
}

void result_set(struct result *out, bool ok, size_t page)
{
    out->verdict = ok ? VERDICT_CONFORMS : VERDICT_BREACHES;
    out->page = page;
}

void result_len(const struct conform *c, struct result *out, len_t wanted, len_t measured)
{
    out->wanted = say_mm(c, wanted);
    out->measured = say_mm(c, measured);
}

static const char *say_character(const struct conform *c, uint32_t cp)
{
    char utf8[UTF8_MAX];
    return arena_strndup(c->arena, utf8, utf8_encode(cp, utf8));
}

void result_last_mark(const struct conform *c, const struct clause *item, uint32_t mark,
                      struct result *out)
{
    const struct line *last = line_last(c, item->element);
    if (!last)
        return;
    result_set(out, line_last_char(last) == mark, last->page);
    out->wanted = say_character(c, mark);
    out->measured = say_character(c, line_last_char(last));
}

void result_none(const struct conform *c, struct result *out, const char *zh, const char *en)
{
    out->verdict = VERDICT_UNCHECKED;
    out->reason = say(c, zh, en);
}
