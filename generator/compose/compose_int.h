/* Inside compose/: what its files share. */
#ifndef HONGTOU_COMPOSE_COMPOSE_INT_H
#define HONGTOU_COMPOSE_COMPOSE_INT_H

#include "compose/compose.h"
#include "model/form.h"
#include "resolve/resolve.h"
#include "value/date.h"
#include "value/list.h"
#include "value/number.h"

struct composer {
    const struct document *doc;
    const struct people *people; /* on the day that it is composed for */
    struct arena *arena;
    struct diags *diags;
    bool failed;
    bool run_on;                         /* the questions of the form being composed */
    VEC(const struct task_list *) tasks; /* of the whole document */
    int sections;                        /* that have been counted where a block stands */
};

/* ---- compose.c ---- */

/* ---- block.c ---- */

/* All of a part, its footnotes counted. */
struct flow *compose_part(struct composer *c, const struct block *first);

/* ---- node.c: flow, piece by piece ---- */

/* The name of the place where an attachment starts. */
const char *compose_anchor(struct composer *c, const struct part *p);
/* Of what stands in text; its text, or the name that stands for it. */
struct flow_piece *compose_pieces(struct composer *c, const struct inline_item *first);
struct flow_piece *compose_pieces_behind(struct composer *c, struct text label,
                                         const struct inline_item *first);
struct text compose_contact_words(struct composer *c, const struct contact *contact, bool labelled);
struct text compose_words_of(struct composer *c, const struct inline_item *i);
/* Makes a heading one that its first paragraph follows on its line: 全面自查。（8月15日—8月23日）…
 */
void compose_run_in(struct composer *c, struct flow *f, struct text title);
/* Pieces as a paragraph of the text that a label may open. */
struct flow *compose_labelled_pieces(struct composer *c, struct text label,
                                     struct flow_piece *pieces, struct pos pos);
/* Of a paragraph, or of a list. */
struct flow *compose_text_block(struct composer *c, const struct block *b);

struct flow *compose_node(struct composer *c, enum flow_kind kind, struct pos pos);
struct flow_piece *compose_piece(struct composer *c, struct text t);
/* NULL for the empty text. */
struct flow *compose_paragraph(struct composer *c, struct text t);
struct flow **compose_end(struct flow **last);
struct text_item *compose_item(struct composer *c, struct text t);
/* A text behind a label of the compiler's. */
struct text compose_labelled(struct composer *c, const char *label, struct text t);

/* A table put together cell by cell, as an author would have written it: the grid, the counter and
 * merged cells are left to compose_grid. */
struct table_maker {
    struct composer *c;
    struct flow_table *table;
    struct flow_column **column; /* where the next one goes */
    struct flow_row **row;
    struct flow_cell **cell;
    int columns;
    enum column_plan plan; /* of the columns from now on, PLAN_NONE at first */
    int place;             /* of the next one in it */
    struct pos pos;        /* of the row */
};

struct column_form {
    const char *title;
    enum cell_align align;
    enum column_content content;
    bool merge;
};

void compose_table(struct table_maker *t, struct composer *c, struct pos pos, struct text title);
void compose_columns(struct table_maker *t, const struct column_form columns[], size_t n);
struct flow_row *compose_row(struct table_maker *t, enum row_kind kind, struct pos pos);
struct flow_cell *compose_new_cell(struct composer *c, struct pos pos, struct text t);
/* The next cell of the row; content NULL: empty. */
struct flow_cell *compose_cell(struct table_maker *t, struct flow *content);
struct flow_cell *compose_text(struct table_maker *t, struct text text);
struct flow_cell *compose_words(struct table_maker *t, const char *s);
/* A row with one cell over all columns. */
void compose_group(struct table_maker *t, struct text title, struct pos pos);

/* ---- table.c, grid.c, sum.c ---- */

/* A table whose places, sums and merged cells are being found. */
struct grid {
    struct composer *c;
    struct flow_table *table;
    int n;                        /* columns */
    struct flow_column **columns; /* by number */
    bool failed;                  /* places that belong to no cell: nothing can be summed */
};

/* A total row for columns to be summed, when the author wrote none. Before rows are placed. */
void compose_total(struct grid *g);
/* The first column of every cell, from the head's row of titles on; and the counters. */
void compose_places(struct grid *g);
/* Figures of number columns; sum rows filled in or checked. */
void compose_sums(struct grid *g);

struct flow_table *compose_written_table(struct composer *c, const struct table *written);
/* A table whose cells are all there: its places, sums and merged cells are found. */
struct flow *compose_table_node(struct composer *c, struct flow_table *table);

/* ---- members.c ---- */

/* Lines of a tier: one for each member, or a sentence: 责任领导：甲（兼）、乙；. closes: it ends in
 * a full stop. last: where the first line goes; returns where the next one does. */
struct flow_line **compose_tier(struct composer *c, const struct roster_tier *t, bool closes,
                                struct flow_line **last);

/* ---- tasks.c: what indexes and the checklist say as the list does ---- */

/* A row of a list: measures that stand in one cell, or a task without any. */
struct task_row {
    const struct task_list *list;
    const struct task_area *area;
    const struct task *task;
    const struct task_measure *first, *before; /* before: the last one of the row above */
    int n, i; /* how many measures; which row of the task, from 0 */
};

struct task_rows {
    VEC(struct task_row) list;
};

struct task_rows compose_task_rows(struct composer *c, const struct task_list *list);
/* The number of a row's first measure. One alone takes none, 0: in its cell, or of its task when
 * each has a row. */
int compose_first_number(const struct task_row *row);
/* NULL for no measure; number 0: it takes none. */
struct flow *compose_measure(struct composer *c, const struct task_list *list,
                             const struct task_measure *m, int number);
struct flow *compose_units(struct composer *c, const struct task_unit *units);
/* A row with the area's title; none without one. */
void compose_area(struct table_maker *t, const struct task_area *area);

/* ---- roster.c, teams.c, tasks.c, vehicles.c, form.c, flowchart.c: what blocks mean ---- */

struct flow *compose_roster(struct composer *c, const struct block *b, int level);
struct flow *compose_office(struct composer *c, const struct block *b, int level);
struct flow *compose_teams(struct composer *c, const struct block *b, int level);
struct flow *compose_tasks(struct composer *c, const struct block *b, int level);
struct flow *compose_index(struct composer *c, const struct block *b, int level);
struct flow *compose_check(struct composer *c, const struct block *b, int level);
struct flow *compose_vehicles(struct composer *c, const struct block *b, int level);
struct flow *compose_form(struct composer *c, const struct block *b, int level);
struct flow *compose_flowchart(struct composer *c, const struct flowchart *chart);
/* form.c, for its tables. answered: with the boxes at its end. */
struct flow *compose_question(struct composer *c, const struct form *form,
                              const struct form_question *q, bool answered);
/* The questions of a topic, one behind the other. */
struct flow *compose_run_on(struct composer *c, const struct form *form,
                            const struct form_topic *topic);
/* These boxes alone; NULL: it has none. */
struct flow *compose_answer(struct composer *c, const struct form *form,
                            const struct form_question *q);
/* 一、用水 */
struct text compose_topic_title(struct composer *c, const struct form_topic *topic);
/* form_table.c: the table of the topics from a part on; sets the part behind them. */
struct flow *compose_topics(struct composer *c, const struct form *form,
                            const struct form_part **part);
/* What its pages have. */
struct flow_form *compose_form_pages(struct composer *c, const struct form *form,
                                     const struct flow *content);

/* ---- vehicle_rows.c: the office's own columns ---- */

/* 1号车（陪同到白石村）; as it was typed, when it was. */
struct text compose_vehicle_title(struct composer *c, const struct vehicle_plan *plan,
                                  const struct vehicle_group *g, const struct vehicle *v);
/* 首行: they stay with what follows. */
struct flow *compose_vehicle_lines(struct composer *c, const struct vehicle_line *line);
/* What stands below a group's heading, a vehicle at a time. */
struct flow *compose_vehicle_rows(struct composer *c, const struct vehicle_plan *plan,
                                  const struct vehicle_group *g, int level);
/* 总表 in the plan's own columns. */
struct flow *compose_vehicle_list(struct composer *c, const struct vehicle_plan *plan);

/* ---- line.c: lines of a form ---- */

struct form_line {
    struct composer *c;
    struct pos pos;
    struct flow_piece *first, **last;
};

void compose_line_begin(struct form_line *line, struct composer *c, struct pos pos);
/* tied: it stays with what stands before it. */
void compose_line_text(struct form_line *line, struct text t, bool tied);
void compose_line_words(struct form_line *line, const char *s, bool tied);
struct flow_mark *compose_line_mark(struct form_line *line, enum mark_kind kind, struct text name,
                                    bool tied);
/* A name, in which no line ends. */
void compose_line_name(struct form_line *line, struct text name);
/* 沈珺（县农业农村局副局长） 13800000000, 县级组长: one of them may be all there is. */
void compose_line_person(struct form_line *line, struct text name, struct text post,
                         struct text phone);
/* Air of so many thousandths of a character; it fills the line when asked. */
void compose_line_space(struct form_line *line, int width, bool fills);
/* The blanks, boxes and unit of a field. */
void compose_line_field(struct form_line *line, const struct form_field *field);
/* Boxes that are one question, and how they stand by their options. */
struct box_group {
    struct text name, head; /* of what is asked */
    const struct form_option *options;
    bool single;
    enum box_place place;
    int gap; /* between two options, in thousandths of a character */
};
/* As the group says or else the form; usual: the gap where neither does; 0: of a sentence. */
struct box_group compose_box_group(const struct form *form, struct form_boxes own,
                                   const struct form_option *options, int usual);
/* A box and what it says, and those after it unless it stands alone; a line may end before each
 * that is not tied. */
void compose_line_boxes(struct form_line *line, const struct box_group *group,
                        const struct form_option *first, bool alone, bool tied);
struct flow *compose_line_paragraph(struct form_line *line, enum paragraph_kind kind);
/* A cell that is a field as a whole. */
struct flow_mark *compose_mark(struct composer *c, enum mark_kind kind, struct text name);

#endif
