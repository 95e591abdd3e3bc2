/* The report: every check of the table run on the lines, as rows; as a table; as JSON. */
#include <string.h>

#include "base/utf8.h"
#include "check/check_int.h"

#define CHECK(clause, strength, key, element, zh, en, measure, quantity)                           \
    {clause, STRENGTH_##strength, key, ELEMENT_##element, {zh, en}, measure, quantity},
static const struct check_item items[] = {
#include "check/clauses.def"
};
#undef CHECK

enum { N_ITEMS = sizeof items / sizeof *items };

struct check *check_open(struct arena *a, const struct check_options *options)
{
    struct check *c = ARENA_NEW(a, struct check);
    c->arena = a;
    c->options = *options;
    return c;
}

static bool take_page(void *context, const struct page *page)
{
    collect_page(context, page);
    return true;
}

struct page_sink check_sink(struct check *c)
{
    return (struct page_sink){take_page, c};
}

static enum strength strength_of(const struct check *c, const struct check_item *item)
{
    if (item->key == NO_KEY)
        return item->strength;
    const struct style_source *source = &c->options.style->sources[item->key];
    bool same = source->clause && strcmp(source->clause, item->clause) == 0;
    return same ? source->strength : item->strength;
}

/* Clause 10 gives letters a head and an imprint of their own, which this table does not hold. */
static bool is_letters_own(const struct check *c, const struct check_item *item)
{
    static const enum element own[] = {ELEMENT_COPY_NUMBER, ELEMENT_SECRECY, ELEMENT_URGENCY,
                                       ELEMENT_NUMBER, ELEMENT_HEAD_RULE};
    if (!c->options.style->letter)
        return false;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (item->element == own[i])
            return true;
    return item->key == STYLE_title_blank_above || item->key == STYLE_masthead_top;
}

/* Why there was nothing to measure. */
static const char *reason_for(const struct check *c, const struct check_item *item)
{
    if (!line_next(c, item->element, NULL) && line_next_any(c, item->element, NULL))
        return say(c, "只在横排页上，未检查", "on turned pages only: not checked");
    return say(c, "没有此要素", "the document has none");
}

static struct check_row row_of(const struct check *c, const struct check_item *item)
{
    struct result r = {.verdict = VERDICT_UNCHECKED, .page = NO_PAGE};
    if (is_letters_own(c, item))
        result_none(c, &r, "信函格式另有规定，未逐项检查", "letters have rules of their own");
    else
        item->measure(c, item, &r);
    bool checked = r.verdict != VERDICT_UNCHECKED;
    return (struct check_row){
        .clause = item->clause,
        .strength = strength_of(c, item),
        .element = say_element(item->element, c->options.lang),
        .item = item->item[c->options.lang == DIAG_EN],
        .page = checked && r.page != NO_PAGE ? c->sheets.v[r.page].number : 0,
        .wanted = checked ? r.wanted : "",
        .measured = checked ? r.measured : "",
        .verdict = r.verdict,
        .reason = checked    ? ""
                  : r.reason ? r.reason
                             : reason_for(c, item),
    };
}

struct report check_finish(struct check *c)
{
    struct check_row *rows = ARENA_ARRAY(c->arena, struct check_row, N_ITEMS);
    collect_finish(c);
    for (size_t i = 0; i < N_ITEMS; i++)
        rows[i] = row_of(c, &items[i]);
    return (struct report){rows, N_ITEMS};
}

size_t report_count(const struct report *r, enum verdict verdict, bool must)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++)
        n += r->rows[i].verdict == verdict && (!must || r->rows[i].strength == STRENGTH_MUST);
    return n;
}

/* The table. */

enum { COLUMNS = 8 };

static const char *const strength_words[STRENGTHS][2] = {
    {"规定", "must"},    {"一般", "normally"}, {"推荐", "advised"},
    {"推算", "derived"}, {"惯例", "habit"},
};
static const char *const verdict_words[VERDICTS][2] = {
    {"符合", "conforms"}, {"不符合", "BREACHES"}, {"未检查", "not checked"}};

static size_t columns_of(const char *s)
{
    size_t n = 0;
    for (const char *end = s + strlen(s); s < end;)
        n += (size_t)utf8_columns(utf8_next(&s, end));
    return n;
}

/* The cells of a row; the page's number is written into the buffer given. */
enum { PAGE_DIGITS = 12 };
static void cells_of(const struct check_row *row, enum diag_lang lang, char page[PAGE_DIGITS],
                     const char *out[COLUMNS])
{
    int en = lang == DIAG_EN;
    bool checked = row->verdict != VERDICT_UNCHECKED;
    snprintf(page, PAGE_DIGITS, "%d", row->page);
    out[0] = row->clause;
    out[1] = strength_words[row->strength][en];
    out[2] = row->element;
    out[3] = row->item;
    out[4] = verdict_words[row->verdict][en];
    out[5] = row->page ? page : "";
    out[6] = row->wanted;
    out[7] = checked ? row->measured : row->reason;
}

static const char *const heads[2][COLUMNS] = {
    {"条款", "强度", "要素", "项目", "结论", "页", "要求", "实测"},
    {"clause", "strength", "element", "item", "verdict", "page", "wanted", "measured"}};

static void add_cells(struct buf *out, const char *const cells[COLUMNS],
                      const size_t widths[COLUMNS])
{
    for (size_t i = 0; i < COLUMNS; i++) {
        buf_str(out, cells[i]);
        if (i + 1 == COLUMNS)
            break;
        for (size_t n = columns_of(cells[i]); n < widths[i] + 2; n++)
            buf_char(out, ' ');
    }
    buf_char(out, '\n');
}

static void widen(size_t widths[COLUMNS], const char *const cells[COLUMNS])
{
    for (size_t i = 0; i < COLUMNS; i++) {
        size_t n = columns_of(cells[i]);
        widths[i] = n > widths[i] ? n : widths[i];
    }
}

static void add_summary(const struct report *r, enum diag_lang lang, struct buf *out)
{
    size_t counts[VERDICTS];
    for (int v = 0; v < VERDICTS; v++)
        counts[v] = report_count(r, (enum verdict)v, false);
    buf_printf(out,
               lang == DIAG_ZH ? "符合 %zu 项，不符合 %zu 项，未检查 %zu 项\n"
                               : "%zu conform, %zu breach, %zu not checked\n",
               counts[VERDICT_CONFORMS], counts[VERDICT_BREACHES], counts[VERDICT_UNCHECKED]);
}

void report_text(const struct report *r, const char *name, enum diag_lang lang, struct buf *out)
{
    size_t widths[COLUMNS] = {0};
    const char *cells[COLUMNS];
    char page[PAGE_DIGITS];
    const char *const *head = heads[lang == DIAG_EN];
    widen(widths, head);
    for (size_t i = 0; i < r->n; i++) {
        cells_of(&r->rows[i], lang, page, cells);
        widen(widths, cells);
    }
    buf_printf(out, "%s\n", name);
    add_cells(out, head, widths);
    for (size_t i = 0; i < r->n; i++) {
        cells_of(&r->rows[i], lang, page, cells);
        add_cells(out, cells, widths);
    }
    add_summary(r, lang, out);
}

/* JSON, for tools: words of the table's English, whatever the language of the texts. */

static void add_string(struct buf *b, const char *key, const char *s)
{
    buf_printf(b, "\"%s\":", key);
    buf_json(b, s);
}

static void add_row_json(struct buf *b, const struct check_row *row)
{
    static const char *const verdicts[VERDICTS] = {"conforms", "breaches", "unchecked"};
    const char *const pairs[][2] = {
        {"clause", row->clause},
        {"strength", strength_words[row->strength][1]},
        {"element", row->element},
        {"item", row->item},
        {"verdict", verdicts[row->verdict]},
        {"wanted", row->wanted},
        {"measured", row->measured},
        {"reason", row->reason},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        buf_char(b, i ? ',' : '{');
        add_string(b, pairs[i][0], pairs[i][1]);
    }
    if (row->page)
        buf_printf(b, ",\"page\":%d", row->page);
    buf_char(b, '}');
}

void report_json(const struct report *r, const char *name, struct buf *out)
{
    buf_char(out, '{');
    add_string(out, "file", name);
    buf_str(out, ",\"checks\":[");
    for (size_t i = 0; i < r->n; i++) {
        buf_str(out, i ? ",\n " : "\n ");
        add_row_json(out, &r->rows[i]);
    }
    buf_str(out, "]}");
}
