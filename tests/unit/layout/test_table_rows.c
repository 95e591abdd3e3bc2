/* Rows over pages, as properties of generated tables: nothing lost, nothing twice, no lone lines.
 */
#include "layout_test.h"

/* Columns of fixed widths, so that a run's place says which column it stands in. */
enum { SPAN_MM = 25, LONG_MM = 80, OTHER_MM = 51, MOST_SPAN = 6, SEEDS = 60 };
enum column { SPANNED, LONG, OTHER, COLUMNS };

/* A line of a cell: its runs joined. */
struct cell_text {
    enum element element;
    enum column column;
    len_t x, y;
    struct buf text;
};

struct leaf {
    VEC(struct cell_text) lines;
    VEC(struct rule) rules;
};

struct book {
    struct arena *arena;
    struct diags *diags;
    const struct style *style;
    VEC(struct leaf) pages;
    bool ok;
};

static enum column column_at(const struct book *b, len_t x)
{
    len_t from_left = len_to_micron(x - b->style->area_left) / 1000;
    return from_left < SPAN_MM ? SPANNED : from_left < SPAN_MM + LONG_MM ? LONG : OTHER;
}

static void take_run(struct book *b, struct leaf *leaf, const struct page_item *item)
{
    const struct glyph_run *run = &item->glyphs;
    len_t y = run->y - len_scale(run->size, run->face->centre, EM);
    enum column column = column_at(b, run->x);
    struct cell_text *last = leaf->lines.n ? &leaf->lines.v[leaf->lines.n - 1] : NULL;
    bool same = last && last->element == item->element && last->column == column &&
                llabs(last->y - y) < ROUNDING;
    if (!same) {
        last = VEC_ADD(b->arena, &leaf->lines);
        *last = (struct cell_text){.element = item->element, .column = column, .x = run->x, .y = y};
    }
    for (size_t i = 0; i < run->n; i++)
        for (size_t k = 0; k < 2 && run->glyphs[i].text[k]; k++)
            buf_code(&last->text, run->glyphs[i].text[k]);
}

static bool take_leaf(void *context, const struct page *page)
{
    struct book *b = context;
    struct leaf *leaf = VEC_ADD(b->arena, &b->pages);
    for (size_t i = 0; i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        if (item->kind == ITEM_GLYPHS)
            take_run(b, leaf, item);
        else if (item->kind == ITEM_RULE)
            VEC_PUSH(b->arena, &leaf->rules, item->rule);
    }
    return true;
}

static struct book book_of(void **state, const char *body)
{
    const struct shared *s = *state;
    struct book b = {.arena = arena_new(), .diags = diags_new(DIAG_EN), .style = s->style};
    char *xml = arena_printf(b.arena, "<公文>" TITLE "<正文>%s</正文></公文>", body);
    struct tree *tree = xml_parse(b.arena, "t.xml", xml, strlen(xml), b.diags);
    struct document *doc = tree ? vocab_read(b.arena, tree, b.diags) : NULL;
    struct layout_options options = {s->fonts, s->style, s->lexicon, NULL, NULL};
    struct page_sink sink = {take_leaf, &b};
    if (!doc || !set_document(doc, NULL, &options, sink, b.diags)) {
        diags_print(b.diags, stderr, DIAG_TEXT);
        fail_msg("not laid out: %s", body);
    }
    return b;
}

static void book_drop(struct book *b)
{
    for (size_t i = 0; i < b->pages.n; i++)
        for (size_t k = 0; k < b->pages.v[i].lines.n; k++)
            buf_drop(&b->pages.v[i].lines.v[k].text);
    diags_drop(b->diags);
    arena_drop(b->arena);
}

/* ---- made tables ---- */

#define FIXED_COLUMNS                                                                              \
    "<列 题=\"责任单位\" 宽=\"25\"/><列 题=\"措施\" 宽=\"80\" 对齐=\"两端\"/>"     \
    "<列 题=\"目标\" 宽=\"51\" 对齐=\"两端\"/>"

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

/* ◆12 … 。: where a cell starts and ends can be seen. */
static void add_cell(struct buf *out, struct buf *expected, unsigned row, unsigned characters)
{
    static const char *const words[] = {"落实", "责任", "推进", "产业", "振兴", "改善", "人居"};
    struct buf text = {0};
    buf_printf(&text, "◆%u", row);
    for (unsigned i = 0; i < characters; i++)
        buf_str(&text, words[(i * i + row) % 7]);
    buf_str(&text, "。");
    buf_printf(out, "<格>%.*s</格>", (int)text.n, text.p);
    buf_printf(expected, "%.*s", (int)text.n, text.p);
    buf_drop(&text);
}

struct made {
    struct buf xml;
    struct buf expected[COLUMNS];
    VEC(unsigned) span_of; /* by row, the number of its span; 0: none */
};

/* Most rows are short; one in some is as long as a page or longer. */
static unsigned made_length(unsigned *seed)
{
    unsigned kind = next(seed) % 12;
    return kind < 6 ? next(seed) % 12 : kind < 11 ? next(seed) % 90 : 200 + next(seed) % 500;
}

static struct made made_table(struct arena *a, unsigned seed, unsigned rows)
{
    struct made m = {0};
    unsigned left = 0, span = 0;
    buf_printf(&m.xml, "<表 续表=\"%s\" 题=\"分工\">" FIXED_COLUMNS, seed % 2 ? "是" : "否");
    for (unsigned r = 1; r <= rows; r++) {
        buf_printf(&m.xml, "<行 不拆=\"%s\">", next(&seed) % 5 ? "否" : "是");
        if (!left) {
            left = 1 + next(&seed) % MOST_SPAN;
            left = left < rows - r + 1 ? left : rows - r + 1;
            buf_printf(&m.xml, "<格 跨行=\"%u\">单位%u</格>", left, ++span);
        }
        left--;
        VEC_PUSH(a, &m.span_of, span);
        add_cell(&m.xml, &m.expected[LONG], r, made_length(&seed));
        add_cell(&m.xml, &m.expected[OTHER], r, next(&seed) % 20);
        buf_str(&m.xml, "</行>");
    }
    buf_str(&m.xml, "</表><段>以上分工，请抓好落实。</段>");
    return m;
}

static void made_drop(struct made *m)
{
    buf_drop(&m->xml);
    for (int c = 0; c < COLUMNS; c++)
        buf_drop(&m->expected[c]);
}

typedef void check_book(const struct made *m, const struct book *b);

static void for_all_made(void **state, check_book *check)
{
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct arena *a = arena_new();
        struct made m = made_table(a, seed, 8 + seed % 30);
        struct book b = book_of(state, m.xml.p);
        check(&m, &b);
        book_drop(&b);
        made_drop(&m);
        arena_drop(a);
    }
}

static bool is_cell(const struct cell_text *line, enum column column)
{
    return line->element == ELEMENT_TABLE_CELL && line->column == column;
}

static bool contains(const struct cell_text *line, const char *words)
{
    return strstr(line->text.p, words) != NULL;
}

/* ---- properties ---- */

static void check_all_text(const struct made *m, const struct book *b)
{
    for (int c = LONG; c < COLUMNS; c++) {
        struct buf got = {0};
        for (size_t p = 0; p < b->pages.n; p++)
            for (size_t i = 0; i < b->pages.v[p].lines.n; i++) {
                const struct cell_text *line = &b->pages.v[p].lines.v[i];
                if (is_cell(line, (enum column)c))
                    buf_str(&got, line->text.p);
            }
        assert_int_equal(got.n, m->expected[c].n);
        assert_memory_equal(got.p, m->expected[c].p, got.n);
        buf_drop(&got);
    }
}

static void every_line_appears_once_and_in_order(void **state)
{
    for_all_made(state, check_all_text);
}

static void check_inside(const struct made *m, const struct book *b)
{
    len_t top = b->style->area_top, bottom = top + b->style->area_height;
    (void)m;
    for (size_t p = 0; p < b->pages.n; p++) {
        const struct leaf *leaf = &b->pages.v[p];
        for (size_t i = 0; i < leaf->lines.n; i++)
            if (is_cell(&leaf->lines.v[i], leaf->lines.v[i].column)) {
                assert_true(leaf->lines.v[i].y > top);
                assert_true(leaf->lines.v[i].y < bottom);
            }
        for (size_t i = 0; i < leaf->rules.n; i++) {
            assert_true(leaf->rules.v[i].y1 >= top);
            assert_true(leaf->rules.v[i].y2 <= bottom + ROUNDING);
        }
    }
}

static void no_page_is_overfull(void **state)
{
    for_all_made(state, check_inside);
}

/* Lines of a column at the head of a page until a cell starts, and at its foot from where the last
 * cell starts when it does not end there. */
static void check_column_ends(const struct leaf *leaf, enum column column)
{
    int before = 0, since = 0;
    bool started = false, ended = true;
    for (size_t i = 0; i < leaf->lines.n; i++) {
        const struct cell_text *line = &leaf->lines.v[i];
        if (!is_cell(line, column))
            continue;
        bool starts = contains(line, "◆");
        started = started || starts;
        before += !started;
        since = starts ? 1 : since + 1;
        ended = contains(line, "。");
    }
    assert_int_not_equal(before, 1);
    if (!ended)
        assert_int_not_equal(since, 1);
}

static void check_lone_lines(const struct made *m, const struct book *b)
{
    (void)m;
    for (size_t p = 0; p < b->pages.n; p++)
        for (int c = LONG; c < COLUMNS; c++)
            check_column_ends(&b->pages.v[p], (enum column)c);
}

static void no_line_of_a_cell_stands_alone(void **state)
{
    for_all_made(state, check_lone_lines);
}

static unsigned row_named(const struct cell_text *line)
{
    return (unsigned)strtoul(strstr(line->text.p, "◆") + strlen("◆"), NULL, 10);
}

static int count_label(const struct leaf *leaf, unsigned span)
{
    int n = 0;
    char label[32];
    snprintf(label, sizeof label, "单位%u", span);
    for (size_t i = 0; i < leaf->lines.n; i++)
        n += is_cell(&leaf->lines.v[i], SPANNED) && strcmp(leaf->lines.v[i].text.p, label) == 0;
    return n;
}

/* The row that a page's first lines belong to is that before the first that starts on it. */
static void check_labels(const struct made *m, const struct book *b)
{
    unsigned row = 0;
    for (size_t p = 0; p < b->pages.n; p++) {
        const struct leaf *leaf = &b->pages.v[p];
        unsigned last = 0;
        for (size_t i = 0; i < leaf->lines.n; i++) {
            const struct cell_text *line = &leaf->lines.v[i];
            if (!is_cell(line, LONG))
                continue;
            row = contains(line, "◆") ? row_named(line) : row;
            unsigned span = m->span_of.v[row - 1];
            if (span != last && count_label(leaf, span) != 1)
                fail_msg("page %zu shows 单位%u %d times", p + 1, span, count_label(leaf, span));
            last = span;
        }
    }
}

static void a_label_over_rows_is_on_each_page_that_they_reach(void **state)
{
    for_all_made(state, check_labels);
}

static const struct rule *frame_at(const struct book *b, const struct leaf *leaf, bool lowest)
{
    const struct rule *found = NULL;
    for (size_t i = 0; i < leaf->rules.n; i++) {
        const struct rule *r = &leaf->rules.v[i];
        if (r->thickness != b->style->table_frame || r->y1 != r->y2)
            continue;
        if (!found || (lowest ? r->y1 > found->y1 : r->y1 < found->y1))
            found = r;
    }
    return found;
}

static void check_frames(const struct made *m, const struct book *b)
{
    (void)m;
    for (size_t p = 0; p < b->pages.n; p++) {
        const struct leaf *leaf = &b->pages.v[p];
        const struct rule *top = frame_at(b, leaf, false), *foot = frame_at(b, leaf, true);
        int heads = 0;
        for (size_t i = 0; i < leaf->lines.n; i++) {
            const struct cell_text *line = &leaf->lines.v[i];
            heads += line->element == ELEMENT_TABLE_HEAD;
            if (line->element != ELEMENT_TABLE_CELL)
                continue;
            assert_non_null(top);
            assert_true(line->y > top->y1);
            assert_true(line->y < foot->y1);
        }
        assert_int_equal(heads, top ? COLUMNS : 0);
    }
}

static void each_part_has_its_head_and_its_frame(void **state)
{
    for_all_made(state, check_frames);
}

static void check_continued(const struct made *m, const struct book *b)
{
    bool first = true;
    for (size_t p = 0; p < b->pages.n; p++) {
        const struct leaf *leaf = &b->pages.v[p];
        int says = 0;
        for (size_t i = 0; i < leaf->lines.n; i++)
            says += contains(&leaf->lines.v[i], "（续表）");
        bool parts = frame_at(b, leaf, false) != NULL;
        bool wants = strstr(m->xml.p, "续表=\"是\"") && parts && !first;
        assert_int_equal(says, wants);
        first = first && !parts;
    }
}

static void further_parts_say_that_they_go_on_where_asked(void **state)
{
    for_all_made(state, check_continued);
}

/* ---- single rules ---- */

static const char *rows_of(struct arena *a, int n)
{
    return times(a, "<行><格>单位</格><格>落实责任</格><格>按时完成</格></行>", n);
}

static void a_group_row_stays_with_its_first_row(void **state)
{
    for (int rows = 14; rows < 30; rows++) {
        struct arena *a = arena_new();
        struct book b =
            book_of(state, arena_printf(a, "<表>" FIXED_COLUMNS "%s<组 题=\"组名\">%s</组></表>",
                                        rows_of(a, rows), rows_of(a, 3)));
        for (size_t p = 0; p < b.pages.n; p++) {
            const struct leaf *leaf = &b.pages.v[p];
            size_t n = leaf->lines.n;
            while (n && leaf->lines.v[n - 1].element != ELEMENT_TABLE_CELL)
                n--;
            assert_false(n && contains(&leaf->lines.v[n - 1], "组名"));
        }
        book_drop(&b);
        arena_drop(a);
    }
}

static size_t page_of(const struct book *b, const char *words)
{
    for (size_t p = 0; p < b->pages.n; p++)
        for (size_t i = 0; i < b->pages.v[p].lines.n; i++)
            if (contains(&b->pages.v[p].lines.v[i], words))
                return p;
    fail_msg("no page has %s", words);
    return 0;
}

static void a_sum_row_never_stands_alone(void **state)
{
    for (int rows = 14; rows < 40; rows++) {
        struct arena *a = arena_new();
        const char *plain = times(a, "<行><格>白石镇</格><格>12</格></行>", rows);
        struct book b = book_of(
            state, arena_printf(a,
                                "<表><列 题=\"乡镇\"/><列 题=\"户数\" 内容=\"数\" 合计=\"是\"/>"
                                "%s</表>",
                                plain));
        size_t sum = page_of(&b, "合计");
        assert_true(page_of(&b, "白石镇") <= sum);
        int cells = 0;
        for (size_t i = 0; i < b.pages.v[sum].lines.n; i++)
            cells += contains(&b.pages.v[sum].lines.v[i], "白石镇");
        assert_true(cells > 0);
        book_drop(&b);
        arena_drop(a);
    }
}

static void a_whole_table_goes_to_a_page_that_holds_it(void **state)
{
    for (int lines = 0; lines < 18; lines++) {
        struct arena *a = arena_new();
        struct book b =
            book_of(state, arena_printf(a,
                                        "%s<表 不拆=\"是\" 题=\"表题\">" FIXED_COLUMNS
                                        "%s<行><格>末行</格><格/><格/></行><表注>注文</表注></表>",
                                        times(a, "<段>抓好落实。</段>", lines), rows_of(a, 14)));
        assert_int_equal(page_of(&b, "表题"), page_of(&b, "末行"));
        assert_int_equal(page_of(&b, "表题"), page_of(&b, "注文"));
        book_drop(&b);
        arena_drop(a);
    }
}

static void title_and_unit_stay_with_the_first_row_and_notes_with_the_last(void **state)
{
    for (int lines = 0; lines < 24; lines++) {
        struct arena *a = arena_new();
        struct book b =
            book_of(state, arena_printf(a,
                                        "%s<表 题=\"表题\" 计量单位=\"万元\">" FIXED_COLUMNS
                                        "<行><格>首行</格><格/><格/></行>%s"
                                        "<行><格>末行</格><格/><格/></行><表注>注文</表注></表>",
                                        times(a, "<段>抓好落实。</段>", lines), rows_of(a, 6)));
        assert_int_equal(page_of(&b, "表题"), page_of(&b, "首行"));
        assert_int_equal(page_of(&b, "万元"), page_of(&b, "首行"));
        assert_int_equal(page_of(&b, "末行"), page_of(&b, "注文"));
        book_drop(&b);
        arena_drop(a);
    }
}

/* Units of three lines over many rows: whoever reads one page only must find them. */
static void a_few_lines_over_rows_are_on_each_page_too(void **state)
{
    for (int rows = 16; rows < 40; rows++) {
        struct arena *a = arena_new();
        struct book b = book_of(
            state, arena_printf(a,
                                "<表>" FIXED_COLUMNS "<行><格 跨行=\"%d\"><段>牵头：县农业局</段>"
                                "<段>配合：县财政局</段></格><格>首行</格><格/></行>%s</表>",
                                rows + 1, times(a, "<行><格>落实责任</格><格/></行>", rows)));
        for (size_t p = 0; p < b.pages.n; p++) {
            int rows_here = 0, units = 0;
            for (size_t i = 0; i < b.pages.v[p].lines.n; i++) {
                rows_here += is_cell(&b.pages.v[p].lines.v[i], LONG);
                units += contains(&b.pages.v[p].lines.v[i], "配合：");
            }
            assert_int_equal(units, rows_here > 0);
        }
        book_drop(&b);
        arena_drop(a);
    }
}

static void a_row_higher_than_a_page_is_parted_even_if_it_should_not_be(void **state)
{
    struct arena *a = arena_new();
    struct book b = book_of(state, arena_printf(a,
                                                "<表>" FIXED_COLUMNS
                                                "<行 不拆=\"是\"><格>单位</格><格>%s</格><格/>"
                                                "</行></表>",
                                                times(a, "落实责任推进产业振兴，", 120)));
    assert_true(b.pages.n > 1);
    book_drop(&b);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_appears_once_and_in_order),
        cmocka_unit_test(no_page_is_overfull),
        cmocka_unit_test(no_line_of_a_cell_stands_alone),
        cmocka_unit_test(a_label_over_rows_is_on_each_page_that_they_reach),
        cmocka_unit_test(each_part_has_its_head_and_its_frame),
        cmocka_unit_test(further_parts_say_that_they_go_on_where_asked),
        cmocka_unit_test(a_group_row_stays_with_its_first_row),
        cmocka_unit_test(a_sum_row_never_stands_alone),
        cmocka_unit_test(a_whole_table_goes_to_a_page_that_holds_it),
        cmocka_unit_test(title_and_unit_stay_with_the_first_row_and_notes_with_the_last),
        cmocka_unit_test(a_few_lines_over_rows_are_on_each_page_too),
        cmocka_unit_test(a_row_higher_than_a_page_is_parted_even_if_it_should_not_be),
    };
    return LAYOUT_TESTS("layout/table rows", tests);
}
