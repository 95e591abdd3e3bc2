/*
 * What a document says twice and not alike: a term in quotes that is written in two ways, a name
 * typed two times over, items of a list that end otherwise than the others.
 */
#include "model/visit.h"
#include "proof/diag.def"
#include "proof/proof_int.h"

/* ---- a name typed twice ---- */

/* 县防汛抗旱局县防汛抗旱局: of at least three characters, not all the same. */
static size_t repeated_at(struct text t, size_t i)
{
    enum { LEAST = 3, MOST = 20 };
    for (size_t n = MOST; n >= LEAST; n--) {
        bool same = i + 2 * n <= t.n, all_one = true;
        for (size_t k = 0; same && k < n; k++) {
            same = t.cp[i + k] == t.cp[i + n + k] && utf8_is_han(t.cp[i + k]) &&
                   !utf8_is_one_of(t.cp[i + k], U"一二三四五六七八九十〇零");
            all_one = all_one && t.cp[i + k] == t.cp[i];
        }
        if (same && !all_one)
            return n;
    }
    return 0;
}

void proof_twice(const struct proof *p, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        size_t n = repeated_at(t, i);
        if (!n)
            continue;
        diag(p->diags, DIAG_C022, text_pos(t, i), part_utf8(p, t, i, i + n));
        i += 2 * n - 1;
    }
}

/* ---- terms in quotes ---- */

enum { TERM_LEAST = 4, TERM_MOST = 16 };

/* Characters of words that hold others together: the least that two terms may differ in. */
static bool is_joint(uint32_t cp)
{
    return utf8_is_one_of(cp, U"一之的与和及");
}

static bool is_filler(uint32_t cp)
{
    return utf8_is_blank(cp) || utf8_is_one_of(cp, U"　、，·");
}

/* The same but for one joint for another (一数一源, 一数之源), or for blanks and marks. */
static bool are_nearly_same(struct text a, struct text b)
{
    size_t i = 0, k = 0, joints = 0, fillers = 0;
    while (i < a.n || k < b.n) {
        if (i < a.n && k < b.n && a.cp[i] == b.cp[k]) {
            i++;
            k++;
        } else if (i < a.n && is_filler(a.cp[i])) {
            i++;
            fillers++;
        } else if (k < b.n && is_filler(b.cp[k])) {
            k++;
            fillers++;
        } else if (i < a.n && k < b.n && is_joint(a.cp[i]) && is_joint(b.cp[k])) {
            i++;
            k++;
            joints++;
        } else {
            return false;
        }
    }
    return joints + fillers > 0 && joints <= 1;
}

static void add_term(const struct proof *p, struct text term)
{
    for (size_t i = 0; i < p->terms->n; i++)
        if (text_same(p->terms->v[i], term))
            return;
    for (size_t i = 0; i < p->terms->n; i++)
        if (are_nearly_same(p->terms->v[i], term)) {
            diag(p->diags, DIAG_C044, text_pos(term, 0), text_utf8(p->doc->arena, term),
                 text_utf8(p->doc->arena, p->terms->v[i]));
            break;
        }
    VEC_PUSH(p->doc->arena, p->terms, term);
}

void proof_terms(const struct proof *p, struct text t)
{
    enum { MOST_TERMS = 2000 };
    for (size_t i = 0, open = 0; i < t.n && p->terms->n < MOST_TERMS; i++) {
        if (t.cp[i] == U'“')
            open = i + 1;
        if (t.cp[i] != U'”' || !open)
            continue;
        if (i - open >= TERM_LEAST && i - open <= TERM_MOST)
            add_term(p, text_part(t, open, i));
        open = 0;
    }
}

/* ---- ends of a list's items ---- */

/* An item's one paragraph; NULL: it has another shape. */
static const struct block *item_words(const struct block *b)
{
    const struct block *only = b->kind == BLOCK_SECTION && !b->text.n ? b->first : NULL;
    return only && !only->next && only->kind == BLOCK_PARAGRAPH ? only : NULL;
}

/* Its last character, and where; 0: none that is text. */
static uint32_t last_mark(const struct block *words, struct pos *pos)
{
    const struct inline_item *last = words->inlines;
    while (last && last->next)
        last = last->next;
    if (!last || !last->text.n)
        return 0;
    struct text t = text_trimmed(last->text);
    if (t.n)
        *pos = text_pos(t, t.n - 1);
    return t.n ? t.cp[t.n - 1] : 0;
}

enum item_end { END_NONE, END_SEMICOLON, END_STOP, END_OTHER };

static enum item_end end_of(uint32_t mark)
{
    if (utf8_is_one_of(mark, U"；;"))
        return END_SEMICOLON;
    if (utf8_is_one_of(mark, U"。.！？”）"))
        return mark == U'。' || mark == '.' ? END_STOP : END_OTHER;
    return utf8_is_han(mark) ? END_NONE : END_OTHER;
}

/* The items of one list from first on: ； behind each and 。 behind the last, or 。 behind all. One
 * that has no mark where others have, and a last one that ends in ；, are told. */
static void check_items(const struct proof *p, const struct block *first)
{
    size_t marked = 0;
    for (const struct block *b = first; b && item_words(b); b = b->next) {
        struct pos pos;
        marked += end_of(last_mark(item_words(b), &pos)) != END_NONE;
    }
    for (const struct block *b = first; b && item_words(b); b = b->next) {
        bool last = !b->next || !item_words(b->next);
        struct pos pos = b->pos;
        uint32_t mark = last_mark(item_words(b), &pos);
        enum item_end end = end_of(mark);
        if (mark && end == END_NONE && marked)
            diag(p->diags, DIAG_C059, pos, last ? "。" : "；");
        else if (last && b != first && end == END_SEMICOLON)
            diag(p->diags, DIAG_C065, pos, NULL);
    }
}

static void check_block(void *context, struct block *b, const struct block_place *at)
{
    (void)at;
    const struct block *before = NULL;
    for (const struct block *item = b->kind == BLOCK_SECTION ? b->first : NULL; item;
         before = item, item = item->next)
        if (item_words(item) && !(before && item_words(before)))
            check_items(context, item);
}

void proof_items(const struct proof *p)
{
    struct proof own = *p;
    visit_blocks(p->doc, check_block, &own);
}
