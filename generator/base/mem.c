/* Allocation that cannot fail; arenas: a list of blocks, the newest first; what grows in them. */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* AddressSanitizer sees malloc alone; in its builds, what an arena has not given out, and a stretch
 * behind each thing that it has, may not be touched. */
#ifdef __SANITIZE_ADDRESS__
#define WATCHED
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define WATCHED
#endif
#endif
#ifdef WATCHED
#include <sanitizer/asan_interface.h>
enum { RED_ZONE = 32 };
#define MAY_TOUCH(p, n)     ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define MAY_NOT_TOUCH(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#else
enum { RED_ZONE = 0 };
#define MAY_TOUCH(p, n)     ((void)0)
#define MAY_NOT_TOUCH(p, n) ((void)0)
#endif

enum { BLOCK_SIZE = 1 << 16, ALIGN = 16, USUAL_SIZE = 256, FIRST_ITEMS = 8, STATUS_SYSTEM = 3 };

struct block {
    struct block *older;
    size_t used, size;
    _Alignas(ALIGN) unsigned char bytes[];
};

struct arena {
    struct block *newest;
    struct arena *subs, *next; /* those that it owns; the next one of its owner's */
};

static _Thread_local char at[256];

/* Neither memory nor another room is there when it is said: controls go here. */
void mem_at(const char *name)
{
    size_t n = strlen(name), most = sizeof at - 1, from = n > most ? n - most : 0;
    while (name[from] && (name[from] & 0xC0) == 0x80) /* within a character */
        from++;
    for (n = 0; name[from]; n++, from++)
        at[n] = (unsigned char)name[from] < ' ' ? '?' : name[from];
    at[n] = '\0';
}

static void say(const char *words)
{
    if (write(STDERR_FILENO, words, strlen(words)) < 0)
        _exit(STATUS_SYSTEM);
}

void mem_exhausted(void)
{
    say("hongtou: error[S001]: 内存不足 (out of memory)");
    if (*at) {
        say("：");
        say(at);
    }
    say("\n");
    _exit(STATUS_SYSTEM);
}

void *mem_alloc(size_t n)
{
    void *p = malloc(n ? n : 1);
    if (!p)
        mem_exhausted();
    return p;
}

void *mem_realloc(void *p, size_t n)
{
    void *q = realloc(p, n ? n : 1);
    if (!q)
        mem_exhausted();
    return q;
}

static struct block *block_new(struct block *older, size_t size)
{
    struct block *b = mem_alloc(sizeof *b + size);
    b->older = older;
    b->used = 0;
    b->size = size;
    MAY_NOT_TOUCH(b->bytes, size);
    return b;
}

struct arena *arena_new(void)
{
    struct arena *a = mem_alloc(sizeof *a);
    *a = (struct arena){.newest = block_new(NULL, BLOCK_SIZE)};
    return a;
}

struct arena *arena_sub(struct arena *owner)
{
    struct arena *a = arena_new();
    a->next = owner->subs;
    owner->subs = a;
    return a;
}

void arena_drop(struct arena *a)
{
    if (!a)
        return;
    for (struct arena *sub = a->subs, *next; sub; sub = next) {
        next = sub->next;
        arena_drop(sub);
    }
    arena_reset(a, (struct arena_mark){NULL, 0});
    free(a);
}

void *arena_bare(struct arena *a, size_t n)
{
    if (n > SIZE_MAX / 2)
        mem_exhausted();
    size_t room = (n + RED_ZONE + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (room > a->newest->size - a->newest->used)
        a->newest = block_new(a->newest, room > BLOCK_SIZE ? room : BLOCK_SIZE);
    void *p = a->newest->bytes + a->newest->used;
    a->newest->used += room;
    MAY_TOUCH(p, n);
    return p;
}

void *arena_alloc(struct arena *a, size_t n)
{
    return memset(arena_bare(a, n), 0, n);
}

void *arena_copy(struct arena *a, const void *p, size_t n)
{
    void *q = arena_bare(a, n);
    if (n)
        memcpy(q, p, n);
    return q;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    char *p = arena_bare(a, n + 1);
    memcpy(p, s, n);
    p[n] = '\0';
    return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    char usual[USUAL_SIZE];
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(usual, sizeof usual, fmt, ap);
    char *p = arena_bare(a, (size_t)n + 1);
    if (n < (int)sizeof usual)
        memcpy(p, usual, (size_t)n + 1);
    else
        vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    va_end(ap);
    return p;
}

struct arena_mark arena_mark(struct arena *a)
{
    return (struct arena_mark){a->newest, a->newest->used};
}

void arena_reset(struct arena *a, struct arena_mark m)
{
    while (a->newest && a->newest != m.block) {
        struct block *older = a->newest->older;
        free(a->newest);
        a->newest = older;
    }
    if (a->newest) {
        MAY_NOT_TOUCH(a->newest->bytes + m.used, a->newest->size - m.used);
        a->newest->used = m.used;
    }
}

void *vec_room(struct arena *a, void *v, size_t n, size_t *cap, size_t item)
{
    return n < *cap ? v : vec_reserve(a, v, n, *cap ? 1 : FIRST_ITEMS, cap, item);
}

void *vec_reserve(struct arena *a, void *v, size_t n, size_t more, size_t *cap, size_t item)
{
    *cap = n + more > *cap * 2 ? n + more : *cap * 2;
    unsigned char *w = arena_bare(a, *cap * item);
    if (n)
        memcpy(w, v, n * item);
    memset(w + n * item, 0, (*cap - n) * item);
    return w;
}

/* ---- maps: open addressing with linear probes; grows at half full ---- */

enum { FIRST_CAP = 64 };

static size_t slot_of(const struct map *m, uint64_t key)
{
    uint64_t h = (key + 1) * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(h >> 32) & (m->cap - 1);
    while (m->keys[i] && m->keys[i] != key + 1)
        i = (i + 1) & (m->cap - 1);
    return i;
}

uint32_t *map_get(const struct map *m, uint64_t key)
{
    if (!m->n)
        return NULL;
    size_t i = slot_of(m, key);
    return m->keys[i] ? &m->values[i] : NULL;
}

static void grow(struct arena *a, struct map *m, size_t cap)
{
    struct map old = *m;
    m->cap = cap;
    m->keys = ARENA_ARRAY(a, uint64_t, m->cap);
    m->values = ARENA_ARRAY(a, uint32_t, m->cap);
    for (size_t i = 0; i < old.cap; i++) {
        if (!old.keys[i])
            continue;
        size_t j = slot_of(m, old.keys[i] - 1);
        m->keys[j] = old.keys[i];
        m->values[j] = old.values[i];
    }
}

void map_reserve(struct arena *a, struct map *m, size_t n)
{
    size_t cap = m->cap ? m->cap : FIRST_CAP;
    while (cap < n * 2)
        cap *= 2;
    if (cap > m->cap)
        grow(a, m, cap);
}

void map_put(struct arena *a, struct map *m, uint64_t key, uint32_t value)
{
    if (m->n * 2 >= m->cap)
        grow(a, m, m->cap ? m->cap * 2 : FIRST_CAP);
    size_t i = slot_of(m, key);
    m->n += m->keys[i] == 0;
    m->keys[i] = key + 1;
    m->values[i] = value;
}

uint64_t map_hash(uint64_t h, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < n; i++)
        h = map_hash_one(h, p[i]);
    return h;
}

uint64_t map_key(const void *bytes, size_t n)
{
    return map_hash(MAP_HASH_START, bytes, n) >> 1;
}
