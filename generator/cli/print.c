/* hongtou print: its options, and how far it is. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"

enum { DECIMAL = 10 };

/* ---- options ---- */

/* A whole number from 1, up to a limit; *end: what follows it. */
static bool read_count(const char *s, int limit, int *out, const char **end)
{
    char *rest;
    long v = strtol(s, &rest, DECIMAL);
    *end = rest;
    *out = (int)v;
    return rest > s && *s >= '0' && *s <= '9' && v >= 1 && v <= limit;
}

/* 12, 12-, 12-40 */
static bool read_range(const char *s, struct office_print *job)
{
    const char *rest;
    if (!read_count(s, INT_MAX - 1, &job->first, &rest))
        return false;
    job->last = *rest ? 0 : job->first;
    if (strcmp(rest, "-") == 0 || !*rest)
        return true;
    return *rest == '-' && read_count(rest + 1, INT_MAX - 1, &job->last, &rest) && !*rest &&
           job->last >= job->first;
}

/* 3/16 */
static bool read_shard(const char *s, struct office_print *job)
{
    const char *rest;
    return read_count(s, OFFICE_SHARDS, &job->shard, &rest) && *rest == '/' &&
           read_count(rest + 1, OFFICE_SHARDS, &job->shards, &rest) && !*rest && job->shard <= job->shards;
}

/* 村,户号 */
static bool read_sorts(struct arena *a, const char *sort, struct office_print *job)
{
    static const char comma[] = "，";
    size_t n = 0;
    char *names = arena_strdup(a, sort ? sort : "");
    for (char *c; (c = strstr(names, comma));)
        *c = ',', memmove(c + 1, c + strlen(comma), strlen(c + strlen(comma)) + 1);
    for (char *name, *rest = names; (name = strtok_r(rest, ",", &rest));) {
        if (n == OFFICE_SORTS)
            return false;
        job->sort[n++] = name;
    }
    return n > 0 || !sort;
}

/* A file a village goes into a folder, which is not called like a file. */
static bool has_folder(const struct options *options, struct diags *d)
{
    const char *output = options->output;
    bool file = output && (strcmp(output, "-") == 0 || file_ends_in(output, ".pdf"));
    if (!options->split || !file)
        return true;
    diag_system(d, DIAG_U006, output);
    return false;
}

/* A name that says that the file is something else. */
static bool is_of_others(const char *path)
{
    return file_ends_in(path, ".pdf") || file_ends_in(path, ".xml") ||
           file_table_kind(path) != FILE_TABLE_NONE;
}

static bool read_job(struct arena *a, const struct options *options, struct office_print *job,
                     struct diags *d)
{
    const char *rest = "", *bad = NULL;
    *job = (struct office_print){.form = options->args[0],
                                 .rows = options->rows,
                                 .members = options->members,
                                 .sheet = options->sheet,
                                 .sheet_column = options->sheet_column,
                                 .hidden = options->hidden,
                                 .unstruck = options->unstruck,
                                 .split = options->split,
                                 .output = options->output,
                                 .refused = options->refused,
                                 .counts = options->counts,
                                 .copies = 1,
                                 .separators = options->separators,
                                 .fillable = options->fillable,
                                 .duplex = options->duplex,
                                 .geometry = options->geometry,
                                 .resume = options->resume};
    if (options->copies && (!read_count(options->copies, OFFICE_MOST_COPIES, &job->copies, &rest) || *rest))
        diag_system(d, DIAG_U004, bad = "--copies", "1-999");
    if (options->range && !read_range(options->range, job))
        diag_system(d, DIAG_U004, bad = "--range", "12  12-40  12-");
    if (options->shard && !read_shard(options->shard, job))
        diag_system(d, DIAG_U004, bad = "--shard", "3/16");
    if (options->counts && is_of_others(options->counts))
        diag_system(d, DIAG_U004, bad = "--counts", "3.counts");
    if (!read_sorts(a, options->sort, job))
        diag_system(d, DIAG_U004, bad = "--sort", "村,户号");
    if (options->refused && !file_has_extension(options->refused, ".xlsx"))
        diag_system(d, DIAG_U004, bad = "--refused", "未印.xlsx");
    return !bad && has_folder(options, d) && cli_names_geometry(options, d);
}

/* ---- progress ---- */

struct clock {
    enum diag_lang lang;
    struct timespec started, printed;
};

static double seconds_since(const struct timespec *from)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - from->tv_sec) + (double)(now.tv_nsec - from->tv_nsec) / 1e9;
}

/* A few times a second, once it takes long. */
static bool print_progress(void *user, const struct hongtou_progress *p)
{
    static const char *const lines[] = {"\r%d/%d 份  每秒 %.0f 份  还要 %.0f 秒\033[K",
                                        "\r%d of %d forms  %.0f a second  %.0f s left\033[K"};
    struct clock *c = user;
    const double pause = 0.3;
    enum { EVERY = 64 };
    if (p->stage != HONGTOU_PRINTING)
        clock_gettime(CLOCK_MONOTONIC, &c->started);
    else if (p->done % EVERY == 0 && seconds_since(&c->printed) >= pause) {
        clock_gettime(CLOCK_MONOTONIC, &c->printed);
        double rate = p->done / seconds_since(&c->started), left = (p->all - p->done) / rate;
        if (c->lang == DIAG_EN)
            fprintf(stderr, lines[DIAG_EN], p->done, p->all, rate, left);
        else
            fprintf(stderr, lines[DIAG_ZH], p->done, p->all, rate, left);
    }
    return true;
}

/* ---- the command ---- */

static bool run(struct arena *a, const struct options *options, const struct office_print *job,
                struct diags *d)
{
    struct hongtou_config config;
    struct clock clock = {.lang = options->lang};
    bool on_terminal = isatty(STDERR_FILENO);
    if (!cli_config(options, &config, d))
        return false;
    if (on_terminal) {
        config.progress = print_progress;
        config.user = &clock;
        clock_gettime(CLOCK_MONOTONIC, &clock.printed);
    }
    struct hongtou *h = office_open(&config, d);
    const char *target;
    struct buf report = {0};
    bool ok = office_print(h, a, job, &target, &report);
    hongtou_close(h);
    if (on_terminal)
        fputs("\r\033[K", stderr);
    if (report.n)
        fwrite(report.p, 1, report.n, target && strcmp(target, "-") == 0 ? stderr : stdout);
    buf_drop(&report);
    return ok;
}

bool cli_run_print(const struct options *options, struct diags *d)
{
    if (!options->rows) {
        diag_system(d, DIAG_U014, "print");
        return false;
    }
    struct arena *a = arena_new();
    struct office_print job;
    bool ok = read_job(a, options, &job, d) && run(a, options, &job, d);
    arena_drop(a);
    return ok;
}

bool cli_run_merge_counts(const struct options *options, struct diags *d)
{
    struct hongtou *h = cli_open(options, d);
    struct arena *a = arena_new();
    struct buf out = {0};
    bool ok =
        h && office_merge_counts(h, a, (const char *const *)options->args, options->n_args, &out);
    if (h)
        hongtou_close(h);
    if (out.n)
        fwrite(out.p, 1, out.n, stdout);
    buf_drop(&out);
    arena_drop(a);
    return ok;
}
