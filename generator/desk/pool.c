/* A lock for the whole pool; who asks waits on its condition until a worker is free. */
#include "desk/pool.h"

#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"

extern char **environ;

struct pooled_worker {
    pid_t pid; /* 0: not started */
    int socket;
    bool busy;
};

/* Who waits; on the stack of the one that does. */
struct waiting {
    const char *topic;
    bool passed;
    struct waiting *next;
};

struct pool {
    const struct desk_options *options;
    pthread_mutex_t lock;
    pthread_cond_t freed;
    struct pooled_worker *workers;
    int n;
    struct waiting *first;
};

struct pool *pool_new(const struct desk_options *options, int n)
{
    struct pool *p = mem_alloc(sizeof *p);
    *p = (struct pool){.options = options, .n = n};
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->freed, NULL);
    p->workers = mem_alloc((size_t)n * sizeof *p->workers);
    for (int i = 0; i < n; i++)
        p->workers[i] = (struct pooled_worker){0};
    return p;
}

/* ---- processes ---- */

/* The worker's end of the socket is its standard input. */
bool pool_start(const struct desk_options *o, char *const *writable, int *pid, int *socket)
{
    enum { MOST = 8, OWN = 5 };
    int ends[2];
    pid_t started;
    posix_spawn_file_actions_t actions;
    char *argv[OWN + MOST + 1] = {(char *)(uintptr_t)o->program, (char *)(uintptr_t) "--worker",
                                  (char *)(uintptr_t)o->folder, (char *)(uintptr_t)o->home,
                                  (char *)(uintptr_t)(o->free_fonts ? "free" : "all")};
    for (size_t i = 0; i < MOST && writable[i]; i++)
        argv[OWN + i] = writable[i];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    int failed = posix_spawn(&started, o->program, &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failed)
        close(ends[0]);
    *pid = started;
    *socket = ends[0];
    return !failed;
}

static bool start(const struct desk_options *o, struct pooled_worker *w)
{
    static char *const none[] = {NULL};
    bool ok = pool_start(o, none, &w->pid, &w->socket);
    if (!ok)
        w->pid = 0;
    return ok;
}

static void stop(struct pooled_worker *w)
{
    close(w->socket);
    kill(w->pid, SIGKILL);
    waitpid(w->pid, NULL, 0);
    w->pid = 0;
}

void pool_drop(struct pool *p)
{
    for (int i = 0; i < p->n; i++)
        if (p->workers[i].pid)
            stop(&p->workers[i]);
    pthread_cond_destroy(&p->freed);
    pthread_mutex_destroy(&p->lock);
    free(p->workers);
    free(p);
}

/* ---- asking ---- */

static struct pooled_worker *free_worker(struct pool *p)
{
    struct pooled_worker *found = NULL;
    for (int i = 0; i < p->n; i++) {
        struct pooled_worker *w = &p->workers[i];
        if (!w->busy && (!found || (w->pid && !found->pid)))
            found = w;
    }
    return found;
}

static void pass_over(struct pool *p, const char *topic)
{
    for (struct waiting *w = p->first; topic && w; w = w->next)
        if (w->topic && strcmp(w->topic, topic) == 0)
            w->passed = true;
}

static void leave(struct pool *p, const struct waiting *me)
{
    struct waiting **at = &p->first;
    while (*at != me)
        at = &(*at)->next;
    *at = me->next;
}

/* In the order of their coming; NULL: passed. */
static struct pooled_worker *take_worker(struct pool *p, const char *topic)
{
    struct waiting me = {.topic = topic}, **last = &p->first;
    struct pooled_worker *w = NULL;
    pthread_mutex_lock(&p->lock);
    pass_over(p, topic);
    while (*last)
        last = &(*last)->next;
    *last = &me;
    while (!me.passed && (p->first != &me || !(w = free_worker(p))))
        pthread_cond_wait(&p->freed, &p->lock);
    leave(p, &me);
    if (w)
        w->busy = true;
    pthread_cond_broadcast(&p->freed);
    pthread_mutex_unlock(&p->lock);
    return w;
}

/* Of a worker that runs. */
static enum pool_answer ask(const struct pooled_worker *w, int ms, const struct parcel parts[],
                            size_t n, struct arena *a, struct message *out)
{
    if (!message_send(w->socket, parts, n))
        return POOL_FAILED;
    switch (message_receive(w->socket, a, clock_ms() + ms, out)) {
    case MESSAGE_WHOLE:
        return POOL_ANSWERED;
    case MESSAGE_LATE:
        return POOL_LATE;
    case MESSAGE_ENDED:
        break;
    }
    return POOL_FAILED;
}

enum pool_answer pool_ask(struct pool *p, const char *topic, int ms, const struct parcel parts[],
                          size_t n, struct arena *a, struct message *out)
{
    enum pool_answer answer = POOL_FAILED;
    struct pooled_worker *w = take_worker(p, topic);
    if (!w)
        return POOL_PASSED;
    if (w->pid || start(p->options, w))
        answer = ask(w, ms, parts, n, a, out);
    if (answer != POOL_ANSWERED && w->pid)
        stop(w);
    pthread_mutex_lock(&p->lock);
    w->busy = false;
    pthread_cond_broadcast(&p->freed);
    pthread_mutex_unlock(&p->lock);
    return answer;
}

enum pool_answer pool_act(struct pool *p, char *const *writable, int ms,
                          const struct parcel parts[], size_t n, struct arena *a,
                          struct message *out)
{
    struct pooled_worker w = {0};
    if (!pool_start(p->options, writable, &w.pid, &w.socket))
        return POOL_FAILED;
    enum pool_answer answer = ask(&w, ms, parts, n, a, out);
    stop(&w);
    return answer;
}
