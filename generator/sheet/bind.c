/*
 * Columns by their heads, wherever the row of heads stands; what is wanted and missing, or there
 * and not wanted, is told. Each of several sheets is bound by its own heads; its cells are then
 * seen in the columns of the first one.
 */
#include <string.h>
#include <uchar.h>

#include "base/utf8.h"
#include "sheet/diag.def"
#include "sheet/sheet_int.h"

/* Of one part of a sheet. */
struct binding {
    struct arena *scratch;
    struct sheet_table *sheet;
    size_t from, to;    /* its rows */
    const bool *hidden; /* its columns; NULL: none is */
    struct sheet_row head;
    const char *list;            /* of all its heads */
    const struct binding *first; /* that of the first part; NULL: this is it */
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
    sheet_cell_place(name, column, (long)b->head.number);
    return arena_strdup(b->scratch, name);
}

static const char *head_text(const struct binding *b, size_t column)
{
    return text_utf8(b->scratch, text_without_breaks(b->scratch, b->heads[column].shown));
}

/* Where a fault of what is wanted is told: in the document, else at the heads. */
static struct pos wanted_pos(const struct binding *b, size_t i)
{
    return b->wanted[i].pos.src ? b->wanted[i].pos : sheet_row_pos(&b->head, 0);
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

static bool only_first_is_filled(const struct binding *b, const struct sheet_row *r)
{
    size_t filled = 0;
    for (size_t c = 0; c < b->sheet->n_columns; c++)
        filled += sheet_row_cell(r, c).n > 0;
    return filled == 1 && sheet_row_cell(r, 0).n > 0;
}

static bool report_no_heads(const struct binding *b)
{
    struct buf names = {0};
    for (size_t i = 0; i < b->n_wanted && i < SHEET_MAX_FINDINGS_SHOWN; i++)
        add_name(&names, b->wanted[i].head);
    struct sheet_row first = sheet_row(b->sheet, b->scratch, b->from);
    if (only_first_is_filled(b, &first) && text_has(sheet_row_text(&first, b->scratch, 0), "，")) {
        diag(b->diags, DIAG_K081, sheet_row_pos(&first, 0), first.src->name);
        buf_drop(&names);
        return false;
    }
    diag(b->diags, DIAG_K032, sheet_row_pos(&first, 0), first.src->name, names.p ? names.p : "",
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

/* 单位：万元: the figures below it are not what they look like where the words are gone. */
static bool tells_multiple(struct arena *a, struct text t)
{
    static const char *const labels[] = {"单位", "金额单位", "计量单位", "货币单位"};
    static const char *const multiples[] = {"百元", "千元", "万", "亿"};
    struct text_builder b = {.arena = a, .src = t.src};
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_blank(t.cp[i]) && !utf8_is_one_of(t.cp[i], U"(（)）"))
            text_add(&b, utf8_narrow(t.cp[i]), t.at[i]);
    const char *bare = text_utf8(a, text_done(&b)), *colon = strchr(bare, ':');
    bool label = false, multiple = false;
    for (size_t i = 0; colon && i < sizeof labels / sizeof *labels; i++)
        label = label || (strlen(labels[i]) == (size_t)(colon - bare) &&
                          strncmp(bare, labels[i], strlen(labels[i])) == 0);
    for (size_t i = 0; label && i < sizeof multiples / sizeof *multiples; i++)
        multiple = multiple || strstr(colon, multiples[i]);
    return multiple;
}

/* What rows above the heads say, down to one: titles, 填报单位：…. */
static void report_above(const struct binding *b, size_t end)
{
    struct buf said = {0};
    struct pos pos = {0};
    for (size_t i = b->from; i < end; i++) {
        struct sheet_row r = sheet_row(b->sheet, b->scratch, i);
        for (size_t c = 0; c < b->sheet->n_columns; c++) {
            struct sheet_cell cell = sheet_row_cell(&r, c);
            if (!cell.n || sheet_row_merged(&r, c))
                continue;
            if (tells_multiple(b->scratch, sheet_row_text(&r, b->scratch, c)))
                diag(b->diags, DIAG_K067, sheet_row_pos(&r, c),
                     arena_strndup(b->scratch, cell.utf8, cell.n));
            pos = said.n ? pos : sheet_row_pos(&r, c);
            buf_printf(&said, "“%.*s”", (int)cell.n, cell.utf8);
        }
    }
    if (said.n)
        diag(b->diags, DIAG_K064, pos, said.p);
    buf_drop(&said);
}

/* *row: that of the heads, the lower one. False: reported. */
static bool find_heads(struct binding *b, size_t *row)
{
    struct sheet_table *s = b->sheet;
    struct sheet_head_row found =
        sheet_head_row_of(b->scratch, s, b->from, b->to - b->from, b->asked, b->n_wanted);
    if (!found.heads)
        return report_no_heads(b);
    b->heads = found.heads;
    b->head = sheet_row(s, s->arena, found.row);
    b->list = list_heads(b);
    *row = found.row;
    report_above(b, found.first);
    return true;
}

/* ---- columns ---- */

/* Two columns for one thing: the same head twice, or two synonyms. */
static void report_two(const struct binding *b, size_t i, size_t first, size_t second)
{
    struct pos pos = sheet_row_pos(&b->head, second);
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

static bool is_hidden(const struct binding *b, size_t column)
{
    return b->hidden && b->hidden[column];
}

static void find_column(struct binding *b, size_t i, enum fit fit)
{
    for (size_t c = 0; c < b->sheet->n_columns; c++) {
        if (!fits(b, i, c, fit))
            continue;
        size_t other = b->columns[i];
        if (other == SHEET_NONE || is_hidden(b, other) != is_hidden(b, c)) { /* what is visible */
            if (other == SHEET_NONE || is_hidden(b, other))
                b->columns[i] = c;
            continue;
        }
        if (fit == FIT_TOO && !b->wanted[i].required && !b->wanted[i].pos.src) {
            b->columns[i] = SHEET_NONE; /* none of them was sure, and it can do without */
            return;
        }
        report_two(b, i, other, c);
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

/* What the first sheet does not use either was told there. */
static bool is_told(const struct binding *b, size_t c)
{
    const struct binding *first = b->first;
    for (size_t k = 0; first && k < b->sheet->n_columns; k++)
        if (!first->taken[k] && text_same(first->heads[k].shown, b->heads[c].shown))
            return true;
    return false;
}

static bool is_unused(const struct binding *b, size_t c)
{
    return !b->taken[c] && b->heads[c].shown.n && !is_told(b, c);
}

/* A column that may be what is missing: its contents would be lost without a word. */
static bool report_lost(const struct binding *b, size_t c)
{
    size_t near = resembled(b, c);
    const char *missing = wanted_names(b, false);
    if (is_counter(b, c) || (near == b->n_wanted && !*missing))
        return false;
    diag(b->diags, near < b->n_wanted ? DIAG_K045 : DIAG_K046, sheet_row_pos(&b->head, c),
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
        diag(b->diags, DIAG_K037, sheet_row_pos(&b->head, first), names.p);
    buf_drop(&names);
}

static void report_missing(const struct binding *b, size_t i)
{
    size_t near = nearest(b, i);
    diag(b->diags, near == SHEET_NONE ? DIAG_K030 : DIAG_K031, wanted_pos(b, i), b->head.src->name,
         b->wanted[i].head, b->list, near == SHEET_NONE ? "" : head_text(b, near));
}

/* The sheets' names are asked for with this head. */
static bool is_name(const struct sheet_table *s, const struct sheet_wanted *wanted)
{
    return s->name_head && strcmp(s->name_head, wanted->head) == 0;
}

static void report_columns(struct binding *b)
{
    bool lacks = false;
    for (size_t c = 0; c < b->sheet->n_columns; c++)
        b->sheet->n_unused += is_unused(b, c) && !is_counter(b, c);
    for (size_t i = 0; i < b->n_wanted; i++) {
        size_t c = b->columns[i];
        if (c != SHEET_NONE && is_hidden(b, c))
            diag(b->diags, DIAG_K075, sheet_row_pos(&b->head, c), head_name(b, c), head_text(b, c));
        if (c != SHEET_NONE || !b->wanted[i].required || is_name(b->sheet, &b->wanted[i]))
            continue;
        report_missing(b, i);
        lacks = true;
    }
    if (!lacks && !b->sheet->takes_some) /* otherwise all heads were shown */
        report_unused(b);
}

/* ---- all parts ---- */

struct joining {
    struct sheet_table *sheet;
    struct binding *bindings; /* by part */
    size_t *heads;            /* so: rows */
    size_t n;                 /* parts, at least one */
    size_t n_columns;         /* of the parts */
};

static bool bind_part(struct joining *j, size_t part, struct binding *b)
{
    const struct sheet_table *s = j->sheet;
    b->to = s->n_rows;
    b->columns = ARENA_ARRAY(b->scratch, size_t, b->n_wanted + 1);
    b->first = part ? &j->bindings[0] : NULL;
    if (s->n_parts) {
        b->from = s->parts[part].first;
        b->to = part + 1 < s->n_parts ? s->parts[part + 1].first : s->n_rows;
        b->hidden = s->parts[part].hidden;
    }
    ask(b);
    if (!find_heads(b, &j->heads[part]))
        return false;
    find_columns(b);
    report_columns(b);
    return true;
}

/* The table's columns: those of the first part, and behind them what only others have. */
static void number_columns(struct joining *j, size_t columns[])
{
    const struct binding *first = &j->bindings[0];
    struct sheet_table *s = j->sheet;
    for (size_t i = 0; i < first->n_wanted; i++) {
        columns[i] = SHEET_NONE;
        for (size_t part = j->n; part-- > 0;)
            if (j->bindings[part].columns[i] != SHEET_NONE)
                columns[i] = part ? s->n_columns : first->columns[i];
        bool name = is_name(s, &first->wanted[i]);
        if (name && columns[i] != SHEET_NONE)
            diag(first->diags, DIAG_K078, sheet_row_pos(&first->head, 0), s->name_head);
        if (name && columns[i] == SHEET_NONE)
            columns[i] = s->name_column = s->n_columns;
        s->n_columns += columns[i] == s->n_columns;
    }
}

/* Nothing has the head that the sheets' names were to stand below. */
static void check_name(const struct joining *j)
{
    const struct binding *first = &j->bindings[0];
    bool wanted = !j->sheet->name_head;
    for (size_t i = 0; !wanted && i < first->n_wanted; i++)
        wanted = is_name(j->sheet, &first->wanted[i]);
    if (!wanted)
        diag(first->diags, DIAG_K068, sheet_row_pos(&first->head, 0), j->sheet->name_head);
}

static void map_part(struct joining *j, size_t part, const size_t columns[])
{
    struct sheet_table *s = j->sheet;
    const struct binding *b = &j->bindings[part];
    uint32_t *map = ARENA_ARRAY(s->arena, uint32_t, s->n_columns);
    bool same = s->n_columns == j->n_columns;
    for (size_t c = 0; c < s->n_columns; c++)
        map[c] = c < j->n_columns ? (uint32_t)c : SHEET_NO_COLUMN;
    for (size_t i = 0; i < b->n_wanted; i++) {
        if (columns[i] == SHEET_NONE)
            continue;
        same = same && columns[i] == b->columns[i];
        map[columns[i]] = b->columns[i] == SHEET_NONE ? SHEET_NO_COLUMN : (uint32_t)b->columns[i];
    }
    s->parts[part].columns = same ? NULL : map;
}

/* What stands above a column that the first part has not. */
static const char *added_head(const struct joining *j, const size_t columns[], size_t column)
{
    const struct binding *first = &j->bindings[0];
    size_t i = 0;
    while (i < first->n_wanted && columns[i] != column)
        i++;
    for (size_t part = 1; column != j->sheet->name_column && part < j->n; part++)
        if (j->bindings[part].columns[i] != SHEET_NONE)
            return head_text(&j->bindings[part], j->bindings[part].columns[i]);
    return j->sheet->name_head;
}

/* The first part's heads, and behind them those of the columns that it lacks. */
static void join_heads(struct joining *j, const size_t columns[])
{
    struct sheet_table *s = j->sheet;
    struct sheet_row *head = &s->head;
    struct source *src = arena_copy(s->arena, head->src, sizeof *head->src);
    uint32_t *offsets = ARENA_ARRAY(s->arena, uint32_t, s->n_columns);
    uint8_t *marks = head->marks ? ARENA_ARRAY(s->arena, uint8_t, s->n_columns) : NULL;
    memcpy(offsets, head->offsets, j->n_columns * sizeof *offsets);
    if (marks)
        memcpy(marks, head->marks, j->n_columns);
    for (size_t c = j->n_columns; c < s->n_columns; c++) {
        offsets[c] = (uint32_t)src->size + 1;
        src->bytes = arena_printf(s->arena, "%s\t%s", src->bytes, added_head(j, columns, c));
        src->size = strlen(src->bytes);
    }
    *head = (struct sheet_row){src, offsets, marks, head->number};
}

static void join(struct joining *j, size_t columns[])
{
    struct sheet_table *s = j->sheet;
    s->head = j->bindings[0].head;
    s->heads = j->bindings[0].list;
    number_columns(j, columns);
    check_name(j);
    if (s->n_columns > j->n_columns)
        join_heads(j, columns);
    bool mapped = false;
    for (size_t part = 0; part < s->n_parts; part++) {
        map_part(j, part, columns);
        mapped = mapped || s->parts[part].columns;
    }
    if (mapped)
        sheet_map_rows(s);
}

/* Columns of the part that have no head, among the table's; NULL: every one has. Rows are numbered
 * in the first. */
static const bool *headless_columns(const struct joining *j, size_t part)
{
    const struct binding *b = &j->bindings[part];
    const uint32_t *map = j->sheet->n_parts ? j->sheet->parts[part].columns : NULL;
    bool *out = ARENA_ARRAY(b->scratch, bool, j->sheet->n_columns), any = false;
    for (size_t c = 1; c < j->n_columns; c++) {
        out[c] = !b->heads[c].shown.n && !b->taken[c] && (!map || map[c] == c);
        any = any || out[c];
    }
    return any ? out : NULL;
}

bool sheet_bind_list(struct sheet_table *s, const struct sheet_wanted wanted[], size_t n,
                     const char *unit, size_t columns[], struct diags *d)
{
    size_t before = diags_count(d, DIAG_ERROR);
    struct arena *scratch = arena_new();
    struct joining j = {.sheet = s, .n = s->n_parts ? s->n_parts : 1, .n_columns = s->n_columns};
    bool bound = true;
    j.bindings = ARENA_ARRAY(scratch, struct binding, j.n);
    j.heads = ARENA_ARRAY(scratch, size_t, j.n);
    const bool **headless = ARENA_ARRAY(scratch, const bool *, j.n);
    for (size_t part = 0; part < j.n; part++) {
        j.bindings[part] = (struct binding){
            .scratch = scratch, .sheet = s, .wanted = wanted, .n_wanted = n, .diags = d};
        bound = bind_part(&j, part, &j.bindings[part]) && bound;
    }
    for (size_t i = 0; i < n; i++)
        columns[i] = SHEET_NONE;
    if (bound) {
        join(&j, columns);
        for (size_t part = 0; part < j.n; part++)
            headless[part] = headless_columns(&j, part);
        sheet_take_rows(s, j.heads, columns, n, headless, unit, d);
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
