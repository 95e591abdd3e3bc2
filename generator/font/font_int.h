/* What the room's files share: the font table, opened faces, the search for files. */
#ifndef HONGTOU_FONT_FONT_INT_H
#define HONGTOU_FONT_FONT_INT_H

#include <hb.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "font/font.h"
#include "font/outline.h"

enum { FONT_EM = 1000, FONT_NOT_GIVEN = INT32_MIN };

/* ---- the font table (fonts.xml) ---- */

/* A set of characters. With hanzi: limits hanzi to those of a list and lets marks pass; otherwise
 * the characters of the ranges, or with except those outside them. */
struct charset {
    const char *name;
    const uint8_t *hanzi; /* a bit for each character of the first plane, or NULL */
    VEC(uint32_t) ranges; /* pairs of first and last, ascending */
    bool except;
};

/* Characters for which the face's own joined or full-width form is right; found by shaping. */
struct shaped_row {
    uint32_t first, second; /* second 0: a single character */
    uint32_t as;            /* not by shaping: drawn as this character is; 0: by shaping */
};

struct string_list {
    VEC(const char *) items;
};

/* A face that the table knows, and what became of it on this machine. */
struct face_row {
    const char *name, *package;
    struct string_list files;    /* names in lower case, * allowed */
    struct string_list families; /* exact */
    bool office;                 /* licensed: used where the machine has it */
    int index, centre, scale, stroke;
    bool whole;                    /* known to have ink for every character that it may serve */
    bool permitted;                /* may be embedded, whatever the font says of it */
    const struct charset *charset; /* NULL: all */
    struct text except;
    struct text half; /* taken in the face's half-width form */
    VEC(struct shaped_row) shaped;
    bool broken;
    struct open_face *open; /* NULL: not found, or broken */
};

/* A face in a role's list. One that is limited there is a supplement: it never gives a role its
 * look. */
struct use_row {
    struct face_row *face;
    const struct charset *charset; /* NULL: all */
    struct text only;              /* empty: all */
    bool limited;
};

struct use_list {
    VEC(struct use_row) items;
};

struct font_table {
    VEC(struct charset *) charsets;
    VEC(struct face_row *) faces;
    const char *labels[FONT_ROLES]; /* Chinese names of the roles */
    bool own_latin[FONT_ROLES];     /* digits and letters come from the role's own faces */
    struct use_list roles[FONT_ROLES], fallback;
};

/* NULL: reported. Memory from the arena. */
struct font_table *font_table_read(struct arena *a, const char *folder, struct diags *d);

bool font_charset_has(const struct charset *set, uint32_t cp);
/* "20-7E 3000": false when malformed. */
bool font_charset_add_ranges(struct arena *a, struct charset *set, const char *ranges);
void font_charset_add_hanzi(struct arena *a, struct charset *set, const char *utf8, size_t n);

/* Whether the face may serve the character, as far as the table goes. */
bool font_use_allows(const struct use_row *use, uint32_t cp);

/* ---- font files, as FreeType reads them (inspect.c) ---- */

/* What the owner of a font lets be embedded in documents (fsType of the OS/2 table). */
enum embedding {
    EMBEDDING_FREE,       /* anything, or documents that can be edited */
    EMBEDDING_PRINTED,    /* documents to be read and printed */
    EMBEDDING_RESTRICTED, /* nothing without leave */
    EMBEDDING_BITMAPS,    /* bitmaps, no outlines */
    EMBEDDING_WHOLE       /* the whole font, no subset */
};

struct font_file {
    enum embedding embedding;
    const char *owner; /* as the font names its maker, or whose it is; "?": it does not */
    size_t hanzi;      /* that it has glyphs for; 0 when they are not counted */
};

/* False: no sound font with outlines by Unicode. Strings belong to the arena. To count the hanzi
 * takes as long as all the rest. */
bool font_inspect(struct arena *a, const char *path, unsigned index, bool count,
                  struct font_file *out);

/* ---- the search for files ---- */

struct font_finder;

/* Fonts of fonts/free/, and unless free_only, of the office's folders and of the system. */
struct font_finder *font_finder_open(const struct fonts_options *options);
void font_finder_close(struct font_finder *f);

/* The path of a face's file and its index there. False: this machine does not have it. */
struct found_file {
    const char *path;
    unsigned index;
    bool own; /* in fonts/free/ or a folder of the office's */
};
bool font_finder_find(struct font_finder *f, const struct face_row *row, struct found_file *out,
                      struct diags *d);
/* Whether fontconfig had to be started. */
bool font_finder_asked(const struct font_finder *f);
/* Notes the folders in which a font may appear tomorrow that was looked for in vain today. */
void font_finder_note(struct font_finder *f, struct diags *d);

/* ---- opened faces ---- */

struct open_face {
    struct face face; /* first: a struct face is an open_face */
    unsigned number;
    hb_face_t *hb;
    hb_font_t *font;       /* immutable, one em is FONT_EM */
    hb_font_t *units;      /* immutable, in the font's own units */
    bool whole;            /* every character has ink: no need to look */
    bool permitted;        /* the office has leave to embed it, says the table */
    bool own;              /* its file is in a folder of the program */
    struct font_file file; /* of a font from outside */
    struct program_store *store; /* of a CFF: what earlier runs know of its glyphs; NULL: not asked yet */
    struct file_mark mark; /* as it was when it was opened */
};

/* Opens a font file. NULL: not a font that can be drawn and embedded. */
struct open_face *font_face_open(struct arena *a, const struct face_row *row,
                                 const struct found_file *from);
void font_face_close(struct open_face *f);

/* The glyph of a character with ink (white space needs none); 0: it has none. */
uint32_t font_face_glyph(const struct open_face *f, uint32_t cp);
/* As font_ink, but always asked of the font's own program. Safe to call from several threads. */
struct ink font_face_ink(const struct open_face *f, uint32_t glyph);

/* The one glyph that the face's own substitutions make of the characters; 0: they do not. */
uint32_t font_face_shape(const struct open_face *f, struct shaped_row row);
/* The face's half-width form of a character; 0: it has no glyph. */
uint32_t font_face_half(const struct open_face *f, uint32_t cp);

int font_face_advance(const struct open_face *f, uint32_t glyph);

/* ---- what fonts_open made ---- */

struct fonts {
    struct arena *arena;
    struct font_table *table;
    const struct face *main[FONT_ROLES];
    bool free_only;
    struct map cache; /* role and characters -> index of glyphs */
    VEC(struct glyph) glyphs;
    VEC(struct shaped_row) pairs; /* that some face joins into one glyph */
    unsigned opened;
};

#endif
