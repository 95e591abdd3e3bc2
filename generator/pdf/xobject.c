/*
 * What pages draw by name. A picture is written once, on the page that first draws it: colours as
 * one stream, and, when any pixel lets the paper show, its transparency as another (a soft mask). A
 * JPEG goes from its file to this one as it is; others are in memory only while they are written. A
 * layer that many pages share is written with the first page that it lies under.
 */
#include <stdlib.h>

#include "image/image.h"
#include "pdf/pdf_int.h"

/* Some of the four channels beside each other, as an image of their own. */
struct channels {
    const char *space;
    size_t first, n;
};

enum { CHANNELS = 4, COLOURS = 3 };

static HPDF_Dict new_image(struct pdf_file *file, uint32_t width, uint32_t height,
                           const char *space)
{
    enum { DEPTH = 8 };
    HPDF_Dict dict = pdf_new_dict(file, "XObject");
    HPDF_Dict_AddName(dict, "Subtype", "Image");
    HPDF_Dict_AddNumber(dict, "Width", (HPDF_INT32)width);
    HPDF_Dict_AddNumber(dict, "Height", (HPDF_INT32)height);
    HPDF_Dict_AddName(dict, "ColorSpace", space);
    HPDF_Dict_AddNumber(dict, "BitsPerComponent", DEPTH);
    return dict;
}

static unsigned write_channels(struct pdf_file *file, const struct image *image,
                               const struct channels *c, unsigned mask)
{
    unsigned number = pdf_new_number(file);
    HPDF_Dict dict = new_image(file, image->width, image->height, c->space);
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

static unsigned write_pixels(struct pdf_file *file, const struct image *image)
{
    static const struct channels colours = {"DeviceRGB", 0, COLOURS}, grey = {"DeviceGray", 0, 1},
                                 mask = {"DeviceGray", COLOURS, 1};
    bool opaque = true, coloured = false;
    const uint8_t *p = image->pixels;
    for (size_t i = 0, n = (size_t)image->width * image->height; i < n; i++, p += CHANNELS) {
        opaque = opaque && p[COLOURS] == UINT8_MAX;
        coloured = coloured || p[0] != p[1] || p[1] != p[2];
    }
    unsigned number = opaque ? 0 : write_channels(file, image, &mask, 0);
    return write_channels(file, image, coloured ? &colours : &grey, number);
}

static void put_piece(void *context, const void *bytes, size_t n)
{
    pdf_add_to_stream(context, bytes, n);
}

/* False: reported. */
static bool write_jpeg(struct pdf *pdf, const struct image_file *picture, unsigned *number)
{
    struct pdf_file *file = &pdf->file;
    size_t n = 0;
    for (size_t i = 0; i < picture->parts.n; i++)
        n += picture->parts.v[i].n;
    HPDF_Dict dict = new_image(file, picture->width, picture->height,
                               picture->components == 1 ? "DeviceGray" : "DeviceRGB");
    HPDF_Dict_AddName(dict, "Filter", "DCTDecode");
    if (picture->rgb) {
        HPDF_Dict how = pdf_new_dict(file, NULL);
        HPDF_Dict_AddNumber(how, "ColorTransform", 0);
        HPDF_Dict_Add(dict, "DecodeParms", how);
    }
    *number = pdf_new_number(file);
    pdf_begin_value_stream(file, *number, dict, n);
    bool ok = image_copy(picture, put_piece, file, pdf->diags);
    pdf_end_stream(file);
    return ok;
}

static bool write_png(struct pdf *pdf, const struct image_file *picture, unsigned *number)
{
    struct arena *passing = arena_new();
    const struct image *image = image_read(passing, picture->path, picture->pos, pdf->diags);
    if (image)
        *number = write_pixels(&pdf->file, image);
    arena_drop(passing);
    return image != NULL;
}

/* A picture that can be read no more leaves the file unfinished. */
static unsigned write_image(struct pdf *pdf, const struct image *image)
{
    unsigned number = 0;
    bool ok = true;
    if (image->pixels)
        number = write_pixels(&pdf->file, image);
    else
        ok = (image->file->jpeg ? write_jpeg : write_png)(pdf, image->file, &number);
    pdf->file.refused = pdf->file.refused || !ok;
    return number;
}

size_t pdf_image_use(struct pdf *pdf, const struct image *image)
{
    struct pdf_images *images = &pdf->images;
    const uint32_t *known = map_get(&images->numbers, (uintptr_t)image);
    size_t index = known ? *known : images->list.n;
    if (!known) {
        struct pdf_image *added = VEC_ADD(pdf->arena, &images->list);
        *added = (struct pdf_image){.number = write_image(pdf, image)};
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
