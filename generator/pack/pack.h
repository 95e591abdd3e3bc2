/*
 * A ZIP of parts, as .xlsx and .docx are (OPC): a part by its name or by who refers to it, inflated
 * into memory under limits, never unpacked to the disk. Hides libzip, libdeflate. Reports nothing:
 * who reads knows what the file was to be, and tells pack_fault in its own words.
 */
#ifndef HONGTOU_PACK_PACK_H
#define HONGTOU_PACK_PACK_H

#include "base/file.h"

/* Bytes, inflated: of a part; of all that are read. */
struct pack_limits {
    uint64_t part, total;
};

enum pack_fault {
    PACK_DAMAGED,
    PACK_LARGE,  /* beyond the limits */
    PACK_LOCKED, /* with a password */
};

struct pack;

/* The file outlives it. NULL: no ZIP, or one of too many entries. */
struct pack *pack_open(const struct file_pieces *file, const struct pack_limits *limits);
void pack_close(struct pack *p);

/* Of the last reading that failed, or whose bytes proved to be of no use. */
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

#endif
