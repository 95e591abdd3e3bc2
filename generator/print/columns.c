/*
 * Which column fills which name: households' names in their sheet, members' names in theirs, where
 * the key says whose they are. A name without a column stays blank, to be written by hand.
 */
#include <stdlib.h>
#include <string.h>

#include "print/diag.def"
#include "print/print_int.h"

/* The columns that a sheet is asked for, each name once. */
struct wish {
    struct sheet_wanted *wanted;
    size_t *columns;
    size_t n;
};

static size_t wish_for(struct wish *w, const char *name, bool required)
{
    for (size_t i = 0; i < w->n; i++)
        if (strcmp(w->wanted[i].head, name) == 0) {
            w->wanted[i].required = w->wanted[i].required || required;
            return i;
        }
    w->wanted[w->n] = (struct sheet_wanted){.head = name, .required = required};
    return w->n++;
}

static struct wish wish_new(struct print_form *form)
{
    enum { KEY_AND_VILLAGE = 2 };
    size_t n = 2 * form->slots.n + KEY_AND_VILLAGE + PRINT_SORTS;
    return (struct wish){ARENA_ARRAY(form->arena, struct sheet_wanted, n),
                         ARENA_ARRAY(form->arena, size_t, n), 0};
}

/* A column may also be called as `read` calls it: by the question's words. */
static bool has_head(const struct slot *slot)
{
    return slot->head && !slot->member && !slot->part && strcmp(slot->head, slot->name) != 0;
}

/* Of the slots of households, or of those of members. */
static void ask_slots(struct print_form *form, struct wish *w, bool members)
{
    for (size_t i = 0; i < form->slots.n; i++) {
        const struct slot *slot = &form->slots.v[i];
        if ((slot->member > 0) != members)
            continue;
        wish_for(w, slot->column_name, false);
        if (has_head(slot))
            wish_for(w, slot->head, false);
    }
}

/* False: a slot has two columns, reported. */
static bool answer_slots(struct print_form *form, struct wish *w, bool members, struct diags *d)
{
    bool ok = true;
    for (size_t i = 0; i < form->slots.n; i++) {
        struct slot *slot = &form->slots.v[i];
        if ((slot->member > 0) != members)
            continue;
        slot->column = w->columns[wish_for(w, slot->column_name, false)];
        size_t other = has_head(slot) ? w->columns[wish_for(w, slot->head, false)] : SHEET_NONE;
        if (slot->column == SHEET_NONE)
            slot->column = other;
        if (other == SHEET_NONE || other == slot->column)
            continue;
        diag_system(d, DIAG_Q040, slot->name, slot->head);
        ok = false;
    }
    return ok;
}

/* All that the list of households is asked for, each name once. */
static struct wish wish_households(struct print_form *form, const struct print_options *o)
{
    struct wish w = wish_new(form);
    wish_for(&w, o->key, true);
    if (o->village)
        wish_for(&w, o->village, false);
    for (size_t i = 0; i < PRINT_SORTS && o->sort[i]; i++)
        wish_for(&w, o->sort[i], false);
    ask_slots(form, &w, false);
    return w;
}

const struct sheet_wanted *print_wanted(struct print_form *form, const struct print_options *o,
                                        size_t *n)
{
    struct wish w = wish_households(form, o);
    *n = w.n;
    return w.wanted;
}

static bool bind_households(struct print_form *form, const struct print_job *job,
                            struct columns *out, struct diags *d)
{
    const struct print_options *o = &job->options;
    struct wish w = wish_households(form, o);
    size_t sorts[PRINT_SORTS], key = wish_for(&w, o->key, true);
    size_t village = o->village ? wish_for(&w, o->village, false) : SHEET_NONE;
    for (size_t i = 0; i < PRINT_SORTS && o->sort[i]; i++)
        sorts[i] = wish_for(&w, o->sort[i], false);
    if (!sheet_bind_list(job->data.households, w.wanted, w.n, "户", w.columns, d))
        return false;
    out->key = w.columns[key];
    out->village = village == SHEET_NONE ? SHEET_NONE : w.columns[village];
    if (!answer_slots(form, &w, false, d))
        return false;
    if (out->village == SHEET_NONE && o->split) {
        diag_system(d, DIAG_Q010, o->village);
        return false;
    }
    for (size_t i = 0; i < PRINT_SORTS && o->sort[i]; i++) {
        out->sort[out->n_sort++] = w.columns[sorts[i]];
        if (w.columns[sorts[i]] == SHEET_NONE) {
            diag_system(d, DIAG_Q015, o->sort[i]);
            return false;
        }
    }
    return true;
}

/* ---- members ---- */

static bool bind_members(struct print_form *form, const struct print_job *job, struct columns *out,
                         struct diags *d)
{
    if (!form->members) {
        diag_system(d, DIAG_Q013, NULL);
        return true;
    }
    struct wish w = wish_new(form);
    size_t key = wish_for(&w, job->options.key, true);
    ask_slots(form, &w, true);
    if (!sheet_bind_list(job->data.members, w.wanted, w.n, "人", w.columns, d))
        return false;
    out->members_key = w.columns[key];
    return answer_slots(form, &w, true, d);
}

bool print_bind(struct print_form *form, const struct print_job *job, struct columns *out,
                struct diags *d)
{
    *out = (struct columns){.key = SHEET_NONE, .village = SHEET_NONE, .members_key = SHEET_NONE};
    if (form->members && !job->data.members)
        diag_system(d, DIAG_Q027, NULL);
    return bind_households(form, job, out, d) &&
           (!job->data.members || bind_members(form, job, out, d));
}

/* ---- what was found ---- */

struct matches {
    struct arena *arena;
    const struct sheet_table *sheet;
    VEC(struct print_match) list;
    bool *taken; /* by column */
};

static const char *head_text(const struct matches *m, size_t column)
{
    struct sheet_cell head = sheet_row_cell(&m->sheet->head, column);
    return arena_strndup(m->arena, head.utf8, head.n);
}

/* The parts of a date are one name. */
static void match(struct matches *m, const char *name, const char *asks, size_t column)
{
    bool sheets = column != SHEET_NONE && column == m->sheet->name_column;
    if (column != SHEET_NONE && !sheets)
        m->taken[column] = true;
    for (size_t i = 0; i < m->list.n; i++)
        if (strcmp(m->list.v[i].name, name) == 0)
            return;
    const char *head = column == SHEET_NONE    ? NULL
                       : sheets                ? m->sheet->name_head
                       : m->sheet->n_parts > 1 ? name /* each sheet has its own */
                                               : head_text(m, column);
    VEC_PUSH(m->arena, &m->list, ((struct print_match){name, head, asks}));
}

void print_match(struct arena *a, const struct print_form *form, const struct print_job *job,
                 const struct columns *columns, struct print_report *report)
{
    struct matches m = {.arena = a, .sheet = job->data.households};
    m.taken = ARENA_ARRAY(a, bool, m.sheet->n_columns);
    match(&m, job->options.key, NULL, columns->key);
    if (columns->village != SHEET_NONE)
        match(&m, job->options.village, NULL, columns->village);
    for (size_t i = 0; i < columns->n_sort; i++)
        match(&m, job->options.sort[i], NULL, columns->sort[i]);
    for (size_t i = 0; i < form->slots.n; i++) {
        const struct slot *slot = &form->slots.v[i];
        if (!slot->member)
            match(&m, slot->column_name, has_head(slot) ? slot->head : NULL, slot->column);
    }
    for (size_t c = 0; m.sheet->n_parts < 2 && c < m.sheet->n_columns; c++)
        if (!m.taken[c] && c != m.sheet->name_column && *head_text(&m, c))
            VEC_PUSH(a, &m.list, ((struct print_match){NULL, head_text(&m, c), NULL}));
    report->matches = m.list.v;
    report->n_matches = m.list.n;
}
