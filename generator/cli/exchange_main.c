/*
 * hongtou-exchange: the commands that hongtou hands on, their command line as it was given.
 *   new KIND --xlsx   an empty workbook to fill in
 *   rows NAME -o FILE.xlsx   lines of cells from standard input as a sheet of that name
 *                            (print --refused)
 *   read FILE.pdf|FOLDER …   forms that were filled in on screen, collected into a CSV file or a workbook
 *   tally DATA… FORM.xml   what was collected, counted
 *   check FILE.pdf …  finished files by the rules for archives
 */
#include <string.h>
#include <sys/resource.h>

#include "archive/archive.h"
#include "base/cage.h"
#include "base/diag.def"
#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"
#include "load/load.h"
#include "read/diag.def"
#include "read/read.h"
#include "sheet/sheet.h"
#include "tally/diag.def"
#include "tally/tally.h"

/* ---- new ---- */

static bool write_workbook(const struct options *options, const struct sheet_template *sheets,
                           size_t n, struct diags *d)
{
    struct buf out = {0};
    bool standard = strcmp(options->output, "-") == 0;
    bool ok = sheet_book(sheets, n, &out, d) && cli_write(options, &out, d);
    if (ok && !standard) {
        cli_print_name(options->output);
        putchar('\n');
    }
    buf_drop(&out);
    return ok;
}

/* An empty workbook; without -o KIND.xlsx, since nobody wants its bytes on a terminal. */
static bool run_book(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    struct sheet_template sheets[LOAD_SHEETS];
    const char *kind = cli_kind(options->args[0]);
    size_t n = load_workbook(a, kind, sheets);
    struct options to_file = *options;
    if (!options->output)
        to_file.output = arena_printf(a, "%s.xlsx", kind);
    if (!n)
        diag_system(d, DIAG_U010, options->args[0], load_kinds(a));
    bool ok = n && cli_may_write(to_file.output, d) && write_workbook(&to_file, sheets, n, d);
    arena_drop(a);
    return ok;
}

/* ---- read ---- */

/* By the suffix of -o; another one would give a file a false name. */
static bool write_list(const struct options *options, const struct read_list *list, struct diags *d)
{
    struct buf b = {0};
    bool ok = true;
    if (options->output && file_has_extension(options->output, ".xlsx"))
        ok = office_collected_book(list, options->lang, &b, d);
    else
        read_list_write(list, options->lang, &b);
    ok = ok && cli_write(options, &b, d);
    buf_drop(&b);
    return ok;
}

static bool can_write(const char *output, struct diags *d)
{
    bool known = !output || strcmp(output, "-") == 0 || file_has_extension(output, ".csv") ||
                 file_has_extension(output, ".xlsx");
    if (!known)
        diag_system(d, DIAG_D013, output);
    return known;
}

/* Of folders all PDF files that are below; one without any is told. */
static struct file_list forms_of(struct arena *a, const struct options *options, struct diags *d)
{
    VEC(char *) paths = {0};
    for (int i = 0; i < options->n_args; i++) {
        struct file_list below = {.paths = &options->args[i], .n = 1};
        size_t errors = diags_count(d, DIAG_ERROR);
        if (file_is_folder(options->args[i]))
            below = file_find_wanted(a, options->args[i], ".pdf", d);
        if (!below.n && diags_count(d, DIAG_ERROR) == errors) /* else it could not be read */
            diag_system(d, DIAG_Q184, options->args[i]);
        for (size_t k = 0; k < below.n; k++)
            VEC_PUSH(a, &paths, below.paths[k]);
    }
    return (struct file_list){paths.v, paths.n};
}

static bool run_read(const struct options *options, struct diags *d)
{
    if (!can_write(options->output, d))
        return false;
    struct arena *a = arena_new();
    struct read_list *list = read_list_new(a);
    struct file_list forms = forms_of(a, options, d);
    size_t failed = 0;
    for (size_t i = 0; i < forms.n; i++)
        failed += !read_file(list, forms.paths[i], d);
    const char *lacking = cage_lacks(read_list_held(list));
    if (lacking)
        diag_system(d, DIAG_D026, lacking);
    bool ok = failed == forms.n || write_list(options, list, d);
    arena_drop(a);
    return ok && !failed;
}

/* ---- rows ---- */

static bool run_rows(const struct options *options, struct diags *d)
{
    struct sink *out = options->output ? sink_open(options->output, d) : NULL;
    if (!out)
        return false;
    if (sheet_lines(stdin, options->args[0], out, d))
        return sink_commit(out);
    sink_abandon(out);
    return false;
}

/* ---- tally ---- */

/* By the suffix of -o, as read does. */
static bool write_figures(const struct options *options, const struct tally *t, struct diags *d)
{
    struct buf b = {0};
    size_t n;
    bool ok = true;
    if (options->output && file_has_extension(options->output, ".xlsx")) {
        const struct sheet_template *sheets = tally_sheets(t, options->lang, &n);
        ok = sheet_book(sheets, n, &b, d);
    } else {
        tally_write_csv(t, options->lang, &b);
    }
    ok = ok && cli_write(options, &b, d);
    buf_drop(&b);
    return ok;
}

/* The form is the file that is no table, wherever it stands. */
static bool run_tally(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    const char **lists = ARENA_ARRAY(a, const char *, (size_t)options->n_args);
    struct office_tally job = {.lists = lists, .by = options->by};
    for (int i = 0; i < options->n_args; i++) {
        if (file_table_kind(options->args[i]) != FILE_TABLE_NONE)
            lists[job.n++] = options->args[i];
        else if (!job.form)
            job.form = options->args[i];
    }
    bool ok = can_write(options->output, d);
    if (ok && (!job.form || job.n + 1 != options->n_args)) {
        diag_system(d, DIAG_Q046, options->args[options->n_args - 1]);
        ok = false;
    }
    struct hongtou *h = ok ? cli_open(options, d) : NULL;
    struct tally *t = h ? office_tally(h, a, &job) : NULL;
    ok = t && write_figures(options, t, d);
    if (h)
        hongtou_close(h);
    arena_drop(a);
    return ok;
}

/* ---- check ---- */

/* A stranger's file of 3 MB may unfold into gigabytes. Sanitizers need more room than any. */
static void limit_memory(void)
{
#ifndef MEM_SANITIZED
    cage_limit(RLIMIT_AS, 1 << 30);
#endif
}

static bool run_check(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    struct buf out = {0};
    bool ok = true, json = options->format == DIAG_JSON;
    limit_memory();
    for (int i = 0; i < options->n_args; i++) {
        const char *path = options->args[i];
        struct archive_report report;
        bool read = archive_check(a, path, &report, d);
        if (read && json && out.n)
            buf_str(&out, ",\n");
        if (read)
            (json ? archive_json : archive_text)(&report, path, options->lang, &out);
        ok = ok && read && archive_holds(&report);
    }
    struct buf all = {0};
    buf_printf(&all, json ? "[%s]\n" : "%s", out.n ? out.p : "");
    ok = cli_report(options, &all, d) && ok;
    buf_drop(&all);
    buf_drop(&out);
    arena_drop(a);
    return ok;
}

/* ---- the program ---- */

static bool run(const struct options *options, struct diags *d)
{
    static const struct {
        const char *name;
        cli_command *run;
    } commands[] = {{"new", run_book},
                    {"rows", run_rows},
                    {"read", run_read},
                    {"tally", run_tally},
                    {"check", run_check}};
    const char *given = options->command ? options->command : "", *names = "";
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(commands[i].name, given) == 0 && options->n_args) {
            arena_drop(a);
            return commands[i].run(options, d);
        }
        names = arena_printf(a, "%s%s%s", names, *names ? " " : "", commands[i].name);
    }
    diag_system(d, DIAG_U002, given, names);
    arena_drop(a);
    return false;
}

int main(int argc, char **argv)
{
    struct options options;
    struct diags *d;
    cli_watch_mapped_files();
    bool ok = cli_read(argc, argv, &options, &d);
    return cli_end(&options, d, ok && run(&options, d));
}
