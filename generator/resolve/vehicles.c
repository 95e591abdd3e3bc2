/* Vehicle plans: the numbers of vehicles, who is named in one text, and what does not fit: plates
 * and telephones that cannot be, more people than seats, what was given to two vehicles. All are
 * warnings, at the later of two places. */
#include "base/utf8.h"
#include "model/record.h"
#include "resolve/diag.def"
#include "resolve/resolve_int.h"
#include "value/entry.h"
#include "value/people.h"

/* ---- numbers ---- */

/* A vehicle without a number has the one behind a typed one of digits alone, or that of its place
 * in the plan. 7号 and 7号车 are typed for 7: what behind it is said is added where it is printed.
 */
static void number_vehicles(struct resolver *r, struct vehicle_plan *plan)
{
    enum { MOST_DIGITS = 6 };
    struct text before = {0};
    int place = 0;
    for (struct vehicle_group *g = plan->groups; g; g = g->next)
        for (struct vehicle *v = g->vehicles; v; v = v->next) {
            size_t digits = 0;
            int behind = number_whole(before, MOST_DIGITS);
            place++;
            while (digits < v->number.n && utf8_is_digit(v->number.cp[digits]))
                digits++;
            struct text rest = text_part(v->number, digits, v->number.n);
            if (digits &&
                (text_equals(rest, "号") || text_equals(rest, "号车") || text_equals(rest, "车")))
                v->number.n = digits;
            const char *number = arena_printf(r->arena, "%d", behind < 0 ? place : behind + 1);
            if (!v->number.n)
                v->number = text_from_utf8(r->arena, number, v->pos);
            before = v->number;
        }
}

struct text resolve_vehicle_name(struct arena *a, const struct vehicle *v)
{
    struct text number = v->number, last = text_part(number, number.n - (number.n > 0), number.n);
    bool whole = text_equals(last, "车") || text_equals(last, "）"); /* 15（机动） */
    const char *rest = whole ? "" : text_equals(last, "号") ? "车" : "号车";
    return text_joined(a, number, text_from_utf8(a, rest, text_pos(number, 0)));
}

/* ---- people in one text ---- */

/* 联络员="许可、林可": one each, with the telephones in their order. As many telephones as people,
 * or none: otherwise it is not known whose they are, and both stay as they were typed. */
static void split_liaison(struct resolver *r, struct vehicle *v)
{
    struct arena *a = r->arena;
    person_list people = people_read(a, v->liaison);
    text_list phones = {0};
    struct text phone;
    struct liaison *first = NULL, **last = &first;
    bool named = people.n > 1;
    for (size_t at = 0; list_next(v->liaison_phone, LIST_PHONES, &at, &phone);)
        VEC_PUSH(a, &phones, phone);
    for (size_t i = 0; i < people.n; i++) {
        named = named && people.v[i].name.n && !people.v[i].fault;
        named = named && !(phones.n && people.v[i].phone.n);
    }
    if (!named)
        return;
    if (phones.n && phones.n != people.n) {
        diag(r->diags, DIAG_R048, text_pos(v->liaison_phone, 0), arena_printf(a, "%zu", people.n),
             arena_printf(a, "%zu", phones.n));
        return;
    }
    for (size_t i = 0; i < people.n; i++, last = &(*last)->next) {
        *last = ARENA_NEW(a, struct liaison);
        **last = (struct liaison){.pos = text_pos(people.v[i].typed, 0),
                                  .name = people.v[i].typed,
                                  .phone = phones.n ? phones.v[i] : people.v[i].phone};
    }
    *last = v->liaisons;
    v->liaisons = first;
    v->liaison.n = v->liaison_phone.n = 0;
}

/* 周平 13800000001 in one text, and no telephone beside. */
static void split_phone(struct resolver *r, struct text *name, struct text *phone)
{
    person_list people = people_read(r->arena, *name);
    if (phone->n || people.n != 1 || people.v[0].fault || !people.v[0].phone.n)
        return;
    *name = people.v[0].typed;
    *phone = people.v[0].phone;
}

/* 吴兰 13800000014、郑川（县财政局）; what is not understood stays as it was typed. */
static bool is_split(const person_list *people)
{
    for (size_t i = 0; i < people->n; i++)
        if (people->v[i].fault)
            return false;
    return people->n > 0;
}

/* Whoever is typed where a name is: several, with their posts and telephones, or words that are
 * nobody's name (县委办、政府办各1名领导). What stands beside is one's alone. Where the next ones
 * go. */
static struct passenger **split_passenger(struct resolver *r, struct passenger *p)
{
    person_list people = people_read(r->arena, p->name);
    struct passenger *rest = p->next;
    bool beside = p->post.n || p->phone.n;
    if (!is_split(&people) || (beside && people.n > 1))
        return &p->next;
    for (size_t i = 0; i < people.n; i++) {
        const struct person *person = &people.v[i];
        if (i > 0) {
            p = p->next = ARENA_NEW(r->arena, struct passenger);
            p->pos = text_pos(person->typed, 0);
        }
        if (p->post.n && person->post.n) /* two posts */
            p->name = person->typed;
        else {
            p->name = person->name;
            p->post = person->post.n ? person->post : p->post;
        }
        p->phone = p->phone.n ? p->phone : person->phone;
    }
    p->next = rest;
    return &p->next;
}

static void split_people(struct resolver *r, struct vehicle_plan *plan)
{
    for (struct vehicle_group *g = plan->groups; g; g = g->next)
        for (struct vehicle *v = g->vehicles; v; v = v->next) {
            split_phone(r, &v->driver, &v->phone);
            split_phone(r, &v->liaison, &v->liaison_phone);
            split_liaison(r, v);
            for (struct passenger **p = &v->passengers; *p;)
                p = split_passenger(r, *p);
        }
}

/* ---- what was given before ---- */

/* Who or what belongs to a vehicle; the first of those with the same name is kept. */
struct claim {
    struct text name, post, phone;
    const struct vehicle *vehicle;
    bool drives;
};

struct register_of {
    struct interned seen;
    VEC(struct claim) claims; /* by the numbers of seen */
};

struct vehicle_check {
    struct resolver *r;
    struct register_of numbers, plates, people;
};

/* The claim made before, or NULL when this is the first. */
static const struct claim *claim(struct resolver *r, struct register_of *all, struct claim c)
{
    bool fresh;
    size_t i = name_intern(r->arena, &all->seen, name_key(r->arena, c.name), &fresh);
    if (!fresh)
        return &all->claims.v[i];
    VEC_PUSH(r->arena, &all->claims, c);
    return NULL;
}

static void report_twice(struct resolver *r, const struct diag_code *code, struct text what,
                         const struct claim *before)
{
    diag(r->diags, code, text_pos(what, 0), text_utf8(r->arena, what),
         text_utf8(r->arena, resolve_vehicle_name(r->arena, before->vehicle)));
}

static void claim_thing(struct resolver *r, struct register_of *all, const struct vehicle *v,
                        struct text what, const struct diag_code *code)
{
    if (!what.n)
        return;
    const struct claim *before = claim(r, all, (struct claim){.name = what, .vehicle = v});
    if (before)
        report_twice(r, code, what, before);
}

/* Both are known, and not the same: two people of one name. */
static bool differ(struct resolver *r, struct text a, struct text b)
{
    return a.n && b.n && !text_same(name_key(r->arena, a), name_key(r->arena, b));
}

/* True: a person that this vehicle had not named before. */
static bool claim_person(struct vehicle_check *check, struct claim c)
{
    struct resolver *r = check->r;
    if (!c.name.n)
        return false;
    const struct claim *before = claim(r, &check->people, c);
    if (!before)
        return true;
    if (differ(r, before->phone, c.phone) || differ(r, before->post, c.post))
        return true;
    if (before->vehicle == c.vehicle)
        return false;
    report_twice(r, before->drives && c.drives ? DIAG_R042 : DIAG_R045, c.name, before);
    return true;
}

/* ---- people and seats ---- */

/* The people of one vehicle being counted. */
struct crew {
    struct vehicle_check *check;
    const struct vehicle *vehicle;
    int people; /* its driver counted */
};

static void add_to_crew(void *context, const struct record_person *p)
{
    struct crew *crew = context;
    struct resolver *r = crew->check->r;
    bool drives = p->name.n && p->name.cp == crew->vehicle->driver.cp;
    struct claim c = {p->name, p->post, p->phone, crew->vehicle, drives};
    struct text bad;
    for (size_t at = 0; phone_next_bad(p->phone, &at, &bad);)
        diag(r->diags, DIAG_R044, text_pos(bad, 0), text_utf8(r->arena, bad));
    crew->people += claim_person(crew->check, c);
}

static void check_seats(struct resolver *r, const struct vehicle *v, int people)
{
    enum { MOST_DIGITS = 3 };
    struct text key = name_key(r->arena, v->seats);
    if (!key.n)
        return;
    key.n -= key.cp[key.n - 1] == U'座'; /* 7座 */
    int seats = number_whole(key, MOST_DIGITS);
    if (seats < 0) {
        diag(r->diags, DIAG_R046, text_pos(v->seats, 0), text_utf8(r->arena, v->seats));
        return;
    }
    if (people > seats)
        diag(r->diags, DIAG_R043, text_pos(v->seats, 0),
             text_utf8(r->arena, resolve_vehicle_name(r->arena, v)),
             arena_printf(r->arena, "%d", people), arena_printf(r->arena, "%d", seats));
}

static void check_vehicle(struct vehicle_check *check, const struct vehicle *v)
{
    struct resolver *r = check->r;
    if (v->plate.n && !plate_is_valid(name_key(r->arena, v->plate)))
        diag(r->diags, DIAG_R040, text_pos(v->plate, 0), text_utf8(r->arena, v->plate));
    claim_thing(r, &check->plates, v, v->plate, DIAG_R041);
    claim_thing(r, &check->numbers, v, v->number, DIAG_R047);
    struct crew crew = {check, v, 0};
    record_people(RECORD_VEHICLE, v, add_to_crew, &crew);
    check_seats(r, v, crew.people);
}

void resolve_vehicles(struct resolver *r, struct vehicle_plan *plan)
{
    struct vehicle_check check = {.r = r};
    number_vehicles(r, plan);
    split_people(r, plan);
    resolve_vehicle_columns(r, plan);
    for (const struct vehicle_group *g = plan->groups; g; g = g->next)
        for (const struct vehicle *v = g->vehicles; v; v = v->next)
            check_vehicle(&check, v);
}
