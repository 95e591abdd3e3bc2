/* The conformance report: pages that are right conform in every clause, and for each clause a
 * page that is wrong in it is said to breach it. */
#include "made_pages.h"

static const struct wrong wrongs[] = {
    {"版面", "版心左边", ELEMENT_TEXT, 3, MOVE_X, -100, NULL},
    {"版面", "版心右边", ELEMENT_TEXT, 3, MOVE_X, 100, NULL},
    {"版面", "版心下边", ELEMENT_TEXT, 0, MOVE_Y, 9000, NULL},
    {"正文", "字号", ELEMENT_TEXT, 2, RESIZE, 950, NULL},
    {"正文", "字体", ELEMENT_TEXT, 2, ROLE, ROLE_KAI, NULL},
    {"正文", "行距", ELEMENT_TEXT, 2, MOVE_Y, 100, NULL},
    {"正文", "满行宽度", ELEMENT_TEXT, 1, MOVE_X, -100, NULL},
    {"正文", "颜色", ELEMENT_TEXT, 1, REDDEN, 1, NULL},
    {"份号", "位数", ELEMENT_COPY_NUMBER, 0, SAY, 0, "00123"},
    {"份号", "位置", ELEMENT_COPY_NUMBER, 0, MOVE_X, 100, NULL},
    {"份号", "字号", ELEMENT_COPY_NUMBER, 0, RESIZE, 900, NULL},
    {"密级", "位置", ELEMENT_SECRECY, 0, MOVE_Y, -500, NULL},
    {"密级", "字体", ELEMENT_SECRECY, 0, ROLE, ROLE_BODY, NULL},
    {"紧急程度", "位置", ELEMENT_URGENCY, 0, MOVE_Y, 1000, NULL},
    {"紧急程度", "字体", ELEMENT_URGENCY, 0, ROLE, ROLE_KAI, NULL},
    {"发文机关标志", "字上沿至版心上边", ELEMENT_MASTHEAD, 0, MOVE_Y, 50, NULL},
    {"发文机关标志", "字体", ELEMENT_MASTHEAD, 0, ROLE, ROLE_SONG, NULL},
    {"发文机关标志", "颜色", ELEMENT_MASTHEAD, 0, REDDEN, 0, NULL},
    {"发文机关标志", "居中", ELEMENT_MASTHEAD, 0, MOVE_X, 50, NULL},
    {"发文字号", "上空", ELEMENT_NUMBER, 0, MOVE_Y, 100, NULL},
    {"发文字号", "位置", ELEMENT_NUMBER, 0, MOVE_X, 100, NULL},
    {"发文字号", "写法", ELEMENT_NUMBER, 0, SAY, 0, "青政发〔2026〕010号"},
    {"发文字号", "写法", ELEMENT_NUMBER, 0, SAY, 0, "青政发（2026）10号"},
    {"发文字号", "写法", ELEMENT_NUMBER, 0, SAY, 0, "青政发〔26〕10号"},
    {"版头分隔线", "与发文字号的距离", ELEMENT_HEAD_RULE, 0, MOVE_Y, 50, NULL},
    {"版头分隔线", "宽度", ELEMENT_HEAD_RULE, 0, WIDEN, -100, NULL},
    {"版头分隔线", "粗细", ELEMENT_HEAD_RULE, 0, THICKEN, 20, NULL},
    {"版头分隔线", "颜色", ELEMENT_HEAD_RULE, 0, REDDEN, 0, NULL},
    {"标题", "字号", ELEMENT_TITLE, 0, RESIZE, 900, NULL},
    {"标题", "字体", ELEMENT_TITLE, 1, ROLE, ROLE_HEI, NULL},
    {"标题", "上空", ELEMENT_TITLE, 0, MOVE_Y, -100, NULL},
    {"标题", "居中", ELEMENT_TITLE, 1, MOVE_X, 100, NULL},
    {"标题", "每行字数", ELEMENT_TITLE, 0, SAY, 0, "关于做好防汛工作关于做好防汛工作防汛工作关于"},
    {"标题", "排列", ELEMENT_TITLE, 0, SAY, 0, "关于做好防汛工作紧急补"},
    {"标题", "词意完整", ELEMENT_TITLE, 1, SAY, 0, "汛有关事项紧急补充通知"},
    {"标题", "行首", ELEMENT_TITLE, 1, SAY, 0, "的有关事项紧急补充通知"},
    {"主送机关", "标题下空", ELEMENT_ADDRESSEES, 0, MOVE_Y, -1045, NULL},
    {"主送机关", "顶格", ELEMENT_ADDRESSEES, 0, MOVE_X, 200, NULL},
    {"主送机关", "末尾冒号", ELEMENT_ADDRESSEES, 0, SAY, 0, "各乡镇人民政府"},
    {"正文", "首行左空", ELEMENT_TEXT, 0, MOVE_X, 200, NULL},
    {"层次标题", "左空", ELEMENT_HEADING, 1, MOVE_X, 100, NULL},
    {"层次标题", "一级字体", ELEMENT_HEADING, 0, ROLE, ROLE_BODY, NULL},
    {"层次标题", "二级字体", ELEMENT_HEADING, 1, ROLE, ROLE_BODY, NULL},
    {"层次标题", "三级字体", ELEMENT_HEADING, 2, ROLE, ROLE_HEI, NULL},
    {"层次标题", "四级字体", ELEMENT_HEADING, 3, ROLE, ROLE_KAI, NULL},
    {"附件说明", "上空", ELEMENT_NOTE, 0, MOVE_Y, -1045, NULL},
    {"附件说明", "左空", ELEMENT_NOTE, 0, MOVE_X, 100, NULL},
    {"附件说明", "回行对齐", ELEMENT_NOTE, 2, MOVE_X, -100, NULL},
    {"附件说明", "名称末尾", ELEMENT_NOTE, 2, SAY, 0, "联系方式。"},
    {"附件说明", "名称末尾", ELEMENT_NOTE, 0, SAY, 0, "附件：1.任务清单；"},
    {"附件说明", "与附件一致", ELEMENT_NOTE, 0, SAY, 0, "附件：1.任务一览"},
    {"附件说明", "与附件一致", ELEMENT_ATTACHMENT_LABEL, 1, SAY, 0, "附件3"},
    {"附件说明", "与附件一致", ELEMENT_ATTACHMENT_TITLE, 1, SAY, 0, "责任人名单"},
    {"成文日期", "位置", ELEMENT_DATE, 0, MOVE_X, 100, NULL},
    {"发文机关署名", "在日期之上居中", ELEMENT_ORGAN, 0, MOVE_X, 100, NULL},
    {"成文日期", "写法", ELEMENT_DATE, 0, SAY, 0, "2026年09月10日"},
    {"成文日期", "写法", ELEMENT_DATE, 0, SAY, 0, "26年9月10日"},
    {"附注", "左空", ELEMENT_ANNOTATION, 0, MOVE_X, -400, NULL},
    {"附注", "圆括号", ELEMENT_ANNOTATION, 0, SAY, 0, "此件公开发布"},
    {"附件顺序号", "另面编排", ELEMENT_ATTACHMENT_LABEL, 0, MOVE_Y, 8000, NULL},
    {"附件顺序号", "第一行顶格", ELEMENT_ATTACHMENT_LABEL, 0, MOVE_Y, 100, NULL},
    {"附件顺序号", "第一行顶格", ELEMENT_ATTACHMENT_LABEL, 1, MOVE_X, 100, NULL},
    {"附件顺序号", "字体", ELEMENT_ATTACHMENT_LABEL, 1, ROLE, ROLE_BODY, NULL},
    {"附件标题", "第三行", ELEMENT_ATTACHMENT_TITLE, 0, MOVE_Y, 1045, NULL},
    {"附件标题", "居中", ELEMENT_ATTACHMENT_TITLE, 0, MOVE_X, 100, NULL},
    {"印发机关", "所在面", ELEMENT_PRINTER, 0, TO_PAGE, 3, NULL},
    {"版记分隔线", "末线位置", ELEMENT_IMPRINT_RULE, 2, MOVE_Y, -50, NULL},
    {"版记分隔线", "宽度", ELEMENT_IMPRINT_RULE, 1, WIDEN, -200, NULL},
    {"版记分隔线", "首末线粗细", ELEMENT_IMPRINT_RULE, 0, THICKEN, -10, NULL},
    {"版记分隔线", "中间线粗细", ELEMENT_IMPRINT_RULE, 1, THICKEN, 10, NULL},
    {"抄送机关", "字号", ELEMENT_CC, 0, RESIZE, 1143, NULL},
    {"抄送机关", "左空", ELEMENT_CC, 0, MOVE_X, 100, NULL},
    {"抄送机关", "末尾句号", ELEMENT_CC, 0, SAY, 0, "抄送：县委办公室"},
    {"印发机关", "字号", ELEMENT_PRINTER, 0, RESIZE, 900, NULL},
    {"印发机关", "左空", ELEMENT_PRINTER, 0, MOVE_X, 100, NULL},
    {"印发日期", "右空", ELEMENT_PRINT_DATE, 0, MOVE_X, -100, NULL},
    {"印发日期", "写法", ELEMENT_PRINT_DATE, 0, SAY, 0, "2026年9月11日"},
    {"页码", "字号", ELEMENT_FOLIO, 1, RESIZE, 900, NULL},
    {"页码", "字体", ELEMENT_FOLIO, 1, ROLE, ROLE_HEI, NULL},
    {"页码", "数字", ELEMENT_FOLIO, 1, ROLE, ROLE_LATIN, NULL},
    {"页码", "写法", ELEMENT_FOLIO, 1, SAY, 0, "- 2 -"},
    {"页码", "一字线距版心", ELEMENT_FOLIO, 1, MOVE_Y, 50, NULL},
    {"页码", "左右位置", ELEMENT_FOLIO, 1, MOVE_X, 200, NULL},
    {"页码", "连续", ELEMENT_FOLIO, 2, SAY, 0, "— 4 —"},
    {"印章", "对准署名和日期", ELEMENT_SEAL, 0, MOVE_X, 100, NULL},
    {"印章", "对准署名和日期", ELEMENT_SEAL, 0, MOVE_Y, -8000, NULL},
    {"印章", "下压署名和日期", ELEMENT_SEAL, 0, MOVE_Y, 500, NULL},
    {"印章", "下压署名和日期", ELEMENT_SEAL, 0, MOVE_Y, -2000, NULL},
    {"印章", "上距正文", ELEMENT_SEAL, 0, MOVE_Y, 150, NULL},
    {"印章", "不出版心", ELEMENT_SEAL, 0, MOVE_X, 2000, NULL},
    {"印章", "与日期同面", ELEMENT_SEAL, 0, TO_PAGE, 3, NULL},
    {"附注", "在日期下一行", ELEMENT_ANNOTATION, 0, MOVE_Y, 3000, NULL},
    {"附注", "在日期下一行", ELEMENT_ANNOTATION, 0, MOVE_Y, 100, NULL},
    {"附注", "在日期下一行", ELEMENT_ANNOTATION, 0, MOVE_X, 8000, NULL},
    {"附注", "在日期下一行", ELEMENT_ANNOTATION, 0, TO_PAGE, 3, NULL},
    {"出席名单", "上空", ELEMENT_ANNOTATION, 0, MOVE_Y, -300, NULL},
    {"出席名单", "左空", ELEMENT_ATTENDANCE, 3, MOVE_X, -100, NULL},
    {"出席名单", "标签字体", ELEMENT_ATTENDANCE, 3, ROLE, ROLE_BODY, NULL},
    {"出席名单", "名单字体", ELEMENT_ATTENDANCE, 4, ROLE, ROLE_HEI, NULL},
    {"出席名单", "回行对齐", ELEMENT_ATTENDANCE, 2, MOVE_X, 200, NULL},
    {"出席名单", "次序", ELEMENT_ATTENDANCE, 0, SAY, 0, "列席："},
    {"目录", "页码右端", ELEMENT_TOC, 3, MOVE_X, -100, NULL},
    {"目录", "页码与正文一致", ELEMENT_TOC, 3, SAY, 0, "3"},
    {"目录", "页码与正文一致", ELEMENT_TOC, 1, SAY, 0, "一、总体安排"},
    {"脚注", "字号", ELEMENT_FOOTNOTE, 0, RESIZE, 1100, NULL},
    {"脚注", "与注号同面", ELEMENT_FOOTNOTE_MARK, 0, TO_PAGE, 2, NULL},
    {"脚注", "与注号同面", ELEMENT_FOOTNOTE, 0, SAY, 0, "②含社区。"},
    {"脚注", "注线长", ELEMENT_FOOTNOTE, 1, WIDEN, 200, NULL},
    {"公开方式", "左空", ELEMENT_DISCLOSURE, 0, MOVE_X, 200, NULL},
    {"公开方式", "字号", ELEMENT_DISCLOSURE, 0, RESIZE, 900, NULL},
    {"公开方式", "在版记之上", ELEMENT_DISCLOSURE, 0, MOVE_Y, -1100, NULL},
    {"公开方式", "在版记之上", ELEMENT_DISCLOSURE, 0, MOVE_Y, 1100, NULL},
};

/* Rows that the right pages have nothing for. */
static bool is_absent(const struct conform_row *row)
{
    return strcmp(row->element, "签发人") == 0 || strcmp(row->clause, "8") == 0 ||
           strcmp(row->item, "互不相交") == 0;
}

static void right_pages_conform_in_every_clause(void **state)
{
    struct made m;
    made_open(&m, state);
    struct conform_report r = made_report(&m);
    for (size_t i = 0; i < r.n; i++) {
        const struct conform_row *row = &r.rows[i];
        if (row->verdict != VERDICT_CONFORMS && !is_absent(row))
            fail_msg("%s %s: %d wanted %s measured %s %s", row->element, row->item, row->verdict,
                     row->wanted, row->measured, row->reason);
    }
    assert_int_equal(conform_count(&r, VERDICT_BREACHES, false), 0);
    made_close(&m);
}

static void each_clause_is_breached_by_a_page_that_is_wrong_in_it(void **state)
{
    breach_each(state, made_open, wrongs, sizeof wrongs / sizeof *wrongs);
}

/* Every row of the report has a wrong page, here or in a test of its own. */
static void no_clause_is_without_its_wrong_page(void **state)
{
    static const char *const own[] = {"纸张",           "天头",     "满页行数", "首页",
                                      "上行文有签发人", "同面正文", "右空",     "横排页的页首",
                                      "横排页上的位置", "互不相交"};
    struct made m;
    made_open(&m, state);
    struct conform_report r = made_report(&m);
    for (size_t i = 0; i < r.n; i++) {
        bool found = false;
        for (size_t k = 0; k < sizeof own / sizeof *own; k++)
            found = found || strcmp(own[k], r.rows[i].item) == 0;
        for (size_t k = 0; k < sizeof wrongs / sizeof *wrongs; k++)
            found = found || (strcmp(wrongs[k].element, r.rows[i].element) == 0 &&
                              strcmp(wrongs[k].item, r.rows[i].item) == 0);
        if (!found)
            fail_msg("%s %s has no wrong page", r.rows[i].element, r.rows[i].item);
    }
    made_close(&m);
}

static void other_paper_is_a_breach(void **state)
{
    struct made m;
    made_open(&m, state);
    m.page_width += mm(500);
    assert_int_equal(verdict_of(&m, "版面", "纸张"), VERDICT_BREACHES);
    made_close(&m);
}

/* Page 2 moved down as a whole. */
static void the_white_above_may_differ_by_a_millimetre_and_no_more(void **state)
{
    struct made m;
    for (int move = 90; move <= 110; move += 20) {
        made_open(&m, state);
        for (size_t i = 0; i < m.pieces.n; i++)
            if (m.pieces.v[i].page == 2)
                m.pieces.v[i].centre += mm(move);
        assert_int_equal(verdict_of(&m, "版面", "天头"),
                         move < 100 ? VERDICT_CONFORMS : VERDICT_BREACHES);
        made_close(&m);
    }
}

static void a_full_page_has_22_lines(void **state)
{
    struct made m;
    made_open(&m, state);
    for (size_t i = 0; i < m.pieces.n; i++)
        if (m.pieces.v[i].page == 1 && m.pieces.v[i].element == ELEMENT_TEXT)
            m.pieces.v[i].centre -= m.style->line_pitch;
    assert_int_equal(verdict_of(&m, "正文", "满页行数"), VERDICT_UNCHECKED); /* for what follows */
    for (size_t i = 0; i < m.pieces.n; i++)
        if (m.pieces.v[i].page == 2 && m.pieces.v[i].element != ELEMENT_TEXT)
            m.pieces.v[i].element = ELEMENT_NONE;
    assert_int_equal(verdict_of(&m, "正文", "满页行数"), VERDICT_BREACHES);
    struct piece *first = find_piece(&m, ELEMENT_TEXT, 0); /* of page 2: it starts a paragraph */
    while (first->page == 1)
        first++;
    first->x += m.style->body_indent;
    assert_int_equal(verdict_of(&m, "正文", "满页行数"), VERDICT_BREACHES);
    first->element = ELEMENT_HEADING; /* which is not left on the last line */
    assert_int_equal(verdict_of(&m, "正文", "满页行数"), VERDICT_UNCHECKED);
    made_close(&m);
}

/* 7.3.5.5: blank lines and indents are as much smaller or larger as the text's pitches. */
static void what_is_counted_in_lines_follows_the_texts_pace(void **state)
{
    for (int wrong = 0; wrong < 2; wrong++) {
        struct made m;
        made_begin(&m, state);
        m.signature.form = SIGNATURE_PLAIN;
        for (int page = 1; page <= PAGES; page++)
            m.lines[page] = 24;
        len_t pitch = (m.style->area_height - m.style->body_size) / 23;
        struct piece *text = put_row(&m, ELEMENT_TEXT, 1, 5, "现予公布。");
        put_row(&m, ELEMENT_ORGAN, 1, 7, "青禾县政府")->centre =
            text->centre + 2 * (wrong ? m.style->line_pitch : pitch);
        assert_int_equal(verdict_of(&m, "发文机关署名", "上空"),
                         wrong ? VERDICT_BREACHES : VERDICT_CONFORMS);
        made_close(&m);
    }
}

static void page_1_must_show_text(void **state)
{
    struct made m;
    made_open(&m, state);
    for (size_t i = 0; i < m.pieces.n; i++)
        if (m.pieces.v[i].page == 1 && m.pieces.v[i].element == ELEMENT_TEXT)
            m.pieces.v[i].element = ELEMENT_ADDRESSEES;
    assert_int_equal(verdict_of(&m, "正文", "首页"), VERDICT_BREACHES);
    made_close(&m);
}

static void a_page_of_nothing_but_the_signature_is_a_breach(void **state)
{
    struct made m;
    made_open(&m, state);
    for (size_t i = 0; i < m.pieces.n; i++) {
        struct piece *p = &m.pieces.v[i];
        if (p->page == 2 && (p->element == ELEMENT_TEXT || p->element == ELEMENT_HEADING))
            p->element = ELEMENT_NOTE;
    }
    assert_int_equal(verdict_of(&m, "成文日期", "同面正文"), VERDICT_BREACHES);
    made_close(&m);
}

/* 7.2.5, 7.2.6: with a signer the number goes to the left. */
static void with_a_signer_the_number_stands_left_and_the_name_right(void **state)
{
    for (int wrong = 0; wrong < 3; wrong++) {
        struct made m;
        made_open(&m, state);
        struct piece *number = find_piece(&m, ELEMENT_NUMBER, 0), signer = *number;
        len_t one = m.style->char_pitch;
        number->align = LEFT;
        number->x = m.style->area_left + one + (wrong == 1 ? mm(100) : 0);
        signer.element = ELEMENT_SIGNER;
        signer.text = "签发人：张山";
        signer.align = RIGHT;
        signer.x = m.style->area_left + m.style->area_width - one - (wrong == 2 ? mm(100) : 0);
        put(&m, signer);
        assert_int_equal(verdict_of(&m, "发文字号", "位置"),
                         wrong == 1 ? VERDICT_BREACHES : VERDICT_CONFORMS);
        assert_int_equal(verdict_of(&m, "签发人", "右空"),
                         wrong == 2 ? VERDICT_BREACHES : VERDICT_CONFORMS);
        made_close(&m);
    }
}

/* 7.3.5.2 */
static void without_a_seal_the_date_starts_two_characters_behind_the_organ(void **state)
{
    for (int wrong = 0; wrong < 2; wrong++) {
        struct made m;
        made_open(&m, state);
        m.signature.form = SIGNATURE_PLAIN;
        len_t two = m.style->body_indent, right = m.style->area_left + m.style->area_width;
        struct piece *organ = find_piece(&m, ELEMENT_ORGAN, 0);
        struct piece *date = find_piece(&m, ELEMENT_DATE, 0);
        organ->text = "青禾县乡村振兴工作领导小组办公室";
        organ->align = RIGHT;
        organ->x = right - two;
        date->align = LEFT;
        date->x = organ->x - width_of(&m, organ) + two + (wrong ? mm(100) : 0);
        assert_int_equal(verdict_of(&m, "成文日期", "位置"),
                         wrong ? VERDICT_BREACHES : VERDICT_CONFORMS);
        struct conform_report r = made_report(&m);
        for (size_t i = 0; i < r.n; i++)
            assert_string_not_equal(r.rows[i].item, "在日期之上居中");
        made_close(&m);
    }
}

static void organs_of_a_joint_document_are_not_measured_as_one(void **state)
{
    struct made m;
    made_open(&m, state);
    m.organ.next = &m.second;
    find_piece(&m, ELEMENT_DATE, 0)->x += mm(100);
    assert_int_equal(verdict_of(&m, "成文日期", "位置"), VERDICT_UNCHECKED);
    assert_int_equal(verdict_of(&m, "发文机关署名", "在日期之上居中"), VERDICT_UNCHECKED);
    made_close(&m);
}

static void a_long_organ_moves_the_date_to_the_left(void **state)
{
    struct made m;
    made_open(&m, state);
    struct piece *organ = find_piece(&m, ELEMENT_ORGAN, 0);
    struct piece *date = find_piece(&m, ELEMENT_DATE, 0);
    len_t right = m.style->area_left + m.style->area_width;
    organ->text = "青禾县乡村振兴工作领导小组办公室";
    organ->x = right - m.style->organ_right_least - width_of(&m, organ) / 2;
    date->x = organ->x + width_of(&m, date) / 2;
    assert_int_equal(verdict_of(&m, "成文日期", "位置"), VERDICT_CONFORMS);
    assert_int_equal(verdict_of(&m, "发文机关署名", "在日期之上居中"), VERDICT_CONFORMS);
    made_close(&m);
}

/* What stands on the page now stands on what is turned, its head at the paper's left edge; the
 * number stays. */
static void turn_page(struct made *m, int page)
{
    m->turned[page] = true;
    for (size_t i = 0; i < m->pieces.n; i++) {
        struct piece *p = &m->pieces.v[i];
        if (p->page != page || p->element == ELEMENT_FOLIO)
            continue;
        p->turned = true;
        p->centre -= m->style->area_top - m->style->area_left;
        p->x += style_turned(m->arena, m->style)->area_left - m->style->area_left;
    }
}

static void a_turned_page_conforms_with_its_head_at_the_left_and_its_number_upright(void **state)
{
    struct made m;
    made_open(&m, state);
    turn_page(&m, 3);
    struct conform_report r = made_report(&m);
    for (size_t i = 0; i < r.n; i++)
        if (r.rows[i].verdict == VERDICT_BREACHES)
            fail_msg("%s %s: %s", r.rows[i].element, r.rows[i].item, r.rows[i].measured);
    assert_int_equal(find_row(&r, "版面", "横排页的页首")->verdict, VERDICT_CONFORMS);
    assert_int_equal(find_row(&r, "页码", "横排页上的位置")->verdict, VERDICT_CONFORMS);
    assert_int_equal(find_row(&r, "附件说明", "与附件一致")->verdict, VERDICT_CONFORMS);
    assert_int_equal(find_row(&r, "页码", "连续")->verdict, VERDICT_CONFORMS);
    made_close(&m);
}

static void lines_of_turned_pages_are_not_measured_upright(void **state)
{
    struct made m;
    made_open(&m, state);
    turn_page(&m, 3);
    turn_page(&m, 4);
    struct conform_report r = made_report(&m);
    const struct conform_row *row = find_row(&r, "附件标题", "第三行");
    assert_int_equal(row->verdict, VERDICT_UNCHECKED);
    assert_string_equal(row->reason, "只在横排页上，未检查");
    find_piece(&m, ELEMENT_ATTACHMENT_TITLE, 0)->x += mm(10000); /* beyond the paper's upper edge */
    find_piece(&m, ELEMENT_ATTACHMENT_TITLE, 0)->centre += mm(15000);
    assert_int_equal(verdict_of(&m, "版面", "版心右边"), VERDICT_BREACHES);
    made_close(&m);
}

static void a_turned_page_is_wrong_with_its_head_elsewhere_or_its_number_turned(void **state)
{
    struct made m;
    made_open(&m, state);
    turn_page(&m, 3);
    struct piece *label = find_piece(&m, ELEMENT_ATTACHMENT_LABEL, 0);
    label->centre -= mm(100);
    assert_int_equal(verdict_of(&m, "版面", "横排页的页首"), VERDICT_BREACHES);
    label->centre += mm(100);
    struct piece *folio = find_piece(&m, ELEMENT_FOLIO, 2);
    folio->x -= mm(300);
    assert_int_equal(verdict_of(&m, "页码", "横排页上的位置"), VERDICT_BREACHES);
    folio->x += mm(300);
    folio->turned = true;
    assert_int_equal(verdict_of(&m, "页码", "横排页上的位置"), VERDICT_BREACHES);
    made_close(&m);
}

static void a_line_of_a_name_above_its_seal_is_not_pressed(void **state)
{
    struct made m;
    made_open(&m, state);
    assert_int_equal(verdict_of(&m, "印章", "下压署名和日期"), VERDICT_CONFORMS);
    struct piece line = *find_piece(&m, ELEMENT_ORGAN, 0);
    line.centre -= mm(2300);
    put(&m, line);
    assert_int_equal(verdict_of(&m, "印章", "下压署名和日期"), VERDICT_BREACHES);
    made_close(&m);
}

static void a_blank_page_and_the_one_behind_it_have_no_number(void **state)
{
    struct made m;
    made_open(&m, state);
    struct piece *own = find_piece(&m, ELEMENT_FOLIO, 2),
                 *behind = find_piece(&m, ELEMENT_FOLIO, 3);
    for (size_t i = 0; i < m.pieces.n; i++)
        if (m.pieces.v[i].page == 3 && &m.pieces.v[i] != own)
            m.pieces.v[i].page = 2;
    behind->page = 2;
    assert_int_equal(verdict_of(&m, "页码", "连续"), VERDICT_BREACHES);
    own->page = 2;
    behind->page = 4;
    assert_int_equal(verdict_of(&m, "页码", "连续"), VERDICT_BREACHES);
    made_close(&m);
}

static void what_is_absent_is_not_checked_and_never_passed(void **state)
{
    struct made m;
    made_open(&m, state);
    m.pieces.n = 0;
    struct conform_report r = made_report(&m);
    for (size_t i = 0; i < r.n; i++)
        if (strcmp(r.rows[i].item, "纸张") != 0 &&
            (r.rows[i].verdict != VERDICT_UNCHECKED || !*r.rows[i].reason))
            fail_msg("%s %s", r.rows[i].element, r.rows[i].item);
    assert_int_equal(conform_count(&r, VERDICT_CONFORMS, false), 1);
    made_close(&m);
}

static void only_prescribed_rules_count_as_must(void **state)
{
    struct made m;
    made_open(&m, state);
    find_piece(&m, ELEMENT_HEAD_RULE, 0)->thickness += mm(20);
    struct conform_report r = made_report(&m);
    assert_true(conform_count(&r, VERDICT_BREACHES, false) > 0);
    assert_int_equal(find_row(&r, "版头分隔线", "粗细")->strength, STRENGTH_HABIT);
    assert_int_equal(conform_count(&r, VERDICT_BREACHES, true), 0);
    made_close(&m);
}

/* Pages that are as an office's own profile wants them, which the standard does not. */
static void a_profile_that_departs_from_the_standard_is_named(void **state)
{
    struct made m;
    made_open(&m, state);
    m.style->rule_gap = mm(600);
    find_piece(&m, ELEMENT_HEAD_RULE, 0)->centre += mm(200);
    struct conform_report r = made_report(&m);
    const struct conform_row *row = find_row(&r, "版头分隔线", "与发文字号的距离");
    assert_int_equal(row->verdict, VERDICT_BREACHES);
    assert_string_equal(row->wanted, "标准 4 mm±0.3 mm");
    assert_string_equal(row->measured, "版式“党政机关公文格式 GB/T 9704-2012”：6 mm");
    assert_string_equal(row->departs, m.style->title);
    m.style->rule_gap = mm(400);
    made_close(&m);
}

static void the_table_is_aligned_and_the_json_is_whole(void **state)
{
    struct made m;
    made_open(&m, state);
    struct conform_report r = made_report(&m);
    struct buf out = {0};
    conform_text(&r, "通知.xml", DIAG_ZH, &out);
    assert_non_null(strstr(out.p, "7.2.4    规定"));
    assert_non_null(strstr(out.p, "不符合 0 项"));
    buf_clear(&out);
    conform_json(&r, "a\"b.xml", &out);
    assert_non_null(strstr(out.p, "{\"file\":\"a\\\"b.xml\",\"checks\":["));
    assert_non_null(strstr(out.p, "\"verdict\":\"conforms\""));
    assert_string_equal(out.p + out.n - 2, "]}");
    buf_drop(&out);
    made_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_pages_conform_in_every_clause),
        cmocka_unit_test(each_clause_is_breached_by_a_page_that_is_wrong_in_it),
        cmocka_unit_test(no_clause_is_without_its_wrong_page),
        cmocka_unit_test(a_profile_that_departs_from_the_standard_is_named),
        cmocka_unit_test(other_paper_is_a_breach),
        cmocka_unit_test(the_white_above_may_differ_by_a_millimetre_and_no_more),
        cmocka_unit_test(a_full_page_has_22_lines),
        cmocka_unit_test(what_is_counted_in_lines_follows_the_texts_pace),
        cmocka_unit_test(page_1_must_show_text),
        cmocka_unit_test(a_page_of_nothing_but_the_signature_is_a_breach),
        cmocka_unit_test(with_a_signer_the_number_stands_left_and_the_name_right),
        cmocka_unit_test(without_a_seal_the_date_starts_two_characters_behind_the_organ),
        cmocka_unit_test(organs_of_a_joint_document_are_not_measured_as_one),
        cmocka_unit_test(a_long_organ_moves_the_date_to_the_left),
        cmocka_unit_test(a_turned_page_conforms_with_its_head_at_the_left_and_its_number_upright),
        cmocka_unit_test(lines_of_turned_pages_are_not_measured_upright),
        cmocka_unit_test(a_turned_page_is_wrong_with_its_head_elsewhere_or_its_number_turned),
        cmocka_unit_test(a_line_of_a_name_above_its_seal_is_not_pressed),
        cmocka_unit_test(a_blank_page_and_the_one_behind_it_have_no_number),
        cmocka_unit_test(what_is_absent_is_not_checked_and_never_passed),
        cmocka_unit_test(only_prescribed_rules_count_as_must),
        cmocka_unit_test(the_table_is_aligned_and_the_json_is_whole),
    };
    return cmocka_run_group_tests_name("conform/conform", tests, shared_open, shared_close);
}
