/*
 * What columns of collected data are called: a question that has no name of its own by its printed
 * number and its words, so that whoever reads the list knows what was asked. Heads are unique in a
 * form: of two that say the same, the second one has its name behind it.
 */
#include "base/utf8.h"
#include "resolve/resolve_int.h"

static const char blank[] = "＿＿";

/* Without the marks that lead to what follows, or go on from what stood before. */
static struct text without_marks(struct text t)
{
    size_t from = 0, to = t.n;
    while (from < to && (utf8_is_blank(t.cp[from]) || utf8_is_one_of(t.cp[from], U"）)，,、；;。")))
        from++;
    while (to > from &&
           (utf8_is_blank(t.cp[to - 1]) || utf8_is_one_of(t.cp[to - 1], U"（(：:，,、；;。.")))
        to--;
    return text_part(t, from, to);
}

/* The words of items up to one; what is filled in between them is a blank. */
static struct text words_between(struct resolver *r, const struct inline_item *from,
                                 const struct inline_item *to)
{
    struct text_builder b = {.arena = r->arena};
    for (const struct inline_item *i = from; i && i != to; i = i->next) {
        if (i->text.n && i->kind != INLINE_FOOTNOTE) {
            b.src = b.src ? b.src : i->text.src;
            text_add_text(&b, i->text);
        } else if (i->field || i->choice) {
            b.src = b.src ? b.src : i->pos.src;
            text_add_utf8(&b, blank, i->pos.off);
        }
    }
    return without_marks(text_without_breaks(r->arena, text_done(&b)));
}

struct text resolve_question_head(struct resolver *r, const struct form_question *q)
{
    return text_joined(r->arena, q->printed, words_between(r, q->inlines, NULL));
}

struct text resolve_choice_head(struct resolver *r, const struct form_question *q,
                                const struct inline_item *choice)
{
    const struct inline_item *from = q->inlines;
    for (const struct inline_item *i = q->inlines; i != choice; i = i->next)
        if (i->field || i->choice)
            from = i->next;
    struct text words = words_between(r, from, choice);
    return words.n ? text_joined(r->arena, q->printed, words) : resolve_question_head(r, q);
}

/* ---- no two alike ---- */

struct heads {
    struct resolver *resolver;
    struct interned all;
    bool named; /* the names that their author gave; then those that were made */
};

static bool take(struct heads *h, struct text head)
{
    bool fresh;
    name_intern(h->resolver->arena, &h->all, name_key(h->resolver->arena, head), &fresh);
    return fresh;
}

/* A head that is its name stays as it is: names are unique already. */
static void take_head(struct heads *h, struct text name, struct text *head)
{
    struct arena *a = h->resolver->arena;
    if (text_same(name, *head) != h->named || take(h, *head) || h->named)
        return;
    *head = text_joined(a, *head, words_in_brackets(a, name));
    take(h, *head);
}

static void take_fields(struct heads *h, const struct form_field *f)
{
    for (; f && h->named; f = f->next)
        take(h, f->name);
}

static void take_question(struct heads *h, struct form_question *q)
{
    if (q->options)
        take_head(h, q->name, &q->head);
    for (struct inline_item *i = q->inlines; i; i = i->next)
        if (i->choice)
            take_head(h, i->choice->name, &i->choice->head);
        else if (i->field && h->named)
            take(h, i->field->name);
}

void resolve_unique_heads(struct resolver *r, struct form *form)
{
    struct heads h = {.resolver = r};
    for (int pass = 0; pass < 2; pass++) {
        h.named = pass == 0;
        take_fields(&h, form->heading);
        take_fields(&h, form->signing);
        for (struct form_part *p = form->parts; p; p = p->next) {
            if (p->classes && h.named)
                take(&h, p->classes->title);
            for (struct form_question *q = p->topic ? p->topic->questions : NULL; q; q = q->next)
                take_question(&h, q);
        }
    }
}
