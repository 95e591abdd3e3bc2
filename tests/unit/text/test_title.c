/* Titles: broken by meaning, a trapezoid or a rhombus, and as the author broke them. */
#include "text_test.h"

#include <time.h>

enum { TITLE_SIZE = 22 * LEN_PT, TITLE_CHARACTERS = 20 };

static const char organ[] = "青禾县巩固拓展脱贫攻坚成果同乡村振兴有效衔接领导小组";

static struct set_lines set_title(struct setting *t, const char *utf8, const char *name)
{
    struct text organ_name = text_of(t->arena, name);
    lexicon_add_name(t->names, organ_name.cp, organ_name.n, false);
    struct title title = {.text = text_of(t->arena, utf8), .role = ROLE_TITLE};
    struct text_shape shape = {.size = TITLE_SIZE,
                               .pitch = TITLE_SIZE,
                               .width = TITLE_CHARACTERS * TITLE_SIZE,
                               .align = ALIGN_CENTRE};
    struct set_lines lines;
    assert_true(text_set_title(t->typesetter, &title, &shape, &lines));
    return lines;
}

static void assert_title(void **state, const char *utf8, const char *name, const char *wanted)
{
    struct setting t = setting_open(state);
    const char *got = lines_text(t.arena, set_title(&t, utf8, name));
    assert_string_equal(got, wanted);
    setting_close(&t);
}

/* A table of titles, each with the lines that a careful clerk would give it. */
static const char *const titles[] = {
    "关于召开乡村振兴工作推进会的通知",
    "关于成立青禾县乡村振兴工作领导小组的通知",
    "关于做好2026年|秋冬季森林防灭火工作的通知",
    "关于印发《青禾县2026年巩固拓展|脱贫攻坚成果排查整改工作方案》的通知",
    "青禾县人民政府办公室|关于印发《青禾县农村人居环境|整治提升五年行动实施方案》的通知",
    "青禾县人民政府关于进一步加强|安全生产工作的实施意见",
    "关于2026年“五一”|国际劳动节放假安排的通知",
    "关于转发《省农业农村厅关于做好2026年|高标准农田建设工作的通知》的通知",
    "关于对2025年度全县乡村振兴工作|先进单位和先进个人予以表扬的决定",
    "青禾县2026年巩固拓展|脱贫攻坚成果排查整改工作方案",
    "关于申报2026年中央财政衔接|推进乡村振兴补助资金项目的请示",
    "关于对青禾县第十七届人民代表大会|第五次会议第23号建议的答复",
    "青禾县教育局关于做好|2026年秋季学期义务教育|阶段学校招生入学工作的通知",
    "青禾县人民政府关于成立|县乡村振兴领导小组的通知",
    "关于公布青禾县|2026年度行政执法人员名单的公告",
    "青禾县白石镇防汛应急预案",
    "双桥镇2026—2028年|巩固提升“两不愁三保障”成果工作方案",
    "关于2026年第一季度乡镇|“五项重点工作”完成情况的通报",
    "关于印发《双桥镇“十五五”农业农村现代化|规划（2026—2030年）》的通知",
    "关于调整青禾县安全生产委员会|组成人员的通知",
    "关于支持返乡入乡人员创业就业、|发展庭院经济的若干意见",
};

/* The title without its line breaks. */
static const char *unbroken(struct arena *a, const char *lines)
{
    char *s = arena_strdup(a, lines), *to = s;
    for (const char *p = s; *p; p++)
        if (*p != '|')
            *to++ = *p;
    *to = '\0';
    return s;
}

static void titles_break_as_a_clerk_would_break_them(void **state)
{
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        assert_title(state, unbroken(a, titles[i]), "青禾县人民政府", titles[i]);
    arena_drop(a);
}

static void an_explicit_break_wins(void **state)
{
    assert_title(state, "关于印发|《青禾县防汛抗旱应急预案》|的通知", organ,
                 "关于印发|《青禾县防汛抗旱应急预案》|的通知");
    assert_title(state, "关于做好2026年|秋冬季森林防灭火工作的通知", organ,
                 "关于做好2026年|秋冬季森林防灭火工作的通知");
}

static void a_title_that_fits_stays_on_one_line(void **state)
{
    assert_title(state, "关于加强未成年人保护工作的若干措施通知", organ,
                 "关于加强未成年人保护工作的若干措施通知");
}

static void the_documents_own_names_stay_whole(void **state)
{
    static const char name[] = "青禾县云溪社区居民委员会筹备组";
    struct setting t = setting_open(state);
    const char *got = lines_text(
        t.arena, set_title(&t, "关于同意设立青禾县云溪社区居民委员会筹备组有关事项的批复", name));
    assert_non_null(strstr(got, name));
    setting_close(&t);
}

static void a_name_too_long_for_a_line_breaks_between_its_words(void **state)
{
    assert_title(state, "关于调整青禾县巩固拓展脱贫攻坚成果同乡村振兴有效衔接领导小组成员的通知",
                 organ, "关于调整青禾县巩固拓展脱贫攻坚成果|同乡村振兴有效衔接领导小组成员的通知");
}

/* ---- properties over many titles ---- */

/* Titles put together from parts: organ, occasion, object, matter, genre. */
static const char *made_title(struct arena *a, unsigned i)
{
    static const char *const organs[] = {"", "青禾县人民政府", "白石镇人民政府办公室",
                                         "青禾县安全生产委员会办公室"};
    static const char *const verbs[] = {"关于印发《", "关于做好", "关于成立", "关于进一步加强"};
    static const char *const matters[] = {"青禾县农村人居环境整治", "2026年防汛抗旱",
                                          "巩固拓展脱贫攻坚成果同乡村振兴有效衔接",
                                          "白石镇高标准农田建设", "全县安全生产专项整治三年行动"};
    static const char *const ends[] = {"工作方案", "领导小组", "工作"};
    unsigned verb = i % 4;
    const char *end = verb == 0 ? "工作方案》" : verb == 2 ? "领导小组" : ends[i / 80 % 2 * 2];
    return arena_printf(a, "%s%s%s%s的通知", organs[i / 4 % 4], verbs[verb], matters[i / 16 % 5],
                        end);
}

enum { MADE = 160 };

static int line_columns(struct arena *a, const struct set_line *line)
{
    const char *s = line_text(a, line);
    return (int)utf8_count(s, strlen(s));
}

static void no_made_title_breaks_a_word_or_leaves_a_stub(void **state)
{
    static const char *const whole[] = {"领导小组", "工作方案", "办公室", "的通知",
                                        "人民政府", "青禾县",   "白石镇", "专项整治"};
    for (unsigned i = 0; i < MADE; i++) {
        struct setting t = setting_open(state);
        const char *title = made_title(t.arena, i);
        struct set_lines lines = set_title(&t, title, "");
        const char *got = lines_text(t.arena, lines);
        assert_string_equal(unbroken(t.arena, got), title);
        for (size_t k = 0; k < sizeof whole / sizeof *whole; k++)
            if (strstr(title, whole[k]) && !strstr(got, whole[k]))
                fail_msg("%s splits %s", got, whole[k]);
        for (size_t k = 0; k < lines.n; k++)
            if (line_columns(t.arena, &lines.v[k]) < 4)
                fail_msg("%s has a stub", got);
        setting_close(&t);
    }
}

/* 梯形或菱形: no line is shorter than both of its neighbours. */
static void every_made_title_is_a_trapezoid_or_a_rhombus(void **state)
{
    for (unsigned i = 0; i < MADE; i++) {
        struct setting t = setting_open(state);
        struct set_lines lines = set_title(&t, made_title(t.arena, i), "");
        for (size_t k = 1; k + 1 < lines.n; k++)
            if (lines.v[k].width < lines.v[k - 1].width && lines.v[k].width < lines.v[k + 1].width)
                fail_msg("%s: an hourglass", lines_text(t.arena, lines));
        setting_close(&t);
    }
}

static void every_line_of_a_title_is_centred_and_within_the_width(void **state)
{
    len_t width = (len_t)TITLE_CHARACTERS * TITLE_SIZE;
    for (unsigned i = 0; i < MADE; i++) {
        struct setting t = setting_open(state);
        struct set_lines lines = set_title(&t, made_title(t.arena, i), "");
        for (size_t k = 0; k < lines.n; k++) {
            const struct set_line *line = &lines.v[k];
            assert_true(line->x >= 0 && line->x + line->width <= width);
            assert_in_range(width - 2 * line->x - line->width + 2, 0, 4);
        }
        setting_close(&t);
    }
}

static void no_line_of_a_title_starts_or_ends_with_a_forbidden_mark(void **state)
{
    for (unsigned i = 0; i < MADE; i++) {
        struct setting t = setting_open(state);
        struct set_lines lines = set_title(&t, made_title(t.arena, i), "");
        for (size_t k = 0; k < lines.n; k++) {
            const struct set_line *line = &lines.v[k];
            assert_false(one_of(line->glyphs[0].text[0], no_start));
            assert_false(one_of(line->glyphs[line->n - 1].text[0], no_end));
        }
        setting_close(&t);
    }
}

static void a_title_of_one_endless_word_does_not_overflow(void **state)
{
    struct setting t = setting_open(state);
    char word[201];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    struct set_lines lines = set_title(&t, word, "");
    assert_true(lines.n > 1);
    for (size_t k = 0; k < lines.n; k++)
        assert_true(lines.v[k].width <= (len_t)TITLE_CHARACTERS * TITLE_SIZE);
    setting_close(&t);
}

/* Every character a word of its own: the search must not try every way, which would take years. */
static void the_longest_titles_are_set_at_once(void **state)
{
    enum { LONGEST = 159, MOST_SECONDS = 30 };
    for (int n = 100; n <= LONGEST; n += 15) {
        struct setting t = setting_open(state);
        struct buf b = {0};
        for (uint32_t i = 0; i < (uint32_t)n; i++)
            buf_code(&b, 0x4E00 + i * 37 % 9000);
        clock_t start = clock();
        struct set_lines lines = set_title(&t, b.p, organ);
        buf_str(&b, organ);
        set_title(&t, b.p, organ);
        /* one line more than the fewest, where those would be a rectangle */
        assert_in_range(lines.n, n / TITLE_CHARACTERS, n / TITLE_CHARACTERS + 2);
        assert_true(clock() - start < MOST_SECONDS * CLOCKS_PER_SEC);
        buf_drop(&b);
        setting_close(&t);
    }
}

static void a_title_as_long_as_a_book_is_set_as_a_paragraph(void **state)
{
    struct setting t = setting_open(state);
    struct buf b = {0};
    for (int i = 0; i < 30000; i++)
        buf_str(&b, i % 7 ? "工" : "　");
    assert_true(set_title(&t, b.p, organ).n > 1200);
    assert_int_equal(set_title(&t, "", organ).n, 0);
    assert_true(set_title(&t, "　　　　　　　　　　　　　　　　　　　　　　　　　　", organ).n <=
                2);
    buf_drop(&b);
    setting_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_break_as_a_clerk_would_break_them),
        cmocka_unit_test(an_explicit_break_wins),
        cmocka_unit_test(a_title_that_fits_stays_on_one_line),
        cmocka_unit_test(the_documents_own_names_stay_whole),
        cmocka_unit_test(a_name_too_long_for_a_line_breaks_between_its_words),
        cmocka_unit_test(no_made_title_breaks_a_word_or_leaves_a_stub),
        cmocka_unit_test(every_made_title_is_a_trapezoid_or_a_rhombus),
        cmocka_unit_test(every_line_of_a_title_is_centred_and_within_the_width),
        cmocka_unit_test(no_line_of_a_title_starts_or_ends_with_a_forbidden_mark),
        cmocka_unit_test(a_title_of_one_endless_word_does_not_overflow),
        cmocka_unit_test(the_longest_titles_are_set_at_once),
        cmocka_unit_test(a_title_as_long_as_a_book_is_set_as_a_paragraph),
    };
    return TEXT_TESTS("title", tests);
}
