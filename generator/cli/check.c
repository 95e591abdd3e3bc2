/* hongtou check: what the finished pages measure, clause by clause, and the proofreader's
 * findings. The report goes to standard output, findings to standard error. */
#include "check/check.h"

#include "cli/cli.h"

struct checking {
    const struct options *options;
    struct driver *driver;
    struct diags *diags;
    struct buf out;
    size_t reported;
};

/* The rules that the standard prescribes decide the exit status. */
static void judge(struct checking *k, const struct document *doc, const struct report *r)
{
    size_t n = report_count(r, VERDICT_BREACHES, true);
    if (n)
        diag(k->diags, DIAG_C001, doc->pos, arena_printf(doc->arena, "%zu", n));
}

static void add_report(struct checking *k, const char *path, const struct report *r)
{
    bool json = k->options->format == DIAG_JSON;
    if (k->reported++)
        buf_str(&k->out, json ? ",\n" : "\n");
    if (json)
        report_json(r, path, &k->out);
    else
        report_text(r, path, k->options->lang, &k->out);
}

static bool check_document(struct checking *k, struct arena *a, const char *path)
{
    struct document *doc = driver_read(k->driver, a, path);
    const struct style *style = doc ? driver_style(k->driver, doc) : NULL;
    if (!style)
        return false;
    struct check_options options = {doc, style, driver_fonts(k->driver), k->options->lang};
    struct check *check = check_open(a, &options);
    if (!driver_lay_out(k->driver, doc, check_sink(check)))
        return false;
    struct report r = check_finish(check);
    add_report(k, path, &r);
    judge(k, doc, &r);
    proofread(doc, k->diags);
    return true;
}

bool command_check(const struct options *options, struct diags *d)
{
    if (options->pdf)
        return check_pdf(options, d);
    struct checking k = {.options = options, .diags = d};
    bool json = options->format == DIAG_JSON, ok = true;
    k.driver = driver_open(options, d);
    if (!k.driver)
        return false;
    buf_str(&k.out, json ? "[" : "");
    for (int i = 0; i < options->n_args; i++) {
        struct arena *a = arena_new();
        ok = check_document(&k, a, options->args[i]) && ok;
        arena_drop(a);
    }
    buf_str(&k.out, json ? "]\n" : "");
    ok = write_output(options, k.out.p ? k.out.p : "", k.out.n, d) && ok;
    buf_drop(&k.out);
    driver_close(k.driver);
    return ok;
}
