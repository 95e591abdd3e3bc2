/* Reading whole files, walking folders. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/reason.h"

/* A document of this size is no document: refuse it instead of filling the memory. */
enum { MAX_FILE = 256 << 20, READ_STEP = 1 << 16 };

const char *file_beside(struct arena *a, struct text name)
{
    const char *path = text_utf8(a, name), *source = name.src->name;
    const char *slash = strrchr(source, '/');
    if (*path == '/' || !slash)
        return path;
    return arena_printf(a, "%.*s/%s", (int)(slash - source), source, path);
}

bool file_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

/* Reads to the end into b; false with errno set. */
static bool read_all(int fd, struct buf *b)
{
    char step[READ_STEP];
    for (;;) {
        ssize_t k = read(fd, step, sizeof step);
        if (k == 0)
            return true;
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return false;
        if (b->n + (size_t)k > MAX_FILE) {
            errno = EFBIG;
            return false;
        }
        buf_add(b, step, (size_t)k);
    }
}

void file_note(const char *path, struct diags *d)
{
    const struct diags_listener *l = diags_listener(d);
    if (l->noted && strcmp(path, "-") != 0)
        l->noted(l->context, path);
}

char *file_read(struct arena *a, const char *path, size_t *size, struct pos pos, struct diags *d)
{
    bool standard = strcmp(path, "-") == 0;
    file_note(path, d);
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct buf b = {0};
    char *bytes = NULL;
    if (fd < 0 || !read_all(fd, &b)) {
        enum diag_code code = errno == ENOENT ? DIAG_S002 : errno == EISDIR ? DIAG_S004 : DIAG_S003;
        diag(d, code, pos, path, reason_of(d, errno));
    } else {
        bytes = arena_strndup(a, b.p ? b.p : "", b.n);
        *size = b.n;
    }
    if (fd >= 0 && !standard)
        close(fd);
    buf_drop(&b);
    return bytes;
}

char *file_in(struct arena *a, const char *folder, const char *name)
{
    size_t n = strlen(folder);
    return arena_printf(a, "%s%s%s", folder, n && folder[n - 1] == '/' ? "" : "/", name);
}

bool file_make_folder(const char *path, struct diags *d)
{
    char *copy = strcpy(mem_alloc(strlen(path) + 1), path);
    bool ok = true;
    for (char *p = copy + 1; ok && *copy; p++) {
        if (*p && *p != '/')
            continue;
        char end = *p;
        *p = '\0';
        ok = mkdir(copy, 0777) == 0 || (errno == EEXIST && file_is_folder(copy));
        if (!end)
            break;
        *p = end;
    }
    if (!ok)
        diag_system(d, DIAG_S005, path, reason_of(d, errno));
    free(copy);
    return ok;
}

struct walk {
    struct arena *arena;
    const char *suffix;
    struct diags *diags;
    VEC(char *) found;
};

bool file_ends_in(const char *path, const char *suffix)
{
    size_t n = strlen(path), m = strlen(suffix);
    return n >= m && strcmp(path + n - m, suffix) == 0;
}

bool file_has_extension(const char *path, const char *extension)
{
    size_t n = strlen(path), m = strlen(extension);
    return n > m && strcasecmp(path + n - m, extension) == 0;
}

/* Links to folders are not followed: they may lead back up. */
static bool is_linked_folder(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISLNK(st.st_mode) && file_is_folder(path);
}

static void walk_folder(struct walk *w, const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir) {
        diag_system(w->diags, DIAG_S003, folder, reason_of(w->diags, errno));
        return;
    }
    for (struct dirent *e; (e = readdir(dir));) {
        if (e->d_name[0] == '.')
            continue;
        char *path = file_in(w->arena, folder, e->d_name);
        if (is_linked_folder(path))
            continue;
        if (file_is_folder(path))
            walk_folder(w, path);
        else if (file_ends_in(e->d_name, w->suffix))
            VEC_PUSH(w->arena, &w->found, path);
    }
    closedir(dir);
}

static int by_name(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

struct file_list file_find(struct arena *a, const char *folder, const char *suffix, struct diags *d)
{
    struct walk w = {.arena = a, .suffix = suffix, .diags = d};
    walk_folder(&w, folder);
    if (w.found.n)
        qsort(w.found.v, w.found.n, sizeof *w.found.v, by_name);
    return (struct file_list){w.found.v, w.found.n};
}
