/*
 * A line of a form: its words, the blanks to write on, be they typed or underlined, days to fill
 * in, groups of boxes with their options.
 */
#include "base/utf8.h"
#include "import/tables_int.h"
#include "value/number.h"

enum { LINE = '_' };

static bool is_box(uint32_t cp)
{
    return utf8_is_one_of(cp, U"□☐▢◻");
}

static bool is_stroke(uint32_t cp)
{
    return cp == LINE || cp == U'＿';
}

/* What no option has: it ends there. */
static bool ends_option(uint32_t cp)
{
    return !cp || utf8_is_blank(cp) || is_box(cp) || is_stroke(cp) ||
           utf8_is_one_of(cp, U"）)。；;，,、：:？?");
}

/* ---- numbers ---- */

static const struct {
    const char *before, *behind;
    bool chinese;
    enum fill_label label;
} forms[] = {
    {"", "、", true, FILL_CHINESE},          {"（", "）", true, FILL_CHINESE_BRACKETS},
    {"(", ")", true, FILL_CHINESE_BRACKETS}, {"", ".", false, FILL_DIGITS},
    {"", "．", false, FILL_DIGITS},          {"", "、", false, FILL_DIGITS},
    {"（", "）", false, FILL_BRACKETS},      {"(", ")", false, FILL_BRACKETS},
};

static size_t digits_at(struct text t, size_t i, bool chinese, int *n)
{
    struct numeral x = {0};
    size_t at = i;
    if (!chinese)
        return number_digits(t, i, 3, n);
    while (at < t.n && !utf8_is_digit(t.cp[at]) && numeral_add(&x, t.cp[at]))
        at++;
    *n = numeral_value(&x);
    return at - i;
}

size_t fill_number(struct text t, enum fill_label *label, int *n)
{
    enum { CIRCLED = 0x2460, CIRCLED_LAST = 0x2473 };
    if (t.n && t.cp[0] >= CIRCLED && t.cp[0] <= CIRCLED_LAST) {
        *label = FILL_CIRCLED;
        *n = (int)(t.cp[0] - CIRCLED) + 1;
        return 1;
    }
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        size_t at = text_word_at(t, 0, forms[k].before);
        if (!at && *forms[k].before)
            continue;
        size_t digits = digits_at(t, at, forms[k].chinese, n);
        size_t behind = digits ? text_word_at(t, at + digits, forms[k].behind) : 0;
        if (!behind)
            continue;
        *label = forms[k].label;
        return at + digits + behind;
    }
    return 0;
}

/* ---- underlined blanks ---- */

static bool is_underlined(const struct draft_paragraph *p, size_t i)
{
    return p && draft_looks_at(p, i)->underline && utf8_is_blank(p->text.cp[i]);
}

/* The characters of the paragraph between line breaks, with underlined blanks as strokes; other
 * blanks at its ends left out. */
static struct text stroked(struct importer *im, const struct draft_paragraph *p, struct text line)
{
    struct text t = p ? p->text : line;
    size_t from = p ? import_before(t, line).n : 0, to = from;
    if (!p || !line.n)
        return line;
    while (from > 0 && utf8_is_blank(t.cp[from - 1]) && t.cp[from - 1] != TEXT_BREAK)
        from--;
    while (to < t.n && t.cp[to] != TEXT_BREAK)
        to++;
    struct text_builder b = {.arena = im->arena, .src = t.src};
    for (size_t i = from; i < to; i++)
        if (!is_underlined(p, i))
            text_add(&b, t.cp[i], t.at[i]);
        else
            for (int k = words_width(text_part(t, i, i + 1)); k > 0; k--)
                text_add(&b, LINE, t.at[i]);
    return text_trimmed(text_done(&b));
}

/* ---- days ---- */

/* Behind strokes and blanks at i. */
static size_t skip_gap(struct text t, size_t i)
{
    while (i < t.n && (is_stroke(t.cp[i]) || utf8_is_blank(t.cp[i])))
        i++;
    return i;
}

/* ____年__月__日; 　　年　月　日: the length, or 0. A year may be typed: 2026年　月　日 is no day
 * to fill in whole. */
static size_t date_at(struct text t, size_t i)
{
    size_t year = skip_gap(t, i), month = skip_gap(t, year + 1), day = skip_gap(t, month + 1);
    bool gaps = month > year + 1 && day > month + 1;
    bool is = text_char(t, year) == U'年' && text_char(t, month) == U'月' &&
              text_char(t, day) == U'日' && gaps && (year > i || !i || t.cp[i - 1] == U'：');
    return is ? day + 1 - i : 0;
}

/* ---- boxes ---- */

static size_t option_end(struct text t, size_t i)
{
    while (i < t.n && !ends_option(t.cp[i]))
        i++;
    return i;
}

/* Where the option before a box begins. */
static size_t option_start(struct text t, size_t box, size_t least)
{
    size_t i = box;
    while (i > least && utf8_is_blank(t.cp[i - 1]))
        i--;
    while (i > least && !ends_option(t.cp[i - 1]) && !utf8_is_one_of(t.cp[i - 1], U"（("))
        i--;
    return i;
}

/* Options behind their boxes, from a box on: where they end; i: there are none. */
static size_t boxes_before(struct importer *im, struct text t, size_t i, struct fill_item *out)
{
    size_t end = i;
    for (size_t at = i; at < t.n && is_box(t.cp[at]);) {
        size_t from = text_skip_blanks(t, at + 1), to = option_end(t, from);
        if (to == from)
            break;
        if (!out->options.n)
            out->box = from > at + 1 ? FILL_BEFORE_APART : FILL_BEFORE;
        VEC_PUSH(im->arena, &out->options, text_part(t, from, to));
        end = to;
        at = text_skip_blanks(t, to);
        if (at < t.n && utf8_is_one_of(t.cp[at], U"、，/"))
            at = text_skip_blanks(t, at + 1);
    }
    return end;
}

/* Options before their boxes; from: where the first one begins. */
static size_t boxes_behind(struct importer *im, struct text t, size_t from, struct fill_item *out)
{
    size_t end = from;
    for (size_t at = from; at < t.n;) {
        size_t to = option_end(t, at), box = text_skip_blanks(t, to);
        if (to == at || box == t.n || !is_box(t.cp[box]))
            break;
        if (!out->options.n)
            out->box = box > to ? FILL_BEHIND_APART : FILL_BEHIND;
        VEC_PUSH(im->arena, &out->options, text_part(t, at, to));
        end = box + 1;
        at = text_skip_blanks(t, end);
        if (at < t.n && utf8_is_one_of(t.cp[at], U"、，/"))
            at = text_skip_blanks(t, at + 1);
    }
    return end;
}

/* ---- items ---- */

struct fill_reader {
    struct importer *im;
    struct fill_line *out;
    struct text text;
    size_t said; /* behind the last item */
};

static void add_item(struct fill_reader *r, size_t from, struct fill_item item, size_t to)
{
    struct text words = text_trimmed(text_part(r->text, r->said, from));
    if (words.n)
        VEC_PUSH(r->im->arena, &r->out->items,
                 ((struct fill_item){.kind = FILL_WORDS, .text = words}));
    item.text = text_part(r->text, from, to);
    if (item.text.n) {
        VEC_PUSH(r->im->arena, &r->out->items, item);
        r->out->choices += item.kind == FILL_CHOICE;
        r->out->fields += item.kind != FILL_CHOICE;
    }
    r->said = to;
}

/* Behind the group of boxes whose first one is at i. */
static size_t take_boxes(struct fill_reader *r, size_t i)
{
    struct text t = r->text;
    struct fill_item item = {.kind = FILL_CHOICE};
    size_t start = option_start(t, i, r->said);
    bool behind = start < i && !utf8_is_blank(t.cp[i - 1]) && ends_option(text_char(t, i + 1));
    size_t from = behind ? start : i;
    size_t end = behind ? boxes_behind(r->im, t, from, &item) : boxes_before(r->im, t, i, &item);
    if (item.options.n < 2) /* a box alone is a sign */
        return i + 1;
    add_item(r, from, item, end);
    return end;
}

static size_t take_strokes(struct fill_reader *r, size_t i)
{
    size_t end = i;
    while (end < r->text.n && is_stroke(r->text.cp[end]))
        end++;
    struct text strokes = text_part(r->text, i, end);
    enum { LEAST = 2 };
    int halves = words_width(strokes);
    if (halves >= LEAST)
        add_item(r, i, (struct fill_item){.kind = FILL_FIELD, .halves = halves}, end);
    return end;
}

struct fill_line fill_read(struct importer *im, const struct draft_paragraph *p, struct text line)
{
    struct fill_line out = {.text = stroked(im, p, line)};
    struct fill_reader r = {.im = im, .out = &out, .text = out.text};
    for (size_t i = 0; i < r.text.n;) {
        size_t date = date_at(r.text, i);
        if (date) {
            add_item(&r, i, (struct fill_item){.kind = FILL_DATE}, i + date);
            i += date;
        } else if (is_box(r.text.cp[i])) {
            i = take_boxes(&r, i);
        } else if (is_stroke(r.text.cp[i])) {
            i = take_strokes(&r, i);
        } else {
            i++;
        }
    }
    add_item(&r, r.text.n, (struct fill_item){.kind = FILL_WORDS}, r.text.n);
    return out;
}
