/*
 * Finding font files: the project's own folders, then what fontconfig knows of the system.
 * fontconfig is started only when a file is asked for that neither the folders nor its answers of
 * earlier runs (answers.h) settle: it costs more time than a short document.
 */
#include <fontconfig/fontconfig.h>

#include <string.h>

#include "base/file.h"
#include "font/answers.h"
#include "font/diag.def"

struct font_finder {
    struct arena *arena;
    const char *folder;
    bool free_only, started;
    bool doubtful; /* something was told of the folders, which must be told again */
    struct font_answers *answers; /* NULL: nothing was asked */
    FcConfig *config; /* NULL: not started, or fontconfig is of no use here */
    VEC(const char *) folders; /* of the office's fonts, the first before the others */
    VEC(const char *) office;  /* the files in them */
};

struct font_finder *font_finder_open(const struct fonts_options *options)
{
    struct arena *a = arena_new();
    struct font_finder *f = ARENA_NEW(a, struct font_finder);
    f->arena = a;
    f->folder = arena_strdup(a, options->folder);
    f->free_only = options->free_only;
    for (size_t i = 0; i < options->n_office; i++)
        VEC_PUSH(a, &f->folders, arena_strdup(a, options->office[i]));
    VEC_PUSH(a, &f->folders, file_in(a, options->folder, "office"));
    return f;
}

void font_finder_close(struct font_finder *f)
{
    if (f->config && !f->doubtful)
        font_answers_keep(f->answers);
    if (f->config)
        FcConfigDestroy(f->config);
    arena_drop(f->arena);
}

static void stand_on(struct font_finder *f, enum font_ground ground, FcStrList *paths)
{
    for (FcChar8 *path; paths && (path = FcStrListNext(paths));)
        font_answers_stand_on(f->answers, ground, (const char *)path);
    if (paths)
        FcStrListDone(paths);
}

static size_t told(const struct diags *d)
{
    return diags_count(d, DIAG_ERROR) + diags_count(d, DIAG_WARNING) + diags_count(d, DIAG_NOTE);
}

/* fontconfig keeps what it found in a folder, but waits for whoever writes into a pipe there, and
 * goes wherever links lead: of a folder with such things it is given the files one by one. */
static void add_folder(struct font_finder *f, const char *folder, struct diags *d)
{
    enum { MOST = 10000 }; /* entries; an office has some hundred fonts */
    const char *left;
    struct file_list files;
    struct diags *own = diags_beside(d);
    if (!file_find_plain(f->arena, folder, MOST, &files, &left, own)) {
        diags_drop(own); /* a whole machine has folders that nobody may read */
        diag_system(d, DIAG_F034, folder, arena_printf(f->arena, "%d", MOST));
        return;
    }
    diags_take(d, own);
    if (left)
        diag_system(d, DIAG_F035, left);
    for (size_t k = 0; k < files.n; k++) {
        VEC_PUSH(f->arena, &f->office, files.paths[k]);
        if (f->config && left)
            FcConfigAppFontAddFile(f->config, (const FcChar8 *)files.paths[k]);
    }
    if (f->config && !left)
        FcConfigAppFontAddDir(f->config, (const FcChar8 *)folder);
}

/* A configuration of our own: fontconfig's current one belongs to the whole process. */
static void start(struct font_finder *f, struct diags *d)
{
    size_t before = told(d);
    if (f->started)
        return;
    f->started = true;
    f->config = FcInitLoadConfigAndFonts();
    font_answers_renew(f->answers);
    for (size_t i = 0; i < f->folders.n && !f->free_only; i++)
        if (file_is_folder(f->folders.v[i]))
            add_folder(f, f->folders.v[i], d);
    f->doubtful = told(d) > before;
    for (size_t i = 0; f->config && !f->doubtful && i < f->folders.n && !f->free_only; i++)
        font_answers_stand_on(f->answers, GROUND_TREE, f->folders.v[i]);
    if (!f->config)
        return;
    stand_on(f, GROUND_CONFIGURATION, FcConfigGetConfigFiles(f->config));
    stand_on(f, GROUND_FONTS, FcConfigGetFontDirs(f->config));
    stand_on(f, GROUND_PATH, FcConfigGetCacheDirs(f->config));
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* File names differ in case from system to system; * stands for any characters. */
static bool name_matches(const char *pattern, const char *name)
{
    const char *star = NULL, *retry = NULL;
    while (*name) {
        if (*pattern == '*') {
            star = pattern++;
            retry = name;
        } else if (*pattern && lower(*pattern) == lower(*name)) {
            pattern++;
            name++;
        } else if (star) {
            pattern = star + 1;
            name = ++retry;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

static bool has_file(const struct face_row *row, const char *path)
{
    const char *name = file_name(path);
    for (size_t i = 0; i < row->files.items.n; i++)
        if (name_matches(row->files.items.v[i], name))
            return true;
    return false;
}

/* By file name the table says which face of a collection is meant; by family, fontconfig does. */
static bool matches(const struct face_row *row, FcPattern *pattern, struct found_file *out)
{
    FcChar8 *path, *family;
    int index = 0;
    if (FcPatternGetString(pattern, FC_FILE, 0, &path) != FcResultMatch)
        return false;
    *out = (struct found_file){(const char *)path, (unsigned)row->index, false};
    if (has_file(row, out->path))
        return true;
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
    out->index = (unsigned)index;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &family) == FcResultMatch; i++)
        for (size_t j = 0; j < row->families.items.n; j++)
            if (strcmp((const char *)family, row->families.items.v[j]) == 0)
                return index >= 0 && index <= UINT16_MAX;
    return false;
}

/* The office's own folders come before the system's. Of what is no font there fontconfig says
 * nothing: its files are looked through by their names too. */
static bool ask(struct font_finder *f, const struct face_row *row, struct found_file *out,
                struct diags *d)
{
    static const FcSetName sets[] = {FcSetApplication, FcSetSystem};
    start(f, d);
    for (size_t k = 0; f->config && k < sizeof sets / sizeof *sets; k++) {
        FcFontSet *set = FcConfigGetFonts(f->config, sets[k]);
        for (int i = 0; set && i < set->nfont; i++)
            if (matches(row, set->fonts[i], out)) {
                out->own = sets[k] == FcSetApplication;
                return true;
            }
    }
    for (size_t i = 0; row->office && i < f->office.n; i++) {
        *out = (struct found_file){f->office.v[i], (unsigned)row->index, true};
        if (has_file(row, out->path))
            return true;
    }
    return false;
}

/* All of a row that an answer depends on. */
static const char *question_of(struct arena *a, const struct face_row *row)
{
    struct buf b = {0};
    buf_printf(&b, "%d %d", row->office, row->index);
    for (size_t i = 0; i < row->files.items.n; i++)
        buf_printf(&b, "|%s", row->files.items.v[i]);
    for (size_t i = 0; i < row->families.items.n; i++)
        buf_printf(&b, "||%s", row->families.items.v[i]);
    const char *question = arena_strndup(a, b.p, b.n);
    buf_drop(&b);
    return question;
}

static bool find_installed(struct font_finder *f, const struct face_row *row,
                           struct found_file *out, struct diags *d)
{
    if (!f->answers)
        f->answers =
            font_answers_open(f->arena, f->folders.v, f->free_only ? 0 : f->folders.n, d);
    const char *question = question_of(f->arena, row);
    enum font_answer answer = font_answers_find(f->answers, question, out);
    if (answer != ANSWER_UNKNOWN)
        return answer == ANSWER_FILE;
    bool found = ask(f, row, out, d);
    font_answers_add(f->answers, question, found ? out : NULL);
    return found;
}

bool font_finder_asked(const struct font_finder *f)
{
    return f->started;
}

bool font_finder_find(struct font_finder *f, const struct face_row *row, struct found_file *out,
                      struct diags *d)
{
    if (row->office)
        return !f->free_only && find_installed(f, row, out, d);
    for (size_t i = 0; i < row->files.items.n; i++) {
        out->path = arena_printf(f->arena, "%s/free/%s", f->folder, row->files.items.v[i]);
        out->index = (unsigned)row->index;
        out->own = true;
        if (file_exists(out->path))
            return true;
    }
    return find_installed(f, row, out, d);
}

void font_finder_note(struct font_finder *f, struct diags *d)
{
    file_note(arena_printf(f->arena, "%s/free", f->folder), d);
    for (size_t i = 0; i < f->folders.n; i++)
        file_note(f->folders.v[i], d);
    const char *const *folders;
    size_t n = f->answers ? font_answers_folders(f->answers, &folders) : 0;
    for (size_t i = 0; i < n; i++)
        file_note(folders[i], d);
}
