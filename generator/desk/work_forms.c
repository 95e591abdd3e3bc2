/* Forms by a list: looked at before anything is printed, and printed. */
#include "desk/work_job.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "print/print.h"
#include "sheet/sheet.h"

enum { MOST_ROWS = 200000, MOST_COPIES = 99 };

/* ---- the job ---- */

static const char *given(const struct errand *t, const char *name)
{
    const char *value = errand_value(t, name);
    return *value ? value : NULL;
}

static struct office_print job_of(const struct errand *t, struct office_printed *told)
{
    enum { DECIMAL = 10 };
    long copies = strtol(errand_value(t, "copies"), NULL, DECIMAL);
    return (struct office_print){.form = errand_value(t, "form"),
                                 .rows = errand_value(t, "list"),
                                 .members = given(t, "members"),
                                 .sheet = given(t, "sheet"),
                                 .split = given(t, "split"),
                                 .copies = copies < 1             ? 1
                                           : copies > MOST_COPIES ? MOST_COPIES
                                                                  : (int)copies,
                                 .separators = given(t, "separators") != NULL,
                                 .fillable = given(t, "fillable") != NULL,
                                 .hidden = given(t, "hidden") != NULL,
                                 .unstruck = given(t, "unstruck") != NULL,
                                 .resume = given(t, "resume") != NULL,
                                 .most_rows = MOST_ROWS,
                                 .told = told,
                                 .book = sheet_lines};
}

/* ---- the result ---- */

static void add_counts(struct buf *b, const struct print_count *c)
{
    buf_printf(b, "\"read\":%d,\"printed\":%d,\"refused\":%d,\"doubtful\":%d,\"kept\":%d", c->read,
               c->printed, c->refused, c->doubtful, c->kept);
}

static void add_report(struct buf *b, const struct print_report *r)
{
    buf_printf(b, "\"pages\":%d,\"villages\":[", r->pages);
    for (size_t i = 0; i < r->n; i++) {
        buf_str(b, i ? ",{" : "{");
        buf_str(b, "\"named\":");
        buf_str(b, r->villages[i].village ? "true," : "false,");
        worker_add_text(b, "village", r->villages[i].village);
        buf_char(b, ',');
        add_counts(b, &r->villages[i]);
        buf_char(b, '}');
    }
    buf_str(b, "],\"total\":{");
    add_counts(b, &r->total);
    buf_str(b, "},\"matches\":[");
    for (size_t i = 0; i < r->n_matches; i++) {
        buf_str(b, i ? ",{" : "{");
        worker_add_text(b, "name", r->matches[i].name);
        buf_char(b, ',');
        worker_add_text(b, "head", r->matches[i].head);
        buf_char(b, ',');
        worker_add_text(b, "asks", r->matches[i].asks);
        buf_char(b, '}');
    }
    buf_str(b, "],");
}

/* The rows themselves are told before anything is printed, and kept nowhere but in the workbook. */
static void add_refused(struct buf *b, const struct office_printed *told, bool rows)
{
    buf_str(b, "\"refused\":{");
    worker_add_text(b, "file", told->refused ? file_name(told->refused) : NULL);
    buf_char(b, ',');
    worker_add_text(b, "path", told->refused);
    buf_char(b, ',');
    errand_add_texts(b, "heads", told->heads, told->n_heads);
    buf_str(b, ",\"rows\":[");
    for (size_t i = 0; rows && i < told->n_refusals; i++) {
        const struct office_refusal *row = &told->refusals[i];
        buf_printf(b, "%s{\"row\":%u,", i ? "," : "", (unsigned)row->number);
        worker_add_text(b, "reason", row->reason);
        buf_char(b, ',');
        errand_add_texts(b, "cells", row->cells, told->n_heads);
        buf_char(b, '}');
    }
    buf_str(b, "]},\"files\":[");
    for (size_t i = 0; i < told->n_files; i++) {
        buf_str(b, i ? ",{" : "{");
        worker_add_text(b, "village", told->files[i].village);
        buf_char(b, ',');
        worker_add_text(b, "path", told->files[i].path);
        buf_char(b, '}');
    }
    buf_str(b, "],");
}

/* The sheet and the rows that were not printed, for whoever counts what came back. */
static const char *beside(const struct errand *t, const struct office_printed *told)
{
    struct buf b = {0};
    buf_str(&b, errand_value(t, "sheet"));
    buf_char(&b, '\x1f');
    for (size_t i = 0; i < told->n_numbers; i++)
        buf_printf(&b, "%u ", (unsigned)told->numbers[i]);
    const char *text = arena_strdup(t->worker->arena, b.p);
    buf_drop(&b);
    return text;
}

/* ---- the works ---- */

static void run(struct worker *w, const struct message *m, bool trial)
{
    struct errand t;
    struct office_printed told = {0};
    const char *target;
    struct buf report = {0};
    if (trial)
        umask(S_IRWXG | S_IRWXO); /* what is in a tray is for this user alone */
    errand_begin(&t, w, m);
    struct office_print job = job_of(&t, &told);
    const char *stem = arena_strdup(w->arena, file_name(job.rows));
    const char *dot = strrchr(stem, '.');
    int n = (int)(dot ? (size_t)(dot - stem) : strlen(stem));
    const char *folder = errand_value(&t, trial ? "tray" : "folder");
    job.trial = trial;
    job.output =
        trial || job.split ? folder : arena_printf(w->arena, "%s/%.*s.pdf", folder, n, stem);
    if (trial)
        job.refused = arena_printf(w->arena, "%s/%.*s-未印.xlsx", folder, n, stem);
    t.stage = trial ? "正在逐户试排" : "正在印";
    errand_progress(&t, 0, 1);
    bool ok = office_print(t.office, w->arena, &job, &target, &report);
    buf_char(&w->json, '{');
    if (told.report)
        add_report(&w->json, told.report);
    add_refused(&w->json, &told, trial);
    buf_drop(&report);
    bool some = told.report && told.report->total.printed + told.report->total.kept > 0;
    bool whole = diags_status(t.diags) < EXIT_USAGE;
    errand_end(&t, ok || (trial ? told.report && told.report->n : some && whole),
               beside(&t, &told));
}

/* form, list, tray, and what was chosen: all is set, nothing printed; the workbook of the rows that
 * will not be printed goes into the tray. */
void work_trial(struct worker *w, const struct message *m)
{
    run(w, m, true);
}

/* form, list, folder, and what was chosen */
void work_print(struct worker *w, const struct message *m)
{
    run(w, m, false);
}
