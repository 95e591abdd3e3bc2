/* Runs the stages: bytes, tree, model, resolved text, pages. */
#define _XOPEN_SOURCE 700 /* realpath */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "compose/compose.h"
#include "cli/diag.def"
#include "layout/layout.h"
#include "record/deps.h"
#include "resolve/resolve.h"
#include "vocab/vocab.h"

/* A staff file of the run: read for the first document that names it. */
struct staff_file {
    const char *path;
    struct staff *staff; /* NULL: it has mistakes, which were reported */
    struct staff_file *next;
};

/* A profile of the run: read for the first document that names it. */
struct profile {
    const char *name;
    const struct style *style;
    struct profile *next;
};

struct driver {
    struct arena *arena;
    struct diags *diags;
    const char *data;
    const char *phrases;
    struct fonts *fonts;
    struct staff_file *staff;
    struct profile *profiles;
    struct date as_of; /* of --as-of; year 0: each document's own day */
    struct deps *deps;
    const char *program;
};

static const char default_profile[] = "gbt9704", form_profile[] = "form";

/* A built tree has the program at out/bin/, an installed one at PREFIX/bin/. */
static const char *const beside_program[] = {"/../share/hongtou", "/../.."};

static bool has_templates(struct arena *a, const char *folder)
{
    return file_exists(arena_printf(a, "%s/templates/%s.xml", folder, default_profile));
}

const char *program_path(struct arena *a)
{
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    return arena_strndup(a, program, n > 0 ? (size_t)n : 0);
}

const char *data_folder(struct arena *a, const struct options *options, struct diags *d)
{
    const char *named = options->home ? options->home : getenv("HONGTOU_HOME");
    if (named && has_templates(a, named))
        return named;
    const char *program = program_path(a), *slash = strrchr(program, '/');
    if (slash)
        program = arena_strndup(a, program, (size_t)(slash - program));
    for (size_t i = 0; !named && i < sizeof beside_program / sizeof *beside_program; i++) {
        char folder[PATH_MAX];
        if (realpath(arena_printf(a, "%s%s", program, beside_program[i]), folder) &&
            has_templates(a, folder))
            return arena_strdup(a, folder);
    }
    diag_system(d, DIAG_S007, named ? named : program);
    return NULL;
}

struct driver *driver_open(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    struct driver *driver = ARENA_NEW(a, struct driver);
    *driver = (struct driver){.arena = a, .diags = d};
    driver->data = data_folder(a, options, d);
    if (!driver->data)
        goto fail;
    if (options->as_of && !take_date(a, "--as-of", options->as_of, &driver->as_of, d))
        goto fail;
    driver->deps = deps_new(a);
    driver->program = program_path(a);
    deps_listen(driver->deps, d);
    file_note(driver->program, d);
    size_t size;
    const char *phrases = arena_printf(a, "%s/templates/phrases.txt", driver->data);
    driver->phrases = file_read(a, phrases, &size, (struct pos){0}, d);
    struct fonts_options fonts = {.folder = arena_printf(a, "%s/fonts", driver->data),
                                  .free_only = options->free_fonts};
    driver->fonts = driver->phrases ? fonts_open(&fonts, d) : NULL;
    if (driver->fonts)
        return driver;
fail:
    diags_listen(d, (struct diags_listener){NULL, NULL});
    arena_drop(a);
    return NULL;
}

void driver_close(struct driver *driver)
{
    fonts_close(driver->fonts);
    for (struct staff_file *f = driver->staff; f; f = f->next)
        if (f->staff)
            staff_close(f->staff);
    diags_listen(driver->diags, (struct diags_listener){NULL, NULL});
    arena_drop(driver->arena);
}

struct fonts *driver_fonts(struct driver *driver)
{
    return driver->fonts;
}

struct deps *driver_deps(struct driver *driver)
{
    return driver->deps;
}

const char *driver_data(const struct driver *driver)
{
    return driver->data;
}

const char *driver_program(const struct driver *driver)
{
    return driver->program;
}

/* What is wrong with a staff file that can be used is for `staff check` to say. */
static struct staff *open_staff(struct driver *driver, const char *path, struct pos pos)
{
    struct diags *own = diags_new(diags_lang(driver->diags));
    struct staff *staff = staff_file_open(driver->arena, path, pos, own);
    if (staff)
        diags_drop(own);
    else
        diags_take(driver->diags, own);
    return staff;
}

const struct staff *driver_staff_at(struct driver *driver, const char *path, struct pos pos)
{
    file_note(path, driver->diags);
    for (const struct staff_file *f = driver->staff; f; f = f->next)
        if (strcmp(f->path, path) == 0)
            return f->staff;
    struct staff_file *file = ARENA_NEW(driver->arena, struct staff_file);
    *file = (struct staff_file){arena_strdup(driver->arena, path), open_staff(driver, path, pos),
                                driver->staff};
    driver->staff = file;
    return file->staff;
}

const struct staff *driver_staff(struct driver *driver, const struct document *doc)
{
    return doc->staff.n ? driver_staff_at(driver, file_beside(driver->arena, doc->staff),
                                          text_pos(doc->staff, 0))
                        : NULL;
}

/* The forms that attachments take from files of their own. */
static bool read_part_forms(struct document *doc, struct part *first, struct diags *d)
{
    bool ok = true;
    for (struct part *p = first; p; p = p->next) {
        if (!p->form.n)
            continue;
        const char *path = file_beside(doc->arena, p->form);
        struct tree *tree = xml_read(doc->arena, path, text_pos(p->form, 0), d);
        p->first = tree ? vocab_read_form(doc->arena, tree, d) : NULL;
        ok = ok && p->first;
    }
    return ok;
}

static bool read_forms(struct document *doc, struct diags *d)
{
    bool own = read_part_forms(doc, doc->attachments, d);
    return (!doc->enclosure || read_part_forms(doc, doc->enclosure->attachments, d)) && own;
}

struct document *driver_read_on(struct driver *driver, struct arena *a, struct tree *tree,
                                struct date as_of, struct diags *d)
{
    struct document *doc = vocab_read(a, tree, d);
    if (!doc || !read_forms(doc, d))
        return NULL;
    struct resolve_options options = {driver_staff(driver, doc), as_of};
    bool ok = resolve(doc, &options, d);
    return compose(doc, d) && ok ? doc : NULL;
}

struct document *driver_read_tree(struct driver *driver, struct arena *a, struct tree *tree)
{
    return driver_read_on(driver, a, tree, driver->as_of, driver->diags);
}

struct document *driver_read(struct driver *driver, struct arena *a, const char *path)
{
    struct tree *tree = xml_read(a, path, (struct pos){0}, driver->diags);
    return tree ? driver_read_tree(driver, a, tree) : NULL;
}

/* A profile names roles, but only font/ knows which there are. */
static bool roles_known(const struct style *st, struct pos pos, struct diags *d)
{
    bool known = true;
    for (int key = 0; key < STYLE_KEYS; key++) {
        const char *role = style_role(st, (enum style_key)key);
        if (!role || font_role_named(role) != FONT_ROLES)
            continue;
        diag(d, DIAG_L002, pos, role);
        known = false;
    }
    return known;
}

/* One that cannot be used is read, and reported, for each document that names it. */
static const struct style *open_profile(struct driver *driver, const char *name, struct pos pos)
{
    struct arena *a = driver->arena;
    const char *templates = arena_printf(a, "%s/templates", driver->data);
    const struct style *st = style_read(a, templates, name, pos, driver->diags);
    if (!st || !roles_known(st, pos, driver->diags))
        return NULL;
    struct profile *profile = ARENA_NEW(a, struct profile);
    *profile = (struct profile){arena_strdup(a, name), st, driver->profiles};
    driver->profiles = profile;
    return st;
}

const struct style *driver_style(struct driver *driver, const struct document *doc)
{
    const char *usual = doc->form ? form_profile : default_profile;
    const char *name = doc->profile.n ? text_utf8(doc->arena, doc->profile) : usual;
    const struct profile *p = driver->profiles;
    while (p && strcmp(p->name, name) != 0)
        p = p->next;
    if (!p)
        return open_profile(driver, name, doc->profile.n ? text_pos(doc->profile, 0) : doc->pos);
    for (size_t i = 0; i < p->style->n_files; i++)
        file_note(p->style->files[i], driver->diags);
    return p->style;
}

bool driver_lay_out(struct driver *driver, const struct document *doc, struct page_sink sink)
{
    const struct style *style = driver_style(driver, doc);
    if (!style)
        return false;
    struct layout_options options = {driver->fonts, style, driver->phrases};
    size_t errors = diags_count(driver->diags, DIAG_ERROR);
    return layout_document(doc, &options, sink, driver->diags) &&
           diags_count(driver->diags, DIAG_ERROR) == errors;
}

struct page_info driver_info(const struct document *doc)
{
    struct arena *a = doc->arena;
    struct page_info info = {.title = text_utf8(a, text_without_breaks(a, doc->title))};
    if (doc->signature && doc->signature->organs)
        info.author = text_utf8(a, doc->signature->organs->name);
    else if (doc->head)
        info.author = text_utf8(a, doc->head->issuers->name);
    if (doc->head && doc->head->number)
        info.subject = text_utf8(a, doc->head->number->text);
    return info;
}

bool write_output(const struct options *options, const char *bytes, size_t n, struct diags *d)
{
    struct sink *s = sink_open(options->output ? options->output : "-", d);
    if (!s)
        return false;
    sink_write(s, bytes, n);
    return sink_commit(s);
}
