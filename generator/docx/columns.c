/*
 * Rosters and teams as paragraphs with tabs: a label with a colon, a name, and words that hang where
 * they start. Names of two characters have a blank within, as clerks type them.
 */
#include "docx/docx_int.h"

/* Where the columns stand, from the type area's left edge: as on the page. */
struct places {
    len_t label, label_width, name, name_width, words;
};

static len_t own_width(const struct docx *x, struct text t)
{
    return (len_t)t.n * x->style->char_pitch;
}

static len_t widest(const struct docx *x, const struct flow_line *line, bool labels, len_t least,
                    len_t most)
{
    for (; line; line = line->next) {
        bool counts = labels || (line->kind == LINE_ENTRY && !line->vacant);
        len_t own = counts ? own_width(x, labels ? line->label : line->name) : 0;
        least = own <= most ? len_max(least, own) : least;
    }
    return least;
}

static struct places measure(const struct docx *x, const struct flow_line *line)
{
    const struct style *st = x->style;
    struct places c = {.label = st->roster_indent};
    len_t colon = st->char_pitch;
    len_t room = st->area_width - c.label - colon - st->roster_air - st->roster_words_least;
    len_t names = len_min(st->roster_name_most, room - st->roster_label_width);
    c.name_width = widest(x, line, false, st->roster_name_width, names);
    len_t labels = len_min(st->roster_label_most, room - c.name_width);
    c.label_width = widest(x, line, true, st->roster_label_width, labels);
    c.name = c.label + c.label_width + colon;
    c.words = c.name + c.name_width + st->roster_air;
    return c;
}

/* A label spread over its column by the air behind each character but the last, and its colon. */
static void add_label(struct docx *x, struct tree_paragraph *p, struct text label, len_t width)
{
    const char *role = x->style->roster_label_role;
    len_t more = width - own_width(x, label);
    int control = tree_control(x, "名单标签", text_pos(label, 0));
    if (label.n > 1 && more > 0) {
        tree_run_in(x, p, text_part(label, 0, label.n - 1), role, control)->look.spread +=
            more / (len_t)(label.n - 1);
        label = text_part(label, label.n - 1, label.n);
    }
    tree_run_in(x, p, label, role, control);
    tree_run_in(x, p, text_from_utf8(x->arena, "：", x->doc->pos), role, 0);
}

/* A paragraph whose turned lines start at a place. */
static struct tree_paragraph *hanging(struct docx *x, len_t first, len_t turned)
{
    struct tree_paragraph *p = tree_paragraph(x, DOCX_ROSTER);
    p->own_indents = true;
    p->left = turned;
    p->first = first - turned;
    return p;
}

static void add_entry(struct docx *x, const struct flow_line *line, const struct places *c)
{
    const struct style *st = x->style;
    bool is_long = own_width(x, line->label) > c->label_width;
    struct tree_paragraph *p;
    if (is_long) {
        p = hanging(x, c->label, c->label);
        add_label(x, p, line->label, 0);
        p->keep = true;
    }
    bool labelled = line->label.n && !is_long;
    p = hanging(x, labelled ? c->label : c->name, line->name.n ? c->words : c->name);
    if (labelled)
        add_label(x, p, line->label, c->label_width);
    if (line->name.n) {
        len_t own = own_width(x, line->name);
        struct text name = line->name;
        if (own < st->roster_name_width)
            name = tree_spread(x, name, st->roster_name_width, st->char_pitch);
        tree_run(x, p, name, tree_control(x, "姓名", line->pos));
        if (line->words.n && own > c->name_width)
            tree_words(x, p, line->vacant ? "" : "　");
        else if (line->words.n)
            tree_words(x, p, "\t");
    }
    tree_tab(p, c->words, "left");
    if (line->words.n)
        tree_run(x, p, line->words, tree_control(x, "职务", text_pos(line->words, 0)));
    p->keep = line->keep;
}

/* 成员：（按姓氏笔画为序）, the names below; or a paragraph that its label opens. */
static void add_words(struct docx *x, const struct flow_line *line, const struct places *c)
{
    const struct style *st = x->style;
    len_t width = len_max(c->label_width, own_width(x, line->label));
    bool hangs = line->hangs && own_width(x, line->label) <= st->roster_hang_most;
    struct tree_paragraph *p =
        hanging(x, c->label, hangs ? c->label + width + st->char_pitch : 0);
    add_label(x, p, line->label, width);
    if (line->kind == LINE_SORTED)
        tree_words(x, p, st->roster_strokes);
    else
        p->align = hangs ? "left" : "both";
    pieces_add(x, p, line->pieces, st->body_role, tree_control(x, "名单文字", line->pos));
    p->keep = line->keep;
}

void columns_add(struct docx *x, const struct flow *f)
{
    const struct places c = measure(x, f->lines);
    for (const struct flow_line *line = f->lines; line; line = line->next) {
        struct tree_paragraph *p;
        switch (line->kind) {
        case LINE_TITLE:
        case LINE_HEADING:
            p = tree_field(x, line->kind == LINE_TITLE ? DOCX_ROSTER_TITLE : DOCX_ROSTER_HEADING,
                           "名单标题", line->words);
            if (p)
                p->keep = true;
            break;
        case LINE_FLOW:
            block_list(x, line->flow);
            break;
        case LINE_ENTRY:
            add_entry(x, line, &c);
            break;
        case LINE_SORTED:
        case LINE_WORDS:
            add_words(x, line, &c);
            break;
        }
    }
}
