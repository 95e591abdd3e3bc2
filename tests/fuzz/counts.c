/*
 * A fuzz target: bytes as the counts of the parts of a list, parted by U+001E, added up; and what
 * is read of each is written and read again.
 */
#include "fuzz.h"

#include "office/office.h"
#include "print/print.h"

enum { PART = 0x1E, MOST = 8 };

static void again(struct arena *a, const char *text)
{
    struct print_counts c, twice;
    struct buf out = {0};
    if (!print_counts_read(a, text, &c))
        return;
    print_counts_write(&c, &out);
    if (!print_counts_read(a, out.p, &twice) || twice.report.n != c.report.n)
        abort();
    buf_drop(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const struct hongtou_config config = {.language = HONGTOU_EN};
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    struct hongtou *h = office_open(&config, d);
    const char *files[MOST], *p = arena_strndup(a, (const char *)bytes, n), *end = p + n;
    struct buf out = {0};
    int parts = 0;
    while (parts < MOST && p < end) {
        const char *stop = memchr(p, PART, (size_t)(end - p));
        stop = stop ? stop : end;
        again(a, arena_strndup(a, p, (size_t)(stop - p)));
        files[parts] = fuzz_file(a, arena_printf(a, "%d.counts", parts), p, (size_t)(stop - p));
        parts++;
        p = stop + 1;
    }
    office_merge_counts(h, a, files, parts, &out);
    buf_drop(&out);
    hongtou_close(h);
    diags_drop(d);
    arena_drop(a);
    return 0;
}
