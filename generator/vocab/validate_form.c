/*
 * Rules of forms and flow figures: names that are unique in a form, codes that skips and steps
 * lead to, what goes together in a question and a field, and what only a form by itself says.
 */
#include "value/list.h"
#include "vocab/diag.def"
#include "vocab/vocab_int.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- names and codes that must be unique ---- */

struct unique_name {
    const struct attr *attr;
    struct text name;
};

typedef VEC(struct unique_name) named_list;

static const struct attr *find_named(const named_list *all, struct text name)
{
    for (size_t i = 0; i < all->n; i++)
        if (text_same(all->v[i].name, name))
            return all->v[i].attr;
    return NULL;
}

/* code: what to say of one that is there already. */
static void add_named(struct validation *c, named_list *all, const struct node *n, enum attr_id id,
                      const struct diag_code *code)
{
    const struct attr *attr = table_given(n, id);
    if (!attr)
        return;
    struct text name = space_attr_text(c->arena, attr);
    const struct attr *before = find_named(all, name);
    if (before)
        VALIDATE_REPORT(c, code, attr->value_pos, validate_excerpt(c, name),
                        arena_printf(c->arena, "%u", source_place(before->value_pos).line));
    else
        VEC_PUSH(c->arena, all, ((struct unique_name){attr, name}));
}

/* What bears a name in a form, in its order. */
static void gather_names(struct validation *c, named_list *all, const struct node *n)
{
    static const enum attr_id bearers[] = {ATTR_FIELD_NAME, ATTR_QUESTION_NAME, ATTR_CLASSES_TITLE,
                                           ATTR_MEMBERS_TITLE};
    for (const struct node *k = n->first; k; k = k->next) {
        for (size_t i = 0; i < COUNT(bearers); i++)
            add_named(c, all, k, bearers[i], DIAG_V122);
        gather_names(c, all, k);
    }
}

/* ---- the form ---- */

/* Of the codes passed up to a question, its own too, none is further on. */
static void check_skips(struct validation *c, const struct node *question, const named_list *codes,
                        const named_list *passed)
{
    for (const struct node *k = question->first; k; k = k->next) {
        const struct attr *to = table_given(k, ATTR_SKIP_TO);
        struct text code = space_given(c->arena, k, ATTR_SKIP_TO);
        if (to && !find_named(codes, code))
            VALIDATE_REPORT(c, DIAG_V125, to->value_pos, validate_excerpt(c, code));
        else if (to && find_named(passed, code))
            VALIDATE_REPORT(c, DIAG_V126, to->value_pos, validate_excerpt(c, code));
    }
}

static void check_codes(struct validation *c, const struct node *form)
{
    named_list codes = {0}, passed = {0};
    for (const struct node *t = form->first; t; t = t->next)
        for (const struct node *q = t->first; q; q = q->next)
            add_named(c, &codes, q, ATTR_QUESTION_ID, DIAG_V128);
    for (const struct node *t = form->first; t; t = t->next)
        for (const struct node *q = t->first; q; q = q->next) {
            const struct attr *id = table_given(q, ATTR_QUESTION_ID);
            if (id)
                VEC_PUSH(c->arena, &passed,
                         ((struct unique_name){id, space_attr_text(c->arena, id)}));
            if (q->id == EL_QUESTION)
                check_skips(c, q, &codes, &passed);
        }
}

static size_t count_names(struct text all)
{
    struct text name;
    size_t n = 0;
    for (size_t at = 0; list_next(all, LIST_WORDS, &at, &name);)
        n++;
    return n;
}

static void check_form(struct validation *c, const struct node *n)
{
    enum { COLUMNS = 3 };
    static const enum attr_id alone[] = {ATTR_FORM_ORIENTATION, ATTR_FORM_PAPER, ATTR_FORM_TWO_UP,
                                         ATTR_FORM_PROFILE};
    static const struct {
        enum attr_id attr;
        enum value_id value;
    } sheets[] = {{ATTR_FORM_ORIENTATION, VALUE_ORIENTATION_LANDSCAPE},
                  {ATTR_FORM_PAPER, VALUE_PAPER_A3},
                  {ATTR_FORM_TWO_UP, VALUE_YES_NO_YES}};
    if (!n->parent && !table_given(n, ATTR_FORM_TITLE))
        VALIDATE_REPORT(c, DIAG_V120, n->pos, n->name, table_attr_name(c, ATTR_FORM_TITLE));
    for (size_t i = 0; n->parent && i < COUNT(alone); i++) {
        const struct attr *attr = table_given(n, alone[i]);
        if (attr)
            VALIDATE_REPORT(c, DIAG_V121, attr->name_pos, attr->name);
    }
    const struct attr *before = NULL; /* only one of: turned, folded, twice on a page */
    for (size_t i = 0; i < COUNT(sheets); i++) {
        const struct attr *attr = table_given(n, sheets[i].attr);
        if (!attr || table_choice(n, sheets[i].attr) != sheets[i].value)
            continue;
        if (before)
            VALIDATE_REPORT(c, DIAG_V139, attr->name_pos, attr->name, before->name);
        before = attr;
    }
    const struct attr *heads = table_given(n, ATTR_FORM_HEADS);
    size_t columns = count_names(space_given(c->arena, n, ATTR_FORM_HEADS));
    if (heads && columns != COLUMNS)
        VALIDATE_REPORT(c, DIAG_V137, heads->value_pos, heads->name,
                        arena_printf(c->arena, "%zu", columns));
    named_list names = {0};
    gather_names(c, &names, n);
    struct text name = space_given(c->arena, n, ATTR_FORM_KEY);
    const struct attr *key = table_given(n, ATTR_FORM_KEY), *field = find_named(&names, name);
    if (name.n && (!field || field->id != ATTR_FIELD_NAME))
        VALIDATE_REPORT(c, DIAG_V130, key->value_pos, validate_excerpt(c, name), key->name);
    check_codes(c, n);
}

/* ---- fields and questions ---- */

static void check_field(struct validation *c, const struct node *n)
{
    const struct attr *lines = table_given(n, ATTR_FIELD_LINES);
    bool wide = table_given(n, ATTR_FIELD_WIDTH);
    enum value_id kind = table_choice(n, ATTR_FIELD_KIND);
    bool asked = n->parent && n->parent->id == EL_QUESTION;
    if (lines && (kind != VALUE_FIELD_KIND_TEXT || wide || !asked))
        VALIDATE_REPORT(c, DIAG_V129, lines->name_pos, lines->name,
                        table_attr_name(c, ATTR_FIELD_WIDTH), table_attr_name(c, ATTR_FIELD_KIND));
    if (kind == VALUE_FIELD_KIND_BOXES && !wide)
        VALIDATE_REPORT(c, DIAG_V135, n->pos, n->name, table_attr_name(c, ATTR_FIELD_WIDTH));
}

/* Is the answer that a skip names one of the question's? */
static void check_when(struct validation *c, const struct node *skip, struct text options)
{
    const struct attr *attr = table_given(skip, ATTR_SKIP_WHEN);
    struct text when = space_given(c->arena, skip, ATTR_SKIP_WHEN), option;
    for (size_t at = 0; list_next(options, LIST_WORDS, &at, &option);)
        if (text_same(option, when))
            return;
    if (attr)
        VALIDATE_REPORT(c, DIAG_V127, attr->value_pos, validate_excerpt(c, when),
                        text_utf8(c->arena, options));
}

static void check_question(struct validation *c, const struct node *n)
{
    enum { LEAST = 2 };
    const struct attr *given = table_given(n, ATTR_QUESTION_OPTIONS);
    struct text options = space_given(c->arena, n, ATTR_QUESTION_OPTIONS);
    enum value_id answer = table_choice(n, ATTR_QUESTION_ANSWER);
    bool asks = answer == VALUE_ANSWER_SINGLE || answer == VALUE_ANSWER_MULTIPLE;
    validate_number(c, space_element_text(c->arena, n));
    if (given && !asks && answer != VALUE_NONE)
        VALIDATE_REPORT(c, DIAG_V124, given->name_pos, given->name,
                        table_attr_name(c, ATTR_QUESTION_ANSWER));
    if (asks && count_names(options) < LEAST)
        VALIDATE_REPORT(c, DIAG_V123, n->pos, n->name, table_attr_name(c, ATTR_QUESTION_OPTIONS));
    if (!given)
        options = text_from_utf8(c->arena, "是、否", n->pos);
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->id == EL_SKIP && answer == VALUE_ANSWER_FILL)
            VALIDATE_REPORT(c, DIAG_V138, k->pos, table_attr_name(c, ATTR_QUESTION_ANSWER),
                            k->name);
        else if (k->id == EL_SKIP)
            check_when(c, k, options);
    }
}

/* ---- flow figures ---- */

static void check_flow(struct validation *c, const struct node *n)
{
    static const enum attr_id targets[] = {ATTR_STEP_NEXT, ATTR_DECISION_YES, ATTR_DECISION_NO};
    named_list codes = {0};
    for (const struct node *k = n->first; k; k = k->next) {
        add_named(c, &codes, k, ATTR_STEP_ID, DIAG_V128);
        add_named(c, &codes, k, ATTR_DECISION_ID, DIAG_V128);
    }
    for (const struct node *k = n->first; k; k = k->next)
        for (size_t i = 0; i < COUNT(targets); i++) {
            struct text code = space_given(c->arena, k, targets[i]);
            bool end = text_equals(code, "结束") || text_equals(code, "end"); /* no next step */
            if (code.n && !end && !find_named(&codes, code))
                VALIDATE_REPORT(c, DIAG_V136, table_given(k, targets[i])->value_pos,
                                validate_excerpt(c, code));
        }
}

/* ---- attachments that are a file's ---- */

static void check_attachment(struct validation *c, const struct node *n)
{
    const struct attr *form = table_given(n, ATTR_ATTACHMENT_FORM);
    const struct node *block = NULL;
    bool stray = false; /* text, which is reported as such */
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind == NODE_TEXT)
            stray = stray || !space_is_blank(k->text);
        else if (k->id != EL_CAPTION && !block)
            block = k;
    }
    if (form && block)
        VALIDATE_REPORT(c, DIAG_V132, block->pos, n->name, form->name);
    if (!form && !block && !stray)
        VALIDATE_REPORT(c, DIAG_V016, n->pos, n->name, table_child_names(c, EL_ATTACHMENT));
}

void validate_form(struct validation *c, const struct node *n)
{
    if (n->id == EL_FORM)
        check_form(c, n);
    else if (n->id == EL_FIELD)
        check_field(c, n);
    else if (n->id == EL_QUESTION)
        check_question(c, n);
    else if (n->id == EL_FLOW)
        check_flow(c, n);
    else if (n->id == EL_ATTACHMENT)
        check_attachment(c, n);
    else if (n->id == EL_LEGEND && !n->attrs)
        VALIDATE_REPORT(c, DIAG_V134, n->pos, n->name, table_attr_names(c, EL_LEGEND));
}
