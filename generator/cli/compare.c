/* hongtou compare: what differs between two editions, told or written as a table; and which earlier
 * edition a build marks its changes against. */
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"

/* What -o names is a table to read, or the plain result. */
static enum hongtou_comparison form_of(const struct options *options)
{
    const char *output = options->output;
    if (output && file_has_extension(output, ".pdf"))
        return HONGTOU_COMPARE_PDF;
    if (output && file_has_extension(output, ".xml"))
        return HONGTOU_COMPARE_XML;
    if (output && file_has_extension(output, ".docx"))
        return HONGTOU_COMPARE_DOCX;
    if (output && file_has_extension(output, ".json"))
        return HONGTOU_COMPARE_JSON;
    return options->format == DIAG_JSON ? HONGTOU_COMPARE_JSON : HONGTOU_COMPARE_TEXT;
}

/* Neither edition is overwritten by a slip. */
static bool may_write(const struct options *options, enum hongtou_comparison form, struct diags *d)
{
    const char *output = options->output;
    if (form == HONGTOU_COMPARE_XML)
        return cli_may_write(output, d);
    for (int i = 0; output && i < options->n_args; i++)
        if (strcmp(output, options->args[i]) == 0) {
            diag_system(d, DIAG_U008, output);
            return false;
        }
    return true;
}

/* One alone is compared with what was issued of it. */
bool cli_run_compare(const struct options *options, struct diags *d)
{
    static const char *const endings[] = {".pdf", ".docx", ".xml", ".txt", ".json", NULL};
    bool both = options->n_args > 1;
    struct hongtou_source old = {.name = options->args[0]};
    enum hongtou_comparison form = form_of(options);
    bool file = form != HONGTOU_COMPARE_TEXT && form != HONGTOU_COMPARE_JSON;
    struct office_compare job = {.old = both ? &old : NULL,
                                 .now = {.name = options->args[both]},
                                 .form = form,
                                 .target = file ? options->output : NULL};
    if (!cli_output_fits(options, endings, false, d) || !may_write(options, form, d))
        return false;
    struct hongtou *h = cli_open(options, d);
    struct buf out = {0};
    bool ok = h && office_compare(h, &job, &out);
    if (ok && file)
        buf_printf(&out, "%s\n", options->output);
    struct options to = *options;
    if (file)
        to.output = NULL;
    ok = ok && cli_report(&to, &out, d);
    buf_drop(&out);
    hongtou_close(h);
    return ok;
}
