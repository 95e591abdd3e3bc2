/* Decimal numbers as whole numbers with a place for the point, every step checked for overflow. */
#include "value/decimal.h"

#include <string.h>
#include <uchar.h>

#include "base/utf8.h"

enum { GROUP = 3, TEN = 10 };

/* Full-width forms as what they stand for. */
static uint32_t narrow(uint32_t cp)
{
    enum { MINUS = 0x2212 };
    return cp == MINUS ? '-' : utf8_narrow(cp);
}

/* 无, or strokes alone. */
static bool says_nothing(struct text t)
{
    static const char32_t strokes[] = U"—–-/";
    if (t.n == 1 && t.cp[0] == U'无')
        return true;
    for (size_t i = 0; i < t.n; i++) {
        const char32_t *s = strokes;
        while (*s && *s != narrow(t.cp[i]))
            s++;
        if (!*s)
            return false;
    }
    return true;
}

/* Digits being read; those beyond DECIMAL_DIGITS are counted and not kept. */
struct digit_run {
    int64_t value;
    int n;       /* zeros before the first other one left out */
    int written; /* all of them */
};

static void add_digit(struct digit_run *d, uint32_t digit)
{
    d->n += d->n || digit != '0';
    if (d->n <= DECIMAL_DIGITS)
        d->value = d->value * TEN + (int64_t)(digit - '0');
    d->written++;
}

/* ---- numbers that people write ---- */

static uint32_t at(struct text t, size_t i)
{
    return i < t.n ? narrow(t.cp[i]) : 0;
}

/* How many digits stand at i. */
static int read_digits(struct text t, size_t *i, struct digit_run *d)
{
    int before = d->written;
    for (; utf8_is_digit(at(t, *i)); ++*i)
        add_digit(d, at(t, *i));
    return d->written - before;
}

enum decimal_kind decimal_read(struct text t, struct decimal *out)
{
    struct digit_run d = {0};
    *out = (struct decimal){0};
    if (says_nothing(t))
        return DECIMAL_NOTHING;
    bool minus = at(t, 0) == '-';
    size_t i = minus;
    int first = read_digits(t, &i, &d);
    out->grouped = at(t, i) == ',';
    bool well = first > 0 && (!out->grouped || first <= GROUP);
    while (well && at(t, i) == ',') { /* 1,234,567: three digits behind each */
        i++;
        well = read_digits(t, &i, &d) == GROUP;
    }
    if (well && at(t, i) == '.') {
        i++;
        out->decimals = read_digits(t, &i, &d);
        well = out->decimals > 0;
    }
    if (!well || i != t.n)
        return DECIMAL_BAD;
    if (d.n > DECIMAL_DIGITS || out->decimals > DECIMAL_DIGITS)
        return DECIMAL_LONG;
    out->value = minus ? -d.value : d.value;
    return DECIMAL_NUMBER;
}

/* ---- numbers with a mark ---- */

/* Those that go without saying in a table of money stand first. */
static const struct decimal_mark marks[] = {
    {"¥", ""},      {"￥", ""},   {"", "元"},   {"", "万元"}, {"", "亿元"}, {"", "千元"},
    {"", "万"},     {"", "亿"},   {"", "%"},    {"", "‰"},    {"$", ""},    {"€", ""},
    {"", "亩"},     {"", "万亩"}, {"", "公顷"}, {"", "米"},   {"", "公里"}, {"", "平方米"},
    {"", "立方米"}, {"", "公斤"}, {"", "千克"}, {"", "斤"},   {"", "吨"},   {"", "万吨"},
    {"", "人"},     {"", "万人"}, {"", "户"},   {"", "个"},   {"", "辆"},   {"", "台"},
    {"", "套"},     {"", "件"},   {"", "项"},   {"", "次"},   {"", "处"},
};
enum { MARKS = sizeof marks / sizeof *marks, YUAN = 3 };

/* How many characters the words are, when the text has them at i, % in either width; else 0. */
static size_t words_at(struct text t, size_t i, const char *words)
{
    size_t n = 0;
    for (const char *p = words, *end = p + strlen(p); p < end; n++)
        if (at(t, i + n) != utf8_next(&p, end))
            return 0;
    return n;
}

static size_t length_of(const char *words)
{
    size_t n = 0;
    for (const char *p = words, *end = p + strlen(p); p < end; n++)
        utf8_next(&p, end);
    return n;
}

enum decimal_kind decimal_read_marked(struct text t, struct decimal *out,
                                      const struct decimal_mark **mark)
{
    enum decimal_kind kind = decimal_read(t, out);
    *mark = NULL;
    for (size_t i = 0; i < MARKS && kind == DECIMAL_BAD; i++) {
        const struct decimal_mark *m = &marks[i];
        size_t before = length_of(m->before), behind = length_of(m->behind);
        bool minus = before && at(t, 0) == '-'; /* -¥12 */
        if (t.n <= minus + before + behind || words_at(t, minus, m->before) != before ||
            words_at(t, t.n - behind, m->behind) != behind)
            continue;
        struct text bare = text_trimmed(text_part(t, minus + before, t.n - behind));
        if (!bare.n || !utf8_is_digit(at(bare, bare.n - 1)) || (minus && at(bare, 0) == '-'))
            continue;
        kind = decimal_read(bare, out);
        out->value = minus ? -out->value : out->value;
        *mark = kind == DECIMAL_BAD ? NULL : m;
    }
    return kind;
}

static bool is_yuan(const struct decimal_mark *m)
{
    return !m || m < marks + YUAN;
}

bool decimal_marks_agree(const struct decimal_mark *x, const struct decimal_mark *y)
{
    return x == y || (is_yuan(x) && is_yuan(y));
}

/* ---- numbers that programs store ---- */

static void drop_zeros(struct decimal *d)
{
    for (; d->value && d->value % TEN == 0; d->value /= TEN)
        d->decimals--;
    if (!d->value)
        d->decimals = 0;
}

/* False: none is at p, or something is behind it. */
static bool parse_exponent(const char *p, const char *end, int *exponent)
{
    enum { MOST = 400 };
    bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    if (p == end)
        return false;
    for (; p < end && utf8_is_digit((unsigned char)*p); p++)
        *exponent = *exponent < MOST ? *exponent * TEN + (*p - '0') : *exponent;
    *exponent = negative ? -*exponent : *exponent;
    return p == end;
}

enum decimal_kind decimal_parse(const char *p, size_t n, struct decimal *out, bool *whole)
{
    const char *end = p + n;
    struct digit_run d = {0};
    bool minus = n && *p == '-', point = false;
    int exponent = 0;
    *out = (struct decimal){0};
    if (n && (*p == '-' || *p == '+'))
        p++;
    for (; p < end && ((utf8_is_digit((unsigned char)*p)) || (*p == '.' && !point)); p++) {
        if (*p == '.') {
            point = true;
            continue;
        }
        add_digit(&d, (uint32_t)*p);
        out->decimals += d.n <= DECIMAL_DIGITS ? point : -!point;
    }
    *whole = !point && p == end;
    if (!d.written ||
        (p < end && ((*p != 'E' && *p != 'e') || !parse_exponent(p + 1, end, &exponent))))
        return DECIMAL_BAD;
    out->decimals -= exponent;
    out->value = minus ? -d.value : d.value;
    drop_zeros(out);
    return *whole && d.n > DECIMAL_DIGITS ? DECIMAL_LONG : DECIMAL_NUMBER;
}

/* ---- reckoning ---- */

static bool widen(struct decimal *d, int decimals)
{
    for (; d->decimals < decimals; d->decimals++)
        if (__builtin_mul_overflow(d->value, (int64_t)TEN, &d->value))
            return false;
    return true;
}

bool decimal_add(struct decimal *sum, struct decimal other)
{
    sum->grouped = sum->grouped || other.grouped;
    return widen(sum, other.decimals) && widen(&other, sum->decimals) &&
           !__builtin_add_overflow(sum->value, other.value, &sum->value);
}

bool decimal_equal(struct decimal a, struct decimal b)
{
    return widen(&a, b.decimals) && widen(&b, a.decimals) && a.value == b.value;
}

static int order_of(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int sign_of(struct decimal d)
{
    return order_of(d.value, 0);
}

/* Two of the same magnitude have at most as many digits as are kept, however they are widened. */
int decimal_compare(struct decimal a, struct decimal b)
{
    int sign = sign_of(a), order = order_of(sign, sign_of(b));
    if (order || !sign)
        return order;
    order = order_of(decimal_magnitude(a), decimal_magnitude(b));
    if (order)
        return sign * order;
    widen(&a, b.decimals);
    widen(&b, a.decimals);
    return order_of(a.value, b.value);
}

void decimal_round(struct decimal *d, int decimals)
{
    int64_t last = 0; /* the first digit that is left out */
    for (; d->decimals > decimals && (d->value || last); d->decimals--) {
        last = d->value % TEN;
        d->value /= TEN;
    }
    d->value += last / (TEN / 2); /* -1, 0 or 1 */
    drop_zeros(d);
}

/* ---- writing ---- */

enum { ROOM = 20 };

/* The digits of a number, 0 has none: how many. */
static int digits_of(struct decimal d, char out[ROOM])
{
    uint64_t value = d.value < 0 ? 0 - (uint64_t)d.value : (uint64_t)d.value;
    int n = 0;
    for (uint64_t left = value; left; left /= TEN)
        n++;
    for (int i = n; i > 0; value /= TEN)
        out[--i] = (char)('0' + value % TEN);
    return n;
}

int decimal_magnitude(struct decimal d)
{
    char digits[ROOM];
    return digits_of(d, digits) - d.decimals;
}

void decimal_write(struct buf *out, struct decimal d, int whole, int decimals)
{
    char digits[ROOM];
    int n = digits_of(d, digits), point = n - d.decimals, length = point > whole ? point : whole;
    for (int i = point - length; i < point + decimals; i++) {
        if (i == point)
            buf_char(out, '.');
        else if (d.grouped && i < point && i > point - length && (point - i) % GROUP == 0)
            buf_char(out, ',');
        buf_char(out, i >= 0 && i < n ? digits[i] : '0');
    }
}

char *decimal_text(struct arena *a, struct decimal d)
{
    struct buf b = {0};
    if (d.value < 0)
        buf_char(&b, '-');
    decimal_write(&b, d, 1, d.decimals > 0 ? d.decimals : 0);
    char *text = arena_strndup(a, b.p, b.n);
    buf_drop(&b);
    return text;
}

int64_t decimal_thousandths(struct text t)
{
    enum { LONGEST = 8, DECIMALS = 3 };
    struct decimal d;
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_digit(t.cp[i]) && t.cp[i] != '.')
            return -1;
    if (t.n > LONGEST || decimal_read(t, &d) != DECIMAL_NUMBER || t.cp[0] == '0' ||
        d.decimals > DECIMALS || !widen(&d, DECIMALS))
        return -1;
    return d.value;
}
