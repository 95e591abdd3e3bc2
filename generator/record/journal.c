/*
 * A journal is begun as a whole file in the place of the old one, with what of that can be
 * believed; then it grows by a line a file. A line that was cut off has no end and is not read.
 */
#include "record/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.def"
#include "base/reason.h"
#include "record/diag.def"
#include "record/record_int.h"

static const char format_line[] = "# hongtou journal 2", end_line[] = "# end",
                  maker_begin[] = "# maker ";

struct journal {
    struct arena *arena;
    struct diags *diags;
    const char *path;
    struct journal_about about;
    VEC(const char *) finished; /* lines: targets as they were */
    int fd;
};

/* The path in a line that says how the target is. */
static const char *path_in(const char *line)
{
    enum { BEFORE = 2 }; /* size and time */
    for (int i = 0; line && i < BEFORE; i++) {
        line = strchr(line, ' ');
        line = line ? line + 1 : NULL;
    }
    return line;
}

/* ---- the journal of the last time ---- */

static bool files_are_as_they_were(struct arena *a, const char **at, const struct moment *begun)
{
    for (const char *line; (line = record_read_line(a, at, "# file "));)
        if (!record_is_as_it_was(line, NULL, begun))
            return false;
    return record_read_line(a, at, end_line) != NULL;
}

/* What makes the files now made them then. */
static bool is_of_these(struct journal *j, const char **at)
{
    struct arena *a = j->arena;
    struct moment begun;
    const char *settings = NULL;
    return record_read_line(a, at, format_line) && record_read_line(a, at, maker_begin) &&
           (settings = record_read_line(a, at, "# settings ")) &&
           strcmp(settings, j->about.settings) == 0 && record_read_begun(a, at, &begun) &&
           files_are_as_they_were(a, at, &begun);
}

static void read_finished(struct journal *j)
{
    const char *at = record_read_text(j->arena, j->path);
    if (!at || !is_of_these(j, &at))
        return;
    for (const char *line; (line = record_read_line(j->arena, &at, "# target "));)
        if (record_is_as_it_was(line, path_in(line), NULL))
            VEC_PUSH(j->arena, &j->finished, line);
}

/* Who made what stands in the folder, if it was another; or NULL. */
static const char *other_maker(const struct journal *j)
{
    struct arena *a = j->arena;
    const char *at = record_read_text(a, j->path), *maker;
    if (!at || !record_read_line(a, &at, format_line) ||
        !(maker = record_read_line(a, &at, maker_begin)) || strcmp(maker, j->about.maker) == 0)
        return NULL;
    for (const char *line = at; (line = strstr(line, "\n# target "));) {
        const char *next = ++line, *target = path_in(record_read_line(a, &next, "# target "));
        if (target && file_exists(target))
            return maker;
    }
    return NULL;
}

/* ---- the new one ---- */

static void add_head(const struct journal *j, struct buf *out)
{
    const struct journal_about *about = &j->about;
    buf_printf(out, "%s\n%s%s\n# settings %s\n", format_line, maker_begin, about->maker,
               about->settings);
    record_add_begun(out, about->begun);
    const struct dep *dep;
    for (size_t i = 0; (dep = record_deps_next(about->deps, &i));)
        record_add_state(out, "file", &dep->state, dep->path);
    buf_printf(out, "%s\n", end_line);
    for (size_t i = 0; i < j->finished.n; i++)
        buf_printf(out, "# target %s\n", j->finished.v[i]);
}

static bool write_head(const struct journal *j)
{
    struct buf text = {0};
    struct sink *s = sink_open(j->path, j->diags);
    if (!s)
        return false;
    add_head(j, &text);
    sink_write(s, text.p, text.n);
    buf_drop(&text);
    return sink_commit(s);
}

static bool fail(const struct journal *j, struct diags *d)
{
    diag_system(d, DIAG_S006, j->path, reason_of(d, errno));
    return false;
}

static bool begin(struct journal *j)
{
    if (!file_make_folder(dirname(arena_strdup(j->arena, j->path)), j->diags) || !write_head(j))
        return false;
    j->fd = open(j->path, O_WRONLY | O_APPEND | O_CLOEXEC);
    return j->fd >= 0 || fail(j, j->diags);
}

struct journal *record_journal_open(struct arena *a, const struct journal_about *about, bool go_on,
                                    struct diags *d)
{
    struct journal *j = ARENA_NEW(a, struct journal);
    *j = (struct journal){.arena = a, .diags = d, .about = *about, .fd = -1};
    j->path = arena_printf(a, "%s/.hongtou/%s.journal", about->folder, about->name);
    const char *other = other_maker(j);
    if (other) {
        diag_system(d, DIAG_U015, about->folder, other);
        return NULL;
    }
    if (go_on)
        read_finished(j);
    return begin(j) ? j : NULL;
}

void record_journal_close(struct journal *j)
{
    if (j->fd >= 0)
        close(j->fd);
    j->fd = -1;
}

bool record_journal_has(const struct journal *j, const char *target)
{
    for (size_t i = 0; i < j->finished.n; i++)
        if (strcmp(path_in(j->finished.v[i]), target) == 0)
            return true;
    return false;
}

bool record_journal_add(const struct journal *j, const char *target, struct diags *d)
{
    struct buf line = {0};
    struct file_state state = record_state(target);
    if (strchr(target, '\n') || !state.there)
        return true;
    record_add_state(&line, "target", &state, target);
    bool ok = write(j->fd, line.p, line.n) == (ssize_t)line.n;
    buf_drop(&line);
    return ok || fail(j, d);
}
