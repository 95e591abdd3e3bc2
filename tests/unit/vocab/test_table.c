/* The table itself, and what is derived from it for people and editors. */
#include "vocab_test.h"

/* The walks over an owner's rows rely on it. */
static void rows_of_one_owner_stand_together(void **state)
{
    (void)state;
    for (enum element_id id = 1; id < EL_END; id++) {
        const struct attr_row *attr = table_attrs(id);
        while (attr->owner == id)
            attr++;
        for (; attr->owner != EL_NONE; attr++)
            assert_int_not_equal(attr->owner, id);
        const struct child_row *child = table_children(id);
        for (int step = 0; child->owner == id; step = child++->step)
            assert_true(child->step == step || child->step == step + 1);
        for (; child->owner != EL_NONE; child++)
            assert_int_not_equal(child->owner, id);
    }
}

static void names_mean_one_thing(void **state)
{
    (void)state;
    for (enum element_id id = 1; id < EL_END; id++)
        for (int lang = 0; lang < VOCAB_LANGS; lang++)
            assert_int_equal(table_find_element(table_element[id].name[lang]), id);
    for (enum attr_id id = 1; id < ATTR_END; id++)
        for (int lang = 0; lang < VOCAB_LANGS; lang++)
            assert_int_equal(table_find_attr(table_attr[id].owner, table_attr[id].name[lang]), id);
}

static void every_element_can_be_reached(void **state)
{
    (void)state;
    for (enum element_id id = 1; id < EL_END; id++) {
        bool reached = table_is_root(id);
        for (enum element_id owner = 1; owner < EL_END; owner++)
            reached = reached || (owner != id && table_place(owner, id));
        assert_true(reached);
    }
}

static void assert_mentions(const char *all, const char *text)
{
    if (!strstr(all, text))
        print_error("not mentioned: %s\n", text);
    assert_non_null(strstr(all, text));
}

static void the_reference_mentions_every_row(void **state)
{
    (void)state;
    struct buf b = {0};
    vocab_reference(&b);
    for (int lang = 0; lang < VOCAB_LANGS; lang++) {
        for (enum element_id id = 1; id < EL_END; id++) {
            assert_mentions(b.p, table_element[id].name[lang]);
            assert_mentions(b.p, table_element[id].about[lang]);
        }
        for (enum attr_id id = 1; id < ATTR_END; id++)
            assert_mentions(b.p, table_attr[id].about[lang]);
        for (enum value_id id = 1; id < VALUE_END; id++)
            assert_mentions(b.p, table_value[id].name[lang]);
        for (const struct example_row *r = table_example; r->owner != EL_NONE; r++)
            assert_mentions(b.p, r->xml[lang]);
    }
    buf_drop(&b);
}

static void schema_mentions_every_row(enum vocab_lang lang, struct buf *b)
{
    char line[256];
    for (enum element_id id = 1; id < EL_END; id++) {
        snprintf(line, sizeof line, "<xs:element name=\"%s\"", table_element[id].name[lang]);
        assert_mentions(b->p, line);
    }
    for (enum attr_id id = 1; id < ATTR_END; id++) {
        snprintf(line, sizeof line, "<xs:attribute name=\"%s\"", table_attr[id].name[lang]);
        assert_mentions(b->p, line);
    }
    for (enum value_id id = 1; id < VALUE_END; id++) {
        snprintf(line, sizeof line, "<xs:enumeration value=\"%s\"", table_value[id].name[lang]);
        assert_mentions(b->p, line);
    }
}

static void the_schemas_are_xml_and_mention_every_row(void **state)
{
    (void)state;
    for (enum vocab_lang lang = VOCAB_ZH; lang <= VOCAB_EN; lang++) {
        struct arena *a = arena_new();
        struct diags *d = diags_new(DIAG_EN);
        struct buf b = {0};
        vocab_schema(lang, &b);
        assert_non_null(xml_parse(a, "schema.xsd", b.p, b.n, d));
        assert_int_equal(diags_count(d, DIAG_ERROR), 0);
        schema_mentions_every_row(lang, &b);
        buf_drop(&b);
        diags_drop(d);
        arena_drop(a);
    }
}

/* An element's examples, put where it may stand, are valid: where no frame is named, in a body. */
static void examples_are_valid(void **state)
{
    (void)state;
    static const char *const body[2] = {"<公文 人员库=\"人员库.xml\"><标题>甲</标题><正文>",
                                        "</正文></公文>"};
    static const char *const frames[EL_END][2] = {
        [EL_DOCUMENT] = {"", ""},
        [EL_STAFF] = {"", ""},
        [EL_FORM] = {"", ""},
        [EL_CHOICE] = {"<表单 题=\"甲\"><部分 题=\"乙\">", "</部分></表单>"},
        [EL_OPTION] = {"<表单 题=\"甲\"><部分 题=\"乙\">", "</部分></表单>"},
        [EL_FLOW] = {"<公文><标题>甲</标题><正文><段>乙</段></正文><附件 标题=\"丁\">",
                     "</附件></公文>"},
        [EL_DECISION] = {"<公文><标题>甲</标题><正文><段>乙</段></正文><附件 标题=\"丁\"><流程图>",
                         "<步骤>戊</步骤></流程图></附件></公文>"},
        [EL_ORGANIZATION] = {"<人员库>", "</人员库>"},
        [EL_TENURE] = {"<人员库>", "</人员库>"},
        [EL_HEAD] = {"<公文>", "<标题>甲</标题><正文><段>乙</段></正文></公文>"},
        [EL_NUMBER] = {"<公文>", "<标题>甲</标题><正文><段>乙</段></正文></公文>"},
        [EL_TITLE] = {"<公文>", "<正文><段>乙</段></正文></公文>"},
        [EL_SECRECY] = {"<公文><版头><份号>1</份号>",
                        "<发文机关>丙</发文机关></版头><标题>甲</标题>"
                        "<正文><段>乙</段></正文></公文>"},
        [EL_ISSUER] = {"<公文><版头>", "</版头><标题>甲</标题><正文><段>乙</段></正文></公文>"},
        [EL_LIAISON] = {"<公文><标题>甲</标题><正文><车辆安排><车组 名=\"乙\">",
                        "</车组></车辆安排></正文></公文>"},
        [EL_SIGNATURE] = {"<公文><标题>甲</标题><正文><段>乙</段></正文>", "</公文>"},
        [EL_ENCLOSURE] = {"<公文><标题>甲</标题><正文><段>乙</段></正文>", "</公文>"},
        [EL_IMPRINT] = {"<公文><标题>甲</标题><正文><段>乙</段></正文>", "</公文>"},
    };
    for (const struct example_row *r = table_example; r->owner != EL_NONE; r++) {
        for (int lang = 0; lang < VOCAB_LANGS; lang++) {
            struct buf b = {0};
            const char *const *frame = frames[r->owner][0] ? frames[r->owner] : body;
            buf_printf(&b, "%s%s%s", frame[0], r->xml[lang], frame[1]);
            struct reading reading = read_root(b.p);
            assert_string_equal(reading.printed, "");
            reading_drop(&reading);
            buf_drop(&b);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_one_owner_stand_together),
        cmocka_unit_test(names_mean_one_thing),
        cmocka_unit_test(every_element_can_be_reached),
        cmocka_unit_test(the_reference_mentions_every_row),
        cmocka_unit_test(the_schemas_are_xml_and_mention_every_row),
        cmocka_unit_test(examples_are_valid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
