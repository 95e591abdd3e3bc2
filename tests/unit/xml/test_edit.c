/* Where elements begin and end in raw text, which of it people read, and edits of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "xml/edit.h"

static const char document[] =
    "<?xml version=\"1.0\"?><!-- <b> -->\n<a x=\"1>2\"><b/><b y='\"/>'>甲<b>乙</b>&#x200B;"
    "<![CDATA[</b>]]></b ><?p </b>?>丙</a>\n";

struct reading {
    struct arena *arena;
    struct diags *diags;
    struct tree *tree;
};

static struct reading reading_of(const char *bytes, size_t n)
{
    struct reading r = {.arena = arena_new(), .diags = diags_new(DIAG_ZH)};
    r.tree = xml_parse(r.arena, "t", bytes, n, r.diags);
    assert_non_null(r.tree);
    return r;
}

static void drop(struct reading *r)
{
    diags_drop(r->diags);
    arena_drop(r->arena);
}

static void assert_extent(const struct reading *r, const struct node *n, const char *all,
                          const char *inside)
{
    struct xml_extent x = xml_extent(n);
    const char *bytes = r->tree->src->bytes;
    assert_string_equal(arena_strndup(r->arena, bytes + x.from, x.to - x.from), all);
    assert_string_equal(arena_strndup(r->arena, bytes + x.inside, x.inside_end - x.inside), inside);
}

static void test_extents(void **state)
{
    (void)state;
    struct reading r = reading_of(document, sizeof document - 1);
    const struct node *a = r.tree->root, *empty = a->first, *b = empty->next;
    static const char inside[] = "甲<b>乙</b>&#x200B;<![CDATA[</b>]]>";
    assert_extent(&r, empty, "<b/>", "");
    assert_extent(&r, b, arena_printf(r.arena, "<b y='\"/>'>%s</b >", inside), inside);
    struct xml_extent x = xml_extent(a);
    assert_int_equal(x.to, sizeof document - 2);
    drop(&r);
}

static void gather(void *context, uint32_t from, uint32_t to)
{
    struct buf *out = context;
    buf_printf(out, "[%.*s]", (int)(to - from), document + from);
}

static void test_texts_that_people_read(void **state)
{
    (void)state;
    struct reading r = reading_of(document, sizeof document - 1);
    struct buf out = {0};
    xml_each_text(r.tree->src, gather, &out);
    assert_string_equal(out.p, "[\n][1>2][\"/>][甲][乙][&#x200B;][丙][\n]");
    buf_drop(&out);
    drop(&r);
}

static void test_edits_keep_their_order(void **state)
{
    (void)state;
    static const char bytes[] = "<a>12345</a>";
    struct reading r = reading_of(bytes, sizeof bytes - 1);
    struct xml_edits edits = {.arena = r.arena};
    struct buf out = {0};
    xml_edit(&edits, 7, 8, "五");
    xml_edit(&edits, 3, 3, "<");
    xml_edit(&edits, 3, 4, "一");
    xml_edit(&edits, 8, 8, ">");
    xml_edits_apply(r.tree->src, &edits, &out);
    assert_string_equal(out.p, "<a><一234五></a>");
    buf_drop(&out);
    drop(&r);
}

static void assert_encoded(const char *before, size_t n, const char *utf8, const char *after, size_t m)
{
    struct buf text = {0}, out = {0};
    buf_str(&text, utf8);
    assert_true(xml_encode(before, n, &text, &out));
    assert_int_equal(out.n, m);
    assert_memory_equal(out.p, after, m);
    buf_drop(&text);
    buf_drop(&out);
}

static void test_a_file_keeps_its_encoding(void **state)
{
    (void)state;
#define GBK   "<?xml version=\"1.0\" encoding=\"gb2312\"?>"
#define AS(s) (s), sizeof(s) - 1
    assert_encoded(AS("<a>x</a>"), "<a>甲</a>", AS("<a>甲</a>"));
    assert_encoded(AS("\xEF\xBB\xBF<a/>"), "<a>甲</a>", AS("\xEF\xBB\xBF<a>甲</a>"));
    assert_encoded(AS(GBK "<a/>"), GBK "<a>甲</a>", AS(GBK "<a>\xBC\xD7</a>"));
    assert_encoded(AS("\xFF\xFE<\0a\0/\0>\0"), "<a>", AS("\xFF\xFE<\0a\0>\0"));
    struct buf text = {0}, out = {0};
    buf_str(&text, "甲");
    assert_false(xml_encode(AS("<?xml version=\"1.0\" encoding=\"Big6\"?><a/>"), &text, &out));
    buf_drop(&text);
    buf_drop(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_extents),
        cmocka_unit_test(test_texts_that_people_read),
        cmocka_unit_test(test_edits_keep_their_order),
        cmocka_unit_test(test_a_file_keeps_its_encoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
