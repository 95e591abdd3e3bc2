/* What a font's owner lets be embedded: read from the file, told with each document that holds the
 * font, explained by `hongtou fonts`; free fonts are never in question. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../findings.h"
#include "../patched_font.h"
#include "../ground.h"

#include "base/file.h"
#include "font/font_int.h"

/* A folder like fonts/, with one office font. */
struct office {
    GROUND;
};

static int open_office(void **state)
{
    struct office *p = ground_new(sizeof *p);
    *state = p;
    return !p || ground_like_fonts(&p->ground);
}

static int close_office(void **state)
{
    return ground_drop(*state);
}

static void put_office_font(struct office *p, unsigned type)
{
    size_t size;
    char *font = file_read(p->arena, "fonts/free/gkai00mp.ttf", &size, (struct pos){0}, p->diags);
    assert_non_null(font);
    set_type((uint8_t *)font, size, type);
    assert_true(file_put(arena_printf(p->arena, "%s/office/simkai.ttf", p->folder), font, size));
}

/* ---- what is said of it ---- */

#define ROLE(name) "<role name='" name "' label='x'><use face='k'/></role>"

static struct fonts *open_with(struct office *p, const char *attributes, bool free_only)
{
    const char *table = arena_printf(
        p->arena,
        "<fonts><face name='k' file='gkai00mp.ttf'/>%s%s<role name='kai' label='x'>"
        "<office name='o' file='simkai.ttf' %s/><use face='k'/></role></fonts>",
        ROLE("title") ROLE("body") ROLE("hei"), ROLE("song") ROLE("latin"), attributes);
    assert_true(file_put(arena_printf(p->arena, "%s/fonts.xml", p->folder), table, strlen(table)));
    struct fonts *f =
        fonts_open(&(struct fonts_options){.folder = p->folder, .free_only = free_only}, p->diags);
    assert_non_null(f);
    return f;
}

static void embed(struct office *p, const struct fonts *f)
{
    struct subset s;
    assert_true(font_subset(fonts_main_face((struct fonts *)(uintptr_t)f, ROLE_KAI),
                            (const uint32_t[]){0, 500, 900}, 3, &s, p->diags));
    free(s.bytes);
    free(s.gid_of);
}

/* What embedding reports, and what `hongtou fonts` says. */
static void assert_said(struct office *p, unsigned type, const char *reported, const char *said)
{
    put_office_font(p, type);
    struct fonts *f = open_with(p, "", false);
    assert_string_equal(fonts_main_face(f, ROLE_KAI)->name, "o");
    embed(p, f);
    const char *findings = findings_text(p->arena, p->diags);
    if (*reported ? !strstr(findings, reported) : *findings)
        fail_msg("fsType %#x reports: %s", type, findings);
    struct buf b = {0};
    fonts_explain(f, DIAG_EN, &b);
    if (!strstr(b.p, said))
        fail_msg("fsType %#x is explained so: %s", type, b.p);
    buf_drop(&b);
    fonts_close(f);
}

static void a_font_that_may_be_embedded_is_not_in_question(void **state)
{
    assert_said(*state, 0x0000, "", "6763 hanzi; may be embedded\n");
    assert_said(*state, 0x0008, "", "6763 hanzi; may be embedded\n");
    assert_said(*state, 0x0004, "", "may be embedded to be read and printed\n");
}

static void a_font_to_be_read_and_printed_is_not_for_typing(void **state)
{
    struct office *p = *state;
    static const struct {
        unsigned type;
        const char *attributes;
        bool typed;
    } rows[] = {{0x0004, "", false}, {0x0004, "embed='yes'", true}, {0x0008, "", true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put_office_font(p, rows[i].type);
        struct fonts *f = open_with(p, rows[i].attributes, false);
        assert_int_equal(font_may_be_typed(fonts_main_face(f, ROLE_KAI)), rows[i].typed);
        fonts_close(f);
    }
}

static void the_least_restrictive_level_holds(void **state)
{
    assert_said(*state, 0x0006, "", "may be embedded to be read and printed\n");
    assert_said(*state, 0x000A, "", "may be embedded\n");
}

static void a_restricted_font_is_told_with_its_owner(void **state)
{
    assert_said(*state, 0x0002, "warning[F011]", "not to be embedded without leave");
}

static void only_bitmaps_or_only_the_whole_font_is_told(void **state)
{
    assert_said(*state, 0x0200, "warning[F012]", "only bitmaps to be embedded");
    assert_said(*state, 0x0100, "warning[F013]", "to be embedded only as a whole");
    assert_said(*state, 0x0302, "warning[F011]", "not to be embedded without leave");
}

static void the_file_the_face_and_the_owner_are_named(void **state)
{
    struct office *p = *state;
    put_office_font(p, 0x0002);
    struct fonts *f = open_with(p, "", false);
    embed(p, f);
    const char *findings = findings_text(p->arena, p->diags);
    assert_non_null(strstr(findings, "office/simkai.ttf\" (GBZenKai-Medium)"));
    assert_non_null(strstr(findings, "ask its owner ("));
    assert_null(strstr(findings, "(?)"));
    fonts_close(f);
}

static void leave_that_the_table_tells_of_settles_it(void **state)
{
    struct office *p = *state;
    put_office_font(p, 0x0002);
    struct fonts *f = open_with(p, "embed='yes'", false);
    embed(p, f);
    assert_string_equal(findings_text(p->arena, p->diags), "");
    struct buf b = {0};
    fonts_explain(f, DIAG_EN, &b);
    assert_non_null(strstr(b.p, "(leave is given, says the font table)"));
    buf_drop(&b);
    fonts_close(f);
}

static void free_fonts_are_not_in_question(void **state)
{
    struct office *p = *state;
    put_office_font(p, 0x0002);
    struct fonts *f = open_with(p, "", true);
    assert_string_equal(fonts_main_face(f, ROLE_KAI)->name, "k");
    embed(p, f);
    assert_string_equal(findings_text(p->arena, p->diags), "");
    fonts_close(f);
}

static void an_office_font_that_was_cut_off_is_passed_over(void **state)
{
    struct office *p = *state;
    size_t size;
    char *font = file_read(p->arena, "fonts/free/gkai00mp.ttf", &size, (struct pos){0}, p->diags);
    assert_true(file_put(arena_printf(p->arena, "%s/office/simkai.ttf", p->folder), font, 4000));
    struct fonts *f = open_with(p, "", false);
    assert_string_equal(fonts_main_face(f, ROLE_KAI)->name, "k");
    assert_non_null(strstr(findings_text(p->arena, p->diags), "warning[F004]"));
    fonts_close(f);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_font_that_may_be_embedded_is_not_in_question),
        TEST(a_font_to_be_read_and_printed_is_not_for_typing),
        TEST(the_least_restrictive_level_holds),
        TEST(a_restricted_font_is_told_with_its_owner),
        TEST(only_bitmaps_or_only_the_whole_font_is_told),
        TEST(the_file_the_face_and_the_owner_are_named),
        TEST(leave_that_the_table_tells_of_settles_it),
        TEST(free_fonts_are_not_in_question),
        TEST(an_office_font_that_was_cut_off_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
