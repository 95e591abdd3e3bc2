/* What the files of read/ that ask libqpdf share: a walk over a file's fields. */
#ifndef HONGTOU_READ_WALK_INT_H
#define HONGTOU_READ_WALK_INT_H

#include <qpdf/qpdf-c.h>

#include "read/read_int.h"

/* What the codes of a font say. */
struct read_codes {
    int bytes;       /* of a code */
    struct map text; /* characters; 0: several, or none that can be known */
};

struct walk {
    struct arena *arena;
    struct read_fields *fields;
    qpdf_data pdf;
    const char *owner;
    int nodes, looks, of_owner, again; /* of_owner: fields; again: nodes met more than once */
    bool damaged;
    bool odd;         /* of the owner at hand, or the form: something is not as programs write it */
    bool sound;       /* every form of many so far is as it was printed */
    uint64_t sum;     /* of the fields at hand, as they were printed */
    const char *type; /* that fields have from the group at hand; "": none */
    struct arena *scratch; /* of the owner at hand */
    struct arena_mark empty;
    struct map seen;  /* objects that are its nodes already; in scratch */
    bool redrawn;     /* viewers are asked to draw what is entered: looks may be old */
    int blank_look;   /* an object that shows nothing; 0: none is known */
    struct map fonts; /* by object: index of what their codes say; in the arena */
    VEC(struct read_codes) codes;
};

/* ---- node.c ---- */

/* What libqpdf says of its own, mends and passes over is in the walk's damaged; what it does not
 * see, in odd. */

/* The value of a key; what is referred to and not there was lost. */
qpdf_oh read_value_of(struct walk *w, qpdf_oh dict, const char *key);
/* A text or a name, cleaned; "": neither. */
const char *read_text_of(struct walk *w, qpdf_oh dict, const char *key);
bool read_is_true(struct walk *w, qpdf_oh dict, const char *key);
int read_count_items(struct walk *w, qpdf_oh array);

/* Looks at all entries of a field or widget: their names, types, texts. */
void read_check_node(struct walk *w, qpdf_oh node);
/* A node met below another (0: none): is that what it says, is it the first time? */
void read_check_place(struct walk *w, qpdf_oh node, qpdf_oh parent);

/* ---- look.c ---- */

/* What the look of a widget shows of text, without blanks; NULL: that cannot be known. In the
 * walk's arena. */
const char *read_drawn(struct walk *w, qpdf_oh widget);
/* Whether text that is drawn is the value. */
bool read_is_drawn(const char *drawn, const char *value);
/* Whether text that is drawn is what the value was, before something happened to it. */
bool read_is_nearly(const char *drawn, const char *value);

#endif
