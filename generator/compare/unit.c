/*
 * An edition as units in reading order, each with its place: head, title, text with its headings,
 * attachments, signature, imprint. Tables, rosters and figures are in unit_table.c.
 */
#include <string.h>

#include "base/utf8.h"
#include "compare/compare_int.h"

/* ---- characters ---- */

void unit_cell_char(struct unit_walk *w, struct unit_cell *c, char32_t cp, struct text *t,
                    size_t at)
{
    VEC_PUSH(w->units->arena, &c->cp, cp);
    VEC_PUSH(w->units->arena, &c->from, ((struct unit_origin){t, at}));
}

static bool is_spread(uint32_t cp)
{
    return cp == 0x3000 || cp == ' ' || cp == 0xA0;
}

/* Blanks beside Han characters only spread them; an author's line break is no word. */
static bool is_air(const struct text *t, size_t i)
{
    if (t->cp[i] == TEXT_BREAK)
        return true;
    if (!is_spread(t->cp[i]))
        return false;
    size_t before = i, behind = i;
    while (before && is_spread(t->cp[before - 1]))
        before--;
    while (behind < t->n && is_spread(t->cp[behind]))
        behind++;
    return !before || behind == t->n || utf8_is_han(t->cp[before - 1]) ||
           utf8_is_han(t->cp[behind]);
}

void unit_cell_text(struct unit_walk *w, struct unit_cell *c, struct text *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (!is_air(t, i))
            unit_cell_char(w, c, t->cp[i], t, i);
}

static uint32_t part_id(const struct units *u, const char *anchor)
{
    for (size_t i = 0; i < u->parts.n; i++)
        if (strcmp(u->parts.v[i].anchor, anchor) == 0)
            return u->parts.v[i].id;
    return 0;
}

/* What is filled in on paper, as it looks; air is nothing. */
static void add_mark(struct unit_walk *w, struct unit_cell *c, struct flow_piece *p)
{
    static const char32_t signs[] = {
        [MARK_BLANK] = U'＿', [MARK_BOX] = U'□', [MARK_CELL] = U'▭', [MARK_SPACE] = 0};
    char32_t sign = signs[p->mark->kind];
    if (sign)
        unit_cell_char(w, c, sign, &p->text, 0);
}

/* Footnotes are units of their own. */
void unit_cell_pieces(struct unit_walk *w, struct unit_cell *c, struct flow_piece *first)
{
    for (struct flow_piece *p = first; p; p = p->next) {
        if (p->kind == PIECE_MARK)
            add_mark(w, c, p);
        else if (p->kind == PIECE_REFERENCE && p->anchor && p->text.n)
            unit_cell_char(w, c, UNIT_REFERENCE + part_id(w->units, p->anchor), &p->text, 0);
        else if (p->kind != PIECE_FOOTNOTE)
            unit_cell_text(w, c, &p->text);
    }
}

void unit_cell_flow(struct unit_walk *w, struct unit_cell *c, struct flow *first)
{
    for (struct flow *f = first; f; f = f->next) {
        if (f->kind == FLOW_GROUP) {
            unit_cell_flow(w, c, f->first);
            continue;
        }
        if (c->cp.n && f->pieces)
            unit_cell_char(w, c, '\n', &f->pieces->text, 0);
        unit_cell_pieces(w, c, f->pieces);
    }
}

char *unit_utf8(struct arena *a, const struct unit_cell *c, size_t from, size_t to)
{
    struct buf b = {0};
    for (size_t i = from; i < to; i++) {
        if (c->cp.v[i] < UNIT_REFERENCE)
            buf_code(&b, c->cp.v[i]);
        else
            buf_str(&b, text_utf8(a, *c->from.v[i].text));
    }
    char *s = arena_strndup(a, b.p ? b.p : "", b.n);
    buf_drop(&b);
    return s;
}

/* ---- units ---- */

static int new_group(struct units *u)
{
    VEC_PUSH(u->arena, &u->groups, 0);
    return (int)u->groups.n - 1;
}

/* Valid until the next one is added. */
struct unit *unit_add(struct unit_walk *w, enum unit_kind kind, struct pos pos)
{
    struct unit *u = VEC_ADD(w->units->arena, &w->units->list);
    *u = (struct unit){.kind = kind,
                       .pos = pos,
                       .label = "",
                       .around = w->around,
                       .name = "",
                       .group = w->group,
                       .key = "",
                       .set = w->set ? w->set : "",
                       .level = w->level,
                       .other = NO_UNIT};
    return u;
}

struct unit_cell *unit_add_cell(struct unit_walk *w, struct unit *u, struct text head)
{
    struct unit_cell *cells =
        ARENA_ARRAY(w->units->arena, struct unit_cell, (size_t)u->n_cells + 1);
    if (u->n_cells)
        memcpy(cells, u->cells, (size_t)u->n_cells * sizeof *cells);
    cells[u->n_cells].head = head;
    u->cells = cells;
    return &cells[u->n_cells++];
}

/* The characters of the number that the words begin with: 一、（一）1.（1）① 第三条 3号车; 0: none.
 */
static size_t label_length(const struct unit_cell *c)
{
    static const char32_t han[] = U"一二三四五六七八九十百零〇";
    const char32_t *cp = c->cp.v;
    size_t n = c->cp.n, i = 0;
    bool bracket = n && (cp[0] == U'（' || cp[0] == '('), ordinal = n && cp[0] == U'第';
    if (n && cp[0] >= 0x2460 && cp[0] <= 0x2473)
        return 1;
    i = bracket || ordinal;
    size_t from = i;
    while (i < n && utf8_is_digit(cp[i]))
        i++;
    bool digits = i > from;
    while (!digits && i < n && utf8_is_one_of(cp[i], han))
        i++;
    if (i == from || i >= n || i - from > 4)
        return 0;
    if (bracket)
        return cp[i] == U'）' || cp[i] == ')' ? i + 1 : 0;
    if (ordinal)
        return utf8_is_one_of(cp[i], U"条章节组批") ? i + 1 : 0;
    if (digits && i + 1 < n && cp[i] == U'号' && cp[i + 1] == U'车')
        return i + 2;
    if (digits && (cp[i] == '.' || cp[i] == U'．'))
        return i + 1 < n && utf8_is_digit(cp[i + 1]) ? 0 : i + 1;
    return cp[i] == U'、' ? i + 1 : 0;
}

void unit_take_label(struct units *units, struct unit *u, struct unit_cell *c)
{
    size_t n = *u->label ? 0 : label_length(c);
    if (!n || n == c->cp.n)
        return;
    u->label = unit_utf8(units->arena, c, 0, n);
    c->cp.v += n;
    c->from.v += n;
    c->cp.n = c->from.n -= n;
    c->cp.cap = c->from.cap -= n;
}

/* One more paragraph of those here. */
static void count(struct unit_walk *w, struct unit *u)
{
    u->ordinal = ++w->units->groups.v[w->group];
}

void unit_text(struct unit_walk *w, struct text *t, const char *name)
{
    if (!t->n)
        return;
    struct unit *u = unit_add(w, UNIT_TEXT, text_pos(*t, 0));
    struct unit_cell *c = unit_add_cell(w, u, (struct text){0});
    u->name = name;
    unit_cell_text(w, c, t);
    unit_take_label(w->units, u, c);
}

static void footnotes(struct unit_walk *w, struct flow_piece *first)
{
    for (struct flow_piece *p = first; p; p = p->next)
        if (p->kind == PIECE_FOOTNOTE)
            unit_text(w, &p->text, arena_printf(w->units->arena, "脚注%d", p->number));
}

/* label: of a paragraph that is numbered; else "". */
static void paragraph(struct unit_walk *w, struct flow *f, const char *label)
{
    struct unit *u = unit_add(w, UNIT_TEXT, f->pos);
    struct unit_cell *c = unit_add_cell(w, u, (struct text){0});
    u->label = label;
    unit_cell_pieces(w, c, f->pieces);
    if (!c->cp.n) { /* nothing to read: a gap of a form */
        w->units->list.n--;
        return;
    }
    unit_take_label(w->units, u, c);
    if (!*label)
        count(w, u);
    footnotes(w, f->pieces);
}

/* What stands below a heading has its number for its place. */
static void heading(struct unit_walk *w, struct flow *f)
{
    struct arena *a = w->units->arena;
    const char *label = text_utf8(a, f->label);
    struct flow *below = f->first;
    struct unit_walk in = *w;
    if (f->title.n) {
        struct unit *u = unit_add(w, UNIT_TEXT, text_pos(f->title, 0));
        struct unit_cell *c = unit_add_cell(w, u, (struct text){0});
        u->label = label;
        u->heading = true;
        u->level = f->level;
        unit_cell_text(w, c, &f->title);
        unit_take_label(w->units, u, c);
        label = u->label;
    }
    in.around = arena_printf(a, "%s%s", w->around, label);
    in.level = f->level + 1;
    in.group = new_group(w->units);
    if (!f->title.n && below && below->kind == FLOW_PARAGRAPH) {
        in.around = w->around;
        paragraph(&in, below, label);
        in.around = arena_printf(a, "%s%s", w->around, label);
        below = below->next;
    }
    unit_flows(&in, below);
    w->tables = in.tables;
}

static void fields(struct unit_walk *w, struct flow_field *first)
{
    struct unit_walk in = *w;
    in.set = "填写处";
    for (struct flow_field *f = first; f; f = f->next) {
        struct unit *u = unit_add(&in, UNIT_TEXT, f->pos);
        unit_cell_pieces(w, unit_add_cell(w, u, (struct text){0}), f->pieces);
        u->name = "填写处";
    }
}

void unit_flows(struct unit_walk *w, struct flow *first)
{
    for (struct flow *f = first; f; f = f->next)
        switch (f->kind) {
        case FLOW_GROUP:
            unit_flows(w, f->first);
            if (f->run_on)
                VEC_PUSH(w->units->arena, &w->units->run_on, f);
            break;
        case FLOW_PARAGRAPH:
            paragraph(w, f, "");
            break;
        case FLOW_HEADING:
            heading(w, f);
            break;
        case FLOW_COLUMNS:
            unit_columns(w, f->lines);
            break;
        case FLOW_TABLE:
            unit_table(w, f->table);
            break;
        case FLOW_FIELDS:
            fields(w, f->fields);
            break;
        case FLOW_FIGURE:
            unit_figure(w, f->figure);
            break;
        case FLOW_PICTURE:
            unit_picture(w, f->picture);
            break;
        }
}

/* ---- the document ---- */

/* The flow's own texts, which are told apart from the document's only by their owner. */
static struct text *own(const struct text *t)
{
    return (struct text *)(uintptr_t)t;
}

static struct unit_cell *field(struct unit_walk *w, const char *name, struct pos pos)
{
    struct unit *u = unit_add(w, UNIT_FIELD, pos);
    u->name = name;
    return unit_add_cell(w, u, (struct text){0});
}

static void text_field(struct unit_walk *w, const char *name, const struct text *t)
{
    if (t->n)
        unit_cell_text(w, field(w, name, text_pos(*t, 0)), own(t));
}

static void organs(struct unit_walk *w, const char *name, const struct organ *first)
{
    struct unit_cell *c = NULL;
    for (const struct organ *o = first; o; o = o->next) {
        c = c ? c : field(w, name, o->pos);
        if (c->cp.n)
            unit_cell_char(w, c, '\n', own(&o->name), 0);
        unit_cell_text(w, c, own(o->post.n ? &o->post : &o->name));
    }
}

static void head(struct unit_walk *w, struct flow_head *h)
{
    struct unit_cell *c = NULL;
    text_field(w, "份号", &h->copy_number);
    text_field(w, "密级", &h->secrecy);
    text_field(w, "紧急程度", &h->urgency);
    organs(w, "发文机关标志", h->issuers);
    text_field(w, "发文字号", &h->number);
    for (const struct text_item *s = h->signers; s; s = s->next) {
        c = c ? c : field(w, "签发人", text_pos(s->text, 0));
        if (c->cp.n)
            unit_cell_char(w, c, '\n', own(&s->text), 0);
        unit_cell_text(w, c, own(&s->text));
    }
}

static void part(struct unit_walk *w, struct flow_part *p, const char *name)
{
    struct units *u = w->units;
    struct unit_walk in = {.units = u, .around = arena_printf(u->arena, "%s ", name), .level = 1};
    struct unit *title = unit_add(w, UNIT_PART, p->pos);
    struct unit_cell *c = unit_add_cell(w, title, (struct text){0});
    title->label = name;
    title->around = "";
    title->level = 0;
    unit_cell_text(w, c, &p->title_lines);
    VEC_PUSH(u->arena, &u->titled, p);
    in.group = new_group(u);
    unit_text(&in, &p->caption, "题注");
    if (p->form)
        unit_flows(&in, p->form->legend);
    unit_flows(&in, p->first);
    for (struct flow_part *own = p->attachments; own; own = own->next)
        part(w, own,
             arena_printf(u->arena, "%s附件%s", name,
                          own->number ? arena_printf(u->arena, "%d", own->number) : ""));
}

void unit_collect(struct units *u, struct flow_document *d)
{
    struct unit_walk w = {.units = u, .around = "", .level = 1, .group = new_group(u)};
    if (d->head)
        head(&w, d->head);
    text_field(&w, "标题", &d->title);
    text_field(&w, "题注", &d->caption);
    text_field(&w, "讲话人", &d->speaker);
    text_field(&w, "主送", &d->to);
    if (d->form)
        unit_flows(&w, d->form->legend);
    unit_flows(&w, d->body);
    if (d->signature) {
        organs(&w, "署名", d->signature->organs);
        text_field(&w, "成文日期", &d->signature->date);
    }
    text_field(&w, "附注", &d->annotation);
    text_field(&w, "出席", &d->present);
    text_field(&w, "请假", &d->absent);
    text_field(&w, "列席", &d->attending);
    if (d->enclosure)
        part(&w, d->enclosure, "印发件");
    for (struct flow_part *p = d->attachments; p; p = p->next)
        part(&w, p, p->number ? arena_printf(u->arena, "附件%d", p->number) : "附件");
    text_field(&w, "公开方式", &d->disclosure);
    if (d->imprint) {
        text_field(&w, "抄送", &d->imprint->cc);
        text_field(&w, "印发机关", &d->imprint->printer);
        text_field(&w, "印发日期", &d->imprint->date);
    }
}

/* ---- which part is which ---- */

static void list_parts(struct units *u, const struct flow_part *first)
{
    for (const struct flow_part *p = first; p; p = p->next) {
        VEC_PUSH(u->arena, &u->parts, ((struct unit_part){p->anchor, p->title, 0}));
        list_parts(u, p->attachments);
    }
}

static bool is_taken(const struct units *u, uint32_t id)
{
    for (size_t i = 0; i < u->parts.n; i++)
        if (u->parts.v[i].id == id)
            return true;
    return false;
}

/* By their titles; those that are left, by their order. */
void unit_number_parts(struct units *old, struct units *now, const struct compare_edition *x,
                       const struct compare_edition *y)
{
    list_parts(old, x->flow->enclosure);
    list_parts(old, x->flow->attachments);
    list_parts(now, y->flow->enclosure);
    list_parts(now, y->flow->attachments);
    for (uint32_t i = 0; i < old->parts.n; i++)
        old->parts.v[i].id = i + 1;
    for (size_t k = 0; k < now->parts.n; k++)
        for (size_t i = 0; i < old->parts.n && !now->parts.v[k].id; i++)
            if (text_same(old->parts.v[i].title, now->parts.v[k].title) &&
                !is_taken(now, old->parts.v[i].id))
                now->parts.v[k].id = old->parts.v[i].id;
    bool as_many = old->parts.n == now->parts.n;
    for (uint32_t k = 0; k < now->parts.n; k++)
        if (!now->parts.v[k].id)
            now->parts.v[k].id =
                as_many && !is_taken(now, k + 1) ? k + 1 : (uint32_t)old->parts.n + k + 1;
}

/* ---- places ---- */

const char *unit_number(struct arena *a, const char *label)
{
    static const char *const ends[] = {"、", ".", "．", " "};
    size_t n = strlen(label);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (n > end && strcmp(label + n - end, ends[i]) == 0)
            return arena_strndup(a, label, n - end);
    }
    return label;
}

const char *unit_place(struct arena *a, const struct units *units, const struct unit *u, bool whole)
{
    bool among = u->ordinal && u->kind == UNIT_TEXT && units->groups.v[u->group] > 1;
    const char *around = *u->around || *u->label || u->kind == UNIT_FIELD ? u->around : "正文";
    if (u->kind == UNIT_ROW && *u->key)
        return arena_printf(a, "%s%s（%s）", u->around, u->name, u->key);
    if (*u->name)
        return arena_printf(a, "%s%s", u->around, u->name);
    if (*u->label)
        return arena_printf(a, "%s%s%s", around, u->label,
                            !whole && (u->kind == UNIT_PART || u->heading) ? "标题" : "");
    if (among)
        return arena_printf(a, "%s第%d段", around, u->ordinal);
    size_t n = strlen(around);
    return arena_strndup(a, around, n - (around[n - 1] == ' ')); /* 附件2 */
}
