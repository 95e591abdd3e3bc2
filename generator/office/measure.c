/*
 * What the finished pages of one document measure, and what of it breaches the standard: for
 * check, which reports every clause, and for build, which warns and is silent of what conforms.
 */
#include "conform/conform.h"
#include "lexicon/lexicon.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "proof/proof.h"

/* What is known of a document's words: the dictionary's, and the names that its own lines keep
 * whole. */
struct words {
    const struct lexicon *lexicon;
    const struct lexicon_names *names;
};

/* Of titles beyond 512 characters nothing is said. */
static bool is_torn(void *context, const char32_t *text, size_t n, size_t at)
{
    enum { MOST = 512 };
    const struct words *w = context;
    enum lexicon_break breaks[MOST];
    if (n > MOST || at == 0 || at >= n)
        return false;
    lexicon_breaks(w->lexicon, w->names, text, n, breaks);
    return breaks[at - 1] == BREAK_TORN;
}

struct conform *office_conform_open(struct hongtou *h, const struct document *doc,
                                    bool breaches_only)
{
    struct fonts *fonts = office_fonts(h);
    const struct style *style = fonts ? office_style(h, doc) : NULL;
    if (!style)
        return NULL;
    struct words *words = ARENA_NEW(doc->arena, struct words);
    *words = (struct words){h->lexicon, office_names(h, doc)};
    struct conform_options options = {.doc = doc,
                                      .style = style,
                                      .fonts = fonts,
                                      .lang = office_lang(h),
                                      .torn = is_torn,
                                      .torn_context = words,
                                      .breaches_only = breaches_only};
    return conform_open(doc->arena, &options);
}

bool office_conform_take(struct conform *check, const struct page *page)
{
    struct page_sink sink = conform_sink(check);
    return sink.put(sink.context, page);
}

void office_tell_breaches(struct hongtou *h, const struct document *doc, struct conform *check)
{
    struct conform_report r = conform_finish(check);
    for (const struct conform_row *row = r.rows; row < r.rows + r.n; row++)
        if (row->verdict == VERDICT_BREACHES && row->strength == STRENGTH_MUST)
            diag(h->diags, DIAG_C066, doc->pos, row->clause,
                 arena_printf(doc->arena, "%s %s", row->element, row->item), row->wanted,
                 row->measured);
}

void office_proofread(struct hongtou *h, const struct document *doc, const struct staff *staff)
{
    proofread(doc, staff, h->diags);
    office_tell_sample_words(h, doc);
}

/* With the proofreader's findings as diagnostics; the breaches are counted in one, for the exit
 * status. A form by itself has rows of its own: GB/T 9704 says nothing of it, but what cannot be
 * written on or read by machines is of no use. */
bool office_measure(struct hongtou *h, struct document *doc, const struct staff *staff,
                    struct conform_report *out)
{
    struct conform *check = office_conform_open(h, doc, false);
    if (!check || !office_lay_out(h, doc, conform_sink(check)))
        return false;
    *out = conform_finish(check);
    size_t n = conform_count(out, VERDICT_BREACHES, true);
    if (n)
        diag(h->diags, DIAG_C001, doc->pos, arena_printf(doc->arena, "%zu", n));
    office_proofread(h, doc, staff);
    return true;
}
