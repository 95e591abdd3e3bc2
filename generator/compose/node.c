/* Flow node by node, what stands in paragraphs, and tables cell by cell. */
#include "base/buf.h"
#include "base/utf8.h"
#include "compose/compose_int.h"

struct flow *compose_node(struct composer *c, enum flow_kind kind, struct pos pos)
{
    struct flow *f = ARENA_NEW(c->arena, struct flow);
    f->kind = kind;
    f->pos = pos;
    return f;
}

struct flow_piece *compose_piece(struct composer *c, struct text t)
{
    struct flow_piece *piece = ARENA_NEW(c->arena, struct flow_piece);
    piece->pos = text_pos(t, 0);
    piece->text = t;
    return piece;
}

struct flow *compose_paragraph(struct composer *c, struct text t)
{
    if (!t.n)
        return NULL;
    struct flow *f = compose_node(c, FLOW_PARAGRAPH, text_pos(t, 0));
    f->pieces = compose_piece(c, t);
    return f;
}

struct flow **compose_end(struct flow **last)
{
    while (*last)
        last = &(*last)->next;
    return last;
}

struct text_item *compose_item(struct composer *c, struct text t)
{
    struct text_item *item = ARENA_NEW(c->arena, struct text_item);
    item->text = t;
    return item;
}

struct text compose_labelled(struct composer *c, const char *label, struct text t)
{
    return text_joined(c->arena, text_from_utf8(c->arena, label, text_pos(t, 0)), t);
}

/* ---- what stands in paragraphs ---- */

/* Not by where it stands in the source, whose names have two languages. */
const char *compose_anchor(struct composer *c, const struct part *p)
{
    return arena_printf(c->arena, "%s-%d", p->enclosed ? "enclosure" : "attachment", p->number);
}

/* 联系人：许玥，电话：13800000000，邮箱：…; without the first words when they have a label. */
struct text compose_contact_words(struct composer *c, const struct contact *contact, bool labelled)
{
    struct found_person found = {contact->name, contact->phone, contact->email};
    if (contact->who)
        found = people_found(c->people, contact->who);
    if (contact->phone.n)
        found.phone = contact->phone;
    if (contact->email.n)
        found.email = contact->email;
    struct text t = compose_labelled(c, labelled ? "" : "联系人：", found.name);
    if (found.phone.n)
        t = text_joined(c->arena, t, compose_labelled(c, "，电话：", found.phone));
    if (found.email.n)
        t = text_joined(c->arena, t, compose_labelled(c, "，邮箱：", found.email));
    return t;
}

struct text compose_words_of(struct composer *c, const struct inline_item *i)
{
    if (i->contact)
        return compose_contact_words(c, i->contact, false);
    return i->who ? people_found(c->people, i->who).name : i->text;
}

/* A label is typed before it, as 联络员：. */
static bool is_labelled(const struct inline_item *before)
{
    return before && before->text.n && utf8_is_one_of(before->text.cp[before->text.n - 1], U"：:");
}

struct flow_piece *compose_pieces_behind(struct composer *c, struct text label,
                                         const struct inline_item *first)
{
    static const enum piece_kind kinds[] = {
        [INLINE_TEXT] = PIECE_TEXT,           [INLINE_EMPHASIS] = PIECE_EMPHASIS,
        [INLINE_DELETED] = PIECE_DELETED,     [INLINE_INSERTED] = PIECE_INSERTED,
        [INLINE_REFERENCE] = PIECE_REFERENCE, [INLINE_FOOTNOTE] = PIECE_FOOTNOTE,
        [INLINE_NAME] = PIECE_TEXT,           [INLINE_CONTACT] = PIECE_TEXT,
        [INLINE_FIELD] = PIECE_TEXT};
    struct flow_piece *pieces = NULL, **last = &pieces;
    const struct inline_item *before = NULL;
    for (const struct inline_item *i = first; i; before = i, i = i->next, last = &(*last)->next) {
        bool labelled = before ? is_labelled(before) : label.n > 0;
        *last = compose_piece(c, i->contact ? compose_contact_words(c, i->contact, labelled)
                                            : compose_words_of(c, i));
        (*last)->kind = kinds[i->kind];
        (*last)->pos = i->pos;
        (*last)->number = i->target;
        if (i->part && !i->part->apart) /* it has a page to lead to */
            (*last)->anchor = compose_anchor(c, i->part);
    }
    return pieces;
}

struct flow_piece *compose_pieces(struct composer *c, const struct inline_item *first)
{
    return compose_pieces_behind(c, (struct text){0}, first);
}

/* A paragraph, or a list, whose content is paragraphs. */
struct flow *compose_text_block(struct composer *c, const struct block *b)
{
    bool list = b->kind == BLOCK_LIST;
    struct flow *f = compose_node(c, list ? FLOW_GROUP : FLOW_PARAGRAPH, b->pos);
    struct flow **last = &f->first;
    f->pieces = compose_pieces(c, b->inlines);
    for (const struct block *item = list ? b->first : NULL; item; item = item->next) {
        *last = compose_node(c, FLOW_PARAGRAPH, item->pos);
        (*last)->pieces = compose_pieces(c, item->inlines);
        (*last)->paragraph = PARAGRAPH_ITEM;
        last = &(*last)->next;
    }
    return f;
}

/* ---- what opens a paragraph ---- */

struct flow *compose_labelled_pieces(struct composer *c, struct text label,
                                     struct flow_piece *pieces, struct pos pos)
{
    struct flow *f = compose_node(c, FLOW_PARAGRAPH, pos);
    f->pieces = pieces;
    if (!label.n)
        return f;
    struct text colon = text_from_utf8(c->arena, "：", text_pos(label, label.n - 1));
    f->pieces = compose_piece(c, text_joined(c->arena, label, colon));
    f->pieces->next = pieces;
    return f;
}

/* Of 全面自查。（8月15日—8月23日）, what stands before the remark in brackets; all of another. */
static size_t title_length(struct text t)
{
    size_t n = t.n;
    if (n && t.cp[n - 1] == U'）')
        while (n && t.cp[n - 1] != U'（')
            n--;
    return n > 1 && n < t.n && words_ended(text_part(t, 0, n - 1)) ? n - 1 : t.n;
}

/* A heading that its text follows on the line ends in a full stop (7.3.3 by habit); a remark behind
 * that is text. */
void compose_run_in(struct composer *c, struct flow *f, struct text title)
{
    size_t n = title_length(title);
    f->title = text_part(title, 0, n);
    if (!words_ended(f->title))
        f->title = words_with_end(c->arena, f->title, "。");
    if (n < title.n && f->first) {
        struct flow_piece *remark = compose_piece(c, text_part(title, n, title.n));
        remark->next = f->first->pieces;
        f->first->pieces = remark;
    }
}

/* ---- tables ---- */

void compose_table(struct table_maker *t, struct composer *c, struct pos pos, struct text title)
{
    struct flow_table *table = ARENA_NEW(c->arena, struct flow_table);
    table->pos = pos;
    table->title = title;
    *t = (struct table_maker){
        .c = c, .table = table, .column = &table->columns, .row = &table->rows, .pos = pos};
}

void compose_columns(struct table_maker *t, const struct column_form columns[], size_t n)
{
    for (size_t i = 0; i < n; i++, t->column = &(*t->column)->next, t->columns++) {
        struct flow_column *column = *t->column = ARENA_NEW(t->c->arena, struct flow_column);
        column->pos = t->table->pos;
        column->title = text_from_utf8(t->c->arena, columns[i].title, column->pos);
        column->plan = t->plan;
        column->place = t->plan == PLAN_NONE ? 0 : t->place++;
        column->align = columns[i].align;
        column->content = columns[i].content;
        column->merge = columns[i].merge;
    }
}

struct flow_row *compose_row(struct table_maker *t, enum row_kind kind, struct pos pos)
{
    struct flow_row *row = *t->row = ARENA_NEW(t->c->arena, struct flow_row);
    row->pos = t->pos = pos;
    row->kind = kind;
    t->row = &row->next;
    t->cell = &row->first;
    return row;
}

struct flow_cell *compose_new_cell(struct composer *c, struct pos pos, struct text t)
{
    struct flow_cell *cell = ARENA_NEW(c->arena, struct flow_cell);
    *cell =
        (struct flow_cell){.pos = pos, .columns = 1, .rows = 1, .first = compose_paragraph(c, t)};
    return cell;
}

struct flow_cell *compose_cell(struct table_maker *t, struct flow *content)
{
    struct pos pos = content ? content->pos : t->pos;
    struct flow_cell *cell = *t->cell = compose_new_cell(t->c, pos, (struct text){0});
    cell->first = content;
    t->cell = &cell->next;
    return cell;
}

struct flow_cell *compose_text(struct table_maker *t, struct text text)
{
    return compose_cell(t, compose_paragraph(t->c, text));
}

struct flow_cell *compose_words(struct table_maker *t, const char *s)
{
    return compose_text(t, text_from_utf8(t->c->arena, s, t->pos));
}

void compose_group(struct table_maker *t, struct text title, struct pos pos)
{
    compose_row(t, ROW_GROUP, pos);
    compose_text(t, title)->columns = t->columns;
}
