/*
 * Where the heads are: the one of the first rows that has most of what is wanted. Heads may take
 * two rows, a group's above those of its columns (驾驶员信息 over 姓名 and 电话): such a column is
 * known by both (驾驶员姓名, 驾驶员信息/姓名), and by its own head where no other column has it.
 */
#include <string.h>

#include "sheet/sheet_int.h"

enum { HEAD_ROWS = 10 };

struct search {
    struct arena *arena;
    struct sheet_row rows[HEAD_ROWS]; /* the first ones */
    size_t n_rows, n_columns;
    const struct sheet_head_key *asked;
    size_t n_asked;
};

static struct sheet_cell cell_of(const struct search *k, size_t row, size_t column)
{
    return sheet_row_cell(&k->rows[row], column);
}

static struct text cell_text(const struct search *k, size_t row, size_t column)
{
    return text_trimmed(sheet_row_text(&k->rows[row], k->arena, column));
}

static void add_name(struct search *k, struct sheet_column_head *h, struct text name)
{
    h->names[h->n_names++] = sheet_head_of(k->arena, name);
}

/* ---- a row of heads ---- */

static struct sheet_column_head *single_row(struct search *k, size_t row)
{
    struct sheet_column_head *heads = ARENA_ARRAY(k->arena, struct sheet_column_head, k->n_columns);
    for (size_t c = 0; c < k->n_columns; c++) {
        heads[c].shown = cell_text(k, row, c);
        add_name(k, &heads[c], heads[c].shown);
        heads[c].own = heads[c].names[0];
    }
    return heads;
}

/* ---- two rows ---- */

static bool has_own(const struct search *k, size_t row, size_t column)
{
    return cell_of(k, row, column).n && !sheet_row_merged(&k->rows[row], column);
}

/* By column of the lower row: the column where its group's head stands in the upper one;
 * SHEET_NONE: none does. Where no cells are merged, a group reaches on over empty cells. */
static size_t *group_starts(struct search *k, size_t upper)
{
    size_t *starts = ARENA_ARRAY(k->arena, size_t, k->n_columns);
    for (size_t c = 0; c < k->n_columns; c++) {
        size_t left = c ? starts[c - 1] : SHEET_NONE;
        bool reaches =
            left != SHEET_NONE && (sheet_row_spanned(&k->rows[upper], c) ||
                                   (has_own(k, upper + 1, left) && has_own(k, upper + 1, c)));
        if (cell_of(k, upper, c).n)
            starts[c] = c;
        else
            starts[c] = reaches ? left : SHEET_NONE;
    }
    return starts;
}

static bool has_colon(struct sheet_cell cell)
{
    static const char wide[] = "：";
    bool found = memchr(cell.utf8, ':', cell.n) != NULL;
    for (size_t i = 0; !found && i + sizeof wide - 1 <= cell.n; i++)
        found = memcmp(cell.utf8 + i, wide, sizeof wide - 1) == 0;
    return found;
}

/* A title stands alone in its row, 填报单位：… has a colon; and a group has two columns. */
static bool has_groups(struct search *k, size_t upper, const size_t *starts)
{
    size_t filled = 0, shared = 0;
    for (size_t c = 0; c < k->n_columns; c++) {
        struct sheet_cell cell = cell_of(k, upper, c);
        filled += cell.n > 0;
        shared += starts[c] != SHEET_NONE && starts[c] != c && has_own(k, upper + 1, c) &&
                  has_own(k, upper + 1, starts[c]);
        if (cell.n && has_colon(cell))
            return false;
    }
    return filled > 1 && shared > 0;
}

/* 驾驶员信息: 驾驶员 */
static struct text without_ending(struct text t)
{
    static const char *const endings[] = {"基本信息", "基本情况", "有关情况", "信息", "情况"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]) / strlen("信");
        if (t.n > n && text_equals(text_part(t, t.n - n, t.n), endings[i]))
            return text_part(t, 0, t.n - n);
    }
    return t;
}

static struct text joined(struct arena *a, struct text x, const char *between, struct text y)
{
    struct text_builder b = {.arena = a, .src = x.src};
    text_add_text(&b, x);
    for (const char *p = between; *p; p++)
        text_add(&b, (uint32_t)*p, x.at[0]);
    text_add_text(&b, y);
    return text_done(&b);
}

static bool names_somebody(struct text t)
{
    static const char *const words[] = {"姓名", "名字", "名称", "名单"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equals(t, words[i]))
            return true;
    return false;
}

static struct sheet_column_head *two_rows(struct search *k, size_t upper, const size_t *starts)
{
    struct sheet_column_head *heads = single_row(k, upper + 1);
    for (size_t c = 0; c < k->n_columns; c++) {
        struct sheet_column_head *h = &heads[c];
        if (starts[c] == SHEET_NONE || sheet_row_merged(&k->rows[upper + 1], c))
            continue;
        struct text group = text_without_breaks(k->arena, cell_text(k, upper, starts[c]));
        struct text own = text_without_breaks(k->arena, h->shown), bare = without_ending(group);
        h->n_names = 0;
        if (!own.n) { /* its head takes both rows */
            if (starts[c] == c)
                h->shown = group;
            add_name(k, h, h->shown);
            h->own = h->names[0];
            continue;
        }
        h->grouped = true;
        h->shown = joined(k->arena, group, "/", own);
        add_name(k, h, joined(k->arena, bare, "", own));
        add_name(k, h, h->shown);
        add_name(k, h, joined(k->arena, own, "", bare)); /* 牵头 below 责任单位 */
        if (names_somebody(own))
            add_name(k, h, bare);
    }
    return heads;
}

/* ---- which ---- */

bool sheet_column_same(const struct sheet_head_key *asked, const struct sheet_column_head *head)
{
    for (size_t i = 0; i < head->n_names; i++)
        if (head->names[i].n && sheet_head_same(asked, &head->names[i]))
            return true;
    return false;
}

bool sheet_column_means(const struct sheet_head_key *asked, const struct sheet_column_head *head)
{
    for (size_t i = 0; i < head->n_names; i++)
        if (sheet_head_means(asked, &head->names[i]))
            return true;
    return false;
}

bool sheet_column_means_it(const struct sheet_head_key *asked, const struct sheet_column_head *head)
{
    for (size_t i = 0; i < head->n_names; i++)
        if (!head->names[i].too && sheet_head_means(asked, &head->names[i]))
            return true;
    return false;
}

static size_t count_wanted(const struct search *k, const struct sheet_column_head *heads)
{
    size_t count = 0;
    for (size_t i = 0; i < k->n_asked; i++)
        for (size_t c = 0; c < k->n_columns; c++)
            if (sheet_column_means(&k->asked[i], &heads[c]) ||
                sheet_head_means(&k->asked[i], &heads[c].own)) {
                count++;
                break;
            }
    return count;
}

/* Below a group stand 姓名, 电话 and the like: no data. */
static bool are_known(const struct search *k, const struct sheet_column_head *heads)
{
    for (size_t c = 0; c < k->n_columns; c++)
        if (heads[c].grouped && heads[c].own.group < 0)
            return false;
    return true;
}

/* The lower row says no more than what the groups part into: all other heads reach over both rows,
 * by merged cells, or, in a file that has none, two of them at least by empty ones. */
static bool only_parts_groups(const struct search *k, size_t upper, const size_t *starts)
{
    enum { LEAST = 2 };
    size_t merged = 0, empty = 0;
    for (size_t c = 0; c < k->n_columns; c++) {
        bool own = has_own(k, upper + 1, c);
        bool grouped = starts[c] != SHEET_NONE &&
                       (starts[c] != c || (c + 1 < k->n_columns && starts[c + 1] == c));
        if (own && !grouped)
            return false;
        if (grouped || !cell_of(k, upper, c).n)
            continue;
        merged += sheet_row_merged(&k->rows[upper + 1], c);
        empty += !cell_of(k, upper + 1, c).n;
    }
    return merged > 0 || empty >= LEAST;
}

struct sheet_head_row sheet_head_row_of(struct arena *a, const struct sheet_table *s, size_t from,
                                        size_t n_rows, const struct sheet_head_key asked[],
                                        size_t n)
{
    struct search k = {.arena = a, .n_columns = s->n_columns, .asked = asked, .n_asked = n};
    struct sheet_head_row best = {0};
    size_t before = 0;
    for (; k.n_rows < n_rows && k.n_rows < HEAD_ROWS; k.n_rows++)
        k.rows[k.n_rows] = sheet_row(s, a, from + k.n_rows);
    for (size_t row = 0; row < k.n_rows; row++) {
        struct sheet_column_head *heads = single_row(&k, row);
        size_t count = count_wanted(&k, heads);
        if (count > best.count)
            best = (struct sheet_head_row){from + row, from + row, count, heads};
        size_t *starts = row ? group_starts(&k, row - 1) : NULL;
        if (starts && has_groups(&k, row - 1, starts)) {
            struct sheet_column_head *both = two_rows(&k, row - 1, starts);
            size_t together = count_wanted(&k, both);
            bool more = together > before || (together == before && are_known(&k, both));
            bool whole = best.row == from + row - 1 && only_parts_groups(&k, row - 1, starts);
            bool beside = best.row + 1 >= from + row; /* else heads stand above already */
            if (together && (whole || (more && together >= best.count + !beside)))
                best = (struct sheet_head_row){from + row - 1, from + row, together, both};
        }
        before = count;
    }
    return best;
}

const char *sheet_head_rows(struct arena *a)
{
    return arena_printf(a, "%d", HEAD_ROWS);
}
