/*
 * The body of a request on its way in: every byte is counted as it comes, whatever the head says of
 * their number, by request, by who sends it and for the whole server; what is larger than a page of
 * text lies in a temporary file without a name. What is refused in the middle is read to its end,
 * so that the browser hears why, and kept no more.
 */
#ifndef HONGTOU_DESK_BODY_H
#define HONGTOU_DESK_BODY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct body;
struct limits;

/* sender: whose bytes they are, valid as long as the body. most: bytes. */
struct body *body_new(struct limits *l, const char *sender, size_t most);
void body_drop(struct body *b); /* NULL is none */

/* So many bytes are said to come. False: they are refused. */
bool body_expect(struct body *b, uint64_t n);
/* A piece of it. False: nothing more of it is to be read. */
bool body_add(struct body *b, const char *bytes, size_t n);

/* All of it, with a NUL behind, when its turn has come: few large ones are answered at a time, so
 * that memory stays flat. NULL: it was refused. */
const char *body_text(struct body *b, size_t *n);

/* Why it was refused: a status of request.h, with a sentence for the person; 0: it was not. */
int body_refused(const struct body *b, const char **message);

#endif
