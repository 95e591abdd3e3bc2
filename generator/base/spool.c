/*
 * Bytes in memory, and once there are too many in a file without a name. What is added is gathered
 * before it is written; what is read comes by pages, of which the last ones are kept: rows of a
 * list are asked for one after the other, or by villages that stand together.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.def"
#include "base/mem.h"
#include "base/spool.h"

enum { GATHERED = 1 << 18, PAGE = 1 << 13, PAGES = 512 };

struct spool {
    size_t memory;
    struct diags *diags;
    struct buf bytes;   /* all of them, or those that are not in the file yet */
    uint64_t written;   /* to the file */
    int fd;             /* < 0: all are in memory */
    const char *folder; /* where the file stands */
    bool failed;
    pthread_mutex_t lock; /* of the pages */
    char *pages;          /* a place for each; NULL: none was read */
    uint64_t *numbers;    /* of the pages there, from 1; 0: none */
    char *map;            /* NULL: not mapped */
    uint64_t mapped;      /* bytes */
};

struct spool *spool_new(size_t memory, struct diags *d)
{
    struct spool *s = mem_alloc(sizeof *s);
    *s = (struct spool){.memory = memory, .diags = d, .fd = -1};
    pthread_mutex_init(&s->lock, NULL);
    return s;
}

void spool_drop(struct spool *s)
{
    if (!s)
        return;
    if (s->map)
        munmap(s->map, s->mapped);
    if (s->fd >= 0)
        close(s->fd);
    buf_drop(&s->bytes);
    free(s->pages);
    free(s->numbers);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

uint64_t spool_size(const struct spool *s)
{
    return s->written + s->bytes.n;
}

/* ---- the file ---- */

static bool fail(struct spool *s)
{
    if (!s->failed)
        diag_system(s->diags, DIAG_S010, s->folder, diag_reason(s->diags, errno));
    s->failed = true;
    return false;
}

void spool_fail(struct spool *s)
{
    fail(s);
}

/* Where O_TMPFILE is not known the name goes at once. */
static int open_in(const char *folder)
{
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
        return fd;
    static const char name[] = "/hongtou-XXXXXX";
    size_t n = strlen(folder);
    char *path = mem_alloc(n + sizeof name);
    memcpy(path, folder, n);
    memcpy(path + n, name, sizeof name);
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    free(path);
    return fd;
}

static bool open_file(struct spool *s)
{
    const char *const folders[] = {getenv("TMPDIR"), "/var/tmp", "/tmp"};
    for (size_t i = 0; s->fd < 0 && i < sizeof folders / sizeof *folders; i++)
        if (folders[i] && *folders[i]) {
            s->folder = folders[i];
            s->fd = open_in(s->folder);
        }
    return s->fd >= 0 || fail(s);
}

/* The page that goes on there. */
static void forget_page(struct spool *s, uint64_t off)
{
    if (s->numbers)
        s->numbers[(off / PAGE + 1) % PAGES] = 0;
}

static bool write_out(struct spool *s)
{
    const char *p = s->bytes.p;
    size_t left = s->bytes.n;
    if (s->fd < 0 && !open_file(s))
        return false;
    forget_page(s, s->written);
    while (left) {
        ssize_t k = pwrite(s->fd, p, left, (off_t)s->written);
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return fail(s);
        p += k;
        left -= (size_t)k;
        s->written += (uint64_t)k;
    }
    if (s->bytes.cap > 2 * GATHERED)
        buf_drop(&s->bytes);
    buf_clear(&s->bytes);
    return true;
}

bool spool_add(struct spool *s, const void *bytes, size_t n)
{
    size_t most = s->fd < 0 ? s->memory : GATHERED;
    if (s->failed)
        return false;
    if (s->bytes.n + n > most && s->bytes.n && !write_out(s))
        return false;
    buf_add(&s->bytes, bytes, n);
    return true;
}

/* ---- reading ---- */

/* At most n bytes of the file from off; the last page ends where the file does. */
static bool read_file(struct spool *s, uint64_t off, char *out, size_t n)
{
    for (size_t have = 0; have < n;) {
        ssize_t k = pread(s->fd, out + have, n - have, (off_t)(off + have));
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return fail(s);
        if (k == 0)
            break;
        have += (size_t)k;
    }
    return true;
}

/* The page with the byte, read if it is not there. NULL: reported. */
static const char *page_of(struct spool *s, uint64_t off)
{
    uint64_t number = off / PAGE + 1;
    size_t place = (size_t)(number % PAGES);
    if (!s->pages) {
        s->pages = mem_alloc((size_t)PAGE * PAGES);
        s->numbers = mem_alloc(PAGES * sizeof *s->numbers);
        memset(s->numbers, 0, PAGES * sizeof *s->numbers);
    }
    char *page = s->pages + place * PAGE;
    if (s->numbers[place] == number)
        return page;
    s->numbers[place] = 0;
    if (!read_file(s, (number - 1) * PAGE, page, PAGE))
        return NULL;
    s->numbers[place] = number;
    return page;
}

static bool read_pages(struct spool *s, uint64_t off, char *out, size_t n)
{
    while (n) {
        const char *page = page_of(s, off);
        size_t from = (size_t)(off % PAGE), there = PAGE - from < n ? PAGE - from : n;
        if (!page)
            return false;
        memcpy(out, page + from, there);
        out += there;
        off += there;
        n -= there;
    }
    return true;
}

bool spool_read(struct spool *s, uint64_t off, void *out, size_t n)
{
    size_t filed = off >= s->written ? 0 : n;
    if (filed && off + n > s->written)
        filed = (size_t)(s->written - off);
    if (filed) {
        pthread_mutex_lock(&s->lock);
        bool ok = read_pages(s, off, out, filed);
        pthread_mutex_unlock(&s->lock);
        if (!ok)
            return false;
    }
    if (filed < n)
        memcpy((char *)out + filed, s->bytes.p + (off + filed - s->written), n - filed);
    return true;
}

/* ---- as one text ---- */

const char *spool_text(struct spool *s)
{
    uint64_t size = spool_size(s);
    if (s->failed)
        return NULL;
    if (s->fd < 0) {
        buf_str(&s->bytes, "");
        return s->bytes.p;
    }
    if (s->map)
        return s->map;
    if (!spool_add(s, "", 1) || !write_out(s))
        return NULL;
    s->written = size; /* the NUL is not counted */
    void *map = mmap(NULL, size + 1, PROT_READ, MAP_SHARED, s->fd, 0);
    if (map == MAP_FAILED) {
        fail(s);
        return NULL;
    }
    s->map = map;
    s->mapped = size + 1;
    return s->map;
}

void spool_passed(struct spool *s, uint64_t off)
{
    enum { ALIGN = 1 << 16 };
    if (s->map && off <= s->mapped)
        madvise(s->map, off / ALIGN * ALIGN, MADV_DONTNEED);
}

int spool_file(struct spool *s)
{
    return !s->failed && write_out(s) ? s->fd : -1;
}
