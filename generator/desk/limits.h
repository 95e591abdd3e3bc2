/*
 * How much may be asked for, by a person or from an address: buckets that fill as time goes, and
 * from which each request takes; and how much the whole server has in hand at a time, which is given
 * back. From any thread.
 */
#ifndef HONGTOU_DESK_LIMITS_H
#define HONGTOU_DESK_LIMITS_H

#include <stdbool.h>
#include <stddef.h>

enum limit {
    LIMIT_STRANGER, /* requests of an address without a session: a whole office that comes in */
    LIMIT_PERSON,   /* requests of a session */
    LIMIT_BYTES,    /* what a person sends, or an address */
    LIMITS
};

struct limits;

struct limits *limits_new(void);
void limits_drop(struct limits *l);
/* False: there is not so much left for that key at the moment. */
bool limits_take(struct limits *l, enum limit kind, const char *key, size_t n);

enum share {
    SHARE_HELD,     /* bytes of bodies, from their coming in until they are answered */
    SHARE_ANSWERED, /* bytes of large bodies that are being answered */
    SHARES
};

/* Takes n of what the server may have in hand, which none is larger than; waits so long for it.
 * False: too much is in others' hands. */
bool limits_share(struct limits *l, enum share kind, size_t n, int ms);
void limits_give(struct limits *l, enum share kind, size_t n);

#endif
