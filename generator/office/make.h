/* Inside office/: one document made, as hongtou build, issue, check --pdf and hongtou_compile do.
 */
#ifndef HONGTOU_OFFICE_MAKE_H
#define HONGTOU_OFFICE_MAKE_H

#include "office/office_int.h"
#include "record/record.h"

/* What documents that are made together share. */
struct making {
    struct hongtou *office;
    enum hongtou_kind kind;
    struct moment begun;
    const char *outcome;  /* options and environment that change the bytes, as one line */
    const char *settings; /* the same, with where program and templates are, and the day */
    bool force, reissue, issue, recall; /* as in office_build */
    const char *seen;  /* the hash of the PDF that is to be issued, and no other; or NULL */
    const char *since; /* an edition that changes are marked against; or NULL */
    const char *before; /* an earlier edition's file, for a .docx; or NULL */
};

/* NULL home: reported. */
bool office_make_open(struct making *m, struct arena *a, struct hongtou *h, enum hongtou_kind kind);

/* gone.c: tells of PDFs in the job's folders whose documents are gone, and removes them. */
void office_gone(struct hongtou *h, const struct office_build *job);

struct make_job {
    struct hongtou_source source;
    const char *target; /* "-": standard output; NULL: nowhere */
    struct buf *memory; /* or NULL; instead of a target */
    bool in_folder;     /* a staff file is nothing to compile, rather than a mistake */
    bool recorded;      /* looked up in its record, and rewritten only when it changed */
};

/* What came of it; strings are in the arena, out may be NULL. False: reported. */
bool office_make(struct making *m, struct arena *a, const struct make_job *job,
                 struct office_made *out);

/* What a PDF of an issued document should be. False: the document has mistakes, or is not issued.
 */
struct make_verification {
    char now[SHA256_HEX]; /* of what comes of the document today */
    const char *issued;   /* of what was issued */
    const char *day;
    bool program_alone; /* is why now is another than issued */
};
bool office_make_verification(struct making *m, struct arena *a, const char *source,
                              struct make_verification *out);

/* ---- write.c ---- */

/* What a document was written with. */
struct written {
    int pages;
    VEC(const struct face *) faces; /* whose glyphs the pages have */
};

/* A resolved document as PDF or as text of one of its later stages. False: reported. */
bool office_write(struct hongtou *h, const struct document *doc, enum hongtou_kind kind,
                  struct sink *out, struct written *written);
/* A PDF on which marks say what changed since an edition that is called so. */
bool office_write_marked(struct hongtou *h, const struct document *doc, enum hongtou_kind kind,
                         const char *since, struct sink *out, struct written *written);
/* A .docx on which what differs from an earlier edition are revisions. */
bool office_write_revised(struct hongtou *h, const struct document *doc,
                          const struct document *before, struct sink *out,
                          struct written *written);

#endif
