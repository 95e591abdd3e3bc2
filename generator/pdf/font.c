/*
 * The faces that a document uses, and the CIDs of their glyphs in the order of first use; at the
 * end their subsets, made by as many threads as the machine has, and the objects of each: Type0,
 * CIDFont, descriptor, program, the CIDs' glyphs (TrueType only), widths and text. 1/1000 em
 * throughout, as PDF has it.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pdf/pdf_int.h"

/* CIDs have 16 bits, code points 21. */
enum { CID_END = 65536, CODE_BITS = 21, DEFAULT_WIDTH = 1000 };

size_t pdf_fonts_use(struct pdf *pdf, const struct face *face, size_t n)
{
    struct pdf_fonts *f = &pdf->fonts;
    for (size_t i = f->list.n; i-- > 0;)
        if (f->list.v[i].face == face && f->list.v[i].cids.n + n <= CID_END)
            return i;
    struct pdf_font *font = VEC_ADD(pdf->arena, &f->list);
    font->face = face;
    font->number = pdf_new_number(&pdf->file);
    VEC_PUSH(pdf->arena, &font->cids, ((struct cid){.advance = 0}));
    return f->list.n - 1;
}

uint16_t pdf_font_cid(struct pdf *pdf, size_t font, const struct placed_glyph *g)
{
    struct pdf_font *used = &pdf->fonts.list.v[font];
    uint64_t key = (uint64_t)g->id << (2 * CODE_BITS) | (uint64_t)g->text[0] << CODE_BITS |
                   (uint64_t)g->text[1];
    const uint32_t *known = map_get(&used->numbers, key);
    if (known)
        return (uint16_t)*known;
    uint16_t number = (uint16_t)used->cids.n;
    map_put(pdf->arena, &used->numbers, key, number);
    VEC_PUSH(pdf->arena, &used->cids, ((struct cid){g->id, {g->text[0], g->text[1]}, g->advance}));
    return number;
}

/* ---- font programs: the slow part of a small document ---- */

/* Each has its own findings, which are told in the order of the fonts. */
struct program {
    struct subset subset;
    char *packed;
    size_t n_packed;
    struct diags *diags;
    bool ok;
};

struct work {
    const struct pdf_fonts *fonts;
    struct program *programs;
    const size_t *order;
    atomic_size_t next;
};

static void make_program(const struct pdf_font *font, struct pdf_packer *packer,
                         struct program *program)
{
    uint32_t *ids = mem_alloc(font->cids.n * sizeof *ids);
    for (size_t i = 0; i < font->cids.n; i++)
        ids[i] = font->cids.v[i].glyph;
    program->ok = font_subset(font->face, ids, font->cids.n, &program->subset, program->diags);
    if (program->ok) {
        pdf_packer_run(packer, program->subset.bytes, program->subset.n);
        program->packed = pdf_packer_take(packer, &program->n_packed);
    }
    free(ids);
}

static void *run(void *context)
{
    struct work *w = context;
    struct pdf_packer packer;
    pdf_packer_open(&packer, PACK_FONT);
    for (size_t i; (i = atomic_fetch_add(&w->next, 1)) < w->fonts->list.n;)
        make_program(&w->fonts->list.v[w->order[i]], &packer, &w->programs[w->order[i]]);
    pdf_packer_close(&packer);
    return NULL;
}

/* The largest first, so that none is left over at the end for one thread alone. */
static size_t *by_size(const struct pdf_fonts *f)
{
    size_t *order = mem_alloc(f->list.n * sizeof *order);
    for (size_t i = 0; i < f->list.n; i++) {
        size_t at = i;
        for (; at > 0 && f->list.v[order[at - 1]].cids.n < f->list.v[i].cids.n; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

/* With as many helpers as there are other processors, and no more than other fonts. */
static void make_programs(const struct pdf_fonts *f, struct program *programs, struct diags *d)
{
    enum { MAX_THREADS = 8 };
    size_t *order = by_size(f);
    struct work w = {.fonts = f, .programs = programs, .order = order};
    pthread_t threads[MAX_THREADS];
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t helpers = 0;
    for (size_t i = 0; i < f->list.n; i++)
        programs[i].diags = diags_new(diags_lang(d));
    while (helpers < MAX_THREADS && (long)helpers + 1 < processors && helpers + 1 < f->list.n &&
           pthread_create(&threads[helpers], NULL, run, &w) == 0)
        helpers++;
    run(&w);
    while (helpers)
        pthread_join(threads[--helpers], NULL);
    free(order);
    for (size_t i = 0; i < f->list.n; i++)
        diags_take(d, programs[i].diags);
}

/* ---- the objects of a font ---- */

/* FNV-1a, 32 bits. */
static uint32_t hash(uint32_t h, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < n; i++)
        h = (h ^ p[i]) * UINT32_C(16777619);
    return h;
}

/* A subset's name: a tag from its content, then the PostScript name. */
static void set_name(struct pdf_font *f)
{
    enum { TAG_LENGTH = 6, LETTERS = 26, POSTSCRIPT_MAX = 100 };
    uint32_t h = hash(UINT32_C(2166136261), f->face->postscript, strlen(f->face->postscript));
    for (size_t i = 0; i < f->cids.n; i++) {
        h = hash(h, &f->cids.v[i].glyph, sizeof f->cids.v[i].glyph);
        h = hash(h, f->cids.v[i].text, sizeof f->cids.v[i].text);
    }
    char tag[TAG_LENGTH + 1] = "";
    for (int i = 0; i < TAG_LENGTH; i++, h /= LETTERS)
        tag[i] = (char)('A' + h % LETTERS);
    snprintf(f->name, sizeof f->name, "%s+%.*s", tag, POSTSCRIPT_MAX, f->face->postscript);
}

static unsigned write_program(struct pdf_file *file, const struct program *program)
{
    HPDF_Dict dict = pdf_new_dict(file, NULL);
    HPDF_Dict_AddName(dict, "Filter", "FlateDecode");
    if (program->subset.gid_of)
        HPDF_Dict_AddNumber(dict, "Length1", (HPDF_INT32)program->subset.n);
    else
        HPDF_Dict_AddName(dict, "Subtype", "CIDFontType0C");
    unsigned number = pdf_new_number(file);
    pdf_write_value_stream(file, number, dict, program->packed, program->n_packed);
    return number;
}

static unsigned write_descriptor(struct pdf_file *file, const struct pdf_font *f,
                                 const struct program *program)
{
    enum { SYMBOLIC = 4, STEM_UNKNOWN = 80, BOX = 4 };
    HPDF_Dict dict = pdf_new_dict(file, "FontDescriptor");
    HPDF_Array box = HPDF_Array_New(file->memory);
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
    pdf_dict_refer(file, dict, program->subset.gid_of ? "FontFile2" : "FontFile3",
                   write_program(file, program));
    unsigned number = pdf_new_number(file);
    pdf_write_value(file, number, dict);
    return number;
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

/* libharu's arrays end at 32,767 items; its dictionaries may write rows of their own. */
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

static unsigned write_glyph_map(struct pdf_file *file, const struct pdf_font *f,
                                const uint16_t *gid_of)
{
    struct buf b = {0};
    for (size_t i = 0; i < f->cids.n; i++) {
        buf_char(&b, (char)(gid_of[i] >> 8));
        buf_char(&b, (char)(gid_of[i] & 0xFF));
    }
    unsigned number = pdf_new_number(file);
    pdf_write_text_stream(file, number, "", &b);
    buf_drop(&b);
    return number;
}

static unsigned write_cid_font(struct pdf_file *file, struct pdf_font *f,
                               const struct program *program)
{
    const uint16_t *gid_of = program->subset.gid_of;
    unsigned descriptor = write_descriptor(file, f, program);
    HPDF_Dict dict = pdf_new_dict(file, "Font"), info = pdf_new_dict(file, NULL);
    HPDF_Dict_AddName(dict, "Subtype", gid_of ? "CIDFontType2" : "CIDFontType0");
    HPDF_Dict_AddName(dict, "BaseFont", f->name);
    HPDF_Dict_Add(info, "Registry", HPDF_String_New(file->memory, "Adobe", NULL));
    HPDF_Dict_Add(info, "Ordering", HPDF_String_New(file->memory, "Identity", NULL));
    HPDF_Dict_AddNumber(info, "Supplement", 0);
    HPDF_Dict_Add(dict, "CIDSystemInfo", info);
    pdf_dict_refer(file, dict, "FontDescriptor", descriptor);
    if (gid_of)
        pdf_dict_refer(file, dict, "CIDToGIDMap", write_glyph_map(file, f, gid_of));
    HPDF_Dict_AddNumber(dict, "DW", DEFAULT_WIDTH);
    dict->attr = f;
    dict->write_fn = write_widths;
    unsigned number = pdf_new_number(file);
    pdf_write_value(file, number, dict);
    return number;
}

/* ToUnicode: a CMap, at most 100 rows a block. */
static unsigned write_text_map(struct pdf_file *file, const struct pdf_font *f)
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
        for (; i < end; i++) {
            const uint32_t *text = f->cids.v[i].text;
            buf_char(&b, '<');
            pdf_add_utf16_hex(&b, (uint32_t)i);
            buf_str(&b, "> <");
            pdf_add_utf16_hex(&b, text[0]);
            if (text[1])
                pdf_add_utf16_hex(&b, text[1]);
            buf_str(&b, ">\n");
        }
        buf_str(&b, "endbfchar\n");
    }
    buf_str(&b, tail);
    unsigned number = pdf_new_number(file);
    pdf_write_text_stream(file, number, "", &b);
    buf_drop(&b);
    return number;
}

static void write_font(struct pdf_file *file, struct pdf_font *f, const struct program *program)
{
    set_name(f);
    unsigned descendant = write_cid_font(file, f, program), text = write_text_map(file, f);
    HPDF_Dict dict = pdf_new_dict(file, "Font");
    HPDF_Array descendants = HPDF_Array_New(file->memory);
    HPDF_Dict_AddName(dict, "Subtype", "Type0");
    char name[sizeof f->name + sizeof "-Identity-H"];
    snprintf(name, sizeof name, "%s%s", f->name, program->subset.gid_of ? "" : "-Identity-H");
    HPDF_Dict_AddName(dict, "BaseFont", name);
    HPDF_Dict_AddName(dict, "Encoding", "Identity-H");
    HPDF_Dict_Add(dict, "DescendantFonts", descendants);
    pdf_array_refer(file, descendants, descendant);
    pdf_dict_refer(file, dict, "ToUnicode", text);
    pdf_write_value(file, f->number, dict);
}

bool pdf_fonts_embed(struct pdf *pdf)
{
    struct pdf_fonts *f = &pdf->fonts;
    size_t n = f->list.n;
    if (!n)
        return true;
    struct program *programs = ARENA_ARRAY(pdf->arena, struct program, n);
    make_programs(f, programs, pdf->diags);
    bool ok = true;
    for (size_t i = 0; i < n; i++)
        ok = ok && programs[i].ok;
    for (size_t i = 0; i < n; i++) {
        if (ok)
            write_font(&pdf->file, &f->list.v[i], &programs[i]);
        free(programs[i].packed);
        free(programs[i].subset.bytes);
        free(programs[i].subset.gid_of);
    }
    return ok;
}

void pdf_fonts_write(struct pdf *pdf)
{
    enum { NAME_MAX_BYTES = 32 };
    HPDF_Dict fonts = pdf_new_dict(&pdf->file, NULL);
    for (size_t i = 0; i < pdf->fonts.list.n; i++) {
        char name[NAME_MAX_BYTES];
        snprintf(name, sizeof name, "F%zu", i + 1);
        pdf_dict_refer(&pdf->file, fonts, name, pdf->fonts.list.v[i].number);
    }
    pdf_write_value(&pdf->file, pdf->fonts.number, fonts);
    HPDF_Dict resources = pdf_new_dict(&pdf->file, NULL);
    pdf_dict_refer(&pdf->file, resources, "Font", pdf->fonts.number);
    pdf_write_value(&pdf->file, pdf->fonts.resources, resources);
}
