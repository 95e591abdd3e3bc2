/*
 * QR codes ahead of their use: making one costs more than writing the page that it stands on, so
 * other threads make the next batches while one is printed. Batches are taken in order; there are a
 * few places for them, and a thread waits while its place is still being read. Households that are
 * not printed are skipped, however many: a batch that is being made for them meanwhile keeps its
 * place until it is done.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "print/print_int.h"

enum { BATCH = 256, PLACES = 8, MAX_THREADS = 8, FEW = 16 };

struct batch {
    struct arena *arena;
    struct arena_mark empty;
    struct code *codes; /* a household's behind the other's */
    size_t number;      /* what the codes are of, when full */
    bool busy, full;
};

struct codes {
    struct codes_wanted wanted;
    struct batch places[PLACES];
    size_t n_batches, next, current; /* next: to be made; current: being read */
    bool stop;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t threads[MAX_THREADS];
    size_t n_threads;
};

static const char *text_of(struct arena *a, const struct codes_wanted *w, size_t page,
                           struct sheet_cell key)
{
    return arena_printf(a, "%s%.*s", w->prefixes[page], (int)key.n, key.utf8);
}

/* A household's codes. Those of further pages differ from the first one's in the page's number
 * alone: by the changes, which are found again for each size of codes. */
static void make_codes(struct arena *a, const struct codes_wanted *w, struct sheet_cell key,
                       struct code_change *changes, struct code *codes)
{
    const char *first = text_of(a, w, 0, key);
    if (!code_make(a, first, &codes[0]))
        return;
    for (size_t k = 1; k < w->n_pages; k++) {
        const char *text = text_of(a, w, k, key);
        if (changes[k].cells == codes[0].cells || code_compare(a, first, text, &changes[k]))
            codes[k] = code_changed(a, &codes[0], &changes[k]);
        else
            code_make(a, text, &codes[k]);
    }
}

static void make_batch(const struct codes_wanted *w, size_t number, struct batch *b)
{
    size_t first = number * BATCH;
    arena_reset(b->arena, b->empty);
    b->codes = ARENA_ARRAY(b->arena, struct code, BATCH * w->n_pages);
    struct code_change *changes = ARENA_ARRAY(b->arena, struct code_change, w->n_pages);
    for (size_t i = first; w->n_pages && i < w->n && i < first + BATCH; i++) {
        struct sheet_row row = sheet_row(w->sheet, b->arena, w->rows[i]);
        struct sheet_cell key = sheet_row_cell(&row, w->column);
        if (key.n)
            make_codes(b->arena, w, key, changes, &b->codes[(i - first) * w->n_pages]);
    }
}

static void skip_to_current(struct codes *c)
{
    if (c->next < c->current)
        c->next = c->current;
}

/* The next batch whose place is free, which is then taken; false: there is no more to do. */
static bool next_batch(struct codes *c, size_t *number)
{
    skip_to_current(c);
    while (!c->stop && c->next < c->n_batches &&
           !(c->next < c->current + PLACES && !c->places[c->next % PLACES].busy)) {
        pthread_cond_wait(&c->changed, &c->lock);
        skip_to_current(c);
    }
    if (c->stop || c->next >= c->n_batches)
        return false;
    *number = c->next++;
    struct batch *b = &c->places[*number % PLACES];
    b->busy = true;
    b->full = false;
    return true;
}

static void set_full(struct batch *b, size_t number)
{
    b->number = number;
    b->busy = false;
    b->full = true;
}

static void *work(void *context)
{
    struct codes *c = context;
    size_t number;
    pthread_mutex_lock(&c->lock);
    while (next_batch(c, &number)) {
        struct batch *b = &c->places[number % PLACES];
        pthread_mutex_unlock(&c->lock);
        make_batch(&c->wanted, number, b);
        pthread_mutex_lock(&c->lock);
        set_full(b, number);
        pthread_cond_broadcast(&c->changed);
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

struct codes *print_codes_open(const struct codes_wanted *wanted)
{
    struct codes *c = mem_alloc(sizeof *c);
    memset(c, 0, sizeof *c);
    c->wanted = *wanted;
    c->n_batches = (wanted->n + BATCH - 1) / BATCH;
    for (size_t i = 0; i < PLACES; i++) {
        c->places[i].arena = arena_new();
        c->places[i].empty = arena_mark(c->places[i].arena);
    }
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->changed, NULL);
    if (wanted->n <= FEW || !wanted->n_pages)
        return c;
    /* As many as there are processors: the one that prints waits now and then. */
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = processors > 0 && processors < MAX_THREADS ? (size_t)processors : MAX_THREADS;
    if (n > c->n_batches)
        n = c->n_batches;
    while (c->n_threads < n && pthread_create(&c->threads[c->n_threads], NULL, work, c) == 0)
        c->n_threads++;
    return c;
}

static bool is_ready(const struct batch *b, size_t number)
{
    return b->full && b->number == number;
}

/* Gives places up to the number back, and waits for it; without threads it is made here. */
static void go_to(struct codes *c, size_t number)
{
    struct batch *b = &c->places[number % PLACES];
    pthread_mutex_lock(&c->lock);
    if (c->current != number) {
        c->current = number;
        pthread_cond_broadcast(&c->changed);
    }
    while (c->n_threads && !is_ready(b, number))
        pthread_cond_wait(&c->changed, &c->lock);
    if (!is_ready(b, number)) {
        make_batch(&c->wanted, number, b);
        set_full(b, number);
    }
    pthread_mutex_unlock(&c->lock);
}

const struct code *print_codes_get(struct codes *c, size_t i)
{
    go_to(c, i / BATCH);
    return &c->places[i / BATCH % PLACES].codes[i % BATCH * c->wanted.n_pages];
}

void print_codes_close(struct codes *c)
{
    pthread_mutex_lock(&c->lock);
    c->stop = true;
    pthread_cond_broadcast(&c->changed);
    pthread_mutex_unlock(&c->lock);
    while (c->n_threads)
        pthread_join(c->threads[--c->n_threads], NULL);
    pthread_cond_destroy(&c->changed);
    pthread_mutex_destroy(&c->lock);
    for (size_t i = 0; i < PLACES; i++)
        arena_drop(c->places[i].arena);
    free(c);
}
