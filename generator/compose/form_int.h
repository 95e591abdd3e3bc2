/* Inside compose/: what the files of forms share: lines of words, blanks and boxes. */
#ifndef HONGTOU_COMPOSE_FORM_INT_H
#define HONGTOU_COMPOSE_FORM_INT_H

#include "compose/compose_int.h"

/* ---- form_line.c ---- */

/* A line being put together. */
struct form_line {
    struct composer *r;
    struct pos pos;
    struct inline_item *first, **last;
};

void form_line_begin(struct form_line *line, struct composer *r, struct pos pos);
/* tied: it stays with what stands before it. */
void form_line_text(struct form_line *line, struct text t, bool tied);
void form_line_words(struct form_line *line, const char *s, bool tied);
struct form_mark *form_line_mark(struct form_line *line, enum mark_kind kind, bool tied);
/* Air of so many thousandths of a character; it fills the line when asked. */
void form_line_space(struct form_line *line, int width, bool fills);
/* The blanks, boxes and unit of a field. */
void form_line_field(struct form_line *line, const struct form_field *field);
/* A box and what it says; label: what is asked. */
void form_line_box(struct form_line *line, struct text name, struct text option, bool single,
                   bool tied);
struct block *form_line_block(struct form_line *line, int level);

/* Levels of a form's paragraphs: a topic, the first of a question, those that stay with it. */
enum { FORM_LEVEL_TOPIC = 1, FORM_LEVEL_QUESTION, FORM_LEVEL_MORE };

/* ---- form_question.c ---- */

/* The paragraphs of every question. */
void questions_compose(struct composer *r, struct form *form);

#endif
