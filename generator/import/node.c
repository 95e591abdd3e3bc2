/*
 * Elements with texts of the draft, and what the document has otherwise. A text keeps the places of
 * its characters, by which check.c knows that it stands in the document.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "import/tables_int.h"

/* The youngest child of each parent is kept: a text may have very many. */
struct node *import_last(const struct importer *im, const struct node *parent)
{
    const uint32_t *known = map_get(&im->youngest, (uintptr_t)parent);
    struct node *last = parent->first && known ? im->nodes.v[*known] : parent->first;
    while (last && last->next)
        last = last->next;
    return last;
}

/* Where the next child goes. */
static struct node **place_of_child(struct importer *im, struct node *parent, struct node *child)
{
    uint32_t *known = map_get(&im->youngest, (uintptr_t)parent);
    struct node *last = import_last(im, parent), **place = last ? &last->next : &parent->first;
    if (!known) {
        map_put(im->arena, &im->youngest, (uintptr_t)parent, (uint32_t)im->nodes.n);
        VEC_PUSH(im->arena, &im->nodes, child);
    } else {
        im->nodes.v[*known] = child;
    }
    return place;
}

struct node *import_element(struct importer *im, struct node *parent, const char *name)
{
    struct node *n = ARENA_NEW(im->arena, struct node);
    *n = (struct node){.kind = NODE_ELEMENT, .name = name, .parent = parent};
    if (parent)
        *place_of_child(im, parent, n) = n;
    return n;
}

/* ---- places to write on ---- */

/* Blanks [from, to) that are meant to be as wide as typed: 签字：      年  月  日. Of blanks of half the
 * width the compiler prints one. */
static bool is_place(struct text t, size_t from, size_t to)
{
    enum { LEAST = 3, LEAST_OF_DAY = 2 };
    bool narrow = false;
    for (size_t i = from; i < to; i++) {
        if (t.cp[i] == TEXT_BREAK)
            return false;
        narrow = narrow || t.cp[i] == ' ' || t.cp[i] == '\t';
    }
    bool day = to < t.n && utf8_is_one_of(t.cp[to], U"年月日");
    bool said = from && utf8_is_one_of(t.cp[from - 1], U"：:");
    if (to == from + 1 && t.cp[from] == '\t') /* else it parts a number from its words */
        return day || said;
    return narrow && words_width(text_part(t, from, to)) >= (day ? LEAST_OF_DAY : LEAST);
}

/* With wide blanks in such places, which is told. */
static struct text keep_places(struct importer *im, struct text t)
{
    enum { WIDE = 0x3000 };
    struct text_builder b = {.arena = im->arena, .src = t.src};
    bool any = false;
    for (size_t i = 0, to; i < t.n; i = to) {
        for (to = i; to < t.n && utf8_is_blank(t.cp[to]);)
            to++;
        bool place = to > i && is_place(t, i, to);
        size_t wide = place ? ((size_t)words_width(text_part(t, i, to)) + 1) / 2 : 0;
        for (size_t k = 0; k < wide; k++)
            text_add(&b, WIDE, t.at[i]);
        to += to == i;
        if (!place)
            text_add_text(&b, text_part(t, i, to));
        any = any || place;
    }
    if (!any)
        return t;
    struct text kept = text_done(&b);
    import_change(im, t, IMPORT_REWRITTEN, text_utf8(im->arena, kept));
    return kept;
}

/* ---- texts and values ---- */

void import_words(struct importer *im, struct node *n, struct text t)
{
    if (!t.n)
        return;
    struct node *words = import_element(im, n, NULL);
    words->kind = NODE_TEXT;
    words->text = keep_places(im, t);
}

static struct attr *add_attr(struct importer *im, struct node *n, const char *name)
{
    struct attr **last = &n->attrs;
    while (*last)
        last = &(*last)->next;
    *last = ARENA_NEW(im->arena, struct attr);
    (*last)->name = name;
    return *last;
}

void import_attr(struct importer *im, struct node *n, const char *name, struct text value)
{
    add_attr(im, n, name)->value = keep_places(im, value);
}

void import_word(struct importer *im, struct node *n, const char *name, const char *value)
{
    add_attr(im, n, name)->value = text_from_utf8(im->arena, value, (struct pos){0});
}

void import_says(struct importer *im, struct node *n, const char *name, const char *value,
                 struct text from, const char *printed)
{
    import_word(im, n, name, value);
    import_change(im, from, printed ? IMPORT_REWRITTEN : IMPORT_DERIVED, printed);
}

static bool has_words(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_blank(t.cp[i]))
            return true;
    return false;
}

/* A word of the program's own is none of the draft's. */
void import_change(struct importer *im, struct text from, enum import_why why, const char *to)
{
    if (from.src && has_words(from))
        VEC_PUSH(im->arena, &im->out->changes, ((struct import_change){from, to, why}));
}

/* Where a part begins in its text. */
static size_t place_in(struct text t, struct text part)
{
    uintptr_t from = (uintptr_t)t.cp, at = (uintptr_t)part.cp;
    size_t i = 0;
    if (part.n && at >= from && at < from + t.n * sizeof *t.cp) /* it is a part of that very text */
        return (at - from) / sizeof *t.cp;
    while (part.n && i < t.n && t.at[i] < part.at[0])
        i++;
    return part.n ? i : t.n;
}

struct text import_before(struct text t, struct text part)
{
    return text_part(t, 0, place_in(t, part));
}

struct text import_behind(struct text t, struct text part)
{
    size_t from = place_in(t, part) + part.n;
    return text_part(t, from < t.n ? from : t.n, t.n);
}

static void count(struct importer *im, struct import_line line)
{
    VEC_PUSH(im->arena, &im->out->lines, line);
    im->out->count[line.kind][line.trust]++;
}

void import_became(struct importer *im, size_t i, enum import_kind kind, enum line_trust trust,
                   int level)
{
    struct import_block *b = &im->blocks[i];
    if (b->taken)
        return;
    b->taken = true;
    count(im, (struct import_line){b->line.text, kind, trust, level, (uint32_t)i});
}

void import_left_out(struct importer *im, struct text t, size_t before, enum import_kind kind)
{
    import_change(im, t, IMPORT_REPEATED, "");
    count(im, (struct import_line){t, kind, LINE_SURE, 0, (uint32_t)before});
}

/* ---- words of running text ---- */

/* 附件2 at i, where there are several: how long the words are, and which it is. */
static size_t names_attachment(const struct importer *im, struct text t, size_t i, int *which)
{
    enum { MOST = 99, TEN = 10 };
    size_t word = text_word_at(t, i, "附件"), at = i + word;
    *which = 0;
    while (word && utf8_is_digit(text_char(t, at)) && *which <= MOST)
        *which = *which * TEN + (int)(t.cp[at++] - '0');
    bool is = *which > 0 && (size_t)*which <= im->attachments && im->attachments > 1;
    return is ? at - i : 0;
}

void import_text(struct importer *im, struct node *n, struct text t)
{
    size_t said = 0;
    for (size_t i = 0; i < t.n;) {
        int which;
        size_t length = names_attachment(im, t, i, &which);
        if (!length) {
            i++;
            continue;
        }
        import_words(im, n, text_part(t, said, i));
        struct node *ref = import_element(im, n, "引用");
        ref->text = text_part(t, i, i + length); /* in case there is none (import.c) */
        import_says(im, ref, "附件", arena_printf(im->arena, "%d", which),
                    text_part(t, i, i + length), NULL);
        i += length;
        said = i;
    }
    import_words(im, n, text_part(t, said, t.n));
}

/* By paragraphs, places in them, and as the draft has them. */
static int compare_notes(const void *a, const void *b)
{
    const struct draft_note *x = *(const struct draft_note *const *)a;
    const struct draft_note *y = *(const struct draft_note *const *)b;
    uintptr_t p = (uintptr_t)x->paragraph, q = (uintptr_t)y->paragraph;
    if (p != q)
        return p < q ? -1 : 1;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x > y) - (x < y);
}

void import_sort_notes(struct importer *im)
{
    size_t n = im->draft->n_notes;
    im->notes = ARENA_ARRAY(im->arena, const struct draft_note *, n + 1);
    for (size_t i = 0; i < n; i++)
        im->notes[i] = &im->draft->notes[i];
    qsort(im->notes, n, sizeof *im->notes, compare_notes);
}

struct import_noting import_notes_in(const struct importer *im, const struct draft_paragraph *p)
{
    size_t from = 0, to = im->draft->n_notes;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if ((uintptr_t)im->notes[middle]->paragraph < (uintptr_t)p)
            from = middle + 1;
        else
            to = middle;
    }
    while (to < im->draft->n_notes && im->notes[to]->paragraph == p)
        to++;
    return (struct import_noting){im->notes + from, to - from};
}

static void add_footnote(struct importer *im, struct node *n, const struct draft_note *note)
{
    struct node *fn = import_element(im, n, "脚注");
    for (size_t b = 0; b < note->blocks.n; b++)
        if (note->blocks.v[b].kind == DRAFT_PARAGRAPH)
            import_words(im, fn, text_trimmed(note->blocks.v[b].paragraph->text));
}

/* Whether character i is bold where its paragraph is not. */
static bool stands_out(const struct draft_paragraph *p, size_t i, bool all)
{
    return !all && draft_looks_at(p, i)->bold;
}

/* Of the characters of a line. */
static bool all_bold(const struct draft_paragraph *p, struct text line)
{
    size_t from = import_before(p->text, line).n;
    for (size_t i = from; i < from + line.n && i < p->text.n; i++)
        if (!utf8_is_blank(p->text.cp[i]) && !draft_looks_at(p, i)->bold)
            return false;
    return true;
}

void import_paragraph(struct importer *im, struct node *n, const struct import_block *b,
                      struct text t)
{
    const struct draft_paragraph *p = b->paragraph;
    size_t first = import_before(p->text, t).n;
    if (first + t.n > p->text.n) { /* lines that were joined have no looks */
        import_text(im, n, t);
        return;
    }
    struct import_noting notes = import_notes_in(im, p);
    bool all = all_bold(p, b->typed);
    size_t k = 0;
    while (k < notes.n && notes.v[k]->at <= first)
        k++;
    for (size_t from = 0, to; from < t.n; from = to) {
        bool out = stands_out(p, first + from, all);
        for (to = from + 1; to < t.n && stands_out(p, first + to, all) == out &&
                            !(k < notes.n && notes.v[k]->at == first + to);)
            to++;
        if (out)
            import_words(im, import_element(im, n, "强调"), text_part(t, from, to));
        else
            import_text(im, n, text_part(t, from, to));
        for (; k < notes.n && notes.v[k]->at == first + to; k++)
            add_footnote(im, n, notes.v[k]);
    }
}
