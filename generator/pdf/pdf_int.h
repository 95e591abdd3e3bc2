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

/* ---- objects.c ---- */

/* Where an object's value is: at a byte of the file, or the at-th of the object stream holder. */
struct object_place {
    uint32_t at, holder;
};

/* Small values that are compressed together, as an object stream. */
struct object_group {
    unsigned holder, n;
    struct buf index, values;
};

/*
 * The file's numbered objects. A number is taken first, so that other objects can refer to it; its
 * value is written when it is known. What is no stream goes into groups that are compressed
 * together. A handle is a number that libharu's dictionaries can refer to, by HPDF_Dict_Add or
 * HPDF_Array_Add.
 */
struct objects {
    HPDF_Error_Rec error;
    HPDF_MMgr memory;
    HPDF_Stream stream; /* libharu prints into printed */
    struct buf printed;
    struct arena *arena;
    struct sink *out;
    struct packer packer;
    struct object_place *places; /* by number */
    size_t n, cap;
    struct object_group group;
    uint64_t size;           /* bytes written */
    uint64_t limit;          /* bytes the file may have */
    bool too_large, refused; /* refused: by the sink, which has reported why */
};

void objects_open(struct objects *o, struct sink *out, struct arena *a);
void objects_close(struct objects *o);
unsigned objects_new(struct objects *o);
HPDF_Null objects_reserve(struct objects *o);
unsigned objects_number(HPDF_Null handle);
HPDF_Dict objects_dict(struct objects *o, const char *type);
/* UTF-8 as a text string (UTF-16BE); and the same as it stands in a text that is written by hand.
 */
HPDF_Binary objects_text(struct objects *o, const char *utf8);
void objects_text_add(struct buf *b, const char *utf8);
void objects_emit(struct objects *o, HPDF_Null handle, void *value);
/* The value of a stream: dict gets its Length; bytes are written as they are. */
void objects_emit_stream(struct objects *o, HPDF_Null handle, HPDF_Dict dict, const void *bytes,
                         size_t n);
/* A value that was written by hand; references in it are "7 0 R". */
void objects_emit_text(struct objects *o, unsigned number, const struct buf *text);
/* Compresses and writes as a stream. */
void objects_pack(struct objects *o, HPDF_Null handle, HPDF_Dict dict, const struct buf *bytes);
/* A stream that is compressed here; entries: more rows of its dictionary, or "". */
void objects_emit_packed(struct objects *o, unsigned number, const char *entries,
                         const struct buf *bytes);
/* For values of one use: the number they were written under. */
HPDF_Null objects_add(struct objects *o, void *value);
/* What is left of the groups, and the cross-reference stream. */
void objects_finish(struct objects *o, HPDF_Null root, HPDF_Null info);

/* The sign at the head of a text string in UTF-16BE. */
enum { UTF16_MARK = 0xFEFF };

/* UTF-16BE, and the same as hexadecimal digits. */
void utf16_add(struct buf *b, uint32_t cp);
void utf16_hex(struct buf *b, uint32_t cp);

/* Bytes of a literal string, to stand between its parentheses. */
void literal_add(struct buf *b, const char *bytes, size_t n);

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
    unsigned sheet; /* the last page or layer that it was drawn on */
};

struct pdf_images {
    struct arena *arena;
    struct map numbers; /* of struct image's address */
    VEC(struct pdf_image) list;
    struct buf used; /* rows of this sheet's /XObject dictionary */
};

/* The picture's number, which names it on this page; written to the file when it is new. */
size_t pdf_image_use(struct pdf *pdf, const struct image *image);

/* ---- layers.c ---- */

/* What pages share: form XObjects. */
struct pdf_layers {
    struct arena *arena;
    struct map numbers; /* of struct page_layer's address */
    VEC(unsigned) list; /* their objects */
};

/* The layer's number, which names it on this page; written to the file when it is new. */
size_t pdf_layer_use(struct pdf *pdf, const struct page *page);

/* ---- content.c ---- */

/* The content stream of the page's own items, added to pdf->content. */
void pdf_content_build(struct pdf *pdf, const struct page *page);

/* ---- tree.c ---- */

enum { TREE_KIDS = 64, TREE_LEVELS = 8 };

/* The balanced page tree: only its right edge is in memory. */
struct tree {
    struct tree_node {
        unsigned number; /* 0: not open */
        unsigned kids[TREE_KIDS];
        int n, pages;
    } levels[TREE_LEVELS];
};

/* Takes in a page; returns the parent that the page must name. */
unsigned pdf_tree_add(struct tree *t, struct objects *o, unsigned page);
/* Writes what is left; the root's number. entries: the rows that all pages inherit. */
unsigned pdf_tree_finish(struct tree *t, struct objects *o, const char *entries);

/* ---- outline.c ---- */

enum { OUTLINE_DEPTH = 32, LABEL_RANGES = 16000 };

/* An item is written when its next sibling or its parent's end is known: only the last one and its
 * ancestors are in memory. */
struct outline_item {
    int level, count; /* count: items below it */
    unsigned number, previous, first, last;
    struct buf entries; /* title and destination */
};
struct outline {
    struct outline_item
        open[OUTLINE_DEPTH + 1]; /* open[0] is the root; number 0: no bookmark yet */
    size_t depth;                /* open ones below the root */
};

void pdf_outline_add(struct outline *l, struct objects *o, const struct page *page,
                     unsigned page_number);
/* Writes what is left; the root's number, 0 when there is no bookmark. */
unsigned pdf_outline_finish(struct outline *l, struct objects *o);
void pdf_outline_close(struct outline *l);

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
    unsigned page; /* 0: no anchor yet */
    struct pdf_view view;
    uint32_t next; /* number + 1 of another with the same hash */
};

struct destinations {
    struct arena *arena;
    struct map numbers; /* of the first with a hash */
    VEC(struct destination) list;
};

/* Takes in the page's anchors. An anchor that was there before is reported and ends the work. */
void pdf_anchors_add(struct pdf *pdf, const struct page *page, unsigned number);
/* Writes the page's links; their numbers go into its annotations. */
void pdf_links_add(struct pdf *pdf, const struct page *page, struct buf *annotations);
/* False: a link leads nowhere, reported. */
bool pdf_links_check(struct pdf *pdf);
/* Writes the name tree; 0 when there are no names. */
unsigned pdf_destinations_write(struct pdf *pdf);

/* A rectangle of the page as an entry of an annotation. */
void pdf_box_add(struct buf *b, const struct page *page, len_t x, len_t y, len_t width,
                 len_t height);

/* ---- fillable.c ---- */

enum form_role { FORM_TEXT, FORM_RADIO, FORM_CHECK, FORM_GROUP };

/* A field of the AcroForm; its kids are widgets, or the boxes' fields of a group. */
struct form_field {
    const char *name, *label; /* label: or NULL */
    enum form_role role;
    size_t parent; /* index + 1 of its group, or 0 */
    unsigned number;
    len_t size;
    int comb;
    bool several_lines, centred, key;
    VEC(unsigned) kids;
};

struct forms {
    struct fonts *fonts; /* NULL: the file is not to be filled in */
    VEC(struct form_field) fields;
    size_t font;      /* for what is typed: its number + 1, or 0 */
    unsigned nothing; /* an empty appearance */
};

/* Writes the page's widgets; their numbers go into its annotations. */
void pdf_widgets_add(struct pdf *pdf, const struct page *page, unsigned page_number,
                     struct buf *annotations);
/* Writes the fields; the number of the form's dictionary, or 0. */
unsigned pdf_forms_finish(struct pdf *pdf);

/* ---- pdf.c ---- */

struct pdf {
    struct arena *arena;
    struct diags *diags;
    struct objects objects;
    struct pdf_fonts fonts;
    struct pdf_images images;
    struct pdf_layers layers;
    struct destinations destinations;
    struct forms forms;
    struct tree tree;
    struct outline outline;
    struct labels labels;
    struct buf content, string;
    struct buf entries; /* of the page's dictionary */
    struct buf annotations;
    HPDF_Null catalog, info;
    int n_pages;
    unsigned sheet; /* counts pages and layers */
    bool failed;
};

#endif
