/* The file as poppler, mupdf and qpdf read it. */
#include "pages.h"

#include <signal.h>
#include <sys/resource.h>

#include "pdf/pdf_int.h"

enum { MAX_ITEMS = 64 };

static const struct page_info no_info = {.title = NULL};

static size_t count(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, part)); p += strlen(part))
        n++;
    return n;
}

static void test_text_comes_back_as_it_was(void **state)
{
    struct bench *b = *state;
    static const char *const lines[] = {"关于印发《工作方案》的通知", "青振〔2026〕10号",
                                        "姓名𠮷田，是非——分明。", "（一）加强领导(Plan B\\2)"};
    struct page_item items[MAX_ITEMS];
    size_t n = 0;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct line line = {lines[i], ROLE_BODY, EM, LEFT, 100000 + 28000 * (len_t)i, 0, 0};
        n += set_line(b, &line, items + n);
    }
    struct page page = a4(items, n, 1);
    write_pages(b, &no_info, &page, 1);
    assert_sound(b);
    char *poppler = output_of(b, "pdftotext $f -"),
         *mupdf = output_of(b, "mutool draw -q -F txt $f");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        assert_has(poppler, lines[i]);
        assert_has(mupdf, lines[i]);
    }
}

/* Enough characters that a CID's bytes take on every value a string must escape. */
static void test_a_thousand_characters_come_back(void **state)
{
    struct bench *b = *state;
    enum { ROWS = 40, COLUMNS = 25, FIRST = 0x4E00 };
    struct page_item items[ROWS * COLUMNS];
    char rows[ROWS][COLUMNS * UTF8_MAX + 1] = {{0}};
    size_t n = 0;
    for (int row = 0; row < ROWS; row++) {
        struct buf text = {0};
        for (int i = 0; i < COLUMNS; i++)
            buf_code(&text, (uint32_t)(FIRST + row * COLUMNS + i));
        strcpy(rows[row], text.p);
        buf_drop(&text);
        struct line line = {rows[row], ROLE_SONG, EM, LEFT, 60000 + 18000 * (len_t)row, 0, 0};
        n += set_line(b, &line, items + n);
    }
    struct page page = a4(items, n, 1);
    write_pages(b, &no_info, &page, 1);
    assert_sound(b);
    char *poppler = output_of(b, "pdftotext $f -");
    for (int row = 0; row < ROWS; row++)
        assert_has(poppler, rows[row]);
    /* a bare CR in a string means LF, though these readers let it pass */
    assert_string_equal(output_of(b, "mutool show -b $f pages/1/Contents | tr -dc '\\r' | wc -c"),
                        "0\n");
}

/* How many pixels of a picture (PGM) are dark. */
static size_t ink_of(const char *path)
{
    enum { DARK = 128 };
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    int width = 0, height = 0;
    assert_int_equal(fscanf(f, "P5 %d %d 255", &width, &height), 2);
    fgetc(f);
    size_t n = 0;
    for (int c; (c = fgetc(f)) != EOF;)
        n += c < DARK;
    fclose(f);
    return n;
}

/* Text that comes back proves no glyph: in every role, both readers must draw the same ink. */
static void test_every_role_is_drawn_alike_by_both_readers(void **state)
{
    struct bench *b = *state;
    for (int role = 0; role < FONT_ROLES; role++) {
        const char *text = role == ROLE_LATIN ? "H" : "国";
        struct line line = {text, (enum font_role)role, 200000, LEFT, 400000, 0, 0};
        struct page_item items[MAX_ITEMS];
        struct page page = a4(items, set_line(b, &line, items), 1);
        write_pages(b, &no_info, &page, 1);
        output_of(b, "pdftoppm -gray -r 72 -singlefile $f $d/poppler");
        output_of(b, "mutool draw -q -c gray -r 72 -o $d/mupdf.pgm $f 1");
        size_t poppler = ink_of(arena_printf(b->arena, "%s/poppler.pgm", b->folder));
        size_t mupdf = ink_of(arena_printf(b->arena, "%s/mupdf.pgm", b->folder));
        if (poppler < 1000 || mupdf < poppler * 95 / 100 || mupdf > poppler * 105 / 100)
            fail_msg("%s: %zu and %zu dark pixels", font_role_name((enum font_role)role), poppler,
                     mupdf);
    }
}

static void test_fonts_are_embedded_subset_and_have_text(void **state)
{
    struct bench *b = *state;
    struct page_item items[MAX_ITEMS];
    struct line line = {"一二三ABC", ROLE_BODY, EM, LEFT, 100000, 0, 0};
    size_t n = set_line(b, &line, items);
    struct page page = a4(items, n, 1);
    write_pages(b, &no_info, &page, 1);
    char *fonts = output_of(b, "pdffonts $f | tail -n +3");
    assert_int_equal(count(fonts, "\n"), n);
    assert_int_equal(count(fonts, "yes yes yes"), n);
    assert_int_equal(count(fonts, " Identity-H"), n);
}

/* Every glyph where it was placed, by mupdf's account, to 0.01 pt. */
static void assert_places(struct bench *b, const struct page_item *items, size_t n)
{
    const char *p = output_of(b, "mutool trace $f");
    for (size_t i = 0; i < n; i++) {
        const struct glyph_run *run = &items[i].glyphs;
        for (size_t k = 0; k < run->n; k++) {
            p = strstr(p, "<g ");
            assert_non_null(p);
            const char *x = strstr(p, " x=\""), *y = strstr(p, " y=\"");
            double wanted_x = (double)(run->x + run->glyphs[k].x) / LEN_PT;
            double wanted_y = (double)(A4_HEIGHT - run->y) / LEN_PT;
            assert_true(x && y);
            if (llabs((long long)((atof(x + 4) - wanted_x) * 1e5)) > 1000 ||
                llabs((long long)((atof(y + 4) - wanted_y) * 1e5)) > 1000)
                fail_msg("run %zu glyph %zu at %.20s %.20s, not %f %f", i, k, x, y, wanted_x,
                         wanted_y);
            p++;
        }
    }
}

static void test_glyphs_stand_where_they_were_placed(void **state)
{
    struct bench *b = *state;
    static const struct line lines[] = {
        {"为深入贯彻落实2026年工作部署，现将有关事项通知如下", ROLE_BODY, EM, LEFT, 100000, 0, 0},
        {"为深入贯彻落实2026年工作部署，现将有关事项通知如下", ROLE_BODY, 15900, LEFT, 130123, 137,
         0},
        {"为深入贯彻落实2026年工作部署，现将有关事项通知如下", ROLE_BODY, EM, LEFT, 160000, -333,
         0},
        {"青禾县乡村振兴领导小组文件", ROLE_TITLE, 48000, LEFT, 230000, 0, 651},
        {"青禾县乡村振兴领导小组文件", ROLE_TITLE, 47123, LEFT, 300000, 77, 873},
        {"Work plan 2026, No. 10", ROLE_LATIN, 10500, LEFT, 330000, 1, 1100},
    };
    struct page_item items[MAX_ITEMS];
    size_t n = 0;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        n += set_line(b, &lines[i], items + n);
    struct page page = a4(items, n, 1);
    write_pages(b, &no_info, &page, 1);
    assert_sound(b);
    assert_places(b, items, n);
}

/* Distances that no rule explains, so that every glyph needs its own adjustment. */
static void test_uneven_places_do_not_drift(void **state)
{
    struct bench *b = *state;
    enum { GLYPHS = 3000 };
    struct placed_glyph *glyphs = ARENA_ARRAY(b->arena, struct placed_glyph, GLYPHS);
    struct glyph g;
    uint32_t seed = 7;
    len_t x = 0;
    assert_true(fonts_glyph(b->fonts, ROLE_BODY, 0x4E00, &g));
    for (size_t i = 0; i < GLYPHS; i++) {
        glyphs[i] = page_glyph(&g, x, 0x4E00, 0);
        seed = seed * 1664525u + 1013904223u;
        x += 90 + (len_t)(seed >> 24);
    }
    struct page_item item = {
        .kind = ITEM_GLYPHS,
        .glyphs = {g.face, EM, black, LEFT, 100000, 907, glyphs, GLYPHS, NULL}};
    struct page page = a4(&item, 1, 1);
    write_pages(b, &no_info, &page, 1);
    assert_places(b, &item, 1);
}

static void test_a_solid_line_needs_no_adjustment(void **state)
{
    struct bench *b = *state;
    struct page_item items[MAX_ITEMS];
    struct line line = {"现将有关事项通知如下", ROLE_BODY, EM, LEFT, 100000, 250, 0};
    struct page page = a4(items, set_line(b, &line, items), 1);
    write_pages(b, &no_info, &page, 1);
    char *content = output_of(b, "mutool show -b $f pages/1/Contents");
    assert_has(content, "0.25 Tc");
    assert_null(strstr(content, "TJ"));
}

static void test_colours_and_rules_are_drawn(void **state)
{
    struct bench *b = *state;
    struct page_item items[] = {
        {.kind = ITEM_RULE,
         .rule = {LEFT, 200000, LEFT + 442205, 200000, 1417, {0, 1000, 1000, 0}}},
        {.kind = ITEM_RULE, .rule = {300000, 500000, 300000, 400000, 1000, {0, 0, 0, 1000}}},
    };
    struct page page = a4(items, 2, 1);
    write_pages(b, &no_info, &page, 1);
    assert_sound(b);
    char *trace = output_of(b, "mutool trace $f");
    assert_has(trace, "colorspace=\"DeviceRGB\" color=\"1 0 0\"");
    assert_has(trace, "colorspace=\"DeviceGray\" color=\"0\"");
    assert_has(trace, "<moveto x=\"79.37\" y=\"641.182\"/>");
    assert_has(trace, "<lineto x=\"521.575\"");
    assert_has(trace, "<moveto x=\"299.5\" y=\"341.89\"/>");
}

static void test_heavier_faces_are_stroked(void **state)
{
    struct bench *b = *state;
    struct page_item items[MAX_ITEMS];
    struct line line = {"文件", ROLE_TITLE, 40000, LEFT, 100000, 0, 0};
    size_t n = set_line(b, &line, items);
    assert_int_equal(n, 1);
    struct face heavy = *items[0].glyphs.face;
    struct sink *out = sink_open(b->path, b->diags);
    struct pdf *pdf = pdf_open(out, &no_info, b->diags);
    heavy.stroke = 25;
    items[0].glyphs.face = &heavy;
    struct page page = a4(items, n, 1);
    pdf_content_build(pdf, &page);
    assert_has(pdf->content.p, "2 Tr\n0 G\n1 j\n"); /* 40 pt * 0.025 is the 1 pt in force */
    pdf_abandon(pdf);
    sink_abandon(out);
}

static void test_outline_leads_to_its_headings(void **state)
{
    struct bench *b = *state;
    static const struct bookmark first[] = {{1, 100000, "一、总体要求"}, {3, 200000, "跳级𠮷"}};
    static const struct bookmark second[] = {{2, 150000, "（二）"}, {1, 300000, "二、组织领导"}};
    struct page pages[] = {a4(NULL, 0, 1), a4(NULL, 0, 2)};
    pages[0].bookmarks = first;
    pages[1].bookmarks = second;
    pages[0].n_bookmarks = pages[1].n_bookmarks = 2;
    write_pages(b, &no_info, pages, 2);
    assert_sound(b);
    char *outline = output_of(b, "mutool show $f outline | cut -c2- | sed 's/#.*//'");
    assert_string_equal(outline, "\t\"一、总体要求\"\t\n\t\t\"跳级𠮷\"\t\n\t\t\"（二）\"\t\n"
                                 "\t\"二、组织领导\"\t\n");
    assert_has(output_of(b, "mutool show -g $f grep"), "/XYZ null 542 null");
}

static void test_deep_outlines_end_at_a_depth(void **state)
{
    struct bench *b = *state;
    enum { MANY = 200 };
    struct bookmark marks[MANY];
    for (int i = 0; i < MANY; i++)
        marks[i] = (struct bookmark){i + 1, 100000, "x"};
    struct page page = a4(NULL, 0, 1);
    page.bookmarks = marks;
    page.n_bookmarks = MANY;
    write_pages(b, &no_info, &page, 1);
    assert_int_equal(count(output_of(b, "mutool show $f outline"), "\"x\""), MANY);
}

static void test_labels_are_the_pages_own_numbers(void **state)
{
    struct bench *b = *state;
    struct page pages[] = {a4(NULL, 0, 3), a4(NULL, 0, 4), a4(NULL, 0, 1)};
    write_pages(b, &no_info, pages, 3);
    char *json = output_of(b, "qpdf --json --json-key=pagelabels $f | tr -d ' \\n'");
    assert_has(json, "{\"index\":0,\"label\":{\"/S\":\"/D\",\"/St\":3}}");
    assert_has(json, "{\"index\":2,\"label\":{\"/S\":\"/D\",\"/St\":1}}");
    assert_int_equal(count(json, "\"index\""), 2);
}

static void test_file_says_what_it_is(void **state)
{
    struct bench *b = *state;
    struct page page = a4(NULL, 0, 1);
    struct page_info info = {"关于𠮷的通知", "青禾县(人民)政府", "通知", NULL};
    write_pages(b, &info, &page, 1);
    char *text = output_of(b, "pdfinfo $f");
    assert_has(text, "Title:           关于𠮷的通知\n");
    assert_has(text, "Author:          青禾县(人民)政府\n");
    assert_has(text, "Subject:         通知\n");
    assert_has(text, "Producer:        hongtou ");
    assert_has(text, "PDF version:     1.7\n");
    assert_has(text, "Page size:       595.276 x 841.89 pts (A4)");
    assert_null(strstr(text, "CreationDate"));
    char *catalog = output_of(b, "mutool show $f trailer/Root");
    assert_has(catalog, "/Lang (zh-CN)");
    assert_has(catalog, "/DisplayDocTitle true");
}

static void test_source_date_is_the_documents_date(void **state)
{
    struct bench *b = *state;
    struct page page = a4(NULL, 0, 1);
    setenv("SOURCE_DATE_EPOCH", "1767225600", 1);
    write_pages(b, &no_info, &page, 1);
    unsetenv("SOURCE_DATE_EPOCH");
    char *info = output_of(b, "mutool show $f trailer/Info");
    assert_has(info, "/CreationDate (D:20260101000000Z)");
    assert_has(info, "/ModDate (D:20260101000000Z)");
}

static void test_a_nonsense_source_date_is_no_date(void **state)
{
    struct bench *b = *state;
    static const char *const values[] = {"", "soon", "12x", "99999999999999999999", "-5"};
    struct page page = a4(NULL, 0, 1);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        setenv("SOURCE_DATE_EPOCH", values[i], 1);
        write_pages(b, &no_info, &page, 1);
        assert_null(strstr(output_of(b, "mutool show $f trailer/Info"), "CreationDate"));
    }
    unsetenv("SOURCE_DATE_EPOCH");
}

static void test_two_runs_give_the_same_bytes(void **state)
{
    struct bench *b = *state;
    struct page_item items[MAX_ITEMS];
    struct line line = {"同一份文件ABC——123，两次生成", ROLE_BODY, EM, LEFT, 100000, 3, 0};
    struct page page = a4(items, set_line(b, &line, items), 1);
    write_pages(b, &no_info, &page, 1);
    assert_string_equal(output_of(b, "cp $f $d/first.pdf"), "");
    write_pages(b, &no_info, &page, 1);
    assert_string_equal(output_of(b, "cmp $f $d/first.pdf"), "");
}

static long resident_kb(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_maxrss;
}

/* Numbers of pages at which a level of the tree is full, and just more. */
static void test_page_tree_counts(void **state)
{
    struct bench *b = *state;
    static const size_t numbers[] = {1, 64, 65, 4096, 4097};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct page *pages = calloc(numbers[i], sizeof *pages);
        for (size_t k = 0; k < numbers[i]; k++)
            pages[k] = a4(NULL, 0, (int)k + 1);
        write_pages(b, &no_info, pages, numbers[i]);
        free(pages);
        size_t told = strtoul(output_of(b, "pdfinfo $f | sed -n 's/^Pages: *//p'"), NULL, 10);
        assert_int_equal(told, numbers[i]);
        assert_has(output_of(b, "qpdf --check $f"), "No syntax or stream encoding errors");
    }
}

/* More than libharu's arrays hold, and little memory for each. */
static void test_forty_thousand_pages_take_little_memory(void **state)
{
    struct bench *b = *state;
    enum { PAGES = 40000, KB_A_PAGE_TENTHS = 5 };
    struct page_item items[MAX_ITEMS];
    struct line line = {"第一页", ROLE_BODY, EM, LEFT, 100000, 0, 0};
    struct page page = a4(items, set_line(b, &line, items), 1);
    struct sink *out = sink_open(b->path, b->diags);
    struct pdf *pdf = pdf_open(out, &no_info, b->diags);
    struct page_sink sink = pdf_sink(pdf);
    long before = resident_kb();
    for (page.number = 1; page.number <= PAGES; page.number++)
        assert_true(sink.put(sink.context, &page));
    long grown = resident_kb() - before;
    assert_true(pdf_finish(pdf));
    assert_true(sink_commit(out));
    assert_has(output_of(b, "pdfinfo $f"), "Pages:           40000\n");
#ifndef MEM_SANITIZED
    assert_true(grown * 10 < (long)PAGES * KB_A_PAGE_TENTHS);
#else
    (void)grown;
#endif
}

static void test_too_large_a_file_is_refused(void **state)
{
    struct bench *b = *state;
    struct page_item items[MAX_ITEMS];
    struct line line = {"太大", ROLE_BODY, EM, LEFT, 100000, 0, 0};
    struct page page = a4(items, set_line(b, &line, items), 1);
    struct sink *out = sink_open(b->path, b->diags);
    struct pdf *pdf = pdf_open(out, &no_info, b->diags);
    struct page_sink sink = pdf_sink(pdf);
    assert_true(sink.put(sink.context, &page));
    pdf->file.limit = 1000;
    while (sink.put(sink.context, &page))
        ;
    assert_false(sink.put(sink.context, &page));
    assert_false(pdf_finish(pdf));
    sink_abandon(out);
    char *text = findings_text(b->arena, b->diags);
    assert_int_equal(count(text, "error["), 1);
    assert_has(text, "error[P002]");
    assert_int_equal(access(b->path, F_OK), -1);
}

static void test_a_failure_in_the_library_is_told_once(void **state)
{
    struct bench *b = *state;
    struct page page = a4(NULL, 0, 1);
    struct sink *out = sink_open(b->path, b->diags);
    struct pdf *pdf = pdf_open(out, &no_info, b->diags);
    struct page_sink sink = pdf_sink(pdf);
    HPDF_SetError(&pdf->file.error, HPDF_ARRAY_COUNT_ERR, 0);
    assert_false(sink.put(sink.context, &page));
    assert_false(pdf_finish(pdf));
    sink_abandon(out);
    char *text = findings_text(b->arena, b->diags);
    assert_int_equal(count(text, "error["), 1);
    assert_has(text, "error[P001]");
    assert_has(text, "0x1001");
}

static void test_a_refusing_sink_ends_the_work(void **state)
{
    struct bench *b = *state;
    struct rlimit old, small = {20000, 20000};
    struct page_item items[MAX_ITEMS];
    struct line line = {"磁盘已满", ROLE_BODY, EM, LEFT, 100000, 0, 0};
    struct page page = a4(items, set_line(b, &line, items), 1);
    struct sink *out = sink_open(b->path, b->diags);
    struct pdf *pdf = pdf_open(out, &no_info, b->diags);
    struct page_sink sink = pdf_sink(pdf);
    getrlimit(RLIMIT_FSIZE, &old);
    small.rlim_max = old.rlim_max;
    setrlimit(RLIMIT_FSIZE, &small);
    int taken = 0;
    while (taken < 100000 && sink.put(sink.context, &page))
        taken++;
    bool finished = pdf_finish(pdf);
    setrlimit(RLIMIT_FSIZE, &old);
    sink_abandon(out);
    assert_true(taken < 100000);
    assert_false(finished);
    char *text = findings_text(b->arena, b->diags);
    assert_int_equal(count(text, "error["), 1);
    assert_has(text, "error[S006]");
}

/* A glyph under two texts is two CIDs, and each text comes back. */
static void test_a_glyph_with_two_texts(void **state)
{
    struct bench *b = *state;
    struct glyph g;
    assert_true(fonts_glyph(b->fonts, ROLE_BODY, 0x4E2D, &g));
    struct placed_glyph glyphs[] = {page_glyph(&g, 0, 0x4E2D, 0), page_glyph(&g, EM, 0x2F00, 0),
                                    page_glyph(&g, 2 * EM, 0x4E2D, 0)};
    struct page_item item = {.kind = ITEM_GLYPHS,
                             .glyphs = {g.face, EM, black, LEFT, 100000, 1000, glyphs, 3, NULL}};
    struct page page = a4(&item, 1, 1);
    write_pages(b, &no_info, &page, 1);
    assert_has(output_of(b, "mutool draw -q -F txt $f"), "中⼀中");
}

#define PROMISE(f) cmocka_unit_test_setup_teardown(f, bench_open, bench_close)

int main(void)
{
    signal(SIGXFSZ, SIG_IGN);
    const struct CMUnitTest tests[] = {
        PROMISE(test_text_comes_back_as_it_was),
        PROMISE(test_a_thousand_characters_come_back),
        PROMISE(test_every_role_is_drawn_alike_by_both_readers),
        PROMISE(test_fonts_are_embedded_subset_and_have_text),
        PROMISE(test_glyphs_stand_where_they_were_placed),
        PROMISE(test_uneven_places_do_not_drift),
        PROMISE(test_a_solid_line_needs_no_adjustment),
        PROMISE(test_colours_and_rules_are_drawn),
        PROMISE(test_heavier_faces_are_stroked),
        PROMISE(test_outline_leads_to_its_headings),
        PROMISE(test_deep_outlines_end_at_a_depth),
        PROMISE(test_labels_are_the_pages_own_numbers),
        PROMISE(test_file_says_what_it_is),
        PROMISE(test_source_date_is_the_documents_date),
        PROMISE(test_a_nonsense_source_date_is_no_date),
        PROMISE(test_two_runs_give_the_same_bytes),
        PROMISE(test_page_tree_counts),
        PROMISE(test_forty_thousand_pages_take_little_memory),
        PROMISE(test_too_large_a_file_is_refused),
        PROMISE(test_a_failure_in_the_library_is_told_once),
        PROMISE(test_a_refusing_sink_ends_the_work),
        PROMISE(test_a_glyph_with_two_texts),
    };
    return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}
