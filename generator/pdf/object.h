/*
 * The one writer of PDF objects: numbers, values, streams, cross references. Private to the room.
 *
 * An object's number is taken first, so that others can refer to it; its value is written once,
 * when it is known. There are two kinds of values, and one way to write each:
 *
 * - libharu's objects (HPDF_Dict, HPDF_Array, HPDF_Binary …): what a document has a few of and what
 *   is made of typed values: the information, fonts and their descriptors, pictures, page labels.
 *   pdf_write_value and pdf_write_value_stream print and free them. They refer to others by
 *   pdf_dict_refer and pdf_array_refer.
 * - Text of our own, bytes in a struct buf: what a document has by the page, link, field, heading
 *   or name, a hundred thousand times, and what reaches it from the catalog down; and the bulk in
 *   streams: page contents, layers, maps of glyphs and of their text. pdf_write_text and
 *   pdf_write_text_stream write it. It refers to others as "7 0 R", and what needs care in its
 *   spelling is added by pdf_add_….
 *
 * Whatever is no stream goes into object streams (PDF 1.5), so that a page of a form costs few
 * bytes. libharu keeps its first error, so its calls go unchecked one by one: pdf_file_sound looks
 * once a page and once at the end. Its allocator never returns NULL.
 */
#ifndef HONGTOU_PDF_OBJECT_H
#define HONGTOU_PDF_OBJECT_H

#include <hpdf.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/len.h"
#include "base/mem.h"

/* ---- compression ---- */

struct libdeflate_compressor;

/* A compressor and its output, used again and again. */
struct pdf_packer {
    struct libdeflate_compressor *compressor;
    char *bytes;
    size_t n, cap;
};

/* libdeflate's levels. A CFF of 634 KB takes 6.7 ms for 503 KB at level 1, 12.8 ms for 498 KB at
 * level 6: fonts are most of a small document's time, pages little. */
enum pdf_packing { PACK_CONTENT = 6, PACK_FONT = 1 };

void pdf_packer_open(struct pdf_packer *p, enum pdf_packing packing);
void pdf_packer_close(struct pdf_packer *p);
void pdf_packer_run(struct pdf_packer *p, const void *bytes, size_t n);
/* The output as the caller's, to free. */
char *pdf_packer_take(struct pdf_packer *p, size_t *n);

/* ---- the file ---- */

/* Where an object's value is: at a byte of the file, or the at-th of the object stream holder. */
struct object_place {
    uint32_t at, holder;
};

struct pdf_file {
    HPDF_Error_Rec error;
    HPDF_MMgr memory;
    HPDF_Stream stream; /* libharu prints into printed */
    struct buf printed;
    struct arena *arena;
    struct sink *out;
    struct pdf_packer packer;
    struct object_place *places; /* by number */
    size_t n, cap;
    unsigned holder, held; /* the open object stream, and how many are in it */
    struct buf index, values;
    uint64_t size;           /* bytes written */
    uint32_t crc, adler;     /* sums of them */
    uint64_t limit;          /* bytes the file may have */
    bool too_large, refused; /* refused: by the sink, which has reported why */
};

void pdf_file_open(struct pdf_file *f, struct sink *out, struct arena *a);
void pdf_file_close(struct pdf_file *f);
/* No error so far. */
bool pdf_file_sound(const struct pdf_file *f);
/* The last object stream, and the cross-reference stream, which names the file by its content. */
void pdf_file_finish(struct pdf_file *f, unsigned root, unsigned info);

/* The number of an object to come. */
unsigned pdf_new_number(struct pdf_file *f);

/* ---- libharu's objects ---- */

HPDF_Dict pdf_new_dict(struct pdf_file *f, const char *type); /* type: or NULL */
void pdf_dict_refer(struct pdf_file *f, HPDF_Dict dict, const char *key, unsigned number);
void pdf_array_refer(struct pdf_file *f, HPDF_Array array, unsigned number);
/* UTF-8 as a text string. */
HPDF_Binary pdf_new_string(struct pdf_file *f, const char *utf8);

/* Writes the value under a number, and frees it. */
void pdf_write_value(struct pdf_file *f, unsigned number, void *value);
/* A stream's dictionary, which gets its Length, and its bytes as they are. */
void pdf_write_value_stream(struct pdf_file *f, unsigned number, HPDF_Dict dict, const void *bytes,
                            size_t n);

/* The same with bytes that come piece by piece, n of them in all. */
void pdf_begin_value_stream(struct pdf_file *f, unsigned number, HPDF_Dict dict, size_t n);
void pdf_add_to_stream(struct pdf_file *f, const void *bytes, size_t n);
void pdf_end_stream(struct pdf_file *f);

/* ---- text ---- */

void pdf_write_text(struct pdf_file *f, unsigned number, const struct buf *text);
/* A stream that is compressed here; entries: more rows of its dictionary, or "". */
void pdf_write_text_stream(struct pdf_file *f, unsigned number, const char *entries,
                           const struct buf *bytes);

enum { PDF_DECIMALS = 3 }; /* of a len_t in points: exact */

/* Where a text string of UTF-8 ends: no longer than an archived file's may be. */
const char *pdf_string_end(const char *utf8);
/* UTF-8 as a text string, in parentheses. */
void pdf_add_string(struct buf *b, const char *utf8);
/* Bytes of a literal string, to stand between its parentheses. */
void pdf_add_literal(struct buf *b, const char *bytes, size_t n);
/* A name, its sign before it. */
void pdf_add_name(struct buf *b, const char *utf8);
/* UTF-16BE, and the same as hexadecimal digits. PDF_BYTE_ORDER_MARK heads a text string. */
enum { PDF_BYTE_ORDER_MARK = 0xFEFF };
void pdf_add_utf16(struct buf *b, uint32_t cp);
void pdf_add_utf16_hex(struct buf *b, uint32_t cp);
/* The object's number between two texts: "/Parent ", 7, " 0 R ". */
void pdf_add_reference(struct buf *b, const char *before, unsigned number, const char *behind);
/* "/BBox [0 0 WIDTH HEIGHT] ", /MediaBox … */
void pdf_add_size(struct buf *b, const char *key, len_t width, len_t height);

#endif
