/* A fuzz target: bytes as a form that was filled in on screen, to the list of its answers. */
#include "fuzz.h"

#include "read/read_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    struct buf out = {0};
    struct read_list *l = read_list_new(a);
    const struct file_pieces file = {.bytes = (const char *)bytes, .fd = -1, .size = n};
    struct read_fields fields = {0};
    read_take(l, "x.pdf", read_fields(a, &file, &fields), &fields, d); /* not by a copy of the process */
    read_list_write(l, DIAG_ZH, &out);
    size_t sheets;
    read_list_sheets(l, DIAG_ZH, &sheets);
    buf_drop(&out);
    diags_drop(d);
    arena_drop(a);
    return 0;
}
