/*
 * Glyph programs of a face, kept from run to run: to draw, simplify and write a glyph anew takes a
 * thousand times as long as to copy what came out. Beside a font of the program's own folders
 * (.glyphs/ in it), else in the user's cache (kept.h, glyphs/). A store is nothing but a copy: where
 * there is none, or no room for one, the glyphs are drawn and the bytes are the same. Private to the
 * room; a store serves one thread.
 */
#ifndef HONGTOU_FONT_PROGRAMS_H
#define HONGTOU_FONT_PROGRAMS_H

#include "font/font_int.h"

/* A Type 2 charstring, the box of its points (left, bottom, right, top), and the ink of the outline
 * as the font has it. */
struct glyph_program {
    const char *bytes; /* NULL: none */
    size_t n;
    int16_t box[4];
    struct ink ink;
};

struct program_store;

/* What earlier runs left of the face. A store that is damaged is told and passed over, one of
 * another font, an older program or another user is passed over. d NULL: nothing is told. */
struct program_store *font_programs_open(const struct open_face *f, struct diags *d);
/* Valid until the store is closed. False: it has none for the glyph. */
bool font_programs_find(const struct program_store *s, uint32_t glyph, struct glyph_program *out);
/* Adds programs made for these glyphs (a glyph may come twice) and puts a new file in the place of
 * the old one. Where that fails, the next run draws them again. */
void font_programs_add(struct program_store *s, const uint32_t ids[],
                       const struct glyph_program programs[], size_t n);
void font_programs_close(struct program_store *s);

#endif
