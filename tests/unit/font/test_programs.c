/* The store of glyph programs: whatever is in it, or in its way, a document has the same bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../findings.h"
#include "../ground.h"

#include "base/file.h"
#include "font/font_int.h"

#define FONT "FandolFang-Regular.otf"

enum { GLYPHS = 120 };

/* A folder with a font of the program's, and one for the user's cache. */
struct stand {
    GROUND;
    const char *font, *beside, *store, *cache;
    struct buf wanted; /* what is made without any store */
};

static struct buf made_of(struct stand *p, uint32_t first)
{
    struct face_row row = {.name = "x", .scale = 1000, .centre = 380, .whole = true};
    struct open_face *face =
        font_face_open(p->arena, &row, &(struct found_file){p->font, 0, p->beside != NULL});
    struct subset s;
    uint32_t ids[GLYPHS] = {0};
    assert_non_null(face);
    for (uint32_t i = 1; i < GLYPHS; i++)
        ids[i] = first + i / 2 * 3; /* each twice */
    assert_true(font_subset(&face->face, ids, GLYPHS, &s, p->diags));
    struct buf out = {0};
    buf_add(&out, s.bytes, s.n);
    free(s.bytes);
    font_face_close(face);
    return out;
}

static void assert_made(struct stand *p)
{
    struct buf now = made_of(p, 900);
    assert_int_equal(now.n, p->wanted.n);
    assert_memory_equal(now.p, p->wanted.p, now.n);
    buf_drop(&now);
}

static void assert_silent(struct stand *p)
{
    assert_string_equal(findings_text(p->arena, p->diags), "");
}

/* Of both, what the font says. */
static void assert_inked(struct stand *p)
{
    struct face_row row = {.name = "x", .scale = 1000, .centre = 380, .whole = true};
    struct open_face *face =
        font_face_open(p->arena, &row, &(struct found_file){p->font, 0, p->beside != NULL});
    assert_non_null(face);
    for (uint32_t glyph = 890; glyph < 1100; glyph++) {
        struct ink kept = font_ink(&face->face, glyph), own = font_face_ink(face, glyph);
        assert_memory_equal(&kept, &own, sizeof own);
    }
    font_face_close(face);
}

static int open_place(void **state)
{
    struct stand *p = ground_new(sizeof *p);
    const char *real = p ? ground_tree(&p->ground, "fonts/free/" FONT) : NULL;
    *state = p;
    if (!real)
        return -1;
    p->font = arena_printf(p->arena, "%s/" FONT, p->folder);
    p->cache = arena_printf(p->arena, "%s/cache", p->folder);
    if (symlink(real, p->font) ||
        setenv("XDG_CACHE_HOME", arena_printf(p->arena, "%s/no-folder", p->folder), 1) ||
        !file_put(arena_printf(p->arena, "%s/no-folder", p->folder), "", 0))
        return -1;
    p->wanted = made_of(p, 900);
    p->beside = arena_printf(p->arena, "%s/.glyphs", p->folder);
    p->store = arena_printf(p->arena, "%s/" FONT ".0", p->beside);
    return setenv("XDG_CACHE_HOME", p->cache, 1);
}

static int close_place(void **state)
{
    struct stand *p = *state;
    buf_drop(&p->wanted);
    return ground_drop(&p->ground);
}

static char *stored(struct stand *p, size_t *n)
{
    char *bytes = file_read(p->arena, p->store, n, (struct pos){0}, p->diags);
    assert_non_null(bytes);
    return bytes;
}

static ino_t number_of(const char *path)
{
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return st.st_ino;
}

static void a_full_store_gives_the_same_bytes_and_stays(void **state)
{
    struct stand *p = *state;
    assert_made(p);
    ino_t first = number_of(p->store);
    assert_made(p);
    assert_true(number_of(p->store) == first);
    assert_inked(p);
    assert_silent(p);
    assert_false(file_exists(p->cache));
}

static void a_store_grows_by_what_it_lacks(void **state)
{
    struct stand *p = *state;
    size_t before, after;
    struct buf other = made_of(p, 2000);
    stored(p, &before);
    assert_made(p);
    stored(p, &after);
    assert_true(after > before);
    struct buf again = made_of(p, 2000);
    assert_int_equal(again.n, other.n);
    assert_memory_equal(again.p, other.p, other.n);
    size_t last;
    stored(p, &last);
    assert_int_equal(last, after);
    buf_drop(&other);
    buf_drop(&again);
}

/* What a document takes is what the store has: else this test would see nothing of the next. */
static void the_programs_of_the_store_are_used(void **state)
{
    struct stand *p = *state;
    size_t n;
    assert_made(p);
    char *bytes = stored(p, &n);
    ino_t first = number_of(p->store);
    bytes[n - 1] ^= 1; /* of the last glyph: it alone is drawn anew */
    assert_true(file_put(p->store, bytes, n));
    assert_made(p);
    assert_true(number_of(p->store) != first);
    size_t mended;
    assert_true(memcmp(stored(p, &mended), bytes, n) != 0);
    assert_int_equal(mended, n);
}

static void a_damaged_store_costs_time_alone(void **state)
{
    struct stand *p = *state;
    size_t n, told = 0;
    uint32_t seed = 7;
    assert_made(p);
    char *whole = stored(p, &n);
    for (int round = 0; round < 200; round++) {
        char *bytes = arena_copy(p->arena, whole, n);
        for (int k = 0; k <= round % 9; k++) {
            seed = seed * 1664525u + 1013904223u;
            size_t at = (seed >> 8) % (round % 3 ? n : 120);
            bytes[at] = (char)(seed >> 24);
        }
        assert_true(file_put(p->store, bytes, round % 4 ? n : n * (size_t)round / 200));
        assert_inked(p);
        assert_made(p);
        told += *findings_text(p->arena, p->diags) != '\0';
    }
    assert_true(told > 40);
    assert_inked(p);
    assert_made(p);
    assert_silent(p);
}

static void a_truncated_store_is_told_and_mended(void **state)
{
    struct stand *p = *state;
    size_t n;
    assert_made(p);
    char *bytes = stored(p, &n);
    assert_true(file_put(p->store, bytes, n / 2));
    assert_made(p);
    const char *said = findings_text(p->arena, p->diags);
    assert_non_null(strstr(said, "note[F030]"));
    assert_non_null(strstr(said, p->store));
    assert_made(p);
    assert_silent(p);
}

static void a_changed_font_has_another_store(void **state)
{
    struct stand *p = *state;
    size_t n, m;
    assert_made(p);
    char *first = stored(p, &n);
    char *font = file_read(p->arena, p->font, &m, (struct pos){0}, p->diags);
    assert_int_equal(unlink(p->font), 0);
    assert_true(file_put(p->font, font, m)); /* the same bytes, but written now */
    assert_made(p);
    size_t now;
    char *second = stored(p, &now);
    assert_int_equal(n, now);
    assert_true(memcmp(first, second, n) != 0);
    assert_silent(p);
}

static void what_another_user_could_write_is_not_read(void **state)
{
    struct stand *p = *state;
    assert_made(p);
    assert_int_equal(chmod(p->store, 0666), 0);
    ino_t first = number_of(p->store);
    assert_made(p);
    assert_true(number_of(p->store) != first);
    struct stat st;
    assert_int_equal(stat(p->store, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0644);
}

static void where_nothing_can_be_written_beside_it_is_kept_in_the_cache(void **state)
{
    struct stand *p = *state;
    assert_true(file_put(p->beside, "", 0)); /* a file is no folder, for root neither */
    assert_made(p);
    assert_made(p);
    char *found =
        command_output(p->arena, arena_printf(p->arena, "ls '%s/hongtou/glyphs'", p->cache));
    assert_int_equal(strncmp(found, FONT ".0-", sizeof FONT + 2), 0);
    assert_silent(p);
}

static void where_nothing_can_be_written_at_all_nothing_is_said(void **state)
{
    struct stand *p = *state;
    assert_true(file_put(p->beside, "", 0));
    assert_true(file_put(p->cache, "", 0));
    assert_made(p);
    assert_made(p);
    assert_silent(p);
}

static void many_processes_share_a_store(void **state)
{
    enum { PROCESSES = 6, ROUNDS = 8 };
    struct stand *p = *state;
    pid_t started[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
        started[i] = fork();
        assert_true(started[i] >= 0);
        if (started[i] == 0) {
            for (uint32_t k = 0; k < ROUNDS; k++) {
                struct buf other = made_of(p, 500 + 97 * (uint32_t)i + 61 * k);
                struct buf now = made_of(p, 900);
                if (now.n != p->wanted.n || memcmp(now.p, p->wanted.p, now.n) != 0)
                    _exit(1);
                buf_drop(&other);
                buf_drop(&now);
            }
            _exit(*findings_text(p->arena, p->diags) != '\0');
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        assert_int_equal(waitpid(started[i], &status, 0), started[i]);
        assert_int_equal(status, 0);
    }
    assert_made(p);
    assert_string_equal(command_output(p->arena, arena_printf(p->arena, "ls -A '%s'", p->beside)),
                        FONT ".0\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_place, close_place)
        TEST(a_full_store_gives_the_same_bytes_and_stays),
        TEST(a_store_grows_by_what_it_lacks),
        TEST(the_programs_of_the_store_are_used),
        TEST(a_damaged_store_costs_time_alone),
        TEST(a_truncated_store_is_told_and_mended),
        TEST(a_changed_font_has_another_store),
        TEST(what_another_user_could_write_is_not_read),
        TEST(where_nothing_can_be_written_beside_it_is_kept_in_the_cache),
        TEST(where_nothing_can_be_written_at_all_nothing_is_said),
        TEST(many_processes_share_a_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
