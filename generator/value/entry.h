/*
 * Entries of forms and lists: telephones, e-mail addresses, identity cards, number plates, and
 * whatever a place of a form takes; the one judge of which can be.
 */
#ifndef HONGTOU_VALUE_ENTRY_H
#define HONGTOU_VALUE_ENTRY_H

#include "base/text.h"

/* ---- telephones ---- */

/* An exchange would take it: a mobile or fixed line, with or without 86 or an extension, a short
 * number, one of another country behind a +. Blanks, dashes and brackets do not count. Source: the
 * national numbering plan (电信网编号计划). */
bool phone_is_callable(struct text number);

/* The next of several (LIST_PHONES) that is not callable; *at: 0 for the first. False: no more. */
bool phone_next_bad(struct text all, size_t *at, struct text *number);

/* ---- e-mail addresses: name@domain.cn, in Latin letters, digits and . _ % + - ---- */

bool email_is_one(struct text t);

/* The next of several that is none; as phone_next_bad. */
bool email_next_bad(struct text all, size_t *at, struct text *address);

/* ---- identity cards (GB 11643): 17 digits and a check digit, which may be X ---- */

enum card_fault { CARD_GOOD, CARD_NO_SHAPE, CARD_NO_BIRTHDAY, CARD_WRONG_DIGIT };

enum card_fault card_judge(struct text card);
/* 15 digits, as issued before 1999: they have no check digit. */
bool card_is_old(struct text card);
/* Of a good card. */
bool card_is_mans(struct text card);

/* ---- number plates (GA 36) ---- */

/* Of a key (name_key): without blanks and the dot, its letters large. */
bool plate_is_valid(struct text key);

/* ---- what a place of a form takes ---- */

enum entry_kind { ENTRY_TEXT, ENTRY_NUMBER, ENTRY_DATE, ENTRY_PHONE, ENTRY_CARD };

enum entry_fault {
    ENTRY_GOOD,
    ENTRY_NO_DATE,
    ENTRY_IMPOSSIBLE_DATE, /* 2026-02-30 */
    ENTRY_NO_NUMBER,
    ENTRY_BELOW_ZERO,
    ENTRY_NO_CARD,    /* neither 18 nor 15 digits */
    ENTRY_WRONG_CARD, /* a day of birth that is none, or a check digit that does not fit */
    ENTRY_NO_PHONE,
};

/* Nothing, and 无 or / in its stead, is no fault but of a date: its blanks have no room for it. */
enum entry_fault entry_judge(enum entry_kind kind, struct text t);

#endif
