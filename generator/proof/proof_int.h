/* Inside the proofreader: a text being read, and how to look at its characters. */
#ifndef HONGTOU_PROOF_PROOF_INT_H
#define HONGTOU_PROOF_PROOF_INT_H

#include "proof/proof.h"

/* The first time of day that a document has, and whether another was found to be unlike it. */
struct time_form {
    const char *text; /* NULL: none yet */
    bool full, told;
};

struct proof {
    const struct document *doc;
    struct diags *diags;
    size_t attachments;      /* that the part being read may mention */
    const struct roll *roll; /* names of the staff file; NULL: there is none */
    struct time_form *time;
};

/* Looks for one kind of mistake in a text. */
typedef void scan(const struct proof *p, struct text t);

/* text.c. Past either end there is 0. */
uint32_t char_at(struct text t, size_t i);
bool is_one_of(uint32_t cp, const char *set);
bool is_digit(uint32_t cp);
/* Characters of what that stand at i, all of it: how many; else 0. */
size_t starts_with(struct text t, size_t i, const char *what);
bool ends_with(struct text t, const char *what);
/* A number of 1 to most digits; how many digits, 0 for none. */
size_t number_at(struct text t, size_t i, size_t most, int *value);
const char *part_utf8(const struct proof *p, struct text t, size_t from, size_t to);
const char *char_utf8(const struct proof *p, uint32_t cp);

/* date.c */
scan scan_dates, scan_weekdays, scan_short_years, scan_mixed_dates, scan_zero_years, scan_padding,
    scan_months;
/* M月D日 at i, and the year before it, else 0: its characters; 0: none, or no day that exists. */
size_t date_found(struct text t, size_t i, struct date *out);
int date_compare(const struct date *a, const struct date *b);
const char *date_utf8(const struct proof *p, const struct date *d);

/* number.c */
scan scan_series, scan_mentions, scan_number_brackets, scan_serials;

/* mark.c */
scan scan_half_width, scan_typed_marks, scan_doubled, scan_pairs, scan_nested, scan_repeats,
    scan_slips;

/* time.c */
scan scan_times, scan_mornings, scan_spans;

/* usage.c */
scan scan_section_numbers, scan_until, scan_quotes, scan_units;
/* A section's number with a wrong mark behind it, as 一. or （一）、: its characters; 0: none. */
size_t wrong_number_at(struct text t, size_t i);

/* title.c */
void proof_title(const struct proof *p, struct text title);
void proof_name(const struct proof *p, struct text name);

/* ---- names.c ---- */

/* A name that a text may hold: a person's, or a unit's. */
struct roll_name {
    struct text text;
    const struct staff_person *person;
    const struct staff_unit *unit;
    bool former; /* the unit has another now */
    bool shared; /* several people bear it */
};

struct roll *roll_open(struct arena *a, const struct staff *staff, struct date day);
const struct staff *roll_staff(const struct roll *r);
struct date roll_day(const struct roll *r);
/* The longest name at character i, or NULL; of people, those alone that one person bears. */
const struct roll_name *roll_person_at(const struct roll *r, struct text t, size_t i);
const struct roll_name *roll_unit_at(const struct roll *r, struct text t, size_t i);

/* people.c */
scan scan_left, scan_phones, scan_old_units;
void proof_phones(struct proof *p);

/* group.c */
void proof_groups(const struct proof *p);

#endif
