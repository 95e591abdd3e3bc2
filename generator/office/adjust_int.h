/* Inside office/: the draft of an adjustment. */
#ifndef HONGTOU_OFFICE_ADJUST_INT_H
#define HONGTOU_OFFICE_ADJUST_INT_H

#include "office/office_int.h"

/* A group: its roster, and the office and teams that follow it; or teams alone. */
struct group {
    const char *name;                 /* "": nothing names it */
    bool rest;                        /* cars and contacts, which are no group's */
    VEC(const struct block *) blocks; /* in the order of the document */
};
typedef VEC(struct group) group_list;

/* What the draft of a notice is made from. */
struct draft {
    struct arena *arena;
    struct tree *tree; /* of the document that named the group */
    const struct document *document;
    struct group group;
    bool rest;                           /* what is said otherwise of cars and contacts, too */
    const struct people *before, *after; /* on the first day, and on the second */
    fact_changes typed;                  /* of people typed outside rosters */
    const char *members;                 /* 领导小组成员, but 联络员 */
    const char *staff;                   /* the staff file, from where the draft will be */
    const char *day;                     /* from which it is so: the second */
    struct buf *out;
};

/* ---- adjust_groups.c ---- */

/* The groups of a document; with none, or several, its cars and contacts count as one. */
group_list office_groups(struct arena *a, const struct document *doc);
/* The place of the group in the list; the only one may have any name. False: reported. */
bool office_choose_group(struct arena *a, const group_list *list, const char *name,
                         const struct document *doc, size_t *index, struct diags *d);

/* ---- adjust_typed.c: those typed outside rosters ---- */

/* Whose names are others on the second day. */
void office_typed_changes(struct arena *a, const struct people *before, const struct people *after,
                          fact_changes *out);
/* Whether a name is typed in the words of a block's teams. */
bool office_stands_in(struct tree *tree, const struct block *b, const struct fact *f);
/* Whoever is typed there becomes, in the tree, who would be; whoever has no successor goes. */
void office_renew_words(struct arena *a, struct tree *tree, const struct block *b,
                        const struct people *before, const struct people *after);

#endif
