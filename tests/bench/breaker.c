/*
 * The time of setting one paragraph against its length, for ordinary text and for hostile ones.
 * In linear time the nanoseconds a character stay the same from left to right.
 *
 *   breaker FONTS TEMPLATES
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "text/text.h"

enum { ROUNDS = 3, LINE_CHARACTERS = 28 };

static const size_t lengths[] = {1000, 3000, 10000, 30000, 100000};

/* Each is repeated up to the length; '|' is the author's line break. */
static const struct {
    const char *name, *piece;
} kinds[] = {
    {"ordinary text",
     "各乡镇人民政府要按照《实施方案》要求，于2026年9月19日前完成17.33万元资金拨付；"},
    {"Han alone", "乡村振兴"},
    {"marks alone", "（“《》”），。"},
    {"one Latin word", "hongtou"},
    {"the author's breaks", "乡村|"},
    {"breaks alone", "|"},
    {"full-width spaces", "\u3000"},
    {"a point and spaces", "。\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000"},
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static struct text repeated(struct arena *a, const char *piece, size_t n)
{
    struct text_builder b = {.arena = a};
    const char *end = piece + strlen(piece);
    for (const char *p = piece; b.cp.n < n; p = p == end ? piece : p) {
        uint32_t cp = utf8_next(&p, end);
        text_add(&b, cp == '|' ? TEXT_BREAK : cp, 0);
    }
    return text_done(&b);
}

/* The best of some rounds, in nanoseconds a character; negative: failed. */
static double set_paragraph(struct fonts *fonts, const struct style *style, const char *piece,
                            size_t n)
{
    double best = -1;
    for (int round = 0; round < ROUNDS; round++) {
        struct diags *d = diags_new(DIAG_EN);
        struct arena *a = arena_new();
        struct typesetter *t =
            text_open(a, &(struct text_options){.fonts = fonts, .style = style}, d);
        struct span span = {.text = repeated(a, piece, n), .role = ROLE_BODY};
        struct text_shape shape = {.size = style->body_size,
                                   .pitch = style->char_pitch,
                                   .width = LINE_CHARACTERS * style->char_pitch};
        struct set_lines lines;
        double start = now();
        bool ok = text_set(t, &span, 1, &shape, &lines);
        double each = (now() - start) / (double)n;
        best = ok && (best < 0 || each < best) ? each : best;
        arena_drop(a);
        diags_drop(d);
    }
    return best;
}

static void print_curve(struct fonts *fonts, const struct style *style, size_t kind)
{
    printf("%-22s", kinds[kind].name);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        printf("%9.0f", set_paragraph(fonts, style, kinds[kind].piece, lengths[i]));
    printf("\n");
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: breaker FONTS TEMPLATES\n");
        return EXIT_USAGE;
    }
    struct diags *d = diags_new(DIAG_EN);
    struct arena *a = arena_new();
    struct fonts_options options = {.folder = argv[1], .free_only = true};
    struct fonts *fonts = fonts_open(&options, d);
    struct style *style = style_read(a, argv[2], "gbt9704", (struct pos){0}, d);
    if (fonts && style) {
        printf("ns a character, for   ");
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
            printf("%9zu", lengths[i]);
        printf("\n");
        for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
            print_curve(fonts, style, kind);
    }
    bool ok = fonts && style;
    diags_print(d, stderr, DIAG_TEXT);
    fonts_close(fonts);
    arena_drop(a);
    diags_drop(d);
    return ok ? EXIT_OK : EXIT_SYSTEM;
}
