/* hongtou build: documents to PDF files, each replaced only when the new one is whole. */
#include <libgen.h>
#include <string.h>

#include "cli/cli.h"
#include "pdf/pdf.h"
#include "vocab/vocab.h"

static const char source_suffix[] = ".xml", target_suffix[] = ".pdf";

struct build {
    const struct options *options;
    struct driver *driver;
    struct diags *diags;
    size_t built, failed;
    int pages; /* of the document being built */
};

/* Counts the pages on their way to the PDF. */
struct counting {
    struct page_sink next;
    int pages;
};

static bool count_page(void *context, const struct page *page)
{
    struct counting *c = context;
    c->pages++;
    return c->next.take(c->next.context, page);
}

static bool write_pdf(struct build *b, const struct document *doc, struct sink *out)
{
    struct page_info info = driver_info(doc);
    struct pdf *pdf = pdf_open(out, &info, b->diags);
    if (!pdf)
        return false;
    struct counting counting = {.next = pdf_sink(pdf)};
    struct page_sink sink = {count_page, &counting};
    bool ok = driver_lay_out(b->driver, doc, sink);
    b->pages = counting.pages;
    if (ok)
        return pdf_finish(pdf);
    pdf_abandon(pdf);
    return false;
}

static bool make_folder_of(struct build *b, struct arena *a, const char *path)
{
    return file_make_folder(dirname(arena_strdup(a, path)), b->diags);
}

static bool compile(struct build *b, struct arena *a, const struct tree *tree, const char *target)
{
    struct document *doc = driver_read_tree(b->driver, a, tree);
    if (!doc)
        return false;
    bool standard = strcmp(target, "-") == 0;
    if (!standard && !make_folder_of(b, a, target))
        return false;
    struct sink *out = sink_open(target, b->diags);
    if (!out)
        return false;
    if (!write_pdf(b, doc, out)) {
        sink_abandon(out);
        return false;
    }
    if (!sink_commit(out))
        return false;
    if (!standard)
        printf("%s  %d %s\n", target, b->pages, b->options->lang == DIAG_ZH ? "页" : "pages");
    return true;
}

/* A staff file in a folder is nothing to compile; named by itself it is a mistake. */
static void build_file(struct build *b, const char *source, const char *target, bool in_folder)
{
    struct arena *a = arena_new();
    const struct tree *tree = xml_read(a, source, (struct pos){0}, b->diags);
    if (!in_folder || !tree || !vocab_is_staff(tree)) {
        if (tree && compile(b, a, tree, target))
            b->built++;
        else
            b->failed++;
    }
    arena_drop(a);
}

static bool ends_in(const char *s, const char *suffix)
{
    size_t n = strlen(s), m = strlen(suffix);
    return n >= m && strcmp(s + n - m, suffix) == 0;
}

/* name with .xml changed to .pdf, in a folder (NULL: where it is). */
static const char *target_path(struct arena *a, const char *folder, const char *name)
{
    size_t n = strlen(name);
    if (ends_in(name, source_suffix))
        n -= strlen(source_suffix);
    if (!folder)
        return arena_printf(a, "%.*s%s", (int)n, name, target_suffix);
    return arena_printf(a, "%s/%.*s%s", folder, (int)n, name, target_suffix);
}

/* "-" is standard input, whatever the folder at hand may hold. */
static bool is_folder(const char *path)
{
    return strcmp(path, "-") != 0 && file_is_folder(path);
}

static void build_folder(struct build *b, struct arena *a, const char *folder)
{
    struct file_list files = file_find(a, folder, source_suffix, b->diags);
    if (!files.n)
        diag_system(b->diags, DIAG_U005, folder);
    for (size_t i = 0; i < files.n; i++) {
        const char *name = files.paths[i] + strlen(folder) + 1;
        const char *target = b->options->output ? target_path(a, b->options->output, name)
                                                : target_path(a, NULL, files.paths[i]);
        build_file(b, files.paths[i], target, true);
    }
}

/* Where a single file goes: beside itself, into the folder -o names, or to the file it names. */
static const char *single_target(struct build *b, struct arena *a, const char *source)
{
    const char *output = b->options->output;
    if (strcmp(source, "-") == 0)
        return output ? output : "-";
    if (output && (strcmp(output, "-") == 0 || ends_in(output, target_suffix)))
        return output;
    if (!output)
        return target_path(a, NULL, source);
    return target_path(a, output, basename(arena_strdup(a, source)));
}

static void build_argument(struct build *b, struct arena *a, const char *path)
{
    size_t n = strlen(path);
    char *name = arena_strndup(a, path, n);
    while (n > 1 && name[n - 1] == '/')
        name[--n] = '\0';
    if (is_folder(name))
        build_folder(b, a, name);
    else
        build_file(b, name, single_target(b, a, name), false);
}

/* Whether -o names one file, or standard output, for what may be several documents. */
static bool all_into_one(const struct options *options)
{
    const char *output = options->output;
    if (!output || (strcmp(output, "-") != 0 && !ends_in(output, target_suffix)))
        return false;
    return options->n_args > 1 || is_folder(options->args[0]);
}

bool command_build(const struct options *options, struct diags *d)
{
    const char *output = options->output;
    if (all_into_one(options)) {
        diag_system(d, DIAG_U006, output);
        return false;
    }
    struct build b = {.options = options, .diags = d};
    b.driver = driver_open(options, d);
    if (!b.driver)
        return false;
    struct arena *a = arena_new();
    for (int i = 0; i < options->n_args; i++)
        build_argument(&b, a, options->args[i]);
    if (b.built)
        fonts_report_stand_ins(driver_fonts(b.driver), d);
    arena_drop(a);
    driver_close(b.driver);
    return !b.failed;
}
