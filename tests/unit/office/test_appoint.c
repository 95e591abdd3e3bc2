/* Changes of staff as edits of the staff file, through the library's face. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "office/hongtou.h"

static const struct hongtou_date day = {2026, 9, 10};

struct outcome {
    enum hongtou_status status;
    const char *code; /* of the first error */
    struct hongtou_bytes xml;
};

static struct outcome appoint(struct hongtou *h, const char *xml, size_t n,
                              struct hongtou_appointment act)
{
    struct hongtou_source source = {.name = "人员库.xml", .bytes = xml, .size = n};
    struct outcome o = {.code = ""};
    act.from = act.from.year ? act.from : day;
    o.status = hongtou_staff_appoint(h, &source, &act, 1, &o.xml);
    for (size_t i = 0; i < hongtou_finding_count(h) && !*o.code; i++)
        if (hongtou_finding(h, i)->level == HONGTOU_ERROR)
            o.code = hongtou_finding(h, i)->code;
    return o;
}

static const char nested[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
    "<!-- 留着 -->\r\n"
    "<人员库>\r\n"
    "  <单位 名称='县财政局'>\r\n"
    "    <岗位 职务=\"局长\">\r\n"
    "      <任职 人员='罗启明' 起='2023-03-01' /> <!-- 现任 -->\r\n"
    "    </岗位>\r\n"
    "    <岗位 职务=\"会计\"/>\r\n"
    "  </单位>\r\n"
    "  <人员 姓名=\"罗启明\"/>\r\n"
    "  <人员 姓名=\"李望舒\"/>\r\n"
    "</人员库>\r\n";

static const char flat[] = "<staff><organization name=\"县财政局\"/>"
                           "<post unit=\"县财政局\" title=\"局长\"/>"
                           "<person name=\"罗启明\"/>"
                           "<tenure person=\"罗启明\" post=\"县财政局局长\" to=\"2027-01-01\"/></staff>";

static void expect(const char *xml, size_t n, struct hongtou_appointment act, const char *wanted[])
{
    struct hongtou *h = hongtou_open(&(struct hongtou_config){.home = "."});
    struct outcome o = appoint(h, xml, n, act);
    assert_int_equal(o.status, HONGTOU_OK);
    for (; *wanted; wanted++)
        if (!strstr(o.xml.p, *wanted))
            fail_msg("no %s in %s", *wanted, o.xml.p);
    hongtou_free(&o.xml);
    hongtou_close(h);
}

static void who_leaves_ends_and_who_comes_begins_beside(void **state)
{
    (void)state;
    expect(nested, sizeof nested - 1,
           (struct hongtou_appointment){.post = "县财政局局长",
                                        .leaves = "罗启明",
                                        .comes = "尹\"景",
                                        .document = "青政任〔2026〕9号"},
           (const char *[]){"<!-- 留着 -->\r\n",
                            "<任职 人员='罗启明' 起='2023-03-01' 止=\"2026-09-09\" />\r\n"
                            "      <任职 人员=\"尹&quot;景\" 起=\"2026-09-10\" "
                            "任免文件=\"青政任〔2026〕9号\"/> <!-- 现任 -->\r\n",
                            "<人员 姓名=\"李望舒\"/>\r\n  <人员 姓名=\"尹&quot;景\"/>\r\n", NULL});
}

static void an_empty_post_opens(void **state)
{
    (void)state;
    expect(nested, sizeof nested - 1,
           (struct hongtou_appointment){
               .post = "县财政局会计", .comes = "李望舒", .acting = true, .concurrent = true},
           (const char *[]){"<岗位 职务=\"会计\">\r\n      <任职 人员=\"李望舒\" 起=\"2026-09-10\" "
                            "代理=\"是\" 兼任=\"是\"/>\r\n    </岗位>",
                            NULL});
}

static void english_names_and_tenures_apart_stay_so(void **state)
{
    (void)state;
    expect(flat, sizeof flat - 1,
           (struct hongtou_appointment){
               .post = "县财政局局长", .leaves = "罗启明", .comes = "李望舒"},
           (const char *[]){"to=\"2026-09-09\"/>"
                            "<tenure person=\"李望舒\" post=\"县财政局局长\" from=\"2026-09-10\"/>",
                            "<person name=\"李望舒\"/>", NULL});
    expect(flat, sizeof flat - 1,
           (struct hongtou_appointment){
               .post = "县财政局局长", .leaves = "罗启明", .document = "青政任〔2026〕9号"},
           (const char *[]){"to=\"2026-09-09\" removal=\"青政任〔2026〕9号\"/></staff>", NULL});
}

/* <人员库><单位 名称="A"><岗位 职务="B"/></单位></人员库> */
static const char gbk[] = "<?xml version=\"1.0\" encoding=\"GBK\"?>\n"
                          "<\xC8\xCB\xD4\xB1\xBF\xE2><\xB5\xA5\xCE\xBB \xC3\xFB\xB3\xC6=\"A\">"
                          "<\xB8\xDA\xCE\xBB \xD6\xB0\xCE\xF1=\"B\"/></\xB5\xA5\xCE\xBB>"
                          "</\xC8\xCB\xD4\xB1\xBF\xE2>";

static void an_encoding_stays(void **state)
{
    (void)state;
    expect(gbk, sizeof gbk - 1, (struct hongtou_appointment){.post = "AB", .comes = "李"},
           (const char *[]){"<\xC8\xCE\xD6\xB0 \xC8\xCB\xD4\xB1=\"\xC0\xEE\"", NULL});
}

static void what_cannot_be_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *xml;
        size_t n;
        struct hongtou_appointment act;
        const char *code;
    } cases[] = {
        {nested, sizeof nested - 1, {.post = "县财政局局长", .leaves = "李望舒"}, "C070"},
        {nested, sizeof nested - 1, {.post = "县财政局局长"}, "C071"},
        {nested, sizeof nested - 1, {.post = "县财政局科长", .comes = "李望舒"}, "N005"},
        {nested, sizeof nested - 1, {.post = "县财政局局长", .comes = "李望舒"}, "N014"},
        {nested,
         sizeof nested - 1,
         {.post = "县财政局局长", .leaves = "罗启明", .from = {2023, 3, 1}},
         "C070"},
        {nested, 40, {.post = "县财政局局长", .comes = "李望舒"}, "X001"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct hongtou *h = hongtou_open(&(struct hongtou_config){.home = "."});
        struct outcome o = appoint(h, cases[i].xml, cases[i].n, cases[i].act);
        if (o.status != HONGTOU_DOCUMENT)
            fail_msg("%zu: %d %s", i, o.status, o.xml.p ? o.xml.p : "");
        assert_null(o.xml.p);
        if (cases[i].code[0] != 'X')
            assert_string_equal(o.code, cases[i].code);
        hongtou_close(h);
    }
}

static void a_file_is_checked_as_it_is_in_memory(void **state)
{
    (void)state;
    struct hongtou *h = hongtou_open(&(struct hongtou_config){.home = "."});
    struct hongtou_source source = {
        .name = "人员库.xml", .bytes = nested, .size = sizeof nested - 1};
    struct hongtou_staff_count n;
    assert_int_equal(hongtou_staff_check(h, &source, &n), HONGTOU_OK);
    assert_int_equal(n.people, 2);
    assert_int_equal(n.posts, 2);
    assert_int_equal(n.tenures, 1);
    hongtou_close(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_leaves_ends_and_who_comes_begins_beside),
        cmocka_unit_test(an_empty_post_opens),
        cmocka_unit_test(english_names_and_tenures_apart_stay_so),
        cmocka_unit_test(an_encoding_stays),
        cmocka_unit_test(what_cannot_be_is_told),
        cmocka_unit_test(a_file_is_checked_as_it_is_in_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
