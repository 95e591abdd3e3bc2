/* A fuzz target: bytes as a lock, as the record of a document, and as the journal of a run. */
#include "fuzz.h"

#include <sys/stat.h>

#include "record/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    const char *folder = fuzz_own_folder();
    fact_lines facts = {0};
    kept_files kept = {0};
    mkdir(arena_printf(a, "%s/.hongtou", folder), 0700);
    struct lock *lock = record_lock_read(a, fuzz_file(a, "x.lock", bytes, n), d);
    if (lock)
        record_kept(a, arena_printf(a, "%s/x.xml", folder), folder, lock, &kept);
    fuzz_file(a, ".hongtou/x.pdf.d", bytes, n);
    fuzz_file(a, ".hongtou/x.pdf.facts", bytes, n);
    struct record r = {.source = arena_printf(a, "%s/x.xml", folder),
                       .target = arena_printf(a, "%s/x.pdf", folder),
                       .settings = ""};
    record_is_current(a, &r);
    record_facts(a, r.target, &facts);
    fuzz_file(a, ".hongtou/x.journal", bytes, n);
    const struct journal_about about = {.folder = folder,
                                        .name = "x",
                                        .maker = "x.xml",
                                        .settings = "",
                                        .program = "x",
                                        .begun = record_now(),
                                        .deps = record_deps_new(a)};
    struct journal *j = record_journal_open(a, &about, true, d);
    if (j)
        record_journal_close(j);
    diags_drop(d);
    arena_drop(a);
    return 0;
}
