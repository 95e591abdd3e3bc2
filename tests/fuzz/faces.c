/* A fuzz target: bytes as the table of fonts (fonts.xml) beside fonts that are there. */
#include "markup.h"

#include <sys/stat.h>

#include "font/font.h"

/* The free fonts that the table may name. */
static void link_fonts(struct arena *a, const char *folder)
{
    static const char *const names[] = {"free/FandolFang-Regular.otf",
                                        "free/LiberationSerif-Regular.ttf",
                                        "free/NotoSansCJK-Regular.ttc", "gb2312.txt"};
    const char *home = getenv("HONGTOU_HOME");
    mkdir(arena_printf(a, "%s/free", folder), 0700);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (symlink(arena_printf(a, "%s/fonts/%s", home ? home : ".", names[i]),
                    arena_printf(a, "%s/%s", folder, names[i])) != 0)
            abort();
}

static void ask(struct fonts *f)
{
    static const uint32_t characters[] = {U'红', U'A', U'1', U'—', U'，', U'①', U'✓'};
    struct buf told = {0};
    struct glyph g;
    for (int role = 0; role < FONT_ROLES; role++) {
        for (size_t i = 0; i < sizeof characters / sizeof *characters; i++)
            fonts_glyph(f, (enum font_role)role, characters[i], &g);
        fonts_joined(f, (enum font_role)role, U'—', U'—', &g);
        fonts_main_face(f, (enum font_role)role);
    }
    fonts_explain(f, DIAG_ZH, &told);
    buf_drop(&told);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static bool linked;
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    const struct fonts_options options = {.folder = fuzz_own_folder(), .free_only = true};
    if (!linked)
        link_fonts(a, options.folder);
    linked = true;
    fuzz_file(a, "fonts.xml", bytes, n);
    struct fonts *f = fonts_open(&options, d);
    if (f) {
        ask(f);
        fonts_close(f);
    }
    diags_drop(d);
    arena_drop(a);
    return 0;
}
