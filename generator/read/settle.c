/*
 * The list one by one, for programs that show it; and what people said of its doubts, which goes
 * into the list that they were asked about.
 */
#include <string.h>

#include "base/file.h"
#include "read/read_int.h"

/* ---- what is in it ---- */

size_t read_list_forms(const struct read_list *l)
{
    return l->rows.n;
}

size_t read_list_questions(const struct read_list *l)
{
    return l->columns.n;
}

struct read_form read_list_form(const struct read_list *l, size_t form)
{
    const struct read_row *row = &l->rows.v[form];
    return (struct read_form){row->file, row->owner, read_key_value(l, row)};
}

struct read_question read_list_question(const struct read_list *l, size_t question)
{
    return (struct read_question){l->columns.v[question].name, read_head(l, question)};
}

const char *read_list_entry(const struct read_list *l, size_t form, size_t question)
{
    return read_cell(&l->rows.v[form], question);
}

size_t read_list_queries(const struct read_list *l)
{
    return l->doubts.n;
}

struct read_query read_list_query(const struct read_list *l, size_t i, enum diag_lang lang)
{
    const struct read_doubt *d = &l->doubts.v[i];
    return (struct read_query){d->row, d->column, d->value, read_why(d->kind, lang)};
}

/* ---- what people said ---- */

static bool is_about(const struct read_list *l, const struct read_doubt *d,
                     const struct read_settled *s)
{
    const struct read_row *row = &l->rows.v[d->row];
    const char *name = d->column == READ_WHOLE ? "" : l->columns.v[d->column].name;
    return strcmp(d->value, s->seen) == 0 && strcmp(name, s->name) == 0 &&
           strcmp(row->owner ? row->owner : "", s->owner) == 0 &&
           strcmp(file_name(row->file), s->file) == 0;
}

static void put_entry(struct read_list *l, struct read_row *row, size_t column, const char *value)
{
    if (column != READ_WHOLE && column < row->cells.n)
        row->cells.v[column] = arena_strdup(l->arena, value);
}

/* Of an entry that boxes show otherwise there may be two: both are answered. */
bool read_list_settle(struct read_list *l, const struct read_settled *s)
{
    size_t kept = 0, i = 0;
    while (i < l->doubts.n && !is_about(l, &l->doubts.v[i], s))
        i++;
    if (i == l->doubts.n)
        return false;
    const struct read_doubt found = l->doubts.v[i];
    put_entry(l, &l->rows.v[found.row], found.column, s->value);
    for (i = 0; i < l->doubts.n; i++)
        if (l->doubts.v[i].row != found.row || l->doubts.v[i].column != found.column)
            l->doubts.v[kept++] = l->doubts.v[i];
    l->doubts.n = kept;
    return true;
}
