/* Vehicle plans: the numbers of vehicles, and what does not fit: plates and telephones that cannot
 * be, more people than seats, what was given to two vehicles. All are warnings, at the later of two
 * places. */
#include "base/utf8.h"
#include "model/record.h"
#include "resolve/diag.def"
#include "resolve/resolve_int.h"
#include "value/entry.h"
#include "value/list.h"

/* ---- numbers ---- */

/* The number behind a typed one of digits alone; otherwise the vehicle's place in the plan. */
static int next_number(struct text before, int place)
{
    enum { MOST_DIGITS = 6 };
    int n = number_whole(before, MOST_DIGITS);
    return n < 0 ? place : n + 1;
}

/* 7, where 7号 or 7号车 is typed: what behind it is said is added where it is printed. */
static struct text bare_number(struct text t)
{
    size_t n = 0;
    while (n < t.n && utf8_is_digit(t.cp[n]))
        n++;
    struct text rest = text_part(t, n, t.n);
    bool named = text_equals(rest, "号") || text_equals(rest, "号车") || text_equals(rest, "车");
    return n && named ? text_part(t, 0, n) : t;
}

static void number_vehicles(struct resolver *r, struct vehicle_plan *plan)
{
    struct text before = {0};
    int place = 0;
    for (struct vehicle_group *g = plan->groups; g; g = g->next)
        for (struct vehicle *v = g->vehicles; v; v = v->next) {
            int number = next_number(before, ++place);
            v->number = bare_number(v->number);
            if (!v->number.n)
                v->number = text_from_utf8(r->arena, arena_printf(r->arena, "%d", number), v->pos);
            before = v->number;
        }
}

static bool ends_in(struct text t, const char *word, size_t n)
{
    return t.n >= n && text_equals(text_part(t, t.n - n, t.n), word);
}

struct text resolve_vehicle_name(struct arena *a, const struct vehicle *v)
{
    const char *rest = "号车";
    if (ends_in(v->number, "车", 1))
        rest = "";
    else if (ends_in(v->number, "号", 1))
        rest = "车";
    return text_joined(a, v->number, text_from_utf8(a, rest, text_pos(v->number, 0)));
}

/* ---- telephones and seats ---- */

static void check_phones(struct resolver *r, struct text phones)
{
    struct text bad;
    for (size_t at = 0; phone_next_bad(phones, &at, &bad);)
        diag(r->diags, DIAG_R044, text_pos(bad, 0), text_utf8(r->arena, bad));
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
    size_t i = intern(r->arena, &all->seen, name_key(r->arena, c.name), &fresh);
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
    bool drives = p->name.n && p->name.cp == crew->vehicle->driver.cp;
    struct claim c = {p->name, p->post, p->phone, crew->vehicle, drives};
    check_phones(crew->check->r, p->phone);
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

static void check_vehicles(struct resolver *r, const struct vehicle_plan *plan)
{
    struct vehicle_check check = {.r = r};
    for (const struct vehicle_group *g = plan->groups; g; g = g->next)
        for (const struct vehicle *v = g->vehicles; v; v = v->next)
            check_vehicle(&check, v);
}

void resolve_vehicles(struct resolver *r, struct vehicle_plan *plan)
{
    number_vehicles(r, plan);
    check_vehicles(r, plan);
}
