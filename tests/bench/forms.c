/*
 * What a page of a form costs behind the layout: a shared layer (150 runs, 80 rules), 15 short runs
 * and a QR code a page, through a page sink into a PDF.
 *
 *   forms FONTS FILE PAGES    prints seconds, MB of memory, bytes a page
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/mem.h"
#include "pdf/pdf.h"

enum {
    LAYER_RUNS = 150,
    LAYER_RULES = 80,
    LAYER_GLYPHS = 12,
    VALUES = 15,
    VALUE_GLYPHS = 6,
    CELLS = 29,
    ROW_BYTES = 4,
    FIRST_HAN = 0x4E00,
    POOL = 1500,
    HAN_STEP = 13,
    SIZE = 12000,
    A4_WIDTH = 595276,
    A4_HEIGHT = 841890,
    LEFT = 60000,
    TOP = 60000
};

struct bench {
    struct fonts *fonts;
    struct glyph pool[POOL];
    uint32_t characters[POOL];
    struct placed_glyph glyphs[LAYER_RUNS][LAYER_GLYPHS];
    struct page_item layer[LAYER_RUNS + LAYER_RULES];
    struct placed_glyph values[VALUES][VALUE_GLYPHS];
    struct page_item items[VALUES + 1];
    uint8_t bits[CELLS * ROW_BYTES];
    uint32_t seed;
};

static uint32_t chance(struct bench *b)
{
    b->seed = b->seed * 1664525u + 1013904223u;
    return b->seed >> 8;
}

static void fill_pool(struct bench *b)
{
    uint32_t cp = FIRST_HAN;
    for (int n = 0; n < POOL; cp += HAN_STEP)
        if (fonts_glyph(b->fonts, ROLE_SONG, cp, &b->pool[n]) && !b->pool[n].substituted)
            b->characters[n++] = cp;
}

static struct page_item set_run(struct bench *b, struct placed_glyph *glyphs, int n, int place)
{
    enum { COLUMNS = 4, COLUMN = 120000, LEADING = 18000 };
    for (int i = 0; i < n; i++) {
        uint32_t c = chance(b) % POOL;
        glyphs[i] = page_glyph(&b->pool[c], i * SIZE, b->characters[c], 0);
    }
    return (struct page_item){.kind = ITEM_GLYPHS,
                              .glyphs = {.face = b->pool[0].face,
                                         .size = SIZE,
                                         .colour = {0, 0, 0, 1000},
                                         .x = LEFT + place % COLUMNS * COLUMN,
                                         .y = TOP + place / COLUMNS * LEADING,
                                         .squeeze = 1000,
                                         .glyphs = glyphs,
                                         .n = (size_t)n}};
}

static void fill_layer(struct bench *b)
{
    enum { LEADING = 9000, WIDTH = 470000, THICKNESS = 500 };
    for (int i = 0; i < LAYER_RUNS; i++)
        b->layer[i] = set_run(b, b->glyphs[i], LAYER_GLYPHS, i);
    for (int i = 0; i < LAYER_RULES; i++) {
        len_t y = TOP + i * LEADING;
        b->layer[LAYER_RUNS + i] = (struct page_item){
            .kind = ITEM_RULE, .rule = {LEFT, y, LEFT + WIDTH, y, THICKNESS, {0, 0, 0, 1000}}};
    }
}

static void fill_page(struct bench *b)
{
    enum { QR_SIDE = 56693 };
    for (int i = 0; i < VALUES; i++)
        b->items[i] = set_run(b, b->values[i], VALUE_GLYPHS, i * 3 + 1);
    for (size_t i = 0; i < sizeof b->bits; i++)
        b->bits[i] = (uint8_t)chance(b);
    b->items[VALUES] = (struct page_item){
        .kind = ITEM_BITS, .bits = {b->bits, CELLS, A4_WIDTH - LEFT - QR_SIDE, TOP, QR_SIDE}};
}

static bool write_pages(struct bench *b, struct pdf *pdf, int pages)
{
    struct page_layer layer = {b->layer, LAYER_RUNS + LAYER_RULES};
    struct page_sink sink = pdf_sink(pdf);
    bool ok = true;
    fill_pool(b);
    fill_layer(b);
    for (int i = 0; ok && i < pages; i++) {
        fill_page(b);
        struct bookmark mark = {1, 0, "青禾县白石镇某村 000001 王某某"};
        struct page page = {.width = A4_WIDTH, .height = A4_HEIGHT, .number = i + 1};
        page.items = b->items;
        page.n_items = VALUES + 1;
        page.under = &layer;
        page.bookmarks = &mark;
        page.n_bookmarks = 1;
        ok = sink.put(sink.context, &page);
    }
    return pdf_finish(pdf) && ok;
}

static void report(int pages, uint64_t bytes, double seconds)
{
    enum { KB_PER_MB = 1024 };
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%d forms: %.3f s, %.1f MB of memory, %.0f bytes a form\n", pages, seconds,
           (double)usage.ru_maxrss / KB_PER_MB, (double)bytes / pages);
}

static bool run(struct bench *b, const char *path, int pages, struct diags *d)
{
    struct timespec start, end;
    struct page_info info = {.title = "入户调查表"};
    clock_gettime(CLOCK_MONOTONIC, &start);
    struct sink *out = sink_open(path, d);
    struct pdf *pdf = out ? pdf_open(out, &info, d) : NULL;
    if (!pdf || !write_pages(b, pdf, pages))
        return false;
    uint64_t bytes = sink_size(out);
    if (!sink_commit(out))
        return false;
    clock_gettime(CLOCK_MONOTONIC, &end);
    report(pages, bytes,
           (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9);
    return true;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: forms FONTS FILE PAGES\n");
        return EXIT_USAGE;
    }
    struct diags *d = diags_new(DIAG_EN);
    struct fonts_options options = {.folder = argv[1], .free_only = true};
    struct bench *b = mem_alloc(sizeof *b);
    memset(b, 0, sizeof *b);
    b->fonts = fonts_open(&options, d);
    bool ok = b->fonts && run(b, argv[2], atoi(argv[3]), d);
    diags_print(d, stderr, DIAG_TEXT);
    if (b->fonts)
        fonts_close(b->fonts);
    free(b);
    diags_drop(d);
    return ok ? EXIT_OK : EXIT_SYSTEM;
}
