/*
 * A composed document as a .docx that is edited in a word processor: the same words on pages set up
 * as GB/T 33476.2 has it, in named styles, numbered by the program, with fields in content controls.
 * Hides libzip's writing side.
 *
 * The file carries the source that it was made from, and of each control what it showed and where
 * in the source that stands: import/ takes what was edited back into the source.
 */
#ifndef HONGTOU_DOCX_DOCX_H
#define HONGTOU_DOCX_DOCX_H

#include "base/file.h"
#include "flow/flow.h"
#include "layout/layout.h"
#include "page/page.h"

struct docx_job {
    const struct flow_document *doc;
    const struct layout_options *layout;
    const struct page_info *info;
    const struct flow_document *before; /* whose differences are shown as revisions; or NULL */
    const char *author, *day;           /* of the revisions: a name, and YYYY-MM-DD or NULL */
};

/* Deterministic: the same bytes for the same job. False: reported. */
bool docx_write(const struct docx_job *job, struct sink *out, struct diags *d);

#endif
