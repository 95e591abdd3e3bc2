/* What came back of a form: as a workbook, and counted (hongtou read, hongtou tally). */
#include "tally/tally.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "read/read.h"
#include "tally/diag.def"

static const char default_key[] = "户号", default_group[] = "村";

/* ---- the list ---- */

/* A column of numbers has numbers, one of dates dates; telephones, cards and all else are text, of
 * which no digit is lost. */
static struct sheet_template sheet_of(struct arena *a, const struct read_sheet *s)
{
    enum { WIDTH = 16 };
    static const enum sheet_cells holds[] = {[ENTRY_TEXT] = SHEET_TEXTS,
                                             [ENTRY_NUMBER] = SHEET_NUMBERS,
                                             [ENTRY_DATE] = SHEET_DATES,
                                             [ENTRY_PHONE] = SHEET_TEXTS,
                                             [ENTRY_CARD] = SHEET_TEXTS};
    struct sheet_template_column *columns =
        ARENA_ARRAY(a, struct sheet_template_column, s->n_columns);
    for (size_t i = 0; i < s->n_columns; i++)
        columns[i] = (struct sheet_template_column){.head = s->columns[i].head,
                                                    .holds = holds[s->columns[i].takes],
                                                    .width = WIDTH,
                                                    .cells = s->columns[i].cells};
    return (struct sheet_template){s->name, columns, s->n_columns};
}

bool office_collected_book(const struct read_list *list, enum diag_lang lang, struct buf *out,
                           struct diags *d)
{
    struct arena *a = arena_new();
    size_t n;
    const struct read_sheet *sheets = read_list_sheets(list, lang, &n);
    struct sheet_template *book = ARENA_ARRAY(a, struct sheet_template, n);
    for (size_t i = 0; i < n; i++)
        book[i] = sheet_of(a, &sheets[i]);
    bool ok = sheet_book(book, n, out, d);
    arena_drop(a);
    return ok;
}

/* ---- the form ---- */

/* NULL: it is none, or cannot be read; reported. */
static struct document *form_of(struct hongtou *h, struct arena *a, const char *path)
{
    struct tree *tree = office_tree(h, a, &(struct hongtou_source){.name = path});
    struct document *doc = tree ? office_document_today(h, a, tree) : NULL;
    if (!doc || doc->form)
        return doc;
    diag_system(h->diags, DIAG_Q046, path);
    return NULL;
}

static const char *key_of(struct arena *a, const struct document *doc)
{
    return doc->form->key.n ? text_utf8(a, doc->form->key) : default_key;
}

const char *office_form_key(struct hongtou *h, struct arena *a, const char *form)
{
    const struct document *doc = form_of(h, a, form);
    return doc ? key_of(a, doc) : NULL;
}

/* ---- figures ---- */

struct tally *office_tally(struct hongtou *h, struct arena *a, const struct office_tally *job)
{
    const struct document *doc = form_of(h, a, job->form);
    if (!doc)
        return NULL;
    struct tally_options options = {.group = job->by ? job->by : default_group,
                                    .must_group = job->by != NULL,
                                    .key = key_of(a, doc)};
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
