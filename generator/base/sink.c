/*
 * Output files without a name until they are whole: O_TMPFILE where the file system has it, a
 * hidden temporary name elsewhere; then fsync, a link, and a rename over the old file, and fsync of
 * its folder. Whoever writes a file holds a lock on it as long as its name is a hidden one: one
 * that nobody holds was left behind by a run that was killed, and is removed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.def"
#include "base/diag.h"
#include "base/file.h"

/* Several documents may be written into a folder at the same time. */
enum { BUFFER_SIZE = 1 << 18, ATTEMPTS = 1000, LINKS = 40, MAX_PATH = 4096 };

struct sink {
    struct arena *arena;
    struct diags *diags;
    const char *path;   /* as it was given */
    const char *target; /* what it is a link to, or itself */
    const char *folder; /* where that lies */
    char *temp;         /* NULL while the file has no name */
    int fd;
    bool straight, nowhere, failed; /* straight: into a pipe or a device, which cannot wait */
    bool prepared;                  /* whole on the disk, under its hidden name */
    bool anew;                      /* nothing is replaced */
    bool again;                     /* it takes the place of what was read */
    struct buf *memory;             /* instead of a file; or NULL */
    struct sha256 *hash;            /* NULL: none */
    uint64_t total;
    size_t used;
    char *buffer;
};

static bool fail(struct sink *s)
{
    if (!s->failed)
        diag_system(s->diags, DIAG_S006, s->path, diag_reason(s->diags, errno));
    s->failed = true;
    return false;
}

/* ---- hidden names ---- */

/* Without the file's own name, which may already be as long as a name may be. */
static char *temp_name(struct sink *s, int attempt)
{
    return arena_printf(s->arena, "%s/.hongtou-%d.tmp", s->folder, attempt);
}

/* Whether there is none of the name, or there was one of a dead run. */
static bool is_free(const char *name)
{
    int error = errno;
    struct stat held, named;
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    bool none = fd < 0 && errno == ENOENT;
    errno = error;
    if (fd < 0)
        return none;
    bool dead = flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &held) == 0 &&
                lstat(name, &named) == 0 && held.st_ino == named.st_ino &&
                held.st_dev == named.st_dev && unlink(name) == 0;
    close(fd);
    return dead;
}

/* What dead runs left in the folder: their names follow each other, but for the one that was taken
 * for this file. */
static void remove_leftovers(struct sink *s)
{
    struct stat st;
    for (int i = 0, missing = 0; i < ATTEMPTS && missing < 2; i++) {
        const char *name = temp_name(s, i);
        if (lstat(name, &st) == 0)
            is_free(name);
        else
            missing++;
    }
}

/* Another run may take it for a dead one's before it is locked. */
static bool create_temp(struct sink *s, int attempt)
{
    struct stat st;
    char *name = temp_name(s, attempt);
    errno = EEXIST;
    s->fd = is_free(name) ? open(name, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666) : -1;
    if (s->fd < 0)
        return false;
    flock(s->fd, LOCK_EX | LOCK_NB);
    if (fstat(s->fd, &st) == 0 && st.st_nlink) {
        s->temp = name;
        return true;
    }
    close(s->fd);
    s->fd = -1;
    errno = EEXIST;
    return false;
}

static bool open_temp(struct sink *s)
{
    s->fd = open(s->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
    if (s->fd >= 0) {
        flock(s->fd, LOCK_EX | LOCK_NB);
        return true;
    }
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT && errno != EINVAL)
        return false;
    bool made = false;
    for (int i = 0; i < ATTEMPTS && !(made = create_temp(s, i)) && errno == EEXIST; i++)
        ;
    return made;
}

/* ---- opening ---- */

/* A link stays, and what it leads to is replaced, or comes to be. */
static const char *target_of(struct sink *s)
{
    struct stat st;
    char *real = lstat(s->path, &st) == 0 && S_ISLNK(st.st_mode) ? realpath(s->path, NULL) : NULL;
    const char *target = real ? arena_strdup(s->arena, real) : s->path;
    free(real);
    char to[MAX_PATH];
    for (int i = 0; i < LINKS && lstat(target, &st) == 0 && S_ISLNK(st.st_mode); i++) {
        ssize_t n = readlink(target, to, sizeof to - 1);
        if (n < 0)
            break;
        to[n] = '\0';
        const char *folder = dirname(arena_strdup(s->arena, target));
        target = *to == '/' ? arena_strdup(s->arena, to) : file_in(s->arena, folder, to);
    }
    return target;
}

/* A pipe that nobody opens to read from is not waited for much longer than one into which nobody
 * writes (file_read): it may be that nobody ever will. */
static int open_special(const char *path)
{
    enum { PAUSE = 50 /* ms */, LOOKS = 100 };
    int fd = -1;
    for (int i = 0; i < LOOKS && fd < 0; i++) {
        fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
        if (fd < 0 && errno != ENXIO && errno != EINTR)
            break;
        if (fd < 0)
            poll(NULL, 0, PAUSE);
    }
    if (fd >= 0)
        fcntl(fd, F_SETFL, O_WRONLY);
    else if (errno == ENXIO)
        errno = EPIPE;
    return fd;
}

static bool open_straight(struct sink *s)
{
    bool standard = strcmp(s->path, "-") == 0;
    s->straight = true;
    s->fd = standard ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0) : open_special(s->path);
    return s->fd >= 0;
}

bool file_may_be_written(const char *path, struct diags *d)
{
    const struct diags_listener *l = diags_listener(d);
    const char *input = l->same ? l->same(l->context, path) : NULL;
    if (input)
        diag_system(d, DIAG_S021, path, input);
    return !input;
}

struct sink *sink_open(const char *path, struct diags *d)
{
    struct arena *a = arena_new();
    struct sink *s = ARENA_NEW(a, struct sink);
    s->buffer = ARENA_BARE(a, char, BUFFER_SIZE);
    s->arena = a;
    s->diags = d;
    s->nowhere = !path;
    s->path = arena_strdup(a, path ? path : "");
    s->fd = -1;
    if (s->nowhere)
        return s;
    s->target = target_of(s);
    s->folder = dirname(arena_strdup(a, s->target));
    if (file_is_folder(path))
        errno = EISDIR;
    else if (strcmp(path, "-") == 0 || file_is_special(path) ? open_straight(s) : open_temp(s))
        return s;
    fail(s);
    arena_drop(a);
    return NULL;
}

struct sink *sink_to_memory(struct buf *out, struct diags *d)
{
    struct sink *s = sink_open(NULL, d);
    s->memory = out;
    return s;
}

static bool flush(struct sink *s)
{
    size_t n = s->used;
    s->used = 0;
    return file_write_all(s->fd, s->buffer, n) || fail(s);
}

void sink_hash(struct sink *s, struct sha256 *hash)
{
    s->hash = hash;
}

bool sink_write(struct sink *s, const void *p, size_t n)
{
    if (s->failed)
        return false;
    s->total += n;
    if (s->hash)
        sha256_add(s->hash, p, n);
    if (s->memory)
        buf_add(s->memory, p, n);
    if (s->nowhere)
        return true;
    if (n > BUFFER_SIZE - s->used && !flush(s))
        return false;
    if (n > BUFFER_SIZE)
        return file_write_all(s->fd, p, n) || fail(s);
    memcpy(s->buffer + s->used, p, n);
    s->used += n;
    return true;
}

uint64_t sink_size(const struct sink *s)
{
    return s->total;
}

/* ---- giving it its place ---- */

/* A file system at the other end of a network may tell only now that there is no room. */
static bool is_stored(int fd)
{
    if (fsync(fd) != 0 && errno != EINVAL && errno != EROFS) /* those cannot be synced */
        return false;
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return copy >= 0 && close(copy) == 0;
}

/* A link cannot replace the old file itself: the finished one gets a hidden name first. */
static bool link_temp(struct sink *s)
{
    char *fd_path = arena_printf(s->arena, "/proc/self/fd/%d", s->fd);
    for (int i = 0; !s->temp && i < ATTEMPTS; i++) {
        char *name = temp_name(s, i);
        if (linkat(AT_FDCWD, fd_path, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0)
            s->temp = name;
        else if (errno != EEXIST)
            return false;
        else
            i -= is_free(name);
    }
    return s->temp != NULL;
}

/* The replaced file's permissions stay as the office set them, if they can; not what lets a program
 * run as another. */
static void keep_mode(struct sink *s)
{
    struct stat st;
    if (stat(s->target, &st) == 0 && fchmod(s->fd, st.st_mode & 0777) != 0)
        errno = 0;
}

bool sink_prepare(struct sink *s)
{
    if (s->failed)
        return false;
    if (s->nowhere || s->prepared)
        return true;
    if (!flush(s))
        return false;
    if (!s->straight && !s->again && !file_may_be_written(s->path, s->diags)) {
        s->failed = true;
        return false;
    }
    if (!s->straight) {
        keep_mode(s);
        if (!is_stored(s->fd) || !link_temp(s))
            return fail(s);
    }
    s->prepared = true;
    return true;
}

/* The file is in its place whatever comes of it: a power cut may bring back the old one. */
static void store_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

/* Not every file system can refuse to replace; there nobody else may come in between. */
static int rename_anew(const char *from, const char *to)
{
    struct stat st;
    int failed = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
    if (!failed || (errno != EINVAL && errno != ENOSYS))
        return failed;
    errno = EEXIST;
    return lstat(to, &st) == 0 ? -1 : rename(from, to);
}

static bool place(struct sink *s)
{
    if (s->nowhere || s->straight)
        return true;
    if ((s->anew ? rename_anew(s->temp, s->target) : rename(s->temp, s->target)) != 0)
        return fail(s);
    s->temp = NULL;
    store_folder(s->folder);
    return true;
}

bool sink_is_same(struct sink *s)
{
    struct stat st;
    if (s->straight || s->nowhere || s->failed || !flush(s))
        return false;
    int fd = open(s->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool same = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
                (uint64_t)st.st_size == s->total && file_same_bytes(fd, s->fd);
    if (fd >= 0)
        close(fd);
    return same;
}

bool sink_commit(struct sink *s)
{
    bool ok = sink_prepare(s) && place(s);
    sink_abandon(s);
    return ok;
}

void sink_abandon(struct sink *s)
{
    if (s->temp)
        unlink(s->temp);
    if (s->fd >= 0)
        close(s->fd);
    if (s->folder && !s->straight)
        remove_leftovers(s);
    arena_drop(s->arena);
}

static bool write_whole(struct sink *s, const struct buf *text)
{
    if (!s)
        return false;
    sink_write(s, text->p ? text->p : "", text->n);
    return sink_commit(s);
}

bool file_write(const char *path, const struct buf *text, struct diags *d)
{
    return write_whole(sink_open(path, d), text);
}

bool file_add(const char *path, const struct buf *text, struct diags *d)
{
    struct sink *s = sink_open(path, d);
    if (s)
        s->anew = true;
    return write_whole(s, text);
}

bool file_rewrite(const char *path, const struct buf *text, struct diags *d)
{
    struct stat st;
    if (stat(path, &st) == 0 && !(st.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH))) {
        diag_system(d, DIAG_S006, path, diag_reason(d, EACCES));
        return false;
    }
    struct sink *s = sink_open(path, d);
    if (s)
        s->again = true;
    return write_whole(s, text);
}
