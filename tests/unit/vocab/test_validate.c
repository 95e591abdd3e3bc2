/* The validator: every mistake has its code and its exact place, and its hint says what to do. */
#include "vocab_test.h"

struct mistake {
    const char *xml;
    const char *findings;
    const char *says; /* in the Chinese message or hint; NULL: not looked at */
};

#define BODY "<正文><段>乙</段></正文>"
#define NUMBER(attrs)                                                                              \
    "<公文>\n<版头><发文机关>丙</发文机关>\n<发文字号 " attrs "/></版头><标题>甲</标题>" BODY      \
    "</公文>"
#define SIGNED(attrs) "<公文><标题>甲</标题>" BODY "\n<落款 " attrs "/></公文>"
#define HEAD(first)                                                                                \
    "<公文><版头>\n" first "<发文机关>丙</发文机关></版头><标题>甲</标题>" BODY "</公文>"
#define JOINT(attrs, of_one)                                                                       \
    "<公文><标题>甲</标题>" BODY "\n<落款 日期=\"2026-09-19\" " attrs "><署名方" of_one            \
    ">丙</署名方><署名方>丁</署名方></落款></公文>"
#define SECTION4     "<层次 题=\"子\">\n<层次 题=\"丑\">\n<层次 题=\"寅\">\n<层次 题=\"卯\">\n"
#define SECTION4_END "</层次></层次></层次></层次>"

#define STAFFED(blocks)                                                                            \
    "<公文 人员库=\"人员库.xml\">\n<标题>甲</标题>\n<正文>\n" blocks "</正文></公文>"
#define MEMBER(attrs) "<名单><层级 职务=\"组长\"><成员 " attrs "/></层级></名单>"

#define TEN(s) s s s s s s s s s s
#define CHARACTERS                                                                                 \
    TEN("五个大字，") TEN("五个大字，") TEN("五个大字，") TEN("五个大字，") TEN("五个大字，")
#define LONG_NAME CHARACTERS CHARACTERS "甲"

/* A table of one column; what follows it begins at 4:14. */
#define TABLE(rest) IN_BODY("<表><列 题=\"村\"/>" rest "</表>")
#define ROW         "<行><格>甲</格></行>"

#define TOPIC(questions) "<部分 题=\"甲\">" questions "</部分>"
#define FORMED(parts)    "<表单 题=\"甲\">\n" parts "</表单>"
#define ATTACHED(block)                                                                            \
    "<公文>\n<标题>甲</标题>" BODY "\n<附件 标题=\"丁\">\n" block "</附件></公文>"

static const struct mistake mistakes[] = {
    /* elements */
    {IN_BODY("<段落>乙</段落>"), "V001@4:1", "是不是“段”"},
    {IN_BODY("<一级标题>乙</一级标题>"), "V342@4:1", "<层次 题="},
    {"<document><tittle>a</tittle><body><p>b</p></body></document>", "V001@1:11", "“title”"},
    {"<公闻><标题>甲</标题>" BODY "</公闻>", "V001@1:1", "是不是“公文”"},
    {IN_BODY("<会议室>乙</会议室>"), "V003@4:1", "这里可以写：段、层次、列表、联系人、表"},
    {IN_BODY("<段>乙</段><落款 日期=\"2026-09-19\"/>"), "V004@4:9", "“落款”可以写在：公文"},
    {IN_BODY("<段>乙</段><p><段>丙</段></p>"), "V004@4:12",
     "正文、层次、格、分组、小组、印发件、附件"},
    {IN_DOCUMENT("<版头/>" BODY), "V008@3:1 V009@3:1", "“版头”应当写在“标题”前面"},
    {IN_BODY("<段>乙</段><抄关>丙</抄关>"), "V042@4:9", "是不是“抄送”？“抄送”要写在：版记"},
    {IN_BODY("<段>乙</段><公文/>"), "V043@4:9 V008@4:9 V008@4:9", "只能写在最外层"},
    {"<会议室><人/></会议室>", "V040@1:1", "最外层是“会议室”，不是“公文”"},
    {"<人员库><人/></人员库>", "N001@1:1", "这是人员库，不是公文"},
    {"<正文><段>乙</段></正文>", "V040@1:1", "<公文>…</公文>"},
    /* attributes */
    {SIGNED("日起=\"2026-09-19\""), "V005@2:5", "是不是“日期”"},
    {SIGNED("dat=\"2026-09-19\""), "V005@2:5", "是不是“date”"},
    {SIGNED("日期=\"2026-09-19\" 颜色=\"红\""), "V006@2:21", "可以有的属性：署名、日期"},
    {IN_BODY("<段 缩进=\"2\">乙</段>"), "V007@4:4", "不带属性"},
    {SIGNED(""), "V002@2:1", "日期=\"2026-09-19\""},
    {NUMBER("年=\"2026\""), "V002@3:1 V002@3:1", "代字=\"青政发\""},
    {NUMBER("文字=\"第12号\" 号=\"12\""), "V340@3:17", "删去“号”"},
    {SIGNED("日期=\"2026-09-19\" 日期文字=\"2026年　月　日\""), "V340@2:5", "删去“日期文字”"},
    {IN_DOCUMENT(BODY "<附件 标题=\"丁\" 另附=\"是\"><段>戊</段></附件>"), "V132@3:36", "删去“另附”"},
    {SIGNED("日期=\"2026-09-19\" date=\"2026-09-19\""), "V041@2:21", "“日期”（date）"},
    /* order and number of children */
    {"<公文>" BODY "</公文>", "V008@1:1", "“公文”里缺少“标题”"},
    {IN_DOCUMENT(""), "V008@1:1", "“公文”里缺少“正文”"},
    {"<公文>" BODY "\n<标题>甲</标题></公文>", "V009@2:1", NULL},
    {"<公文><标题>甲</标题>" BODY "<落款 日期=\"2026-09-19\"/>\n<主送>丁：</主送></公文>",
     "V009@2:1", "“主送”应当写在“正文”前面"},
    {"<公文>\n<版记><印发 机关=\"戊\" 日期=\"2026-09-20\"/></版记><标题>甲</标题>" BODY "</公文>",
     "V010@2:1", "“版记”应当写在“正文”后面"},
    {IN_DOCUMENT(BODY "\n" BODY), "V011@4:1", "第 3 行已经写过"},
    {IN_DOCUMENT("<正文/>"), "V016@3:1", "里面可以写：段、层次、列表"},
    {IN_BODY("<层次 题=\"总体要求\"/>"), "V016@4:1", NULL},
    {IN_BODY("<层次/>"), "V016@4:1", NULL},
    {IN_BODY("<列表/>"), "V008@4:1", "“列表”里缺少“项”"},
    /* text */
    {IN_DOCUMENT("<正文>\n  乙</正文>"), "V012@4:3", "<段>…</段>"},
    {IN_DOCUMENT(BODY "\n丙"), "V013@4:1", "“公文”里只能写：版头、标题"},
    {IN_BODY("<段> </段>"), "V014@4:1", "“段”里没有文字"},
    {IN_BODY("<段/>"), "V014@4:1", NULL},
    {"<公文><标题><换行/></标题>" BODY "</公文>", "V014@1:5", NULL},
    {IN_DOCUMENT("<主送>主送：丁：</主送>" BODY), "V058@3:5", "只写“丁：”"},
    {IN_DOCUMENT(BODY "<公开方式 方式=\"主动公开\">\n 县政府</公开方式>"), "V015@4:2",
     "写成 <公开方式 …/>"},
    {IN_DOCUMENT(BODY "<公开方式 方式=\"主动公开\"><段>丙</段></公开方式>"), "V015@3:34", NULL},
    {IN_DOCUMENT(BODY "<落款 日期=\"2026-09-19\">\n 县政府</落款>"), "V318@4:2",
     "<落款 署名=\"县政府\" 日期=\"2026-09-19\"/>"},
    {IN_BODY("<层次>丙<段>乙</段></层次>"), "V319@4:5", "<层次 题=\"丙\">"},
    {IN_BODY("<段><强调> </强调></段>"), "V014@4:4", "“强调”里没有文字"},
    {IN_BODY("<段><脚注>乙</脚注></段>"), "V014@4:1", "“段”里没有文字"},
    {IN_BODY("<段>乙<强调>丙<脚注>丁</脚注></强调></段>"), "V004@4:10", "可以写在：段、项"},
    {IN_BODY("<段>　　<强调>乙</强调></段>"), "V032@4:4", NULL},
    {IN_BODY("<段><强调>　乙</强调></段>"), "V032@4:8", NULL},
    {IN_BODY("<段>乙<脚注>　丙</脚注></段>"), "V032@4:9", NULL},
    {IN_BODY("<层次><段><强调>（1）</强调>乙</段></层次>"), "V033@4:12", "只写“乙”"},
    {IN_BODY("<段>乙<粗体>丙</粗体></段>"), "V317@4:5", "<强调>……</强调>"},
    {"<公文>\n<标题>甲<粗体>乙</粗体></标题>" BODY "</公文>", "V017@2:6", "只留文字"},
    {IN_BODY("<段>　　乙</段>"), "V032@4:4", "缩进由程序来做"},
    {IN_BODY("<段>  乙</段>"), "V032@4:4", NULL},
    {IN_BODY("<段>\n　　乙</段>"), "V032@5:1", NULL},
    {IN_BODY("<段><强调>签字：</强调>   年</段>"), "V341@4:16", "全角空格"},
    {"<公文><标题>甲<换行/>　乙</标题>" BODY "</公文>", "V032@1:15", NULL},
    {IN_BODY("<层次 题=\"　总体要求\"><段>乙</段></层次>"), "V032@4:8", NULL},
    /* values */
    {"<公文 文种=\"通知书\"><标题>甲</标题>" BODY "</公文>", "V018@1:9", "是不是“通知”"},
    {"<公文 文种=\"通之\"><标题>甲</标题>" BODY "</公文>", "V019@1:9", "通告、意见、通知"},
    {"<公文 文种=\"计划\"><标题>甲</标题>" BODY "</公文>", "V019@1:9", "决议、决定、命令"},
    {NUMBER("代字=\"\" 年=\"2026\" 号=\"1\""), "V020@3:11", "请在引号里写上：机关代字"},
    {IN_BODY("<层次 题=\"\"><段>乙</段></层次>"), "V021@4:8", "不需要就删去 题=\"\""},
    {NUMBER("代字=\"青\" 年=\"2026年\" 号=\"1\""), "V022@3:17", "写成 2026"},
    {NUMBER("代字=\"青\" 年=\"二〇二六\" 号=\"1\""), "V022@3:17", "写成 2026"},
    {NUMBER("代字=\"青\" 年=\"26\" 号=\"1\""), "V023@3:17", "四位数字"},
    {NUMBER("代字=\"青\" 年=\"2026\" 号=\"第10号\""), "V024@3:26", "写成 10"},
    {NUMBER("代字=\"青\" 年=\"2026\" 号=\"010\""), "V024@3:26", "写成 10"},
    {NUMBER("代字=\"青\" 年=\"2026\" 号=\"１０\""), "V024@3:26", "写成 10"},
    {NUMBER("代字=\"青\" 年=\"2026\" 号=\"0\""), "V025@3:26", "只写数字"},
    {NUMBER("代字=\"青\" 年=\"2026\" 号=\"十\""), "V025@3:26", NULL},
    {NUMBER("代字=\"青\" 年=\"2026\" 号=\"99999999999\""), "V025@3:26", NULL},
    {NUMBER("代字=\"青政发〔2026〕\" 年=\"2026\" 号=\"1\""), "V031@3:14",
     "代字=\"青政发\" 年=\"2026\""},
    {NUMBER("代字=\"青政发[2026]\" 年=\"2026\" 号=\"1\""), "V031@3:14", NULL},
    {NUMBER("代字=\"青政发〔2026〕10号\" 年=\"2026\" 号=\"10\""), "V031@3:14",
     "代字=\"青政发\" 年=\"2026\" 号=\"10\""},
    {NUMBER("代字=\"青政字第10号\" 年=\"2026\" 号=\"10\""), "V031@3:14", "代字=\"青政字\" 号=\"10\""},
    {HEAD("<份号>第12份</份号>"), "V053@2:5", "写 1 到 6 位数字"},
    {HEAD("<份号>１２号</份号>"), "V052@2:5", "写成 12"},
    {HEAD("<份号>1234567</份号>"), "V053@2:5", NULL},
    {HEAD("<密级 等级=\"内部\"/>"), "V019@2:9", "绝密、机密、秘密"},
    {HEAD("<紧急程度 等级=\"特级\"/>"), "V019@2:11", "特急、加急"},
    {IN_DOCUMENT("<目录 层数=\"5\"/>" BODY), "V019@3:9", "1、2、3、4"},
    {IN_BODY("<段>见<引用 附件=\"附件2\"/></段>"), "V054@4:13", "例如 2"},
    {IN_BODY("<段>见<引用 附件=\"0\"/></段>"), "V054@4:13", NULL},
    {SIGNED("日期=\"2026-09-19\" 印章宽=\"42mm\""), "V055@2:26", "不写单位"},
    {SIGNED("日期=\"2026-09-19\" 印章宽=\"9.999\""), "V055@2:26", NULL},
    {SIGNED("日期=\"2026-09-19\" 印章宽=\"60.001\""), "V055@2:26", NULL},
    {SIGNED("日期=\"2026-09-19\" 印章=\"公章.jpg\""), "V056@2:25", "以 .png 结尾"},
    {IN_DOCUMENT(BODY "<公开方式 方式=\"公开\"/>"), "V019@3:28", "依申请公开"},
    {IN_DOCUMENT(BODY "<公开方式/>"), "V002@3:18", "方式="},
    /* heads and signatures */
    {"<公文>\n<版头><发文机关>丙</发文机关>\n<发文机关 后缀=\"\">丁</发文机关></版头>"
     "<标题>甲</标题>" BODY "</公文>",
     "V051@3:7", "主办机关"},
    {JOINT("署名=\"丙\"", ""), "V046@2:21", "每个机关写一个“署名方”"},
    {SIGNED("日期=\"2026-09-19\" 形式=\"签名章\""), "V047@2:1", "请加上 职务="},
    {SIGNED("日期=\"2026-09-19\" 职务=\"县长\""), "V048@2:21", "形式=\"签名章\""},
    {JOINT("印章=\"a.png\" 印章宽=\"42\"", ""), "V049@2:21 V049@2:32", "移到那个机关"},
    {SIGNED("日期=\"2026-09-19\" 形式=\"不加盖印章\" 印章=\"a.png\""), "V050@2:32",
     "删去落款的“形式”"},
    {JOINT("形式=\"不加盖印章\"", " 印章宽=\"42\""), "V050@2:37", NULL},
    {"<公文>\n<版头><发文机关>" LONG_NAME "</发文机关></版头><标题>甲</标题>" BODY "</公文>",
     "V057@2:11", "最多写 500 个字"},
    {IN_BODY("<层次 题=\"" LONG_NAME "\"><段>乙</段></层次>"), "V057@4:8", NULL},
    /* dates */
    {SIGNED("日期=\"2026年9月19日\""), "V026@2:9", "写成 2026-09-19"},
    {SIGNED("日期=\"2026年9月\""), "V027@2:9", "2026-09-01"},
    {SIGNED("日期=\"2026-02-30\""), "V028@2:9", "2026 年 2 月只有 28 天"},
    {SIGNED("日期=\"2024年2月30日\""), "V028@2:9", "2024 年 2 月只有 29 天"},
    {SIGNED("日期=\"2026-13-01\""), "V029@2:9", "月是 01 到 12"},
    {SIGNED("日期=\"2026-09-00\""), "V030@2:9", NULL},
    {SIGNED("日期=\"今天\""), "V030@2:9", "例如 2026-09-19"},
    {SIGNED("日期=\"\""), "V020@2:9", NULL},
    /* numbers typed by hand */
    {IN_BODY("<层次 题=\"一、总体要求\"><段>乙</段></层次>"), "V033@4:8", "只写“总体要求”"},
    {IN_BODY("<层次 题=\"（一）总体要求\"><段>乙</段></层次>"), "V033@4:8", "只写“总体要求”"},
    {IN_BODY("<层次 题=\"1. 总体要求\"><段>乙</段></层次>"), "V033@4:8", "只写“总体要求”"},
    {IN_BODY("<层次><段>（1）乙</段></层次>"), "V033@4:8", "只写“乙”"},
    {IN_DOCUMENT(BODY "<附件 标题=\"附件1：名单\"><段>乙</段></附件>"), "V034@3:26", "只写“名单”"},
    /* tables and plans */
    {TABLE("<行><格 跨列=\"100\"/></行>"), "V059@4:24", "1 到 99"},
    {IN_BODY("<表 来源=\"a.xls\"><列 题=\"村\"/></表>"), "D012@4:8",
     "另存为“Excel 工作簿（.xlsx）”"},
    {IN_BODY("<表 来源=\"a.doc\"><列 题=\"村\"/></表>"), "V060@4:8", NULL},
    {IN_BODY("<表><列 题=\"村\" 宽=\"30\" 份=\"1\"/>" ROW "</表>"), "V061@4:20", NULL},
    {IN_BODY("<表><列 题=\"村\" 合计=\"是\"/>" ROW "</表>"), "V062@4:13", "内容=\"数\""},
    {IN_BODY("<表 来源=\"a.csv\"><列 题=\"村\"/>" ROW "</表>"), "V063@4:25", NULL},
    {TABLE(""), "V064@4:1", "写上“行”"},
    {IN_BODY("<任务清单/>"), "V064@4:1", "写上“领域”"},
    {IN_BODY("<车辆安排/>"), "V064@4:1", "写上“车组”"},
    {IN_BODY("<表 隐藏行=\"取\"><列 题=\"村\"/>" ROW "</表>"), "V065@4:4", NULL},
    {IN_BODY("<车辆安排 表名列=\"组别\"/>"), "V064@4:1 V065@4:7", NULL},
    {IN_BODY("<表><列 题=\"村\" 列名=\"乡\"/>" ROW "</表>"), "V065@4:13", NULL},
    {TABLE("<表头><行 合计=\"小计\"><格/></行></表头>" ROW), "V066@4:21", NULL},
    {TABLE("<行><格>甲<段>乙</段></格></行>"), "V067@4:21", "每段都写在“段”里"},
    {TABLE("<行><格><段>乙<脚注>丙</脚注></段></格></行>"), "V068@4:24", "“表注”里"},
    {IN_BODY("<表>\n" TEN(TEN("<列 题=\"村\"/>")) "\n" ROW "</表>"), "V069@5:991", "99 个"},
    /* sections */
    {IN_BODY(SECTION4 "<层次 题=\"辰\"><层次 题=\"巳\"><段>乙</段></层次></层次>" SECTION4_END),
     "V035@8:1", "最多套 4 层"},
    {IN_BODY("<层次>\n<层次 题=\"丑\"><段>乙</段></层次></层次>"), "V036@5:1", "加上题目"},
    {IN_BODY("<层次 题=\"子\">\n<层次 接排=\"是\"><段>乙</段></层次></层次>"), "V037@5:5",
     "请写上“题”"},
    {IN_BODY(
         "<层次 题=\"子\">\n<层次 题=\"丑\" 接排=\"是\"><列表><项>乙</项></列表></层次></层次>"),
     "V038@5:11", "先写“段”"},
    /* rosters */
    {"<公文 人员库=\"人员库.doc\"><标题>甲</标题>" BODY "</公文>", "V090@1:10", "例如 人员库.xml"},
    {STAFFED("<段><人名/></段>"), "V091@4:4", "岗位、人员"},
    {STAFFED("<联系人 电话=\"110\"/>"), "V091@4:1", "姓名、人员、岗位"},
    {STAFFED("<段><人名 岗位=\"县长\" 人员=\"丙\"/></段>"), "V092@4:16", "“岗位”和“人员”"},
    {STAFFED(MEMBER("单位=\"丙局\"")), "V093@4:17", "请加上 任职"},
    {STAFFED(MEMBER("人员=\"丙\" 任职=\"正职\"")), "V094@4:28", "请删去“任职”"},
    {STAFFED(MEMBER("岗位=\"县长\" 固定=\"丙\"")), "V095@4:29", "请加上“理由”"},
    {STAFFED(MEMBER("岗位=\"县长\" 理由=\"丁\"")), "V096@4:29", "请加上“固定”"},
    {STAFFED(MEMBER("人员=\"丙\" 固定=\"丁\" 理由=\"戊\"")), "V097@4:28", "“岗位”"},
    {IN_BODY(MEMBER("岗位=\"县长\"")), "V181@4:17", "姓名=\"许川\" 职务="},
    {IN_BODY(MEMBER("姓名=\"丁一、李望\" 职务=\"镇长\"")), "V180@4:25", "姓名=\"丁一\" 职务="},
    {IN_BODY(MEMBER("姓名=\"丁一\" 人员=\"丁一\"")), "V092@4:29", NULL},
    {IN_BODY(MEMBER("姓名=\"丁一\" 单位=\"丙局\" 职务=\"局长\"")), "V343@4:29", "职务=\"丙局局长\""},
    {IN_BODY("<段><强调><人名 岗位=\"县长\"/></强调></段>"), "V098@4:8", NULL},
    {IN_BODY("<联系人 人员=\"丙\"/>"), "V098@4:1", NULL},
    {STAFFED(MEMBER("成员单位=\"是\" 任职=\"正职\"")), "V099@4:21", "各单位用“、”隔开"},
    {IN_BODY("<办公室 设在=\"乙\"><层级 职务=\"主任\" 形式=\"文字\"><成员 "
             "姓名=\"丙\"/></层级></办公室>"),
     "V250@4:25", "不排成一行一人的名单"},
    {IN_BODY("<分组><小组 名=\"乙\"><层级 职务=\"组长\" 标点=\"；\"><成员 "
             "姓名=\"丙\"/></层级></小组></分组>"),
     "V251@4:27", "请加上 形式=\"文字\""},
    {IN_BODY("<名单><层级 职务=\"乙\"><成员 姓名=\"丙\" 备注=\"丁\"/></层级></名单>"), "V253@4:27",
     "写 形式=\"表\""},
    {IN_BODY("<分组><小组 名=\"乙\"><层级 职务=\"组长\"><成员 姓名=\"丙\" "
             "备注=\"丁\"/></层级></小组></分组>"),
     "V254@4:38", "写成 职责="},
    {IN_BODY("<联系人 电话=\"5550123\">联系人：乙</联系人>"), "V252@4:6", "只写属性"},
    {IN_BODY("<段><联系人>许可<换行/>丙</联系人></段>"), "V275@4:11", "移到“段”外面"},
    {IN_BODY("<段>乙<联系人/></段>"), "V091@4:5", "姓名、人员、岗位"},
    {"<公文>\n<标题>甲</标题>" BODY
     "\n<附件 标题=\"丁\">\n<标题>丁</标题><段>丙</段></附件></公文>",
     "V276@4:1", "自己定回行的留“标题”"},
    {IN_BODY("<联系人 姓名=\"乙\" 邮箱=\"是\"/>"), "V300@4:17", "用“人员”或“岗位”指明"},
    {"<公文>\n<标题>甲</标题>" BODY "\n<附件><段>丙</段></附件></公文>", "V002@3:1", "标题=\"……"},
    {IN_BODY("<分组 接排=\"是\"><小组 名=\"乙\"><段>丙</段></小组></分组>"), "V251@4:5",
     "编号=\"1.\""},
    {IN_BODY("<分组 编号=\"1.\" 接排=\"是\"><小组 名=\"乙\"><层级 职务=\"组长\"><成员 "
             "姓名=\"丙\"/></层级></小组></分组>"),
     "V277@4:20", "形式=\"文字\""},
    {ATTACHED("<任务清单><任务栏 内容=\"任务\" 题=\"乙\" 宽=\"20\" 份=\"2\"/><领域 题=\"丙\"><任务 "
              "题=\"戊\"/></领域></任务清单>"),
     "V061@4:33", NULL},
    {ATTACHED("<表单 题=\"丁\">\n<填表项><填 名=\"村\"/><框 选项=\"乙、丙\"/></填表项>" TOPIC(
         "<问 名=\"戊\">己</问>") "</表单>"),
     "V002@5:16", "名="},
    {IN_BODY("<分组 起=\"3\"><小组 名=\"乙\"><段>丙</段></小组></分组>"), "V251@4:5", "编号=\"是\""},
    {STAFFED("<名单 电话=\"是\"><层级 职务=\"组长\"><成员 人员=\"丙\"/></层级></名单>"), "V100@4:5",
     "形式=\"表\""},
    {IN_BODY("<分组><小组><事项 题=\"任务\">丙</事项></小组></分组>"), "V101@4:5", "编号=\"是\""},
    {IN_BODY("<分组><小组 名=\"丙组\"/></分组>"), "V016@4:5", "层级、事项"},
    {IN_BODY("<分组><小组 名=\"丙组\"><事项 题=\"任务：\">丁</事项></小组></分组>"), "V102@4:25",
     "只写“任务”"},
    /* forms */
    {"<表单><部分 题=\"甲\"><问>乙</问></部分></表单>", "V120@1:1", "请写上“题”"},
    {ATTACHED("<表单 纸=\"A3\">" TOPIC("<问>乙</问>") "</表单>"), "V121@4:5", "请删去“纸”"},
    {FORMED(TOPIC("<问>乙<填 名=\"丙\"/>，<填 名=\"丙\"/></问>")), "V122@2:32", "第 2 行已经用过"},
    {FORMED(TOPIC("<问 名=\"子\">乙</问>") TOPIC("<问 名=\"子\">乙</问>")), "V122@2:46", NULL},
    {FORMED(TOPIC("<问 答=\"单选\">乙</问>")), "V123@2:11", "请写“选项”"},
    {FORMED(TOPIC("<问 答=\"多选\" 选项=\"有\">乙</问>")), "V123@2:11", "至少两项"},
    {FORMED(TOPIC("<问 选项=\"有、无\">乙</问>")), "V124@2:14", "把“答”改成"},
    {FORMED(TOPIC("<问 答=\"是否\">乙<跳转 选=\"否\" 到=\"丙\"/></问>")), "V125@2:35",
     "代号=\"丙\""},
    {FORMED(TOPIC("<问 代号=\"丙\" 答=\"是否\">乙<跳转 选=\"否\" 到=\"丙\"/></问>")), "V126@2:42",
     NULL},
    {FORMED(TOPIC("<问 答=\"是否\">乙<跳转 选=\"有\" 到=\"丙\"/></问>"
                  "<问 代号=\"丙\">丁</问>")),
     "V127@2:29", "可以写：是、否"},
    {FORMED(TOPIC("<问 代号=\"丙\">乙</问><问 代号=\"丙\">丁</问>")), "V128@2:33", NULL},
    {FORMED(TOPIC("<问>乙<填 名=\"丙\" 宽=\"5\" 行数=\"2\"/></问>")), "V129@2:30", "删去“宽”"},
    {"<表单 题=\"甲\" 户号=\"户号\">\n" TOPIC("<问>乙</问>") "</表单>", "V130@1:15", "“户号”要写"},
    {IN_DOCUMENT(BODY "<附件 标题=\"丁\" 表单=\"丁.doc\"/>"), "V131@3:33", ".xml"},
    {IN_DOCUMENT(BODY "<附件 标题=\"丁\" 表单=\"丁.xml\"><段>戊</段></附件>"), "V132@3:40",
     "请删去“表单”"},
    {IN_DOCUMENT(BODY "<附件 标题=\"丁\"/>"), "V016@3:18", NULL},
    {FORMED("<法定标识/>" TOPIC("<问>乙</问>")), "V134@2:1", "表号、制表机关"},
    {FORMED(TOPIC("<问>乙<填 名=\"丙\" 类=\"代码框\"/></问>")), "V135@2:15", "请写“宽”"},
    {ATTACHED("<流程图><判断>丙<分支 题=\"丁\"/></判断><步骤>戊</步骤></流程图>"), "V270@4:6",
     "分成两个判断"},
    {ATTACHED("<流程图><判断 是到=\"结束\">丙<分支 题=\"丁\"/><分支 题=\"己\"/></判断>"
              "<步骤>戊</步骤></流程图>"),
     "V271@4:14", "也写成分支"},
    {IN_BODY("<层次 题=\"子\"><层次 编号=\"一、\"><段>乙</段></层次></层次>"), "V272@4:19",
     "不能倒过来"},
    {SIGNED("日期=\"2026-09-19\" 署名=\"无\" 印章=\"甲.png\""), "V273@2:28", "请删去“印章”"},
    {IN_BODY("<层次 题=\"子\"><层次><段>1.乙</段></层次></层次>"), "V274@4:11 V033@4:18",
     "编号=\"1.\""},
    {ATTACHED("<流程图><步骤 到=\"丁\">丙</步骤><步骤>戊</步骤></流程图>"), "V136@4:13",
     "代号=\"丁\""},
    {"<表单 题=\"甲\" 栏目=\"子\">\n" TOPIC("<问>乙</问>") "</表单>", "V137@1:15", "有 1 个"},
    {"<表单 题=\"甲\" 栏目内容=\"部分、题目、备注\">\n" TOPIC("<问>乙</问>") "</表单>", "V240@1:20",
     "逐题备注"},
    {"<表单 题=\"甲\" 栏目内容=\"部分、问题\">\n" TOPIC("<问>乙</问>") "</表单>", "V241@1:17",
     "“栏目”是 3 栏"},
    {"<表单 题=\"甲\" 栏目内容=\"部分、备注、备注\">\n" TOPIC("<问>乙</问>") "</表单>", "V242@1:17",
     NULL},
    {FORMED(TOPIC("<问>是否安全（是□否□）。</问>")), "V243@2:19",
     "<框 选项=\"是、否\" 框位=\"后\"/>"},
    {FORMED(TOPIC("<问>乙<填 名=\"丙\" 题=\"丁\" 冒号=\"否\"/></问>")), "V244@2:24 V244@2:30",
     NULL},
    {FORMED("<类别 题=\"丁\"><选>□甲</选><选>乙口</选></类别>" TOPIC(
         "<问>乙（<框 选项=\"□是、□否\"/>）</问>")),
     "V247@2:14 V247@2:56 V247@2:59", "只写“是”"},
    {ATTACHED("<表单 题=\"戊\">" TOPIC("<问>丙</问>") "</表单>"), "V324@4:5", "丁"},
    {FORMED(TOPIC("<问 答=\"单选\" 选项=\"甲、乙、 甲\">丙</问>")), "V290@2:30", "大小写"},
    {FORMED(TOPIC("<问 答=\"单选\">丙<选 同义=\"丁\">甲</选><选>丁</选></问>")), "V290@2:40", NULL},
    {FORMED(TOPIC("<问>丙（<框><选>甲|乙</选><选>丁</选></框>）</问>")), "V291@2:23", NULL},
    {FORMED(TOPIC("<问 答=\"单选\" 选项=\"甲（乙、丙\">丁</问>")), "V292@2:26", NULL},
    /* typed by hand */
    {IN_BODY("<段>青政发〔2026〕12号</段><段>丁</段>"), "V316@4:4",
     "<发文字号 代字=\"青政发\" 年=\"2026\" 号=\"12\"/>"},
    {IN_BODY("<段>各村民委员会：</段><段>丁</段>"), "V301@4:4", "<主送>各村民委员会</主送>"},
    {IN_BODY("<段>同志们：</段><段>丁</段>"), "V302@4:4", "<称谓>同志们</称谓>"},
    {IN_BODY("<段>一、目标</段><段>丁</段>"), "V303@4:4", "<层次 题=\"目标\">"},
    {IN_BODY("<层次 题=\"丙\"><段>（一）甲&amp;乙。丁。</段></层次>"), "V304@4:14",
     "<层次 题=\"甲&amp;乙\" 接排=\"是\"><段>丁。</段></层次>"},
    {IN_BODY("<段>1.丁。</段>"), "V305@4:4", "<层次><段>丁。</段></层次>"},
    {IN_BODY("<段>①丁</段>"), "V306@4:4", "编号最多四层"},
    {IN_BODY("<段>● 丁</段>"), "V307@4:4", "<列表><项>丁</项></列表>"},
    {IN_BODY("<段>丁</段><段>附件：1.分解表</段>\n<段>2.进度表</段>"), "V308@4:12 V308@5:4",
     "<附件 标题=\"分解表\">"},
    {IN_BODY("<段>丁</段><段>联系人：许玥，电话：13800000001</段>"), "V309@4:12",
     "<联系人>联系人：许玥，电话：13800000001</联系人>"},
    {IN_BODY("<段>丁</段><段>青禾县人民政府</段>\n<段>2026年9月19日</段>"), "V310@4:12 V310@5:4",
     "<落款 署名=\"……\" 日期=\"2026-09-19\"/>"},
    {IN_BODY("<段>丁</段><段>（此件公开发布）</段>"), "V311@4:12", "<附注>此件公开发布</附注>"},
    {IN_BODY("<段>丁</段><段>公开方式：主动公开</段>"), "V312@4:12",
     "<公开方式 方式=\"主动公开\"/>"},
    {IN_BODY("<段>丁</段><段>抄送：县委办公室。</段>"), "V313@4:12", "<抄送>县委办公室。</抄送>"},
    {IN_BODY("<段>丁</段><段>青禾县人民政府办公室 2026年9月20日印发</段>"), "V314@4:12",
     "<印发 机关=\"青禾县人民政府办公室\" 日期=\"2026-09-20\"/>"},
    {IN_BODY("<列表><项>● 丁</项></列表>"), "V315@4:8", "只写“丁”"},
    {IN_BODY("<小标题>二、要求</小标题><段>丁</段>"), "V325@4:6", "题=\"要求\""},
    {FORMED(TOPIC("<问 答=\"单选\" 选项=\"甲、乙\">丁<选>甲</选><选>乙</选></问>")), "V293@2:21",
     NULL},
    {FORMED(TOPIC("<问 框位=\"后\">乙</问>")), "V245@2:14", "写在“框”上"},
    {FORMED(TOPIC("<问>乙</问>") "<填写说明>１．丙</填写说明><填写说明>丁</填写说明>"), "V246@2:30",
     NULL},
    {FORMED(TOPIC("<问>乙<跳转 选=\"否\" 到=\"丙\"/></问><问 代号=\"丙\">丁</问>")), "V138@2:15",
     "把“答”写成"},
    {"<表单 题=\"甲\" 方向=\"横\" 一页两份=\"是\">\n" TOPIC("<问>乙</问>") "</表单>", "V139@1:18",
     "只能选一样"},
    {FORMED(TOPIC("<问>1.乙</问>")), "V033@2:14", NULL},
};

static bool is_found(const struct mistake *m)
{
    struct reading r = read_text(m->xml);
    bool found = strcmp(r.findings, m->findings) == 0 && (!m->says || strstr(r.printed, m->says));
    found = found && (r.doc == NULL) == (diags_count(r.diags, DIAG_ERROR) > 0);
    if (!found)
        print_error("%s\nexpected %s %s\nfound %s\n%s\n", m->xml, m->findings,
                    m->says ? m->says : "", r.findings, r.printed);
    reading_drop(&r);
    return found;
}

static void mistakes_have_their_code_place_and_hint(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++)
        wrong += !is_found(&mistakes[i]);
    assert_int_equal(wrong, 0);
}

/* Each row of the room under V is the outcome of some case above. */
static void every_code_is_proven(void **state)
{
    (void)state;
    static const char *const codes[] = {
#undef DIAG_ROW
#define DIAG_ROW(code, level, zh, en, hint_zh, hint_en) #code,
#include "vocab/diag.def"
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        bool proven = codes[i][0] != 'V' || strstr("V133", codes[i]);
        for (size_t k = 0; k < sizeof mistakes / sizeof *mistakes; k++)
            proven = proven || strstr(mistakes[k].findings, codes[i]);
        if (!proven)
            print_error("%s is not proven\n", codes[i]);
        assert_true(proven);
    }
}

static void all_mistakes_are_found_in_one_run(void **state)
{
    (void)state;
    struct reading r = read_text("<公文 文种=\"计划\">\n"
                                 "<版头><发文机关/></版头>\n"
                                 "<标题>甲</标题>\n"
                                 "<正文><段罗>乙<br/></段罗><段/></正文>\n"
                                 "<落款 日期=\"2026.9.19\"/>\n"
                                 "</公文>");
    assert_string_equal(r.findings, "V019@1:9 V014@2:5 V001@4:5 V004@4:10 V014@4:20 V026@5:9");
    assert_null(r.doc);
    reading_drop(&r);
}

static void messages_are_english_on_demand(void **state)
{
    (void)state;
    struct reading r = read_in(IN_BODY("<会议室>乙</会议室>"), DIAG_EN);
    assert_non_null(strstr(r.printed, "unknown element \"会议室\""));
    assert_non_null(strstr(r.printed, "what may stand here: p, section, list"));
    reading_drop(&r);
}

static void one_misplaced_part_is_one_finding(void **state)
{
    (void)state;
    struct reading r = read_text("<公文><版头><发文机关>丙</发文机关></版头><标题>甲</标题>" BODY
                                 "<附件 标题=\"子\"><段>乙</段></附件>\n"
                                 "<落款 日期=\"2026-09-19\"/></公文>");
    assert_string_equal(r.findings, "V009@2:1");
    reading_drop(&r);
}

static void spelling_is_accepted(void **state)
{
    (void)state;
    static const char *const fine[] = {
        IN_BODY("<层次 题=\"第一章 总则\"><段>乙</段></层次>"),
        IN_BODY("<层次 题=\"1.5万亩建设任务\"><段>乙</段></层次>"),
        IN_BODY("<层次 题=\"2026年工作安排\"><段>乙</段></层次>"),
        IN_BODY("<层次 题=\"一户一策\"><段>乙</段></层次>"),
        IN_BODY(SECTION4 "<段>乙</段>" SECTION4_END),
        IN_BODY("<层次 题=\"子\"><层次 题=\"丑\" 接排=\"是\"><段>乙</段></层次></层次>"),
        IN_BODY("<层次 题=\"子\" 接排=\"否\"><段>乙</段></层次>"),
        IN_BODY("<section title=\"子\" 接排=\"no\"><段>乙</段><p>丙</p></section>"),
        IN_BODY("<段>\n    乙\n  </段>"),
        IN_BODY("<段> 乙 </段>"),
        IN_BODY("<段><!-- 说明 -->乙</段><!-- 说明 -->"),
        SIGNED("日期=\"2024-02-29\""),
        SIGNED("日期=\"2026-09-19\" 形式=\"stamp\" 职务=\"县长\" 印章=\"章.PNG\" "
               "印章宽=\"60.000\""),
        SIGNED("日期=\"2026-09-19\" 形式=\"不加盖印章\""),
        JOINT("", " 印章=\"a.png\" 印章宽=\"10\""),
        HEAD("<份号>000000</份号><密级 level=\"top-secret\"/><urgency 等级=\"平急\"/>"),
        IN_BODY("<段><强调>乙</强调></段>"),
        IN_BODY("<段><引用 附件=\"1\"/></段>"),
        IN_BODY("<段>乙 <强调> 丙</强调></段>"),
        IN_DOCUMENT("<toc/>" BODY "<出席>丙</出席><列席>丁</列席>"),
        "<公文 xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:noNamespaceSchemaLocation=\"hongtou.xsd\"><标题>甲</标题>" BODY "</公文>",
        "<公文 文种=\"notice\" profile=\"letter\"><标题>甲</标题>" BODY "</公文>",
        "<公文><版头><发文机关 后缀=\"\">丙</发文机关></版头><标题>甲</标题>" BODY "</公文>",
    };
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        struct reading r = read_text(fine[i]);
        assert_string_equal(r.printed, "");
        assert_non_null(r.doc);
        reading_drop(&r);
    }
}

static struct reading read_many(const char *block, int n)
{
    struct buf b = {0};
    buf_str(&b, "<公文><标题>甲</标题><正文><段>乙</段>\n");
    for (int i = 0; i < n; i++)
        buf_str(&b, block);
    buf_str(&b, "</正文></公文>");
    struct reading r = read_text(b.p);
    buf_drop(&b);
    return r;
}

/* D001: the work and the list stay bounded, and an error stays an error. */
static void masses_of_mistakes_are_cut_short(void **state)
{
    (void)state;
    struct reading r = read_many("<会议室/>\n", 20000);
    assert_null(r.doc);
    assert_int_equal(diags_count(r.diags, DIAG_ERROR), 101);
    assert_non_null(strstr(r.printed, "note[D001]: 发现的问题太多，只列出前 100 处"));
    reading_drop(&r);
}

/* However many warnings there are, the document is read, and an error among them found. */
static void masses_of_warnings_hinder_nothing(void **state)
{
    (void)state;
    struct reading r = read_many("<段>　　丙</段>\n", 2000);
    assert_non_null(r.doc);
    assert_int_equal(diags_count(r.diags, DIAG_WARNING), 2000);
    assert_non_null(strstr(r.printed, "note[D001]"));
    reading_drop(&r);
    r = read_many("<段>　　丙</段><段/>\n", 2000);
    assert_null(r.doc);
    reading_drop(&r);
}

/* The tree may be as deep as it likes without harm. */
static void depth_does_no_harm(void **state)
{
    (void)state;
    enum { DEEP = 60 };
    struct buf b = {0};
    for (int i = 0; i < DEEP; i++)
        buf_str(&b, i % 2 ? "<层次>" : "<公文>");
    for (int i = DEEP - 1; i >= 0; i--)
        buf_str(&b, i % 2 ? "</层次>" : "</公文>");
    struct reading r = read_text(b.p);
    assert_null(r.doc);
    reading_drop(&r);
    buf_drop(&b);
}

/* A small generator, the same on every machine. */
static unsigned next_random(uint64_t *state, unsigned below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % below;
}

static void add_random(struct buf *b, uint64_t *state, int depth)
{
    static const char *const texts[] = {"",     "乙",         "　丙", " \n",
                                        "一、", "2026-02-30", "是",   "第10号"};
    enum { TEXTS = sizeof texts / sizeof *texts };
    unsigned lang = next_random(state, VOCAB_LANGS);
    const char *name = table_element[1 + next_random(state, EL_END - 1)].name[lang];
    const struct attr_row *attr = &table_attr[1 + next_random(state, ATTR_END - 1)];
    buf_printf(b, "<%s %s=\"%s\">", name, attr->name[lang], texts[next_random(state, TEXTS)]);
    for (unsigned i = next_random(state, 4); depth > 0 && i > 0; i--)
        add_random(b, state, depth - 1);
    buf_printf(b, "%s</%s>", texts[next_random(state, TEXTS)], name);
}

/* What the readers stand on: either name, and one that is nearly right, has its id. */
static void ids_stay_on_the_tree(void **state)
{
    (void)state;
    struct reading r = read_text("<公文 genre=\"notice\"><标题>甲</标题><body><段>乙</段></body>"
                                 "<落款 署名=\"丙\" 日其=\"2026-09-19\" 形式=\"盖章\"/></公文>");
    const struct node *root = r.tree->root, *body = root->first->next, *sign = body->next;
    assert_int_equal(root->id, EL_DOCUMENT);
    assert_int_equal(root->attrs->choice, VALUE_GENRE_NOTICE);
    assert_int_equal(body->id, EL_BODY);
    assert_int_equal(body->first->first->id, EL_NONE);
    assert_non_null(table_given(sign, ATTR_SIGNATURE_DATE));
    assert_int_equal(table_choice(sign, ATTR_SIGNATURE_FORM), VALUE_NONE);
    assert_int_equal(table_choice(root->first, ATTR_SECTION_RUN_IN), VALUE_YES_NO_NO);
    reading_drop(&r);
}

/* Of each range its ends are taken and what lies beyond is not; its meaning says them. */
static void ranges_end_where_they_say(void **state)
{
    (void)state;
    struct reading r = read_text(
        IN_BODY("<表><列 题=\"子\" 宽=\"225.000\"/><列 题=\"丑\" 宽=\"225.001\"/><列 题=\"寅\" "
                "份=\"99\"/><列 题=\"卯\" 份=\"100\"/><列 题=\"辰\" 份=\"2.0\"/>"
                "<行><格>甲</格></行></表>"));
    assert_string_equal(r.findings, "V059@4:38 V059@4:77 V059@4:95");
    assert_non_null(strstr(r.printed, "毫米数，5 到 225"));
    assert_non_null(strstr(r.printed, "1 到 99 的整数"));
    reading_drop(&r);
}

/* Any tree of the vocabulary's own names: no harm, and no model of what is wrong. */
static void random_trees_do_no_harm(void **state)
{
    (void)state;
    enum { TREES = 1000, DEEP = 6 };
    uint64_t seed = 1;
    for (int i = 0; i < TREES; i++) {
        struct buf b = {0};
        add_random(&b, &seed, DEEP);
        struct arena *a = arena_new();
        struct diags *d = diags_new(DIAG_EN);
        struct tree *tree = xml_parse(a, "t.xml", b.p, b.n, d);
        assert_non_null(tree);
        bool read = vocab_read(a, tree, d) != NULL;
        assert_true(read == (diags_count(d, DIAG_ERROR) == 0));
        diags_drop(d);
        arena_drop(a);
        buf_drop(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_have_their_code_place_and_hint),
        cmocka_unit_test(every_code_is_proven),
        cmocka_unit_test(all_mistakes_are_found_in_one_run),
        cmocka_unit_test(messages_are_english_on_demand),
        cmocka_unit_test(one_misplaced_part_is_one_finding),
        cmocka_unit_test(spelling_is_accepted),
        cmocka_unit_test(masses_of_mistakes_are_cut_short),
        cmocka_unit_test(masses_of_warnings_hinder_nothing),
        cmocka_unit_test(depth_does_no_harm),
        cmocka_unit_test(ids_stay_on_the_tree),
        cmocka_unit_test(ranges_end_where_they_say),
        cmocka_unit_test(random_trees_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
