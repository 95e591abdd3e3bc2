/*
 * Words of the documents to begin with (templates/new/) that still stand in one that was made of them:
 * an example's organ, people and sentences are true of nobody. A document is of one of them when a
 * sentence is, since a name or a title may be anybody's.
 */
#include <stdlib.h>
#include <string.h>

#include "model/visit.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "vocab/vocab.h"
#include "xml/xml.h"

struct skeletons {
    struct arena *arena;
    VEC(const char *) words; /* by their bytes */
};

/* What a text is: a sentence of its own, what goes with one, or what any document may have. */
enum weight { COMMON, BESIDE, SENTENCE };

static enum weight weight_of(struct text t, enum text_kind kind)
{
    enum { LEAST = 10 }; /* characters */
    switch (kind) {
    case TEXT_PARAGRAPH:
    case TEXT_MATTER:
    case TEXT_TASK:
    case TEXT_FIELD:
        return t.n >= LEAST ? SENTENCE : COMMON;
    case TEXT_STEP:
        return t.n >= LEAST ? SENTENCE : BESIDE;
    case TEXT_TITLE:
    case TEXT_ENCLOSURE_TITLE:
    case TEXT_ATTACHMENT_TITLE:
    case TEXT_PERSON:
    case TEXT_PHONE:
    case TEXT_ORGAN:
        return BESIDE;
    default:
        return COMMON;
    }
}

/* What an author typed of a text, as it is compared: what references and names stand for is the
 * document's own. */
static const char *typed(struct arena *a, struct text t, const struct text_place *place)
{
    struct text_builder b = {.arena = a};
    for (const struct inline_item *i = place->inlines; i; i = i->next)
        if (i->kind != INLINE_REFERENCE && i->kind != INLINE_NAME && i->kind != INLINE_FOOTNOTE)
            text_add_text(&b, i->text);
    return text_utf8(a, text_without_breaks(a, place->inlines ? text_done(&b) : t));
}

/* ---- what they have ---- */

static void take(void *context, struct text t, const struct text_place *place)
{
    struct skeletons *s = context;
    if (weight_of(t, place->kind) != COMMON)
        VEC_PUSH(s->arena, &s->words, typed(s->arena, t, place));
}

static int by_bytes(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* What is no document, as a profile, has none of its words. NULL: there are no templates, reported. */
static const struct skeletons *skeletons(struct hongtou *h)
{
    const char *home = office_home(h);
    if (h->skeletons || !home)
        return h->skeletons;
    struct skeletons *s = ARENA_NEW(h->arena, struct skeletons);
    struct diags *unheard = diags_new(DIAG_EN);
    s->arena = h->arena;
    struct file_list files =
        file_find(h->arena, arena_printf(h->arena, "%s/templates/new", home), ".xml", unheard);
    for (size_t i = 0; i < files.n; i++) {
        struct tree *tree = xml_read(h->arena, files.paths[i], (struct pos){0}, unheard);
        struct document *doc = tree ? vocab_read(h->arena, tree, unheard) : NULL;
        if (doc)
            visit_texts(doc, take, s);
    }
    if (s->words.n)
        qsort(s->words.v, s->words.n, sizeof *s->words.v, by_bytes);
    diags_drop(unheard);
    return h->skeletons = s;
}

/* ---- what a document has of them ---- */

struct found {
    struct hongtou *h;
    struct arena *arena;
    const struct skeletons *skeletons;
    VEC(struct text) texts;
    int steps;     /* of a figure, which are short: several are as good as a sentence */
    bool sentence; /* one at least */
};

static void look(void *context, struct text t, const struct text_place *place)
{
    struct found *f = context;
    enum weight weight = weight_of(t, place->kind);
    const struct skeletons *s = f->skeletons;
    if (weight == COMMON || !s->words.n)
        return;
    const char *words = typed(f->arena, t, place);
    if (!bsearch(&words, s->words.v, s->words.n, sizeof *s->words.v, by_bytes))
        return;
    enum { SEVERAL = 3 };
    f->steps += place->kind == TEXT_STEP;
    f->sentence = f->sentence || weight == SENTENCE || f->steps == SEVERAL;
    VEC_PUSH(f->arena, &f->texts, t);
}

void office_tell_sample_words(struct hongtou *h, const struct document *doc)
{
    enum { SHOWN = 16 };
    struct found f = {.h = h, .arena = doc->arena, .skeletons = skeletons(h)};
    if (!f.skeletons)
        return;
    visit_texts(doc, look, &f);
    for (size_t i = 0; f.sentence && i < f.texts.n; i++) {
        struct text t = f.texts.v[i];
        const char *shown = text_utf8(f.arena, text_part(t, 0, t.n < SHOWN ? t.n : SHOWN));
        diag(h->diags, DIAG_C106, text_pos(t, 0),
             t.n > SHOWN ? arena_printf(f.arena, "%s……", shown) : shown);
    }
}
