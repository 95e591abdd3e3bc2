/*
 * Forms that were filled in on screen, back to a list: a row a form, a column a question. Hides
 * libqpdf.
 *
 * Files come from strangers: depth and number of fields are limited, damage is a finding; so are
 * a file of another form than the first one, fields that are gone, a form that was not filled in,
 * entries that cannot be what is asked for, boxes that show another answer than the file says, a
 * form given twice, and a key (of the form, else 户号) on forms that say different things. Whatever
 * was typed is kept.
 */
#ifndef HONGTOU_READ_READ_H
#define HONGTOU_READ_READ_H

#include "base/buf.h"
#include "base/diag.h"
#include "value/entry.h"

struct read_list;

/* In the arena. */
struct read_list *read_list_new(struct arena *a);

/* Adds a file's forms: one, or each of those that were printed by a list. Boxes of a group that are
 * ticked are parted by 、, by | where an option has a mark of its own. The parts of a date are one:
 * 2026-09-01. False: reported (it is no PDF, or no form). */
bool read_file(struct read_list *l, const char *path, struct diags *d);

/* What the kernel held while each file was read, as flags (base/cage.h). */
int read_list_held(const struct read_list *l);

/* Sheets by columns. Everything is in the list's arena. */
struct read_sheet_column {
    const char *head;
    enum entry_kind takes;
    const char *const *cells; /* ends in NULL; an empty cell is "" */
};
struct read_sheet {
    const char *name;
    struct read_sheet_column *columns;
    size_t n_columns;
};

/* The list itself, whose first column names the file; a sheet for each table of members, by their
 * households' key; what is to be looked at, if anything is. *n: how many. */
struct read_sheet *read_list_sheets(const struct read_list *l, enum diag_lang lang, size_t *n);

/* ---- one by one ---- */

/* A form of the list, and a question that some form asks. */
struct read_form {
    const char *file, *owner; /* owner: of many forms in a file, whose; NULL: the file is one */
    const char *key;          /* what tells it apart; NULL: it has no such field, or nothing there */
};
struct read_question {
    const char *name, *head; /* the field's; what it asks */
};
size_t read_list_forms(const struct read_list *l);
size_t read_list_questions(const struct read_list *l);
struct read_form read_list_form(const struct read_list *l, size_t form);
struct read_question read_list_question(const struct read_list *l, size_t question);
/* "": nothing was entered. */
const char *read_list_entry(const struct read_list *l, size_t form, size_t question);

#define READ_WHOLE SIZE_MAX
/* What somebody must look at. */
struct read_query {
    size_t form, question; /* READ_WHOLE: the form as a whole */
    const char *entry;     /* what is doubtful; of boxes what they show, and the list has another */
    const char *why;
};
size_t read_list_queries(const struct read_list *l);
struct read_query read_list_query(const struct read_list *l, size_t i, enum diag_lang lang);

/* Somebody looked: what stood there, and what is meant. */
struct read_settled {
    const char *file, *owner; /* file: without its folder; owner "": none */
    const char *name;         /* of the field; "": the form as a whole */
    const char *seen, *value;
};
/* Puts it into the list, and the query is none any more. False: there is no such query (any more).
 */
bool read_list_settle(struct read_list *l, const struct read_settled *s);

/* All of the list as CSV (value/csv.h). */
void read_list_write(const struct read_list *l, enum diag_lang lang, struct buf *out);

#endif
