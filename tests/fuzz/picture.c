/* A fuzz target: bytes as a picture, looked at and decoded. */
#include "fuzz.h"

#include "image/image.h"

static void put(void *context, const void *bytes, size_t n)
{
    buf_add(context, bytes, n);
}

static void look(const char *path)
{
    enum { ACROSS = 40 };
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    struct image *image = image_look(a, path, (struct pos){0}, d);
    struct buf copy = {0};
    if (image && (uint64_t)image->file->width * image->file->height < 1 << 20) {
        image_seen(a, image->file, ACROSS, ACROSS, d);
        if (image->file->jpeg)
            image_copy(image->file, put, &copy, d);
    }
    buf_drop(&copy);
    image_read(a, path, (struct pos){0}, d);
    diags_drop(d);
    arena_drop(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *a = arena_new();
    look(fuzz_file(a, "x.png", bytes, n));
    look(fuzz_file(a, "x.jpg", bytes, n));
    arena_drop(a);
    return 0;
}
