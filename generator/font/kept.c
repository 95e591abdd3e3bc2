/* Files of the user's cache: where they are, whose they are, and how they come into their place. */
#define _GNU_SOURCE /* O_TMPFILE */
#include "font/kept.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

const char *font_kept_path(struct arena *a, const char *name)
{
    const char *given = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (given && *given == '/')
        return arena_printf(a, "%s/hongtou/%s", given, name);
    if (home && *home == '/')
        return arena_printf(a, "%s/.cache/hongtou/%s", home, name);
    return arena_printf(a, "/var/cache/hongtou/%s", name);
}

static bool is_trusted(const struct stat *st)
{
    return S_ISREG(st->st_mode) && (st->st_uid == geteuid() || st->st_uid == 0) &&
           !(st->st_mode & (S_IWGRP | S_IWOTH));
}

int font_kept_open(const char *path, struct stat *st)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || (fstat(fd, st) == 0 && is_trusted(st)))
        return fd;
    close(fd);
    return -1;
}

/* Without a name until it is whole, so that a run that is killed leaves nothing; where the file
 * system has no such files, with the name of part, which is changed. */
static int open_part(const char *folder, char *part, bool *named)
{
    int fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    *named = fd < 0;
    return fd >= 0 ? fd : mkstemp(part);
}

/* In the place of one that is there, if need be. */
static bool give_name(struct arena *a, int fd, const char *path)
{
    const char *nameless = arena_printf(a, "/proc/self/fd/%d", fd);
    return linkat(AT_FDCWD, nameless, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 ||
           (errno == EEXIST && unlink(path) == 0 &&
            linkat(AT_FDCWD, nameless, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0);
}

bool font_kept_put(struct arena *a, const char *path, const struct kept_part parts[], size_t n)
{
    const char *folder = arena_strndup(a, path, (size_t)(strrchr(path, '/') - path));
    char *part = arena_printf(a, "%s/.part-XXXXXX", folder);
    struct diags *unheard = diags_new(DIAG_EN);
    bool ok = file_make_folder(folder, unheard), named = false;
    diags_drop(unheard);
    int fd = ok ? open_part(folder, part, &named) : -1;
    if (fd < 0)
        return false;
    for (size_t i = 0; ok && i < n; i++)
        ok = file_write_all(fd, parts[i].bytes, parts[i].n);
    ok = ok && fchmod(fd, 0644) == 0 && (named || give_name(a, fd, path));
    ok = close(fd) == 0 && ok && (!named || rename(part, path) == 0);
    if (!ok && named)
        unlink(part);
    return ok;
}
