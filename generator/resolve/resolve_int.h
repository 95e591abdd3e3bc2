/* Inside resolve/: what a document says of itself. */
#ifndef HONGTOU_RESOLVE_RESOLVE_INT_H
#define HONGTOU_RESOLVE_RESOLVE_INT_H

#include "base/diag.h"
#include "base/mem.h"
#include "model/form.h"
#include "resolve/resolve.h"
#include "value/date.h"
#include "value/list.h"
#include "value/number.h"

struct resolver {
    struct document *doc;
    struct arena *arena;
    struct diags *diags;
    bool failed;
};

/* ---- deadline.c ---- */

/* The day of issue: of the signature, or else of the imprint; year 0: none. */
struct date resolve_issue_date(const struct document *doc);

/* Its dates and its printed form; what is impossible, past or not understood is reported. */
void resolve_deadline(struct resolver *r, struct deadline *d);

/* ---- form.c: numbers of topics and questions, names of boxes, what columns have ---- */

void resolve_form(struct resolver *r, struct form *form);

/* ---- form_head.c: what columns of what was filled in are called ---- */

/* Its printed number and its words; of a choice in them, what stands before it. */
struct text resolve_question_head(struct resolver *r, const struct form_question *q);
struct text resolve_choice_head(struct resolver *r, const struct form_question *q,
                                const struct inline_item *choice);
/* Heads that others have already get their names behind them. */
void resolve_unique_heads(struct resolver *r, struct form *form);

/* ---- vehicles.c: their numbers, and what does not fit ---- */

void resolve_vehicles(struct resolver *r, struct vehicle_plan *plan);

/* ---- vehicle_columns.c: what their columns hold, and what has no place ---- */

void resolve_vehicle_columns(struct resolver *r, struct vehicle_plan *plan);

#endif
