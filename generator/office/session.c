/*
 * A context: what all documents of a run share, and how far the run is. Nothing is looked for
 * before it is asked for: a machine without fonts still reads documents.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lexicon/lexicon.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "settings/diag.def"
#include "settings/settings.h"

/* A built tree has the program at out/bin/, an installed one at PREFIX/bin/. */
static const char *const beside_program[] = {"/../share/hongtou", "/../.."};

/* ---- opening ---- */

const char *office_program(struct arena *a)
{
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    return arena_strndup(a, program, n > 0 ? (size_t)n : 0);
}

struct hongtou *office_open(const struct hongtou_config *config, struct diags *d)
{
    struct arena *a = arena_new();
    struct hongtou *h = ARENA_NEW(a, struct hongtou);
    h->arena = a;
    h->call = arena_new();
    h->diags = d;
    h->config = *config;
    h->config.home = config->home ? arena_strdup(a, config->home) : NULL;
    h->config.folder = arena_strdup(a, config->folder ? config->folder : ".");
    h->given = config->folder ? h->config.folder : NULL;
    h->program = office_program(a);
    h->deps = record_deps_new(a);
    record_deps_listen(h->deps, d);
    diags_read_from(d, (struct diags_reader){config->read, config->user});
    diags_guard(d, (struct diags_gate){office_may_name, h});
    record_deps_share(h->deps, true);
    file_note(h->program, d);
    record_deps_share(h->deps, false);
    return h;
}

enum diag_lang office_lang(const struct hongtou *h)
{
    return h->config.language == HONGTOU_EN ? DIAG_EN : DIAG_ZH;
}

/* ---- what the machine has ---- */

static bool has_templates(struct arena *a, const char *folder)
{
    return file_exists(arena_printf(a, "%s/templates/gbt9704.xml", folder));
}

/* NULL: neither the folder that is named nor those beside the program have templates. */
static const char *find_home(struct hongtou *h, const char *named, const char *beside)
{
    struct arena *a = h->arena;
    if (named)
        return has_templates(a, named) ? named : NULL;
    for (size_t i = 0; i < sizeof beside_program / sizeof *beside_program; i++) {
        char folder[PATH_MAX];
        if (realpath(arena_printf(a, "%s%s", beside, beside_program[i]), folder) &&
            has_templates(a, folder))
            return arena_strdup(a, folder);
    }
    return NULL;
}

const char *office_home(struct hongtou *h)
{
    if (h->home || h->broken)
        return h->home;
    const char *named = h->config.home ? h->config.home : getenv("HONGTOU_HOME");
    const char *slash = strrchr(h->program, '/');
    size_t n = slash ? (size_t)(slash - h->program) : strlen(h->program);
    const char *beside = arena_strndup(h->arena, h->program, n);
    h->home = find_home(h, named, beside);
    h->broken = !h->home;
    if (h->broken)
        diag_system(h->diags, DIAG_S007, named ? named : beside);
    return h->home;
}

/* ---- what is set up ---- */

struct folder_settings {
    const char *folder;
    const struct settings *settings;
    struct folder_settings *next;
};

static const struct settings *settings_of(struct hongtou *h, const char *folder, struct diags *d)
{
    for (const struct folder_settings *f = h->settings; f; f = f->next)
        if (strcmp(f->folder, folder) == 0) {
            for (size_t i = 0; i < f->settings->looked.n; i++)
                file_note(f->settings->looked.v[i], d);
            return f->settings;
        }
    const struct settings *s = settings_read(h->arena, folder, d);
    if (!s) /* read again, and told, for the next one */
        return NULL;
    struct folder_settings *found = ARENA_NEW(h->arena, struct folder_settings);
    *found = (struct folder_settings){arena_strdup(h->arena, folder), s, h->settings};
    h->settings = found;
    return s;
}

/* They make every document, as fonts do. */
const struct settings *office_settings(struct hongtou *h)
{
    if (h->broken)
        return NULL;
    record_deps_share(h->deps, true);
    const struct settings *s = settings_of(h, h->config.folder, h->aside ? h->aside : h->diags);
    record_deps_share(h->deps, false);
    h->broken = !s;
    return s;
}

/* A deeper folder's fonts and words would be those of another run. */
static void tell_what_does_not_count(struct hongtou *h, const struct settings *s)
{
    for (int key = 0; key < SETTINGS_KEYS; key++)
        if (key != SETTINGS_PROFILE && s->set[key].n && s->set[key].v[0].with_documents)
            diag(h->diags, DIAG_T032, s->set[key].v[0].pos, s->set[key].v[0].pos.src->name,
                 settings_name((enum settings_key)key));
}

const struct settings *office_settings_for(struct hongtou *h, const struct document *doc)
{
    const char *name = doc->pos.src->name, *slash = strrchr(name, '/');
    const char *folder = !slash ? "." : arena_strndup(h->call, name, (size_t)(slash - name));
    const struct settings *all = office_settings(h);
    const struct settings *s = all ? settings_of(h, slash == name ? "/" : folder, h->diags) : NULL;
    if (s && s->folder && (!all->folder || strcmp(all->folder, s->folder) != 0))
        tell_what_does_not_count(h, s);
    return s;
}

/* ---- fonts ---- */

bool office_free_fonts(struct hongtou *h)
{
    const struct settings *s = office_settings(h);
    return h->config.free_fonts || (s && settings_yes(s, SETTINGS_FREE_FONTS));
}

/* Those that are named, then those beside each hongtou.conf. */
static void find_font_folders(struct hongtou *h, const struct settings *s,
                              struct fonts_options *options)
{
    const struct settings_list *named = &s->set[SETTINGS_FONTS];
    const char **folders = ARENA_ARRAY(h->arena, const char *, named->n + s->places.n + 1);
    for (size_t i = 0; i < named->n; i++)
        folders[options->n_office++] = named->v[i].value;
    for (size_t i = 0; i < s->places.n; i++)
        folders[options->n_office++] = file_in(h->arena, s->places.v[i], "fonts");
    options->office = folders;
}

/* The program's own words, and those of the office. NULL: reported. */
static struct lexicon *open_words(struct hongtou *h, const char *home, const struct settings *s,
                                  struct diags *d)
{
    struct lexicon *words = lexicon_open(h->arena, file_in(h->arena, home, "templates"), d);
    for (size_t i = 0; words && i < s->places.n; i++) {
        const char *path = file_in(h->arena, s->places.v[i], "phrases.txt");
        if (!file_exists(path))
            file_note(path, d);
        else if (!lexicon_add_phrases(words, h->arena, path, d)) {
            lexicon_close(words);
            return NULL;
        }
    }
    return words;
}

static struct fonts_options font_options(struct hongtou *h, const char *home,
                                         const struct settings *s)
{
    struct fonts_options options = {.folder = arena_printf(h->arena, "%s/fonts", home),
                                    .free_only = office_free_fonts(h)};
    find_font_folders(h, s, &options);
    return options;
}

const char *office_found_fonts(struct hongtou *h)
{
    const char *home = office_home(h);
    const struct settings *s = home ? office_settings(h) : NULL;
    if (!h->found_fonts && s) {
        struct fonts_options options = font_options(h, home, s);
        h->found_fonts = options.free_only ? "free" : fonts_found(h->arena, &options);
    }
    return h->found_fonts ? h->found_fonts : "-";
}

/* They make every document, whichever of them was the first to need them. */
struct fonts *office_fonts(struct hongtou *h)
{
    const char *home = office_home(h);
    const struct settings *s = home ? office_settings(h) : NULL;
    if (h->fonts || !s)
        return h->fonts;
    struct fonts_options options = font_options(h, home, s);
    struct diags *d = h->aside ? h->aside : h->diags;
    record_deps_share(h->deps, true);
    h->lexicon = h->lexicon ? h->lexicon : open_words(h, home, s, d);
    h->fonts = h->lexicon ? fonts_open(&options, d) : NULL;
    record_deps_share(h->deps, false);
    h->broken = !h->fonts;
    return h->fonts;
}

const struct lexicon *office_words(struct hongtou *h)
{
    return office_fonts(h) ? h->lexicon : NULL;
}

bool office_is_undisturbed(struct hongtou *h)
{
    return !h->fonts || (fonts_are_unchanged(h->fonts, h->diags) &&
                         lexicon_is_unchanged(h->lexicon, h->diags));
}

/* ---- how far it is ---- */

bool office_is_cancelled(const struct hongtou *h)
{
    return atomic_load(&h->cancelled);
}

bool office_progress(struct hongtou *h, enum hongtou_stage stage, const char *document, int done,
                     int all)
{
    struct hongtou_progress progress = {stage, document, done, all};
    if (h->config.progress && !h->config.progress(h->config.user, &progress))
        atomic_store(&h->cancelled, true);
    return !office_is_cancelled(h);
}

void hongtou_cancel(struct hongtou *h)
{
    atomic_store(&h->cancelled, true);
}

const char *office_read_path(struct hongtou *h, size_t *i)
{
    return record_deps_path(h->deps, i);
}

bool office_read_is_stale(struct hongtou *h)
{
    return record_deps_are_stale(h->deps);
}

bool office_read_is_settled(struct hongtou *h)
{
    return record_deps_are_settled(h->deps, false);
}
