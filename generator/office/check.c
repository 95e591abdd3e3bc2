/* What the finished pages measure, clause by clause, and the proofreader's findings, of one
 * document or of files and folders. In a folder with one staff file, documents that name none are
 * compared with it too. */
#include <string.h>

#include "conform/conform.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "proof/proof.h"
#include "vocab/vocab.h"

struct checking {
    struct hongtou *office;
    bool json;
    struct buf *out;
    size_t reported;
    const char *staff;  /* the staff file of the folders; NULL: none, or several */
    size_t staff_files; /* that were found in them */
};

bool office_measure(struct hongtou *h, struct document *doc, const struct staff *staff,
                    struct conform_report *out)
{
    const struct style *style = office_style(h, doc);
    struct fonts *fonts = style ? office_fonts(h) : NULL;
    if (!fonts)
        return false;
    struct conform_options options = {doc, style, fonts, office_lang(h)};
    struct conform *check = conform_open(doc->arena, &options);
    if (!office_lay_out(h, doc, conform_sink(check)))
        return false;
    *out = conform_finish(check);
    if (doc->form) /* GB/T 9704 says nothing of a form by itself */
        out->n = 0;
    size_t n = conform_count(out, VERDICT_BREACHES, true);
    if (n)
        diag(h->diags, DIAG_C001, doc->pos, arena_printf(doc->arena, "%zu", n));
    proofread(doc, staff, h->diags);
    return true;
}

/* The staff file to compare names with: its own, or the one of the folder that it is in. */
static const struct staff *staff_for(struct checking *k, const struct document *doc,
                                     const struct source_file *file)
{
    const char *slash = k->staff ? strrchr(k->staff, '/') : NULL;
    size_t folder = slash ? (size_t)(slash - k->staff) + 1 : 0;
    if (doc->staff.n || !file->in_folder || !folder || strncmp(file->path, k->staff, folder) != 0)
        return office_staff_of(k->office, doc);
    return office_staff_at(k->office, k->staff, (struct pos){0});
}

static bool check_document(struct checking *k, struct arena *a, struct tree *tree,
                           const struct source_file *file)
{
    struct conform_report report;
    struct document *doc = office_document_today(k->office, a, tree);
    if (!doc || !office_measure(k->office, doc, staff_for(k, doc, file), &report))
        return false;
    if (doc->form)
        return true;
    if (k->reported++)
        buf_str(k->out, k->json ? ",\n" : "\n");
    if (k->json)
        conform_json(&report, file->path, k->out);
    else
        conform_text(&report, file->path, office_lang(k->office), k->out);
    return true;
}

/* A staff file in a folder is no document. */
static bool check_file(struct checking *k, const struct source_file *file)
{
    struct arena *a = arena_new();
    struct tree *tree = office_tree(k->office, a, &(struct hongtou_source){.name = file->path});
    bool staff = tree && file->in_folder && vocab_is_staff(tree);
    bool ok = tree && (staff || check_document(k, a, tree, file));
    arena_drop(a);
    return ok;
}

/* What cannot be read is reported when it is checked. */
static void find_staff(struct checking *k, const struct source_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        if (!list->v[i].in_folder)
            continue;
        struct arena *a = arena_new();
        struct diags *own = diags_beside(k->office->diags);
        struct tree *tree = xml_read(a, list->v[i].path, (struct pos){0}, own);
        if (tree && vocab_is_staff(tree))
            k->staff = k->staff_files++ ? NULL : list->v[i].path;
        diags_drop(own);
        arena_drop(a);
    }
}

bool office_check(struct hongtou *h, char *const *paths, int n, bool json, struct buf *out)
{
    struct arena *a = arena_new();
    struct checking k = {.office = h, .json = json, .out = out};
    struct source_list list = office_sources(a, paths, n, h->diags);
    bool ok = true;
    find_staff(&k, &list);
    buf_str(out, json ? "[" : "");
    for (size_t i = 0; i < list.n && !h->broken && !office_is_cancelled(h); i++)
        ok = check_file(&k, &list.v[i]) && ok;
    buf_str(out, json ? "]\n" : "");
    if (h->broken)
        buf_clear(out);
    arena_drop(a);
    return ok && !office_is_cancelled(h);
}
