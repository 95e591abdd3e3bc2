/*
 * Numbers as a section of a format shows them: digit by digit into its places, as a fraction, with
 * an exponent, or in general; and digits in Chinese.
 */
#include <string.h>

#include "value/format_int.h"

enum {
    TEN = 10,
    GROUP = 3,
    HUNDRED = 2,        /* places of the point */
    COUNTED_DIGITS = 16 /* 千万亿 */
};

/* ---- digits ---- */

static const char *const chinese_digits[][TEN] = {
    {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
    {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
    {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
    {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"},
};

void section_show_digits(const char *ascii, size_t n, int digits, struct buf *out)
{
    for (size_t i = 0; i < n; i++)
        if (ascii[i] >= '0' && ascii[i] <= '9')
            buf_str(out, chinese_digits[digits][ascii[i] - '0']);
        else
            buf_char(out, ascii[i]);
}

/* Four digits and the word behind them; *zero: one that was passed over waits to be said. */
static void show_four(unsigned value, const char *behind, int digits, bool *zero, struct buf *out)
{
    static const char *const units[][4] = {{"千", "百", "十", ""}, {"仟", "佰", "拾", ""}};
    unsigned power = TEN * TEN * TEN;
    size_t start = out->n;
    for (int i = 0; i < 4; i++, power /= TEN) {
        unsigned digit = value / power % TEN;
        if (!digit) {
            *zero = *zero || out->n > 0;
            continue;
        }
        if (*zero)
            buf_str(out, chinese_digits[digits][0]);
        *zero = false;
        buf_str(out, chinese_digits[digits][digit]);
        buf_str(out, units[digits == 2][i]);
    }
    if (out->n > start)
        buf_str(out, behind);
}

void section_show_count(uint64_t value, int digits, struct buf *out)
{
    static const uint64_t powers[] = {1000000000000, 100000000, 10000, 1};
    static const char *const behind[] = {"万", "亿", "万", ""};
    enum { FOUR = 10000, BEYOND = 4 };
    struct buf said = {0};
    bool zero = false;
    buf_str(&said, "");
    for (size_t i = 0; i < BEYOND; i++) {
        bool hundred_millions = i == 0 && value / powers[0] && !(value / powers[1] % FOUR);
        show_four((unsigned)(value / powers[i] % FOUR), behind[i], digits, &zero, &said);
        if (hundred_millions)
            buf_str(&said, behind[1]);
    }
    buf_str(out, said.n ? said.p : chinese_digits[digits][0]);
    buf_drop(&said);
}

void section_show_blank(struct buf *out, size_t start)
{
    if (out->n > start && out->p[out->n - 1] != ' ')
        buf_char(out, ' ');
}

/* ---- in general ---- */

static struct decimal unsigned_of(struct decimal d)
{
    d.value = d.value < 0 ? -d.value : d.value;
    return d;
}

static void show_plain(struct decimal d, int digits, struct buf *out)
{
    int decimals = d.decimals > 0 ? d.decimals : 0;
    struct buf ascii = {0};
    if (!digits) {
        decimal_write(out, d, 1, decimals);
        return;
    }
    decimal_write(&ascii, d, 1, decimals);
    const char *point = memchr(ascii.p, '.', ascii.n);
    size_t whole = point ? (size_t)(point - ascii.p) : ascii.n;
    uint64_t value = 0;
    for (size_t i = 0; i < whole && whole <= COUNTED_DIGITS; i++)
        value = value * TEN + (uint64_t)(ascii.p[i] - '0');
    if (whole <= COUNTED_DIGITS)
        section_show_count(value, digits, out);
    else
        section_show_digits(ascii.p, whole, digits, out);
    section_show_digits(ascii.p + whole, ascii.n - whole, digits, out);
    buf_drop(&ascii);
}

/* 1.23457E-05 */
static void show_small(struct decimal d, struct buf *out)
{
    enum { DECIMALS = 5 };
    struct decimal mantissa = d;
    int power = decimal_magnitude(d) - 1;
    mantissa.decimals += power;
    decimal_round(&mantissa, DECIMALS);
    if (decimal_magnitude(mantissa) > 1) {
        mantissa.decimals++;
        power++;
    }
    show_plain(mantissa, 0, out);
    buf_printf(out, "E-%02d", -power);
}

/* A number with a fraction is shown as far as eleven places of a cell go, a small one by its power
 * of ten; what is left when machines subtract is nothing. A number of more places has them all. */
void section_show_general(struct decimal d, int digits, struct buf *out)
{
    enum { WIDTH = 10, NOTHING = -15, SMALL = -4, MOST_WIDTH = 11 };
    int point = decimal_magnitude(d), before = point > 1 ? point : 1;
    struct decimal shown = d;
    if (before <= MOST_WIDTH)
        decimal_round(&shown, before < WIDTH ? WIDTH - before : 0);
    if (point < NOTHING)
        shown.value = 0;
    if (shown.value < 0)
        buf_char(out, '-');
    shown = unsigned_of(shown);
    d = unsigned_of(d);
    bool small = d.value && point >= NOTHING && point <= SMALL && !decimal_equal(shown, d);
    if (small)
        show_small(d, out);
    else
        show_plain(shown, digits, out);
}

/* ---- digits into places ---- */

/* A number's digits, before its point and behind it. */
struct digits {
    struct buf ascii;
    const char *part;
    int whole, decimals; /* how many; of decimals, without the zeros at the end */
};

static struct digits digits_of(struct decimal d, int decimals)
{
    struct digits g = {0};
    buf_str(&g.ascii, "");
    d.grouped = false;
    decimal_write(&g.ascii, d, 0, decimals);
    const char *point = memchr(g.ascii.p, '.', g.ascii.n);
    g.whole = (int)(point ? point - g.ascii.p : (ptrdiff_t)g.ascii.n);
    g.part = point ? point + 1 : "";
    g.decimals = point ? decimals : 0;
    while (g.decimals && g.part[g.decimals - 1] == '0')
        g.decimals--;
    return g;
}

/* Numbers being shown place by place. */
struct showing {
    const struct section *s;
    const struct digits *g;
    struct buf *out;
    size_t start;
    int left;     /* places before the point that are still to come */
    int decimals; /* places behind it that show something; those seen */
    int seen;
    bool behind, any; /* the point; a digit was shown */
};

static void show_digit(struct showing *h, char digit)
{
    section_show_digits(&digit, 1, h->s->digits, h->out);
}

/* The digit so many places left of the point, and the comma behind it. */
static void show_whole(struct showing *h, int place, char letter)
{
    bool there = place < h->g->whole;
    if (there || letter == '0') {
        show_digit(h, there ? h->g->ascii.p[h->g->whole - 1 - place] : '0');
        h->any = true;
    } else if (letter == '?') {
        section_show_blank(h->out, h->start);
    }
    if (h->any && h->s->thousands && place && place % GROUP == 0)
        buf_char(h->out, ',');
}

/* The first place has the digits that are beyond all places, too. */
static void show_place(struct showing *h, char letter)
{
    if (h->behind) {
        int i = h->seen++;
        if (i < h->g->decimals || letter == '0')
            show_digit(h, i < h->g->decimals ? h->g->part[i] : '0');
        else if (letter == '?')
            section_show_blank(h->out, h->start);
        return;
    }
    if (h->left == h->s->places)
        for (int i = h->g->whole - 1; i >= h->left; i--)
            show_whole(h, i, '0');
    show_whole(h, --h->left, letter);
}

static void show_point(struct showing *h)
{
    h->behind = true;
    if (!h->s->places)
        for (int i = h->g->whole - 1; i >= 0; i--)
            show_whole(h, i, '0');
    if (h->decimals)
        buf_char(h->out, '.');
}

/* How many of the places behind the point show a digit or keep its width. */
static int shown_decimals(const struct section *s, const struct digits *g)
{
    int place = 0, shown = 0;
    bool behind = false;
    for (size_t i = 0; i < s->tokens.n; i++) {
        const struct token *t = &s->tokens.v[i];
        if (t->kind == TOKEN_EXPONENT)
            break;
        if (t->kind == TOKEN_POINT)
            behind = true;
        if (t->kind != TOKEN_PLACE || !behind)
            continue;
        place++;
        if (place <= g->decimals || t->letter == '0')
            shown = place;
    }
    return shown;
}

static void show_other(const struct token *t, struct buf *out, size_t start)
{
    if (t->kind == TOKEN_BLANK || (t->size == 1 && *t->text == ' '))
        section_show_blank(out, start);
    else
        buf_add(out, t->text, t->size);
}

/* ---- exponents ---- */

/* The mantissa has as many digits before its point as there are places, and no more. */
static struct decimal part_power(const struct section *s, struct decimal d, int *power)
{
    int step = s->places > 1 ? s->places : 1;
    struct decimal mantissa = d;
    *power = d.value ? decimal_magnitude(d) - 1 : 0;
    for (int tries = 0; tries < 2; tries++) {
        int over = *power % step;
        *power -= over < 0 ? over + step : over;
        mantissa = d;
        mantissa.decimals += *power;
        decimal_round(&mantissa, s->decimals);
        if (decimal_magnitude(mantissa) <= step)
            break;
        ++*power;
    }
    return mantissa;
}

/* All places of the power stand behind its sign. */
static void show_power(const struct section *s, size_t i, int power, struct buf *out)
{
    const struct token *t = &s->tokens.v[i];
    buf_char(out, *t->text);
    if (power < 0 || t->letter == '+')
        buf_char(out, power < 0 ? '-' : '+');
    int least = 0;
    for (size_t k = i + 1; k < s->tokens.n; k++)
        least += s->tokens.v[k].kind == TOKEN_PLACE && s->tokens.v[k].letter == '0';
    buf_printf(out, "%0*d", least > 1 ? least : 1, power < 0 ? -power : power);
}

static void show_fixed(const struct section *s, struct decimal d, struct buf *out)
{
    int power = 0;
    if (s->has_power)
        d = part_power(s, d, &power);
    else
        decimal_round(&d, s->decimals);
    struct digits g = digits_of(d, s->decimals);
    struct showing h = {.s = s, .g = &g, .out = out, .start = out->n, .left = s->places};
    bool in_power = false;
    h.decimals = shown_decimals(s, &g);
    for (size_t i = 0; i < s->tokens.n; i++) {
        const struct token *t = &s->tokens.v[i];
        if (t->kind == TOKEN_PLACE && !in_power)
            show_place(&h, t->letter);
        else if (t->kind == TOKEN_POINT)
            show_point(&h);
        else if (t->kind == TOKEN_EXPONENT && !in_power)
            show_power(s, i, power, out);
        else if (t->kind != TOKEN_PLACE)
            show_other(t, out, h.start);
        in_power = in_power || t->kind == TOKEN_EXPONENT;
    }
    buf_drop(&g.ascii);
}

/* ---- fractions ---- */

/* Where a fraction stands among the tokens: its runs of places above and below, with what is
 * between. */
struct fraction {
    uint64_t whole, above, below;
    size_t whole_end, above_at, below_at, end;
    bool has_whole; /* places for it stand before, up to whole_end */
};

/* The last step of the continued fraction of x / y (below 1) that has at most so much below: what
 * Excel takes, though a nearer fraction may lie between two steps. */
static void approach(uint64_t x, uint64_t y, uint64_t most, struct fraction *f)
{
    uint64_t before = 0, below_before = 1;
    f->above = 1;
    f->below = 0;
    while (y) {
        uint64_t whole = x / y, left = x % y;
        if (f->below && whole > (most - below_before) / f->below)
            return;
        uint64_t above = before + whole * f->above, below = below_before + whole * f->below;
        before = f->above;
        below_before = f->below;
        f->above = above;
        f->below = below;
        x = y;
        y = left;
    }
}

static bool is_below(const struct token *t)
{
    return t->kind == TOKEN_PLACE ||
           (t->kind == TOKEN_LITERAL && t->size == 1 && *t->text >= '0' && *t->text <= '9');
}

static struct fraction find_fraction(const struct section *s)
{
    struct fraction f = {0};
    const struct token *t = s->tokens.v;
    size_t slash = 0;
    while (t[slash].kind != TOKEN_SLASH)
        slash++;
    for (f.above_at = slash; f.above_at && t[f.above_at - 1].kind != TOKEN_PLACE;)
        f.above_at--;
    while (f.above_at && t[f.above_at - 1].kind == TOKEN_PLACE)
        f.above_at--;
    for (f.whole_end = f.above_at; f.whole_end && t[f.whole_end - 1].kind != TOKEN_PLACE;)
        f.whole_end--;
    f.has_whole = f.whole_end > 0;
    for (f.below_at = slash + 1; f.below_at < s->tokens.n && !is_below(&t[f.below_at]);)
        f.below_at++;
    for (f.end = f.below_at; f.end < s->tokens.n && is_below(&t[f.end]);)
        f.end++;
    return f;
}

/* What stands below: a number of its own, as the 8 of ?/8; else places for up to 9, 99 …, *most. */
static uint64_t own_below(const struct section *s, const struct fraction *f, uint64_t *most)
{
    enum { LIMIT = 99999999 };
    uint64_t own = 0;
    *most = 0;
    for (size_t i = f->below_at; i < f->end; i++) {
        const struct token *t = &s->tokens.v[i];
        if (*most < LIMIT)
            *most = *most * TEN + (TEN - 1);
        if (own < LIMIT && *t->text >= '0' && *t->text <= '9')
            own = own * TEN + (uint64_t)(*t->text - '0');
    }
    return own;
}

/* Of a number without sign that has so many decimals at most. */
static struct fraction part_fraction(const struct section *s, struct decimal d)
{
    enum { MOST_DECIMALS = 17 };
    struct fraction f = find_fraction(s);
    uint64_t most, own = own_below(s, &f, &most), unit = 1;
    decimal_round(&d, MOST_DECIMALS);
    for (int i = 0; i < d.decimals; i++)
        unit *= TEN;
    uint64_t rest = (uint64_t)d.value % unit;
    f.whole = (uint64_t)d.value / unit;
    for (int i = d.decimals; i < 0 && f.whole < UINT64_MAX / TEN; i++)
        f.whole *= TEN;
    approach(rest, unit, most ? most : 1, &f);
    if (own) {
        f.below = own;
        f.above = (uint64_t)((double)rest / (double)unit * (double)own + 0.5);
    }
    if (f.above == f.below) {
        f.whole++;
        f.above = 0;
    }
    if (!f.has_whole)
        f.above += f.whole * f.below;
    return f;
}

/* What stands between the whole number and the fraction is shown with both. */
static void show_fraction(const struct section *s, struct decimal d, struct buf *out)
{
    struct fraction f = part_fraction(s, d);
    size_t start = out->n, from = f.has_whole ? f.whole_end : f.above_at;
    bool alone = f.has_whole && !f.above, said = false, both = false;
    for (size_t i = 0; i < s->tokens.n; i++) {
        const struct token *t = &s->tokens.v[i];
        bool inside = i >= f.above_at && i < f.end, place = t->kind == TOKEN_PLACE;
        if ((inside && alone) || (i >= from && i < f.above_at && !both))
            continue;
        if (i == f.above_at || i == f.below_at) {
            buf_int(out, (int64_t)(i == f.above_at ? f.above : f.below));
        } else if (!inside && place && !said) {
            said = true;
            bool shown = f.whole || alone || t->letter == '0';
            both = shown && !alone;
            if (shown)
                buf_int(out, (int64_t)f.whole);
        } else if (!place && (!inside || i < f.below_at)) {
            show_other(t, out, start);
        }
    }
}

/* ---- the section ---- */

static void show_words(const struct section *s, struct decimal d, struct buf *out)
{
    size_t start = out->n;
    for (size_t i = 0; i < s->tokens.n; i++) {
        const struct token *t = &s->tokens.v[i];
        if (t->kind == TOKEN_GENERAL || t->kind == TOKEN_TEXT)
            section_show_general(d, s->digits, out);
        else
            show_other(t, out, start);
    }
}

static struct decimal scaled(const struct section *s, struct decimal d, int sign)
{
    d.decimals += sign * (s->scale * GROUP - s->hundreds * HUNDRED);
    return d;
}

struct decimal section_rounded(const struct section *s, struct decimal d)
{
    bool places = s->places + s->decimals > 0;
    if (!places || s->has_power || s->is_fraction || s->has_general || s->has_text)
        return d;
    struct decimal shown = scaled(s, d, 1);
    decimal_round(&shown, s->decimals);
    return scaled(s, shown, -1);
}

void section_show_number(const struct section *s, struct decimal d, bool minus, struct buf *out)
{
    bool words = s->has_general || s->has_text || (s->has_power && d.decimals <= 0);
    struct decimal shown = unsigned_of(words ? d : scaled(s, d, 1));
    struct decimal rounded = section_rounded(s, d);
    if (minus && rounded.value)
        buf_char(out, '-');
    if (s->has_power && words)
        section_show_general(shown, s->digits, out);
    else if (words)
        show_words(s, shown, out);
    else if (s->is_fraction)
        show_fraction(s, shown, out);
    else
        show_fixed(s, shown, out);
}
