/* What fontconfig answered is kept: whatever is in the file, or in its way, the same font is found,
 * and a change of fonts or of fontconfig's configuration is seen at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "../findings.h"
#include "../ground.h"

#include "base/file.h"
#include "font/font_int.h"

#define FILE_NAME "Office-Body.otf"

/* A fontconfig with a folder of its own, fonts that it may be given, and the user's cache. */
struct stand {
    GROUND;
    const char *source, *fonts, *configuration, *kept, *cache, *office;
    bool asked;
};

static void configure(struct stand *p, const char *more)
{
    char *text = arena_printf(p->arena,
                              "<?xml version=\"1.0\"?><fontconfig><dir>%s</dir><cachedir>%s/fc</cachedir>"
                              "<include ignore_missing=\"yes\">%s/later.conf</include>%s</fontconfig>",
                              p->fonts, p->folder, p->folder, more);
    assert_true(file_put(p->configuration, text, strlen(text)));
}

/* Times of change that follow each other are told apart. */
static void pass(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 40000000}, NULL);
}

/* The path that is found, or NULL; p->asked: fontconfig was started for it. */
static const char *found(struct stand *p)
{
    struct face_row row = {.name = "x", .office = true};
    struct fonts_options options = {.folder = p->folder, .office = &p->office, .n_office = 1};
    struct found_file file = {0};
    VEC_PUSH(p->arena, &row.files.items, "office-body.otf");
    VEC_PUSH(p->arena, &row.families.items, "Nobody's");
    struct font_finder *f = font_finder_open(&options);
    bool ok = font_finder_find(f, &row, &file, p->diags);
    const char *path = ok ? arena_strdup(p->arena, file.path) : NULL;
    font_finder_note(f, p->diags);
    p->asked = font_finder_asked(f);
    font_finder_close(f);
    return path;
}

static void assert_found(struct stand *p, const char *path)
{
    const char *now = found(p);
    if (path)
        assert_string_equal(now ? now : "nothing", path);
    else
        assert_null(now);
}

/* The first run lets fontconfig write its own cache, the second keeps the answer. */
static void settle(struct stand *p, const char *path)
{
    for (int i = 0; i < 2; i++) {
        pass();
        assert_found(p, path);
    }
    assert_found(p, path);
    assert_false(p->asked);
}

static const char *put_font(struct stand *p, const char *folder, const char *name)
{
    size_t n;
    const char *path = file_in(p->arena, folder, name);
    char *bytes = file_read(p->arena, p->source, &n, (struct pos){0}, p->diags);
    assert_true(file_make_folder(folder, p->diags));
    assert_true(file_put(path, bytes, n));
    return path;
}

static int open_place(void **state)
{
    struct stand *p = ground_new(sizeof *p);
    *state = p;
    if (!p || !(p->source = ground_tree(&p->ground, "fonts/free/FandolFang-Regular.otf")))
        return -1;
    p->fonts = arena_printf(p->arena, "%s/installed", p->folder);
    p->office = arena_printf(p->arena, "%s/own", p->folder);
    p->configuration = arena_printf(p->arena, "%s/fonts.conf", p->folder);
    p->cache = arena_printf(p->arena, "%s/cache", p->folder);
    configure(p, "");
    if (setenv("XDG_CACHE_HOME", p->cache, 1) || setenv("FONTCONFIG_FILE", p->configuration, 1) ||
        setenv("HOME", p->folder, 1) || mkdir(p->fonts, 0755))
        return -1;
    return 0;
}

static int close_place(void **state)
{
    return ground_drop(*state);
}

static void assert_silent(struct stand *p)
{
    assert_string_equal(findings_text(p->arena, p->diags), "");
}

/* Where the answers are: one file. */
static const char *kept_file(struct stand *p)
{
    char *names =
        command_output(p->arena, arena_printf(p->arena, "ls -A '%s/hongtou'", p->cache));
    names[strcspn(names, "\n")] = '\0';
    return arena_printf(p->arena, "%s/hongtou/%s", p->cache, names);
}

static void a_font_that_comes_changes_and_goes_is_seen(void **state)
{
    struct stand *p = *state;
    settle(p, NULL);
    const char *path = put_font(p, p->fonts, FILE_NAME);
    assert_found(p, path);
    assert_true(p->asked);
    settle(p, path);
    const char *other = arena_printf(p->arena, "%s/Other.otf", p->fonts);
    assert_int_equal(rename(path, other), 0); /* found by no name, and of another family */
    assert_found(p, NULL);
    settle(p, NULL);
    assert_int_equal(rename(other, path), 0);
    assert_found(p, path);
    settle(p, path);
    assert_int_equal(unlink(path), 0);
    assert_found(p, NULL);
    assert_silent(p);
}

static void folders_below_are_seen(void **state)
{
    struct stand *p = *state;
    const char *below = arena_printf(p->arena, "%s/a/b", p->fonts);
    assert_true(file_make_folder(below, p->diags));
    settle(p, NULL);
    const char *path = put_font(p, below, FILE_NAME);
    assert_found(p, path);
    settle(p, path);
}

/* Which was not there before. */
static void the_office_s_own_folder_is_seen(void **state)
{
    struct stand *p = *state;
    const char *below = arena_printf(p->arena, "%s/more", p->office);
    settle(p, NULL);
    const char *path = put_font(p, below, FILE_NAME);
    assert_found(p, path);
    settle(p, path);
    const char *first = put_font(p, p->office, FILE_NAME);
    assert_true(found(p) != NULL);
    assert_true(p->asked);
    assert_int_equal(unlink(path), 0);
    assert_found(p, first);
    assert_silent(p);
}

static void the_configuration_is_seen(void **state)
{
    struct stand *p = *state;
    const char *elsewhere = arena_printf(p->arena, "%s/elsewhere", p->folder);
    const char *path = put_font(p, elsewhere, FILE_NAME);
    settle(p, NULL);
    char *dir = arena_printf(p->arena, "<dir>%s</dir>", elsewhere);
    configure(p, dir);
    assert_found(p, path);
    settle(p, path);
    configure(p, "");
    assert_found(p, NULL);
    settle(p, NULL);
    char *text = arena_printf(p->arena, "<fontconfig>%s</fontconfig>", dir);
    assert_true(file_put(arena_printf(p->arena, "%s/later.conf", p->folder), text, strlen(text)));
    assert_found(p, path); /* it includes what was not there */
}

static void a_setting_has_its_own_answers(void **state)
{
    struct stand *p = *state;
    const char *path = put_font(p, p->fonts, FILE_NAME);
    settle(p, path);
    assert_int_equal(setenv("XDG_DATA_HOME", p->folder, 1), 0);
    assert_found(p, path);
    assert_true(p->asked);
    assert_int_equal(unsetenv("XDG_DATA_HOME"), 0);
}

static void a_damaged_file_costs_time_alone(void **state)
{
    struct stand *p = *state;
    size_t n, told = 0;
    uint32_t seed = 11;
    const char *path = put_font(p, p->fonts, FILE_NAME);
    settle(p, path);
    const char *kept = kept_file(p);
    char *whole = file_read(p->arena, kept, &n, (struct pos){0}, p->diags);
    for (int round = 0; round < 100; round++) {
        char *bytes = arena_copy(p->arena, whole, n);
        for (int k = 0; k <= round % 4; k++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[(seed >> 8) % n] = (char)(seed >> 24);
        }
        assert_true(file_put(kept, bytes, round % 4 ? n : n * (size_t)round / 100));
        assert_found(p, path);
        told += *findings_text(p->arena, p->diags) != '\0';
    }
    assert_true(told > 80);
    assert_true(file_put(kept, whole, n / 2));
    pass();
    assert_found(p, path);
    const char *said = findings_text(p->arena, p->diags);
    assert_non_null(strstr(said, "note[F031]"));
    assert_non_null(strstr(said, kept));
    settle(p, path);
    assert_silent(p);
}

static void what_another_user_could_write_is_not_read(void **state)
{
    struct stand *p = *state;
    const char *path = put_font(p, p->fonts, FILE_NAME);
    settle(p, path);
    assert_int_equal(chmod(kept_file(p), 0666), 0);
    pass();
    assert_found(p, path);
    assert_true(p->asked);
    struct stat st;
    assert_int_equal(stat(kept_file(p), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0644);
}

static void where_nothing_can_be_written_nothing_is_said(void **state)
{
    struct stand *p = *state;
    const char *path = put_font(p, p->fonts, FILE_NAME);
    assert_true(file_put(p->cache, "", 0));
    for (int i = 0; i < 3; i++) {
        assert_found(p, path);
        assert_true(p->asked);
    }
    assert_silent(p);
}

static void many_processes_share_the_file(void **state)
{
    enum { PROCESSES = 6, ROUNDS = 20 };
    struct stand *p = *state;
    const char *path = put_font(p, p->fonts, FILE_NAME);
    pid_t started[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
        started[i] = fork();
        assert_true(started[i] >= 0);
        for (int k = 0; started[i] == 0 && k < ROUNDS; k++) {
            const char *now = found(p);
            if (!now || strcmp(now, path) != 0)
                _exit(1);
        }
        if (started[i] == 0)
            _exit(*findings_text(p->arena, p->diags) != '\0');
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        assert_int_equal(waitpid(started[i], &status, 0), started[i]);
        assert_int_equal(status, 0);
    }
    settle(p, path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_place, close_place)
        TEST(a_font_that_comes_changes_and_goes_is_seen),
        TEST(folders_below_are_seen),
        TEST(the_office_s_own_folder_is_seen),
        TEST(the_configuration_is_seen),
        TEST(a_setting_has_its_own_answers),
        TEST(a_damaged_file_costs_time_alone),
        TEST(what_another_user_could_write_is_not_read),
        TEST(where_nothing_can_be_written_nothing_is_said),
        TEST(many_processes_share_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
