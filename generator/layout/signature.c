/*
 * 发文机关署名, 成文日期 and seals in the three forms of 7.3.5: sealed (seal.c), unsealed, with the
 * signers' stamps; one organ or several. They stay with the last lines of the text.
 */
#include "layout/signature_int.h"

#include "base/file.h"
#include "image/image.h"

bool signature_line(struct layout *l, struct text text, len_t most, struct signature_lines *out)
{
    struct text_shape shape = body_shape(l);
    struct title title = {text, role_of(l->style->body_role), NULL, 0};
    shape.width = most;
    if (!text_set_title(l->text, &title, &shape, &out->lines))
        return false;
    out->width = 0;
    for (size_t i = 0; i < out->lines.n; i++)
        out->width = len_max(out->width, out->lines.v[i].width);
    return true;
}

len_t signature_width(const struct layout *l)
{
    return l->style->area_width - l->style->organ_right_least;
}

struct set_lines signature_moved(struct layout *l, struct set_lines lines, len_t x, bool centred)
{
    struct set_line *out = ARENA_ARRAY(l->arena, struct set_line, lines.n + 1);
    for (size_t i = 0; i < lines.n; i++) {
        out[i] = lines.v[i];
        out[i].x = centred ? x - out[i].width / 2 : x;
    }
    return (struct set_lines){out, lines.n};
}

bool signature_picture(struct layout *l, struct text file, struct placed_image *out)
{
    if (!file.n)
        return true;
    const char *path = file_beside(l->arena, file);
    out->image = image_read(l->doc->arena, path, text_pos(file, 0), l->diags);
    if (!out->image)
        return false;
    out->height = len_scale(out->width, out->image->height, out->image->width);
    return true;
}

void signature_add_picture(struct layout *l, struct row *row, const struct placed_image *image)
{
    if (!image->image)
        return;
    struct page_item *items = ARENA_ARRAY(l->arena, struct page_item, row->n_items + 1);
    for (size_t i = 0; i < row->n_items; i++)
        items[i] = row->items[i];
    items[row->n_items].kind = ITEM_IMAGE;
    items[row->n_items].element = ELEMENT_SEAL;
    items[row->n_items].image = *image;
    row->items = items;
    row->n_items++;
    row->box = len_max(row->box, image->y + image->height);
}

/* ---- unsealed ---- */

/* 7.3.5.2: the date starts two characters right of the organ; a date that would come too near the
 * right edge stands two characters from it, and the organ moves left. */
static bool plain_rows(struct layout *l, struct rows *rows, const struct signature *s)
{
    const struct style *st = l->style;
    struct signature_lines date, organ;
    len_t widest = 0, gap = st->plain_above;
    if (!signature_line(l, s->date_text, signature_width(l), &date))
        return false;
    for (const struct organ *o = s->organs; o; o = o->next) {
        if (!signature_line(l, o->name, signature_width(l), &organ))
            return false;
        widest = len_max(widest, organ.width);
    }
    len_t edge = st->area_width - st->plain_right;
    len_t left = edge - len_max(widest, date.width + st->plain_shift);
    for (const struct organ *o = s->organs; o; o = o->next, gap = 0) {
        if (!signature_line(l, o->name, signature_width(l), &organ))
            return false;
        rows_add_lines(l, rows, signature_moved(l, organ.lines, left, false), gap, ELEMENT_ORGAN);
    }
    rows_add_lines(l, rows, signature_moved(l, date.lines, left + st->plain_shift, false), gap,
                   ELEMENT_DATE);
    return true;
}

/* ---- with the signers' stamps ---- */

/* Rows from first on stand where they are, off the grid, a line apart. */
static void leave_grid(const struct layout *l, struct rows *rows, size_t first)
{
    for (size_t i = first; i < rows->list.n; i++) {
        rows->list.v[i].on_grid = false;
        rows->list.v[i].advance = l->style->line_pitch;
    }
}

/* One stamp four characters from the right and so far below what stands above, its signer's post
 * two characters left of it, both centred on one line. */
static bool add_stamp(struct layout *l, struct rows *rows, const struct organ *o, len_t above)
{
    const struct style *st = l->style;
    struct placed_image stamp = {.width = o->seal_width ? o->seal_width : st->stamp_width,
                                 .height = st->stamp_height};
    struct signature_lines post;
    stamp.x = st->area_width - st->stamp_right - stamp.width;
    len_t edge = len_max(stamp.x - st->stamp_left, st->char_pitch);
    if (!signature_picture(l, o->seal, &stamp) || !signature_line(l, o->post, edge, &post))
        return false;
    size_t first = rows->list.n, turned = post.lines.n ? post.lines.n - 1 : 0;
    len_t more = (len_t)turned * st->line_pitch;
    stamp.y = (more + st->body_size - stamp.height) / 2;
    rows_add_lines(l, rows, signature_moved(l, post.lines, edge - post.width, false),
                   len_max(0, above - stamp.y), ELEMENT_POST);
    leave_grid(l, rows, first);
    stamp.y -= more; /* from the last of the post's lines on */
    struct row *row = &rows->list.v[rows->list.n - 1];
    signature_add_picture(l, row, &stamp);
    row->box = row->advance = len_max(st->body_size, stamp.y + stamp.height);
    return true;
}

/* 7.3.5.3: the host organ's stamp two lines below the text, the others' one below the other; the
 * date below a blank line. */
static bool stamp_rows(struct layout *l, struct rows *rows, const struct signature *s)
{
    const struct style *st = l->style;
    struct signature_lines date;
    len_t above = st->stamp_above - (st->line_pitch - st->body_size);
    if (!signature_line(l, s->date_text, signature_width(l), &date))
        return false;
    for (const struct organ *o = s->organs; o; o = o->next, above = st->stamp_between)
        if (!add_stamp(l, rows, o, above))
            return false;
    size_t first = rows->list.n;
    len_t x = st->area_width - st->stamp_right - date.width;
    rows_add_lines(l, rows, signature_moved(l, date.lines, x, false), st->stamp_date_above,
                   ELEMENT_DATE);
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
