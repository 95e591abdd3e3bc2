/*
 * A journal is begun as a whole file in the place of the old one, with what of that can be
 * believed; then it grows by a line a file. A line that was cut off has no end and is not read.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.def"
#include "base/diag.h"
#include "record/diag.def"
#include "record/record_int.h"

static const char format_line[] = "# hongtou journal 2", maker_begin[] = "# maker ";

struct journal {
    struct arena *arena;
    struct diags *diags;
    const char *path;
    struct journal_about about;
    VEC(const char *) finished; /* lines: targets as they were */
    int fd;
    struct file_hold held;
};

/* ---- the journal of the last time ---- */

/* Whether any of the targets that it lists is there. */
static bool has_targets(struct arena *a, const char *text)
{
    for (const char *line = text; (line = strstr(line, "\n# target "));) {
        const char *next = ++line, *target = record_path_in(record_read_line(a, &next, "# target "));
        if (target && file_exists(target))
            return true;
    }
    return false;
}

/* The first of the files that the last run read which is not as it was then; NULL: all are. */
static const char *changed_file(struct arena *a, const char **at, const struct moment *begun)
{
    for (const char *line; (line = record_read_line(a, at, "# file "));)
        if (!record_is_as_it_was(line, NULL, begun))
            return record_path_in(line);
    return NULL;
}

/* Whether what the last time finished counts; why none of it does is told. */
static bool is_believed(struct journal *j, const char **at)
{
    struct arena *a = j->arena;
    const struct journal_about *about = &j->about;
    struct moment begun;
    const char *text = *at, *files, *changed;
    bool alike = record_read_settings(a, at, about->settings, &begun);
    files = *at;
    if (alike && record_read_files(a, at, NULL, &begun))
        return true;
    if (!has_targets(a, text))
        return false;
    changed = alike ? changed_file(a, &files, &begun) : NULL;
    if (!alike)
        diag_system(j->diags, DIAG_R190, about->folder);
    else if (changed && strcmp(changed, about->program) == 0)
        diag_system(j->diags, DIAG_R191, about->folder);
    else if (changed)
        diag_system(j->diags, DIAG_R192, about->folder, changed);
    return false;
}

/* What counts as finished, and who made it, if it was another maker whose files are still there. */
static const char *read_last(struct journal *j, bool go_on)
{
    struct arena *a = j->arena;
    const char *at = record_read_text(a, j->path), *maker = NULL;
    if (!at)
        return NULL;
    if (!record_read_line(a, &at, format_line) || !(maker = record_read_line(a, &at, maker_begin))) {
        if (go_on && has_targets(a, at)) /* another program's way of writing it */
            diag_system(j->diags, DIAG_R191, j->about.folder);
        return NULL;
    }
    if (strcmp(maker, j->about.maker) != 0)
        return has_targets(a, at) ? maker : NULL;
    if (!go_on || !is_believed(j, &at))
        return NULL;
    for (const char *line; (line = record_read_line(a, &at, "# target "));)
        if (record_is_as_it_was(line, record_path_in(line), NULL))
            VEC_PUSH(a, &j->finished, line);
    return NULL;
}

/* ---- the new one ---- */

static bool write_head(const struct journal *j)
{
    const struct journal_about *about = &j->about;
    struct buf text = {0};
    buf_printf(&text, "%s\n%s%s\n", format_line, maker_begin, about->maker);
    record_add_settings(&text, about->settings, about->begun);
    record_add_files(&text, about->deps, NULL);
    for (size_t i = 0; i < j->finished.n; i++)
        buf_printf(&text, "# target %s\n", j->finished.v[i]);
    bool ok = file_write(j->path, &text, j->diags);
    buf_drop(&text);
    return ok;
}

static bool fail(const struct journal *j, struct diags *d)
{
    diag_system(d, DIAG_S006, j->path, diag_reason(d, errno));
    return false;
}

static bool begin(struct journal *j)
{
    if (!write_head(j))
        return false;
    j->fd = open(j->path, O_WRONLY | O_APPEND | O_CLOEXEC);
    return j->fd >= 0 || fail(j, j->diags);
}

struct journal *record_journal_open(struct arena *a, const struct journal_about *about, bool go_on,
                                    struct diags *d)
{
    struct journal *j = ARENA_NEW(a, struct journal);
    *j = (struct journal){.arena = a, .diags = d, .about = *about, .fd = -1, .held = {-1}};
    j->path = arena_printf(a, "%s/.hongtou/%s.journal", about->folder, about->name);
    if (!file_make_folder(dirname(arena_strdup(a, j->path)), d) ||
        !(about->part ? file_hold_part(&j->held, about->folder, d)
                      : file_hold(&j->held, about->folder, 0, d)))
        return NULL;
    const char *other = read_last(j, go_on);
    if (other)
        diag_system(d, DIAG_U015, about->folder, other);
    if (!other && begin(j))
        return j;
    record_journal_close(j);
    return NULL;
}

void record_journal_close(struct journal *j)
{
    if (j->fd >= 0)
        close(j->fd);
    j->fd = -1;
    file_release(&j->held);
}

bool record_journal_has(const struct journal *j, const char *target)
{
    for (size_t i = 0; i < j->finished.n; i++)
        if (strcmp(record_path_in(j->finished.v[i]), target) == 0)
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
    bool ok = file_write_all(j->fd, line.p, line.n);
    buf_drop(&line);
    return ok || fail(j, d);
}
