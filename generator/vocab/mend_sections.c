/*
 * Headings and numbered paragraphs that were typed by hand, as sections; bullets as lists. The
 * children of a container are walked with the sections that are open at each, those that stand
 * there already among them. First without a change: only when every typed number is the one that
 * the compiler will give, are they rewritten.
 */
#include <string.h>

#include "base/utf8.h"
#include "value/number.h"
#include "vocab/vocab_int.h"

enum { SECTIONS_DEEPEST = HEADING_LEVELS };

/* A section that is open. */
struct open_section {
    int level;
    int n;             /* sections in it so far */
    size_t item;       /* the child that it is, or that its heading is */
    bool typed, grows; /* made of a typed heading; has what does not stand in it yet */
    bool skips;        /* its sections skip a level */
};

struct sections {
    struct mending *m;
    const struct node *container;
    struct typed_lines all;
    struct open_section open[SECTIONS_DEEPEST + 1]; /* [0]: the container */
    size_t depth;                                   /* of the last one that is open */
    int *deeper;                                    /* by child: how many typed sections it is in */
    bool write;
};

static int level_of(const struct node *container)
{
    int level = 0;
    for (const struct node *n = container; n; n = n->parent)
        level += n->id == EL_SECTION;
    return level;
}

static bool is_heading(const struct sections *s, size_t i)
{
    const struct recognised *r = &s->all.found[i];
    return r->kind == LINE_HEADING && r->trust >= LINE_LIKELY && r->level <= HEADING_LEVELS;
}

static bool is_item(const struct sections *s, size_t i)
{
    return s->all.found[i].kind == LINE_ITEM;
}

/* What ends a text and is no part of its last section. */
static bool is_tail(const struct sections *s, size_t i)
{
    return s->all.found[i].kind >= LINE_NOTE || s->all.found[i].kind == LINE_CONTACT ||
           s->all.nodes[i]->id == EL_CONTACT || !table_place(EL_SECTION, s->all.nodes[i]->id);
}

/* ---- raw text of a paragraph ---- */

/* What is left of a paragraph behind its label, and where its title ends. */
struct words {
    const char *rest; /* raw; NULL: elements stand in the way */
    const char *more; /* raw, behind the title; NULL: likewise, or there is none */
    bool plain;       /* the title has no elements but em */
};

/* Every element that begins in the raw text ends in it. */
static bool is_balanced(const char *p, const char *end)
{
    int open = 0;
    for (; p < end; p++) {
        if (*p == '<')
            open += p[1] == '/' ? -1 : 1;
        if (*p == '>' && p[-1] == '/')
            open--;
        if (open < 0)
            return false;
    }
    return open == 0;
}

static const char *trimmed(struct mending *m, uint32_t from, uint32_t to)
{
    const char *bytes = m->tree->src->bytes;
    while (to > from && mend_is_blank(bytes[to - 1]))
        to--;
    while (from < to && mend_is_blank(bytes[from]))
        from++;
    return mend_raw(m, from, to);
}

/* A character of a text that stands for an element has its '<'. */
static bool is_plain(const struct mending *m, struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (m->tree->src->bytes[t.at[i]] == '<')
            return false;
    return true;
}

/* Behind the last character of a label. */
static uint32_t label_end(const struct mending *m, struct text label)
{
    const char *bytes = m->tree->src->bytes, *p = bytes + label.at[label.n - 1];
    utf8_next(&p, bytes + m->tree->src->size);
    return (uint32_t)(p - bytes);
}

static struct words words_of(struct mending *m, const struct node *n, const struct recognised *r)
{
    const char *bytes = m->tree->src->bytes;
    struct xml_extent x = xml_extent(n);
    struct text rest = r->text.n ? r->text : r->more;
    uint32_t label = r->label.at[0], from = rest.at[0], end = label_end(m, r->label);
    struct words w = {.plain = is_plain(m, r->text)};
    if (is_balanced(bytes + x.inside, bytes + from))
        w.rest = trimmed(m, from, x.inside_end);
    else if (!memchr(bytes + label, '<', end - label))
        w.rest = arena_printf(m->arena, "%s%s", mend_raw(m, x.inside, label),
                              trimmed(m, end, x.inside_end));
    if (r->text.n && r->more.n && is_balanced(bytes + x.inside, bytes + r->more.at[0]))
        w.more = trimmed(m, r->more.at[0], x.inside_end);
    return w;
}

static bool can_be_item(struct sections *s, size_t i)
{
    return is_item(s, i) && words_of(s->m, s->all.nodes[i], &s->all.found[i]).rest;
}

/* ---- writing ---- */

/* Lines of a child that begin with a tag go in, where the file is indented; of one that is written
 * anew, the first. */
static void indent_lines(struct sections *s, size_t i)
{
    const char *bytes = s->m->tree->src->bytes;
    const char *blanks = arena_printf(s->m->arena, "%*s", 2 * s->deeper[i], "");
    struct xml_extent x = xml_extent(s->all.nodes[i]);
    uint32_t to = is_heading(s, i) || can_be_item(s, i) ? x.from + 1 : x.to;
    for (uint32_t at = x.from; s->deeper[i] && at < to; at++) {
        if (bytes[at] != '<' || at == 0)
            continue;
        uint32_t line = at;
        while (line && (bytes[line - 1] == ' ' || bytes[line - 1] == '\t'))
            line--;
        if (line && bytes[line - 1] == '\n' && line < at)
            xml_edit(s->m->edits, at, at, blanks);
    }
}

static const char *indent_of(struct sections *s, size_t i)
{
    const char *indent = mend_indent(s->m, s->all.nodes[i]->pos.off);
    return indent && *indent ? arena_printf(s->m->arena, "%s%*s", indent, 2 * s->deeper[i], "")
                             : indent;
}

/* The end of a section, behind the child last. */
static void write_end(struct sections *s, const struct open_section *o, size_t last)
{
    struct mending *m = s->m;
    const char *name = mend_element(s->container, EL_SECTION), *indent = indent_of(s, o->item);
    struct xml_extent x = xml_extent(s->all.nodes[last]);
    bool own_line = indent && last != o->item;
    xml_edit(m->edits, x.to, x.to,
             arena_printf(m->arena, "%s%s</%s>", own_line ? mend_line_end(m) : "",
                          own_line ? indent : "", name));
    if (o->typed)
        return;
    /* it ended before, on a line of its own perhaps */
    struct xml_extent own = xml_extent(s->all.nodes[o->item]);
    uint32_t from = own.inside_end;
    while (from > own.inside && mend_is_blank(m->tree->src->bytes[from - 1]))
        from--;
    xml_edit(m->edits, from, own.to, "");
}

/* The beginning of a section in the place of its heading. */
static void write_start(struct sections *s, size_t i, const char *numbers, bool filled)
{
    struct mending *m = s->m;
    const struct node *n = s->all.nodes[i];
    const struct recognised *r = &s->all.found[i];
    struct words w = words_of(m, n, r);
    const char *section = mend_element(n, EL_SECTION), *p = mend_element(n, EL_P);
    struct buf out = {0};
    buf_printf(&out, "<%s", section);
    bool titled = r->text.n && w.plain && (r->more.n ? w.more != NULL : filled);
    if (titled)
        buf_printf(&out, " %s=\"%s\"", mend_attr(n, ATTR_SECTION_TITLE), mend_words(m, r->text));
    if (titled && r->more.n)
        buf_printf(&out, " %s=\"%s\"", mend_attr(n, ATTR_SECTION_RUN_IN), mend_value(n, VALUE_YES_NO_YES));
    buf_printf(&out, "%s>", numbers);
    if (!titled || r->more.n)
        buf_printf(&out, "<%s>%s</%s>", p, titled ? w.more : w.rest, p);
    struct xml_extent x = xml_extent(n);
    xml_edit(m->edits, x.from, x.to, out.p);
    buf_drop(&out);
}

/* ---- the walk ---- */

static struct open_section *top(struct sections *s)
{
    return &s->open[s->depth];
}

/* Closes all that are as deep as level, behind the child before i. */
static void close_to(struct sections *s, int level, size_t i)
{
    while (s->depth && top(s)->level >= level) {
        struct open_section *o = top(s);
        if (s->write && (o->typed || o->grows))
            write_end(s, o, i - 1);
        s->depth--;
    }
}

static void open_one(struct sections *s, struct open_section o)
{
    s->open[++s->depth] = o;
}

/* A level that is skipped is said on the first section of its parent. False: it cannot be. */
static bool skip_level(struct sections *s, const struct recognised *r, size_t i, const char **said)
{
    static const enum value_id values[] = {VALUE_NONE, VALUE_SECTION_NUMBERS_FIRST,
                                           VALUE_SECTION_NUMBERS_SECOND, VALUE_SECTION_NUMBERS_THIRD,
                                           VALUE_SECTION_NUMBERS_FOURTH};
    struct open_section *parent = top(s);
    bool skips = r->level > parent->level + 1;
    *said = "";
    if (parent->n == 1)
        parent->skips = skips;
    else if (parent->skips != skips)
        return false;
    if (skips && parent->n == 1)
        *said = arena_printf(s->m->arena, " %s=\"%s\"",
                             mend_attr(s->all.nodes[i], ATTR_SECTION_NUMBERS),
                             mend_value(s->all.nodes[i], values[r->level]));
    return true;
}

static bool has_content(const struct sections *s, size_t i)
{
    size_t next = i + 1;
    return next < s->all.n && !is_tail(s, next) &&
           !(is_heading(s, next) && s->all.found[next].level <= s->all.found[i].level);
}

/* False: its number is not the one that it will have. */
static bool walk_heading(struct sections *s, size_t i)
{
    const struct recognised *r = &s->all.found[i];
    close_to(s, r->level, i);
    struct open_section *parent = top(s);
    const char *numbers;
    parent->n++;
    parent->grows = true;
    if (r->level <= parent->level || r->order != parent->n || !skip_level(s, r, i, &numbers) ||
        !words_of(s->m, s->all.nodes[i], r).rest)
        return false;
    for (size_t k = 1; k <= s->depth; k++)
        s->deeper[i] += s->open[k].typed || s->open[k].grows;
    if (s->write)
        write_start(s, i, numbers, has_content(s, i));
    open_one(s, (struct open_section){.level = r->level, .item = i, .typed = true});
    return true;
}

/* The last number in it. */
static int count_sections(const struct node *n)
{
    enum { OWN_DIGITS = 2 };
    int count = 0;
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind != NODE_ELEMENT || k->id != EL_SECTION)
            continue;
        const struct attr *own = table_given(k, ATTR_SECTION_NUMBER);
        count = own ? number_whole(own->value, OWN_DIGITS) : count + 1;
    }
    return count;
}

/* A section that stands there already is a sibling of the highest that are typed, and never in one:
 * it keeps the level that it has. */
static void walk_section(struct sections *s, size_t i)
{
    int level = s->open[0].level + 1;
    close_to(s, level, i);
    s->open[0].n++;
    open_one(s, (struct open_section){
                    .level = level, .n = count_sections(s->all.nodes[i]), .item = i});
}

/* A paragraph, a table: in the section that is open, if it was typed. */
static void walk_other(struct sections *s, size_t i)
{
    while (s->depth && !top(s)->typed)
        close_to(s, top(s)->level, i);
    for (size_t k = 1; k <= s->depth; k++)
        s->deeper[i] += s->open[k].typed || s->open[k].grows;
}

/* False: some number is not what it will be. */
static bool walk(struct sections *s, bool write)
{
    int base = level_of(s->container);
    s->write = write;
    s->depth = 0;
    s->open[0] = (struct open_section){.level = base};
    memset(s->deeper, 0, (s->all.n + 1) * sizeof *s->deeper);
    for (size_t i = 0; i < s->all.n; i++) {
        if (is_heading(s, i)) {
            if (!walk_heading(s, i))
                return false;
        } else if (s->depth && s->all.nodes[i]->id == EL_TEAMS &&
                   table_given(s->all.nodes[i], ATTR_TEAMS_NUMBERED)) {
            return false; /* they are numbered by where they stand */
        } else if (is_tail(s, i)) {
            close_to(s, base + 1, i);
        } else if (s->all.nodes[i]->id == EL_SECTION) {
            walk_section(s, i);
        } else {
            walk_other(s, i);
        }
    }
    close_to(s, base + 1, s->all.n);
    return true;
}

/* ---- lists ---- */

static void write_items(struct sections *s, size_t from, size_t to)
{
    struct mending *m = s->m;
    const struct node *first = s->all.nodes[from];
    const char *list = mend_element(first, EL_LIST), *item = mend_element(first, EL_ITEM);
    const char *indent = indent_of(s, from), *line_end = indent ? mend_line_end(m) : "";
    const char *inner = indent && *indent ? "  " : "";
    for (size_t i = from; i < to; i++) {
        const struct recognised *r = &s->all.found[i];
        struct xml_extent x = xml_extent(s->all.nodes[i]);
        const char *start = i > from     ? inner
                            : indent     ? arena_printf(m->arena, "<%s>%s%s%s", list, line_end, indent, inner)
                                         : arena_printf(m->arena, "<%s>", list);
        const char *end = i + 1 < to ? ""
                                     : arena_printf(m->arena, "%s%s</%s>", line_end,
                                                    indent ? indent : "", list);
        xml_edit(m->edits, x.from, x.to,
                 arena_printf(m->arena, "%s<%s>%s</%s>%s", start, item,
                              words_of(m, s->all.nodes[i], r).rest, item, end));
    }
}

static void mend_items(struct sections *s)
{
    for (size_t i = 0; i < s->all.n;) {
        size_t to = i;
        while (to < s->all.n && can_be_item(s, to))
            to++;
        if (to > i)
            write_items(s, i, to);
        i = to > i ? to : i + 1;
    }
}

/* ---- all of it ---- */

static bool any(const struct sections *s, bool (*is)(const struct sections *, size_t))
{
    for (size_t i = 0; i < s->all.n; i++)
        if (is(s, i))
            return true;
    return false;
}

void mend_sections(struct mending *m, const struct node *n)
{
    struct sections s = {.m = m, .container = n, .all = typed_lines(m->arena, n)};
    s.deeper = ARENA_ARRAY(m->arena, int, s.all.n + 1);
    bool fits = any(&s, is_heading) && walk(&s, false);
    if (!fits)
        memset(s.deeper, 0, (s.all.n + 1) * sizeof *s.deeper);
    for (size_t i = 0; fits && i < s.all.n; i++)
        indent_lines(&s, i);
    mend_items(&s);
    if (fits)
        walk(&s, true);
}
