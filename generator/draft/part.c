/*
 * A part of a Word file as a tree: xml/ tells its elements as they come; prefixes are looked up in
 * the declarations that are open, since every program has its own. Of attributes those that only
 * say in which session something was typed are left out.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "draft/diag.def"
#include "draft/docx_int.h"
#include "xml/xml.h"

enum { MOST_OPEN = 256 };

enum vocabulary { NONE, W, MC, WP, WPS, A, C, DGM, V, O, M, W14, CUSTOM, EXTENDED };

static const struct {
    const char *address;
    enum vocabulary vocabulary;
} vocabularies[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", W},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", W},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", MC},
    {"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", WP},
    {"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingShape", WPS},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", A},
    {"http://purl.oclc.org/ooxml/drawingml/main", A},
    {"http://schemas.openxmlformats.org/drawingml/2006/chart", C},
    {"http://purl.oclc.org/ooxml/drawingml/chart", C},
    {"http://schemas.openxmlformats.org/drawingml/2006/diagram", DGM},
    {"http://purl.oclc.org/ooxml/drawingml/diagram", DGM},
    {"urn:schemas-microsoft-com:vml", V},
    {"urn:schemas-microsoft-com:office:office", O},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", M},
    {"http://purl.oclc.org/ooxml/officeDocument/math", M},
    {"http://schemas.microsoft.com/office/word/2010/wordml", W14},
    {"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", CUSTOM},
    {"http://purl.oclc.org/ooxml/officeDocument/customProperties", CUSTOM},
    {"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", EXTENDED},
    {"http://purl.oclc.org/ooxml/officeDocument/extendedProperties", EXTENDED},
};

static const struct {
    enum vocabulary vocabulary;
    const char *name;
} tags[PART_TAGS] = {
#define TAG(name, vocabulary, local) [TAG_##name] = {vocabulary, local},
#include "draft/tags.def"
#undef TAG
};

struct declared {
    const char *prefix;
    enum vocabulary vocabulary;
    uint32_t depth; /* of the element that declares it */
};

struct building {
    struct docx *docx;
    struct arena *arena;
    struct map tags; /* by vocabulary and name */
    VEC(struct declared) declared;
    const char *last_prefix; /* the one looked up last */
    size_t last_length;
    enum vocabulary last;
    struct part_node *open[MOST_OPEN], *youngest[MOST_OPEN];
    uint32_t depth;
    struct part_node *root;
};

/* ---- names ---- */

static uint64_t tag_key(enum vocabulary vocabulary, const char *name)
{
    uint64_t h = map_hash(MAP_HASH_START + vocabulary, name, strlen(name));
    return h >> 1;
}

static void declare(struct building *b, const char *prefix, const struct xml_scan_attr *attr)
{
    enum vocabulary vocabulary = NONE;
    for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++)
        if (strlen(vocabularies[i].address) == attr->n &&
            memcmp(vocabularies[i].address, attr->value, attr->n) == 0)
            vocabulary = vocabularies[i].vocabulary;
    VEC_PUSH(b->arena, &b->declared,
             ((struct declared){arena_strdup(b->arena, prefix), vocabulary, b->depth}));
    b->last_prefix = NULL;
}

static enum vocabulary look_up(struct building *b, const char *prefix, size_t n)
{
    if (b->last_prefix && b->last_length == n && memcmp(b->last_prefix, prefix, n) == 0)
        return b->last;
    for (size_t i = b->declared.n; i--;) {
        const struct declared *d = &b->declared.v[i];
        if (strlen(d->prefix) != n || memcmp(d->prefix, prefix, n) != 0)
            continue;
        b->last_prefix = d->prefix;
        b->last_length = n;
        return b->last = d->vocabulary;
    }
    return NONE;
}

static const char *local_name(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static void name_node(struct building *b, struct part_node *node, const char *name)
{
    const char *local = local_name(name);
    size_t prefix = local > name ? (size_t)(local - name) - 1 : 0;
    enum vocabulary vocabulary = look_up(b, name, prefix);
    const uint32_t *tag = vocabulary ? map_get(&b->tags, tag_key(vocabulary, local)) : NULL;
    bool known = tag && strcmp(tags[*tag].name, local) == 0;
    node->tag = known ? (enum part_tag) * tag : TAG_OTHER;
    node->name = known ? tags[*tag].name : arena_strdup(b->arena, local);
}

/* ---- what xml/ tells ---- */

static struct part_node *add_node(struct building *b)
{
    struct part_node *node = ARENA_NEW(b->arena, struct part_node);
    if (!b->depth)
        b->root = node;
    else if (b->youngest[b->depth - 1])
        b->youngest[b->depth - 1]->next = node;
    else
        b->open[b->depth - 1]->first = node;
    if (b->depth)
        b->youngest[b->depth - 1] = node;
    return node;
}

/* Whether so many nodes and attributes more may be: memory is bounded over all parts. */
static bool may_have(struct building *b, size_t nodes, size_t attrs)
{
    enum { MOST_ATTRS = 4000000 };
    struct docx *d = b->docx;
    d->n_nodes += nodes;
    d->n_attrs += attrs;
    d->too_many = d->n_nodes > PART_MOST_NODES || d->n_attrs > MOST_ATTRS;
    return !d->too_many;
}

/* rsidR and its like; w14:paraId is looked at by nobody either. */
static bool is_session(const char *name)
{
    return strncmp(name, "rsid", 4) == 0 || strcmp(name, "paraId") == 0 ||
           strcmp(name, "textId") == 0;
}

static bool on_start(void *context, const char *name, const struct xml_scan_attr attrs[], size_t n)
{
    static const char xmlns[] = "xmlns";
    struct building *b = context;
    if (b->depth == MOST_OPEN || !may_have(b, 1, n))
        return false;
    struct part_node *node = add_node(b);
    node->attrs = n ? ARENA_ARRAY(b->arena, struct part_attr, n) : NULL;
    for (size_t i = 0; i < n; i++) {
        const char *local = local_name(attrs[i].name);
        size_t prefix = sizeof xmlns - 1;
        if (strncmp(attrs[i].name, xmlns, prefix) == 0 &&
            (!attrs[i].name[prefix] || attrs[i].name[prefix] == ':'))
            declare(b, attrs[i].name[prefix] ? local : "", &attrs[i]);
        else if (!is_session(local))
            node->attrs[node->n_attrs++] = (struct part_attr){
                arena_strdup(b->arena, local), arena_strndup(b->arena, attrs[i].value, attrs[i].n)};
    }
    name_node(b, node, name);
    b->open[b->depth] = node;
    b->youngest[b->depth++] = NULL;
    return true;
}

static bool is_blank(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] != ' ' && p[i] != '\n' && p[i] != '\t' && p[i] != '\r')
            return false;
    return true;
}

/* Blanks between elements are no text. */
static bool on_text(void *context, const char *utf8, size_t n)
{
    struct building *b = context;
    enum part_tag parent = b->depth ? b->open[b->depth - 1]->tag : TAG_OTHER;
    bool holds = parent == TAG_TEXT || parent == TAG_DELETED_TEXT || parent == TAG_FIELD_CODE ||
                 parent == TAG_DELETED_CODE || parent == TAG_MATH_TEXT;
    if (!b->depth || (!holds && is_blank(utf8, n)))
        return true;
    if (!may_have(b, 1, 0))
        return false;
    struct part_node *node = add_node(b);
    node->name = "";
    node->text = arena_strndup(b->arena, utf8, n);
    node->n = n;
    return true;
}

static bool on_end(void *context, const char *name)
{
    struct building *b = context;
    (void)name;
    b->depth--;
    while (b->declared.n && b->declared.v[b->declared.n - 1].depth == b->depth) {
        b->declared.n--;
        b->last_prefix = NULL;
    }
    return true;
}

struct part_node *part_read(struct docx *d, const char *name)
{
    struct arena *a = d->arena;
    struct building b = {.docx = d, .arena = a};
    struct xml_events events = {&b, on_start, on_text, on_end, .qualified = true};
    struct buf bytes = {0};
    map_reserve(a, &b.tags, PART_TAGS);
    for (uint32_t i = TAG_OTHER + 1; i < PART_TAGS; i++)
        map_put(a, &b.tags, tag_key(tags[i].vocabulary, tags[i].name), i);
    bool ok = pack_read(d->pack, name, &bytes) && bytes.n && xml_scan(bytes.p, bytes.n, &events);
    buf_drop(&bytes);
    return ok ? b.root : NULL;
}

struct part_node *part_named(struct docx *d, const char *name)
{
    struct part_node *root = pack_has(d->pack, name) ? part_read(d, name) : NULL;
    if (!root)
        diag(d->r->diags, DIAG_G022, d->r->pos, d->r->name, name);
    return root;
}

struct part_node *part_of_type(struct docx *d, const struct pack_relations *from, const char *type)
{
    const struct pack_relation *r = pack_by_type(from, type);
    return r && !r->outside ? part_named(d, r->target) : NULL;
}

/* ---- reading a tree ---- */

const struct part_node *part_child(const struct part_node *n, enum part_tag tag)
{
    const struct part_node *child = n ? n->first : NULL;
    while (child && child->tag != tag)
        child = child->next;
    return child;
}

const char *part_attr(const struct part_node *n, const char *name)
{
    for (uint32_t i = 0; n && i < n->n_attrs; i++)
        if (strcmp(n->attrs[i].name, name) == 0)
            return n->attrs[i].value;
    return NULL;
}

const char *part_value(const struct part_node *n)
{
    const char *value = part_attr(n, "val");
    return value ? value : "";
}

const char *part_child_value(const struct part_node *n, enum part_tag tag)
{
    return part_attr(part_child(n, tag), "val");
}

bool part_is(const char *value, const char *word)
{
    return value && strcmp(value, word) == 0;
}

bool part_on(const struct part_node *n)
{
    const char *value = part_attr(n, "val");
    return n && !part_is(value, "0") && !part_is(value, "false") && !part_is(value, "off");
}

long part_number(const char *value, long other)
{
    enum { MOST = 1000000000 };
    char *end = NULL;
    long n = value ? strtol(value, &end, 10) : 0;
    return end && end > value && n > -MOST && n < MOST ? n : other;
}

/* Digits, perhaps with a fraction and a unit: "567", "28.35pt", "1cm". */
int part_length(const char *value, int other)
{
    static const struct {
        const char *name;
        double size; /* in 1/1000 pt */
    } units[] = {{"pt", 1000},  {"cm", 72000 / 2.54}, {"mm", 7200 / 2.54},
                 {"in", 72000}, {"pc", 12000},        {"pi", 12000}};
    enum { TWIP = 50, MOST = 10000000 }; /* 1/1000 pt */
    char *end = NULL;
    double n = value ? strtod(value, &end) : 0, size = TWIP;
    if (!end || end == value)
        return other;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(end, units[i].name) == 0)
            size = units[i].size;
    n *= size;
    return n > -MOST && n < MOST ? (int)(n < 0 ? n - 0.5 : n + 0.5) : other;
}
