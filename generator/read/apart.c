/*
 * A stranger's file is read by a copy of the process, under limits of its own: whatever it does to
 * the library, it is one file that is not read, and the others are. The copy sends the fields
 * through a pipe, and a mark behind the last one.
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/cage.h"
#include "base/file.h"
#include "read/read_int.h"

/* Of memory, in bytes; of the processor's time, in seconds: for any file, and for each so many
 * bytes of it besides; of what is sent. */
enum {
    MOST_MEMORY = 1 << 30,
    MOST_SECONDS = 30,
    BYTES_A_SECOND = 1 << 18,
    MOST_SENT = 1 << 30,
    READ_STEP = 1 << 16
};

enum { TEXTS = 6, NO_TEXT = UINT32_MAX };

/* A field on its way; its texts follow, each with a NUL. */
struct sent {
    uint32_t sizes[TEXTS]; /* NO_TEXT: NULL */
    uint32_t takes;
    uint8_t key, drawn, odd, again; /* again: the owner is the field's before */
};

/* Behind the last field. */
static const char mark[] = "hongtou-whole";
struct outcome {
    char mark[sizeof mark];
    enum read_result result;
    int error, held;
    bool mended, regrouped;
};

/* ---- the copy ---- */

static void add_field(struct buf *out, const struct read_field *f, bool again)
{
    const char *const texts[TEXTS] = {f->owner, f->name, f->head, f->value, f->preset, f->shown};
    struct sent head = {
        .takes = f->takes, .key = f->key, .drawn = f->drawn, .odd = f->odd, .again = again};
    for (int i = 0; i < TEXTS; i++)
        head.sizes[i] = texts[i] ? (uint32_t)strlen(texts[i]) + 1 : NO_TEXT;
    buf_add(out, &head, sizeof head);
    for (int i = 0; i < TEXTS; i++)
        if (texts[i])
            buf_add(out, texts[i], head.sizes[i]);
}

/* What the system's libraries need, and no other file: the form is open. Nothing is written, begun
 * or reached. What the kernel holds. */
static int confine(struct arena *a)
{
    struct cage c = {.arena = a};
    cage_let_system(&c);
    int held = cage_enter(&c);
    cage_stay_alone();
    return held;
}

/* Whether the memory that any file may take is more than the process itself has. */
static bool has_less(struct rlimit *memory)
{
    return getrlimit(RLIMIT_AS, memory) == 0 && memory->rlim_cur != RLIM_INFINITY &&
           memory->rlim_cur <= MOST_MEMORY;
}

/* Sanitizers need more room than any limit gives. */
static void limit(uint64_t size)
{
    cage_limit(RLIMIT_CPU, MOST_SECONDS + size / BYTES_A_SECOND);
    cage_limit(RLIMIT_CORE, 0);
#ifndef MEM_SANITIZED
    cage_limit(RLIMIT_AS, MOST_MEMORY);
#endif
}

/* All of the file, once. */
static enum read_result read_bytes(struct arena *a, const struct file_pieces *file,
                                   struct read_fields *out)
{
    char *bytes = mem_alloc(file->size + 1);
    ptrdiff_t n = file_piece(file, 0, bytes, file->size);
    enum read_result result = READ_FAILED;
    if (n < 0)
        out->error = errno;
    else
        result = read_fields(
            a, &(struct file_pieces){.bytes = bytes, .fd = -1, .size = (uint64_t)n}, out);
    free(bytes);
    return result;
}

/* What it says when it runs out of memory is said by whoever waits for it. */
static _Noreturn void read_in_copy(const struct file_pieces *file, int to)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0)
        dup2(nowhere, STDERR_FILENO);
    signal(SIGPIPE, SIG_IGN);
    struct arena *a = arena_new();
    limit(file->size);
    struct read_fields fields = {.held = confine(a)};
    struct outcome end = {.result = read_bytes(a, file, &fields)};
    struct buf out = {0};
    end.mended = fields.mended;
    end.regrouped = fields.regrouped;
    end.error = fields.error;
    end.held = fields.held;
    memcpy(end.mark, mark, sizeof mark);
    for (size_t i = 0; i < fields.list.n; i++)
        add_field(&out, &fields.list.v[i],
                  i && fields.list.v[i].owner == fields.list.v[i - 1].owner);
    buf_add(&out, &end, sizeof end);
    _exit(file_write_all(to, out.p, out.n) ? EXIT_OK : EXIT_DOCUMENT);
}

/* ---- who waits for it ---- */

static bool take_field(struct arena *a, const char **at, const char *end, struct read_fields *out)
{
    struct sent head;
    const char *texts[TEXTS] = {NULL};
    if ((size_t)(end - *at) < sizeof head)
        return false;
    memcpy(&head, *at, sizeof head);
    *at += sizeof head;
    for (int i = 0; i < TEXTS; i++) {
        if (head.sizes[i] == NO_TEXT)
            continue;
        if ((size_t)(end - *at) < head.sizes[i] || !head.sizes[i])
            return false;
        texts[i] = arena_strndup(a, *at, head.sizes[i] - 1);
        *at += head.sizes[i];
    }
    const char *owner = head.again && out->list.n ? out->list.v[out->list.n - 1].owner : texts[0];
    VEC_PUSH(a, &out->list,
             ((struct read_field){owner, texts[1], texts[2], (enum entry_kind)head.takes, head.key,
                                  texts[3], texts[4], texts[5], head.drawn, head.odd}));
    return texts[1] && texts[3] && texts[4];
}

/* What came: fields and the end; READ_STOPPED: it is not whole. */
static enum read_result take_all(struct arena *a, const struct buf *sent, struct read_fields *out)
{
    struct outcome end;
    if (sent->n < sizeof end)
        return READ_STOPPED;
    const char *at = sent->p, *last = sent->p + sent->n - sizeof end;
    memcpy(&end, last, sizeof end);
    bool whole = memcmp(end.mark, mark, sizeof mark) == 0;
    while (whole && at < last)
        whole = take_field(a, &at, last, out);
    out->mended = end.mended;
    out->regrouped = end.regrouped;
    out->error = end.error;
    out->held = whole ? end.held : out->held;
    return whole ? end.result : READ_STOPPED;
}

/* False: the system did not give it, errno says why. */
static bool receive(int from, struct buf *out)
{
    char step[READ_STEP];
    ssize_t n = 0;
    while (out->n < MOST_SENT &&
           ((n = read(from, step, sizeof step)) > 0 || (n < 0 && errno == EINTR)))
        buf_add(out, step, n > 0 ? (size_t)n : 0);
    return n >= 0;
}

static enum read_result judge(int status, enum read_result read)
{
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL ? READ_LONG
                                                                          : READ_STOPPED;
    struct rlimit memory;
    if (WEXITSTATUS(status) == EXIT_SYSTEM && has_less(&memory))
        mem_exhausted(); /* not the file's fault */
    if (WEXITSTATUS(status) == EXIT_SYSTEM)
        return READ_LARGE;
    return WEXITSTATUS(status) == EXIT_OK ? read : READ_STOPPED;
}

enum read_result read_apart(struct arena *a, const struct file_pieces *file,
                            struct read_fields *out)
{
    int ends[2], status = 0;
    if (pipe(ends) != 0) {
        out->error = errno;
        return READ_FAILED;
    }
    pid_t child = fork();
    if (child == 0)
        read_in_copy(file, ends[1]);
    int error = child < 0 ? errno : 0;
    struct buf sent = {0};
    close(ends[1]);
    if (child > 0 && !receive(ends[0], &sent))
        error = errno;
    close(ends[0]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    enum read_result result = error ? READ_FAILED : judge(status, take_all(a, &sent, out));
    out->error = error ? error : out->error;
    buf_drop(&sent);
    return result;
}
