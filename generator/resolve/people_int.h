/* Inside resolve/: whom a document means, and what the staff file says of him on a day. */
#ifndef HONGTOU_RESOLVE_PEOPLE_INT_H
#define HONGTOU_RESOLVE_PEOPLE_INT_H

#include "resolve/resolve_int.h"
#include "staff/staff.h"

enum { TENURES_MOST = 16 }; /* of a person, and of a post, that are looked at */

/* A document being asked about, as of a day. */
struct inquiry {
    const struct document *doc;
    struct people *people; /* what has been found */
    struct arena *arena;
    struct diags *diags;
    const struct staff *staff; /* NULL: there is none, or it could not be read */
    struct date own;      /* the document's own day, whatever day is asked about; year 0: none */
    struct staff *sorter; /* in its place, to sort by strokes; NULL: not asked for yet */
    bool would;           /* who is typed is whoever would be, not what is printed */
    bool asked;           /* in vain: the staff file, or its day, is missing */
    VEC(const struct staff_unit *) shown_units; /* that the roster at hand prints with a post */
    struct interned postless; /* people of whom it was said that they hold no post */
    struct fact **last_fact;  /* where the next one goes */
};

/* References to records. NULL: reported, and the people have failed. */

const struct staff_person *resolve_person(struct inquiry *r, struct text ref);
const struct staff_post *resolve_post(struct inquiry *r, struct text ref);
const struct staff_unit *resolve_unit(struct inquiry *r, struct text ref);

/* 县财政局局长, 县乡村振兴局综合股股长; 县人民政府副县长 beside 县人民政府副秘书长, else 副县长 */
const char *resolve_post_name(struct inquiry *r, const struct staff_post *post);

/* A post that the roster at hand prints: whether its unit is shown there. */
void resolve_note_unit(struct inquiry *r, const struct staff_post *post);

/* The people who hold a post on the document's day. */
struct holders {
    const struct staff_person **v;
    size_t n;
};
struct holders resolve_holders(struct inquiry *r, const struct staff_post *post);

/* All posts of a person that day as a roster has them: 县委常委、县财政局党组书记、局长. Whoever
 * only stands in for the head of a unit has （主持工作） behind another post there. */
char *resolve_posts(struct inquiry *r, const struct staff_person *p);

/* Those whom a reference names, as a text has them: 罗启明, or several joined by 、. */
struct text resolve_name(struct inquiry *r, const struct staff_reference *who,
                         const struct staff_person **first);

/* What a 人名 says: names, posts or telephones. Empty: reported. */
struct text resolve_said(struct inquiry *r, const struct staff_reference *who);

/* ---- typed.c: people typed by name and post ---- */

struct typed_person {
    struct text name, title;
    struct staff_match match;
    const struct staff_person *person; /* NULL: the staff file does not know, or knows several */
    const struct staff_post *post; /* that the title says, and he holds on the document's own day;
                                      the weightiest of several; NULL: none */
    const struct staff_tenure *later; /* of the post, when he holds none before; else NULL */
    int weight;
};
/* Without a title it is whatever he holds, or comes to hold first. */
struct typed_person resolve_typed(struct inquiry *r, struct text name, struct text title);
/* Warns of what the staff file says otherwise; of what is printed only. */
void resolve_check_typed(struct inquiry *r, const struct typed_person *t);

/* On the day asked about: whether he still holds the post; and all the others that the title says;
 * whether another one of the post's holders came later. */
bool resolve_typed_stays(struct inquiry *r, const struct typed_person *t);
bool resolve_typed_is_as_it_was(struct inquiry *r, const struct typed_person *t);
bool resolve_typed_is_new(struct inquiry *r, const struct typed_person *t,
                          const struct staff_person *p);

/* ---- literal.c: facts of people typed outside rosters, whose words are printed as they are ----
 */

void resolve_vehicle_people(struct inquiry *r, const struct vehicle_plan *plan);
void resolve_contact_person(struct inquiry *r, const struct contact *contact);
/* In a contact's own words. */
void resolve_contact_words(struct inquiry *r, const struct inline_item *words);
/* In the words of a team. where: the team; label: what the words are said of, as 联络员, or empty.
 */
void resolve_team_words(struct inquiry *r, const struct inline_item *words, struct text where,
                        struct text label);

/* Whether one of several telephones, or e-mail addresses, is this one, however it is written. */
bool resolve_has_line(struct inquiry *r, struct text all, struct text line);

/* 岗位:青禾县财政局局长, 人员:罗启明 */
const char *resolve_post_key(struct inquiry *r, const struct staff_post *post);
/* luo, or 罗启明 when he has no id; "" for NULL. */
const char *resolve_person_id(struct inquiry *r, const struct staff_person *p);
const char *resolve_person_key(struct inquiry *r, const struct staff_person *p);
void resolve_fact(struct inquiry *r, struct fact fact);
/* A telephone that is printed because the staff file has it; none has no fact. where: in the words
 * of findings, as 联系人电话. */
void resolve_phone_fact(struct inquiry *r, struct pos pos, const char *where,
                        const struct staff_person *p);
void resolve_email_fact(struct inquiry *r, struct pos pos, const char *where,
                        const struct staff_person *p);

#endif
