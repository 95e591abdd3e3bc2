/*
 * The documents' folder, as people at the desk may reach it: plain files by names relative to it,
 * none that is hidden or leads out of it. What they read has a hash, and what they save says which
 * one they had read: whoever saves over another's work is told.
 */
#ifndef HONGTOU_DESK_FOLDER_H
#define HONGTOU_DESK_FOLDER_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/sha256.h"

enum { FOLDER_MOST_BYTES = 64 << 20 };

/* Whether a name may be one of a file in the folder: no absolute or hidden one, no part of it "..",
 * nothing that is not seen or reads as an option (base/name.h). */
bool folder_may_name(const char *name);
/* Why no file should be made of the name, for the person; NULL: it may be. What folder_may_name lets
 * pass can be worked with all the same, where it is there already. */
const char *folder_fault(const char *name);

/* The path of a file of that name, whose folder is in the folder even when links are followed.
 * NULL: it may not be. */
char *folder_path(struct arena *a, const char *folder, const char *name);

/* Whether it is one that people work with, by its ending. */
bool folder_is_of_use(const char *name);
/* Those files (.xml, .csv, .xlsx, .png, .jpg, .docx, .pdf), as a JSON array of
 * {"name":…,"size":…,"changed":…}, of issued documents with "issued":true; with "fault":… where the
 * name, as it may be seen, is one that nobody can work with. */
void folder_list(const char *folder, struct buf *out);

struct folder_file {
    char *bytes; /* in the arena, with a NUL behind them */
    size_t n;
    char hash[SHA256_HEX];
};
/* False: there is none, or it cannot be read. */
bool folder_read(struct arena *a, const char *folder, const char *name, struct folder_file *out);
/* The same, open and not in memory: to be closed. < 0: there is none, and the hash is "". */
int folder_open(struct arena *a, const char *folder, const char *name, char hash[SHA256_HEX]);

/* One at a time is at a document, whichever program: waits some seconds until no other holds it.
 * False: it still does. A file that is not there yet is not held. To be released (base/file.h). */
bool folder_hold(struct arena *a, const char *folder, const char *name, struct file_hold *held);

enum folder_saved {
    FOLDER_SAVED,
    FOLDER_CONFLICT, /* the file is not the one of the hash (""; there is to be none) */
    FOLDER_ALIKE,    /* another one differs by case alone, or by how letters are written */
    FOLDER_REFUSED,  /* the name may not be, see folder_fault; or it is of something else */
    FOLDER_FAILED    /* the disk */
};
/* base: the hash of what it is to replace, which the caller holds. hash: of what is there
 * afterwards. From any thread. */
enum folder_saved folder_save(const char *folder, const char *name, const char *base,
                              const char *bytes, size_t n, char hash[SHA256_HEX]);

#endif
