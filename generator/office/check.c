/* What the finished pages measure, clause by clause, and the proofreader's findings, of one
 * document or of files and folders. In a folder with one staff file, documents that name none are
 * compared with it too. */
#include <string.h>

#include "conform/conform.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "vocab/vocab.h"

/* What came of a file. */
struct checked {
    const struct source_file *file;
    struct buf report; /* empty: there are no pages to measure */
    size_t breaches;   /* of clauses that the standard prescribes */
    size_t slips;      /* warnings about it */
    bool failed, form, staff;
};

struct checking {
    bool json;
    struct buf *out;
    size_t reported;
    const char *staff;  /* the staff file of the folders; NULL: none, or several */
    size_t staff_files; /* that were found in them */
    struct source_list list;
    struct checked *files; /* of list.n */
    bool ok;
};

/* The staff file to compare names with: its own, or the one of the folder that it is in. */
static const struct staff *staff_for(struct hongtou *h, const struct checking *k,
                                     const struct document *doc, const struct source_file *file)
{
    const char *slash = k->staff ? strrchr(k->staff, '/') : NULL;
    size_t folder = slash ? (size_t)(slash - k->staff) + 1 : 0;
    if (doc->staff.n || !file->in_folder || !folder || strncmp(file->path, k->staff, folder) != 0)
        return office_staff_of(h, doc);
    return office_staff_at(h, k->staff, (struct pos){0});
}

static bool check_document(struct hongtou *h, const struct checking *k, struct arena *a,
                           struct tree *tree, struct checked *out)
{
    struct conform_report report;
    struct document *doc = office_document_today(h, a, tree);
    if (!doc || !office_measure(h, doc, staff_for(h, k, doc, out->file), &report))
        return false;
    out->form = doc->form != NULL;
    out->breaches = conform_count(&report, VERDICT_BREACHES, true);
    if (k->json)
        conform_json(&report, out->file->path, &out->report);
    else
        conform_text(&report, out->file->path, office_lang(h), &out->report);
    return true;
}

/* A staff file in a folder is no document. */
static void check_one(struct hongtou *h, size_t i, void *context)
{
    struct checking *k = context;
    struct checked *now = &k->files[i];
    const struct source_file *file = &k->list.v[i];
    struct arena *a = arena_new();
    now->file = file;
    struct tree *tree = office_tree(h, a, &(struct hongtou_source){.name = file->path});
    now->staff = tree && file->in_folder && vocab_is_staff(tree);
    now->failed = !tree || !(now->staff || check_document(h, k, a, tree, now));
    now->slips = diags_count(h->diags, DIAG_WARNING);
    arena_drop(a);
}

static void report_one(struct hongtou *h, size_t i, struct diags *findings, void *context)
{
    (void)h, (void)findings;
    struct checking *k = context;
    struct checked *now = &k->files[i];
    k->ok = k->ok && !now->failed;
    if (now->report.n && k->reported++)
        buf_str(k->out, k->json ? ",\n" : "\n");
    if (now->report.n)
        buf_add(k->out, now->report.p, now->report.n);
    buf_drop(&now->report);
}

/* The last lines of a folder's report: how many files, and what is wrong in which. */
static void sum_up(const struct checking *k, enum diag_lang lang)
{
    bool zh = lang == DIAG_ZH;
    size_t documents = 0, forms = 0, staffs = 0, right = 0;
    for (size_t i = 0; i < k->list.n; i++) {
        const struct checked *c = &k->files[i];
        bool counts = k->list.v[i].in_folder && !c->staff;
        documents += counts && !c->form;
        forms += c->form;
        staffs += c->staff;
        right += counts && !c->failed && !c->breaches && !c->slips;
    }
    if (documents + forms < 2)
        return;
    buf_printf(k->out,
               zh ? "\n合计：公文 %zu 份，表单 %zu 份，人员库 %zu 份；没有问题的 %zu 份\n"
                  : "\nin all: %zu documents, %zu forms, %zu staff files; %zu without findings\n",
               documents, forms, staffs, right);
    for (size_t i = 0; i < k->list.n; i++) {
        const struct checked *c = &k->files[i];
        if (!k->list.v[i].in_folder || c->staff)
            continue;
        if (!c->failed && !c->breaches && !c->slips)
            continue;
        buf_str(k->out, "  ");
        buf_shown(k->out, c->file->path);
        if (c->failed)
            buf_str(k->out, zh ? "：有错误，没有排出版面\n" : ": errors, no pages\n");
        else
            buf_printf(k->out,
                       zh ? "：“规定”的条款不符合 %zu 项，提醒 %zu 处\n"
                          : ": %zu prescribed rules breached, %zu warnings\n",
                       c->breaches, c->slips);
    }
}

/* What cannot be read is reported when it is checked. */
static void find_staff(struct hongtou *h, struct checking *k)
{
    for (size_t i = 0; i < k->list.n; i++) {
        if (!k->list.v[i].in_folder)
            continue;
        struct arena *a = arena_new();
        struct diags *own = diags_beside(h->diags);
        struct tree *tree = xml_read(a, k->list.v[i].path, (struct pos){0}, own);
        if (tree && vocab_is_staff(tree))
            k->staff = k->staff_files++ ? NULL : k->list.v[i].path;
        diags_drop(own);
        arena_drop(a);
    }
}

bool office_check(struct hongtou *h, const struct office_check *job, struct buf *out)
{
    struct arena *a = arena_new();
    struct checking k = {.json = job->json, .out = out, .ok = true};
    if (office_settings(h))
        k.list = office_sources(a, job->paths, job->n_paths, h->diags);
    k.files = ARENA_ARRAY(a, struct checked, k.list.n + 1);
    find_staff(h, &k);
    buf_str(out, k.json ? "[" : "");
    office_each(h, &(struct office_each){.n = k.list.n,
                                         .threads = job->threads,
                                         .work = check_one,
                                         .take = report_one,
                                         .context = &k});
    buf_str(out, k.json ? "]\n" : "");
    if (!k.json)
        sum_up(&k, office_lang(h));
    if (h->broken)
        buf_clear(out);
    for (size_t i = 0; i < k.list.n; i++)
        buf_drop(&k.files[i].report);
    arena_drop(a);
    return k.ok && !h->broken && !office_is_cancelled(h);
}
