/*
 * What a process gives up for good before it reads a stranger's file: every file but a few, every
 * connection, every other program, other processes. Hides Landlock (Linux 5.13) and libseccomp; where
 * the kernel has one of them alone, that one holds.
 */
#ifndef HONGTOU_BASE_CAGE_H
#define HONGTOU_BASE_CAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

enum { CAGE_FILES = 1, CAGE_CALLS = 2 };

enum cage_right {
    CAGE_READ,       /* the file, or all that is below the folder */
    CAGE_READ_FILE,  /* the file itself */
    CAGE_WRITE,      /* make, change and remove files there, and make folders */
    CAGE_WRITE_ALL   /* remove folders, too */
};

struct cage {
    struct arena *arena;
    VEC(struct {
        const char *path;
        enum cage_right right;
    }) rights;
};

/* What this kernel can hold, as flags. */
int cage_known(void);

/* What of both is not held, by its name; NULL: nothing. */
const char *cage_lacks(int held);

/* What is not there needs no leave; the path is the cage's. */
void cage_let(struct cage *c, const char *path, enum cage_right right);
/* What the system's libraries read by themselves: other libraries, tables of encodings, the zone. */
void cage_let_system(struct cage *c);

/* From here on, and for all threads begun later: files by the cage's rights, no new connection, no
 * program, no signal to others, no look into them. Descriptors that are open stay. What the kernel does
 * hold, as flags. */
int cage_enter(const struct cage *c);
/* In the cage: no copy of itself any more, but threads. False: the kernel does not hold it. */
bool cage_stay_alone(void);

/* A limit of the system's (sys/resource.h) for good, unless a lower one holds. */
void cage_limit(int resource, uint64_t most);

#endif
