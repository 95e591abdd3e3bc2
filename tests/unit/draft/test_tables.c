/* Tables and what is drawn: merged cells, nested ones, boxes, pictures. */
#include "docx_testing.h"

#define TBL(grid, rows)  "<w:tbl><w:tblPr/><w:tblGrid>" grid "</w:tblGrid>" rows "</w:tbl>"
#define COL(width)       "<w:gridCol w:w='" #width "'/>"
#define TR(cells)        "<w:tr>" cells "</w:tr>"
#define TC(props, words) "<w:tc><w:tcPr>" props "</w:tcPr>" words "</w:tc>"

static void cells_are_merged_both_ways(void **state)
{
    (void)state;
    DOCX("table 1 columns=3 widths=50,60,70\n"
         "  row\n"
         "    cell 0 rows=2\n"
         "      1 size=10 \"甲\"\n"
         "      4 size=10 \"丁\"\n"
         "    cell 1 columns=2\n"
         "      2 size=10 \"乙\"\n"
         "      3 size=10 \"丙\"\n"
         "  row\n"
         "    cell 0 covered\n"
         "    cell 1\n"
         "      5 size=10 \"戊\"\n"
         "    cell 2 shaded\n"
         "      6 size=10 \"己\"\n"
         "  row\n"
         "    cell 1 columns=2\n"
         "      7 size=10 \"庚\"\n",
         .body = TBL(COL(1000) COL(1200) COL(1400),
                     TR(TC("<w:vMerge w:val='restart'/>", P("甲"))
                            TC("<w:hMerge w:val='restart'/>", P("乙")) TC("<w:hMerge/>", P("丙")))
                         TR(TC("<w:vMerge/>", P("丁")) TC("", P("戊"))
                                TC("<w:shd w:fill='D9D9D9'/>",
                                   P("己"))) "<w:tr><w:trPr><w:gridBefore "
                                             "w:val='1'/></w:trPr>" TC("<w:gridSpan w:val='2'/>",
                                                                       P("庚")) "</w:tr>"));
}

static void heads_borders_and_controls_are_known(void **state)
{
    (void)state;
    DOCX("table 1 columns=1 style=\"网格\" bordered {名单} widths=0\n"
         "  row head {名单}\n    cell 0\n      1 {名单} size=10 \"姓名\"\n"
         "  row {人} {名单}\n    cell 0 {姓名} {人} {名单}\n      2 {姓名} {人} {名单} size=10 "
         "\"甲\"\n",
         .styles = "<w:style w:type='table' w:styleId='g'><w:name w:val='网格'/><w:tblPr>"
                   "<w:tblBorders><w:top w:val='single'/></w:tblBorders></w:tblPr></w:style>",
         .body =
             "<w:sdt><w:sdtPr><w:tag w:val='名单'/></w:sdtPr><w:sdtContent><w:tbl><w:tblPr>"
             "<w:tblStyle w:val='g'/></w:tblPr><w:tr><w:trPr><w:tblHeader/></w:trPr>" TC(
                 "", P("姓名")) "</w:tr><w:sdt><w:sdtPr><w:tag "
                                "w:val='人'/></w:sdtPr><w:sdtContent><w:tr><w:sdt>"
                                "<w:sdtPr><w:tag w:val='姓名'/></w:sdtPr><w:sdtContent>" TC(
                                    "", P("甲")) "</w:sdtContent></w:sdt></w:tr></w:sdtContent></"
                                                 "w:sdt></w:tbl></w:sdtContent></w:sdt>");
}

static void cells_side_by_side_end_one_page(void **state)
{
    (void)state;
#define ENDS "<w:p><w:r><w:t>前</w:t><w:lastRenderedPageBreak/><w:t>后</w:t></w:r></w:p>"
    DOCX_HAS(
        "1 page=1 size=10 \"前后\"\n    cell 1\n      2 page=1 size=10 \"前后\"\n3 page=2 size=10",
        .body = TBL(COL(1000) COL(1000), TR(TC("", ENDS) TC("", ENDS))) P("乙"));
#undef ENDS
}

static void tables_may_be_in_cells(void **state)
{
    (void)state;
    DOCX("table 1 columns=1 widths=50\n  row\n    cell 0\n"
         "      table 2 columns=1 widths=40\n        row\n          cell 0\n"
         "            1 size=10 \"内\"\n"
         "      2 size=10 \"外\"\n",
         .body = TBL(COL(1000), TR(TC("", TBL(COL(800), TR(TC("", P("内")))) P("外")))));
}

#define BOX(words)                                                                                 \
    "<w:r><mc:AlternateContent><mc:Choice "                                                        \
    "Requires='wps'><w:drawing><wp:anchor><wps:wsp><wps:txbx>"                                     \
    "<w:txbxContent>" words "</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing>"        \
    "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>" words                   \
    "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"

static void boxes_stand_by_their_anchor_once(void **state)
{
    (void)state;
    DOCX("1 box=1 size=10 \"前\"\n2 size=10 \"甲乙\"\n3 box=2 size=10 \"后\"\n",
         .body = "<w:p>" BOX(P("前")) R("甲") BOX(P("后")) R("乙") "</w:p>");
}

static void drawn_letters_are_a_box(void **state)
{
    (void)state;
    DOCX("1 box=1 size=10 \"青禾县人民政府文件\"\n2 size=10\n",
         .body = "<w:p><w:r><w:pict><v:shape><v:textpath string='青禾县人民政府文件'/></v:shape>"
                 "</w:pict></w:r></w:p>");
}

static void pictures_seals_and_rules_are_told(void **state)
{
    (void)state;
#define PICTURE(kind, name)                                                                        \
    "<w:r><w:drawing><wp:" kind "><wp:docPr name='" name                                           \
    "'/><a:graphic><a:blip/></a:graphic></wp:" kind "></w:drawing></w:r>"
    DOCX_HAS("left line in 1 red\nleft picture in 2 text=\"图\"\n"
             "left seal in 6 text=\"章\"\nleft object in 7 text=\"Excel.Sheet.12\"\n",
             .body = "<w:p><w:r><w:pict><v:line strokecolor='#c00000'/></w:pict></w:r></w:p>"
                     "<w:p>" PICTURE("inline", "图") "</w:p>" P("") P("")
                         P("") "<w:p>" PICTURE("anchor", "章")
                             R("2026年9月18日") "</w:p>"
                                                "<w:p><w:r><w:object><o:OLEObject "
                                                "ProgID='Excel.Sheet.12'/></w:object></w:r></w:p>");
#undef PICTURE
}

static void equations_are_one_line(void **state)
{
    (void)state;
    DOCX_HAS("1 size=10 \"甲(a)/(b)x^2\"\nleft formula in 1",
             .body = "<w:p>" R(
                 "甲") "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r>"
                       "<m:t>b</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e>"
                       "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>");
}

static void rows_without_end_are_bounded(void **state)
{
    (void)state;
    struct buf body = {0};
    for (int i = 0; i < 60; i++)
        buf_str(&body, "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr>");
    buf_str(&body, P("深"));
    for (int i = 0; i < 60; i++)
        buf_str(&body, "</w:tc></w:tr></w:tbl>");
    docx_has(&(struct docx_parts){.body = body.p}, "\"深\"");
    DOCX_HAS("cell 254 columns=2",
             .body = "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='254'/></w:trPr>" TC(
                 "<w:gridSpan w:val='9'/>", P("甲")) "</w:tr></w:tbl>");
    buf_clear(&body);
    for (int i = 0; i < 200; i++)
        buf_str(&body, "<w:sdt>");
    docx_has(&(struct docx_parts){.body = body.p}, "error[G005]");
    buf_drop(&body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_merged_both_ways),
        cmocka_unit_test(heads_borders_and_controls_are_known),
        cmocka_unit_test(cells_side_by_side_end_one_page),
        cmocka_unit_test(tables_may_be_in_cells),
        cmocka_unit_test(boxes_stand_by_their_anchor_once),
        cmocka_unit_test(drawn_letters_are_a_box),
        cmocka_unit_test(pictures_seals_and_rules_are_told),
        cmocka_unit_test(equations_are_one_line),
        cmocka_unit_test(rows_without_end_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
