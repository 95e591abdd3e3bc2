/*
 * Inside the room. A draft's paragraphs and tables become blocks (blocks.c), each with what its line
 * is. The frame (frame.c) finds the parts: head and title (head.c), text, end (end.c), imprint, and
 * behind them an enclosure and attachments. In a text (text.c) each block is shown to the readers of
 * runs (readers.c), which take several blocks at once: a roster, cars, a form; a block that none
 * takes is a heading, an item or a paragraph.
 *
 * What a reader owes: each character of its blocks goes into an element as a part of the draft's own
 * text (import_text, import_attr), or is said to be changed (import_says, import_change); and each
 * block is counted once (import_became). What is shared inside the room carries the prefix import_.
 */
#ifndef HONGTOU_IMPORT_IMPORT_INT_H
#define HONGTOU_IMPORT_IMPORT_INT_H

#include "base/utf8.h"
#include "import/import.h"

/* A paragraph, or the part of one between line breaks; or a table. */
struct import_block {
    const struct draft_paragraph *paragraph; /* NULL: a table */
    const struct draft_table *table;         /* NULL: a paragraph */
    struct text typed;                       /* of a paragraph: the line, with blanks at its ends */
    struct line line;                        /* the same without them */
    struct recognised found; /* of a paragraph; a table is LINE_BLANK */
    int lead;                /* 1/1000 pt from the margin to its first character */
    bool gap, page;          /* below a blank line; begins a page */
    bool taken;              /* it stands in the document, and is counted */
};

struct importer {
    struct arena *arena;
    const struct draft *draft;
    const struct staff *staff; /* or NULL */
    const char *target;        /* the file that the document will be; or NULL */
    struct diags *diags;
    struct pos start;            /* of the draft: for what has no other place */
    struct import_block *blocks; /* in their order; those with nothing to see left out */
    size_t n;
    size_t attachments;  /* how many the document has, or its enclosure */
    int pictures;        /* files so far, by their numbers */
    const char *profile; /* 版式; NULL: the usual one */
    struct imported *out;
    struct map youngest;       /* node.c: by parents, which of nodes is their last child */
    VEC(struct node *) nodes;
    const struct draft_note **notes; /* node.c: the draft's, sorted */
    struct date day;           /* of staffed.c: on which the staff file is asked */
    size_t no_roster;          /* before this block no roster begins */
    size_t contents;           /* the block before which a table of contents stood; n: there is none */
    bool has_contents;         /* and an element stands for it */
    struct {
        size_t n;
        struct pos pos; /* of the first */
        char utf8[UTF8_MAX + 1];
    } emoji;
};

/* ---- blocks.c ---- */

void import_blocks(struct importer *im);
/* Emoji of a text, and in the end that there were any: they are kept, and no font has them. */
void import_count_emoji(struct importer *im, struct text t);
void import_tell_emoji(const struct importer *im);
/* What each is; lines that pages repeat are taken out, lines that an editor broke joined. */
void import_recognise(struct importer *im);
/* How it stands, be it by alignment, indents or blanks. */
bool import_is_centred(const struct import_block *b);
bool import_is_right(const struct import_block *b);
/* Running text ends in a mark. */
bool import_has_end(struct text t);
/* The next part of a text that wide blanks part (two, a tab, a full-width one). False: no more. */
bool import_next_part(struct text t, size_t *at, struct text *part);

/* ---- words.c, with more in tables_int.h ---- */

/* 青 禾 县 is 青禾县; words of several characters stay apart. */
struct text import_unspaced(struct arena *a, struct text t);
struct text import_without_blanks(struct arena *a, struct text t);
/* The value of 文种 by how a title ends; NULL: none of them. */
const char *import_genre(struct text title);

/* ---- contents.c ---- */

/* Contents that were typed are taken out, of im->blocks that are not yet recognised. */
void import_take_contents(struct importer *im);
/* 目录 into a node, when contents stood among blocks [from, end). */
void import_contents(struct importer *im, size_t from, size_t end, struct node *n);
/* Once an owner's text stands: without headings nothing would be listed. */
void import_drop_empty_contents(struct node *owner);

/* ---- node.c: elements ---- */

/* A new last child; parent NULL: by itself. name: the vocabulary's Chinese one. */
struct node *import_element(struct importer *im, struct node *parent, const char *name);
/* The draft's own words: as they are; with references to attachments; and, of a block's paragraph,
 * with what stands out in it and with footnotes. */
void import_words(struct importer *im, struct node *n, struct text t);
void import_text(struct importer *im, struct node *n, struct text t);
void import_paragraph(struct importer *im, struct node *n, const struct import_block *b,
                      struct text t);
/* An attribute that is a part of the draft. */
void import_attr(struct importer *im, struct node *n, const char *name, struct text value);
/* An attribute with a word of the vocabulary (内容="序号"), for which nothing stands in the draft. */
void import_word(struct importer *im, struct node *n, const char *name, const char *value);
/* An attribute that says by such a word or a date what the draft has as `from`. printed: as `to` in
 * struct import_change. */
void import_says(struct importer *im, struct node *n, const char *name, const char *value,
                 struct text from, const char *printed);
/* Characters that the document does not have. Blanks need not be named. */
void import_change(struct importer *im, struct text from, enum import_why why, const char *to);
/* What stands in t before part, or behind it. */
struct text import_before(struct text t, struct text part);
struct text import_behind(struct text t, struct text part);

/* NULL: it has no child. */
struct node *import_last(const struct importer *im, const struct node *parent);

/* The draft's notes, for who asks for those of a paragraph, in the order of their signs. */
struct import_noting {
    const struct draft_note *const *v;
    size_t n;
};
void import_sort_notes(struct importer *im);
struct import_noting import_notes_in(const struct importer *im, const struct draft_paragraph *p);

/* What block i became; level: of a heading or a numbered paragraph, else 0. Counted once. */
void import_became(struct importer *im, size_t i, enum import_kind kind, enum line_trust trust,
                   int level);
/* A line that the draft has twice, or its pages repeat, and the document does not have; before: the block
 * behind it. */
void import_left_out(struct importer *im, struct text t, size_t before, enum import_kind kind);

/* ---- web.c ---- */

/* By block: it is of the page of the web that the draft was copied from, not of the document. */
bool *import_find_web(struct importer *im, const struct import_block *v, size_t n);

/* ---- head.c ---- */

/* From block 0: the head goes into root. The first block that is none of it. */
size_t import_head(struct importer *im, struct node *root);
/* Behind the head of a document that another one passes on; i itself: it has none. */
size_t import_skip_head(struct importer *im, size_t i, size_t end);
/* Without a masthead: how many lines at the beginning say how secret or urgent it is; whether a line
 * is the number; a head of these lines, of the number's (im->n: none), and of whoever signs, or, where nobody
 * does (signature NULL), of whom the title names. */
size_t import_small_lines(const struct importer *im);
bool import_is_number(struct importer *im, const struct import_block *b);
void import_head_by_signature(struct importer *im, size_t small, size_t number,
                              const struct node *signature, struct text titled, struct node *root);

/* ---- title.c ---- */

/* Lines from block i on that are a title: 标题 of a node, and 题注 behind it. noted: the title that the
 * note on attachments has; may be empty. The block behind; i itself: there is none. */
size_t import_title(struct importer *im, size_t i, size_t end, struct text noted, struct node *n,
                    enum import_kind kind);
/* Behind the lines from block i on that together are the title that the note has; i: they are not. */
size_t import_noted_title(const struct importer *im, size_t i, size_t end, struct text noted);
/* Whether block i, behind a title, says to whom: 各村：. */
bool import_are_addressees(const struct importer *im, size_t i);

/* ---- text.c ---- */

/* Blocks of running text into a node. */
void import_run(struct importer *im, size_t i, size_t end, struct node *parent);

/* ---- end.c ---- */

/* The line of the day that signs a text of blocks [i, end); end: there is none. */
size_t import_find_day(const struct importer *im, size_t i, size_t end);
/* 青禾县教育局办公室　　2026年11月17日, as below the masthead of minutes. */
bool import_is_organ_and_day(const struct import_block *b);
/* The first of the lines that sign, above block `behind`, the day's when the text is dated: above a
 * day, any short line may sign. */
size_t import_signers_above(const struct importer *im, size_t from, size_t behind, bool dated);
/* 落款: organs of blocks [i, behind), whose last one is the day's when dated. */
struct node *import_signature(struct importer *im, size_t i, size_t behind, bool dated, struct node *root);

/* What was gathered of the end, wherever it stood: blocks. */
struct import_end {
    VEC(size_t) annotations, present, disclosures, copies, prints;
};
/* Whether a block is of the imprint. */
bool import_is_imprint(const struct import_block *b);
/* Takes a block that stands below the day, or is of the imprint. False: it is neither. */
bool import_gather_end(struct importer *im, size_t i, struct import_end *end);
/* 附注 and who was present; 公开方式 and 版记, behind all parts. */
void import_annotations(struct importer *im, const struct import_end *end, struct node *root);
void import_imprint(struct importer *im, const struct import_end *end, struct node *root);

/* ---- parts.c ---- */

/* What a note on attachments names. */
struct import_noted {
    size_t block;
    int order;           /* 0: it says none */
    struct text label, title;
    bool met; /* an attachment bears it */
};
typedef VEC(struct import_noted) import_notes;

/* The lines of a note that end before block `end`; its first one. */
size_t import_note_above(struct importer *im, size_t from, size_t end, import_notes *notes);
/* Whether block i begins an attachment; below: behind the signature. */
bool import_is_label(const struct importer *im, size_t i, bool below);
/* How many attachments there will be of labels in [i, im->n) and of a note. */
size_t import_count_attachments(const struct importer *im, size_t i, const import_notes *notes);
/* Enclosure and attachments: all blocks from i on. */
void import_parts(struct importer *im, size_t i, import_notes *notes, struct import_end *end,
                  struct node *root);

/* ---- readers of runs ---- */

/* Asked at block i of a text that ends before block `end` (another attachment, the signature);
 * elements go into parent (正文, 层次, 附件, 印发件). How many blocks were taken; 0: it is nothing of
 * this reader's, and nothing was changed. */
typedef size_t import_reader(struct importer *im, size_t i, size_t end, struct node *parent);

/* readers.c: asks them one after the other. */
import_reader import_read_run;

/* ---- pictures.c ---- */

/* Elements for all pictures of a draft, in a document whose other elements stand. */
void import_pictures(struct importer *im, struct node *root);
/* Whether pictures stand between a block and another one, or the draft's end. */
bool import_has_pictures(const struct importer *im, size_t from, size_t end);
/* The name of a picture's file beside the target; one that is there with the same bytes is it. */
const char *import_picture_file(struct importer *im, const struct draft_picture *p);
/* 宽, in millimetres; 0: none. */
int import_picture_width(const struct draft_left *l);
/* What is told of it, with its file's name. */
const struct diag_code *import_picture_code(const struct draft_left *l);

/* own.c: a draft that this program wrote carries its structure. False: it does not. */
bool import_own(struct importer *im);

/* ---- check.c ---- */

/* What stands nowhere is put at the end of the text. */
void import_check(struct importer *im);

#endif
