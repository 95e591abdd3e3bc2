/* Names are checked as they come, and the folder that they lead to once more when links have been
 * followed. */
#define _XOPEN_SOURCE 700
#include "desk/folder.h"

#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

/* ---- names ---- */

static bool part_may_be(const char *part, size_t n)
{
    enum { MOST = 200 };
    if (!n || n > MOST || part[0] == '.')
        return false;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)part[i] < ' ' || part[i] == 0x7F || part[i] == '\\')
            return false;
    return true;
}

bool folder_may_name(const char *name)
{
    for (;;) {
        size_t n = strcspn(name, "/");
        if (!part_may_be(name, n))
            return false;
        if (!name[n])
            return true;
        name += n + 1;
    }
}

char *folder_path(struct arena *a, const char *folder, const char *name)
{
    if (!folder_may_name(name))
        return NULL;
    char *path = file_in(a, folder, name);
    char *inside = realpath(dirname(arena_strdup(a, path)), NULL), *outer = realpath(folder, NULL);
    size_t n = outer ? strlen(outer) : 0;
    bool ok = inside && outer && strncmp(inside, outer, n) == 0 &&
              (!inside[n] || inside[n] == '/' || (n && outer[n - 1] == '/'));
    free(inside);
    free(outer);
    return ok ? path : NULL;
}

/* ---- reading ---- */

bool folder_is_of_use(const char *path)
{
    static const char *const extensions[] = {"xml", "csv", "xlsx", "png", "jpg", "jpeg", "docx", "pdf"};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (file_has_extension(path, extensions[i]))
            return true;
    return false;
}

/* Whether it is a document with a lock beside it. */
static bool is_issued(struct arena *a, const char *path)
{
    size_t stem = strlen(path) - strlen(".xml");
    return file_ends_in(path, ".xml") &&
           file_exists(arena_printf(a, "%.*s.lock", (int)stem, path));
}

void folder_list(const char *folder, struct buf *out)
{
    struct arena *a = arena_new();
    struct diags *unheard = diags_new(DIAG_EN);
    struct file_list files = file_find(a, folder, "", unheard);
    size_t skip = strlen(folder);
    buf_char(out, '[');
    for (size_t i = 0; i < files.n; i++) {
        struct stat st;
        const char *name = files.paths[i] + skip;
        while (*name == '/')
            name++;
        if (!folder_is_of_use(name) || !folder_may_name(name) || stat(files.paths[i], &st) != 0 ||
            !S_ISREG(st.st_mode))
            continue;
        buf_str(out, out->p[out->n - 1] == '[' ? "{\"name\":" : ",{\"name\":");
        buf_json(out, name);
        buf_printf(out, ",\"size\":%" PRIdMAX ",\"changed\":%" PRIdMAX "%s}",
                   (intmax_t)st.st_size, (intmax_t)st.st_mtime,
                   is_issued(a, files.paths[i]) ? ",\"issued\":true" : "");
    }
    buf_char(out, ']');
    diags_drop(unheard);
    arena_drop(a);
}

bool folder_read(struct arena *a, const char *folder, const char *name, struct folder_file *out)
{
    const char *path = folder_path(a, folder, name);
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
    struct stat st;
    bool ok =
        fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= FOLDER_MOST_BYTES;
    *out = (struct folder_file){0};
    if (ok) {
        struct file_pieces pieces = {.fd = fd, .size = (uint64_t)st.st_size};
        out->bytes = arena_alloc(a, (size_t)st.st_size + 1);
        ptrdiff_t n = file_piece(&pieces, 0, out->bytes, (size_t)st.st_size);
        ok = n >= 0;
        out->n = ok ? (size_t)n : 0;
        sha256_of(out->bytes, out->n, out->hash);
    }
    if (fd >= 0)
        close(fd);
    return ok;
}

/* ---- saving ---- */

/* What was read and what is written must not have another's saving between them. */
static pthread_mutex_t saving = PTHREAD_MUTEX_INITIALIZER;

static enum folder_saved save(const char *path, const struct buf *text)
{
    struct diags *unheard = diags_new(DIAG_EN);
    bool ok = file_rewrite(path, text, unheard);
    diags_drop(unheard);
    return ok ? FOLDER_SAVED : FOLDER_FAILED;
}

enum folder_saved folder_save(const char *folder, const char *name, const char *base,
                              const char *bytes, size_t n, char hash[SHA256_HEX])
{
    struct arena *a = arena_new();
    enum folder_saved result = FOLDER_REFUSED;
    struct folder_file old;
    pthread_mutex_lock(&saving);
    const char *path = folder_path(a, folder, name);
    if (path) {
        struct stat st;
        bool there = folder_read(a, folder, name, &old);
        result = strcmp(old.hash, base) == 0 ? FOLDER_SAVED : FOLDER_CONFLICT;
        if (!there && lstat(path, &st) == 0) /* a link, a pipe, too large: none of ours */
            result = FOLDER_REFUSED;
        strcpy(hash, old.hash);
    }
    if (result == FOLDER_SAVED) {
        struct buf text = {0};
        buf_add(&text, bytes, n);
        result = save(path, &text);
        sha256_of(bytes, n, hash);
        buf_drop(&text);
    }
    pthread_mutex_unlock(&saving);
    arena_drop(a);
    return result;
}
