/*
 * hongtou build --watch: what was read is known after each round (office_read_path); whatever
 * happens to one of these files, or to a document in a folder that was named, begins the next one,
 * unless the file is as the round has read it: it changed before that. Folders are watched, not
 * files: editors put a new file in the place of the old one. While somebody writes into a file no
 * round begins. What need not be compiled again is not (record/).
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <libgen.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/ignore.h"
#include "cli/cli.h"
#include "cli/diag.def"

enum { SETTLED_MS = 80, WRITING_MS = 1000, MOST_MS = 3000, EVENTS_BYTES = 1 << 14 };

static const uint32_t changes = IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE |
                                IN_CREATE | IN_ATTRIB | IN_EXCL_UNLINK;

/* A file by its folder, however that was named; name NULL: whatever happens in the folder. */
struct watched {
    int folder;
    const char *name;
    bool documents;        /* and .xml files in it, be they read already or not */
    struct file_mark mark; /* of a file that was read: as it was */
};

struct watch {
    int events, signals;
    struct arena *arena; /* of a round */
    struct diags *diags; /* of a round */
    struct diags_said said; /* in the round before */
    bool settled;           /* marks tell all changes since */
    bool writing;           /* somebody is, into a file that concerns us */
    VEC(struct watched) list;
};

/* ---- what is watched ---- */

static void add(struct watch *w, const char *folder, const char *name, bool documents)
{
    int wd = inotify_add_watch(w->events, folder, changes);
    if (wd >= 0)
        VEC_PUSH(w->arena, &w->list, ((struct watched){wd, name, documents, {.path = NULL}}));
    else if (errno != ENOENT && errno != ENOTDIR)
        diag_system(w->diags, DIAG_S012, folder, diag_reason(w->diags, errno));
}

static void add_file(struct watch *w, const char *path)
{
    size_t n = w->list.n;
    path = arena_strdup(w->arena, path);
    add(w, dirname(arena_strdup(w->arena, path)), basename(arena_strdup(w->arena, path)), false);
    if (w->list.n > n)
        w->list.v[n].mark = file_mark(path);
}

/* Where a link leads is watched, too. */
static void add_path(struct watch *w, const char *path)
{
    char *real = realpath(path, NULL);
    if (file_is_folder(path))
        add(w, path, NULL, false);
    add_file(w, path);
    if (real && strcmp(real, path) != 0)
        add_file(w, real);
    free(real);
}

static void add_named(struct watch *w, const struct options *options)
{
    for (int i = 0; i < options->n_args; i++) {
        const char *path = options->args[i];
        if (!file_is_folder(path)) {
            add_path(w, path);
            continue;
        }
        struct diags *unheard = diags_beside(w->diags);
        struct file_list folders = file_find_wanted(w->arena, path, NULL, unheard);
        diags_drop(unheard);
        for (size_t k = 0; k < folders.n; k++)
            add(w, folders.paths[k], "", true);
    }
}

/* ---- what happened ---- */

/* Whether a file is what the round has read. */
static bool is_known(const struct watch *w, const struct watched *f, const struct inotify_event *e)
{
    struct file_mark now = file_mark(f->mark.path);
    return w->settled && !(e->mask & IN_ATTRIB) && file_mark_is(&f->mark, &now);
}

static bool concerns(const struct watch *w, const struct inotify_event *e)
{
    if (e->mask & IN_Q_OVERFLOW)
        return true;
    if (e->mask & (IN_IGNORED | IN_UNMOUNT) || !e->len)
        return false;
    bool setting = strcmp(e->name, IGNORE_FILE) == 0;
    bool folder = (e->mask & IN_ISDIR) && !(e->mask & IN_ATTRIB) && e->name[0] != '.';
    bool document = e->name[0] != '.' && file_ends_in(e->name, ".xml");
    bool any = false, read = false, changed = false;
    for (size_t i = 0; i < w->list.n; i++) {
        const struct watched *f = &w->list.v[i];
        if (f->folder != e->wd)
            continue;
        if (f->mark.path && strcmp(f->name, e->name) == 0) {
            read = true;
            changed = changed || !is_known(w, f, e);
        } else if ((f->documents && (document || folder || setting)) ||
                   (!f->name && e->name[0] != '.')) {
            any = true;
        }
    }
    return read ? changed : any;
}

/* Reads some of what there is; whether some of that concerns us. Writing begins nothing, its end does.
 * The rest is read when the signals were asked after again: others may never come to an end. */
static bool read_events(struct watch *w)
{
    _Alignas(struct inotify_event) char bytes[EVENTS_BYTES];
    bool any = false;
    ssize_t n = read(w->events, bytes, sizeof bytes);
    for (char *p = bytes; n > 0 && p < bytes + n;) {
        const struct inotify_event *e = (const struct inotify_event *)(const void *)p;
        bool ours = concerns(w, e);
        if (ours && (e->mask & (IN_MODIFY | IN_CLOSE_WRITE)))
            w->writing = e->mask & IN_MODIFY;
        any = any || (ours && !(e->mask & IN_MODIFY));
        p += sizeof *e + e->len;
    }
    return any;
}

/* Waits for a change (changed: there was one already), and until no more follow at once and nobody
 * writes. False: a signal came. */
static bool wait_for_change(struct watch *w, bool changed)
{
    struct pollfd fds[] = {{.fd = w->signals, .events = POLLIN}, {.fd = w->events, .events = POLLIN}};
    int64_t since = clock_ms();
    w->writing = false;
    while (!changed || clock_ms() - since < MOST_MS) {
        int n = poll(fds, 2, !changed ? -1 : w->writing ? WRITING_MS : SETTLED_MS);
        if (n > 0 && fds[0].revents)
            return false;
        if (n == 0)
            break;
        bool before = changed;
        changed = (n > 0 && read_events(w)) || changed;
        since = before ? since : clock_ms();
    }
    return true;
}

/* ---- the rounds ---- */

/* Whether something changed meanwhile, before it was watched. */
static bool round_once(struct watch *w, const struct options *options, cli_round *round)
{
    w->diags = diags_new(options->lang);
    if (options->quiet)
        diags_hush(w->diags);
    w->list.v = NULL;
    w->list.n = w->list.cap = 0;
    struct hongtou *h = cli_open(options, w->diags);
    add_named(w, options);
    if (h)
        round(options, h, w->diags);
    const char *path;
    for (size_t i = 0; h && (path = office_read_path(h, &i));)
        add_path(w, path);
    bool missed = h && office_read_is_stale(h); /* after the marks were taken */
    w->settled = h && office_read_is_settled(h);
    hongtou_close(h);
    fflush(stdout);
    diags_leave_said(w->diags, &w->said);
    if (options->format == DIAG_TEXT || diags_count(w->diags, DIAG_ERROR))
        diags_print(w->diags, stderr, options->format);
    diags_drop(w->diags);
    return missed;
}

bool cli_watch(const struct options *options, cli_round *round, struct diags *d)
{
    static const char *const words[] = {"看守着：改了就重新编译，按 Ctrl-C 结束\n",
                                        "watching; whatever changes is compiled again; Ctrl-C ends\n"};
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    struct watch w = {.events = inotify_init1(IN_NONBLOCK | IN_CLOEXEC),
                      .signals = signalfd(-1, &ends, SFD_CLOEXEC)};
    if (w.events < 0 || w.signals < 0) {
        diag_system(d, DIAG_S012, options->args[0], diag_reason(d, errno));
        return false;
    }
    for (bool first = true, more = true; more; first = false) {
        w.arena = arena_new();
        bool missed = round_once(&w, options, round);
        if (first && !options->quiet)
            fputs(words[options->lang], stderr);
        more = wait_for_change(&w, missed);
        arena_drop(w.arena);
    }
    free(w.said.v);
    close(w.events);
    close(w.signals);
    return true;
}
