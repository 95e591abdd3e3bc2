/* Where lines end: forbidden starts and ends, what stays together, no lone character. */
#include "made_text.h"

#include <time.h>

/* ---- every line of many paragraphs ---- */

static void check_ends(struct setting *t, const char *utf8, const struct text_shape *shape,
                       struct set_lines lines)
{
    (void)utf8, (void)shape;
    for (size_t i = 0; i < lines.n; i++) {
        const struct set_line *line = &lines.v[i];
        uint32_t first = line->glyphs[0].text[0], last = line->glyphs[line->n - 1].text[0];
        if ((i && one_of(first, no_start)) || (i + 1 < lines.n && one_of(last, no_end)))
            fail_msg("line %zu of %s", i, lines_text(t->arena, lines));
    }
}

static void no_line_starts_or_ends_with_a_forbidden_mark(void **state)
{
    for_all_made(state, check_ends);
}

static void check_whole(struct setting *t, const char *utf8, const struct text_shape *shape,
                        struct set_lines lines)
{
    (void)shape;
    const char *got = lines_text(t->arena, lines);
    char *joined = arena_strdup(t->arena, got), *to = joined;
    for (const char *p = got; *p; p++)
        if (*p != '|')
            *to++ = *p;
    *to = '\0';
    assert_string_equal(joined, utf8);
}

static void nothing_is_lost_or_turned_round(void **state)
{
    for_all_made(state, check_whole);
}

static size_t count_in(const char *s, const char *word)
{
    size_t n = 0;
    for (const char *p = s; (p = strstr(p, word)); p += strlen(word))
        n++;
    return n;
}

static void check_inseparable(struct setting *t, const char *utf8, const struct text_shape *shape,
                              struct set_lines lines)
{
    (void)shape;
    const char *got = lines_text(t->arena, lines);
    for (size_t i = 0; i < sizeof inseparable / sizeof *inseparable; i++)
        if (count_in(got, inseparable[i]) != count_in(utf8, inseparable[i]))
            fail_msg("%s is split: %s", inseparable[i], got);
}

static void what_belongs_together_is_never_split(void **state)
{
    for_all_made(state, check_inseparable);
}

/* Every phase of the line: n characters before the word, so that it meets the edge everywhere. */
static void words_meet_the_edge_whole_at_every_place(void **state)
{
    for (size_t w = 0; w < sizeof inseparable / sizeof *inseparable; w++)
        for (int before = 0; before < 12; before++) {
            struct setting t = setting_open(state);
            struct buf b = {0};
            for (int k = 0; k < before; k++)
                buf_str(&b, "工");
            buf_printf(&b, "%s作了安排部署和检查", inseparable[w]);
            const char *got = lines_text(t.arena, set_body(&t, b.p, 10 * EM));
            if (!strstr(got, inseparable[w]))
                fail_msg("%s is split: %s", inseparable[w], got);
            buf_drop(&b);
            setting_close(&t);
        }
}

static void check_last(struct setting *t, const char *utf8, const struct text_shape *shape,
                       struct set_lines lines)
{
    enum { WIDE = 20 * EM };
    (void)utf8;
    const struct set_line *last = &lines.v[lines.n - 1];
    size_t characters = 0;
    for (size_t i = 0; i < last->n; i++) {
        uint32_t cp = last->glyphs[i].text[0];
        characters += !one_of(cp, no_start) && !one_of(cp, no_end);
    }
    if (shape->width >= len_scale(shape->pitch, WIDE, EM) && characters < 2)
        fail_msg("a lone character: %s", lines_text(t->arena, lines));
    if (characters < 1)
        fail_msg("only marks: %s", lines_text(t->arena, lines));
}

static void no_paragraph_ends_in_a_lone_character(void **state)
{
    for_all_made(state, check_last);
}

static void a_paragraph_one_character_too_long_takes_one_along(void **state)
{
    for (int lines = 1; lines < 4; lines++) {
        struct setting t = setting_open(state);
        struct buf b = {0};
        for (int i = 0; i < 28 * lines + 1; i++)
            buf_str(&b, "工");
        struct set_lines set = set_body(&t, b.p, 28 * EM);
        assert_int_equal(set.n, lines + 1);
        assert_int_equal(set.v[lines].n, 2);
        buf_drop(&b);
        setting_close(&t);
    }
}

/* ---- single rules ---- */

static void twenty_eight_characters_are_one_line(void **state)
{
    struct setting t = setting_open(state);
    struct buf b = {0};
    for (int i = 0; i < 56; i++)
        buf_str(&b, i % 2 ? "村" : "乡");
    struct text_shape shape = shape_of(&t, 28 * EM);
    shape.width = t.shared->style->area_width; /* not 28 rounded pitches */
    struct set_lines lines = set_shaped(&t, b.p, &shape);
    assert_int_equal(lines.n, 2);
    assert_int_equal(lines.v[0].n, 28);
    assert_int_equal(lines.v[1].n, 28);
    buf_drop(&b);
    setting_close(&t);
}

/* 先挤进，后推出: the mark that does not fit is squeezed in rather than taking a character along.
 */
static void marks_are_pushed_in_before_anything_is_pushed_out(void **state)
{
    struct setting t = setting_open(state);
    const char *got = lines_text(
        t.arena, set_body(&t, "各乡镇，各部门要做好，切实抓好各项工作的贯彻落实。", 10 * EM));
    assert_string_equal(got, "各乡镇，各部门要做好，|切实抓好各项工作的贯|彻落实。");
    setting_close(&t);
}

static void the_authors_break_ends_the_line(void **state)
{
    struct setting t = setting_open(state);
    assert_string_equal(lines_text(t.arena, set_body(&t, "甲乙|丙丁||戊", 10 * EM)),
                        "甲乙|丙丁||戊");
    setting_close(&t);
}

/* Rather than a first line of eight characters torn apart. */
static void an_address_is_turned_after_a_mark_when_the_line_would_gape(void **state)
{
    struct setting t = setting_open(state);
    assert_string_equal(
        lines_text(
            t.arena,
            set_body(&t, "网址为https://www.qinghe.example.cn/login，请注意登录时间。", 14 * EM)),
        "网址为https://|www.qinghe.example.cn/login，请|注意登录时间。");
    setting_close(&t);
}

static void an_address_that_fits_stays_whole_and_one_of_mail_turns_too(void **state)
{
    struct setting t = setting_open(state);
    assert_string_equal(
        lines_text(t.arena, set_body(&t, "邮箱为sq-town@example.cn，请按时报送数据。", 14 * EM)),
        "邮箱为sq-town@example.cn，请|按时报送数据。");
    assert_string_equal(
        lines_text(
            t.arena,
            set_body(&t, "每日报送数据，邮箱为town-office@baishi.example.cn，逾期为零。", 14 * EM)),
        "每日报送数据，邮箱为town-|office@baishi.example.cn，逾期|为零。");
    setting_close(&t);
}

static void a_line_that_stays_short_has_no_room_for_more(void **state)
{
    struct setting t = setting_open(state);
    assert_string_equal(
        lines_text(t.arena, set_body(&t,
                                     "联系人：许立，电话：13800000000，电子邮箱："
                                     "report2026@qinghe.example.gov.cn，微信公众号"
                                     "QingHeXiangCunZhenXing，欢迎关注。",
                                     26 * EM)),
        "联系人：许立，电话：13800000000，电子邮箱：|"
        "report2026@qinghe.example.gov.cn，微信公众号|QingHeXiangCunZhenXing，欢迎关注。");
    setting_close(&t);
}

static void a_date_is_parted_only_where_no_line_holds_it(void **state)
{
    struct setting t = setting_open(state);
    assert_string_equal(
        lines_text(t.arena, set_body(&t, "经各村民委员会充分认真研究讨论，定于2026年9月18日开会。",
                                     20 * EM)),
        "经各村民委员会充分认真研究讨论，定于|2026年9月18日开会。");
    assert_string_equal(
        lines_text(t.arena,
                   set_body(&t, "经各村民委员会充分研究讨论，定于2026年9月18日开会。", 20 * EM)),
        "经各村民委员会充分研究讨论，定于|2026年9月18日开会。");
    assert_string_equal(lines_text(t.arena, set_body(&t, "定于2026年9月18日开会。", 5 * EM)),
                        "定于2026年|9月18日开|会。");
    setting_close(&t);
}

static void a_number_keeps_all_of_a_long_unit(void **state)
{
    struct setting t = setting_open(state);
    assert_string_equal(
        lines_text(t.arena, set_body(&t, "连续值守不得少于24小时，不得擅自离岗。", 10 * EM)),
        "连续值守不得少于|24小时，不得擅自离岗。");
    setting_close(&t);
}

static void a_word_longer_than_a_line_does_not_overflow(void **state)
{
    struct setting t = setting_open(state);
    static const char *const texts[] = {
        "网址：https://www.qinghe.example/2026/09/19/notices/very-long-path-indeed/index.html。",
        "12345678901234567890123456789012345678901234567890",
        "。。。。。。。。。。。。。。。。。。。。。。。。。。。。",
        "““““““““““““““““““““““““““““““““““““““““",
        "……………………………………………………………………",
        "————————————————————————————————————"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct text_shape shape = shape_of(&t, 8 * EM);
        struct set_lines lines = set_shaped(&t, texts[i], &shape);
        assert_true(lines.n > 1);
        for (size_t k = 0; k < lines.n; k++)
            if (lines.v[k].x + lines.v[k].width > shape.width + 2)
                fail_msg("%s overflows", lines_text(t.arena, lines));
    }
    setting_close(&t);
}

/* Hostile paragraphs cost no more a character than others: in quadratic time these take minutes. */
static void the_longest_paragraphs_are_set_at_once(void **state)
{
#ifdef MEM_SANITIZED /* which takes many times as long */
    enum { LONG = 10000, MOST_SECONDS = 60 };
#else
    enum { LONG = 100000, MOST_SECONDS = 60 };
#endif
    static const char *const pieces[] = {"乡", "|",  "村|", "\u3000", "。\u3000\u3000\u3000",
                                         "a",  "。", "“",   "京A",    "8亿",
                                         "1.", " "};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct setting t = setting_open(state);
        struct buf b = {0};
        for (size_t n = 0; n < LONG; n += utf8_count(pieces[i], strlen(pieces[i])))
            buf_str(&b, pieces[i]);
        clock_t start = clock();
        assert_true(set_body(&t, b.p, 28 * EM).n > 0);
        assert_true(clock() - start < MOST_SECONDS * CLOCKS_PER_SEC);
        buf_drop(&b);
        setting_close(&t);
    }
}

static void one_character_on_a_line_narrower_than_it_ends(void **state)
{
    struct setting t = setting_open(state);
    struct set_lines lines = set_body(&t, "工作", EM / 2);
    assert_int_equal(lines.n, 2);
    setting_close(&t);
}

static void an_empty_paragraph_has_no_lines(void **state)
{
    struct setting t = setting_open(state);
    assert_int_equal(set_body(&t, "", 10 * EM).n, 0);
    setting_close(&t);
}

static void the_same_text_gives_the_same_lines(void **state)
{
    for (unsigned i = 0; i < MADE_PARAGRAPHS; i += 10) {
        struct setting t = setting_open(state), u = setting_open(state);
        struct set_lines x = set_body(&t, made_paragraph(t.arena, i), 21437);
        struct set_lines y = set_body(&u, made_paragraph(u.arena, i), 21437);
        assert_int_equal(x.n, y.n);
        for (size_t k = 0; k < x.n; k++) {
            assert_int_equal(x.v[k].n, y.v[k].n);
            for (size_t g = 0; g < x.v[k].n; g++)
                assert_int_equal(x.v[k].glyphs[g].x, y.v[k].glyphs[g].x);
        }
        setting_close(&t);
        setting_close(&u);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_starts_or_ends_with_a_forbidden_mark),
        cmocka_unit_test(nothing_is_lost_or_turned_round),
        cmocka_unit_test(what_belongs_together_is_never_split),
        cmocka_unit_test(words_meet_the_edge_whole_at_every_place),
        cmocka_unit_test(no_paragraph_ends_in_a_lone_character),
        cmocka_unit_test(a_paragraph_one_character_too_long_takes_one_along),
        cmocka_unit_test(twenty_eight_characters_are_one_line),
        cmocka_unit_test(marks_are_pushed_in_before_anything_is_pushed_out),
        cmocka_unit_test(the_authors_break_ends_the_line),
        cmocka_unit_test(an_address_is_turned_after_a_mark_when_the_line_would_gape),
        cmocka_unit_test(an_address_that_fits_stays_whole_and_one_of_mail_turns_too),
        cmocka_unit_test(a_line_that_stays_short_has_no_room_for_more),
        cmocka_unit_test(a_date_is_parted_only_where_no_line_holds_it),
        cmocka_unit_test(a_number_keeps_all_of_a_long_unit),
        cmocka_unit_test(a_word_longer_than_a_line_does_not_overflow),
        cmocka_unit_test(the_longest_paragraphs_are_set_at_once),
        cmocka_unit_test(one_character_on_a_line_narrower_than_it_ends),
        cmocka_unit_test(an_empty_paragraph_has_no_lines),
        cmocka_unit_test(the_same_text_gives_the_same_lines),
    };
    return TEXT_TESTS("breaks", tests);
}
