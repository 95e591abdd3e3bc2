/* Inside staff/: the names of a staff file, and what was found of its records. */
#ifndef HONGTOU_STAFF_STAFF_INT_H
#define HONGTOU_STAFF_STAFF_INT_H

#include "base/map.h"
#include "staff/staff.h"

/* ---- names.c: who bears a name ---- */

/* A better level hides the others: an id is never taken for a name. */
enum name_level { NAME_ID, NAME_CURRENT, NAME_FORMER, NAME_PART };

/* All that bear one name, at the best level there is. */
struct name_group {
    struct text name;
    uint32_t within; /* names count within this; 0: everywhere */
    enum name_level level;
    uint32_t next; /* index + 1 of the next group of this hash; 0: none */
    uint32_t n;
    union {
        const void *one;   /* n == 1 */
        const void **more; /* n > 1: room for the next power of two */
    };
};

struct name_index {
    struct arena *arena;
    struct map map; /* hash to index + 1 */
    VEC(struct name_group) groups;
};

/* Room for n names more. */
void name_reserve(struct name_index *x, size_t n);
void name_add(struct name_index *x, struct text name, uint32_t within, enum name_level level,
              const void *item);
/* Each of several names parted by 、. */
void name_add_each(struct name_index *x, struct text names, enum name_level level,
                   const void *item);
const struct name_group *name_find(const struct name_index *x, struct text name, uint32_t within);
const void *const *name_found(const struct name_group *g);

/* ---- group.c: what belongs to each ---- */

struct order_key {
    int64_t major, minor;
    uint32_t index;
};

/* Items of group g: items[first[g]] … items[first[g + 1] - 1]. */
struct grouping {
    uint32_t *first, *items;
};

enum { NO_GROUP = UINT32_MAX };

/* n items with keys[i].index == i; group_of[i]: its group or NO_GROUP. Sorts the keys. */
struct grouping group_items(struct arena *a, struct order_key *keys, size_t n,
                            const uint32_t *group_of, size_t groups);

/* ---- the whole ---- */

struct staff {
    struct arena *arena;
    const struct staff_records *records;
    struct diags *diags; /* while it is being opened */
    const struct staff_person **people;
    const struct staff_unit **units;
    const struct staff_post **posts;
    const struct staff_tenure **tenures;
    size_t n_people, n_units, n_posts, n_tenures;
    struct name_index person_names, unit_names, post_names;
    const struct staff_unit **parent;   /* of each unit, or NULL */
    const struct staff_unit **unit_of;  /* of each post */
    const struct staff_post **post_of;  /* of each tenure */
    const struct staff_person **who;    /* of each tenure */
    struct grouping by_post, by_person; /* tenures, in the order of their first days; by rank */
    struct grouping by_unit;            /* posts, by rank */
    struct strokes *strokes;
    size_t nears; /* how often the nearest name was looked for while opening */
};

/* ---- link.c: names to records ---- */

void link_people(struct staff *s);
void link_units(struct staff *s);
void link_posts(struct staff *s);
void link_tenures(struct staff *s);

/* ---- find.c: without the nearest ---- */

struct staff_match find_person(const struct staff *s, struct text ref);
struct staff_match find_unit(const struct staff *s, struct text ref);
struct staff_match find_post(const struct staff *s, struct text ref);
const void *near_person(const struct staff *s, struct text ref);
const void *near_unit(const struct staff *s, struct text ref);
const void *near_post(const struct staff *s, struct text ref);

/* ---- check_*.c ---- */

void check_people(struct staff *s);
void check_periods(struct staff *s);
void check_exclusive(struct staff *s);

/* ---- day.c ---- */

#define DAY_FIRST INT32_MIN
#define DAY_LAST  INT32_MAX

/* Days since 1970-01-01; an open end is the first or last of all. */
int64_t day_from(const struct staff_tenure *t);
int64_t day_to(const struct staff_tenure *t);
/* As 2026-09-19. */
const char *day_text(struct arena *a, int64_t day);

/* ---- strokes.c: hides ICU's collator ---- */

struct strokes *strokes_open(struct arena *a);
void strokes_close(struct strokes *k);
/* How many strokes a character has. */
int strokes_count(const struct strokes *k, uint32_t character);
/* As ICU counts, in some too many. */
int strokes_count_icu(const struct strokes *k, uint32_t character);
int strokes_compare(const struct strokes *k, struct text a, struct text b);

#endif
