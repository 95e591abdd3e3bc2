/*
 * Font programs, subset and compressed: the slow part of a small document, so a thread takes a
 * font after the other. Each font has its own findings, which are told in the order of the fonts.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "pdf/pdf_int.h"

enum { MAX_THREADS = 8 };

struct work {
    const struct pdf_fonts *fonts;
    struct font_program *programs;
    const size_t *order;
    atomic_size_t next;
};

static void make(const struct pdf_font *font, struct font_program *program)
{
    uint32_t *ids = mem_alloc(font->cids.n * sizeof *ids);
    for (size_t i = 0; i < font->cids.n; i++)
        ids[i] = font->cids.v[i].glyph;
    packer_open(&program->packed, PACK_FONT);
    program->ok = face_subset(font->face, ids, font->cids.n, &program->subset, program->diags);
    if (program->ok)
        packer_run(&program->packed, program->subset.bytes, program->subset.n);
    free(ids);
}

static void *run(void *context)
{
    struct work *w = context;
    for (size_t i; (i = atomic_fetch_add(&w->next, 1)) < w->fonts->list.n;)
        make(&w->fonts->list.v[w->order[i]], &w->programs[w->order[i]]);
    return NULL;
}

/* As many helpers as there are other processors, and no more than other fonts. */
static size_t helpers_for(size_t fonts)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = processors > 1 ? (size_t)processors - 1 : 0;
    if (n > MAX_THREADS)
        n = MAX_THREADS;
    return n < fonts ? n : fonts - 1;
}

/* The largest first, so that none is left over at the end for one thread alone. */
static size_t *by_size(const struct pdf_fonts *f)
{
    size_t *order = mem_alloc(f->list.n * sizeof *order);
    for (size_t i = 0; i < f->list.n; i++) {
        size_t at = i;
        for (; at > 0 && f->list.v[order[at - 1]].cids.n < f->list.v[i].cids.n; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

void programs_make(const struct pdf_fonts *f, struct font_program *programs, struct diags *d)
{
    size_t *order = by_size(f);
    struct work w = {.fonts = f, .programs = programs, .order = order};
    pthread_t threads[MAX_THREADS];
    size_t wanted = helpers_for(f->list.n), n = 0;
    for (size_t i = 0; i < f->list.n; i++)
        programs[i].diags = diags_new(diags_lang(d));
    while (n < wanted && pthread_create(&threads[n], NULL, run, &w) == 0)
        n++;
    run(&w);
    while (n)
        pthread_join(threads[--n], NULL);
    free(order);
    for (size_t i = 0; i < f->list.n; i++)
        diags_take(d, programs[i].diags);
}

void programs_free(struct font_program *programs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        packer_close(&programs[i].packed);
        free(programs[i].subset.bytes);
        free(programs[i].subset.gid_of);
    }
}
