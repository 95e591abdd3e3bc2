/* Two threads take jobs in the order of their coming. A lock for all; a condition that every change
 * is told by. */
#include "desk/jobs.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <inttypes.h>

#include "base/clock.h"

enum {
    RUNNERS = 2,
    FINISHED = 32,        /* whose results are still there */
    SILENT_MS = 180000,   /* that a worker may say nothing */
    LONGEST_MS = 7200000, /* that a job may take */
    TO_END_MS = 10000,    /* when it was asked to */
    LOOK_MS = 200,        /* between looks at whether it is to end */
    COMMENT_SECONDS = 15  /* between signs of life to who watches */
};

enum state { WAITING, RUNNING, DONE, FAILED, CANCELLED };
static const char *const state_names[] = {"waiting", "running", "done", "failed", "cancelled"};

struct job {
    int64_t id;
    struct job_wanted wanted;
    struct arena *arena; /* of what was wanted */
    enum state state;
    struct buf progress, result;
    bool to_end;
    unsigned changes;
    int watchers;
    struct job *next; /* the one that came before */
};

struct jobs {
    const struct desk_options *options;
    struct store *store;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t runners[RUNNERS];
    struct job *last; /* that came */
    bool ending;
};

/* ---- the list; under the lock ---- */

static bool is_over(const struct job *j)
{
    return j->state > RUNNING;
}

static struct job *find(const struct jobs *js, int64_t id, int64_t person)
{
    for (struct job *j = js->last; j; j = j->next)
        if (j->id == id && j->wanted.person == person)
            return j;
    return NULL;
}

static void change(struct jobs *js, struct job *j)
{
    j->changes++;
    pthread_cond_broadcast(&js->changed);
}

static void drop(struct job *j)
{
    buf_drop(&j->progress);
    buf_drop(&j->result);
    arena_drop(j->arena);
    free(j);
}

/* The oldest that are over make way, unless somebody watches them. */
static void forget_oldest(struct jobs *js)
{
    int over = 0;
    for (struct job **at = &js->last; *at;) {
        struct job *j = *at;
        over += is_over(j);
        if (!is_over(j) || over <= FINISHED || j->watchers) {
            at = &j->next;
            continue;
        }
        *at = j->next;
        drop(j);
    }
}

/* ---- one job ---- */

static void end_worker(pid_t pid, int socket)
{
    close(socket);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static void take_progress(struct jobs *js, struct job *j, const struct message *m)
{
    pthread_mutex_lock(&js->lock);
    buf_clear(&j->progress);
    buf_str(&j->progress, message_text(m, 1));
    change(js, j);
    pthread_mutex_unlock(&js->lock);
}

static void finish(struct jobs *js, struct job *j, enum state state, const char *result,
                   const char *beside)
{
    const struct job_wanted *w = &j->wanted;
    static const char *const said[] = {
        [DONE] = "完成", [FAILED] = "没有做成", [CANCELLED] = "停下了"};
    if (w->kept)
        store_end_job(js->store, j->id, state_names[state], result, beside);
    store_note(js->store, w->person, w->title, w->document, said[state]);
    pthread_mutex_lock(&js->lock);
    buf_clear(&j->result);
    buf_str(&j->result, result);
    j->state = state;
    change(js, j);
    pthread_mutex_unlock(&js->lock);
}

static bool is_to_end(struct jobs *js, const struct job *j)
{
    pthread_mutex_lock(&js->lock);
    bool end = j->to_end || js->ending;
    pthread_mutex_unlock(&js->lock);
    return end;
}

static void fail(struct jobs *js, struct job *j, const char *message)
{
    struct buf b = {0};
    buf_str(&b, "{\"message\":");
    buf_json(&b, message);
    buf_char(&b, '}');
    finish(js, j, is_to_end(js, j) ? CANCELLED : FAILED, b.p, "");
    buf_drop(&b);
}

static void take_result(struct jobs *js, struct job *j, const struct message *m)
{
    enum state state = FAILED;
    for (size_t i = DONE; i <= CANCELLED; i++)
        if (strcmp(message_text(m, 1), state_names[i]) == 0)
            state = (enum state)i;
    finish(js, j, state, message_text(m, 0), message_text(m, 2));
}

/* Until the worker is finished, or has to be. NULL: it told its result; else what there is to say.
 */
static const char *follow(struct jobs *js, struct job *j, int socket)
{
    static const struct parcel end[] = {{"end", sizeof "end" - 1}};
    int64_t begun = clock_ms(), heard = begun, asked = 0;
    for (;;) {
        struct pollfd p = {.fd = socket, .events = POLLIN};
        int ready = poll(&p, 1, LOOK_MS);
        int64_t now = clock_ms();
        if (!asked && is_to_end(js, j)) {
            asked = now;
            message_send(socket, end, 1);
        }
        if (asked && now - asked > TO_END_MS)
            return "已经停下";
        if (now - heard > SILENT_MS || now - begun > LONGEST_MS)
            return "做了太久，已经停下：请把名册或者文件分成几次";
        if (ready <= 0)
            continue;
        struct message m;
        struct arena *a = arena_new();
        bool whole = message_receive(socket, a, now + SILENT_MS, &m) == MESSAGE_WHOLE;
        bool result = whole && *message_text(&m, 0);
        heard = clock_ms();
        if (result)
            take_result(js, j, &m);
        else if (whole)
            take_progress(js, j, &m);
        arena_drop(a);
        if (result)
            return NULL;
        if (!whole)
            return "没有做成：文件有问题，或者内存不够";
    }
}

static void run(struct jobs *js, struct job *j)
{
    int pid, socket;
    const struct job_wanted *w = &j->wanted;
    if (!pool_start(js->options, (char *const *)(uintptr_t)w->writable, &pid, &socket)) {
        fail(js, j, "没有做成：程序启动不了");
        return;
    }
    const char *fault = message_send(socket, w->parts, w->n_parts) ? follow(js, j, socket)
                                                                   : "没有做成：程序启动不了";
    end_worker(pid, socket);
    if (fault)
        fail(js, j, fault);
}

/* ---- the threads ---- */

/* Whether one of the same kind runs for the document: two would write the same files. */
static bool has_to_wait(const struct jobs *js, const struct job *j)
{
    for (const struct job *k = js->last; k; k = k->next)
        if (k->state == RUNNING && strcmp(k->wanted.kind, j->wanted.kind) == 0 &&
            strcmp(k->wanted.document, j->wanted.document) == 0)
            return true;
    return false;
}

/* The first of those that wait, and may begin. */
static struct job *next_job(const struct jobs *js)
{
    struct job *first = NULL;
    for (struct job *j = js->last; j; j = j->next)
        if (j->state == WAITING && !has_to_wait(js, j))
            first = j;
    return first;
}

static void *work(void *context)
{
    struct jobs *js = context;
    pthread_mutex_lock(&js->lock);
    while (!js->ending) {
        struct job *j = next_job(js);
        if (!j) {
            pthread_cond_wait(&js->changed, &js->lock);
            continue;
        }
        j->state = RUNNING;
        change(js, j);
        bool go = !j->to_end;
        pthread_mutex_unlock(&js->lock);
        if (go)
            run(js, j);
        else
            fail(js, j, "已经停下");
        pthread_mutex_lock(&js->lock);
    }
    pthread_mutex_unlock(&js->lock);
    return NULL;
}

struct jobs *jobs_new(const struct desk_options *options, struct store *store)
{
    struct jobs *js = mem_alloc(sizeof *js);
    *js = (struct jobs){.options = options, .store = store};
    pthread_mutex_init(&js->lock, NULL);
    pthread_cond_init(&js->changed, NULL);
    store_break_jobs(store); /* those that ran when a desk was killed */
    for (int i = 0; i < RUNNERS; i++)
        if (pthread_create(&js->runners[i], NULL, work, js) != 0)
            mem_exhausted();
    return js;
}

void jobs_stop(struct jobs *js)
{
    pthread_mutex_lock(&js->lock);
    bool stopped = js->ending;
    js->ending = true;
    pthread_cond_broadcast(&js->changed);
    pthread_mutex_unlock(&js->lock);
    for (int i = 0; i < RUNNERS && !stopped; i++)
        pthread_join(js->runners[i], NULL);
}

void jobs_drop(struct jobs *js)
{
    jobs_stop(js);
    while (js->last) {
        struct job *j = js->last;
        js->last = j->next;
        drop(j);
    }
    pthread_cond_destroy(&js->changed);
    pthread_mutex_destroy(&js->lock);
    free(js);
}

/* ---- asking ---- */

static struct job *copy_of(const struct job_wanted *w)
{
    struct job *j = mem_alloc(sizeof *j);
    struct arena *a = arena_new();
    *j = (struct job){.arena = a, .wanted = *w};
    struct parcel *parts = ARENA_ARRAY(a, struct parcel, w->n_parts);
    for (size_t i = 0; i < w->n_parts; i++)
        parts[i] = (struct parcel){arena_copy(a, w->parts[i].p, w->parts[i].n), w->parts[i].n};
    size_t n = 0;
    while (w->writable[n])
        n++;
    const char **writable = ARENA_ARRAY(a, const char *, n + 1);
    for (size_t i = 0; i < n; i++)
        writable[i] = arena_strdup(a, w->writable[i]);
    j->wanted.parts = parts;
    j->wanted.writable = writable;
    j->wanted.kind = arena_strdup(a, w->kind);
    j->wanted.title = arena_strdup(a, w->title);
    j->wanted.document = arena_strdup(a, w->document);
    j->wanted.list = arena_strdup(a, w->list);
    j->wanted.settings = arena_strdup(a, w->settings);
    buf_str(&j->progress, "{}");
    buf_str(&j->result, "");
    return j;
}

int64_t jobs_start(struct jobs *js, const struct job_wanted *w)
{
    int of_person = 0;
    pthread_mutex_lock(&js->lock);
    for (const struct job *j = js->last; j; j = j->next)
        of_person += !is_over(j) && j->wanted.person == w->person;
    bool may = !js->ending && of_person < JOBS_OF_PERSON;
    if (may) {
        struct job *j = copy_of(w);
        j->id = store_begin_job(js->store, w->kept, w->person, w->kind, w->document, w->list,
                                w->settings);
        j->next = js->last;
        js->last = j;
        forget_oldest(js);
        change(js, j);
    }
    int64_t id = may ? js->last->id : 0;
    pthread_mutex_unlock(&js->lock);
    return id;
}

bool jobs_cancel(struct jobs *js, int64_t id, int64_t person)
{
    pthread_mutex_lock(&js->lock);
    struct job *j = find(js, id, person);
    bool can = j && !is_over(j);
    if (can)
        j->to_end = true;
    pthread_mutex_unlock(&js->lock);
    return can;
}

/* Under the lock. */
static void tell(const struct job *j, bool result, struct buf *out)
{
    buf_printf(out, "{\"id\":%" PRId64 ",\"state\":\"%s\",\"progress\":", j->id,
               state_names[j->state]);
    buf_str(out, j->progress.p);
    if (result && is_over(j) && j->result.n) {
        buf_str(out, ",\"result\":");
        buf_add(out, j->result.p, j->result.n);
    }
    buf_char(out, '}');
}

bool jobs_tell(struct jobs *js, int64_t id, int64_t person, struct buf *out)
{
    pthread_mutex_lock(&js->lock);
    const struct job *j = find(js, id, person);
    if (j)
        tell(j, true, out);
    pthread_mutex_unlock(&js->lock);
    return j != NULL;
}

int64_t jobs_of(struct jobs *js, const char *kind, const char *document)
{
    int64_t id = 0;
    pthread_mutex_lock(&js->lock);
    for (const struct job *j = js->last; j; j = j->next)
        if (!is_over(j) && strcmp(j->wanted.kind, kind) == 0 &&
            strcmp(j->wanted.document, document) == 0)
            id = j->id;
    pthread_mutex_unlock(&js->lock);
    return id;
}

/* ---- watching ---- */

struct job_watch {
    struct jobs *jobs;
    struct job *job;
    unsigned seen;
    struct buf event; /* and how much of it has gone */
    size_t sent;
    bool last;
};

struct job_watch *jobs_watch(struct jobs *js, int64_t id, int64_t person)
{
    struct job_watch *w = NULL;
    pthread_mutex_lock(&js->lock);
    struct job *j = find(js, id, person);
    if (j) {
        w = mem_alloc(sizeof *w);
        *w = (struct job_watch){.jobs = js, .job = j, .seen = j->changes - 1};
        j->watchers++;
    }
    pthread_mutex_unlock(&js->lock);
    return w;
}

/* The next change, or a comment when there is none for long. */
static void next_event(struct job_watch *w)
{
    struct jobs *js = w->jobs;
    struct timespec until;
    int failed = 0;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += COMMENT_SECONDS;
    pthread_mutex_lock(&js->lock);
    while (w->seen == w->job->changes && !js->ending && !failed)
        failed = pthread_cond_timedwait(&js->changed, &js->lock, &until);
    buf_clear(&w->event);
    w->sent = 0;
    w->last = is_over(w->job) || js->ending;
    if (w->seen == w->job->changes) {
        buf_str(&w->event, ":\n\n");
    } else {
        w->seen = w->job->changes;
        buf_str(&w->event, "data: ");
        tell(w->job, false, &w->event);
        buf_str(&w->event, "\n\n");
    }
    pthread_mutex_unlock(&js->lock);
}

ptrdiff_t jobs_read(void *watch, char *out, size_t most)
{
    struct job_watch *w = watch;
    if (w->sent == w->event.n) {
        if (w->last)
            return -1;
        next_event(w);
    }
    size_t n = w->event.n - w->sent < most ? w->event.n - w->sent : most;
    memcpy(out, w->event.p + w->sent, n);
    w->sent += n;
    return (ptrdiff_t)n;
}

void jobs_unwatch(void *watch)
{
    struct job_watch *w = watch;
    pthread_mutex_lock(&w->jobs->lock);
    w->job->watchers--;
    pthread_mutex_unlock(&w->jobs->lock);
    buf_drop(&w->event);
    free(w);
}
