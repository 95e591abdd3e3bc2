/* Which documents of files and folders become which files, and what came of it all. */
#include <libgen.h>
#include <string.h>

#include "base/diag.def"
#include "office/diag.def"
#include "office/make.h"

static const char source_suffix[] = ".xml", target_suffix[] = ".pdf";

struct build {
    struct making making;
    struct arena *arena;
    const char *output;
};

/* Without fonts or templates no other document will do better. */
static bool has_ended(const struct build *b)
{
    return b->making.office->broken || office_is_cancelled(b->making.office);
}

/* name with .xml changed to .pdf, in a folder (NULL: where it is). */
static const char *target_path(struct arena *a, const char *folder, const char *name)
{
    size_t n = strlen(name);
    if (file_ends_in(name, source_suffix))
        n -= strlen(source_suffix);
    const char *target = arena_printf(a, "%.*s%s", (int)n, name, target_suffix);
    return folder ? file_in(a, folder, target) : target;
}

static void build_folder(struct build *b, const char *folder)
{
    struct arena *a = b->arena;
    struct file_list files = file_find(a, folder, source_suffix, b->making.office->diags);
    if (!files.n)
        diag_system(b->making.office->diags, DIAG_U005, folder);
    for (size_t i = 0; i < files.n && !has_ended(b); i++) {
        const char *name = files.paths[i] + strlen(folder) + 1;
        const char *target =
            b->output ? target_path(a, b->output, name) : target_path(a, NULL, files.paths[i]);
        office_make(&b->making, &(struct make_job){.source = {.name = files.paths[i]},
                                                   .target = target,
                                                   .in_folder = true,
                                                   .recorded = true});
    }
}

/* Where a single file goes: beside itself, into the folder -o names, or to the file it names. */
static const char *single_target(const struct build *b, const char *source)
{
    const char *output = b->output;
    if (strcmp(source, "-") == 0)
        return output ? output : "-";
    if (output && (strcmp(output, "-") == 0 || file_ends_in(output, target_suffix)))
        return output;
    if (!output)
        return target_path(b->arena, NULL, source);
    return target_path(b->arena, output, basename(arena_strdup(b->arena, source)));
}

/* A file that -o names is made anew each time, and has no record beside it. */
static void build_file(struct build *b, const char *source)
{
    const char *target = single_target(b, source);
    bool named = strcmp(target, "-") == 0 || (b->output && strcmp(target, b->output) == 0);
    bool piped = strcmp(source, "-") == 0;
    office_make(&b->making, &(struct make_job){.source = {.name = source},
                                               .target = target,
                                               .recorded = !named && !piped});
}

/* "-" is standard input, whatever the folder at hand may hold. */
static void build_path(struct build *b, const char *path)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    const char *name = arena_strndup(b->arena, path, n);
    if (strcmp(name, "-") == 0 || !file_is_folder(name)) {
        build_file(b, name);
        return;
    }
    b->making.built.folders = true;
    build_folder(b, name);
}

bool office_build(struct hongtou *h, const struct office_build *job, struct office_built *out)
{
    struct build b = {.arena = arena_new(), .output = job->output};
    bool ok = office_make_open(&b.making, b.arena, h, job->kind);
    b.making.force = job->force;
    b.making.reissue = job->reissue;
    b.making.issue = job->issue;
    b.making.made = job->made;
    b.making.context = job->context;
    for (int i = 0; ok && i < job->n_paths && !has_ended(&b); i++)
        build_path(&b, job->paths[i]);
    *out = b.making.built;
    if (h->fonts && out->made)
        fonts_report_stand_ins(h->fonts, h->diags);
    arena_drop(b.arena);
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
