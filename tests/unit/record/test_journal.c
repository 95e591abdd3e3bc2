/* A journal's files are finished only for a run of the same settings and files. */
#include "../base/check.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/record.h"

struct world {
    struct arena *arena;
    struct diags *diags;
    struct deps *deps;
    char folder[32];
};

static int setup(void **state)
{
    struct world *w = malloc(sizeof *w);
    w->arena = arena_new();
    w->diags = diags_new(DIAG_ZH);
    strcpy(w->folder, "/tmp/hongtou-test-XXXXXX");
    *state = w;
    return mkdtemp(w->folder) ? 0 : -1;
}

static int teardown(void **state)
{
    struct world *w = *state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", w->folder);
    int failed = system(command);
    diags_drop(w->diags);
    arena_drop(w->arena);
    free(w);
    return failed;
}

static const char *in_folder(struct world *w, const char *name)
{
    return arena_printf(w->arena, "%s/%s", w->folder, name);
}

static const char *put(struct world *w, const char *name, const char *text, long seconds)
{
    const char *path = in_folder(w, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    struct timespec times[2] = {{seconds, 5}, {seconds, 5}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    return path;
}

enum { LONG_AGO = 1000000000, LATER = 1100000000 };

static struct journal *run_of(struct world *w, const char *maker, const char *settings, bool go_on)
{
    struct moment begun = record_now();
    w->deps = record_deps_new(w->arena);
    record_deps_listen(w->deps, w->diags);
    record_deps_begin(w->deps);
    file_note(in_folder(w, "list.csv"), w->diags);
    file_note(in_folder(w, "program"), w->diags);
    struct journal_about about = {.folder = w->folder,
                                  .name = "print",
                                  .maker = maker,
                                  .settings = settings,
                                  .program = in_folder(w, "program"),
                                  .begun = begun,
                                  .deps = w->deps};
    return record_journal_open(w->arena, &about, go_on, w->diags);
}

/* A run that reads the list. */
static struct journal *run(struct world *w, const char *settings, bool go_on)
{
    struct journal *j = run_of(w, "form.xml", settings, go_on);
    assert_non_null(j);
    return j;
}

/* Two files of three are finished. */
static void finish_two(struct world *w)
{
    put(w, "list.csv", "x", LONG_AGO);
    struct journal *j = run(w, "copies=1", false);
    assert_true(record_journal_add(j, put(w, "a.pdf", "%PDF", LONG_AGO), w->diags));
    assert_true(record_journal_add(j, put(w, "b.pdf", "%PDF", LONG_AGO), w->diags));
    record_journal_close(j);
}

static bool has(struct world *w, const char *settings, const char *name)
{
    struct journal *j = run(w, settings, true);
    bool found = record_journal_has(j, in_folder(w, name));
    record_journal_close(j);
    return found;
}

/* The codes of all that was told so far. */
static const char *told(struct world *w)
{
    const struct diag_view *views;
    const char *codes = "";
    for (size_t i = 0, n = diags_view(w->diags, &views); i < n; i++)
        codes = arena_printf(w->arena, "%s%s%s", codes, i ? " " : "", views[i].code);
    return codes;
}

static void test_what_is_finished_stays_finished(void **state)
{
    struct world *w = *state;
    finish_two(w);
    for (int times = 0; times < 3; times++) {
        assert_true(has(w, "copies=1", "a.pdf"));
        assert_true(has(w, "copies=1", "b.pdf"));
        assert_false(has(w, "copies=1", "c.pdf"));
    }
    assert_string_equal(told(w), "");
}

static void test_other_settings_begin_anew(void **state)
{
    struct world *w = *state;
    finish_two(w);
    assert_false(has(w, "copies=2", "a.pdf"));
    assert_string_equal(told(w), "R190");
    assert_false(has(w, "copies=1", "a.pdf")); /* nothing was finished since */
    assert_string_equal(told(w), "R190");
}

static void test_another_program_begins_anew(void **state)
{
    struct world *w = *state;
    put(w, "program", "one", LONG_AGO);
    finish_two(w);
    put(w, "program", "two", LATER);
    assert_false(has(w, "copies=1", "a.pdf"));
    assert_string_equal(told(w), "R191");
    finish_two(w);
    put(w, ".hongtou/print.journal", "# hongtou journal 9\n# maker form.xml\n# target 4 1.0 ", LATER);
    assert_false(has(w, "copies=1", "a.pdf"));
    assert_string_equal(told(w), "R191"); /* that one finished nothing that is there */
}

static void test_what_another_made_is_not_lost(void **state)
{
    struct world *w = *state;
    finish_two(w);
    assert_null(run_of(w, "other.xml", "copies=1", false));
    assert_true(has(w, "copies=1", "a.pdf"));
    remove(in_folder(w, "a.pdf"));
    assert_null(run_of(w, "other.xml", "copies=1", false));
    remove(in_folder(w, "b.pdf"));
    struct journal *j = run_of(w, "other.xml", "copies=1", false);
    assert_non_null(j);
    record_journal_close(j);
}

static void test_another_list_begins_anew(void **state)
{
    struct world *w = *state;
    finish_two(w);
    put(w, "list.csv", "x", LATER);
    assert_false(has(w, "copies=1", "a.pdf"));
    assert_string_equal(told(w), "R192");
    finish_two(w);
    unlink(in_folder(w, "list.csv"));
    assert_false(has(w, "copies=1", "a.pdf"));
}

static void test_a_file_that_was_touched_is_not_believed(void **state)
{
    struct world *w = *state;
    finish_two(w);
    put(w, "a.pdf", "%PDF", LATER);
    assert_false(has(w, "copies=1", "a.pdf"));
    assert_true(has(w, "copies=1", "b.pdf"));
    unlink(in_folder(w, "b.pdf"));
    assert_false(has(w, "copies=1", "b.pdf"));
}

static void test_a_run_that_does_not_go_on_begins_anew(void **state)
{
    struct world *w = *state;
    finish_two(w);
    record_journal_close(run(w, "copies=1", false));
    assert_false(has(w, "copies=1", "a.pdf"));
}

/* Wherever a journal is cut off, no more is believed than was finished, and nothing is torn. */
static void test_a_journal_may_be_cut_off_anywhere(void **state)
{
    struct world *w = *state;
    finish_two(w);
    const char *path = in_folder(w, ".hongtou/print.journal");
    size_t size;
    char *whole = file_read(w->arena, path, &size, (struct pos){0}, w->diags);
    assert_non_null(whole);
    for (size_t n = 0; n < size; n++) {
        FILE *f = fopen(path, "w");
        assert_non_null(f);
        fwrite(whole, 1, n, f);
        fclose(f);
        assert_false(has(w, "copies=1", "b.pdf"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_finished_stays_finished, setup, teardown),
        cmocka_unit_test_setup_teardown(test_other_settings_begin_anew, setup, teardown),
        cmocka_unit_test_setup_teardown(test_another_program_begins_anew, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_another_made_is_not_lost, setup, teardown),
        cmocka_unit_test_setup_teardown(test_another_list_begins_anew, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_file_that_was_touched_is_not_believed, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_a_run_that_does_not_go_on_begins_anew, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_a_journal_may_be_cut_off_anywhere, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
