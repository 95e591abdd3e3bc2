/* What the tests of whole documents share: resolved, and composed. */
#ifndef HONGTOU_TESTS_RESOLVE_TEST_H
#define HONGTOU_TESTS_RESOLVE_TEST_H

#include "compose/compose.h"
#include "resolve/resolve_int.h"

static inline bool resolve_all(struct document *doc, const struct resolve_options *options,
                               struct diags *d)
{
    bool ok = resolve(doc, options, d);
    doc->flow = compose(doc, d);
    return doc->flow && ok;
}

#endif
