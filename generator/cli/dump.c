/* hongtou dump: a document as one of its stages sees it, as text. */
#include <string.h>

#include "cli/cli.h"
#include "cli/diag.def"
#include "vocab/vocab.h"

static const char *const stage_names[STAGES] = {"tree", "model", "text", "pages"};

static bool dump_tree(struct driver *driver, struct arena *a, const char *path, struct diags *d,
                      struct buf *out)
{
    (void)driver;
    struct tree *tree = xml_read(a, path, (struct pos){0}, d);
    if (tree)
        xml_dump(tree, out);
    return tree != NULL;
}

static bool dump_model(struct driver *driver, struct arena *a, const char *path, struct diags *d,
                       struct buf *out)
{
    (void)d;
    struct document *doc = driver_read(driver, a, path);
    if (doc)
        model_dump(doc, out);
    return doc != NULL;
}

/* Text as it stands on the pages: a new line wherever the baseline's line changes. */
struct text_dump {
    struct buf *out;
    len_t y;
    bool upright; /* on a turned page */
};

static void dump_run(struct text_dump *t, const struct page_item *item)
{
    const struct glyph_run *run = &item->glyphs;
    len_t moved = run->y > t->y ? run->y - t->y : t->y - run->y;
    if ((moved > run->size / 2 || item->upright != t->upright) && t->out->n)
        buf_char(t->out, '\n');
    t->y = run->y;
    t->upright = item->upright;
    for (size_t i = 0; i < run->n; i++)
        for (size_t k = 0; k < 2 && run->glyphs[i].text[k]; k++)
            buf_code(t->out, run->glyphs[i].text[k]);
}

static bool take_text(void *context, const struct page *page)
{
    struct text_dump *t = context;
    for (size_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == ITEM_GLYPHS)
            dump_run(t, &page->items[i]);
    buf_str(t->out, "\n\f");
    return true;
}

static bool take_page(void *context, const struct page *page)
{
    page_dump(page, context);
    return true;
}

static bool dump_pages(struct driver *driver, struct arena *a, const char *path,
                       struct page_sink sink)
{
    struct document *doc = driver_read(driver, a, path);
    return doc && driver_lay_out(driver, doc, sink);
}

static bool dump_placed(struct driver *driver, struct arena *a, const char *path, struct diags *d,
                        struct buf *out)
{
    (void)d;
    return dump_pages(driver, a, path, (struct page_sink){take_page, out});
}

static bool dump_text(struct driver *driver, struct arena *a, const char *path, struct diags *d,
                      struct buf *out)
{
    (void)d;
    struct text_dump t = {.out = out};
    return dump_pages(driver, a, path, (struct page_sink){take_text, &t});
}

typedef bool dump_stage(struct driver *, struct arena *, const char *, struct diags *,
                        struct buf *);

static dump_stage *stage_find(const char *name)
{
    static dump_stage *const stages[STAGES] = {dump_tree, dump_model, dump_text, dump_placed};
    for (int i = 0; name && i < STAGES; i++)
        if (strcmp(stage_names[i], name) == 0)
            return stages[i];
    return NULL;
}

bool command_dump(const struct options *options, struct diags *d)
{
    dump_stage *stage = stage_find(options->stage);
    if (!stage) {
        diag_system(d, DIAG_U004, "--stage", "tree model text pages");
        return false;
    }
    struct driver *driver = driver_open(options, d);
    if (!driver)
        return false;
    struct arena *a = arena_new();
    struct buf out = {0};
    bool ok = stage(driver, a, options->args[0], d, &out) &&
              write_output(options, out.p ? out.p : "", out.n, d);
    buf_drop(&out);
    arena_drop(a);
    driver_close(driver);
    return ok;
}
