/* Who may sign what: the rules that hold before any worker is asked. */
#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "bench.h"

#include "desk/folder.h"
#include "desk/signing.h"

static int open_bench(void **state)
{
    if (bench_open(state))
        return -1;
    struct bench *b = *state;
    b->first = store_add_person(b->store, "许川", "long enough", ROLE_DRAFT | ROLE_SIGN);
    b->second = store_add_person(b->store, "罗启明", "long enough", ROLE_REVIEW);
    b->third = store_add_person(b->store, "李望舒", "long enough", ROLE_DRAFT);
    return folder_save(b->folder, "a.xml", "", "<公文/>", strlen("<公文/>"), b->hash) ==
                   FOLDER_SAVED
               ? 0
               : -1;
}

static int ask(struct bench *b, int64_t person, int roles, const char *path, const char *body)
{
    bool save = strncmp(path, "/api/save", strlen("/api/save")) == 0;
    struct request r = {.desk = &b->desk,
                        .arena = b->arena,
                        .method = "POST",
                        .path = save ? "/api/save" : path,
                        .address = "10.0.0.9",
                        .body = body,
                        .n = strlen(body)};
    const char *query = strchr(path, '?');
    if (query)
        r.n_query = request_fields(b->arena, query + 1, strlen(query + 1), &r.query);
    r.session.person = (struct person){person, "某人", roles};
    request_answer(&r);
    buf_drop(&r.reply.body);
    return r.reply.status;
}

static const char *body_of(struct bench *b, int64_t id, const char *hash)
{
    return arena_printf(b->arena, "id=%" PRId64 "&hash=%s&reason=x", id, hash);
}

static void lock(struct bench *b)
{
    assert_true(file_put(arena_printf(b->arena, "%s/a.lock", b->folder), "x", 1));
}

static void who_asked_does_not_confirm(void **state)
{
    struct bench *b = *state;
    int64_t id = store_ask_signing(b->store, "a.xml", b->hash, "pdf", b->first);
    const char *body = body_of(b, id, b->hash);
    assert_int_equal(ask(b, b->first, ROLE_SIGN, "/api/signing/confirm", body), STATUS_FORBIDDEN);
    assert_int_equal(ask(b, b->third, ROLE_DRAFT, "/api/signing/confirm", body), STATUS_FORBIDDEN);
    assert_int_equal(ask(b, b->third, ROLE_DRAFT, "/api/signing/refuse", body), STATUS_FORBIDDEN);
    struct signing waiting;
    assert_true(store_signing_of(b->store, b->arena, "a.xml", &waiting));
    assert_string_equal(waiting.who, "许川");
}

static void what_was_changed_is_void(void **state)
{
    struct bench *b = *state;
    struct signing waiting;
    int64_t id = store_ask_signing(b->store, "a.xml", b->hash, "pdf", b->first);
    const char *body = body_of(b, id, b->hash);
    char now[SHA256_HEX];
    assert_int_equal(folder_save(b->folder, "a.xml", b->hash, "<公文 />", strlen("<公文 />"), now),
                     FOLDER_SAVED);
    assert_int_equal(ask(b, b->second, ROLE_REVIEW, "/api/signing/confirm", body), STATUS_CONFLICT);
    assert_false(store_signing_of(b->store, b->arena, "a.xml", &waiting));
    assert_int_equal(ask(b, b->second, ROLE_REVIEW, "/api/signing/confirm", body), STATUS_CONFLICT);
}

static void who_saw_another_text_confirms_nothing(void **state)
{
    struct bench *b = *state;
    struct signing waiting;
    int64_t id = store_ask_signing(b->store, "a.xml", b->hash, "pdf", b->first);
    assert_int_equal(ask(b, b->second, ROLE_REVIEW, "/api/signing/confirm", body_of(b, id, "x")),
                     STATUS_CONFLICT);
    assert_true(store_signing_of(b->store, b->arena, "a.xml", &waiting));
}

static void a_later_request_takes_the_place_of_one_that_waits(void **state)
{
    struct bench *b = *state;
    struct signing waiting;
    struct buf list = {0};
    int64_t one = store_ask_signing(b->store, "a.xml", "1", "pdf", b->first);
    int64_t two = store_ask_signing(b->store, "a.xml", "2", "pdf", b->first);
    assert_false(store_signing(b->store, b->arena, one, &waiting));
    assert_true(store_signing(b->store, b->arena, two, &waiting));
    assert_string_equal(waiting.hash, "2");
    assert_true(store_end_signing(b->store, two, SIGNING_REFUSED, b->second, "错字"));
    assert_false(store_end_signing(b->store, two, SIGNING_DONE, b->second, ""));
    store_signing_history(b->store, "a.xml", &list);
    assert_non_null(strstr(list.p, "错字"));
    assert_non_null(strstr(list.p, "作废"));
    buf_clear(&list);
    store_signings(b->store, &list);
    assert_string_equal(list.p, "[]");
    buf_drop(&list);
}

static void what_was_issued_is_saved_only_as_a_change(void **state)
{
    struct bench *b = *state;
    const char *path = arena_printf(b->arena, "/api/save?name=a.xml&base=%s", b->hash);
    lock(b);
    assert_int_equal(ask(b, b->first, ROLE_DRAFT, path, "<公文 />"), STATUS_FORBIDDEN);
    assert_int_equal(ask(b, b->first, ROLE_DRAFT, "/api/signing/change", "name=a.xml&reason=改期"),
                     STATUS_OK);
    struct change change;
    assert_true(store_change_of(b->store, b->arena, "a.xml", &change));
    assert_string_equal(change.reason, "改期");
    assert_int_equal(ask(b, b->first, ROLE_DRAFT, path, "<公文 />"), STATUS_OK);
    assert_int_equal(ask(b, b->first, ROLE_DRAFT, "/api/save?name=a.pdf&base=", "%PDF"),
                     STATUS_FORBIDDEN);
}

static void a_name_out_of_the_folder_is_refused(void **state)
{
    struct bench *b = *state;
    assert_int_equal(ask(b, b->first, ROLE_DRAFT, "/api/signing/change", "name=../a.xml"),
                     STATUS_WRONG);
    assert_int_equal(ask(b, b->first, ROLE_SIGN, "/api/signing/ask", "name=/etc/passwd&hash="),
                     STATUS_WRONG);
    assert_int_equal(ask(b, b->first, ROLE_SIGN, "/api/staff/rebuild", "name=../x.xml"),
                     STATUS_FORBIDDEN);
    assert_int_equal(ask(b, b->first, ROLE_DRAFT, "/api/staff/rebuild", "name=../x.xml"),
                     STATUS_WRONG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_asked_does_not_confirm, open_bench, bench_close),
        cmocka_unit_test_setup_teardown(what_was_changed_is_void, open_bench, bench_close),
        cmocka_unit_test_setup_teardown(who_saw_another_text_confirms_nothing, open_bench,
                                        bench_close),
        cmocka_unit_test_setup_teardown(a_later_request_takes_the_place_of_one_that_waits,
                                        open_bench, bench_close),
        cmocka_unit_test_setup_teardown(what_was_issued_is_saved_only_as_a_change, open_bench,
                                        bench_close),
        cmocka_unit_test_setup_teardown(a_name_out_of_the_folder_is_refused, open_bench,
                                        bench_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
