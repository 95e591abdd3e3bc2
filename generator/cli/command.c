/* What the commands of both programs share: their rows of the catalogue, results written, findings
 * told. Nothing here needs the pipeline, so that hongtou-exchange is linked without it. */
#include <string.h>

#include "base/diag.def"
#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"

/* The library has no use of the command line's rows. */
#undef DIAG_ROW
#define DIAG_ROW(code, level, zh, en, hint_zh, hint_en)                                            \
    const struct diag_code DIAG_##code[1] = {{#code, DIAG_##level, {zh, en}, {hint_zh, hint_en}}};
#include "cli/diag.def"
#include "desk/diag.def"

bool cli_write(const struct options *options, const struct buf *text, struct diags *d)
{
    const char *output = options->output ? options->output : "-";
    for (int i = 0; i < options->n_args; i++)
        if (file_is_same(options->args[i], output)) {
            diag_system(d, DIAG_S021, output, options->args[i]);
            return false;
        }
    return file_write(output, text, d);
}

bool cli_report(const struct options *options, const struct buf *text, struct diags *d)
{
    struct buf shown = {0};
    buf_shown_lines(&shown, text->p ? text->p : "", text->n);
    bool ok = cli_write(options, &shown, d);
    buf_drop(&shown);
    return ok;
}

void cli_print_name(const char *name)
{
    struct buf shown = {0};
    buf_shown(&shown, name);
    fputs(shown.p ? shown.p : "", stdout);
    buf_drop(&shown);
}

/* .jpg, .docx, .mp4; not that of 2026.11 or of 会议.一. */
static const char *ending_of(const char *path)
{
    enum { MOST = 5 };
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    bool letter = false;
    size_t n = dot ? strlen(dot + 1) : 0;
    for (size_t i = 1; i <= n; i++) {
        unsigned char lower = (unsigned char)dot[i] | ('a' - 'A');
        bool digit = dot[i] >= '0' && dot[i] <= '9';
        if (!digit && (lower < 'a' || lower > 'z'))
            return NULL;
        letter = letter || !digit;
    }
    return letter && n <= MOST ? dot : NULL;
}

bool cli_output_fits(const struct options *options, const char *const endings[], bool folder,
                     struct diags *d)
{
    const char *output = options->output;
    struct arena *a;
    if (!output || !ending_of(output) || (folder && file_is_folder(output)))
        return true;
    for (size_t i = 0; endings[i]; i++)
        if (file_has_extension(output, endings[i]))
            return true;
    a = arena_new();
    const char *list = endings[0];
    for (size_t i = 1; endings[i]; i++)
        list = arena_printf(a, "%s %s", list, endings[i]);
    diag_system(d, folder ? DIAG_U068 : DIAG_U067, options->command, output, list);
    arena_drop(a);
    return false;
}

bool cli_may_write(const char *path, struct diags *d)
{
    if (!path || strcmp(path, "-") == 0 || !file_exists(path))
        return true;
    diag_system(d, DIAG_U008, path);
    return false;
}

int cli_end(const struct options *options, struct diags *d, bool ok)
{
    if (fflush(stdout) != 0 || ferror(stdout))
        diag_system(d, DIAG_S008, NULL);
    diags_print(d, stderr, options->format);
    int status = diags_status(d);
    diags_drop(d);
    return status || ok ? status : EXIT_DOCUMENT;
}
