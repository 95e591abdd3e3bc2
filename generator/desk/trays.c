/* A list of trays under a lock; their files are written outside of it. */
#define _XOPEN_SOURCE 700 /* nftw */
#include "desk/trays.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/clock.h"
#include "base/diag.def"
#include "base/file.h"
#include "desk/folder.h"
#include "desk/message.h"

enum { MOST_TRAYS = 400, LASTING_MS = 2 * 3600 * 1000 };

struct tray {
    char name[TRAY_NAME]; /* "": this place is free */
    int64_t person, used; /* when */
    int64_t bytes;
    int files;
};

struct trays {
    pthread_mutex_t lock;
    struct arena *arena;
    const char *folder;
    struct tray list[MOST_TRAYS];
};

/* ---- folders ---- */

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    remove(path);
    return 0;
}

static void remove_folder(const char *path)
{
    enum { OPEN = 8 };
    nftw(path, remove_entry, OPEN, FTW_DEPTH | FTW_PHYS);
}

static const char *path_of(const struct trays *t, struct arena *a, const char *name)
{
    return file_in(a, t->folder, name);
}

static void empty(struct trays *t, struct tray *tray)
{
    struct arena *a = arena_new();
    remove_folder(path_of(t, a, tray->name));
    arena_drop(a);
    *tray = (struct tray){.name = ""};
}

struct trays *trays_new(const char *folder, struct diags *d)
{
    struct trays *t = mem_alloc(sizeof *t);
    memset(t, 0, sizeof *t);
    t->arena = arena_new();
    t->folder = file_in(t->arena, file_in(t->arena, folder, ".hongtou"), "desk");
    pthread_mutex_init(&t->lock, NULL);
    remove_folder(t->folder); /* what a desk that was killed has left */
    if (file_make_folder(file_in(t->arena, folder, ".hongtou"), d) &&
        mkdir(t->folder, S_IRWXU) == 0) {
        char *whole = realpath(t->folder, NULL);
        t->folder = arena_strdup(t->arena, whole ? whole : t->folder);
        free(whole);
        return t;
    }
    diag_system(d, DIAG_S006, t->folder, diag_reason(d, errno));
    trays_drop(t);
    return NULL;
}

void trays_drop(struct trays *t)
{
    if (!t)
        return;
    remove_folder(t->folder);
    pthread_mutex_destroy(&t->lock);
    arena_drop(t->arena);
    free(t);
}

const char *trays_folder(const struct trays *t)
{
    return t->folder;
}

/* ---- trays ---- */

/* A free place; the oldest of the person's, or of all, makes way when there are too many. */
static struct tray *place_for(struct trays *t, int64_t person)
{
    struct tray *free_one = NULL, *oldest = NULL, *own = NULL;
    int n = 0;
    for (struct tray *at = t->list; at < t->list + MOST_TRAYS; at++) {
        if (*at->name && clock_ms() - at->used > LASTING_MS)
            empty(t, at);
        if (!*at->name) {
            free_one = free_one ? free_one : at;
            continue;
        }
        oldest = !oldest || at->used < oldest->used ? at : oldest;
        if (at->person == person) {
            n++;
            own = !own || at->used < own->used ? at : own;
        }
    }
    struct tray *old = n >= TRAY_OF_PERSON ? own : free_one ? NULL : oldest;
    if (old)
        empty(t, old);
    return old ? old : free_one;
}

bool trays_open(struct trays *t, int64_t person, char name[TRAY_NAME])
{
    unsigned char random[(TRAY_NAME - 1) / 2];
    struct arena *a = arena_new();
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(name, TRAY_NAME, random, sizeof random);
    pthread_mutex_lock(&t->lock);
    struct tray *tray = place_for(t, person);
    bool ok = mkdir(path_of(t, a, name), S_IRWXU) == 0;
    if (ok) {
        *tray = (struct tray){.person = person, .used = clock_ms()};
        strcpy(tray->name, name);
    }
    pthread_mutex_unlock(&t->lock);
    arena_drop(a);
    return ok;
}

/* Under the lock. */
static struct tray *find(struct trays *t, int64_t person, const char *name)
{
    for (struct tray *at = t->list; *name && at < t->list + MOST_TRAYS; at++)
        if (at->person == person && strcmp(at->name, name) == 0) {
            at->used = clock_ms();
            return at;
        }
    return NULL;
}

const char *trays_path(struct trays *t, struct arena *a, int64_t person, const char *name)
{
    pthread_mutex_lock(&t->lock);
    bool there = find(t, person, name) != NULL;
    pthread_mutex_unlock(&t->lock);
    return there ? path_of(t, a, name) : NULL;
}

/* Room for a file, taken. */
static enum tray_put take_room(struct trays *t, int64_t person, const char *name, size_t n)
{
    enum tray_put result = TRAY_PUT;
    pthread_mutex_lock(&t->lock);
    struct tray *tray = find(t, person, name);
    if (!tray)
        result = TRAY_NONE;
    else if (tray->files >= TRAY_FILES || tray->bytes + (int64_t)n > TRAY_BYTES)
        result = TRAY_FULL;
    else
        tray->files++, tray->bytes += (int64_t)n;
    pthread_mutex_unlock(&t->lock);
    return result;
}

static bool write_new(const char *path, const char *p, size_t n)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    bool ok = fd >= 0;
    while (ok && n) {
        ssize_t done = write(fd, p, n);
        ok = done > 0 || (done < 0 && errno == EINTR);
        p += done > 0 ? done : 0;
        n -= done > 0 ? (size_t)done : 0;
    }
    if (fd >= 0 && close(fd) != 0)
        ok = false;
    if (fd >= 0 && !ok)
        unlink(path);
    return ok;
}

enum tray_put trays_put(struct trays *t, int64_t person, const char *name, const char *file,
                        const void *bytes, size_t n)
{
    if (folder_fault(file) || strchr(file, '/'))
        return TRAY_REFUSED;
    enum tray_put result = take_room(t, person, name, n);
    if (result != TRAY_PUT)
        return result;
    struct arena *a = arena_new();
    if (!write_new(file_in(a, path_of(t, a, name), file), bytes, n))
        result = TRAY_FAILED;
    arena_drop(a);
    return result;
}

int trays_files(struct trays *t, int64_t person, const char *name)
{
    pthread_mutex_lock(&t->lock);
    const struct tray *tray = find(t, person, name);
    int files = tray ? tray->files : 0;
    pthread_mutex_unlock(&t->lock);
    return files;
}

void trays_remove(struct trays *t, int64_t person, const char *name)
{
    pthread_mutex_lock(&t->lock);
    struct tray *tray = find(t, person, name);
    if (tray)
        empty(t, tray);
    pthread_mutex_unlock(&t->lock);
}
