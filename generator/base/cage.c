/* Landlock has no wrapper in the C library of Debian 12: three system calls. */
#define _GNU_SOURCE /* O_PATH, syscall */
#include "base/cage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <seccomp.h>

#include "base/late.h"

/* ---- files ---- */

static const uint64_t of_files = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;
static const uint64_t everything =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
    LANDLOCK_ACCESS_FS_MAKE_SYM;

#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITING                                                                                    \
    (READING | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |                       \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR)

static const uint64_t accesses[] = {[CAGE_READ] = READING,
                                    [CAGE_READ_FILE] = LANDLOCK_ACCESS_FS_READ_FILE,
                                    [CAGE_WRITE] = WRITING,
                                    [CAGE_WRITE_ALL] = WRITING | LANDLOCK_ACCESS_FS_REMOVE_DIR};

void cage_let(struct cage *c, const char *path, enum cage_right right)
{
    size_t n = c->rights.n;
    if (!path || !*path)
        return;
    VEC_ADD(c->arena, &c->rights);
    c->rights.n = n + 1;
    c->rights.v[n].path = arena_strdup(c->arena, path);
    c->rights.v[n].right = right;
}

/* As system folders are; one that is everything, or is relative, is none. */
static void let_libraries(void *cage, const char *folder)
{
    if (*folder == '/' && folder[1])
        cage_let(cage, folder, CAGE_READ);
}

void cage_let_system(struct cage *c)
{
    static const char *const places[] = {"/usr",  "/lib",         "/lib64",      "/etc/localtime",
                                         "/etc/ld.so.cache", "/dev/urandom", "/proc/self"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        cage_let(c, places[i], CAGE_READ);
    late_each_folder(let_libraries, c);
}

/* A file takes only what can be done with files. */
static bool add_rule(int rules, const char *path, uint64_t access)
{
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

static bool limit_files(const struct cage *c)
{
    struct landlock_ruleset_attr all = {.handled_access_fs = everything};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (rules < 0)
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < c->rights.n; i++)
        ok = add_rule(rules, c->rights.v[i].path, accesses[c->rights.v[i].right]);
    ok = ok && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return ok;
}

/* ---- calls ---- */

#define SECCOMP(F) F(seccomp_init) F(seccomp_rule_add_array) F(seccomp_load) F(seccomp_release)
LATE_LIBRARY(seccomp, SECCOMP);

/* Connections; programs; other processes and their memory; what Landlock does not hold: rights, owners
 * and lengths of files by their paths; what widens the kernel's face. */
static const int refused[] = {
    SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
    SCMP_SYS(accept), SCMP_SYS(accept4),
    SCMP_SYS(execve), SCMP_SYS(execveat),
    SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(kill),
    SCMP_SYS(tkill), SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo), SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd), SCMP_SYS(pidfd_send_signal), SCMP_SYS(process_madvise),
    SCMP_SYS(chmod), SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(lchown), SCMP_SYS(fchownat),
    SCMP_SYS(truncate), SCMP_SYS(setxattr), SCMP_SYS(lsetxattr),
    SCMP_SYS(shmget), SCMP_SYS(msgget), SCMP_SYS(semget), SCMP_SYS(mq_open),
    SCMP_SYS(io_uring_setup), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(open_by_handle_at),
    SCMP_SYS(userfaultfd), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root),
    SCMP_SYS(chroot), SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(keyctl), SCMP_SYS(add_key),
    SCMP_SYS(request_key)};

/* A call that is refused with an error when one of its arguments is so, or always. */
struct rule {
    int call, error;
    unsigned n;
    struct scmp_arg_cmp when;
};

/* The kernel looks at the lower half of some arguments alone. */
static const uint64_t lower = UINT32_MAX;

static bool apply(const struct rule rules[], size_t n, const int calls[], size_t n_calls)
{
    struct seccomp lib;
    if (!(cage_known() & CAGE_CALLS) || !LATE_LOAD(&lib, LATE_SECCOMP, SECCOMP))
        return false;
    scmp_filter_ctx filter = lib.seccomp_init(SCMP_ACT_ALLOW);
    bool ok = filter != NULL;
    for (size_t i = 0; ok && i < n_calls; i++)
        ok = lib.seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EPERM), calls[i], 0, NULL) == 0;
    for (size_t i = 0; ok && i < n; i++)
        ok = lib.seccomp_rule_add_array(filter, SCMP_ACT_ERRNO((uint32_t)rules[i].error),
                                        rules[i].call, rules[i].n, &rules[i].when) == 0;
    ok = ok && lib.seccomp_load(filter) == 0;
    lib.seccomp_release(filter);
    return ok;
}

/* No key is pressed for who sits at the terminal. */
static bool limit_calls(void)
{
    const struct rule rules[] = {
        {SCMP_SYS(ioctl), EPERM, 1, SCMP_A1(SCMP_CMP_MASKED_EQ, lower, TIOCSTI)}};
    return apply(rules, sizeof rules / sizeof *rules, refused, sizeof refused / sizeof *refused);
}

/* A thread is no copy. How clone3 is called cannot be seen: libraries go back to clone. Ending itself is
 * left to a process. */
bool cage_stay_alone(void)
{
    static const int copies[] = {SCMP_SYS(fork), SCMP_SYS(vfork)};
    const struct rule rules[] = {
        {SCMP_SYS(clone3), ENOSYS, 0, {0}},
        {SCMP_SYS(clone), EPERM, 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)},
        {SCMP_SYS(tgkill), EPERM, 1, SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)getpid(), 0)}};
    return apply(rules, sizeof rules / sizeof *rules, copies, sizeof copies / sizeof *copies);
}

/* ---- both ---- */

int cage_known(void)
{
    uint32_t action = SECCOMP_RET_ERRNO;
    bool files =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
    bool calls = syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
    return (files ? CAGE_FILES : 0) | (calls ? CAGE_CALLS : 0);
}

const char *cage_lacks(int held)
{
    static const char *const names[] = {
        [0] = "Landlock, seccomp", [CAGE_FILES] = "seccomp", [CAGE_CALLS] = "Landlock"};
    return held == (CAGE_FILES | CAGE_CALLS) ? NULL : names[held];
}

int cage_enter(const struct cage *c)
{
    int held = 0;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return held;
    held |= limit_calls() ? CAGE_CALLS : 0; /* first: the library may lie where nothing is read later */
    held |= limit_files(c) ? CAGE_FILES : 0;
    return held;
}

void cage_limit(int resource, uint64_t most)
{
    struct rlimit l;
    if (getrlimit((__rlimit_resource_t)resource, &l) != 0)
        return;
    l.rlim_max = l.rlim_max < most ? l.rlim_max : (rlim_t)most;
    l.rlim_cur = l.rlim_cur < l.rlim_max ? l.rlim_cur : l.rlim_max;
    setrlimit((__rlimit_resource_t)resource, &l);
}
