/*
 * Measures that serve many elements: a length of each line, the size, the face, the colour,
 * centring. Of many lines the one that is farthest off speaks for all.
 */
#include <string.h>

#include "base/utf8.h"
#include "conform/conform_int.h"

enum { SIZE_TOLERANCE = 50 /* 0.05 pt */, COLOUR_TOLERANCE = 5 };

/* The worst so far. */
struct worst {
    bool any;
    len_t off, measured;
    size_t page;
};

static void worst_take(struct worst *w, len_t wanted, len_t measured, size_t page)
{
    len_t off = measured > wanted ? measured - wanted : wanted - measured;
    if (!w->any || off > w->off)
        *w = (struct worst){true, off, measured, page};
}

void measure_each(const struct conform *c, const struct clause *item, struct result *out)
{
    struct worst w = {0};
    len_t wanted = style_len_of(c->options.style, item->key), measured;
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));)
        if (item->quantity(c, l, &measured))
            worst_take(&w, wanted, measured, l->page);
    if (!w.any)
        return;
    result_set(out, w.off <= TOLERANCE, w.page);
    result_len(c, out, wanted, w.measured);
}

void measure_size(const struct conform *c, const struct clause *item, struct result *out)
{
    struct worst w = {0};
    len_t wanted = style_len_of(c->options.style, item->key);
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));)
        for (size_t i = 0; i < l->chars.n; i++)
            worst_take(&w, wanted, l->chars.v[i].size, l->page);
    if (!w.any)
        return;
    bool ok = w.off <= SIZE_TOLERANCE;
    result_set(out, ok, w.page);
    out->wanted = say_size(c, wanted);
    out->measured = say_size(c, ok ? wanted : w.measured); /* not 15.999 pt */
}

static const char *say_role(const struct conform *c, enum font_role role)
{
    static const char *const names[FONT_ROLES][2] = {
        [ROLE_TITLE] = {"小标宋", "title face"}, [ROLE_BODY] = {"仿宋", "fangsong"},
        [ROLE_HEI] = {"黑体", "heiti"},          [ROLE_KAI] = {"楷体", "kaiti"},
        [ROLE_SONG] = {"宋体", "songti"},        [ROLE_LATIN] = {"西文", "latin"},
    };
    return names[role][c->options.lang == DIAG_EN];
}

/* Only characters whose face the role settles: Chinese characters and digits. A rare character
 * may come from the fallback chain. */
static bool face_is_right(const struct conform *c, enum font_role role, const struct character *ch)
{
    struct glyph g;
    bool digit = ch->cp >= '0' && ch->cp <= '9';
    if (!digit && !utf8_is_han(ch->cp))
        return true;
    enum font_role own = digit ? fonts_latin_role(c->options.fonts, role) : role;
    return fonts_glyph(c->options.fonts, own, ch->cp, &g) && g.face == ch->face;
}

/* In text, what the author stressed stands in the face for that. */
static bool is_emphasis(const struct conform *c, const struct line *l, const struct character *ch)
{
    enum font_role role = font_role_named(c->options.style->emphasis_role);
    return l->element == ELEMENT_TEXT && role < FONT_ROLES && face_is_right(c, role, ch);
}

static void face_wrong(const struct conform *c, const struct line *l, const struct character *ch,
                       struct result *out)
{
    struct buf b = {0};
    buf_code(&b, ch->cp);
    result_set(out, false, l->page);
    out->measured =
        arena_printf(c->arena, say(c, "“%s”用了 %s", "%s is in %s"), b.p, ch->face->name);
    buf_drop(&b);
}

void measure_face(const struct conform *c, const struct clause *item, struct result *out)
{
    const char *name = style_role_of(c->options.style, item->key);
    enum font_role role = font_role_named(name);
    for (const struct line *l = NULL; role < FONT_ROLES && (l = line_next(c, item->element, l));) {
        len_t level;
        if (item->quantity && !item->quantity(c, l, &level))
            continue;
        out->wanted = say_role(c, role);
        if (out->verdict == VERDICT_UNCHECKED) {
            result_set(out, true, l->page);
            out->measured = arena_printf(c->arena, say(c, "%s（%s）", "%s (%s)"), say_role(c, role),
                                         fonts_main_face(c->options.fonts, role)->name);
        }
        for (size_t i = 0; i < l->chars.n; i++)
            if (!face_is_right(c, role, &l->chars.v[i]) && !is_emphasis(c, l, &l->chars.v[i])) {
                face_wrong(c, l, &l->chars.v[i], out);
                return;
            }
    }
}

static bool same_colour(struct colour a, struct colour b)
{
    return is_near(a.c, b.c, COLOUR_TOLERANCE) && is_near(a.m, b.m, COLOUR_TOLERANCE) &&
           is_near(a.y, b.y, COLOUR_TOLERANCE) && is_near(a.k, b.k, COLOUR_TOLERANCE);
}

static struct colour wanted_colour(const struct conform *c, int key)
{
    const struct style *st = c->options.style;
    struct style_colour k = key == STYLE_red ? st->red : st->ink;
    return (struct colour){k.c, k.m, k.y, k.k};
}

/* The profile's own two by name, any other by its parts. */
static const char *say_colour(const struct conform *c, struct colour k)
{
    struct buf b = {0};
    if (same_colour(k, wanted_colour(c, STYLE_red)))
        return say(c, "红色", "red");
    if (same_colour(k, wanted_colour(c, STYLE_ink)))
        return say(c, "黑色", "black");
    const int parts[] = {k.c, k.m, k.y, k.k};
    buf_str(&b, "CMYK");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        enum { THOUSANDTHS = 3 };
        buf_char(&b, ' ');
        buf_fixed(&b, parts[i], THOUSANDTHS);
    }
    const char *text = arena_strndup(c->arena, b.p, b.n);
    buf_drop(&b);
    return text;
}

static void judge_colour(const struct conform *c, struct result *out, struct colour wanted,
                         struct colour measured, size_t page)
{
    if (out->verdict == VERDICT_BREACHES)
        return;
    result_set(out, same_colour(wanted, measured), page);
    out->wanted = say_colour(c, wanted);
    out->measured = say_colour(c, measured);
}

void measure_colour(const struct conform *c, const struct clause *item, struct result *out)
{
    struct colour wanted = wanted_colour(c, item->key);
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));)
        for (size_t i = 0; i < l->chars.n; i++)
            judge_colour(c, out, wanted, l->chars.v[i].colour, l->page);
}

void measure_rule_colour(const struct conform *c, const struct clause *item, struct result *out)
{
    for (size_t i = 0; i < c->rules.n; i++)
        if (c->rules.v[i].element == item->element)
            judge_colour(c, out, wanted_colour(c, item->key), c->rules.v[i].rule.colour,
                         c->rules.v[i].page);
}

void measure_centred(const struct conform *c, const struct clause *item, struct result *out)
{
    struct worst w = {0};
    len_t centre = (area_left(c) + area_right(c)) / 2;
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));)
        worst_take(&w, centre, line_middle(l, centre), l->page);
    if (!w.any)
        return;
    result_set(out, w.off <= TOLERANCE, w.page);
    result_len(c, out, centre, w.measured);
}

/* All lines of a masthead together: a joint one has 文件 beside its names. */
void measure_masthead_centred(const struct conform *c, const struct clause *item,
                              struct result *out)
{
    len_t left = INT32_MAX, right = 0, centre = (area_left(c) + area_right(c)) / 2;
    const struct line *first = line_next(c, item->element, NULL);
    for (const struct line *l = first; l; l = line_next(c, item->element, l))
        for (size_t i = 0; i < l->chars.n; i++) {
            left = len_min(left, l->chars.v[i].left);
            right = len_max(right, l->chars.v[i].right);
        }
    if (!first)
        return;
    result_set(out, is_near((left + right) / 2, centre, TOLERANCE), first->page);
    result_len(c, out, centre, (left + right) / 2);
}

/* Lengths of a line. */

/* Of a masthead of several lines, the first. */
bool ink_below_area_top(const struct conform *c, const struct line *line, len_t *out)
{
    for (const struct line *l = NULL; (l = line_next(c, line->element, l));)
        if (l->page == line->page && l->centre < line->centre - line_size(line) / 2)
            return false;
    *out = line_ink(line).top - c->options.style->area_top;
    return true;
}

/* What starts on this page or the one before goes on in this line. */
static bool goes_on(const struct conform *c, const struct line *line)
{
    for (const struct line *l = line; l-- > c->lines.v && l->page + 1 >= line->page;)
        if (l->element == line->element && !l->turned)
            return true;
    return false;
}

bool indent_of_line(const struct conform *c, const struct line *line, len_t *out)
{
    len_t wanted = c->options.style->body_indent + area_left(c);
    if (goes_on(c, line))
        return false;
    *out = line_left(line, wanted) - area_left(c);
    return line->first;
}

/* A paragraph's first line is the one that does not start flush left. */
bool indent_of_first(const struct conform *c, const struct line *line, len_t *out)
{
    if (!line->first || !line_indented(c, line))
        return false;
    *out = line_left(line, area_left(c) + c->options.style->body_indent) - area_left(c);
    return true;
}

bool right_indent(const struct conform *c, const struct line *line, len_t *out)
{
    len_t near = area_right(c) - c->options.style->char_pitch;
    *out = area_right(c) - line_right(line, near);
    return true;
}
