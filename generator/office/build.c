/* The files that are meant by files and folders, which of them become which, and what came of it.
 */
#include <libgen.h>
#include <string.h>

#include "base/diag.def"
#include "office/diag.def"
#include "office/make.h"

/* ---- sources ---- */

/* "-" is standard input, whatever the folder at hand may hold. */
struct source_list office_sources(struct arena *a, char *const *paths, int n, struct diags *d)
{
    struct source_list list = {0};
    for (int i = 0; i < n; i++) {
        size_t length = strlen(paths[i]);
        while (length > 1 && paths[i][length - 1] == '/')
            length--;
        const char *path = arena_strndup(a, paths[i], length);
        if (strcmp(path, "-") == 0 || !file_is_folder(path)) {
            VEC_PUSH(a, &list, ((struct source_file){path, NULL}));
            continue;
        }
        struct file_list files = file_find(a, path, ".xml", d);
        list.folders = true;
        if (!files.n)
            diag_system(d, DIAG_U005, path);
        for (size_t k = 0; k < files.n; k++)
            VEC_PUSH(a, &list,
                     ((struct source_file){files.paths[k], files.paths[k] + strlen(path) + 1}));
    }
    return list;
}

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

/* Without fonts or templates no other document will do better. */
bool office_build(struct hongtou *h, const struct office_build *job, struct office_built *out)
{
    struct arena *a = arena_new();
    struct making m;
    bool ok = office_make_open(&m, a, h, job->kind);
    struct source_list sources = {0};
    m.force = job->force;
    m.reissue = job->reissue;
    m.issue = job->issue;
    m.since = job->since;
    m.before = job->before;
    m.made = job->made;
    m.context = job->context;
    if (ok)
        sources = office_sources(a, job->paths, job->n_paths, h->diags);
    m.built.folders = sources.folders;
    for (size_t i = 0; i < sources.n && !h->broken && !office_is_cancelled(h); i++) {
        const struct source_file *s = &sources.v[i];
        const char *target = target_of(a, s, job);
        if (!may_replace(h, job, target)) {
            m.built.failed++;
            continue;
        }
        bool alone = job->since || job->kind == HONGTOU_DOCX;
        office_make(&m,
                    &(struct make_job){.source = {.name = s->path},
                                       .target = target,
                                       .in_folder = s->in_folder,
                                       .recorded = !alone && is_recorded(s, target, job->output)});
    }
    *out = m.built;
    if (h->fonts && out->made)
        fonts_report_stand_ins(h->fonts, h->diags);
    arena_drop(a);
    return ok && !out->failed && !office_is_cancelled(h);
}

bool office_compile(struct hongtou *h, const struct hongtou_source *source, enum hongtou_kind kind,
                    const char *target, struct buf *memory)
{
    struct making making;
    struct arena *a = arena_new();
    bool ok = office_make_open(&making, a, h, kind) &&
              office_make(&making, &(struct make_job){.source = *source,
                                                      .target = target,
                                                      .memory = target ? NULL : memory});
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
    *out = (struct office_verification){arena_strdup(a, v.now), v.day};
    return strcmp(given, v.issued) == 0 && strcmp(given, v.now) == 0;
}
