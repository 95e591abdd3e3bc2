/*
 * Who holds a post on a day, and what differs between two days. Built once from a staff file's
 * records, shared by all documents of a run, never changed.
 */
#ifndef HONGTOU_STAFF_STAFF_H
#define HONGTOU_STAFF_STAFF_H

#include "base/diag.h"
#include "model/staff.h"

struct staff;

/* Records of a CSV file (one row a tenure: person, unit and post in one) or an XLSX book (sheets
 * 人员, 单位, 岗位, 任职; or one sheet as the CSV). NULL: reported. */
struct staff_records *staff_load(struct arena *a, const char *path, struct pos pos,
                                 struct diags *d);

/* Finds what belongs together and reports every contradiction: names that nothing bears, a tenure
 * that ends before it starts, two holders at once, gaps, units without a parent, impossible
 * telephones, posts that exclude each other. NULL when there was an error. */
struct staff *staff_open(struct arena *a, const struct staff_records *records, struct diags *d);

/* ---- looking things up ---- */

/* What a reference found: candidates in a fixed order, n of them. n == 0: none, near[] has the
 * most similar names; n > 1: the reference is ambiguous. */
struct staff_match {
    const void **found;
    size_t n;
    const char *near; /* or NULL */
};

/* By id or name (former names too; *by_former says so). */
struct staff_match staff_find_person(const struct staff *s, struct text ref, bool *by_former);
/* By full, short or former name. */
struct staff_match staff_find_unit(const struct staff *s, struct text ref, bool *by_former);
/* By id, unit and title (县财政局局长, 青禾县财政局局长), or a title that only one unit has. */
struct staff_match staff_find_post(const struct staff *s, struct text ref);

const struct staff_unit *staff_unit_of(const struct staff *s, const struct staff_post *post);
/* 县财政局局长: the unit's short name (else full) and the title; the title alone when the unit's
 * name begins it. */
const char *staff_post_name(const struct staff *s, const struct staff_post *post);

/* ---- on a day ---- */

/* Those who hold a post on a day, in the file's order. */
size_t staff_holders(const struct staff *s, const struct staff_post *post, struct date day,
                     const struct staff_tenure *out[], size_t most);
/* The tenures of a person on a day, own posts before concurrent ones, by rank. */
size_t staff_tenures_of(const struct staff *s, const struct staff_person *p, struct date day,
                        const struct staff_tenure *out[], size_t most);
const struct staff_person *staff_holder_of(const struct staff *s, const struct staff_tenure *t);
const struct staff_post *staff_held_post(const struct staff *s, const struct staff_tenure *t);
/* The posts of a unit with a standing, by rank. */
size_t staff_posts_of(const struct staff *s, const struct staff_unit *u,
                      enum post_standing standing, const struct staff_post *out[], size_t most);

/* ---- between two days ---- */

enum staff_change_kind { CHANGE_LEFT, CHANGE_CAME, CHANGE_EMPTY };
struct staff_change {
    enum staff_change_kind kind;
    const struct staff_post *post;
    const struct staff_tenure *before, *after; /* either may be NULL */
};
/* Posts whose holder on one day is not the one on the other; by unit and rank. */
size_t staff_changes(const struct staff *s, struct arena *a, struct date from, struct date to,
                     const struct staff_change **out);

/* -1, 0 or 1: by the strokes of the surname, then of the name (按姓氏笔画为序; ICU's collation). */
int staff_compare_strokes(const struct staff *s, struct text a, struct text b);

#endif
