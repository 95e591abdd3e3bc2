/*
 * A workbook's parts, found through their relations: the package names the workbook, the workbook
 * its sheets, its shared strings and its styles. Then the sheets that are wanted.
 * A shared string is a <t>, or the <t> of its runs one after the other; how it is pronounced
 * (<rPh>) is no part of it. For each format of cells (cellXfs) its number format is kept.
 */
#include "sheet/diag.def"
#include "sheet/sheet_int.h"
#include <string.h>

/* ---- shared strings ---- */

struct string_reading {
    struct archive *archive;
    struct sheet_strings *strings;
    struct buf text;         /* of the string at hand */
    bool struck, run_struck; /* some of it is struck out; so is the run at hand */
    bool unstruck;           /* without that */
    bool told;
};

static bool start_string(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct string_reading *g = context;
    (void)attrs, (void)n;
    buf_clear(&g->text);
    g->struck = false;
    return true;
}

static bool start_run(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct string_reading *g = context;
    (void)attrs, (void)n;
    g->run_struck = false;
    return true;
}

static bool strike_run(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct string_reading *g = context;
    g->run_struck = sheet_part_attr_on(attrs, n);
    g->struck = g->struck || g->run_struck;
    return true;
}

static bool add_text(void *context, const char *utf8, size_t n)
{
    struct string_reading *g = context;
    buf_add(&g->text, utf8, n);
    return true;
}

static bool add_run_text(void *context, const char *utf8, size_t n)
{
    struct string_reading *g = context;
    return (g->unstruck && g->run_struck) || add_text(context, utf8, n);
}

static bool end_string(void *context)
{
    struct string_reading *g = context;
    struct reader *r = sheet_archive_reader(g->archive);
    if (sheet_strings_count(g->strings) == r->limits->strings) {
        g->told = true;
        return sheet_too_many(r);
    }
    sheet_part_unescape(&g->text, 0);
    g->told = !sheet_strings_add(g->strings, g->text.p, g->text.n, g->struck);
    return !g->told;
}

enum { SST, SST_STRING, SST_TEXT, SST_RUN, SST_LOOK, SST_STRIKE, SST_RUN_TEXT, SST_STEPS };
static const struct part_step string_steps[SST_STEPS] = {
    [SST] = {"sst", PART_ROOT, NULL, NULL, NULL},
    [SST_STRING] = {"si", SST, start_string, end_string, NULL},
    [SST_TEXT] = {"t", SST_STRING, NULL, NULL, add_text},
    [SST_RUN] = {"r", SST_STRING, start_run, NULL, NULL},
    [SST_LOOK] = {"rPr", SST_RUN, NULL, NULL, NULL},
    [SST_STRIKE] = {"strike", SST_LOOK, strike_run, NULL, NULL},
    [SST_RUN_TEXT] = {"t", SST_RUN, NULL, NULL, add_run_text},
};

static bool read_strings(struct archive *a, const char *name, bool unstruck,
                         struct sheet_strings *out)
{
    static const struct part_steps steps = {string_steps, SST_STEPS};
    struct string_reading g = {.archive = a, .strings = out, .unstruck = unstruck};
    buf_str(&g.text, "");
    bool ok = !name || sheet_part_walk(a, name, &steps, &g, &g.told);
    buf_drop(&g.text);
    return ok;
}

/* ---- how cells show numbers, and what is struck out ---- */

/* Excel itself knows some hundreds of codes. */
enum { MAX_ID = 1 << 20, MAX_CODES = 4096 };

struct format_code {
    uint32_t id;
    const struct format *format;
};

struct style_reading {
    struct archive *archive;
    struct styles *styles;
    VEC(struct format_code) codes; /* formats that the workbook brings */
    VEC(bool) struck_fonts;        /* whether a font is struck out */
};

static bool add_font(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct style_reading *k = context;
    (void)attrs, (void)n;
    if (k->struck_fonts.n == SHEET_MAX_FORMATS)
        return false;
    VEC_PUSH(sheet_archive_reader(k->archive)->scratch, &k->struck_fonts, false);
    return true;
}

static bool strike_font(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct style_reading *k = context;
    k->struck_fonts.v[k->struck_fonts.n - 1] = sheet_part_attr_on(attrs, n);
    return true;
}

static bool add_code(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct style_reading *k = context;
    struct xml_scan_attr code = sheet_part_attr(attrs, n, "formatCode");
    uint32_t id;
    if (!code.value || !sheet_part_attr_number(attrs, n, "numFmtId", MAX_ID, &id))
        return true;
    if (k->codes.n == MAX_CODES)
        return false;
    struct format_code *c = VEC_ADD(sheet_archive_reader(k->archive)->scratch, &k->codes);
    c->id = id;
    c->format = format_read(sheet_archive_reader(k->archive)->arena, code.value, code.n);
    return true;
}

/* Formats that every workbook has are read once, like those that it brings. */
static const struct format *find_format(struct style_reading *k, uint32_t id)
{
    struct reader *r = sheet_archive_reader(k->archive);
    for (size_t i = 0; i < k->codes.n; i++)
        if (k->codes.v[i].id == id)
            return k->codes.v[i].format;
    struct format_code *c = VEC_ADD(r->scratch, &k->codes);
    *c = (struct format_code){id, sheet_built_in(r->arena, id)};
    return c->format;
}

static bool add_xf(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct style_reading *k = context;
    struct arena *a = sheet_archive_reader(k->archive)->scratch;
    uint32_t id = 0, font = UINT32_MAX;
    sheet_part_attr_number(attrs, n, "numFmtId", MAX_ID, &id);
    sheet_part_attr_number(attrs, n, "fontId", MAX_ID, &font);
    if (k->styles->formats.n == SHEET_MAX_FORMATS)
        return false;
    VEC_PUSH(sheet_archive_reader(k->archive)->arena, &k->styles->formats, find_format(k, id));
    VEC_PUSH(a, &k->styles->struck, font < k->struck_fonts.n && k->struck_fonts.v[font]);
    return true;
}

enum {
    STYLES,
    STYLES_CODES,
    STYLES_CODE,
    STYLES_FONTS,
    STYLES_FONT,
    STYLES_STRIKE,
    STYLES_XFS,
    STYLES_XF,
    STYLES_STEPS
};
static const struct part_step style_steps[STYLES_STEPS] = {
    [STYLES] = {"styleSheet", PART_ROOT, NULL, NULL, NULL},
    [STYLES_CODES] = {"numFmts", STYLES, NULL, NULL, NULL},
    [STYLES_CODE] = {"numFmt", STYLES_CODES, add_code, NULL, NULL},
    [STYLES_FONTS] = {"fonts", STYLES, NULL, NULL, NULL},
    [STYLES_FONT] = {"font", STYLES_FONTS, add_font, NULL, NULL},
    [STYLES_STRIKE] = {"strike", STYLES_FONT, strike_font, NULL, NULL},
    [STYLES_XFS] = {"cellXfs", STYLES, NULL, NULL, NULL},
    [STYLES_XF] = {"xf", STYLES_XFS, add_xf, NULL, NULL},
};

static bool read_styles(struct archive *a, const char *name, struct styles *out)
{
    static const struct part_steps steps = {style_steps, STYLES_STEPS};
    struct style_reading k = {.archive = a, .styles = out};
    return !name || sheet_part_walk(a, name, &steps, &k, NULL);
}

static const char *copy_attr(struct reader *r, struct xml_scan_attr attr)
{
    return arena_strndup(r->scratch, attr.value ? attr.value : "", attr.n);
}

/* What a part refers to; false: reported. */
static bool read_relations(struct archive *a, const char *part, struct pack_relations *out)
{
    struct reader *r = sheet_archive_reader(a);
    return pack_relations(sheet_archive_pack(a), r->scratch, part, out) ||
           sheet_archive_fault(a, *part ? part : "_rels/.rels");
}

/* ---- the workbook ---- */

struct workbook {
    struct archive *archive;
    struct reader *reader;
    const char *part;
    struct pack_relations relations;
    VEC(struct sheet_entry) sheets;
    bool since_1904, is_workbook, uncomputed;
    struct sheet_strings *strings;
    struct styles styles;
    bool shared_read, shared_good;
};

static bool take_book(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct workbook *w = context;
    (void)attrs, (void)n;
    w->is_workbook = true;
    return true;
}

static bool take_properties(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct workbook *w = context;
    w->since_1904 = sheet_part_attr_true(attrs, n, "date1904");
    return true;
}

/* The program that wrote it leaves it to the next one to reckon: what stands there may be old, or
 * a 0 for want of anything better. */
static bool take_reckoning(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct workbook *w = context;
    w->uncomputed = sheet_part_attr_true(attrs, n, "fullCalcOnLoad");
    return true;
}

static bool take_sheet(void *context, const struct xml_scan_attr attrs[], size_t n)
{
    struct workbook *w = context;
    if (w->sheets.n == SHEET_MAX_SHEETS)
        return false;
    struct sheet_entry *s = VEC_ADD(w->reader->scratch, &w->sheets);
    s->name = copy_attr(w->reader, sheet_part_attr(attrs, n, "name"));
    s->id = copy_attr(w->reader, sheet_part_attr(attrs, n, "id"));
    s->hidden = sheet_part_attr_is(attrs, n, "state", "hidden") ||
                sheet_part_attr_is(attrs, n, "state", "veryHidden");
    return true;
}

enum { BOOK, BOOK_PROPERTIES, BOOK_RECKONING, BOOK_SHEETS, BOOK_SHEET, BOOK_STEPS };
static const struct part_step book_steps[BOOK_STEPS] = {
    [BOOK] = {"workbook", PART_ROOT, take_book, NULL, NULL},
    [BOOK_PROPERTIES] = {"workbookPr", BOOK, take_properties, NULL, NULL},
    [BOOK_RECKONING] = {"calcPr", BOOK, take_reckoning, NULL, NULL},
    [BOOK_SHEETS] = {"sheets", BOOK, NULL, NULL, NULL},
    [BOOK_SHEET] = {"sheet", BOOK_SHEETS, take_sheet, NULL, NULL},
};

static bool find_workbook(struct workbook *w)
{
    struct pack_relations rels = {0};
    if (!read_relations(w->archive, "", &rels))
        return false;
    const struct pack_relation *r = pack_by_type(&rels, "officeDocument");
    if (!r)
        return sheet_fail(w->reader, DIAG_K009, NULL);
    w->part = r->target;
    return true;
}

static bool read_workbook(struct workbook *w)
{
    static const struct part_steps steps = {book_steps, BOOK_STEPS};
    return find_workbook(w) && sheet_part_walk(w->archive, w->part, &steps, w, NULL) &&
           (w->is_workbook || sheet_fail(w->reader, DIAG_K009, NULL)) &&
           read_relations(w->archive, w->part, &w->relations);
}

/* ---- its sheets ---- */

const struct sheet_entry *sheet_workbook_sheets(const struct workbook *w, size_t *n)
{
    *n = w->sheets.n;
    return w->sheets.v;
}

/* Blanks at the ends of a name are easily typed and cannot be seen. */
static struct text bare_name(const struct workbook *w, const char *name)
{
    struct arena *a = w->reader->scratch;
    return text_trimmed(text_from_utf8(a, name, w->reader->pos));
}

const struct sheet_entry *sheet_workbook_find(const struct workbook *w, struct text name)
{
    struct text bare = text_trimmed(name);
    for (size_t i = 0; i < w->sheets.n; i++)
        if (text_equals(name, w->sheets.v[i].name))
            return &w->sheets.v[i];
    for (size_t i = 0; i < w->sheets.n; i++)
        if (text_same(bare, bare_name(w, w->sheets.v[i].name)))
            return &w->sheets.v[i];
    return NULL;
}

static const char *part_of_type(const struct workbook *w, const char *type)
{
    const struct pack_relation *r = pack_by_type(&w->relations, type);
    return r ? r->target : NULL;
}

/* Strings and styles are those of all sheets: they are read when the first sheet is. */
static bool read_shared(struct workbook *w, bool unstruck)
{
    const char *strings = part_of_type(w, "sharedStrings"), *styles = part_of_type(w, "styles");
    if (!w->shared_read) {
        w->shared_read = true;
        w->shared_good = read_strings(w->archive, strings, unstruck, w->strings) &&
                         read_styles(w->archive, styles, &w->styles);
    }
    return w->shared_good;
}

bool sheet_workbook_cells(struct workbook *w, const struct sheet_entry *s,
                          const struct sheet_choice *choice, uint32_t most_rows,
                          struct sheet_grid *g)
{
    const struct pack_relation *rel = pack_by_id(&w->relations, s->id, strlen(s->id));
    if (!rel)
        return sheet_fail(w->reader, DIAG_K008, s->name);
    struct worksheet_source source = {.archive = w->archive,
                                      .part = rel->target,
                                      .strings = w->strings,
                                      .styles = &w->styles,
                                      .since_1904 = w->since_1904,
                                      .uncomputed = w->uncomputed,
                                      .hidden = choice->hidden,
                                      .unstruck = choice->unstruck,
                                      .most_rows = most_rows};
    return read_shared(w, choice->unstruck) && sheet_worksheet_cells(&source, g);
}

const struct format *const *sheet_workbook_formats(const struct workbook *w, size_t *n)
{
    *n = w->styles.formats.n;
    return w->styles.formats.v;
}

/* ---- the whole ---- */

static void find_cells(struct workbook *w)
{
    for (size_t i = 0; i < w->sheets.n; i++) {
        const char *id = w->sheets.v[i].id;
        const struct pack_relation *r = pack_by_id(&w->relations, id, strlen(id));
        w->sheets.v[i].has_cells = !r || pack_is_type(r, "worksheet");
    }
}

struct workbook *sheet_workbook_load(struct reader *r)
{
    struct workbook *w = ARENA_NEW(r->scratch, struct workbook);
    w->reader = r;
    w->archive = sheet_archive_open(r);
    if (!w->archive)
        return NULL;
    w->strings = sheet_strings_new(r->limits->memory, r->diags);
    if (read_workbook(w)) {
        find_cells(w);
        return w;
    }
    sheet_workbook_drop(w);
    return NULL;
}

void sheet_workbook_drop(struct workbook *w)
{
    sheet_archive_close(w->archive);
    sheet_strings_drop(w->strings);
}
