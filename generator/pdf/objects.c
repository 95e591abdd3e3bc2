/*
 * Numbered objects and the file's frame. libharu builds and prints dictionaries; the handles in
 * its cross-reference list are empty objects that only carry a number, so that a page costs no
 * more than that once it is written.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pdf/pdf_int.h"

/* libharu counts offsets in 31 bits and objects in 23; a margin of objects is left for the end of
 * the file. Its list of objects grows by XREF_STEP. */
enum { XREF_STEP = 1 << 12, NUMBER_MASK = 0xFFFFFF, LINE_MAX_BYTES = 64, MARGIN = 1 << 16 };
#define FILE_LIMIT ((uint64_t)INT32_MAX)

static void *allocate(HPDF_UINT n)
{
    return mem_alloc(n);
}

static HPDF_STATUS write_out(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
    struct objects *o = stream->attr;
    o->too_large = o->too_large || (uint64_t)stream->size + n > o->limit;
    o->refused = o->refused || (!o->too_large && !sink_write(o->out, bytes, n));
    if (o->too_large || o->refused)
        return HPDF_SetError(stream->error, HPDF_FILE_IO_ERROR, 0);
    return HPDF_OK;
}

void objects_open(struct objects *o, struct sink *out)
{
    static const char header[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    *o = (struct objects){.out = out, .limit = FILE_LIMIT};
    HPDF_Error_Init(&o->error, NULL);
    o->memory = HPDF_MMgr_New(&o->error, 0, allocate, free);
    o->xref = HPDF_Xref_New(o->memory, 0);
    o->xref->entries->items_per_block = XREF_STEP;
    o->stream = HPDF_CallbackWriter_New(o->memory, write_out, o);
    HPDF_Stream_WriteStr(o->stream, header);
}

void objects_close(struct objects *o)
{
    HPDF_Xref_Free(o->xref);
    HPDF_Stream_Free(o->stream);
    HPDF_MMgr_Free(o->memory);
}

HPDF_Null objects_reserve(struct objects *o)
{
    HPDF_Null handle = HPDF_Null_New(o->memory);
    HPDF_Xref_Add(o->xref, handle);
    o->too_large = o->too_large || o->xref->entries->count > HPDF_LIMIT_MAX_XREF_ELEMENT - MARGIN;
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

HPDF_Binary objects_text(struct objects *o, const char *utf8)
{
    struct buf b = {0};
    const char *end = utf8 + strlen(utf8);
    utf16_add(&b, UTF16_MARK);
    while (utf8 < end && b.n < HPDF_LIMIT_MAX_STRING_LEN - UTF8_MAX)
        utf16_add(&b, utf8_next(&utf8, end));
    HPDF_Binary text = HPDF_Binary_New(o->memory, (HPDF_BYTE *)b.p, (HPDF_UINT)b.n);
    buf_drop(&b);
    return text;
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

static void begin(struct objects *o, HPDF_UINT number)
{
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(o->xref, number);
    if (!entry)
        return;
    entry->byte_offset = o->stream->size;
    HPDF_Stream_WriteUInt(o->stream, number);
    HPDF_Stream_WriteStr(o->stream, " 0 obj\n");
}

static void end(struct objects *o)
{
    HPDF_Stream_WriteStr(o->stream, "\nendobj\n");
}

void objects_emit(struct objects *o, HPDF_Null handle, void *value)
{
    begin(o, objects_number(handle));
    HPDF_Obj_WriteValue(value, o->stream, NULL);
    end(o);
    HPDF_Obj_ForceFree(o->memory, value);
}

void objects_emit_stream(struct objects *o, HPDF_Null handle, HPDF_Dict dict, const void *bytes,
                         size_t n)
{
    o->too_large = o->too_large || n > o->limit;
    HPDF_Dict_AddNumber(dict, "Length", o->too_large ? 0 : (HPDF_INT32)n);
    begin(o, objects_number(handle));
    HPDF_Obj_WriteValue(dict, o->stream, NULL);
    HPDF_Stream_WriteStr(o->stream, "\nstream\n");
    HPDF_Stream_Write(o->stream, bytes, (HPDF_UINT)n);
    HPDF_Stream_WriteStr(o->stream, "\nendstream");
    end(o);
    HPDF_Obj_ForceFree(o->memory, dict);
}

void objects_emit_text(struct objects *o, HPDF_Null handle, const struct buf *text)
{
    begin(o, objects_number(handle));
    HPDF_Stream_Write(o->stream, (HPDF_BYTE *)text->p, (HPDF_UINT)text->n);
    end(o);
}

HPDF_Null objects_add(struct objects *o, void *value)
{
    HPDF_Null handle = objects_reserve(o);
    objects_emit(o, handle, value);
    return handle;
}

/* Objects that libharu made and linked by itself: the outline. */
static void emit_rest(struct objects *o)
{
    HPDF_List entries = o->xref->entries;
    for (HPDF_UINT i = 1; i < entries->count && !o->error.error_no; i++) {
        HPDF_XrefEntry entry = entries->obj[i];
        if (entry->byte_offset)
            continue;
        begin(o, i);
        HPDF_Obj_WriteValue(entry->obj, o->stream, NULL);
        end(o);
    }
}

static void emit_offsets(struct objects *o)
{
    HPDF_List entries = o->xref->entries;
    struct buf b = {0};
    buf_printf(&b, "xref\n0 %u\n", entries->count);
    for (HPDF_UINT i = 0; i < entries->count; i++) {
        HPDF_XrefEntry entry = entries->obj[i];
        buf_printf(&b, "%010u %05u %c\r\n", entry->byte_offset, entry->gen_no, entry->entry_typ);
    }
    HPDF_Stream_Write(o->stream, (HPDF_BYTE *)b.p, (HPDF_UINT)b.n);
    buf_drop(&b);
}

void objects_finish(struct objects *o, HPDF_Null root, HPDF_Null info)
{
    emit_rest(o);
    HPDF_Dict trailer = o->xref->trailer;
    HPDF_Dict_Add(trailer, "Root", root);
    HPDF_Dict_Add(trailer, "Info", info);
    HPDF_Dict_AddNumber(trailer, "Size", (HPDF_INT32)o->xref->entries->count);
    HPDF_UINT start = o->stream->size;
    emit_offsets(o);
    HPDF_Stream_WriteStr(o->stream, "trailer\n");
    HPDF_Dict_Write(trailer, o->stream, NULL);
    char tail[LINE_MAX_BYTES];
    snprintf(tail, sizeof tail, "\nstartxref\n%u\n%%%%EOF\n", start);
    HPDF_Stream_WriteStr(o->stream, tail);
}
