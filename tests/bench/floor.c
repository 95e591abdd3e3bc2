/*
 * The machine's own floor for a 26-page notice: the same PDF work (the same faces, 600 glyphs a
 * page from 700 different characters) with pages made by hand, so without reading or layout.
 *
 *   floor FONTS FILE [ROUNDS]    prints the best of the rounds in milliseconds
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "pdf/pdf.h"

enum {
    PAGES = 26,
    LINES = 22,
    LINE_GLYPHS = 28,
    POOL = 700,
    FIRST_HAN = 0x4E00,
    LAST_HAN = 0x9FA5,
    HAN_STEP = 29, /* spreads the pool over the block */
    SIZE = 16000,
    LEADING = 28350,
    LEFT = 79370,
    TOP = 104882,
    A4_WIDTH = 595276,
    A4_HEIGHT = 841890,
    ROUNDS = 5
};

static const enum font_role roles[] = {ROLE_BODY, ROLE_HEI, ROLE_KAI, ROLE_TITLE};

struct sheet {
    uint32_t pool[POOL];
    struct placed_glyph glyphs[LINES][LINE_GLYPHS];
    struct page_item items[LINES];
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* One line in ten is a heading in another role. */
static enum font_role role_of(int line)
{
    enum { HEADING_EVERY = 10 };
    size_t other = (size_t)line / HEADING_EVERY % (sizeof roles / sizeof *roles);
    return line % HEADING_EVERY ? ROLE_BODY : roles[other];
}

/* Characters that the body's own face has, as those of a real text are. */
static void fill_pool(struct fonts *fonts, uint32_t pool[POOL])
{
    struct glyph g;
    uint32_t cp = FIRST_HAN;
    for (int n = 0; n < POOL; cp += HAN_STEP) {
        if (cp > LAST_HAN)
            cp -= LAST_HAN - FIRST_HAN;
        if (fonts_glyph(fonts, ROLE_BODY, cp, &g) && !g.substituted)
            pool[n++] = cp;
    }
}

static void set_line(struct fonts *fonts, struct sheet *s, int page, int line)
{
    struct glyph g = {0};
    for (int i = 0; i < LINE_GLYPHS; i++) {
        int character = ((page * LINES + line) * LINE_GLYPHS + i) * 7 % POOL;
        uint32_t cp = s->pool[character];
        if (fonts_glyph(fonts, role_of(page * LINES + line), cp, &g))
            s->glyphs[line][i] = page_glyph(&g, i * SIZE, cp, 0);
    }
    s->items[line].kind = ITEM_GLYPHS;
    s->items[line].glyphs = (struct glyph_run){.face = g.face,
                                               .size = SIZE,
                                               .colour = {0, 0, 0, 1000},
                                               .x = LEFT,
                                               .y = TOP + line * LEADING,
                                               .squeeze = 1000,
                                               .glyphs = s->glyphs[line],
                                               .n = LINE_GLYPHS};
}

/* Milliseconds for taking the pages and for the whole file; negative: failed. */
static double compile(struct fonts *fonts, const char *path, struct diags *d, double *taking)
{
    struct page_info info = {.title = "关于印发工作方案的通知"};
    struct sink *out = sink_open(path, d);
    struct pdf *pdf = out ? pdf_open(out, &info, d) : NULL;
    if (!pdf)
        return -1;
    struct sheet *sheet = mem_alloc(sizeof *sheet);
    fill_pool(fonts, sheet->pool);
    struct page_sink sink = pdf_sink(pdf);
    double start = now(), setting = 0;
    for (int page = 0; page < PAGES; page++) {
        double before = now();
        for (int line = 0; line < LINES; line++)
            set_line(fonts, sheet, page, line);
        setting += now() - before;
        struct page p = {.width = A4_WIDTH, .height = A4_HEIGHT, .number = page + 1};
        p.items = sheet->items;
        p.n_items = LINES;
        sink.put(sink.context, &p);
    }
    *taking = now() - start - setting;
    free(sheet);
    if (!pdf_finish(pdf) || !sink_commit(out))
        return -1;
    return now() - start - setting;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: floor FONTS FILE [ROUNDS]\n");
        return EXIT_USAGE;
    }
    struct diags *d = diags_new(DIAG_EN);
    struct fonts_options options = {.folder = argv[1], .free_only = true};
    struct fonts *fonts = fonts_open(&options, d);
    int rounds = argc > 3 ? atoi(argv[3]) : ROUNDS;
    double best = -1, best_taking = 0, taking = 0;
    for (int i = 0; fonts && i < rounds; i++) {
        double ms = compile(fonts, argv[2], d, &taking);
        if (ms >= 0 && (best < 0 || ms < best)) {
            best = ms;
            best_taking = taking;
        }
    }
    diags_print(d, stderr, DIAG_TEXT);
    if (best >= 0)
        printf("%.1f ms, of which taking %d pages: %.1f ms\n", best, PAGES, best_taking);
    if (fonts)
        fonts_close(fonts);
    diags_drop(d);
    return best < 0 ? EXIT_SYSTEM : EXIT_OK;
}
