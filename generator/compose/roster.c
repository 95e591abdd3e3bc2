/*
 * Rosters and offices: as columns, as a table, or as a sentence. Who is in them was found
 * before; whatever a tier says stands once, at its first member.
 */
#include "compose/compose_int.h"

/* ---- as lines ---- */

static void add_tiers(struct composer *c, const struct roster *roster, struct flow_line **last)
{
    for (const struct roster_tier *t = roster->tiers; t; t = t->next)
        last = compose_tier(c, t, !t->next, last);
}

/* ---- as a table ---- */

/* Columns beyond those that every roster has. */
struct extras {
    bool duty, phone, remark;
};

static struct extras find_extras(const struct composer *c, const struct roster *roster)
{
    struct extras has = {.phone = roster->phones};
    for (const struct roster_tier *t = roster->tiers; t; t = t->next)
        for (const struct roster_entry *e = people_entries(c->people, t); e; e = e->next) {
            has.duty = has.duty || e->duty.n;
            has.remark = has.remark || e->remark.n;
        }
    for (const struct roster_tier *t = roster->tiers; t; t = t->next)
        for (const struct roster_member *m = t->members; m; m = m->next)
            has.phone = has.phone || m->phone.n;
    return has;
}

static void add_columns(struct table_maker *t, struct extras has)
{
    static const struct column_form usual[] = {
        {"序号", CELL_CENTRE, COLUMN_COUNTER, false},
        {"职务", CELL_CENTRE, COLUMN_TEXT, true},
        {"姓名", CELL_CENTRE, COLUMN_TEXT, false},
        {"单位及职务", CELL_AUTO, COLUMN_TEXT, false},
    };
    static const struct column_form duty = {"职责", CELL_AUTO, COLUMN_TEXT, false},
                                    phone = {"联系电话", CELL_CENTRE, COLUMN_TEXT, false},
                                    remark = {"备注", CELL_AUTO, COLUMN_TEXT, false};
    compose_columns(t, usual, sizeof usual / sizeof *usual);
    compose_columns(t, &duty, has.duty);
    compose_columns(t, &phone, has.phone);
    compose_columns(t, &remark, has.remark);
}

static struct flow *roster_table(struct composer *c, const struct roster *roster)
{
    struct table_maker t;
    struct extras has = find_extras(c, roster);
    const char *sorted = "";
    compose_table(&t, c, roster->pos, roster->title);
    t.table->continued = roster->continued;
    add_columns(&t, has);
    for (const struct roster_tier *tier = roster->tiers; tier; tier = tier->next) {
        const struct roster_entry *first = people_entries(c->people, tier);
        for (const struct roster_entry *e = first; e; e = e->next) {
            compose_row(&t, ROW_PLAIN, e->pos);
            compose_text(&t, tier->label);
            compose_text(&t, name_padded(c->arena, e->name));
            compose_text(&t, e->post);
            if (has.duty)
                compose_text(&t, e->duty);
            if (has.phone)
                compose_text(&t, e->phone);
            if (has.remark)
                compose_text(&t, e->remark);
        }
        if (tier->order == ORDER_STROKES && first && first->next)
            sorted = arena_printf(c->arena, "%s%s%s", sorted, *sorted ? "、" : "",
                                  text_utf8(c->arena, tier->label));
    }
    const char *note = arena_printf(c->arena, "注：%s按姓氏笔画为序。", sorted);
    if (*sorted)
        t.table->notes = compose_item(c, text_from_utf8(c->arena, note, roster->pos));
    return compose_table_node(c, t.table);
}

struct flow *compose_roster(struct composer *c, const struct block *b, int level)
{
    (void)level;
    if (b->roster->form == ROSTER_TABLE)
        return roster_table(c, b->roster);
    struct flow *node = compose_node(c, FLOW_COLUMNS, b->pos);
    struct flow_line **last = &node->lines;
    if (b->roster->title.n) {
        struct flow_line *line = *last = ARENA_NEW(c->arena, struct flow_line);
        line->kind = LINE_TITLE;
        line->words = b->roster->title;
        line->keep = true;
        last = &line->next;
    }
    add_tiers(c, b->roster, last);
    return node;
}

/* ---- an office ---- */

/* A sentence being written: each name stands where the document asks for it, the rest at the
 * office. */
struct sentence {
    struct text_builder words;
    uint32_t at;
};

static void add_words(struct sentence *s, const char *utf8)
{
    text_add_utf8(&s->words, utf8, s->at);
}

static const struct roster_entry *next_holder(const struct roster_entry *e)
{
    while (e && e->vacant)
        e = e->next;
    return e;
}

/* The post that the author typed beside a name: 由副镇长李望同志担任. */
static struct text typed_title(const struct roster_tier *t, const struct roster_entry *e)
{
    const struct roster_member *m = t->members;
    while (m && (m->pos.off != e->pos.off || !m->title.n))
        m = m->next;
    return m ? m->title : (struct text){.n = 0};
}

/* Whoever leads it does so besides his own post: 主任由李四、王五同志兼任. Of whom only the title
 * is known, it stands for the name: 主任由县委办公室主要负责同志兼任. */
static void add_tier(struct sentence *s, const struct roster *office, const struct roster_tier *t,
                     const struct roster_entry *entries)
{
    const struct roster_entry *e = next_holder(entries);
    bool first = t == office->tiers, named = false;
    add_words(s, first ? "，办公室" : "，");
    add_words(s, text_utf8(s->words.arena, t->label));
    if (!e) {
        text_add_utf8(&s->words, "暂缺", entries ? entries->pos.off : s->at);
        return;
    }
    add_words(s, "由");
    while (e) {
        named = e->name.n;
        text_add_text(&s->words, named ? typed_title(t, e) : e->post);
        text_add_text(&s->words, e->name);
        e = next_holder(e->next);
        if (e)
            add_words(s, "、");
    }
    add_words(s, named ? "同志" : "");
    add_words(s, first && office->concurrent ? "兼任" : "担任");
}

/* 领导小组办公室设在…, 专项行动办公室设在…, 领导小组下设专项行动办公室，办公室设在… */
static void add_place(struct sentence *s, const struct roster *office)
{
    bool named = office->title.n > 0;
    if (office->group.n)
        text_add_text(&s->words, office->group);
    else if (!named)
        add_words(s, "领导小组");
    if (office->group.n && named)
        add_words(s, "下设");
    text_add_text(&s->words, office->title);
    if (office->group.n && named)
        add_words(s, "，");
    add_words(s, office->group.n || !named ? "办公室设在" : "设在");
    text_add_text(&s->words, office->at);
}

static struct text office_words(struct composer *c, const struct roster *office)
{
    struct sentence s = {{.arena = c->arena, .src = office->pos.src}, office->pos.off};
    bool list = office->form == ROSTER_LIST;
    add_place(&s, office);
    for (const struct roster_tier *t = list ? NULL : office->tiers; t; t = t->next)
        add_tier(&s, office, t, people_entries(c->people, t));
    add_words(&s, list ? "，组成人员如下：" : "。");
    return text_done(&s.words);
}

struct flow *compose_office(struct composer *c, const struct block *b, int level)
{
    (void)level;
    struct flow *group = compose_node(c, FLOW_GROUP, b->pos);
    group->first = compose_paragraph(c, office_words(c, b->roster));
    if (b->roster->form == ROSTER_WORDS)
        return group;
    struct flow *node = compose_node(c, FLOW_COLUMNS, b->pos);
    add_tiers(c, b->roster, &node->lines);
    group->first->keep = true;
    group->first->next = node;
    return group;
}
