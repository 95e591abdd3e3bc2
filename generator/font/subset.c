/*
 * Subsets for embedding. HarfBuzz takes a TrueType face's glyphs out; those of a CFF are drawn,
 * simplified and written anew, so that nothing of a stranger's font program gets into a document.
 * Called at the end of a document, for several faces at a time.
 */
#include <pthread.h>
#include <stdlib.h>

#include <hb-subset.h>

#include "font/diag.def"
#include "font/programs.h"

/* Outlines, metrics and what they need: a viewer reads no other table. */
static const hb_tag_t embedded[] = {
    HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('h', 'e', 'a', 'd'),
    HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
};

static hb_blob_t *embedded_table(hb_face_t *view, hb_tag_t tag, void *face)
{
    (void)view;
    for (size_t i = 0; i < sizeof embedded / sizeof *embedded; i++)
        if (embedded[i] == tag)
            return hb_face_reference_table(face, tag);
    return hb_blob_get_empty();
}

/* The face with only these tables. To walk through the cmap and the layout tables of a big font,
 * which are dropped in the end, would take ten times as long as all the rest. */
static hb_face_t *embedded_view(hb_face_t *face)
{
    hb_face_t *view = hb_face_create_for_tables(embedded_table, face, NULL);
    hb_face_set_upem(view, hb_face_get_upem(face));
    hb_face_set_glyph_count(view, hb_face_get_glyph_count(face));
    return view;
}

static hb_subset_plan_t *subset_plan(hb_face_t *face, const uint32_t ids[], size_t n)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < n; i++)
        hb_set_add(glyphs, ids[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_face_t *view = embedded_view(face);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(view, input);
    hb_face_destroy(view);
    hb_subset_input_destroy(input);
    return plan;
}

/* A glyph that the font does not have is its .notdef. */
static bool subset_glyf(const struct open_face *f, const uint32_t ids[], size_t n,
                        struct subset *out)
{
    hb_subset_plan_t *plan = subset_plan(f->hb, ids, n);
    hb_face_t *made = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    unsigned size = 0;
    if (made) {
        const hb_map_t *new_ids = hb_subset_plan_old_to_new_glyph_mapping(plan);
        out->gid_of = mem_alloc(n * sizeof *out->gid_of);
        for (size_t i = 0; i < n; i++) {
            hb_codepoint_t to = hb_map_get(new_ids, ids[i]);
            out->gid_of[i] = to <= UINT16_MAX ? (uint16_t)to : 0; /* HB_MAP_VALUE_INVALID too */
        }
        hb_blob_t *blob = hb_face_reference_blob(made);
        const char *bytes = hb_blob_get_data(blob, &size);
        struct buf copy = {0};
        buf_add(&copy, bytes, size);
        hb_blob_destroy(blob);
        out->bytes = copy.p;
        out->n = copy.n;
    }
    hb_face_destroy(made);
    hb_subset_plan_destroy(plan);
    return size > 0;
}

/* Glyphs of a face that one thread draws; what it makes of them lies in its own buffer. */
struct draw_batch {
    const struct open_face *face;
    const uint32_t *ids;
    struct glyph_program *programs;
    size_t n;
    struct buf bytes;
};

static void *draw_batch(void *context)
{
    struct draw_batch *b = context;
    const struct open_face *f = b->face;
    struct arena *a = arena_new();
    struct simplifier *simplifier = font_simplifier_new(a);
    struct outline drawn = {0}, simple = {0};
    for (size_t i = 0; i < b->n; i++) {
        struct glyph_program *p = &b->programs[i];
        size_t before = b->bytes.n;
        *p = (struct glyph_program){0};
        font_outline_draw(a, f->font, b->ids[i], &drawn);
        font_outline_simplify(simplifier, &drawn, &simple);
        font_outline_widen(&simple, p->box);
        font_charstring_write(a, &simple, font_face_advance(f, b->ids[i]), &b->bytes);
        p->n = b->bytes.n - before;
        p->ink = font_face_ink(f, b->ids[i]);
    }
    const char *at = b->bytes.p; /* which grew and moved up to here */
    for (size_t i = 0; i < b->n; at += b->programs[i++].n)
        b->programs[i].bytes = at;
    arena_drop(a);
    return NULL;
}

/* A text's own face has most of a document's glyphs, and no other thread would have much to do
 * beside the one that draws them: many glyphs are drawn by two. The bytes are the same. */
static void draw_glyphs(struct draw_batch batches[2])
{
    enum { WORTH_TWO = 256 };
    struct draw_batch *first = &batches[0], *second = &batches[1];
    size_t half = first->n < WORTH_TWO ? first->n : first->n / 2;
    *second = (struct draw_batch){
        first->face, first->ids + half, first->programs + half, first->n - half, {0}};
    first->n = half;
    pthread_t thread;
    bool shared = second->n && pthread_create(&thread, NULL, draw_batch, second) == 0;
    draw_batch(first);
    if (shared)
        pthread_join(thread, NULL);
    else
        draw_batch(second);
}

static void widen(int box[4], const int16_t by[4])
{
    for (int side = 0; side < 4; side++)
        if ((side < 2) == (by[side] < box[side]))
            box[side] = by[side];
}

/* The program of every glyph: from the store, or drawn and added to it. */
static bool subset_cff(const struct open_face *f, const uint32_t ids[], size_t n,
                       struct subset *out, struct diags *d)
{
    struct arena *a = arena_new();
    struct cff_font made = {.postscript = f->face.postscript, .n = n};
    struct glyph_program *programs = ARENA_ARRAY(a, struct glyph_program, n);
    struct glyph_program *drawn = ARENA_ARRAY(a, struct glyph_program, n);
    uint32_t *missing = ARENA_ARRAY(a, uint32_t, n);
    struct draw_batch batches[2] = {{f, missing, drawn, 0, {0}}};
    struct program_store *store = font_programs_open(f, d);
    struct buf bytes = {0};
    size_t lacking = 0;
    for (size_t i = 0; i < n; i++)
        if (!font_programs_find(store, ids[i], &programs[i]))
            missing[lacking++] = ids[i];
    batches[0].n = lacking;
    draw_glyphs(batches);
    made.ends = ARENA_ARRAY(a, size_t, n);
    for (size_t i = 0, next = 0; i < n; i++) {
        const struct glyph_program *p = programs[i].bytes ? &programs[i] : &drawn[next++];
        buf_add(&made.charstrings, p->bytes, p->n);
        made.ends[i] = made.charstrings.n;
        widen(made.bbox, p->box);
    }
    bool ok = font_cff_write(&made, &bytes);
    font_programs_add(store, missing, drawn, lacking);
    font_programs_close(store);
    buf_drop(&batches[0].bytes);
    buf_drop(&batches[1].bytes);
    buf_drop(&made.charstrings);
    arena_drop(a);
    out->bytes = bytes.p;
    out->n = bytes.n;
    return ok;
}

/* The office that bought a font may have leave that the file knows nothing of: it is told, not
 * stopped. */
static void tell_rights(const struct open_face *f, struct diags *d)
{
    static const struct diag_code *const codes[] = {[EMBEDDING_RESTRICTED] = DIAG_F011,
                                                    [EMBEDDING_BITMAPS] = DIAG_F012,
                                                    [EMBEDDING_WHOLE] = DIAG_F013};
    if (!f->permitted && f->file.embedding >= EMBEDDING_RESTRICTED)
        diag_system(d, codes[f->file.embedding], f->face.path, f->face.postscript, f->file.owner);
}

bool font_subset(const struct face *face, const uint32_t ids[], size_t n, struct subset *out,
                 struct diags *d)
{
    *out = (struct subset){0};
    const struct open_face *f = (const struct open_face *)face;
    if (n >= 1 && n <= UINT16_MAX &&
        (face->cff ? subset_cff(f, ids, n, out, d) : subset_glyf(f, ids, n, out))) {
        tell_rights(f, d);
        return true;
    }
    free(out->bytes);
    free(out->gid_of);
    *out = (struct subset){0};
    diag_system(d, DIAG_F009, face->path);
    return false;
}
