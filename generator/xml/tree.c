/* Reading a tree: attributes by name, and the dump. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "xml/xml.h"

enum { INDENT = 2 };

const struct attr *node_attr(const struct node *n, const char *name)
{
    const struct attr *at = n->attrs;
    while (at && strcmp(at->name, name) != 0)
        at = at->next;
    return at;
}

/* Nodes come in the order of the text, so lines are counted once through and not for each node. */
struct cursor {
    const struct source *src;
    uint32_t off, line, col;
};

static void cursor_move(struct cursor *c, uint32_t off)
{
    for (; c->off < off && c->off < c->src->size; c->off++) {
        unsigned char byte = (unsigned char)c->src->bytes[c->off];
        if (byte == '\n') {
            c->line++;
            c->col = 1;
        } else if ((byte & 0xC0) != 0x80) {
            c->col++;
        }
    }
}

static void dump_text(struct buf *out, struct text t)
{
    static const char from[] = "\"\\\n\t\r", to[] = "\"\\ntr";
    buf_char(out, '"');
    for (size_t i = 0; i < t.n; i++) {
        const char *special = t.cp[i] < 0x80 && t.cp[i] ? strchr(from, (int)t.cp[i]) : NULL;
        if (special) {
            buf_char(out, '\\');
            buf_char(out, to[special - from]);
        } else {
            buf_code(out, t.cp[i]);
        }
    }
    buf_char(out, '"');
}

static bool is_blank(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.cp[i] != ' ' && t.cp[i] != '\n' && t.cp[i] != '\t' && t.cp[i] != '\r')
            return false;
    return true;
}

/* Recursion is as deep as the tree, which XML_MAX_DEPTH limits. */
static void dump_node(struct buf *out, const struct node *n, struct cursor *c, int indent)
{
    if (n->kind == NODE_TEXT && is_blank(n->text))
        return;
    cursor_move(c, n->pos.off);
    buf_printf(out, "%*s%u:%u ", indent, "", c->line, c->col);
    if (n->kind == NODE_TEXT)
        dump_text(out, n->text);
    else
        buf_str(out, n->name);
    for (const struct attr *at = n->attrs; at; at = at->next) {
        buf_printf(out, " %s=", at->name);
        dump_text(out, at->value);
    }
    buf_char(out, '\n');
    for (const struct node *child = n->first; child; child = child->next)
        dump_node(out, child, c, indent + INDENT);
}

void xml_dump(const struct tree *tree, struct buf *out)
{
    struct cursor c = {.src = tree->src, .line = 1, .col = 1};
    dump_node(out, tree->root, &c, 0);
}
