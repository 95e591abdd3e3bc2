/* The packed dictionary: what goes in comes out; what is damaged does no harm. */
#define _XOPEN_SOURCE 700 /* realpath */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../outside.h"

#include "base/file.h"
#include "lexicon/lexicon_int.h"

static const char list[] = "发展 900 vn\n"
                           "发 40 v\n"
                           "发展中国家 3 n\n"
                           "切实 20 ad\n"
                           "abc 5 eng\n"
                           "无数 x\n"
                           "太长太长太长太长太长 7 n\n"
                           "龥 1 n";

struct folder {
    struct arena *arena;
    struct diags *diags;
    const char *path, *dict;
};

static int open_folder(void **state)
{
    static struct folder f;
    f = (struct folder){.arena = arena_new(), .diags = diags_new(DIAG_EN)};
    f.path = folder_new(f.arena);
    if (!f.path)
        return -1;
    f.dict = file_in(f.arena, f.path, "words.dict");
    *state = &f;
    return dict_pack(list, sizeof list - 1, f.dict, f.diags) ? 0 : -1;
}

static int close_folder(void **state)
{
    struct folder *f = *state;
    int gone = folder_drop(f->arena, f->path);
    diags_drop(f->diags);
    arena_drop(f->arena);
    return gone;
}

static void write_file(const char *path, const void *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    fclose(file);
}

static const struct dict_node *find(const struct dict *d, const char32_t *word)
{
    const struct dict_node *node = dict_first(d, *word);
    while (node && *++word)
        node = dict_next(d, node, *word);
    return node;
}

static void words_are_found_with_what_they_cost(void **state)
{
    struct folder *f = *state;
    struct dict d;
    assert_true(dict_open(&d, f->dict));
    const struct dict_node *often = find(&d, U"发展"), *seldom = find(&d, U"发展中国家");
    assert_true(often && seldom && often->cost && often->cost < seldom->cost);
    assert_int_equal(often->kind, KIND_OTHER);
    assert_int_equal(seldom->kind, KIND_NOUN);
    assert_int_equal(find(&d, U"切实")->kind, KIND_ADVERB);
    assert_int_equal(find(&d, U"发展中")->cost, 0); /* on the way to a word */
    assert_int_equal(find(&d, U"展")->cost, 0);
    assert_true(find(&d, U"龥")->cost > 0);
    assert_null(find(&d, U"发表"));
    assert_null(find(&d, U"abc"));
    assert_null(find(&d, U"太长太"));
}

static void a_file_that_is_cut_short_or_of_another_kind_is_refused(void **state)
{
    struct folder *f = *state;
    struct dict d;
    size_t n;
    const char *whole = file_read(f->arena, f->dict, &n, (struct pos){0}, f->diags);
    char *copy = arena_copy(f->arena, whole, n);
    const size_t sizes[] = {0, 4, sizeof(struct dict_header), n - 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        write_file(f->dict, whole, sizes[i]);
        assert_false(dict_open(&d, f->dict));
        assert_null(dict_first(&d, U'发'));
    }
    copy[0] = 'X';
    write_file(f->dict, copy, n);
    assert_false(dict_open(&d, f->dict));
    unlink(f->dict);
    assert_false(dict_open(&d, f->dict));
    write_file(f->dict, whole, n);
}

/* Nodes that point out of the file, or back: no step leaves it, and every text is read. */
static void damaged_nodes_do_no_harm(void **state)
{
    struct folder *f = *state;
    static const char32_t text[] = U"发展中国家切实发展";
    enum lexicon_break breaks[sizeof text / sizeof *text];
    size_t n;
    const char *whole = file_read(f->arena, f->dict, &n, (struct pos){0}, f->diags);
    char *copy = arena_copy(f->arena, whole, n);
    uint32_t seed = 7;
    write_file(file_in(f->arena, f->path, "phrases.txt"), "", 0);
    for (int round = 0; round < 20; round++) {
        memcpy(copy, whole, n);
        for (size_t i = sizeof(struct dict_header); i < n; i++) {
            seed = seed * 1664525u + 1013904223u;
            if (seed >> 30 == 0)
                copy[i] = (char)(seed >> 20);
        }
        write_file(f->dict, copy, n);
        struct lexicon *w = lexicon_open(f->arena, f->path, f->diags);
        assert_non_null(w);
        lexicon_breaks(w, NULL, text, sizeof text / sizeof *text - 1, breaks);
        lexicon_close(w);
    }
    write_file(f->dict, whole, n);
    assert_int_equal(diags_count(f->diags, DIAG_WARNING), 0);
}

static void a_missing_dictionary_is_told_and_phrases_are_known(void **state)
{
    struct folder *f = *state;
    static const char32_t text[] = U"湖长制";
    enum lexicon_break breaks[sizeof text / sizeof *text];
    const char *phrases = "# 说明\n湖长制\r\n";
    write_file(file_in(f->arena, f->path, "phrases.txt"), phrases, strlen(phrases));
    unlink(f->dict);
    struct diags *d = diags_new(DIAG_EN);
    struct lexicon *w = lexicon_open(f->arena, f->path, d);
    assert_non_null(w);
    assert_int_equal(diags_count(d, DIAG_WARNING), 1);
    lexicon_breaks(w, NULL, text, sizeof text / sizeof *text - 1, breaks);
    assert_int_equal(breaks[0], BREAK_TORN);
    assert_int_equal(breaks[1], BREAK_TORN);
    diags_drop(d);
}

/* How often this process has the file mapped. */
static size_t times_mapped(const char *path)
{
    char line[1024];
    char *real = realpath(path, NULL);
    size_t n = 0;
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps && real && fgets(line, sizeof line, maps))
        n += strstr(line, real) != NULL;
    if (maps)
        fclose(maps);
    free(real);
    return n;
}

/* A server opens and closes contexts for as long as it runs. */
static void what_is_closed_is_mapped_no_more(void **state)
{
    struct folder *f = *state;
    size_t others = times_mapped(f->dict);
    for (int i = 0; i < 3; i++) {
        struct lexicon *w = lexicon_open(f->arena, f->path, f->diags);
        assert_int_equal(times_mapped(f->dict), others + 1);
        lexicon_close(w);
        assert_int_equal(times_mapped(f->dict), others);
    }
    lexicon_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_with_what_they_cost),
        cmocka_unit_test(a_file_that_is_cut_short_or_of_another_kind_is_refused),
        cmocka_unit_test(damaged_nodes_do_no_harm),
        cmocka_unit_test(what_is_closed_is_mapped_no_more),
        cmocka_unit_test(a_missing_dictionary_is_told_and_phrases_are_known),
    };
    return cmocka_run_group_tests_name("dict", tests, open_folder, close_folder);
}
