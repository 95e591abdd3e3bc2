/* Inside cli/: what building many documents and building one of them share. */
#ifndef HONGTOU_CLI_BUILD_H
#define HONGTOU_CLI_BUILD_H

#include "cli/cli.h"
#include "record/record.h"

/* A run of hongtou build, issue, or check --pdf. */
struct build {
    const struct options *options;
    struct diags *diags;
    struct driver *driver; /* NULL until a document must be compiled: fonts take their time */
    struct moment begun;
    const char *outcome;  /* options and environment that change the bytes, as one line */
    const char *settings; /* the same, with where program and templates are, and the day */
    bool issuing;         /* a lock is written */
    size_t made, unchanged, failed;
    size_t warned; /* of the unchanged: made with warnings */
};

/* False: reported. */
bool build_open(struct build *b, struct arena *a, const struct options *options, struct diags *d);
void build_close(struct build *b);

struct job {
    const char *source;
    const char *target; /* "-": standard output; NULL: nowhere */
    bool in_folder;     /* a staff file is nothing to compile, rather than a mistake */
    bool recorded;      /* looked up in its record, and rewritten only when it changed */
};

/* One document. What it came to is counted in b. */
void build_document(struct build *b, const struct job *job);

/* What a PDF of an issued document should be. False: the document has mistakes, or is not issued.
 */
struct proof {
    char now[SHA256_HEX]; /* of what comes of the document today */
    const char *issued;   /* of what was issued */
    const char *day;
};
bool build_prove(struct build *b, struct arena *a, const char *source, struct proof *out);

#endif
