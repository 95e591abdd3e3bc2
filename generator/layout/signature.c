/*
 * 发文机关署名, 成文日期 and seals in the three forms of 7.3.5: sealed, unsealed, with the signer's
 * stamp; one organ or several. They stay with the last lines of the text.
 */
#include "base/file.h"
#include "image/image.h"
#include "layout/layout_int.h"

struct signature_lines {
    struct set_lines lines;
    len_t width;
};

/* One line; a name too long for that turns between words. */
static bool natural_line(struct layout *l, struct text text, struct signature_lines *out)
{
    struct text_shape shape = body_shape(l);
    struct title title = {text, role_of(l->style->body_role), NULL, 0};
    shape.width -= l->style->organ_right_least;
    if (!text_set_title(l->text, &title, &shape, &out->lines))
        return false;
    out->width = 0;
    for (size_t i = 0; i < out->lines.n; i++)
        out->width = len_max(out->width, out->lines.v[i].width);
    return true;
}

/* Lines moved so that each is centred on x; or, x being the left end, starts there. */
static struct set_lines moved(struct layout *l, struct set_lines lines, len_t x, bool centred)
{
    struct set_line *out = ARENA_ARRAY(l->arena, struct set_line, lines.n + 1);
    for (size_t i = 0; i < lines.n; i++) {
        out[i] = lines.v[i];
        out[i].x = centred ? x - out[i].width / 2 : x;
    }
    return (struct set_lines){out, lines.n};
}

static struct row *last_row(struct rows *rows)
{
    return &rows->list.v[rows->list.n - 1];
}

/* Adds a picture to a row: its centre at x, y from the row's corner. */
static void add_image(struct layout *l, struct row *row, const struct placed_image *image,
                      enum element element)
{
    struct page_item *items = ARENA_ARRAY(l->arena, struct page_item, row->n_items + 1);
    for (size_t i = 0; i < row->n_items; i++)
        items[i] = row->items[i];
    items[row->n_items].kind = ITEM_IMAGE;
    items[row->n_items].element = element;
    items[row->n_items].image = *image;
    row->items = items;
    row->n_items++;
}

/* A picture of a width. False: it cannot be read. */
static bool load_image(struct layout *l, struct text path, len_t width, struct placed_image *out)
{
    const char *file = file_beside(l->arena, path);
    struct image *image = image_read(l->doc->arena, file, text_pos(path, 0), l->diags);
    if (!image)
        return false;
    *out = (struct placed_image){.image = image, .width = width};
    out->height = len_scale(width, image->height, image->width);
    return true;
}

/* Where a seal goes: the middle between name and date, from the row's corner. */
struct seal_place {
    len_t x, y;
    len_t below_text; /* from the text's lower edge to y; 0: not in the first row */
};

/* 7.3.5.1: upright; name and date a little below its middle, its top within one line of the text.
 * The row takes the room that it needs down to its foot. */
static bool add_seal(struct layout *l, struct row *row, const struct organ *organ,
                     struct seal_place at)
{
    const struct style *st = l->style;
    struct placed_image seal;
    if (!organ->seal.n)
        return true;
    if (!load_image(l, organ->seal, organ->seal_width ? organ->seal_width : st->seal_width, &seal))
        return false;
    len_t rise = len_max(st->seal_rise, at.below_text - seal.height / 2 - st->line_pitch);
    seal.x = at.x - seal.width / 2;
    seal.y = at.y - rise - seal.height / 2;
    add_image(l, row, &seal, ELEMENT_SEAL);
    row->box = len_max(row->box, seal.y + seal.height);
    return true;
}

/* From the text's lower edge to the middle between the name, of so many lines, and the date. */
static len_t below_text(const struct style *st, size_t name_lines)
{
    len_t between_lines = st->line_pitch - st->body_size;
    return st->signature_blank_above + (len_t)name_lines * st->line_pitch + between_lines / 2;
}

/* ---- sealed, one organ ---- */

/* The date four characters from the right, the organ's name centred above it. A name too long for
 * that moves both to the left. */
static bool sealed_one(struct layout *l, struct rows *rows, const struct signature *s)
{
    const struct style *st = l->style;
    struct signature_lines organ = {0}, date;
    if ((s->organs && !natural_line(l, s->organs->name, &organ)) ||
        !natural_line(l, s->date_text, &date))
        return false;
    len_t from_right = st->date_right + date.width / 2;
    if (organ.lines.n)
        from_right = len_max(from_right, st->organ_right_least + organ.width / 2);
    len_t centre = st->area_width - from_right;
    rows_add_lines(l, rows, moved(l, organ.lines, centre, true), st->signature_blank_above,
                   ELEMENT_ORGAN);
    rows_add_lines(l, rows, moved(l, date.lines, centre, true),
                   organ.lines.n ? 0 : st->signature_blank_above, ELEMENT_DATE);
    struct seal_place at = {centre, (st->body_size - st->line_pitch) / 2,
                            below_text(st, organ.lines.n)};
    return !s->organs || add_seal(l, last_row(rows), s->organs, at);
}

/* ---- sealed, joint ---- */

static size_t count_organs(const struct organ *organs)
{
    size_t n = 0;
    for (; organs; organs = organs->next)
        n++;
    return n;
}

/* One organ's name in its cell of a row; long names turn inside the cell, between words. */
struct cell {
    len_t left, width;
    len_t above; /* widened to the room that the turned lines of a name take above its last */
};

static bool add_cell(struct layout *l, struct item_list *items, const struct organ *organ,
                     struct cell *cell)
{
    struct text_shape shape = body_shape(l);
    shape.align = ALIGN_CENTRE;
    shape.width = cell->width;
    struct title name = {organ->name, role_of(l->style->body_role), NULL, 0};
    struct set_lines lines;
    if (!text_set_title(l->text, &name, &shape, &lines))
        return false;
    struct ink_style ink = ink_black(l, shape.size, ELEMENT_ORGAN);
    for (size_t i = 0; i < lines.n; i++)
        place_line(l, items, &lines.v[i], cell->left,
                   shape.size / 2 - (len_t)(lines.n - 1 - i) * l->style->line_pitch, &ink);
    if (lines.n)
        cell->above = len_max(cell->above, (len_t)(lines.n - 1) * l->style->line_pitch);
    return true;
}

/* The columns that seals stand in: the last one's middle is that of the date. */
struct columns {
    size_t n;
    len_t last, step; /* middle of the last; from one to the next */
};

/* As far apart as the type area allows: no seal and no name leaves it, none touches the next. */
static struct columns columns_make(const struct style *st, size_t organs, len_t date_width)
{
    size_t most = (size_t)st->seals_a_row;
    struct columns c = {.n = organs < most ? organs : most};
    c.last = st->area_width - st->date_right - date_width / 2;
    c.step = st->area_width / (len_t)c.n;
    if (c.n > 1) {
        len_t beside = (len_t)c.n - 1;
        c.step = len_min(c.step, (c.last - st->seal_width / 2) / beside);
        c.step = len_min(c.step, 2 * c.last / (2 * beside + 1));
    }
    return c;
}

/* A row of organs from first on, the last of them in the last column. */
struct joint_row {
    const struct organ *first;
    size_t n;
    bool top, last;
};

static len_t middle_of(const struct columns *c, const struct joint_row *j, size_t i)
{
    size_t column = j->last ? c->n - j->n + i : i;
    return c->last - (len_t)(c->n - 1 - column) * c->step;
}

static bool add_joint_seals(struct layout *l, struct row *row, const struct columns *c,
                            const struct joint_row *j, len_t above)
{
    const struct style *st = l->style;
    /* each presses its name, the last one the date too */
    struct seal_place at = {.y = (st->body_size + st->line_pitch) / 2};
    at.below_text = j->top ? below_text(st, 1) + above : 0;
    size_t i = 0;
    for (const struct organ *o = j->first; i < j->n; o = o->next, i++) {
        at.x = middle_of(c, j, i);
        if (!add_seal(l, row, o, at))
            return false;
    }
    return true;
}

static bool add_joint_row(struct layout *l, struct rows *rows, const struct columns *c,
                          const struct joint_row *j)
{
    const struct style *st = l->style;
    struct item_list items = {0};
    struct cell cell = {.width = c->step};
    size_t i = 0;
    for (const struct organ *o = j->first; i < j->n; o = o->next, i++) {
        cell.left = middle_of(c, j, i) - c->step / 2;
        if (!add_cell(l, &items, o, &cell))
            return false;
    }
    struct row *row = VEC_ADD(l->arena, &rows->list);
    *row = (struct row){.gap = j->top ? st->signature_blank_above + cell.above : 0,
                        .box = st->body_size,
                        .advance = j->last ? st->line_pitch : st->seal_row,
                        .items = items.list.v,
                        .n_items = items.list.n};
    return add_joint_seals(l, row, c, j, cell.above);
}

/* 7.3.5.1: names in rows, seals one beside the other, the date below the last name. */
static bool sealed_joint(struct layout *l, struct rows *rows, const struct signature *s)
{
    const struct style *st = l->style;
    size_t left = count_organs(s->organs);
    struct signature_lines date;
    if (!natural_line(l, s->date_text, &date))
        return false;
    struct columns c = columns_make(st, left, date.width);
    for (struct joint_row j = {.first = s->organs, .top = true}; left; left -= j.n) {
        j.n = left < c.n ? left : c.n;
        j.last = left == j.n;
        if (!add_joint_row(l, rows, &c, &j))
            return false;
        for (size_t i = 0; i < j.n; i++)
            j.first = j.first->next;
        j.top = false;
    }
    struct row *last = rows_add_lines(l, rows, moved(l, date.lines, c.last, true), 0, ELEMENT_DATE);
    last->on_grid = false;
    last->advance = st->line_pitch;
    return true;
}

static bool sealed_rows(struct layout *l, struct rows *rows, const struct signature *s)
{
    return count_organs(s->organs) > 1 ? sealed_joint(l, rows, s) : sealed_one(l, rows, s);
}

/* ---- unsealed ---- */

/* 7.3.5.2: the date starts two characters right of the organ; a date that would come too near the
 * right edge stands two characters from it, and the organ moves left. */
static bool plain_rows(struct layout *l, struct rows *rows, const struct signature *s)
{
    const struct style *st = l->style;
    struct signature_lines date, organ;
    len_t widest = 0, gap = st->plain_above;
    if (!natural_line(l, s->date_text, &date))
        return false;
    for (const struct organ *o = s->organs; o; o = o->next) {
        if (!natural_line(l, o->name, &organ))
            return false;
        widest = len_max(widest, organ.width);
    }
    len_t edge = st->area_width - st->plain_right;
    len_t left = edge - len_max(widest, date.width + st->plain_shift);
    for (const struct organ *o = s->organs; o; o = o->next, gap = 0) {
        if (!natural_line(l, o->name, &organ))
            return false;
        rows_add_lines(l, rows, moved(l, organ.lines, left, false), gap, ELEMENT_ORGAN);
    }
    rows_add_lines(l, rows, moved(l, date.lines, left + st->plain_shift, false), gap, ELEMENT_DATE);
    return true;
}

/* ---- with the signer's stamp ---- */

/* Rows from first on stand where they are, off the grid, a line apart. */
static void leave_grid(const struct layout *l, struct rows *rows, size_t first)
{
    for (size_t i = first; i < rows->list.n; i++) {
        rows->list.v[i].on_grid = false;
        rows->list.v[i].advance = l->style->line_pitch;
    }
}

/* The room for the stamp, its picture if there is one, from the corner of the post's row. */
static bool set_stamp(struct layout *l, const struct signature *s, struct placed_image *stamp)
{
    const struct style *st = l->style;
    *stamp = (struct placed_image){.width = s->seal_width ? s->seal_width : st->stamp_width,
                                   .height = st->stamp_height};
    if (s->seal.n && !load_image(l, s->seal, stamp->width, stamp))
        return false;
    stamp->x = st->area_width - st->stamp_right - stamp->width;
    stamp->y = (st->body_size - stamp->height) / 2;
    return true;
}

/* 7.3.5.3: the stamp two lines below the text and four characters from the right, the post two
 * characters left of it, both centred on one line; the date below a blank line. */
static bool stamp_rows(struct layout *l, struct rows *rows, const struct signature *s)
{
    const struct style *st = l->style;
    struct placed_image stamp;
    struct signature_lines post, date;
    if (!set_stamp(l, s, &stamp) || !natural_line(l, s->post, &post) ||
        !natural_line(l, s->date_text, &date))
        return false;
    size_t first = rows->list.n;
    len_t above = st->stamp_above - stamp.y - (st->line_pitch - st->body_size);
    rows_add_lines(l, rows, moved(l, post.lines, stamp.x - st->stamp_left - post.width, false),
                   len_max(0, above), ELEMENT_POST);
    leave_grid(l, rows, first);
    struct row *row = last_row(rows);
    row->box = row->advance = stamp.y + stamp.height;
    if (stamp.image)
        add_image(l, row, &stamp, ELEMENT_SEAL);
    first = rows->list.n;
    len_t x = st->area_width - st->stamp_right - date.width;
    rows_add_lines(l, rows, moved(l, date.lines, x, false), st->stamp_date_above, ELEMENT_DATE);
    leave_grid(l, rows, first);
    return true;
}

bool signature_rows(struct layout *l, struct rows *rows, const struct signature *s)
{
    static bool (*const forms[])(struct layout *, struct rows *, const struct signature *) = {
        [SIGNATURE_SEALED] = sealed_rows,
        [SIGNATURE_PLAIN] = plain_rows,
        [SIGNATURE_STAMP] = stamp_rows,
    };
    keep_last_lines(l, rows);
    size_t first = rows->list.n;
    if (!forms[s->form](l, rows, s))
        return false;
    rows->list.v[first].gap_kept = true; /* for the seal, which stands above the first row */
    rows_keep_from(rows, first);
    return true;
}
