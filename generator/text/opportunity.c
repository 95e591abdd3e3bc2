/*
 * Where a line may end: forbidden starts and ends, and what must not be separated. Rules over
 * pairs of neighbours, then number plates and labels, then what is too long for any line; in narrow
 * columns, dates.
 */
#include "base/utf8.h"
#include "text/text_int.h"

/* Units and counters that stay with the number before them. */
static const char32_t units[] =
    U"万亿千百元角分年月日时秒天周号条款项个户人名亩吨斤米里度次届期批辆台件"
    U"所家村组岁级类处座平公厘毫间口头只株栋幢扇层位例起场班章节页份倍周季兆瓦升克顷支宗";

/* What another unit may follow: 亿元, 平方米, 公里. */
static const char32_t multipliers[] = U"万亿千百公平方厘毫兆";

static const char32_t *const long_units[] = {U"小时", U"分钟", U"立方米", U"立方",
                                             U"个月", U"季度", NULL};

/* One-character names of the provinces, with which number plates start. */
static const char32_t provinces[] =
    U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

static bool is_digit(const struct item *it)
{
    return it->trait.cls == CLASS_DIGIT;
}

static bool is_word(const struct item *it)
{
    if (it->trait.cls == CLASS_LETTER || is_digit(it))
        return true;
    return it->latin && (it->trait.cls == CLASS_POSTFIX || it->trait.cls == CLASS_PREFIX);
}

/* What grades and kinds that a letter names are called: D级. */
static const char32_t graded[] = U"级类型座栋";

/* The signs of a word (half-width brackets hug it from outside too: GB/T(2012)), a number with its
 * sign or unit, a year in 〔〕 with what follows, dots of an ellipsis. */
static bool belong_together(const struct item *a, const struct item *b)
{
    bool opens = b->latin && b->trait.cls == CLASS_OPEN;
    bool closes = a->latin && a->trait.cls == CLASS_CLOSE && (a->cp == ')' || a->cp == ']');
    if (is_word(a) ? is_word(b) || opens : is_word(b) && closes)
        return true;
    if (a->trait.cls == CLASS_LETTER && utf8_is_one_of(b->cp, graded))
        return true;
    if (is_digit(a))
        return b->trait.cls == CLASS_POSTFIX || utf8_is_one_of(b->cp, units);
    if (is_digit(b))
        return a->trait.cls == CLASS_PREFIX || utf8_is_one_of(a->cp, U"〕第");
    if (a->trait.cls == CLASS_MIDDLE)
        return is_word(b);
    return a->trait.cls == CLASS_ELLIPSIS && b->trait.cls == CLASS_ELLIPSIS;
}

/* 3—11月, 10～20: one number to the reader; but 2024—2028年 is too long to be kept from turning. */
static bool is_range(struct items items, size_t mark)
{
    enum { LONG = 3 };
    const struct item *m = &items.v[mark];
    bool connects = m->trait.cls == CLASS_DASH || m->cp == U'～' || m->cp == '~';
    size_t digits = 0;
    while (digits < mark && digits < LONG && is_digit(m - 1 - digits))
        digits++;
    return connects && !m->joined && digits > 0 && digits < LONG && is_digit(m + 1);
}

/* solid: the last item up to i that is no space, or i. */
static bool may_break(struct items items, size_t i, size_t solid)
{
    const struct item *a = &items.v[i], *b = &items.v[i + 1];
    if (a->forced || b->forced)
        return a->forced;
    if (b->trait.no_start || a->trait.no_end || b->tied)
        return false;
    if (a->trait.cls == CLASS_SPACE) /* 138 0000 0000 is one number */
        return items.v[solid].trait.cls != CLASS_OPEN && !(i > 0 && is_digit(a - 1) && is_digit(b));
    if (is_range(items, i))
        return false;
    return !belong_together(a, b);
}

/* Past the one of the words that stands at i, or i. */
static size_t skip_word(struct items items, size_t i, const char32_t *const words[])
{
    for (; *words; words++) {
        size_t n = 0;
        while ((*words)[n] && i + n < items.n && items.v[i + n].cp == (*words)[n])
            n++;
        if (!(*words)[n])
            return i + n;
    }
    return i;
}

/* 8亿元, 120平方公里, 24小时: a number stays with all of its unit. */
static void keep_units(struct items items)
{
    bool number = false;
    for (size_t i = 0; i + 1 < items.n; i++) {
        uint32_t next = items.v[i + 1].cp;
        number = is_digit(&items.v[i]) || (number && utf8_is_one_of(items.v[i].cp, multipliers));
        if (!number || items.v[i + 1].latin)
            continue;
        if (utf8_is_one_of(next, units) || utf8_is_one_of(next, multipliers))
            items.v[i].break_after = false;
        for (size_t k = i, end = skip_word(items, i + 1, long_units); k + 1 < end; k++)
            items.v[k].break_after = false;
    }
}

static void keep_together(struct items items, size_t from, size_t n)
{
    for (size_t k = from; n && k + 1 < from + n; k++)
        items.v[k].break_after = false;
}

/* 青A·12345, 青A12345: from the province to the last sign. */
static size_t plate_length(struct items items, size_t i)
{
    enum { LEAST_SIGNS = 5 };
    if (i + 2 >= items.n || items.v[i + 1].cp < 'A' || items.v[i + 1].cp > 'Z')
        return 0;
    if (!utf8_is_one_of(items.v[i].cp, provinces))
        return 0;
    size_t k = i + 2, signs = 0;
    if (items.v[k].trait.cls == CLASS_MIDDLE)
        k++;
    for (; k < items.n && is_word(&items.v[k]); k++)
        signs++;
    return signs >= LEAST_SIGNS ? k - i : 0;
}

/* A sentence may start here, and with it a label: 一、 or 1. elsewhere are no labels. */
static bool starts_sentence(struct items items, size_t i)
{
    static const char32_t ends[] = U"。；：;:!?！？";
    if (i == 0 || items.v[i - 1].forced)
        return true;
    return items.v[i - 1].trait.cls != CLASS_HAN && utf8_is_one_of(items.v[i - 1].cp, ends);
}

/* （一）X, (1)X, ①X, 一、X, 1.X: the label and the first character after it. */
static size_t label_length(struct items items, size_t i)
{
    enum { FIRST_CIRCLED = 0x2460, LAST_CIRCLED = 0x249B, MOST_SIGNS = 3 };
    static const char32_t numerals[] = U"一二三四五六七八九十";
    uint32_t cp = items.v[i].cp;
    if (cp >= FIRST_CIRCLED && cp <= LAST_CIRCLED)
        return 2;
    bool bracket = items.v[i].trait.cls == CLASS_OPEN;
    if (!bracket && !starts_sentence(items, i))
        return 0;
    size_t first = i + bracket, k = first;
    while (k < items.n && k < first + MOST_SIGNS &&
           (is_digit(&items.v[k]) || utf8_is_one_of(items.v[k].cp, numerals)))
        k++;
    if (k == first || k == items.n)
        return 0;
    uint32_t end = items.v[k].cp;
    bool closes = bracket ? end == U'）' || end == ')' : end == U'、' || end == '.' || end == U'．';
    return closes ? k + 2 - i : 0;
}

static void keep_plates_and_labels(struct items items)
{
    for (size_t i = 0; i < items.n; i++) {
        keep_together(items, i, plate_length(items, i));
        size_t label = label_length(items, i);
        bool whole = label && i + label <= items.n && !items.v[i + label - 1].forced;
        keep_together(items, i, whole ? label : 0);
    }
}

static bool is_lone_han(struct items items, size_t i)
{
    bool before = i == 0 || items.v[i - 1].trait.cls != CLASS_HAN;
    bool after = i + 1 == items.n || items.v[i + 1].trait.cls != CLASS_HAN;
    return utf8_is_han(items.v[i].cp) && before && after;
}

/* 张　三: a name of two characters, padded to the width of three. */
static void keep_padded_names(struct items items)
{
    enum { PADDING = 0x3000 };
    for (size_t i = 1; i + 1 < items.n; i++)
        if (items.v[i].cp == PADDING && is_lone_han(items, i - 1) && is_lone_han(items, i + 1))
            keep_together(items, i - 1, 3);
}

/* UAX #14 LB9: a combining mark is broken around as the character that bears it. */
static void bind_combining(struct items items)
{
    for (size_t i = 1; i < items.n; i++) {
        const struct item *bearer = &items.v[i - 1];
        if (!text_is_combining(items.v[i].cp) || bearer->forced || bearer->trait.cls == CLASS_SPACE)
            continue;
        items.v[i].trait = bearer->trait;
        items.v[i].trait.no_start = true;
    }
}

/* ---- addresses ---- */

/* Signs of an address that is worth turning over, and of each of its parts. */
enum { LEAST_ADDRESS = 16, LEAST_PART = 4 };

/* After these marks an address may be turned over. */
static bool turns_address(const struct item *a, const struct item *b)
{
    return a->latin && utf8_is_one_of(a->cp, U"/.@-_?&=") && is_word(b) &&
           !utf8_is_one_of(b->cp, U"/.@-_");
}

/* A short one does no harm to the line before it. */
void text_items_open_addresses(struct items items)
{
    for (size_t i = 0, end = 0; i<items.n; i = end> i ? end : i + 1) {
        bool address = false;
        end = i; /* of a run of Latin signs */
        while (end < items.n && items.v[end].latin && items.v[end].trait.cls != CLASS_SPACE)
            end++;
        for (size_t k = i + 1; !address && k + 1 < end; k++)
            address = items.v[k].cp == '@' || (items.v[k].cp == ':' && items.v[k + 1].cp == '/');
        bool is_long = end - i >= LEAST_ADDRESS;
        if ((address || is_long) && i > 0)
            items.v[i - 1].turn = TURN_TO_ADDRESS;
        if (!is_long)
            continue;
        for (size_t k = i + LEAST_PART - 1; address && k + LEAST_PART < end; k++)
            if (turns_address(&items.v[k], &items.v[k + 1]) && !items.v[k].break_after) {
                items.v[k].break_after = true;
                items.v[k].turn = TURN_ADDRESS;
            }
    }
}

/* ---- what no line can hold ---- */

/* Where something too long may be opened, the least harmful places first. */
enum opening { OPEN_MARKS, OPEN_WORDS, OPEN_LEGAL, OPEN_ALL, OPENINGS };

static bool may_open(const struct item *a, const struct item *b, enum opening how)
{
    if (how == OPEN_ALL)
        return true;
    if (a->trait.no_end || b->trait.no_start)
        return false;
    if (how == OPEN_MARKS)
        return turns_address(a, b);
    return how == OPEN_LEGAL || (is_word(a) && is_word(b));
}

/* The least width of an item. Spaces may hang over the line's end. */
static int64_t least_width(const struct item *it)
{
    return it->trait.cls == CLASS_SPACE ? 0 : it->cell - it->shrink_left - it->shrink_right;
}

/* Opens a piece from one break to the next; true when every part fits the width now. */
static bool open_piece(struct items items, size_t from, size_t to, enum opening how, int64_t width)
{
    int64_t wide = 0;
    bool fits = true;
    for (size_t i = from; i < to; i++) {
        wide += least_width(&items.v[i]);
        fits = fits && wide <= width;
        if (i + 1 < to && may_open(&items.v[i], &items.v[i + 1], how))
            items.v[i].break_after = true;
        if (items.v[i].break_after)
            wide = 0;
    }
    return fits;
}

/* What no line can hold is broken where it must, rather than overflow: an address of the web. */
static void open_long_pieces(struct items items, int64_t width)
{
    int64_t wide = 0;
    for (size_t i = 0, from = 0; i < items.n; i++) {
        wide += least_width(&items.v[i]);
        if (!items.v[i].break_after)
            continue;
        bool fits = wide <= width;
        for (int how = 0; !fits && how < OPENINGS; how++)
            fits = open_piece(items, from, i + 1, (enum opening)how, width);
        from = i + 1;
        wide = 0;
    }
}

/* ---- what may be stretched ---- */

/* A letter, a digit or a sign of theirs, but no mark: behind the dot of 1. nothing is stretched. */
static bool is_latin_word(const struct item *it)
{
    return it->latin && !it->object && is_word(it) &&
           (!it->trait.no_start || it->trait.cls == CLASS_POSTFIX);
}

static bool is_plain_han(const struct item *it)
{
    return !it->latin && !it->object && it->trait.cls == CLASS_HAN;
}

/* Not inside a Latin word, a dash or an ellipsis, nor before a raised mark, nor between an object
 * and what is tied to it. */
static enum gap gap_between(const struct item *a, const struct item *b)
{
    enum char_class left = a->trait.cls, right = b->trait.cls;
    if (!a->latin && !b->latin && left == CLASS_HAN && right == CLASS_HAN && !b->tied)
        return GAP_PLAIN; /* most */
    if (b->tied && (a->object || b->object))
        return GAP_NONE;
    if (right == CLASS_RAISED || (left == right && (left == CLASS_DASH || left == CLASS_ELLIPSIS)))
        return GAP_NONE;
    if (a->latin && b->latin)
        return left == CLASS_SPACE || right == CLASS_SPACE ? GAP_PLAIN : GAP_NONE;
    bool meets = is_plain_han(a) ? is_latin_word(b) : is_latin_word(a) && is_plain_han(b);
    return meets ? GAP_LATIN : GAP_PLAIN;
}

void text_items_find_ends(struct items *all)
{
    struct items items = *all;
    if (items.ends)
        return;
    bind_combining(items);
    for (size_t i = 0, solid = 0; i + 1 < items.n; i++) {
        solid = items.v[i].trait.cls == CLASS_SPACE ? solid : i;
        items.v[i].break_after = may_break(items, i, solid);
        items.v[i + 1].gap = gap_between(&items.v[i], &items.v[i + 1]);
    }
    if (items.n)
        items.v[items.n - 1].break_after = true;
    keep_units(items);
    keep_plates_and_labels(items);
    keep_padded_names(items);
    all->ends = true;
}

void text_items_find_breaks(struct items items, int64_t width)
{
    text_items_find_ends(&items);
    open_long_pieces(items, width);
}

/* ---- dates ---- */

static size_t skip_digits(struct items items, size_t i)
{
    while (i < items.n && is_digit(&items.v[i]))
        i++;
    return i;
}

/* Past a number and the unit behind it; i when they do not stand here. */
static size_t skip_counted(struct items items, size_t i, uint32_t unit)
{
    size_t end = skip_digits(items, i);
    return end > i && end < items.n && items.v[end].cp == unit ? end + 1 : i;
}

/* Which part of a month is meant, or until when. */
static const char32_t *const bounds[] = {U"上旬", U"中旬", U"下旬", U"以前", U"以后", U"底",
                                         U"初",   U"末",   U"前",   U"后",   U"起",   NULL};

/* One past 2026年9月18日, 2026年9月 or 9月18日; i when none starts here. */
static size_t full_date_end(struct items items, size_t i)
{
    size_t year = skip_counted(items, i, U'年'), month = skip_counted(items, year, U'月'),
           day = skip_counted(items, month, U'日');
    return month > year && (year > i || day > month) ? day : i;
}

void text_items_price_dates(struct items items)
{
    for (size_t i = 0; i < items.n; i++) {
        if (!is_digit(&items.v[i]))
            continue;
        size_t end = full_date_end(items, i);
        for (size_t k = i; k + 1 < end; k++)
            items.v[k].turn = TURN_DATE;
        i = end > i ? end - 1 : skip_digits(items, i) - 1;
    }
}

/* One past 9月30日前, 10月底前, 15日前 or 2026年底前 from i on; i when none starts here. */
static size_t date_end(struct items items, size_t i)
{
    size_t end = skip_counted(items, i, U'月');
    end = skip_counted(items, end, U'日');
    if (end == i)
        end = skip_counted(items, i, U'年');
    if (end == i)
        return i;
    return skip_word(items, skip_word(items, end, bounds), bounds);
}

/* What stands between two breaks and would be one when those within from..to are closed. */
static bool fits_whole(struct items items, size_t from, size_t to, int64_t width)
{
    int64_t wide = 0;
    while (from > 0 && !items.v[from - 1].break_after)
        from--;
    while (to < items.n && !items.v[to - 1].break_after)
        to++;
    for (size_t i = from; i < to; i++)
        wide += least_width(&items.v[i]);
    return wide <= width;
}

void text_items_keep_dates(struct items items, int64_t width)
{
    for (size_t i = 0; i < items.n;) {
        if (!is_digit(&items.v[i])) {
            i++;
            continue;
        }
        size_t end = date_end(items, i);
        if (end > i && fits_whole(items, i, end, width))
            keep_together(items, i, end - i);
        i = end > i ? end : skip_digits(items, i);
    }
}

void text_items_keep_end(struct items items, int64_t width)
{
    size_t from = items.n, characters = 0;
    while (from > 0 && characters < 2 && !items.v[from - 1].forced) {
        const struct trait *trait = &items.v[--from].trait;
        characters += !trait->no_start && !trait->no_end;
    }
    if (characters == 2 && fits_whole(items, from, items.n, width))
        keep_together(items, from, items.n - from);
}
