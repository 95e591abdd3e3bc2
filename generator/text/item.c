/*
 * Characters to items: the role's glyph or the Latin one, substitutes and missing characters
 * reported, joined dashes, and the blank between adjacent marks taken off.
 */
#include <stdio.h>

#include "base/utf8.h"
#include "text/diag.def"
#include "text/text_int.h"

struct collector {
    struct typesetter *t;
    const struct span *spans, *end;
    struct items items; /* room for one a character */
    bool ok;
};

enum { CODE_NAME = 16 };

static void report(struct typesetter *t, const struct diag_code *code, struct pos pos, uint32_t cp,
                   const char *role, const char *face)
{
    char utf8[UTF8_MAX + 1] = {0}, name[CODE_NAME];
    utf8_encode(cp, utf8);
    snprintf(name, sizeof name, "U+%04X", cp);
    diag(t->diags, code, pos, utf8, name, role, face);
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

static bool find_glyph(struct typesetter *t, struct item *it, enum font_role role)
{
    enum font_role latin = fonts_latin_role(t->fonts, role);
    if (it->latin && fonts_glyph(t->fonts, latin, it->cp, &it->glyph))
        return true;
    return fonts_glyph(t->fonts, role, it->cp, &it->glyph);
}

/* A character that is set in a cell of its own: one em, or two when joined. */
static void set_cell(struct item *it, int squeeze)
{
    if (it->latin)
        it->cell = it->glyph.advance;
    else
        it->cell = it->joined ? 2 * EM : EM;
    it->cell = it->cell * it->scale / EM;
    it->give_left = (int)len_min(it->trait.blank_left, squeeze);
    it->give_right = (int)len_min(it->trait.blank_right, squeeze);
}

/* A raised mark hangs on what it follows; what it is of itself does not count. */
static struct trait trait_in(const struct span *span, uint32_t cp)
{
    bool raised = span->raise || (span->scale && span->scale != EM);
    return raised ? (struct trait){.cls = CLASS_RAISED, .no_start = true} : trait_of(cp);
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
    if (next && fonts_joined(t->fonts, span->role, it->cp, next, &it->glyph)) {
        it->joined = next;
    } else if (!find_glyph(t, it, span->role)) {
        report(t, DIAG_F002, text_pos(span->text, i), it->cp, font_role_name(span->role), "");
        return false;
    }
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

/* Gives the number of characters taken: two when they join. */
static size_t collect_one(struct collector *c, const struct span *span, size_t i)
{
    uint32_t cp = span->text.cp[i];
    struct item it = {.cp = cp,
                      .at = span->text.at[i],
                      .span = (size_t)(span - c->spans),
                      .latin = is_latin(cp),
                      .forced = cp == TEXT_BREAK,
                      .trait = trait_in(span, cp),
                      .tied = span->tied,
                      .raise = span->raise,
                      .scale = span->scale ? span->scale : EM};
    if (!it.forced && !fill_glyph(c, &it, span, i)) {
        c->ok = false;
        return 1;
    }
    if (!it.forced)
        set_cell(&it, c->t->style->mark_squeeze);
    c->items.v[c->items.n++] = it;
    return it.joined ? 2 : 1;
}

/* A pair that joins may begin in one span and end in a later one. */
static void collect_all(struct collector *c)
{
    size_t i = 0;
    for (const struct span *span = c->spans; span < c->end; span++) {
        if (span->object)
            collect_object(c, span);
        while (!span->object && i < span->text.n)
            i += collect_one(c, span, i);
        i = span->object ? span->text.n : i;
        i -= span->text.n;
    }
}

static void cut_right(struct item *it)
{
    it->cell -= it->trait.blank_right;
    it->give_right = 0;
}

static void cut_left(struct item *it)
{
    it->cell -= it->trait.blank_left;
    it->cut_left += it->trait.blank_left;
    it->give_left = 0;
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
        if (a->trait.blank_right)
            cut_right(a);
        else if (b->trait.blank_left)
            cut_left(b);
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

bool items_collect(struct typesetter *t, const struct span spans[], size_t n, struct items *out)
{
    struct collector c = {.t = t, .spans = spans, .end = spans + n, .ok = true};
    size_t characters = 0;
    for (size_t s = 0; s < n; s++)
        characters += spans[s].text.n;
    c.items.v = ARENA_ARRAY(t->scratch, struct item, characters);
    collect_all(&c);
    *out = c.items;
    cut_adjacent_marks(*out);
    add_latin_gaps(*out, t->style->han_latin);
    return c.ok;
}
