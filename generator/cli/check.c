/* hongtou check: what the finished pages measure, clause by clause, and the proofreader's
 * findings, of files and folders. In a folder with one staff file, documents that name none are
 * compared with it too. The report goes to standard output, findings to standard error. */
#include <string.h>

#include "cli/cli.h"
#include "cli/diag.def"
#include "conform/conform.h"
#include "proof/proof.h"
#include "vocab/vocab.h"

struct checking {
    const struct options *options;
    struct driver *driver;
    struct diags *diags;
    struct buf out;
    size_t reported;
    const char *staff;  /* the staff file of the folders; NULL: none, or several */
    size_t staff_files; /* that were found in them */
};

/* The rules that the standard prescribes decide the exit status. */
static void judge(struct checking *k, const struct document *doc, const struct conform_report *r)
{
    size_t n = conform_count(r, VERDICT_BREACHES, true);
    if (n)
        diag(k->diags, DIAG_C001, doc->pos, arena_printf(doc->arena, "%zu", n));
}

static void add_report(struct checking *k, const char *path, const struct conform_report *r)
{
    bool json = k->options->format == DIAG_JSON;
    if (k->reported++)
        buf_str(&k->out, json ? ",\n" : "\n");
    if (json)
        conform_json(r, path, &k->out);
    else
        conform_text(r, path, k->options->lang, &k->out);
}

static bool is_below(const char *path, const char *staff)
{
    const char *slash = strrchr(staff, '/');
    return slash && strncmp(path, staff, (size_t)(slash - staff) + 1) == 0;
}

/* The staff file to compare names with: its own, or the one of the folder that it is in. */
static const struct staff *staff_for(struct checking *k, const struct document *doc,
                                     const struct source_file *file)
{
    if (doc->staff.n || !file->in_folder || !k->staff || !is_below(file->path, k->staff))
        return driver_staff(k->driver, doc);
    return driver_staff_at(k->driver, k->staff, (struct pos){0});
}

static bool check_document(struct checking *k, struct arena *a, struct tree *tree,
                           const struct source_file *file)
{
    struct document *doc = driver_read_tree(k->driver, a, tree);
    const struct style *style = doc ? driver_style(k->driver, doc) : NULL;
    if (!style)
        return false;
    struct conform_options options = {doc, style, driver_fonts(k->driver), k->options->lang};
    struct conform *check = conform_open(a, &options);
    if (!driver_lay_out(k->driver, doc, conform_sink(check)))
        return false;
    struct conform_report r = conform_finish(check);
    if (!doc->form) { /* GB/T 9704 says nothing of a form by itself */
        add_report(k, file->path, &r);
        judge(k, doc, &r);
    }
    proofread(doc, staff_for(k, doc, file), k->diags);
    return true;
}

/* A staff file in a folder is no document. */
static bool check_file(struct checking *k, const struct source_file *file)
{
    struct arena *a = arena_new();
    struct tree *tree = xml_read(a, file->path, (struct pos){0}, k->diags);
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
        struct diags *own = diags_new(k->options->lang);
        struct tree *tree = xml_read(a, list->v[i].path, (struct pos){0}, own);
        if (tree && vocab_is_staff(tree))
            k->staff = k->staff_files++ ? NULL : list->v[i].path;
        diags_drop(own);
        arena_drop(a);
    }
}

static bool check_all(struct checking *k, struct arena *a)
{
    bool json = k->options->format == DIAG_JSON, ok = true;
    struct source_list list = sources_find(a, k->options->args, k->options->n_args, k->diags);
    find_staff(k, &list);
    buf_str(&k->out, json ? "[" : "");
    for (size_t i = 0; i < list.n; i++)
        ok = check_file(k, &list.v[i]) && ok;
    buf_str(&k->out, json ? "]\n" : "");
    return ok;
}

bool command_check(const struct options *options, struct diags *d)
{
    if (options->pdf)
        return check_pdf(options, d);
    struct checking k = {.options = options, .diags = d};
    k.driver = driver_open(options, d);
    if (!k.driver)
        return false;
    struct arena *a = arena_new();
    bool ok = check_all(&k, a);
    ok = write_output(options, k.out.p ? k.out.p : "", k.out.n, d) && ok;
    buf_drop(&k.out);
    arena_drop(a);
    driver_close(k.driver);
    return ok;
}
