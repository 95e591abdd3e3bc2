/*
 * Columns by their heads, wherever the row of heads stands; what is wanted and missing, or there
 * and not wanted, is told.
 */
#include <string.h>

#include "sheet/diag.def"
#include "sheet/sheet_int.h"

struct binding {
    struct arena *scratch;
    struct sheet_table *sheet;
    const struct sheet_wanted *wanted;
    size_t n_wanted;
    struct sheet_head_key *asked;
    struct sheet_column_head *heads; /* by column */
    size_t *columns;
    bool *taken; /* columns that something wants */
    struct diags *diags;
};

static const char *head_name(const struct binding *b, size_t column)
{
    char name[CELL_NAME_SIZE];
    sheet_cell_place(name, column, (long)b->sheet->head.number);
    return arena_strdup(b->scratch, name);
}

static const char *head_text(const struct binding *b, size_t column)
{
    return text_utf8(b->scratch, text_without_breaks(b->scratch, b->heads[column].shown));
}

/* Where a fault of what is wanted is told: in the document, else at the heads. */
static struct pos wanted_pos(const struct binding *b, size_t i)
{
    return b->wanted[i].pos.src ? b->wanted[i].pos : sheet_head_pos(b->sheet, 0);
}

/* ---- the row of heads ---- */

static void ask(struct binding *b)
{
    b->asked = ARENA_ARRAY(b->scratch, struct sheet_head_key, b->n_wanted);
    for (size_t i = 0; i < b->n_wanted; i++)
        b->asked[i] = sheet_head_of(
            b->scratch, text_from_utf8(b->scratch, b->wanted[i].head, b->wanted[i].pos));
}

static void add_name(struct buf *out, const char *name)
{
    if (out->n)
        buf_str(out, "、");
    buf_str(out, name);
}

static bool report_no_heads(const struct binding *b)
{
    struct buf names = {0};
    for (size_t i = 0; i < b->n_wanted && i < SHEET_MAX_FINDINGS_SHOWN; i++)
        add_name(&names, b->wanted[i].head);
    struct sheet_row first = sheet_row(b->sheet, b->scratch, 0);
    diag(b->diags, DIAG_K032, sheet_row_pos(&first, 0), b->sheet->name, names.p ? names.p : "",
         sheet_head_rows(b->scratch));
    buf_drop(&names);
    return false;
}

/* All heads that are not empty, parted by 、; only the first ones of very many. */
static const char *list_heads(const struct binding *b)
{
    struct buf names = {0};
    size_t shown = 0;
    for (size_t c = 0; c < b->sheet->n_columns && shown < SHEET_MAX_FINDINGS_SHOWN; c++)
        if (b->heads[c].shown.n) {
            add_name(&names, head_text(b, c));
            shown++;
        }
    const char *list = arena_strdup(b->sheet->arena, names.p ? names.p : "");
    buf_drop(&names);
    return list;
}

/* What n rows above the heads say: titles, 单位：万元. */
static void report_above(const struct binding *b, size_t n)
{
    struct buf said = {0};
    struct pos pos = {0};
    for (size_t i = 0; i < n; i++) {
        struct sheet_row r = sheet_row(b->sheet, b->scratch, i);
        for (size_t c = 0; c < b->sheet->n_columns; c++) {
            struct sheet_cell cell = sheet_row_cell(&r, c);
            if (!cell.n || sheet_row_merged(&r, c))
                continue;
            pos = said.n ? pos : sheet_row_pos(&r, c);
            buf_printf(&said, "“%.*s”", (int)cell.n, cell.utf8);
        }
    }
    if (said.n)
        diag(b->diags, DIAG_K064, pos, said.p);
    buf_drop(&said);
}

static bool find_heads(struct binding *b)
{
    struct sheet_table *s = b->sheet;
    struct sheet_head_row found = sheet_head_row_of(b->scratch, s, b->asked, b->n_wanted);
    if (!found.heads)
        return report_no_heads(b);
    b->heads = found.heads;
    s->head = sheet_row(s, s->arena, found.row);
    s->heads = list_heads(b);
    report_above(b, found.first);
    s->first = found.row + 1;
    s->n_rows -= s->first;
    return true;
}

/* ---- columns ---- */

/* Two columns for one thing: the same head twice, or two synonyms. */
static void report_two(const struct binding *b, size_t i, size_t first, size_t second)
{
    struct pos pos = sheet_head_pos(b->sheet, second);
    const char *one = head_name(b, first), *two = head_name(b, second);
    if (sheet_head_same(&b->heads[first].names[0], &b->heads[second].names[0]))
        diag(b->diags, DIAG_K033, pos, head_text(b, second), one, two);
    else
        diag(b->diags, DIAG_K034, pos, b->wanted[i].head, one, head_text(b, first), two,
             head_text(b, second));
}

/* How a head may fit what is asked, the best first. */
enum fit { FIT_SAME, FIT_MEANS, FIT_OWN_SAME, FIT_OWN_MEANS, FIT_TOO, FITS };

static bool fits(const struct binding *b, size_t i, size_t column, enum fit fit)
{
    const struct sheet_head_key *asked = &b->asked[i];
    const struct sheet_column_head *head = &b->heads[column];
    if (fit != FIT_SAME && b->taken[column])
        return false;
    switch (fit) {
    case FIT_SAME:
        return sheet_column_same(asked, head);
    case FIT_MEANS:
        return sheet_column_means_it(asked, head);
    case FIT_OWN_SAME:
        return head->grouped && sheet_head_same(asked, &head->own);
    case FIT_OWN_MEANS:
        return head->grouped && sheet_head_means(asked, &head->own);
    default:
        return sheet_column_means(asked, head);
    }
}

static void find_column(struct binding *b, size_t i, enum fit fit)
{
    for (size_t c = 0; c < b->sheet->n_columns; c++) {
        if (!fits(b, i, c, fit))
            continue;
        if (b->columns[i] == SHEET_NONE) {
            b->columns[i] = c;
            continue;
        }
        if (fit == FIT_TOO && !b->wanted[i].required && !b->wanted[i].pos.src) {
            b->columns[i] = SHEET_NONE; /* none of them was sure, and it can do without */
            return;
        }
        report_two(b, i, b->columns[i], c);
        b->taken[c] = true;
        break;
    }
    if (b->columns[i] != SHEET_NONE)
        b->taken[b->columns[i]] = true;
}

static void find_columns(struct binding *b)
{
    b->taken = ARENA_ARRAY(b->scratch, bool, b->sheet->n_columns);
    for (size_t i = 0; i < b->n_wanted; i++)
        b->columns[i] = SHEET_NONE;
    for (enum fit fit = FIT_SAME; fit < FITS; fit++)
        for (size_t i = 0; i < b->n_wanted; i++)
            if (b->columns[i] == SHEET_NONE)
                find_column(b, i, fit);
}

/* The head that looks most like it among those that are left, or SHEET_NONE. */
static size_t nearest(const struct binding *b, size_t i)
{
    size_t found = SHEET_NONE, least = b->asked[i].n / 2 + 1;
    for (size_t c = 0; c < b->sheet->n_columns; c++) {
        if (b->taken[c] || !b->heads[c].shown.n)
            continue;
        size_t distance = sheet_head_distance(&b->asked[i], &b->heads[c].names[0]);
        if (distance < least) {
            least = distance;
            found = c;
        }
    }
    return found;
}

/* What is wanted and was not found looks most like the head of this column; n_wanted: nothing does.
 */
static size_t resembled(const struct binding *b, size_t c)
{
    size_t found = b->n_wanted, least = SIZE_MAX;
    for (size_t i = 0; i < b->n_wanted; i++) {
        if (b->columns[i] != SHEET_NONE)
            continue;
        const struct sheet_head_key *head = &b->heads[c].names[0];
        size_t distance = sheet_head_distance(&b->asked[i], head);
        bool other = b->asked[i].n == head->n && 2 * distance >= b->asked[i].n; /* 户主, 户号 */
        if (!other && distance <= b->asked[i].n / 2 && distance < least) {
            least = distance;
            found = i;
        }
    }
    return found;
}

/* Heads that are wanted: all, or those that were not found and whose lack is told. */
static const char *wanted_names(const struct binding *b, bool all)
{
    struct buf names = {0};
    for (size_t i = 0; i < b->n_wanted && i < SHEET_MAX_FINDINGS_SHOWN; i++)
        if (all || (b->columns[i] == SHEET_NONE && b->wanted[i].expected))
            add_name(&names, b->wanted[i].head);
    const char *copy = arena_strdup(b->scratch, names.p ? names.p : "");
    buf_drop(&names);
    return copy;
}

static bool is_counter(const struct binding *b, size_t c)
{
    static const char counter[] = "序号";
    struct sheet_head_key head =
        sheet_head_of(b->scratch, text_from_utf8(b->scratch, counter, (struct pos){0}));
    return sheet_column_means(&head, &b->heads[c]);
}

static bool is_unused(const struct binding *b, size_t c)
{
    return !b->taken[c] && b->heads[c].shown.n;
}

/* A column that may be what is missing: its contents would be lost without a word. */
static bool report_lost(const struct binding *b, size_t c)
{
    size_t near = resembled(b, c);
    const char *missing = wanted_names(b, false);
    if (is_counter(b, c) || (near == b->n_wanted && !*missing))
        return false;
    diag(b->diags, near < b->n_wanted ? DIAG_K045 : DIAG_K046, sheet_head_pos(b->sheet, c),
         head_name(b, c), head_text(b, c), near < b->n_wanted ? b->wanted[near].head : missing,
         wanted_names(b, true));
    return true;
}

/* One note for all the others: a document may well want two columns of twenty. */
static void report_unused(const struct binding *b)
{
    struct buf names = {0};
    size_t first = SHEET_NONE;
    for (size_t c = 0; c < b->sheet->n_columns; c++)
        if (is_unused(b, c) && !report_lost(b, c)) {
            first = first == SHEET_NONE ? c : first;
            add_name(&names, head_text(b, c));
        }
    if (first != SHEET_NONE)
        diag(b->diags, DIAG_K037, sheet_head_pos(b->sheet, first), names.p);
    buf_drop(&names);
}

static void report_missing(const struct binding *b, size_t i)
{
    size_t near = nearest(b, i);
    diag(b->diags, near == SHEET_NONE ? DIAG_K030 : DIAG_K031, wanted_pos(b, i), b->sheet->name,
         b->wanted[i].head, b->sheet->heads, near == SHEET_NONE ? "" : head_text(b, near));
}

static void report_columns(struct binding *b)
{
    bool lacks = false;
    for (size_t c = 0; c < b->sheet->n_columns; c++)
        b->sheet->n_unused += is_unused(b, c) && !is_counter(b, c);
    for (size_t i = 0; i < b->n_wanted; i++)
        if (b->wanted[i].required && b->columns[i] == SHEET_NONE) {
            report_missing(b, i);
            lacks = true;
        }
    if (!lacks) /* otherwise all heads were shown */
        report_unused(b);
}

/* ---- the whole ---- */

bool sheet_bind_list(struct sheet_table *s, const struct sheet_wanted wanted[], size_t n,
                     const char *unit, size_t columns[], struct diags *d)
{
    size_t before = diags_count(d, DIAG_ERROR);
    struct arena *scratch = arena_new();
    struct binding b = {scratch, s, wanted, n, .columns = columns, .diags = d};
    ask(&b);
    if (find_heads(&b)) {
        find_columns(&b);
        report_columns(&b);
        sheet_take_rows(s, columns, n, unit, d);
    }
    arena_drop(scratch);
    return diags_count(d, DIAG_ERROR) == before;
}

bool sheet_bind(struct sheet_table *s, const struct sheet_wanted wanted[], size_t n,
                size_t columns[], struct diags *d)
{
    return sheet_bind_list(s, wanted, n, NULL, columns, d);
}

bool sheet_has_rows(const struct sheet_table *s, struct diags *d)
{
    if (!s->n_rows)
        diag(d, s->n_examples ? DIAG_D018 : DIAG_K038, sheet_head_pos(s, 0), s->name);
    return s->n_rows > 0;
}
