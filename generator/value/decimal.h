/* Exact decimal numbers as offices write them in tables: 1,234.50; no binary fractions. */
#ifndef HONGTOU_VALUE_DECIMAL_H
#define HONGTOU_VALUE_DECIMAL_H

#include "base/text.h"

enum { DECIMAL_DIGITS = 18 };

struct decimal {
    int64_t value; /* without its decimal point */
    int decimals;  /* digits behind the point */
    bool grouped;  /* written with separators: 1,234 */
};

enum decimal_kind {
    DECIMAL_NUMBER,
    DECIMAL_NOTHING, /* empty, or a mark that says so: — ／ / 无 */
    DECIMAL_LONG,    /* a number of more digits than can be summed */
    DECIMAL_BAD,     /* no number */
};

/* Digits and marks of either width. */
enum decimal_kind decimal_read(struct text t, struct decimal *out);

/* Keeps the most decimals seen. False: too long. */
bool decimal_add(struct decimal *sum, struct decimal other);

bool decimal_equal(struct decimal a, struct decimal b);
char *decimal_text(struct arena *a, struct decimal d);

/* Thousandths of a number above zero with at most three decimals, in 1 to 8 ASCII characters that
 * begin with no zero, as 37.5; -1: anything else. */
int64_t decimal_thousandths(struct text t);

#endif
