/*
 * The pipeline for the other rooms of the house: what the program's commands do, without options
 * and without a word on standard output. hongtou.h has what other programs need of it.
 *
 * Every function that can fail returns false or NULL and has reported it to the diags that the
 * context was opened with.
 */
#ifndef HONGTOU_OFFICE_OFFICE_H
#define HONGTOU_OFFICE_OFFICE_H

#include <stdio.h>

#include "base/buf.h"
#include "base/diag.h"
#include "font/font.h"
#include "model/model.h"
#include "office/hongtou.h"

struct settings;

/* Findings go to d, which stays the caller's, and add up from call to call. */
struct hongtou *office_open(const struct hongtou_config *config, struct diags *d);

/* The file that runs. */
const char *office_program(struct arena *a);
/* The folder of templates and fonts. NULL: reported. */
const char *office_home(struct hongtou *h);
/* What holds for the documents' folder. NULL: a hongtou.conf has mistakes, reported. */
const struct settings *office_settings(struct hongtou *h);
/* All fonts; the machine is searched when they are first asked for. NULL: reported. */
struct fonts *office_fonts(struct hongtou *h);
/* Which files these would be, as one word, without opening them. */
const char *office_found_fonts(struct hongtou *h);

/* As hongtou_compile; with target NULL the bytes are added to memory. */
bool office_compile(struct hongtou *h, const struct hongtou_source *source, enum hongtou_kind kind,
                    const char *target, struct buf *memory);

/* As hongtou_pictures. */
bool office_pictures(struct hongtou *h, const struct hongtou_source *source,
                     const struct hongtou_pictures *job);
/* To a file whose name ends in .png, or of several pages to as many, numbered before the suffix;
 * made is told each. False: reported; no file is half-written. */
bool office_draw(struct hongtou *h, const struct hongtou_source *source, int dpi,
                 const char *target, void (*made)(void *context, const char *path), void *context);

/* ---- building and issuing ---- */

enum office_status {
    OFFICE_MADE,
    OFFICE_SAME,    /* compiled, and what is there has the same bytes */
    OFFICE_CURRENT, /* nothing that it is made of has changed: not compiled */
    OFFICE_NOTHING, /* a staff file in a folder */
    OFFICE_FAILED,
    OFFICE_GONE,  /* the PDF of a document that is gone */
    OFFICE_PRUNED /* the same, removed */
};

/* What came of a document, and what names in it are others than the last time. */
struct office_made {
    const char *source, *target;
    bool in_folder; /* the source was found in a folder that was named */
    enum office_status status;
    const char *lock; /* that was written; or NULL */
    int pages;        /* 0: not known */
    size_t warnings;  /* that were told when it was compiled */
    const char *const *changes; /* 领导小组 组长：罗启明→李望舒 */
    size_t n_changes;
};

struct office_build {
    char *const *paths; /* files, and folders, in which all .xml files are meant */
    int n_paths;
    const char *output; /* file or folder; NULL: beside each document */
    const char *mirrored; /* the folder that output mirrors, whatever the paths are; or NULL */
    enum hongtou_kind kind;
    bool force;   /* what has not changed, too */
    bool reissue; /* an issued document may become another */
    bool issue;   /* lock it */
    const char *since; /* mark what changed since this edition, on a copy of its own; or NULL */
    const char *before; /* an earlier edition, whose differences a .docx shows as revisions; or NULL */
    int threads; /* that compile at the same time; 0: one */
    bool recall; /* office_read_path tells what current documents were made of, too */
    bool prune;  /* remove what was made of documents that are gone */
    /* Each document in turn, with its findings; or NULL. */
    void (*made)(void *context, const struct office_made *made, struct diags *findings);
    void *context;
};

struct office_built {
    size_t made, unchanged, failed;
    size_t warned; /* of the unchanged: made with warnings */
    bool folders;  /* some of the paths were folders */
};

/* The files that were read, or looked for in vain; i from 0. NULL: that was the last one. */
const char *office_read_path(struct hongtou *h, size_t *i);

/* Whether one of them is not as it was then. */
bool office_read_is_stale(struct hongtou *h);
/* Whether none can have been changed since and look the same (base/file.h's marks). */
bool office_read_is_settled(struct hongtou *h);

/* False: not all was made. */
bool office_build(struct hongtou *h, const struct office_build *job, struct office_built *out);

/* As hongtou_attachments. */
bool office_attachments(struct hongtou *h, const struct hongtou_source *source,
                        hongtou_attachment_call *take, void *user);

/* Makes a document's PDF beside it, and its lock; nothing when the PDF's hash is not seen's (NULL: any
 * will do). False: reported. */
bool office_issue(struct hongtou *h, const char *path, const char *seen, bool reissue);
/* What the lock says; strings live until the next call of hongtou.h. False: reported. */
bool office_issued(struct hongtou *h, const char *path, struct hongtou_lock *out);

/* Whether a PDF is what its document and lock make today: hash and day of issue then are in the
 * arena. */
struct office_verification {
    const char *hash, *day;
};
bool office_verify(struct hongtou *h, struct arena *a, const char *source, const char *pdf,
                   struct office_verification *out);

/* ---- measuring and proofreading ---- */

struct office_check {
    char *const *paths; /* files, and folders */
    int n_paths;
    int threads; /* that check at the same time; 0: one */
    bool json;   /* the report */
};

/* The report of all goes to out. In a folder with one staff file, documents that name none are
 * compared with it too. */
bool office_check(struct hongtou *h, const struct office_check *job, struct buf *out);

/* ---- comparing ---- */

struct office_compare {
    const struct hongtou_source *old; /* NULL: what was issued of now */
    struct hongtou_source now;
    enum hongtou_comparison form;
    const char *target; /* NULL: added to out */
};

/* As hongtou_compare. */
bool office_compare(struct hongtou *h, const struct office_compare *job, struct buf *out);

/* ---- mending ---- */

struct office_fix {
    char *const *paths; /* files, and folders */
    int n_paths;
    bool write; /* in their places; false: unified diffs go to out */
};

/* What is certain of documents' mistakes: characters that came along with pasted text, misspelt
 * names, headings and items typed by hand. Every file is gone through, whatever is wrong with
 * another. False: reported. */
bool office_fix(struct hongtou *h, const struct office_fix *job, struct buf *out);
/* As hongtou_fix. */
bool office_fix_source(struct hongtou *h, const struct hongtou_source *source, struct buf *out);
/* As hongtou_mends: edits of the source, those of one group a mend. */
struct xml_edits;
bool office_mends(struct hongtou *h, const struct hongtou_source *source, struct xml_edits *offered);

/* ---- drafts ---- */

struct office_import {
    char *const *paths; /* drafts: files, "-" for standard input */
    int n_paths;
    const char *output; /* file (of one draft) or folder; NULL: beside each draft */
    const char *staff;  /* a staff file that people are looked up in; or NULL */
    bool force;         /* a document that is there already may be replaced */
    bool json;          /* the report */
};

/* Makes a document of each draft; the reports go to out. Every draft is gone through, whatever is
 * wrong with another. False: reported. */
bool office_import(struct hongtou *h, const struct office_import *job, struct buf *out);

struct imported;
/* One draft: the document is added to xml; what became of it is in im, in the arena. target: the
 * file that it will be, from which it names the staff file; NULL: none. False: reported. */
bool office_import_draft(struct hongtou *h, struct arena *a, const struct hongtou_source *source,
                         const char *staff, const char *target, struct imported *im,
                         struct buf *xml);
/* The pictures that belong beside it. False: reported. */
bool office_write_files(struct hongtou *h, const struct imported *im);

/* ---- staff files ---- */

/* Which sheets and rows of staff files that are workbooks are read from now on, as struct
 * sheet_choice has them; sheet NULL: those that it finds. */
void office_staff_sheets(struct hongtou *h, const char *sheet, bool hidden, bool unstruck);

struct office_staff_count {
    size_t people, units, posts, tenures;
};
/* Reports all that is wrong with a staff file. */
bool office_staff_check(struct hongtou *h, const char *path, struct office_staff_count *out);

/* Who leaves a post and who takes it. */
struct office_appointment {
    const char *post;          /* 县财政局局长, or its id */
    const char *leaves, *comes; /* by name or id; "" or NULL: nobody. Whom the file has not is added */
    struct date from; /* the first day of whoever comes; whoever leaves had the day before for a last */
    const char *document; /* that decided it; "" or NULL: none is named */
    bool acting, concurrent;
};
/* A staff file (XML) with the acts done: tenures end and begin, nothing is written over. The new
 * file is added to out. False: reported. */
bool office_staff_appoint(struct hongtou *h, const struct hongtou_source *source,
                          const struct office_appointment *acts, size_t n, struct buf *out);

/* A period, both days included. */
struct office_period {
    struct date from, to;
};

/* Who left, who came, between two days. */
bool office_staff_changes(struct hongtou *h, const char *path, const struct office_period *period,
                          bool json, struct buf *out);

struct office_survey {
    char *const *paths;
    int n_paths;
    struct date day;
    bool json;
    int threads; /* that look at the same time; 0: as many as there are processors, for many files */
};

/* Which documents of files and folders name people otherwise than they would on a day; how many
 * such places there are. */
bool office_affected(struct hongtou *h, const struct office_survey *job, struct buf *out,
                     size_t *places);

/* Makes or extends a staff file (output; NULL: the one that they name, else 人员库.xml beside the
 * first) from the people typed in documents, which then name it. The report, as text or JSON, says
 * what was done, and lists what does not agree and was left out, and documents with errors: the
 * others are learnt from. False: there are such. */
bool office_learn(struct hongtou *h, char *const *paths, int n, const char *output, bool json,
                  struct buf *report);

/* The draft of the notice that a group's members changed, as XML. */
struct office_adjust {
    const char *path;   /* the document that named the group */
    const char *roster; /* the group's title; NULL: the only one */
    const char *output; /* where the draft will be: it names the staff file from there; or NULL */
    struct office_period period;
};
bool office_adjust(struct hongtou *h, const struct office_adjust *job, struct buf *out);

/* ---- mass forms ---- */

enum { OFFICE_SORTS = 8, OFFICE_REFUSALS = 500, OFFICE_SHARDS = 100000, OFFICE_MOST_COPIES = 999 };

/* A file of forms that is whole; village NULL: it is everyone's. */
struct office_forms {
    const char *village, *path;
};
/* A row that was not printed, and why. */
struct office_refusal {
    uint32_t number; /* in the list's file */
    const char *reason;
    const char *const *cells;
};
/* What became of a run, in the arena; strings of the report too. */
struct office_printed {
    const struct print_report *report; /* print/print.h */
    const struct office_forms *files;
    size_t n_files;
    const char *refused; /* the workbook of the rows that were not printed; NULL: all were */
    const char *const *heads;
    size_t n_heads;
    const struct office_refusal *refusals; /* the first OFFICE_REFUSALS of them */
    size_t n_refusals;
    const uint32_t *numbers; /* of all of them */
    size_t n_numbers;
};

struct sink;
struct office_print {
    const char *form, *rows;  /* files: the form, and the list with a form's values in each row */
    const char *members;      /* a file, or the name of a sheet of rows; or NULL */
    const char *sheet;        /* of rows: a name, several, or 全部; NULL: the one that fits */
    const char *sheet_column; /* the head of a column that the sheets' names are; or NULL */
    const char *split;        /* a file for each value of this column; or NULL */
    const char *sort[OFFICE_SORTS]; /* columns, the first one first; NULL: no more */
    const char *output;             /* file or folder; NULL: beside the form */
    const char *refused;            /* a workbook of the rows not printed; NULL: beside the forms */
    int copies;                     /* of each form, at least 1 */
    int first, last;                /* rows, from 1; last 0: to the end */
    bool separators;                /* a page before each village */
    bool fillable;                  /* the forms go on to be filled in on screen */
    bool hidden, unstruck;          /* as in sheet_choice */
    bool duplex;                    /* on both sides of the paper, as a form may say itself */
    const char *geometry;           /* a file for where all boxes are, as JSON; or NULL */
    bool resume;                    /* go on where a run was interrupted */
    bool trial;                     /* all is judged and set, and nothing printed */
    int shard, shards;              /* this part of so many, from 1; shards 0: the whole list */
    const char *counts;             /* a file for what the run comes to; or NULL */
    size_t most_rows;               /* of the list; 0: any number */
    struct office_printed *told;    /* or NULL */
    /* Makes the workbook of lines (sheet_lines); NULL: another program does. */
    bool (*book)(FILE *lines, const char *name, struct sink *out, struct diags *d);
};
/* The report as text; the target of the last file, in the arena. */
bool office_print(struct hongtou *h, struct arena *a, const struct office_print *job,
                  const char **target, struct buf *report);

/* The counts of the parts of one list (office_print.counts), added up: a table, as the report. False:
 * they are not the whole list, each row once; reported. */
bool office_merge_counts(struct hongtou *h, struct arena *a, const char *const *files, int n,
                         struct buf *out);

/* ---- collected data ---- */

struct read_list;
/* Forms that were filled in as a workbook: the list, members, what is to be looked at. False:
 * reported. */
bool office_collected_book(const struct read_list *list, enum diag_lang lang, struct buf *out,
                           struct diags *d);
/* What tells a form's households apart, in the arena. NULL: it is no form; reported. */
const char *office_form_key(struct hongtou *h, struct arena *a, const char *form);

struct tally;
struct office_tally {
    const char *form;         /* its file */
    const char *const *lists; /* of n files of data */
    int n;
    const char *by; /* the column that parts them; NULL: 村, where there is one */
};
/* The figures, in the arena (tally/tally.h). NULL: reported. */
struct tally *office_tally(struct hongtou *h, struct arena *a, const struct office_tally *job);

#endif
