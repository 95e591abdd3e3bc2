/*
 * Rules of forms and flow figures: names that are unique in a form, codes that skips and steps
 * lead to, what goes together in a question and a field, and what only a form by itself says.
 */
#include "base/utf8.h"
#include "model/form.h"
#include "value/list.h"
#include "value/number.h"
#include "value/option.h"
#include "vocab/diag.def"
#include "vocab/vocab_int.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- names and codes that must be unique ---- */

struct named_list {
    struct interned names;
    VEC(const struct attr *) attrs; /* that have them */
};

static const struct attr *find_named(const struct named_list *all, struct text name)
{
    size_t i = name_known(&all->names, name);
    return i == SIZE_MAX ? NULL : all->attrs.v[i];
}

/* code: what to say of one that is there already. */
static void add_named(struct validation *c, struct named_list *all, const struct node *n,
                      enum attr_id id, const struct diag_code *code)
{
    const struct attr *attr = table_given(n, id);
    if (!attr)
        return;
    bool fresh;
    struct text name = space_attr_text(c->arena, attr);
    size_t i = name_intern(c->arena, &all->names, name, &fresh);
    if (fresh)
        VEC_PUSH(c->arena, &all->attrs, attr);
    else
        VALIDATE_REPORT(c, code, attr->value_pos, validate_excerpt(c, name),
                        arena_printf(c->arena, "%u", source_place(all->attrs.v[i]->value_pos).line));
}

/* What bears a name in a form, in its order. */
static void gather_names(struct validation *c, struct named_list *all, const struct node *n)
{
    static const enum attr_id bearers[] = {ATTR_FIELD_NAME, ATTR_QUESTION_NAME, ATTR_CLASSES_TITLE,
                                           ATTR_MEMBERS_TITLE, ATTR_CHOICE_NAME};
    for (const struct node *k = n->first; k; k = k->next) {
        for (size_t i = 0; i < COUNT(bearers); i++)
            add_named(c, all, k, bearers[i], DIAG_V122);
        gather_names(c, all, k);
    }
}

/* ---- the form ---- */

/* Of the first codes, which were passed up to a question, its own too, none is further on. */
static void check_skips(struct validation *c, const struct node *question,
                        const struct named_list *codes, size_t passed)
{
    for (const struct node *k = question->first; k; k = k->next) {
        const struct attr *to = table_given(k, ATTR_SKIP_TO);
        struct text code = space_given(c->arena, k, ATTR_SKIP_TO);
        size_t at = to ? name_known(&codes->names, code) : 0;
        if (to && at == SIZE_MAX)
            VALIDATE_REPORT(c, DIAG_V125, to->value_pos, validate_excerpt(c, code));
        else if (to && at < passed)
            VALIDATE_REPORT(c, DIAG_V126, to->value_pos, validate_excerpt(c, code));
    }
}

static void check_codes(struct validation *c, const struct node *form)
{
    struct named_list codes = {0};
    size_t passed = 0;
    for (const struct node *t = form->first; t; t = t->next)
        for (const struct node *q = t->first; q; q = q->next)
            add_named(c, &codes, q, ATTR_QUESTION_ID, DIAG_V128);
    for (const struct node *t = form->first; t; t = t->next)
        for (const struct node *q = t->first; q; q = q->next) {
            passed += passed < codes.attrs.n && codes.attrs.v[passed] == table_given(q, ATTR_QUESTION_ID);
            if (q->id == EL_QUESTION)
                check_skips(c, q, &codes, passed);
        }
}

/* ---- columns ---- */

static size_t count_names(struct text all)
{
    struct text name;
    size_t n = 0;
    for (size_t at = 0; list_next(all, LIST_WORDS, &at, &name);)
        n++;
    return n;
}

/* Two to five heads, and as many kinds as heads, one of them the questions'. */
static void check_columns(struct validation *c, const struct node *n)
{
    enum { LEAST = 2, MOST = 5, PRESET = 3 };
    const struct attr *heads = table_given(n, ATTR_FORM_HEADS);
    const struct attr *kinds = table_given(n, ATTR_FORM_COLUMNS);
    size_t columns = heads ? count_names(space_given(c->arena, n, ATTR_FORM_HEADS)) : PRESET;
    if (columns < LEAST || columns > MOST)
        VALIDATE_REPORT(c, DIAG_V137, heads->value_pos, heads->name,
                        arena_printf(c->arena, "%zu", columns));
    const struct attr *of_columns[] = {heads, kinds};
    bool has_none = table_choice(n, ATTR_FORM_LAYOUT) == VALUE_FORM_LAYOUT_FREE;
    for (size_t i = 0; has_none && i < COUNT(of_columns); i++)
        if (of_columns[i])
            diag(c->diags, DIAG_V253, of_columns[i]->name_pos, of_columns[i]->name, n->name,
                 table_attr_name(c, ATTR_FORM_LAYOUT),
                 table_value[VALUE_FORM_LAYOUT_THREE].name[c->lang]);
    struct text all = space_given(c->arena, n, ATTR_FORM_COLUMNS), name;
    int questions = 0, unknown = 0;
    size_t said = 0;
    for (size_t at = 0; list_next(all, LIST_WORDS, &at, &name); said++) {
        enum form_column_kind kind = read_column_kind(name);
        questions += kind == FORM_COLUMN_QUESTION;
        unknown += kind == FORM_COLUMN_NONE;
        if (kind == FORM_COLUMN_NONE)
            VALIDATE_REPORT(c, DIAG_V240, text_pos(name, 0), kinds->name,
                            validate_excerpt(c, name));
    }
    if (kinds && said != columns)
        VALIDATE_REPORT(c, DIAG_V241, kinds->value_pos, kinds->name,
                        arena_printf(c->arena, "%zu", said), table_attr_name(c, ATTR_FORM_HEADS),
                        arena_printf(c->arena, "%zu", columns));
    else if (kinds && questions != 1 && !unknown)
        VALIDATE_REPORT(c, DIAG_V242, kinds->value_pos, kinds->name);
}

static void check_form(struct validation *c, const struct node *n)
{
    static const enum attr_id alone[] = {ATTR_FORM_ORIENTATION, ATTR_FORM_PAPER, ATTR_FORM_TWO_UP,
                                         ATTR_FORM_DUPLEX, ATTR_FORM_PROFILE};
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
    check_columns(c, n);
    struct named_list names = {0};
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
    static const enum attr_id labels[] = {ATTR_FIELD_LABEL, ATTR_FIELD_LABEL_PLACE,
                                          ATTR_FIELD_COLON};
    for (size_t i = 0; asked && i < COUNT(labels); i++)
        if (table_given(n, labels[i]))
            diag(c->diags, DIAG_V244, table_given(n, labels[i])->name_pos,
                 table_given(n, labels[i])->name);
    if (kind == VALUE_FIELD_KIND_BOXES && !wide)
        VALIDATE_REPORT(c, DIAG_V135, n->pos, n->name, table_attr_name(c, ATTR_FIELD_WIDTH));
}

/* ---- boxes that are typed ---- */

/* □ or ☐, or 口 that stands for one. */
static bool is_drawn(uint32_t cp)
{
    return utf8_is_one_of(cp, U"□☐☑☒口");
}

static bool ends_option(uint32_t cp)
{
    return utf8_is_blank(cp) || is_drawn(cp) || utf8_is_one_of(cp, U"（）()、，,；;。.：:／/？?");
}

/* Where the option that begins (step 1) or ends (-1) at a place stops; the place itself: there is
 * none, or what stands there is longer than one. */
static size_t option_end(struct text t, size_t at, int step)
{
    enum { MOST = 8 };
    size_t i = at, n = 0;
    while (i < t.n && utf8_is_blank(t.cp[i]))
        i += (size_t)step;
    for (; i < t.n && !ends_option(t.cp[i]); i += (size_t)step)
        if (++n > MOST)
            return at;
    return n ? i : at;
}

/* What answers are made of: 是否 有无, and A级. □内 and 户口 are none. */
static bool is_usual(struct text option)
{
    static const char *const usual[] = {"是", "否", "有", "无", "不是", "没有"};
    for (size_t i = 0; i < COUNT(usual); i++)
        if (text_equals(option, usual[i]))
            return true;
    return option.n == 2 && option.cp[0] >= 'A' && option.cp[0] <= 'E' && option.cp[1] == U'级';
}

struct drawn {
    size_t from, to; /* of the box and its option */
    struct text option;
    bool behind;
};

static struct text without_blanks(struct text t)
{
    size_t from = space_skip(t, 0), to = t.n;
    while (to > from && utf8_is_blank(t.cp[to - 1]))
        to--;
    return text_part(t, from, to);
}

/* The box at a place with the option beside it. A 口 is a box only where one more, of the other
 * answer, is near. */
static bool drawn_at(struct text t, size_t i, bool behind, struct drawn *out)
{
    *out = (struct drawn){.from = i, .to = i + 1, .behind = behind};
    if (!behind) {
        out->to = option_end(t, i + 1, 1);
        out->option = without_blanks(text_part(t, i + 1, out->to));
    } else if (i > 0) {
        size_t before = option_end(t, i - 1, -1);
        out->from = before == i - 1 ? i : before + 1; /* before the first: wraps to it */
        out->option = without_blanks(text_part(t, out->from, i));
    }
    return out->option.n > 0;
}

/* Options of any words, but 在□内打“√”. */
static bool is_option(struct text option)
{
    for (size_t i = 0; i < option.n; i++)
        if (utf8_is_one_of(option.cp[i], U"“”√\""))
            return false;
    return option.n && !utf8_is_one_of(option.cp[0], U"内中里外上下旁处前后");
}

/* What a box and the next one of its kind make; one that is no pair has no second option. */
struct drawn_pair {
    struct drawn first, second;
    bool usual; /* all that there are */
};

static bool pair_at(struct text t, size_t i, bool behind, struct drawn_pair *out)
{
    enum { APART = 2 }; /* characters between the two at most */
    *out = (struct drawn_pair){.usual = false};
    if (!drawn_at(t, i, behind, &out->first) || !is_option(out->first.option))
        return false;
    out->usual = is_usual(out->first.option);
    size_t next = i + 1;
    while (next < t.n && !is_drawn(t.cp[next]))
        next++;
    bool like = next < t.n && (t.cp[next] == U'口') == (t.cp[i] == U'口');
    if (!like || !drawn_at(t, next, behind, &out->second) || !is_option(out->second.option) ||
        out->second.from < out->first.to || out->second.from > out->first.to + APART)
        out->second.option.n = 0;
    else
        out->usual = out->usual && is_usual(out->second.option);
    return true;
}

/* The surest reading of a box: of a pair of usual answers, of a pair of any, of a usual one alone.
 * A 口 is a box in the first only. False: it is none that stands for an answer. */
static bool read_drawn(struct text t, size_t i, struct drawn_pair *out)
{
    enum { USUAL_PAIR, PAIR, USUAL, READINGS };
    for (int reading = USUAL_PAIR; reading < READINGS; reading++)
        for (int behind = 1; behind >= 0; behind--) {
            bool there = pair_at(t, i, reading == PAIR ? !behind : behind, out);
            bool pair = there && out->second.option.n;
            if (reading != USUAL_PAIR && t.cp[i] == U'口')
                return false;
            if ((reading == USUAL_PAIR && pair && out->usual) || (reading == PAIR && pair) ||
                (reading == USUAL && there && !pair && out->usual))
                return true;
        }
    return false;
}

/* □是 □否, 是□否□, □有: told once a question, with what to write. */
static void check_drawn_boxes(struct validation *c, const struct node *n)
{
    struct text t = space_element_text(c->arena, n);
    struct drawn_pair pair;
    size_t i = 0;
    while (i < t.n && !(is_drawn(t.cp[i]) && read_drawn(t, i, &pair)))
        i++;
    if (i == t.n)
        return;
    bool two = pair.second.option.n;
    const char *options =
        two ? arena_printf(c->arena, "%s、%s", text_utf8(c->arena, pair.first.option),
                           text_utf8(c->arena, pair.second.option))
            : "是、否";
    const struct value_row *behind = &table_value[VALUE_BOX_PLACE_BEHIND];
    const char *place = !pair.first.behind ? ""
                                           : arena_printf(c->arena, " %s=\"%s\"",
                                                          table_attr_name(c, ATTR_CHOICE_BOX_PLACE),
                                                          behind->name[c->lang]);
    struct text typed = text_part(t, pair.first.from, two ? pair.second.to : pair.first.to);
    VALIDATE_REPORT(c, DIAG_V243, text_pos(t, pair.first.from), text_utf8(c->arena, typed),
                    arena_printf(c->arena, "<%s %s=\"%s\"%s/>", table_element_name(c, EL_CHOICE),
                                 table_attr_name(c, ATTR_CHOICE_OPTIONS), options, place));
}

/* ---- options ---- */

typedef VEC(struct text) option_list;

/* Those of the elements within, else of the attribute (ATTR_NONE: there is none). */
static option_list options_of(struct validation *c, const struct node *n, enum attr_id id)
{
    option_list list = {0};
    for (const struct node *k = n->first; k; k = k->next)
        if (k->id == EL_OPTION)
            VEC_PUSH(c->arena, &list, space_element_text(c->arena, k));
    struct text all = list.n || !id ? (struct text){0} : space_given(c->arena, n, id), option;
    for (size_t at = 0; option_next(all, &at, &option);)
        VEC_PUSH(c->arena, &list, option);
    return list;
}

/* 是 and 否, when there are none. */
static option_list options_or(struct validation *c, const struct node *n, enum attr_id id)
{
    option_list list = options_of(c, n, id);
    if (!list.n) {
        VEC_PUSH(c->arena, &list, text_from_utf8(c->arena, "是", n->pos));
        VEC_PUSH(c->arena, &list, text_from_utf8(c->arena, "否", n->pos));
    }
    return list;
}

/* Is the answer that a skip names one of those offered? */
static void check_when(struct validation *c, const struct node *skip, const option_list *options)
{
    const struct attr *attr = table_given(skip, ATTR_SKIP_WHEN);
    struct text when = space_given(c->arena, skip, ATTR_SKIP_WHEN);
    struct text_builder all = {.arena = c->arena};
    for (size_t i = 0; i < options->n; i++) {
        if (text_same(options->v[i], when))
            return;
        list_add(&all, options->v[i]);
    }
    if (attr)
        VALIDATE_REPORT(c, DIAG_V127, attr->value_pos, validate_excerpt(c, when),
                        text_utf8(c->arena, text_done(&all)));
}

/* A skip means the choice before it, or else what the question as a whole is answered by. */
static void check_question_skips(struct validation *c, const struct node *n, bool fill)
{
    option_list options = options_or(c, n, ATTR_QUESTION_OPTIONS);
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->id == EL_CHOICE) {
            options = options_or(c, k, ATTR_CHOICE_OPTIONS);
            fill = false;
        }
        if (k->id == EL_SKIP && fill)
            VALIDATE_REPORT(c, DIAG_V138, k->pos, table_attr_name(c, ATTR_QUESTION_ANSWER),
                            k->name);
        else if (k->id == EL_SKIP)
            check_when(c, k, &options);
    }
}

/* An option has no box of its own: the compiler prints one. */
static void check_option(struct validation *c, struct text option)
{
    for (size_t i = 0; i < option.n; i++)
        if (is_drawn(option.cp[i]) && option.cp[i] != U'口') {
            struct text before = text_part(option, 0, i),
                        after = text_part(option, i + 1, option.n);
            struct text rest = without_blanks(text_joined(c->arena, before, after));
            VALIDATE_REPORT(c, DIAG_V247, text_pos(option, i), validate_excerpt(c, option),
                            validate_excerpt(c, rest));
            return;
        }
}

/* A bar parts the options that data chooses; a bracket that is not closed may have been torn. */
static void check_marks(struct validation *c, struct text option)
{
    size_t bad = option_bad_bracket(option), bar = 0;
    while (bar < option.n && utf8_narrow(option.cp[bar]) != '|')
        bar++;
    if (bar < option.n)
        VALIDATE_REPORT(c, DIAG_V291, text_pos(option, bar), validate_excerpt(c, option));
    if (bad < option.n)
        diag(c->diags, DIAG_V292, text_pos(option, bad), validate_excerpt(c, option),
             table_element_name(c, EL_OPTION));
}

/* Each once, and not what another one is written as too. */
static void check_options(struct validation *c, const struct node *n, enum attr_id id)
{
    struct option_set set = {.arena = c->arena};
    option_list list = options_of(c, n, id);
    const struct attr *given = id ? table_given(n, id) : NULL;
    const struct node *k = n->first;
    while (k && k->id != EL_OPTION)
        k = k->next;
    if (given && k)
        VALIDATE_REPORT(c, DIAG_V293, given->name_pos, given->name, k->name);
    for (size_t i = 0; i < list.n; i++) {
        struct text also = k ? space_given(c->arena, k, ATTR_OPTION_ALSO) : (struct text){0};
        size_t same = option_add(&set, list.v[i], also);
        check_option(c, list.v[i]);
        check_marks(c, list.v[i]);
        if (same != SIZE_MAX && same != i)
            VALIDATE_REPORT(c, DIAG_V290, text_pos(list.v[i], 0), validate_excerpt(c, list.v[i]),
                            validate_excerpt(c, list.v[same]));
        for (k = k ? k->next : NULL; k && k->id != EL_OPTION;)
            k = k->next;
    }
}

static void check_question(struct validation *c, const struct node *n)
{
    enum { LEAST = 2 };
    const struct attr *given = table_given(n, ATTR_QUESTION_OPTIONS);
    option_list options = options_of(c, n, ATTR_QUESTION_OPTIONS);
    const struct node *within = n->first;
    while (within && within->id != EL_OPTION)
        within = within->next;
    enum value_id answer = table_choice(n, ATTR_QUESTION_ANSWER);
    bool asks = answer == VALUE_ANSWER_SINGLE || answer == VALUE_ANSWER_MULTIPLE;
    validate_number(c, space_element_text(c->arena, n));
    if ((given || within) && !asks && answer != VALUE_NONE)
        VALIDATE_REPORT(c, DIAG_V124, given ? given->name_pos : within->pos,
                        given ? given->name : within->name,
                        table_attr_name(c, ATTR_QUESTION_ANSWER));
    if (asks && options.n < LEAST)
        VALIDATE_REPORT(c, DIAG_V123, n->pos, n->name, table_attr_name(c, ATTR_QUESTION_OPTIONS));
    check_question_skips(c, n, answer == VALUE_ANSWER_FILL || answer == VALUE_NONE);
    check_drawn_boxes(c, n);
    check_options(c, n, ATTR_QUESTION_OPTIONS);
    static const enum attr_id boxes[] = {ATTR_QUESTION_BOX_PLACE, ATTR_QUESTION_BOX_GAP};
    for (size_t i = 0; i < COUNT(boxes); i++)
        if (table_given(n, boxes[i]) && (answer == VALUE_ANSWER_FILL || answer == VALUE_NONE))
            diag(c->diags, DIAG_V245, table_given(n, boxes[i])->name_pos,
                 table_given(n, boxes[i])->name, table_element_name(c, EL_CHOICE));
}

/* Several are numbered by the compiler; one may be numbered within. */
static void check_guide(struct validation *c, const struct node *n)
{
    size_t guides = 0;
    for (const struct node *k = n->parent ? n->parent->first : NULL; k; k = k->next)
        guides += k->id == EL_GUIDE;
    struct text t = space_element_text(c->arena, n);
    size_t typed = number_typed_label(t);
    if (guides > 1 && typed)
        diag(c->diags, DIAG_V246, text_pos(t, 0), validate_excerpt(c, text_part(t, 0, typed)),
             n->name);
}

/* Two options at least; where none is said, 是、否 may be meant. */
static void check_offer(struct validation *c, const struct node *n, enum attr_id id, bool preset)
{
    enum { LEAST = 2 };
    size_t options = options_of(c, n, id).n;
    check_options(c, n, id);
    if (options < LEAST && (!preset || options || table_given(n, id)))
        VALIDATE_REPORT(c, DIAG_V123, n->pos, n->name, table_attr_name(c, id));
}

static void check_choice(struct validation *c, const struct node *n)
{
    check_offer(c, n, ATTR_CHOICE_OPTIONS, true);
    if (n->parent && n->parent->id == EL_HEADING && !table_given(n, ATTR_CHOICE_NAME))
        VALIDATE_REPORT(c, DIAG_V002, n->pos, n->name, table_attr_name(c, ATTR_CHOICE_NAME),
                        table_type[table_attr[ATTR_CHOICE_NAME].type].sample);
}

/* ---- flow figures ---- */

static void check_targets(struct validation *c, const struct node *n, const struct named_list *codes)
{
    static const enum attr_id targets[] = {ATTR_STEP_NEXT, ATTR_DECISION_YES, ATTR_DECISION_NO,
                                           ATTR_BRANCH_NEXT};
    for (const struct node *k = n->first; k; k = k->next) {
        for (size_t i = 0; i < COUNT(targets); i++) {
            struct text code = space_given(c->arena, k, targets[i]);
            bool end = text_equals(code, "结束") || text_equals(code, "end"); /* no next step */
            if (code.n && !end && !find_named(codes, code))
                VALIDATE_REPORT(c, DIAG_V136, table_given(k, targets[i])->value_pos,
                                validate_excerpt(c, code));
        }
        check_targets(c, k, codes);
    }
}

static void gather_codes(struct validation *c, struct named_list *codes, const struct node *n)
{
    for (const struct node *k = n->first; k; k = k->next) {
        add_named(c, codes, k, ATTR_STEP_ID, DIAG_V128);
        add_named(c, codes, k, ATTR_DECISION_ID, DIAG_V128);
        gather_codes(c, codes, k);
    }
}

static void check_flow(struct validation *c, const struct node *n)
{
    struct named_list codes = {0};
    gather_codes(c, &codes, n);
    check_targets(c, n, &codes);
}

/* Yes and no, or branches: two of them at least. */
static void check_decision(struct validation *c, const struct node *n)
{
    const struct attr *yes = table_given(n, ATTR_DECISION_YES),
                      *no = table_given(n, ATTR_DECISION_NO), *said = yes ? yes : no;
    const struct node *branch = NULL;
    int count = 0;
    for (const struct node *k = n->first; k; k = k->next)
        if (k->id == EL_BRANCH) {
            branch = branch ? branch : k;
            count++;
        }
    if (branch && said)
        VALIDATE_REPORT(c, DIAG_V271, said->value_pos, said->name, branch->name);
    if (branch && (count < 2 || count > FLOW_WAYS))
        VALIDATE_REPORT(c, DIAG_V270, n->pos, n->name, branch->name,
                        arena_printf(c->arena, "%d", count),
                        arena_printf(c->arena, "%d", FLOW_WAYS));
}

void validate_form(struct validation *c, const struct node *n)
{
    if (n->id == EL_FORM)
        check_form(c, n);
    else if (n->id == EL_FIELD)
        check_field(c, n);
    else if (n->id == EL_QUESTION)
        check_question(c, n);
    else if (n->id == EL_CHOICE)
        check_choice(c, n);
    else if (n->id == EL_CLASSES)
        check_offer(c, n, ATTR_CLASSES_OPTIONS, false);
    else if (n->id == EL_GUIDE)
        check_guide(c, n);
    else if (n->id == EL_FLOW)
        check_flow(c, n);
    else if (n->id == EL_DECISION)
        check_decision(c, n);
    else if (n->id == EL_LEGEND && !n->attrs)
        VALIDATE_REPORT(c, DIAG_V134, n->pos, n->name, table_attr_names(c, EL_LEGEND));
}
