/* Findings: sorted, without repeats, with a caret under the mistake, harmless to terminals. */
#include "check.h"

#include <errno.h>

#include "base/buf.h"
#include "base/diag.def"
#include "base/diag.h"
#include "base/utf8.h"
#include "layout/diag.def"
#include "pdf/diag.def"
#include "xml/diag.def"

/* What a list prints. */
static char *print(struct diags *d, enum diag_format format)
{
    char *text = NULL;
    size_t n;
    FILE *f = open_memstream(&text, &n);
    diags_print(d, f, format);
    fclose(f);
    char *copy = strdup(text);
    free(text);
    return copy;
}

static void assert_prints(struct diags *d, enum diag_format format, const char *wanted)
{
    char *text = print(d, format);
    assert_string_equal(text, wanted);
    free(text);
}

struct world {
    struct arena *arena;
    struct diags *diags;
};

static int setup(void **state)
{
    struct world *w = malloc(sizeof *w);
    w->arena = arena_new();
    w->diags = diags_new(DIAG_EN);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    diags_drop(w->diags);
    arena_drop(w->arena);
    free(w);
    return 0;
}

static struct source *source_of(struct world *w, const char *name, const char *bytes)
{
    return source_new(w->arena, name, bytes, strlen(bytes));
}

static void test_a_caret_stands_under_wide_characters(void **state)
{
    struct world *w = *state;
    struct source *src = source_of(w, "a.xml", "<标题>x\n\t中<b/>");
    diag(w->diags, DIAG_S003, ((struct pos){src, 13}), "f", "why");
    diag(w->diags, DIAG_S003, ((struct pos){src, 7}), "f", "why");
    assert_prints(w->diags, DIAG_TEXT,
                  "a.xml:1:4: error[S003]: cannot read \"f\": why\n"
                  "    <标题>x\n"
                  "         ^\n"
                  "a.xml:2:3: error[S003]: cannot read \"f\": why\n"
                  "    \t中<b/>\n"
                  "    \t  ^\n");
}

static void test_findings_are_sorted_by_file_and_place(void **state)
{
    struct world *w = *state;
    struct source *a = source_of(w, "a.xml", "12\n34"), *b = source_of(w, "b.xml", "12");
    diag(w->diags, DIAG_S003, ((struct pos){b, 0}), "4", "");
    diag(w->diags, DIAG_S003, ((struct pos){a, 3}), "3", "");
    diag(w->diags, DIAG_S003, ((struct pos){a, 1}), "2", "");
    diag_system(w->diags, DIAG_S003, "1", "");
    char *text = print(w->diags, DIAG_TEXT);
    const char *p = text;
    for (int i = 1; i <= 4; i++) {
        char wanted[] = "cannot read \"0\"";
        wanted[sizeof wanted - 3] = (char)('0' + i);
        p = strstr(p, wanted);
        assert_non_null(p);
    }
    free(text);
}

static void test_repeats_are_dropped_even_apart(void **state)
{
    struct world *w = *state;
    struct source *src = source_of(w, "a.xml", "x");
    diag(w->diags, DIAG_S003, ((struct pos){src, 0}), "A", "");
    diag(w->diags, DIAG_S003, ((struct pos){src, 0}), "B", "");
    diag(w->diags, DIAG_S003, ((struct pos){src, 0}), "A", "");
    char *text = print(w->diags, DIAG_TEXT);
    char *first = strstr(text, "\"A\"");
    assert_non_null(first);
    assert_null(strstr(first + 1, "\"A\""));
    assert_non_null(strstr(text, "\"B\""));
    free(text);
    assert_prints(w->diags, DIAG_TEXT, "");
}

static void test_findings_are_data_in_the_same_order(void **state)
{
    struct world *w = *state;
    struct source *src = source_of(w, "a.xml", "12\n34");
    const struct diag_view *views;
    diag(w->diags, DIAG_S006, ((struct pos){src, 4}), "B", "full");
    diag(w->diags, DIAG_S003, ((struct pos){src, 0}), "A", "");
    diag(w->diags, DIAG_S003, ((struct pos){src, 0}), "A", "");
    diag_system(w->diags, DIAG_S002, "C");
    assert_int_equal(diags_view(w->diags, &views), 3);
    assert_null(views[0].file);
    assert_string_equal(views[0].code, "S002");
    assert_int_equal(views[0].line, 0);
    assert_string_equal(views[1].text, "cannot read \"A\": ");
    assert_string_equal(views[1].hint, "");
    assert_string_equal(views[2].file, "a.xml");
    assert_int_equal(views[2].line, 2);
    assert_int_equal(views[2].column, 2);
    assert_int_equal(views[2].level, DIAG_ERROR);
    assert_true(*views[2].hint);
}

static void test_languages_and_hints(void **state)
{
    (void)state;
    struct diags *d = diags_new(DIAG_ZH);
    diag_system(d, DIAG_S002, "a.xml");
    assert_prints(d, DIAG_TEXT,
                  "hongtou: error[S002]: 找不到文件“a.xml”\n  提示：请检查文件名和所在文件夹\n");
    diags_drop(d);
}

static void test_json(void **state)
{
    struct world *w = *state;
    struct source *src = source_of(w, "a\xFF.xml", "中x");
    assert_prints(w->diags, DIAG_JSON, "[]\n");
    diag(w->diags, DIAG_S003, ((struct pos){src, 3}), "q\"\\\n", "e");
    diag_system(w->diags, DIAG_S002, "f");
    assert_prints(w->diags, DIAG_JSON,
                  "[{\"level\":\"error\",\"code\":\"S002\",\"message\":\"no such file: \\\"f\\\"\","
                  "\"hint\":\"check the name and the folder\"},\n"
                  " {\"level\":\"error\",\"code\":\"S003\",\"file\":\"a\xEF\xBF\xBD.xml\","
                  "\"line\":1,\"column\":2,"
                  "\"message\":\"cannot read \\\"q\\\"\\\\\\u000a\\\": e\"}]\n");
}

static void test_control_characters_do_not_reach_the_terminal(void **state)
{
    struct world *w = *state;
    struct source *src = source_of(w, "a.xml", "\x1B[31m\xC2\x9B\xFFx");
    diag(w->diags, DIAG_S003, ((struct pos){src, 0}), "\x1B]0;", "\x7F");
    char *text = print(w->diags, DIAG_TEXT);
    assert_null(strpbrk(text, "\x1B\x7F"));
    assert_null(strstr(text, "\xC2\x9B"));
    assert_int_equal(utf8_bad(text, strlen(text)), strlen(text));
    free(text);
}

static void test_a_long_line_is_shown_in_part(void **state)
{
    struct world *w = *state;
    enum { LONG = 5000000, TIMES = 100 };
    char *line = malloc(LONG);
    memset(line, 'x', LONG);
    struct source *src = source_new(w->arena, "a.xml", line, LONG);
    for (uint32_t i = 0; i < TIMES; i++)
        diag(w->diags, DIAG_S003, ((struct pos){src, LONG / 2 + i}), "f", "");
    free(line); /* findings keep what they show */
    char *text = print(w->diags, DIAG_TEXT);
    assert_non_null(strstr(text, "a.xml:1:2500001: "));
    assert_true(strlen(text) < TIMES * 400);
    free(text);
}

static void test_status_is_the_worst(void **state)
{
    struct world *w = *state;
    assert_int_equal(diags_status(w->diags), EXIT_OK);
    diag_system(w->diags, DIAG_P002, NULL);
    assert_int_equal(diags_status(w->diags), EXIT_DOCUMENT);
    diag_system(w->diags, DIAG_S002, "f");
    diag_system(w->diags, DIAG_P002, NULL);
    assert_int_equal(diags_status(w->diags), EXIT_SYSTEM);
    assert_int_equal(diags_count(w->diags, DIAG_ERROR), 3);
    assert_int_equal(diags_count(w->diags, DIAG_WARNING), 0);
}

static void test_anothers_findings_are_taken_whole(void **state)
{
    struct world *w = *state;
    struct source *src = source_of(w, "b.xml", "中x");
    struct diags *other = diags_new(DIAG_EN);
    diag(other, DIAG_S003, ((struct pos){src, 3}), "f", "why");
    diag_system(w->diags, DIAG_P002, NULL);
    diags_take(w->diags, other);
    assert_int_equal(diags_count(w->diags, DIAG_ERROR), 2);
    assert_int_equal(diags_status(w->diags), EXIT_SYSTEM);
    char *text = print(w->diags, DIAG_TEXT);
    assert_non_null(strstr(text, "error[P002]"));
    assert_non_null(strstr(text, "b.xml:1:2: error[S003]: cannot read \"f\": why\n"
                                 "    中x\n      ^\n"));
    free(text);
}

static void test_a_file_full_of_mistakes_ends_soon(void **state)
{
    struct world *w = *state;
    enum { LINE = 1000000, LISTED = 100 };
    char *bytes = calloc(LINE + 1, 1);
    memset(bytes, 'x', LINE);
    struct source *src = source_new(w->arena, "a.xml", bytes, LINE);
    for (uint32_t i = 0; i < LINE; i++)
        diag(w->diags, DIAG_L005, ((struct pos){src, i}), "");
    diag(w->diags, DIAG_X040, ((struct pos){src, 0}), NULL);
    assert_int_equal(diags_count(w->diags, DIAG_NOTE), LINE);
    char *text = print(w->diags, DIAG_TEXT);
    assert_non_null(strstr(text, "too many findings: the first 100 are listed"));
    assert_non_null(strstr(text, "error[X040]")); /* notes hide no error */
    size_t listed = 0;
    for (const char *p = text; (p = strstr(p, "[L005]")); p++)
        listed++;
    assert_int_equal(listed, LISTED);
    free(text);
    free(bytes);
}

/* Rows of a sheet, each a source; the first column holds the number. */
static struct pos cell_of_row(struct world *w, uint32_t row, bool second)
{
    char *line = arena_printf(w->arena, "%u\tx", row);
    struct source *src = source_of(w, "list.csv", line);
    src->sheet = true;
    src->lines_before = row - 1;
    return (struct pos){src, second ? (uint32_t)strlen(line) - 1 : 0};
}

static size_t count_code(struct diags *d, const char *code, const char **text)
{
    const struct diag_view *views;
    size_t n = diags_view(d, &views), found = 0;
    for (size_t i = 0; i < n; i++)
        if (strcmp(views[i].code, code) == 0) {
            found++;
            *text = views[i].text;
        }
    return found;
}

static void test_findings_of_a_column_are_grouped(void **state)
{
    enum { MANY = 300, FEW = 4 };
    struct world *w = *state;
    const char *text = "";
    for (uint32_t i = 1; i <= MANY; i++) {
        diag(w->diags, DIAG_S003, cell_of_row(w, i, false), "a", "b");
        if (i <= FEW)
            diag(w->diags, DIAG_S003, cell_of_row(w, i, true), "a", "b");
    }
    diag(w->diags, DIAG_S002, cell_of_row(w, MANY, true), "a");
    for (int again = 0; again < 2; again++) { /* viewed twice, it is told once */
        assert_int_equal(count_code(w->diags, "S003", &text), 5 + FEW);
        assert_int_equal(count_code(w->diags, "S002", &text), 1);
        assert_int_equal(count_code(w->diags, "D003", &text), 1);
    }
    assert_int_equal(diags_count(w->diags, DIAG_ERROR), MANY + FEW + 1);
    assert_string_equal(text,
                        "column A: S003 was found 300 times, of which the first 5 are listed; "
                        "the others are in the rows 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, "
                        "17, 18, 19, 20, 21, 22, 23, 24, 25……");
}

static void test_what_is_told_of_a_cell_again_counts_once(void **state)
{
    struct world *w = *state;
    const char *text = "";
    for (uint32_t i = 1; i <= 7; i++)
        for (int box = 0; box < 3; box++)
            diag(w->diags, DIAG_S003, cell_of_row(w, i, false), "a", "b");
    diag(w->diags, DIAG_S003, cell_of_row(w, 7, false), "a", "c"); /* something else */
    assert_int_equal(count_code(w->diags, "S003", &text), 5);
    assert_int_equal(count_code(w->diags, "D003", &text), 1);
    assert_string_equal(text, "column A: S003 was found 8 times, of which the first 5 are listed; "
                              "the others are in the rows 6, 7, 7");
}

static void test_anothers_groups_are_added(void **state)
{
    struct world *w = *state;
    struct diags *other = diags_beside(w->diags);
    const char *text = "";
    for (uint32_t i = 1; i <= 6; i++)
        diag(w->diags, DIAG_S003, cell_of_row(w, i, false), "a", "b");
    for (uint32_t i = 11; i <= 17; i++)
        diag(other, DIAG_S003, cell_of_row(w, i, false), "a", "b");
    diags_take(w->diags, other);
    assert_int_equal(count_code(w->diags, "S003", &text), 10);
    assert_int_equal(count_code(w->diags, "D003", &text), 1);
    assert_string_equal(text,
                        "column A: S003 was found 13 times, of which the first 10 are listed; "
                        "the others are in the rows 6, 16, 17");
}

static void hear(void *context, const struct diag_code *code, const char *text)
{
    struct buf *heard = context;
    buf_printf(heard, "%s %s\n", code->name, text);
}

static void test_a_watcher_hears_all(void **state)
{
    struct world *w = *state;
    struct buf heard = {0};
    diags_watch(w->diags, (struct diags_watcher){hear, &heard});
    for (uint32_t i = 1; i <= 6; i++)
        diag(w->diags, DIAG_S002, cell_of_row(w, i, false), arena_printf(w->arena, "%u", i));
    diags_watch(w->diags, (struct diags_watcher){NULL, NULL});
    diag(w->diags, DIAG_S002, cell_of_row(w, 7, false), "7");
    assert_non_null(strstr(heard.p, "S002 no such file: \"6\"\n"));
    assert_null(strstr(heard.p, "\"7\""));
    buf_drop(&heard);
}

static void test_reasons_that_offices_meet_are_in_their_language(void **state)
{
    (void)state;
    struct diags *zh = diags_new(DIAG_ZH), *en = diags_new(DIAG_EN);
    assert_string_equal(diag_reason(zh, ENOSPC), "磁盘满了");
    assert_string_equal(diag_reason(en, ENOSPC), "the disk is full");
    assert_string_equal(diag_reason(zh, EPERM), diag_reason(zh, EACCES));
    diags_drop(zh);
    diags_drop(en);
}

static void test_other_reasons_are_told_all_the_same(void **state)
{
    (void)state;
    struct diags *zh = diags_new(DIAG_ZH);
    assert_string_equal(diag_reason(zh, EPROTO), strerror(EPROTO));
    diags_drop(zh);
}

#define PROMISE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROMISE(test_a_caret_stands_under_wide_characters),
        PROMISE(test_findings_are_sorted_by_file_and_place),
        PROMISE(test_repeats_are_dropped_even_apart),
        PROMISE(test_findings_are_data_in_the_same_order),
        PROMISE(test_languages_and_hints),
        PROMISE(test_json),
        PROMISE(test_control_characters_do_not_reach_the_terminal),
        PROMISE(test_a_long_line_is_shown_in_part),
        PROMISE(test_status_is_the_worst),
        PROMISE(test_anothers_findings_are_taken_whole),
        PROMISE(test_a_file_full_of_mistakes_ends_soon),
        PROMISE(test_findings_of_a_column_are_grouped),
        PROMISE(test_what_is_told_of_a_cell_again_counts_once),
        PROMISE(test_anothers_groups_are_added),
        PROMISE(test_a_watcher_hears_all),
        cmocka_unit_test(test_reasons_that_offices_meet_are_in_their_language),
        cmocka_unit_test(test_other_reasons_are_told_all_the_same),
    };
    return RUN(tests, "diag");
}
