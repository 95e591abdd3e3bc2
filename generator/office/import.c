/*
 * hongtou import: drafts of other programs become documents, each in a file of its own; what is
 * there already stays, unless it is forced. What became of each paragraph is told.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/cage.h"
#include "base/diag.def"
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
    if (!piped && !file_may_be_written(target, h->diags)) /* it is read below, to be changed */
        return false;
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

/* A draft, and where it goes. */
struct import_one {
    struct hongtou_source source; /* without bytes: it is read when its turn comes */
    const char *target;
    bool lost; /* it may not be written, or another program could not read it: told */
};

/* Drafts that another program has to read, which none can do in the cage. */
static void fetch(struct hongtou *h, struct arena *a, struct import_one *one)
{
    size_t n = 0;
    if (one->lost || !draft_is_foreign(one->source.name))
        return;
    one->source.bytes = draft_fetch(a, one->source.name, &n, h->diags);
    one->source.size = n;
    one->lost = !one->source.bytes;
}

/* A link's target lies elsewhere. */
static void let_target(struct cage *c, const char *target)
{
    char *real = realpath(target, NULL);
    if (strcmp(target, "-") != 0)
        cage_let(c, dirname(arena_strdup(c->arena, target)), CAGE_WRITE);
    if (real && file_is_special(real))
        cage_let(c, real, CAGE_WRITE);
    else if (real)
        cage_let(c, dirname(arena_strdup(c->arena, real)), CAGE_WRITE);
    free(real);
}

/* Drafts are strangers' files: what is read and written from here on is theirs and the documents',
 * and nothing else. Where the kernel does not hold that, it is told. */
static void confine(const struct office_import *job, const struct import_one *list, struct diags *d)
{
    struct cage c = {.arena = arena_new()};
    cage_let_system(&c);
    cage_let(&c, job->staff, CAGE_READ_FILE);
    for (int i = 0; i < job->n_paths; i++) {
        cage_let(&c, list[i].source.name, CAGE_READ_FILE);
        let_target(&c, list[i].target);
    }
    cage_limit(RLIMIT_CORE, 0);
#ifndef MEM_SANITIZED /* which looks for leaks from a copy at the end */
    const char *lacking = cage_lacks(cage_enter(&c));
    cage_stay_alone();
    if (lacking)
        diag_system(d, DIAG_D026, lacking);
#else
    (void)d;
#endif
    arena_drop(c.arena);
}

static bool import_file(struct hongtou *h, const struct office_import *job,
                        const struct import_one *one, bool first, struct buf *out)
{
    const char *path = one->source.name, *target = one->target;
    struct arena *a = arena_new();
    struct imported im;
    struct buf xml = {0};
    struct file_hold held; /* what is in the target may be merged */
    bool ok = file_hold(&held, target, OFFICE_PATIENCE, h->diags) &&
              office_import_draft(h, a, &one->source, job->staff, target, &im, &xml);
    if (ok && !(ok = office_write_files(h, &im) && file_rewrite(target, &xml, h->diags)))
        buf_clear(&xml);
    file_release(&held);
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

/* Each draft with its target, read as far as others have to read it. False: reported. */
static bool prepare(struct hongtou *h, struct arena *a, const struct office_import *job,
                    struct import_one *list)
{
    int n = job->n_paths;
    const char **targets = ARENA_ARRAY(a, const char *, (size_t)n + 1);
    for (int i = 0; i < n; i++)
        targets[i] = target_of(a, job->paths[i], job->output, n == 1);
    if (!are_apart(h, targets, n) || !make_folder(h, job, targets[0]))
        return false;
    for (int i = 0; i < n; i++) {
        list[i] = (struct import_one){.source = {.name = job->paths[i]},
                                      .target = targets[i],
                                      .lost = !may_write(h, targets[i], job->force)};
        fetch(h, a, &list[i]);
    }
    return true;
}

bool office_import(struct hongtou *h, const struct office_import *job, struct buf *out)
{
    struct arena *a = arena_new();
    struct import_one *list = ARENA_ARRAY(a, struct import_one, (size_t)job->n_paths + 1);
    bool ready = prepare(h, a, job, list), ok = ready;
    size_t told = 0;
    if (ready)
        confine(job, list, h->diags);
    if (job->json)
        buf_char(out, '[');
    for (int i = 0; ready && i < job->n_paths && !office_is_cancelled(h); i++) {
        size_t before = out->n;
        ok = !list[i].lost && import_file(h, job, &list[i], !told, out) && ok;
        told += out->n > before;
    }
    if (job->json && told)
        buf_str(out, "]\n");
    else if (job->json)
        buf_clear(out);
    arena_drop(a);
    return ok;
}
