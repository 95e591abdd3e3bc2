/* What a place of a form takes, and whether an entry can be that. */
#ifndef HONGTOU_VALUE_ENTRY_H
#define HONGTOU_VALUE_ENTRY_H

#include "base/text.h"

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
