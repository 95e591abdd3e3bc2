/*
 * CSV → cells, by libcsv. Rows count as Excel shows them: a line break in quotes does not begin a
 * row, an empty line is one. The delimiter is the one that most of the first lines have.
 * The bytes of a CSV file → UTF-8 with '\n' at every line's end. A BOM decides; else UTF-8 if all
 * of it is; else GB18030, which holds GBK and GB2312: what Excel and WPS save as CSV in China.
 * Bytes that mean nothing end the reading, with a finding at their place in the text before them.
 */
#include <csv.h>
#include <string.h>
#include <unicode/ucnv.h>

#include "base/utf8.h"
#include "sheet/diag.def"
#include "sheet/sheet_int.h"

/* ---- the encoding ---- */

static const struct {
    const char *bytes;
    size_t size;
    const char *converter; /* ICU's name; NULL: UTF-8 */
} marks[] = {
    {"\xEF\xBB\xBF", 3, NULL},
    {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
};

/* Line ends made one; returns the new size. */
static size_t unify_lines(char *p, size_t n)
{
    size_t out = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '\r' && i + 1 < n && p[i + 1] == '\n')
            continue;
        p[out++] = p[i];
        if (p[i] == '\r')
            p[out - 1] = '\n';
    }
    p[out] = '\0';
    return out;
}

static struct source *make_source(struct reader *r, const char *p, size_t n)
{
    char *bytes = arena_strndup(r->scratch, p, n);
    return source_new(r->scratch, r->path, bytes, unify_lines(bytes, n));
}

/* The text up to the bytes that mean nothing is shown, with U+FFFD for them. */
static struct source *refuse_bytes(struct reader *r, struct buf *text, const char *encoding)
{
    buf_code(text, UTF8_REPLACEMENT);
    struct source *src = make_source(r, text->p, text->n);
    char replacement[UTF8_MAX];
    size_t off = src->size - utf8_encode(UTF8_REPLACEMENT, replacement);
    diag(r->diags, DIAG_K020, ((struct pos){src, (uint32_t)off}), encoding);
    return NULL;
}

static struct source *refuse_utf8(struct reader *r, const char *p, size_t good)
{
    struct buf text = {0};
    buf_add(&text, p, good);
    refuse_bytes(r, &text, "UTF-8");
    buf_drop(&text);
    return NULL;
}

/* ---- by ICU ---- */

/* After an error, what was read before it waits between the converters. */
static void add_rest(UConverter *to, const UChar *p, const UChar *end, struct buf *out)
{
    enum { STEP = 1 << 12 };
    char step[STEP];
    UErrorCode error;
    do {
        char *target = step;
        error = U_ZERO_ERROR;
        ucnv_fromUnicode(to, &target, step + STEP, &p, end, NULL, true, &error);
        buf_add(out, step, (size_t)(target - step));
    } while (error == U_BUFFER_OVERFLOW_ERROR);
}

/* What two converters make of the text, in out; false: it ends before bytes that mean nothing. */
static bool convert_between(UConverter *from, UConverter *to, const char *p, size_t n,
                            struct buf *out)
{
    enum { STEP = 1 << 14 };
    char step[STEP];
    UChar pivot[STEP], *pivot_from = pivot, *pivot_to = pivot;
    const char *end = p + n;
    bool first = true;
    UErrorCode error;
    buf_str(out, "");
    do {
        char *target = step;
        error = U_ZERO_ERROR;
        ucnv_convertEx(to, from, &target, step + STEP, &p, end, pivot, &pivot_from, &pivot_to,
                       pivot + STEP, first, true, &error);
        buf_add(out, step, (size_t)(target - step));
        first = false;
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    if (U_FAILURE(error))
        add_rest(to, pivot_from, pivot_to, out);
    return U_SUCCESS(error);
}

static bool convert(const char *name, const char *p, size_t n, struct buf *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *from = ucnv_open(name, &error), *to = ucnv_open("UTF-8", &error);
    if (from)
        ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
    bool ok = U_SUCCESS(error) && convert_between(from, to, p, n, out);
    ucnv_close(from);
    ucnv_close(to);
    return ok;
}

static struct source *decode_by(struct reader *r, const char *name, const char *p, size_t n)
{
    struct buf text = {0};
    struct source *src =
        convert(name, p, n, &text) ? make_source(r, text.p, text.n) : refuse_bytes(r, &text, name);
    buf_drop(&text);
    return src;
}

/* ---- which encoding ---- */

/* Chinese text in GBK has hardly a sequence that UTF-8 knows; damaged UTF-8 has many around the
 * place where it is damaged. */
static bool looks_like_utf8(const char *p, size_t n, size_t at_fault)
{
    enum { AROUND = 2048 };
    size_t good = 0, bad = 0;
    const char *end = n - at_fault > AROUND ? p + at_fault + AROUND : p + n;
    for (p += at_fault > AROUND ? at_fault - AROUND : 0; p < end;) {
        const char *at = p;
        uint32_t cp = utf8_next(&p, end);
        good += p - at > 1;
        bad += cp == UTF8_REPLACEMENT && p - at == 1;
    }
    return good > bad;
}

static struct source *decode_unmarked(struct reader *r, const char *p, size_t n, bool utf8)
{
    size_t good = utf8_bad(p, n);
    if (good == n)
        return make_source(r, p, n);
    if (utf8 || looks_like_utf8(p, n, good))
        return refuse_utf8(r, p, good);
    return decode_by(r, "GB18030", p, n);
}

static struct source *decode(struct reader *r)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t size = marks[i].size;
        if (r->size < size || memcmp(r->bytes, marks[i].bytes, size) != 0)
            continue;
        if (marks[i].converter)
            return decode_by(r, marks[i].converter, r->bytes + size, r->size - size);
        return decode_unmarked(r, r->bytes + size, r->size - size, true);
    }
    return decode_unmarked(r, r->bytes, r->size, false);
}

static struct source *decode_file(struct reader *r)
{
    struct source *src = decode(r);
    const char *nul = src ? memchr(src->bytes, '\0', src->size) : NULL;
    if (!nul)
        return src;
    diag(r->diags, DIAG_K021, ((struct pos){src, (uint32_t)(nul - src->bytes)}), NULL);
    return NULL;
}

/* ---- fields ---- */

enum { LINES_LOOKED_AT = 10 };

static const char delimiters[] = ",;\t";

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
    for (int line = 0; line < LINES_LOOKED_AT && *p; line++) {
        size_t counts[sizeof delimiters - 1] = {0};
        p = count_line(p, counts);
        p += *p == '\n';
        for (size_t i = 0; i < sizeof delimiters - 1; i++) {
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

/* ---- libcsv's callbacks ---- */

struct csv_reading {
    struct sheet_grid *grid;
    uint32_t row, column;
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

static void take_field(void *field, size_t n, void *context)
{
    struct csv_reading *k = context;
    if (!k->failed)
        k->failed = !sheet_grid_add(k->grid, k->row, k->column, field, n);
    if (!k->failed && is_rounded(field, n))
        sheet_grid_fault(k->grid, k->row, k->column, CELL_ROUNDED);
    k->column++;
}

static void take_row(int end, void *context)
{
    struct csv_reading *k = context;
    (void)end;
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
static bool parse(struct sheet_grid *g, const struct source *src)
{
    struct csv_reading k = {.grid = g};
    struct csv_parser parser;
    unsigned char delimiter = find_delimiter(src->bytes);
    if (csv_init(&parser, CSV_REPALL_NL) != 0)
        return false;
    csv_set_realloc_func(&parser, mem_realloc);
    csv_set_delim(&parser, delimiter);
    csv_parse(&parser, src->bytes, src->size, take_field, take_row, &k);
    csv_set_opts(&parser, CSV_STRICT | CSV_STRICT_FINI);
    bool closed = csv_fini(&parser, take_field, take_row, &k) == 0;
    csv_free(&parser);
    if (!closed)
        diag(g->reader->diags, DIAG_K022, open_quote(src, delimiter), NULL);
    return closed && !k.failed;
}

struct sheet_table *sheet_csv_read(struct reader *r)
{
    struct source *src = decode_file(r);
    if (!src)
        return NULL;
    struct sheet_grid g = {.reader = r, .name = r->path};
    struct sheet_table *s = parse(&g, src) ? sheet_grid_finish(&g) : NULL;
    sheet_grid_drop(&g);
    return s;
}
