/* Trays, which hold what nobody else may see and are gone at the end; what the store keeps of
 * forms; jobs whose worker is none. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../findings.h"

#include "bench.h"

#include "base/file.h"
#include "desk/jobs.h"
#include "desk/trays.h"

enum { ONE = 1, OTHER = 2 };

static int open_bench(void **state)
{
    int failed = bench_open(state);
    struct bench *b = *state;
    b->trays = b->folder ? trays_new(b->folder, b->diags) : NULL;
    return failed || !b->trays ? -1 : 0;
}

/* ---- trays ---- */

static const char *all_trays(struct bench *b)
{
    return arena_printf(b->arena, "%s/.hongtou/desk", b->folder);
}

static unsigned mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return (unsigned)st.st_mode & 0777U;
}

static void only_the_owner_sees_a_tray(void **state)
{
    struct bench *b = *state;
    char name[TRAY_NAME];
    assert_true(trays_open(b->trays, ONE, name));
    assert_int_equal(trays_put(b->trays, ONE, name, "名册.xlsx", "x", 1), TRAY_PUT);
    const char *path = trays_path(b->trays, b->arena, ONE, name);
    assert_int_equal(mode_of(all_trays(b)), 0700);
    assert_int_equal(mode_of(path), 0700);
    assert_int_equal(mode_of(file_in(b->arena, path, "名册.xlsx")), 0600);
    assert_null(trays_path(b->trays, b->arena, OTHER, name));
    assert_null(trays_path(b->trays, b->arena, ONE, ""));
    assert_int_equal(trays_put(b->trays, OTHER, name, "x.pdf", "x", 1), TRAY_NONE);
    trays_remove(b->trays, OTHER, name);
    assert_true(file_is_folder(path));
    trays_remove(b->trays, ONE, name);
    assert_false(file_exists(path));
}

static void names_that_lead_out_of_a_tray_are_refused(void **state)
{
    struct bench *b = *state;
    static const char *const names[] = {"../x.pdf", "/x.pdf", "a/x.pdf", "..",
                                        ".x",       "",       "a\\b",    "a\nb"};
    char name[TRAY_NAME];
    assert_true(trays_open(b->trays, ONE, name));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(trays_put(b->trays, ONE, name, names[i], "x", 1), TRAY_REFUSED);
    assert_int_equal(trays_put(b->trays, ONE, name, "x.pdf", "x", 1), TRAY_PUT);
    assert_int_equal(trays_put(b->trays, ONE, name, "x.pdf", "y", 1), TRAY_FAILED);
}

static void trays_are_bounded(void **state)
{
    struct bench *b = *state;
    char first[TRAY_NAME], name[TRAY_NAME];
    assert_true(trays_open(b->trays, ONE, first));
    for (int i = 0; i < TRAY_FILES; i++) {
        char file[32];
        snprintf(file, sizeof file, "%d.pdf", i);
        assert_int_equal(trays_put(b->trays, ONE, first, file, "", 0), TRAY_PUT);
    }
    assert_int_equal(trays_put(b->trays, ONE, first, "more.pdf", "", 0), TRAY_FULL);
    const char *path = trays_path(b->trays, b->arena, ONE, first);
    for (int i = 0; i < TRAY_OF_PERSON; i++)
        assert_true(trays_open(b->trays, ONE, name));
    assert_false(file_exists(path)); /* the oldest made way */
    assert_non_null(trays_path(b->trays, b->arena, ONE, name));
}

static void what_a_dead_desk_left_goes(void **state)
{
    struct bench *b = *state;
    char name[TRAY_NAME];
    assert_true(trays_open(b->trays, ONE, name));
    assert_int_equal(trays_put(b->trays, ONE, name, "x.pdf", "x", 1), TRAY_PUT);
    const char *path = trays_path(b->trays, b->arena, ONE, name);
    struct trays *next = trays_new(b->folder, b->diags); /* the first was killed */
    assert_non_null(next);
    assert_false(file_exists(path));
    trays_drop(next);
    assert_false(file_exists(all_trays(b)));
}

/* ---- the store ---- */

static void what_was_printed_is_known_by_its_list(void **state)
{
    struct bench *b = *state;
    struct buf json = {0};
    store_texts lists = {0};
    int64_t first = store_begin_job(b->store, true, ONE, "print", "表.xml", "甲.csv", "{}");
    int64_t second = store_begin_job(b->store, true, ONE, "print", "表.xml", "乙.csv", "{}");
    int64_t third = store_begin_job(b->store, false, ONE, "trial", "表.xml", "丙.csv", "{}");
    assert_true(first && second && third && third != second);
    store_end_job(b->store, first, "done", "{\"n\":1}",
                  "\x1f"
                  "3 ");
    store_break_jobs(b->store);
    store_printed(b->store, b->arena, "表.xml", &lists);
    assert_int_equal(lists.n, 1);
    assert_string_equal(lists.v[0], "甲.csv\x1f\x1f"
                                    "3 ");
    store_jobs(b->store, "表.xml", &json);
    assert_non_null(strstr(json.p, "\"state\":\"broken\""));
    assert_non_null(strstr(json.p, "\"result\":{\"n\":1}"));
    assert_null(strstr(json.p, "丙.csv"));
    buf_drop(&json);
}

static void the_last_word_on_an_entry_counts(void **state)
{
    struct bench *b = *state;
    store_texts all = {0};
    struct confirmed c = {"表.xml", "张.pdf", "", "面积", "八十", "8"};
    store_confirm(b->store, ONE, &c);
    c.value = "80";
    store_confirm(b->store, ONE, &c);
    c.form = "别的.xml";
    store_confirm(b->store, ONE, &c);
    store_confirmed(b->store, b->arena, "表.xml", &all);
    assert_int_equal(all.n, 1);
    assert_int_equal(strncmp(all.v[0],
                             "张.pdf\x1f\x1f面积\x1f八十\x1f"
                             "80\x1f",
                             strlen("张.pdf||面积|八十|80|")),
                     0);
}

/* ---- jobs ---- */

static int64_t start(struct jobs *jobs, const char *const *writable)
{
    static const struct parcel parts[] = {{"print", 5}};
    struct job_wanted w = {ONE, "print", "印表", "表.xml", "", "{}", parts, 1, writable, true};
    return jobs_start(jobs, &w);
}

/* All events of a job, to its end. */
static struct buf watch(struct jobs *jobs, int64_t id)
{
    char bytes[7]; /* events come in pieces, too */
    ptrdiff_t n;
    struct buf all = {0};
    struct job_watch *w = jobs_watch(jobs, id, ONE);
    assert_non_null(w);
    while ((n = jobs_read(w, bytes, sizeof bytes)) >= 0)
        buf_add(&all, bytes, (size_t)n);
    jobs_unwatch(w);
    return all;
}

/* A worker that says nothing and ends is told of; its job is over and another may come. */
static void a_job_without_a_worker_fails(void **state)
{
    struct bench *b = *state;
    static const char *const none[] = {NULL};
    struct desk_options options = {.folder = b->folder, .home = ".", .program = "/bin/false"};
    struct jobs *jobs = jobs_new(&options, b->store);
    struct buf told = {0};
    for (int i = 0; i < 2 * JOBS_OF_PERSON; i++) {
        int64_t id = start(jobs, none);
        assert_true(id > 0);
        struct buf events = watch(jobs, id);
        assert_non_null(strstr(events.p, "\"state\":\"failed\""));
        assert_null(strstr(events.p, "message")); /* the result is asked for by itself */
        buf_clear(&told);
        assert_true(jobs_tell(jobs, id, ONE, &told));
        assert_non_null(strstr(told.p, "\"message\":"));
        assert_false(jobs_tell(jobs, id, OTHER, &told));
        assert_null(jobs_watch(jobs, id, OTHER));
        assert_false(jobs_cancel(jobs, id, ONE));
        buf_drop(&events);
    }
    jobs_stop(jobs);
    assert_int_equal(start(jobs, none), 0);
    jobs_drop(jobs);
    buf_drop(&told);
}

/* A worker that goes on and on is killed when the job is to end. */
static void a_job_is_cancelled_whatever_its_worker_does(void **state)
{
    struct bench *b = *state;
    static const char *const none[] = {NULL};
    const char *script = file_in(b->arena, b->folder, "worker");
    static const char text[] = "#!/bin/sh\nexec sleep 1000\n";
    assert_true(file_put(script, text, sizeof text - 1));
    assert_int_equal(chmod(script, 0700), 0);
    struct desk_options options = {.folder = b->folder, .home = ".", .program = script};
    struct jobs *jobs = jobs_new(&options, b->store);
    int64_t ids[JOBS_OF_PERSON];
    for (int i = 0; i < JOBS_OF_PERSON; i++)
        assert_true((ids[i] = start(jobs, none)) > 0);
    assert_int_equal(start(jobs, none), 0); /* too many of hers */
    assert_true(jobs_of(jobs, "print", "表.xml") > 0);
    for (int i = 0; i < JOBS_OF_PERSON; i++)
        assert_true(jobs_cancel(jobs, ids[i], ONE));
    for (int i = 0; i < JOBS_OF_PERSON; i++) {
        struct buf events = watch(jobs, ids[i]);
        assert_non_null(strstr(events.p, "\"state\":\"cancelled\""));
        buf_drop(&events);
    }
    assert_int_equal(jobs_of(jobs, "print", "表.xml"), 0);
    jobs_drop(jobs);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(only_the_owner_sees_a_tray),
        TEST(names_that_lead_out_of_a_tray_are_refused),
        TEST(trays_are_bounded),
        TEST(what_a_dead_desk_left_goes),
        TEST(what_was_printed_is_known_by_its_list),
        TEST(the_last_word_on_an_entry_counts),
        TEST(a_job_without_a_worker_fails),
        TEST(a_job_is_cancelled_whatever_its_worker_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
