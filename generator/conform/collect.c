/*
 * Pages to lines: runs of one element on one height become a line of characters, each with its
 * cell and its ink. The sender keeps its pages, so everything needed is copied.
 */
#include "conform/conform_int.h"

/* Centres this near are one height. */
enum { SAME_HEIGHT = 1500 };

/* Air behind a number, which nobody wrote. */
enum { NO_BREAK_SPACE = 0xA0 };

static bool is_blank(const struct glyph_run *run)
{
    for (size_t i = 0; i < run->n; i++)
        if (run->glyphs[i].text[0] != NO_BREAK_SPACE)
            return false;
    return true;
}

struct char_look collect_look(const struct glyph_run *run)
{
    return (struct char_look){.face = run->face,
                              .colour = run->colour,
                              .size = len_scale(run->size, EM, run->face->scale),
                              .baseline = run->y,
                              .wide = len_scale(run->size, run->squeeze, EM),
                              .tall = run->size};
}

struct character collect_char(const struct char_look *look, const struct glyph_run *run, size_t i)
{
    const struct placed_glyph *g = &run->glyphs[i];
    len_t x = run->x + g->x;
    return (struct character){.look = look,
                              .cp = g->text[0],
                              .glyph = g->id,
                              .left = (int32_t)x,
                              .right = (int32_t)(x + len_scale(look->wide, g->advance, EM))};
}

/* Two characters that one glyph stands for share its cell and ink. */
static void add_run(struct conform *c, struct page_line *line, const struct glyph_run *run)
{
    const struct char_look look = collect_look(run),
                           *kept = arena_copy(c->arena, &look, sizeof look);
    if (!line->chars.n) /* most lines are of one run */
        line->chars.v = ARENA_ARRAY(c->arena, struct character, line->chars.cap = run->n);
    for (size_t i = 0; i < run->n; i++) {
        const uint32_t *text = run->glyphs[i].text;
        struct character made = collect_char(kept, run, i);
        for (size_t k = 0; k < 2 && text[k] && text[0] != NO_BREAK_SPACE; k++) {
            made.cp = text[k];
            VEC_PUSH(c->arena, &line->chars, made);
        }
    }
}

/* The last line goes on with what is of its element and height. */
static struct page_line *line_for(struct conform *c, const struct page_item *item)
{
    const struct glyph_run *run = &item->glyphs;
    enum element element = item->element;
    len_t centre = run->y - len_scale(run->size, run->face->centre, EM);
    size_t page = c->papers.n - 1;
    bool turned = c->papers.v[page].turned && !item->upright;
    struct page_line *last = c->lines.n ? &c->lines.v[c->lines.n - 1] : NULL;
    if (last && last->page == page && last->element == element && last->turned == turned &&
        is_near(last->centre, centre, SAME_HEIGHT))
        return last;
    struct page_line *line = VEC_ADD(c->arena, &c->lines);
    line->element = element;
    line->page = page;
    line->turned = turned;
    line->apart = c->papers.v[page].area.width > 0;
    line->centre = centre;
    return line;
}

static void collect_run(struct conform *c, const struct page_item *item)
{
    const struct glyph_run *run = &item->glyphs;
    if (item->element == ELEMENT_FOOTNOTE_MARK) /* of another size and height than its line */
        for (size_t i = 0; i < run->n; i++)
            VEC_PUSH(c->arena, &c->marks,
                     ((struct note_mark){c->papers.n - 1, run->glyphs[i].text[0]}));
    if (is_blank(run) || item->element == ELEMENT_FOOTNOTE_MARK)
        return;
    add_run(c, line_for(c, item), run);
}

/* The profile at the pace that a page is set at: turned pages and forms have their own. */
static const struct style *style_of(struct conform *c, const struct page *page)
{
    const struct page_grid *g = &page->grid;
    const struct style *st = c->style;
    int characters = g->characters ? g->characters : st->characters;
    if (page->turned || page->own_area.width || c->options.doc->form ||
        (g->lines == st->lines && characters == st->characters))
        return st;
    const struct style *last = c->papers.n ? c->papers.v[c->papers.n - 1].style : st;
    bool same = g->lines == last->lines && characters == last->characters;
    return same ? last : style_paced(c->arena, st, g->lines, characters);
}

void collect_page(struct conform *c, const struct page *page)
{
    const struct style *style = style_of(c, page);
    *VEC_ADD(c->arena, &c->papers) = (struct paper){.width = page->width,
                                                    .height = page->height,
                                                    .turned = page->turned,
                                                    .number = page->number,
                                                    .grid = page->grid,
                                                    .area = page->own_area,
                                                    .style = style};
    bool apart = page->own_area.width > 0;
    if (collect_is_form(c, page))
        collect_form(c, page);
    for (size_t i = 0; i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        const struct placed_image *image = &item->image;
        bool upright = (item->upright || !page->turned) && !apart;
        size_t n = c->papers.n - 1;
        if (item->kind == ITEM_GLYPHS)
            collect_run(c, item);
        else if (item->kind == ITEM_RULE && upright)
            VEC_PUSH(c->arena, &c->rules, ((struct page_rule){item->element, n, item->rule}));
        else if (item->kind == ITEM_IMAGE && item->element == ELEMENT_PICTURE)
            c->papers.v[n].pictured = true;
        else if (item->kind == ITEM_IMAGE && item->element == ELEMENT_SEAL && upright)
            VEC_PUSH(
                c->arena, &c->seals,
                ((struct seal_image){
                    n, {image->x, image->y, image->x + image->width, image->y + image->height}}));
    }
}

/* Who else stands at this height: lines of a page lie together. */
static void find_neighbours(struct page_line *line, const struct page_line *other)
{
    if (other == line || other->turned != line->turned ||
        !is_near(other->centre, line->centre, SAME_HEIGHT))
        return;
    if (other->chars.v[0].left < line->chars.v[0].left)
        line->first = false;
    else
        line->last = false;
}

/* Where a run-in heading ends: behind its full stop, or where the text's own face begins. */
static size_t heading_length(const struct conform *c, const struct page_line *line)
{
    const struct face *body =
        fonts_main_face(c->options.fonts, font_role_named(c->style->body_role));
    bool other = false; /* a character in another face was seen */
    for (size_t i = 0; i < line->chars.n; i++) {
        const struct character *ch = &line->chars.v[i];
        if (utf8_is_han(ch->cp) && ch->look->face == body)
            return other ? i : 0;
        other = other || utf8_is_han(ch->cp);
        if (ch->cp == U'。')
            return other ? i + 1 : 0;
    }
    return other ? line->chars.n : 0;
}

/* A run-in heading comes as text: it becomes a line of its own beside its paragraph. */
static void part_headings(struct conform *c)
{
    struct page_line *lines = c->lines.v;
    size_t n = c->lines.n;
    c->lines.v = NULL;
    c->lines.n = c->lines.cap = 0;
    bool open = false; /* the heading goes on below */
    for (size_t i = 0; i < n; i++) {
        struct page_line line = lines[i];
        bool text = line.element == ELEMENT_TEXT && !line.turned && !line.apart;
        bool indented = text && line_indented(c, &line);
        bool may = indented ? line_first_char(&line) == U'（' : text && open;
        size_t heading = may ? heading_length(c, &line) : 0;
        open = heading == line.chars.n && line_last_char(&line) != U'。';
        if (heading) {
            struct page_line *added = VEC_ADD(c->arena, &c->lines);
            *added = line;
            added->element = ELEMENT_HEADING;
            added->chars.n = heading;
            line.chars.v += heading;
            line.chars.n -= heading;
        }
        if (line.chars.n)
            VEC_PUSH(c->arena, &c->lines, line);
    }
}

static void index_pages(struct conform *c)
{
    c->page_lines = ARENA_ARRAY(c->arena, size_t, c->papers.n + 1);
    for (size_t page = 0, i = 0; page <= c->papers.n; page++) {
        while (i < c->lines.n && c->lines.v[i].page < page)
            i++;
        c->page_lines[page] = i;
    }
}

static void index_elements(struct conform *c)
{
    for (size_t i = c->lines.n; i-- > 0;) {
        struct page_line *line = &c->lines.v[i];
        line->next = c->firsts[line->element];
        c->firsts[line->element] = line;
    }
}

void collect_finish(struct conform *c)
{
    part_headings(c);
    index_pages(c);
    index_elements(c);
    for (size_t i = 0, start = 0; i < c->lines.n; i++) {
        struct page_line *line = &c->lines.v[i];
        line->first = line->last = true;
        if (line->page != c->lines.v[start].page)
            start = i;
        for (size_t k = start; k < c->lines.n && c->lines.v[k].page == line->page; k++)
            find_neighbours(line, &c->lines.v[k]);
    }
}
