/* An element as XML again: what is read from it is what was read before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "xml/xml.h"

static char *written(struct arena *a, const char *xml)
{
    struct diags *d = diags_new(DIAG_ZH);
    const struct tree *tree = xml_parse(a, "a.xml", xml, strlen(xml), d);
    struct buf out = {0};
    assert_non_null(tree);
    xml_write(tree->root, 0, &out);
    char *copy = arena_strndup(a, out.p, out.n);
    buf_drop(&out);
    diags_drop(d);
    return copy;
}

static void elements_are_indented(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(
        written(a, "<甲 题=\"一\"><!-- 不要 --><乙/>\n\n<丙><丁 a='1' b='2'/></丙></甲>"),
        "<甲 题=\"一\">\n  <乙/>\n  <丙>\n    <丁 a=\"1\" b=\"2\"/>\n  </丙>\n</甲>");
    arena_drop(a);
}

static void words_stay_as_they_are(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *xml =
        "<段>由<人名 人员=\"周柏\"/>\n  同志\"牵头\"，<强调>1 &lt; 2 &amp; 3</强调>。</段>";
    assert_string_equal(written(a, xml), xml);
    arena_drop(a);
}

static void what_would_be_xml_is_escaped(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *xml = "<段 题=\"&lt;甲&gt; &amp; &quot;乙&quot;&#10;&#9;\"/>";
    assert_string_equal(written(a, xml), xml);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_are_indented),
        cmocka_unit_test(words_stay_as_they_are),
        cmocka_unit_test(what_would_be_xml_is_escaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
