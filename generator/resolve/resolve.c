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
    return m && m->units ? m->units : t->units;
}

const struct deadline *resolve_task_deadline(const struct task *t, const struct task_measure *m)
{
    return m && m->deadline.text.n ? &m->deadline : &t->deadline;
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
    bool answered = t->measures || is_answered(t->units);
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

static void resolve_task(struct resolver *r, struct task *t)
{
    resolve_deadline(r, &t->deadline);
    check_answered(r, t);
    check_twice(r, t->units);
    for (struct task_measure *m = t->measures; m; m = m->next) {
        resolve_deadline(r, &m->deadline);
        check_twice(r, m->units);
    }
}

static void number_tasks(struct resolver *r, struct task_list *list)
{
    int areas = 0, tasks = 0;
    for (struct task_area *area = list->areas; area; area = area->next) {
        area->label = text_from_utf8(r->arena, number_label(r->arena, 1, ++areas), area->pos);
        for (struct task *t = area->tasks; t; t = t->next) {
            t->number = ++tasks;
            resolve_task(r, t);
        }
    }
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
        number_reference(r, i->who);
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
