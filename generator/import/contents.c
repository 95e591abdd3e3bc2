/*
 * A table of contents that somebody typed: 目录, and lines that stand below once more as headings. The
 * compiler makes one from the headings, so that the lines are taken out and an element stands for them;
 * so it does for one that a word processor made, which the draft does not have.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/tables_int.h"

enum { LINES_LEAST = 2, LINES_MOST = 400 };

/* Without the dots and the page that lead to it: 1总则……3. */
static struct text without_page(struct text t)
{
    size_t n = t.n, digits = n;
    while (digits && utf8_is_digit(utf8_narrow(t.cp[digits - 1])))
        digits--;
    size_t dots = digits;
    while (dots && utf8_is_one_of(t.cp[dots - 1], U".．…·-—－_＿⋯"))
        dots--;
    return text_part(t, 0, dots ? dots : n);
}

/* Whether a line of the contents names what begins with the block. */
static bool names(struct importer *im, const struct import_block *line, const struct import_block *b)
{
    struct arena_mark before = arena_mark(im->arena);
    struct text typed = import_without_blanks(im->arena, line->line.text);
    struct text t = import_without_blanks(im->arena, b->line.text), bare = without_page(typed);
    bool whole = text_same(typed, t);
    bool head = bare.n >= LINES_LEAST && bare.n <= t.n && text_same(bare, text_part(t, 0, bare.n));
    arena_reset(im->arena, before);
    return whole || head;
}

static bool is_head(const struct import_block *b)
{
    return b->paragraph && words_are(b->line.text, "目录");
}

/* Where the first line of the contents stands again: the contents end before it. v is where they begin. */
static size_t find_again(struct importer *im, const struct import_block *v, size_t n)
{
    size_t i = LINES_LEAST;
    while (i < n && i <= LINES_MOST && v[i].paragraph && !names(im, &v[0], &v[i]))
        i++;
    return i < n && i <= LINES_MOST && v[i].paragraph ? i : 0;
}

/* Whether nearly all lines stand again behind them, in their order. */
static bool stand_again(struct importer *im, const struct import_block *v, size_t lines, size_t n)
{
    enum { PARTS = 8 };
    size_t missed = 0, at = lines;
    for (size_t k = 0; k < lines && missed <= lines / PARTS; k++) {
        size_t i = at;
        while (i < n && !(v[i].paragraph && names(im, &v[k], &v[i])))
            i++;
        missed += i == n;
        at = i < n ? i + 1 : at;
    }
    return missed <= lines / PARTS;
}

/* Of contents that a word processor made, the block behind them; im->n: there are none. */
static size_t find_made(const struct importer *im)
{
    const struct draft *d = im->draft;
    for (size_t k = 0; k < d->n_left; k++) {
        size_t i = 0;
        if (d->left[k].kind != DRAFT_LEFT_CONTENTS)
            continue;
        while (i < im->n && !(im->blocks[i].paragraph && im->blocks[i].line.text.n &&
                              im->blocks[i].line.text.at[0] >= d->left[k].pos.off))
            i++;
        return i;
    }
    return im->n;
}

static void take_out(struct importer *im, size_t i, size_t behind)
{
    for (size_t k = i; k < behind; k++)
        import_left_out(im, im->blocks[k].line.text, i, IMPORT_TOC);
    for (size_t k = behind; k < im->n; k++)
        im->blocks[i + k - behind] = im->blocks[k];
    im->n -= behind - i;
    im->contents = i;
}

void import_take_contents(struct importer *im)
{
    im->contents = find_made(im);
    if (im->contents < im->n) {
        if (im->contents && is_head(&im->blocks[im->contents - 1]))
            take_out(im, im->contents - 1, im->contents);
        return;
    }
    size_t i = 0;
    while (i < im->n && !is_head(&im->blocks[i]))
        i++;
    if (i + LINES_LEAST >= im->n)
        return;
    const struct import_block *first = &im->blocks[i + 1];
    size_t lines = find_again(im, first, im->n - i - 1);
    if (lines && stand_again(im, first, lines, im->n - i - 1))
        take_out(im, i, i + 1 + lines);
}

/* A heading that the compiler would list. */
static bool has_heading(const struct node *n)
{
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind != NODE_ELEMENT)
            continue;
        if (strcmp(k->name, "小标题") == 0 || (strcmp(k->name, "层次") == 0 && xml_attr(k, "题")) ||
            has_heading(k))
            return true;
    }
    return false;
}

void import_drop_empty_contents(struct node *owner)
{
    bool any = has_heading(owner);
    for (struct node **at = &owner->first; *at && !any;)
        if ((*at)->kind == NODE_ELEMENT && strcmp((*at)->name, "目录") == 0)
            *at = (*at)->next;
        else
            at = &(*at)->next;
}

void import_contents(struct importer *im, size_t from, size_t end, struct node *n)
{
    if (im->contents >= from && im->contents < end && !im->has_contents)
        import_element(im, n, "目录");
    im->has_contents = im->has_contents || (im->contents >= from && im->contents < end);
}
