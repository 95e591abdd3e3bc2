/* The font table, charsets, and finding files: in a folder made for the test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../findings.h"
#include "../ground.h"

#include "font/font_int.h"

/* A folder like fonts/, whose free/ is the real one. */
struct test_folder {
    GROUND;
};

static const char *path_in(struct test_folder *p, const char *name)
{
    return arena_printf(p->arena, "%s/%s", p->folder, name);
}

static int make_place(void **state)
{
    struct test_folder *p = ground_new(sizeof *p);
    *state = p;
    return !p || ground_like_fonts(&p->ground);
}

static int remove_place(void **state)
{
    return ground_drop(*state);
}

static void write_file(struct test_folder *p, const char *name, const char *bytes, size_t n)
{
    assert_true(file_put(path_in(p, name), bytes, n));
}

static void write_table(struct test_folder *p, const char *xml)
{
    write_file(p, "fonts.xml", xml, strlen(xml));
}

#define ROLE(name)  "<role name='" name "' label='x'><use face='k'/></role>"
#define OTHER_ROLES ROLE("title") ROLE("hei") ROLE("kai") ROLE("song") ROLE("latin")
#define KAI         "<face name='k' file='gkai00mp.ttf' package='kai-package'/>"

static struct fonts *open_place(struct test_folder *p, bool free_only)
{
    return fonts_open(&(struct fonts_options){.folder = p->folder, .free_only = free_only},
                      p->diags);
}

/* What was reported, as text. */
static void assert_reported(struct test_folder *p, const char *part)
{
    const char *text = findings_text(p->arena, p->diags);
    if (!strstr(text, part))
        fail_msg("not reported: %s; but: %s", part, text);
}

static void assert_refused(struct test_folder *p, const char *xml, const char *reported)
{
    write_table(p, xml);
    assert_null(open_place(p, true));
    assert_reported(p, reported);
}

static void mistakes_in_the_table_are_reported_where_they_stand(void **state)
{
    struct test_folder *p = *state;
    assert_refused(p, "<fonts><role name='body' label='x'><use face='none'/></role></fonts>",
                   "1:47: error[F005]: the font table has no \"none\"");
    assert_refused(p, "<fonts><face name='k'/></fonts>",
                   "error[F006]: <face> of the font table lacks");
    assert_refused(p, "<fonts><fase/></fonts>", "1:8: error[F007]: <fase>");
    assert_refused(p, "<fonts><face name='k' file='f' index='two'/></fonts>",
                   "error[F008]: \"two\"");
    assert_refused(p, "<fonts><charset name='c' ranges='30-20'/></fonts>",
                   "error[F008]: \"30-20\"");
    assert_refused(p, "<fonts><role name='boddy' label='x'/></fonts>",
                   "the font table has no \"boddy\"");
    assert_refused(p, "<fonts><face name='k' file='f' charset='c'/></fonts>",
                   "the font table has no \"c\"");
    assert_refused(p, "<fonts><charset name='c' hanzi='none.txt'/></fonts>", "error[S002]");
    assert_refused(p, "<fonts><face name='k' file='f'><shaped text='abc'/></face></fonts>",
                   "error[F008]: \"abc\"");
    assert_refused(p, "<fonts>", "error[X");
}

static void a_role_without_a_face_says_which_package_to_install(void **state)
{
    struct test_folder *p = *state;
    assert_refused(p,
                   "<fonts>" KAI "<face name='n' file='no-such-font.ttf' package='some-package'/>"
                   "<role name='body' label='仿宋'><use face='n'/></role>" OTHER_ROLES "</fonts>",
                   "error[F003]: no font to serve the role body (仿宋)\n  hint: run make fonts to "
                   "fetch the free fonts, or install the package some-package");
}

static void a_supplement_alone_does_not_make_a_role(void **state)
{
    assert_refused(*state,
                   "<fonts>" KAI
                   "<role name='body' label='x'><use face='k' only='，'/></role>" OTHER_ROLES
                   "</fonts>",
                   "error[F003]");
}

static void faces_are_asked_in_the_order_of_the_role(void **state)
{
    struct test_folder *p = *state;
    write_table(p, "<fonts>" KAI "<face name='f' file='FandolFang-Regular.otf'/>"
                   "<role name='body' label='x'><use face='f' only='，中'/><use face='k'/>"
                   "<use face='f'/></role>" OTHER_ROLES "</fonts>");
    struct fonts *f = open_place(p, true);
    assert_non_null(f);
    struct glyph g;
    assert_string_equal(fonts_main_face(f, ROLE_BODY)->name, "k");
    assert_true(fonts_glyph(f, ROLE_BODY, 0xFF0C, &g));
    assert_string_equal(g.face->name, "f");
    assert_true(fonts_glyph(f, ROLE_BODY, 0x4E2D, &g));
    assert_string_equal(g.face->name, "f");
    assert_true(fonts_glyph(f, ROLE_BODY, 0x56FD, &g));
    assert_string_equal(g.face->name, "k");
    assert_false(fonts_glyph(f, ROLE_KAI, 0x2170, &g)); /* mapped, but empty in this font */
    fonts_close(f);
}

#define OFFICE                                                                                     \
    "<fonts>" KAI                                                                                  \
    "<role name='body' label='x'><office name='o' file='simfang.TTF,*hei.ttf'/><use face='k'/>"    \
    "</role>" OTHER_ROLES "</fonts>"

static void link_font(struct test_folder *p, const char *font, const char *name)
{
    char target[192];
    snprintf(target, sizeof target, "%s/free/%s", p->folder, font);
    assert_int_equal(symlink(target, path_in(p, name)), 0);
}

static void an_office_font_comes_first_whatever_the_case_of_its_name(void **state)
{
    struct test_folder *p = *state;
    write_table(p, OFFICE);
    link_font(p, "FandolFang-Regular.otf", "office/SIMFANG.ttf");
    struct fonts *f = open_place(p, false);
    assert_non_null(f);
    assert_string_equal(fonts_main_face(f, ROLE_BODY)->name, "o");
    assert_string_equal(fonts_main_face(f, ROLE_KAI)->name, "k");
    assert_in_range(fonts_main_face(f, ROLE_BODY)->centre, 300, 315);
    struct buf b = {0};
    fonts_explain(f, DIAG_EN, &b);
    assert_non_null(strstr(b.p, "the office's own font"));
    buf_drop(&b);
    fonts_close(f);
    f = open_place(p, true);
    assert_string_equal(fonts_main_face(f, ROLE_BODY)->name, "k");
    fonts_close(f);
    assert_int_equal(diags_count(p->diags, DIAG_WARNING), 0);
}

static void an_office_font_is_also_found_by_its_family(void **state)
{
    struct test_folder *p = *state;
    write_table(p, "<fonts>" KAI "<role name='body' label='x'><office name='o' "
                   "family='FandolKai'/><use face='k'/></role>" OTHER_ROLES "</fonts>");
    link_font(p, "FandolKai-Regular.otf", "office/other.ttf");
    struct fonts *f = open_place(p, false);
    assert_non_null(f);
    assert_string_equal(fonts_main_face(f, ROLE_BODY)->name, "o");
    fonts_close(f);
}

static void a_file_without_common_hanzi_is_passed_over_with_a_warning(void **state)
{
    struct test_folder *p = *state;
    write_table(p, OFFICE);
    link_font(p, "LiberationSerif-Regular.ttf", "office/simhei.ttf");
    struct fonts *f = open_place(p, false);
    assert_non_null(f);
    assert_string_equal(fonts_main_face(f, ROLE_BODY)->name, "k");
    fonts_close(f);
    assert_reported(p, "warning[F004]");
}

/* The first n bytes of a font, changed at random. */
static void write_broken(struct test_folder *p, const char *name, size_t n, uint32_t seed)
{
    FILE *f = fopen("fonts/free/gkai00mp.ttf", "rb");
    assert_non_null(f);
    char *bytes = malloc(n);
    n = fread(bytes, 1, n, f);
    fclose(f);
    for (int i = 0; i < 20 && n > 300; i++) {
        seed = seed * 1664525u + 1013904223u;
        bytes[(seed >> 8) % (i < 10 ? 300 : n)] = (char)(seed >> 24);
    }
    write_file(p, name, bytes, n);
    free(bytes);
}

static void broken_font_files_never_crash(void **state)
{
    struct test_folder *p = *state;
    struct face_row row = {.name = "x", .scale = 1000, .centre = FONT_NOT_GIVEN};
    for (uint32_t seed = 0; seed < 120; seed++) {
        write_broken(p, "office/simkai.ttf", seed < 40 ? seed * 13 : 4 << 20, seed);
        struct arena *a = arena_new();
        row.office = seed % 3 == 0;
        struct open_face *face =
            font_face_open(a, &row, &(struct found_file){path_in(p, "office/simkai.ttf"), 0, true});
        struct subset s;
        if (face && font_subset(&face->face, (const uint32_t[]){0, 5, 900}, 3, &s, p->diags)) {
            free(s.bytes);
            free(s.gid_of);
        }
        assert_true(!face || seed >= 40);
        font_face_close(face);
        arena_drop(a);
    }
}

static void a_face_that_the_collection_lacks_is_refused(void **state)
{
    (void)state;
    struct face_row row = {.name = "x", .scale = 1000, .centre = 380};
    struct arena *a = arena_new();
    struct open_face *face = font_face_open(
        a, &row, &(struct found_file){"fonts/free/NotoSerifCJK-Regular.ttc", 2, false});
    assert_non_null(face);
    font_face_close(face);
    assert_null(font_face_open(
        a, &row, &(struct found_file){"fonts/free/NotoSerifCJK-Regular.ttc", 99, false}));
    assert_null(font_face_open(a, &row, &(struct found_file){"fonts/no-such-file.ttf", 0, false}));
    assert_null(font_face_open(a, &row, &(struct found_file){"fonts/fonts.xml", 0, false}));
    arena_drop(a);
}

static void charsets_are_ranges_or_lists_of_hanzi(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct charset latin = {0}, marks = {.except = true}, hanzi = {0};
    assert_true(font_charset_add_ranges(a, &latin, "20-7E A0"));
    assert_true(font_charset_has(&latin, 'a'));
    assert_true(font_charset_has(&latin, 0xA0));
    assert_false(font_charset_has(&latin, 0x2014));
    assert_true(font_charset_add_ranges(a, &marks, "4E00-9FFF"));
    assert_false(font_charset_has(&marks, 0x4E00));
    assert_true(font_charset_has(&marks, 0x3002));
    font_charset_add_hanzi(a, &hanzi, "干余", strlen("干余"));
    assert_true(font_charset_has(&hanzi, 0x5E72));
    assert_false(font_charset_has(&hanzi, 0x5E79));
    assert_false(font_charset_has(&hanzi, 0x20BB7));
    assert_true(font_charset_has(&hanzi, 0x3002));
    static const char *const bad[] = {"x", "20-", "20-7E,A0", "7E-20", "110000"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(font_charset_add_ranges(a, &latin, bad[i]));
    arena_drop(a);
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(mistakes_in_the_table_are_reported_where_they_stand),
        IN_PLACE(a_role_without_a_face_says_which_package_to_install),
        IN_PLACE(a_supplement_alone_does_not_make_a_role),
        IN_PLACE(faces_are_asked_in_the_order_of_the_role),
        IN_PLACE(an_office_font_comes_first_whatever_the_case_of_its_name),
        IN_PLACE(an_office_font_is_also_found_by_its_family),
        IN_PLACE(a_file_without_common_hanzi_is_passed_over_with_a_warning),
        IN_PLACE(broken_font_files_never_crash),
        cmocka_unit_test(a_face_that_the_collection_lacks_is_refused),
        cmocka_unit_test(charsets_are_ranges_or_lists_of_hanzi),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
