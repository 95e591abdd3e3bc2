/*
 * Fewer segments for the same outline. Auto-traced fonts break strokes into twice as many segments
 * as these need; here a run of segments between two corners becomes one cubic, by least squares
 * (Schneider, "An algorithm for automatically fitting digitized curves", Graphics Gems, 1990), and
 * the runs are chosen so that the fewest numbers are left. A run is always compared with the
 * segments it is made of, so that errors never add up. Nodes that stay lie where they were, and
 * away from corners so do their tangents.
 *
 * Only + - * / and sqrt of single floats, which IEEE 754 defines to the last bit: the same outline
 * on every machine.
 */
#include <math.h>

#include "font/outline.h"

/* What may be lost at a sample, in 1/1000 em. At 16 pt, 1.4 are 0.008 mm: a fifth of a pixel at
 * 600 dpi. Between samples one point in some thousand is off by 2, hardly one by 3. A bend made
 * straight shows sooner than a curve of another shape. Larger tolerances save little: 2 and 1.5
 * would take another tenth off the font. */
static const float TOLERANCE = 1.4F, LINE_TOLERANCE = 1.0F;

/* A turn of more than 37° is a corner; smaller ones are as a rule splinters of the tracing. */
static const float CORNER_COSINE = 0.8F;

/* Off by this many tolerances, another round will not help. */
static const float HOPELESS_FACTOR = 1.5F;

/* A sample's distance is measured at right angles to the curve, which holds only if its parameter
 * is right to within these units along the curve. */
static const float PARAMETER_TOLERANCE = 2;

enum { MAX_RUN = 8, ROUNDS = 3, LINE_PRICE = 2, CURVE_PRICE = 6 };

/* Four samples of a segment: at a quarter, the half, three quarters and the end. */
typedef float lanes __attribute__((vector_size(16)));
typedef int lane_flags __attribute__((vector_size(16)));

struct vec {
    float x, y;
};

/* A segment, where it starts, and how. */
struct edge {
    struct point from;
    struct segment segment;
    struct vec leaving, arriving; /* unit tangents */
    bool corner;                  /* at its start */
};

/* length: of the section before each sample. */
struct samples {
    lanes x, y, length;
};

/* The cheapest way to draw the section's edges before a node. */
struct edge_way {
    int price;
    size_t from;  /* the node before */
    size_t reach; /* the first node that one segment reaches this one from */
    struct segment segment;
};

struct simplifier {
    struct arena *arena;
    struct outline *out;
    size_t room; /* edges of a contour that there is memory for */
    struct edge *edges;
    struct samples *samples;
    struct edge_way *ways;
};

/* Edges that one segment is to replace. */
struct edge_run {
    const struct edge *edges;
    const struct samples *samples;
    size_t n;
    struct vec start, chord;
    float length;
    lanes u[MAX_RUN]; /* parameter of the samples on the new curve */
};

/* ---- vectors ---- */

static float dot(struct vec a, struct vec b)
{
    return a.x * b.x + a.y * b.y;
}

static float cross(struct vec a, struct vec b)
{
    return a.x * b.y - a.y * b.x;
}

static struct vec times(struct vec v, float k)
{
    return (struct vec){v.x * k, v.y * k};
}

/* (k v - l w) / d */
static struct vec combine(struct vec v, float k, struct vec w, float l, float d)
{
    return (struct vec){(v.x * k - w.x * l) / d, (v.y * k - w.y * l) / d};
}

static struct vec between(struct point from, struct point to)
{
    return (struct vec){(float)(to.x - from.x), (float)(to.y - from.y)};
}

static float length(struct vec v)
{
    return sqrtf(dot(v, v));
}

static struct vec unit(struct point from, struct point to)
{
    struct vec v = between(from, to);
    return times(v, 1 / length(v));
}

static lanes all(float v)
{
    return (lanes){v, v, v, v};
}

static float sum(lanes v)
{
    return (v[0] + v[1]) + (v[2] + v[3]);
}

static bool any(lane_flags f)
{
    return (f[0] | f[1] | f[2] | f[3]) != 0;
}

/* ---- edges ---- */

static struct vec tangent_leaving(struct point from, const struct segment *s)
{
    if (!point_same(from, s->c1))
        return unit(from, s->c1);
    return unit(from, point_same(from, s->c2) ? s->to : s->c2);
}

static struct vec tangent_arriving(struct point from, const struct segment *s)
{
    if (!point_same(s->c2, s->to))
        return unit(s->c2, s->to);
    return unit(point_same(s->c1, s->to) ? from : s->c1, s->to);
}

static lanes sample_axis(int from, int c1, int c2, int to)
{
    static const lanes b0 = {27 / 64.F, 8 / 64.F, 1 / 64.F, 0},
                       b1 = {27 / 64.F, 24 / 64.F, 9 / 64.F, 0},
                       b2 = {9 / 64.F, 24 / 64.F, 27 / 64.F, 0},
                       b3 = {1 / 64.F, 8 / 64.F, 27 / 64.F, 1};
    return b0 * all((float)from) + b1 * all((float)c1) + b2 * all((float)c2) + b3 * all((float)to);
}

/* Evenly along a line, and along a curve near enough: the mean of chord and control polygon. */
static void sample_edge(const struct edge *e, float before, struct samples *out)
{
    static const lanes quarters = {0.25F, 0.5F, 0.75F, 1};
    const struct segment *s = &e->segment;
    struct point p = e->from;
    struct vec chord = between(p, s->to);
    float size = length(chord);
    if (segment_is_line(p, s)) {
        out->x = all((float)p.x) + quarters * all(chord.x);
        out->y = all((float)p.y) + quarters * all(chord.y);
    } else {
        out->x = sample_axis(p.x, s->c1.x, s->c2.x, s->to.x);
        out->y = sample_axis(p.y, s->c1.y, s->c2.y, s->to.y);
        float polygon = length(between(p, s->c1)) + length(between(s->c1, s->c2)) +
                        length(between(s->c2, s->to));
        size = (size + polygon) / 2;
    }
    out->length = all(before) + quarters * all(size);
}

/* ---- one segment for a run ---- */

static bool run_is_straight(const struct edge_run *r)
{
    struct vec d = r->chord;
    float dd = dot(d, d);
    for (size_t i = 0; i < r->n; i++) {
        lanes x = r->samples[i].x - all(r->start.x), y = r->samples[i].y - all(r->start.y);
        lanes off = all(d.x) * y - all(d.y) * x, along = all(d.x) * x + all(d.y) * y;
        lane_flags far = off * off > all(LINE_TOLERANCE * LINE_TOLERANCE * dd);
        if (any(far | (along < all(0)) | (along > all(dd))))
            return false;
    }
    return true;
}

/* The normal equations for the handles a and b: c11 a + c12 b = x1, c12 a + c22 b = x2. */
struct normal_sums {
    float c11, c12, c22;
    struct vec x1, x2;
};

static struct normal_sums sum_up(const struct edge_run *r)
{
    lanes c11 = all(0), c12 = c11, c22 = c11, x1 = c11, y1 = c11, x2 = c11, y2 = c11;
    for (size_t i = 0; i < r->n; i++) {
        lanes t = r->u[i], v = 1 - t, tt = t * t;
        lanes b1 = 3 * t * v * v, b2 = 3 * tt * v, end = tt * (t + 3 * v);
        lanes x = r->samples[i].x - all(r->start.x) - all(r->chord.x) * end;
        lanes y = r->samples[i].y - all(r->start.y) - all(r->chord.y) * end;
        c11 += b1 * b1;
        c12 += b1 * b2;
        c22 += b2 * b2;
        x1 += b1 * x;
        y1 += b1 * y;
        x2 += b2 * x;
        y2 += b2 * y;
    }
    return (struct normal_sums){
        sum(c11), sum(c12), sum(c22), {sum(x1), sum(y1)}, {sum(x2), sum(y2)}};
}

/* a along its tangent, b as it comes. For the other case, exchange what belongs to the ends. */
static void solve_half(struct normal_sums s, struct vec tangent, struct vec *a, struct vec *b)
{
    float k = s.c12 / s.c22;
    float size = (dot(s.x1, tangent) - k * dot(s.x2, tangent)) / (s.c11 - k * s.c12);
    *a = times(tangent, size);
    *b = combine(s.x2, 1, *a, s.c12, s.c22);
}

static bool handle_is_sane(struct vec handle, struct vec tangent, float most)
{
    return dot(handle, tangent) >= 0 && dot(handle, handle) <= most * most;
}

/* The handles at the run's ends: as they come where these are corners, along the tangents
 * elsewhere. False when they make no plain curve. */
static bool solve(const struct edge_run *r, struct vec *a, struct vec *b)
{
    struct normal_sums s = sum_up(r);
    struct vec start = r->edges[0].leaving, end = times(r->edges[r->n - 1].arriving, -1);
    bool free_start = r->edges[0].corner, free_end = r->edges[r->n].corner;
    if (free_start && free_end) {
        float det = s.c11 * s.c22 - s.c12 * s.c12;
        *a = combine(s.x1, s.c22, s.x2, s.c12, det);
        *b = combine(s.x2, s.c11, s.x1, s.c12, det);
    } else if (free_end) {
        solve_half(s, start, a, b);
    } else if (free_start) {
        solve_half((struct normal_sums){s.c22, s.c12, s.c11, s.x2, s.x1}, end, b, a);
    } else {
        float x1 = dot(s.x1, start), x2 = dot(s.x2, end);
        float c12 = s.c12 * dot(start, end), det = s.c11 * s.c22 - c12 * c12;
        *a = times(start, (x1 * s.c22 - x2 * c12) / det);
        *b = times(end, (x2 * s.c11 - x1 * c12) / det);
    }
    const float half = OUTLINE_REACH * 0.5F, most = r->length < half ? r->length : half;
    return handle_is_sane(*a, start, most) && handle_is_sane(*b, end, most);
}

static int whole(float v)
{
    return (int)(v + OUTLINE_REACH + 0.5F) - OUTLINE_REACH;
}

/* The end of a handle; kept within reach, where the comparison then decides. */
static struct point handle_end(struct point p, struct vec handle)
{
    int x = p.x + whole(handle.x), y = p.y + whole(handle.y);
    bool within =
        x <= OUTLINE_REACH && x >= -OUTLINE_REACH && y <= OUTLINE_REACH && y >= -OUTLINE_REACH;
    return within ? (struct point){x, y} : p;
}

enum comparison_result { FITS, AGAIN, HOPELESS };

/* A cubic's coefficients for one coordinate: p + t (a + t (b + t c)). */
struct cubic {
    lanes p, a, b, c;
};

static struct cubic cubic_of(int p0, int p1, int p2, int p3)
{
    float a = (float)(3 * (p1 - p0)), b = (float)(3 * (p2 - 2 * p1 + p0));
    return (struct cubic){all((float)p0), all(a), all(b), all((float)(p3 - p0) - a - b)};
}

static lanes cubic_at(const struct cubic *q, lanes t)
{
    return q->p + t * (q->a + t * (q->b + t * q->c));
}

static lanes cubic_slope(const struct cubic *q, lanes t)
{
    return q->a + t * (2 * q->b + 3 * t * q->c);
}

/* How far the samples are from the curve; moves their parameters nearer to it for the next round
 * (Newton's method). */
static enum comparison_result compare(struct edge_run *r, const struct segment *s)
{
    static const float SLACK = 0.01F, NO_SLOPE = 1e-6F;
    const float fits = TOLERANCE * TOLERANCE, hope = fits * HOPELESS_FACTOR * HOPELESS_FACTOR;
    struct point from = r->edges[0].from;
    struct cubic qx = cubic_of(from.x, s->c1.x, s->c2.x, s->to.x);
    struct cubic qy = cubic_of(from.y, s->c1.y, s->c2.y, s->to.y);
    lane_flags again = {0}, hopeless = {0};
    for (size_t i = 0; i < r->n; i++) {
        lanes t = r->u[i], dx = cubic_slope(&qx, t), dy = cubic_slope(&qy, t);
        lanes x = cubic_at(&qx, t) - r->samples[i].x, y = cubic_at(&qy, t) - r->samples[i].y;
        lanes dd = dx * dx + dy * dy + all(NO_SLOPE);
        lanes off = dx * y - dy * x, along = dx * x + dy * y, oo = off * off;
        hopeless |= oo > all(hope) * dd;
        again |= oo > all(fits) * dd;
        again |= along * along > all(PARAMETER_TOLERANCE * PARAMETER_TOLERANCE) * dd;
        t -= along / dd;
        hopeless |= (t < all(-SLACK)) | (t > all(1 + SLACK));
        r->u[i] = t;
    }
    return any(hopeless) ? HOPELESS : any(again) ? AGAIN : FITS;
}

static bool fit_curve(struct edge_run *r, struct segment *out)
{
    struct point from = r->edges[0].from, to = r->edges[r->n - 1].segment.to;
    float before = r->samples[0].length[0] - (r->samples[0].length[1] - r->samples[0].length[0]);
    enum comparison_result verdict = AGAIN;
    r->length = r->samples[r->n - 1].length[3] - before;
    for (size_t i = 0; i < r->n; i++)
        r->u[i] = (r->samples[i].length - all(before)) / all(r->length);
    for (int round = 0; round < ROUNDS && verdict == AGAIN; round++) {
        struct vec a, b;
        if (!solve(r, &a, &b))
            return false;
        *out = (struct segment){handle_end(from, a), handle_end(to, b), to};
        verdict = compare(r, out);
    }
    return verdict == FITS;
}

/* The edges i to j of a section as one segment. */
static bool fit(const struct edge *section, const struct samples *samples, size_t i, size_t j,
                struct segment *out)
{
    struct point from = section[i].from, to = section[j - 1].segment.to;
    struct edge_run r;
    if (j - i > MAX_RUN || point_same(from, to))
        return false;
    r.edges = section + i;
    r.samples = samples + i;
    r.n = j - i;
    r.start = (struct vec){(float)from.x, (float)from.y};
    r.chord = between(from, to);
    *out = (struct segment){from, to, to};
    return run_is_straight(&r) || fit_curve(&r, out);
}

/* ---- a section: the edges between two corners ---- */

static void emit(struct simplifier *z, struct segment s)
{
    VEC_PUSH(z->arena, &z->out->segments, s);
    z->out->contours.v[z->out->contours.n - 1].n++;
}

static bool near_chord(struct vec chord, struct vec v)
{
    float dd = dot(chord, chord), off = cross(chord, v), along = dot(chord, v);
    return off * off <= LINE_TOLERANCE * LINE_TOLERANCE * dd && along >= 0 && along <= dd;
}

/* An edge by itself: as it is, or a line. */
static struct segment single(const struct edge *e)
{
    const struct segment *s = &e->segment;
    struct vec chord = between(e->from, s->to);
    if (near_chord(chord, between(e->from, s->c1)) && near_chord(chord, between(e->from, s->c2)) &&
        !point_same(e->from, s->to))
        return (struct segment){e->from, s->to, s->to};
    return *s;
}

static int price(struct point from, const struct segment *s)
{
    return segment_is_line(from, s) ? LINE_PRICE : CURVE_PRICE;
}

/* The cheapest way to node j. What did not reach the node before does not reach this one, nor does
 * what lies before the least. */
static void find_way(const struct simplifier *z, const struct edge *section, size_t j, size_t least)
{
    struct edge_way *way = &z->ways[j];
    struct segment s = single(&section[j - 1]);
    *way = (struct edge_way){way[-1].price + price(section[j - 1].from, &s), j - 1, j - 1, s};
    if (least < way[-1].reach)
        least = way[-1].reach;
    while (way->reach > least && fit(section, z->samples, way->reach - 1, j, &s)) {
        size_t i = --way->reach;
        int total = z->ways[i].price + price(section[i].from, &s);
        if (total < way->price) {
            way->price = total;
            way->from = i;
            way->segment = s;
        }
    }
}

static void simplify_section(struct simplifier *z, const struct edge *section, size_t n)
{
    struct segment s;
    float before = 0;
    if (n == 1) {
        emit(z, single(section));
        return;
    }
    for (size_t i = 0; i < n; i++) {
        sample_edge(&section[i], before, &z->samples[i]);
        before = z->samples[i].length[3];
    }
    if (fit(section, z->samples, 0, n, &s)) {
        emit(z, s);
        return;
    }
    z->ways[0] = (struct edge_way){0, 0, 0, s};
    for (size_t j = 1; j <= n; j++)
        find_way(z, section, j, j == n); /* not the whole, which has been tried */
    size_t next = n;
    for (size_t j = n; j; j = z->ways[j].from) { /* known from its end: turned round */
        z->ways[j].reach = next;
        next = j;
    }
    for (size_t j = next;; j = z->ways[j].reach) {
        emit(z, z->ways[j].segment);
        if (j == n)
            return;
    }
}

/* ---- a contour ---- */

static void load_edges(struct simplifier *z, const struct contour *c, const struct segment *s)
{
    struct point from = c->start;
    if (c->n > z->room) {
        z->room = 2 * c->n;
        z->edges = ARENA_ARRAY(z->arena, struct edge, 2 * z->room + 1);
        z->samples = ARENA_ARRAY(z->arena, struct samples, z->room);
        z->ways = ARENA_ARRAY(z->arena, struct edge_way, z->room + 1);
    }
    for (size_t i = 0; i < c->n; i++) {
        z->edges[i] = (struct edge){from, s[i], tangent_leaving(from, &s[i]),
                                    tangent_arriving(from, &s[i]), false};
        from = s[i].to;
    }
    struct vec before = z->edges[c->n - 1].arriving;
    for (size_t i = 0; i < c->n; i++) {
        z->edges[i].corner = dot(before, z->edges[i].leaving) < CORNER_COSINE;
        before = z->edges[i].arriving;
    }
}

/* The corner to start from: after a line, which then closes the contour and is understood. */
static size_t best_start(const struct simplifier *z, size_t n)
{
    size_t found = n;
    for (size_t i = 0; i < n; i++) {
        const struct edge *before = &z->edges[(i ? i : n) - 1];
        if (!z->edges[i].corner)
            continue;
        if (segment_is_line(before->from, &before->segment))
            return i;
        found = found < n ? found : i;
    }
    return found < n ? found : 0;
}

static void simplify_contour(struct simplifier *z, size_t n)
{
    size_t start = best_start(z, n);
    for (size_t i = 0; i <= start; i++)
        z->edges[n + i] = z->edges[i];
    const struct edge *edges = z->edges + start;
    struct contour *c = VEC_ADD(z->arena, &z->out->contours);
    *c = (struct contour){edges[0].from, z->out->segments.n, 0};
    for (size_t first = 0, i = 1; i <= n; i++)
        if (i == n || edges[i].corner) {
            simplify_section(z, edges + first, i - first);
            first = i;
        }
}

struct simplifier *font_simplifier_new(struct arena *a)
{
    struct simplifier *z = ARENA_NEW(a, struct simplifier);
    z->arena = a;
    return z;
}

void font_outline_simplify(struct simplifier *z, const struct outline *in, struct outline *out)
{
    z->out = out;
    out->contours.n = out->segments.n = 0;
    for (size_t i = 0; i < in->contours.n; i++) {
        const struct contour *c = &in->contours.v[i];
        load_edges(z, c, &in->segments.v[c->first]);
        simplify_contour(z, c->n);
    }
}
