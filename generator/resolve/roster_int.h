/* Inside resolve/: what the files of rosters share: whoever the staff file knows, as entries of
 * tiers and as words. */
#ifndef HONGTOU_RESOLVE_ROSTER_INT_H
#define HONGTOU_RESOLVE_ROSTER_INT_H

#include "resolve/resolve_int.h"
#include "staff/staff.h"

/* ---- who.c: references to records; NULL: reported, and the document has failed ---- */

const struct staff_person *who_person(struct resolver *r, struct text ref);
const struct staff_post *who_post(struct resolver *r, struct text ref);
const struct staff_unit *who_unit(struct resolver *r, struct text ref);

/* The unit that an inner one (综合股, whose name does not begin with a place as those of units do)
 * belongs to, which is named before it; NULL: the post's unit stands for itself. */
const struct staff_unit *who_unit_around(struct resolver *r, const struct staff_post *post);

/* 县财政局局长, 县乡村振兴局综合股股长 */
const char *who_post_name(struct resolver *r, const struct staff_post *post);

/* The people who hold a post on the document's day. */
struct holders {
    const struct staff_person **v;
    size_t n;
};
struct holders who_holds(struct resolver *r, const struct staff_post *post);

/* All posts of a person that day as a roster has them: 县委常委、县财政局党组书记、局长. Whoever
 * only stands in for the head of a unit has （主持工作） behind another post there. */
char *who_posts(struct resolver *r, const struct staff_person *p);

/* Those whom a reference names, as a text has them: 罗启明, or several joined by 、. */
struct text who_in_text(struct resolver *r, const struct staff_reference *who,
                        const struct staff_person **first);

/* ---- fact.c ---- */

/* 岗位:青禾县财政局局长, 人员:罗启明 */
const char *fact_post_key(struct resolver *r, const struct staff_post *post);
/* luo, or 罗启明 when he has no id; "" for NULL. */
const char *fact_person(struct resolver *r, const struct staff_person *p);
const char *fact_person_key(struct resolver *r, const struct staff_person *p);
void fact_add(struct resolver *r, struct fact fact);

/* ---- roster.c ---- */

/* The tiers' entries. units: the member units, or NULL; where: the roster, for the facts. */
struct tiers {
    struct roster_tier *first;
    enum roster_order order;
    const struct text_item *units;
    const char *where;
    bool in_words; /* set as a sentence, which has no name for a vacant post */
};
void tiers_resolve(struct resolver *r, const struct tiers *tiers);

#endif
