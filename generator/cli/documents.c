/* What is done with documents: hongtou build, issue, check, fix and
 * dump. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"
#include "settings/settings.h"

/* ---- build, issue ---- */

/* No source is overwritten by a slip. */
bool cli_names_geometry(const struct options *options, struct diags *d)
{
    const char *file = options->geometry;
    if (!file || strcmp(file, "-") == 0 || file_ends_in(file, ".json"))
        return true;
    diag_system(d, DIAG_U004, "--geometry", "FILE.json");
    return false;
}

/* By the option, or by the name of the file. */
static enum hongtou_kind kind_of(const struct options *options)
{
    if (options->docx || options->track_from || (options->output && file_has_extension(options->output, ".docx")))
        return HONGTOU_DOCX;
    return options->fillable ? HONGTOU_PDF_FILLABLE : HONGTOU_PDF;
}

static bool reads_input(const struct options *options)
{
    bool any = false;
    for (int i = 0; i < options->n_args; i++)
        any = any || strcmp(options->args[i], "-") == 0;
    return any;
}

/* Where PDFs go as it is set up: below that folder as the documents lie below its hongtou.conf. */
static bool set_output(const struct options *options, struct hongtou *h, struct office_build *job)
{
    const struct settings *s = office_settings(h);
    const struct settings_list *set = s ? &s->set[SETTINGS_OUTPUT] : NULL;
    if (!set || options->output || !set->n || reads_input(options))
        return s;
    job->output = set->v[0].value;
    job->mirrored = set->v[0].with_documents ? s->folder : NULL;
    return true;
}

static bool build_with(const struct options *options, struct hongtou *h, bool issue,
                       struct diags *d)
{
    struct cli_results results = cli_results_begin(options);
    struct office_build job = {.paths = options->args,
                               .n_paths = options->n_args,
                               .output = options->output,
                               .kind = kind_of(options),
                               .force = options->force,
                               .reissue = options->reissue,
                               .issue = issue,
                               .since = options->since,
                               .before = options->track_from,
                               .recall = options->watch,
                               .prune = options->prune,
                               .made = cli_result,
                               .context = &results};
    struct office_built built;
    bool set = set_output(options, h, &job);
    if (!set || !cli_jobs(options, &job.threads, d))
        return false;
    bool ok = office_build(h, &job, &built);
    if (options->geometry) {
        bool written =
            office_compile(h, &(struct hongtou_source){.name = options->args[0]},
                           HONGTOU_GEOMETRY, options->geometry, NULL);
        cli_result_files(&results, options->args[0], written, 0, &options->geometry, 1);
        ok = written && ok;
    }
    cli_results_end(&results, &built);
    return ok;
}

static bool build_round(const struct options *options, struct hongtou *h, struct diags *d)
{
    return build_with(options, h, false, d);
}

static bool build(const struct options *options, bool issue, struct diags *d)
{
    if (options->watch && !issue)
        return cli_watch(options, build_round, d);
    struct hongtou *h = cli_open(options, d);
    bool ok = h && build_with(options, h, issue, d);
    hongtou_close(h);
    return ok;
}

static bool draws(const struct options *options)
{
    return options->output && file_has_extension(options->output, ".png");
}

/* Whether -o names one file, or standard output, for what may be several documents. */
static bool all_into_one(const struct options *options)
{
    const char *output = options->output, *first = options->args[0];
    if (!output || (strcmp(output, "-") != 0 && !file_has_extension(output, ".pdf") &&
                    !file_has_extension(output, ".docx") && !draws(options)))
        return false;
    return options->n_args > 1 || (strcmp(first, "-") != 0 && file_is_folder(first));
}

/* Whether several documents may be meant, or one that can be read but once. */
static bool may_be_several(const struct options *options)
{
    const char *first = options->args[0];
    return options->n_args > 1 || strcmp(first, "-") == 0 || file_is_folder(first);
}

/* ---- pictures ---- */

/* The files, as they are made. */
struct drawn {
    struct arena *arena;
    VEC(const char *) files;
};

static void add_picture(void *context, const char *path)
{
    struct drawn *drawn = context;
    VEC_PUSH(drawn->arena, &drawn->files, arena_strdup(drawn->arena, path));
}

static bool read_dpi(const struct options *options, int *out, struct diags *d)
{
    enum { USUAL = 150, DECIMAL = 10 };
    *out = USUAL;
    if (!options->dpi)
        return true;
    char *end;
    long v = strtol(options->dpi, &end, DECIMAL);
    if (end != options->dpi && !*end && v >= HONGTOU_MIN_DPI && v <= HONGTOU_MAX_DPI) {
        *out = (int)v;
        return true;
    }
    diag_system(d, DIAG_U004, "--dpi", "24-600");
    return false;
}

/* What makes another file of a PDF alone does not go with pictures. */
static bool draw(const struct options *options, struct diags *d)
{
    int dpi;
    const char *bad = options->fillable   ? "--fillable"
                      : options->reissue  ? "--reissue"
                      : options->since    ? "--mark-changes-since"
                      : options->watch    ? "--watch"
                      : options->geometry ? "--geometry"
                                          : NULL;
    if (bad)
        diag_system(d, DIAG_U062, bad, options->output);
    if (bad || !read_dpi(options, &dpi, d))
        return false;
    struct cli_results results = cli_results_begin(options);
    struct drawn drawn = {.arena = arena_new()};
    struct hongtou *h = cli_open(options, d);
    bool ok = h && office_draw(h, &(struct hongtou_source){.name = options->args[0]}, dpi,
                               options->output, add_picture, &drawn);
    cli_result_files(&results, options->args[0], ok, (int)drawn.files.n, drawn.files.v,
                     drawn.files.n);
    cli_results_end(&results, &(struct office_built){0});
    hongtou_close(h);
    arena_drop(drawn.arena);
    return ok;
}

/* What stands behind -o is a file of the kind that is made, or a folder. */
static bool output_fits(const struct options *options, struct diags *d)
{
    static const char *const any[] = {".pdf", ".docx", ".png", NULL}, *const word[] = {".docx", NULL},
                      *const pdf[] = {".pdf", NULL};
    bool only_pdf = options->fillable || options->since || strcmp(options->command, "issue") == 0;
    const char *const *endings = options->docx || options->track_from ? word : only_pdf ? pdf : any;
    return cli_output_fits(options, endings, true, d);
}

bool cli_run_build(const struct options *options, struct diags *d)
{
    if (!cli_names_geometry(options, d) || (!draws(options) && !output_fits(options, d)))
        return false;
    if (all_into_one(options)) {
        diag_system(d, DIAG_U006, options->output);
        return false;
    }
    if (options->geometry && may_be_several(options)) {
        diag_system(d, DIAG_U060, NULL);
        return false;
    }
    if (options->since && may_be_several(options)) {
        diag_system(d, DIAG_U064, NULL);
        return false;
    }
    if (options->track_from && may_be_several(options)) {
        diag_system(d, DIAG_U066, NULL);
        return false;
    }
    if (options->watch && reads_input(options)) {
        diag_system(d, DIAG_U075, NULL);
        return false;
    }
    if (draws(options))
        return draw(options, d);
    if (options->dpi) {
        diag_system(d, DIAG_U061, NULL);
        return false;
    }
    return build(options, false, d);
}

bool cli_run_issue(const struct options *options, struct diags *d)
{
    if (strcmp(options->args[0], "-") != 0)
        return output_fits(options, d) && build(options, true, d);
    diag_system(d, DIAG_U004, "issue", "FILE.xml");
    return false;
}

/* ---- check ---- */

/* What is said of a PDF that is what it should be. */
static bool verify(const struct options *options, struct hongtou *h, struct diags *d)
{
    static const char *const forms[] = {"%s：与 %s 签发的一致（SHA-256 %s）\n",
                                        "%s: as it was issued on %s (SHA-256 %s)\n"};
    struct arena *a = arena_new();
    struct office_verification v;
    struct buf out = {0};
    bool ok = office_verify(h, a, options->args[0], options->pdf, &v);
    if (ok)
        buf_printf(&out, forms[options->lang], options->pdf, v.day, v.hash);
    ok = ok && cli_report(options, &out, d);
    buf_drop(&out);
    arena_drop(a);
    return ok;
}

/* Two reports as one: of JSON, one list. */
static void join(struct buf *out, const struct buf *more, bool json)
{
    const char *end = "]\n", *begin = "[";
    bool lists = json && out->n >= strlen(end) && more->n > strlen(begin);
    bool full = lists && out->n > strlen("[]\n") && more->n > strlen("[]\n");
    out->n -= lists ? strlen(end) : 0;
    buf_str(out, full ? ",\n" : lists || !out->n || !more->n ? "" : "\n");
    buf_add(out, more->p + (lists ? strlen(begin) : 0), more->n - (lists ? strlen(begin) : 0));
}

static bool check(const struct options *options, const struct options *also, struct hongtou *h,
                  struct diags *d)
{
    struct buf out = {0}, more = {0};
    struct office_check job = {.paths = options->args,
                               .n_paths = options->n_args,
                               .json = options->format == DIAG_JSON};
    if (!cli_jobs(options, &job.threads, d))
        return false;
    bool ok = office_check(h, &job, &out);
    if (also)
        ok = cli_check_finished(also, &more, d) && ok;
    if (more.n)
        join(&out, &more, job.json);
    bool wanted = !(options->quiet && !options->output) && (ok || out.n);
    ok = (!wanted || cli_report(options, &out, d)) && ok;
    buf_drop(&more);
    buf_drop(&out);
    return ok;
}

bool cli_check_documents(const struct options *options, const struct options *also, struct diags *d)
{
    if (options->pdf && options->n_args != 1) {
        diag_system(d, DIAG_U003, "check --pdf");
        return false;
    }
    struct hongtou *h = cli_open(options, d);
    bool ok = h && (options->pdf ? verify(options, h, d) : check(options, also, h, d));
    hongtou_close(h);
    return ok;
}

/* ---- fix ---- */

bool cli_run_fix(const struct options *options, struct diags *d)
{
    struct hongtou *h = cli_open(options, d);
    struct buf out = {0};
    struct office_fix job = {
        .paths = options->args, .n_paths = options->n_args, .write = options->write};
    bool ok = h && office_fix(h, &job, &out);
    bool seen = !options->output && isatty(STDOUT_FILENO); /* else patch(1) may read it */
    ok = (!out.n || (seen ? cli_report : cli_write)(options, &out, d)) && ok;
    buf_drop(&out);
    hongtou_close(h);
    return ok;
}

/* ---- import ---- */

/* The report is read where the document is not. */
bool cli_run_import(const struct options *options, struct diags *d)
{
    struct hongtou *h = cli_open(options, d);
    struct buf out = {0};
    struct office_import job = {.paths = options->args,
                                .n_paths = options->n_args,
                                .output = options->output,
                                .staff = options->staff,
                                .force = options->force,
                                .json = options->format == DIAG_JSON};
    bool ok = h && office_import(h, &job, &out);
    struct options to = *options;
    to.output = NULL;
    ok = (!out.n || cli_report(&to, &out, d)) && ok;
    buf_drop(&out);
    hongtou_close(h);
    return ok;
}

/* ---- dump ---- */

static const struct {
    const char *name;
    enum hongtou_kind kind;
} stages[] = {{"tree", HONGTOU_TREE},
              {"model", HONGTOU_MODEL},
              {"text", HONGTOU_TEXT},
              {"pages", HONGTOU_PAGES},
              {"geometry", HONGTOU_GEOMETRY}};

bool cli_run_dump(const struct options *options, struct diags *d)
{
    enum { STAGES = sizeof stages / sizeof *stages };
    size_t i = 0;
    while (i < STAGES && !(options->stage && strcmp(stages[i].name, options->stage) == 0))
        i++;
    if (i == STAGES) {
        diag_system(d, DIAG_U004, "--stage", "tree model text pages geometry");
        return false;
    }
    struct hongtou *h = cli_open(options, d);
    bool ok = h && office_compile(h, &(struct hongtou_source){.name = options->args[0]},
                                  stages[i].kind, options->output ? options->output : "-", NULL);
    hongtou_close(h);
    return ok;
}
