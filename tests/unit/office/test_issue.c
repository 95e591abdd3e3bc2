/* What was signed is what is issued, through the library's face. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../outside.h"
#include "base/file.h"
#include "office/hongtou.h"

static const char notice[] = "<公文>\n"
                             "  <标题>关于做好春耕工作的通知</标题>\n"
                             "  <主送>各村民委员会：</主送>\n"
                             "  <正文><段>请抓好落实。</段></正文>\n"
                             "  <落款 署名=\"白石镇人民政府\" 日期=\"2026-03-02\"/>\n"
                             "</公文>\n";

struct bench {
    struct arena *arena;
    struct hongtou *h;
    const char *folder, *xml, *pdf, *lock;
};

static int open_bench(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->arena = arena_new();
    b->folder = folder_new(b->arena);
    b->xml = arena_printf(b->arena, "%s/通知.xml", b->folder);
    b->pdf = arena_printf(b->arena, "%s/通知.pdf", b->folder);
    b->lock = arena_printf(b->arena, "%s/通知.lock", b->folder);
    b->h = hongtou_open(&(struct hongtou_config){.home = ".", .free_fonts = true});
    *state = b;
    return b->folder && file_put(b->xml, notice, sizeof notice - 1) ? 0 : -1;
}

static int close_bench(void **state)
{
    struct bench *b = *state;
    hongtou_close(b->h);
    int left = folder_drop(b->arena, b->folder);
    arena_drop(b->arena);
    free(b);
    return left;
}

/* The hash of what a reader has seen: compiled from bytes, as the desk does. */
static const char *seen(struct bench *b, const char *text)
{
    struct hongtou_source source = {.name = b->xml, .bytes = text, .size = strlen(text)};
    struct hongtou_bytes bytes;
    char *hash = arena_alloc(b->arena, SHA256_HEX);
    assert_int_equal(hongtou_compile(b->h, &source, HONGTOU_PDF, NULL, &bytes), HONGTOU_OK);
    sha256_of(bytes.p, bytes.n, hash);
    hongtou_free(&bytes);
    return hash;
}

static bool found(struct hongtou *h, const char *code)
{
    for (size_t i = 0; i < hongtou_finding_count(h); i++)
        if (strcmp(hongtou_finding(h, i)->code, code) == 0)
            return true;
    return false;
}

static void another_one_than_was_seen_is_not_issued(void **state)
{
    struct bench *b = *state;
    char other[SHA256_HEX];
    sha256_of("x", 1, other);
    assert_int_equal(hongtou_issue(b->h, b->xml, other, false), HONGTOU_DOCUMENT);
    assert_true(found(b->h, "R179"));
    assert_false(file_exists(b->pdf));
    assert_false(file_exists(b->lock));
    struct hongtou_lock lock;
    assert_int_equal(hongtou_issued(b->h, b->xml, &lock), HONGTOU_DOCUMENT);
    assert_null(lock.day);
    assert_true(found(b->h, "R107"));
}

static void what_was_seen_is_issued_and_stays(void **state)
{
    struct bench *b = *state;
    const char *first = seen(b, notice);
    struct hongtou_lock lock;
    char made[SHA256_HEX];
    assert_int_equal(hongtou_issue(b->h, b->xml, first, false), HONGTOU_OK);
    assert_true(sha256_file(b->pdf, made));
    assert_string_equal(made, first);
    assert_int_equal(hongtou_issued(b->h, b->xml, &lock), HONGTOU_OK);
    assert_true(lock.holds);
    assert_string_equal(lock.pdf, first);
    assert_string_equal(lock.text, notice);

    char *changed = arena_strdup(b->arena, notice);
    memcpy(strstr(changed, "春耕"), "秋收", strlen("秋收"));
    assert_true(file_put(b->xml, changed, strlen(changed)));
    assert_int_equal(hongtou_issued(b->h, b->xml, &lock), HONGTOU_DOCUMENT);
    assert_false(lock.holds);
    assert_true(found(b->h, "R181"));
    assert_string_equal(lock.text, notice);
    const char *second = seen(b, changed);
    assert_int_equal(hongtou_issue(b->h, b->xml, second, false), HONGTOU_DOCUMENT);
    assert_true(sha256_file(b->pdf, made));
    assert_string_equal(made, first);
    assert_int_equal(hongtou_issue(b->h, b->xml, second, true), HONGTOU_OK);
    assert_int_equal(hongtou_issued(b->h, b->xml, &lock), HONGTOU_OK);
    assert_true(lock.holds);
    assert_string_equal(lock.pdf, second);
}

static bool count_page(void *user, const struct hongtou_picture *picture)
{
    uint64_t *print = user;
    *print = picture->fingerprint;
    return true;
}

static void pages_are_drawn_as_they_were_issued(void **state)
{
    struct bench *b = *state;
    uint64_t before = 0, issued = 0, now = 0;
    struct hongtou_pictures job = {.dpi = 48, .put = count_page, .user = &before};
    struct hongtou_source file = {.name = b->xml}, lock = {.name = b->lock};
    assert_int_equal(hongtou_pictures(b->h, &file, &job), HONGTOU_OK);
    assert_int_equal(hongtou_issue(b->h, b->xml, NULL, false), HONGTOU_OK);
    char *changed = arena_strdup(b->arena, notice);
    memcpy(strstr(changed, "春耕"), "秋收", strlen("秋收"));
    assert_true(file_put(b->xml, changed, strlen(changed)));
    job.user = &issued;
    assert_int_equal(hongtou_pictures(b->h, &lock, &job), HONGTOU_OK);
    job.user = &now;
    assert_int_equal(hongtou_pictures(b->h, &file, &job), HONGTOU_OK);
    assert_true(issued == before);
    assert_true(now != before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(another_one_than_was_seen_is_not_issued, open_bench,
                                        close_bench),
        cmocka_unit_test_setup_teardown(what_was_seen_is_issued_and_stays, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(pages_are_drawn_as_they_were_issued, open_bench,
                                        close_bench),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
