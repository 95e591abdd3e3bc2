/*
 * hongtou-desk: the server that `hongtou serve` starts, and its workers (--worker FOLDER HOME
 * free|all, folders that they may write in; their socket as standard input). A program of its own,
 * since a document needs none of the server's libraries.
 */
#define _XOPEN_SOURCE 700
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "desk/desk.h"
#include "desk/diag.def"

/* A worker sees the folder as where it is, so that documents are named relative to it. */
static int work(char **argv)
{
    enum { FOLDER = 2, HOME, FONTS, WRITABLE };
    struct desk_options options = {.folder = argv[FOLDER],
                                   .home = argv[HOME],
                                   .free_fonts = strcmp(argv[FONTS], "free") == 0,
                                   .writable = argv + WRITABLE};
    return chdir(options.folder) == 0 ? desk_work(STDIN_FILENO, &options) : EXIT_SYSTEM;
}

/* Workers are in another folder: paths are whole. */
static const char *whole_path(struct arena *a, const char *path)
{
    char *found = path ? realpath(path, NULL) : NULL;
    const char *copy = found ? arena_strdup(a, found) : NULL;
    free(found);
    return copy;
}

static bool serve(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    const char *folder = options->n_args ? options->args[0] : ".";
    struct hongtou *h = cli_open(options, d);
    const char *home = h && office_settings(h) ? office_home(h) : NULL;
    bool ok = home != NULL;
    if (ok && !file_is_folder(folder)) {
        diag_system(d, DIAG_E005, folder);
        ok = false;
    }
    if (ok) {
        struct desk_options desk = {.folder = whole_path(a, folder),
                                    .home = whole_path(a, home),
                                    .program = office_program(a),
                                    .address = options->listen,
                                    .certificate = options->certificate,
                                    .key = options->key,
                                    .proxy = options->proxy,
                                    .quiet = options->quiet,
                                    .free_fonts = options->free_fonts};
        ok = desk_serve(&desk, d);
    }
    if (h)
        hongtou_close(h);
    arena_drop(a);
    return ok;
}

int main(int argc, char **argv)
{
    enum { WORKER_ARGUMENTS = 5 };
    struct options options;
    struct diags *d;
    cli_watch_mapped_files();
    if (argc >= WORKER_ARGUMENTS && strcmp(argv[1], "--worker") == 0)
        return work(argv);
    bool ok = cli_read(argc, argv, &options, &d);
    return cli_end(&options, d, ok && serve(&options, d));
}
