/*
 * Forms printed by the list: a household a row. The blank form is laid out once; what it shows is
 * shared by all households, and a household's own pages hold only its values.
 *
 * A value is set at its blank's size, else smaller, else on several lines, else the household is
 * refused with row and column: nothing is cut off or flows over. Pages leave as they are made, and
 * the list may be one that stays on the disk: a household costs some ten bytes of memory.
 */
#ifndef HONGTOU_PRINT_PRINT_H
#define HONGTOU_PRINT_PRINT_H

#include "page/page.h"
#include "sheet/sheet.h"
#include "style/style.h"

/* ---- the blank form ---- */

struct print_form;

struct print_form *print_form_new(struct arena *a);
/* Takes copies of a blank form's pages. */
struct page_sink print_form_sink(struct print_form *form);
/* What the codes of a form by this title begin with, of all pages and households; in its arena. */
const char *print_form_code(const struct print_form *form, const char *title);
/* Where its pages, marks, fields and boxes are, as JSON (generator/README.md). False: there is
 * nothing to fill in. */
bool print_geometry(const struct print_form *form, const char *title, struct buf *out);

/* ---- the households ---- */

struct print_data {
    struct sheet_table *households;
    struct sheet_table *members; /* or NULL */
};

enum { PRINT_SORTS = 8 };

struct print_options {
    struct fonts *fonts;
    const struct style *style;
    const char *title;             /* of the form: codes name it */
    const char *key;               /* field and column that tell households apart */
    const char *village;           /* the column that parts them */
    bool split;                    /* a file a village; the column must be there */
    bool separators;               /* a page before each village */
    bool fillable;                 /* values stand in fields, whose owner is the serial number */
    bool duplex;                   /* each form begins on the front of a sheet */
    const char *sort[PRINT_SORTS]; /* columns to sort by, the first one first; NULL: no more */
    int copies;                    /* of each form, at least 1 */
    int first, last;               /* serial numbers, from 1; last 0: to the end */
    int file_pages;                /* of a file at most; 0: as usual */
    int shard, shards;             /* this part of so many, from 1; shards 0: all of the list */
    size_t memory;                 /* bytes for what is sorted at a time; 0: as usual */
};

/* What became of a village's rows. read is the sum of the others. */
struct print_count {
    const char *village;                       /* NULL: there is no such column */
    int read, printed, refused, outside, kept; /* outside the range; kept: by output.begin */
    int doubtful;                              /* of those printed: with a warning */
};

/* Which column fills a name of the form, by their heads. head NULL: none, what is to be filled in
 * stays for people to write. name NULL: the column fills nothing. */
struct print_match {
    const char *name, *head;
    const char *asks; /* what the name is asked by on the form, where that is another; or NULL */
};

struct print_report {
    struct print_count *villages; /* in the arena given to print_run; of a part those it has */
    size_t n;
    size_t n_list; /* rows of the whole list */
    struct print_count total;
    struct print_match *matches; /* each name and each column of the list of households once */
    size_t n_matches;
    int pages, copies; /* copies: of each form that was printed */
};

enum print_answer { PRINT_GO, PRINT_KEEP, PRINT_STOP };

/* What a file came to: all its households are in it; some were refused; nothing to be kept (all
 * were refused, or the run stops). */
enum print_end { PRINT_COMPLETE, PRINT_LACKING, PRINT_ABANDONED };

/* A file of forms. What would have more than a hundred thousand pages is parted: a PDF file may
 * have 8,388,607 objects and 10 GB, but readers and printers grow slow long before. */
struct print_file {
    const char *village; /* whose forms they are, when they are split; else NULL */
    int part, parts;     /* part: from 1; parts 1: it is whole */
};

/* Where forms go: a file or more for a village when they are split, else for all. */
struct print_output {
    enum print_answer (*begin)(void *context, const struct print_file *file,
                               struct page_sink *sink);
    bool (*end)(void *context, enum print_end end);
    bool (*progress)(void *context, int done, int all); /* false: stop */
    /* At the end every row that was refused, in the list's order, and why. False: it could not be
     * taken, reported. NULL: nobody wants them. */
    bool (*refused)(void *context, const struct sheet_table *list, const struct sheet_row *row,
                    const char *reason);
    void *context;
};

/* The columns that a list of households is asked for, and how many; they live as the form does. */
const struct sheet_wanted *print_wanted(struct print_form *form,
                                        const struct print_options *options, size_t *n);

/* Prints what can be printed; refused households were reported and counted. False: nothing was
 * printed, or a file is not whole; reported. */
struct print_job {
    struct print_form *form;
    struct print_data data;
    struct print_options options;
    struct print_output output;
};
bool print_run(struct arena *a, const struct print_job *job, struct print_report *report,
               struct diags *d);

enum {
    PRINT_MOST_SHARDS = 100000,
    PRINT_MOST_COPIES = 999,
    PRINT_MOST_PAGES = 1000 /* of a form */
};

/* What a run came to, for later runs: of a part of a list, to be added up with the others. */
struct print_counts {
    const char *form, *list, *members; /* hashes of their bytes; members may be NULL */
    const char *settings;              /* options that change the outcome, as one line */
    int shard, shards;                 /* 1, 1: the whole list */
    struct print_report report; /* without matches; a village's name is never NULL when read */
};
void print_counts_write(const struct print_counts *c, struct buf *out);
/* A text that ends in NUL; in the arena. False: it is no such file, or not whole. */
bool print_counts_read(struct arena *a, const char *text, struct print_counts *out);
enum print_doubt {
    PRINT_POSSIBLE,
    PRINT_MORE_DOUBTFUL, /* than were printed */
    PRINT_NO_COPIES,     /* less than one of each form, or more than can be asked for */
    PRINT_FEW_PAGES,     /* than forms were printed */
    PRINT_MANY_PAGES,    /* than they can have */
    PRINT_MORE_ROWS,     /* than the whole list has */
    PRINT_ODD_NAME,      /* of a village: with what is not seen */
    PRINT_DOUBTS
};
/* Whether a run can have come to this; village: of PRINT_MORE_DOUBTFUL, else NULL. */
enum print_doubt print_counts_judge(const struct print_counts *c, const char **village);
/* sum is {0} at first; what is read of it belongs to the arena of the parts. False: more than any
 * list comes to; sum is of no use any more. */
struct print_sum {
    struct print_report report;
    VEC(struct print_count) villages; /* the report's */
    struct map places;                /* in them */
};
bool print_counts_add(struct arena *a, struct print_sum *sum, const struct print_report *part);

/* The report as a table, in the language of the diagnostics. */
void print_report_write(const struct print_report *r, enum diag_lang lang, struct buf *out);

#endif
