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

/* 填: a place to fill in, as written. */
struct form_field {
    struct pos pos;
    struct text name;
    struct text label; /* 题; empty: the name */
    struct text unit;  /* may be empty */
    enum form_kind kind;
    int width; /* in characters; 0: not given */
    int lines; /* at least 1 */
    struct form_field *next;
};

enum form_answer { ANSWER_FILL, ANSWER_YES_NO, ANSWER_SINGLE, ANSWER_MULTIPLE };

/* 跳转 */
struct form_skip {
    struct pos pos;
    struct text when, to;
    struct form_skip *next;
};

/* 问 */
struct form_question {
    struct pos pos;
    struct text name; /* 名; resolved: 2-3 when it was left out */
    struct text id;   /* 代号, may be empty */
    enum form_answer answer;
    struct text_item *options;   /* resolved: 是 and 否 of a yes-no question */
    struct inline_item *inlines; /* text, and fields */
    struct form_skip *skips;
    struct text label;     /* resolved: ① or 1. */
    struct text reference; /* resolved: 第7题, or 第二部分第②题 */
    struct form_question *next;
};

/* 部分 */
struct form_topic {
    struct pos pos;
    struct text title;
    struct text tier;  /* 层级, may be empty */
    struct text label; /* resolved: 一、 */
    struct form_question *questions;
};

/* 类别 */
struct form_classes {
    struct text title, note;
    bool several;
    struct text_item *options;
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

/* 法定标识 */
struct form_legend {
    struct text number, maker, approval;
    struct date until;
};

/* 表单 */
struct form {
    struct pos pos;
    struct text title; /* empty in an attachment */
    bool free;         /* 自由: question after question, rather than a table */
    bool through;      /* 连续: questions are counted through the form */
    bool folded;       /* A3 */
    bool two_up;       /* 一页两份 */
    enum orientation orientation;
    struct text_item *heads; /* of the three columns */
    struct text key;         /* may be empty */
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
    struct text to[FLOW_WAYS]; /* a step's next; a decision's yes and no; empty: the next */
    struct flowchart_step *next;
};

struct flowchart {
    struct pos pos;
    struct text title; /* may be empty */
    struct flowchart_step *steps;
};

#endif
