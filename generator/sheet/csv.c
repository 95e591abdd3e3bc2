/*
 * CSV → cells, by libcsv. Rows count as Excel shows them: a line break in quotes does not begin a
 * row, an empty line is one. The delimiter is the one that most of the first lines have, or that
 * a line sep=; before them names.
 */
#include <csv.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "sheet/diag.def"
#include "sheet/sheet_int.h"

/* ---- fields ---- */

enum { LINES_LOOKED_AT = 10 };

static const char delimiters[] = ",;\t|";
/* What is chosen in a cell is parted by it, too: it is a delimiter when it parts the first line. */
enum { BAR = sizeof delimiters - 2 };

struct tally {
    size_t lines, count;
};

/* How often each delimiter stands outside of quotes in the line; returns its end. */
static const char *count_line(const char *p, size_t counts[])
{
    bool quoted = false;
    for (; *p && (quoted || *p != '\n'); p++) {
        const char *found = strchr(delimiters, *p);
        quoted = quoted != (*p == '"');
        if (found && !quoted)
            counts[found - delimiters]++;
    }
    return p;
}

static unsigned char find_delimiter(const char *p)
{
    struct tally tallies[sizeof delimiters - 1] = {{0}};
    bool barred = false;
    for (int line = 0; line < LINES_LOOKED_AT && *p; line++) {
        size_t counts[sizeof delimiters - 1] = {0};
        p = count_line(p, counts);
        p += *p == '\n';
        barred = barred || (line == 0 && counts[BAR] > 0);
        for (size_t i = 0; i < sizeof delimiters - 1 - !barred; i++) {
            tallies[i].lines += counts[i] > 0;
            tallies[i].count += counts[i];
        }
    }
    size_t best = 0;
    for (size_t i = 1; i < sizeof delimiters - 1; i++)
        if (tallies[i].lines > tallies[best].lines ||
            (tallies[i].lines == tallies[best].lines && tallies[i].count > tallies[best].count))
            best = i;
    return (unsigned char)delimiters[best];
}

/* sep=; alone on the first line tells spreadsheets the delimiter, and is no row. Returns its
 * length, the line's end too; 0: there is none. */
static size_t read_separator(const char *p, unsigned char *delimiter)
{
    static const char word[] = "sep=";
    enum { WORD = sizeof word - 1 };
    bool quoted = *p == '"';
    const char *at = p + quoted;
    if (strncasecmp(at, word, WORD) != 0 || !at[WORD] || (unsigned char)at[WORD] > '~')
        return 0;
    const char *end = at + WORD + 1;
    if (quoted && *end++ != '"')
        return 0;
    if (*end != '\n' || strchr("\n\"", at[WORD]))
        return 0;
    *delimiter = (unsigned char)at[WORD];
    return (size_t)(end + 1 - p);
}

/* ---- libcsv's callbacks ---- */

struct csv_reading {
    struct sheet_grid *grid;
    uint32_t row, column;
    size_t n_columns; /* of the rows so far, the most */
    unsigned char delimiter;
    bool failed;
};

/* 1.38E+10: a telephone that was a number when the file was saved. */
static bool is_rounded(const char *field, size_t n)
{
    enum { EXPONENT = 4 /* E+10 */ };
    size_t digits = n > EXPONENT ? n - EXPONENT : 0;
    const char *end = field + digits;
    if (!digits || end[0] != 'E' || end[1] != '+' || !utf8_is_digit((unsigned char)end[2]) ||
        !utf8_is_digit((unsigned char)end[3]))
        return false;
    for (size_t i = 0; i < digits; i++)
        if (!utf8_is_digit((unsigned char)field[i]) && field[i] != '.')
            return false;
    return true;
}

/* What Excel writes of a number in a column that is too narrow for it. */
static bool is_too_narrow(const char *field, size_t n)
{
    enum { LEAST = 4 };
    for (size_t i = 0; i < n; i++)
        if (field[i] != '#')
            return false;
    return n >= LEAST;
}

/* ="0138…" and '1101… are how texts are kept from becoming numbers: the text is what they hold. */
static size_t bare_text(char **field, size_t n)
{
    char *p = *field;
    if (n > 3 && p[0] == '=' && p[1] == '"' && p[n - 1] == '"' && !memchr(p + 2, '"', n - 3)) {
        *field = p + 2;
        return n - 3;
    }
    bool marked = n > 1 && p[0] == '\'' && p[n - 1] != '\'' &&
                  (utf8_is_digit((unsigned char)p[1]) || strchr("+-=@", p[1]));
    *field = p + marked;
    return n - marked;
}

/* A line within quotes has as many delimiters as a row: a quote before it lacks its other half. */
static bool swallows_rows(const struct csv_reading *k, const char *field, size_t n)
{
    enum { LEAST = 3 };
    size_t found = 0;
    if (k->n_columns < LEAST || !memchr(field, '\n', n))
        return false;
    for (size_t i = 0; i < n && found + 1 < k->n_columns; i++)
        found = field[i] == '\n' ? 0 : found + ((unsigned char)field[i] == k->delimiter);
    return found + 1 >= k->n_columns;
}

static bool refuse_torn(const struct csv_reading *k)
{
    struct reader *r = k->grid->reader;
    char name[CELL_NAME_SIZE];
    sheet_cell_place(name, k->column, (long)k->row + 1);
    diag(r->diags, DIAG_K066, r->pos, r->path, name);
    return true;
}

static void take_field(void *bytes, size_t n, void *context)
{
    struct csv_reading *k = context;
    char *field = bytes;
    if (!k->failed && swallows_rows(k, field, n))
        k->failed = refuse_torn(k);
    n = bare_text(&field, n);
    if (!k->failed)
        k->failed = !sheet_grid_add(k->grid, k->row, k->column, field, n);
    if (!k->failed && is_rounded(field, n))
        sheet_grid_fault(k->grid, k->row, k->column, CELL_ROUNDED);
    else if (!k->failed && (sheet_is_error(field, n) || is_too_narrow(field, n)))
        sheet_grid_fault(k->grid, k->row, k->column, CELL_ERROR);
    k->column++;
}

static void take_row(int end, void *context)
{
    struct csv_reading *k = context;
    (void)end;
    if (k->column > k->n_columns)
        k->n_columns = k->column;
    k->row++;
    k->column = 0;
}

/* The last quote that opens a field: where the one that is not closed begins. */
static struct pos open_quote(const struct source *src, unsigned char delimiter)
{
    bool quoted = false;
    size_t at = 0;
    for (size_t i = 0; i < src->size; i++) {
        bool begins = i == 0 || src->bytes[i - 1] == '\n' ||
                      (unsigned char)src->bytes[i - 1] == delimiter || src->bytes[i - 1] == ' ';
        if (src->bytes[i] != '"' || !(quoted || begins))
            continue;
        if (!quoted)
            at = i;
        quoted = !quoted;
    }
    return (struct pos){src, (uint32_t)at};
}

/* Strict only at the end, where it finds a quote that is not closed: within, Excel is not either.
 */
static bool parse(struct sheet_grid *g, const struct source *src, struct spool *text)
{
    enum { STEP = 1 << 18 };
    struct csv_reading k = {.grid = g};
    struct csv_parser parser;
    unsigned char delimiter;
    size_t begin = read_separator(src->bytes, &delimiter);
    if (!begin)
        delimiter = find_delimiter(src->bytes);
    if (csv_init(&parser, CSV_REPALL_NL) != 0)
        return false;
    csv_set_realloc_func(&parser, mem_realloc);
    csv_set_delim(&parser, delimiter);
    k.delimiter = delimiter;
    for (size_t at = begin, n; at < src->size && !k.failed; at += n) {
        n = src->size - at < STEP ? src->size - at : STEP;
        csv_parse(&parser, src->bytes + at, n, take_field, take_row, &k);
        spool_passed(text, at);
    }
    csv_set_opts(&parser, CSV_STRICT | CSV_STRICT_FINI);
    bool closed = csv_fini(&parser, take_field, take_row, &k) == 0;
    csv_free(&parser);
    if (!closed)
        diag(g->reader->diags, DIAG_K022, open_quote(src, delimiter), NULL);
    return closed && !k.failed;
}

struct sheet_table *sheet_csv_read(struct reader *r)
{
    struct spool *text = NULL;
    struct source *src = sheet_decode(r, &text);
    struct sheet_grid g = {.reader = r, .name = r->path};
    struct sheet_table *s = src && parse(&g, src, text) ? sheet_grid_finish(&g) : NULL;
    sheet_grid_drop(&g);
    spool_drop(text);
    return s;
}
