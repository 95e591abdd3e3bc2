/*
 * Vehicle plans: one table for all, or one a vehicle below the headings of its groups. Nothing
 * known is left out; what is not known is a blank to write on.
 */
#include <uchar.h>

#include "base/utf8.h"
#include "compose/compose_int.h"

enum { WIDE = 3, REST = 5, BLANK_ROWS = 3 };

/* ---- cells ---- */

/* 严若川、梁可为: several in one text, whose telephones are not told apart. */
static struct flow *names_line(struct composer *c, struct text names)
{
    struct form_line line;
    size_t from = 0;
    compose_line_begin(&line, c, text_pos(names, 0));
    for (size_t i = 0; i < names.n; i++)
        if (i + 1 == names.n || utf8_is_one_of(names.cp[i], U"、，, ")) {
            compose_line_name(&line, text_part(names, from, i + 1));
            from = i + 1;
        }
    return compose_line_paragraph(&line, PARAGRAPH_BODY);
}

/* A name alone in its cell, and a telephone below it. */
static struct flow *person_lines(struct composer *c, struct text name, struct text phone)
{
    enum { LONG = 4 };
    struct flow *first = NULL, **last = &first;
    *last = name.n > LONG ? names_line(c, name) : compose_paragraph(c, name_padded(c->arena, name));
    *compose_end(last) = compose_paragraph(c, phone);
    return first;
}

/* One below the other. */
static struct flow *liaison_lines(struct composer *c, const struct vehicle *v)
{
    struct flow *first = person_lines(c, v->liaison, v->liaison_phone);
    for (const struct liaison *l = v->liaisons; l; l = l->next)
        *compose_end(&first) = person_lines(c, l->name, l->phone);
    return first;
}

/* 沈珺（县农业农村局副局长）、许玥 */
static struct flow *passengers_line(struct composer *c, const struct passenger *first)
{
    struct form_line line;
    if (!first)
        return NULL;
    compose_line_begin(&line, c, first->pos);
    for (const struct passenger *p = first; p; p = p->next) {
        if (line.first)
            compose_line_words(&line, "、", true);
        compose_line_person(&line, p->name, p->post, p->phone);
    }
    return line.first ? compose_line_paragraph(&line, PARAGRAPH_BODY) : NULL;
}

/* ---- a vehicle's own table ---- */

static void add_pair(struct table_maker *t, const char *label, struct flow *value)
{
    compose_words(t, label);
    compose_cell(t, value);
}

static void add_own_rows(struct table_maker *t, const struct vehicle *v)
{
    struct composer *c = t->c;
    compose_row(t, ROW_PLAIN, v->pos);
    add_pair(t, "车牌号", compose_paragraph(c, v->plate));
    add_pair(t, "车型", compose_paragraph(c, v->type));
    add_pair(t, "座位数", compose_paragraph(c, v->seats));
    compose_row(t, ROW_PLAIN, v->pos);
    add_pair(t, "驾驶员", compose_paragraph(c, name_padded(c->arena, v->driver)));
    add_pair(t, "联系电话", compose_paragraph(c, v->phone));
    add_pair(t, "联络员", liaison_lines(c, v));
    compose_row(t, ROW_PLAIN, v->pos);
    compose_words(t, "序号");
    compose_words(t, "姓名");
    compose_words(t, "单位及职务")->columns = WIDE;
    compose_words(t, "联系电话");
}

/* p NULL: room to write somebody in. */
static void add_passenger(struct table_maker *t, const struct passenger *p, struct pos pos, int n)
{
    struct text none = {0};
    compose_row(t, ROW_PLAIN, pos);
    compose_words(t, p ? arena_printf(t->c->arena, "%d", n) : "");
    if (p && !p->name.n && p->post.n) { /* free words */
        compose_text(t, p->post)->columns = 1 + WIDE;
    } else {
        compose_text(t, p ? name_padded(t->c->arena, p->name) : none);
        compose_text(t, p ? p->post : none)->columns = WIDE;
    }
    compose_text(t, p ? p->phone : none);
}

static struct flow *vehicle_table(struct composer *c, const struct vehicle_plan *plan,
                                  const struct vehicle_group *g, const struct vehicle *v)
{
    static const struct column_form columns[] = {
        {"", CELL_CENTRE, COLUMN_TEXT, false}, {"", CELL_CENTRE, COLUMN_TEXT, false},
        {"", CELL_CENTRE, COLUMN_TEXT, false}, {"", CELL_CENTRE, COLUMN_TEXT, false},
        {"", CELL_CENTRE, COLUMN_TEXT, false}, {"", CELL_CENTRE, COLUMN_TEXT, false},
    };
    struct table_maker t;
    int n = 0;
    compose_table(&t, c, v->pos, compose_vehicle_title(c, plan, g, v));
    t.table->whole = true;
    t.plan = PLAN_VEHICLE;
    compose_columns(&t, columns, sizeof columns / sizeof *columns);
    add_own_rows(&t, v);
    for (const struct passenger *p = v->passengers; p; p = p->next)
        add_passenger(&t, p, p->pos, ++n);
    for (int i = 0; !n && i < BLANK_ROWS; i++)
        add_passenger(&t, NULL, v->pos, 0);
    if (v->remark.n) {
        compose_row(&t, ROW_PLAIN, text_pos(v->remark, 0));
        compose_words(&t, "备注");
        struct flow_cell *cell = compose_text(&t, v->remark);
        cell->columns = REST;
        cell->align = CELL_LEFT;
    }
    return compose_table_node(c, t.table);
}

/* ---- groups of such tables ---- */

static struct flow *vehicle_tables(struct composer *c, const struct vehicle_plan *plan,
                                   const struct vehicle_group *g, int level)
{
    struct flow *first, **last = &first;
    if (plan->form == VEHICLES_ROWS)
        return compose_vehicle_rows(c, plan, g, level);
    first = compose_vehicle_lines(c, g->lines);
    for (const struct vehicle *v = g->vehicles; v; v = v->next) {
        last = compose_end(last);
        *last = compose_vehicle_lines(c, v->lines);
        last = compose_end(last);
        *last = vehicle_table(c, plan, g, v);
    }
    return first;
}

/* A group's heading stays with its first vehicle as a section's does. */
static struct flow *group_heading(struct composer *c, const struct vehicle_plan *plan,
                                  const struct vehicle_group *g, int level, int n)
{
    struct flow *f = compose_node(c, FLOW_HEADING, g->pos);
    f->level = level;
    f->label = text_from_utf8(c->arena, number_label(c->arena, level, n), g->pos);
    f->title = g->name;
    f->first = vehicle_tables(c, plan, g, level + 1);
    return f;
}

/* The plan's own title is a line of stressed words: the part that it stands in has a title. A group
 * without a name, from a file that has none, takes no heading. */
static struct flow *plan_groups(struct composer *c, const struct vehicle_plan *plan, int level)
{
    struct flow *first = compose_paragraph(c, plan->title), **last = &first;
    int n = 0;
    if (first)
        first->pieces->kind = PIECE_EMPHASIS;
    for (const struct vehicle_group *g = plan->groups; g; g = g->next) {
        last = compose_end(last);
        *last =
            g->name.n ? group_heading(c, plan, g, level, ++n) : vehicle_tables(c, plan, g, level);
    }
    return first;
}

/* ---- the table of all ---- */

/* What some vehicle of the plan has. */
struct plan_has {
    bool groups, liaison_phones, remarks;
};

static struct plan_has plan_has(const struct vehicle_plan *plan)
{
    struct plan_has has = {false, false, false};
    for (const struct vehicle_group *g = plan->groups; g; g = g->next)
        for (const struct vehicle *v = g->vehicles; v; v = v->next) {
            has.groups = has.groups || g->name.n;
            has.liaison_phones = has.liaison_phones || v->liaison_phone.n;
            for (const struct liaison *l = v->liaisons; l; l = l->next)
                has.liaison_phones = has.liaison_phones || l->phone.n;
            has.remarks = has.remarks || v->remark.n;
        }
    return has;
}

/* Groups and remarks stand only when some vehicle has one; a column left out keeps its place in the
 * profile's widths. */
static void add_columns(struct table_maker *t, struct plan_has has)
{
    static const struct column_form group = {"组别", CELL_CENTRE, COLUMN_TEXT, true};
    static const struct column_form vehicle[] = {
        {"车号", CELL_CENTRE, COLUMN_TEXT, false},   {"车牌号", CELL_CENTRE, COLUMN_TEXT, false},
        {"驾驶员", CELL_CENTRE, COLUMN_TEXT, false}, {"联系电话", CELL_CENTRE, COLUMN_TEXT, false},
        {"车型", CELL_CENTRE, COLUMN_TEXT, false},   {"座位", CELL_CENTRE, COLUMN_TEXT, false},
    };
    static const struct column_form liaison[] = {
        {"联络员", CELL_CENTRE, COLUMN_TEXT, false},
        {"联络员及电话", CELL_CENTRE, COLUMN_TEXT, false},
    };
    static const struct column_form travel[] = {
        {"路线", CELL_CENTRE, COLUMN_TEXT, false},
        {"乘车人员", CELL_JUSTIFY, COLUMN_TEXT, false},
        {"备注", CELL_JUSTIFY, COLUMN_TEXT, false},
    };
    if (has.groups)
        compose_columns(t, &group, 1);
    else
        t->place++;
    compose_columns(t, vehicle, sizeof vehicle / sizeof *vehicle);
    compose_columns(t, &liaison[has.liaison_phones], 1);
    compose_columns(t, travel, sizeof travel / sizeof *travel - !has.remarks);
}

static void add_vehicle(struct table_maker *t, const struct vehicle_group *g,
                        const struct vehicle *v, struct plan_has has)
{
    struct composer *c = t->c;
    compose_row(t, ROW_PLAIN, v->pos)->whole = true;
    if (has.groups)
        compose_text(t, g->name);
    compose_text(t, v->number);
    compose_text(t, v->plate);
    compose_text(t, name_padded(c->arena, v->driver));
    compose_text(t, v->phone);
    compose_text(t, v->type);
    compose_text(t, v->seats);
    compose_cell(t, liaison_lines(c, v));
    compose_text(t, v->route);
    compose_cell(t, passengers_line(c, v->passengers));
    if (has.remarks)
        compose_text(t, v->remark);
}

static struct flow *plan_table(struct composer *c, const struct vehicle_plan *plan)
{
    struct table_maker t;
    struct plan_has has = plan_has(plan);
    compose_table(&t, c, plan->pos, plan->title);
    t.table->continued = plan->continued;
    t.plan = PLAN_VEHICLES;
    add_columns(&t, has);
    for (const struct vehicle_group *g = plan->groups; g; g = g->next)
        for (const struct vehicle *v = g->vehicles; v; v = v->next)
            add_vehicle(&t, g, v, has);
    return compose_table_node(c, t.table);
}

struct flow *compose_vehicles(struct composer *c, const struct block *b, int level)
{
    struct flow *group = compose_node(c, FLOW_GROUP, b->pos);
    const struct vehicle_plan *plan = b->vehicles;
    group->first = plan->form != VEHICLES_COMPACT ? plan_groups(c, plan, level)
                   : plan->columns                ? compose_vehicle_list(c, plan)
                                                  : plan_table(c, plan);
    return group;
}
