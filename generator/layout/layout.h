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

/* ---- probes: how parts of a document would be set, for those who show it otherwise ---- */

/* It lives as long as the document. The options outlive it. */
struct layout_probe;
struct layout_probe *layout_probe_open(const struct flow_document *doc,
                                       const struct layout_options *options, struct diags *d);

/* Lays out the main part, whose lines and characters may stand closer for its signature's sake: the
 * figures of upright pages are these from now on. Sets whether 主送 moves to the imprint. False:
 * reported. */
bool layout_probe_pace(struct layout_probe *p, bool *to_in_imprint);

/* Lays out a form: the document's own (part NULL), or an attachment's. The figures of pages of forms
 * are those with which it takes the pages that it is given, from now on; run_on: so do its groups
 * (flow.h). False: reported. */
bool layout_probe_form(struct layout_probe *p, const struct flow_part *part, bool *run_on);

/* The figures of the pages of a part: turned or upright, of a form in an attachment or not. */
const struct style *layout_probe_style(const struct layout_probe *p, bool turned, bool form);

/* The width of a text on one line. False: a character that no face has, reported. */
bool layout_probe_width(struct layout_probe *p, struct text text, const char *role, len_t pitch,
                        len_t *width);

/* A title with TEXT_BREAK where its lines end. */
struct layout_turns {
    len_t pitch, width;
    bool is_short; /* a name, on as few lines as it can stand on */
};
struct text layout_probe_turns(struct layout_probe *p, struct text text, const char *role,
                               const struct layout_turns *how);

struct layout_table {
    len_t size, pitch; /* of its lines */
    len_t row_least, padding_above, title_size;
    const len_t *edges;            /* of its columns, one more than they are */
    const enum cell_align *aligns; /* of the columns' own cells; never CELL_AUTO */
};
bool layout_probe_table(struct layout_probe *p, const struct flow_table *table, bool turned,
                        bool form, struct layout_table *out);

/* The pages on which what links lead to stands: the whole document is laid out for it. */
struct layout_anchor {
    const char *name;
    int page;
};
bool layout_probe_anchors(struct layout_probe *p, const struct layout_anchor **out, size_t *n);

/* How wide a picture stands on pages of the style: as its author wants it, or as its pixels allow;
 * no higher than a page. */
struct image;
len_t layout_picture_width(const struct style *st, const struct flow_picture *picture,
                           const struct image *image);

#endif
