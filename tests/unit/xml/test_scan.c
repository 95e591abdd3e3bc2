/* The streaming face: what callbacks are told, and what ends a scan. */
#include "xml_testing.h"

struct told {
    struct buf out;
    const char *stop_at; /* the element whose start ends the scan */
    bool qualified;
};

static bool tell_start(void *context, const char *name, const struct xml_scan_attr attrs[],
                       size_t n)
{
    struct told *t = context;
    buf_printf(&t->out, "<%s", name);
    for (size_t i = 0; i < n; i++)
        buf_printf(&t->out, " %s='%.*s'", attrs[i].name, (int)attrs[i].n, attrs[i].value);
    buf_char(&t->out, '>');
    return !t->stop_at || strcmp(name, t->stop_at) != 0;
}

static bool tell_text(void *context, const char *utf8, size_t n)
{
    struct told *t = context;
    buf_add(&t->out, utf8, n);
    return true;
}

static bool tell_end(void *context, const char *name)
{
    struct told *t = context;
    buf_printf(&t->out, "</%s>", name);
    return true;
}

static bool scan_pieces(const char *bytes, size_t n, size_t piece, struct told *t)
{
    struct xml_events events = {t, tell_start, tell_text, tell_end, t->qualified};
    struct xml_scanner *s = xml_scanner_open(&events);
    bool ok = true;
    for (size_t at = 0; ok && at < n; at += piece)
        ok = xml_scanner_add(s, bytes + at, n - at < piece ? n - at : piece);
    return xml_scanner_close(s) && ok;
}

/* Whole; and the same in pieces of any size. */
static bool scan(const char *bytes, size_t n, struct told *t)
{
    struct xml_events events = {t, tell_start, tell_text, tell_end, t->qualified};
    char *copy = mem_alloc(n); /* of just this size, so that a read beyond it is seen */
    memcpy(copy, bytes, n);
    bool ok = xml_scan(copy, n, &events);
    free(copy);
    for (size_t piece = 1; piece < 40 && n < 100000; piece += 1 + piece / 4) {
        struct told again = {.stop_at = t->stop_at, .qualified = t->qualified};
        assert_int_equal(scan_pieces(bytes, n, piece, &again), ok);
        if (ok)
            assert_string_equal(again.out.p, t->out.p);
        buf_drop(&again.out);
    }
    return ok;
}

static void assert_told(const char *text, const char *expected)
{
    struct told t = {0};
    assert_true(scan(text, strlen(text), &t));
    assert_string_equal(t.out.p, expected);
    buf_drop(&t.out);
}

static void assert_refused(const char *text)
{
    struct told t = {0};
    assert_false(scan(text, strlen(text), &t));
    buf_drop(&t.out);
}

static void elements_attributes_and_texts_are_told_in_order(void **state)
{
    (void)state;
    assert_told("<a x='1' y=\"二\"><b/>文<c>字</c></a>", "<a x='1' y='二'><b></b>文<c>字</c></a>");
}

static void references_and_cdata_are_told_as_what_they_stand_for(void **state)
{
    (void)state;
    assert_told("<a x='R&amp;D&lt;&#20108;'>R&amp;D&#10;<![CDATA[<&>]]></a>",
                "<a x='R&D<二'>R&D\n<&></a>");
}

static void line_ends_are_one_character_and_blanks_of_values_are_spaces(void **state)
{
    (void)state;
    assert_told("<a x='1\r\n2\t3&#10;4\r5'>p\r\nq\rr\ts</a>", "<a x='1 2 3\n4 5'>p\nq\nr\ts</a>");
}

static void comments_and_instructions_say_nothing(void **state)
{
    (void)state;
    assert_told(
        "\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <x> --><a>1<!--<b>--><?p <c>?>2</a>\n<!---->",
        "<a>12</a>");
}

static void utf_16_is_converted(void **state)
{
    (void)state;
    static const char text[] = "\xFE\xFF\0<\0a\0>\x4E\x2D\0<\0/\0a\0>";
    struct told t = {0};
    assert_true(scan(text, sizeof text - 1, &t));
    assert_string_equal(t.out.p, "<a>中</a>");
    buf_drop(&t.out);
    assert_false(scan(text, sizeof text - 4, &t));
    buf_drop(&t.out);
}

static void prefixes_are_dropped(void **state)
{
    (void)state;
    assert_told("<m:a xmlns:m='u' xmlns:r='v' r:id='3'><m:b/></m:a>", "<a id='3'><b></b></a>");
}

static void a_callback_ends_the_scan(void **state)
{
    (void)state;
    struct told t = {.stop_at = "b"};
    static const char text[] = "<a><b>x</b><c/></a>";
    assert_false(scan(text, sizeof text - 1, &t));
    assert_string_equal(t.out.p, "<a><b>");
    buf_drop(&t.out);
}

static void what_is_not_well_formed_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"<a>",      "<a></b>",     "x",
                                        "<a/><b/>", "<a b=1/>",    "<a>&x;",
                                        "<a",       "<a>\x01</a>", "<a>\xFF</a>",
                                        "<a/>x",    "<a></ab>",    "<ab></a>",
                                        "<1/>",     "<a / >",      "<a b='1'c='2'/>",
                                        "<a b/>",   "<a b='<'/>",  "<a b='1' b='2'/>",
                                        "<a b='",   "<a b='&",     "<a>&amp</a>",
                                        "<a>&#0;",  "<a>&#;</a>",  "<a>&#xD800;</a>",
                                        "<!---",    "<a><!x></a>", "<a>&#99999999999;</a>",
                                        "<?x",      "<a><![CDATA", "<![CDATA[]]><a/>",
                                        "<",        "</a>",        "<a><![CDATA[]]"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_refused(texts[i]);
    struct told t = {0};
    assert_false(scan("", 0, &t));
    buf_drop(&t.out);
}

static void dtds_and_entities_are_refused_before_they_are_read(void **state)
{
    (void)state;
    static const char bomb[] = "<!DOCTYPE a [<!ENTITY x 'xxxx'><!ENTITY y '&x;&x;'>]><a>&y;</a>";
    struct told t = {0};
    assert_false(scan(bomb, sizeof bomb - 1, &t));
    assert_null(t.out.p);
    buf_drop(&t.out);
    assert_refused("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>");
    assert_refused("<!DOCTYPE a><a/>");
    assert_refused("<a>&nbsp;</a>");
}

static bool scans_nested(int depth)
{
    struct buf text = {0};
    for (int i = 0; i < depth; i++)
        buf_str(&text, "<a>");
    for (int i = 0; i < depth; i++)
        buf_str(&text, "</a>");
    struct told t = {0};
    bool ok = scan(text.p, text.n, &t);
    buf_drop(&text);
    buf_drop(&t.out);
    return ok;
}

static void attributes_are_limited(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_str(&text, "<a");
    for (int i = 0; i < 64; i++)
        buf_printf(&text, " x%d=''", i);
    struct told t = {0};
    buf_str(&text, "/>");
    assert_true(scan(text.p, text.n, &t));
    text.n -= 2;
    buf_str(&text, " y=''/>");
    assert_false(scan(text.p, text.n, &t));
    buf_drop(&text);
    buf_drop(&t.out);
}

static void prefixes_are_told_to_who_asks(void **state)
{
    (void)state;
    static const char text[] = "<w:a xmlns:w='u' xmlns='v' w:x='1' x='2'><b/></w:a>";
    struct told t = {.qualified = true};
    assert_true(scan(text, sizeof text - 1, &t));
    assert_string_equal(t.out.p, "<w:a xmlns:w='u' xmlns='v' w:x='1' x='2'><b></b></w:a>");
    buf_drop(&t.out);
}

static void depth_is_limited(void **state)
{
    (void)state;
    assert_true(scans_nested(200));
    assert_false(scans_nested(201));
    assert_false(scans_nested(100000));
}

static void a_text_of_megabytes_is_told_whole(void **state)
{
    (void)state;
    enum { ROWS = 300000 };
    struct buf text = {0};
    buf_str(&text, "<a>");
    for (int i = 0; i < ROWS; i++)
        buf_str(&text, "<row r='1'><c>青禾县</c></row>\n");
    buf_str(&text, "</a>");
    struct told t = {0};
    assert_true(scan(text.p, text.n, &t));
    assert_int_equal(t.out.n, text.n);
    buf_drop(&text);
    buf_drop(&t.out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_attributes_and_texts_are_told_in_order),
        cmocka_unit_test(references_and_cdata_are_told_as_what_they_stand_for),
        cmocka_unit_test(line_ends_are_one_character_and_blanks_of_values_are_spaces),
        cmocka_unit_test(comments_and_instructions_say_nothing),
        cmocka_unit_test(utf_16_is_converted),
        cmocka_unit_test(prefixes_are_dropped),
        cmocka_unit_test(a_callback_ends_the_scan),
        cmocka_unit_test(what_is_not_well_formed_is_refused),
        cmocka_unit_test(dtds_and_entities_are_refused_before_they_are_read),
        cmocka_unit_test(attributes_are_limited),
        cmocka_unit_test(prefixes_are_told_to_who_asks),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(a_text_of_megabytes_is_told_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
