/*
 * Forms: numbers of topics and questions, names of groups of boxes, what each column has, and where
 * skips lead. An office's own wins; what it left out is derived.
 */
#include <string.h>
#include <uchar.h>

#include "resolve/diag.def"
#include "resolve/resolve_int.h"

/* ---- columns ---- */

enum { COLUMNS_MOST = 5 };

/* What the topics of a form have. */
struct topics {
    bool titles, tiers;
};

/* What a head's words say; an earlier row wins. Other words are no answer. */
static enum form_column_kind kind_of_head(struct text head, bool each)
{
    static const struct {
        const char32_t *word;
        enum form_column_kind kind;
    } words[] = {{U"层级", FORM_COLUMN_TIER},     {U"序号", FORM_COLUMN_NUMBER},
                 {U"编号", FORM_COLUMN_NUMBER},   {U"备注", FORM_COLUMN_REMARK},
                 {U"描述", FORM_COLUMN_REMARK},   {U"说明", FORM_COLUMN_REMARK},
                 {U"结果", FORM_COLUMN_REMARK},   {U"情况", FORM_COLUMN_REMARK},
                 {U"整改", FORM_COLUMN_REMARK},   {U"存在", FORM_COLUMN_REMARK},
                 {U"是否", FORM_COLUMN_ANSWER},   {U"答案", FORM_COLUMN_ANSWER},
                 {U"结论", FORM_COLUMN_ANSWER},   {U"内容", FORM_COLUMN_QUESTION},
                 {U"问题", FORM_COLUMN_QUESTION}, {U"指标", FORM_COLUMN_QUESTION},
                 {U"要点", FORM_COLUMN_QUESTION}, {U"标准", FORM_COLUMN_QUESTION},
                 {U"事项", FORM_COLUMN_TOPIC},    {U"项目", FORM_COLUMN_TOPIC},
                 {U"类别", FORM_COLUMN_TOPIC},    {U"部分", FORM_COLUMN_TOPIC},
                 {U"方面", FORM_COLUMN_TOPIC}};
    enum { PAIR = 2 };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (size_t at = 0; at + PAIR <= head.n; at++)
            if (head.cp[at] == words[i].word[0] && head.cp[at + 1] == words[i].word[1])
                return words[i].kind == FORM_COLUMN_REMARK && each ? FORM_COLUMN_REMARK_EACH
                                                                   : words[i].kind;
    return FORM_COLUMN_NONE;
}

/* Where they stand in the usual forms. False: there is none. */
static bool kinds_by_place(struct topics have, size_t n, enum form_column_kind out[])
{
    static const struct {
        bool titles, tiers;
        const char *kinds; /* by their letters */
    } usual[] = {{true, false, "PQ"},  {true, true, "PQ"},   {false, true, "TQ"},
                 {false, false, "QE"}, {true, false, "PQR"}, {true, true, "PQR"},
                 {false, true, "TQE"}, {true, true, "TPQR"}};
    static const enum form_column_kind kinds[] = {['T'] = FORM_COLUMN_TIER,
                                                  ['P'] = FORM_COLUMN_TOPIC,
                                                  ['Q'] = FORM_COLUMN_QUESTION,
                                                  ['R'] = FORM_COLUMN_REMARK,
                                                  ['E'] = FORM_COLUMN_REMARK_EACH};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (strlen(usual[i].kinds) == n && usual[i].titles == have.titles &&
            usual[i].tiers == have.tiers) {
            for (size_t k = 0; k < n; k++)
                out[k] = kinds[(unsigned char)usual[i].kinds[k]];
            return true;
        }
    return false;
}

/* Every head says what it has, one of them questions, and no other thing twice but remarks. */
static bool kinds_by_words(const struct form *form, struct topics have, enum form_column_kind out[])
{
    unsigned seen = 0;
    size_t n = 0;
    for (const struct form_column *c = form->columns; c; c = c->next, n++) {
        enum form_column_kind kind = out[n] = kind_of_head(c->head, !have.titles);
        bool remark = kind == FORM_COLUMN_REMARK || kind == FORM_COLUMN_REMARK_EACH;
        if (kind == FORM_COLUMN_NONE || (!remark && seen & 1u << kind) ||
            (kind == FORM_COLUMN_TOPIC && !have.titles) ||
            (kind == FORM_COLUMN_TIER && !have.tiers))
            return false;
        seen |= 1u << kind;
    }
    return seen & 1u << FORM_COLUMN_QUESTION;
}

/* 栏目="层级、内容、备注" with titles alone prints 一、县级: most likely the tiers were meant. */
static void check_tiers(struct resolver *r, const struct form *form, struct topics have)
{
    const struct form_column *first = form->columns;
    if (!form->free && first && first->kind == FORM_COLUMN_TOPIC && have.titles && !have.tiers &&
        kind_of_head(first->head, false) == FORM_COLUMN_TIER)
        diag(r->diags, DIAG_R143, text_pos(first->head, 0), text_utf8(r->arena, first->head));
}

/* A column of topics and a part without a title: 题 was forgotten, rather than the column. */
static void check_titles(struct resolver *r, const struct form *form)
{
    const struct text *head = NULL;
    for (const struct form_column *c = form->free ? NULL : form->columns; c; c = c->next)
        if (c->kind == FORM_COLUMN_TOPIC)
            head = &c->head;
    for (const struct form_part *p = head ? form->parts : NULL; p; p = p->next)
        if (p->topic && !p->topic->title.n) {
            diag(r->diags, DIAG_R144, p->pos, text_utf8(r->arena, *head));
            r->failed = true;
        }
}

/* A head whose words say another thing than its place. */
static bool contradicts(const struct form *form, const enum form_column_kind kinds[])
{
    size_t n = 0;
    for (const struct form_column *c = form->columns; c; c = c->next, n++) {
        bool each = kinds[n] == FORM_COLUMN_REMARK_EACH;
        enum form_column_kind said = kind_of_head(c->head, each);
        if (said && said != kinds[n])
            return true;
    }
    return false;
}

/* Three columns with titled topics have been topic, question and remark, whatever their heads. */
static void resolve_columns(struct resolver *r, struct form *form)
{
    enum form_column_kind kinds[COLUMNS_MOST] = {FORM_COLUMN_NONE};
    struct topics have = {false, false};
    bool given = form->columns && form->columns->kind;
    bool any = false;
    size_t n = 0;
    for (const struct form_part *p = form->parts; p; p = p->next)
        if (p->topic) {
            any = true;
            have.titles = have.titles || p->topic->title.n;
            have.tiers = have.tiers || p->topic->tier.n;
        }
    for (const struct form_column *c = form->columns; c; c = c->next)
        n++;
    if (given || form->free || !any || n > COLUMNS_MOST)
        return;
    for (const struct form_column *c = form->columns; c; c = c->next)
        have.titles = have.titles || kind_of_head(c->head, false) == FORM_COLUMN_TOPIC;
    bool by_place = n == 3 && have.titles;
    if (by_place ? !kinds_by_place(have, n, kinds)
                 : !kinds_by_words(form, have, kinds) &&
                       (!kinds_by_place(have, n, kinds) || contradicts(form, kinds))) {
        diag(r->diags, DIAG_R140, form->pos, NULL);
        r->failed = true;
    }
    n = 0;
    for (struct form_column *c = form->columns; c; c = c->next)
        c->kind = kinds[n++];
    check_tiers(r, form, have);
    check_titles(r, form);
}

static bool has_column(const struct form *form, enum form_column_kind kind,
                       enum form_column_kind next)
{
    for (const struct form_column *c = form->free ? NULL : form->columns; c; c = c->next)
        if (c->kind == kind && (!next || (c->next && c->next->kind == next)))
            return true;
    return false;
}

/* ---- numbers ---- */

/* ① to ⑳, and （21） beyond. */
static struct text circled(struct resolver *r, int n, struct pos pos)
{
    enum { FIRST = 0x2460, MOST = 20 };
    if (n > MOST)
        return text_from_utf8(r->arena, arena_printf(r->arena, "（%d）", n), pos);
    struct text_builder b = {.arena = r->arena, .src = pos.src};
    text_add(&b, (uint32_t)(FIRST + n - 1), pos.off);
    return text_done(&b);
}

static struct text label_of(struct resolver *r, enum form_label label, int n, struct pos pos)
{
    enum { CHINESE = 1, CHINESE_BRACKETS, DIGITS, BRACKETS };
    static const int levels[] = {[LABEL_CHINESE] = CHINESE,
                                 [LABEL_CHINESE_BRACKETS] = CHINESE_BRACKETS,
                                 [LABEL_DIGITS] = DIGITS,
                                 [LABEL_BRACKETS] = BRACKETS,
                                 [LABEL_NONE] = 0};
    if (label == LABEL_CIRCLED)
        return circled(r, n, pos);
    if (!levels[label])
        return (struct text){0};
    return text_from_utf8(r->arena, number_label(r->arena, levels[label], n), pos);
}

/* What is being counted: the topic, the question in it, and by what the form counts. */
struct counter {
    int topic;    /* every one of them, for names */
    int titled;   /* those that have a number */
    int in_topic; /* questions */
    int counted;
    bool lone; /* nothing else is counted with it */
    const struct form_topic *in;
};

static const char *topic_reference(struct resolver *r, const struct form *form,
                                   const struct counter *n)
{
    const struct form_topic *topic = n->in;
    if (form->count == COUNT_THROUGH)
        return "";
    if (form->count == COUNT_BY_TIER && topic->tier.n)
        return text_utf8(r->arena, topic->tier);
    if (topic->label.n || topic->number.n)
        return arena_printf(r->arena, "第%s项", number_chinese(r->arena, n->titled));
    struct text name = topic->title.n ? topic->title : topic->tier;
    return name.n ? arena_printf(r->arena, "“%s”", text_utf8(r->arena, name)) : "";
}

/* What numbers of questions begin anew in: the topic's number, or the tier. */
static struct text counted_in(const struct form *form, const struct form_topic *topic)
{
    bool by_topic = form->count == COUNT_BY_TOPIC;
    return by_topic ? topic->label : form->count == COUNT_BY_TIER ? topic->tier : (struct text){0};
}

/* 第7题, 第二项②; the topic alone when it is its only question. Empty: it cannot be told. */
static void number_question(struct resolver *r, const struct form *form, struct form_question *q,
                            const struct counter *n)
{
    struct arena *a = r->arena;
    bool column = has_column(form, FORM_COLUMN_NUMBER, FORM_COLUMN_NONE) &&
                  !has_column(form, FORM_COLUMN_NUMBER, FORM_COLUMN_TOPIC);
    enum form_label label = form->question_label;
    if (label == LABEL_ANY)
        label = form->count == COUNT_BY_TOPIC ? LABEL_CIRCLED : LABEL_DIGITS;
    if (column || (n->lone && !form->numbers_lone))
        label = LABEL_NONE;
    q->label = label_of(r, label, n->counted, q->pos);
    q->number = text_from_utf8(a, arena_printf(a, "%d", n->counted), q->pos);
    const char *which = "";
    if (label == LABEL_CIRCLED)
        which = text_utf8(a, q->label);
    else if (column || label != LABEL_NONE)
        which = arena_printf(a, "第%d题", n->counted);
    which = arena_printf(a, "%s%s", topic_reference(r, form, n), which);
    q->reference = text_from_utf8(a, n->lone || label != LABEL_NONE || column ? which : "", q->pos);
    struct text number =
        column ? text_joined(a, q->number, text_from_utf8(a, ".", q->pos)) : q->label;
    q->printed = text_joined(a, counted_in(form, n->in), number);
    q->head = q->name;
    if (!q->name.n) {
        q->name = text_from_utf8(a, arena_printf(a, "%d-%d", n->topic, n->in_topic), q->pos);
        q->head = resolve_question_head(r, q);
    }
}

static struct form_option *yes_and_no(struct resolver *r, struct pos pos)
{
    struct form_option *yes = ARENA_NEW(r->arena, struct form_option);
    struct form_option *no = ARENA_NEW(r->arena, struct form_option);
    yes->text = text_from_utf8(r->arena, "是", pos);
    no->text = text_from_utf8(r->arena, "否", pos);
    yes->next = no;
    return yes;
}

/* Boxes of the question's own, and of the groups in its text. */
static void name_choices(struct resolver *r, struct form_question *q)
{
    int n = 0;
    if (q->answer == ANSWER_YES_NO)
        q->options = yes_and_no(r, q->pos);
    for (struct inline_item *i = q->inlines; i; i = i->next) {
        if (!i->choice)
            continue;
        const char *name = arena_printf(r->arena, "%s-%d", text_utf8(r->arena, q->name), ++n);
        i->choice->head = i->choice->name;
        if (!i->choice->name.n) {
            i->choice->name = text_from_utf8(r->arena, name, i->pos);
            i->choice->head = resolve_choice_head(r, q, i);
        }
    }
}

/* Questions that are counted from 1 with those of a part, itself counted: through the parts from
 * first on. */
static int count_with(const struct form *form, const struct form_part *first)
{
    int n = 0;
    for (const struct form_part *p = first; p; p = p->next) {
        if (!p->topic)
            continue;
        bool counted =
            p == first || form->count == COUNT_THROUGH ||
            (form->count == COUNT_BY_TIER && text_same(p->topic->tier, first->topic->tier));
        if (!counted)
            break;
        for (const struct form_question *q = p->topic->questions; q; q = q->next)
            n++;
    }
    return n;
}

static void number_topic(struct resolver *r, const struct form *form, struct form_topic *topic,
                         struct counter *n)
{
    struct arena *a = r->arena;
    bool column = has_column(form, FORM_COLUMN_NUMBER, FORM_COLUMN_TOPIC);
    n->in = topic;
    n->topic++;
    n->in_topic = 0;
    topic->name = text_from_utf8(a, arena_printf(a, "%d", n->topic), topic->pos);
    if (!topic->title.n)
        return;
    n->titled++;
    topic->number =
        column ? text_from_utf8(a, arena_printf(a, "%d", n->titled), topic->pos) : (struct text){0};
    topic->label = label_of(r, column ? LABEL_NONE : form->topic_label, n->titled, topic->pos);
    topic->head = text_joined(a, topic->label, topic->title);
}

/* Since ① before a topic's only question is left out: said once where it is left out unasked. */
static void number_questions(struct resolver *r, struct form *form)
{
    struct counter n = {0};
    const struct form_part *before = NULL;
    bool told = form->lone_given || form->question_label || form->count != COUNT_BY_TOPIC;
    if (!form->count_given && has_column(form, FORM_COLUMN_NUMBER, FORM_COLUMN_NONE) &&
        !has_column(form, FORM_COLUMN_NUMBER, FORM_COLUMN_TOPIC))
        form->count = COUNT_THROUGH;
    for (struct form_part *p = form->parts; p; p = p->next) {
        if (!p->topic)
            continue;
        number_topic(r, form, p->topic, &n);
        bool goes_on =
            before &&
            (form->count == COUNT_THROUGH ||
             (form->count == COUNT_BY_TIER && text_same(before->topic->tier, p->topic->tier)));
        if (!goes_on) {
            n.counted = 0;
            n.lone = count_with(form, p) == 1;
        }
        before = p;
        for (struct form_question *q = p->topic->questions; q; q = q->next) {
            n.in_topic++;
            n.counted++;
            number_question(r, form, q, &n);
            name_choices(r, q);
        }
        if (n.lone && !told) {
            diag(r->diags, DIAG_R141, p->topic->questions->pos, NULL);
            told = true;
        }
    }
}

/* ---- skips ---- */

/* Questions by their codes, which are unique. */
struct coded {
    struct interned codes;
    VEC(const struct form_question *) questions;
};

static struct coded code_questions(struct resolver *r, const struct form *form)
{
    struct coded all = {0};
    bool fresh;
    for (const struct form_part *p = form->parts; p; p = p->next)
        for (const struct form_question *q = p->topic ? p->topic->questions : NULL; q; q = q->next)
            if (q->id.n && (name_intern(r->arena, &all.codes, q->id, &fresh), fresh))
                VEC_PUSH(r->arena, &all.questions, q);
    return all;
}

static void resolve_skip(struct resolver *r, const struct coded *all, struct form_skip *s)
{
    size_t i = name_known(&all->codes, s->to);
    s->target = i == SIZE_MAX ? NULL : all->questions.v[i];
    if (!s->target || s->target->reference.n)
        return;
    diag(r->diags, DIAG_R142, s->pos, text_utf8(r->arena, s->to));
    r->failed = true;
}

void resolve_form(struct resolver *r, struct form *form)
{
    resolve_columns(r, form);
    number_questions(r, form);
    resolve_unique_heads(r, form);
    struct coded all = code_questions(r, form);
    for (const struct form_part *p = form->parts; p; p = p->next)
        for (const struct form_question *q = p->topic ? p->topic->questions : NULL; q;
             q = q->next) {
            for (struct form_skip *s = q->skips; s; s = s->next)
                resolve_skip(r, &all, s);
            for (const struct inline_item *i = q->inlines; i; i = i->next)
                if (i->skip)
                    resolve_skip(r, &all, i->skip);
        }
}
