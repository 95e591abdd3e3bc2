/* Inside office/: a context, and the way of a document through the stages. */
#ifndef HONGTOU_OFFICE_OFFICE_INT_H
#define HONGTOU_OFFICE_OFFICE_INT_H

#include <stdatomic.h>

#include "base/file.h"
#include "office/office.h"
#include "page/page.h"
#include "pdf/pdf.h"
#include "picture/picture.h"
#include "print/print.h"
#include "record/record.h"
#include "sheet/sheet.h"
#include "staff/staff.h"
#include "style/style.h"
#include "xml/xml.h"

struct layout_options;
struct staff_file;
struct profile;
struct folder_settings;

struct hongtou {
    struct arena *arena; /* until it is closed */
    struct arena *call;  /* until the next call of hongtou.h */
    struct diags *diags;
    bool owns_diags;
    struct hongtou_config config;
    const char *given;        /* the folder of config, if it has one */
    const char *program;      /* the file that runs */
    const char *home;         /* NULL: not asked for yet */
    struct folder_settings *settings; /* those that were read */
    struct fonts *fonts;      /* the same */
    const char *found_fonts;  /* which files they are; NULL: not asked for yet */
    struct lexicon *lexicon;  /* opened with the fonts */
    struct fonts *lent_fonts; /* another thread's, for what is said of them at the end; or NULL */
    struct diags *aside;      /* for what is wrong with all documents' fonts; NULL: diags */
    struct painter *painter;  /* of pictures at painter_dpi; NULL: none was asked for */
    int painter_dpi;
    struct staff_file *staff; /* read for the first document that names it, in call */
    struct profile *profiles; /* the same */
    const struct skeletons *skeletons; /* NULL: not asked for yet */
    struct sheet_choice staff_choice; /* by office_staff_sheets; its pos aside */
    struct deps *deps;
    bool broken;                      /* what every document needs is not there: reported */
    bool laid_out;                    /* some document, with fonts that may be stand-ins */
    struct hongtou_finding *findings; /* NULL: not asked for yet */
    size_t n_findings;
    atomic_bool cancelled;
};

/* ---- session.c ---- */

enum diag_lang office_lang(const struct hongtou *h);

/* Tells how far it is. False: the call is to end. */
bool office_progress(struct hongtou *h, enum hongtou_stage stage, const char *document, int done,
                     int all);
bool office_is_cancelled(const struct hongtou *h);

/* By the call, or as it is set up. */
bool office_free_fonts(struct hongtou *h);

/* The words of the language, opened with the fonts; NULL: those are not there, reported. */
const struct lexicon *office_words(struct hongtou *h);
/* Nobody has written into fonts or dictionary since they were opened: what was made of them is to be
 * believed. False: reported. */
bool office_is_undisturbed(struct hongtou *h);

/* What holds for the folder of a document alone: the profile of those that name none. NULL:
 * reported. */
const struct settings *office_settings_for(struct hongtou *h, const struct document *doc);

/* ---- roots.c ---- */

/* Whether what stands there may name the file: base/diag.h's gate, of a context. */
bool office_may_name(void *context, const char *path, struct pos pos);

/* ---- stages.c ---- */

/* Staff files and profiles that were read are read anew. */
void office_forget(struct hongtou *h);

/* NULL: reported. */
struct tree *office_tree(struct hongtou *h, struct arena *a, const struct hongtou_source *source);

/* A tree up to the resolved model, with the staff file asked about a day (year 0: the document's
 * own); findings go to d. NULL: reported. */
struct document *office_document(struct hongtou *h, struct arena *a, struct tree *tree,
                                 struct date as_of, struct diags *d);
/* The same on the day that the context was opened for. */
struct document *office_document_today(struct hongtou *h, struct arena *a, struct tree *tree);
/* What a document that was read says by itself; false: reported. Its people on a day; NULL:
 * reported. */
bool office_resolve(struct document *doc, struct diags *d);
const struct people *office_people(struct hongtou *h, const struct document *doc, struct date day,
                                   struct diags *d);

/* A staff file (XML, CSV or XLSX by its suffix), linked and checked; staff_close it. pos: where a
 * document names it, or {0}. NULL: reported. */
struct staff *office_staff_open(struct hongtou *h, struct arena *a, const char *path,
                                struct pos pos, struct diags *d);
/* One that documents share. The one that the document names; NULL: none, or it could not be read.
 */
const struct staff *office_staff_at(struct hongtou *h, const char *path, struct pos pos);
const struct staff *office_staff_of(struct hongtou *h, const struct document *doc);

/* Those that were read are put by, and joined again to those read since. */
struct staff_file *office_staff_swap(struct hongtou *h, struct staff_file *list);
void office_staff_join(struct hongtou *h, struct staff_file *list);

/* The figures of the profile that the document names. NULL: reported. */
const struct style *office_style(struct hongtou *h, const struct document *doc);

/* The files of the profiles that were read for this call's documents. */
font_paths office_profile_files(struct hongtou *h, struct arena *a);

/* What a document is laid out by; it lives as the document does. False: reported. */
bool office_layout_options(struct hongtou *h, const struct document *doc,
                           struct layout_options *out);

/* And through layout to a page sink. */
bool office_lay_out(struct hongtou *h, const struct document *doc, struct page_sink sink);
/* What its file says of itself. */
struct page_info office_info(struct hongtou *h, const struct document *doc);

/* ---- refused.c ---- */

/* A workbook at the path, of the rows that are added; none when none is. */
struct office_refused;
struct office_refused *office_refused_new(struct hongtou *h, struct arena *a, const char *path);
/* False: reported. */
bool office_refused_add(void *context, const struct sheet_table *list, const struct sheet_row *row,
                        const char *reason);
/* Writes it (book: as in office_print), says so, and frees. *made: where; NULL: nothing was refused.
 * False: reported. */
bool office_refused_finish(struct office_refused *r, struct arena *a,
                           bool (*book)(FILE *, const char *, struct sink *, struct diags *),
                           const char **made);

/* ---- names.c ---- */

/* What the document's lines keep whole. */
struct lexicon_names *office_names(struct hongtou *h, const struct document *doc);

/* ---- check.c ---- */

struct conform_report;
/* What the pages of a document measure: open, take each page, tell which clauses that the standard
 * prescribes they breach. breaches_only: nothing else will be asked. NULL: no page of it can be
 * measured. All in the document's arena. */
struct conform;
struct conform *office_conform_open(struct hongtou *h, const struct document *doc,
                                    bool breaches_only);
bool office_conform_take(struct conform *check, const struct page *page);
void office_tell_breaches(struct hongtou *h, const struct document *doc, struct conform *check);

/* skeletons.c: what of a document are still the words of a document to begin with, as warnings. */
void office_tell_sample_words(struct hongtou *h, const struct document *doc);

/* What the proofreader finds, sample words too, as diagnostics. staff: NULL, names are not compared. */
void office_proofread(struct hongtou *h, const struct document *doc, const struct staff *staff);

/* The report of a document (without rows for a form by itself); what the proofreader finds is
 * reported, and a breach of what the standard prescribes. False: reported. */
bool office_measure(struct hongtou *h, struct document *doc, const struct staff *staff,
                    struct conform_report *out);

/* ---- each.c ---- */

struct office_each {
    size_t n;
    int threads;
    /* What is done with file i: on any thread, in a context that is h or as h. What it finds is in
     * the context's diags, and that of file i alone. */
    void (*work)(struct hongtou *h, size_t i, void *context);
    /* What came of it, on the caller's thread and in order, before the findings go to those of h;
     * or NULL. */
    void (*take)(struct hongtou *h, size_t i, struct diags *findings, void *context);
    void *context;
};
/* Ends early when what every document needs is not there, or the run is cancelled. */
void office_each(struct hongtou *h, const struct office_each *job);

/* ---- sources.c ---- */

struct source_file {
    const char *path;
    const char *in_folder; /* the part of it below the folder that was named; NULL: it was itself */
};
struct source_list {
    struct source_file *v;
    size_t n, cap;
    bool folders; /* some were named */
};
/* The files named, and the documents and staff files below the folders named (an empty one is
 * reported, and what was passed over, being no document). */
struct source_list office_sources(struct arena *a, char *const *paths, int n, struct diags *d);

/* issue.c: the document of a lock, as it was issued. NULL: reported. */
struct document *office_issued_document(struct hongtou *h, struct arena *a, const char *lock);

enum { OFFICE_PATIENCE = 60 }; /* s: how long another run at the same file is waited for */

/* adjust.c: the path of a file from the folder of another. */
const char *office_relative(struct arena *a, const char *from, const char *to);

/* ---- renew.c: for the draft of an adjustment ---- */

/* The element that begins at a place, among siblings and what is in them; or NULL. */
struct node *office_find_node(struct node *n, struct pos pos);

/* What a text calls the group that it sets up, as 迎检工作领导小组; "": nothing. */
const char *office_group_in_text(struct arena *a, struct text t);

/* Members typed by name and post become, in the tree, who holds the posts then; those whose posts
 * nobody holds go. */
void office_renew_members(struct tree *tree, const struct roster_tier *first,
                          const struct people *after);

/* ---- spots.c ---- */

/* For pictures at dpi of a document's pages; the spots of a page live until the next one's. */
struct spotter;
struct spotter *office_spotter_new(struct arena *a, const struct source *source, int dpi);
void office_spots(struct spotter *s, const struct page *page, const struct hongtou_spot **spots,
                  size_t *n);

/* ---- write.c ---- */

/* What a form's file asks of printers. form: NULL when it stands in a document's attachment. */
struct pdf_printing office_printing(const struct form *form, bool duplex);
/* Where a form's boxes are, to a sink that stays the caller's. False: reported. */
bool office_write_geometry(struct hongtou *h, const struct print_form *form, const char *title,
                           struct sink *out);

/* ---- counts.c ---- */

struct print_report;
/* Whether the file is none, or an earlier count. False: reported. */
bool office_may_write_counts(struct hongtou *h, struct arena *a, const char *path);
/* What the run came to, to job->counts. False: reported. */
bool office_write_counts(struct hongtou *h, const struct office_print *job, const char *settings,
                         const struct print_report *report);

#endif
