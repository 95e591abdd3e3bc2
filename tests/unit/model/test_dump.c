/* The dump of a model: stable, and what was composed only once it is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "flow/flow.h"
#include "model/model.h"

struct fixture {
    struct arena *arena;
    struct source *src;
};

static struct text text_of(const struct fixture *f, const char *s)
{
    return text_from_utf8(f->arena, s, (struct pos){f->src, 0});
}

static struct fixture fixture_new(void)
{
    struct arena *a = arena_new();
    return (struct fixture){a, source_new(a, "t.xml", "", 0)};
}

static void assert_dump(const struct document *doc, const char *expected)
{
    struct buf b = {0};
    model_dump(doc, &b);
    assert_string_equal(b.p, expected);
    buf_drop(&b);
}

static void an_empty_document_is_one_line(void **state)
{
    (void)state;
    assert_dump(&(struct document){0}, "document\n");
}

static void texts_are_quoted_and_escaped(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct document doc = {.title = text_of(&f, "甲\xE2\x80\xA8\"乙\\丙\"")};
    assert_dump(&doc, "document\n  title \"甲\\n\\\"乙\\\\丙\\\"\"\n");
    arena_drop(f.arena);
}

static void what_was_composed_shows_when_it_is_there(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct number number = {.code = text_of(&f, "青政发"), .year = 2026, .serial = 10};
    struct organ issuer = {.name = text_of(&f, "县政府")};
    struct head head = {.issuers = &issuer, .number = &number};
    struct inline_item words = {.kind = INLINE_TEXT, .text = text_of(&f, "甲")};
    struct block p = {.kind = BLOCK_PARAGRAPH, .inlines = &words};
    struct block section = {.kind = BLOCK_SECTION, .text = text_of(&f, "乙"), .first = &p};
    struct signature signature = {.date = {.year = 2026, .month = 9, .day = 9}};
    struct part part = {.title = text_of(&f, "名单"), .first = &p, .bound = true};
    struct document doc = {
        .head = &head, .body = &section, .signature = &signature, .attachments = &part};
    assert_dump(&doc, "document\n"
                      "  head\n"
                      "    issuer \"县政府\"\n"
                      "    number code \"青政发\" year 2026 serial 10\n"
                      "  body\n"
                      "    section \"乙\"\n"
                      "      paragraph \"甲\"\n"
                      "  signature\n"
                      "    date 2026-09-09\n"
                      "  attachment \"名单\"\n"
                      "    paragraph \"甲\"\n");
    struct flow_piece piece = {.text = words.text};
    struct flow composed = {.kind = FLOW_PARAGRAPH, .pieces = &piece};
    struct flow heading = {.kind = FLOW_HEADING,
                           .level = 1,
                           .label = text_of(&f, "一、"),
                           .title = section.text,
                           .first = &composed};
    struct flow_head composed_head = {.number = text_of(&f, "青政发〔2026〕10号")};
    struct flow_signature signed_on = {.date = text_of(&f, "2026年9月9日")};
    struct flow_part attachment = {
        .label = text_of(&f, "附件"), .title = part.title, .first = &composed};
    doc.flow = &(struct flow_document){.head = &composed_head,
                                       .body = &heading,
                                       .signature = &signed_on,
                                       .attachments = &attachment};
    assert_dump(&doc, "document\n"
                      "  head\n"
                      "    issuer \"县政府\"\n"
                      "    number text \"青政发〔2026〕10号\" code \"青政发\" year 2026 serial 10\n"
                      "  body\n"
                      "    section level 1 label \"一、\" \"乙\"\n"
                      "      paragraph \"甲\"\n"
                      "  signature\n"
                      "    date 2026-09-09 text \"2026年9月9日\"\n"
                      "  attachment label \"附件\" \"名单\"\n"
                      "    paragraph \"甲\"\n");
    arena_drop(f.arena);
}

static void pieces_of_a_paragraph_stand_on_its_line(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct inline_item note = {.kind = INLINE_FOOTNOTE, .text = text_of(&f, "注")};
    struct inline_item reference = {.kind = INLINE_REFERENCE, .target = 2, .next = &note};
    struct inline_item strong = {
        .kind = INLINE_EMPHASIS, .text = text_of(&f, "一是"), .next = &reference};
    struct block p = {.kind = BLOCK_PARAGRAPH, .inlines = &strong};
    struct document doc = {.body = &p};
    assert_dump(&doc, "document\n  body\n"
                      "    paragraph emphasis \"一是\" reference 2 footnote \"注\"\n");
    struct flow_piece pieces[] = {{.text = strong.text, .next = &pieces[1]},
                                  {.text = text_of(&f, "附件2"), .next = &pieces[2]},
                                  {.text = note.text, .number = 3}};
    struct flow composed = {.kind = FLOW_PARAGRAPH, .pieces = pieces};
    doc.flow = &(struct flow_document){.body = &composed};
    assert_dump(&doc, "document\n  body\n"
                      "    paragraph emphasis \"一是\" reference 2 \"附件2\" footnote 3 \"注\"\n");
    arena_drop(f.arena);
}

static void seals_and_forms_show_when_given(void **state)
{
    (void)state;
    struct fixture f = fixture_new();
    struct organ second = {.name = text_of(&f, "乙局")};
    struct organ first = {.name = text_of(&f, "甲局"),
                          .seal = text_of(&f, "甲.png"),
                          .seal_width = 28346,
                          .next = &second};
    struct signature signature = {.form = SIGNATURE_PLAIN, .organs = &first};
    struct secrecy secrecy = {.level = text_of(&f, "机密"), .period = text_of(&f, "1年")};
    struct text_item signer = {.text = text_of(&f, "张三")};
    struct head head = {.secrecy = &secrecy, .issuers = &second, .signers = &signer};
    struct document doc = {.head = &head, .signature = &signature, .toc_depth = 2};
    assert_dump(&doc, "document\n"
                      "  head\n"
                      "    secrecy level \"机密\" period \"1年\"\n"
                      "    issuer \"乙局\"\n"
                      "    signer \"张三\"\n"
                      "  toc depth 2\n"
                      "  signature plain\n"
                      "    organ \"甲局\" seal \"甲.png\" seal-width 28346\n"
                      "    organ \"乙局\"\n");
    arena_drop(f.arena);
}

static void depth_is_bounded(void **state)
{
    (void)state;
    enum { DEEP = 100 };
    struct block blocks[DEEP] = {{.kind = BLOCK_SECTION}};
    for (int i = 0; i + 1 < DEEP; i++)
        blocks[i] = (struct block){.kind = BLOCK_SECTION, .first = &blocks[i + 1]};
    struct document doc = {.body = blocks};
    struct buf b = {0};
    model_dump(&doc, &b);
    assert_true(b.n < 2000);
    buf_drop(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_document_is_one_line),
        cmocka_unit_test(texts_are_quoted_and_escaped),
        cmocka_unit_test(what_was_composed_shows_when_it_is_there),
        cmocka_unit_test(pieces_of_a_paragraph_stand_on_its_line),
        cmocka_unit_test(seals_and_forms_show_when_given),
        cmocka_unit_test(depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
