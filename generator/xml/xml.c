/*
 * The room's face: the way of a file through it, and what is done with a tree. libxml2 reads first;
 * a text that it refuses or that is doubtful is read again for the mistakes that people make, and
 * only when none is found does libxml2's own finding stand.
 */
#include "xml/xml.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "xml/diag.def"
#include "xml/xml_int.h"

/* Of bytes in the arena, with a NUL behind them: they may become the source. */
static struct tree *parse(struct arena *a, const char *name, const char *bytes, size_t size,
                          struct diags *d)
{
    size_t before = diags_count(d, DIAG_ERROR);
    if (size > (size_t)XML_MAX_FILE_MB << 20) {
        diag_system(d, DIAG_X045, name, arena_printf(a, "%zu", size >> 20),
                    arena_printf(a, "%d", XML_MAX_FILE_MB));
        return NULL;
    }
    struct source *src = decode_source(a, name, bytes, size, d);
    struct built built = {.root = NULL};
    bool crowded = src && mistakes_crowded(src);
    if (crowded)
        mistakes_find(a, src, d);
    if (src && diags_count(d, DIAG_ERROR) == before)
        built = build_tree(a, src, d);
    if (src && !crowded && (!built.root || built.doubtful))
        mistakes_find(a, src, d);
    if (built.code && diags_count(d, DIAG_ERROR) == before)
        diag(d, built.code, built.pos, built.detail);
    if (diags_count(d, DIAG_ERROR) != before)
        return NULL;
    struct tree *tree = ARENA_NEW(a, struct tree);
    tree->src = src;
    tree->root = built.root;
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

/* ---- reading a tree ---- */

enum { INDENT = 2 };

const struct attr *xml_attr(const struct node *n, const char *name)
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
        if (t.cp[i] > ' ')
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

/* ---- a tree back to XML: comments and the author's indents are not in it ---- */

static void add_escaped(struct buf *out, uint32_t cp)
{
    static const struct {
        char from;
        const char *to;
    } special[] = {{'\n', "&#10;"}, {'\t', "&#9;"}, {'\r', "&#13;"}};
    enum { ASCII = 0x80 };
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (cp == (uint32_t)special[i].from) {
            buf_str(out, special[i].to);
            return;
        }
    if (cp < ASCII)
        buf_xml(out, &(char){(char)cp}, 1);
    else
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
