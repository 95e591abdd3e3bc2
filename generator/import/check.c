/*
 * Nothing is lost: each character of the draft, blanks and what nobody sees aside, stands in the
 * document at its place, or in a change. Looked at when all is done, so that no reader of the room
 * is trusted; what stands nowhere is put at the end of the text, and told.
 */
#include <string.h>

#include "base/usual.h"
#include "base/utf8.h"
#include "import/diag.def"
#include "import/import_int.h"

struct check {
    struct importer *im;
    uint8_t *seen;     /* for each byte of the source */
    struct node *body; /* where what is found goes */
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
        if (i == from) {
            i++;
            continue;
        }
        struct text lost = text_part(p->text, from, i);
        import_words(c->im, import_element(c->im, c->body, "段"), lost);
        diag(c->im->diags, DIAG_D130, text_pos(lost, 0), text_utf8(c->im->arena, lost));
    }
}

/* A form by itself has none: its own end will do. */
static struct node *find_body(struct node *root)
{
    for (struct node *n = root->first; n; n = n->next)
        if (n->kind == NODE_ELEMENT && strcmp(n->name, "正文") == 0)
            return n;
    return root;
}

void import_check(struct importer *im)
{
    const struct draft *draft = im->draft;
    struct check c = {.im = im, .seen = arena_alloc(im->arena, draft->src->size + 1),
                      .body = find_body(im->out->root)};
    mark_node(&c, im->out->root);
    for (size_t i = 0; i < im->out->changes.n; i++)
        mark(&c, im->out->changes.v[i].from);
    draft_each(&draft->blocks, look, &c);
    for (size_t i = 0; i < draft->n_notes; i++)
        draft_each(&draft->notes[i].blocks, look, &c);
    for (size_t i = 0; i < draft->n_edges; i++)
        draft_each(&draft->edges[i].blocks, look, &c);
}
