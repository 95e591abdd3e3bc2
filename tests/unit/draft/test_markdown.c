/* Markdown: what its marks mean, and where its texts stand. */
#include "drafting.h"

#define MD(bytes, expected)                                                                        \
    drafting_expect("稿.md", bytes, sizeof bytes - 1, "draft markdown\n" expected)

static void headings_lists_and_looks_are_known(void **state)
{
    (void)state;
    MD("# 关于**值班**的通知\n\n## 一、安排\n\n1. 甲\n2. 乙\n   - 丙 ~~丁~~\n   - [x] 戊\n\n> 己\n",
       "1 style=\"heading 1\" outline=1\n  \"关于\"\n  \"值班\" bold\n  \"的通知\"\n"
       "3 style=\"heading 2\" outline=2 \"一、安排\"\n"
       "5 label=\"1.\" list=1 \"甲\"\n6 label=\"2.\" list=1 \"乙\"\n"
       "7 label=\"•\" bullet list=2 level=1\n  \"丙 \"\n  \"丁\" strike\n"
       "8 label=\"☑\" bullet list=2 level=1 \"戊\"\n"
       "10 left=21 \"己\"\n");
}

static void lines_end_where_people_end_them(void **state)
{
    (void)state;
    MD("各村民委员会：\n现通知如下。\n", "1 \"各村民委员会：\\n现通知如下。\"\n");
    MD("这是一行写得很长很长的字，长到六十栏以上，因此是程序断开的，它的后半\n在下一行。\n",
       "1 \"这是一行写得很长很长的字，长到六十栏以上，因此是程序断开的，它的后半在下一行。\"\n");
    MD("甲  \n乙<br/>丙\n", "1 \"甲\\n乙\\n丙\"\n");
}

static void tables_have_heads(void **state)
{
    (void)state;
    MD("| 姓名 | 电话 |\n|:---:|---|\n| 甲 | 1&nbsp;2 |\n",
       "table 1 columns=2 bordered widths=0,0\n"
       "  row head\n    cell 0\n      1 center \"姓名\"\n    cell 1\n      1 \"电话\"\n"
       "  row\n    cell 0\n      3 center \"甲\"\n    cell 1\n      3 \"1\u00A02\"\n");
}

static void what_shows_nothing_is_left(void **state)
{
    (void)state;
    MD("![章](a.png)甲 [网](http://x.invalid) "
       "&lt;&#x4E2D;&none;\n\n---\n\n<div>乙</div>\n\n```\n丙\n\n丁\n```\n",
       "1\n  \"甲 \"\n  \"网\" link target=\"http://x.invalid\"\n  \" <中&none;\"\n"
       "8 \"丙\"\n9\n10 \"丁\"\n"
       "left picture text=\"章\"\nleft line\nleft html text=\"<div>乙</div>\\u000a\"\n");
}

static void depth_is_bounded(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < 5000; i++)
        buf_str(&text, "> ");
    buf_str(&text, "深\n");
    for (int i = 0; i < 200; i++)
        buf_printf(&text, "%*s- 项\n", i * 2, "");
    drafting_has("稿.md", text.p, text.n, "深");
    buf_drop(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_lists_and_looks_are_known),
        cmocka_unit_test(lines_end_where_people_end_them),
        cmocka_unit_test(tables_have_heads),
        cmocka_unit_test(what_shows_nothing_is_left),
        cmocka_unit_test(depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
