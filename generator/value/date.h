/* Days of the calendar, and dates as people write them: the one judge of both. */
#ifndef HONGTOU_VALUE_DATE_H
#define HONGTOU_VALUE_DATE_H

#include "base/text.h"

enum { CALENDAR_MONTHS = 12, CALENDAR_FIRST_YEAR = 1000, CALENDAR_LAST_YEAR = 9999 };

struct date {
    int year, month, day; /* year 0: no date */
    struct pos pos;
};

/* 2026年9月19日: no zero padding (GB/T 9704 7.3.5.4). */
char *date_text(struct arena *a, struct date date);

bool calendar_is_leap(int year);

/* Days of a month, 0 for a month that does not exist. Year 0: of any year, so that February has
 * 29. */
int calendar_days(int year, int month);

/* The year has four digits, and the month has the day. */
bool calendar_has(int year, int month, int day);

/* 0 to 9 for ASCII and full-width digits and for 〇零一…九; -1 for anything else. */
int calendar_digit(uint32_t cp);

/* A date as written; what is not written is 0: 2026年 has neither month nor day. */
struct calendar_date {
    int year, month, day;
    bool serial; /* written as a day's number */
};

/*
 * 2026-9-1, 2026/9/1, 2026.9.1, 2026年9月1日, 二〇二六年九月一日, 20260901, their digits of either
 * width, blanks between; without the day 2026年9月, 2026-09, 202609; the year alone. A midnight
 * behind it (2026/9/1 0:00) says nothing. Five digits are the number of a day, as workbooks show
 * it when the cell has lost its format: 46326 is 2026-10-31. The whole text is the date: nothing
 * before or behind.
 *
 * False: it is none, or not clear: a year of two digits, and 2026.1, which a workbook makes of
 * 2026.10. Months and days may be impossible (2026-13-45): ask calendar_can_be.
 */
bool calendar_read(struct text t, struct calendar_date *date);

/* The day that the clock of this machine shows where it stands. */
struct calendar_date calendar_today(void);

/* What is written of it exists. */
bool calendar_can_be(struct calendar_date date);

#endif
