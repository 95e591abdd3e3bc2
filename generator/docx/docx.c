/* The parts of a document in their order, each in a section of its own where its pages are others. */
#include "docx/docx.h"

#include <string.h>

#include "docx/docx_int.h"

/* ---- contents ---- */

/* The entries of 目录, in the order in which block.c numbers the headings. */
struct contents {
    int depth, seen;
    struct tree_paragraph *first, *last;
};

static int page_of(const struct docx *x, const char *anchor)
{
    for (size_t i = 0; i < x->n_anchors; i++)
        if (strcmp(x->anchors[i].name, anchor) == 0)
            return x->anchors[i].page;
    return 1;
}

static void add_entry(struct docx *x, struct contents *c, const struct flow *f, const char *anchor)
{
    const struct style *st = x->style;
    struct tree_paragraph *p = tree_paragraph(x, (enum docx_style)(DOCX_TOC_1 + f->level - 1));
    p->own_indents = true;
    p->left = f->level * st->toc_indent;
    p->first = -st->toc_indent;
    p->align = "left";
    tree_tab(p, st->area_width, "right");
    p->tabs[0].leader = "dot";
    tree_run(x, p, f->label, 0)->anchor = anchor;
    tree_run(x, p, f->title, 0)->anchor = anchor;
    tree_words(x, p, "\t");
    tree_run(x, p, (struct text){0}, 0)->raw = arena_printf(
        x->arena,
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">"
        " PAGEREF %s \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
        "<w:r><w:t>%d</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        anchor, page_of(x, anchor));
    c->first = c->first ? c->first : p;
    c->last = p;
}

static void add_entries(struct docx *x, struct contents *c, const struct flow *f)
{
    for (; f; f = f->next) {
        if (f->kind == FLOW_HEADING && f->title.n) {
            const char *anchor = arena_printf(x->arena, "heading-%d", ++c->seen);
            if (f->level <= c->depth)
                add_entry(x, c, f, anchor);
        }
        for (const struct flow_line *l = f->lines; l; l = l->next)
            add_entries(x, c, l->flow);
        add_entries(x, c, f->kind == FLOW_HEADING && f->run_in ? f->first->next : f->first);
    }
}

/* On pages of their own before the part; a field, which a word processor sets up to date. */
static void contents_add(struct docx *x, const struct flow *first, int depth)
{
    struct contents c = {.depth = depth, .seen = x->headings};
    if (!x->anchors && !layout_probe_anchors(x->probe, &x->anchors, &x->n_anchors)) {
        x->failed = true;
        return;
    }
    struct text title = text_from_utf8(x->arena, x->style->toc_title, x->doc->pos);
    struct tree_paragraph *p = tree_paragraph(x, DOCX_TITLE);
    tree_run(x, p, title, 0);
    p->before = x->style->title_blank_above_bare;
    x->y = docx_height(p->before, x->style->title_pitch, 1);
    head_blank_below(x, p, NULL, x->style->title_blank_below);
    add_entries(x, &c, first);
    if (!c.first)
        return;
    c.first->opens = arena_printf(
        x->arena,
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">"
        " TOC \\o \"1-%d\" \\h \\z \\u </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
        depth);
    c.last->closes = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
}

/* ---- sections ---- */

/* What stands behind the last section's end has pages of this kind. */
static struct tree_section section_now(const struct docx *x)
{
    return (struct tree_section){
        .style = x->style, .turned = x->turned, .form = x->doc->form != NULL};
}

static struct tree_paragraph *first_behind(struct tree_node **at)
{
    struct tree_node *n = *at;
    while (n && n->kind != TREE_PARAGRAPH)
        n = n->next;
    return n ? n->paragraph : NULL;
}

/* ---- parts ---- */

struct parts {
    struct docx *docx;
    struct tree_section section; /* that what was made last stands in */
};

/* A new page, in another section when its pages are others. */
static bool start_page(struct parts *s, bool turned, bool form, bool restart)
{
    struct docx *x = s->docx;
    bool other = turned != x->turned || form != x->form || form || restart;
    if (other)
        tree_section(x, s->section);
    x->turned = turned;
    x->form = form;
    x->style = layout_probe_style(x->probe, turned, form);
    if (other) {
        s->section = section_now(x);
        s->section.restart = restart;
    }
    block_restart(x);
    x->y = 0;
    return !other;
}

/* What stands above a form: the legend, the label of an attachment, the title. */
static void add_form_head(struct docx *x, const struct flow_form *form, const struct flow_part *p)
{
    const struct style *st = x->style;
    len_t gap = (form->legend ? 1 : 0) * st->form_gap;
    form_legend(x, form->legend);
    if (p) {
        struct tree_paragraph *label = tree_paragraph(x, DOCX_LABEL);
        tree_run(x, label, p->label, 0);
        label->line = st->body_size + LEN_PT;
        if (p->anchor)
            label->bookmarks[label->n_bookmarks++] = p->anchor;
        gap = 2 * st->form_gap;
    }
    head_title_lines(x, p ? DOCX_PART_TITLE : DOCX_TITLE, p ? "附件标题" : "标题",
                     p ? p->title_lines : x->doc->title, gap);
    tree_field(x, DOCX_CAPTION, "题注", p ? p->caption : x->doc->caption);
}

/* 7.3.7 */
static void add_attachment_head(struct docx *x, const struct flow_part *p)
{
    const struct style *st = x->style;
    struct tree_paragraph *label = tree_paragraph(x, DOCX_LABEL);
    tree_run(x, label, p->label, 0);
    x->y = docx_height(0, st->line_pitch, 1);
    if (p->anchor)
        label->bookmarks[label->n_bookmarks++] = p->anchor;
    struct tree_paragraph *title = head_title_lines(x, DOCX_PART_TITLE, "附件标题", p->title_lines,
                                                    st->attachment_title_above);
    struct tree_paragraph *caption = tree_field(x, DOCX_CAPTION, "题注", p->caption);
    head_blank_below(x, title, caption, st->attachment_title_below);
}

static void add_attachment(struct parts *s, const struct flow_part *p)
{
    struct docx *x = s->docx;
    x->failed = (p->form && !layout_probe_form(x->probe, p, &x->run_on)) || x->failed;
    bool breaks = start_page(s, p->turned || (p->form && p->form->turned), p->form != NULL,
                             !p->bound);
    struct tree_node **at = x->end;
    if (p->form)
        add_form_head(x, p->form, p);
    else
        add_attachment_head(x, p);
    block_list(x, p->first);
    struct tree_paragraph *first = first_behind(at);
    if (breaks && first)
        first->new_page = true;
}

static void add_attachments(struct parts *s, const struct flow_part *p, bool bound)
{
    for (; p; p = p->next)
        if (p->bound == bound)
            add_attachment(s, p);
}

static void add_enclosure(struct parts *s, const struct flow_part *p)
{
    struct docx *x = s->docx;
    bool breaks = start_page(s, false, false, false);
    struct tree_node **at = x->end;
    x->anchored = p->toc_depth > 0;
    if (p->toc_depth) {
        contents_add(x, p->first, p->toc_depth);
        first_behind(at)->new_page = breaks;
        at = x->end;
        breaks = true;
    }
    struct tree_paragraph *title = head_title_lines(
        x, DOCX_TITLE, "印发件标题", p->title_lines, x->style->title_blank_above_bare);
    struct tree_paragraph *caption = tree_field(x, DOCX_CAPTION, "题注", p->caption);
    head_blank_below(x, title, caption, x->style->title_blank_below);
    block_list(x, p->first);
    x->anchored = false;
    ending_notes(x, p->attachments);
    struct tree_paragraph *first = first_behind(at);
    if (breaks && first)
        first->new_page = true;
}

static void add_main(struct parts *s)
{
    struct docx *x = s->docx;
    const struct flow_document *doc = x->doc;
    struct tree_node **at = NULL;
    x->anchored = doc->toc_depth > 0;
    if (doc->toc_depth) {
        contents_add(x, doc->body, doc->toc_depth);
        at = x->end;
    }
    if (doc->head)
        head_add(x, doc->head);
    if (doc->form)
        add_form_head(x, doc->form, NULL);
    else
        head_title(x);
    block_list(x, doc->body);
    x->anchored = false;
    ending_notes(x, doc->attachments);
    if (doc->signature)
        ending_signature(x, doc->signature);
    ending_lists(x);
    if (at && first_behind(at))
        first_behind(at)->new_page = true;
}

/* Upright, though what is before it is not (7.4). It hangs on a paragraph that nobody sees. */
static void add_imprint(struct parts *s)
{
    struct docx *x = s->docx;
    if (!ending_has_imprint(x))
        return;
    if (x->turned)
        start_page(s, false, false, false);
    ending_imprint(x);
    tree_paragraph(x, DOCX_BODY)->line = LEN_PT;
}

static void add_parts(struct docx *x)
{
    const struct flow_document *doc = x->doc;
    const struct flow_part *enclosed = doc->enclosure ? doc->enclosure->attachments : NULL;
    struct parts s = {.docx = x, .section = section_now(x)};
    s.section.letter = x->style->letter && doc->head;
    add_main(&s);
    if (doc->enclosure)
        add_enclosure(&s, doc->enclosure);
    add_attachments(&s, enclosed, true);
    add_attachments(&s, doc->attachments, true);
    add_imprint(&s);
    add_attachments(&s, enclosed, false);
    add_attachments(&s, doc->attachments, false);
    tree_section(x, s.section);
}

/* ---- the document ---- */

static struct docx *make(const struct docx_job *job, const struct flow_document *doc,
                         struct diags *d)
{
    struct docx *x = ARENA_NEW(doc->arena, struct docx);
    x->arena = doc->arena;
    x->doc = doc;
    x->diags = d;
    x->author = job->author;
    x->day = job->day;
    x->source = doc->pos.src;
    x->end = &x->first;
    x->probe = layout_probe_open(doc, job->layout, d);
    x->form = doc->form != NULL;
    x->failed = x->form ? !layout_probe_form(x->probe, NULL, &x->run_on)
                        : !layout_probe_pace(x->probe, &x->to_in_imprint);
    x->turned = doc->form && doc->form->turned;
    x->style = layout_probe_style(x->probe, x->turned, x->form);
    x->paper = layout_probe_style(x->probe, false, x->form);
    styles_start(x);
    if (!x->failed)
        add_parts(x);
    return x;
}

bool docx_write(const struct docx_job *job, struct sink *out, struct diags *d)
{
    struct docx *x = make(job, job->doc, d);
    struct docx *before = job->before && !x->failed ? make(job, job->before, d) : NULL;
    if (before && !before->failed)
        revise(x, before);
    return !x->failed && !(before && before->failed) && package_write(x, job->info, out);
}
