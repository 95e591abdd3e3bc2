/* Whole messages over a socket that gives and takes any number of bytes at a time. */
#include "desk/message.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"

struct parcel parcel_of(const char *text)
{
    return (struct parcel){text, strlen(text)};
}

const char *message_text(const struct message *m, size_t i)
{
    return i < m->n ? m->parts[i].p : "";
}

int64_t message_number(const struct message *m, size_t i)
{
    enum { DECIMAL = 10 };
    return strtoll(message_text(m, i), NULL, DECIMAL);
}

/* ---- bytes ---- */

static bool send_all(int socket, const void *bytes, size_t n)
{
    const char *p = bytes;
    while (n) {
        ssize_t done = send(socket, p, n, MSG_NOSIGNAL);
        if (done < 0 && errno != EINTR)
            return false;
        p += done > 0 ? done : 0;
        n -= done > 0 ? (size_t)done : 0;
    }
    return true;
}

/* Whether there is something to read, or the end of it, before the deadline. */
static enum message_state wait_for(int socket, int64_t deadline)
{
    for (;;) {
        struct pollfd p = {.fd = socket, .events = POLLIN};
        int64_t left = deadline ? deadline - clock_ms() : -1;
        if (deadline && left <= 0)
            return MESSAGE_LATE;
        int ready = poll(&p, 1, (int)left);
        if (ready > 0)
            return MESSAGE_WHOLE;
        if (ready < 0 && errno != EINTR)
            return MESSAGE_ENDED;
    }
}

static enum message_state read_all(int socket, int64_t deadline, void *out, size_t n)
{
    char *p = out;
    while (n) {
        enum message_state state = wait_for(socket, deadline);
        if (state != MESSAGE_WHOLE)
            return state;
        ssize_t done = recv(socket, p, n, 0);
        if (done == 0 || (done < 0 && errno != EINTR))
            return MESSAGE_ENDED;
        p += done > 0 ? done : 0;
        n -= done > 0 ? (size_t)done : 0;
    }
    return MESSAGE_WHOLE;
}

/* ---- messages ---- */

bool message_send(int socket, const struct parcel parts[], size_t n)
{
    uint64_t count = n;
    bool ok = send_all(socket, &count, sizeof count);
    for (size_t i = 0; ok && i < n; i++) {
        uint64_t length = parts[i].n;
        ok = send_all(socket, &length, sizeof length) && send_all(socket, parts[i].p, parts[i].n);
    }
    return ok;
}

enum message_state message_receive(int socket, struct arena *a, int64_t deadline,
                                   struct message *out)
{
    uint64_t count, length, all = 0;
    enum message_state state = read_all(socket, deadline, &count, sizeof count);
    if (state != MESSAGE_WHOLE || count > MESSAGE_PARTS)
        return state == MESSAGE_LATE ? MESSAGE_LATE : MESSAGE_ENDED;
    *out = (struct message){ARENA_ARRAY(a, struct parcel, (size_t)count), (size_t)count};
    for (size_t i = 0; i < out->n && state == MESSAGE_WHOLE; i++) {
        state = read_all(socket, deadline, &length, sizeof length);
        if (state != MESSAGE_WHOLE || length > MESSAGE_BYTES - all)
            return state == MESSAGE_LATE ? MESSAGE_LATE : MESSAGE_ENDED;
        all += length;
        char *bytes = arena_alloc(a, (size_t)length + 1);
        state = read_all(socket, deadline, bytes, (size_t)length);
        out->parts[i] = (struct parcel){bytes, (size_t)length};
    }
    return state;
}
