/*
 * A worker: one request after the other, each a message of what is asked and its particulars, each
 * answered by a message whose first part is JSON. Its context stays open, so that fonts and glyphs
 * are read once. When it runs out of memory it ends, as the library does, and another is started.
 */
#include <string.h>

#include "base/cage.h"
#include "desk/desk.h"
#include "desk/sandbox.h"
#include "desk/work.h"

enum copies { ALONE, COPIES };

static const struct {
    const char *name;
    void (*run)(struct worker *w, const struct message *m);
    enum copies copies;
} works[] = {
#define WORK(name, function, copies) {name, function, copies},
#include "desk/works.def"
};

static bool answer(struct worker *w, int socket, const struct message *m)
{
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        if (strcmp(works[i].name, message_text(m, 0)) != 0)
            continue;
        if (works[i].copies == ALONE && !w->alone)
            w->alone = cage_stay_alone();
        works[i].run(w, m);
    }
    struct parcel *parts = ARENA_ARRAY(w->arena, struct parcel, w->more.n + 1);
    parts[0] = (struct parcel){w->json.p ? w->json.p : "", w->json.n};
    for (size_t i = 0; i < w->more.n; i++)
        parts[i + 1] = w->more.v[i];
    return message_send(socket, parts, w->more.n + 1);
}

/* The files are the folder's; they are only noted. */
static bool note_file(void *user, const char *path, const void **bytes, size_t *size)
{
    struct worker *w = user;
    (void)bytes, (void)size;
    if (w->naming)
        VEC_PUSH(w->arena, &w->named, arena_strdup(w->arena, path));
    return false;
}

int desk_work(int socket, const struct desk_options *options)
{
    struct hongtou_config config = {.home = options->home, .free_fonts = options->free_fonts};
    struct worker w = {.config = &config, .socket = socket};
    struct hongtou_config own = config;
    own.read = note_file;
    own.user = &w;
    w.h = hongtou_open(&own);
    sandbox_limit_memory();
    sandbox_enter(options->folder, options->home, options->writable);
    for (bool going = true; going;) {
        struct message m;
        w.arena = arena_new();
        w.more.v = NULL;
        w.more.n = w.more.cap = 0;
        w.named.v = NULL;
        w.named.n = w.named.cap = 0;
        buf_clear(&w.json);
        going = message_receive(socket, w.arena, 0, &m) == MESSAGE_WHOLE && answer(&w, socket, &m);
        arena_drop(w.arena);
    }
    buf_drop(&w.json);
    hongtou_close(w.h);
    return 0;
}
