/*
 * What the draft of an adjustment makes of people typed outside rosters: in the words of a group's
 * teams whoever holds the posts now stands in place of who did; of cars and contacts, which are no
 * group's, it says who is another.
 */
#include <string.h>

#include "office/adjust_int.h"

void office_typed_changes(struct arena *a, const struct people *before, const struct people *after,
                          fact_changes *out)
{
    fact_lines old = {0}, now = {0};
    fact_changes all = {0};
    record_facts_of(a, before, &old);
    record_facts_of(a, after, &now);
    record_facts_compare(a, &old, &now, &all);
    for (size_t i = 0; i < all.n; i++) {
        const struct fact_line *f = all.v[i].old ? all.v[i].old : all.v[i].now;
        if (f->typed && !record_key_is_line(f->key))
            VEC_PUSH(a, out, all.v[i]);
    }
}

/* ---- words in the tree ---- */

/* The text below a node that has a character of this place, and which it is. */
static struct node *find_text(struct node *n, uint32_t off, size_t *at)
{
    struct node *found = NULL;
    for (; n && !found; n = n->next) {
        if (n->kind == NODE_ELEMENT) {
            found = find_text(n->first, off, at);
            continue;
        }
        for (*at = 0; *at < n->text.n && n->text.at[*at] != off;)
            ++*at;
        found = *at < n->text.n ? n : NULL;
    }
    return found;
}

static struct node *text_of_fact(struct tree *tree, const struct block *b, const struct fact *f,
                                 size_t *at)
{
    struct node *block = office_find_node(tree->root, b->pos);
    bool own = block && f->kind == FACT_TEAM && f->pos.src == b->pos.src;
    return own ? find_text(block->first, f->pos.off, at) : NULL;
}

bool office_stands_in(struct tree *tree, const struct block *b, const struct fact *f)
{
    size_t at;
    return text_of_fact(tree, b, f, &at) != NULL;
}

/* Words in place of n characters; none: the mark that parts them from their neighbour goes, too. */
static void replace(struct arena *a, struct node *n, size_t at, size_t length, const char *words)
{
    struct text_builder b = {.arena = a, .src = n->text.src};
    size_t from = at, to = at + length;
    if (!*words && to < n->text.n && n->text.cp[to] == U'、')
        to++;
    else if (!*words && from && n->text.cp[from - 1] == U'、')
        from--;
    text_add_text(&b, text_part(n->text, 0, from));
    text_add_utf8(&b, words, n->text.at[at]);
    text_add_text(&b, text_part(n->text, to, n->text.n));
    n->text = text_done(&b);
}

static const struct fact *fact_at(const struct people *people, const struct fact *place)
{
    const struct fact *f = people->facts;
    while (f &&
           (f->kind != place->kind || f->pos.off != place->pos.off || f->pos.src != place->pos.src))
        f = f->next;
    return f;
}

/* Who stands at the place of a fact then; a telephone that nobody knows yet is to be written in. */
static const char *words_then(const struct fact *then)
{
    static const char phone[] = "〔电话〕";
    if (*then->value)
        return then->value;
    return record_key_is_line(then->key) ? phone : model_vacant;
}

void office_renew_words(struct arena *a, struct tree *tree, const struct block *b,
                        const struct people *before, const struct people *after)
{
    size_t at;
    for (const struct fact *f = before->facts; f; f = f->next) {
        struct node *n = text_of_fact(tree, b, f, &at);
        if (n && !fact_at(after, f))
            replace(a, n, at, f->typed.n, "");
    }
    for (const struct fact *f = after->facts; f; f = f->next) {
        struct node *n = text_of_fact(tree, b, f, &at);
        if (n && !text_equals(f->typed, f->value))
            replace(a, n, at, f->typed.n, words_then(f));
    }
}
