/* What the files of people share. */
#ifndef HONGTOU_VALUE_PEOPLE_INT_H
#define HONGTOU_VALUE_PEOPLE_INT_H

#include "value/people.h"

/* Behind the telephone that begins here; i itself: there is none. Several parted by / are one. */
size_t people_skip_phone(struct text t, size_t i);

/* The cell, with blanks for what only parts people from their telephones and from each other. */
struct text people_unmarked(struct arena *a, struct text cell);

#endif
