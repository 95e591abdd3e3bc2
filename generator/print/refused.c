/*
 * Rows that are not printed, each with what was said of it, to be handed out in the order of the
 * list when the run is over. However many findings are listed, none is missing here.
 */
#include <string.h>

#include "base/spool.h"
#include "print/print_int.h"

struct refused {
    const struct print_job *job;
    struct sorter *rows; /* a row's number, the first byte first, and the reason */
    struct buf reason;   /* of the row at hand */
    struct diags *diags;
    size_t n;
};

enum { ROW_BYTES = 4, BYTE = 8 };

/* Errors alone keep a row from being printed. Each box of a question may tell of its cell. */
static void found(void *context, const struct diag_code *code, const char *text)
{
    struct refused *r = context;
    if (code->level != DIAG_ERROR || strstr(r->reason.p + ROW_BYTES, text))
        return;
    if (r->reason.n > ROW_BYTES)
        buf_str(&r->reason, "；");
    buf_str(&r->reason, text);
}

static void clear(struct refused *r)
{
    buf_clear(&r->reason);
    for (int i = 0; i < ROW_BYTES; i++)
        buf_char(&r->reason, '\0');
}

struct refused *print_refused_open(struct arena *a, const struct print_job *job, struct diags *d)
{
    struct refused *r = ARENA_NEW(a, struct refused);
    *r = (struct refused){.job = job, .diags = d, .rows = sorter_new(job->options.memory, d)};
    clear(r);
    diags_watch(d, (struct diags_watcher){found, r});
    return r;
}

void print_refused_close(struct refused *r)
{
    if (!r)
        return;
    diags_watch(r->diags, (struct diags_watcher){NULL, NULL});
    sorter_drop(r->rows);
    buf_drop(&r->reason);
}

bool print_refused_row(struct refused *r, uint32_t row, bool refused)
{
    bool ok = true;
    for (int i = 0; i < ROW_BYTES; i++)
        r->reason.p[i] = (char)(row >> BYTE * (ROW_BYTES - 1 - i));
    if (refused)
        ok = sorter_add(r->rows, r->reason.p, r->reason.n, row);
    r->n += refused;
    clear(r);
    return ok;
}

/* One row, whatever was said of it at several times. */
static bool hand_out(struct refused *r, struct arena *a, uint32_t row, const char *reason)
{
    const struct print_output *out = &r->job->output;
    const struct sheet_table *s = r->job->data.households;
    struct sheet_row cells = sheet_row(s, a, row);
    return out->refused(out->context, s, &cells, reason);
}

bool print_refused_tell(struct refused *r)
{
    struct sorted next;
    struct arena *a = arena_new();
    struct arena_mark empty = arena_mark(a);
    bool ok = true;
    diags_watch(r->diags, (struct diags_watcher){NULL, NULL});
    while (ok && r->job->output.refused && sorter_next(r->rows, &next)) {
        const char *reason = arena_strndup(a, next.key + ROW_BYTES, next.n - ROW_BYTES);
        ok = hand_out(r, a, next.value, reason);
        arena_reset(a, empty);
    }
    ok = ok && !sorter_failed(r->rows);
    arena_drop(a);
    return ok;
}
