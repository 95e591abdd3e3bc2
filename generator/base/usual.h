/*
 * Characters that came along with pasted text or from an old code, as the usual ones: what nobody
 * sees goes, odd blanks are blanks, radicals are the characters that they look like, and the
 * private use of GBK is what GB 18030 has given codes of their own. One rule for all that is
 * read: XML, cells, words of the command line. Nothing is changed in silence: a tally says, once
 * a file and kind, how many there were and where the first ones stand. Knows no document.
 */
#ifndef HONGTOU_BASE_USUAL_H
#define HONGTOU_BASE_USUAL_H

#include "base/diag.h"
#include "base/text.h"

/* Why a character is not taken as it is. */
enum usual_kind {
    USUAL_UNSEEN,  /* nobody sees it: it goes */
    USUAL_VARIANT, /* chooses a shape of the Chinese character before it: it goes */
    USUAL_SPACE,   /* a blank of another width, or one that may not break: a space */
    USUAL_RADICAL, /* a radical or a compatibility ideograph: the unified character */
    USUAL_PRIVATE, /* GBK's private use: the character of GB 18030-2022 */
    USUAL_DOT,     /* another dot than the · of names, between Chinese characters: it stays */
    USUAL_KINDS,
    USUAL_SAME = USUAL_KINDS, /* it is usual */
};

struct usual {
    enum usual_kind kind;
    uint32_t cp; /* what is read; 0: nothing */
};

/* Characters of which most are usual: no more need be asked of any other. */
static inline bool usual_is_doubtful(uint32_t cp)
{
    return cp >= 0x7F && (cp < 0x3000 || cp > 0x9FFF || cp == 0x30FB || cp == 0x3164) &&
           cp - 0xFF01 >= 0x5E;
}

/* before, after: the characters beside it, 0 for none. */
struct usual usual_of(uint32_t cp, uint32_t before, uint32_t after);

/* The dots that are typed in names of other languages (阿依古丽•买买提) are one, U+00B7, where names
 * are compared; any other character is itself. */
uint32_t usual_dot(uint32_t cp);

/* Whether a character leaves no mark on paper and takes no room: Unicode's Default_Ignorable,
 * controls, and marks of word processors. No font is asked for it. */
bool usual_is_unseen(uint32_t cp);

/* A coloured picture of what is typed on telephones, which stands in no document and in no font of
 * text. *instead: the sign that says the same, or 0. */
bool usual_is_picture(uint32_t cp, uint32_t *instead);

/* ---- what was found in one file ---- */

enum { USUAL_SHOWN_MARKS = 5, USUAL_SHOWN_PLACES = 3 };

struct usual_mark {
    uint32_t cp, instead;
    size_t n;
};

struct usual_found {
    size_t n, n_marks;
    struct usual_mark marks[USUAL_SHOWN_MARKS]; /* the first that differ */
    uint32_t places[USUAL_SHOWN_PLACES][2];
};

struct usual_tally {
    struct usual_found found[USUAL_KINDS];
};

/* Counts one; the place is a byte of the source (and 0), or a cell's row and column from 0. */
void usual_count(struct usual_tally *t, uint32_t cp, struct usual u, uint32_t at, uint32_t column);

/* The text with usual characters; it is the same memory when it has no others. */
struct text usual_text(struct arena *a, struct text t, struct usual_tally *tally);

/* The same of a word of the command line, in its place; what would need more room stays. */
void usual_word(char *utf8);

/* Reports what was counted in a text, at the first places; or in the cells of a file, at pos. */
void usual_report_text(const struct usual_tally *t, const struct source *src, struct diags *d);
void usual_report_cells(const struct usual_tally *t, const char *path, struct pos pos,
                        struct diags *d);

#endif
