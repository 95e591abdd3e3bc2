/* Inside the proofreader: a text being read, and how to look at its characters. */
#ifndef HONGTOU_PROOF_PROOF_INT_H
#define HONGTOU_PROOF_PROOF_INT_H

#include <string.h>

#include "base/utf8.h"
#include "proof/proof.h"

/* The first time of day that a document has, and whether another was found to be unlike it. */
struct time_form {
    const char *text; /* NULL: none yet */
    bool full, told;
};

/* The terms in quotes that a document has, each form once. */
struct terms {
    VEC(struct text);
};

struct proof {
    const struct document *doc;
    struct diags *diags;
    size_t attachments;              /* that the part being read may mention */
    const struct known_names *names; /* of the staff file; NULL: there is none */
    struct time_form *time;
    struct terms *terms;
};

/* Looks for mistakes of a kind in a text that is not empty. */
typedef void proof_scan(const struct proof *p, struct text t);

proof_scan proof_dates, proof_years, proof_padding, proof_times;     /* date.c */
proof_scan proof_series, proof_mentions, proof_numbers, proof_units; /* number.c */
proof_scan proof_half_width, proof_doubled, proof_pairs, proof_quotes, proof_repeats, proof_slips,
    proof_until; /* mark.c */
/* pasted.c; of blanks between figures and what they count, and all, and those in titles */
proof_scan proof_counted_blanks, proof_blanks, proof_title_blanks, proof_padded, proof_spans,
    proof_angles, proof_stars, proof_phone_digits;
proof_scan proof_twice, proof_terms;                                       /* alike.c */
proof_scan proof_former_holders, proof_phones_in_text, proof_former_units; /* people.c */

/* number.c: a section's number with a wrong mark behind it, as 一. or （一）、: its characters; 0:
 * no such number. */
size_t proof_wrong_number(struct text t, size_t i);

/* people.c. The names of a staff file on a day; and telephones beside names in tables, contacts and
 * vehicles. */
struct known_names *proof_index_names(struct arena *a, const struct staff *staff, struct date day);
void proof_phones(const struct proof *p);

/* alike.c: how the items of lists end. */
void proof_items(const struct proof *p);

/* group.c: leading groups and teams as a whole. */
void proof_groups(const struct proof *p);

/* ---- characters ---- */

#define STARTS_WITH_ANY(t, i, words) text_any_word_at(t, i, words, sizeof(words) / sizeof *(words))

/* A number of 1 to most digits; how many digits, 0 for none. */
static inline size_t number_at(struct text t, size_t i, size_t most, int *value)
{
    size_t n = 0;
    *value = 0;
    while (n < most && utf8_is_digit(text_char(t, i + n)))
        *value = *value * 10 + (int)(t.cp[i + n++] - '0');
    return n && !utf8_is_digit(text_char(t, i + n)) ? n : 0;
}

static inline const char *part_utf8(const struct proof *p, struct text t, size_t from, size_t to)
{
    return text_utf8(p->doc->arena, text_part(t, from, to < t.n ? to : t.n));
}

static inline const char *char_utf8(const struct proof *p, uint32_t cp)
{
    char bytes[UTF8_MAX];
    return arena_strndup(p->doc->arena, bytes, utf8_encode(cp, bytes));
}

#endif
