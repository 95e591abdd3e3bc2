/*
 * How parts of a document would be set, for those who show it otherwise than on pages: where titles
 * turn, how wide texts and the columns of tables are, where headings stand.
 */
#include "layout/layout_int.h"
#include "layout/table_int.h"

struct layout_probe {
    struct layout layout;
    const struct layout_options *options;
    const struct style *usual_forms; /* forms that are set by the profile in all */
};

struct layout_probe *layout_probe_open(const struct flow_document *doc,
                                       const struct layout_options *options, struct diags *d)
{
    struct layout_probe *p = ARENA_NEW(doc->arena, struct layout_probe);
    p->options = options;
    layout_start(&p->layout, doc, options, d);
    p->usual_forms = p->layout.forms;
    return p;
}

/* A builder whose pages nobody sees, and the figures of the last one. */
struct blind {
    struct page_builder builder;
    const struct style *paper;
    bool run_on;
};

static bool drop_page(void *context, const struct page *page)
{
    struct blind *b = context;
    (void)page;
    const struct running *running = b->builder.running;
    b->paper = running && running->slack ? running->slack : b->builder.paper;
    b->run_on = running && running->run_on;
    return true;
}

static void blind_start(struct blind *b, struct layout_probe *p)
{
    struct layout *l = &p->layout;
    *b = (struct blind){.builder = {.layout = l, .arena = arena_sub(l->doc->arena)}};
    l->sink = (struct page_sink){drop_page, b};
    l->no_rows = arena_mark(l->part);
    b->builder.empty = arena_mark(b->builder.arena);
}

/* What the builder has when a part is set is what it was set with. */
bool layout_probe_pace(struct layout_probe *p, bool *to_in_imprint)
{
    struct blind b;
    int headings = 0;
    blind_start(&b, p);
    *to_in_imprint = false;
    if (!main_part(&b.builder, &headings, to_in_imprint)) {
        picture_tell_others(&p->layout);
        return false;
    }
    p->layout.paper = b.builder.style;
    return true;
}

bool layout_probe_form(struct layout_probe *p, const struct flow_part *part, bool *run_on)
{
    struct blind b;
    const struct style *usual = p->layout.forms;
    blind_start(&b, p);
    if (!part)
        p->layout.paper = p->layout.forms;
    p->layout.forms = p->usual_forms;
    bool ok = part ? form_attachment(&b.builder, part, (struct part_imprint){0}) &&
                         builder_close(&b.builder)
                   : form_document(&b.builder);
    p->layout.forms = ok ? b.paper : usual;
    *run_on = ok && b.run_on;
    return ok;
}

const struct style *layout_probe_style(const struct layout_probe *p, bool turned, bool form)
{
    const struct layout *l = &p->layout;
    if (!form)
        return turned ? l->turned : l->paper;
    return turned ? style_turned(l->part, l->forms) : l->forms;
}

static struct setting setting_of(const struct layout_probe *p, bool turned, bool form)
{
    const struct layout *l = &p->layout;
    return form ? setting_form(l, l->forms, turned, false) : setting_new(l, turned);
}

bool layout_probe_width(struct layout_probe *p, struct text text, const char *role, len_t pitch,
                        len_t *width)
{
    struct setting s = setting_of(p, false, false);
    struct span span = {.text = text, .role = font_role_named(role)};
    return text_width(setting_typesetter(&s), &span, pitch, width);
}

/* The character of a text that a glyph stands for, from some character on. */
static size_t find_glyph(struct text t, size_t from, const struct set_glyph *g)
{
    while (from < t.n && (t.cp[from] != g->text[0] || t.at[from] != g->at))
        from++;
    return from;
}

struct text layout_probe_turns(struct layout_probe *p, struct text text, const char *role,
                               const struct layout_turns *how)
{
    struct setting s = setting_of(p, false, false);
    struct title title = {.text = text, .role = font_role_named(role), .is_short = how->is_short};
    struct text_shape shape = {
        .size = how->pitch, .pitch = how->pitch, .width = how->width, .align = ALIGN_CENTRE};
    struct text_builder out = {.arena = s.arena, .src = text.src};
    struct set_lines lines;
    size_t from = 0;
    if (!text.n || !text_set_title(setting_typesetter(&s), &title, &shape, &lines))
        return text;
    for (size_t i = 1; i < lines.n; i++) {
        size_t next = lines.v[i].n ? find_glyph(text, from, &lines.v[i].glyphs[0]) : text.n;
        if (next == text.n)
            break;
        text_add_text(&out, text_part(text, from, next));
        if (!next || text.cp[next - 1] != TEXT_BREAK)
            text_add(&out, TEXT_BREAK, text.at[next]);
        from = next;
    }
    text_add_text(&out, text_part(text, from, text.n));
    return text_done(&out);
}

bool layout_probe_table(struct layout_probe *p, const struct flow_table *table, bool turned,
                        bool form, struct layout_table *out)
{
    struct setting s = setting_of(p, turned, form);
    const struct table_set *t = table_settled(&s, table);
    if (!t)
        return false;
    *out = (struct layout_table){.size = t->size,
                                 .pitch = t->pitch,
                                 .row_least = s.table->row_least,
                                 .padding_above = s.table->padding_above,
                                 .title_size = s.table->title_size,
                                 .edges = t->edges,
                                 .aligns = t->aligns};
    return true;
}

/* ---- where headings stand ---- */

struct heading_pages {
    struct arena *arena;
    VEC(struct layout_anchor) list;
};

static bool note_anchors(void *context, const struct page *page)
{
    struct heading_pages *h = context;
    for (size_t i = 0; i < page->n_anchors; i++)
        VEC_PUSH(h->arena, &h->list,
                 ((struct layout_anchor){arena_strdup(h->arena, page->anchors[i].name),
                                         page->number}));
    return true;
}

bool layout_probe_anchors(struct layout_probe *p, const struct layout_anchor **out, size_t *n)
{
    struct heading_pages pages = {.arena = p->layout.doc->arena};
    bool ok = layout_document(p->layout.doc, p->options, (struct page_sink){note_anchors, &pages},
                              p->layout.diags);
    *out = pages.list.v;
    *n = pages.list.n;
    return ok;
}
