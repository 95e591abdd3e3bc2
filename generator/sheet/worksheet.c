/*
 * The cells of a worksheet, as the XML tells them, into a grid: a value by its cell's type, a
 * number by its cell's format, and what is wrong with single cells.
 */
#include <string.h>

#include "sheet/diag.def"
#include "sheet/sheet_int.h"
#include "value/number.h"

enum { FILE_ROWS = 1048576, FILE_COLUMNS = 16384, TYPE_SIZE = 12, LETTERS = 26 };

struct cells {
    const struct worksheet_source *source;
    struct sheet_grid *grid;
    uint32_t row, column; /* of the cell at hand; before the first: UINT32_MAX */
    char type[TYPE_SIZE];
    uint32_t style;
    struct buf value, shown;
    bool has_value, has_formula;
    bool in_value, in_phonetic;
    bool told;
};

/* ---- findings ---- */

static bool damaged(struct cells *c)
{
    char name[CELL_NAME_SIZE];
    struct reader *r = c->grid->reader;
    sheet_cell_place(name, c->column == UINT32_MAX ? 0 : c->column, (long)c->row + 1);
    c->told = true;
    return sheet_fail(r, DIAG_K008, arena_printf(r->scratch, "%s %s", c->source->part, name));
}

static bool add(struct cells *c, const char *utf8, size_t n)
{
    c->told = !sheet_grid_add(c->grid, c->row, c->column, utf8, n);
    return !c->told;
}

static void fault(struct cells *c, enum cell_fault fault)
{
    sheet_grid_fault(c->grid, c->row, c->column, fault);
}

/* ---- values by type ---- */

static bool add_shared(struct cells *c)
{
    uint32_t index;
    const char *utf8;
    size_t n;
    if (!number_parse(c->value.p, c->value.n, UINT32_MAX, &index) ||
        !sheet_string(c->source->strings, index, &utf8, &n))
        return damaged(c);
    return add(c, utf8, n);
}

static bool add_string(struct cells *c)
{
    sheet_part_unescape(&c->value, 0);
    return add(c, c->value.p, c->value.n);
}

static bool add_boolean(struct cells *c)
{
    bool yes = c->value.n == 1 && c->value.p[0] == '1';
    const char *shown = yes ? "是" : "否";
    return add(c, shown, strlen(shown));
}

static bool add_error(struct cells *c)
{
    if (!add(c, c->value.p, c->value.n))
        return false;
    fault(c, CELL_ERROR);
    return true;
}

/* 2026-09-19T08:30:00, which few programs write. */
static bool add_iso_date(struct cells *c)
{
    static const char midnight[] = "T00:00:00";
    enum { SECONDS_AT = 16 };
    char *t = memchr(c->value.p, 'T', c->value.n);
    size_t n = c->value.n;
    if (t && strncmp(t, midnight, sizeof midnight - 1) == 0)
        n = (size_t)(t - c->value.p);
    else if (t)
        n = n < SECONDS_AT ? n : SECONDS_AT;
    if (t)
        *t = ' ';
    return add(c, c->value.p, n);
}

static bool add_number(struct cells *c)
{
    static const struct sheet_format general = {.kind = NUMBER_GENERAL};
    const struct styles *styles = c->source->styles;
    const struct sheet_format *f =
        c->style < styles->formats.n ? &styles->formats.v[c->style] : &general;
    bool lost = false;
    buf_clear(&c->shown);
    if (!sheet_number_show(c->value.p, c->value.n, f, c->source->since_1904, &c->shown, &lost))
        return damaged(c);
    if (!add(c, c->shown.p, c->shown.n))
        return false;
    if (lost)
        fault(c, CELL_DIGITS_LOST);
    return true;
}

static const struct {
    const char *type;
    bool (*add)(struct cells *c);
} types[] = {
    {"s", add_shared},  {"", add_number}, {"n", add_number},   {"str", add_string},
    {"b", add_boolean}, {"e", add_error}, {"d", add_iso_date}, {"inlineStr", add_string},
};

static bool end_cell(struct cells *c)
{
    if (c->has_formula && !c->has_value) {
        fault(c, CELL_NO_RESULT);
        return true;
    }
    if (!c->has_value || !c->value.n)
        return true;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].type, c->type) == 0)
            return types[i].add(c);
    return damaged(c);
}

/* ---- places ---- */

/* "C5": column and row from 0; returns what follows, or NULL when it is no place. */
static const char *read_place(const char *p, const char *end, uint32_t *row, uint32_t *column)
{
    uint32_t letters = 0, digits = 0;
    for (; p < end && *p >= 'A' && *p <= 'Z' && letters <= FILE_COLUMNS; p++)
        letters = letters * LETTERS + (uint32_t)(*p - 'A') + 1;
    for (; p < end && *p >= '0' && *p <= '9' && digits <= FILE_ROWS; p++)
        digits = digits * 10 + (uint32_t)(*p - '0');
    if (!letters || letters > FILE_COLUMNS || !digits || digits > FILE_ROWS)
        return NULL;
    *row = digits - 1;
    *column = letters - 1;
    return p;
}

/* Rows and cells that say no place follow the one before. They must come in order. */
static bool start_row(struct cells *c, const struct xml_scan_attr attrs[], size_t n)
{
    uint32_t row = c->row + 2, before = c->row + 1;
    struct xml_scan_attr place = sheet_part_attr(attrs, n, "r");
    c->column = UINT32_MAX;
    if ((place.value && !number_parse(place.value, place.n, FILE_ROWS, &row)) || row <= before ||
        row > FILE_ROWS)
        return damaged(c);
    c->row = row - 1;
    return true;
}

/* The attributes of a cell that count, in one pass: there are very many cells. */
struct cell_attrs {
    struct xml_scan_attr place, type, style;
};

static struct cell_attrs sort_attrs(const struct xml_scan_attr attrs[], size_t n)
{
    struct cell_attrs sorted = {{0}, {0}, {0}};
    for (size_t i = 0; i < n; i++) {
        const char *name = attrs[i].name;
        if (name[1])
            continue;
        if (*name == 'r')
            sorted.place = attrs[i];
        else if (*name == 't')
            sorted.type = attrs[i];
        else if (*name == 's')
            sorted.style = attrs[i];
    }
    return sorted;
}

static bool start_cell(struct cells *c, const struct xml_scan_attr attrs[], size_t n)
{
    struct cell_attrs a = sort_attrs(attrs, n);
    uint32_t row = c->row, column = c->column + 1, before = c->column + 1;
    const char *end = a.place.value ? a.place.value + a.place.n : NULL;
    if (end && read_place(a.place.value, end, &row, &column) != end)
        return damaged(c);
    if (row != c->row || column < before || column >= FILE_COLUMNS || a.type.n >= TYPE_SIZE)
        return damaged(c);
    c->column = column;
    c->style = 0;
    number_parse(a.style.value, a.style.n, UINT32_MAX, &c->style);
    if (a.type.n)
        memcpy(c->type, a.type.value, a.type.n);
    c->type[a.type.n] = '\0';
    buf_clear(&c->value);
    c->has_value = c->has_formula = false;
    return true;
}

static bool take_merge(struct cells *c, const struct xml_scan_attr attrs[], size_t n)
{
    struct xml_scan_attr ref = sheet_part_attr(attrs, n, "ref");
    const char *end = ref.value ? ref.value + ref.n : NULL;
    struct grid_merge m;
    const char *p = end ? read_place(ref.value, end, &m.row, &m.column) : NULL;
    if (!p || p == end || *p != ':' || read_place(p + 1, end, &m.last_row, &m.last_column) != end)
        return true;
    if (c->grid->merges.n == c->grid->reader->limits->merges) {
        c->told = true;
        return sheet_too_many(c->grid->reader);
    }
    if (m.last_column < m.column)
        return true;
    if (m.last_row > m.row || m.last_column > m.column)
        VEC_PUSH(c->grid->reader->scratch, &c->grid->merges, m);
    return true;
}

/* ---- events ---- */

static bool start_value(struct cells *c, const struct xml_scan_attr attrs[], size_t n)
{
    (void)attrs, (void)n;
    c->in_value = !c->in_phonetic;
    c->has_value = true;
    return true;
}

static bool start_formula(struct cells *c, const struct xml_scan_attr attrs[], size_t n)
{
    (void)attrs, (void)n;
    c->has_formula = true;
    return true;
}

static bool start_phonetic(struct cells *c, const struct xml_scan_attr attrs[], size_t n)
{
    (void)attrs, (void)n;
    c->in_phonetic = true;
    return true;
}

static const struct {
    const char *element;
    bool (*start)(struct cells *c, const struct xml_scan_attr attrs[], size_t n);
} starts[] = {
    {"c", start_cell},  {"v", start_value},      {"row", start_row},        {"f", start_formula},
    {"t", start_value}, {"rPh", start_phonetic}, {"mergeCell", take_merge},
};

static bool on_start(void *context, const char *name, const struct xml_scan_attr attrs[], size_t n)
{
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (*starts[i].element == *name && strcmp(starts[i].element, name) == 0)
            return starts[i].start(context, attrs, n);
    return true;
}

static bool on_text(void *context, const char *utf8, size_t n)
{
    struct cells *c = context;
    if (c->in_value)
        buf_add(&c->value, utf8, n);
    return true;
}

static bool on_end(void *context, const char *name)
{
    struct cells *c = context;
    if (strcmp(name, "c") == 0)
        return end_cell(c);
    if (strcmp(name, "rPh") == 0)
        c->in_phonetic = false;
    c->in_value = false;
    return true;
}

bool sheet_worksheet_cells(const struct worksheet_source *source, struct sheet_grid *g)
{
    struct cells c = {.source = source, .grid = g, .row = UINT32_MAX, .column = UINT32_MAX};
    struct xml_events events = {&c, on_start, on_text, on_end};
    buf_str(&c.value, "");
    bool ok = sheet_part_scan(source->archive, source->part, &events, &c.told);
    buf_drop(&c.value);
    buf_drop(&c.shown);
    return ok;
}
