/* What many pages share: a form XObject, written with the first page that it lies under. */
#include "pdf/pdf_int.h"

enum { DECIMALS = 3 };

/* Built as if it were a page's own; pictures in it are named in its own resources. */
static unsigned write_layer(struct pdf *pdf, const struct page *page)
{
    struct page sheet = *page;
    sheet.items = page->under->items;
    sheet.n_items = page->under->n_items;
    pdf->sheet++;
    buf_clear(&pdf->content);
    buf_clear(&pdf->images.used);
    pdf_content_build(pdf, &sheet);
    struct buf b = {0};
    buf_str(&b, "/Type /XObject /Subtype /Form /BBox [0 0 ");
    buf_fixed(&b, page->width, DECIMALS);
    buf_char(&b, ' ');
    buf_fixed(&b, page->height, DECIMALS);
    buf_printf(&b, "] /Resources << /Font %u 0 R ", objects_number(pdf->fonts.handle));
    if (pdf->images.used.n)
        buf_printf(&b, "/XObject << %s>> ", pdf->images.used.p);
    buf_str(&b, ">> ");
    unsigned number = objects_new(&pdf->objects);
    objects_emit_packed(&pdf->objects, number, b.p, &pdf->content);
    buf_drop(&b);
    return number;
}

static size_t number_of(struct pdf *pdf, const struct page *page)
{
    struct pdf_layers *l = &pdf->layers;
    const uint32_t *known = map_get(&l->numbers, (uintptr_t)page->under);
    if (known)
        return *known;
    VEC_PUSH(l->arena, &l->list, write_layer(pdf, page));
    map_put(l->arena, &l->numbers, (uintptr_t)page->under, (uint32_t)(l->list.n - 1));
    return l->list.n - 1;
}

size_t pdf_layer_use(struct pdf *pdf, const struct page *page)
{
    size_t number = number_of(pdf, page);
    pdf->sheet++;
    buf_clear(&pdf->images.used);
    buf_printf(&pdf->images.used, "/L%zu %u 0 R ", number + 1, pdf->layers.list.v[number]);
    return number;
}
