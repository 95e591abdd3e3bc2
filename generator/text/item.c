/*
 * Characters to items: the role's glyph or the Latin one, substitutes and missing characters
 * reported, joined dashes, and the blank between adjacent marks taken off.
 */
#include <stdio.h>

#include "base/utf8.h"
#include "text/text_int.h"

struct collector {
    struct typesetter *t;
    VEC(struct item) items;
    bool ok;
};

enum { CODE_NAME = 16 };

static void report(struct typesetter *t, enum diag_code code, struct pos pos, uint32_t cp,
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
    it->give_left = (int)len_min(it->trait.blank_left, squeeze);
    it->give_right = (int)len_min(it->trait.blank_right, squeeze);
}

static void collect_one(struct collector *c, const struct span spans[], size_t s, size_t *i)
{
    const struct span *span = &spans[s];
    struct text text = span->text;
    struct item it = {.cp = text.cp[*i], .span = s, .latin = is_latin(text.cp[*i])};
    struct pos pos = text_pos(text, *i);
    uint32_t next = *i + 1 < text.n ? text.cp[*i + 1] : 0;
    *i += 1;
    if (it.cp == TEXT_BREAK) {
        it.forced = true;
    } else if (next && fonts_joined(c->t->fonts, span->role, it.cp, next, &it.glyph)) {
        it.joined = next;
        *i += 1;
    } else if (!find_glyph(c->t, &it, span->role)) {
        report(c->t, DIAG_F002, pos, it.cp, font_role_name(span->role), "");
        c->ok = false;
        return;
    }
    it.trait = trait_of(it.cp);
    if (!it.forced)
        set_cell(&it, c->t->style->mark_squeeze);
    if (it.glyph.substituted)
        report_substitute(c->t, &it, span->role, pos);
    VEC_PUSH(c->t->arena, &c->items, it);
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
        bool word_a = a->latin && a->trait.cls != CLASS_SPACE;
        bool word_b = b->latin && b->trait.cls != CLASS_SPACE;
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
    struct collector c = {.t = t, .ok = true};
    for (size_t s = 0; s < n; s++)
        for (size_t i = 0; i < spans[s].text.n;)
            collect_one(&c, spans, s, &i);
    *out = (struct items){c.items.v, c.items.n};
    cut_adjacent_marks(*out);
    add_latin_gaps(*out, t->style->han_latin);
    return c.ok;
}
