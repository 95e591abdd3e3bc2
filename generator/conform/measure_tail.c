/* 层次标题, 附件说明, 署名与成文日期, 附注 (7.3.3 to 7.3.6). */
#include <string.h>

#include "base/utf8.h"
#include "conform/conform_int.h"

static bool is_numeral(uint32_t cp)
{
    for (const char *p = "一二三四五六七八九十", *end = p + strlen(p); p < end;)
        if (utf8_next(&p, end) == cp)
            return true;
    return false;
}

/* A heading's level by the number that it begins with; 0: none, a line turned over. */
static int level_of(const struct line *l)
{
    enum { OPEN = 0xFF08 };
    uint32_t first = l->chars.v[0].cp, second = l->chars.n > 1 ? l->chars.v[1].cp : 0;
    if (first == OPEN)
        return is_numeral(second) ? 2 : second >= '0' && second <= '9' ? 4 : 0;
    return is_numeral(first) ? 1 : first >= '0' && first <= '9' ? 3 : 0;
}

static bool is_level(const struct line *l, int level)
{
    return l->first && level_of(l) == level;
}

#define HEADING_QUANTITY(n)                                                                        \
    static bool heading_##n(const struct conform *c, const struct line *l, len_t *out)             \
    {                                                                                              \
        (void)c;                                                                                   \
        *out = n;                                                                                  \
        return is_level(l, n);                                                                     \
    }                                                                                              \
    void measure_heading_##n(const struct conform *c, const struct clause *item,                   \
                             struct result *out)                                                   \
    {                                                                                              \
        struct clause of_level = *item;                                                            \
        of_level.quantity = heading_##n;                                                           \
        measure_face(c, &of_level, out);                                                           \
    }
HEADING_QUANTITY(1)
HEADING_QUANTITY(2)
HEADING_QUANTITY(3)
HEADING_QUANTITY(4)

/* The page's own pitch: closer where the signature or the imprint asked for it (7.3.5.5). */
len_t pitch_of_page(const struct conform *c, size_t page)
{
    len_t least = c->options.style->line_pitch;
    for (size_t i = 1; i < c->lines.n; i++) {
        const struct line *a = &c->lines.v[i - 1], *b = &c->lines.v[i];
        bool follow = a->page == page && b->page == page && line_on_grid(a) && line_on_grid(b);
        if (follow && b->centre - a->centre > line_size(b))
            least = len_min(least, b->centre - a->centre);
    }
    return least;
}

/* Lines from the line above, less one, in lines of the page: what stands blank between. */
bool blank_lines_above(const struct conform *c, const struct line *line, len_t *out)
{
    const struct line *above = line_before(c, line);
    if (!above || above->element == line->element || !line_on_grid(above))
        return false;
    len_t pitch = pitch_of_page(c, line->page);
    *out = len_scale(c->options.style->line_pitch, line->centre - above->centre - pitch, pitch);
    return true;
}

/* The first character of the name: after 附件： and after the number. */
static len_t name_left(const struct line *l)
{
    enum { COLON = 0xFF1A };
    size_t i = 0;
    for (size_t k = 0; k < l->chars.n; k++)
        if (l->chars.v[k].cp == COLON) {
            i = k + 1;
            break;
        }
    size_t digits = i;
    while (digits < l->chars.n && l->chars.v[digits].cp >= '0' && l->chars.v[digits].cp <= '9')
        digits++;
    if (digits > i && digits + 1 < l->chars.n && l->chars.v[digits].cp == '.')
        i = digits + 1;
    return i < l->chars.n ? l->chars.v[i].left : l->chars.v[0].left;
}

/* An entry of a note starts with its number or with 附件, one of an attendance with its label. */
static bool starts_entry(const struct line *l)
{
    enum { FU = 0x9644 };
    uint32_t cp = l->chars.v[0].cp;
    if (l->element == ELEMENT_ATTENDANCE)
        return line_attendance(l) >= 0;
    return cp == FU || (cp >= '0' && cp <= '9');
}

/* 7.3.4: a turned line aligns with the first character of the name. */
void measure_hang(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *entry = NULL;
    if (line_next(c, item->element, NULL))
        result_none(c, out, "没有回行的名称", "no name is turned");
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        if (starts_entry(l) || !entry) {
            entry = l;
            continue;
        }
        len_t wanted = name_left(entry), left = line_left(l, wanted);
        if (out->verdict == VERDICT_BREACHES)
            return;
        result_set(out, is_near(left, wanted, TOLERANCE), l->page);
        result_len(c, out, wanted, left);
    }
}

static bool is_stop(uint32_t cp)
{
    for (const char *p = "。，、；：.,;", *end = p + strlen(p); p < end;)
        if (utf8_next(&p, end) == cp)
            return true;
    return false;
}

void measure_note_end(const struct conform *c, const struct clause *item, struct result *out)
{
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        bool ends = l + 1 == c->lines.v + c->lines.n || l[1].element != item->element ||
                    starts_entry(&l[1]);
        if (!ends || out->verdict == VERDICT_BREACHES)
            continue;
        bool stop = is_stop(line_last_char(l));
        result_set(out, !stop, l->page);
        out->wanted = say(c, "名称后不加标点", "no mark after a name");
        out->measured = stop ? line_text(c, l) : say(c, "没有", "none");
    }
}

enum signature_form form_of(const struct conform *c)
{
    const struct signature *s = c->options.doc->signature;
    return s ? s->form : SIGNATURE_SEALED;
}

/* The organ's last line above the date. */
static const struct line *organ_of(const struct conform *c)
{
    const struct line *organ = NULL;
    for (const struct line *l = NULL; (l = line_next(c, ELEMENT_ORGAN, l));)
        organ = l;
    return organ;
}

/* An organ too long for its place moves both to the left: its own edge then keeps the distance. */
static bool moved_left(const struct conform *c, len_t gap, len_t wanted)
{
    const struct style *st = c->options.style;
    const struct line *organ = organ_of(c);
    if (!organ || form_of(c) != SIGNATURE_SEALED || gap <= wanted)
        return false;
    len_t edge = area_right(c) - st->organ_right_least;
    return is_near(line_right(organ, edge), edge, TOLERANCE);
}

/* 7.3.5.2: the date starts two characters right of the organ, or is right-indented two itself. */
static void judge_plain(const struct conform *c, const struct line *date, struct result *out)
{
    len_t two = c->options.style->body_indent;
    const struct line *organ = organ_of(c);
    len_t gap = area_right(c) - line_right(date, area_right(c) - two);
    if (!organ) {
        result_none(c, out, "没有署名", "no organ signs");
        return;
    }
    len_t organ_gap = area_right(c) - line_right(organ, area_right(c) - two);
    len_t shift = line_left(date, 0) - line_left(organ, 0);
    bool ok = is_near(shift, two, TOLERANCE) &&
              (is_near(organ_gap, two, TOLERANCE) || is_near(gap, two, TOLERANCE));
    result_set(out, ok, date->page);
    result_len(c, out, two, shift);
}

/* Organs in rows: their places are not those of a single one. */
bool is_joint(const struct conform *c)
{
    const struct signature *s = c->options.doc->signature;
    return s && s->organs && s->organs->next;
}

void measure_date_place(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *date = line_next(c, item->element, NULL);
    if (!date)
        return;
    if (is_joint(c) && form_of(c) == SIGNATURE_SEALED) {
        result_none(c, out, "联合行文，随最后一个机关排列", "a joint document");
        return;
    }
    if (form_of(c) == SIGNATURE_PLAIN) {
        judge_plain(c, date, out);
        return;
    }
    len_t wanted = style_len_of(c->options.style, item->key);
    len_t gap = area_right(c) - line_right(date, area_right(c) - wanted);
    result_set(out, is_near(gap, wanted, TOLERANCE) || moved_left(c, gap, wanted), date->page);
    result_len(c, out, wanted, gap);
}

void measure_organ_place(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *date = line_next(c, ELEMENT_DATE, NULL);
    const struct line *organ = line_next(c, item->element, NULL);
    if (!organ || !date)
        return;
    if (is_joint(c)) {
        result_none(c, out, "联合行文，各机关分列", "a joint document");
        return;
    }
    len_t wanted = line_middle(date, 0), measured = line_middle(organ, wanted);
    result_set(out, is_near(wanted, measured, TOLERANCE), organ->page);
    result_len(c, out, wanted, measured);
}

/* 7.3.5.2: one blank line above the first of those who sign. */
void measure_plain_above(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *organ = line_next(c, item->element, NULL);
    len_t wanted = style_len_of(c->options.style, item->key), blank;
    if (!organ || !blank_lines_above(c, organ, &blank))
        return;
    result_set(out, is_near(wanted, blank, TOLERANCE), organ->page);
    result_len(c, out, wanted, blank);
}

/* A number without padding and what follows it; NULL: not so. */
static const char *skip_unit(const char *s, const char *unit, size_t *digits)
{
    if (!s || *s < '1' || *s > '9')
        return NULL;
    *digits = strspn(s, "0123456789");
    s += *digits;
    return strncmp(s, unit, strlen(unit)) == 0 ? s + strlen(unit) : NULL;
}

void measure_date_form(const struct conform *c, const struct clause *item, struct result *out)
{
    enum { YEAR = 4, MOST = 2 };
    const struct line *l = line_next(c, item->element, NULL);
    if (!l)
        return;
    size_t year = 0, month = 0, day = 0;
    out->measured = line_text(c, l);
    const char *rest = skip_unit(out->measured, "年", &year);
    rest = skip_unit(rest, "月", &month);
    rest = skip_unit(rest, "日", &day);
    bool printed = item->element == ELEMENT_PRINT_DATE;
    bool ok = rest && year == YEAR && month <= MOST && day <= MOST &&
              strcmp(rest, printed ? "印发" : "") == 0;
    result_set(out, ok, l->page);
    out->wanted = printed ? "2026年9月1日印发" : "2026年9月1日";
}

/* What the text of a document is made of. */
static bool is_of_text(enum element e)
{
    static const enum element elements[] = {ELEMENT_TEXT,       ELEMENT_HEADING,    ELEMENT_CONTACT,
                                            ELEMENT_TABLE_CELL, ELEMENT_TABLE_NOTE, ELEMENT_ROSTER};
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (elements[i] == e)
            return true;
    return false;
}

/* 7.3.5.5: never a page that carries only the signature. */
void measure_date_page(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *date = line_next(c, item->element, NULL);
    if (!date)
        return;
    bool text = false;
    for (size_t i = 0; i < c->lines.n; i++)
        text = text || (c->lines.v[i].page == date->page && is_of_text(c->lines.v[i].element));
    result_set(out, text, date->page);
    out->wanted = say(c, "与正文同面", "text on its page");
    out->measured = text ? say(c, "有正文", "there is") : say(c, "没有正文", "none");
}

/* On the line below the date; its seal may push it further down. */
void measure_annotation_place(const struct conform *c, const struct clause *item,
                              struct result *out)
{
    const struct line *note = line_next(c, item->element, NULL);
    const struct line *date = line_next(c, ELEMENT_DATE, NULL);
    if (!note || !date)
        return;
    len_t above = line_bottom(date), most = c->options.style->line_pitch, lowest = above;
    for (size_t i = 0; i < c->seals.n; i++)
        if (c->seals.v[i].page == note->page)
            lowest = len_max(lowest, c->seals.v[i].box.bottom);
    bool same = note->page == date->page;
    len_t top = line_top(note);
    result_set(out, same && top >= above && top < lowest + most, note->page);
    out->wanted = say(c, "在日期下一行", "on the line below the date");
    out->measured =
        same ? arena_printf(c->arena, say(c, "日期以下 %s", "%s below it"), say_mm(c, top - above))
             : say(c, "在另一面", "on another page");
}

void measure_brackets(const struct conform *c, const struct clause *item, struct result *out)
{
    enum { OPEN = 0xFF08, CLOSE = 0xFF09 };
    const struct line *first = line_next(c, item->element, NULL), *last = first;
    if (!first)
        return;
    for (const struct line *l = first; (l = line_next(c, item->element, l));)
        last = l;
    result_set(out, first->chars.v[0].cp == OPEN && line_last_char(last) == CLOSE, first->page);
    out->wanted = "（…）";
    out->measured = line_text(c, first);
}
