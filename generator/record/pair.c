/*
 * An issued PDF and its lock take their places as one. Two renames are not one step: before the
 * first, .hongtou/NAME.pending says which PDF is about to stand and with which lock. Of a run that
 * was killed in between, the next one finds it: the PDF is the new one already, and gets its lock;
 * or it is still the old one, and so is the lock.
 */
#define _XOPEN_SOURCE 700
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "record/record_int.h"

static const char format_line[] = "# hongtou pending 1", target_line[] = "# target ";

static const char *folder_of(struct arena *a, const char *path)
{
    return dirname(arena_strdup(a, path));
}

static const char *pending_path(struct arena *a, const char *lock_path)
{
    const char *name = basename(arena_strdup(a, lock_path));
    size_t n = strlen(name) - strlen(".lock");
    return arena_printf(a, "%s/.hongtou/%.*s.pending", folder_of(a, lock_path), (int)n, name);
}

/* Wherever the next run may stand; NULL: there is no such folder. */
static const char *whole_path(struct arena *a, const char *target)
{
    char *folder = realpath(folder_of(a, target), NULL);
    const char *path =
        folder ? file_in(a, folder, basename(arena_strdup(a, target))) : NULL;
    free(folder);
    return path;
}

/* ---- after a run that was killed ---- */

/* The lock's text, and whether the PDF that it is of stands. */
static const char *pending_lock(struct arena *a, const char *pending)
{
    char hash[SHA256_HEX];
    const char *at = record_read_text(a, pending), *target = NULL;
    if (!at || !record_read_line(a, &at, format_line) ||
        !(target = record_read_line(a, &at, target_line)))
        return NULL;
    const struct lock *lock = record_lock_of(a, arena_strdup(a, at));
    return lock && sha256_file(target, hash) && strcmp(hash, lock->pdf) == 0 ? at : NULL;
}

void record_pair_heal(struct arena *a, const char *lock_path, bool held)
{
    const char *pending = pending_path(a, lock_path);
    const char *source = arena_printf(a, "%.*s.xml", (int)(strlen(lock_path) - strlen(".lock")), lock_path);
    struct file_hold hold = {-1};
    if (!file_exists(pending) || (!held && !file_hold(&hold, source, 0, NULL)))
        return;
    const char *text = pending_lock(a, pending);
    struct diags *own = diags_new(DIAG_EN);
    struct buf bytes = {0};
    if (text)
        buf_str(&bytes, text);
    if (!text || file_write(lock_path, &bytes, own))
        unlink(pending);
    buf_drop(&bytes);
    diags_drop(own);
    file_release(&hold);
}

/* ---- writing ---- */

static bool write_pending(struct arena *a, const char *pending, const char *target,
                          const struct buf *text, struct diags *d)
{
    struct buf all = {0};
    buf_printf(&all, "%s\n%s%s\n", format_line, target_line, target);
    buf_add(&all, text->p, text->n);
    bool ok = file_make_folder(folder_of(a, pending), d) && file_write(pending, &all, d);
    buf_drop(&all);
    return ok;
}

/* A pair on its way. */
struct pair {
    struct sink *pdf, *lock; /* NULL: it has its place, or will never have one */
    const char *pending;
    const char *target; /* NULL: a stream, which nobody can look at later */
    struct buf text;    /* of the lock */
};

/* Both are whole on the disk, and it is noted that they come, before either has its place. */
static bool prepare(struct arena *a, struct pair *p, struct diags *d)
{
    return p->lock && sink_write(p->lock, p->text.p, p->text.n) && sink_prepare(p->lock) &&
           sink_prepare(p->pdf) &&
           (!p->target || write_pending(a, p->pending, p->target, &p->text, d));
}

static bool place(struct sink **s)
{
    bool ok = sink_commit(*s);
    *s = NULL;
    return ok;
}

/* The PDF stands without its lock; a disk that failed once may not fail again. */
static bool place_again(const struct pair *p, const char *lock_path, struct diags *d)
{
    struct diags *own = diags_new(diags_lang(d));
    bool ok = file_write(lock_path, &p->text, own);
    diags_drop(own); /* it was told what kept the lock from its place */
    return ok;
}

bool record_pair_commit(struct arena *a, struct sink *pdf, const char *target,
                        const char *lock_path, const struct lock *lock, struct diags *d)
{
    struct diags *own = diags_beside(d);
    diags_listen(own, (struct diags_listener){.noted = NULL}); /* it was read to be replaced */
    struct pair p = {.pdf = pdf,
                     .lock = sink_open(lock_path, own),
                     .pending = pending_path(a, lock_path),
                     .target = target ? whole_path(a, target) : NULL};
    record_lock_text(lock, &p.text);
    bool stands = prepare(a, &p, d) && place(&p.pdf);
    bool ok = stands && (place(&p.lock) || place_again(&p, lock_path, d));
    if (ok || !stands) /* else the next run gives the PDF its lock */
        unlink(p.pending);
    if (p.pdf)
        sink_abandon(p.pdf);
    if (p.lock)
        sink_abandon(p.lock);
    if (ok)
        diags_drop(own);
    else
        diags_take(d, own);
    buf_drop(&p.text);
    return ok;
}
