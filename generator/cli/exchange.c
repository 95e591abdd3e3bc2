/*
 * Commands that exchange files with other programs (workbooks to fill in, forms filled in on
 * screen) are run by a program of their own beside this one: the libraries that they need would
 * add a third to the time of a short document, which needs none of them.
 */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "cli/cli.h"
#include "cli/diag.def"

bool cli_run_exchange(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    const char *program = arena_printf(a, "%s-exchange", office_program(a));
    fflush(stdout);
    execv(program, options->argv);
    diag_system(d, DIAG_S009, program, diag_reason(d, errno));
    arena_drop(a);
    return false;
}
