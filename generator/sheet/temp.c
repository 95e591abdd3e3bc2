/*
 * The temporary files of libxlsxwriter, whose errors it does not look at: a part that a full disk
 * cut off would go into the workbook as it is. What is defined here stands in front of the
 * library's own lxw_tmpfile (programs come first when names are bound), so that its parts go
 * through spools, which report what fails; a book is whole when as many parts were asked for as a
 * book has, and none failed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "pack/pack.h"
#include "sheet/sheet_int.h"

enum { IN_MEMORY = 1 << 20 };

/* The folder for temporary files, as the library is told: it names whose they are. */
#define PARTS "hongtou-parts:%p"

/* A part of the book. */
struct part {
    struct sheet_parts *parts;
    struct spool *spool;
    uint64_t at;
};

static bool failed(struct part *p)
{
    p->parts->failed = true;
    errno = EIO;
    return false;
}

static ssize_t write_part(void *cookie, const char *bytes, size_t n)
{
    struct part *p = cookie;
    return spool_add(p->spool, bytes, n) || failed(p) ? (ssize_t)n : 0;
}

static ssize_t read_part(void *cookie, char *out, size_t n)
{
    struct part *p = cookie;
    uint64_t left = spool_size(p->spool) - p->at;
    n = n < left ? n : (size_t)left;
    if (n && !spool_read(p->spool, p->at, out, n)) {
        failed(p);
        return -1;
    }
    p->at += n;
    return (ssize_t)n;
}

/* The library goes back to the start of what it wrote, and nowhere else. */
static int seek_part(void *cookie, off64_t *off, int whence)
{
    struct part *p = cookie;
    if (whence == SEEK_CUR && *off == 0)
        *off = (off64_t)p->at;
    else if (whence != SEEK_SET || *off < 0)
        return -1;
    p->at = (uint64_t)*off;
    return 0;
}

static int close_part(void *cookie)
{
    struct part *p = cookie;
    spool_drop(p->spool);
    free(p);
    return 0;
}

/* In this process alone, where the folder's name is made and read. */
static struct sheet_parts *parts_of(const char *folder)
{
    void *parts = NULL;
    return folder && sscanf(folder, PARTS, &parts) == 1 ? parts : NULL;
}

FILE *lxw_tmpfile(char *folder)
{
    static const cookie_io_functions_t calls = {read_part, write_part, seek_part, close_part};
    struct sheet_parts *book = parts_of(folder);
    if (!book)
        return NULL;
    struct part *p = mem_alloc(sizeof *p);
    *p = (struct part){.parts = book, .spool = spool_new(IN_MEMORY, book->diags)};
    FILE *file = fopencookie(p, "w+", calls);
    if (!file)
        mem_exhausted();
    book->n++;
    return file;
}

void sheet_parts_begin(struct sheet_parts *parts, struct diags *d)
{
    *parts = (struct sheet_parts){.diags = d};
    snprintf(parts->folder, sizeof parts->folder, PARTS, (void *)parts);
}

/* The library zips its parts by minizip, which passes over what a full disk did to the file. */
bool sheet_parts_are_whole(const struct sheet_parts *parts, int fd)
{
    enum { LEAST = 8 }; /* of a book with one sheet; fewer: the library has another way by now */
    off_t size = lseek(fd, 0, SEEK_END);
    struct file_pieces file = {.fd = fd, .size = size > 0 ? (uint64_t)size : 0};
    return !parts->failed && parts->n >= LEAST && lseek(fd, 0, SEEK_SET) == 0 &&
           pack_is_sound(&file, parts->n - parts->n_rows);
}

/* ---- what is said ---- */

FILE *sheet_hush(void)
{
    static const cookie_io_functions_t nothing = {0}; /* what is written is passed over */
    FILE *heard = stderr, *nowhere = fopencookie(NULL, "w", nothing);
    if (nowhere)
        stderr = nowhere;
    return heard;
}

void sheet_listen(FILE *heard)
{
    if (stderr != heard)
        fclose(stderr);
    stderr = heard;
}

bool sheet_book_fail(struct spool *book, size_t errors, struct diags *d)
{
    errno = errno ? errno : EIO;
    if (diags_count(d, DIAG_ERROR) == errors)
        spool_fail(book);
    return false;
}
