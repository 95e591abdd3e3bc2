/*
 * What pages draw by name. A picture is written once, on the page that first draws it: colours as
 * one stream, and, when any pixel lets the paper show, its transparency as another (a soft mask). A
 * layer that many pages share is written with the first page that it lies under.
 */
#include <stdlib.h>

#include "pdf/pdf_int.h"

/* Some of the four channels beside each other, as an image of their own. */
struct channels {
    const char *space;
    size_t first, n;
};

enum { CHANNELS = 4, COLOURS = 3 };

static unsigned write_channels(struct pdf_file *file, const struct image *image,
                               const struct channels *c, unsigned mask)
{
    enum { DEPTH = 8 };
    unsigned number = pdf_new_number(file);
    HPDF_Dict dict = pdf_new_dict(file, "XObject");
    HPDF_Dict_AddName(dict, "Subtype", "Image");
    HPDF_Dict_AddNumber(dict, "Width", (HPDF_INT32)image->width);
    HPDF_Dict_AddNumber(dict, "Height", (HPDF_INT32)image->height);
    HPDF_Dict_AddName(dict, "ColorSpace", c->space);
    HPDF_Dict_AddNumber(dict, "BitsPerComponent", DEPTH);
    if (mask)
        pdf_dict_refer(file, dict, "SMask", mask);
    size_t n = (size_t)image->width * image->height;
    uint8_t *bytes = mem_alloc(n * c->n), *to = bytes;
    for (const uint8_t *from = image->pixels + c->first; to < bytes + n * c->n; from += CHANNELS)
        for (size_t k = 0; k < c->n; k++)
            *to++ = from[k];
    pdf_packer_run(&file->packer, bytes, n * c->n);
    free(bytes);
    HPDF_Dict_AddName(dict, "Filter", "FlateDecode");
    pdf_write_value_stream(file, number, dict, file->packer.bytes, file->packer.n);
    return number;
}

static unsigned write_image(struct pdf_file *file, const struct image *image)
{
    static const struct channels colours = {"DeviceRGB", 0, COLOURS},
                                 mask = {"DeviceGray", COLOURS, 1};
    bool opaque = true;
    for (size_t i = 0, n = (size_t)image->width * image->height; opaque && i < n; i++)
        opaque = image->pixels[i * CHANNELS + COLOURS] == UINT8_MAX;
    unsigned number = opaque ? 0 : write_channels(file, image, &mask, 0);
    return write_channels(file, image, &colours, number);
}

size_t pdf_image_use(struct pdf *pdf, const struct image *image)
{
    struct pdf_images *images = &pdf->images;
    const uint32_t *known = map_get(&images->numbers, (uintptr_t)image);
    size_t index = known ? *known : images->list.n;
    if (!known) {
        struct pdf_image *added = VEC_ADD(pdf->arena, &images->list);
        *added = (struct pdf_image){.number = write_image(&pdf->file, image)};
        map_put(pdf->arena, &images->numbers, (uintptr_t)image, (uint32_t)index);
    }
    struct pdf_image *used = &images->list.v[index];
    if (used->sheet != pdf->sheet)
        buf_printf(&images->used, "/Im%zu %u 0 R ", index + 1, used->number);
    used->sheet = pdf->sheet;
    return index;
}

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
    buf_str(&b, "/Type /XObject /Subtype /Form ");
    pdf_add_size(&b, "BBox", page->width, page->height);
    buf_printf(&b, " /Resources << /Font %u 0 R ", pdf->fonts.number);
    if (pdf->images.used.n)
        buf_printf(&b, "/XObject << %s>> ", pdf->images.used.p);
    buf_str(&b, ">> ");
    unsigned number = pdf_new_number(&pdf->file);
    pdf_write_text_stream(&pdf->file, number, b.p, &pdf->content);
    buf_drop(&b);
    return number;
}

size_t pdf_layer_use(struct pdf *pdf, const struct page *page)
{
    struct pdf_layers *l = &pdf->layers;
    const uint32_t *known = map_get(&l->numbers, (uintptr_t)page->under);
    size_t index = known ? *known : l->list.n;
    if (!known) {
        VEC_PUSH(pdf->arena, &l->list, write_layer(pdf, page));
        map_put(pdf->arena, &l->numbers, (uintptr_t)page->under, (uint32_t)index);
    }
    pdf->sheet++;
    buf_clear(&pdf->images.used);
    buf_printf(&pdf->images.used, "/L%zu %u 0 R ", index + 1, l->list.v[index]);
    return index;
}
