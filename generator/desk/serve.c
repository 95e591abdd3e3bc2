/*
 * The server from its beginning to its end: where it listens, what it tells of that, who is let in
 * first.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/cage.h"
#include "base/diag.def"
#include "base/file.h"
#include "desk/addresses.h"
#include "desk/diag.def"
#include "desk/http.h"
#include "desk/jobs.h"
#include "desk/limits.h"
#include "desk/pictures.h"
#include "desk/trays.h"

/* NULL: there is none, or it cannot be read (reported). */
static char *read_pem(struct arena *a, const char *path, struct diags *d)
{
    size_t n;
    char *text = path ? file_read(a, path, &n, (struct pos){0}, d) : NULL;
    if (path && (!text || !strstr(text, "-----BEGIN"))) {
        diag_system(d, DIAG_E003, path);
        return NULL;
    }
    return text;
}

static struct MHD_Daemon *listen_at(struct desk *desk, const struct address *address,
                                    const char *certificate, const char *key)
{
    enum { CONNECTIONS = 400, OF_ONE = 96, SECONDS = 30, STACK = 256 << 10 };
    /* Behind a proxy all come from one address. */
    unsigned of_one = desk->options->proxy ? CONNECTIONS : OF_ONE;
    unsigned flags = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD |
                     MHD_USE_POLL | MHD_USE_ITC | (certificate ? MHD_USE_TLS : 0U) |
                     (address->as.sa_family == AF_INET6 ? MHD_USE_DUAL_STACK : 0U);
    struct MHD_OptionItem tls[] = {{MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)certificate},
                                   {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)key},
                                   {MHD_OPTION_END, 0, NULL}};
    return MHD_start_daemon(
        flags, 0, NULL, NULL, http_handle, desk, MHD_OPTION_SOCK_ADDR, &address->as,
        MHD_OPTION_NOTIFY_COMPLETED, http_completed, NULL, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT, of_one,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SECONDS, MHD_OPTION_THREAD_STACK_SIZE,
        (size_t)STACK, MHD_OPTION_ARRAY, certificate ? tls : &tls[2], MHD_OPTION_END);
}

/* Of one person alone each desk of a machine has a cookie of its own, though browsers do not tell
 * ports apart. */
static void tell_address(struct desk *desk, struct MHD_Daemon *daemon,
                         const struct address *address)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    unsigned port = info ? info->port : 0U;
    const char *scheme = desk->options->certificate ? "https" : "http";
    const char *query = desk->alone ? "enter?key=" : *desk->key ? "?key=" : "";
    struct arena *a = arena_new();
    struct text_list hosts = addresses_of(a, address);
    if (desk->alone)
        snprintf(desk->cookie, sizeof desk->cookie, "hongtou-%u", port);
    for (size_t i = 0; i < hosts.n; i++)
        printf("%s://%s:%u/%s%s\n", scheme, hosts.v[i], port, query, desk->key);
    fflush(stdout);
    if (desk->alone && !desk->options->quiet)
        addresses_show(arena_printf(a, "%s://%s:%u/%s%s", scheme, hosts.v[0], port, query, desk->key));
    arena_drop(a);
}

static int wait_for_end(void)
{
    int signal;
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    sigwait(&ends, &signal);
    return signal;
}

/* One person alone needs no password, but her browser a key: others use this machine, too. */
static void let_in(struct desk *desk)
{
    unsigned char random[(STORE_SECRET - 1) / 2];
    bool alone = !desk->options->address;
    if (alone || !store_has_people(desk->store)) {
        randombytes_buf(random, sizeof random);
        sodium_bin2hex(desk->key, sizeof desk->key, random, sizeof random);
    }
    if (!alone)
        return;
    struct arena *a = arena_new();
    struct person_list list;
    store_people(desk->store, a, &list);
    desk->alone = list.n ? list.v[0].id
                         : store_add_person(desk->store, "本机", desk->key,
                                            ROLE_DRAFT | ROLE_REVIEW | ROLE_SIGN | ROLE_MANAGE);
    arena_drop(a);
}

/* What compiling is not held to on this machine. */
static void tell_sandbox(struct diags *d)
{
    const char *lacking = cage_lacks(cage_known());
    if (lacking)
        diag_system(d, DIAG_E006, lacking);
}

static bool serve(struct desk *desk, struct arena *a, struct diags *d)
{
    const struct desk_options *o = desk->options;
    const char *text = o->address ? o->address : "127.0.0.1:0";
    struct address address;
    size_t errors = diags_count(d, DIAG_ERROR);
    char *certificate = read_pem(a, o->certificate, d), *key = read_pem(a, o->key, d);
    if (diags_count(d, DIAG_ERROR) > errors)
        return false;
    if (!address_read(text, &address)) {
        diag_system(d, DIAG_E001, text, diag_reason(d, EINVAL));
        return false;
    }
    if (o->address && !certificate && !o->proxy)
        diag_system(d, DIAG_E004, NULL);
    struct MHD_Daemon *daemon = listen_at(desk, &address, certificate, key);
    if (!daemon) {
        diag_system(d, DIAG_E001, text, diag_reason(d, errno));
        return false;
    }
    tell_sandbox(d);
    tell_address(desk, daemon, &address);
    wait_for_end();
    jobs_stop(desk->jobs); /* nobody watches one any more, and the daemon can end */
    MHD_stop_daemon(daemon);
    return true;
}

/* ---- temporary files ---- */

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
    (void)st, (void)kind, (void)where;
    return remove(path);
}

static void drop_temporary(const char *folder)
{
    enum { AT_ONCE = 8 };
    if (folder)
        nftw(folder, remove_one, AT_ONCE, FTW_DEPTH | FTW_PHYS);
}

static const char temporary[] = "hongtou-desk-";

/* What desks left that were killed: nobody holds their folders any more. */
static void drop_dead(struct arena *a, const char *place)
{
    DIR *dir = opendir(place);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        struct stat st;
        struct file_hold hold;
        const char *path = file_in(a, place, e->d_name);
        if (strncmp(e->d_name, temporary, strlen(temporary)) != 0 || lstat(path, &st) != 0 ||
            !S_ISDIR(st.st_mode) || st.st_uid != geteuid() || !file_hold(&hold, path, 0, NULL))
            continue;
        drop_temporary(path);
        file_release(&hold);
    }
    if (dir)
        closedir(dir);
}

/* What comes in, and what workers put aside, has a folder of its own, held as long as the desk
 * lives: where TMPDIR says, if anything can be written there, else among the trays. In the arena;
 * NULL: there is none. */
static const char *make_temporary(struct arena *a, struct trays *trays, struct file_hold *held)
{
    enum { ATTEMPTS = 10 }; /* one that starts at the same time may take it for a dead one's */
    const char *place = getenv("TMPDIR");
    if (!place || *place != '/' || access(place, W_OK) != 0)
        place = trays_folder(trays);
    drop_dead(a, place);
    for (int i = 0; i < ATTEMPTS; i++) {
        char *folder = arena_printf(a, "%s/%sXXXXXX", place, temporary);
        if (!mkdtemp(folder))
            return NULL;
        if (file_hold(held, folder, 0, NULL) && file_is_folder(folder))
            return setenv("TMPDIR", folder, 1) == 0 ? folder : NULL;
        file_release(held);
    }
    return NULL;
}

/* What is kept there is one desk's, and in no other folder. */
static bool take_folder(const char *hidden, struct file_hold *held, struct diags *d)
{
    struct stat st;
    if (lstat(hidden, &st) == 0 && !S_ISDIR(st.st_mode)) {
        diag_system(d, DIAG_S006, hidden, diag_reason(d, ENOTDIR));
        return false;
    }
    return file_make_folder(hidden, d) && file_hold(held, hidden, 0, d);
}

bool desk_serve(const struct desk_options *options, struct diags *d)
{
    enum { PICTURE_BYTES = 96 << 20 };
    struct arena *a = arena_new();
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL); /* before any thread is */
    struct file_hold held;
    if (!take_folder(file_in(a, options->folder, ".hongtou"), &held, d)) {
        arena_drop(a);
        return false;
    }
    struct desk desk = {.options = options, .cookie = "hongtou",
                        .store = store_open(options->folder, d)};
    desk.trays = desk.store ? trays_new(options->folder, d) : NULL;
    struct file_hold held_too = {-1};
    const char *aside = desk.trays ? make_temporary(a, desk.trays, &held_too) : NULL;
    bool ok = desk.trays != NULL;
    if (ok) {
        long processors = sysconf(_SC_NPROCESSORS_ONLN);
        desk.pool = pool_new(options, processors > 1 ? (int)processors : 2);
        desk.pictures = pictures_new(PICTURE_BYTES);
        desk.limits = limits_new();
        desk.jobs = jobs_new(options, desk.store);
        let_in(&desk);
        ok = serve(&desk, a, d);
        jobs_drop(desk.jobs);
        pool_drop(desk.pool);
        pictures_drop(desk.pictures);
        limits_drop(desk.limits);
    }
    drop_temporary(aside);
    file_release(&held_too);
    trays_drop(desk.trays);
    store_close(desk.store);
    file_release(&held);
    arena_drop(a);
    return ok;
}
