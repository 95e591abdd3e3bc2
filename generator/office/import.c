/*
 * hongtou import: drafts of other programs become documents, each in a file of its own; what is
 * there already stays, unless it is forced. What became of each paragraph is told.
 */
#include <string.h>

#include "draft/draft.h"
#include "import/import.h"
#include "office/diag.def"
#include "office/office_int.h"

/* The document names the staff file that its people were looked up in. */
static void name_staff(struct arena *a, struct node *root, const char *staff, const char *target)
{
    bool piped = !target || strcmp(target, "-") == 0;
    const char *path = piped ? staff : office_relative(a, target, staff);
    struct attr **last = &root->attrs;
    while (*last)
        last = &(*last)->next;
    *last = ARENA_NEW(a, struct attr);
    (*last)->name = "人员库";
    (*last)->value = text_from_utf8(a, path, (struct pos){0});
}

bool office_import_draft(struct hongtou *h, struct arena *a, const struct hongtou_source *source,
                         const char *staff, const char *target, struct imported *im,
                         struct buf *xml)
{
    struct pos none = {0};
    const struct staff *known = staff ? office_staff_at(h, staff, none) : NULL;
    struct draft *draft =
        source->bytes ? draft_parse(a, source->name, source->bytes, source->size, h->diags)
                      : draft_read(a, source->name, none, h->diags);
    if (!draft || (staff && !known))
        return false;
    bool piped = !target || strcmp(target, "-") == 0 || file_is_special(target);
    if (!import_draft(a, draft, known, piped ? NULL : target, im, h->diags))
        return false;
    if (known && im->root && strcmp(im->root->name, "公文") == 0)
        name_staff(a, im->root, staff, target);
    import_write(im, xml);
    return true;
}

bool office_write_files(struct hongtou *h, const struct imported *im)
{
    bool ok = true;
    for (size_t i = 0; i < im->files.n; i++) {
        const struct import_file *f = &im->files.v[i];
        struct buf bytes = {.p = (char *)(uintptr_t)f->bytes, .n = f->n};
        ok = file_write(f->path, &bytes, h->diags) && ok;
    }
    return ok;
}

/* ---- targets ---- */

/* 通知.docx becomes 通知.xml: beside it, in a folder, or where output says. */
static const char *target_of(struct arena *a, const char *path, const char *output, bool single)
{
    bool piped = strcmp(path, "-") == 0;
    const char *name = file_name(path), *dot = strrchr(name, '.');
    int stem = dot > name ? (int)(dot - name) : (int)strlen(name);
    if (piped)
        return output ? output : "-";
    if (!output)
        return arena_printf(a, "%.*s%.*s.xml", (int)(name - path), path, stem, name);
    if (single && (strcmp(output, "-") == 0 || file_has_extension(output, ".xml")))
        return output;
    return file_in(a, output, arena_printf(a, "%.*s.xml", stem, name));
}

static bool may_write(struct hongtou *h, const char *target, bool force)
{
    bool may = force || strcmp(target, "-") == 0 || file_is_special(target) || !file_exists(target);
    if (!may)
        diag_system(h->diags, DIAG_U020, target);
    return may;
}

/* Every draft has a target of its own. */
static bool are_apart(struct hongtou *h, const char *const *targets, int n)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < i; k++)
            if (strcmp(targets[i], targets[k]) == 0) {
                diag_system(h->diags, DIAG_U021, targets[i]);
                return false;
            }
    return true;
}

/* ---- the command ---- */

static bool import_file(struct hongtou *h, const struct office_import *job, const char *path,
                        const char *target, bool first, struct buf *out)
{
    struct arena *a = arena_new();
    struct imported im;
    struct buf xml = {0};
    const struct hongtou_source source = {.name = path};
    bool ok = office_import_draft(h, a, &source, job->staff, target, &im, &xml);
    if (ok && !(ok = office_write_files(h, &im) && file_write(target, &xml, h->diags)))
        buf_clear(&xml);
    if (ok && strcmp(target, "-") != 0) {
        buf_str(out, job->json && !first ? ",\n" : "");
        import_report(&im, path, target, h->diags, job->json, out);
    }
    buf_drop(&xml);
    arena_drop(a);
    return ok;
}

/* A folder that is named is made. */
static bool make_folder(struct hongtou *h, const struct office_import *job, const char *target)
{
    bool to_folder = job->output && strcmp(job->output, target) != 0;
    return !to_folder || file_make_folder(job->output, h->diags);
}

bool office_import(struct hongtou *h, const struct office_import *job, struct buf *out)
{
    struct arena *a = arena_new();
    int n = job->n_paths;
    const char **targets = ARENA_ARRAY(a, const char *, (size_t)n + 1);
    for (int i = 0; i < n; i++)
        targets[i] = target_of(a, job->paths[i], job->output, n == 1);
    bool ready = are_apart(h, targets, n) && make_folder(h, job, targets[0]), ok = ready;
    size_t told = 0;
    if (job->json)
        buf_char(out, '[');
    for (int i = 0; ready && i < n && !office_is_cancelled(h); i++) {
        size_t before = out->n;
        ok = may_write(h, targets[i], job->force) &&
             import_file(h, job, job->paths[i], targets[i], !told, out) && ok;
        told += out->n > before;
    }
    if (job->json && told)
        buf_str(out, "]\n");
    else if (job->json)
        buf_clear(out);
    arena_drop(a);
    return ok;
}
