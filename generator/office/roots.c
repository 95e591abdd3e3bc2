/*
 * What documents may name: documents come from strangers, and a server compiles them. Files lie
 * below the document's own folder or the one above it, straight in one farther above (a county's
 * staff file), below the nearest hongtou.conf, below the folders that are compiled, or where the
 * user allows it; links lead nowhere else. What lies hidden (.ssh) is allowed by its own name
 * alone.
 */
#define _XOPEN_SOURCE 700
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "office/office_int.h"
#include "settings/settings.h"

/* Where a file lies whose folder is there, links followed; false: nowhere. */
static bool place_of(const char *path, char out[PATH_MAX])
{
    char copy[PATH_MAX], folder[PATH_MAX];
    if (realpath(path, out))
        return true;
    size_t n = strlen(path);
    if (n >= sizeof copy)
        return false;
    memcpy(copy, path, n + 1);
    if (!realpath(dirname(copy), folder) || strlen(folder) + n + 2 > PATH_MAX)
        return false;
    strcpy(out, folder);
    strcat(strcat(out, "/"), file_name(path));
    return true;
}

/* The place is in the folder or below it, and nothing on the way is hidden. */
static bool is_below(const char *place, const char *folder)
{
    char root[PATH_MAX];
    if (!realpath(folder, root))
        return false;
    size_t n = strlen(root);
    if (strncmp(place, root, n) != 0 || place[n] != '/')
        return false;
    return !strstr(place + n, "/.");
}

/* The folder, and the one above, unless that is all of the machine. */
static bool is_near(const char *place, const char *folder)
{
    char above[PATH_MAX];
    if (is_below(place, folder))
        return true;
    const char *upper = realpath(folder, above) ? dirname(above) : "/";
    return strcmp(upper, "/") != 0 && is_below(place, upper);
}

/* Straight in a folder above another, but for that of the user and that of the machine. */
static bool is_above(const char *place, const char *folder)
{
    char own[PATH_MAX], holder[PATH_MAX];
    const char *home = getenv("HOME"), *name = strrchr(place, '/') + 1;
    strcpy(holder, place);
    dirname(holder);
    size_t n = strlen(holder);
    return realpath(folder, own) && *name != '.' && strcmp(holder, "/") != 0 &&
           !(home && strcmp(holder, home) == 0) && strncmp(own, holder, n) == 0 && own[n] == '/';
}

static bool is_near_file(const char *place, const char *name)
{
    char copy[PATH_MAX];
    size_t n = strlen(name);
    if (n >= sizeof copy)
        return false;
    memcpy(copy, name, n + 1);
    const char *folder = dirname(copy);
    return is_near(place, folder) || is_above(place, folder);
}

static bool is_in_settings(const char *place, const struct settings *s)
{
    const struct settings_list *allowed = &s->set[SETTINGS_ALLOW];
    bool may = s->folder && is_below(place, s->folder);
    for (size_t i = 0; !may && i < allowed->n; i++)
        may = is_below(place, allowed->v[i].value);
    for (size_t i = 0; !may && i < s->places.n; i++)
        may = is_below(place, s->places.v[i]);
    return may;
}

/* What is installed with the program may lie elsewhere by links: those are no document's. */
static bool is_installed(const char *path, const char *place, const char *home)
{
    size_t n = strlen(home);
    return is_below(place, home) ||
           (strncmp(path, home, n) == 0 && path[n] == '/' && !strstr(path + n, "/."));
}

/* Until settings are read nothing but they themselves is. */
bool office_may_name(void *context, const char *path, struct pos pos)
{
    struct hongtou *h = context;
    char place[PATH_MAX];
    if (file_ends_in(pos.src->name, SETTINGS_FILE) || !place_of(path, place) ||
        is_near_file(place, pos.src->name))
        return true;
    bool may =
        (h->home && is_installed(path, place, h->home)) || (h->given && is_near(place, h->given));
    for (size_t i = 0; !may && h->config.allow && h->config.allow[i]; i++)
        may = is_below(place, h->config.allow[i]);
    const struct settings *s = may || h->broken ? NULL : office_settings(h);
    return may || (s && is_in_settings(place, s));
}
