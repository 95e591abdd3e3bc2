#!/usr/bin/python3
"""The documents of this folder, as clerks make them, by programs that are not ours: python3-docx,
LibreOffice, pandoc, the npm package docx, and plain text. What each should become stands beside it,
NAME.xml, written by hand before anything read the documents.

    make_documents.py [NAME…]     needs python3-docx, soffice, pandoc, node with the package docx (NODE_PATH)
"""
import json
import os
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))


def p(text, **looks):
    """A paragraph: align, face, bold, indent (characters); tabs and blanks as typed."""
    return {"text": text, **looks}


def title(text):
    return p(text, align="center", face="方正小标宋简体", size=22)


def head(text):
    return p(text, face="黑体", indent=2)


def body(*texts):
    return [p(t, indent=2) for t in texts]


def end(organ, day):
    return [p("　" * 18 + organ), p("　" * 20 + day)]


def table(*rows, widths=None):
    """Rows of cells; a cell is a text or (text, columns, rows); lines in a cell are parted by \n."""
    return {"rows": [[c if isinstance(c, tuple) else (c, 1, 1) for c in r] for r in rows], "widths": widths}


# ---- rosters -------------------------------------------------------------------------------------

def roster_blanks():
    return "python-docx", [
        title("关于成立青禾县乡村振兴领导小组的通知"),
        p("各乡镇人民政府，县直各单位："),
        *body("为切实加强对乡村振兴工作的组织领导，经县人民政府研究，决定成立青禾县乡村振兴领导小组。"
              "现将组成人员名单通知如下："),
        *body("组　长：罗启明　县委副书记、县长", "副组长：许　川　县委常委、副县长",
              "　　　　梁　禾　县人大常委会副主任", "　　　　吴若兰　县政协副主席",
              "成　员：周　砚　县委办公室主任", "　　　　沈　珺　县政府办公室主任",
              "　　　　郑若川　县发展和改革局局长、县乡村振兴", "　　　　　　　　局局长",
              "　　　　韩　磊　县财政局局长", "　　　　各乡镇人民政府乡镇长",
              "领导小组办公室设在县乡村振兴局，办公室主任由郑若川同志兼任，负责日常工作。"),
        *end("青禾县人民政府", "2026年9月18日")]


def roster_tabs():
    return "npm", [
        title("青禾县防汛抗旱指挥部组成人员名单"),
        p("总 指 挥：\t罗启明\t县委副书记、县长"), p("副总指挥：\t许  川\t县委常委、常务副县长"),
        p("\t梁  禾\t县人武部部长"), p("成    员：\t周  砚\t县水利局局长"),
        p("\t吴  岚\t县应急管理局局长"), p("\t沈  珺\t县自然资源局党组书记、局长，县林业和"),
        p("\t\t草原局局长"), p("\t韩  磊\t县气象局局长")]


def roster_names():
    return "txt", [
        p("关于成立白石镇换届选举工作专班的通知"), p("各村民委员会："),
        p("　　为做好村级换届选举工作，镇党委决定成立工作专班，组成人员如下："),
        p("　　组　长：许川；"), p("　　副组长：梁禾、周砚；"), p("　　成　员：吴岚、沈珺、郑若川、韩磊、罗启明。"),
        p("　　专班下设办公室，办公室设在镇党建办。"), p("　　　　　　　　　　　　　　　　中共白石镇委员会"),
        p("　　　　　　　　　　　　　　　　　2026年9月18日")]


def roster_labels_alone():
    return "python-docx", [
        title("白石镇森林防灭火工作领导小组名单"),
        p("组　长：", face="黑体", indent=2), *body("许　川　镇党委书记"),
        p("副组长：", face="黑体", indent=2), *body("梁　禾　镇党委副书记、镇长", "周　砚　镇党委副书记"),
        p("成　员：", face="黑体", indent=2),
        *body("吴　岚　镇党政办主任", "沈　珺　镇林业工作站站长", "欧阳若川　镇派出所所长", "各村党支部书记")]


def roster_brackets():
    return "gb18030", [
        p("关于调整县安全生产委员会组成人员的通知"), p("各乡镇人民政府，县直各单位："),
        p("    因人事变动，现将县安全生产委员会组成人员调整如下："),
        p("    主  任：罗启明（县委副书记、县长）"),
        p("    副主任：许川（县委常委、常务副县长）、梁禾（副县长、县公安局局长）"),
        p("    成  员：周砚（县应急管理局局长）、吴岚（县财政局局长）、沈珺（县住房和城乡建设局局长）、"
          "郑若川（县交通运输局局长）"),
        p("    今后，组成人员如有变动，由所在单位接任人员自然替补，不再另行发文。"),
        p("                                        青禾县人民政府"), p("                                       2026年9月18日")]


def roster_sections():
    return "libreoffice", [
        title("青禾县秋季森林防火工作方案"), head("一、组织机构"),
        *body("（一）综合协调组", "组　长：许　川　县政府办公室主任", "副组长：梁　禾　县应急管理局副局长",
              "成　员：周　砚　县政府办公室副主任", "　　　　吴　岚　县应急管理局干部",
              "主要职责：负责综合协调、信息报送和后勤保障。",
              "（二）督促检查组", "组　长：沈　珺　县委督查室主任", "成　员：韩　磊　县林业和草原局副局长",
              "　　　　罗　明　县公安局副局长", "主要职责：负责对各乡镇防火工作开展督促检查。"),
        head("二、工作要求"), *body("各乡镇要高度重视，精心组织，确保工作取得实效。")]


def roster_teams():
    return "pandoc", [
        p("青禾县县级领导联系乡镇分组安排"),
        p("第一组（联系白石镇）"), p("组　长：罗启明　县委副书记、县长"), p("副组长：许　川　县委办公室主任"),
        p("成　员：梁　禾　县农业农村局局长"), p("　　　　周　砚　县水利局局长"),
        p("主要任务：督促白石镇抓好问题整改，每月到村一次。"),
        p("第二组（联系云溪乡）"), p("组　长：吴若兰　县政协副主席"), p("成　员：沈　珺　县教育局局长"),
        p("　　　　韩　磊　县卫生健康局局长"), p("主要任务：督促云溪乡抓好问题整改，每月到村一次。")]


def roster_table():
    return "libreoffice", [
        title("青禾县乡村振兴领导小组组成人员名单"),
        table(["序号", "职务", "姓名", "单位及职务", "联系电话"],
              ["1", ("组长", 1, 1), "罗启明", "县委副书记、县长", "13800000001"],
              ["2", ("副组长", 1, 2), "许　川", "县委常委、副县长", "13800000002"],
              ["3", "梁　禾", "县政协副主席", "13800000003"],
              ["4", ("成员", 1, 3), "周　砚", "县农业农村局局长", "13800000004"],
              ["5", "吴　岚", "县财政局局长", "13800000005"],
              ["6", "沈　珺", "县水利局局长", "13800000006"], widths=[12, 22, 26, 60, 36])]


def people_table():
    return "python-docx", [
        title("关于报送乡村振兴联络员的通知"), p("各乡镇人民政府："),
        *body("各乡镇联络员名单如下，如有变动请及时报县乡村振兴局。"),
        table(["序号", "乡镇", "姓名", "性别", "职务", "手机号码"],
              ["1", "白石镇", "许玥", "女", "副镇长", "13800000011"],
              ["2", "云溪乡", "罗　明", "男", "党委委员", "13800000012"],
              ["3", "石门镇", "韩磊", "男", "农业农村办主任", "13800000013"], widths=[12, 26, 22, 14, 44, 36]),
        *end("青禾县乡村振兴局", "2026年9月18日")]


def office_and_contacts():
    return "npm", [
        title("关于做好秋粮收购工作的通知"), p("各乡镇人民政府："),
        *body("为做好秋粮收购工作，成立县秋粮收购工作领导小组，名单如下：",
              "组长：许　川　副县长", "成员：梁　禾　县发展和改革局局长", "　　　吴　岚　县农业农村局局长",
              "领导小组办公室设在县发展和改革局，办公室主任由梁禾同志兼任。", "请各乡镇于10月15日前报送方案。",
              "联系人：许玥，电话：13800000001", "联系人：周川　　联系电话：0999-1234567　　邮箱：lsj@qinghe.example"),
        *end("青禾县人民政府办公室", "2026年9月18日")]


def roster_half_width():
    return "txt", [
        p("白石镇防汛工作领导小组"), p("组 长: 许 川 镇党委书记"), p("常务副组长: 梁 禾 镇长"),
        p("副组长: 周 砚 副镇长"), p("        吴若兰 镇人大主席"), p("成 员: 沈 珺 镇水利站站长"),
        p("       韩 磊 镇应急办主任"), p("       各村(居)民委员会主任")]


def no_rosters():
    return "python-docx", [
        title("关于加强领导小组工作的通知"), p("各乡镇人民政府："),
        *body("成员：由各单位自行确定，报领导小组办公室备案。", "组长：要切实负起第一责任，带头抓好落实。",
              "主任：原则上由分管负责同志担任，任期与本届政府相同，不得随意更换。",
              "联系人：请各单位明确1名工作人员，于9月25日前报县政府办公室。",
              "副组长和成员要按照职责分工，密切配合，形成合力。", "会议由罗启明县长主持，许川、梁禾等同志参加。"),
        *end("青禾县人民政府办公室", "2026年9月18日")]


def contacts():
    return "pandoc", [
        p("关于报送工作总结的通知"), p("各乡镇人民政府："),
        p("请于12月20日前将年度工作总结报县政府办公室。"), p("联 系 人：沈珺"), p("联系电话：0999-1234567"),
        p("电子邮箱：zfb@qinghe.example"), p("青禾县人民政府办公室"), p("2026年9月18日"),
        p("（联系人：许玥；联系电话：13800000001）")]


# ---- tasks and cars ------------------------------------------------------------------------------

def tasks_merged():
    return "python-docx", [
        title("青禾县巩固拓展脱贫攻坚成果任务分解表"),
        table(["序号", "工作任务", "工作措施", "责任单位", "完成时限"],
              [("1", 1, 2), ("开展集中排查", 1, 2), "对照监测标准，逐户入户排查。", "各乡镇人民政府", "2026年10月31日"],
              ["对排查结果进行数据比对。", "县农业农村局、县公安局、县医疗保障局", "11月15日前"],
              ["2", "落实帮扶措施", "对新纳入的监测对象，15个工作日内落实帮扶措施。", "县农业农村局、各乡镇人民政府", "长期坚持"],
              [("3", 1, 2), ("盘活低效资产", 1, 2), "建立低效闲置资产清单。", ("县财政局", 1, 2), "2026年11月30日"],
              ["逐项提出盘活意见。", "2026年12月20日"],
              widths=[12, 30, 60, 34, 26])]


def tasks_areas():
    return "npm", [
        title("青禾县2026年重点工作任务清单"),
        table(["序号", "工作任务", "责任单位", "完成时限", "备注"],
              [("一、产业发展", 5, 1)],
              ["1", "改造低产茶园5000亩", "县农业农村局", "10月底前", ""],
              ["2", "新建冷链物流中心1座", "县商务局牵头，县发展和改革局、县财政局配合", "12月底前", "续建项目"],
              [("二、基础设施", 5, 1)],
              ["3", "硬化通组道路36公里", "县交通运输局、各乡镇人民政府", "11月底前", ""],
              ["4", "改造农村供水工程12处", "县水利局", "10月底前", "含水质检测"])]


def tasks_own_heads():
    return "libreoffice", [
        title("白石镇人居环境整治重点任务清单"),
        table(["序号", "重点任务", "具体举措", "牵头单位", "配合单位", "完成时间", "备注"],
              ["1", "生活垃圾治理", "（1）完善村收集、镇转运体系。\n（2）每周开展一次集中清扫。\n（3）配齐保洁人员。",
               "镇农业农村办", "各村民委员会", "2026年10月", ""],
              ["2", "农村厕所改造", "（1）摸排问题厕所。\n（2）分类完成整改。", "镇村镇建设中心", "镇卫生院、各村民委员会", "2026年11月", "专项资金"],
              ["3", "污水治理", "完成3个村污水管网建设。", "镇村镇建设中心", "镇财政所", "2026年12月", ""],
              widths=[10, 26, 50, 24, 24, 20, 16])]


def tasks_pasted():
    return "txt", [
        p("秋季造林任务表"), p("序号\t任务\t责任单位\t时限"), p("1\t完成荒山造林2000亩\t县林业和草原局\t10月底前"),
        p("2\t补植补造800亩\t各乡镇人民政府\t11月15日前"), p("3\t开展检查验收\t县林业和草原局、县财政局\t12月20日前")]


def cars():
    return "python-docx", [
        title("乡村振兴检查用车安排表"),
        table(["车号", "车牌号", "驾驶员", "联系电话", "乘车人员"],
              ["1", "青A00001", "许川", "13800000001", "罗启明、梁禾、周砚"],
              ["2", "青A00002", "韩磊", "13800000002", "吴若兰、沈珺"],
              ["3", "青A00003", "郑若川", "13800000003", "县委办、政府办各1名工作人员"], widths=[12, 28, 24, 32, 60])]


def cars_rows():
    return "libreoffice", [
        title("后评估迎检用车安排"),
        table(["车号", "车牌号码", "司机及联系方式", "乘车人员", "乘车人员职务", "乘车人员电话"],
              [("1号车", 1, 2), ("青A00001", 1, 2), ("许川 13800000001", 1, 2), "罗启明", "县委副书记、县长", "13800000011"],
              ["梁　禾", "县农业农村局局长", "13800000012"],
              [("2号车", 1, 3), ("青A00002", 1, 3), ("韩磊 13800000002", 1, 3), "吴若兰", "县政协副主席", "13800000013"],
              ["沈　珺", "县财政局局长", "13800000014"],
              ["周　砚", "县水利局局长", "13800000015"], widths=[16, 24, 36, 22, 34, 28])]


# ---- tables --------------------------------------------------------------------------------------

def table_heads():
    return "python-docx", [
        title("关于下达2026年道路硬化项目计划的通知"), p("各乡镇人民政府："), *body("现将项目计划下达你们，请认真组织实施。"),
        p("表1　道路硬化项目计划表", align="center", face="黑体"), p("单位：万元", align="right"),
        table([("序号", 1, 2), ("村名", 1, 2), ("建设规模", 2, 1), ("投资", 2, 1), ("备注", 1, 2)],
              ["里程（公里）", "受益户", "合计", "其中：县级"],
              ["1", "白石村", "1.2", "126", "36.5", "10"+"", ""],
              ["2", "上坪村", "0.8", "98", "24", "8.5", "续建"],
              ["3", "云溪村", "2", "210", "60.25", "20", ""],
              [("合计", 2, 1), "4", "434", "120.75", "38.5", ""], widths=[12, 28, 26, 22, 22, 24, 20]),
        p("注：投资含上级补助资金。"), *end("青禾县发展和改革局", "2026年9月18日")]


def table_groups():
    return "npm", [
        title("2026年衔接资金项目计划表"), p("计量单位：万元", align="right"),
        table(["项目名称", "建设内容", "资金", "责任单位"],
              [("产业发展", 4, 1)],
              ["茶园改造", "改造低产茶园500亩", "120.5", "县农业农村局"],
              ["冷库建设", "新建冷库1座", "80", "县商务局"],
              ["小计", "", "200.5", ""],
              [("基础设施", 4, 1)],
              ["道路硬化", "硬化通组道路3公里", "90", "县交通运输局"],
              ["小计", "", "90", ""],
              ["合计", "", "290.5", ""])]


def schedule():
    return "pandoc", [
        p("检查日程安排"),
        table(["时间", "内容", "地点", "负责人"],
              ["9月21日上午", "召开见面会", "县政府一楼会议室", "许川"],
              ["9月21日下午", "查阅资料", "县乡村振兴局", "梁禾"],
              ["9月22日全天", "入户核查", "白石镇、云溪乡", "周砚"]),
        p("各组于9月22日18时前提交核查表。")]


def pipe_table():
    return "md", [
        p("# 各村人口情况表"),
        table(["村名", "户数", "人口", "其中：脱贫人口"],
              ["白石村", "312", "1,206", "236"], ["上坪村", "198", "775", "142"], ["云溪村", "405", "1,588", "301"])]


def table_merged_body():
    return "python-docx", [
        title("帮扶责任落实情况表"),
        table(["乡镇", "村", "存在的问题", "整改措施"],
              [("白石镇", 1, 3), "白石村", "档案资料不全。", "1.补齐档案。\n2.专人管理。"],
              ["上坪村", ("入户走访不够。", 1, 2), ("每月至少走访一次。", 1, 2)],
              ["下坪村"],
              ["云溪乡", "云溪村", "", ""],
              [("填表说明：没有问题的，空着不填。", 4, 1)], widths=[24, 24, 50, 56]),
        p("填表人：许玥　　审核人：周砚")]


# ---- forms ---------------------------------------------------------------------------------------

def form_flat():
    return "python-docx", [
        title("青禾县农户入户排查表"),
        p("村：________　户主：________　户号：__________"),
        p("农户类别（在对应类别上划“√”）：□脱贫户　□监测对象　□一般农户"),
        p("一、住房安全", face="黑体"),
        p("1.现住房是否安全？　□是　□否"), p("2.鉴定的等级：　□A级　□B级　□C级　□D级"),
        p("3.现有住房______平方米，建于______年。"),
        p("二、饮水安全", face="黑体"),
        p("1.是否通自来水？　□是　□否"), p("2.饮水存在的问题：________________________"),
        p("三、需要说明的情况", face="黑体"),
        p("1.其他需要说明的情况：________________________________"),
        p("户主签字：__________　调查人签字：__________　调查日期：______年____月____日")]


def form_labels():
    return "libreoffice", [
        title("优秀驻村干部推荐表"),
        table(["姓名", "", "性别", "", "出生年月", ""],
              ["民族", "", "学历", "", "政治面貌", ""],
              [("单位及职务", 1, 1), ("", 3, 1), "联系电话", ""],
              ["主要事迹", ("\n\n\n", 5, 1)],
              ["推荐单位意见", ("\n（盖章）\n　　年　　月　　日", 5, 1)], widths=[26, 26, 20, 26, 26, 32])]


def form_columns():
    return "npm", [
        title("村级安全隐患排查表"),
        p("村：________　排查人：________"),
        table(["事项", "排查内容", "问题描述"],
              [("一、用电安全", 1, 2), "①线路是否老化？　□是　□否", ("", 1, 2)],
              ["②是否安装漏电保护器？　□是　□否"],
              [("二、消防安全", 1, 2), "①是否配备灭火器？　□是　□否", ("", 1, 2)],
              ["②灭火器______具，有效期至______年。"], widths=[30, 90, 36]),
        p("排查人签字：________　　日期：____年__月__日")]


def form_receipt():
    return "txt", [
        p("惠农政策宣传回执"), p("村：＿＿＿＿＿＿＿＿　户主：＿＿＿＿＿＿"), p("一、宣传情况"),
        p("①是否收到《惠农政策明白纸》？　□是　□否"), p("②是否有干部上门讲解？　□是　□否"),
        p("③还想了解什么：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿"), p("户主签字：＿＿＿＿＿＿　日期：＿＿年＿＿月＿＿日")]


def boxes_in_table():
    return "python-docx", [
        title("关于开展隐患排查的通知"), p("各村民委员会："), *body("请各村对照下表逐项自查，于9月底前报镇应急办。"),
        table(["序号", "自查项目", "是否达标", "整改时限"],
              ["1", "制度是否健全", "□是　□否", ""], ["2", "台账是否完整", "□是　□否", ""],
              ["3", "人员是否培训", "□是　□否", ""], widths=[14, 60, 40, 40]),
        *end("白石镇人民政府", "2026年9月18日")]


# ---- the same kinds, as others type them ---------------------------------------------------------

def roster_padded_brackets():
    return "npm", [
        title("关于成立白石镇安全生产工作领导小组的通知"), p("各村民委员会，镇直各单位："),
        *body("经镇党委研究，决定成立安全生产工作领导小组，现将有关事项通知如下：", "一、组成人员",
              "组　　长：许　川（镇党委书记）", "第一副组长：梁　禾（镇党委副书记、镇长）",
              "副 组 长：周　砚（镇党委副书记、政法委员）", "　　　　　吴　岚（副镇长）",
              "成　　员：沈　珺（镇应急办主任）", "　　　　　韩　磊（镇派出所所长）", "　　　　　郑若川（镇中心卫生院院长）",
              "二、工作职责", "领导小组负责全镇安全生产工作的组织领导和统筹协调。"),
        *end("中共白石镇委员会", "2026年9月18日")]


def roster_wrapped_lists():
    return "txt", [
        p("县文明创建工作指挥部名单"), p("指 挥 长：罗启明"), p("副指挥长：许川、梁禾"),
        p("成　　员：周砚、吴岚、沈珺、"), p("　　　　　韩磊、郑若川、买买提·艾力"),
        p("指挥部办公室主任：周砚"), p("联络员：许玥")]


def roster_in_table():
    return "python-docx", [
        title("石门镇河长制工作领导小组"),
        table(["组　长：", "罗启明", "镇党委书记"], ["副组长：", "许　川", "镇党委副书记、镇长"],
              ["", "梁　禾", "副镇长"], ["成　员：", "周　砚", "镇农业农村办主任"], ["", "吴　岚", "镇水利站站长"],
              ["", "沈　珺", "镇自然资源所所长"], widths=[28, 30, 98])]


def roster_with_phones():
    return "python-docx", [
        title("云溪乡防汛值班人员名单"), p("各村民委员会："), *body("现将防汛值班人员公布如下："),
        *body("带班领导：许　川　乡党委书记　13800000001", "　　　　　梁　禾　乡长　　　　13800000002",
              "值班人员：周　砚　乡应急办主任　13800000003", "　　　　　吴　岚　乡水利站站长　13800000004"),
        *body("值班电话：0999-1234567"), *end("云溪乡人民政府", "2026年9月18日")]


def roster_teams_named():
    return "npm", [
        title("青禾县秋季运动会筹备工作分组"),
        p("综合协调组"), p("组　长：许　川　县教育局局长"), p("成　员：梁　禾　县教育局办公室主任"), p("　　　　周　砚　县第一中学副校长"),
        p("职　责：负责会议筹备、文件起草和综合协调。"),
        p("后勤保障组"), p("组　长：吴　岚　县教育局副局长"), p("成　员：沈　珺　县教育局财务股股长"),
        p("职　责：负责场地、用车和食宿保障。"),
        p("安全保卫组"), p("组　长：韩　磊　县公安局副局长"), p("成　员：郑若川　县公安局治安大队大队长"),
        p("职　责：负责现场秩序和交通安全。")]


def no_lists():
    return "txt", [
        p("关于进一步规范会议活动的通知"), p("各乡镇人民政府："),
        p("　　负责人：谁主办、谁负责，做到会议少、时间短、开得好。"),
        p("　　主任、副主任要带头执行，成员单位要积极配合。"), p("　　书记：抓总；镇长：抓落实；副镇长：抓具体。"),
        p("　　各单位名称\t后面要写全称。"), p("　　电话：要保持畅通，不得关机。"),
        p("　　　　　　　　　　　　　　　青禾县人民政府办公室"), p("　　　　　　　　　　　　　　　2026年9月18日")]


def tasks_shared_deadline():
    return "python-docx", [
        title("集中排查整改任务清单"),
        table(["重点任务", "工作内容", "具体措施", "责任单位", "完成时限"],
              [("一、集中排查", 1, 3), ("应纳尽纳", 1, 2), "1.对照标准，及时纳入监测。", ("县农业农村局", 1, 2), ("10月底前", 1, 3)],
              ["2.开展数据比对。"],
              ["排查帮扶措施", "全面排查，建立台账。", "各乡镇"],
              [("二、整改落实", 1, 1), "建立问题清单", "逐条明确责任人和时限。", "县乡村振兴局", "11月底前"])]


def tasks_rows_without_merges():
    return "libreoffice", [
        title("白石镇2026年重点工作任务分解"),
        table(["序号", "工作任务", "牵头领导", "责任单位", "完成时限"],
              ["1", "完成高标准农田建设3000亩", "许川", "镇农业农村办", "6月底前"],
              ["2", "新建村级养老服务站2处", "梁禾", "镇民政办、相关村", "9月底前"])]


def tasks_units_in_lines():
    return "npm", [
        title("秋冬季森林防灭火工作任务表"),
        table(["序号", "工作任务", "主要措施", "责任单位", "完成时间"],
              ["1", "落实责任", "层层签订责任书。", "各乡镇\n县林业和草原局", "9月底"],
              ["2", "排查隐患", "排查林区输配电线路。\n清理林缘可燃物。", "县电力公司\n各乡镇", "10月底"],
              ["3", "物资储备", "补充灭火机具。", "县应急管理局", "10月底"],
              ["", "", "", "", ""])]


def cars_grouped():
    return "npm", [
        title("巡察用车安排"),
        table(["车号", "车牌号", "车型", "司机", "司机电话", "乘车人员", "备注"],
              [("第一组", 7, 1)],
              ["1号车", "青A00001", "越野车", "许川", "13800000001", "罗启明、梁禾", ""],
              ["2号车", "青A00002", "商务车", "韩磊", "13800000002", "周砚、吴岚、沈珺", "带资料"],
              [("第二组", 7, 1)],
              ["3号车", "青A00003", "越野车", "郑若川", "13800000003", "吴若兰", ""])]


def table_titled_within():
    return "python-docx", [
        title("关于上报受灾情况的通知"), p("各乡镇人民政府："), *body("现将受灾情况统计表印发，请按时上报。"),
        table([("受灾情况统计表", 5, 1)],
              ["乡镇", ("农作物（亩）", 2, 1), ("房屋（间）", 2, 1)],
              ["", "受灾", "绝收", "倒塌", "损坏"],
              ["白石镇", "120", "30", "2", "15"], ["云溪乡", "86", "12", "0", "9"], ["总计", "206", "42", "2", "24"]),
        p("注：1.受灾面积含成灾面积。"), p("2.数据截至9月15日。"), *end("青禾县应急管理局", "2026年9月18日")]


def table_wrong_total():
    return "libreoffice", [
        title("各村党员人数统计"),
        table(["村", "党员", "预备党员"], ["白石村", "36", "2"], ["上坪村", "28", "1"], ["合计", "65", "3"])]


def duty_table():
    return "npm", [
        title("国庆假期值班安排表"),
        table(["日期", "带班领导", "值班人员", "联系电话"],
              ["10月1日", ("许川", 1, 3), "周砚、吴岚", ("13800000001", 1, 3)], ["10月2日", "沈珺、韩磊"],
              ["10月3日", "郑若川、罗明"],
              ["10月4日", ("梁禾", 1, 2), "吴若兰、许玥", ("13800000002", 1, 2)], ["10月5日", "韩磊、周砚"])]


def form_boxes_behind():
    return "python-docx", [
        title("村民住房情况调查表"),
        p("村名：________　　组别：________　　户主姓名：________"),
        p("一、基本情况"), p("1.家庭人口____人，劳动力____人。"), p("2.是否为脱贫户：是□　否□"),
        p("二、住房情况"), p("1.住房结构：砖混□　砖木□　土木□　其他□"), p("2.建成于____年，面积____平方米。"),
        p("3.是否需要改造（是□　否□），改造方式（新建□　加固□）。"),
        p("调查人签字：________　　调查时间：____年__月__日")]


def roster_two_a_line():
    return "txt", [
        p("关于成立白石镇道路交通安全领导小组的通知"), p("各村民委员会："), p("　　经研究，决定成立领导小组，组成人员如下："),
        p("　　组 长：许 川（镇党委副书记）"), p("　　副组长：梁 禾（镇派出所）"), p("　　周砚（镇应急办）"),
        p("　　成 员：吴 岚（新街村） 沈珺（上坪村）"), p("　　郑若川（云溪村） 韩 磊（下河村）"),
        p("　　罗启明（石桥村） 王小川（柳林社区）"),
        p("　　领导小组下设办公室，办公室设在镇派出所，承担日常工作，梁禾同志兼任办公室主任，周砚兼任办公室副主任。"),
        p("　　　　　　　　　　　　　　　　白石镇人民政府"), p("　　　　　　　　　　　　　　　　　2026年9月18日")]


def roster_spread_names():
    return "txt", [
        p("关于成立青禾县道路命名工作小组的通知"), p("县直各单位："), p("　　经研究，决定成立工作小组，组成人员如下："),
        p("　　组　长：许 川"), p("　　副组长：梁 禾 周若砚"), p("　　沈 珺"), p("　　成　员：佘 成 马小红 欧阳若川 范 金"),
        p("　　朱建平 韩　磊"), p("　　工作小组办公室设在县民政局。"),
        p("　　　　　　　　　　　　　　　　青禾县人民政府"), p("　　　　　　　　　　　　　　　　　二OO九年六月三十日")]


def roster_offices():
    return "python-docx", [
        title("关于成立青禾县地下管网改造领导小组的通知"), p("各乡镇人民政府，县直各单位："), *body(
            "为加强地下管网改造，决定成立领导小组。", "一、组成人员", "组　长：负责住房和城乡建设工作的副县长",
            "副组长：协助联系住房和城乡建设工作的县政府办公室副主任、县住房城乡建设局主要负责同志",
            "成　员：各乡镇人民政府，县委编办，县发展改革局、财政局、自然资源局、水利局分管负责同志",
            "二、工作机制", "领导小组每季度召开一次会议。"),
        *end("青禾县人民政府", "2026年9月18日")]


def form_receipt_table():
    return "python-docx", [
        title("青禾县电商培训班回执"),
        table([("培训时间：2026年10月8日至10日", 4, 1)],
              [("是否住宿：  □ 是   □ 否", 4, 1)],
              ["姓名", "性别", "单位及职务", "联系电话"],
              ["", "", "", ""],
              ["", "", "", ""], widths=[30, 20, 60, 40]),
        *body("请于9月30日前报送县商务局。")]


def table_two_columns():
    return "txt", [
        p("关于报送信息员名单的通知"), p("各村民委员会："), p("　　现将各村信息员的联系方式公布如下："),
        p("姓名\t联系电话"), p("许川\t13800000001"), p("欧阳若川\t13800000002"), p("韩磊\t13800000003"),
        p("　　　　　　　　　　　　　　　　白石镇人民政府"), p("　　　　　　　　　　　　　　　　　2026年9月18日")]


DOCUMENTS = [
    roster_blanks, roster_tabs, roster_names, roster_labels_alone, roster_brackets, roster_sections, roster_teams,
    roster_table, people_table, office_and_contacts, roster_half_width, no_rosters, contacts, tasks_merged,
    tasks_areas, tasks_own_heads, tasks_pasted, cars, cars_rows, table_heads, table_groups, schedule, pipe_table,
    table_merged_body, form_flat, form_labels, form_columns, form_receipt, boxes_in_table,
    roster_padded_brackets, roster_wrapped_lists, roster_in_table, roster_with_phones, roster_teams_named, no_lists,
    tasks_shared_deadline, tasks_rows_without_merges, tasks_units_in_lines, cars_grouped, table_titled_within,
    table_wrong_total, duty_table, form_boxes_behind, roster_two_a_line, roster_spread_names, roster_offices,
    form_receipt_table, table_two_columns,
]

# ---- writers -------------------------------------------------------------------------------------


def grid(t):
    """The table's places: (row, column) → (text, columns, rows) where a cell begins, None where one reaches."""
    places, n_columns = {}, 0
    for r, row in enumerate(t["rows"]):
        c = 0
        for text, columns, rows in row:
            while (r, c) in places:
                c += 1
            for i in range(rows):
                for k in range(columns):
                    places[r + i, c + k] = None
            places[r, c] = (text, columns, rows)
            c += columns
        n_columns = max([n_columns] + [k + 1 for i, k in places if i == r])
    return places, n_columns


def write_python_docx(blocks, path):
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    d = docx.Document()
    for b in blocks:
        if "rows" in b:
            places, n = grid(b)
            t = d.add_table(len(b["rows"]), n, style="Table Grid")
            for (r, c), cell in places.items():
                if cell is None:
                    continue
                text, columns, rows = cell
                where = t.cell(r, c)
                if columns * rows > 1:
                    where = where.merge(t.cell(r + rows - 1, c + columns - 1))
                where.text = text
            for c, width in enumerate(b["widths"] or []):
                for cell in t.columns[c].cells:
                    cell.width = Mm(width)
            continue
        q = d.add_paragraph()
        run = q.add_run(b["text"])
        run.font.name = face = b.get("face", "仿宋_GB2312")
        run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
        run.font.size = Pt(b.get("size", 16))
        if b.get("indent"):
            q.paragraph_format.first_line_indent = Pt(16 * b["indent"])
        if b.get("align"):
            q.alignment = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}[b["align"]]
    d.save(path)


def write_npm(blocks, path):
    for b in blocks:
        if "rows" in b:
            b["places"], b["n"] = [[r, c, *cell] for (r, c), cell in grid(b)[0].items() if cell], grid(b)[1]
    subprocess.run(["node", os.path.join(HERE, "write_docx.js"), path], input=json.dumps(blocks), text=True, check=True)


def odf_text(text):
    out = escape(text).replace("\t", "<text:tab/>")
    while "  " in out:
        out = out.replace("  ", ' <text:s/>', 1).replace("<text:s/> ", "<text:s/><text:s/>")
    return out


def odf_table(b):
    places, n = grid(b)
    out = "<table:table>" + "<table:table-column/>" * n
    for r in range(len(b["rows"])):
        out += "<table:table-row>"
        for c in range(n):
            cell = places.get((r, c))
            if cell is None:
                out += "<table:covered-table-cell/>"
                continue
            text, columns, rows = cell
            lines = "".join(f"<text:p>{odf_text(t)}</text:p>" for t in text.split("\n"))
            out += (f'<table:table-cell table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}">'
                    f"{lines}</table:table-cell>")
        out += "</table:table-row>"
    return out + "</table:table>"


def write_libreoffice(blocks, path):
    names = ["office", "text", "table", "style", "fo"]
    spaces = {n: f"urn:oasis:names:tc:opendocument:xmlns:{n}:1.0" for n in names}
    spaces["fo"] = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
    xmlns = " ".join(f'xmlns:{n}="{u}"' for n, u in spaces.items())
    content = "".join(
        odf_table(b) if "rows" in b
        else f'<text:p text:style-name="{b.get("align", "left")}">{odf_text(b["text"])}</text:p>' for b in blocks)
    styles = "".join(
        f'<style:style style:name="{n}" style:family="paragraph"><style:paragraph-properties fo:text-align="{a}"/>'
        "</style:style>" for n, a in [("left", "start"), ("center", "center"), ("right", "end")])
    with tempfile.TemporaryDirectory() as temp:
        flat = os.path.join(temp, os.path.basename(path)[:-5] + ".fodt")
        with open(flat, "w", encoding="utf-8") as f:
            f.write(f'<?xml version="1.0" encoding="UTF-8"?><office:document {xmlns} office:version="1.2" '
                    'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
                    f"{styles}</office:automatic-styles><office:body><office:text>{content}</office:text>"
                    "</office:body></office:document>")
        subprocess.run(["soffice", "--headless", "--convert-to", "docx", "--outdir", os.path.dirname(path), flat],
                       check=True, capture_output=True)


def markdown(blocks):
    out = []
    for b in blocks:
        if "rows" in b:
            rows = [[c[0] for c in r] for r in b["rows"]]
            lines = ["| " + " | ".join(r) + " |" for r in rows]
            lines.insert(1, "|" + " --- |" * len(rows[0]))
            out.append("\n".join(lines))
        else:
            out.append(b["text"])
    return "\n\n".join(out) + "\n"


def write_md(blocks, path):
    with open(path, "w", encoding="utf-8") as f:
        f.write(markdown(blocks))


def write_pandoc(blocks, path):
    subprocess.run(["pandoc", "-f", "markdown-example_lists-fancy_lists", "-o", path], input=markdown(blocks),
                   text=True, check=True)


def write_txt(blocks, path, encoding="utf-8"):
    with open(path, "w", encoding=encoding, newline="\r\n") as f:
        f.write("".join(b["text"] + "\n" for b in blocks))


WRITERS = {
    "python-docx": (write_python_docx, "docx"),
    "npm": (write_npm, "docx"),
    "libreoffice": (write_libreoffice, "docx"),
    "pandoc": (write_pandoc, "docx"),
    "md": (write_md, "md"),
    "txt": (write_txt, "txt"),
    "gb18030": (lambda blocks, path: write_txt(blocks, path, "gb18030"), "txt"),
}


def main(names):
    for make in DOCUMENTS:
        name = make.__name__.replace("_", "-")
        if names and name not in names:
            continue
        tool, blocks = make()
        write, ending = WRITERS[tool]
        write(blocks, os.path.join(HERE, f"{name}.{ending}"))
        print(f"{name}.{ending}: {tool}")


if __name__ == "__main__":
    main(sys.argv[1:])
