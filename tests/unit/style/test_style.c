/* Profiles: the general format gives the standard's figures; a profile may replace some of them;
 * each mistake in one is reported where it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../findings.h"

#include "style/style.h"

enum { CODE_LENGTH = 4 };

struct reading {
    struct arena *arena;
    struct diags *diags;
    struct style *style;
    char *printed;
};

static struct reading read_in(const char *folder, const char *name)
{
    struct reading r = {.arena = arena_new(), .diags = diags_new(DIAG_EN)};
    r.style = style_read(r.arena, folder, name, (struct pos){0}, r.diags);
    r.printed = findings_text(r.arena, r.diags);
    return r;
}

static void reading_drop(struct reading *r)
{
    diags_drop(r->diags);
    arena_drop(r->arena);
}

/* A folder of profiles that lives for one test: "base" is the general format. */
struct folder {
    char path[64];
};

static void write_profile(const struct folder *f, const char *name, const char *content)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s.xml", f->path, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(content, out);
    fclose(out);
}

static int make_folder(void **state)
{
    static struct folder f;
    strcpy(f.path, "/tmp/test-style-XXXXXX");
    if (!mkdtemp(f.path))
        return -1;
    char from[] = "templates/gbt9704.xml", *bytes = calloc(1, 1 << 16);
    FILE *in = fopen(from, "r");
    assert_non_null(in);
    size_t n = fread(bytes, 1, (1 << 16) - 1, in);
    fclose(in);
    assert_true(n > 0);
    write_profile(&f, "base", bytes);
    free(bytes);
    *state = &f;
    return 0;
}

static int drop_folder(void **state)
{
    static const char *const names[] = {"base", "p", "q", "r"};
    const struct folder *f = *state;
    char path[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s.xml", f->path, names[i]);
        unlink(path);
    }
    return rmdir(f->path);
}

#define VALUE(name, is) "<value name=\"" name "\" is=\"" is "\" clause=\"1\" strength=\"must\"/>\n"
#define GROUP(name, values)                                                                        \
    "<profile name=\"p\" extends=\"base\">\n<group name=\"" name "\">\n" values "</group>\n"       \
    "</profile>\n"

static struct reading read_profile(void **state, const char *content)
{
    const struct folder *f = *state;
    write_profile(f, "p", content);
    return read_in(f->path, "p");
}

/* The only finding has this code and stands at this line and column of profile p. */
static void assert_finding(void **state, const char *content, const char *code, const char *place)
{
    struct reading r = read_profile(state, content);
    char wanted[128];
    snprintf(wanted, sizeof wanted, "p.xml:%s: error[%.*s]", place, CODE_LENGTH, code);
    if (r.style || !strstr(r.printed, wanted) || diags_count(r.diags, DIAG_ERROR) != 1)
        fail_msg("wanted %s, and only it:\n%s", wanted, r.printed);
    reading_drop(&r);
}

/* ---- the general format ---- */

static struct reading read_general(void)
{
    struct reading r = read_in("templates", "gbt9704");
    assert_string_equal(r.printed, "");
    assert_non_null(r.style);
    return r;
}

static void the_paper_and_the_type_area_are_the_standards(void **state)
{
    (void)state;
    struct reading r = read_general();
    const struct style *st = r.style;
    assert_int_equal(st->page_width, len_from_micron(210000));
    assert_int_equal(st->page_height, len_from_micron(297000));
    assert_int_equal(st->area_top, len_from_micron(37000));
    assert_int_equal(st->area_left, len_from_micron(28000));
    assert_int_equal(st->area_width, len_from_micron(156000));
    assert_int_equal(st->area_height, len_from_micron(225000));
    reading_drop(&r);
}

static void twenty_eight_characters_fill_the_width(void **state)
{
    (void)state;
    struct reading r = read_general();
    assert_int_equal(r.style->characters, 28);
    assert_int_equal(r.style->char_pitch, 15793); /* 5.5714 mm */
    len_t off = 28 * r.style->char_pitch - r.style->area_width;
    assert_in_range(off + 28, 0, 56); /* rounding of the pitch, no more */
    reading_drop(&r);
}

static void twenty_two_lines_fill_the_height(void **state)
{
    (void)state;
    struct reading r = read_general();
    const struct style *st = r.style;
    assert_int_equal(st->lines, 22);
    assert_int_equal(st->line_pitch, 29609);
    assert_int_equal(style_line_top(st, 0), len_from_micron(37000));
    assert_int_equal(style_line_top(st, 21) + st->body_size, len_from_micron(262000));
    for (int i = 0; i < 21; i++)
        assert_in_range(style_line_top(st, i + 1) - style_line_top(st, i), 29608, 29610);
    reading_drop(&r);
}

static void sizes_are_those_of_their_names(void **state)
{
    (void)state;
    struct reading r = read_general();
    assert_int_equal(r.style->body_size, 16000);
    assert_int_equal(r.style->title_size, 22000);
    assert_int_equal(r.style->imprint_size, 14000);
    assert_int_equal(r.style->folio_size, 14000);
    reading_drop(&r);
}

static void distances_are_the_standards(void **state)
{
    (void)state;
    struct reading r = read_general();
    const struct style *st = r.style;
    assert_int_equal(st->masthead_top, len_from_micron(35000));
    assert_true(st->masthead_width <= st->area_width);
    assert_int_equal(st->rule_gap, len_from_micron(4000));
    assert_int_equal(st->rule_width, len_from_micron(156000));
    assert_int_equal(st->folio_below, len_from_micron(7000));
    assert_int_equal(st->imprint_rule_outer, len_from_micron(350));
    assert_int_equal(st->imprint_rule_inner, len_from_micron(250));
    assert_int_equal(st->number_blank_above, len_scale(st->area_height - st->body_size, 2, 21));
    assert_int_equal(st->body_indent, len_scale(st->area_width, 2, 28));
    assert_int_equal(st->date_right, len_scale(st->area_width, 4, 28));
    reading_drop(&r);
}

static void red_is_the_charts(void **state)
{
    (void)state;
    struct reading r = read_general();
    const struct colour red = r.style->red, ink = r.style->ink;
    assert_true(red.c == 0 && red.m == 800 && red.y == 800 && red.k == 0);
    assert_true(ink.c == 0 && ink.m == 0 && ink.y == 0 && ink.k == 1000);
    reading_drop(&r);
}

static void levels_have_their_faces(void **state)
{
    (void)state;
    struct reading r = read_general();
    assert_string_equal(r.style->level_1, "hei");
    assert_string_equal(r.style->level_2, "kai");
    assert_string_equal(r.style->level_3, "body");
    assert_string_equal(r.style->level_4, "body");
    reading_drop(&r);
}

static void each_value_keeps_its_clause_and_strength(void **state)
{
    (void)state;
    struct reading r = read_general();
    for (int i = 0; i < STYLE_KEYS; i++)
        assert_true(*r.style->sources[i].clause);
    assert_string_equal(r.style->sources[STYLE_masthead_top].clause, "7.2.4");
    assert_int_equal(r.style->sources[STYLE_masthead_top].strength, STRENGTH_MUST);
    assert_int_equal(r.style->sources[STYLE_lines].strength, STRENGTH_NORMALLY);
    assert_int_equal(r.style->sources[STYLE_title_pitch].strength, STRENGTH_DERIVED);
    assert_int_equal(r.style->sources[STYLE_masthead_size].strength, STRENGTH_HABIT);
    reading_drop(&r);
}

/* ---- profiles that extend it ---- */

static void a_profile_replaces_what_it_gives_and_keeps_the_rest(void **state)
{
    struct reading r = read_profile(state, GROUP("title", VALUE("size", "小二")));
    assert_string_equal(r.printed, "");
    assert_int_equal(r.style->title_size, 18000);
    assert_string_equal(r.style->sources[STYLE_title_size].clause, "1");
    assert_int_equal(r.style->title_pitch, 36000);
    assert_int_equal(r.style->lines, 22);
    reading_drop(&r);
}

static void the_nearest_profile_of_a_chain_wins(void **state)
{
    write_profile(*state, "q",
                  "<profile extends=\"base\"><group name=\"folio\">" VALUE("below", "6mm")
                      VALUE("size", "三号") "</group></profile>");
    struct reading r = read_profile(state, "<profile extends=\"q\"><group name=\"folio\">" VALUE(
                                               "below", "5.5mm") "</group></profile>");
    assert_string_equal(r.printed, "");
    assert_int_equal(r.style->folio_below, len_from_micron(5500));
    assert_int_equal(r.style->folio_size, 16000);
    reading_drop(&r);
}

static void another_grid_moves_what_is_counted_in_it(void **state)
{
    struct reading r =
        read_profile(state, GROUP("page", VALUE("lines", "20") VALUE("characters", "26")));
    const struct style *st = r.style;
    assert_non_null(st);
    assert_int_equal(st->body_indent, len_scale(len_from_micron(156000), 2, 26));
    assert_int_equal(style_line_top(st, 19) + st->body_size, len_from_micron(262000));
    reading_drop(&r);
}

static void every_unit_is_read(void **state)
{
    static const struct {
        const char *is;
        len_t size;
    } rows[] = {{"初号", 42000}, {"小初", 36000},  {"一号", 26000},     {"小一", 24000},
                {"二号", 22000}, {"小二", 18000},  {"三号", 16000},     {"小三", 15000},
                {"四号", 14000}, {"小四", 12000},  {"五号", 10500},     {"小五", 9000},
                {"16pt", 16000}, {"0.5pt", 500},   {"15.792pt", 15792}, {"25.4mm", 72000},
                {"0mm", 0},      {"28字", 442205}, {"21行", 621795},    {"0.5行", 14805}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char content[512];
        snprintf(content, sizeof content, GROUP("title", VALUE("blank-below", "%s")), rows[i].is);
        struct reading r = read_profile(state, content);
        assert_string_equal(r.printed, "");
        assert_int_equal(r.style->title_blank_below, rows[i].size);
        reading_drop(&r);
    }
}

/* ---- mistakes ---- */

static void a_name_that_leaves_the_folder_is_refused(void **state)
{
    struct reading r = read_in("templates", "../templates/gbt9704");
    (void)state;
    assert_null(r.style);
    assert_non_null(strstr(r.printed, "error[T001]"));
    reading_drop(&r);
}

static void a_profile_that_is_not_there_is_reported(void **state)
{
    struct reading r = read_profile(state, "<profile extends=\"nowhere\"/>");
    assert_null(r.style);
    assert_non_null(strstr(r.printed, "error[T001]"));
    assert_non_null(strstr(r.printed, "p.xml:1:19: "));
    reading_drop(&r);
}

static void a_cycle_of_extends_is_reported(void **state)
{
    write_profile(*state, "q", "<profile extends=\"p\"/>");
    struct reading r = read_profile(state, "<profile extends=\"q\"/>");
    assert_null(r.style);
    assert_non_null(strstr(r.printed, ".xml:1:19: error[T001]"));
    assert_int_equal(diags_count(r.diags, DIAG_ERROR), 1);
    reading_drop(&r);
}

static void a_profile_that_extends_itself_is_reported(void **state)
{
    assert_finding(state, "<profile extends=\"p\"/>", "T001", "1:19");
}

static void a_value_without_one_of_its_attributes_is_reported(void **state)
{
    static const char *const values[] = {
        "<value is=\"1mm\" clause=\"1\" strength=\"must\"/>",
        "<value name=\"size\" clause=\"1\" strength=\"must\"/>",
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char content[512];
        snprintf(content, sizeof content, GROUP("title", "%s"), values[i]);
        assert_finding(state, content, "T002", "3:1");
    }
}

static void a_value_needs_no_clause_and_no_strength(void **state)
{
    struct reading r = read_profile(
        state, GROUP("title", "<value name=\"size\" is=\"20pt\"/>\n"
                              "<value name=\"pitch\" is=\"30pt\" clause=\"9\"/>"));
    assert_string_equal(r.printed, "");
    assert_int_equal(r.style->title_size, 20000);
    assert_string_equal(r.style->sources[STYLE_title_size].clause, "7.3.1");
    assert_int_equal(r.style->sources[STYLE_title_size].strength, STRENGTH_NORMALLY);
    assert_string_equal(r.style->sources[STYLE_title_pitch].clause, "9");
    assert_int_equal(r.style->sources[STYLE_title_pitch].strength, STRENGTH_DERIVED);
    reading_drop(&r);
}

static void what_does_not_belong_into_a_profile_is_reported(void **state)
{
    assert_finding(state, "<profil/>", "T011", "1:1");
    assert_finding(state, "<profile extends=\"base\" extend=\"x\"/>", "T009", "1:25");
    assert_finding(state, GROUP("title", "<value name=\"size\" is=\"1mm\" was=\"2\"/>"), "T009",
                   "3:29");
    assert_finding(state, "<profile extends=\"base\">\n<groep name=\"title\"/></profile>", "T010",
                   "2:1");
    assert_finding(state, GROUP("title", "<size>1mm</size>"), "T010", "3:1");
    assert_finding(state, "<profile extends=\"base\">\n甲</profile>", "T010", "1:25");
}

/* An office's profiles come after the program's, the nearest first, and extend the general one. */
static void an_office_has_profiles_of_its_own(void **state)
{
    const struct folder *f = *state;
    const char *office[] = {"/nowhere", f->path};
    const struct style_places places = {.own = "templates", .office = office, .n = 2};
    write_profile(f, "p", "<profile><group name=\"page\"><value name=\"lines\" is=\"20\"/></group>"
                          "</profile>");
    write_profile(f, "q", "<profile extends=\"p\" title=\"信\"/>");
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    const struct style *st = style_read_from(a, &places, "q", (struct pos){0}, d);
    assert_non_null(st);
    assert_int_equal(st->lines, 20);
    assert_string_equal(st->title, "信");
    assert_null(style_read_from(a, &places, "nobody", (struct pos){0}, d));
    assert_non_null(strstr(findings_text(a, d), "error[T001]"));
    diags_drop(d);
    arena_drop(a);
}

static void a_group_without_a_name_is_reported(void **state)
{
    assert_finding(state, "<profile extends=\"base\">\n<group/></profile>", "T002", "2:1");
}

static void an_unknown_value_is_reported(void **state)
{
    assert_finding(state, GROUP("title", VALUE("colour", "1mm")), "T003", "3:14");
    assert_finding(state, GROUP("titel", VALUE("size", "1mm")), "T008", "3:14");
}

static void an_unknown_strength_is_reported(void **state)
{
    assert_finding(
        state, GROUP("title", "<value name=\"size\" is=\"1mm\" clause=\"1\" strength=\"hard\"/>"),
        "T004", "3:50");
}

static void each_missing_value_is_named(void **state)
{
    struct reading r = read_profile(state, "<profile/>");
    assert_null(r.style);
    assert_int_equal(diags_count(r.diags, DIAG_ERROR), STYLE_characters + 1);
    assert_non_null(strstr(r.printed, "error[T005]: the profile lacks the value \"page.width\""));
    assert_non_null(strstr(r.printed, "\"page.characters\""));
    reading_drop(&r);
}

static void a_value_that_cannot_be_read_is_reported(void **state)
{
    static const char *const lengths[] = {"",        "16",       "mm",    "16 pt",
                                          "-1mm",    "1e3mm",    "16px",  "三十号",
                                          "1.2.3mm", "999999mm", "16pt ", "1行1字"};
    char content[512];
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        snprintf(content, sizeof content, GROUP("title", VALUE("size", "%s")), lengths[i]);
        assert_finding(state, content, "T006", "3:24");
    }
    static const char *const counts[] = {"", "-1", "3.5", "22行", "1000000", "x"};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        snprintf(content, sizeof content, GROUP("body", VALUE("kept-lines", "%s")), counts[i]);
        assert_finding(state, content, "T006", "3:30");
    }
    static const char *const colours[] = {"",          "red",        "0 0 0",
                                          "0 0 0 0 0", "0 0 0 1001", "0 0 0 -1"};
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        snprintf(content, sizeof content, GROUP("page", VALUE("red", "%s")), colours[i]);
        assert_finding(state, content, "T006", "3:23");
    }
}

static void columns_are_lengths_shares_or_left_to_their_content(void **state)
{
    struct reading r =
        read_profile(state, GROUP("table", VALUE("vehicle-columns", " 70mm 5  * 2字 ")));
    assert_non_null(r.style);
    const struct style_columns *columns = &r.style->table_vehicle;
    assert_int_equal(columns->n, 4);
    assert_int_equal(columns->v[0].width, len_from_micron(70000));
    assert_int_equal(columns->v[0].share, 0);
    assert_int_equal(columns->v[1].width, 0);
    assert_int_equal(columns->v[1].share, 5);
    assert_int_equal(columns->v[2].width, 0);
    assert_int_equal(columns->v[2].share, 0);
    assert_true(columns->v[3].width > 0);
    reading_drop(&r);
    static const char *const bad[] = {"",
                                      " ",
                                      "0",
                                      "-1",
                                      "5,5",
                                      "0mm",
                                      "-1mm",
                                      "**",
                                      "5 x",
                                      "1 2 3 4 5 6 7 8 9 10 11 12 13",
                                      "70.000000000000000mm"};
    char content[512];
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        snprintf(content, sizeof content, GROUP("table", VALUE("vehicle-columns", "%s")), bad[i]);
        assert_finding(state, content, "T006", "3:35");
    }
}

static void the_grid_itself_cannot_be_counted_in_its_own_units(void **state)
{
    assert_finding(state, GROUP("page", VALUE("area-width", "28字")), "T006", "3:30");
    assert_finding(state, GROUP("page", VALUE("area-height", "22行")), "T006", "3:31");
}

static void a_length_below_zero_is_read_only_where_it_makes_sense(void **state)
{
    struct reading r = read_profile(state, GROUP("masthead", VALUE("top", "-7mm")));
    assert_non_null(r.style);
    assert_int_equal(r.style->masthead_top, len_from_micron(-7000));
    reading_drop(&r);
    assert_finding(state, GROUP("title", VALUE("blank-below", "-1mm")), "T006", "3:31");
    assert_finding(state, GROUP("signature", VALUE("seals-a-row", "0")), "T006", "3:31");
}

static void a_grid_that_cannot_be_is_reported(void **state)
{
    static const struct {
        const char *value, *reported;
    } rows[] = {{VALUE("lines", "1"), "error[T007]"},
                {VALUE("lines", "0"), "error[T006]"},
                {VALUE("characters", "0"), "error[T006]"},
                {VALUE("area-height", "3mm"), "error[T007]"},
                {VALUE("area-width", "0mm"), "error[T006]"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char content[512];
        snprintf(content, sizeof content, GROUP("page", "%s"), rows[i].value);
        struct reading r = read_profile(state, content);
        assert_null(r.style);
        assert_non_null(strstr(r.printed, rows[i].reported));
        reading_drop(&r);
    }
}

/* Clause 8: A4 lies down, the 28 mm of the binding are above, and the area is filled. */
static void a_turned_page_exchanges_the_sides(void **state)
{
    (void)state;
    struct reading r = read_in("templates", "gbt9704");
    const struct style *turned = style_turned(r.arena, r.style);
    assert_int_equal(turned->page_width, len_from_micron(297000));
    assert_int_equal(turned->page_height, len_from_micron(210000));
    assert_int_equal(turned->area_top, len_from_micron(28000));
    assert_int_equal(turned->area_height, len_from_micron(156000));
    assert_int_equal(turned->area_width, len_from_micron(225000));
    assert_true(llabs(turned->area_left - len_from_micron(35000)) <= 1);
    assert_int_equal(turned->lines, 15);
    assert_int_equal(turned->characters, 40);
    assert_true(turned->line_pitch >= r.style->line_pitch);
    assert_true(turned->char_pitch >= r.style->char_pitch);
    len_t last = style_line_top(turned, turned->lines - 1) + turned->body_size;
    assert_int_equal(last, turned->area_top + turned->area_height);
    assert_true(llabs(turned->body_indent - 2 * turned->char_pitch) <= 2);
    assert_int_equal(r.style->area_top, len_from_micron(37000));
    reading_drop(&r);
}

/* A profile with a page so small that nothing fits twice still gives a grid. */
static void a_turned_page_too_small_for_two_lines_has_two(void **state)
{
    (void)state;
    struct reading r = read_in("templates", "gbt9704");
    struct style small = *r.style;
    small.area_width = small.body_size + 10;
    small.area_height = small.char_pitch / 2;
    const struct style *turned = style_turned(r.arena, &small);
    assert_int_equal(turned->lines, 2);
    assert_int_equal(turned->characters, 1);
    reading_drop(&r);
}

static void tables_of_forms_have_figures_of_their_own(void **state)
{
    (void)state;
    struct reading r = read_in("templates", "gbt9704");
    struct style_table plain = style_table(r.style), form = style_form_table(r.style);
    assert_int_equal(plain.size, r.style->table_size);
    assert_int_equal(form.size, r.style->form_size);
    assert_int_equal(form.size_least, r.style->form_note_size);
    assert_int_equal(plain.row_least, r.style->table_row_least);
    assert_int_equal(form.row_least, r.style->form_line);
    assert_int_equal(form.above, r.style->form_gap);
    reading_drop(&r);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, drop_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_paper_and_the_type_area_are_the_standards),
        cmocka_unit_test(twenty_eight_characters_fill_the_width),
        cmocka_unit_test(twenty_two_lines_fill_the_height),
        cmocka_unit_test(sizes_are_those_of_their_names),
        cmocka_unit_test(distances_are_the_standards),
        cmocka_unit_test(red_is_the_charts),
        cmocka_unit_test(levels_have_their_faces),
        cmocka_unit_test(tables_of_forms_have_figures_of_their_own),
        cmocka_unit_test(each_value_keeps_its_clause_and_strength),
        TEST(a_profile_replaces_what_it_gives_and_keeps_the_rest),
        TEST(the_nearest_profile_of_a_chain_wins),
        TEST(another_grid_moves_what_is_counted_in_it),
        TEST(every_unit_is_read),
        cmocka_unit_test(a_name_that_leaves_the_folder_is_refused),
        TEST(a_profile_that_is_not_there_is_reported),
        TEST(a_cycle_of_extends_is_reported),
        TEST(a_profile_that_extends_itself_is_reported),
        TEST(a_value_without_one_of_its_attributes_is_reported),
        TEST(a_value_needs_no_clause_and_no_strength),
        TEST(what_does_not_belong_into_a_profile_is_reported),
        TEST(an_office_has_profiles_of_its_own),
        TEST(a_group_without_a_name_is_reported),
        TEST(an_unknown_value_is_reported),
        TEST(an_unknown_strength_is_reported),
        TEST(each_missing_value_is_named),
        TEST(a_value_that_cannot_be_read_is_reported),
        TEST(columns_are_lengths_shares_or_left_to_their_content),
        TEST(the_grid_itself_cannot_be_counted_in_its_own_units),
        TEST(a_length_below_zero_is_read_only_where_it_makes_sense),
        TEST(a_grid_that_cannot_be_is_reported),
        cmocka_unit_test(a_turned_page_exchanges_the_sides),
        cmocka_unit_test(a_turned_page_too_small_for_two_lines_has_two),
    };
    return cmocka_run_group_tests_name("style", tests, NULL, NULL);
}
