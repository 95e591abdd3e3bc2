/*
 * Inside import/: a form as it is read (form.c, form_table.c) and written (form_write.c). Names
 * begin with form_.
 */
#ifndef HONGTOU_IMPORT_FORM_INT_H
#define HONGTOU_IMPORT_FORM_INT_H

#include "import/tables_int.h"
#include "value/number.h"

enum form_row_kind {
    FORM_ODD, /* none of a form's */
    FORM_TITLE,
    FORM_HEADING, /* 村：____ */
    FORM_CLASSES, /* 类别：□甲 □乙 */
    FORM_TOPIC,   /* 一、住房安全 */
    FORM_QUESTION,
    FORM_MORE, /* a line of strokes below a question */
    FORM_TABLE,
    FORM_SIGNING,
    FORM_GUIDE, /* 填写说明：… */
    FORM_ROW_KINDS
};

struct form_row {
    enum form_row_kind kind;
    size_t block;
    struct fill_line line;
    enum fill_label label;
    int number;           /* 0: it has none */
    size_t number_length; /* characters of the line; 0: a word processor gives it */
};

/* A table whose rows are topics and their questions. */
struct form_table {
    struct table_frame frame;
    bool each; /* a remark for each question */
};

struct form_reader {
    struct importer *im;
    bool titled; /* its first line is its title */
    VEC(struct form_row) rows;
    size_t n_topics, n_questions, n_filled;
    enum fill_label topic_label, question_label;
    bool through, lone, unnumbered; /* how questions are counted */
    bool has_table;
    struct form_table table; /* when it has one */
    struct interned names;   /* of fields */
    bool boxed;              /* the form says where its boxes stand */
    enum fill_box box;
};

/* Questions are counted through the form, or anew in each topic. A lone one may have no number. */
struct form_count {
    enum fill_label label;
    int in_topic, all, numbered, lone, lone_numbered;
    bool by_topic, through, mixed;
};
#define FORM_COUNT                                                                                 \
    {                                                                                              \
        .by_topic = true, .through = true                                                          \
    }

/* form_table.c: the next question, whose number is 0 when it has none; alone: in its topic. */
void form_count(struct form_count *c, int number, enum fill_label label, bool alone);
/* How questions are counted, into f. False: in no way that a form knows. */
bool form_counted(struct form_reader *f, const struct form_count *c);
/* Whether the table of a form is topics with questions; reads it. */
bool form_table_fits(struct form_reader *f);
/* 部分 of the table's rows into a 表单; its heads. */
void form_add_table(struct form_reader *f, struct node *form);
void form_say_heads(struct form_reader *f, struct node *form);

/* form_write.c: all of it. */
void form_write(struct form_reader *f, struct node *form);
/* 问 of a line, whose number is dropped. */
struct node *form_add_question(struct form_reader *f, struct node *topic,
                               const struct fill_line *line, size_t number_length);
/* 题 of a 部分 without its number, which is the n-th. */
void form_say_topic(struct form_reader *f, struct node *topic, struct text title, size_t number);

#endif
