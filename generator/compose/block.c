/* Blocks: each becomes one node of flow, by its kind. Footnotes are counted when a part is whole
 * and its tables have merged their cells. */
#include "base/utf8.h"
#include "compose/compose_int.h"

/* ---- blocks ---- */

static struct flow *compose_plain(struct composer *c, const struct block *b, int level)
{
    (void)level;
    return compose_text_block(c, b);
}

/* One node for each block. level: that a heading has here. */
static struct flow *add_blocks(struct composer *c, const struct block *first, int level);

static struct flow *compose_section(struct composer *c, const struct block *b, int level)
{
    struct flow *f = compose_node(c, FLOW_HEADING, b->pos);
    bool first = b->first && b->first->kind == BLOCK_PARAGRAPH;
    f->title = b->text;
    f->run_in = first && (b->run_in || !b->text.n);
    f->first = add_blocks(c, b->first, level < LEVELS ? level + 1 : LEVELS);
    if (b->run_in)
        compose_run_in(c, f, b->text);
    return f;
}

/* A line without a label of its own starts where the one above has its words. */
static struct flow *contact_line(struct composer *c, struct flow_piece *pieces, size_t *label)
{
    struct text first = pieces->text;
    struct flow *f = compose_node(c, FLOW_PARAGRAPH, pieces->pos);
    size_t i = 0;
    while (i < first.n && first.cp[i] != U'：')
        i++;
    f->paragraph = PARAGRAPH_CONTACT;
    f->pieces = pieces;
    if (i < first.n) {
        *label = i + 1;
        return f;
    }
    f->indent = (int)*label;
    return f;
}

/* In its own words: a paragraph for each line. */
static struct flow *contact_words(struct composer *c, const struct block *b)
{
    struct flow *group = compose_node(c, FLOW_GROUP, b->pos), **last = &group->first;
    struct flow_piece *line = NULL, **end = &line, *next;
    size_t label = 0;
    for (struct flow_piece *p = compose_pieces(c, b->inlines); p; p = next) {
        struct text rest = p->text;
        size_t i = 0;
        next = p->next;
        while (i < rest.n && rest.cp[i] != TEXT_BREAK)
            i++;
        p->text = text_part(rest, 0, i);
        p->next = NULL;
        if (p->text.n) {
            *end = p;
            end = &p->next;
        }
        if (i == rest.n && next)
            continue;
        if (line) {
            *last = contact_line(c, line, &label);
            last = &(*last)->next;
        }
        line = NULL;
        end = &line;
        if (i + 1 < rest.n) { /* what stands behind the break */
            struct flow_piece *more = compose_piece(c, text_part(rest, i + 1, rest.n));
            more->kind = p->kind;
            more->next = next;
            next = more;
        }
    }
    return group;
}

static struct flow *compose_contact(struct composer *c, const struct block *b, int level)
{
    (void)level;
    if (!b->contact)
        return contact_words(c, b);
    struct flow *f = compose_node(c, FLOW_PARAGRAPH, b->pos);
    f->pieces = compose_piece(c, compose_contact_words(c, b->contact, false));
    f->paragraph = PARAGRAPH_CONTACT;
    return f;
}

/* 同志们：, unless it ends otherwise. */
static struct flow *compose_salutation(struct composer *c, const struct block *b, int level)
{
    static const uint32_t ends[] = {U'：', U'，', U'。', U'！', 0};
    struct flow *f = compose_node(c, FLOW_PARAGRAPH, b->pos);
    bool ended = utf8_is_one_of(b->text.cp[b->text.n - 1], ends);
    (void)level;
    f->pieces = compose_piece(c, ended ? b->text : words_with_end(c->arena, b->text, "："));
    f->paragraph = PARAGRAPH_SALUTATION;
    f->keep = true;
    return f;
}

static struct flow *compose_subheading(struct composer *c, const struct block *b, int level)
{
    struct flow *f = compose_node(c, FLOW_HEADING, b->pos);
    (void)level;
    f->title = b->text;
    f->level = b->level;
    f->typed = true;
    f->centred = b->centred;
    return f;
}

static struct flow *compose_table_block(struct composer *c, const struct block *b, int level)
{
    (void)level;
    return compose_table_node(c, compose_written_table(c, b->table));
}

static struct flow *compose_figure(struct composer *c, const struct block *b, int level)
{
    (void)level;
    return compose_flowchart(c, b->flowchart);
}

static struct flow *compose_picture(struct composer *c, const struct block *b, int level)
{
    const struct illustration *p = b->picture;
    struct flow *f = compose_node(c, FLOW_PICTURE, b->pos);
    (void)level;
    f->picture = ARENA_NEW(c->arena, struct flow_picture);
    *f->picture = (struct flow_picture){.pos = b->pos,
                                        .file = p->file,
                                        .title = p->title,
                                        .alt = p->alt.n ? p->alt : p->title,
                                        .width = p->width};
    return f;
}

static struct flow *add_blocks(struct composer *c, const struct block *first, int level)
{
    static struct flow *(*const by_kind[])(struct composer *, const struct block *, int) = {
        [BLOCK_PARAGRAPH] = compose_plain,   [BLOCK_SECTION] = compose_section,
        [BLOCK_LIST] = compose_plain,        [BLOCK_CONTACT] = compose_contact,
        [BLOCK_TABLE] = compose_table_block, [BLOCK_PICTURE] = compose_picture,
        [BLOCK_TASK_LIST] = compose_tasks,   [BLOCK_TASK_INDEX] = compose_index,
        [BLOCK_VEHICLES] = compose_vehicles, [BLOCK_ROSTER] = compose_roster,
        [BLOCK_OFFICE] = compose_office,     [BLOCK_TEAMS] = compose_teams,
        [BLOCK_FORM] = compose_form,         [BLOCK_FLOWCHART] = compose_figure,
        [BLOCK_TASK_CHECK] = compose_check,  [BLOCK_SALUTATION] = compose_salutation,
        [BLOCK_SUBHEADING] = compose_subheading,
    };
    struct flow *flow = NULL, **last = &flow;
    int sections = 0;
    for (const struct block *b = first; b; b = b->next, last = &(*last)->next) {
        c->sections = sections;
        level = b->numbers ? b->numbers : level;
        *last = by_kind[b->kind](c, b, level);
        if (b->kind == BLOCK_TEAMS)
            sections = c->sections;
        if (b->kind != BLOCK_SECTION)
            continue; /* unnumbered, and does not restart the count */
        sections = b->number ? b->number : sections + 1;
        (*last)->level = level;
        (*last)->label =
            text_from_utf8(c->arena, number_label(c->arena, level, sections), b->pos);
    }
    return flow;
}

/* ---- footnotes ---- */

static void count_footnotes(struct flow *first, int *n);

static void count_in_pieces(struct flow_piece *p, int *n)
{
    for (; p; p = p->next)
        if (p->kind == PIECE_FOOTNOTE)
            p->number = ++*n;
}

static void count_in_lines(struct flow_line *line, int *n)
{
    for (; line; line = line->next) {
        count_in_pieces(line->pieces, n);
        count_footnotes(line->flow, n);
    }
}

static void count_in_rows(struct flow_row *row, int *n)
{
    for (; row; row = row->next)
        for (struct flow_cell *cell = row->first; cell; cell = cell->next)
            count_footnotes(cell->first, n);
}

/* Through a part, in the order of the text. */
static void count_footnotes(struct flow *first, int *n)
{
    for (struct flow *f = first; f; f = f->next) {
        count_in_pieces(f->pieces, n);
        count_in_lines(f->lines, n);
        if (f->table) {
            count_in_rows(f->table->head, n);
            count_in_rows(f->table->rows, n);
        }
        count_footnotes(f->first, n);
    }
}

/* ---- pictures ---- */

/* A part's pictures that have titles. */
struct titled {
    struct arena *arena;
    VEC(struct flow_picture *) list;
    bool numbered; /* by the author */
};

/* 图1, 图 一, 附图2, Fig. 3 */
static bool has_number(struct text title)
{
    static const char32_t hanzi[] = U"一二三四五六七八九十";
    size_t i = title.n && title.cp[0] == U'附';
    if (i >= title.n || title.cp[i] != U'图')
        return false;
    for (i++; i < title.n && utf8_is_blank(title.cp[i]); i++)
        continue;
    return i < title.n &&
           (utf8_is_digit(utf8_narrow(title.cp[i])) || utf8_is_one_of(title.cp[i], hanzi));
}

static void gather_titled(struct titled *t, struct flow *first)
{
    for (struct flow *f = first; f; f = f->next) {
        if (f->picture && f->picture->title.n) {
            VEC_PUSH(t->arena, &t->list, f->picture);
            t->numbered = t->numbered || has_number(f->picture->title);
        }
        gather_titled(t, f->first);
    }
}

/* Those with titles are numbered through their part, 图1, 图2, when there are several; an author
 * who numbers any of them numbers all. */
static void number_pictures(struct composer *c, struct flow *first)
{
    static const char label[] = "图%zu　";
    struct titled t = {.arena = c->arena};
    gather_titled(&t, first);
    for (size_t i = 0; t.list.n > 1 && !t.numbered && i < t.list.n; i++) {
        struct flow_picture *p = t.list.v[i];
        const char *number = arena_printf(c->arena, label, i + 1);
        p->title = compose_labelled(c, number, p->title);
    }
}

struct flow *compose_part(struct composer *c, const struct block *first)
{
    int footnotes = 0;
    struct flow *flow = add_blocks(c, first, 1);
    count_footnotes(flow, &footnotes);
    number_pictures(c, flow);
    return flow;
}
