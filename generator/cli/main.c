/* hongtou: the command line. Findings go to standard error, results to files or standard output;
 * exit status 0 well, 1 the document, 2 the command line, 3 the system. */
#include "base/version.h"
#include "cli/cli.h"

static bool run(const struct options *options, struct diags *d)
{
    const struct command *command = command_find(options->command);
    if (options->version) {
        puts("hongtou " HONGTOU_VERSION);
        return true;
    }
    if (options->help) {
        help_print(options);
        return true;
    }
    if (!command) {
        diag_system(d, options->command ? DIAG_U002 : DIAG_U009,
                    options->command ? options->command : "");
        return false;
    }
    bool too_many = command->most_args >= 0 && options->n_args > command->most_args;
    if (options->n_args < command->least_args || too_many) {
        diag_system(d, DIAG_U003, command->name);
        return false;
    }
    return command->run(options, d);
}

int main(int argc, char **argv)
{
    struct options options;
    struct diags *d;
    bool ok = options_read(argc, argv, &options, &d);
    return command_end(&options, d, ok && run(&options, d));
}
