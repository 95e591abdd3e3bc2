/*
 * What the files of pdf/ share: the document being written, and its fonts, pictures, layers, trees,
 * links and fields. object.h has the objects that they become.
 */
#ifndef HONGTOU_PDF_PDF_INT_H
#define HONGTOU_PDF_PDF_INT_H

#include "base/mem.h"
#include "pdf/object.h"
#include "pdf/pdf.h"

/* ---- font.c ---- */

/* What a CID stands for. */
struct cid {
    uint32_t glyph;
    uint32_t text[2];
    int advance;
};

/* A face as this document uses it: CIDs are given out in the order of first use. */
struct pdf_font {
    const struct face *face;
    unsigned number;
    struct map numbers;   /* of glyph and text */
    VEC(struct cid) cids; /* cids.v[0] is .notdef */
    char name[128];       /* tag and PostScript name */
};

struct pdf_fonts {
    unsigned number;    /* of the /Font dictionary that all pages share */
    unsigned resources; /* of the dictionary that has it alone */
    VEC(struct pdf_font) list;
};

/* The index of a font for this face that has room for n more CIDs. */
size_t pdf_fonts_use(struct pdf *pdf, const struct face *face, size_t n);
uint16_t pdf_font_cid(struct pdf *pdf, size_t font, const struct placed_glyph *g);
/* Subsets and writes all fonts; false: reported. */
bool pdf_fonts_embed(struct pdf *pdf);
/* Writes the dictionaries that name them. */
void pdf_fonts_write(struct pdf *pdf);

/* ---- xobject.c ---- */

struct pdf_image {
    unsigned number;
    unsigned sheet; /* the last page or layer that it was drawn on */
};

struct pdf_images {
    struct map numbers; /* of struct image's address */
    VEC(struct pdf_image) list;
    struct buf used; /* rows of this sheet's /XObject dictionary */
};

/* What pages share: form XObjects. */
struct pdf_layers {
    struct map numbers; /* of struct page_layer's address */
    VEC(unsigned) list; /* their objects */
};

/* The index of a picture or layer, which names it on this page; written to the file when new. */
size_t pdf_image_use(struct pdf *pdf, const struct image *image);
size_t pdf_layer_use(struct pdf *pdf, const struct page *page);

/* ---- content.c ---- */

/* The content stream of the page's own items, added to pdf->content. */
void pdf_content_build(struct pdf *pdf, const struct page *page);

/* ---- trees.c ---- */

enum { TREE_KIDS = 64, TREE_LEVELS = 8, OUTLINE_DEPTH = 32 };

/* The balanced page tree: only its right edge is in memory. */
struct page_tree {
    struct tree_node {
        unsigned number; /* 0: not open */
        unsigned kids[TREE_KIDS];
        int n, pages;
    } levels[TREE_LEVELS];
};

/* Takes in a page; returns the parent that the page must name. */
unsigned pdf_tree_add(struct pdf *pdf, unsigned page);
/* Writes what is left; the root's number. */
unsigned pdf_tree_finish(struct pdf *pdf);

/* Where the pages' own numbers start, and start anew. */
struct label_range {
    int index, number;
};
struct pdf_labels {
    VEC(struct label_range) ranges;
    int next; /* the number that follows the last page's */
};

void pdf_labels_add(struct pdf *pdf, int index, int number);
/* 0: no page has a number. */
unsigned pdf_labels_write(struct pdf *pdf);

/* Where to scroll to, in whole points from the paper's lower left corner: the upper left corner of
 * what is to be in view. */
struct pdf_view {
    int left, top; /* left AS_IT_IS: no other than now */
};
enum { AS_IT_IS = -1 };

/* Only the last item and its ancestors are in memory. */
struct outline_item {
    int level, count; /* count: items below it */
    unsigned number, previous, first, last;
    struct buf entries; /* title and destination */
};
struct pdf_outline {
    struct outline_item
        open[OUTLINE_DEPTH + 1]; /* open[0] is the root; number 0: no bookmark yet */
    size_t depth;                /* open ones below the root */
};

void pdf_outline_add(struct pdf *pdf, const struct page *page, unsigned number);
/* Writes what is left; the root's number, 0 when there is no bookmark. */
unsigned pdf_outline_finish(struct pdf *pdf);
void pdf_outline_close(struct pdf *pdf);

/* A name that links lead to, or anchors bear. Links may come first. */
struct destination {
    const char *name;
    const char *key; /* the name as the file has it */
    size_t key_size;
    unsigned page; /* 0: no anchor yet */
    struct pdf_view view;
    uint32_t next; /* index + 1 of another with the same hash */
};
struct pdf_destinations {
    struct map numbers; /* of the first with a hash */
    VEC(struct destination) list;
};

/* A flag of annotations, the only one that archives bear. */
enum { ANNOTATION_PRINTED = 4 };

/* Takes in the page's anchors. An anchor that was there before is reported and ends the work. */
void pdf_anchors_add(struct pdf *pdf, const struct page *page, unsigned number);
/* Writes the page's links; their numbers go into its annotations. */
void pdf_links_add(struct pdf *pdf, const struct page *page, struct buf *annotations);
/* False: a link leads nowhere, reported. */
bool pdf_links_check(struct pdf *pdf);
/* Writes the name tree; 0 when there are no names. */
unsigned pdf_destinations_write(struct pdf *pdf);

/* A rectangle of the page as an entry of an annotation, "Rect", or of what is drawn there, "BBox".
 */
struct pdf_box {
    len_t x, y, width, height;
};
void pdf_add_box(struct buf *b, const char *key, const struct page *page,
                 const struct pdf_box *box);

/* ---- form.c ---- */

enum form_role { FORM_TEXT, FORM_RADIO, FORM_CHECK, FORM_GROUP };

/* A place of a field on a page. */
struct pdf_widget {
    unsigned number;
    const char *entries; /* of its dictionary: n bytes, any */
    size_t n;
    const char *option; /* that it ticks; NULL: it is no box */
};

/* A field of the AcroForm. */
struct pdf_field {
    const char *name, *label; /* label: or NULL */
    enum form_role role;
    size_t parent;   /* index + 1 of its group, or 0 */
    unsigned number; /* given when it is written */
    len_t size;
    int comb;
    enum entry_kind takes;
    bool several_lines, centred, key;
    const char *value;              /* or NULL */
    VEC(struct pdf_widget) widgets; /* none of a group */
    VEC(size_t) kids;               /* of a group: indices of its boxes' fields */
};

/* How boxes of a size look. */
struct pdf_box_states {
    len_t width, height;
    bool turned;
    unsigned off, on;
};

struct pdf_forms {
    struct fonts *fonts; /* NULL: the file is not to be filled in */
    struct arena *arena; /* of the fields at hand */
    struct arena_mark empty;
    VEC(struct pdf_field) fields; /* of one owner */
    const char *owner;            /* or NULL */
    unsigned owner_number;
    VEC(unsigned) top; /* fields below none, that are written */
    uint64_t sum;      /* of those fields, as they are printed */
    VEC(struct pdf_box_states) states;
    size_t font;        /* for what is typed: its number + 1, or 0 */
    unsigned nothing;   /* an empty appearance */
    unsigned tick_font; /* its number; glyphs of a tick, and of boxes that are text alone */
};

/* Writes the page's widgets; their numbers go into its annotations. */
void pdf_widgets_add(struct pdf *pdf, const struct page *page, unsigned page_number,
                     struct buf *annotations);
/* Writes the fields; the number of the form's dictionary, or 0. */
unsigned pdf_forms_finish(struct pdf *pdf);

/* ---- archive.c ---- */

/* What makes a file one for archives (PDF/A-2u, ISO 19005-2) beside its pages: what it says of
 * itself, as a dictionary of PDF and once more as XMP, and what its colours are. */
struct pdf_archive {
    unsigned info, metadata, intent; /* numbers; intent 0: no profile is given */
};

void pdf_archive_write(struct pdf *pdf, const struct page_info *info);

/* ---- pdf.c ---- */

struct pdf {
    struct arena *arena;
    struct diags *diags;
    struct pdf_file file;
    struct pdf_fonts fonts;
    struct pdf_images images;
    struct pdf_layers layers;
    struct pdf_destinations destinations;
    struct pdf_forms forms;
    struct page_tree tree;
    struct pdf_outline outline;
    struct pdf_labels labels;
    struct buf content, string;
    struct buf entries; /* of the page's dictionary */
    struct buf annotations;
    struct pdf_archive archive;
    unsigned catalog;
    int n_pages;
    struct pdf_printing printing;
    unsigned sheet; /* counts pages and layers */
    bool failed;
};

#endif
