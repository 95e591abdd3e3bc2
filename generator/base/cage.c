/* Neither has a wrapper in the C library: system calls, and a filter as the kernel takes it. */
#define _GNU_SOURCE /* O_PATH, syscall */
#include "base/cage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
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

void cage_let_system(struct cage *c)
{
    static const char *const places[] = {"/usr",  "/lib",         "/lib64",      "/etc/localtime",
                                         "/etc/ld.so.cache", "/dev/urandom", "/proc/self"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        cage_let(c, places[i], CAGE_READ);
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

/* Connections; programs; other processes and their memory; what Landlock does not hold: rights, owners
 * and lengths of files by their paths; what widens the kernel's face. */
static const int refused[] = {
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    SYS_execve, SYS_execveat,
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kill, SYS_tkill,
    SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_pidfd_open, SYS_pidfd_getfd,
    SYS_pidfd_send_signal, SYS_process_madvise,
    SYS_fchmodat, SYS_fchownat, SYS_truncate, SYS_setxattr, SYS_lsetxattr,
#ifdef SYS_chmod
    SYS_chmod, SYS_chown, SYS_lchown,
#endif
    SYS_shmget, SYS_msgget, SYS_semget, SYS_mq_open,
    SYS_io_uring_setup, SYS_unshare, SYS_setns, SYS_open_by_handle_at, SYS_userfaultfd, SYS_mount,
    SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_bpf, SYS_perf_event_open, SYS_keyctl, SYS_add_key,
    SYS_request_key};

enum { REFUSED = sizeof refused / sizeof *refused, MOST_STEPS = 2 * REFUSED + 40 };

struct filter {
    struct sock_filter v[MOST_STEPS];
    unsigned short n;
};

static void step(struct filter *f, uint16_t code, uint32_t k, uint8_t yes, uint8_t no)
{
    f->v[f->n++] = (struct sock_filter){code, yes, no, k};
}

static void load(struct filter *f, size_t at)
{
    step(f, BPF_LD | BPF_W | BPF_ABS, (uint32_t)at, 0, 0);
}

/* The next step is taken when what was loaded is so, else the one behind it. */
static void when(struct filter *f, uint16_t test, uint32_t value, bool so)
{
    step(f, (uint16_t)(BPF_JMP | test | BPF_K), value, !so, so);
}

static void end_in(struct filter *f, int error)
{
    step(f, BPF_RET | BPF_K,
         error ? SECCOMP_RET_ERRNO | ((uint32_t)error & SECCOMP_RET_DATA) : SECCOMP_RET_ALLOW, 0, 0);
}

/* The lower half of an argument; the processors that this runs on have it first. */
static size_t argument(int i)
{
    return offsetof(struct seccomp_data, args) + (size_t)i * sizeof(uint64_t);
}

/* The processors that documents are made on. OTHER_CALLS: where another ABI's numbers begin. */
#define OTHER_CALLS UINT32_MAX
#if defined __x86_64__
#undef OTHER_CALLS
#define OTHER_CALLS 0x40000000u
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined __loongarch64 && defined AUDIT_ARCH_LOONGARCH64
#define ARCHITECTURE AUDIT_ARCH_LOONGARCH64
#elif defined __riscv && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#else
#define ARCHITECTURE 0 /* none: nothing is filtered */
#endif

/* A thread is no copy. How clone3 is called cannot be seen: libraries go back to clone. */
static void filter_copies(struct filter *f)
{
    when(f, BPF_JEQ, SYS_clone3, true);
    end_in(f, ENOSYS);
#ifdef SYS_fork
    when(f, BPF_JEQ, SYS_fork, true);
    end_in(f, EPERM);
    when(f, BPF_JEQ, SYS_vfork, true);
    end_in(f, EPERM);
#endif
    step(f, BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3);
    load(f, argument(0));
    when(f, BPF_JSET, CLONE_THREAD, false);
    end_in(f, EPERM);
    load(f, offsetof(struct seccomp_data, nr));
}

/* No key is pressed for who sits at the terminal. */
static void filter_terminal(struct filter *f)
{
    step(f, BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 0, 3);
    load(f, argument(1));
    when(f, BPF_JEQ, TIOCSTI, true);
    end_in(f, EPERM);
    load(f, offsetof(struct seccomp_data, nr));
}

/* Ending itself is left to a process. */
static void filter_signals(struct filter *f)
{
    step(f, BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 3);
    load(f, argument(0));
    when(f, BPF_JEQ, (uint32_t)getpid(), false);
    end_in(f, EPERM);
    load(f, offsetof(struct seccomp_data, nr));
}

static bool apply(struct filter *f)
{
    end_in(f, 0);
    const struct sock_fprog program = {f->n, f->v};
    return ARCHITECTURE && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

/* Calls of another kind of processor have other numbers. */
static struct filter begin(void)
{
    struct filter f = {.n = 0};
    load(&f, offsetof(struct seccomp_data, arch));
    when(&f, BPF_JEQ, ARCHITECTURE, false);
    end_in(&f, EPERM);
    load(&f, offsetof(struct seccomp_data, nr));
    when(&f, BPF_JGE, OTHER_CALLS, true);
    end_in(&f, EPERM);
    return f;
}

static bool limit_calls(void)
{
    struct filter f = begin();
    for (size_t i = 0; i < REFUSED; i++) {
        when(&f, BPF_JEQ, (uint32_t)refused[i], true);
        end_in(&f, EPERM);
    }
    filter_terminal(&f);
    return apply(&f);
}

bool cage_stay_alone(void)
{
    struct filter f = begin();
    filter_copies(&f);
    filter_signals(&f);
    return apply(&f);
}

/* ---- both ---- */

int cage_known(void)
{
    uint32_t action = SECCOMP_RET_ERRNO;
    bool files =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
    bool calls = ARCHITECTURE && syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
    return (files ? CAGE_FILES : 0) | (calls ? CAGE_CALLS : 0);
}

int cage_enter(const struct cage *c)
{
    int held = 0;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return held;
    held |= limit_files(c) ? CAGE_FILES : 0;
    held |= limit_calls() ? CAGE_CALLS : 0;
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
