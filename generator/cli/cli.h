/* Inside cli/: options, the driver that runs the stages, and the commands. */
#ifndef HONGTOU_CLI_CLI_H
#define HONGTOU_CLI_CLI_H

#include <stdint.h>

#include "base/diag.h"
#include "base/file.h"
#include "model/model.h"
#include "page/page.h"
#include "staff/staff.h"
#include "style/style.h"
#include "xml/xml.h"

enum stage { STAGE_TREE, STAGE_MODEL, STAGE_TEXT, STAGE_PAGES, STAGES };

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
    const char *rows;                                    /* --data: the list to print by, or NULL */
    const char *members, *split, *sort, *copies, *range; /* as written, or NULL */
    bool separators, resume;
    bool fillable; /* --fillable: a form to fill in on screen */
    bool free_fonts;
    bool force;   /* --force: compile what has not changed, too */
    bool reissue; /* --reissue: an issued document may become another */
    bool xlsx;    /* --xlsx: a workbook instead of a document */
    bool help, version;
    const char *language, *form_of_findings; /* --lang, --format, as written, or NULL */
    uint64_t given;                          /* a bit for each row of options.def */
    enum diag_lang lang;
    enum diag_format format;
    char **argv; /* all of it */
    char **args; /* what is no option, the command left out */
    int n_args;
};

enum { OPTIONS_MOST = 64 };

/* False: reported. */
bool options_read(int argc, char **argv, struct options *out, struct diags **diags);

/* Whether a command (of staff: "staff check") takes all the options that were given. False:
 * reported. */
bool options_fit(const struct options *options, const char *command, struct diags *d);

/* Tells the findings and ends them; the program's exit status. ok: what the command returned. */
int command_end(const struct options *options, struct diags *d, bool ok);

/* What all documents of a run share. */
struct driver;
struct deps;

/* NULL: reported (no templates, no fonts). */
struct driver *driver_open(const struct options *options, struct diags *d);
void driver_close(struct driver *driver);
struct fonts *driver_fonts(struct driver *driver);
struct deps *driver_deps(struct driver *driver);
/* The folder of templates and fonts, and the program's own file. */
const char *driver_data(const struct driver *driver);
const char *driver_program(const struct driver *driver);

/* A document through the stages up to the resolved model. NULL: reported. */
struct document *driver_read(struct driver *driver, struct arena *a, const char *path);
struct document *driver_read_tree(struct driver *driver, struct arena *a, struct tree *tree);
/* The same, with the staff file asked about a day (year 0: the document's), whatever the options
 * say; findings go to d. */
struct document *driver_read_on(struct driver *driver, struct arena *a, struct tree *tree,
                                struct date as_of, struct diags *d);
/* The staff file that the document names; NULL: none, or it could not be read. */
const struct staff *driver_staff(struct driver *driver, const struct document *doc);
const struct staff *driver_staff_at(struct driver *driver, const char *path, struct pos pos);

/* The figures of the profile that the document names. NULL: reported. */
const struct style *driver_style(struct driver *driver, const struct document *doc);

/* And through layout to a page sink. What the file says of itself: driver_info. */
bool driver_lay_out(struct driver *driver, const struct document *doc, struct page_sink sink);
struct page_info driver_info(const struct document *doc);

/* The path of the program that runs. */
const char *program_path(struct arena *a);

/* Where templates/ and fonts/ are; NULL: reported. */
const char *data_folder(struct arena *a, const struct options *options, struct diags *d);

/* A staff file (XML, CSV or XLSX by its suffix), linked and checked; staff_close it. pos: where a
 * document names it, or {0}. NULL: reported. */
struct staff *staff_file_open(struct arena *a, const char *path, struct pos pos, struct diags *d);

/* The date that an option says. False: reported. */
bool take_date(struct arena *a, const char *option, const char *value, struct date *out,
               struct diags *d);

/* The days of --from and --to, in this order. False: reported. */
bool take_period(struct arena *a, const struct options *options, struct date *from, struct date *to,
                 struct diags *d);

/* The files named, and the .xml files below the folders named (an empty one is reported). */
struct source_file {
    const char *path;
    bool in_folder;
};
struct source_list {
    struct source_file *v;
    size_t n, cap;
};
struct source_list sources_find(struct arena *a, char **args, int n_args, struct diags *d);

/* Whether a PDF is what its document and lock make today (check --pdf). */
bool check_pdf(const struct options *options, struct diags *d);

/* Writes a finished text to -o, or to standard output. False: reported. */
bool write_output(const struct options *options, const char *bytes, size_t n, struct diags *d);

/* What exists already is never overwritten by a draft. False: reported. */
bool output_is_free(const char *path, struct diags *d);

/* The commands: false when something was reported as an error. */
typedef bool command_run(const struct options *options, struct diags *d);
command_run command_build, command_issue, command_check, command_dump, command_schema,
    command_reference, command_fonts, command_new, command_staff, command_print, command_exchange;
/* Of hongtou-exchange. */
command_run command_book, command_read;

/* Of command_staff; the action is the first argument. */
typedef bool staff_action(const struct options *options, struct arena *a, struct diags *d);
staff_action staff_affected, staff_adjust;

/* The columns of data files, in Markdown: a part of the manual. */
void columns_write(struct buf *out);

/* help.c */
struct command {
    const char *name;
    command_run *run;
    int least_args, most_args; /* most_args < 0: any number */
    bool has_actions;          /* its first argument says what takes the options */
};
const struct command *command_find(const char *name);
/* The names of all, with blanks between them. */
const char *command_names(struct arena *a);
/* The nearest to what was written, or NULL. */
const char *command_near(const char *written);
void help_print(const struct options *options);

#endif
