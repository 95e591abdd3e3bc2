/* Small commands: schema, reference, fonts, new. */
#include <string.h>

#include "cli/cli.h"
#include "resolve/books.h"
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
    arena_drop(a);
    return ok;
}

static bool write_book(const struct options *options, const struct data_book_sheet *sheets,
                       size_t n, struct diags *d)
{
    struct buf out = {0};
    bool standard = strcmp(options->output, "-") == 0;
    bool ok = data_book(sheets, n, &out, d) && write_output(options, out.p, out.n, d);
    if (ok && !standard)
        printf("%s\n", options->output);
    buf_drop(&out);
    return ok;
}

/* The sheets of a kind of book, own room for those of the staff file; NULL: there is no such kind.
 */
static const struct data_book_sheet *
find_book(const char *kind, struct data_book_sheet own[STAFF_BOOK_SHEETS], size_t *n)
{
    if (strcmp(kind, "staff") != 0)
        return book_sheets(kind, n);
    *n = staff_book(own);
    return own;
}

/* An empty workbook; without -o KIND.xlsx, since nobody wants its bytes on a terminal. */
static bool new_book(const struct options *options, struct diags *d)
{
    size_t n;
    struct data_book_sheet own[STAFF_BOOK_SHEETS];
    const struct data_book_sheet *sheets = find_book(options->args[0], own, &n);
    struct arena *a = arena_new();
    struct options to_file = *options;
    if (!options->output)
        to_file.output = arena_printf(a, "%s.xlsx", options->args[0]);
    if (!sheets)
        diag_system(d, DIAG_U010, options->args[0], arena_printf(a, "%s staff", book_kinds()));
    bool ok = sheets && output_is_free(to_file.output, d) && write_book(&to_file, sheets, n, d);
    arena_drop(a);
    return ok;
}

bool command_new(const struct options *options, struct diags *d)
{
    return options->xlsx ? new_book(options, d) : new_document(options, d);
}
