/* The documents' folder: which names may be, and who saves when others do. */
#define _DEFAULT_SOURCE /* usleep */
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

#include "base/file.h"
#include "desk/folder.h"

static void names_that_lead_elsewhere_are_refused(void **state)
{
    struct bench *b = *state;
    static const char *const bad[] = {"",         "/etc/passwd", "../x.xml",           "a/../../x",
                                      "a//b",     ".x.xml",      "a/.hongtou/desk.db", "a\\b.xml",
                                      "a\nb.xml", "a/"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(folder_may_name(bad[i]));
        assert_non_null(folder_fault(bad[i]));
        assert_null(folder_path(b->arena, b->folder, bad[i]));
    }
    char longest[302];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_false(folder_may_name(longest));
    assert_true(folder_may_name("通知/关于防汛的通知.xml"));
    assert_null(folder_fault("通知/关于防汛的通知.xml"));
    assert_non_null(folder_path(b->arena, b->folder, "关于防汛的通知.xml"));
}

/* Names that read as another, as an option or as nothing; nowhere is a file of one reached. */
static void names_that_deceive_are_refused(void **state)
{
    struct bench *b = *state;
    static const char *const bad[] = {
        "\u202Elmx.fdp.xml", "a\u2066b.xml",  "a\u200Eb.xml",   "a\u200Bb.xml", "a\xC2\x85" "b.xml",
        "a\x01" "b.xml",       "a\x7F" "b.xml", "\xB0\xD7\xCA\xAF.xml", "--prune.xml",  "-",
        "a/-o.xml",          "a\xED\xA0\x80.xml"};
    char hash[SHA256_HEX];
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(folder_may_name(bad[i]));
        assert_int_equal(folder_save(b->folder, bad[i], "", "x", 1, hash), FOLDER_REFUSED);
    }
}

/* What some systems do not take is not made; where it is there, it can be worked with. */
static void names_that_do_not_travel_are_not_made(void **state)
{
    struct bench *b = *state;
    static const char *const bad[] = {"CON.xml", "nul.tar.xml", "com1.xml",  "a:b.xml", "为何?.xml",
                                      "a\"b.xml", " a.xml",      "　a.xml", "a.xml ",  "a.xml."};
    char hash[SHA256_HEX], other[SHA256_HEX];
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const struct buf text = {(char[]){"x"}, 1, 1};
        assert_non_null(folder_fault(bad[i]));
        assert_int_equal(folder_save(b->folder, bad[i], "", "x", 1, hash), FOLDER_REFUSED);
        assert_true(file_write(file_in(b->arena, b->folder, bad[i]), &text, b->diags));
        sha256_of("x", 1, hash);
        assert_int_equal(folder_save(b->folder, bad[i], hash, "y", 1, other), FOLDER_SAVED);
    }
}

static void names_that_differ_by_case_alone_are_one(void **state)
{
    struct bench *b = *state;
    char hash[SHA256_HEX];
    assert_int_equal(folder_save(b->folder, "Plan A.xml", "", "x", 1, hash), FOLDER_SAVED);
    assert_int_equal(folder_save(b->folder, "plan a.XML", "", "x", 1, hash), FOLDER_ALIKE);
    assert_int_equal(folder_save(b->folder, "caf\u00E9.xml", "", "x", 1, hash), FOLDER_SAVED);
    assert_int_equal(folder_save(b->folder, "cafe\u0301.xml", "", "x", 1, hash), FOLDER_ALIKE);
    assert_int_equal(folder_save(b->folder, "通知（１）.xml", "", "x", 1, hash), FOLDER_SAVED);
    assert_int_equal(folder_save(b->folder, "通知(1).xml", "", "x", 1, hash), FOLDER_SAVED);
}

/* Another program at the document is waited for, and what it leaves is looked at. */
static void a_saving_waits_for_another_program(void **state)
{
    struct bench *b = *state;
    struct file_hold others, held;
    char hash[SHA256_HEX], now[SHA256_HEX];
    assert_int_equal(folder_save(b->folder, "a.xml", "", "one", 3, hash), FOLDER_SAVED);
    const char *path = file_in(b->arena, b->folder, "a.xml");
    pid_t child = fork();
    if (child == 0) { /* as a command that mends the document */
        struct buf text = {0};
        bool ok = file_hold(&others, path, 0, b->diags);
        usleep(700000);
        buf_str(&text, "two");
        ok = ok && file_rewrite(path, &text, b->diags);
        file_release(&others);
        _exit(ok ? 0 : 1);
    }
    usleep(300000);
    assert_true(folder_hold(b->arena, b->folder, "a.xml", &held));
    assert_int_equal(folder_save(b->folder, "a.xml", hash, "mine", 4, now), FOLDER_CONFLICT);
    assert_false(file_hold(&others, path, 0, NULL)); /* the new file is held, too */
    file_release(&held);
    int ended;
    waitpid(child, &ended, 0);
    assert_int_equal(ended, 0);
}

/* What nobody can work with is said, not left out. */
static void files_of_odd_names_are_listed_with_what_is_wrong(void **state)
{
    struct bench *b = *state;
    struct buf list = {0};
    const struct buf text = {(char[]){"x"}, 1, 1};
    assert_true(file_write(file_in(b->arena, b->folder, "\u202Elmx.xml"), &text, b->diags));
    folder_list(b->folder, &list);
    assert_non_null(strstr(list.p, "\\\\u{202E}lmx.xml"));
    assert_non_null(strstr(list.p, "\"fault\":"));
    assert_null(strstr(list.p, "\u202E"));
    buf_drop(&list);
}

static void a_link_out_of_the_folder_is_no_way(void **state)
{
    struct bench *b = *state;
    struct folder_file f;
    char hash[SHA256_HEX];
    assert_int_equal(symlink("/etc", file_in(b->arena, b->folder, "etc")), 0);
    assert_int_equal(symlink("/etc/passwd", file_in(b->arena, b->folder, "x.xml")), 0);
    assert_null(folder_path(b->arena, b->folder, "etc/passwd"));
    assert_false(folder_read(b->arena, b->folder, "etc/passwd", &f));
    assert_false(folder_read(b->arena, b->folder, "x.xml", &f));
    assert_int_equal(folder_save(b->folder, "etc/new.xml", "", "x", 1, hash), FOLDER_REFUSED);
}

static void a_saving_over_anothers_work_is_told(void **state)
{
    struct bench *b = *state;
    char first[SHA256_HEX], second[SHA256_HEX], third[SHA256_HEX];
    struct folder_file f;
    assert_int_equal(folder_save(b->folder, "a.xml", "", "one", 3, first), FOLDER_SAVED);
    assert_int_equal(folder_save(b->folder, "a.xml", "", "two", 3, second), FOLDER_CONFLICT);
    assert_string_equal(second, first);
    assert_int_equal(folder_save(b->folder, "a.xml", first, "two", 3, second), FOLDER_SAVED);
    assert_string_not_equal(second, first);
    assert_int_equal(folder_save(b->folder, "a.xml", first, "mine", 4, third), FOLDER_CONFLICT);
    assert_string_equal(third, second);
    assert_true(folder_read(b->arena, b->folder, "a.xml", &f));
    assert_string_equal(f.bytes, "two");
    assert_string_equal(f.hash, second);
    assert_int_equal(folder_save(b->folder, "gone.xml", first, "x", 1, third), FOLDER_CONFLICT);
    assert_string_equal(third, "");
}

static void only_files_of_use_are_listed(void **state)
{
    struct bench *b = *state;
    struct buf list = {0};
    char hash[SHA256_HEX];
    folder_save(b->folder, "a.xml", "", "x", 1, hash);
    folder_save(b->folder, "b.sh", "", "x", 1, hash);
    folder_list(b->folder, &list);
    assert_non_null(strstr(list.p, "\"a.xml\""));
    assert_null(strstr(list.p, "b.sh"));
    assert_null(strstr(list.p, "desk.db"));
    buf_drop(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)
        TEST(names_that_lead_elsewhere_are_refused),
        TEST(names_that_deceive_are_refused),
        TEST(names_that_do_not_travel_are_not_made),
        TEST(names_that_differ_by_case_alone_are_one),
        TEST(a_saving_waits_for_another_program),
        TEST(files_of_odd_names_are_listed_with_what_is_wrong),
        TEST(a_link_out_of_the_folder_is_no_way),
        TEST(a_saving_over_anothers_work_is_told),
        TEST(only_files_of_use_are_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
