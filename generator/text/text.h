/*
 * Texts to lines: faces per character, line breaking over the whole paragraph, justification,
 * titles in a good shape. Hides ICU. Sources of the rules: GB/T 15834-2011, W3C CLREQ, UAX #14.
 *
 * A typesetter serves one document and thread. Lines belong to the arena it was opened with, or
 * to the one that it was last told to use; working memory is given back with each paragraph.
 */
#ifndef HONGTOU_TEXT_TEXT_H
#define HONGTOU_TEXT_TEXT_H

#include "base/text.h"
#include "font/font.h"
#include "lexicon/lexicon.h"
#include "style/style.h"

/* A piece of a paragraph in one role. A raised one (a note's mark) is drawn at scale / 1000 of the
 * size, its baseline raise / 1000 of the size higher; it never starts a line and stays with the
 * character before it. scale 0: full size. */
/*
 * An object is no text but something of a width that stands in the line: its text is one character,
 * whatever it is. One that fills takes what its line has left, sharing it with others that do; its
 * width is the least then. What is tied stays whole and with what stands before it.
 */
enum text_rule { RULE_NONE, RULE_UNDER, RULE_THROUGH };
struct span {
    struct text text;
    enum font_role role;
    int raise, scale;
    enum text_rule rule; /* drawn under it, or through it */
    bool object, fills, tied;
    int width; /* of an object, in 1/1000 of the pitch */
};

/* ALIGN_SPREAD: every line, the last one too, fills the width however far its gaps are stretched: a
 * name spread over a column. */
enum text_align { ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_SPREAD };

/* How a paragraph is to be set. A character of one em advances by pitch, which may differ from
 * its size: 16 pt on the grid's 15.792 pt. */
struct text_shape {
    len_t size, pitch;
    len_t width;                       /* of the lines, indents included */
    len_t first_indent, turned_indent; /* of the first line, and of those after it */
    enum text_align align;
    bool narrow; /* a column's: lines end between words, where they can; 9月30日前 and the last two
                  * characters stay on a line that holds them */
    int stretch_most; /* 1/1000 字 a gap: lines that would need more stay short; 0: no limit */
};

struct set_glyph {
    struct glyph glyph;
    len_t x;          /* of the glyph's origin, from the line's left end */
    uint32_t text[2]; /* the characters it stands for; text[1] is 0 when there is one */
    uint32_t at;      /* the byte of the source where the first of them stands */
    size_t span;      /* which of the paragraph's spans it came from */
    len_t size;       /* the shape's, or less for a raised one */
    len_t rise;       /* of its baseline over the line's */
    enum text_rule rule;
    bool object; /* nothing to draw as a glyph */
    len_t width; /* of an object */
};

/* A finished line: its glyphs start x to the right of the column's left edge. */
struct set_line {
    const struct set_glyph *glyphs;
    size_t n;
    len_t x, width;
};

struct set_lines {
    const struct set_line *v;
    size_t n;
};

struct typesetter;

/* What a text is set by: the faces, the figures, and the words that it keeps whole. lexicon and
 * names may be NULL: titles then turn anywhere legal. All outlive the typesetter. */
struct text_options {
    struct fonts *fonts;
    const struct style *style;
    const struct lexicon *lexicon;
    const struct lexicon_names *names; /* of the document */
};
struct typesetter *text_open(struct arena *a, const struct text_options *options, struct diags *d);

/* Lines set from now on belong to this arena. Gives the one that they belonged to before. */
struct arena *text_use_arena(struct typesetter *t, struct arena *lines);

/*
 * A paragraph on its way to lines, which come some pages at a time: those that all ways to break
 * what follows have in common. Whoever needs no line once it is placed has no more in memory.
 */
struct text_course {
    const struct span *spans;
    size_t n;
    const struct text_shape *shape;
    size_t span, index; /* of the next character */
    size_t items;       /* that are looked at */
    bool turned;        /* it stands on no first line */
    bool failed;
};
struct text_course text_course(const struct span spans[], size_t n, const struct text_shape *shape);
/* The next lines. False: there are no more; or it failed, a character that no face has: each was
 * reported at its place, as is each first use of a substitute. */
bool text_go_on(struct typesetter *t, struct text_course *course, struct set_lines *out);

/* All lines of a paragraph. An empty one has none. False: it failed. */
bool text_set(struct typesetter *t, const struct span spans[], size_t n,
              const struct text_shape *shape, struct set_lines *out);

/* Sets a label as text_set would, but with its lines ended between words, where it can be, and of
 * like width. The shape's indents are 0. False as for text_set. */
bool text_set_label(struct typesetter *t, const struct span spans[], size_t n,
                    const struct text_shape *shape, struct set_lines *out);

/*
 * Sets a title: broken only between words (and where the author wrote a break), centred, its
 * lines forming a trapezoid or a rhombus, none longer than the shape's width. False as for
 * text_set.
 */
struct title {
    struct text text;
    enum font_role role;
    bool is_short; /* a name: on as few lines as it can stand on, though it be opened for that */
};
bool text_set_title(struct typesetter *t, const struct title *title, const struct text_shape *shape,
                    struct set_lines *out);

/* A character's glyph as lines have it, in the middle of a cell of its own, so many 1/1000 em wide.
 * False: no face has it. */
struct text_cell {
    struct glyph glyph;
    int width;
};
bool text_glyph(struct fonts *f, enum font_role role, uint32_t cp, struct text_cell *out);

/* The width of a text on one line at its natural spacing. False as for text_set. */
bool text_width(struct typesetter *t, const struct span *span, len_t pitch, len_t *width);

/* A stretch of a paragraph that no line end parts. Lengths in 1/1000 of the pitch. */
struct text_piece {
    int width; /* natural */
    int hang;  /* of it, what a line's end takes back: spaces, and the blank of a mark */
    int give;  /* of it, what its marks give within a line */
    bool ends; /* the author's line break stands behind it */
    bool torn; /* a line that ends behind it tears a word, or perhaps a name */
};
struct text_pieces {
    const struct text_piece *v;
    size_t n;
};
/* Takes a paragraph apart, without setting it, to choose a width for it; dates are kept. False as
 * for text_set. */
bool text_take_apart(struct typesetter *t, const struct span spans[], size_t n,
                     struct text_pieces *out);
/* The lines that the pieces take in a width, in 1/1000 of the pitch, words kept whole where they
 * can be and marks squeezed; text_set may need one more, or one less. */
int text_pieces_lines(struct text_pieces pieces, int64_t width);

#endif
