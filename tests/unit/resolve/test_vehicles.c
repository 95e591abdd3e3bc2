/* Checks of vehicle plans: which plates and telephones pass, who may sit where. */
#include "plans_test.h"

/* Two vehicles of one group, which a test fills in. */
struct plan {
    struct bench b;
    struct vehicle v[2];
    struct vehicle_group group;
    struct vehicle_plan plan;
};

static void plan_open(struct plan *p)
{
    memset(p, 0, sizeof *p);
    bench_open(&p->b, (struct date){0});
    p->v[0].next = &p->v[1];
    p->v[0].number = bench_text(&p->b, "1");
    p->v[1].number = bench_text(&p->b, "2");
    p->group.vehicles = p->v;
    p->plan.groups = &p->group;
}

static void expect_findings(struct plan *p, const char *codes)
{
    resolve_vehicles(&p->b.r, &p->plan);
    assert_string_equal(bench_codes(&p->b), codes);
    assert_false(p->b.r.failed);
    bench_close(&p->b);
}

static void plates_are_of_the_forms_that_are_issued(void **state)
{
    (void)state;
    static const struct {
        const char *plate, *codes;
    } plates[] = {
        {"青Z·00001", ""},
        {"青Z00001", ""},
        {"青z·d0001", ""},
        {"青Z·D00001", ""},
        {"青Z·0001警", ""},
        {"粤Z·0001港", ""},
        {"青Z·DF0001", ""},
        {"WJ·青0001X", ""},
        {"青X·0001应急", ""},
        {"使·000001", ""},
        {"", ""},
        {"WJ青0001", "R040"},
        {"青X·0001应", "R040"},
        {"青Z·0000", "R040"},
        {"青Z·0000001", "R040"},
        {"青Z·0000I", "R040"},
        {"青Z·O0001", "R040"},
        {"青0·00001", "R040"},
        {"天Z·00001", "R040"},
        {"青Z·警0001", "R040"},
        {"青", "R040"},
    };
    for (size_t i = 0; i < sizeof plates / sizeof *plates; i++) {
        struct plan p;
        plan_open(&p);
        p.v[0].plate = bench_text(&p.b, plates[i].plate);
        expect_findings(&p, plates[i].codes);
    }
}

static void telephones_have_their_digits(void **state)
{
    (void)state;
    static const struct {
        const char *phone, *codes;
    } phones[] = {
        {"13800000000", ""},
        {"138 0000 0000", ""},
        {"0971-1234567", ""},
        {"010-12345678", ""},
        {"6234567", ""},
        {"0971-6234567转801", ""},
        {"13800000000/13800000001", ""},
        {"62345678", ""},
        {"", ""},
        {"12800000000", "R044"},
        {"1380000000", "R044"},
        {"138000000000", "R044"},
        {"971-1234567", "R044"},
        {"0971-123456", "R044"},
        {"-1234567", "R044"},
        {"0971-1234567-1", "R044"},
        {"1234567", "R044"},
        {"13800000000、1380000000", "R044"},
        {"无", "R044"},
    };
    for (size_t i = 0; i < sizeof phones / sizeof *phones; i++) {
        struct plan p;
        plan_open(&p);
        p.v[1].liaison_phone = bench_text(&p.b, phones[i].phone);
        expect_findings(&p, phones[i].codes);
    }
}

static void a_plate_and_a_driver_belong_to_one_vehicle(void **state)
{
    (void)state;
    struct plan p;
    plan_open(&p);
    p.v[0].plate = bench_text(&p.b, "青Z·00001");
    p.v[1].plate = bench_text(&p.b, "青Z00001");
    p.v[0].driver = bench_text(&p.b, "张三");
    p.v[1].driver = bench_text(&p.b, "张　三");
    expect_findings(&p, "R041 R042");
}

static void people_of_one_name_differ_by_post_or_telephone(void **state)
{
    (void)state;
    static const struct {
        const char *post[2], *phone[2], *codes;
    } people[] = {
        {{"", ""}, {"", ""}, "R045"},
        {{"局长", "局长"}, {"", "13800000000"}, "R045"},
        {{"局长", "主任"}, {"", ""}, ""},
        {{"", ""}, {"13800000000", "13800000001"}, ""},
    };
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        struct plan p;
        struct passenger who[2] = {0};
        plan_open(&p);
        for (int k = 0; k < 2; k++) {
            who[k].name = bench_text(&p.b, "张三");
            who[k].post = bench_text(&p.b, people[i].post[k]);
            who[k].phone = bench_text(&p.b, people[i].phone[k]);
            p.v[k].passengers = &who[k];
        }
        expect_findings(&p, people[i].codes);
    }
}

static void seats_are_for_driver_liaison_and_passengers(void **state)
{
    (void)state;
    static const struct {
        const char *seats, *liaison, *codes;
    } plans[] = {
        {"3", "李四", ""},        {"2", "李四", "R043"},  {"2", "张三", ""},
        {"2", "王五", ""},        {"3座", "李四", ""},    {"2座", "李四", "R043"},
        {"五座", "李四", "R046"}, {"座", "李四", "R046"}, {"", "李四", ""},
    };
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        struct plan p;
        plan_open(&p);
        struct passenger who = {.name = bench_text(&p.b, "王五")};
        p.v[0].driver = bench_text(&p.b, "张三");
        p.v[0].liaison = bench_text(&p.b, plans[i].liaison);
        p.v[0].seats = bench_text(&p.b, plans[i].seats);
        p.v[0].passengers = &who;
        expect_findings(&p, plans[i].codes);
    }
}

static void vehicles_are_called_by_their_numbers(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"3", "3号车"}, {"机动1号", "机动1号车"}, {"先导车", "先导车"}};
    struct bench b;
    bench_open(&b, (struct date){0});
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct vehicle v = {.number = bench_text(&b, names[i][0])};
        assert_text(&b, resolve_vehicle_name(b.r.arena, &v), names[i][1]);
    }
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plates_are_of_the_forms_that_are_issued),
        cmocka_unit_test(telephones_have_their_digits),
        cmocka_unit_test(a_plate_and_a_driver_belong_to_one_vehicle),
        cmocka_unit_test(people_of_one_name_differ_by_post_or_telephone),
        cmocka_unit_test(seats_are_for_driver_liaison_and_passengers),
        cmocka_unit_test(vehicles_are_called_by_their_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
