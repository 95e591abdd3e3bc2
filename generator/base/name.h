/*
 * Names of files that travel: to other systems, into ZIPs and downloads, onto command lines. What
 * one system takes another reads as something else, or not at all.
 */
#ifndef HONGTOU_BASE_NAME_H
#define HONGTOU_BASE_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

/* From NAME_SIGN on a file that is there can be worked with; none should be made of such a name. */
enum name_fault {
    NAME_FINE,
    NAME_EMPTY,
    NAME_LONG,   /* over 200 bytes: what is made of a file gets its name and an ending */
    NAME_BYTES,  /* no UTF-8 */
    NAME_UNSEEN, /* a control character, a mark of direction, a blank of no width */
    NAME_SLASH,  /* / or \ */
    NAME_HIDDEN, /* begins with a dot */
    NAME_DASH,   /* begins with a dash, as an option of a command does */
    NAME_SIGN,   /* : * ? " < > | */
    NAME_BLANK,  /* a blank at its beginning or end, or a dot at its end */
    NAME_DEVICE, /* what Windows keeps for devices: CON, NUL.xml */
    NAME_FAULTS
};

/* What is wrong with a part of a path between slashes, which has n bytes. */
enum name_fault name_fault(const char *part, size_t n);

/* A character that is not seen, or makes others look as if they stood elsewhere. */
bool name_is_unseen(uint32_t cp);
/* How a text's next character is shown where people, and the terminals that they use, see it: as it
 * is; \u{202E} for one that is not seen; \x{FF} for a byte that is no UTF-8. *s moves past it, before
 * end; how many bytes. */
enum { NAME_SHOWN = 16 };
size_t name_shown(const char **s, const char *end, char out[NAME_SHOWN]);
/* One that some system does not take in a name: those above, and / \ : * ? " < > | */
bool name_is_refused(uint32_t cp);
/* Whether it names a device on some systems, whatever stands behind a dot. */
bool name_is_device(const char *name, size_t n);

/* What two names have in common that a file system without case, or one that puts accents and
 * letters together, holds for one. In the arena. */
const char *name_folded(struct arena *a, const char *name);

#endif
