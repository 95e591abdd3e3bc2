/* Words: what the dictionary, the phrases, a document's names and the looks of names keep whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "lexicon/lexicon.h"

enum { LONGEST = 200 };

struct words {
    struct arena *arena;
    struct diags *diags;
    struct lexicon *lexicon;
    struct lexicon_names *names;
};

static size_t read_text(const char *utf8, char32_t text[])
{
    size_t n = 0;
    for (const char *s = utf8, *end = s + strlen(s); s < end;) {
        assert_true(n < LONGEST);
        text[n++] = utf8_next(&s, end);
    }
    return n;
}

static void add_name(struct words *w, const char *name, bool whole)
{
    char32_t text[LONGEST];
    size_t n = read_text(name, text);
    lexicon_add_name(w->names, text, n, whole);
}

/* The text with | between words, - within a name or where a word hangs, ? in doubt. */
static void expect(struct words *w, const char *wanted)
{
    static const char *const marks[] = {"|", "-", "?", ""};
    char32_t text[LONGEST];
    enum lexicon_break breaks[LONGEST];
    struct buf plain = {0}, got = {0};
    for (const char *s = wanted; *s; s++)
        if (!strchr("|-?", *s))
            buf_add(&plain, s, 1);
    buf_add(&plain, "", 1);
    size_t n = read_text(plain.p, text);
    lexicon_breaks(w->lexicon, w->names, text, n, breaks);
    for (size_t i = 0; i < n; i++) {
        buf_code(&got, text[i]);
        if (i + 1 < n)
            buf_str(&got, marks[breaks[i]]);
    }
    buf_add(&got, "", 1);
    assert_string_equal(got.p, wanted);
    buf_drop(&plain);
    buf_drop(&got);
}

static int open_words(void **state)
{
    static struct words w;
    w = (struct words){.arena = arena_new(), .diags = diags_new(DIAG_EN)};
    w.lexicon = lexicon_open(w.arena, "templates", w.diags);
    w.names = lexicon_names_new(w.arena);
    diags_print(w.diags, stderr, DIAG_TEXT);
    *state = &w;
    return w.lexicon && diags_count(w.diags, DIAG_WARNING) == 0 ? 0 : -1;
}

static int close_words(void **state)
{
    struct words *w = *state;
    diags_drop(w->diags);
    arena_drop(w->arena);
    return 0;
}

static void usual_words_are_whole(void **state)
{
    expect(*state, "公益性-岗位|补助");
    expect(*state, "产业|和-就业|帮扶");
    expect(*state, "更换|管网|阀门");
}

static void phrases_of_the_trade_are_whole(void **state)
{
    expect(*state, "河长制|、|湖长制");
    expect(*state, "靶向-整改|工作");
    expect(*state, "联防-联控|机制");
    expect(*state, "领导-小组|办公室");
}

static void an_organ_is_one_name_from_its_place_on(void **state)
{
    expect(*state, "青禾县-医疗保障局|关于|做好");
    expect(*state, "青禾县委-办公室");
    expect(*state, "白石自治县-人民-政府|县长");
}

static void places_and_persons_are_known_by_their_looks(void **state)
{
    expect(*state, "关于|表彰|梁可为-等");
    expect(*state, "柳湾镇|排查");
}

static void what_hangs_on_a_word_or_a_number_stays(void **state)
{
    expect(*state, "1-栏|联系-电话");
    expect(*state, "更好-保障");
    expect(*state, "工作-的|通知");
}

static void a_documents_names_win_and_long_ones_open_between_words(void **state)
{
    struct words *w = *state;
    add_name(w, "禾苗行动", false);
    expect(w, "开展|禾苗-行动|工作");
    add_name(w, "青禾县乡村振兴促进中心", false);
    expect(w, "青禾县-乡村振兴-促进-中心");
    add_name(w, "艾力·买买提", true);
    expect(w, "艾力·?买买提|同志");
    add_name(w, "", false);
    expect(w, "禾苗");
}

/* The text with - where a line's end parts a name. */
static void expect_names(struct words *w, const char *wanted)
{
    char32_t text[LONGEST], plain[LONGEST];
    bool within[LONGEST];
    struct buf got = {0};
    size_t all = read_text(wanted, text), n = 0;
    for (size_t i = 0; i < all; i++)
        if (text[i] != '-')
            plain[n++] = text[i];
    lexicon_find_names(w->lexicon, w->names, plain, n, within);
    for (size_t i = 0; i < n; i++) {
        buf_code(&got, plain[i]);
        if (within[i])
            buf_str(&got, "-");
    }
    buf_add(&got, "", 1);
    assert_string_equal(got.p, wanted);
    buf_drop(&got);
}

static void names_alone_are_found_by_what_stands_around_them(void **state)
{
    struct words *w = *state;
    expect_names(w, "授课人为王-堃、李-喆、陈-晓-明3名同志。");
    expect_names(w, "沈-望-舒：主持全面工作。请沈-望-舒同志到会，由宋-清-扬任组长。");
    expect_names(w, "县水利局局长罗-启-明，牵头落实。高度重视，方便群众");
    expect_names(w, "请阿依-古-丽-·-买-买-提同志参加。·");
    expect_names(w, "“-两-委”班子要对照“农村饮水安全”要求，“");
}

static void a_documents_people_and_short_names_are_found(void **state)
{
    struct words *w = *state;
    expect_names(w, "白石工程由司徒静安负责，县防汛抗旱指挥部督促。");
    add_name(w, "司徒静安", true);
    add_name(w, "白石工程", false);
    add_name(w, "县防汛抗旱指挥部", false);
    expect_names(w, "白-石-工-程由司-徒-静-安负责，县防汛抗旱指挥部督促。");
    expect_names(w, "白石");
    expect_names(w, "");
}

static void two_organs_with_one_name_are_told_apart(void **state)
{
    struct words *w = *state;
    add_name(w, "中共青禾县纪律检查委员会青禾县监察委员会", false);
    expect(w, "中共-青禾县-纪律检查-委员会|青禾县-监察-委员会");
}

static void texts_of_nothing_and_of_no_words_are_read(void **state)
{
    expect(*state, "");
    expect(*state, "a|b| |1|。");
    expect(*state, "龘?靐?齉");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(usual_words_are_whole),
        cmocka_unit_test(phrases_of_the_trade_are_whole),
        cmocka_unit_test(an_organ_is_one_name_from_its_place_on),
        cmocka_unit_test(places_and_persons_are_known_by_their_looks),
        cmocka_unit_test(what_hangs_on_a_word_or_a_number_stays),
        cmocka_unit_test(a_documents_names_win_and_long_ones_open_between_words),
        cmocka_unit_test(names_alone_are_found_by_what_stands_around_them),
        cmocka_unit_test(a_documents_people_and_short_names_are_found),
        cmocka_unit_test(two_organs_with_one_name_are_told_apart),
        cmocka_unit_test(texts_of_nothing_and_of_no_words_are_read),
    };
    return cmocka_run_group_tests_name("lexicon", tests, open_words, close_words);
}
