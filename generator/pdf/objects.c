/*
 * Numbered objects and the file's frame: object streams and a cross-reference stream (PDF 1.5), so
 * that a page of a form costs few bytes. libharu builds and prints some of the dictionaries.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pdf/pdf_int.h"

/* Offsets are kept in 31 bits and numbers, as libharu has them, in 24; a margin of objects is left
 * for the end of the file. */
enum { NUMBER_MASK = 0xFFFFFF, MARGIN = 1 << 16, FIRST_CAP = 256 };
enum { GROUP_OBJECTS = 200, LINE_MAX_BYTES = 64 };
#define FILE_LIMIT ((uint64_t)INT32_MAX)

static void *allocate(HPDF_UINT n)
{
    return mem_alloc(n);
}

static HPDF_STATUS print(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
    struct objects *o = stream->attr;
    buf_add(&o->printed, bytes, n);
    return HPDF_OK;
}

static void write_out(struct objects *o, const void *bytes, size_t n)
{
    o->too_large = o->too_large || o->size + n > o->limit;
    if (o->too_large || o->refused)
        return;
    o->refused = !sink_write(o->out, bytes, n);
    o->size += n;
}

static void write_line(struct objects *o, const char *line)
{
    write_out(o, line, strlen(line));
}

void objects_open(struct objects *o, struct sink *out, struct arena *a)
{
    static const char header[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    *o = (struct objects){.out = out, .limit = FILE_LIMIT, .arena = a, .cap = FIRST_CAP, .n = 1};
    o->places = mem_alloc(o->cap * sizeof *o->places);
    o->places[0] = (struct object_place){0};
    HPDF_Error_Init(&o->error, NULL);
    o->memory = HPDF_MMgr_New(&o->error, 0, allocate, free);
    o->stream = HPDF_CallbackWriter_New(o->memory, print, o);
    packer_open(&o->packer, PACK_CONTENT);
    write_line(o, header);
}

void objects_close(struct objects *o)
{
    HPDF_Stream_Free(o->stream);
    HPDF_MMgr_Free(o->memory);
    packer_close(&o->packer);
    free(o->places);
    buf_drop(&o->printed);
    buf_drop(&o->group.index);
    buf_drop(&o->group.values);
}

unsigned objects_new(struct objects *o)
{
    if (o->n == o->cap) {
        o->cap *= 2;
        o->places = mem_realloc(o->places, o->cap * sizeof *o->places);
    }
    o->places[o->n] = (struct object_place){0};
    o->too_large = o->too_large || o->n > NUMBER_MASK - MARGIN;
    return (unsigned)o->n++;
}

/* An empty object that only carries a number. */
HPDF_Null objects_reserve(struct objects *o)
{
    HPDF_Null handle = ARENA_NEW(o->arena, HPDF_Null_Rec);
    handle->header.obj_class = HPDF_OCLASS_NULL;
    handle->header.obj_id = objects_new(o) | HPDF_OTYPE_INDIRECT;
    return handle;
}

HPDF_Dict objects_dict(struct objects *o, const char *type)
{
    HPDF_Dict dict = HPDF_Dict_New(o->memory);
    if (type)
        HPDF_Dict_AddName(dict, "Type", type);
    return dict;
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

void utf16_add(struct buf *b, uint32_t cp)
{
    uint16_t unit[2];
    size_t n = utf16_encode(cp, unit);
    for (size_t i = 0; i < n; i++) {
        buf_char(b, (char)(unit[i] >> 8));
        buf_char(b, (char)(unit[i] & 0xFF));
    }
}

void utf16_hex(struct buf *b, uint32_t cp)
{
    uint16_t unit[2];
    size_t n = utf16_encode(cp, unit);
    for (size_t i = 0; i < n; i++)
        buf_printf(b, "%04X", (unsigned)unit[i]);
}

static void text_string(struct buf *b, const char *utf8)
{
    const char *end = utf8 + strlen(utf8);
    utf16_add(b, UTF16_MARK);
    while (utf8 < end && b->n < HPDF_LIMIT_MAX_STRING_LEN - UTF8_MAX)
        utf16_add(b, utf8_next(&utf8, end));
}

HPDF_Binary objects_text(struct objects *o, const char *utf8)
{
    struct buf b = {0};
    text_string(&b, utf8);
    HPDF_Binary text = HPDF_Binary_New(o->memory, (HPDF_BYTE *)b.p, (HPDF_UINT)b.n);
    buf_drop(&b);
    return text;
}

void objects_text_add(struct buf *b, const char *utf8)
{
    struct buf text = {0};
    text_string(&text, utf8);
    buf_char(b, '(');
    literal_add(b, text.p, text.n);
    buf_char(b, ')');
    buf_drop(&text);
}

void literal_add(struct buf *b, const char *bytes, size_t n)
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

unsigned objects_number(HPDF_Null handle)
{
    return handle->header.obj_id & NUMBER_MASK;
}

static void begin(struct objects *o, unsigned number)
{
    char line[LINE_MAX_BYTES];
    o->places[number] = (struct object_place){(uint32_t)o->size, 0};
    snprintf(line, sizeof line, "%u 0 obj\n", number);
    write_line(o, line);
}

/* entries: rows of the dictionary but for Length. */
static void write_stream(struct objects *o, unsigned number, const char *entries,
                         const struct packer *p)
{
    char line[LINE_MAX_BYTES];
    begin(o, number);
    snprintf(line, sizeof line, "/Length %zu /Filter /FlateDecode >>\nstream\n", p->n);
    write_line(o, "<< ");
    write_line(o, entries);
    write_line(o, line);
    write_out(o, p->bytes, p->n);
    write_line(o, "\nendstream\nendobj\n");
}

void objects_emit_packed(struct objects *o, unsigned number, const char *entries,
                         const struct buf *bytes)
{
    packer_run(&o->packer, bytes->p ? bytes->p : "", bytes->n);
    write_stream(o, number, entries, &o->packer);
}

/* An object stream holds its objects' numbers and places first. */
static void end_group(struct objects *o)
{
    struct object_group *g = &o->group;
    if (!g->n)
        return;
    char entries[LINE_MAX_BYTES];
    snprintf(entries, sizeof entries, "/Type /ObjStm /N %u /First %zu ", g->n, g->index.n);
    buf_add(&g->index, g->values.p, g->values.n);
    objects_emit_packed(o, g->holder, entries, &g->index);
    buf_clear(&g->index);
    buf_clear(&g->values);
    g->n = 0;
}

void objects_emit_text(struct objects *o, unsigned number, const struct buf *text)
{
    struct object_group *g = &o->group;
    if (!g->n)
        g->holder = objects_new(o);
    o->places[number] = (struct object_place){g->n++, g->holder};
    buf_int(&g->index, number);
    buf_char(&g->index, ' ');
    buf_int(&g->index, (int64_t)g->values.n);
    buf_char(&g->index, ' ');
    buf_add(&g->values, text->p, text->n);
    buf_char(&g->values, '\n');
    if (g->n == GROUP_OBJECTS)
        end_group(o);
}

static void print_value(struct objects *o, void *value)
{
    buf_clear(&o->printed);
    HPDF_Obj_WriteValue(value, o->stream, NULL);
    HPDF_Obj_ForceFree(o->memory, value);
}

void objects_emit(struct objects *o, HPDF_Null handle, void *value)
{
    print_value(o, value);
    objects_emit_text(o, objects_number(handle), &o->printed);
}

void objects_emit_stream(struct objects *o, HPDF_Null handle, HPDF_Dict dict, const void *bytes,
                         size_t n)
{
    o->too_large = o->too_large || n > o->limit;
    HPDF_Dict_AddNumber(dict, "Length", o->too_large ? 0 : (HPDF_INT32)n);
    begin(o, objects_number(handle));
    print_value(o, dict);
    write_out(o, o->printed.p, o->printed.n);
    write_line(o, "\nstream\n");
    write_out(o, bytes, n);
    write_line(o, "\nendstream\nendobj\n");
}

void objects_pack(struct objects *o, HPDF_Null handle, HPDF_Dict dict, const struct buf *bytes)
{
    packer_run(&o->packer, bytes->p ? bytes->p : "", bytes->n);
    HPDF_Dict_AddName(dict, "Filter", "FlateDecode");
    objects_emit_stream(o, handle, dict, o->packer.bytes, o->packer.n);
}

HPDF_Null objects_add(struct objects *o, void *value)
{
    HPDF_Null handle = objects_reserve(o);
    objects_emit(o, handle, value);
    return handle;
}

/* A field of the cross-reference stream. */
static void add_field(struct buf *b, uint32_t value, int bytes)
{
    enum { BYTE_BITS = 8 };
    while (bytes--)
        buf_char(b, (char)(value >> (bytes * BYTE_BITS) & UINT8_MAX));
}

/* Rows of the kind, the byte or the object stream, and the place in that one. */
static void emit_places(struct objects *o, unsigned number, const char *entries)
{
    enum { FREE, PLAIN, GROUPED, KIND_BYTES = 1, PLACE_BYTES = 4, INDEX_BYTES = 1 };
    struct buf rows = {0};
    o->places[number].at = (uint32_t)o->size;
    for (size_t i = 0; i < o->n; i++) {
        const struct object_place *p = &o->places[i];
        add_field(&rows, p->holder ? GROUPED : p->at ? PLAIN : FREE, KIND_BYTES);
        add_field(&rows, p->holder ? p->holder : p->at, PLACE_BYTES);
        add_field(&rows, p->holder ? p->at : 0, INDEX_BYTES);
    }
    objects_emit_packed(o, number, entries, &rows);
    buf_drop(&rows);
}

void objects_finish(struct objects *o, HPDF_Null root, HPDF_Null info)
{
    struct buf b = {0};
    end_group(o);
    unsigned number = objects_new(o);
    uint64_t start = o->size;
    buf_printf(&b, "/Type /XRef /W [1 4 1] /Size %zu /Root %u 0 R /Info %u 0 R ", o->n,
               objects_number(root), objects_number(info));
    emit_places(o, number, b.p);
    buf_clear(&b);
    buf_printf(&b, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)start);
    write_out(o, b.p, b.n);
    buf_drop(&b);
}
