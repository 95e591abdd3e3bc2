/* A roster as a table, and an office in words. */
#include "resolve/roster_int.h"

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

static void add_columns(struct composer *c, struct extras has)
{
    static const struct compose_column usual[] = {
        {"序号", 0, 0, CELL_CENTRE, COLUMN_COUNTER, false},
        {"职务", 0, 0, CELL_CENTRE, COLUMN_TEXT, true},
        {"姓名", 0, 0, CELL_CENTRE, COLUMN_TEXT, false},
        {"单位及职务", 0, 0, CELL_AUTO, COLUMN_TEXT, false},
    };
    static const struct compose_column duty = {"职责", 0, 0, CELL_AUTO, COLUMN_TEXT, false},
                                       phone = {"联系电话", 0, 0, CELL_CENTRE, COLUMN_TEXT, false},
                                       remark = {"备注", 0, 0, CELL_AUTO, COLUMN_TEXT, false};
    compose_columns(c, usual, sizeof usual / sizeof *usual);
    compose_columns(c, &duty, has.duty);
    compose_columns(c, &phone, has.phone);
    compose_columns(c, &remark, has.remark);
}

static void add_row(struct composer *c, const struct roster_tier *t, const struct roster_entry *e,
                    struct extras has)
{
    compose_row(c, ROW_PLAIN, e->pos);
    compose_text(c, t->label);
    compose_text(c, name_padded(c->r, e->name));
    compose_text(c, e->post);
    if (has.duty)
        compose_text(c, e->duty);
    if (has.phone)
        compose_text(c, e->phone);
    if (has.remark)
        compose_text(c, e->remark);
}

/* 成员按姓氏笔画为序。 */
static void add_note(struct composer *c, const struct roster *roster)
{
    const char *labels = "";
    for (const struct roster_tier *t = roster->tiers; t; t = t->next)
        if (t->order == ORDER_STROKES && t->entries && t->entries->next)
            labels = arena_printf(c->r->arena, "%s%s%s", labels, *labels ? "、" : "",
                                  text_utf8(c->r->arena, t->label));
    if (!*labels)
        return;
    struct text_item *note = c->table->notes = ARENA_NEW(c->r->arena, struct text_item);
    note->text =
        words_derived(c->r, arena_printf(c->r->arena, "%s按姓氏笔画为序。", labels), roster->pos);
}

struct table *roster_table(struct resolver *r, const struct roster *roster)
{
    struct composer c;
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

/* 李四、王五; empty: all of the tier's posts are vacant. */
static const char *tier_names(struct resolver *r, const struct roster_tier *t)
{
    const char *names = "";
    for (const struct roster_entry *e = t->entries; e; e = e->next)
        if (!e->vacant)
            names = arena_printf(r->arena, "%s%s%s", names, *names ? "、" : "",
                                 text_utf8(r->arena, e->name));
    return names;
}

/* Whoever leads it does so besides his own post. */
static const char *tier_words(struct resolver *r, const struct roster_tier *t, bool first)
{
    const char *label = text_utf8(r->arena, t->label), *names = tier_names(r, t);
    const char *whose = first ? "办公室" : "";
    if (!*names)
        return arena_printf(r->arena, "，%s%s暂缺", whose, label);
    return arena_printf(r->arena, "，%s%s由%s同志%s", whose, label, names, first ? "兼任" : "担任");
}

struct text office_words(struct resolver *r, const struct roster *office)
{
    const char *words = arena_printf(r->arena, "%s办公室设在%s", text_utf8(r->arena, office->group),
                                     text_utf8(r->arena, office->at));
    bool list = office->form == ROSTER_LIST;
    for (const struct roster_tier *t = list ? NULL : office->tiers; t; t = t->next)
        words = arena_printf(r->arena, "%s%s", words, tier_words(r, t, t == office->tiers));
    return words_derived(r, arena_printf(r->arena, "%s%s", words, list ? "，组成人员如下：" : "。"),
                         office->pos);
}
