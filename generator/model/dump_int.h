/* What the files of the model's dump share. */
#ifndef HONGTOU_MODEL_DUMP_INT_H
#define HONGTOU_MODEL_DUMP_INT_H

#include "base/buf.h"
#include "model/form.h"

struct dump {
    struct buf *out;
    int depth;
};

/* The start of a line, and its end. */
void dump_begin(struct dump *d, const char *name);
void dump_end(struct dump *d);

/* On the line: "text"; name="text" unless there is none; the word when it holds. */
void dump_add_quoted(struct dump *d, struct text t);
void dump_add_present(struct dump *d, const char *name, struct text t);
void dump_add_word(struct dump *d, const char *word, bool holds);
void dump_add_inlines(struct dump *d, const struct inline_item *i);

void dump_blocks(struct dump *d, const struct block *b);

/* What a block holds besides blocks: a table, a list of tasks, … */
void dump_table(struct dump *d, const struct table *table);
void dump_task_list(struct dump *d, const struct task_list *list);
void dump_task_index(struct dump *d, const struct task_index *index);
void dump_vehicles(struct dump *d, const struct vehicle_plan *plan);
void dump_roster(struct dump *d, const struct roster *roster);
void dump_teams(struct dump *d, const struct teams *teams);
void dump_form(struct dump *d, const struct form *form);
void dump_flow(struct dump *d, const struct flow *flow);
/* On the line. */
void dump_add_field(struct dump *d, const struct form_field *f);
void dump_add_mark(struct dump *d, const struct form_mark *m);
void dump_facts(struct dump *d, const struct fact *fact);

/* Whom the author named, on the line. */
void dump_add_reference(struct dump *d, const struct staff_reference *who);

#endif
