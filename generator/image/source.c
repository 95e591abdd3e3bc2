/* A picture's file in pieces: it may be as large as a camera makes it, and come from anywhere. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.def"
#include "base/file.h"
#include "image/diag.def"
#include "image/image_int.h"

bool image_source_open(struct image_source *s, const char *path, struct pos pos, struct diags *d)
{
    const void *given = NULL;
    *s = (struct image_source){.path = path, .pos = pos, .diags = d, .file = -1};
    if (file_from_caller(path, &given, &s->size, d)) {
        s->given = given;
        return true;
    }
    if (!file_may_be_named(path, pos, d))
        return false;
    file_note(path, d);
    s->file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (s->file < 0) {
        bool missing = errno == ENOENT || errno == ENOTDIR;
        bool of_file = errno == EACCES || errno == ELOOP; /* else the system is in want */
        const struct diag_code *code = missing ? DIAG_I001 : of_file ? DIAG_I002 : DIAG_S003;
        diag(d, code, pos, path, diag_reason(d, errno));
        return false;
    }
    char most[] = {IMAGE_MAX_FILE_MB / 10 + '0', IMAGE_MAX_FILE_MB % 10 + '0', '\0'};
    if (fstat(s->file, &s->stat) != 0 ||
        !S_ISREG(s->stat.st_mode)) /* a pipe could keep us waiting */
        diag(d, DIAG_I003, pos, path);
    else if (s->stat.st_size > (off_t)IMAGE_MAX_FILE_MB << 20)
        diag(d, DIAG_I009, pos, path, most);
    else {
        s->size = (size_t)s->stat.st_size;
        s->window = mem_alloc(IMAGE_WINDOW);
        return true;
    }
    image_source_close(s);
    return false;
}

void image_source_close(struct image_source *s)
{
    if (s->file >= 0)
        close(s->file);
    free(s->window);
    s->file = -1;
    s->window = NULL;
}

/* The window from a place on. A file that became shorter meanwhile ends where it ends. */
static void fill(struct image_source *s, size_t at)
{
    s->at = at;
    s->n = 0;
    while (s->n < IMAGE_WINDOW && at + s->n < s->size && !s->failed) {
        ssize_t k = pread(s->file, s->window + s->n, IMAGE_WINDOW - s->n, (off_t)(at + s->n));
        if (k == 0)
            break;
        if (k > 0) {
            s->n += (size_t)k;
        } else if (errno != EINTR) {
            diag(s->diags, DIAG_S003, s->pos, s->path, diag_reason(s->diags, errno));
            s->failed = true;
        }
    }
}

const uint8_t *image_source_window(struct image_source *s, size_t at, size_t *n)
{
    *n = 0;
    if (at >= s->size)
        return NULL;
    if (s->given) {
        *n = s->size - at;
        return s->given + at;
    }
    if (at < s->at || at >= s->at + s->n)
        fill(s, at);
    if (at >= s->at + s->n)
        return NULL;
    *n = s->at + s->n - at;
    return s->window + (at - s->at);
}

const uint8_t *image_source_at(struct image_source *s, size_t at, size_t n)
{
    size_t there;
    const uint8_t *p = image_source_window(s, at, &there);
    if (p && there >= n)
        return p;
    if (!p || s->given || n > IMAGE_WINDOW)
        return NULL;
    fill(s, at);
    return s->n >= n ? s->window : NULL;
}
