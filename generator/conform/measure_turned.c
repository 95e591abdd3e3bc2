/* Turned pages (clause 8): on which side their head lies, and where the page number stands. */
#include "conform/conform_int.h"

static void say_no_turned_page(const struct conform *c, struct result *out)
{
    result_none(c, out, "没有横排的页", "no page is turned");
}

/* The line of a turned page that is nearest to the head. */
static const struct line *head_line(const struct conform *c, size_t page)
{
    const struct line *head = NULL;
    for (size_t i = 0; i < c->lines.n; i++) {
        const struct line *l = &c->lines.v[i];
        if (l->page == page && l->turned && (!head || l->centre < head->centre))
            head = l;
    }
    return head;
}

/* At the paper's left edge: the binding side of odd pages and the cut side of even ones. A table's
 * first row keeps some air from the type area's edge, but less than a line. */
void measure_turned_head(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    len_t wanted = area_left(c);
    say_no_turned_page(c, out);
    for (size_t i = 0; i < c->sheets.n && out->verdict != VERDICT_BREACHES; i++) {
        const struct line *head = c->sheets.v[i].turned ? head_line(c, i) : NULL;
        if (!head)
            continue;
        len_t from_left = line_top(head), most = wanted + c->options.style->line_pitch;
        result_set(out, from_left >= wanted - TOLERANCE && from_left < most, i);
        result_len(c, out, wanted, from_left);
        out->wanted = arena_printf(
            c->arena, say(c, "距纸张左边 %s 起", "from %s off the paper's left edge"), out->wanted);
    }
}

/* The number of an upright page on the same side of the sheet. */
static const struct line *folio_like(const struct conform *c, const struct line *folio)
{
    int number = c->sheets.v[folio->page].number;
    for (const struct line *l = NULL; (l = line_next(c, ELEMENT_FOLIO, l));) {
        const struct sheet *s = &c->sheets.v[l->page];
        if (!s->turned && (s->number - number) % 2 == 0)
            return l;
    }
    return NULL;
}

/* On the side where it begins or ends by the parity: numbers may differ in their digits. */
static bool same_place(const struct line *a, const struct line *b, bool odd)
{
    len_t x = odd ? line_right(a, 0) : line_left(a, 0),
          y = odd ? line_right(b, 0) : line_left(b, 0);
    return is_near(a->centre, b->centre, TOLERANCE) && is_near(x, y, TOLERANCE);
}

void measure_turned_folio(const struct conform *c, const struct clause *item, struct result *out)
{
    say_no_turned_page(c, out);
    for (const struct line *l = NULL; (l = line_next_any(c, item->element, l));) {
        const struct sheet *s = &c->sheets.v[l->page];
        if (!s->turned || out->verdict == VERDICT_BREACHES)
            continue;
        const struct line *like = l->turned ? NULL : folio_like(c, l);
        bool ok = !l->turned && (!like || same_place(l, like, s->number % 2));
        result_set(out, ok, l->page);
        out->wanted = say(c, "与其他页同一位置", "where other pages have it");
        out->measured = l->turned ? say(c, "随版面横排", "turned with the page")
                        : ok      ? say(c, "同一位置", "the same place")
                                  : say(c, "位置不同", "another place");
    }
}
