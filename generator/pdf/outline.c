/* The outline from the pages' bookmarks, and the page labels. */
#include "pdf/pdf_int.h"

static void add_link(struct buf *b, const char *key, unsigned number)
{
    if (number)
        buf_printf(b, "/%s %u 0 R ", key, number);
}

/* Ends the last open item; next: its next sibling, or 0. Those below it stand open. */
static void end_item(struct outline *l, struct objects *o, unsigned next)
{
    struct outline_item *item = &l->open[l->depth--], *parent = &l->open[l->depth];
    struct buf *b = &item->entries;
    add_link(b, "Parent", parent->number);
    add_link(b, "Prev", item->previous);
    add_link(b, "Next", next);
    add_link(b, "First", item->first);
    add_link(b, "Last", item->last);
    if (item->count)
        buf_printf(b, "/Count %d ", item->count);
    buf_str(b, ">>");
    objects_emit_text(o, item->number, b);
    parent->count += 1 + item->count;
    parent->last = item->number;
    if (!parent->first)
        parent->first = item->number;
}

/* A jump over levels (1, then 3) nests under the nearest lower one; beyond the depth that is kept
 * open, items stay beside each other. Returns the number of the item's previous sibling. */
static unsigned make_way(struct outline *l, struct objects *o, int level, unsigned number)
{
    while (l->depth > 1 && l->open[l->depth - 1].level >= level)
        end_item(l, o, 0);
    bool sibling = l->depth && (l->open[l->depth].level >= level || l->depth == OUTLINE_DEPTH);
    unsigned previous = sibling ? l->open[l->depth].number : 0;
    if (sibling)
        end_item(l, o, number);
    return previous;
}

static void add_item(struct outline *l, struct objects *o, const struct bookmark *b,
                     unsigned page_number, struct pdf_view view)
{
    unsigned number = objects_new(o);
    unsigned previous = make_way(l, o, b->level, number);
    struct outline_item *item = &l->open[++l->depth];
    struct buf entries = item->entries;
    *item = (struct outline_item){
        .level = b->level, .number = number, .previous = previous, .entries = entries};
    buf_clear(&item->entries);
    buf_str(&item->entries, "<< /Title ");
    objects_text_add(&item->entries, b->title ? b->title : "");
    buf_printf(&item->entries, " /Dest [%u 0 R /XYZ ", page_number);
    if (view.left == AS_IT_IS)
        buf_printf(&item->entries, "null %d null] ", view.top);
    else
        buf_printf(&item->entries, "%d %d null] ", view.left, view.top);
}

void pdf_outline_add(struct outline *l, struct objects *o, const struct page *page,
                     unsigned page_number)
{
    for (size_t i = 0; i < page->n_bookmarks; i++) {
        if (!l->open[0].number)
            l->open[0].number = objects_new(o);
        add_item(l, o, &page->bookmarks[i], page_number, pdf_view_of(page, page->bookmarks[i].y));
    }
}

unsigned pdf_outline_finish(struct outline *l, struct objects *o)
{
    struct outline_item *root = &l->open[0];
    if (!root->number)
        return 0;
    while (l->depth)
        end_item(l, o, 0);
    struct buf b = {0};
    buf_printf(&b, "<< /Type /Outlines /First %u 0 R /Last %u 0 R /Count %d >>", root->first,
               root->last, root->count);
    objects_emit_text(o, root->number, &b);
    buf_drop(&b);
    return root->number;
}

void pdf_outline_close(struct outline *l)
{
    for (size_t i = 0; i <= OUTLINE_DEPTH; i++)
        buf_drop(&l->open[i].entries);
}

void pdf_labels_add(struct labels *l, int index, int number)
{
    bool goes_on = l->ranges.n && number == l->next;
    l->next = number + 1;
    if (goes_on || number < 1 || l->ranges.n == LABEL_RANGES)
        return;
    VEC_PUSH(l->arena, &l->ranges, ((struct label_range){index, number}));
}

HPDF_Dict pdf_labels_dict(const struct labels *l, struct objects *o)
{
    HPDF_Dict labels = HPDF_Dict_New(o->memory);
    HPDF_Array ranges = HPDF_Array_New(o->memory);
    HPDF_Dict_Add(labels, "Nums", ranges);
    for (size_t i = 0; i < l->ranges.n; i++) {
        HPDF_Dict range = HPDF_Dict_New(o->memory);
        HPDF_Array_AddNumber(ranges, l->ranges.v[i].index);
        HPDF_Array_Add(ranges, range);
        HPDF_Dict_AddName(range, "S", "D");
        HPDF_Dict_AddNumber(range, "St", l->ranges.v[i].number);
    }
    return labels;
}
