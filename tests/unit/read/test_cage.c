/* A stranger's form is read in a cage: code that takes over the library that reads it gets nowhere. */
#define _GNU_SOURCE /* RTLD_NEXT, memfd */
#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <qpdf/qpdf-c.h>

#include "../caged.h"
#include "../outside.h"

#include "base/file.h"
#include "read/read.h"

static struct caged *caged; /* of the one test */

/* The library's, as if a file had taken it over. */
qpdf_data qpdf_init(void);
qpdf_data qpdf_init(void)
{
    caged_try(caged, false);
    qpdf_data (*real)(void) = (qpdf_data(*)(void))dlsym(RTLD_NEXT, "qpdf_init");
    return real();
}

static void nothing_is_reached_from_a_form(void **state)
{
    (void)state;
    static const char pdf[] = "%PDF-1.7\ntrailer <<>>\n";
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    char *folder = folder_new(a), *outside = folder_new(a);
    const char *path = file_in(a, folder, "form.pdf"), *file = file_in(a, outside, "file");
    assert_true(file_put(path, pdf, sizeof pdf - 1) && file_put(file, "words", 5));
    caged = caged_new(outside, file);
    read_file(read_list_new(a), path, d);
    assert_true(caged->tried);
    assert_string_equal(caged->escaped, "");
    assert_int_equal(folder_drop(a, folder) | folder_drop(a, outside), 0);
    diags_drop(d);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_reached_from_a_form)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
