/*
 * Links and the names that they lead to. A link is written with its page; where its name stands
 * may be known only later, so the names' places are gathered and follow at the end as a balanced
 * name tree, sorted by their bytes.
 *
 * In the file a name is a text string, ASCII or UTF-16BE.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pdf/diag.def"
#include "pdf/pdf_int.h"

enum { DECIMALS = 3, NODE_KIDS = 64, ASCII_END = 0x80 };

static bool is_ascii(const char *name)
{
    for (; *name; name++)
        if ((unsigned char)*name >= ASCII_END)
            return false;
    return true;
}

static void set_key(struct destination *d, struct arena *a)
{
    d->key = d->name;
    d->key_size = strlen(d->name);
    if (is_ascii(d->name))
        return;
    struct buf b = {0};
    utf16_add(&b, UTF16_MARK);
    for (const char *p = d->name, *end = p + strlen(p); p < end;)
        utf16_add(&b, utf8_next(&p, end));
    d->key = arena_strndup(a, b.p, b.n);
    d->key_size = b.n;
    buf_drop(&b);
}

/* The one of this name, new if need be. Valid until the next call. */
static struct destination *find(struct destinations *l, const char *name)
{
    uint64_t h = map_key(name, strlen(name));
    const uint32_t *first = map_get(&l->numbers, h);
    uint32_t chain = first ? *first + 1 : 0;
    for (uint32_t i = chain; i; i = l->list.v[i - 1].next)
        if (strcmp(l->list.v[i - 1].name, name) == 0)
            return &l->list.v[i - 1];
    struct destination *d = VEC_ADD(l->arena, &l->list);
    d->name = arena_strdup(l->arena, name);
    d->next = chain;
    set_key(d, l->arena);
    map_put(l->arena, &l->numbers, h, (uint32_t)(l->list.n - 1));
    return d;
}

void pdf_anchors_add(struct pdf *pdf, const struct page *page, unsigned number)
{
    for (size_t i = 0; i < page->n_anchors; i++) {
        struct destination *d = find(&pdf->destinations, page->anchors[i].name);
        if (d->page) {
            diag_system(pdf->diags, DIAG_P004, d->name);
            pdf->failed = true;
            return;
        }
        d->page = number;
        d->view = pdf_view_of(page, page->anchors[i].y);
    }
}

static void add_key(struct buf *b, const struct destination *d)
{
    buf_char(b, '(');
    literal_add(b, d->key, d->key_size);
    buf_str(b, ") ");
}

/* Lower left and upper right corner, on the paper. */
void pdf_box_add(struct buf *b, const struct page *page, len_t x, len_t y, len_t width,
                 len_t height)
{
    len_t left = x, right = x + width, top = y, foot = y + height;
    const len_t upright[] = {left, page->height - foot, right, page->height - top};
    const len_t turned[] = {top, left, foot, right};
    const len_t *corners = page->turned ? turned : upright;
    buf_str(b, "/Rect [");
    for (size_t i = 0; i < sizeof upright / sizeof *upright; i++) {
        buf_fixed(b, corners[i], DECIMALS);
        buf_char(b, ' ');
    }
    buf_str(b, "]\n");
}

static unsigned write_link(struct pdf *pdf, const struct page *page, const struct page_link *link)
{
    struct buf b = {0};
    buf_str(&b, "<< /Type /Annot /Subtype /Link /Border [0 0 0]\n");
    pdf_box_add(&b, page, link->x, link->y, link->width, link->height);
    buf_str(&b, "/Dest ");
    add_key(&b, find(&pdf->destinations, link->target));
    buf_str(&b, ">>");
    unsigned number = objects_new(&pdf->objects);
    objects_emit_text(&pdf->objects, number, &b);
    buf_drop(&b);
    return number;
}

void pdf_links_add(struct pdf *pdf, const struct page *page, struct buf *annotations)
{
    for (size_t i = 0; i < page->n_links; i++)
        buf_printf(annotations, "%u 0 R ", write_link(pdf, page, &page->links[i]));
}

bool pdf_links_check(struct pdf *pdf)
{
    const struct destinations *l = &pdf->destinations;
    bool ok = true;
    for (size_t i = 0; i < l->list.n; i++) {
        if (l->list.v[i].page)
            continue;
        diag_system(pdf->diags, DIAG_P003, l->list.v[i].name);
        ok = false;
    }
    return ok;
}

/* A part of the tree: a name, or the node that was written for several. */
struct part {
    unsigned node; /* 0: a name */
    const struct destination *first, *last;
};

static int by_key(const void *a, const void *b)
{
    const struct destination *x = ((const struct part *)a)->first,
                             *y = ((const struct part *)b)->first;
    int order = memcmp(x->key, y->key, x->key_size < y->key_size ? x->key_size : y->key_size);
    return order ? order : (x->key_size > y->key_size) - (x->key_size < y->key_size);
}

static struct part *sorted_parts(const struct destinations *l)
{
    struct part *parts = mem_alloc(l->list.n * sizeof *parts);
    for (size_t i = 0; i < l->list.n; i++)
        parts[i] = (struct part){0, &l->list.v[i], &l->list.v[i]};
    qsort(parts, l->list.n, sizeof *parts, by_key);
    return parts;
}

static void add_part(struct buf *b, const struct part *part)
{
    if (part->node) {
        buf_printf(b, "%u 0 R\n", part->node);
        return;
    }
    add_key(b, part->first);
    buf_printf(b, "[%u 0 R /XYZ ", part->first->page);
    if (part->first->view.left == AS_IT_IS)
        buf_printf(b, "null %d null]\n", part->first->view.top);
    else
        buf_printf(b, "%d %d null]\n", part->first->view.left, part->first->view.top);
}

/* Every node but the root says from which name to which it reaches. */
static struct part write_node(struct objects *o, const struct part *parts, size_t n, bool is_root)
{
    struct part node = {objects_new(o), parts[0].first, parts[n - 1].last};
    struct buf b = {0};
    buf_str(&b, "<< ");
    if (!is_root) {
        buf_str(&b, "/Limits [");
        add_key(&b, node.first);
        add_key(&b, node.last);
        buf_str(&b, "]\n");
    }
    buf_str(&b, parts[0].node ? "/Kids [" : "/Names [");
    for (size_t i = 0; i < n; i++)
        add_part(&b, &parts[i]);
    buf_str(&b, "] >>");
    objects_emit_text(o, node.node, &b);
    buf_drop(&b);
    return node;
}

unsigned pdf_destinations_write(struct pdf *pdf)
{
    size_t n = pdf->destinations.list.n;
    if (!n)
        return 0;
    struct part *parts = sorted_parts(&pdf->destinations);
    do {
        size_t nodes = 0;
        for (size_t i = 0; i < n; i += NODE_KIDS) {
            size_t kids = n - i < NODE_KIDS ? n - i : NODE_KIDS;
            parts[nodes++] = write_node(&pdf->objects, &parts[i], kids, n <= NODE_KIDS);
        }
        n = nodes;
    } while (n > 1);
    unsigned root = parts[0].node;
    free(parts);
    return root;
}
