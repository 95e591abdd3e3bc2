/* PNG files made by hand, chunk by chunk, without the library under test. */
#ifndef HONGTOU_TESTS_UNIT_IMAGE_PNG_FILE_H
#define HONGTOU_TESTS_UNIT_IMAGE_PNG_FILE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../findings.h"
#include "../outside.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "image/image.h"

enum { GREY = 0, RGB = 2, PALETTE = 3, GREY_ALPHA = 4, RGBA = 6 };

struct png_kind {
    uint32_t width, height;
    int depth, type;
    bool interlaced;
};

static inline void add_number(struct buf *b, uint32_t n)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_char(b, (char)(n >> shift & 0xFF));
}

static inline void add_chunk(struct buf *b, const char *type, const void *bytes, size_t n)
{
    add_number(b, (uint32_t)n);
    size_t start = b->n;
    buf_str(b, type);
    buf_add(b, bytes, n);
    add_number(b, libdeflate_crc32(0, b->p + start, b->n - start));
}

static inline void add_header(struct buf *b, const struct png_kind *k)
{
    struct buf header = {0};
    add_number(&header, k->width);
    add_number(&header, k->height);
    const char rest[] = {(char)k->depth, (char)k->type, 0, 0, (char)k->interlaced};
    buf_add(&header, rest, sizeof rest);
    buf_add(b, "\x89PNG\r\n\x1A\n", 8);
    add_chunk(b, "IHDR", header.p, header.n);
    buf_drop(&header);
}

/* Rows, each behind its filter's number, and the end. */
static inline void add_rows(struct buf *b, const void *rows, size_t n)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
    size_t room = libdeflate_zlib_compress_bound(c, n);
    char *packed = malloc(room);
    size_t size = libdeflate_zlib_compress(c, rows, n, packed, room);
    add_chunk(b, "IDAT", packed, size);
    add_chunk(b, "IEND", NULL, 0);
    free(packed);
    libdeflate_free_compressor(c);
}

/* One test's world: a folder, and a document whose second line names the picture. */
struct bench {
    struct arena *arena;
    struct diags *diags;
    struct pos pos;
    char *folder;
    char *path;
};

static inline int bench_open(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    static const char text[] = "<a>\n<b 图=\"x.png\"/>\n";
    b->arena = arena_new();
    b->diags = diags_new(DIAG_EN);
    b->pos = (struct pos){source_new(b->arena, "doc.xml", text, sizeof text - 1), 4};
    b->folder = folder_new(b->arena);
    if (!b->folder)
        return -1;
    b->path = arena_printf(b->arena, "%s/x.png", b->folder);
    *state = b;
    return 0;
}

static inline int bench_close(void **state)
{
    struct bench *b = *state;
    int left = folder_drop(b->arena, b->folder);
    diags_drop(b->diags);
    arena_drop(b->arena);
    free(b);
    return left;
}

static inline struct image *read_bytes(struct bench *b, const void *bytes, size_t n)
{
    assert_true(file_put(b->path, bytes, n));
    return image_read(b->arena, b->path, b->pos, b->diags);
}

/* One finding, at the document's place, with a hint. */
static inline void assert_fault(struct bench *b, const char *code)
{
    char *text = findings_text(b->arena, b->diags);
    const char *start = arena_printf(b->arena, "doc.xml:2:1: error[%s]: ", code);
    if (strncmp(text, start, strlen(start)) != 0 || !strstr(text, "\n  hint: ") ||
        strstr(text + 1, "doc.xml:2:1: error"))
        fail_msg("not one %s:\n%s", code, text);
}

#endif
