/*
 * Where a name stands: the words of the pages, and a fact looked for in them. In a roster the post
 * stands behind the name, which is enough to know one from the other; in running text the name
 * stands alone, and the facts of one name are counted.
 */
#include <string.h>

#include "cli/people_int.h"

struct page_start {
    size_t word; /* its first character */
    int number;
};

struct page_words {
    struct arena *arena;
    VEC(uint32_t) cp;
    VEC(struct page_start) pages;
};

static bool is_blank(uint32_t cp)
{
    enum { WIDE_SPACE = 0x3000, NO_BREAK_SPACE = 0xA0 };
    return cp <= ' ' || cp == WIDE_SPACE || cp == NO_BREAK_SPACE;
}

struct page_words *page_words_new(struct arena *a)
{
    struct page_words *w = ARENA_NEW(a, struct page_words);
    w->arena = a;
    return w;
}

static void add_run(struct page_words *w, const struct glyph_run *run)
{
    for (size_t i = 0; i < run->n; i++)
        for (size_t k = 0; k < 2 && run->glyphs[i].text[k]; k++)
            if (!is_blank(run->glyphs[i].text[k]))
                VEC_PUSH(w->arena, &w->cp, run->glyphs[i].text[k]);
}

static bool take_page(void *context, const struct page *page)
{
    struct page_words *w = context;
    VEC_PUSH(w->arena, &w->pages, ((struct page_start){w->cp.n, page->number}));
    for (size_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == ITEM_GLYPHS)
            add_run(w, &page->items[i].glyphs);
    return true;
}

struct page_sink page_words_sink(struct page_words *w)
{
    return (struct page_sink){take_page, w};
}

static bool stands_at(const struct page_words *w, size_t at, struct text words)
{
    for (size_t i = 0; i < words.n; i++)
        if (at + i >= w->cp.n || w->cp.v[at + i] != words.cp[i])
            return false;
    return true;
}

static int page_of(const struct page_words *w, size_t at)
{
    int number = 0;
    for (size_t i = 0; i < w->pages.n && w->pages.v[i].word <= at; i++)
        number = w->pages.v[i].number;
    return number;
}

/* The page of the n-th time (from 0) that the words stand there, or of the last; 0: never. */
static int find_words(const struct page_words *w, const char *utf8, size_t n)
{
    struct text words = text_from_utf8(w->arena, utf8, (struct pos){0});
    int page = 0;
    size_t seen = 0;
    for (size_t at = 0; words.n && at < w->cp.n && seen <= n; at++)
        if (stands_at(w, at, words)) {
            page = page_of(w, at);
            seen++;
        }
    return page;
}

/* The name alone, or as a roster has it. */
static const char *printed(const struct page_words *w, const struct fact *fact, bool in_roster)
{
    const char *name = *fact->value ? fact->value : "（空缺）";
    return in_roster && fact->post ? arena_printf(w->arena, "%s%s", name, fact->post) : name;
}

static int find_printed(const struct page_words *w, const struct fact *first,
                        const struct fact *fact, bool in_roster)
{
    const char *words = printed(w, fact, in_roster);
    size_t before = 0;
    for (; first && first != fact; first = first->next)
        before += strcmp(printed(w, first, in_roster), words) == 0;
    return find_words(w, words, before);
}

int page_words_find(const struct page_words *w, const struct fact *first, const struct fact *fact)
{
    int page = find_printed(w, first, fact, true);
    return page || !fact->post ? page : find_printed(w, first, fact, false);
}
