/*
 * Number formats of workbooks (ECMA-376 part 1, 18.8.31) and numbers as they show them, in exact
 * decimal digits: what a person sees in Excel or WPS whose language is Chinese. Sections and their
 * conditions, literals between places, fractions, exponents, thousands and 万 scaled away, per
 * cent, currencies, elapsed time, dates in Chinese and English, 上午/下午, [DBNum1] to [DBNum3].
 * Where a sheet shows less than it has for no reason but its width, more is shown: whole numbers
 * have all their digits, since telephones and numbers of cards are such, and no point stands where
 * no digit follows. A number that rounds to nothing has no sign. Blanks that only align are one
 * space inside, and none at the ends.
 */
#ifndef HONGTOU_VALUE_FORMAT_H
#define HONGTOU_VALUE_FORMAT_H

#include "base/buf.h"
#include "value/decimal.h"

struct format;

/* A number that is shown with more than its digits. */
struct figure {
    struct decimal value;
    const struct format *format; /* by which; NULL: it was typed so */
};

/* A format's code, UTF-8; it belongs to the arena. What is no code at all shows numbers as General
 * does. */
const struct format *format_read(struct arena *a, const char *code, size_t n);

/* Adds the number as it is shown; dates count from 1900-01-01 as day 1, or from 1904. */
void format_show(const struct format *f, struct decimal d, bool since_1904, struct buf *out);

/* Adds what is shown of a text, and returns true; false: the text is shown as it is. */
bool format_show_text(const struct format *f, const char *utf8, size_t n, struct buf *out);

/* Whether the number is shown as a day or a time of day; elapsed time is none. Adds it as 2026-09,
 * 2026-09-19, 2026-09-19 08:30 or 08:30, by the parts that the format shows. */
bool format_moment(const struct format *f, struct decimal d, bool since_1904, struct buf *out);

/* Whether the format shows numbers as such, not as moments or elapsed time. */
bool format_is_number(const struct format *f);
/* The number that is shown: 33.336 in 0.00 is 33.34, 0.1234 in 0% is 0.12. */
struct decimal format_rounded(const struct format *f, struct decimal d);

#endif
