/* Lines of a form: words, blanks to write on, boxes to tick, and the air between them. */
#include <string.h>

#include "compose/compose_int.h"

/* Thousandths of a character. */
enum { CHARACTER = 1000, BESIDE_BOX = 150 };

void compose_line_begin(struct form_line *line, struct composer *c, struct pos pos)
{
    *line = (struct form_line){.c = c, .pos = pos};
    line->last = &line->first;
}

static struct flow_piece *add_piece(struct form_line *line, enum piece_kind kind, bool tied)
{
    struct flow_piece *piece = *line->last = ARENA_NEW(line->c->arena, struct flow_piece);
    *piece = (struct flow_piece){.kind = kind, .pos = line->pos, .tied = tied};
    line->last = &piece->next;
    return piece;
}

void compose_line_text(struct form_line *line, struct text t, bool tied)
{
    if (t.n)
        add_piece(line, PIECE_TEXT, tied)->text = t;
}

void compose_line_words(struct form_line *line, const char *s, bool tied)
{
    compose_line_text(line, text_from_utf8(line->c->arena, s, line->pos), tied);
}

/* Its first sign is a piece of its own: what is tied stays with what stands before it. */
void compose_line_name(struct form_line *line, struct text name)
{
    compose_line_text(line, text_part(name, 0, name.n > 0), false);
    compose_line_text(line, text_part(name, name.n > 0, name.n), true);
}

void compose_line_person(struct form_line *line, struct text name, struct text post,
                         struct text phone)
{
    compose_line_name(line, name);
    compose_line_text(line, name.n ? words_in_brackets(line->c->arena, post) : post, false);
    if (phone.n && (name.n || post.n))
        compose_line_words(line, " ", false);
    compose_line_text(line, phone, false);
}

/* 户号 of the form, or whatever its author named, tells whose form it is. */
struct flow_mark *compose_mark(struct composer *c, enum mark_kind kind, struct text name)
{
    const struct form *form = c->doc->form;
    struct flow_mark *mark = ARENA_NEW(c->arena, struct flow_mark);
    mark->kind = kind;
    mark->name = mark->label = name;
    mark->key = kind != MARK_BOX && form && form->key.n && text_same(form->key, name);
    return mark;
}

struct flow_mark *compose_line_mark(struct form_line *line, enum mark_kind kind, struct text name,
                                    bool tied)
{
    struct flow_mark *mark = compose_mark(line->c, kind, name);
    add_piece(line, PIECE_MARK, tied)->mark = mark;
    return mark;
}

void compose_line_space(struct form_line *line, int width, bool fills)
{
    struct flow_mark *mark = compose_line_mark(line, MARK_SPACE, (struct text){0}, !fills);
    mark->width = width;
    mark->fills = fills;
}

/* ____年__月__日 */
static void add_date(struct form_line *line, struct text name)
{
    static const struct {
        const char *word, *part;
        int characters;
    } parts[] = {{"年", "/年", 3}, {"月", "/月", 2}, {"日", "/日", 2}};
    struct arena *a = line->c->arena;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct text part = text_joined(a, name, text_from_utf8(a, parts[i].part, line->pos));
        struct flow_mark *mark = compose_line_mark(line, MARK_BLANK, part, i > 0);
        mark->width = parts[i].characters * CHARACTER;
        mark->fixed = mark->centred = true;
        mark->takes = ENTRY_DATE;
        compose_line_words(line, parts[i].word, true);
    }
}

/* A blank or cells; a date has its own. */
static void add_place(struct form_line *line, const struct form_field *field)
{
    enum { CARD_CELLS = 18 };
    static const struct {
        enum mark_kind mark;
        enum entry_kind takes;
        int characters; /* when the field does not say */
    } kinds[] = {[FILL_TEXT] = {MARK_BLANK, 0, 4},
                 [FILL_NUMBER] = {MARK_BLANK, ENTRY_NUMBER, 3},
                 [FILL_PHONE] = {MARK_BLANK, ENTRY_PHONE, 8},
                 [FILL_CARD] = {MARK_CELL, ENTRY_CARD, CARD_CELLS},
                 [FILL_BOXES] = {MARK_CELL, ENTRY_TEXT, CARD_CELLS}};
    int width = field->width ? field->width : kinds[field->kind].characters;
    struct flow_mark *mark = compose_line_mark(line, kinds[field->kind].mark, field->name, false);
    mark->width = width * CHARACTER;
    mark->takes = kinds[field->kind].takes;
    if (mark->kind == MARK_CELL)
        return;
    mark->fills = field->kind == FILL_TEXT && !field->width;
    mark->centred = field->unit.n > 0;
}

void compose_line_field(struct form_line *line, const struct form_field *field)
{
    if (field->kind == FILL_DATE)
        add_date(line, field->name);
    else
        add_place(line, field);
    compose_line_text(line, field->unit, true);
}

/* 是□否□ stands closer than □是 □否, but A级□ B级□ does not. */
struct box_group compose_box_group(const struct form *form, struct form_boxes own,
                                   const struct form_option *options, int usual)
{
    static const int gaps[] = {0, BESIDE_BOX, CHARACTER / 2, CHARACTER};
    enum box_place place = own.place ? own.place : form->boxes.place;
    enum box_gap gap = own.gap ? own.gap : form->boxes.gap;
    bool close = place == BOX_BEHIND;
    for (const struct form_option *o = options; o; o = o->next)
        close = close && o->text.n == 1;
    if (!usual)
        usual = gaps[close ? GAP_NONE : GAP_HALF];
    return (struct box_group){
        .options = options, .place = place ? place : BOX_BEFORE, .gap = gap ? gaps[gap] : usual};
}

static void add_box(struct form_line *line, const struct box_group *group,
                    const struct form_option *option, bool tied)
{
    struct flow_mark *mark = compose_line_mark(line, MARK_BOX, group->name, tied);
    mark->label = group->head.n ? group->head : group->name;
    mark->option = option->text;
    mark->also = option->also;
    mark->single = group->single;
}

/* The option's first character may begin a line, when it is not tied; nothing else parts it from
 * its box. */
static void add_option(struct form_line *line, const struct box_group *group,
                       const struct form_option *option, bool tied)
{
    struct text words = option->text;
    bool behind = group->place == BOX_BEHIND || group->place == BOX_BEHIND_APART;
    bool apart = group->place == BOX_BEFORE_APART || group->place == BOX_BEHIND_APART;
    int beside = apart ? CHARACTER / 2 : BESIDE_BOX;
    if (!behind) {
        add_box(line, group, option, tied);
        compose_line_space(line, beside, false);
        compose_line_text(line, words, true);
        return;
    }
    compose_line_text(line, text_part(words, 0, 1), tied);
    compose_line_text(line, text_part(words, 1, words.n), true);
    compose_line_space(line, beside, false);
    add_box(line, group, option, true);
}

void compose_line_boxes(struct form_line *line, const struct box_group *group,
                        const struct form_option *first, bool alone, bool tied)
{
    for (const struct form_option *o = first; o; o = alone ? NULL : o->next) {
        if (o != first)
            compose_line_space(line, group->gap, false);
        add_option(line, group, o, tied);
    }
}

struct flow *compose_line_paragraph(struct form_line *line, enum paragraph_kind kind)
{
    struct flow *f = compose_node(line->c, FLOW_PARAGRAPH, line->pos);
    f->pieces = line->first;
    f->paragraph = kind;
    return f;
}
