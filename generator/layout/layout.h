/*
 * Documents to pages: the parts of an official document placed on the grid of GB/T 9704, every
 * length from the profile. Pages go to the sink as they are finished.
 */
#ifndef HONGTOU_LAYOUT_LAYOUT_H
#define HONGTOU_LAYOUT_LAYOUT_H

#include "flow/flow.h"
#include "font/font.h"
#include "lexicon/lexicon.h"
#include "page/page.h"
#include "style/style.h"

struct layout_options {
    struct fonts *fonts;
    const struct style *style;
    const struct lexicon *lexicon;     /* words that titles and labels keep whole */
    const struct lexicon_names *names; /* the document's own */
    const struct style *forms;         /* whose page forms in attachments have; NULL: style's */
};

/* Lays out a resolved document by a profile whose roles font/ knows. False: reported, or the sink
 * refused a page. */
bool layout_document(const struct flow_document *doc, const struct layout_options *options,
                     struct page_sink sink, struct diags *d);

#endif
