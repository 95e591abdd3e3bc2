/*
 * Libraries that few runs need, loaded when one does: what is linked costs every run its addresses
 * (libzip with libcrypto behind it half as much as all that a one-page notice uses). They stay
 * loaded. A room says once which functions it takes; their types are those of the library's header:
 *
 *   #define COLLATION(F) F(ucol_open) F(ucol_close)
 *   LATE_LIBRARY(collation, COLLATION);
 *
 *   struct collation icu;
 *   LATE_NEED(&icu, LATE_ICUI18N, COLLATION);
 *   icu.ucol_close(…);
 *
 * The names of the files (LATE_…) are those that the Makefile finds the headers' libraries to have.
 */
#ifndef HONGTOU_BASE_LATE_H
#define HONGTOU_BASE_LATE_H

#include <stdbool.h>
#include <stddef.h>

#define LATE_MEMBER(function) __typeof__(&(function)) function;
/* Twice, since headers give functions other names (ucol_open_72). */
#define LATE_QUOTED(function) #function,
#define LATE_NAME(function)   LATE_QUOTED(function)

#define LATE_LIBRARY(name, FUNCTIONS)                                                              \
    struct name {                                                                                  \
        FUNCTIONS(LATE_MEMBER)                                                                     \
    }

/* False: the library or one of the functions is not there. */
#define LATE_LOAD(library, file, FUNCTIONS)                                                        \
    late_load((file), (const char *const[]){FUNCTIONS(LATE_NAME)}, (library), sizeof *(library))
/* The same, of a library without which the program is not whole: ends the run (S020). */
#define LATE_NEED(library, file, FUNCTIONS)                                                        \
    late_need((file), (const char *const[]){FUNCTIONS(LATE_NAME)}, (library), sizeof *(library))

/* The folders where libraries are looked for beside those of the system: LD_LIBRARY_PATH, the
 * program's own. Who gives up files before one is loaded keeps these. */
void late_each_folder(void (*take)(void *context, const char *folder), void *context);

/* size: bytes of the functions' addresses. Memory that is not to be had ends the run. */
bool late_load(const char *file, const char *const names[], void *functions, size_t size);
void late_need(const char *file, const char *const names[], void *functions, size_t size);

#endif
