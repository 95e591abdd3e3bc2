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
    struct buf value, text; /* of <v>; of <is> */
    struct sheet_number number;
    const struct format *general;
    bool no_zeros;          /* of the sheet */
    bool has_formula, rich; /* rich: the value stands for something richer, as a picture */
    bool hidden_row;
    bool struck, run_struck; /* some text of the cell at hand is struck out; so is the run's */
    bool faulted;            /* the cell has a fault already */
    bool told, enough;       /* enough: no further rows are looked at */
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
    c->faulted = true;
}

/* ---- values by type ---- */

static const struct format *format_of(const struct cells *c)
{
    const struct styles *styles = c->source->styles;
    return c->style < styles->formats.n ? styles->formats.v[c->style] : c->general;
}

/* What WPS keeps in place of a picture in a cell. */
static bool is_picture(const char *utf8, size_t n)
{
    static const char *const begins[] = {"=DISPIMG(", "=_xlfn.DISPIMG("};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (n > strlen(begins[i]) && memcmp(utf8, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

static bool add_words(struct cells *c, const char *utf8, size_t n)
{
    if (is_picture(utf8, n)) {
        fault(c, CELL_PICTURE);
        return true;
    }
    buf_clear(&c->number.shown);
    if (n && format_show_text(format_of(c), utf8, n, &c->number.shown))
        return add(c, c->number.shown.p, c->number.shown.n);
    if (!add(c, utf8, n))
        return false;
    if (sheet_is_error(utf8, n))
        fault(c, CELL_ERROR);
    return true;
}

static bool add_unescaped(struct cells *c, struct buf *text)
{
    sheet_part_unescape(text, 0);
    return add_words(c, text->p, text->n);
}

static bool add_shared(struct cells *c)
{
    uint32_t index;
    const char *utf8;
    size_t n;
    bool struck;
    if (!number_parse(c->value.p, c->value.n, UINT32_MAX, &index) ||
        !sheet_string(c->source->strings, index, &utf8, &n, &struck))
        return damaged(c);
    c->struck = c->struck || struck;
    return add_words(c, utf8, n);
}

static bool add_string(struct cells *c)
{
    return add_unescaped(c, &c->value);
}

static bool add_boolean(struct cells *c)
{
    bool yes = c->value.n == 1 && c->value.p[0] == '1';
    const char *shown = yes ? "是" : "否";
    return add(c, shown, strlen(shown));
}

/* An error that has more to show than itself is what older programs see of a picture. */
static bool add_error(struct cells *c)
{
    if (c->rich) {
        fault(c, CELL_PICTURE);
        return true;
    }
    if (!add(c, c->value.p, c->value.n))
        return false;
    fault(c, CELL_ERROR);
    return true;
}

/* 2026-09-19T08:30:00, which few programs write; what is zero at its end says nothing. */
static bool add_iso_date(struct cells *c)
{
    static const struct {
        const char *end;
        size_t least; /* of the time, with the blank before it */
    } nothing[] = {{"Z", 0}, {".000", 0}, {":00", sizeof " 08:30:00" - 1}, {" 00:00", 0}};
    char *t = memchr(c->value.p, 'T', c->value.n);
    size_t n = c->value.n;
    if (!t)
        return add(c, c->value.p, n);
    *t = ' ';
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        size_t size = strlen(nothing[i].end), time = n - (size_t)(t - c->value.p);
        if (n > size && time >= nothing[i].least &&
            memcmp(c->value.p + n - size, nothing[i].end, size) == 0)
            n -= size;
    }
    return add(c, c->value.p, n);
}

/* A sheet may be told to show nothing of zeros. */
static bool hides_zero(const struct cells *c)
{
    const char *p = c->value.p;
    return c->no_zeros && strspn(p, "0.") == c->value.n;
}

static bool add_number(struct cells *c)
{
    const struct format *f = format_of(c);
    struct sheet_number *n = &c->number;
    if (!sheet_number_show(c->value.p, c->value.n, f, c->source->since_1904, n))
        return damaged(c);
    if (hides_zero(c))
        return true;
    if (!add(c, n->shown.p, n->shown.n))
        return false;
    if (n->exact.n && n->shown.n)
        sheet_grid_exact(c->grid, &n->exact, c->style);
    if (n->lost)
        fault(c, CELL_DIGITS_LOST);
    return true;
}

static const struct {
    const char *type;
    bool (*add)(struct cells *c);
} types[] = {
    {"s", add_shared},  {"", add_number}, {"n", add_number},   {"str", add_string},
    {"b", add_boolean}, {"e", add_error}, {"d", add_iso_date},
};

static bool add_value(struct cells *c)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].type, c->type) == 0)
            return types[i].add(c);
    return damaged(c);
}

/* ---- what is struck out ---- */

static bool has_struck_font(const struct cells *c)
{
    const struct styles *styles = c->source->styles;
    return c->style < styles->struck.n && styles->struck.v[c->style];
}

static bool start_run(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct cells *c = context;
    (void)attrs, (void)n;
    c->run_struck = false;
    return true;
}

static bool strike_run(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct cells *c = context;
    c->run_struck = sheet_part_attr_on(attrs, n);
    c->struck = c->struck || c->run_struck;
    return true;
}

static bool end_run(void *context)
{
    struct cells *c = context;
    c->run_struck = false;
    return true;
}

/* ---- cells ---- */

/* An inline string has its own element and no other; a formula whose result is a text may have an
 * empty one, any other has none until a program reckons it. */
static bool add_content(struct cells *c)
{
    bool text = strcmp(c->type, "str") == 0;
    if (strcmp(c->type, "inlineStr") == 0 || (!c->value.n && c->text.n))
        return add_unescaped(c, &c->text);
    if (!c->value.n) {
        if (c->has_formula && !text)
            fault(c, CELL_NO_RESULT);
        return true;
    }
    bool uncomputed = c->has_formula && c->source->uncomputed;
    if (!add_value(c))
        return false;
    if (uncomputed)
        fault(c, CELL_OLD_RESULT);
    return true;
}

static bool end_cell(void *context)
{
    struct cells *c = context;
    bool empty = !c->value.n && !c->text.n && !c->struck, unstruck = c->source->unstruck;
    if (!empty && unstruck && has_struck_font(c)) {
        fault(c, CELL_UNSTRUCK);
        return true;
    }
    c->struck = c->struck || (!empty && has_struck_font(c));
    if (!add_content(c))
        return false;
    if (c->struck && !c->faulted)
        fault(c, unstruck ? CELL_UNSTRUCK : CELL_STRUCK);
    return true;
}

/* ---- places ---- */

static bool is_letter(char c)
{
    return (c | ' ') >= 'a' && (c | ' ') <= 'z';
}

/* "C5": column and row from 0; returns what follows, or NULL when it is no place. */
static const char *read_place(const char *p, const char *end, uint32_t *row, uint32_t *column)
{
    uint32_t letters = 0, digits = 0;
    for (; p < end && is_letter(*p) && letters <= FILE_COLUMNS; p++)
        letters = letters * LETTERS + (uint32_t)((*p & ~' ') - 'A') + 1;
    for (; p < end && *p >= '0' && *p <= '9' && digits <= FILE_ROWS; p++)
        digits = digits * 10 + (uint32_t)(*p - '0');
    if (!letters || letters > FILE_COLUMNS || !digits || digits > FILE_ROWS)
        return NULL;
    *row = digits - 1;
    *column = letters - 1;
    return p;
}

/* Rows and cells that say no place follow the one before. They must come in order; a row may come
 * in several parts. */
static bool start_row(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct cells *c = context;
    uint32_t row = c->row + 2, before = c->row + 1;
    struct xml_scan_attr place = sheet_part_attr(attrs, n, "r");
    if ((place.value && !number_parse(place.value, place.n, FILE_ROWS, &row)) || !row ||
        row < before || row > FILE_ROWS)
        return damaged(c);
    if (row > before)
        c->column = UINT32_MAX;
    c->row = row - 1;
    c->hidden_row = !c->source->hidden && (sheet_part_attr_true(attrs, n, "hidden") ||
                                           sheet_part_attr_is(attrs, n, "ht", "0"));
    c->enough = c->source->most_rows && row > c->source->most_rows;
    c->told = c->enough;
    return !c->enough;
}

static bool end_row(void *context)
{
    struct cells *c = context;
    if (c->hidden_row)
        sheet_grid_hide_row(c->grid, c->row);
    return true;
}

/* <col min max>: columns from 1 that have one look. */
static bool take_columns(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct cells *c = context;
    uint32_t first, last;
    if (sheet_part_attr_true(attrs, n, "hidden") &&
        sheet_part_attr_number(attrs, n, "min", FILE_COLUMNS, &first) &&
        sheet_part_attr_number(attrs, n, "max", FILE_COLUMNS, &last))
        for (; first && first <= last; first++)
            sheet_grid_hide_column(c->grid, first - 1);
    return true;
}

/* The attributes of a cell that count, in one pass: there are very many cells. */
struct cell_attrs {
    struct xml_scan_attr place, type, style, rich;
};

static struct cell_attrs sort_attrs(const struct xml_scan_attr attrs[], size_t n)
{
    struct cell_attrs sorted = {{0}, {0}, {0}, {0}};
    for (size_t i = 0; i < n; i++) {
        const char *name = attrs[i].name;
        if (strcmp(name, "vm") == 0)
            sorted.rich = attrs[i];
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

static bool start_cell(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct cells *c = context;
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
    buf_clear(&c->text);
    c->has_formula = c->struck = c->run_struck = c->faulted = false;
    c->rich = a.rich.value != NULL;
    return true;
}

/* A cell outside of rows. */
static bool refuse_cell(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    (void)attrs, (void)n;
    return damaged(context);
}

static bool take_merge(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct cells *c = context;
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

/* ---- elements ---- */

static bool start_view(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct cells *c = context;
    c->no_zeros = sheet_part_attr_is(attrs, n, "showZeros", "0") ||
                  sheet_part_attr_is(attrs, n, "showZeros", "false");
    return true;
}

static bool start_formula(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct cells *c = context;
    (void)attrs, (void)n;
    c->has_formula = true;
    return true;
}

static bool take_value(void *context, const char *utf8, size_t n)
{
    struct cells *c = context;
    buf_add(&c->value, utf8, n);
    return true;
}

static bool take_text(void *context, const char *utf8, size_t n)
{
    struct cells *c = context;
    if (!c->run_struck || !c->source->unstruck)
        buf_add(&c->text, utf8, n);
    return true;
}

enum {
    SHEET,
    SHEET_VIEWS,
    SHEET_VIEW,
    SHEET_DATA,
    SHEET_ROW,
    SHEET_STRAY,
    SHEET_CELL,
    SHEET_VALUE,
    SHEET_FORMULA,
    SHEET_STRING,
    SHEET_STRING_TEXT,
    SHEET_RUN,
    SHEET_RUN_LOOK,
    SHEET_RUN_STRIKE,
    SHEET_RUN_TEXT,
    SHEET_COLUMNS,
    SHEET_COLUMN,
    SHEET_MERGES,
    SHEET_MERGE,
    SHEET_STEPS
};

static const struct part_step sheet_steps[SHEET_STEPS] = {
    [SHEET] = {"worksheet", PART_ROOT, NULL, NULL, NULL},
    [SHEET_VIEWS] = {"sheetViews", SHEET, NULL, NULL, NULL},
    [SHEET_VIEW] = {"sheetView", SHEET_VIEWS, start_view, NULL, NULL},
    [SHEET_DATA] = {"sheetData", SHEET, NULL, NULL, NULL},
    [SHEET_ROW] = {"row", SHEET_DATA, start_row, end_row, NULL},
    [SHEET_STRAY] = {"c", SHEET_DATA, refuse_cell, NULL, NULL},
    [SHEET_CELL] = {"c", SHEET_ROW, start_cell, end_cell, NULL},
    [SHEET_VALUE] = {"v", SHEET_CELL, NULL, NULL, take_value},
    [SHEET_FORMULA] = {"f", SHEET_CELL, start_formula, NULL, NULL},
    [SHEET_STRING] = {"is", SHEET_CELL, NULL, NULL, NULL},
    [SHEET_STRING_TEXT] = {"t", SHEET_STRING, NULL, NULL, take_text},
    [SHEET_RUN] = {"r", SHEET_STRING, start_run, end_run, NULL},
    [SHEET_RUN_LOOK] = {"rPr", SHEET_RUN, NULL, NULL, NULL},
    [SHEET_RUN_STRIKE] = {"strike", SHEET_RUN_LOOK, strike_run, NULL, NULL},
    [SHEET_RUN_TEXT] = {"t", SHEET_RUN, NULL, NULL, take_text},
    [SHEET_COLUMNS] = {"cols", SHEET, NULL, NULL, NULL},
    [SHEET_COLUMN] = {"col", SHEET_COLUMNS, take_columns, NULL, NULL},
    [SHEET_MERGES] = {"mergeCells", SHEET, NULL, NULL, NULL},
    [SHEET_MERGE] = {"mergeCell", SHEET_MERGES, take_merge, NULL, NULL},
};

bool sheet_worksheet_cells(const struct worksheet_source *source, struct sheet_grid *g)
{
    static const struct part_steps steps = {sheet_steps, SHEET_STEPS};
    struct cells c = {.source = source, .grid = g, .row = UINT32_MAX, .column = UINT32_MAX};
    c.general = sheet_built_in(g->reader->arena, 0);
    buf_str(&c.value, "");
    buf_str(&c.text, "");
    bool ok = sheet_part_walk(source->archive, source->part, &steps, &c, &c.told) || c.enough;
    buf_drop(&c.value);
    buf_drop(&c.text);
    buf_drop(&c.number.shown);
    buf_drop(&c.number.exact);
    return ok;
}
