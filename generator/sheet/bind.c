/*
 * Columns by their heads, wherever the row of heads stands; what is wanted and missing, or there
 * and not wanted, is told. Rows that show how to fill in a book stay where they are in the file,
 * and users write below them: none of them may come into a document.
 */
#include <string.h>

#include "sheet/diag.def"
#include "sheet/sheet_int.h"

/* ---- rows of examples: each is named, since a row left out is told ---- */

/* A cell that begins above belongs to its first row alone. False: the row has no cell of its own.
 */
static bool first_cell(const struct sheet_table *s, const struct sheet_row *r, size_t *out)
{
    for (size_t c = 0; c < s->n_columns; c++) {
        *out = c;
        if (sheet_row_cell(r, c).n && !sheet_row_merged(r, c))
            return true;
    }
    return false;
}

static bool is_example(const struct sheet_table *s, const struct sheet_row *r, size_t *column)
{
    static const struct {
        const char *text;
        bool alone; /* 示例小区 is a name */
    } marks[] = {{EXAMPLE_MARK, false},
                 {"(示例)", false},
                 {"示例：", false},
                 {"示例:", false},
                 {"示例", true}};
    if (!first_cell(s, r, column))
        return false;
    struct sheet_cell cell = sheet_row_cell(r, *column);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cell.n >= strlen(marks[i].text) &&
            (!marks[i].alone || cell.n == strlen(marks[i].text)) &&
            memcmp(cell.utf8, marks[i].text, strlen(marks[i].text)) == 0)
            return true;
    return false;
}

/* ---- binding ---- */

enum { HEAD_ROWS = 10 };

struct binding {
    struct arena *scratch;
    struct arena *row; /* of the row at hand */
    struct sheet_table *sheet;
    const struct sheet_wanted *wanted;
    size_t n_wanted;
    struct sheet_head_key *asked, *heads; /* of what is wanted; of the row of heads */
    size_t *columns;
    size_t n_above; /* rows up to the heads */
    bool *taken;    /* columns that something wants */
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
    return text_utf8(b->scratch,
                     text_without_breaks(b->scratch, sheet_head(b->sheet, b->scratch, column)));
}

/* Where a fault of what is wanted is told: in the document, else at the heads. */
static struct pos wanted_pos(const struct binding *b, size_t i)
{
    return b->wanted[i].pos.src ? b->wanted[i].pos : sheet_head_pos(b->sheet, 0);
}

/* ---- the row of heads ---- */

static struct sheet_head_key *heads_of_row(struct binding *b, const struct sheet_row *row)
{
    struct sheet_head_key *heads =
        ARENA_ARRAY(b->scratch, struct sheet_head_key, b->sheet->n_columns);
    for (size_t c = 0; c < b->sheet->n_columns; c++)
        heads[c] = sheet_head_of(b->scratch, sheet_row_text(row, b->scratch, c));
    return heads;
}

static size_t count_wanted(const struct binding *b, const struct sheet_head_key *heads)
{
    size_t count = 0;
    for (size_t i = 0; i < b->n_wanted; i++)
        for (size_t c = 0; c < b->sheet->n_columns; c++)
            if (sheet_head_means(&b->asked[i], &heads[c])) {
                count++;
                break;
            }
    return count;
}

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
         arena_printf(b->scratch, "%d", HEAD_ROWS));
    buf_drop(&names);
    return false;
}

static bool find_heads(struct binding *b)
{
    struct sheet_table *s = b->sheet;
    size_t best = 0;
    for (size_t i = 0; i < s->n_rows && i < HEAD_ROWS; i++) {
        struct sheet_row row = sheet_row(s, s->arena, i);
        struct sheet_head_key *heads = heads_of_row(b, &row);
        size_t count = count_wanted(b, heads);
        if (count <= best)
            continue;
        best = count;
        b->n_above = i + 1;
        b->heads = heads;
        s->head = row;
    }
    return b->heads || report_no_heads(b);
}

/* ---- columns ---- */

/* Two columns for one thing: the same head twice, or two synonyms. */
static void report_two(const struct binding *b, size_t i, size_t first, size_t second)
{
    struct pos pos = sheet_head_pos(b->sheet, second);
    const char *one = head_name(b, first), *two = head_name(b, second);
    if (sheet_head_same(&b->heads[first], &b->heads[second]))
        diag(b->diags, DIAG_K033, pos, head_text(b, second), one, two);
    else
        diag(b->diags, DIAG_K034, pos, b->wanted[i].head, one, head_text(b, first), two,
             head_text(b, second));
}

static bool fits(const struct binding *b, size_t i, size_t column, bool exactly)
{
    if (exactly)
        return b->heads[column].n && sheet_head_same(&b->asked[i], &b->heads[column]);
    return !b->taken[column] && sheet_head_means(&b->asked[i], &b->heads[column]);
}

static void find_column(struct binding *b, size_t i, bool exactly)
{
    for (size_t c = 0; c < b->sheet->n_columns; c++) {
        if (!fits(b, i, c, exactly))
            continue;
        if (b->columns[i] == SHEET_NONE) {
            b->columns[i] = c;
            continue;
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
    for (size_t i = 0; i < b->n_wanted; i++)
        find_column(b, i, true);
    for (size_t i = 0; i < b->n_wanted; i++)
        if (b->columns[i] == SHEET_NONE)
            find_column(b, i, false);
}

/* The head that looks most like it among those that are left, or SHEET_NONE. */
static size_t nearest(const struct binding *b, size_t i)
{
    size_t found = SHEET_NONE, least = b->asked[i].n / 2 + 1;
    for (size_t c = 0; c < b->sheet->n_columns; c++) {
        if (b->taken[c] || !b->heads[c].n)
            continue;
        size_t distance = sheet_head_distance(&b->asked[i], &b->heads[c]);
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
        size_t distance = sheet_head_distance(&b->asked[i], &b->heads[c]);
        bool other =
            b->asked[i].n == b->heads[c].n && 2 * distance >= b->asked[i].n; /* 户主, 户号 */
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
    return sheet_head_means(&head, &b->heads[c]);
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
        if (!b->taken[c] && b->heads[c].n && !report_lost(b, c)) {
            first = first == SHEET_NONE ? c : first;
            add_name(&names, head_text(b, c));
        }
    if (first != SHEET_NONE)
        diag(b->diags, DIAG_K037, sheet_head_pos(b->sheet, first), names.p);
    buf_drop(&names);
}

static void report_missing(const struct binding *b, size_t i)
{
    struct buf names = {0};
    size_t near = nearest(b, i), shown = 0;
    for (size_t c = 0; c < b->sheet->n_columns && shown < SHEET_MAX_FINDINGS_SHOWN; c++)
        if (b->heads[c].n) {
            add_name(&names, head_text(b, c));
            shown++;
        }
    diag(b->diags, near == SHEET_NONE ? DIAG_K030 : DIAG_K031, wanted_pos(b, i), b->sheet->name,
         b->wanted[i].head, names.p ? names.p : "", near == SHEET_NONE ? "" : head_text(b, near));
    buf_drop(&names);
}

static void report_columns(struct binding *b)
{
    bool lacks = false;
    for (size_t i = 0; i < b->n_wanted; i++)
        if (b->wanted[i].required && b->columns[i] == SHEET_NONE) {
            report_missing(b, i);
            lacks = true;
        }
    if (!lacks) /* otherwise all heads were shown */
        report_unused(b);
}

/* ---- rows below the heads ---- */

static void report_fault(const struct binding *b, const struct sheet_row *r, size_t column)
{
    static const struct diag_code *const codes[] = {
        [CELL_ROUNDED] = DIAG_D002,    [CELL_ERROR] = DIAG_K025,   [CELL_NO_RESULT] = DIAG_K026,
        [CELL_OLD_RESULT] = DIAG_K028, [CELL_PICTURE] = DIAG_K029, [CELL_DIGITS_LOST] = DIAG_K027};
    unsigned fault = r->marks[column] / SHEET_MARK_FAULT;
    if (fault == CELL_SOUND)
        return;
    struct sheet_cell cell = sheet_row_cell(r, column);
    diag(b->diags, codes[fault], sheet_row_pos(r, column), sheet_row_name(r, b->row, column),
         arena_strndup(b->row, cell.utf8, cell.n));
}

static void check_row(const struct binding *b, const struct sheet_row *r)
{
    for (size_t i = 0; r->marks && i < b->n_wanted; i++)
        if (b->columns[i] != SHEET_NONE)
            report_fault(b, r, b->columns[i]);
}

/* Another row that is left out: from the first one on, those that stay are listed. */
static void drop_row(struct sheet_table *s, size_t row, uint32_t **kept)
{
    if (!*kept) {
        *kept = ARENA_ARRAY(s->arena, uint32_t, s->n_rows);
        for (size_t i = 0; i < row; i++)
            (*kept)[i] = (uint32_t)(s->first + i);
    }
    s->n_examples++;
}

/* All rows once: examples go, and what is wrong with cells that are wanted is told. */
static void take_rows(const struct binding *b)
{
    struct sheet_table *s = b->sheet;
    struct arena_mark empty = arena_mark(b->row);
    uint32_t *kept = NULL;
    s->n_examples = 0;
    for (size_t i = 0; i < s->n_rows; i++) {
        struct sheet_row r = sheet_row(s, b->row, i);
        size_t column;
        if (is_example(s, &r, &column)) {
            diag(b->diags, DIAG_D016, sheet_row_pos(&r, column),
                 arena_printf(b->row, "%u", (unsigned)r.number));
            drop_row(s, i, &kept);
        } else {
            if (kept)
                kept[i - s->n_examples] = (uint32_t)(s->first + i);
            check_row(b, &r);
        }
        arena_reset(b->row, empty);
    }
    s->kept = kept;
    s->n_rows -= s->n_examples;
}

static void bind(struct binding *b)
{
    ask(b);
    if (!find_heads(b))
        return;
    find_columns(b);
    report_columns(b);
    b->sheet->first = b->n_above;
    b->sheet->n_rows -= b->n_above;
    take_rows(b);
}

bool sheet_bind(struct sheet_table *s, const struct sheet_wanted wanted[], size_t n,
                size_t columns[], struct diags *d)
{
    size_t before = diags_count(d, DIAG_ERROR);
    struct arena *scratch = arena_new();
    struct binding b = {scratch, arena_sub(scratch), s, wanted, n, .columns = columns, .diags = d};
    bind(&b);
    arena_drop(scratch);
    return diags_count(d, DIAG_ERROR) == before;
}

bool sheet_has_rows(const struct sheet_table *s, struct diags *d)
{
    if (!s->n_rows)
        diag(d, s->n_examples ? DIAG_D018 : DIAG_K038, sheet_head_pos(s, 0), s->name);
    return s->n_rows > 0;
}
