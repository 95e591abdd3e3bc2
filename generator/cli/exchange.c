/*
 * Files are exchanged with other programs (workbooks to fill in, forms filled in on screen,
 * finished PDF files) by a program of its own beside this one, and the desk is served by another:
 * the libraries that these need would add a third to the time of a short document, which needs none
 * of them.
 */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"

extern char **environ;

static const char *companion(struct arena *a)
{
    return arena_printf(a, "%s-exchange", office_program(a));
}

static bool become(const char *program, const struct options *options, struct diags *d)
{
    fflush(stdout);
    execv(program, options->argv);
    diag_system(d, DIAG_S009, program, diag_reason(d, errno));
    return false;
}

bool cli_run_exchange(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    bool ok = become(companion(a), options, d);
    arena_drop(a);
    return ok;
}

bool cli_run_serve(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    bool ok = become(arena_printf(a, "%s-desk", office_program(a)), options, d);
    arena_drop(a);
    return ok;
}

/* ---- check ---- */

/* PDF files are looked at as any other program's. */
static bool is_finished(const char *path)
{
    return file_has_extension(path, ".pdf");
}

/* All that the child writes to its standard output. */
static void read_all(int from, struct buf *out)
{
    enum { CHUNK = 4096 };
    char chunk[CHUNK];
    ssize_t n;
    while ((n = read(from, chunk, sizeof chunk)) > 0 || (n < 0 && errno == EINTR))
        buf_add(out, chunk, n > 0 ? (size_t)n : 0);
}

/* Runs the companion, which tells its findings itself. Its exit status; -1: it could not be run,
 * reported. */
static int run_companion(char **arguments, struct buf *out, struct diags *d)
{
    int ends[2], status = -1;
    pid_t child;
    posix_spawn_file_actions_t actions;
    if (pipe(ends) != 0) {
        diag_system(d, DIAG_S009, arguments[0], diag_reason(d, errno));
        return -1;
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    int error = posix_spawn(&child, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (error == 0) {
        read_all(ends[0], out);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            ;
    } else {
        diag_system(d, DIAG_S009, arguments[0], diag_reason(d, error));
    }
    close(ends[0]);
    return error == 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool cli_check_finished(const struct options *options, struct buf *out, struct diags *d)
{
    enum { OPTIONS = 8 };
    struct arena *a = arena_new();
    char **arguments = ARENA_ARRAY(a, char *, (size_t)options->n_args + OPTIONS);
    const char *lang = options->lang == DIAG_EN ? "en" : "zh";
    const char *format = options->format == DIAG_JSON ? "json" : "text";
    const char *const first[] = {companion(a), "check", "--lang", lang, "--format", format, "--"};
    size_t n = 0;
    for (; n < sizeof first / sizeof *first; n++)
        arguments[n] = arena_strdup(a, first[n]);
    for (int i = 0; i < options->n_args; i++)
        if (is_finished(options->args[i]))
            arguments[n++] = options->args[i];
    int status = run_companion(arguments, out, d);
    arena_drop(a);
    return status == 0;
}

bool cli_run_check(const struct options *options, struct diags *d)
{
    struct options documents = *options;
    int finished = 0;
    documents.args = mem_alloc((size_t)options->n_args * sizeof *documents.args);
    documents.n_args = 0;
    for (int i = 0; i < options->n_args; i++) {
        bool pdf = is_finished(options->args[i]);
        finished += pdf;
        if (!pdf)
            documents.args[documents.n_args++] = options->args[i];
    }
    bool alone = !options->pdf && finished == options->n_args;
    bool ok = alone
                  ? cli_run_exchange(options, d)
                  : cli_check_documents(&documents, finished && !options->pdf ? options : NULL, d);
    free(documents.args);
    return ok;
}
