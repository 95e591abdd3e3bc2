/* Files of the user's cache: where they are, whose they are, and how they come into their place. */
#include "font/kept.h"

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

bool font_kept_put(struct arena *a, const char *path, const struct kept_part parts[], size_t n)
{
    int folder = (int)(strrchr(path, '/') - path);
    struct diags *unheard = diags_new(DIAG_EN);
    bool ok = file_make_folder(arena_strndup(a, path, (size_t)folder), unheard);
    diags_drop(unheard);
    char *part = arena_printf(a, "%.*s/.part-XXXXXX", folder, path);
    int fd = ok ? mkstemp(part) : -1;
    if (fd < 0)
        return false;
    for (size_t i = 0; ok && i < n; i++)
        ok = file_write_all(fd, parts[i].bytes, parts[i].n);
    ok = ok && fchmod(fd, 0644) == 0;
    ok = close(fd) == 0 && ok && rename(part, path) == 0;
    if (!ok)
        unlink(part);
    return ok;
}
