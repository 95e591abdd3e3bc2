/*
 * The page tree grows from the left: a node is written when its kids are complete, and then only
 * its number is left. Eight levels of 64 hold more pages than a file can.
 */
#include "pdf/pdf_int.h"

static void write_node(struct tree_node *node, struct objects *o, const char *entries)
{
    struct buf b = {0};
    buf_printf(&b, "<< /Type /Pages /Count %d %s\n/Kids [", node->pages, entries);
    for (int i = 0; i < node->n; i++)
        buf_printf(&b, "%u 0 R ", node->kids[i]);
    buf_str(&b, "] >>");
    objects_emit_text(o, node->number, &b);
    buf_drop(&b);
    *node = (struct tree_node){0};
}

static struct tree_node *open_node(struct tree *t, struct objects *o, int level)
{
    struct tree_node *node = &t->levels[level];
    if (!node->number)
        node->number = objects_new(o);
    return node;
}

static struct tree_node *node_with_room(struct tree *t, struct objects *o, int level);

/* Hands a node to the level above, which recursion can reach only eight times. */
static void hand_up(struct tree *t, struct objects *o, int level)
{
    enum { ENTRY_MAX_BYTES = 32 };
    struct tree_node *node = &t->levels[level], *parent = node_with_room(t, o, level + 1);
    char entry[ENTRY_MAX_BYTES];
    parent->kids[parent->n++] = node->number;
    parent->pages += node->pages;
    snprintf(entry, sizeof entry, "/Parent %u 0 R", parent->number);
    write_node(node, o, entry);
}

/* A full node makes way only for the next kid, so that the root is never a needless node. */
static struct tree_node *node_with_room(struct tree *t, struct objects *o, int level)
{
    if (t->levels[level].n == TREE_KIDS && level + 1 < TREE_LEVELS)
        hand_up(t, o, level);
    return open_node(t, o, level);
}

unsigned pdf_tree_add(struct tree *t, struct objects *o, unsigned page)
{
    struct tree_node *node = node_with_room(t, o, 0);
    node->kids[node->n++] = page;
    node->pages++;
    return node->number;
}

static int top_level(const struct tree *t)
{
    int level = TREE_LEVELS - 1;
    while (level > 0 && !t->levels[level].number)
        level--;
    return level;
}

unsigned pdf_tree_finish(struct tree *t, struct objects *o, const char *entries)
{
    int level = 0;
    for (; level < top_level(t); level++) /* the top may rise meanwhile */
        if (t->levels[level].number)
            hand_up(t, o, level);
    struct tree_node *root = open_node(t, o, level);
    unsigned number = root->number;
    write_node(root, o, entries);
    return number;
}
