/* Character classes: our tailoring (classes.def) first, ICU's line breaking classes otherwise. */
#include <unicode/uchar.h>

#include "text/text_int.h"

struct row {
    uint32_t cp;
    struct trait trait;
};

#define TRAIT(cp, cls, no_start, no_end, left, right)                                              \
    {cp, {CLASS_##cls, no_start, no_end, left, right}},
static const struct row rows[] = {
#include "text/classes.def"
};
#undef TRAIT

/* UAX #14 classes that differ from a plain Han character. */
static const struct {
    ULineBreak icu;
    struct trait trait;
} from_icu[] = {
    {U_LB_OPEN_PUNCTUATION, {CLASS_OPEN, 0, 1, 0, 0}},
    {U_LB_CLOSE_PUNCTUATION, {CLASS_CLOSE, 1, 0, 0, 0}},
    {U_LB_CLOSE_PARENTHESIS, {CLASS_CLOSE, 1, 0, 0, 0}},
    {U_LB_EXCLAMATION, {CLASS_CLOSE, 1, 0, 0, 0}},
    {U_LB_NONSTARTER, {CLASS_CLOSE, 1, 0, 0, 0}},
    {U_LB_CONDITIONAL_JAPANESE_STARTER, {CLASS_CLOSE, 1, 0, 0, 0}},
    {U_LB_INFIX_NUMERIC, {CLASS_LETTER, 1, 0, 0, 0}},
    {U_LB_INSEPARABLE, {CLASS_ELLIPSIS, 1, 0, 0, 0}},
    {U_LB_BREAK_BOTH, {CLASS_DASH, 1, 0, 0, 0}},
    {U_LB_BREAK_BEFORE, {CLASS_HAN, 0, 1, 0, 0}},
    {U_LB_PREFIX_NUMERIC, {CLASS_PREFIX, 0, 1, 0, 0}},
    {U_LB_POSTFIX_NUMERIC, {CLASS_POSTFIX, 1, 0, 0, 0}},
    {U_LB_NUMERIC, {CLASS_DIGIT, 0, 0, 0, 0}},
    {U_LB_ALPHABETIC, {CLASS_LETTER, 0, 0, 0, 0}},
    {U_LB_HEBREW_LETTER, {CLASS_LETTER, 0, 0, 0, 0}},
    {U_LB_COMPLEX_CONTEXT, {CLASS_LETTER, 0, 0, 0, 0}},
    {U_LB_UNKNOWN, {CLASS_LETTER, 0, 0, 0, 0}},
    {U_LB_HYPHEN, {CLASS_LETTER, 1, 0, 0, 0}},
    {U_LB_BREAK_AFTER, {CLASS_LETTER, 1, 0, 0, 0}},
    {U_LB_BREAK_SYMBOLS, {CLASS_LETTER, 1, 1, 0, 0}},
    {U_LB_QUOTATION, {CLASS_LETTER, 1, 1, 0, 0}},
    {U_LB_COMBINING_MARK, {CLASS_LETTER, 1, 0, 0, 0}},
    {U_LB_ZWJ, {CLASS_LETTER, 1, 1, 0, 0}},
    {U_LB_E_MODIFIER, {CLASS_HAN, 1, 0, 0, 0}},
    {U_LB_GLUE, {CLASS_LETTER, 1, 1, 0, 0}},
    {U_LB_WORD_JOINER, {CLASS_LETTER, 1, 1, 0, 0}},
    {U_LB_SPACE, {CLASS_SPACE, 1, 0, 0, 0}},
    {U_LB_ZWSPACE, {CLASS_SPACE, 1, 0, 0, 0}},
    {U_LB_MANDATORY_BREAK, {CLASS_SPACE, 1, 0, 0, 0}},
    {U_LB_CARRIAGE_RETURN, {CLASS_SPACE, 1, 0, 0, 0}},
    {U_LB_LINE_FEED, {CLASS_SPACE, 1, 0, 0, 0}},
    {U_LB_NEXT_LINE, {CLASS_SPACE, 1, 0, 0, 0}},
};

static const struct trait *tailored(uint32_t cp)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].cp == cp)
            return &rows[i].trait;
    return NULL;
}

struct trait trait_of(uint32_t cp)
{
    struct trait han = {.cls = CLASS_HAN};
    if (cp >= 0x4E00 && cp <= 0x9FFF) /* by far the most; no look-up */
        return han;
    if (cp >= '0' && cp <= '9')
        return (struct trait){.cls = CLASS_DIGIT};
    if (cp == 0x3000)
        return (struct trait){.cls = CLASS_SPACE, .no_start = true};
    const struct trait *own = tailored(cp);
    if (own)
        return *own;
    int icu = u_getIntPropertyValue((UChar32)cp, UCHAR_LINE_BREAK);
    for (size_t i = 0; i < sizeof from_icu / sizeof *from_icu; i++)
        if ((int)from_icu[i].icu == icu)
            return from_icu[i].trait;
    return han;
}

bool in_set(uint32_t cp, const char32_t *set)
{
    while (*set && *set != cp)
        set++;
    return *set != 0;
}

bool is_combining(uint32_t cp)
{
    enum { FIRST_COMBINING = 0x300 };
    if (cp < FIRST_COMBINING || (cp >= 0x3000 && cp <= 0x9FFF)) /* the kana's marks are Japanese */
        return false;
    int icu = u_getIntPropertyValue((UChar32)cp, UCHAR_LINE_BREAK);
    return icu == U_LB_COMBINING_MARK || icu == U_LB_ZWJ;
}

/* Digits, letters and marks of ASCII, accented Latin letters, and m² m³; × ÷ ° · — “ are Chinese
 * here. */
bool is_latin(uint32_t cp)
{
    enum { LAST_LATIN = 0x3BC }; /* the Greek μ */
    if (cp < 0x80 || cp > LAST_LATIN)
        return cp < 0x80;
    if (in_set(cp, U"\u00A0²³µμ")) /* a space that does not break, km², μg */
        return true;
    return cp >= 0xC0 && cp < 0x250 && cp != 0xD7 && cp != 0xF7;
}
