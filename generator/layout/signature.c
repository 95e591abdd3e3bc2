/*
 * 发文机关署名, 成文日期 and seals in the three forms of 7.3.5: sealed, unsealed, with the signers'
 * stamps; one organ or several. They stay with the last lines of the text. A seal stamped by hand
 * takes as much room as one that is a picture. Lengths are from the left edge of the type area.
 */
#include "base/file.h"
#include "image/image.h"
#include "layout/layout_int.h"

/* A name, a post or a date: mostly one line. */
struct signature_lines {
    struct set_lines lines;
    len_t width; /* of the longest */
};

/* At its natural width; one longer than most turns between words. */
static bool set_name(const struct setting *s, struct text text, len_t most,
                     struct signature_lines *out)
{
    struct text_shape shape = setting_shape(s);
    struct title title = {text, font_role_named(s->style->body_role), NULL, 0};
    shape.width = most;
    if (!text_set_title(setting_typesetter(s), &title, &shape, &out->lines))
        return false;
    out->width = 0;
    for (size_t i = 0; i < out->lines.n; i++)
        out->width = len_max(out->width, out->lines.v[i].width);
    return true;
}

/* The longest that a name may be: the type area but for the air at the right. */
static len_t name_width(const struct setting *s)
{
    return s->style->area_width - s->style->organ_right_least;
}

/* Lines moved so that each is centred on x; or, x being the left end, starts there. */
static struct set_lines moved(const struct setting *s, struct set_lines lines, len_t x,
                              bool centred)
{
    struct set_line *out = ARENA_ARRAY(s->arena, struct set_line, lines.n + 1);
    for (size_t i = 0; i < lines.n; i++) {
        out[i] = lines.v[i];
        out[i].x = centred ? x - out[i].width / 2 : x;
    }
    return (struct set_lines){out, lines.n};
}

/* The picture of a seal or stamp that is as wide as is given. Without a file the room alone, as
 * high as it was. False: it cannot be read. */
static bool read_picture(const struct setting *s, struct text file, struct placed_image *out)
{
    if (!file.n)
        return true;
    const char *path = file_beside(s->arena, file);
    out->image = image_read(s->layout->doc->arena, path, text_pos(file, 0), s->layout->diags);
    if (!out->image)
        return false;
    out->height = len_scale(out->width, out->image->height, out->image->width);
    return true;
}

/* Adds it to a row, and the room down to its foot. Nothing without a picture. */
static void add_picture(const struct setting *s, struct row *row, const struct placed_image *image)
{
    if (!image->image)
        return;
    struct page_item *items = ARENA_ARRAY(s->arena, struct page_item, row->n_items + 1);
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
static bool plain_rows(const struct setting *s, struct rows *rows, const struct flow_signature *sig)
{
    const struct style *st = s->style;
    struct signature_lines date, organ;
    len_t widest = 0, gap = st->plain_above;
    if (!set_name(s, sig->date, name_width(s), &date))
        return false;
    for (const struct flow_organ *o = sig->organs; o; o = o->next) {
        if (!set_name(s, o->name, name_width(s), &organ))
            return false;
        widest = len_max(widest, organ.width);
    }
    len_t edge = st->area_width - st->plain_right;
    len_t left = edge - len_max(widest, date.width + st->plain_shift);
    for (const struct flow_organ *o = sig->organs; o; o = o->next, gap = 0) {
        if (!set_name(s, o->name, name_width(s), &organ))
            return false;
        rows_add_lines(s, rows, moved(s, organ.lines, left, false), gap, ELEMENT_ORGAN);
    }
    rows_add_lines(s, rows, moved(s, date.lines, left + st->plain_shift, false), gap, ELEMENT_DATE);
    return true;
}

/* ---- with the signers' stamps ---- */

/* Rows from first on stand where they are, off the grid, a line apart. */
static void leave_grid(const struct setting *s, struct rows *rows, size_t first)
{
    for (size_t i = first; i < rows->list.n; i++) {
        rows->list.v[i].on_grid = false;
        rows->list.v[i].advance = s->style->line_pitch;
    }
}

/* One stamp four characters from the right and so far below what stands above, its signer's post
 * two characters left of it, both centred on one line. */
static bool add_stamp(const struct setting *s, struct rows *rows, const struct flow_organ *o,
                      len_t above)
{
    const struct style *st = s->style;
    struct placed_image stamp = {.width = o->seal_width ? o->seal_width : st->stamp_width,
                                 .height = st->stamp_height};
    struct signature_lines post;
    stamp.x = st->area_width - st->stamp_right - stamp.width;
    len_t edge = len_max(stamp.x - st->stamp_left, st->char_pitch);
    if (!read_picture(s, o->seal, &stamp) || !set_name(s, o->post, edge, &post))
        return false;
    size_t first = rows->list.n, turned = post.lines.n ? post.lines.n - 1 : 0;
    len_t more = (len_t)turned * st->line_pitch;
    stamp.y = (more + st->body_size - stamp.height) / 2;
    rows_add_lines(s, rows, moved(s, post.lines, edge - post.width, false),
                   len_max(0, above - stamp.y), ELEMENT_POST);
    leave_grid(s, rows, first);
    stamp.y -= more; /* from the last of the post's lines on */
    struct row *row = &rows->list.v[rows->list.n - 1];
    add_picture(s, row, &stamp);
    row->box = row->advance = len_max(st->body_size, stamp.y + stamp.height);
    return true;
}

/* 7.3.5.3: the host organ's stamp two lines below the text, the others' one below the other; the
 * date below a blank line. */
static bool stamp_rows(const struct setting *s, struct rows *rows, const struct flow_signature *sig)
{
    const struct style *st = s->style;
    struct signature_lines date;
    len_t above = st->stamp_above - (st->line_pitch - st->body_size);
    if (!set_name(s, sig->date, name_width(s), &date))
        return false;
    for (const struct flow_organ *o = sig->organs; o; o = o->next, above = st->stamp_between)
        if (!add_stamp(s, rows, o, above))
            return false;
    size_t first = rows->list.n;
    len_t x = st->area_width - st->stamp_right - date.width;
    rows_add_lines(s, rows, moved(s, date.lines, x, false), st->stamp_date_above, ELEMENT_DATE);
    leave_grid(s, rows, first);
    return true;
}

/* ---- sealed: 7.3.5.1 ---- */

struct signer {
    const struct flow_organ *organ;
    struct placed_image seal;
};

/* Those who sign, in order. */
struct signers {
    struct signer *v;
    size_t n;
};

static size_t count_organs(const struct flow_organ *organs)
{
    size_t n = 0;
    for (; organs; organs = organs->next)
        n++;
    return n;
}

static bool read_signers(const struct setting *s, const struct flow_organ *organs,
                         struct signers *out)
{
    out->n = count_organs(organs);
    out->v = ARENA_ARRAY(s->arena, struct signer, out->n + 1);
    for (size_t i = 0; i < out->n; i++, organs = organs->next) {
        len_t width = organs->seal_width ? organs->seal_width : s->style->seal_width;
        out->v[i] = (struct signer){organs, {.width = width, .height = width}};
        if (!read_picture(s, organs->seal, &out->v[i].seal))
            return false;
    }
    return true;
}

/* ---- where a seal stands ---- */

/* The point of a row that a seal presses: the middle between name and date. */
struct seal_place {
    len_t x, y;
    len_t below_text; /* from the text's lower edge down to y, in the first row */
    bool last;        /* in the last row, which 附注 stands below */
};

/* What stands below the text: blank lines, then so many lines of names, then the date. */
struct blank {
    len_t gap;        /* of blank lines */
    len_t below_text; /* from the text's lower edge to the middle between name and date */
};

/* As many blank lines as the tallest seal of the row needs not to touch the text. */
static struct blank blank_above(const struct style *st, const struct signer *first, size_t n,
                                size_t name_lines)
{
    len_t between_lines = st->line_pitch - st->body_size, tallest = 0;
    for (size_t i = 0; i < n; i++)
        tallest = len_max(tallest, first[i].seal.height);
    struct blank b = {.gap = st->signature_blank_above};
    len_t names = (len_t)name_lines * st->line_pitch + between_lines / 2;
    len_t room = b.gap + names - tallest / 2 - 2 * st->seal_rise;
    if (room < 0)
        b.gap += (st->line_pitch - room - 1) / st->line_pitch * st->line_pitch;
    b.below_text = b.gap + names;
    return b;
}

/* From the middle between name and date down to the line of 附注, lines as close as they may be. */
static len_t above_annotation(const struct style *st)
{
    len_t closest = (st->area_height - st->body_size) / (st->lines_most - 1);
    return st->line_pitch / 2 + closest - st->body_size / 2;
}

/* How far above that point its middle stands: name and date a little below it, its top within one
 * line of the text (7.3.5.1); higher, up to the text, when 附注 would lie under it (7.3.6). */
static bool seal_rise(const struct setting *s, const struct placed_image *seal,
                      const struct seal_place *at, len_t *rise)
{
    const struct style *st = s->style;
    struct extent note = {0};
    len_t half = seal->height / 2;
    if (at->last && !tail_annotation_extent(s, &note))
        return false;
    *rise = at->below_text - half - st->line_pitch;
    if (seal->x < note.right && note.left < seal->x + seal->width)
        *rise = len_max(*rise, half - above_annotation(st));
    *rise = len_max(st->seal_rise, len_min(*rise, at->below_text - half));
    return true;
}

static bool add_seal(const struct setting *s, struct row *row, struct placed_image *seal,
                     const struct seal_place *at)
{
    len_t rise;
    seal->x = at->x - seal->width / 2;
    if (!seal_rise(s, seal, at, &rise))
        return false;
    seal->y = at->y - rise - seal->height / 2;
    add_picture(s, row, seal);
    return true;
}

static struct row *last_row(struct rows *rows)
{
    return &rows->list.v[rows->list.n - 1];
}

/* ---- one organ ---- */

/* The date four characters from the right, the organ's name centred above it. A name too long for
 * that moves both to the left. */
static bool sealed_one(const struct setting *s, struct rows *rows, const struct flow_signature *sig,
                       const struct signers *signers)
{
    const struct style *st = s->style;
    struct signature_lines organ = {0}, date;
    if ((signers->n && !set_name(s, sig->organs->name, name_width(s), &organ)) ||
        !set_name(s, sig->date, name_width(s), &date))
        return false;
    len_t from_right = st->date_right + date.width / 2;
    if (organ.lines.n)
        from_right = len_max(from_right, st->organ_right_least + organ.width / 2);
    len_t centre = st->area_width - from_right;
    struct blank blank = blank_above(st, signers->v, signers->n, organ.lines.n);
    rows_add_lines(s, rows, moved(s, organ.lines, centre, true), blank.gap, ELEMENT_ORGAN);
    rows_add_lines(s, rows, moved(s, date.lines, centre, true), organ.lines.n ? 0 : blank.gap,
                   ELEMENT_DATE);
    struct seal_place at = {centre, (st->body_size - st->line_pitch) / 2, blank.below_text, true};
    return !signers->n || add_seal(s, last_row(rows), &signers->v[0].seal, &at);
}

/* ---- several organs ---- */

/* A column that seals stand in, one below the other. */
struct column {
    len_t seal;        /* the widest */
    len_t left, width; /* its cells, for the names */
};

struct columns {
    struct column *v;
    size_t n;
    len_t last; /* the middle of the last one, and of the date */
};

/* A row of signers from first on, the last of them in the last column. */
struct joint_row {
    size_t first, n;
    bool last;
};

static struct joint_row row_from(const struct signers *signers, const struct columns *c,
                                 size_t first)
{
    bool last = signers->n - first <= c->n;
    return (struct joint_row){first, last ? signers->n - first : c->n, last};
}

static const struct column *column_of(const struct columns *c, const struct joint_row *j, size_t i)
{
    return &c->v[(j->last ? c->n - j->n : 0) + i];
}

static void widen_to_seals(struct columns *c, const struct signers *signers)
{
    for (size_t k = 0; k < c->n; k++)
        c->v[k] = (struct column){0};
    for (size_t first = 0; first < signers->n; first += c->n) {
        struct joint_row j = row_from(signers, c, first);
        for (size_t i = 0; i < j.n; i++) {
            struct column *column = &c->v[column_of(c, &j, i) - c->v];
            column->seal = len_max(column->seal, signers->v[first + i].seal.width);
        }
    }
}

/* The columns from the type area's left edge on, what the seals leave shared among them. False: the
 * seals touch each other. */
static bool part_columns(const struct style *st, struct columns *c, len_t date_width)
{
    len_t taken = c->v[c->n - 1].seal / 2;
    c->last = len_min(st->area_width - st->date_right - date_width / 2, st->area_width - taken);
    for (size_t k = 0; k + 1 < c->n; k++)
        taken += c->v[k].seal;
    len_t air = (c->last - taken) * 2 / (2 * (len_t)c->n - 1);
    len_t left = c->last;
    for (size_t k = c->n; k-- > 0;) {
        c->v[k].width = c->v[k].seal + air;
        left -= k + 1 == c->n ? c->v[k].width / 2 : c->v[k].width;
        c->v[k].left = left;
    }
    return air >= 0;
}

/* As many columns as the seals allow: none leaves the type area, none touches the next. */
static struct columns columns_make(const struct setting *s, const struct signers *signers,
                                   len_t date_width)
{
    size_t most = s->style->seals_a_row > 0 ? (size_t)s->style->seals_a_row : 1;
    struct columns c = {.n = signers->n < most ? signers->n : most};
    c.v = ARENA_ARRAY(s->arena, struct column, c.n);
    do
        widen_to_seals(&c, signers);
    while (!part_columns(s->style, &c, date_width) && c.n > 1 && c.n--);
    return c;
}

/* One organ's name in its cell; a long one turns there, between words. *above: widened to the room
 * that its lines take above the last. */
static bool add_name(const struct setting *s, struct item_list *items,
                     const struct flow_organ *organ, const struct column *column, len_t *above)
{
    struct text_shape shape = setting_shape(s);
    shape.align = ALIGN_CENTRE;
    shape.width = len_max(column->width, shape.pitch);
    struct title name = {organ->name, font_role_named(s->style->body_role), NULL, 0};
    struct set_lines lines;
    if (!text_set_title(setting_typesetter(s), &name, &shape, &lines))
        return false;
    struct ink_style ink = place_ink(s->style, shape.size, ELEMENT_ORGAN);
    for (size_t i = 0; i < lines.n; i++)
        place_line(items, &lines.v[i], column->left,
                   shape.size / 2 - (len_t)(lines.n - 1 - i) * s->style->line_pitch, &ink);
    if (lines.n)
        *above = len_max(*above, (len_t)(lines.n - 1) * s->style->line_pitch);
    return true;
}

/* What the rows of a joint signature have in common. */
struct joint {
    const struct signers *signers;
    struct columns columns;
    len_t step;         /* from one row to the next */
    struct blank blank; /* above the first */
};

/* Each seal presses its organ's name, the last one the date too. */
static bool add_joint_seals(const struct setting *s, struct row *row, const struct joint *t,
                            const struct joint_row *j)
{
    const struct style *st = s->style;
    struct seal_place at = {.y = (st->body_size + st->line_pitch) / 2,
                            .below_text = t->blank.below_text,
                            .last = j->last};
    for (size_t i = 0; i < j->n; i++) {
        const struct column *column = column_of(&t->columns, j, i);
        at.x = column->left + column->width / 2;
        if (!add_seal(s, row, &t->signers->v[j->first + i].seal, &at))
            return false;
    }
    return true;
}

static bool add_joint_row(const struct setting *s, struct rows *rows, struct joint *t,
                          const struct joint_row *j)
{
    const struct style *st = s->style;
    struct item_list items = {.arena = s->arena};
    len_t above = 0;
    for (size_t i = 0; i < j->n; i++)
        if (!add_name(s, &items, t->signers->v[j->first + i].organ, column_of(&t->columns, j, i),
                      &above))
            return false;
    if (!j->first)
        t->blank = blank_above(st, t->signers->v, j->n, (size_t)(above / st->line_pitch) + 1);
    struct row *row = VEC_ADD(s->arena, &rows->list);
    *row = (struct row){.gap = j->first ? 0 : t->blank.gap + above,
                        .box = st->body_size,
                        .advance = j->last ? st->line_pitch : t->step,
                        .items = items.list.v,
                        .n_items = items.list.n};
    return add_joint_seals(s, row, t, j);
}

/* As far apart as the tallest seal needs. */
static len_t row_step(const struct style *st, const struct signers *signers)
{
    len_t tallest = st->seal_width;
    for (size_t i = 0; i < signers->n; i++)
        tallest = len_max(tallest, signers->v[i].seal.height);
    return st->seal_row + tallest - st->seal_width;
}

/* Names in rows, seals one beside the other, the date below the last name. */
static bool sealed_joint(const struct setting *s, struct rows *rows,
                         const struct flow_signature *sig, const struct signers *signers)
{
    struct signature_lines date;
    if (!set_name(s, sig->date, name_width(s), &date))
        return false;
    struct joint t = {.signers = signers, .step = row_step(s->style, signers)};
    t.columns = columns_make(s, signers, date.width);
    for (size_t first = 0; first < signers->n; first += t.columns.n) {
        struct joint_row j = row_from(signers, &t.columns, first);
        if (!add_joint_row(s, rows, &t, &j))
            return false;
    }
    struct set_lines under = moved(s, date.lines, t.columns.last, true);
    rows_add_lines(s, rows, under, 0, ELEMENT_DATE);
    struct row *last = last_row(rows);
    last->on_grid = false;
    last->advance = s->style->line_pitch;
    return true;
}

static bool sealed_rows(const struct setting *s, struct rows *rows,
                        const struct flow_signature *sig)
{
    struct signers signers;
    if (!read_signers(s, sig->organs, &signers))
        return false;
    return signers.n > 1 ? sealed_joint(s, rows, sig, &signers)
                         : sealed_one(s, rows, sig, &signers);
}

bool signature_rows(const struct setting *s, struct rows *rows, const struct flow_signature *sig)
{
    static bool (*const forms[])(const struct setting *, struct rows *,
                                 const struct flow_signature *) = {
        [SIGNATURE_SEALED] = sealed_rows,
        [SIGNATURE_PLAIN] = plain_rows,
        [SIGNATURE_STAMP] = stamp_rows,
    };
    tail_keep_lines(s, rows);
    size_t first = rows->list.n;
    if (!forms[sig->form](s, rows, sig))
        return false;
    rows->list.v[first].gap_kept = true; /* for the seal, which stands above the first row */
    rows_keep_from(rows, first);
    return true;
}
