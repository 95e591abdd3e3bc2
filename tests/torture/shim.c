/*
 * Preloaded under hongtou: one call of the system's, the N-th of a kind, comes to grief.
 *
 *   TORTURE_STATE  a file that is shared by all processes of a run, three numbers: calls counted, and
 *                  met; N, from 1, 0 to count alone, with "each" every N-th. Whoever started the run may
 *                  change N while it runs
 *   TORTURE_KIND   which calls: alloc write sync rename open read close link unlink mkdir map thread
 *                  fork wait
 *   TORTURE_HOW    fail (that call), from (that call and all after it), short (it does less than it
 *                  was asked for), interrupt (EINTR once), before, after (the process is killed
 *                  there), each (at such a call a copy of the process goes on in which it failed,
 *                  alone and looked at; the process itself goes on unharmed), cut, spoil (of files that
 *                  are mapped: as soon as it is, another program cuts it short, or writes into it; those
 *                  below the folder TORTURE_MEDDLE alone)
 *   TORTURE_LOG    where "each" tells, a line a copy that did not end as it should
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum kind {
    ALLOC, WRITE, SYNC, RENAME, OPEN, READ, CLOSE, LINK, UNLINK, MKDIR, MAP, THREAD, FORK, WAIT, KINDS
};
static const char *const kinds[KINDS] = {"alloc", "write",  "sync",  "rename", "open",
                                         "read",  "close",  "link",  "unlink", "mkdir",
                                         "map",   "thread", "fork",  "wait"};
enum how { FAIL, FROM, SHORT, INTERRUPT, BEFORE, AFTER, EACH, CUT, SPOIL, HOWS };
static const char *const hows[HOWS] = {"fail",  "from", "short", "interrupt", "before",
                                       "after", "each", "cut",   "spoil"};

/* In the file that all processes share. */
struct state {
    _Atomic long calls, met, at;
};

static struct state *state; /* NULL: calls pass */
static enum kind wanted;
static enum how how;
static int log_fd = -1;
static __thread bool inside; /* the shim's own calls pass */
static bool is_copy;

static int index_of(const char *name, const char *const names[], int n)
{
    for (int i = 0; i < n; i++)
        if (name && strcmp(name, names[i]) == 0)
            return i;
    return -1;
}

__attribute__((constructor)) static void start(void)
{
    extern char *program_invocation_short_name;
    const char *file = getenv("TORTURE_STATE");
    const char *log = getenv("TORTURE_LOG");
    int kind = index_of(getenv("TORTURE_KIND"), kinds, KINDS);
    int manner = index_of(getenv("TORTURE_HOW"), hows, HOWS);
    if (!file || kind < 0 || manner < 0 || strncmp(program_invocation_short_name, "hongtou", 7))
        return;
    inside = true;
    void *frames[2];
    backtrace(frames, 2); /* loads what it needs now */
    int fd = open(file, O_RDWR | O_CLOEXEC);
    void *map = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (log)
        log_fd = open(log, O_WRONLY | O_APPEND | O_CLOEXEC);
    inside = false;
    if (map == MAP_FAILED)
        abort();
    wanted = (enum kind)kind;
    how = (enum how)manner;
    state = map;
}

/* ---- each: a copy of the process ---- */

enum { FRAMES = 24, LINE = 4096, PATIENCE = 20, SYSTEM_ERROR = 3 };

static void describe(char *line, size_t room, long n, int status, void *const frames[], int depth)
{
    size_t used = (size_t)snprintf(line, room, "%ld %s %d", n,
                                   WIFSIGNALED(status) ? "signal" : "exit",
                                   WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    for (int i = 2; i < depth && used < room - 200; i++) {
        Dl_info info = {0};
        const char *name = dladdr(frames[i], &info) && info.dli_fname ? info.dli_fname : "?";
        name = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
        used += (size_t)snprintf(line + used, room - used, " %.60s:%.80s", name,
                                 info.dli_sname ? info.dli_sname : "?");
    }
    line[used] = '\n';
    line[used + 1] = '\0';
}

/* True: this is the copy. It has ended well when it said that memory ran out, exit status 3. */
static bool become_copy(long n)
{
    static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
    int said = (int)syscall(SYS_memfd_create, "said", MFD_CLOEXEC), status = 0;
    void *frames[FRAMES];
    pthread_mutex_lock(&one);
    pid_t child = (pid_t)syscall(SYS_fork);
    if (child == 0) {
        is_copy = true;
        alarm(PATIENCE);
        dup2(said, STDERR_FILENO);
        dup2(said, STDOUT_FILENO);
        return true;
    }
    while (syscall(SYS_wait4, child, &status, 0, NULL) < 0 && errno == EINTR)
        ;
    char text[LINE];
    ssize_t size = syscall(SYS_pread64, said, text, sizeof text - 1, 0);
    text[size > 0 ? size : 0] = '\0';
    if (!WIFEXITED(status) || WEXITSTATUS(status) != SYSTEM_ERROR || !strstr(text, "S001")) {
        describe(text, sizeof text, n, status, frames, backtrace(frames, FRAMES));
        syscall(SYS_write, log_fd, text, strlen(text));
    }
    syscall(SYS_close, said);
    pthread_mutex_unlock(&one);
    return false;
}

/* ---- whether a call is the one ---- */

enum fate { PASS, DO_FAIL, DO_SHORT, DO_INTERRUPT, DO_AFTER, DO_MEDDLE };

static enum fate fate_of(enum kind kind)
{
    if (!state || inside || kind != wanted || is_copy)
        return PASS;
    int error = errno;
    long n = atomic_fetch_add(&state->calls, 1) + 1, at = atomic_load(&state->at);
    bool is_it = how == EACH ? at && n % at == 0 : n == at || (how == FROM && at && n >= at);
    bool copy = false;
    if (!is_it)
        return PASS;
    inside = true;
    atomic_fetch_add(&state->met, 1);
    if (how == BEFORE)
        raise(SIGKILL);
    if (how == EACH)
        copy = become_copy(n);
    inside = false;
    errno = error;
    if (how == EACH)
        return copy ? DO_FAIL : PASS;
    return how == SHORT       ? DO_SHORT
           : how == INTERRUPT ? DO_INTERRUPT
           : how == AFTER     ? DO_AFTER
           : how >= CUT       ? DO_MEDDLE
                              : DO_FAIL;
}

#define REAL(name)                                                                                 \
    static __typeof__(name) *real;                                                                 \
    if (!real)                                                                                     \
    real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

/* The call by its fate: what it gives when it fails, and what errno is then. */
#define CALL(kind, failed, error, call)                                                            \
    enum fate fate = fate_of(kind);                                                                \
    if (fate == DO_FAIL || fate == DO_INTERRUPT) {                                                 \
        errno = fate == DO_FAIL ? (error) : EINTR;                                                 \
        return failed;                                                                             \
    }                                                                                              \
    __typeof__(call) result = (call);                                                              \
    if (fate == DO_AFTER)                                                                          \
        raise(SIGKILL);                                                                            \
    return result

/* ---- memory: what glibc calls its own allocator (generator/cli/alloc.c stands in front) ---- */

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t align, size_t n);
void *__libc_malloc(size_t n)
{
    REAL(__libc_malloc);
    CALL(ALLOC, NULL, ENOMEM, real(n));
}
void *__libc_calloc(size_t n, size_t size)
{
    REAL(__libc_calloc);
    CALL(ALLOC, NULL, ENOMEM, real(n, size));
}
void *__libc_realloc(void *p, size_t n)
{
    REAL(__libc_realloc);
    CALL(n ? ALLOC : KINDS, NULL, ENOMEM, real(p, n));
}
void *__libc_memalign(size_t align, size_t n)
{
    REAL(__libc_memalign);
    CALL(ALLOC, NULL, ENOMEM, real(align, n));
}

/* ---- files ---- */

#define HALF(n) (fate == DO_SHORT && (n) > 1 ? (n) / 2 : (n))
#define PIECE(kind, error, call)                                                                   \
    enum fate fate = fate_of(kind);                                                                \
    if (fate == DO_FAIL || fate == DO_INTERRUPT) {                                                 \
        errno = fate == DO_FAIL ? (error) : EINTR;                                                 \
        return -1;                                                                                 \
    }                                                                                              \
    ssize_t result = (call);                                                                       \
    if (fate == DO_AFTER)                                                                          \
        raise(SIGKILL);                                                                            \
    return result

ssize_t write(int fd, const void *p, size_t n)
{
    REAL(write);
    PIECE(WRITE, ENOSPC, real(fd, p, HALF(n)));
}
ssize_t pwrite(int fd, const void *p, size_t n, off_t off)
{
    REAL(pwrite);
    PIECE(WRITE, ENOSPC, real(fd, p, HALF(n), off));
}
ssize_t read(int fd, void *p, size_t n)
{
    REAL(read);
    PIECE(READ, EIO, real(fd, p, HALF(n)));
}
ssize_t pread(int fd, void *p, size_t n, off_t off)
{
    REAL(pread);
    PIECE(READ, EIO, real(fd, p, HALF(n), off));
}
ssize_t pwrite64(int fd, const void *p, size_t n, off64_t off)
{
    REAL(pwrite64);
    PIECE(WRITE, ENOSPC, real(fd, p, HALF(n), off));
}
ssize_t pread64(int fd, void *p, size_t n, off64_t off)
{
    REAL(pread64);
    PIECE(READ, EIO, real(fd, p, HALF(n), off));
}
/* The C library takes care of pieces and interruptions of its own streams. One that is no file fails
 * by what it stands on. */
static bool stream_fails(enum kind kind, FILE *f, int error)
{
    enum { ERROR_SEEN = 0x20 }; /* glibc's flag, which ferror asks for */
    if (f == stderr || how == SHORT || how == INTERRUPT || fileno(f) < 0 ||
        fate_of(kind) != DO_FAIL)
        return false;
    f->_flags |= ERROR_SEEN;
    errno = error;
    return true;
}
size_t fwrite(const void *p, size_t size, size_t n, FILE *f)
{
    REAL(fwrite);
    return stream_fails(WRITE, f, ENOSPC) ? 0 : real(p, size, n, f);
}
size_t fread(void *p, size_t size, size_t n, FILE *f)
{
    REAL(fread);
    return stream_fails(READ, f, EIO) ? 0 : real(p, size, n, f);
}
int fputs(const char *text, FILE *f)
{
    REAL(fputs);
    return stream_fails(WRITE, f, ENOSPC) ? EOF : real(text, f);
}
int fputc(int c, FILE *f)
{
    REAL(fputc);
    return stream_fails(WRITE, f, ENOSPC) ? EOF : real(c, f);
}
int fflush(FILE *f)
{
    REAL(fflush);
    return f && stream_fails(WRITE, f, ENOSPC) ? EOF : real(f);
}
char *fgets(char *line, int n, FILE *f)
{
    REAL(fgets);
    return stream_fails(READ, f, EIO) ? NULL : real(line, n, f);
}
ssize_t __getdelim(char **line, size_t *n, int end, FILE *f)
{
    REAL(__getdelim);
    return stream_fails(READ, f, EIO) ? -1 : real(line, n, end, f);
}
int ftruncate64(int fd, off64_t n)
{
    REAL(ftruncate64);
    CALL(WRITE, -1, ENOSPC, real(fd, n));
}
int ftruncate(int fd, off_t n)
{
    REAL(ftruncate);
    CALL(WRITE, -1, ENOSPC, real(fd, n));
}
int fsync(int fd)
{
    REAL(fsync);
    CALL(SYNC, -1, EIO, real(fd));
}
int fdatasync(int fd)
{
    REAL(fdatasync);
    CALL(SYNC, -1, EIO, real(fd));
}
int remove(const char *path)
{
    REAL(remove);
    CALL(UNLINK, -1, EIO, real(path));
}
int rmdir(const char *path)
{
    REAL(rmdir);
    CALL(UNLINK, -1, EIO, real(path));
}
int rename(const char *from, const char *to)
{
    REAL(rename);
    CALL(RENAME, -1, EIO, real(from, to));
}
int renameat(int a, const char *from, int b, const char *to)
{
    REAL(renameat);
    CALL(RENAME, -1, EIO, real(a, from, b, to));
}
int renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
    REAL(renameat2);
    CALL(RENAME, -1, EIO, real(a, from, b, to, flags));
}
int link(const char *from, const char *to)
{
    REAL(link);
    CALL(LINK, -1, EPERM, real(from, to));
}
int linkat(int a, const char *from, int b, const char *to, int flags)
{
    REAL(linkat);
    CALL(LINK, -1, EPERM, real(a, from, b, to, flags));
}
int unlink(const char *path)
{
    REAL(unlink);
    CALL(UNLINK, -1, EIO, real(path));
}
int unlinkat(int fd, const char *path, int flags)
{
    REAL(unlinkat);
    CALL(UNLINK, -1, EIO, real(fd, path, flags));
}
int mkdir(const char *path, mode_t mode)
{
    REAL(mkdir);
    CALL(MKDIR, -1, ENOSPC, real(path, mode));
}
char *mkdtemp(char *path)
{
    REAL(mkdtemp);
    CALL(MKDIR, NULL, ENOSPC, real(path));
}

#define MODE_OF(flags)                                                                             \
    mode_t mode = 0;                                                                               \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                         \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode = (mode_t)va_arg(rest, unsigned);                                                     \
        va_end(rest);                                                                              \
    }
int open(const char *path, int flags, ...)
{
    REAL(open);
    MODE_OF(flags);
    CALL(OPEN, -1, EMFILE, real(path, flags, mode));
}
int open64(const char *path, int flags, ...)
{
    REAL(open64);
    MODE_OF(flags);
    CALL(OPEN, -1, EMFILE, real(path, flags, mode));
}
int openat(int fd, const char *path, int flags, ...)
{
    REAL(openat);
    MODE_OF(flags);
    CALL(OPEN, -1, EMFILE, real(fd, path, flags, mode));
}
FILE *fopen(const char *path, const char *mode)
{
    REAL(fopen);
    CALL(OPEN, NULL, EMFILE, real(path, mode));
}
FILE *fopen64(const char *path, const char *mode)
{
    REAL(fopen64);
    CALL(OPEN, NULL, EMFILE, real(path, mode));
}
int mkstemp(char *path)
{
    REAL(mkstemp);
    CALL(OPEN, -1, EMFILE, real(path));
}
int mkostemp(char *path, int flags)
{
    REAL(mkostemp);
    CALL(OPEN, -1, EMFILE, real(path, flags));
}
int mkostemp64(char *path, int flags)
{
    REAL(mkostemp64);
    CALL(OPEN, -1, EMFILE, real(path, flags));
}
int mkostemps(char *path, int suffix, int flags)
{
    REAL(mkostemps);
    CALL(OPEN, -1, EMFILE, real(path, suffix, flags));
}
FILE *tmpfile(void)
{
    REAL(tmpfile);
    CALL(OPEN, NULL, EMFILE, real());
}
int pipe(int ends[2])
{
    REAL(pipe);
    CALL(OPEN, -1, EMFILE, real(ends));
}
FILE *fdopen(int fd, const char *mode)
{
    REAL(fdopen);
    CALL(OPEN, NULL, EMFILE, real(fd, mode));
}
int memfd_create(const char *name, unsigned flags)
{
    REAL(memfd_create);
    CALL(OPEN, -1, EMFILE, real(name, flags));
}
DIR *opendir(const char *path)
{
    REAL(opendir);
    CALL(OPEN, NULL, EMFILE, real(path));
}
struct dirent *readdir(DIR *dir)
{
    REAL(readdir);
    if (how == SHORT || how == INTERRUPT)
        return real(dir);
    CALL(READ, NULL, EIO, real(dir));
}
struct dirent64 *readdir64(DIR *dir)
{
    REAL(readdir64);
    if (how == SHORT || how == INTERRUPT)
        return real(dir);
    CALL(READ, NULL, EIO, real(dir));
}
/* Closed, and then told to have failed, as network file systems do. */
int close(int fd)
{
    REAL(close);
    enum fate fate = fate_of(CLOSE);
    int result = real(fd);
    if (fate == DO_AFTER)
        raise(SIGKILL);
    if (fate != DO_FAIL)
        return result;
    errno = EIO;
    return -1;
}
int fclose(FILE *f)
{
    REAL(fclose);
    enum fate fate = fate_of(CLOSE);
    int result = real(f);
    if (fate == DO_AFTER)
        raise(SIGKILL);
    if (fate != DO_FAIL)
        return result;
    errno = EIO;
    return EOF;
}
/* Of a file that may be meddled with. */
static bool path_of(int fd, char *path, size_t room)
{
    char link[64];
    const char *folder = getenv("TORTURE_MEDDLE");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = fd >= 0 && folder ? readlink(link, path, room - 1) : -1;
    path[n > 0 ? n : 0] = '\0';
    return n > 0 && strncmp(path, folder, strlen(folder)) == 0;
}
static void meddle(int fd)
{
    enum { PAGE = 4096 };
    char path[4096] = {0}, spoilt[PAGE] = {0};
    inside = true;
    if (!path_of(fd, path, sizeof path))
        abort();
    off_t size = lseek(fd, 0, SEEK_END), from = size / 4 / PAGE * PAGE, to = size / 2;
    int to_write = open(path, O_WRONLY | O_CLOEXEC);
    if (to_write < 0 || (how == CUT && truncate(path, PAGE) != 0))
        abort();
    for (off_t at = from; how == SPOIL && at < to; at += PAGE)
        if (syscall(SYS_pwrite64, to_write, spoilt, sizeof spoilt, at) < 0)
            abort();
    close(to_write);
    inside = false;
}
#define MAPPED(name, offset)                                                                       \
    void *name(void *address, size_t n, int protection, int flags, int fd, offset off)             \
    {                                                                                              \
        char path[4096];                                                                           \
        REAL(name);                                                                                \
        if (state && how >= CUT && !path_of(fd, path, sizeof path))                                \
            return real(address, n, protection, flags, fd, off);                                   \
        enum fate fate = fate_of(MAP);                                                             \
        errno = ENOMEM;                                                                            \
        void *result =                                                                             \
            fate == DO_FAIL ? MAP_FAILED : real(address, n, protection, flags, fd, off);           \
        if (fate == DO_MEDDLE)                                                                     \
            meddle(fd);                                                                            \
        return result;                                                                             \
    }
MAPPED(mmap, off_t)
MAPPED(mmap64, off64_t)
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                   void *argument)
{
    REAL(pthread_create);
    if (fate_of(THREAD) != PASS)
        return EAGAIN;
    return real(thread, attributes, run, argument);
}
pid_t fork(void)
{
    REAL(fork);
    CALL(FORK, -1, EAGAIN, real());
}
pid_t waitpid(pid_t child, int *status, int options)
{
    REAL(waitpid);
    if (fate_of(WAIT) != PASS) {
        errno = EINTR;
        return -1;
    }
    return real(child, status, options);
}

/* A kernel without cages (generator/base/cage.h): in one no copy could be made. */
long syscall(long number, ...)
{
    long a[6];
    va_list list;
    va_start(list, number);
    for (int i = 0; i < 6; i++)
        a[i] = va_arg(list, long);
    va_end(list);
    if (number == SYS_seccomp || number == SYS_landlock_create_ruleset) {
        errno = ENOSYS;
        return -1;
    }
    REAL(syscall);
    return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
