/* Trees and positions, encodings, and what a reader of hostile bytes promises. */
#include "xml_testing.h"

#include <iconv.h>
#include <pthread.h>
#include <unistd.h>

static const char sample[] = "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
                             "<公文 文种=\"通知\" xmlns:xsi=\"http://www.w3.org/2001/"
                             "XMLSchema-instance\" xsi:noNamespaceSchemaLocation='a.xsd'>\r\n"
                             "\t<!-- 第一稿 --><标题>关于&lt;秋收&gt;的\r\n通知</标题>\n"
                             "  <正文><段 a = 'x&#x4E2D;&quot;y'>甲<![CDATA[<&乙>]]>丙<?pi?>丁"
                             "<换行/>戊&#20013;𠮷</段><段/></正文>\n"
                             "</公文>\n<!-- 完 -->";

#define TREE(text, dump)  assert_tree((text), sizeof(text) - 1, (dump))
#define FOUND(text, what) assert_found((text), sizeof(text) - 1, (what))

/* ---- the outermost element ---- */

static void assert_outermost(const char *bytes, const char *name)
{
    struct arena *a = arena_new();
    const char *found = xml_outermost(a, bytes, strlen(bytes));
    if (name)
        assert_non_null(found);
    if (name)
        assert_string_equal(found, name);
    else
        assert_null(found);
    arena_drop(a);
}

static void the_outermost_element_is_told_by_the_first_bytes(void **state)
{
    (void)state;
    assert_outermost(sample, "公文");
    assert_outermost("<a/>", "a");
    assert_outermost("\n <!-- <b> --><?x <c>?>\n<xs:schema a='", "schema");
    assert_outermost("<!DOCTYPE plist PUBLIC '-//' [<!ENTITY a '>'> ]>\n<plist>", "plist");
    assert_outermost("<!DOCTYPE html><html>", "html");
    assert_outermost("", NULL);
    assert_outermost("公文", NULL);
    assert_outermost("<", NULL);
    assert_outermost("<a", NULL); /* the name may go on */
    assert_outermost("<!-- ", NULL);
    assert_outermost("<!DOCTYPE a [", NULL);
    assert_outermost("<?xml version='1.0'", NULL);
    assert_outermost("<\xB9\xAB\xCE\xC4>", NULL); /* GBK */
    assert_outermost("<a<b>", NULL);
    assert_outermost("<>", NULL);
}

/* ---- trees and positions ---- */

static void the_sample_becomes_its_tree(void **state)
{
    (void)state;
    TREE(sample, "2:1 公文 文种=\"通知\"\n"
                 "  3:14 标题\n"
                 "    3:18 \"关于<秋收>的\\n通知\"\n"
                 "  5:3 正文\n"
                 "    5:7 段 a=\"x中\\\"y\"\n"
                 "      5:33 \"甲<&乙>丙丁\"\n"
                 "      5:58 换行\n"
                 "      5:63 \"戊中𠮷\"\n"
                 "    5:77 段\n");
}

static const struct node *child(const struct node *n, const char *name)
{
    for (n = n->first; n; n = n->next)
        if (n->kind == NODE_ELEMENT && strcmp(n->name, name) == 0)
            return n;
    fail_msg("no child %s", name);
    return NULL;
}

/* What stands in the source at a place. */
static void assert_at(struct pos pos, const char *text)
{
    assert_memory_equal(pos.src->bytes + pos.off, text, strlen(text));
}

static void attributes_know_the_places_of_name_value_and_characters(void **state)
{
    (void)state;
    struct parsed r = parse(sample, sizeof sample - 1);
    const struct node *body = child(r.tree->root, "正文");
    const struct attr *a = xml_attr(child(body, "段"), "a");
    assert_non_null(a);
    assert_at(a->name_pos, "a = 'x");
    assert_at(a->value_pos, "x&#x4E2D;");
    assert_true(text_equals(a->value, "x中\"y"));
    assert_at(text_pos(a->value, 1), "&#x4E2D;");
    assert_at(text_pos(a->value, 2), "&quot;");
    assert_at(text_pos(a->value, 3), "y'");
    assert_null(xml_attr(body, "a"));
    drop(&r);
}

static void attributes_for_editors_are_left_out(void **state)
{
    (void)state;
    TREE("<公文 xmlns='urn:x' xmlns:s=\"http://www.w3.org/2001/XMLSchema-instance\" "
         "s:schemaLocation='a b' 文种='函'/>",
         "1:1 公文 文种=\"函\"\n");
}

static void prefixes_are_dropped(void **state)
{
    (void)state;
    struct parsed r = parse("<h:a xmlns:h='u' h:b='1'>x</h:a>", 32);
    assert_string_equal(r.tree->root->name, "a");
    const struct attr *b = xml_attr(r.tree->root, "b");
    assert_non_null(b);
    assert_at(b->name_pos, "b='1'");
    drop(&r);
}

static void characters_know_their_places_through_cdata_entities_and_line_ends(void **state)
{
    (void)state;
    static const struct {
        uint32_t cp;
        const char *raw;
    } expected[] = {{0x7532, "甲<![CDATA["}, {'<', "<&乙"},   {'&', "&乙"},
                    {0x4E59, "乙>"},         {'>', ">]]>丙"}, {0x4E19, "丙<?pi"},
                    {0x4E01, "丁<换行"}};
    struct parsed r = parse(sample, sizeof sample - 1);
    struct text t = child(child(r.tree->root, "正文"), "段")->first->text;
    assert_int_equal(t.n, 7);
    for (size_t i = 0; i < t.n; i++) {
        assert_int_equal(t.cp[i], expected[i].cp);
        assert_at(text_pos(t, i), expected[i].raw);
    }
    struct text title = child(r.tree->root, "标题")->first->text;
    assert_at(text_pos(title, 2), "&lt;秋");
    assert_at(text_pos(title, 7), "\r\n通知");
    assert_int_equal(title.cp[7], '\n');
    drop(&r);
}

static void an_ampersand_does_not_shift_the_places_behind_it(void **state)
{
    (void)state;
    static const char xml[] = "<a>甲&amp;乙&#38;丙<![CDATA[&]]>丁</a>";
    static const char *const raw[] = {"甲&amp;", "&amp;乙", "乙&#38;", "&#38;丙",
                                      "丙<!",    "&]]>",    "丁</a>"};
    struct parsed r = parse(xml, sizeof xml - 1);
    struct text t = r.tree->root->first->text;
    assert_int_equal(t.n, sizeof raw / sizeof *raw);
    for (size_t i = 0; i < t.n; i++)
        assert_at(text_pos(t, i), raw[i]);
    drop(&r);
}

static void an_empty_cdata_and_comments_do_not_shift_places(void **state)
{
    (void)state;
    TREE("<a><![CDATA[]]><!--x-->y<![CDATA[]]></a>", "1:1 a\n  1:24 \"y\"\n");
    TREE("<a>p<![CDATA[]]>q<![CDATA[&amp;]]><![CDATA[]]>&amp;<b/>r</a>",
         "1:1 a\n  1:4 \"pq&amp;&\"\n  1:52 b\n  1:56 \"r\"\n");
}

static void line_ends_and_tabs_of_values_become_blanks(void **state)
{
    (void)state;
    TREE("<a b='1\r\n2\t3&#10;4'/>", "1:1 a b=\"1 2 3\\n4\"\n");
}

static void parents_and_white_space_are_kept(void **state)
{
    (void)state;
    struct parsed r = parse("<a>\n <b/></a>", 13);
    assert_int_equal(r.tree->root->first->kind, NODE_TEXT);
    assert_true(text_equals(r.tree->root->first->text, "\n "));
    assert_ptr_equal(r.tree->root->first->next->parent, r.tree->root);
    assert_null(r.tree->root->parent);
    drop(&r);
}

static void signs_that_are_right_where_they_stand_are_accepted(void **state)
{
    (void)state;
    TREE("<段 题='关于“三农”　工作＝＜一＞'>气温＜5，乙＞丙“引”　甲＜乙，乙＞丙 > 1</段>",
         "1:1 段 题=\"关于“三农”　工作＝＜一＞\"\n"
         "  1:22 \"气温＜5，乙＞丙“引”　甲＜乙，乙＞丙 > 1\"\n");
}

/* ---- encodings ---- */

static const char plain[] = "<公文 文种=\"通知\"><段>甲乙，㐀</段></公文>";

static void encode(const char *to, const char *mark, size_t mark_n, const char *head)
{
    char text[512], out[1024], tree[256];
    snprintf(text, sizeof text, "%s%s", head, plain);
    memcpy(out, mark, mark_n);
    iconv_t cd = iconv_open(to, "UTF-8");
    char *in = text, *p = out + mark_n;
    size_t left = strlen(text), room = sizeof out - mark_n;
    assert_int_equal(iconv(cd, &in, &left, &p, &room), 0);
    iconv_close(cd);
    int line = *head ? 2 : 1;
    snprintf(tree, sizeof tree, "%d:1 公文 文种=\"通知\"\n  %d:13 段\n    %d:16 \"甲乙，㐀\"\n",
             line, line, line);
    assert_tree(out, (size_t)(p - out), tree);
}

#define DECLARE(name) "<?xml version=\"1.0\" encoding=\"" name "\"?>\n"

static void every_encoding_gives_the_same_tree(void **state)
{
    (void)state;
    encode("UTF-8", "", 0, "");
    encode("UTF-8", "\xEF\xBB\xBF", 3, DECLARE("utf-8"));
    encode("UTF-8", "\xEF\xBB\xBF", 3, DECLARE("GB18030"));
    encode("GB18030", "", 0, DECLARE("GB18030"));
    encode("GB18030", "", 0, DECLARE("gbk"));
    encode("GB18030", "", 0, "<?xml version='1.0' encoding = 'GB2312' ?>\n");
    encode("UTF-16LE", "\xFF\xFE", 2, "");
    encode("UTF-16LE", "\xFF\xFE", 2, DECLARE("UTF-16"));
    encode("UTF-16BE", "\xFE\xFF", 2, DECLARE("UTF-8"));
    encode("UTF-16BE", "", 0, DECLARE("UTF-16"));
}

static void wrong_encodings_are_explained(void **state)
{
    (void)state;
    FOUND(DECLARE("latin1") "<a/>", "X001@1:31");
    FOUND("<a>\n\xB9\xAB\xCE\xC4</a>", "X002@2:1");
    FOUND(DECLARE("UTF-8") "<\xB9\xAB\xCE\xC4/>", "X002@2:2");
    FOUND("<公文>\n公\xE6文</公文>", "X003@2:2");
    FOUND(DECLARE("GBK") "<a>\xB9\xAB\xFF</a>", "X003@2:5");
    FOUND("\xFF\xFE<\0a\0/\0>\0\0", "X003@1:5");
    FOUND(DECLARE("GB18030") "<公文/>", "X004@1:31");
    FOUND(DECLARE("UTF-16") "<a/>", "X004@1:31");
}

static void a_gbk_file_is_shown_in_chinese(void **state)
{
    (void)state;
    struct parsed r = parse("<\xB9\xAB\xCE\xC4/>", 7);
    assert_non_null(strstr(r.printed, "    <公文/>\n     ^\n"));
    drop(&r);
}

/* ---- robustness ---- */

/* Every character knows a place in the source, in order, and stands there unless it was written as
 * a reference or a line end. */
static void check_text(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        assert_true(t.at[i] < t.src->size);
        assert_true(i == 0 || t.at[i] > t.at[i - 1]);
        const char *p = t.src->bytes + t.at[i];
        uint32_t raw = utf8_next(&p, t.src->bytes + t.src->size);
        assert_true(raw == t.cp[i] || raw == '&' || raw == '\r' || raw == '\n' || raw == '\t');
    }
}

static void check_node(const struct node *n)
{
    check_text(n->text);
    for (const struct attr *a = n->attrs; a; a = a->next)
        check_text(a->value);
    if (n->kind == NODE_ELEMENT)
        assert_at(n->pos, "<");
    for (const struct node *k = n->first; k; k = k->next) {
        assert_ptr_equal(k->parent, n);
        check_node(k);
    }
}

/* NULL exactly when something was reported; what is printed is UTF-8. */
static void check_promises(const char *bytes, size_t n)
{
    struct parsed r = parse(bytes, n);
    assert_int_equal(r.tree == NULL, r.errors > 0);
    assert_int_equal(utf8_bad(r.printed, r.printed_n), r.printed_n);
    if (r.tree)
        check_node(r.tree->root);
    drop(&r);
}

static void every_prefix_is_refused_without_a_crash(void **state)
{
    (void)state;
    size_t whole = (size_t)(strstr(sample, "</公文>") - sample) + strlen("</公文>");
    for (size_t n = 0; n < sizeof sample; n++) {
        check_promises(sample, n);
        struct parsed r = parse(sample, n);
        if (n < whole)
            assert_null(r.tree);
        drop(&r);
    }
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Pieces that mistakes are made of. */
static const char *const pieces[] = {
    "<",    ">",     "/",         "=",        "\"",   "'",    "&",  ";",         "＜",
    "＞",   "／",    "＝",        "“",        "”",    "　",   " ",  "\n",        "\r",
    "<!--", "-->",   "<![CDATA[", "]]>",      "<?",   "?>",   "&#", "&lt;",      "x:",
    "段",   "</段>", "<段>",      "\xB9\xAB", "\xE4", "\x01", "a=", "<!DOCTYPE",
};

static void mutate(struct buf *b, uint32_t *seed)
{
    size_t at = next_random(seed) % sizeof sample, cut = next_random(seed) % 4;
    const char *piece = pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)];
    if (at + cut >= b->n)
        return;
    struct buf changed = {0};
    buf_add(&changed, b->p, at);
    if (next_random(seed) % 4)
        buf_str(&changed, piece);
    buf_add(&changed, b->p + at + cut, b->n - at - cut);
    buf_drop(b);
    *b = changed;
}

static void mutations_keep_the_promises(void **state)
{
    (void)state;
    enum { ROUNDS = 6000 };
    uint32_t seed = 1;
    for (int i = 0; i < ROUNDS; i++) {
        struct buf b = {0};
        buf_add(&b, sample, sizeof sample - 1);
        for (uint32_t k = next_random(&seed) % 4; k < 4; k++)
            mutate(&b, &seed);
        check_promises(b.p, b.n);
        buf_drop(&b);
    }
}

/* Full-width brackets, quotes and bare '<' in masses are read in one pass. */
static void masses_of_mistakes_end_soon(void **state)
{
    (void)state;
    enum { TIMES = 50000 };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buf b = {0};
        buf_str(&b, "<a>");
        for (int k = 0; k < TIMES; k++)
            buf_str(&b, pieces[i]);
        check_promises(b.p, b.n);
        buf_drop(&b);
    }
}

static void nothing_is_printed_by_the_library(void **state)
{
    (void)state;
    FILE *f = tmpfile();
    int old = dup(STDERR_FILENO);
    dup2(fileno(f), STDERR_FILENO);
    FOUND("<a x:b='1'/>", "X018@1:1");
    FOUND("<段,/>", "X042@1:3");
    FOUND("<a>]]></a>", "X040@1:4");
    dup2(old, STDERR_FILENO);
    close(old);
    assert_int_equal(lseek(fileno(f), 0, SEEK_END), 0);
    fclose(f);
}

static void *parse_often(void *data)
{
    enum { TIMES = 200 };
    for (int i = 0; i < TIMES; i++) {
        struct parsed good = parse(sample, sizeof sample - 1);
        struct parsed bad = parse("<a x:b='1'/>", 12);
        if (!good.tree || strcmp(bad.found, "X018@1:1") != 0)
            *(int *)data = 1;
        drop(&good);
        drop(&bad);
    }
    return NULL;
}

static void several_threads_parse_at_once(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    int failed[THREADS] = {0};
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, parse_often, &failed[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(failed[i], 0);
    }
}

static void a_folder_or_a_missing_file_is_reported(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    assert_null(xml_read(a, "tests", (struct pos){0}, d));
    assert_null(xml_read(a, "tests/no such.xml", (struct pos){0}, d));
    assert_int_equal(diags_count(d, DIAG_ERROR), 2);
    assert_int_equal(diags_status(d), EXIT_SYSTEM);
    diags_drop(d);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_outermost_element_is_told_by_the_first_bytes),
        cmocka_unit_test(the_sample_becomes_its_tree),
        cmocka_unit_test(attributes_know_the_places_of_name_value_and_characters),
        cmocka_unit_test(attributes_for_editors_are_left_out),
        cmocka_unit_test(prefixes_are_dropped),
        cmocka_unit_test(characters_know_their_places_through_cdata_entities_and_line_ends),
        cmocka_unit_test(an_ampersand_does_not_shift_the_places_behind_it),
        cmocka_unit_test(an_empty_cdata_and_comments_do_not_shift_places),
        cmocka_unit_test(line_ends_and_tabs_of_values_become_blanks),
        cmocka_unit_test(parents_and_white_space_are_kept),
        cmocka_unit_test(signs_that_are_right_where_they_stand_are_accepted),
        cmocka_unit_test(every_encoding_gives_the_same_tree),
        cmocka_unit_test(wrong_encodings_are_explained),
        cmocka_unit_test(a_gbk_file_is_shown_in_chinese),
        cmocka_unit_test(every_prefix_is_refused_without_a_crash),
        cmocka_unit_test(mutations_keep_the_promises),
        cmocka_unit_test(masses_of_mistakes_end_soon),
        cmocka_unit_test(nothing_is_printed_by_the_library),
        cmocka_unit_test(several_threads_parse_at_once),
        cmocka_unit_test(a_folder_or_a_missing_file_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
