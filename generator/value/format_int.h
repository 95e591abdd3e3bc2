/* Inside value/: a number format as it was read (format_read.c), and what shows numbers by it. A
 * name begins with section_ or token_. */
#ifndef HONGTOU_VALUE_FORMAT_INT_H
#define HONGTOU_VALUE_FORMAT_INT_H

#include "value/format.h"

enum token_kind {
    TOKEN_LITERAL,
    TOKEN_BLANK,    /* as wide as something, shown as nothing */
    TOKEN_PLACE,    /* letter: 0, # or ? */
    TOKEN_POINT,    /* of a number */
    TOKEN_SLASH,    /* of a fraction */
    TOKEN_EXPONENT, /* letter: its sign is always shown (+) or only below zero (-) */
    TOKEN_GENERAL,
    TOKEN_TEXT, /* @ */
    /* of moments; n: how often the letter is written */
    TOKEN_DATE,     /* letter: y, M (a month), d, a (a weekday in Chinese) */
    TOKEN_TIME,     /* letter: h, m, s */
    TOKEN_ELAPSED,  /* the same, counted on beyond the day */
    TOKEN_FRACTION, /* of a second, n digits */
    TOKEN_HALF,     /* of the day; letter: A (AM/PM), a (A/P), or c (上午/下午) */
};

struct token {
    uint8_t kind;
    char letter;
    uint8_t n;
    const char *text; /* of a literal */
    size_t size;
};

enum section_condition {
    CONDITION_NONE,
    CONDITION_LESS = 1,
    CONDITION_SAME = 2,
    CONDITION_MORE = 4
};

enum { SECTION_MOST = 4, SECTION_DIGITS = 30 };

struct section {
    VEC(struct token) tokens;
    unsigned condition; /* what the number may be against the limit: of enum section_condition */
    struct decimal limit;
    int digits;                     /* DBNum1, 2 or 3; 0: as usual */
    bool chinese;                   /* names of months, weekdays and halves in Chinese */
    bool thousands;                 /* 1,234 */
    int hundreds;                   /* how often the number is taken a hundredfold: %, */
    int scale;                      /* and a thousandth: commas behind the last place */
    int places, decimals, exponent; /* how many places: before the point, behind it, of the power */
    bool is_moment, is_elapsed, is_fraction, has_power, has_general, has_text, has_half;
    int second_digits; /* behind the point of seconds */
};

struct format {
    struct section sections[SECTION_MOST];
    int n;    /* of numbers, at least 1 */
    int text; /* the section for texts, or -1 */
};

/* Adds a number as a section shows it that is none of moments; minus: a sign goes before it. */
void section_show_number(const struct section *s, struct decimal d, bool minus, struct buf *out);
/* The number as it is shown, scaled and rounded, and scaled back. */
struct decimal section_rounded(const struct section *s, struct decimal d);
/* Excel's General, the sign too. */
void section_show_general(struct decimal d, int digits, struct buf *out);
/* A whole number of up to sixteen digits, counted in Chinese. */
void section_show_count(uint64_t value, int digits, struct buf *out);
/* Each digit for itself: 二〇二六. */
void section_show_digits(const char *ascii, size_t n, int digits, struct buf *out);
/* Adds a blank, unless one is there or nothing at all. */
void section_show_blank(struct buf *out, size_t start);

/* False: the number is no moment. */
bool section_show_moment(const struct section *s, struct decimal d, bool since_1904,
                         struct buf *out);
bool section_plain_moment(const struct section *s, struct decimal d, bool since_1904,
                          struct buf *out);

#endif
