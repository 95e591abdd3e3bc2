/*
 * Lines as they stand: their edges, ink and neighbours. A mark's cell has a blank half, of which
 * typesetting takes off what it needs: such an edge is where it is wanted, within what was taken
 * off or, at a line's end, within that half.
 */
#include <string.h>

#include "base/utf8.h"
#include "conform/conform_int.h"

static bool holds(const char *set, uint32_t cp)
{
    for (const char *p = set, *end = set + strlen(set); p < end;)
        if (utf8_next(&p, end) == cp)
            return true;
    return false;
}

bool is_near(len_t a, len_t b, len_t tolerance)
{
    return a - b <= tolerance && b - a <= tolerance;
}

len_t line_left(const struct line *line, len_t near)
{
    const struct character *first = &line->chars.v[0];
    if (!holds("“‘《〈（〔【「", first->cp))
        return first->left;
    return len_max(first->left, len_min(near, first->left + first->size / 2));
}

len_t line_right(const struct line *line, len_t near)
{
    const struct character *last = &line->chars.v[line->chars.n - 1];
    if (!holds("，。、；：？！”’》〉）〕】」", last->cp))
        return last->right;
    return len_min(last->right, len_max(near, last->right - last->size / 2));
}

/* Between the edges without and with the blank halves, the one nearest to where it is wanted. */
len_t line_middle(const struct line *line, len_t near)
{
    len_t least = (line_left(line, 0) + line_right(line, 0)) / 2;
    len_t most = (line_left(line, INT32_MAX) + line_right(line, INT32_MAX)) / 2;
    return len_max(least, len_min(near, most));
}

/* Of its Han characters, or of its first when there are none. */
len_t line_size(const struct line *line)
{
    for (size_t i = 0; i < line->chars.n; i++)
        if (utf8_is_han(line->chars.v[i].cp))
            return line->chars.v[i].size;
    return line->chars.v[0].size;
}

len_t line_top(const struct line *line)
{
    return line->centre - line_size(line) / 2;
}

len_t line_bottom(const struct line *line)
{
    return line->centre + line_size(line) / 2;
}

struct box line_ink(const struct line *line)
{
    struct box all = {INT32_MAX, INT32_MAX, 0, 0};
    for (size_t i = 0; i < line->chars.n; i++) {
        const struct box *ink = &line->chars.v[i].ink;
        if (ink->right <= ink->left)
            continue;
        all.left = len_min(all.left, ink->left);
        all.top = len_min(all.top, ink->top);
        all.right = len_max(all.right, ink->right);
        all.bottom = len_max(all.bottom, ink->bottom);
    }
    return all;
}

/* The head of what is turned lies at the paper's left edge, its left end at the lower one. */
struct box line_ink_on_paper(const struct conform *c, const struct line *line)
{
    struct box ink = line_ink(line);
    len_t height = c->sheets.v[line->page].height;
    if (!line->turned || ink.right <= ink.left)
        return ink;
    return (struct box){ink.top, height - ink.right, ink.bottom, height - ink.left};
}

uint32_t line_last_char(const struct line *line)
{
    return line->chars.v[line->chars.n - 1].cp;
}

const char *line_text(const struct conform *c, const struct line *line)
{
    struct buf b = {0};
    for (size_t i = 0; i < line->chars.n; i++)
        buf_code(&b, line->chars.v[i].cp);
    const char *text = arena_strndup(c->arena, b.p, b.n);
    buf_drop(&b);
    return text;
}

bool line_on_grid(const struct line *line)
{
    static const bool on_grid[ELEMENTS] = {
        [ELEMENT_COPY_NUMBER] = true, [ELEMENT_SECRECY] = true,
        [ELEMENT_URGENCY] = true,     [ELEMENT_ADDRESSEES] = true,
        [ELEMENT_HEADING] = true,     [ELEMENT_TEXT] = true,
        [ELEMENT_NOTE] = true,        [ELEMENT_ORGAN] = true,
        [ELEMENT_DATE] = true,        [ELEMENT_ANNOTATION] = true,
        [ELEMENT_ATTENDANCE] = true,  [ELEMENT_ATTACHMENT_LABEL] = true,
    };
    return on_grid[line->element];
}

bool line_indented(const struct conform *c, const struct line *line)
{
    len_t flush = area_left(c);
    return line_left(line, flush) > flush + c->options.style->char_pitch / 2;
}

const struct line *line_next(const struct conform *c, enum element element,
                             const struct line *after)
{
    do
        after = line_next_any(c, element, after);
    while (after && after->turned);
    return after;
}

const struct line *line_last(const struct conform *c, enum element element)
{
    const struct line *last = NULL;
    for (const struct line *l = NULL; (l = line_next(c, element, l));)
        last = l;
    return last;
}

const struct line *line_next_any(const struct conform *c, enum element element,
                                 const struct line *after)
{
    const struct line *end = c->lines.v + c->lines.n;
    for (const struct line *l = after ? after + 1 : c->lines.v; l < end; l++)
        if (l->element == element)
            return l;
    return NULL;
}

static const struct line *lower_of(const struct line *best, const struct line *l,
                                   const struct line *below)
{
    bool above = l->turned == below->turned && line_bottom(l) < below->centre;
    return above && (!best || l->centre > best->centre) ? l : best;
}

/* The nearest line above it on its page, whatever it is and wherever it is read. */
const struct line *line_before(const struct conform *c, const struct line *line)
{
    const struct line *best = NULL, *end = c->lines.v + c->lines.n;
    for (const struct line *l = line; l-- > c->lines.v && l->page == line->page;)
        best = lower_of(best, l, line);
    for (const struct line *l = line + 1; l < end && l->page == line->page; l++)
        best = lower_of(best, l, line);
    return best;
}

len_t area_left(const struct conform *c)
{
    return c->options.style->area_left;
}

len_t area_right(const struct conform *c)
{
    return c->options.style->area_left + c->options.style->area_width;
}

len_t area_lower(const struct conform *c)
{
    return c->options.style->area_top + c->options.style->area_height;
}
