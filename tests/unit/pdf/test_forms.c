/* Forms: what pages share is stored once, codes are read from the finished page, fields can be
 * filled in by other programs. */
#include "pages.h"

#include "../patched_font.h"

static const struct page_info no_info = {0};

enum { MANY = 40, SIDE = 60000 };

/* A layer of many lines, a short value over it, and a code. */
static void write_forms(struct bench *b, size_t n, bool shared)
{
    struct page_item *items = calloc(2 * MANY + 2, sizeof *items);
    size_t n_layer = 0;
    for (int i = 0; i < MANY; i++) {
        struct line line = {
            "家庭人口、住房安全、饮水安全情况", ROLE_SONG, EM, LEFT, 100000 + i * 17000, 0, 0};
        n_layer += set_line(b, &line, items + n_layer);
    }
    struct page_layer layer = {items, n_layer};
    struct line value = {"许玥", ROLE_SONG, EM, LEFT, 80000, 0, 0};
    struct page_item own[MANY];
    struct page *pages = calloc(n, sizeof *pages);
    size_t n_own = set_line(b, &value, own);
    for (size_t i = 0; i < n; i++) {
        pages[i] = a4(shared ? own : items, shared ? n_own : n_layer, (int)i + 1);
        pages[i].under = shared ? &layer : NULL;
    }
    write_pages(b, &no_info, pages, n);
    free(pages);
    free(items);
}

static long size_of_file(struct bench *b)
{
    return atol(output_of(b, "wc -c < $f"));
}

static void test_what_pages_share_is_stored_once(void **state)
{
    struct bench *b = *state;
    enum { PAGES = 300 };
    write_forms(b, 1, true);
    long one = size_of_file(b);
    write_forms(b, PAGES, true);
    long many = size_of_file(b);
    assert_sound(b);
    assert_true((many - one) / PAGES < 300);
    assert_has(output_of(b, "pdftotext -f 300 -l 300 $f -"), "许玥");
    assert_has(output_of(b, "pdftotext -f 300 -l 300 $f -"), "饮水安全情况");
}

static void test_a_layer_looks_like_the_page_itself(void **state)
{
    struct bench *b = *state;
    static const char command[] = "pdftotext $f - | grep -c 饮水安全";
    write_forms(b, 1, false);
    const char *whole = output_of(b, command);
    write_forms(b, 1, true);
    assert_string_equal(output_of(b, command), whole);
}

static void test_a_stencil_is_as_large_and_black_as_it_says(void **state)
{
    struct bench *b = *state;
    static const uint8_t bits[] = {0xAA, 0x55, 0xAA, 0x55, 0xAA, 0x55, 0xAA, 0x55};
    struct page_item item = {.kind = ITEM_BITS, .bits = {bits, 8, LEFT, LEFT, SIDE}};
    struct page page = a4(&item, 1, 1);
    write_pages(b, &no_info, &page, 1);
    assert_sound(b);
    output_of(b, "pdftoppm -r 72 -gray -x 80 -y 80 -W 56 -H 56 $f $d/code");
    const char *counts =
        output_of(b, "tail -c 3136 $d/code*.pgm | od -An -v -tu1 -w1 | awk "
                     "'{ if ($1 < 60) d++; if ($1 > 195) w++ } END { print d, w }'");
    int dark = 0, white = 0;
    assert_int_equal(sscanf(counts, "%d %d", &dark, &white), 2);
    assert_in_range(dark, 1000, 2000);
    assert_in_range(white, 1000, 2000);
}

static struct page_field text_field(const char *name, int row)
{
    return (struct page_field){.kind = FIELD_TEXT,
                               .name = name,
                               .label = name,
                               .x = LEFT,
                               .y = 100000 + row * 30000,
                               .width = 200000,
                               .height = 20000,
                               .size = 12000,
                               .role = ROLE_BODY};
}

static void write_fillable(struct bench *b, bool fillable)
{
    struct page_field fields[] = {text_field("户主", 0), text_field("编码", 1),
                                  text_field("结构", 2), text_field("结构", 3),
                                  text_field("安全", 4), text_field("安全", 5)};
    fields[1].comb = 6;
    fields[2].kind = fields[3].kind = FIELD_CHECK;
    fields[2].option = "砖木";
    fields[3].option = "框架";
    fields[4].kind = fields[5].kind = FIELD_RADIO;
    fields[4].option = "是";
    fields[5].option = "否";
    struct page pages[2] = {a4(NULL, 0, 1), a4(NULL, 0, 2)};
    for (size_t i = 0; i < 2; i++) {
        pages[i].fields = fields;
        pages[i].n_fields = i ? 1 : sizeof fields / sizeof *fields;
    }
    struct sink *out = sink_open(b->path, b->diags);
    struct pdf *pdf = pdf_open(out, &no_info, b->diags);
    if (fillable)
        pdf_make_fillable(pdf, b->fonts);
    struct page_sink sink = pdf_sink(pdf);
    for (size_t i = 0; i < 2; i++)
        assert_true(sink.put(sink.context, &pages[i]));
    assert_true(pdf_finish(pdf));
    assert_true(sink_commit(out));
}

static void test_places_become_fields_of_their_names(void **state)
{
    struct bench *b = *state;
    write_fillable(b, true);
    assert_sound(b);
    const char *json = output_of(b, "qpdf --json=2 --json-key=acroform $f");
    assert_has(json, "\"fullname\": \"户主\"");
    assert_has(json, "\"fullname\": \"结构.砖木\"");
    assert_has(json, "\"isradiobutton\": true");
    assert_has(json, "\"needappearances\": false");
    assert_has(output_of(b, "pdfinfo $f"), "AcroForm");
    assert_string_equal(output_of(b,
                                  "qpdf --json=2 --json-key=acroform $f | grep -c '\"fullname\": "
                                  "\"户主\"'"),
                        "2\n"); /* one field, two widgets */
}

static void test_what_can_be_typed_is_embedded(void **state)
{
    struct bench *b = *state;
    write_fillable(b, true);
    const char *map =
        output_of(b, "qpdf --qdf --object-streams=disable $f - | grep -a -c '^<....> <'");
    assert_true(atoi(map) > 6763);
}

/* A font that is only named would be each viewer's own, and on one machine none. */
static void test_no_font_is_only_named(void **state)
{
    struct bench *b = *state;
    write_fillable(b, true);
    assert_string_equal(output_of(b, "python3 tests/embedded.py $f"), "");
}

/* The folder of the test is one of fonts, whose 黑体 is only to be read and printed. */
static void test_a_font_that_may_not_be_typed_is_told(void **state)
{
    struct bench *b = *state;
    size_t size;
    static const char table[] =
        "<fonts><face name='k' file='gkai00mp.ttf'/><role name='hei' label='x'><office name='o' "
        "file='simhei.ttf'/></role><role name='title' label='x'><use face='k'/></role><role "
        "name='body' label='x'><use face='k'/></role><role name='kai' label='x'><use face='k'/>"
        "</role><role name='song' label='x'><use face='k'/></role><role name='latin' label='x'>"
        "<use face='k'/></role></fonts>";
    output_of(b, "mkdir $d/office && ln -s \"$PWD/fonts/free\" $d/free");
    char *font = file_read(b->arena, "fonts/free/gkai00mp.ttf", &size, (struct pos){0}, b->diags);
    set_type((uint8_t *)font, size, 0x0004);
    assert_true(file_put(arena_printf(b->arena, "%s/office/simhei.ttf", b->folder), font, size));
    assert_true(
        file_put(arena_printf(b->arena, "%s/fonts.xml", b->folder), table, sizeof table - 1));
    fonts_close(b->fonts);
    b->fonts = fonts_open(&(struct fonts_options){.folder = b->folder}, b->diags);
    write_fillable(b, true);
    assert_has(findings_text(b->arena, b->diags), "warning[P005]");
}

static void test_a_file_to_print_has_no_fields(void **state)
{
    struct bench *b = *state;
    write_fillable(b, false);
    assert_sound(b);
    assert_has(output_of(b, "pdfinfo $f"), "none");
}

static void test_a_ticked_box_shows_its_tick(void **state)
{
    struct bench *b = *state;
    static const char draw[] = "mutool draw -q -r 72 -F pgm -o - $f 1 2>/dev/null | cksum";
    write_fillable(b, true);
    const char *before = output_of(b, draw);
    output_of(b, "python3 tests/fill.py $f $d/b.pdf 结构=框架 && cp $d/b.pdf $f");
    assert_string_not_equal(output_of(b, draw), before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_pages_share_is_stored_once),
        TEST(test_a_layer_looks_like_the_page_itself),
        TEST(test_a_stencil_is_as_large_and_black_as_it_says),
        TEST(test_places_become_fields_of_their_names),
        TEST(test_what_can_be_typed_is_embedded),
        TEST(test_no_font_is_only_named),
        TEST(test_a_font_that_may_not_be_typed_is_told),
        TEST(test_a_file_to_print_has_no_fields),
        TEST(test_a_ticked_box_shows_its_tick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
