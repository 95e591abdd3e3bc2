/* The report: every clause of the table measured on the lines, as rows; as a table; as JSON. */
#include <string.h>

#include "conform/conform_int.h"

#define CLAUSE(format, number, strength, key, element, zh, en, measure, length)                    \
    {FORMAT_##format, number, STRENGTH_##strength, key, ELEMENT_##element, {zh, en},               \
     measure,         length},
static const struct clause clauses[] = {
#include "conform/clauses.def"
};

enum { CLAUSES = sizeof clauses / sizeof *clauses };

struct conform *conform_open(struct arena *a, const struct conform_options *options)
{
    struct conform *c = ARENA_NEW(a, struct conform);
    c->arena = a;
    c->inks = ARENA_NEW(a, struct ink_cache);
    c->options = *options;
    c->style = options->style;
    return c;
}

static bool take_page(void *context, const struct page *page)
{
    collect_page(context, page);
    return true;
}

struct page_sink conform_sink(struct conform *c)
{
    return (struct page_sink){take_page, c};
}

static enum strength strength_of(const struct conform *c, const struct clause *clause)
{
    if (clause->key == NO_KEY)
        return clause->strength;
    const struct style_source *source = &c->style->sources[clause->key];
    bool same = source->clause && strcmp(source->clause, clause->number) == 0;
    return same ? source->strength : clause->strength;
}

bool format_is(const struct conform *c, enum clause_format format)
{
    const struct document *doc = c->options.doc;
    enum signature_form form = signature_form_of(c);
    const bool fits[FORMATS] = {
        [FORMAT_ANY] = true,
        [FORMAT_GENERAL] = !c->style->letter,
        [FORMAT_LETTER] = c->style->letter,
        [FORMAT_ORDER] = !c->style->title_shown,
        [FORMAT_TITLED] = c->style->title_shown,
        [FORMAT_UPWARD] = doc->head && model_genre_way(doc->genre) == GENRE_UP,
        [FORMAT_SEALED] = form == SIGNATURE_SEALED,
        [FORMAT_PLAIN] = form == SIGNATURE_PLAIN,
        [FORMAT_STAMP] = form == SIGNATURE_STAMP,
        [FORMAT_FORM] = c->things.n > 0,
    };
    return fits[format];
}

/* GB/T 9704 says nothing of a form by itself. Where breaches alone are asked for, those of what is
 * prescribed are. */
static bool is_for(const struct conform *c, const struct clause *clause)
{
    bool must = clause->strength == STRENGTH_MUST || strength_of(c, clause) == STRENGTH_MUST;
    bool asked = !c->options.breaches_only || must;
    bool form = c->options.doc->form != NULL;
    return asked && (!form || clause->format == FORMAT_FORM) && format_is(c, clause->format);
}

static struct conform_row row_of(const struct conform *c, const struct clause *clause)
{
    struct measurement m = {
        .c = c, .clause = clause, .style = c->style, .verdict = VERDICT_UNCHECKED, .page = NO_PAGE};
    clause->measure(&m);
    standard_hold(&m);
    bool checked = m.verdict != VERDICT_UNCHECKED;
    const struct page_line *other = line_next_any(c, clause->element, NULL);
    bool elsewhere = !line_next(c, clause->element, NULL) && other;
    const char *usual = result_words(&m, "没有此要素", "the document has none");
    if (elsewhere && other->apart)
        usual = result_words(&m, "只在表单页上，未检查", "on pages of forms only: not checked");
    else if (elsewhere)
        usual = result_words(&m, "只在横排页上，未检查", "on turned pages only: not checked");
    return (struct conform_row){
        .clause = clause->number,
        .strength = m.departs ? clause->strength : strength_of(c, clause),
        .element = result_element(clause->element, c->options.lang),
        .item = clause->item[c->options.lang == DIAG_EN],
        .page = checked && m.page != NO_PAGE ? c->papers.v[m.page].number : 0,
        .wanted = checked ? m.wanted : "",
        .measured = checked ? m.measured : "",
        .departs = m.departs,
        .verdict = m.verdict,
        .reason = checked    ? ""
                  : m.reason ? m.reason
                             : usual,
        .absent = !checked && !m.reason && !elsewhere,
    };
}

struct conform_report conform_finish(struct conform *c)
{
    struct conform_row *rows = ARENA_ARRAY(c->arena, struct conform_row, CLAUSES);
    size_t n = 0;
    collect_finish(c);
    for (size_t i = 0; i < CLAUSES; i++)
        if (is_for(c, &clauses[i]))
            rows[n++] = row_of(c, &clauses[i]);
    return (struct conform_report){rows, n};
}

size_t conform_count(const struct conform_report *r, enum verdict verdict, bool must)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++)
        n += r->rows[i].verdict == verdict && (!must || r->rows[i].strength == STRENGTH_MUST);
    return n;
}

/* ---- the table ---- */

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
static void cells_of(const struct conform_row *row, enum diag_lang lang, char page[PAGE_DIGITS],
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
    {"条款", "性质", "要素", "项目", "结论", "页", "要求", "实测"},
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

/* ---- below the table ---- */

/* 7.3.1（规定）标题的排列，第 1 页：要求 梯形或菱形，实测 3 行 */
static void add_breach(const struct conform_row *row, enum diag_lang lang, struct buf *out)
{
    bool zh = lang == DIAG_ZH;
    buf_printf(out, zh ? "不符合：%s（%s）%s的%s" : "breached: %s (%s) %s, %s", row->clause,
               strength_words[row->strength][!zh], row->element, row->item);
    if (row->page)
        buf_printf(out, zh ? "，第 %d 页" : ", page %d", row->page);
    if (row->departs) /* …：版式“本镇版式”：20 mm；标准 37 mm±1 mm */
        buf_printf(out, zh ? "：%s；%s\n" : ": %s; %s\n", row->measured, row->wanted);
    else
        buf_printf(out, zh ? "：要求 %s，实测 %s\n" : ": wanted %s, measured %s\n", row->wanted,
                   row->measured);
}

/* Whether all that is asked of a row's element is absent, and whether an earlier row said so. */
static bool is_whole(const struct conform_report *r, const struct conform_row *row, bool *said)
{
    bool whole = true;
    *said = false;
    for (const struct conform_row *other = r->rows; other < r->rows + r->n; other++) {
        bool same = other->element == row->element;
        whole = whole && (!same || other->absent);
        *said = *said || (same && other < row);
    }
    return whole;
}

/* 份号、密级、层次标题的四级字体: each element once, by itself when it has nothing at all. */
static void add_absent(const struct conform_report *r, enum diag_lang lang, struct buf *out)
{
    bool zh = lang == DIAG_ZH, any = false;
    for (const struct conform_row *row = r->rows; row < r->rows + r->n; row++) {
        bool said, whole = is_whole(r, row, &said);
        if (!row->absent || (whole && said))
            continue;
        buf_str(out, any ? (zh ? "、" : "; ") : (zh ? "公文里没有：" : "not in the document: "));
        buf_str(out, row->element);
        if (!whole)
            buf_printf(out, zh ? "的%s" : ", %s", row->item);
        any = true;
    }
    buf_str(out, any ? "\n" : "");
}

static void add_summary(const struct conform_report *r, enum diag_lang lang, struct buf *out)
{
    size_t counts[VERDICTS] = {0}, absent = 0;
    for (size_t i = 0; i < r->n; i++) {
        counts[r->rows[i].verdict]++;
        absent += r->rows[i].absent;
        if (r->rows[i].verdict == VERDICT_BREACHES)
            add_breach(&r->rows[i], lang, out);
    }
    add_absent(r, lang, out);
    buf_printf(out,
               lang == DIAG_ZH ? "符合 %zu 项，不符合 %zu 项，未检查 %zu 项，公文里没有 %zu 项\n"
                               : "%zu conform, %zu breach, %zu not checked, %zu not there\n",
               counts[VERDICT_CONFORMS], counts[VERDICT_BREACHES],
               counts[VERDICT_UNCHECKED] - absent, absent);
}

void conform_text(const struct conform_report *r, const char *name, enum diag_lang lang,
                  struct buf *out)
{
    size_t widths[COLUMNS] = {0};
    const char *cells[COLUMNS];
    char page[PAGE_DIGITS];
    const char *const *head = heads[lang == DIAG_EN];
    widen(widths, head);
    for (size_t i = 0; i < r->n; i++) {
        cells_of(&r->rows[i], lang, page, cells);
        if (!r->rows[i].absent)
            widen(widths, cells);
    }
    buf_shown(out, name);
    buf_char(out, '\n');
    add_cells(out, head, widths);
    for (size_t i = 0; i < r->n; i++) {
        cells_of(&r->rows[i], lang, page, cells);
        if (!r->rows[i].absent)
            add_cells(out, cells, widths);
    }
    add_summary(r, lang, out);
}

/* ---- JSON, for tools: the table's English words, whatever the language of the texts ---- */

static void add_row_json(struct buf *b, const struct conform_row *row)
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
        buf_printf(b, "%c\"%s\":", i ? ',' : '{', pairs[i][0]);
        buf_json(b, pairs[i][1]);
    }
    if (row->page)
        buf_printf(b, ",\"page\":%d", row->page);
    if (row->absent)
        buf_str(b, ",\"absent\":true");
    if (row->departs) {
        buf_str(b, ",\"profile\":");
        buf_json(b, row->departs);
    }
    buf_char(b, '}');
}

void conform_json(const struct conform_report *r, const char *name, struct buf *out)
{
    buf_str(out, "{\"file\":");
    buf_json(out, name);
    buf_str(out, ",\"checks\":[");
    for (size_t i = 0; i < r->n; i++) {
        buf_str(out, i ? ",\n " : "\n ");
        add_row_json(out, &r->rows[i]);
    }
    buf_str(out, "]}");
}
