/*
 * Lists as clerks write them in one text, names as they stand in cells, names met before, and the
 * marks around words.
 */
#ifndef HONGTOU_VALUE_LIST_H
#define HONGTOU_VALUE_LIST_H

#include "base/mem.h"
#include "base/text.h"

/* Marks that part the items of a list. Which of them part a field's items is said with the field:
 * a mark that may stand inside an item parts none. */
enum list_marks {
    LIST_NONE = 0,
    LIST_COMMAS = 1 << 0,     /* 、 ， , */
    LIST_SEMICOLONS = 1 << 1, /* ； ; */
    LIST_STOPS = 1 << 2,      /* 。 */
    LIST_SLASHES = 1 << 3,    /* / */
    LIST_LINES = 1 << 4,      /* line breaks */
    LIST_BRACKETS = 1 << 5,   /* what stands in brackets is one: 甲（局长、主任）、乙 */

    LIST_FORMER_NAMES = LIST_COMMAS,
    LIST_WORDS = LIST_COMMAS | LIST_SEMICOLONS, /* addressees, columns */
    LIST_UNITS = LIST_WORDS | LIST_STOPS,       /* of a roster */
    LIST_NAMES = LIST_WORDS | LIST_BRACKETS,    /* of a task */
    LIST_CELL = LIST_NAMES | LIST_LINES,        /* names in a cell of a table */
    LIST_PHONES = LIST_WORDS | LIST_SLASHES | LIST_LINES,
    LIST_EMAILS = LIST_WORDS | LIST_LINES,
};

/* The next item of a list; *at: 0 for the first, then behind the mark that ended the last one.
 * Blanks at an item's ends and empty items are left out. False: no more. */
bool list_next(struct text all, enum list_marks marks, size_t *at, struct text *item);

/* Adds an item behind 、, unless it is the first. */
void list_add(struct text_builder *list, struct text item);

/* ---- people in a cell ---- */

typedef VEC(struct text) text_list;

/* An item that is two people or more, since only brackets or blanks part them:
 * 周明（县长）吴岚（镇长）, 沈珺 许玥. Otherwise the item itself. */
text_list list_people(struct arena *a, struct text item);

/* 姓名（职务）, or a name alone. False: brackets that do not fit, or no name before them. */
bool name_with_post(struct text item, struct text *name, struct text *post);

/* A name of two characters that stands alone in a cell is padded to three: 张　三. */
struct text name_padded(struct arena *a, struct text name);

/* ---- names met before ---- */

/* Without blanks and middle dots, Latin letters and digits narrow: for comparing. */
struct text name_key(struct arena *a, struct text t);

/* Texts, each once, in the order in which they were met. */
struct interned {
    struct map map;
    text_list keys;
};

/* The number of a text, from 0; *fresh: it was not met before. */
size_t name_intern(struct arena *a, struct interned *all, struct text key, bool *fresh);
/* The number of one that was met, or SIZE_MAX. */
size_t name_known(const struct interned *all, struct text key);

/* ---- words and the marks around them; what is added stands where the author's words do ---- */

/* The text has one of the marks that end a heading. */
bool words_ended(struct text t);

/* The text with a mark at its end, unless it is there or there is no text. */
struct text words_with_end(struct arena *a, struct text t, const char *mark);

/* The text in （ ）, unless it stands in a pair of them or there is no text. */
struct text words_in_brackets(struct arena *a, struct text t);

#endif
