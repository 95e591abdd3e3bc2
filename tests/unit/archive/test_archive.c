/*
 * A good file with one thing of each kind, and the same with one thing taken out or broken: the
 * rule about it must say so. What is broken has the length of what was there, so that the file's
 * table of objects stays right.
 */
#include "../pdf/pages.h"

#include "archive/archive.h"

static const struct page_info info = {"关于值班的通知", "青禾县人民政府", "青政发〔2026〕1号",
                                      "fonts/free/sRGB.icc"};

struct broken {
    enum archive_rule rule;
    const char *was, *is; /* was NULL: the file is made anew by the command is */
};

static const struct broken mistakes[] = {
    {ARCHIVE_HEADER, "%PDF-1.7", "%PDF-1.x"},
    {ARCHIVE_HEADER, "\n%\xBF\xF7\xA2\xFE", "\n%abcd"},
    {ARCHIVE_IDENTITY, "/ID [", "/Ix ["},
    {ARCHIVE_ENCRYPTION, NULL, "qpdf --encrypt '' owner 256 -- $d/good.pdf $d/bad.pdf"},
    {ARCHIVE_END, NULL, "(cat $d/good.pdf; echo more) >$d/bad.pdf"},
    {ARCHIVE_STREAMS, "/Subtype /CIDFontType0C", "/F (gone)              "},
    {ARCHIVE_LIMITS, "595.276", "  1.276"},
    {ARCHIVE_RESOURCES, "/Resources", "/Resourcex"},
    {ARCHIVE_INTENT, "/GTS_PDFA1", "/GTS_PDFX1"},
    {ARCHIVE_INTENT, "/N 3", "/N 4"},
    {ARCHIVE_COLOURS, "0 g\n", "0 k\n"},
    {ARCHIVE_COLOURS, "/DestOutputProfile", "/DestOutputProfilx"},
    {ARCHIVE_STATES, "/Lang (zh-CN)", "/TR /Identity"},
    {ARCHIVE_IMAGES, "/BitsPerComponent 8", "/Interpolate true  "},
    {ARCHIVE_EMBEDDING, "/FontFile3", "/FontFile9"},
    {ARCHIVE_UNICODE, "/ToUnicode", "/ToUnicodx"},
    {ARCHIVE_ANNOTATIONS, "/F 4", "/F 6"},
    {ARCHIVE_ANNOTATIONS, "/F 4", "    "},
    {ARCHIVE_LOOKS, "/AP <<", "/Ax <<"},
    {ARCHIVE_FORM, "/NeedAppearances false", "/NeedAppearances true "},
    {ARCHIVE_ACTIONS, "/Lang (zh-CN)", "/AA << >>    "},
    {ARCHIVE_ACTIONS, "/Lang (zh-CN)", "/JS (x)      "},
    {ARCHIVE_METADATA, "/Subtype /XML", "/Subtype /XMx"},
    {ARCHIVE_METADATA, "/Metadata ", "/Metadatx "},
    {ARCHIVE_AGREEMENT, "关于值班的通知</rdf:li>", "关于值守的通知</rdf:li>"},
    {ARCHIVE_AGREEMENT, "<dc:creator>", "<dc:creatox>"},
    {ARCHIVE_PART, "<pdfaid:part>2", "<pdfaid:part>1"},
    {ARCHIVE_PART, "conformance>U", "conformance>B"},
    {ARCHIVE_FILES, "/Lang (zh-CN)", "/EF << >>    "},
};

/* Text, a link, a picture and a box to tick; once more with plain objects as good.pdf. */
static void write_good(struct bench *b)
{
    uint8_t pixels[] = {255, 0, 0, 255, 255, 255, 255, 0};
    struct image seal = {.width = 2, .height = 1, .pixels = pixels};
    struct page_item items[4];
    struct line line = {.text = "值班", .role = ROLE_HEI, .size = EM, .x = LEFT, .y = 100000};
    size_t n = set_line(b, &line, items);
    items[n++] = (struct page_item){
        .kind = ITEM_IMAGE,
        .image = {.image = &seal, .x = LEFT, .y = 200000, .width = 100000, .height = 50000}};
    const struct page_link link = {
        .target = "s1", .x = LEFT, .y = 90000, .width = 1000, .height = 1000};
    const struct anchor anchor = {"s1", 200000};
    const struct page_field box = {.kind = FIELD_CHECK,
                                   .name = "项目",
                                   .option = "值班",
                                   .x = LEFT,
                                   .y = 300000,
                                   .width = EM,
                                   .height = EM};
    struct page page = a4(items, n, 1);
    page.links = &link;
    page.n_links = 1;
    page.anchors = &anchor;
    page.n_anchors = 1;
    page.fields = &box;
    page.n_fields = 1;
    struct sink *out = sink_open(b->path, b->diags);
    struct pdf *pdf = pdf_open(out, &info, b->diags);
    pdf_make_fillable(pdf, b->fonts);
    struct page_sink sink = pdf_sink(pdf);
    assert_true(sink.put(sink.context, &page));
    assert_true(pdf_finish(pdf));
    assert_true(sink_commit(out));
    assert_string_equal(output_of(b, "qpdf --qdf --object-streams=disable $f $d/good.pdf"), "");
}

/* good.pdf with every was replaced, as bad.pdf. */
static void write_bad(struct bench *b, const struct broken *m)
{
    size_t n, length = strlen(m->was);
    char *bytes = file_read(b->arena, arena_printf(b->arena, "%s/good.pdf", b->folder), &n,
                            (struct pos){0}, b->diags);
    bool found = false;
    assert_int_equal(length, strlen(m->is));
    for (size_t i = 0; i + length <= n; i++)
        if (memcmp(bytes + i, m->was, length) == 0) {
            memcpy(bytes + i, m->is, length);
            found = true;
        }
    if (!found)
        fail_msg("the good file has no %s", m->was);
    struct buf all = {0};
    buf_add(&all, bytes, n);
    assert_true(file_write(arena_printf(b->arena, "%s/bad.pdf", b->folder), &all, b->diags));
    buf_drop(&all);
}

static struct archive_report report_of(struct bench *b, const char *name)
{
    struct archive_report report;
    assert_true(archive_check(b->arena, arena_printf(b->arena, "%s/%s", b->folder, name), &report,
                              b->diags));
    return report;
}

static void test_a_good_file_keeps_every_rule(void **state)
{
    struct bench *b = *state;
    static const char *const files[] = {"a.pdf", "good.pdf"};
    write_good(b);
    for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
        struct archive_report report = report_of(b, files[k]);
        for (int i = 0; i < ARCHIVE_RULES; i++)
            if (report.results[i].breaches)
                fail_msg("%s: rule %d in object %d", files[k], i, report.results[i].first);
        assert_true(archive_holds(&report));
    }
    assert_string_equal(findings_text(b->arena, b->diags), "");
}

static void test_whatever_is_broken_is_told(void **state)
{
    struct bench *b = *state;
    bool tried[ARCHIVE_RULES] = {false};
    write_good(b);
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        const struct broken *m = &mistakes[i];
        if (m->was)
            write_bad(b, m);
        else
            assert_string_equal(output_of(b, m->is), "");
        struct archive_report report = report_of(b, "bad.pdf");
        if (!report.results[m->rule].breaches)
            fail_msg("nobody saw that %s became %s", m->was ? m->was : "the file", m->is);
        assert_has(findings_text(b->arena, b->diags), "Q061");
        tried[m->rule] = true;
    }
    for (int i = 0; i < ARCHIVE_RULES; i++)
        if (!tried[i])
            fail_msg("rule %d has no file that breaks it", i);
}

static void test_a_report_has_a_row_a_rule(void **state)
{
    struct bench *b = *state;
    struct archive_report report = {.results = {{0}}};
    struct buf text = {0}, json = {0};
    report.results[ARCHIVE_COLOURS] = (struct archive_result){3, 12};
    report.results[ARCHIVE_IDENTITY].breaches = 1;
    archive_text(&report, "a.pdf", DIAG_EN, &text);
    archive_json(&report, "a.pdf", DIAG_ZH, &json);
    assert_has(text.p, "  breaches  6.2.4.3 colours are those of the output intent: 3 times, first "
                       "in object 12\n");
    assert_has(text.p, "  breaches  6.1.3 the file's identity, /ID: 1 times, of the file itself\n");
    assert_has(text.p, "  conforms  6.8 no files within the file\n");
    assert_has(json.p, "\"conforms\":false,\"rules\":[\n");
    assert_has(json.p, "\"conforms\":false,\"breaches\":3,\"object\":12}");
    buf_drop(&text);
    buf_drop(&json);
    (void)b;
}

static void test_what_is_no_pdf_is_told(void **state)
{
    struct bench *b = *state;
    struct archive_report report;
    output_of(b, "echo '<a/>' >$f");
    assert_false(archive_check(b->arena, b->path, &report, b->diags));
    assert_has(findings_text(b->arena, b->diags), "Q060");
}

/* Half a file, or one with bytes changed, is read to its end or refused. */
static void test_damage_is_survived(void **state)
{
    struct bench *b = *state;
    enum { CUTS = 40, STEP = 131 };
    write_good(b);
    size_t n;
    const char *bytes = file_read(b->arena, b->path, &n, (struct pos){0}, b->diags);
    for (size_t i = 1; i < CUTS; i++) {
        struct archive_report report;
        struct buf part = {0};
        buf_add(&part, bytes, i % 2 ? n * i / CUTS : n);
        for (size_t k = i * STEP; k < part.n; k += n / i)
            part.p[k] = (char)(part.p[k] ^ (char)i);
        assert_true(file_write(b->path, &part, b->diags));
        buf_drop(&part);
        if (archive_check(b->arena, b->path, &report, b->diags))
            assert_false(archive_holds(&report) && i % 2);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_good_file_keeps_every_rule), TEST(test_whatever_is_broken_is_told),
        TEST(test_a_report_has_a_row_a_rule),    TEST(test_what_is_no_pdf_is_told),
        TEST(test_damage_is_survived),
    };
    return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
