/*
 * Opening the faces of the table, and glyphs by role and character: the role's own faces in
 * order, then the fallback chain. What was found, or not found, is kept, for a document asks for
 * the same few hundred characters all the time.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.def"
#include "base/file.h"
#include "base/utf8.h"
#include "font/diag.def"
#include "font/font_int.h"

enum { CODE_BITS = 21 };

static bool is_code(uint32_t cp)
{
    return cp >> CODE_BITS == 0;
}

/* ---- opening ---- */

/* Whether it is the disk that fails, and not the font. */
static bool cannot_be_read(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool failed = fd < 0 ? errno != EACCES && errno != ENOENT : fstat(fd, &st) != 0;
    if (fd >= 0)
        close(fd);
    return failed;
}

/* A file by the right name may hold something else: an office font must have what the commonest
 * text of its kind needs. What opens at the second try is not broken. False: reported; another run
 * would have the font. */
static bool open_row(struct fonts *f, struct font_finder *finder, struct face_row *row,
                     struct diags *d)
{
    enum { COMMON_HANZI = 0x56FD };
    struct found_file file;
    if (!font_finder_find(finder, row, &file, d))
        return true;
    file_note(file.path, d);
    struct open_face *face = font_face_open(f->arena, row, &file);
    if (!face)
        face = font_face_open(f->arena, row, &file);
    bool latin = row->charset && !font_charset_has(row->charset, COMMON_HANZI);
    if (face && (!row->office || font_face_glyph(face, latin ? '0' : COMMON_HANZI))) {
        face->number = f->opened++;
        row->open = face;
        return true;
    }
    if (!face && cannot_be_read(file.path)) {
        diag_system(d, DIAG_S003, file.path, diag_reason(d, errno));
        return false;
    }
    font_face_close(face);
    row->broken = true;
    diag_system(d, DIAG_F004, file.path);
    return true;
}

/* The first of a role's own faces that this machine has gives it its look; false, reported: there
 * is none. The package to install is that of the role's first free face. */
static bool choose_main_face(struct fonts *f, enum font_role role, struct diags *d)
{
    const struct use_list *list = &f->table->roles[role];
    const char *package = NULL;
    for (size_t i = 0; i < list->items.n; i++) {
        const struct use_row *use = &list->items.v[i];
        package = package ? package : use->face->package;
        if (use->face->open && !use->limited) {
            f->main[role] = &use->face->open->face;
            return true;
        }
    }
    diag_system(d, DIAG_F003, font_role_name(role), f->table->labels[role], package ? package : "");
    return false;
}

/* The pairs that some face joins. */
static void gather_pairs(struct fonts *f)
{
    for (size_t i = 0; i < f->table->faces.n; i++) {
        const struct face_row *row = f->table->faces.v[i];
        for (size_t k = 0; k < row->shaped.n; k++)
            if (row->shaped.v[k].second && is_code(row->shaped.v[k].first) &&
                is_code(row->shaped.v[k].second))
                VEC_PUSH(f->arena, &f->pairs, row->shaped.v[k]);
    }
}

static bool open_all(struct fonts *f, const struct fonts_options *options, struct diags *d)
{
    bool ok = true;
    struct font_finder *finder = font_finder_open(options);
    for (size_t i = 0; i < f->table->faces.n; i++)
        ok = open_row(f, finder, f->table->faces.v[i], d) && ok;
    font_finder_note(finder, d);
    font_finder_close(finder);
    for (int role = 0; role < FONT_ROLES; role++)
        ok = choose_main_face(f, (enum font_role)role, d) && ok;
    return ok;
}

struct fonts *fonts_open(const struct fonts_options *options, struct diags *d)
{
    struct arena *a = arena_new();
    struct fonts *f = ARENA_NEW(a, struct fonts);
    f->arena = a;
    f->free_only = options->free_only;
    f->table = font_table_read(a, options->folder, d);
    VEC_ADD(a, &f->glyphs); /* number 0: no face has it */
    if (f->table && open_all(f, options, d)) {
        gather_pairs(f);
        return f;
    }
    fonts_close(f);
    return NULL;
}

void fonts_close(struct fonts *f)
{
    if (!f)
        return;
    for (size_t i = 0; f->table && i < f->table->faces.n; i++)
        font_face_close(f->table->faces.v[i]->open);
    arena_drop(f->arena);
}

bool fonts_are_unchanged(const struct fonts *f, struct diags *d)
{
    bool same = true;
    for (size_t i = 0; same && i < f->table->faces.n; i++) {
        const struct open_face *face = f->table->faces.v[i]->open;
        same = !face || file_is_unchanged(&face->mark, d);
    }
    return same;
}

const struct face *fonts_main_face(struct fonts *f, enum font_role role)
{
    return f->main[role];
}

const struct face *fonts_next(const struct fonts *f, size_t *i)
{
    while (*i < f->table->faces.n) {
        const struct face_row *row = f->table->faces.v[(*i)++];
        if (row->open)
            return &row->open->face;
    }
    return NULL;
}

enum font_role fonts_latin_role(const struct fonts *f, enum font_role role)
{
    return f->table->own_latin[role] ? role : ROLE_LATIN;
}

/* ---- looking up ---- */

/* What is asked for: one character, or two that may join (second is not 0). */
struct question {
    uint32_t first, second;
};

/* The face's own form of what is asked for, where the table says it has one; else the plain
 * glyph, or 0 for a pair. */
static uint32_t form_of(const struct face_row *row, struct question q, uint32_t plain)
{
    for (size_t i = 0; i < row->shaped.n; i++)
        if (row->shaped.v[i].first == q.first && row->shaped.v[i].second == q.second) {
            uint32_t as = row->shaped.v[i].as;
            uint32_t shaped =
                as ? font_face_glyph(row->open, as) : font_face_shape(row->open, row->shaped.v[i]);
            return shaped || q.second ? shaped : plain;
        }
    for (size_t i = 0; !q.second && i < row->half.n; i++)
        if (row->half.cp[i] == q.first)
            return font_face_half(row->open, q.first);
    return q.second ? 0 : plain;
}

/* The first face of the list that has the first character answers, for the pair as well: two
 * dashes must not look different from one. */
static bool search(const struct use_list *list, struct question q, struct glyph *out)
{
    for (size_t i = 0; i < list->items.n; i++) {
        const struct use_row *use = &list->items.v[i];
        const struct open_face *face = use->face->open;
        uint32_t plain = face && font_use_allows(use, q.first) ? font_face_glyph(face, q.first) : 0;
        if (!plain)
            continue;
        out->face = &face->face;
        out->id = form_of(use->face, q, plain);
        out->advance = out->id ? font_face_advance(face, out->id) : 0;
        return true;
    }
    return false;
}

static bool look_up(struct fonts *f, enum font_role role, struct question q, struct glyph *out)
{
    uint64_t key = ((uint64_t)role << CODE_BITS | q.first) << CODE_BITS | q.second;
    const uint32_t *known = map_get(&f->cache, key);
    if (known) {
        *out = f->glyphs.v[*known];
        return *known != 0;
    }
    struct glyph g = {0};
    if (!search(&f->table->roles[role], q, &g))
        g.substituted = search(&f->table->fallback, q, &g);
    *out = g.id ? g : (struct glyph){0};
    uint32_t number = out->id ? (uint32_t)f->glyphs.n : 0;
    if (number)
        VEC_PUSH(f->arena, &f->glyphs, *out);
    map_put(f->arena, &f->cache, key, number);
    return number != 0;
}

bool fonts_glyph(struct fonts *f, enum font_role role, uint32_t cp, struct glyph *out)
{
    *out = (struct glyph){0};
    return is_code(cp) && look_up(f, role, (struct question){cp, 0}, out);
}

bool fonts_is_common(const struct fonts *f, uint32_t cp)
{
    for (size_t i = 0; utf8_is_han(cp) && i < f->table->charsets.n; i++)
        if (f->table->charsets.v[i]->hanzi && font_charset_has(f->table->charsets.v[i], cp))
            return true;
    return false;
}

/* Asked for every two neighbours of a text: only what some face joins is worth a look. */
static bool may_join(const struct fonts *f, uint32_t first, uint32_t second)
{
    for (size_t i = 0; i < f->pairs.n; i++)
        if (f->pairs.v[i].first == first && f->pairs.v[i].second == second)
            return true;
    return false;
}

bool fonts_joined(struct fonts *f, enum font_role role, uint32_t first, uint32_t second,
                  struct glyph *out)
{
    *out = (struct glyph){0};
    if (!second || !may_join(f, first, second))
        return false;
    return look_up(f, role, (struct question){first, second}, out);
}

/* ---- which they would be ---- */

const char *fonts_found(struct arena *a, const struct fonts_options *options)
{
    struct arena *passing = arena_new();
    struct diags *unheard = diags_new(DIAG_EN);
    struct font_finder *finder = font_finder_open(options);
    const struct font_table *table = font_table_read(passing, options->folder, unheard);
    uint64_t h = MAP_HASH_START;
    for (size_t i = 0; table && i < table->faces.n; i++) {
        struct found_file file = {.path = ""};
        bool found = font_finder_find(finder, table->faces.v[i], &file, unheard);
        h = map_hash(h, found ? file.path : "", found ? strlen(file.path) + 1 : 1);
        h = map_hash(h, &file.index, sizeof file.index);
    }
    font_finder_close(finder);
    diags_drop(unheard);
    arena_drop(passing);
    return arena_printf(a, "%016llx", (unsigned long long)h);
}
