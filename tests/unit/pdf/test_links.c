/* Links jump where they should, by the account of mupdf, poppler and qpdf. */
#include "pages.h"

static const struct page_info no_info = {.title = NULL};

static const struct page_link toc = {"s1", LEFT, 100000, 200000, 20000};

/* The page of every link of a file, in order, as mupdf resolves them; its own scripts' words have
 * changed since 1.21. */
static char *jumps(struct bench *b)
{
    FILE *f = fopen(arena_printf(b->arena, "%s/jumps.js", b->folder), "w");
    fputs("var f = scriptArgs[0];\n"
          "var d = Document.openDocument ? Document.openDocument(f) : new Document(f);\n"
          "for (var p = 0; p < d.countPages(); p++)\n"
          "  d.loadPage(p).getLinks().forEach(function (l) {\n"
          "    var to = d.resolveLink(l.getURI ? l.getURI() : l.uri);\n"
          "    print(to.page === undefined ? to : to.page);\n"
          "  });\n",
          f);
    fclose(f);
    return output_of(b, "mutool run $d/jumps.js $f");
}

static void test_a_link_leads_to_a_later_page(void **state)
{
    struct bench *b = *state;
    struct page pages[] = {a4(NULL, 0, 1), a4(NULL, 0, 2), a4(NULL, 0, 3)};
    const struct anchor anchor = {"s1", 200000};
    pages[0].links = &toc;
    pages[0].n_links = 1;
    pages[2].anchors = &anchor;
    pages[2].n_anchors = 1;
    write_pages(b, &no_info, pages, 3);
    assert_sound(b);
    assert_string_equal(jumps(b), "2\n");
    assert_has(output_of(b, "pdfinfo -dests $f"), "   3 [ XYZ null  642 null      ] \"s1\"");
}

static void test_a_link_leads_back_and_to_its_own_page(void **state)
{
    struct bench *b = *state;
    struct page pages[] = {a4(NULL, 0, 1), a4(NULL, 0, 2)};
    const struct anchor first = {"s1", 200000}, second = {"s2", 0};
    const struct page_link links[] = {toc, {"s2", LEFT, 300000, 1000, 1000}};
    pages[0].anchors = &first;
    pages[1].anchors = &second;
    pages[0].n_anchors = pages[1].n_anchors = 1;
    pages[1].links = links;
    pages[1].n_links = 2;
    write_pages(b, &no_info, pages, 2);
    assert_sound(b);
    assert_string_equal(jumps(b), "0\n1\n");
}

static void test_a_link_has_its_box_and_no_border(void **state)
{
    struct bench *b = *state;
    struct page page = a4(NULL, 0, 1);
    const struct anchor anchor = {"s1", 200000};
    page.links = &toc;
    page.anchors = &anchor;
    page.n_links = page.n_anchors = 1;
    write_pages(b, &no_info, &page, 1);
    char *link = output_of(b, "mutool show $f pages/1/Annots/1");
    assert_has(link, "/F 4\n"); /* printed, and never hidden */
    assert_has(link, "/Rect [ 79.37 721.89 279.37 741.89 ]");
    assert_has(link, "/Border [ 0 0 0 ]");
    assert_has(link, "/Subtype /Link");
    assert_has(link, "/Dest (s1)");
}

static void test_names_of_any_characters_lead_on(void **state)
{
    struct bench *b = *state;
    static const char *const names[] = {"附件1", "𠮷田(\\)", "a(b)\\", "a\rb\nc",
                                        "",      "附件",     "é附"};
    enum { NAMES = sizeof names / sizeof *names };
    struct page pages[1 + NAMES] = {a4(NULL, 0, 1)};
    struct page_link links[NAMES];
    struct anchor anchors[NAMES];
    struct buf wanted = {0};
    for (int i = 0; i < NAMES; i++) {
        links[i] = toc;
        links[i].target = anchors[i].name = names[i];
        anchors[i].y = 1000;
        pages[1 + i] = a4(NULL, 0, 2 + i);
        pages[1 + i].anchors = &anchors[i];
        pages[1 + i].n_anchors = 1;
        buf_printf(&wanted, "%d\n", 1 + i);
    }
    pages[0].links = links;
    pages[0].n_links = NAMES;
    write_pages(b, &no_info, pages, 1 + NAMES);
    assert_sound(b);
    assert_string_equal(jumps(b), wanted.p);
    assert_has(output_of(b, "pdfinfo -dests $f"), "\"附件1\"");
    buf_drop(&wanted);
}

/* More than a node of the tree holds, and than two levels do. */
static void assert_many(struct bench *b, int n)
{
    struct anchor *anchors = calloc((size_t)n, sizeof *anchors);
    struct page_link *links = calloc((size_t)n, sizeof *links);
    struct page pages[] = {a4(NULL, 0, 1), a4(NULL, 0, 2)};
    for (int i = 0; i < n; i++) {
        anchors[i] = (struct anchor){arena_printf(b->arena, "n%d", i), 1000};
        links[i] = toc;
        links[i].target = anchors[i].name;
    }
    pages[0].links = links;
    pages[1].anchors = anchors;
    pages[0].n_links = pages[1].n_anchors = (size_t)n;
    write_pages(b, &no_info, pages, 2);
    free(anchors);
    free(links);
    assert_sound(b);
    char *told = arena_printf(b->arena, "%d\n", n);
    assert_string_equal(output_of(b, "pdfinfo -dests $f | tail -n +2 | sort -u | wc -l"), told);
    jumps(b);
    assert_string_equal(output_of(b, "mutool run $d/jumps.js $f | grep -cx 1"), told);
}

static void test_many_names_are_all_found(void **state)
{
    static const int numbers[] = {63, 64, 65, 4096, 4097};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_many(*state, numbers[i]);
}

static void test_a_large_tree_is_balanced(void **state)
{
    struct bench *b = *state;
    assert_many(b, 4097);
    assert_has(output_of(b, "mutool show $f trailer/Root/Names/Dests"), "/Kids");
    assert_null(strstr(output_of(b, "mutool show $f trailer/Root/Names/Dests"), "/Limits"));
    assert_has(output_of(b, "mutool show $f trailer/Root/Names/Dests/Kids/1"), "/Limits [ (n0) (n");
    char *leaf = output_of(b, "mutool show $f trailer/Root/Names/Dests/Kids/1/Kids/1");
    assert_has(leaf, "/Limits [ (n0) (n");
    assert_has(leaf, "/Names [");
}

/* A file of one page that cannot be finished; the page itself may still be taken. */
static void write_faulty(struct bench *b, const struct page *page, bool taken)
{
    struct sink *out = sink_open(b->path, b->diags);
    struct pdf *pdf = pdf_open(out, &no_info, b->diags);
    struct page_sink sink = pdf_sink(pdf);
    assert_int_equal(sink.put(sink.context, page), taken);
    assert_false(pdf_finish(pdf));
    sink_abandon(out);
}

static void test_a_link_to_nowhere_is_an_internal_fault(void **state)
{
    struct bench *b = *state;
    struct page page = a4(NULL, 0, 1);
    const struct anchor anchor = {"s1", 0};
    const struct page_link links[] = {toc, {"s2", 0, 0, 1, 1}, {"s2", 0, 0, 1, 1}};
    page.anchors = &anchor;
    page.links = links;
    page.n_anchors = 1;
    page.n_links = 3;
    write_faulty(b, &page, true);
    assert_int_equal(diags_count(b->diags, DIAG_ERROR), 1);
    assert_has(findings_text(b->arena, b->diags),
               "error[P003]: internal error while making the PDF: a link leads to \"s2\"");
}

static void test_an_anchor_that_stands_twice_is_an_internal_fault(void **state)
{
    struct bench *b = *state;
    struct page page = a4(NULL, 0, 1);
    const struct anchor anchors[] = {{"s1", 0}, {"s1", 5}};
    page.anchors = anchors;
    page.n_anchors = 2;
    write_faulty(b, &page, false);
    assert_int_equal(diags_count(b->diags, DIAG_ERROR), 1);
    assert_has(findings_text(b->arena, b->diags), "error[P004]");
}

static void test_without_links_there_are_no_names(void **state)
{
    struct bench *b = *state;
    struct page page = a4(NULL, 0, 1);
    write_pages(b, &no_info, &page, 1);
    assert_null(strstr(output_of(b, "mutool show $f trailer/Root"), "/Names"));
    assert_null(strstr(output_of(b, "mutool show $f pages/1"), "/Annots"));
}

#define PROMISE(f) cmocka_unit_test_setup_teardown(f, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROMISE(test_a_link_leads_to_a_later_page),
        PROMISE(test_a_link_leads_back_and_to_its_own_page),
        PROMISE(test_a_link_has_its_box_and_no_border),
        PROMISE(test_names_of_any_characters_lead_on),
        PROMISE(test_many_names_are_all_found),
        PROMISE(test_a_large_tree_is_balanced),
        PROMISE(test_a_link_to_nowhere_is_an_internal_fault),
        PROMISE(test_an_anchor_that_stands_twice_is_an_internal_fault),
        PROMISE(test_without_links_there_are_no_names),
    };
    return cmocka_run_group_tests_name("pdf links", tests, NULL, NULL);
}
