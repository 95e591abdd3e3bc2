/*
 * Subsets for embedding. HarfBuzz takes a TrueType face's glyphs out; those of a CFF are drawn,
 * simplified and written anew, so that nothing of a stranger's font program gets into a document.
 * Called at the end of a document, for several faces at a time.
 */
#include <pthread.h>
#include <stdlib.h>

#include <hb-subset.h>

#include "font/cff.h"
#include "font/diag.def"
#include "font/font_int.h"

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

static hb_subset_input_t *subset_input(const uint32_t ids[], size_t n)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < n; i++)
        hb_set_add(glyphs, ids[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    return input;
}

static hb_subset_plan_t *subset_plan(hb_face_t *face, const uint32_t ids[], size_t n)
{
    hb_subset_input_t *input = subset_input(ids, n);
    hb_face_t *view = embedded_view(face);
    hb_subset_plan_t *plan = input ? hb_subset_plan_create_or_fail(view, input) : NULL;
    hb_face_destroy(view);
    hb_subset_input_destroy(input);
    return plan;
}

/* The subset's number of a glyph; .notdef for one that the font does not have. */
static uint32_t new_glyph(const hb_map_t *map, uint32_t id)
{
    hb_codepoint_t to = hb_map_get(map, id);
    return to == HB_MAP_VALUE_INVALID || to > UINT16_MAX ? 0 : to;
}

static bool take_glyf(hb_face_t *made, const uint32_t order[], struct subset *out)
{
    hb_blob_t *blob = hb_face_reference_blob(made);
    unsigned size;
    const char *bytes = hb_blob_get_data(blob, &size);
    struct buf copy = {0};
    buf_add(&copy, bytes, size);
    hb_blob_destroy(blob);
    out->gid_of = mem_alloc(out->n * sizeof *out->gid_of);
    for (size_t i = 0; i < out->n; i++)
        out->gid_of[i] = (uint16_t)order[i];
    out->bytes = copy.p;
    out->n = copy.n;
    return size > 0;
}

static bool subset_glyf(const struct open_face *f, const uint32_t ids[], size_t n,
                        struct subset *out)
{
    hb_subset_plan_t *plan = subset_plan(f->hb, ids, n);
    hb_face_t *made = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    bool ok = false;
    if (made) {
        const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
        uint32_t *order = mem_alloc(n * sizeof *order);
        for (size_t i = 0; i < n; i++)
            order[i] = new_glyph(map, ids[i]);
        out->n = n;
        ok = take_glyf(made, order, out);
        free(order);
    }
    hb_face_destroy(made);
    hb_subset_plan_destroy(plan);
    return ok;
}

/* Neighbouring glyphs of a face, drawn by one thread. */
struct batch {
    const struct open_face *face;
    const uint32_t *ids;
    struct cff_font made; /* its ends count from the batch's own charstrings */
};

static void *draw_batch(void *context)
{
    struct batch *b = context;
    const struct open_face *f = b->face;
    struct arena *a = arena_new();
    struct simplifier *simplifier = simplifier_new(a);
    struct outline drawn = {0}, simple = {0};
    for (size_t i = 0; i < b->made.n; i++) {
        outline_draw(a, f->font, b->ids[i], &drawn);
        outline_simplify(simplifier, &drawn, &simple);
        outline_widen(&simple, b->made.bbox);
        outline_encode(a, &simple, open_face_advance(f, b->ids[i]), &b->made.charstrings);
        b->made.ends[i] = b->made.charstrings.n;
    }
    arena_drop(a);
    return NULL;
}

/* The second batch's glyphs behind the first one's. */
static void append_batch(struct cff_font *first, const struct cff_font *second)
{
    size_t before = first->charstrings.n;
    for (size_t i = 0; i < second->n; i++)
        second->ends[i] += before;
    buf_add(&first->charstrings, second->charstrings.p, second->charstrings.n);
    for (int side = 0; side < 2; side++) {
        if (second->bbox[side] < first->bbox[side])
            first->bbox[side] = second->bbox[side];
        if (second->bbox[side + 2] > first->bbox[side + 2])
            first->bbox[side + 2] = second->bbox[side + 2];
    }
    first->n += second->n;
}

/* A text's own face has most of a document's glyphs, and no other thread would have much to do
 * beside the one that draws them: a large face is drawn by two. The bytes are the same. */
static void draw_glyphs(const struct open_face *f, const uint32_t ids[], struct cff_font *made)
{
    enum { WORTH_TWO = 256 };
    size_t half = made->n < WORTH_TWO ? made->n : made->n / 2;
    struct batch first = {f, ids, *made}, second = {f, ids + half, *made};
    first.made.n = half;
    second.made.n = made->n - half;
    second.made.ends += half;
    pthread_t thread;
    bool shared = second.made.n && pthread_create(&thread, NULL, draw_batch, &second) == 0;
    draw_batch(&first);
    if (shared)
        pthread_join(thread, NULL);
    else
        draw_batch(&second);
    append_batch(&first.made, &second.made);
    buf_drop(&second.made.charstrings);
    *made = first.made;
}

static bool subset_cff(const struct open_face *f, const uint32_t ids[], size_t n,
                       struct subset *out)
{
    struct cff_font made = {.postscript = f->face.postscript, .n = n};
    struct buf bytes = {0};
    made.ends = mem_alloc(n * sizeof *made.ends);
    draw_glyphs(f, ids, &made);
    bool ok = cff_write(&made, &bytes);
    buf_drop(&made.charstrings);
    free(made.ends);
    out->bytes = bytes.p;
    out->n = bytes.n;
    return ok;
}

static bool make_subset(const struct open_face *f, const uint32_t ids[], size_t n,
                        struct subset *out)
{
    return f->face.cff ? subset_cff(f, ids, n, out) : subset_glyf(f, ids, n, out);
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

bool face_subset(const struct face *face, const uint32_t ids[], size_t n, struct subset *out,
                 struct diags *d)
{
    *out = (struct subset){0};
    const struct open_face *f = (const struct open_face *)face;
    if (n >= 1 && n <= UINT16_MAX && make_subset(f, ids, n, out)) {
        tell_rights(f, d);
        return true;
    }
    free(out->bytes);
    free(out->gid_of);
    *out = (struct subset){0};
    diag_system(d, DIAG_F009, face->path);
    return false;
}
