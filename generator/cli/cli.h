/* Inside cli/: options, and the commands that they are for. What commands do is in office/. */
#ifndef HONGTOU_CLI_CLI_H
#define HONGTOU_CLI_CLI_H

#include <limits.h>
#include <stdint.h>

#include "office/office.h"

enum { ALLOWED_MOST = 32 };

/* The command line, read. */
struct options {
    const char *command;
    const char *output; /* -o, or NULL */
    const char *home;   /* --home: the folder of templates and fonts, or NULL: beside the program */
    const char *stage;  /* --stage, or NULL */
    const char *names;  /* --names zh|en, or NULL */
    const char *from;   /* --from, --to: a date, or NULL */
    const char *to;
    const char *as_of;                                   /* --as-of: a date, or NULL */
    const char *roster;                                  /* --roster: a title, or NULL */
    const char *pdf;                                     /* --pdf: the file to be proven, or NULL */
    const char *by;                                      /* --by: a column, or NULL */
    const char *rows;                                    /* --data: the list to print by, or NULL */
    const char *members, *split, *sort, *copies, *range, *refused; /* as written, or NULL */
    const char *sheet, *sheet_column;                              /* so */
    const char *shard, *counts; /* --shard K/N, --counts FILE, or NULL */
    bool separators, resume;
    bool hidden, unstruck; /* --hidden, --no-struck: rows and text of workbooks */
    bool fillable; /* --fillable: a form to fill in on screen */
    const char *track_from; /* --track-from: an earlier edition, or NULL */
    bool docx;     /* --docx: a file for word processors */
    bool duplex;   /* --duplex: each household on sheets of its own */
    const char *listen, *certificate, *key, *proxy; /* of serve, or NULL */
    const char *dpi;      /* --dpi, as written, or NULL */
    const char *since;    /* --mark-changes-since: an earlier edition, or NULL */
    const char *geometry; /* --geometry: a file for where the boxes are, or NULL */
    bool free_fonts;
    const char *jobs;          /* --jobs, as written, or NULL */
    bool quiet, watch, prune;  /* so */
    bool force;   /* --force: compile what has not changed, too */
    bool reissue; /* --reissue: an issued document may become another */
    const char *staff; /* --staff: a staff file, or NULL */
    bool write;   /* --write: what is mended goes to the file */
    bool xlsx;    /* --xlsx: a workbook instead of a document */
    struct {
        const char *v[ALLOWED_MOST + 1]; /* NULL behind the last */
        size_t n;
    } allow;               /* --allow: folders that documents may name files of */
    char folder[PATH_MAX]; /* whose settings hold: of the first file or folder that is named */
    bool help, version;
    const char *language, *form_of_findings; /* --lang, --format, as written, or NULL */
    uint64_t given;                          /* a bit for each row of options.def */
    enum diag_lang lang;
    enum diag_format format;
    char **argv; /* all of it */
    char **args; /* what is no option, the command left out */
    int n_args;
};

/* Whether --geometry, when it was given, names a file that may be one. False: reported. */
bool cli_names_geometry(const struct options *options, struct diags *d);

enum { OPTIONS_MOST = 64 };

/* False: reported. */
bool cli_read(int argc, char **argv, struct options *out, struct diags **diags);

/* Whether a command (of staff: "staff check") takes all the options that were given. False:
 * reported. */
bool cli_fit(const struct options *options, const char *command, struct diags *d);

/* The options that a command takes (of staff: "staff check"; "": all do), or with common also those
 * of all: "--output --force". */
const char *cli_options_of(struct arena *a, const char *command, bool common);
struct cli_option {
    int letter; /* or 0 */
    bool has_value;
};
struct cli_option cli_option_named(const char *name);

/* The date that an option gives. False: reported. */
bool cli_date(const char *option, const char *value, struct date *out, struct diags *d);

/* How many documents at the same time (--jobs). False: reported. */
bool cli_jobs(const struct options *options, int *out, struct diags *d);

/* What the options mean for the library. False: reported. */
bool cli_config(const struct options *options, struct hongtou_config *out, struct diags *d);

/* ---- for commands ---- */

/* A context by the options; hongtou_close it. NULL: reported. */
struct hongtou *cli_open(const struct options *options, struct diags *d);

/* Writes a finished text to -o, or to standard output. False: reported. */
bool cli_write(const struct options *options, const struct buf *text, struct diags *d);
/* The same of a report for people, of lines: what a terminal would obey stands in digits. */
bool cli_report(const struct options *options, const struct buf *text, struct diags *d);
/* A name, of a file or of people, to standard output, without what a terminal would obey. */
void cli_print_name(const char *name);

/* Whether the command writes what -o names: a file that ends in one of these, NULL behind the last, or
 * what has no ending; folder: it writes into folders, too. False: reported. */
bool cli_output_fits(const struct options *options, const char *const endings[], bool folder,
                     struct diags *d);

/* What exists already is never overwritten by a draft. False: reported. */
bool cli_may_write(const char *path, struct diags *d);

/* Tells the findings and ends them; the program's exit status. ok: what the command returned. */
int cli_end(const struct options *options, struct diags *d, bool ok);

/* The commands: false when something was reported as an error. */
typedef bool cli_command(const struct options *options, struct diags *d);

/* check of documents, which are laid out, and of the PDF files among the arguments of `also`, or
 * NULL. */
bool cli_check_documents(const struct options *options, const struct options *also,
                         struct diags *d);
/* The report of the PDF files among the arguments is added to out; what is found of them was told.
 * False: something was. */
bool cli_check_finished(const struct options *options, struct buf *out, struct diags *d);

cli_command cli_run_build, cli_run_issue, cli_run_check, cli_run_compare, cli_run_fix,
    cli_run_import, cli_run_dump, cli_run_schema,
    cli_run_reference, cli_run_fonts, cli_run_new, cli_run_staff, cli_run_print, cli_run_exchange,
    cli_run_serve, cli_run_config, cli_run_merge_counts, cli_run_completion;

/* ---- results.c: what came of documents, to standard output ---- */

struct cli_results {
    const struct options *options;
    bool watching; /* each line says when; what has not changed is not told */
    bool silent;   /* standard output is not for results */
    size_t n;      /* that were written as JSON */
};

struct cli_results cli_results_begin(const struct options *options);
/* For office_build: one result, with what was found of it. context: the results. */
void cli_result(void *context, const struct office_made *made, struct diags *findings);
/* A document and the files that it became: other ways than office_build's. */
void cli_result_files(struct cli_results *r, const char *source, bool ok, int pages,
                      const char *const *files, size_t n);
/* of folders: with a sum, but of JSON. */
void cli_results_end(struct cli_results *r, const struct office_built *built);

/* ---- watch.c ---- */

/* Does it now, and again whenever what it read has changed, until a signal ends the program's run.
 * Findings of each time go to standard error. False: it cannot be watched, reported. */
typedef bool cli_round(const struct options *options, struct hongtou *h, struct diags *d);
bool cli_watch(const struct options *options, cli_round *round, struct diags *d);

/* ---- bus.c ---- */

/* From now on a mapped file that is cut short ends the program (S022), not a signal. */
void cli_watch_mapped_files(void);

/* ---- commands.c, help.c ---- */

struct command {
    const char *name;
    int least_args, most_args; /* most_args < 0: any number */
    bool has_actions;          /* its first argument says what takes the options */
};
const struct command *cli_find(const char *name);
/* The file or the kind that a skeleton or a workbook is by its name, which may be Chinese. */
const char *cli_kind(const char *name);
/* The names of all, with blanks between them. */
const char *cli_names(struct arena *a);
/* What staff does, and the skeletons that there are; so. */
const char *cli_staff_actions(struct arena *a);
const char *cli_skeletons(struct arena *a, const char *home, struct diags *d);
/* The nearest to what was written, or NULL. */
const char *cli_near(const char *written);
void cli_help(const struct options *options);
/* hongtou help: the program's own, a command's, or what the manual says. */
cli_command cli_run_help;

#endif
