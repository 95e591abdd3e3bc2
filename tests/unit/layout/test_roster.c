/* Rosters and teams: columns that are true whatever the names, and what stays together. */
#include "layout_test.h"
#include "staff/staff.h"

static const char staff_xml[] =
    "<人员库><单位 名称=\"青禾县丙局\" 简称=\"县丙局\"><岗位 职务=\"职员\" 名额=\"99\">"
    "<任职 人员=\"丁一\"/><任职 人员=\"方知远\"/><任职 人员=\"欧阳若水\"/>"
    "<任职 人员=\"阿不都热合曼·买买提\"/></岗位>"
    "<岗位 职务=\"驻外办事处联络与后勤保障工作领导小组办公室主任\"><任职 "
    "人员=\"万里\"/></岗位></单位>"
    "<人员 姓名=\"丁一\"/><人员 姓名=\"方知远\"/><人员 姓名=\"欧阳若水\"/>"
    "<人员 姓名=\"阿不都热合曼·买买提\"/><人员 姓名=\"万里\"/></人员库>";

/* A run of glyphs of a roster. */
struct run {
    size_t page;
    len_t x, end, y;
    char text[96];
};

struct roster_pages {
    struct arena *arena;
    size_t pages;
    VEC(struct run) runs;
    const struct style *style;
};

static bool take_runs(void *context, const struct page *page)
{
    struct roster_pages *p = context;
    p->pages++;
    for (size_t i = 0; i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        bool roster = item->element == ELEMENT_ROSTER || item->element == ELEMENT_ROSTER_HEADING;
        if (item->kind != ITEM_GLYPHS || !roster)
            continue;
        struct buf text = {0};
        len_t end = 0;
        for (size_t k = 0; k < item->glyphs.n; k++) {
            buf_code(&text, item->glyphs.glyphs[k].text[0]);
            end = item->glyphs.x + item->glyphs.glyphs[k].x;
        }
        struct run *run = VEC_ADD(p->arena, &p->runs);
        *run = (struct run){.page = p->pages, .x = item->glyphs.x, .end = end, .y = item->glyphs.y};
        snprintf(run->text, sizeof run->text, "%s", text.p);
        buf_drop(&text);
    }
    return true;
}

static struct roster_pages lay_roster(void **state, const char *body)
{
    const struct shared *s = *state;
    struct roster_pages p = {.arena = arena_new(), .style = s->style};
    struct diags *d = diags_new(DIAG_EN);
    char *xml = arena_printf(
        p.arena, "<公文 人员库=\"s.xml\" 截至=\"2026-09-19\">" TITLE "<正文>%s</正文></公文>",
        body);
    struct tree *tree = xml_parse(p.arena, "s.xml", staff_xml, strlen(staff_xml), d);
    struct staff_records *records = vocab_read_staff(p.arena, tree, d);
    struct staff *staff = records ? staff_open(p.arena, records, d) : NULL;
    tree = xml_parse(p.arena, "t.xml", xml, strlen(xml), d);
    struct document *doc = tree ? vocab_read(p.arena, tree, d) : NULL;
    struct layout_options options = {s->fonts, s->style, s->lexicon, NULL, NULL};
    assert_non_null(staff);
    assert_non_null(doc);
    assert_true(set_document(doc, staff, &options, (struct page_sink){take_runs, &p}, d));
    staff_close(staff);
    diags_drop(d);
    return p;
}

static const struct run *run_with(const struct roster_pages *p, const char *words)
{
    for (size_t i = 0; i < p->runs.n; i++)
        if (strstr(p->runs.v[i].text, words))
            return &p->runs.v[i];
    fail_msg("no run has %s", words);
    return NULL;
}

/* The n-th run that begins with these words. */
static const struct run *nth(const struct roster_pages *p, const char *words, int n)
{
    for (size_t i = 0; i < p->runs.n; i++)
        if (strncmp(p->runs.v[i].text, words, strlen(words)) == 0 && n-- == 0)
            return &p->runs.v[i];
    fail_msg("too few runs begin with %s", words);
    return NULL;
}

#define TIER(role, members) "<层级 职务=\"" role "\">" members "</层级>"
#define MEMBER(name)        "<成员 人员=\"" name "\"/>"

static len_t column(const struct roster_pages *p, int characters)
{
    return p->style->area_left + characters * p->style->char_pitch;
}

static void names_and_posts_stand_below_each_other(void **state)
{
    struct roster_pages p = lay_roster(state, "<名单>" TIER("组长", MEMBER("丁一"))
                                                  TIER("副组长", MEMBER("方知远")) "</名单>");
    const struct run *spread = run_with(&p, "丁"), *name = run_with(&p, "方知远");
    assert_near(spread->x, column(&p, 2 + 3 + 1), HAIR);
    assert_near(spread->x, name->x, HAIR);
    assert_near(run_with(&p, "一")->end, name->end, HAIR);
    assert_near(nth(&p, "县丙局", 0)->x, column(&p, 2 + 3 + 1 + 3 + 1), HAIR);
    assert_near(nth(&p, "县丙局", 1)->x, nth(&p, "县丙局", 0)->x, HAIR);
    arena_drop(p.arena);
}

static void labels_are_spread_to_the_longest(void **state)
{
    struct roster_pages p = lay_roster(state, "<名单>" TIER("组长", MEMBER("丁一"))
                                                  TIER("常务副组长", MEMBER("方知远")) "</名单>");
    assert_near(run_with(&p, "组")->x, run_with(&p, "常务副组长")->x, HAIR);
    assert_near(run_with(&p, "长")->end, run_with(&p, "常务副组长")->end, HAIR);
    arena_drop(p.arena);
}

static void four_characters_widen_the_column_and_a_long_name_does_not(void **state)
{
    struct roster_pages p =
        lay_roster(state, "<名单>" TIER("成员", MEMBER("欧阳若水") MEMBER("阿不都热合曼·买买提")
                                                    MEMBER("方知远")) "</名单>");
    const struct run *first = nth(&p, "县丙局", 0), *moved = nth(&p, "县丙局", 1);
    assert_near(first->x, column(&p, 2 + 3 + 1 + 4 + 1), HAIR);
    assert_near(nth(&p, "县丙局", 2)->x, first->x, HAIR);
    assert_true(moved->x > first->x + 4 * p.style->char_pitch);
    arena_drop(p.arena);
}

static void a_long_post_turns_where_it_starts(void **state)
{
    struct roster_pages p = lay_roster(state, "<名单>" TIER("成员", MEMBER("万里")) "</名单>");
    const struct run *post = run_with(&p, "县丙局驻外");
    const struct run *turned = &p.runs.v[p.runs.n - 1];
    assert_true(turned->y > post->y);
    assert_near(turned->x, post->x, HAIR);
    arena_drop(p.arena);
}

static void the_order_by_strokes_is_said_behind_the_label(void **state)
{
    struct roster_pages p =
        lay_roster(state, "<名单 排序=\"姓氏笔画\">" TIER("成员", MEMBER("方知远") MEMBER("丁一"))
                              TIER("秘书", MEMBER("欧阳若水")) "</名单>");
    const struct run *note = run_with(&p, "按姓氏笔画为序");
    assert_near(note->y, run_with(&p, "成")->y, ROUNDING + p.style->body_size / 10);
    assert_true(run_with(&p, "丁")->y > note->y);
    assert_true(run_with(&p, "方知远")->y > run_with(&p, "丁")->y);
    assert_near(run_with(&p, "秘")->y, run_with(&p, "欧阳若水")->y, p.style->body_size / 10);
    arena_drop(p.arena);
}

#define TEAM(name, role)                                                                           \
    "<小组 名=\"" name "\">" TIER(role, MEMBER("方知远") MEMBER("丁一")) "</小组>"

static void teams_share_their_columns(void **state)
{
    struct roster_pages p =
        lay_roster(state, "<分组>" TEAM("甲组", "责任领导") TEAM("乙组", "组长") "</分组>");
    assert_near(nth(&p, "方知远", 0)->x, nth(&p, "方知远", 1)->x, HAIR);
    assert_near(nth(&p, "县丙局", 0)->x, nth(&p, "县丙局", 2)->x, HAIR);
    arena_drop(p.arena);
}

/* Wherever the page ends. */
static void a_teams_name_stays_with_its_members(void **state)
{
    struct arena *a = arena_new();
    for (int lines = 8; lines < 20; lines++) {
        const char *body = arena_printf(a, "%s<分组>" TEAM("甲组", "组长") "</分组>",
                                        times(a, "<段>抓好落实。</段>", lines));
        struct roster_pages p = lay_roster(state, body);
        assert_int_equal(run_with(&p, "甲组")->page, run_with(&p, "方知远")->page);
        assert_int_equal(run_with(&p, "方知远")->page, run_with(&p, "丁")->page);
        arena_drop(p.arena);
    }
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_posts_stand_below_each_other),
        cmocka_unit_test(labels_are_spread_to_the_longest),
        cmocka_unit_test(four_characters_widen_the_column_and_a_long_name_does_not),
        cmocka_unit_test(a_long_post_turns_where_it_starts),
        cmocka_unit_test(the_order_by_strokes_is_said_behind_the_label),
        cmocka_unit_test(teams_share_their_columns),
        cmocka_unit_test(a_teams_name_stays_with_its_members),
    };
    return LAYOUT_TESTS("roster", tests);
}
