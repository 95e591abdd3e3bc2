/* Files' states as lines of records: read, believed or not, and written. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "record/record_int.h"

enum { NANO = 1000000000 };

/* File systems note a change by a clock that may tick as slowly as this; some count only seconds,
 * or every other one. */
enum { TICK_NANOSECONDS = 10000000, COARSE_SECONDS = 2 };

struct moment record_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (struct moment){now.tv_sec, now.tv_nsec};
}

/* Changed so late that it may have been changed again, unnoticed, while it was being read. */
static bool too_fresh(const struct file_state *s, struct moment begun)
{
    struct moment last = begun;
    last.seconds -= s->nanoseconds ? 0 : COARSE_SECONDS;
    last.nanoseconds -= TICK_NANOSECONDS;
    if (last.nanoseconds < 0) {
        last.nanoseconds += NANO;
        last.seconds--;
    }
    return s->seconds > last.seconds ||
           (s->seconds == last.seconds && s->nanoseconds >= last.nanoseconds);
}

/* The text of a file that may not be there, without a word about it. */
const char *record_read_text(struct arena *a, const char *path)
{
    if (!file_exists(path))
        return NULL;
    struct diags *unheard = diags_new(DIAG_EN);
    size_t size;
    const char *text = file_read(a, path, &size, (struct pos){0}, unheard);
    diags_drop(unheard);
    return text;
}

/* The rest of a line that begins so, or NULL; *at is moved to the next line. */
const char *record_read_line(struct arena *a, const char **at, const char *begin)
{
    const char *end = strchr(*at, '\n');
    size_t n = strlen(begin);
    if (!end || strncmp(*at, begin, n) != 0)
        return NULL;
    const char *rest = arena_strndup(a, *at + n, (size_t)(end - *at) - n);
    *at = end + 1;
    return rest;
}

/* "1234 1758253000.123456789 path", or "- path" of what was not there. The path, or NULL. */
static const char *read_state(const char *s, struct file_state *out)
{
    *out = (struct file_state){.there = false};
    if (strncmp(s, "- ", 2) == 0)
        return s + 2;
    int n = 0;
    out->there = true;
    if (sscanf(s, "%" SCNd64 " %" SCNd64 ".%" SCNd64 " %n", &out->size, &out->seconds,
               &out->nanoseconds, &n) != 3 ||
        !n)
        return NULL;
    return s + n;
}

bool record_is_as_it_was(const char *line, const char *expected_path, const struct moment *begun)
{
    struct file_state then, now;
    const char *path = read_state(line, &then);
    if (!path || (expected_path && strcmp(path, expected_path) != 0))
        return false;
    now = record_state(path);
    return record_state_same(&then, &now) && !(begun && now.there && too_fresh(&now, *begun));
}

bool record_read_begun(struct arena *a, const char **at, struct moment *out)
{
    const char *s = record_read_line(a, at, "# begun ");
    return s && sscanf(s, "%" SCNd64 ".%" SCNd64, &out->seconds, &out->nanoseconds) == 2;
}

void record_add_state(struct buf *out, const char *what, const struct file_state *s,
                      const char *path)
{
    if (s->there)
        buf_printf(out, "# %s %" PRId64 " %" PRId64 ".%09" PRId64 " %s\n", what, s->size,
                   s->seconds, s->nanoseconds, path);
    else
        buf_printf(out, "# %s - %s\n", what, path);
}

void record_add_begun(struct buf *out, struct moment begun)
{
    buf_printf(out, "# begun %" PRId64 ".%09" PRId64 "\n", begun.seconds, begun.nanoseconds);
}
