/* Telephones as offices write them: the one judge of which can be called. */
#ifndef HONGTOU_VALUE_PHONE_H
#define HONGTOU_VALUE_PHONE_H

#include "base/text.h"

/* An exchange would take it: a mobile or fixed line, with or without 86 or an extension, a short
 * number, one of another country behind a +. Blanks, dashes and brackets do not count. Source: the
 * national numbering plan (电信网编号计划). */
bool phone_callable(struct text number);

#endif
