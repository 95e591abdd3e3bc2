/* Which faces the document uses, and the CIDs of their glyphs. */
#include "pdf/pdf_int.h"

/* CIDs have 16 bits, code points 21. */
enum { CID_END = 65536, CODE_BITS = 21 };

static bool has_room(const struct pdf_font *font, size_t n)
{
    return font->cids.n + n <= CID_END;
}

static size_t font_add(struct pdf_fonts *f, struct objects *o, const struct face *face)
{
    struct pdf_font *font = VEC_ADD(f->arena, &f->list);
    font->face = face;
    font->handle = objects_reserve(o);
    VEC_PUSH(f->arena, &font->cids, ((struct cid){.advance = 0}));
    return f->list.n - 1;
}

size_t pdf_fonts_use(struct pdf_fonts *f, struct objects *o, const struct face *face, size_t n)
{
    for (size_t i = f->list.n; i-- > 0;)
        if (f->list.v[i].face == face && has_room(&f->list.v[i], n))
            return i;
    return font_add(f, o, face);
}

uint16_t pdf_font_cid(struct pdf_fonts *f, size_t font, const struct placed_glyph *g)
{
    struct pdf_font *used = &f->list.v[font];
    uint64_t key = (uint64_t)g->id << (2 * CODE_BITS) | (uint64_t)g->text[0] << CODE_BITS |
                   (uint64_t)g->text[1];
    const uint32_t *known = map_get(&used->numbers, key);
    if (known)
        return (uint16_t)*known;
    uint16_t number = (uint16_t)used->cids.n;
    map_put(f->arena, &used->numbers, key, number);
    VEC_PUSH(f->arena, &used->cids, ((struct cid){g->id, {g->text[0], g->text[1]}, g->advance}));
    return number;
}

bool pdf_fonts_embed(struct pdf_fonts *f, struct pdf *pdf)
{
    size_t n = f->list.n;
    if (!n)
        return true;
    struct font_program *programs = ARENA_ARRAY(f->arena, struct font_program, n);
    programs_make(f, programs, pdf->diags);
    bool ok = true;
    for (size_t i = 0; i < n; i++)
        ok = ok && programs[i].ok;
    for (size_t i = 0; ok && i < n; i++)
        pdf_font_describe(&f->list.v[i], pdf, &programs[i]);
    programs_free(programs, n);
    return ok;
}

HPDF_Dict pdf_fonts_dict(const struct pdf_fonts *f, struct objects *o)
{
    enum { NAME_MAX_BYTES = 32 };
    HPDF_Dict fonts = HPDF_Dict_New(o->memory);
    for (size_t i = 0; i < f->list.n; i++) {
        char name[NAME_MAX_BYTES];
        snprintf(name, sizeof name, "F%zu", i + 1);
        HPDF_Dict_Add(fonts, name, f->list.v[i].handle);
    }
    return fonts;
}
