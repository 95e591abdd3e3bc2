/*
 * Pictures. Each is written once, on the page that first draws it: colours as one stream, and,
 * when any pixel lets the paper show, its transparency as another (a soft mask).
 */
#include <stdlib.h>

#include "pdf/pdf_int.h"

enum { CHANNELS = 4, COLOURS = 3, DEPTH = 8 };

/* Some of the four channels, beside each other. */
struct channels {
    const char *space;
    size_t first, n;
};

static size_t pixels_of(const struct image *image)
{
    return (size_t)image->width * image->height;
}

static bool is_opaque(const struct image *image)
{
    for (size_t i = 0, n = pixels_of(image); i < n; i++)
        if (image->pixels[i * CHANNELS + COLOURS] != UINT8_MAX)
            return false;
    return true;
}

static struct buf take_channels(const struct image *image, const struct channels *c)
{
    size_t n = pixels_of(image);
    uint8_t *to = mem_alloc(n * c->n);
    struct buf b = {.p = (char *)to, .n = n * c->n, .cap = n * c->n};
    const uint8_t *from = image->pixels + c->first;
    for (size_t i = 0; i < n; i++, from += CHANNELS)
        for (size_t k = 0; k < c->n; k++)
            *to++ = from[k];
    return b;
}

static HPDF_Dict image_dict(struct objects *o, const struct image *image, const char *space)
{
    HPDF_Dict dict = objects_dict(o, "XObject");
    HPDF_Dict_AddName(dict, "Subtype", "Image");
    HPDF_Dict_AddNumber(dict, "Width", (HPDF_INT32)image->width);
    HPDF_Dict_AddNumber(dict, "Height", (HPDF_INT32)image->height);
    HPDF_Dict_AddName(dict, "ColorSpace", space);
    HPDF_Dict_AddNumber(dict, "BitsPerComponent", DEPTH);
    return dict;
}

static HPDF_Null write_channels(struct pdf *pdf, const struct image *image,
                                const struct channels *c, HPDF_Null mask)
{
    struct objects *o = &pdf->objects;
    HPDF_Null handle = objects_reserve(o);
    HPDF_Dict dict = image_dict(o, image, c->space);
    if (mask)
        HPDF_Dict_Add(dict, "SMask", mask);
    struct buf bytes = take_channels(image, c);
    objects_pack(o, handle, dict, &bytes);
    buf_drop(&bytes);
    return handle;
}

static HPDF_Null write_image(struct pdf *pdf, const struct image *image)
{
    static const struct channels colours = {"DeviceRGB", 0, COLOURS}, mask = {"DeviceGray", 3, 1};
    HPDF_Null handle = is_opaque(image) ? NULL : write_channels(pdf, image, &mask, NULL);
    return write_channels(pdf, image, &colours, handle);
}

static size_t number_of(struct pdf *pdf, const struct image *image)
{
    struct pdf_images *images = &pdf->images;
    const uint32_t *known = map_get(&images->numbers, (uintptr_t)image);
    if (known)
        return *known;
    struct pdf_image *added = VEC_ADD(images->arena, &images->list);
    added->handle = write_image(pdf, image);
    added->sheet = 0;
    map_put(images->arena, &images->numbers, (uintptr_t)image, (uint32_t)(images->list.n - 1));
    return images->list.n - 1;
}

size_t pdf_image_use(struct pdf *pdf, const struct image *image)
{
    size_t number = number_of(pdf, image);
    struct pdf_image *used = &pdf->images.list.v[number];
    if (used->sheet != pdf->sheet)
        buf_printf(&pdf->images.used, "/Im%zu %u 0 R ", number + 1, objects_number(used->handle));
    used->sheet = pdf->sheet;
    return number;
}
