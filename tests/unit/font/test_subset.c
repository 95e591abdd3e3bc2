/* Subsets of the free fonts: read back, every outline is the one of the font. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "font/cff.h"
#include "font/font_int.h"
#include "outline.h"

enum { MOST = 700 };

static int open_fonts(void **state)
{
    struct diags *d = diags_new(DIAG_EN);
    *state = fonts_open(&(struct fonts_options){.folder = "fonts", .free_only = true}, d);
    diags_print(d, stderr, DIAG_TEXT);
    diags_drop(d);
    return *state ? 0 : -1;
}

static int close_fonts(void **state)
{
    fonts_close(*state);
    return 0;
}

static struct open_face *face_of(struct fonts *f, const char *name)
{
    for (size_t i = 0; i < f->table->faces.n; i++)
        if (strcmp(f->table->faces.v[i]->name, name) == 0)
            return f->table->faces.v[i]->open;
    fail_msg("no face %s", name);
    return NULL;
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Random glyphs, some of them twice; .notdef first. */
static void choose(const struct open_face *face, uint32_t *seed, uint32_t ids[], size_t n)
{
    ids[0] = 0;
    for (size_t i = 1; i < n; i++)
        ids[i] = i % 10 == 9 ? ids[i / 2] : next_random(seed) % hb_face_get_glyph_count(face->hb);
}

static hb_face_t *reopen(const struct open_face *face, const struct subset *s, size_t n)
{
    if (face->face.cff)
        return outline_wrap_cff(s->bytes, s->n, n, hb_face_get_upem(face->hb));
    hb_blob_t *blob = hb_blob_create(s->bytes, (unsigned)s->n, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *made = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    return made;
}

/* Returns how many outlines had ink. */
static size_t compare(const struct open_face *face, const uint32_t ids[], size_t n)
{
    struct diags *d = diags_new(DIAG_EN);
    struct subset s;
    assert_true(face_subset(&face->face, ids, n, &s, d));
    assert_int_equal(s.gid_of == NULL, face->face.cff);
    hb_face_t *made = reopen(face, &s, n);
    size_t inked = 0;
    for (size_t i = 0; i < n; i++) {
        struct buf was = outline_of(face->hb, ids[i]);
        struct buf is = outline_of(made, s.gid_of ? s.gid_of[i] : (uint32_t)i);
        assert_int_equal(was.n, is.n);
        if (was.n)
            assert_memory_equal(was.p, is.p, was.n);
        inked += was.n > 0;
        buf_drop(&was);
        buf_drop(&is);
    }
    hb_face_destroy(made);
    free(s.bytes);
    free(s.gid_of);
    diags_drop(d);
    return inked;
}

static void compare_random(struct fonts *f, const char *name)
{
    static const size_t sizes[] = {1, 2, 3, 40, 130, MOST};
    uint32_t ids[MOST], seed = 2026;
    struct open_face *face = face_of(f, name);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        choose(face, &seed, ids, sizes[i]);
        size_t inked = compare(face, ids, sizes[i]);
        assert_true(inked * 2 >= sizes[i] || sizes[i] < 4);
    }
}

static void outlines_of_a_cid_keyed_cff_stay_the_same(void **state)
{
    compare_random(*state, "noto-serif");
    compare_random(*state, "noto-sans");
    compare_random(*state, "fandol-fang");
}

static void outlines_of_truetype_stay_the_same(void **state)
{
    compare_random(*state, "gkai");
    compare_random(*state, "babelstone");
    compare_random(*state, "liberation-serif");
}

static void a_subset_is_small(void **state)
{
    uint32_t ids[130], seed = 1;
    static const char *const names[] = {"noto-serif-bold", "fandol-fang", "gkai"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct open_face *face = face_of(*state, names[i]);
        choose(face, &seed, ids, 130);
        struct diags *d = diags_new(DIAG_EN);
        struct subset s;
        assert_true(face_subset(&face->face, ids, 130, &s, d));
        assert_true(s.n < 120000);
        free(s.bytes);
        free(s.gid_of);
        diags_drop(d);
    }
}

static void the_same_glyphs_give_the_same_bytes(void **state)
{
    uint32_t ids[50], seed = 5;
    struct open_face *face = face_of(*state, "noto-serif");
    choose(face, &seed, ids, 50);
    struct diags *d = diags_new(DIAG_EN);
    struct subset x, y;
    assert_true(face_subset(&face->face, ids, 50, &x, d));
    assert_true(face_subset(&face->face, ids, 50, &y, d));
    assert_int_equal(x.n, y.n);
    assert_memory_equal(x.bytes, y.bytes, x.n);
    free(x.bytes);
    free(y.bytes);
    diags_drop(d);
}

struct job {
    struct open_face *face;
    size_t rounds, made;
};

static void *subset_again_and_again(void *context)
{
    struct job *job = context;
    struct diags *d = diags_new(DIAG_EN);
    uint32_t ids[60], seed = job->face->number;
    for (size_t i = 0; i < job->rounds; i++) {
        struct subset s;
        choose(job->face, &seed, ids, 60);
        job->made += face_subset(&job->face->face, ids, 60, &s, d);
        free(s.bytes);
        free(s.gid_of);
    }
    diags_drop(d);
    return NULL;
}

static void different_faces_are_subset_at_the_same_time(void **state)
{
    enum { N = 4 };
    static const char *const names[N] = {"noto-serif", "noto-serif-bold", "gkai", "babelstone"};
    struct job jobs[N];
    pthread_t threads[N];
    for (size_t i = 0; i < N; i++) {
        jobs[i] = (struct job){face_of(*state, names[i]), 5, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, subset_again_and_again, &jobs[i]), 0);
    }
    for (size_t i = 0; i < N; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(jobs[i].made, jobs[i].rounds);
    }
}

static void no_glyphs_or_too_many_are_refused_with_a_reason(void **state)
{
    struct open_face *face = face_of(*state, "gkai");
    struct diags *d = diags_new(DIAG_EN);
    struct subset s;
    uint32_t *ids = calloc(70000, sizeof *ids);
    assert_false(face_subset(&face->face, ids, 0, &s, d));
    assert_false(face_subset(&face->face, ids, 70000, &s, d));
    assert_null(s.bytes);
    assert_int_equal(diags_count(d, DIAG_ERROR), 2);
    free(ids);
    diags_drop(d);
}

/* A real font's CFF with bytes changed at random, mostly near the front where the structure is. */
static void broken_fonts_are_refused_or_subset_but_never_crash(void **state)
{
    struct open_face *face = face_of(*state, "fandol-fang");
    uint32_t ids[40], seed = 99;
    choose(face, &seed, ids, 40);
    struct diags *d = diags_new(DIAG_EN);
    struct subset s;
    assert_true(face_subset(&face->face, ids, 40, &s, d));
    for (int round = 0; round < 3000; round++) {
        uint8_t *copy = malloc(s.n);
        memcpy(copy, s.bytes, s.n);
        size_t reach = round % 2 ? 400 : s.n;
        for (int k = 0; k <= round % 4; k++) {
            size_t at = next_random(&seed) % reach;
            copy[at] = (uint8_t)next_random(&seed);
        }
        struct arena *a = arena_new();
        struct buf out = {0};
        struct cff *cff = cff_read(a, (struct span){copy, s.n});
        if (cff)
            cff_write_cid(cff, ids, 40, "X", &out);
        buf_drop(&out);
        arena_drop(a);
        free(copy);
    }
    free(s.bytes);
    diags_drop(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outlines_of_a_cid_keyed_cff_stay_the_same),
        cmocka_unit_test(outlines_of_truetype_stay_the_same),
        cmocka_unit_test(a_subset_is_small),
        cmocka_unit_test(the_same_glyphs_give_the_same_bytes),
        cmocka_unit_test(different_faces_are_subset_at_the_same_time),
        cmocka_unit_test(no_glyphs_or_too_many_are_refused_with_a_reason),
        cmocka_unit_test(broken_fonts_are_refused_or_subset_but_never_crash),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
