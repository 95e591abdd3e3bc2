/*
 * Vehicles in the office's own form: a heading, lines, and a table of one row in the columns that
 * the office has, one of them perhaps left to be written in; or a table of all in such columns. A
 * vehicle whose passengers have columns of their own for posts or telephones has a row for each.
 */
#include <uchar.h>

#include "base/utf8.h"
#include "compose/compose_int.h"

/* ---- headings ---- */

/* 机动组, 备用车: they go wherever they are sent. */
static bool is_mobile(struct text t)
{
    static const char *const words[] = {"机动", "备用", "待命", "应急"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_has(t, words[i]))
            return true;
    return false;
}

/* A route that is a line between places (县城—白石村), a mobile vehicle's, or what has words of its
 * own (前往白石村) stands by itself. */
static bool stands_alone(struct text route)
{
    enum { EM_DASH = 0x2014, VERB = 2 };
    for (size_t i = 0; i < route.n; i++)
        if (route.cp[i] == EM_DASH)
            return true;
    struct text verb = text_part(route, 0, route.n < VERB ? route.n : VERB);
    return (is_mobile(route) && !text_has(route, "村")) || text_equals(verb, "陪同") ||
           text_equals(verb, "前往");
}

/* The group's, the plan's, or the usual one; empty: none is wanted. */
static struct text label_of(struct composer *c, struct text group, struct text plan,
                            const char *usual, struct pos pos)
{
    struct text label = group.src ? group : plan;
    return label.src ? label : text_from_utf8(c->arena, usual, pos);
}

struct text compose_vehicle_title(struct composer *c, const struct vehicle_plan *plan,
                                  const struct vehicle_group *g, const struct vehicle *v)
{
    struct arena *a = c->arena;
    struct pos pos = text_pos(v->number, 0);
    struct text name = resolve_vehicle_name(a, v), route = v->route;
    if (v->title.n)
        return v->title;
    if (route.n && utf8_is_one_of(route.cp[0], U"（("))
        return text_joined(a, name, route);
    bool blank =
        !route.n && !route.src && plan->route_blank && !is_mobile(g->name) && !is_mobile(v->number);
    if (text_equals(route, "无") || text_equals(route, "/") || (!route.n && !blank))
        return name;
    name = text_joined(a, name, text_from_utf8(a, "（", pos));
    struct text label = label_of(c, g->route_label, plan->route_label, "陪同到", pos);
    if (!stands_alone(route) && !(label.n && text_starts_with(route, label)))
        name = text_joined(a, name, label);
    name = text_joined(a, name, route.n ? route : text_from_utf8(a, "　　村", pos));
    return text_joined(a, name, text_from_utf8(a, "）", pos));
}

/* ---- cells ---- */

/* Of one table. */
struct row_columns {
    const struct vehicle_column *first;
    unsigned all; /* what some column holds */
    bool each;    /* a row for each passenger */
};

static struct row_columns row_columns(const struct vehicle_column *first)
{
    struct row_columns columns = {.first = first};
    for (const struct vehicle_column *c = first; c; c = c->next) {
        columns.all |= c->holds;
        columns.each = columns.each || (c->holds & (HOLDS_POSTS | HOLDS_PASSENGER_PHONES) &&
                                        !(c->holds & HOLDS_PASSENGERS));
    }
    return columns;
}

/* Where no column has it, it stands beside the name. */
static bool shows(const struct row_columns *columns, unsigned holds, unsigned what)
{
    return holds & what || !(columns->all & what);
}

static struct flow *person(struct composer *c, struct text name, struct text post,
                           struct text phone)
{
    struct form_line line;
    compose_line_begin(&line, c, text_pos(name.n ? name : post.n ? post : phone, 0));
    compose_line_person(&line, name, post, phone);
    return line.first ? compose_line_paragraph(&line, PARAGRAPH_BODY) : NULL;
}

static struct flow *passenger(struct composer *c, const struct row_columns *columns, unsigned holds,
                              const struct passenger *p)
{
    const struct text none = {0};
    bool named = holds & HOLDS_PASSENGERS;
    struct text post = named ? shows(columns, holds, HOLDS_POSTS) || !p->name.n ? p->post : none
                       : holds & HOLDS_POSTS && p->name.n ? p->post
                                                          : none;
    bool phone =
        named ? shows(columns, holds, HOLDS_PASSENGER_PHONES) : holds & HOLDS_PASSENGER_PHONES;
    return person(c, named ? p->name : none, post, phone ? p->phone : none);
}

static struct flow *liaisons(struct composer *c, const struct row_columns *columns, unsigned holds,
                             const struct vehicle *v)
{
    const struct text none = {0};
    bool names = holds & HOLDS_LIAISONS, phones = shows(columns, holds, HOLDS_LIAISON_PHONES);
    struct flow *first =
        person(c, names ? v->liaison : none, none, phones ? v->liaison_phone : none);
    for (const struct liaison *l = v->liaisons; l; l = l->next)
        *compose_end(&first) = person(c, names ? l->name : none, none, phones ? l->phone : none);
    return first;
}

/* What a column holds of a vehicle, one below the other. */
static struct flow *content(struct composer *c, const struct row_columns *columns, unsigned holds,
                            const struct vehicle *v)
{
    const struct text none = {0};
    const struct {
        unsigned holds;
        struct text text;
    } texts[] = {{HOLDS_NUMBER, v->number}, {HOLDS_PLATE, v->plate}, {HOLDS_TYPE, v->type},
                 {HOLDS_SEATS, v->seats},   {HOLDS_ROUTE, v->route}, {HOLDS_REMARK, v->remark}};
    struct flow *first = NULL;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (holds & texts[i].holds)
            *compose_end(&first) = compose_paragraph(c, texts[i].text);
    bool alone = holds == HOLDS_DRIVER && columns->all & HOLDS_PHONE;
    bool phone = holds & HOLDS_PHONE || (holds & HOLDS_DRIVER && !(columns->all & HOLDS_PHONE));
    if (holds & (HOLDS_DRIVER | HOLDS_PHONE))
        *compose_end(&first) = person(c,
                                      !(holds & HOLDS_DRIVER) ? none
                                      : alone                 ? name_padded(c->arena, v->driver)
                                                              : v->driver,
                                      none, phone ? v->phone : none);
    if (holds & (HOLDS_LIAISONS | HOLDS_LIAISON_PHONES))
        *compose_end(&first) = liaisons(c, columns, holds, v);
    for (const struct passenger *p = v->passengers; p && !columns->each; p = p->next)
        if (holds & (HOLDS_PASSENGERS | HOLDS_POSTS | HOLDS_PASSENGER_PHONES))
            *compose_end(&first) = passenger(c, columns, holds, p);
    return first;
}

/* ---- tables ---- */

/* Which width of the profile a column takes. */
static int place_of(unsigned holds)
{
    enum { NAME = 4, PHONE, NAME_AND_PHONE, BLANK = 11 };
    static const struct {
        unsigned holds;
        int place;
    } places[] = {
        {HOLDS_PASSENGERS, 8}, {HOLDS_POSTS, 9},   {HOLDS_PASSENGER_PHONES, PHONE},
        {HOLDS_ROUTE, 7},      {HOLDS_PLATE, 1},   {HOLDS_TYPE, 2},
        {HOLDS_SEATS, 3},      {HOLDS_REMARK, 10}, {HOLDS_NUMBER, 0},
    };
    unsigned names = HOLDS_DRIVER | HOLDS_LIAISONS, phones = HOLDS_PHONE | HOLDS_LIAISON_PHONES;
    if (holds & (names | phones))
        return !(holds & phones) ? NAME : holds & names ? NAME_AND_PHONE : PHONE;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (holds & places[i].holds)
            return places[i].place;
    return BLANK;
}

/* The usual ones, when the office says none: together VEHICLE_ROW_USUAL. */
static const struct vehicle_column *usual_columns(struct composer *c, struct pos pos)
{
    static const struct {
        const char *title;
        unsigned holds;
    } usual[] = {
        {"车牌号", HOLDS_PLATE},
        {"车型", HOLDS_TYPE},
        {"驾驶员", HOLDS_DRIVER},
        {"联系电话", HOLDS_PHONE},
        {"乘车人员及联系方式", HOLDS_PASSENGERS | HOLDS_PASSENGER_PHONES},
        {"备注", HOLDS_REMARK},
    };
    struct vehicle_column *first = NULL, **last = &first;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++, last = &(*last)->next) {
        *last = ARENA_NEW(c->arena, struct vehicle_column);
        (*last)->pos = pos;
        (*last)->title = text_from_utf8(c->arena, usual[i].title, pos);
        (*last)->holds = usual[i].holds;
    }
    return first;
}

static void add_columns(struct table_maker *t, const struct row_columns *columns)
{
    t->plan = PLAN_VEHICLE_ROW;
    for (const struct vehicle_column *k = columns->first; k; k = k->next) {
        bool people = k->holds & HOLDS_PASSENGERS && !columns->each;
        struct column_form form = {"", people ? CELL_LEFT : CELL_CENTRE, COLUMN_TEXT, false};
        struct flow_column **column = t->column;
        t->place = place_of(k->holds);
        compose_columns(t, &form, 1);
        (*column)->title = k->title;
    }
}

static bool is_each(unsigned holds)
{
    return holds & (HOLDS_PASSENGERS | HOLDS_POSTS | HOLDS_PASSENGER_PHONES);
}

/* Free words go on over the column of posts beside them. */
static const struct vehicle_column *add_passenger(struct table_maker *t,
                                                  const struct row_columns *columns,
                                                  const struct vehicle_column *k,
                                                  const struct passenger *p)
{
    struct flow_cell *cell = compose_cell(t, passenger(t->c, columns, k->holds, p));
    bool words = !p->name.n && k->holds & HOLDS_PASSENGERS;
    for (; words && k->next && k->next->holds == HOLDS_POSTS; k = k->next)
        cell->columns++;
    return k;
}

/* One row, or one for each passenger, over which the rest is merged. */
static void add_rows(struct table_maker *t, const struct row_columns *columns,
                     const struct vehicle *v)
{
    int rows = 0;
    for (const struct passenger *p = v->passengers; p && columns->each; p = p->next)
        rows++;
    compose_row(t, ROW_PLAIN, v->pos)->whole = true;
    for (const struct vehicle_column *k = columns->first; k; k = k->next)
        if (rows && is_each(k->holds))
            k = add_passenger(t, columns, k, v->passengers);
        else
            compose_cell(t, content(t->c, columns, k->holds, v))->rows = rows ? rows : 1;
    for (const struct passenger *p = rows ? v->passengers->next : NULL; p; p = p->next) {
        compose_row(t, ROW_PLAIN, p->pos);
        for (const struct vehicle_column *k = columns->first; k; k = k->next)
            if (is_each(k->holds))
                k = add_passenger(t, columns, k, p);
    }
}

struct flow *compose_vehicle_list(struct composer *c, const struct vehicle_plan *plan)
{
    struct table_maker t;
    struct row_columns columns = row_columns(plan->columns);
    compose_table(&t, c, plan->pos, plan->title);
    t.table->continued = plan->continued;
    add_columns(&t, &columns);
    for (const struct vehicle_group *g = plan->groups; g; g = g->next) {
        if (g->name.n)
            compose_group(&t, g->name, g->pos);
        for (const struct vehicle *v = g->vehicles; v; v = v->next)
            add_rows(&t, &columns, v);
    }
    return compose_table_node(c, t.table);
}

/* ---- a vehicle ---- */

static struct flow *kept_line(struct composer *c, struct text t)
{
    struct flow *f = compose_paragraph(c, t);
    if (f)
        f->keep = true;
    return f;
}

struct flow *compose_vehicle_lines(struct composer *c, const struct vehicle_line *line)
{
    struct flow *first = NULL;
    for (; line; line = line->next)
        *compose_end(&first) = kept_line(c, line->text);
    return first;
}

/* 1. 联络员：许可 13800000001、林可; nobody yet: the label alone. */
static struct flow *liaison_line(struct composer *c, struct text label, const struct vehicle *v)
{
    struct form_line line;
    const struct text none = {0};
    compose_line_begin(&line, c, v->pos);
    compose_line_text(&line, label, false);
    compose_line_person(&line, v->liaison, none, v->liaison_phone);
    bool more = v->liaison.n || v->liaison_phone.n;
    for (const struct liaison *l = v->liaisons; l; l = l->next, more = true) {
        if (more)
            compose_line_words(&line, "、", true);
        compose_line_person(&line, l->name, none, l->phone);
    }
    struct flow *f = compose_line_paragraph(&line, PARAGRAPH_BODY);
    f->keep = true;
    return f;
}

/* Of one vehicle, or of those that follow it up to another one. */
static struct flow *row_table(struct composer *c, const struct vehicle_column *first,
                              const struct vehicle *v, const struct vehicle *end)
{
    struct table_maker t;
    struct row_columns columns = row_columns(first);
    compose_table(&t, c, v->pos, (struct text){0});
    t.table->whole = v->next == end;
    add_columns(&t, &columns);
    for (; v != end; v = v->next)
        add_rows(&t, &columns, v);
    return compose_table_node(c, t.table);
}

/* What stands above the tables of a group. */
struct row_labels {
    struct text liaison, table; /* empty: none */
    bool headed;
};

static struct row_labels labels_of(struct composer *c, const struct vehicle_plan *plan,
                                   const struct vehicle_group *g)
{
    struct text liaison = label_of(c, g->liaison_label, plan->liaison_label, "1. 联络员：", g->pos);
    const char *usual = liaison.n ? "2. 车辆及司机安排：" : "车辆及司机安排：";
    struct text table = label_of(c, g->table_label, plan->table_label, usual, g->pos);
    return (struct row_labels){liaison, table, plan->headed && g->headed};
}

/* Behind the vehicles that share a table: nothing stands between them. */
static const struct vehicle *table_end(const struct row_labels *labels, const struct vehicle *v)
{
    const struct vehicle *end = v->next;
    bool bare = !labels->headed && !labels->liaison.n && !labels->table.n && !v->title.n;
    while (bare && end && !end->title.n && !end->lines)
        end = end->next;
    return end;
}

/* Its lines and its row. */
static struct flow *vehicle_body(struct composer *c, const struct row_labels *labels,
                                 const struct vehicle_column *columns, const struct vehicle *v)
{
    struct flow *first = compose_vehicle_lines(c, v->lines);
    if (labels->liaison.n)
        *compose_end(&first) = liaison_line(c, labels->liaison, v);
    *compose_end(&first) = kept_line(c, labels->table);
    *compose_end(&first) = row_table(c, columns, v, table_end(labels, v));
    return first;
}

struct flow *compose_vehicle_rows(struct composer *c, const struct vehicle_plan *plan,
                                  const struct vehicle_group *g, int level)
{
    enum { DEEPEST = 4 };
    struct flow *first = compose_vehicle_lines(c, g->lines), **last = &first;
    const struct row_labels labels = labels_of(c, plan, g);
    const struct vehicle_column *columns = g->columns      ? g->columns
                                           : plan->columns ? plan->columns
                                                           : usual_columns(c, g->pos);
    for (const struct vehicle *v = g->vehicles; v; v = table_end(&labels, v)) {
        struct flow *body = vehicle_body(c, &labels, columns, v);
        last = compose_end(last);
        if (v->title.n || labels.headed) {
            *last = compose_node(c, FLOW_HEADING, v->pos);
            (*last)->level = level < DEEPEST ? level : DEEPEST;
            (*last)->title = compose_vehicle_title(c, plan, g, v);
            (*last)->first = body;
        } else {
            *last = body;
        }
    }
    return first;
}
