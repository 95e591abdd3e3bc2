/*
 * The styles of a Word file. What a style says is laid over what the one says that it is based on,
 * once for each; a line of styles that bites its tail ends there.
 */
#include <string.h>

#include "draft/docx_int.h"

enum { MOST_STYLES = 20000 };

struct theme {
    const char *major_east, *minor_east, *major_latin, *minor_latin; /* or NULL */
};

struct entry {
    struct style style;
    const struct part_node *node;
    enum { UNSEEN, UNDER_WAY, DONE } state;
};

struct styles {
    struct theme theme;
    struct look look; /* usual */
    struct shape shape;
    VEC(struct entry) list;
    struct map by_id;
    const struct style *usual;
    struct arena *arena;
    struct map kinds; /* of faces, by name */
};

/* ---- the theme ---- */

static const char *filled(const char *value)
{
    return value && *value ? value : NULL;
}

/* The writing whose faces stand for those of East Asia where the theme names none for all. */
static const char *writing_of(const char *language)
{
    static const struct {
        const char *language, *writing;
    } known[] = {{"zh-TW", "Hant"}, {"zh-HK", "Hant"}, {"zh-MO", "Hant"},
                 {"ja", "Jpan"},    {"ja-JP", "Jpan"}, {"ko-KR", "Hang"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (part_is(language, known[i].language))
            return known[i].writing;
    return "Hans";
}

static const char *east_face(const struct part_node *fonts, const char *writing)
{
    const char *face = filled(part_attr(part_child(fonts, TAG_THEME_EAST), "typeface"));
    for (const struct part_node *n = fonts ? fonts->first : NULL; n && !face; n = n->next)
        if (n->tag == TAG_THEME_FACE && part_is(part_attr(n, "script"), writing))
            face = filled(part_attr(n, "typeface"));
    return face;
}

/* The first such element, however deep it stands. */
static const struct part_node *find(const struct part_node *n, enum part_tag tag)
{
    const struct part_node *found = n && n->tag == tag ? n : NULL;
    for (const struct part_node *child = n ? n->first : NULL; child && !found; child = child->next)
        found = find(child, tag);
    return found;
}

static void read_theme(struct theme *t, const struct part_node *theme,
                       const struct part_node *settings)
{
    const struct part_node *major = find(theme, TAG_THEME_MAJOR);
    const struct part_node *minor = find(theme, TAG_THEME_MINOR);
    const char *writing =
        writing_of(part_attr(part_child(settings, TAG_THEME_LANGUAGE), "eastAsia"));
    t->major_east = east_face(major, writing);
    t->minor_east = east_face(minor, writing);
    t->major_latin = filled(part_attr(part_child(major, TAG_THEME_LATIN), "typeface"));
    t->minor_latin = filled(part_attr(part_child(minor, TAG_THEME_LATIN), "typeface"));
}

const char *styles_theme_face(const struct theme *t, const char *name)
{
    if (part_is(name, "majorEastAsia"))
        return t->major_east;
    if (part_is(name, "minorEastAsia"))
        return t->minor_east;
    if (part_is(name, "majorAscii") || part_is(name, "majorHAnsi"))
        return t->major_latin;
    return part_is(name, "minorAscii") || part_is(name, "minorHAnsi") ? t->minor_latin : NULL;
}

/* ---- the styles ---- */

static struct entry *entry_by_id(const struct styles *s, const char *id)
{
    const uint32_t *i = id ? map_get(&s->by_id, map_key(id, strlen(id))) : NULL;
    return i ? &s->list.v[*i] : NULL;
}

/* Lines are as long as the file wants, so they are gone along without recursion: up to what is done
 * or based on nothing, and back down. */
static void resolve(struct styles *s, struct arena *a, struct entry *e)
{
    VEC(struct entry *) line = {0};
    for (struct entry *up = e; up && up->state == UNSEEN;) {
        up->state = UNDER_WAY;
        VEC_PUSH(a, &line, up);
        up = entry_by_id(s, part_child_value(up->node, TAG_BASED_ON));
    }
    while (line.n) {
        struct entry *own = line.v[--line.n];
        const struct part_node *table = part_child(own->node, TAG_TABLE_PROPERTIES);
        const struct entry *base = entry_by_id(s, part_child_value(own->node, TAG_BASED_ON));
        struct style *style = &own->style;
        if (base && base->state == DONE) {
            style->look = base->style.look;
            style->shape = base->style.shape;
            style->bordered = base->style.bordered;
        }
        props_look(&style->look, part_child(own->node, TAG_RUN_PROPERTIES), &s->theme);
        props_shape(&style->shape, part_child(own->node, TAG_PARAGRAPH_PROPERTIES));
        style->bordered =
            style->bordered || props_has_borders(part_child(table, TAG_TABLE_BORDERS));
        own->state = DONE;
    }
}

static void read_usual(struct styles *s, const struct part_node *defaults)
{
    enum { TEN_POINTS = 10000 };
    const struct part_node *run = part_child(defaults, TAG_RUN_DEFAULT);
    const struct part_node *paragraph = part_child(defaults, TAG_PARAGRAPH_DEFAULT);
    s->look = (struct look){.known = LOOK_SIZE, .size = TEN_POINTS};
    props_look(&s->look, part_child(run, TAG_RUN_PROPERTIES), &s->theme);
    props_shape(&s->shape, part_child(paragraph, TAG_PARAGRAPH_PROPERTIES));
}

static void add_style(struct styles *s, struct arena *a, const struct part_node *n)
{
    const char *id = part_attr(n, "styleId"), *name = part_child_value(n, TAG_NAME);
    if (!id || s->list.n == MOST_STYLES || entry_by_id(s, id))
        return;
    map_put(a, &s->by_id, map_key(id, strlen(id)), (uint32_t)s->list.n);
    struct entry *e = VEC_ADD(a, &s->list);
    e->node = n;
    e->style.id = id;
    e->style.name = name ? name : "";
}

static bool is_usual(const struct part_node *n)
{
    const char *value = part_attr(n, "default");
    return part_is(part_attr(n, "type"), "paragraph") &&
           (part_is(value, "1") || part_is(value, "true") || part_is(value, "on"));
}

struct styles *styles_read(struct arena *a, const struct part_node *styles,
                           const struct part_node *theme, const struct part_node *settings)
{
    static const struct style none = {.id = "", .name = ""};
    struct styles *s = ARENA_NEW(a, struct styles);
    s->arena = a;
    read_theme(&s->theme, theme, settings);
    read_usual(s, part_child(styles, TAG_DOC_DEFAULTS));
    for (const struct part_node *n = styles ? styles->first : NULL; n; n = n->next)
        if (n->tag == TAG_STYLE)
            add_style(s, a, n);
    s->usual = &none;
    for (size_t i = 0; i < s->list.n; i++) {
        resolve(s, a, &s->list.v[i]);
        if (is_usual(s->list.v[i].node))
            s->usual = &s->list.v[i].style;
    }
    return s;
}

const struct theme *styles_theme(const struct styles *s)
{
    return &s->theme;
}

const struct style *styles_by_id(const struct styles *s, const char *id)
{
    const struct entry *e = entry_by_id(s, id);
    return e ? &e->style : NULL;
}

const struct style *styles_of_paragraph(const struct styles *s, const char *id)
{
    const struct style *style = styles_by_id(s, id);
    return style ? style : s->usual;
}

void styles_characters_over(struct look *l, const struct style *style)
{
    uint32_t both = style->look.known & l->on & style->look.on & LOOK_TOGGLES;
    props_look_over(l, &style->look);
    l->on &= ~both;
}

const struct look *styles_usual_look(const struct styles *s)
{
    return &s->look;
}

const struct shape *styles_usual_shape(const struct styles *s)
{
    return &s->shape;
}

/* A file has few faces, and asks for them at each run. */
static enum line_face kind_of(struct styles *s, const char *face)
{
    uint64_t key = map_key(face, strlen(face));
    const uint32_t *known = map_get(&s->kinds, key);
    if (known)
        return (enum line_face) * known;
    enum line_face kind = face_kind(face);
    map_put(s->arena, &s->kinds, key, kind);
    return kind;
}

/* Programs that know of one face for all letters name it as that of Latin ones, and leave what
 * their templates have for Chinese ones, a face of another language or none: theirs is what was
 * meant. */
static const char *face_of(struct styles *s, const struct look *l)
{
    const char *east = l->east ? l->east : "", *latin = l->latin ? l->latin : "";
    bool unmeant = !*east || face_is_foreign(east);
    return unmeant && *latin && (!*east || kind_of(s, latin) != FACE_UNKNOWN) ? latin : east;
}

struct draft_looks styles_looks(struct styles *s, const struct look *l)
{
    const char *face = face_of(s, l);
    return (struct draft_looks){.face = face,
                                .kind = kind_of(s, face),
                                .size = l->size,
                                .colour = l->colour,
                                .red = props_is_red(l->colour),
                                .shift = l->shift,
                                .bold = l->on & LOOK_BOLD,
                                .italic = l->on & LOOK_ITALIC,
                                .strike = l->on & LOOK_STRIKE,
                                .underline = l->on & LOOK_UNDERLINE,
                                .highlight = l->on & LOOK_HIGHLIGHT};
}
