/*
 * What came of documents, to standard output: a line each for people, or a list of objects:
 *   {"file", "status", "pages", "outputs", "changes", "warnings", "diagnostics"}
 * An unchanged document that was not compiled tells how many warnings it has, and not which.
 */
#include <string.h>
#include <time.h>

#include "cli/cli.h"

static bool is_pipe(const char *path)
{
    return path && strcmp(path, "-") == 0;
}

/* Standard output may be what the document itself goes to. */
struct cli_results cli_results_begin(const struct options *options)
{
    bool piped = is_pipe(options->output) || is_pipe(options->geometry) ||
                 (is_pipe(options->args[0]) && !options->output);
    return (struct cli_results){.options = options,
                                .watching = options->watch,
                                .silent = piped || options->quiet};
}

/* ---- for people ---- */

static void print_time(const struct cli_results *r)
{
    enum { ROOM = 16 };
    char text[ROOM];
    time_t now = time(NULL);
    struct tm tm;
    if (r->watching && localtime_r(&now, &tm) && strftime(text, sizeof text, "%H:%M:%S ", &tm))
        fputs(text, stdout);
}

/* In a folder the sum at the end tells of those that have not changed. */
static void print_unchanged(const struct cli_results *r, const struct office_made *made)
{
    bool zh = r->options->lang == DIAG_ZH;
    bool looked_at = made->status == OFFICE_SAME;
    if (r->watching ? !looked_at : made->in_folder)
        return;
    print_time(r);
    cli_print_name(made->target);
    fputs(zh ? "  未变" : "  unchanged", stdout);
    if (!looked_at && made->warnings)
        printf(zh ? "（有 %zu 处提醒，用 --force 再看）" : " (%zu warnings; see them with --force)",
               made->warnings);
    putchar('\n');
}

static void print_result(const struct cli_results *r, const struct office_made *made)
{
    bool zh = r->options->lang == DIAG_ZH;
    if (made->lock) {
        cli_print_name(made->lock);
        putchar('\n');
    }
    switch (made->status) {
    case OFFICE_MADE:
        print_time(r);
        cli_print_name(made->target);
        if (made->pages) /* else no one has laid it out */
            printf("  %d %s", made->pages, zh ? "页" : "pages");
        putchar('\n');
        for (size_t i = 0; i < made->n_changes; i++) {
            printf("    ");
            cli_print_name(made->changes[i]);
            putchar('\n');
        }
        break;
    case OFFICE_SAME:
    case OFFICE_CURRENT:
        print_unchanged(r, made);
        break;
    case OFFICE_PRUNED:
        print_time(r);
        cli_print_name(made->target);
        puts(zh ? "  已删去" : "  removed");
        break;
    case OFFICE_NOTHING:
    case OFFICE_FAILED:
    case OFFICE_GONE:
        break;
    }
}

/* 3 份重新生成，41 份未变（其中 2 份有提醒，用 --force 再看），1 份没有做成 */
static void print_sum(const struct options *options, const struct office_built *b)
{
    bool zh = options->lang == DIAG_ZH;
    printf(zh ? "%zu 份重新生成，%zu 份未变" : "%zu rebuilt, %zu unchanged", b->made, b->unchanged);
    if (b->warned)
        printf(zh ? "（其中 %zu 份有提醒，用 --force 再看）"
                  : " (%zu of them with warnings; see them with --force)",
               b->warned);
    if (b->failed)
        printf(zh ? "，%zu 份没有做成" : ", %zu failed", b->failed);
    putchar('\n');
}

/* ---- for programs ---- */

static const char *const statuses[] = {
    [OFFICE_MADE] = "made",       [OFFICE_SAME] = "unchanged", [OFFICE_CURRENT] = "unchanged",
    [OFFICE_NOTHING] = "staff",   [OFFICE_FAILED] = "failed",  [OFFICE_GONE] = "gone",
    [OFFICE_PRUNED] = "removed",
};

static void add_list(struct buf *out, const char *name, const char *const *items, size_t n)
{
    buf_printf(out, ", \"%s\": [", name);
    for (size_t i = 0; i < n; i++) {
        buf_str(out, i ? ", " : "");
        buf_json(out, items[i]);
    }
    buf_char(out, ']');
}

/* findings NULL: those on standard error are all. */
static void add_object(struct buf *out, const struct office_made *made, const char *const *files,
                       size_t n, struct diags *findings)
{
    buf_str(out, "{\"file\": ");
    buf_json(out, made->source);
    buf_printf(out, ", \"status\": \"%s\"", statuses[made->status]);
    if (made->pages)
        buf_printf(out, ", \"pages\": %d", made->pages);
    add_list(out, "outputs", files, n);
    add_list(out, "changes", made->changes, made->n_changes);
    buf_printf(out, ", \"warnings\": %zu, \"diagnostics\": ", made->warnings);
    if (findings)
        diags_json(findings, out);
    else
        buf_str(out, "[]");
    buf_char(out, '}');
}

static void put_json(struct cli_results *r, const struct office_made *made,
                     const char *const *files, size_t n, struct diags *findings)
{
    struct buf out = {0};
    buf_str(&out, r->n++ ? ",\n" : "[");
    add_object(&out, made, files, n, findings);
    fwrite(out.p, 1, out.n, stdout);
    buf_drop(&out);
}

/* ---- both ---- */

void cli_result(void *context, const struct office_made *made, struct diags *findings)
{
    struct cli_results *r = context;
    bool idle = made->status == OFFICE_CURRENT || made->status == OFFICE_NOTHING;
    const char *files[] = {made->target, made->lock};
    size_t n = made->status == OFFICE_FAILED || made->status == OFFICE_NOTHING ? 0
               : made->lock                                                   ? 2
                                                                              : 1;
    if (r->silent || (r->watching && idle))
        return;
    if (r->options->format == DIAG_JSON)
        put_json(r, made, files, n, findings);
    else
        print_result(r, made);
}

void cli_result_files(struct cli_results *r, const char *source, bool ok, int pages,
                      const char *const *files, size_t n)
{
    struct office_made made = {
        .source = source, .status = ok ? OFFICE_MADE : OFFICE_FAILED, .pages = pages};
    if (r->silent)
        return;
    if (r->options->format == DIAG_JSON)
        put_json(r, &made, files, ok ? n : 0, NULL);
    else
        for (size_t i = 0; i < n && !r->options->geometry; i++)
            cli_print_name(files[i]), putchar('\n');
}

void cli_results_end(struct cli_results *r, const struct office_built *built)
{
    bool json = r->options->format == DIAG_JSON;
    if (!r->silent && json && (r->n || !r->watching))
        fputs(r->n ? "]\n" : "[]\n", stdout);
    if (!r->silent && !json && built->folders && !r->watching)
        print_sum(r->options, built);
}
