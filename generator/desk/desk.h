/*
 * The desk: `hongtou serve`, the compiler as a place to work for people with a browser. Hides
 * libmicrohttpd (http.c), SQLite (store.c) and libsodium (store.c, who.c).
 *
 * One process serves, with a thread for each connection: it knows people and files, and no
 * document. Documents are compiled by worker processes (pool.c, worker.c), which call the library,
 * see no network and no file outside of what they need, and are ended when they run away. Between
 * them go messages (message.h). The documents are files of a folder, which the command may change
 * at the same time; beside them, in .hongtou/desk.db, are people, sessions, versions and what was
 * done.
 */
#ifndef HONGTOU_DESK_DESK_H
#define HONGTOU_DESK_DESK_H

#include "base/diag.h"

struct desk_options {
    const char *folder;            /* of the documents */
    const char *home;              /* of templates and fonts */
    const char *program;           /* this one: workers are started from it */
    const char *address;           /* ADDR:PORT; NULL: this machine's alone, for one person */
    const char *certificate, *key; /* PEM files for TLS; NULL: none */
    const char *proxy;             /* the address of one that says whom it asks for; or NULL */
    bool free_fonts;
    bool quiet; /* no browser is opened */
    char *const *writable;         /* of a worker: folders that it may write in; ends in NULL */
};

/* Serves until it is told to end (SIGINT, SIGTERM). False: reported. */
bool desk_serve(const struct desk_options *options, struct diags *d);

/* A worker: answers messages from a socket until it is closed; the folder is the working one. */
int desk_work(int socket, const struct desk_options *options);

#endif
