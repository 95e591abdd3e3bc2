/* Small commands: schema, reference, fonts, new. */
#include <string.h>

#include "cli/cli.h"
#include "cli/diag.def"
#include "vocab/vocab.h"

bool command_schema(const struct options *options, struct diags *d)
{
    const char *names = options->names ? options->names : "zh";
    if (strcmp(names, "zh") != 0 && strcmp(names, "en") != 0) {
        diag_system(d, DIAG_U004, "--names", "zh en");
        return false;
    }
    struct buf out = {0};
    vocab_schema(*names == 'z' ? VOCAB_ZH : VOCAB_EN, &out);
    bool ok = write_output(options, out.p, out.n, d);
    buf_drop(&out);
    return ok;
}

bool command_reference(const struct options *options, struct diags *d)
{
    struct buf out = {0};
    vocab_reference(&out);
    columns_write(&out);
    bool ok = write_output(options, out.p, out.n, d);
    buf_drop(&out);
    return ok;
}

bool command_fonts(const struct options *options, struct diags *d)
{
    struct driver *driver = driver_open(options, d);
    if (!driver)
        return false;
    struct buf out = {0};
    fonts_explain(driver_fonts(driver), options->lang, &out);
    bool ok = write_output(options, out.p, out.n, d);
    buf_drop(&out);
    driver_close(driver);
    return ok;
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

bool output_is_free(const char *path, struct diags *d)
{
    if (!path || strcmp(path, "-") == 0 || !file_exists(path))
        return true;
    diag_system(d, DIAG_U008, path);
    return false;
}

/* A commented skeleton from templates/new/. */
static bool new_document(const struct options *options, struct diags *d)
{
    const char *kind = options->args[0];
    struct arena *a = arena_new();
    const char *data = data_folder(a, options, d);
    const char *path = data ? arena_printf(a, "%s/templates/new/%s.xml", data, kind) : NULL;
    bool ok = path != NULL;
    if (ok && (strchr(kind, '/') || !file_exists(path))) {
        diag_system(d, DIAG_U007, kind, skeleton_names(a, data, d));
        ok = false;
    }
    size_t size;
    char *text = ok && output_is_free(options->output, d)
                     ? file_read(a, path, &size, (struct pos){0}, d)
                     : NULL;
    ok = text && write_output(options, text, size, d);
    if (ok && options->output && strcmp(options->output, "-") != 0)
        printf("%s\n", options->output);
    arena_drop(a);
    return ok;
}

bool command_new(const struct options *options, struct diags *d)
{
    return options->xlsx ? command_exchange(options, d) : new_document(options, d);
}
