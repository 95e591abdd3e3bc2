/*
 * Signing at the desk: one person asks for a document to be issued, another one confirms, and what
 * was asked for is what is issued, or nothing. An issued document is changed only when somebody has
 * said that she does (变更); it is issued anew in the same way.
 */
#ifndef HONGTOU_DESK_SIGNING_H
#define HONGTOU_DESK_SIGNING_H

#include "desk/request.h"

/* Whether a file may be saved: it is no issued document, or one that is being changed, and no issued
 * PDF. False: the reply says so. */
bool signing_lets_save(struct request *r, const char *document);

/* ---- store_signing.c: what was asked for, and what is being changed ---- */

/* A document that is to be issued: the hashes of its file and of the PDF that came of it. */
struct signing {
    int64_t id; /* 0: none */
    int64_t person;
    const char *document, *hash, *pdf, *who, *when;
};

/* Takes the place of an earlier one of the document that nobody has answered. */
int64_t store_ask_signing(struct store *s, const char *document, const char *hash, const char *pdf,
                          int64_t person);
/* The one that waits: of a document, or by its number. False: none does. */
bool store_signing_of(struct store *s, struct arena *a, const char *document, struct signing *out);
bool store_signing(struct store *s, struct arena *a, int64_t id, struct signing *out);
enum signing_end { SIGNING_DONE, SIGNING_REFUSED, SIGNING_VOID };
/* False: somebody else has ended it meanwhile. */
bool store_end_signing(struct store *s, int64_t id, enum signing_end how, int64_t person,
                       const char *reason);
/* All that wait, as a JSON array; those of a document that ended, the latest first. */
void store_signings(struct store *s, struct buf *out);
void store_signing_history(struct store *s, const char *document, struct buf *out);

/* An issued document that is being changed: who, when, why. */
struct change {
    const char *who, *when, *reason;
};
void store_begin_change(struct store *s, const char *document, int64_t person, const char *reason);
bool store_change_of(struct store *s, struct arena *a, const char *document, struct change *out);
void store_end_change(struct store *s, const char *document);

#endif
