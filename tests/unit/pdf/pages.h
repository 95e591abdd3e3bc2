/* Pages made by hand for the tests, and what the command-line tools say of the files. */
#ifndef HONGTOU_TESTS_UNIT_PDF_PAGES_H
#define HONGTOU_TESTS_UNIT_PDF_PAGES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../findings.h"
#include "../ground.h"
#include "../shared_fonts.h"
#include "base/utf8.h"
#include "pdf/pdf.h"

enum { A4_WIDTH = 595276, A4_HEIGHT = 841890, LEFT = 79370, EM = 16000 };

static const struct colour black = {0, 0, 0, 1000};

/* One test's world. */
struct bench {
    GROUND;
    struct fonts *fonts;
    char *path;
};

static inline int bench_open(void **state)
{
    struct bench *b = ground_new(sizeof *b);
    unsetenv("SOURCE_DATE_EPOCH"); /* it would date every file */
    if (!b || !(b->fonts = open_free_fonts(b->diags)))
        return -1;
    b->path = arena_printf(b->arena, "%s/a.pdf", b->folder);
    *state = b;
    return 0;
}

static inline int bench_close(void **state)
{
    struct bench *b = *state;
    fonts_close(b->fonts);
    return ground_drop(&b->ground);
}

/* A line set solid in a role, cut into runs where the face changes; —— joins. extra is added
 * after each glyph. Returns how many items it took. */
struct line {
    const char *text;
    enum font_role role;
    len_t size, x, y, extra;
    int squeeze;
};

static inline size_t read_glyph(struct bench *b, enum font_role role, const char **p,
                                struct placed_glyph *placed, struct glyph *g)
{
    const char *end = *p + strlen(*p), *second;
    placed->text[0] = utf8_next(p, end);
    placed->text[1] = 0;
    second = *p;
    uint32_t next = second < end ? utf8_next(&second, end) : 0;
    if (next && fonts_joined(b->fonts, role, placed->text[0], next, g)) {
        placed->text[1] = next;
        *p = second;
    } else {
        assert_true(fonts_glyph(b->fonts, role, placed->text[0], g));
    }
    *placed = page_glyph(g, 0, placed->text[0], placed->text[1]);
    return 1;
}

static inline size_t set_line(struct bench *b, const struct line *line, struct page_item *items)
{
    struct placed_glyph *glyphs = ARENA_ARRAY(b->arena, struct placed_glyph, strlen(line->text));
    struct glyph_run *run = NULL;
    size_t n_items = 0, n = 0;
    len_t x = line->x;
    int squeeze = line->squeeze ? line->squeeze : 1000;
    for (const char *p = line->text; *p; n++) {
        struct glyph g;
        read_glyph(b, line->role, &p, &glyphs[n], &g);
        if (!run || run->face != g.face) {
            items[n_items].kind = ITEM_GLYPHS;
            run = &items[n_items++].glyphs;
            *run = (struct glyph_run){.face = g.face, .size = line->size, .colour = black};
            run->x = x;
            run->y = line->y;
            run->squeeze = squeeze;
            run->glyphs = &glyphs[n];
        }
        glyphs[n].x = (int32_t)(x - run->x);
        run->n++;
        x += len_scale(len_scale(line->size, g.advance, 1000), squeeze, 1000) + line->extra;
    }
    return n_items;
}

static inline struct page a4(const struct page_item *items, size_t n, int number)
{
    return (struct page){
        .width = A4_WIDTH, .height = A4_HEIGHT, .number = number, .items = items, .n_items = n};
}

static inline void write_pages(struct bench *b, const struct page_info *info,
                               const struct page *pages, size_t n)
{
    struct sink *out = sink_open(b->path, b->diags);
    struct pdf *pdf = pdf_open(out, info, b->diags);
    struct page_sink sink = pdf_sink(pdf);
    for (size_t i = 0; i < n; i++)
        assert_true(sink.put(sink.context, &pages[i]));
    assert_true(pdf_finish(pdf));
    assert_true(sink_commit(out));
}

/* What a command prints, errors too; $f is the file, $d its folder. */
static inline char *output_of(struct bench *b, const char *command)
{
    char *whole = arena_printf(b->arena, "f='%s'; d='%s'; (%s) 2>&1", b->path, b->folder, command);
    char *text = command_output(b->arena, whole);
    assert_non_null(text);
    return text;
}

/* qpdf, poppler and mupdf read the file without a word of complaint. */
static inline void assert_sound(struct bench *b)
{
    assert_non_null(strstr(output_of(b, "qpdf --check $f"), "No syntax or stream encoding errors"));
    assert_string_equal(output_of(b, "pdftotext $f $d/text"), "");
    assert_string_equal(output_of(b, "pdftoppm -r 20 $f $d/image"), "");
    assert_string_equal(
        output_of(b, "mutool draw -q -r 20 -o $d/%d.png $f 2>&1 | grep -v 'ICC support'"), "");
}

static inline void assert_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("no \"%s\" in:\n%s", part, text);
}

#endif
