/*
 * The files of profiles. One says only what differs: the value, and where it knows better than the
 * profile that it extends, the clause and how hard the rule is. Mistakes are told with what was
 * probably meant; a profile with one is of no use.
 */
#include <string.h>

#include "base/file.h"
#include "base/guess.h"
#include "style/diag.def"
#include "style/style_int.h"
#include "xml/xml.h"

static const char usual[] = "gbt9704", root_name[] = "profile";
static const char *const strength_names[] = {"must", "normally", "advised", "derived", "habit"};

bool style_is_profile(const char *outermost)
{
    return strcmp(outermost, root_name) == 0;
}

void style_bad(struct style_reader *r, const struct diag_code *code, struct pos pos,
               const char *what, const char *more)
{
    diag(r->diags, code, pos, what, more);
    r->ok = false;
}

/* ---- elements and attributes ---- */

static const char *attr_text(struct style_reader *r, const struct node *n, const char *name)
{
    const struct attr *at = xml_attr(n, name);
    if (at)
        return text_utf8(r->arena, at->value);
    style_bad(r, DIAG_T002, n->pos, name, NULL);
    return NULL;
}

static const char *listed(struct arena *a, const char *const names[])
{
    const char *all = names[0];
    for (size_t i = 1; names[i]; i++)
        all = arena_printf(a, "%s %s", all, names[i]);
    return all;
}

/* names: ended by NULL. */
static void check_attrs(struct style_reader *r, const struct node *n, const char *const names[])
{
    for (const struct attr *at = n->attrs; at; at = at->next) {
        size_t i = 0;
        while (names[i] && strcmp(names[i], at->name) != 0)
            i++;
        if (!names[i])
            style_bad(r, DIAG_T009, at->name_pos, at->name, listed(r->arena, names));
    }
}

/* Whether n is an element, and of this name; blanks are passed over, anything else is told. */
static bool is_element(struct style_reader *r, const struct node *n, const char *name)
{
    if (n->kind == NODE_TEXT && !text_trimmed(n->text).n)
        return false;
    bool right = n->kind == NODE_ELEMENT && strcmp(n->name, name) == 0;
    if (!right)
        style_bad(r, DIAG_T010, n->pos, n->kind == NODE_ELEMENT ? n->name : diags_lang(r->diags) == DIAG_ZH ? "文字" : "text",
                  name);
    return right;
}

/* ---- values ---- */

/* The names that a group has, or with group NULL those of groups. */
static const char *names_of(struct style_reader *r, const char *group)
{
    const char *all = "";
    for (int i = 0; i < STYLE_KEYS; i++) {
        const struct key *k = &style_keys[i];
        bool first = i == 0 || strcmp(style_keys[i - 1].group, k->group) != 0;
        if (group ? strcmp(group, k->group) == 0 : first)
            all = arena_printf(r->arena, "%s%s%s", all, *all ? " " : "", group ? k->name : k->group);
    }
    return all;
}

/* What is nearest to a group's value that is not there: first the group must be right. */
static void tell_unknown(struct style_reader *r, struct pos pos, const char *group, const char *name)
{
    struct guess groups = {.typed = group}, values = {.typed = name};
    bool known = false;
    for (int i = 0; i < STYLE_KEYS; i++) {
        bool same = strcmp(style_keys[i].group, group) == 0;
        known = known || same;
        guess_try(&groups, style_keys[i].group);
        if (same)
            guess_try(&values, style_keys[i].name);
    }
    const char *full = arena_printf(r->arena, "%s.%s", group, name);
    const char *near = known ? values.best : groups.best;
    if (near)
        style_bad(r, DIAG_T008, pos, full,
                  known ? arena_printf(r->arena, "%s.%s", group, near)
                        : arena_printf(r->arena, "%s.%s", near, name));
    else
        style_bad(r, DIAG_T003, pos, full, names_of(r, known ? group : NULL));
}

/* What is not said of a rule is as the extended profile has it. */
static void read_source(struct style_reader *r, const struct node *n, struct style_source *out)
{
    const struct attr *clause = xml_attr(n, "clause"), *strength = xml_attr(n, "strength");
    int hard = 0;
    if (!out->clause)
        *out = (struct style_source){"", STRENGTH_HABIT};
    if (clause)
        out->clause = text_utf8(r->arena, clause->value);
    if (!strength)
        return;
    while (hard < STRENGTHS && !text_equals(strength->value, strength_names[hard]))
        hard++;
    if (hard == STRENGTHS)
        style_bad(r, DIAG_T004, strength->value_pos, text_utf8(r->arena, strength->value), NULL);
    else
        out->strength = (enum strength)hard;
}

/* The value's number, STYLE_KEYS: there is none. A profile has them nearly in the table's order: the
 * one behind the last is looked at first. */
static int find_key(struct style_reader *r, const char *group, const char *name)
{
    for (int tried = 0; tried < STYLE_KEYS; tried++) {
        int key = r->next_key++ % STYLE_KEYS;
        if (strcmp(style_keys[key].name, name) == 0 && strcmp(style_keys[key].group, group) == 0)
            return key;
    }
    return STYLE_KEYS;
}

/* <value name="…" is="…" clause="…" strength="…"/>: kept until all files are read. */
static void read_entry(struct style_reader *r, const char *group, const struct node *n)
{
    static const char *const attrs[] = {"name", "is", "clause", "strength", NULL};
    const char *name = attr_text(r, n, "name"), *is = attr_text(r, n, "is");
    check_attrs(r, n, attrs);
    if (!name || !is)
        return;
    int key = find_key(r, group, name);
    if (key == STYLE_KEYS) {
        tell_unknown(r, xml_attr(n, "name")->value_pos, group, name);
        return;
    }
    r->given[key] = (struct given){is, xml_attr(n, "is")->value_pos};
    read_source(r, n, &r->style->sources[key]);
}

static void read_group(struct style_reader *r, const struct node *group)
{
    static const char *const attrs[] = {"name", "title", NULL};
    const char *name = attr_text(r, group, "name");
    check_attrs(r, group, attrs);
    for (const struct node *n = group->first; name && n; n = n->next)
        if (is_element(r, n, "value"))
            read_entry(r, name, n);
}

/* ---- files ---- */

/* The first place that has it, those before it noted; NULL: none. */
static const char *find_file(struct style_reader *r, const char *name, bool *own)
{
    const struct style_places *places = r->places;
    const char *file = arena_printf(r->arena, "%s.xml", name);
    const char *path = file_in(r->arena, places->own, file);
    *own = file_exists(path) || !places->n;
    if (*own)
        return path;
    for (size_t i = 0; i < places->n; i++) {
        path = *places->office[i] ? file_in(r->arena, places->office[i], file) : file;
        if (file_exists(path))
            return path;
        file_note(path, r->diags);
    }
    return NULL;
}

/* The extended profile first, so that this one's values replace it. */
static void read_tree(struct style_reader *r, const struct tree *tree, bool own, int depth)
{
    static const char *const attrs[] = {"name", "title", "extends", NULL};
    const struct node *root = tree->root;
    if (!style_is_profile(root->name)) {
        style_bad(r, DIAG_T011, root->pos, root->name, NULL);
        return;
    }
    check_attrs(r, root, attrs);
    const struct attr *title = xml_attr(root, "title"), *extends = xml_attr(root, "extends");
    if (depth == 0)
        r->style->title = title ? text_utf8(r->arena, title->value) : "";
    if (extends)
        style_read_file(r, text_utf8(r->arena, extends->value), extends->value_pos, depth + 1);
    else if (!own)
        style_read_file(r, usual, root->pos, depth + 1);
    for (const struct node *group = root->first; group; group = group->next)
        if (is_element(r, group, "group"))
            read_group(r, group);
}

void style_read_file(struct style_reader *r, const char *name, struct pos pos, int depth)
{
    bool own = true, plain = *name && !strchr(name, '/') && depth < STYLE_FILES_MOST;
    const char *path = plain ? find_file(r, name, &own) : NULL;
    if (!path || (pos.src && !file_exists(path))) {
        style_bad(r, DIAG_T001, pos, name, NULL);
        return;
    }
    r->style->files[r->style->n_files++] = path;
    struct tree *tree = xml_read(r->arena, path, pos, r->diags);
    if (tree)
        read_tree(r, tree, own, depth);
    else
        r->ok = false;
}
