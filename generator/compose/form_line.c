/* Lines of a form: words, blanks to write on, boxes to tick, and the air between them. */
#include "compose/form_int.h"

/* Thousandths of a character. */
enum { CHARACTER = 1000, BESIDE_BOX = 150 };

void form_line_begin(struct form_line *line, struct composer *r, struct pos pos)
{
    *line = (struct form_line){.r = r, .pos = pos};
    line->last = &line->first;
}

static struct inline_item *add_item(struct form_line *line, enum inline_kind kind, bool tied)
{
    struct inline_item *item = ARENA_NEW(line->r->arena, struct inline_item);
    *item = (struct inline_item){.kind = kind, .pos = line->pos, .tied = tied};
    *line->last = item;
    line->last = &item->next;
    return item;
}

void form_line_text(struct form_line *line, struct text t, bool tied)
{
    if (t.n)
        add_item(line, INLINE_TEXT, tied)->text = t;
}

void form_line_words(struct form_line *line, const char *s, bool tied)
{
    form_line_text(line, words_derived(line->r->arena, s, line->pos), tied);
}

struct form_mark *form_line_mark(struct form_line *line, enum mark_kind kind, bool tied)
{
    struct form_mark *mark = ARENA_NEW(line->r->arena, struct form_mark);
    mark->kind = kind;
    add_item(line, INLINE_MARK, tied)->mark = mark;
    return mark;
}

void form_line_space(struct form_line *line, int width, bool fills)
{
    struct form_mark *mark = form_line_mark(line, MARK_SPACE, !fills);
    mark->width = width;
    mark->fills = fills;
}

static struct form_mark *add_blank(struct form_line *line, struct text name, int characters,
                                   bool tied)
{
    struct form_mark *mark = form_line_mark(line, MARK_BLANK, tied);
    mark->name = mark->label = name;
    mark->width = characters * CHARACTER;
    return mark;
}

static struct text part_name(struct form_line *line, struct text name, const char *part)
{
    return words_joined(line->r->arena, name, words_derived(line->r->arena, part, line->pos));
}

/* ____年__月__日 */
static void add_date(struct form_line *line, struct text name)
{
    struct form_mark *mark;
    static const struct {
        const char *word, *part;
        int characters;
    } parts[] = {{"年", "/年", 3}, {"月", "/月", 2}, {"日", "/日", 2}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        mark = add_blank(line, part_name(line, name, parts[i].part), parts[i].characters, i > 0);
        mark->fixed = mark->centred = true;
        mark->takes = ENTRY_DATE;
        form_line_words(line, parts[i].word, true);
    }
}

static struct form_mark *add_cells(struct form_line *line, struct text name, int cells)
{
    struct form_mark *mark = form_line_mark(line, MARK_CELL, false);
    mark->name = mark->label = name;
    mark->width = cells * CHARACTER;
    return mark;
}

/* A blank or cells; a date has its own. */
static struct form_mark *add_place(struct form_line *line, const struct form_field *field)
{
    enum { CARD_CELLS = 18 };
    static const int widths[] = {
        [FILL_TEXT] = 4, [FILL_NUMBER] = 3, [FILL_PHONE] = 8, [FILL_CARD] = CARD_CELLS};
    if (field->kind == FILL_CARD || field->kind == FILL_BOXES)
        return add_cells(line, field->name, field->width ? field->width : CARD_CELLS);
    int width = field->width ? field->width : widths[field->kind];
    struct form_mark *mark = add_blank(line, field->name, width, false);
    mark->fills = field->kind == FILL_TEXT && !field->width;
    mark->centred = field->unit.n > 0;
    return mark;
}

void form_line_field(struct form_line *line, const struct form_field *field)
{
    static const enum entry_kind takes[] = {[FILL_NUMBER] = ENTRY_NUMBER,
                                            [FILL_PHONE] = ENTRY_PHONE,
                                            [FILL_CARD] = ENTRY_CARD,
                                            [FILL_BOXES] = ENTRY_TEXT};
    if (field->kind == FILL_DATE)
        add_date(line, field->name);
    else
        add_place(line, field)->takes = takes[field->kind];
    form_line_text(line, field->unit, true);
}

void form_line_box(struct form_line *line, struct text name, struct text option, bool single,
                   bool tied)
{
    struct form_mark *mark = form_line_mark(line, MARK_BOX, tied);
    mark->name = mark->label = name;
    mark->option = option;
    mark->single = single;
    form_line_space(line, BESIDE_BOX, false);
    form_line_text(line, option, true);
}

struct block *form_line_block(struct form_line *line, int level)
{
    struct block *block = ARENA_NEW(line->r->arena, struct block);
    block->kind = BLOCK_PARAGRAPH;
    block->pos = line->pos;
    block->inlines = line->first;
    block->level = level;
    return block;
}
