/*
 * Whose face a character takes, and how wide it stands: by kinds.def, else by Unicode. Quotation
 * marks have one code for Chinese and Latin texts: what stands around them tells which they are.
 */
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/text_int.h"

static const struct {
    uint32_t first, last;
    enum char_kind kind;
} kind_rows[] = {
#define KIND(first, last, kind) {first, last, KIND_##kind},
#include "text/kinds.def"
#undef KIND
};

static enum char_kind kind_by_unicode(uint32_t cp)
{
    switch (u_getIntPropertyValue((UChar32)cp, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_NARROW:
    case U_EA_HALFWIDTH:
    case U_EA_NEUTRAL:
        return KIND_LATIN;
    case U_EA_AMBIGUOUS:
        return U_GET_GC_MASK((UChar32)cp) & (U_GC_L_MASK | U_GC_M_MASK) ? KIND_LATIN : KIND_HAN;
    default:
        return KIND_HAN;
    }
}

enum char_kind text_kind(uint32_t cp)
{
    enum { LAST_ASCII = 0x7F, FIRST_HAN = 0x2E80, LAST_HAN = 0xA4CF };
    if (cp <= LAST_ASCII)
        return KIND_LATIN;
    if (cp >= FIRST_HAN && cp <= LAST_HAN) /* nearly all of a text: no look-up */
        return KIND_HAN;
    for (size_t i = 0; i < sizeof kind_rows / sizeof *kind_rows; i++)
        if (cp >= kind_rows[i].first && cp <= kind_rows[i].last)
            return kind_rows[i].kind;
    return kind_by_unicode(cp);
}

bool text_is_latin(uint32_t cp)
{
    return text_kind(cp) == KIND_LATIN;
}

bool text_glyph(struct fonts *f, enum font_role role, uint32_t cp, struct text_cell *out)
{
    enum char_kind kind = text_kind(cp);
    bool latin = kind == KIND_LATIN && fonts_glyph(f, fonts_latin_role(f, role), cp, &out->glyph);
    if (!latin && !fonts_glyph(f, role, cp, &out->glyph))
        return false;
    out->width = kind == KIND_LATIN ? out->glyph.advance : kind == KIND_HALF ? EM / 2 : EM;
    return true;
}

/* ---- quotation marks ---- */

enum { SINGLE_OPEN = 0x2018, SINGLE_CLOSE, DOUBLE_OPEN = 0x201C, DOUBLE_CLOSE };

static bool is_opening_quote(uint32_t cp)
{
    return cp == SINGLE_OPEN || cp == DOUBLE_OPEN;
}

static bool is_quote(uint32_t cp)
{
    return is_opening_quote(cp) || cp == SINGLE_CLOSE || cp == DOUBLE_CLOSE;
}

static bool is_letter(const struct item *it)
{
    return it->latin && (U_GET_GC_MASK((UChar32)it->cp) & (U_GC_L_MASK | U_GC_ND_MASK));
}

/* Blanks and Latin marks, beyond which a neighbour is looked for. */
static bool is_passed(const struct item *it)
{
    return it->latin && !is_letter(it);
}

/* What was walked past once is not walked past again: from one opening mark the walk ends where it
 * does from every later one before that place. */
struct quotes {
    struct items items;
    size_t ends[2];       /* of the last walk from a single mark, from a double one */
    size_t close, behind; /* a closing mark, and what stands beyond the Latin marks behind it */
};

/* Whether a quotation is Latin: nothing else stands in it, nor beside it, and something does. */
static bool is_latin_quotation(struct quotes *q, size_t open, size_t close)
{
    struct items items = q->items;
    size_t before = open;
    while (before > 0 && is_passed(&items.v[before - 1]))
        before--;
    if (q->close != close)
        for (q->close = close, q->behind = close + 1;
             q->behind < items.n && is_passed(&items.v[q->behind]);)
            q->behind++;
    bool first = before == 0, last = q->behind == items.n;
    return !(first && last) && (first || is_letter(&items.v[before - 1])) &&
           (last || is_letter(&items.v[q->behind]));
}

/* Past a quotation's text to what closes it, as long as that is Latin; else the opening mark. */
static size_t closing_of(struct quotes *q, size_t open)
{
    struct items items = q->items;
    size_t *i = &q->ends[items.v[open].cp == DOUBLE_OPEN];
    uint32_t closes = items.v[open].cp + 1;
    if (*i <= open)
        for (*i = open + 1; *i < items.n && items.v[*i].cp != closes &&
                            (items.v[*i].latin || is_quote(items.v[*i].cp));)
            ++*i;
    return *i < items.n && items.v[*i].cp == closes ? *i : open;
}

static void make_latin(struct typesetter *t, struct item *it, bool apostrophe)
{
    struct glyph g;
    if (it->latin || it->object || !fonts_glyph(t->fonts, ROLE_LATIN, it->cp, &g))
        return;
    bool opens = is_opening_quote(it->cp);
    enum char_class cls = apostrophe ? CLASS_LETTER : opens ? CLASS_OPEN : CLASS_CLOSE;
    it->glyph = g;
    it->latin = true;
    it->width = g.advance;
    if (it->trait.cls != CLASS_RAISED)
        it->trait = (struct trait){.cls = cls, .no_start = !opens, .no_end = opens};
}

void text_items_find_latin_quotes(struct typesetter *t, struct items items)
{
    struct quotes q = {.items = items};
    size_t open = 0; /* ‘ that wait for their ’ */
    for (size_t i = 0; i < items.n; i++) {
        struct item *it = &items.v[i];
        if (!is_quote(it->cp) || it->latin)
            continue;
        size_t close = is_opening_quote(it->cp) ? closing_of(&q, i) : i;
        if (close > i && is_latin_quotation(&q, i, close)) {
            make_latin(t, it, false);
            make_latin(t, &items.v[close], false);
        } else if (it->cp == SINGLE_OPEN) {
            open++;
        } else if (it->cp == SINGLE_CLOSE && open > 0) {
            open--;
        } else if (it->cp == SINGLE_CLOSE && i > 0 && is_letter(it - 1)) {
            make_latin(t, it, true); /* O’Neil */
        }
    }
}
