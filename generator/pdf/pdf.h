/*
 * Pages to a PDF file. Hides libharu (as an object model) and libdeflate.
 *
 * Each page is compressed and written when it is taken and then forgotten, a picture on its first
 * page; fonts, outline, the names that links lead to and cross references follow at the end. A
 * struct image keeps its address and pixels until then. The bytes depend on the pages alone: no
 * clock, no chance; with SOURCE_DATE_EPOCH set, that date is the document's.
 */
#ifndef HONGTOU_PDF_PDF_H
#define HONGTOU_PDF_PDF_H

#include "base/file.h"
#include "page/page.h"

struct pdf;

/* Writes to the sink, which stays the caller's. info need not outlive the call.
 * NULL: reported. */
struct pdf *pdf_open(struct sink *out, const struct page_info *info, struct diags *d);

/* Before the first page: the pages' fields become fields to fill in on screen. fonts stays until
 * the end; the characters of GB 2312 are embedded for what is typed. */
void pdf_make_fillable(struct pdf *pdf, struct fonts *fonts);

/* What the file asks of printers, as far as viewers pass it on. Before it is finished. */
enum pdf_sides { PDF_ANY_SIDES, PDF_LONG_EDGE, PDF_SHORT_EDGE }; /* edges that sheets turn over */
struct pdf_printing {
    bool unscaled; /* boxes and marks stay where they are */
    enum pdf_sides sides;
};
void pdf_set_printing(struct pdf *pdf, struct pdf_printing printing);

/* A page sink that writes here. */
struct page_sink pdf_sink(struct pdf *pdf);

/* Writes what is left and frees. False: reported, the file is not whole. */
bool pdf_finish(struct pdf *pdf);

/* Frees without writing. */
void pdf_abandon(struct pdf *pdf);

#endif
