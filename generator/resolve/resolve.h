/*
 * What a document says of itself: how its attachments, tasks and questions are numbered, what its
 * references and deadlines mean; derived once, into the model's "resolved" fields. And what the
 * staff file says of it, which is asked for as many days as are wanted. What does not agree is
 * reported. Nothing here reads a file.
 */
#ifndef HONGTOU_RESOLVE_RESOLVE_H
#define HONGTOU_RESOLVE_RESOLVE_H

#include "base/diag.h"
#include "model/model.h"

struct staff;

/* False: the document has an error that leaves something to derive from nothing. */
bool resolve(struct document *doc, struct diags *d);

/* Of a resolved document. staff: the file that it names; NULL: none, or it could not be read; day:
 * year 0: the document's own. In the document's arena. */
struct people *resolve_people(const struct document *doc, const struct staff *staff,
                              struct date day, struct diags *d);
/* Who would stand in it on that day: whoever is typed by name and post gives way to those who hold
 * the post then. */
struct people *resolve_people_then(const struct document *doc, const struct staff *staff,
                                   struct date day, struct diags *d);

/* ---- what compose/ asks of what is resolved ---- */

/* 附件, or 附件2: how a text names an attachment (7.3.4: one attachment takes no number). */
const char *resolve_attachment_name(struct arena *a, int number);

/* Those of the measure, which may be NULL, or else of its task. */
const struct task_unit *resolve_task_units(const struct task *t, const struct task_measure *m);
const struct deadline *resolve_task_deadline(const struct task *t, const struct task_measure *m);
bool resolve_units_assist(const struct task_unit *units);

/* 一、 （一） 1. …; "" for none. */
const char *resolve_number(struct arena *a, enum numbers form, int n);

/* What the columns hold that a row has when the office says none. */
enum {
    VEHICLE_ROW_USUAL = HOLDS_PLATE | HOLDS_TYPE | HOLDS_DRIVER | HOLDS_PHONE | HOLDS_PASSENGERS |
                        HOLDS_PASSENGER_PHONES | HOLDS_REMARK
};

/* 3号车 */
struct text resolve_vehicle_name(struct arena *a, const struct vehicle *v);

#endif
