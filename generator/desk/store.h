/*
 * What the desk remembers: people with their roles and passwords, who is at it, earlier versions of
 * documents, and what was done by whom. An SQLite database in the folder's .hongtou; passwords as
 * Argon2id hashes, the secrets of sessions as BLAKE2b hashes (libsodium). One lock for all of it:
 * every call is short. From any thread; strings that are given belong to the arena.
 */
#ifndef HONGTOU_DESK_STORE_H
#define HONGTOU_DESK_STORE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"

/* 拟稿, 核稿, 签发, 管理: what a person may do, any of them together. */
enum role { ROLE_DRAFT = 1, ROLE_REVIEW = 2, ROLE_SIGN = 4, ROLE_MANAGE = 8 };

struct person {
    int64_t id; /* 0: nobody */
    const char *name;
    int roles;
};

struct store;

/* NULL: reported. */
struct store *store_open(const char *folder, struct diags *d);
void store_close(struct store *s);

/* ---- people ---- */

bool store_has_people(struct store *s);
enum { STORE_PASSWORD_LEAST = 8 };
/* 0: there is one of that name. */
int64_t store_add_person(struct store *s, const char *name, const char *password, int roles);
/* password, roles: NULL, < 0 leave them as they are. False: there is no such person. */
bool store_change_person(struct store *s, int64_t id, const char *password, int roles);

struct person_list {
    struct person *v;
    size_t n, cap;
};
void store_people(struct store *s, struct arena *a, struct person_list *out);

/* ---- sessions ---- */

enum { STORE_SECRET = 65 }; /* a secret's hexadecimal digits, and a NUL */

struct session {
    struct person person;
    char token[STORE_SECRET]; /* to be given with all that changes something */
};

enum login { LOGIN_DONE, LOGIN_WRONG, LOGIN_LATER };

/* LATER: too many wrong ones for that name, or from that address, in the last minutes. */
enum login store_login(struct store *s, const char *name, const char *password, const char *address,
                       char secret[STORE_SECRET]);
/* A session of one who needs no password. */
void store_enter(struct store *s, int64_t person, char secret[STORE_SECRET]);
/* Whose secret it is; it ends after twelve hours without use. False: nobody's. */
bool store_session(struct store *s, struct arena *a, const char *secret, struct session *out);
void store_leave(struct store *s, const char *secret);

/* ---- what was done ---- */

void store_note(struct store *s, int64_t person, const char *act, const char *document,
                const char *detail);
/* Which notes: "" is any. Days are 2026-09-19; a document by a part of its name. */
struct note_filter {
    const char *document, *who, *act, *from, *to;
    int64_t before; /* only those with lower numbers; 0: all */
};
/* The latest first, as a JSON array of {id, time, who, act, document, detail}. */
void store_notes(struct store *s, const struct note_filter *f, int most, struct buf *out);

/* ---- versions ---- */

struct version {
    const char *hash, *who, *when; /* when: 2026-09-19 14:05:09, local time */
};
/* Keeps a version of a document that somebody saved. */
void store_keep(struct store *s, const char *document, const char *hash, int64_t person,
                const char *text, size_t n);
/* The latest one. False: there is none. */
bool store_latest(struct store *s, struct arena *a, const char *document, struct version *out);
/* Keeps one that was found in the folder and may be another program's, unless it is known. */
void store_keep_found(struct store *s, const char *document, const char *hash, const char *text,
                      size_t n);
/* The latest first, as a JSON array. */
void store_versions(struct store *s, const char *document, struct buf *out);
/* A version's text. NULL: there is none. */
char *store_version(struct store *s, struct arena *a, const char *document, const char *hash,
                    size_t *n);

/* ---- drafts: what was written and not saved ---- */

struct draft {
    const char *base; /* the hash of the file that was begun with; "": there was none */
    const char *when, *text;
    size_t n;
};
/* In the place of that person's last one of the document. */
void store_put_draft(struct store *s, int64_t person, const char *document, const char *base,
                     const char *text, size_t n);
void store_drop_draft(struct store *s, int64_t person, const char *document);
/* False: there is none. */
bool store_draft(struct store *s, struct arena *a, int64_t person, const char *document,
                 struct draft *out);
/* A person's, the latest first, as a JSON array. */
void store_drafts(struct store *s, int64_t person, struct buf *out);
/* Who else wrote in a document in the last seconds, as a JSON array of {"name":…}. */
void store_others(struct store *s, int64_t person, const char *document, int seconds,
                  struct buf *out);

/* ---- forms (store_forms.c) ---- */

/* A job begins, which is kept with its result or has a number only; 0: the disk. */
int64_t store_begin_job(struct store *s, bool kept, int64_t person, const char *kind,
                        const char *document, const char *list, const char *settings);
/* result: JSON; beside: what later jobs are told of it. */
void store_end_job(struct store *s, int64_t id, const char *state, const char *result,
                   const char *beside);
/* What still runs does no more: its state becomes broken. */
void store_break_jobs(struct store *s);
/* The last ones of a document, the latest first, as a JSON array. */
void store_jobs(struct store *s, const char *document, struct buf *out);

typedef VEC(const char *) store_texts;
/* The lists by which a form was printed to the end: each as its file and what its last job left
 * beside, parted by U+001F. */
void store_printed(struct store *s, struct arena *a, const char *document, store_texts *out);

/* Somebody looked at an entry of a form that came back. */
struct confirmed {
    const char *form, *file, *owner; /* the form's document; the file, and of many forms in it whose */
    const char *entry;               /* its name; "": the whole */
    const char *seen, *value;        /* what stood there, and what is meant */
};
void store_confirm(struct store *s, int64_t person, const struct confirmed *c);
/* Those of a form: file, owner, entry, seen, value, who and when, parted by U+001F. */
void store_confirmed(struct store *s, struct arena *a, const char *form, store_texts *out);

#endif
