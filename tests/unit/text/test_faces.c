/* Faces on a line: digits and letters apart, substitutes told once, nothing dropped silently. */
#include "text_test.h"

static const struct set_glyph *glyph_of(struct set_lines lines, uint32_t cp)
{
    for (size_t i = 0; i < lines.n; i++)
        for (size_t k = 0; k < lines.v[i].n; k++)
            if (lines.v[i].glyphs[k].text[0] == cp)
                return &lines.v[i].glyphs[k];
    fail_msg("U+%04X is not set", cp);
    return NULL;
}

static const char *face_of(struct set_lines lines, uint32_t cp)
{
    return glyph_of(lines, cp)->glyph.face->name;
}

static void digits_and_letters_take_the_latin_face(void **state)
{
    struct setting t = setting_open(state);
    struct set_lines lines = set_body(&t, "共17.33万元（GDP的8%），面积5m²", 28 * EM);
    for (const char *p = "17.3GDP8%5m"; *p; p++)
        assert_string_equal(face_of(lines, (uint32_t)*p), "liberation-serif");
    assert_string_equal(face_of(lines, 0x4E07), "fandol-fang");
    assert_string_equal(face_of(lines, 0xB2), "liberation-serif");
    setting_close(&t);
}

static void chinese_marks_never_come_from_the_latin_face(void **state)
{
    static const uint32_t marks[] = {0x201C, 0x201D, 0x2018, 0x2019, 0x2014, 0x2026, 0xB7, 0xFF0C};
    struct setting t = setting_open(state);
    struct set_lines lines = set_body(&t, "“甲‘乙’丙”——丁……戊·己，ABC", 28 * EM);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        assert_string_not_equal(face_of(lines, marks[i]), "liberation-serif");
    setting_close(&t);
}

static bool is_latin_at(struct set_lines lines, size_t i)
{
    return strcmp(lines.v[0].glyphs[i].glyph.face->name, "liberation-serif") == 0;
}

/* Each of a text's quotation marks by a letter: L is of the Latin text, H of the Chinese one. */
static void assert_quotes(struct setting *t, const char *text, const char *kinds)
{
    struct set_lines lines = set_body(t, text, 60 * EM);
    size_t met = 0;
    for (size_t i = 0; i < lines.v[0].n; i++) {
        uint32_t cp = lines.v[0].glyphs[i].text[0];
        if (!utf8_is_one_of(cp, U"“”‘’"))
            continue;
        if (is_latin_at(lines, i) != (kinds[met] == 'L'))
            fail_msg("%s: quotation mark %zu is not %c", text, met, kinds[met]);
        met++;
    }
    assert_int_equal(met, strlen(kinds));
}

static void quotation_marks_are_of_the_text_around_them(void **state)
{
    struct setting t = setting_open(state);
    assert_quotes(&t, "用“WPS”打开“十五五”规划", "HHHH");
    assert_quotes(&t, "“WPS”", "HH");
    assert_quotes(&t, "称为“A”、“B”和‘C’", "HHHHHH");
    assert_quotes(&t, "The “new” one and the ‘old’ one", "LLLL");
    assert_quotes(&t, "O’Neil，it’s，5’", "LLL");
    assert_quotes(&t, "“他说‘好’”，Tom’s", "HHHHL");
    assert_quotes(&t, "拨打“12345”热线", "HH");
    assert_quotes(&t, "‘乙的A’，Tom’s", "HHL");
    assert_quotes(&t, "“", "H");
    assert_quotes(&t, "’”“‘", "HHHH");
    setting_close(&t);
}

static len_t width_of_text(struct setting *t, const char *text)
{
    struct span span = {.text = text_of(t->arena, text), .role = ROLE_BODY};
    len_t width;
    assert_true(text_width(t->typesetter, &span, EM, &width));
    return width;
}

static void the_interpunct_takes_half_a_character(void **state)
{
    struct setting t = setting_open(state);
    assert_int_equal(width_of_text(&t, "买买提·艾力"), 5500);
    assert_int_equal(width_of_text(&t, "4·27"), 2000);
    assert_int_equal(width_of_text(&t, "青Z·0") - width_of_text(&t, "青Z0"), 500);
    setting_close(&t);
}

static void a_degree_is_as_wide_as_its_sign(void **state)
{
    struct setting t = setting_open(state);
    assert_true(width_of_text(&t, "25°") < 1500);
    assert_true(width_of_text(&t, "30°15′20″") < 4500);
    assert_int_equal(width_of_text(&t, "25℃"), 2000);
    setting_close(&t);
}

static void a_span_keeps_its_role_beside_another(void **state)
{
    struct setting t = setting_open(state);
    struct span spans[] = {{.text = text_of(t.arena, "一、"), .role = ROLE_HEI},
                           {.text = text_of(t.arena, "总"), .role = ROLE_KAI},
                           {.text = text_of(t.arena, "则8"), .role = ROLE_BODY}};
    struct text_shape shape = shape_of(&t, 28 * EM);
    struct set_lines lines;
    assert_true(text_set(t.typesetter, spans, 3, &shape, &lines));
    assert_int_equal(lines.n, 1);
    assert_string_equal(face_of(lines, 0x4E00), "noto-sans");
    assert_string_equal(face_of(lines, 0x603B), "gkai");
    assert_string_equal(face_of(lines, 0x5219), "fandol-fang");
    setting_close(&t);
}

static void two_dashes_take_two_characters(void **state)
{
    struct setting t = setting_open(state);
    struct span span = {.text = text_of(t.arena, "甲——乙"), .role = ROLE_BODY};
    len_t width;
    assert_true(text_width(t.typesetter, &span, EM, &width));
    assert_int_equal(width, 4 * EM);
    setting_close(&t);
}

static size_t count_in(const char *s, const char *word)
{
    size_t n = 0;
    for (const char *p = s; (p = strstr(p, word)); p += strlen(word))
        n++;
    return n;
}

static void a_substitute_is_told_once_and_where_it_first_stands(void **state)
{
    struct setting t = setting_open(state);
    set_body(&t, "陈䶮、李䶮", 28 * EM);
    set_body(&t, "王䶮", 28 * EM);
    const char *findings = findings_text(t.arena, t.diags);
    assert_int_equal(count_in(findings, "[F001]"), 1);
    assert_non_null(strstr(findings, "t:1:2: note[F001]"));
    assert_int_equal(diags_count(t.diags, DIAG_ERROR), 0);
    setting_close(&t);
}

static void a_substitute_is_told_for_each_role(void **state)
{
    struct setting t = setting_open(state);
    struct span body = {.text = text_of(t.arena, "䶮"), .role = ROLE_BODY},
                kai = {.text = text_of(t.arena, "䶮"), .role = ROLE_KAI};
    struct text_shape shape = shape_of(&t, 28 * EM);
    struct set_lines lines;
    assert_true(text_set(t.typesetter, &body, 1, &shape, &lines));
    assert_true(text_set(t.typesetter, &kai, 1, &shape, &lines));
    assert_int_equal(diags_count(t.diags, DIAG_NOTE), 2);
    setting_close(&t);
}

static void every_missing_character_is_told_with_its_place(void **state)
{
    struct setting t = setting_open(state);
    struct span span = {.text = text_of(t.arena, "甲\U00012000乙\U0010FFFD丙\uF06C"),
                        .role = ROLE_BODY};
    struct text_shape shape = shape_of(&t, 28 * EM);
    struct set_lines lines;
    assert_false(text_set(t.typesetter, &span, 1, &shape, &lines));
    const char *findings = findings_text(t.arena, t.diags);
    assert_non_null(strstr(findings, "t:1:2: error[F002]"));
    assert_non_null(strstr(findings, "t:1:4: error[F016]"));
    assert_non_null(strstr(findings, "t:1:6: error[F015]"));
    assert_non_null(strstr(findings, "U+12000"));
    assert_non_null(strstr(findings, "U+F06C"));
    assert_int_equal(diags_count(t.diags, DIAG_ERROR), 3);
    setting_close(&t);
}

static void a_missing_character_of_a_title_or_a_width_is_told(void **state)
{
    struct setting t = setting_open(state);
    struct title title = {text_of(t.arena, "甲\U0010FFFD乙"), ROLE_TITLE, false};
    struct text_shape shape = shape_of(&t, 20 * EM);
    struct set_lines lines;
    struct span span = {.text = title.text, .role = ROLE_BODY};
    len_t width;
    assert_false(text_set_title(t.typesetter, &title, &shape, &lines));
    assert_int_equal(diags_count(t.diags, DIAG_ERROR), 1);
    assert_false(text_width(t.typesetter, &span, EM, &width));
    setting_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_and_letters_take_the_latin_face),
        cmocka_unit_test(chinese_marks_never_come_from_the_latin_face),
        cmocka_unit_test(quotation_marks_are_of_the_text_around_them),
        cmocka_unit_test(the_interpunct_takes_half_a_character),
        cmocka_unit_test(a_degree_is_as_wide_as_its_sign),
        cmocka_unit_test(a_span_keeps_its_role_beside_another),
        cmocka_unit_test(two_dashes_take_two_characters),
        cmocka_unit_test(a_substitute_is_told_once_and_where_it_first_stands),
        cmocka_unit_test(a_substitute_is_told_for_each_role),
        cmocka_unit_test(every_missing_character_is_told_with_its_place),
        cmocka_unit_test(a_missing_character_of_a_title_or_a_width_is_told),
    };
    return TEXT_TESTS("faces", tests);
}
