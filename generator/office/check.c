/* What the finished pages measure, clause by clause, and the proofreader's findings, of one
 * document or of files and folders. In a folder with one staff file, documents that name none are
 * compared with it too. */
#include <string.h>

#include "conform/conform.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "vocab/vocab.h"

/* What came of a file of a folder. */
struct checked {
    const char *path;
    size_t breaches; /* of clauses that the standard prescribes */
    size_t slips;    /* warnings about it */
    bool failed;     /* there are no pages to measure */
};

struct checking {
    struct hongtou *office;
    bool json;
    struct buf *out;
    size_t reported;
    const char *staff;   /* the staff file of the folders; NULL: none, or several */
    size_t staff_files;  /* that were found in them */
    struct arena *arena; /* of the call */
    VEC(struct checked) folder;
    size_t forms, staffs; /* files of the folder that have no pages of a document */
};

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
                           const struct source_file *file, struct checked *out)
{
    struct conform_report report;
    struct document *doc = office_document_today(k->office, a, tree);
    if (!doc || !office_measure(k->office, doc, staff_for(k, doc, file), &report))
        return false;
    out->failed = false;
    k->forms += doc->form != NULL;
    out->breaches = conform_count(&report, VERDICT_BREACHES, true);
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
    struct diags *d = k->office->diags;
    struct checked now = {.path = file->path, .failed = true};
    size_t warnings = diags_count(d, DIAG_WARNING);
    struct tree *tree = office_tree(k->office, a, &(struct hongtou_source){.name = file->path});
    bool staff = tree && file->in_folder && vocab_is_staff(tree);
    bool ok = tree && (staff || check_document(k, a, tree, file, &now));
    now.slips = diags_count(d, DIAG_WARNING) - warnings;
    k->staffs += staff;
    if (file->in_folder && !staff)
        VEC_PUSH(k->arena, &k->folder, now);
    arena_drop(a);
    return ok;
}

/* The last lines of a folder's report: how many files, and what is wrong in which. */
static void sum_up(struct checking *k)
{
    bool zh = office_lang(k->office) == DIAG_ZH;
    size_t n = k->folder.n, right = 0;
    for (size_t i = 0; i < n; i++)
        right += !k->folder.v[i].failed && !k->folder.v[i].breaches && !k->folder.v[i].slips;
    buf_printf(k->out,
               zh ? "\n合计：公文 %zu 份，表单 %zu 份，人员库 %zu 份；没有问题的 %zu 份\n"
                  : "\nin all: %zu documents, %zu forms, %zu staff files; %zu without findings\n",
               n - k->forms, k->forms, k->staffs, right);
    for (size_t i = 0; i < n; i++) {
        const struct checked *c = &k->folder.v[i];
        if (c->failed)
            buf_printf(k->out, zh ? "  %s：有错误，没有排出版面\n" : "  %s: errors, no pages\n",
                       c->path);
        else if (c->breaches || c->slips)
            buf_printf(k->out,
                       zh ? "  %s：“规定”的条款不符合 %zu 项，提醒 %zu 处\n"
                          : "  %s: %zu prescribed rules breached, %zu warnings\n",
                       c->path, c->breaches, c->slips);
    }
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
    struct checking k = {.office = h, .json = json, .out = out, .arena = a};
    struct source_list list = office_sources(a, paths, n, h->diags);
    bool ok = true;
    find_staff(&k, &list);
    buf_str(out, json ? "[" : "");
    for (size_t i = 0; i < list.n && !h->broken && !office_is_cancelled(h); i++)
        ok = check_file(&k, &list.v[i]) && ok;
    buf_str(out, json ? "]\n" : "");
    if (!json && k.folder.n > 1)
        sum_up(&k);
    if (h->broken)
        buf_clear(out);
    arena_drop(a);
    return ok && !office_is_cancelled(h);
}
