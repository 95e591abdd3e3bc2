/* cmocka and what several tests of base need. */
#ifndef HONGTOU_TESTS_UNIT_BASE_CHECK_H
#define HONGTOU_TESTS_UNIT_BASE_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUN(tests, name) cmocka_run_group_tests_name(name, tests, NULL, NULL)

#endif
