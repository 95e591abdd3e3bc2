/*
 * Numbers of workbooks as their cells' formats show them, and what they are exactly. A number as
 * the file stores it ("1.38E+10", "0.30000000000000004") is read as a decimal of fifteen digits: no
 * rounding of machines, no locale. A whole number keeps all its digits. And what stands in a cell
 * in place of a number that could not be reckoned.
 */
#include <string.h>

#include "sheet/sheet_int.h"
#include "value/decimal.h"

/* ---- formats by number: ECMA-376 part 1, 18.8.30, as Excel has them in Chinese ---- */

#define ACCOUNTING(sign, form, nothing)                                                            \
    "_ " sign "* " form "_ ;_ " sign "* \\-" form "_ ;_ " sign "* " nothing "_ ;_ @_ "
#define YUAN "\"\u00A5\""

static const struct {
    uint32_t first, last;
    const char *code;
} built_in[] = {
    {1, 1, "0"},
    {2, 2, "0.00"},
    {3, 3, "#,##0"},
    {4, 4, "#,##0.00"},
    {5, 6, YUAN "#,##0;" YUAN "\\-#,##0"},
    {7, 8, YUAN "#,##0.00;" YUAN "\\-#,##0.00"},
    {9, 9, "0%"},
    {10, 10, "0.00%"},
    {11, 11, "0.00E+00"},
    {12, 12, "# ?/?"},
    {13, 13,
     "# ?"
     "?/?"
     "?"},
    {14, 14, "yyyy/m/d"},
    {15, 15, "d-mmm-yy"},
    {16, 16, "d-mmm"},
    {17, 17, "mmm-yy"},
    {18, 18, "h:mm AM/PM"},
    {19, 19, "h:mm:ss AM/PM"},
    {20, 20, "h:mm"},
    {21, 21, "h:mm:ss"},
    {22, 22, "yyyy/m/d h:mm"},
    {27, 27, "yyyy年m月"},
    {28, 29, "m月d日"},
    {30, 30, "m-d-yy"},
    {31, 31, "yyyy年m月d日"},
    {32, 32, "h时mm分"},
    {33, 33, "h时mm分ss秒"},
    {34, 34, "上午/下午h时mm分"},
    {35, 35, "上午/下午h时mm分ss秒"},
    {36, 36, "yyyy年m月"},
    {37, 38, "#,##0;\\-#,##0"},
    {39, 40, "#,##0.00;\\-#,##0.00"},
    {41, 41, ACCOUNTING("", "#,##0", "\"-\"")},
    {42, 42, ACCOUNTING(YUAN, "#,##0", "\"-\"")},
    {43, 43,
     ACCOUNTING("", "#,##0.00",
                "\"-\"?"
                "?")},
    {44, 44,
     ACCOUNTING(YUAN, "#,##0.00",
                "\"-\"?"
                "?")},
    {45, 45, "mm:ss"},
    {46, 46, "[h]:mm:ss"},
    {47, 47, "mm:ss.0"},
    {48, 48, "##0.0E+0"},
    {49, 49, "@"},
    {50, 50, "yyyy年m月"},
    {51, 51, "m月d日"},
    {52, 52, "yyyy年m月"},
    {53, 54, "m月d日"},
    {55, 55, "上午/下午h时mm分"},
    {56, 56, "上午/下午h时mm分ss秒"},
    {57, 57, "yyyy年m月"},
    {58, 58, "m月d日"},
};

const struct format *sheet_built_in(struct arena *a, uint32_t id)
{
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        if (id >= built_in[i].first && id <= built_in[i].last)
            return format_read(a, built_in[i].code, strlen(built_in[i].code));
    return format_read(a, "General", strlen("General"));
}

/* ---- errors ---- */

bool sheet_is_error(const char *utf8, size_t n)
{
    static const char *const errors[] = {"#REF!",  "#N/A",  "#VALUE!", "#DIV/0!", "#NAME?",
                                         "#NULL!", "#NUM!", "#SPILL!", "#CALC!",  "#FIELD!"};
    for (size_t i = 0; n && *utf8 == '#' && i < sizeof errors / sizeof *errors; i++)
        if (n == strlen(errors[i]) && memcmp(utf8, errors[i], n) == 0)
            return true;
    return false;
}

/* ---- numbers ---- */

/* As many digits as a number of a workbook has for sure; what has more before its point than these
 * is shown as it is stored. */
enum { SOUND_DIGITS = 15, MOST_DIGITS = 25 };

/* 1,234.50 says what it is. */
static bool says_itself(const struct buf *shown, struct decimal d)
{
    struct decimal said;
    bool whole;
    char plain[2 * MOST_DIGITS];
    size_t n = 0;
    if (shown->n > sizeof plain)
        return false;
    for (size_t i = 0; i < shown->n; i++)
        if (shown->p[i] != ',')
            plain[n++] = shown->p[i];
    return n && decimal_parse(plain, n, &said, &whole) == DECIMAL_NUMBER && decimal_equal(said, d);
}

/* As far as decimals are read again. */
static void add_exact(struct decimal d, struct buf *out)
{
    decimal_round(&d, DECIMAL_DIGITS);
    if (d.value < 0)
        buf_char(out, '-');
    decimal_write(out, d, 1, d.decimals > 0 ? d.decimals : 0);
}

bool sheet_number_show(const char *value, size_t n, const struct format *f, bool since_1904,
                       struct sheet_number *out)
{
    struct decimal d;
    bool whole;
    enum decimal_kind kind = decimal_parse(value, n, &d, &whole);
    buf_clear(&out->shown);
    buf_clear(&out->exact);
    out->lost = false;
    if (kind == DECIMAL_BAD || kind == DECIMAL_NOTHING)
        return false;
    int point = decimal_magnitude(d);
    out->lost = point > SOUND_DIGITS && d.decimals <= 0;
    if (!whole)
        decimal_round(&d, SOUND_DIGITS - point);
    if (kind == DECIMAL_LONG || point > MOST_DIGITS) {
        buf_add(&out->shown, value, n);
        return true;
    }
    format_show(f, d, since_1904, &out->shown);
    bool moment = format_moment(f, d, since_1904, &out->exact);
    out->lost = out->lost && !moment;
    if (!moment && format_is_number(f) && !says_itself(&out->shown, d))
        add_exact(d, &out->exact);
    return true;
}
