/*
 * A record is a make rule, and before it in comments what a rule cannot say: with what settings,
 * and the size and time of every file. A target is current only when all of that is as it was; a
 * file that is older than before (a copy fetched back) is as changed as a newer one. A record that
 * is missing, cut off or of another format makes nothing current.
 */
#include "record/record_int.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char format_line[] = "# hongtou 1", end_line[] = "# end";

/* ---- paths ---- */

static const char *path_of(struct arena *a, const char *target, const char *suffix)
{
    static const char pdf[] = ".pdf";
    const char *folder = dirname(arena_strdup(a, target)), *slash = strrchr(target, '/');
    const char *name = slash ? slash + 1 : target;
    size_t n = strlen(name), m = strlen(pdf);
    if (n > m && strcmp(name + n - m, pdf) == 0)
        n -= m;
    return arena_printf(a, "%s/.hongtou/%.*s%s", folder, (int)n, name, suffix);
}

/* ---- reading ---- */

/* The first file is the source: two sources may have one target at different times. */
static bool files_are_as_they_were(struct arena *a, const char **at, const struct record *r)
{
    const char *expected = r->source;
    for (const char *line; (line = record_read_line(a, at, "# file ")); expected = NULL)
        if (!record_is_as_it_was(line, expected, &r->begun))
            return false;
    return !expected && record_read_line(a, at, end_line) != NULL;
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

bool record_is_current(struct arena *a, struct record *r)
{
    struct arena_mark before = arena_mark(a);
    const char *at = record_read_text(a, path_of(a, r->target, ".d"));
    const char *settings = NULL, *warnings = NULL;
    bool current = at && record_read_line(a, &at, format_line) &&
                   (settings = record_read_line(a, &at, "# settings ")) &&
                   strcmp(settings, r->settings) == 0 && record_read_begun(a, &at, &r->begun) &&
                   (warnings = record_read_line(a, &at, "# warnings "));
    if (current)
        r->warnings = (size_t)strtoul(warnings, NULL, 10);
    current = current && target_is_as_it_was(a, &at, r) && files_are_as_they_were(a, &at, r);
    arena_reset(a, before);
    return current;
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
    struct file_state target = record_state(r->target), source = record_state(r->source);
    buf_printf(out, "%s\n# settings %s\n", format_line, r->settings);
    record_add_begun(out, r->begun);
    buf_printf(out, "# warnings %zu\n", r->warnings);
    if (r->nothing)
        buf_str(out, "# nothing\n");
    else
        record_add_state(out, "target", &target, r->target);
    const struct dep *dep;
    for (size_t i = 0; (dep = record_deps_next(r->deps, &i));)
        if (strcmp(dep->path, r->source) == 0)
            source = dep->state;
    record_add_state(out, "file", &source, r->source);
    for (size_t i = 0; (dep = record_deps_next(r->deps, &i));)
        if (strcmp(dep->path, r->source) != 0)
            record_add_state(out, "file", &dep->state, dep->path);
    buf_printf(out, "%s\n", end_line);
    if (!r->nothing)
        add_rule(a, out, r);
}

static bool write_text(const char *path, const struct buf *text, struct diags *d)
{
    struct sink *s = sink_open(path, d);
    if (!s)
        return false;
    sink_write(s, text->p ? text->p : "", text->n);
    return sink_commit(s);
}

/* No line of a record, and no rule of make's, can name such a file. */
static bool has_line_end(const struct record *r)
{
    const struct dep *dep;
    bool found = strchr(r->target, '\n') || strchr(r->settings, '\n');
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
    bool ok = (r->nothing || write_text(path_of(a, r->target, ".facts"), &facts, d)) &&
              write_text(path, &rule, d);
    buf_drop(&facts);
    buf_drop(&rule);
    return ok;
}
