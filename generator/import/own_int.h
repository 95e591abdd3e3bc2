/*
 * Inside own*.c: a .docx that this program wrote (docx/carry.c says what it carries), and what somebody
 * changed in it, as edits of the source that it was made from.
 */
#ifndef HONGTOU_IMPORT_OWN_INT_H
#define HONGTOU_IMPORT_OWN_INT_H

#include "import/import_int.h"
#include "xml/edit.h"

/* A content control of the file. */
struct own_field {
    const char *name;
    bool picture;     /* 图片 or 印章: shown is the hash of its file */
    int64_t from;     /* the byte of the source that it comes from; -1: of another file */
    struct text shown; /* what it showed, its places those in the source; OWN_NOWHERE: not there */
    struct text now;   /* what it shows */
    const struct draft_paragraph *paragraph; /* where it stands now; NULL: nowhere */
    struct node *node; /* of the source, whose id marks that something of it is still there; NULL: of
                          another file */
};
enum { OWN_NOWHERE = UINT32_MAX };

/* A paragraph that is nobody's: somebody wrote it behind a field. */
struct own_new {
    struct text text;
    size_t behind; /* the field, from 1; 0: before all */
    int level;     /* of a heading or a numbered paragraph, from 1; 0: it is none */
    bool numbered; /* it is no heading */
    uint32_t row, column, columns; /* of a table, from 1; row 0: it is in none. A row of one table is
                                      none of another's */
};

/* The field that was met last, from 1, up to a paragraph, by its line. */
struct own_met {
    uint32_t line;
    size_t last;
};

/* What somebody did, told when it is known whether it can be taken back. */
struct diag_code;
struct own_change {
    const struct diag_code *code;
    const char *name; /* of a field; "": a new paragraph */
    struct pos pos;
    struct text was, is;
    uint32_t group; /* of its edits */
};

struct own {
    struct importer *im;
    struct tree *tree;                   /* of the source */
    VEC(struct own_field) fields;        /* by number, from 0 */
    VEC(struct text) words;              /* that the compiler says beside them, each once */
    struct map said;                     /* by the hash of a text, its place in words */
    VEC(struct own_new) more;
    VEC(struct own_met) met;
    VEC(size_t) order; /* fields of the text, from 1, as they stand now */
    struct xml_edits edits;
    VEC(struct own_change) changes;
    bool person;     /* the field being edited named somebody of the staff file */
    const struct diag_code *refused; /* why what it says cannot be said in the source; or NULL */
    size_t budget;   /* of comparing (base/differ.h) */
};

/* own_carried.c: what the file carries. False: it is none of ours, or what it carries is damaged
 * (reported). */
bool own_read(struct own *o);

/* Whether the compiler says a text beside fields. */
bool own_says(const struct own *o, struct text t);

/* own_meet.c: where the fields stand now, and what stands beside them. */
void own_meet(struct own *o);
/* The field of a control or of one around it, from 1; 0: none of ours. */
size_t own_field_of(const struct own *o, const struct draft_control *c);

/* own_picture.c: which pictures are still there; new ones, as edits. */
void own_pictures(struct own *o);
/* What the document calls the file of a field that is a picture. */
struct text own_picture_name(const struct own_field *f);

/* own_place.c: the byte of the source where something goes that stands behind a field (from 1; 0: it
 * stands before all); level: of a heading, or 0. */
uint32_t own_place_behind(const struct own *o, size_t field, int level);
/* Whether a heading of a level behind a field takes what is left of the field's section. */
bool own_parts_section(const struct own *o, size_t field, int level);
/* An element that has lines to itself, with them. */
struct xml_extent own_whole_lines(const struct own *o, struct xml_extent x);
bool own_is_named(const struct node *n, const char *zh, const char *en);

/* own_move.c: what stands elsewhere than it did. */
void own_move(struct own *o);

/* own_edit.c: the attribute in whose value a byte of the source stands; NULL: none of the element's. */
const struct attr *own_attr_at(const struct node *n, int64_t byte);
/* What one field shows otherwise, as edits. */
void own_edit_field(struct own *o, struct own_field *f);
/* What was done at a field by the edits of the group at hand, or that it could not be taken back. */
void own_change(struct own *o, const struct diag_code *code, const struct own_field *f,
                struct text was, struct text is);
void own_change_new(struct own *o, const struct diag_code *code, struct text is);

/* own_merge.c: the source that the edits are made in: the one that is carried, or what its file says
 * meanwhile, in which a place that was changed there too stays as it is. NULL: the file is another
 * document, or none (reported). */
const struct source *own_merge(struct own *o, xml_clashes *left);
/* Tells all changes. src: with the edits made in it. */
void own_tell(struct own *o, const struct source *src, const xml_clashes *left);

/* What fields are compared by: blanks of all kinds as one, none at the ends, no pictures. */
struct text own_plain(struct arena *a, struct text t);

#endif
