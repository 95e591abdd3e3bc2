/*
 * Messages between the server and its workers: a few strings of bytes, as a number of them and the
 * length of each in front. Both ends are this program: lengths are as the processor has them.
 */
#ifndef HONGTOU_DESK_MESSAGE_H
#define HONGTOU_DESK_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct parcel {
    const char *p; /* of what was received, with a NUL behind it */
    size_t n;
};

enum { MESSAGE_PARTS = 2048, MESSAGE_BYTES = 256 << 20 };

struct message {
    struct parcel *parts;
    size_t n;
};

struct parcel parcel_of(const char *text);
/* Part i as text; "" when there is none. */
const char *message_text(const struct message *m, size_t i);
int64_t message_number(const struct message *m, size_t i);

/* False: the other end is gone. */
bool message_send(int socket, const struct parcel parts[], size_t n);

enum message_state { MESSAGE_WHOLE, MESSAGE_ENDED, MESSAGE_LATE };

/* In the arena. deadline: of clock_ms; 0: waits for ever. */
enum message_state message_receive(int socket, struct arena *a, int64_t deadline,
                                   struct message *out);

#endif
