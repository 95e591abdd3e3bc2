/* Reading whole files, and what their names say. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.def"
#include "base/diag.h"

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

bool file_is_special(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

bool file_is_same(const char *x, const char *y)
{
    struct stat a, b;
    return stat(x, &a) == 0 && stat(y, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

struct file_mark file_mark(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return (struct file_mark){.path = path};
    return (struct file_mark){path,
                              st.st_dev,
                              st.st_ino,
                              (uint64_t)st.st_size,
                              st.st_mtim.tv_sec,
                              st.st_mtim.tv_nsec};
}

static bool is_same_file(const struct file_mark *then, const struct file_mark *now)
{
    return now->device == then->device && now->number == then->number;
}

bool file_mark_is(const struct file_mark *then, const struct file_mark *now)
{
    return is_same_file(then, now) && now->size == then->size && now->seconds == then->seconds &&
           now->nanoseconds == then->nanoseconds;
}

bool file_is_unchanged(const struct file_mark *then, struct diags *d)
{
    struct file_mark now = file_mark(then->path);
    bool written = then->number && is_same_file(then, &now) && !file_mark_is(then, &now);
    if (written)
        diag_system(d, DIAG_S022, then->path);
    return !written;
}

const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0 || errno == EIO || errno == ENOMEM;
}

/* What has been read of a file, and room for the NUL behind it. */
struct bytes {
    char *v;
    size_t n, cap;
};

/* What a pipe gave, or did not: whether to read on. A pipe that nobody has opened to write into is
 * not waited for much longer: it may be that nobody ever will. *looks: left of that. */
static bool wait_for_pipe(int fd, ssize_t got, int *looks)
{
    enum { PAUSE = 50 /* ms */ };
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    if (got < 0) { /* it is open, and empty */
        *looks = 0;
        return poll(&ready, 1, -1) >= 0 || errno == EINTR;
    }
    poll(NULL, 0, PAUSE);
    errno = ENXIO;
    *looks -= *looks == 1 ? 2 : 1; /* below zero: given up */
    return *looks > 0;
}

/* Reads to the end; false with errno set. Room for all of a file, its NUL, and the byte more that
 * would show it to have grown; pipes do not tell what they hold. */
static bool read_all(struct arena *a, int fd, struct bytes *b)
{
    enum { LOOKS = 100 /* five seconds */ };
    struct stat st;
    bool known = fstat(fd, &st) == 0, told = known && S_ISREG(st.st_mode) && st.st_size <= MAX_FILE;
    int looks = known && S_ISFIFO(st.st_mode) && fcntl(fd, F_GETFL) & O_NONBLOCK ? LOOKS : 0;
    b->cap = told ? (size_t)st.st_size + 2 : READ_STEP;
    b->v = arena_bare(a, b->cap);
    for (;;) {
        if (b->n + 1 == b->cap)
            b->v = vec_room(a, b->v, b->cap, &b->cap, 1);
        ssize_t k = read(fd, b->v + b->n, b->cap - b->n - 1);
        bool again = k < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        if (k < 0 && errno == EINTR)
            continue;
        if ((again || (k == 0 && looks > 0)) && wait_for_pipe(fd, k, &looks))
            continue;
        if (k == 0) {
            b->v[b->n] = '\0';
            return looks == 0;
        }
        if (k < 0)
            return false;
        looks = 0;
        b->n += (size_t)k;
        if (b->n > MAX_FILE) {
            errno = EFBIG;
            return false;
        }
    }
}

void file_note(const char *path, struct diags *d)
{
    const struct diags_listener *l = diags_listener(d);
    if (l->noted && strcmp(path, "-") != 0)
        l->noted(l->context, path);
}

bool file_from_caller(const char *path, const void **bytes, size_t *size, struct diags *d)
{
    const struct diags_reader *r = diags_reader(d);
    if (!r->read || !r->read(r->context, path, bytes, size))
        return false;
    file_note(path, d);
    return true;
}

bool file_may_be_named(const char *path, struct pos pos, struct diags *d)
{
    const struct diags_gate *gate = diags_gate(d);
    bool may = !pos.src || !gate->may || gate->may(gate->context, path, pos);
    if (!may)
        diag(d, DIAG_D256, pos, path);
    return may;
}

static void report(const char *path, struct pos pos, struct diags *d)
{
    const struct diag_code *code = errno == ENOENT   ? DIAG_S002
                                   : errno == EISDIR ? DIAG_S004
                                                     : DIAG_S003;
    diag(d, code, pos, path, diag_reason(d, errno));
}

char *file_read(struct arena *a, const char *path, size_t *size, struct pos pos, struct diags *d)
{
    bool standard = strcmp(path, "-") == 0;
    const void *bytes;
    if (file_from_caller(path, &bytes, size, d))
        return arena_strndup(a, bytes, *size);
    if (!file_may_be_named(path, pos, d))
        return NULL;
    if (pos.src && file_is_special(path)) {
        diag(d, DIAG_D011, pos, path);
        return NULL;
    }
    file_note(path, d);
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct bytes b = {0};
    bool ok = fd >= 0 && read_all(a, fd, &b);
    if (!ok)
        report(path, pos, d);
    if (fd >= 0 && !standard)
        close(fd);
    *size = b.n;
    return ok ? b.v : NULL;
}

/* ---- in pieces ---- */

bool file_open(const char *path, struct file_pieces *out, struct pos pos, struct diags *d)
{
    const void *bytes;
    size_t size;
    struct stat st;
    *out = (struct file_pieces){.fd = -1};
    if (file_from_caller(path, &bytes, &size, d)) {
        *out = (struct file_pieces){size ? bytes : "", -1, size};
        return true;
    }
    if (!file_may_be_named(path, pos, d))
        return false;
    file_note(path, d);
    out->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool ok = out->fd >= 0 && fstat(out->fd, &st) == 0, file = ok && S_ISREG(st.st_mode);
    if (file) {
        out->size = (uint64_t)st.st_size;
        return true;
    }
    if (ok && S_ISDIR(st.st_mode))
        errno = EISDIR;
    if (ok && !S_ISDIR(st.st_mode))
        diag(d, DIAG_D011, pos, path);
    else
        report(path, pos, d);
    file_close(out);
    return false;
}

void file_close(struct file_pieces *f)
{
    if (f->fd >= 0)
        close(f->fd);
    f->fd = -1;
}

ptrdiff_t file_piece(const struct file_pieces *f, uint64_t off, void *out, size_t n)
{
    size_t have = 0;
    if (f->bytes) {
        have = off >= f->size ? 0 : f->size - off < n ? (size_t)(f->size - off) : n;
        memcpy(out, f->bytes + off, have);
        return (ptrdiff_t)have;
    }
    while (have < n) {
        ssize_t k = pread(f->fd, (char *)out + have, n - have, (off_t)(off + have));
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return -1;
        if (k == 0)
            break;
        have += (size_t)k;
    }
    return (ptrdiff_t)have;
}

bool file_same_bytes(int one, int other)
{
    enum { STEP = 1 << 14 };
    char a[STEP], b[STEP];
    struct file_pieces of_one = {.fd = one}, of_other = {.fd = other};
    ptrdiff_t n = 1;
    bool same = true;
    for (uint64_t off = 0; same && n > 0; off += (uint64_t)n) {
        n = file_piece(&of_one, off, a, STEP);
        same = n >= 0 && file_piece(&of_other, off, b, STEP) == n && memcmp(a, b, (size_t)n) == 0;
    }
    return same;
}

bool file_write_all(int fd, const void *bytes, size_t n)
{
    const char *p = bytes;
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno != EINTR)
            return false;
        p += k > 0 ? k : 0;
        n -= k > 0 ? (size_t)k : 0;
    }
    return true;
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
        diag_system(d, DIAG_S005, path, diag_reason(d, errno));
    free(copy);
    return ok;
}

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

static const struct {
    const char *suffix;
    enum file_table kind;
} tables[] = {
    {".csv", FILE_TABLE_CSV},     {".xlsx", FILE_TABLE_XLSX},   {".xlsm", FILE_TABLE_XLSX},
    {".xls", FILE_TABLE_FOREIGN}, {".et", FILE_TABLE_FOREIGN},  {".ett", FILE_TABLE_FOREIGN},
    {".ods", FILE_TABLE_FOREIGN}, {".xlt", FILE_TABLE_FOREIGN}, {".numbers", FILE_TABLE_FOREIGN},
    {".xla", FILE_TABLE_FOREIGN}, {".wk1", FILE_TABLE_FOREIGN}, {".xlsb", FILE_TABLE_FOREIGN},
    {NULL, FILE_TABLE_NONE},
};

/* The row of its suffix, or the last one. */
static size_t table_row(const char *path)
{
    size_t i = 0;
    while (tables[i].suffix && !file_has_extension(path, tables[i].suffix))
        i++;
    return i;
}

enum file_table file_table_kind(const char *path)
{
    return tables[table_row(path)].kind;
}

const char *file_foreign_table(const char *path)
{
    size_t i = table_row(path);
    return tables[i].kind == FILE_TABLE_FOREIGN ? tables[i].suffix : NULL;
}
