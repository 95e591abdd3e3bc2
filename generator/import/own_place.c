/*
 * Where in the source something goes that stands behind a field: into the text, behind the block that
 * the field is of; a heading out of the sections that it ends.
 */
#include <string.h>

#include "import/own_int.h"

bool own_is_named(const struct node *n, const char *zh, const char *en)
{
    return n && n->kind == NODE_ELEMENT && (strcmp(n->name, zh) == 0 || strcmp(n->name, en) == 0);
}

static bool is_section(const struct node *n)
{
    return own_is_named(n, "层次", "section");
}

static bool holds_blocks(const struct node *n)
{
    return own_is_named(n, "正文", "body") || is_section(n) ||
           own_is_named(n, "附件", "attachment") || own_is_named(n, "印发件", "enclosure");
}

/* The element of a text that a node is or is in, which may be as deep as a cell of a table; NULL: it is
 * beside texts. */
static struct node *block_of(struct node *n)
{
    while (n && n->parent && !holds_blocks(n->parent))
        n = n->parent;
    return n && n->parent ? n : NULL;
}

/* What is no part of a text, as the title: at the text's beginning; or, as the signature, at its end. */
static uint32_t place_in_text(const struct own *o, const struct node *n)
{
    const struct node *root = o->tree->root, *body = root->first;
    while (body && !own_is_named(body, "正文", "body"))
        body = body->next;
    if (!body)
        return xml_extent(root).inside_end;
    struct xml_extent x = xml_extent(body);
    return n && n->pos.off > body->pos.off ? x.inside_end : x.inside;
}

/* Out of as many sections as a heading of a level cannot be in. */
static struct node *out_of_sections(struct node *block, int level)
{
    int depth = 0;
    for (const struct node *n = block; n; n = n->parent)
        depth += is_section(n);
    while (block->parent && depth >= level) {
        if (is_section(block) && depth-- == level)
            break;
        block = block->parent;
    }
    return block;
}

bool own_parts_section(const struct own *o, size_t field, int level)
{
    struct node *n = field ? o->fields.v[field - 1].node : NULL;
    struct node *block = n && !holds_blocks(n) ? block_of(n) : NULL;
    int depth = 0;
    for (const struct node *up = block ? block->parent : NULL; up; up = up->parent)
        depth += is_section(up);
    if (!block || !level || depth != level || !is_section(block->parent))
        return false;
    const struct node *next = block->next;
    while (next && next->kind != NODE_ELEMENT)
        next = next->next;
    return next != NULL;
}

uint32_t own_place_behind(const struct own *o, size_t field, int level)
{
    struct node *n = field ? o->fields.v[field - 1].node : NULL;
    if (n && holds_blocks(n) && !level)
        return xml_extent(n).inside; /* the field is its title */
    struct node *block = block_of(n);
    if (!block)
        return place_in_text(o, n);
    return xml_extent(level ? out_of_sections(block, level) : block).to;
}

struct xml_extent own_whole_lines(const struct own *o, struct xml_extent x)
{
    const char *bytes = o->tree->src->bytes;
    uint32_t from = x.from;
    while (from && (bytes[from - 1] == ' ' || bytes[from - 1] == '\t'))
        from--;
    if (from && bytes[from - 1] == '\n' && bytes[x.to] == '\n')
        x.from = from - 1;
    return x;
}
