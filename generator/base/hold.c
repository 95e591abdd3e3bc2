/*
 * One run at a time. The lock is the system's, on the folder or file itself: it leaves nothing behind
 * and ends with the process, however that ends.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/diag.def"
#include "base/diag.h"
#include "base/file.h"

enum { LOOKS_A_SECOND = 50, NANO = 1000000000 };

/* False: another run holds it. */
static bool take(struct file_hold *h, int how)
{
    while (h->fd >= 0 && flock(h->fd, how | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return false;
        if (errno != EINTR)
            file_release(h);
    }
    return true;
}

/* Whoever held it may have put another file in its place. */
static bool is_there(const struct file_hold *h, const char *path)
{
    struct stat held, named;
    return h->fd < 0 || fstat(h->fd, &held) != 0 || stat(path, &named) != 0 ||
           (held.st_ino == named.st_ino && held.st_dev == named.st_dev);
}

static void reach(struct file_hold *h, const char *path)
{
    h->fd = file_is_special(path) ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

static bool hold(struct file_hold *h, const char *path, int how, int seconds, struct diags *d)
{
    const struct timespec pause = {0, NANO / LOOKS_A_SECOND};
    reach(h, path);
    for (int i = 0;;) {
        if (take(h, how)) {
            if (is_there(h, path))
                return true;
            file_release(h);
            reach(h, path);
            continue;
        }
        if (i++ == seconds * LOOKS_A_SECOND) {
            file_release(h);
            if (d)
                diag_system(d, DIAG_S019, path);
            return false;
        }
        nanosleep(&pause, NULL);
    }
}

bool file_hold(struct file_hold *h, const char *path, int seconds, struct diags *d)
{
    return hold(h, path, LOCK_EX, seconds, d);
}

bool file_hold_part(struct file_hold *h, const char *path, struct diags *d)
{
    return hold(h, path, LOCK_SH, 0, d);
}

void file_release(struct file_hold *h)
{
    if (h->fd >= 0)
        close(h->fd);
    h->fd = -1;
}
