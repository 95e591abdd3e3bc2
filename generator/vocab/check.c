/*
 * The validator, all mistakes in one run. A first walk finds which element each name means, and
 * leaves its id on the node; one that is nearly right is taken for what it means, so that what
 * stands in it is checked too. The second walk holds every element against its row of the table.
 */
#include "vocab/diag.def"
#include "vocab/vocab_int.h"

/* A valid document is far less deep; what is deeper has been reported on the way down. */
enum { DEEPEST = 32 };

struct depth {
    int all;
    int nest; /* how many of the same element stand around each other here */
};

static void check_element(struct check *c, const struct node *n, struct depth at);

/* ---- which element a name means ---- */

static void guess_names(struct guess *g, enum element_id id)
{
    for (int lang = 0; lang < VOCAB_LANGS; lang++)
        guess_try(g, table_element[id].name[lang]);
}

static const char *guess_child(const char *typed, enum element_id owner)
{
    struct guess g = {.typed = typed};
    for (const struct child_row *r = table_children(owner); r->owner == owner; r++)
        guess_names(&g, r->child);
    return g.best;
}

/* Anything but a root, which is nowhere a child. */
static const char *guess_element(const char *typed)
{
    struct guess g = {.typed = typed};
    for (enum element_id id = 1; id < EL_END; id++)
        if (!table_is_root(id))
            guess_names(&g, id);
    return g.best;
}

static void report_misplaced(struct check *c, const struct node *n, enum element_id id)
{
    if (table_is_root(id) && !*names_parents(c, id))
        CHECK_REPORT(c, DIAG_V043, n->pos, n->name);
    else
        CHECK_REPORT(c, DIAG_V004, n->pos, n->name, n->parent->name, names_parents(c, id));
}

/* Returns the element that the name is taken for. */
static enum element_id report_unknown(struct check *c, const struct node *n, enum element_id owner)
{
    const char *near = guess_child(n->name, owner);
    if (near) {
        CHECK_REPORT(c, DIAG_V001, n->pos, n->name, near);
        return table_find_child(owner, near);
    }
    if (table_element[owner].content == CONTENT_TEXT) {
        CHECK_REPORT(c, DIAG_V017, n->pos, n->parent->name, n->name);
        return EL_NONE;
    }
    near = guess_element(n->name);
    if (!near) {
        CHECK_REPORT(c, DIAG_V003, n->pos, n->name, names_children(c, owner));
        return EL_NONE;
    }
    enum element_id id = table_find_element(near);
    CHECK_REPORT(c, DIAG_V042, n->pos, n->name, near, names_parents(c, id));
    return id;
}

/* EL_NONE: unknown, and what stands in it cannot be checked. */
static enum element_id identify(struct check *c, const struct node *n, enum element_id owner)
{
    enum element_id id = table_find_child(owner, n->name);
    if (id != EL_NONE)
        return id;
    id = table_find_element(n->name);
    if (id == EL_NONE)
        return report_unknown(c, n, owner);
    report_misplaced(c, n, id);
    return id;
}

/* What stands in an element whose id is known. */
static void identify_inside(struct check *c, struct node *n, int depth)
{
    if (depth == DEEPEST)
        return;
    check_attrs(c, n);
    if (table_element[n->id].content == CONTENT_EMPTY)
        return;
    for (struct node *k = n->first; k; k = k->next) {
        if (k->kind == NODE_TEXT)
            continue;
        k->id = identify(c, k, n->id);
        if (k->id != EL_NONE)
            identify_inside(c, k, depth + 1);
    }
}

/* ---- content ---- */

static void warn_of_indent(struct check *c, struct text t)
{
    size_t i = space_find_indent(t);
    if (i < t.n)
        diag(c->diags, DIAG_V032, text_pos(t, i), NULL);
}

/* In every line of a text. */
static void warn_of_indents(struct check *c, struct text raw)
{
    for (size_t i = 0, end; i < raw.n; i = end + 1) {
        end = space_line_end(raw, i);
        warn_of_indent(c, text_part(raw, i, end));
    }
}

/* Something to read: neither a line break nor the note on something. */
static bool is_word(enum element_id id)
{
    return id == EL_EM || id == EL_REF || id == EL_NAME || id == EL_FIELD;
}

static void check_empty(struct check *c, const struct node *n, struct depth at)
{
    (void)at;
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind == NODE_TEXT && space_is_blank(k->text))
            continue;
        struct pos pos = k->pos;
        if (k->kind == NODE_TEXT)
            pos = text_pos(k->text, space_skip(k->text, 0));
        CHECK_REPORT(c, DIAG_V015, pos, n->name);
        return;
    }
}

static void check_text(struct check *c, const struct node *n, struct depth at)
{
    bool excused = false;
    if (n->id != EL_EM) /* its text stands in a line of the element around it */
        warn_of_indents(c, space_raw_text(c->arena, n));
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind == NODE_TEXT) {
            excused = excused || !space_is_blank(k->text);
            continue;
        }
        excused = excused || !table_place(n->id, k->id) || is_word(k->id);
        check_element(c, k, at);
    }
    if (!excused)
        CHECK_REPORT(c, DIAG_V014, n->pos, n->name);
    else if (table_content_type(n->id) != TYPE_TEXT)
        check_content_type(c, n);
}

/* Nothing, text, or blocks; not both. */
static void check_mixed(struct check *c, const struct node *n, struct depth at)
{
    const struct node *block = NULL;
    bool text = false;
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind == NODE_TEXT) {
            text = text || !space_is_blank(k->text);
            continue;
        }
        if (table_place(EL_BODY, k->id))
            block = k;
        else
            text = text || table_place(n->id, k->id);
        check_element(c, k, at);
    }
    if (text && block)
        CHECK_REPORT(c, DIAG_V067, block->pos, n->name, block->name, names_element(c, EL_P));
    else if (text)
        warn_of_indents(c, space_raw_text(c->arena, n));
}

static void report_stray_text(struct check *c, const struct node *text)
{
    enum element_id owner = text->parent->id;
    struct pos pos = text_pos(text->text, space_skip(text->text, 0));
    if (table_place(owner, EL_P))
        CHECK_REPORT(c, DIAG_V012, pos, text->parent->name, names_element(c, EL_P));
    else
        CHECK_REPORT(c, DIAG_V013, pos, text->parent->name, names_children(c, owner));
}

static void check_children(struct check *c, const struct node *n, struct depth at)
{
    struct children all = {.parent = n};
    struct arena_mark mark = arena_mark(c->arena);
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind == NODE_TEXT) {
            if (!space_is_blank(k->text)) {
                report_stray_text(c, k);
                all.excused = true;
            }
            continue;
        }
        VEC_PUSH(c->arena, &all.list, ((struct child){k, table_place(n->id, k->id)}));
        check_element(c, k, at);
    }
    check_order(c, &all);
    arena_reset(c->arena, mark);
}

static void check_nest(struct check *c, const struct node *n, int nest)
{
    int deepest = table_nest(n->id);
    if (deepest && nest == deepest + 1)
        CHECK_REPORT(c, DIAG_V035, n->pos, n->name, arena_printf(c->arena, "%d", deepest));
}

/* Of an unknown one nothing can be said. */
static void check_element(struct check *c, const struct node *n, struct depth at)
{
    static void (*const check_content[CONTENT_KINDS])(struct check *, const struct node *,
                                                      struct depth) = {
        [CONTENT_EMPTY] = check_empty,
        [CONTENT_TEXT] = check_text,
        [CONTENT_CHILDREN] = check_children,
        [CONTENT_MIXED] = check_mixed,
    };
    if (n->id == EL_NONE || at.all == DEEPEST)
        return;
    struct depth inside = {at.all + 1, table_nest(n->id) ? at.nest + 1 : 0};
    check_nest(c, n, inside.nest);
    check_rules(c, n, inside.nest);
    check_content[table_element[n->id].content](c, n, inside);
}

/* ---- the root ---- */

/* A staff file in a document's place, or the other way round; a form's file is named as such. */
static void report_other_root(struct check *c, const struct node *root, enum element_id id,
                              enum element_id wanted)
{
    if (wanted == EL_FORM)
        CHECK_REPORT(c, DIAG_V133, root->pos, root->name);
    else
        CHECK_REPORT(c, id == EL_STAFF ? DIAG_N001 : DIAG_N002, root->pos, NULL);
}

static void check_root(struct check *c, struct node *root, enum element_id wanted)
{
    enum element_id id = table_find_element(root->name);
    struct guess g = {.typed = root->name};
    guess_names(&g, wanted);
    if (id == EL_NONE && g.best) {
        id = wanted;
        CHECK_REPORT(c, DIAG_V001, root->pos, root->name, g.best);
    } else if (id != wanted && id != EL_NONE && table_is_root(id)) {
        report_other_root(c, root, id, wanted);
        return;
    } else if (id != wanted) {
        CHECK_REPORT(c, DIAG_V040, root->pos, root->name, names_element(c, wanted));
    }
    if (id == EL_NONE)
        return;
    root->id = id;
    identify_inside(c, root, 0);
    check_element(c, root, (struct depth){0, 0});
}

bool check_tree(struct tree *tree, enum element_id wanted, struct diags *d)
{
    struct check c = {arena_new(), d, diags_lang(d) == DIAG_EN ? VOCAB_EN : VOCAB_ZH, false};
    check_root(&c, tree->root, wanted);
    arena_drop(c.arena);
    return !c.wrong;
}
