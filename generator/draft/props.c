/*
 * What a set of properties says of characters (w:rPr) and of paragraphs (w:pPr), and nothing else:
 * what it leaves open is known to be open, so that sets can be laid over each other.
 */
#include <stdlib.h>
#include <string.h>

#include "draft/docx_int.h"

/* ---- characters ---- */

static void set_bit(struct look *l, enum look_bit bit, bool on)
{
    l->known |= bit;
    l->on = on ? l->on | bit : l->on & ~(uint32_t)bit;
}

static void set_size(struct look *l, const struct part_node *n)
{
    enum { HALF_POINT = 500, MOST = 3276 };
    long size = part_number(part_value(n), 0);
    if (strspn(part_value(n), "0123456789") != strlen(part_value(n)))
        size = part_length(part_value(n), 0) / HALF_POINT;
    if (size > 0 && size <= MOST) {
        l->known |= LOOK_SIZE;
        l->size = (int)size * HALF_POINT;
    }
}

static void set_colour(struct look *l, const char *value)
{
    enum { DIGITS = 6, HEX = 16 };
    l->known |= LOOK_COLOUR;
    l->colour = 0;
    if (strlen(value) == DIGITS && strspn(value, "0123456789abcdefABCDEF") == DIGITS)
        l->colour = (uint32_t)strtoul(value, NULL, HEX);
}

/* A face of the theme goes before a name beside it. */
static const char *face_of(const struct part_node *n, const char *name, const char *theme_name,
                           const struct theme *theme)
{
    const char *themed = styles_theme_face(theme, part_attr(n, theme_name));
    return themed ? themed : part_attr(n, name);
}

static void set_faces(struct look *l, const struct part_node *n, const struct theme *theme)
{
    const char *east = face_of(n, "eastAsia", "eastAsiaTheme", theme);
    const char *latin = face_of(n, "ascii", "asciiTheme", theme);
    if (!latin)
        latin = face_of(n, "hAnsi", "hAnsiTheme", theme);
    l->east = east && *east ? east : l->east;
    l->latin = latin && *latin ? latin : l->latin;
}

static void set_shift(struct look *l, const char *value)
{
    l->known |= LOOK_SHIFT;
    l->shift = part_is(value, "superscript") ? 1 : part_is(value, "subscript") ? -1 : 0;
}

void props_look(struct look *l, const struct part_node *properties, const struct theme *theme)
{
    for (const struct part_node *n = properties ? properties->first : NULL; n; n = n->next)
        switch (n->tag) {
        case TAG_BOLD:
            set_bit(l, LOOK_BOLD, part_on(n));
            break;
        case TAG_ITALIC:
            set_bit(l, LOOK_ITALIC, part_on(n));
            break;
        case TAG_STRIKE:
        case TAG_DOUBLE_STRIKE:
            set_bit(l, LOOK_STRIKE, part_on(n));
            break;
        case TAG_VANISH:
            set_bit(l, LOOK_HIDDEN, part_on(n));
            break;
        case TAG_UNDERLINE:
            set_bit(l, LOOK_UNDERLINE, *part_value(n) && !part_is(part_value(n), "none"));
            break;
        case TAG_HIGHLIGHT:
            set_bit(l, LOOK_HIGHLIGHT, !part_is(part_value(n), "none"));
            break;
        case TAG_VERTICAL:
            set_shift(l, part_value(n));
            break;
        case TAG_SIZE:
            set_size(l, n);
            break;
        case TAG_COLOUR:
            set_colour(l, part_value(n));
            break;
        case TAG_FACES:
            set_faces(l, n, theme);
            break;
        default:
            break;
        }
}

void props_look_over(struct look *l, const struct look *over)
{
    l->on = (l->on & ~over->known) | (over->on & over->known);
    l->known |= over->known;
    l->east = over->east ? over->east : l->east;
    l->latin = over->latin ? over->latin : l->latin;
    if (over->known & LOOK_SIZE)
        l->size = over->size;
    if (over->known & LOOK_COLOUR)
        l->colour = over->colour;
    if (over->known & LOOK_SHIFT)
        l->shift = over->shift;
}

/* ---- paragraphs ---- */

static void set_align(struct shape *s, const char *value)
{
    s->known |= SHAPE_ALIGN;
    s->spread = part_is(value, "distribute") || part_is(value, "thaiDistribute");
    s->align = ALIGN_LEFT;
    if (part_is(value, "center"))
        s->align = ALIGN_CENTER;
    if (part_is(value, "right") || part_is(value, "end"))
        s->align = ALIGN_RIGHT;
}

static void set_length(struct shape *s, enum shape_bit bit, int *out, const char *value, int sign)
{
    if (!value)
        return;
    s->known |= bit;
    *out = part_length(value, 0) * sign;
}

static void set_chars(struct shape *s, enum shape_bit bit, int *out, const char *value, int sign)
{
    enum { MOST = 100000 };
    if (!value)
        return;
    long n = part_number(value, 0);
    s->known |= bit;
    *out = n > -MOST && n < MOST ? (int)n * sign : 0;
}

static const char *either(const struct part_node *n, const char *name, const char *strict)
{
    const char *value = part_attr(n, name);
    return value ? value : part_attr(n, strict);
}

static void set_indents(struct shape *s, const struct part_node *n)
{
    const char *hanging = part_attr(n, "hanging"), *hanging_chars = part_attr(n, "hangingChars");
    set_length(s, SHAPE_LEFT, &s->left, either(n, "left", "start"), 1);
    set_length(s, SHAPE_RIGHT, &s->right, either(n, "right", "end"), 1);
    set_length(s, SHAPE_FIRST, &s->first, part_attr(n, "firstLine"), 1);
    set_length(s, SHAPE_FIRST, &s->first, hanging, -1);
    set_chars(s, SHAPE_LEFT_CHARS, &s->left_chars, either(n, "leftChars", "startChars"), 1);
    set_chars(s, SHAPE_FIRST_CHARS, &s->first_chars, part_attr(n, "firstLineChars"), 1);
    if (hanging_chars && part_number(hanging_chars, 0) != 0)
        set_chars(s, SHAPE_FIRST_CHARS, &s->first_chars, hanging_chars, -1);
}

/* Space in lines goes before the same in lengths, which is what it came to. */
static void set_spacing(struct shape *s, const struct part_node *n)
{
    const char *rule = part_attr(n, "lineRule");
    set_length(s, SHAPE_BEFORE, &s->before, part_attr(n, "before"), 1);
    set_length(s, SHAPE_AFTER, &s->after, part_attr(n, "after"), 1);
    if (part_is(rule, "exact") || part_is(rule, "atLeast"))
        set_length(s, SHAPE_LINE, &s->line, part_attr(n, "line"), 1);
    else if (part_attr(n, "line")) {
        s->known |= SHAPE_LINE;
        s->line = 0;
    }
}

static bool is_drawn(const struct part_node *n)
{
    const char *value = part_value(n);
    return *value && !part_is(value, "none") && !part_is(value, "nil");
}

bool props_has_borders(const struct part_node *borders)
{
    for (const struct part_node *n = borders ? borders->first : NULL; n; n = n->next)
        if (is_drawn(n))
            return true;
    return false;
}

bool props_is_red(uint32_t colour)
{
    enum { LEAST = 0xA0, BYTE = 8, MASK = 0xFF };
    uint32_t r = colour >> (2 * BYTE), g = colour >> BYTE & MASK, b = colour & MASK;
    return r >= LEAST && g * 2 < r && b * 2 < r;
}

static void set_rules(struct shape *s, const struct part_node *n)
{
    s->known |= SHAPE_RULE;
    s->ruled = s->red_rule = false;
    for (const struct part_node *side = n->first; side; side = side->next) {
        bool level = side->tag == TAG_TOP || side->tag == TAG_BOTTOM || side->tag == TAG_BETWEEN;
        const char *colour = part_attr(side, "color");
        if (!level || !is_drawn(side))
            continue;
        struct look l = {0};
        set_colour(&l, colour ? colour : "");
        s->ruled = true;
        s->red_rule = s->red_rule || props_is_red(l.colour);
    }
}

static void set_number(struct shape *s, const struct part_node *n)
{
    enum { LEVELS = 9 };
    const char *list = part_child_value(n, TAG_NUM_ID),
               *level = part_child_value(n, TAG_LEVEL_INDEX);
    if (list) {
        s->known |= SHAPE_NUMBER;
        s->number = part_number(list, 0);
    }
    long at = part_number(level, 0);
    if (level && at >= 0 && at < LEVELS) {
        s->known |= SHAPE_LEVEL;
        s->level = (int)at;
    }
}

static void set_outline(struct shape *s, const char *value)
{
    enum { TEXT = 9 };
    long level = part_number(value, TEXT);
    s->known |= SHAPE_OUTLINE;
    s->outline = level >= 0 && level < TEXT ? (int)level + 1 : 0;
}

void props_shape(struct shape *s, const struct part_node *properties)
{
    for (const struct part_node *n = properties ? properties->first : NULL; n; n = n->next)
        switch (n->tag) {
        case TAG_JUSTIFY:
            set_align(s, part_value(n));
            break;
        case TAG_INDENT:
            set_indents(s, n);
            break;
        case TAG_SPACING:
            set_spacing(s, n);
            break;
        case TAG_OUTLINE:
            set_outline(s, part_value(n));
            break;
        case TAG_NUM_PROPERTIES:
            set_number(s, n);
            break;
        case TAG_PAGE_BREAK_BEFORE:
            s->known |= SHAPE_PAGE;
            s->page_before = part_on(n);
            break;
        case TAG_PARAGRAPH_BORDERS:
            set_rules(s, n);
            break;
        case TAG_FRAME:
            s->known |= SHAPE_FRAME;
            s->drop_cap = part_attr(n, "dropCap") && !part_is(part_attr(n, "dropCap"), "none");
            s->frame = !s->drop_cap;
            break;
        default:
            break;
        }
}

#define OVER(bit, field)                                                                           \
    do                                                                                             \
        if (over->known & (bit))                                                                   \
            s->field = over->field;                                                                \
    while (0)

void props_shape_over(struct shape *s, const struct shape *over)
{
    OVER(SHAPE_ALIGN, align);
    OVER(SHAPE_ALIGN, spread);
    OVER(SHAPE_LEFT, left);
    OVER(SHAPE_RIGHT, right);
    OVER(SHAPE_FIRST, first);
    OVER(SHAPE_LEFT_CHARS, left_chars);
    OVER(SHAPE_FIRST_CHARS, first_chars);
    OVER(SHAPE_BEFORE, before);
    OVER(SHAPE_AFTER, after);
    OVER(SHAPE_LINE, line);
    OVER(SHAPE_OUTLINE, outline);
    OVER(SHAPE_NUMBER, number);
    OVER(SHAPE_LEVEL, level);
    OVER(SHAPE_PAGE, page_before);
    OVER(SHAPE_RULE, ruled);
    OVER(SHAPE_RULE, red_rule);
    OVER(SHAPE_FRAME, frame);
    OVER(SHAPE_FRAME, drop_cap);
    s->known |= over->known;
}
