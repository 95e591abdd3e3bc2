/*
 * What the columns of a vehicle plan hold: what is said of them, or what their heads say. A head
 * that says nothing known is an error, since a column is only left empty when it is said; what was
 * typed for a vehicle and has no column is a warning.
 */
#include <uchar.h>

#include "base/utf8.h"
#include "resolve/diag.def"
#include "resolve/resolve_int.h"
#include "value/list.h"

enum { ALL_LIAISON = HOLDS_LIAISONS | HOLDS_LIAISON_PHONES, UNKNOWN = 1 << 30 };

/* ---- what is said ---- */

static const struct {
    const char *zh, *en;
    unsigned holds;
} contents[] = {
    {"车号", "number", HOLDS_NUMBER},
    {"车牌号", "plate", HOLDS_PLATE},
    {"车牌", "plates", HOLDS_PLATE},
    {"车型", "type", HOLDS_TYPE},
    {"座位数", "seats", HOLDS_SEATS},
    {"驾驶员", "driver", HOLDS_DRIVER},
    {"驾驶员电话", "phone", HOLDS_PHONE},
    {"联络员", "liaison", HOLDS_LIAISONS},
    {"联络员电话", "liaison-phone", HOLDS_LIAISON_PHONES},
    {"路线", "route", HOLDS_ROUTE},
    {"乘员", "passengers", HOLDS_PASSENGERS},
    {"乘员职务", "posts", HOLDS_POSTS},
    {"乘员电话", "passenger-phones", HOLDS_PASSENGER_PHONES},
    {"备注", "remark", HOLDS_REMARK},
    {"空", "blank", 0},
    {"空白", "empty", 0},
};

static unsigned content_of(struct text word)
{
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
        if (text_equals(word, contents[i].zh) || text_equals(word, contents[i].en))
            return contents[i].holds;
    return UNKNOWN;
}

/* ---- what heads say: 司机及联系方式, 检查组成员名单及联系方式 ---- */

/* A part of a head holds what the first row says that it has a word of. */
static const struct {
    const char *word;
    unsigned holds;
} words[] = {
    {"签", 0},
    {"车号", HOLDS_NUMBER},
    {"号车", HOLDS_NUMBER},
    {"序号", HOLDS_NUMBER},
    {"号牌", HOLDS_PLATE},
    {"车牌", HOLDS_PLATE},
    {"牌照", HOLDS_PLATE},
    {"车型", HOLDS_TYPE},
    {"类型", HOLDS_TYPE},
    {"座", HOLDS_SEATS},
    {"载", HOLDS_SEATS},
    {"司机", HOLDS_DRIVER},
    {"驾驶", HOLDS_DRIVER},
    {"联络", HOLDS_LIAISONS},
    {"联系人", HOLDS_LIAISONS},
    {"带车", HOLDS_LIAISONS},
    {"路线", HOLDS_ROUTE},
    {"目的地", HOLDS_ROUTE},
    {"前往", HOLDS_ROUTE},
    {"陪同", HOLDS_ROUTE},
    {"村", HOLDS_ROUTE},
    {"乘", HOLDS_PASSENGERS},
    {"成员", HOLDS_PASSENGERS},
    {"人员", HOLDS_PASSENGERS},
    {"名单", HOLDS_PASSENGERS},
    {"姓名", HOLDS_PASSENGERS},
    {"职务", HOLDS_POSTS},
    {"单位", HOLDS_POSTS},
    {"备注", HOLDS_REMARK},
    {"说明", HOLDS_REMARK},
};

static bool asks_for_phone(struct text t)
{
    return text_has(t, "电话") || text_has(t, "手机") || text_has(t, "联系方式") ||
           text_has(t, "号码");
}

/* A part that follows 及: its telephone is that of whoever stands before it. */
static unsigned part_holds(struct text part, unsigned before)
{
    unsigned holds = UNKNOWN;
    for (size_t i = 0; i < sizeof words / sizeof *words && holds == UNKNOWN; i++)
        if (text_has(part, words[i].word))
            holds = words[i].holds;
    if (!asks_for_phone(part))
        return holds;
    unsigned who = holds == UNKNOWN ? before : holds;
    if (holds == HOLDS_PLATE) /* 车牌号码 */
        return holds;
    return who & (HOLDS_PASSENGERS | HOLDS_POSTS) ? HOLDS_PASSENGER_PHONES
           : who & HOLDS_LIAISONS                 ? HOLDS_LIAISON_PHONES
                                                  : HOLDS_PHONE;
}

static unsigned head_holds(struct text head)
{
    unsigned all = 0;
    size_t from = 0;
    bool open = false; /* 座数（含司机）: what stands in brackets is not held */
    for (size_t i = 0; i <= head.n && !open; i++) {
        open = i < head.n && utf8_is_one_of(head.cp[i], U"（(");
        if (i < head.n && !open && !utf8_is_one_of(head.cp[i], U"及和与、/"))
            continue;
        struct text part = text_trimmed(text_part(head, from, i));
        unsigned holds = part.n ? part_holds(part, all) : 0;
        if (holds == UNKNOWN && !all)
            return UNKNOWN;
        all |= holds == UNKNOWN ? 0 : holds;
        from = i + 1;
    }
    return all;
}

/* ---- columns ---- */

static void resolve_column(struct resolver *r, struct vehicle_column *column)
{
    struct text word;
    unsigned holds = 0;
    for (size_t at = 0; list_next(column->content, LIST_WORDS, &at, &word);) {
        unsigned one = content_of(word);
        if (one == UNKNOWN)
            one = part_holds(word, 0); /* 司机 */
        if (one == UNKNOWN) {
            diag(r->diags, DIAG_R058, text_pos(word, 0), text_utf8(r->arena, word));
            r->failed = true;
            one = 0;
        }
        holds |= one;
    }
    if (!column->content.n)
        holds = head_holds(column->title);
    if (holds == UNKNOWN) {
        diag(r->diags, DIAG_R059, text_pos(column->title, 0), text_utf8(r->arena, column->title));
        r->failed = true;
        holds = 0;
    }
    column->holds = holds;
}

static unsigned columns_hold(const struct vehicle_column *first)
{
    unsigned all = 0;
    for (const struct vehicle_column *c = first; c; c = c->next)
        all |= c->holds;
    return all;
}

/* ---- what has no place ---- */

static void miss(struct resolver *r, const struct vehicle *v, struct text t, const char *zh,
                 const char *en)
{
    bool english = diags_lang(r->diags) == DIAG_EN;
    if (t.n)
        diag(r->diags, DIAG_R060, text_pos(t, 0), english ? en : zh,
             text_utf8(r->arena, resolve_vehicle_name(r->arena, v)), text_utf8(r->arena, t), zh);
}

/* A passenger's post and telephone stand with the name where no column is theirs; the driver's
 * telephone where the driver stands. A heading has the route. */
static void miss_fields(struct resolver *r, const struct vehicle *v, unsigned shown)
{
    if (!(shown & HOLDS_PLATE))
        miss(r, v, v->plate, "车牌号", "plate");
    if (!(shown & HOLDS_TYPE))
        miss(r, v, v->type, "车型", "type");
    if (!(shown & HOLDS_SEATS))
        miss(r, v, v->seats, "座位数", "seats");
    if (!(shown & HOLDS_DRIVER))
        miss(r, v, v->driver, "驾驶员", "driver");
    if (!(shown & (HOLDS_DRIVER | HOLDS_PHONE)))
        miss(r, v, v->phone, "驾驶员电话", "phone");
    if (!(shown & HOLDS_ROUTE))
        miss(r, v, v->route, "路线", "route");
    if (!(shown & HOLDS_REMARK))
        miss(r, v, v->remark, "备注", "remark");
    if (!(shown & HOLDS_LIAISONS)) {
        miss(r, v, v->liaison, "联络员", "liaison");
        miss(r, v, v->liaison_phone, "联络员电话", "liaison-phone");
        for (const struct liaison *l = v->liaisons; l; l = l->next)
            miss(r, v, l->name, "联络员", "liaison");
    }
    for (const struct passenger *p = v->passengers; p && !(shown & HOLDS_PASSENGERS); p = p->next)
        miss(r, v, p->name.n ? p->name : p->post, "乘员", "passengers");
}

static void check_places(struct resolver *r, const struct vehicle_plan *plan,
                         const struct vehicle_group *g)
{
    const struct vehicle_column *columns =
        g->columns && plan->form == VEHICLES_ROWS ? g->columns : plan->columns;
    struct text label = g->liaison_label.src ? g->liaison_label : plan->liaison_label;
    bool rows = plan->form == VEHICLES_ROWS, headed = rows && plan->headed && g->headed;
    unsigned shown = columns ? columns_hold(columns) : VEHICLE_ROW_USUAL;
    if (rows && (label.n || !label.src))
        shown |= ALL_LIAISON;
    for (const struct vehicle *v = columns || rows ? g->vehicles : NULL; v; v = v->next)
        miss_fields(r, v, shown | (headed && !v->title.n ? HOLDS_ROUTE : 0));
}

/* What only rows, or cards, have. */
static void check_form(struct resolver *r, const struct vehicle_plan *plan, struct text t,
                       bool in_cards)
{
    if (!t.n || plan->form == VEHICLES_ROWS || (in_cards && plan->form == VEHICLES_EACH))
        return;
    diag(r->diags, DIAG_R061, text_pos(t, 0), text_utf8(r->arena, t));
}

static void check_group_form(struct resolver *r, const struct vehicle_plan *plan,
                             const struct vehicle_group *g)
{
    check_form(r, plan, g->route_label, true);
    check_form(r, plan, g->liaison_label, false);
    check_form(r, plan, g->table_label, false);
    for (const struct vehicle_column *c = g->columns; c; c = c->next)
        check_form(r, plan, c->title, false);
    for (const struct vehicle_line *line = g->lines; line; line = line->next)
        check_form(r, plan, line->text, true);
    for (const struct vehicle *v = g->vehicles; v; v = v->next) {
        check_form(r, plan, v->title, true);
        for (const struct vehicle_line *line = v->lines; line; line = line->next)
            check_form(r, plan, line->text, true);
    }
}

void resolve_vehicle_columns(struct resolver *r, struct vehicle_plan *plan)
{
    bool own = plan->columns;
    for (struct vehicle_column *c = plan->columns; c; c = c->next)
        resolve_column(r, c);
    for (struct vehicle_group *g = plan->groups; g; g = g->next) {
        own = own || g->columns;
        for (struct vehicle_column *c = g->columns; c; c = c->next)
            resolve_column(r, c);
    }
    if (own && plan->form == VEHICLES_EACH)
        plan->form = VEHICLES_ROWS;
    check_form(r, plan, plan->route_label, true);
    check_form(r, plan, plan->liaison_label, false);
    check_form(r, plan, plan->table_label, false);
    for (const struct vehicle_group *g = plan->groups; g; g = g->next) {
        check_places(r, plan, g);
        check_group_form(r, plan, g);
    }
}
