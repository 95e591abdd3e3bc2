/*
 * Rows into counts: what a household chose, what its numbers add up to. What is no answer is not
 * counted and told; so is a household that comes again.
 */
#include <string.h>

#include "tally/diag.def"
#include "tally/tally_int.h"

struct tally *tally_new(struct arena *a, const struct form *form,
                        const struct tally_options *options)
{
    struct tally *t = ARENA_NEW(a, struct tally);
    t->arena = a;
    t->row = arena_sub(a);
    t->options = *options;
    tally_ask(t, form);
    return t;
}

/* ---- groups ---- */

static struct tally_group *group_named(struct tally *t, struct sheet_cell name)
{
    static const char unnamed[] = "（未填）";
    struct arena *a = t->arena;
    const char *utf8 = name.n ? name.utf8 : unnamed;
    size_t n = name.n ? name.n : strlen(unnamed);
    uint64_t hash = map_key(utf8, n);
    const uint32_t *known = map_get(&t->numbers, hash);
    if (known)
        return &t->groups.v[*known];
    map_put(a, &t->numbers, hash, (uint32_t)t->groups.n);
    struct tally_group *g = VEC_ADD(a, &t->groups);
    g->name = arena_strndup(a, utf8, n);
    g->counts = ARENA_ARRAY(a, struct tally_count, t->questions.n);
    for (size_t i = 0; i < t->questions.n; i++)
        g->counts[i].answers = ARENA_ARRAY(a, uint64_t, t->questions.v[i].answers.n);
    return g;
}

/* ---- entries ---- */

/* A list being counted. */
struct counting {
    struct tally *tally;
    const struct sheet_table *list;
    struct sheet_row row;
    uint64_t wrong, again;                 /* entries and households that were not counted */
    const char *first_wrong, *first_again; /* their cells */
};

static void add_doubt(struct counting *c, size_t column, const char *question, const char *entry,
                      bool twice)
{
    struct tally *t = c->tally;
    struct arena *a = t->arena;
    const char *cell = sheet_row_name(&c->row, t->row, column);
    uint64_t *n = twice ? &c->again : &c->wrong;
    const char **first = twice ? &c->first_again : &c->first_wrong;
    if (!(*n)++)
        *first = arena_strdup(a, cell);
    if (t->n_doubts++ < TALLY_DOUBTS)
        VEC_PUSH(a, &t->doubts,
                 ((struct tally_doubt){c->list->name, arena_strdup(a, cell), question,
                                       arena_strdup(a, entry), twice}));
}

/* False: the entry is no answer. */
static bool count_choice(struct counting *c, const struct tally_question *q,
                         struct tally_count *count, struct text entry)
{
    struct arena *a = c->tally->row;
    bool *chosen = ARENA_ARRAY(a, bool, q->options->n);
    struct text rest;
    size_t n = 0;
    if (!option_choose(a, q->options, entry, chosen, &rest))
        return false;
    for (size_t i = 0; i < q->options->n; i++)
        n += chosen[i];
    if (n > 1 && !q->several)
        return false;
    for (size_t i = 0; i < q->options->n; i++)
        count->answers[i] += chosen[i];
    return true;
}

/* False: it is no number. 无 is none. */
static bool count_number(struct tally_count *count, struct text entry, bool *none)
{
    struct decimal n;
    enum decimal_kind kind = decimal_read(entry, &n);
    *none = kind == DECIMAL_NOTHING;
    if (kind == DECIMAL_NUMBER && !decimal_add(&count->sum, n))
        count->too_long = true;
    return kind == DECIMAL_NUMBER || *none;
}

static void count_entry(struct counting *c, size_t i, struct tally_count *count)
{
    struct tally *t = c->tally;
    const struct tally_question *q = &t->questions.v[i];
    struct text entry = sheet_row_text(&c->row, t->row, q->column);
    bool none = !entry.n, good = true;
    if (!none && q->options)
        good = count_choice(c, q, count, entry);
    else if (!none)
        good = count_number(count, entry, &none);
    count->given += good && !none;
    count->blank += none;
    count->wrong += !good;
    if (!good)
        add_doubt(c, q->column, q->head, text_utf8(t->row, entry), false);
}

/* A household without a key is counted: nothing says that it is another's. */
static bool is_new(struct counting *c, size_t key)
{
    struct tally *t = c->tally;
    struct sheet_cell cell =
        key == SHEET_NONE ? (struct sheet_cell){"", 0} : sheet_row_cell(&c->row, key);
    uint64_t hash = map_key(cell.utf8, cell.n);
    if (!cell.n)
        return true;
    if (map_get(&t->keys, hash)) {
        add_doubt(c, key, t->options.key, arena_strndup(t->row, cell.utf8, cell.n), true);
        return false;
    }
    map_put(t->arena, &t->keys, hash, 1);
    return true;
}

static void count_row(struct counting *c, size_t group, size_t key)
{
    struct tally *t = c->tally;
    if (!is_new(c, key))
        return;
    struct sheet_cell name =
        group == SHEET_NONE ? (struct sheet_cell){"", 0} : sheet_row_cell(&c->row, group);
    struct tally_group *g = group_named(t, name);
    g->households++;
    for (size_t i = 0; i < t->questions.n; i++)
        if (t->questions.v[i].column != SHEET_NONE)
            count_entry(c, i, &g->counts[i]);
}

bool tally_list(struct tally *t, struct sheet_table *list, struct diags *d)
{
    struct counting c = {.tally = t, .list = list};
    struct arena_mark empty = arena_mark(t->row);
    size_t group, key;
    if (!tally_bind(t, list, &group, &key, d) || !sheet_has_rows(list, d))
        return false;
    t->grouped = t->grouped || group != SHEET_NONE;
    for (size_t i = 0; i < list->n_rows; i++, arena_reset(t->row, empty)) {
        c.row = sheet_row(list, t->row, i);
        count_row(&c, group, key);
    }
    if (c.wrong)
        diag_system(d, DIAG_Q044, list->name,
                    arena_printf(t->arena, "%llu", (unsigned long long)c.wrong), c.first_wrong);
    for (size_t i = 0; i < t->questions.n; i++)
        for (size_t g = 0; g < t->groups.n; g++)
            if (t->groups.v[g].counts[i].too_long) {
                diag_system(d, DIAG_Q047, t->questions.v[i].head);
                break;
            }
    if (c.again)
        diag_system(d, DIAG_Q045, list->name,
                    arena_printf(t->arena, "%llu", (unsigned long long)c.again), c.first_again,
                    t->options.key);
    return true;
}
