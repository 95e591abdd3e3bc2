/*
 * The counts of a run as a file that later runs add up: lines of a name and a value, then one for
 * each village, then the end, so that half a file is none.
 *
 *     hongtou counts 1
 *     form 5245…          what makes two runs parts of one: the form's and the lists' bytes, the
 *     list 9a3b…          options
 *     members -
 *     settings …
 *     shard 3/16
 *     rows 1000000        of the whole list
 *     pages 62110
 *     copies 1
 *     village 62500 62480 2 20 0 0 甲河村
 *     end
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "base/utf8.h"
#include "print/print.h"

static const char format_line[] = "hongtou counts 1\n", last_line[] = "end\n", none[] = "-";

enum { DECIMAL = 10 };

/* A village's name has no line of its own to break, and nothing that is not seen. */
static void add_line(struct buf *out, const char *name, const char *value)
{
    buf_str(out, name);
    buf_char(out, ' ');
    for (const char *s = value, *end = s + strlen(s); s < end;) {
        uint32_t cp = utf8_next(&s, end);
        buf_code(out, name_is_unseen(cp) ? ' ' : cp);
    }
    buf_char(out, '\n');
}

void print_counts_write(const struct print_counts *c, struct buf *out)
{
    const struct print_report *r = &c->report;
    buf_str(out, format_line);
    add_line(out, "form", c->form);
    add_line(out, "list", c->list);
    add_line(out, "members", c->members ? c->members : none);
    add_line(out, "settings", c->settings);
    buf_printf(out, "shard %d/%d\nrows %zu\npages %d\ncopies %d\n", c->shard, c->shards, r->n_list,
               r->pages, r->copies);
    for (size_t i = 0; i < r->n; i++) {
        const struct print_count *v = &r->villages[i];
        buf_printf(out, "village %d %d %d %d %d %d", v->read, v->printed, v->doubtful, v->refused,
                   v->outside, v->kept);
        add_line(out, "", v->village ? v->village : "");
    }
    buf_str(out, last_line);
}

/* ---- and back ---- */

struct reader {
    struct arena *arena;
    const char *at;
    bool ok;
};

/* The rest of a line that begins so. */
static const char *line_of(struct reader *r, const char *name)
{
    size_t n = strlen(name);
    const char *end = r->ok ? strchr(r->at, '\n') : NULL;
    r->ok = end && strncmp(r->at, name, n) == 0 && r->at[n] == ' ';
    if (!r->ok)
        return "";
    const char *value = arena_strndup(r->arena, r->at + n + 1, (size_t)(end - r->at) - n - 1);
    r->at = end + 1;
    return value;
}

/* A number, what parts it from the next thing behind it passed over. */
static long number(struct reader *r, const char **s, char behind)
{
    char *end;
    long v = strtol(*s, &end, DECIMAL);
    r->ok = r->ok && end > *s && *end == behind && v >= 0 && v <= INT32_MAX;
    *s = *end ? end + 1 : end;
    return r->ok ? v : 0;
}

static void read_village(struct reader *r, struct print_count *v)
{
    const char *s = line_of(r, "village");
    int *const counts[] = {&v->read, &v->printed, &v->doubtful, &v->refused, &v->outside, &v->kept};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        *counts[i] = (int)number(r, &s, ' ');
    v->village = s;
}

/* False: a sum that no list comes to. */
static bool add_to(struct print_count *sum, const struct print_count *v)
{
    int *const sums[] = {&sum->read,    &sum->printed, &sum->doubtful,
                         &sum->refused, &sum->outside, &sum->kept};
    const int counts[] = {v->read, v->printed, v->doubtful, v->refused, v->outside, v->kept};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if (counts[i] > INT32_MAX - *sums[i])
            return false;
        *sums[i] += counts[i];
    }
    return true;
}

bool print_counts_read(struct arena *a, const char *text, struct print_counts *out)
{
    struct reader r = {a, text, strncmp(text, format_line, strlen(format_line)) == 0};
    VEC(struct print_count) villages = {0};
    *out = (struct print_counts){0};
    if (!r.ok)
        return false;
    r.at += strlen(format_line);
    out->form = line_of(&r, "form");
    out->list = line_of(&r, "list");
    out->members = line_of(&r, "members");
    out->settings = line_of(&r, "settings");
    const char *shard = line_of(&r, "shard"), *rows = line_of(&r, "rows");
    out->shard = (int)number(&r, &shard, '/');
    out->shards = (int)number(&r, &shard, '\0');
    out->report.n_list = (size_t)number(&r, &rows, '\0');
    const char *pages = line_of(&r, "pages"), *copies = line_of(&r, "copies");
    out->report.pages = (int)number(&r, &pages, '\0');
    out->report.copies = (int)number(&r, &copies, '\0');
    while (r.ok && strcmp(r.at, last_line) != 0) {
        struct print_count *v = VEC_ADD(a, &villages);
        read_village(&r, v);
        r.ok = add_to(&out->report.total, v) && r.ok;
    }
    out->report.villages = villages.v;
    out->report.n = villages.n;
    return r.ok && out->shard >= 1 && out->shard <= out->shards && out->shards <= PRINT_MOST_SHARDS;
}

/* ---- what can be ---- */

static bool has_odd_name(const struct print_count *v)
{
    size_t n = strlen(v->village);
    bool odd = utf8_bad(v->village, n) != n;
    for (const char *s = v->village, *end = s + n; s < end && !odd;)
        odd = name_is_unseen(utf8_next(&s, end));
    return odd;
}

/* Between villages there is a sheet that says which comes next, and behind a form the back of its
 * last sheet. */
static enum print_doubt judge_pages(const struct print_report *r)
{
    enum { BESIDE = 4 };
    int64_t forms = (int64_t)r->total.printed * r->copies;
    if (r->copies < 1 || r->copies > PRINT_MOST_COPIES)
        return PRINT_NO_COPIES;
    if (r->pages < forms)
        return PRINT_FEW_PAGES;
    return r->pages > forms * (PRINT_MOST_PAGES + BESIDE) ? PRINT_MANY_PAGES : PRINT_POSSIBLE;
}

enum print_doubt print_counts_judge(const struct print_counts *c, const char **village)
{
    const struct print_report *r = &c->report;
    *village = NULL;
    for (size_t i = 0; i < r->n; i++) {
        if (has_odd_name(&r->villages[i]))
            return PRINT_ODD_NAME;
        if (r->villages[i].doubtful > r->villages[i].printed) {
            *village = r->villages[i].village;
            return PRINT_MORE_DOUBTFUL;
        }
    }
    return (size_t)r->total.read > r->n_list ? PRINT_MORE_ROWS : judge_pages(r);
}

/* ---- the sum of parts ---- */

/* The sum's count of a village, which is new when no part had it. */
static struct print_count *count_of(struct arena *a, struct print_sum *sum, const char *village)
{
    uint64_t hash = map_key(village, strlen(village));
    const uint32_t *at;
    while ((at = map_get(&sum->places, hash)) && strcmp(sum->villages.v[*at].village, village) != 0)
        hash++;
    if (at)
        return &sum->villages.v[*at];
    map_put(a, &sum->places, hash, (uint32_t)sum->villages.n);
    struct print_count *count = VEC_ADD(a, &sum->villages);
    count->village = village;
    return count;
}

bool print_counts_add(struct arena *a, struct print_sum *sum, const struct print_report *part)
{
    struct print_report *all = &sum->report;
    if (part->pages > INT32_MAX - all->pages || !add_to(&all->total, &part->total))
        return false;
    for (size_t i = 0; i < part->n; i++) /* no more than the whole */
        add_to(count_of(a, sum, part->villages[i].village), &part->villages[i]);
    all->villages = sum->villages.v;
    all->n = sum->villages.n;
    all->n_list = part->n_list;
    all->copies = part->copies;
    all->pages += part->pages;
    return true;
}
