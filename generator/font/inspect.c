/*
 * A font file as FreeType reads it: whether it is a sound one, what its owner lets be done with
 * it, whose it is, and how many hanzi it has. FreeType takes up to 3.5 million instructions to open
 * a file (HarfBuzz next to none), so it is asked about a font from outside before that is used, and
 * about any for `hongtou fonts`; a document from the free fonts does not start it.
 */
#include <string.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_SFNT_NAMES_H
#include FT_TRUETYPE_IDS_H

#include "base/file.h"
#include "base/utf8.h"
#include "font/font_int.h"

/* OpenType 1.9, OS/2: the least restrictive of several levels of usage holds, as files older than
 * version 3 of the table may set them; the two bits above are further limits. */
static enum embedding embedding_of(FT_UShort type)
{
    if (!(type & FT_FSTYPE_EDITABLE_EMBEDDING) && !(type & FT_FSTYPE_PREVIEW_AND_PRINT_EMBEDDING) &&
        type & FT_FSTYPE_RESTRICTED_LICENSE_EMBEDDING)
        return EMBEDDING_RESTRICTED;
    if (type & FT_FSTYPE_BITMAP_EMBEDDING_ONLY)
        return EMBEDDING_BITMAPS;
    if (type & FT_FSTYPE_NO_SUBSETTING)
        return EMBEDDING_WHOLE;
    bool printed = type & FT_FSTYPE_PREVIEW_AND_PRINT_EMBEDDING;
    return printed && !(type & FT_FSTYPE_EDITABLE_EMBEDDING) ? EMBEDDING_PRINTED : EMBEDDING_FREE;
}

/* Unicode of two bytes a character, without controls and what takes two of them. */
static char *name_text(struct arena *a, const FT_SfntName *name)
{
    enum { FIRST = ' ', SURROGATES = 0xD800, SURROGATES_END = 0xE000 };
    struct buf b = {0};
    for (FT_UInt i = 0; i + 1 < name->string_len; i += 2) {
        char utf8[UTF8_MAX];
        uint32_t cp = (uint32_t)name->string[i] << 8 | name->string[i + 1];
        if (cp >= FIRST && (cp < SURROGATES || cp >= SURROGATES_END))
            buf_add(&b, utf8, utf8_encode(cp, utf8));
    }
    char *text = b.n ? arena_strdup(a, b.p) : NULL;
    buf_drop(&b);
    return text;
}

/* In Chinese if the font has it so; NULL: not named. */
static const char *name_of(struct arena *a, FT_Face face, unsigned id)
{
    const char *found = NULL;
    for (FT_UInt i = 0; i < FT_Get_Sfnt_Name_Count(face); i++) {
        FT_SfntName name;
        if (FT_Get_Sfnt_Name(face, i, &name) || name.name_id != id ||
            name.platform_id != TT_PLATFORM_MICROSOFT)
            continue;
        if (!found || name.language_id == TT_MS_LANGID_CHINESE_PRC)
            found = name_text(a, &name);
    }
    return found;
}

static size_t count_hanzi(FT_Face face)
{
    size_t n = 0;
    FT_UInt glyph;
    for (FT_ULong cp = FT_Get_First_Char(face, &glyph); glyph;
         cp = FT_Get_Next_Char(face, cp, &glyph))
        n += utf8_is_han((uint32_t)cp);
    return n;
}

/* By outlines and by Unicode; the glyph of an ideograph or of a digit can be read. */
static bool is_sound(FT_Face face)
{
    enum { COMMON_HANZI = 0x56FD };
    if (!FT_IS_SFNT(face) || !FT_IS_SCALABLE(face) || !face->charmap)
        return false;
    FT_UInt glyph = FT_Get_Char_Index(face, COMMON_HANZI);
    if (!glyph)
        glyph = FT_Get_Char_Index(face, '0');
    return FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING) == 0;
}

bool font_inspect(struct arena *a, const char *path, unsigned index, bool count,
                  struct font_file *out)
{
    FT_Library library;
    FT_Face face;
    if (file_is_special(path) || FT_Init_FreeType(&library))
        return false;
    bool ok = FT_New_Face(library, path, (FT_Long)index, &face) == 0;
    if (ok && (ok = is_sound(face))) {
        const char *owner = name_of(a, face, TT_NAME_ID_MANUFACTURER);
        owner = owner ? owner : name_of(a, face, TT_NAME_ID_COPYRIGHT);
        *out = (struct font_file){embedding_of(FT_Get_FSType_Flags(face)), owner ? owner : "?",
                                  count ? count_hanzi(face) : 0};
    }
    FT_Done_FreeType(library); /* and its faces */
    return ok;
}
