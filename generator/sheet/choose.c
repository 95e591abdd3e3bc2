/*
 * Which sheets of a workbook are read: those that are named, all that have the heads, or, when
 * nothing is said, the first one that is not hidden; if that one has not the heads and a single
 * other has, then it. Sheets are looked at by their first rows. What is not read is named.
 */
#include <string.h>

#include "sheet/diag.def"
#include "sheet/sheet_int.h"
#include "value/list.h"

/* What the first rows of a sheet say. */
struct look {
    size_t count; /* of the heads that are wanted */
    bool fits;    /* all that are required are there */
    bool filled;  /* there is something at all */
};

struct choosing {
    struct reader *reader;
    struct workbook *book;
    const struct sheet_choice *choice;
    const struct sheet_entry *sheets;
    size_t n;
    struct look *looks; /* by sheet */
    VEC(const struct sheet_entry *) chosen;
};

bool sheet_means_all(struct text sheet)
{
    return text_equals(text_trimmed(sheet), "全部") || text_equals(text_trimmed(sheet), "*");
}

/* ---- looking ---- */

static struct look look_at_heads(struct arena *a, const struct sheet_table *s,
                                 const struct sheet_choice *choice)
{
    size_t n = choice->n_wanted;
    struct sheet_head_key *asked = ARENA_ARRAY(a, struct sheet_head_key, n);
    for (size_t i = 0; i < n; i++)
        asked[i] = sheet_head_of(a, text_from_utf8(a, choice->wanted[i].head, (struct pos){0}));
    struct sheet_head_row row = sheet_head_row_of(a, s, 0, s->n_rows, asked, n);
    struct look look = {row.count, row.heads != NULL, true};
    for (size_t i = 0; look.fits && i < n; i++) {
        bool named = text_equals(choice->name_head, choice->wanted[i].head), found = named;
        for (size_t c = 0; !found && c < s->n_columns; c++)
            found = sheet_column_means(&asked[i], &row.heads[c]) ||
                    sheet_head_means(&asked[i], &row.heads[c].own);
        look.fits = found || !choice->wanted[i].required;
    }
    return look;
}

/* What is odd in a sheet's cells is told when it is read. */
static struct look look_at(const struct choosing *k, const struct sheet_entry *s)
{
    enum { ROWS = 12 };
    struct look look = {0, false, false};
    struct arena *a = arena_new();
    struct diags *nobody = diags_new(DIAG_ZH);
    struct reader r = *k->reader;
    r.arena = r.scratch = a;
    r.diags = nobody;
    r.limits = &sheet_whole_limits;
    struct sheet_grid grid = {.reader = &r, .name = s->name};
    if (sheet_workbook_cells(k->book, s, k->choice, ROWS, &grid)) {
        struct sheet_table *table = sheet_grid_finish(&grid);
        if (table)
            look = look_at_heads(a, table, k->choice);
    }
    sheet_grid_drop(&grid);
    diags_drop(nobody);
    arena_drop(a);
    return look;
}

static bool is_open(const struct sheet_entry *s)
{
    return s->has_cells && !s->hidden;
}

/* False: some could not be read, which is reported. */
static bool look_at_all(struct choosing *k)
{
    struct diags *d = k->reader->diags;
    size_t before = diags_count(d, DIAG_ERROR);
    for (size_t i = 0; i < k->n; i++)
        if (is_open(&k->sheets[i]))
            k->looks[i] = look_at(k, &k->sheets[i]);
    return diags_count(d, DIAG_ERROR) == before;
}

/* ---- names for findings ---- */

struct names {
    struct buf list;
    size_t n;
};

static void add_name(struct names *names, const char *name)
{
    if (names->n == SHEET_MAX_FINDINGS_SHOWN)
        buf_str(&names->list, "……");
    if (names->n++ < SHEET_MAX_FINDINGS_SHOWN)
        buf_printf(&names->list, "%s%s", names->list.n ? "、" : "", name);
}

static bool is_chosen(const struct choosing *k, const struct sheet_entry *s)
{
    for (size_t i = 0; i < k->chosen.n; i++)
        if (k->chosen.v[i] == s)
            return true;
    return false;
}

static void choose(struct choosing *k, const struct sheet_entry *s)
{
    VEC_PUSH(k->reader->scratch, &k->chosen, s);
}

/* Other sheets that nobody reads: those with the same heads are probably wanted too. */
static void report_unread(const struct choosing *k)
{
    struct names like = {.n = 0}, others = {.n = 0};
    const char *beside = k->choice->beside;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < k->n; i++)
        if (is_chosen(k, &k->sheets[i]) && k->looks[i].count < least)
            least = k->looks[i].count;
    for (size_t i = 0; i < k->n; i++) {
        const struct sheet_entry *s = &k->sheets[i];
        if (!k->looks[i].filled || is_chosen(k, s) || (beside && strcmp(beside, s->name) == 0))
            continue;
        bool same = least && k->looks[i].fits && k->looks[i].count >= least;
        add_name(same ? &like : &others, s->name);
    }
    struct reader *r = k->reader;
    if (like.n)
        diag(r->diags, DIAG_K073, r->pos, r->path, like.list.p, k->chosen.v[0]->name);
    if (others.n)
        diag(r->diags, DIAG_K071, r->pos, r->path, others.list.p);
    buf_drop(&like.list);
    buf_drop(&others.list);
}

/* ---- choosing ---- */

static bool report_unknown(const struct choosing *k, struct text wanted)
{
    struct names names = {.n = 0};
    buf_str(&names.list, "");
    for (size_t i = 0; i < k->n; i++)
        if (k->sheets[i].has_cells)
            add_name(&names, k->sheets[i].name);
    struct reader *r = k->reader;
    diag(r->diags, DIAG_K011, r->pos, r->path, text_utf8(r->scratch, wanted), names.list.p);
    buf_drop(&names.list);
    return false;
}

static bool choose_named(struct choosing *k, struct text name)
{
    const struct sheet_entry *s = sheet_workbook_find(k->book, name);
    if (!s || !s->has_cells)
        return report_unknown(k, name);
    choose(k, s);
    return true;
}

/* A name may have 、 in it: the whole goes first. */
static bool choose_by_names(struct choosing *k)
{
    struct text all = k->choice->sheet, name;
    if (sheet_workbook_find(k->book, all))
        return choose_named(k, all);
    for (size_t at = 0; list_next(all, LIST_NAMES, &at, &name);)
        if (!choose_named(k, name))
            return false;
    return k->chosen.n > 0;
}

static void report_all(const struct choosing *k)
{
    struct names names = {.n = 0};
    struct reader *r = k->reader;
    for (size_t i = 0; i < k->chosen.n; i++)
        add_name(&names, k->chosen.v[i]->name);
    if (names.n > 1)
        diag(r->diags, DIAG_K079, r->pos, r->path, arena_printf(r->scratch, "%zu", names.n),
             names.list.p);
    buf_drop(&names.list);
}

static bool choose_all(struct choosing *k)
{
    if (!look_at_all(k))
        return false;
    for (size_t i = 0; i < k->n; i++)
        if (is_open(&k->sheets[i]) && (k->looks[i].fits || !k->choice->n_wanted))
            choose(k, &k->sheets[i]);
    report_all(k);
    return k->chosen.n > 0;
}

/* Which of the open sheets, when nothing is said: the first, unless others have more of the heads.
 * False: reported. */
static bool choose_fitting(struct choosing *k, size_t first)
{
    struct names fitting = {.n = 0};
    size_t best = first;
    if (!look_at_all(k))
        return false;
    for (size_t i = 0; i < k->n; i++) {
        if (k->looks[i].fits)
            add_name(&fitting, k->sheets[i].name);
        if ((k->looks[i].fits && !k->looks[best].fits) ||
            (k->looks[i].fits == k->looks[best].fits && !k->looks[best].fits &&
             k->looks[i].count > k->looks[best].count))
            best = i;
    }
    struct reader *r = k->reader;
    bool clear = best == first || fitting.n < 2;
    if (!clear)
        diag(r->diags, DIAG_K072, r->pos, r->path, fitting.list.p, k->sheets[best].name);
    else if (best != first)
        diag(r->diags, DIAG_K070, r->pos, r->path, k->sheets[best].name, k->sheets[first].name);
    buf_drop(&fitting.list);
    choose(k, &k->sheets[best]);
    return clear;
}

static bool choose_one(struct choosing *k)
{
    size_t first = k->n, open = 0;
    for (size_t i = k->n; i-- > 0;)
        if (is_open(&k->sheets[i])) {
            first = i;
            open++;
        }
    if (!open)
        return sheet_fail(k->reader, DIAG_K012, NULL);
    if (open > 1 && k->choice->n_wanted)
        return choose_fitting(k, first);
    choose(k, &k->sheets[first]);
    return true;
}

static bool choose_sheets(struct choosing *k)
{
    struct text sheet = k->choice->sheet;
    if (!sheet.n)
        return choose_one(k);
    if (!sheet_means_all(sheet) || sheet_workbook_find(k->book, sheet))
        return choose_by_names(k);
    return choose_all(k) || choose_one(k); /* whose lack of heads is then told */
}

/* ---- reading ---- */

static struct sheet_table *read_sheets(const struct choosing *k)
{
    struct reader *r = k->reader;
    struct sheet_part *parts = ARENA_ARRAY(r->arena, struct sheet_part, k->chosen.n);
    struct sheet_grid grid = {.reader = r};
    bool ok = true;
    for (size_t i = 0; ok && i < k->chosen.n; i++) {
        const struct sheet_entry *s = k->chosen.v[i];
        const char *name = arena_printf(r->scratch, "%s（%s）", r->path, s->name);
        ok = sheet_grid_part(&grid, name);
        parts[i] =
            (struct sheet_part){.sheet = arena_strdup(r->arena, s->name), .first = grid.first};
        ok = ok && sheet_workbook_cells(k->book, s, k->choice, 0, &grid);
        parts[i].hidden = grid.hidden_columns;
    }
    struct sheet_table *table = ok ? sheet_grid_finish(&grid) : NULL;
    sheet_grid_drop(&grid);
    if (!table)
        return NULL;
    table->parts = parts;
    table->n_parts = k->chosen.n;
    table->formats = sheet_workbook_formats(k->book, &table->n_formats);
    if (k->choice->name_head.n)
        table->name_head = text_utf8(r->arena, k->choice->name_head);
    return table;
}

struct sheet_table *sheet_choose(struct reader *r, struct workbook *w,
                                 const struct sheet_choice *choice)
{
    struct choosing k = {.reader = r, .book = w, .choice = choice};
    k.sheets = sheet_workbook_sheets(w, &k.n);
    k.looks = ARENA_ARRAY(r->scratch, struct look, k.n);
    if (!choose_sheets(&k))
        return NULL;
    bool said = choice->sheet.n && !sheet_means_all(choice->sheet);
    if (!said)
        report_unread(&k);
    return read_sheets(&k);
}
