/* Inside the dump: what its lines are made of. */
#ifndef HONGTOU_MODEL_DUMP_INT_H
#define HONGTOU_MODEL_DUMP_INT_H

#include "base/buf.h"
#include "flow/flow.h"
#include "model/form.h"

struct dump {
    struct buf *out;
    int depth;
    const struct flow_form *form; /* of the part being shown, or NULL */
    const struct people *people;  /* on the document's day, or NULL */
};

/* The start of a line; its end, when what follows stands in it. */
void dump_begin(struct dump *d, const char *name);
void dump_open(struct dump *d);

/* On the line: "text"; name "text" unless there is none; the word when it holds; one of several
 * words, "" for what is usual; a number unless it is the usual one; a date that is known. */
void dump_add_quoted(struct dump *d, struct text t);
void dump_add_text(struct dump *d, const char *name, struct text t);
void dump_add_word(struct dump *d, const char *word, bool holds);
void dump_add_one(struct dump *d, const char *const words[], unsigned i);
void dump_add_number(struct dump *d, const char *name, long long n, int usual);
void dump_add_date(struct dump *d, const char *name, struct date date);

/* Lines of their own; given: unless there is none. */
void dump_text(struct dump *d, const char *name, struct text t);
void dump_given(struct dump *d, const char *name, struct text t);
void dump_items(struct dump *d, const char *name, const struct text_item *i);

/* On the line: whom the author named, and what stands in text. */
void dump_add_reference(struct dump *d, const struct staff_reference *who);
void dump_add_contact(struct dump *d, const struct contact *contact);
void dump_add_options(struct dump *d, const struct form_option *first);
void dump_add_boxes(struct dump *d, struct form_boxes boxes);
void dump_add_skip(struct dump *d, const struct form_skip *skip);
void dump_add_field(struct dump *d, const struct form_field *f);
void dump_add_choice(struct dump *d, const struct form_choice *choice);
void dump_add_mark(struct dump *d, const struct flow_mark *m);
/* piece: what they were composed to, one each; NULL: they are not. */
void dump_add_inlines(struct dump *d, const struct inline_item *i, const struct flow_piece *piece);
void dump_add_pieces(struct dump *d, const struct flow_piece *piece);

/* dump_flow.c. written: the table of the author's, or NULL. */
void dump_grid(struct dump *d, const struct flow_table *table, const struct table *written);
void dump_figure(struct dump *d, struct text title, const struct flow_figure *figure);
void dump_flows(struct dump *d, const struct flow *f);

#endif
