/*
 * What was printed, by the lists that it was printed by, and what of it is back: households are
 * told by their key. Everything is sorted by it, so that a list of any size takes a walk or two.
 */
#include "desk/collect.h"

#include <stdlib.h>
#include <string.h>

#include "sheet/sheet.h"

enum { MOST_TOLD = 1000 };

struct household {
    const char *key, *village, *who;
    size_t back; /* forms that came */
};
struct filled {
    const char *key;
    size_t form;
};
struct village {
    const char *name;
    size_t printed, back;
};

struct counting {
    struct collected *collected;
    struct arena *arena;
    VEC(struct household) printed;
    VEC(struct filled) filled;
    VEC(struct village) villages;
    VEC(const char *) lists;
};

/* ---- lists ---- */

static const char *cell_text(struct arena *a, const struct sheet_row *row, size_t column)
{
    struct sheet_cell cell =
        column == SHEET_NONE ? (struct sheet_cell){"", 0} : sheet_row_cell(row, column);
    return arena_strndup(a, cell.utf8, cell.n);
}

/* Whether the row was refused then: the numbers are in order. */
static bool is_next(const char **numbers, uint32_t number)
{
    enum { DECIMAL = 10 };
    char *end;
    while (**numbers && strtoul(*numbers, &end, DECIMAL) < number)
        *numbers = *end ? end + 1 : end;
    return **numbers && strtoul(*numbers, &end, DECIMAL) == number;
}

static bool add_rows(struct counting *c, struct sheet_table *list, const char *refused)
{
    enum { KEY, VILLAGE, WHO, WANTED };
    const struct sheet_wanted wanted[WANTED] = {
        [KEY] = {.head = c->collected->key, .required = true},
        [VILLAGE] = {.head = "村"},
        [WHO] = {.head = "户主"}};
    size_t columns[WANTED];
    struct diags *d = c->collected->errand->diags;
    list->takes_some = true;
    if (!sheet_bind_list(list, wanted, WANTED, "户", columns, d))
        return false;
    struct arena *a = arena_new();
    struct arena_mark empty = arena_mark(a);
    for (size_t i = 0; i < list->n_rows; i++) {
        struct sheet_row row = sheet_row(list, a, i);
        const char *key = cell_text(c->arena, &row, columns[KEY]);
        if (*key && !is_next(&refused, row.number))
            VEC_PUSH(c->arena, &c->printed,
                     ((struct household){key, cell_text(c->arena, &row, columns[VILLAGE]),
                                         cell_text(c->arena, &row, columns[WHO]), 0}));
        arena_reset(a, empty);
    }
    arena_drop(a);
    return true;
}

/* LIST, the sheet and the rows that were refused, parted. */
static bool add_list(struct counting *c, const char *printed)
{
    struct arena *a = c->arena;
    const char *sheet = strchr(printed, '\x1f'), *rows = sheet ? strchr(sheet + 1, '\x1f') : NULL;
    if (!rows)
        return true;
    const char *path = arena_strndup(a, printed, (size_t)(sheet - printed));
    const char *name = arena_strndup(a, sheet + 1, (size_t)(rows - sheet - 1));
    struct sheet_choice choice = {.sheet = text_from_utf8(a, name, (struct pos){0})};
    struct sheet_table *list = sheet_read_list(a, path, &choice, c->collected->errand->diags);
    bool ok = list && add_rows(c, list, rows + 1);
    VEC_PUSH(a, &c->lists, path);
    sheet_drop(list);
    return ok;
}

/* ---- by key ---- */

static int by_key(const void *x, const void *y)
{
    return strcmp(((const struct household *)x)->key, ((const struct household *)y)->key);
}

static int by_filled_key(const void *x, const void *y)
{
    const struct filled *a = x, *b = y;
    int order = strcmp(a->key, b->key);
    return order ? order : (a->form > b->form) - (a->form < b->form);
}

/* A household that two lists have was printed once. */
static void sort_printed(struct counting *c)
{
    size_t n = 0;
    if (c->printed.n)
        qsort(c->printed.v, c->printed.n, sizeof *c->printed.v, by_key);
    for (size_t i = 0; i < c->printed.n; i++)
        if (!n || strcmp(c->printed.v[n - 1].key, c->printed.v[i].key) != 0)
            c->printed.v[n++] = c->printed.v[i];
    c->printed.n = n;
}

static void sort_filled(struct counting *c)
{
    const struct read_list *l = c->collected->list;
    for (size_t i = 0; i < read_list_forms(l); i++) {
        const char *key = read_list_form(l, i).key;
        if (key)
            VEC_PUSH(c->arena, &c->filled, ((struct filled){key, i}));
    }
    if (c->filled.n)
        qsort(c->filled.v, c->filled.n, sizeof *c->filled.v, by_filled_key);
}

static struct village *village_of(struct counting *c, const char *name)
{
    for (size_t i = 0; i < c->villages.n; i++)
        if (strcmp(c->villages.v[i].name, name) == 0)
            return &c->villages.v[i];
    VEC_PUSH(c->arena, &c->villages, ((struct village){name, 0, 0}));
    return &c->villages.v[c->villages.n - 1];
}

/* ---- told ---- */

static void add_numbers(struct buf *b, const struct filled *from, size_t n)
{
    buf_char(b, '[');
    for (size_t i = 0; i < n; i++)
        buf_printf(b, "%s%zu", i ? "," : "", from[i].form);
    buf_char(b, ']');
}

/* Keys on several forms, and forms whose key was not printed. */
static void tell_filled(struct counting *c, struct buf *b)
{
    struct buf unknown = {0};
    size_t n;
    buf_str(b, "\"twice\":[");
    const char *comma = "";
    for (size_t i = 0; i < c->filled.n; i += n) {
        const struct filled *f = &c->filled.v[i];
        for (n = 1; i + n < c->filled.n && strcmp(f[n].key, f->key) == 0;)
            n++;
        struct household *h = c->printed.n
                                  ? bsearch(&(struct household){.key = f->key}, c->printed.v,
                                            c->printed.n, sizeof *c->printed.v, by_key)
                                  : NULL;
        if (h)
            h->back = n;
        for (size_t k = 0; !h && k < n; k++)
            buf_printf(&unknown, "%s%zu", unknown.n ? "," : "", f[k].form);
        if (n < 2)
            continue;
        buf_printf(b, "%s{", comma);
        worker_add_text(b, "key", f->key);
        buf_str(b, ",\"forms\":");
        add_numbers(b, f, n);
        buf_char(b, '}');
        comma = ",";
    }
    buf_printf(b, "],\"unknown\":[%s],", unknown.n && c->lists.n ? unknown.p : "");
    buf_drop(&unknown);
}

static void tell_printed(struct counting *c, struct buf *b)
{
    size_t back = 0, missing = 0;
    buf_str(b, "\"printed\":{");
    errand_add_texts(b, "lists", c->lists.v, c->lists.n);
    buf_str(b, ",\"missing\":[");
    for (size_t i = 0; i < c->printed.n; i++) {
        const struct household *h = &c->printed.v[i];
        struct village *v = village_of(c, h->village);
        v->printed++;
        v->back += h->back > 0;
        back += h->back > 0;
        missing += !h->back;
        if (h->back || missing > MOST_TOLD)
            continue;
        const char *const cells[][2] = {{"key", h->key}, {"village", h->village}, {"who", h->who}};
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
            buf_str(b, k ? "," : missing > 1 ? ",{" : "{");
            worker_add_text(b, cells[k][0], cells[k][1]);
        }
        buf_char(b, '}');
    }
    buf_printf(b, "],\"all\":%zu,\"back\":%zu,\"villages\":[", c->printed.n, back);
    for (size_t i = 0; i < c->villages.n; i++) {
        buf_str(b, i ? ",{" : "{");
        worker_add_text(b, "village", c->villages.v[i].name);
        buf_printf(b, ",\"printed\":%zu,\"back\":%zu}", c->villages.v[i].printed,
                   c->villages.v[i].back);
    }
    buf_str(b, "]},");
}

bool collect_count(struct collected *c)
{
    struct counting counting = {.collected = c, .arena = c->arena};
    struct buf *b = &c->errand->worker->json;
    const char *printed;
    bool ok = true;
    for (size_t i = 0; (printed = errand_value_at(c->errand, "printed", i)); i++)
        ok = add_list(&counting, printed) && ok;
    sort_printed(&counting);
    sort_filled(&counting);
    tell_filled(&counting, b);
    tell_printed(&counting, b);
    return ok;
}
