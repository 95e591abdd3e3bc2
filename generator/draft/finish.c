/* What is the same of all drafts, once their source is whole; and small questions about them. */
#include "base/utf8.h"
#include "draft/draft_int.h"

bool finish_fail(const struct reading *r, const struct diag_code *code, const char *detail)
{
    diag(r->diags, code, r->pos, r->name, detail);
    return false;
}

struct draft_paragraph *finish_empty(struct arena *a, struct draft_blocks *blocks)
{
    struct draft_paragraph *p = ARENA_NEW(a, struct draft_paragraph);
    struct draft_block *block = VEC_ADD(a, blocks);
    p->style = p->mark.face = "";
    block->kind = DRAFT_PARAGRAPH;
    block->paragraph = p;
    return p;
}

struct draft_paragraph *finish_paragraph(struct arena *a, struct draft_blocks *blocks,
                                         const struct source *src, uint32_t off, size_t n)
{
    struct draft_paragraph *p = finish_empty(a, blocks);
    p->text = text_of_source(a, (struct pos){src, off}, n);
    p->text.src = src;
    if (p->text.n) {
        p->runs = ARENA_NEW(a, struct draft_run);
        p->runs->to = p->text.n;
        p->runs->looks.face = "";
        p->n_runs = 1;
    }
    return p;
}

/* ---- for who reads one ---- */

const struct draft_looks *draft_looks_at(const struct draft_paragraph *p, size_t i)
{
    size_t from = 0, to = p->n_runs; /* runs cover the text, one behind the other */
    while (from < to) {
        size_t k = from + (to - from) / 2;
        if (i >= p->runs[k].from && i < p->runs[k].to)
            return &p->runs[k].looks;
        if (i < p->runs[k].from)
            to = k;
        else
            from = k + 1;
    }
    return &p->mark;
}

/* Blanks before it have any look. */
static const struct draft_looks *first_looks(const struct draft_paragraph *p)
{
    size_t i = text_skip_blanks(p->text, 0);
    return draft_looks_at(p, i < p->text.n ? i : 0);
}

struct line draft_line(const struct draft_paragraph *p)
{
    const struct draft_looks *looks = first_looks(p);
    return (struct line){.text = p->text,
                         .label = p->label,
                         .looks = {.align = p->align,
                                   .face = looks->kind,
                                   .size = looks->size,
                                   .bold = looks->bold,
                                   .red = looks->red}};
}

void draft_each(const struct draft_blocks *blocks, draft_visitor *visit, void *context)
{
    for (size_t i = 0; i < blocks->n; i++) {
        if (blocks->v[i].kind == DRAFT_PARAGRAPH) {
            visit(context, blocks->v[i].paragraph);
            continue;
        }
        const struct draft_table *t = blocks->v[i].table;
        for (size_t row = 0; row < t->n; row++)
            for (size_t k = 0; k < t->rows[row].n; k++)
                draft_each(&t->rows[row].cells[k].blocks, visit, context);
    }
}
