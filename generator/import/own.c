/*
 * A .docx that this program wrote, and somebody edited: the source that it carries comes back, with what
 * was changed changed, what was deleted deleted, and what was written added. What nobody touched is as
 * its author wrote it, comments and order too.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/diag.def"
#include "import/own_int.h"

/* ---- names in the language of the document ---- */

static bool is_chinese(const struct own *o)
{
    return o->tree->root->name[0] & 0x80;
}

static bool is_named(const struct node *n, const char *zh, const char *en)
{
    return n && (strcmp(n->name, zh) == 0 || strcmp(n->name, en) == 0);
}

static bool holds_blocks(const struct node *n)
{
    return is_named(n, "正文", "body") || is_named(n, "层次", "section") ||
           is_named(n, "附件", "attachment") || is_named(n, "印发件", "enclosure");
}

/* ---- what somebody wrote ---- */

static struct node *child(struct node *n, const char *zh, const char *en)
{
    for (struct node *c = n->first; c; c = c->next)
        if (c->kind == NODE_ELEMENT && is_named(c, zh, en))
            return c;
    return NULL;
}

/* Where a paragraph behind a field goes: into the text, behind the block that the field is of. depth:
 * of a heading, the sections that it may stay in; 0: any. */
static uint32_t place_behind(const struct own *o, const struct own_new *w)
{
    struct node *body = child(o->tree->root, "正文", "body");
    struct node *n = w->behind ? o->fields.v[w->behind - 1].node : NULL, *block = NULL;
    const char *name = w->behind ? o->fields.v[w->behind - 1].name : "";
    bool heading = strncmp(name, "层次题", strlen("层次题")) == 0;
    if (heading && !w->level)
        return xml_extent(n).inside;
    for (; n && !(block && holds_blocks(n)); n = n->parent)
        block = holds_blocks(n) && n->parent && !holds_blocks(n->parent) ? NULL : n;
    if (!n || !block)
        return body ? (w->behind > 2 ? xml_extent(body).inside_end : xml_extent(body).inside)
                    : xml_extent(o->tree->root).inside_end;
    if (w->level) {
        int depth = 0;
        for (struct node *s = block; s; s = s->parent)
            depth += is_named(s, "层次", "section");
        for (; depth >= w->level && block->parent; block = block->parent)
            if (is_named(block, "层次", "section") && depth-- == w->level)
                break;
    }
    return xml_extent(block).to;
}

static void write_new(struct own *o, size_t *i)
{
    const struct own_new *w = &o->more.v[*i];
    uint32_t at = place_behind(o, w);
    bool zh = is_chinese(o);
    struct buf b = {0};
    if (w->level) {
        buf_str(&b, zh ? "\n<层次 题=\"" : "\n<section title=\"");
        xml_write_text(w->text, &b);
        buf_str(&b, "\">");
        ++*i;
    }
    for (; *i < o->more.n && !o->more.v[*i].level && o->more.v[*i].behind == w->behind; ++*i) {
        buf_str(&b, zh ? "\n<段>" : "\n<p>");
        xml_write_text(o->more.v[*i].text, &b);
        buf_str(&b, zh ? "</段>" : "</p>");
    }
    if (w->level)
        buf_str(&b, zh ? "\n</层次>" : "\n</section>");
    xml_edit(&o->edits, at, at, b.p);
    buf_drop(&b);
}

/* A new row of a table whose rows are elements; the cells that the compiler fills are at the left.
 * False: the table has none such. */
static bool write_row(struct own *o, size_t *i)
{
    const struct own_new *w = &o->more.v[*i];
    struct node *row = w->behind ? o->fields.v[w->behind - 1].node : NULL;
    bool zh = is_chinese(o);
    uint32_t cells = 0, column = 0;
    struct buf b = {0};
    while (row && !is_named(row, "行", "row"))
        row = row->parent;
    for (struct node *c = row ? row->first : NULL; c; c = c->next)
        cells += is_named(c, "格", "cell");
    if (!cells || w->columns < cells)
        return false;
    buf_str(&b, zh ? "\n<行>" : "\n<row>");
    for (column = w->columns - cells; column < w->columns; column++) {
        buf_str(&b, zh ? "<格>" : "<cell>");
        for (size_t k = *i; k < o->more.n && o->more.v[k].row == w->row; k++)
            if (o->more.v[k].column == column + 1)
                xml_write_text(o->more.v[k].text, &b);
        buf_str(&b, zh ? "</格>" : "</cell>");
    }
    buf_str(&b, zh ? "</行>" : "</row>");
    uint32_t at = xml_extent(row).to;
    xml_edit(&o->edits, at, at, b.p);
    buf_drop(&b);
    for (uint32_t own = w->row; *i < o->more.n && o->more.v[*i].row == own;)
        ++*i;
    return true;
}

static void write_more(struct own *o)
{
    struct arena *a = o->im->arena;
    for (size_t i = 0, first = 0; i < o->more.n; first = i) {
        bool rowed = o->more.v[i].row && write_row(o, &i);
        if (!rowed)
            write_new(o, &i);
        for (size_t k = first; k < i; k++)
            diag(o->im->diags, o->more.v[k].row && !rowed ? DIAG_D185 : DIAG_D183,
                 text_pos(o->more.v[k].text, 0), text_utf8(a, o->more.v[k].text));
    }
}

/* ---- what somebody deleted ---- */

/* The largest element of which nothing is left; whatever else shows it. */
static struct node *whole_of(struct node *n)
{
    while (!n->id && n->parent && n->parent->parent && !n->parent->id)
        n = n->parent;
    return n->id ? NULL : n;
}

/* An element that has lines to itself goes with them. */
static struct xml_extent with_its_line(const struct own *o, struct xml_extent x)
{
    const char *bytes = o->tree->src->bytes;
    uint32_t from = x.from;
    while (from && (bytes[from - 1] == ' ' || bytes[from - 1] == '\t'))
        from--;
    if (from && bytes[from - 1] == '\n' && bytes[x.to] == '\n')
        x.from = from - 1;
    return x;
}

static void delete_fields(struct own *o)
{
    uint32_t deleted = 0; /* up to here */
    for (size_t i = 0; i < o->fields.n; i++) {
        const struct own_field *f = &o->fields.v[i];
        struct text was = own_plain(o->im->arena, f->shown);
        if (f->paragraph || !was.n)
            continue;
        struct node *n = f->node ? whole_of(f->node) : NULL;
        bool root = n && !n->parent;
        own_tell(o, n && !root ? DIAG_D186 : DIAG_D187, f, was, (struct text){0});
        if (!n || root)
            continue;
        struct xml_extent x = with_its_line(o, xml_extent(n));
        if (x.from >= deleted)
            xml_edit(&o->edits, x.from, x.to, "");
        deleted = x.to > deleted ? x.to : deleted;
    }
}

/* ---- the document ---- */

static bool has_changed(const struct own *o, const struct own_field *f)
{
    struct arena *a = o->im->arena;
    return f->paragraph && !text_same(own_plain(a, f->shown), own_plain(a, f->now));
}

/* What two fields show of one place is changed once; the other must say the same. */
static bool is_said(const struct own *o, size_t i)
{
    const struct own_field *f = &o->fields.v[i];
    for (size_t k = 0; k < i; k++) {
        const struct own_field *g = &o->fields.v[k];
        if (g->node == f->node && g->from == f->from && g->from >= 0 && g->paragraph &&
            strcmp(g->name, f->name) != 0 && text_same(g->now, f->now))
            return true;
    }
    return false;
}

bool import_own(struct importer *im)
{
    enum { BUDGET = 1 << 27 };
    struct own o = {.im = im, .edits = {.arena = im->arena}, .budget = BUDGET};
    if (!own_read(&o))
        return false;
    own_meet(&o);
    for (size_t i = 0; i < o.fields.n; i++)
        if (has_changed(&o, &o.fields.v[i]) && !is_said(&o, i))
            own_edit_field(&o, &o.fields.v[i]);
    delete_fields(&o);
    write_more(&o);
    if (!o.edits.list.n && !o.told)
        diag(im->diags, DIAG_D188, im->start, NULL);
    struct buf xml = {0};
    xml_edits_apply(o.tree->src, &o.edits, &xml);
    struct tree *tree = xml_parse(im->arena, im->draft->src->name, xml.p, xml.n, im->diags);
    im->out->root = tree ? tree->root : o.tree->root;
    im->out->source = tree ? tree->src : o.tree->src;
    buf_drop(&xml);
    for (size_t i = 0; i < im->n; i++)
        import_became(im, i, im->blocks[i].table ? IMPORT_TABLE : IMPORT_PARAGRAPH, LINE_SURE, 0);
    return true;
}
