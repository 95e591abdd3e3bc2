/*
 * A fuzz target: bytes as a font of every role, whose glyphs are looked up, measured, drawn and put
 * into a subset. The table of fonts is the smallest that serves.
 */
#include "fuzz.h"

#include <sys/stat.h>

#include "font/font.h"
#include "font/raster.h"

static const char table[] = "<fonts><face name='x' file='x.otf' package='x'/>"
                            "<role name='title' label='x'><use face='x'/></role>"
                            "<role name='body' label='x'><use face='x'/></role>"
                            "<role name='hei' label='x'><use face='x'/></role>"
                            "<role name='kai' label='x'><use face='x'/></role>"
                            "<role name='song' label='x'><use face='x'/></role>"
                            "<role name='latin' label='x'><use face='x'/></role>"
                            "<fallback><use face='x'/></fallback></fonts>";

static void use(struct fonts *f, struct arena *a, struct diags *d)
{
    static const uint32_t characters[] = {U'红', U'头', U'A', U'1', U'—', U'，'};
    enum { CHARACTERS = sizeof characters / sizeof *characters, SIZE = 64 * 32 };
    const struct raster_scale scale = {.xx = SIZE, .yy = SIZE};
    uint32_t ids[CHARACTERS + 1] = {0};
    const struct face *face = NULL;
    size_t n = 1;
    struct raster *r = raster_new();
    for (size_t i = 0; i < CHARACTERS; i++) {
        struct glyph g;
        if (!fonts_glyph(f, ROLE_BODY, characters[i], &g))
            continue;
        face = g.face;
        ids[n++] = g.id;
        font_ink(g.face, g.id);
        raster_glyph(r, a, g.face, g.id, &scale);
    }
    raster_drop(r);
    struct subset subset;
    if (face && font_subset(face, ids, n, &subset, d)) {
        free(subset.bytes);
        free(subset.gid_of);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    const char *folder = fuzz_own_folder();
    mkdir(arena_printf(a, "%s/free", folder), 0700);
    fuzz_file(a, "fonts.xml", table, strlen(table));
    fuzz_file(a, "free/x.otf", bytes, n);
    const struct fonts_options options = {.folder = folder, .free_only = true};
    struct fonts *f = fonts_open(&options, d);
    if (f) {
        use(f, a, d);
        fonts_close(f);
    }
    diags_drop(d);
    arena_drop(a);
    return 0;
}
