/* Cells: made from texts, their line breaks as paragraphs, compared by what they say. */
#include "compose/table_int.h"

struct block *cell_paragraph(struct composer *r, struct text text, struct pos pos)
{
    if (!text.n)
        return NULL;
    struct block *block = ARENA_NEW(r->arena, struct block);
    block->kind = BLOCK_PARAGRAPH;
    block->pos = pos;
    block->inlines = ARENA_NEW(r->arena, struct inline_item);
    block->inlines->pos = pos;
    block->inlines->text = text;
    return block;
}

struct table_cell *cell_new(struct composer *r, struct pos pos, struct text text)
{
    struct table_cell *cell = ARENA_NEW(r->arena, struct table_cell);
    cell->pos = pos;
    cell->columns = cell->rows = 1;
    cell->first = cell_paragraph(r, text, pos);
    return cell;
}

/* ---- line breaks ---- */

static bool is_line_break(uint32_t cp)
{
    return cp == TEXT_BREAK || cp == '\n';
}

static size_t line_end(struct text t, size_t from)
{
    while (from < t.n && !is_line_break(t.cp[from]))
        from++;
    return from;
}

static bool has_line_break(const struct inline_item *i)
{
    while (i && line_end(i->text, 0) == i->text.n)
        i = i->next;
    return i != NULL;
}

/* Paragraphs being made of one. Items are copied: a task's measure may stand in two tables. */
struct splitter {
    struct composer *r;
    struct block **block;      /* where the next paragraph goes */
    struct inline_item **item; /* where the next piece goes; NULL: into a new paragraph */
};

static void add_piece(struct splitter *s, const struct inline_item *from, struct text t)
{
    if (!s->item) {
        struct block *block = *s->block = ARENA_NEW(s->r->arena, struct block);
        block->kind = BLOCK_PARAGRAPH;
        block->pos = from->pos;
        s->block = &block->next;
        s->item = &block->inlines;
    }
    struct inline_item *item = arena_copy(s->r->arena, from, sizeof *from);
    item->text = t;
    item->next = NULL;
    *s->item = item;
    s->item = &item->next;
}

static void split_item(struct splitter *s, const struct inline_item *item)
{
    if (!item->text.n)
        add_piece(s, item, item->text);
    for (size_t i = 0, end; i < item->text.n; i = end + 1) {
        end = line_end(item->text, i);
        if (end > i)
            add_piece(s, item, text_part(item->text, i, end));
        if (end < item->text.n)
            s->item = NULL;
    }
}

/* A cell of nothing but line breaks is empty. */
static void split_cell(struct composer *r, struct table_cell *cell)
{
    const struct block *b = cell->first;
    struct splitter s = {.r = r, .block = &cell->first};
    cell->first = NULL;
    for (; b; b = b->next) {
        s.item = NULL;
        if (b->kind != BLOCK_PARAGRAPH) {
            *s.block = arena_copy(r->arena, b, sizeof *b);
            s.block = &(*s.block)->next;
            *s.block = NULL;
            continue;
        }
        for (const struct inline_item *i = b->inlines; i; i = i->next)
            split_item(&s, i);
    }
}

void cell_break_lines(struct composer *r, struct table_row *row)
{
    for (struct table_cell *cell = row->first; cell; cell = cell->next) {
        const struct block *b = cell->first;
        while (b && !has_line_break(b->inlines))
            b = b->next;
        if (b)
            split_cell(r, cell);
    }
}

/* ---- what a cell says ---- */

bool cell_text(struct composer *r, const struct table_cell *cell, struct text *text)
{
    const struct block *b = cell->first;
    *text = (struct text){0};
    if (!b)
        return true;
    if (b->next || b->kind != BLOCK_PARAGRAPH)
        return false;
    *text = b->inlines->text;
    for (const struct inline_item *i = b->inlines->next; i; i = i->next)
        *text = words_joined(r->arena, *text, i->text);
    return true;
}

/* Characters of a paragraph one by one, whatever pieces they stand in. */
struct reading {
    const struct inline_item *item;
    size_t i;
};

static uint32_t read_next(struct reading *at)
{
    while (at->item && at->i == at->item->text.n)
        *at = (struct reading){at->item->next, 0};
    return at->item ? at->item->text.cp[at->i++] : 0;
}

/* References have no text yet: paragraphs that hold them are the same only by chance. */
static bool same_words(const struct inline_item *a, const struct inline_item *b)
{
    struct reading x = {a, 0}, y = {b, 0};
    uint32_t cp;
    do {
        cp = read_next(&x);
        if (cp != read_next(&y))
            return false;
    } while (cp);
    return true;
}

bool cell_same_content(const struct table_cell *a, const struct table_cell *b)
{
    const struct block *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        if (x->kind != BLOCK_PARAGRAPH || y->kind != BLOCK_PARAGRAPH ||
            !same_words(x->inlines, y->inlines))
            return false;
    return !x && !y;
}
