/* Numbers of identity cards (GB 11643) and of vehicles (GA 36): the one judge of them. */
#ifndef HONGTOU_VALUE_CARD_H
#define HONGTOU_VALUE_CARD_H

#include "base/text.h"

/* 17 digits and a check digit, which may be X. */
bool card_has_shape(struct text card);
/* 15 digits, as issued before 1999: they have no check digit. */
bool card_is_old(struct text card);

/* Of a card with its shape: the day of birth exists; the check digit is right; it is a man's. */
bool card_is_born(struct text card);
bool card_adds_up(struct text card);
bool card_is_mans(struct text card);

/* A number plate, as a key (name_key): without blanks and the dot, its letters large. */
bool plate_is_valid(struct text key);

#endif
