/*
 * Options of a form: several of them written in one text, and which ones an entry chooses.
 */
#ifndef HONGTOU_VALUE_OPTION_H
#define HONGTOU_VALUE_OPTION_H

#include "base/mem.h"
#include "base/text.h"
#include "value/list.h"

/*
 * The next option of a list as a form has it: A级、B级. 、 ， , ； and ; part options, but for
 * those in brackets or quotation marks, and for the comma of thousands (1,000). In a text that has
 * a | bars alone part. *at: 0 for the first. False: no more.
 */
bool option_next(struct text all, size_t *at, struct text *option);

/* Where a bracket or quotation mark stands that is not closed, or closes nothing; n: nowhere. */
size_t option_bad_bracket(struct text option);

/* The options of a question, and what else may be written for each. */
struct option_set {
    struct arena *arena;
    size_t n;    /* options */
    bool marked; /* one of them has a mark that parts entries: several are parted by | then */
    struct interned spellings;
    VEC(size_t) options; /* of the spellings */
};

/* Adds an option with its other spellings (a list, may be empty). SIZE_MAX, or the option that is
 * written like it: width, blanks and capitals make no difference. */
size_t option_add(struct option_set *set, struct text option, struct text also);

/* Whether a text, UTF-8, has one of the marks that part an entry's options. */
bool option_has_mark(const char *utf8);

/* Which option the text is, or SIZE_MAX. */
size_t option_find(struct arena *a, const struct option_set *set, struct text text);

/*
 * What an entry chooses: one option, or several parted by any of 、 ， , ； ; / | and line breaks,
 * the longest one that fits first. chosen: a flag an option, all set here. False: *rest is none of
 * them.
 */
bool option_choose(struct arena *a, const struct option_set *set, struct text entry, bool chosen[],
                   struct text *rest);

#endif
