/* 附件说明, 署名与成文日期, 附注 (7.3.4 to 7.3.6), and what hangs behind a label. */
#include <string.h>

#include "conform/conform_int.h"

/* ---- 附件说明, and lists of attendance ---- */

/* The first character of the name: after 附件： and after the number. */
static len_t name_left(const struct page_line *l)
{
    size_t n = l->chars.n, i = 0, k = 0;
    while (k < n && l->chars.v[k].cp != U'：')
        k++;
    i = k < n ? k + 1 : 0;
    size_t digits = i;
    while (digits < n && utf8_is_one_of(l->chars.v[digits].cp, U"0123456789"))
        digits++;
    if (digits > i && digits + 1 < n && l->chars.v[digits].cp == '.')
        i = digits + 1;
    return l->chars.v[i < n ? i : 0].left;
}

/* An entry of a note starts with its number or with 附件, one of an attendance with its label. */
static bool starts_entry(const struct page_line *l)
{
    return l->element == ELEMENT_ATTENDANCE ? line_attendance(l) >= 0
                                            : utf8_is_one_of(line_first_char(l), U"附0123456789");
}

/* 7.3.4: a turned line aligns with the first character of the name. */
void measure_hang(struct measurement *m)
{
    const struct page_line *entry = NULL;
    if (line_next(m->c, m->clause->element, NULL))
        result_none(m, "没有回行的名称", "no name is turned");
    for (EACH_LINE(l, m)) {
        if (entry && !starts_entry(l))
            result_near(m, l->page, name_left(entry), line_left(l, name_left(entry)));
        else
            entry = l;
    }
}

void measure_note_end(struct measurement *m)
{
    for (EACH_LINE(l, m)) {
        bool last = l + 1 == m->c->lines.v + m->c->lines.n;
        if (!last && l[1].element == m->clause->element && !starts_entry(&l[1]))
            continue;
        bool stop = utf8_is_one_of(line_last_char(l), U"。，、；：.,;");
        result_set(m, !stop, l->page, result_words(m, "名称后不加标点", "no mark after a name"),
                   stop ? line_text(m->c, l) : result_words(m, "没有", "none"));
    }
}

/* ---- 署名与成文日期 ---- */

/* An organ too long for its place moves both to the left: its own edge then keeps the distance. */
static bool moved_left(const struct measurement *m, len_t gap, len_t wanted)
{
    const struct page_line *organ = line_last(m->c, ELEMENT_ORGAN);
    len_t edge = area_right(m->c) - m->style->organ_right_least;
    return organ && signature_form_of(m->c) == SIGNATURE_SEALED && gap > wanted &&
           is_near(line_right(organ, edge), edge, TOLERANCE);
}

/* 7.3.5.2: the date starts so far right of the organ, two characters, or is itself right-indented
 * as the organ is. */
static void judge_plain(struct measurement *m, const struct page_line *date)
{
    len_t two = m->style->plain_right, by = m->style->plain_shift, edge = area_right(m->c);
    const struct page_line *organ = line_last(m->c, ELEMENT_ORGAN);
    if (!organ) {
        result_none(m, "没有署名", "no organ signs");
        return;
    }
    len_t gap = edge - line_right(date, edge - two),
          organ_gap = edge - line_right(organ, edge - two);
    len_t shift = line_left(date, 0) - line_left(organ, 0);
    bool ok = is_near(shift, by, TOLERANCE) &&
              (is_near(organ_gap, two, TOLERANCE) || is_near(gap, two, TOLERANCE));
    result_length(m, ok, date->page, by, shift, NULL);
}

void measure_date_place(struct measurement *m)
{
    const struct page_line *date = line_next(m->c, m->clause->element, NULL);
    enum signature_form form = signature_form_of(m->c);
    if (!date)
        return;
    if (signature_is_joint(m->c) && form == SIGNATURE_SEALED) {
        result_none(m, "联合行文，随最后一个机关排列", "a joint document");
    } else if (form == SIGNATURE_PLAIN) {
        judge_plain(m, date);
    } else {
        len_t wanted = result_wanted(m), edge = area_right(m->c);
        len_t gap = edge - line_right(date, edge - wanted);
        result_length(m, is_near(gap, wanted, TOLERANCE) || moved_left(m, gap, wanted), date->page,
                      wanted, gap, NULL);
    }
}

void measure_organ_place(struct measurement *m)
{
    const struct page_line *date = line_next(m->c, ELEMENT_DATE, NULL);
    const struct page_line *organ = line_next(m->c, m->clause->element, NULL);
    if (!organ || !date)
        return;
    len_t wanted = line_middle(date, 0);
    if (signature_is_joint(m->c))
        result_none(m, "联合行文，各机关分列", "a joint document");
    else
        result_near(m, organ->page, wanted, line_middle(organ, wanted));
}

/* 7.3.5.2: one blank line above the first of those who sign. */
void measure_plain_above(struct measurement *m)
{
    const struct page_line *organ = line_next(m->c, m->clause->element, NULL);
    len_t blank;
    if (organ && line_blank_above(m->c, organ, &blank))
        result_near(m, organ->page, result_wanted_on(m, organ->page), blank);
}

/* A number without padding and what follows it; NULL: not so. */
static const char *skip_unit(const char *s, const char *unit, size_t most)
{
    size_t digits = s ? strspn(s, "0123456789") : 0;
    if (!digits || *s == '0' || digits > most)
        return NULL;
    s += digits;
    return strncmp(s, unit, strlen(unit)) == 0 ? s + strlen(unit) : NULL;
}

void measure_date_form(struct measurement *m)
{
    enum { YEAR = 4, MOST = 2 };
    const struct page_line *l = line_next(m->c, m->clause->element, NULL);
    if (!l)
        return;
    const char *text = line_text(m->c, l), *rest = skip_unit(text, "年", YEAR);
    bool printed = m->clause->element == ELEMENT_PRINT_DATE;
    bool year = rest && (size_t)(rest - text) == YEAR + strlen("年");
    rest = skip_unit(skip_unit(rest, "月", MOST), "日", MOST);
    result_set(m, year && rest && strcmp(rest, printed ? "印发" : "") == 0, l->page,
               printed ? "2026年9月1日印发" : "2026年9月1日", text);
}

/* What the text of a document is made of. */
static bool is_of_text(enum element e)
{
    return e == ELEMENT_TEXT || e == ELEMENT_HEADING || e == ELEMENT_SUBHEADING || e == ELEMENT_CONTACT ||
           e == ELEMENT_TABLE_CELL || e == ELEMENT_TABLE_NOTE || e == ELEMENT_ROSTER;
}

/* 7.3.5.5: never a page that carries only the signature. */
void measure_date_page(struct measurement *m)
{
    const struct page_line *date = line_next(m->c, m->clause->element, NULL);
    if (!date)
        return;
    bool text = false;
    for (const struct page_line *l = NULL; (l = line_of_page(m->c, date->page, l));)
        text = text || is_of_text(l->element);
    result_set(m, text, date->page, result_words(m, "与正文同面", "text on its page"),
               text ? result_words(m, "有正文", "there is") : result_words(m, "没有正文", "none"));
}

/* ---- 附注 ---- */

/* A seal that lies on a line, or NULL. */
static const struct seal_image *seal_on(const struct conform *c, const struct page_line *l)
{
    struct page_box ink = line_ink(c, l);
    for (size_t i = 0; i < c->seals.n; i++) {
        const struct seal_image *s = &c->seals.v[i];
        if (s->page == l->page && box_overlap(s->box, ink, TOLERANCE))
            return s;
    }
    return NULL;
}

/* On the line below the date, clear of seals. */
void measure_annotation_place(struct measurement *m)
{
    const struct conform *c = m->c;
    const struct page_line *note = line_next(c, m->clause->element, NULL);
    const struct page_line *date = line_next(c, ELEMENT_DATE, NULL);
    if (!note || !date)
        return;
    len_t below = note->centre - date->centre, pitch = page_pitch(c, note->page);
    bool same = note->page == date->page;
    const char *wanted =
        arena_printf(c->arena, result_words(m, "日期下一行，%s", "a line below the date, %s"),
                     result_mm(m, pitch));
    result_set(m, same && is_near(below, pitch, TOLERANCE), note->page, wanted,
               same ? result_mm(m, below) : result_words(m, "在另一面", "on another page"));
    for (const struct page_line *l = note; l; l = line_next(c, m->clause->element, l))
        if (seal_on(c, l))
            result_set(m, false, l->page, wanted,
                       result_words(m, "印章压着附注", "a seal lies on it"));
}

void measure_brackets(struct measurement *m)
{
    const struct page_line *first = line_next(m->c, m->clause->element, NULL);
    if (first)
        result_set(m,
                   line_first_char(first) == U'（' &&
                       line_last_char(line_last(m->c, m->clause->element)) == U'）',
                   first->page, "（…）", line_text(m->c, first));
}
