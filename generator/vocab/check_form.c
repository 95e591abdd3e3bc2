/*
 * Rules of forms and flow figures: names that are unique in a form, codes that skips and steps
 * lead to, what goes together in a question and a field, and what only a form by itself says.
 */
#include "vocab/diag.def"
#include "vocab/vocab_int.h"

static const char *attr_name(const struct check *c, enum attr_id id)
{
    return table_attr[id].name[c->lang];
}

static bool same(struct text a, struct text b)
{
    bool equal = a.n == b.n;
    for (size_t i = 0; equal && i < a.n; i++)
        equal = a.cp[i] == b.cp[i];
    return equal;
}

/* ---- names and codes that must be unique ---- */

struct named {
    const struct node *node;
    struct text name;
    struct pos pos;
};

struct named_list {
    VEC(struct named) list;
};

static const struct named *find_named(const struct named_list *all, struct text name)
{
    for (size_t i = 0; i < all->list.n; i++)
        if (same(all->list.v[i].name, name))
            return &all->list.v[i];
    return NULL;
}

/* code: what to say of one that is there already. */
static void add_named(struct check *c, struct named_list *all, const struct node *n,
                      enum attr_id id, const struct diag_code *code)
{
    const struct attr *attr = table_given(n, id);
    if (!attr)
        return;
    struct text name = space_attr_text(c->arena, attr);
    const struct named *before = find_named(all, name);
    if (before)
        CHECK_REPORT(c, code, attr->value_pos, names_excerpt(c, name),
                     arena_printf(c->arena, "%u", source_place(before->pos).line));
    else
        VEC_PUSH(c->arena, &all->list, ((struct named){n, name, attr->value_pos}));
}

/* What bears a name in a form, in its order. */
static const enum attr_id name_attrs[] = {ATTR_FIELD_NAME, ATTR_QUESTION_NAME, ATTR_CLASSES_TITLE,
                                          ATTR_MEMBERS_TITLE};

static void gather_names(struct check *c, struct named_list *all, const struct node *n, int depth)
{
    enum { DEEPEST = 4 };
    for (const struct node *k = n->first; k && depth < DEEPEST; k = k->next) {
        for (size_t i = 0; i < sizeof name_attrs / sizeof *name_attrs; i++)
            if (k->id == table_attr[name_attrs[i]].owner)
                add_named(c, all, k, name_attrs[i], DIAG_V122);
        gather_names(c, all, k, depth + 1);
    }
}

static void check_key(struct check *c, const struct node *n, const struct named_list *names)
{
    const struct attr *key = table_given(n, ATTR_FORM_KEY);
    struct text name = key ? space_attr_text(c->arena, key) : (struct text){0};
    const struct named *field = name.n ? find_named(names, name) : NULL;
    if (name.n && (!field || field->node->id != EL_FIELD))
        CHECK_REPORT(c, DIAG_V130, key->value_pos, names_excerpt(c, name), key->name);
}

/* ---- skips ---- */

static void check_skip(struct check *c, const struct node *skip, const struct named_list *before,
                       const struct named_list *all)
{
    const struct attr *to = table_given(skip, ATTR_SKIP_TO);
    if (!to)
        return;
    struct text code = space_attr_text(c->arena, to);
    if (!find_named(all, code))
        CHECK_REPORT(c, DIAG_V125, to->value_pos, names_excerpt(c, code));
    else if (find_named(before, code))
        CHECK_REPORT(c, DIAG_V126, to->value_pos, names_excerpt(c, code));
}

typedef void visit_question(struct check *, const struct node *, struct named_list *,
                            const struct named_list *);

static void note_code(struct check *c, const struct node *q, struct named_list *mine,
                      const struct named_list *all)
{
    (void)all;
    add_named(c, mine, q, ATTR_QUESTION_ID, DIAG_V128);
}

/* The codes met up to this question, its own too, are not further on. */
static void check_skips(struct check *c, const struct node *q, struct named_list *mine,
                        const struct named_list *all)
{
    const struct attr *id = table_given(q, ATTR_QUESTION_ID);
    if (id)
        VEC_PUSH(c->arena, &mine->list,
                 ((struct named){q, space_attr_text(c->arena, id), id->value_pos}));
    for (const struct node *k = q->first; k; k = k->next)
        if (k->id == EL_SKIP)
            check_skip(c, k, mine, all);
}

static void each_question(struct check *c, const struct node *form, visit_question *visit,
                          struct named_list *mine, const struct named_list *all)
{
    for (const struct node *t = form->first; t; t = t->next)
        for (const struct node *q = t->id == EL_TOPIC ? t->first : NULL; q; q = q->next)
            if (q->id == EL_QUESTION)
                visit(c, q, mine, all);
}

/* ---- the form ---- */

static void check_alone(struct check *c, const struct node *n)
{
    static const enum attr_id alone[] = {ATTR_FORM_ORIENTATION, ATTR_FORM_PAPER, ATTR_FORM_TWO_UP,
                                         ATTR_FORM_PROFILE};
    if (!n->parent && !table_given(n, ATTR_FORM_TITLE))
        CHECK_REPORT(c, DIAG_V120, n->pos, n->name, attr_name(c, ATTR_FORM_TITLE));
    for (size_t i = 0; n->parent && i < sizeof alone / sizeof *alone; i++) {
        const struct attr *attr = table_given(n, alone[i]);
        if (attr)
            CHECK_REPORT(c, DIAG_V121, attr->name_pos, attr->name);
    }
}

/* Only one of: turned, folded, twice on a page. */
static void check_sheet(struct check *c, const struct node *n)
{
    static const struct {
        enum attr_id attr;
        enum value_id value;
    } ways[] = {{ATTR_FORM_ORIENTATION, VALUE_ORIENTATION_LANDSCAPE},
                {ATTR_FORM_PAPER, VALUE_PAPER_A3},
                {ATTR_FORM_TWO_UP, VALUE_YES_NO_YES}};
    const struct attr *before = NULL;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const struct attr *attr = table_given(n, ways[i].attr);
        if (!attr || table_choice(n, ways[i].attr) != ways[i].value)
            continue;
        if (before)
            CHECK_REPORT(c, DIAG_V139, attr->name_pos, attr->name, before->name);
        before = attr;
    }
}

/* Texts between the marks that part names; at most most of them are given back. */
static size_t split_names(struct text all, struct text out[], size_t most)
{
    size_t n = 0;
    for (size_t from = 0, to; from < all.n; from = to + 1) {
        for (to = from; to < all.n && all.cp[to] != U'、' && all.cp[to] != U'，' &&
                        all.cp[to] != ',' && all.cp[to] != U'；' && all.cp[to] != ';';
             to++)
            ;
        size_t start = from + space_skip(text_part(all, from, to), 0);
        if (start < to && n < most)
            out[n] = text_part(all, start, to);
        n += start < to;
    }
    return n;
}

static void check_heads(struct check *c, const struct node *n)
{
    enum { COLUMNS = 3 };
    const struct attr *heads = table_given(n, ATTR_FORM_HEADS);
    size_t names = heads ? split_names(space_attr_text(c->arena, heads), NULL, 0) : COLUMNS;
    if (names != COLUMNS)
        CHECK_REPORT(c, DIAG_V137, heads->value_pos, heads->name,
                     arena_printf(c->arena, "%zu", names));
}

void check_form(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    struct named_list names = {0}, codes = {0}, passed = {0};
    check_alone(c, n);
    check_sheet(c, n);
    check_heads(c, n);
    gather_names(c, &names, n, 0);
    check_key(c, n, &names);
    each_question(c, n, note_code, &codes, NULL);
    each_question(c, n, check_skips, &passed, &codes);
}

void check_legend(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    if (!n->attrs)
        CHECK_REPORT(c, DIAG_V134, n->pos, n->name, names_attrs(c, EL_LEGEND));
}

/* ---- fields and questions ---- */

void check_field(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    const struct attr *lines = table_given(n, ATTR_FIELD_LINES);
    enum value_id kind = table_choice(n, ATTR_FIELD_KIND);
    bool free = kind == VALUE_FIELD_KIND_TEXT && !table_given(n, ATTR_FIELD_WIDTH) && n->parent &&
                n->parent->id == EL_QUESTION;
    if (lines && !free)
        CHECK_REPORT(c, DIAG_V129, lines->name_pos, lines->name, attr_name(c, ATTR_FIELD_WIDTH),
                     attr_name(c, ATTR_FIELD_KIND));
    if (kind == VALUE_FIELD_KIND_BOXES && !table_given(n, ATTR_FIELD_WIDTH))
        CHECK_REPORT(c, DIAG_V135, n->pos, n->name, attr_name(c, ATTR_FIELD_WIDTH));
}

enum { MOST_OPTIONS = 32 };

static void check_options(struct check *c, const struct node *n, enum value_id answer)
{
    enum { LEAST = 2 };
    const struct attr *options = table_given(n, ATTR_QUESTION_OPTIONS);
    bool asks = answer == VALUE_ANSWER_SINGLE || answer == VALUE_ANSWER_MULTIPLE;
    if (options && !asks && answer != VALUE_NONE)
        CHECK_REPORT(c, DIAG_V124, options->name_pos, options->name,
                     attr_name(c, ATTR_QUESTION_ANSWER));
    size_t given = options ? split_names(space_attr_text(c->arena, options), NULL, 0) : 0;
    if (asks && given < LEAST)
        CHECK_REPORT(c, DIAG_V123, n->pos, n->name, attr_name(c, ATTR_QUESTION_OPTIONS));
}

/* Is the answer that a skip names one of the question's? */
static void check_when(struct check *c, const struct node *n, const struct node *skip)
{
    struct text options[MOST_OPTIONS];
    const struct attr *when = table_given(skip, ATTR_SKIP_WHEN);
    const struct attr *given = table_given(n, ATTR_QUESTION_OPTIONS);
    struct text all =
        given ? space_attr_text(c->arena, given) : text_from_utf8(c->arena, "是、否", n->pos);
    size_t count = split_names(all, options, MOST_OPTIONS);
    for (size_t i = 0; when && i < count && i < MOST_OPTIONS; i++)
        if (same(options[i], space_attr_text(c->arena, when)))
            return;
    if (when)
        CHECK_REPORT(c, DIAG_V127, when->value_pos,
                     names_excerpt(c, space_attr_text(c->arena, when)), text_utf8(c->arena, all));
}

void check_question(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    enum value_id answer = table_choice(n, ATTR_QUESTION_ANSWER);
    check_number(c, space_element_text(c->arena, n));
    check_options(c, n, answer);
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->id != EL_SKIP)
            continue;
        if (answer == VALUE_ANSWER_FILL)
            CHECK_REPORT(c, DIAG_V138, k->pos, attr_name(c, ATTR_QUESTION_ANSWER), k->name);
        else
            check_when(c, n, k);
    }
}

/* ---- flow figures ---- */

/* A step without a next one: 结束. */
static bool is_end(struct text code)
{
    return text_equals(code, "结束") || text_equals(code, "end");
}

static void check_target(struct check *c, const struct node *step, enum attr_id id,
                         const struct named_list *all)
{
    const struct attr *to = table_given(step, id);
    struct text code = to ? space_attr_text(c->arena, to) : (struct text){0};
    if (code.n && !is_end(code) && !find_named(all, code))
        CHECK_REPORT(c, DIAG_V136, to->value_pos, names_excerpt(c, code));
}

void check_flow(struct check *c, const struct node *n, int nest)
{
    static const enum attr_id targets[] = {ATTR_STEP_NEXT, ATTR_DECISION_YES, ATTR_DECISION_NO};
    struct named_list codes = {0};
    (void)nest;
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->id == EL_STEP)
            add_named(c, &codes, k, ATTR_STEP_ID, DIAG_V128);
        else if (k->id == EL_DECISION)
            add_named(c, &codes, k, ATTR_DECISION_ID, DIAG_V128);
    }
    for (const struct node *k = n->first; k; k = k->next)
        for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
            check_target(c, k, targets[i], &codes);
}

/* ---- attachments ---- */

void check_attachment(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    const struct attr *form = table_given(n, ATTR_ATTACHMENT_FORM);
    const struct node *k = n->first;
    while (k && (k->kind != NODE_ELEMENT || k->id == EL_CAPTION))
        k = k->next;
    bool stray = false; /* text, which is reported as such */
    for (const struct node *t = n->first; t && !k; t = t->next)
        stray = stray || (t->kind == NODE_TEXT && !space_is_blank(t->text));
    if (form && k)
        CHECK_REPORT(c, DIAG_V132, k->pos, n->name, form->name);
    if (!form && !k && !stray)
        CHECK_REPORT(c, DIAG_V016, n->pos, n->name, names_children(c, EL_ATTACHMENT));
}
