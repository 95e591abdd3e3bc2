/* Names are checked as they come, and the folder that they lead to once more when links have been
 * followed. */
#define _XOPEN_SOURCE 700
#include "desk/folder.h"

#include <dirent.h>
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
#include "base/name.h"

/* ---- names ---- */

/* The worst of its parts; the last one's own, where it is no worse. */
static enum name_fault fault_of(const char *name, enum name_fault *last)
{
    enum name_fault worst = NAME_FINE;
    for (;;) {
        size_t n = strcspn(name, "/");
        *last = name_fault(name, n);
        if (*last && *last < NAME_SIGN)
            worst = *last;
        if (!name[n])
            return worst;
        name += n + 1;
    }
}

bool folder_may_name(const char *name)
{
    enum name_fault last;
    return fault_of(name, &last) == NAME_FINE;
}

const char *folder_fault(const char *name)
{
    static const char *const faults[NAME_FAULTS] = {
        [NAME_EMPTY] = "没有写名字，或者“/”多了",
        [NAME_LONG] = "名字太长：最多 66 个汉字",
        [NAME_BYTES] = "名字是乱码，不是 UTF-8",
        [NAME_UNSEEN] = "名字里有看不见的字符，请把名字重新打一遍",
        [NAME_SLASH] = "名字里不能有“\\”",
        [NAME_HIDDEN] = "名字不能以“.”开头",
        [NAME_DASH] = "名字不能以“-”开头",
        [NAME_SIGN] = "名字里不能有 : * ? \" < > |",
        [NAME_BLANK] = "名字的开头和结尾不能是空格，结尾不能是“.”",
        [NAME_DEVICE] = "这个名字 Windows 留着自己用，请换一个",
    };
    enum name_fault last, worst = fault_of(name, &last);
    return faults[worst ? worst : last];
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

static void list_file(struct arena *a, const char *path, const char *name, struct buf *out)
{
    struct stat st;
    struct buf shown = {0};
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
        return;
    buf_shown(&shown, name);
    buf_str(out, out->p[out->n - 1] == '[' ? "{\"name\":" : ",{\"name\":");
    buf_json(out, shown.p ? shown.p : "");
    buf_printf(out, ",\"size\":%" PRIdMAX ",\"changed\":%" PRIdMAX "%s", (intmax_t)st.st_size,
               (intmax_t)st.st_mtime, is_issued(a, path) ? ",\"issued\":true" : "");
    if (!folder_may_name(name)) {
        buf_str(out, ",\"fault\":");
        buf_json(out, folder_fault(name));
    }
    buf_char(out, '}');
    buf_drop(&shown);
}

void folder_list(const char *folder, struct buf *out)
{
    struct arena *a = arena_new();
    struct diags *unheard = diags_new(DIAG_EN);
    struct file_list files = file_find(a, folder, "", unheard);
    size_t skip = strlen(folder);
    buf_char(out, '[');
    for (size_t i = 0; i < files.n; i++) {
        const char *name = files.paths[i] + skip;
        while (*name == '/')
            name++;
        if (folder_is_of_use(name))
            list_file(a, files.paths[i], name, out);
    }
    buf_char(out, ']');
    diags_drop(unheard);
    arena_drop(a);
}

/* < 0: there is none, or it is no plain file of a size that is taken. */
static int open_plain(struct arena *a, const char *folder, const char *name, size_t *n)
{
    const char *path = folder_path(a, folder, name);
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
    struct stat st;
    if (fd < 0)
        return -1;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= FOLDER_MOST_BYTES) {
        *n = (size_t)st.st_size;
        return fd;
    }
    close(fd);
    return -1;
}

bool folder_read(struct arena *a, const char *folder, const char *name, struct folder_file *out)
{
    size_t size;
    int fd = open_plain(a, folder, name, &size);
    *out = (struct folder_file){0};
    if (fd < 0)
        return false;
    struct file_pieces pieces = {.fd = fd, .size = size};
    out->bytes = arena_alloc(a, size + 1);
    ptrdiff_t n = file_piece(&pieces, 0, out->bytes, size);
    close(fd);
    out->n = n >= 0 ? (size_t)n : 0;
    sha256_of(out->bytes, out->n, out->hash);
    return n >= 0;
}

int folder_open(struct arena *a, const char *folder, const char *name, char hash[SHA256_HEX])
{
    enum { PIECE = 1 << 16 };
    size_t size;
    int fd = open_plain(a, folder, name, &size);
    *hash = '\0';
    if (fd < 0)
        return -1;
    struct file_pieces pieces = {.fd = fd, .size = size};
    struct sha256 all;
    char *piece = arena_alloc(a, PIECE);
    ptrdiff_t n = 0;
    sha256_begin(&all);
    for (uint64_t at = 0; at < size && (n = file_piece(&pieces, at, piece, PIECE)) > 0; at += (uint64_t)n)
        sha256_add(&all, piece, (size_t)n);
    sha256_end(&all, hash);
    if (n >= 0)
        return fd;
    close(fd);
    return -1;
}

/* ---- saving ---- */

/* What was read and what is written must not have another's saving between them. */
static pthread_mutex_t saving = PTHREAD_MUTEX_INITIALIZER;

bool folder_hold(struct arena *a, const char *folder, const char *name, struct file_hold *held)
{
    enum { PATIENCE = 10 };
    const char *path = folder_path(a, folder, name);
    held->fd = -1;
    return !path || file_hold(held, path, PATIENCE, NULL);
}

/* The entry of the folder that some systems hold for the new name, as people may see it; NULL: there
 * is none. */
static const char *alike(struct arena *a, const char *path)
{
    const char *name = file_name(path), *key = name_folded(a, name), *found = NULL;
    DIR *folder = opendir(dirname(arena_strdup(a, path)));
    for (struct dirent *e; folder && !found && (e = readdir(folder));)
        if (strcmp(e->d_name, name) != 0 && strcmp(name_folded(a, e->d_name), key) == 0)
            found = arena_strdup(a, e->d_name);
    if (folder)
        closedir(folder);
    return found;
}

/* Whether a file of the name may come to be. */
static enum folder_saved admit(struct arena *a, const char *path, const char *name)
{
    struct stat st;
    if (lstat(path, &st) == 0) /* a link, a pipe, too large: none of ours */
        return FOLDER_REFUSED;
    return folder_fault(name) ? FOLDER_REFUSED : alike(a, path) ? FOLDER_ALIKE : FOLDER_SAVED;
}

/* Another desk, or a command, may have been quicker. */
static enum folder_saved write_file(const char *path, bool anew, const char *bytes, size_t n)
{
    struct diags *unheard = diags_new(DIAG_EN);
    const struct buf text = {(char *)(uintptr_t)bytes, n, n}; /* only read */
    struct stat st;
    bool ok = anew ? file_add(path, &text, unheard) : file_rewrite(path, &text, unheard);
    diags_drop(unheard);
    return ok                                ? FOLDER_SAVED
           : anew && lstat(path, &st) == 0 ? FOLDER_CONFLICT
                                             : FOLDER_FAILED;
}

enum folder_saved folder_save(const char *folder, const char *name, const char *base,
                              const char *bytes, size_t n, char hash[SHA256_HEX])
{
    struct arena *a = arena_new();
    enum folder_saved result = FOLDER_REFUSED;
    pthread_mutex_lock(&saving);
    const char *path = folder_path(a, folder, name);
    if (path) {
        int fd = folder_open(a, folder, name, hash);
        if (fd >= 0)
            close(fd);
        result = strcmp(hash, base) != 0 ? FOLDER_CONFLICT
                 : *base                 ? FOLDER_SAVED
                                         : admit(a, path, name);
    }
    if (result == FOLDER_SAVED && (result = write_file(path, !*base, bytes, n)) == FOLDER_SAVED)
        sha256_of(bytes, n, hash);
    pthread_mutex_unlock(&saving);
    arena_drop(a);
    return result;
}
