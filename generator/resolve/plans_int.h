/* Inside resolve/: what plans share: deadlines, numbers of tasks and vehicles. */
#ifndef HONGTOU_RESOLVE_PLANS_INT_H
#define HONGTOU_RESOLVE_PLANS_INT_H

#include "resolve/resolve_int.h"

/* ---- deadline.c ---- */

/* The day of issue: of the signature, or else of the imprint; year 0: none. */
struct date document_date(const struct document *doc);

/* Its dates and its printed form; what is impossible, past or not understood is reported. */
void deadline_resolve(struct resolver *r, struct deadline *d);

/* ---- tasks.c, vehicles.c, questions.c ---- */

void tasks_resolve(struct resolver *r, struct task_list *list);
void vehicles_resolve(struct resolver *r, struct vehicle_plan *plan);
/* Numbers of topics and questions, and the options of those that ask for yes or no. */
void questions_resolve(struct resolver *r, struct form *form);

#endif
