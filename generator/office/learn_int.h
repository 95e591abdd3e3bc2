/* Inside office/: what notices tell of who held which post. */
#ifndef HONGTOU_OFFICE_LEARN_INT_H
#define HONGTOU_OFFICE_LEARN_INT_H

#include "model/staff.h"
#include "office/office_int.h"

struct learn_post {
    const char *unit, *title;
    enum post_standing standing;
};

/* first: the unit of the first of several posts that were typed as one; "": it is the first. False:
 * what is unit and what is title cannot be told. */
bool office_learn_post(struct arena *a, const char *typed, const char *first,
                       struct learn_post *out);

/* Where a name was typed. */
struct learn_place {
    const char *file;
    uint32_t line;
    struct date day; /* of its document */
};

struct learn_holder {
    const char *person;
    struct learn_place first, last;
    bool concurrent;
};
typedef VEC(struct learn_holder) learn_holders;

struct learn_seen {
    struct learn_post post;
    const struct staff_post *known; /* in the staff file, or NULL */
    learn_holders holders;
};

struct learn_person {
    const char *name, *phone;
    struct learn_place place;
};

/* What was found in the documents, and what of it is new. */
struct learn {
    struct arena *arena;
    enum diag_lang lang;
    struct staff *staff; /* NULL: there is none yet */
    VEC(struct learn_seen) posts;
    VEC(struct learn_person) people;
    struct buf *report;
    size_t conflicts, new_posts, new_people, new_tenures;
};

/* learn_write.c: the new records, in the elements of a staff file. What does not agree is listed in
 * the report and left out. */
void office_learn_write(struct learn *l, struct buf *xml);
/* A line of the report. */
void office_learn_conflict(struct learn *l, const struct learn_place *at, const char *text);

#endif
