/* Several runs at a time, and those that died; links, modes and pipes. */
#define _GNU_SOURCE /* usleep */

#include "file_testing.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_what_a_dead_run_left_is_removed(void **state)
{
    struct world *w = *state;
    char *path = path_of(w, "a.pdf");
    put(path_of(w, ".hongtou-0.tmp"), "left");
    put(path_of(w, ".hongtou-1.tmp"), "left");
    struct sink *s = sink_open(path, w->diags);
    sink_write(s, "new", 3);
    assert_true(sink_commit(s));
    assert_holds(w, path, "new");
    assert_int_equal(entries(w), 1);
}

static void test_what_another_run_is_writing_stays(void **state)
{
    struct world *w = *state;
    struct sink *one = sink_open(path_of(w, "a.pdf"), w->diags);
    struct sink *two = sink_open(path_of(w, "b.pdf"), w->diags);
    sink_write(one, "one", 3);
    assert_true(sink_prepare(one));
    assert_true(sink_commit(two));
    assert_int_equal(entries(w), 2);
    assert_true(sink_commit(one));
    assert_holds(w, path_of(w, "a.pdf"), "one");
    assert_int_equal(entries(w), 2);
}

static void test_a_link_that_leads_nowhere_yet_leads_to_the_new_file(void **state)
{
    struct world *w = *state;
    struct stat st;
    char *path = path_of(w, "a.pdf");
    file_make_folder(path_of(w, "folder"), w->diags);
    assert_int_equal(symlink("folder/b.pdf", path), 0);
    struct sink *s = sink_open(path, w->diags);
    sink_write(s, "new", 3);
    assert_true(sink_commit(s));
    assert_true(lstat(path, &st) == 0 && S_ISLNK(st.st_mode));
    assert_holds(w, path_of(w, "folder/b.pdf"), "new");
}

static void test_bits_that_lend_rights_are_not_carried_over(void **state)
{
    struct world *w = *state;
    struct stat st;
    char *path = path_of(w, "a.pdf");
    put(path, "old");
    assert_int_equal(chmod(path, 06755), 0);
    assert_true(sink_commit(sink_open(path, w->diags)));
    assert_true(stat(path, &st) == 0 && (st.st_mode & 07777) == 0755);
}

static void test_one_run_at_a_time(void **state)
{
    struct world *w = *state;
    struct file_hold one, two;
    assert_true(file_hold(&one, w->folder, 0, w->diags));
    assert_false(file_hold_part(&two, w->folder, NULL));
    assert_false(file_hold(&two, w->folder, 0, w->diags));
    assert_told(w, "S019");
    file_release(&one);
    assert_true(file_hold(&two, w->folder, 0, w->diags));
    file_release(&two);
    assert_true(file_hold(&one, path_of(w, "none"), 0, w->diags));
    assert_true(one.fd < 0);
}

/* The lock is on the file that has the name, though whoever held it has put another there. */
static void test_what_took_its_place_meanwhile_is_held(void **state)
{
    struct world *w = *state;
    struct file_hold one, two;
    char *path = path_of(w, "a.xml");
    const struct buf text = {(char[]){"x"}, 1, 1};
    assert_true(file_write(path, &text, w->diags));
    pid_t child = fork();
    if (child == 0) {
        bool ok = file_hold(&one, path, 0, w->diags);
        usleep(400000);
        ok = ok && file_write(path, &text, w->diags);
        file_release(&one);
        _exit(ok ? 0 : 1);
    }
    usleep(150000);
    assert_true(file_hold(&one, path, 5, w->diags));
    assert_false(file_hold(&two, path, 0, NULL));
    file_release(&one);
    waitpid(child, NULL, 0);
}

static void test_what_is_there_already_is_not_replaced_by_a_new_one(void **state)
{
    struct world *w = *state;
    size_t n;
    char *path = path_of(w, "a.xml");
    const struct buf first = {(char[]){"1"}, 1, 1}, second = {(char[]){"2"}, 1, 1};
    assert_true(file_add(path, &first, w->diags));
    assert_false(file_add(path, &second, w->diags));
    assert_told(w, "S006");
    assert_string_equal(file_read(w->arena, path, &n, (struct pos){0}, w->diags), "1");
}

static void test_a_pipe_that_nobody_writes_into_is_given_up(void **state)
{
    struct world *w = *state;
    size_t size;
    char *path = path_of(w, "pipe");
    struct file_pieces pieces;
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_null(file_read(w->arena, path, &size, (struct pos){0}, w->diags));
    assert_told(w, "S003");
    assert_false(file_open(path, &pieces, (struct pos){0}, w->diags));
    assert_told(w, "D011");
}

static void test_a_pipe_is_read_when_its_writer_comes_later(void **state)
{
    struct world *w = *state;
    size_t size = 0;
    char *path = path_of(w, "pipe");
    assert_int_equal(mkfifo(path, 0600), 0);
    pid_t child = fork();
    if (child == 0) {
        usleep(100000);
        int fd = open(path, O_WRONLY);
        usleep(100000);
        bool ok = write(fd, "one", 3) == 3;
        usleep(100000);
        _exit(ok && write(fd, "two", 3) == 3 ? 0 : 1);
    }
    char *text = file_read(w->arena, path, &size, (struct pos){0}, w->diags);
    assert_non_null(text);
    assert_string_equal(text, "onetwo");
    waitpid(child, NULL, 0);
}

#define PROMISE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROMISE(test_what_a_dead_run_left_is_removed),
        PROMISE(test_what_another_run_is_writing_stays),
        PROMISE(test_a_link_that_leads_nowhere_yet_leads_to_the_new_file),
        PROMISE(test_bits_that_lend_rights_are_not_carried_over),
        PROMISE(test_one_run_at_a_time),
        PROMISE(test_what_took_its_place_meanwhile_is_held),
        PROMISE(test_what_is_there_already_is_not_replaced_by_a_new_one),
        PROMISE(test_a_pipe_that_nobody_writes_into_is_given_up),
        PROMISE(test_a_pipe_is_read_when_its_writer_comes_later),
    };
    return RUN(tests, "sink");
}
