#!/usr/bin/env python3
"""Nothing lost, nothing extra: lost.py PROGRAM [FILE.xml…]

Every sample of inputs/ and every golden case that compiles, or the files named: the source is read by
Python's own parser, its PDF by pdftotext, blanks left out on both sides. Each text that was typed must
stand on the pages as often as it was typed, whole or parted by the end of a line or a page; each takes
the characters where it stands. What is left on the pages must be something that the document brings
from a file beside it, something that is printed again (AGAIN), or something derived (DERIVED). Prints
what is lost and what is extra, and fails."""
import csv
import glob
import io
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "sweep"))
from shown import BUILT_IN, show  # noqa: E402

DOCUMENTS = {"公文", "document", "表单", "form"}

# Attributes that are never printed as they are, and why.
NEVER = {
    "kinds and choices": "文种 genre 版式 profile 方向 orientation 装订 bound 接排 run-in 类 kind 类型 type 形式 "
        "排序 order 任职 standing 方式 按 by 合计 total 对齐 align 编号 numbering 深度 depth 多选 multiple "
        "选 choose 版面 layout 写 writing 座位 序号 row-numbers 打勾 tick 框 box 结尾 end 合计 sum 纸 paper heads-content question-label 栏目 heads 栏目内容 排列 "
        "截至 as-of",
    "files": "人员库 staff 来源 source 工作表 sheet 印章 seal 签名章 stamp 表单 form 图 picture",
    "dates and numbers, printed otherwise": "日期 date 年 year 号 serial 份号 有效期至 valid-until 从 from 到 to "
        "页数 pages 行数 lines 份 份数 copies",
    "sizes": "宽 width 高 height 跨行 rows 跨列 columns 字数 characters 小数 places",
    "keys": "名 name 户号 key 代号 id 岗位 post 人员 person 固定 pinned 理由 reason 指向 target 附件 attachment 答 answer 同义 also 至 条件",
}
NEVER = {name: why for why, names in NEVER.items() for name in names.split()}

# Elements and attributes whose text is printed more than once, and where.
AGAIN = {
    "附件@标题": "附件说明", "attachment@title": "附件说明",
    "表单@标题": "its running head", "form@title": "its running head",
    "列@题": "the heads of a table's further pages", "column@title": "the heads of a table's further pages",
    "表@计量单位": "a table's further pages", "table@unit": "a table's further pages", "措施@时限": "the index of tasks",
    "任务@时限": "the index of tasks",
    "格": "the heads, and cells over several pages", "cell": "the heads, and cells over several pages",
    "发文机关": "the signature", "issuer": "the signature", "机关": "the signature", "organ": "the signature",
    "任务@题": "the index of tasks", "类@题": "the index of tasks",
    "责任单位": "the index of tasks", "措施": "the index of tasks", "措施@责任单位": "the index of tasks",
    "任务@责任单位": "the index of tasks", "层次@题": "目录", "section@title": "目录",
    "组@名称": "the compact plan of cars", "标题": "running heads", "title": "running heads",
    "选": "a form twice on a sheet", "option": "a form twice on a sheet", "问": "a form twice on a sheet", "question": "a form twice on a sheet", "部分@题": "a form twice on a sheet",
    "栏@题": "each car", "首行": "each car", "车辆安排@联络员题": "each car", "车辆安排@表题": "each car", "车辆安排@路线题": "each car", "车组@路线题": "each car", "填表项@题": "a form's further pages",
}

# Cases in which the same characters stand in columns of a character or two: whose they are cannot be told;
# and cells that are merged since they say the same with other elements.
UNCLEAR = {"resolve/vehicles-rows-lost.xml", "resolve/vehicles-usual-lost.xml",  # what has no column is told, which is the case
           "vocab/not-printed.xml",  # the same, of members and forms
           "resolve/tasks-no-area.xml",  # 牵头 and 配合 are said by the column that a unit stands in
           "proof/every-text.xml", "proof/every-text-form.xml", "resolve/table-merge.xml"}

# Defects that are known; each goes with its mending.
KNOWN = {}

CHOICES = set("是 否 yes no 无 none 自动 auto 横 纵 正职 副职 表 名单 文字 总表 卡片 数字 单选 多选 填写".split())

# What the compiler derives, as regular expressions, and why. What is printed again is left out before
# the numbers, since it may have some.
HAN = "[一二三四五六七八九十百]+"
BESIDE = "[村日第由年月页]{1,2}"  # what is left of 9月30日, 陪同到…村 and the like beside a typed word
SHORT = 4  # a text that may be a part of a derived one by chance
START, END = r"(?:^|(?<=\0))", r"(?=\0|$)"
DERIVED = [
    ("page numbers", r"—\d+—|第?\d*页共\d*页?|" + START + "[第页]" + END),
    ("dates", r"\d{4}年(\d+月(\d+日)?)?(印发)?[起前至]?|\d+月\d+日前?|日?印发"),
    ("the document's number", r"(〔\d{4}〕)?\d+号|〔\d{4}〕"),
    ("leaders of the contents", r"\.{3,}\d+"),
    ("rows without a text", r"1234567\d*|\d+1112\d*|3456\d+"),
    ("the copy's number", r"(?<!\d)0{3,5}(?!\d)"),
    ("boxes", r"[□☑]"),
    ("their usual words", START + r"[是否有无]+(?=\0|$|" + HAN + ")"),
    ("dates to fill in", r"(?:^|(?<=\0)|(?<=:))年?月?日?" + END),
    ("labels", r"附件\d*[:.]?|抄送:?|主送:|签发人:|联系人:|,?电话:|,?邮箱:?|联系电话|出席:|请假:|列席:|文件|纪要|目录|"
               r"\(续表\)|合计|小计|公开方式:?(主动公开|依申请公开|不予公开)?"),
    ("tables", r"单位:|注:"),
    ("roles of units, the index of tasks", r"牵头:?|配合:?|责任" + END + r"|,?按分工负责|;|领域|工作任务|工作措施|责任单位|角色|"
               r"完成时限|责任|完成" + END),
    ("rosters", r":?\(按姓氏笔画为序\)|按姓氏笔画为序|\(空缺\)|暂缺。?|\(主持工作\)|序号|姓名|单位及职务|单位|职务|职责|备注|下设|,?办公室|设在|由" + END + "|主任|"
                r"宣讲团|领导小组|同志|兼任|担任|\(联系|组成人员如下|及(?=长期|其他)|长期|其他|及" + END),
    ("cars", r"车辆及司机安排|乘车人员及联系方式|组别|车牌号|车号|号车|车型|座位数?|驾驶员|联络员|及电话|路线|乘车人员|\(?陪同到村?|赴村|\(机动\)|负责村:|名单" + END),
    ("forms", r"\(?在对应类别上划“√”\)?:?|表号:|制表机关:|批准文号:|有?效期至:|年月日|\(?选“|[是否]?”?跳至第?\d*(" + HAN + r"项|题)?\d*\)?|填写说明:|"
              r"事项|排查内容|核[查对]层级|核[查对]内容|落实情况|排查层级|问题描述|第\d+题|题" + END + r"|签字|调查人|采集人"),
    ("figures of steps over several pages", r"接[上下]页|结束"),
    ("sums", r"(?<!\d)-?\d+\.\d+(?!\d)"),
    ("numbers", HAN + r"、|\(" + HAN + r"\)|第" + HAN + r"[组条章节]|\(\d+\)|(?<!\d)\d{1,3}(?!\d)\.?|"
                r"(?<![一-龥])" + HAN + r"(?![一-龥])"),
]


# Radicals and private use are read as the usual characters.
USUAL = {int(odd, 16): int(usual, 16) for odd, usual in re.findall(
    r"USUAL_(?:RADICAL|PRIVATE)\((0x\w+), (0x\w+)\)",
    open(os.path.join(os.path.dirname(__file__), "../generator/base/usual.def"), encoding="utf-8").read())}


def squash(text):
    """Without blanks; compatible forms alike."""
    text = unicodedata.normalize("NFKC", text.translate(USUAL))
    return re.sub(r"[\s\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad\ufffc\ufe00-\ufe0f\U000e0100-\U000e01ef]+", "", text)


def parse(path):
    """Python's parser does not know GB 18030."""
    data = open(path, "rb").read()
    found = re.match(rb"""<\?xml[^>]*encoding=["']([\w-]+)["']""", data)
    if found and found[1].lower().startswith(b"gb"):
        data = re.sub(r"^<\?xml.*?\?>", "", data.decode("gb18030")).encode()
    return ET.fromstring(data)


def name_of(node):
    return node.tag.split("}")[-1] if isinstance(node.tag, str) else ""


# Where labels and boxes stand, and how far apart.
PLACES = re.compile("位$|间隔|-place$|-gap$|宽$|width$|^{http")


# Attributes that are no text of the page, by their element.
KEYS = {
    ("列", "列名"): "the head in the file that the rows come from", ("column", "column"): "the same",
    ("列", "内容"): "a kind", ("column", "content"): "a kind",
    ("任务栏", "内容"): "a kind", ("任务清单", "措施"): "a choice", ("任务", "与上合并"): "which columns",
    ("任务清单", "最小字号"): "a size", ("表", "最小字号"): "a size",
    ("分组", "内容"): "a kind", ("teams", "content"): "a kind",
    ("人名", "内容"): "a kind", ("name", "says"): "a kind",
    ("栏", "填"): "what the column holds", ("column", "holds"): "what the column holds",
    ("判断", "是到"): "a step's name", ("判断", "否到"): "a step's name", ("decision", "yes"): "a step's name",
    ("decision", "no"): "a step's name",
}
# Texts that a kind of document has no place for (GB/T 9704 10), in which case the program tells.
PLACELESS = {"order": {"标题", "title"}, "letter": {"印发@机关", "签发人", "printed@organ", "signer"}}
# Printed once for several rows that say the same.
MERGED = {"格", "cell", "强调", "em", "部分@层级", "part@tier", "section@tier"}


def hidden(node, key, around):
    """An attribute that is not printed."""
    name = name_of(node)
    if key in NEVER or PLACES.search(key) or (name, key) in KEYS:
        return True
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", node.get(key)) or node.get(key) in CHOICES:
        return True
    headed = around is not None and any(name_of(k) in ("表头", "header") for k in around)
    return headed and name in ("列", "column") and key in ("题", "title")


def typed_texts(node, around=None):
    """(where, text), in the order of the source."""
    name = name_of(node)
    if name in ("成员单位", "member-units"):
        return  # asked for by 成员: their posts are printed
    for key, value in node.attrib.items():
        if not hidden(node, key, around):
            yield f"{name}@{key}", value
    if name:
        yield name, node.text or ""
    for child in node:
        yield from typed_texts(child, node)
        yield name, child.tail or ""


def file_texts(path):
    """What a file beside the document may bring to it."""
    if path.endswith(".xml"):
        for node in parse(path).iter():
            yield from node.attrib.values()
            yield node.text or ""
            yield node.tail or ""
    elif path.endswith(".csv"):
        data = open(path, "rb").read()
        for code in "utf-8-sig", "gb18030":
            try:
                for row in csv.reader(io.StringIO(data.decode(code))):
                    yield from row
                return
            except UnicodeDecodeError:
                continue
    elif path.endswith((".xlsx", ".xlsm")):
        with zipfile.ZipFile(path) as book:
            for part in book.namelist():
                if part.startswith("xl/") and part.endswith(".xml"):
                    for node in ET.fromstring(book.read(part)).iter():
                        yield node.text or ""
            yield from shown_numbers(book)


def shown_numbers(book):
    """The numbers of a workbook as their formats show them."""
    if "xl/styles.xml" not in book.namelist():
        return
    styles = ET.fromstring(book.read("xl/styles.xml"))
    codes = dict(BUILT_IN)
    for node in styles.iterfind("{*}numFmts/{*}numFmt"):
        codes[int(node.get("numFmtId"))] = node.get("formatCode")
    formats = [codes.get(int(x.get("numFmtId", 0)), "General") for x in styles.iterfind("{*}cellXfs/{*}xf")]
    for part in book.namelist():
        if not part.startswith("xl/worksheets/") or not part.endswith(".xml"):
            continue
        for cell in ET.fromstring(book.read(part)).iterfind("{*}sheetData/{*}row/{*}c"):
            value = cell.findtext("{*}v")
            if value and cell.get("t", "n") == "n":
                yield show(formats[int(cell.get("s", 0))] if formats else "General", Decimal(value))


def files_of(path, root):
    folder = os.path.dirname(path)
    for node in root.iter():
        for value in node.attrib.values():
            other = os.path.join(folder, value)
            if re.search(r"\.(xml|csv|xls[xm])$", value) and os.path.isfile(other):
                yield other


class Pages:
    """The characters of the pages, each taken once."""

    def __init__(self, pdf):
        out = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
        self.text = squash(out)
        self.free = self.text

    def take(self, text, behind=0):
        """Takes an occurrence, and tells where it ends; 0: there is none."""
        at = self.free.find(text, behind)
        at = self.free.find(text) if at < 0 else at
        if at < 0:
            return 0
        self.free = self.free[:at] + "\0" * len(text) + self.free[at + len(text):]
        return at + len(text)

    def take_parts(self, text):
        """The same in parts, each as long as can be, behind the last one if it stands there; the
        parts that are lost."""
        lost, last = [], 0
        while text:
            low, high = 0, len(text)
            while low < high:
                middle = (low + high + 1) // 2
                if text[:middle] in self.free:
                    low = middle
                else:
                    high = middle - 1
            if low:
                last = self.take(text[:low], last)
                text = text[low:]
            else:
                lost.append(text[0])
                text = text[1:]
        return "".join(lost)

    def rest(self):
        return [part for part in self.free.split("\0") if part]


def look(path, pdf):
    """What is lost, and what is extra."""
    root = parse(path)
    pages = Pages(pdf)
    texts = [(where, squash(text)) for where, text in typed_texts(root)]
    texts = [(where, text) for where, text in texts if text]
    placeless = PLACELESS.get(root.get("版式") or root.get("profile"), ())
    merges = any(k.get("合并") or k.get("merge") for k in root.iter()) or "层级" in str([w for w, _ in texts])
    parted, lost, seen = [], [], set()
    for where, text in sorted(texts, key=lambda item: -len(item[1])):
        again = merges and where in MERGED and (where, text) in seen
        seen.add((where, text))
        if where not in placeless and not pages.take(text) and not again:
            parted.append((where, text))
    for where, text in parted:
        gone = pages.take_parts(text)
        if gone and re.search(r"\w", gone):
            lost.append(f"{where}: “{gone}” of “{text[:40]}”")
    indexed = any(name_of(k) in ("任务索引", "task-index") for k in root.iter())
    brought = {text for where, text in texts if where in AGAIN or indexed}
    for other in files_of(path, root):
        brought |= {squash(word) for text in file_texts(other) for word in [text] + text.split()}
    brought |= {squash(value) for node in root.iter() for value in node.attrib.values()}
    brought |= {piece for text in brought for piece in re.split("[、,;:()。]", text)}
    source = "".join(text for _, text in texts) + "".join(brought)
    extra = []
    known = sorted((b for b in brought if len(b) > 1), key=len, reverse=True)
    for part in pages.rest():
        for text in known:  # which may have figures
            part = part.replace(text, "\0") if len(text) > SHORT else part
        for why, pattern in DERIVED:
            if why == "sums":
                for text in known:
                    part = part.replace(text, "\0")
            part = re.sub(pattern, "\0", part)
        extra += [piece for piece in re.split(r"[\0、,;:()。]+", part) if re.search(r"\w", piece)
                  and not (len(piece) == 1 and piece in source) and not all(c in brought for c in piece)
                  and not any(piece in text for text in brought) and not re.fullmatch(BESIDE, piece)]
    return lost, extra


def main(program, files):
    given = bool(files)
    files = files or sorted(glob.glob("inputs/**/*.xml", recursive=True) + glob.glob("tests/cases/**/*.xml", recursive=True))
    with tempfile.TemporaryDirectory() as folder:
        jobs = []
        for at, path in enumerate(files):
            try:
                if name_of(parse(path)) in DOCUMENTS and path.replace("tests/cases/", "") not in UNCLEAR:
                    jobs.append((path, os.path.join(folder, f"{at}.pdf")))
            except (ET.ParseError, ValueError):
                pass  # a mistake's case
        def run(job):
            path, pdf = job
            built = subprocess.run([program, "build", "--free-fonts", path, "-o", pdf], capture_output=True)
            return None if built.returncode else look(path, pdf)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = list(pool.map(run, jobs))
    failed = 0
    for (path, _), result in zip(jobs, found):
        if result is None:
            continue
        lost, extra = result
        known = KNOWN.get(path.replace("tests/cases/", ""))
        if known and (lost or extra):
            print(f"{path}: known: {known}")
            continue
        failed += bool(lost or extra)
        for text in lost:
            print(f"{path}: lost: {text}")
        for text in extra:
            print(f"{path}: extra: {text[:80]}")
    count = sum(result is not None for result in found)
    print(f"lost: {count - failed} passed, {failed} failed")
    sys.exit(failed > 0 or (given and not count))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
