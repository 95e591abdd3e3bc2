/*
 * What memory has no room for: bytes kept in a temporary file, and sorting by way of one. The file
 * never has a name, or loses it as soon as it is open: a run that is killed leaves nothing of what
 * offices keep about people behind. It stands in TMPDIR, else in /var/tmp, else in /tmp.
 */
#ifndef HONGTOU_BASE_SPOOL_H
#define HONGTOU_BASE_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct spool;

/* Up to so many bytes stay in memory, and nothing is written. */
struct spool *spool_new(size_t memory, struct diags *d);
void spool_drop(struct spool *s); /* NULL is none */

/* Adds bytes at the end. False: the disk refuses, reported once. */
bool spool_add(struct spool *s, const void *bytes, size_t n);
uint64_t spool_size(const struct spool *s);

/* n bytes from off, all of which were added. Several threads may read once nothing is added any
 * more. False: reported. */
bool spool_read(struct spool *s, uint64_t off, void *out, size_t n);

/* All bytes at once, with a NUL behind them, when nothing is added any more: from memory, or as the
 * system maps the file. NULL: reported. */
const char *spool_text(struct spool *s);
/* What is before off will hardly be looked at again, and need not stay in memory. */
void spool_passed(struct spool *s, uint64_t off);

/* The file, with all that was added so far; at its start. It stays the spool's. < 0: reported. */
int spool_file(struct spool *s);
/* What somebody else wrote into the file failed, errno says why: reported, once. */
void spool_fail(struct spool *s);

/* ---- sorting ---- */

struct sorter;

struct sorted {
    const char *key; /* valid until the next one */
    size_t n;
    uint32_t value;
};

/* With so many bytes of memory for what is sorted at a time; 0: 16 MB. */
struct sorter *sorter_new(size_t memory, struct diags *d);
void sorter_drop(struct sorter *s);

/* False: reported. */
bool sorter_add(struct sorter *s, const void *key, size_t n, uint32_t value);

/* The next one in order: by the keys' bytes, a shorter key before one that goes on; alike, by
 * value. Nothing can be added after the first. False: there are no more, or the disk failed
 * (reported: sorter_failed). */
bool sorter_next(struct sorter *s, struct sorted *out);
bool sorter_failed(const struct sorter *s);

#endif
