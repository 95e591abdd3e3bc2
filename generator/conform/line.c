/*
 * Lines as they stand: their edges, ink and neighbours. A mark's cell has a blank half, of which
 * typesetting takes off what it needs: such an edge is where it is wanted, within what was taken
 * off or, at a line's end, within that half.
 */
#include "conform/conform_int.h"

/* ---- edges ---- */

len_t line_left(const struct page_line *line, len_t near)
{
    const struct character *first = &line->chars.v[0];
    if (!utf8_is_one_of(first->cp, U"“‘《〈（〔【「"))
        return first->left;
    return len_max(first->left, len_min(near, first->left + first->look->size / 2));
}

len_t line_right(const struct page_line *line, len_t near)
{
    const struct character *last = &line->chars.v[line->chars.n - 1];
    if (!utf8_is_one_of(last->cp, U"，。、；：？！”’》〉）〕】」"))
        return last->right;
    return len_min(last->right, len_max(near, last->right - last->look->size / 2));
}

/* Between the edges without and with the blank halves, the one nearest to where it is wanted. */
len_t line_middle(const struct page_line *line, len_t near)
{
    len_t least = (line_left(line, 0) + line_right(line, 0)) / 2;
    len_t most = (line_left(line, INT32_MAX) + line_right(line, INT32_MAX)) / 2;
    return len_max(least, len_min(near, most));
}

/* Of its Han characters, or of its first when there are none. */
len_t line_size(const struct page_line *line)
{
    for (size_t i = 0; i < line->chars.n; i++)
        if (utf8_is_han(line->chars.v[i].cp))
            return line->chars.v[i].look->size;
    return line->chars.v[0].look->size;
}

len_t line_top(const struct page_line *line)
{
    return line->centre - line_size(line) / 2;
}

len_t line_bottom(const struct page_line *line)
{
    return line->centre + line_size(line) / 2;
}

static uint64_t ink_key(const struct conform *c, const struct character *ch)
{
    enum { HALF = 32 };
    struct ink_cache *inks = c->inks;
    size_t face = 0;
    while (face < inks->faces.n && inks->faces.v[face] != ch->look->face)
        face++;
    if (face == inks->faces.n)
        VEC_PUSH(c->arena, &inks->faces, ch->look->face);
    return (uint64_t)face << HALF | ch->glyph;
}

struct page_box char_ink(const struct conform *c, const struct character *ch)
{
    uint64_t key = ink_key(c, ch);
    const uint32_t *known = map_get(&c->inks->map, key);
    struct ink ink = known ? c->inks->inks.v[*known - 1] : font_ink(ch->look->face, ch->glyph);
    if (!known) {
        VEC_PUSH(c->arena, &c->inks->inks, ink);
        map_put(c->arena, &c->inks->map, key, (uint32_t)c->inks->inks.n);
    }
    return (struct page_box){ch->left + len_scale(ch->look->wide, ink.left, EM),
                             ch->look->baseline - len_scale(ch->look->tall, ink.top, EM),
                             ch->left + len_scale(ch->look->wide, ink.right, EM),
                             ch->look->baseline - len_scale(ch->look->tall, ink.bottom, EM)};
}

struct page_box line_ink(const struct conform *c, const struct page_line *line)
{
    struct page_box all = {INT32_MAX, INT32_MAX, 0, 0};
    for (size_t i = 0; i < line->chars.n; i++) {
        struct page_box ink = char_ink(c, &line->chars.v[i]);
        if (ink.right <= ink.left)
            continue;
        all.left = len_min(all.left, ink.left);
        all.top = len_min(all.top, ink.top);
        all.right = len_max(all.right, ink.right);
        all.bottom = len_max(all.bottom, ink.bottom);
    }
    return all;
}

/* The head of what is turned lies at the paper's left edge, its left end at the lower one. */
struct page_box line_ink_on_paper(const struct conform *c, const struct page_line *line)
{
    struct page_box ink = line_ink(c, line);
    len_t height = c->papers.v[line->page].height;
    if (!line->turned || ink.right <= ink.left)
        return ink;
    return (struct page_box){ink.top, height - ink.right, ink.bottom, height - ink.left};
}

/* ---- what it is ---- */

const char *line_text(const struct conform *c, const struct page_line *line)
{
    struct buf b = {0};
    for (size_t i = 0; i < line->chars.n; i++)
        buf_code(&b, line->chars.v[i].cp);
    const char *text = arena_strndup(c->arena, b.p, b.n);
    buf_drop(&b);
    return text;
}

bool line_on_grid(const struct page_line *line)
{
    static const bool on_grid[ELEMENTS] = {
        [ELEMENT_COPY_NUMBER] = true, [ELEMENT_SECRECY] = true,
        [ELEMENT_URGENCY] = true,     [ELEMENT_ADDRESSEES] = true,
        [ELEMENT_HEADING] = true,     [ELEMENT_TEXT] = true,
        [ELEMENT_NOTE] = true,        [ELEMENT_ORGAN] = true,
        [ELEMENT_DATE] = true,        [ELEMENT_ANNOTATION] = true,
        [ELEMENT_ATTENDANCE] = true,  [ELEMENT_ATTACHMENT_LABEL] = true,
        [ELEMENT_SUBHEADING] = true,
    };
    return on_grid[line->element];
}

bool line_indented(const struct conform *c, const struct page_line *line)
{
    len_t flush = area_left(c);
    return line_left(line, flush) > flush + c->style->char_pitch / 2;
}

int line_attendance(const struct page_line *line)
{
    enum { LABEL = 3 /* characters, with the colon */ };
    static const char32_t labels[][LABEL + 1] = {U"出席：", U"请假：", U"列席："};
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
        size_t same = 0;
        while (same < LABEL && same < line->chars.n && line->chars.v[same].cp == labels[k][same])
            same++;
        if (same == LABEL)
            return (int)k;
    }
    return -1;
}

/* ---- one after the other ---- */

const struct page_line *line_next(const struct conform *c, enum element element,
                                  const struct page_line *after)
{
    do
        after = line_next_any(c, element, after);
    while (after && (after->turned || after->apart));
    return after;
}

const struct page_line *line_next_any(const struct conform *c, enum element element,
                                      const struct page_line *after)
{
    if (!after || after->element == element)
        return after ? after->next : c->firsts[element];
    for (size_t i = (size_t)(after - c->lines.v) + 1; i < c->lines.n; i++)
        if (c->lines.v[i].element == element)
            return &c->lines.v[i];
    return NULL;
}

const struct page_line *line_of_page(const struct conform *c, size_t page,
                                     const struct page_line *after)
{
    size_t i = after ? (size_t)(after - c->lines.v) + 1 : c->page_lines[page];
    return i < c->page_lines[page + 1] ? &c->lines.v[i] : NULL;
}

const struct page_line *line_last(const struct conform *c, enum element element)
{
    const struct page_line *last = NULL;
    for (const struct page_line *l = NULL; (l = line_next(c, element, l));)
        last = l;
    return last;
}

/* Lines of a page lie together, in the order of reading. */
const struct page_line *line_before(const struct conform *c, const struct page_line *line)
{
    const struct page_line *best = NULL, *from = line, *end = c->lines.v + c->lines.n;
    while (from > c->lines.v && from[-1].page == line->page)
        from--;
    for (const struct page_line *l = from; l < end && l->page == line->page; l++)
        if (l->turned == line->turned && line_bottom(l) < line->centre &&
            (!best || l->centre > best->centre || (l < line && l->centre == best->centre)))
            best = l;
    return best;
}
