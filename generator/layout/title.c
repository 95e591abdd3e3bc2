/* Titles (7.3.1), the caption below one and the speaker's name, as rows off the grid. */
#include "layout/layout_int.h"

enum { BOOKMARK_TITLE = 1, NAMES_MAX = 32 };

static size_t add_names(const struct flow_organ *organs, struct text names[], size_t n)
{
    for (; organs && n < NAMES_MAX; organs = organs->next)
        names[n++] = organs->name;
    return n;
}

static bool set_title(const struct setting *s, struct text text, struct text_shape *shape,
                      struct set_lines *out)
{
    const struct style *st = s->style;
    struct text names[NAMES_MAX];
    size_t n = s->layout->doc->head ? add_names(s->layout->doc->head->issuers, names, 0) : 0;
    n = s->layout->doc->signature ? add_names(s->layout->doc->signature->organs, names, n) : n;
    struct title title = {text, font_role_named(st->title_role), names, n};
    len_t widest = len_min(st->area_width, st->title_characters * st->title_size);
    *shape = (struct text_shape){
        .size = st->title_size, .pitch = st->title_size, .width = widest, .align = ALIGN_CENTRE};
    return text_set_title(setting_typesetter(s), &title, shape, out);
}

static const char *bookmark_title(const struct setting *s, const struct heading *h)
{
    const char *title = text_utf8(s->arena, text_without_breaks(s->arena, h->title));
    return arena_printf(s->arena, "%s%s%s", h->label, *h->label ? " " : "", title);
}

static void add_title_lines(const struct setting *s, struct rows *rows, struct set_lines lines,
                            const struct heading *h, len_t x)
{
    size_t first = rows->list.n;
    struct row like = {.gap = h->gap,
                       .gap_kept = true,
                       .box = s->style->title_size,
                       .advance = s->style->title_pitch,
                       .keep = true};
    rows_add_like(s, rows, lines, &like, x, h->element);
    if (rows->list.n == first)
        return;
    struct row *row = &rows->list.v[first];
    row->mark = bookmark_title(s, h);
    row->mark_level = BOOKMARK_TITLE;
    row->anchor = h->anchor;
}

/* Lines below a title, centred, on the grid and never parted from it. */
static bool add_below(const struct setting *s, struct rows *rows, struct text text,
                      enum element element)
{
    struct text_shape shape = setting_shape(s);
    shape.align = ALIGN_CENTRE;
    struct set_lines lines;
    size_t first = rows->list.n;
    if (!text.n)
        return true;
    if (!setting_text(s, text, s->style->caption_role, &shape, &lines))
        return false;
    rows_add_lines(s, rows, lines, 0, element);
    rows_keep_with_next(rows, first);
    return true;
}

bool title_rows(const struct setting *s, struct rows *rows, const struct heading *h)
{
    struct text_shape shape;
    struct set_lines lines;
    if (!set_title(s, h->title, &shape, &lines))
        return false;
    add_title_lines(s, rows, lines, h, (s->style->area_width - shape.width) / 2);
    return add_below(s, rows, h->caption, ELEMENT_CAPTION) &&
           add_below(s, rows, h->speaker, ELEMENT_SPEAKER);
}
