/*
 * Blank forms, checklists and flowcharts: part of the document's model. As in model.h, what is
 * marked "resolved" is empty until resolve/ has derived it.
 */
#ifndef HONGTOU_MODEL_FORM_H
#define HONGTOU_MODEL_FORM_H

#include "model/model.h"
#include "value/entry.h"

enum form_kind {
    FILL_TEXT,
    FILL_NUMBER,
    FILL_DATE,
    FILL_PHONE,
    FILL_CARD,  /* 身份证: 18 boxes */
    FILL_BOXES, /* 代码框 */
};

/* 框位, 间隔: where boxes stand by their options, and the air between two of these; 0: not said. */
enum box_place { BOX_ANYWHERE, BOX_BEFORE, BOX_BEFORE_APART, BOX_BEHIND, BOX_BEHIND_APART };
enum box_gap { GAP_ANY, GAP_NONE, GAP_HALF, GAP_WHOLE };
struct form_boxes {
    enum box_place place;
    enum box_gap gap;
};

/* 填: a place to fill in, as written. */
struct form_choice;
struct form_field {
    struct pos pos;
    struct text name;
    struct form_choice *choice; /* heading: boxes of this name in place of a blank; else NULL */
    struct text label; /* 题; empty: the name */
    struct text unit;  /* may be empty */
    enum form_kind kind;
    int width;   /* in characters; 0: not given */
    int lines;   /* at least 1 */
    bool behind; /* heading, signing: the label stands behind the blank */
    bool bare;   /* without a colon */
    struct form_field *next;
};

enum form_answer { ANSWER_FILL, ANSWER_YES_NO, ANSWER_SINGLE, ANSWER_MULTIPLE };

/* An option of a question or a choice, a class. */
struct form_option {
    struct text text;
    struct text also; /* 同义: other spellings in data, a list as value/option.h has it; may be empty */
    struct form_option *next;
};

/* 框: a group of boxes in a question's text */
struct form_choice {
    struct pos pos;
    struct text name; /* resolved: 2-3-1 when it was left out */
    struct text head; /* resolved: as a question's */
    struct form_option *options;
    struct form_boxes boxes;
    bool several;
};

/* 跳转 */
struct form_skip {
    struct pos pos;
    struct text when, to;
    const struct form_question *target; /* resolved: whose code `to` is */
    struct form_skip *next;
};

/* 问 */
struct form_question {
    struct pos pos;
    struct text name; /* 名; resolved: 2-3 when it was left out */
    struct text id;   /* 代号, may be empty */
    enum form_answer answer;
    struct form_option *options;   /* resolved: 是 and 否 of a yes-no question */
    struct form_boxes boxes;     /* of the options */
    struct inline_item *inlines; /* text, fields, choices, and skips where there are choices */
    struct form_skip *skips;     /* that stand at the end */
    struct text label;           /* resolved: ① or 1.; empty: it has none */
    struct text number;          /* resolved: 1, for a column of numbers */
    struct text reference;       /* resolved: 第7题, or 第二部分第②题 */
    struct text printed;         /* resolved: its number as its readers know it: 二、③ */
    struct text head;            /* resolved: of its column in a list of what was filled in: its own
                                    name, or its number and words */
    struct form_question *next;
};

/* 部分 */
struct form_topic {
    struct pos pos;
    struct text title;  /* may be empty */
    struct text tier;   /* 层级, may be empty */
    struct text label;  /* resolved: 一、; empty: it has none */
    struct text number; /* resolved: 1, for a column of numbers */
    struct text name;   /* resolved: 1, for its remark */
    struct text head;   /* resolved: of its remark's column, before what that is called */
    struct form_question *questions;
};

/* 类别 */
enum note_place { NOTE_BEFORE, NOTE_BEHIND, NOTE_NONE };
enum class_boxes { CLASS_BOXED, CLASS_BARE, CLASS_WRITTEN }; /* written: on a blank behind them */
struct form_classes {
    struct text title, note;
    enum note_place note_place; /* before the classes, behind them, nowhere */
    enum class_boxes how;
    bool several;
    struct form_boxes boxes;
    struct form_option *options;
};

/* 成员表 */
struct form_members {
    struct text title;
    int rows;
    struct table *table; /* its columns */
};

enum form_part_kind { FORM_CLASSES, FORM_TOPIC, FORM_MEMBERS, FORM_FLOWCHART };

struct form_part {
    enum form_part_kind kind;
    struct pos pos;
    struct form_classes *classes;
    struct form_topic *topic;
    struct form_members *members;
    struct flowchart *flowchart;
    struct form_part *next;
};

/* What questions are counted by, and what numbers look like; LABEL_ANY: not said. */
enum form_count { COUNT_BY_TOPIC, COUNT_THROUGH, COUNT_BY_TIER };
enum form_label {
    LABEL_ANY,
    LABEL_CHINESE,          /* 一、 */
    LABEL_CHINESE_BRACKETS, /* （一） */
    LABEL_DIGITS,           /* 1. */
    LABEL_BRACKETS,         /* （1） */
    LABEL_CIRCLED,          /* ① */
    LABEL_NONE,
};

/* 栏目, 栏目内容 */
enum form_column_kind {
    FORM_COLUMN_NONE,
    FORM_COLUMN_TIER,
    FORM_COLUMN_TOPIC,
    FORM_COLUMN_QUESTION,
    FORM_COLUMN_REMARK, /* a topic's */
    FORM_COLUMN_NUMBER, /* a topic's when its column comes next; otherwise a question's */
    FORM_COLUMN_ANSWER, /* the boxes of a question */
    FORM_COLUMN_REMARK_EACH,
};
struct form_column {
    struct text head;           /* its name */
    enum form_column_kind kind; /* resolved when it was not said */
    struct form_column *next;
};

/* 法定标识 */
struct form_legend {
    struct text number, maker, approval;
    struct date until;
};

/* 排列: the questions of a topic a row each, or one behind the other; ANY: a row each, unless that
 * takes more pages than there are. */
enum form_arrange { ARRANGE_ANY, ARRANGE_ROWS, ARRANGE_RUN_ON };

/* 表单 */
struct form {
    struct pos pos;
    struct text title; /* empty in an attachment */
    bool free;         /* 自由: question after question, rather than a table */
    enum form_count count;
    bool count_given;
    enum form_label topic_label, question_label; /* the question's may be any */
    bool numbers_lone, lone_given;               /* 一题编号 */
    struct form_boxes boxes;                     /* of groups that do not say */
    bool folded;                                 /* A3 */
    bool two_up;                                 /* 一页两份 */
    bool duplex, duplex_given;                   /* 双面 */
    bool marked;                                 /* 定位标 */
    int pages;                                   /* that it takes; 0: as many as it needs */
    enum form_arrange arrange;
    enum orientation orientation;
    struct form_column *columns; /* resolved: with the tier's when some topic has one */
    struct text key;             /* may be empty */
    struct form_legend *legend;
    struct form_field *heading; /* 填表项 */
    struct form_part *parts;
    struct form_field *signing;
    struct text_item *guide;
};

/* ---- flowcharts ---- */

/* 步骤, 判断 */
struct flowchart_step {
    struct pos pos;
    struct text id; /* may be empty */
    struct text text, note;
    bool decision;
    struct text to[2];                 /* a step's next; a decision's yes and no; empty: the next */
    struct flowchart_branch *branches; /* a decision's, in place of yes and no */
    struct flowchart_step *next;
};

/* 分支 */
struct flowchart_branch {
    struct pos pos;
    struct text label, to;        /* to: behind its steps; empty: what is behind the decision */
    struct flowchart_step *steps; /* may be NULL */
    struct flowchart_branch *next;
};

struct flowchart {
    struct pos pos;
    struct text title; /* may be empty */
    struct flowchart_step *steps;
};

#endif
