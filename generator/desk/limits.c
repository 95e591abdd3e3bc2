/* A table of fixed size, each key in one of a few places that its hash names; the one that was used
 * longest ago gives way. A key that was forgotten has a full bucket again: many keys, as of one who
 * has many addresses, are held by the limits on connections. */
#define _POSIX_C_SOURCE 200809L /* clocks of conditions */
#include "desk/limits.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sodium.h>

#include "base/clock.h"
#include "base/mem.h"
#include "desk/message.h"

enum { SETS = 1024, WAYS = 8, KEY = 16 };

struct bucket {
    unsigned char key[KEY]; /* the hash of kind and key */
    double left;
    int64_t at; /* when that was; 0: the place is free */
};

struct limits {
    pthread_mutex_t lock;
    pthread_cond_t given;
    size_t shared[SHARES];
    struct bucket buckets[SETS][WAYS];
};

/* How much a bucket holds, and how much of it comes back in a second. */
static const struct {
    double most, of_second;
} rates[LIMITS] = {[LIMIT_STRANGER] = {4000, 100},
                   [LIMIT_PERSON] = {600, 40},
                   [LIMIT_BYTES] = {384 << 20, 4 << 20}};

/* What the whole server may have in hand: on the disk, and mapped into memory. */
static const size_t shares[SHARES] = {[SHARE_HELD] = (size_t)1 << 30,
                                      [SHARE_ANSWERED] = (size_t)192 << 20};

struct limits *limits_new(void)
{
    struct limits *l = mem_alloc(sizeof *l);
    memset(l, 0, sizeof *l);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&l->given, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&l->lock, NULL);
    return l;
}

void limits_drop(struct limits *l)
{
    pthread_cond_destroy(&l->given);
    pthread_mutex_destroy(&l->lock);
    free(l);
}

static struct bucket *bucket_of(struct limits *l, const unsigned char key[KEY], double most)
{
    uint16_t hash;
    memcpy(&hash, key, sizeof hash);
    struct bucket *set = l->buckets[hash % SETS], *oldest = set;
    for (size_t i = 0; i < WAYS; i++) {
        if (set[i].at && memcmp(set[i].key, key, KEY) == 0)
            return &set[i];
        if (set[i].at < oldest->at)
            oldest = &set[i];
    }
    *oldest = (struct bucket){.left = most, .at = clock_ms()};
    memcpy(oldest->key, key, KEY);
    return oldest;
}

bool limits_take(struct limits *l, enum limit kind, const char *key, size_t n)
{
    enum { MS = 1000 };
    unsigned char hash[KEY];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)key, strlen(key), NULL, 0);
    hash[KEY - 1] = (unsigned char)kind;
    pthread_mutex_lock(&l->lock);
    struct bucket *b = bucket_of(l, hash, rates[kind].most);
    int64_t now = clock_ms();
    b->left += (double)(now - b->at) / MS * rates[kind].of_second;
    b->left = b->left > rates[kind].most ? rates[kind].most : b->left;
    b->at = now;
    bool ok = b->left >= (double)n;
    b->left -= ok ? (double)n : 0;
    pthread_mutex_unlock(&l->lock);
    return ok;
}

bool limits_share(struct limits *l, enum share kind, size_t n, int ms)
{
    enum { MS = 1000, NS = 1000000 };
    int64_t end = clock_ms() + ms;
    const struct timespec until = {end / MS, end % MS * NS};
    pthread_mutex_lock(&l->lock);
    bool late = ms == 0;
    while (n > shares[kind] - l->shared[kind] && !late)
        late = pthread_cond_timedwait(&l->given, &l->lock, &until) != 0;
    bool ok = n <= shares[kind] - l->shared[kind];
    l->shared[kind] += ok ? n : 0;
    pthread_mutex_unlock(&l->lock);
    return ok;
}

void limits_give(struct limits *l, enum share kind, size_t n)
{
    if (!n)
        return;
    pthread_mutex_lock(&l->lock);
    l->shared[kind] -= n;
    pthread_cond_broadcast(&l->given);
    pthread_mutex_unlock(&l->lock);
}
