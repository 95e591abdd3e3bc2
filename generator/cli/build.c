/* hongtou build and issue: which documents become which PDF files, and what came of it all. */
#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "cli/build.h"
#include "cli/diag.def"

static const char source_suffix[] = ".xml", target_suffix[] = ".pdf";

/* ---- the run ---- */

/* What changes the bytes though no file does. */
static const char *outcome_of(struct arena *a, const struct options *options)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    return arena_printf(a, "fonts=%s SOURCE_DATE_EPOCH=%s%s",
                        options->free_fonts ? "free" : "office", epoch && *epoch ? epoch : "-",
                        options->fillable ? " fillable" : "");
}

bool build_open(struct build *b, struct arena *a, const struct options *options, struct diags *d)
{
    const char *data = data_folder(a, options, d);
    *b = (struct build){.options = options, .diags = d, .begun = moment_now()};
    if (!data)
        return false;
    b->outcome = outcome_of(a, options);
    b->settings = arena_printf(a, "%s as-of=%s program=%s data=%s", b->outcome,
                               options->as_of ? options->as_of : "-", program_path(a), data);
    return true;
}

/* Without fonts or templates no other document will do better. */
static bool build_is_hopeless(const struct build *b)
{
    return b->failed && !b->driver;
}

void build_close(struct build *b)
{
    if (b->driver && b->made)
        fonts_report_stand_ins(driver_fonts(b->driver), b->diags);
    if (b->driver)
        driver_close(b->driver);
}

/* ---- names ---- */

/* name with .xml changed to .pdf, in a folder (NULL: where it is). */
static const char *target_path(struct arena *a, const char *folder, const char *name)
{
    size_t n = strlen(name);
    if (file_ends_in(name, source_suffix))
        n -= strlen(source_suffix);
    const char *target = arena_printf(a, "%.*s%s", (int)n, name, target_suffix);
    return folder ? file_in(a, folder, target) : target;
}

/* "-" is standard input, whatever the folder at hand may hold. */
static bool is_folder(const char *path)
{
    return strcmp(path, "-") != 0 && file_is_folder(path);
}

static void build_folder(struct build *b, struct arena *a, const char *folder)
{
    struct file_list files = file_find(a, folder, source_suffix, b->diags);
    if (!files.n)
        diag_system(b->diags, DIAG_U005, folder);
    for (size_t i = 0; i < files.n && !build_is_hopeless(b); i++) {
        const char *name = files.paths[i] + strlen(folder) + 1;
        const char *target = b->options->output ? target_path(a, b->options->output, name)
                                                : target_path(a, NULL, files.paths[i]);
        build_document(b, &(struct job){files.paths[i], target, true, true});
    }
}

/* Where a single file goes: beside itself, into the folder -o names, or to the file it names. */
static const char *single_target(struct build *b, struct arena *a, const char *source)
{
    const char *output = b->options->output;
    if (strcmp(source, "-") == 0)
        return output ? output : "-";
    if (output && (strcmp(output, "-") == 0 || file_ends_in(output, target_suffix)))
        return output;
    if (!output)
        return target_path(a, NULL, source);
    return target_path(a, output, basename(arena_strdup(a, source)));
}

/* A file that -o names is made anew each time, and has no record beside it. */
static void build_file(struct build *b, struct arena *a, const char *source)
{
    const char *output = b->options->output, *target = single_target(b, a, source);
    bool named = strcmp(target, "-") == 0 || (output && strcmp(target, output) == 0);
    bool piped = strcmp(source, "-") == 0;
    build_document(b, &(struct job){source, target, false, !named && !piped});
}

/* True: it was a folder. */
static bool build_argument(struct build *b, struct arena *a, const char *path)
{
    size_t n = strlen(path);
    char *name = arena_strndup(a, path, n);
    while (n > 1 && name[n - 1] == '/')
        name[--n] = '\0';
    bool folder = is_folder(name);
    if (folder)
        build_folder(b, a, name);
    else
        build_file(b, a, name);
    return folder;
}

/* Whether -o names one file, or standard output, for what may be several documents. */
static bool all_into_one(const struct options *options)
{
    const char *output = options->output;
    if (!output || (strcmp(output, "-") != 0 && !file_ends_in(output, target_suffix)))
        return false;
    return options->n_args > 1 || is_folder(options->args[0]);
}

/* ---- the commands ---- */

/* 3 份重新生成，41 份未变（其中 2 份有提醒，用 --force 再看），1 份没有做成 */
static void summarize(const struct build *b)
{
    bool zh = b->options->lang == DIAG_ZH;
    printf(zh ? "%zu 份重新生成，%zu 份未变" : "%zu rebuilt, %zu unchanged", b->made, b->unchanged);
    if (b->warned)
        printf(zh ? "（其中 %zu 份有提醒，用 --force 再看）"
                  : " (%zu of them with warnings; see them with --force)",
               b->warned);
    if (b->failed)
        printf(zh ? "，%zu 份没有做成" : ", %zu failed", b->failed);
    putchar('\n');
}

bool command_build(const struct options *options, struct diags *d)
{
    if (all_into_one(options)) {
        diag_system(d, DIAG_U006, options->output);
        return false;
    }
    struct arena *a = arena_new();
    struct build b;
    bool folders = false, ok = build_open(&b, a, options, d);
    for (int i = 0; ok && i < options->n_args && !build_is_hopeless(&b); i++)
        folders = build_argument(&b, a, options->args[i]) || folders;
    if (folders)
        summarize(&b);
    build_close(&b);
    arena_drop(a);
    return ok && !b.failed;
}

bool command_issue(const struct options *options, struct diags *d)
{
    if (strcmp(options->args[0], "-") == 0) {
        diag_system(d, DIAG_U004, "issue", "FILE.xml");
        return false;
    }
    struct arena *a = arena_new();
    struct build b;
    bool ok = build_open(&b, a, options, d);
    if (ok) {
        b.issuing = true;
        build_file(&b, a, options->args[0]);
    }
    build_close(&b);
    arena_drop(a);
    return ok && !b.failed;
}
