/* What the desk is made of: versions of files, people and their sessions, messages,
 * and who may ask for what. */
#define _DEFAULT_SOURCE /* usleep */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../findings.h"

#include "bench.h"

#include "base/clock.h"
#include "base/file.h"
#include "desk/addresses.h"
#include "desk/body.h"
#include "desk/folder.h"
#include "desk/limits.h"
#include "desk/message.h"
#include "desk/pictures.h"
#include "desk/request.h"

static int open_bench(void **state)
{
    int failed = bench_open(state);
    struct bench *b = *state;
    b->desk.pictures = pictures_new(1000);
    return failed;
}

/* ---- people ---- */

static void a_person_comes_in_with_her_password_alone(void **state)
{
    struct bench *b = *state;
    char secret[STORE_SECRET];
    struct session s;
    int64_t id = store_add_person(b->store, "许川", "long enough", ROLE_DRAFT);
    assert_true(id > 0);
    assert_int_equal(store_add_person(b->store, "许川", "another one", ROLE_DRAFT), 0);
    assert_int_equal(store_login(b->store, "许川", "wrong", "10.0.0.1", secret), LOGIN_WRONG);
    assert_int_equal(store_login(b->store, "nobody", "wrong", "10.0.0.1", secret), LOGIN_WRONG);
    assert_int_equal(store_login(b->store, "许川", "long enough", "10.0.0.1", secret), LOGIN_DONE);
    assert_true(store_session(b->store, b->arena, secret, &s));
    assert_string_equal(s.person.name, "许川");
    assert_int_equal(s.person.roles, ROLE_DRAFT);
    assert_int_equal(strlen(s.token), STORE_SECRET - 1);
    store_leave(b->store, secret);
    assert_false(store_session(b->store, b->arena, secret, &s));
}

static void guessing_is_stopped_by_name_and_by_address(void **state)
{
    struct bench *b = *state;
    char secret[STORE_SECRET];
    store_add_person(b->store, "许川", "long enough", ROLE_DRAFT);
    for (int i = 0; i < 8; i++)
        assert_int_equal(store_login(b->store, "许川", "wrong", "10.0.0.1", secret), LOGIN_WRONG);
    assert_int_equal(store_login(b->store, "许川", "long enough", "10.0.0.2", secret), LOGIN_LATER);
    for (int i = 8; i < 40; i++)
        assert_int_equal(store_login(b->store, arena_printf(b->arena, "other %d", i), "wrong",
                                     "10.0.0.1", secret),
                         LOGIN_WRONG);
    assert_int_equal(store_login(b->store, "another", "wrong", "10.0.0.1", secret), LOGIN_LATER);
    assert_int_equal(store_login(b->store, "another", "wrong", "10.0.0.2", secret), LOGIN_WRONG);
}

static void another_password_ends_sessions(void **state)
{
    struct bench *b = *state;
    char secret[STORE_SECRET];
    struct session s;
    int64_t id = store_add_person(b->store, "许川", "long enough", ROLE_DRAFT);
    store_enter(b->store, id, secret);
    assert_true(store_change_person(b->store, id, "a new password", -1));
    assert_false(store_session(b->store, b->arena, secret, &s));
    assert_int_equal(store_login(b->store, "许川", "long enough", "a", secret), LOGIN_WRONG);
    assert_int_equal(store_login(b->store, "许川", "a new password", "a", secret), LOGIN_DONE);
    assert_true(store_change_person(b->store, id, NULL, 0)); /* comes in no more */
    assert_int_equal(store_login(b->store, "许川", "a new password", "a", secret), LOGIN_WRONG);
}

static void versions_are_kept_with_who_and_when(void **state)
{
    struct bench *b = *state;
    struct version v;
    size_t n;
    int64_t id = store_add_person(b->store, "许川", "long enough", ROLE_DRAFT);
    assert_false(store_latest(b->store, b->arena, "a.xml", &v));
    store_keep(b->store, "a.xml", "h1", id, "one", 3);
    store_keep(b->store, "a.xml", "h2", id, "two", 3);
    store_keep(b->store, "b.xml", "h3", id, "three", 5);
    assert_true(store_latest(b->store, b->arena, "a.xml", &v));
    assert_string_equal(v.hash, "h2");
    assert_string_equal(v.who, "许川");
    assert_string_equal(store_version(b->store, b->arena, "a.xml", "h1", &n), "one");
    assert_int_equal(n, 3);
    assert_null(store_version(b->store, b->arena, "a.xml", "h3", &n));
    for (int i = 0; i < 250; i++)
        store_keep(b->store, "a.xml", arena_printf(b->arena, "x%d", i), id, "x", 1);
    assert_null(store_version(b->store, b->arena, "a.xml", "h1", &n));
    assert_non_null(store_version(b->store, b->arena, "a.xml", "x60", &n));
}

/* ---- messages ---- */

static void a_message_comes_as_it_was_sent(void **state)
{
    struct bench *b = *state;
    int ends[2];
    struct message m;
    const struct parcel parts[] = {parcel_of("preview"), {"a\0b", 3}, parcel_of("")};
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_true(message_send(ends[0], parts, 3));
    assert_int_equal(message_receive(ends[1], b->arena, 0, &m), MESSAGE_WHOLE);
    assert_int_equal(m.n, 3);
    assert_string_equal(message_text(&m, 0), "preview");
    assert_memory_equal(m.parts[1].p, "a\0b", 3);
    assert_string_equal(message_text(&m, 7), "");
    int64_t begun = clock_ms();
    assert_int_equal(message_receive(ends[1], b->arena, begun + 50, &m), MESSAGE_LATE);
    assert_true(clock_ms() - begun >= 50);
    uint64_t absurd[] = {1, UINT64_MAX};
    assert_int_equal(write(ends[0], absurd, sizeof absurd), sizeof absurd);
    assert_int_equal(message_receive(ends[1], b->arena, 0, &m), MESSAGE_ENDED);
    close(ends[0]);
    assert_int_equal(message_receive(ends[1], b->arena, 0, &m), MESSAGE_ENDED);
    close(ends[1]);
}

static void the_last_pictures_are_kept(void **state)
{
    struct bench *b = *state;
    struct buf out = {0};
    char bytes[400] = "png";
    pictures_put(b->desk.pictures, "a-96", bytes, sizeof bytes);
    pictures_put(b->desk.pictures, "b-96", bytes, sizeof bytes);
    assert_true(pictures_get(b->desk.pictures, "a-96", &out));
    assert_int_equal(out.n, sizeof bytes);
    pictures_put(b->desk.pictures, "c-96", bytes, sizeof bytes);
    assert_false(pictures_get(b->desk.pictures, "a-96", &out));
    assert_true(pictures_get(b->desk.pictures, "c-96", &out));
    buf_drop(&out);
}

/* ---- requests ---- */

static struct request ask(struct bench *b, const char *method, const char *path, int roles,
                          const char *query, const char *body)
{
    struct request r = {.desk = &b->desk,
                        .arena = b->arena,
                        .method = method,
                        .path = path,
                        .address = "10.0.0.9",
                        .body = body,
                        .n = strlen(body)};
    r.n_query = request_fields(b->arena, query, strlen(query), &r.query);
    if (roles >= 0)
        r.session.person = (struct person){1, "许川", roles};
    request_answer(&r);
    return r;
}

static int status(struct bench *b, const char *method, const char *path, int roles,
                  const char *query, const char *body)
{
    struct request r = ask(b, method, path, roles, query, body);
    buf_drop(&r.reply.body);
    return r.reply.status;
}

static void rights_are_asked_for(void **state)
{
    struct bench *b = *state;
    static const char *const paths[] = {"/api/me",      "/api/files",      "/api/file",
                                        "/api/picture", "/api/vocabulary", "/api/notes",
                                        "/api/people",  "/api/versions"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_int_equal(status(b, "GET", paths[i], -1, "", ""), STATUS_UNKNOWN);
    assert_int_equal(status(b, "POST", "/api/save", -1, "name=a.xml&base=", "x"), STATUS_UNKNOWN);
    assert_int_equal(status(b, "POST", "/api/save", ROLE_SIGN, "name=a.xml&base=", "x"),
                     STATUS_FORBIDDEN);
    assert_int_equal(status(b, "POST", "/api/save", ROLE_DRAFT, "name=a.xml&base=", "x"),
                     STATUS_OK);
    assert_int_equal(status(b, "GET", "/api/save", ROLE_DRAFT, "name=a.xml&base=", "x"),
                     STATUS_METHOD);
    assert_int_equal(status(b, "GET", "/api/notes", ROLE_DRAFT, "", ""), STATUS_FORBIDDEN);
    assert_int_equal(status(b, "GET", "/api/notes", ROLE_MANAGE, "", ""), STATUS_OK);
    assert_int_equal(status(b, "GET", "/api/nothing", ROLE_MANAGE, "", ""), STATUS_MISSING);
    assert_int_equal(status(b, "POST", "/api/people", ROLE_SIGN, "", "name=x"), STATUS_FORBIDDEN);
}

static void what_is_asked_is_answered(void **state)
{
    struct bench *b = *state;
    char hash[SHA256_HEX];
    folder_save(b->folder, "a b.xml", "", "<公文/>", strlen("<公文/>"), hash);
    struct request r = ask(b, "GET", "/api/file", ROLE_DRAFT, "name=a%20b.xml", "");
    assert_int_equal(r.reply.status, STATUS_OK);
    char text[64] = "";
    assert_true(r.reply.file > 0 && read(r.reply.file, text, sizeof text - 1) > 0);
    close(r.reply.file);
    assert_string_equal(text, "<公文/>");
    assert_string_equal(r.reply.hash, hash);
    r = ask(b, "POST", "/api/save", ROLE_DRAFT, "name=a+b.xml&base=", "other");
    assert_int_equal(r.reply.status, STATUS_CONFLICT);
    assert_non_null(strstr(r.reply.body.p, hash));
    buf_drop(&r.reply.body);
    assert_int_equal(status(b, "GET", "/api/file", ROLE_DRAFT, "name=../../etc/passwd", ""),
                     STATUS_MISSING);
    assert_int_equal(status(b, "POST", "/api/save", ROLE_DRAFT, "name=%2Fx.xml&base=", "x"),
                     STATUS_WRONG);
    r = ask(b, "GET", "/", -1, "", "");
    assert_int_equal(r.reply.status, STATUS_OK);
    assert_non_null(strstr(r.reply.body.p, "main.js"));
    buf_drop(&r.reply.body);
    assert_int_equal(status(b, "GET", "/fetch.sh", -1, "", ""), STATUS_MISSING);
    assert_int_equal(status(b, "GET", "/../gbt9704.xml", -1, "", ""), STATUS_MISSING);
    static const char nothing_before[] = "\0index.html"; /* GET ?x: no path, and no byte behind it */
    assert_int_equal(status(b, "GET", nothing_before, -1, "", ""), STATUS_MISSING);
    r = ask(b, "GET", "/api/new", ROLE_DRAFT, "kind=notice", "");
    assert_non_null(strstr(r.reply.body.p, "公文"));
    buf_drop(&r.reply.body);
    assert_int_equal(status(b, "GET", "/api/new", ROLE_DRAFT, "kind=../gbt9704", ""),
                     STATUS_MISSING);
}

static void the_first_person_is_made_once_and_with_the_key(void **state)
{
    struct bench *b = *state;
    static const char right[] = "key=abc&name=%E8%AE%B8%E5%B7%9D&password=long+enough";
    strcpy(b->desk.key, "abc");
    assert_int_equal(status(b, "POST", "/api/setup", -1, "", "key=abd&name=x&password=long+enough"),
                     STATUS_FORBIDDEN);
    assert_int_equal(status(b, "POST", "/api/setup", -1, "", "key=abc&name=x&password=short"),
                     STATUS_WRONG);
    assert_int_equal(status(b, "POST", "/api/setup", -1, "", right), STATUS_OK);
    assert_int_equal(status(b, "POST", "/api/setup", -1, "", right), STATUS_FORBIDDEN);
    struct request r =
        ask(b, "POST", "/api/login", -1, "", "name=%E8%AE%B8%E5%B7%9D&password=long+enough");
    assert_int_equal(r.reply.status, STATUS_OK);
    assert_int_equal(strlen(r.reply.cookie), STORE_SECRET - 1);
    buf_drop(&r.reply.body);
    assert_int_equal(status(b, "GET", "/enter", -1, "key=abc", ""), STATUS_FORBIDDEN);
}

static void nobody_takes_away_her_own_management(void **state)
{
    struct bench *b = *state;
    assert_int_equal(status(b, "POST", "/api/people", ROLE_MANAGE, "", "id=1&roles=1"),
                     STATUS_WRONG);
    assert_int_equal(
        status(b, "POST", "/api/people", ROLE_MANAGE, "", "name=x&password=short&roles=1"),
        STATUS_WRONG);
    assert_int_equal(
        status(b, "POST", "/api/people", ROLE_MANAGE, "", "name=x&password=long+enough&roles=99"),
        STATUS_WRONG);
    assert_int_equal(
        status(b, "POST", "/api/people", ROLE_MANAGE, "", "name=x&password=long+enough&roles=3"),
        STATUS_OK);
}

static void who_asks_for_too_much_waits(void **state)
{
    (void)state;
    struct limits *l = limits_new();
    size_t taken = 0;
    while (taken < 1000000 && limits_take(l, LIMIT_PERSON, "one", 1))
        taken++;
    assert_in_range(taken, 100, 999999);
    assert_true(limits_take(l, LIMIT_PERSON, "another", 1));
    assert_true(limits_take(l, LIMIT_STRANGER, "one", 1));
    assert_false(limits_take(l, LIMIT_BYTES, "one", (size_t)1 << 40));
    for (int i = 0; i < 100000; i++) { /* many others do not fill it up */
        char key[32];
        snprintf(key, sizeof key, "other %d", i);
        assert_true(limits_take(l, LIMIT_PERSON, key, 1));
    }
    sleep(1);
    assert_true(limits_take(l, LIMIT_PERSON, "one", 1));
    limits_drop(l);
}

static int refusal(const struct body *body)
{
    const char *why;
    return body_refused(body, &why);
}

static bool send_body(struct body *body, size_t n)
{
    static const char piece[1 << 15];
    for (; n; n -= n < sizeof piece ? n : sizeof piece)
        if (!body_add(body, piece, n < sizeof piece ? n : sizeof piece))
            return false;
    return true;
}

/* Whatever the head said, or did not say, of how many they are. */
static void bodies_are_counted_as_they_come(void **state)
{
    (void)state;
    enum { MOST = 8 << 20, OF_PERSON = 384 << 20 };
    struct limits *l = limits_new();
    size_t n, taken = 0;
    struct body *body = body_new(l, "one", MOST);
    assert_true(send_body(body, MOST));
    const char *text = body_text(body, &n);
    assert_true(text && n == MOST && text[0] == 0 && text[MOST] == 0);
    body_drop(body);
    body = body_new(l, "one", MOST);
    assert_true(send_body(body, MOST + 1));
    assert_int_equal(refusal(body), STATUS_LARGE);
    assert_null(body_text(body, &n));
    assert_false(send_body(body, 2 * MOST)); /* it is read on for a while, and no more */
    body_drop(body);
    body = body_new(l, "one", MOST);
    assert_false(body_expect(body, MOST + 1));
    assert_int_equal(refusal(body), STATUS_LARGE);
    body_drop(body);
    for (int refused = 0; !refused; taken += MOST) { /* of unsaid length, by one person */
        assert_true(taken <= OF_PERSON);
        body = body_new(l, "one", MOST);
        assert_true(send_body(body, MOST));
        refused = refusal(body);
        assert_true(refused == 0 || refused == STATUS_MANY);
        body_drop(body);
    }
    body = body_new(l, "another", MOST);
    assert_true(send_body(body, MOST));
    assert_int_equal(refusal(body), 0);
    body_drop(body);
    limits_drop(l);
}

static void *give_later(void *limits)
{
    usleep(200000);
    limits_give(limits, SHARE_ANSWERED, (size_t)180 << 20);
    return NULL;
}

/* The whole server has so much in hand, and what is given back can be had again. */
static void a_large_body_has_its_turn(void **state)
{
    (void)state;
    enum { MOST = 64 << 20 };
    struct limits *l = limits_new();
    struct body *bodies[17];
    pthread_t thread;
    char who[17][16];
    size_t n;
    for (int i = 0; i < 17; i++) {
        snprintf(who[i], sizeof who[i], "%d", i);
        bodies[i] = body_new(l, who[i], MOST);
        assert_int_equal(body_expect(bodies[i], MOST), i < 16);
    }
    assert_int_equal(refusal(bodies[16]), STATUS_BUSY);
    body_drop(bodies[0]);
    body_drop(bodies[16]);
    bodies[16] = body_new(l, "late", MOST);
    assert_true(body_expect(bodies[16], MOST));
    for (int i = 1; i < 17; i++)
        body_drop(bodies[i]);
    assert_true(limits_share(l, SHARE_ANSWERED, (size_t)180 << 20, 0));
    assert_false(limits_share(l, SHARE_ANSWERED, (size_t)20 << 20, 1));
    pthread_create(&thread, NULL, give_later, l);
    struct body *body = body_new(l, "one", MOST);
    assert_true(send_body(body, (size_t)20 << 20));
    assert_non_null(body_text(body, &n));
    body_drop(body);
    pthread_join(thread, NULL);
    limits_drop(l);
}

static void addresses_are_those_that_people_can_open(void **state)
{
    struct bench *b = *state;
    struct address address;
    assert_true(address_read("127.0.0.1:8443", &address));
    assert_string_equal(addresses_of(b->arena, &address).v[0], "127.0.0.1");
    assert_true(address_read("[::1]:0", &address));
    assert_string_equal(addresses_of(b->arena, &address).v[0], "[::1]");
    assert_true(address_read("0.0.0.0:1", &address));
    struct text_list all = addresses_of(b->arena, &address);
    assert_string_equal(all.v[all.n - 1], "127.0.0.1");
    for (size_t i = 0; i < all.n; i++)
        assert_string_not_equal(all.v[i], "0.0.0.0");
    static const char *const wrong[] = {
        "8443",         "localhost:1", "127.0.0.1:", "127.0.0.1:65536",
        "127.0.0.1:-1", "[::1:8",      "1.2.3:4"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(address_read(wrong[i], &address));
}

static void drafts_are_each_ones_own(void **state)
{
    struct bench *b = *state;
    int64_t first = store_add_person(b->store, "许川", "long enough 1", ROLE_DRAFT);
    int64_t second = store_add_person(b->store, "罗启明", "long enough 2", ROLE_DRAFT);
    struct draft draft;
    struct buf others = {0};
    store_put_draft(b->store, first, "甲.xml", "abc", "old", 3);
    store_put_draft(b->store, first, "甲.xml", "abc", "new", 3);
    assert_true(store_draft(b->store, b->arena, first, "甲.xml", &draft));
    assert_string_equal(draft.text, "new");
    assert_string_equal(draft.base, "abc");
    assert_false(store_draft(b->store, b->arena, second, "甲.xml", &draft));
    store_others(b->store, second, "甲.xml", 60, &others);
    assert_non_null(strstr(others.p, "许川"));
    buf_clear(&others);
    store_others(b->store, first, "甲.xml", 60, &others);
    assert_string_equal(others.p, "[]");
    store_drop_draft(b->store, first, "甲.xml");
    assert_false(store_draft(b->store, b->arena, first, "甲.xml", &draft));
    buf_drop(&others);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, bench_close)
        TEST(who_asks_for_too_much_waits),
        TEST(addresses_are_those_that_people_can_open),
        TEST(drafts_are_each_ones_own),
        TEST(bodies_are_counted_as_they_come),
        TEST(a_large_body_has_its_turn),
        TEST(a_person_comes_in_with_her_password_alone),
        TEST(guessing_is_stopped_by_name_and_by_address),
        TEST(another_password_ends_sessions),
        TEST(versions_are_kept_with_who_and_when),
        TEST(a_message_comes_as_it_was_sent),
        TEST(the_last_pictures_are_kept),
        TEST(rights_are_asked_for),
        TEST(what_is_asked_is_answered),
        TEST(the_first_person_is_made_once_and_with_the_key),
        TEST(nobody_takes_away_her_own_management),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
