/*
 * hongtou (红头) as a library: structured XML into official documents of GB/T 9704-2012.
 *
 *     struct hongtou_config config = {.language = HONGTOU_EN};
 *     struct hongtou *h = hongtou_open(&config);
 *     struct hongtou_source source = {.name = "notice.xml", .bytes = xml, .size = n};
 *     struct hongtou_bytes pdf;
 *     if (hongtou_compile(h, &source, HONGTOU_PDF, NULL, &pdf) == HONGTOU_OK)
 *         …
 *     for (size_t i = 0; i < hongtou_finding_count(h); i++)
 *         … hongtou_finding(h, i)->message …
 *     hongtou_free(&pdf);
 *     hongtou_close(h);
 *
 * Strings are UTF-8, NUL-terminated; paths are those of the file system. Lines, columns and pages
 * count from 1, 0 says that there is none. Lengths appear only as text, in millimetres and points.
 *
 * Ownership: what open gives, close frees. What is handed in is copied or read before the call
 * returns. What a call tells (findings, rows of a report) lives as its header says; bytes belong to
 * the caller, who frees them with hongtou_free.
 *
 * Errors: every call tells how it ended (enum hongtou_status), and why by its findings. A file is
 * written as a whole or not at all: whatever fails, is cancelled or is killed leaves the old one.
 *
 * Memory: a process that runs out of it ends, with a plain message and exit status 3. No call
 * returns for want of memory. A server therefore compiles in worker processes that call this
 * library, and starts another one when one has ended.
 *
 * Threads: a context serves one thread at a time; only hongtou_cancel may be called from another
 * while a call is under way. Contexts share nothing: each reads its own fonts and profiles, when
 * they are first needed. Fonts stay open until the context is closed; profiles and staff files are
 * read anew by each call, so that a context never tells of yesterday's. The names of files are
 * relative to the process's working folder.
 */
#ifndef HONGTOU_H
#define HONGTOU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How a call ended; but for the last one, the program's exit statuses. */
enum hongtou_status {
    HONGTOU_OK,       /* perhaps with warnings and notes */
    HONGTOU_DOCUMENT, /* the document has mistakes */
    HONGTOU_USAGE,    /* the call has */
    HONGTOU_SYSTEM,   /* a file that cannot be read or written, no templates, no fonts */
    HONGTOU_CANCELLED /* by hongtou_cancel, or by the answer to progress */
};

enum hongtou_language { HONGTOU_ZH, HONGTOU_EN };

struct hongtou_date {
    int year, month, day; /* year 0: none */
};

/* ---- a context ---- */

enum hongtou_stage {
    HONGTOU_READING,    /* a document; nothing is counted */
    HONGTOU_LAYING_OUT, /* its pages; how many there will be is not known */
    HONGTOU_PRINTING    /* forms of a list */
};

struct hongtou_progress {
    enum hongtou_stage stage;
    const char *document; /* its name; for the call */
    int done, all;        /* all 0: not known */
};

/* False cancels the call. */
typedef bool hongtou_progress_call(void *user, const struct hongtou_progress *progress);

/* A file that a document names (a list, a picture, a staff file, a form), by the path that would be
 * opened. False: the file system has it. The bytes stay as they are until the call returns. */
typedef bool hongtou_read_call(void *user, const char *path, const void **bytes, size_t *size);

/* Zero everywhere is what the program does without options. */
struct hongtou_config {
    const char *home; /* with templates/ and fonts/; NULL: $HONGTOU_HOME, else where the program is
                         installed */
    const char *folder; /* whose hongtou.conf holds, and those of the folders above it, the user and
                           the machine; NULL: the working folder */
    bool free_fonts;  /* pass over the machine's office fonts: every machine makes the same bytes */
    enum hongtou_language language;  /* of messages and reports */
    struct hongtou_date as_of;       /* asks staff files about this day, not each document's own */
    int most_pages;                  /* a longer document is refused; 0: any number */
    hongtou_progress_call *progress; /* or NULL */
    hongtou_read_call *read;         /* or NULL */
    void *user;                      /* for both */
    const char *const *allow; /* folders, NULL behind the last, besides a document's own and the one
                                 above it, that it may name files of; or NULL. Kept by the caller */
};

/* Never NULL. What is missing on the machine is told by the first call that needs it: without fonts
 * there still are trees and models. */
struct hongtou *hongtou_open(const struct hongtou_config *config);
void hongtou_close(struct hongtou *h);

/* Ends the call under way, or the next one when none is, at its next page, form or stage. From any
 * thread. */
void hongtou_cancel(struct hongtou *h);

/* ---- compiling ---- */

/* A document: a file, or bytes in memory. */
struct hongtou_source {
    const char *name;  /* the file's path; of bytes the name for messages */
    const void *bytes; /* NULL: the file is read */
    size_t size;
    const char *folder; /* of bytes: where the files are that they name. NULL: name's folder */
};

enum hongtou_kind {
    HONGTOU_PDF,
    HONGTOU_PDF_FILLABLE, /* fields to fill in on screen */
    HONGTOU_TREE,         /* the stages as text, for people and for tests */
    HONGTOU_MODEL,
    HONGTOU_TEXT,
    HONGTOU_PAGES,
    HONGTOU_GEOMETRY, /* where a form's boxes are, as JSON, for programs that read scans */
    HONGTOU_DOCX,     /* for a word processor; it carries its source along */
    HONGTOU_KINDS
};

struct hongtou_bytes {
    char *p; /* with a NUL behind them */
    size_t n;
};
void hongtou_free(struct hongtou_bytes *bytes);

/*
 * Compiles a document to a file ("-": standard output), or with target NULL to bytes (which are
 * empty unless it ended well). An issued document, one with a lock beside its file, is never made
 * otherwise than it was issued.
 */
enum hongtou_status hongtou_compile(struct hongtou *h, const struct hongtou_source *source,
                                    enum hongtou_kind kind, const char *target,
                                    struct hongtou_bytes *bytes);

/* An attachment (附件) by itself: its pages as a PDF, without the document's imprint. */
struct hongtou_attachment {
    const char *label, *title; /* 附件1; 值班表 */
    int pages;
    const void *pdf; /* until the callback returns */
    size_t n;
};
/* False ends the call. */
typedef bool hongtou_attachment_call(void *user, const struct hongtou_attachment *attachment);
/* Those of a document that stand in it, in their order. */
enum hongtou_status hongtou_attachments(struct hongtou *h, const struct hongtou_source *source,
                                        hongtou_attachment_call *take, void *user);

/* ---- issuing ---- */

/* Makes the PDF of a document's file beside it (NAME.pdf), and its lock (NAME.lock). seen: the SHA-256
 * of the PDF that whoever signs has seen, in hexadecimal: another one is not issued; NULL: any. An
 * issued document becomes another one only when reissue says so. */
enum hongtou_status hongtou_issue(struct hongtou *h, const char *path, const char *seen,
                                  bool reissue);

struct hongtou_lock {
    const char *day;           /* of the issue: 2026-09-19 */
    const char *pdf;           /* its SHA-256 */
    const char *version;       /* of the program */
    struct hongtou_date as_of; /* that the staff file was asked about; year 0: none was */
    bool holds;                /* what comes of the document today is the same; else see the findings */
    const char *text;          /* the document's file as it was issued; NULL: it was not kept */
    size_t size;
};
/* What the lock of a document's file says. Strings live until the next call. Without a lock it ends
 * with HONGTOU_DOCUMENT, and day is NULL; day is there though the document has mistakes now. */
enum hongtou_status hongtou_issued(struct hongtou *h, const char *path, struct hongtou_lock *lock);

/* ---- pictures of pages ---- */

enum { HONGTOU_MIN_DPI = 24, HONGTOU_MAX_DPI = 600 };

/* Text on a page that stands as it is in the document's file: a part of a line. */
struct hongtou_spot {
    int left, top, right, bottom; /* in pixels of the picture */
    uint32_t line, column;        /* where it begins in the file; columns count characters */
    uint32_t end_line, end_column;
};

struct hongtou_picture {
    int page;               /* from 1 */
    uint64_t fingerprint;   /* of all that is seen on it */
    unsigned width, height; /* in pixels */
    const void *png;        /* until the callback returns; NULL: not drawn, being known or not asked
                               for */
    size_t n;
    const struct hongtou_spot *spots; /* until the callback returns, too */
    size_t n_spots;
};

/* False ends the call. */
typedef bool hongtou_picture_call(void *user, const struct hongtou_picture *picture);

struct hongtou_pictures {
    int dpi;               /* HONGTOU_MIN_DPI to HONGTOU_MAX_DPI */
    const uint64_t *known; /* the fingerprints of pages 1 … that the caller has; or NULL */
    size_t n_known;
    int first, last;           /* the pages that are drawn; last 0: to the end */
    hongtou_picture_call *put; /* called for every page, in order */
    void *user;
};

/* The pages of a document as PNG pictures, as they are read: landscape ones lie on their side no
 * more. A document with mistakes has none. Of a lock (NAME.lock, without bytes): the pages as they
 * were issued. */
enum hongtou_status hongtou_pictures(struct hongtou *h, const struct hongtou_source *source,
                                     const struct hongtou_pictures *job);

/* ---- checking ---- */

enum hongtou_verdict { HONGTOU_CONFORMS, HONGTOU_BREACHES, HONGTOU_UNCHECKED };

/* What one clause wants, and what the pages measure. */
struct hongtou_measure {
    const char *clause;         /* of GB/T 9704-2012: 7.2.1 */
    bool required;              /* the standard prescribes it; else it is advice or custom */
    const char *element, *item; /* 标题, 字号 */
    const char *wanted, *measured;
    int page;
    enum hongtou_verdict verdict;
    const char *reason; /* why it was not checked; else empty */
};

/* Measures the pages and proofreads the text; what the proofreader finds are findings. The rows
 * live until the next call; a form by itself has none. A breach of what is required is a mistake of
 * the document. */
enum hongtou_status hongtou_check(struct hongtou *h, const struct hongtou_source *source,
                                  const struct hongtou_measure **rows, size_t *n);

/* What the proofreader finds alone, as findings: much sooner, as while somebody writes. */
enum hongtou_status hongtou_proofread(struct hongtou *h, const struct hongtou_source *source);

/* ---- comparing ---- */

enum hongtou_comparison {
    HONGTOU_COMPARE_TEXT, /* for people, in the context's language */
    HONGTOU_COMPARE_JSON,
    HONGTOU_COMPARE_XML, /* a document of this program: a table of both, 修订对照表 */
    HONGTOU_COMPARE_PDF, /* the same, compiled */
    HONGTOU_COMPARE_DOCX
};

/*
 * What differs between two editions of a document, as a reader sees it: moved paragraphs as moved,
 * what was only renumbered as one remark, rows of tables and rosters by what they are about, names
 * with since when they hold the post. A source is an XML file, bytes, a lock (what was issued), or a
 * PDF beside which these are. old NULL: what was issued of now, with what comes of it today (or on
 * the context's day). To a file, or with target NULL to bytes. As JSON:
 *
 * {"format": "hongtou-compare 1",
 *  "old": {"called": "…", "file": "…", "title": "…"}, "now": {…},
 *  "changed": 1, "inserted": 0, "deleted": 0, "moved": 0,
 *  "changes": [{"kind": "changed|inserted|deleted|moved",
 *      "old_place": {"name": "一、第2段", "file": "…", "line": 1, "column": 1}, "place": {…},
 *      "cells": [{"head": "完成时限", "old": [{"mark": "same|deleted|left-out", "text": "…"}, …],
 *          "now": [{"mark": "same|inserted|left-out", "text": "…"}, …]}],
 *      "notes": ["由12户改为15户"]}, …],
 *  "renumbered": ["三、至五、改为四、至六、"], "unchanged": ["标题", …]}
 *
 * Places and notes are in the document's language, Chinese.
 * old_place is not there of what was inserted, place of what was deleted; cells are those that
 * differ, their head empty outside tables, or the first words of what only moved; what is left-out
 * is the same and has no text.
 */
enum hongtou_status hongtou_compare(struct hongtou *h, const struct hongtou_source *old,
                                    const struct hongtou_source *now, enum hongtou_comparison form,
                                    const char *target, struct hongtou_bytes *bytes);

/* ---- mending ---- */

/* The document's file with what is certain of its mistakes mended: characters that came along with
 * pasted text, misspelt names, headings and items typed by hand. All else is as its author wrote it,
 * and the encoding is the same; without such mistakes the bytes are the same. What is no XML cannot
 * be mended. */
enum hongtou_status hongtou_fix(struct hongtou *h, const struct hongtou_source *source,
                                struct hongtou_bytes *xml);

/* What stands at from…to of the source, bytes of it in UTF-8, becomes text. */
struct hongtou_edit {
    uint32_t from, to;
    const char *text;
    uint32_t mend; /* those of one mend are made together, or none of them */
};

/* The mends that can be made at once, each by itself or all together, their edits in
 * the order of their places;
 * when they are made there may be more. None loses a word. The list lives until the next call. */
enum hongtou_status hongtou_mends(struct hongtou *h, const struct hongtou_source *source,
                                  const struct hongtou_edit **edits, size_t *n);

/* ---- drafts of other programs ---- */

enum hongtou_trust { HONGTOU_PERHAPS, HONGTOU_LIKELY, HONGTOU_CERTAIN };

/* What a paragraph of a draft became. */
struct hongtou_paragraph {
    uint32_t line;    /* in the draft: its paragraphs are counted, as findings name them */
    const char *kind; /* "heading", "date", …; "unknown": it was not understood */
    int level;        /* of a heading, or a numbered paragraph; else 0 */
    enum hongtou_trust trust;
    const char *text; /* as it was typed */
};

/* What the document has otherwise than the draft. */
struct hongtou_change {
    uint32_t line;
    const char *from, *to; /* to: ""  when it was left out */
};

/* A picture of a draft, as a file beside the document. */
struct hongtou_beside {
    const char *path;
    const void *bytes;
    size_t n;
};

struct hongtou_imported {
    const struct hongtou_paragraph *paragraphs;
    size_t n_paragraphs;
    const struct hongtou_change *changes;
    size_t n_changes;
    const struct hongtou_beside *beside;
    size_t n_beside;
    bool onto; /* what the target holds was changed, and not replaced */
};

/*
 * Makes a document of a draft: a file (.docx, .txt, .md), or bytes that were pasted or dropped. Its
 * XML goes to a file ("-": standard output), or with target NULL to bytes; with both, to bytes as it
 * would stand in the file, and nothing is written. No character is lost:
 * each stands in the document, in a change, or in what the compiler prints by itself. staff: a staff
 * file that people in rosters are looked up in; or NULL. What is told lives until the next call;
 * told may be NULL. A .docx that this library made changes what its target holds, which keeps what was
 * changed in it since; pictures of a draft become files beside the target.
 */
enum hongtou_status hongtou_import(struct hongtou *h, const struct hongtou_source *draft,
                                   const char *staff, const char *target,
                                   struct hongtou_bytes *xml, struct hongtou_imported *told);

/* ---- staff files ---- */

struct hongtou_staff_count {
    size_t people, units, posts, tenures;
};
/* All that is wrong with a staff file, as findings. */
enum hongtou_status hongtou_staff_check(struct hongtou *h, const struct hongtou_source *staff,
                                        struct hongtou_staff_count *count);

/* Who leaves a post and who takes it. */
struct hongtou_appointment {
    const char *post;           /* 县财政局局长, or its id */
    const char *leaves, *comes; /* by name or id; NULL or "": nobody. Whom the file lacks is added */
    struct hongtou_date from;   /* the first day of whoever comes; the day after the last one of
                                   whoever leaves */
    const char *document;       /* that decided it; NULL or "": none is named */
    bool acting, concurrent;
};
/* A staff file (XML) with the acts done: tenures end and begin, nothing is written over, comments
 * and order stay. What the acts would contradict is told, and nothing is made. */
enum hongtou_status hongtou_staff_appoint(struct hongtou *h, const struct hongtou_source *staff,
                                          const struct hongtou_appointment *acts, size_t n,
                                          struct hongtou_bytes *xml);

/* Makes or extends a staff file (XML) from the people typed in documents' files, which then name it,
 * and tells as JSON what was done and what does not agree and was left out:
 *
 * {"staff": "人员库.xml", "people": 92, "posts": 50, "tenures": 54, "bound": ["方案.xml"],
 *  "conflicts": [{"file": "方案.xml", "line": 4, "kind": "post", "text": "…"}]} */
enum hongtou_status hongtou_staff_learn(struct hongtou *h, const char *const *paths, size_t n,
                                        const char *staff, struct hongtou_bytes *json);

/* Which documents of files and folders name people otherwise than they would on a day, as JSON:
 *
 * {"as_of": "2026-09-10", "documents": 12, "out_of_date": 2,
 *  "affected": [{"file": "…", "line": 1, "column": 1, "page": 2, "where": "领导小组 组长",
 *      "says": "罗启明", "says_post": "县长", "would_say": "李望舒", "would_say_post": "县长", …}, …],
 *  "pinned": […]}
 *
 * Without a page where it stands on none; says, would_say: null for nobody. */
enum hongtou_status hongtou_staff_affected(struct hongtou *h, const char *const *paths, size_t n,
                                           struct hongtou_date day, struct hongtou_bytes *json);

/* The draft of the notice that a group's members changed between two days, as XML. */
struct hongtou_adjustment {
    const char *document; /* the file that named the group */
    const char *group;    /* its title; NULL: the only one */
    const char *draft;    /* where the draft will be: it names the staff file from there; or NULL */
    struct hongtou_date from, to;
};
enum hongtou_status hongtou_staff_adjust(struct hongtou *h, const struct hongtou_adjustment *job,
                                         struct hongtou_bytes *xml);

/* ---- findings ---- */

enum hongtou_level { HONGTOU_NOTE, HONGTOU_WARNING, HONGTOU_ERROR };

struct hongtou_finding {
    enum hongtou_level level;
    const char *code; /* V002 */
    const char *file; /* NULL: no place, as of what the machine lacks */
    uint32_t line, column;
    const char *message, *hint; /* in the context's language; hint: "" for none */
};

/* What the last call found, by file and place, each thing once. They live until the next call. */
size_t hongtou_finding_count(struct hongtou *h);
const struct hongtou_finding *hongtou_finding(struct hongtou *h, size_t i);

#ifdef __cplusplus
}
#endif

#endif
