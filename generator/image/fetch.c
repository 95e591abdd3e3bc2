/* A picture's file to memory: only a plain file of a bounded size. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/reason.h"
#include "image/diag.def"
#include "image/image_int.h"

/* Not a folder, and not a pipe, which could keep us waiting for ever. */
static bool check_kind(const struct reading *r, const struct stat *st)
{
    if (!S_ISREG(st->st_mode))
        diag(r->diags, DIAG_I003, r->pos, r->path);
    else if (st->st_size > (off_t)IMAGE_MAX_FILE_MB << 20)
        diag(r->diags, DIAG_I009, r->pos, r->path,
             arena_printf(r->scratch, "%d", IMAGE_MAX_FILE_MB));
    else
        return true;
    return false;
}

/* A file that became shorter meanwhile ends where it ends. */
static bool read_whole(const struct reading *r, int fd, size_t size, struct bytes *file)
{
    uint8_t *p = arena_alloc(r->scratch, size);
    size_t n = 0;
    while (n < size) {
        ssize_t k = read(fd, p + n, size - n);
        if (k == 0)
            break;
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0) {
            diag(r->diags, DIAG_I002, r->pos, r->path, reason_of(r->diags, errno));
            return false;
        }
        n += (size_t)k;
    }
    *file = (struct bytes){p, n};
    return true;
}

/* From the caller's memory: the file has no kind to be checked. */
static bool fetch_from_caller(const struct reading *r, struct bytes *file)
{
    const void *bytes;
    size_t n;
    if (!file_from_caller(r->path, &bytes, &n, r->diags))
        return false;
    *file = (struct bytes){arena_copy(r->scratch, bytes, n), n};
    return true;
}

bool image_fetch(const struct reading *r, struct bytes *file)
{
    if (fetch_from_caller(r, file))
        return true;
    file_note(r->path, r->diags);
    int fd = open(r->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        bool missing = errno == ENOENT || errno == ENOTDIR;
        diag(r->diags, missing ? DIAG_I001 : DIAG_I002, r->pos, r->path,
             reason_of(r->diags, errno));
        return false;
    }
    struct stat st = {0};
    bool ok =
        fstat(fd, &st) == 0 && check_kind(r, &st) && read_whole(r, fd, (size_t)st.st_size, file);
    close(fd);
    return ok;
}
