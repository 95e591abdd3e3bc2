/* Forms: boxes and blanks measure what they should, questions stay whole, heads are repeated, pages
 * counted and filled. */
#include "layout_test.h"

/* What is told apart on a page of a form. */
struct form_page {
    len_t width, height;
    struct buf text;
    VEC(struct page_field) fields;
    VEC(struct page_face) faces;
    VEC(struct rule) boxes;
    len_t lowest; /* rule */
    len_t least;  /* size of its characters */
    len_t cell;   /* of those in its tables */
    struct page_area ink;
    bool in_corner; /* something stands where the printed code will */
};

struct form_pages {
    struct arena *arena;
    struct diags *diags;
    const struct style *style;
    VEC(struct form_page) list;
};

static void widen(struct page_area *ink, len_t left, len_t top, len_t right, len_t bottom)
{
    len_t far = len_max(ink->left + ink->width, right),
          low = len_max(ink->top + ink->height, bottom);
    bool first = !ink->width;
    ink->left = first ? left : len_min(ink->left, left);
    ink->top = first ? top : len_min(ink->top, top);
    ink->width = (first ? right : far) - ink->left;
    ink->height = (first ? bottom : low) - ink->top;
}

/* How far the page is used, but for its number, and whether its upper right corner is. */
static void take_place(const struct style *st, struct form_page *f, const struct page_item *item)
{
    const struct glyph_run *run = &item->glyphs;
    struct page_area own = {0};
    if (item->element == ELEMENT_FORM_FOLIO)
        return;
    if (item->kind == ITEM_RULE)
        widen(&own, item->rule.x1, item->rule.y1, item->rule.x2 + 1, item->rule.y2);
    if (item->kind == ITEM_GLYPHS) {
        const struct placed_glyph *last = &run->glyphs[run->n - 1];
        widen(&own, run->x, run->y - run->size, run->x + last->x + run->size, run->y);
        if (item->element == ELEMENT_TABLE_CELL)
            f->cell = len_scale(run->size, EM, run->face->scale);
        f->least = f->least ? len_min(f->least, run->size) : run->size;
    }
    widen(&f->ink, own.left, own.top, own.left + own.width, own.top + own.height);
    len_t left = f->width - st->page_width + style_code_left(st);
    f->in_corner = f->in_corner || (own.left + own.width > left && own.top < style_code_bottom(st));
}

static bool take_form(void *context, const struct page *page)
{
    struct form_pages *p = context;
    struct form_page *f = VEC_ADD(p->arena, &p->list);
    *f = (struct form_page){.width = page->width, .height = page->height};
    for (size_t i = 0; i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        take_place(p->style, f, item);
        if (item->kind == ITEM_RULE && item->element == ELEMENT_FORM_BOX)
            VEC_PUSH(p->arena, &f->boxes, item->rule);
        if (item->kind == ITEM_RULE)
            f->lowest = len_max(f->lowest, len_max(item->rule.y1, item->rule.y2));
        for (size_t k = 0; item->kind == ITEM_GLYPHS && k < item->glyphs.n; k++)
            buf_code(&f->text, item->glyphs.glyphs[k].text[0]);
    }
    for (size_t i = 0; i < page->n_fields; i++) {
        struct page_field field = page->fields[i];
        field.name = arena_strdup(p->arena, field.name);
        field.option = field.option ? arena_strdup(p->arena, field.option) : NULL;
        VEC_PUSH(p->arena, &f->fields, field);
    }
    for (size_t i = 0; i < page->n_faces; i++)
        VEC_PUSH(p->arena, &f->faces, page->faces[i]);
    buf_char(&f->text, '\0');
    return true;
}

/* least: of the text's size; 0: the profile's. False: the form is refused. */
static bool try_form(void **state, const char *xml, len_t least, struct form_pages *out)
{
    const struct shared *s = *state;
    struct form_pages *p = out;
    *p = (struct form_pages){.arena = arena_new(), .diags = diags_new(DIAG_EN)};
    struct style *style = style_read(p->arena, "templates", "form", (struct pos){0}, p->diags);
    style->form_size_least = least ? least : style->form_size_least;
    p->style = style;
    struct tree *tree = xml_parse(p->arena, "t.xml", xml, strlen(xml), p->diags);
    struct document *doc = tree ? vocab_read(p->arena, tree, p->diags) : NULL;
    struct layout_options options = {s->fonts, p->style, s->lexicon, NULL, NULL};
    return doc && set_document(doc, NULL, &options, (struct page_sink){take_form, p}, p->diags);
}

static struct form_pages set_form(void **state, const char *attrs, const char *content)
{
    struct form_pages p;
    struct arena *a = arena_new();
    bool ok =
        try_form(state, arena_printf(a, "<表单 题=\"排查表\" %s>%s</表单>", attrs, content), 0, &p);
    if (!ok)
        diags_print(p.diags, stderr, DIAG_TEXT);
    assert_true(ok);
    arena_drop(a);
    return p;
}

static void form_drop(struct form_pages *p)
{
    for (size_t i = 0; i < p->list.n; i++)
        buf_drop(&p->list.v[i].text);
    diags_drop(p->diags);
    arena_drop(p->arena);
}

static const struct page_field *field_of(const struct form_page *f, const char *name,
                                         const char *option)
{
    for (size_t i = 0; i < f->fields.n; i++) {
        const struct page_field *field = &f->fields.v[i];
        if (strcmp(field->name, name) == 0 &&
            (!option || (field->option && strcmp(field->option, option) == 0)))
            return field;
    }
    return NULL;
}

#define HEADING          "<填表项><填 名=\"村\" 宽=\"6\"/><填 名=\"户主\" 宽=\"5\"/></填表项>"
#define TOPIC(questions) "<部分 题=\"住房安全\">" questions "</部分>"
#define YES_NO           "<问 答=\"是否\">住房有没有安全隐患？</问>"

static void a_box_is_drawn_of_three_and_a_half_millimetres(void **state)
{
    struct form_pages p = set_form(state, "", TOPIC(YES_NO));
    const struct form_page *f = &p.list.v[0];
    const struct page_field *yes = field_of(f, "1-1", "是"), *no = field_of(f, "1-1", "否");
    assert_int_equal(p.list.n, 1);
    assert_int_equal(f->boxes.n, 8);
    assert_non_null(yes);
    assert_non_null(no);
    assert_int_equal(yes->kind, FIELD_RADIO);
    assert_near(yes->width, len_from_micron(3500), ROUNDING);
    assert_near(yes->height, len_from_micron(3500), ROUNDING);
    assert_near(f->boxes.v[1].y1 - f->boxes.v[0].y1, len_from_micron(3500), ROUNDING);
    assert_near(yes->y, no->y, 0);
    assert_true(no->x > yes->x + yes->width);
    form_drop(&p);
}

static void boxes_of_all_questions_stand_below_each_other(void **state)
{
    struct form_pages p = set_form(state, "", TOPIC(YES_NO "<问 答=\"是否\">短？</问>" YES_NO));
    const struct form_page *f = &p.list.v[0];
    assert_near(field_of(f, "1-1", "是")->x, field_of(f, "1-2", "是")->x, ROUNDING);
    assert_near(field_of(f, "1-1", "否")->x, field_of(f, "1-3", "否")->x, ROUNDING);
    form_drop(&p);
}

static void lines_to_write_on_are_eight_millimetres_apart(void **state)
{
    struct form_pages p =
        set_form(state, "", TOPIC("<问>困难：<填 名=\"困难\" 行数=\"3\"/></问>" YES_NO));
    const struct page_field *field = field_of(&p.list.v[0], "困难", NULL);
    assert_non_null(field);
    assert_true(field->several_lines);
    assert_true(field->height > 2 * len_from_micron(8000));
    assert_true(field->height < 3 * len_from_micron(8000));
    form_drop(&p);
}

static void a_blank_is_as_wide_as_its_characters(void **state)
{
    struct form_pages p = set_form(state, "版面=\"自由\"",
                                   TOPIC("<问>面积<填 名=\"面积\" 类=\"数字\" 宽=\"6\"/>。</问>"));
    const struct page_field *field = field_of(&p.list.v[0], "面积", NULL);
    assert_near(field->width, 6 * p.style->form_character, LEN_PT);
    form_drop(&p);
}

static void codes_have_a_box_a_sign(void **state)
{
    struct form_pages p = set_form(
        state, "", "<填表项><填 名=\"证\" 类=\"身份证\"/></填表项>" TOPIC("<问 名=\"子\">乙</问>"));
    const struct page_field *field = field_of(&p.list.v[0], "证", NULL);
    assert_int_equal(field->comb, 18);
    assert_near(field->width, 18 * p.style->form_cell, LEN_PT);
    assert_int_equal(p.list.v[0].boxes.n, 4 + 17);
    form_drop(&p);
}

static void further_pages_repeat_title_and_fields_and_say_which_they_are(void **state)
{
    struct arena *a = arena_new();
    const char *topics = times(a, TOPIC(YES_NO YES_NO YES_NO YES_NO), 16);
    struct form_pages p = set_form(state, "", arena_printf(a, HEADING "%s", topics));
    assert_true(p.list.n >= 3);
    for (size_t i = 0; i < p.list.n; i++) {
        const struct form_page *f = &p.list.v[i];
        assert_non_null(strstr(f->text.p, "排查表"));
        assert_non_null(field_of(f, "户主", NULL));
        assert_non_null(strstr(f->text.p, arena_printf(a, "第%zu页　共%zu页", i + 1, p.list.n)));
    }
    form_drop(&p);
    arena_drop(a);
}

/* Whole topics, and every page filled to its foot. */
static void pages_are_filled_with_whole_topics(void **state)
{
    struct arena *a = arena_new();
    const char *topics = times(a, TOPIC(YES_NO YES_NO YES_NO YES_NO YES_NO), 11);
    struct form_pages p = set_form(state, "", topics);
    len_t foot = p.style->area_top + p.style->area_height;
    assert_true(p.list.n == 2 || p.list.n == 3);
    for (size_t i = 0; i < p.list.n; i++) {
        const struct form_page *f = &p.list.v[i];
        size_t radios = 0;
        for (size_t k = 0; k < f->fields.n; k++)
            radios += f->fields.v[k].kind == FIELD_RADIO;
        assert_int_equal(radios % 10, 0);
        assert_true(radios > 0);
        assert_true(f->lowest <= foot + ROUNDING);
        if (i + 1 < p.list.n)
            assert_true(f->lowest > foot - 3 * p.style->form_line);
    }
    form_drop(&p);
    arena_drop(a);
}

static void two_copies_stand_on_one_page(void **state)
{
    struct form_pages p = set_form(state, "版面=\"自由\" 一页两份=\"是\"", HEADING TOPIC(YES_NO));
    const struct form_page *f = &p.list.v[0];
    assert_int_equal(p.list.n, 1);
    assert_near(f->height, p.style->page_height, ROUNDING);
    assert_int_equal(f->boxes.n, 16);
    assert_int_equal(f->fields.n, 8);
    assert_near(f->fields.v[4].y - f->fields.v[0].y, p.style->page_height / 2, ROUNDING);
    assert_int_equal(f->faces.n, 2);
    assert_int_equal(f->faces.v[0].number, f->faces.v[1].number);
    assert_near(f->faces.v[1].code.y - f->faces.v[0].code.y, p.style->page_height / 2, ROUNDING);
    form_drop(&p);
}

/* 4 | 1 outside, 2 | 3 inside. */
static void a_folded_sheet_has_its_pages_in_order(void **state)
{
    struct arena *a = arena_new();
    const char *topics = times(a, TOPIC(YES_NO YES_NO YES_NO YES_NO), 15);
    struct form_pages p = set_form(state, "纸=\"A3\"", topics);
    assert_int_equal(p.list.n, 2);
    assert_int_equal(p.list.v[0].width, 2 * p.style->page_width);
    assert_non_null(strstr(p.list.v[0].text.p, "第1页"));
    assert_null(strstr(p.list.v[0].text.p, "第2页"));
    assert_non_null(strstr(p.list.v[1].text.p, "第2页"));
    assert_non_null(strstr(p.list.v[1].text.p, "第3页"));
    const struct page_field *first = &p.list.v[0].fields.v[0];
    assert_true(first->x > p.style->page_width);
    form_drop(&p);
    arena_drop(a);
}

static void an_attachment_repeats_a_forms_head_too(void **state)
{
    struct arena *a = arena_new();
    const char *topics = times(a, TOPIC(YES_NO YES_NO YES_NO YES_NO), 22);
    struct pages p = lay_out(state, arena_printf(a,
                                                 TITLE BODY "<附件 标题=\"排查清单\"><表单>" HEADING
                                                            "%s</表单></附件><附件 标题=\"其他\">"
                                                            "<段>丁</段></附件>",
                                                 topics));
    size_t n = 0;
    for (size_t i = 1; i + 1 < p.sheets.n; i++) {
        const struct sheet *s = &p.sheets.v[i];
        n += line_with(s, "第") != NULL && line_with(s, "户主") && line_with(s, "—");
    }
    assert_true(n >= 3);
    assert_int_equal(n + 2, p.sheets.n);
    assert_null(line_with(&p.sheets.v[p.sheets.n - 1], "户主"));
    pages_drop(&p);
    arena_drop(a);
}

/* ---- a form that is given its pages ---- */

/* A form of topics, each with some long questions. */
static const char *topics(struct arena *a, const char *attrs, int n)
{
    const char *xml =
        arena_printf(a,
                     "<表单 题=\"排查表\" 户号=\"户号\" %s><法定标识 表号=\"青乡振排1表\"/>"
                     "<填表项><填 名=\"户号\" 宽=\"6\"/></填表项>",
                     attrs);
    for (int i = 0; i < n; i++)
        xml = arena_printf(
            a,
            "%s<部分 题=\"住房安全\"><问>住房是否安全（<框/>），有没有漏雨、开裂、沉降的情况（<框 "
            "选项=\"有、无\"/>），是否经过鉴定（<框/>）；</问><问>需要乡镇帮助解决的问题<填 "
            "名=\"问题%d\" "
            "类=\"数字\"/>个，其中急需解决的是否已经上报（<框/>）。</问></部分>",
            xml, i);
    return arena_printf(a, "%s<签名><填 名=\"户主签字\"/></签名></表单>", xml);
}

/* Whatever must be given up: the page keeps the profile's limits, and half a point more is too
 * much. */
static void a_form_is_as_large_as_its_page_allows(void **state)
{
    enum { HALF = LEN_PT / 2, FACE = 950 /* a face may be drawn smaller than its size */ };
    struct arena *a = arena_new();
    int closer = 0;
    for (int n = 4; n < 20; n++) {
        struct form_pages p, larger;
        const char *xml = topics(a, "页数=\"1\"", n);
        if (!try_form(state, xml, 0, &p)) {
            form_drop(&p);
            break;
        }
        const struct form_page *page = &p.list.v[0];
        const struct style *st = p.style;
        len_t margin = st->form_margin_least - HAIR;
        assert_int_equal(p.list.n, 1);
        assert_true(page->ink.left >= margin && page->ink.top >= margin);
        assert_true(page->ink.left + page->ink.width <= page->width - margin);
        assert_true(page->ink.top + page->ink.height <= page->height - margin);
        assert_true(page->least >= len_scale(st->form_size_least, FACE, EM));
        assert_false(page->in_corner);
        for (len_t size = st->form_size_least; size < st->form_size; size += HALF) {
            bool fits = try_form(state, xml, size, &larger);
            form_drop(&larger);
            if (fits)
                continue;
            closer++; /* the size before was taken */
            assert_true(llabs(page->cell - (size - HALF)) < ROUNDING);
            break;
        }
        form_drop(&p);
    }
    assert_true(closer > 0);
    arena_drop(a);
}

static void questions_that_run_on_keep_their_fields(void **state)
{
    struct arena *a = arena_new();
    struct form_pages rows, run_on;
    assert_true(try_form(state, topics(a, "排列=\"分行\"", 3), 0, &rows));
    assert_true(try_form(state, topics(a, "排列=\"连排\"", 3), 0, &run_on));
    const struct form_page *one = &rows.list.v[0], *other = &run_on.list.v[0];
    assert_int_equal(one->fields.n, other->fields.n);
    for (size_t i = 0; i < one->fields.n; i++) {
        size_t k = 0;
        while (k < other->fields.n && strcmp(other->fields.v[k].name, one->fields.v[i].name) != 0)
            k++;
        assert_true(k < other->fields.n);
    }
    form_drop(&rows);
    form_drop(&run_on);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_box_is_drawn_of_three_and_a_half_millimetres),
        cmocka_unit_test(boxes_of_all_questions_stand_below_each_other),
        cmocka_unit_test(lines_to_write_on_are_eight_millimetres_apart),
        cmocka_unit_test(a_blank_is_as_wide_as_its_characters),
        cmocka_unit_test(codes_have_a_box_a_sign),
        cmocka_unit_test(further_pages_repeat_title_and_fields_and_say_which_they_are),
        cmocka_unit_test(pages_are_filled_with_whole_topics),
        cmocka_unit_test(two_copies_stand_on_one_page),
        cmocka_unit_test(a_folded_sheet_has_its_pages_in_order),
        cmocka_unit_test(an_attachment_repeats_a_forms_head_too),
        cmocka_unit_test(a_form_is_as_large_as_its_page_allows),
        cmocka_unit_test(questions_that_run_on_keep_their_fields),
    };
    return LAYOUT_TESTS("forms", tests);
}
