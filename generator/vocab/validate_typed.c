/*
 * Paragraphs that say by hand what an element says: 一、总体要求, 附件：1.…, a bullet. What they are
 * is recognised elsewhere (recognise/); here stands what is told of it where it was found. All are
 * warnings: the document is set as it is typed.
 */
#include "base/buf.h"
#include "vocab/diag.def"
#include "vocab/vocab_int.h"
#include "xml/xml.h"

/* Where a line is told of. The text of an attachment may be a form of a letter, with all its own. */
enum where { WHERE_BODY = 1, WHERE_PARTS = 2, WHERE_ALL = WHERE_BODY | WHERE_PARTS };

static const struct typed {
    enum line_kind kind;
    enum line_trust least;
    enum where where;
    const struct diag_code *code;
} rules[] = {
    {LINE_NUMBER, LINE_SURE, WHERE_BODY, DIAG_V316},
    {LINE_TO, LINE_LIKELY, WHERE_BODY, DIAG_V301},
    {LINE_SALUTATION, LINE_LIKELY, WHERE_BODY, DIAG_V302},
    {LINE_HEADING, LINE_LIKELY, WHERE_ALL, DIAG_V303},
    {LINE_ITEM, LINE_LIKELY, WHERE_ALL, DIAG_V307},
    {LINE_NOTE, LINE_LIKELY, WHERE_BODY, DIAG_V308},
    {LINE_NOTE_MORE, LINE_LIKELY, WHERE_BODY, DIAG_V308},
    {LINE_CONTACT, LINE_LIKELY, WHERE_BODY, DIAG_V309},
    {LINE_SIGNATURE, LINE_SURE, WHERE_BODY, DIAG_V310},
    {LINE_DATE, LINE_LIKELY, WHERE_BODY, DIAG_V310},
    {LINE_ANNOTATION, LINE_SURE, WHERE_BODY, DIAG_V311},
    {LINE_DISCLOSURE, LINE_SURE, WHERE_BODY, DIAG_V312},
    {LINE_CC, LINE_SURE, WHERE_BODY, DIAG_V313},
    {LINE_PRINT, LINE_SURE, WHERE_BODY, DIAG_V314},
};

/* A heading is written in one of four ways. */
static const struct diag_code *heading_code(const struct recognised *r)
{
    if (r->level == HEADING_BELOW)
        return DIAG_V306;
    return !r->text.n ? DIAG_V305 : r->more.n ? DIAG_V304 : DIAG_V303;
}

/* Words as they are typed into an element that a hint shows. */
static const char *escaped(struct validation *c, struct text t)
{
    struct buf out = {0};
    xml_write_text(t, &out);
    const char *s = arena_strndup(c->arena, out.p ? out.p : "", out.n);
    buf_drop(&out);
    return s;
}

/* The arguments of all rows are the same: the line's beginning, its label, text and more, the day,
 * the number. */
static void report(struct validation *c, const struct diag_code *code, struct text line,
                   const struct recognised *r)
{
    struct text more = r->more.n ? r->more : r->text;
    const char *day = r->date.day ? date_iso(c->arena, r->date)
                                  : arena_printf(c->arena, "%d", r->date.year);
    diag(c->diags, code, text_pos(line, 0), validate_excerpt(c, line),
         text_utf8(c->arena, r->label), escaped(c, r->text), validate_excerpt(c, more), day,
         arena_printf(c->arena, "%d", r->order));
}

static const struct typed *find_rule(const struct recognised *r, enum where where)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].kind == r->kind && r->trust >= rules[i].least && rules[i].where & where)
            return &rules[i];
    return NULL;
}

static bool is_titled(const struct node *n)
{
    return n->id != EL_SECTION || table_given(n, ATTR_SECTION_TITLE);
}

static size_t count_children(const struct node *n)
{
    size_t count = 0;
    for (const struct node *k = n->first; k; k = k->next)
        count += k->kind == NODE_ELEMENT;
    return count;
}

struct typed_lines typed_lines(struct arena *a, const struct node *n)
{
    size_t most = count_children(n) + 1;
    struct typed_lines all = {.nodes = ARENA_ARRAY(a, const struct node *, most),
                              .lines = ARENA_ARRAY(a, struct line, most),
                              .found = ARENA_ARRAY(a, struct recognised, most)};
    bool first = !is_titled(n);
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind != NODE_ELEMENT)
            continue;
        bool typed = k->id == EL_P && !first;
        first = false;
        all.nodes[all.n] = k;
        all.lines[all.n++].text =
            typed ? space_element_text(a, k) : text_from_utf8(a, "段", k->pos);
    }
    recognise_lines(all.lines, all.n, all.found);
    return all;
}

/* Some of a paragraph's words are said by elements already. */
static bool has_elements(const struct node *n)
{
    const struct node *k = n->first;
    while (k && k->kind != NODE_ELEMENT)
        k = k->next;
    return k != NULL;
}

static enum where where_is(const struct node *n)
{
    while (n && n->id != EL_BODY && n->id != EL_ENCLOSURE && n->id != EL_ATTACHMENT)
        n = n->parent;
    return n && n->id == EL_BODY ? WHERE_BODY : WHERE_PARTS;
}

/* What stands in a section is no end of the body: a day there is one of its own. */
static bool ends_body(const struct node *n)
{
    if (n->id == EL_BODY)
        return true;
    for (const struct node *k = n->next; k; k = k->next)
        if (k->kind == NODE_ELEMENT)
            return false;
    return n->parent && ends_body(n->parent);
}

static bool is_of_end(enum line_kind kind)
{
    return kind == LINE_SIGNATURE || kind == LINE_DATE;
}

void validate_typed(struct validation *c, const struct node *n)
{
    struct typed_lines all = typed_lines(c->arena, n);
    enum where where = where_is(n);
    bool begins = n->id == EL_BODY, ends = ends_body(n);
    for (size_t i = 0; i < all.n; i++) {
        const struct recognised *r = &all.found[i];
        const struct typed *rule = find_rule(r, where);
        bool to = r->kind == LINE_TO || r->kind == LINE_SALUTATION;
        if (!rule || (is_of_end(r->kind) && !ends) || (to && !begins) ||
            (r->kind == LINE_CONTACT && has_elements(all.nodes[i])))
            continue;
        report(c, r->kind == LINE_HEADING ? heading_code(r) : rule->code, all.lines[i].text, r);
    }
}

/* 青禾县人民政府 2026年9月19日: the day is the longest end of the text that is one. */
void validate_signature_text(struct validation *c, const struct node *n, struct text t)
{
    enum { LONGEST_DAY = 20 };
    struct date day = {0};
    size_t i = t.n > LONGEST_DAY ? t.n - LONGEST_DAY : 0;
    while (i < t.n && !date_read_day(text_part(t, i, t.n), &day))
        i++;
    struct text organ = text_trimmed(text_part(t, 0, i));
    VALIDATE_REPORT(c, DIAG_V318, text_pos(t, 0), n->name, table_attr_name(c, ATTR_SIGNATURE_ORGAN),
                    organ.n ? escaped(c, organ) : "……", table_attr_name(c, ATTR_SIGNATURE_DATE),
                    i < t.n ? date_iso(c->arena, day) : "2026-09-19");
}

/* 一、 and （一） are the compiler's; 1. may begin 1.1, 1.2. */
void validate_typed_subheading(struct validation *c, const struct node *n)
{
    enum { OF_DIGITS = 3 };
    struct line line = {.text = space_element_text(c->arena, n)};
    struct recognised r = recognise_line(&line);
    if (r.kind == LINE_HEADING && r.level <= HEADING_LEVELS && r.level != OF_DIGITS)
        report(c, DIAG_V325, line.text, &r);
}

/* In an item of a list a bullet is the list's. */
void validate_typed_item(struct validation *c, const struct node *n)
{
    struct line line = {.text = space_element_text(c->arena, n)};
    struct recognised r = recognise_line(&line);
    if (r.kind == LINE_ITEM)
        report(c, DIAG_V315, line.text, &r);
}
