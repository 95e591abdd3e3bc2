/* Making paragraphs, tables and their runs, each behind the last. */
#include "base/utf8.h"
#include "docx/docx_int.h"

struct tree_place tree_enter(struct docx *x)
{
    struct tree_place before = {x->first, x->end};
    x->first = NULL;
    x->end = &x->first;
    return before;
}

/* The first list's end is that of the struct itself. */
struct tree_node *tree_leave(struct docx *x, struct tree_place before)
{
    struct tree_node *made = x->first;
    x->first = before.first;
    x->end = before.first ? before.end : &x->first;
    return made;
}

static struct tree_node *add_node(struct docx *x, enum tree_kind kind)
{
    struct tree_node *n = ARENA_NEW(x->arena, struct tree_node);
    n->kind = kind;
    *x->end = n;
    x->end = &n->next;
    return n;
}

struct tree_paragraph *tree_paragraph(struct docx *x, enum docx_style style)
{
    struct tree_paragraph *p = ARENA_NEW(x->arena, struct tree_paragraph);
    p->style = style;
    p->end = &p->runs;
    add_node(x, TREE_PARAGRAPH)->paragraph = p;
    return p;
}

struct tree_table *tree_table(struct docx *x, const len_t *edges, int n)
{
    struct tree_table *t = ARENA_NEW(x->arena, struct tree_table);
    t->edges = edges;
    t->n = n;
    t->end = &t->rows;
    add_node(x, TREE_TABLE)->table = t;
    return t;
}

void tree_section(struct docx *x, struct tree_section section)
{
    add_node(x, TREE_SECTION)->section = arena_copy(x->arena, &section, sizeof section);
}

struct tree_row *tree_row(struct docx *x, struct tree_table *t)
{
    struct tree_row *r = ARENA_NEW(x->arena, struct tree_row);
    *t->end = r;
    t->end = &r->next;
    return r;
}

struct tree_cell *tree_cell(struct docx *x, struct tree_row *r, int column, int columns)
{
    struct tree_cell *c = ARENA_NEW(x->arena, struct tree_cell), **end = &r->first;
    c->column = column;
    c->columns = columns;
    while (*end)
        end = &(*end)->next;
    *end = c;
    return c;
}

int tree_control(struct docx *x, const char *name, struct pos pos)
{
    VEC_PUSH(x->arena, &x->controls, ((struct tree_control){.name = name, .pos = pos}));
    return (int)x->controls.n;
}

struct tree_run *tree_run(struct docx *x, struct tree_paragraph *p, struct text text, int control)
{
    struct tree_run *r = ARENA_NEW(x->arena, struct tree_run);
    *r = (struct tree_run){.text = text, .look = x->looks[p->style], .control = control};
    *p->end = r;
    p->end = &r->next;
    return r;
}

struct tree_run *tree_run_in(struct docx *x, struct tree_paragraph *p, struct text text,
                             const char *role, int control)
{
    struct tree_run *r = tree_run(x, p, text, control);
    r->look.role = font_role_named(role);
    return r;
}

struct tree_run *tree_words(struct docx *x, struct tree_paragraph *p, const char *words)
{
    return tree_run(x, p, text_from_utf8(x->arena, words, x->doc->pos), 0);
}

struct tree_paragraph *tree_field(struct docx *x, enum docx_style style, const char *name,
                                  struct text text)
{
    if (!text.n)
        return NULL;
    struct tree_paragraph *p = tree_paragraph(x, style);
    tree_run(x, p, text, tree_control(x, name, text_pos(text, 0)));
    return p;
}

void tree_tab(struct tree_paragraph *p, len_t at, const char *kind)
{
    if (p->n_tabs < TREE_TABS)
        p->tabs[p->n_tabs++] = (struct tree_tab){.at = at, .kind = kind};
}

len_t tree_width(struct docx *x, struct text text, const char *role, len_t pitch)
{
    len_t width = 0;
    if (text.n && !layout_probe_width(x->probe, text, role, pitch, &width))
        x->failed = true;
    return width;
}

struct text tree_spread(struct docx *x, struct text name, len_t width, len_t pitch)
{
    enum { BLANK = 0x3000 };
    struct text_builder b = {.arena = x->arena, .src = name.src};
    len_t blanks = width / pitch - (len_t)name.n;
    if (name.n != 2 || blanks < 1 || !utf8_is_han(name.cp[0]) || !utf8_is_han(name.cp[1]))
        return name;
    text_add(&b, name.cp[0], name.at[0]);
    for (; blanks > 0; blanks--)
        text_add(&b, BLANK, name.at[1]);
    text_add(&b, name.cp[1], name.at[1]);
    return text_done(&b);
}
