/* Files that were read, by path. Each is looked at once, before it is read for the first time. */
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/file.h"
#include "base/mem.h"
#include "record/record_int.h"

struct deps {
    struct arena *arena;
    struct map by_path;
    VEC(struct dep) files;
    unsigned document; /* 0: none yet */
    bool sharing, waiting;
};

struct file_state record_state(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return (struct file_state){.there = false};
    return (struct file_state){true, st.st_size, st.st_mtim.tv_sec, st.st_mtim.tv_nsec};
}

bool record_state_same(const struct file_state *x, const struct file_state *y)
{
    return x->there == y->there && x->size == y->size && x->seconds == y->seconds &&
           x->nanoseconds == y->nanoseconds;
}

static bool is_settled(const struct file_state *s)
{
    return !s->there || !record_is_fresh(s, record_now());
}

/* As it is now; where file systems count whole seconds nobody waits for them. */
static void take_state(const struct deps *deps, struct dep *dep)
{
    enum { MOST_WAITS = 5 };
    const struct timespec tick = {0, RECORD_TICK_NANOSECONDS};
    dep->state = record_state(dep->path);
    dep->settled = is_settled(&dep->state);
    for (int i = 0; deps->waiting && !dep->settled && dep->state.nanoseconds && i < MOST_WAITS; i++) {
        nanosleep(&tick, NULL);
        dep->state = record_state(dep->path);
        dep->settled = is_settled(&dep->state);
    }
}

static struct dep *dep_of(struct deps *deps, const char *path)
{
    uint64_t key = map_key(path, strlen(path));
    for (uint32_t *i; (i = map_get(&deps->by_path, key)); key++)
        if (strcmp(deps->files.v[*i].path, path) == 0)
            return &deps->files.v[*i];
    map_put(deps->arena, &deps->by_path, key, (uint32_t)deps->files.n);
    struct dep *dep = VEC_ADD(deps->arena, &deps->files);
    *dep = (struct dep){.path = arena_strdup(deps->arena, path)};
    take_state(deps, dep);
    return dep;
}

static void note_file(void *context, const char *path)
{
    struct deps *deps = context;
    struct dep *dep = dep_of(deps, path);
    if (dep->forgotten) {
        *dep = (struct dep){.path = dep->path};
        take_state(deps, dep);
    }
    dep->document = deps->document;
    dep->shared = dep->shared || deps->sharing;
}

struct deps *record_deps_new(struct arena *a)
{
    struct deps *deps = ARENA_NEW(a, struct deps);
    deps->arena = a;
    return deps;
}

/* What has not the size and time of then is another file; so no more are looked at than need be. */
static const char *same_file(void *context, const char *path)
{
    const struct deps *deps = context;
    struct file_state state = record_state(path);
    for (size_t i = 0; state.there && i < deps->files.n; i++) {
        const struct dep *dep = &deps->files.v[i];
        if (!dep->forgotten && record_state_same(&dep->state, &state) &&
            file_is_same(path, dep->path))
            return dep->path;
    }
    return NULL;
}

void record_deps_listen(struct deps *deps, struct diags *d)
{
    diags_listen(d, (struct diags_listener){note_file, same_file, deps});
}

void record_deps_begin(struct deps *deps)
{
    deps->document++;
}

void record_deps_share(struct deps *deps, bool on)
{
    deps->sharing = on;
}

void record_deps_wait(struct deps *deps, bool on)
{
    deps->waiting = on;
}

void record_deps_add(struct deps *deps, const char *path)
{
    dep_of(deps, path);
}

void record_deps_join(struct deps *deps, const struct deps *other)
{
    for (size_t i = 0; i < other->files.n; i++) {
        const struct dep *theirs = &other->files.v[i];
        struct dep *dep = dep_of(deps, theirs->path);
        dep->state = theirs->state;
        dep->settled = theirs->settled;
    }
}

const char *record_deps_path(const struct deps *deps, size_t *i)
{
    return *i < deps->files.n ? deps->files.v[(*i)++].path : NULL;
}

bool record_deps_are_stale(const struct deps *deps)
{
    bool stale = false;
    for (size_t i = 0; i < deps->files.n && !stale; i++) {
        struct file_state now = record_state(deps->files.v[i].path);
        stale = !record_state_same(&deps->files.v[i].state, &now);
    }
    return stale;
}

bool record_deps_are_settled(const struct deps *deps, bool of_document)
{
    bool settled = true;
    const struct dep *dep;
    if (of_document) {
        for (size_t i = 0; settled && (dep = record_deps_next(deps, &i));)
            settled = dep->settled;
        return settled;
    }
    for (size_t i = 0; settled && i < deps->files.n; i++)
        settled = deps->files.v[i].settled;
    return settled;
}

void record_deps_forget(struct deps *deps)
{
    for (size_t i = 0; i < deps->files.n; i++)
        deps->files.v[i].forgotten = !deps->files.v[i].shared;
}

const struct dep *record_deps_next(const struct deps *deps, size_t *i)
{
    size_t n = deps->files.n;
    while (*i < 2 * n) {
        bool shared = *i < n;
        const struct dep *dep = &deps->files.v[(*i)++ % n];
        if (dep->shared == shared && (shared || dep->document == deps->document))
            return dep;
    }
    return NULL;
}

const char *record_deps_hash(struct deps *deps, const struct dep *dep)
{
    struct dep *known = &deps->files.v[dep - deps->files.v];
    char hex[SHA256_HEX];
    if (!known->hash && sha256_file(known->path, hex))
        known->hash = arena_strdup(deps->arena, hex);
    return known->hash;
}
