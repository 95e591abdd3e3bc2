/* A context of the library by the options. */
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/diag.def"
#include "value/date.h"

bool cli_date(const char *option, const char *value, struct date *out, struct diags *d)
{
    struct arena *a = arena_new();
    struct text t = text_from_utf8(a, value ? value : "", (struct pos){0});
    bool ok = t.n && date_read_day(t, out);
    if (!ok)
        diag_system(d, DIAG_U004, option, "YYYY-MM-DD");
    arena_drop(a);
    return ok;
}

bool cli_jobs(const struct options *options, int *out, struct diags *d)
{
    enum { MOST = 64, DECIMAL = 10 };
    char *end = NULL;
    long n = options->jobs ? strtol(options->jobs, &end, DECIMAL) : 1;
    *out = (int)n;
    if (n >= 1 && n <= MOST && (!end || (end != options->jobs && !*end)))
        return true;
    diag_system(d, DIAG_U004, "--jobs", "1-64");
    return false;
}

bool cli_config(const struct options *options, struct hongtou_config *out, struct diags *d)
{
    struct date day = {0};
    if (options->as_of && !cli_date("--as-of", options->as_of, &day, d))
        return false;
    *out = (struct hongtou_config){.home = options->home,
                                   .folder = options->folder,
                                   .free_fonts = options->free_fonts,
                                   .language = options->lang == DIAG_EN ? HONGTOU_EN : HONGTOU_ZH,
                                   .as_of = {day.year, day.month, day.day},
                                   .allow = options->allow.v};
    return true;
}

struct hongtou *cli_open(const struct options *options, struct diags *d)
{
    struct hongtou_config config;
    return cli_config(options, &config, d) ? office_open(&config, d) : NULL;
}
