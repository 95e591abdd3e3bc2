/*
 * How much may be asked for, by a person or from an address: buckets that fill as time goes, and
 * from which each request takes. From any thread.
 */
#ifndef HONGTOU_DESK_LIMITS_H
#define HONGTOU_DESK_LIMITS_H

#include <stdbool.h>
#include <stddef.h>

enum limit {
    LIMIT_STRANGER, /* requests of an address without a session: a whole office that comes in */
    LIMIT_PERSON,   /* requests of a session */
    LIMIT_BYTES,    /* what a session sends */
    LIMITS
};

struct limits;

struct limits *limits_new(void);
void limits_drop(struct limits *l);
/* False: there is not so much left for that key at the moment. */
bool limits_take(struct limits *l, enum limit kind, const char *key, size_t n);

#endif
