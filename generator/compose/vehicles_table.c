/* The tables of vehicle plans: a vehicle's own, and the one of all. Nothing known is left out;
 * what is not known is a blank to write on. */
#include "compose/compose_int.h"
#include "value/list.h"

enum { WIDE = 3, REST = 5, BLANK_ROWS = 3 };

/* ---- cells ---- */

/* A name alone in its cell, and a telephone below it. */
static struct block *person_blocks(struct composer *r, struct text name, struct text phone)
{
    struct block *number = compose_paragraph(r, phone);
    struct block *person = compose_paragraph(r, name_padded(r->arena, name));
    if (!person)
        return number;
    person->next = number;
    return person;
}

/* 沈珺（县农业农村局副局长）、许玥 */
static struct text passengers_text(struct composer *r, const struct passenger *first)
{
    struct text_builder list = {.arena = r->arena};
    for (const struct passenger *p = first; p; p = p->next) {
        list_add(&list, p->name);
        text_add_text(&list, words_in_brackets(r->arena, p->post));
    }
    return text_done(&list);
}

/* ---- a vehicle's own ---- */

static const struct compose_column own_columns[] = {
    {"", CELL_CENTRE, COLUMN_TEXT, false}, {"", CELL_CENTRE, COLUMN_TEXT, false},
    {"", CELL_CENTRE, COLUMN_TEXT, false}, {"", CELL_CENTRE, COLUMN_TEXT, false},
    {"", CELL_CENTRE, COLUMN_TEXT, false}, {"", CELL_CENTRE, COLUMN_TEXT, false},
};

/* 1号车（陪同到白石村）; a route that is a line between places (县城—白石村) stands by itself. */
static struct text own_title(struct composer *r, const struct vehicle *v)
{
    enum { EM_DASH = 0x2014 };
    struct pos pos = text_pos(v->number, 0);
    bool line = false;
    for (size_t i = 0; i < v->route.n; i++)
        line = line || v->route.cp[i] == EM_DASH;
    struct text route = v->route.n ? v->route : words_derived(r->arena, "　　村", pos);
    struct text title = words_joined(r->arena, vehicle_name(r->arena, v),
                                     words_derived(r->arena, line ? "（" : "（陪同到", pos));
    return words_joined(r->arena, words_joined(r->arena, title, route),
                        words_derived(r->arena, "）", pos));
}

static void add_pair(struct table_maker *c, const char *label, struct block *value)
{
    compose_words(c, label);
    compose_cell(c, value);
}

static void add_own_rows(struct table_maker *c, const struct vehicle *v)
{
    struct composer *r = c->r;
    compose_row(c, ROW_PLAIN, v->pos);
    add_pair(c, "车牌号", compose_paragraph(r, v->plate));
    add_pair(c, "车型", compose_paragraph(r, v->type));
    add_pair(c, "座位数", compose_paragraph(r, v->seats));
    compose_row(c, ROW_PLAIN, v->pos);
    add_pair(c, "驾驶员", compose_paragraph(r, name_padded(r->arena, v->driver)));
    add_pair(c, "联系电话", compose_paragraph(r, v->phone));
    add_pair(c, "联络员", person_blocks(r, v->liaison, v->liaison_phone));
    compose_row(c, ROW_PLAIN, v->pos);
    compose_words(c, "序号");
    compose_words(c, "姓名");
    compose_words(c, "单位及职务")->columns = WIDE;
    compose_words(c, "联系电话");
}

static void add_passenger(struct table_maker *c, const struct passenger *p, int number)
{
    compose_row(c, ROW_PLAIN, p->pos);
    compose_words(c, arena_printf(c->r->arena, "%d", number));
    compose_text(c, name_padded(c->r->arena, p->name));
    compose_text(c, p->post)->columns = WIDE;
    compose_text(c, p->phone);
}

static void add_blank_row(struct table_maker *c, struct pos pos)
{
    compose_row(c, ROW_PLAIN, pos);
    compose_cell(c, NULL);
    compose_cell(c, NULL);
    compose_cell(c, NULL)->columns = WIDE;
    compose_cell(c, NULL);
}

static void add_remark(struct table_maker *c, struct text remark)
{
    compose_row(c, ROW_PLAIN, text_pos(remark, 0));
    compose_words(c, "备注");
    struct table_cell *cell = compose_text(c, remark);
    cell->columns = REST;
    cell->align = CELL_LEFT;
}

struct table *vehicle_table(struct composer *r, const struct vehicle *v)
{
    struct table_maker c;
    compose_table(&c, r, v->pos, own_title(r, v));
    c.table->whole = true;
    c.plan = PLAN_VEHICLE;
    compose_columns(&c, own_columns, sizeof own_columns / sizeof *own_columns);
    add_own_rows(&c, v);
    int number = 0;
    for (const struct passenger *p = v->passengers; p; p = p->next)
        add_passenger(&c, p, ++number);
    for (int i = 0; !v->passengers && i < BLANK_ROWS; i++)
        add_blank_row(&c, v->pos);
    if (v->remark.n)
        add_remark(&c, v->remark);
    return c.table;
}

/* ---- the one of all ---- */

/* Groups and remarks stand only when some vehicle has one. */
static const struct compose_column group_column = {"组别", CELL_CENTRE, COLUMN_TEXT, true};
static const struct compose_column vehicle_columns[] = {
    {"车号", CELL_CENTRE, COLUMN_TEXT, false},   {"车牌号", CELL_CENTRE, COLUMN_TEXT, false},
    {"驾驶员", CELL_CENTRE, COLUMN_TEXT, false}, {"联系电话", CELL_CENTRE, COLUMN_TEXT, false},
    {"车型", CELL_CENTRE, COLUMN_TEXT, false},   {"座位", CELL_CENTRE, COLUMN_TEXT, false},
};
static const struct compose_column liaison = {"联络员", CELL_CENTRE, COLUMN_TEXT, false};
static const struct compose_column liaison_and_phone = {"联络员及电话", CELL_CENTRE, COLUMN_TEXT,
                                                        false};
static const struct compose_column travel_columns[] = {
    {"路线", CELL_CENTRE, COLUMN_TEXT, false},
    {"乘车人员", CELL_JUSTIFY, COLUMN_TEXT, false},
    {"备注", CELL_JUSTIFY, COLUMN_TEXT, false},
};

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
            has.remarks = has.remarks || v->remark.n;
        }
    return has;
}

/* A column left out keeps its place in the profile's widths. */
static void add_all_columns(struct table_maker *c, struct plan_has has)
{
    if (has.groups)
        compose_columns(c, &group_column, 1);
    else
        c->place++;
    compose_columns(c, vehicle_columns, sizeof vehicle_columns / sizeof *vehicle_columns);
    compose_columns(c, has.liaison_phones ? &liaison_and_phone : &liaison, 1);
    compose_columns(c, travel_columns,
                    sizeof travel_columns / sizeof *travel_columns - !has.remarks);
}

static void add_vehicle(struct table_maker *c, const struct vehicle_group *g,
                        const struct vehicle *v, struct plan_has has)
{
    struct composer *r = c->r;
    compose_row(c, ROW_PLAIN, v->pos)->whole = true;
    if (has.groups)
        compose_text(c, g->name);
    compose_text(c, v->number);
    compose_text(c, v->plate);
    compose_text(c, name_padded(r->arena, v->driver));
    compose_text(c, v->phone);
    compose_text(c, v->type);
    compose_text(c, v->seats);
    compose_cell(c, person_blocks(r, v->liaison, v->liaison_phone));
    compose_text(c, v->route);
    compose_text(c, passengers_text(r, v->passengers));
    if (has.remarks)
        compose_text(c, v->remark);
}

struct table *vehicles_compact(struct composer *r, const struct vehicle_plan *plan)
{
    struct table_maker c;
    struct plan_has has = plan_has(plan);
    compose_table(&c, r, plan->pos, plan->title);
    c.plan = PLAN_VEHICLES;
    add_all_columns(&c, has);
    for (const struct vehicle_group *g = plan->groups; g; g = g->next)
        for (const struct vehicle *v = g->vehicles; v; v = v->next)
            add_vehicle(&c, g, v, has);
    return c.table;
}
