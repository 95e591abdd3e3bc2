/* Two editions made of strings, and what compare/ says of them: which words, which units, which
 * flags on the later one's characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "compare/compare.h"

struct pair {
    struct arena *arena;
    struct source *source;
    struct compare_edition old, now;
};

static int setup(void **state)
{
    struct arena *a = arena_new();
    struct pair *p = ARENA_NEW(a, struct pair);
    static const char bytes[1000];
    p->arena = a;
    p->source = source_new(a, "a.xml", bytes, sizeof bytes - 1);
    for (int i = 0; i < 2; i++) {
        struct flow_document *d = ARENA_NEW(a, struct flow_document);
        d->arena = a;
        d->pos.src = p->source;
        *(i ? &p->now : &p->old) =
            (struct compare_edition){.flow = d, .called = i ? "now" : "old", .title = "通知"};
    }
    *state = p;
    return 0;
}

static int teardown(void **state)
{
    arena_drop(((struct pair *)*state)->arena);
    return 0;
}

static struct text text_of(struct pair *p, const char *s)
{
    return text_from_utf8(p->arena, s, (struct pos){p->source, 7});
}

static struct flow *end_of(struct flow **first, struct flow *f)
{
    while (*first)
        first = &(*first)->next;
    return *first = f;
}

static struct flow *paragraph(struct pair *p, const char *s)
{
    struct flow *f = ARENA_NEW(p->arena, struct flow);
    f->kind = FLOW_PARAGRAPH;
    f->pieces = ARENA_NEW(p->arena, struct flow_piece);
    f->pieces->text = text_of(p, s);
    return f;
}

/* Paragraphs by their texts; one that begins with # is a heading: #一、题目. */
static void write(struct pair *p, struct compare_edition *e, const char *const lines[])
{
    struct flow **to = &e->flow->body;
    for (; *lines; lines++) {
        if (**lines != '#') {
            end_of(to, paragraph(p, *lines));
            continue;
        }
        struct flow *f = end_of(&e->flow->body, ARENA_NEW(p->arena, struct flow));
        const char *title = strstr(*lines, "、") + strlen("、");
        f->kind = FLOW_HEADING;
        f->level = 1;
        f->label = text_of(p, arena_strndup(p->arena, *lines + 1, (size_t)(title - *lines - 1)));
        f->title = text_of(p, title);
        to = &f->first;
    }
}

#define OLD(...) write(p, &p->old, (const char *const[]){__VA_ARGS__, NULL})
#define NOW(...) write(p, &p->now, (const char *const[]){__VA_ARGS__, NULL})

static const char *told(struct pair *p)
{
    struct buf b = {0};
    compare_add_text(&p->old, &p->now, compare_editions(p->arena, &p->old, &p->now, NULL), DIAG_EN,
                     &b);
    char *s = arena_strndup(p->arena, b.p, b.n);
    buf_drop(&b);
    return s;
}

static void the_same_has_no_changes(void **state)
{
    struct pair *p = *state;
    OLD("为做好值班工作，通知如下。", "#一、值班", "每班两人。");
    NOW("为做好值班工作，通知如下。", "#一、值班", "每班两人。");
    assert_string_equal(told(p), "old → now: no changes\n");
}

static void numbers_days_and_latin_words_stay_whole(void **state)
{
    struct pair *p = *state;
    OLD("于2026年10月20日前报 zhiban@example.com，共1,200.5元。");
    NOW("于2026年10月25日前报 zhibam@example.com，共1,250.5元。");
    const char *s = told(p);
    assert_non_null(strstr(s, "[-2026年10月20日-]"));
    assert_non_null(strstr(s, "{+2026年10月25日+}"));
    assert_non_null(strstr(s, "[-zhiban@example.com-]"));
    assert_non_null(strstr(s, "{+1,250.5+}"));
    assert_non_null(strstr(s, "由1,200.5元改为1,250.5元"));
    assert_non_null(strstr(s, "（推后5日）"));
}

static void what_is_no_day_is_no_day(void **state)
{
    struct pair *p = *state;
    OLD("于99999999999999999999年1月1日报。", "于2026年13月45日报送材料。", "2月28日前。");
    NOW("于99999999999999999998年1月1日报。", "于2026年13月46日报送材料。", "2月29日前。");
    const char *s = told(p);
    assert_non_null(strstr(s, "由2月28日改为2月29日（推后1日）"));
    assert_non_null(strstr(s, "由2026年13月45日改为2026年13月46日\n"));
}

static void what_stayed_by_chance_is_part_of_the_change(void **state)
{
    struct pair *p = *state;
    OLD("由各村民委员会自行承担的全部费用和后续责任。");
    NOW("经镇人民政府同意后统一支付的配套资金及其利息。");
    const char *s = told(p);
    assert_null(strstr(s, "-]的[-"));
    assert_null(strstr(s, "+}的{+"));
}

static void what_moved_is_not_deleted_and_inserted(void **state)
{
    struct pair *p = *state;
    OLD("各村要配齐值班人员。", "车辆一律入库停放，钥匙由专人保管。", "电话保持畅通，不得离人。",
        "发现问题立即报告。");
    NOW("各村要配齐值班人员。", "电话保持畅通，不得离人。", "发现问题立即报告。",
        "车辆一律入库停放，钥匙由专人保管。");
    const char *s = told(p);
    assert_non_null(strstr(s, "1 moved\n"));
    assert_non_null(strstr(s, "moved 正文第4段 (from 正文第2段)"));
}

static void a_section_before_others_renumbers_them_in_one_remark(void **state)
{
    struct pair *p = *state;
    OLD("#一、值班安排", "每班不少于两人。", "#二、车辆管理", "一律入库。", "#三、工作纪律",
        "严禁脱岗。");
    NOW("#一、加强领导", "书记负总责。", "#二、值班安排", "每班不少于两人。", "#三、车辆管理",
        "一律入库。", "#四、工作纪律", "严禁脱岗。");
    const char *s = told(p);
    assert_non_null(strstr(s, ": 2 inserted\n"));
    assert_non_null(strstr(s, "renumbered: 一至三改为二至四\n"));
    assert_non_null(strstr(s, "unchanged: 二至四\n"));
}

static void typed_numbers_are_numbers(void **state)
{
    struct pair *p = *state;
    OLD("第一条 本办法适用于全镇。", "第二条 值班人员不得脱岗。");
    NOW("第一条 值班由党政办公室安排。", "第二条 本办法适用于全镇。", "第三条 值班人员不得脱岗。");
    const char *s = told(p);
    assert_non_null(strstr(s, ": 1 inserted\n"));
    assert_non_null(strstr(s, "第一条至第二条改为第二条至第三条"));
}

/* 成员：罗启明 副镇长 … as a line of a roster. */
static struct flow_line *entry(struct pair *p, const char *label, const char *name,
                               const char *post)
{
    struct flow_line *line = ARENA_NEW(p->arena, struct flow_line);
    line->kind = LINE_ENTRY;
    line->label = text_of(p, label);
    line->name = text_of(p, name);
    line->words = text_of(p, post);
    return line;
}

static void roster(struct pair *p, struct compare_edition *e, const char *const people[][2],
                   size_t n)
{
    struct flow *f = end_of(&e->flow->body, ARENA_NEW(p->arena, struct flow));
    struct flow_line **last = &f->lines;
    f->kind = FLOW_COLUMNS;
    for (size_t i = 0; i < n; i++, last = &(*last)->next)
        *last = entry(p, i ? "" : "成员", people[i][0], people[i][1]);
}

static void lines_of_rosters_are_known_by_their_posts(void **state)
{
    struct pair *p = *state;
    static const char *const old[][2] = {
        {"罗启明", "副镇长"}, {"周　明", "镇水利站站长"}, {"许若川", "镇林业站站长"}};
    static const char *const now[][2] = {{"郝青", "镇应急办主任"},
                                         {"李望舒", "副镇长"},
                                         {"周明", "镇水利站站长"},
                                         {"罗启明", "镇林业站站长"}};
    roster(p, &p->old, old, 3);
    roster(p, &p->now, now, 4);
    const char *s = told(p);
    assert_non_null(strstr(s, ": 2 changed, 1 inserted\n"));
    assert_non_null(strstr(s, "成员：罗启明→李望舒\n"));
    assert_non_null(strstr(s, "成员：许若川→罗启明\n"));
}

/* Cells parted by |, below heads. */
static void add_table(struct pair *p, struct compare_edition *e, const char *const rows[], size_t n)
{
    enum { COLUMNS = 3 };
    static const char *const heads[COLUMNS] = {"序号", "村名", "户数"};
    struct flow *f = end_of(&e->flow->body, ARENA_NEW(p->arena, struct flow));
    struct flow_table *t = f->table = ARENA_NEW(p->arena, struct flow_table);
    struct flow_column **column = &t->columns;
    struct flow_row **row = &t->rows;
    f->kind = FLOW_TABLE;
    t->n_columns = COLUMNS;
    for (int c = 0; c < COLUMNS; c++, column = &(*column)->next) {
        *column = ARENA_NEW(p->arena, struct flow_column);
        (*column)->title = text_of(p, heads[c]);
    }
    for (size_t i = 0; i < n; i++, row = &(*row)->next) {
        const char *at = rows[i];
        *row = ARENA_NEW(p->arena, struct flow_row);
        struct flow_cell **cell = &(*row)->first;
        for (int c = 0; c < COLUMNS; c++, cell = &(*cell)->next) {
            size_t length = strcspn(at, "|");
            *cell = ARENA_NEW(p->arena, struct flow_cell);
            **cell = (struct flow_cell){.column = c, .columns = 1, .rows = 1};
            if (length)
                (*cell)->first = paragraph(p, arena_strndup(p->arena, at, length));
            at += length + (at[length] == '|');
        }
    }
}

#define TABLE(edition, ...)                                                                        \
    add_table(p, &p->edition, (const char *const[]){__VA_ARGS__},                                  \
              sizeof(const char *const[]){__VA_ARGS__} / sizeof(char *))

static void rows_are_known_by_what_they_are_about(void **state)
{
    struct pair *p = *state;
    TABLE(old, "1|白石村|12", "2|青禾村|30", "3|松溪村|8", "4||7");
    TABLE(now, "1|云岭村|5", "2|白石村|15", "3|青禾村|30", "4|松溪村|8", "5||7");
    const char *s = told(p);
    assert_non_null(strstr(s, ": 1 changed, 1 inserted\n"));
    assert_non_null(strstr(s, "inserted 表1 第1行（云岭村）"));
    assert_non_null(strstr(s, "changed 表1 第2行（白石村）\n  - 户数：[-12-]"));
}

static void a_row_whose_first_cells_are_empty_may_move(void **state)
{
    struct pair *p = *state;
    TABLE(old, "1||1234567", "2|松溪村上游左岸河堤|8", "3|松溪村下游右岸河堤|9");
    TABLE(now, "1|松溪村上游左岸河堤|8", "2|松溪村下游右岸河堤|9", "3||1234567");
    assert_non_null(strstr(told(p), "moved 表1 第3行 (from 表1 第1行)\n  - 1234567"));
}

static uint32_t flags_of(const struct flow *f, size_t i)
{
    return f->pieces->text.at[i] & (uint32_t)TEXT_FLAGS;
}

static void the_later_edition_gets_flags_and_keeps_its_places(void **state)
{
    struct pair *p = *state;
    OLD("各村20户参加，逾期不候。", "另行通知。", "电话不变。");
    NOW("各村25户参加。", "电话不变。");
    compare_and_mark(p->arena, &p->old, &p->now, NULL);
    const struct flow *f = p->now.flow->body;
    assert_int_equal(flags_of(f, 0), 0);
    assert_int_equal(flags_of(f, 2), TEXT_CAME);
    assert_int_equal(flags_of(f, 3), TEXT_CAME);
    assert_int_equal(flags_of(f, 4), 0);
    assert_true(flags_of(f, 7) & TEXT_WENT);
    assert_int_equal(text_pos(f->pieces->text, 2).off, 7);
    assert_int_equal(text_pos(f->pieces->text, 7).off, 7);
    assert_int_equal(flags_of(f->next, 0), 0);
}

static void a_title_in_the_title_has_single_marks(void **state)
{
    struct pair *p = *state;
    struct buf b = {0};
    OLD("甲。");
    NOW("甲。");
    p->now.title = "关于印发《办法》的通知";
    compare_add_document(&p->old, &p->now, compare_editions(p->arena, &p->old, &p->now, NULL), &b);
    assert_non_null(strstr(b.p, "<标题>《关于印发〈办法〉的通知》修订对照表</标题>"));
    assert_null(strstr(b.p, "<表"));
    buf_drop(&b);
}

static void the_table_is_a_document(void **state)
{
    struct pair *p = *state;
    struct buf b = {0};
    OLD("一律<入库> & 登记。", "甲。");
    NOW("一律<停放> & 登记。", "甲。");
    compare_add_document(&p->old, &p->now, compare_editions(p->arena, &p->old, &p->now, NULL), &b);
    assert_non_null(strstr(b.p, "<标题>《通知》修订对照表</标题>"));
    assert_non_null(
        strstr(b.p, "<格>正文第1段</格><格>一律&lt;<删>入库</删>&gt; &amp;登记。</格>"));
    assert_non_null(strstr(b.p, "<增>停放</增>"));
    buf_drop(&b);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(the_same_has_no_changes),
        TEST(numbers_days_and_latin_words_stay_whole),
        TEST(what_is_no_day_is_no_day),
        TEST(what_stayed_by_chance_is_part_of_the_change),
        TEST(what_moved_is_not_deleted_and_inserted),
        TEST(a_section_before_others_renumbers_them_in_one_remark),
        TEST(typed_numbers_are_numbers),
        TEST(lines_of_rosters_are_known_by_their_posts),
        TEST(rows_are_known_by_what_they_are_about),
        TEST(a_row_whose_first_cells_are_empty_may_move),
        TEST(the_later_edition_gets_flags_and_keeps_its_places),
        TEST(a_title_in_the_title_has_single_marks),
        TEST(the_table_is_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
