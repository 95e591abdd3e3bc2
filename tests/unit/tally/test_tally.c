/* Lists of answers to figures: what is counted, what is not, and what is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../findings.h"
#include "../outside.h"

#include "base/mem.h"
#include "tally/tally.h"

struct bench {
    struct arena *arena;
    struct diags *diags;
    char *folder;
};

static int bench_open(void **state)
{
    static struct bench b;
    b.arena = arena_new();
    b.diags = diags_new(DIAG_EN);
    b.folder = folder_new(b.arena);
    *state = &b;
    return b.folder ? 0 : -1;
}

static int bench_close(void **state)
{
    struct bench *b = *state;
    int left = folder_drop(b->arena, b->folder);
    diags_drop(b->diags);
    arena_drop(b->arena);
    return left;
}

static struct text text(struct bench *b, const char *utf8)
{
    return text_from_utf8(b->arena, utf8, (struct pos){0});
}

static struct form_option *options(struct bench *b, const char *const names[], size_t n)
{
    struct form_option *first = NULL, **last = &first;
    for (size_t i = 0; i < n; i++, last = &(*last)->next) {
        *last = ARENA_NEW(b->arena, struct form_option);
        (*last)->text = text(b, names[i]);
    }
    return first;
}

/* Of a number, and of a question of three answers. */
static const struct form *form_new(struct bench *b)
{
    static const char *const answers[] = {"重残、重病", "重残", "重病"};
    struct form *form = ARENA_NEW(b->arena, struct form);
    struct form_part *part = form->parts = ARENA_NEW(b->arena, struct form_part);
    struct form_question *q = ARENA_NEW(b->arena, struct form_question);
    struct form_field *field = form->heading = ARENA_NEW(b->arena, struct form_field);
    field->name = text(b, "人口");
    field->kind = FILL_NUMBER;
    part->kind = FORM_TOPIC;
    part->topic = ARENA_NEW(b->arena, struct form_topic);
    part->topic->questions = q;
    q->answer = ANSWER_MULTIPLE;
    q->name = text(b, "1-1");
    q->head = text(b, "一、残疾的情况");
    q->options = options(b, answers, 3);
    return form;
}

static bool count(struct bench *b, struct tally *t, const char *csv)
{
    const char *path = arena_printf(b->arena, "%s/data.csv", b->folder);
    FILE *f = fopen(path, "w");
    fputs(csv, f);
    fclose(f);
    struct sheet_table *list =
        sheet_read_list(b->arena, path, &(struct sheet_choice){.beside = NULL}, b->diags);
    bool ok = list && tally_list(t, list, b->diags);
    sheet_drop(list);
    remove(path);
    return ok;
}

static const struct tally_options usual = {.group = "村", .key = "户号"};

static const char *csv_of(struct bench *b, const struct tally *t)
{
    struct buf out = {0};
    tally_write_csv(t, DIAG_ZH, &out);
    const char *text = arena_strndup(b->arena, out.p, out.n);
    buf_drop(&out);
    return text;
}

static void answers_are_counted_by_village(void **state)
{
    struct bench *b = *state;
    struct tally *t = tally_new(b->arena, form_new(b), &usual);
    assert_true(count(b, t,
                      "户号,村,人口,1-1\n1,甲村,3,重残|重病\n2,甲村,\"1,000.5\",\"重残、重病\"\n"
                      "3,乙村,无,\n"));
    assert_true(count(b, t, "户号,村,人口,一、残疾的情况\n4,乙村,2,重病\n"));
    assert_string_equal(findings_text(b->arena, b->diags), "");
    const char *csv = csv_of(b, t);
    static const char *const rows[] = {
        "村,问题,答案,户数,占比,合计,平均\r\n",
        "甲村,人口,（数字）,2,,\"1,003.5\",501.75\r\n",
        "甲村,一、残疾的情况,重残、重病,1,50.0%,,\r\n",
        "甲村,一、残疾的情况,重残,1,50.0%,,\r\n",
        "乙村,人口,未填,1,,,\r\n",
        "乙村,一、残疾的情况,重病,1,100.0%,,\r\n",
        "合计,人口,（数字）,3,,\"1,005.5\",335.17\r\n",
        "合计,一、残疾的情况,重病,2,66.7%,,\r\n",
        "合计,一、残疾的情况,未填,1,,,\r\n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!strstr(csv, rows[i]))
            fail_msg("no row %s in\n%s", rows[i], csv);
}

static void sheets_have_a_row_a_village(void **state)
{
    struct bench *b = *state;
    struct tally *t = tally_new(b->arena, form_new(b), &usual);
    size_t n;
    assert_true(count(b, t, "户号,村,1-1\n1,甲村,重残\n2,乙村,重病\n3,乙村,重病\n"));
    const struct sheet_template *sheets = tally_sheets(t, DIAG_ZH, &n);
    assert_int_equal(n, 2); /* nobody was asked for the number */
    const struct sheet_template *s = &sheets[1];
    assert_string_equal(s->name, "一、残疾的情况");
    assert_string_equal(s->columns[0].cells[2], "合计");
    assert_string_equal(s->columns[7].head, "重病");
    assert_string_equal(s->columns[7].cells[1], "2");
    assert_string_equal(s->columns[8].cells[2], "66.7%");
}

static void what_is_no_answer_is_told_and_not_counted(void **state)
{
    struct bench *b = *state;
    struct tally *t = tally_new(b->arena, form_new(b), &usual);
    size_t n;
    assert_true(count(b, t, "户号,村,人口,1-1\n1,甲村,约3,重残、瞎填\n1,甲村,3,重残\n2,甲村,4,\n"));
    const char *told = findings_text(b->arena, b->diags);
    assert_non_null(strstr(told, "warning[Q044]: 2 entries"));
    assert_non_null(strstr(told, "warning[Q045]: 1 rows"));
    const struct sheet_template *sheets = tally_sheets(t, DIAG_ZH, &n);
    const struct sheet_template *doubts = &sheets[n - 1];
    assert_string_equal(doubts->name, "待核对");
    assert_string_equal(doubts->columns[1].cells[0], "C2");
    assert_string_equal(doubts->columns[3].cells[1], "重残、瞎填");
    assert_null(doubts->columns[3].cells[3]);
    assert_non_null(strstr(csv_of(b, t), "合计,一、残疾的情况,重残,0,,,\r\n"));
}

static void several_answers_are_none_where_one_is_asked(void **state)
{
    struct bench *b = *state;
    const struct form *form = form_new(b);
    form->parts->topic->questions->answer = ANSWER_SINGLE;
    struct tally *t = tally_new(b->arena, form, &usual);
    assert_true(count(b, t, "户号,村,1-1\n1,甲村,重残|重病\n2,甲村,重病\n"));
    assert_non_null(strstr(findings_text(b->arena, b->diags), "warning[Q044]: 1 entries"));
    assert_non_null(strstr(csv_of(b, t), "合计,一、残疾的情况,重残,0,0.0%,,\r\n"));
    assert_non_null(strstr(csv_of(b, t), "合计,一、残疾的情况,重病,1,100.0%,,\r\n"));
}

static void lists_of_another_form_are_refused(void **state)
{
    struct bench *b = *state;
    struct tally *t = tally_new(b->arena, form_new(b), &usual);
    assert_false(count(b, t, "户号,村,面积\n1,甲村,3\n"));
    assert_non_null(strstr(findings_text(b->arena, b->diags), "error[Q043]"));
    assert_false(count(b, t, "户号,1-1,一、残疾的情况\n1,重残,重病\n"));
    assert_non_null(strstr(findings_text(b->arena, b->diags), "error[Q042]"));
    struct tally_options strict = {.group = "组", .must_group = true, .key = "户号"};
    t = tally_new(b->arena, form_new(b), &strict);
    assert_false(count(b, t, "户号,村,1-1\n1,甲村,重残\n"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(answers_are_counted_by_village),
        TEST(sheets_have_a_row_a_village),
        TEST(what_is_no_answer_is_told_and_not_counted),
        TEST(several_answers_are_none_where_one_is_asked),
        TEST(lists_of_another_form_are_refused),
    };
    return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
