/* hongtou print: a form for each row of a list, into one PDF or one a village. */
#include <libgen.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/diag.def"
#include "model/form.h"
#include "pdf/pdf.h"
#include "print/print.h"
#include "record/journal.h"

enum { MAX_COPIES = 999, DECIMAL = 10 };

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
    const struct options *options;
    const char *form; /* the file */
    struct arena *arena;
    struct diags *diags;
    struct page_info info;
    struct sink *out; /* of the file being written */
    struct diags *out_diags;
    struct pdf *pdf;
    struct committing last;
    struct moment begun;
    struct journal *journal; /* NULL: not a file a village */
    const char *target;
    VEC(const char *) targets; /* of villages so far */
    struct timespec started, told;
    bool on_terminal;
};

/* ---- files ---- */

static const char *without_suffix(struct arena *a, const char *path)
{
    const char *name = strrchr(path, '/'), *dot = strrchr(path, '.');
    bool has = dot && dot > path && (!name || dot > name + 1);
    return arena_strndup(a, path, has ? (size_t)(dot - path) : strlen(path));
}

static const char *base_name(struct arena *a, const char *path)
{
    return basename((char *)(uintptr_t)without_suffix(a, path));
}

/* Form and list, beside the form. */
static const char *whole_target(const struct printer *p)
{
    struct arena *a = p->arena;
    const char *output = p->options->output;
    const char *name = arena_printf(a, "%s-%s%s", base_name(a, p->form),
                                    base_name(a, p->options->rows), pdf_suffix);
    if (output && (file_ends_in(output, pdf_suffix) || strcmp(output, "-") == 0))
        return output;
    return file_in(a, output ? output : dirname(arena_strdup(a, p->form)), name);
}

static bool is_taken(const struct printer *p, const char *target)
{
    for (size_t i = 0; i < p->targets.n; i++)
        if (strcmp(p->targets.v[i], target) == 0)
            return true;
    return false;
}

/* Names that differ only in what no file's name can hold get a number. */
static const char *own_target(struct printer *p, const char *folder, const char *name)
{
    struct arena *a = p->arena;
    const char *target = file_in(a, folder, arena_printf(a, "%s%s", name, pdf_suffix));
    for (int i = 2; is_taken(p, target); i++)
        target = file_in(a, folder, arena_printf(a, "%s-%d%s", name, i, pdf_suffix));
    VEC_PUSH(p->arena, &p->targets, target);
    return target;
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
    return p->options->output ? p->options->output : without_suffix(p->arena, p->form);
}

/* A village's name as that of a file. */
static const char *village_target(struct printer *p, const char *village)
{
    struct arena *a = p->arena;
    static const char *const unnamed[] = {"未填", "unnamed"};
    const char *said = *village ? village : unnamed[p->options->lang];
    char *name = arena_strndup(a, said, name_length(said));
    for (char *c = name; *c; c++)
        if (*c == '/' || (unsigned char)*c < ' ' || (*c == '.' && c == name))
            *c = '_';
    return own_target(p, village_folder(p), name);
}

static void abandon(struct printer *p)
{
    if (p->out)
        sink_abandon(p->out);
    diags_take(p->diags, p->out_diags);
}

static bool open_target(struct printer *p)
{
    bool standard = strcmp(p->target, "-") == 0;
    if (!standard && !file_make_folder(dirname(arena_strdup(p->arena, p->target)), p->diags))
        return false;
    p->out_diags = diags_new(p->options->lang);
    p->out = sink_open(p->target, p->out_diags);
    p->pdf = p->out ? pdf_open(p->out, &p->info, p->diags) : NULL;
    if (p->pdf)
        return true;
    abandon(p);
    return false;
}

static enum print_answer begin(void *context, const char *village, struct page_sink *sink)
{
    struct printer *p = context;
    p->target = village ? village_target(p, village) : whole_target(p);
    if (p->journal && journal_has(p->journal, p->target))
        return PRINT_KEEP;
    if (!open_target(p))
        return PRINT_STOP;
    *sink = pdf_sink(p->pdf);
    return PRINT_GO;
}

static void *commit(void *context)
{
    struct committing *c = context;
    c->ok = sink_commit(c->out) && (!c->journal || journal_add(c->journal, c->target, c->diags));
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
    diags_take(p->diags, c->diags);
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
    diags_take(p->diags, c->diags);
    return c->ok && ok;
}

/* A file of another time that would pass for one of this. */
static void warn_of_old(const struct printer *p)
{
    if (strcmp(p->target, "-") != 0 && file_exists(p->target))
        diag_system(p->diags, DIAG_Q016, p->target);
}

static bool end(void *context, enum print_end how)
{
    struct printer *p = context;
    bool ok = how != PRINT_ABANDONED && pdf_finish(p->pdf);
    if (how == PRINT_ABANDONED)
        pdf_abandon(p->pdf);
    if (ok)
        return start_commit(p, how == PRINT_COMPLETE);
    abandon(p);
    warn_of_old(p);
    return false;
}

/* ---- progress ---- */

static double seconds_since(const struct timespec *from)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - from->tv_sec) + (double)(now.tv_nsec - from->tv_nsec) / 1e9;
}

/* A few times a second, once it takes long. */
static void progress(void *context, int done, int all)
{
    struct printer *p = context;
    static const char *const lines[] = {"\r%d/%d 份  每秒 %.0f 份  还要 %.0f 秒\033[K",
                                        "\r%d of %d forms  %.0f a second  %.0f s left\033[K"};
    const double pause = 0.3;
    enum { EVERY = 64 };
    if (!p->on_terminal || done % EVERY || seconds_since(&p->told) < pause)
        return;
    clock_gettime(CLOCK_MONOTONIC, &p->told);
    double rate = done / seconds_since(&p->started), left = (all - done) / rate;
    if (p->options->lang == DIAG_EN)
        fprintf(stderr, lines[DIAG_EN], done, all, rate, left);
    else
        fprintf(stderr, lines[DIAG_ZH], done, all, rate, left);
}

static void start_clock(struct printer *p)
{
    p->on_terminal = isatty(STDERR_FILENO);
    clock_gettime(CLOCK_MONOTONIC, &p->started);
    p->told = p->started;
}

/* ---- options ---- */

/* A whole number from 1, up to a limit; *end: what follows it. */
static bool take_count(const char *s, int limit, int *out, const char **end)
{
    char *rest;
    long v = strtol(s, &rest, DECIMAL);
    *end = rest;
    *out = (int)v;
    return rest > s && *s >= '0' && *s <= '9' && v >= 1 && v <= limit;
}

/* 12, 12-, 12-40 */
static bool take_range(const char *s, struct print_options *o)
{
    const char *rest;
    if (!take_count(s, INT_MAX - 1, &o->first, &rest))
        return false;
    o->last = *rest ? 0 : o->first;
    if (strcmp(rest, "-") == 0 || !*rest)
        return true;
    return *rest == '-' && take_count(rest + 1, INT_MAX - 1, &o->last, &rest) && !*rest &&
           o->last >= o->first;
}

/* 村,户号 */
static bool take_sorts(struct printer *p, struct print_options *o)
{
    static const char comma[] = "，";
    size_t n = 0;
    char *names = arena_strdup(p->arena, p->options->sort ? p->options->sort : "");
    for (char *c; (c = strstr(names, comma));)
        *c = ',', memmove(c + 1, c + strlen(comma), strlen(c + strlen(comma)) + 1);
    for (char *name, *rest = names; (name = strtok_r(rest, ",", &rest));) {
        if (n == PRINT_SORTS)
            return false;
        o->sort[n++] = name;
    }
    return n > 0 || !p->options->sort;
}

/* A file a village goes into a folder, which is not called like a file. */
static bool has_folder(const struct printer *p)
{
    const char *output = p->options->output;
    bool file = output && (strcmp(output, "-") == 0 || file_ends_in(output, pdf_suffix));
    if (!p->options->split || !file)
        return true;
    diag_system(p->diags, DIAG_U006, output);
    return false;
}

static bool take_options(struct printer *p, struct print_options *o)
{
    const struct options *options = p->options;
    const char *rest = "", *bad = NULL;
    o->copies = 1;
    o->village = options->split ? options->split : default_village;
    o->split = options->split != NULL;
    o->separators = options->separators;
    if (options->copies && (!take_count(options->copies, MAX_COPIES, &o->copies, &rest) || *rest))
        diag_system(p->diags, DIAG_U004, bad = "--copies", "1-999");
    if (options->range && !take_range(options->range, o))
        diag_system(p->diags, DIAG_U004, bad = "--range", "12  12-40  12-");
    if (!take_sorts(p, o))
        diag_system(p->diags, DIAG_U004, bad = "--sort", "村,户号");
    return !bad && has_folder(p);
}

/* ---- the command ---- */

static bool read_lists(const struct printer *p, struct print_data *data)
{
    struct arena *a = p->arena;
    const char *members = p->options->members;
    struct text first = {0};
    data->households = sheet_read(a, p->options->rows, first, (struct pos){0}, p->diags);
    if (!data->households || !members)
        return data->households != NULL;
    bool own = file_table_kind(members) != FILE_TABLE_NONE;
    struct text sheet = own ? first : text_from_utf8(a, members, (struct pos){0});
    data->members =
        sheet_read(a, own ? members : p->options->rows, sheet, (struct pos){0}, p->diags);
    return data->members != NULL;
}

/* The blank form, and what it says of itself. */
static bool read_form(struct printer *p, struct driver *driver, struct print_job *job)
{
    struct arena *a = p->arena;
    struct document *doc = driver_read(driver, a, p->form);
    if (!doc)
        return false;
    p->info = driver_info(doc);
    job->options.title = p->info.title;
    job->options.fonts = driver_fonts(driver);
    job->options.style = driver_style(driver, doc);
    bool named = doc->form && doc->form->key.n;
    job->options.key = named ? text_utf8(a, doc->form->key) : default_key;
    job->form = print_form_new(a);
    return job->options.style && driver_lay_out(driver, doc, print_form_sink(job->form));
}

static void tell(const struct printer *p, const struct print_report *report)
{
    struct buf b = {0};
    print_report_write(report, p->options->lang, &b);
    bool standard = p->target && strcmp(p->target, "-") == 0;
    fwrite(b.p, 1, b.n, standard ? stderr : stdout);
    buf_drop(&b);
}

/* All that changes the outcome though no file does. */
static const char *settings_of(const struct printer *p, const struct driver *driver)
{
    const struct options *o = p->options;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    const char *const said[] = {p->form,
                                o->rows,
                                o->members,
                                o->split,
                                o->sort,
                                o->copies,
                                o->range,
                                epoch,
                                program_path(p->arena),
                                driver_data(driver)};
    struct buf b = {0};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        buf_json(&b, said[i] ? said[i] : "");
        buf_char(&b, ' ');
    }
    buf_printf(&b, "fonts=%s separators=%d", o->free_fonts ? "free" : "office", o->separators);
    const char *settings = arena_strdup(p->arena, b.p);
    buf_drop(&b);
    return settings;
}

/* For a file a village: a form from standard input is another each time. */
static bool open_journal(struct printer *p, struct driver *driver)
{
    struct journal_about about = {village_folder(p),      "print",  p->form,
                                  settings_of(p, driver), p->begun, driver_deps(driver)};
    if (!p->options->split || strcmp(p->form, "-") == 0)
        return true;
    p->journal = journal_open(p->arena, &about, p->options->resume, p->diags);
    return p->journal != NULL;
}

static bool run(struct printer *p, struct driver *driver)
{
    struct print_job job = {.output = {begin, end, progress, p}};
    struct print_report report;
    if (!take_options(p, &job.options) || !read_form(p, driver, &job) ||
        !read_lists(p, &job.data) || !open_journal(p, driver))
        return false;
    start_clock(p);
    bool ok = print_run(p->arena, &job, &report, p->diags);
    ok = wait_for_last(p) && ok;
    if (p->journal)
        journal_close(p->journal);
    if (p->on_terminal)
        fputs("\r\033[K", stderr);
    if (report.n && diags_status(p->diags) != EXIT_SYSTEM)
        tell(p, &report);
    fonts_report_stand_ins(driver_fonts(driver), p->diags);
    return ok && !report.total.refused;
}

bool command_print(const struct options *options, struct diags *d)
{
    struct printer p = {
        .options = options, .form = options->args[0], .diags = d, .begun = moment_now()};
    if (!options->rows) {
        diag_system(d, DIAG_U014, "print");
        return false;
    }
    struct driver *driver = driver_open(options, d);
    if (!driver)
        return false;
    p.arena = arena_new();
    deps_begin(driver_deps(driver));
    bool ok = run(&p, driver);
    arena_drop(p.arena);
    driver_close(driver);
    return ok;
}
