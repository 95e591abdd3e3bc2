/*
 * Files: read whole, and written so that the new file replaces the old one only when it is whole.
 */
#ifndef HONGTOU_BASE_FILE_H
#define HONGTOU_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/sha256.h"
#include "base/text.h"

/* The file's bytes, NUL-terminated, in the arena; "-" is standard input. NULL: reported at pos
 * (a file that the user named on the command line has none). What a document names must be a file:
 * a pipe or device is refused there. A named pipe into which nobody begins to write is given up. */
char *file_read(struct arena *a, const char *path, size_t *size, struct pos pos, struct diags *d);

/* A file that is read in pieces, here and there: one of the caller's in memory, or one that is open;
 * no pipe, no device. */
struct file_pieces {
    const char *bytes; /* NULL: fd */
    int fd;
    uint64_t size;
};
/* False: reported as file_read does. To be closed. */
bool file_open(const char *path, struct file_pieces *out, struct pos pos, struct diags *d);
void file_close(struct file_pieces *f);
/* The n bytes from off, fewer at the end; how many. < 0: the disk failed, errno is set. */
ptrdiff_t file_piece(const struct file_pieces *f, uint64_t off, void *out, size_t n);
/* Whether two open files, from their starts on, hold the same bytes. */
bool file_same_bytes(int one, int other);
/* Writes all of the bytes where the descriptor is. False: errno is set, some may be written. */
bool file_write_all(int fd, const void *bytes, size_t n);

/* Tells whoever listens to d (base/diag.h) that what comes out depends on a file or folder, be it
 * there or not. file_read does so; to be called before any other way of reading one. */
void file_note(const char *path, struct diags *d);

/* Bytes that whoever compiles has of a file in memory (base/diag.h), noted as read. */
bool file_from_caller(const char *path, const void **bytes, size_t *size, struct diags *d);

/* Whether what stands at pos may name a file that lies there (base/diag.h): before any other way of
 * reading one. False: reported. */
bool file_may_be_named(const char *path, struct pos pos, struct diags *d);

/* The path of a file that a document names: it starts at the document's folder. */
const char *file_beside(struct arena *a, struct text name);

/* A name in a folder, which may end in a slash. */
char *file_in(struct arena *a, const char *folder, const char *name);

bool file_is_folder(const char *path);
/* A pipe or a device: reading it may wait for ever, and no second reading gives the same. */
bool file_is_special(const char *path);
/* What a failing disk does not tell of is there: who opens it learns why. */
bool file_exists(const char *path);
/* Whether both paths lead to one file that is there. */
bool file_is_same(const char *x, const char *y);

/* Makes the folder and those above it that are missing. False: reported. */
bool file_make_folder(const char *path, struct diags *d);

/* Which file a path leads to, and whether it is the same one later, unwritten into: what is mapped
 * shows what others write. A new file in its place leaves the mapped one as it was. */
struct file_mark {
    const char *path;
    uint64_t device, number, size; /* number 0: there was none */
    int64_t seconds, nanoseconds;
};
struct file_mark file_mark(const char *path);
bool file_mark_is(const struct file_mark *then, const struct file_mark *now);
/* False: it was written into, reported. */
bool file_is_unchanged(const struct file_mark *mark, struct diags *d);

/* What the path ends in, without its folders: a part of it. */
const char *file_name(const char *path);

/* One run at a time is at a document, or fills a folder: waits so many seconds until no other holds
 * it. False: it still does, reported if d is not NULL. What is not there, is no file or folder, or
 * lies on a file system without locks, is not held. */
struct file_hold {
    int fd; /* < 0: not held */
};
bool file_hold(struct file_hold *h, const char *path, int seconds, struct diags *d);
/* For a run that makes a part of what belongs there: beside others that do, not beside one that makes
 * all. */
bool file_hold_part(struct file_hold *h, const char *path, struct diags *d);
void file_release(struct file_hold *h);

/* Files below a folder whose names end in suffix, sorted by name in code-point order; hidden ones
 * are left out, links to folders are not followed. Paths start with the folder. */
struct file_list {
    char **paths;
    size_t n;
};
struct file_list file_find(struct arena *a, const char *folder, const char *suffix,
                           struct diags *d);
/* All plain files below a folder, of which no more than so many entries are looked at. left: what is
 * not (a pipe, a device, a folder's link), the first of them; or NULL. False: there are more. */
bool file_find_plain(struct arena *a, const char *folder, size_t most, struct file_list *out,
                     const char **left, struct diags *d);
/* The same without what a .hongtouignore leaves out (base/ignore.h). suffix NULL: the folder and
 * those in it. */
struct file_list file_find_wanted(struct arena *a, const char *folder, const char *suffix,
                                  struct diags *d);

/*
 * A file being written. It has no name in the folder until sink_commit, which syncs it to the
 * disk and puts it in the place of the old one; a process killed before leaves the old one as it
 * was. A link stays, and the file that it leads to is replaced; into a pipe or a device the bytes
 * go straight. Any failure is reported once; sink_write after a failure does nothing and returns
 * false.
 */
struct sink;

/* Whether a new file may take that place: not that of a file which the run reads (base/diag.h), be it
 * by another way of writing its path or by a link. False: reported. */
bool file_may_be_written(const char *path, struct diags *d);

/* path "-" writes to standard output, NULL nowhere: the bytes are only counted and hashed.
 * NULL: reported. */
struct sink *sink_open(const char *path, struct diags *d);
/* To memory: every byte is added to out. */
struct sink *sink_to_memory(struct buf *out, struct diags *d);
/* Every byte that is written from now on is added to a hash as well. */
void sink_hash(struct sink *s, struct sha256 *hash);
bool sink_write(struct sink *s, const void *p, size_t n);
/* Whole on the disk, under a hidden name: only its place is left to be given. False: reported. */
bool sink_prepare(struct sink *s);
/* Bytes written so far, those that are only counted too. */
uint64_t sink_size(const struct sink *s);
/* Frees s. False: reported, now or before; the old file is as it was. */
bool sink_commit(struct sink *s);
/* Whether the file in the place has the same bytes already: then it needs no new one. */
bool sink_is_same(struct sink *s);
void sink_abandon(struct sink *s); /* frees s */

/* A finished text to a file, or with "-" to standard output. False: reported. */
bool file_write(const char *path, const struct buf *text, struct diags *d);
/* The same where there is none of the name: one that comes to be meanwhile stays. */
bool file_add(const char *path, const struct buf *text, struct diags *d);
/* The same in the place of what was read, changed: a file that is read-only stays as it is. */
bool file_rewrite(const char *path, const struct buf *text, struct diags *d);

/* Whether a path ends in a suffix, as ".xml"; and whether in one of any case behind a name. */
bool file_ends_in(const char *path, const char *suffix);
bool file_has_extension(const char *path, const char *extension);

/* What a path names by its suffix: a table that is read here, or one of another program. */
enum file_table { FILE_TABLE_NONE, FILE_TABLE_CSV, FILE_TABLE_XLSX, FILE_TABLE_FOREIGN };
enum file_table file_table_kind(const char *path);
/* The suffix of a table that other programs write and none here reads (.xls, .et …); NULL: none. */
const char *file_foreign_table(const char *path);

#endif
