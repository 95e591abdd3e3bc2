/*
 * SHA-256 by nettle, which knows the processor's own instructions for it: to hash the fonts of an
 * issued document was nearly all that issuing took.
 */
#include "base/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nettle/sha2.h>

#include "base/late.h"

enum { READ_STEP = 1 << 18 };

#define HASHING(F)                                                                                 \
    F(nettle_sha256_init)                                                                          \
    F(nettle_sha256_update)                                                                        \
    F(nettle_sha256_digest)
LATE_LIBRARY(hashing, HASHING);

struct nettle {
    struct hashing lib;
    struct sha256_ctx context;
};
_Static_assert(sizeof(struct nettle) <= sizeof(struct sha256), "room for what nettle keeps");

/* Loaded with the first byte: many hashes are begun that nobody asks for. */
static struct nettle *of(struct sha256 *h)
{
    struct nettle *n = (struct nettle *)(void *)h->room;
    if (!n->lib.nettle_sha256_init) {
        LATE_NEED(&n->lib, LATE_NETTLE, HASHING);
        n->lib.nettle_sha256_init(&n->context);
    }
    return n;
}

void sha256_begin(struct sha256 *h)
{
    *h = (struct sha256){0};
}

void sha256_add(struct sha256 *h, const void *p, size_t n)
{
    struct nettle *to = of(h);
    to->lib.nettle_sha256_update(&to->context, n, p);
}

void sha256_end(struct sha256 *h, char hex[SHA256_HEX])
{
    uint8_t digest[SHA256_SIZE];
    struct nettle *from = of(h);
    from->lib.nettle_sha256_digest(&from->context, sizeof digest, digest);
    for (int i = 0; i < SHA256_SIZE; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

void sha256_of(const void *p, size_t n, char hex[SHA256_HEX])
{
    struct sha256 h;
    sha256_begin(&h);
    sha256_add(&h, p, n);
    sha256_end(&h, hex);
}

bool sha256_file(const char *path, char hex[SHA256_HEX])
{
    struct stat st;
    struct sha256 h;
    uint8_t step[READ_STEP];
    ssize_t n = 1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool ok = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    sha256_begin(&h);
    while (ok && (n = read(fd, step, sizeof step)) != 0) {
        ok = n > 0 || errno == EINTR;
        sha256_add(&h, step, n > 0 ? (size_t)n : 0);
    }
    int error = errno;
    if (fd >= 0)
        close(fd);
    errno = error;
    sha256_end(&h, hex);
    return ok;
}
