/* What the files of print/ share: the blank form, columns, order, values, codes. */
#ifndef HONGTOU_PRINT_PRINT_INT_H
#define HONGTOU_PRINT_PRINT_INT_H

#include "base/mem.h"
#include "code/code.h"
#include "print/print.h"
#include "text/text.h"
#include "value/option.h"

/* ---- form.c ---- */

/* A name that is filled in: a household's, or one of its k-th member's. */
struct slot {
    const char *name;
    const char *column_name;    /* a member's: without its table and row */
    const char *head;           /* what its column is called too; or NULL */
    int member;                 /* 0: the household's */
    int part;                   /* of a date: 1 year, 2 month, 3 day; 0: the whole value */
    struct option_set *options; /* boxes: what they say; else NULL */
    VEC(const char *) option_names;
    size_t column; /* in its sheet, or SHEET_NONE */
};

/* A place on a page. */
struct form_place {
    struct page_field field;
    size_t slot;
    size_t option;               /* of the slot's, when it is a box */
    const struct page_item *box; /* the text of a box to tick: not in the layer; or NULL */
};

struct sheet {
    struct page page;
    struct page_layer layer;
    struct page_face *faces;
    size_t n_faces;
    struct form_place *places;
    size_t n_places;
};

struct print_form {
    struct arena *arena;
    VEC(struct sheet) sheets;
    VEC(struct slot) slots;
    int members; /* rows that its tables have */
    int n_pages; /* in hand: sheets may hold several */
};

/* ---- columns.c ---- */

struct columns {
    size_t key, village; /* village: or SHEET_NONE */
    size_t sort[PRINT_SORTS], n_sort;
    size_t members_key; /* in the members' sheet; SHEET_NONE: they are not asked for */
};

/* Finds the columns of all slots. False: reported. */
bool print_bind(struct print_form *form, const struct print_job *job, struct columns *out,
                struct diags *d);

/* What was found, for the report. */
void print_match(struct arena *a, const struct print_form *form, const struct print_job *job,
                 const struct columns *columns, struct print_report *report);

/* ---- refused.c ---- */

/* Hears all that is found while it is open. */
struct refused;
struct refused *print_refused_open(struct arena *a, const struct print_job *job, struct diags *d);
void print_refused_close(struct refused *r); /* NULL is none */
/* All that was said since the row before was of this one. False: reported. */
bool print_refused_row(struct refused *r, uint32_t row, bool refused);
/* Hands them out. False: reported. */
bool print_refused_tell(struct refused *r);

/* ---- order.c ---- */

enum row_state { ROW_GOOD, ROW_REFUSED, ROW_ELSEWHERE /* in another part */ };

/* Members by household, in the order of their sheet. */
struct member_list {
    uint32_t *rows; /* by key; NULL: there are none */
    size_t n;
    uint32_t *first, *counts; /* by household's row: the first one's place in rows, how many */
};

struct village {
    const char *name; /* NULL: no such column */
    size_t first, n;  /* in order.rows */
};

/* Rows as sorted, by village, villages as they first come; refused: no key, or another row's. Of a
 * part of the list its own rows, with their places in the whole. */
struct order {
    uint32_t *rows;
    size_t n;
    uint32_t *serials; /* from 1; NULL: as they come */
    uint8_t *states; /* by row */
    struct village *villages;
    size_t n_villages;
    struct member_list members;
};

int print_serial(const struct order *o, size_t at);
/* How many rows have a serial number below this one. */
size_t print_rows_before(const struct order *o, size_t serial);

/* ---- shard.c ---- */

/* Whether a row is in the part that is asked for, by its village where they are files, else by its
 * key, else by its number. */
bool print_is_mine(const struct print_options *o, const struct columns *columns,
                   const struct sheet_row *r, uint32_t row);
/* A member whose household is not there is told by one part. */
bool print_tells_stray(const struct print_options *o, const char *key, size_t n);

/* False: reported. */
bool print_order(struct arena *a, const struct print_job *job, const struct columns *columns,
                 struct order *out, struct refused *refused, struct diags *d);

/* ---- keys.c ---- */

/* Tells rows without a key, rows with another's, members without a household; finds the others'. */
struct keys;

struct keys *print_keys_open(struct arena *a, const struct print_job *job,
                             const struct columns *columns, struct order *order,
                             struct refused *refused, struct diags *d);
/* A household. False: reported. */
bool print_keys_add(struct keys *k, const struct sheet_row *r, uint32_t row);
/* When all were added. False: reported. */
bool print_keys_match(struct arena *a, struct keys *k);
void print_keys_close(struct keys *k);

/* ---- value.c ---- */

/* Sets values onto a page. */
struct setter {
    struct fonts *fonts;
    const struct style *style;
    struct typesetter *typesetter;
    struct arena *arena; /* of the page */
    struct diags *diags;
    VEC(struct page_item) items;
    VEC(struct page_field) fields; /* of a fillable form */
};

/* What is set, and where it comes from. */
struct value {
    struct text text;
    const char *name; /* of the field */
    const struct sheet_row *row;
    size_t column;
};
/* Where it stands; and as C5. */
struct pos print_cell_pos(const struct value *v);
const char *print_cell_name(struct arena *a, const struct value *v);

/* False: it does not fit, or a character has no glyph; reported. */
bool print_value(struct setter *s, const struct page_field *field, const struct value *v);
/* A character in each of the field's boxes. */
bool print_comb(struct setter *s, const struct page_field *field, const struct value *v);
/* A text of the program's own, centred at a place; nothing when it has no glyph. */
void print_label(struct setter *s, const struct page_field *field, const char *utf8);

/* ---- judge.c ---- */

/* False: the value cannot stand in a blank of the kind. Reported; so is what is doubtful. */
bool print_judge(struct setter *s, enum entry_kind kind, const struct value *v);
/* 1 year, 2 month, 3 day: a number without a zero before; empty: the date does not say it. */
struct text print_date_part(struct arena *a, struct text date, int part);

/* A tick, whose text is ☑; or □ as text alone. */
void print_box(struct setter *s, const struct form_place *place, bool ticked);

/* ---- codes.c ---- */

/* QR codes in order, a code for each page of a household, made ahead by other threads. */
struct codes;

struct codes_wanted {
    const struct sheet_table *sheet;
    size_t column; /* of the key */
    const uint32_t *rows;
    size_t n;
    const char *const *prefixes; /* of the codes' texts, by page */
    size_t n_pages;              /* 0: no codes */
};

struct codes *print_codes_open(const struct codes_wanted *wanted);
/* The codes of the i-th household, by page; i never falls. Valid until the next call. cells 0: too
 * long for a code. */
const struct code *print_codes_get(struct codes *c, size_t i);
void print_codes_close(struct codes *c);

/* ---- household.c ---- */

struct printing {
    const struct print_job *job;
    struct print_form *form;
    struct columns columns;
    struct order order;
    struct setter setter;
    struct arena *arena; /* of a household */
    struct diags *diags;
    bool has_codes; /* its pages have */
};

struct household {
    struct sheet_row row;
    uint32_t number;          /* the row's, in the sheet */
    int serial;               /* from 1 */
    const struct code *codes; /* by page */
    const char *village;      /* whose first household this is, or NULL */
};

/* The household's pages, in the arena, as many as the form has. NULL: refused, reported. */
struct page *print_household_pages(struct printing *p, const struct household *h);
/* The empty back of the form's last page. */
struct page *print_blank_page(struct printing *p);
/* A page that says which village follows. */
struct page *print_separator_page(struct printing *p, const char *village, size_t households);

#endif
