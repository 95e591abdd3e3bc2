/*
 * Files: read whole, and written so that the new file replaces the old one only when it is whole.
 */
#ifndef HONGTOU_BASE_FILE_H
#define HONGTOU_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/text.h"

/* The file's bytes, NUL-terminated, in the arena; "-" is standard input. NULL: reported at pos
 * (a file that the user named on the command line has none). */
char *file_read(struct arena *a, const char *path, size_t *size, struct pos pos, struct diags *d);

/* The path of a file that a document names: it starts at the document's folder. */
const char *file_beside(struct arena *a, struct text name);

bool file_is_folder(const char *path);
bool file_exists(const char *path);

/* Makes the folder and those above it. */
bool file_make_folder(const char *path, struct diags *d);

/* Files below a folder whose names end in suffix, sorted by name in code-point order; hidden ones
 * are left out, links to folders are not followed. Paths start with the folder. */
struct file_list {
    char **paths;
    size_t n;
};
struct file_list file_find(struct arena *a, const char *folder, const char *suffix,
                           struct diags *d);

/*
 * A file being written. It has no name in the folder until sink_commit, which syncs it to the
 * disk and puts it in the place of the old one; a process killed before leaves the old one as it
 * was. Any failure is reported once; sink_write after a failure does nothing and returns false.
 */
struct sink;

/* path "-" writes to standard output. NULL: reported. */
struct sink *sink_open(const char *path, struct diags *d);
bool sink_write(struct sink *s, const void *p, size_t n);
uint64_t sink_size(const struct sink *s);
bool sink_commit(struct sink *s);  /* frees s */
void sink_abandon(struct sink *s); /* frees s */

#endif
