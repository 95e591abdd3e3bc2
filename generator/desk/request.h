/*
 * A request of a browser and its reply, without the library that carries them: what the desk's
 * functions are written against. Everything lives in the request's arena.
 */
#ifndef HONGTOU_DESK_REQUEST_H
#define HONGTOU_DESK_REQUEST_H

#include "base/buf.h"
#include "base/file.h"
#include "desk/desk.h"
#include "desk/pool.h"
#include "desk/store.h"

struct jobs;
struct limits;
struct pictures;
struct trays;

/* What all requests share. */
struct desk {
    const struct desk_options *options;
    struct store *store;
    struct pool *pool;
    struct pictures *pictures;
    struct jobs *jobs;
    struct trays *trays;
    struct limits *limits;
    char cookie[16];        /* its name */
    int64_t alone;          /* the one person who needs no password; 0: there are several */
    char key[STORE_SECRET]; /* what lets that person's browser in; or whoever sets the desk up */
};

struct field {
    const char *name, *value;
};

struct request {
    struct desk *desk;
    struct arena *arena;
    const char *method, *path; /* the path without what follows the "?" */
    const char *address;       /* the other end's */
    bool safe;                 /* it came to a proxy by TLS */
    struct field *query;
    size_t n_query;
    const char *body;
    size_t n;
    const char *secret; /* of the cookie; NULL: none */
    struct session session;
    struct reply {
        int status;
        const char *type;
        struct buf body;
        const char *cookie;   /* a new secret; "": it is taken away; NULL: as it is */
        const char *download; /* the file's name when it is to be kept; or NULL */
        const char *hash;     /* of a document's file, or NULL */
        const char *location; /* where to go instead, or NULL */
        bool lasting;         /* what the path names never changes */
        /* Instead of the body: a file, which is closed; or bytes as they come, until fewer than
         * none do. */
        int file; /* its descriptor; 0: none */
        ptrdiff_t (*stream)(void *context, char *out, size_t most);
        void (*stream_end)(void *context);
        void *stream_context;
    } reply;
};

enum {
    STATUS_OK = 200,
    STATUS_FOUND = 303,
    STATUS_WRONG = 400,
    STATUS_UNKNOWN = 401,
    STATUS_FORBIDDEN = 403,
    STATUS_MISSING = 404,
    STATUS_METHOD = 405,
    STATUS_CONFLICT = 409,
    STATUS_LARGE = 413,
    STATUS_MANY = 429,
    STATUS_FAILED = 500,
    STATUS_BUSY = 503
};

/* A value of the query; "" when there is none. */
const char *request_value(const struct request *r, const char *name);
/* The fields of a body or query as browsers write them (application/x-www-form-urlencoded). */
size_t request_fields(struct arena *a, const char *text, size_t n, struct field **out);

/* The reply is a sentence for the person, as {"message":…}. */
void request_say(struct request *r, int status, const char *message);

/* The reply is JSON, to be added to what this gives. */
struct buf *request_json(struct request *r);
/* For the record of what was done, by whose session it is. */
void request_note(struct request *r, const char *act, const char *document, const char *detail);
/* The body's fields take the place of those of the address. */
void request_take_fields(struct request *r);
/* What was sent, as a part of a message. */
struct parcel request_body(const struct request *r);
/* A document of the folder is held, to be released; false: the reply says that another program is at
 * it. */
bool request_holds(struct request *r, const char *name, struct file_hold *held);
/* The query's "name" may be a file of the folder; false: the reply says so. */
bool request_names_document(struct request *r);

enum { REQUEST_SHORT = 10000, REQUEST_LONG = 120000 }; /* ms that a worker may take */

/* Asks a worker, see pool_ask. False: the reply says why there is no answer. */
bool request_ask(struct request *r, const char *topic, int ms, const struct parcel parts[], size_t n,
                 struct message *out);

/* The same of a worker that may write in one folder of the documents' ("": the whole), and is gone
 * afterwards. */
bool request_act(struct request *r, const char *folder, int ms, const struct parcel parts[],
                 size_t n, struct message *out);

/* Fills in the reply. r->session is whose it is. */
void request_answer(struct request *r);

#endif
