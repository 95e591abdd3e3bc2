/*
 * The sum of a form's fields as they were printed, which the file carries: what is read is held
 * against it, so that a field that was lost or changed on the way is seen.
 */
#ifndef HONGTOU_VALUE_PRINTED_H
#define HONGTOU_VALUE_PRINTED_H

#include <stdbool.h>
#include <stdint.h>

/* A field as its file has it; texts are UTF-8, "" where there is none. */
struct printed_field {
    const char *group, *name; /* the names of all that it stands below, and its own */
    const char *type;         /* Tx, Btn; "" of a group */
    long long flags;
    const char *takes, *head, *preset;
    bool key;
};

/* Sums of fields, and of the options of their boxes, are added up in any order. Blanks and signs
 * of control do not count: programs change them. */
uint64_t printed_sum(const struct printed_field *f);
uint64_t printed_option_sum(const struct printed_field *f, const char *option);

#endif
