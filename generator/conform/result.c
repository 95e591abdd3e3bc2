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

len_t result_wanted(const struct measurement *m)
{
    const char *at = (const char *)m->style + values[m->clause->key].offset;
    return values[m->clause->key].kind == KIND_LEN ? *(const len_t *)(const void *)at : 0;
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

/* ---- the standard ---- */

#define STANDARD(format, clause, key, field, microns, tolerance)                                   \
    {FORMAT_##format, clause, STYLE_##key, offsetof(struct style, field), microns, tolerance},
static const struct standard {
    enum clause_format format;
    const char *clause;
    int key;
    size_t offset;
    int64_t microns, tolerance;
} standards[] = {
#include "conform/standard.def"
};

/* templates/NAME.xml: the profile that the document has. */
static const char *profile_name(const struct measurement *m)
{
    const char *path = m->style->n_files ? m->style->files[0] : "";
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return arena_strndup(m->c->arena, name, dot ? (size_t)(dot - name) : strlen(name));
}

void result_hold_standard(struct measurement *m)
{
    bool order = !m->style->title_shown;
    const struct standard *end = standards + sizeof standards / sizeof *standards;
    for (const struct standard *s = standards; s < end; s++) {
        len_t own = *(const len_t *)(const void *)((const char *)m->style + s->offset);
        len_t wanted = len_from_micron(s->microns), off = len_from_micron(s->tolerance);
        bool is_for = s->format == FORMAT_ANY || (s->format == FORMAT_ORDER) == order;
        if (!is_for || m->verdict != VERDICT_CONFORMS || s->key != m->clause->key ||
            strcmp(s->clause, m->clause->number) != 0 || is_near(own, wanted, off + 1))
            continue;
        struct arena *a = m->c->arena;
        m->verdict = VERDICT_BREACHES;
        m->wanted = arena_printf(a, result_words(m, "标准 %s±%s", "the standard's %s±%s"),
                                 result_mm(m, wanted), result_mm(m, off));
        m->measured = arena_printf(a, result_words(m, "版式“%s”定为 %s", "profile \"%s\" has %s"),
                                   profile_name(m), result_mm(m, own));
    }
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
