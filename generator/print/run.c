/* The run: files, villages, households, copies; what became of each row is counted. */
#include <string.h>

#include "print/diag.def"
#include "print/print_int.h"

struct run {
    struct printing printing;
    const struct print_job *job;
    struct codes *codes;
    size_t from, to; /* places in order.rows that are to be printed */
    struct page_sink sink;
    struct print_report *report;
    int file_pages, done;
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

/* at: in order.rows; village: whose first form it would be, of so many households. True: printed.
 */
static bool print_household(struct run *r, size_t at, const char *village, size_t households)
{
    struct printing *p = &r->printing;
    struct household h = {.number = p->order.rows[at], .serial = (int)at + 1, .village = village};
    if (p->order.states[h.number] == ROW_REFUSED)
        return false;
    h.row = sheet_row(r->job->data.households, p->arena, h.number);
    h.code = print_codes_get(r->codes, at - r->from);
    struct page *pages = print_household_pages(p, &h);
    bool sent = pages != NULL;
    if (sent && village && r->job->options.separators)
        sent = send(r, print_separator_page(p, village, households));
    for (int copy = 0; sent && copy < r->job->options.copies; copy++) {
        for (size_t i = 0; sent && i < p->form->sheets.n; i++)
            sent = send(r, &pages[i]);
        pages[0].n_bookmarks = 0;
    }
    return sent;
}

static void print_village(struct run *r, const struct village *v, struct print_count *count)
{
    struct arena *a = r->printing.arena;
    const struct print_output *out = &r->job->output;
    const char *mark = v->name && *v->name ? v->name : NULL;
    struct arena_mark empty = arena_mark(a);
    for (size_t at = v->first; at < v->first + v->n && !r->stopped; at++) {
        if (at < r->from || at >= r->to) {
            count->outside++;
            continue;
        }
        size_t warnings = diags_count(r->printing.diags, DIAG_WARNING);
        bool printed = print_household(r, at, mark, (size_t)rows_in_range(r, v));
        count->printed += printed;
        count->doubtful += printed && diags_count(r->printing.diags, DIAG_WARNING) > warnings;
        count->refused += !printed;
        if (printed)
            mark = NULL;
        arena_reset(a, empty);
        r->done++;
        if (out->progress && !out->progress(out->context, r->done, (int)(r->to - r->from)))
            r->stopped = true;
    }
}

/* ---- files ---- */

static bool begin_file(struct run *r, const char *village, bool *kept)
{
    const struct print_output *out = &r->job->output;
    enum print_answer answer = out->begin(out->context, village, &r->sink);
    *kept = answer == PRINT_KEEP;
    r->file_pages = 0;
    r->stopped = r->stopped || answer == PRINT_STOP;
    return answer == PRINT_GO;
}

/* A file of which all forms were refused is none. */
static void end_file(struct run *r, int refused)
{
    const struct print_output *out = &r->job->output;
    enum print_end end = refused ? PRINT_LACKING : PRINT_COMPLETE;
    bool empty = !r->stopped && !r->file_pages;
    if (!out->end(out->context, r->stopped || empty ? PRINT_ABANDONED : end))
        r->stopped = !empty;
}

/* A file that is there already is kept with all its forms. */
static void keep_village(struct run *r, const struct village *v, struct print_count *count)
{
    count->kept = rows_in_range(r, v);
    count->outside = (int)v->n - count->kept;
    r->done += count->kept;
}

/* A file a village when they are split, else one for all. */
static void print_files(struct run *r)
{
    bool split = r->job->options.split, kept = true, go = !split && begin_file(r, NULL, &kept);
    for (size_t i = 0; i < r->printing.order.n_villages && !r->stopped; i++) {
        const struct village *v = &r->printing.order.villages[i];
        struct print_count *count = &r->report->villages[i];
        if (split && !rows_in_range(r, v)) {
            count->outside = (int)v->n;
            continue;
        }
        if (split)
            go = begin_file(r, v->name, &kept);
        if (go)
            print_village(r, v, count);
        else if (kept || !split)
            keep_village(r, v, count);
        if (go && split)
            end_file(r, count->refused);
    }
    if (go && !split)
        end_file(r, 0);
}

/* ---- the run ---- */

size_t print_memory(const struct print_job *job)
{
    enum { USUAL = 16 << 20 };
    return job->options.memory ? job->options.memory : USUAL;
}

static bool open_run(struct arena *a, struct run *r, struct diags *d)
{
    enum { FOUR_DIGITS = 0xFFFF };
    const struct print_options *o = &r->job->options;
    const struct sheet_table *households = r->job->data.households;
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
    if (!print_order(a, r->job, &p->columns, &p->order, d))
        return false;
    r->to =
        o->last > 0 && (size_t)o->last < households->n_rows ? (size_t)o->last : households->n_rows;
    r->from = o->first > 1 ? (size_t)o->first - 1 : 0;
    if (r->from > r->to)
        r->from = r->to;
    uint64_t title = o->title ? map_hash(MAP_HASH_START, o->title, strlen(o->title)) : 0;
    struct codes_wanted wanted = {.sheet = households,
                                  .column = p->columns.key,
                                  .rows = p->order.rows + r->from,
                                  .n = r->to - r->from};
    wanted.prefix = arena_printf(a, "HT:%04X:%04X:", (unsigned)(title & FOUR_DIGITS),
                                 (unsigned)(p->form->hash & FOUR_DIGITS));
    r->codes = print_codes_open(&wanted);
    return true;
}

bool print_run(struct arena *a, const struct print_job *job, struct print_report *report,
               struct diags *d)
{
    struct run r = {.job = job, .report = report};
    *report = (struct print_report){.copies = job->options.copies};
    if (!open_run(a, &r, d))
        return false;
    report->n = r.printing.order.n_villages;
    report->villages = ARENA_ARRAY(a, struct print_count, report->n);
    for (size_t i = 0; i < report->n; i++) {
        report->villages[i].village = r.printing.order.villages[i].name;
        report->villages[i].read = (int)r.printing.order.villages[i].n;
    }
    print_files(&r);
    print_codes_close(r.codes);
    for (size_t i = 0; i < report->n; i++) {
        const struct print_count *v = &report->villages[i];
        report->total.read += v->read;
        report->total.printed += v->printed;
        report->total.doubtful += v->doubtful;
        report->total.refused += v->refused;
        report->total.outside += v->outside;
        report->total.kept += v->kept;
    }
    bool nothing = r.from == r.to; /* an empty list, or a range beyond its end */
    if (!r.stopped && nothing)
        diag_system(d, DIAG_Q014, NULL);
    return !r.stopped && !nothing;
}
