/*
 * The worker processes: who asks gets the first that is free, or waits. One that does not answer in
 * time is killed, and so is one that ended by itself; another takes its place.
 */
#ifndef HONGTOU_DESK_POOL_H
#define HONGTOU_DESK_POOL_H

#include "desk/desk.h"
#include "desk/message.h"

struct pool;

/* Starts a worker that may write in these folders (which end in NULL) besides; its socket is the
 * caller's to close, its process the caller's to wait for. False: it could not be started. */
bool pool_start(const struct desk_options *options, char *const *writable, int *pid, int *socket);

/* n workers, started when they are first needed. */
struct pool *pool_new(const struct desk_options *options, int n);
void pool_drop(struct pool *p);

enum pool_answer {
    POOL_ANSWERED,
    POOL_LATE,   /* it took longer than it may, and was stopped */
    POOL_FAILED, /* it ended by itself: of memory, as a rule */
    POOL_PASSED  /* another request of the same topic came while it waited */
};

/*
 * Asks, and waits for the answer, in the arena. topic: of several requests of one that wait (what a
 * page asks at each keystroke) only the last is done; NULL: all are. ms: how long it may take once
 * it is being done. From any thread.
 */
enum pool_answer pool_ask(struct pool *p, const char *topic, int ms, const struct parcel parts[],
                          size_t n, struct arena *a, struct message *out);

/* The same by a worker that is started for this one act, and may write in folders (absolute, ended
 * by NULL), as the others may not. It waits for none of them. */
enum pool_answer pool_act(struct pool *p, char *const *writable, int ms,
                          const struct parcel parts[], size_t n, struct arena *a,
                          struct message *out);

#endif
