/* What makes a file one for archives: its name, what it says of itself twice, its colours. */
#include "pages.h"

#define PROFILE "fonts/free/sRGB.icc"

static const struct page_info told = {"关于“A<B”与 C&D 的通知", "青禾县(人民)政府",
                                      "青政发〔2026〕1号", PROFILE};

static char *metadata(struct bench *b)
{
    return output_of(b, "mutool show -b $f trailer/Root/Metadata");
}

static void test_a_file_is_named_by_its_content(void **state)
{
    struct bench *b = *state;
    struct page_info other = told;
    struct page page = a4(NULL, 0, 1);
    other.title = "关于“A<B”与 C&E 的通知";
    const struct page_info *const infos[] = {&told, &told, &other};
    char *names[3];
    for (size_t i = 0; i < sizeof infos / sizeof *infos; i++) {
        write_pages(b, infos[i], &page, 1);
        names[i] = output_of(b, "mutool show $f trailer/ID");
    }
    assert_int_equal(names[0][0], '[');
    assert_memory_equal(names[0] + 2, names[0] + 2 + 35, 34); /* made so, and still so */
    assert_string_equal(names[0], names[1]);
    assert_string_not_equal(names[0], names[2]);
}

static void test_metadata_agree_with_the_information(void **state)
{
    struct bench *b = *state;
    struct page page = a4(NULL, 0, 1);
    setenv("SOURCE_DATE_EPOCH", "1767225600", 1);
    write_pages(b, &told, &page, 1);
    unsetenv("SOURCE_DATE_EPOCH");
    assert_sound(b);
    char *xmp = metadata(b);
    assert_has(xmp, "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>");
    assert_has(xmp, "x-default\">关于“A&lt;B”与 C&amp;D 的通知<");
    assert_has(xmp, "<rdf:Seq><rdf:li>青禾县(人民)政府<");
    assert_has(xmp, "x-default\">青政发〔2026〕1号<");
    assert_has(xmp, "<xmp:CreateDate>2026-01-01T00:00:00Z<");
    assert_string_equal(output_of(b, "mutool show -b $f trailer/Root/Metadata | xmllint --noout -"),
                        "");
    assert_has(output_of(b, "grep -a -c '<x:xmpmeta' $f"),
               "1"); /* it is found without reading PDF */
}

static void test_a_long_title_is_cut_alike(void **state)
{
    struct bench *b = *state;
    enum { CHARACTERS = 17000, BYTES = 3, HELD = 16382 };
    static const char hanzi[] = "通";
    char *title = malloc(CHARACTERS * BYTES + 1);
    for (size_t i = 0; i < CHARACTERS; i++)
        memcpy(title + i * BYTES, hanzi, sizeof hanzi);
    struct page_info info = told;
    info.title = title;
    struct page page = a4(NULL, 0, 1);
    write_pages(b, &info, &page, 1);
    free(title);
    char *xmp = strstr(metadata(b), "<dc:title>");
    size_t n = 0;
    for (char *p = xmp; *p != '\n'; p++)
        n += strncmp(p, hanzi, BYTES) == 0;
    assert_int_equal(n, HELD);
    char *shown = output_of(b, "pdfinfo $f | grep ^Title:");
    for (n = 0; *shown; shown++)
        n += strncmp(shown, hanzi, BYTES) == 0;
    assert_int_equal(n, HELD);
}

static void test_the_profile_says_what_colours_are(void **state)
{
    struct bench *b = *state;
    struct page page = a4(NULL, 0, 1);
    write_pages(b, &told, &page, 1);
    char *intent = output_of(b, "mutool show $f trailer/Root/OutputIntents/1");
    assert_has(intent, "/S /GTS_PDFA1");
    assert_has(intent, "/OutputConditionIdentifier (sRGB)");
    static const char same[] =
        "mutool show -b $f trailer/Root/OutputIntents/1/DestOutputProfile >$d/icc; "
        "cmp $d/icc " PROFILE;
    assert_string_equal(output_of(b, same), "");
}

static void test_without_a_profile_it_is_none_for_archives(void **state)
{
    struct bench *b = *state;
    struct page_info info = told;
    struct page page = a4(NULL, 0, 1);
    info.colours = NULL;
    write_pages(b, &info, &page, 1);
    assert_null(strstr(metadata(b), "<pdfaid:part>"));
    assert_has(output_of(b, "mutool show $f trailer/Root/OutputIntents"), "null");
}

static void test_a_profile_that_is_gone_is_told(void **state)
{
    struct bench *b = *state;
    struct page_info info = told;
    info.colours = "/nowhere/sRGB.icc";
    struct sink *out = sink_open(b->path, b->diags);
    assert_null(pdf_open(out, &info, b->diags));
    sink_abandon(out);
    assert_has(findings_text(b->arena, b->diags), "P006");
}

static void test_every_page_has_its_resources(void **state)
{
    struct bench *b = *state;
    struct page_item items[2];
    struct line line = {.text = "值班", .size = EM, .x = LEFT, .y = 100000};
    struct page pages[] = {a4(items, set_line(b, &line, items), 1), a4(NULL, 0, 2)};
    write_pages(b, &told, pages, 2);
    assert_has(output_of(b, "mutool show $f pages/1/Resources"), "/Font");
    assert_has(output_of(b, "mutool show $f pages/2/Resources"), "/Font");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_file_is_named_by_its_content),
        TEST(test_metadata_agree_with_the_information),
        TEST(test_a_long_title_is_cut_alike),
        TEST(test_the_profile_says_what_colours_are),
        TEST(test_without_a_profile_it_is_none_for_archives),
        TEST(test_a_profile_that_is_gone_is_told),
        TEST(test_every_page_has_its_resources),
    };
    return cmocka_run_group_tests_name("pdf/archive", tests, NULL, NULL);
}
