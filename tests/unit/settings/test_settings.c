/* hongtou.conf: where it is looked for, what its lines say, and what is wrong with them. */
#include "../base/check.h"
#include "../outside.h"

#include <sys/stat.h>

#include "base/file.h"
#include "settings/settings.h"

struct world {
    struct arena *arena;
    struct diags *diags;
    const char *folder; /* has docs/deep, etc, own/hongtou */
};

static int setup(void **state)
{
    struct world *w = malloc(sizeof *w);
    w->arena = arena_new();
    w->diags = diags_new(DIAG_EN);
    w->folder = folder_new(w->arena);
    *state = w;
    file_make_folder(file_in(w->arena, w->folder, "docs/deep"), w->diags);
    file_make_folder(file_in(w->arena, w->folder, "etc"), w->diags);
    file_make_folder(file_in(w->arena, w->folder, "own/hongtou"), w->diags);
    setenv("HONGTOU_ETC", file_in(w->arena, w->folder, "etc"), 1);
    setenv("XDG_CONFIG_HOME", file_in(w->arena, w->folder, "own"), 1);
    return 0;
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

static void put(struct world *w, const char *name, const char *text)
{
    assert_true(file_put(file_in(w->arena, w->folder, name), text, strlen(text)));
}

static struct settings *read_for(struct world *w, const char *folder)
{
    return settings_read(w->arena, file_in(w->arena, w->folder, folder), w->diags);
}

static const char *value(struct world *w, const struct settings *s, enum settings_key key)
{
    const char *found = settings_value(s, key);
    size_t n = strlen(w->folder);
    return found && strncmp(found, w->folder, n) == 0 ? found + n + 1 : found;
}

/* ---- places ---- */

static void nothing_is_set_up(void **state)
{
    struct world *w = *state;
    const struct settings *s = read_for(w, "docs");
    assert_non_null(s);
    assert_null(s->folder);
    for (int key = 0; key < SETTINGS_KEYS; key++)
        assert_null(settings_value(s, (enum settings_key)key));
    assert_false(settings_yes(s, SETTINGS_FREE_FONTS));
    assert_int_equal(s->places.n, 2);
    assert_int_equal(diags_count(w->diags, DIAG_NOTE), 0);
}

static void the_nearest_place_outweighs(void **state)
{
    struct world *w = *state;
    put(w, "etc/hongtou.conf", "profile = machine\nlanguage = en\nallow = .\nfonts = .\n");
    put(w, "own/hongtou/hongtou.conf", "profile = user\nallow = .\n");
    const struct settings *s = read_for(w, "docs/deep");
    assert_string_equal(settings_value(s, SETTINGS_PROFILE), "user");
    assert_string_equal(settings_value(s, SETTINGS_LANGUAGE), "en");
    assert_int_equal(s->set[SETTINGS_ALLOW].n, 2);
    put(w, "docs/hongtou.conf", "profile = 青禾县\noutput = 成文/2026\nfonts = 字体\n");
    file_make_folder(file_in(w->arena, w->folder, "docs/字体"), w->diags);
    s = read_for(w, "docs/deep");
    assert_string_equal(s->folder, file_in(w->arena, w->folder, "docs"));
    assert_string_equal(settings_value(s, SETTINGS_PROFILE), "青禾县");
    assert_string_equal(value(w, s, SETTINGS_OUTPUT), "docs/成文/2026");
    assert_string_equal(value(w, s, SETTINGS_FONTS), "docs/字体");
    assert_int_equal(s->set[SETTINGS_FONTS].n, 2);
    assert_true(s->set[SETTINGS_PROFILE].v[0].with_documents);
    assert_int_equal(s->places.n, 3);
    put(w, "docs/deep/hongtou.conf", "");
    s = read_for(w, "docs/deep"); /* the nearest one, empty as it is */
    assert_string_equal(settings_value(s, SETTINGS_PROFILE), "user");
    assert_int_equal(diags_count(w->diags, DIAG_NOTE) + diags_count(w->diags, DIAG_WARNING), 0);
}

/* What a stranger put into a folder above the documents. */
static void others_files_do_not_count(void **state)
{
    struct world *w = *state;
    put(w, "docs/hongtou.conf", "profile = stranger\n");
    if (geteuid() != 0)
        skip();
    assert_int_equal(chown(file_in(w->arena, w->folder, "docs/hongtou.conf"), 4711, 4711), 0);
    assert_null(settings_value(read_for(w, "docs/deep"), SETTINGS_PROFILE));
    assert_int_equal(diags_count(w->diags, DIAG_NOTE), 1);
    assert_string_equal(settings_value(read_for(w, "docs"), SETTINGS_PROFILE), "stranger");
    assert_int_equal(chown(file_in(w->arena, w->folder, "docs/deep"), 4711, 4711), 0);
    assert_string_equal(settings_value(read_for(w, "docs/deep"), SETTINGS_PROFILE), "stranger");
}

/* ---- lines ---- */

static void lines_may_be_written_in_many_ways(void **state)
{
    struct world *w = *state;
    put(w, "docs/hongtou.conf",
        "\xEF\xBB\xBF# 设置\r\n\r\n  profile　＝　a#b  # 说明\r\n\toutput=\"成 文\" \nfree-fonts=是\nlanguage = 英文");
    const struct settings *s = read_for(w, "docs");
    assert_non_null(s);
    assert_string_equal(settings_value(s, SETTINGS_PROFILE), "a#b");
    assert_string_equal(value(w, s, SETTINGS_OUTPUT), "docs/成 文");
    assert_true(settings_yes(s, SETTINGS_FREE_FONTS));
    assert_string_equal(settings_value(s, SETTINGS_LANGUAGE), "en");
    assert_int_equal(source_place(s->set[SETTINGS_LANGUAGE].v[0].pos).line, 6);
}

static void mistakes_are_told(void **state)
{
    static const struct {
        const char *text, *code;
    } rows[] = {
        {"profil = x", "T021"},     {"版式 = x", "T021"},          {"foo = x", "T020"},
        {"profile", "T022"},        {"= x", "T022"},               {"profile =", "T023"},
        {"profile = \"\"", "T023"}, {"profile = a/b", "T025"},     {"profile = b.xml", "T025"},
        {"language = fr", "T024"},  {"free-fonts = maybe", "T024"}, {"allow = /", "T027"},
        {"output = /tmp", "T029"},  {"output = a/../../b", "T029"}, {"output = ~/x", "T029"},
        {"profile = \xB1\xA8", "T031"}, {"profile = a\nprofile = b", "T028"},
    };
    struct world *w = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diags *d = diags_new(DIAG_ZH);
        const struct diag_view *views;
        put(w, "docs/hongtou.conf", rows[i].text);
        assert_null(settings_read(w->arena, file_in(w->arena, w->folder, "docs"), d));
        assert_int_equal(diags_view(d, &views), 1);
        assert_string_equal(views[0].code, rows[i].code);
        assert_true(file_ends_in(views[0].file, "docs/hongtou.conf"));
        diags_drop(d);
    }
    put(w, "docs/hongtou.conf", "fonts = nowhere\noutput = a/../b\n");
    assert_non_null(read_for(w, "docs"));
    assert_int_equal(diags_count(w->diags, DIAG_WARNING), 1);
}

/* Whatever bytes a file has, reading it ends, and tells places in it. */
static void any_bytes_are_read(void **state)
{
    enum { LENGTH = 40, TIMES = 2000 };
    static const char signs[] = "=#\n\r \t\"\\/.~ap＝　\xEF\xBB\xBFprofile=";
    struct world *w = *state;
    unsigned seed = 1;
    for (int i = 0; i < TIMES; i++) {
        char text[LENGTH + 1] = "";
        struct arena *a = arena_new();
        for (int k = 0; k < LENGTH; k++, seed = seed * 1103515245U + 12345U)
            text[k] = signs[(seed >> 16) % (sizeof signs - 1)];
        const struct source *src = source_new(a, "x", arena_strdup(a, text), LENGTH);
        const char *at = src->bytes;
        int lines = 0;
        while (at < src->bytes + src->size) {
            struct settings_line line;
            if (settings_line(src, &at, &line))
                assert_true(line.key.off + line.key_n <= src->size &&
                            line.value.off + line.value_n <= src->size);
            assert_true(++lines <= LENGTH);
        }
        arena_drop(a);
    }
    put(w, "docs/hongtou.conf", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_set_up, setup, teardown),
        cmocka_unit_test_setup_teardown(the_nearest_place_outweighs, setup, teardown),
        cmocka_unit_test_setup_teardown(others_files_do_not_count, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_may_be_written_in_many_ways, setup, teardown),
        cmocka_unit_test_setup_teardown(mistakes_are_told, setup, teardown),
        cmocka_unit_test_setup_teardown(any_bytes_are_read, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
