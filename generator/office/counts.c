/*
 * The parts of a list that were printed apart: what each came to, as a file; and whether the parts
 * that there are make the whole list, each row once.
 */
#include <errno.h>
#include <string.h>

#include "base/diag.def"
#include "base/file.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "print/print.h"
#include "record/record.h"

/* ---- one part ---- */

/* The hash of a file that was read; "-": it was none. NULL: it cannot be read again, reported. */
static const char *hash_of(const struct hongtou *h, const char *path)
{
    const struct dep *dep;
    for (size_t i = 0; path && (dep = record_deps_next(h->deps, &i));) {
        if (strcmp(dep->path, path) != 0)
            continue;
        const char *hash = record_deps_hash(h->deps, dep);
        if (!hash)
            diag_system(h->diags, DIAG_S003, path, diag_reason(h->diags, errno));
        return hash;
    }
    return "-";
}

bool office_may_write_counts(struct hongtou *h, struct arena *a, const char *path)
{
    struct print_counts counts;
    size_t n;
    struct diags *unheard = diags_new(DIAG_EN);
    const char *text = file_exists(path) ? file_read(a, path, &n, (struct pos){0}, unheard) : NULL;
    bool may = !file_exists(path) || (text && print_counts_read(a, text, &counts));
    diags_drop(unheard);
    if (!may)
        diag_system(h->diags, DIAG_Q096, path);
    return may;
}

bool office_write_counts(struct hongtou *h, const struct office_print *job, const char *settings,
                         const struct print_report *report)
{
    struct print_counts counts = {.form = hash_of(h, job->form),
                                  .list = hash_of(h, job->rows),
                                  .members = hash_of(h, job->members),
                                  .settings = settings,
                                  .shard = job->shards ? job->shard : 1,
                                  .shards = job->shards ? job->shards : 1,
                                  .report = *report};
    struct buf text = {0};
    if (!counts.form || !counts.list || !counts.members)
        return false;
    struct sink *out = sink_open(job->counts, h->diags);
    print_counts_write(&counts, &text);
    bool ok = out && sink_write(out, text.p, text.n) && sink_commit(out);
    buf_drop(&text);
    return ok;
}

/* ---- all of them ---- */

struct merging {
    struct hongtou *office;
    struct arena *arena;
    const char **files;               /* of the parts, by their number from 0; NULL: missing */
    const struct print_counts *first; /* that was read; NULL: none yet */
    const char *first_file;
    struct print_sum sum;
    bool ok;
};

static bool is_of_one_run(const struct print_counts *x, const struct print_counts *y)
{
    return strcmp(x->form, y->form) == 0 && strcmp(x->list, y->list) == 0 &&
           strcmp(x->members, y->members) == 0 && strcmp(x->settings, y->settings) == 0 &&
           x->shards == y->shards && x->report.n_list == y->report.n_list &&
           x->report.copies == y->report.copies;
}

static const char *number(struct merging *m, size_t n)
{
    return arena_printf(m->arena, "%zu", n);
}

/* What a file says that nobody wrote so. */
static bool is_possible(struct merging *m, const char *file, const struct print_counts *c)
{
    static const char *const why[PRINT_DOUBTS][2] = {
        [PRINT_MORE_DOUBTFUL] = {"存疑的比印出的多", "more are doubtful than were printed"},
        [PRINT_NO_COPIES] = {"每户的份数不是 1—999", "not 1 to 999 copies of a form"},
        [PRINT_FEW_PAGES] = {"页数比印出的表还少", "fewer pages than forms"},
        [PRINT_MANY_PAGES] = {"页数太多", "more pages than the forms can have"},
        [PRINT_MORE_ROWS] = {"读入的比名册还多", "more rows than the list has"},
        [PRINT_ODD_NAME] = {"村名里有看不见的字符", "a village's name with what is not seen"}};
    const char *village;
    enum print_doubt doubt = print_counts_judge(c, &village);
    enum diag_lang lang = office_lang(m->office);
    if (doubt == PRINT_POSSIBLE)
        return true;
    diag_system(m->office->diags, DIAG_Q097, file,
                village && *village ? arena_printf(m->arena, "%s%s%s", village,
                                                   lang == DIAG_ZH ? "：" : ": ", why[doubt][lang])
                                    : why[doubt][lang]);
    return false;
}

/* Each row of a part was printed, refused, outside the range, or there before. */
static bool adds_up(struct merging *m, const char *file, const struct print_count *c)
{
    int all = c->printed + c->refused + c->outside + c->kept;
    if (c->read != all)
        diag_system(m->office->diags, DIAG_Q094, file, number(m, (size_t)c->read),
                    number(m, (size_t)all));
    return c->read == all;
}

/* False: reported. */
static bool add(struct merging *m, const char *file, const struct print_counts *c)
{
    struct diags *d = m->office->diags;
    if (!m->first) {
        m->first = c;
        m->first_file = file;
        m->files = ARENA_ARRAY(m->arena, const char *, (size_t)c->shards);
    }
    if (!is_of_one_run(m->first, c)) {
        diag_system(d, DIAG_Q091, file, m->first_file);
        return false;
    }
    const char **known = &m->files[c->shard - 1];
    if (*known) {
        diag_system(d, DIAG_Q092, number(m, (size_t)c->shard), *known, file);
        return false;
    }
    *known = file;
    if (!adds_up(m, file, &c->report.total) || !is_possible(m, file, c))
        return false;
    if (print_counts_add(m->arena, &m->sum, &c->report))
        return true;
    diag_system(d, DIAG_Q090, file);
    return false;
}

static bool read(struct merging *m, const char *file)
{
    struct diags *d = m->office->diags;
    struct print_counts *c = ARENA_NEW(m->arena, struct print_counts);
    size_t n;
    const char *text = file_read(m->arena, file, &n, (struct pos){0}, d);
    if (!text)
        return false;
    if (strlen(text) == n && print_counts_read(m->arena, text, c))
        return add(m, file, c);
    diag_system(d, DIAG_Q090, file);
    return false;
}

/* Whether all parts are there, and their rows are the list's. */
static bool is_whole(struct merging *m)
{
    struct diags *d = m->office->diags;
    const struct print_counts *c = m->first;
    bool whole = true;
    for (int i = 0; i < c->shards; i++) {
        if (m->files[i])
            continue;
        whole = false;
        diag_system(d, DIAG_Q093, number(m, (size_t)i + 1), number(m, (size_t)c->shards));
    }
    bool same = !m->ok || (size_t)m->sum.report.total.read == m->sum.report.n_list;
    if (whole && !same)
        diag_system(d, DIAG_Q095, number(m, (size_t)m->sum.report.total.read), number(m, m->sum.report.n_list));
    return whole && same;
}

bool office_merge_counts(struct hongtou *h, struct arena *a, const char *const *files, int n,
                         struct buf *out)
{
    struct merging m = {.office = h, .arena = a, .ok = true};
    for (int i = 0; i < n; i++)
        m.ok = read(&m, files[i]) && m.ok;
    m.ok = m.first && is_whole(&m) && m.ok;
    if (m.first)
        print_report_write(&m.sum.report, office_lang(h), out);
    return m.ok;
}
