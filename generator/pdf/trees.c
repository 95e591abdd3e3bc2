/*
 * The trees of a document: pages, page labels, outline, and the names that links lead to. None of
 * them is ever whole in memory but the names.
 *
 * The page tree grows from the left: a node is written when its kids are complete, and then only
 * its number is left. Eight levels of 64 hold more pages than a file can. An item of the outline is
 * written when its next sibling or its parent's end is known. A link is written with its page;
 * where its name stands may be known only later, so the names' places are gathered and follow at
 * the end as a balanced name tree, sorted by their bytes. In the file a name is a text string,
 * ASCII or UTF-16BE.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pdf/diag.def"
#include "pdf/pdf_int.h"

/* ---- pages ---- */

/* entry: its parent, or "". */
static void write_tree_node(struct pdf *pdf, struct tree_node *node, const char *entry)
{
    struct buf b = {0};
    buf_printf(&b, "<< /Type /Pages /Count %d %s\n/Kids [", node->pages, entry);
    for (int i = 0; i < node->n; i++)
        buf_printf(&b, "%u 0 R ", node->kids[i]);
    buf_str(&b, "] >>");
    pdf_write_text(&pdf->file, node->number, &b);
    buf_drop(&b);
    *node = (struct tree_node){0};
}

static struct tree_node *node_with_room(struct pdf *pdf, int level);

/* Hands a node to the level above, which recursion can reach only eight times. */
static void hand_up(struct pdf *pdf, int level)
{
    enum { ENTRY_MAX_BYTES = 32 };
    struct tree_node *node = &pdf->tree.levels[level], *parent = node_with_room(pdf, level + 1);
    char entry[ENTRY_MAX_BYTES];
    parent->kids[parent->n++] = node->number;
    parent->pages += node->pages;
    snprintf(entry, sizeof entry, "/Parent %u 0 R", parent->number);
    write_tree_node(pdf, node, entry);
}

/* A full node makes way only for the next kid, so that the root is never a needless node. */
static struct tree_node *node_with_room(struct pdf *pdf, int level)
{
    struct tree_node *node = &pdf->tree.levels[level];
    if (node->n == TREE_KIDS && level + 1 < TREE_LEVELS)
        hand_up(pdf, level);
    if (!node->number)
        node->number = pdf_new_number(&pdf->file);
    return node;
}

unsigned pdf_tree_add(struct pdf *pdf, unsigned page)
{
    struct tree_node *node = node_with_room(pdf, 0);
    node->kids[node->n++] = page;
    node->pages++;
    return node->number;
}

static int top_level(const struct page_tree *t)
{
    int level = TREE_LEVELS - 1;
    while (level > 0 && !t->levels[level].number)
        level--;
    return level;
}

unsigned pdf_tree_finish(struct pdf *pdf)
{
    struct page_tree *t = &pdf->tree;
    int level = 0;
    for (; level < top_level(t); level++) /* the top may rise meanwhile */
        if (t->levels[level].number)
            hand_up(pdf, level);
    struct tree_node *root = &t->levels[level];
    unsigned number = root->number ? root->number : pdf_new_number(&pdf->file);
    root->number = number;
    write_tree_node(pdf, root, "");
    return number;
}

/* ---- page labels ---- */

void pdf_labels_add(struct pdf *pdf, int index, int number)
{
    enum { LABEL_RANGES = 16000 };
    struct pdf_labels *l = &pdf->labels;
    bool goes_on = l->ranges.n && number == l->next;
    l->next = number + 1;
    if (!goes_on && number >= 1 && l->ranges.n < LABEL_RANGES)
        VEC_PUSH(pdf->arena, &l->ranges, ((struct label_range){index, number}));
}

unsigned pdf_labels_write(struct pdf *pdf)
{
    const struct pdf_labels *l = &pdf->labels;
    if (!l->ranges.n)
        return 0;
    HPDF_Dict labels = pdf_new_dict(&pdf->file, NULL);
    HPDF_Array ranges = HPDF_Array_New(pdf->file.memory);
    HPDF_Dict_Add(labels, "Nums", ranges);
    for (size_t i = 0; i < l->ranges.n; i++) {
        HPDF_Dict range = pdf_new_dict(&pdf->file, NULL);
        HPDF_Array_AddNumber(ranges, l->ranges.v[i].index);
        HPDF_Array_Add(ranges, range);
        HPDF_Dict_AddName(range, "S", "D");
        HPDF_Dict_AddNumber(range, "St", l->ranges.v[i].number);
    }
    unsigned number = pdf_new_number(&pdf->file);
    pdf_write_value(&pdf->file, number, labels);
    return number;
}

/* ---- where to scroll to ---- */

/* Rounded so that what stands at y is in view. On a turned page y runs along the paper's lower
 * edge, where the lines start. */
static struct pdf_view view_of(const struct page *page, len_t y)
{
    if (page->turned)
        return (struct pdf_view){(int)(y / LEN_PT), 0};
    return (struct pdf_view){AS_IT_IS, (int)((page->height - y + LEN_PT - 1) / LEN_PT)};
}

static void add_view(struct buf *b, unsigned page, struct pdf_view view)
{
    pdf_add_reference(b, "[", page, " 0 R /XYZ ");
    if (view.left == AS_IT_IS)
        buf_str(b, "null");
    else
        buf_int(b, view.left);
    buf_char(b, ' ');
    buf_int(b, view.top);
    buf_str(b, " null]");
}

/* ---- the outline ---- */

/* Ends the last open item; next: its next sibling, or 0. Those below it stand open. */
static void end_item(struct pdf *pdf, unsigned next)
{
    struct pdf_outline *l = &pdf->outline;
    struct outline_item *item = &l->open[l->depth--], *parent = &l->open[l->depth];
    const struct {
        const char *key;
        unsigned number;
    } links[] = {{"/Parent ", parent->number},
                 {"/Prev ", item->previous},
                 {"/Next ", next},
                 {"/First ", item->first},
                 {"/Last ", item->last}};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (links[i].number)
            pdf_add_reference(&item->entries, links[i].key, links[i].number, " 0 R ");
    if (item->count)
        buf_printf(&item->entries, "/Count %d ", item->count);
    buf_str(&item->entries, ">>");
    pdf_write_text(&pdf->file, item->number, &item->entries);
    parent->count += 1 + item->count;
    parent->last = item->number;
    if (!parent->first)
        parent->first = item->number;
}

/* A jump over levels (1, then 3) nests under the nearest lower one; beyond the depth that is kept
 * open, items stay beside each other. */
static void add_item(struct pdf *pdf, const struct bookmark *b, unsigned page, struct pdf_view view)
{
    struct pdf_outline *l = &pdf->outline;
    unsigned number = pdf_new_number(&pdf->file);
    while (l->depth > 1 && l->open[l->depth - 1].level >= b->level)
        end_item(pdf, 0);
    bool sibling = l->depth && (l->open[l->depth].level >= b->level || l->depth == OUTLINE_DEPTH);
    unsigned previous = sibling ? l->open[l->depth].number : 0;
    if (sibling)
        end_item(pdf, number);
    struct outline_item *item = &l->open[++l->depth];
    struct buf entries = item->entries;
    *item = (struct outline_item){
        .level = b->level, .number = number, .previous = previous, .entries = entries};
    buf_clear(&item->entries);
    buf_str(&item->entries, "<< /Title ");
    pdf_add_string(&item->entries, b->title ? b->title : "");
    buf_str(&item->entries, " /Dest ");
    add_view(&item->entries, page, view);
    buf_char(&item->entries, ' ');
}

void pdf_outline_add(struct pdf *pdf, const struct page *page, unsigned number)
{
    struct outline_item *root = &pdf->outline.open[0];
    for (size_t i = 0; i < page->n_bookmarks; i++) {
        if (!root->number)
            root->number = pdf_new_number(&pdf->file);
        add_item(pdf, &page->bookmarks[i], number, view_of(page, page->bookmarks[i].y));
    }
}

unsigned pdf_outline_finish(struct pdf *pdf)
{
    const struct outline_item *root = &pdf->outline.open[0];
    if (!root->number)
        return 0;
    while (pdf->outline.depth)
        end_item(pdf, 0);
    struct buf b = {0};
    buf_printf(&b, "<< /Type /Outlines /First %u 0 R /Last %u 0 R /Count %d >>", root->first,
               root->last, root->count);
    pdf_write_text(&pdf->file, root->number, &b);
    buf_drop(&b);
    return root->number;
}

void pdf_outline_close(struct pdf *pdf)
{
    for (size_t i = 0; i <= OUTLINE_DEPTH; i++)
        buf_drop(&pdf->outline.open[i].entries);
}

/* ---- links and the names that they lead to ---- */

static bool is_ascii(const char *name)
{
    enum { ASCII_END = 0x80 };
    while (*name && (unsigned char)*name < ASCII_END)
        name++;
    return !*name;
}

static void set_key(struct destination *d, struct arena *a)
{
    d->key = d->name;
    d->key_size = strlen(d->name);
    if (is_ascii(d->name))
        return;
    struct buf b = {0};
    pdf_add_utf16(&b, PDF_BYTE_ORDER_MARK);
    for (const char *p = d->name, *end = p + strlen(p); p < end;)
        pdf_add_utf16(&b, utf8_next(&p, end));
    d->key = arena_strndup(a, b.p, b.n);
    d->key_size = b.n;
    buf_drop(&b);
}

/* The one of this name, new if need be. Valid until the next call. */
static struct destination *destination_named(struct pdf *pdf, const char *name)
{
    struct pdf_destinations *l = &pdf->destinations;
    uint64_t h = map_key(name, strlen(name));
    const uint32_t *first = map_get(&l->numbers, h);
    uint32_t chain = first ? *first + 1 : 0;
    for (uint32_t i = chain; i; i = l->list.v[i - 1].next)
        if (strcmp(l->list.v[i - 1].name, name) == 0)
            return &l->list.v[i - 1];
    struct destination *d = VEC_ADD(pdf->arena, &l->list);
    d->name = arena_strdup(pdf->arena, name);
    d->next = chain;
    set_key(d, pdf->arena);
    map_put(pdf->arena, &l->numbers, h, (uint32_t)(l->list.n - 1));
    return d;
}

void pdf_anchors_add(struct pdf *pdf, const struct page *page, unsigned number)
{
    for (size_t i = 0; i < page->n_anchors; i++) {
        struct destination *d = destination_named(pdf, page->anchors[i].name);
        if (d->page) {
            diag_system(pdf->diags, DIAG_P004, d->name);
            pdf->failed = true;
            return;
        }
        d->page = number;
        d->view = view_of(page, page->anchors[i].y);
    }
}

static void add_key(struct buf *b, const struct destination *d)
{
    buf_char(b, '(');
    pdf_add_literal(b, d->key, d->key_size);
    buf_str(b, ") ");
}

/* Lower left and upper right corner, on the paper. */
void pdf_add_box(struct buf *b, const char *key, const struct page *page, const struct pdf_box *box)
{
    len_t left = box->x, right = left + box->width, top = box->y, foot = top + box->height;
    const len_t upright[] = {left, page->height - foot, right, page->height - top};
    const len_t turned[] = {top, left, foot, right};
    const len_t *corners = page->turned ? turned : upright;
    buf_printf(b, "/%s [", key);
    for (size_t i = 0; i < sizeof upright / sizeof *upright; i++) {
        buf_fixed(b, corners[i], PDF_DECIMALS);
        buf_char(b, ' ');
    }
    buf_str(b, "]\n");
}

void pdf_links_add(struct pdf *pdf, const struct page *page, struct buf *annotations)
{
    for (size_t i = 0; i < page->n_links; i++) {
        const struct page_link *link = &page->links[i];
        struct buf b = {0};
        buf_printf(&b, "<< /Type /Annot /Subtype /Link /F %d /Border [0 0 0]\n",
                   ANNOTATION_PRINTED);
        pdf_add_box(&b, "Rect", page,
                    &(struct pdf_box){link->x, link->y, link->width, link->height});
        buf_str(&b, "/Dest ");
        add_key(&b, destination_named(pdf, link->target));
        buf_str(&b, ">>");
        unsigned number = pdf_new_number(&pdf->file);
        pdf_write_text(&pdf->file, number, &b);
        buf_drop(&b);
        buf_printf(annotations, "%u 0 R ", number);
    }
}

bool pdf_links_check(struct pdf *pdf)
{
    const struct pdf_destinations *l = &pdf->destinations;
    bool ok = true;
    for (size_t i = 0; i < l->list.n; i++) {
        if (l->list.v[i].page)
            continue;
        diag_system(pdf->diags, DIAG_P003, l->list.v[i].name);
        ok = false;
    }
    return ok;
}

/* A part of the name tree: a name, or the node that was written for several. */
struct name_part {
    unsigned node; /* 0: a name */
    const struct destination *first, *last;
};

static int by_key(const void *a, const void *b)
{
    const struct destination *x = ((const struct name_part *)a)->first,
                             *y = ((const struct name_part *)b)->first;
    int order = memcmp(x->key, y->key, x->key_size < y->key_size ? x->key_size : y->key_size);
    return order ? order : (x->key_size > y->key_size) - (x->key_size < y->key_size);
}

/* Every node but the root says from which name to which it reaches. */
static struct name_part write_name_node(struct pdf *pdf, const struct name_part *parts, size_t n,
                                        bool is_root)
{
    struct name_part node = {pdf_new_number(&pdf->file), parts[0].first, parts[n - 1].last};
    struct buf b = {0};
    buf_str(&b, "<< ");
    if (!is_root) {
        buf_str(&b, "/Limits [");
        add_key(&b, node.first);
        add_key(&b, node.last);
        buf_str(&b, "]\n");
    }
    buf_str(&b, parts[0].node ? "/Kids [" : "/Names [");
    for (size_t i = 0; i < n; i++) {
        if (parts[i].node) {
            buf_printf(&b, "%u 0 R\n", parts[i].node);
            continue;
        }
        add_key(&b, parts[i].first);
        add_view(&b, parts[i].first->page, parts[i].first->view);
        buf_char(&b, '\n');
    }
    buf_str(&b, "] >>");
    pdf_write_text(&pdf->file, node.node, &b);
    buf_drop(&b);
    return node;
}

unsigned pdf_destinations_write(struct pdf *pdf)
{
    enum { NODE_KIDS = 64 };
    const struct pdf_destinations *l = &pdf->destinations;
    size_t n = l->list.n;
    if (!n)
        return 0;
    struct name_part *parts = mem_alloc(n * sizeof *parts);
    for (size_t i = 0; i < n; i++)
        parts[i] = (struct name_part){0, &l->list.v[i], &l->list.v[i]};
    qsort(parts, n, sizeof *parts, by_key);
    do {
        size_t nodes = 0;
        for (size_t i = 0; i < n; i += NODE_KIDS) {
            size_t kids = n - i < NODE_KIDS ? n - i : NODE_KIDS;
            parts[nodes++] = write_name_node(pdf, &parts[i], kids, n <= NODE_KIDS);
        }
        n = nodes;
    } while (n > 1);
    unsigned root = parts[0].node;
    free(parts);
    return root;
}
