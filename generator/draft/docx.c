/*
 * The way of a Word file: its parts by who refers to them, the text through content.c, and then
 * what stands beside it. A part that is damaged is told and left out, unless it is the text itself.
 */
#include <string.h>

#include "draft/diag.def"
#include "draft/docx_int.h"

enum { MEGABYTE = 1 << 20, PART_MOST = 64 << 20, TOTAL_MOST = 160 << 20 };

/* ---- parts ---- */

static bool tell_fault(const struct docx *d, const char *name)
{
    struct reading *r = d->r;
    if (d->too_many)
        return finish_fail(r, DIAG_G010, arena_printf(r->arena, "%d", PART_MOST_NODES));
    switch (pack_fault(d->pack)) {
    case PACK_LOCKED:
        return finish_fail(r, DIAG_G004, NULL);
    case PACK_LARGE:
        diag(r->diags, DIAG_G006, r->pos, r->name, name,
             arena_printf(r->arena, "%d", PART_MOST / MEGABYTE));
        return false;
    case PACK_UNREAD: /* not of one in memory */
    case PACK_DAMAGED:
        break;
    }
    return finish_fail(r, DIAG_G005, name);
}

/* ---- what the text refers to ---- */

static void read_ids(struct docx *d, const char *type, enum part_tag tag, struct map *out)
{
    const struct part_node *root = part_of_type(d, &d->relations, type);
    for (const struct part_node *n = root ? root->first : NULL; n; n = n->next) {
        const char *id = part_attr(n, "id");
        if (n->tag != tag || !id)
            continue;
        map_put(d->scratch, out, map_key(id, strlen(id)), (uint32_t)d->nodes.n);
        VEC_PUSH(d->scratch, &d->nodes, n);
    }
}

static void read_definitions(struct docx *d, const struct part_node *settings)
{
    d->styles = styles_read(d->arena, part_of_type(d, &d->relations, "styles"),
                            part_of_type(d, &d->relations, "theme"), settings);
    d->numbers = number_read(d->arena, part_of_type(d, &d->relations, "numbering"), d->styles);
    read_ids(d, "comments", TAG_COMMENT, &d->comments);
    read_ids(d, "footnotes", TAG_FOOTNOTE, &d->footnotes);
    read_ids(d, "endnotes", TAG_ENDNOTE, &d->endnotes);
}

/* What a ZIP is that is no Word file. */
static bool refuse(struct docx *d)
{
    static const struct {
        const char *part, *what;
    } others[] = {{"xl/workbook.xml", "Excel (.xlsx)"},
                  {"ppt/presentation.xml", "PowerPoint (.pptx)"},
                  {"OFD.xml", "OFD"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (pack_has(d->pack, others[i].part))
            return finish_fail(d->r, DIAG_G001, others[i].what);
    return finish_fail(d->r, DIAG_G001, "ZIP");
}

/* ---- the text ---- */

/* Some programs leave more than one. */
static void read_bodies(struct docx *d, const struct part_node *first)
{
    d->in_body = true;
    d->page = 1;
    for (const struct part_node *body = first; body; body = body->next)
        if (body->tag == TAG_BODY)
            content_story(d, body, &d->draft->blocks);
    d->in_body = false;
    d->page = 0;
    d->page_next = false;
    d->section = 0;
}

static bool read_text(struct docx *d, const struct pack_relations *package, const char *name)
{
    const struct part_node *root = part_read(d, name);
    const struct part_node *body = part_child(root, TAG_BODY);
    if (!root || !pack_relations(d->pack, d->arena, name, &d->relations))
        return tell_fault(d, name);
    if (!body)
        return refuse(d);
    const struct part_node *settings = part_of_type(d, &d->relations, "settings");
    read_definitions(d, settings);
    beside_sections(d, body);
    read_bodies(d, body);
    beside_notes(d);
    beside_edges(d, part_on(part_child(settings, TAG_EVEN_AND_ODD)));
    beside_properties(d, package, settings);
    return true;
}

static bool finish(struct docx *d)
{
    put_finish(d);
    if (d->full)
        return finish_fail(d->r, DIAG_G003,
                           arena_printf(d->arena, "%d", DRAFT_MOST_TEXT / MEGABYTE));
    beside_tell(d);
    return true;
}

static bool read_package(struct docx *d)
{
    struct pack_relations package = {0};
    if (!pack_relations(d->pack, d->arena, "", &package))
        return tell_fault(d, "_rels/.rels");
    static const char usual[] = "word/document.xml";
    const struct pack_relation *text = pack_by_type(&package, "officeDocument");
    bool named = text && !text->outside;
    if (pack_has(d->pack, "xl/workbook.xml") || (!named && !pack_has(d->pack, usual)))
        return refuse(d);
    const char *name = named ? text->target : usual;
    if (!pack_has(d->pack, name))
        return finish_fail(d->r, DIAG_G005, name);
    bool ok = read_text(d, &package, name);
    return finish(d) && ok;
}

bool docx_read(struct reading *r, const char *bytes, size_t size)
{
    static const struct pack_limits limits = {PART_MOST, TOTAL_MOST};
    struct file_pieces file = {.bytes = bytes, .size = size};
    struct docx d = {.r = r, .draft = r->draft, .arena = r->arena, .scratch = arena_new()};
    d.story = content_story;
    d.inlines = paragraph_inlines;
    d.pack = pack_open(&file, &limits);
    r->draft->format = DRAFT_DOCX;
    bool ok = d.pack ? read_package(&d) : finish_fail(r, DIAG_G005, "ZIP");
    if (d.pack)
        pack_close(d.pack);
    arena_drop(d.scratch);
    return ok;
}
