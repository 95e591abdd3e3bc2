/* What the tests of staff/ share: a staff file opened from a text, and the findings as a text. */
#ifndef HONGTOU_TESTS_STAFF_TEST_H
#define HONGTOU_TESTS_STAFF_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "staff/staff_int.h"
#include "vocab/vocab.h"

struct office {
    struct arena *arena;
    struct diags *diags;
    struct staff *staff; /* NULL: there was an error */
};

static inline struct office office_of(const char *elements)
{
    struct office o = {.arena = arena_new(), .diags = diags_new(DIAG_ZH)};
    char *xml = arena_printf(o.arena, "<人员库>%s</人员库>", elements);
    struct tree *tree = xml_parse(o.arena, "t.xml", xml, strlen(xml), o.diags);
    assert_non_null(tree);
    struct staff_records *records = vocab_read_staff(o.arena, tree, o.diags);
    assert_non_null(records);
    o.staff = staff_open(o.arena, records, o.diags);
    return o;
}

static inline void office_drop(struct office *o)
{
    if (o->staff)
        staff_close(o->staff);
    diags_drop(o->diags);
    arena_drop(o->arena);
}

static inline struct text text_of(struct arena *a, const char *s)
{
    return text_from_utf8(a, s, (struct pos){0});
}

static inline struct date day(int year, int month, int of_month)
{
    return (struct date){.year = year, .month = month, .day = of_month};
}

#endif
