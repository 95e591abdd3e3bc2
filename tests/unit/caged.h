/* What a stranger's file might try from inside a cage (base/cage.h): every act must fail. Outside they go
 * well: what tests with them can fail. */
#ifndef HONGTOU_TEST_CAGED_H
#define HONGTOU_TEST_CAGED_H

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/cage.h"

/* What came of them, where the test sees it, whichever process tried. outside: a folder with a file
 * "file", which nobody gave leave for. */
struct caged {
    const char *outside, *file;
    bool tried;
    char escaped[400]; /* the acts that went well */
};

static inline struct caged *caged_new(const char *outside, const char *file)
{
    struct caged *c = mmap(NULL, sizeof *c, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    *c = (struct caged){.outside = outside, .file = file};
    return c;
}

static inline bool caged_refused(long result)
{
    return result < 0 && (errno == EACCES || errno == EPERM);
}

static inline void caged_tell(struct caged *c, const char *act, bool refused)
{
    size_t n = strlen(c->escaped);
    if (!refused)
        snprintf(c->escaped + n, sizeof c->escaped - n, " %s", act);
}

static inline void caged_try_files(struct caged *c)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/new", c->outside);
    caged_tell(c, "read", caged_refused(open(c->file, O_RDONLY)));
    caged_tell(c, "list", caged_refused(open(c->outside, O_RDONLY | O_DIRECTORY)));
    caged_tell(c, "passwd", caged_refused(open("/etc/passwd", O_RDONLY)));
    caged_tell(c, "write", caged_refused(open(c->file, O_WRONLY)));
    caged_tell(c, "make", caged_refused(open(path, O_WRONLY | O_CREAT, 0600)));
    caged_tell(c, "make a folder", caged_refused(mkdir(path, 0700)));
    caged_tell(c, "link", caged_refused(symlink("/etc/passwd", path)));
    caged_tell(c, "remove", caged_refused(unlink(c->file)));
}

/* What Landlock does not hold. */
static inline void caged_try_rights(struct caged *c)
{
    caged_tell(c, "rights", caged_refused(chmod(c->file, 0777)));
    caged_tell(c, "owner", caged_refused(chown(c->file, geteuid(), getegid())));
    caged_tell(c, "cut", caged_refused(truncate(c->file, 0)));
}

static inline void caged_try_connections(struct caged *c)
{
    int pair[2];
    caged_tell(c, "connect", caged_refused(socket(AF_INET, SOCK_STREAM, 0)));
    caged_tell(c, "connect here", caged_refused(socket(AF_UNIX, SOCK_STREAM, 0)));
    caged_tell(c, "a pair", caged_refused(socketpair(AF_UNIX, SOCK_STREAM, 0, pair)));
}

static inline void caged_try_programs(struct caged *c)
{
    char *argv[] = {(char *)(uintptr_t) "true", NULL}, *none[] = {NULL};
    int memory = memfd_create("program", 0);
    caged_tell(c, "execute", caged_refused(execve("/usr/bin/false-name", argv, none)));
    caged_tell(c, "execute memory", caged_refused(fexecve(memory, argv, none)));
}

static inline void caged_try_others(struct caged *c)
{
    caged_tell(c, "trace", caged_refused(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL)));
    caged_tell(c, "signal", caged_refused(kill(getppid(), 0)));
    caged_tell(c, "signal a thread", caged_refused(syscall(SYS_tgkill, getppid(), getppid(), 0)));
    caged_tell(c, "press a key", caged_refused(ioctl(0, TIOCSTI, "x")));
}

/* A bomb of copies, of which the first is stopped. */
static inline void caged_try_copies(struct caged *c)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    caged_tell(c, "copy", caged_refused(child));
    if (child > 0)
        waitpid(child, NULL, 0);
#ifdef SYS_vfork
    caged_tell(c, "copy by the old call", caged_refused(child < 0 ? syscall(SYS_fork) : 0));
#endif
}

static inline void *caged_thread(void *done)
{
    *(bool *)done = true;
    return NULL;
}

/* Threads are needed. */
static inline void caged_try_thread(struct caged *c)
{
    pthread_t thread;
    bool done = false;
    if (pthread_create(&thread, NULL, caged_thread, &done) == 0)
        pthread_join(thread, NULL);
    caged_tell(c, "(no thread)", done);
}

/* Where the kernel has no cage of a kind, that kind is not tried. */
static inline void caged_try(struct caged *c, bool copies)
{
    int known = cage_known();
    if (c->tried)
        return;
    c->tried = true;
    if (known & CAGE_FILES)
        caged_try_files(c);
    if (!(known & CAGE_CALLS))
        return;
    caged_try_rights(c);
    caged_try_connections(c);
    caged_try_programs(c);
    caged_try_others(c);
    if (!copies)
        caged_try_copies(c);
    caged_try_thread(c);
}

#endif
