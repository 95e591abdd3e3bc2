/* SHA-256 (FIPS 180-4): whether two files are the same, long after one of them is gone. */
#ifndef HONGTOU_BASE_SHA256_H
#define HONGTOU_BASE_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHA256_SIZE = 32, SHA256_HEX = 2 * SHA256_SIZE + 1 };

struct sha256 {
    _Alignas(16) unsigned char room[192]; /* of the library that hashes */
};

void sha256_begin(struct sha256 *h);
void sha256_add(struct sha256 *h, const void *p, size_t n);
/* 64 digits of lower case, and a NUL. */
void sha256_end(struct sha256 *h, char hex[SHA256_HEX]);

/* Of bytes in memory. */
void sha256_of(const void *p, size_t n, char hex[SHA256_HEX]);

/* Of a file's bytes. False: it cannot be read, errno says why, or is no plain file. */
bool sha256_file(const char *path, char hex[SHA256_HEX]);

#endif
