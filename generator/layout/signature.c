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
    struct title title = {text, font_role_named(s->style->body_role), true};
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
static void add_picture(const struct setting *s, struct page_row *row,
                        const struct placed_image *image)
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
    for (const struct organ *o = sig->organs; o; o = o->next) {
        if (!set_name(s, o->name, name_width(s), &organ))
            return false;
        widest = len_max(widest, organ.width);
    }
    len_t edge = st->area_width - st->plain_right;
    len_t left = edge - len_max(widest, date.width + st->plain_shift);
    for (const struct organ *o = sig->organs; o; o = o->next, gap = 0) {
        if (!set_name(s, o->name, name_width(s), &organ))
            return false;
        rows_add_lines(s, rows, moved(s, organ.lines, left, false), gap, ELEMENT_ORGAN);
    }
    rows_add_lines(s, rows, moved(s, date.lines, left + st->plain_shift, false), gap, ELEMENT_DATE);
    return true;
}

/* ---- with the signers' stamps ---- */

/* Where rows of the signature stand off the grid, a line apart. */
static struct page_row off_grid(const struct style *st, len_t gap)
{
    return (struct page_row){.gap = gap, .box = st->body_size, .advance = st->line_pitch};
}

/* One stamp four characters from the right and so far below what stands above, its signer's post
 * two characters left of it, both centred on one line. */
static bool add_stamp(const struct setting *s, struct rows *rows, const struct organ *o,
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
    len_t more = post.lines.n ? (len_t)(post.lines.n - 1) * st->line_pitch : 0;
    stamp.y = (more + st->body_size - stamp.height) / 2;
    struct page_row like = off_grid(st, len_max(0, above - stamp.y));
    rows_add_like(s, rows, moved(s, post.lines, edge - post.width, false), &like, 0, ELEMENT_POST);
    stamp.y -= more; /* from the last of the post's lines on */
    struct page_row *row = &rows->list.v[rows->list.n - 1];
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
    struct page_row like = off_grid(st, st->stamp_date_above);
    len_t above = st->stamp_above - (st->line_pitch - st->body_size);
    if (!set_name(s, sig->date, name_width(s), &date))
        return false;
    for (const struct organ *o = sig->organs; o; o = o->next, above = st->stamp_between)
        if (!add_stamp(s, rows, o, above))
            return false;
    len_t x = st->area_width - st->stamp_right - date.width;
    rows_add_like(s, rows, moved(s, date.lines, x, false), &like, 0, ELEMENT_DATE);
    return true;
}

/* ---- sealed: 7.3.5.1 ---- */

struct signer {
    const struct organ *organ;
    struct placed_image seal;
};

/* Those who sign, in order. */
struct signers {
    VEC(struct signer) list;
};

static bool read_signers(const struct setting *s, const struct organ *o, struct signers *out)
{
    *out = (struct signers){0};
    for (; o; o = o->next) {
        len_t width = o->seal_width ? o->seal_width : s->style->seal_width;
        struct signer *signer = VEC_ADD(s->arena, &out->list);
        *signer = (struct signer){o, {.width = width, .height = width}};
        if (!read_picture(s, o->seal, &signer->seal))
            return false;
    }
    return true;
}

static len_t tallest_seal(const struct signer *first, size_t n, len_t least)
{
    for (size_t i = 0; i < n; i++)
        least = len_max(least, first[i].seal.height);
    return least;
}

/* What stands below the text: blank lines, then so many lines of names, then the date. */
struct blank {
    len_t gap;        /* of blank lines */
    len_t below_text; /* from the text's lower edge to the middle between name and date */
};

/* As many blank lines as the tallest seal of the row needs not to touch the text. */
static struct blank blank_above(const struct style *st, const struct signer *first, size_t n,
                                size_t name_lines)
{
    len_t between_lines = st->line_pitch - st->body_size;
    struct blank b = {.gap = st->signature_blank_above};
    len_t names = (len_t)name_lines * st->line_pitch + between_lines / 2;
    len_t room = b.gap + names - tallest_seal(first, n, 0) / 2 - 2 * st->seal_rise;
    if (room < 0)
        b.gap += (st->line_pitch - room - 1) / st->line_pitch * st->line_pitch;
    b.below_text = b.gap + names;
    return b;
}

/* The point of a row that a seal presses: the middle between name and date. */
struct seal_place {
    len_t x, y;
    len_t below_text; /* from the text's lower edge down to y, in the first row */
    bool last;        /* in the last row, which 附注 stands below */
};

/* Name and date lie a little below the seal's middle, its top within one line of the text
 * (7.3.5.1); it stands higher, up to the text, when 附注 would lie under it (7.3.6), lines as close
 * as they may be. */
static bool add_seal(const struct setting *s, struct page_row *row, struct placed_image *seal,
                     const struct seal_place *at)
{
    const struct style *st = s->style;
    struct extent note = {0};
    len_t half = seal->height / 2, rise = at->below_text - half - st->line_pitch;
    seal->x = at->x - seal->width / 2;
    if (at->last && !tail_annotation_extent(s, &note))
        return false;
    if (seal->x < note.right && note.left < seal->x + seal->width) {
        len_t closest = (st->area_height - st->body_size) / (st->lines_most - 1);
        len_t above_note = st->line_pitch / 2 + closest - st->body_size / 2;
        rise = len_max(rise, half - above_note);
    }
    rise = len_max(st->seal_rise, len_min(rise, at->below_text - half));
    seal->y = at->y - rise - half;
    add_picture(s, row, seal);
    return true;
}

/* The date four characters from the right, the organ's name centred above it. A name too long for
 * that moves both to the left. */
static bool sealed_one(const struct setting *s, struct rows *rows, const struct flow_signature *sig,
                       const struct signers *signers)
{
    const struct style *st = s->style;
    struct signature_lines organ = {0}, date;
    size_t n = signers->list.n;
    if ((n && !set_name(s, sig->organs->name, name_width(s), &organ)) ||
        !set_name(s, sig->date, name_width(s), &date))
        return false;
    len_t from_right = st->date_right + date.width / 2;
    if (organ.lines.n)
        from_right = len_max(from_right, st->organ_right_least + organ.width / 2);
    len_t centre = st->area_width - from_right;
    struct blank blank = blank_above(st, signers->list.v, n, organ.lines.n);
    rows_add_lines(s, rows, moved(s, organ.lines, centre, true), blank.gap, ELEMENT_ORGAN);
    rows_add_lines(s, rows, moved(s, date.lines, centre, true), organ.lines.n ? 0 : blank.gap,
                   ELEMENT_DATE);
    struct seal_place at = {centre, (st->body_size - st->line_pitch) / 2, blank.below_text, true};
    return !n || add_seal(s, &rows->list.v[rows->list.n - 1], &signers->list.v[0].seal, &at);
}

/* ---- several organs: names in rows, seals one beside the other ---- */

/* A column that seals stand in, one below the other. */
struct seal_column {
    len_t seal;        /* the widest */
    len_t left, width; /* its cells, for the names */
};

struct joint_signature {
    struct signer *signers;
    size_t n;
    struct seal_column *columns;
    size_t n_columns;
    len_t last; /* the middle of the last column, and of the date */
    struct blank blank;
};

/* The last row ends in the last column. */
static struct seal_column *column_of(const struct joint_signature *j, size_t signer)
{
    size_t last_row = (j->n - 1) / j->n_columns * j->n_columns;
    size_t skipped = signer >= last_row ? j->n_columns - (j->n - last_row) : 0;
    return &j->columns[signer % j->n_columns + skipped];
}

/* As many columns as the seals allow: none leaves the type area, none touches the next; what they
 * leave of it from its left edge on is shared among them. */
static void make_columns(const struct style *st, struct joint_signature *j, len_t date_width)
{
    len_t air, left;
    for (;; j->n_columns--) {
        const struct seal_column *last = &j->columns[j->n_columns - 1];
        for (size_t k = 0; k < j->n_columns; k++)
            j->columns[k].seal = 0;
        for (size_t i = 0; i < j->n; i++) {
            struct seal_column *c = column_of(j, i);
            c->seal = len_max(c->seal, j->signers[i].seal.width);
        }
        len_t taken = last->seal / 2;
        j->last = len_min(st->area_width - st->date_right - date_width / 2, st->area_width - taken);
        for (size_t k = 0; k + 1 < j->n_columns; k++)
            taken += j->columns[k].seal;
        air = (j->last - taken) * 2 / (2 * (len_t)j->n_columns - 1);
        if (air >= 0 || j->n_columns == 1)
            break;
    }
    left = j->last;
    for (size_t k = j->n_columns; k-- > 0; j->columns[k].left = left) {
        len_t width = j->columns[k].width = j->columns[k].seal + air;
        left -= k + 1 == j->n_columns ? width / 2 : width;
    }
}

/* One organ's name in its cell; a long one turns there, between words. *above: widened to the room
 * that its lines take above the last. */
static bool add_name(const struct setting *s, struct item_list *items, struct text name,
                     const struct seal_column *column, len_t *above)
{
    struct text_shape shape = setting_shape(s);
    struct title title = {name, font_role_named(s->style->body_role), true};
    struct ink_style ink = place_ink(s->style, shape.size, ELEMENT_ORGAN);
    struct set_lines lines;
    shape.align = ALIGN_CENTRE;
    shape.width = len_max(column->width, shape.pitch);
    if (!text_set_title(setting_typesetter(s), &title, &shape, &lines))
        return false;
    len_t up = lines.n ? (len_t)(lines.n - 1) * s->style->line_pitch : 0;
    place_lines(items, lines, column->left, shape.size / 2 - up, s->style->line_pitch, &ink);
    *above = len_max(*above, up);
    return true;
}

/* The names of a row, and the seals that press them, the last one the date too. */
static bool add_joint_row(const struct setting *s, struct rows *rows, struct joint_signature *j,
                          size_t first)
{
    const struct style *st = s->style;
    struct item_list items = {.arena = s->arena};
    size_t end = first + j->n_columns < j->n ? first + j->n_columns : j->n;
    len_t above = 0, tallest = tallest_seal(j->signers, j->n, st->seal_width);
    for (size_t i = first; i < end; i++)
        if (!add_name(s, &items, j->signers[i].organ->name, column_of(j, i), &above))
            return false;
    if (!first)
        j->blank = blank_above(st, j->signers, end, (size_t)(above / st->line_pitch) + 1);
    struct page_row *row = VEC_ADD(s->arena, &rows->list);
    *row = off_grid(st, first ? 0 : j->blank.gap + above);
    row->items = items.list.v;
    row->n_items = items.list.n;
    if (end < j->n)
        row->advance = st->seal_row + tallest - st->seal_width;
    for (size_t i = first; i < end; i++) {
        const struct seal_column *column = column_of(j, i);
        struct seal_place at = {column->left + column->width / 2,
                                (st->body_size + st->line_pitch) / 2, j->blank.below_text,
                                end == j->n};
        if (!add_seal(s, row, &j->signers[i].seal, &at))
            return false;
    }
    return true;
}

/* The date below the last name. */
static bool sealed_joint(const struct setting *s, struct rows *rows,
                         const struct flow_signature *sig, const struct signers *signers)
{
    struct signature_lines date;
    struct page_row like = off_grid(s->style, 0);
    size_t n = signers->list.n, most = (size_t)s->style->seals_a_row;
    struct joint_signature j = {
        .signers = signers->list.v, .n = n, .n_columns = n < most ? n : most};
    j.columns = ARENA_ARRAY(s->arena, struct seal_column, j.n_columns);
    if (!set_name(s, sig->date, name_width(s), &date))
        return false;
    make_columns(s->style, &j, date.width);
    for (size_t first = 0; first < n; first += j.n_columns)
        if (!add_joint_row(s, rows, &j, first))
            return false;
    rows_add_like(s, rows, moved(s, date.lines, j.last, true), &like, 0, ELEMENT_DATE);
    return true;
}

static bool sealed_rows(const struct setting *s, struct rows *rows,
                        const struct flow_signature *sig)
{
    struct signers signers;
    return read_signers(s, sig->organs, &signers) &&
           (signers.list.n > 1 ? sealed_joint : sealed_one)(s, rows, sig, &signers);
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
