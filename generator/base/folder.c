/*
 * Walking folders. Links to folders are not followed: they may lead back up. What a folder's
 * .hongtouignore leaves out (base/ignore.h) is not gone into.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/diag.def"
#include "base/file.h"
#include "base/ignore.h"
#include "base/utf8.h"

struct walk {
    struct arena *arena;
    const char *suffix; /* of the files that are wanted; NULL: folders are */
    bool ignores;       /* .hongtouignore counts */
    bool plain;         /* plain files alone are wanted */
    size_t most, seen;  /* entries that are looked at; most 0: all */
    const char *left;   /* the first that is no plain file; or NULL */
    struct diags *diags;
    VEC(char *) found;
};

/* The patterns of a folder, with those above; unchanged where it has none. */
static const struct ignore *read_ignore(struct walk *w, const char *folder,
                                        const struct ignore *above)
{
    const char *path = file_in(w->arena, folder, IGNORE_FILE);
    size_t n;
    if (!file_exists(path) || file_is_folder(path))
        return above;
    const char *text = file_read(w->arena, path, &n, (struct pos){0}, w->diags);
    if (!text)
        return above;
    if (utf8_bad(text, n) < n) {
        diag_system(w->diags, DIAG_D019, path);
        return above;
    }
    return ignore_new(w->arena, above, strlen(path) - strlen(IGNORE_FILE), text, n);
}

/* Documents are named by their office, and what comes of them by these names without .xml; what others send is
 * named by whatever made it: 表.PDF. */
static bool is_wanted(const struct walk *w, const char *name)
{
    static const char document[] = ".xml";
    return w->suffix && (strcmp(w->suffix, document) == 0 ? file_ends_in(name, document)
                                                          : file_has_extension(name, w->suffix));
}

static void walk_folder(struct walk *w, const char *folder, const struct ignore *ignored);

static void walk_entry(struct walk *w, const char *folder, const char *name,
                       const struct ignore *ignored)
{
    char *path = file_in(w->arena, folder, name);
    struct stat st;
    bool link = lstat(path, &st) == 0 && S_ISLNK(st.st_mode), is_folder = file_is_folder(path);
    if (w->plain && ((is_folder && link) || file_is_special(path))) {
        w->left = w->left ? w->left : path;
        return;
    }
    if ((is_folder && link) || ignore_has(ignored, path, is_folder))
        return;
    if (is_folder)
        walk_folder(w, path, ignored);
    else if (is_wanted(w, name))
        VEC_PUSH(w->arena, &w->found, path);
}

static void walk_folder(struct walk *w, const char *folder, const struct ignore *ignored)
{
    DIR *dir = opendir(folder);
    if (!dir) {
        diag_system(w->diags, DIAG_S003, folder, diag_reason(w->diags, errno));
        return;
    }
    if (!w->suffix)
        VEC_PUSH(w->arena, &w->found, arena_strdup(w->arena, folder));
    if (w->ignores)
        ignored = read_ignore(w, folder, ignored);
    errno = 0;
    for (struct dirent *e; (!w->most || w->seen <= w->most) && (e = readdir(dir)); errno = 0)
        if (w->seen++, e->d_name[0] != '.')
            walk_entry(w, folder, e->d_name, ignored);
    if (errno)
        diag_system(w->diags, DIAG_S003, folder, diag_reason(w->diags, errno));
    closedir(dir);
}

static int by_name(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

static struct file_list find(struct walk *w, const char *folder)
{
    walk_folder(w, folder, NULL);
    if (w->found.n)
        qsort(w->found.v, w->found.n, sizeof *w->found.v, by_name);
    return (struct file_list){w->found.v, w->found.n};
}

struct file_list file_find(struct arena *a, const char *folder, const char *suffix, struct diags *d)
{
    return find(&(struct walk){.arena = a, .suffix = suffix, .diags = d}, folder);
}

bool file_find_plain(struct arena *a, const char *folder, size_t most, struct file_list *out,
                     const char **left, struct diags *d)
{
    struct walk w = {.arena = a, .suffix = "", .plain = true, .most = most, .diags = d};
    *out = find(&w, folder);
    *left = w.left;
    return w.seen <= most;
}

struct file_list file_find_wanted(struct arena *a, const char *folder, const char *suffix,
                                  struct diags *d)
{
    return find(&(struct walk){.arena = a, .suffix = suffix, .ignores = true, .diags = d}, folder);
}
