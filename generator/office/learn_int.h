/* Inside office/: what notices tell of who held which post. */
#ifndef HONGTOU_OFFICE_LEARN_INT_H
#define HONGTOU_OFFICE_LEARN_INT_H

#include "model/staff.h"
#include "office/office_int.h"
#include "value/list.h"

struct learn_post {
    const char *unit, *title;
    enum post_standing standing;
};

/* first: the unit of the first of several posts that were typed as one; "": it is the first. False:
 * what is unit and what is title cannot be told. */
bool office_learn_post(struct arena *a, const char *typed, const char *first,
                       struct learn_post *out);
/* Units of one place or one house: 镇党委 and 镇人民政府, 镇 and 镇农业农村办公室; not 县财政局 and
 * 县水利局. */
bool office_learn_related(struct arena *a, const char *unit, const char *other);

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
    struct interned held; /* their persons */
};

/* Somebody, as far as it can be told. */
struct learn_person {
    const char *name;
    const char
        *key; /* by which tenures name him: the name, or the id of one whose name is shared */
    const char *phone, *email;
    struct learn_place place;         /* where he was first found */
    const struct staff_person *known; /* in the staff file, or NULL */
    VEC(struct learn_post) posts;     /* that he was found in, or holds in the staff file */
    size_t next; /* the next one of his name, its number from 1; 0: none */
};

/* The people of a name, by their numbers. */
struct learn_bearers {
    size_t first, last;
};

/* Somebody typed in a document. */
struct learn_sighting {
    struct text name, post, phone, email;
    struct learn_place place;
    size_t index;
};

/* What does not agree, and was left out. */
struct learn_conflict {
    struct learn_place place;
    const char *kind; /* of the JSON report */
    const char *text;
};

/* What was found in the documents, and what of it is new. */
struct learn {
    struct arena *arena;
    enum diag_lang lang;
    struct staff *staff; /* NULL: there is none yet */
    VEC(struct learn_seen) posts;
    struct interned post_names; /* of the posts, each its unit and its title */
    VEC(struct learn_person) people;
    struct interned names;
    VEC(struct learn_bearers) bearers; /* of the names */
    VEC(struct learn_conflict) conflicts;
    VEC(const char *) bound; /* documents that name the staff file now */
    VEC(const char *) bad;   /* that could not be read, or be made to name it: reported */
    size_t new_posts, new_people, new_tenures;
};

/* learn_who.c: whom a sighting means, among those of his name. NULL: it may be another one, which
 * is listed, as telephones are that do not agree. */
struct learn_person *office_learn_who(struct learn *l, const struct learn_sighting *s,
                                      const struct learn_post *posts, size_t n);

/* learn_write.c: the new records, in the elements of a staff file. What does not agree is listed in
 * the report and left out. */
void office_learn_write(struct learn *l, struct buf *xml);
/* One more that does not agree. */
void office_learn_conflict(struct learn *l, const struct learn_place *at, const char *kind,
                           const char *text);

#endif
