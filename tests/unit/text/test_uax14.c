/*
 * Where lines may end, against Unicode's own test of UAX #14. The rules here are tailored for
 * Chinese documents; each difference is in a table with its reason, and one that is not in it, or
 * no longer occurs, fails.
 */
#include "text_test.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>

#define TEST_FILE      "/usr/share/unicode/auxiliary/LineBreakTest.txt"
#define TABLES_VERSION "LineBreakTest-15.0.0"

enum { MOST_CHARACTERS = 64, LEAST_SAMPLES = 7000, MOST_ROWS = 32 };

struct sample {
    uint32_t cp[MOST_CHARACTERS];
    bool breaks[MOST_CHARACTERS]; /* a line may end after the character */
    size_t n;
};

enum spaces { NO_SPACE, SPACE, ANY };

/* Classes by their names in UAX #14, apart by spaces; "": all. A combining mark counts as what
 * bears it; spaces between the two classes are passed over. */
struct deviation {
    enum spaces spaces;
    const char *before, *after, *reason;
};

/* Where UAX #14 lets a line end and the rules here do not. */
static const struct deviation stricter[] = {
    {ANY, "BK CR LF NL ZW", "", "controls are spaces: of breaks, a text has only U+2028"},
    {SPACE, "", "CM ZWJ QU HY PO IN GL EM BA B2 NS CJ WJ",
     "what may not start a line may not start one after a space either"},
    {SPACE, "NU", "NU", "138 0000 0000 is one number"},
    {NO_SPACE, "", "B2", "a dash starts no line: GB/T 15834 5.1.4"},
    {NO_SPACE, "", "EM", "a modifier stays with any character before it"},
    {NO_SPACE, "", "PO", "a percent or degree sign starts no line"},
    {NO_SPACE, "PR BB", "", "a currency sign or an opening accent ends no line"},
    {NO_SPACE, "ZWJ", "", "a joiner joins on both sides"},
    {NO_SPACE, "CB", "CJ NS IN HY BA", "what may not start a line may not after an object either"},
    {NO_SPACE, "IS", "ID", "1.X is a label, which stays with what it labels"},
    {NO_SPACE, "SY", "", "a solidus ends no line: GB/T 15834 5.1.7"},
    {NO_SPACE, "IS BA HY PO CP", "AL HL AI XX SA NU OP PR",
     "an address, a date or a code is one word"},
    {NO_SPACE, "BA HY", "GL", "an address, a date or a code is one word"},
};

/* Where the rules here let a line end and UAX #14 does not. */
static const struct deviation looser[] = {
    {NO_SPACE, "", "AI", "what is of ambiguous width is set as wide as a Han character: ①, ×"},
    {NO_SPACE, "AI", "", "what is of ambiguous width is set as wide as a Han character: ①, ×"},
    {NO_SPACE, "JL JV JT H2 H3", "JL JV JT H2 H3", "no Korean is set"},
    {NO_SPACE, "RI", "RI", "no flags are set"},
    {NO_SPACE, "CL", "PR", "a sum of money after a bracket is another word"},
    {NO_SPACE, "PO CP", "AL HL XX SA NU", "no sign or bracket bears a combining mark"},
    {NO_SPACE, "QU", "AL", "’ closes a quotation in Chinese; it is no apostrophe"},
    {SPACE, "QU", "OP", "LB15, which UAX #14 has dropped since"},
};

/* Where the installed ICU differs: the file's numbers are those of UAX #14's example 7. */
static const struct deviation icu_stricter[] = {
    {NO_SPACE, "IS", "NU", "1.5 is one number even where no number precedes the point"},
    {NO_SPACE, "HY", "AL AI XX SA", "LB20a of later versions: a hyphen that starts a word"},
};
static const struct deviation icu_looser[] = {
    {SPACE, "", "IS", "a point that a number follows begins the number"},
};

/* ---- reading ---- */

static bool read_sample(char *line, struct sample *s)
{
    char *comment = strchr(line, '#'), *rest = NULL;
    if (comment)
        *comment = '\0';
    s->n = 0;
    for (char *word = strtok_r(line, " \t\n", &rest); word; word = strtok_r(NULL, " \t\n", &rest)) {
        bool sign = strcmp(word, "÷") == 0 || strcmp(word, "×") == 0;
        if (sign && s->n)
            s->breaks[s->n - 1] = strcmp(word, "÷") == 0;
        else if (!sign && s->n < MOST_CHARACTERS)
            s->cp[s->n++] = (uint32_t)strtoul(word, NULL, 16);
    }
    return s->n > 0;
}

/* ---- comparing ---- */

static int icu_class(uint32_t cp)
{
    return u_getIntPropertyValue((UChar32)cp, UCHAR_LINE_BREAK);
}

static const char *class_name(uint32_t cp)
{
    return u_getPropertyValueName(UCHAR_LINE_BREAK, icu_class(cp), U_SHORT_PROPERTY_NAME);
}

static bool is_joiner(uint32_t cp)
{
    return icu_class(cp) == U_LB_COMBINING_MARK || icu_class(cp) == U_LB_ZWJ;
}

/* The character whose class counts before the place after character i. */
static uint32_t base_before(const struct sample *s, size_t i, bool *spaced)
{
    *spaced = s->cp[i] == ' ';
    while (i > 0 && s->cp[i] == ' ')
        i--;
    while (i > 0 && is_joiner(s->cp[i]) && s->cp[i - 1] != ' ')
        i--;
    return s->cp[i];
}

static bool has_word(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = words; (p = strstr(p, word)); p += n)
        if ((p == words || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
            return true;
    return *words == '\0';
}

struct table {
    const struct deviation *rows;
    size_t n;
    unsigned met[MOST_ROWS];
};

static bool find_row(struct table *t, const struct sample *s, size_t i)
{
    bool spaced;
    const char *before = class_name(base_before(s, i, &spaced)), *after = class_name(s->cp[i + 1]);
    for (size_t k = 0; k < t->n; k++) {
        const struct deviation *row = &t->rows[k];
        bool spaces = row->spaces == ANY || row->spaces == (spaced ? SPACE : NO_SPACE);
        if (spaces && has_word(row->before, before) && has_word(row->after, after)) {
            t->met[k]++;
            return true;
        }
    }
    print_error("not listed: %s%s then %s (U+%04X U+%04X)\n", before, spaced ? " SP" : "", after,
                s->cp[i], s->cp[i + 1]);
    return false;
}

typedef void find_breaks(const struct sample *s, bool breaks[]);

static unsigned compare(const struct sample *s, find_breaks *find, struct table *fewer,
                        struct table *more)
{
    bool breaks[MOST_CHARACTERS] = {false};
    unsigned unlisted = 0;
    find(s, breaks);
    for (size_t i = 0; i + 1 < s->n; i++)
        if (breaks[i] != s->breaks[i])
            unlisted += !find_row(s->breaks[i] ? fewer : more, s, i);
    return unlisted;
}

static unsigned count_unmet(const struct table *t)
{
    unsigned unmet = 0;
    for (size_t k = 0; k < t->n; k++) {
        if (!t->met[k])
            print_error("no longer occurs: %s then %s: %s\n", t->rows[k].before, t->rows[k].after,
                        t->rows[k].reason);
        unmet += !t->met[k];
    }
    return unmet;
}

static void compare_all(find_breaks *find, struct table *fewer, struct table *more)
{
    FILE *in = fopen(TEST_FILE, "r");
    char line[4096];
    struct sample s;
    unsigned samples = 0, unlisted = 0;
    if (!in)
        fail_msg("%s is missing: install unicode-data", TEST_FILE);
    if (!fgets(line, sizeof line, in) || !strstr(line, TABLES_VERSION)) {
        fclose(in);
        skip(); /* the tables hold for one version of Unicode */
    }
    while (fgets(line, sizeof line, in)) {
        if (!read_sample(line, &s))
            continue;
        samples++;
        unlisted += compare(&s, find, fewer, more);
    }
    fclose(in);
    assert_true(samples > LEAST_SAMPLES);
    assert_int_equal(unlisted, 0);
    assert_int_equal(count_unmet(fewer) + count_unmet(more), 0);
}

/* ---- the two that are compared ---- */

static void our_breaks(const struct sample *s, bool breaks[])
{
    struct item v[MOST_CHARACTERS] = {0};
    for (size_t i = 0; i < s->n; i++)
        v[i] = bare_item(s->cp[i]);
    text_items_find_breaks((struct items){.v = v, .n = s->n}, MOST_CHARACTERS * EM);
    for (size_t i = 0; i < s->n; i++)
        breaks[i] = v[i].break_after;
}

static void icu_breaks(const struct sample *s, bool breaks[])
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[2 * MOST_CHARACTERS];
    size_t after[2 * MOST_CHARACTERS + 1] = {0};
    int32_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        U16_APPEND_UNSAFE(units, n, s->cp[i]);
        after[n] = i;
    }
    UBreakIterator *lines = ubrk_open(UBRK_LINE, "en", units, n, &status);
    assert_true(U_SUCCESS(status));
    for (int32_t at = ubrk_next(lines); at != UBRK_DONE; at = ubrk_next(lines))
        breaks[after[at]] = true;
    ubrk_close(lines);
}

#define TABLE(v)                                                                                   \
    {                                                                                              \
        .rows = (v), .n = sizeof(v) / sizeof *(v)                                                  \
    }

static void every_difference_from_unicode_has_its_reason(void **state)
{
    (void)state;
    struct table fewer = TABLE(stricter), more = TABLE(looser);
    compare_all(our_breaks, &fewer, &more);
}

static void the_installed_icu_agrees_with_unicode(void **state)
{
    (void)state;
    struct table fewer = TABLE(icu_stricter), more = TABLE(icu_looser);
    compare_all(icu_breaks, &fewer, &more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_difference_from_unicode_has_its_reason),
        cmocka_unit_test(the_installed_icu_agrees_with_unicode),
    };
    return cmocka_run_group_tests_name("uax14", tests, NULL, NULL);
}
