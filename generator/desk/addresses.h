/* Where a server listens, and under which addresses people reach it. */
#ifndef HONGTOU_DESK_ADDRESSES_H
#define HONGTOU_DESK_ADDRESSES_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "base/mem.h"

struct address {
    union {
        struct sockaddr as;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    };
};

/* ADDR:PORT, of IPv6 [ADDR]:PORT; the port 0 for any. False: it is none. */
bool address_read(const char *text, struct address *out);

struct text_list {
    const char **v;
    size_t n, cap;
};
/* As they stand in a browser's line; of 0.0.0.0 and [::] those that this machine has, those that
 * others can reach first. */
struct text_list addresses_of(struct arena *a, const struct address *address);

/* Opens a page in the browser of whoever sits at this machine, if there is one. The page's address
 * has a key in it, and is not told to who lists this machine's programs. */
void addresses_show(const char *url);

#endif
