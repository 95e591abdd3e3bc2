/*
 * Two hundred titles made from the parts of real ones: what must hold of each. Whether a trapezoid
 * or a rhombus exists is found by trying every legal way; the source is included here whole, to
 * reach what is legal. HONGTOU_SHOW_TITLES=1 prints them, for a clerk to judge.
 */
#include "made_text.h"

#include "../../../generator/text/title.c"

enum { TITLES = 200, SIZE = 22 * LEN_PT, WIDTH = 20, LEAST = 12, MOST = 60, STEP = EM / 2 };

#define PICK(seed, list) ((list)[draw((seed), sizeof(list) / sizeof *(list))])

static const char *const organs[] = {"青禾县人民政府",
                                     "青禾县人民政府办公室",
                                     "中共青禾县委办公室",
                                     "白石镇人民政府",
                                     "青禾县农业农村局",
                                     "青禾县安全生产委员会办公室",
                                     "青禾县乡村振兴领导小组",
                                     "云溪街道办事处",
                                     "青禾县自然资源和规划局",
                                     "青禾县防汛抗旱指挥部",
                                     "青禾县人民代表大会常务委员会"};

static const char *const nouns[] = {"巩固拓展脱贫攻坚成果",
                                    "农村人居环境整治提升",
                                    "高标准农田建设",
                                    "安全生产专项整治三年行动",
                                    "秋冬季森林防灭火",
                                    "防汛抗旱",
                                    "防返贫监测和帮扶",
                                    "义务教育阶段招生入学",
                                    "城乡居民基本医疗保险参保缴费",
                                    "耕地保护和粮食安全责任制考核",
                                    "党风廉政建设",
                                    "行政执法人员资格管理",
                                    "农村宅基地审批管理",
                                    "道路交通安全隐患排查治理",
                                    "保障农民工工资支付",
                                    "生态环境保护督察整改",
                                    "村级组织运转经费保障"};

static const char *const papers[] = {"实施方案", "工作方案", "应急预案", "管理办法",
                                     "工作要点", "任务清单", "考核办法", "实施细则",
                                     "行动方案", "责任清单", "暂行办法", "工作规则"};

static const char *year_or_nothing(struct arena *a, uint32_t *seed)
{
    unsigned year = draw(seed, 6);
    return year < 3 ? arena_printf(a, "%u年", 2024 + year) : year == 3 ? "2024—2026年" : "";
}

static const char *made_matter(struct arena *a, uint32_t *seed)
{
    static const char *const forms[] = {"关于做好%s%s工作的通知",
                                        "关于进一步加强%s%s工作的意见",
                                        "关于成立%s%s工作领导小组的通知",
                                        "关于开展%s%s专项行动的通知",
                                        "关于调整%s%s工作专班成员的通知",
                                        "关于申报%s%s项目资金的请示",
                                        "关于%s%s工作情况的报告",
                                        "关于召开%s%s工作推进会的通知",
                                        "关于对%s%s工作先进单位和先进个人予以表扬的决定"};
    char *form = arena_strdup(a, PICK(seed, forms));
    char *second = strstr(strstr(form, "%s") + 1, "%s");
    const char *year = year_or_nothing(a, seed), *noun = PICK(seed, nouns);
    *strstr(form, "%s") = '\0';
    *second = '\0';
    return arena_printf(a, "%s%s%s%s", form, year, noun, second + 2);
}

static const char *made_issue(struct arena *a, uint32_t *seed)
{
    static const char *const frames[][2] = {{"关于印发《", "》的通知"},
                                            {"关于修订《", "》的决定"},
                                            {"关于转发《", "》的通知"},
                                            {"关于公开征求《", "（征求意见稿）》意见的公告"}};
    const char *const *frame = PICK(seed, frames);
    const char *place = PICK(seed, ((const char *const[]){"", "青禾县", "白石镇"}));
    const char *year = year_or_nothing(a, seed), *noun = PICK(seed, nouns);
    return arena_printf(a, "%s%s%s%s%s%s", frame[0], place, year, noun, PICK(seed, papers),
                        frame[1]);
}

/* Titles of what is enclosed, and of several things at once. */
static const char *made_enclosure(struct arena *a, uint32_t *seed)
{
    const char *one = PICK(seed, nouns), *two = PICK(seed, nouns), *paper = PICK(seed, papers);
    if (draw(seed, 2))
        return arena_printf(a, "关于印发%s、%s%s的通知", one, two, paper);
    return arena_printf(a, "青禾县%s%s“十百千”工程%s", year_or_nothing(a, seed), one, paper);
}

static const char *made_title(struct arena *a, unsigned number)
{
    uint32_t seed = number * 2971u + 5;
    for (;;) {
        const char *organ = draw(&seed, 2) ? PICK(&seed, organs) : "";
        unsigned kind = draw(&seed, 5);
        const char *matter = kind < 2   ? made_matter(a, &seed)
                             : kind < 4 ? made_issue(a, &seed)
                                        : made_enclosure(a, &seed);
        const char *title = arena_printf(a, "%s%s", kind == 4 ? "" : organ, matter);
        size_t n = utf8_count(title, strlen(title));
        if (n >= LEAST && n <= MOST)
            return title;
    }
}

/* ---- setting ---- */

static struct set_lines set_title(struct setting *t, const char *utf8)
{
    for (size_t i = 0; i < sizeof organs / sizeof *organs; i++) {
        struct text name = text_of(t->arena, organs[i]);
        lexicon_add_name(t->names, name.cp, name.n, false);
    }
    struct title title = {.text = text_of(t->arena, utf8), .role = ROLE_TITLE};
    struct text_shape shape = {
        .size = SIZE, .pitch = SIZE, .width = (len_t)WIDTH * SIZE, .align = ALIGN_CENTRE};
    struct set_lines lines;
    assert_true(text_set_title(t->typesetter, &title, &shape, &lines));
    return lines;
}

typedef void check(struct setting *t, const char *title, struct set_lines lines);

static void for_all_titles(void **state, check *check_title)
{
    for (unsigned i = 0; i < TITLES; i++) {
        struct setting t = setting_open(state);
        const char *title = made_title(t.arena, i);
        check_title(&t, title, set_title(&t, title));
        setting_close(&t);
    }
}

/* ---- what must hold ---- */

static size_t count_in(const char *s, const char *word)
{
    size_t n = 0;
    for (const char *p = s; (p = strstr(p, word)); p++)
        n++;
    return n;
}

/* Words of the trade. (Not all of phrases.txt: a title may have two that share characters,
 * 生态环境|保护督察 and 环境保护.) */
static const char *const words[] = {
    "领导小组", "人民政府", "办公室",   "青禾县",   "白石镇",   "乡村振兴", "有效衔接", "脱贫攻坚",
    "生态环境", "人居环境", "医疗保险", "专项行动", "工作专班", "防汛抗旱", "防灭火",   "专项整治",
    "实施方案", "应急预案", "管理办法", "任务清单", "暂行办法", "义务教育", "粮食安全", "推进会"};

static void check_words(struct setting *t, const char *title, struct set_lines lines)
{
    const char *got = lines_text(t->arena, lines);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (count_in(title, words[i]) != count_in(got, words[i]))
            fail_msg("%s splits %s", got, words[i]);
    for (size_t i = 0; i < sizeof organs / sizeof *organs; i++)
        if (count_in(title, organs[i]) != count_in(got, organs[i]))
            fail_msg("%s splits %s", got, organs[i]);
}

static void no_word_and_no_name_is_split(void **state)
{
    for_all_titles(state, check_words);
}

static void check_line_ends(struct setting *t, const char *title, struct set_lines lines)
{
    static const char *const never[] = {"关于|《", "关于|“", "《|", "“|",  "（|",  "|的",
                                        "|》",     "|”",     "|）", "|、", "年|—", "—|2"};
    const char *got = lines_text(t->arena, lines);
    (void)title;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (strstr(got, never[i]))
            fail_msg("%s: %s", got, never[i]);
}

static void no_line_ends_where_none_may(void **state)
{
    for_all_titles(state, check_line_ends);
}

static void check_stubs(struct setting *t, const char *title, struct set_lines lines)
{
    (void)title;
    for (size_t i = 0; i < lines.n; i++) {
        if (lines.v[i].width > (len_t)WIDTH * SIZE || lines.v[i].x < 0)
            fail_msg("%s: over twenty characters", lines_text(t->arena, lines));
        if (lines.n > 1 && lines.v[i].width <= (len_t)3 * SIZE)
            fail_msg("%s: a stub", lines_text(t->arena, lines));
    }
}

static void no_line_is_too_long_or_a_stub(void **state)
{
    for_all_titles(state, check_stubs);
}

/* ---- a trapezoid or a rhombus ---- */

static bool is_good_shape(const int64_t *width, size_t n)
{
    bool fell = false;
    for (size_t i = 1; i < n; i++) {
        int64_t step = width[i] - width[i - 1];
        if (llabs(step) < STEP || (fell && step > 0))
            return false;
        fell = step < 0;
    }
    return true;
}

struct attempt {
    struct items items;
    int64_t limit;
    int64_t width[16];
    size_t lines;
};

/* Is there a way to set what follows item from on the lines that are left, in a good shape? */
static bool good_way_exists(struct attempt *t, size_t line, size_t from)
{
    for (size_t to = from + 1; to <= t->items.n; to++) {
        if (!t->items.v[to - 1].break_after)
            continue;
        t->width[line] = text_line_extent(t->items, from, to, false).width;
        if (t->width[line] > t->limit)
            return false;
        bool last = line + 1 == t->lines;
        if (last && to == t->items.n && is_good_shape(t->width, t->lines))
            return true;
        if (!last && to < t->items.n && good_way_exists(t, line + 1, to))
            return true;
    }
    return false;
}

static struct items legal_items(struct setting *t, const char *title)
{
    struct span span = {.text = text_of(t->arena, title), .role = ROLE_TITLE};
    struct items items;
    assert_true(text_items_collect(t->typesetter, &span, 1, &items));
    text_items_find_breaks(items, WIDTH * EM);
    text_items_read_words(t->typesetter, items);
    struct items kept = keep_words(t->typesetter->scratch, items, BREAK_APART);
    keep_particles(kept);
    return kept;
}

static void check_shape(struct setting *t, const char *title, struct set_lines lines)
{
    int64_t width[16];
    const char *got = lines_text(t->arena, lines);
    if (getenv("HONGTOU_SHOW_TITLES"))
        print_message("%s\n", got);
    for (size_t i = 0; i < lines.n; i++)
        width[i] = len_scale(lines.v[i].width, EM, SIZE);
    if (is_good_shape(width, lines.n))
        return;
    struct attempt all = {.items = legal_items(t, title), .limit = WIDTH * EM, .lines = lines.n};
    if (good_way_exists(&all, 0, 0))
        fail_msg("%s is neither a trapezoid nor a rhombus", got);
}

static void a_trapezoid_or_a_rhombus_wherever_there_is_one(void **state)
{
    for_all_titles(state, check_shape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_word_and_no_name_is_split),
        cmocka_unit_test(no_line_ends_where_none_may),
        cmocka_unit_test(no_line_is_too_long_or_a_stub),
        cmocka_unit_test(a_trapezoid_or_a_rhombus_wherever_there_is_one),
    };
    return TEXT_TESTS("titles made", tests);
}
