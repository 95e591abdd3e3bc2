/* Dates: days of the calendar, as people write them and as they are counted; the one judge of both.
 */
#ifndef HONGTOU_VALUE_DATE_H
#define HONGTOU_VALUE_DATE_H

#include "base/text.h"

enum { DATE_MONTHS = 12, DATE_FIRST_YEAR = 1000, DATE_LAST_YEAR = 9999 };

/* What is not written is 0: 2026年 has neither month nor day. Year 0: no date. */
struct date {
    int year, month, day;
    struct pos pos;
};

/* ---- the calendar ---- */

/* Days of a month, 0 for a month that does not exist. Year 0: of any year, so that February has
 * 29. */
int date_month_days(int year, int month);

/* A day that exists, in a year of four digits. */
bool date_is_day(int year, int month, int day);
/* What is written of it exists. */
bool date_exists(struct date date);

/* Less than, equal to or greater than 0. */
int date_compare(struct date x, struct date y);

/* Days since 1970-01-01, and the day of such a number (any that fits 32 bits). */
int64_t date_number(struct date day);
struct date date_of_number(int64_t number);
/* 0 Sunday to 6. */
int date_weekday(struct date day);

/* The day that the clock of this machine shows where it stands. */
struct date date_today(void);

/* ---- reading and writing ---- */

enum date_spelling {
    DATE_NONE,
    DATE_ISO,    /* 2026-09-01 */
    DATE_LOOSE,  /* any other */
    DATE_SERIAL, /* a day's number, as workbooks show it when the cell has lost its format */
};

/*
 * 2026-9-1, 2026/9/1, 2026.9.1, 2026年9月1日, 二〇二六年九月一日, 20260901, their digits of either
 * width, blanks between; without the day 2026年9月, 2026-09, 202609; the year alone. A midnight
 * behind it (2026/9/1 0:00) says nothing. Five digits are the number of a day: 46326 is 2026-10-31.
 * The whole text is the date: nothing before or behind.
 *
 * DATE_NONE: it is none, or not clear: a year of two digits, and 2026.1, which a workbook makes of
 * 2026.10. Months and days may be impossible (2026-13-45): ask date_exists.
 */
enum date_spelling date_read(struct text t, struct date *date);
/* The same for a whole day that exists. */
bool date_read_day(struct text t, struct date *day);

/* 2026年9月19日: no zero padding (GB/T 9704 7.3.5.4); 2026-09-19. */
char *date_text(struct arena *a, struct date date);
char *date_iso(struct arena *a, struct date date);

#endif
