/* A worker's sandbox from inside: what it is for must go on, everything else must fail. Where the
 * kernel has none, that is known beforehand. */
#define _GNU_SOURCE /* memfd, environ */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../caged.h"
#include "../outside.h"

#include "base/mem.h"
#include "desk/sandbox.h"

struct place {
    struct arena *arena;
    char *inside, *outside, *tray; /* folders, each with a file */
};

static char *with_file(struct arena *a)
{
    char *folder = folder_new(a);
    FILE *f = fopen(arena_printf(a, "%s/file", folder), "w");
    assert_non_null(f);
    fputs("words", f);
    fclose(f);
    return folder;
}

static int make_place(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    p->arena = arena_new();
    p->inside = with_file(p->arena);
    p->outside = with_file(p->arena);
    p->tray = with_file(p->arena);
    *state = p;
    return 0;
}

static int drop_place(void **state)
{
    struct place *p = *state;
    arena_drop(p->arena);
    free(p);
    return 0;
}

/* In a process of its own, which enters the sandbox and then answers whether the act fails as it
 * should (0) or not (1). */
static int in_sandbox(const struct place *p, int (*act)(const struct place *p))
{
    char *writable[] = {p->tray, NULL};
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        setenv("TMPDIR", p->tray, 1);
        int held = sandbox_enter(p->inside, p->inside, writable);
        _exit(held == cage_known() ? act(p) : 2);
    }
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}

static int open_there(const struct place *p, const char *folder, const char *name, int how)
{
    return open(arena_printf(p->arena, "%s/%s", folder, name), how, 0600);
}

static bool is_refused(int result)
{
    return result < 0 && (errno == EACCES || errno == EPERM);
}

static int reads_elsewhere(const struct place *p)
{
    return !is_refused(open_there(p, p->outside, "file", O_RDONLY));
}

static int lists_elsewhere(const struct place *p)
{
    return !is_refused(open(p->outside, O_RDONLY | O_DIRECTORY)) || !is_refused(open("/etc/passwd", O_RDONLY));
}

static int writes_documents(const struct place *p)
{
    return !is_refused(open_there(p, p->inside, "file", O_WRONLY)) ||
           !is_refused(open_there(p, p->inside, "new", O_WRONLY | O_CREAT)) ||
           !is_refused(unlink(arena_printf(p->arena, "%s/file", p->inside)));
}

static int does_its_work(const struct place *p)
{
    return open_there(p, p->inside, "file", O_RDONLY) < 0 ||
           open(getenv("TMPDIR"), O_TMPFILE | O_RDWR, 0600) < 0 ||
           open_there(p, p->tray, "new", O_WRONLY | O_CREAT) < 0 || open("/usr/bin/env", O_RDONLY) < 0;
}

/* What strangers' files might try (caged.h); told on standard error. */
static int escapes(const struct place *p)
{
    struct caged *c = caged_new(p->outside, arena_printf(p->arena, "%s/file", p->outside));
    cage_stay_alone();
    caged_try(c, false);
    if (*c->escaped)
        fprintf(stderr, "sandbox:%s\n", c->escaped);
    return *c->escaped != '\0';
}

static void test_work_goes_on(void **state)
{
    assert_int_equal(in_sandbox(*state, does_its_work), 0);
}

static void test_no_file_elsewhere(void **state)
{
    if (!(cage_known() & CAGE_FILES))
        skip();
    assert_int_equal(in_sandbox(*state, reads_elsewhere), 0);
    assert_int_equal(in_sandbox(*state, lists_elsewhere), 0);
    assert_int_equal(in_sandbox(*state, writes_documents), 0);
}

static void test_nothing_else_is_reached(void **state)
{
    assert_int_equal(in_sandbox(*state, escapes), 0);
}

/* Without the sandbox the same acts go well: the tests above can fail. */
static void test_outside_all_is_possible(void **state)
{
    const struct place *p = *state;
    struct caged *c = caged_new(p->outside, arena_printf(p->arena, "%s/file", p->outside));
    assert_int_equal(reads_elsewhere(p), 1);
    caged_try_files(c);
    caged_try_connections(c);
    caged_try_copies(c);
    assert_string_equal(c->escaped, " read list passwd write make make a folder link remove connect connect here "
                                    "a pair copy copy by the old call");
}

static int takes_memory(void)
{
    static char *volatile last; /* or compilers would do without it */
    enum { PIECES = 64, PIECE = 64 << 20 };
    for (int i = 0; i < PIECES; i++) {
        char *piece = malloc(PIECE);
        if (!piece)
            return 0;
        memset(piece, 1, PIECE);
        last = piece;
    }
    return last != NULL;
}

static void test_memory_has_an_end(void **state)
{
    (void)state;
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        sandbox_limit_memory();
        _exit(takes_memory());
    }
    waitpid(pid, &status, 0);
#ifndef MEM_SANITIZED
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
#endif
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, drop_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_work_goes_on),         TEST(test_no_file_elsewhere), TEST(test_nothing_else_is_reached),
        TEST(test_outside_all_is_possible), TEST(test_memory_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
