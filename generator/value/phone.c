/* Which telephones can be called: by how a number begins and how many digits it then has. Whatever
 * stands in the text, no digit too many is read. */
#include <uchar.h>

#include "base/utf8.h"
#include "value/phone.h"

enum { DIGITS_MOST = 16, LOCAL_MOST = 8, GROUP_LEAST = 3, EXTENSION_MOST = 6 };

/* n == 0: there is something else in it, or too much. */
struct digits {
    char at[DIGITS_MOST];
    size_t n;
};

static struct digits digits_of(struct text t)
{
    struct digits d = {.n = 0};
    for (size_t i = 0; i < t.n; i++) {
        bool digit = t.cp[i] >= '0' && t.cp[i] <= '9';
        if (digit && d.n < DIGITS_MOST)
            d.at[d.n++] = (char)t.cp[i];
        else if (digit || !utf8_is_one_of(t.cp[i], U" -—–+()（）\u3000\u00A0"))
            return (struct digits){.n = 0};
    }
    return d;
}

/* ---- numbers ---- */

/* How long the numbers of a kind are, by how they begin; the first row that fits decides. */
static const struct kind {
    const char *start;
    size_t least, most;
    bool extended; /* it may have an extension */
    bool local;    /* short ones are local numbers that begin alike */
} kinds[] = {
    /* with the country's code */
    {"8610", 12, 12, true, true},
    {"861", 13, 13, false, true},
    {"860", 0, 0, false, true},
    {"86", 12, 13, true, true},
    /* services, then mobile */
    {"10", 5, 5, false, false},
    {"11", 3, 6, false, false},
    {"12", 3, 6, false, false},
    {"1", 11, 11, false, false},
    /* with the area's code */
    {"010", 11, 11, true, false},
    {"02", 11, 11, true, false},
    {"00", 0, 0, false, false},
    {"0", 11, 12, true, false},
    {"400", 10, 10, true, true},
    {"800", 10, 10, true, true},
    /* local, and short ones */
    {"", 3, LOCAL_MOST, true, false},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static bool begins(const struct digits *d, const char *start)
{
    size_t i = 0;
    while (start[i] && i < d->n && d->at[i] == start[i])
        i++;
    return !start[i];
}

static const struct kind *kind_of(const struct digits *d)
{
    const struct kind *kind = kinds;
    while (!begins(d, kind->start))
        kind++;
    return kind->local && d->n <= LOCAL_MOST ? &kinds[KINDS - 1] : kind;
}

/* Of another country: + and its code (ITU-T E.164: at most 15 digits). */
static bool is_foreign(const struct digits *d)
{
    enum { LEAST = 8, MOST = 15 };
    return d->n >= LEAST && d->n <= MOST;
}

/* Where 转 or the last dash stands; the text's end: there is neither. */
static size_t last_mark(struct text t)
{
    size_t dash = t.n;
    for (size_t i = 0; i < t.n; i++) {
        if (t.cp[i] == U'转')
            return i;
        if (utf8_is_one_of(t.cp[i], U"-—–"))
            dash = i;
    }
    return dash;
}

/* 138-0000-0000: the last digits are not too few to be part of the number. */
static bool is_grouped_well(struct text t)
{
    size_t mark = last_mark(t);
    return mark == t.n || t.n - mark - 1 >= GROUP_LEAST;
}

/* The number without an extension, which asks for one that may have some. */
static bool is_number(struct text t, bool extended)
{
    struct digits d = digits_of(t);
    const struct kind *kind = kind_of(&d);
    if (t.n && t.cp[0] == '+' && !begins(&d, "86"))
        return is_foreign(&d);
    return d.n && d.n >= kind->least && d.n <= kind->most && (kind->extended || !extended) &&
           is_grouped_well(t);
}

/* ---- extensions ---- */

/* Behind a dash, one digit is rather a slip. */
static bool has_extension(struct text t)
{
    size_t mark = last_mark(t);
    if (mark == t.n)
        return false;
    struct digits own = digits_of(text_part(t, mark + 1, t.n));
    return own.n > (t.cp[mark] != U'转') && own.n <= EXTENSION_MOST &&
           is_number(text_part(t, 0, mark), true);
}

bool phone_callable(struct text number)
{
    return is_number(number, false) || has_extension(number);
}
