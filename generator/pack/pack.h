/*
 * A ZIP of parts, as .xlsx and .docx are (OPC): a part by its name or by who refers to it, inflated
 * into memory under limits, never unpacked to the disk; and such files made. Hides libzip and
 * libdeflate. Reports nothing: who reads knows what the file was to be, and tells pack_fault in its
 * own words.
 */
#ifndef HONGTOU_PACK_PACK_H
#define HONGTOU_PACK_PACK_H

#include "base/buf.h"
#include "base/file.h"

/* Bytes, inflated: of a part; of all that are read. */
struct pack_limits {
    uint64_t part, total;
};

enum pack_fault {
    PACK_DAMAGED,
    PACK_LARGE,  /* beyond the limits */
    PACK_LOCKED, /* with a password */
    PACK_UNREAD, /* the system did not give the file's bytes */
};

struct pack;

/* The file outlives it. NULL: no ZIP, or one of too many entries; errno is 0 then, else why the
 * file could not be read. */
struct pack *pack_open(const struct file_pieces *file, const struct pack_limits *limits);
void pack_close(struct pack *p);

/* Whether a file that was just written is a ZIP of n entries, all of them whole, with no byte lost
 * between them. */
bool pack_is_sound(const struct file_pieces *file, size_t n);

/* Of the last reading that failed, or whose bytes proved to be of no use. PACK_UNREAD: errno is
 * set. */
enum pack_fault pack_fault(const struct pack *p);

/* Names are compared without regard to case. */
bool pack_has(struct pack *p, const char *name);

/* What it says that it has, inflated; UINT64_MAX: it does not say, or there is none. */
uint64_t pack_size(struct pack *p, const char *name);

/* Adds a part's bytes to out, which is empty. False: see pack_fault. */
bool pack_read(struct pack *p, const char *name, struct buf *out);

/* The same, piece by piece; false of take ends it. */
typedef bool pack_take(void *context, const char *bytes, size_t n);
bool pack_pieces(struct pack *p, const char *name, pack_take *take, void *context);

/* Of a ZIP of any files: the i-th one's name, in UTF-8 whatever it was written in; "": it cannot be
 * read; NULL: there are no more. And its bytes, as pack_read. */
const char *pack_name(struct pack *p, struct arena *a, size_t i);
bool pack_read_at(struct pack *p, size_t i, struct buf *out);

/* ---- what a part refers to ---- */

struct pack_relation {
    const char *id, *type;
    const char *target; /* a part's name; of an outside one the address as written */
    bool outside;       /* of the file: never to be opened */
};

struct pack_relations {
    struct pack_relation *v;
    size_t n, cap;
};

/* Those of a part, or with "" of the whole; none is no fault. False: see pack_fault. */
bool pack_relations(struct pack *p, struct arena *a, const char *part, struct pack_relations *out);

/* Types are addresses whose end says what: "styles". */
bool pack_is_type(const struct pack_relation *r, const char *type);
/* The first of a type, or by its id. NULL: none. */
const struct pack_relation *pack_by_type(const struct pack_relations *r, const char *type);
const struct pack_relation *pack_by_id(const struct pack_relations *r, const char *id, size_t n);

/* ---- writing one ---- */

struct pack_writer;

/* To a file, which is there when it is whole; path NULL: to memory. */
struct pack_writer *pack_writer_open(const char *path);
/* A part by its name in UTF-8, each name once. The bytes, or the file, stay as they are until the
 * end. False: it is not added, and the end fails. */
bool pack_writer_add(struct pack_writer *w, const char *name, const void *bytes, size_t n);
bool pack_writer_add_file(struct pack_writer *w, const char *name, const char *path);
/* The end, in any case: frees w. In memory the bytes are added to out, else NULL. False: nothing
 * was made; one without parts is none. */
bool pack_writer_finish(struct pack_writer *w, struct buf *out);

#endif
