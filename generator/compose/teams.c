/*
 * Teams: a heading, numbered or not, and below it tiers, matters and paragraphs in the order in
 * which they were written; as a list with aligned labels, or as paragraphs of the text:
 * 责任领导：甲（兼）、乙；.
 */
#include "base/utf8.h"
#include "compose/compose_int.h"

/* ---- lines ---- */

/* Teams being put together, and where the next line goes. */
struct team_maker {
    struct composer *c;
    const struct teams *teams;
    struct flow *node;
    struct flow_line **last;
    int level;  /* of headings; 0: they are not numbered as such */
    int number; /* of the last heading */
};

static struct flow_line *add_line(struct team_maker *m, enum line_kind kind, struct text label)
{
    struct flow_line *line = *m->last = ARENA_NEW(m->c->arena, struct flow_line);
    m->last = &line->next;
    line->kind = kind;
    line->label = label;
    return line;
}

static struct flow_line *add_flow(struct team_maker *m, struct flow *flow)
{
    struct flow_line *line = add_line(m, LINE_FLOW, (struct text){0});
    line->flow = flow;
    return line;
}

/* ---- headings ---- */

static struct flow_line *add_heading(struct team_maker *m, const struct team *t)
{
    struct text label = t->label;
    if (!m->level) {
        struct flow_line *line = add_line(m, LINE_HEADING, (struct text){0});
        line->words = label;
        line->keep = line->begins = true;
        return line;
    }
    struct flow *f = compose_node(m->c, FLOW_HEADING, text_pos(label, 0));
    f->title = label;
    f->level = m->level;
    f->label =
        text_from_utf8(m->c->arena, number_label(m->c->arena, m->level, ++m->number), f->pos);
    struct flow_line *line = add_flow(m, f);
    line->begins = true;
    return line;
}

/* 1. 综合协调组。由县政府办牵头。 The paragraph behind the heading goes into it. */
static void run_in(struct team_maker *m, struct flow_line *heading)
{
    struct flow_line *first = heading->next;
    struct flow *f = heading->flow;
    if (!f || !first || first->kind != LINE_FLOW || first->flow->kind != FLOW_PARAGRAPH)
        return;
    f->run_in = true;
    f->first = first->flow;
    compose_run_in(m->c, f, f->title);
    heading->next = NULL;
    m->last = &heading->next;
}

/* ---- what stands in a team ---- */

static bool ends_sentence(const struct flow_piece *p)
{
    enum { FULL_STOP = 0x3002 };
    while (p && p->next)
        p = p->next;
    return p && p->text.n && p->text.cp[p->text.n - 1] == FULL_STOP;
}

/* 主要任务：… as a paragraph that its label opens; a list of names hangs as the members do. */
static void add_words(struct team_maker *m, struct text title, struct flow_piece *pieces,
                      enum team_form form)
{
    if ((form ? form : m->teams->form) == TEAM_AS_TEXT) {
        add_flow(m, compose_labelled_pieces(m->c, title, pieces, text_pos(title, 0)));
        return;
    }
    struct flow_line *line = add_line(m, LINE_WORDS, title);
    line->pieces = pieces;
    line->hangs = !ends_sentence(pieces);
}

static struct flow_line *add_clause(struct team_maker *m, const struct team_clause *clause)
{
    struct flow_piece *pieces = compose_pieces(m->c, clause->inlines);
    return add_flow(m, compose_labelled_pieces(m->c, (struct text){0}, pieces, clause->pos));
}

/* What is left of a team, in the order of its source. */
struct rest {
    const struct roster_tier *tier;
    const struct team_matter *matter;
    const struct team_clause *clause;
};

static uint32_t place_of(const struct pos *pos)
{
    return pos ? pos->off : UINT32_MAX;
}

/* A team's record begins with its position, as all do. */
static void add_next(struct team_maker *m, struct rest *r)
{
    uint32_t tier = place_of(r->tier ? &r->tier->pos : NULL),
             matter = place_of(r->matter ? &r->matter->pos : NULL),
             clause = place_of(r->clause ? &r->clause->pos : NULL);
    if (r->tier && tier < matter && tier < clause) {
        bool closes = !r->tier->next && !r->matter && !r->clause;
        m->last = compose_tier(m->c, r->tier, closes, m->last);
        r->tier = r->tier->next;
    } else if (r->matter && matter < clause) {
        struct text title = r->matter->title;
        add_words(m, title, compose_pieces_behind(m->c, title, r->matter->inlines),
                  r->matter->form);
        r->matter = r->matter->next;
    } else {
        add_clause(m, r->clause);
        r->clause = r->clause->next;
    }
}

/* 负责村：白石村、上坪村；: as text it ends with a mark, as tiers do. */
static void add_covers(struct team_maker *m, struct text covers, bool last)
{
    struct arena *a = m->c->arena;
    struct text label = text_from_utf8(a, "负责村", text_pos(covers, 0));
    bool ended = utf8_is_one_of(covers.cp[covers.n - 1], U"；;。");
    if (m->teams->form == TEAM_AS_TEXT && !ended)
        covers = words_with_end(a, covers, last ? "。" : "；");
    add_words(m, label, compose_piece(m->c, covers), TEAM_AS_AROUND);
}

/* Villages stand where they always did: behind the tiers that come first. */
static void add_team(struct team_maker *m, const struct team *t)
{
    struct rest r = {t->tiers, t->matters, t->clauses};
    bool covers = t->covers.n > 0, begun = !m->teams->run_in;
    struct flow_line *heading = add_heading(m, t);
    while (r.tier || r.matter || r.clause || covers) {
        bool due = !r.tier || (r.matter && r.matter->pos.off < r.tier->pos.off) ||
                   (r.clause && r.clause->pos.off < r.tier->pos.off);
        if (covers && due) {
            add_covers(m, t->covers, !r.tier && !r.matter && !r.clause);
            covers = false;
        } else {
            add_next(m, &r);
        }
        if (!begun)
            run_in(m, heading);
        begun = true;
    }
}

static int heading_level(const struct teams *teams, int level)
{
    if (teams->numbered == TEAMS_AS_AROUND)
        return level;
    return teams->numbered >= TEAMS_LEVEL_1 ? (int)teams->numbered - TEAMS_LEVEL_1 + 1 : 0;
}

struct flow *compose_teams(struct composer *c, const struct block *b, int level)
{
    const struct teams *teams = b->teams;
    struct flow *node = compose_node(c, FLOW_COLUMNS, b->pos);
    struct team_maker m = {.c = c,
                           .teams = teams,
                           .node = node,
                           .last = &node->lines,
                           .level = heading_level(teams, level)};
    const struct team_clause *clause = teams->clauses;
    const struct team *t = teams->first;
    if (teams->numbered == TEAMS_AS_AROUND)
        m.number = c->sections;
    if (teams->start)
        m.number = teams->start - 1;
    if (teams->title.n) {
        struct flow_line *line = add_line(&m, LINE_TITLE, (struct text){0});
        line->words = teams->title;
        line->keep = true;
    }
    while (t || clause) {
        if (clause && (!t || clause->pos.off < t->pos.off)) {
            add_clause(&m, clause)->begins = true;
            clause = clause->next;
        } else {
            add_team(&m, t);
            t = t->next;
        }
    }
    if (teams->numbered == TEAMS_AS_AROUND)
        c->sections = m.number;
    return node;
}
