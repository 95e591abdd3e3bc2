/*
 * Seals and stamps: the office's own file, anchored to the paragraph behind whose text it lies, so
 * that the name and the date stand on it. Flow charts: a table of boxes and arrows, which can be
 * edited where a drawing could only be moved.
 */
#include "base/sha256.h"
#include "docx/docx_int.h"
#include "image/image.h"

static int64_t emu(len_t l)
{
    return l * 127 / 10;
}

/* The picture's part, once for each file; -1: reported. */
static int add_file(struct docx *x, struct text file, const struct image **image)
{
    const char *path = file_beside(x->arena, file);
    size_t size;
    *image = image_read(x->arena, path, text_pos(file, 0), x->diags);
    const char *bytes =
        *image ? file_read(x->arena, path, &size, text_pos(file, 0), x->diags) : NULL;
    if (!bytes)
        return -1;
    const char *name = arena_printf(x->arena, "media/image%zu.png", x->pictures.n + 1);
    VEC_PUSH(x->arena, &x->pictures, ((struct docx_picture){name, bytes, size}));
    return (int)x->pictures.n;
}

/* In a control, by which it is known when it comes back; run NULL: it was reported. */
static void add_run(struct docx *x, struct tree_paragraph *p, const char *name, struct text file,
                    const char *run)
{
    int control = tree_control(x, name, text_pos(file, 0));
    x->failed = x->failed || !run;
    if (!run)
        return;
    const struct docx_picture *picture = &x->pictures.v[x->pictures.n - 1];
    char hash[SHA256_HEX];
    sha256_of(picture->bytes, picture->n, hash);
    x->controls.v[control - 1].hash = arena_strdup(x->arena, hash);
    tree_run(x, p, (struct text){0}, control)->raw = run;
}

static const char *anchored_run(struct docx *x, struct text file, len_t middle, len_t below, len_t width)
{
    const struct image *image;
    int n = add_file(x, file, &image);
    if (n < 0)
        return NULL;
    len_t height = len_scale(width, image->height, image->width);
    long long cx = (long long)emu(width), cy = (long long)emu(height);
    return arena_printf(
        x->arena,
        "<w:r><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" "
        "relativeHeight=\"%d\" behindDoc=\"1\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">"
        "<wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"column\"><wp:posOffset>%lld"
        "</wp:posOffset></wp:positionH><wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>%lld"
        "</wp:posOffset></wp:positionV><wp:extent cx=\"%lld\" cy=\"%lld\"/>"
        "<wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/>"
        "<wp:docPr id=\"%d\" name=\"印章%d\"/><wp:cNvGraphicFramePr/><a:graphic>"
        "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
        "<pic:nvPicPr><pic:cNvPr id=\"%d\" name=\"印章%d\"/><pic:cNvPicPr/></pic:nvPicPr>"
        "<pic:blipFill><a:blip r:embed=\"rIdImage%d\"/><a:stretch><a:fillRect/></a:stretch>"
        "</pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%lld\" cy=\"%lld\"/>"
        "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>",
        n, (long long)emu(middle - width / 2), (long long)emu(below - height / 2), cx, cy, n, n, n, n,
        n, cx, cy);
}

void drawing_add(struct docx *x, struct tree_paragraph *p, struct text file, len_t middle, len_t below,
                 len_t width)
{
    add_run(x, p, "印章", file, anchored_run(x, file, middle, below, width));
}

/* ---- pictures ---- */

static void keep_bytes(void *context, const void *bytes, size_t n)
{
    buf_add(context, bytes, n);
}

/* What the file shows, without what a camera has added; its number, -1: reported. */
static int add_shown(struct docx *x, const struct image_file *file)
{
    struct buf bytes = {0};
    size_t n = 0;
    const char *kept = NULL, *name = file->jpeg ? "jpeg" : "png";
    if (!file->jpeg)
        kept = file_read(x->arena, file->path, &n, file->pos, x->diags);
    else if (image_copy(file, keep_bytes, &bytes, x->diags))
        kept = arena_copy(x->arena, bytes.p, n = bytes.n);
    buf_drop(&bytes);
    if (!kept)
        return -1;
    name = arena_printf(x->arena, "media/image%zu.%s", x->pictures.n + 1, name);
    VEC_PUSH(x->arena, &x->pictures, ((struct docx_picture){name, kept, n}));
    return (int)x->pictures.n;
}

/* In the line; turned and mirrored as Exif says: mirrored first. */
static const char *picture_run(struct docx *x, const struct image *image, const char *says,
                               len_t width)
{
    static const char *const turns[] = {
        [1] = "",
        [2] = " flipH=\"1\"",
        [3] = " rot=\"10800000\"",
        [4] = " flipV=\"1\"",
        [5] = " rot=\"16200000\" flipH=\"1\"",
        [6] = " rot=\"5400000\"",
        [7] = " rot=\"5400000\" flipH=\"1\"",
        [8] = " rot=\"16200000\"",
    };
    enum { SIDEWAYS = 5 };
    int n = add_shown(x, image->file), orientation = image->file->orientation;
    if (n < 0)
        return NULL;
    len_t height = len_max(len_scale(width, image->height, image->width), 1);
    long long cx = (long long)emu(width), cy = (long long)emu(height);
    if (orientation >= SIDEWAYS) { /* told as they are before the picture is turned */
        long long across = cx;
        cx = cy;
        cy = across;
    }
    struct buf escaped = {0};
    look_escaped(&escaped, says);
    const char *run = arena_printf(
        x->arena,
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
        "<wp:extent cx=\"%lld\" cy=\"%lld\"/><wp:docPr id=\"%d\" name=\"图片%d\" descr=\"%s\"/>"
        "<wp:cNvGraphicFramePr/><a:graphic>"
        "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
        "<pic:nvPicPr><pic:cNvPr id=\"%d\" name=\"图片%d\"/><pic:cNvPicPr/></pic:nvPicPr>"
        "<pic:blipFill><a:blip r:embed=\"rIdImage%d\"/><a:stretch><a:fillRect/></a:stretch>"
        "</pic:blipFill><pic:spPr><a:xfrm%s><a:off x=\"0\" y=\"0\"/>"
        "<a:ext cx=\"%lld\" cy=\"%lld\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>"
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        cx, cy, n, n, escaped.p ? escaped.p : "", n, n, n, turns[orientation], cx, cy);
    buf_drop(&escaped);
    return run;
}

void picture_add(struct docx *x, const struct flow_picture *picture)
{
    const struct style *st = x->style;
    const char *path = file_beside(x->arena, picture->file);
    const struct image *image = image_look(x->arena, path, text_pos(picture->file, 0), x->diags);
    const char *run = NULL;
    if (image) {
        len_t width = layout_picture_width(st, picture, image);
        len_t most = st->area_height - st->area_height / 4; /* below a title */
        if (!picture->width && len_scale(width, image->height, image->width) > most)
            width = len_max(len_scale(most, image->width, image->height), 1);
        run = picture_run(x, image, text_utf8(x->arena, picture->alt), width);
    }
    struct tree_paragraph *p = tree_paragraph(x, DOCX_TABLE_TITLE);
    p->before = st->picture_gap;
    p->keep = picture->title.n > 0;
    p->parts = p->grows = true;
    add_run(x, p, "图片", picture->file, run);
    struct tree_paragraph *title = tree_field(x, DOCX_TABLE_TITLE, "图题", picture->title);
    if (title) {
        title->before = st->picture_title_gap;
        title->after = st->picture_gap;
        title->parts = true;
    }
}

/* ---- flow charts ---- */

/* Where an arrow leads that leads not to the next box, and what it says. */
static const char *arrow_words(struct docx *x, const struct flow_box *b, int way)
{
    const struct flow_box *to = b->to[way];
    const char *says = b->says[way].n ? text_utf8(x->arena, b->says[way]) : "";
    const char *mark = *says ? "：" : "";
    if (to && to == b->next)
        return *says ? arena_printf(x->arena, "↓ %s", says) : "↓";
    if (to)
        return arena_printf(x->arena, "%s%s→ %s", says, mark, text_utf8(x->arena, to->text));
    return b->ends[way] ? arena_printf(x->arena, "%s%s→ %s", says, mark, x->style->flow_end) : NULL;
}

static void add_arrows(struct docx *x, struct tree_table *t, const struct flow_box *b)
{
    for (int way = 0; way < FLOW_WAYS; way++) {
        const char *words = arrow_words(x, b, way);
        if (!words)
            continue;
        struct tree_cell *c = tree_cell(x, tree_row(x, t), 0, 1);
        c->top = c->bottom = -1;
        c->bare = true;
        struct tree_place before = tree_enter(x);
        struct tree_paragraph *p = tree_paragraph(x, DOCX_TABLE_CELL);
        p->align = "center";
        p->keep = true;
        tree_words(x, p, words);
        c->first = tree_leave(x, before);
    }
}

void figure_add(struct docx *x, const struct flow_figure *f)
{
    const struct style *st = x->style;
    len_t *edges = ARENA_ARRAY(x->arena, len_t, 2);
    struct tree_paragraph *title = tree_field(x, DOCX_TABLE_TITLE, "图题", f->title);
    if (title)
        title->before = st->table_above;
    edges[0] = st->area_width / 6;
    edges[1] = st->area_width - edges[0];
    struct tree_table *t = tree_table(x, edges, 1);
    t->frame = t->rule = st->flow_rule;
    t->side = t->above = st->table_padding_side;
    for (const struct flow_box *b = f->boxes; b; b = b->next) {
        struct tree_row *r = tree_row(x, t);
        struct tree_cell *c = tree_cell(x, r, 0, 1);
        r->whole = true;
        struct tree_place before = tree_enter(x);
        struct tree_paragraph *p = tree_field(x, DOCX_TABLE_CELL, "步骤", b->text);
        if (p)
            p->align = "center";
        if ((p = tree_field(x, DOCX_TABLE_NOTE, "步骤说明", b->note)))
            p->align = "center";
        c->first = tree_leave(x, before);
        add_arrows(x, t, b);
    }
    struct tree_paragraph *below = tree_paragraph(x, DOCX_TABLE_NOTE);
    below->line = st->table_below;
}
