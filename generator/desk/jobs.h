/*
 * Jobs: what takes longer than a person waits for an answer (printing forms by a list, collecting
 * forms that were filled in). Each runs in a worker process of its own, two at a time, but no two of
 * a kind for one document, beside those that draw previews; the others wait. Who watches one is told of every change, and can cancel it.
 *
 * The worker answers with any number of messages whose first part is empty and whose second is JSON
 * that says how far it is, then with one whose first part is the result's JSON, its second the word
 * done, failed or cancelled, its third what the store keeps beside it. It is asked to end by a
 * message, and killed when it does not, or says nothing for long.
 */
#ifndef HONGTOU_DESK_JOBS_H
#define HONGTOU_DESK_JOBS_H

#include "desk/message.h"
#include "desk/pool.h"
#include "desk/store.h"

struct jobs;

struct jobs *jobs_new(const struct desk_options *options, struct store *store);
/* Ends all jobs and all watching; then nothing more is started. */
void jobs_stop(struct jobs *j);
void jobs_drop(struct jobs *j);

/* Copied. */
struct job_wanted {
    int64_t person;
    const char *kind, *title; /* title: for the record of what was done */
    const char *document;
    const char *list;     /* that is printed; or "" */
    const char *settings; /* to ask for the same again */
    const struct parcel *parts; /* the message */
    size_t n_parts;
    const char *const *writable; /* folders, ends in NULL */
    bool kept;                   /* with its result, in the store */
};

enum { JOBS_OF_PERSON = 4 };

/* Its number; 0: she has too many already, or the desk ends. */
int64_t jobs_start(struct jobs *j, const struct job_wanted *wanted);
/* False: it is over, or none of hers. */
bool jobs_cancel(struct jobs *j, int64_t id, int64_t person);
/* {"id":…,"state":"waiting|running|done|failed|cancelled","progress":{…},"result":{…}}. False: there
 * is none, or none any more. */
bool jobs_tell(struct jobs *j, int64_t id, int64_t person, struct buf *out);
/* Whether one of this kind waits or runs for the document: its number, else 0. */
int64_t jobs_of(struct jobs *j, const char *kind, const char *document);

/* As server-sent events: each tells the state, without the result. NULL: as jobs_tell. */
struct job_watch *jobs_watch(struct jobs *j, int64_t id, int64_t person);
/* Waits for the next one, at most some seconds. Bytes written; < 0: that was the last. */
ptrdiff_t jobs_read(void *watch, char *out, size_t most);
void jobs_unwatch(void *watch);

#endif
