/*
 * A font's objects: Type0, CIDFont, descriptor, program, the CIDs' glyphs (TrueType only), their
 * widths and their text. 1/1000 em throughout, as PDF has it.
 */
#include <string.h>

#include "pdf/pdf_int.h"

enum { DEFAULT_WIDTH = 1000 };

/* FNV-1a, 32 bits. */
static uint32_t hash(uint32_t h, const void *bytes, size_t n)
{
    enum { PRIME = 16777619 };
    const unsigned char *p = bytes;
    for (size_t i = 0; i < n; i++)
        h = (h ^ p[i]) * PRIME;
    return h;
}

void pdf_font_name(struct pdf_font *f)
{
    enum { TAG_LENGTH = 6, LETTERS = 26, POSTSCRIPT_MAX = 100 };
    uint32_t h = hash(2166136261u, f->face->postscript, strlen(f->face->postscript));
    for (size_t i = 0; i < f->cids.n; i++) {
        h = hash(h, &f->cids.v[i].glyph, sizeof f->cids.v[i].glyph);
        h = hash(h, f->cids.v[i].text, sizeof f->cids.v[i].text);
    }
    char tag[TAG_LENGTH + 1] = "";
    for (int i = 0; i < TAG_LENGTH; i++, h /= LETTERS)
        tag[i] = (char)('A' + h % LETTERS);
    snprintf(f->name, sizeof f->name, "%s+%.*s", tag, POSTSCRIPT_MAX, f->face->postscript);
}

static HPDF_Null write_program(struct pdf *pdf, const struct font_program *program)
{
    struct objects *o = &pdf->objects;
    HPDF_Dict dict = HPDF_Dict_New(o->memory);
    HPDF_Dict_AddName(dict, "Filter", "FlateDecode");
    if (program->subset.gid_of)
        HPDF_Dict_AddNumber(dict, "Length1", (HPDF_INT32)program->subset.n);
    else
        HPDF_Dict_AddName(dict, "Subtype", "CIDFontType0C");
    HPDF_Null handle = objects_reserve(o);
    objects_emit_stream(o, handle, dict, program->packed.bytes, program->packed.n);
    return handle;
}

static HPDF_Null write_descriptor(struct pdf *pdf, const struct pdf_font *f,
                                  const struct font_program *program)
{
    enum { SYMBOLIC = 4, STEM_UNKNOWN = 80, BOX = 4 };
    struct objects *o = &pdf->objects;
    HPDF_Dict dict = objects_dict(o, "FontDescriptor");
    HPDF_Array box = HPDF_Array_New(o->memory);
    HPDF_Dict_AddName(dict, "FontName", f->name);
    HPDF_Dict_AddNumber(dict, "Flags", SYMBOLIC);
    HPDF_Dict_Add(dict, "FontBBox", box);
    for (int i = 0; i < BOX; i++)
        HPDF_Array_AddNumber(box, f->face->bbox[i]);
    HPDF_Dict_AddNumber(dict, "ItalicAngle", 0);
    HPDF_Dict_AddNumber(dict, "Ascent", f->face->ascent);
    HPDF_Dict_AddNumber(dict, "Descent", f->face->descent);
    HPDF_Dict_AddNumber(dict, "CapHeight", f->face->cap_height);
    HPDF_Dict_AddNumber(dict, "StemV", STEM_UNKNOWN);
    HPDF_Dict_Add(dict, program->subset.gid_of ? "FontFile2" : "FontFile3",
                  write_program(pdf, program));
    return objects_add(o, dict);
}

/* How many CIDs from here on lack the default width, or are too few in between to skip. */
static size_t width_run(const struct pdf_font *f, size_t from)
{
    enum { WORTH_SKIPPING = 4 };
    size_t end = from;
    for (size_t i = from; i < f->cids.n && i < end + WORTH_SKIPPING; i++)
        if (f->cids.v[i].advance != DEFAULT_WIDTH)
            end = i + 1;
    return end - from;
}

/* Written into the dictionary as text, since libharu's arrays end at 32,767 items. */
static HPDF_STATUS write_widths(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct pdf_font *f = dict->attr;
    struct buf b = {0};
    buf_str(&b, "/W [");
    for (size_t i = 1; i < f->cids.n; i++) {
        size_t n = f->cids.v[i].advance == DEFAULT_WIDTH ? 0 : width_run(f, i);
        if (!n)
            continue;
        buf_printf(&b, "%zu [", i);
        for (size_t end = i + n; i < end; i++)
            buf_printf(&b, "%d ", f->cids.v[i].advance);
        b.p[b.n - 1] = ']';
        i--;
    }
    buf_str(&b, "]\n");
    HPDF_STATUS status = HPDF_Stream_Write(stream, (HPDF_BYTE *)b.p, (HPDF_UINT)b.n);
    buf_drop(&b);
    return status;
}

static HPDF_Null write_glyph_map(struct pdf *pdf, const struct pdf_font *f, const uint16_t *gid_of)
{
    struct buf b = {0};
    for (size_t i = 0; i < f->cids.n; i++) {
        buf_char(&b, (char)(gid_of[i] >> 8));
        buf_char(&b, (char)(gid_of[i] & 0xFF));
    }
    HPDF_Null handle = objects_reserve(&pdf->objects);
    objects_emit_packed(&pdf->objects, objects_number(handle), "", &b);
    buf_drop(&b);
    return handle;
}

static HPDF_Dict system_info(struct objects *o)
{
    HPDF_Dict info = HPDF_Dict_New(o->memory);
    HPDF_Dict_Add(info, "Registry", HPDF_String_New(o->memory, "Adobe", NULL));
    HPDF_Dict_Add(info, "Ordering", HPDF_String_New(o->memory, "Identity", NULL));
    HPDF_Dict_AddNumber(info, "Supplement", 0);
    return info;
}

static HPDF_Null write_cid_font(struct pdf *pdf, struct pdf_font *f,
                                const struct font_program *program)
{
    struct objects *o = &pdf->objects;
    const uint16_t *gid_of = program->subset.gid_of;
    HPDF_Null descriptor = write_descriptor(pdf, f, program);
    HPDF_Dict dict = objects_dict(o, "Font");
    HPDF_Dict_AddName(dict, "Subtype", gid_of ? "CIDFontType2" : "CIDFontType0");
    HPDF_Dict_AddName(dict, "BaseFont", f->name);
    HPDF_Dict_Add(dict, "CIDSystemInfo", system_info(o));
    HPDF_Dict_Add(dict, "FontDescriptor", descriptor);
    if (gid_of)
        HPDF_Dict_Add(dict, "CIDToGIDMap", write_glyph_map(pdf, f, gid_of));
    HPDF_Dict_AddNumber(dict, "DW", DEFAULT_WIDTH);
    dict->attr = f;
    dict->write_fn = write_widths;
    return objects_add(o, dict);
}

static void add_text_row(struct buf *b, size_t number, const uint32_t text[2])
{
    buf_printf(b, "<%04zX> <", number);
    utf16_hex(b, text[0]);
    if (text[1])
        utf16_hex(b, text[1]);
    buf_str(b, ">\n");
}

/* ToUnicode: a CMap, at most 100 rows a block. */
static HPDF_Null write_text_map(struct pdf *pdf, const struct pdf_font *f)
{
    enum { ROWS = 100 };
    static const char head[] = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                               "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) "
                               "/Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n"
                               "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
                               "endcodespacerange\n";
    static const char tail[] = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    struct buf b = {0};
    buf_str(&b, head);
    for (size_t i = 1; i < f->cids.n;) {
        size_t end = i + ROWS < f->cids.n ? i + ROWS : f->cids.n;
        buf_printf(&b, "%zu beginbfchar\n", end - i);
        for (; i < end; i++)
            add_text_row(&b, i, f->cids.v[i].text);
        buf_str(&b, "endbfchar\n");
    }
    buf_str(&b, tail);
    HPDF_Null handle = objects_reserve(&pdf->objects);
    objects_emit_packed(&pdf->objects, objects_number(handle), "", &b);
    buf_drop(&b);
    return handle;
}

void pdf_font_describe(struct pdf_font *f, struct pdf *pdf, const struct font_program *program)
{
    struct objects *o = &pdf->objects;
    pdf_font_name(f);
    HPDF_Null descendant = write_cid_font(pdf, f, program), text = write_text_map(pdf, f);
    HPDF_Dict dict = objects_dict(o, "Font");
    HPDF_Array descendants = HPDF_Array_New(o->memory);
    HPDF_Dict_AddName(dict, "Subtype", "Type0");
    char name[sizeof f->name + sizeof "-Identity-H"];
    snprintf(name, sizeof name, "%s%s", f->name, program->subset.gid_of ? "" : "-Identity-H");
    HPDF_Dict_AddName(dict, "BaseFont", name);
    HPDF_Dict_AddName(dict, "Encoding", "Identity-H");
    HPDF_Dict_Add(dict, "DescendantFonts", descendants);
    HPDF_Array_Add(descendants, descendant);
    HPDF_Dict_Add(dict, "ToUnicode", text);
    objects_emit(o, f->handle, dict);
}
