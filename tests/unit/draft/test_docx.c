/* Word files: characters, styles, fields, changes, what stands beside the text. */
#include "docx_testing.h"

static void runs_that_look_alike_are_one(void **state)
{
    (void)state;
    DOCX("1 size=10 \"甲乙\\t丙\\n丁\"\n", .body = "<w:p>" R("甲") "<w:r>" T("乙") "<w:tab/>" T(
                                               "丙") "<w:br/>" T("丁") "</w:r></w:p>");
    DOCX("1\n  \"甲\" size=10 bold\n  \"乙\" size=16 colour=ff0000 red raised\n",
         .body = "<w:p>" RP("<w:b/>", "甲")
             RP("<w:sz w:val='32'/><w:color w:val='FF0000'/><w:vertAlign w:val='superscript'/>",
                "乙") "</w:p>");
}

static void blanks_count_where_the_file_says_so(void **state)
{
    (void)state;
    DOCX("1 size=10 \"甲  乙\"\n",
         .body = "<w:p><w:r><w:t> 甲 </w:t></w:r><w:r>" T("  乙") "</w:r></w:p>");
    DOCX("1 size=10 \"甲 乙\"\n", .body = "<w:p><w:r><w:t>甲\n乙</w:t></w:r></w:p>");
}

static void styles_are_gone_along(void **state)
{
    (void)state;
    DOCX("1 style=\"heading 1\" outline=1 center face=\"黑体\" hei size=16 bold \"题\"\n"
         "2 face=\"仿宋_GB2312\" fang size=16 \"文\"\n"
         "3 face=\"仿宋_GB2312\" fang size=16\n",
         .styles =
             "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia='宋体'/>"
             "<w:sz w:val='21'/></w:rPr></w:rPrDefault></w:docDefaults>"
             "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/>"
             "<w:rPr><w:rFonts w:eastAsia='仿宋_GB2312'/><w:sz w:val='32'/></w:rPr></w:style>"
             "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/>"
             "<w:basedOn w:val='a'/><w:pPr><w:jc w:val='center'/><w:outlineLvl w:val='0'/>"
             "</w:pPr><w:rPr><w:rFonts w:eastAsia='黑体'/><w:b/></w:rPr></w:style>"
             "<w:style w:type='paragraph' w:styleId='x'><w:name w:val='x'/>"
             "<w:basedOn w:val='y'/></w:style>"
             "<w:style w:type='paragraph' w:styleId='y'><w:name w:val='y'/>"
             "<w:basedOn w:val='x'/></w:style>",
         .body = PP("<w:pStyle w:val='1'/>", R("题")) P("文") "<w:p/>");
}

static void toggles_of_two_styles_turn_each_other_off(void **state)
{
    (void)state;
    DOCX("1 style=\"p\"\n  \"甲\" size=10\n  \"乙\" size=10 bold\n",
         .styles =
             "<w:style w:type='paragraph' w:styleId='p'><w:name w:val='p'/><w:rPr><w:b/></w:rPr>"
             "</w:style><w:style w:type='character' w:styleId='c'><w:name w:val='c'/><w:rPr>"
             "<w:b/></w:rPr></w:style>",
         .body = PP("<w:pStyle w:val='p'/>",
                    RP("<w:rStyle w:val='c'/>", "甲") RP("<w:rStyle w:val='c'/><w:b/>", "乙")));
}

static void faces_of_the_theme_are_named(void **state)
{
    (void)state;
    DOCX("1 face=\"等线\" hei size=10 \"甲\"\n",
         .theme = "<a:themeElements><a:fontScheme><a:minorFont><a:latin typeface='Calibri'/>"
                  "<a:ea typeface=''/><a:font script='Jpan' typeface='ＭＳ 明朝'/>"
                  "<a:font script='Hans' typeface='等线'/></a:minorFont></a:fontScheme>"
                  "</a:themeElements>",
         .settings = "<w:themeFontLang w:val='en-US' w:eastAsia='zh-CN'/>",
         .body = "<w:p>" RP("<w:rFonts w:eastAsiaTheme='minorEastAsia' w:eastAsia='宋体'/>",
                            "甲") "</w:p>");
}

static void a_chinese_face_for_latin_letters_is_meant_for_all(void **state)
{
    (void)state;
    DOCX("1\n  \"甲\" face=\"仿宋\" fang size=10\n  \"乙\" face=\"ＭＳ 明朝\" size=10\n"
         "  \"丙\" face=\"楷体\" kai size=10\n",
         .styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia='ＭＳ 明朝'/></w:rPr>"
                   "</w:rPrDefault></w:docDefaults>",
         .body =
             "<w:p>" RP("<w:rFonts w:ascii='仿宋'/>", "甲") RP("<w:rFonts w:ascii='Arial'/>", "乙")
                 RP("<w:rFonts w:ascii='仿宋' w:eastAsia='楷体'/>", "丙") "</w:p>");
}

static void indents_come_in_lengths_and_characters(void **state)
{
    (void)state;
    DOCX("1 left=21 first=32 first-chars=200 before=12 line=28 size=10 \"甲\"\n"
         "2 spread first=-10.5 size=10 \"乙\"\n",
         .body = PP("<w:ind w:left='420' w:firstLine='640' w:firstLineChars='200'/>"
                    "<w:spacing w:before='240' w:line='560' w:lineRule='exact'/>"
                    "<w:rPr><w:sz w:val='32'/></w:rPr>",
                    R("甲")) PP("<w:ind w:hanging='210'/><w:jc w:val='distribute'/>", R("乙")));
}

static void controls_are_pointed_to(void **state)
{
    (void)state;
    DOCX("1\n  \"甲\" size=10\n  \"12号\" size=10 {发文字号 title=\"字号\"}\n"
         "2 {日期 value=\"2026-09-18\" placeholder} size=10 \"乙\"\n"
         "3\n  \"☑\" size=10 {是 checked}\n",
         .body = "<w:p>" R(
             "甲") "<w:sdt><w:sdtPr><w:tag w:val='发文字号'/><w:alias w:val='字号'/>"
                   "</w:sdtPr><w:sdtContent>" R(
                       "12号") "</w:sdtContent></w:sdt></w:p>"
                               "<w:sdt><w:sdtPr><w:tag w:val='日期'/><w:showingPlcHdr/>"
                               "<w:date w:fullDate='2026-09-18'/></w:sdtPr><w:sdtContent>" P(
                                   "乙") "</w:sdtContent></w:sdt><w:p><w:sdt><w:sdtPr><w:tag "
                                         "w:val='是'/><w14:checkbox>"
                                         "<w14:checked "
                                         "w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent>" R(
                                             "☑") "</w:sdtContent></w:sdt></w:p>");
}

static void changes_are_taken_as_accepted(void **state)
{
    (void)state;
    DOCX("1\n  \"甲\" size=10\n  \"乙\" size=10 inserted\n"
         "2 size=10 \"丁戊\"\n"
         "left deleted in 1 by=\"王\" text=\"丙\"\n"
         "left deleted text=\"己\\u000a\"\n"
         "--\n"
         "稿.docx:1:3: note[G030]: 2 text(s) deleted by tracked changes were not read: 丙\n"
         "    甲乙\n        ^\n  hint: what is still wanted: reject those changes in WPS or Word\n",
         .body = "<w:p>" R("甲") "<w:ins>" R(
             "乙") "</w:ins><w:del w:author='王'><w:r><w:delText>丙"
                   "</w:delText></w:r></w:del></w:p>" PP("<w:rPr><w:del/></w:rPr>", R("丁"))
                       P("戊") "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" P(
                           "己") "</w:tc></w:tr></w:tbl>");
}

static void hidden_text_is_left_out(void **state)
{
    (void)state;
    DOCX_HAS("1 size=10 \"甲丙\"\n2 size=10 \"丁\"\nleft hidden in 1 text=\"乙\"\n",
             .body = "<w:p>" R("甲") RP("<w:vanish/>", "乙")
                 R("丙") "</w:p>" PP("<w:rPr><w:vanish/></w:rPr>", "") P("丁"));
}

static void fields_are_what_they_came_to(void **state)
{
    (void)state;
    DOCX("1\n  \"见\" size=10\n  \"附件1\" size=10 ref code=\"REF _a \\\\h\" target=\"_a\"\n"
         "  \"网\" size=10 link target=\"http://example.invalid/a\"\n"
         "  \"3\" size=10 page code=\"PAGE\"\n",
         .body = "<w:p>" R("见") FIELD(" REF _a \\h", R("附件1")) "<w:hyperlink r:id='link'>" R(
             "网") "</w:hyperlink><w:fldSimple w:instr='PAGE'>" R("3") "</w:fldSimple></w:p>");
}

static void codes_show_boxes_and_rings(void **state)
{
    (void)state;
#define BARE(code)                                                                                 \
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>" code "</w:instrText></w:r>"  \
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    DOCX_HAS("1 size=10 \"③☑重庆\"\nleft ruby in 1 text=\"chong\"\nleft field in 1 text=\"XE a\"\n",
             .body = "<w:p>" BARE(
                 "eq \\o\\ac(○,3)") "<w:r><w:fldChar "
                                    "w:fldCharType='begin'><w:ffData><w:checkBox><w:default "
                                    "w:val='1'/></w:checkBox></w:ffData></"
                                    "w:fldChar><w:instrText>FORMCHECKBOX"
                                    "</w:instrText><w:fldChar w:fldCharType='end'/></w:r>" BARE(
                                        "EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(chong),重庆)")
                                        BARE("XE a") "</w:p>");
#undef BARE
}

static void tables_of_contents_are_left_out(void **state)
{
    (void)state;
    DOCX_HAS(
        "1 size=10 \"前\"\n2 size=10 \"后\"\nleft contents "
        "text=\"一、甲\\u00091\\u000a二、乙\\u00092\\u000a\"\n",
        .body =
            P("前") "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>TOC "
                    "\\o</w:instrText></w:r><w:r><w:fldChar "
                    "w:fldCharType='separate'/></w:r><w:r>" T("一、甲") "<w:tab/>" T(
                        "1") "</w:r></w:p><w:p><w:r>" T("二、乙") "<w:tab/>" T("2") "</w:r></"
                                                                                    "w:p><w:p><w:"
                                                                                    "r><w:"
                                                                                    "fldChar "
                                                                                    "w:"
                                                                                    "fldCharType="
                                                                                    "'end'/></"
                                                                                    "w:r></"
                                                                                    "w:p>" P("后"));
}

static void page_breaks_begin_the_next_paragraph(void **state)
{
    (void)state;
#define BREAK "<w:r><w:br w:type='page'/></w:r>"
    DOCX("1 size=10 \"甲\"\n2 page-before size=10 \"乙\"\n3 size=10 \"丙\"\n"
         "4 page-before goes-on size=10 \"丁\"\n5 size=10\n6 page-before size=10 \"戊\"\n"
         "7 page-before size=10 \"己\"\n",
         .body = "<w:p>" R("甲") BREAK "</w:p>" P("乙") "<w:p>" R("丙")
             BREAK R("丁") "</w:p>"
                           "<w:p>" BREAK "</w:p>" P("戊") PP("<w:pageBreakBefore/>", R("己")));
#undef BREAK
}

static void pages_are_those_of_the_last_layout(void **state)
{
    (void)state;
    DOCX("1 page=1 size=10 \"甲\"\n2 page=2 size=10 \"乙\"\n",
         .body = P("甲") "<w:p><w:r><w:lastRenderedPageBreak/>" T("乙") "</w:r></w:p>");
}

static void symbols_are_signs(void **state)
{
    (void)state;
    DOCX_HAS("1 size=10 \"☑□\"\n",
             .body =
                 "<w:p><w:r><w:sym w:font='Wingdings 2' w:char='F052'/><w:sym w:font='Wingdings' "
                 "w:char='F0A8'/></w:r></w:p>");
}

static void notes_and_remarks_know_their_places(void **state)
{
    (void)state;
    DOCX_HAS("1 size=10 \"甲乙\"\nfootnote at 1:1\n  2 size=10 \" 注\"\n"
             "left comment in 1 by=\"李\" text=\"改\"\n",
             .footnotes = "<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>" R(
                 " 注") "</w:p></w:footnote>",
             .comments = "<w:comment w:id='0' w:author='李'>" P("改") "</w:comment>",
             .body = "<w:p>" R("甲") "<w:r><w:footnoteReference w:id='2'/></w:r>" R(
                 "乙") "<w:r><w:commentReference w:id='0'/></w:r></w:p>");
}

static void headers_and_sections_are_beside(void **state)
{
    (void)state;
    DOCX("section width=595.3 height=841.9 top=99.2 right=79.4 bottom=93.55 left=79.4 new-page\n"
         "section width=841.9 height=595.3 landscape new-page\n"
         "1 size=10 \"甲\"\n2 page-before section=1 size=10 \"乙\"\n"
         "header section=0\n  3 size=10 \"内部\"\n"
         "footer section=0 only-number\n  4\n    \"— \" size=10\n"
         "    \"1\" size=10 page code=\"PAGE\"\n    \" —\" size=10\n",
         .header = P("内部"), .footer = "<w:p>" R("— ") FIELD("PAGE", R("1")) R(" —") "</w:p>",
         .body = PP("<w:sectPr><w:headerReference w:type='default' r:id='r10'/><w:footerReference "
                    "w:type='default' r:id='r11'/><w:pgSz w:w='11906' w:h='16838'/><w:pgMar "
                    "w:top='1984' w:right='1588' w:bottom='1871' w:left='1588'/></w:sectPr>",
                    R("甲")) P("乙") "<w:sectPr><w:pgSz w:w='16838' w:h='11906'/></w:sectPr>");
}

static void properties_and_bookmarks_are_kept(void **state)
{
    (void)state;
    DOCX_HAS("draft docx by-wps\n1 size=10 \"甲乙丙\"\nbookmark \"文号\" over 乙\nproperty core "
             "title=\"通知\"\n"
             "property custom KSOProductBuildVer=\"2052\"\nproperty variable 种=\"函\"\n",
             .core = "<dc:title xmlns:dc='dc'>通知</dc:title>",
             .custom = "<property name='KSOProductBuildVer'><v>2052</v></property>",
             .settings = "<w:docVars><w:docVar w:name='种' w:val='函'/></w:docVars>",
             .body = "<w:p>" R("甲") "<w:bookmarkStart w:id='7' w:name='文号'/>" R(
                 "乙") "<w:bookmarkEnd w:id='7'/>" R("丙") "</w:p>");
}

static void what_paper_does_not_show_is_told(void **state)
{
    (void)state;
#define PIC(kind) "<w:r><w:drawing><wp:" kind "><a:blip/></wp:" kind "></w:drawing></w:r>"
    static const char *const told[][2] = {
        {"note[G031]", "<w:p>" RP("<w:vanish/>", "甲") "</w:p>"},
        {"note[G032]", "<w:p><w:r><w:commentReference w:id='0'/></w:r></w:p>"},
        {"note[G033]", "<w:p>" FIELD("TOC", R("甲")) "</w:p>"},
        {"note[G034]", "<w:p>" PIC("anchor") "</w:p>"},
        {"note[G035]", "<w:p>" PIC("anchor") R("2026年9月18日") "</w:p>"},
        {"warning[G036]", "<w:altChunk/>"},
        {"note[G037]", "<w:p><w:r><w:ruby><w:rt>" R("a") "</w:rt><w:rubyBase>" R(
                           "甲") "</w:rubyBase></w:ruby></w:r></w:p>"},
        {"warning[G038]", "<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>"},
        {"warning[G039]", "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FF'/></w:r></w:p>"},
        {"warning[G040]", "<w:p><w:subDoc/></w:p>"},
    };
#undef PIC
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        docx_has(&(struct docx_parts){.body = told[i][1],
                                      .comments = "<w:comment w:id='0'>" P("改") "</w:comment>"},
                 told[i][0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_that_look_alike_are_one),
        cmocka_unit_test(blanks_count_where_the_file_says_so),
        cmocka_unit_test(styles_are_gone_along),
        cmocka_unit_test(toggles_of_two_styles_turn_each_other_off),
        cmocka_unit_test(faces_of_the_theme_are_named),
        cmocka_unit_test(a_chinese_face_for_latin_letters_is_meant_for_all),
        cmocka_unit_test(indents_come_in_lengths_and_characters),
        cmocka_unit_test(controls_are_pointed_to),
        cmocka_unit_test(changes_are_taken_as_accepted),
        cmocka_unit_test(hidden_text_is_left_out),
        cmocka_unit_test(fields_are_what_they_came_to),
        cmocka_unit_test(codes_show_boxes_and_rings),
        cmocka_unit_test(tables_of_contents_are_left_out),
        cmocka_unit_test(page_breaks_begin_the_next_paragraph),
        cmocka_unit_test(pages_are_those_of_the_last_layout),
        cmocka_unit_test(symbols_are_signs),
        cmocka_unit_test(what_paper_does_not_show_is_told),
        cmocka_unit_test(notes_and_remarks_know_their_places),
        cmocka_unit_test(headers_and_sections_are_beside),
        cmocka_unit_test(properties_and_bookmarks_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
