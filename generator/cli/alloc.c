/*
 * The C library's allocator for a program and all libraries that it loads: memory that is not to be
 * had ends the run (S001) wherever it is asked for. Libraries that go on without it have drawn
 * wrong pages and dropped what was read, saying nothing; one that takes an allocator of ours would
 * be no safer than one that takes none.
 *
 * A size that no honest file needs stays the asker's to refuse: it was read out of a damaged one.
 * Sanitizers have an allocator of their own; other C libraries keep theirs.
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

#if defined __GLIBC__ && !defined MEM_SANITIZED

/* The names by which glibc keeps its allocator for those who replace malloc. */
void *__libc_malloc(size_t n);                 /* NOLINT(bugprone-reserved-identifier) */
void *__libc_calloc(size_t n, size_t size);    /* NOLINT(bugprone-reserved-identifier) */
void *__libc_realloc(void *p, size_t n);       /* NOLINT(bugprone-reserved-identifier) */
void *__libc_memalign(size_t align, size_t n); /* NOLINT(bugprone-reserved-identifier) */

#define HONEST ((size_t)1 << 30)

static void *had(void *p, size_t n)
{
    if (!p && n <= HONEST)
        mem_exhausted();
    return p;
}

void *malloc(size_t n)
{
    return had(__libc_malloc(n), n);
}

void *calloc(size_t n, size_t size)
{
    size_t all;
    if (__builtin_mul_overflow(n, size, &all))
        all = SIZE_MAX;
    return had(__libc_calloc(n, size), all);
}

/* Of no size frees, and gives nothing. */
void *realloc(void *p, size_t n)
{
    return n ? had(__libc_realloc(p, n), n) : __libc_realloc(p, n);
}

void *reallocarray(void *p, size_t n, size_t size)
{
    size_t all;
    if (!__builtin_mul_overflow(n, size, &all))
        return realloc(p, all);
    errno = ENOMEM;
    return NULL;
}

void *aligned_alloc(size_t align, size_t n)
{
    return had(__libc_memalign(align, n), n);
}

int posix_memalign(void **out, size_t align, size_t n)
{
    if (align % sizeof(void *) != 0 || !align || (align & (align - 1)) != 0)
        return EINVAL;
    void *p = had(__libc_memalign(align, n), n);
    if (p)
        *out = p;
    return p ? 0 : ENOMEM;
}

#endif
