/* The way through the room: decode, check, build; NULL as soon as anything wrong was reported. */
#include "xml/xml.h"

#include <string.h>

#include "base/file.h"
#include "xml/xml_int.h"

/* Of bytes in the arena, with a NUL behind them: they may become the source. */
static struct tree *parse(struct arena *a, const char *name, const char *bytes, size_t size,
                          struct diags *d)
{
    size_t before = diags_count(d, DIAG_ERROR);
    struct source *src = xml_decode(a, name, bytes, size, d);
    if (src)
        xml_check(a, src, d);
    if (diags_count(d, DIAG_ERROR) != before)
        return NULL;
    struct node *root = xml_build(a, src, d);
    if (!root)
        return NULL;
    struct tree *tree = ARENA_NEW(a, struct tree);
    tree->src = src;
    tree->root = root;
    return tree;
}

struct tree *xml_read(struct arena *a, const char *path, struct pos pos, struct diags *d)
{
    size_t size = 0;
    char *bytes = file_read(a, path, &size, pos, d);
    if (!bytes)
        return NULL;
    const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
    return parse(a, name, bytes, size, d);
}

struct tree *xml_parse(struct arena *a, const char *name, const char *bytes, size_t size,
                       struct diags *d)
{
    return parse(a, name, arena_strndup(a, bytes, size), size, d);
}
