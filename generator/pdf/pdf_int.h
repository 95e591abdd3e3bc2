/*
 * What the files of pdf/ share: objects over libharu, compression, fonts, pictures, content
 * streams, the page tree, the outline, links.
 *
 * libharu keeps its first error until the document ends, so its calls go unchecked one by one;
 * pdf_sound looks once a page and once at the end. Its allocator never returns NULL.
 */
#ifndef HONGTOU_PDF_PDF_INT_H
#define HONGTOU_PDF_PDF_INT_H

#include <hpdf.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>

#include "base/map.h"
#include "base/mem.h"
#include "pdf/pdf.h"

struct libdeflate_compressor;

/* ---- objects.c ---- */

/*
 * The file's numbered objects. A number is reserved as a handle, which other objects refer to by
 * HPDF_Dict_Add or HPDF_Array_Add; its value is written when it is known, and freed.
 */
struct objects {
    HPDF_Error_Rec error;
    HPDF_MMgr memory;
    HPDF_Xref xref;
    HPDF_Stream stream;
    struct sink *out;
    uint64_t limit;          /* bytes the file may have */
    bool too_large, refused; /* refused: by the sink, which has reported why */
};

void objects_open(struct objects *o, struct sink *out);
void objects_close(struct objects *o);
HPDF_Null objects_reserve(struct objects *o);
HPDF_Dict objects_dict(struct objects *o, const char *type);
/* UTF-8 as a text string (UTF-16BE). */
HPDF_Binary objects_text(struct objects *o, const char *utf8);
void objects_emit(struct objects *o, HPDF_Null handle, void *value);
/* The value of a stream: dict gets its Length; bytes are written as they are. */
void objects_emit_stream(struct objects *o, HPDF_Null handle, HPDF_Dict dict, const void *bytes,
                         size_t n);
/* A value that was written by hand. */
void objects_emit_text(struct objects *o, HPDF_Null handle, const struct buf *text);
/* The number that a reference in such a text names: "7 0 R". */
unsigned objects_number(HPDF_Null handle);
/* For values of one use: the number they were written under. */
HPDF_Null objects_add(struct objects *o, void *value);
/* Whatever libharu still holds, the cross-reference table and the trailer. */
void objects_finish(struct objects *o, HPDF_Null root, HPDF_Null info);

/* The sign at the head of a text string in UTF-16BE. */
enum { UTF16_MARK = 0xFEFF };

/* UTF-16BE, and the same as hexadecimal digits. */
void utf16_add(struct buf *b, uint32_t cp);
void utf16_hex(struct buf *b, uint32_t cp);

/* Bytes of a literal string, to stand between its parentheses. */
void literal_add(struct buf *b, const char *bytes, size_t n);

/* ---- packer.c ---- */

/* A compressor and its output, used again and again. */
struct packer {
    struct libdeflate_compressor *compressor;
    char *bytes;
    size_t n, cap;
};

/* libdeflate's levels. A CFF of 634 KB takes 6.7 ms for 503 KB at level 1, 12.8 ms for 498 KB at
 * level 6: fonts are most of a small document's time, pages little. */
enum packing { PACK_CONTENT = 6, PACK_FONT = 1 };

void packer_open(struct packer *p, enum packing packing);
void packer_close(struct packer *p);
void packer_run(struct packer *p, const void *bytes, size_t n);
/* Compresses with p and writes as a stream. */
void packer_emit(struct packer *p, struct objects *o, HPDF_Null handle, HPDF_Dict dict,
                 const struct buf *b);

/* ---- fonts.c ---- */

/* What a CID stands for. */
struct cid {
    uint32_t glyph;
    uint32_t text[2];
    int advance;
};

/* A face as this document uses it: CIDs are given out in the order of first use. */
struct pdf_font {
    const struct face *face;
    HPDF_Null handle;
    struct map numbers;   /* of glyph and text */
    VEC(struct cid) cids; /* cids.v[0] is .notdef */
    char name[128];       /* tag and PostScript name */
};

struct pdf_fonts {
    struct arena *arena;
    HPDF_Null handle; /* of the /Font dictionary that all pages share */
    VEC(struct pdf_font) list;
};

/* The number of a font for this face that has room for n more CIDs. */
size_t pdf_fonts_use(struct pdf_fonts *f, struct objects *o, const struct face *face, size_t n);
uint16_t pdf_font_cid(struct pdf_fonts *f, size_t font, const struct placed_glyph *g);
/* Subsets and writes all fonts; false: reported. */
bool pdf_fonts_embed(struct pdf_fonts *f, struct pdf *pdf);
HPDF_Dict pdf_fonts_dict(const struct pdf_fonts *f, struct objects *o);

/* ---- program.c ---- */

/* The font programs, made by as many threads as the machine has. */
struct font_program {
    struct subset subset;
    struct packer packed;
    struct diags *diags;
    bool ok;
};

void programs_make(const struct pdf_fonts *f, struct font_program *programs, struct diags *d);
void programs_free(struct font_program *programs, size_t n);

/* ---- describe.c ---- */

/* Writes the font's dictionaries and streams. */
void pdf_font_describe(struct pdf_font *f, struct pdf *pdf, const struct font_program *program);
/* A subset's name: a tag from its content, then the PostScript name. */
void pdf_font_name(struct pdf_font *f);

/* ---- images.c ---- */

struct pdf_image {
    HPDF_Null handle;
    int page; /* the last that it was drawn on */
};

struct pdf_images {
    struct arena *arena;
    struct map numbers; /* of struct image's address */
    VEC(struct pdf_image) list;
    struct buf used; /* rows of this page's /XObject dictionary */
};

/* The picture's number, which names it on this page; written to the file when it is new. */
size_t pdf_image_use(struct pdf *pdf, const struct image *image);

/* ---- content.c ---- */

/* The page's content stream, into pdf->content. */
void pdf_content_build(struct pdf *pdf, const struct page *page);

/* ---- tree.c ---- */

enum { TREE_KIDS = 64, TREE_LEVELS = 8 };

/* The balanced page tree: only its right edge is in memory. */
struct tree {
    struct tree_node {
        HPDF_Null handle;
        HPDF_Array kids;
        int n, pages;
    } levels[TREE_LEVELS];
};

/* Takes in a page; returns the parent that the page must name. */
HPDF_Null pdf_tree_add(struct tree *t, struct objects *o, HPDF_Null page);
/* Writes what is left; the root, which gets the resources. */
HPDF_Null pdf_tree_finish(struct tree *t, struct objects *o, HPDF_Null resources);
void pdf_tree_close(struct tree *t, struct objects *o);

/* ---- outline.c ---- */

enum { OUTLINE_DEPTH = 32, LABEL_RANGES = 16000 };

struct outline {
    HPDF_Outline root; /* NULL: no bookmark yet */
    struct {
        int level;
        HPDF_Outline item;
    } open[OUTLINE_DEPTH]; /* the last item's ancestors and itself */
    size_t depth;
};

void pdf_outline_add(struct outline *l, struct objects *o, const struct page *page,
                     HPDF_Null handle);

/* Where the pages' own numbers start, and start anew. */
struct label_range {
    int index, number;
};

struct labels {
    struct arena *arena;
    VEC(struct label_range) ranges;
    int next; /* the number that follows the last page's */
};

void pdf_labels_add(struct labels *l, int index, int number);
HPDF_Dict pdf_labels_dict(const struct labels *l, struct objects *o);

/* Where to scroll to, in whole points from the paper's lower left corner: the upper left corner of
 * what is to be in view. */
struct pdf_view {
    int left, top; /* left AS_IT_IS: no other than now */
};
enum { AS_IT_IS = -1 };

/* Rounded so that what stands at y is in view. On a turned page y runs along the paper's lower
 * edge, where the lines start. */
static inline struct pdf_view pdf_view_of(const struct page *page, len_t y)
{
    if (page->turned)
        return (struct pdf_view){(int)(y / LEN_PT), 0};
    return (struct pdf_view){AS_IT_IS, (int)((page->height - y + LEN_PT - 1) / LEN_PT)};
}

/* ---- links.c ---- */

/* A name that links lead to, or anchors bear. Links may come first. */
struct destination {
    const char *name;
    const char *key; /* the name as the file has it */
    size_t key_size;
    HPDF_Null page; /* NULL: no anchor yet */
    struct pdf_view view;
    uint32_t next; /* number + 1 of another with the same hash */
};

struct destinations {
    struct arena *arena;
    struct map numbers; /* of the first with a hash */
    VEC(struct destination) list;
};

/* Takes in the page's anchors. An anchor that was there before is reported and ends the work. */
void pdf_anchors_add(struct pdf *pdf, const struct page *page, HPDF_Null handle);
/* Writes the page's links; their numbers go into its dictionary. */
void pdf_links_add(struct pdf *pdf, const struct page *page);
/* False: a link leads nowhere, reported. */
bool pdf_links_check(struct pdf *pdf);
/* Writes the name tree; NULL when there are no names. */
HPDF_Null pdf_destinations_write(struct pdf *pdf);

/* ---- pdf.c ---- */

struct pdf {
    struct arena *arena;
    struct diags *diags;
    struct objects objects;
    struct packer packer;
    struct pdf_fonts fonts;
    struct pdf_images images;
    struct destinations destinations;
    struct tree tree;
    struct outline outline;
    struct labels labels;
    struct buf content, string;
    struct buf entries; /* of the page's dictionary */
    HPDF_Null catalog, info;
    int n_pages;
    bool failed;
};

#endif
