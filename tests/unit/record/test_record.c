/* What records and locks write they read again, and what is not so is not believed. */
#include "../base/check.h"
#include "../outside.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/record.h"

struct world {
    struct arena *arena;
    struct diags *diags;
    struct deps *deps;
    char *folder;
};

static int setup(void **state)
{
    struct world *w = malloc(sizeof *w);
    w->arena = arena_new();
    w->diags = diags_new(DIAG_ZH);
    w->deps = record_deps_new(w->arena);
    record_deps_listen(w->deps, w->diags);
    w->folder = folder_new(w->arena);
    *state = w;
    return w->folder ? 0 : -1;
}

static int teardown(void **state)
{
    struct world *w = *state;
    int failed = folder_drop(w->arena, w->folder);
    diags_drop(w->diags);
    arena_drop(w->arena);
    free(w);
    return failed;
}

static const char *put(struct world *w, const char *name, const char *text)
{
    const char *path = arena_printf(w->arena, "%s/%s", w->folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    return path;
}

/* A file of some time ago. */
static const char *put_old(struct world *w, const char *name, const char *text)
{
    const char *path = put(w, name, text);
    struct timespec times[2] = {{1000000000, 5}, {1000000000, 5}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    return path;
}

static struct record recorded(struct world *w)
{
    struct record r = {.source = put_old(w, "a.xml", "<a/>"),
                       .target = put(w, "a.pdf", "%PDF"),
                       .origin = "a.xml",
                       .settings = "none",
                       .warnings = 3,
                       .pages = 26,
                       .begun = record_now(),
                       .deps = w->deps};
    record_deps_begin(w->deps);
    file_note(r.source, w->diags);
    file_note(put_old(w, "staff.csv", "x"), w->diags);
    file_note(arena_printf(w->arena, "%s/missing", w->folder), w->diags);
    assert_true(record_write(w->arena, &r, w->diags));
    return r;
}

/* Asked as a later run asks. */
static bool is_current(struct world *w, const struct record *r)
{
    struct record asked = {.source = r->source, .target = r->target, .settings = r->settings};
    bool current = record_is_current(w->arena, &asked);
    assert_true(!current || (asked.warnings == 3 && asked.pages == 26));
    return current;
}

static void test_nothing_changed(void **state)
{
    struct record r = recorded(*state);
    assert_true(is_current(*state, &r));
}

static void test_what_was_read_is_recalled(void **state)
{
    struct world *w = *state;
    struct record r = recorded(w);
    struct deps *deps = record_deps_new(w->arena);
    size_t i = 0;
    record_recall(w->arena, r.target, deps);
    assert_string_equal(record_deps_path(deps, &i), r.source);
    assert_true(file_ends_in(record_deps_path(deps, &i), "/staff.csv"));
    assert_true(file_ends_in(record_deps_path(deps, &i), "/missing"));
    assert_null(record_deps_path(deps, &i));
    assert_false(record_deps_are_stale(deps));
    put(w, "missing", "x");
    assert_true(record_deps_are_stale(deps));
}

static void test_the_document_is_gone(void **state)
{
    struct world *w = *state;
    struct record r = recorded(w);
    gone_files gone = {0};
    record_gone(w->arena, w->folder, w->folder, &gone, w->diags);
    assert_int_equal(gone.n, 0);
    assert_int_equal(unlink(r.source), 0);
    record_gone(w->arena, w->folder, "/usr", &gone, w->diags); /* others' documents */
    assert_int_equal(gone.n, 0);
    record_gone(w->arena, w->folder, w->folder, &gone, w->diags);
    assert_int_equal(gone.n, 1);
    assert_string_equal(gone.v[0].target, r.target);
    assert_string_equal(gone.v[0].source, r.source);
    assert_false(gone.v[0].issued);
    assert_false(gone.v[0].as_made); /* nothing says that it is ours */
    assert_true(record_remove(w->arena, r.target));
    assert_false(file_exists(r.target));
    assert_false(file_exists(file_in(w->arena, w->folder, ".hongtou")));
    assert_false(record_remove(w->arena, r.target));
}

static void test_other_settings(void **state)
{
    struct record r = recorded(*state);
    r.settings = "others";
    assert_false(is_current(*state, &r));
}

static void test_another_source_of_the_target(void **state)
{
    struct record r = recorded(*state);
    r.source = put_old(*state, "b.xml", "<a/>");
    assert_false(is_current(*state, &r));
}

static void test_a_file_of_another_time_or_size(void **state)
{
    struct world *w = *state;
    struct record r = recorded(w);
    const char *path = put(w, "staff.csv", "x");
    struct timespec older[2] = {{900000000, 5}, {900000000, 5}};
    assert_false(is_current(w, &r));
    assert_int_equal(utimensat(AT_FDCWD, path, older, 0), 0);
    assert_false(is_current(w, &r));
    put_old(w, "staff.csv", "xy");
    assert_false(is_current(w, &r));
    put_old(w, "staff.csv", "x");
    assert_true(is_current(w, &r));
    unlink(path);
    assert_false(is_current(w, &r));
}

static void test_a_file_that_was_missing_appears(void **state)
{
    struct record r = recorded(*state);
    put_old(*state, "missing", "");
    assert_false(is_current(*state, &r));
}

static void test_a_target_gone_or_overwritten(void **state)
{
    struct record r = recorded(*state);
    put_old(*state, "a.pdf", "%PDF");
    assert_false(is_current(*state, &r));
    unlink(r.target);
    assert_false(is_current(*state, &r));
}

static void test_a_file_that_changed_as_the_run_began(void **state)
{
    struct world *w = *state;
    struct record r = recorded(w);
    const char *fresh = put(w, "fresh", "x");
    file_note(fresh, w->diags);
    r.begun = record_now();
    assert_true(record_write(w->arena, &r, w->diags));
    assert_false(is_current(w, &r));
}

/* Every beginning of a record but the whole one. */
/* The files of the document at hand, as "a b c". */
static const char *files_of(struct world *w)
{
    const char *list = "";
    const struct dep *dep;
    for (size_t i = 0; (dep = record_deps_next(w->deps, &i));)
        list = arena_printf(w->arena, "%s%s%s", list, *list ? " " : "", dep->path);
    return list;
}

static void test_what_made_all_documents_may_be_read_late(void **state)
{
    struct world *w = *state;
    record_deps_begin(w->deps);
    file_note("a.xml", w->diags);
    record_deps_share(w->deps, true);
    file_note("font", w->diags);
    record_deps_share(w->deps, false);
    file_note("staff", w->diags);
    assert_string_equal(files_of(w), "font a.xml staff");
    record_deps_begin(w->deps);
    file_note("b.xml", w->diags);
    assert_string_equal(files_of(w), "font b.xml");
}

static void test_a_later_run_looks_at_files_anew(void **state)
{
    struct world *w = *state;
    const char *path = put(w, "a.xml", "<a/>");
    record_deps_begin(w->deps);
    file_note(path, w->diags);
    put(w, "a.xml", "<aa/>");
    file_note(path, w->diags);
    size_t i = 0;
    assert_int_equal(record_deps_next(w->deps, &i)->state.size, strlen("<a/>"));
    record_deps_forget(w->deps);
    record_deps_begin(w->deps);
    file_note(path, w->diags);
    i = 0;
    assert_int_equal(record_deps_next(w->deps, &i)->state.size, strlen("<aa/>"));
}

static void test_a_record_cut_off(void **state)
{
    struct world *w = *state;
    struct record r = recorded(w);
    const char *path = arena_printf(w->arena, "%s/.hongtou/a.d", w->folder);
    size_t size;
    char *text = file_read(w->arena, path, &size, (struct pos){0}, w->diags);
    size_t end = (size_t)(strstr(text, "# end\n") - text) + strlen("# end\n");
    for (size_t n = 0; n < end; n++) {
        put(w, ".hongtou/a.d", arena_strndup(w->arena, text, n));
        assert_false(is_current(w, &r));
    }
    put(w, ".hongtou/a.d", text);
    assert_true(is_current(w, &r));
}

static void add(struct world *w, fact_lines *list, const char *line)
{
    assert_true(record_fact_read(w->arena, line, strlen(line), list));
}

/* ---- locks ---- */

static void test_a_lock_is_read_as_it_was_written(void **state)
{
    struct world *w = *state;
    const char *path = arena_printf(w->arena, "%s/a.lock", w->folder);
    char hash[SHA256_HEX];
    memset(hash, 'a', sizeof hash - 1);
    hash[sizeof hash - 1] = '\0';
    struct lock lock = {.issued = "2026-09-19",
                        .version = "1.2",
                        .as_of = {.year = 2026, .month = 9, .day = 1},
                        .settings = "fonts=free",
                        .pdf = hash};
    VEC_PUSH(w->arena, &lock.files, ((struct locked_file){LOCK_FILE, "人员 库.xml", hash}));
    add(w, &lock.facts, "\t岗位:县长\t李望舒\t\t");
    assert_true(record_pair_commit(w->arena, sink_open(NULL, w->diags), NULL, path, &lock, w->diags));
    struct lock *read = record_lock_read(w->arena, path, w->diags);
    assert_non_null(read);
    assert_string_equal(read->issued, lock.issued);
    assert_string_equal(read->version, lock.version);
    assert_string_equal(read->settings, lock.settings);
    assert_string_equal(read->pdf, hash);
    assert_int_equal(read->as_of.year * 10000 + read->as_of.month * 100 + read->as_of.day,
                     20260901);
    assert_int_equal(read->files.n, 1);
    assert_int_equal(read->files.v[0].kind, LOCK_FILE);
    assert_string_equal(read->files.v[0].name, "人员 库.xml");
    assert_int_equal(read->facts.n, 1);
    assert_string_equal(read->facts.v[0].value, "李望舒");
}

/* As an editor leaves it that takes blanks off the ends of lines. */
static void test_a_lock_without_the_end_of_a_fact_is_none(void **state)
{
    struct world *w = *state;
    char hash[SHA256_HEX];
    memset(hash, 'a', sizeof hash - 1);
    hash[sizeof hash - 1] = '\0';
    const char *form = "format 1\nissued x\nprogram y\nsettings z\npdf %s\nfact \t岗位:甲%s\nend\n";
    assert_non_null(record_lock_read(
        w->arena, put(w, "whole.lock", arena_printf(w->arena, form, hash, "\t\t\t")), w->diags));
    assert_null(record_lock_read(
        w->arena, put(w, "torn.lock", arena_printf(w->arena, form, hash, "")), w->diags));
    assert_int_equal(diags_count(w->diags, DIAG_ERROR), 1);
}

static void test_what_is_no_lock_is_none(void **state)
{
    struct world *w = *state;
    static const char *const bad[] = {"",
                                      "end\n",
                                      "format 2\nend\n",
                                      "format 1\nissued x\nend\n",
                                      "format 1\nissued x\nprogram y\nsettings z\npdf abc\nend\n",
                                      "\n\n\tfact\nfact \nfont \nend"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_null(record_lock_read(w->arena, put(w, "bad.lock", bad[i]), w->diags));
    assert_int_equal(diags_count(w->diags, DIAG_ERROR), sizeof bad / sizeof *bad);
}

/* ---- a PDF and its lock ---- */

static const char *hash_of(struct world *w, const char *text)
{
    char hash[SHA256_HEX];
    sha256_of(text, strlen(text), hash);
    return arena_strdup(w->arena, hash);
}

static const char *lock_text(struct world *w, const char *pdf)
{
    return arena_printf(w->arena, "format 1\nissued x\nprogram y\nsettings z\npdf %s\nend\n",
                        hash_of(w, pdf));
}

/* A run was killed between the two: what stands there, and what is noted. */
static const char *killed_between(struct world *w, const char *pdf, const char *coming)
{
    const char *target = put(w, "a.pdf", pdf), *path = put(w, "a.lock", lock_text(w, "old"));
    assert_true(file_make_folder(arena_printf(w->arena, "%s/.hongtou", w->folder), w->diags));
    put(w, ".hongtou/a.pending",
        arena_printf(w->arena, "# hongtou pending 1\n# target %s\n%s", target,
                     lock_text(w, coming)));
    return path;
}

static void test_a_pdf_that_stands_gets_its_lock(void **state)
{
    struct world *w = *state;
    const char *path = killed_between(w, "new", "new");
    assert_string_equal(record_lock_read(w->arena, path, w->diags)->pdf, hash_of(w, "new"));
    assert_false(file_exists(arena_printf(w->arena, "%s/.hongtou/a.pending", w->folder)));
}

static void test_a_pdf_that_never_came_leaves_the_old_lock(void **state)
{
    struct world *w = *state;
    const char *path = killed_between(w, "old", "new");
    assert_string_equal(record_lock_read(w->arena, path, w->diags)->pdf, hash_of(w, "old"));
    assert_false(file_exists(arena_printf(w->arena, "%s/.hongtou/a.pending", w->folder)));
}

static void test_a_pair_on_its_way_is_left_alone(void **state)
{
    struct world *w = *state;
    const char *path = killed_between(w, "new", "new");
    struct file_hold other;
    assert_true(file_hold(&other, put(w, "a.xml", "x"), 0, NULL));
    assert_string_equal(record_lock_read(w->arena, path, w->diags)->pdf, hash_of(w, "old"));
    file_release(&other);
    assert_true(file_exists(arena_printf(w->arena, "%s/.hongtou/a.pending", w->folder)));
}

static void test_a_note_that_was_cut_off_changes_nothing(void **state)
{
    struct world *w = *state;
    const char *path = killed_between(w, "new", "new");
    put(w, ".hongtou/a.pending", "# hongtou pending 1\n# target a.pdf\nformat 1\npdf ");
    assert_string_equal(record_lock_read(w->arena, path, w->diags)->pdf, hash_of(w, "old"));
}

#define PROMISE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROMISE(test_nothing_changed),
        PROMISE(test_what_was_read_is_recalled),
        PROMISE(test_the_document_is_gone),
        PROMISE(test_other_settings),
        PROMISE(test_another_source_of_the_target),
        PROMISE(test_a_file_of_another_time_or_size),
        PROMISE(test_a_file_that_was_missing_appears),
        PROMISE(test_a_target_gone_or_overwritten),
        PROMISE(test_a_file_that_changed_as_the_run_began),
        PROMISE(test_what_made_all_documents_may_be_read_late),
        PROMISE(test_a_later_run_looks_at_files_anew),
        PROMISE(test_a_record_cut_off),
        PROMISE(test_a_lock_is_read_as_it_was_written),
        PROMISE(test_a_lock_without_the_end_of_a_fact_is_none),
        PROMISE(test_what_is_no_lock_is_none),
        PROMISE(test_a_pdf_that_stands_gets_its_lock),
        PROMISE(test_a_pdf_that_never_came_leaves_the_old_lock),
        PROMISE(test_a_pair_on_its_way_is_left_alone),
        PROMISE(test_a_note_that_was_cut_off_changes_nothing),
    };
    return RUN(tests, "record");
}
