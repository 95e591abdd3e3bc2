/* A fuzz target: bytes as a profile of layout figures. */
#include "markup.h"

#include "style/style.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    fuzz_file(a, "x.xml", bytes, n);
    style_read(a, fuzz_own_folder(), "x", (struct pos){0}, d);
    diags_drop(d);
    arena_drop(a);
    return 0;
}
