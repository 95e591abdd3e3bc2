/*
 * Markdown: md4c tells what stands in a text, and nearly all it tells points into the text itself,
 * so that every character keeps its place.
 */
#include <md4c.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/late.h"
#include "base/utf8.h"
#include "draft/diag.def"
#include "draft/draft_int.h"

enum { DEPTH = 32, QUOTE_INDENT = 21000 };

struct list {
    bool counts;
    unsigned next;
    char delimiter;
    uint32_t number; /* from 1 */
};

struct markdown {
    struct reading *r;
    const struct source *src;
    struct draft_blocks *blocks; /* paragraphs go there */
    struct text_builder text;    /* of the paragraph that is open */
    VEC(struct draft_run) runs;
    struct draft_run now;
    bool open, soft_break;
    uint32_t at;              /* where the last text ended */
    struct list lists[DEPTH]; /* that are open */
    int depth, quotes;
    uint32_t n_lists, n_tables;
    const char *label; /* of the next paragraph, or NULL */
    unsigned heading;  /* 0: none */
    bool code, html;   /* in a block of it */
    enum line_align align;
    struct buf aside; /* HTML, or what describes a picture */
    int pictures;     /* open ones: they may hold each other */
    VEC(struct draft_row) rows;
    VEC(struct draft_cell) cells;
    struct draft_table *table; /* or NULL */
    struct draft_place place;
    uint32_t line, line_off; /* one asked for, and where it was */
    VEC(struct draft_left) left;
};

/* ---- paragraphs ---- */

static bool is_inside(const struct markdown *m, const char *p)
{
    return p >= m->src->bytes && p <= m->src->bytes + m->src->size;
}

static void open_paragraph(struct markdown *m)
{
    m->text = (struct text_builder){.arena = m->r->arena, .src = m->src};
    m->runs.v = NULL;
    m->runs.n = m->runs.cap = 0;
    m->open = true;
    m->soft_break = false;
}

/* Asked in the order of the text, or nearly so. */
static uint32_t line_of(struct markdown *m, uint32_t off)
{
    if (off < m->line_off)
        m->line = m->line_off = 0;
    for (; m->line_off < off; m->line_off++)
        m->line += m->src->bytes[m->line_off] == '\n';
    return m->line + 1;
}

static void set_list(struct markdown *m, struct draft_paragraph *p)
{
    const struct list *l = m->depth ? &m->lists[m->depth - 1] : NULL;
    if (!l || !m->label)
        return;
    p->label = text_from_utf8(m->r->arena, m->label, (struct pos){m->src, m->at});
    p->list = l->number;
    p->level = m->depth - 1;
    p->bullet = !l->counts;
    m->label = NULL;
}

static void set_heading(struct markdown *m, struct draft_paragraph *p)
{
    if (!m->heading)
        return;
    p->outline = (int)m->heading;
    p->style = arena_printf(m->r->arena, "heading %u", m->heading);
}

static void close_paragraph(struct markdown *m)
{
    if (!m->open)
        return;
    m->open = false;
    struct draft_paragraph *p = finish_empty(m->r->arena, m->blocks);
    p->text = text_done(&m->text);
    p->text.src = m->src;
    p->runs = m->runs.v;
    p->n_runs = m->runs.n;
    p->place = m->place;
    p->place.line = line_of(m, p->text.n ? p->text.at[0] : m->at);
    p->align = m->align;
    p->left = m->quotes * QUOTE_INDENT;
    set_list(m, p);
    set_heading(m, p);
}

/* ---- characters ---- */

static bool same_run(const struct draft_run *x, const struct draft_run *y)
{
    return x->looks.bold == y->looks.bold && x->looks.italic == y->looks.italic &&
           x->looks.strike == y->looks.strike && x->looks.underline == y->looks.underline &&
           x->field == y->field;
}

static void add(struct markdown *m, uint32_t cp, uint32_t at)
{
    struct draft_run *last = m->runs.n ? &m->runs.v[m->runs.n - 1] : NULL;
    if (!last || !same_run(last, &m->now)) {
        last = VEC_ADD(m->r->arena, &m->runs);
        *last = m->now;
        last->from = m->text.cp.n;
    }
    text_add(&m->text, cp, at);
    last->to = m->text.cp.n;
}

/* Of the line that ends here: its columns. */
static int columns_before(const struct markdown *m)
{
    int columns = 0;
    for (size_t i = m->text.cp.n; i-- && m->text.cp.v[i] != TEXT_BREAK;)
        columns += utf8_columns(m->text.cp.v[i]);
    return columns;
}

/* A line's end that Markdown takes for a blank. People who write Chinese end lines where paragraphs
 * end; only long lines that end within a sentence were broken by a program. */
static void end_softly(struct markdown *m, uint32_t next)
{
    enum { LONG = 60, WIDE = 0x2E80 };
    uint32_t last = m->text.cp.n ? m->text.cp.v[m->text.cp.n - 1] : 0;
    m->soft_break = false;
    if (!last)
        return;
    if (columns_before(m) < LONG || utf8_is_one_of(last, U"。！？：；.!?:;"))
        add(m, TEXT_BREAK, m->at);
    else if (last < WIDE && next < WIDE)
        add(m, ' ', m->at);
}

static void add_text(struct markdown *m, const char *p, size_t n)
{
    bool inside = is_inside(m, p);
    for (const char *end = p + n; p < end;) {
        uint32_t at = inside ? (uint32_t)(p - m->src->bytes) : m->at;
        uint32_t cp = utf8_next(&p, end);
        if (m->soft_break)
            end_softly(m, cp);
        add(m, cp, at);
        m->at = inside ? (uint32_t)(p - m->src->bytes) : m->at;
    }
}

static uint32_t entity(const char *p, size_t n)
{
    static const struct {
        const char *name;
        uint32_t cp;
    } known[] = {{"&amp;", '&'},      {"&lt;", '<'},       {"&gt;", '>'},        {"&quot;", '"'},
                 {"&nbsp;", 0xA0},    {"&emsp;", 0x2003},  {"&ensp;", 0x2002},   {"&middot;", 0xB7},
                 {"&mdash;", 0x2014}, {"&ndash;", 0x2013}, {"&hellip;", 0x2026}, {"&times;", 0xD7}};
    enum { HEX = 16, DECIMAL = 10, LAST = 0x10FFFF };
    char text[16] = "";
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].name) == n && memcmp(known[i].name, p, n) == 0)
            return known[i].cp;
    if (n < 4 || n >= sizeof text || p[1] != '#')
        return 0;
    memcpy(text, p, n);
    bool hex = text[2] == 'x' || text[2] == 'X';
    unsigned long cp = strtoul(text + 2 + hex, NULL, hex ? HEX : DECIMAL);
    return cp && cp <= LAST ? (uint32_t)cp : 0;
}

static void add_entity(struct markdown *m, const char *p, size_t n)
{
    uint32_t cp = entity(p, n);
    if (!cp) {
        add_text(m, p, n);
        return;
    }
    add(m, cp, is_inside(m, p) ? (uint32_t)(p - m->src->bytes) : m->at);
}

/* ---- what is left out ---- */

static void leave(struct markdown *m, enum draft_left_kind kind, const char *text, size_t n)
{
    struct draft_left *l = VEC_ADD(m->r->arena, &m->left);
    l->kind = kind;
    l->text = arena_strndup(m->r->arena, text, n);
    l->by = "";
    l->pos = (struct pos){m->src, m->at};
}

static void leave_aside(struct markdown *m, enum draft_left_kind kind)
{
    leave(m, kind, m->aside.p ? m->aside.p : "", m->aside.n);
    buf_clear(&m->aside);
}

static void add_html(struct markdown *m, const char *p, size_t n)
{
    static const char mark[] = "<br";
    if (m->html)
        buf_add(&m->aside, p, n);
    else if (n > sizeof mark - 1 && strncasecmp(p, mark, sizeof mark - 1) == 0)
        add(m, TEXT_BREAK, m->at);
    else
        leave(m, DRAFT_LEFT_HTML, p, n);
}

/* Code is a paragraph a line. */
static void add_code(struct markdown *m, const char *p, size_t n)
{
    for (const char *end = p + n; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        if (!m->open)
            open_paragraph(m);
        add_text(m, p, (size_t)((stop ? stop : end) - p));
        if (stop && m->code)
            close_paragraph(m);
        else if (stop)
            add(m, ' ', m->at);
        m->at += stop && m->at < m->src->size;
        p = stop ? stop + 1 : end;
    }
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *context)
{
    struct markdown *m = context;
    if (m->pictures) {
        buf_add(&m->aside, p, n);
        return 0;
    }
    if (!m->open && !m->html && !m->code)
        open_paragraph(m);
    switch (type) {
    case MD_TEXT_BR:
        add(m, TEXT_BREAK, m->at);
        break;
    case MD_TEXT_SOFTBR:
        m->soft_break = true;
        break;
    case MD_TEXT_NULLCHAR:
        add(m, UTF8_REPLACEMENT, m->at);
        break;
    case MD_TEXT_ENTITY:
        add_entity(m, p, n);
        break;
    case MD_TEXT_HTML:
        add_html(m, p, n);
        break;
    case MD_TEXT_CODE:
        add_code(m, p, n);
        break;
    default:
        add_text(m, p, n);
    }
    return 0;
}

/* ---- spans ---- */

static const struct draft_field *link_to(struct markdown *m, const MD_ATTRIBUTE *address)
{
    struct draft_field *f = ARENA_NEW(m->r->arena, struct draft_field);
    f->kind = DRAFT_FIELD_LINK;
    f->code = "";
    f->target = arena_strndup(m->r->arena, address->text ? address->text : "", address->size);
    return f;
}

static void set_span(struct markdown *m, MD_SPANTYPE type, bool on)
{
    if (type == MD_SPAN_STRONG)
        m->now.looks.bold = on;
    else if (type == MD_SPAN_EM)
        m->now.looks.italic = on;
    else if (type == MD_SPAN_DEL)
        m->now.looks.strike = on;
    else if (type == MD_SPAN_U)
        m->now.looks.underline = on;
}

static int on_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct markdown *m = context;
    set_span(m, type, true);
    if (type == MD_SPAN_A)
        m->now.field = link_to(m, &((const MD_SPAN_A_DETAIL *)detail)->href);
    m->pictures += type == MD_SPAN_IMG;
    return 0;
}

static int on_span_end(MD_SPANTYPE type, void *detail, void *context)
{
    struct markdown *m = context;
    (void)detail;
    set_span(m, type, false);
    if (type == MD_SPAN_A)
        m->now.field = NULL;
    if (type == MD_SPAN_IMG && !--m->pictures)
        leave_aside(m, DRAFT_LEFT_PICTURE);
    return 0;
}

/* ---- blocks ---- */

static void open_list(struct markdown *m, bool counts, unsigned start, char delimiter)
{
    if (m->depth < DEPTH)
        m->lists[m->depth] = (struct list){counts, start, delimiter, ++m->n_lists};
    m->depth += m->depth < DEPTH;
}

static void open_item(struct markdown *m, const MD_BLOCK_LI_DETAIL *item)
{
    struct list *l = m->depth ? &m->lists[m->depth - 1] : NULL;
    if (!l)
        return;
    if (l->counts)
        m->label = arena_printf(m->r->arena, "%u%c", l->next++, l->delimiter);
    else
        m->label = item->is_task ? item->task_mark == ' ' ? "□" : "☑" : "•";
}

static void open_table(struct markdown *m, const MD_BLOCK_TABLE_DETAIL *table)
{
    m->table = ARENA_NEW(m->r->arena, struct draft_table);
    m->table->columns = table->col_count;
    m->table->widths = ARENA_ARRAY(m->r->arena, int, table->col_count + 1);
    m->table->bordered = true;
    m->table->number = m->place.table = ++m->n_tables;
    m->table->style = "";
    m->rows.v = NULL;
    m->rows.n = m->rows.cap = 0;
}

static void close_table(struct markdown *m)
{
    struct draft_table *t = m->table;
    t->rows = m->rows.v;
    t->n = m->rows.n;
    t->place = (struct draft_place){.line = line_of(m, m->at), .table = t->number};
    m->table = NULL;
    m->place = (struct draft_place){0};
    struct draft_block *block = VEC_ADD(m->r->arena, &m->r->draft->blocks);
    block->kind = DRAFT_TABLE;
    block->table = t;
}

static void open_cell(struct markdown *m, const MD_BLOCK_TD_DETAIL *cell)
{
    static const enum line_align aligns[] = {[MD_ALIGN_DEFAULT] = ALIGN_LEFT,
                                             [MD_ALIGN_LEFT] = ALIGN_LEFT,
                                             [MD_ALIGN_CENTER] = ALIGN_CENTER,
                                             [MD_ALIGN_RIGHT] = ALIGN_RIGHT};
    struct draft_cell *c = VEC_ADD(m->r->arena, &m->cells);
    c->column = (uint32_t)m->cells.n - 1;
    c->columns = c->rows = 1;
    m->align = aligns[cell->align];
    m->place.row = (uint32_t)m->rows.n;
    m->place.column = (uint32_t)m->cells.n;
    m->blocks = &c->blocks;
    open_paragraph(m);
}

static void close_row(struct markdown *m)
{
    struct draft_row *row = &m->rows.v[m->rows.n - 1];
    row->cells = m->cells.v;
    row->n = m->cells.n;
    m->cells.v = NULL;
    m->cells.n = m->cells.cap = 0;
}

static int on_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct markdown *m = context;
    close_paragraph(m); /* an item's own, before those in it */
    switch (type) {
    case MD_BLOCK_QUOTE:
        m->quotes += m->quotes < DEPTH;
        break;
    case MD_BLOCK_UL:
        open_list(m, false, 0, '\0');
        break;
    case MD_BLOCK_OL:
        open_list(m, true, ((const MD_BLOCK_OL_DETAIL *)detail)->start,
                  ((const MD_BLOCK_OL_DETAIL *)detail)->mark_delimiter);
        break;
    case MD_BLOCK_LI:
        open_item(m, detail);
        break;
    case MD_BLOCK_H:
        m->heading = ((const MD_BLOCK_H_DETAIL *)detail)->level;
        break;
    case MD_BLOCK_HR:
        leave(m, DRAFT_LEFT_LINE, "", 0);
        break;
    case MD_BLOCK_CODE:
        m->code = true;
        break;
    case MD_BLOCK_HTML:
        m->html = true;
        break;
    case MD_BLOCK_TABLE:
        open_table(m, detail);
        break;
    case MD_BLOCK_TR:
        (void)VEC_ADD(m->r->arena, &m->rows);
        break;
    case MD_BLOCK_TH:
        m->rows.v[m->rows.n - 1].head = true;
        open_cell(m, detail);
        break;
    case MD_BLOCK_TD:
        open_cell(m, detail);
        break;
    default:
        break;
    }
    return 0;
}

static int on_block_end(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct markdown *m = context;
    (void)detail;
    close_paragraph(m);
    switch (type) {
    case MD_BLOCK_QUOTE:
        m->quotes -= m->quotes > 0;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m->depth -= m->depth > 0;
        break;
    case MD_BLOCK_LI:
        m->label = NULL;
        break;
    case MD_BLOCK_H:
        m->heading = 0;
        break;
    case MD_BLOCK_CODE:
        m->code = false;
        break;
    case MD_BLOCK_HTML:
        m->html = false;
        leave_aside(m, DRAFT_LEFT_HTML);
        break;
    case MD_BLOCK_TABLE:
        close_table(m);
        break;
    case MD_BLOCK_TR:
        close_row(m);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        m->align = ALIGN_UNKNOWN;
        m->blocks = &m->r->draft->blocks;
        break;
    default:
        break;
    }
    return 0;
}

/* ---- the library ---- */

#define PARSING(F) F(md_parse)
LATE_LIBRARY(parsing, PARSING);

static bool parse(struct markdown *m)
{
    static const MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH |
                                              MD_FLAG_TASKLISTS | MD_FLAG_NOINDENTEDCODEBLOCKS |
                                              MD_FLAG_PERMISSIVEATXHEADERS,
                                     .enter_block = on_block,
                                     .leave_block = on_block_end,
                                     .enter_span = on_span,
                                     .leave_span = on_span_end,
                                     .text = on_text};
    struct parsing md;
    return LATE_LOAD(&md, LATE_MD4C, PARSING) &&
           md.md_parse(m->src->bytes, (MD_SIZE)m->src->size, &parser, m) == 0;
}

bool markdown_read(struct reading *r, const char *bytes, size_t size)
{
    struct markdown m = {.r = r, .blocks = &r->draft->blocks};
    m.now.looks.face = "";
    m.src = decode_text(r, bytes, size);
    if (!m.src)
        return false;
    r->draft->format = DRAFT_MARKDOWN;
    r->draft->src = m.src;
    bool ok = parse(&m);
    buf_drop(&m.aside);
    r->draft->left = m.left.v;
    r->draft->n_left = m.left.n;
    return ok || finish_fail(r, DIAG_G009, LATE_MD4C);
}
