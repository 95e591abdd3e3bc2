/*
 * PDFs that stay behind when their documents are removed or renamed: told by every build of the
 * folder, and removed when that is asked for. What was issued, what others made and what was
 * changed since is never removed.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "office/diag.def"
#include "office/make.h"

/* Why a file that was to be removed stays; NULL: it may go. */
static const struct diag_code *why_not(const struct gone_file *g)
{
    return g->issued ? DIAG_D093 : !g->as_made ? DIAG_D094 : NULL;
}

static void tell_one(struct hongtou *h, const struct office_build *job, struct arena *a,
                     const struct gone_file *g)
{
    struct diags *findings = diags_beside(h->diags);
    struct office_made told = {.source = g->source, .target = g->target, .status = OFFICE_GONE};
    if (!job->prune) {
        diag_system(findings, DIAG_D092, g->target, g->source);
    } else if (why_not(g)) {
        diag_system(findings, why_not(g), g->target, g->source);
    } else if (record_remove(a, g->target)) {
        told.status = OFFICE_PRUNED;
    } else {
        diag_system(findings, DIAG_S011, g->target, diag_reason(findings, errno));
    }
    if (job->made)
        job->made(job->context, &told, findings);
    diags_take(h->diags, findings);
}

static bool is_in(const char *path, const char *folder)
{
    char inner[PATH_MAX], outer[PATH_MAX];
    size_t n = realpath(folder, outer) ? strlen(outer) : 0;
    return n && realpath(path, inner) && strncmp(inner, outer, n) == 0 &&
           (inner[n] == '/' || !inner[n]);
}

/* PDFs beside documents whose PDFs have gone elsewhere since hongtou.conf says so: they stay as
 * they are, and look like the newest. */
static void tell_left(struct hongtou *h, const struct office_build *job, struct arena *a,
                      const char *of)
{
    struct diags *unheard = diags_beside(h->diags);
    struct file_list folders = file_find(a, of, NULL, unheard);
    diags_drop(unheard);
    for (size_t k = 0; k < folders.n; k++) {
        gone_files made = {0};
        if (is_in(folders.paths[k], job->output))
            continue;
        record_made_in(a, folders.paths[k], &made, h->diags);
        size_t n = 0, first = 0;
        for (size_t i = 0; i < made.n; i++)
            if (!made.v[i].issued)
                first = n++ ? first : i;
        if (n)
            diag_system(h->diags, DIAG_D095, folders.paths[k], arena_printf(a, "%zu", n),
                        made.v[first].target, job->output);
    }
}

/* Where the PDFs of a folder's documents are: below it, or below the output. */
void office_gone(struct hongtou *h, const struct office_build *job)
{
    struct arena *a = arena_new();
    for (int i = 0; i < job->n_paths; i++) {
        const char *of = job->paths[i], *root = job->output ? job->output : of;
        gone_files gone = {0};
        if (strcmp(of, "-") == 0 || !file_is_folder(of) || !file_is_folder(root))
            continue;
        struct diags *own = diags_new(office_lang(h)); /* what is read here makes no document */
        struct file_list folders = file_find(a, root, NULL, own);
        for (size_t k = 0; k < folders.n; k++)
            record_gone(a, folders.paths[k], of, &gone, own);
        diags_take(h->diags, own);
        for (size_t k = 0; k < gone.n; k++)
            tell_one(h, job, a, &gone.v[k]);
        if (job->mirrored)
            tell_left(h, job, a, of);
    }
    arena_drop(a);
}
