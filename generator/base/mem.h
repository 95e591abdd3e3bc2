/*
 * Memory. Running out of it ends the program with a plain message and exit status 3: no caller
 * checks for NULL. Nothing half-written stays behind, since output files have no name until whole.
 *
 * What base/ and value/ export carries the prefix of its module (arena_, vec_, map_, buf_, text_,
 * list_, date_ …): it is the vocabulary of the whole program. In every other room it carries the
 * room's.
 *
 * An arena owns everything allocated from it and frees it at once; blocks are zeroed. Growing
 * arrays and maps have their memory from one.
 */
#ifndef HONGTOU_BASE_MEM_H
#define HONGTOU_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sanitizers keep the books of memory: they have an allocator of their own, and need more than any
 * limit gives. gcc and clang say each in its own way that they are there. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define MEM_SANITIZED
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||                         \
    __has_feature(memory_sanitizer)
#define MEM_SANITIZED
#endif
#endif

/* Ends the program as it ends when memory runs out: for what another library could not have. */
_Noreturn void mem_exhausted(void);

/* What the thread is at: a file's name, of which the end is kept. Said when memory runs out. */
void mem_at(const char *name);

/* malloc, realloc that never return NULL. Free with free(). */
void *mem_alloc(size_t n);
void *mem_realloc(void *p, size_t n);

struct arena;

struct arena_mark {
    void *block;
    size_t used;
};

struct arena *arena_new(void);
/* An arena that is dropped with its owner, and only so; what is in it may be reset earlier. */
struct arena *arena_sub(struct arena *owner);
void arena_drop(struct arena *a);
void *arena_alloc(struct arena *a, size_t n);
/* Not zeroed: for what is written over in all before it is read. */
void *arena_bare(struct arena *a, size_t n);
void *arena_copy(struct arena *a, const void *p, size_t n);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Everything allocated after the mark is freed by the reset. */
struct arena_mark arena_mark(struct arena *a);
void arena_reset(struct arena *a, struct arena_mark m);

#define ARENA_NEW(a, type)      ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))
#define ARENA_BARE(a, type, n)  ((type *)arena_bare((a), sizeof(type) * (n)))

/* A growing array whose memory belongs to an arena: struct { type *v; size_t n, cap; }. */
#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type *v;                                                                                   \
        size_t n, cap;                                                                             \
    }

/* Room for one more item at the end; the new item is zeroed. An lvalue. */
#define VEC_ADD(a, vec)                                                                            \
    ((vec)->n < (vec)->cap                                                                         \
         ? (void)0                                                                                 \
         : (void)((vec)->v = vec_room((a), (vec)->v, (vec)->n, &(vec)->cap, sizeof *(vec)->v)),    \
     &(vec)->v[(vec)->n++])
#define VEC_PUSH(a, vec, item) ((void)(*VEC_ADD(a, vec) = (item)))

/* Room for so many more, which are put there as if one by one. */
#define VEC_RESERVE(a, vec, more)                                                                  \
    ((more) <= (vec)->cap - (vec)->n                                                               \
         ? (void)0                                                                                 \
         : (void)((vec)->v = vec_reserve((a), (vec)->v, (vec)->n, (more), &(vec)->cap,             \
                                         sizeof *(vec)->v)))

void *vec_room(struct arena *a, void *v, size_t n, size_t *cap, size_t item);
void *vec_reserve(struct arena *a, void *v, size_t n, size_t more, size_t *cap, size_t item);

/* ---- a map from 64-bit keys to 32-bit values; keys are never removed ---- */

struct map {
    uint64_t *keys; /* key + 1, so that 0 is an empty place; key UINT64_MAX is not allowed */
    uint32_t *values;
    size_t n, cap;
};

/* The value's place, or NULL. Valid until the next map_put. */
uint32_t *map_get(const struct map *m, uint64_t key);
/* Room for n entries in all, so that the map need not grow on the way. */
void map_reserve(struct arena *a, struct map *m, size_t n);
void map_put(struct arena *a, struct map *m, uint64_t key, uint32_t value);

/* FNV-1a, 64 bits, going on from h. */
#define MAP_HASH_START UINT64_C(14695981039346656037)
uint64_t map_hash(uint64_t h, const void *bytes, size_t n);

/* The hash of bytes as a key: a bit is given up for the key that is not allowed. */
uint64_t map_key(const void *bytes, size_t n);
/* A step of a hash by a number or a character. Whose hash is to be a key gives up a bit, too. */
static inline uint64_t map_hash_one(uint64_t h, uint32_t v)
{
    return (h ^ v) * UINT64_C(1099511628211);
}

#endif
