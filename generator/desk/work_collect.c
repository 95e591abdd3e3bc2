/* What came back of a form: one list, and figures. */
#include "desk/collect.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "sheet/sheet.h"
#include "tally/tally.h"

static const char book_name[] = "汇总.xlsx", csv_name[] = "汇总.csv", figures_name[] = "统计.xlsx";

/* ---- reading ---- */

/* All that is in the folder. False: it is to end. */
static bool read_all(struct collected *c)
{
    struct errand *e = c->errand;
    const char *folder = errand_value(e, "folder");
    struct file_list files = {0};
    if (file_is_folder(folder)) /* nothing came yet */
        files = file_find(c->arena, folder, ".pdf", e->diags);
    e->stage = "正在读收回的表";
    for (size_t i = 0; i < files.n; i++) {
        read_file(c->list, files.paths[i], e->diags);
        if (!errand_progress(e, (int)i + 1, (int)files.n))
            return false;
    }
    return true;
}

enum { SETTLED_PARTS = 7 };

/* A text's parts, which U+001F parts; false: it has others. */
static bool parts_of(struct arena *a, const char *text, const char *parts[SETTLED_PARTS])
{
    for (int i = 0; i < SETTLED_PARTS; i++) {
        const char *end = strchr(text, '\x1f');
        if (!end != (i == SETTLED_PARTS - 1))
            return false;
        parts[i] = end ? arena_strndup(a, text, (size_t)(end - text)) : text;
        text = end ? end + 1 : text;
    }
    return true;
}

/* What was confirmed goes into the list, and is told: "settled". */
static void settle(struct collected *c, struct buf *b)
{
    static const char *const names[SETTLED_PARTS] = {"file",  "owner", "name", "seen",
                                                     "value", "who",   "when"};
    const char *text, *comma = "";
    buf_str(b, "\"settled\":[");
    for (size_t i = 0; (text = errand_value_at(c->errand, "confirmed", i)); i++) {
        const char *p[SETTLED_PARTS];
        if (!parts_of(c->arena, text, p) ||
            !read_list_settle(c->list, &(struct read_settled){p[0], p[1], p[2], p[3], p[4]}))
            continue;
        buf_str(b, comma);
        for (int k = 0; k < SETTLED_PARTS; k++) {
            buf_str(b, k ? "," : "{");
            worker_add_text(b, names[k], p[k]);
        }
        buf_char(b, '}');
        comma = ",";
    }
    buf_str(b, "],");
}

/* ---- the list ---- */

static void add_form(struct collected *c, struct buf *b, size_t i)
{
    struct read_form form = read_list_form(c->list, i);
    buf_str(b, i ? ",{" : "{");
    worker_add_text(b, "file", file_name(form.file));
    buf_char(b, ',');
    worker_add_text(b, "owner", form.owner);
    buf_char(b, ',');
    worker_add_text(b, "key", form.key);
    buf_str(b, ",\"cells\":[");
    for (size_t q = 0; q < read_list_questions(c->list); q++) {
        buf_str(b, q ? "," : "");
        buf_json(b, read_list_entry(c->list, i, q));
    }
    buf_str(b, "]}");
}

static void add_query(struct collected *c, struct buf *b, size_t i)
{
    struct read_query q = read_list_query(c->list, i, DIAG_ZH);
    buf_printf(b, "%s{\"form\":%zu,\"question\":%d,", i ? "," : "", q.form,
               q.question == READ_WHOLE ? -1 : (int)q.question);
    worker_add_text(b, "entry", q.entry);
    buf_char(b, ',');
    worker_add_text(b, "why", q.why);
    buf_char(b, '}');
}

static void add_list(struct collected *c, struct buf *b)
{
    buf_str(b, "\"questions\":[");
    for (size_t i = 0; i < read_list_questions(c->list); i++) {
        struct read_question q = read_list_question(c->list, i);
        buf_str(b, i ? ",{" : "{");
        worker_add_text(b, "name", q.name);
        buf_char(b, ',');
        worker_add_text(b, "head", q.head);
        buf_char(b, '}');
    }
    buf_str(b, "],\"forms\":[");
    for (size_t i = 0; i < read_list_forms(c->list); i++)
        add_form(c, b, i);
    buf_str(b, "],\"queries\":[");
    for (size_t i = 0; i < read_list_queries(c->list); i++)
        add_query(c, b, i);
    buf_str(b, "],");
}

/* ---- files to take away ---- */

static bool write_in_tray(struct errand *e, const char *name, const struct buf *bytes)
{
    return file_write(file_in(e->worker->arena, errand_value(e, "tray"), name), bytes, e->diags);
}

static bool write_list(struct collected *c)
{
    struct errand *e = c->errand;
    struct buf csv = {0}, book = {0};
    if (!read_list_forms(c->list))
        return true;
    read_list_write(c->list, DIAG_ZH, &csv);
    bool ok = write_in_tray(e, csv_name, &csv) &&
              office_collected_book(c->list, DIAG_ZH, &book, e->diags) &&
              write_in_tray(e, book_name, &book);
    buf_drop(&csv);
    buf_drop(&book);
    return ok;
}

/* ---- figures ---- */

static void add_sheet(struct buf *b, const struct sheet_template *sheet)
{
    buf_char(b, '{');
    worker_add_text(b, "name", sheet->name);
    buf_str(b, ",\"columns\":[");
    for (size_t i = 0; i < sheet->n_columns; i++) {
        const struct sheet_template_column *column = &sheet->columns[i];
        size_t n = 0;
        while (column->cells[n])
            n++;
        buf_str(b, i ? ",{" : "{");
        worker_add_text(b, "head", column->head);
        buf_printf(b, ",\"number\":%s,", column->holds == SHEET_NUMBERS ? "true" : "false");
        errand_add_texts(b, "cells", column->cells, n);
        buf_char(b, '}');
    }
    buf_str(b, "]}");
}

static bool add_figures(struct collected *c, struct buf *b)
{
    struct errand *e = c->errand;
    size_t n;
    const char *list = file_in(c->arena, errand_value(e, "tray"), csv_name);
    struct office_tally job = {.form = errand_value(e, "form"), .lists = &list, .n = 1};
    struct tally *t = office_tally(e->office, c->arena, &job);
    if (!t)
        return false;
    const struct sheet_template *sheets = tally_sheets(t, DIAG_ZH, &n);
    buf_str(b, "\"sheets\":[");
    for (size_t i = 0; i < n; i++) {
        buf_str(b, i ? "," : "");
        add_sheet(b, &sheets[i]);
    }
    buf_str(b, "],");
    struct buf book = {0};
    bool ok = sheet_book(sheets, n, &book, e->diags) && write_in_tray(e, figures_name, &book);
    buf_drop(&book);
    return ok;
}

/* ---- the works ---- */

static void run(struct worker *w, const struct message *m, bool figures)
{
    struct errand e;
    struct buf *b = &w->json;
    umask(S_IRWXG | S_IRWXO); /* what people filled in is for this user alone */
    errand_begin(&e, w, m);
    struct collected c = {&e, w->arena, read_list_new(w->arena),
                          office_form_key(e.office, w->arena, errand_value(&e, "form"))};
    buf_char(b, '{');
    bool ok = c.key && collect_take(&c) && read_all(&c);
    if (ok) {
        settle(&c, b);
        ok = write_list(&c);
    }
    if (ok && figures) {
        ok = add_figures(&c, b);
    } else if (ok) {
        add_list(&c, b);
        collect_count(&c);
    }
    errand_end(&e, ok, "");
}

/* form, folder, tray; each confirmed, each printed: what is in the tray is taken into the folder,
 * and all that is in the folder is read; as a workbook and as CSV it is in the tray. */
void work_collect(struct worker *w, const struct message *m)
{
    run(w, m, false);
}

/* The same, counted. */
void work_tally(struct worker *w, const struct message *m)
{
    run(w, m, true);
}
