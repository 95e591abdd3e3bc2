/* What follows the text: 附件说明, signature, 附注, attendance; and 版记 at the foot of its page. */
#include "docx/docx_int.h"

/* ---- 附件说明 ---- */

static void add_note(struct docx *x, const struct flow_part *p, const char *label, len_t label_width)
{
    const struct style *st = x->style;
    const char *number = p->number ? arena_printf(x->arena, "%d.", p->number) : "";
    struct text before = text_from_utf8(x->arena, number, p->pos);
    len_t width = tree_width(x, before, st->body_role, st->char_pitch);
    struct tree_paragraph *out = tree_paragraph(x, DOCX_NOTE);
    out->own_indents = true;
    out->left = st->note_indent + label_width + width;
    out->first = -(*label ? label_width + width : width);
    out->before = *label ? st->note_blank_above : 0;
    out->keep = true;
    tree_words(x, out, label);
    tree_words(x, out, number);
    tree_run(x, out, p->title, tree_control(x, "附件说明", text_pos(p->title, 0)));
}

void ending_notes(struct docx *x, const struct flow_part *first)
{
    const struct style *st = x->style;
    struct text label = text_from_utf8(x->arena, st->note_label, x->doc->pos);
    len_t width = tree_width(x, label, st->body_role, st->char_pitch);
    for (const struct flow_part *p = first; p; p = p->next)
        add_note(x, p, p == first ? st->note_label : "", width);
}

/* ---- signature ---- */

/* A line whose left end is so far from the type area's. */
static struct tree_paragraph *add_line(struct docx *x, enum docx_style style, const char *name,
                                       struct text text, len_t left)
{
    struct tree_paragraph *p = tree_field(x, style, name, text);
    if (!p)
        return NULL;
    p->own_indents = true;
    p->left = len_max(0, left);
    p->align = "left";
    p->keep = style == DOCX_ORGAN;
    return p;
}

static len_t body_width(struct docx *x, struct text text)
{
    return tree_width(x, text, x->style->body_role, x->style->char_pitch);
}

/* 7.3.5.2 */
static void add_plain(struct docx *x, const struct flow_signature *s)
{
    const struct style *st = x->style;
    len_t widest = 0, above = st->plain_above;
    for (const struct organ *o = s->organs; o; o = o->next)
        widest = len_max(widest, body_width(x, o->name));
    len_t left = st->area_width - st->plain_right -
                 len_max(widest, body_width(x, s->date) + st->plain_shift);
    for (const struct organ *o = s->organs; o; o = o->next) {
        struct tree_paragraph *p = add_line(x, DOCX_ORGAN, "署名", o->name, left);
        if (!p)
            continue;
        p->before = above;
        above = 0;
    }
    struct tree_paragraph *date = add_line(x, DOCX_DATE, "成文日期", s->date, left + st->plain_shift);
    if (date)
        date->before = above;
}

/* A picture, its middle as far from the area's left edge and from the paragraph's first line's. */
static void add_picture(struct docx *x, struct tree_paragraph *p, const struct organ *o, len_t width,
                        len_t middle, len_t below)
{
    if (!o->seal.n)
        return;
    drawing_add(x, p, o->seal, middle, p->before + x->style->line_pitch / 2 + below,
                o->seal_width ? o->seal_width : width);
}

/* 7.3.5.3: a post, and the stamp at its right. */
static void add_stamps(struct docx *x, const struct flow_signature *s)
{
    const struct style *st = x->style;
    len_t above = st->stamp_above;
    for (const struct organ *o = s->organs; o; o = o->next, above = st->stamp_between) {
        len_t width = o->seal_width ? o->seal_width : st->stamp_width;
        len_t left = st->area_width - st->stamp_right - width;
        struct tree_paragraph *p = tree_field(x, DOCX_ORGAN, "职务", o->post);
        if (!p)
            p = tree_paragraph(x, DOCX_ORGAN);
        p->align = "right";
        p->own_indents = true;
        p->right = st->area_width - (left - st->stamp_left);
        p->before = above + (st->stamp_height - st->line_pitch) / 2;
        p->after = (st->stamp_height - st->line_pitch) / 2;
        p->keep = true;
        add_picture(x, p, o, st->stamp_width, left + width / 2, 0);
    }
    struct tree_paragraph *date =
        add_line(x, DOCX_DATE, "成文日期", s->date,
                 st->area_width - st->stamp_right - body_width(x, s->date));
    if (date)
        date->before = st->stamp_date_above;
}

/* 7.3.5.1: the name centred over the date, the seal on both. */
static void add_sealed(struct docx *x, const struct flow_signature *s)
{
    const struct style *st = x->style;
    const struct organ *o = s->organs;
    len_t date = body_width(x, s->date), middle = st->area_width - st->date_right - date / 2;
    if (o && o->name.n) {
        len_t name = body_width(x, o->name);
        len_t most = st->area_width - st->organ_right_least - name / 2;
        middle = len_min(middle, most);
        struct tree_paragraph *p = add_line(x, DOCX_ORGAN, "署名", o->name, middle - name / 2);
        p->before = st->signature_blank_above;
        add_picture(x, p, o, st->seal_width, middle, st->line_pitch / 2 - st->seal_rise);
    }
    struct tree_paragraph *p = add_line(x, DOCX_DATE, "成文日期", s->date, middle - date / 2);
    if (p && !o)
        p->before = st->signature_blank_above;
}

/* Joint organs, as many a row as have seals beside each other; a cell each, the last with the date. */
static void add_joint(struct docx *x, const struct flow_signature *s)
{
    const struct style *st = x->style;
    int n = 0, a_row, i = 0;
    for (const struct organ *o = s->organs; o; o = o->next)
        n++;
    a_row = n < st->seals_a_row ? n : st->seals_a_row;
    len_t *edges = ARENA_ARRAY(x->arena, len_t, (size_t)a_row + 1);
    for (int k = 0; k <= a_row; k++)
        edges[k] = st->area_width * k / a_row;
    struct tree_table *t = tree_table(x, edges, a_row);
    struct tree_row *row = NULL;
    int skipped = (a_row - n % a_row) % a_row;
    for (const struct organ *o = s->organs; o; o = o->next, i++) {
        int column = (i < n - n % a_row ? i : i + skipped) % a_row;
        if (!row || i % a_row == 0) {
            row = tree_row(x, t);
            row->least = st->seal_row;
            row->whole = true;
            for (int k = 0; k < column; k++)
                tree_cell(x, row, k, 1);
        }
        struct tree_cell *cell = tree_cell(x, row, column, 1);
        struct tree_place before = tree_enter(x);
        struct tree_paragraph *p = tree_field(x, DOCX_ORGAN, "署名", o->name);
        if (p) {
            p->align = "center";
            p->keep = true;
            p->before = (st->seal_row - st->line_pitch) / 2;
            add_picture(x, p, o, st->seal_width, (edges[column + 1] - edges[column]) / 2,
                        st->line_pitch / 2 - st->seal_rise);
        }
        if (!o->next && (p = tree_field(x, DOCX_DATE, "成文日期", s->date)))
            p->align = "center";
        cell->first = tree_leave(x, before);
    }
}

void ending_signature(struct docx *x, const struct flow_signature *s)
{
    if (s->form == SIGNATURE_PLAIN)
        add_plain(x, s);
    else if (s->form == SIGNATURE_STAMP)
        add_stamps(x, s);
    else if (s->organs && s->organs->next)
        add_joint(x, s);
    else
        add_sealed(x, s);
}

/* ---- 附注, attendance ---- */

static void add_attendance(struct docx *x, const char *label, const char *name, struct text list,
                           bool first)
{
    const struct style *st = x->style;
    struct text words = text_from_utf8(x->arena, label, x->doc->pos);
    len_t width = tree_width(x, words, st->attendance_role, st->char_pitch);
    if (!list.n)
        return;
    struct tree_paragraph *p = tree_paragraph(x, DOCX_ATTENDANCE);
    p->own_indents = true;
    p->left = st->attendance_indent + width;
    p->first = -width;
    p->before = first ? st->attendance_above : 0;
    tree_run_in(x, p, words, st->attendance_role, 0);
    tree_run(x, p, list, tree_control(x, name, text_pos(list, 0)));
}

void ending_lists(struct docx *x)
{
    const struct flow_document *doc = x->doc;
    const struct style *st = x->style;
    tree_field(x, DOCX_ANNOTATION, "附注", doc->annotation);
    add_attendance(x, st->attendance_present, "出席", doc->present, true);
    add_attendance(x, st->attendance_absent, "请假", doc->absent, !doc->present.n);
    add_attendance(x, st->attendance_attending, "列席", doc->attending,
                   !doc->present.n && !doc->absent.n);
}

/* ---- 版记 ---- */

/* A table without upright rules, at the lower edge of the type area of the page that the paragraph
 * behind it is on. Said from the paper's edge: LibreOffice lets a table of full width float only so. */
static struct tree_table *imprint_table(struct docx *x)
{
    const struct style *st = x->style;
    len_t *edges = ARENA_ARRAY(x->arena, len_t, 2);
    edges[1] = st->area_width;
    struct tree_table *t = tree_table(x, edges, 1);
    t->floats = arena_printf(x->arena,
                             "w:leftFromText=\"0\" w:rightFromText=\"0\" w:vertAnchor=\"margin\" "
                             "w:horzAnchor=\"page\" w:tblpX=\"%lld\" w:tblpYSpec=\"bottom\"",
                             (long long)docx_twips(st->area_left));
    return t;
}

/* A row with a paragraph, and the thickness of the rules above and below it; 0: none. */
static struct tree_paragraph *imprint_row(struct docx *x, struct tree_table *t,
                                          enum docx_style style, len_t above, len_t below)
{
    const bool ruled = x->style->imprint_rules;
    struct tree_cell *c = tree_cell(x, tree_row(x, t), 0, 1);
    struct tree_place before = tree_enter(x);
    struct tree_paragraph *p = tree_paragraph(x, style);
    c->first = tree_leave(x, before);
    c->top = ruled && above ? above : -1;
    c->bottom = ruled && below ? below : -1;
    return p;
}

/* 主送, 抄送: turned lines behind the label. */
static void add_copies(struct docx *x, struct tree_paragraph *p, const char *label, const char *name,
                       struct text list)
{
    const struct style *st = x->style;
    struct text words = text_from_utf8(x->arena, label, x->doc->pos);
    len_t hang = tree_width(x, words, st->imprint_role, st->imprint_size);
    p->own_indents = true;
    p->left = st->imprint_indent + hang;
    p->first = -hang;
    p->right = st->imprint_indent;
    tree_run(x, p, words, 0);
    tree_run(x, p, list, tree_control(x, name, text_pos(list, 0)));
}

static void add_printer(struct docx *x, struct tree_paragraph *p, const struct flow_imprint *i)
{
    const struct style *st = x->style;
    p->own_indents = true;
    p->left = st->imprint_indent;
    p->align = "left";
    tree_tab(p, st->area_width - st->imprint_indent, "right");
    tree_run(x, p, i->printer, tree_control(x, "印发机关", text_pos(i->printer, 0)));
    tree_words(x, p, "\t");
    tree_run(x, p, i->date, tree_control(x, "印发日期", text_pos(i->date, 0)));
}

/* 主送 ends as 抄送 does where it stands here (7.3.2). */
static struct text moved_to(struct docx *x)
{
    struct text to = x->doc->to;
    struct text_builder b = {.arena = x->arena, .src = to.src};
    text_add_text(&b, text_part(to, 0, to.n - 1));
    text_add_utf8(&b, "。", to.at[to.n - 1]);
    return text_done(&b);
}

static bool has_printer(const struct docx *x)
{
    const struct flow_imprint *i = x->doc->imprint;
    return i && x->style->imprint_print_line && i->printer.n;
}

bool ending_has_imprint(const struct docx *x)
{
    const struct flow_imprint *i = x->doc->imprint;
    return x->to_in_imprint || x->doc->disclosure.n || (i && i->cc.n) || has_printer(x);
}

/* 公开方式 stands above its first rule. 7.4.2: no rule between 主送 and 抄送. */
void ending_imprint(struct docx *x)
{
    const struct style *st = x->style;
    const struct flow_imprint *i = x->doc->imprint;
    struct text disclosure = x->doc->disclosure;
    struct tree_table *t = imprint_table(x);
    bool copies = i && i->cc.n, printer = has_printer(x), moved = x->to_in_imprint;
    len_t outer = st->imprint_rule_outer, last = printer ? st->imprint_rule_inner : outer;
    if (disclosure.n)
        tree_run(x, imprint_row(x, t, DOCX_DISCLOSURE, 0, copies || printer || moved ? outer : 0),
                 disclosure, tree_control(x, "公开方式", text_pos(disclosure, 0)));
    if (moved)
        add_copies(x, imprint_row(x, t, DOCX_IMPRINT, outer, copies ? 0 : last),
                   st->imprint_to_label, "主送", moved_to(x));
    if (copies)
        add_copies(x, imprint_row(x, t, DOCX_IMPRINT, moved ? 0 : outer, last),
                   st->imprint_cc_label, "抄送", i->cc);
    if (printer)
        add_printer(x, imprint_row(x, t, DOCX_IMPRINT, copies || moved ? last : outer, outer), i);
}
