/*
 * Keys: which rows have none, or another's; and whose the members are. Households and members are
 * sorted by their keys and gone through side by side, so that neither need be in memory.
 */
#include <string.h>

#include "base/spool.h"
#include "print/diag.def"
#include "print/print_int.h"

struct keys {
    struct arena *arena; /* of the rows at hand */
    const struct print_job *job;
    const struct columns *columns;
    struct order *order;
    struct refused *refused;
    struct diags *diags;
    struct sorter *households, *members;
    struct sorted member; /* at hand */
    bool has_member;
    struct buf key; /* of the household at hand */
    uint32_t first; /* the first row that has it */
    size_t without;
};

struct keys *print_keys_open(struct arena *a, const struct print_job *job,
                             const struct columns *columns, struct order *order,
                             struct refused *refused, struct diags *d)
{
    struct keys *k = ARENA_NEW(a, struct keys);
    *k = (struct keys){.arena = arena_sub(a),
                       .job = job,
                       .columns = columns,
                       .order = order,
                       .refused = refused,
                       .diags = d};
    k->households = sorter_new(job->options.memory, d);
    k->members = sorter_new(job->options.memory, d);
    return k;
}

void print_keys_close(struct keys *k)
{
    sorter_drop(k->households);
    sorter_drop(k->members);
    buf_drop(&k->key);
}

/* ---- households ---- */

bool print_keys_add(struct keys *k, const struct sheet_row *r, uint32_t row)
{
    struct sheet_cell key = sheet_row_cell(r, k->columns->key);
    bool elsewhere = k->order->states[row] == ROW_ELSEWHERE;
    k->without += !key.n;
    if (key.n)
        return sorter_add(k->households, key.utf8, key.n, row);
    if (elsewhere)
        return true;
    k->order->states[row] = ROW_REFUSED;
    struct arena_mark empty = arena_mark(k->arena);
    diag(k->diags, DIAG_Q001, sheet_row_pos(r, k->columns->key),
         sheet_row_name(r, k->arena, k->columns->key), k->job->options.key);
    arena_reset(k->arena, empty);
    return print_refused_row(k->refused, row, true);
}

/* Its cell; and its sheet, where that is another one. */
static const char *place_of_first(const struct keys *k, const struct sheet_row *first,
                                  const struct sheet_row *second, size_t column)
{
    const char *cell = sheet_row_name(first, k->arena, column);
    bool same = strcmp(first->src->name, second->src->name) == 0;
    return same ? cell : arena_printf(k->arena, "%s 的 %s", first->src->name, cell);
}

static bool refuse_second(struct keys *k, const struct sorted *h)
{
    if (k->order->states[h->value] == ROW_ELSEWHERE)
        return true;
    struct arena_mark empty = arena_mark(k->arena);
    const struct sheet_table *s = k->job->data.households;
    struct sheet_row first = sheet_row(s, k->arena, k->first);
    struct sheet_row second = sheet_row(s, k->arena, h->value);
    size_t column = k->columns->key;
    k->order->states[h->value] = ROW_REFUSED;
    diag(k->diags, DIAG_Q002, sheet_row_pos(&second, column),
         sheet_row_name(&second, k->arena, column), place_of_first(k, &first, &second, column),
         arena_strndup(k->arena, h->key, h->n));
    arena_reset(k->arena, empty);
    return print_refused_row(k->refused, h->value, true);
}

/* ---- members ---- */

static int compare(const struct sorted *x, const struct sorted *y)
{
    int order = memcmp(x->key, y->key, x->n < y->n ? x->n : y->n);
    return order ? order : (x->n > y->n) - (x->n < y->n);
}

static bool add_members(struct keys *k)
{
    const struct sheet_table *s = k->job->data.members;
    struct arena_mark empty = arena_mark(k->arena);
    bool ok = true;
    for (size_t i = 0; ok && i < s->n_rows; i++) {
        struct sheet_row r = sheet_row(s, k->arena, i);
        struct sheet_cell key = sheet_row_cell(&r, k->columns->members_key);
        ok = sorter_add(k->members, key.utf8, key.n, (uint32_t)i);
        arena_reset(k->arena, empty);
    }
    return ok;
}

static void next_member(struct keys *k)
{
    k->has_member = sorter_next(k->members, &k->member);
}

/* A member whose household is not there would silently be left out. */
static void report_stray(struct keys *k)
{
    if (!print_tells_stray(&k->job->options, k->member.key, k->member.n))
        return;
    struct arena_mark empty = arena_mark(k->arena);
    size_t column = k->columns->members_key;
    struct sheet_row r = sheet_row(k->job->data.members, k->arena, k->member.value);
    diag(k->diags, DIAG_Q007, sheet_row_pos(&r, column), sheet_row_name(&r, k->arena, column),
         arena_strndup(k->arena, k->member.key, k->member.n));
    arena_reset(k->arena, empty);
}

/* Those of a household: they follow those of lesser keys. */
static void take_members(struct keys *k, const struct sorted *h)
{
    struct member_list *m = &k->order->members;
    for (; k->has_member && compare(&k->member, h) < 0; next_member(k))
        report_stray(k);
    m->first[h->value] = (uint32_t)m->n;
    for (; k->has_member && compare(&k->member, h) == 0; next_member(k)) {
        m->rows[m->n++] = k->member.value;
        m->counts[h->value]++;
    }
}

/* ---- both ---- */

static bool match(struct keys *k)
{
    struct sorted h;
    bool begun = false;
    if (k->order->members.rows)
        next_member(k);
    while (sorter_next(k->households, &h)) {
        if (begun && h.n == k->key.n && memcmp(h.key, k->key.p, h.n) == 0) {
            if (!refuse_second(k, &h))
                return false;
            continue;
        }
        begun = true;
        buf_clear(&k->key);
        buf_add(&k->key, h.key, h.n);
        k->first = h.value;
        if (k->order->members.rows)
            take_members(k, &h);
    }
    for (; k->has_member; next_member(k))
        report_stray(k);
    return !sorter_failed(k->households) && !sorter_failed(k->members);
}

bool print_keys_match(struct arena *a, struct keys *k)
{
    const struct sheet_table *households = k->job->data.households;
    if (households->n_rows && k->without == households->n_rows) {
        diag(k->diags, DIAG_Q030, sheet_head_pos(households, k->columns->key), k->job->options.key);
        return false;
    }
    if (k->columns->members_key != SHEET_NONE) {
        struct member_list *m = &k->order->members;
        m->rows = ARENA_ARRAY(a, uint32_t, k->job->data.members->n_rows);
        m->first = ARENA_ARRAY(a, uint32_t, households->n_rows);
        m->counts = ARENA_ARRAY(a, uint32_t, households->n_rows);
        if (!add_members(k))
            return false;
    }
    return match(k);
}
