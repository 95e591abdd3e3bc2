/*
 * Reading fonts.xml: which faces there are, what is wrong with each, which characters may be taken
 * from them, and which roles they serve. Every mistake is reported where it stands, and a table
 * with a mistake is not used.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "font/diag.def"
#include "font/font_int.h"
#include "xml/xml.h"

/* ---- roles ---- */

static const char *const role_names[FONT_ROLES] = {"title", "body", "hei", "kai", "song", "latin"};

const char *font_role_name(enum font_role role)
{
    return role < FONT_ROLES ? role_names[role] : "";
}

enum font_role font_role_named(const char *name)
{
    int role = 0;
    while (role < FONT_ROLES && strcmp(role_names[role], name) != 0)
        role++;
    return (enum font_role)role;
}

/* ---- sets of characters that limit a face ---- */

enum { PLANE = 0x10000, LAST_CODE = 0x10FFFF, HEXADECIMAL = 16 };

bool font_charset_has(const struct charset *set, uint32_t cp)
{
    if (set->hanzi)
        return !utf8_is_han(cp) || (cp < PLANE && (set->hanzi[cp / 8] >> cp % 8 & 1));
    for (size_t i = 0; i + 1 < set->ranges.n; i += 2)
        if (cp >= set->ranges.v[i] && cp <= set->ranges.v[i + 1])
            return !set->except;
    return set->except;
}

static bool read_code(const char **s, uint32_t *cp)
{
    char *end;
    unsigned long v = strtoul(*s, &end, HEXADECIMAL);
    if (end == *s || v > LAST_CODE)
        return false;
    *s = end;
    *cp = (uint32_t)v;
    return true;
}

bool font_charset_add_ranges(struct arena *a, struct charset *set, const char *ranges)
{
    const char *s = ranges;
    for (;;) {
        while (*s == ' ' || *s == '\n')
            s++;
        if (!*s)
            return true;
        uint32_t first, last;
        if (!read_code(&s, &first))
            return false;
        last = first;
        if (*s == '-' && (s++, !read_code(&s, &last)))
            return false;
        if (last < first || (*s && *s != ' ' && *s != '\n'))
            return false;
        VEC_PUSH(a, &set->ranges, first);
        VEC_PUSH(a, &set->ranges, last);
    }
}

void font_charset_add_hanzi(struct arena *a, struct charset *set, const char *utf8, size_t n)
{
    uint8_t *bits = ARENA_ARRAY(a, uint8_t, PLANE / 8);
    const char *end = utf8 + n;
    while (utf8 < end) {
        uint32_t cp = utf8_next(&utf8, end);
        if (cp < PLANE)
            bits[cp / 8] |= (uint8_t)(1u << cp % 8);
    }
    set->hanzi = bits;
}

static bool contains(struct text t, uint32_t cp)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.cp[i] == cp)
            return true;
    return false;
}

bool font_use_allows(const struct use_row *use, uint32_t cp)
{
    const struct face_row *face = use->face;
    return (!face->charset || font_charset_has(face->charset, cp)) &&
           (!use->charset || font_charset_has(use->charset, cp)) && !contains(face->except, cp) &&
           (!use->only.n || contains(use->only, cp));
}

/* ---- reading attributes ---- */

struct font_table_reader {
    struct arena *arena;
    const char *folder;
    struct font_table *table;
    struct diags *diags;
    bool failed;
};

typedef void read_element(struct font_table_reader *r, const struct node *n, void *into);

struct font_table_element {
    const char *name;
    read_element *read;
};

static void complain(struct font_table_reader *r, const struct diag_code *code, struct pos pos,
                     const char *what)
{
    diag(r->diags, code, pos, what);
    r->failed = true;
}

/* Each child element goes to the function that reads it; others are mistakes. */
static void read_children(struct font_table_reader *r, const struct node *parent,
                          const struct font_table_element elements[], void *into)
{
    for (const struct node *n = parent->first; n; n = n->next) {
        if (n->kind != NODE_ELEMENT)
            continue;
        const struct font_table_element *e = elements;
        while (e->name && strcmp(e->name, n->name) != 0)
            e++;
        if (e->name)
            e->read(r, n, into);
        else
            complain(r, DIAG_F007, n->pos, n->name);
    }
}

static const char *string_of(struct font_table_reader *r, const struct node *n, const char *name)
{
    const struct attr *a = xml_attr(n, name);
    return a ? text_utf8(r->arena, a->value) : NULL;
}

static const char *needed(struct font_table_reader *r, const struct node *n, const char *name)
{
    const char *s = string_of(r, n, name);
    if (s && *s)
        return s;
    diag(r->diags, DIAG_F006, n->pos, n->name, name);
    r->failed = true;
    return "";
}

static int number_of(struct font_table_reader *r, const struct node *n, const char *name,
                     int otherwise)
{
    enum { LIMIT = 10000 };
    const struct attr *a = xml_attr(n, name);
    if (!a)
        return otherwise;
    char *s = text_utf8(r->arena, a->value), *end;
    long v = strtol(s, &end, 10);
    if (end == s || *end || v < -LIMIT || v > LIMIT) {
        complain(r, DIAG_F008, a->value_pos, s);
        return otherwise;
    }
    return (int)v;
}

static struct text text_of(const struct node *n, const char *name)
{
    const struct attr *a = xml_attr(n, name);
    return a ? a->value : (struct text){0};
}

/* Names with commas between them. */
static void read_list(struct font_table_reader *r, const struct node *n, const char *name,
                      struct string_list *list)
{
    const char *s = string_of(r, n, name);
    while (s && *s) {
        size_t length = strcspn(s, ",");
        size_t start = strspn(s, " ");
        if (length > start)
            VEC_PUSH(r->arena, &list->items, arena_strndup(r->arena, s + start, length - start));
        s += length + (s[length] == ',');
    }
}

/* ---- charsets ---- */

static void read_charset(struct font_table_reader *r, const struct node *n, void *into)
{
    (void)into;
    struct charset *set = ARENA_NEW(r->arena, struct charset);
    set->name = needed(r, n, "name");
    if (xml_attr(n, "hanzi")) {
        const char *path = arena_printf(r->arena, "%s/%s", r->folder, needed(r, n, "hanzi"));
        size_t size = 0;
        char *utf8 = file_read(r->arena, path, &size, n->pos, r->diags);
        r->failed = r->failed || !utf8;
        font_charset_add_hanzi(r->arena, set, utf8 ? utf8 : "", size);
    } else {
        set->except = xml_attr(n, "except") != NULL;
        const struct attr *a = xml_attr(n, set->except ? "except" : "ranges");
        const char *ranges = needed(r, n, set->except ? "except" : "ranges");
        if (a && !font_charset_add_ranges(r->arena, set, ranges))
            complain(r, DIAG_F008, a->value_pos, ranges);
    }
    VEC_PUSH(r->arena, &r->table->charsets, set);
}

static const struct charset *charset_of(struct font_table_reader *r, const struct node *n)
{
    const struct attr *a = xml_attr(n, "charset");
    if (!a)
        return NULL;
    for (size_t i = 0; i < r->table->charsets.n; i++)
        if (text_equals(a->value, r->table->charsets.v[i]->name))
            return r->table->charsets.v[i];
    complain(r, DIAG_F005, a->value_pos, text_utf8(r->arena, a->value));
    return NULL;
}

/* ---- faces ---- */

static void read_shaped(struct font_table_reader *r, const struct node *n, void *into)
{
    struct face_row *face = into;
    const char *written = needed(r, n, "text");
    struct text t = text_of(n, "text");
    if (t.n > 2)
        complain(r, DIAG_F008, xml_attr(n, "text")->value_pos, written);
    if (t.n < 1 || t.n > 2)
        return;
    struct text as = text_of(n, "as");
    struct shaped_row row = {t.cp[0], t.n > 1 ? t.cp[1] : 0, as.n ? as.cp[0] : 0};
    VEC_PUSH(r->arena, &face->shaped, row);
}

static struct face_row *new_face(struct font_table_reader *r, const struct node *n)
{
    static const struct font_table_element children[] = {{"shaped", read_shaped}, {0}};
    struct face_row *face = ARENA_NEW(r->arena, struct face_row);
    face->name = needed(r, n, "name");
    face->package = string_of(r, n, "package");
    read_list(r, n, "file", &face->files);
    read_list(r, n, "family", &face->families);
    face->index = number_of(r, n, "index", 0);
    face->centre = number_of(r, n, "centre", FONT_NOT_GIVEN);
    face->scale = number_of(r, n, "scale", FONT_EM);
    face->stroke = number_of(r, n, "stroke", 0);
    face->whole = text_equals(text_of(n, "whole"), "yes");
    face->permitted = text_equals(text_of(n, "embed"), "yes");
    face->charset = charset_of(r, n);
    face->except = text_of(n, "except");
    face->half = text_of(n, "half");
    if (face->index < 0 || face->scale <= 0 || face->stroke < 0)
        complain(r, DIAG_F008, n->pos, face->name);
    read_children(r, n, children, face);
    VEC_PUSH(r->arena, &r->table->faces, face);
    return face;
}

static void read_face(struct font_table_reader *r, const struct node *n, void *into)
{
    (void)into;
    struct face_row *face = new_face(r, n);
    if (!face->files.items.n)
        needed(r, n, "file");
}

/* ---- who serves a role ---- */

/* <office> says what a face is and that the role uses it, in one row. */
static void read_office(struct font_table_reader *r, const struct node *n, void *into)
{
    struct use_list *list = into;
    struct face_row *face = new_face(r, n);
    face->office = true;
    if (!face->files.items.n && !face->families.items.n)
        needed(r, n, "file");
    VEC_PUSH(r->arena, &list->items, ((struct use_row){.face = face}));
}

static void read_use(struct font_table_reader *r, const struct node *n, void *into)
{
    struct use_list *list = into;
    const struct attr *a = xml_attr(n, "face");
    struct face_row *face = NULL;
    for (size_t i = 0; a && !face && i < r->table->faces.n; i++)
        if (text_equals(a->value, r->table->faces.v[i]->name))
            face = r->table->faces.v[i];
    if (!a)
        needed(r, n, "face");
    else if (!face)
        complain(r, DIAG_F005, a->value_pos, text_utf8(r->arena, a->value));
    if (!face)
        return;
    struct use_row use = {.face = face, .charset = charset_of(r, n), .only = text_of(n, "only")};
    use.limited = use.charset || use.only.n;
    VEC_PUSH(r->arena, &list->items, use);
}

static const struct font_table_element uses[] = {{"office", read_office}, {"use", read_use}, {0}};

static void read_role(struct font_table_reader *r, const struct node *n, void *into)
{
    (void)into;
    const char *name = needed(r, n, "name");
    enum font_role role = font_role_named(name);
    if (role == FONT_ROLES) {
        if (*name)
            complain(r, DIAG_F005, n->pos, name);
        return;
    }
    r->table->labels[role] = needed(r, n, "label");
    const struct attr *latin = xml_attr(n, "latin");
    r->table->own_latin[role] = latin && text_equals(latin->value, "own");
    read_children(r, n, uses, &r->table->roles[role]);
}

static void read_fallback(struct font_table_reader *r, const struct node *n, void *into)
{
    (void)into;
    read_children(r, n, uses, &r->table->fallback);
}

struct font_table *font_table_read(struct arena *a, const char *folder, struct diags *d)
{
    static const struct font_table_element elements[] = {{"charset", read_charset},
                                                         {"face", read_face},
                                                         {"role", read_role},
                                                         {"fallback", read_fallback},
                                                         {0}};
    struct font_table_reader r = {a, folder, ARENA_NEW(a, struct font_table), d, false};
    const char *path = arena_printf(a, "%s/fonts.xml", folder);
    struct tree *tree = xml_read(a, path, (struct pos){0}, d);
    if (!tree)
        return NULL;
    read_children(&r, tree->root, elements, NULL);
    bool whole = !r.failed;
    for (int role = 0; whole && role < FONT_ROLES; role++)
        if (!r.table->labels[role])
            complain(&r, DIAG_F005, tree->root->pos, font_role_name((enum font_role)role));
    return r.failed ? NULL : r.table;
}
