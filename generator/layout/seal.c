/*
 * 加盖印章 (7.3.5.1): one organ's name centred above the date, or the names of several in rows, and
 * the seals that press them. A seal stamped by hand takes as much room as one that is a picture.
 */
#include "layout/signature_int.h"

struct signer {
    const struct organ *organ;
    struct placed_image seal;
};

/* Those who sign, in order. */
struct signers {
    struct signer *v;
    size_t n;
};

static size_t count_organs(const struct organ *organs)
{
    size_t n = 0;
    for (; organs; organs = organs->next)
        n++;
    return n;
}

static bool read_signers(struct layout *l, const struct organ *organs, struct signers *out)
{
    out->n = count_organs(organs);
    out->v = ARENA_ARRAY(l->arena, struct signer, out->n + 1);
    for (size_t i = 0; i < out->n; i++, organs = organs->next) {
        len_t width = organs->seal_width ? organs->seal_width : l->style->seal_width;
        out->v[i] = (struct signer){organs, {.width = width, .height = width}};
        if (!signature_picture(l, organs->seal, &out->v[i].seal))
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
static bool seal_rise(struct layout *l, const struct placed_image *seal,
                      const struct seal_place *at, len_t *rise)
{
    const struct style *st = l->style;
    struct extent note = {0};
    len_t half = seal->height / 2;
    if (at->last && !annotation_extent(l, &note))
        return false;
    *rise = at->below_text - half - st->line_pitch;
    if (seal->x < note.right && note.left < seal->x + seal->width)
        *rise = len_max(*rise, half - above_annotation(st));
    *rise = len_max(st->seal_rise, len_min(*rise, at->below_text - half));
    return true;
}

static bool add_seal(struct layout *l, struct row *row, struct placed_image *seal,
                     const struct seal_place *at)
{
    len_t rise;
    seal->x = at->x - seal->width / 2;
    if (!seal_rise(l, seal, at, &rise))
        return false;
    seal->y = at->y - rise - seal->height / 2;
    signature_add_picture(l, row, seal);
    return true;
}

static struct row *last_row(struct rows *rows)
{
    return &rows->list.v[rows->list.n - 1];
}

/* ---- one organ ---- */

/* The date four characters from the right, the organ's name centred above it. A name too long for
 * that moves both to the left. */
static bool sealed_one(struct layout *l, struct rows *rows, const struct signature *s,
                       const struct signers *signers)
{
    const struct style *st = l->style;
    struct signature_lines organ = {0}, date;
    if ((signers->n && !signature_line(l, s->organs->name, signature_width(l), &organ)) ||
        !signature_line(l, s->date_text, signature_width(l), &date))
        return false;
    len_t from_right = st->date_right + date.width / 2;
    if (organ.lines.n)
        from_right = len_max(from_right, st->organ_right_least + organ.width / 2);
    len_t centre = st->area_width - from_right;
    struct blank blank = blank_above(st, signers->v, signers->n, organ.lines.n);
    rows_add_lines(l, rows, signature_moved(l, organ.lines, centre, true), blank.gap,
                   ELEMENT_ORGAN);
    rows_add_lines(l, rows, signature_moved(l, date.lines, centre, true),
                   organ.lines.n ? 0 : blank.gap, ELEMENT_DATE);
    struct seal_place at = {centre, (st->body_size - st->line_pitch) / 2, blank.below_text, true};
    return !signers->n || add_seal(l, last_row(rows), &signers->v[0].seal, &at);
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

static struct joint_row row_from(const struct signers *s, const struct columns *c, size_t first)
{
    bool last = s->n - first <= c->n;
    return (struct joint_row){first, last ? s->n - first : c->n, last};
}

static const struct column *column_of(const struct columns *c, const struct joint_row *j, size_t i)
{
    return &c->v[(j->last ? c->n - j->n : 0) + i];
}

static void widen_to_seals(struct columns *c, const struct signers *s)
{
    for (size_t k = 0; k < c->n; k++)
        c->v[k] = (struct column){0};
    for (size_t first = 0; first < s->n; first += c->n) {
        struct joint_row j = row_from(s, c, first);
        for (size_t i = 0; i < j.n; i++) {
            struct column *column = &c->v[column_of(c, &j, i) - c->v];
            column->seal = len_max(column->seal, s->v[first + i].seal.width);
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
static struct columns columns_make(struct layout *l, const struct signers *s, len_t date_width)
{
    size_t most = l->style->seals_a_row > 0 ? (size_t)l->style->seals_a_row : 1;
    struct columns c = {.n = s->n < most ? s->n : most};
    c.v = ARENA_ARRAY(l->arena, struct column, c.n);
    do
        widen_to_seals(&c, s);
    while (!part_columns(l->style, &c, date_width) && c.n > 1 && c.n--);
    return c;
}

/* One organ's name in its cell; a long one turns there, between words. *above: widened to the room
 * that its lines take above the last. */
static bool add_name(struct layout *l, struct item_list *items, const struct organ *organ,
                     const struct column *column, len_t *above)
{
    struct text_shape shape = body_shape(l);
    shape.align = ALIGN_CENTRE;
    shape.width = len_max(column->width, shape.pitch);
    struct title name = {organ->name, role_of(l->style->body_role), NULL, 0};
    struct set_lines lines;
    if (!text_set_title(l->text, &name, &shape, &lines))
        return false;
    struct ink_style ink = ink_black(l, shape.size, ELEMENT_ORGAN);
    for (size_t i = 0; i < lines.n; i++)
        place_line(l, items, &lines.v[i], column->left,
                   shape.size / 2 - (len_t)(lines.n - 1 - i) * l->style->line_pitch, &ink);
    if (lines.n)
        *above = len_max(*above, (len_t)(lines.n - 1) * l->style->line_pitch);
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
static bool add_joint_seals(struct layout *l, struct row *row, const struct joint *t,
                            const struct joint_row *j)
{
    const struct style *st = l->style;
    struct seal_place at = {.y = (st->body_size + st->line_pitch) / 2,
                            .below_text = t->blank.below_text,
                            .last = j->last};
    for (size_t i = 0; i < j->n; i++) {
        const struct column *column = column_of(&t->columns, j, i);
        at.x = column->left + column->width / 2;
        if (!add_seal(l, row, &t->signers->v[j->first + i].seal, &at))
            return false;
    }
    return true;
}

static bool add_joint_row(struct layout *l, struct rows *rows, struct joint *t,
                          const struct joint_row *j)
{
    const struct style *st = l->style;
    struct item_list items = {0};
    len_t above = 0;
    for (size_t i = 0; i < j->n; i++)
        if (!add_name(l, &items, t->signers->v[j->first + i].organ, column_of(&t->columns, j, i),
                      &above))
            return false;
    if (!j->first)
        t->blank = blank_above(st, t->signers->v, j->n, (size_t)(above / st->line_pitch) + 1);
    struct row *row = VEC_ADD(l->arena, &rows->list);
    *row = (struct row){.gap = j->first ? 0 : t->blank.gap + above,
                        .box = st->body_size,
                        .advance = j->last ? st->line_pitch : t->step,
                        .items = items.list.v,
                        .n_items = items.list.n};
    return add_joint_seals(l, row, t, j);
}

/* As far apart as the tallest seal needs. */
static len_t row_step(const struct style *st, const struct signers *s)
{
    len_t tallest = st->seal_width;
    for (size_t i = 0; i < s->n; i++)
        tallest = len_max(tallest, s->v[i].seal.height);
    return st->seal_row + tallest - st->seal_width;
}

/* Names in rows, seals one beside the other, the date below the last name. */
static bool sealed_joint(struct layout *l, struct rows *rows, const struct signature *s,
                         const struct signers *signers)
{
    struct signature_lines date;
    if (!signature_line(l, s->date_text, signature_width(l), &date))
        return false;
    struct joint t = {.signers = signers, .step = row_step(l->style, signers)};
    t.columns = columns_make(l, signers, date.width);
    for (size_t first = 0; first < signers->n; first += t.columns.n) {
        struct joint_row j = row_from(signers, &t.columns, first);
        if (!add_joint_row(l, rows, &t, &j))
            return false;
    }
    struct set_lines under = signature_moved(l, date.lines, t.columns.last, true);
    struct row *last = rows_add_lines(l, rows, under, 0, ELEMENT_DATE);
    last->on_grid = false;
    last->advance = l->style->line_pitch;
    return true;
}

bool sealed_rows(struct layout *l, struct rows *rows, const struct signature *s)
{
    struct signers signers;
    if (!read_signers(l, s->organs, &signers))
        return false;
    return signers.n > 1 ? sealed_joint(l, rows, s, &signers) : sealed_one(l, rows, s, &signers);
}
