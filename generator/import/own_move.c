/*
 * Paragraphs that somebody moved: the longest sequence of fields that follow each other as they did stays,
 * the others are put where they stand now, each behind the last one that stayed. Headings, rows and what
 * was changed on the way are told instead.
 */
#include <string.h>

#include "import/diag.def"
#include "import/own_int.h"

/* Fields in the order in which they stand now, and which of them stay. */
struct moves {
    struct own *own;
    const size_t *order;
    bool *stays;
    size_t n;
};

/* The longest rising sequence: for each length the least end that one of it has. */
static void find_those_that_stay(struct moves *m)
{
    struct arena *scratch = arena_new();
    size_t *ends = ARENA_ARRAY(scratch, size_t, m->n + 1), length = 0;
    size_t *before = ARENA_ARRAY(scratch, size_t, m->n + 1); /* each one's, from 1; 0: none */
    for (size_t i = 0; i < m->n; i++) {
        size_t low = 0, high = length;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (m->order[ends[middle]] < m->order[i])
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low ? ends[low - 1] + 1 : 0;
        ends[low] = i;
        length += low == length;
    }
    for (size_t i = length ? ends[length - 1] + 1 : 0; i; i = before[i - 1])
        m->stays[i - 1] = true;
    arena_drop(scratch);
}

/* A paragraph by itself, which says what it said. */
static bool can_move(struct moves *m, size_t i)
{
    const struct own_field *f = &m->own->fields.v[m->order[i] - 1];
    struct arena *a = m->own->im->arena;
    return own_is_named(f->node, "段", "p") &&
           text_same(own_plain(a, f->shown), own_plain(a, f->now));
}

static void move(struct moves *m, size_t i, size_t behind)
{
    struct own *o = m->own;
    const struct own_field *f = &o->fields.v[m->order[i] - 1];
    struct xml_extent x = xml_extent(f->node), lines = own_whole_lines(o, x);
    uint32_t to = own_place_behind(o, behind, 0);
    const char *bytes = o->tree->src->bytes;
    xml_edit(&o->edits, to, to,
             arena_printf(o->im->arena, "\n%.*s", (int)(x.to - x.from), bytes + x.from));
    xml_edit(&o->edits, lines.from, lines.to, "");
}

void own_move(struct own *o)
{
    struct moves m = {.own = o, .order = o->order.v, .n = o->order.n};
    bool all = true;
    size_t behind = 0;
    m.stays = ARENA_ARRAY(o->im->arena, bool, m.n + 1);
    find_those_that_stay(&m);
    for (size_t i = 0; i < m.n; i++)
        all = all && (m.stays[i] || can_move(&m, i));
    for (size_t i = 0; i < m.n; i++) {
        const struct own_field *f = &o->fields.v[m.order[i] - 1];
        if (m.stays[i]) {
            behind = m.order[i];
            continue;
        }
        o->edits.group++;
        own_change(o, all ? DIAG_D189 : DIAG_D190, f, own_plain(o->im->arena, f->shown),
                   (struct text){0});
        if (all)
            move(&m, i, behind);
    }
}
