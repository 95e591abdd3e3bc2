/*
 * Inside the room: bytes → source (decode.c) → libxml2 and the tree (build.c). A text that has
 * none, or in which people may have gone wrong unseen by libxml2, is read again for what they got
 * wrong (mistakes.c, tag.c). Names that other rooms use begin with xml_; those that only this one
 * uses, with the name of their file.
 */
#ifndef HONGTOU_XML_XML_INT_H
#define HONGTOU_XML_XML_INT_H

#include <string.h>

#include "xml/xml.h"

enum {
    XML_MAX_DEPTH = 64, /* elements inside each other */
    XML_MAX_ATTRS = 64, /* attributes of one tag */
    XML_MAX_NAME = 1000, /* bytes of a name */
    XML_MAX_FILE_MB = 16 /* of a file: documents of thousands of pages have less */
};

/* ---- decode.c ---- */

/* The text as UTF-8 without BOM. A wrong encoding is reported; the text is given all the same
 * when it can be shown and checked further, else NULL. bytes: in the arena, with a NUL behind them;
 * what is UTF-8 already stays where it is. */
struct source *decode_source(struct arena *a, const char *name, const char *bytes, size_t size,
                             struct diags *d);

/* ---- build.c ---- */

/* What libxml2 says of a text. */
struct built {
    struct node *root;            /* NULL: it is not well-formed */
    bool doubtful;                /* it is, and yet may hold what is wrong here */
    const struct diag_code *code; /* its first finding, and where; people may have meant another */
    struct pos pos;
    const char *detail;
};

struct built build_tree(struct arena *a, const struct source *src, struct diags *d);

/* ---- mistakes.c ---- */

/* Reports all that the raw text shows to be wrong. */
void mistakes_find(struct arena *a, const struct source *src, struct diags *d);

/* Whether a tag has so many attributes that libxml2, which compares each with each, would not come
 * to an end with them. */
bool mistakes_crowded(const struct source *src);

/* ---- tag.c ---- */

struct open_element {
    const char *name;
    size_t length;
    const char *at; /* '<' */
};

/* A reading for mistakes. */
struct finder {
    struct arena *arena; /* strings of findings */
    const struct source *src;
    const char *end;
    struct diags *diags;
    bool found;                /* something was reported */
    bool quiet;                /* looking ahead: nothing is reported */
    bool stop;                 /* too much is wrong: no further */
    bool cut;                  /* the last construct has no end: what is open then is no news */
    bool text_told, root_told; /* text outside of the root, a second root: once is enough */
    struct open_element root;  /* name NULL: not seen yet */
    struct open_element open[XML_MAX_DEPTH];
    size_t depth;
};

void tag_report(struct finder *f, const struct diag_code *code, const char *at,
                const char *const args[]);
#define TAG_REPORT(f, code, at, ...)                                                               \
    tag_report((f), (code), (at), (const char *const[]){__VA_ARGS__, NULL})

/* Bytes of the text as an argument, cut short when long. */
const char *tag_quote(struct finder *f, const char *p, size_t n);

/* '&' in [p, end) of a text or an attribute value. */
void tag_references(struct finder *f, const char *p, const char *end);

/* A name that is too long to be one is reported. */
void tag_check_name(struct finder *f, const char *p, size_t n);

/* XML has no place for these, not even as &#…; */
bool tag_is_forbidden(uint32_t cp);

/* Of "#20013" or "#x4E2D"; UINT32_MAX: it is no number. */
uint32_t tag_number(const char *p, size_t n);

enum tag_kind { TAG_OPEN, TAG_EMPTY, TAG_CLOSE, TAG_DECLARATION };

struct tag {
    enum tag_kind kind;
    const char *start; /* '<' */
    const char *name;
    size_t length;
    const char *after; /* behind '>' */
    bool whole;        /* has its '>' */
    bool faulty;       /* something in it was reported */
    bool doubtful;     /* it may be no tag, or of another kind: what was reported says so */
};

/* What a character stands for in a tag, full-width signs and curly quotes included. */
struct sign {
    int meaning; /* one of < > = / ? " ' or ' ' (blank), 'a' (part of a name), 0 (the end) */
    size_t length;
    bool wide; /* not the ASCII sign that it should be */
};

enum { SIGN_END = 0, SIGN_BLANK = ' ', SIGN_NAME = 'a' };

struct sign tag_sign(const char *p, const char *end);

/* Reads the tag at its '<' through the mistakes that it reports. */
struct tag tag_scan(struct finder *f, const char *start);

/* '<' (or its full-width form) really begins a tag here. */
bool tag_begins(const char *p, const char *end);
bool tag_begins_wide(const char *p, const char *end);

/* ---- raw text ---- */

/* White space of XML. */
static inline bool xml_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline bool xml_starts(const char *p, const char *end, const char *word)
{
    size_t n = strlen(word);
    return (size_t)(end - p) >= n && memcmp(p, word, n) == 0;
}

/* Where the word next stands, or NULL. */
static inline const char *xml_find(const char *p, const char *end, const char *word)
{
    while (p < end && (p = memchr(p, word[0], (size_t)(end - p))) && !xml_starts(p, end, word))
        p++;
    return p && p < end ? p : NULL;
}

#endif
