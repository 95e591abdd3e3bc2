/* hongtou tally: the form that says what is asked, and the lists of what was answered. */
#include "tally/tally.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "tally/diag.def"

static const char default_key[] = "户号", default_group[] = "村";

struct tally *office_tally(struct hongtou *h, struct arena *a, const struct office_tally *job)
{
    struct tree *tree = office_tree(h, a, &(struct hongtou_source){.name = job->form});
    struct document *doc = tree ? office_document_today(h, a, tree) : NULL;
    if (!doc)
        return NULL;
    if (!doc->form) {
        diag_system(h->diags, DIAG_Q046, job->form);
        return NULL;
    }
    struct tally_options options = {.group = job->by ? job->by : default_group,
                                    .must_group = job->by != NULL,
                                    .key = doc->form->key.n ? text_utf8(a, doc->form->key)
                                                            : default_key};
    struct tally *t = tally_new(a, doc->form, &options);
    bool ok = true;
    for (int i = 0; i < job->n; i++) {
        struct sheet_table *list =
            sheet_read_list(a, job->lists[i], &(struct sheet_choice){.beside = NULL}, h->diags);
        ok = list && tally_list(t, list, h->diags) && ok;
        sheet_drop(list);
    }
    return ok ? t : NULL;
}
