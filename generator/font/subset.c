/*
 * Subsets for embedding. HarfBuzz takes a TrueType face's glyphs out; those of a CFF are drawn,
 * simplified and written anew, so that nothing of a stranger's font program gets into a document.
 * Called at the end of a document, for several faces at a time.
 */
#include <pthread.h>
#include <stdlib.h>

#include <hb-subset.h>

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

/* Neighbouring glyphs of a face, drawn by one thread. */
struct draw_batch {
    const struct open_face *face;
    const uint32_t *ids;
    struct cff_font made; /* its ends count from the batch's own charstrings */
};

static void *draw_batch(void *context)
{
    struct draw_batch *b = context;
    const struct open_face *f = b->face;
    struct arena *a = arena_new();
    struct simplifier *simplifier = font_simplifier_new(a);
    struct outline drawn = {0}, simple = {0};
    for (size_t i = 0; i < b->made.n; i++) {
        font_outline_draw(a, f->font, b->ids[i], &drawn);
        font_outline_simplify(simplifier, &drawn, &simple);
        font_outline_widen(&simple, b->made.bbox);
        font_charstring_write(a, &simple, font_face_advance(f, b->ids[i]), &b->made.charstrings);
        b->made.ends[i] = b->made.charstrings.n;
    }
    arena_drop(a);
    return NULL;
}

/* A text's own face has most of a document's glyphs, and no other thread would have much to do
 * beside the one that draws them: a large face is drawn by two, whose glyphs follow each other. The
 * bytes are the same. */
static void draw_glyphs(const struct open_face *f, const uint32_t ids[], struct cff_font *made)
{
    enum { WORTH_TWO = 256 };
    size_t half = made->n < WORTH_TWO ? made->n : made->n / 2;
    struct draw_batch first = {f, ids, *made}, second = {f, ids + half, *made};
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
    for (size_t i = half; i < made->n; i++)
        made->ends[i] += first.made.charstrings.n;
    made->charstrings = first.made.charstrings;
    buf_add(&made->charstrings, second.made.charstrings.p, second.made.charstrings.n);
    buf_drop(&second.made.charstrings);
    for (int side = 0; side < 4; side++) {
        int x = first.made.bbox[side], y = second.made.bbox[side];
        made->bbox[side] = (side < 2) == (x < y) ? x : y;
    }
}

static bool subset_cff(const struct open_face *f, const uint32_t ids[], size_t n,
                       struct subset *out)
{
    struct cff_font made = {.postscript = f->face.postscript, .n = n};
    struct buf bytes = {0};
    made.ends = mem_alloc(n * sizeof *made.ends);
    draw_glyphs(f, ids, &made);
    bool ok = font_cff_write(&made, &bytes);
    buf_drop(&made.charstrings);
    free(made.ends);
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
    if (n >= 1 && n <= UINT16_MAX && (face->cff ? subset_cff : subset_glyf)(f, ids, n, out)) {
        tell_rights(f, d);
        return true;
    }
    free(out->bytes);
    free(out->gid_of);
    *out = (struct subset){0};
    diag_system(d, DIAG_F009, face->path);
    return false;
}
