/*
 * What stands beside a Word file's text: sections, headers and footers, notes, what is said of the
 * file; and what the reader tells of all that paper does not show.
 */
#include <string.h>

#include "draft/diag.def"
#include "draft/docx_int.h"

/* ---- sections ---- */

/* A section's properties are in its last paragraph, those of the last one behind all. */
static void find_sections(struct docx *d, const struct part_node *first)
{
    for (const struct part_node *n = first; n; n = n->next)
        if (n->tag == TAG_SECTION)
            VEC_PUSH(d->scratch, &d->sections, n);
        else if (n->tag == TAG_PARAGRAPH)
            find_sections(d, part_child(n, TAG_PARAGRAPH_PROPERTIES)
                                 ? part_child(n, TAG_PARAGRAPH_PROPERTIES)->first
                                 : NULL);
        else if (n->tag == TAG_SDT || n->tag == TAG_SDT_CONTENT || n->tag == TAG_CUSTOM_XML ||
                 n->tag == TAG_INSERTED)
            find_sections(d, n->first);
}

static struct draft_section section_of(const struct part_node *n)
{
    const struct part_node *size = part_child(n, TAG_PAGE_SIZE);
    const struct part_node *margins = part_child(n, TAG_PAGE_MARGINS);
    struct draft_section s = {.width = part_length(part_attr(size, "w"), 0),
                              .height = part_length(part_attr(size, "h"), 0),
                              .top = part_length(part_attr(margins, "top"), 0),
                              .right = part_length(part_attr(margins, "right"), 0),
                              .bottom = part_length(part_attr(margins, "bottom"), 0),
                              .left = part_length(part_attr(margins, "left"), 0)};
    const char *type = part_child_value(n, TAG_TYPE);
    long columns = part_number(part_attr(part_child(n, TAG_COLUMNS), "num"), 1);
    s.landscape = s.width > s.height;
    s.new_page = !part_is(type, "continuous") && !part_is(type, "nextColumn");
    s.columns = columns > 0 ? (uint32_t)columns : 1;
    return s;
}

void beside_sections(struct docx *d, const struct part_node *body)
{
    struct draft *draft = d->draft;
    find_sections(d, body->first);
    if (!d->sections.n)
        return;
    draft->sections = ARENA_ARRAY(d->arena, struct draft_section, d->sections.n);
    draft->n_sections = d->sections.n;
    for (size_t i = 0; i < d->sections.n; i++)
        draft->sections[i] = section_of(d->sections.v[i]);
}

/* ---- headers and footers ---- */

/* A number and what may stand around one: dashes, 第 页 共. */
static bool is_number_mark(const char **p)
{
    static const char *const marks[] = {"—", "－", "-",  "–",  "·", "第",   "页",   "共", "/",
                                        " ", "　", "\t", "\n", "#", "PAGE", "Page", "of"};
    if (**p >= '0' && **p <= '9') {
        ++*p;
        return true;
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(*p, marks[i], strlen(marks[i])) == 0) {
            *p += strlen(marks[i]);
            return true;
        }
    return false;
}

static bool has_number_alone(const char *p, const char *end)
{
    bool any = false;
    while (p < end) {
        any = any || (*p >= '0' && *p <= '9') || *p == '#';
        if (!is_number_mark(&p))
            return false;
    }
    return any;
}

struct edges {
    VEC(struct draft_edge) list;
    struct map of; /* by name: in list, the first that it was read for */
};

static void read_edge(struct docx *d, struct edges *k, const char *name, struct draft_edge *edge)
{
    struct pack_relations relations = d->relations;
    uint64_t key = map_key(name, strlen(name));
    const uint32_t *known = map_get(&k->of, key);
    if (known) {
        edge->only_number = k->list.v[*known].only_number;
        edge->blocks = k->list.v[*known].blocks;
        return;
    }
    struct part_node *root = part_named(d, name);
    map_put(d->scratch, &k->of, key, (uint32_t)k->list.n);
    if (!root)
        return;
    d->relations = (struct pack_relations){0};
    size_t before = d->text.n;
    d->section = edge->section;
    if (pack_relations(d->pack, d->arena, name, &d->relations))
        d->story(d, root, &edge->blocks);
    edge->only_number = has_number_alone(d->text.p + before, d->text.p + d->text.n);
    d->relations = relations;
}

static void add_edge(struct docx *d, struct edges *k, const struct part_node *n, uint32_t section)
{
    const char *id = part_attr(n, "id"), *type = part_attr(n, "type");
    const struct pack_relation *r = id ? pack_by_id(&d->relations, id, strlen(id)) : NULL;
    struct draft_edge edge = {.section = section};
    if (!r || r->outside)
        return;
    edge.kind = n->tag == TAG_HEADER_REFERENCE ? DRAFT_HEADER : DRAFT_FOOTER;
    if (part_is(type, "first"))
        edge.pages = DRAFT_FIRST_PAGE;
    if (part_is(type, "even"))
        edge.pages = DRAFT_EVEN_PAGES;
    read_edge(d, k, r->target, &edge);
    VEC_PUSH(d->arena, &k->list, edge);
}

/* Those of first or even pages stay unseen, unless the section or the file says that they differ.
 */
void beside_edges(struct docx *d, bool even_and_odd)
{
    struct edges k = {0};
    for (size_t i = 0; i < d->sections.n; i++) {
        bool first = part_on(part_child(d->sections.v[i], TAG_TITLE_PAGE));
        for (const struct part_node *n = d->sections.v[i]->first; n; n = n->next) {
            const char *type = part_attr(n, "type");
            bool shown = part_is(type, "first")  ? first
                         : part_is(type, "even") ? even_and_odd
                                                 : true;
            if (shown && (n->tag == TAG_HEADER_REFERENCE || n->tag == TAG_FOOTER_REFERENCE))
                add_edge(d, &k, n, (uint32_t)i);
        }
    }
    d->draft->edges = k.list.v;
    d->draft->n_edges = k.list.n;
    d->section = 0;
}

/* ---- notes ---- */

void beside_notes(struct docx *d)
{
    struct draft *draft = d->draft;
    draft->notes = ARENA_ARRAY(d->arena, struct draft_note, d->notes.n + 1);
    for (size_t i = 0; i < d->notes.n; i++) {
        struct draft_note note = d->notes.v[i].note;
        if (note.paragraph && !note.paragraph->place.line)
            note.paragraph = NULL; /* it went */
        d->story(d, d->notes.v[i].node, &note.blocks);
        draft->notes[draft->n_notes++] = note;
    }
}

/* ---- what is said of the file ---- */

struct properties {
    VEC(struct draft_property) list;
};

static void add_property(struct docx *d, struct properties *k, enum draft_property_kind kind,
                         const char *name, const char *value)
{
    if (name && value && *value)
        VEC_PUSH(d->arena, &k->list, ((struct draft_property){kind, name, value}));
}

static const char *text_of(const struct part_node *n)
{
    const struct part_node *c = n ? n->first : NULL;
    while (c && !c->text && c->first)
        c = c->first;
    return c && c->text ? c->text : "";
}

static void read_core(struct docx *d, struct properties *k, const struct part_node *root)
{
    for (const struct part_node *n = root ? root->first : NULL; n; n = n->next)
        add_property(d, k, DRAFT_CORE, n->name, text_of(n));
}

static void read_custom(struct docx *d, struct properties *k, const struct part_node *root)
{
    for (const struct part_node *n = root ? root->first : NULL; n; n = n->next) {
        const char *name = n->tag == TAG_PROPERTY ? part_attr(n, "name") : NULL;
        add_property(d, k, DRAFT_CUSTOM, name, text_of(n));
        d->draft->by_wps = d->draft->by_wps || part_is(name, "KSOProductBuildVer");
    }
}

void beside_properties(struct docx *d, const struct pack_relations *package,
                       const struct part_node *settings)
{
    struct properties k = {0};
    const struct part_node *variables = part_child(settings, TAG_DOC_VARS);
    const struct part_node *program = part_of_type(d, package, "extended-properties");
    long pages = part_number(text_of(part_child(program, TAG_PAGES)), 0);
    read_core(d, &k, part_of_type(d, package, "core-properties"));
    read_custom(d, &k, part_of_type(d, package, "custom-properties"));
    for (const struct part_node *n = variables ? variables->first : NULL; n; n = n->next)
        add_property(d, &k, DRAFT_VARIABLE, part_attr(n, "name"), part_attr(n, "val"));
    d->draft->properties = k.list.v;
    d->draft->n_properties = k.list.n;
    d->draft->pages = pages > 0 ? (uint32_t)pages : 0;
    d->draft->by_wps =
        d->draft->by_wps || strstr(text_of(part_child(program, TAG_APPLICATION)), "WPS") != NULL;
}

/* ---- telling ---- */

/* The beginning of a text, in one line. */
static const char *beginning(struct arena *a, const char *text)
{
    enum { SHOWN = 60 };
    size_t n = strcspn(text, "\n");
    bool cut = n > SHOWN || text[n];
    n = n > SHOWN ? SHOWN : n;
    while (n && cut && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--;
    return arena_printf(a, "%.*s%s", (int)n, text, cut ? "……" : "");
}

/* A seal that this program has put in (docx/drawing.c). */
static bool is_known(const struct draft_left *l)
{
    static const char tag[] = "印章#";
    return l->control && strncmp(l->control->tag, tag, strlen(tag)) == 0;
}

void beside_tell(const struct docx *d)
{
    static const struct diag_code *const codes[DRAFT_LEFT_KINDS] = {
        [DRAFT_LEFT_DELETED] = DIAG_G030, [DRAFT_LEFT_HIDDEN] = DIAG_G031,
        [DRAFT_LEFT_COMMENT] = DIAG_G032, [DRAFT_LEFT_CONTENTS] = DIAG_G033,
        [DRAFT_LEFT_PICTURE] = DIAG_G034, [DRAFT_LEFT_SEAL] = DIAG_G035,
        [DRAFT_LEFT_OBJECT] = DIAG_G036,  [DRAFT_LEFT_RUBY] = DIAG_G037,
        [DRAFT_LEFT_FORMULA] = DIAG_G038, [DRAFT_LEFT_SIGN] = DIAG_G039,
        [DRAFT_LEFT_OUTSIDE] = DIAG_G040};
    const struct draft *draft = d->draft;
    size_t counts[DRAFT_LEFT_KINDS] = {0};
    const struct draft_left *first[DRAFT_LEFT_KINDS] = {NULL};
    for (size_t i = 0; i < draft->n_left; i++) {
        const struct draft_left *l = &draft->left[i];
        if ((l->kind == DRAFT_LEFT_PICTURE && l->picture) || is_known(l))
            continue; /* whoever makes a document of it tells */
        first[l->kind] = counts[l->kind]++ ? first[l->kind] : l;
    }
    for (size_t k = 0; k < DRAFT_LEFT_KINDS; k++)
        if (first[k] && codes[k])
            diag(d->r->diags, codes[k], first[k]->pos, arena_printf(d->arena, "%zu", counts[k]),
                 beginning(d->arena, first[k]->text));
    if (d->unknown_format)
        diag(d->r->diags, DIAG_G023, ((struct pos){draft->src, d->unknown_at}), d->unknown_format);
}
