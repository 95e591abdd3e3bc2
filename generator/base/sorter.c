/*
 * Sorting by runs: what memory holds is sorted and put into a spool, and in the end the runs are
 * merged, each read by a window of its own. What fits into memory is sorted there and never
 * written. A record is the length of its key, its value, and the key.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/spool.h"

enum { WINDOW = 1 << 14 };

struct record_head {
    uint32_t n, value;
};

/* A run being read. The record at hand stands at the window's start. */
struct run {
    uint64_t off, end; /* of what is not in the window */
    struct buf window;
    size_t at; /* of the record at hand */
};

struct sorter {
    size_t memory;
    struct spool *spool; /* of the runs; NULL: all is in memory */
    struct diags *diags;
    struct buf records;
    const char **order; /* of the records in memory */
    size_t n, cap, next;
    struct run *runs;
    size_t n_runs, cap_runs;
    struct run *last; /* whose record was given out */
    bool reading, failed;
};

struct sorter *sorter_new(size_t memory, struct diags *d)
{
    enum { USUAL = 16 << 20 };
    struct sorter *s = mem_alloc(sizeof *s);
    *s = (struct sorter){.memory = memory ? memory : USUAL, .diags = d};
    return s;
}

void sorter_drop(struct sorter *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->n_runs; i++)
        buf_drop(&s->runs[i].window);
    free(s->runs);
    free(s->order);
    buf_drop(&s->records);
    spool_drop(s->spool);
    free(s);
}

bool sorter_failed(const struct sorter *s)
{
    return s->failed;
}

/* ---- records ---- */

static struct record_head head_of(const char *record)
{
    struct record_head head;
    memcpy(&head, record, sizeof head);
    return head;
}

static size_t size_of(const char *record)
{
    return sizeof(struct record_head) + head_of(record).n;
}

static int compare_records(const char *x, const char *y)
{
    struct record_head a = head_of(x), b = head_of(y);
    int order = memcmp(x + sizeof a, y + sizeof b, a.n < b.n ? a.n : b.n);
    if (!order)
        order = (a.n > b.n) - (a.n < b.n);
    return order ? order : (a.value > b.value) - (a.value < b.value);
}

static int compare(const void *a, const void *b)
{
    return compare_records(*(const char *const *)a, *(const char *const *)b);
}

static void sort(struct sorter *s)
{
    const char *p = s->records.p;
    if (s->n > s->cap) {
        s->cap = s->n;
        s->order = mem_realloc(s->order, s->cap * sizeof *s->order);
    }
    for (size_t i = 0; i < s->n; i++, p += size_of(p))
        s->order[i] = p;
    if (s->n)
        qsort(s->order, s->n, sizeof *s->order, compare);
}

/* ---- runs ---- */

static bool put_run(struct sorter *s)
{
    sort(s);
    if (!s->spool)
        s->spool = spool_new(0, s->diags);
    if (s->n_runs == s->cap_runs) {
        s->cap_runs = s->cap_runs ? s->cap_runs * 2 : 1;
        s->runs = mem_realloc(s->runs, s->cap_runs * sizeof *s->runs);
    }
    struct run *run = &s->runs[s->n_runs++];
    *run = (struct run){.off = spool_size(s->spool)};
    for (size_t i = 0; i < s->n && !s->failed; i++)
        s->failed = !spool_add(s->spool, s->order[i], size_of(s->order[i]));
    run->end = spool_size(s->spool);
    buf_clear(&s->records);
    s->n = 0;
    return !s->failed;
}

bool sorter_add(struct sorter *s, const void *key, size_t n, uint32_t value)
{
    struct record_head head = {(uint32_t)n, value};
    size_t size = sizeof head + n + sizeof *s->order;
    if (s->n && s->records.n + s->n * sizeof *s->order + size > s->memory && !put_run(s))
        return false;
    buf_add(&s->records, &head, sizeof head);
    buf_add(&s->records, key, n);
    s->n++;
    return true;
}

/* Whether the window holds so many bytes from the record at hand on, once more was read. */
static bool has(struct sorter *s, struct run *run, size_t n)
{
    char step[WINDOW];
    if (run->window.n - run->at >= n)
        return true;
    memmove(run->window.p, run->window.p + run->at, run->window.n - run->at);
    run->window.n -= run->at;
    run->at = 0;
    while (run->window.n < n && run->off < run->end) {
        size_t more = run->end - run->off < WINDOW ? (size_t)(run->end - run->off) : WINDOW;
        if (!spool_read(s->spool, run->off, step, more)) {
            s->failed = true;
            return false;
        }
        buf_add(&run->window, step, more);
        run->off += more;
    }
    return run->window.n >= n;
}

/* The run's record at hand; NULL: it is at its end. */
static const char *record_of(struct sorter *s, struct run *run)
{
    if (!run->window.p)
        buf_str(&run->window, "");
    if (!has(s, run, sizeof(struct record_head)) || !has(s, run, size_of(run->window.p + run->at)))
        return NULL;
    return run->window.p + run->at;
}

static const char *next_of_runs(struct sorter *s)
{
    const char *least = NULL;
    if (s->last)
        s->last->at += size_of(s->last->window.p + s->last->at);
    s->last = NULL;
    for (size_t i = 0; i < s->n_runs; i++) {
        const char *record = record_of(s, &s->runs[i]);
        if (record && (!least || compare_records(record, least) < 0)) {
            least = record;
            s->last = &s->runs[i];
        }
    }
    return s->failed ? NULL : least;
}

static const char *next_record(struct sorter *s)
{
    if (!s->reading) {
        s->reading = true;
        if (s->spool && !put_run(s))
            return NULL;
        sort(s);
        if (s->spool)
            buf_drop(&s->records);
    }
    if (s->failed)
        return NULL;
    if (s->spool)
        return next_of_runs(s);
    return s->next < s->n ? s->order[s->next++] : NULL;
}

bool sorter_next(struct sorter *s, struct sorted *out)
{
    const char *record = next_record(s);
    if (!record)
        return false;
    struct record_head head = head_of(record);
    *out = (struct sorted){record + sizeof head, head.n, head.value};
    return true;
}
