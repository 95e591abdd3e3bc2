/*
 * The mends of a document one by one. A mend is a whole act, all its edits or none: what it takes from
 * one place it puts at another. Each is tried by itself, and offered when the document is no worse for
 * it and no word of it is lost.
 */
#include <string.h>

#include "base/utf8.h"
#include "office/fix_int.h"
#include "vocab/vocab.h"

/* ---- words ---- */

/* What a document says, without blanks: texts, values, and the names of its elements. */
static void gather(const struct node *n, struct arena *a, struct buf *out)
{
    for (; n; n = n->next) {
        if (n->kind == NODE_TEXT) {
            for (size_t i = 0; i < n->text.n; i++) {
                char utf8[UTF8_MAX + 1] = {0};
                utf8_encode(n->text.cp[i], utf8);
                if (!utf8_is_blank(n->text.cp[i]) && n->text.cp[i] != U'\n')
                    buf_str(out, utf8);
            }
            continue;
        }
        buf_str(out, n->name);
        for (const struct attr *v = n->attrs; v; v = v->next)
            buf_str(out, text_utf8(a, v->value));
        gather(n->first, a, out);
    }
}

/* Where words stand, from the last place on, as most follow each other, or before it. */
struct said {
    struct arena *arena;
    const char *words, *at;
};

static bool says(struct said *s, struct text run)
{
    const char *word = text_utf8(s->arena, run), *found = strstr(s->at, word);
    found = found ? found : strstr(s->words, word);
    if (found)
        s->at = found + strlen(word);
    return found != NULL;
}

/* Two characters at least that are no number, nor a day. */
static bool is_words(struct text run)
{
    size_t n = 0;
    for (size_t i = 0; i < run.n; i++)
        n += !utf8_is_one_of(run.cp[i], U"零〇一二三四五六七八九十百年月日");
    return run.n > 1 && n > 0;
}

static bool says_all(struct said *s, const struct node *n)
{
    for (; n; n = n->next) {
        if (n->kind != NODE_TEXT) {
            if (!says_all(s, n->first))
                return false;
            continue;
        }
        for (size_t i = 0, from = 0; i <= n->text.n; i++) {
            if (i < n->text.n && utf8_is_han(n->text.cp[i]))
                continue;
            struct text run = text_part(n->text, from, i);
            if (is_words(run) && !says(s, run))
                return false;
            from = i + 1;
        }
    }
    return true;
}

bool fix_keeps_words(const struct fixing *before, const struct fixing *after)
{
    struct buf words = {0};
    buf_str(&words, "附件主送机关"); /* labels that are printed */
    gather(after->tree->root, before->arena, &words);
    struct said s = {before->arena, words.p, words.p};
    bool kept = says_all(&s, before->tree->root->first);
    buf_drop(&words);
    return kept;
}

/* ---- mends ---- */

static bool overlaps(const struct xml_edits *e, const struct xml_edit *x)
{
    for (size_t i = 0; i < e->list.n; i++)
        if (e->list.v[i].from < x->to && x->from < e->list.v[i].to)
            return true;
    return false;
}

/* Puts a group among those that are offered, unless it is none that can be made by itself. */
static void offer(const struct fixing *f, const struct xml_edits *all, uint32_t group,
                  struct xml_edits *offered, struct diags *d)
{
    struct xml_edits own = {.arena = f->arena};
    struct fixing next;
    for (size_t i = 0; i < all->list.n; i++) {
        const struct xml_edit *x = &all->list.v[i];
        if (x->group != group)
            continue;
        if (overlaps(offered, x))
            return;
        xml_edit(&own, x->from, x->to, x->text);
    }
    if (!fix_made(f, &own, &next, d) || !fix_keeps_words(f, &next))
        return;
    offered->group++;
    for (size_t i = 0; i < own.list.n; i++)
        xml_edit(offered, own.list.v[i].from, own.list.v[i].to, own.list.v[i].text);
}

bool office_mends(struct hongtou *h, const struct hongtou_source *source, struct xml_edits *offered)
{
    struct fixing f = {
        .h = h, .arena = offered->arena, .name = source->name, .bytes = source->bytes, .size = source->size};
    if (!f.bytes)
        f.bytes = file_read(f.arena, f.name, &f.size, (struct pos){0}, h->diags);
    if (!f.bytes || !fix_take(&f, h->diags))
        return false;
    struct diags *own = diags_beside(h->diags);
    struct xml_edits all = {.arena = f.arena};
    fix_find_characters(&f, offered);
    vocab_mend(f.arena, f.tree, &all, own);
    for (uint32_t group = 0; group <= all.group; group++)
        offer(&f, &all, group, offered, own);
    struct fixing together;
    if (offered->list.n && !fix_made(&f, offered, &together, own))
        offered->list.n = 0;
    diags_drop(own);
    return true;
}
