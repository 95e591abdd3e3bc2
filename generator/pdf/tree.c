/*
 * The page tree grows from the left: a node is written when its kids are complete, and then only
 * its number is left. Eight levels of 64 hold more pages than a file can.
 */
#include "pdf/pdf_int.h"

static void write_node(struct tree_node *node, struct objects *o, const char *key, HPDF_Null value)
{
    HPDF_Dict dict = objects_dict(o, "Pages");
    HPDF_Dict_Add(dict, key, value);
    HPDF_Dict_AddNumber(dict, "Count", node->pages);
    HPDF_Dict_Add(dict, "Kids", node->kids);
    objects_emit(o, node->handle, dict);
    *node = (struct tree_node){0};
}

static struct tree_node *open_node(struct tree *t, struct objects *o, int level)
{
    struct tree_node *node = &t->levels[level];
    if (!node->handle) {
        node->handle = objects_reserve(o);
        node->kids = HPDF_Array_New(o->memory);
    }
    return node;
}

static struct tree_node *node_with_room(struct tree *t, struct objects *o, int level);

/* Hands a node to the level above, which recursion can reach only eight times. */
static void hand_up(struct tree *t, struct objects *o, int level)
{
    struct tree_node *node = &t->levels[level], *parent = node_with_room(t, o, level + 1);
    HPDF_Array_Add(parent->kids, node->handle);
    parent->n++;
    parent->pages += node->pages;
    write_node(node, o, "Parent", parent->handle);
}

/* A full node makes way only for the next kid, so that the root is never a needless node. */
static struct tree_node *node_with_room(struct tree *t, struct objects *o, int level)
{
    if (t->levels[level].n == TREE_KIDS && level + 1 < TREE_LEVELS)
        hand_up(t, o, level);
    return open_node(t, o, level);
}

HPDF_Null pdf_tree_add(struct tree *t, struct objects *o, HPDF_Null page)
{
    struct tree_node *node = node_with_room(t, o, 0);
    HPDF_Array_Add(node->kids, page);
    node->n++;
    node->pages++;
    return node->handle;
}

static int top_level(const struct tree *t)
{
    int level = TREE_LEVELS - 1;
    while (level > 0 && !t->levels[level].handle)
        level--;
    return level;
}

HPDF_Null pdf_tree_finish(struct tree *t, struct objects *o, HPDF_Null resources)
{
    int level = 0;
    for (; level < top_level(t); level++) /* the top may rise meanwhile */
        if (t->levels[level].handle)
            hand_up(t, o, level);
    struct tree_node *root = open_node(t, o, level);
    HPDF_Null handle = root->handle;
    write_node(root, o, "Resources", resources);
    return handle;
}

void pdf_tree_close(struct tree *t, struct objects *o)
{
    for (int i = 0; i < TREE_LEVELS; i++)
        if (t->levels[i].kids)
            HPDF_Obj_ForceFree(o->memory, t->levels[i].kids);
}
