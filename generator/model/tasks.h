/*
 * Task lists: areas, their tasks, the measures of a task, who answers for them and until when; and
 * the columns that an office gives its list. Part of the document of model.h.
 */
#ifndef HONGTOU_MODEL_TASKS_H
#define HONGTOU_MODEL_TASKS_H

#include "base/len.h"
#include "base/text.h"
#include "value/date.h"

struct inline_item;

/* 来源: where rows come from, a file beside the document. */
struct data_source {
    struct text file;  /* empty: none, the rows stand in the document */
    struct text sheet; /* 工作表 of an XLSX file, several, or 全部; empty: the one that fits */
    struct text sheet_column; /* 表名列: the head of a column that sheets' names are; or empty */
    bool hidden;              /* 隐藏行: hidden and filtered rows too */
    bool unstruck;            /* 划去: without what is struck out */
};

enum unit_role {
    UNIT_PLAIN,   /* answers for its own part; before units that assist, without one that is said to
                     lead, it leads */
    UNIT_LEADS,   /* 牵头 */
    UNIT_ASSISTS, /* 配合: not answerable itself */
};

/* 责任单位: one of those that a text names */
struct task_unit {
    struct pos pos;
    struct text name;
    struct text label; /* the words before it that say what it and the next ones do: 牵头： */
    struct text said;  /* the words behind it that say so: 牵头 */
    struct text typed; /* the first one of a text: all of it; empty: it goes on */
    bool assists;      /* as role says */
    bool worded;       /* the first one of a text: it says itself who does what */
    enum unit_role role;
    struct task_unit *next;
};

/* The units that a text names, with its words for what they do: 甲牵头，乙配合；各乡镇, 牵头：甲.
 * marks: that part names; role: of those it says nothing of. */
struct task_unit *task_units_of(struct arena *a, struct text t, unsigned marks,
                                enum unit_role role);

/* When it must be done: a date, or a phrase such as 3—11月 or 长期坚持. */
struct deadline {
    struct text text;        /* as written; empty: none */
    struct text printed;     /* resolved */
    struct date first, last; /* resolved: what it covers; month 0: not known, year 0: of no year */
    bool lasting;            /* resolved: 全年, 长期: of no month in an index */
};

/* What a column of a task list has. */
enum task_content {
    TASK_COUNTER,
    TASK_AREA,
    TASK_TITLE,
    TASK_MEASURE,
    TASK_UNITS,
    TASK_LEADS,
    TASK_ASSISTS,
    TASK_DEADLINE,
    TASK_REMARK,
    TASK_BLANK, /* to write in */
    TASK_CONTENTS
};

enum { TASK_COLUMNS_MOST = 20 }; /* that a list may have */

enum numbers {
    NUMBERS_AUTO,
    NUMBERS_CHINESE,        /* 一、 */
    NUMBERS_BRACKETS,       /* （一） */
    NUMBERS_DOT,            /* 1. */
    NUMBERS_DIGIT_BRACKETS, /* （1） */
    NUMBERS_CIRCLE,         /* ① */
    NUMBERS_DIGIT,          /* 1 */
    NUMBERS_NONE,
};

/* 栏 */
struct task_column {
    struct pos pos;
    enum task_content content;
    struct text title;
    struct text name; /* in a file, when it is another; may be empty */
    len_t width;      /* fixed; 0: not */
    int share;        /* relative to the other columns with one. Neither: by its content */
    struct task_column *next;
};

/* 措施: with units and a deadline of its own, or those of its task. */
struct task_measure {
    struct pos pos;
    struct inline_item *inlines;
    struct task_unit *units; /* may be NULL */
    struct deadline deadline;
    struct text remark;              /* its own; may be empty */
    struct text joined;              /* 与上合并, as written; may be empty */
    unsigned joins;                  /* bits of contents whose cells are those above */
    const struct task_unit *answers; /* resolved: its own, or those above; NULL: the task's */
    struct task_measure *next;
};

/* 任务 */
struct task {
    struct pos pos;
    struct text title;
    struct task_measure *measures; /* may be NULL */
    struct task_unit *units;
    struct deadline deadline;
    struct text remark;              /* 备注, may be empty */
    struct text joined;              /* as in a measure */
    unsigned joins;                  /* so */
    const struct task_unit *answers; /* resolved: its own, or those above */
    int number;                      /* resolved: 1 …, through the list */
    struct task *next;
};

/* 领域 */
struct task_area {
    struct pos pos;
    struct text title; /* empty: tasks of no area */
    struct task *tasks;
    struct text label; /* resolved: 一、; empty: the title has its number */
    struct task_area *next;
};

struct task_list {
    struct pos pos;
    struct text title; /* 题, above the table; may be empty */
    struct data_source source;
    struct task_column *columns; /* NULL: the compiler's */
    struct task_area *areas;
    enum numbers area_numbers, task_numbers, measure_numbers;
    bool together; /* measures that agree in all else share a cell */
    bool continued;
    int size_least; /* 最小字号; 0: the profile's */
};

/* 任务索引: the document's task lists again, by responsible unit or by deadline. */
struct task_index {
    struct pos pos;
    struct text title;
    bool by_deadline;
    bool continued;
    int size_least; /* as a list's */
};

#endif
