/*
 * Pictures: as wide as the type area, or less where they would have too few pixels; higher ones as
 * high as the page; one that nearly fits on what the page has left is made to. Their title stands
 * below them, on the same page.
 */
#include <string.h>

#include "base/file.h"
#include "image/image.h"
#include "layout/diag.def"
#include "layout/layout_int.h"

enum { EM = 1000, POINTS_AN_INCH = 72 };

/* ---- files: each is looked at once, and the same bytes are one picture ---- */

struct known_picture {
    const char *path;
    const struct image *image; /* NULL: reported */
};

struct picture_store {
    VEC(struct known_picture) list;
};

struct picture_store *picture_store_new(struct arena *owner)
{
    return ARENA_NEW(owner, struct picture_store);
}

static const struct image *picture_of(const struct layout *l, struct text file)
{
    struct arena *a = l->doc->arena;
    struct picture_store *store = l->pictures;
    const char *path = file_beside(a, file);
    for (size_t i = 0; i < store->list.n; i++)
        if (strcmp(store->list.v[i].path, path) == 0)
            return store->list.v[i].image;
    const struct image *image = image_look(a, path, text_pos(file, 0), l->diags);
    for (size_t i = 0; image && i < store->list.n; i++) {
        const struct image *other = store->list.v[i].image;
        if (other && image_same(image->file, other->file, l->diags)) {
            image = other;
            break;
        }
    }
    VEC_PUSH(a, &store->list, ((struct known_picture){path, image}));
    return image;
}

void picture_refused(const struct layout *l, const char *path)
{
    VEC_PUSH(l->doc->arena, &l->pictures->list, ((struct known_picture){path, NULL}));
}

/* ---- what else is at fault ---- */

static void look_at_blocks(const struct layout *l, const struct flow *f)
{
    for (; f; f = f->next) {
        if (f->kind == FLOW_PICTURE)
            picture_of(l, f->picture->file);
        look_at_blocks(l, f->first);
    }
}

static void look_at_parts(const struct layout *l, const struct flow_part *p)
{
    for (; p; p = p->next) {
        look_at_blocks(l, p->apart ? NULL : p->first);
        look_at_parts(l, p->attachments);
    }
}

void picture_tell_others(const struct layout *l)
{
    const struct flow_document *doc = l->doc;
    bool any = false;
    for (size_t i = 0; i < l->pictures->list.n; i++)
        any = any || !l->pictures->list.v[i].image;
    if (!any)
        return;
    look_at_blocks(l, doc->body);
    for (const struct organ *o = doc->signature ? doc->signature->organs : NULL; o; o = o->next)
        if (o->seal.n)
            picture_of(l, o->seal);
    look_at_parts(l, doc->enclosure);
    look_at_parts(l, doc->attachments);
}

/* ---- sizes ---- */

struct picture {
    const struct setting *s;
    const struct flow_picture *of;
    const struct image *image;
    struct set_lines title;
    len_t below; /* what its title takes */
    len_t width, height;
};

static len_t size_of(const struct picture *p, len_t width)
{
    return len_max(len_scale(width, p->image->height, p->image->width), 1);
}

static void set_height(struct picture *p, len_t height)
{
    p->width = len_max(len_scale(height, p->image->width, p->image->height), 1);
    p->height = height;
}

static const char *in_mm(const struct picture *p, len_t length)
{
    enum { MICRON = 1000 };
    return arena_printf(p->s->arena, "%d", (int)(len_to_micron(length) / MICRON));
}

len_t layout_picture_width(const struct style *st, const struct flow_picture *picture,
                           const struct image *image)
{
    len_t sharp = (len_t)image->width * POINTS_AN_INCH * LEN_PT / st->picture_dpi;
    len_t least = len_scale(st->area_width, st->picture_least, EM);
    len_t width = picture->width ? picture->width : len_max(sharp, least);
    len_t highest = len_max(len_scale(st->area_height, image->width, image->height), 1);
    return len_min(len_min(st->area_width, width), highest);
}

static void choose_width(struct picture *p)
{
    const struct style *st = p->s->style;
    p->width = layout_picture_width(st, p->of, p->image);
    p->height = size_of(p, p->width);
    if (p->of->width > st->area_width)
        diag(p->s->layout->diags, DIAG_L053, p->of->pos, in_mm(p, p->of->width),
             in_mm(p, st->area_width));
}

/* What the page has left for it behind the rows, which begin a page. */
static len_t room_below(const struct picture *p, const struct rows *rows)
{
    const struct style *st = p->s->style;
    struct page_plan plan = {.s = p->s};
    struct page_cursor end = pages_try(&plan, builder_head(&plan, 1), rows, NULL);
    len_t gap = len_max(st->picture_gap, st->attachment_title_below);
    return style_area_bottom(st) - end.y - (end.at_head ? 0 : gap) - p->below;
}

/* No higher than a page; and where it has no width of its own, rather less than on the next page,
 * or with the imprint on a page of its own. */
static void fit(struct picture *p, const struct rows *rows, bool last)
{
    const struct style *st = p->s->style;
    len_t most = st->area_height - p->below, foot = last ? p->s->foot : 0;
    if (p->height > most)
        set_height(p, most);
    if (p->of->width || !p->s->apart)
        return;
    len_t left = room_below(p, rows), least = len_scale(p->height, st->picture_shrink, EM);
    const len_t rooms[] = {left - foot, left};
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
        if (rooms[i] >= least) {
            set_height(p, len_min(p->height, rooms[i]));
            return;
        }
}

/* How many pixels an inch of it has; fewer than are wanted are told. */
static void judge(const struct picture *p)
{
    enum { NARROWEST = 20000 }; /* micron: an author may not ask for less */
    const struct style *st = p->s->style;
    struct arena *a = p->s->arena;
    len_t inch = POINTS_AN_INCH * LEN_PT;
    int dpi = (int)(p->image->width * inch / p->width);
    if (dpi >= st->picture_dpi)
        return;
    int wanted = (int)((p->width * st->picture_dpi + inch - 1) / inch);
    diag(p->s->layout->diags, DIAG_L052, text_pos(p->of->file, 0), text_utf8(a, p->of->file),
         arena_printf(a, "%d", dpi), arena_printf(a, "%d", st->picture_dpi),
         arena_printf(a, "%d", wanted), in_mm(p, len_max(p->image->width * inch / st->picture_dpi, len_from_micron(NARROWEST))));
}

/* ---- rows ---- */

static len_t title_pitch(const struct setting *s)
{
    return len_scale(s->table->title_size, s->style->table_pitch, EM);
}

static bool set_title(struct picture *p)
{
    const struct setting *s = p->s;
    const struct style *st = s->style;
    struct text_shape shape = {.size = s->table->title_size,
                               .pitch = s->table->title_size,
                               .width = st->area_width,
                               .align = ALIGN_CENTRE};
    enum font_role role = font_role_named(st->table_title_role);
    struct span span = {.text = p->of->title, .role = role};
    if (!p->of->title.n)
        return true;
    if (!text_set_label(setting_typesetter(s), &span, 1, &shape, &p->title))
        return false;
    p->below = st->picture_title_gap + (len_t)p->title.n * title_pitch(s);
    return true;
}

static void add_picture(const struct picture *p, struct rows *rows)
{
    const struct setting *s = p->s;
    struct page_item *item = ARENA_NEW(s->arena, struct page_item);
    const char *says = p->of->alt.n ? text_utf8(s->layout->doc->arena, p->of->alt) : NULL;
    item->kind = ITEM_IMAGE;
    item->element = ELEMENT_PICTURE;
    item->image = (struct placed_image){.image = p->image,
                                        .x = (s->style->area_width - p->width) / 2,
                                        .width = p->width,
                                        .height = p->height,
                                        .says = says};
    len_t gap = s->style->picture_gap;
    *VEC_ADD(s->arena, &rows->list) =
        (struct page_row){.gap = gap,
                          .box = p->height,
                          .advance = p->height + (p->title.n ? 0 : gap),
                          .keep = p->title.n > 0,
                          .items = item,
                          .n_items = 1};
}

static void add_title(const struct picture *p, struct rows *rows)
{
    const struct setting *s = p->s;
    size_t first = rows->list.n;
    struct page_row like = {.gap = s->style->picture_title_gap,
                            .box = s->table->title_size,
                            .advance = title_pitch(s),
                            .keep = true};
    rows_add_like(s, rows, p->title, &like, 0, ELEMENT_PICTURE_TITLE);
    if (rows->list.n > first) {
        struct page_row *last = &rows->list.v[rows->list.n - 1];
        last->keep = false;
        last->advance += s->style->picture_gap;
    }
}

bool picture_rows(const struct setting *s, struct rows *rows, const struct flow *f)
{
    struct picture p = {.s = s, .of = f->picture, .image = picture_of(s->layout, f->picture->file)};
    if (!p.image || !set_title(&p))
        return false;
    choose_width(&p);
    fit(&p, rows, !f->next);
    judge(&p);
    add_picture(&p, rows);
    add_title(&p, rows);
    return true;
}
