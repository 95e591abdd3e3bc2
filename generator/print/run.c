/* The run: files, villages, households, copies; what became of each row is counted. */
#include <stdio.h>
#include <string.h>

#include "print/diag.def"
#include "print/print_int.h"

struct run {
    struct printing printing;
    const struct print_job *job;
    struct refused *refused;
    struct codes *codes;
    size_t from, to; /* places in order.rows that are to be printed */
    struct page_sink sink;
    struct print_report *report;
    int file_pages, file_refused, done;
    bool stopped;
};

static int rows_in_range(const struct run *r, const struct village *v)
{
    size_t from = v->first > r->from ? v->first : r->from;
    size_t to = v->first + v->n < r->to ? v->first + v->n : r->to;
    return to > from ? (int)(to - from) : 0;
}

/* Pages are numbered through the file. */
static bool send(struct run *r, struct page *page)
{
    page->number = ++r->file_pages;
    r->report->pages++;
    r->stopped = !r->sink.put(r->sink.context, page);
    return !r->stopped;
}

/* The front of a new sheet comes next. */
static bool turn_over(struct run *r, size_t pages)
{
    return !r->job->options.duplex || pages % 2 == 0 || send(r, print_blank_page(&r->printing));
}

/* at: in order.rows; village: whose first form it would be, of so many households. True: printed.
 */
static bool print_household(struct run *r, size_t at, const char *village, size_t households)
{
    struct printing *p = &r->printing;
    struct household h = {
        .number = p->order.rows[at], .serial = print_serial(&p->order, at), .village = village};
    if (p->order.states[h.number] == ROW_REFUSED)
        return false;
    h.row = sheet_row(r->job->data.households, p->arena, h.number);
    h.codes = print_codes_get(r->codes, at - r->from);
    struct page *pages = print_household_pages(p, &h);
    bool sent = pages != NULL;
    if (sent && village && r->job->options.separators)
        sent = send(r, print_separator_page(p, village, households)) && turn_over(r, 1);
    for (int copy = 0; sent && copy < r->job->options.copies; copy++) {
        for (size_t i = 0; sent && i < p->form->sheets.n; i++)
            sent = send(r, &pages[i]);
        sent = sent && turn_over(r, p->form->sheets.n);
        pages[0].n_bookmarks = 0;
    }
    return sent;
}

/* Those of the village's forms that are between two places. */
static void print_village(struct run *r, size_t village, size_t from, size_t to)
{
    struct arena *a = r->printing.arena;
    const struct village *v = &r->printing.order.villages[village];
    struct print_count *count = &r->report->villages[village];
    const struct print_output *out = &r->job->output;
    const char *mark = v->name && *v->name ? v->name : NULL;
    struct arena_mark empty = arena_mark(a);
    for (size_t at = from; at < to && !r->stopped; at++) {
        size_t warnings = diags_count(r->printing.diags, DIAG_WARNING);
        uint32_t row = r->printing.order.rows[at];
        bool known = r->printing.order.states[row] == ROW_REFUSED; /* and why */
        bool printed = print_household(r, at, mark, (size_t)rows_in_range(r, v));
        count->printed += printed;
        count->doubtful += printed && diags_count(r->printing.diags, DIAG_WARNING) > warnings;
        count->refused += !printed;
        r->file_refused += !printed;
        if (printed)
            mark = NULL;
        if (!known && !r->stopped && !print_refused_row(r->refused, row, !printed))
            r->stopped = true;
        arena_reset(a, empty);
        r->done++;
        if (out->progress && !out->progress(out->context, r->done, (int)(r->to - r->from)))
            r->stopped = true;
    }
}

/* ---- files ---- */

static enum print_answer begin_file(struct run *r, const struct print_file *file)
{
    const struct print_output *out = &r->job->output;
    enum print_answer answer = out->begin(out->context, file, &r->sink);
    r->file_pages = r->file_refused = 0;
    r->stopped = r->stopped || answer == PRINT_STOP;
    return answer;
}

/* A file of which all forms were refused is none. */
static void end_file(struct run *r)
{
    const struct print_output *out = &r->job->output;
    enum print_end end = r->file_refused ? PRINT_LACKING : PRINT_COMPLETE;
    bool empty = !r->stopped && !r->file_pages;
    if (!out->end(out->context, r->stopped || empty ? PRINT_ABANDONED : end))
        r->stopped = !empty;
}

/* The first village that has a form at the place or behind it. */
static size_t village_at(const struct order *order, size_t at)
{
    size_t from = 0, to = order->n_villages;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (order->villages[middle].first + order->villages[middle].n <= at)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* A file with the forms between two places; one that is there already is kept with all of them. */
static void print_file(struct run *r, const struct print_file *file, size_t from, size_t to)
{
    const struct order *order = &r->printing.order;
    enum print_answer answer = begin_file(r, file);
    for (size_t i = village_at(order, from);
         i < order->n_villages && order->villages[i].first < to && !r->stopped; i++) {
        const struct village *v = &order->villages[i];
        size_t first = v->first > from ? v->first : from;
        size_t end = v->first + v->n < to ? v->first + v->n : to;
        if (answer == PRINT_GO) {
            print_village(r, i, first, end);
            continue;
        }
        r->report->villages[i].kept += (int)(end - first);
        r->done += (int)(end - first);
    }
    if (answer == PRINT_GO)
        end_file(r);
}

/* How many forms a file may have. */
static size_t forms_of_file(const struct run *r)
{
    enum { USUAL = 100000 };
    const struct print_options *o = &r->job->options;
    size_t pages = (size_t)(o->file_pages ? o->file_pages : USUAL);
    size_t form = r->printing.form->sheets.n;
    size_t each = (form + (o->duplex ? form % 2 : 0)) * (size_t)o->copies;
    return pages > each ? pages / each : 1;
}

/* The forms between two places, in as many files as they need. */
static void print_part(struct run *r, const char *village, size_t from, size_t to)
{
    size_t most = forms_of_file(r), n = to > from ? to - from : 0;
    struct print_file file = {.village = village, .parts = n ? (int)((n + most - 1) / most) : 1};
    for (file.part = 1; file.part <= file.parts && !r->stopped; file.part++) {
        size_t first = from + (size_t)(file.part - 1) * most;
        print_file(r, &file, first, first + most < to ? first + most : to);
    }
}

/* A file a village when they are split, else one for all. */
static void print_files(struct run *r)
{
    const struct order *order = &r->printing.order;
    for (size_t i = 0; i < order->n_villages; i++)
        r->report->villages[i].outside =
            (int)order->villages[i].n - rows_in_range(r, &order->villages[i]);
    if (!r->job->options.split)
        print_part(r, NULL, r->from, r->to);
    for (size_t i = 0; r->job->options.split && i < order->n_villages && !r->stopped; i++) {
        const struct village *v = &order->villages[i];
        size_t from = v->first > r->from ? v->first : r->from;
        size_t to = v->first + v->n < r->to ? v->first + v->n : r->to;
        if (from < to)
            print_part(r, v->name, from, to);
    }
}

/* ---- the run ---- */

/* HT2:5245:JQWF2L5B32KFS:1/3:KEY, as generator/README.md has it. */
static void open_codes(struct arena *a, struct run *r)
{
    struct printing *p = &r->printing;
    const struct sheet *first = &p->form->sheets.v[0];
    struct codes_wanted wanted = {.sheet = r->job->data.households,
                                  .column = p->columns.key,
                                  .rows = p->order.rows + r->from,
                                  .n = r->to - r->from};
    p->has_codes = first->n_faces && first->faces->code.side;
    if (p->has_codes) {
        const char *form = print_form_code(p->form, r->job->options.title);
        wanted.n_pages = (size_t)p->form->n_pages;
        const char **prefixes = ARENA_ARRAY(a, const char *, wanted.n_pages);
        int digits = snprintf(NULL, 0, "%zu", wanted.n_pages);
        for (size_t i = 0; i < wanted.n_pages; i++)
            prefixes[i] = arena_printf(a, "%s:%0*zu/%zu:", form, digits, i + 1, wanted.n_pages);
        wanted.prefixes = prefixes;
    }
    r->codes = print_codes_open(&wanted);
}

static bool open_run(struct arena *a, struct run *r, struct diags *d)
{
    const struct print_options *o = &r->job->options;
    struct printing *p = &r->printing;
    *p = (struct printing){.job = r->job, .form = r->job->form, .diags = d};
    if (!p->form->slots.n) {
        diag_system(d, DIAG_Q008, NULL);
        return false;
    }
    if (!print_bind(p->form, r->job, &p->columns, d))
        return false;
    struct text_options text = {.fonts = o->fonts, .style = o->style};
    p->arena = arena_sub(a);
    p->setter = (struct setter){.fonts = o->fonts, .arena = p->arena, .diags = d};
    p->setter.style = o->style;
    p->setter.typesetter = text_open(a, &text, d);
    r->refused = print_refused_open(a, r->job, d);
    if (!print_order(a, r->job, &p->columns, &p->order, r->refused, d))
        return false;
    r->to = o->last > 0 ? print_rows_before(&p->order, (size_t)o->last + 1) : p->order.n;
    r->from = o->first > 1 ? print_rows_before(&p->order, (size_t)o->first) : 0;
    if (r->from > r->to)
        r->from = r->to;
    open_codes(a, r);
    if (o->duplex && p->form->sheets.n == 1)
        diag_system(d, DIAG_Q070, NULL);
    return true;
}

bool print_run(struct arena *a, const struct print_job *job, struct print_report *report,
               struct diags *d)
{
    struct run r = {.job = job, .report = report};
    *report = (struct print_report){.copies = job->options.copies};
    if (!open_run(a, &r, d)) {
        print_refused_close(r.refused);
        return false;
    }
    print_match(a, job->form, job, &r.printing.columns, report);
    report->n = r.printing.order.n_villages;
    report->n_list = job->data.households->n_rows;
    report->villages = ARENA_ARRAY(a, struct print_count, report->n);
    for (size_t i = 0; i < report->n; i++) {
        report->villages[i].village = r.printing.order.villages[i].name;
        report->villages[i].read = (int)r.printing.order.villages[i].n;
    }
    print_files(&r);
    print_codes_close(r.codes);
    bool told = r.stopped || print_refused_tell(r.refused);
    print_refused_close(r.refused);
    for (size_t i = 0; i < report->n; i++) {
        const struct print_count *v = &report->villages[i];
        report->total.read += v->read;
        report->total.printed += v->printed;
        report->total.doubtful += v->doubtful;
        report->total.refused += v->refused;
        report->total.outside += v->outside;
        report->total.kept += v->kept;
    }
    /* an empty list, or a range beyond its end; a part may well be empty */
    bool nothing = r.from == r.to && !(job->options.shards && report->n_list);
    if (!r.stopped && nothing)
        diag_system(d, DIAG_Q014, NULL);
    return told && !r.stopped && !nothing;
}
