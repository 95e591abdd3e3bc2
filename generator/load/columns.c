/* The sheets and columns of records.def, as they are read and as they are written to fill in. */
#include <string.h>

#include "load/load_int.h"

#define NEED_REQUIRED true
#define NEED_OPTIONAL false
#define LIST(...)     ((const char *const[]){__VA_ARGS__, NULL})

const struct load_column_row load_columns[LOAD_COLUMNS] = {
#define RECORD_COLUMN(sheet, id, field, head, width, need, choices, example, hint)                 \
    {LOAD_##sheet, FIELD_##field, {head, width, NEED_##need, choices, NULL, example, hint}},
#include "model/records.def"
};

static const struct {
    const char *kind, *name;
} sheets[LOAD_SHEETS] = {
#define RECORD_SHEET(id, kind, name) {kind, name},
#include "model/records.def"
};

const char *load_sheet_name(enum load_sheet sheet)
{
    return sheets[sheet].name;
}

/* The words of an enumerated field, or NULL. */
static const char *const *choices_of(struct arena *a, enum field_id field)
{
    enum { MOST = 8 };
    const struct record_value *first = field == FIELD_NONE ? NULL : record_values_of(field);
    if (!first || !first->word)
        return NULL;
    const char **words = ARENA_ARRAY(a, const char *, MOST);
    size_t n = 0;
    for (const struct record_value *v = first;
         v->word && n + 1 < MOST && strcmp(v->type, first->type) == 0; v++)
        words[n++] = v->word;
    words[n] = NULL;
    return words;
}

struct sheet_template load_template(struct arena *a, enum load_sheet sheet)
{
    struct sheet_template_column *columns =
        ARENA_ARRAY(a, struct sheet_template_column, LOAD_COLUMNS);
    size_t n = 0;
    for (const struct load_column_row *c = load_columns; c < load_columns + LOAD_COLUMNS; c++) {
        if (c->sheet != sheet)
            continue;
        columns[n] = c->template;
        if (!columns[n].choices)
            columns[n].choices = choices_of(a, c->field);
        n++;
    }
    return (struct sheet_template){sheets[sheet].name, columns, n};
}

size_t load_workbook(struct arena *a, const char *kind, struct sheet_template out[LOAD_SHEETS])
{
    size_t n = 0;
    for (int i = 0; i < LOAD_SHEETS; i++)
        if (strcmp(sheets[i].kind, kind) == 0)
            out[n++] = load_template(a, (enum load_sheet)i);
    return n;
}

const char *load_kinds(struct arena *a)
{
    const char *kinds = sheets[0].kind;
    for (int i = 1; i < LOAD_SHEETS; i++)
        if (strcmp(sheets[i].kind, sheets[i - 1].kind) != 0)
            kinds = arena_printf(a, "%s %s", kinds, sheets[i].kind);
    return kinds;
}
