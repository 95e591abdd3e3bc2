/* How official documents write: texts from texts, numbers and their labels. */
#ifndef HONGTOU_VALUE_WORDS_H
#define HONGTOU_VALUE_WORDS_H

#include "base/text.h"

/* ---- words.c: texts from texts ---- */

struct text words_derived(struct arena *a, const char *s, struct pos pos);
struct text words_joined(struct arena *arena, struct text a, struct text b);

/* The text has one of the marks that end a heading. */
bool words_are_ended(struct text t);

/* The text with a mark at its end, unless it is there or there is no text. */
struct text words_with_end(struct arena *a, struct text t, const char *mark);

/* The text in （ ）, unless it stands in a pair of them or there is no text. */
struct text words_in_brackets(struct arena *a, struct text t);

/* ---- number.c ---- */

enum { LEVELS = 4 }; /* of sections */

/* 1 … 9999 in Chinese: 十, 十二, 一百零五. */
char *number_chinese(struct arena *a, int n);

/* The label of the n-th section of a level (1 …): 一、 （一） 1. （1） (GB/T 9704 7.3.3). */
char *number_label(struct arena *a, int level, int n);

#endif
