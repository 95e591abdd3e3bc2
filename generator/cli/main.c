/* hongtou: the command line. Findings go to standard error, results to files or standard output;
 * exit status 0 well, 1 the document, 2 the command line, 3 the system. */
#include <string.h>

#include "base/version.h"
#include "cli/cli.h"
#include "cli/diag.def"

static bool no_command(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    const char *near = cli_near(options->command);
    if (options->command)
        diag_system(d, near ? DIAG_U013 : DIAG_U002, options->command, near ? near : cli_names(a));
    else
        diag_system(d, DIAG_U009, "");
    arena_drop(a);
    return false;
}

static const struct {
    const char *name;
    cli_command *run;
} runs[] = {
#define COMMAND(name, run, least, most, actions) {name, run},
#include "cli/commands.def"
#undef COMMAND
};

/* The command is one of them. */
static cli_command *function_of(const struct command *command)
{
    size_t i = 0;
    while (strcmp(runs[i].name, command->name) != 0)
        i++;
    return runs[i].run;
}

static bool run(const struct options *options, struct diags *d)
{
    const struct command *command = cli_find(options->command);
    if (options->version) {
        puts("hongtou " HONGTOU_VERSION);
        return true;
    }
    if (!command && (options->command || !options->help))
        return no_command(options, d);
    if (options->help) {
        cli_help(options);
        return true;
    }
    bool too_many = command->most_args >= 0 && options->n_args > command->most_args;
    if (options->n_args < command->least_args || too_many) {
        diag_system(d, DIAG_U003, command->name);
        return false;
    }
    if (!command->has_actions && !cli_fit(options, command->name, d))
        return false;
    return function_of(command)(options, d);
}

int main(int argc, char **argv)
{
    struct options options;
    struct diags *d;
    cli_watch_mapped_files();
    bool ok = cli_read(argc, argv, &options, &d);
    return cli_end(&options, d, ok && run(&options, d));
}
