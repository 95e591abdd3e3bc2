/* hongtou staff: a staff file checked, what changed in it, and what that means for documents. */
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"
#include "staff/staff.h"
#include "value/date.h"

/* The days of --from and --to, in this order. False: reported. */
static bool read_period(const struct options *options, struct office_period *out, struct diags *d)
{
    bool begins = cli_date("--from", options->from, &out->from, d);
    bool ends = cli_date("--to", options->to, &out->to, d);
    if (!begins || !ends || date_compare(out->from, out->to) <= 0)
        return begins && ends;
    struct arena *a = arena_new();
    diag_system(d, DIAG_U004, "--to", arena_printf(a, "%s ≤ YYYY-MM-DD", options->from));
    arena_drop(a);
    return false;
}

static bool check(const struct options *options, struct hongtou *h, struct buf *out,
                  struct diags *d)
{
    struct office_staff_count n;
    const char *form = options->lang == DIAG_EN
                           ? "%s: %zu people, %zu units, %zu posts, %zu tenures\n"
                           : "%s：人员 %zu，单位 %zu，岗位 %zu，任职 %zu\n";
    (void)d;
    if (!office_staff_check(h, options->args[1], &n))
        return false;
    buf_printf(out, form, options->args[1], n.people, n.units, n.posts, n.tenures);
    return true;
}

static bool changes(const struct options *options, struct hongtou *h, struct buf *out,
                    struct diags *d)
{
    struct office_period period;
    return read_period(options, &period, d) &&
           office_staff_changes(h, options->args[1], &period, options->format == DIAG_JSON, out);
}

/* The exit status is 1 when there are any; the list is written all the same. */
static bool affected(const struct options *options, struct hongtou *h, struct buf *out,
                     struct diags *d)
{
    static char here[] = ".";
    static char *const folders[] = {here};
    bool named = options->n_args > 1;
    struct office_survey job = {.paths = named ? options->args + 1 : folders,
                                .n_paths = named ? options->n_args - 1 : 1,
                                .day = date_today(),
                                .json = options->format == DIAG_JSON};
    size_t places;
    return (!options->as_of || cli_date("--as-of", options->as_of, &job.day, d)) &&
           (!options->jobs || cli_jobs(options, &job.threads, d)) &&
           office_affected(h, &job, out, &places) && !places;
}

static bool adjust(const struct options *options, struct hongtou *h, struct buf *out,
                   struct diags *d)
{
    struct office_adjust job = {
        .path = options->args[1], .roster = options->roster, .output = options->output};
    return read_period(options, &job.period, d) && cli_may_write(options->output, d) &&
           office_adjust(h, &job, out);
}

/* The report goes to standard output: what -o names is the staff file. */
static bool learn(const struct options *options, struct hongtou *h, struct buf *out,
                  struct diags *d)
{
    (void)d;
    return office_learn(h, options->args + 1, options->n_args - 1, options->output,
                        options->format == DIAG_JSON, out);
}

/* Arguments are counted without the action; most < 0: any number. */
static const struct action {
    const char *name;
    bool (*run)(const struct options *, struct hongtou *, struct buf *, struct diags *);
    int least, most;
} actions[] = {
    {"check", check, 1, 1},   {"changes", changes, 1, 1}, {"affected", affected, 0, -1},
    {"adjust", adjust, 1, 1}, {"learn", learn, 1, -1},
};

static const struct action *find_action(const char *name)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (strcmp(actions[i].name, name) == 0)
            return &actions[i];
    return NULL;
}

const char *cli_staff_actions(struct arena *a)
{
    const char *names = actions[0].name;
    for (size_t i = 1; i < sizeof actions / sizeof *actions; i++)
        names = arena_printf(a, "%s %s", names, actions[i].name);
    return names;
}

/* What was written before something failed is written out: a list of what could be read. */
static bool run(const struct action *action, const struct options *options, struct diags *d)
{
    struct buf out = {0};
    struct options to = *options;
    if (action->run == learn)
        to.output = NULL;
    struct hongtou *h = cli_open(options, d);
    if (h)
        office_staff_sheets(h, options->sheet, options->hidden, options->unstruck);
    bool ok = h && action->run(options, h, &out, d);
    if (out.n)
        ok = (action->run == adjust ? cli_write : cli_report)(&to, &out, d) && ok;
    buf_drop(&out);
    hongtou_close(h);
    return ok;
}

bool cli_run_staff(const struct options *options, struct diags *d)
{
    const struct action *action = find_action(options->args[0]);
    int n = options->n_args - 1;
    if (!action) {
        diag_system(d, DIAG_U002, options->args[0],
                    "staff check, staff changes, staff affected, staff adjust, staff learn");
        return false;
    }
    if (n < action->least || (action->most >= 0 && n > action->most)) {
        diag_system(d, DIAG_U003, options->args[0]);
        return false;
    }
    struct arena *a = arena_new();
    bool ok = cli_fit(options, arena_printf(a, "staff %s", action->name), d);
    arena_drop(a);
    return ok && run(action, options, d);
}
