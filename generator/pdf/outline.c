/* The outline from the pages' bookmarks, and the page labels. */
#include <hpdf_outline.h>

#include "pdf/pdf_int.h"

/* A jump over levels (1, then 3) nests under the nearest lower one; beyond the depth that is kept
 * open, items stay beside each other. */
static HPDF_Outline parent_for(struct outline *l, int level)
{
    while (l->depth && l->open[l->depth - 1].level >= level)
        l->depth--;
    if (l->depth == OUTLINE_DEPTH)
        l->depth--;
    return l->depth ? l->open[l->depth - 1].item : l->root;
}

/* Built by hand: libharu's own destinations refuse zoom 0, and would change the reader's zoom. */
static HPDF_Array destination(struct objects *o, HPDF_Null page, struct pdf_view view)
{
    HPDF_Array d = HPDF_Array_New(o->memory);
    HPDF_Array_Add(d, page);
    HPDF_Array_AddName(d, "XYZ");
    if (view.left == AS_IT_IS)
        HPDF_Array_Add(d, HPDF_Null_New(o->memory));
    else
        HPDF_Array_AddNumber(d, view.left);
    HPDF_Array_AddNumber(d, view.top);
    HPDF_Array_Add(d, HPDF_Null_New(o->memory));
    return d;
}

void pdf_outline_add(struct outline *l, struct objects *o, const struct page *page,
                     HPDF_Null handle)
{
    for (size_t i = 0; i < page->n_bookmarks && !o->error.error_no; i++) {
        const struct bookmark *b = &page->bookmarks[i];
        if (!l->root)
            l->root = HPDF_OutlineRoot_New(o->memory, o->xref);
        HPDF_Outline parent = parent_for(l, b->level);
        HPDF_Outline item = HPDF_Outline_New(o->memory, parent, "", NULL, o->xref);
        HPDF_Dict_Add(item, "Title", objects_text(o, b->title ? b->title : ""));
        HPDF_Dict_Add(item, "Dest", destination(o, handle, pdf_view_of(page, b->y)));
        l->open[l->depth].level = b->level;
        l->open[l->depth++].item = item;
    }
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
