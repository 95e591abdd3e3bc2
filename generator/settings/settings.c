/* Where hongtou.conf is looked for, and what its keys may say. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "settings/settings.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/guess.h"
#include "base/utf8.h"
#include "settings/diag.def"

enum type { TYPE_NAME, TYPE_FOLDER, TYPE_FOLDERS, TYPE_YES_NO, TYPE_LANGUAGE };
enum scope { SCOPE_ANYWHERE, SCOPE_OUTSIDE };

static const struct row {
    const char *key, *called;
    enum type type;
    enum scope scope;
    const char *about[2]; /* by enum diag_lang */
} rows[] = {
#define SETTING(id, key, called, type, scope, zh, en)                                              \
    {key, called, TYPE_##type, SCOPE_##scope, {zh, en}},
#include "settings/settings.def"
#undef SETTING
};

const char *settings_name(enum settings_key key)
{
    return rows[key].key;
}

const char *settings_about(enum settings_key key, enum diag_lang lang)
{
    return rows[key].about[lang];
}

/* One file being read. */
struct reading {
    struct arena *arena;
    struct diags *diags;
    struct settings *out;
    const char *folder; /* that it lies in */
    bool with_documents;
    bool seen[SETTINGS_KEYS]; /* in this file */
    bool ok;
};

static void bad(struct reading *r, const struct diag_code *code, struct pos pos,
                const char *const args[])
{
    diag_add(r->diags, code, pos, args);
    r->ok = false;
}
#define BAD(r, code, pos, ...) bad((r), (code), (pos), (const char *const[]){__VA_ARGS__, NULL})

/* ---- values ---- */

/* From the file's folder; ~/ is the user's own. */
static const char *folder_named(struct reading *r, const char *value)
{
    const char *home = getenv("HOME");
    size_t n = strlen(value);
    while (n > 1 && value[n - 1] == '/')
        n--;
    value = arena_strndup(r->arena, value, n);
    if (*value == '/')
        return value;
    if (home && strncmp(value, "~/", 2) == 0)
        return file_in(r->arena, home, value + 2);
    return strcmp(r->folder, ".") == 0 ? value : file_in(r->arena, r->folder, value);
}

/* Whether a folder that need not be there yet is in that of the file. */
static bool is_inside(const char *value)
{
    int depth = 0;
    for (const char *p = value; *p && depth >= 0; p += strcspn(p, "/"), p += strspn(p, "/")) {
        size_t n = strcspn(p, "/");
        bool up = n == 2 && strncmp(p, "..", n) == 0, here = n == 1 && *p == '.';
        depth += up ? -1 : here ? 0 : 1;
    }
    return depth >= 0 && *value != '/' && *value != '~';
}

static const char *word_of(const char *value, const char *const words[][2], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(value, words[i][0]) == 0)
            return words[i][1];
    return NULL;
}

static const char *read_profile(struct reading *r, struct pos pos, const char *value)
{
    const char *name = file_name(value);
    size_t n = strlen(name) - (file_ends_in(name, ".xml") ? strlen(".xml") : 0);
    if (name == value && !name[n])
        return value;
    BAD(r, DIAG_T025, pos, value, arena_strndup(r->arena, name, n));
    return NULL;
}

/* The value as it is used; NULL: it is none, reported. */
static const char *read_value(struct reading *r, const struct row *row, struct pos pos,
                              const char *value)
{
    static const char *const yes_no[][2] = {{"yes", "yes"}, {"no", "no"}, {"是", "yes"}, {"否", "no"}};
    static const char *const languages[][2] = {
        {"zh", "zh"}, {"en", "en"}, {"中文", "zh"}, {"英文", "en"}};
    const char *out = NULL;
    switch (row->type) {
    case TYPE_NAME:
        return read_profile(r, pos, value);
    case TYPE_FOLDER:
        if (r->with_documents && !is_inside(value)) {
            BAD(r, DIAG_T029, pos, value);
            return NULL;
        }
        return folder_named(r, value);
    case TYPE_FOLDERS:
        out = folder_named(r, value);
        if (!file_is_folder(out))
            diag(r->diags, DIAG_T026, pos, out);
        return out;
    case TYPE_YES_NO:
        out = word_of(value, yes_no, sizeof yes_no / sizeof *yes_no);
        break;
    case TYPE_LANGUAGE:
        out = word_of(value, languages, sizeof languages / sizeof *languages);
        break;
    }
    if (!out)
        BAD(r, DIAG_T024, pos, row->key, value, row->type == TYPE_YES_NO ? "yes no" : "zh en");
    return out;
}

/* ---- keys ---- */

/* SETTINGS_KEYS: there is none of this name, reported. */
static enum settings_key read_key(struct reading *r, struct pos pos, const char *name)
{
    struct guess guess = {.typed = name};
    const char *all = "";
    for (int i = 0; i < SETTINGS_KEYS; i++) {
        if (strcmp(name, rows[i].key) == 0)
            return (enum settings_key)i;
        guess_try(&guess, rows[i].key);
        all = arena_printf(r->arena, "%s%s%s", all, *all ? " " : "", rows[i].key);
    }
    const char *near = guess.best;
    for (int i = 0; i < SETTINGS_KEYS; i++)
        if (strcmp(name, rows[i].called) == 0)
            near = rows[i].key;
    if (near)
        BAD(r, DIAG_T021, pos, name, near);
    else
        BAD(r, DIAG_T020, pos, name, all);
    return SETTINGS_KEYS;
}

static void read_line(struct reading *r, const struct settings_line *line)
{
    const char *name = arena_strndup(r->arena, line->key.src->bytes + line->key.off, line->key_n);
    const char *value =
        arena_strndup(r->arena, line->value.src->bytes + line->value.off, line->value_n);
    if (!line->sign || !*name) {
        BAD(r, DIAG_T022, line->key, "");
        return;
    }
    enum settings_key key = read_key(r, line->key, name);
    const struct row *row = &rows[key];
    if (key == SETTINGS_KEYS)
        return;
    bool several = row->type == TYPE_FOLDERS;
    if (!*value)
        BAD(r, DIAG_T023, line->key, name);
    else if (row->scope == SCOPE_OUTSIDE && r->with_documents)
        BAD(r, DIAG_T027, line->key, name);
    else if (r->seen[key] && !several)
        BAD(r, DIAG_T028, line->key, name);
    else if ((value = read_value(r, row, line->value, value)) && (several || !r->out->set[key].n))
        VEC_PUSH(r->arena, &r->out->set[key], ((struct setting){value, line->value, r->with_documents}));
    r->seen[key] = true;
}

static void read_text(struct reading *r, const char *path, const char *text, size_t n)
{
    struct source *src = source_new(r->arena, path, text, n);
    size_t wrong = utf8_bad(text, n);
    const char *at = text + (strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
    if (wrong < n) {
        BAD(r, DIAG_T031, ((struct pos){src, 0}), "");
        return;
    }
    while (at < text + n) {
        struct settings_line line;
        if (settings_line(src, &at, &line))
            read_line(r, &line);
    }
}

/* ---- places ---- */

static bool has_file(struct reading *r, const char *path)
{
    VEC_PUSH(r->arena, &r->out->looked, path);
    file_note(path, r->diags);
    return file_exists(path) && !file_is_folder(path);
}

/* A folder with what is set up in it; its hongtou.conf need not be there. */
static void read_place(struct reading *r, const char *folder, bool with_documents)
{
    const char *path = strcmp(folder, ".") == 0 ? SETTINGS_FILE : file_in(r->arena, folder, SETTINGS_FILE);
    bool there = has_file(r, path);
    size_t n = 0;
    if (!with_documents && !file_is_folder(folder))
        return;
    VEC_PUSH(r->arena, &r->out->places, folder);
    const char *text = there ? file_read(r->arena, path, &n, (struct pos){0}, r->diags) : NULL;
    r->ok = r->ok && (text || !there);
    r->folder = folder;
    r->with_documents = with_documents;
    memset(r->seen, 0, sizeof r->seen);
    if (text)
        read_text(r, path, text, n);
}

/* What strangers put into a folder above, as into /tmp, does not count. */
static bool is_trusted(const char *path, const char *documents)
{
    struct stat file, folder;
    return stat(path, &file) == 0 &&
           (file.st_uid == 0 || file.st_uid == geteuid() ||
            (stat(documents, &folder) == 0 && folder.st_uid == file.st_uid));
}

/* The folder above, or NULL: that was the topmost. As it is written, as long as that says it. */
static const char *above(struct arena *a, const char *folder)
{
    char real[PATH_MAX];
    size_t n = strlen(folder);
    const char *slash = strrchr(folder, '/');
    bool plain = slash && slash > folder && strcmp(slash, "/..") != 0 && strcmp(slash, "/.") != 0;
    if (plain)
        return arena_strndup(a, folder, (size_t)(slash - folder));
    if (n == 1 && *folder == '/')
        return NULL;
    if (!realpath(folder, real) || strcmp(real, "/") == 0)
        return NULL;
    slash = strrchr(real, '/');
    return arena_strndup(a, real, slash == real ? 1 : (size_t)(slash - real));
}

static void read_nearest(struct reading *r, const char *folder)
{
    for (const char *at = folder; at; at = above(r->arena, at)) {
        const char *path = file_in(r->arena, at, SETTINGS_FILE);
        if (strcmp(at, ".") == 0)
            path = SETTINGS_FILE;
        if (!has_file(r, path))
            continue;
        r->out->looked.n--; /* read_place looks for it again */
        if (at != folder && !is_trusted(path, folder)) {
            diag_system(r->diags, DIAG_T030, path);
            continue;
        }
        r->out->folder = at;
        read_place(r, at, true);
        return;
    }
}

struct settings *settings_read(struct arena *a, const char *folder, struct diags *d)
{
    const char *own = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME"), *etc = getenv("HONGTOU_ETC");
    struct reading r = {.arena = a, .diags = d, .out = ARENA_NEW(a, struct settings), .ok = true};
    read_nearest(&r, arena_strdup(a, folder));
    if (own && *own == '/')
        read_place(&r, file_in(a, own, "hongtou"), false);
    else if (home && *home == '/')
        read_place(&r, file_in(a, home, ".config/hongtou"), false);
    read_place(&r, etc && *etc ? arena_strdup(a, etc) : "/etc/hongtou", false);
    return r.ok ? r.out : NULL;
}

void settings_let(const struct settings *s, struct cage *c)
{
    for (size_t i = 0; s && i < s->places.n; i++) {
        const char *place = s->places.v[i];
        const char *profile = settings_value(s, SETTINGS_PROFILE);
        if (!s->folder || strcmp(place, s->folder) != 0) {
            cage_let(c, place, CAGE_READ);
            continue;
        }
        cage_let(c, file_in(c->arena, place, SETTINGS_FILE), CAGE_READ_FILE);
        cage_let(c, file_in(c->arena, place, "phrases.txt"), CAGE_READ_FILE);
        if (profile)
            cage_let(c, file_in(c->arena, place, arena_printf(c->arena, "%s.xml", profile)), CAGE_READ_FILE);
        cage_let(c, file_in(c->arena, place, "fonts"), CAGE_READ);
    }
    for (size_t i = 0; s && i < s->set[SETTINGS_FONTS].n; i++)
        cage_let(c, s->set[SETTINGS_FONTS].v[i].value, CAGE_READ);
}

const char *settings_value(const struct settings *s, enum settings_key key)
{
    return s->set[key].n ? s->set[key].v[0].value : NULL;
}

bool settings_yes(const struct settings *s, enum settings_key key)
{
    const char *value = settings_value(s, key);
    return value && strcmp(value, "yes") == 0;
}
