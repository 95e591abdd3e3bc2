/* The cage of a worker (base/cage.h): what it needs of the machine. */
#include "desk/sandbox.h"

#include <stdlib.h>
#include <sys/resource.h>

#include "base/file.h"
#include "settings/settings.h"

/* The office's own fonts. */
static void let_own(struct cage *c)
{
    static const char *const own[] = {".fonts", ".fontconfig", ".local/share/fonts",
                                      ".config/fontconfig", ".cache/fontconfig", ".cache/hongtou"};
    const char *home = getenv("HOME");
    for (size_t i = 0; home && i < sizeof own / sizeof *own; i++)
        cage_let(c, file_in(c->arena, home, own[i]), CAGE_READ);
}

static void let_fonts(struct cage *c)
{
    static const char *const places[] = {"/etc/fonts", "/var/cache/fontconfig", "/var/cache/hongtou"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        cage_let(c, places[i], CAGE_READ);
    cage_let(c, getenv("FONTCONFIG_FILE"), CAGE_READ);
    let_own(c);
}

void sandbox_limit_memory(void)
{
    enum { MEMORY = 512 << 20 };
#ifndef MEM_SANITIZED /* which maps more than there is */
    cage_limit(RLIMIT_DATA, MEMORY);
#endif
    cage_limit(RLIMIT_CORE, 0);
    cage_limit(RLIMIT_FSIZE, (uint64_t)4 << 30);
}

int sandbox_enter(const char *folder, const char *home, char *const *writable)
{
    struct diags *unheard = diags_new(DIAG_EN);
    struct cage c = {.arena = arena_new()};
    cage_let_system(&c);
    cage_let(&c, folder, CAGE_READ);
    cage_let(&c, home, CAGE_READ);
    cage_let(&c, "/proc/self/exe", CAGE_READ_FILE); /* locks have its sum, wherever it lies */
    cage_let(&c, getenv("TMPDIR"), CAGE_WRITE_ALL);
    for (; *writable; writable++)
        cage_let(&c, *writable, CAGE_WRITE);
    settings_let(settings_read(c.arena, folder, unheard), &c);
    let_fonts(&c);
    int held = cage_enter(&c);
    diags_drop(unheard);
    arena_drop(c.arena);
    return held;
}
