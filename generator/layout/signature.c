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
    if (!out->image) {
        picture_refused(s->layout, arena_strdup(s->layout->doc->arena, path));
        return false;
    }
    out->height = len_scale(out->width, out->image->height, out->image->width);
    return true;
}

/* Lines of the body as close as they may be. */
static len_t closest_lines(const struct style *st)
{
    return (st->area_height - st->body_size) / (st->lines_most - 1);
}

/* Adds it to a row, and the room down to its foot: a picture stays within the type area; what is
 * stamped by hand keeps off the imprint, and a hand can follow lines that stand closer. */
static void add_picture(const struct setting *s, struct page_row *row,
                        const struct placed_image *image)
{
    len_t by_hand = image->image ? 0 : s->style->line_pitch - closest_lines(s->style);
    row->foot = len_max(row->foot, image->y + image->height - by_hand);
    if (!image->image)
        return;
    row->box = len_max(row->box, row->foot);
    struct page_item *items = ARENA_ARRAY(s->arena, struct page_item, row->n_items + 1);
    for (size_t i = 0; i < row->n_items; i++)
        items[i] = row->items[i];
    items[row->n_items].kind = ITEM_IMAGE;
    items[row->n_items].element = ELEMENT_SEAL;
    items[row->n_items].image = *image;
    row->items = items;
    row->n_items++;
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
    len_t above = st->stamp_above;
    size_t first = rows->list.n;
    if (!set_name(s, sig->date, name_width(s), &date))
        return false;
    for (const struct organ *o = sig->organs; o; o = o->next, above = st->stamp_between)
        if (!add_stamp(s, rows, o, above))
            return false;
    rows->list.v[first].gap_from_edge = true;
    len_t x = st->area_width - st->stamp_right - date.width;
    rows_add_like(s, rows, moved(s, date.lines, x, false), &like, 0, ELEMENT_DATE);
    return true;
}

/* ---- sealed: 7.3.5.1 ---- */

/*
 * The seals of a row stand with their middles on one line, so do the last lines of their names.
 * Down from the middle of these are measured: the names' upper edge, the date's middle (a line
 * below), and the middle of the seals. A seal covers its name, the last one the date too; the first
 * row's stand within a line of the text; those of the last row above 附注 (7.3.6), which holds
 * telephone numbers.
 */

struct signer {
    const struct organ *organ;
    struct placed_image seal;
    struct set_lines name;
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
        *signer = (struct signer){o, {.width = width, .height = width}, {0}};
        if (!read_picture(s, o->seal, &signer->seal))
            return false;
    }
    return true;
}

/* A row of those who sign. */
struct seal_row {
    struct signer *first;
    size_t n;
    bool dated;   /* the last of them has the date */
    len_t pitch;  /* of the names' lines */
    len_t middle; /* of the seals */
};

static len_t tallest_seal(const struct seal_row *r)
{
    len_t tallest = 0;
    for (size_t i = 0; i < r->n; i++)
        tallest = len_max(tallest, r->first[i].seal.height);
    return tallest;
}

/* From the first line of the row's longest name to its last; less than nothing without a name. */
static len_t names_rise(const struct seal_row *r)
{
    len_t lines = 0;
    for (size_t i = 0; i < r->n; i++)
        lines = len_max(lines, (len_t)r->first[i].name.n);
    return (lines - 1) * r->pitch;
}

/* Where the middle of a row's seals may be so that each covers what it presses: nowhere when least
 * is more than most. */
struct seal_reach {
    len_t least, most;
};

static struct seal_reach reach_of(const struct style *st, const struct seal_row *r)
{
    struct seal_reach reach = {INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < r->n; i++) {
        const struct signer *signer = &r->first[i];
        bool has_date = r->dated && i + 1 == r->n;
        len_t half = signer->seal.height / 2, edge = st->body_size / 2;
        len_t top = -((len_t)signer->name.n - 1) * r->pitch - edge;
        reach.least = len_max(reach.least, (has_date ? st->line_pitch : 0) + edge - half);
        reach.most = len_min(reach.most, top + half);
    }
    return reach;
}

/* Whether 附注 reaches below a seal of the row. */
static bool stands_above_note(const struct setting *s, const struct seal_row *r, bool *above)
{
    struct extent note;
    *above = false;
    if (!r->dated)
        return true;
    if (!tail_annotation_extent(s, &note))
        return false;
    for (size_t i = 0; i < r->n; i++) {
        const struct placed_image *seal = &r->first[i].seal;
        *above = *above || (seal->x < note.right && note.left < seal->x + seal->width);
    }
    return true;
}

/* The middle of a row's seals: a little above that between name and date; midway when names are so
 * high that they would stick out; and above 附注, lines as close as they may be. */
static bool find_middle(const struct setting *s, struct seal_row *r)
{
    const struct style *st = s->style;
    struct seal_reach reach = reach_of(st, r);
    len_t middle = st->line_pitch / 2 - st->seal_rise;
    bool above;
    if (middle > reach.most)
        middle = (reach.least + reach.most) / 2;
    if (!stands_above_note(s, r, &above))
        return false;
    if (above)
        middle = len_min(middle, st->line_pitch + closest_lines(st) - st->body_size / 2 -
                                     tallest_seal(r) / 2);
    r->middle = len_max(reach.least, middle);
    return true;
}

/* What is blank between the text and the first row of names: lines, as many as the seals need not
 * to touch the text. Where further lines of names take their place the seals begin a line below the
 * text. Seals that would begin lower move up. */
static len_t blank_above(const struct style *st, struct seal_row *r)
{
    len_t rise = names_rise(r), half = tallest_seal(r) / 2;
    len_t below_text = rise + st->line_pitch - st->body_size / 2; /* to the last line, no blank */
    len_t lowest = st->line_pitch + half - below_text;            /* of gap and middle together */
    len_t gap = st->signature_blank_above;
    if (rise > 0)
        return len_max(0, lowest - r->middle);
    while (gap + below_text + r->middle - half < st->seal_rise)
        gap += st->line_pitch;
    r->middle = len_max(reach_of(st, r).least, len_min(r->middle, lowest - gap));
    return gap;
}

/* ---- one organ ---- */

/* The date four characters from the right, the organ's name centred above it. A name too long for
 * that moves both to the left. */
static bool sealed_one(const struct setting *s, struct rows *rows, const struct flow_signature *sig,
                       const struct signers *signers)
{
    const struct style *st = s->style;
    struct signature_lines organ = {0}, date;
    struct seal_row row = {signers->list.v, signers->list.n, true, st->line_pitch, 0};
    len_t gap = st->signature_blank_above;
    if ((row.n && !set_name(s, sig->organs->name, name_width(s), &organ)) ||
        !set_name(s, sig->date, name_width(s), &date))
        return false;
    len_t from_right = st->date_right + date.width / 2;
    if (organ.lines.n)
        from_right = len_max(from_right, st->organ_right_least + organ.width / 2);
    len_t centre = st->area_width - from_right;
    if (row.n) {
        row.first->name = organ.lines;
        row.first->seal.x = centre - row.first->seal.width / 2;
        if (!find_middle(s, &row))
            return false;
        gap = blank_above(st, &row) / st->line_pitch * st->line_pitch; /* these are on the grid */
        row.first->seal.y =
            st->body_size / 2 - st->line_pitch + row.middle - row.first->seal.height / 2;
    }
    rows_add_lines(s, rows, moved(s, organ.lines, centre, true), gap, ELEMENT_ORGAN);
    rows_add_lines(s, rows, moved(s, date.lines, centre, true), organ.lines.n ? 0 : gap,
                   ELEMENT_DATE);
    if (row.n)
        add_picture(s, &rows->list.v[rows->list.n - 1], &row.first->seal);
    return true;
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
    len_t last;  /* the middle of the last column, and of the date */
    len_t pitch; /* of the names' lines */
};

static struct seal_row row_of(const struct joint_signature *j, size_t first)
{
    size_t left = j->n - first, n = left < j->n_columns ? left : j->n_columns;
    return (struct seal_row){&j->signers[first], n, n == left, j->pitch, 0};
}

/* What parts a seal from the next, beside it or below. */
static len_t seal_gap(const struct style *st)
{
    return st->seal_row - st->seal_width;
}

/* The last row ends in the last column. */
static struct seal_column *column_of(const struct joint_signature *j, size_t signer)
{
    size_t last_row = (j->n - 1) / j->n_columns * j->n_columns;
    size_t skipped = signer >= last_row ? j->n_columns - (j->n - last_row) : 0;
    return &j->columns[signer % j->n_columns + skipped];
}

/* As many columns, at most, as the seals allow: none leaves the type area, each keeps its distance
 * from the next; what they leave of the area from its left edge on is shared among them. */
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
        if (air >= seal_gap(st) || j->n_columns == 1)
            break;
    }
    left = j->last;
    for (size_t k = j->n_columns; k-- > 0; j->columns[k].left = left) {
        len_t width = j->columns[k].seal + air;
        if (k + 1 == j->n_columns)
            width = len_min(width, (st->area_width - j->last) * 2);
        j->columns[k].width = width;
        left -= k + 1 == j->n_columns ? width / 2 : width;
    }
    for (size_t i = 0; i < j->n; i++) {
        const struct seal_column *c = column_of(j, i);
        j->signers[i].seal.x = c->left + c->width / 2 - j->signers[i].seal.width / 2;
    }
}

/* Each name in its cell; a long one turns there, between words. */
static bool set_joint_names(const struct setting *s, struct joint_signature *j)
{
    struct text_shape shape = setting_shape(s);
    shape.align = ALIGN_CENTRE;
    for (size_t i = 0; i < j->n; i++) {
        struct signer *signer = &j->signers[i];
        struct title title = {signer->organ->name, font_role_named(s->style->body_role), true};
        shape.width = len_max(column_of(j, i)->width, shape.pitch);
        if (!text_set_title(setting_typesetter(s), &title, &shape, &signer->name))
            return false;
    }
    return true;
}

/* Whether all seals cover what they press. */
static bool seals_cover(const struct style *st, const struct joint_signature *j)
{
    for (size_t first = 0; first < j->n; first += j->n_columns) {
        struct seal_row row = row_of(j, first);
        struct seal_reach reach = reach_of(st, &row);
        if (reach.least > reach.most)
            return false;
    }
    return true;
}

/* Whether rows of so many would leave a page some lines for the text. */
static bool page_holds_rows(const struct style *st, const struct joint_signature *j, size_t columns)
{
    enum { TEXT_LINES = 3 };
    struct seal_row all = {.first = j->signers, .n = j->n};
    len_t rows = (len_t)((j->n + columns - 1) / columns);
    return rows * (tallest_seal(&all) + seal_gap(st)) + TEXT_LINES * st->line_pitch <=
           st->area_height;
}

/* The most columns in which every name fits below its seal, lines closer before columns fewer. */
static bool arrange(const struct setting *s, struct joint_signature *j, len_t date_width)
{
    const struct style *st = s->style;
    for (;; j->n_columns--) {
        make_columns(st, j, date_width);
        j->pitch = st->line_pitch;
        if (!set_joint_names(s, j))
            return false;
        if (seals_cover(st, j))
            return true;
        j->pitch = len_min(st->line_pitch, st->seal_name_pitch);
        if (seals_cover(st, j) || j->n_columns == 1 || !page_holds_rows(st, j, j->n_columns - 1))
            return true;
    }
}

/* A row's names, and the seals that press them. */
static void add_joint_row(const struct setting *s, struct rows *rows,
                          const struct joint_signature *j, const struct seal_row *r, len_t gap)
{
    const struct style *st = s->style;
    struct item_list items = {.arena = s->arena};
    struct ink_style ink = place_ink(st, st->body_size, ELEMENT_ORGAN);
    for (size_t i = 0; i < r->n; i++) {
        struct set_lines name = r->first[i].name;
        len_t up = name.n ? (len_t)(name.n - 1) * j->pitch : 0;
        const struct seal_column *column = column_of(j, (size_t)(r->first - j->signers) + i);
        place_lines(&items, name, column->left, st->body_size / 2 - up, j->pitch, &ink);
    }
    struct page_row *row = VEC_ADD(s->arena, &rows->list);
    *row = off_grid(st, gap);
    row->items = items.list.v;
    row->n_items = items.list.n;
    for (size_t i = 0; i < r->n; i++) {
        struct placed_image *seal = &r->first[i].seal;
        seal->y = st->body_size / 2 + r->middle - seal->height / 2;
        add_picture(s, row, seal);
    }
}

/* From the names of a row to those of the next, so that their seals keep apart, and the names. */
static len_t rows_apart(const struct style *st, const struct seal_row *above,
                        const struct seal_row *below)
{
    len_t seals = (tallest_seal(above) + tallest_seal(below) + 1) / 2 + seal_gap(st) +
                  above->middle - below->middle;
    return len_max(seals, names_rise(below) + st->line_pitch);
}

/* The date below the last name. */
static bool sealed_joint(const struct setting *s, struct rows *rows,
                         const struct flow_signature *sig, const struct signers *signers)
{
    const struct style *st = s->style;
    struct signature_lines date;
    struct page_row like = off_grid(st, 0);
    size_t n = signers->list.n, most = (size_t)st->seals_a_row;
    struct joint_signature j = {
        .signers = signers->list.v, .n = n, .n_columns = n < most ? n : most};
    struct seal_row above = {0};
    j.columns = ARENA_ARRAY(s->arena, struct seal_column, j.n_columns);
    if (!set_name(s, sig->date, name_width(s), &date) || !arrange(s, &j, date.width))
        return false;
    for (size_t first = 0; first < n; first += j.n_columns) {
        struct seal_row row = row_of(&j, first);
        len_t gap = 0;
        if (!find_middle(s, &row))
            return false;
        if (first)
            rows->list.v[rows->list.n - 1].advance = rows_apart(st, &above, &row);
        else
            gap = blank_above(st, &row) + names_rise(&row);
        add_joint_row(s, rows, &j, &row, gap);
        above = row;
    }
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
    size_t first = rows->list.n;
    if (!forms[sig->form](s, rows, sig))
        return false;
    rows->list.v[first].gap_kept = true; /* for the seal, which stands above the first row */
    rows_keep_from(rows, first);
    return true;
}
