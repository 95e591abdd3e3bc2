/*
 * PDFs whose documents are gone, by the records beside them. A record names the document from the
 * PDF's folder, so that a tree may be moved as a whole; only what was made of a document of the
 * folder in hand is looked at, since others' documents may just be elsewhere today.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.def"
#include "record/record_int.h"

/* An absolute path without . and .. in it. */
static const char *plain_path(struct arena *a, const char *path)
{
    char *out = arena_alloc(a, strlen(path) + 2);
    size_t n = 0;
    while (*path) {
        path += strspn(path, "/");
        size_t part = strcspn(path, "/");
        if (part == 2 && strncmp(path, "..", 2) == 0) {
            while (n && out[--n] != '/')
                continue;
        } else if (part && !(part == 1 && *path == '.')) {
            out[n++] = '/';
            memcpy(out + n, path, part);
            n += part;
        }
        path += part;
    }
    out[n] = '\0';
    return n ? out : "/";
}

static bool is_below(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    return strncmp(path, folder, n) == 0 && (path[n] == '/' || (n && folder[n - 1] == '/'));
}

/* The record's origin, as a whole path, and the size that its target had; NULL: it has none, or it
 * cannot be read, reported. */
static const char *read_origin(struct arena *a, const char *record, const char *folder,
                               int64_t *size, struct diags *d)
{
    size_t n;
    const char *text = file_is_special(record) ? NULL : file_read(a, record, &n, (struct pos){0}, d);
    const char *origin = text ? strstr(text, RECORD_ORIGIN) : NULL;
    const char *target = text ? strstr(text, RECORD_TARGET) : NULL;
    if (!origin || !target)
        return NULL;
    origin += strlen(RECORD_ORIGIN);
    *size = strtoll(target + strlen(RECORD_TARGET), NULL, 10);
    const char *path = arena_strndup(a, origin, strcspn(origin, "\n"));
    return plain_path(a, *path == '/' ? path : arena_printf(a, "%s/%s", folder, path));
}

/* Whether it is a file that this program wrote, as its description says, and of that size still: a
 * scan of the stamped paper that took its name is not, nor is what was signed since, nor somebody's
 * link to it. */
static bool is_as_made(const char *path, int64_t size, struct diags *d)
{
    static const char mark[] = "<pdf:Producer>hongtou ";
    struct arena *a = arena_new();
    struct stat st;
    bool own = lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == size;
    size_t n = 0;
    const char *p = own ? file_read(a, path, &n, (struct pos){0}, d) : NULL;
    bool found = false;
    for (const char *end = p + n; p && !found && (p = memchr(p, '<', (size_t)(end - p))); p++)
        found = (size_t)(end - p) >= strlen(mark) && memcmp(p, mark, strlen(mark)) == 0;
    arena_drop(a);
    return found;
}

/* The folder of the documents, as it is called and as a whole path; whether those are wanted that
 * are still there. */
struct documents {
    const char *called, *whole;
    bool there;
};

static void look_at(struct arena *a, const char *folder, const char *name,
                    const struct documents *of, gone_files *out, struct diags *d)
{
    char real[PATH_MAX];
    int64_t size;
    const char *record = arena_printf(a, "%s/.hongtou/%s", folder, name);
    const char *origin =
        realpath(folder, real) ? read_origin(a, record, real, &size, d) : NULL;
    const char *target = arena_printf(a, "%s/%.*s.pdf", folder, (int)(strlen(name) - 2), name);
    if (!origin || !is_below(origin, of->whole) || file_exists(origin) != of->there ||
        !file_exists(target))
        return;
    bool issued = file_exists(record_lock_path(a, origin));
    const char *rest = origin + strlen(of->whole);
    const char *source = file_in(a, of->called, rest + (*rest == '/'));
    size_t errors = diags_count(d, DIAG_ERROR);
    bool as_made = is_as_made(target, size, d);
    if (diags_count(d, DIAG_ERROR) == errors)
        VEC_PUSH(a, out, ((struct gone_file){target, source, issued, as_made}));
}

static int by_target(const void *x, const void *y)
{
    return strcmp(((const struct gone_file *)x)->target, ((const struct gone_file *)y)->target);
}

static void look_in(struct arena *a, const char *folder, const char *of, bool there,
                    gone_files *out, struct diags *d)
{
    char below[PATH_MAX];
    const char *records = file_in(a, folder, ".hongtou");
    DIR *dir = NULL;
    size_t first = out->n;
    if (!realpath(of, below))
        return;
    if (!(dir = opendir(records)) && (errno == ENOENT || errno == ENOTDIR))
        return;
    errno = dir ? 0 : errno;
    for (struct dirent *e; dir && (e = readdir(dir)); errno = 0)
        if (file_ends_in(e->d_name, ".d") && strlen(e->d_name) > strlen(".d"))
            look_at(a, folder, e->d_name, &(struct documents){of, below, there}, out, d);
    if (errno)
        diag_system(d, DIAG_S003, records, diag_reason(d, errno));
    if (dir)
        closedir(dir);
    if (out->n > first)
        qsort(out->v + first, out->n - first, sizeof *out->v, by_target);
}

void record_gone(struct arena *a, const char *folder, const char *of, gone_files *out,
                 struct diags *d)
{
    look_in(a, folder, of, false, out, d);
}

void record_made_in(struct arena *a, const char *folder, gone_files *out, struct diags *d)
{
    look_in(a, folder, folder, true, out, d);
}

bool record_remove(struct arena *a, const char *target)
{
    const char *slash = strrchr(target, '/');
    int folder = (int)(slash - target), name = (int)(strlen(slash + 1) - strlen(".pdf"));
    if (unlink(target) != 0)
        return false;
    unlink(arena_printf(a, "%.*s/.hongtou/%.*s.d", folder, target, name, slash + 1));
    unlink(arena_printf(a, "%.*s/.hongtou/%.*s.facts", folder, target, name, slash + 1));
    rmdir(arena_printf(a, "%.*s/.hongtou", folder, target)); /* when it is empty now */
    return true;
}
