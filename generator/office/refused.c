/*
 * The rows that were not printed, with the reason beside each, as a workbook beside the forms: it
 * has the list's own heads, so that it can be mended and printed by itself. hongtou-exchange makes
 * it of lines in a temporary file.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/spool.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "sheet/sheet.h"

extern char **environ;

struct office_refused {
    struct hongtou *office;
    const char *path;
    struct spool *lines;
    struct buf line;
    size_t n;
};

struct office_refused *office_refused_new(struct hongtou *h, struct arena *a, const char *path)
{
    struct office_refused *r = ARENA_NEW(a, struct office_refused);
    *r = (struct office_refused){.office = h, .path = path};
    return r;
}

static void add_cells(struct office_refused *r, const struct sheet_row *row, size_t n)
{
    for (size_t c = 0; c < n; c++) {
        struct sheet_cell cell = sheet_row_cell(row, c);
        buf_char(&r->line, '\t');
        buf_add(&r->line, cell.utf8, cell.n);
    }
    buf_char(&r->line, '\n');
}

static bool put_line(struct office_refused *r)
{
    bool ok = spool_add(r->lines, r->line.p, r->line.n);
    buf_clear(&r->line);
    return ok;
}

/* What a sign in a text would part. */
static void add_plain(struct buf *out, const char *utf8)
{
    for (; *utf8; utf8++)
        buf_char(out, *utf8 == '\t' || *utf8 == '\n' ? ' ' : *utf8);
}

bool office_refused_add(void *context, const struct sheet_table *list, const struct sheet_row *row,
                        const char *reason)
{
    static const char *const heads[] = {"未印的原因\t名册行", "why it was not printed\trow"};
    struct office_refused *r = context;
    if (!r->lines) {
        r->lines = spool_new(0, r->office->diags);
        buf_str(&r->line, heads[office_lang(r->office)]);
        add_cells(r, &list->head, list->n_columns);
        if (!put_line(r))
            return false;
    }
    add_plain(&r->line, reason);
    buf_printf(&r->line, "\t%u", (unsigned)row->number);
    add_cells(r, row, list->n_columns);
    r->n++;
    return put_line(r);
}

static const char *const names[] = {"未印", "refused"};

/* As the other program does. NULL: it is made; else what failed, which has been reported. */
static const char *make_book_here(struct office_refused *r, int lines,
                                  bool (*book)(FILE *, const char *, struct sink *, struct diags *))
{
    struct diags *d = r->office->diags;
    struct sink *out = sink_open(r->path, d);
    int fd = dup(lines);
    FILE *in = fd >= 0 ? fdopen(fd, "rb") : NULL;
    bool ok =
        out && in && fseek(in, 0, SEEK_SET) == 0 && book(in, names[office_lang(r->office)], out, d);
    if (in)
        fclose(in);
    else if (fd >= 0)
        close(fd);
    if (ok)
        return sink_commit(out) ? NULL : r->path;
    if (out)
        sink_abandon(out);
    return r->path;
}

/* The other program makes the workbook of the lines. NULL: it did; else why not, or its name when
 * it said so itself. */
static const char *make_book(struct office_refused *r, struct arena *a, int lines)
{
    static const char *const langs[] = {"zh", "en"};
    const char *program = arena_printf(a, "%s-exchange", office_program(a));
    const char *const args[] = {program, "rows",   names[office_lang(r->office)], "-o",
                                r->path, "--lang", langs[office_lang(r->office)], NULL};
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = 0;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, lines, STDIN_FILENO);
    int error =
        posix_spawn(&child, program, &actions, NULL, (char *const *)(uintptr_t)args, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error)
        return arena_printf(a, "%s: %s", program, diag_reason(r->office->diags, error));
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_OK ? NULL : program;
}

bool office_refused_finish(struct office_refused *r, struct arena *a,
                           bool (*book)(FILE *, const char *, struct sink *, struct diags *),
                           const char **made)
{
    static const char *const no_lines[] = {"临时文件写不了", "no temporary file"};
    struct diags *d = r->office->diags;
    const char *count = arena_printf(a, "%zu", r->n), *fault = NULL;
    if (r->n) {
        int lines = spool_file(r->lines);
        fault = lines < 0 ? no_lines[office_lang(r->office)]
                : !file_may_be_written(r->path, d) ? r->path
                : book    ? make_book_here(r, lines, book)
                          : make_book(r, a, lines);
    }
    if (fault)
        diag_system(d, DIAG_Q035, r->path, count, fault);
    else if (r->n)
        diag_system(d, DIAG_Q032, r->path, count);
    else if (file_exists(r->path)) /* it would pass for one of now */
        diag_system(d, DIAG_Q033, r->path);
    *made = r->n && !fault ? r->path : NULL;
    spool_drop(r->lines);
    buf_drop(&r->line);
    return !fault;
}
