/*
 * A draft's paragraphs and tables as blocks: empty ones left out, those with line breaks parted,
 * tables that only put words in their places taken apart; and how a block stands on its page.
 */
#include "base/usual.h"
#include "base/utf8.h"
#include "import/diag.def"
#include "import/tables_int.h"

/* In 1/1000 pt; a blank of the usual text is half of 16 pt wide. */
enum { HALF = 8000, HALVES_OF_TAB = 4, CENTRED_LEAD = 44000, RIGHT_LEAD = 120000 };

struct blocking {
    struct importer *im;
    VEC(struct import_block) list;
    bool gap, page; /* of the next one */
};

/* How wide the blanks are that a text begins with, in halves of a character. */
static int blanks_before(struct text t)
{
    int halves = 0;
    for (size_t i = 0; i < t.n && utf8_is_blank(t.cp[i]); i++)
        halves += t.cp[i] == 0x3000 ? 2 : t.cp[i] == '\t' ? HALVES_OF_TAB : 1;
    return halves;
}

void import_count_emoji(struct importer *im, struct text t)
{
    uint32_t instead;
    for (size_t i = 0; i < t.n; i++)
        if (usual_is_picture(t.cp[i], &instead) && !im->emoji.n++) {
            im->emoji.pos = text_pos(t, i);
            utf8_encode(t.cp[i], im->emoji.utf8);
        }
}

void import_tell_emoji(const struct importer *im)
{
    if (im->emoji.n)
        diag(im->diags, DIAG_D211, im->emoji.pos, im->emoji.utf8,
             arena_printf(im->arena, "%zu", im->emoji.n));
}

static void add_line(struct blocking *b, const struct draft_paragraph *p, struct text t, bool first)
{
    struct usual_tally odd = {0};
    struct line line = draft_line(p);
    struct text usual = usual_text(b->im->arena, t, &odd), seen = text_trimmed(usual);
    if (!seen.n && !(first && line.label.n)) {
        b->gap = true;
        return;
    }
    line.text = seen;
    if (!first)
        line.label = (struct text){0};
    import_count_emoji(b->im, seen);
    int lead = HALF * blanks_before(usual) + p->left + (first && p->first > 0 ? p->first : 0);
    VEC_PUSH(b->im->arena, &b->list,
             ((struct import_block){.paragraph = p,
                                    .typed = t,
                                    .line = line,
                                    .lead = lead,
                                    .gap = b->gap,
                                    .page = b->page}));
    b->gap = b->page = false;
}

static void add_paragraph(struct blocking *b, const struct draft_paragraph *p)
{
    size_t from = 0;
    b->page = b->page || p->page_before;
    for (size_t i = 0; i <= p->text.n; i++)
        if (i == p->text.n || p->text.cp[i] == TEXT_BREAK) {
            add_line(b, p, text_part(p->text, from, i), from == 0);
            from = i + 1;
        }
}

static void add_blocks(struct blocking *b, const struct draft_blocks *blocks);

/* What stands in a table of the head or the imprint would stand the same without it. */
static bool only_places(const struct draft_table *t)
{
    enum { ROWS_MOST = 12 };
    static const bool of_end[LINE_KINDS] = {
        [LINE_CC] = true,     [LINE_PRINT] = true,     [LINE_DISCLOSURE] = true,
        [LINE_NUMBER] = true, [LINE_SIGNER] = true,    [LINE_MASTHEAD] = true,
        [LINE_BLANK] = true,  [LINE_COPY_NUMBER] = true, [LINE_URGENCY] = true,
        [LINE_SECRECY] = true};
    bool all = t->n <= ROWS_MOST;
    for (size_t r = 0; all && r < t->n; r++)
        for (size_t c = 0; all && c < t->rows[r].n; c++) {
            const struct draft_blocks *in = &t->rows[r].cells[c].blocks;
            for (size_t i = 0; all && i < in->n; i++) {
                struct line line = {0};
                if (in->v[i].kind == DRAFT_PARAGRAPH)
                    line = draft_line(in->v[i].paragraph);
                all = in->v[i].kind == DRAFT_PARAGRAPH && of_end[recognise_line(&line).kind];
            }
        }
    return all || (!t->bordered && t->n == 1);
}

static void add_table(struct blocking *b, const struct draft_table *t)
{
    if (!only_places(t)) {
        struct import_block block = {.table = t, .gap = b->gap, .page = b->page};
        VEC_PUSH(b->im->arena, &b->list, block);
        b->gap = b->page = false;
        return;
    }
    for (size_t r = 0; r < t->n; r++)
        for (size_t c = 0; c < t->rows[r].n; c++)
            add_blocks(b, &t->rows[r].cells[c].blocks);
}

static void add_blocks(struct blocking *b, const struct draft_blocks *blocks)
{
    for (size_t i = 0; i < blocks->n; i++)
        if (blocks->v[i].kind == DRAFT_PARAGRAPH)
            add_paragraph(b, blocks->v[i].paragraph);
        else
            add_table(b, blocks->v[i].table);
}

/* ---- lines that pages repeat ---- */

struct left_out {
    struct text text;
    size_t before; /* the block behind it */
    enum import_kind kind;
};
typedef VEC(struct left_out) left_out_list;

/* ★ between a number and a title, or a line drawn with dashes: no words. One that is drawn between the rows
 * of a table has bars beside it. What is drawn with ＿ is one below a masthead; further down it is a blank to
 * write in. */
static bool is_drawn(const struct import_block *v, size_t n, size_t i)
{
    enum { LEAST = 4, HEAD = 6 };
    struct text t = v[i].line.text;
    size_t stars = 0, dashes = 0;
    for (size_t k = 0; k < t.n; k++) {
        stars += utf8_is_one_of(t.cp[k], U"★☆");
        dashes += utf8_is_one_of(t.cp[k], U"-—━─═=_＿");
        if (!utf8_is_one_of(t.cp[k], U"★☆-—━─═=_＿ ") || (i >= HEAD && utf8_is_one_of(t.cp[k], U"_＿")))
            return false;
    }
    bool barred = (i && v[i - 1].paragraph && text_has(v[i - 1].line.text, "|")) ||
                  (i + 1 < n && v[i + 1].paragraph && text_has(v[i + 1].line.text, "|"));
    return v[i].paragraph && !v[i].line.label.n && !barred && (stars == 1 || dashes >= LEAST);
}

/* — 3 —, （此页无正文）, and what a page of the web has around it: nothing of the document; what
 * stands around it is neighbours. */
static left_out_list take_out_lines(struct importer *im, struct import_block *v, size_t *n)
{
    left_out_list list = {0};
    const bool *of_web = import_find_web(im, v, *n);
    size_t out = 0;
    for (size_t i = 0; i < *n; i++) {
        struct import_block *b = &v[i];
        if (!of_web[i] && !is_drawn(v, *n, i) && (!b->paragraph || recognise_line(&b->line).kind != LINE_PAGE)) {
            v[out++] = *b;
            continue;
        }
        enum import_kind kind = of_web[i] ? IMPORT_WEB : IMPORT_PAGE;
        VEC_PUSH(im->arena, &list, ((struct left_out){b->line.text, out, kind}));
        if (i + 1 < *n) {
            v[i + 1].page = v[i + 1].page || b->page;
            v[i + 1].gap = false;
        }
    }
    *n = out;
    return list;
}

/* ---- lines that an editor broke ---- */

enum { INDENT = 2 * 2 * HALF };

static int width_of(const struct import_block *b)
{
    return b->lead / HALF + words_width(b->line.text);
}

/* At the margin, or as paragraphs begin; no columns. */
static bool may_run(const struct import_block *b)
{
    size_t i = 0;
    struct text first;
    return b->paragraph && b->lead <= INDENT && import_next_part(b->line.text, &i, &first) &&
           i == b->line.text.n;
}

/* Ends amid a sentence; a point behind Chinese is a clerk's 。 */
static bool is_open(const struct import_block *b)
{
    struct text t = b->line.text;
    bool point = t.n > 1 && t.cp[t.n - 1] == '.' && utf8_is_han(t.cp[t.n - 2]);
    return !point && !utf8_is_one_of(t.cp[t.n - 1], U"。；：！？;:!?");
}

static enum line_kind kind_of(const struct import_block *b)
{
    struct line line = {.text = b->line.text};
    return recognise_line(&line).kind;
}

/* What running text that was broken begins as. */
static bool may_begin(const struct import_block *b)
{
    enum line_kind kind = kind_of(b);
    return kind == LINE_TEXT || kind == LINE_HEADING || kind == LINE_ARTICLE || kind == LINE_ITEM;
}

/* And goes on as: it may look like an organ or a title. */
static bool may_go_on(const struct import_block *b)
{
    enum line_kind kind = kind_of(b);
    return kind == LINE_TEXT || kind == LINE_SIGNATURE || kind == LINE_TITLE;
}

/* A line of a list has none: 新街村道路硬化项目. */
static bool has_mark(const struct import_block *b)
{
    for (size_t i = 0; i < b->line.text.n; i++)
        if (utf8_is_one_of(b->line.text.cp[i], U"，。；：、,;:"))
            return true;
    return false;
}

/* How wide lines are that an editor broke, in half characters: several lines that end amid a sentence
 * are about as wide, most of them with marks, and fewer are wider. 0: nobody broke them. */
static int full_width(const struct import_block *v, size_t n)
{
    enum { LEAST = 30, MOST = 120, NEAR = 3, LINES = 3 };
    size_t open[MOST + 1] = {0}, marked[MOST + 1] = {0}, wider = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        const struct import_block *next = &v[i + 1];
        bool runs = may_run(&v[i]) && is_open(&v[i]) && width_of(&v[i]) <= MOST;
        if (runs && may_begin(&v[i]) && !next->lead && !next->gap && may_run(next) && may_go_on(next))
            open[width_of(&v[i])]++, marked[width_of(&v[i])] += has_mark(&v[i]);
    }
    for (int width = MOST; width >= LEAST; width--) {
        size_t lines = 0, marks = 0;
        for (int w = width; w >= width - NEAR; w--)
            lines += open[w], marks += marked[w];
        if (lines < LINES || !open[width] || 2 * marks < lines)
            continue;
        for (size_t i = 0; i < n; i++)
            wider += may_run(&v[i]) && width_of(&v[i]) > width;
        return wider <= lines ? width - NEAR : 0;
    }
    return 0;
}

/* Whether line b is the rest of a paragraph that begins with the first and has `last` right above. */
static bool goes_on(const struct import_block *first, const struct import_block *last,
                    const struct import_block *b, int full)
{
    enum { FULL = 25 };
    if (!last->paragraph || !b->paragraph || b->gap)
        return false;
    if (kind_of(first) == LINE_CC && kind_of(b) == LINE_TEXT &&
        utf8_is_one_of(last->line.text.cp[last->line.text.n - 1], U"，、,"))
        return true;
    if (b->page || b->lead || !is_open(last) || first->lead > INDENT)
        return false;
    bool indented = first->lead > 0 && (last != first || last->line.text.n >= FULL) &&
                    kind_of(b) == LINE_TEXT;
    bool wide = full && width_of(last) >= full && may_begin(first) && may_run(last) && may_run(b) &&
                may_go_on(b);
    return indented || wide || utf8_is_one_of(b->line.text.cp[0], U"。，、；：）》”");
}

/* Paragraphs of several lines, as plain texts have them. */
static void join_lines(struct importer *im, struct import_block *v, size_t *n, left_out_list *pages)
{
    int full = full_width(v, *n);
    size_t out = 0, page = 0, contents = im->contents;
    for (size_t i = 0, behind; i < *n; i = behind) {
        for (; page < pages->n && pages->v[page].before <= i; page++)
            pages->v[page].before = out;
        if (contents <= i) {
            im->contents = out;
            contents = SIZE_MAX;
        }
        struct import_block b = v[i];
        struct text_builder all = {.arena = im->arena, .src = b.line.text.src};
        for (behind = i + 1; behind < *n && goes_on(&v[i], &v[behind - 1], &v[behind], full); behind++) {
            if (behind == i + 1)
                text_add_text(&all, b.line.text);
            text_add_text(&all, v[behind].line.text);
        }
        if (behind > i + 1)
            b.line.text = text_done(&all);
        v[out++] = b;
    }
    *n = out;
}

/* 附件一： on a line of its own is a label, behind the signature (import_is_label). */
static void see_label(struct import_block *b)
{
    struct text t = b->line.text;
    bool colon = t.n > 1 && b->found.kind == LINE_TEXT && utf8_is_one_of(t.cp[t.n - 1], U"：:");
    struct line line = {.text = text_part(t, 0, colon ? t.n - 1 : t.n)};
    struct recognised r = colon ? recognise_line(&line) : b->found;
    if (colon && r.kind == LINE_LABEL && !r.text.n) {
        b->found = r;
        b->found.trust = LINE_PERHAPS;
    }
}

void import_blocks(struct importer *im)
{
    struct blocking b = {.im = im};
    add_blocks(&b, &im->draft->blocks);
    im->blocks = b.list.v;
    im->n = b.list.n;
}

void import_recognise(struct importer *im)
{
    left_out_list pages = take_out_lines(im, im->blocks, &im->n);
    import_take_contents(im);
    if (im->draft->format == DRAFT_TEXT)
        join_lines(im, im->blocks, &im->n, &pages);
    for (size_t i = 0; i < pages.n; i++)
        import_left_out(im, pages.v[i].text, pages.v[i].before, pages.v[i].kind);
    struct line *lines = ARENA_ARRAY(im->arena, struct line, im->n + 1);
    struct recognised *found = ARENA_ARRAY(im->arena, struct recognised, im->n + 1);
    for (size_t i = 0; i < im->n; i++)
        lines[i] = im->blocks[i].line;
    recognise_lines(lines, im->n, found);
    for (size_t i = 0; i < im->n; i++) {
        im->blocks[i].found = found[i];
        see_label(&im->blocks[i]);
    }
}

/* ---- how it stands ---- */

bool import_has_end(struct text t)
{
    return t.n && utf8_is_one_of(t.cp[t.n - 1], U"。；：，、！？;:,.!?");
}

bool import_is_centred(const struct import_block *b)
{
    enum { TITLE_MOST = 60 };
    if (!b->paragraph)
        return false;
    bool led = b->lead >= CENTRED_LEAD && b->line.looks.align != ALIGN_RIGHT;
    return b->line.looks.align == ALIGN_CENTER ||
           (led && b->line.text.n <= TITLE_MOST && !import_has_end(b->line.text));
}

bool import_is_right(const struct import_block *b)
{
    return b->paragraph && (b->line.looks.align == ALIGN_RIGHT || b->lead >= RIGHT_LEAD);
}

/* ---- blanks ---- */

bool import_next_part(struct text t, size_t *at, struct text *part)
{
    size_t from = text_skip_blanks(t, *at), i = from;
    while (i < t.n) {
        size_t behind = text_skip_blanks(t, i);
        if (behind > i + 1 || (behind > i && utf8_is_one_of(t.cp[i], U"\t\x3000")))
            break;
        i = behind > i ? behind : i + 1;
    }
    *part = text_trimmed(text_part(t, from, i));
    *at = i;
    return part->n > 0;
}
