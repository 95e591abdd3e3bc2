/*
 * The pictures of pages, by their fingerprints, until a browser has fetched them: of what was drawn
 * last, as many as fit. From any thread.
 */
#ifndef HONGTOU_DESK_PICTURES_H
#define HONGTOU_DESK_PICTURES_H

#include <stdbool.h>

#include "base/buf.h"

struct pictures;

struct pictures *pictures_new(size_t most_bytes);
void pictures_drop(struct pictures *p);
/* name: the fingerprint and the resolution. */
void pictures_put(struct pictures *p, const char *name, const void *bytes, size_t n);
/* Adds the bytes to out. False: it is not there, or no more. */
bool pictures_get(struct pictures *p, const char *name, struct buf *out);

#endif
