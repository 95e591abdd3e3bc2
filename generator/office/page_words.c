/*
 * Where a name stands: the words of the pages, each with the place of the source that asked for it.
 * What one place asked for may be several names (the heads of all member units): those are told
 * apart by their words, with the post where it stands behind, and by their count.
 */
#include <string.h>

#include "base/utf8.h"
#include "office/page_words.h"

struct page_start {
    size_t word; /* its first character */
    int number;
};

struct page_words {
    struct arena *arena;
    VEC(uint32_t) cp;
    VEC(uint32_t) at; /* the byte of the source for each; 0: not told */
    VEC(struct page_start) pages;
};

struct page_words *office_words_new(struct arena *a)
{
    struct page_words *w = ARENA_NEW(a, struct page_words);
    w->arena = a;
    return w;
}

static void add_run(struct page_words *w, const struct glyph_run *run)
{
    for (size_t i = 0; i < run->n; i++)
        for (size_t k = 0; k < 2 && run->glyphs[i].text[k]; k++) {
            if (utf8_is_blank(run->glyphs[i].text[k]))
                continue;
            VEC_PUSH(w->arena, &w->cp, run->glyphs[i].text[k]);
            VEC_PUSH(w->arena, &w->at, run->at ? run->at[i] : 0);
        }
}

static bool add_page(void *context, const struct page *page)
{
    struct page_words *w = context;
    VEC_PUSH(w->arena, &w->pages, ((struct page_start){w->cp.n, page->number}));
    for (size_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == ITEM_GLYPHS)
            add_run(w, &page->items[i].glyphs);
    return true;
}

struct page_sink office_words_sink(struct page_words *w)
{
    return (struct page_sink){add_page, w};
}

static bool stands_at(const struct page_words *w, size_t i, struct text words, uint32_t off)
{
    for (size_t k = 0; k < words.n; k++)
        if (i + k >= w->cp.n || w->cp.v[i + k] != words.cp[k] || w->at.v[i + k] != off)
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
static int find_words(const struct page_words *w, const char *utf8, uint32_t off, size_t n)
{
    struct text words = text_from_utf8(w->arena, utf8, (struct pos){0});
    int page = 0;
    size_t seen = 0;
    for (size_t i = 0; words.n && i < w->cp.n && seen <= n; i++)
        if (stands_at(w, i, words, off)) {
            page = page_of(w, i);
            seen++;
        }
    return page;
}

/* The name alone, or as a roster has it. */
static const char *printed(const struct page_words *w, const struct fact_line *fact, bool in_roster)
{
    const char *name = *fact->value ? fact->value : model_vacant;
    return in_roster ? arena_printf(w->arena, "%s%s", name, fact->post) : name;
}

static int find_printed(const struct page_words *w, const fact_lines *facts,
                        const struct fact_line *fact, uint32_t off, bool in_roster)
{
    const char *words = printed(w, fact, in_roster);
    size_t before = 0;
    for (const struct fact_line *f = facts->v; f < fact; f++)
        before +=
            f->fact && f->fact->pos.off == off && strcmp(printed(w, f, in_roster), words) == 0;
    return find_words(w, words, off, before);
}

/* Of whatever the place asked for. */
static int find_place(const struct page_words *w, uint32_t off)
{
    size_t i = 0;
    while (i < w->at.n && w->at.v[i] != off)
        i++;
    return i < w->at.n ? page_of(w, i) : 0;
}

int office_words_find(const struct page_words *w, const fact_lines *facts,
                      const struct fact_line *fact, uint32_t off)
{
    int page = fact ? find_printed(w, facts, fact, off, true) : 0;
    if (fact && !page && *fact->post)
        page = find_printed(w, facts, fact, off, false);
    return page ? page : find_place(w, off);
}
