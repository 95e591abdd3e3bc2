/* Drafts are imported in a cage: code that a draft brings to run, from the reading of the first one on,
 * reaches what is written and nothing else. */
#define _GNU_SOURCE /* memfd */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../caged.h"
#include "../outside.h"

#include "base/file.h"
#include "office/hongtou.h"
#include "office/office.h"

static struct caged *caged; /* of the one test */

/* The last call before a document stands, as if a draft had come so far. */
int rename(const char *from, const char *to)
{
    if (caged)
        caged_try(caged, false);
    return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

/* In a process of its own, which is in the cage from then on. */
static int import(char *draft, const char *target)
{
    struct hongtou_config config = {.language = HONGTOU_EN};
    struct hongtou *h = hongtou_open(&config);
    struct buf out = {0};
    struct office_import job = {.paths = &draft, .n_paths = 1, .output = target};
    bool ok = office_import(h, &job, &out);
    buf_drop(&out);
    hongtou_close(h);
    return ok ? 0 : 1;
}

static void nothing_is_reached_from_a_draft(void **state)
{
    (void)state;
    static const char draft[] = "关于值班的通知\n\n各村：\n\n　　请值班。\n\n白石镇人民政府\n2026年5月1日\n";
    struct arena *a = arena_new();
    char *folder = folder_new(a), *outside = folder_new(a);
    char *path = file_in(a, folder, "a.txt");
    const char *target = file_in(a, folder, "a.xml"), *file = file_in(a, outside, "file");
    int status;
    assert_true(file_put(path, draft, sizeof draft - 1) && file_put(file, "words", 5));
    struct caged *inside = caged_new(outside, file);
    pid_t child = fork();
    if (child == 0) {
        caged = inside;
        _exit(import(path, target));
    }
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    assert_true(file_exists(target));
    assert_true(inside->tried);
    assert_string_equal(inside->escaped, "");
    assert_int_equal(folder_drop(a, folder) | folder_drop(a, outside), 0);
    arena_drop(a);
}

int main(void)
{
#ifdef MEM_SANITIZED /* which needs to make copies at the end */
    return 0;
#endif
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_reached_from_a_draft)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
