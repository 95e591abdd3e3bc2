/*
 * Reading fonts.xml: which faces there are, what is wrong with each, and which roles they serve.
 * Every mistake is reported where it stands, and a table with a mistake is not used.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "font/diag.def"
#include "font/font_int.h"
#include "xml/xml.h"

struct reader {
    struct arena *arena;
    const char *folder;
    struct font_table *table;
    struct diags *diags;
    bool failed;
};

typedef void read_element(struct reader *r, const struct node *n, void *into);

struct element {
    const char *name;
    read_element *read;
};

static void complain(struct reader *r, const struct diag_code *code, struct pos pos,
                     const char *what)
{
    diag(r->diags, code, pos, what);
    r->failed = true;
}

/* Each child element goes to the function that reads it; others are mistakes. */
static void read_children(struct reader *r, const struct node *parent,
                          const struct element elements[], void *into)
{
    for (const struct node *n = parent->first; n; n = n->next) {
        if (n->kind != NODE_ELEMENT)
            continue;
        const struct element *e = elements;
        while (e->name && strcmp(e->name, n->name) != 0)
            e++;
        if (e->name)
            e->read(r, n, into);
        else
            complain(r, DIAG_F007, n->pos, n->name);
    }
}

static const char *string_of(struct reader *r, const struct node *n, const char *name)
{
    const struct attr *a = xml_attr(n, name);
    return a ? text_utf8(r->arena, a->value) : NULL;
}

static const char *needed(struct reader *r, const struct node *n, const char *name)
{
    const char *s = string_of(r, n, name);
    if (s && *s)
        return s;
    diag(r->diags, DIAG_F006, n->pos, n->name, name);
    r->failed = true;
    return "";
}

static int number_of(struct reader *r, const struct node *n, const char *name, int otherwise)
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
static void read_list(struct reader *r, const struct node *n, const char *name,
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

static void read_hanzi(struct reader *r, const struct node *n, struct charset *set)
{
    const char *path = arena_printf(r->arena, "%s/%s", r->folder, needed(r, n, "hanzi"));
    size_t size = 0;
    char *utf8 = file_read(r->arena, path, &size, n->pos, r->diags);
    r->failed = r->failed || !utf8;
    charset_add_hanzi(r->arena, set, utf8 ? utf8 : "", size);
}

static void read_ranges(struct reader *r, const struct node *n, struct charset *set)
{
    set->except = xml_attr(n, "except") != NULL;
    const struct attr *a = xml_attr(n, set->except ? "except" : "ranges");
    const char *ranges = needed(r, n, set->except ? "except" : "ranges");
    if (a && !charset_add_ranges(r->arena, set, ranges))
        complain(r, DIAG_F008, a->value_pos, ranges);
}

static void read_charset(struct reader *r, const struct node *n, void *into)
{
    (void)into;
    struct charset *set = ARENA_NEW(r->arena, struct charset);
    set->name = needed(r, n, "name");
    if (xml_attr(n, "hanzi"))
        read_hanzi(r, n, set);
    else
        read_ranges(r, n, set);
    VEC_PUSH(r->arena, &r->table->charsets, set);
}

static const struct charset *charset_of(struct reader *r, const struct node *n)
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

static void read_shaped(struct reader *r, const struct node *n, void *into)
{
    struct face_row *face = into;
    const char *written = needed(r, n, "text");
    struct text t = text_of(n, "text");
    if (t.n > 2)
        complain(r, DIAG_F008, xml_attr(n, "text")->value_pos, written);
    if (t.n < 1 || t.n > 2)
        return;
    VEC_PUSH(r->arena, &face->shaped, ((struct shaped_row){t.cp[0], t.n > 1 ? t.cp[1] : 0}));
}

static struct face_row *new_face(struct reader *r, const struct node *n)
{
    static const struct element children[] = {{"shaped", read_shaped}, {0}};
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
    if (face->index < 0 || face->scale <= 0 || face->stroke < 0)
        complain(r, DIAG_F008, n->pos, face->name);
    read_children(r, n, children, face);
    VEC_PUSH(r->arena, &r->table->faces, face);
    return face;
}

static void read_face(struct reader *r, const struct node *n, void *into)
{
    (void)into;
    struct face_row *face = new_face(r, n);
    if (!face->files.items.n)
        needed(r, n, "file");
}

static struct face_row *face_named(struct reader *r, const struct attr *a)
{
    for (size_t i = 0; i < r->table->faces.n; i++)
        if (text_equals(a->value, r->table->faces.v[i]->name))
            return r->table->faces.v[i];
    complain(r, DIAG_F005, a->value_pos, text_utf8(r->arena, a->value));
    return NULL;
}

/* ---- roles ---- */

/* <office> says what a face is and that the role uses it, in one row. */
static void read_office(struct reader *r, const struct node *n, void *into)
{
    struct use_list *list = into;
    struct face_row *face = new_face(r, n);
    face->office = true;
    if (!face->files.items.n && !face->families.items.n)
        needed(r, n, "file");
    VEC_PUSH(r->arena, &list->items, ((struct use_row){.face = face}));
}

static void read_use(struct reader *r, const struct node *n, void *into)
{
    struct use_list *list = into;
    const struct attr *a = xml_attr(n, "face");
    struct face_row *face = a ? face_named(r, a) : NULL;
    if (!a)
        needed(r, n, "face");
    if (!face)
        return;
    struct use_row use = {.face = face, .charset = charset_of(r, n), .only = text_of(n, "only")};
    use.limited = use.charset || use.only.n;
    VEC_PUSH(r->arena, &list->items, use);
}

static const struct element uses[] = {{"office", read_office}, {"use", read_use}, {0}};

static void read_role(struct reader *r, const struct node *n, void *into)
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

static void read_fallback(struct reader *r, const struct node *n, void *into)
{
    (void)into;
    read_children(r, n, uses, &r->table->fallback);
}

static void check_roles(struct reader *r, const struct node *root)
{
    for (int role = 0; role < FONT_ROLES; role++)
        if (!r->table->labels[role])
            complain(r, DIAG_F005, root->pos, font_role_name((enum font_role)role));
}

struct font_table *table_read(struct arena *a, const char *folder, struct diags *d)
{
    static const struct element elements[] = {{"charset", read_charset},
                                              {"face", read_face},
                                              {"role", read_role},
                                              {"fallback", read_fallback},
                                              {0}};
    struct reader r = {a, folder, ARENA_NEW(a, struct font_table), d, false};
    const char *path = arena_printf(a, "%s/fonts.xml", folder);
    struct tree *tree = xml_read(a, path, (struct pos){0}, d);
    if (!tree)
        return NULL;
    read_children(&r, tree->root, elements, NULL);
    if (!r.failed)
        check_roles(&r, tree->root);
    return r.failed ? NULL : r.table;
}
