/* The forms of signing and of letters: pages made for each of them conform, and breach their clause
 * when one piece is changed. */
#include "made_pages.h"

/* ---- letters (10.1) ---- */

static void put_red_pair(struct made *m, len_t top, bool thick_first)
{
    const struct style *st = m->style;
    len_t thick[] = {thick_first ? st->letter_rule_thick : st->letter_rule_thin,
                     thick_first ? st->letter_rule_thin : st->letter_rule_thick};
    for (int i = 0; i < 2; i++) {
        struct piece *p = put_rule(m, ELEMENT_HEAD_RULE, 1, top + thick[i] / 2, thick[i]);
        p->x = (st->page_width - st->letter_rule_width) / 2;
        p->width = st->letter_rule_width;
        p->red = true;
        top += thick[i] + st->letter_rule_between;
    }
}

static void letter_open(struct made *m, void **state)
{
    made_begin(m, state);
    struct diags *d = diags_new(DIAG_EN);
    m->style = style_read(m->arena, "templates", "letter", (struct pos){0}, d);
    assert_non_null(m->style);
    diags_drop(d);
    const struct style *st = m->style;
    len_t size = mm(1200), right = st->area_left + st->area_width;
    struct glyph g;
    assert_true(fonts_glyph(m->fonts, ROLE_TITLE, 0x9752, &g));
    struct piece *name =
        put(m, (struct piece){ELEMENT_MASTHEAD, 1, "青", ROLE_TITLE, size, 0, MIDDLE,
                              st->area_left + st->area_width / 2, 0, 0, 0, true, false, 0});
    name->centre = st->area_top + st->masthead_top +
                   len_scale(size, font_ink(g.face, g.id).top - g.face->centre, EM_UNITS);
    len_t rule = name->centre + size / 2 + st->letter_rule_gap;
    len_t both = st->letter_rule_thick + st->letter_rule_between + st->letter_rule_thin;
    put_red_pair(m, rule, true);
    put_red_pair(m, st->page_height - st->letter_rule_foot - both, false);
    len_t row = rule + both + st->letter_number_gap + st->body_size / 2;
    struct piece *number = put_row(m, ELEMENT_NUMBER, 1, 0, "青函〔2026〕7号");
    number->align = RIGHT;
    number->x = right;
    number->centre = row;
    put_row(m, ELEMENT_COPY_NUMBER, 1, 0, "000123")->centre = row;
    put_row(m, ELEMENT_SECRECY, 1, 0, "机密★1年")->centre = row + st->line_pitch;
    put_row(m, ELEMENT_URGENCY, 1, 0, "特急")->centre = row += 2 * st->line_pitch;
    put(m, (struct piece){ELEMENT_TITLE, 1, "关于商请支持的函", ROLE_TITLE, st->title_size, 0,
                          MIDDLE, st->area_left + st->area_width / 2,
                          row + st->body_size / 2 + st->title_blank_above + st->title_size / 2, 0,
                          0, false, false, 0});
    put_row(m, ELEMENT_TEXT, 2, 0, "请予支持。");
    put_row(m, ELEMENT_FOLIO, 2, 22, "— 2 —");
    struct piece *copies = put_row(m, ELEMENT_CC, 4, 21, "抄送：县应急局。");
    copies->size = st->imprint_size;
    copies->centre = st->area_top + st->area_height - st->imprint_pitch / 2;
}

static const struct wrong letter_wrongs[] = {
    {"发文机关标志", "字上沿至上页边", ELEMENT_MASTHEAD, 0, MOVE_Y, -50, NULL},
    {"版头分隔线", "第一条双线距发文机关标志", ELEMENT_MASTHEAD, 0, MOVE_Y, -50, NULL},
    {"版头分隔线", "第二条双线距下页边", ELEMENT_HEAD_RULE, 3, MOVE_Y, -50, NULL},
    {"版头分隔线", "第二条双线距下页边", ELEMENT_HEAD_RULE, 3, TO_PAGE, 2, NULL},
    {"版头分隔线", "双线长", ELEMENT_HEAD_RULE, 1, WIDEN, -100, NULL},
    {"版头分隔线", "双线长", ELEMENT_HEAD_RULE, 2, MOVE_X, 100, NULL},
    {"版头分隔线", "粗细次序", ELEMENT_HEAD_RULE, 0, THICKEN, -80, NULL},
    {"版头分隔线", "粗细次序", ELEMENT_HEAD_RULE, 2, THICKEN, 80, NULL},
    {"发文字号", "双线下右边顶格", ELEMENT_NUMBER, 0, MOVE_X, -100, NULL},
    {"发文字号", "双线下右边顶格", ELEMENT_NUMBER, 0, MOVE_Y, 100, NULL},
    {"份号", "双线下左边顶格", ELEMENT_COPY_NUMBER, 0, MOVE_Y, 100, NULL},
    {"密级", "双线下左边顶格", ELEMENT_SECRECY, 0, MOVE_X, 100, NULL},
    {"紧急程度", "双线下左边顶格", ELEMENT_URGENCY, 0, MOVE_Y, -1045, NULL},
    {"标题", "上空", ELEMENT_TITLE, 0, MOVE_Y, 100, NULL},
    {"抄送机关", "最后一面最下方", ELEMENT_CC, 0, MOVE_Y, -500, NULL},
    {"抄送机关", "最后一面最下方", ELEMENT_CC, 0, TO_PAGE, 3, NULL},
    {"页码", "首页不显示", ELEMENT_FOLIO, 0, TO_PAGE, 1, NULL},
};

static void a_letter_conforms_and_breaches_by_rules_of_its_own(void **state)
{
    struct made m;
    letter_open(&m, state);
    struct conform_report r = made_report(&m);
    for (size_t i = 0; i < r.n; i++)
        if (strcmp(r.rows[i].clause, "10.1") == 0 && r.rows[i].verdict != VERDICT_CONFORMS)
            fail_msg("%s %s: wanted %s measured %s", r.rows[i].element, r.rows[i].item,
                     r.rows[i].wanted, r.rows[i].measured);
    made_close(&m);
    breach_each(state, letter_open, letter_wrongs, sizeof letter_wrongs / sizeof *letter_wrongs);
}

static void an_imprint_of_a_letter_has_no_rules_and_no_printer(void **state)
{
    struct made m;
    letter_open(&m, state);
    put_rule(&m, ELEMENT_IMPRINT_RULE, 2, mm(26200), m.style->imprint_rule_outer);
    assert_int_equal(verdict_of(&m, "版记分隔线", "版记不加分隔线"), VERDICT_BREACHES);
    put_row(&m, ELEMENT_PRINTER, 2, 21, "县政府办公室");
    assert_int_equal(verdict_of(&m, "印发机关", "版记不加印发机关和日期"), VERDICT_BREACHES);
    made_close(&m);
}

/* Every row that only letters have is among the wrong pages. */
static void no_rule_of_letters_is_without_its_wrong_page(void **state)
{
    struct made m;
    letter_open(&m, state);
    struct conform_report r = made_report(&m);
    for (size_t i = 0; i < r.n; i++) {
        const struct conform_row *row = &r.rows[i];
        bool found = strcmp(row->clause, "10.1") != 0 || strstr(row->item, "版记不加");
        for (size_t k = 0; k < sizeof letter_wrongs / sizeof *letter_wrongs; k++)
            found = found || (strcmp(letter_wrongs[k].element, row->element) == 0 &&
                              strcmp(letter_wrongs[k].item, row->item) == 0);
        if (!found)
            fail_msg("%s %s has no wrong page", row->element, row->item);
    }
    made_close(&m);
}

static void rows_of_letters_and_of_others_exclude_each_other(void **state)
{
    struct made letter, other;
    letter_open(&letter, state);
    made_open(&other, state);
    struct conform_report of_letter = made_report(&letter), of_other = made_report(&other);
    for (size_t i = 0; i < of_letter.n; i++)
        assert_string_not_equal(of_letter.rows[i].item, "与发文字号的距离");
    for (size_t i = 0; i < of_other.n; i++)
        assert_string_not_equal(of_other.rows[i].item, "双线长");
    made_close(&letter);
    made_close(&other);
}

/* ---- several seals ---- */

/* Two organs side by side above the date, the second over its middle. */
static void joint_open(struct made *m, void **state)
{
    made_open(m, state);
    m->organ.next = &m->second;
    struct piece *last = find_piece(m, ELEMENT_ORGAN, 0);
    struct piece first = *last, seal = *find_piece(m, ELEMENT_SEAL, 0);
    first.x -= mm(5000);
    first.text = "青禾县财政局";
    seal.x -= mm(5000);
    put(m, first);
    put(m, seal);
    struct piece *own = find_piece(m, ELEMENT_SEAL, 0), kept = *own;
    *own = *find_piece(m, ELEMENT_SEAL, 1); /* in reading order: the date's seal last */
    *find_piece(m, ELEMENT_SEAL, 1) = kept;
}

static const struct wrong joint_wrongs[] = {
    {"印章", "互不相交", ELEMENT_SEAL, 0, MOVE_X, 800, NULL},
    {"印章", "对准署名和日期", ELEMENT_SEAL, 0, MOVE_X, 100, NULL},
    {"印章", "对准署名和日期", ELEMENT_ORGAN, 1, MOVE_X, 100, NULL},
    {"印章", "对准署名和日期", ELEMENT_ORGAN, 0, MOVE_X, 100, NULL},
    {"印章", "下压署名和日期", ELEMENT_ORGAN, 1, MOVE_Y, -4000, NULL},
};

static void seals_of_a_joint_document_stand_apart_each_over_its_name(void **state)
{
    static const char *const items[] = {"对准署名和日期", "下压署名和日期", "上距正文", "互不相交",
                                        "不出版心"};
    struct made m;
    joint_open(&m, state);
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        if (verdict_of(&m, "印章", items[i]) != VERDICT_CONFORMS)
            fail_msg("%s", items[i]);
    made_close(&m);
    breach_each(state, joint_open, joint_wrongs, sizeof joint_wrongs / sizeof *joint_wrongs);
}

/* ---- the signer's stamp (7.3.5.3) ---- */

static void stamp_open(struct made *m, void **state)
{
    made_begin(m, state);
    const struct style *st = m->style;
    m->signature.form = SIGNATURE_STAMP;
    m->signature.organs = NULL;
    len_t right = st->area_left + st->area_width - st->stamp_right, high = mm(1800);
    struct piece *text = put_row(m, ELEMENT_TEXT, 1, 5, "现予公布。");
    len_t middle = text->centre + st->body_size / 2 + st->stamp_above + high / 2;
    struct piece *stamp = put_picture(m, 1, right - st->stamp_width / 2, middle, st->stamp_width);
    stamp->height = high;
    struct piece *post = put_row(m, ELEMENT_POST, 1, 0, "县长");
    post->align = RIGHT;
    post->x = right - st->stamp_width - st->stamp_left;
    post->centre = middle;
    struct piece *date = put_row(m, ELEMENT_DATE, 1, 0, "2026年10月9日");
    date->align = RIGHT;
    date->x = right;
    date->centre = middle + high / 2 + st->stamp_date_above + st->body_size / 2;
}

static const struct wrong stamp_wrongs[] = {
    {"印章", "签名章上空", ELEMENT_TEXT, 0, MOVE_Y, -100, NULL},
    {"印章", "签名章右空", ELEMENT_SEAL, 0, MOVE_X, 100, NULL},
    {"签发人职务", "距签名章", ELEMENT_POST, 0, MOVE_X, -100, NULL},
    {"签发人职务", "与签名章上下居中", ELEMENT_POST, 0, MOVE_Y, 100, NULL},
    {"成文日期", "距签名章", ELEMENT_DATE, 0, MOVE_Y, 100, NULL},
};

static void a_stamp_stands_between_the_post_and_the_margin(void **state)
{
    struct made m;
    stamp_open(&m, state);
    for (size_t i = 0; i < sizeof stamp_wrongs / sizeof *stamp_wrongs; i++)
        if (verdict_of(&m, stamp_wrongs[i].element, stamp_wrongs[i].item) != VERDICT_CONFORMS)
            fail_msg("%s %s", stamp_wrongs[i].element, stamp_wrongs[i].item);
    made_close(&m);
    breach_each(state, stamp_open, stamp_wrongs, sizeof stamp_wrongs / sizeof *stamp_wrongs);
}

/* Every row of a report of that clause is among the wrong pages of its form. */
static void rows_are_among(void **state, void (*open)(struct made *, void **), const char *clause,
                           const struct wrong *wrongs, size_t n)
{
    struct made m;
    open(&m, state);
    struct conform_report r = made_report(&m);
    for (size_t i = 0; i < r.n; i++) {
        const struct conform_row *row = &r.rows[i];
        bool found = strcmp(row->clause, clause) != 0;
        for (size_t k = 0; k < n; k++)
            found = found || (strcmp(wrongs[k].element, row->element) == 0 &&
                              strcmp(wrongs[k].item, row->item) == 0);
        if (!found)
            fail_msg("%s %s has no wrong page", row->element, row->item);
    }
    made_close(&m);
}

static void no_rule_of_stamps_is_without_its_wrong_page(void **state)
{
    rows_are_among(state, stamp_open, "7.3.5.3", stamp_wrongs,
                   sizeof stamp_wrongs / sizeof *stamp_wrongs);
}

/* ---- orders (10.2) ---- */

static void two_blank_lines_part_the_text_of_an_order_from_its_number(void **state)
{
    for (int row = 1; row <= 5; row++) {
        struct made m;
        made_begin(&m, state);
        struct style order = *m.style;
        order.title_shown = 0;
        order.title_blank_below = 2 * order.line_pitch;
        m.style = &order;
        put_row(&m, ELEMENT_NUMBER, 1, 0, "青政令〔2026〕2号");
        put_row(&m, ELEMENT_TEXT, 1, row, "现予公布。");
        assert_int_equal(verdict_of(&m, "正文", "令号下空"),
                         row == 3 ? VERDICT_CONFORMS : VERDICT_BREACHES);
        made_close(&m);
    }
}

/* ---- no seal (7.3.5.2) ---- */

static void without_a_seal_one_blank_line_stands_above_the_organ(void **state)
{
    for (int wrong = 0; wrong < 2; wrong++) {
        struct made m;
        made_begin(&m, state);
        m.signature.form = SIGNATURE_PLAIN;
        put_row(&m, ELEMENT_TEXT, 1, 5, "现予公布。");
        put_row(&m, ELEMENT_ORGAN, 1, wrong ? 8 : 7, "青禾县政府");
        assert_int_equal(verdict_of(&m, "发文机关署名", "上空"),
                         wrong ? VERDICT_BREACHES : VERDICT_CONFORMS);
        made_close(&m);
    }
}

/* 7.3.5.5: a text may be set closer or opened as a whole, all lines alike; no page of it beside
 * others, and nothing that is attached. */
static void lines_closer_throughout_are_right_and_others_are_not(void **state)
{
    enum { THROUGHOUT, ONE_PAGE, ATTACHED, CASES };
    for (int i = 0; i < CASES; i++) {
        struct made m;
        made_begin(&m, state);
        for (int page = i == ONE_PAGE ? 2 : 1; page <= 3; page++)
            m.lines[page] = m.style->lines + 1;
        for (int row = 0; row < 12; row++)
            put_row(&m, ELEMENT_TEXT, 2, row, "现予公布。")->centre -= row * mm(48);
        if (i == ATTACHED)
            put_row(&m, ELEMENT_ATTACHMENT_LABEL, 2, 0, "附件");
        put_row(&m, ELEMENT_DATE, 3, 12, "2026年10月9日");
        assert_int_equal(verdict_of(&m, "正文", "行距"),
                         i == THROUGHOUT ? VERDICT_CONFORMS : VERDICT_BREACHES);
        m.pieces.v[3].centre -= mm(40);
        assert_int_equal(verdict_of(&m, "正文", "行距"), VERDICT_BREACHES);
        made_close(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_conforms_and_breaches_by_rules_of_its_own),
        cmocka_unit_test(an_imprint_of_a_letter_has_no_rules_and_no_printer),
        cmocka_unit_test(no_rule_of_letters_is_without_its_wrong_page),
        cmocka_unit_test(rows_of_letters_and_of_others_exclude_each_other),
        cmocka_unit_test(seals_of_a_joint_document_stand_apart_each_over_its_name),
        cmocka_unit_test(a_stamp_stands_between_the_post_and_the_margin),
        cmocka_unit_test(no_rule_of_stamps_is_without_its_wrong_page),
        cmocka_unit_test(two_blank_lines_part_the_text_of_an_order_from_its_number),
        cmocka_unit_test(without_a_seal_one_blank_line_stands_above_the_organ),
        cmocka_unit_test(lines_closer_throughout_are_right_and_others_are_not),
    };
    return cmocka_run_group_tests_name("conform/forms", tests, shared_open, shared_close);
}
