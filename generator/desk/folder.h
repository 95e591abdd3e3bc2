/*
 * The documents' folder, as people at the desk may reach it: plain files by names relative to it,
 * none that is hidden or leads out of it. What they read has a hash, and what they save says which
 * one they had read: whoever saves over another's work is told.
 */
#ifndef HONGTOU_DESK_FOLDER_H
#define HONGTOU_DESK_FOLDER_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/sha256.h"

enum { FOLDER_MOST_BYTES = 64 << 20 };

/* Whether a name may be one of a file in the folder: no absolute or hidden one, no part of it "..",
 * no control character or backslash, no part longer than 200 bytes. */
bool folder_may_name(const char *name);

/* The path of a file of that name, whose folder is in the folder even when links are followed.
 * NULL: it may not be. */
char *folder_path(struct arena *a, const char *folder, const char *name);

/* Whether it is one that people work with, by its ending. */
bool folder_is_of_use(const char *name);
/* Those files (.xml, .csv, .xlsx, .png, .jpg, .docx, .pdf), as a JSON array of
 * {"name":…,"size":…,"changed":…}, of issued documents with "issued":true. */
void folder_list(const char *folder, struct buf *out);

struct folder_file {
    char *bytes; /* in the arena, with a NUL behind them */
    size_t n;
    char hash[SHA256_HEX];
};
/* False: there is none, or it cannot be read. */
bool folder_read(struct arena *a, const char *folder, const char *name, struct folder_file *out);

enum folder_saved {
    FOLDER_SAVED,
    FOLDER_CONFLICT, /* the file is not the one of the hash (""; there is to be none) */
    FOLDER_REFUSED,  /* the name may not be */
    FOLDER_FAILED    /* the disk */
};
/* base: the hash of what it is to replace. hash: of what is there afterwards. From any thread. */
enum folder_saved folder_save(const char *folder, const char *name, const char *base,
                              const char *bytes, size_t n, char hash[SHA256_HEX]);

#endif
