/* The command line: one command, long options anywhere, the rest are its arguments. */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum {
    OPT_OUTPUT = 'o',
    OPT_HELP = 'h',
    OPT_FORCE = 'B',
    OPT_FIRST_LONG = 256,
    OPT_DATA,
    OPT_STAGE,
    OPT_NAMES,
    OPT_FROM,
    OPT_TO,
    OPT_AS_OF,
    OPT_ROSTER,
    OPT_FREE,
    OPT_XLSX,
    OPT_PDF,
    OPT_REISSUE,
    OPT_MEMBERS,
    OPT_SPLIT,
    OPT_SORT,
    OPT_COPIES,
    OPT_RANGE,
    OPT_SEPARATORS,
    OPT_RESUME,
    OPT_FILLABLE,
    OPT_VERSION,
    OPT_LANG,
    OPT_FORMAT
};

static const struct option long_options[] = {
    {"output", required_argument, NULL, OPT_OUTPUT},
    {"help", no_argument, NULL, OPT_HELP},
    {"version", no_argument, NULL, OPT_VERSION},
    {"data", required_argument, NULL, OPT_DATA},
    {"stage", required_argument, NULL, OPT_STAGE},
    {"names", required_argument, NULL, OPT_NAMES},
    {"free-fonts", no_argument, NULL, OPT_FREE},
    {"lang", required_argument, NULL, OPT_LANG},
    {"format", required_argument, NULL, OPT_FORMAT},
    {"from", required_argument, NULL, OPT_FROM},
    {"to", required_argument, NULL, OPT_TO},
    {"xlsx", no_argument, NULL, OPT_XLSX},
    {"as-of", required_argument, NULL, OPT_AS_OF},
    {"roster", required_argument, NULL, OPT_ROSTER},
    {"pdf", required_argument, NULL, OPT_PDF},
    {"reissue", no_argument, NULL, OPT_REISSUE},
    {"force", no_argument, NULL, OPT_FORCE},
    {"members", required_argument, NULL, OPT_MEMBERS},
    {"split", required_argument, NULL, OPT_SPLIT},
    {"sort", required_argument, NULL, OPT_SORT},
    {"copies", required_argument, NULL, OPT_COPIES},
    {"range", required_argument, NULL, OPT_RANGE},
    {"separators", no_argument, NULL, OPT_SEPARATORS},
    {"resume", no_argument, NULL, OPT_RESUME},
    {"fillable", no_argument, NULL, OPT_FILLABLE},
    {NULL, 0, NULL, 0},
};

/* Chinese, unless the locale says that the user reads English. */
static enum diag_lang lang_of_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "en", 2) == 0 ? DIAG_EN : DIAG_ZH;
    }
    return DIAG_ZH;
}

/* Options that choose one of two words. */
static bool choose(const char *value, const char *first, const char *second, int *out)
{
    *out = strcmp(value, second) == 0;
    return *out || strcmp(value, first) == 0;
}

static bool take_choice(struct options *o, int opt, const char *value)
{
    int choice = 0;
    bool ok = opt == OPT_LANG ? choose(value, "zh", "en", &choice)
                              : choose(value, "text", "json", &choice);
    if (opt == OPT_LANG)
        o->lang = choice ? DIAG_EN : DIAG_ZH;
    else
        o->format = choice ? DIAG_JSON : DIAG_TEXT;
    return ok;
}

static bool is_table(const char *path)
{
    static const char *const suffixes[] = {".csv", ".xlsx", ".xlsm"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (file_has_extension(path, suffixes[i]))
            return true;
    return false;
}

/* Options that are kept as they are written. --data names a list as well as the program's folder.
 */
static bool take_text(struct options *o, int opt, const char *value)
{
    const struct {
        int opt;
        const char **text;
    } texts[] = {
        {OPT_OUTPUT, &o->output},   {OPT_STAGE, &o->stage},
        {OPT_NAMES, &o->names},     {OPT_FROM, &o->from},
        {OPT_TO, &o->to},           {OPT_AS_OF, &o->as_of},
        {OPT_PDF, &o->pdf},         {OPT_ROSTER, &o->roster},
        {OPT_MEMBERS, &o->members}, {OPT_SPLIT, &o->split},
        {OPT_SORT, &o->sort},       {OPT_COPIES, &o->copies},
        {OPT_RANGE, &o->range},     {OPT_DATA, value && is_table(value) ? &o->rows : &o->data}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (opt == texts[i].opt) {
            *texts[i].text = value;
            return true;
        }
    return false;
}

static bool take_flag(struct options *o, int opt)
{
    const struct {
        int opt;
        bool *flag;
    } flags[] = {
        {OPT_FREE, &o->free_fonts},   {OPT_XLSX, &o->xlsx},     {OPT_HELP, &o->help},
        {OPT_VERSION, &o->version},   {OPT_FORCE, &o->force},   {OPT_REISSUE, &o->reissue},
        {OPT_FILLABLE, &o->fillable}, {OPT_RESUME, &o->resume}, {OPT_SEPARATORS, &o->separators}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (opt == flags[i].opt)
            return *flags[i].flag = true;
    return false;
}

/* False: an unknown option or value. */
static bool take_option(struct options *o, int opt, const char *value)
{
    if (opt == OPT_LANG || opt == OPT_FORMAT)
        return take_choice(o, opt, value);
    return take_text(o, opt, value) || take_flag(o, opt);
}

bool options_read(int argc, char **argv, struct options *out, struct diags **diags)
{
    *out = (struct options){.lang = lang_of_locale()};
    const char *bad = NULL;
    opterr = 0;
    for (int opt; (opt = getopt_long(argc, argv, "o:hB", long_options, NULL)) != -1;)
        if (!take_option(out, opt, optarg) && !bad)
            bad = argv[optind - 1];
    *diags = diags_new(out->lang);
    if (optind < argc)
        out->command = argv[optind++];
    out->argv = argv;
    out->args = argv + optind;
    out->n_args = argc - optind;
    if (bad)
        diag_system(*diags, DIAG_U001, bad);
    return !bad;
}

int command_end(const struct options *options, struct diags *d, bool ok)
{
    if (fflush(stdout) != 0 || ferror(stdout))
        diag_system(d, DIAG_S008, NULL);
    diags_print(d, stderr, options->format);
    int status = diags_status(d);
    diags_drop(d);
    return status || ok ? status : EXIT_DOCUMENT;
}
