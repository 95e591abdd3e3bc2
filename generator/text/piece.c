/*
 * A paragraph as pieces that no line end parts: enough to say how many lines it takes in any width
 * without setting it. The count is that of lines filled one after the other; marks are squeezed
 * only at a line's end.
 */
#include "text/text_int.h"

/* What the end of a line takes back from the items up to one: spaces hang, a mark gives its blank.
 */
static int hang_at(struct items items, size_t from, size_t last)
{
    int hang = 0;
    size_t i = last + 1;
    while (i > from && items.v[i - 1].trait.cls == CLASS_SPACE)
        hang += items.v[--i].cell;
    return i > from ? hang + items.v[i - 1].give_right : hang;
}

static struct text_pieces pieces_of(struct typesetter *t, struct items items)
{
    struct text_piece *v = ARENA_ARRAY(t->lines, struct text_piece, items.n);
    size_t made = 0;
    for (size_t i = 0, from = 0; i < items.n; i++) {
        v[made].width += items.v[i].cell;
        if (!items.v[i].break_after)
            continue;
        v[made].hang = hang_at(items, from, i);
        v[made].ends = items.v[i].forced;
        from = i + 1;
        made++;
    }
    return (struct text_pieces){v, made};
}

bool text_take_apart(struct typesetter *t, const struct span spans[], size_t n,
                     struct text_pieces *out)
{
    struct arena_mark before = arena_mark(t->scratch);
    struct items items;
    *out = (struct text_pieces){0};
    bool ok = items_collect(t, spans, n, &items);
    if (ok) {
        items_find_breaks(items, INT64_MAX);
        items_keep_dates(items, INT64_MAX);
        items_open_addresses(items);
        *out = pieces_of(t, items);
    }
    arena_reset(t->scratch, before);
    return ok;
}

int text_pieces_lines(struct text_pieces pieces, int64_t width)
{
    int lines = pieces.n > 0;
    int64_t at = 0;
    for (size_t i = 0; i < pieces.n; i++) {
        const struct text_piece *p = &pieces.v[i];
        if (at > 0 && at + p->width - p->hang > width) {
            lines++;
            at = 0;
        }
        at += p->width;
        if (at - p->hang > width && width > 0) { /* opened where it must be */
            int64_t turned = (at - p->hang - 1) / width;
            lines += (int)turned;
            at -= turned * width;
        }
        if (p->ends && i + 1 < pieces.n) {
            lines++;
            at = 0;
        }
    }
    return lines;
}
