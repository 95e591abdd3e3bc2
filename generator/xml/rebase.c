/*
 * Edits of one edition of a text, in another. Both are parted into pieces, a clause, a tag, a value of an
 * attribute; where their sequences differ somebody changed what he saw as one thing, and no word of
 * somebody else's is put into it.
 */
#include <string.h>

#include "base/differ.h"
#include "xml/edit.h"

/* ---- pieces ---- */

struct pieces {
    const struct source *src;
    VEC(uint32_t) starts; /* of each, and the text's end */
    VEC(uint32_t) numbers;
};

/* How long the sign at p is that ends a clause; 0: it is none. */
static size_t end_sign(const char *p)
{
    static const char *const signs[] = {"\n", ">", "，", "。", "、", "；", "：", "？", "！", "）"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(p, signs[i], strlen(signs[i])) == 0)
            return strlen(signs[i]);
    return 0;
}

/* A tag's quotes are pieces, and what stands between two. */
static const char *piece_end(const char *p, const char *end, bool in_tag, bool in_value)
{
    const char *start = p;
    if (in_tag && *p == '"')
        return p + 1;
    for (; p < end; p++) {
        size_t n = in_value ? 0 : end_sign(p);
        if (n)
            return p + n;
        if (p > start && ((!in_value && *p == '<') || (*p == '"' && (in_tag || *start == '<'))))
            return p;
    }
    return end;
}

static void part(struct differ_numbers *known, const struct source *src, struct pieces *out)
{
    const char *p = src->bytes, *end = p + src->size;
    bool in_tag = false, in_value = false;
    out->src = src;
    while (p < end) {
        const char *next = piece_end(p, end, in_tag, in_value);
        in_value = in_tag && *p == '"' ? !in_value : in_value;
        in_tag = in_value || ((in_tag || *p == '<') && next[-1] != '>');
        struct differ_piece piece = {p, (size_t)(next - p)};
        VEC_PUSH(known->arena, &out->starts, (uint32_t)(p - src->bytes));
        VEC_PUSH(known->arena, &out->numbers, differ_number(known, piece));
        p = next;
    }
    VEC_PUSH(known->arena, &out->starts, (uint32_t)src->size);
}

/* The piece that a byte is in. */
static size_t piece_at(const struct pieces *p, uint32_t byte)
{
    size_t low = 0, high = p->numbers.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->starts.v[middle + 1] <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- what differs ---- */

struct stretch {
    uint32_t from, to;
};

/* Bytes of the one edition that became bytes of the other. */
struct change {
    struct stretch was, is;
};

struct rebase {
    struct arena *arena;
    struct xml_edits *edits;
    struct pieces was, is;
    VEC(struct change) changes;
};

static void add_change(struct rebase *r, size_t from, size_t to, size_t now, size_t now_end)
{
    const uint32_t *was = r->was.starts.v, *is = r->is.starts.v;
    VEC_PUSH(r->arena, &r->changes,
             ((struct change){{was[from], was[to]}, {is[now], is[now_end]}}));
}

/* New lines that may be seen to begin in the middle of one begin where it does, as people put them in. */
static void settle(const struct rebase *r, struct differ_region *g, size_t least)
{
    struct differ_region s = *g;
    const char *bytes = r->is.src->bytes;
    if (s.from != s.to)
        return;
    while (bytes[r->is.starts.v[s.now]] != '\n') {
        if (s.from == least || r->was.numbers.v[s.from - 1] != r->is.numbers.v[s.now_end - 1])
            return;
        s.from--, s.to--, s.now--, s.now_end--;
    }
    *g = s;
}

/* As many pieces in place of as many are changed each by itself. */
static void find_changes(struct rebase *r)
{
    differ_regions regions = {0};
    struct text was = {.cp = r->was.numbers.v, .at = r->was.numbers.v, .n = r->was.numbers.n};
    struct text is = {.cp = r->is.numbers.v, .at = r->is.numbers.v, .n = r->is.numbers.n};
    differ_sparse(r->arena, was, is, &regions);
    for (size_t i = 0; i < regions.n; i++) {
        struct differ_region *g = &regions.v[i];
        settle(r, g, i ? g[-1].to : 0);
        size_t n = g->to - g->from;
        if (n != g->now_end - g->now)
            add_change(r, g->from, g->to, g->now, g->now_end);
        for (size_t k = 0; n == g->now_end - g->now && k < n; k++)
            add_change(r, g->from + k, g->from + k + 1, g->now + k, g->now + k + 1);
    }
}

static size_t bytes_kept(const struct rebase *r)
{
    size_t kept = r->was.src->size;
    for (size_t i = 0; i < r->changes.n; i++)
        kept -= r->changes.v[i].was.to - r->changes.v[i].was.from;
    return kept;
}

/* ---- an edit ---- */

static bool is_empty(struct stretch s)
{
    return s.from == s.to;
}

static bool is_element(const char *p, size_t n)
{
    while (n && strchr(" \t\r\n", *p))
        p++, n--;
    return n && *p == '<';
}

/* A clause or an element: no part of what stands beside it. */
static bool stands_alone(const char *text)
{
    size_t n = strlen(text);
    bool ends = false;
    for (size_t i = 0; i < n; i++)
        ends = ends || (end_sign(text + i) && i + end_sign(text + i) == n);
    return ends || is_element(text, n);
}

/* The piece that words between two belong to; p->numbers.n: none. */
static size_t piece_beside(const struct pieces *p, size_t next)
{
    const char *bytes = p->src->bytes;
    uint32_t at = p->starts.v[next];
    bool ends = next == p->numbers.n || strchr("<\"", bytes[at]);
    if (!ends)
        return next;
    return next && !strchr(">\"", bytes[at - 1]) ? next - 1 : p->numbers.n;
}

/* The whole pieces that it changes; nothing, when it puts something between two. */
static struct stretch touched(const struct rebase *r, const struct xml_edit *e)
{
    const uint32_t *starts = r->was.starts.v;
    size_t none = r->was.numbers.n, first = piece_at(&r->was, e->from), last = first;
    if (e->to > e->from)
        last = piece_at(&r->was, e->to - 1);
    else if (starts[first] == e->from)
        last = first = stands_alone(e->text) ? none : piece_beside(&r->was, first);
    return first == none ? (struct stretch){e->from, e->from}
                         : (struct stretch){starts[first], starts[last + 1]};
}

static bool meets(struct stretch a, struct stretch b)
{
    if (is_empty(a) && is_empty(b))
        return a.from == b.from;
    return a.from < b.to && b.from < a.to;
}

/* Where a byte that stands in both editions does in the other: behind what came at its place, or, like
 * that, before. */
static uint32_t moved(const struct rebase *r, uint32_t byte, bool behind)
{
    size_t low = 0, high = r->changes.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        struct stretch was = r->changes.v[middle].was;
        if (was.to < byte || (was.to == byte && (behind || was.from < byte)))
            low = middle + 1;
        else
            high = middle;
    }
    return low ? r->changes.v[low - 1].is.to + (byte - r->changes.v[low - 1].was.to) : byte;
}

/* Whether what it puts between two pieces was put there already: a change may be seen to begin as much
 * later as what is behind it is like its own beginning. */
static bool is_there(const struct rebase *r, const struct xml_edit *e)
{
    size_t n = strlen(e->text);
    uint32_t at = moved(r, e->from, false);
    bool new = false;
    for (size_t i = 0; i < r->changes.n && !new; i++) {
        struct change c = r->changes.v[i];
        new = is_empty(c.was) && c.was.from >= e->from && c.was.from <= e->from + n &&
              c.is.to - c.is.from >= n;
    }
    return new && at + n <= r->is.src->size && memcmp(r->is.src->bytes + at, e->text, n) == 0;
}

/* New elements both, which stand one behind the other. */
static bool both_add(const struct rebase *r, const struct xml_edit *e, const struct change *c)
{
    return e->from == e->to && is_empty(c->was) && is_element(e->text, strlen(e->text)) &&
           is_element(r->is.src->bytes + c->is.from, c->is.to - c->is.from);
}

enum fate { FREE, DONE, LEFT };

/* What an edit shares with changes of the other edition. */
struct clash {
    struct stretch was, is;
    bool any;
};

static struct clash clash_of(const struct rebase *r, const struct xml_edit *e)
{
    struct clash out = {.was = touched(r, e)};
    for (size_t i = 0; i < r->changes.n; i++) {
        const struct change *c = &r->changes.v[i];
        if (!meets(out.was, c->was) || both_add(r, e, c))
            continue;
        if (!out.any)
            out.is.from = c->is.from - (c->was.from > out.was.from ? c->was.from - out.was.from : 0);
        out.any = true;
        out.was.from = c->was.from < out.was.from ? c->was.from : out.was.from;
        out.was.to = c->was.to > out.was.to ? c->was.to : out.was.to;
        out.is.to = c->is.to + (out.was.to - c->was.to);
    }
    return out;
}

/* Whether all edits of a stretch make of it what stands in the other edition. */
static bool is_done(const struct rebase *r, const struct clash *c)
{
    struct xml_edits own = {.arena = r->arena};
    struct buf out = {0};
    struct source was = {.bytes = r->was.src->bytes + c->was.from, .size = c->was.to - c->was.from};
    for (size_t i = 0; i < r->edits->list.n; i++) {
        const struct xml_edit *e = &r->edits->list.v[i];
        if (e->from >= c->was.from && e->to <= c->was.to)
            xml_edit(&own, e->from - c->was.from, e->to - c->was.from, e->text);
    }
    xml_edits_apply(&was, &own, &out);
    bool same = out.n == c->is.to - c->is.from &&
                (!out.n || memcmp(out.p, r->is.src->bytes + c->is.from, out.n) == 0);
    buf_drop(&out);
    return same;
}

static enum fate fate_of(const struct rebase *r, const struct xml_edit *e, struct clash *clash)
{
    struct stretch at = touched(r, e);
    if (is_empty(at) && is_there(r, e))
        return DONE;
    *clash = clash_of(r, e);
    return !clash->any ? FREE : is_done(r, clash) ? DONE : LEFT;
}

/* ---- groups ---- */

/* The edits of one, [first, end) of the list. Those that can be made go to out, at their new places. */
static void rebase_group(struct rebase *r, size_t first, size_t end, struct xml_edits *out,
                         xml_clashes *left)
{
    const struct xml_edit *list = r->edits->list.v;
    size_t before = out->list.n;
    for (size_t i = first; i < end; i++) {
        struct clash clash = {0};
        enum fate fate = fate_of(r, &list[i], &clash);
        if (fate == LEFT) {
            out->list.n = before;
            VEC_PUSH(r->edits->arena, left,
                     ((struct xml_clash){list[i].group, clash.is.from, clash.is.to}));
            return;
        }
        if (fate == DONE)
            continue;
        struct xml_edit own = list[i];
        own.from = moved(r, own.from, true);
        own.to = own.from + (list[i].to - list[i].from);
        VEC_PUSH(r->edits->arena, &out->list, own);
    }
}

void xml_edits_rebase(struct xml_edits *e, const struct source *was, const struct source *is,
                      xml_clashes *left, size_t *kept)
{
    struct arena *scratch = arena_new();
    struct rebase r = {.arena = scratch, .edits = e};
    struct differ_numbers known = {.arena = scratch};
    struct xml_edits out = {.arena = e->arena, .group = e->group};
    part(&known, was, &r.was);
    part(&known, is, &r.is);
    find_changes(&r);
    *kept = bytes_kept(&r);
    for (size_t i = 0, end; i < e->list.n; i = end) {
        for (end = i + 1; end < e->list.n && e->list.v[end].group == e->list.v[i].group;)
            end++;
        rebase_group(&r, i, end, &out, left);
    }
    *e = out;
    arena_drop(scratch);
}
