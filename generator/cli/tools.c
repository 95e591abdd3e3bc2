/* Small commands: schema, reference, fonts, new; and those that hongtou-exchange runs. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"
#include "vocab/vocab.h"

bool cli_run_schema(const struct options *options, struct diags *d)
{
    const char *names = options->names ? options->names : "zh";
    if (strcmp(names, "zh") != 0 && strcmp(names, "en") != 0) {
        diag_system(d, DIAG_U004, "--names", "zh en");
        return false;
    }
    struct buf out = {0};
    vocab_schema(*names == 'z' ? VOCAB_ZH : VOCAB_EN, &out);
    bool ok = cli_write(options, &out, d);
    buf_drop(&out);
    return ok;
}

bool cli_run_reference(const struct options *options, struct diags *d)
{
    struct buf out = {0};
    vocab_reference(&out);
    cli_columns_write(&out);
    bool ok = cli_write(options, &out, d);
    buf_drop(&out);
    return ok;
}

bool cli_run_fonts(const struct options *options, struct diags *d)
{
    struct buf out = {0};
    struct hongtou *h = cli_open(options, d);
    struct fonts *fonts = h ? office_fonts(h) : NULL;
    if (fonts)
        fonts_explain(fonts, options->lang, &out);
    bool ok = fonts && cli_write(options, &out, d);
    buf_drop(&out);
    hongtou_close(h);
    return ok;
}

/* Files are exchanged with other programs (workbooks to fill in, forms filled in on screen) by a
 * program of its own beside this one: the libraries that this needs would add a third to the time
 * of a short document, which needs none of them. */
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

/* The skeletons that there are: notice request … */
static const char *skeleton_names(struct arena *a, const char *data, struct diags *d)
{
    const char *folder = arena_printf(a, "%s/templates/new", data), *names = "";
    struct file_list files = file_find(a, folder, ".xml", d);
    for (size_t i = 0; i < files.n; i++) {
        const char *name = files.paths[i] + strlen(folder) + 1;
        names = arena_printf(a, "%s%s%.*s", names, *names ? " " : "",
                             (int)(strlen(name) - strlen(".xml")), name);
    }
    return names;
}

/* A commented skeleton from templates/new/. */
static bool write_skeleton(const struct options *options, struct arena *a, const char *home,
                           struct diags *d)
{
    const char *kind = options->args[0];
    const char *path = arena_printf(a, "%s/templates/new/%s.xml", home, kind);
    if (strchr(kind, '/') || !file_exists(path)) {
        diag_system(d, DIAG_U007, kind, skeleton_names(a, home, d));
        return false;
    }
    struct buf text = {0};
    if (!cli_may_write(options->output, d) ||
        !(text.p = file_read(a, path, &text.n, (struct pos){0}, d)) ||
        !cli_write(options, &text, d))
        return false;
    if (options->output && strcmp(options->output, "-") != 0)
        printf("%s\n", options->output);
    return true;
}

static bool new_document(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    struct hongtou *h = cli_open(options, d);
    const char *home = h ? office_home(h) : NULL;
    bool ok = home && write_skeleton(options, a, home, d);
    hongtou_close(h);
    arena_drop(a);
    return ok;
}

bool cli_run_new(const struct options *options, struct diags *d)
{
    return options->xlsx ? cli_run_exchange(options, d) : new_document(options, d);
}
