/*
 * Who holds a post on a day, and what differs between two days. Built once from a staff file's
 * records, shared by all documents of a run, never changed.
 */
#ifndef HONGTOU_STAFF_STAFF_H
#define HONGTOU_STAFF_STAFF_H

#include "base/diag.h"
#include "model/staff.h"

struct staff;

/* Finds what belongs together and reports every contradiction: names that nothing bears, a tenure
 * that ends before it starts, two holders at once, gaps, units without a parent, impossible
 * telephones, posts that exclude each other. NULL when there was an error. Everything belongs to
 * the arena but what staff_close frees. */
struct staff *staff_open(struct arena *a, const struct staff_records *records, struct diags *d);
void staff_close(struct staff *s);

const struct staff_records *staff_records_of(const struct staff *s);

/* ---- looking things up ---- */

enum { STAFF_MATCH_MOST = 8 };

/* What a reference found: people, units or posts. n == 0: none; n > 1: it is ambiguous. Blanks in
 * a reference do not count: 张　三 is 张三. */
struct staff_match {
    const void
        *found[STAFF_MATCH_MOST]; /* in the file's order; the first ones when there are more */
    size_t n;
    const void *near; /* when nothing was found: what has the most similar name, or NULL */
    bool by_former;   /* found by a former name (of the unit, for a post) */
};

/* By id or name. */
struct staff_match staff_find_person(const struct staff *s, struct text ref);
/* Whoever bears the name that stands at character i of a text, alone: the longest there is. Returns
 * its characters; 0: no name, or one that several bear. */
size_t staff_name_at(const struct staff *s, struct text t, size_t i,
                     const struct staff_person **out);
/* By full, short or former name; the parent's name may stand before it. */
struct staff_match staff_find_unit(const struct staff *s, struct text ref);
/* By id, unit and title (县财政局局长, 青禾县财政局局长), what staff_post_name gives, or a title
 * that only one unit has. */
struct staff_match staff_find_post(const struct staff *s, struct text ref);

const struct staff_unit *staff_unit_of(const struct staff *s, const struct staff_post *post);
const struct staff_unit *staff_parent_of(const struct staff *s, const struct staff_unit *unit);
/* The short name, else the full one. */
struct text staff_unit_name(const struct staff_unit *unit);
/* 县财政局局长: the unit's short name (else full) and the title; 白石镇镇长 and 副县长 for the
 * posts of a government (人民政府), the title alone when the unit's name begins it. In the arena.
 */
const char *staff_post_name(const struct staff *s, struct arena *a, const struct staff_post *post);

/* ---- on a day: each gives how many there are, of which the first ones go to out ---- */

/* Those who hold a post on a day, in the file's order. */
size_t staff_holders(const struct staff *s, const struct staff_post *post, struct date day,
                     const struct staff_tenure *out[], size_t most);
/* The tenures of a person on a day, own posts before concurrent ones, by rank. */
size_t staff_tenures_of(const struct staff *s, const struct staff_person *p, struct date day,
                        const struct staff_tenure *out[], size_t most);
/* So those of whatever days, one by one; behind the last NULL. */
const struct staff_tenure *staff_tenure_ever(const struct staff *s, const struct staff_person *p,
                                             size_t i);
/* The posts of a unit with a standing, by rank. */
size_t staff_posts_of(const struct staff *s, const struct staff_unit *u,
                      enum post_standing standing, const struct staff_post *out[], size_t most);
const struct staff_person *staff_holder_of(const struct staff *s, const struct staff_tenure *t);
const struct staff_post *staff_held_post(const struct staff *s, const struct staff_tenure *t);

/* ---- between two days ---- */

enum staff_change_kind {
    CHANGE_LEFT,    /* before holds the post no longer; after: who does instead, or NULL */
    CHANGE_CAME,    /* after holds it anew; before: who held it, or NULL */
    CHANGE_BETWEEN, /* after came and left between the days, and holds it on neither */
    CHANGE_EMPTY,   /* nobody holds it on the second day; before: the last one who did, or NULL */
};
struct staff_change {
    enum staff_change_kind kind;
    const struct staff_post *post;
    const struct staff_tenure *before, *after;
};
/* Posts whose holders on one day are not those on the other, or were others in between, and posts
 * that are empty on the second day; by kind, unit and rank. */
size_t staff_changes(const struct staff *s, struct arena *a, struct date from, struct date to,
                     const struct staff_change **out);

/* 原县财政局局长罗启明, 免去罗启明…, 罗启明同志不再担任…: the text knows that whose name stands there
 * has left. */
bool staff_has_left_by_words(struct text t, size_t from, size_t to);

/* -1, 0 or 1: by the strokes of the surname; of one surname those of one character's name first,
 * then by the strokes of the name (按姓氏笔画为序). */
int staff_compare_strokes(const struct staff *s, struct text a, struct text b);

#endif
