/* Titles (7.3.1), the caption below one and the speaker's name, as rows off the grid. */
#include "layout/layout_int.h"

enum { BOOKMARK_TITLE = 1, NAMES_MAX = 32 };

static size_t add_names(const struct organ *organs, struct text names[], size_t n)
{
    for (; organs && n < NAMES_MAX; organs = organs->next)
        names[n++] = organs->name;
    return n;
}

static bool set_title(struct layout *l, struct text text, struct text_shape *shape,
                      struct set_lines *out)
{
    const struct style *st = l->style;
    struct text names[NAMES_MAX];
    size_t n = l->doc->head ? add_names(l->doc->head->issuers, names, 0) : 0;
    n = l->doc->signature ? add_names(l->doc->signature->organs, names, n) : n;
    struct title title = {text, role_of(st->title_role), names, n};
    len_t widest = len_min(st->area_width, st->title_characters * st->title_size);
    *shape = (struct text_shape){
        .size = st->title_size, .pitch = st->title_size, .width = widest, .align = ALIGN_CENTRE};
    return text_set_title(l->text, &title, shape, out);
}

static const char *bookmark_title(struct layout *l, const struct heading *h)
{
    const char *title = text_utf8(l->arena, text_without_breaks(l->arena, h->title));
    return arena_printf(l->arena, "%s%s%s", h->label, *h->label ? " " : "", title);
}

static void add_title_lines(struct layout *l, struct rows *rows, struct set_lines lines,
                            const struct heading *h, len_t x)
{
    const struct style *st = l->style;
    struct ink_style ink = ink_black(l, st->title_size, h->element);
    for (size_t i = 0; i < lines.n; i++) {
        struct item_list items = {0};
        place_line(l, &items, &lines.v[i], x, st->title_size / 2, &ink);
        *VEC_ADD(l->arena, &rows->list) = (struct row){
            .gap = i ? 0 : h->gap,
            .gap_kept = true,
            .box = st->title_size,
            .advance = st->title_pitch,
            .keep = true,
            .items = items.list.v,
            .n_items = items.list.n,
            .mark = i ? NULL : bookmark_title(l, h),
            .mark_level = BOOKMARK_TITLE,
            .anchor = i ? NULL : h->anchor,
        };
    }
}

/* Lines below a title, centred, on the grid and never parted from it. */
static bool add_below(struct layout *l, struct rows *rows, struct text text, enum element element)
{
    struct text_shape shape = body_shape(l);
    shape.align = ALIGN_CENTRE;
    struct set_lines lines;
    size_t first = rows->list.n;
    if (!text.n)
        return true;
    if (!set_text(l, text, l->style->caption_role, &shape, &lines))
        return false;
    rows_add_lines(l, rows, lines, 0, element);
    for (size_t i = first; i < rows->list.n; i++)
        rows->list.v[i].keep = true;
    return true;
}

bool title_rows(struct layout *l, struct rows *rows, const struct heading *h)
{
    struct text_shape shape;
    struct set_lines lines;
    if (!set_title(l, h->title, &shape, &lines))
        return false;
    add_title_lines(l, rows, lines, h, (l->style->area_width - shape.width) / 2);
    return add_below(l, rows, h->caption, ELEMENT_CAPTION) &&
           add_below(l, rows, h->speaker, ELEMENT_SPEAKER);
}
