/* Columns of a vehicle plan's file that hold something else than their heads say: where most rows
 * fail, the columns have moved, and that is said once, not in each row. */
#include "resolve/books_int.h"
#include "resolve/diag.def"
#include "resolve/plans_int.h"
#include "value/card.h"
#include "value/list.h"
#include "value/phone.h"

static bool is_phone(struct resolver *r, struct text t)
{
    (void)r;
    struct text one;
    for (size_t at = 0; list_next(t, LIST_PHONES, &at, &one);)
        if (!phone_callable(one))
            return false;
    return true;
}

static bool is_plate(struct resolver *r, struct text t)
{
    return plate_is_valid(name_key(r->arena, t));
}

/* 7, 7座: no telephone. */
static bool is_seats(struct resolver *r, struct text t)
{
    enum { MOST_DIGITS = 3 };
    struct text key = name_key(r->arena, t);
    size_t n = 0;
    while (n < key.n && key.cp[n] >= '0' && key.cp[n] <= '9')
        n++;
    return n > 0 && n <= MOST_DIGITS;
}

static const struct judged {
    size_t column;
    bool (*fits)(struct resolver *r, struct text t);
} judged[] = {{VEHICLES_PLATE, is_plate},
              {VEHICLES_PHONE, is_phone},
              {VEHICLES_SEATS, is_seats},
              {VEHICLES_LIAISON_PHONE, is_phone}};

/* Most of at least two cells that are filled fail. */
static bool has_moved(struct resolver *r, const struct source_rows *rows, const struct judged *j)
{
    enum { LEAST = 2 };
    size_t filled = 0, bad = 0, column = rows->columns[j->column];
    if (column == SHEET_NONE)
        return false;
    for (size_t row = 0; row < rows->sheet->n_rows; row++) {
        struct text t = source_text(rows, row, j->column);
        filled += t.n > 0;
        bad += t.n > 0 && !j->fits(r, t);
    }
    if (bad < LEAST || 2 * bad <= filled)
        return false;
    diag(r->diags, DIAG_K047, sheet_head_pos(rows->sheet, column),
         book_of(BOOK_VEHICLES)->sheet.columns[j->column].head,
         arena_printf(r->arena, "%zu", filled), arena_printf(r->arena, "%zu", bad));
    return true;
}

bool vehicles_columns_fit(struct resolver *r, const struct source_rows *rows)
{
    bool moved = false;
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++)
        moved = has_moved(r, rows, &judged[i]) || moved;
    r->failed = r->failed || moved;
    return !moved;
}
