/* Character classes: what never starts a line, what never ends one, and the blank of each mark. */
#include "text_test.h"

static void each(const char *set, void (*check)(uint32_t cp, struct trait trait))
{
    for (const char *p = set, *end = p + strlen(set); p < end;) {
        uint32_t cp = utf8_next(&p, end);
        check(cp, text_trait(cp));
    }
}

static void never_starts(uint32_t cp, struct trait trait)
{
    if (!trait.no_start)
        fail_msg("U+%04X may start a line", cp);
}

static void never_ends(uint32_t cp, struct trait trait)
{
    if (!trait.no_end)
        fail_msg("U+%04X may end a line", cp);
}

static void stands_anywhere(uint32_t cp, struct trait trait)
{
    if (trait.no_start || trait.no_end)
        fail_msg("U+%04X may not stand everywhere", cp);
}

static void blank_on_the_right(uint32_t cp, struct trait trait)
{
    if (trait.blank_left != 0 || trait.blank_right != EM / 2)
        fail_msg("U+%04X: blank %d %d", cp, trait.blank_left, trait.blank_right);
}

static void blank_on_the_left(uint32_t cp, struct trait trait)
{
    if (trait.blank_left != EM / 2 || trait.blank_right != 0)
        fail_msg("U+%04X: blank %d %d", cp, trait.blank_left, trait.blank_right);
}

static void no_blank(uint32_t cp, struct trait trait)
{
    if (trait.blank_left || trait.blank_right)
        fail_msg("U+%04X: blank %d %d", cp, trait.blank_left, trait.blank_right);
}

static void marks_that_never_start_a_line(void **state)
{
    (void)state;
    each(no_start, never_starts);
}

static void marks_that_never_end_a_line(void **state)
{
    (void)state;
    each(no_end, never_ends);
}

static void characters_stand_anywhere(void **state)
{
    (void)state;
    each("一丁青禾龥〇㐀𠮷堃䶮0129aZéＡ①", stands_anywhere);
}

static void closing_marks_and_points_carry_blank_on_the_right(void **state)
{
    (void)state;
    each("、，。；：？！”’）〕】》〉」』］｝．", blank_on_the_right);
}

static void opening_marks_carry_blank_on_the_left(void **state)
{
    (void)state;
    each("“‘（〔【《〈「『［｛", blank_on_the_left);
}

static void characters_dashes_and_dots_carry_no_blank(void **state)
{
    (void)state;
    each("青—…～％℃々8a", no_blank);
}

static void the_interpunct_takes_half_a_character_and_gives_none(void **state)
{
    (void)state;
    assert_int_equal(text_trait(0xB7).blank_left, 0);
    assert_int_equal(text_trait(0xB7).blank_right, 0);
    assert_int_equal(text_kind(0xB7), KIND_HALF);
}

static void chinese_marks_are_not_latin(void **state)
{
    (void)state;
    static const char chinese[] = "“”‘’—…·×÷±≤→‰℃①Ⅱ☑✓㎡，。青";
    for (const char *p = chinese, *end = p + strlen(chinese); p < end;)
        assert_false(text_is_latin(utf8_next(&p, end)));
    static const char latin[] = "azAZ09.,%@-é°′″²₂½№αΩЖ–−€™";
    for (const char *p = latin, *end = p + strlen(latin); p < end;)
        assert_true(text_is_latin(utf8_next(&p, end)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_that_never_start_a_line),
        cmocka_unit_test(marks_that_never_end_a_line),
        cmocka_unit_test(characters_stand_anywhere),
        cmocka_unit_test(closing_marks_and_points_carry_blank_on_the_right),
        cmocka_unit_test(opening_marks_carry_blank_on_the_left),
        cmocka_unit_test(characters_dashes_and_dots_carry_no_blank),
        cmocka_unit_test(the_interpunct_takes_half_a_character_and_gives_none),
        cmocka_unit_test(chinese_marks_are_not_latin),
    };
    return cmocka_run_group_tests_name("class", tests, NULL, NULL);
}
