/* Parts of a list: every row in one of them, the same whatever else the list has; and their counts
 * added up. */
#include "forms.h"

static const char list[] = "户号,户主,村\n"
                           "0001,许玥,白石村\n0002,程砚,柳林村\n0003,邵青,白石村\n"
                           "0004,陆棠,柳林村\n0005,周柏,河口村\n0006,罗明,白石村\n"
                           ",无号,白石村\n0003,重号,柳林村\n";

enum { PARTS = 3 };

static size_t pages_with(const struct bench *b, const char *words)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n_files; i++)
        n += count(b->files[i].p, words);
    return n;
}

static void start_anew(struct bench *b)
{
    for (size_t i = 0; i < b->n_files; i++)
        buf_clear(&b->files[i]);
    b->n_files = 0;
    buf_clear(&b->refused);
}

static void test_each_row_is_in_one_part(void **state)
{
    struct bench *b = *state;
    static const char *const names[] = {"许玥", "程砚", "邵青", "陆棠", "周柏", "罗明"};
    size_t seen[sizeof names / sizeof *names] = {0};
    int read = 0, refused = 0;
    add_field(b, "户主", 40);
    b->job.options.village = "村";
    b->job.options.shards = PARTS;
    for (int k = 1; k <= PARTS; k++) {
        b->job.options.shard = k;
        print_list(b, list);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            seen[i] += pages_with(b, names[i]);
        read += b->report.total.read;
        refused += b->report.total.refused;
        assert_int_equal(b->report.n_list, 8);
        start_anew(b);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(seen[i] > 0 && seen[i] == seen[0]);
    assert_int_equal(read, 8);
    assert_int_equal(refused, 2);
}

static void test_serial_numbers_are_those_of_the_whole(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    assert_false(print_list(b, list) && !b->report.total.refused);
    const char *whole = strdup(b->files[0].p);
    start_anew(b);
    b->job.options.shards = PARTS;
    size_t found = 0;
    for (int k = 1; k <= PARTS; k++) {
        b->job.options.shard = k;
        print_list(b, list);
        for (size_t i = 0; i < b->n_files; i++)
            for (const char *at = b->files[i].p; (at = strstr(at, "\"00000")); at++) {
                char serial[] = "\"000000\"";
                memcpy(serial, at, strlen(serial));
                assert_has(whole, serial);
                found++;
            }
        start_anew(b);
    }
    assert_int_equal(found, count(whole, "\"00000"));
    free((void *)whole);
}

static void test_villages_that_are_files_stay_whole(void **state)
{
    struct bench *b = *state;
    static const char *const villages[] = {"白石村", "柳林村", "河口村"};
    int files[sizeof villages / sizeof *villages] = {0};
    add_field(b, "户主", 40);
    b->job.options.village = "村";
    b->job.options.split = true;
    b->job.options.shards = PARTS;
    for (int k = 1; k <= PARTS; k++) {
        b->job.options.shard = k;
        print_list(b, list);
        for (size_t v = 0; v < b->report.n; v++)
            for (size_t i = 0; i < sizeof villages / sizeof *villages; i++)
                files[i] += strcmp(b->report.villages[v].village, villages[i]) == 0;
        start_anew(b);
    }
    for (size_t i = 0; i < sizeof villages / sizeof *villages; i++)
        assert_int_equal(files[i], 1);
}

/* Within a third of the mean. */
static void test_parts_are_alike_in_size(void **state)
{
    enum { SHARDS = 16, ROWS = 1600 };
    struct bench *b = *state;
    struct buf rows = {0};
    buf_str(&rows, "户号,户主\n");
    for (int i = 0; i < ROWS; i++)
        buf_printf(&rows, "%d,许玥\n", i);
    add_field(b, "户主", 40);
    b->job.options.shards = SHARDS;
    for (int k = 1; k <= SHARDS; k++) {
        b->job.options.shard = k;
        assert_true(print_list(b, rows.p));
        assert_in_range(b->report.total.printed, ROWS / SHARDS * 2 / 3, ROWS / SHARDS * 4 / 3);
        start_anew(b);
    }
    buf_drop(&rows);
}

static void test_counts_come_back_as_they_were_written(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->job.options.village = "村";
    print_list(b, list);
    struct print_counts read, counts = {.form = "5245",
                                        .list = "9a3b",
                                        .settings = "\"a\" b",
                                        .shard = 2,
                                        .shards = PARTS,
                                        .report = b->report};
    struct buf text = {0};
    print_counts_write(&counts, &text);
    assert_true(print_counts_read(b->arena, text.p, &read));
    assert_string_equal(read.settings, "\"a\" b");
    assert_int_equal(read.shard, 2);
    assert_int_equal(read.report.n, b->report.n);
    assert_memory_equal(&read.report.total.read, &b->report.total.read, sizeof(int));
    struct print_sum sum = {0};
    assert_true(print_counts_add(b->arena, &sum, &read.report));
    assert_true(print_counts_add(b->arena, &sum, &read.report));
    assert_int_equal(sum.report.n, b->report.n);
    assert_int_equal(sum.report.total.read, 2 * b->report.total.read);
    for (size_t n = 0; n < text.n; n++) { /* half a file is none */
        char *half = strndup(text.p, n);
        assert_false(print_counts_read(b->arena, half, &read));
        free(half);
    }
    buf_drop(&text);
}

/* Whoever wrote them: what no list comes to is no count, and no sum. */
static void test_counts_have_an_end(void **state)
{
    struct bench *b = *state;
    static const char head[] = "hongtou counts 1\nform 5245\nlist 9a\nmembers -\nsettings x\n"
                               "shard 1/2\nrows 9\npages 2147483647\ncopies 1\n";
    static const char village[] = "village 2147483647 1 0 0 0 0 甲\n", end[] = "end\n";
    struct print_counts read;
    struct print_sum sum = {0};
    const char *most = arena_printf(b->arena, "%s%s%s", head, village, end);
    assert_true(print_counts_read(b->arena, most, &read));
    assert_false(print_counts_read(
        b->arena, arena_printf(b->arena, "%s%s%s%s", head, village, village, end),
        &(struct print_counts){0}));
    assert_true(print_counts_add(b->arena, &sum, &read.report));
    assert_false(print_counts_add(b->arena, &sum, &read.report));
    assert_int_equal(sum.report.n, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_each_row_is_in_one_part),
        TEST(test_serial_numbers_are_those_of_the_whole),
        TEST(test_villages_that_are_files_stay_whole),
        TEST(test_parts_are_alike_in_size),
        TEST(test_counts_come_back_as_they_were_written),
        TEST(test_counts_have_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
