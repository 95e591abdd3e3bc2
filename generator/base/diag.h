/*
 * Diagnostics: what is wrong with a document, where, and what to do about it. Codes, texts and
 * hints are the rows of each room's diag.def:
 *   DIAG_ROW(code, level, Chinese, English, hint in Chinese, hint in English)
 * The letter of a code says whose it is: S the system (exit status 3), U the command line (2), D
 * files from elsewhere, X XML, V vocabulary, R references and sums, N the staff file, K data files,
 * G drafts, T profiles, F fonts, I pictures, L layout, P PDF, C check, Q printed forms, E
 * the desk. A code is
 * never used again for another meaning; every one is proven by a case in the tests.
 *
 * A stage adds its findings as it goes; diags_print sorts them by place and drops repeats. Of one
 * file the first hundred of each level are listed (D001), of a sheet the first five of each kind in
 * each column, with the rows of some more (D003); all are counted.
 * A function that can fail returns false or NULL and has added its reason here.
 */
#ifndef HONGTOU_BASE_DIAG_H
#define HONGTOU_BASE_DIAG_H

#include <stdbool.h>
#include <stdio.h>

#include "base/text.h"

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

enum diag_lang { DIAG_ZH, DIAG_EN };

/* What is said of one kind of mistake: a row of a room's diag.def. */
struct diag_code {
    const char *name; /* V005 */
    enum diag_level level;
    const char *text[2], *hint[2]; /* by enum diag_lang; {1} … {9} stand for the arguments */
};

/*
 * The file that reports them includes its room's diag.def, which declares DIAG_V005 and the others,
 * arrays of one so that a name is an address. office/messages.c joins the rooms and defines them.
 */
#define DIAG_ROW(code, level, zh, en, hint_zh, hint_en)                                            \
    extern const struct diag_code DIAG_##code[1];

enum diag_format { DIAG_TEXT, DIAG_JSON };

/* Exit statuses of the program. */
enum { EXIT_OK = 0, EXIT_DOCUMENT = 1, EXIT_USAGE = 2, EXIT_SYSTEM = 3 };

struct buf;
struct diags;

struct diags *diags_new(enum diag_lang lang);
void diags_drop(struct diags *d);
enum diag_lang diags_lang(const struct diags *d);

/* Who is told of every file that a stage reads: what it read goes the way of what it found; and then
 * knows whether a path leads to one of them, however it is written: that file's path, or NULL. */
struct diags_listener {
    void (*noted)(void *context, const char *path);       /* NULL: nobody */
    const char *(*same)(void *context, const char *path); /* NULL: nobody knows */
    void *context;
};
void diags_listen(struct diags *d, struct diags_listener listener);
const struct diags_listener *diags_listener(const struct diags *d);

/* Who has files that the file system has not: a caller's own, in memory. False: this is none. */
struct diags_reader {
    bool (*read)(void *context, const char *path, const void **bytes, size_t *size); /* or NULL */
    void *context;
};
void diags_read_from(struct diags *d, struct diags_reader reader);
const struct diags_reader *diags_reader(const struct diags *d);

/* Who says whether what stands at pos may name a file that lies there. */
struct diags_gate {
    bool (*may)(void *context, const char *path, struct pos pos); /* NULL: anybody anything */
    void *context;
};
void diags_guard(struct diags *d, struct diags_gate gate);
const struct diags_gate *diags_gate(const struct diags *d);

/* Who is told of every finding as it is made, listed or not. text lives for the call. */
struct diags_watcher {
    void (*found)(void *context, const struct diag_code *code, const char *text); /* NULL: nobody */
    void *context;
};
void diags_watch(struct diags *d, struct diags_watcher watcher);

/* For findings apart that may be dropped: in another's language, with its listener and reader. */
struct diags *diags_beside(const struct diags *d);

/* Positions point into sources: diags keeps what it shows of them, so sources may go first. */
void diag_add(struct diags *d, const struct diag_code *code, struct pos pos,
              const char *const args[]);

/* diag(d, DIAG_V002, pos, "标题"): up to nine strings for {1} … {9}; NULL when there are none. */
#define diag(d, code, pos, ...)                                                                    \
    diag_add((d), (code), (pos), (const char *const[]){__VA_ARGS__, NULL})

/* A finding without a place in a text: {1} of the S and U rows names the file or the option. */
#define diag_system(d, code, ...) diag((d), (code), ((struct pos){0}), __VA_ARGS__)

/* Adds another's findings after its own and frees the other (a thread's, when it has ended). */
void diags_take(struct diags *d, struct diags *other);

/* Whether the file of pos has more findings of the level than are listed: a stage that looks for
 * nothing else may stop. */
bool diags_full(const struct diags *d, enum diag_level level, struct pos pos);

size_t diags_count(const struct diags *d, enum diag_level level);

/* EXIT_OK, EXIT_DOCUMENT, EXIT_USAGE or EXIT_SYSTEM: the worst of what was found. */
int diags_status(const struct diags *d);

/* A finding as data. Strings live as long as d. */
struct diag_view {
    const char *code;
    enum diag_level level;
    const char *file;      /* NULL: no place */
    uint32_t line, column; /* of a sheet: row and column */
    const char *text, *hint;
};
/* The findings, sorted by file and place, repeats dropped; how many. */
size_t diags_view(struct diags *d, const struct diag_view **out);

/* The same as a JSON list, added to out. */
void diags_json(struct diags *d, struct buf *out);

/* Notes are counted from now on, and not told. */
void diags_hush(struct diags *d);

/* Sorted by file and place, repeats dropped. Ends the findings: the list is empty afterwards,
 * the counts and the status stay. */
void diags_print(struct diags *d, FILE *out, enum diag_format format);
/* Leaves out what was there the last time too, of files that have not changed meanwhile. *said: of
 * the time before; what is there now is put into it. {0} at first; owned by the caller, who frees v. */
struct diags_said {
    uint64_t *v;
    size_t n;
};
void diags_leave_said(struct diags *d, struct diags_said *said);

/* The reason of an errno in the language of the findings; static, never NULL. What no office meets
 * is told as the C library tells it. */
const char *diag_reason(const struct diags *d, int error);

#endif
