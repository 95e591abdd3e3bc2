/*
 * Inside the room: bytes → source (decode.c) → what people get wrong, found on the raw text
 * (check.c, tag.c, plain.c) → libxml2 and the tree (build.c).
 */
#ifndef HONGTOU_XML_XML_INT_H
#define HONGTOU_XML_XML_INT_H

#include "xml/xml.h"

enum {
    XML_MAX_DEPTH = 64, /* elements inside each other */
    XML_MAX_ATTRS = 64, /* attributes of one tag */
};

/* ---- decode.c ---- */

/* The text as UTF-8 without BOM. A wrong encoding is reported; the text is given all the same
 * when it can be shown and checked further, else NULL. bytes: in the arena, with a NUL behind them;
 * what is UTF-8 already stays where it is. */
struct source *xml_decode(struct arena *a, const char *name, const char *bytes, size_t size,
                          struct diags *d);

/* ---- check.c ---- */

struct open_element {
    const char *name;
    size_t length;
    const char *at; /* '<' */
};

struct checker {
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

/* Reports all that the raw text shows to be wrong. */
void xml_check(struct arena *a, const struct source *src, struct diags *d);

void check_report(struct checker *c, const struct diag_code *code, const char *at,
                  const char *const args[]);
#define CHECK_REPORT(c, code, at, ...)                                                             \
    check_report((c), (code), (at), (const char *const[]){__VA_ARGS__, NULL})

/* Bytes of the text as an argument, cut short when long. */
const char *check_quote(struct checker *c, const char *p, size_t n);

/* '&' in [p, end) of a text or an attribute value. */
void check_references(struct checker *c, const char *p, const char *end);

/* ---- tag.c ---- */

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

struct sign sign_at(const char *p, const char *end);

/* Reads the tag at its '<' through the mistakes that it reports. */
struct tag tag_scan(struct checker *c, const char *start);

/* '<' (or its full-width form) really begins a tag here. */
bool tag_begins(const char *p, const char *end);
bool tag_begins_wide(const char *p, const char *end);

/* ---- plain.c ---- */

/* Reads the tag at its '<' if all is well in it; false: it may be so, or not. */
bool tag_read_plain(const char *start, const char *end, struct tag *out);

/* ---- build.c ---- */

/* The root element by libxml2, or NULL: reported. */
struct node *xml_build(struct arena *a, const struct source *src, struct diags *d);

/* White space of XML. */
static inline bool xml_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

#endif
