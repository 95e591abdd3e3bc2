/*
 * Inside conform/: what was read from the pages, what is measured on it, and how a measurement says
 * what it found. Pages to lines is collect.c; a measure_*.c holds the measures of some clauses,
 * each a row of clauses.def; report.c runs them and prints.
 */
#ifndef HONGTOU_CONFORM_CONFORM_INT_H
#define HONGTOU_CONFORM_CONFORM_INT_H

#include "base/utf8.h"
#include "conform/conform.h"

/* A box on the page; empty when right <= left. */
struct page_box {
    len_t left, top, right, bottom;
};

/* What the characters of a run share. */
struct char_look {
    const struct face *face;
    struct colour colour;
    len_t size;                 /* nominal: the face's scale taken out */
    len_t baseline, wide, tall; /* of its ink: the size across, squeezed, and down */
};

/* All those of a document are kept to its end: few bytes each. Papers are no wider than 32 bits. */
struct character {
    const struct char_look *look;
    uint32_t cp, glyph;
    int32_t left, right; /* of its advance */
};

/* Characters of one element on one line. */
struct page_line {
    enum element element;
    size_t page;  /* from 0 */
    len_t centre; /* of the character boxes */
    VEC(struct character) chars;
    bool turned;      /* its places are on what is turned, not on the paper */
    bool apart;       /* its page has an area of its own */
    bool first, last; /* nothing stands to its left, to its right at this height */
    const struct page_line *next; /* of its element */
};

struct page_rule {
    enum element element;
    size_t page;
    struct rule rule;
};

/* A seal or a signature stamp, by its place on the paper. */
struct seal_image {
    size_t page;
    struct page_box box;
};

/* A footnote's mark in the text: of two faces beside each other when it has two digits. */
struct note_mark {
    size_t page;
    uint32_t cp;
};

struct paper {
    len_t width, height;
    bool turned;
    int number;
    struct page_grid grid;
    struct page_area area;   /* of its own */
    size_t things, n_things; /* of a form: which of them stand on it */
    size_t places;           /* the first of them that is to be filled in; they are the last */
    const struct style
        *style;    /* the profile; where the text is set closer or opened, at that pace */
    bool pictured; /* a picture stands on it, if nothing else */
};

/* What stands on a form's page, as it is read: on a turned page on what is turned. SIGN is the room
 * of a □ in the text; BOX and FIELD are places to fill in: a box to tick, or a row of them for a
 * sign each, and a blank. */
enum thing_kind { THING_INK, THING_RULE, THING_SIGN, THING_BOX, THING_FIELD };
struct form_thing {
    enum thing_kind kind;
    enum element element;
    size_t page; /* from 0 */
    struct page_box box;
    uint32_t cp;              /* of ink: what it is … */
    len_t size;               /* … and its nominal size */
    struct page_field *field; /* of a box or field: a copy without values; else NULL */
};

/* A page of a form as it will be in hand, among the things on its paper. */
struct form_face {
    size_t page; /* from 0 */
    struct page_face face;
    struct page_box box, area;
};

/* The ink of glyphs that was asked for, drawn once each. */
struct ink_cache {
    struct map map; /* a face's number and a glyph to index + 1 */
    VEC(const struct face *) faces;
    VEC(struct ink) inks;
};

struct conform {
    struct arena *arena;
    struct ink_cache *inks;
    struct conform_options options;
    const struct style *style;
    VEC(struct paper) papers;
    VEC(struct page_line) lines; /* in reading order, page by page */
    size_t *page_lines;          /* the first line of each page, and the end */
    const struct page_line *firsts[ELEMENTS]; /* of each element, or NULL */
    VEC(struct page_rule) rules;
    VEC(struct seal_image) seals; /* in reading order */
    VEC(struct note_mark) marks;
    VEC(struct form_thing) things; /* of forms' pages, page by page */
    VEC(struct form_face) faces;
};

/* Which documents a clause is for: clause 10 gives letters and orders rules of their own, 7.3.5
 * each form of signature. */
enum clause_format {
    FORMAT_ANY,
    FORMAT_GENERAL,
    FORMAT_LETTER,
    FORMAT_ORDER,
    FORMAT_UPWARD,
    FORMAT_SEALED,
    FORMAT_PLAIN,
    FORMAT_STAMP,
    FORMAT_FORM,   /* forms by themselves have no others */
    FORMAT_TITLED, /* all but orders */
    FORMATS
};

/* A measure of a clause on the pages, and what it found; it starts as not checked, for want of the
 * element. */
struct measurement {
    const struct conform *c;
    const struct clause *clause;
    const struct style *style;
    enum verdict verdict;
    size_t page; /* from 0; NO_PAGE: no one page */
    const char *wanted, *measured, *reason;
    const char *departs; /* the profile whose wish it is that the row breaches; or NULL */
};

typedef void measure(struct measurement *m);
/* A length of a line; false: this line does not count. */
typedef bool line_length(const struct conform *c, const struct page_line *line, len_t *out);

/* A row of clauses.def. */
struct clause {
    enum clause_format format;
    const char *number;
    enum strength strength; /* unless the profile gives one with the key and this clause */
    int key;                /* of the style, or NO_KEY */
    enum element element;
    const char *item[2]; /* by enum diag_lang */
    measure *measure;
    line_length *length;
};

enum { NO_KEY = -1, EM = 1000, TOLERANCE = 850 /* 0.3 mm */ };
#define NO_PAGE SIZE_MAX

/* ---- collect.c: pages to lines ---- */

void collect_page(struct conform *c, const struct page *page);
void collect_finish(struct conform *c);
/* A run's look, and its i-th glyph as a character of it. */
struct char_look collect_look(const struct glyph_run *run);
struct character collect_char(const struct char_look *look, const struct glyph_run *run, size_t i);

/* ---- collect_form.c: what is on forms' pages ---- */

/* Whether a page is a form's: the whole document is one, or it has an area of its own. */
bool collect_is_form(const struct conform *c, const struct page *page);
void collect_form(struct conform *c, const struct page *page);

/* ---- line.c: edges of the cells, with a mark's blank half taken off where that is nearer ---- */

len_t line_left(const struct page_line *line, len_t near);
len_t line_right(const struct page_line *line, len_t near);
len_t line_middle(const struct page_line *line, len_t near);
len_t line_size(const struct page_line *line);
len_t line_top(const struct page_line *line);
len_t line_bottom(const struct page_line *line);
struct page_box char_ink(const struct conform *c, const struct character *ch);
struct page_box line_ink(const struct conform *c, const struct page_line *line);
/* A line's ink on the paper, turned or not. */
struct page_box line_ink_on_paper(const struct conform *c, const struct page_line *line);
const char *line_text(const struct conform *c, const struct page_line *line);
bool line_on_grid(const struct page_line *line); /* its element stands on the lines of the grid */
bool line_indented(const struct conform *c, const struct page_line *line);
/* Whether it begins with 出席：, 请假： or 列席：; of those, which; -1: none. */
int line_attendance(const struct page_line *line);
/* The lines of an element that stand upright, in turn: from NULL on; NULL at the end. Turned ones
 * are not measured against the upright grid; whoever reads words alone asks for any. */
const struct page_line *line_next(const struct conform *c, enum element element,
                                  const struct page_line *after);
const struct page_line *line_next_any(const struct conform *c, enum element element,
                                      const struct page_line *after);
/* The last of them, or NULL. */
const struct page_line *line_last(const struct conform *c, enum element element);
/* The lines of a page, whatever they are and however they stand, in turn: from NULL on; NULL at the
 * end. */
const struct page_line *line_of_page(const struct conform *c, size_t page,
                                     const struct page_line *after);
/* The nearest line above it on its page, whatever it is. */
const struct page_line *line_before(const struct conform *c, const struct page_line *line);

#define EACH_LINE(l, m)                                                                            \
    const struct page_line *l = NULL;                                                              \
    (l = line_next((m)->c, (m)->clause->element, l));

static inline uint32_t line_first_char(const struct page_line *line)
{
    return line->chars.v[0].cp;
}

static inline uint32_t line_last_char(const struct page_line *line)
{
    return line->chars.v[line->chars.n - 1].cp;
}

static inline bool is_near(len_t a, len_t b, len_t tolerance)
{
    return a - b <= tolerance && b - a <= tolerance;
}

static inline len_t area_left(const struct conform *c)
{
    return c->style->area_left;
}

static inline len_t area_right(const struct conform *c)
{
    return c->style->area_left + c->style->area_width;
}

static inline len_t area_middle(const struct conform *c)
{
    return c->style->area_left + c->style->area_width / 2;
}

static inline len_t area_lower(const struct conform *c)
{
    return c->style->area_top + c->style->area_height;
}

/* The pitch of a page's own lines. */
static inline len_t page_pitch(const struct conform *c, size_t page)
{
    const struct page_grid *grid = &c->papers.v[page].grid;
    return grid->height / (grid->lines - 1);
}

/* How the document is signed; by whom: the issuers, where the signature names nobody; and whether
 * by several organs with a seal each. */
static inline enum signature_form signature_form_of(const struct conform *c)
{
    const struct signature *s = c->options.doc->signature;
    return s ? s->form : SIGNATURE_SEALED;
}

static inline const struct organ *signature_organs(const struct conform *c)
{
    const struct signature *s = c->options.doc->signature;
    const struct head *head = c->options.doc->head;
    if (!s || s->organs || s->form == SIGNATURE_STAMP)
        return s ? s->organs : NULL;
    return head ? head->issuers : NULL;
}

static inline bool signature_is_joint(const struct conform *c)
{
    const struct organ *organs = signature_organs(c);
    return organs && organs->next;
}

/* ---- result.c: what a measurement found. Where a clause speaks of many, the first breach speaks
 * for all: later results are not taken. ---- */

void result_set(struct measurement *m, bool ok, size_t page, const char *wanted,
                const char *measured);
/* The same with lengths: right when they are near each other. */
void result_near(struct measurement *m, size_t page, len_t wanted, len_t measured);
/* The same with the verdict given; form, or NULL: what is wanted, around the length. */
void result_length(struct measurement *m, bool ok, size_t page, len_t wanted, len_t measured,
                   const char *form);
/* A thing that must not be there. */
void result_absent(struct measurement *m, bool there, size_t page);
/* Nothing to measure, and why. */
void result_none(struct measurement *m, const char *zh, const char *en);

/* The length of the profile that the clause names, or one of its lines; and on a page whose text is
 * set closer or opened (7.3.5.5), where blank lines and indents are as much smaller or larger. */
len_t result_wanted(const struct measurement *m);
len_t result_wanted_on(const struct measurement *m, size_t page);
const char *result_role(const struct measurement *m);

/* In the report's language; belongs to the arena. */
const char *result_words(const struct measurement *m, const char *zh, const char *en);
const char *result_number(const struct measurement *m, const char *zh, const char *en, int n);
const char *result_mm(const struct measurement *m, len_t l);
const char *result_size(const struct measurement *m, len_t l);
const char *result_element(enum element e, enum diag_lang lang);
const char *result_role_name(const struct measurement *m, enum font_role role);
const char *result_inks(const struct measurement *m, struct colour k);

/* ---- standard.c ---- */

/* Where the profile departs from what is prescribed, the row says that, whatever was measured. */
void standard_hold(struct measurement *m);

/* ---- report.c ---- */

bool format_is(const struct conform *c, enum clause_format format);

/* ---- form.c: boxes, and the things of a form ---- */

static inline len_t box_wide(struct page_box b)
{
    return b.right - b.left;
}

static inline len_t box_high(struct page_box b)
{
    return b.bottom - b.top;
}

/* By more than a length each way. */
static inline bool box_overlap_x(struct page_box a, struct page_box b, len_t by)
{
    return a.left + by < b.right && b.left + by < a.right;
}

static inline bool box_overlap_y(struct page_box a, struct page_box b, len_t by)
{
    return a.top + by < b.bottom && b.top + by < a.bottom;
}

static inline bool box_overlap(struct page_box a, struct page_box b, len_t by)
{
    return box_overlap_x(a, b, by) && box_overlap_y(a, b, by);
}

/* The white between them; below 0: they overlap. */
static inline len_t box_apart(struct page_box a, struct page_box b)
{
    return len_max(len_max(a.left - b.right, b.left - a.right),
                   len_max(a.top - b.bottom, b.top - a.bottom));
}

/* How far inside another it keeps. */
static inline len_t box_inside(struct page_box b, struct page_box around)
{
    return len_min(len_min(b.left - around.left, around.right - b.right),
                   len_min(b.top - around.top, around.bottom - b.bottom));
}

static inline struct page_box box_shrunk(struct page_box b, len_t by)
{
    return (struct page_box){b.left + by, b.top + by, b.right - by, b.bottom - by};
}

static inline bool form_is_printed(const struct form_thing *t)
{
    return t->kind == THING_INK || t->kind == THING_RULE;
}

#define EACH_THING(t, m)                                                                           \
    const struct form_thing *t = (m)->c->things.v;                                                 \
    t < (m)->c->things.v + (m)->c->things.n;                                                       \
    t++
/* On one page. */
#define EACH_BESIDE(t, c, on)                                                                      \
    const struct form_thing *t = (c)->things.v + (c)->papers.v[on].things;                         \
    t < (c)->things.v + (c)->papers.v[on].things + (c)->papers.v[on].n_things;                     \
    t++

/* And to be filled in. */
#define EACH_PLACE(t, c, on)                                                                       \
    const struct form_thing *t = (c)->things.v + (c)->papers.v[on].places;                         \
    t < (c)->things.v + (c)->papers.v[on].things + (c)->papers.v[on].n_things;                     \
    t++

/* Whether a thing is on a page in hand; and the one that it is on, or NULL. */
bool form_is_on(const struct form_face *f, const struct form_thing *t);
const struct form_face *form_face_of(const struct conform *c, const struct form_thing *t);

/* The least of many lengths, and where it is. */
struct form_least {
    bool any;
    len_t length;
    size_t page;
};
void form_least_add(struct form_least *l, len_t length, size_t page);
/* At least so much, less what is tolerated. */
void form_least_judge(struct measurement *m, const struct form_least *l, len_t wanted, len_t off);

/* ---- measure_*.c, as clauses.def names them ---- */

#define CLAUSE(format, number, strength, key, element, zh, en, function, length) measure function;
#include "conform/clauses.def"
line_length line_ink_below_top, line_first_indent, line_indent, line_right_indent,
    line_label_indent, line_blank_above, line_blank_above_number, line_blank_above_title,
    line_dash_below_area;

/* The lower edge of the lowest of a masthead's lines; false: there is none. */
bool measure_masthead_bottom(const struct conform *c, len_t *out);

#endif
