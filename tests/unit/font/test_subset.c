/* Subsets of the free fonts: read back, every outline is the one of the font, for a CFF but for
 * what no eye can see. */
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../shared_fonts.h"

#include "font/font_int.h"
#include "font/outline.h"
#include "outline.h"

enum { MOST = 700 };

/* Without a file, and so without a store of glyphs that were drawn before. */
static struct open_face *face_of(struct fonts *f, const char *name)
{
    for (size_t i = 0; i < f->table->faces.n; i++)
        if (strcmp(f->table->faces.v[i]->name, name) == 0) {
            f->table->faces.v[i]->open->face.path = "";
            return f->table->faces.v[i]->open;
        }
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
        return outline_wrap_cff(s->bytes, s->n, n, FONT_EM);
    hb_blob_t *blob = hb_blob_create(s->bytes, (unsigned)s->n, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *made = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    return made;
}

static void assert_same(const struct open_face *face, uint32_t id, hb_face_t *made, uint32_t gid)
{
    struct buf was = outline_of(face->hb, id), is = outline_of(made, gid);
    assert_int_equal(was.n, is.n);
    if (was.n)
        assert_memory_equal(was.p, is.p, was.n);
    buf_drop(&was);
    buf_drop(&is);
}

/* ---- two outlines a little apart ---- */

enum { PIECES = 12, MOST_CHORDS = 40000 };

/* The farthest that an outline may be from the other, and what all but a few in a thousand of its
 * points keep: 1.4 and half a unit for rounding. */
static const double FARTHEST = 3.5, FAR = 1.9, FEW = 0.002;

struct chord {
    double x, y, to_x, to_y;
};

struct distances {
    double farthest;
    size_t far, n;
};

static double bezier(double a, double b, double c, double d, double t)
{
    double u = 1 - t;
    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

static size_t chords_of(const struct outline *o, struct chord chords[])
{
    size_t n = 0;
    for (size_t i = 0; i < o->contours.n; i++) {
        const struct contour *c = &o->contours.v[i];
        struct point p = c->start;
        for (size_t k = 0; k < c->n; k++) {
            const struct segment *s = &o->segments.v[c->first + k];
            double x = p.x, y = p.y;
            for (int j = 1; j <= PIECES && n < MOST_CHORDS; j++) {
                double t = (double)j / PIECES;
                struct chord *h = &chords[n++];
                *h = (struct chord){x, y, bezier(p.x, s->c1.x, s->c2.x, s->to.x, t),
                                    bezier(p.y, s->c1.y, s->c2.y, s->to.y, t)};
                x = h->to_x;
                y = h->to_y;
            }
            p = s->to;
        }
        assert_true(point_same(p, c->start));
    }
    return n;
}

static double distance(double x, double y, const struct chord *h)
{
    double dx = h->to_x - h->x, dy = h->to_y - h->y, dd = dx * dx + dy * dy;
    double t = dd > 0 ? ((x - h->x) * dx + (y - h->y) * dy) / dd : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return hypot(x - h->x - t * dx, y - h->y - t * dy);
}

static void measure(const struct chord from[], size_t n, const struct chord to[], size_t m,
                    struct distances *d)
{
    for (size_t i = 0; i < n; i++) {
        double x = from[i].to_x, y = from[i].to_y, nearest = 100;
        for (size_t k = 0; k < m; k++)
            if (fabs(to[k].x - x) < 100 && fabs(to[k].y - y) < 100) {
                double v = distance(x, y, &to[k]);
                nearest = v < nearest ? v : nearest;
            }
        d->farthest = nearest > d->farthest ? nearest : d->farthest;
        d->far += nearest > FAR;
        d->n++;
    }
}

static double area_of(const struct chord h[], size_t n)
{
    double area = 0;
    for (size_t i = 0; i < n; i++)
        area += h[i].x * h[i].to_y - h[i].to_x * h[i].y;
    return area / 2;
}

static void assert_near(struct arena *a, hb_font_t *was, uint32_t id, hb_font_t *is, uint32_t gid,
                        struct distances *d)
{
    static struct chord x[MOST_CHORDS], y[MOST_CHORDS];
    struct outline old = {0}, new = {0}, wanted = {0};
    font_outline_draw(a, was, id, &old);
    font_outline_draw(a, is, gid, &new);
    font_outline_simplify(font_simplifier_new(a), &old, &wanted);
    assert_int_equal(new.segments.n, wanted.segments.n);
    if (new.segments.n)
        assert_memory_equal(new.segments.v, wanted.segments.v,
                            new.segments.n * sizeof *new.segments.v);
    assert_int_equal(old.contours.n, new.contours.n);
    size_t n = chords_of(&old, x), m = chords_of(&new, y);
    measure(x, n, y, m, d);
    measure(y, m, x, n, d);
    double area = fabs(area_of(x, n));
    assert_true(fabs(area - fabs(area_of(y, m))) <= area / 50);
    assert_true(area_of(x, n) * area_of(y, m) >= 0);
}

/* Returns how many outlines had ink. */
static size_t compare(const struct open_face *face, const uint32_t ids[], size_t n)
{
    struct diags *d = diags_new(DIAG_EN);
    struct arena *a = arena_new();
    struct subset s;
    struct distances distances = {0};
    assert_true(font_subset(&face->face, ids, n, &s, d));
    assert_int_equal(s.gid_of == NULL, face->face.cff);
    hb_face_t *made = reopen(face, &s, n);
    hb_font_t *font = hb_font_create(made);
    size_t inked = 0;
    for (size_t i = 0; i < n; i++) {
        struct buf was = outline_of(face->hb, ids[i]);
        inked += was.n > 0;
        buf_drop(&was);
        if (face->face.cff)
            assert_near(a, face->font, ids[i], font, (uint32_t)i, &distances);
        else
            assert_same(face, ids[i], made, s.gid_of[i]);
    }
    assert_true(distances.farthest <= FARTHEST);
    assert_true((double)distances.far <= FEW * (double)distances.n);
    hb_font_destroy(font);
    hb_face_destroy(made);
    free(s.bytes);
    free(s.gid_of);
    arena_drop(a);
    diags_drop(d);
    return inked;
}

static void compare_random(struct fonts *f, const char *name, size_t most)
{
    const size_t sizes[] = {1, 2, 3, 40, most};
    uint32_t ids[MOST], seed = 2026;
    struct open_face *face = face_of(f, name);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        choose(face, &seed, ids, sizes[i]);
        size_t inked = compare(face, ids, sizes[i]);
        assert_true(inked * 2 >= sizes[i] || sizes[i] < 4);
    }
}

static void outlines_of_a_cff_stay_the_same_to_the_eye(void **state)
{
    compare_random(*state, "noto-serif", 200);
    compare_random(*state, "noto-sans", 200);
    compare_random(*state, "fandol-fang", 200);
    compare_random(*state, "fandol-kai", 200);
}

static void outlines_of_truetype_stay_the_same(void **state)
{
    compare_random(*state, "gkai", MOST);
    compare_random(*state, "babelstone", MOST);
    compare_random(*state, "liberation-serif", MOST);
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
        assert_true(font_subset(&face->face, ids, 130, &s, d));
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
    assert_true(font_subset(&face->face, ids, 50, &x, d));
    assert_true(font_subset(&face->face, ids, 50, &y, d));
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
        job->made += font_subset(&job->face->face, ids, 60, &s, d);
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
    assert_false(font_subset(&face->face, ids, 0, &s, d));
    assert_false(font_subset(&face->face, ids, 70000, &s, d));
    assert_null(s.bytes);
    assert_int_equal(diags_count(d, DIAG_ERROR), 2);
    char *said = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&said, &n);
    diags_print(d, f, DIAG_TEXT);
    fclose(f);
    assert_non_null(strstr(said, "error[F009]"));
    free(said);
    free(ids);
    diags_drop(d);
}

/* A real font with bytes of its charstrings changed at random. */
static void broken_fonts_are_drawn_but_never_crash(void **state)
{
    struct open_face *face = face_of(*state, "fandol-fang");
    uint32_t ids[40], seed = 99;
    choose(face, &seed, ids, 40);
    struct diags *d = diags_new(DIAG_EN);
    struct subset s, again;
    assert_true(font_subset(&face->face, ids, 40, &s, d));
    for (int round = 0; round < 300; round++) {
        char *copy = mem_alloc(s.n);
        memcpy(copy, s.bytes, s.n);
        size_t reach = round % 2 ? 400 : s.n;
        for (int k = 0; k <= round % 8; k++)
            copy[next_random(&seed) % reach] = (char)next_random(&seed);
        struct open_face broken = *face;
        broken.hb = outline_wrap_cff(copy, s.n, 40, FONT_EM);
        broken.font = hb_font_create(broken.hb);
        for (uint32_t i = 0; i < 40; i++)
            ids[i] = i + i / 39; /* the last is not there */
        assert_true(font_subset(&broken.face, ids, 40, &again, d));
        free(again.bytes);
        hb_font_destroy(broken.font);
        hb_face_destroy(broken.hb);
        free(copy);
    }
    free(s.bytes);
    diags_drop(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outlines_of_a_cff_stay_the_same_to_the_eye),
        cmocka_unit_test(outlines_of_truetype_stay_the_same),
        cmocka_unit_test(a_subset_is_small),
        cmocka_unit_test(the_same_glyphs_give_the_same_bytes),
        cmocka_unit_test(different_faces_are_subset_at_the_same_time),
        cmocka_unit_test(no_glyphs_or_too_many_are_refused_with_a_reason),
        cmocka_unit_test(broken_fonts_are_drawn_but_never_crash),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
