/* Landlock has no wrapper in the C library of Debian 12: three system calls. */
#define _GNU_SOURCE /* O_PATH, syscall */
#include "desk/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <seccomp.h>

#include "base/file.h"
#include "settings/settings.h"

/* ---- files ---- */

static const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t writing =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE;
static const uint64_t everything =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
    LANDLOCK_ACCESS_FS_MAKE_SYM;

/* A folder that is not there needs no leave; a file takes only what can be done with files. */
static bool allow(int rules, const char *path, uint64_t access)
{
    static const uint64_t of_files = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;
    struct landlock_path_beneath_attr rule = {.parent_fd = open(path, O_PATH | O_CLOEXEC)};
    struct stat st;
    if (rule.parent_fd < 0)
        return true;
    bool folder = fstat(rule.parent_fd, &st) == 0 && S_ISDIR(st.st_mode);
    rule.allowed_access = folder ? access : access & of_files;
    bool ok = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(rule.parent_fd);
    return ok;
}

/* What is set up for the folder is read wherever it stands: the user's and the machine's places as
 * they are, and beside a hongtou.conf above the documents these files alone. */
static bool allow_settings(int rules, const char *folder)
{
    struct arena *a = arena_new();
    struct diags *unheard = diags_new(DIAG_EN);
    const struct settings *s = settings_read(a, folder, unheard);
    bool ok = true;
    for (size_t i = 0; s && i < s->places.n; i++) {
        const char *place = s->places.v[i];
        const char *profile = settings_value(s, SETTINGS_PROFILE);
        if (!s->folder || strcmp(place, s->folder) != 0) {
            ok = ok && allow(rules, place, reading);
            continue;
        }
        const char *files[] = {SETTINGS_FILE, "phrases.txt",
                               profile ? arena_printf(a, "%s.xml", profile) : SETTINGS_FILE};
        for (size_t k = 0; k < sizeof files / sizeof *files; k++)
            ok = ok && allow(rules, file_in(a, place, files[k]), LANDLOCK_ACCESS_FS_READ_FILE);
        ok = ok && allow(rules, file_in(a, place, "fonts"), reading);
    }
    for (size_t i = 0; s && i < s->set[SETTINGS_FONTS].n; i++)
        ok = ok && allow(rules, s->set[SETTINGS_FONTS].v[i].value, reading);
    diags_drop(unheard);
    arena_drop(a);
    return ok;
}

/* The office's own fonts. */
static bool allow_own(int rules, const char *below, const char *name)
{
    char path[PATH_MAX];
    return !below || snprintf(path, sizeof path, "%s/%s", below, name) >= (int)sizeof path ||
           allow(rules, path, reading);
}

static bool limit_files(const char *folder, const char *home, char *const *writable)
{
    static const char *const system_folders[] = {"/usr",
                                                 "/etc/fonts",
                                                 "/etc/localtime",
                                                 "/var/cache/fontconfig",
                                                 "/var/cache/hongtou",
                                                 "/lib",
                                                 "/lib64",
                                                 "/dev/urandom",
                                                 "/proc/self"};
    struct landlock_ruleset_attr all = {.handled_access_fs = everything};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (rules < 0)
        return false;
    static const char *const own[] = {".fonts", ".fontconfig", ".local/share/fonts",
                                      ".config/fontconfig", ".cache/fontconfig", ".cache/hongtou"};
    const char *temporary = getenv("TMPDIR"), *fontconfig = getenv("FONTCONFIG_FILE");
    bool ok = allow(rules, folder, reading) && allow(rules, home, reading) &&
              (!temporary || allow(rules, temporary, reading | writing | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                                         LANDLOCK_ACCESS_FS_REMOVE_DIR));
    for (; *writable; writable++)
        ok = ok && allow(rules, *writable, reading | writing | LANDLOCK_ACCESS_FS_MAKE_DIR);
    for (size_t i = 0; i < sizeof system_folders / sizeof *system_folders; i++)
        ok = ok && allow(rules, system_folders[i], reading);
    ok = ok && allow_settings(rules, folder);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        ok = ok && allow_own(rules, getenv("HOME"), own[i]);
    ok = ok && (!fontconfig || allow(rules, fontconfig, reading));
    ok = ok && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return ok;
}

/* ---- calls ---- */

/* No new connection, no program, no look into other processes. Threads and memory are free. */
static bool limit_calls(void)
{
    static const int refused[] = {SCMP_SYS(socket),
                                  SCMP_SYS(socketpair),
                                  SCMP_SYS(connect),
                                  SCMP_SYS(bind),
                                  SCMP_SYS(listen),
                                  SCMP_SYS(accept),
                                  SCMP_SYS(accept4),
                                  SCMP_SYS(execve),
                                  SCMP_SYS(execveat),
                                  SCMP_SYS(ptrace),
                                  SCMP_SYS(process_vm_readv),
                                  SCMP_SYS(process_vm_writev),
                                  SCMP_SYS(pidfd_getfd),
                                  SCMP_SYS(io_uring_setup),
                                  SCMP_SYS(unshare),
                                  SCMP_SYS(setns),
                                  SCMP_SYS(open_by_handle_at),
                                  SCMP_SYS(userfaultfd),
                                  SCMP_SYS(kill),
                                  SCMP_SYS(fork),
                                  SCMP_SYS(vfork),
                                  SCMP_SYS(mount),
                                  SCMP_SYS(chroot),
                                  SCMP_SYS(bpf),
                                  SCMP_SYS(perf_event_open),
                                  SCMP_SYS(keyctl),
                                  SCMP_SYS(add_key)};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool ok = filter != NULL;
    for (size_t i = 0; ok && i < sizeof refused / sizeof *refused; i++)
        ok = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0) == 0;
    ok = ok && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return ok;
}

int sandbox_known(void)
{
    uint32_t action = SECCOMP_RET_ERRNO;
    bool files =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
    bool calls = syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
    return (files ? SANDBOX_FILES : 0) | (calls ? SANDBOX_CALLS : 0);
}

void sandbox_limit_memory(void)
{
#if !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__ /* which maps more than there is */
    static const struct rlimit memory = {(rlim_t)512 << 20, (rlim_t)512 << 20};
    setrlimit(RLIMIT_DATA, &memory);
#endif
    static const struct rlimit none = {0, 0}, files = {(rlim_t)4 << 30, (rlim_t)4 << 30};
    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_FSIZE, &files);
}

int sandbox_enter(const char *folder, const char *home, char *const *writable)
{
    int held = 0;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return held;
    held |= limit_files(folder, home, writable) ? SANDBOX_FILES : 0;
    held |= limit_calls() ? SANDBOX_CALLS : 0;
    return held;
}
