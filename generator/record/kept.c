/*
 * What was issued, kept: the document and the files that it takes its words from, as they were, in
 * .hongtou/issued/ beside it, each under the name that its hash is. Documents of a folder share
 * what is the same; nothing there is ever changed.
 */
#include <libgen.h>
#include <string.h>

#include "record/record.h"

static const char *folder_of(struct arena *a, const char *path)
{
    return dirname(arena_strdup(a, path));
}

/* Pictures and profiles have no words. */
static bool has_words(const struct locked_file *f)
{
    return f->kind == LOCK_SOURCE ||
           (f->kind == LOCK_FILE &&
            (file_ends_in(f->name, ".xml") || file_table_kind(f->name) != FILE_TABLE_NONE));
}

static const char *kept_path(struct arena *a, const char *source, const struct locked_file *f)
{
    return arena_printf(a, "%s/.hongtou/issued/%s", folder_of(a, source), f->hash);
}

/* Where a file that a lock names is, as the document opens it. data: the folder of the templates;
 * or NULL. */
static const char *opened_path(struct arena *a, const char *source, const char *data,
                               const struct locked_file *f)
{
    if (f->kind == LOCK_SOURCE)
        return source;
    if (*f->name == '/')
        return f->name;
    const char *folder = strchr(source, '/') ? folder_of(a, source) : NULL;
    const char *beside = folder ? file_in(a, folder, f->name) : f->name;
    const char *below = data ? file_in(a, data, f->name) : NULL;
    return !file_exists(beside) && below && file_exists(below) ? below : beside;
}

static bool is_so(const char *path, const char *hash)
{
    char now[SHA256_HEX];
    return file_exists(path) && sha256_file(path, now) && strcmp(now, hash) == 0;
}

static bool keep(struct arena *a, const char *from, const char *to, const char *hash,
                 struct diags *d)
{
    size_t size;
    char now[SHA256_HEX];
    struct buf bytes = {0};
    char *p = file_read(a, from, &size, (struct pos){0}, d);
    if (!p || !file_make_folder(folder_of(a, to), d))
        return false;
    sha256_of(p, size, now);
    if (strcmp(now, hash) != 0) /* it changed meanwhile: what was issued is not there any more */
        return true;
    buf_add(&bytes, p, size);
    bool ok = file_write(to, &bytes, d);
    buf_drop(&bytes);
    return ok;
}

bool record_keep(struct arena *a, const char *source, const char *data, const struct lock *lock,
                 struct diags *d)
{
    bool ok = true;
    for (size_t i = 0; i < lock->files.n; i++) {
        const struct locked_file *f = &lock->files.v[i];
        const char *to = kept_path(a, source, f);
        if (has_words(f) && !file_exists(to))
            ok = keep(a, opened_path(a, source, data, f), to, f->hash, d) && ok;
    }
    return ok;
}

void record_kept(struct arena *a, const char *source, const char *data, const struct lock *lock,
                 kept_files *out)
{
    for (size_t i = 0; i < lock->files.n; i++) {
        const struct locked_file *f = &lock->files.v[i];
        if (!has_words(f))
            continue;
        struct kept_file kept = {f->kind, opened_path(a, source, data, f), NULL};
        const char *copy = kept_path(a, source, f);
        if (is_so(kept.path, f->hash))
            kept.from = kept.path;
        else if (is_so(copy, f->hash))
            kept.from = copy;
        VEC_PUSH(a, out, kept);
    }
}

const char *record_locked_hash(struct arena *a, const char *source, const char *data,
                               const struct lock *lock, const char *path)
{
    for (size_t i = 0; i < lock->files.n; i++)
        if (strcmp(opened_path(a, source, data, &lock->files.v[i]), path) == 0)
            return lock->files.v[i].hash;
    return NULL;
}
