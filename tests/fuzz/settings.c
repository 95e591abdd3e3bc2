/* A fuzz target: bytes as the hongtou.conf of a documents' folder. */
#include "fuzz.h"

#include "settings/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    fuzz_file(a, SETTINGS_FILE, bytes, n);
    const struct settings *s = settings_read(a, fuzz_own_folder(), d);
    for (int key = 0; s && key < SETTINGS_KEYS; key++) {
        settings_value(s, (enum settings_key)key);
        settings_yes(s, (enum settings_key)key);
    }
    diags_drop(d);
    arena_drop(a);
    return 0;
}
