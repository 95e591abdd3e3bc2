/*
 * The same work with many files, on as many threads as are wanted, each with a context of its own.
 * Whatever the threads do, what is told comes in the order of the files, as if there were one.
 */
#include <pthread.h>
#include <stdlib.h>

#include "office/diag.def"
#include "office/office_int.h"

/* A file's findings, until they are taken. */
struct outcome {
    struct diags *findings;
    bool done;
    bool broken; /* what every document needs is not there */
};

/* The queue: under lock, but for the job. */
struct queue {
    const struct office_each *job;
    struct outcome *outcomes; /* of job->n */
    size_t next;
    bool stopped; /* none is begun any more */
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

struct worker {
    struct queue *queue;
    struct hongtou *office;
    struct diags *aside;
    pthread_t thread;
    bool runs;
};

/* One file with a context; its findings apart from all others. */
static struct outcome work(struct hongtou *h, const struct office_each *job, size_t i)
{
    struct diags *before = h->diags;
    struct outcome out = {.findings = diags_beside(before), .done = true};
    h->diags = out.findings;
    h->aside = before;
    job->work(h, i, job->context);
    h->diags = before;
    h->aside = NULL;
    out.broken = h->broken;
    return out;
}

static void take(struct hongtou *h, const struct office_each *job, size_t i, struct outcome *out)
{
    if (job->take)
        job->take(h, i, out->findings, job->context);
    diags_take(h->diags, out->findings);
    out->findings = NULL;
}

static void one_by_one(struct hongtou *h, const struct office_each *job)
{
    for (size_t i = 0; i < job->n && !h->broken && !office_is_cancelled(h); i++) {
        struct outcome out = work(h, job, i);
        take(h, job, i, &out);
    }
}

/* ---- threads ---- */

static void *run(void *context)
{
    struct worker *w = context;
    struct queue *q = w->queue;
    pthread_mutex_lock(&q->lock);
    while (q->next < q->job->n && !q->stopped) {
        size_t i = q->next++;
        pthread_mutex_unlock(&q->lock);
        struct outcome out = work(w->office, q->job, i);
        pthread_mutex_lock(&q->lock);
        q->outcomes[i] = out;
        q->stopped = q->stopped || out.broken;
        pthread_cond_broadcast(&q->changed);
    }
    pthread_mutex_unlock(&q->lock);
    return NULL;
}

/* A request to stop comes to the caller's context; false: it came. */
static bool wait_for(struct hongtou *h, struct queue *q, size_t i)
{
    bool go_on = !office_is_cancelled(h);
    pthread_mutex_lock(&q->lock);
    while (go_on && !q->outcomes[i].done && !(q->stopped && i >= q->next))
        pthread_cond_wait(&q->changed, &q->lock);
    go_on = go_on && q->outcomes[i].done;
    q->stopped = q->stopped || !go_on;
    pthread_mutex_unlock(&q->lock);
    return go_on;
}

static bool start(struct worker *w, struct hongtou *h, struct queue *q)
{
    w->queue = q;
    w->aside = diags_beside(h->diags);
    w->office = office_open(&h->config, w->aside);
    w->office->staff_choice = h->staff_choice;
    w->runs = pthread_create(&w->thread, NULL, run, w) == 0;
    return w->runs;
}

/* What it found out about the machine is of use to who goes on with the caller's context. */
static void finish(struct worker *w, struct hongtou *h)
{
    if (w->runs)
        pthread_join(w->thread, NULL);
    if (!w->office)
        return;
    h->broken = h->broken || w->office->broken;
    record_deps_join(h->deps, w->office->deps);
    if (w->office->fonts && !h->lent_fonts) {
        h->lent_fonts = w->office->fonts;
        w->office->fonts = NULL;
    }
    hongtou_close(w->office);
    diags_take(h->diags, w->aside);
}

void office_each(struct hongtou *h, const struct office_each *job)
{
    size_t threads = job->threads > 1 ? (size_t)job->threads : 1;
    threads = threads < job->n ? threads : job->n;
    if (threads < 2) {
        one_by_one(h, job);
        return;
    }
    struct arena *a = arena_new();
    struct queue q = {.job = job, .outcomes = ARENA_ARRAY(a, struct outcome, job->n)};
    struct worker *workers = ARENA_ARRAY(a, struct worker, threads);
    size_t started = 0;
    pthread_mutex_init(&q.lock, NULL);
    pthread_cond_init(&q.changed, NULL);
    while (started < threads && start(&workers[started], h, &q))
        started++;
    bool go_on = started > 0;
    for (size_t i = 0; i < job->n && go_on; i++) {
        go_on = wait_for(h, &q, i);
        if (go_on)
            take(h, job, i, &q.outcomes[i]);
        go_on = go_on && !q.outcomes[i].broken;
    }
    for (size_t i = 0; i < threads; i++)
        finish(&workers[i], h);
    for (size_t i = 0; i < job->n; i++)
        diags_drop(q.outcomes[i].findings);
    pthread_cond_destroy(&q.changed);
    pthread_mutex_destroy(&q.lock);
    arena_drop(a);
    if (!started) /* a machine without threads */
        one_by_one(h, job);
}
