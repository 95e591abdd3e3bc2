/*
 * Memory. Running out of it ends the program with a plain message and exit status 3: no caller
 * checks for NULL. Nothing half-written stays behind, since output files have no name until whole.
 *
 * An arena owns everything allocated from it and frees it at once; blocks are zeroed.
 */
#ifndef HONGTOU_BASE_MEM_H
#define HONGTOU_BASE_MEM_H

#include <stddef.h>

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
void *arena_copy(struct arena *a, const void *p, size_t n);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Everything allocated after the mark is freed by the reset. */
struct arena_mark arena_mark(struct arena *a);
void arena_reset(struct arena *a, struct arena_mark m);

#define ARENA_NEW(a, type)      ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))

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

void *vec_room(struct arena *a, void *v, size_t n, size_t *cap, size_t item);

#endif
