/*
 * The code of a number format, read into sections of tokens; and which section a number is shown
 * by: that of numbers above zero, below, and zero, or the one whose condition it meets.
 */
#include "value/format.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "value/format_int.h"

/* ---- tokens ---- */

struct code_reader {
    struct arena *arena;
    const char *p, *end;
    struct section *s;
    int commas; /* since the last place: they part thousands when another one follows */
    bool seen_point, seen_exponent, seen_slash, seen_time;
};

static struct token *add_token(struct code_reader *c, enum token_kind kind, const char *p, size_t n)
{
    struct token *t = VEC_ADD(c->arena, &c->s->tokens);
    t->kind = (uint8_t)kind;
    t->text = p;
    t->size = n;
    return t;
}

static void add_literal(struct code_reader *c, const char *p, size_t n)
{
    if (n)
        add_token(c, TOKEN_LITERAL, p, n);
}

static const char *behind(const struct code_reader *c, const char *p, char mark)
{
    const char *stop = p < c->end ? memchr(p, mark, (size_t)(c->end - p)) : NULL;
    return stop ? stop : c->end;
}

static void take_quoted(struct code_reader *c)
{
    const char *stop = behind(c, c->p + 1, '"');
    add_literal(c, c->p + 1, (size_t)(stop - c->p - 1));
    c->p = stop < c->end ? stop + 1 : stop;
}

/* \x and !x are x; _x is as wide as x, *x fills the cell with it. */
static void take_escaped(struct code_reader *c)
{
    char mark = *c->p;
    const char *from = ++c->p;
    if (from == c->end)
        return;
    utf8_next(&c->p, c->end);
    if (mark == '_')
        add_token(c, TOKEN_BLANK, from, 0);
    else if (mark != '*')
        add_literal(c, from, (size_t)(c->p - from));
}

/* Consecutive ones of a letter, of either case. */
static size_t run_length(const struct code_reader *c)
{
    const char *p = c->p;
    while (p < c->end && (*p | ' ') == (*c->p | ' '))
        p++;
    return (size_t)(p - c->p);
}

static void take_place(struct code_reader *c)
{
    struct section *s = c->s;
    struct token *t = add_token(c, TOKEN_PLACE, c->p, 1);
    t->letter = *c->p++;
    if (c->seen_exponent) {
        s->exponent++;
    } else if (c->seen_point) {
        s->decimals++;
    } else {
        s->thousands = s->thousands || c->commas > 0;
        c->commas = 0;
        s->places++;
    }
}

/* Between places commas part thousands, behind the last one each takes three digits away. */
static void take_comma(struct code_reader *c)
{
    bool counts = c->s->places + c->s->decimals > 0 && !c->seen_exponent;
    if (!counts)
        add_literal(c, c->p, 1);
    c->commas += counts && !c->seen_point;
    c->s->scale += counts && c->seen_point;
    c->p++;
}

static void take_point(struct code_reader *c)
{
    const char *from = c->p++;
    size_t zeros = 0;
    while (c->seen_time && c->p + zeros < c->end && c->p[zeros] == '0')
        zeros++;
    if (zeros) {
        struct token *t = add_token(c, TOKEN_FRACTION, from, zeros + 1);
        t->n = (uint8_t)(zeros < 3 ? zeros : 3);
        c->s->second_digits = t->n;
        c->p += zeros;
    } else if (c->seen_point || c->seen_time) {
        add_literal(c, from, 1);
    } else {
        add_token(c, TOKEN_POINT, from, 1);
        c->seen_point = true;
        c->s->scale += c->commas;
        c->commas = 0;
    }
}

static void take_percent(struct code_reader *c)
{
    c->s->hundreds++;
    add_literal(c, c->p++, 1);
}

static void take_slash(struct code_reader *c)
{
    bool fraction = c->s->places && !c->seen_slash && !c->seen_point;
    add_token(c, fraction ? TOKEN_SLASH : TOKEN_LITERAL, c->p++, 1);
    c->seen_slash = c->seen_slash || fraction;
}

static void take_at(struct code_reader *c)
{
    add_token(c, TOKEN_TEXT, c->p++, 1);
    c->s->has_text = true;
}

/* ---- brackets ---- */

/* >=100 */
static bool take_condition(struct section *s, const char *p, const char *stop)
{
    unsigned condition = 0;
    for (; p < stop && strchr("<=>", *p); p++)
        condition |= *p == '<' ? CONDITION_LESS : *p == '=' ? CONDITION_SAME : CONDITION_MORE;
    bool whole;
    struct decimal limit;
    while (p < stop && *p == ' ')
        p++;
    if (!condition || decimal_parse(p, (size_t)(stop - p), &limit, &whole) != DECIMAL_NUMBER)
        return false;
    s->condition = condition;
    s->limit = limit;
    return true;
}

static bool says(const char *p, const char *stop, const char *word)
{
    size_t n = strlen(word);
    return (size_t)(stop - p) >= n && strncasecmp(p, word, n) == 0;
}

/* The sixteen bits of a language, of which ten tell it from others: 804, 404 and C04 are Chinese.
 */
static bool is_chinese(const char *p, const char *stop)
{
    enum { LANGUAGE = 0x3FF, CHINESE = 4, HEX = 16 };
    unsigned code = 0;
    if (says(p, stop, "zh"))
        return true;
    for (; p < stop; p++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = strchr(digits, *p | ' ');
        if (!digit)
            break;
        code = code * HEX + (unsigned)(digit - digits);
    }
    return (code & LANGUAGE) == CHINESE;
}

/* A currency, a language, or both: $¥-804. What the system shows days and times by counts as its
 * code. */
static void take_locale(struct code_reader *c, const char *p, const char *stop)
{
    static const struct {
        const char *name, *code;
    } systems[] = {{"F800", "yyyy\"年\"m\"月\"d\"日\""},
                   {"x-sysdate", "yyyy\"年\"m\"月\"d\"日\""},
                   {"F400", "h:mm:ss"},
                   {"x-systime", "h:mm:ss"}};
    const char *dash = memchr(p, '-', (size_t)(stop - p)), *language = dash ? dash + 1 : stop;
    add_literal(c, p, (size_t)((dash ? dash : stop) - p));
    c->s->chinese = c->s->chinese || (dash && is_chinese(language, stop));
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++)
        if (says(language, stop, systems[i].name)) {
            c->p = systems[i].code;
            c->end = c->p + strlen(c->p);
        }
}

/* [h], [mm]: counted beyond the day, the hour, the minute. */
static bool take_elapsed(struct code_reader *c, const char *p, const char *stop)
{
    char letter = p < stop ? (char)(*p | ' ') : '\0';
    for (const char *q = p; q < stop; q++)
        if ((*q | ' ') != letter)
            return false;
    if (!letter || !strchr("hms", letter))
        return false;
    struct token *t = add_token(c, TOKEN_ELAPSED, p, (size_t)(stop - p));
    t->letter = letter;
    t->n = (uint8_t)(stop - p > 1 ? 2 : 1);
    c->seen_time = c->s->is_elapsed = true;
    return true;
}

/* Colours and what else stands in brackets show nothing. */
static void take_bracket(struct code_reader *c)
{
    enum { DIGIT_AT = 5 };
    const char *p = c->p + 1, *stop = behind(c, p, ']');
    c->p = stop < c->end ? stop + 1 : stop;
    if (p < stop && *p == '$')
        take_locale(c, p + 1, stop);
    else if (says(p, stop, "DBNum") && stop - p > DIGIT_AT && p[DIGIT_AT] > '0' &&
             p[DIGIT_AT] < '4')
        c->s->digits = p[DIGIT_AT] - '0';
    else if (!take_condition(c->s, p, stop))
        take_elapsed(c, p, stop);
}

/* ---- letters ---- */

static bool take_letters(struct code_reader *c)
{
    static const char letters[] = "yedmhsa";
    static const char means[] = "yydmhsa";
    const char *letter = strchr(letters, *c->p | ' ');
    size_t n = run_length(c);
    if (!letter || !*letter || ((*c->p | ' ') == 'a' && n < 3))
        return false;
    char what = means[letter - letters];
    bool time = what == 'h' || what == 's';
    struct token *t = add_token(c, time ? TOKEN_TIME : TOKEN_DATE, c->p, n);
    t->letter = what;
    t->n = (uint8_t)(n < 5 ? n : 5);
    if ((*c->p | ' ') == 'e')
        t->n = 4;
    c->seen_time = c->seen_time || time;
    c->s->is_moment = true;
    c->p += n;
    return true;
}

/* Words that would be taken for letters of a date. */
static const struct {
    const char *word;
    enum token_kind kind;
    char letter;
} words[] = {
    {"General", TOKEN_GENERAL, 0}, {"G/通用格式", TOKEN_GENERAL, 0}, {"AM/PM", TOKEN_HALF, 'A'},
    {"A/P", TOKEN_HALF, 'a'},      {"上午/下午", TOKEN_HALF, 'c'},   {"E+", TOKEN_EXPONENT, '+'},
    {"E-", TOKEN_EXPONENT, '-'},
};

static bool take_word(struct code_reader *c)
{
    struct section *s = c->s;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        enum token_kind kind = words[i].kind;
        size_t n = strlen(words[i].word);
        if (!says(c->p, c->end, words[i].word) ||
            (kind == TOKEN_EXPONENT && !(s->places + s->decimals)))
            continue;
        struct token *t = add_token(c, kind, c->p, n);
        t->letter = words[i].letter;
        s->has_general = s->has_general || kind == TOKEN_GENERAL;
        s->has_half = s->has_half || kind == TOKEN_HALF;
        s->is_moment = s->is_moment || kind == TOKEN_HALF;
        s->has_power = c->seen_exponent = c->seen_exponent || kind == TOKEN_EXPONENT;
        c->p += n;
        return true;
    }
    return false;
}

static void take_other(struct code_reader *c)
{
    const char *from = c->p;
    if (take_word(c) || take_letters(c))
        return;
    utf8_next(&c->p, c->end);
    add_literal(c, from, (size_t)(c->p - from));
}

static const struct {
    char mark;
    void (*take)(struct code_reader *c);
} marks[] = {{'"', take_quoted},  {'\\', take_escaped}, {'!', take_escaped}, {'_', take_escaped},
             {'*', take_escaped}, {'[', take_bracket},  {'0', take_place},   {'#', take_place},
             {'?', take_place},   {'.', take_point},    {',', take_comma},   {'%', take_percent},
             {'/', take_slash},   {'@', take_at}};

static void take(struct code_reader *c)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].mark == *c->p) {
            marks[i].take(c);
            return;
        }
    take_other(c);
}

/* ---- sections ---- */

static bool is_part(const struct token *t)
{
    return t->kind == TOKEN_DATE || t->kind == TOKEN_TIME || t->kind == TOKEN_ELAPSED;
}

/* An m is a minute behind hours or seconds and before seconds, else a month. */
static void tell_minutes(struct section *s)
{
    enum { NAME = 3 }; /* mmm is the name of a month */
    struct token *before = NULL;
    for (size_t i = 0; i < s->tokens.n; i++) {
        struct token *t = &s->tokens.v[i];
        if (!is_part(t))
            continue;
        bool second = t->kind == TOKEN_TIME && t->letter == 's';
        if (second && before && before->letter == 'm' && before->n < NAME &&
            before->kind == TOKEN_DATE)
            before->kind = TOKEN_TIME;
        if (t->kind == TOKEN_DATE && t->letter == 'm' && t->n < NAME && before &&
            before->kind != TOKEN_DATE)
            t->kind = TOKEN_TIME;
        before = t;
    }
}

/* Between the parts of a moment places are what they look like, and so is a point without any. */
static void finish_section(struct code_reader *c)
{
    struct section *s = c->s;
    s->scale = s->has_power ? 0 : s->scale + c->commas;
    s->is_fraction = c->seen_slash;
    s->is_moment = s->is_moment || s->is_elapsed;
    if (s->is_moment)
        tell_minutes(s);
    else if (s->places + s->decimals)
        return;
    for (size_t i = 0; i < s->tokens.n; i++) {
        struct token *t = &s->tokens.v[i];
        if (t->kind == TOKEN_PLACE || t->kind == TOKEN_POINT || t->kind == TOKEN_SLASH)
            t->kind = TOKEN_LITERAL;
    }
}

/* Reads a section; returns where the next one begins, or NULL. */
static const char *read_section(struct arena *a, struct section *s, const char *p, const char *end)
{
    struct code_reader c = {.arena = a, .p = p, .end = end, .s = s};
    while (c.p < c.end && *c.p != ';')
        take(&c);
    finish_section(&c);
    return c.end == end && c.p < end ? c.p + 1 : NULL;
}

/* A code that says nothing, or a colour alone, is that of all cells. */
#define GENERAL "General"

const struct format *format_read(struct arena *a, const char *code, size_t n)
{
    struct format *f = ARENA_NEW(a, struct format);
    const char *p = arena_strndup(a, code, n), *end = p + n;
    while (p && f->n < SECTION_MOST)
        p = read_section(a, &f->sections[f->n++], p, end);
    const char *general = GENERAL;
    if (f->n == 1 && !f->sections[0].tokens.n)
        read_section(a, &f->sections[0], general, general + strlen(general));
    f->text = f->n == SECTION_MOST || f->sections[f->n - 1].has_text ? f->n - 1 : -1;
    if (f->text > 0)
        f->n--;
    return f;
}

/* ---- which section ---- */

static bool meets(unsigned condition, struct decimal d, struct decimal limit)
{
    int order = decimal_compare(d, limit);
    unsigned is = order < 0 ? CONDITION_LESS : order > 0 ? CONDITION_MORE : CONDITION_SAME;
    return (condition & is) != 0;
}

/* The condition of a section that says none, by its place; 0: it takes all that is left. */
static unsigned usual_condition(const struct format *f, int i)
{
    if (i == 0 && f->n == 1)
        return 0;
    if (i == 0)
        return CONDITION_MORE | (f->n == 2 ? CONDITION_SAME : 0u);
    return i == 1 && f->n > 2 ? CONDITION_LESS : 0;
}

/* NULL: the number meets none of the conditions. */
static const struct section *choose(const struct format *f, struct decimal d)
{
    for (int i = 0; i < f->n; i++) {
        const struct section *s = &f->sections[i];
        unsigned condition = s->condition ? s->condition : usual_condition(f, i);
        if (!condition || meets(condition, d, s->limit))
            return s;
    }
    return NULL;
}

/* The section of numbers below zero says so itself; where conditions part the numbers, a sign is
 * needed. */
static bool needs_sign(const struct format *f, const struct section *s)
{
    bool below = s == &f->sections[1] && !s->condition && (f->n > 2 || !f->sections[0].condition);
    return !below;
}

/* ---- showing ---- */

static void drop_blanks(struct buf *out, size_t start)
{
    while (out->n > start && out->p[out->n - 1] == ' ')
        out->p[--out->n] = '\0';
}

void format_show(const struct format *f, struct decimal d, bool since_1904, struct buf *out)
{
    size_t start = out->n;
    const struct section *s = f->n ? choose(f, d) : NULL;
    bool shown = s && s->is_moment && section_show_moment(s, d, since_1904, out);
    if (!s || (s->is_moment && !shown))
        section_show_general(d, 0, out);
    else if (!shown)
        section_show_number(s, d, d.value < 0 && needs_sign(f, s), out);
    drop_blanks(out, start);
}

bool format_show_text(const struct format *f, const char *utf8, size_t n, struct buf *out)
{
    size_t start = out->n;
    if (f->text < 0)
        return false;
    const struct section *s = &f->sections[f->text];
    for (size_t i = 0; i < s->tokens.n; i++) {
        const struct token *t = &s->tokens.v[i];
        if (t->kind == TOKEN_TEXT || t->kind == TOKEN_GENERAL)
            buf_add(out, utf8, n);
        else if (t->kind == TOKEN_BLANK)
            section_show_blank(out, start);
        else
            buf_add(out, t->text, t->size);
    }
    drop_blanks(out, start);
    return true;
}

bool format_moment(const struct format *f, struct decimal d, bool since_1904, struct buf *out)
{
    const struct section *s = f->n ? choose(f, d) : NULL;
    return s && s->is_moment && !s->is_elapsed && section_plain_moment(s, d, since_1904, out);
}

bool format_is_number(const struct format *f)
{
    return !f->n || !f->sections[0].is_moment;
}

struct decimal format_rounded(const struct format *f, struct decimal d)
{
    const struct section *s = f->n ? choose(f, d) : NULL;
    return s && !s->is_moment ? section_rounded(s, d) : d;
}
