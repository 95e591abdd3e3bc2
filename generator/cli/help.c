/* What hongtou --help says, and each command's. */
#include <string.h>

#include "cli/cli.h"

static const struct help {
    const char *command, *text[2]; /* by enum diag_lang */
} helps[] = {
#include "cli/help.def"
};

void cli_help(const struct options *options)
{
    const char *command = cli_find(options->command) ? options->command : "";
    for (size_t i = 0; i < sizeof helps / sizeof *helps; i++)
        if (strcmp(helps[i].command, command) == 0)
            fputs(helps[i].text[options->lang], stdout);
}
