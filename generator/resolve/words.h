/* How official documents write: texts from texts, lists of names, numbers and dates. */
#ifndef HONGTOU_RESOLVE_WORDS_H
#define HONGTOU_RESOLVE_WORDS_H

#include "base/map.h"
#include "base/mem.h"
#include "model/model.h"

/* ---- words.c: texts from texts ---- */

struct text words_derived(struct arena *a, const char *s, struct pos pos);
struct text words_joined(struct arena *arena, struct text a, struct text b);

/* The text has one of the marks that end a heading. */
bool words_are_ended(struct text t);

/* The text with a mark at its end, unless it is there or there is no text. */
struct text words_with_end(struct arena *a, struct text t, const char *mark);

/* The text in （ ）, unless it stands in a pair of them or there is no text. */
struct text words_in_brackets(struct arena *a, struct text t);

/* ---- names.c: lists of names ---- */

typedef VEC(struct text) text_list;

/* The parts between the marks that part names in a cell: 、 ， , ； ; and line breaks. Marks in
 * brackets part nothing. Blanks at their ends and empty parts are left out. */
text_list names_split(struct arena *a, struct text t);

/* A part of such a list that is two people or more, since only brackets or blanks part them:
 * 周明（县长）吴岚（镇长）, 沈珺 许玥. Otherwise the part itself. */
text_list people_split(struct arena *a, struct text t);

/* Adds a name behind 、, unless it is the first. */
void names_add(struct text_builder *list, struct text name);

/* A name of two characters that stands alone in a cell is padded to three: 张　三. */
struct text name_padded(struct arena *a, struct text name);

struct text text_trimmed(struct text t);

/* Without blanks and middle dots, Latin letters and digits narrow: for comparing. */
struct text text_key(struct arena *a, struct text t);
bool texts_equal(struct text a, struct text b);

/* Texts seen before, in the order of their first mention. */
struct seen {
    struct map map;
    text_list keys;
};

/* The number of a text, from 0; *fresh: it was not seen before. */
size_t seen_add(struct arena *a, struct seen *s, struct text key, bool *fresh);

/* ---- number.c ---- */

enum { LEVELS = 4 }; /* of sections */

/* 1 … 9999 in Chinese: 十, 十二, 一百零五. */
char *number_chinese(struct arena *a, int n);

/* The label of the n-th section of a level (1 …): 一、 （一） 1. （1） (GB/T 9704 7.3.3). */
char *number_label(struct arena *a, int level, int n);

/* 2026年9月19日: no zero padding (GB/T 9704 7.3.5.4). */
char *date_text(struct arena *a, struct date date);

#endif
