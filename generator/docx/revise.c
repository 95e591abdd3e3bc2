/*
 * What differs from an earlier edition, as a word processor's own revisions: paragraphs that are like
 * each other are shown as one, with what was deleted and inserted in it; rows of tables of as many
 * columns likewise; any other paragraph, row and table is deleted or inserted whole. Accepting all
 * gives the document, refusing all the words of the earlier one.
 */
#include "base/differ.h"
#include "docx/docx_int.h"

enum { OBJECT = 0xFFFC, MARK = 0x1F };

struct revision {
    struct docx *docx;
    struct arena *arena;
    size_t budget; /* of comparing */
};

/* ---- as texts ---- */

static void add_runs(struct text_builder *b, const struct tree_run *r)
{
    for (; r; r = r->next) {
        if (r->raw)
            text_add(b, OBJECT, 0);
        for (size_t i = 0; !r->raw && i < r->text.n; i++)
            text_add(b, r->text.cp[i], 0);
    }
}

static void add_nodes(struct text_builder *b, const struct tree_node *n);

static void add_row(struct text_builder *b, const struct tree_row *r)
{
    for (const struct tree_cell *c = r->first; c; c = c->next) {
        add_nodes(b, c->first);
        text_add(b, MARK, 0);
    }
}

static void add_nodes(struct text_builder *b, const struct tree_node *n)
{
    for (; n; n = n->next) {
        if (n->paragraph)
            add_runs(b, n->paragraph->runs);
        for (const struct tree_row *r = n->table ? n->table->rows : NULL; r; r = r->next)
            add_row(b, r);
        text_add(b, MARK, 0);
    }
}

/* ---- sequences ---- */

/* Nodes or rows, each with its words. */
struct piece {
    struct text words;
    struct tree_node *node;
    struct tree_row *row;
};
typedef VEC(struct piece) pieces;

/* Sections are those of the later edition. */
static pieces pieces_of(struct revision *v, struct tree_node *n)
{
    pieces list = {0};
    for (; n; n = n->next) {
        struct text_builder b = {.arena = v->arena};
        struct tree_node alone = *n;
        alone.next = NULL;
        add_nodes(&b, &alone);
        text_add(&b, (uint32_t)n->kind, 0);
        VEC_PUSH(v->arena, &list, ((struct piece){text_done(&b), n, NULL}));
    }
    return list;
}

static pieces rows_of(struct revision *v, struct tree_row *r)
{
    pieces list = {0};
    for (; r; r = r->next) {
        struct text_builder b = {.arena = v->arena};
        add_row(&b, r);
        VEC_PUSH(v->arena, &list, ((struct piece){text_done(&b), NULL, r}));
    }
    return list;
}

/* The pieces as a text: those of the same words are one sign. */
static struct text signs_of(struct revision *v, const pieces *list, struct map *known)
{
    struct text_builder b = {.arena = v->arena};
    for (size_t i = 0; i < list->n; i++) {
        uint64_t key = map_key(list->v[i].words.cp, list->v[i].words.n * sizeof(uint32_t));
        uint32_t *sign = map_get(known, key), next = (uint32_t)known->n;
        if (!sign)
            map_put(v->arena, known, key, next);
        text_add(&b, sign ? *sign : next, 0);
    }
    return text_done(&b);
}

/* How much of the longer one both have, in 1/100. */
static size_t likeness(struct revision *v, struct text was, struct text is)
{
    differ_regions list = {0};
    size_t longer = was.n > is.n ? was.n : is.n, same = is.n;
    differ_compare(v->arena, was, is, &v->budget, &list);
    for (size_t i = 0; i < list.n; i++)
        same -= list.v[i].now_end - list.v[i].now;
    return longer ? same * 100 / longer : 100;
}

/* ---- whole pieces ---- */

static void mark_nodes(struct revision *v, struct tree_node *n, enum tree_change change);

static void mark_row(struct revision *v, struct tree_row *r, enum tree_change change)
{
    r->change = change;
    for (struct tree_cell *c = r->first; c; c = c->next)
        mark_nodes(v, c->first, change);
}

/* What is deleted is in no control, and nothing leads to it. */
static void mark_paragraph(struct revision *v, struct tree_paragraph *p, enum tree_change change)
{
    p->change = change;
    for (struct tree_run *r = p->runs; r; r = r->next) {
        r->change = change;
        if (change != TREE_REMOVED)
            continue;
        r->control = 0;
        r->raw = r->anchor = NULL;
    }
    if (change != TREE_REMOVED)
        return;
    p->n_bookmarks = 0;
    p->opens = p->closes = NULL;
    p->list = p->list && v->docx->lists.n ? 1 : 0;
}

static void mark_nodes(struct revision *v, struct tree_node *n, enum tree_change change)
{
    for (; n; n = n->next) {
        if (n->paragraph)
            mark_paragraph(v, n->paragraph, change);
        for (struct tree_row *r = n->table ? n->table->rows : NULL; r; r = r->next)
            mark_row(v, r, change);
    }
}

/* ---- a paragraph ---- */

/* Characters [from, to) of runs, each part looking as its run does. */
static void copy_runs(struct revision *v, const struct tree_run *r, size_t from, size_t to,
                      enum tree_change change, int control, struct tree_run ***end)
{
    size_t at = 0;
    for (; r && at < to; r = r->next) {
        size_t n = r->raw ? 1 : r->text.n, first = from > at ? from - at : 0;
        size_t last = to - at < n ? to - at : n;
        at += n;
        if (first >= last || (r->raw && change == TREE_REMOVED))
            continue;
        struct tree_run *copy = arena_copy(v->arena, r, sizeof *r);
        if (!r->raw)
            copy->text = text_part(r->text, first, last);
        copy->change = change;
        copy->next = NULL;
        if (change == TREE_REMOVED) {
            copy->control = control;
            copy->anchor = NULL;
        }
        **end = copy;
        *end = &copy->next;
    }
}

/* The control that character i stands in. */
static int control_at(const struct tree_run *r, size_t i)
{
    for (size_t at = 0; r; r = r->next) {
        at += r->raw ? 1 : r->text.n;
        if (i < at || !r->next)
            return r->control;
    }
    return 0;
}

static void revise_paragraph(struct revision *v, const struct tree_paragraph *was,
                             struct tree_paragraph *is)
{
    struct text_builder old = {.arena = v->arena}, new = {.arena = v->arena};
    struct tree_run *runs = NULL, **end = &runs;
    differ_regions list = {0};
    size_t at = 0;
    add_runs(&old, was->runs);
    add_runs(&new, is->runs);
    differ_compare(v->arena, text_done(&old), text_done(&new), &v->budget, &list);
    for (size_t i = 0; i < list.n; i++) {
        const struct differ_region *r = &list.v[i];
        copy_runs(v, is->runs, at, r->now, TREE_SAME, 0, &end);
        copy_runs(v, was->runs, r->from, r->to, TREE_REMOVED,
                  control_at(is->runs, r->now ? r->now - 1 : 0), &end);
        copy_runs(v, is->runs, r->now, r->now_end, TREE_ADDED, 0, &end);
        at = r->now_end;
    }
    copy_runs(v, is->runs, at, new.cp.n, TREE_SAME, 0, &end);
    is->runs = runs;
    is->end = end;
}

/* ---- two sequences as one ---- */

static struct tree_node *merge_nodes(struct revision *v, struct tree_node *was,
                                     struct tree_node *is);
static struct tree_row *merge_rows(struct revision *v, struct tree_row *was, struct tree_row *is);

static void revise_row(struct revision *v, struct tree_row *was, struct tree_row *is)
{
    struct tree_cell *old = was->first;
    for (struct tree_cell *new = is->first; new && old; new = new->next, old = old->next)
        new->first = merge_nodes(v, old->first, new->first);
}

static bool are_alike(struct revision *v, const struct piece *was, const struct piece *is)
{
    enum { LIKE = 50 };
    if (was->node) {
        if (was->node->kind != is->node->kind || is->node->kind == TREE_SECTION)
            return false;
        if (is->node->kind == TREE_TABLE)
            return was->node->table->n == is->node->table->n;
        if (is->node->paragraph->style == DOCX_TITLE && was->node->paragraph->style == DOCX_TITLE)
            return true;
    }
    return likeness(v, was->words, is->words) >= LIKE;
}

static void revise_piece(struct revision *v, const struct piece *was, const struct piece *is)
{
    if (is->row)
        revise_row(v, was->row, is->row);
    else if (is->node->kind == TREE_TABLE)
        is->node->table->rows = merge_rows(v, was->node->table->rows, is->node->table->rows);
    else
        revise_paragraph(v, was->node->paragraph, is->node->paragraph);
}

/* The list that comes of both. */
struct merged {
    struct tree_node *nodes, **node_end;
    struct tree_row *rows, **row_end;
};

static void append(struct merged *m, const struct piece *p)
{
    if (p->row) {
        p->row->next = NULL;
        *m->row_end = p->row;
        m->row_end = &p->row->next;
    } else {
        p->node->next = NULL;
        *m->node_end = p->node;
        m->node_end = &p->node->next;
    }
}

static void append_changed(struct revision *v, struct merged *m, const struct piece *p,
                           enum tree_change change)
{
    bool section = p->node && p->node->kind == TREE_SECTION;
    if (section && change == TREE_REMOVED)
        return;
    if (p->row) {
        mark_row(v, p->row, change);
    } else if (!section) {
        p->node->next = NULL;
        mark_nodes(v, p->node, change);
    }
    append(m, p);
}

/* Pieces in place of others: each new one is held against those left of the old, in their order. */
static void merge_region(struct revision *v, struct merged *m, const pieces *was, const pieces *is,
                         const struct differ_region *r)
{
    size_t old = r->from;
    for (size_t new = r->now; new < r->now_end; new++) {
        size_t like = old;
        while (like < r->to && !are_alike(v, &was->v[like], &is->v[new]))
            like++;
        for (; like < r->to && old < like; old++)
            append_changed(v, m, &was->v[old], TREE_REMOVED);
        if (like < r->to) {
            revise_piece(v, &was->v[old++], &is->v[new]);
            append(m, &is->v[new]);
        } else {
            append_changed(v, m, &is->v[new], TREE_ADDED);
        }
    }
    for (; old < r->to; old++)
        append_changed(v, m, &was->v[old], TREE_REMOVED);
}

static void merge(struct revision *v, const pieces *was, const pieces *is, struct merged *m)
{
    struct map known = {0};
    struct text old = signs_of(v, was, &known), new = signs_of(v, is, &known);
    differ_regions list = {0};
    size_t at = 0;
    m->node_end = &m->nodes;
    m->row_end = &m->rows;
    differ_compare(v->arena, old, new, &v->budget, &list);
    for (size_t i = 0; i < list.n; i++) {
        for (; at < list.v[i].now; at++)
            append(m, &is->v[at]);
        merge_region(v, m, was, is, &list.v[i]);
        at = list.v[i].now_end;
    }
    for (; at < is->n; at++)
        append(m, &is->v[at]);
}

static struct tree_node *merge_nodes(struct revision *v, struct tree_node *was,
                                     struct tree_node *is)
{
    pieces old = pieces_of(v, was), new = pieces_of(v, is);
    struct merged m = {0};
    merge(v, &old, &new, &m);
    return m.nodes;
}

static struct tree_row *merge_rows(struct revision *v, struct tree_row *was, struct tree_row *is)
{
    pieces old = rows_of(v, was), new = rows_of(v, is);
    struct merged m = {0};
    merge(v, &old, &new, &m);
    return m.rows;
}

void revise(struct docx *x, const struct docx *before)
{
    enum { BUDGET = 1 << 28 };
    struct revision v = {x, x->arena, BUDGET};
    x->first = merge_nodes(&v, before->first, x->first);
}
