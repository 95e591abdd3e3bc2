/*
 * The validator, all mistakes in one run. A first walk finds which element each name means, and
 * leaves its id on the node; one that is nearly right is taken for what it means, so that what
 * stands in it is checked too. The second walk holds every element against its row of the table,
 * and against the rules that a row cannot say. Of children in a wrong order the longest run in the
 * right one is taken as meant; only the others are said to be misplaced.
 */
#include "vocab/diag.def"
#include "vocab/vocab_int.h"

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

static void report_misplaced(struct validation *c, const struct node *n, enum element_id id)
{
    if (table_is_root(id) && !*table_parent_names(c, id))
        VALIDATE_REPORT(c, DIAG_V043, n->pos, n->name);
    else
        VALIDATE_REPORT(c, DIAG_V004, n->pos, n->name, n->parent->name, table_parent_names(c, id));
}

/* Returns the element that the name is taken for. */
static enum element_id report_unknown(struct validation *c, const struct node *n,
                                      enum element_id owner)
{
    const char *near = guess_child(n->name, owner);
    const char *advice = said_element_advice(n->name, c->lang);
    if (advice && table_element[owner].content != CONTENT_TEXT) {
        VALIDATE_REPORT(c, DIAG_V342, n->pos, n->name, advice);
        return EL_NONE;
    }
    if (near) {
        VALIDATE_REPORT(c, DIAG_V001, n->pos, n->name, near);
        return table_find_child(owner, near);
    }
    if (table_element[owner].content == CONTENT_TEXT) {
        if (table_place(owner, EL_EM))
            VALIDATE_REPORT(c, DIAG_V317, n->pos, n->parent->name, n->name,
                            table_element_name(c, EL_EM));
        else
            VALIDATE_REPORT(c, DIAG_V017, n->pos, n->parent->name, n->name);
        return EL_NONE;
    }
    near = guess_element(n->name);
    if (!near) {
        VALIDATE_REPORT(c, DIAG_V003, n->pos, n->name, table_child_names(c, owner));
        return EL_NONE;
    }
    enum element_id id = table_find_element(near);
    VALIDATE_REPORT(c, DIAG_V042, n->pos, n->name, near, table_parent_names(c, id));
    return id;
}

/* EL_NONE: unknown, and what stands in it cannot be checked. */
static enum element_id identify(struct validation *c, const struct node *n, enum element_id owner)
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
static void identify_inside(struct validation *c, struct node *n)
{
    validate_attrs(c, n);
    for (struct node *k = n->first; k && table_element[n->id].content != CONTENT_EMPTY;
         k = k->next) {
        if (k->kind == NODE_TEXT)
            continue;
        k->id = identify(c, k, n->id);
        if (k->id != EL_NONE)
            identify_inside(c, k);
    }
}

/* ---- number and order of children ---- */

/* Those of one parent. */
struct child {
    const struct node *node;
    const struct child_row *place; /* NULL: it may not stand here */
};

struct children {
    const struct node *parent;
    VEC(struct child) list;
    bool excused; /* something was reported already that explains a lack of content */
};

enum { STEPS = 24 };

static int step_of(const struct child *child)
{
    return child->place ? child->place->step : 0;
}

/* What is repeated does not count for the order. */
static void check_repeats(struct validation *c, struct children *all)
{
    const struct child *seen[STEPS] = {NULL};
    for (size_t i = 0; i < all->list.n; i++) {
        struct child *child = &all->list.v[i];
        int step = step_of(child);
        if (step == 0 || child->place->most > 1)
            continue;
        if (!seen[step]) {
            seen[step] = child;
            continue;
        }
        uint32_t line = source_place(seen[step]->node->pos).line;
        VALIDATE_REPORT(c, DIAG_V011, child->node->pos, child->node->name,
                        arena_printf(c->arena, "%u", line));
        child->place = NULL;
    }
}

/* row: the first of a step whose children are missing. */
static void report_missing(struct validation *c, const struct children *all,
                           const struct child_row *row)
{
    const struct node *n = all->parent;
    bool choice = row[1].owner == row->owner && row[1].step == row->step;
    if (!choice)
        VALIDATE_REPORT(c, DIAG_V008, n->pos, n->name, table_element_name(c, row->child));
    else if (!all->excused)
        VALIDATE_REPORT(c, DIAG_V016, n->pos, n->name, table_child_names(c, n->id));
}

/* Of a number that is neither one nor any. */
static void check_most(struct validation *c, const struct children *all,
                       const struct child_row *row)
{
    int n = 0;
    if (row->most == 1 || row->most == VOCAB_MANY)
        return;
    for (size_t i = 0; i < all->list.n; i++)
        if (all->list.v[i].place == row && n++ == row->most)
            VALIDATE_REPORT(c, DIAG_V069, all->list.v[i].node->pos, all->parent->name,
                            arena_printf(c->arena, "%d", row->most),
                            table_element_name(c, row->child));
}

static void check_missing(struct validation *c, struct children *all)
{
    size_t count[STEPS] = {0};
    for (size_t i = 0; i < all->list.n; i++) {
        count[step_of(&all->list.v[i])]++;
        all->excused = all->excused || !all->list.v[i].place;
    }
    int before = 0;
    for (const struct child_row *r = table_children(all->parent->id); r->owner == all->parent->id;
         r++) {
        if (r->step != before && count[r->step] < (size_t)r->least)
            report_missing(c, all, r);
        check_most(c, all, r);
        before = r->step;
    }
}

struct link {
    size_t length;
    size_t before; /* index + 1 of the child before it in its run; 0: none */
};

/* The longest run of children whose steps never fall: meant[i] says whether child i is in it. Of
 * two as long the one that takes what came late for misplaced. */
static void find_meant(struct arena *a, const struct children *all, bool *meant)
{
    struct link *links = ARENA_ARRAY(a, struct link, all->list.n + 1);
    size_t best[STEPS] = {0}; /* by last step: index + 1 of the end of the longest run; 0: none */
    size_t end = 0;
    for (size_t i = 1; i <= all->list.n; i++) {
        int step = step_of(&all->list.v[i - 1]);
        if (step == 0)
            continue;
        for (int s = 1; s <= step; s++)
            if (links[best[s]].length >= links[links[i].before].length)
                links[i].before = best[s];
        links[i].length = links[links[i].before].length + 1;
        if (links[i].length > links[best[step]].length)
            best[step] = i;
        if (links[i].length > links[end].length)
            end = i;
    }
    for (; end; end = links[end].before)
        meant[end - 1] = true;
}

/* Names the neighbour that shows where child i belongs. */
static void report_order(struct validation *c, const struct children *all, const bool *meant,
                         size_t i)
{
    const struct child *child = &all->list.v[i];
    const char *order = table_child_names(c, all->parent->id);
    const struct node *after = NULL;
    for (size_t k = 0; k < all->list.n; k++) {
        const struct child *other = &all->list.v[k];
        if (!meant[k])
            continue;
        if (k < i && step_of(other) > step_of(child)) {
            VALIDATE_REPORT(c, DIAG_V009, child->node->pos, child->node->name, other->node->name,
                            order);
            return;
        }
        if (k > i && step_of(other) < step_of(child))
            after = other->node;
    }
    if (after)
        VALIDATE_REPORT(c, DIAG_V010, child->node->pos, child->node->name, after->name, order);
}

static void check_order(struct validation *c, struct children *all)
{
    const struct child_row *first = table_children(all->parent->id), *r = first;
    check_missing(c, all);
    check_repeats(c, all);
    while (r->owner == first->owner && r->step == first->step)
        r++;
    if (r->owner != first->owner)
        return; /* one kind of thing, or a choice: nothing can be out of order */
    bool *meant = ARENA_ARRAY(c->arena, bool, all->list.n + 1);
    find_meant(c->arena, all, meant);
    for (size_t i = 0; i < all->list.n; i++)
        if (!meant[i] && all->list.v[i].place)
            report_order(c, all, meant, i);
}

/* ---- content ---- */

static void check_element(struct validation *c, const struct node *n);

/* In every line of a text. Of several places to write on the first is told. */
static void warn_of_blanks(struct validation *c, struct text raw)
{
    for (size_t i = 0, end; i < raw.n; i = end + 1) {
        end = space_line_end(raw, i);
        struct text line = text_part(raw, i, end);
        size_t at = space_find_indent(line);
        if (at < line.n)
            diag(c->diags, DIAG_V032, text_pos(line, at), NULL);
        size_t gap = space_find_gap(line);
        if (gap < line.n)
            diag(c->diags, DIAG_V341, text_pos(line, gap), NULL);
    }
}

static void check_empty(struct validation *c, const struct node *n)
{
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind == NODE_TEXT && space_is_blank(k->text))
            continue;
        struct pos pos = k->pos;
        if (k->kind == NODE_TEXT)
            pos = text_pos(k->text, space_skip(k->text, 0));
        VALIDATE_REPORT(c, DIAG_V015, pos, n->name);
        return;
    }
}

static void check_text(struct validation *c, const struct node *n)
{
    bool excused = false;
    if (!table_is_words(n->id)) /* its text stands in a line of the element around it */
        warn_of_blanks(c, space_raw_text(c->arena, n));
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind == NODE_TEXT) {
            excused = excused || !space_is_blank(k->text);
            continue;
        }
        /* a line break and the note on something are nothing to read */
        bool word = k->id != EL_BR && k->id != EL_FN && k->id != EL_SKIP && k->id != EL_BRANCH &&
                    k->id != EL_OPTION;
        excused = excused || !table_place(n->id, k->id) || word;
        check_element(c, k);
    }
    if (!excused)
        VALIDATE_REPORT(c, DIAG_V014, n->pos, n->name);
    else if (table_content_type(n->id) != TYPE_TEXT)
        validate_text(c, n);
}

/* Nothing, text, or blocks; not both. */
static void check_mixed(struct validation *c, const struct node *n)
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
        check_element(c, k);
    }
    if (text && block)
        VALIDATE_REPORT(c, DIAG_V067, block->pos, n->name, block->name,
                        table_element_name(c, EL_P));
    else if (text)
        warn_of_blanks(c, space_raw_text(c->arena, n));
}

/* The text as the office meant it: a section's title, an organ and a day that sign. */
static void report_text(struct validation *c, const struct node *n, struct text t, struct pos pos)
{
    enum { TITLE_MOST = 40 };
    const char *said = validate_excerpt(c, t), *p = table_element_name(c, EL_P);
    bool titled = n->id != EL_SECTION || table_given(n, ATTR_SECTION_TITLE);
    if (!titled && t.n <= TITLE_MOST && !text_has(t, "。"))
        VALIDATE_REPORT(c, DIAG_V319, pos, n->name, table_attr_name(c, ATTR_SECTION_TITLE), said, p);
    else if (n->id == EL_SIGNATURE)
        validate_signature_text(c, n, t);
    else if (table_place(n->id, EL_P))
        VALIDATE_REPORT(c, DIAG_V012, pos, n->name, p);
    else
        VALIDATE_REPORT(c, DIAG_V013, pos, n->name, table_child_names(c, n->id));
}

static void check_children(struct validation *c, const struct node *n)
{
    struct children all = {.parent = n};
    struct arena_mark mark = arena_mark(c->arena);
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind == NODE_TEXT && space_is_blank(k->text))
            continue;
        if (k->kind == NODE_TEXT) {
            struct pos pos = text_pos(k->text, space_skip(k->text, 0));
            all.excused = true;
            report_text(c, n, text_trimmed(k->text), pos);
            continue;
        }
        VEC_PUSH(c->arena, &all.list, ((struct child){k, table_place(n->id, k->id)}));
        check_element(c, k);
    }
    check_order(c, &all);
    if (table_place(n->id, EL_P))
        validate_typed(c, n);
    arena_reset(c->arena, mark);
}

/* ---- elements ---- */

/* Of an unknown one nothing can be said. */
static void check_element(struct validation *c, const struct node *n)
{
    static void (*const check_content[CONTENT_KINDS])(struct validation *, const struct node *) = {
        [CONTENT_EMPTY] = check_empty,
        [CONTENT_TEXT] = check_text,
        [CONTENT_CHILDREN] = check_children,
        [CONTENT_MIXED] = check_mixed,
    };
    int nest = 1, deepest = table_nest(n->id);
    if (n->id == EL_NONE)
        return;
    for (const struct node *up = n->parent; deepest && up && up->id == n->id; up = up->parent)
        nest++;
    if (deepest && nest == deepest + 1)
        VALIDATE_REPORT(c, DIAG_V035, n->pos, n->name, arena_printf(c->arena, "%d", deepest));
    validate_document(c, n);
    validate_roster(c, n);
    validate_form(c, n);
    if (n->id == EL_ITEM)
        validate_typed_item(c, n);
    if (n->id == EL_SUBHEADING)
        validate_typed_subheading(c, n);
    check_content[table_element[n->id].content](c, n);
}

/* ---- the root ---- */

/* A staff file in a document's place, or the other way round; a form's file is named as such. */
static void report_other_root(struct validation *c, const struct node *root, enum element_id id,
                              enum element_id wanted)
{
    if (wanted == EL_FORM)
        VALIDATE_REPORT(c, DIAG_V133, root->pos, root->name);
    else
        VALIDATE_REPORT(c, id == EL_STAFF ? DIAG_N001 : DIAG_N002, root->pos, NULL);
}

static void check_root(struct validation *c, struct node *root, enum element_id wanted)
{
    enum element_id id = table_find_element(root->name);
    struct guess g = {.typed = root->name};
    guess_names(&g, wanted);
    if (id == EL_NONE && g.best) {
        id = wanted;
        VALIDATE_REPORT(c, DIAG_V001, root->pos, root->name, g.best);
    } else if (id != wanted && id != EL_NONE && table_is_root(id)) {
        report_other_root(c, root, id, wanted);
        return;
    } else if (id != wanted) {
        VALIDATE_REPORT(c, DIAG_V040, root->pos, root->name, table_element_name(c, wanted));
    }
    if (id == EL_NONE)
        return;
    root->id = id;
    identify_inside(c, root);
    check_element(c, root);
}

bool validate_tree(struct tree *tree, enum element_id wanted, struct diags *d)
{
    struct validation c = {.arena = arena_new(),
                           .diags = d,
                           .lang = diags_lang(d) == DIAG_EN ? VOCAB_EN : VOCAB_ZH};
    c.whole = arena_sub(c.arena);
    check_root(&c, tree->root, wanted);
    arena_drop(c.arena);
    return !c.wrong;
}
