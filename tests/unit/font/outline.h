/* Outlines as bytes, for comparing a font with its subset. */
#ifndef HONGTOU_TEST_OUTLINE_H
#define HONGTOU_TEST_OUTLINE_H

#include <hb-ot.h>
#include <hb.h>

#include "base/buf.h"
#include "font/outline.h"

static inline void outline_add(struct buf *b, char op, const float *v, size_t n)
{
    buf_char(b, op);
    buf_add(b, v, n * sizeof *v);
}

static void outline_move(hb_draw_funcs_t *f, void *b, hb_draw_state_t *st, float x, float y,
                         void *u)
{
    (void)f, (void)st, (void)u;
    outline_add(b, 'm', (const float[]){x, y}, 2);
}

static void outline_line(hb_draw_funcs_t *f, void *b, hb_draw_state_t *st, float x, float y,
                         void *u)
{
    (void)f, (void)st, (void)u;
    outline_add(b, 'l', (const float[]){x, y}, 2);
}

static void outline_quad(hb_draw_funcs_t *f, void *b, hb_draw_state_t *st, float x1, float y1,
                         float x, float y, void *u)
{
    (void)f, (void)st, (void)u;
    outline_add(b, 'q', (const float[]){x1, y1, x, y}, 4);
}

static void outline_cubic(hb_draw_funcs_t *f, void *b, hb_draw_state_t *st, float x1, float y1,
                          float x2, float y2, float x, float y, void *u)
{
    (void)f, (void)st, (void)u;
    outline_add(b, 'c', (const float[]){x1, y1, x2, y2, x, y}, 6);
}

/* The outline of a glyph in the face's own units. Free with buf_drop. */
static inline struct buf outline_of(hb_face_t *face, uint32_t glyph)
{
    struct buf b = {0};
    hb_font_t *font = hb_font_create(face);
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, outline_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, outline_line, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, outline_quad, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, outline_cubic, NULL, NULL);
    hb_font_draw_glyph(font, glyph, funcs, &b);
    hb_draw_funcs_destroy(funcs);
    hb_font_destroy(font);
    return b;
}

static inline void outline_add_table(hb_face_t *builder, hb_tag_t tag, const void *p, size_t n)
{
    hb_blob_t *blob = hb_blob_create(p, (unsigned)n, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    hb_face_builder_add_table(builder, tag, blob);
    hb_blob_destroy(blob);
}

/* A bare CFF of n glyphs as a face that HarfBuzz draws. */
static inline hb_face_t *outline_wrap_cff(const char *cff, size_t size, size_t n, unsigned upem)
{
    unsigned char head[54] = {0, 1, 0, 0, [12] = 0x5F, 0x0F, 0x3C, 0xF5};
    unsigned char hhea[36] = {0, 1, 0, 0, [35] = 1};
    unsigned char maxp[6] = {0, 0, 0x50, 0, (unsigned char)(n >> 8), (unsigned char)n};
    unsigned char *hmtx = mem_alloc(2 * n + 2);
    memset(hmtx, 0, 2 * n + 2);
    head[18] = (unsigned char)(upem >> 8);
    head[19] = (unsigned char)upem;
    hb_face_t *builder = hb_face_builder_create();
    outline_add_table(builder, HB_TAG('h', 'e', 'a', 'd'), head, sizeof head);
    outline_add_table(builder, HB_TAG('h', 'h', 'e', 'a'), hhea, sizeof hhea);
    outline_add_table(builder, HB_TAG('m', 'a', 'x', 'p'), maxp, sizeof maxp);
    outline_add_table(builder, HB_TAG('h', 'm', 't', 'x'), hmtx, 2 * n + 2);
    outline_add_table(builder, HB_TAG('C', 'F', 'F', ' '), cff, size);
    hb_blob_t *blob = hb_face_reference_blob(builder);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    hb_face_destroy(builder);
    free(hmtx);
    return face;
}

#endif
