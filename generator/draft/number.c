/*
 * Lists: what number a paragraph gets. Lists of one definition count on together, unless one says
 * where a level begins; a paragraph of a level sets the levels below it back.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "draft/docx_int.h"

enum { LEVELS = 9, MOST = 20000 }; /* definitions, lists */

struct level {
    bool known;
    long start;
    int restart; /* begins anew behind a level up to this one, from 1; 0: never; < 0: behind all */
    bool legal, picture;
    const char *format, *custom, *text, *style;
    struct look look;
    struct shape shape;
};

struct definition {
    long id;
    const char *link, *linked; /* the style that has its levels; the style whose levels it has */
    struct level levels[LEVELS];
    long at[LEVELS]; /* the last number given */
    bool begun[LEVELS];
};

struct list {
    long id;
    uint32_t definition;
    bool begins[LEVELS], begun[LEVELS]; /* a level of its own beginning, and whether it did */
    long start[LEVELS];
    struct level *own[LEVELS]; /* or NULL */
};

struct numbers {
    VEC(struct definition) definitions;
    VEC(struct list) lists;
    struct map definition_of, list_of; /* by id */
    const struct theme *theme;
    const struct styles *styles;
};

/* ---- reading ---- */

static uint64_t key_of(long id)
{
    return (uint64_t)(id + INT32_MAX);
}

static const char *text_of(const struct part_node *n, enum part_tag tag)
{
    const char *value = part_child_value(n, tag);
    return value ? value : "";
}

/* Picks the format out of the two that a custom one comes with. */
static const struct part_node *format_node(const struct part_node *level)
{
    const struct part_node *both = part_child(level, TAG_ALTERNATE);
    const struct part_node *custom = part_child(part_child(both, TAG_CHOICE), TAG_NUM_FORMAT);
    const struct part_node *plain = part_child(level, TAG_NUM_FORMAT);
    return custom ? custom : plain;
}

static void read_level(const struct numbers *s, struct level *l, const struct part_node *n)
{
    const struct part_node *format = format_node(n);
    *l = (struct level){.known = true, .restart = -1};
    l->start = part_number(part_child_value(n, TAG_START), 0);
    l->restart = (int)part_number(part_child_value(n, TAG_LEVEL_RESTART), -1);
    l->legal = part_on(part_child(n, TAG_IS_LEGAL));
    l->picture = part_child(n, TAG_LEVEL_PICTURE) != NULL;
    l->format = format ? part_value(format) : "decimal";
    l->custom = part_attr(format, "format");
    l->text = text_of(n, TAG_LEVEL_TEXT);
    l->style = text_of(n, TAG_PARAGRAPH_STYLE);
    props_look(&l->look, part_child(n, TAG_RUN_PROPERTIES), s->theme);
    props_shape(&l->shape, part_child(n, TAG_PARAGRAPH_PROPERTIES));
    l->shape.known &= ~(uint32_t)(SHAPE_NUMBER | SHAPE_LEVEL);
}

/* -1: none of the levels that there are. */
static long level_index(const struct part_node *n)
{
    long at = part_number(part_attr(n, "ilvl"), -1);
    return at >= 0 && at < LEVELS ? at : -1;
}

static void read_definition(struct numbers *s, struct arena *a, const struct part_node *n)
{
    long id = part_number(part_attr(n, "abstractNumId"), -1);
    if (id < 0 || s->definitions.n == MOST || map_get(&s->definition_of, key_of(id)))
        return;
    map_put(a, &s->definition_of, key_of(id), (uint32_t)s->definitions.n);
    struct definition *d = VEC_ADD(a, &s->definitions);
    d->id = id;
    d->link = text_of(n, TAG_STYLE_LINK);
    d->linked = text_of(n, TAG_NUM_STYLE_LINK);
    for (const struct part_node *l = n->first; l; l = l->next)
        if (l->tag == TAG_LEVEL && level_index(l) >= 0)
            read_level(s, &d->levels[level_index(l)], l);
}

static void read_override(struct numbers *s, struct arena *a, struct list *list,
                          const struct part_node *n)
{
    const char *start = part_child_value(n, TAG_START_OVERRIDE);
    const struct part_node *level = part_child(n, TAG_LEVEL);
    long at = level_index(n);
    if (at < 0)
        return;
    if (level) {
        list->own[at] = ARENA_NEW(a, struct level);
        read_level(s, list->own[at], level);
    }
    list->begins[at] = start != NULL;
    list->start[at] = part_number(start, 0);
}

static void read_list(struct numbers *s, struct arena *a, const struct part_node *n)
{
    long id = part_number(part_attr(n, "numId"), 0);
    long definition = part_number(part_child_value(n, TAG_ABSTRACT_NUM_ID), -1);
    const uint32_t *found = map_get(&s->definition_of, key_of(definition));
    if (id <= 0 || !found || s->lists.n == MOST || map_get(&s->list_of, key_of(id)))
        return;
    map_put(a, &s->list_of, key_of(id), (uint32_t)s->lists.n);
    struct list *list = VEC_ADD(a, &s->lists);
    list->id = id;
    list->definition = *found;
    for (const struct part_node *o = n->first; o; o = o->next)
        if (o->tag == TAG_LEVEL_OVERRIDE)
            read_override(s, a, list, o);
}

/* A definition that is but a style's name has the levels of the one that says it is that style. */
static void link_styles(struct numbers *s, struct arena *a)
{
    struct map links = {0};
    for (size_t i = s->definitions.n; i--;) {
        const char *link = s->definitions.v[i].link;
        if (*link)
            map_put(a, &links, map_key(link, strlen(link)), (uint32_t)i);
    }
    for (size_t i = 0; i < s->definitions.n; i++) {
        struct definition *d = &s->definitions.v[i];
        const uint32_t *from = map_get(&links, map_key(d->linked, strlen(d->linked)));
        if (*d->linked && from && *from != i)
            memcpy(d->levels, s->definitions.v[*from].levels, sizeof d->levels);
    }
}

struct numbers *number_read(struct arena *a, const struct part_node *numbering,
                            const struct styles *styles)
{
    struct numbers *s = ARENA_NEW(a, struct numbers);
    s->theme = styles_theme(styles);
    s->styles = styles;
    const struct part_node *first = numbering ? numbering->first : NULL;
    for (const struct part_node *n = first; n; n = n->next)
        if (n->tag == TAG_ABSTRACT_NUM)
            read_definition(s, a, n);
    for (const struct part_node *n = first; n; n = n->next)
        if (n->tag == TAG_NUM)
            read_list(s, a, n);
    link_styles(s, a);
    return s;
}

/* ---- counting ---- */

static struct list *list_by_id(const struct numbers *s, long id)
{
    const uint32_t *i = map_get(&s->list_of, key_of(id));
    return i ? &s->lists.v[*i] : NULL;
}

static const struct level *level_of(const struct numbers *s, const struct list *list, int at)
{
    return list->own[at] ? list->own[at] : &s->definitions.v[list->definition].levels[at];
}

static void count_on(struct numbers *s, struct list *list, int at)
{
    struct definition *d = &s->definitions.v[list->definition];
    if (list->begins[at] && !list->begun[at]) {
        list->begun[at] = true;
        d->at[at] = list->start[at];
    } else {
        d->at[at] = d->begun[at] ? d->at[at] + 1 : level_of(s, list, at)->start;
    }
    d->begun[at] = true;
    for (int below = at + 1; below < LEVELS; below++) {
        int restart = level_of(s, list, below)->restart;
        if (restart < 0 || at < restart)
            d->begun[below] = false;
    }
}

/* A level above that has given no number yet would begin with this. */
static long shown_number(const struct numbers *s, const struct list *list, int at)
{
    const struct definition *d = &s->definitions.v[list->definition];
    if (d->begun[at])
        return d->at[at];
    return list->begins[at] ? list->start[at] : level_of(s, list, at)->start;
}

/* %1 … %9 of a level's text are the numbers of the levels. */
static void write_text(const struct numbers *s, const struct list *list, const struct level *l,
                       struct number_label *label, struct buf *out)
{
    for (const char *p = l->text; *p; p++) {
        if (p[0] != '%' || p[1] < '1' || p[1] > '9') {
            buf_char(out, *p);
            continue;
        }
        int at = *++p - '1';
        const struct level *named = level_of(s, list, at);
        const char *format = l->legal || !named->known ? "decimal" : named->format;
        if (!numeral_write(format, named->custom, shown_number(s, list, at), out))
            label->unknown = format;
    }
}

/* What a bullet shows in its face. */
static void write_bullet(const struct level *l, struct buf *out)
{
    enum { DOT = 0x2022, RING = 0x25E6, PRIVATE = 0xE000, PRIVATE_END = 0xF8FF };
    const char *face = face_is_symbol(l->look.latin) ? l->look.latin : l->look.east;
    bool symbol = face_is_symbol(face);
    const char *p = l->text, *end = p + strlen(p);
    if (l->picture || p == end) {
        buf_code(out, DOT);
        return;
    }
    while (p < end) {
        uint32_t cp = utf8_next(&p, end), sign = symbol ? face_sign(face, cp) : cp;
        if (cp == 'o' && !symbol)
            sign = RING; /* of Courier New, as Word's own lists have it */
        bool unseen = !sign || (sign >= PRIVATE && sign <= PRIVATE_END);
        buf_code(out, unseen ? DOT : sign);
    }
}

bool number_next(struct numbers *s, struct arena *a, long id, int at, struct number_label *label)
{
    struct list *list = list_by_id(s, id);
    *label = (struct number_label){.text = ""};
    if (!list)
        return false;
    const struct level *l = level_of(s, list, at);
    struct buf out = {0};
    if (!l->known)
        return true;
    buf_str(&out, "");
    count_on(s, list, at);
    label->bullet = part_is(l->format, "bullet");
    if (label->bullet)
        write_bullet(l, &out);
    else
        write_text(s, list, l, label, &out);
    label->text = arena_strndup(a, out.p, out.n);
    buf_drop(&out);
    return true;
}

int number_level_of_style(const struct numbers *s, long id, const char *style)
{
    const struct list *list = list_by_id(s, id);
    for (int at = 0; list && at < LEVELS; at++)
        if (level_of(s, list, at)->known && strcmp(level_of(s, list, at)->style, style) == 0)
            return at;
    return 0;
}

const struct shape *number_shape(const struct numbers *s, long id, int at)
{
    const struct list *list = list_by_id(s, id);
    return list && level_of(s, list, at)->known ? &level_of(s, list, at)->shape : NULL;
}
