/*
 * Measures that serve many elements: a length of each line, the size, the face, the colour,
 * centring. Of many lines the one that is farthest off speaks for all.
 */
#include "base/utf8.h"
#include "conform/conform_int.h"

enum { SIZE_TOLERANCE = 50 /* 0.05 pt */, COLOUR_TOLERANCE = 5 };

/* The worst so far. */
struct worst {
    bool any;
    len_t off, wanted, measured;
    size_t page;
};

static void worst_add(struct worst *w, len_t wanted, len_t measured, size_t page)
{
    len_t off = measured > wanted ? measured - wanted : wanted - measured;
    if (!w->any || off > w->off)
        *w = (struct worst){true, off, wanted, measured, page};
}

/* ---- lengths ---- */

void measure_each(struct measurement *m)
{
    struct worst w = {0};
    len_t measured;
    for (EACH_LINE(l, m))
        if (m->clause->length(m->c, l, &measured))
            worst_add(&w, result_wanted_on(m, l->page), measured, l->page);
    if (w.any)
        result_near(m, w.page, w.wanted, w.measured);
}

/* Of a masthead of several lines, the first. */
bool line_ink_below_top(const struct conform *c, const struct page_line *line, len_t *out)
{
    for (const struct page_line *l = NULL; (l = line_next(c, line->element, l));)
        if (l->page == line->page && l->centre < line->centre - line_size(line) / 2)
            return false;
    *out = line_ink(c, line).top - c->style->area_top;
    return true;
}

/* Not where what starts on this page or the one before goes on in this line. */
bool line_indent(const struct conform *c, const struct page_line *line, len_t *out)
{
    for (size_t i = (size_t)(line - c->lines.v); i-- > 0;) {
        const struct page_line *l = &c->lines.v[i];
        if (l->page + 1 < line->page)
            break;
        if (l->element == line->element && !l->turned)
            return false;
    }
    len_t near = c->papers.v[line->page].style->body_indent + area_left(c);
    *out = line_left(line, near) - area_left(c);
    return line->first;
}

/* A paragraph's first line is the one that does not start flush left. */
bool line_first_indent(const struct conform *c, const struct page_line *line, len_t *out)
{
    len_t near = c->papers.v[line->page].style->body_indent + area_left(c);
    *out = line_left(line, near) - area_left(c);
    return line->first && line_indented(c, line);
}

bool line_right_indent(const struct conform *c, const struct page_line *line, len_t *out)
{
    *out = area_right(c) - line_right(line, area_right(c) - c->style->char_pitch);
    return true;
}

/* From the line above, less one line of the page: what stands blank between. */
bool line_blank_above(const struct conform *c, const struct page_line *line, len_t *out)
{
    const struct page_line *above = line_before(c, line);
    if (!above || above->element == line->element || !line_on_grid(above))
        return false;
    *out = line->centre - above->centre - page_pitch(c, line->page);
    return true;
}

void measure_centred(struct measurement *m)
{
    struct worst w = {0};
    len_t centre = area_middle(m->c);
    for (EACH_LINE(l, m))
        worst_add(&w, centre, line_middle(l, centre), l->page);
    if (w.any)
        result_near(m, w.page, centre, w.measured);
}

/* All lines of a masthead together: a joint one has 文件 beside its names. */
void measure_masthead_centred(struct measurement *m)
{
    len_t left = INT32_MAX, right = 0;
    size_t page = NO_PAGE;
    for (EACH_LINE(l, m)) {
        page = page == NO_PAGE ? l->page : page;
        for (size_t i = 0; i < l->chars.n; i++) {
            left = len_min(left, l->chars.v[i].left);
            right = len_max(right, l->chars.v[i].right);
        }
    }
    if (page != NO_PAGE)
        result_near(m, page, area_middle(m->c), (left + right) / 2);
}

void measure_size(struct measurement *m)
{
    struct worst w = {0};
    len_t wanted = result_wanted(m);
    for (EACH_LINE(l, m))
        for (size_t i = 0; i < l->chars.n; i++)
            worst_add(&w, wanted, l->chars.v[i].look->size, l->page);
    bool ok = w.off <= SIZE_TOLERANCE;
    if (w.any) /* not 15.999 pt */
        result_set(m, ok, w.page, result_size(m, wanted), result_size(m, ok ? wanted : w.measured));
}

/* ---- faces ---- */

/* Only characters whose face the role settles: Chinese characters and digits. A rare character
 * may come from the fallback chain. */
static bool face_is_right(const struct conform *c, enum font_role role, const struct character *ch)
{
    struct glyph g;
    bool digit = utf8_is_digit(ch->cp);
    if (!digit && !utf8_is_han(ch->cp))
        return true;
    enum font_role own = digit ? fonts_latin_role(c->options.fonts, role) : role;
    return fonts_glyph(c->options.fonts, own, ch->cp, &g) && g.face == ch->look->face;
}

/* In text, what the author stressed stands in the face for that. */
static bool is_emphasis(const struct conform *c, const struct page_line *l,
                        const struct character *ch)
{
    enum font_role role = font_role_named(c->style->emphasis_role);
    return l->element == ELEMENT_TEXT && role < FONT_ROLES && face_is_right(c, role, ch);
}

/* A line's characters from one to another. */
static void judge_face(struct measurement *m, const struct page_line *l, size_t from, size_t to)
{
    struct arena *a = m->c->arena;
    enum font_role role = font_role_named(result_role(m));
    if (role >= FONT_ROLES || from >= to)
        return;
    const char *name = result_role_name(m, role);
    for (size_t i = from; i < to; i++) {
        const struct character *ch = &l->chars.v[i];
        char utf8[UTF8_MAX];
        if (!face_is_right(m->c, role, ch) && !is_emphasis(m->c, l, ch))
            result_set(m, false, l->page, name,
                       arena_printf(a, result_words(m, "“%s”用了 %s", "%s is in %s"),
                                    arena_strndup(a, utf8, utf8_encode(ch->cp, utf8)),
                                    ch->look->face->name));
    }
    if (m->verdict == VERDICT_UNCHECKED)
        result_set(m, true, l->page, name,
                   arena_printf(a, result_words(m, "%s（%s）", "%s (%s)"), name,
                                fonts_main_face(m->c->options.fonts, role)->name));
}

void measure_face(struct measurement *m)
{
    for (EACH_LINE(l, m))
        judge_face(m, l, 0, l->chars.n);
}

/* A heading's level by the number that it begins with; 0: none, as 1号车 has, or a line turned
 * over.
 */
static int heading_level(const struct page_line *l)
{
    static const char32_t hanzi[] = U"一二三四五六七八九十", digits[] = U"0123456789";
    uint32_t first = line_first_char(l), second = l->chars.n > 1 ? l->chars.v[1].cp : 0;
    if (first == U'（')
        return utf8_is_one_of(second, hanzi) ? 2 : utf8_is_one_of(second, digits) ? 4 : 0;
    size_t n = 0;
    while (n < l->chars.n && utf8_is_one_of(l->chars.v[n].cp, digits))
        n++;
    bool numbered = n && n < l->chars.n && utf8_is_one_of(l->chars.v[n].cp, U".．、");
    return utf8_is_one_of(first, hanzi) ? 1 : numbered ? 3 : 0;
}

/* The level is that of the profile's key. */
void measure_heading(struct measurement *m)
{
    for (EACH_LINE(l, m))
        if (l->first && heading_level(l) == m->clause->key - STYLE_level_1 + 1)
            judge_face(m, l, 0, l->chars.n);
}

/* ---- 出席, 请假, 列席 of minutes (10.3): labels in 黑体, the names behind their colons ---- */

static size_t label_length(const struct page_line *l)
{
    enum { LABEL = 3 };
    return line_attendance(l) >= 0 ? LABEL : 0;
}

bool line_label_indent(const struct conform *c, const struct page_line *line, len_t *out)
{
    *out = line_left(line, 0) - area_left(c);
    return label_length(line) > 0;
}

/* The label, or the names, whose face is the text's. */
void measure_attendance_face(struct measurement *m)
{
    bool names = m->clause->key == STYLE_body_role;
    for (EACH_LINE(l, m))
        judge_face(m, l, names ? label_length(l) : 0, names ? l->chars.n : label_length(l));
}

void measure_attendance_order(struct measurement *m)
{
    int last = -1;
    for (EACH_LINE(l, m)) {
        int k = line_attendance(l);
        if (k < 0)
            continue;
        result_set(m, k > last, l->page,
                   result_words(m, "出席、请假、列席依次排列", "present, excused, attending"),
                   k > last ? result_words(m, "是", "it is so") : line_text(m->c, l));
        last = k;
    }
}

/* ---- colours ---- */

static bool same_colour(struct colour a, struct colour b)
{
    return is_near(a.c, b.c, COLOUR_TOLERANCE) && is_near(a.m, b.m, COLOUR_TOLERANCE) &&
           is_near(a.y, b.y, COLOUR_TOLERANCE) && is_near(a.k, b.k, COLOUR_TOLERANCE);
}

/* The profile's own two by name, any other by its inks. */
static const char *colour_name(const struct measurement *m, struct colour k)
{
    if (same_colour(k, m->style->red))
        return result_words(m, "红色", "red");
    if (same_colour(k, m->style->ink))
        return result_words(m, "黑色", "black");
    return result_inks(m, k);
}

static void judge_colour(struct measurement *m, struct colour measured, size_t page)
{
    struct colour wanted = m->clause->key == STYLE_red ? m->style->red : m->style->ink;
    bool same = same_colour(wanted, measured);
    if (same && m->verdict == VERDICT_CONFORMS)
        m->page = page;
    else if (m->verdict != VERDICT_BREACHES)
        result_set(m, same, page, colour_name(m, wanted), colour_name(m, measured));
}

void measure_colour(struct measurement *m)
{
    for (EACH_LINE(l, m))
        for (size_t i = 0; i < l->chars.n; i++)
            judge_colour(m, l->chars.v[i].look->colour, l->page);
}

void measure_rule_colour(struct measurement *m)
{
    for (size_t i = 0; i < m->c->rules.n; i++)
        if (m->c->rules.v[i].element == m->clause->element)
            judge_colour(m, m->c->rules.v[i].rule.colour, m->c->rules.v[i].page);
}
