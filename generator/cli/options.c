/*
 * The command line: one command, long options anywhere, the rest are its arguments. All that is
 * known of an option is its row here; what its value means is said where it is used.
 */
#define _GNU_SOURCE
#include <getopt.h>
#include <libgen.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/guess.h"
#include "base/usual.h"
#include "cli/cli.h"
#include "cli/diag.def"
#include "settings/settings.h"

/* VALUE: what a file is called, say, and taken as it is; WORD: what people type, cleaned; LIST: may be
 * given again. */
enum kind { VALUE, WORD, FLAG, LIST };

static const struct option_row {
    const char *name;
    int letter; /* or 0 */
    enum kind kind;
    size_t at;            /* the member of struct options */
    const char *commands; /* NULL: all */
} rows[] = {
#define OPTION(name, letter, kind, member, commands)                                               \
    {name, letter, kind, offsetof(struct options, member), commands},
#include "cli/options.def"
#undef OPTION
};

enum { ROWS = sizeof rows / sizeof *rows, FIRST_ROW = 256 };

_Static_assert((int)ROWS <= (int)OPTIONS_MOST, "a bit for each option in struct options");

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

/* ---- getopt ---- */

/* The rows as getopt wants them; the value of each is FIRST_ROW and its place. The colon before all
 * letters: a missing value is told from an unknown option. */
static void list_rows(struct option out[ROWS + 1], char letters[2 * ROWS + 2])
{
    *letters++ = ':';
    for (int i = 0; i < ROWS; i++) {
        bool value = rows[i].kind != FLAG;
        out[i] = (struct option){rows[i].name, value ? required_argument : no_argument, NULL,
                                 FIRST_ROW + i};
        if (!rows[i].letter)
            continue;
        *letters++ = (char)rows[i].letter;
        if (value)
            *letters++ = ':';
    }
    out[ROWS] = (struct option){0};
    *letters = '\0';
}

/* The row that getopt found, or NULL. */
static const struct option_row *find_row(int found)
{
    for (int i = 0; i < ROWS; i++)
        if (found == FIRST_ROW + i || (rows[i].letter && found == rows[i].letter))
            return &rows[i];
    return NULL;
}

static void store(struct options *o, const struct option_row *row, char *value)
{
    char *member = (char *)o + row->at;
    if (row->kind == WORD)
        usual_word(value);
    if (row->kind == LIST && o->allow.n < ALLOWED_MOST)
        o->allow.v[o->allow.n++] = value;
    else if (row->kind == VALUE || row->kind == WORD)
        *(const char **)(void *)member = value;
    else if (row->kind == FLAG)
        *(bool *)(void *)member = true;
    o->given |= UINT64_C(1) << (row - rows);
}

/* ---- what is wrong ---- */

/* What other programs call it, or what it is called in Chinese. */
static const struct meaning {
    const char *word, *option;
} meanings[] = {
    {"out", "-o"},
    {"outfile", "-o"},
    {"output-dir", "-o"},
    {"dest", "-o"},
    {"输出", "-o"},
    {"date", "--as-of"},
    {"day", "--as-of"},
    {"on", "--as-of"},
    {"日期", "--as-of"},
    {"截至", "--as-of"},
    {"excel", "--xlsx"},
    {"workbook", "--xlsx"},
    {"表格", "--xlsx"},
    {"list", "--data"},
    {"rows", "--data"},
    {"input", "--data"},
    {"名册", "--data"},
    {"数据", "--data"},
    {"english", "--lang en"},
    {"en", "--lang en"},
    {"chinese", "--lang zh"},
    {"zh", "--lang zh"},
    {"json", "--format json"},
    {"parallel", "--jobs"},
    {"threads", "--jobs"},
    {"silent", "--quiet"},
    {"clean", "--prune"},
    {"since", "--from"},
    {"until", "--to"},
    {"apply", "--write"},
    {"save", "--write"},
    {"in-place", "--write"},
    {"inplace", "--write"},
    {"写入", "--write"},
    {"editable", "--fillable"},
    {"form", "--fillable"},
    {"填写", "--fillable"},
    {"rebuild", "--force"},
    {"all", "--force"},
    {"fonts", "--free-fonts"},
    {"group", "--split"},
    {"by", "--split"},
    {"order", "--sort"},
    {"排序", "--sort"},
    {"continue", "--resume"},
    {"number", "--copies"},
    {"份数", "--copies"},
};

/* By what the word means; NULL: nothing that is known. */
static const char *option_meant(const char *typed)
{
    typed += strspn(typed, "-");
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (strcasecmp(typed, meanings[i].word) == 0)
            return meanings[i].option;
    return NULL;
}

struct fault {
    const struct diag_code *code;
    const char *word; /* NULL: nothing is wrong */
};

/* The first one is told; the others may follow from it. */
static void note_fault(struct fault *f, int found, const char *word)
{
    if (!f->word)
        *f = (struct fault){found == ':' ? DIAG_U012 : DIAG_U001, word};
}

/* With the nearest option; a value that it was given and does not take (--force=yes) is left out.
 */
static bool report(const struct fault *f, struct diags *d)
{
    if (!f->word)
        return true;
    struct arena *a = arena_new();
    struct guess guess = {.typed = arena_strndup(a, f->word, strcspn(f->word, "="))};
    for (size_t i = 0; i < ROWS; i++)
        guess_try(&guess, arena_printf(a, "--%s", rows[i].name));
    const char *meant = option_meant(guess.typed);
    diag_system(d, f->code, f->word, meant ? meant : guess.best ? guess.best : "--help");
    arena_drop(a);
    return false;
}

/* Which of two words a value is; -1: neither. */
static int index_in(const char *value, const char *const words[2])
{
    for (int i = 0; i < 2; i++)
        if (value && strcmp(value, words[i]) == 0)
            return i;
    return -1;
}

static const char *const languages[] = {[DIAG_ZH] = "zh", [DIAG_EN] = "en"};
static const char *const formats[] = {[DIAG_TEXT] = "text", [DIAG_JSON] = "json"};

static bool check_choice(const char *option, const char *value, const char *const words[2],
                         struct diags *d)
{
    if (!value || index_in(value, words) >= 0)
        return true;
    struct arena *a = arena_new();
    diag_system(d, DIAG_U004, option, arena_printf(a, "%s %s", words[0], words[1]));
    arena_drop(a);
    return false;
}

/* The folder of the first argument that is a file or a folder, or the working folder. */
static void find_folder(struct options *o)
{
    const char *found = NULL;
    for (int i = 0; i < o->n_args && !found; i++)
        if (strlen(o->args[i]) < sizeof o->folder && file_exists(o->args[i]))
            found = o->args[i];
    char copy[sizeof o->folder];
    strcpy(copy, found ? found : ".");
    strcpy(o->folder, found && !file_is_folder(found) ? dirname(copy) : copy);
    for (int i = 0; i < o->n_args && o->allow.n < ALLOWED_MOST; i++)
        if (file_is_folder(o->args[i]))
            o->allow.v[o->allow.n++] = o->args[i];
    size_t n = strlen(o->folder);
    while (n > 1 && o->folder[n - 1] == '/')
        o->folder[--n] = '\0';
}

/* As it is set up; what is wrong there is told by who uses it. -1: it is not. */
static int language_set(const struct options *o)
{
    struct arena *a = arena_new();
    struct diags *unheard = diags_new(DIAG_EN);
    const struct settings *s = settings_read(a, o->folder, unheard);
    int language = s ? index_in(settings_value(s, SETTINGS_LANGUAGE), languages) : -1;
    diags_drop(unheard);
    arena_drop(a);
    return language;
}

/* The language is known before the first message is made; a wrong one is told in the locale's. */
static void read_choices(struct options *o)
{
    int language = o->language ? index_in(o->language, languages) : language_set(o);
    o->lang = language < 0 ? lang_of_locale() : (enum diag_lang)language;
    o->format = index_in(o->form_of_findings, formats) > 0 ? DIAG_JSON : DIAG_TEXT;
}

bool cli_read(int argc, char **argv, struct options *out, struct diags **diags)
{
    struct option long_options[ROWS + 1];
    char letters[2 * ROWS + 2];
    struct fault fault = {0};
    list_rows(long_options, letters);
    *out = (struct options){0};
    opterr = 0;
    for (int found; (found = getopt_long(argc, argv, letters, long_options, NULL)) != -1;) {
        const struct option_row *row = find_row(found);
        if (row)
            store(out, row, optarg);
        else
            note_fault(&fault, found, argv[optind - 1]);
    }
    if (optind < argc)
        out->command = argv[optind++];
    out->argv = argv;
    out->args = argv + optind;
    out->n_args = argc - optind;
    find_folder(out);
    read_choices(out);
    *diags = diags_new(out->lang);
    if (out->quiet)
        diags_hush(*diags);
    bool known = check_choice("--format", out->form_of_findings, formats, *diags);
    known = check_choice("--lang", out->language, languages, *diags) && known;
    return report(&fault, *diags) && known;
}

/* ---- options of a command ---- */

/* Whether a list has this one, between its commas. */
static bool has_name(const char *names, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = names; (at = strstr(at, name)); at += n)
        if ((at == names || at[-1] == ',') && (at[n] == ',' || !at[n]))
            return true;
    return false;
}

static bool takes(const char *user, const struct option_row *row)
{
    return !row->commands || has_name(row->commands, user);
}

const char *cli_options_of(struct arena *a, const char *user, bool common)
{
    const char *list = "";
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].commands ? *user && takes(user, &rows[i]) : common || !*user)
            list = arena_printf(a, "%s --%s", list, rows[i].name);
    return *list ? list + 1 : "";
}

struct cli_option cli_option_named(const char *name)
{
    size_t i = 0;
    while (i + 1 < ROWS && strcmp(rows[i].name, name) != 0)
        i++;
    return (struct cli_option){rows[i].letter, rows[i].kind != FLAG};
}

bool cli_fit(const struct options *o, const char *user, struct diags *d)
{
    struct arena *a = arena_new();
    bool ok = true;
    for (size_t i = 0; i < ROWS; i++) {
        if (!(o->given >> i & 1) || takes(user, &rows[i]))
            continue;
        const char *own = cli_options_of(a, user, false);
        diag_system(d, DIAG_U011, user, arena_printf(a, "--%s", rows[i].name),
                    *own ? own : "--help");
        ok = false;
    }
    arena_drop(a);
    return ok;
}
