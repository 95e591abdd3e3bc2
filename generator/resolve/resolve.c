/*
 * What a document says of itself, block by block: numbers of attachments, tasks, questions and
 * teams, what references mean; and what does not agree.
 */
#include "resolve/resolve.h"

#include <string.h>
#include <uchar.h>

#include "model/visit.h"
#include "resolve/diag.def"
#include "resolve/resolve_int.h"

/* ---- attachments and references ---- */

const char *resolve_attachment_name(struct arena *a, int number)
{
    return number ? arena_printf(a, "附件%d", number) : "附件";
}

/* 7.3.4, 7.3.7: one attachment takes no number; one that is not bound bears the document's. */
static void number_attachments(struct resolver *r, struct part *first)
{
    const struct head *head = r->doc->head;
    int n = 0;
    for (struct part *p = first; p; p = p->next) {
        bool single = p == first && !p->next;
        p->number = single ? 0 : ++n;
        if (!p->bound && !(head && head->number))
            diag(r->diags, DIAG_R005, p->pos, NULL);
    }
}

/* The n-th attachment, from 1, or NULL; *count: how many were passed. */
static const struct part *find_attachment(const struct part *first, int n, int *count)
{
    *count = 0;
    for (const struct part *p = first; p; p = p->next)
        if (++*count == n)
            return p;
    return NULL;
}

static void report_missing(struct resolver *r, const struct inline_item *i, int most)
{
    const char *target = arena_printf(r->arena, "%d", i->target);
    if (most)
        diag(r->diags, DIAG_R001, i->pos, target, arena_printf(r->arena, "%d", most));
    else
        diag(r->diags, DIAG_R002, i->pos, NULL);
    r->failed = true;
}

/* A reference in an enclosure means its own attachments, and then the document's. */
static void resolve_references(struct resolver *r, struct inline_item *first, bool enclosed)
{
    const struct document *doc = r->doc;
    for (struct inline_item *i = first; i; i = i->next) {
        int own = 0, others = 0;
        if (i->kind != INLINE_REFERENCE)
            continue;
        if (enclosed)
            i->part = find_attachment(doc->enclosure->attachments, i->target, &own);
        if (!i->part)
            i->part = find_attachment(doc->attachments, i->target, &others);
        if (i->part)
            i->text = text_from_utf8(r->arena, resolve_attachment_name(r->arena, i->part->number),
                                     i->pos);
        else
            report_missing(r, i, own > others ? own : others);
    }
}

/* ---- task lists ---- */

const struct task_unit *resolve_task_units(const struct task *t, const struct task_measure *m)
{
    return m && m->answers ? m->answers : t->answers;
}

const struct deadline *resolve_task_deadline(const struct task *t, const struct task_measure *m)
{
    return m && m->deadline.printed.n ? &m->deadline : &t->deadline;
}

bool resolve_units_assist(const struct task_unit *units)
{
    while (units && !units->assists)
        units = units->next;
    return units != NULL;
}

static bool is_answered(const struct task_unit *units)
{
    while (units && units->assists)
        units = units->next;
    return units != NULL;
}

/* Each measure, or the task itself when it has none, has a unit that does not only assist. */
static void check_answered(struct resolver *r, const struct task *t)
{
    bool answered = t->measures || is_answered(t->answers);
    for (const struct task_measure *m = t->measures; answered && m; m = m->next)
        answered = is_answered(resolve_task_units(t, m));
    if (!answered)
        diag(r->diags, DIAG_R033, t->pos, text_utf8(r->arena, t->title));
}

static void check_twice(struct resolver *r, const struct task_unit *units)
{
    struct interned seen = {0};
    bool fresh;
    for (const struct task_unit *u = units; u; u = u->next) {
        name_intern(r->arena, &seen, name_key(r->arena, u->name), &fresh);
        if (!fresh)
            diag(r->diags, DIAG_R036, u->pos, text_utf8(r->arena, u->name));
    }
}

/* A cell of a task list that goes on: what it says, until the next one. */
struct task_above {
    const struct task_unit *units;
    const struct deadline *deadline;
    bool begun;
};

static const struct {
    const char *name[2];
    enum task_content content;
} joinable[] = {{{"措施", "measure"}, TASK_MEASURE},   {{"责任单位", "responsible"}, TASK_UNITS},
                {{"牵头单位", "leading"}, TASK_UNITS}, {{"配合单位", "assisting"}, TASK_UNITS},
                {{"时限", "deadline"}, TASK_DEADLINE}, {{"备注", "remark"}, TASK_REMARK}};

/* Which cells are one with those above. first: nothing is above. */
static unsigned joins_of(struct resolver *r, struct text joined, bool first)
{
    unsigned joins = 0;
    struct text word;
    for (size_t at = 0; list_next(joined, LIST_WORDS, &at, &word);) {
        unsigned bit = 0;
        for (size_t i = 0; i < sizeof joinable / sizeof *joinable; i++)
            if (text_equals(word, joinable[i].name[0]) || text_equals(word, joinable[i].name[1]))
                bit = 1u << joinable[i].content;
        if (bit && !first) {
            joins |= bit;
            continue;
        }
        diag(r->diags, bit ? DIAG_R132 : DIAG_R131, text_pos(word, 0), text_utf8(r->arena, word));
        r->failed = true;
    }
    return joins;
}

static void report_both(struct resolver *r, struct pos pos)
{
    diag(r->diags, DIAG_R133, pos, NULL);
    r->failed = true;
}

/* What is one with the cell above says what that says, and nothing itself. */
static void join(struct resolver *r, unsigned joins, const struct task_unit **answers,
                 struct text remark, struct deadline *deadline, const struct task_above *above)
{
    const unsigned units = 1u << TASK_UNITS, time = 1u << TASK_DEADLINE, note = 1u << TASK_REMARK;
    bool twice = joins & units && *answers;
    struct pos pos = twice
                         ? (*answers)->pos
                         : text_pos(joins & time && deadline->text.n ? deadline->text : remark, 0);
    if (twice || (joins & time && deadline->text.n) || (joins & note && remark.n)) {
        report_both(r, pos);
        return;
    }
    if (joins & units)
        *answers = above->units;
    if (joins & time && above->deadline)
        *deadline = (struct deadline){.printed = above->deadline->printed,
                                      .first = above->deadline->first,
                                      .last = above->deadline->last,
                                      .lasting = above->deadline->lasting};
}

static void resolve_task(struct resolver *r, struct task *t, struct task_above *above)
{
    resolve_deadline(r, &t->deadline);
    t->joins |= joins_of(r, t->joined, !above->begun);
    t->answers = t->units;
    if (t->measures && t->joins & 1u << TASK_MEASURE)
        report_both(r, t->measures->pos);
    join(r, t->joins, &t->answers, t->remark, &t->deadline, above);
    check_twice(r, t->units);
    *above = (struct task_above){t->answers, &t->deadline, true};
    for (struct task_measure *m = t->measures; m; m = m->next) {
        resolve_deadline(r, &m->deadline);
        m->joins |= joins_of(r, m->joined, m == t->measures);
        m->answers = m->units;
        if (m->joins & 1u << TASK_MEASURE)
            report_both(r, m->pos);
        join(r, m->joins, &m->answers, m->remark, &m->deadline, above);
        check_twice(r, m->units);
        *above = (struct task_above){resolve_task_units(t, m), resolve_task_deadline(t, m), true};
    }
    check_answered(r, t);
}

/* A title that has its number takes no other. */
static struct text area_label(struct resolver *r, enum numbers form, const struct task_area *area,
                              int n)
{
    if (!area->title.n || number_typed_label(area->title))
        return (struct text){0};
    return text_from_utf8(r->arena, resolve_number(r->arena, form, n), area->pos);
}

static void number_tasks(struct resolver *r, struct task_list *list)
{
    int areas = 0, tasks = 0;
    struct task_above above = {0};
    for (struct task_area *area = list->areas; area; area = area->next) {
        area->label = area_label(r, list->area_numbers, area, areas += area->title.n > 0);
        for (struct task *t = area->tasks; t; t = t->next) {
            t->number = ++tasks;
            resolve_task(r, t, &above);
        }
    }
}

const char *resolve_number(struct arena *a, enum numbers form, int n)
{
    enum { CIRCLED_FIRST = 0x2460, CIRCLED = 20 };
    switch (form) {
    case NUMBERS_AUTO:
    case NUMBERS_CHINESE:
        return number_label(a, 1, n);
    case NUMBERS_BRACKETS:
        return number_label(a, 2, n);
    case NUMBERS_DOT:
        return number_label(a, 3, n);
    case NUMBERS_CIRCLE:
        if (n <= CIRCLED) {
            uint32_t cp = (uint32_t)(CIRCLED_FIRST + n - 1);
            return text_utf8(a, (struct text){.cp = &cp, .n = 1});
        }
        return number_label(a, 4, n);
    case NUMBERS_DIGIT_BRACKETS:
        return number_label(a, 4, n);
    case NUMBERS_DIGIT:
        return arena_printf(a, "%d", n);
    case NUMBERS_NONE:
        break;
    }
    return "";
}

/* ---- teams and tiers ---- */

/* 第一组（联系青禾县）, 综合协调组, 第一组：综合协调组 */
static struct text team_label(struct resolver *r, const struct teams *teams, const struct team *t,
                              int n)
{
    const char *name = text_utf8(r->arena, t->name), *label = name;
    struct pos pos = t->name.n ? text_pos(t->name, 0) : t->pos;
    if (teams->numbered == TEAMS_ORDINAL)
        label = arena_printf(r->arena, "第%s组%s%s", number_chinese(r->arena, n), *name ? "：" : "",
                             name);
    if (t->liaises.n)
        label = arena_printf(r->arena, "%s（联系%s）", label, text_utf8(r->arena, t->liaises));
    if (t->note.n)
        label = arena_printf(r->arena, "%s%s", label,
                             text_utf8(r->arena, words_in_brackets(r->arena, t->note)));
    return text_from_utf8(r->arena, label, pos);
}

/* order: of those that do not say theirs. */
static void number_tiers(struct resolver *r, struct roster_tier *t, enum roster_order order)
{
    for (; t; t = t->next) {
        t->number = ++r->doc->n_tiers;
        if (t->order == ORDER_AS_AROUND)
            t->order = order;
    }
}

static void number_teams(struct resolver *r, struct teams *teams)
{
    int n = teams->start ? teams->start - 1 : 0;
    for (struct team *t = teams->first; t; t = t->next) {
        t->label = team_label(r, teams, t, ++n);
        number_tiers(r, t->tiers, ORDER_WRITTEN);
        for (struct roster_tier *tier = t->tiers; tier; tier = tier->next) {
            tier->form = tier->form ? tier->form : teams->form;
            tier->shows = tier->shows ? tier->shows : teams->shows;
        }
    }
}

/* ---- the document ---- */

static void number_reference(struct resolver *r, struct staff_reference *who)
{
    if (who)
        who->number = ++r->doc->n_references;
}

static void resolve_text(struct resolver *r, struct inline_item *first, bool enclosed)
{
    resolve_references(r, first, enclosed);
    for (const struct inline_item *i = first; i; i = i->next)
        number_reference(r, i->contact ? i->contact->who : i->who);
}

static void resolve_team_texts(struct resolver *r, struct teams *teams, bool enclosed)
{
    for (const struct team_clause *c = teams->clauses; c; c = c->next)
        resolve_text(r, c->inlines, enclosed);
    for (const struct team *t = teams->first; t; t = t->next) {
        for (const struct team_clause *c = t->clauses; c; c = c->next)
            resolve_text(r, c->inlines, enclosed);
        for (const struct team_matter *m = t->matters; m; m = m->next)
            resolve_text(r, m->inlines, enclosed);
    }
}

static void resolve_block(void *context, struct block *b, const struct block_place *at)
{
    struct resolver *r = context;
    resolve_text(r, b->inlines, at->enclosed);
    if (b->contact)
        number_reference(r, b->contact->who);
    if (b->roster)
        number_tiers(r, b->roster->tiers, b->roster->order);
    if (b->teams) {
        number_teams(r, b->teams);
        resolve_team_texts(r, b->teams, at->enclosed);
    }
    if (b->form)
        resolve_form(r, b->form);
    if (b->vehicles)
        resolve_vehicles(r, b->vehicles);
    if (!b->tasks)
        return;
    number_tasks(r, b->tasks);
    for (struct task_area *a = b->tasks->areas; a; a = a->next)
        for (struct task *t = a->tasks; t; t = t->next)
            for (struct task_measure *m = t->measures; m; m = m->next)
                resolve_text(r, m->inlines, at->enclosed);
}

/* 7.2.1: a secret document has a copy number. 7.2.6: documents that go up name their signers, and
 * no others do. */
static void check_head(struct resolver *r, const struct head *h)
{
    if (!h)
        return;
    if (h->secrecy && !h->copy_number.n)
        diag(r->diags, DIAG_R004, text_pos(h->secrecy->level, 0), NULL);
    const char *genre = r->doc->genre;
    enum genre_way way = model_genre_way(genre);
    if (way == GENRE_UP && !h->signers)
        diag(r->diags, DIAG_R125, h->pos, genre);
    if (genre && way == GENRE_OTHER && h->signers)
        diag(r->diags, DIAG_R003, text_pos(h->signers->text, 0), genre);
}

/* 《党政机关公文处理工作条例》第十五条: a 请示 goes to one organ. */
static void check_one_addressee(struct resolver *r, struct text to)
{
    bool request = r->doc->genre && strcmp(r->doc->genre, "请示") == 0;
    size_t at = 0;
    struct text organ;
    if (request && list_next(to, LIST_WORDS, &at, &organ) && at < to.n)
        diag(r->diags, DIAG_R126, text_pos(to, at - 1), NULL);
}

bool resolve(struct document *doc, struct diags *d)
{
    struct resolver r = {.doc = doc, .arena = doc->arena, .diags = d};
    doc->n_references = doc->n_tiers = 0;
    check_head(&r, doc->head);
    check_one_addressee(&r, doc->to);
    number_attachments(&r, doc->attachments);
    if (doc->enclosure)
        number_attachments(&r, doc->enclosure->attachments);
    visit_blocks(doc, resolve_block, &r);
    return !r.failed;
}
