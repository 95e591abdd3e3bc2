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

/* ---- what somebody wrote ---- */

/* Whether a new paragraph stands right behind it. */
static bool is_followed(const struct own *o, size_t i)
{
    const struct own_new *w = &o->more.v[i], *next = i + 1 < o->more.n ? w + 1 : NULL;
    return next && !next->level && !next->row && next->behind == w->behind;
}

/* A section, or paragraphs. A heading amid a section takes the rest of it; one that has nothing below is a
 * numbered paragraph, since no section is empty. */
static void write_new(struct own *o, size_t *i)
{
    struct own_new *w = &o->more.v[*i];
    bool zh = is_chinese(o), parts = own_parts_section(o, w->behind, w->level);
    uint32_t at = own_place_behind(o, w->behind, parts ? 0 : w->level);
    const char *end = zh ? "\n</层次>" : "\n</section>";
    struct buf b = {0};
    w->numbered = w->level && (w->numbered || !(parts || is_followed(o, *i)));
    buf_str(&b, parts ? end : "");
    if (w->numbered) {
        buf_str(&b, zh ? "\n<层次>" : "\n<section>");
    } else if (w->level) {
        buf_str(&b, zh ? "\n<层次 题=\"" : "\n<section title=\"");
        xml_write_text(w->text, &b);
        buf_str(&b, "\">");
        ++*i;
    }
    for (size_t first = *i; *i < o->more.n && o->more.v[*i].behind == w->behind &&
                            (!o->more.v[*i].level || (w->numbered && *i == first));
         ++*i) {
        buf_str(&b, zh ? "\n<段>" : "\n<p>");
        xml_write_text(o->more.v[*i].text, &b);
        buf_str(&b, zh ? "</段>" : "</p>");
    }
    buf_str(&b, w->level && !parts ? end : "");
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
    while (row && !own_is_named(row, "行", "row"))
        row = row->parent;
    for (struct node *c = row ? row->first : NULL; c; c = c->next)
        cells += own_is_named(c, "格", "cell");
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

static const struct diag_code *code_of_new(const struct own_new *w, bool rowed)
{
    if (w->row)
        return rowed ? DIAG_D183 : DIAG_D185;
    return w->numbered ? DIAG_D204 : w->level ? DIAG_D203 : DIAG_D183;
}

static void write_more(struct own *o)
{
    for (size_t i = 0, first = 0; i < o->more.n; first = i) {
        o->edits.group++;
        bool rowed = o->more.v[i].row && write_row(o, &i);
        if (!rowed)
            write_new(o, &i);
        for (size_t k = first; k < i; k++)
            own_change_new(o, code_of_new(&o->more.v[k], rowed), o->more.v[k].text);
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

/* A seal is said beside a name, which stays. */
static bool delete_seal(struct own *o, const struct own_field *f)
{
    const struct attr *a = own_attr_at(f->node, f->from);
    if (!f->picture || !a || strcmp(f->name, "印章") != 0)
        return false;
    const char *bytes = o->tree->src->bytes, *end;
    uint32_t from = a->name_pos.off;
    end = strchr(bytes + a->value_pos.off, bytes[a->value_pos.off - 1]);
    while (bytes[from - 1] == ' ')
        from--;
    o->edits.group++;
    xml_edit(&o->edits, from, (uint32_t)(end + 1 - bytes), "");
    return true;
}

/* Why something stays that was deleted; NULL: there is no reason. */
static const struct diag_code *kept_for(const struct own_field *f, const struct node *whole)
{
    if (strcmp(f->name, "标题") == 0)
        return DIAG_D208;
    if (whole && whole->parent)
        return NULL;
    return strncmp(f->name, "层次题", strlen("层次题")) == 0 ? DIAG_D205 : DIAG_D187;
}

static void delete_field(struct own *o, const struct own_field *f, uint32_t *deleted)
{
    struct text was = f->picture ? own_picture_name(f) : own_plain(o->im->arena, f->shown);
    if (!was.n)
        return;
    if (delete_seal(o, f)) {
        own_change(o, DIAG_D186, f, was, (struct text){0});
        return;
    }
    struct node *n = f->node ? whole_of(f->node) : NULL;
    const struct diag_code *kept = kept_for(f, n);
    bool goes = !kept, number = strcmp(f->name, "发文字号") == 0;
    struct xml_extent x = goes ? own_whole_lines(o, xml_extent(n)) : (struct xml_extent){0};
    if (!goes || x.from >= *deleted)
        o->edits.group++; /* else it goes with the one before */
    own_change(o, kept ? kept : number ? DIAG_D209 : DIAG_D186, f, was, (struct text){0});
    if (goes && x.from >= *deleted)
        xml_edit(&o->edits, x.from, x.to, "");
    *deleted = x.to > *deleted ? x.to : *deleted;
}

/* A picture that has no field is still there. */
static void keep_pictures(struct node *n)
{
    bool kept = own_is_named(n, "图片", "picture");
    for (struct node *up = n; kept && up && !up->id; up = up->parent)
        up->id = 1;
    for (struct node *c = n->first; c; c = c->next)
        keep_pictures(c);
}

static void delete_fields(struct own *o)
{
    uint32_t deleted = 0; /* up to here */
    bool pictures = false;
    for (size_t i = 0; i < o->fields.n; i++)
        pictures = pictures || o->fields.v[i].picture;
    if (!pictures)
        keep_pictures(o->tree->root);
    for (size_t i = 0; i < o->fields.n; i++)
        if (!o->fields.v[i].paragraph)
            delete_field(o, &o->fields.v[i], &deleted);
}

/* ---- the document ---- */

static bool has_changed(const struct own *o, const struct own_field *f)
{
    struct arena *a = o->im->arena;
    return f->paragraph && !f->picture && !text_same(own_plain(a, f->shown), own_plain(a, f->now));
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

/* The source with all edits is the document. */
static void finish(struct own *o)
{
    struct importer *im = o->im;
    xml_clashes left = {0};
    const struct source *src = own_merge(o, &left);
    struct buf xml = {0};
    if (!src)
        return;
    xml_edits_apply(src, &o->edits, &xml);
    struct tree *tree = xml_parse(im->arena, im->draft->src->name, xml.p, xml.n, im->diags);
    if (tree) {
        im->out->root = tree->root;
        im->out->source = tree->src;
        own_tell(o, tree->src, &left);
    }
    buf_drop(&xml);
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
    own_move(&o);
    own_pictures(&o);
    delete_fields(&o);
    write_more(&o);
    finish(&o);
    for (size_t i = 0; i < im->n; i++)
        import_became(im, i, im->blocks[i].table ? IMPORT_TABLE : IMPORT_PARAGRAPH, LINE_SURE, 0);
    return true;
}
