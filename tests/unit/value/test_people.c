/* People in a cell: who is named, with which post and telephone, and what is only words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "value/people.h"

static struct text of(struct arena *a, const char *s)
{
    return text_from_utf8(a, s, (struct pos){source_new(a, "t.csv", s, strlen(s)), 0});
}

/* name/post/phone; for each; ! before what is not understood */
static const char *people(struct arena *a, const char *cell)
{
    static const char *const faults[] = {
        [PEOPLE_GOOD] = "", [PEOPLE_UNCLEAR] = "!", [PEOPLE_STRAY_PHONE] = "?"};
    person_list list = people_read(a, of(a, cell));
    const char *all = "";
    for (size_t i = 0; i < list.n; i++) {
        const struct person *p = &list.v[i];
        all = p->fault ? arena_printf(a, "%s%s%s;", all, faults[p->fault], text_utf8(a, p->typed))
                       : arena_printf(a, "%s%s/%s/%s;", all, text_utf8(a, p->name),
                                      text_utf8(a, p->post), text_utf8(a, p->phone));
    }
    return all;
}

static void everybody_lands_where_they_belong(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *people;
    } cells[] = {
        {"", ""},
        {"吴兰\n13800000014\n王竹\n13800000015", "吴兰//13800000014;王竹//13800000015;"},
        {"吴兰、王竹\n13800000014、13800000015", "吴兰//13800000014;王竹//13800000015;"},
        {"吴兰\n王竹\n13800000015", "吴兰//;王竹//13800000015;"},
        {"吴云13800000012", "吴云//13800000012;"},
        {"13800000012吴云", "吴云//13800000012;"},
        {"吴云（13800000012）", "吴云//13800000012;"},
        {"郑川（县财政局）13800000013", "郑川/县财政局/13800000013;"},
        {"郑川（县财政局 13800000013）", "郑川/县财政局/13800000013;"},
        {"郑川 县教育局副局长 13800000013", "郑川/县教育局副局长/13800000013;"},
        {"县级组长 吴若 13800000011", "吴若/县级组长/13800000011;"},
        {"县级组长（吴若）", "吴若/县级组长/;"},
        {"县级组长", "/县级组长/;"},
        {"项目实地考察", "/项目实地考察/;"},
        {"县委办、政府办各1名领导", "/县委办、政府办各1名领导/;"},
        {"白石镇、黑河镇各1名、李望", "/白石镇、黑河镇各1名/;李望//;"},
        {"县委办、13800000001 政府办2名", "/县委办、13800000001 政府办2名/;"},
        {"周　明、沈珺 许玥", "周　明//;沈珺//;许玥//;"},
        {"郑刚:13800000013", "郑刚//13800000013;"},
        {"郑刚 电话：13800000013", "郑刚//13800000013;"},
        {"郑刚，手机13800000013", "郑刚//13800000013;"},
        {"郑刚—13800000013", "郑刚//13800000013;"},
        {"郑刚-13800000013", "郑刚//13800000013;"},
        {"郑刚/13800000013", "郑刚//13800000013;"},
        {"郑刚（电话：13800000013）", "郑刚//13800000013;"},
        {"郑刚（县财政局，联系电话：13800000013）", "郑刚/县财政局/13800000013;"},
        {"买买提：13800000013", "买买提//13800000013;"},
        {"吴敏：13800000001、郑立：13800000002", "吴敏//13800000001;郑立//13800000002;"},
        {"值班电话：13800000013", "/值班电话：/13800000013;"},
        {"1.吴敏 2.郑立\n3.冯程", "吴敏//;郑立//;冯程//;"},
        {"1、吴敏 2、郑立13800000002", "吴敏//;郑立//13800000002;"},
        {"1.县委办2人 2.政府办3人", "/1.县委办2人 2.政府办3人/;"},
        {"王强 - 副局长 - 13800000001", "王强/副局长/13800000001;"},
        {"—", "—//;"},
        {"吴敏/郑立/冯程", "吴敏//;郑立//;冯程//;"},
        {"县委办/政府办", "/县委办/政府办/;"},
        {"组长：吴敏；组员：郑立、冯程", "/组长：吴敏/;/组员：郑立/;冯程//;"},
        {"买买提·艾合买提、John Smith", "买买提·艾合买提//;John Smith//;"},
        {"周明（县长）吴岚（镇长）", "周明/县长/;吴岚/镇长/;"},
        {"周明 13800000001/13800000002", "周明//13800000001/13800000002;"},
        {"周明 13800000001 13800000002", "周明//13800000001、13800000002;"},
        {"13800000001", "?13800000001;"},
        {"周明、吴岚、郑一\n13800000001\n13800000002", "周明//;吴岚//;郑一//;?13800000001;"},
        {"周明（县长）等、林青", "!周明（县长）等;林青//;"},
        {"周明（县长", "!周明（县长;"},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct arena *a = arena_new();
        assert_string_equal(people(a, cells[i].cell), cells[i].people);
        arena_drop(a);
    }
}

static void names_are_no_words(void **state)
{
    (void)state;
    static const char *const names[] = {"周明",     "白石镇",       "欧阳云",
                                        "才让卓玛", "阿不都热合曼", "李局长",
                                        "林业",     "John",         "买买提·艾合买提"};
    static const char *const words[] = {"县委办",  "县财政局", "县级组长",    "工作人员",
                                        "领导2人", "第3组",    "县政府办公室"};
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_false(people_are_words(of(a, names[i])));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_true(people_are_words(of(a, words[i])));
    arena_drop(a);
}

static void names_have_surnames(void **state)
{
    (void)state;
    static const char *const names[] = {"周明", "罗启明", "欧阳若川", "林业"};
    static const char *const others[] = {"周",       "阿依古丽", "周明县长", "李局长", "白石镇",
                                         "罗启明之", "周 明",    "周明，",   "县长",   ""};
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(people_is_name(of(a, names[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(people_is_name(of(a, others[i])));
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_lands_where_they_belong),
        cmocka_unit_test(names_are_no_words),
        cmocka_unit_test(names_have_surnames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
