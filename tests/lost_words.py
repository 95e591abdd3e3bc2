"""What lost.py knows of words: which are printed, where, how often, and which are derived."""
import re

DOCUMENTS = {"公文", "document", "表单", "form"}

# Attributes that are never printed as they are, and why.
NEVER = {
    "kinds and choices": (
        "文种 genre 版式 profile 方向 orientation 装订 bound 接排 run-in 类 kind 类型 type 形式 排序 order 任职 standing 方式 按 by"
        " 合计 total 对齐 align 编号 numbering 深度 depth 多选 multiple 选 choose 题号 措施编号 任务编号 角色 role-of-unit 部分编号 版面"
        " layout 写 writing 座位 序号 row-numbers 打勾 tick 框 box 结尾 end 合计 sum 纸 paper heads-content question-label"
        " 栏目内容 排列 截至 as-of 双面 duplex"
    ),
    "files": (
        "人员库 staff 来源 source 工作表 sheet 表名列 sheet-column 隐藏行 hidden-rows 划去 struck 印章 seal 签名章 stamp 表单 form 图 文件 file 替代文字 alt"
        " picture"
    ),
    "numbers, printed otherwise": (
        "年 year 号 serial 份号 从 from 到 to 页数 pages 行数 lines 份 share 份数 copies 层数 depth-of-contents 级"
    ),
    "sizes": "宽 width 高 height 跨行 rows 跨列 columns 字数 characters 小数 places",
    "keys": (
        "名 name 户号 key 代号 id 岗位 post 人员 person 固定 pinned 理由 reason 指向 target 附件 attachment 答 answer 同义 also"
        " 至 条件"
    ),
}

NEVER = {name: why for why, names in NEVER.items() for name in names.split()}
# Texts that stand elsewhere than where they are typed, and why.
# Those of one kind are in order among themselves.
MOVED = {
    "a table of contents": "目@题",
    "below a form's legal marks, and its heads below its lines": "表单@题 form@title 表单@栏目 form@heads",
    "the imprint of loose attachments stands before them": "印发@机关 抄送 printed@organ cc",
    "the columns behind a task's measures": (
        "任务@时限 任务@备注 任务@责任单位 措施@时限 措施@备注 措施@责任单位 责任单位 task@deadline measure@deadline "
        "task@remark measure@responsible responsible"
    ),
    "a page's foot": "脚注 fn",
    "a head's marks (GB/T 9704 7.2)": "紧急程度@等级 签发人 发文机关 发文字号@代字 urgency@level signer",
    "the imprint (7.4.2)": "主送 to",
    "the heads of a car's table, its lines and columns": (
        "栏@题 车组@联络员题 车辆@车牌 车辆@车型 车辆@驾驶员 车辆@电话 车辆@路线 车辆@联络员 车辆安排@路线题 车组@路线题 车辆@联络员电话 联络员@姓名 联络员@电话"
    ),
    "before or behind, by choice": "类别@说明 classes@note",
    "below the heads of a page": "任务索引@题 task-index@title 任务核查表@题 task-check@title",
    "behind their children": (
        "落款@日期 signature@date 车辆@备注 vehicle@remark 小组@负责 小组@联系 办公室@小组 署名方@职务 任务索引@题 task-index@title"
    ),
    "beside a figure's arrows": "步骤@注 判断@注",
    "lines of a team, in the office's order": "小组@负责 team@covers 小组@联系 team@liaises",
}

MOVED = {name: why for why, names in MOVED.items() for name in names.split()}
# Texts that are printed again, how often at most (a number, or a measure of again_by), and where.
AGAIN = {
    "法定标识@附件标题": ("pages", "a form's further pages"),
    "领域@题": ("next", "the next page"),
    "任务@题": ("next", "the next page"),
    "任务@备注": ("next", "the next page"),
    "责任单位": ("next", "the next page"),
    "表单@栏目": ("pages", "a form's further pages"),
    "form@heads": ("pages", "a form's further pages"),
    "填@题": ("pages", "a form's further pages"),
    "填@名": ("pages", "a form's further pages"),
    "field@title": ("pages", "a form's further pages"),
    "field@name": ("pages", "a form's further pages"),
    "办公室@小组": (1, "its sentences"),
    "office@group": (1, "its sentences"),
    "栏@题": ("cars", "each car"),
    "车辆安排@联络员题": ("cars", "each car"),
    "车辆安排@表题": ("cars", "each car"),
    "车辆安排@路线题": ("cars", "each car"),
    "车组@路线题": ("cars", "each car"),
}

OPTIONS = {"选项", "options"}
HEADS = {"栏目", "heads"}
LABELS = {"车辆及司机安排", "乘车人员及联系方式"}  # derived, with words in them that are typed elsewhere
FILE_LABELS = ["车牌号", "号车", "序号", "工作任务", "工作措施", "责任单位", "完成时限", "座位数", "驾驶员", "联系电话", "联络员", "单位及职务"]
CHOICES = set("是 否 yes no 无 none 自动 auto 横 纵 正职 副职 表 名单 文字 总表 卡片 数字 单选 多选 填写".split())
# What the compiler derives, as regular expressions, and why. What is printed again is left out before
# the numbers, since it may have some.
HAN = "[一二三四五六七八九十百]+"

CHANGES = 2  # of each kind, of a document's pages
PAGE = 400  # characters of a row that may be longer than a page
CLOSE = 12  # characters, between the texts of an element
SURE = 10  # a text that stands where it stands, if it stands there alone
SHORT = 4  # a text that may be a part of a derived one by chance
START, END = r"(?:^|(?<=\0))", r"(?=\0|$)"

DATES = (  # in indexes, and of files, whose dates are written in many ways
    r"\d{4}年(\d+月(\d+日)?)?[起前至]?|\d+月(\d+日前?)?"
)
RUNS = "|".join(
    "".join(map(str, range(first, last))) for last in range(60, 2, -1) for first in range(1, last - 1)
)
DERIVED = [
    ("page numbers", r"—\d+—|第?\d*页共\d*页?|" + START + "[第页]" + END),
    ("the imprint", r"印发"),
    ("numbers of cars", r"\d+号车"),
    ("numbers of pictures", r"图\d+"),
    ("the document's number", r"(〔\d{4}〕)?\d+号|〔\d{4}〕"),
    ("leaders of the contents", r"\.{3,}\d+"),
    ("rows without a text", "(?<!\\d)(" + RUNS + ")(?!\\d)"),
    ("the copy's number", r"(?<!\d)0{3,5}(?!\d)"),
    ("boxes", r"[□☑]"),
    ("their usual words", START + r"[是否有无]+(?=\0|$|" + HAN + ")"),
    (
        "labels",
        r"附件\d*[:.]?|抄送:?|主送:|签发人:|联系人:|,?电话:|,?邮箱:?|联系电话|出席:|请假:|列席:|文件|令|纪要|目录|"
        r"\(续表\)|合计|小计|公开方式:?(主动公开|依申请公开|不予公开)?",
    ),
    ("tables", r"单位:|注:"),
    ("units of sums that are filled in", r"万元"),
    (
        "roles of units, the index of tasks",
        r"牵头:?|配合:?|责任" + END + r"|,?按分工负责|;|其他时限|领域|工作任务|工作措施|责任单位|角色|" r"完成时限|责任|完成" + END,
    ),
    (
        "rosters",
        r":?\(按姓氏笔画为序\)|按姓氏笔画为序|\(空缺\)|暂缺。?|\(主持工作\)|序号|姓名|单位及职务|单位|职务|职责|备注|下设|,?办公室|设在|由" + END + "|主任|"
        r"宣讲团|领导小组|同志|兼任|担任|\(联系|组成人员如下|及(?=长期|其他)|长期|其他|及" + END,
    ),
    ("cars", r"车辆及司机安排|乘车人员及联系方式|组别|车牌号|车号|号车|车型|座位数?|驾驶员|联络员|及电话|路线|乘车人员|\(?陪同到村?|赴村|\(机动\)|负责村:|名单" + END),
    (
        "forms",
        r"\(?在对应类别上划“√”\)?:?|表号:|制表机关:|批准文号:|有?效期至:|年月日|\(?选“|[是否]?”?跳至第?\d*(" + HAN + r"项|题)?\d*\)?|填写说明:|"
        r"事项|排查内容|核[查对]层级|核[查对]内容|落实情况|排查层级|问题描述|第\d+题|题" + END + r"|签字|调查人|采集人",
    ),
    ("figures of steps over several pages", r"接[上下]页|结束"),
    ("sums", r"(?<!\d)-?\d+\.\d+(?!\d)"),
    (
        "numbers",
        HAN + r"、|\(" + HAN + r"\)|第" + HAN + r"[组条章节]|\(\d+\)|(?<!\d)\d{1,3}(?!\d)\.?|"
        r"(?<![一-龥])" + HAN + r"(?![一-龥])",
    ),
]

# Where labels and boxes stand, and how far apart.
PLACES = re.compile("^(框|标签|题|说明)?位$|间隔|-place$|-gap$|宽$|width$|^{http")

# Attributes that are no text of the page, by their element.
KEYS = {
    ("列", "列名"): "the head in the file that the rows come from",
    ("column", "column"): "the same",
    ("列", "内容"): "a kind",
    ("column", "content"): "a kind",
    ("成员", "单位"): "whom the staff file names",
    ("member", "unit"): "whom the staff file names",
    ("任务栏", "内容"): "a kind",
    ("任务清单", "措施"): "a choice",
    ("任务", "与上合并"): "which columns",
    ("任务清单", "最小字号"): "a size",
    ("表", "最小字号"): "a size",
    ("人名", "内容"): "a kind",
    ("name", "says"): "a kind",
    ("分组", "内容"): "a kind",
    ("teams", "content"): "a kind",
    ("人名", "内容"): "a kind",
    ("name", "says"): "a kind",
    ("栏", "填"): "what the column holds",
    ("column", "holds"): "what the column holds",
    ("判断", "是到"): "a step's name",
    ("判断", "否到"): "a step's name",
    ("decision", "yes"): "a step's name",
    ("decision", "no"): "a step's name",
}

# Texts that a kind of document has no place for (GB/T 9704 10), in which case the program tells.
PLACELESS = {
    "order": {"标题", "title", "署名"},
    "letter": {"印发@机关", "印发@日期", "签发人", "printed@organ", "printed@date", "signer"},
}

# Printed by their roles, or beside the arrows of a figure: those of one parent in any order.
GROUPED = {"责任单位", "responsible"}
UNORDERED = {"分支@题", "branch@label"}

MOVED.update({name: "a figure's arrows" for name in UNORDERED})
TASKS = {"任务@题", "task@title"}
INDEXES = {"任务索引", "task-index", "任务核查表", "task-check"}
UNITS = {"责任单位", "responsible", "措施@责任单位", "measure@responsible", "任务@责任单位"}
TITLES = {"题", "标题", "名", "title", "name"}
# Attributes that are printed, unlike others of their name; a car's number with its words.
SHOWN = {("vehicle", "type"), ("passenger", "post"), ("车辆", "号"), ("vehicle", "number")}

# Elements that print what they are called.
NAMED = {"车组", "小组", "填", "框", "choice", "办公室", "office", "vehicle-group", "team", "field"}

# Names, posts and telephones typed in one, which have columns of their own.
PEOPLE = {"乘员", "passenger", "车辆@联络员", "vehicle@liaison", "车辆@驾驶员", "vehicle@driver"}

# Posts as typed, and how one begins with its unit.
POSTS = {"成员@职务", "成员@署职", "乘员@职务", "member@title", "passenger@post"}
UNIT = r"(.{2,16}?(?:局|委|委员会|办公室|中心|联合会|联合社|银行|镇|乡|村|院|所|站|队))" r"((?!局|委|委员会|办公室|中心|院|所|站|队).+)"
