/*
 * Trays: what people bring and take away without its being a file of the documents' folder: lists
 * looked at before they are printed, forms on their way in, workbooks on their way out. They are
 * folders in .hongtou/desk with personal data in them: only this user can read them; each is gone
 * when its owner leaves it, when nobody asked for it for two hours, and all of them when the desk
 * ends or begins. From any thread.
 */
#ifndef HONGTOU_DESK_TRAYS_H
#define HONGTOU_DESK_TRAYS_H

#include "base/diag.h"
#include "base/mem.h"

enum { TRAY_FILES = 5000, TRAY_OF_PERSON = 8, TRAY_NAME = 33 };
#define TRAY_BYTES ((int64_t)512 << 20)

struct trays;

/* NULL: there is no place for them, reported. */
struct trays *trays_new(const char *folder, struct diags *d);
void trays_drop(struct trays *t);
/* Where they are, as a path from the root. */
const char *trays_folder(const struct trays *t);

/* A new tray of a person's, by a name that cannot be guessed. The oldest of hers goes when she has
 * too many. False: the disk. */
bool trays_open(struct trays *t, int64_t person, char name[TRAY_NAME]);
/* Her tray's folder, in the arena. NULL: she has none of that name. */
const char *trays_path(struct trays *t, struct arena *a, int64_t person, const char *name);

enum tray_put { TRAY_PUT, TRAY_NONE, TRAY_REFUSED, TRAY_FULL, TRAY_FAILED };
/* A file, which is new to the tray; its name is none of a path. */
enum tray_put trays_put(struct trays *t, int64_t person, const char *name, const char *file,
                        const void *bytes, size_t n);
/* How many files were put into her tray. */
int trays_files(struct trays *t, int64_t person, const char *name);
void trays_remove(struct trays *t, int64_t person, const char *name);

#endif
