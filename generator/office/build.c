/* Which documents become which files, and what came of it. */
#define _XOPEN_SOURCE 700 /* realpath */
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.def"
#include "office/diag.def"
#include "office/make.h"

/* ---- targets ---- */

/* What the name of a document's file ends in; a marked copy stands beside the document's own PDF. */
static const char *ending_of(const struct office_build *job)
{
    return job->kind == HONGTOU_DOCX ? ".docx" : job->since ? "-修订标记.pdf" : ".pdf";
}

/* name with .xml changed to the ending, in a folder (NULL: where it is). */
static const char *target_path(struct arena *a, const char *folder, const char *name,
                               const char *ending)
{
    size_t n = strlen(name), xml = strlen(".xml");
    n -= file_ends_in(name, ".xml") ? xml : 0;
    const char *target = arena_printf(a, "%.*s%s", (int)n, name, ending);
    return folder ? file_in(a, folder, target) : target;
}

/* A source's path from the folder that the output mirrors; NULL: it is elsewhere. */
static const char *path_in(struct arena *a, const char *folder, const char *path)
{
    char root[PATH_MAX], file[PATH_MAX];
    if (!realpath(folder, root) || !realpath(path, file))
        return NULL;
    size_t n = strcmp(root, "/") == 0 ? 0 : strlen(root);
    return strncmp(root, file, n) == 0 && file[n] == '/' ? arena_strdup(a, file + n + 1) : NULL;
}

/* Beside itself, into the folder that the job's output names (as it lies in its own), or to the file
 * that it names. */
static const char *target_of(struct arena *a, const struct source_file *s,
                             const struct office_build *job)
{
    const char *output = job->output, *ending = ending_of(job);
    const char *suffix = job->kind == HONGTOU_DOCX ? ".docx" : ".pdf";
    bool piped = strcmp(s->path, "-") == 0;
    if (piped && !output)
        return "-";
    if (!output)
        return target_path(a, NULL, s->path, ending);
    const char *inner = job->mirrored ? path_in(a, job->mirrored, s->path) : s->in_folder;
    if (inner)
        return target_path(a, output, inner, ending);
    if (s->in_folder)
        return target_path(a, output, s->in_folder, ending);
    if (piped || strcmp(output, "-") == 0 || file_has_extension(output, suffix))
        return output;
    return target_path(a, output, basename(arena_strdup(a, s->path)), ending);
}

/* A file that output names is made anew each time, and has no record beside it. */
static bool is_recorded(const struct source_file *s, const char *target, const char *output)
{
    bool named = strcmp(target, "-") == 0 || (output && strcmp(target, output) == 0);
    return s->in_folder || (!named && strcmp(s->path, "-") != 0);
}

/* ---- the run ---- */

/* Beside a document, a Word file may be the draft that it came from, or hold what somebody revised:
 * it is replaced only by whoever says so. */
static bool may_replace(struct hongtou *h, const struct office_build *job, const char *target)
{
    bool may = job->kind != HONGTOU_DOCX || job->output || job->force ||
               strcmp(target, "-") == 0 || !file_exists(target);
    if (!may)
        diag_system(h->diags, DIAG_U020, target);
    return may;
}

/* The run, and what came of each document so far. */
struct build {
    const struct office_build *job;
    struct source_list sources;
    struct office_made *made; /* of sources.n, each in an arena of its own */
    struct arena **arenas;
    struct moment begun;
    struct office_built built;
};

static void make_one(struct hongtou *h, size_t i, void *context)
{
    struct build *b = context;
    const struct office_build *job = b->job;
    const struct source_file *s = &b->sources.v[i];
    struct arena *a = arena_new();
    const char *target = target_of(a, s, job);
    bool alone = job->since || job->kind == HONGTOU_DOCX;
    struct make_job one = {.source = {.name = s->path},
                           .target = target,
                           .in_folder = s->in_folder,
                           .recorded = !alone && is_recorded(s, target, job->output)};
    struct making m;
    b->made[i] = (struct office_made){.source = s->path,
                                      .target = target,
                                      .in_folder = s->in_folder,
                                      .status = OFFICE_FAILED};
    b->arenas[i] = a;
    if (!office_make_open(&m, a, h, job->kind) || !may_replace(h, job, target))
        return;
    m.begun = b->begun;
    m.force = job->force;
    m.reissue = job->reissue;
    m.issue = job->issue;
    m.recall = job->recall;
    m.since = job->since;
    m.before = job->before;
    office_make(&m, a, &one, &b->made[i]);
}

static void count_one(struct hongtou *h, size_t i, struct diags *findings, void *context)
{
    (void)h;
    struct build *b = context;
    const struct office_made *made = &b->made[i];
    b->built.made += made->status == OFFICE_MADE;
    b->built.unchanged += made->status == OFFICE_SAME || made->status == OFFICE_CURRENT;
    b->built.warned += made->status == OFFICE_CURRENT && made->warnings > 0;
    b->built.failed += made->status == OFFICE_FAILED;
    if (b->job->made)
        b->job->made(b->job->context, made, findings);
    arena_drop(b->arenas[i]);
    b->arenas[i] = NULL;
}

bool office_build(struct hongtou *h, const struct office_build *job, struct office_built *out)
{
    struct arena *a = arena_new();
    struct build b = {.job = job, .begun = record_now()};
    bool ok = (job->kind == HONGTOU_DOCX || office_home(h)) && office_settings(h);
    if (ok)
        b.sources = office_sources(a, job->paths, job->n_paths, h->diags);
    b.built.folders = b.sources.folders;
    b.made = ARENA_ARRAY(a, struct office_made, b.sources.n + 1);
    b.arenas = ARENA_ARRAY(a, struct arena *, b.sources.n + 1);
    office_each(h, &(struct office_each){.n = b.sources.n,
                                         .threads = job->threads,
                                         .work = make_one,
                                         .take = count_one,
                                         .context = &b});
    if (ok && job->kind == HONGTOU_PDF && b.built.folders && !h->broken)
        office_gone(h, job);
    *out = b.built;
    const struct fonts *fonts = h->fonts ? h->fonts : h->lent_fonts;
    if (fonts && out->made)
        fonts_report_stand_ins(fonts, h->diags);
    for (size_t i = 0; i < b.sources.n; i++)
        if (b.arenas[i])
            arena_drop(b.arenas[i]);
    arena_drop(a);
    return ok && !out->failed && !h->broken && !office_is_cancelled(h);
}

bool office_compile(struct hongtou *h, const struct hongtou_source *source, enum hongtou_kind kind,
                    const char *target, struct buf *memory)
{
    struct making making;
    struct arena *a = arena_new();
    bool ok = office_make_open(&making, a, h, kind) &&
              office_make(&making, a,
                          &(struct make_job){.source = *source,
                                             .target = target,
                                             .memory = target ? NULL : memory},
                          NULL);
    if (ok && h->laid_out)
        fonts_report_stand_ins(h->fonts, h->diags);
    arena_drop(a);
    return ok;
}

/* What has changed in the document is told though the PDF be another one: both may be asked. */
bool office_verify(struct hongtou *h, struct arena *a, const char *source, const char *pdf,
                   struct office_verification *out)
{
    char given[SHA256_HEX];
    struct making making;
    struct make_verification v;
    if (!sha256_file(pdf, given)) {
        diag_system(h->diags, DIAG_S002, pdf);
        return false;
    }
    if (!office_make_open(&making, a, h, HONGTOU_PDF) ||
        !office_make_verification(&making, a, source, &v))
        return false;
    if (strcmp(given, v.issued) != 0)
        diag_system(h->diags, DIAG_R108, pdf);
    *out = (struct office_verification){arena_strdup(a, given), v.day};
    return strcmp(given, v.issued) == 0 && (v.program_alone || strcmp(given, v.now) == 0);
}
