/* SHA-256 as FIPS 180-4 writes it down: section numbers are those of the standard. */
#include "base/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROUNDS = 64, LENGTH_SIZE = 8, BYTE_BITS = 8, WORD_BYTES = 4, READ_STEP = 1 << 18 };

/* 4.2.2: of the cube roots of the first 64 primes. */
static const uint32_t constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, unsigned n)
{
    return x >> n | x << (32 - n);
}

/* 6.2.2, step 3: one round. Instead of moving a to h on by one, the next round takes them so. */
static inline void take_round(uint32_t v[SHA256_WORDS], unsigned t, uint32_t word)
{
#define WORKING(name) v[((name) - 'a' + SHA256_WORDS - t % SHA256_WORDS) % SHA256_WORDS]
    uint32_t a = WORKING('a'), e = WORKING('e');
    uint32_t sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    uint32_t choose = (e & WORKING('f')) ^ (~e & WORKING('g'));
    uint32_t t1 = WORKING('h') + sum1 + choose + constants[t] + word;
    uint32_t sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    uint32_t majority = (a & WORKING('b')) ^ (a & WORKING('c')) ^ (WORKING('b') & WORKING('c'));
    WORKING('d') += t1;
    WORKING('h') = t1 + sum0 + majority;
#undef WORKING
}

/* 6.2.2: the message schedule, then the rounds. Eight in a row, so that the compiler knows who is
 * who. */
static void take_block(struct sha256 *h, const uint8_t *block)
{
    uint32_t w[ROUNDS], v[SHA256_WORDS];
    for (int t = 0; t < 16; t++, block += WORD_BYTES)
        w[t] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 | (uint32_t)block[2] << 8 |
               (uint32_t)block[3];
    for (int t = 16; t < ROUNDS; t++) {
        uint32_t s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >> 3;
        uint32_t s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >> 10;
        w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
    memcpy(v, h->state, sizeof v);
    for (unsigned t = 0; t < ROUNDS; t += SHA256_WORDS) {
        take_round(v, t, w[t]);
        take_round(v, t + 1, w[t + 1]);
        take_round(v, t + 2, w[t + 2]);
        take_round(v, t + 3, w[t + 3]);
        take_round(v, t + 4, w[t + 4]);
        take_round(v, t + 5, w[t + 5]);
        take_round(v, t + 6, w[t + 6]);
        take_round(v, t + 7, w[t + 7]);
    }
    for (int i = 0; i < SHA256_WORDS; i++)
        h->state[i] += v[i];
}

/* 5.3.3: of the square roots of the first 8 primes. */
void sha256_begin(struct sha256 *h)
{
    *h = (struct sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                                   0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void sha256_add(struct sha256 *h, const void *p, size_t n)
{
    const uint8_t *bytes = p;
    size_t used = h->total % SHA256_BLOCK;
    h->total += n;
    while (n) {
        size_t k = SHA256_BLOCK - used < n ? SHA256_BLOCK - used : n;
        if (k == SHA256_BLOCK) {
            take_block(h, bytes);
        } else {
            memcpy(h->block + used, bytes, k);
            if (used + k == SHA256_BLOCK)
                take_block(h, h->block);
        }
        used = (used + k) % SHA256_BLOCK;
        bytes += k;
        n -= k;
    }
}

/* 5.1.1: a bit 1, zeros, and the length in bits. */
void sha256_end(struct sha256 *h, char hex[SHA256_HEX])
{
    uint8_t length[LENGTH_SIZE];
    uint64_t bits = h->total * BYTE_BITS;
    for (int i = 0; i < LENGTH_SIZE; i++)
        length[i] = (uint8_t)(bits >> BYTE_BITS * (LENGTH_SIZE - 1 - i));
    sha256_add(h, "\x80", 1);
    while (h->total % SHA256_BLOCK != SHA256_BLOCK - LENGTH_SIZE)
        sha256_add(h, "", 1);
    sha256_add(h, length, sizeof length);
    for (int i = 0; i < SHA256_WORDS; i++)
        snprintf(hex + 2 * WORD_BYTES * i, 2 * WORD_BYTES + 1, "%08x", (unsigned)h->state[i]);
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
