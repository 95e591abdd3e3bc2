/*
 * The records of a staff file: people, units, posts, and who held which post when. Plain data, as
 * the file has it: vocab/ fills it in from XML, staff/ from CSV and XLSX, and staff/ finds what
 * belongs together. Everything belongs to one arena.
 */
#ifndef HONGTOU_MODEL_STAFF_H
#define HONGTOU_MODEL_STAFF_H

#include "model/model.h"

/* 人员 */
struct staff_person {
    struct pos pos;
    size_t index;       /* in the list, from 0; so below */
    struct text id;     /* 代号; may be empty where the name is borne once */
    struct text name;   /* 姓名 */
    struct text former; /* 曾用名, several parted by 、; may be empty, like those below */
    struct text sex, ethnicity, phone, email, card;
    struct staff_person *next;
};

/* 单位 */
struct staff_unit {
    struct pos pos;
    size_t index;
    struct text name;                /* 名称, in full */
    struct text short_name;          /* 简称; may be empty */
    struct text former;              /* 曾用名, several parted by 、; may be empty */
    struct text parent;              /* 上级, by any of its names; empty: the topmost */
    const struct staff_unit *within; /* the unit that it is written in, or NULL */
    struct staff_unit *next;
};

/* Whether a post leads its unit. */
enum post_standing { STANDING_OTHER, STANDING_HEAD, STANDING_DEPUTY }; /* 其他, 正职, 副职 */

/* 岗位 */
struct staff_post {
    struct pos pos;
    size_t index;
    struct text id;                  /* 代号; may be empty */
    struct text title;               /* 职务, as 局长 */
    struct text unit;                /* by any of its names */
    const struct staff_unit *within; /* the unit that it is written in, or NULL */
    enum post_standing standing;
    int rank;  /* 排序: lower comes first; 0: not given */
    int seats; /* 名额: how many may hold it at once, at least 1 */
    struct staff_post *next;
};

/* 任职 */
struct staff_tenure {
    struct pos pos;
    size_t index;
    struct text person;              /* by id or name */
    struct text post;                /* by id, or unit and title: 青禾县财政局局长 */
    const struct staff_person *who;  /* the person of the same row, or NULL */
    const struct staff_post *within; /* the post that it is written in, or NULL */
    struct date from, to;            /* both days in the post; year 0: open */
    struct text document;            /* 任免文件 */
    struct text removal;             /* 免职文件; empty: the next holder's document */
    bool acting;                     /* 代理、主持工作 */
    bool concurrent;                 /* 兼 */
    struct staff_tenure *next;
};

struct staff_records {
    struct arena *arena;
    struct pos pos; /* of the file as a whole */
    struct staff_person *people, *last_person;
    struct staff_unit *units, *last_unit;
    struct staff_post *posts, *last_post;
    struct staff_tenure *tenures, *last_tenure;
};

struct staff_records *staff_records_new(struct arena *a, struct pos pos);

/* At the end of their list, counted. */
struct staff_person *staff_add_person(struct staff_records *r, struct pos pos);
struct staff_unit *staff_add_unit(struct staff_records *r, struct pos pos);
struct staff_post *staff_add_post(struct staff_records *r, struct pos pos);
struct staff_tenure *staff_add_tenure(struct staff_records *r, struct pos pos);

#endif
