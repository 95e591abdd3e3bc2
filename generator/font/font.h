/*
 * Faces by role, glyphs by character, subsets for embedding. Hides three libraries:
 *
 *   fontconfig finds the files of the system's fonts.
 *   FreeType opens and checks a file from outside, and reads of it what its owner lets be embedded,
 *     whose it is and how many hanzi it has. It is started for office fonts and for `hongtou fonts`
 *     alone: to open a face costs it up to 3.5 million instructions, and HarfBuzz next to none.
 *   HarfBuzz maps characters to glyphs, shapes, measures ink, draws and subsets. Two thousand
 *     glyphs of a CFF are drawn in 18 ms (FreeType: 47 ms). Those of a TrueType font FreeType draws
 *     faster (9 ms for 15 ms), but they are embedded as they are and never drawn; their boxes,
 * which stand in the file, take HarfBuzz 6 ms and FreeType 9 ms.
 *
 * The font table (fonts/fonts.xml) says which faces may serve a role, in order, and what is wrong
 * with each. Lengths inside a face are in 1/1000 em. A struct fonts serves one thread.
 */
#ifndef HONGTOU_FONT_FONT_H
#define HONGTOU_FONT_FONT_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/len.h"

enum font_role { ROLE_TITLE, ROLE_BODY, ROLE_HEI, ROLE_KAI, ROLE_SONG, ROLE_LATIN, FONT_ROLES };

/* "title", "body" …; the role named so, or FONT_ROLES. */
const char *font_role_name(enum font_role role);
enum font_role font_role_named(const char *name);

/* All in 1/1000 em of the face's own design, y upwards from the baseline. */
struct face {
    const char *name;       /* as in the font table */
    const char *postscript; /* PostScript name, only characters that a PDF name may hold */
    const char *path;
    unsigned index; /* in a collection */
    int centre;     /* optical centre of a Han glyph (of a digit, for a Latin face) */
    int scale;      /* drawn at size * scale / 1000, to blend with its neighbours */
    int stroke;     /* outline drawn this wide to make it heavier; 0: filled only */
    bool cff;
    int bbox[4]; /* of all glyphs: left, bottom, right, top */
    int ascent, descent, cap_height;
};

struct glyph {
    const struct face *face;
    uint32_t id;      /* in the face; of 16 bits, never 0 */
    int advance;      /* 1/1000 em; of 16 bits */
    bool substituted; /* from the fallback chain, not from the role's own faces */
};

/* The box of a glyph's ink in whole 1/1000 em, of which none lies outside. Empty ink: all 0. */
struct ink {
    int left, bottom, right, top;
};

struct fonts;

struct fonts_options {
    const char *folder; /* where fonts.xml, free/ and office/ are */
    const char *const *office; /* more folders of office fonts, the first before the others and
                                  before office/ */
    size_t n_office;
    bool free_only;     /* pass over office fonts: every machine makes the same bytes */
};

/* Reads the table and finds the files. NULL: reported (a role that no face can serve). */
struct fonts *fonts_open(const struct fonts_options *options, struct diags *d);
void fonts_close(struct fonts *f);
/* Whether all files are as they were when they were opened: they are mapped, and what is written
 * into them meanwhile is drawn. False: reported. */
bool fonts_are_unchanged(const struct fonts *f, struct diags *d);

/* Which files would be opened, as one word: another one when fontconfig's settings, or fonts that
 * come and go, would have a document set in other faces. Tells nothing. */
const char *fonts_found(struct arena *a, const struct fonts_options *options);

/* The glyph for a character in a role: the role's own faces in order, then the fallback chain.
 * A face that maps the character to an empty outline does not have it. False: no face has it. */
bool fonts_glyph(struct fonts *f, enum font_role role, uint32_t cp, struct glyph *out);

/* The role that sets the digits and letters in a text of the given role: ROLE_LATIN, or the role
 * itself where the table says so. */
enum font_role fonts_latin_role(const struct fonts *f, enum font_role role);

/* One glyph for two characters where the table says they join (——). False: none. */
bool fonts_joined(struct fonts *f, enum font_role role, uint32_t first, uint32_t second,
                  struct glyph *out);

/* The face that gives the role its look: the first of its own that this machine has. */
const struct face *fonts_main_face(struct fonts *f, enum font_role role);

/* Whether a hanzi is in a list of the font table: of GB 2312's, or of those in names. */
bool fonts_is_common(const struct fonts *f, uint32_t cp);

/* The faces that are open, one after the other; i from 0. NULL: that was the last one. */
const struct face *fonts_next(const struct fonts *f, size_t *i);

/* The face's number in order of opening, from 0: a small key for tables beside it. */
unsigned font_face_number(const struct face *face);

/* Whether its owner lets it be embedded in what is filled in on screen, and not only in what is
 * read and printed. */
bool font_may_be_typed(const struct face *face);

struct ink font_ink(const struct face *face, uint32_t glyph);

/*
 * A subset for embedding: glyph i of the result is ids[i]; ids[0] is 0 (.notdef). Duplicates are
 * allowed. CFF: bytes are a bare CID-keyed CFF whose CID i is glyph i. Otherwise bytes are a
 * TrueType file and gid_of[i] is the glyph of CID i in it. Safe to call from several threads for
 * different faces, each with its own diags. bytes and gid_of are for the caller to free. False:
 * reported.
 */
struct subset {
    char *bytes;
    size_t n;
    uint16_t *gid_of; /* NULL for CFF */
};
bool font_subset(const struct face *face, const uint32_t ids[], size_t n, struct subset *out,
                 struct diags *d);

/* One note that names the roles whose office fonts this machine lacks; none when it has them all,
 * or when they were not wanted. */
void fonts_report_stand_ins(const struct fonts *f, struct diags *d);

/* Which file serves each role and why, and which were looked for in vain: for `hongtou fonts`. False: a
 * file in use cannot be read any more, as is said in its place. */
bool fonts_explain(struct fonts *f, enum diag_lang lang, struct buf *out);

#endif
