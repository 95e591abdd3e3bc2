/*
 * Nothing is lost: each character of the draft, blanks and what nobody sees aside, stands in the
 * document at its place, or in a change. Looked at when all is done, so that no reader of the room
 * is trusted.
 */
#include "base/usual.h"
#include "base/utf8.h"
#include "import/diag.def"
#include "import/import_int.h"

struct check {
    struct importer *im;
    uint8_t *seen; /* for each byte of the source */
    bool lost;
};

static void mark(struct check *c, struct text t)
{
    for (size_t i = 0; i < t.n && t.src == c->im->draft->src; i++)
        c->seen[t.at[i]] = true;
}

static void mark_node(struct check *c, const struct node *n)
{
    mark(c, n->text);
    for (const struct attr *at = n->attrs; at; at = at->next)
        mark(c, at->value);
    for (const struct node *child = n->first; child; child = child->next)
        mark_node(c, child);
}

static bool is_lost(const struct check *c, struct text t, size_t i)
{
    return !utf8_is_blank(t.cp[i]) && !usual_is_unseen(t.cp[i]) && !c->seen[t.at[i]];
}

static void look(void *context, const struct draft_paragraph *p)
{
    struct check *c = context;
    for (size_t i = 0; i < p->text.n;) {
        size_t from = i;
        while (i < p->text.n && is_lost(c, p->text, i))
            i++;
        if (i > from) {
            diag(c->im->diags, DIAG_D130, text_pos(p->text, from),
                 text_utf8(c->im->arena, text_part(p->text, from, i)));
            c->lost = true;
        }
        i += i == from;
    }
}

bool import_check(struct importer *im)
{
    const struct draft *draft = im->draft;
    struct check c = {.im = im, .seen = arena_alloc(im->arena, draft->src->size + 1)};
    mark_node(&c, im->out->root);
    for (size_t i = 0; i < im->out->changes.n; i++)
        mark(&c, im->out->changes.v[i].from);
    draft_each(&draft->blocks, look, &c);
    for (size_t i = 0; i < draft->n_notes; i++)
        draft_each(&draft->notes[i].blocks, look, &c);
    for (size_t i = 0; i < draft->n_edges; i++)
        draft_each(&draft->edges[i].blocks, look, &c);
    return !c.lost;
}
