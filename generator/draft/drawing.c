/*
 * What is drawn: text boxes are texts apart, in the order of their anchors; pictures are kept as they
 * are, charts and embedded files told, never opened; lines are told with whether they are red, since the rule
 * below a masthead often is one. Equations are set in one line.
 */
#include <stdlib.h>
#include <string.h>

#include "draft/docx_int.h"

/* ---- what is drawn ---- */

struct drawn {
    const char *words;   /* its description, or NULL */
    bool floats, object; /* an embedded object's picture is but its look */
    int width;           /* on paper; 0: unknown */
    size_t found;        /* of what it holds */
};

static const char *description_of(const struct part_node *n)
{
    const char *text = part_attr(n, "descr");
    text = text && *text ? text : part_attr(n, "title");
    text = text && *text ? text : part_attr(n, "alt");
    return text && *text ? text : part_attr(n, "name");
}

/* NULL: it is where nothing is told. */
static struct docx_left *tell(struct docx *d, struct drawn *k, enum draft_left_kind kind,
                              const char *words)
{
    if (d->aside || d->in_contents)
        return NULL;
    k->found++;
    struct docx_left *left = put_left(d, kind, words ? words : "", NULL);
    left->floats = k->floats;
    return left;
}

/* ---- pictures ---- */

static bool begins(const struct buf *b, const char *signature)
{
    size_t n = strlen(signature);
    return b->n > n && memcmp(b->p, signature, n) == 0;
}

/* The part's bytes, if they are PNG or JPEG. */
static const struct draft_picture *read_part(struct docx *d, const char *name)
{
    struct buf bytes = {0};
    struct draft_picture *picture = NULL;
    bool read = pack_read(d->pack, name, &bytes);
    bool jpeg = read && begins(&bytes, "\xFF\xD8\xFF");
    if (jpeg || (read && begins(&bytes, "\x89PNG\r\n\x1A\n"))) {
        picture = ARENA_NEW(d->arena, struct draft_picture);
        *picture = (struct draft_picture){
            .bytes = arena_copy(d->arena, bytes.p, bytes.n), .n = bytes.n, .jpeg = jpeg};
    }
    buf_drop(&bytes);
    return picture;
}

/* Each part is read once. One that is elsewhere is never opened. */
static const struct draft_picture *picture_of(struct docx *d, const char *id)
{
    const struct pack_relation *r = id ? pack_by_id(&d->relations, id, strlen(id)) : NULL;
    if (!r || r->outside)
        return NULL;
    for (size_t i = 0; i < d->pictures.n; i++)
        if (strcmp(d->pictures.v[i].part, r->target) == 0)
            return d->pictures.v[i].picture;
    const struct draft_picture *picture = read_part(d, r->target);
    VEC_PUSH(d->scratch, &d->pictures, ((struct docx_picture){r->target, picture}));
    return picture;
}

static bool is_cropped(const struct part_node *crop)
{
    static const char *const sides[] = {"l", "t", "r", "b"};
    bool any = false;
    for (size_t i = 0; crop && i < sizeof sides / sizeof *sides; i++)
        any = any || part_number(part_attr(crop, sides[i]), 0) > 0;
    return any;
}

/* crop: what says that it shows a part alone; or NULL. */
static void read_image(struct docx *d, struct drawn *k, const char *id, const char *words,
                       const struct part_node *crop)
{
    struct docx_left *left = tell(d, k, DRAFT_LEFT_PICTURE, words);
    if (!left)
        return;
    left->left.width = k->width;
    left->left.control = d->now.control;
    left->left.picture = d->in_body ? picture_of(d, id) : NULL;
    if (left->left.picture && is_cropped(crop)) {
        struct draft_picture *part = ARENA_NEW(d->arena, struct draft_picture);
        *part = *left->left.picture;
        part->cropped = true;
        left->left.picture = part;
    }
}

/* In EMU. */
static int width_of(const struct part_node *extent)
{
    enum { MOST = 100000000 };
    long emu = part_number(part_attr(extent, "cx"), 0);
    return emu > 0 && emu < MOST ? (int)(emu * 10 / 127) : 0;
}

static void open_box(struct docx *d, const struct docx_box *box)
{
    const struct draft_control *control = d->control;
    uint32_t outer = d->box;
    d->box = ++d->boxes;
    d->control = box->control;
    d->story(d, box->node, d->blocks);
    d->box = outer;
    d->control = control;
}

/* Boxes of its own may stand behind a box's paragraphs. */
void drawing_boxes_behind(struct docx *d)
{
    struct docx_boxes boxes = d->behind;
    d->behind = (struct docx_boxes){0};
    for (size_t i = 0; i < boxes.n; i++)
        open_box(d, &boxes.v[i]);
}

/* What is left out takes the words of its boxes with it. */
static void read_box(struct docx *d, const struct part_node *n, struct drawn *k)
{
    k->found++;
    if (d->aside || d->in_contents) {
        wrap_words(n, d->aside ? d->aside : &d->contents);
        return;
    }
    struct docx_box box = {n, d->now.control};
    if (put_is_empty(d))
        open_box(d, &box);
    else
        VEC_PUSH(d->scratch, &d->behind, box);
}

/* A colour, as an element's child or in an attribute: "#c00000", "red". */
static bool is_red(const char *colour)
{
    enum { HEX = 16 };
    if (part_is(colour, "red"))
        return true;
    if (!colour)
        return false;
    return props_is_red((uint32_t)strtoul(colour + (*colour == '#'), NULL, HEX));
}

static const struct part_node *find(const struct part_node *n, enum part_tag tag)
{
    for (const struct part_node *c = n ? n->first : NULL; c; c = c->next) {
        const struct part_node *found = c->tag == tag ? c : find(c, tag);
        if (found)
            return found;
    }
    return NULL;
}

static void walk(struct docx *d, const struct part_node *n, struct drawn *k);

static void walk_all(struct docx *d, const struct part_node *n, struct drawn *k)
{
    for (const struct part_node *c = n->first; c; c = c->next)
        walk(d, c, k);
}

/* A shape with nothing in it is a line, a frame, an ornament. */
static void read_shape(struct docx *d, const struct part_node *n, struct drawn *k, bool red)
{
    size_t before = k->found;
    walk_all(d, n, k);
    if (k->found != before || d->aside || d->in_contents)
        return;
    k->found++;
    put_left(d, DRAFT_LEFT_LINE, k->words ? k->words : "", NULL)->left.red = red;
}

/* Letters that are drawn: a text of its own, since it may be a masthead. */
static void read_text_path(struct docx *d, const struct part_node *n, struct drawn *k)
{
    const char *words = part_attr(n, "string");
    if (!words || !*words)
        return;
    struct part_node *text = ARENA_NEW(d->arena, struct part_node);
    struct part_node *t = ARENA_NEW(d->arena, struct part_node);
    struct part_node *p = ARENA_NEW(d->arena, struct part_node);
    struct part_node *box = ARENA_NEW(d->arena, struct part_node);
    *text = (struct part_node){.name = "", .text = words, .n = strlen(words)};
    *t = (struct part_node){.tag = TAG_TEXT, .name = "t", .first = text};
    *p = (struct part_node){.tag = TAG_PARAGRAPH, .name = "p", .first = t};
    *box = (struct part_node){.tag = TAG_TEXT_BOX, .name = "txbxContent", .first = p};
    read_box(d, box, k);
}

static void walk(struct docx *d, const struct part_node *n, struct drawn *k)
{
    switch (n->tag) {
    case TAG_ANCHOR:
        k->floats = true;
        walk_all(d, n, k);
        break;
    case TAG_DRAWING_NAME:
        k->words = description_of(n);
        break;
    case TAG_TEXT_BOX:
        read_box(d, n, k);
        break;
    case TAG_EXTENT:
        k->width = width_of(n);
        break;
    case TAG_IMAGE:
        read_image(d, k, part_attr(n, "embed"), k->words,
                   n->next && n->next->tag == TAG_IMAGE_CROP ? n->next : NULL);
        break;
    case TAG_VML_IMAGE:
        if (k->object)
            k->found++;
        else
            read_image(d, k, part_attr(n, "id"), description_of(n), NULL);
        break;
    case TAG_CHART:
    case TAG_DIAGRAM:
        tell(d, k, DRAFT_LEFT_OBJECT, k->words ? k->words : n->name);
        break;
    case TAG_OLE:
        tell(d, k, DRAFT_LEFT_OBJECT, part_attr(n, "ProgID"));
        break;
    case TAG_CONTROL:
        tell(d, k, DRAFT_LEFT_OBJECT, part_attr(n, "name"));
        break;
    case TAG_SHAPE:
        read_shape(d, n, k, is_red(part_value(find(find(n, TAG_LINE_LOOK), TAG_RGB_COLOUR))));
        break;
    case TAG_VML_SHAPE:
    case TAG_VML_LINE:
    case TAG_VML_POLYLINE:
    case TAG_VML_RECT:
    case TAG_VML_ROUND_RECT:
    case TAG_VML_OVAL:
        k->words = part_attr(n, "alt");
        k->floats =
            k->floats || (part_attr(n, "style") && strstr(part_attr(n, "style"), "absolute"));
        read_shape(d, n, k, is_red(part_attr(n, "strokecolor")));
        break;
    case TAG_VML_TEXT_PATH:
        read_text_path(d, n, k);
        break;
    case TAG_ALTERNATE:
        if (wrap_choice(n))
            walk_all(d, wrap_choice(n), k);
        break;
    default:
        walk_all(d, n, k);
    }
}

void drawing_read(struct docx *d, const struct part_node *n)
{
    struct drawn k = {.object = part_child(n, TAG_OLE) || part_child(n, TAG_CONTROL)};
    if (!d->put)
        return;
    walk_all(d, n, &k);
    if (!k.found)
        tell(d, &k, n->tag == TAG_DRAWING ? DRAFT_LEFT_LINE : DRAFT_LEFT_OBJECT, k.words);
}

/* ---- equations ---- */

static void write_math(const struct part_node *n, struct buf *out);

static void write_part(const struct part_node *n, enum part_tag tag, const char *before,
                       const char *behind, struct buf *out)
{
    const struct part_node *part = part_child(n, tag);
    if (!part || !part->first)
        return;
    buf_str(out, before);
    for (const struct part_node *c = part->first; c; c = c->next)
        write_math(c, out);
    buf_str(out, behind);
}

static void write_math(const struct part_node *n, struct buf *out)
{
    switch (n->tag) {
    case TAG_MATH_TEXT:
    case TAG_TEXT:
        wrap_words(n, out);
        break;
    case TAG_MATH_FRACTION:
        write_part(n, TAG_MATH_NUMERATOR, "(", ")", out);
        write_part(n, TAG_MATH_DENOMINATOR, "/(", ")", out);
        break;
    case TAG_MATH_RADICAL:
        buf_str(out, "√(");
        for (const struct part_node *c = n->first; c; c = c->next)
            write_math(c, out);
        buf_str(out, ")");
        break;
    case TAG_MATH_RAISED:
    case TAG_MATH_LOWERED:
        buf_str(out, n->tag == TAG_MATH_RAISED ? "^" : "_");
        for (const struct part_node *c = n->first; c; c = c->next)
            write_math(c, out);
        break;
    default:
        for (const struct part_node *c = n->first; c; c = c->next)
            write_math(c, out);
    }
}

void drawing_math(struct docx *d, const struct part_node *n)
{
    struct buf words = {0};
    write_math(n, &words);
    buf_str(&words, "");
    if (!d->aside && !d->in_contents)
        put_left(d, DRAFT_LEFT_FORMULA, words.p, NULL);
    put_text(d, words.p, words.n);
    buf_drop(&words);
}
