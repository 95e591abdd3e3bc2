/* Libraries that are loaded when they are needed: what is there is found, what is not is told. */
#include "check.h"

#include <math.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/late.h"
#include "base/mem.h"

#define ROOTS(F) F(cbrt) F(sqrt)
LATE_LIBRARY(roots, ROOTS);

static void test_functions_come_under_their_names(void **state)
{
    (void)state;
    struct roots m;
    assert_true(LATE_LOAD(&m, "libm.so.6", ROOTS));
    assert_true(m.cbrt(27.0) > 2.9 && m.cbrt(27.0) < 3.1);
    assert_true(m.sqrt(16.0) > 3.9 && m.sqrt(16.0) < 4.1);
}

static void test_what_is_missing_is_told(void **state)
{
    (void)state;
    struct roots m;
    void *place[2];
    assert_false(LATE_LOAD(&m, "libnobody-has.so.1", ROOTS));
    assert_false(late_load("libm.so.6", (const char *const[]){"sqrt", "no_such_root"}, place,
                           sizeof place));
}

/* Every library that rooms name is one that this machine has. */
static void test_the_names_are_those_of_libraries(void **state)
{
    (void)state;
    static const char *const files[] = {LATE_ZIP, LATE_ICUI18N, LATE_MD4C, LATE_NETTLE};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_true(late_load(files[i], NULL, NULL, 0));
}

static void need(const char *file)
{
    struct roots m;
    LATE_NEED(&m, file, ROOTS);
    _exit(0);
}

#ifndef MEM_SANITIZED
static void starve(const char *file)
{
    struct rlimit limit = {1 << 20, 1 << 20};
    setrlimit(RLIMIT_AS, &limit);
    need(file);
}
#endif

/* What a child says whose run ends with status 3. */
static void ends_saying(void (*run)(const char *file), const char *file, const char *code)
{
    int ends[2], status = 0;
    char said[400] = "";
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        run(file);
    }
    close(ends[1]);
    assert_true(read(ends[0], said, sizeof said - 1) > 0);
    close(ends[0]);
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
    assert_non_null(strstr(said, code));
}

static void test_what_is_needed_ends_the_run(void **state)
{
    (void)state;
    ends_saying(need, "libnobody-has.so.1", "error[S020]");
}

#ifndef MEM_SANITIZED
/* The first of the tests, before the library is loaded. */
static void test_no_memory_is_told_as_such(void **state)
{
    (void)state;
    ends_saying(starve, LATE_MD4C, "error[S001]"); /* which no test links */
}
#endif

static void is_own(void *found, const char *folder)
{
    *(bool *)found = *(bool *)found || strcmp(folder, "/of-its-own") == 0;
}

/* The linker reads LD_LIBRARY_PATH when a program begins. */
static void test_folders_are_those_of_the_linker(void **state)
{
    (void)state;
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        setenv("LD_LIBRARY_PATH", "/elsewhere:/of-its-own", 1);
        execl("/proc/self/exe", "test_late", "folders", (char *)NULL);
        _exit(2);
    }
    waitpid(child, &status, 0);
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(int argc, char *argv[])
{
    bool own = false;
    if (argc > 1 && strcmp(argv[1], "folders") == 0) {
        late_each_folder(is_own, &own);
        return !own;
    }
    const struct CMUnitTest tests[] = {
#ifndef MEM_SANITIZED
        cmocka_unit_test(test_no_memory_is_told_as_such),
#endif
        cmocka_unit_test(test_functions_come_under_their_names),
        cmocka_unit_test(test_what_is_missing_is_told),
        cmocka_unit_test(test_the_names_are_those_of_libraries),
        cmocka_unit_test(test_what_is_needed_ends_the_run),
        cmocka_unit_test(test_folders_are_those_of_the_linker),
    };
    return RUN(tests, "late");
}
