/* hongtou-exchange: the commands that exchange.c hands on, their command line as it was given. */
#include <string.h>

#include "cli/cli.h"
#include "cli/diag.def"

static bool run(const struct options *options, struct diags *d)
{
    static const struct {
        const char *name;
        cli_command *run;
    } commands[] = {{"new", cli_run_book}, {"read", cli_run_read}};
    for (size_t i = 0; options->command && i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].name, options->command) == 0 && options->n_args)
            return commands[i].run(options, d);
    diag_system(d, DIAG_U002, options->command ? options->command : "", "new read");
    return false;
}

int main(int argc, char **argv)
{
    struct options options;
    struct diags *d;
    bool ok = cli_read(argc, argv, &options, &d);
    return cli_end(&options, d, ok && run(&options, d));
}
