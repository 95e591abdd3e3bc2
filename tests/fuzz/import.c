/*
 * A fuzz target for libFuzzer: bytes as a draft of each kind, through the importer to a document's
 * text. make fuzz runs it on the drafts of tests/import; what it finds is a file to give it again.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "draft/draft.h"
#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void read_as(const char *name, const char *bytes, size_t n)
{
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    struct draft *draft = draft_parse(a, name, bytes, n, d);
    struct imported im = {0};
    struct buf xml = {0};
    if (draft) {
        import_draft(a, draft, NULL, NULL, &im, d);
        import_write(&im, &xml);
    }
    buf_drop(&xml);
    diags_drop(d);
    arena_drop(a);
}

/* The names say which reader is asked. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const names[] = {"x.docx", "x.txt", "x.md"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        read_as(names[i], (const char *)bytes, n);
    return 0;
}
