/* White space: how the author lays out the file does not show in the text. */
#include "vocab_test.h"

struct cleaning {
    const char *xml, *text; /* text: TEXT_BREAK as | */
};

static const struct cleaning cleanings[] = {
    {"<段>各乡镇</段>", "各乡镇"},
    {"<段>\n    各乡镇\n  </段>", "各乡镇"},
    {"<段>　　各乡镇</段>", "各乡镇"},
    {"<段>各乡镇\n    人民政府</段>", "各乡镇人民政府"},
    {"<段>各乡镇，\r\n\t人民政府</段>", "各乡镇，人民政府"},
    {"<段>“甲”\n“乙”</段>", "“甲”“乙”"},
    {"<段>甲……\n乙——\n丙</段>", "甲……乙——丙"},
    {"<段>依据 GB/T\n9704</段>", "依据 GB/T 9704"},
    {"<段>使用 WPS\n办公</段>", "使用 WPS办公"},
    {"<段>甲   乙</段>", "甲 乙"},
    {"<段>甲\t乙</段>", "甲 乙"},
    {"<段>张三　李四</段>", "张三　李四"},
    {"<段>张三 　　 李四</段>", "张三　　李四"},
    {"<段>甲\n　　乙</段>", "甲乙"},
    {"<段>甲<!-- 说明 -->乙</段>", "甲乙"},
    {"<段>甲 <!-- 说明 --> 乙</段>", "甲 乙"},
    {"<段>甲<![CDATA[ & ]]>乙</段>", "甲 & 乙"},
    {"<段>甲&#x2028;乙</段>", "甲 乙"},
    {"<段>a &lt; b</段>", "a < b"},
    {"<标题>甲<换行/>乙</标题>", "甲|乙"},
    {"<标题>\n  甲\n  <br/>\n  乙\n</标题>", "甲|乙"},
    {"<标题><br/>甲<br/><br/>乙<br/></标题>", "甲|乙"},
    {"<标题>WPS <br/> Office</标题>", "WPS|Office"},
    {"<段>甲\n<强调>乙</强调>\n丙</段>", "甲乙丙"},
    {"<段>a <em> b</em></段>", "a b"},
    {"<段>甲<脚注>子</脚注>\n乙</段>", "甲乙"},
    {"<段></段>", ""},
    {"<段> \n　</段>", ""},
};

/* Validated as far as it goes: elements have their ids. */
static struct tree *parse(struct arena *a, const char *xml)
{
    struct diags *d = diags_new(DIAG_ZH);
    struct tree *tree = xml_parse(a, "t.xml", xml, strlen(xml), d);
    assert_non_null(tree);
    validate_tree(tree, EL_DOCUMENT, d);
    diags_drop(d);
    return tree;
}

static char *shown(struct arena *a, struct text t)
{
    uint32_t *cp = ARENA_ARRAY(a, uint32_t, t.n + 1);
    for (size_t i = 0; i < t.n; i++)
        cp[i] = t.cp[i] == TEXT_BREAK ? '|' : t.cp[i];
    return text_utf8(a, (struct text){cp, t.at, t.n, t.src});
}

static void layout_of_the_file_vanishes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cleanings / sizeof *cleanings; i++) {
        struct arena *a = arena_new();
        struct tree *tree = parse(a, cleanings[i].xml);
        assert_string_equal(shown(a, space_element_text(a, tree->root)), cleanings[i].text);
        arena_drop(a);
    }
}

static void characters_keep_their_places(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct tree *tree = parse(a, "<段>\n 甲\n 乙 a   b</段>");
    struct text t = space_element_text(a, tree->root);
    static const char *const from[] = {"甲", "乙", " ", "a", " ", "b"};
    assert_int_equal(t.n, 6);
    for (size_t i = 0; i < t.n; i++)
        assert_memory_equal(t.src->bytes + t.at[i], from[i], strlen(from[i]));
    arena_drop(a);
}

static void attributes_are_cleaned_alike(void **state)
{
    (void)state;
    static const struct cleaning values[] = {
        {"<段 题=\" 总体要求 \"/>", "总体要求"},
        {"<段 题=\"　总体要求\"/>", "总体要求"},
        {"<段 题=\"关于印发\n    方案\"/>", "关于印发方案"},
        {"<段 题=\"A  B\"/>", "A B"},
        {"<段 题=\"\"/>", ""},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct arena *a = arena_new();
        struct tree *tree = parse(a, values[i].xml);
        struct text t = space_attr_text(a, tree->root->attrs);
        assert_string_equal(shown(a, t), values[i].text);
        arena_drop(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layout_of_the_file_vanishes),
        cmocka_unit_test(characters_keep_their_places),
        cmocka_unit_test(attributes_are_cleaned_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
