/* Forms: two pages made by hand conform in every rule of forms, and for each of them there is a
 * page that is spoilt in it and said to breach it. */
#include "model/form.h"

#include "made_pages.h"

enum { FORM_PAGES = 2, MOST = 16 };

struct form_bench {
    struct arena *arena;
    struct fonts *fonts;
    struct style style; /* a copy, so that a test may change it */
    struct form form;
    struct document doc;
    struct item_list items[FORM_PAGES];
    struct page_field fields[FORM_PAGES][MOST];
    size_t n_fields[FORM_PAGES];
    struct page_face faces[FORM_PAGES];
};

/* ---- what stands on a page, in hundredths of a mm ---- */

static struct page_item *say(struct form_bench *b, int page, enum element e, int x, int y,
                             const char *text)
{
    struct made m = {.arena = b->arena, .fonts = b->fonts, .style = &b->style};
    struct piece p = {.element = e,
                      .page = 1,
                      .text = text,
                      .role = ROLE_BODY,
                      .size = b->style.form_size,
                      .x = mm(x),
                      .centre = mm(y)};
    size_t first = b->items[page].list.n;
    set_piece(&m, &p, &b->items[page]);
    return &b->items[page].list.v[first];
}

static void line(struct form_bench *b, int page, enum element e, int x1, int y1, int x2, int y2)
{
    VEC_PUSH(
        b->arena, &b->items[page].list,
        ((struct page_item){.kind = ITEM_RULE,
                            .element = e,
                            .rule = {mm(x1), mm(y1), mm(x2), mm(y2), mm(18), {0, 0, 0, 1000}}}));
}

static struct page_field *field(struct form_bench *b, int page, struct page_field f)
{
    assert_true(b->n_fields[page] < MOST);
    f.label = f.name;
    b->fields[page][b->n_fields[page]] = f;
    return &b->fields[page][b->n_fields[page]++];
}

static void frame(struct form_bench *b, int page, int x, int y, int width, int height)
{
    line(b, page, ELEMENT_FORM_BOX, x, y, x + width, y);
    line(b, page, ELEMENT_FORM_BOX, x, y + height, x + width, y + height);
    line(b, page, ELEMENT_FORM_BOX, x, y, x, y + height);
    line(b, page, ELEMENT_FORM_BOX, x + width, y, x + width, y + height);
}

static struct page_field *box(struct form_bench *b, int page, int x, int y, const char *option)
{
    say(b, page, ELEMENT_FORM_BOX, x - 20, y + 175, "□");
    frame(b, page, x, y, 350, 350);
    return field(b, page,
                 (struct page_field){.kind = FIELD_RADIO,
                                     .name = "安全",
                                     .option = option,
                                     .x = mm(x),
                                     .y = mm(y),
                                     .width = mm(350),
                                     .height = mm(350)});
}

/* y: of the rule. */
static struct page_field *blank(struct form_bench *b, int page, int x, int y, const char *name)
{
    line(b, page, ELEMENT_FORM_BLANK, x, y, x + 3000, y);
    return field(b, page,
                 (struct page_field){.kind = FIELD_TEXT,
                                     .name = name,
                                     .x = mm(x),
                                     .y = mm(y - 530),
                                     .width = mm(3000),
                                     .height = mm(530),
                                     .size = b->style.form_size});
}

static struct page_square square(int x, int y, int side)
{
    return (struct page_square){mm(x), mm(y), mm(side)};
}

static void begin_form_page(struct form_bench *b, int page)
{
    b->faces[page] =
        (struct page_face){.width = b->style.page_width,
                           .height = b->style.page_height,
                           .number = page + 1,
                           .code = square(18950, 600, 1450),
                           .marks = {square(800, 800, 400), square(19800, 2650, 400),
                                     square(800, 28500, 400), square(19800, 28500, 400)}};
    say(b, page, ELEMENT_FORM_FOLIO, 9000, 28500, page ? "第2页共2页" : "第1页共2页");
    say(b, page, page ? ELEMENT_FORM_HEAD : ELEMENT_TITLE, 9000, 2400, "入户排查表");
    say(b, page, ELEMENT_FORM_TEXT, 2200, 3770, "户号：");
    blank(b, page, 4000, 4000, "户号")->key = true;
}

static void form_open(struct form_bench *b, void **state)
{
    struct shared *s = *state;
    struct diags *d = diags_new(DIAG_EN);
    memset(b, 0, sizeof *b);
    b->arena = arena_new();
    b->fonts = s->fonts;
    b->style = *style_read(b->arena, "templates", "form", (struct pos){0}, d);
    diags_drop(d);
    b->doc = (struct document){.arena = b->arena, .form = &b->form};
    begin_form_page(b, 0);
    begin_form_page(b, 1);
    say(b, 0, ELEMENT_FORM_TEXT, 2200, 5000, "住房是否安全？");
    box(b, 0, 12000, 4850, "是");
    box(b, 0, 13000, 4850, "否");
    frame(b, 0, 4000, 6000, 5000, 500);
    field(b, 0,
          (struct page_field){.kind = FIELD_TEXT,
                              .name = "证号",
                              .x = mm(4000),
                              .y = mm(6000),
                              .width = mm(5000),
                              .height = mm(500),
                              .comb = 10});
    say(b, 0, ELEMENT_TABLE_CELL, 2200, 8000, "困难");
    blank(b, 0, 4000, 8200, "困难");
    line(b, 0, ELEMENT_TABLE_RULE, 2200, 9000, 19400, 9000);
}

static struct conform_report form_report(struct form_bench *b)
{
    struct conform_options options = {&b->doc, &b->style, b->fonts, DIAG_ZH, NULL, NULL, false};
    struct conform *c = conform_open(b->arena, &options);
    struct page_sink sink = conform_sink(c);
    for (int i = 0; i < FORM_PAGES; i++) {
        struct page page = {.width = b->style.page_width,
                            .height = b->style.page_height,
                            .number = i + 1,
                            .grid = {.lines = 22, .top = mm(3700), .height = mm(22000)},
                            .items = b->items[i].list.v,
                            .n_items = b->items[i].list.n,
                            .fields = b->fields[i],
                            .n_fields = b->n_fields[i],
                            .faces = &b->faces[i],
                            .n_faces = 1};
        assert_true(sink.put(sink.context, &page));
    }
    return conform_finish(c);
}

/* ---- spoilt ---- */

static struct page_item *nth(struct form_bench *b, enum element e, int n)
{
    for (size_t i = 0; i < b->items[0].list.n; i++)
        if (b->items[0].list.v[i].element == e && n-- == 0)
            return &b->items[0].list.v[i];
    fail_msg("no item %d", (int)e);
    return NULL;
}

static void off_the_paper(struct form_bench *b)
{
    nth(b, ELEMENT_FORM_TEXT, 0)->glyphs.x = mm(300);
}

static void off_the_area(struct form_bench *b)
{
    nth(b, ELEMENT_FORM_TEXT, 0)->glyphs.x = mm(1900);
}

static void words_on_words(struct form_bench *b)
{
    say(b, 0, ELEMENT_FORM_TEXT, 2300, 5000, "住");
}

static void words_in_a_blank(struct form_bench *b)
{
    say(b, 0, ELEMENT_FORM_TEXT, 5000, 7850, "住");
}

static void a_blank_on_a_blank(struct form_bench *b)
{
    b->fields[0][b->n_fields[0] - 1].y -= mm(150);
    field(b, 0, b->fields[0][b->n_fields[0] - 1]);
}

static void a_rule_through_words(struct form_bench *b)
{
    line(b, 0, ELEMENT_TABLE_RULE, 2400, 4000, 2400, 6000);
}

static void a_rule_through_a_box(struct form_bench *b)
{
    line(b, 0, ELEMENT_TABLE_RULE, 12150, 4000, 12150, 6000);
}

static void small_words(struct form_bench *b)
{
    nth(b, ELEMENT_FORM_TEXT, 1)->glyphs.size = 8000;
}

static void a_small_box(struct form_bench *b)
{
    b->fields[0][1].width = b->fields[0][1].height = mm(300);
}

static void narrow_cells(struct form_bench *b)
{
    b->fields[0][3].comb = 15;
}

static void boxes_close_together(struct form_bench *b)
{
    b->fields[0][2].x = mm(12400);
}

static void a_frame_elsewhere(struct form_bench *b)
{
    nth(b, ELEMENT_FORM_BOX, 1)->rule.y1 += mm(100);
    nth(b, ELEMENT_FORM_BOX, 1)->rule.y2 += mm(100);
}

static void a_box_without_a_field(struct form_bench *b)
{
    say(b, 0, ELEMENT_FORM_BOX, 15000, 5000, "□");
}

static void a_box_without_a_name(struct form_bench *b)
{
    b->fields[0][1].name = "";
}

static void a_rule_without_a_field(struct form_bench *b)
{
    line(b, 0, ELEMENT_FORM_BLANK, 8000, 8200, 9000, 8200);
}

static void no_room_above(struct form_bench *b)
{
    line(b, 0, ELEMENT_TABLE_RULE, 4500, 7650, 6000, 7650);
    b->fields[0][4].y = mm(7700);
    b->fields[0][4].height = mm(500);
}

static void no_room_beside(struct form_bench *b)
{
    b->fields[0][4].width = mm(300);
}

static void a_wrong_page_number(struct form_bench *b)
{
    struct page_item *folio = b->items[1].list.v + 1;
    ((struct placed_glyph *)folio->glyphs.glyphs)->text[0] = '3';
}

static void no_page_number(struct form_bench *b)
{
    b->items[1].list.n = 0;
}

static void a_page_of_nobody(struct form_bench *b)
{
    b->fields[1][0].name = "备注";
}

static void words_at_the_code(struct form_bench *b)
{
    say(b, 0, ELEMENT_FORM_TEXT, 18550, 1200, "住");
}

static void a_small_code(struct form_bench *b)
{
    b->faces[0].code.side = mm(1000);
}

static void a_small_mark(struct form_bench *b)
{
    b->faces[0].marks[2].side = mm(300);
}

static void a_mark_at_the_edge(struct form_bench *b)
{
    b->faces[0].marks[2].x = mm(200);
}

static void a_mark_among_words(struct form_bench *b)
{
    say(b, 0, ELEMENT_FORM_TEXT, 1250, 28700, "住");
}

static const struct spoil {
    const char *element, *item;
    void (*spoil)(struct form_bench *);
} spoils[] = {
    {"版面", "距纸边", off_the_paper},
    {"版面", "表单自己的版心", off_the_area},
    {"版面", "互不重叠", words_on_words},
    {"版面", "互不重叠", words_in_a_blank},
    {"版面", "互不重叠", a_blank_on_a_blank},
    {"版面", "互不重叠", a_rule_through_words},
    {"版面", "互不重叠", a_rule_through_a_box},
    {"表单文字", "字号", small_words},
    {"方框", "边长", a_small_box},
    {"方框", "一字一格", narrow_cells},
    {"方框", "间隔", boxes_close_together},
    {"方框", "四边", a_frame_elsewhere},
    {"方框", "名称", a_box_without_a_field},
    {"方框", "名称", a_box_without_a_name},
    {"填写线", "名称", a_rule_without_a_field},
    {"填写线", "书写高度", no_room_above},
    {"填写线", "书写宽度", no_room_beside},
    {"表单页码", "页数", a_wrong_page_number},
    {"表单页码", "页数", no_page_number},
    {"续页表题", "续页", a_page_of_nobody},
    {"版面", "二维码四周空白", words_at_the_code},
    {"版面", "二维码每格", a_small_code},
    {"定位标", "边长", a_small_mark},
    {"定位标", "距纸边", a_mark_at_the_edge},
    {"定位标", "四周空白", a_mark_among_words},
};

static void a_right_form_conforms_in_every_rule(void **state)
{
    struct form_bench b;
    form_open(&b, state);
    struct conform_report r = form_report(&b);
    assert_true(r.n > 0);
    for (size_t i = 0; i < r.n; i++)
        if (r.rows[i].verdict != VERDICT_CONFORMS)
            fail_msg("%s %s: wanted %s measured %s %s", r.rows[i].element, r.rows[i].item,
                     r.rows[i].wanted, r.rows[i].measured, r.rows[i].reason);
    arena_drop(b.arena);
}

static void each_rule_is_breached_by_a_page_spoilt_in_it(void **state)
{
    for (size_t i = 0; i < sizeof spoils / sizeof *spoils; i++) {
        struct form_bench b;
        form_open(&b, state);
        spoils[i].spoil(&b);
        struct conform_report r = form_report(&b);
        const struct conform_row *row = find_row(&r, spoils[i].element, spoils[i].item);
        if (row->verdict != VERDICT_BREACHES)
            fail_msg("%s %s (%zu): wanted %s measured %s", row->element, row->item, i, row->wanted,
                     row->measured);
        arena_drop(b.arena);
    }
}

static void no_rule_of_forms_is_without_its_spoilt_page(void **state)
{
    struct form_bench b;
    form_open(&b, state);
    struct conform_report r = form_report(&b);
    for (size_t i = 0; i < r.n; i++) {
        bool found = false;
        for (size_t k = 0; k < sizeof spoils / sizeof *spoils; k++)
            found = found || (strcmp(spoils[k].element, r.rows[i].element) == 0 &&
                              strcmp(spoils[k].item, r.rows[i].item) == 0);
        if (!found)
            fail_msg("%s %s has no spoilt page", r.rows[i].element, r.rows[i].item);
    }
    arena_drop(b.arena);
}

/* Pages that are as the profile wants them, which is too small for pens. */
static void a_profile_that_departs_is_named(void **state)
{
    struct form_bench b;
    form_open(&b, state);
    b.style.form_box = mm(250);
    struct conform_report r = form_report(&b);
    const struct conform_row *row = find_row(&r, "方框", "边长");
    assert_int_equal(row->verdict, VERDICT_BREACHES);
    assert_string_equal(row->wanted, "宜 ≥ 3.5 mm");
    assert_string_equal(row->measured, "版式“表单”：2.5 mm");
    arena_drop(b.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_form_conforms_in_every_rule),
        cmocka_unit_test(each_rule_is_breached_by_a_page_spoilt_in_it),
        cmocka_unit_test(no_rule_of_forms_is_without_its_spoilt_page),
        cmocka_unit_test(a_profile_that_departs_is_named),
    };
    return cmocka_run_group_tests_name("conform/form_pages", tests, shared_open, shared_close);
}
