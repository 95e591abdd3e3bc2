/* Texts made from texts: joined, ended, put in brackets. */
#ifndef HONGTOU_VALUE_WORDS_H
#define HONGTOU_VALUE_WORDS_H

#include "base/text.h"

struct text words_derived(struct arena *a, const char *s, struct pos pos);
struct text words_joined(struct arena *arena, struct text a, struct text b);

/* The text has one of the marks that end a heading. */
bool words_are_ended(struct text t);

/* The text with a mark at its end, unless it is there or there is no text. */
struct text words_with_end(struct arena *a, struct text t, const char *mark);

/* The text in （ ）, unless it stands in a pair of them or there is no text. */
struct text words_in_brackets(struct arena *a, struct text t);

#endif
