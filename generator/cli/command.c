/* What the commands of both programs share: their rows of the catalogue, results written, findings
 * told. Nothing here needs the pipeline, so that hongtou-exchange is linked without it. */
#include <string.h>

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
    return file_write(options->output ? options->output : "-", text, d);
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
