/*
 * Numbers of lists as Word writes them in its formats (w:numFmt). Those of Chinese have three ways
 * of going on behind ten: counting (十一, 一百零五), digit by digit (一一), and not at all.
 */
#include <string.h>

#include "draft/docx_int.h"

enum { BASE = 10, LETTERS = 26, MOST = 32767 };

static const char *const digits[BASE] = {"〇", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};

/* ---- Chinese ---- */

struct counting {
    const char *digits[BASE], *ten, *hundred, *thousand, *myriad;
};

static const struct counting plain = {
    {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}, "十", "百", "千", "万"};
static const struct counting legal = {
    {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}, "拾", "佰", "仟", "万"};
static const struct counting legal_old = {
    {"零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"}, "拾", "佰", "仟", "萬"};

/* Below ten thousand; led: something stands before it. */
static void write_below(const struct counting *c, long n, bool led, struct buf *out)
{
    static const long units[] = {1000, 100, 10, 1};
    const char *const names[] = {c->thousand, c->hundred, c->ten, ""};
    bool gap = false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        long digit = n / units[i] % BASE;
        gap = gap || (!digit && led);
        if (!digit)
            continue;
        if (gap)
            buf_str(out, c->digits[0]);
        if (led || digit != 1 || units[i] != BASE)
            buf_str(out, c->digits[digit]);
        buf_str(out, names[i]);
        led = true;
        gap = false;
    }
}

static void count(const struct counting *c, long n, struct buf *out)
{
    enum { MYRIAD = 10000 };
    if (!n)
        buf_str(out, c->digits[0]);
    if (n >= MYRIAD) {
        write_below(c, n / MYRIAD, false, out);
        buf_str(out, c->myriad);
    }
    write_below(c, n % MYRIAD, n >= MYRIAD, out);
}

static void count_thousand(long n, struct buf *out)
{
    count(&plain, n, out);
}

static void count_legal(long n, struct buf *out)
{
    count(&legal, n, out);
}

static void count_legal_old(long n, struct buf *out)
{
    count(&legal_old, n, out);
}

static void digit_by_digit(long n, struct buf *out)
{
    char decimal[24];
    int length = snprintf(decimal, sizeof decimal, "%ld", n);
    for (int i = 0; i < length; i++)
        buf_str(out, digits[decimal[i] - '0']);
}

/* Counted up to 99, then digit by digit. */
static void count_hundred(long n, struct buf *out)
{
    if (n < BASE * BASE)
        count(&plain, n, out);
    else
        digit_by_digit(n, out);
}

/* ---- signs, one after the other ---- */

static void decimal(long n, struct buf *out)
{
    buf_int(out, n);
}

static void write_cycle(long n, long least, size_t most, const char *const signs[], struct buf *out)
{
    if (n >= least && n < least + (long)most)
        buf_str(out, signs[n - least]);
    else
        buf_int(out, n);
}

static void stems(long n, struct buf *out)
{
    static const char *const signs[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    write_cycle(n, 1, sizeof signs / sizeof *signs, signs, out);
}

static void branches(long n, struct buf *out)
{
    static const char *const signs[] = {"子", "丑", "寅", "卯", "辰", "巳",
                                        "午", "未", "申", "酉", "戌", "亥"};
    write_cycle(n, 1, sizeof signs / sizeof *signs, signs, out);
}

static void stems_and_branches(long n, struct buf *out)
{
    enum { STEMS = 10, BRANCHES = 12, CYCLE = 60 };
    if (n < 1 || n > CYCLE) {
        buf_int(out, n);
        return;
    }
    stems((n - 1) % STEMS + 1, out);
    branches((n - 1) % BRANCHES + 1, out);
}

/* Signs that Unicode has in a row. */
static void write_row(long n, uint32_t first, long most, struct buf *out)
{
    if (n >= 1 && n <= most)
        buf_code(out, first + (uint32_t)n - 1);
    else
        buf_int(out, n);
}

static void circled(long n, struct buf *out)
{
    enum { ONE = 0x2460, TWENTY_ONE = 0x3251, THIRTY_SIX = 0x32B1 };
    if (n > 20 && n <= 35)
        buf_code(out, TWENTY_ONE + (uint32_t)n - 21);
    else if (n > 35 && n <= 50)
        buf_code(out, THIRTY_SIX + (uint32_t)n - 36);
    else
        write_row(n, ONE, 20, out);
}

static void with_full_stop(long n, struct buf *out)
{
    write_row(n, 0x2488, 20, out);
}

static void in_brackets(long n, struct buf *out)
{
    write_row(n, 0x2474, 20, out);
}

static void circled_chinese(long n, struct buf *out)
{
    write_row(n, 0x3280, 10, out);
}

static void full_width(long n, struct buf *out)
{
    enum { ZERO = 0xFF10 };
    char text[24];
    int length = snprintf(text, sizeof text, "%ld", n);
    for (int i = 0; i < length; i++)
        buf_code(out, text[i] == '-' ? '-' : ZERO + (uint32_t)(text[i] - '0'));
}

static void two_digits(long n, struct buf *out)
{
    buf_printf(out, "%02ld", n);
}

static void in_dashes(long n, struct buf *out)
{
    buf_printf(out, "- %ld -", n);
}

/* ---- letters ---- */

/* AA follows Z, BB it. */
static void letters(long n, char first, struct buf *out)
{
    for (long i = 0; i <= (n - 1) / LETTERS; i++)
        buf_char(out, (char)(first + (n - 1) % LETTERS));
}

static void upper_letters(long n, struct buf *out)
{
    letters(n, 'A', out);
}

static void lower_letters(long n, struct buf *out)
{
    letters(n, 'a', out);
}

static void roman(long n, const char *const signs[], struct buf *out)
{
    static const long values[] = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        for (; n >= values[i]; n -= values[i])
            buf_str(out, signs[i]);
}

static void upper_roman(long n, struct buf *out)
{
    static const char *const signs[] = {"M",  "CM", "D",  "CD", "C",  "XC", "L",
                                        "XL", "X",  "IX", "V",  "IV", "I"};
    roman(n, signs, out);
}

static void lower_roman(long n, struct buf *out)
{
    static const char *const signs[] = {"m",  "cm", "d",  "cd", "c",  "xc", "l",
                                        "xl", "x",  "ix", "v",  "iv", "i"};
    roman(n, signs, out);
}

static void ordinal(long n, struct buf *out)
{
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    long last = n % BASE, tens = n / BASE % BASE;
    buf_printf(out, "%ld%s", n, tens != 1 && last < 4 ? ends[last] : ends[0]);
}

/* ---- formats ---- */

/* "001, 002, 003, ...": as many digits as the first has. */
static void write_custom(const char *format, long n, struct buf *out)
{
    enum { MOST_DIGITS = 9 };
    size_t width = strcspn(format, ",");
    buf_printf(out, "%0*ld", width < MOST_DIGITS ? (int)width : MOST_DIGITS, n);
}

bool numeral_write(const char *format, const char *custom, long n, struct buf *out)
{
    static const struct {
        const char *name;
        void (*write)(long n, struct buf *out);
    } formats[] = {
        {"decimal", decimal},
        {"chineseCounting", count_hundred},
        {"chineseCountingThousand", count_thousand},
        {"chineseLegalSimplified", count_legal},
        {"taiwaneseCounting", count_hundred},
        {"taiwaneseCountingThousand", count_thousand},
        {"taiwaneseDigital", digit_by_digit},
        {"japaneseCounting", count_thousand},
        {"japaneseDigitalTenThousand", digit_by_digit},
        {"japaneseLegal", count_legal_old},
        {"koreanDigital2", digit_by_digit},
        {"ideographDigital", digit_by_digit},
        {"ideographTraditional", stems},
        {"ideographZodiac", branches},
        {"ideographZodiacTraditional", stems_and_branches},
        {"ideographLegalTraditional", count_legal_old},
        {"ideographEnclosedCircle", circled_chinese},
        {"decimalEnclosedCircle", circled},
        {"decimalEnclosedCircleChinese", circled},
        {"decimalEnclosedFullstop", with_full_stop},
        {"decimalEnclosedParen", in_brackets},
        {"decimalFullWidth", full_width},
        {"decimalFullWidth2", full_width},
        {"decimalHalfWidth", decimal},
        {"decimalZero", two_digits},
        {"numberInDash", in_dashes},
        {"upperLetter", upper_letters},
        {"lowerLetter", lower_letters},
        {"upperRoman", upper_roman},
        {"lowerRoman", lower_roman},
        {"ordinal", ordinal},
    };
    if (part_is(format, "none"))
        return true;
    if (part_is(format, "custom") && custom && *custom == '0') {
        write_custom(custom, n, out);
        return true;
    }
    bool countable = n >= 1 && n <= MOST; /* letters and romans of others are endless or none */
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, format) == 0) {
            (countable ? formats[i].write : decimal)(n, out);
            return true;
        }
    buf_int(out, n);
    return false;
}
