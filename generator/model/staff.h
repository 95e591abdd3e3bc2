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
    struct text id;     /* 代号; may be empty where the name is borne once */
    struct text name;   /* 姓名 */
    struct text former; /* 曾用名; may be empty, like those below */
    struct text sex, ethnicity, phone, card;
    struct staff_person *next;
};

/* 单位 */
struct staff_unit {
    struct pos pos;
    struct text name;       /* 名称, in full */
    struct text short_name; /* 简称; may be empty */
    struct text former;     /* 曾用名, several parted by 、; may be empty */
    struct text parent;     /* 上级, by any of its names; empty: the topmost */
    struct staff_unit *next;
};

/* Whether a post leads its unit. */
enum post_standing { STANDING_OTHER, STANDING_HEAD, STANDING_DEPUTY }; /* 其他, 正职, 副职 */

/* 岗位 */
struct staff_post {
    struct pos pos;
    struct text id;    /* 代号; may be empty */
    struct text title; /* 职务, as 局长 */
    struct text unit;  /* by any of its names */
    enum post_standing standing;
    int rank; /* 排序: lower comes first; 0: not given */
    struct staff_post *next;
};

/* 任职 */
struct staff_tenure {
    struct pos pos;
    struct text person;   /* by id or name */
    struct text post;     /* by id, or unit and title: 青禾县财政局局长 */
    struct date from, to; /* both days in the post; year 0: open */
    struct text document; /* 任免文件 */
    bool acting;          /* 代理、主持工作 */
    bool concurrent;      /* 兼 */
    struct staff_tenure *next;
};

struct staff_records {
    struct arena *arena;
    struct staff_person *people;
    struct staff_unit *units;
    struct staff_post *posts;
    struct staff_tenure *tenures;
};

#endif
