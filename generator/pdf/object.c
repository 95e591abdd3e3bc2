/* Numbered objects and the file's frame: object streams and a cross-reference stream (PDF 1.5). */
#include "pdf/object.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Offsets are kept in 31 bits and numbers, as libharu has them, in 24; a margin of objects is left
 * for the end of the file. */
enum { NUMBER_MASK = 0xFFFFFF, MARGIN = 1 << 16, FIRST_CAP = 256 };
enum { GROUP_OBJECTS = 200, LINE_MAX_BYTES = 64 };
#define FILE_LIMIT ((uint64_t)INT32_MAX)

/* ---- compression ---- */

void pdf_packer_open(struct pdf_packer *p, enum pdf_packing packing)
{
    *p = (struct pdf_packer){.compressor = libdeflate_alloc_compressor((int)packing)};
}

void pdf_packer_close(struct pdf_packer *p)
{
    libdeflate_free_compressor(p->compressor);
    free(p->bytes);
    *p = (struct pdf_packer){0};
}

void pdf_packer_run(struct pdf_packer *p, const void *bytes, size_t n)
{
    size_t bound = libdeflate_zlib_compress_bound(p->compressor, n);
    if (bound > p->cap) {
        p->bytes = mem_realloc(p->bytes, bound);
        p->cap = bound;
    }
    p->n = libdeflate_zlib_compress(p->compressor, bytes ? bytes : "", n, p->bytes, p->cap);
}

char *pdf_packer_take(struct pdf_packer *p, size_t *n)
{
    char *bytes = p->bytes;
    *n = p->n;
    p->bytes = NULL;
    p->n = p->cap = 0;
    return bytes;
}

/* ---- the file ---- */

static void *allocate(HPDF_UINT n)
{
    return mem_alloc(n);
}

static HPDF_STATUS print(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
    struct pdf_file *f = stream->attr;
    buf_add(&f->printed, bytes, n);
    return HPDF_OK;
}

static void write_out(struct pdf_file *f, const void *bytes, size_t n)
{
    f->too_large = f->too_large || f->size + n > f->limit;
    if (f->too_large || f->refused)
        return;
    f->refused = !sink_write(f->out, bytes, n);
    f->crc = libdeflate_crc32(f->crc, bytes, n);
    f->adler = libdeflate_adler32(f->adler, bytes, n);
    f->size += n;
}

static void write_line(struct pdf_file *f, const char *line)
{
    write_out(f, line, strlen(line));
}

void pdf_file_open(struct pdf_file *f, struct sink *out, struct arena *a)
{
    static const char header[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    *f = (struct pdf_file){.out = out, .limit = FILE_LIMIT, .arena = a, .cap = FIRST_CAP, .n = 1};
    f->adler = libdeflate_adler32(0, NULL, 0);
    f->places = mem_alloc(f->cap * sizeof *f->places);
    f->places[0] = (struct object_place){0};
    HPDF_Error_Init(&f->error, NULL);
    f->memory = HPDF_MMgr_New(&f->error, 0, allocate, free);
    f->stream = HPDF_CallbackWriter_New(f->memory, print, f);
    pdf_packer_open(&f->packer, PACK_CONTENT);
    write_line(f, header);
}

void pdf_file_close(struct pdf_file *f)
{
    HPDF_Stream_Free(f->stream);
    HPDF_MMgr_Free(f->memory);
    pdf_packer_close(&f->packer);
    free(f->places);
    buf_drop(&f->printed);
    buf_drop(&f->index);
    buf_drop(&f->values);
}

bool pdf_file_sound(const struct pdf_file *f)
{
    return !f->error.error_no && !f->too_large && !f->refused;
}

unsigned pdf_new_number(struct pdf_file *f)
{
    if (f->n == f->cap) {
        f->cap *= 2;
        f->places = mem_realloc(f->places, f->cap * sizeof *f->places);
    }
    f->places[f->n] = (struct object_place){0};
    f->too_large = f->too_large || f->n > NUMBER_MASK - MARGIN;
    return (unsigned)f->n++;
}

/* An object with a value of its own in the file: its dictionary; its bytes, as they are, follow. */
static void begin_stream(struct pdf_file *f, unsigned number, const struct buf *dict)
{
    char line[LINE_MAX_BYTES];
    f->places[number] = (struct object_place){(uint32_t)f->size, 0};
    snprintf(line, sizeof line, "%u 0 obj\n", number);
    write_line(f, line);
    write_out(f, dict->p, dict->n);
    write_line(f, "\nstream\n");
}

void pdf_add_to_stream(struct pdf_file *f, const void *bytes, size_t n)
{
    write_out(f, bytes, n);
}

void pdf_end_stream(struct pdf_file *f)
{
    write_line(f, "\nendstream\nendobj\n");
}

static void write_stream(struct pdf_file *f, unsigned number, const struct buf *dict,
                         const void *bytes, size_t n)
{
    begin_stream(f, number, dict);
    pdf_add_to_stream(f, bytes, n);
    pdf_end_stream(f);
}

/* An object stream holds its objects' numbers and places first. */
static void end_group(struct pdf_file *f)
{
    if (!f->held)
        return;
    char entries[LINE_MAX_BYTES];
    snprintf(entries, sizeof entries, "/Type /ObjStm /N %u /First %zu ", f->held, f->index.n);
    buf_add(&f->index, f->values.p, f->values.n);
    pdf_write_text_stream(f, f->holder, entries, &f->index);
    buf_clear(&f->index);
    buf_clear(&f->values);
    f->held = 0;
}

/* A field of the cross-reference stream. */
static void add_field(struct buf *b, uint32_t value, int bytes)
{
    enum { BYTE_BITS = 8 };
    while (bytes--)
        buf_char(b, (char)(value >> (bytes * BYTE_BITS) & UINT8_MAX));
}

/* The file's name among all files, as first made and as it is now: the same content has the same
 * one. Two sums by different rules, the size and the number of objects are 128 bits. */
static void add_identity(struct buf *b, const struct pdf_file *f)
{
    enum { VERSIONS = 2 };
    buf_str(b, "/ID [");
    for (int i = 0; i < VERSIONS; i++)
        buf_printf(b, "<%08X%08X%08X%08X>", (unsigned)f->crc, (unsigned)f->adler, (unsigned)f->size,
                   (unsigned)f->n);
    buf_str(b, "] ");
}

/* Rows of the kind, the byte or the object stream, and the place in that one. */
void pdf_file_finish(struct pdf_file *f, unsigned root, unsigned info)
{
    enum { FREE, PLAIN, GROUPED, KIND_BYTES = 1, PLACE_BYTES = 4, INDEX_BYTES = 1 };
    struct buf text = {0}, rows = {0};
    end_group(f);
    unsigned number = pdf_new_number(f);
    uint64_t start = f->size;
    f->places[number].at = (uint32_t)start;
    for (size_t i = 0; i < f->n; i++) {
        const struct object_place *p = &f->places[i];
        add_field(&rows, p->holder ? GROUPED : p->at ? PLAIN : FREE, KIND_BYTES);
        add_field(&rows, p->holder ? p->holder : p->at, PLACE_BYTES);
        add_field(&rows, p->holder ? p->at : 0, INDEX_BYTES);
    }
    buf_printf(&text, "/Type /XRef /W [%d %d %d] /Size %zu /Root %u 0 R /Info %u 0 R ", KIND_BYTES,
               PLACE_BYTES, INDEX_BYTES, f->n, root, info);
    add_identity(&text, f);
    pdf_write_text_stream(f, number, text.p, &rows);
    buf_clear(&text);
    buf_printf(&text, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)start);
    write_out(f, text.p, text.n);
    buf_drop(&text);
    buf_drop(&rows);
}

/* ---- libharu's objects ---- */

HPDF_Dict pdf_new_dict(struct pdf_file *f, const char *type)
{
    HPDF_Dict dict = HPDF_Dict_New(f->memory);
    if (type)
        HPDF_Dict_AddName(dict, "Type", type);
    return dict;
}

/* An empty object that only carries a number: all that libharu needs to refer to another. */
static HPDF_Null reference(struct pdf_file *f, unsigned number)
{
    HPDF_Null null = ARENA_NEW(f->arena, HPDF_Null_Rec);
    null->header.obj_class = HPDF_OCLASS_NULL;
    null->header.obj_id = number | HPDF_OTYPE_INDIRECT;
    return null;
}

void pdf_dict_refer(struct pdf_file *f, HPDF_Dict dict, const char *key, unsigned number)
{
    HPDF_Dict_Add(dict, key, reference(f, number));
}

void pdf_array_refer(struct pdf_file *f, HPDF_Array array, unsigned number)
{
    HPDF_Array_Add(array, reference(f, number));
}

enum { HIGH_SURROGATE = 0xD800, LOW_SURROGATE = 0xDC00, SURROGATE_BITS = 10, BMP_END = 0x10000 };

/* One or two UTF-16 units. */
static size_t utf16_encode(uint32_t cp, uint16_t unit[2])
{
    unit[0] = (uint16_t)cp;
    if (cp < BMP_END)
        return 1;
    cp -= BMP_END;
    unit[0] = (uint16_t)(HIGH_SURROGATE | cp >> SURROGATE_BITS);
    unit[1] = (uint16_t)(LOW_SURROGATE | (cp & ((1u << SURROGATE_BITS) - 1)));
    return 2;
}

const char *pdf_string_end(const char *utf8)
{
    enum { MARK_BYTES = 2, UNIT_BYTES = 2, MOST_BYTES = 32767 };
    const char *end = utf8 + strlen(utf8);
    for (size_t n = MARK_BYTES; utf8 < end;) {
        uint16_t unit[2];
        const char *next = utf8;
        n += UNIT_BYTES * utf16_encode(utf8_next(&next, end), unit);
        if (n > MOST_BYTES)
            break;
        utf8 = next;
    }
    return utf8;
}

static void add_text_string(struct buf *b, const char *utf8)
{
    const char *end = pdf_string_end(utf8);
    pdf_add_utf16(b, PDF_BYTE_ORDER_MARK);
    while (utf8 < end)
        pdf_add_utf16(b, utf8_next(&utf8, end));
}

HPDF_Binary pdf_new_string(struct pdf_file *f, const char *utf8)
{
    struct buf b = {0};
    add_text_string(&b, utf8);
    HPDF_Binary text = HPDF_Binary_New(f->memory, (HPDF_BYTE *)b.p, (HPDF_UINT)b.n);
    buf_drop(&b);
    return text;
}

static const struct buf *print_value(struct pdf_file *f, void *value)
{
    buf_clear(&f->printed);
    HPDF_Obj_WriteValue(value, f->stream, NULL);
    HPDF_Obj_ForceFree(f->memory, value);
    return &f->printed;
}

void pdf_write_value(struct pdf_file *f, unsigned number, void *value)
{
    pdf_write_text(f, number, print_value(f, value));
}

void pdf_begin_value_stream(struct pdf_file *f, unsigned number, HPDF_Dict dict, size_t n)
{
    f->too_large = f->too_large || n > f->limit;
    HPDF_Dict_AddNumber(dict, "Length", f->too_large ? 0 : (HPDF_INT32)n);
    begin_stream(f, number, print_value(f, dict));
}

void pdf_write_value_stream(struct pdf_file *f, unsigned number, HPDF_Dict dict, const void *bytes,
                            size_t n)
{
    pdf_begin_value_stream(f, number, dict, n);
    pdf_add_to_stream(f, bytes, n);
    pdf_end_stream(f);
}

/* ---- text ---- */

void pdf_write_text(struct pdf_file *f, unsigned number, const struct buf *text)
{
    if (!f->held)
        f->holder = pdf_new_number(f);
    f->places[number] = (struct object_place){f->held++, f->holder};
    buf_int(&f->index, number);
    buf_char(&f->index, ' ');
    buf_int(&f->index, (int64_t)f->values.n);
    buf_char(&f->index, ' ');
    buf_add(&f->values, text->p, text->n);
    buf_char(&f->values, '\n');
    if (f->held == GROUP_OBJECTS)
        end_group(f);
}

void pdf_write_text_stream(struct pdf_file *f, unsigned number, const char *entries,
                           const struct buf *bytes)
{
    pdf_packer_run(&f->packer, bytes->p, bytes->n);
    buf_clear(&f->printed);
    buf_str(&f->printed, "<< ");
    buf_str(&f->printed, entries);
    buf_str(&f->printed, "/Length ");
    buf_int(&f->printed, (int64_t)f->packer.n);
    buf_str(&f->printed, " /Filter /FlateDecode >>");
    write_stream(f, number, &f->printed, f->packer.bytes, f->packer.n);
}

void pdf_add_reference(struct buf *b, const char *before, unsigned number, const char *behind)
{
    buf_str(b, before);
    buf_int(b, number);
    buf_str(b, behind);
}

void pdf_add_utf16(struct buf *b, uint32_t cp)
{
    uint16_t unit[2];
    size_t n = utf16_encode(cp, unit);
    for (size_t i = 0; i < n; i++) {
        buf_char(b, (char)(unit[i] >> 8));
        buf_char(b, (char)(unit[i] & 0xFF));
    }
}

void pdf_add_utf16_hex(struct buf *b, uint32_t cp)
{
    uint16_t unit[2];
    static const char digits[] = "0123456789ABCDEF";
    enum { DIGIT_BITS = 4, FIRST_DIGIT = 12 };
    size_t n = utf16_encode(cp, unit);
    for (size_t i = 0; i < n; i++)
        for (int at = FIRST_DIGIT; at >= 0; at -= DIGIT_BITS)
            buf_char(b, digits[unit[i] >> at & ((1 << DIGIT_BITS) - 1)]);
}

void pdf_add_string(struct buf *b, const char *utf8)
{
    struct buf text = {0};
    add_text_string(&text, utf8);
    buf_char(b, '(');
    pdf_add_literal(b, text.p, text.n);
    buf_char(b, ')');
    buf_drop(&text);
}

void pdf_add_literal(struct buf *b, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\r') { /* would be read as a line feed */
            buf_str(b, "\\r");
            continue;
        }
        if (bytes[i] == '(' || bytes[i] == ')' || bytes[i] == '\\')
            buf_char(b, '\\');
        buf_char(b, bytes[i]);
    }
}

/* What is no letter or digit of ASCII stands as #XX. */
void pdf_add_name(struct buf *b, const char *utf8)
{
    buf_char(b, '/');
    for (const char *s = utf8; *s; s++) {
        bool plain =
            (*s >= '0' && *s <= '9') || (*s >= 'A' && *s <= 'Z') || (*s >= 'a' && *s <= 'z');
        if (plain)
            buf_char(b, *s);
        else
            buf_printf(b, "#%02X", (unsigned)(unsigned char)*s);
    }
}

void pdf_add_size(struct buf *b, const char *key, len_t width, len_t height)
{
    buf_char(b, '/');
    buf_str(b, key);
    buf_str(b, " [0 0 ");
    buf_fixed(b, width, PDF_DECIMALS);
    buf_char(b, ' ');
    buf_fixed(b, height, PDF_DECIMALS);
    buf_char(b, ']');
}
