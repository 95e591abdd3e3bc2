/*
 * The blocks of a text: paragraphs and tables, through whatever is wrapped around them. A text
 * apart (a cell, a box, a note) has its own open paragraph and fields; all else goes on.
 */
#include <string.h>

#include "draft/docx_int.h"

static bool is_contents(const struct part_node *sdt)
{
    const struct part_node *part = part_child(part_child(sdt, TAG_SDT_PROPERTIES), TAG_DOC_PART);
    return part_is(part_child_value(part, TAG_DOC_PART_GALLERY), "Table of Contents");
}

static void read_control(struct docx *d, const struct part_node *n)
{
    const struct draft_control *outer = d->control;
    const struct part_node *content = part_child(n, TAG_SDT_CONTENT);
    bool contents = is_contents(n);
    d->control = wrap_control(d, n, outer);
    d->in_contents += contents;
    content_blocks(d, content ? content->first : NULL);
    d->in_contents -= contents;
    if (contents && !d->in_contents) {
        buf_str(&d->contents, "");
        put_left(d, DRAFT_LEFT_CONTENTS, d->contents.p, NULL);
        buf_clear(&d->contents);
    }
    d->control = outer;
}

/* ---- blocks ---- */

static void read_block(struct docx *d, const struct part_node *n)
{
    const struct part_node *choice;
    switch (n->tag) {
    case TAG_PARAGRAPH:
        paragraph_read(d, n);
        break;
    case TAG_TABLE:
        put_flush(d);
        table_read(d, n);
        break;
    case TAG_SDT:
        read_control(d, n);
        break;
    case TAG_ALTERNATE:
        choice = wrap_choice(n);
        content_blocks(d, choice ? choice->first : NULL);
        break;
    case TAG_ALT_CHUNK:
        put_left(d, DRAFT_LEFT_OBJECT, "altChunk", NULL);
        break;
    case TAG_BOOKMARK_START:
    case TAG_BOOKMARK_END:
        put_bookmark(d, n);
        break;
    case TAG_RUN:
    case TAG_HYPERLINK:
        put_open(d); /* in no paragraph, as some programs leave it */
        paragraph_inline(d, n);
        put_close(d, true);
        break;
    case TAG_SECTION:
    case TAG_PARAGRAPH_PROPERTIES:
        break;
    default:
        content_blocks(d, n->first);
    }
}

void content_blocks(struct docx *d, const struct part_node *first)
{
    for (const struct part_node *n = first; n; n = n->next)
        read_block(d, n);
}

void content_story(struct docx *d, const struct part_node *node, struct draft_blocks *blocks)
{
    struct put *put = d->put, *carried = d->carried;
    struct draft_blocks *outer = d->blocks;
    struct draft_run now = d->now;
    struct look look = d->look;
    struct buf *code = d->code;
    size_t first_field = d->first_field;
    d->put = d->carried = NULL;
    d->blocks = blocks;
    d->now = (struct draft_run){.control = d->control};
    d->first_field = d->fields.n;
    d->code = NULL;
    content_blocks(d, node->first);
    field_end_all(d);
    put_flush(d);
    d->put = put;
    d->carried = carried;
    d->blocks = outer;
    d->now = now;
    d->look = look;
    d->code = code;
    d->first_field = first_field;
}
