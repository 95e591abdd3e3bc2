/* A tree back to XML: an element as it was written, with its attributes and children; comments and
 * the author's indents are not in a tree. */
#include <string.h>

#include "base/buf.h"
#include "xml/xml.h"

enum { INDENT = 2 };

static void add_escaped(struct buf *out, uint32_t cp)
{
    static const struct {
        char from;
        const char *to;
    } special[] = {{'&', "&amp;"},  {'<', "&lt;"},  {'>', "&gt;"},  {'"', "&quot;"},
                   {'\n', "&#10;"}, {'\t', "&#9;"}, {'\r', "&#13;"}};
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (cp == (uint32_t)special[i].from) {
            buf_str(out, special[i].to);
            return;
        }
    buf_code(out, cp);
}

void xml_write_text(struct text t, struct buf *out)
{
    for (size_t i = 0; i < t.n; i++)
        add_escaped(out, t.cp[i]);
}

/* In words quotes stand for themselves, and lines end as they did. */
static void write_words(struct text t, struct buf *out)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.cp[i] == '\n' || t.cp[i] == '\t' || t.cp[i] == '"')
            buf_code(out, t.cp[i]);
        else
            add_escaped(out, t.cp[i]);
}

static bool is_blank(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.cp[i] > ' ')
            return false;
    return true;
}

/* An element among texts takes no new line: it would be a blank of theirs. */
static bool has_words(const struct node *n)
{
    const struct node *child = n->first;
    while (child && (child->kind != NODE_TEXT || is_blank(child->text)))
        child = child->next;
    return child != NULL;
}

static void write_start(const struct node *n, struct buf *out)
{
    buf_char(out, '<');
    buf_str(out, n->name);
    for (const struct attr *at = n->attrs; at; at = at->next) {
        buf_printf(out, " %s=\"", at->name);
        xml_write_text(at->value, out);
        buf_char(out, '"');
    }
    buf_str(out, n->first ? ">" : "/>");
}

static void write_inline(const struct node *n, struct buf *out)
{
    if (n->kind == NODE_TEXT) {
        write_words(n->text, out);
        return;
    }
    write_start(n, out);
    for (const struct node *child = n->first; child; child = child->next)
        write_inline(child, out);
    if (n->first)
        buf_printf(out, "</%s>", n->name);
}

void xml_write(const struct node *n, int depth, struct buf *out)
{
    buf_printf(out, "%*s", depth * INDENT, "");
    if (has_words(n)) {
        write_inline(n, out);
    } else {
        write_start(n, out);
        for (const struct node *child = n->first; child; child = child->next)
            if (child->kind == NODE_ELEMENT) {
                buf_char(out, '\n');
                xml_write(child, depth + 1, out);
            }
        if (n->first)
            buf_printf(out, "\n%*s</%s>", depth * INDENT, "", n->name);
    }
}
