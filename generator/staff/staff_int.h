/* Inside staff/: the names of a staff file, and what was found of its records. */
#ifndef HONGTOU_STAFF_STAFF_INT_H
#define HONGTOU_STAFF_STAFF_INT_H

#include "base/mem.h"
#include "staff/staff.h"
#include "value/date.h"

/* ---- names.c: who bears a name ---- */

/* A better level hides the others: an id is never taken for a name. */
enum name_level { NAME_ID, NAME_CURRENT, NAME_FORMER, NAME_PART };

/* All that bear one name, at the best level there is. */
struct staff_bearers {
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

struct staff_index {
    struct arena *arena;
    struct map map; /* hash to index + 1 */
    VEC(struct staff_bearers) groups;
};

/* Room for n names more. */
void staff_index_reserve(struct staff_index *x, size_t n);
void staff_index_add(struct staff_index *x, struct text name, uint32_t within,
                     enum name_level level, const void *item);
/* Each of several names parted by 、. */
void staff_index_add_each(struct staff_index *x, struct text names, enum name_level level,
                          const void *item);
const struct staff_bearers *staff_index_find(const struct staff_index *x, struct text name,
                                             uint32_t within);
const void *const *staff_bearers_of(const struct staff_bearers *g);

/* ---- the whole ---- */

/* Items of group g: items[first[g]] … items[first[g + 1] - 1]. */
struct grouping {
    uint32_t *first, *items;
};

struct staff {
    struct arena *arena;
    const struct staff_records *records;
    struct diags *diags; /* while it is being opened */
    const struct staff_person **people;
    const struct staff_unit **units;
    const struct staff_post **posts;
    const struct staff_tenure **tenures;
    size_t n_people, n_units, n_posts, n_tenures;
    struct staff_index person_names, unit_names, post_names;
    const struct staff_unit **parent;   /* of each unit, or NULL */
    const struct staff_unit **unit_of;  /* of each post */
    const struct staff_post **post_of;  /* of each tenure */
    const struct staff_person **who;    /* of each tenure */
    struct grouping by_post, by_person; /* tenures, in the order of their first days; by rank */
    struct grouping by_unit;            /* posts, by rank */
    struct staff_strokes *strokes;
    size_t nears; /* how often the nearest name was looked for while opening */
};

/* ---- names.c: looking up, without the nearest; and it ---- */

enum staff_kind { STAFF_PERSON, STAFF_UNIT, STAFF_POST };
struct staff_match staff_match(const struct staff *s, enum staff_kind kind, struct text ref);
const void *staff_nearest(const struct staff *s, enum staff_kind kind, struct text ref);

/* ---- link.c: names to records; check.c: what contradicts itself ---- */

void staff_link(struct staff *s);
void staff_check(struct staff *s);

/* ---- days ---- */

#define STAFF_DAY_FIRST INT32_MIN
#define STAFF_DAY_LAST  INT32_MAX

/* Days since 1970-01-01; an open end is the first or last of all. */
static inline int64_t staff_day_from(const struct staff_tenure *t)
{
    return t->from.year ? date_number(t->from) : STAFF_DAY_FIRST;
}

static inline int64_t staff_day_to(const struct staff_tenure *t)
{
    return t->to.year ? date_number(t->to) : STAFF_DAY_LAST;
}

/* As 2026-09-19 (check.c). */
const char *staff_day_text(struct arena *a, int64_t day);

/* ---- strokes.c: hides ICU's collator ---- */

struct staff_strokes *staff_strokes_open(struct arena *a);
void staff_strokes_close(struct staff_strokes *k);
/* How many strokes a character has. */
int staff_strokes_count(const struct staff_strokes *k, uint32_t character);
/* As ICU counts, in some too many. */
int staff_strokes_icu(const struct staff_strokes *k, uint32_t character);
int staff_strokes_compare(const struct staff_strokes *k, struct text a, struct text b);

#endif
