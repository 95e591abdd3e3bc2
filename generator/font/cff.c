/*
 * Reading a CFF (Adobe Technical Note 5176): INDEX, DICT, FDSelect. Takes bytes that nobody has
 * checked, gives spans that lie within them, or nothing.
 */
#include "font/cff.h"

enum {
    HEADER_SIZE = 4,
    CHARSTRING_TYPE_2 = 2,
    MAX_OFFSET_SIZE = 4,
    REAL_NUMBER = 30,
    REAL_END = 0xf,
    LAST_OPERATOR = 21
};

static uint32_t big_endian(const uint8_t *p, unsigned n)
{
    uint32_t v = 0;
    while (n--)
        v = v << 8 | *p++;
    return v;
}

/* The bytes from off on, n of them; false when they are not all there. */
static bool part(struct span whole, size_t off, size_t n, struct span *out)
{
    if (off > whole.n || n > whole.n - off)
        return false;
    *out = (struct span){whole.p + off, n};
    return true;
}

static bool rest(struct span whole, size_t off, struct span *out)
{
    return off <= whole.n && part(whole, off, whole.n - off, out);
}

static uint32_t index_offset(const struct cff_index *x, uint32_t i)
{
    return big_endian(x->offsets + (size_t)i * x->offset_size, x->offset_size);
}

static bool read_index(struct span whole, size_t at, struct cff_index *x)
{
    enum { COUNT_SIZE = 2, HEAD_SIZE = 3 };
    struct span s;
    *x = (struct cff_index){0};
    if (!rest(whole, at, &s) || s.n < COUNT_SIZE)
        return false;
    x->count = big_endian(s.p, COUNT_SIZE);
    if (!x->count)
        return part(s, 0, COUNT_SIZE, &x->all);
    if (s.n < HEAD_SIZE)
        return false;
    x->offset_size = s.p[COUNT_SIZE];
    size_t table = ((size_t)x->count + 1) * x->offset_size;
    if (x->offset_size < 1 || x->offset_size > MAX_OFFSET_SIZE || table > s.n - HEAD_SIZE)
        return false;
    x->offsets = s.p + HEAD_SIZE;
    size_t end = index_offset(x, x->count);
    size_t base = HEAD_SIZE + table - 1;
    return end >= 1 && part(s, base, end, &x->data) && part(s, 0, base + end, &x->all);
}

struct span cff_object(const struct cff_index *x, uint32_t i)
{
    struct span object = {0};
    if (i >= x->count)
        return object;
    size_t from = index_offset(x, i), to = index_offset(x, i + 1);
    if (from >= 1 && to >= from)
        part(x->data, from, to - from, &object);
    return object;
}

static void drop(struct span *s, size_t n)
{
    s->p += n;
    s->n -= n;
}

/* Only integers matter here; a real number is stepped over and reads as 0. */
static bool skip_real(struct span *s)
{
    drop(s, 1);
    while (s->n) {
        uint8_t b = s->p[0];
        drop(s, 1);
        if (b >> 4 == REAL_END || (b & REAL_END) == REAL_END)
            return true;
    }
    return false;
}

/* The encodings of an integer: by its first byte, how many bytes it has. */
static size_t integer_size(unsigned b0)
{
    if (b0 >= 32 && b0 <= 246)
        return 1;
    if (b0 >= 247 && b0 <= 254)
        return 2;
    return b0 == 28 ? 3 : b0 == 29 ? 5 : 0;
}

static int32_t integer_value(const uint8_t *p, size_t size)
{
    int b0 = p[0];
    switch (size) {
    case 1:
        return b0 - 139;
    case 2:
        return b0 < 251 ? (b0 - 247) * 256 + p[1] + 108 : -(b0 - 251) * 256 - p[1] - 108;
    case 3:
        return (int16_t)big_endian(p + 1, 2);
    default:
        return (int32_t)big_endian(p + 1, 4);
    }
}

static bool next_operand(struct span *s, int32_t *v)
{
    *v = 0;
    if (s->p[0] == REAL_NUMBER)
        return skip_real(s);
    size_t size = integer_size(s->p[0]);
    if (!size || size > s->n)
        return false;
    *v = integer_value(s->p, size);
    drop(s, size);
    return true;
}

bool cff_next(struct span *dict, struct cff_entry *e)
{
    const uint8_t *start = dict->p;
    *e = (struct cff_entry){0};
    while (dict->n && dict->p[0] > LAST_OPERATOR) {
        int32_t v;
        if (!next_operand(dict, &v))
            return false;
        if (e->n < CFF_OPERANDS)
            e->v[e->n++] = v;
    }
    if (!dict->n)
        return false;
    e->operands = (struct span){start, (size_t)(dict->p - start)};
    e->op = dict->p[0];
    drop(dict, 1);
    if (e->op != CFF_ESCAPE)
        return true;
    if (!dict->n)
        return false;
    e->op = CFF_ESCAPED | dict->p[0];
    drop(dict, 1);
    return true;
}

/* What a top or font DICT says, 0 where it is silent. */
struct dict {
    struct span matrix, bbox;
    int32_t charstrings, fd_array, fd_select, private_size, private_at, charstring_type;
    bool cid;
};

static void take_entry(struct dict *d, const struct cff_entry *e)
{
    const struct {
        unsigned op;
        int32_t *value;
    } numbers[] = {{CFF_CHARSTRINGS, &d->charstrings},
                   {CFF_FD_ARRAY, &d->fd_array},
                   {CFF_FD_SELECT, &d->fd_select},
                   {CFF_PRIVATE, &d->private_size},
                   {CFF_CHARSTRING_TYPE, &d->charstring_type}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (numbers[i].op == e->op && e->n > 0)
            *numbers[i].value = e->v[0];
    if (e->op == CFF_PRIVATE && e->n > 1)
        d->private_at = e->v[1];
    if (e->op == CFF_FONT_MATRIX)
        d->matrix = e->operands;
    if (e->op == CFF_FONT_BBOX)
        d->bbox = e->operands;
    d->cid = d->cid || e->op == CFF_ROS;
}

static struct dict read_dict(struct span bytes)
{
    struct dict d = {.charstring_type = CHARSTRING_TYPE_2};
    struct cff_entry e;
    while (cff_next(&bytes, &e))
        take_entry(&d, &e);
    return d;
}

/* A Private DICT may be missing; its local subroutines stand at an offset from its own start. */
static bool read_group(struct span bytes, const struct dict *d, struct cff_group *g)
{
    g->matrix = d->matrix;
    if (!d->private_size)
        return true;
    if (d->private_size < 0 || d->private_at < 0 ||
        !part(bytes, (size_t)d->private_at, (size_t)d->private_size, &g->private_dict))
        return false;
    struct span s = g->private_dict;
    struct cff_entry e;
    int32_t subrs = 0;
    while (cff_next(&s, &e))
        if (e.op == CFF_SUBRS && e.n > 0)
            subrs = e.v[0];
    if (subrs == 0)
        return true;
    return subrs > 0 && read_index(bytes, (size_t)d->private_at + (size_t)subrs, &g->subrs);
}

static bool read_groups(struct arena *a, struct span bytes, const struct dict *top, struct cff *cff)
{
    enum { MAX_GROUPS = 256 };
    struct cff_index fonts = {.count = 1};
    if (top->cid && (top->fd_array <= 0 || !read_index(bytes, (size_t)top->fd_array, &fonts)))
        return false;
    if (!fonts.count || fonts.count > MAX_GROUPS)
        return false;
    cff->n_groups = fonts.count;
    cff->groups = ARENA_ARRAY(a, struct cff_group, fonts.count);
    for (uint32_t i = 0; i < fonts.count; i++) {
        struct dict d = top->cid ? read_dict(cff_object(&fonts, i)) : *top;
        if (!read_group(bytes, &d, &cff->groups[i]))
            return false;
        if (!top->cid)
            cff->groups[i].matrix = (struct span){0};
    }
    return true;
}

/* FDSelect format 3: ranges, each up to the next one's first glyph. */
static bool read_ranges(struct span s, uint8_t *group_of, uint32_t glyphs)
{
    enum { HEAD = 3, RANGE = 3, SENTINEL = 2 };
    if (s.n < HEAD)
        return false;
    uint32_t n = big_endian(s.p + 1, 2);
    if (s.n < HEAD + (size_t)n * RANGE + SENTINEL)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        const uint8_t *r = s.p + HEAD + (size_t)i * RANGE;
        uint32_t first = big_endian(r, 2), end = big_endian(r + RANGE, 2);
        if (end <= first)
            return false;
        for (uint32_t g = first; g < end && g < glyphs; g++)
            group_of[g] = r[2];
    }
    return true;
}

static bool read_select(struct span bytes, const struct dict *top, uint8_t *group_of,
                        uint32_t glyphs)
{
    enum { LIST = 0, RANGES = 3 };
    struct span s;
    if (top->fd_select <= 0 || !rest(bytes, (size_t)top->fd_select, &s) || !s.n)
        return false;
    if (s.p[0] == RANGES)
        return read_ranges(s, group_of, glyphs);
    if (s.p[0] != LIST || s.n - 1 < glyphs)
        return false;
    for (uint32_t g = 0; g < glyphs; g++)
        group_of[g] = s.p[1 + g];
    return true;
}

static bool read_group_of(struct arena *a, struct span bytes, const struct dict *top,
                          struct cff *cff)
{
    uint32_t glyphs = cff->charstrings.count;
    uint8_t *group_of = ARENA_ARRAY(a, uint8_t, glyphs);
    cff->group_of = group_of;
    if (top->cid && !read_select(bytes, top, group_of, glyphs))
        return false;
    for (uint32_t g = 0; g < glyphs; g++)
        if (group_of[g] >= cff->n_groups)
            return false;
    return true;
}

struct cff *cff_read(struct arena *a, struct span bytes)
{
    struct cff_index names, tops, strings;
    struct cff *cff = ARENA_NEW(a, struct cff);
    if (bytes.n < HEADER_SIZE || bytes.p[0] != 1 || !read_index(bytes, bytes.p[2], &names))
        return NULL;
    size_t at = bytes.p[2] + names.all.n;
    if (!read_index(bytes, at, &tops) || tops.count != 1)
        return NULL;
    at += tops.all.n;
    if (!read_index(bytes, at, &strings) ||
        !read_index(bytes, at + strings.all.n, &cff->global_subrs))
        return NULL;
    struct dict top = read_dict(cff_object(&tops, 0));
    cff->matrix = top.matrix;
    cff->bbox = top.bbox;
    if (top.charstring_type != CHARSTRING_TYPE_2 || top.charstrings <= 0 ||
        !read_index(bytes, (size_t)top.charstrings, &cff->charstrings) || !cff->charstrings.count)
        return NULL;
    if (!read_groups(a, bytes, &top, cff) || !read_group_of(a, bytes, &top, cff))
        return NULL;
    return cff;
}
