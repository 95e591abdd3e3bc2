/*
 * Exact decimal numbers, without binary fractions: as offices write them in tables (1,234.50), and
 * as programs store them (1.38E+10).
 */
#ifndef HONGTOU_VALUE_DECIMAL_H
#define HONGTOU_VALUE_DECIMAL_H

#include "base/buf.h"
#include "base/text.h"

enum { DECIMAL_DIGITS = 18 };

struct decimal {
    int64_t value; /* without its decimal point */
    int decimals;  /* digits behind the point; below 0: zeros that are left out before it */
    bool grouped;  /* written with separators: 1,234 */
};

enum decimal_kind {
    DECIMAL_NUMBER,
    DECIMAL_NOTHING, /* empty, or a mark that says so: — ／ / 无 */
    DECIMAL_LONG,    /* a number of more digits than are kept */
    DECIMAL_BAD,     /* no number */
};

/* Digits and marks of either width. */
enum decimal_kind decimal_read(struct text t, struct decimal *out);

/* What stands beside a number and says what it counts. */
struct decimal_mark {
    const char *before, *behind; /* "¥", ""; "", "万元" */
};
/* A number with one of the usual marks, as people write them: ¥1,200.50, 12.5%, 3.5 万元; the number
 * that is written, in that unit. *mark: NULL when there is none. */
enum decimal_kind decimal_read_marked(struct text t, struct decimal *out,
                                      const struct decimal_mark **mark);
/* Whether figures with the two marks may be added: ¥, 元 and nothing go together. */
bool decimal_marks_agree(const struct decimal_mark *x, const struct decimal_mark *y);

/* -1.38E+10, zeros at its end left out. *whole: it is written without point and exponent; only such
 * a number is DECIMAL_LONG, of others the digits beyond those that are kept are cut off. */
enum decimal_kind decimal_parse(const char *p, size_t n, struct decimal *out, bool *whole);

/* Keeps the most decimals seen. False: too long. */
bool decimal_add(struct decimal *sum, struct decimal other);
bool decimal_equal(struct decimal a, struct decimal b);
/* Less than, equal to or greater than 0. */
int decimal_compare(struct decimal a, struct decimal b);

/* Digits before the point; of 0.012 that is -1. */
int decimal_magnitude(struct decimal d);
/* To so many decimals at most, halves away from zero; zeros at its end are left out. */
void decimal_round(struct decimal *d, int decimals);

char *decimal_text(struct arena *a, struct decimal d);
/* Without its sign: at least so many digits before the point, and so many behind it. */
void decimal_write(struct buf *out, struct decimal d, int digits, int decimals);

/* Thousandths of a number above zero with at most three decimals, in 1 to 8 ASCII characters that
 * begin with no zero, as 37.5; -1: anything else. */
int64_t decimal_thousandths(struct text t);

#endif
