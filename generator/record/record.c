/*
 * A record is a make rule, and before it in comments what a rule cannot say: with what settings,
 * and the size and time of every file. A target is current only when all of that is as it was; a
 * file that is older than before (a copy fetched back) is as changed as a newer one. A record that
 * is missing, cut off or of another format makes nothing current.
 */
#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "record/record_int.h"

enum { NANO = 1000000000 };

/* File systems note a change by a clock that may tick as slowly as this; some count only seconds,
 * or every other one. */
enum { COARSE_SECONDS = 2 };

static const char format_line[] = "# hongtou 1", end_line[] = "# end";

struct moment record_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (struct moment){now.tv_sec, now.tv_nsec};
}

/* ---- lines, of records and journals ---- */

const char *record_read_text(struct arena *a, const char *path)
{
    if (!file_exists(path) || file_is_special(path))
        return NULL;
    struct diags *ignored = diags_new(DIAG_EN);
    size_t size;
    const char *text = file_read(a, path, &size, (struct pos){0}, ignored);
    diags_drop(ignored);
    return text;
}

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

bool record_read_settings(struct arena *a, const char **at, const char *settings,
                          struct moment *begun)
{
    const char *then = record_read_line(a, at, "# settings ");
    const char *when = then ? record_read_line(a, at, "# begun ") : NULL;
    return when && strcmp(then, settings) == 0 &&
           sscanf(when, "%" SCNd64 ".%" SCNd64, &begun->seconds, &begun->nanoseconds) == 2;
}

void record_add_settings(struct buf *out, const char *settings, struct moment begun)
{
    buf_printf(out, "# settings %s\n# begun %" PRId64 ".%09" PRId64 "\n", settings, begun.seconds,
               begun.nanoseconds);
}

bool record_is_fresh(const struct file_state *s, struct moment then)
{
    struct moment last = then;
    last.seconds -= s->nanoseconds ? 0 : COARSE_SECONDS;
    last.nanoseconds -= RECORD_TICK_NANOSECONDS;
    if (last.nanoseconds < 0) {
        last.nanoseconds += NANO;
        last.seconds--;
    }
    return s->seconds > last.seconds ||
           (s->seconds == last.seconds && s->nanoseconds >= last.nanoseconds);
}

/* "1234 1758253000.123456789 path", or "- path" of what was not there. */
bool record_is_as_it_was(const char *line, const char *expected, const struct moment *begun)
{
    struct file_state then = {.there = strncmp(line, "- ", 2) != 0};
    int n = then.there ? 0 : 2;
    if (then.there && sscanf(line, "%" SCNd64 " %" SCNd64 ".%" SCNd64 " %n", &then.size,
                             &then.seconds, &then.nanoseconds, &n) != 3)
        return false;
    const char *path = line + n;
    if (!n || (expected && strcmp(path, expected) != 0))
        return false;
    struct file_state now = record_state(path);
    return record_state_same(&then, &now) && !(begun && now.there && record_is_fresh(&now, *begun));
}

const char *record_path_in(const char *line)
{
    for (int fields = line && *line == '-' ? 1 : 2; line && fields; fields--) {
        line = strchr(line, ' ');
        line = line ? line + 1 : NULL;
    }
    return line;
}

bool record_read_files(struct arena *a, const char **at, const char *first,
                       const struct moment *begun)
{
    for (const char *line; (line = record_read_line(a, at, "# file ")); first = NULL)
        if (!record_is_as_it_was(line, first, begun))
            return false;
    return !first && record_read_line(a, at, end_line) != NULL;
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

void record_add_files(struct buf *out, const struct deps *deps, const char *first)
{
    struct file_state state = record_state(first ? first : "");
    const struct dep *dep;
    for (size_t i = 0; first && (dep = record_deps_next(deps, &i));)
        if (strcmp(dep->path, first) == 0)
            state = dep->state;
    if (first)
        record_add_state(out, "file", &state, first);
    for (size_t i = 0; (dep = record_deps_next(deps, &i));)
        if (!first || strcmp(dep->path, first) != 0)
            record_add_state(out, "file", &dep->state, dep->path);
    buf_printf(out, "%s\n", end_line);
}

/* ---- reading ---- */

static const char *path_of(struct arena *a, const char *target, const char *suffix)
{
    const char *folder = dirname(arena_strdup(a, target)), *name = file_name(target);
    size_t n = strlen(name), pdf = strlen(".pdf");
    n -= n > pdf && file_ends_in(name, ".pdf") ? pdf : 0;
    return arena_printf(a, "%s/.hongtou/%.*s%s", folder, (int)n, name, suffix);
}

/* Whether there is nothing to make, or what was made is still there untouched. */
static bool target_is_as_it_was(struct arena *a, const char **at, struct record *r)
{
    r->nothing = record_read_line(a, at, "# nothing") != NULL;
    if (r->nothing)
        return true;
    const char *line = record_read_line(a, at, "# target ");
    return line && record_is_as_it_was(line, r->target, NULL);
}

/* The first file is the source: two sources may have one target at different times. */
bool record_is_current(struct arena *a, struct record *r)
{
    struct arena_mark before = arena_mark(a);
    const char *at = record_read_text(a, path_of(a, r->target, ".d")), *warnings, *pages = NULL;
    bool current = at && record_read_line(a, &at, format_line) &&
                   record_read_settings(a, &at, r->settings, &r->begun) &&
                   (warnings = record_read_line(a, &at, "# warnings ")) &&
                   (pages = record_read_line(a, &at, "# pages "));
    if (current) {
        r->warnings = (size_t)strtoul(warnings, NULL, 10);
        r->pages = (int)strtol(pages, NULL, 10);
        current = record_read_line(a, &at, "# origin ") != NULL;
    }
    current = current && target_is_as_it_was(a, &at, r) &&
              record_read_files(a, &at, r->source, &r->begun);
    arena_reset(a, before);
    return current;
}

void record_recall(struct arena *a, const char *target, struct deps *deps)
{
    static const char begin[] = "\n# file ";
    const char *at = record_read_text(a, path_of(a, target, ".d"));
    while (at && (at = strstr(at, begin))) {
        at += strlen(begin);
        const char *path = record_path_in(arena_strndup(a, at, strcspn(at, "\n")));
        if (path)
            record_deps_add(deps, path);
    }
}

bool record_facts(struct arena *a, const char *target, fact_lines *out)
{
    const char *text = record_read_text(a, path_of(a, target, ".facts"));
    for (const char *at = text, *end; at && (end = strchr(at, '\n')); at = end + 1)
        record_fact_read(a, at, (size_t)(end - at), out);
    return text != NULL;
}

/* ---- writing ---- */

/* make knows no way to write these in a rule. */
static bool rule_can_name(const char *path)
{
    return !strpbrk(path, "%*?;|=\t");
}

static void add_name(struct buf *out, const char *path)
{
    for (const char *p = path; *p; p++) {
        if (strchr(" #:", *p))
            buf_char(out, '\\');
        if (*p == '$')
            buf_char(out, '$');
        buf_char(out, *p);
    }
}

/* The next file that a rule can name. */
static const struct dep *next_in_rule(const struct record *r, size_t *i)
{
    const struct dep *dep = record_deps_next(r->deps, i);
    while (dep && !(dep->state.there && rule_can_name(dep->path)))
        dep = record_deps_next(r->deps, i);
    return dep;
}

/* The record itself is a target too: its time is that of the last look, the PDF's that of its last
 * change. Every file gets a rule without a command, so that one that is gone stops nobody. */
static void add_rule(struct arena *a, struct buf *out, const struct record *r)
{
    const char *path = path_of(a, r->target, ".d");
    if (!rule_can_name(path))
        return;
    buf_char(out, '\n');
    add_name(out, r->target);
    buf_char(out, ' ');
    add_name(out, path);
    buf_char(out, ':');
    const struct dep *dep;
    for (size_t i = 0; (dep = next_in_rule(r, &i));) {
        buf_str(out, " \\\n  ");
        add_name(out, dep->path);
    }
    buf_char(out, '\n');
    for (size_t i = 0; (dep = next_in_rule(r, &i));) {
        buf_char(out, '\n');
        add_name(out, dep->path);
        buf_str(out, ":\n");
    }
}

static void add_record(struct arena *a, struct buf *out, const struct record *r)
{
    struct file_state target = record_state(r->target);
    buf_printf(out, "%s\n", format_line);
    record_add_settings(out, r->settings, r->begun);
    buf_printf(out, "# warnings %zu\n# pages %d\n# origin %s\n", r->warnings, r->pages, r->origin);
    if (r->nothing)
        buf_str(out, "# nothing\n");
    else
        record_add_state(out, "target", &target, r->target);
    record_add_files(out, r->deps, r->source);
    if (!r->nothing)
        add_rule(a, out, r);
}

/* No line of a record, and no rule of make's, can name such a file. */
static bool has_line_end(const struct record *r)
{
    const struct dep *dep;
    bool found = strchr(r->target, '\n') || strchr(r->settings, '\n') || strchr(r->origin, '\n');
    for (size_t i = 0; (dep = record_deps_next(r->deps, &i));)
        found = found || strchr(dep->path, '\n');
    return found;
}

/* The rule comes last: without it nothing is believed. */
bool record_write(struct arena *a, const struct record *r, struct diags *d)
{
    const char *path = path_of(a, r->target, ".d");
    if (has_line_end(r))
        return true;
    if (!file_make_folder(dirname(arena_strdup(a, path)), d))
        return false;
    struct buf facts = {0}, rule = {0};
    for (size_t i = 0; r->facts && i < r->facts->n; i++)
        record_fact_write(&r->facts->v[i], &facts);
    add_record(a, &rule, r);
    bool ok = (r->nothing || file_write(path_of(a, r->target, ".facts"), &facts, d)) &&
              file_write(path, &rule, d);
    buf_drop(&facts);
    buf_drop(&rule);
    return ok;
}
