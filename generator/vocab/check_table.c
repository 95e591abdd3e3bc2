/* Rules of tables and plans that the rows of the table cannot say: what of a column goes together,
 * rows or a source, and what may not stand in cells. */
#include <uchar.h>

#include "vocab/diag.def"
#include "vocab/vocab_int.h"

static const char *attr_name(const struct check *c, enum attr_id id)
{
    return table_attr[id].name[c->lang];
}

void check_column(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    const struct attr *share = table_given(n, ATTR_COLUMN_SHARE);
    const struct attr *sum = table_given(n, ATTR_COLUMN_SUM);
    if (share && table_given(n, ATTR_COLUMN_WIDTH))
        CHECK_REPORT(c, DIAG_V061, share->name_pos, attr_name(c, ATTR_COLUMN_WIDTH), share->name);
    bool summed = sum && table_choice(n, ATTR_COLUMN_SUM) == VALUE_YES_NO_YES;
    if (summed && table_choice(n, ATTR_COLUMN_CONTENT) != VALUE_COLUMN_CONTENT_NUMBER)
        CHECK_REPORT(c, DIAG_V062, sum->name_pos, sum->name, attr_name(c, ATTR_COLUMN_CONTENT),
                     table_value[VALUE_COLUMN_CONTENT_NUMBER].name[c->lang]);
}

/* ---- rows, or a source of them ---- */

/* The first child that stands for rows, or NULL. */
static const struct node *find_row(const struct node *n, const enum element_id rows[2])
{
    const struct node *k = n->first;
    while (k && k->id != rows[0] && k->id != rows[1])
        k = k->next;
    return k;
}

static void check_source(struct check *c, const struct node *n, enum attr_id file,
                         enum attr_id sheet, const enum element_id rows[2])
{
    const struct attr *source = table_given(n, file), *named = table_given(n, sheet);
    const struct node *row = find_row(n, rows);
    if (source && row)
        CHECK_REPORT(c, DIAG_V063, row->pos, source->name, row->name);
    if (!source && !row)
        CHECK_REPORT(c, DIAG_V064, n->pos, n->name, names_element(c, rows[0]), attr_name(c, file));
    if (named && !source)
        CHECK_REPORT(c, DIAG_V065, named->name_pos, named->name, attr_name(c, file));
}

/* 列名 is a column's head in a file. */
static void check_names(struct check *c, const struct node *n)
{
    for (const struct node *k = n->first; k; k = k->next) {
        const struct attr *name = table_given(k, ATTR_COLUMN_NAME);
        if (name)
            CHECK_REPORT(c, DIAG_V065, name->name_pos, name->name, attr_name(c, ATTR_TABLE_SOURCE));
    }
}

void check_table(struct check *c, const struct node *n, int nest)
{
    static const enum element_id rows[] = {EL_ROW, EL_GROUP};
    static const enum element_id columns[] = {EL_COLUMN, EL_COLUMN};
    (void)nest;
    bool sourced = table_given(n, ATTR_TABLE_SOURCE);
    if (sourced || find_row(n, columns)) /* one that has not even columns lacks those first */
        check_source(c, n, ATTR_TABLE_SOURCE, ATTR_TABLE_SHEET, rows);
    if (!sourced)
        check_names(c, n);
}

void check_task_list(struct check *c, const struct node *n, int nest)
{
    static const enum element_id rows[] = {EL_AREA, EL_AREA};
    (void)nest;
    check_source(c, n, ATTR_TASK_LIST_SOURCE, ATTR_TASK_LIST_SHEET, rows);
}

void check_vehicles(struct check *c, const struct node *n, int nest)
{
    static const enum element_id rows[] = {EL_VEHICLE_GROUP, EL_VEHICLE_GROUP};
    (void)nest;
    check_source(c, n, ATTR_VEHICLES_SOURCE, ATTR_VEHICLES_SHEET, rows);
}

/* ---- rows and cells ---- */

/* A head sums nothing. */
void check_row(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    const struct attr *sum = table_given(n, ATTR_ROW_SUM);
    if (sum && n->parent && n->parent->id == EL_HEADER)
        CHECK_REPORT(c, DIAG_V066, sum->name_pos, n->parent->name, sum->name);
}

/* Notes on a table stand below it. */
void check_footnote(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    const struct node *up = n->parent;
    while (up && up->id != EL_CELL)
        up = up->parent;
    if (up)
        CHECK_REPORT(c, DIAG_V068, n->pos, n->name, names_element(c, EL_TABLE_NOTE));
}

void check_table_note(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    check_label(c, n, U"注");
}

/* Measures are numbered by the compiler. */
void check_measure(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    check_number(c, space_element_text(c->arena, n));
}
