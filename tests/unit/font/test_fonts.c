/* Roles, their faces in order, and what each face must not be asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../shared_fonts.h"

#include "base/utf8.h"
#include "font/font_int.h"

static bool has_ink(const struct glyph *g)
{
    struct ink ink = font_ink(g->face, g->id);
    return ink.right > ink.left && ink.top > ink.bottom;
}

/* The face that serves every character of the text in the role. */
static void assert_served(struct fonts *f, enum font_role role, const char *text, const char *face)
{
    const char *end = text + strlen(text);
    while (text < end) {
        struct glyph g;
        const char *at = text;
        if (!fonts_glyph(f, role, utf8_next(&text, end), &g))
            fail_msg("%s: %.*s is missing", font_role_name(role), (int)(text - at), at);
        if (strcmp(g.face->name, face) != 0)
            fail_msg("%s: %.*s comes from %s, not %s", font_role_name(role), (int)(text - at), at,
                     g.face->name, face);
        assert_true(has_ink(&g));
    }
}

static void each_role_has_its_free_face(void **state)
{
    static const char *const names[FONT_ROLES] = {
        "noto-serif-bold", "fandol-fang", "noto-sans", "gkai", "noto-serif", "liberation-serif"};
    for (int role = 0; role < FONT_ROLES; role++)
        assert_string_equal(fonts_main_face(*state, (enum font_role)role)->name, names[role]);
}

/* White space, controls, joiners, variation selectors and Hangul fillers are drawn by nobody. */
static bool may_be_empty(uint32_t cp)
{
    static const uint32_t ranges[][2] = {
        {0x00, 0x20},     {0x7F, 0xA0},     {0xAD, 0xAD},      {0x115F, 0x1160}, {0x2000, 0x200F},
        {0x2028, 0x202F}, {0x205F, 0x2064}, {0x3000, 0x3000},  {0x3164, 0x3164}, {0xFE00, 0xFE0F},
        {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xE0100, 0xE01EF}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (cp >= ranges[i][0] && cp <= ranges[i][1])
            return true;
    return false;
}

static void assert_whole(const struct face_row *row)
{
    const struct use_row use = {.face = (struct face_row *)(uintptr_t)row};
    hb_set_t *characters = hb_set_create();
    hb_face_collect_unicodes(row->open->hb, characters);
    for (hb_codepoint_t cp = HB_SET_VALUE_INVALID; hb_set_next(characters, &cp);) {
        hb_codepoint_t id;
        if (may_be_empty(cp) || !font_use_allows(&use, cp) ||
            !hb_font_get_nominal_glyph(row->open->font, cp, &id))
            continue;
        struct glyph g = {.face = &row->open->face, .id = id};
        if (!has_ink(&g))
            fail_msg("%s: U+%04X is empty, but the table says whole", row->name, cp);
    }
    hb_set_destroy(characters);
}

static void faces_that_the_table_calls_whole_have_ink_for_every_character(void **state)
{
    const struct fonts *f = *state;
    int whole = 0;
    for (size_t i = 0; i < f->table->faces.n; i++) {
        const struct face_row *row = f->table->faces.v[i];
        if (!row->whole || !row->open)
            continue;
        assert_whole(row);
        whole++;
    }
    assert_true(whole >= 5);
}

static void role_names_read_back(void **state)
{
    (void)state;
    for (int role = 0; role < FONT_ROLES; role++)
        assert_int_equal(font_role_named(font_role_name((enum font_role)role)), role);
    assert_int_equal(font_role_named("heiti"), FONT_ROLES);
}

static void common_text_comes_from_the_roles_own_face(void **state)
{
    static const char text[] = "关于印发工作方案的通知（）《》〔〕“”‘’【】";
    assert_served(*state, ROLE_TITLE, text, "noto-serif-bold");
    assert_served(*state, ROLE_BODY, text, "fandol-fang");
    assert_served(*state, ROLE_HEI, text, "noto-sans");
    assert_served(*state, ROLE_KAI, "关于印发工作方案的通知（）《》〔〕【】", "gkai");
    assert_served(*state, ROLE_SONG, text, "noto-serif");
    assert_served(*state, ROLE_LATIN, "2026Az,.-%()/@µμ", "liberation-serif");
}

static void faces_of_gb2312_give_no_other_hanzi(void **state)
{
    assert_served(*state, ROLE_BODY, "幹餘準臟", "babelstone");
    assert_served(*state, ROLE_KAI, "幹餘準臟", "babelstone");
    assert_served(*state, ROLE_BODY, "干余准脏", "fandol-fang");
}

static void rare_names_are_found_and_reported_as_substituted(void **state)
{
    static const char names[] = "堃喆䶮𠮷𬱖𰻝珺翀玥";
    for (int role = 0; role < FONT_ROLES; role++) {
        const char *s = names, *end = names + strlen(names);
        while (s < end) {
            struct glyph g;
            assert_true(fonts_glyph(*state, (enum font_role)role, utf8_next(&s, end), &g));
            assert_true(has_ink(&g));
            if (role == ROLE_BODY)
                assert_true(g.substituted);
        }
    }
}

static void marks_that_a_face_draws_badly_come_from_its_supplement(void **state)
{
    struct glyph g;
    assert_served(*state, ROLE_BODY, "￥～〇√－―㎡—…①℃×÷±≤≥♀※？！＋＝", "noto-serif");
    assert_served(*state, ROLE_BODY, "，。、；：％", "fandol-fang");
    assert_served(*state, ROLE_KAI, "、，。；：“”‘’", "fandol-kai");
    assert_served(*state, ROLE_KAI, "？！￥～①℃", "gkai");
    assert_served(*state, ROLE_KAI, "〇㎡—…ⅰ", "noto-serif");
    assert_true(fonts_glyph(*state, ROLE_BODY, 0xFFE5, &g));
    assert_false(g.substituted);
}

static void the_latin_face_gives_no_chinese_marks(void **state)
{
    static const char marks[] = "—…·×÷±§①，";
    const char *s = marks, *end = marks + strlen(marks);
    while (s < end) {
        struct glyph g;
        assert_true(fonts_glyph(*state, ROLE_LATIN, utf8_next(&s, end), &g));
        assert_string_not_equal(g.face->name, "liberation-serif");
    }
}

/* GB/T 9704 7.5: the page number's digits are half-width ones of 宋体. */
static void digits_of_page_numbers_are_half_an_em_wide(void **state)
{
    assert_int_equal(fonts_latin_role(*state, ROLE_SONG), ROLE_SONG);
    for (uint32_t cp = '0'; cp <= '9'; cp++) {
        struct glyph g;
        assert_true(fonts_glyph(*state, ROLE_SONG, cp, &g));
        assert_string_equal(g.face->name, "noto-serif");
        assert_int_equal(g.advance, FONT_EM / 2);
    }
}

/* What stands in a cell of its own fills it: a reader of the file would see blanks beside it. */
static void signs_are_as_wide_as_their_cells(void **state)
{
    static const char wide[] = "℃℉‰×÷±≤≥≠≈≡∞∵∴∶√∠⊥→←↑↓⇒★☆○●◎◇◆□■△▲※☐☑☒✓✗①⑩⑳㈠⑴⒈Ⅰ"
                               "Ⅻⅳ㎡㎥㎎㎏㎞℡§♀♂‖＋－＝＜＞％￥～";
    static const char half[] = "·";
    static const struct {
        const char *signs;
        int width;
    } sets[] = {{wide, FONT_EM}, {half, FONT_EM / 2}};
    for (int role = 0; role < ROLE_LATIN; role++)
        for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
            for (const char *s = sets[i].signs, *end = s + strlen(s); s < end;) {
                struct glyph g;
                uint32_t cp = utf8_next(&s, end);
                assert_true(fonts_glyph(*state, (enum font_role)role, cp, &g));
                if (g.advance != sets[i].width)
                    fail_msg("%s: U+%04X of %s is %d wide", font_role_name((enum font_role)role),
                             (unsigned)cp, g.face->name, g.advance);
            }
}

static void signs_of_numbers_and_words_have_the_latin_face(void **state)
{
    static const char signs[] = "°′″²³₂½№αβγΩμπЖ–−€™’“”";
    for (const char *s = signs, *end = s + strlen(s); s < end;) {
        struct glyph g;
        assert_true(fonts_glyph(*state, ROLE_LATIN, utf8_next(&s, end), &g));
        assert_string_equal(g.face->name, "liberation-serif");
    }
}

static void quotes_and_dashes_are_one_em_wide(void **state)
{
    static const char marks[] = "“”‘’—…，。、；：？！（）《》〔〕①％℃￥～";
    for (int role = 0; role < ROLE_LATIN; role++) {
        const char *s = marks, *end = marks + strlen(marks);
        while (s < end) {
            struct glyph g;
            assert_true(fonts_glyph(*state, (enum font_role)role, utf8_next(&s, end), &g));
            assert_int_equal(g.advance, 1000);
        }
    }
}

static void two_dashes_are_one_stroke_of_two_em(void **state)
{
    for (int role = 0; role < ROLE_LATIN; role++) {
        struct glyph one, two;
        assert_true(fonts_joined(*state, (enum font_role)role, 0x2014, 0x2014, &two));
        assert_true(fonts_glyph(*state, (enum font_role)role, 0x2014, &one));
        assert_int_equal(two.advance, 2000);
        struct ink ink = font_ink(two.face, two.id), half = font_ink(one.face, one.id);
        assert_true(ink.right - ink.left > 1800);
        assert_ptr_equal(one.face, two.face);
        assert_int_equal(ink.top, half.top);
        int middle = (ink.top + ink.bottom) / 2;
        assert_in_range(middle, two.face->centre - 5, two.face->centre + 5);
    }
}

static void other_pairs_do_not_join(void **state)
{
    struct glyph g;
    assert_false(fonts_joined(*state, ROLE_BODY, 0x2026, 0x2026, &g));
    assert_false(fonts_joined(*state, ROLE_BODY, 0x2014, 0x4E00, &g));
    assert_false(fonts_joined(*state, ROLE_BODY, 0x56FD, 0x2014, &g));
    assert_null(g.face);
}

static void an_ellipsis_lies_at_mid_height(void **state)
{
    for (int role = 0; role < ROLE_LATIN; role++) {
        struct glyph g;
        assert_true(fonts_glyph(*state, (enum font_role)role, 0x2026, &g));
        struct ink ink = font_ink(g.face, g.id);
        assert_in_range((ink.top + ink.bottom) / 2, g.face->centre - 5, g.face->centre + 5);
    }
}

static void a_character_that_no_face_has_is_not_found(void **state)
{
    struct glyph g;
    for (int again = 0; again < 2; again++) {
        assert_false(fonts_glyph(*state, ROLE_BODY, 0x10FFFD, &g));
        assert_false(fonts_glyph(*state, ROLE_BODY, 0xFFFFFFFF, &g));
        assert_null(g.face);
    }
}

static void spaces_need_no_ink(void **state)
{
    struct glyph g;
    assert_true(fonts_glyph(*state, ROLE_LATIN, ' ', &g));
    assert_int_equal(g.advance, 250);
    assert_true(fonts_glyph(*state, ROLE_BODY, 0x3000, &g));
    assert_int_equal(g.advance, 1000);
}

static void asking_again_gives_the_same_glyph(void **state)
{
    struct glyph x, y;
    for (uint32_t cp = 0x4E00; cp < 0x4E00 + 600; cp++) {
        bool a = fonts_glyph(*state, ROLE_KAI, cp, &x), b = fonts_glyph(*state, ROLE_KAI, cp, &y);
        assert_int_equal(a, b);
        assert_int_equal(x.id, y.id);
        assert_ptr_equal(x.face, y.face);
    }
}

static void metrics_are_in_thousandths_of_the_em(void **state)
{
    const struct face *kai = fonts_main_face(*state, ROLE_KAI); /* 1024 units an em */
    assert_int_equal(kai->bbox[2], 1000);
    assert_false(kai->cff);
    const struct face *body = fonts_main_face(*state, ROLE_BODY);
    assert_true(body->cff);
    assert_string_equal(body->postscript, "FandolFang-Regular");
    assert_int_equal(body->ascent, 880);
    assert_int_equal(body->descent, -120);
    assert_true(font_face_number(kai) != font_face_number(body));
    struct glyph zero;
    assert_true(fonts_glyph(*state, ROLE_LATIN, '0', &zero)); /* 2048 units an em */
    assert_int_equal(zero.advance, 500);
}

static void the_centres_of_the_table_are_those_of_the_files(void **state)
{
    struct fonts *f = *state;
    for (size_t i = 0; i < f->table->faces.n; i++) {
        struct face_row row = *f->table->faces.v[i];
        if (!row.open || strcmp(row.name, "hanamin-b") == 0) /* has none of the measured ones */
            continue;
        struct arena *a = arena_new();
        row.centre = FONT_NOT_GIVEN;
        struct open_face *again = font_face_open(
            a, &row, &(struct found_file){row.open->face.path, row.open->face.index, true});
        assert_in_range(again->face.centre, row.open->face.centre - 12, row.open->face.centre + 12);
        font_face_close(again);
        arena_drop(a);
    }
}

static void the_explanation_names_every_file_in_both_languages(void **state)
{
    struct buf b = {0};
    fonts_explain(*state, DIAG_ZH, &b);
    assert_non_null(strstr(b.p, "小标宋 (title): fonts/free/NotoSerifCJK-Bold.ttc"));
    assert_non_null(strstr(b.p, "后备字体"));
    assert_non_null(strstr(b.p, "HanaMinB.ttf"));
    buf_clear(&b);
    fonts_explain(*state, DIAG_EN, &b);
    assert_non_null(strstr(b.p, "supplemented by: fonts/free/NotoSerifCJK-Regular.ttc"));
    assert_non_null(strstr(b.p, "office fonts were not wanted"));
    buf_drop(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_role_has_its_free_face),
        cmocka_unit_test(faces_that_the_table_calls_whole_have_ink_for_every_character),
        cmocka_unit_test(role_names_read_back),
        cmocka_unit_test(common_text_comes_from_the_roles_own_face),
        cmocka_unit_test(faces_of_gb2312_give_no_other_hanzi),
        cmocka_unit_test(rare_names_are_found_and_reported_as_substituted),
        cmocka_unit_test(marks_that_a_face_draws_badly_come_from_its_supplement),
        cmocka_unit_test(the_latin_face_gives_no_chinese_marks),
        cmocka_unit_test(quotes_and_dashes_are_one_em_wide),
        cmocka_unit_test(digits_of_page_numbers_are_half_an_em_wide),
        cmocka_unit_test(signs_are_as_wide_as_their_cells),
        cmocka_unit_test(signs_of_numbers_and_words_have_the_latin_face),
        cmocka_unit_test(two_dashes_are_one_stroke_of_two_em),
        cmocka_unit_test(other_pairs_do_not_join),
        cmocka_unit_test(an_ellipsis_lies_at_mid_height),
        cmocka_unit_test(a_character_that_no_face_has_is_not_found),
        cmocka_unit_test(spaces_need_no_ink),
        cmocka_unit_test(asking_again_gives_the_same_glyph),
        cmocka_unit_test(metrics_are_in_thousandths_of_the_em),
        cmocka_unit_test(the_centres_of_the_table_are_those_of_the_files),
        cmocka_unit_test(the_explanation_names_every_file_in_both_languages),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
