/*
 * What a lock remembers of people, put back into a document that was read as of its day: a staff
 * file that was changed since, and was not kept, may name others for that day than it did.
 */
#include <string.h>

#include "office/editions.h"

struct recall {
    struct document *doc;
    struct people *people; /* the document's, which nobody else has seen yet */
};

static bool stands_at(struct text t, struct pos pos)
{
    struct pos at = text_pos(t, 0);
    return t.n && at.src == pos.src && at.off == pos.off;
}

static bool says(const struct roster_entry *e, const struct fact_line *f)
{
    return e->pos.src == f->fact->pos.src && e->pos.off == f->fact->pos.off &&
           (text_equals(e->name, f->value) || (e->vacant && !*f->value));
}

/* The place of the entry that a fact is of; NULL: it is in no roster. */
static struct roster_entry **entry_of(struct recall *r, const struct fact_line *f)
{
    for (int tier = 0; tier <= r->doc->n_tiers; tier++)
        for (struct roster_entry **e = &r->people->entries[tier]; *e; e = &(*e)->next)
            if (says(*e, f))
                return e;
    return NULL;
}

static void rewrite_entry(struct recall *r, struct roster_entry *e, const struct fact_line *f)
{
    struct arena *a = r->doc->arena;
    e->vacant = !*f->value;
    e->name = text_from_utf8(a, e->vacant ? model_vacant : f->value, e->pos);
    e->person = arena_strdup(a, f->person);
    if (*f->post && !e->titled)
        e->post = text_from_utf8(a, f->post, e->pos);
}

/* In running text, where each name stands at the place that asks for it. */
static void rewrite_reference(struct recall *r, const struct fact_line *then,
                              const struct fact_line *now)
{
    for (int n = 0; n <= r->doc->n_references; n++) {
        struct found_person *found = &r->people->references[n];
        struct pos pos = now->fact->pos;
        if (stands_at(found->name, pos) && text_equals(found->name, now->value))
            found->name =
                text_from_utf8(r->doc->arena, *then->value ? then->value : model_vacant, pos);
    }
}

/* Somebody of whom only the lock knows, at the end of those of the tier. */
static void add_entry(struct recall *r, const struct fact_line *then, const fact_lines *now)
{
    struct roster_entry **beside = NULL;
    for (size_t i = 0; i < now->n; i++)
        if (*then->where && strcmp(now->v[i].where, then->where) == 0 && entry_of(r, &now->v[i]))
            beside = entry_of(r, &now->v[i]);
    if (!beside)
        return;
    struct roster_entry *e = arena_copy(r->doc->arena, *beside, sizeof **beside);
    e->next = (*beside)->next;
    (*beside)->next = e;
    rewrite_entry(r, e, then);
}

bool office_recall(struct document *doc, const struct lock *lock)
{
    struct arena *a = doc->arena;
    struct recall r = {doc, (struct people *)(uintptr_t)doc->people};
    fact_lines now = {0};
    fact_changes changes = {0};
    if (!lock->facts.n)
        return false;
    record_facts_of(a, doc->people, &now);
    record_facts_compare(a, &lock->facts, &now, &changes);
    for (size_t i = 0; i < changes.n; i++) {
        const struct fact_line *then = changes.v[i].old, *is = changes.v[i].now;
        struct roster_entry **e = is ? entry_of(&r, is) : NULL;
        if (e && then)
            rewrite_entry(&r, *e, then);
        else if (e)
            *e = (*e)->next;
        else if (is && then)
            rewrite_reference(&r, then, is);
        else if (then)
            add_entry(&r, then, &now);
    }
    return changes.n > 0;
}
