/* What is slow to open, once a program: the free fonts, the general format, the words. */
#ifndef HONGTOU_TESTS_SHARED_FONTS_H
#define HONGTOU_TESTS_SHARED_FONTS_H

#include "font/font.h"
#include "lexicon/lexicon.h"
#include "style/style.h"

struct shared {
    struct arena *arena;
    struct fonts *fonts;
    struct style *style;
    const struct lexicon *lexicon;
};

static inline struct fonts *open_free_fonts(struct diags *d)
{
    return fonts_open(&(struct fonts_options){.folder = "fonts", .free_only = true}, d);
}

static inline int open_shared(void **state)
{
    static struct shared s;
    struct diags *d = diags_new(DIAG_EN);
    s.arena = arena_new();
    s.fonts = open_free_fonts(d);
    s.style = style_read(s.arena, "templates", "gbt9704", (struct pos){0}, d);
    s.lexicon = lexicon_open(s.arena, "templates", d);
    diags_print(d, stderr, DIAG_TEXT);
    diags_drop(d);
    *state = &s;
    return s.fonts && s.style && s.lexicon ? 0 : -1;
}

static inline int close_shared(void **state)
{
    struct shared *s = *state;
    fonts_close(s->fonts);
    arena_drop(s->arena);
    return 0;
}

/* The fonts alone. */
static inline int open_fonts(void **state)
{
    struct diags *d = diags_new(DIAG_EN);
    *state = open_free_fonts(d);
    diags_print(d, stderr, DIAG_TEXT);
    diags_drop(d);
    return *state ? 0 : -1;
}

static inline int close_fonts(void **state)
{
    fonts_close(*state);
    return 0;
}

#endif
