/* Inside conform/: what was read from the pages, and what measures it. */
#ifndef HONGTOU_CONFORM_CONFORM_INT_H
#define HONGTOU_CONFORM_CONFORM_INT_H

#include "conform/conform.h"

/* A box on the page; empty when right <= left. */
struct box {
    len_t left, top, right, bottom;
};

struct character {
    uint32_t cp;
    const struct face *face;
    struct colour colour;
    len_t size;        /* nominal: the face's scale taken out */
    len_t left, right; /* of its advance */
    struct box ink;
};

/* Characters of one element on one line. */
struct line {
    enum element element;
    size_t page;  /* from 0 */
    len_t centre; /* of the character boxes */
    VEC(struct character) chars;
    bool turned;      /* its places are on what is turned, not on the paper */
    bool first, last; /* nothing stands to its left, to its right at this height */
};

struct page_rule {
    enum element element;
    size_t page;
    struct rule rule;
};

/* A seal or a signature stamp, by its place on the paper. */
struct picture {
    size_t page;
    struct box box;
};

/* A footnote's mark in the text: of two faces beside each other when it has two digits. */
struct note_mark {
    size_t page;
    uint32_t cp;
};

struct sheet {
    len_t width, height;
    bool turned;
    int number;
};

struct conform {
    struct arena *arena;
    struct conform_options options;
    VEC(struct sheet) sheets;
    VEC(struct line) lines; /* in reading order */
    VEC(struct page_rule) rules;
    VEC(struct picture) seals; /* in reading order */
    VEC(struct note_mark) marks;
};

/* What a measuring function found; it starts as not checked, for want of the element. */
struct result {
    enum verdict verdict;
    size_t page; /* from 0; NO_PAGE: no one page */
    const char *wanted, *measured, *reason;
};

struct clause;
typedef void measure(const struct conform *c, const struct clause *item, struct result *out);
/* A length of a line; false: this line does not count. */
typedef bool quantity(const struct conform *c, const struct line *line, len_t *out);

/* Which documents a row is for: clause 10 gives letters and orders rules of their own, 7.3.5 each
 * form of signature. */
enum clause_format {
    FORMAT_ANY, /* all */
    FORMAT_GENERAL,
    FORMAT_LETTER,
    FORMAT_ORDER,
    FORMAT_UPWARD,
    FORMAT_SEALED,
    FORMAT_PLAIN,
    FORMAT_STAMP,
    FORMATS
};

/* A row of the table of checks (clauses.def). */
struct clause {
    enum clause_format format;
    const char *clause;
    enum strength strength; /* unless the profile gives one with the key and this clause */
    int key;                /* of the style, or NO_KEY */
    enum element element;
    const char *item[2]; /* by enum diag_lang */
    measure *measure;
    quantity *quantity;
};

enum { NO_KEY = -1, EM = 1000, TOLERANCE = 850 /* 0.3 mm */ };
#define NO_PAGE SIZE_MAX

/* collect.c */
void collect_page(struct conform *c, const struct page *page);
void collect_finish(struct conform *c);

/* lines.c: edges of the cells, with a mark's blank half taken off where that is nearer. */
len_t line_left(const struct line *line, len_t near);
len_t line_right(const struct line *line, len_t near);
len_t line_middle(const struct line *line, len_t near);
len_t line_size(const struct line *line);
len_t line_top(const struct line *line);
len_t line_bottom(const struct line *line);
struct box line_ink(const struct line *line);
uint32_t line_last_char(const struct line *line);
const char *line_text(const struct conform *c, const struct line *line);
bool line_on_grid(const struct line *line); /* its element stands on the lines of the grid */
bool line_indented(const struct conform *c, const struct line *line);
/* Whether it begins with 出席：, 请假： or 列席：; of those, which; -1: none. */
int line_attendance(const struct line *line);
/* The lines of an element that stand upright, in turn: from NULL on; NULL at the end. Turned ones
 * are not measured against the upright grid; whoever reads words alone asks for any. */
const struct line *line_next(const struct conform *c, enum element element,
                             const struct line *after);
/* The last of them, or NULL. */
const struct line *line_last(const struct conform *c, enum element element);
const struct line *line_next_any(const struct conform *c, enum element element,
                                 const struct line *after);
/* A line's ink on the paper, turned or not. */
struct box line_ink_on_paper(const struct conform *c, const struct line *line);
const struct line *line_before(const struct conform *c, const struct line *line);
len_t area_left(const struct conform *c);
len_t area_right(const struct conform *c);
len_t area_lower(const struct conform *c);
bool is_near(len_t a, len_t b, len_t tolerance);
/* The lower edge of the lowest of a masthead's lines; false: there is none. */
bool masthead_bottom(const struct conform *c, len_t *out);
/* Pages of the document with what is bound with it: loose attachments count their own. */
size_t bound_pages(const struct conform *c);
/* The pitch of a page's own lines. */
len_t pitch_of_page(const struct conform *c, size_t page);
/* How the document is signed, and whether by several organs with a seal each. */
enum signature_form form_of(const struct conform *c);
bool is_joint(const struct conform *c);

/* result.c */
const char *say(const struct conform *c, const char *zh, const char *en);
const char *say_mm(const struct conform *c, len_t l);
const char *say_size(const struct conform *c, len_t l);
const char *say_element(enum element e, enum diag_lang lang);
len_t style_len_of(const struct style *st, int key);
const char *style_role_of(const struct style *st, int key);
void result_set(struct result *out, bool ok, size_t page);
void result_len(const struct conform *c, struct result *out, len_t wanted, len_t measured);
/* Whether the last line of the item's element ends in a mark. */
void result_last_mark(const struct conform *c, const struct clause *item, uint32_t mark,
                      struct result *out);
void result_none(const struct conform *c, struct result *out, const char *zh, const char *en);

/* measure_*.c: named in clauses.def. */
measure measure_each, measure_size, measure_face, measure_colour, measure_centred,
    measure_masthead_centred, measure_paper, measure_top, measure_within_left, measure_within_right,
    measure_within_bottom, measure_pitch, measure_lines, measure_characters;
measure measure_copy_number, measure_stack, measure_number_place, measure_number_form,
    measure_rule_gap, measure_rule_width, measure_rule_thickness, measure_rule_colour,
    measure_signed, measure_signer, measure_title_width, measure_title_shape, measure_title_start,
    measure_flush, measure_blank_below, measure_colon, measure_page_one;
measure measure_heading_1, measure_heading_2, measure_heading_3, measure_heading_4, measure_hang,
    measure_note_end, measure_date_place, measure_organ_place, measure_date_form, measure_date_page,
    measure_brackets;
measure measure_new_page, measure_label_line, measure_title_line, measure_agreement,
    measure_imprint_page, measure_last_rule, measure_imprint_width, measure_outer_rules,
    measure_inner_rules, measure_cc_end, measure_folio_form, measure_folio_side,
    measure_folio_numbers, measure_turned_head, measure_turned_folio;
measure measure_seal_centred, measure_seal_presses, measure_seal_top, measure_seals_apart,
    measure_seals_inside, measure_seal_page, measure_stamp_top, measure_stamp_right,
    measure_post_gap, measure_post_level, measure_stamp_date;
measure measure_toc_right, measure_toc_pages, measure_note_page, measure_note_rule,
    measure_disclosure_place, measure_annotation_place, measure_plain_above, measure_label_face,
    measure_names_face, measure_attendance_order;
measure measure_letter_masthead, measure_letter_rule_gap, measure_letter_rule_foot,
    measure_letter_rule_width, measure_letter_rule_order, measure_letter_number,
    measure_letter_marks, measure_letter_title, measure_letter_first_folio, measure_letter_none,
    measure_letter_imprint, measure_order_text;
quantity ink_below_area_top, indent_of_first, indent_of_line, right_indent, blank_above_number,
    blank_above_title, blank_lines_above, dash_below_area, indent_of_label;

#endif
