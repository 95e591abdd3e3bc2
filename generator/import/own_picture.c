/*
 * Pictures of a file of ours: those that are still there, those that somebody put in, and those that are
 * other files now. The carried fields have the hashes of the files that were put in.
 */
#include <string.h>

#include "base/file.h"
#include "base/sha256.h"
#include "import/diag.def"
#include "import/own_int.h"

static bool has_fields(const struct own *o)
{
    for (size_t i = 0; i < o->fields.n; i++)
        if (o->fields.v[i].picture)
            return true;
    return false;
}

struct text own_picture_name(const struct own_field *f)
{
    static const char *const names[] = {"文件", "file"};
    const struct attr *a = own_attr_at(f->node, f->from);
    for (size_t i = 0; f->node && !a && i < sizeof names / sizeof *names; i++)
        a = xml_attr(f->node, names[i]);
    return a ? a->value : (struct text){0};
}

/* Whether the document has pictures, of which a file that was made earlier says nothing. */
static bool has_pictures(const struct node *n)
{
    bool any = own_is_named(n, "图片", "picture") || (n->kind == NODE_ELEMENT &&
                                                     (xml_attr(n, "印章") || xml_attr(n, "seal")));
    for (const struct node *c = n->first; c && !any; c = c->next)
        any = has_pictures(c);
    return any;
}

/* Another file than was put in: kept beside, since nobody knows whether it is another picture. */
static void see_whether_same(struct own *o, const struct own_field *f, const struct draft_left *l)
{
    struct importer *im = o->im;
    char hash[SHA256_HEX];
    if (!l->picture || strcmp(f->name, "图片") != 0)
        return;
    sha256_of(l->picture->bytes, l->picture->n, hash);
    if (text_equals(own_plain(im->arena, f->shown), hash))
        return;
    const char *now = im->target ? import_picture_file(im, l->picture) : l->text;
    diag(im->diags, DIAG_D202, l->pos, text_utf8(im->arena, own_picture_name(f)), now);
}

static void is_there(struct own *o, struct own_field *f, const struct draft_left *l)
{
    static const struct draft_paragraph nowhere = {0};
    f->paragraph = l->paragraph ? l->paragraph : &nowhere;
    for (struct node *n = f->node; n && !n->id; n = n->parent)
        n->id = 1;
    see_whether_same(o, f, l);
}

/* The field that stands before a place. */
static size_t field_before(const struct own *o, struct pos pos)
{
    uint32_t line = source_place(pos).line;
    size_t low = 0, high = o->met.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (o->met.v[middle].line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? o->met.v[low - 1].last : 0;
}

static void add_new(struct own *o, const struct draft_left *l)
{
    struct importer *im = o->im;
    bool zh = o->tree->root->name[0] & 0x80;
    struct buf b = {0};
    if (!im->target) {
        diag(im->diags, DIAG_D200, l->pos, l->text);
        return;
    }
    const char *file = import_picture_file(im, l->picture);
    int width = import_picture_width(l);
    buf_str(&b, zh ? "\n<图片 文件=\"" : "\n<picture file=\"");
    xml_write_text(text_from_utf8(im->arena, file, (struct pos){0}), &b);
    if (width)
        buf_printf(&b, zh ? "\" 宽=\"%d" : "\" width=\"%d", width);
    buf_str(&b, "\"/>");
    uint32_t at = own_place_behind(o, field_before(o, l->pos), 0);
    o->edits.group++;
    xml_edit(&o->edits, at, at, b.p);
    own_change_new(o, import_picture_code(l), text_from_utf8(im->arena, file, l->pos));
    buf_drop(&b);
}

/* A file that was made before pictures had fields does not say which are whose. */
void own_pictures(struct own *o)
{
    const struct draft *draft = o->im->draft;
    bool known = has_fields(o) || !has_pictures(o->tree->root);
    for (size_t i = 0; i < draft->n_left; i++) {
        const struct draft_left *l = &draft->left[i];
        if (l->kind != DRAFT_LEFT_PICTURE && l->kind != DRAFT_LEFT_SEAL)
            continue;
        size_t field = own_field_of(o, l->control);
        struct own_field *f = field ? &o->fields.v[field - 1] : NULL;
        if (f && f->picture)
            is_there(o, f, l);
        else if (l->kind == DRAFT_LEFT_PICTURE && l->picture && known)
            add_new(o, l);
    }
}
