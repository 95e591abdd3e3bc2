/*
 * Files that are kept from run to run in the user's cache: below $XDG_CACHE_HOME, or ~/.cache, or
 * else /var/cache, in hongtou/. A file takes the place of an older one whole, by its name, and is
 * never changed: processes do not wait for each other, and the last one wins. Private to the room.
 */
#ifndef HONGTOU_FONT_KEPT_H
#define HONGTOU_FONT_KEPT_H

#include <sys/stat.h>

#include "base/mem.h"

/* The path of a file by its name there. */
const char *font_kept_path(struct arena *a, const char *name);

/* To be read and closed; < 0: there is none, or one that another user could have written. */
int font_kept_open(const char *path, struct stat *st);

struct kept_part {
    const void *bytes;
    size_t n;
};

/* Not synced to the disk: what is read must tell by itself whether it is whole. Folders are made.
 * False: nothing has changed. */
bool font_kept_put(struct arena *a, const char *path, const struct kept_part parts[], size_t n);

#endif
