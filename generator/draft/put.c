/*
 * What is read, put down: a paragraph a line. While a paragraph is gathered, others may be (those
 * of a text box in it), so its line is written as it ends; places in it are counted in its
 * characters until the source is whole.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "draft/docx_int.h"

struct put {
    struct put *next; /* of those that are spare */
    struct draft_paragraph *p;
    struct buf text;
    size_t n;          /* characters */
    const char *label; /* or NULL */
    VEC(struct draft_run) runs;
    bool page_behind; /* a page break was the last thing */
    bool broken;      /* page_before comes from a break in it */
    bool contents;    /* some of it was in a table of contents */
};

/* ---- paragraphs ---- */

static struct put *new_put(struct docx *d)
{
    struct put *put = d->spare ? d->spare : ARENA_NEW(d->scratch, struct put);
    d->spare = put->next;
    put->runs.n = 0; /* its memory is used again */
    *put = (struct put){.p = ARENA_NEW(d->arena, struct draft_paragraph), .runs = put->runs};
    put->p->style = put->p->mark.face = "";
    put->p->place = d->place;
    put->p->place.page = d->page;
    put->p->section = d->section;
    put->p->box = d->box;
    put->p->control = d->control;
    put->p->page_before = d->page_next;
    put->contents = d->in_contents;
    d->page_next = false;
    return put;
}

void put_open(struct docx *d)
{
    d->put = d->carried ? d->carried : new_put(d);
    d->carried = NULL;
}

struct draft_paragraph *put_paragraph(const struct docx *d)
{
    return d->put->p;
}

void put_label(struct docx *d, const char *utf8)
{
    d->put->label = utf8;
}

bool put_is_empty(const struct docx *d)
{
    return !d->put->n;
}

size_t put_length(const struct docx *d)
{
    return d->put->n;
}

static void write_line(struct docx *d, struct put *put)
{
    struct draft_paragraph *p = put->p;
    struct docx_line *line = VEC_ADD(d->scratch, &d->lines);
    line->paragraph = p;
    line->off = (uint32_t)d->text.n;
    line->n = (uint32_t)put->text.n;
    line->label = put->label;
    p->place.line = (uint32_t)d->lines.n;
    p->runs = arena_copy(d->arena, put->runs.v, put->runs.n * sizeof *put->runs.v);
    p->n_runs = put->runs.n;
    buf_add(&d->text, put->text.p ? put->text.p : "", put->text.n);
    buf_char(&d->text, '\n');
    struct draft_block *block = VEC_ADD(d->arena, d->blocks);
    block->kind = DRAFT_PARAGRAPH;
    block->paragraph = p;
}

void put_close(struct docx *d, bool unseen)
{
    struct put *put = d->put;
    bool goes = !put->n && (unseen || put->contents);
    if (put->contents && d->contents.n && d->contents.p[d->contents.n - 1] != '\n')
        buf_char(&d->contents, '\n');
    if (put->page_behind || (!put->n && (goes ? put->p->page_before : put->broken))) {
        put->p->page_before = put->p->page_before && !put->broken;
        d->page_next = true;
    }
    if (!goes)
        write_line(d, put);
    d->put = NULL;
    buf_drop(&put->text);
    put->next = d->spare;
    d->spare = put;
}

void put_carry(struct docx *d)
{
    d->carried = d->put;
    d->put = NULL;
}

void put_flush(struct docx *d)
{
    if (!d->carried)
        return;
    put_open(d);
    put_close(d, true);
}

/* ---- characters ---- */

static bool same_looks(const struct draft_looks *x, const struct draft_looks *y)
{
    return (x->face == y->face || strcmp(x->face, y->face) == 0) && x->size == y->size &&
           x->colour == y->colour && x->bold == y->bold && x->italic == y->italic &&
           x->underline == y->underline && x->strike == y->strike && x->highlight == y->highlight &&
           x->shift == y->shift;
}

static bool same_run(const struct draft_run *x, const struct draft_run *y)
{
    return same_looks(&x->looks, &y->looks) && x->control == y->control && x->field == y->field &&
           x->inserted == y->inserted;
}

/* What follows a page break is a paragraph of its own. */
static void part_at_page(struct docx *d)
{
    struct draft_paragraph *p = put_paragraph(d);
    put_close(d, false);
    put_open(d);
    struct draft_paragraph *rest = put_paragraph(d), fresh = *rest;
    *rest = *p;
    rest->place = fresh.place;
    rest->runs = NULL;
    rest->n_runs = 0;
    rest->list = 0;
    rest->bullet = false;
    rest->page_before = rest->goes_on = true;
}

void put_text(struct docx *d, const char *utf8, size_t n)
{
    if (!n)
        return;
    if (d->code) {
        buf_add(d->code, utf8, n);
        return;
    }
    if (d->aside || d->in_contents) {
        buf_add(d->aside ? d->aside : &d->contents, utf8, n);
        if (!d->aside && d->put)
            d->put->contents = true;
        return;
    }
    d->full = d->full || d->text.n + n > DRAFT_MOST_TEXT;
    if (!d->put || d->full)
        return;
    if (d->put->page_behind)
        part_at_page(d);
    struct put *put = d->put;
    size_t count = utf8_count(utf8, n);
    struct draft_run *last = put->runs.n ? &put->runs.v[put->runs.n - 1] : NULL;
    if (!last || !same_run(last, &d->now)) {
        last = VEC_ADD(d->scratch, &put->runs);
        *last = d->now;
        last->from = put->n;
    }
    put->n += count;
    last->to = put->n;
    d->characters += count;
    buf_add(&put->text, utf8, n);
}

void put_code(struct docx *d, uint32_t cp)
{
    char utf8[UTF8_MAX];
    put_text(d, utf8, utf8_encode(cp, utf8));
}

void put_page_break(struct docx *d)
{
    if (d->aside || d->in_contents || !d->put)
        return;
    if (d->put->n) {
        d->put->page_behind = true;
    } else {
        d->put->broken = !d->put->p->page_before;
        d->put->p->page_before = true;
    }
}

/* ---- what is beside the text ---- */

/* What was gathered of several pieces becomes one text. */
static void end_pieces(struct docx *d)
{
    if (d->pieces.n)
        d->left.v[d->left.n - 1].left.text = arena_strndup(d->arena, d->pieces.p, d->pieces.n);
    buf_clear(&d->pieces);
}

struct docx_left *put_left(struct docx *d, enum draft_left_kind kind, const char *text,
                           const char *by)
{
    const struct draft_paragraph *p = d->put ? d->put->p : NULL;
    size_t at = d->put ? d->put->n : 0;
    struct docx_left *last = d->left.n ? &d->left.v[d->left.n - 1] : NULL;
    bool in_pieces = kind == DRAFT_LEFT_DELETED || kind == DRAFT_LEFT_HIDDEN;
    if (in_pieces && d->pieces.n && last->left.kind == kind && last->paragraph == p &&
        last->at == at) {
        buf_str(&d->pieces, text);
        return last;
    }
    end_pieces(d);
    last = VEC_ADD(d->scratch, &d->left);
    last->left.kind = kind;
    last->left.text = in_pieces ? "" : arena_strdup(d->arena, text);
    last->left.by = by ? by : "";
    last->paragraph = p;
    last->at = at;
    last->off = (uint32_t)d->text.n;
    if (in_pieces)
        buf_str(&d->pieces, text);
    return last;
}

static uint64_t key_of(const char *id)
{
    return map_key(id, strlen(id));
}

static void begin_bookmark(struct docx *d, const char *id, const char *name)
{
    map_put(d->scratch, &d->bookmark_of, key_of(id), (uint32_t)d->bookmarks.n);
    struct docx_bookmark *b = VEC_ADD(d->scratch, &d->bookmarks);
    b->id = id;
    b->name = name;
    b->from = d->put ? d->put->p : NULL;
    b->from_at = d->put ? d->put->n : 0;
    b->from_off = (uint32_t)d->text.n;
}

static void end_bookmark(struct docx *d, const char *id)
{
    const uint32_t *i = map_get(&d->bookmark_of, key_of(id));
    struct docx_bookmark *b = i ? &d->bookmarks.v[*i] : NULL;
    if (!b || b->closed)
        return;
    b->closed = true;
    b->to = d->put ? d->put->p : NULL;
    b->to_at = d->put ? d->put->n : 0;
    b->to_off = (uint32_t)d->text.n;
}

void put_bookmark(struct docx *d, const struct part_node *n)
{
    const char *id = part_attr(n, "id"), *name = part_attr(n, "name");
    if (id && n->tag == TAG_BOOKMARK_END)
        end_bookmark(d, id);
    else if (id && name)
        begin_bookmark(d, id, name);
}

/* ---- the whole ---- */

static uint32_t place_of(const struct docx *d, const struct draft_paragraph *p, size_t at,
                         uint32_t off)
{
    if (!p || !p->place.line)
        return off;
    return at < p->text.n ? p->text.at[at]
                          : d->lines.v[p->place.line - 1].off + d->lines.v[p->place.line - 1].n;
}

static void finish_texts(struct docx *d, const struct source *src)
{
    for (size_t i = 0; i < d->lines.n; i++) {
        const struct docx_line *line = &d->lines.v[i];
        struct draft_paragraph *p = line->paragraph;
        struct pos pos = {src, line->off};
        p->text = text_of_source(d->arena, pos, line->n);
        p->text.src = src;
        if (line->label)
            p->label = text_from_utf8(d->arena, line->label, pos);
        if (!d->paged)
            p->place.page = 0;
    }
}

/* 2026年9月18日, 二〇二六年九月十八日 */
static bool has_day(struct text t)
{
    enum { LONGEST = 40 };
    return t.n < LONGEST && text_has(t, "年") && text_has(t, "月") && text_has(t, "日");
}

/* A picture beside the text is a seal where a day stands near. */
static bool is_at_signature(const struct docx *d, const struct docx_left *l)
{
    enum { NEAR = 3 };
    size_t line = l->paragraph ? l->paragraph->place.line : 0; /* 0: it went */
    for (size_t i = line > NEAR ? line - NEAR : 1; line && i <= line + NEAR && i <= d->lines.n; i++)
        if (has_day(d->lines.v[i - 1].paragraph->text))
            return true;
    return false;
}

static void finish_left(struct docx *d, const struct source *src)
{
    struct draft *draft = d->draft;
    draft->left = ARENA_ARRAY(d->arena, struct draft_left, d->left.n + 1);
    for (size_t i = 0; i < d->left.n; i++) {
        const struct docx_left *l = &d->left.v[i];
        struct draft_left *out = &draft->left[draft->n_left++];
        *out = l->left;
        out->paragraph = l->paragraph && l->paragraph->place.line ? l->paragraph : NULL;
        out->pos = (struct pos){src, place_of(d, l->paragraph, l->at, l->off)};
        if (out->kind == DRAFT_LEFT_PICTURE && l->floats && is_at_signature(d, l))
            out->kind = DRAFT_LEFT_SEAL;
    }
}

static void finish_bookmarks(struct docx *d)
{
    struct draft *draft = d->draft;
    draft->bookmarks = ARENA_ARRAY(d->arena, struct draft_bookmark, d->bookmarks.n + 1);
    for (size_t i = 0; i < d->bookmarks.n; i++) {
        const struct docx_bookmark *b = &d->bookmarks.v[i];
        uint32_t from = place_of(d, b->from, b->from_at, b->from_off);
        uint32_t to = b->closed ? place_of(d, b->to, b->to_at, b->to_off) : from;
        draft->bookmarks[draft->n_bookmarks++] =
            (struct draft_bookmark){b->name, from, to < from ? from : to};
    }
}

void put_finish(struct docx *d)
{
    end_pieces(d);
    buf_str(&d->text, "");
    const char *bytes = arena_strndup(d->arena, d->text.p, d->text.n);
    struct source *src = source_new(d->arena, d->r->name, bytes, d->text.n);
    d->draft->src = src;
    finish_texts(d, src);
    finish_left(d, src);
    finish_bookmarks(d);
    buf_drop(&d->text);
    buf_drop(&d->contents);
    buf_drop(&d->pieces);
}
