/*
 * Characters to items: what each is (our tailoring, classes.def, first; ICU's line breaking classes
 * otherwise), the role's glyph or the Latin one, substitutes and missing glyphs reported, joined
 * dashes, and the blank between adjacent marks taken off.
 */
#include <stdio.h>

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/diag.def"
#include "text/text_int.h"

/* ---- character classes ---- */

struct class_row {
    uint32_t cp;
    struct trait trait;
};

#define TRAIT(cp, cls, no_start, no_end, left, right)                                              \
    {cp, {CLASS_##cls, no_start, no_end, left, right}},
static const struct class_row class_rows[] = {
#include "text/classes.def"
};
#undef TRAIT

/* UAX #14 classes that differ from a plain Han character. */
static const struct {
    ULineBreak icu;
    struct trait trait;
} from_icu[] = {
    {U_LB_OPEN_PUNCTUATION, {CLASS_OPEN, 0, 1, 0, 0}},
    {U_LB_CLOSE_PUNCTUATION, {CLASS_CLOSE, 1, 0, 0, 0}},
    {U_LB_CLOSE_PARENTHESIS, {CLASS_CLOSE, 1, 0, 0, 0}},
    {U_LB_EXCLAMATION, {CLASS_CLOSE, 1, 0, 0, 0}},
    {U_LB_NONSTARTER, {CLASS_CLOSE, 1, 0, 0, 0}},
    {U_LB_CONDITIONAL_JAPANESE_STARTER, {CLASS_CLOSE, 1, 0, 0, 0}},
    {U_LB_INFIX_NUMERIC, {CLASS_LETTER, 1, 0, 0, 0}},
    {U_LB_INSEPARABLE, {CLASS_ELLIPSIS, 1, 0, 0, 0}},
    {U_LB_BREAK_BOTH, {CLASS_DASH, 1, 0, 0, 0}},
    {U_LB_BREAK_BEFORE, {CLASS_HAN, 0, 1, 0, 0}},
    {U_LB_PREFIX_NUMERIC, {CLASS_PREFIX, 0, 1, 0, 0}},
    {U_LB_POSTFIX_NUMERIC, {CLASS_POSTFIX, 1, 0, 0, 0}},
    {U_LB_NUMERIC, {CLASS_DIGIT, 0, 0, 0, 0}},
    {U_LB_ALPHABETIC, {CLASS_LETTER, 0, 0, 0, 0}},
    {U_LB_HEBREW_LETTER, {CLASS_LETTER, 0, 0, 0, 0}},
    {U_LB_COMPLEX_CONTEXT, {CLASS_LETTER, 0, 0, 0, 0}},
    {U_LB_UNKNOWN, {CLASS_LETTER, 0, 0, 0, 0}},
    {U_LB_HYPHEN, {CLASS_LETTER, 1, 0, 0, 0}},
    {U_LB_BREAK_AFTER, {CLASS_LETTER, 1, 0, 0, 0}},
    {U_LB_BREAK_SYMBOLS, {CLASS_LETTER, 1, 1, 0, 0}},
    {U_LB_QUOTATION, {CLASS_LETTER, 1, 1, 0, 0}},
    {U_LB_COMBINING_MARK, {CLASS_LETTER, 1, 0, 0, 0}},
    {U_LB_ZWJ, {CLASS_LETTER, 1, 1, 0, 0}},
    {U_LB_E_MODIFIER, {CLASS_HAN, 1, 0, 0, 0}},
    {U_LB_GLUE, {CLASS_LETTER, 1, 1, 0, 0}},
    {U_LB_WORD_JOINER, {CLASS_LETTER, 1, 1, 0, 0}},
    {U_LB_SPACE, {CLASS_SPACE, 1, 0, 0, 0}},
    {U_LB_ZWSPACE, {CLASS_SPACE, 1, 0, 0, 0}},
    {U_LB_MANDATORY_BREAK, {CLASS_SPACE, 1, 0, 0, 0}},
    {U_LB_CARRIAGE_RETURN, {CLASS_SPACE, 1, 0, 0, 0}},
    {U_LB_LINE_FEED, {CLASS_SPACE, 1, 0, 0, 0}},
    {U_LB_NEXT_LINE, {CLASS_SPACE, 1, 0, 0, 0}},
};

struct trait text_trait(uint32_t cp)
{
    struct trait han = {.cls = CLASS_HAN};
    if (cp >= 0x4E00 && cp <= 0x9FFF) /* by far the most; no look-up */
        return han;
    if (utf8_is_digit(cp))
        return (struct trait){.cls = CLASS_DIGIT};
    if (cp == 0x3000)
        return (struct trait){.cls = CLASS_SPACE, .no_start = true};
    for (size_t i = 0; i < sizeof class_rows / sizeof *class_rows; i++)
        if (class_rows[i].cp == cp)
            return class_rows[i].trait;
    int icu = u_getIntPropertyValue((UChar32)cp, UCHAR_LINE_BREAK);
    for (size_t i = 0; i < sizeof from_icu / sizeof *from_icu; i++)
        if ((int)from_icu[i].icu == icu)
            return from_icu[i].trait;
    return han;
}

bool text_is_combining(uint32_t cp)
{
    enum { FIRST_COMBINING = 0x300 };
    if (cp < FIRST_COMBINING || (cp >= 0x3000 && cp <= 0x9FFF)) /* the kana's marks are Japanese */
        return false;
    int icu = u_getIntPropertyValue((UChar32)cp, UCHAR_LINE_BREAK);
    return icu == U_LB_COMBINING_MARK || icu == U_LB_ZWJ;
}

/* ---- glyphs ---- */

struct collector {
    struct typesetter *t;
    const struct span *spans, *end;
    struct items items; /* room for as many as are asked for */
    bool ok;
};

static void report(struct typesetter *t, const struct diag_code *code, struct pos pos, uint32_t cp,
                   const char *role, const char *face)
{
    enum { CODE_NAME = 16 };
    char utf8[UTF8_MAX + 1] = {0}, name[CODE_NAME];
    utf8_encode(cp, utf8);
    snprintf(name, sizeof name, "U+%04X", cp);
    diag(t->diags, code, pos, utf8, name, role, face);
}

/* No font has it: what to do depends on what it is. */
static void report_missing(struct typesetter *t, uint32_t cp, struct pos pos, enum font_role role)
{
    enum { SYMBOL_FIRST = 0xF000, SYMBOL_LAST = 0xF0FF };
    const struct diag_code *code = DIAG_F002;
    if (cp >= SYMBOL_FIRST && cp <= SYMBOL_LAST)
        code = DIAG_F015;
    else if (u_charType((UChar32)cp) == U_PRIVATE_USE_CHAR)
        code = DIAG_F016;
    else if (cp > 0xFF && (u_hasBinaryProperty((UChar32)cp, UCHAR_EMOJI) ||
                           u_hasBinaryProperty((UChar32)cp, UCHAR_EMOJI_COMPONENT)))
        code = DIAG_F014;
    report(t, code, pos, cp, font_role_name(role), "");
}

/* A substitute is told once a role and character, where it first occurs. */
static void report_substitute(struct typesetter *t, const struct item *it, enum font_role role,
                              struct pos pos)
{
    uint64_t key = (uint64_t)role << 32 | it->cp;
    if (map_get(&t->reported, key))
        return;
    map_put(t->arena, &t->reported, key, 1);
    const struct face *own = fonts_main_face(t->fonts, role);
    report(t, DIAG_F001, pos, it->cp, own->name, it->glyph.face->name);
}

/* The character after character i, be it in a later span; none where the spans' sizes differ. */
static uint32_t next_of(const struct collector *c, const struct span *span, size_t i)
{
    const struct span *at = span;
    for (i++; at < c->end && i >= at->text.n; at++)
        i = 0;
    bool like = at < c->end && at->raise == span->raise && at->scale == span->scale;
    return like ? at->text.cp[i] : 0;
}

/* Finds the item's glyph, one for two characters where they join. False: reported. */
static bool fill_glyph(struct collector *c, struct item *it, const struct span *span, size_t i)
{
    struct typesetter *t = c->t;
    uint32_t next = next_of(c, span, i);
    struct text_cell cell = {.width = 2 * EM};
    if (next && fonts_joined(t->fonts, span->role, it->cp, next, &cell.glyph)) {
        it->joined = next;
    } else if (!text_glyph(t->fonts, span->role, it->cp, &cell)) {
        report_missing(t, it->cp, text_pos(span->text, i), span->role);
        return false;
    }
    it->glyph = cell.glyph;
    it->width = cell.width;
    if (it->glyph.substituted)
        report_substitute(t, it, span->role, text_pos(span->text, i));
    return true;
}

/* An object's glyph is a space of its role: a face, and nothing to see. */
static void collect_object(struct collector *c, const struct span *span)
{
    struct item it = {.cp = span->text.cp[0],
                      .span = (size_t)(span - c->spans),
                      .trait = {.cls = CLASS_HAN},
                      .scale = EM,
                      .cell = span->width,
                      .object = true,
                      .fills = span->fills,
                      .tied = span->tied};
    if (!fonts_glyph(c->t->fonts, span->role, ' ', &it.glyph)) {
        report(c->t, DIAG_F002, text_pos(span->text, 0), ' ', font_role_name(span->role), "");
        c->ok = false;
        return;
    }
    c->items.v[c->items.n++] = it;
}

/* A raised mark hangs on what it follows; what it is of itself does not count. Gives the number of
 * characters taken: two when they join. */
static size_t collect_one(struct collector *c, const struct span *span, size_t i)
{
    uint32_t cp = span->text.cp[i];
    bool raised = span->raise || (span->scale && span->scale != EM);
    struct item it = {.cp = cp,
                      .at = span->text.at[i],
                      .index = (uint32_t)i,
                      .span = (size_t)(span - c->spans),
                      .latin = text_is_latin(cp),
                      .forced = cp == TEXT_BREAK,
                      .trait = raised ? (struct trait){.cls = CLASS_RAISED, .no_start = true}
                                      : text_trait(cp),
                      .tied = span->tied,
                      .raise = span->raise,
                      .rule = span->rule,
                      .scale = span->scale ? span->scale : EM};
    if (!it.forced && !fill_glyph(c, &it, span, i)) {
        c->ok = false;
        return 1;
    }
    c->items.v[c->items.n++] = it;
    return it.joined ? 2 : 1;
}

/* A character stands in a cell of its own. An object has one of its width. */
static void measure_cells(struct items items, int squeeze)
{
    for (size_t i = 0; i < items.n; i++) {
        struct item *it = &items.v[i];
        if (it->forced || it->object)
            continue;
        it->cell = it->width * it->scale / EM;
        it->shrink_left = (int)len_min(it->trait.blank_left, squeeze);
        it->shrink_right = (int)len_min(it->trait.blank_right, squeeze);
    }
}

/* GB/T 15834 5.1.10: two adjacent marks together take one and a half characters. */
static void cut_adjacent_marks(struct items items)
{
    for (size_t i = 1; i < items.n; i++) {
        struct item *a = &items.v[i - 1], *b = &items.v[i];
        bool marks = a->trait.cls == CLASS_OPEN || a->trait.cls == CLASS_CLOSE;
        marks = marks && (b->trait.cls == CLASS_OPEN || b->trait.cls == CLASS_CLOSE);
        if (!marks)
            continue;
        if (a->trait.blank_right) {
            a->cell -= a->trait.blank_right;
            a->shrink_right = 0;
        } else if (b->trait.blank_left) {
            b->cell -= b->trait.blank_left;
            b->cut_left += b->trait.blank_left;
            b->shrink_left = 0;
        }
    }
}

/* Between Han and Latin the profile may ask for a gap: it becomes part of the Latin cell. */
static void add_latin_gaps(struct items items, int gap)
{
    for (size_t i = 1; gap && i < items.n; i++) {
        struct item *a = &items.v[i - 1], *b = &items.v[i];
        bool word_a = a->latin && a->trait.cls != CLASS_SPACE && a->trait.cls != CLASS_RAISED;
        bool word_b = b->latin && b->trait.cls != CLASS_SPACE && b->trait.cls != CLASS_RAISED;
        if (word_a && !b->latin && b->trait.cls == CLASS_HAN) {
            a->cell += gap;
        } else if (word_b && !a->latin && a->trait.cls == CLASS_HAN) {
            b->cell += gap;
            b->cut_left -= gap;
        }
    }
}

/* A pair that joins may begin in one span and end in a later one. */
static void collect_spans(struct collector *c, struct text_course *course, size_t most)
{
    const struct span *span = c->spans + course->span;
    size_t i = course->index;
    while (span < c->end) {
        if (!span->object && i >= span->text.n) {
            i -= span++->text.n;
        } else if (c->items.n == most) {
            break;
        } else if (span->object) {
            collect_object(c, span++);
            i = 0;
        } else {
            i += collect_one(c, span, i);
        }
    }
    course->span = (size_t)(span - c->spans);
    course->index = i;
}

bool text_items_collect_some(struct typesetter *t, struct text_course *course, size_t most,
                             struct items *out)
{
    const struct span *spans = course->spans, *end = spans + course->n;
    struct collector c = {
        .t = t, .spans = spans, .end = end, .items = {.turned = course->turned}, .ok = true};
    size_t characters = 0;
    struct known_key key;
    bool is_short = most >= KNOWN_MOST && text_known_ask(course, &key);
    if (is_short && text_known_items(t, &key, spans, out)) {
        course->span = course->n;
        return true;
    }
    for (const struct span *s = spans + course->span; s < end && characters < most; s++)
        characters += s->text.n;
    c.items.v = ARENA_BARE(t->scratch, struct item, characters < most ? characters : most);
    collect_spans(&c, course, most);
    c.items.more = course->span < course->n;
    *out = c.items;
    text_items_find_latin_quotes(t, *out);
    measure_cells(*out, t->style->mark_squeeze);
    cut_adjacent_marks(*out);
    add_latin_gaps(*out, t->style->han_latin);
    if (is_short && c.ok) {
        text_items_find_ends(out);
        text_known_keep(t, &key, *out);
    }
    return c.ok;
}

bool text_items_collect(struct typesetter *t, const struct span spans[], size_t n,
                        struct items *out)
{
    struct text_course all = {.spans = spans, .n = n};
    return text_items_collect_some(t, &all, SIZE_MAX, out);
}
