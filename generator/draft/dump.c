/* A draft as indented text, for people who look and for tests. What is as usual is left out. */
#include "base/buf.h"
#include "draft/draft_int.h"

enum { INDENT = 2 };

static void add_text(struct buf *out, struct text t, size_t from, size_t to)
{
    buf_char(out, '"');
    for (size_t i = from; i < to; i++) {
        if (t.cp[i] == '\t')
            buf_str(out, "\\t");
        else if (t.cp[i] == TEXT_BREAK)
            buf_str(out, "\\n");
        else if (t.cp[i] < ' ')
            buf_printf(out, "\\x%02x", t.cp[i]);
        else
            buf_code(out, t.cp[i]);
    }
    buf_char(out, '"');
}

static void add_named(struct buf *out, const char *name, const char *value)
{
    if (value && *value) {
        buf_printf(out, " %s=", name);
        buf_json(out, value);
    }
}

static void add_length(struct buf *out, const char *name, int length)
{
    if (!length)
        return;
    buf_printf(out, " %s=", name);
    buf_fixed(out, length, 3);
}

static void add_flag(struct buf *out, const char *name, bool set)
{
    if (set)
        buf_printf(out, " %s", name);
}

static void add_number(struct buf *out, const char *name, int64_t n)
{
    if (n) {
        buf_printf(out, " %s=", name);
        buf_int(out, n);
    }
}

static void add_control(struct buf *out, const struct draft_control *c)
{
    for (; c; c = c->parent) {
        buf_str(out, " {");
        buf_str(out, c->tag);
        add_named(out, "title", c->title);
        add_named(out, "value", c->value);
        add_flag(out, "placeholder", c->placeholder);
        if (c->checkbox)
            buf_str(out, c->checked ? " checked" : " unchecked");
        buf_char(out, '}');
    }
}

static void add_looks(struct buf *out, const struct draft_looks *l)
{
    static const char *const kinds[] = {"", " song", " hei", " kai", " fang"};
    add_named(out, "face", l->face);
    buf_str(out, kinds[l->kind]);
    add_length(out, "size", l->size);
    add_flag(out, "bold", l->bold);
    add_flag(out, "italic", l->italic);
    add_flag(out, "underline", l->underline);
    add_flag(out, "strike", l->strike);
    add_flag(out, "highlight", l->highlight);
    if (l->colour)
        buf_printf(out, " colour=%06x%s", l->colour, l->red ? " red" : "");
    add_flag(out, "raised", l->shift > 0);
    add_flag(out, "lowered", l->shift < 0);
}

static void dump_run(struct buf *out, const struct draft_paragraph *p, const struct draft_run *run,
                     int indent)
{
    static const char *const fields[] = {"field", "page", "link", "ref", "seq", "date", "form"};
    buf_printf(out, "%*s", indent, "");
    add_text(out, p->text, run->from, run->to);
    add_looks(out, &run->looks);
    add_flag(out, "inserted", run->inserted);
    if (run->field) {
        buf_printf(out, " %s", fields[run->field->kind]);
        add_named(out, "code", run->field->code);
        add_named(out, "target", run->field->target);
    }
    if (run->control != p->control)
        add_control(out, run->control);
    buf_char(out, '\n');
}

static void add_shape(struct buf *out, const struct draft_paragraph *p)
{
    static const char *const aligns[] = {"", "", " center", " right"};
    add_named(out, "style", p->style);
    add_number(out, "outline", p->outline);
    buf_str(out, aligns[p->align]);
    add_flag(out, "spread", p->spread);
    add_length(out, "left", p->left);
    add_length(out, "right", p->right);
    add_length(out, "first", p->first);
    add_number(out, "left-chars", p->left_chars);
    add_number(out, "first-chars", p->first_chars);
    add_length(out, "before", p->before);
    add_length(out, "after", p->after);
    add_length(out, "line", p->line_height);
    add_flag(out, p->red_rule ? "red-rule" : "rule", p->ruled);
    add_flag(out, "page-before", p->page_before);
    add_flag(out, "goes-on", p->goes_on);
    add_flag(out, "frame", p->frame);
    add_number(out, "box", p->box);
    add_number(out, "section", p->section);
}

static void dump_paragraph(struct buf *out, const struct draft_paragraph *p, int indent)
{
    buf_printf(out, "%*s%u", indent, "", p->place.line);
    add_number(out, "page", p->place.page);
    if (p->label.n) {
        buf_str(out, " label=");
        add_text(out, p->label, 0, p->label.n);
    }
    add_flag(out, "bullet", p->bullet);
    add_number(out, "list", p->list);
    add_number(out, "level", p->level);
    add_shape(out, p);
    add_control(out, p->control);
    bool whole =
        p->n_runs == 1 && !p->runs->field && !p->runs->inserted && p->runs->control == p->control;
    if (whole || !p->n_runs)
        add_looks(out, p->n_runs ? &p->runs->looks : &p->mark);
    if (whole) {
        buf_char(out, ' ');
        add_text(out, p->text, 0, p->text.n);
    }
    buf_char(out, '\n');
    for (size_t i = 0; !whole && i < p->n_runs; i++)
        dump_run(out, p, &p->runs[i], indent + INDENT);
}

static void dump_blocks(struct buf *out, const struct draft_blocks *blocks, int indent);

static void dump_row(struct buf *out, const struct draft_row *row, int indent)
{
    buf_printf(out, "%*srow", indent, "");
    add_flag(out, "head", row->head);
    add_control(out, row->control);
    buf_char(out, '\n');
    for (size_t i = 0; i < row->n; i++) {
        const struct draft_cell *c = &row->cells[i];
        buf_printf(out, "%*scell %u", indent + INDENT, "", c->column);
        add_number(out, "columns", c->columns > 1 ? c->columns : 0);
        add_number(out, "rows", c->rows > 1 ? c->rows : 0);
        add_flag(out, "covered", c->covered);
        add_flag(out, "shaded", c->shaded);
        if (c->control != row->control)
            add_control(out, c->control);
        buf_char(out, '\n');
        dump_blocks(out, &c->blocks, indent + INDENT + INDENT);
    }
}

static void dump_table(struct buf *out, const struct draft_table *t, int indent)
{
    buf_printf(out, "%*stable %u columns=%u", indent, "", t->number, t->columns);
    add_named(out, "style", t->style);
    add_flag(out, "bordered", t->bordered);
    add_control(out, t->control);
    buf_str(out, " widths=");
    for (uint32_t i = 0; i < t->columns; i++) {
        buf_str(out, i ? "," : "");
        buf_fixed(out, t->widths[i], 3);
    }
    buf_char(out, '\n');
    for (size_t i = 0; i < t->n; i++)
        dump_row(out, &t->rows[i], indent + INDENT);
}

/* Recursion is as deep as tables are nested, which their reader limits. */
static void dump_blocks(struct buf *out, const struct draft_blocks *blocks, int indent)
{
    for (size_t i = 0; i < blocks->n; i++)
        if (blocks->v[i].kind == DRAFT_TABLE)
            dump_table(out, blocks->v[i].table, indent);
        else
            dump_paragraph(out, blocks->v[i].paragraph, indent);
}

static void dump_section(struct buf *out, const struct draft_section *s)
{
    if (!s->width)
        return;
    buf_str(out, "section");
    add_length(out, "width", s->width);
    add_length(out, "height", s->height);
    add_length(out, "top", s->top);
    add_length(out, "right", s->right);
    add_length(out, "bottom", s->bottom);
    add_length(out, "left", s->left);
    add_flag(out, "landscape", s->landscape);
    add_flag(out, "new-page", s->new_page);
    add_number(out, "columns", s->columns > 1 ? s->columns : 0);
    buf_char(out, '\n');
}

static void dump_beside(struct buf *out, const struct draft *d)
{
    static const char *const pages[] = {"", " first", " even"};
    static const char *const properties[] = {"core", "custom", "variable"};
    for (size_t i = 0; i < d->n_notes; i++) {
        const struct draft_note *n = &d->notes[i];
        buf_printf(out, "%s at %u:%zu\n", n->kind == DRAFT_FOOTNOTE ? "footnote" : "endnote",
                   n->paragraph ? n->paragraph->place.line : 0, n->at);
        dump_blocks(out, &n->blocks, INDENT);
    }
    for (size_t i = 0; i < d->n_edges; i++) {
        const struct draft_edge *e = &d->edges[i];
        buf_printf(out, "%s section=%u%s%s\n", e->kind == DRAFT_HEADER ? "header" : "footer",
                   e->section, pages[e->pages], e->only_number ? " only-number" : "");
        dump_blocks(out, &e->blocks, INDENT);
    }
    for (size_t i = 0; i < d->n_bookmarks; i++) {
        const struct draft_bookmark *b = &d->bookmarks[i];
        buf_str(out, "bookmark ");
        buf_json(out, b->name);
        buf_str(out, " over ");
        buf_add(out, d->src->bytes + b->from, b->to - b->from);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < d->n_properties; i++) {
        buf_printf(out, "property %s", properties[d->properties[i].kind]);
        add_named(out, d->properties[i].name, d->properties[i].value);
        buf_char(out, '\n');
    }
}

void draft_dump(const struct draft *d, struct buf *out)
{
    static const char *const formats[] = {"text", "markdown", "docx"};
    buf_printf(out, "draft %s", formats[d->format]);
    add_number(out, "pages", d->pages);
    add_flag(out, "by-wps", d->by_wps);
    buf_char(out, '\n');
    for (size_t i = 0; i < d->n_sections; i++)
        dump_section(out, &d->sections[i]);
    dump_blocks(out, &d->blocks, 0);
    dump_beside(out, d);
    for (size_t i = 0; i < d->n_left; i++) {
        const struct draft_left *l = &d->left[i];
        buf_printf(out, "left %s", draft_left_name(l->kind));
        if (l->paragraph)
            buf_printf(out, " in %u", l->paragraph->place.line);
        add_flag(out, "red", l->red);
        add_named(out, "by", l->by);
        add_named(out, "text", l->text);
        buf_char(out, '\n');
    }
}

const char *draft_left_name(enum draft_left_kind kind)
{
    static const char *const names[DRAFT_LEFT_KINDS] = {
        [DRAFT_LEFT_DELETED] = "deleted", [DRAFT_LEFT_HIDDEN] = "hidden",
        [DRAFT_LEFT_COMMENT] = "comment", [DRAFT_LEFT_CONTENTS] = "contents",
        [DRAFT_LEFT_PICTURE] = "picture", [DRAFT_LEFT_SEAL] = "seal",
        [DRAFT_LEFT_OBJECT] = "object",   [DRAFT_LEFT_LINE] = "line",
        [DRAFT_LEFT_RUBY] = "ruby",       [DRAFT_LEFT_FORMULA] = "formula",
        [DRAFT_LEFT_SIGN] = "sign",       [DRAFT_LEFT_FIELD] = "field",
        [DRAFT_LEFT_OUTSIDE] = "outside", [DRAFT_LEFT_HTML] = "html"};
    return names[kind];
}
