/* Inside text/: items, the steps from characters to lines, and the typesetter they share. */
#ifndef HONGTOU_TEXT_TEXT_INT_H
#define HONGTOU_TEXT_TEXT_INT_H

#include <uchar.h>

#include "base/mem.h"
#include "lexicon/lexicon.h"
#include "text/text.h"

enum { EM = 1000 }; /* widths inside a paragraph are in 1/1000 of the pitch */

enum char_class {
    CLASS_HAN, /* a Han character, and whatever may be broken before and after */
    CLASS_OPEN,
    CLASS_CLOSE,
    CLASS_DASH,
    CLASS_ELLIPSIS,
    CLASS_MIDDLE,
    CLASS_PREFIX,  /* belongs to the number after it */
    CLASS_POSTFIX, /* belongs to the number before it */
    CLASS_DIGIT,
    CLASS_LETTER, /* Latin letters, and the marks inside Latin words */
    CLASS_SPACE,
    CLASS_RAISED, /* a note's mark */
};

struct trait {
    enum char_class cls;
    bool no_start, no_end; /* of a line */
    int blank_left, blank_right;
};

/* What may be stretched between an item and the one before it. Between Han and Latin a line is
 * stretched first (CLREQ 6.2.4): a blank there is what the eye expects. */
/* What a line's end behind an item parts, where it may stand though it should not. One right before
 * an address, or another long word, does no harm; but its line stays short rather than be stretched
 * for it, as one does that ends within the address. */
enum turn { TURN_FREE, TURN_TO_ADDRESS, TURN_NAME, TURN_ADDRESS, TURN_DATE, TURNS };

enum gap { GAP_NONE, GAP_PLAIN, GAP_LATIN };
enum { GAP_LATIN_MOST = EM / 4 }; /* before the others are */

/* A glyph on its way to a line. Widths in 1/1000 of the pitch. */
struct item {
    uint32_t cp, joined; /* joined: the second character of a joined pair, or 0 */
    uint32_t at;         /* the byte of the source where cp stands */
    uint32_t index;      /* of cp in its span's text */
    size_t span;
    struct glyph glyph;
    struct trait trait;
    int width;                     /* of its cell, before it is scaled and cut */
    int cell;                      /* width at natural spacing, cuts taken off */
    int cut_left;                  /* blank taken off at its left, where two marks meet */
    int shrink_left, shrink_right; /* blank that may still be taken off */
    int raise, scale;              /* 1/1000 of the size; scale is never 0 */
    enum text_rule rule;
    bool latin;       /* as wide as its glyph, in the Latin face */
    bool forced;      /* the author's line break: no glyph */
    bool break_after; /* a line may end here */
    enum turn turn;   /* but only for a price */
    bool object, fills;
    bool tied;               /* to the item before it */
    enum gap gap;            /* before it */
    enum lexicon_break word; /* what a line's end behind it costs the reader */
};

/* A paragraph, or a stretch of one. */
struct items {
    struct item *v;
    size_t n;
    bool turned; /* lines of the same paragraph stand before the first */
    bool more;   /* others of it follow the last */
    bool enough; /* of them were looked at: lines that are not certain are settled */
    bool ends;   /* break_after and gap are set, but for what is longer than a line */
};

/* Items that are looked at, some pages' at once; more of them while no line end is certain, up to
 * some tens of pages. */
enum { ITEMS_LEAST = 4096, ITEMS_ENOUGH = 4 * ITEMS_LEAST };

/* Whether a line that starts with an item is the paragraph's first. */
static inline bool items_first_line(struct items items, size_t from)
{
    return from == 0 && !items.turned;
}

/* A short text whose words were read: tables and forms that are fitted ask again and again. */
struct text_read {
    const char32_t *text;
    size_t n;
    const enum lexicon_break *breaks;
};

/* ---- known.c: short paragraphs that were taken to items before ---- */

/* What items are made from: of each span what it is, and its characters. */
enum { KNOWN_MOST = 256, KNOWN_OF_SPAN = 4 };
struct known_key {
    uint32_t v[KNOWN_MOST];
    size_t n;
    uint64_t hash;
};
struct known_text {
    const uint32_t *key;
    size_t n;
    struct items items; /* with the places where their lines may end */
    int *widths;        /* of the spans as objects, when it was last taken apart; NULL: it was not */
    struct text_piece *pieces;
    size_t n_pieces;
};
struct known_items {
    struct arena *arena;
    struct arena_mark empty; /* when nothing is known */
    struct map by_key;       /* numbers of texts */
    VEC(struct known_text) texts;
    size_t n; /* items of all */
};

struct typesetter {
    struct arena *arena;   /* what lasts as long as the typesetter */
    struct arena *lines;   /* what the caller is given */
    struct arena *scratch; /* reset when a paragraph is done */
    struct fonts *fonts;
    const struct style *style;
    const struct lexicon *lexicon;     /* or NULL: lines may end anywhere legal */
    const struct lexicon_names *names; /* the document's, or NULL */
    struct diags *diags;
    struct map reported; /* substitutions already told, by role and character */
    struct known_items known;
    struct map read;     /* texts whose words were read, by what they are: numbers of texts */
    VEC(struct text_read) texts;
    struct map labels;        /* seen before, by what they are: numbers of label_ends */
    VEC(uint64_t) label_ends; /* bit i: a line ends behind item i; 0: no way was found */
};

void text_known_start(struct typesetter *t);
/* False: it is long, or not all of a paragraph. */
bool text_known_ask(const struct text_course *course, struct known_key *key);
/* In memory of the asker's. False: it is not known. */
bool text_known_items(struct typesetter *t, const struct known_key *key, const struct span spans[],
                      struct items *out);
/* With the places where their lines may end. */
void text_known_keep(struct typesetter *t, const struct known_key *key, struct items items);
/* The same of pieces, which go by the widths of objects, too: the last ones are known. */
bool text_known_pieces(struct typesetter *t, const struct known_key *key, const struct span spans[],
                       size_t n, struct text_pieces *out);
void text_known_keep_pieces(struct typesetter *t, const struct known_key *key,
                            const struct span spans[], size_t n, struct text_pieces pieces);

/* ---- kind.c ---- */

enum char_kind { KIND_HAN, KIND_HALF, KIND_LATIN }; /* see kinds.def */
enum char_kind text_kind(uint32_t cp);
bool text_is_latin(uint32_t cp);

/* Quotation marks of Latin texts, and apostrophes, take the Latin face. */
void text_items_find_latin_quotes(struct typesetter *t, struct items items);

/* ---- item.c ---- */

struct trait text_trait(uint32_t cp);
bool text_is_combining(uint32_t cp); /* belongs to the character before it */

/* Characters with their glyphs, and the blanks between adjacent marks cut. False: reported. */
bool text_items_collect(struct typesetter *t, const struct span spans[], size_t n,
                        struct items *out);
/* No more than so many of what is left of a paragraph, which goes on behind them. */
bool text_items_collect_some(struct typesetter *t, struct text_course *course, size_t most,
                             struct items *out);

/* ---- opportunity.c ---- */

/* Sets break_after and gap, whatever the width, unless they are. */
void text_items_find_ends(struct items *items);
/* And where what is longer than a line may be broken. width: of the narrowest line, in 1/1000 of the
 * pitch. */
void text_items_find_breaks(struct items items, int64_t width);

/* Addresses of mail and of the web may end lines after their marks, and dates be parted, for a
 * price. */
void text_items_open_addresses(struct items items);
void text_items_price_dates(struct items items);

/* In narrow columns a date is parted only behind its year, if the width holds the rest. */
void text_items_keep_dates(struct items items, int64_t width);

/* The last line has more than one character, however short the one before it. */
void text_items_keep_end(struct items items, int64_t width);

/* ---- breaker.c ---- */

/* How far gaps of a line that ends by an address are stretched; then it stays short. */
enum { BY_ADDRESS_MOST = 40 };
static inline bool turn_is_by_address(enum turn turn)
{
    return turn == TURN_ADDRESS || turn == TURN_TO_ADDRESS;
}

/* Where the lines end (index past each line's last item), n of them; of items that more follow,
 * those that they do not change any more. */
struct line_ends {
    size_t *v;
    size_t n;
};
struct line_widths {
    len_t first, turned; /* indents taken off */
    len_t pitch;
    int gap_stretch; /* 1/1000 字 */
    bool narrow;     /* a column: by its words, which have been read, and lines may stay short */
    bool ragged;     /* its lines are short anyway: marks and words decide */
};
struct line_ends text_break_lines(struct arena *a, struct items items,
                                  const struct line_widths *widths);

/* The sense pauses behind a mark. */
bool text_item_pauses(const struct item *it);

/* What a line from item from to item to (exclusive) measures, in 1/1000 of the pitch. */
struct line_extent {
    size_t from, to;    /* spaces at its ends left out */
    int64_t width;      /* natural, an opening mark at the start trimmed when trim is set */
    int64_t shrink;     /* all that marks can shrink by */
    int64_t end_shrink; /* of it, by the mark at the line's end */
    int64_t gaps;       /* places that can be stretched */
    int64_t latin;      /* of them, between Han and Latin */
};
struct line_extent text_line_extent(struct items items, size_t from, size_t to, bool trim);

/* ---- title.c ---- */

/* Tells what a line's end behind each item costs the reader; or only where it parts a name. */
void text_items_read_words(struct typesetter *t, struct items items);
void text_items_read_names(struct typesetter *t, struct items items);

/* ---- text.c ---- */

/* A paragraph's items, with the places where its lines may end. False: reported. */
bool text_items(struct typesetter *t, const struct span spans[], size_t n,
                const struct text_shape *shape, struct items *out);

/* A paragraph's line from one item to another, aligned; and one set to a width (or natural, when
 * width is 0) and no more. */
struct set_line text_set_line(struct typesetter *t, struct items items, size_t from, size_t to,
                              const struct text_shape *shape);
struct set_line text_justify(struct arena *a, struct items items, const struct line_extent *e,
                             const struct text_shape *shape, len_t width);

/* A width in 1/1000 of the pitch, which may have shrunk to nothing with a profile's sizes. */
static inline int64_t width_in_pitches(len_t width, len_t pitch)
{
    return width * EM / len_max(pitch, 1);
}

#endif
