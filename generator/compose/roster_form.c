/* A roster as a table, and an office in words. */
#include "compose/compose_int.h"
#include "value/list.h"

/* ---- as a table ---- */

/* Columns beyond those that every roster has. */
struct extras {
    bool duty, phone, remark;
};

static struct extras find_extras(const struct roster *roster)
{
    struct extras has = {.phone = roster->phones};
    for (const struct roster_tier *t = roster->tiers; t; t = t->next)
        for (const struct roster_entry *e = t->entries; e; e = e->next) {
            has.duty = has.duty || e->duty.n;
            has.remark = has.remark || e->remark.n;
        }
    return has;
}

static void add_columns(struct table_maker *c, struct extras has)
{
    static const struct compose_column usual[] = {
        {"序号", CELL_CENTRE, COLUMN_COUNTER, false},
        {"职务", CELL_CENTRE, COLUMN_TEXT, true},
        {"姓名", CELL_CENTRE, COLUMN_TEXT, false},
        {"单位及职务", CELL_AUTO, COLUMN_TEXT, false},
    };
    static const struct compose_column duty = {"职责", CELL_AUTO, COLUMN_TEXT, false},
                                       phone = {"联系电话", CELL_CENTRE, COLUMN_TEXT, false},
                                       remark = {"备注", CELL_AUTO, COLUMN_TEXT, false};
    compose_columns(c, usual, sizeof usual / sizeof *usual);
    compose_columns(c, &duty, has.duty);
    compose_columns(c, &phone, has.phone);
    compose_columns(c, &remark, has.remark);
}

static void add_row(struct table_maker *c, const struct roster_tier *t,
                    const struct roster_entry *e, struct extras has)
{
    compose_row(c, ROW_PLAIN, e->pos);
    compose_text(c, t->label);
    compose_text(c, name_padded(c->r->arena, e->name));
    compose_text(c, e->post);
    if (has.duty)
        compose_text(c, e->duty);
    if (has.phone)
        compose_text(c, e->phone);
    if (has.remark)
        compose_text(c, e->remark);
}

/* 成员按姓氏笔画为序。 */
static void add_note(struct table_maker *c, const struct roster *roster)
{
    const char *labels = "";
    for (const struct roster_tier *t = roster->tiers; t; t = t->next)
        if (t->order == ORDER_STROKES && t->entries && t->entries->next)
            labels = arena_printf(c->r->arena, "%s%s%s", labels, *labels ? "、" : "",
                                  text_utf8(c->r->arena, t->label));
    if (!*labels)
        return;
    struct text_item *note = c->table->notes = ARENA_NEW(c->r->arena, struct text_item);
    note->text = words_derived(c->r->arena, arena_printf(c->r->arena, "%s按姓氏笔画为序。", labels),
                               roster->pos);
}

struct table *roster_table(struct composer *r, const struct roster *roster)
{
    struct table_maker c;
    struct extras has = find_extras(roster);
    compose_table(&c, r, roster->pos, roster->title);
    add_columns(&c, has);
    for (const struct roster_tier *t = roster->tiers; t; t = t->next)
        for (const struct roster_entry *e = t->entries; e; e = e->next)
            add_row(&c, t, e, has);
    add_note(&c, roster);
    return c.table;
}

/* ---- an office ---- */

/* A sentence being written: each name stands where the document asks for it, the rest at the
 * office. */
struct sentence {
    struct text_builder words;
    uint32_t at;
};

static void say(struct sentence *s, const char *utf8)
{
    text_add_utf8(&s->words, utf8, s->at);
}

static const struct roster_entry *next_holder(const struct roster_entry *e)
{
    while (e && e->vacant)
        e = e->next;
    return e;
}

/* 李四、王五 */
static void say_names(struct sentence *s, const struct roster_entry *e)
{
    while (e) {
        text_add_text(&s->words, e->name);
        e = next_holder(e->next);
        if (e)
            say(s, "、");
    }
}

/* Whoever leads it does so besides his own post. */
static void say_tier(struct sentence *s, const struct roster_tier *t, bool first)
{
    const struct roster_entry *holder = next_holder(t->entries);
    say(s, first ? "，办公室" : "，");
    text_add_utf8(&s->words, text_utf8(s->words.arena, t->label), s->at);
    if (!holder) {
        text_add_utf8(&s->words, "暂缺", t->entries ? t->entries->pos.off : s->at);
        return;
    }
    say(s, "由");
    say_names(s, holder);
    say(s, first ? "同志兼任" : "同志担任");
}

struct text office_words(struct composer *r, const struct roster *office)
{
    struct sentence s = {{.arena = r->arena, .src = office->pos.src}, office->pos.off};
    bool list = office->form == ROSTER_LIST;
    say(&s, text_utf8(r->arena, office->group));
    say(&s, "办公室设在");
    say(&s, text_utf8(r->arena, office->at));
    for (const struct roster_tier *t = list ? NULL : office->tiers; t; t = t->next)
        say_tier(&s, t, t == office->tiers);
    say(&s, list ? "，组成人员如下：" : "。");
    return text_done(&s.words);
}
