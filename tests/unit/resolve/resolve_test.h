/* What the tests of whole documents share: resolved, and composed. */
#ifndef HONGTOU_TESTS_RESOLVE_TEST_H
#define HONGTOU_TESTS_RESOLVE_TEST_H

#include "compose/compose.h"
#include "resolve/resolve_int.h"

static inline bool resolve_all(struct document *doc, const struct staff *staff, struct date day,
                               struct diags *d)
{
    bool ok = resolve(doc, d);
    doc->people = resolve_people(doc, staff, day, d);
    doc->flow = compose(doc, doc->people, d);
    return ok && !doc->people->failed && doc->flow;
}

#endif
