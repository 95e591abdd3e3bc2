/*
 * What the program reads of drafts, for tests/draft/drafts.py: `dump FILE…` the whole dump, `dump
 * -t FILE…` all words alone, those that paper does not show behind the others. Ends with 1 when a
 * file was refused.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "draft/draft.h"

static void add_words(const struct draft *draft, struct buf *out)
{
    buf_add(out, draft->src->bytes, draft->src->size);
    for (size_t i = 0; i < draft->n_left; i++)
        buf_printf(out, "%s\n", draft->left[i].text);
}

static bool tell(const char *path, bool words)
{
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    struct buf out = {0};
    struct draft *draft = draft_read(a, path, (struct pos){0}, d);
    if (draft && words)
        add_words(draft, &out);
    else if (draft)
        draft_dump(draft, &out);
    fwrite(out.p ? out.p : "", 1, out.n, stdout);
    diags_print(d, stderr, DIAG_TEXT);
    buf_drop(&out);
    diags_drop(d);
    arena_drop(a);
    return draft != NULL;
}

int main(int argc, char **argv)
{
    bool words = argc > 1 && strcmp(argv[1], "-t") == 0, ok = true;
    for (int i = words ? 2 : 1; i < argc; i++)
        ok = tell(argv[i], words) && ok;
    return ok ? 0 : 1;
}
