/* What parts refer to: the .rels beside each, and the names of parts seen from another. */
#include <string.h>

#include "pack/pack.h"
#include "xml/xml.h"

enum { MOST = 20000 }; /* relations of a part */

/* ---- names of parts ---- */

static size_t folder_length(const char *part)
{
    const char *slash = strrchr(part, '/');
    return slash ? (size_t)(slash - part) + 1 : 0;
}

/* Takes the last folder off a path "a/b/" of n bytes; returns what is left of it. */
static size_t go_up(const char *path, size_t n)
{
    if (n)
        n--;
    while (n && path[n - 1] != '/')
        n--;
    return n;
}

/* The part that a target names, seen from the part that names it; "." and ".." taken out. */
static const char *resolve_target(struct arena *a, const char *from, const char *target)
{
    size_t out = *target == '/' ? 0 : folder_length(from);
    char *path = arena_alloc(a, out + strlen(target) + 1);
    memcpy(path, from, out);
    for (const char *p = target; *p;) {
        size_t n = strcspn(p, "/");
        size_t step = n + (p[n] == '/');
        if (n == 2 && p[0] == '.' && p[1] == '.') {
            out = go_up(path, out);
        } else if (n && !(n == 1 && p[0] == '.')) {
            memcpy(path + out, p, step);
            out += step;
        }
        p += step;
    }
    path[out] = '\0';
    return path;
}

static const char *relations_of(struct arena *a, const char *part)
{
    size_t n = folder_length(part);
    return arena_printf(a, "%.*s_rels/%s.rels", (int)n, part, part + n);
}

/* ---- the .rels ---- */

struct reading {
    struct arena *arena;
    const char *part;
    struct pack_relations *out;
    size_t depth;
};

static bool is(const char *name, size_t n, const char *other)
{
    return strlen(other) == n && memcmp(name, other, n) == 0;
}

static bool on_start(void *context, const char *name, const struct xml_scan_attr attrs[], size_t n)
{
    struct reading *r = context;
    if (r->depth++ != 1 || strcmp(name, "Relationship") != 0)
        return true;
    if (r->out->n == MOST)
        return false;
    struct pack_relation *rel = VEC_ADD(r->arena, r->out);
    rel->id = rel->type = rel->target = "";
    for (size_t i = 0; i < n; i++) {
        const char *value = arena_strndup(r->arena, attrs[i].value, attrs[i].n);
        if (strcmp(attrs[i].name, "Id") == 0)
            rel->id = value;
        else if (strcmp(attrs[i].name, "Type") == 0)
            rel->type = value;
        else if (strcmp(attrs[i].name, "Target") == 0)
            rel->target = value;
        else if (strcmp(attrs[i].name, "TargetMode") == 0)
            rel->outside = is(attrs[i].value, attrs[i].n, "External");
    }
    if (!rel->outside)
        rel->target = resolve_target(r->arena, r->part, rel->target);
    return true;
}

static bool on_text(void *context, const char *utf8, size_t n)
{
    (void)context;
    (void)utf8;
    (void)n;
    return true;
}

static bool on_end(void *context, const char *name)
{
    struct reading *r = context;
    (void)name;
    r->depth--;
    return true;
}

bool pack_relations(struct pack *p, struct arena *a, const char *part, struct pack_relations *out)
{
    const char *name = relations_of(a, part);
    struct reading r = {.arena = a, .part = part, .out = out};
    struct xml_events events = {&r, on_start, on_text, on_end, false};
    struct buf bytes = {0};
    if (!pack_has(p, name))
        return true;
    bool ok = pack_read(p, name, &bytes) && bytes.n && xml_scan(bytes.p, bytes.n, &events);
    buf_drop(&bytes);
    return ok;
}

/* Types are addresses that differ between the two editions of the standard in all but their end. */
bool pack_is_type(const struct pack_relation *r, const char *type)
{
    size_t n = strlen(r->type), m = strlen(type);
    return n > m && r->type[n - m - 1] == '/' && strcmp(r->type + n - m, type) == 0;
}

const struct pack_relation *pack_by_type(const struct pack_relations *r, const char *type)
{
    for (size_t i = 0; i < r->n; i++)
        if (pack_is_type(&r->v[i], type))
            return &r->v[i];
    return NULL;
}

const struct pack_relation *pack_by_id(const struct pack_relations *r, const char *id, size_t n)
{
    for (size_t i = 0; i < r->n; i++)
        if (is(id, n, r->v[i].id))
            return &r->v[i];
    return NULL;
}
