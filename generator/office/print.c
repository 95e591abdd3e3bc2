/* A form for each row of a list, into one PDF or one a village. */
#include <libgen.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "base/utf8.h"
#include "model/form.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "pdf/pdf.h"
#include "print/print.h"
#include "record/record.h"

_Static_assert((int)OFFICE_SORTS == (int)PRINT_SORTS, "one limit");
_Static_assert((int)OFFICE_SHARDS == (int)PRINT_MOST_SHARDS, "one limit");
_Static_assert((int)OFFICE_MOST_COPIES == (int)PRINT_MOST_COPIES, "one limit");

static const char pdf_suffix[] = ".pdf", default_key[] = "户号", default_village[] = "村";

/* A finished file on its way to the disk, which takes as long as making the next one. */
struct committing {
    struct sink *out;
    struct diags *diags; /* its own: the other thread goes on */
    pthread_t thread;
    const char *target;
    const struct journal *journal; /* NULL: it is not noted there */
    bool started, ok;
};

struct printer {
    struct hongtou *office;
    const struct office_print *job;
    struct arena *arena;
    struct page_info info;
    struct pdf_printing printing;
    struct sink *out; /* of the file being written */
    struct diags *out_diags;
    struct pdf *pdf;
    struct committing last;
    struct moment begun;
    struct journal *journal; /* NULL: not a file a village */
    struct office_refused *refused;
    VEC(struct office_forms) files;
    VEC(struct office_refusal) refusals;
    VEC(uint32_t) numbers; /* of rows that were refused */
    const char *const *heads;
    size_t n_heads;
    const char *target, *whole; /* whole: of which it is a part, or itself */
    const char *village;        /* whose target it is */
    VEC(const char *) targets;  /* of villages so far, folded */
};

/* ---- files ---- */

static char *without_suffix(struct arena *a, const char *path)
{
    const char *name = strrchr(path, '/'), *dot = strrchr(path, '.');
    bool has = dot && dot > path && (!name || dot > name + 1);
    return arena_strndup(a, path, has ? (size_t)(dot - path) : strlen(path));
}

static bool is_standard(const char *output)
{
    return output && strcmp(output, "-") == 0;
}

/* -3-16: of a part of the list; whatever is named, its files are its own, so that no part takes the
 * place of another. */
static const char *part_mark(const struct printer *p)
{
    const struct office_print *job = p->job;
    return job->shards ? arena_printf(p->arena, "-%d-%d", job->shard, job->shards) : "";
}

/* Form and list, in the folder that is named or beside the form. */
static const char *whole_target(const struct printer *p)
{
    struct arena *a = p->arena;
    const char *output = is_standard(p->job->output) ? NULL : p->job->output;
    if (output && file_ends_in(output, pdf_suffix))
        return arena_printf(a, "%s%s%s", without_suffix(a, output), part_mark(p), pdf_suffix);
    const char *form = basename(without_suffix(a, p->job->form));
    const char *rows = basename(without_suffix(a, p->job->rows));
    return file_in(a, output ? output : dirname(arena_strdup(a, p->job->form)),
                   arena_printf(a, "%s-%s%s%s", form, rows, part_mark(p), pdf_suffix));
}

static bool is_taken(const struct printer *p, const char *target)
{
    const char *folded = name_folded(p->arena, target); /* some file systems know no case */
    for (size_t i = 0; i < p->targets.n; i++)
        if (strcmp(p->targets.v[i], folded) == 0)
            return true;
    return false;
}

/* What a file's name can hold, whatever the file system adds to it: as many whole characters. */
static size_t name_length(const char *name)
{
    enum { MOST = 180, CONTINUES = 0xC0, CONTINUATION = 0x80 };
    size_t n = strlen(name);
    if (n <= MOST)
        return n;
    for (n = MOST; n && ((unsigned char)name[n] & CONTINUES) == CONTINUATION;)
        n--;
    return n;
}

/* The folder of a file a village. */
static const char *village_folder(const struct printer *p)
{
    return p->job->output ? p->job->output : without_suffix(p->arena, p->job->form);
}

/* Without what no file's name can hold, or what a command takes for an option. */
static const char *plain_name(struct arena *a, const char *written)
{
    struct buf b = {0};
    for (const char *p = written, *end = p + strlen(p); p < end;) {
        bool first = p == written;
        uint32_t cp = utf8_next(&p, end);
        buf_code(&b, name_is_refused(cp) || (first && (cp == '.' || cp == '-')) ? '_' : cp);
    }
    const char *name = arena_strdup(a, b.p ? b.p : "");
    buf_drop(&b);
    return name;
}

/* A village's name as that of a file, on whatever system it will be copied to. Names that differ
 * only in what no file's name can hold get a number. */
static const char *village_target(struct printer *p, const char *village)
{
    struct arena *a = p->arena;
    static const char *const unnamed[] = {"未填", "unnamed"};
    const char *written = *village ? village : unnamed[office_lang(p->office)];
    const char *name = plain_name(a, arena_strndup(a, written, name_length(written)));
    const char *path =
        file_in(a, village_folder(p), name_is_device(name, strlen(name)) ? arena_printf(a, "_%s", name) : name);
    const char *target = arena_printf(a, "%s%s", path, pdf_suffix);
    for (int i = 2; is_taken(p, target); i++)
        target = arena_printf(a, "%s-%d%s", path, i, pdf_suffix);
    VEC_PUSH(a, &p->targets, name_folded(a, target));
    return target;
}

static void abandon(struct printer *p)
{
    if (p->out)
        sink_abandon(p->out);
    diags_take(p->office->diags, p->out_diags);
}

static bool open_target(struct printer *p)
{
    bool standard = is_standard(p->target);
    if (!standard &&
        !file_make_folder(dirname(arena_strdup(p->arena, p->target)), p->office->diags))
        return false;
    p->out_diags = diags_beside(p->office->diags);
    p->out = sink_open(p->target, p->out_diags);
    p->pdf = p->out ? pdf_open(p->out, &p->info, p->office->diags) : NULL;
    if (p->pdf)
        pdf_set_printing(p->pdf, p->printing);
    if (p->pdf && p->job->fillable)
        pdf_make_fillable(p->pdf, office_fonts(p->office));
    if (p->pdf)
        return true;
    abandon(p);
    return false;
}

/* Parts have the file's name and a number. */
static bool name_target(struct printer *p, const struct print_file *file)
{
    struct diags *d = p->office->diags;
    if (file->part == 1)
        p->whole = file->village                 ? village_target(p, file->village)
                   : is_standard(p->job->output) ? p->job->output
                                                 : whole_target(p);
    p->target = p->whole;
    if (file->parts == 1)
        return true;
    if (is_standard(p->whole)) {
        diag_system(d, DIAG_Q031, NULL);
        return false;
    }
    p->target = arena_printf(p->arena, "%s-%d%s", without_suffix(p->arena, p->whole), file->part,
                             pdf_suffix);
    if (file->part == 1)
        diag_system(d, DIAG_Q034, arena_printf(p->arena, "%d", file->parts), p->target);
    return true;
}

static bool drop_page(void *context, const struct page *page)
{
    (void)context, (void)page;
    return true;
}

static enum print_answer begin(void *context, const struct print_file *file, struct page_sink *sink)
{
    struct printer *p = context;
    if (!name_target(p, file))
        return PRINT_STOP;
    if (p->journal && record_journal_has(p->journal, p->target)) {
        VEC_PUSH(p->arena, &p->files, ((struct office_forms){file->village, p->target}));
        return PRINT_KEEP;
    }
    if (!p->job->trial && !open_target(p))
        return PRINT_STOP;
    p->village = file->village;
    *sink = p->job->trial ? (struct page_sink){.put = drop_page} : pdf_sink(p->pdf);
    return PRINT_GO;
}

static void *commit(void *context)
{
    struct committing *c = context;
    c->ok =
        sink_commit(c->out) && (!c->journal || record_journal_add(c->journal, c->target, c->diags));
    return NULL;
}

/* Waits for the file before; false: it was not written, reported. */
static bool wait_for_last(struct printer *p)
{
    struct committing *c = &p->last;
    if (!c->started)
        return true;
    pthread_join(c->thread, NULL);
    c->started = false;
    diags_take(p->office->diags, c->diags);
    return c->ok;
}

/* Only what is complete counts as finished: what was refused must be told again. */
static bool start_commit(struct printer *p, bool complete)
{
    struct committing *c = &p->last;
    bool ok = wait_for_last(p);
    *c = (struct committing){p->out, p->out_diags, .target = p->target};
    c->journal = complete ? p->journal : NULL;
    c->started = pthread_create(&c->thread, NULL, commit, c) == 0;
    if (c->started)
        return ok;
    commit(c);
    diags_take(p->office->diags, c->diags);
    return c->ok && ok;
}

static bool end(void *context, enum print_end how)
{
    struct printer *p = context;
    if (p->job->trial)
        return true;
    bool ok =
        how != PRINT_ABANDONED && pdf_finish(p->pdf) && office_is_undisturbed(p->office);
    if (ok)
        VEC_PUSH(p->arena, &p->files, ((struct office_forms){p->village, p->target}));
    if (how == PRINT_ABANDONED)
        pdf_abandon(p->pdf);
    if (ok)
        return start_commit(p, how == PRINT_COMPLETE);
    abandon(p);
    if (!is_standard(p->target) && file_exists(p->target)) /* it would pass for one of now */
        diag_system(p->office->diags, DIAG_Q016, p->target);
    return false;
}

static bool progress(void *context, int done, int all)
{
    struct printer *p = context;
    return office_progress(p->office, HONGTOU_PRINTING, p->job->form, done, all);
}

static const char *const *cells_of(struct arena *a, const struct sheet_row *row, size_t n)
{
    const char **cells = ARENA_ARRAY(a, const char *, n + 1);
    for (size_t c = 0; c < n; c++) {
        struct sheet_cell cell = sheet_row_cell(row, c);
        cells[c] = arena_strndup(a, cell.utf8, cell.n);
    }
    return cells;
}

static void keep_refusal(struct printer *p, const struct sheet_table *list,
                         const struct sheet_row *row, const char *reason)
{
    struct arena *a = p->arena;
    VEC_PUSH(a, &p->numbers, row->number);
    if (!p->heads) {
        p->heads = cells_of(a, &list->head, list->n_columns);
        p->n_heads = list->n_columns;
    }
    if (p->refusals.n < OFFICE_REFUSALS)
        VEC_PUSH(a, &p->refusals,
                 ((struct office_refusal){row->number, arena_strdup(a, reason),
                                          cells_of(a, row, list->n_columns)}));
}

static bool take_refused(void *context, const struct sheet_table *list, const struct sheet_row *row,
                         const char *reason)
{
    struct printer *p = context;
    if (p->job->told)
        keep_refusal(p, list, row, reason);
    return office_refused_add(p->refused, list, row, reason);
}

/* Beside the forms; but the list itself, which may be one of refused rows, is never written over.
 */
static const char *refused_path(const struct printer *p)
{
    static const char *const names[] = {"未印", "refused"};
    struct arena *a = p->arena;
    const char *name = names[office_lang(p->office)];
    const char *path =
        p->job->refused ? arena_printf(a, "%s%s", without_suffix(a, p->job->refused), part_mark(p))
        : p->job->split ? file_in(a, village_folder(p), arena_printf(a, "%s%s", name, part_mark(p)))
                        : arena_printf(a, "%s-%s", without_suffix(a, whole_target(p)), name);
    const char *target = arena_printf(a, "%s.xlsx", path);
    for (int i = 2; file_is_same(target, p->job->rows); i++)
        target = arena_printf(a, "%s-%d.xlsx", path, i);
    return target;
}

/* Some files are written before all are read. */
static void note_inputs(struct hongtou *h, const struct office_print *job)
{
    const char *const inputs[] = {job->form, job->rows, job->members};
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        if (inputs[i])
            file_note(inputs[i], h->diags);
}

/* ---- the run ---- */

static struct text option_text(const struct printer *p, const char *option)
{
    return option ? text_from_utf8(p->arena, option, (struct pos){0}) : (struct text){0};
}

static bool read_lists(const struct printer *p, struct print_job *job)
{
    const struct office_print *o = p->job;
    struct print_data *data = &job->data;
    bool own = o->members && file_table_kind(o->members) != FILE_TABLE_NONE;
    struct sheet_choice choice = {.sheet = option_text(p, o->sheet),
                                  .name_head = option_text(p, o->sheet_column),
                                  .hidden = o->hidden,
                                  .unstruck = o->unstruck,
                                  .beside = own ? NULL : o->members};
    choice.wanted = print_wanted(job->form, &job->options, &choice.n_wanted);
    data->households = sheet_read_list(p->arena, o->rows, &choice, p->office->diags);
    if (data->households && o->most_rows && data->households->n_rows > o->most_rows) {
        diag_system(p->office->diags, DIAG_Q080,
                    arena_printf(p->arena, "%zu", data->households->n_rows),
                    arena_printf(p->arena, "%zu", o->most_rows));
        return false;
    }
    if (!data->households || !o->members)
        return data->households != NULL;
    choice = (struct sheet_choice){.sheet = own ? (struct text){0} : option_text(p, o->members),
                                   .hidden = o->hidden,
                                   .unstruck = o->unstruck};
    data->members =
        sheet_read_list(p->arena, own ? o->members : o->rows, &choice, p->office->diags);
    return data->members != NULL;
}

/* The command's own word is told where the form says otherwise. */
static bool is_duplex(const struct printer *p, const struct form *form)
{
    bool refused = form && form->duplex_given && !form->duplex;
    if (p->job->duplex && refused)
        diag(p->office->diags, DIAG_D060, form->pos, NULL);
    return p->job->duplex || (form && form->duplex);
}

static bool write_geometry(const struct printer *p, const struct print_job *job)
{
    struct sink *out = p->job->geometry ? sink_open(p->job->geometry, p->office->diags) : NULL;
    if (!p->job->geometry)
        return true;
    if (out && office_write_geometry(p->office, job->form, job->options.title, out))
        return sink_commit(out);
    if (out)
        sink_abandon(out);
    return false;
}

/* The blank form, and what it says of itself. */
static bool read_form(struct printer *p, struct print_job *job)
{
    struct arena *a = p->arena;
    struct hongtou *h = p->office;
    struct tree *tree = office_tree(h, a, &(struct hongtou_source){.name = p->job->form});
    struct document *doc = tree ? office_document_today(h, a, tree) : NULL;
    if (!doc)
        return false;
    p->info = office_info(p->office, doc);
    job->options.title = p->info.title;
    job->options.fonts = office_fonts(h);
    job->options.style = office_style(h, doc);
    bool named = doc->form && doc->form->key.n;
    job->options.key = named ? text_utf8(a, doc->form->key) : default_key;
    job->options.duplex = is_duplex(p, doc->form);
    p->printing = office_printing(doc->form, job->options.duplex);
    job->form = print_form_new(a);
    return job->options.style && office_lay_out(h, doc, print_form_sink(job->form)) &&
           write_geometry(p, job);
}

/* ---- the journal ---- */

/* Where a file is, whose bytes are what counts. */
static bool is_place(const struct printer *p, const char *part)
{
    const struct office_print *job = p->job;
    bool members = part && part == job->members && file_table_kind(part) != FILE_TABLE_NONE;
    return part && (members || part == job->form || part == job->rows ||
                    part == p->office->program || part == p->office->home);
}

/* All that changes the outcome though no file does; with where the files are, or without: parts
 * that other machines printed have them elsewhere. */
static const char *settings_of(const struct printer *p, bool places)
{
    const struct office_print *job = p->job;
    const struct hongtou *h = p->office;
    struct arena *a = p->arena;
    const char *sorts = "", *range = "",
               *copies = job->copies > 1 ? arena_printf(a, "%d", job->copies) : "";
    for (size_t i = 0; i < OFFICE_SORTS && job->sort[i]; i++)
        sorts = arena_printf(a, "%s%s%s", sorts, i ? "," : "", job->sort[i]);
    if (job->first) /* 12, 12-, 12-40 */
        range = job->first == job->last ? arena_printf(a, "%d", job->first)
                : job->last             ? arena_printf(a, "%d-%d", job->first, job->last)
                                        : arena_printf(a, "%d-", job->first);
    const char *const parts[] = {
        job->form,         job->rows, job->members, job->split, job->sheet,
        job->sheet_column, sorts,     copies,       range,      getenv("SOURCE_DATE_EPOCH"),
        h->program,        h->home};
    struct buf b = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!places && is_place(p, parts[i]))
            continue;
        buf_json(&b, parts[i] ? parts[i] : "");
        buf_char(&b, ' ');
    }
    if (h->config.as_of.year)
        buf_printf(&b, "as-of=%d-%d-%d ", h->config.as_of.year, h->config.as_of.month,
                   h->config.as_of.day);
    buf_printf(&b, "fonts=%s separators=%d%s%s%s%s", h->config.free_fonts ? "free" : "office",
               job->separators, job->fillable ? " fillable" : "", job->hidden ? " hidden" : "",
               job->unstruck ? " unstruck" : "", job->duplex ? " duplex" : "");
    const char *settings = arena_strdup(a, b.p);
    buf_drop(&b);
    return settings;
}

/* For a file a village: a form from standard input is another each time. */
static bool open_journal(struct printer *p)
{
    struct journal_about about = {.folder = village_folder(p),
                                  .name = arena_printf(p->arena, "print%s", part_mark(p)),
                                  .maker = p->job->form,
                                  .settings = settings_of(p, true),
                                  .program = p->office->program,
                                  .begun = p->begun,
                                  .deps = p->office->deps,
                                  .part = p->job->shards > 0};
    if (!p->job->split || p->job->trial || strcmp(p->job->form, "-") == 0)
        return true;
    p->journal = record_journal_open(p->arena, &about, p->job->resume, p->office->diags);
    return p->journal != NULL;
}

/* ---- the run ---- */

/* Forms to fill in are opened on screen as a whole. */
static void warn_of_many(const struct printer *p, const struct print_report *r)
{
    enum { MANY = 1000 };
    struct arena *a = p->arena;
    bool split = p->job->split;
    int most = split ? 0 : r->total.printed;
    const char *village = "";
    for (size_t i = 0; split && i < r->n; i++)
        if (r->villages[i].printed > most) {
            most = r->villages[i].printed;
            village = r->villages[i].village;
        }
    if (!p->job->fillable || most <= MANY)
        return;
    const char *count = arena_printf(a, "%d", most);
    if (split)
        diag_system(p->office->diags, DIAG_Q036, *village ? village : "—", count);
    else
        diag_system(p->office->diags, DIAG_Q037, count);
}

static void tell(struct printer *p, const struct print_report *report, const char *refused)
{
    if (p->job->told)
        *p->job->told = (struct office_printed){
            report,     p->files.v,    p->files.n,    refused,      p->heads,
            p->n_heads, p->refusals.v, p->refusals.n, p->numbers.v, p->numbers.n};
}

static bool run(struct printer *p, struct buf *out)
{
    struct hongtou *h = p->office;
    const struct office_print *wanted = p->job;
    struct print_job job = {.output = {begin, end, progress, take_refused, p},
                            .options = {.copies = wanted->copies,
                                        .village = wanted->split ? wanted->split : default_village,
                                        .split = wanted->split != NULL,
                                        .separators = wanted->separators,
                                        .fillable = wanted->fillable,
                                        .first = wanted->first,
                                        .last = wanted->last,
                                        .shard = wanted->shard,
                                        .shards = wanted->shards}};
    memcpy(job.options.sort, wanted->sort, sizeof wanted->sort);
    struct print_report *report = ARENA_NEW(p->arena, struct print_report);
    const char *refused;
    p->refused = office_refused_new(h, p->arena, refused_path(p));
    note_inputs(h, wanted);
    bool ready = (!wanted->counts || office_may_write_counts(h, p->arena, wanted->counts)) &&
                 read_form(p, &job) && read_lists(p, &job) && open_journal(p);
    bool ok = ready && print_run(p->arena, &job, report, h->diags);
    sheet_drop(job.data.households);
    sheet_drop(job.data.members);
    if (!ready) {
        tell(p, report, NULL);
        return false;
    }
    ok = wait_for_last(p) && ok;
    ok = office_refused_finish(p->refused, p->arena, wanted->book, &refused) && ok;
    tell(p, report, refused);
    if (p->journal)
        record_journal_close(p->journal);
    if (ok && wanted->counts)
        ok = office_write_counts(h, wanted, settings_of(p, false), report);
    if (report->n && diags_status(h->diags) != EXIT_SYSTEM)
        print_report_write(report, office_lang(h), out);
    warn_of_many(p, report);
    fonts_report_stand_ins(h->fonts, h->diags);
    return ok && !report->total.refused && !office_is_cancelled(h);
}

bool office_print(struct hongtou *h, struct arena *a, const struct office_print *job,
                  const char **target, struct buf *report)
{
    struct printer p = {.office = h, .arena = a, .job = job, .begun = record_now()};
    record_deps_begin(h->deps);
    bool ok = run(&p, report);
    *target = p.target;
    return ok;
}
