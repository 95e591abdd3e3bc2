/*
 * One font file: mapped, checked, measured. Takes files from strangers: a file without what we
 * need is refused here, so that no other part meets it.
 */
#include <string.h>

#include <hb-ot.h>

#include "base/file.h"
#include "font/programs.h"

#define TAG_HEAD HB_TAG('h', 'e', 'a', 'd')
#define TAG_GLYF HB_TAG('g', 'l', 'y', 'f')
#define TAG_CFF  HB_TAG('C', 'F', 'F', ' ')

/* v in units of the font, in whole 1/1000 em: not more. */
static int floor_em(int v, unsigned upem)
{
    int64_t scaled = (int64_t)v * FONT_EM, units = upem;
    return (int)(scaled / units - (scaled % units < 0));
}

/* No ink lies outside. Asked in the font's own units, which are whole: how HarfBuzz rounds others
 * depends on its version. */
struct ink font_face_ink(const struct open_face *f, uint32_t glyph)
{
    hb_glyph_extents_t e;
    unsigned upem = hb_face_get_upem(f->hb);
    if (!hb_font_get_glyph_extents(f->units, glyph, &e) || !e.width || !e.height)
        return (struct ink){0};
    return (struct ink){floor_em(e.x_bearing, upem), floor_em(e.y_bearing + e.height, upem),
                        -floor_em(-e.x_bearing - e.width, upem), -floor_em(-e.y_bearing, upem)};
}

/* A CFF's glyphs must be interpreted to know, but for those that an earlier run has drawn. */
struct ink font_ink(const struct face *face, uint32_t glyph)
{
    struct open_face *f = (struct open_face *)(uintptr_t)face; /* what it knows is no part of it */
    struct glyph_program known;
    if (face->cff && !f->store)
        f->store = font_programs_open(f, NULL);
    if (face->cff && font_programs_find(f->store, glyph, &known))
        return known.ink;
    return font_face_ink(f, glyph);
}

unsigned font_face_number(const struct face *face)
{
    return ((const struct open_face *)face)->number;
}

bool font_may_be_typed(const struct face *face)
{
    const struct open_face *f = (const struct open_face *)face;
    return f->permitted || f->file.embedding != EMBEDDING_PRINTED;
}

/* Characters that have every right to be empty. */
static bool is_white(uint32_t cp)
{
    static const uint32_t white[][2] = {{0x20, 0x20},     {0xA0, 0xA0},     {0x2000, 0x200D},
                                        {0x202F, 0x202F}, {0x205F, 0x2060}, {0x3000, 0x3000}};
    for (size_t i = 0; i < sizeof white / sizeof *white; i++)
        if (cp >= white[i][0] && cp <= white[i][1])
            return true;
    return false;
}

/* To look for ink is costly for a CFF, whose glyphs must be interpreted to know. */
uint32_t font_face_glyph(const struct open_face *f, uint32_t cp)
{
    hb_codepoint_t glyph;
    if (!hb_font_get_nominal_glyph(f->font, cp, &glyph))
        return 0;
    if (f->whole || is_white(cp))
        return glyph;
    struct ink ink = font_ink(&f->face, glyph);
    return ink.left == ink.right || ink.bottom == ink.top ? 0 : glyph;
}

int font_face_advance(const struct open_face *f, uint32_t glyph)
{
    int advance = hb_font_get_glyph_h_advance(f->font, glyph);
    return advance > OUTLINE_REACH ? OUTLINE_REACH : advance < 0 ? 0 : advance;
}

/* The one glyph of one or two characters, with a feature beside the usual ones if one is given. */
static uint32_t shape(const struct open_face *f, struct shaped_row row, const hb_feature_t *more)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_codepoints(buffer, &row.first, row.second ? 2 : 1, 0, -1);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-cn", -1));
    hb_shape(f->font, buffer, more, more ? 1 : 0);
    unsigned n;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(buffer, &n);
    uint32_t glyph = n == 1 ? glyphs[0].codepoint : 0;
    hb_buffer_destroy(buffer);
    return glyph;
}

uint32_t font_face_shape(const struct open_face *f, struct shaped_row row)
{
    return shape(f, row, NULL);
}

uint32_t font_face_half(const struct open_face *f, uint32_t cp)
{
    hb_feature_t half = {
        .tag = HB_TAG('h', 'w', 'i', 'd'), .value = 1, .end = HB_FEATURE_GLOBAL_END};
    return shape(f, (struct shaped_row){.first = cp}, &half);
}

/* ---- measuring ---- */

/* The middle of the ink, averaged over characters that fill their square: these sixteen hanzi give
 * the mean of two hundred common ones to within 0.005 em. A face without them has digits. */
static int measure_centre(const struct open_face *f)
{
    static const uint32_t hanzi[] = {
        0x653F, 0x5E9C, 0x5173, 0x5370, 0x53D1, 0x901A, 0x77E5, 0x65B9, 0x6848,
        0x4F5C, 0x9886, 0x5BFC, 0x7EC4, 0x7EC7, 0x5B9E, 0x65BD, 0,
    };
    static const uint32_t digits[] = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 0};
    static const uint32_t *const samples[] = {hanzi, digits};
    int centre = 0;
    for (size_t i = 0; !centre && i < sizeof samples / sizeof *samples; i++) {
        int sum = 0, n = 0;
        for (const uint32_t *cp = samples[i]; *cp; cp++) {
            uint32_t glyph = font_face_glyph(f, *cp);
            if (!glyph)
                continue;
            struct ink ink = font_ink(&f->face, glyph);
            sum += ink.bottom + ink.top;
            n++;
        }
        centre = n ? sum / (2 * n) : 0;
    }
    return centre;
}

static int metric(hb_font_t *font, hb_ot_metrics_tag_t tag, int otherwise)
{
    hb_position_t v;
    return hb_ot_metrics_get_position(font, tag, &v) ? v : otherwise;
}

static void measure(struct open_face *f, const struct face_row *row)
{
    enum { ASCENT = 880, DESCENT = -120 }; /* of the ideographic square, where a font is silent */
    enum { HEAD_BOX = 36, BOX = 4 };       /* of xMin in the head table */
    struct face *face = &f->face;
    unsigned n;
    hb_blob_t *head = hb_face_reference_table(f->hb, TAG_HEAD);
    const uint8_t *p = (const uint8_t *)hb_blob_get_data(head, &n);
    for (unsigned i = 0; i < BOX && n >= HEAD_BOX + 2 * BOX; i++) {
        int16_t v = (int16_t)(p[HEAD_BOX + 2 * i] << 8 | p[HEAD_BOX + 2 * i + 1]);
        face->bbox[i] = v * FONT_EM / (int)hb_face_get_upem(f->hb);
    }
    hb_blob_destroy(head);
    face->ascent = metric(f->font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, ASCENT);
    face->descent = metric(f->font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, DESCENT);
    face->cap_height = metric(f->font, HB_OT_METRICS_TAG_CAP_HEIGHT, 0);
    if (face->cap_height <= 0)
        face->cap_height = font_ink(face, font_face_glyph(f, 'H')).top;
    face->centre = row->centre != FONT_NOT_GIVEN ? row->centre : measure_centre(f);
}

/* ---- opening ---- */

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *table = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return has;
}

static uint32_t number(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Whether all tables of a face lie within its file: HarfBuzz takes one that does not for an empty
 * one, and what a file that was cut short draws is not what it was. */
static bool is_whole(hb_blob_t *blob, unsigned index)
{
    enum { HEAD = 12, ROW = 16, OFFSET = 8, LENGTH = 12, COUNT = 4, FACES = 12 };
    unsigned size;
    const uint8_t *p = (const uint8_t *)hb_blob_get_data(blob, &size);
    uint64_t at = 0;
    if (memcmp(p, "ttcf", COUNT) == 0)
        at = FACES + 4 * (uint64_t)index + 4 <= size ? number(p + FACES + 4 * index) : size;
    if (at + HEAD > size)
        return false;
    unsigned n = (unsigned)p[at + COUNT] << 8 | p[at + COUNT + 1];
    for (unsigned i = 0; i < n; i++) {
        const uint8_t *row = p + at + HEAD + (size_t)ROW * i;
        if (at + HEAD + (uint64_t)ROW * (i + 1) > size ||
            (uint64_t)number(row + OFFSET) + number(row + LENGTH) > size)
            return false;
    }
    return true;
}

/* The mapped file's face, with outlines; or NULL. */
static hb_face_t *map_face(const char *path, unsigned index)
{
    enum { MIN_FILE = 12, MAX_FILE = 512 << 20 }; /* the head of the smallest sfnt */
    hb_blob_t *blob = file_is_special(path) ? NULL : hb_blob_create_from_file_or_fail(path);
    unsigned size = blob ? hb_blob_get_length(blob) : 0;
    hb_face_t *face = NULL;
    if (size >= MIN_FILE && size <= MAX_FILE && index < hb_face_count(blob) &&
        is_whole(blob, index))
        face = hb_face_create(blob, index);
    hb_blob_destroy(blob);
    if (face && (has_table(face, TAG_CFF) || has_table(face, TAG_GLYF)) &&
        has_table(face, TAG_HEAD) && hb_face_get_glyph_count(face) >= 2 &&
        hb_face_get_glyph_count(face) <= UINT16_MAX + 1)
        return face;
    hb_face_destroy(face);
    return NULL;
}

static hb_font_t *scaled_font(hb_face_t *face, int em)
{
    hb_font_t *font = hb_font_create(face);
    hb_font_set_scale(font, em, em);
    hb_font_make_immutable(font);
    return font;
}

/* Of what may stand in a PDF name. */
static const char *postscript_name(struct arena *a, hb_face_t *face, const char *otherwise)
{
    enum { NAME_SIZE = 64 };
    char given[NAME_SIZE];
    unsigned size = sizeof given, n = 0;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, hb_language_from_string("en", -1),
                        &size, given);
    char *name = arena_alloc(a, sizeof given);
    for (unsigned i = 0; i < size && i < sizeof given - 1 && given[i]; i++) {
        char c = given[i];
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
            c == '-' || c == '_')
            name[n++] = c;
    }
    return n ? name : otherwise;
}

struct open_face *font_face_open(struct arena *a, const struct face_row *row,
                                 const struct found_file *from)
{
    struct font_file file = {0};
    const struct file_mark mark = file_mark(from->path);
    if (row->office && !font_inspect(a, from->path, from->index, false, &file))
        return NULL;
    hb_face_t *hb = map_face(from->path, from->index);
    if (!hb)
        return NULL;
    struct open_face *f = ARENA_NEW(a, struct open_face);
    f->hb = hb;
    f->whole = row->whole;
    f->permitted = row->permitted;
    f->own = from->own;
    f->file = file;
    f->mark = mark;
    f->mark.path = arena_strdup(a, from->path);
    f->units = scaled_font(hb, (int)hb_face_get_upem(hb));
    f->font = scaled_font(hb, FONT_EM);
    f->face = (struct face){.name = row->name,
                            .postscript = postscript_name(a, hb, row->name),
                            .path = f->mark.path,
                            .index = from->index,
                            .scale = row->scale,
                            .stroke = row->stroke,
                            .cff = has_table(hb, TAG_CFF)};
    measure(f, row);
    return f;
}

void font_face_close(struct open_face *f)
{
    if (!f)
        return;
    if (f->store)
        font_programs_close(f->store);
    hb_font_destroy(f->units);
    hb_font_destroy(f->font);
    hb_face_destroy(f->hb);
}
