#!/usr/bin/env python3
"""Measures how documents end: seals, signatures, 附注 and imprints, by independent readers.

    measure_ends.py PROGRAM [COUNT]

Documents are generated: every form of signature, with every extra, behind bodies of 1 to 36 lines;
COUNT of them (0 or none: all) are compiled and measured. Glyphs, rules and pictures come from
`mutool trace`. Lengths in mm from the paper's upper left corner.
"""
import os
import struct
import sys
import tempfile
import zlib

from measure import EM, LINE, MM, PAGE_HEIGHT, centre_of, file_of
from measuring import check, extent, measure_all, run, traced

TOLERANCE = 0.3
BODY, IMPRINT = 16, 14
BOX = BODY / MM
TOP, BOTTOM, LEFT, RIGHT = 37, 262, 28, 184
PACES = [(225 - BOX) / (n - 1) for n in range(20, 25)]  # of a text set closer or opened (7.3.5.5)
APART = 2
IMPRINT_AIR = LINE / 2
LINES_MOST = 36
DATE, PRINTED = "2026年10月19日", "2026年10月20日印发"
NOTE = "（联系人：顾明远，电话：13800000000）"
DISCLOSURE = "公开方式：主动公开"
TO = "各乡镇人民政府，县直各单位："
TITLE = "关于加强水库安全运行管理的通知"
WORDS = "水库安全运行管理关系下游群众生命财产安全各乡镇各部门要切实提高政治站位层层压实责任"

SHORT = ["青禾县水利局", "青禾县农业农村局", "青禾县财政局"]
TEN = SHORT + ["青禾县自然资源局", "青禾县气象局", "青禾县住房和城乡建设局", "青禾县应急管理局",
               "青禾县人力资源和社会保障局", "青禾县交通运输局", "青禾县退役军人事务局"]
LONG = ["青禾县巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作领导小组",
        "青禾县防汛抗旱指挥部白石河流域联合调度中心", "青禾县人民政府国有资产监督管理委员会"]
MIXED = ["青禾县委", "青禾县人民政府国有资产监督管理委员会", "青禾县人大常委会办公室",
         "青禾县气象局", "青禾县新型农村合作医疗管理委员会办公室"]


class Form:
    """How a document is signed: who, the width of the seals (0: none, the usual 42: the pictures'
    own), whether they are pictures, or the 形式 of another signature."""

    def __init__(self, organs, seal=42, kind="", pictures=True):
        self.organs, self.seal, self.kind, self.pictures = organs, seal, kind, pictures

    def xml(self):
        picture = f'印章="{"章" if self.kind else "印"}.png"' if self.pictures and self.seal else ""
        width = f'印章宽="{self.seal}"' if self.pictures and self.seal not in (0, 42) else ""
        kind = f'形式="{self.kind}"' if self.kind else ""
        post = '职务="县长"' if self.kind == "签名章" else ""
        if len(self.organs) == 1:
            name = "" if post else f'署名="{self.organs[0]}"'
            return f'<落款 {name} 日期="2026-10-19" {kind} {post} {picture} {width}/>'
        names = "".join(f"<署名方 {picture} {width}>{name}</署名方>" for name in self.organs)
        return f'<落款 日期="2026-10-19" {kind}>{names}</落款>'


FORMS = {
    "unsealed": Form(SHORT[:1], 0, "不加盖印章"),
    "unsealed-joint": Form(SHORT, 0, "不加盖印章"),
    "sealed": Form(SHORT[:1]),
    "sealed-by-hand": Form(SHORT[:1], pictures=False),
    "sealed-large": Form(SHORT[:1], 50),
    "sealed-two-lines": Form([LONG[0] + "办公室"]),
    "stamped": Form(SHORT[:1], 35, "签名章"),
    "joint": Form(SHORT),
    "joint-mixed": Form(MIXED),
    "joint-long": Form(LONG, 45),
    "joint-ten": Form(TEN, 40),
}
COPIES = ('<抄送>县委办公室，县人大常委会办公室，县政协办公室。</抄送>'
          '<印发 机关="青禾县水利局办公室" 日期="2026-10-20"/>')
EXTRAS = {
    "alone": "",
    "note": f"<附注>{NOTE[1:-1]}</附注>",
    "disclosed": f'<附注>此件公开发布</附注><公开方式 方式="主动公开"/>',
    "imprint": f'<附注>{NOTE[1:-1]}</附注><公开方式 方式="主动公开"/><版记>{COPIES}</版记>',
    "two-sided": f'<版记 双面="是">{COPIES}</版记>',
}


def source_of(form, extra, lines):
    """A body of paragraphs of three lines, the last one shorter."""
    head = "".join(f"<发文机关>{name}</发文机关>" for name in form.organs)
    left, body = lines, ""
    while left > 0:
        n = min(left, 3)
        words = WORDS * 3
        body += f"<段>{words[left:left + 28 * n - 2 - 2 - left % 9]}。</段>"
        left -= n
    return (f'<公文 文种="通知"><版头>{head}<发文字号 代字="青水发" 年="2026" 号="12"/></版头>'
            f"<标题>{TITLE}</标题><主送>{TO}</主送><正文>{body}</正文>"
            f"{form.xml()}{extra}</公文>")


def picture(path, width, height):
    """A red frame on nothing."""
    rows = b"".join(b"\0" + b"".join(
        b"\xd0\x10\x10\xff" if min(x, y, width - 1 - x, height - 1 - y) < 2 else b"\0\0\0\0"
        for x in range(width)) for y in range(height))

    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" +
                   chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)) +
                   chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


# ---- what is on the pages ----

class Line:
    """Glyphs of one size on one line: the middle of their boxes, and they themselves."""

    def __init__(self, centre, size):
        self.centre, self.size, self.glyphs = centre, size, []

    def text(self):
        return "".join(c for _, c in sorted(self.glyphs)).replace(" ", "")

    def top(self):
        return self.centre - self.size / MM / 2

    def foot(self):
        return self.centre + self.size / MM / 2

    def left(self):
        return min(self.glyphs)[0]


class Page:
    def __init__(self):
        self.lines, self.rules, self.seals = [], [], []

    def add_glyph(self, character, x, y, size, font):
        centre = y - centre_of(file_of(font)) * size / MM
        for line in self.lines:
            if abs(line.centre - centre) < 1 and line.size == size:
                break
        else:
            line = Line(centre, size)
            self.lines.append(line)
        line.glyphs.append((x, character))

    def of_body(self):
        """Its lines of 3号 within the type area, from the top."""
        return sorted((n for n in self.lines if n.size == BODY and n.centre < BOTTOM),
                      key=lambda n: n.centre)

    def low(self):
        """The lower edge of what stands above the imprint: boxes of characters, seals."""
        edges = [n.foot() for n in self.of_body() if n.text() != DISCLOSURE]
        return max(edges + [seal[3] for seal in self.seals], default=TOP)


def pages_of(pdf):
    pages, size, font, points = [], 0, "", []
    for tag, values in traced(pdf, "1-N"):
        if tag == "page":
            pages.append(Page())
        elif tag == "span":
            size, font = round(float(values["trm"].split()[3])), values["font"]
        elif tag == "g":
            pages[-1].add_glyph(values["unicode"], float(values["x"]) / MM,
                                PAGE_HEIGHT - float(values["y"]) / MM, size, font)
        elif tag in ("moveto", "lineto"):
            points.append((float(values["x"]) / MM, PAGE_HEIGHT - float(values["y"]) / MM))
        elif tag == "/fill_path":
            pages[-1].rules.append(extent(points))
            points = []
        elif tag == "fill_image":
            width, _, _, height, x, y = (float(v) / MM for v in values["transform"].split())
            pages[-1].seals.append((x, y, x + width, y + height))
    return pages


# ---- the measures ----

class Document:
    def __init__(self, name, form, extra, said, pages):
        self.name, self.form, self.extra, self.said, self.pages = name, form, extra, said, pages
        self.signed = max((i for i, p in enumerate(pages) for n in p.of_body()
                           if DATE in n.text()), default=None)

    def check(self, what, ok, detail=""):
        check(f"{self.name}: {what}", ok, detail)

    def near(self, what, measured, wanted, tolerance=TOLERANCE):
        self.check(what, abs(measured - wanted) <= tolerance,
                   f"{measured:.2f} mm, wanted {wanted:.2f}")

    def pace(self):
        """A line of the document, by those of its pages that follow each other: it is one of five."""
        apart = [b.centre - a.centre for p in self.pages[:self.signed + 1]
                 for a, b in zip(p.of_body(), p.of_body()[1:]) if b.centre - a.centre < 12]
        measured = sorted(apart)[len(apart) // 2] if apart else LINE
        return min(PACES, key=lambda p: abs(p - measured)) if len(apart) > 2 else LINE

    def line(self, text):
        return next((n for n in self.pages[self.signed].of_body() if text in n.text()), None)


def measure_title(d):
    """7.3.2: 主送 on the line nearest to a blank one below the title."""
    page = d.pages[0]
    title = max((n for n in page.lines if n.size == 22), key=lambda n: n.centre)
    to = next((n for n in page.of_body() if n.text().startswith(TO[:4])), None)
    if to:
        d.near("blank below the title (7.3.2)", to.top() - title.foot(), LINE,
               LINE / 2 + TOLERANCE)


def overlap(a, b):
    """How much is between two boxes; less than nothing where they meet."""
    return max(b[0] - a[2], a[0] - b[2], b[1] - a[3], a[1] - b[3])


def measure_seals(d):
    """7.3.5.1: a seal for each, apart, inside the type area, over its name and the last over the
    date, and over nothing else."""
    page, form = d.pages[d.signed], d.form
    wanted = len(form.organs) if form.pictures and form.seal else 0
    d.check("seals on the date's page (7.3.5.5)", len(page.seals) == wanted,
            f"{len(page.seals)} of {wanted}")
    for i, seal in enumerate(page.seals):
        d.check("seals inside the type area (7.3.5.1)", seal[0] >= LEFT - TOLERANCE and
                seal[2] <= RIGHT + TOLERANCE and seal[3] <= BOTTOM + TOLERANCE, f"{seal}")
        for other in page.seals[:i]:
            d.check("seals 2 mm apart (7.3.5.1)", overlap(seal, other) > APART - 0.02,
                    f"{overlap(seal, other):.2f} mm")
    if form.kind == "签名章" or len(page.seals) != wanted:
        return
    for i, (seal, name) in enumerate(zip(page.seals, form.organs)):
        pressed = pressed_by(page, seal)
        date = DATE if i + 1 == wanted else ""
        d.check("a seal over its name and the date, and nothing else (7.3.5.1)",
                pressed == name + date, f"{pressed}, not {name}{date}")


def pressed_by(page, seal):
    """Lines whose boxes lie between the seal's upper and lower edge, as far as no other seal is
    nearer; and those that it touches."""
    def is_nearest(x):
        def off(s):
            return abs((s[0] + s[2]) / 2 - x)
        row = [s for s in page.seals if abs(s[1] - seal[1]) < 1]
        return min(row, key=off) is seal
    text = ""
    for line in page.of_body():
        if line.text().startswith("（"):
            continue  # 附注, which measure_note() looks at
        on_it = [c for x, c in sorted(line.glyphs) if is_nearest(x + BOX / 4)]
        touched = line.top() < seal[3] - 0.1 and line.foot() > seal[1] + 0.1
        whole = line.top() > seal[1] - 0.1 and line.foot() < seal[3] + 0.1
        if touched and on_it:
            text += "".join(on_it).replace(" ", "") if whole else "(cut)"
    return text


def measure_signature(d):
    """7.3.5.1, 7.3.5.3, 7.3.5.5: text above on the page, seals and stamps below it. A text of one
    line stays on page 1 (7.3.3); the program says L031 when a high signature has no room there."""
    page = d.pages[d.signed]
    names = {c for name in d.form.organs for c in name}
    date = d.line(DATE)
    above = [n for n in page.of_body() if n.centre < date.centre and n.left() < LEFT + 3 * EM and
             n.text()[-1:] in "。，" + WORDS]
    text = [n for n in above if not set(n.text()) <= names]
    d.check("text on the signature's page (7.3.5.5)", text or "L031" in d.said)
    if not text or not page.seals:
        return
    gap = min(s[1] for s in page.seals) - text[-1].foot()
    line = d.pace()
    if d.form.kind == "签名章":
        d.near("stamp two lines below the text (7.3.5.3)", gap, 2 * line)
        d.near("date a line below the stamp (7.3.5.3)", date.top() - page.seals[0][3], line)
    else:
        d.check("seals within a line of the text (7.3.5.1)", 0 <= gap <= line + TOLERANCE,
                f"{gap:.2f} mm")


def measure_note(d):
    """7.3.6: on the line below the date, free of seals."""
    page = d.pages[d.signed]
    note = d.line("（")
    if "附注" not in d.extra:
        return
    d.check("附注 on the date's page (7.3.6)", note)
    if not note:
        return
    d.near("附注 on the line below the date (7.3.6)", note.centre - d.line(DATE).centre, d.pace())
    box = (note.left(), note.top(), max(note.glyphs)[0] + BOX, note.foot())
    for seal in page.seals:
        d.check("附注 free of seals", overlap(seal, box) > -0.1, f"{overlap(seal, box):.2f} mm")


def measure_imprint(d):
    """7.4: at the foot of the last page, and not alone where the page before has room."""
    last = d.pages[-1]
    rules = sorted(b for b in last.rules if b[1] > 200)
    disclosed = next((n for n in last.of_body() if n.text() == DISCLOSURE), None)
    if "公开方式" in d.extra:
        d.check("公开方式 on the last page", disclosed)
    if "版记" in d.extra:
        d.check("imprint on the last page (7.4.1)", len(rules) == 3, f"{len(rules)} rules")
    if "版记" in d.extra and len(rules) == 3:
        d.near("its last rule (7.4.1)", (rules[-1][1] + rules[-1][3]) / 2, BOTTOM)
    if "双面" in d.extra:
        measure_sides(d)
        return
    tops = [b[1] for b in rules] + ([disclosed.top()] if disclosed else [])
    if not tops:
        d.check("no page behind the signature", len(d.pages) == d.signed + 1)
        return
    if len(d.pages) == d.signed + 1:
        d.check("imprint below what stands there", min(tops) > last.low() - 0.1,
                f"{min(tops):.2f} mm, {last.low():.2f}")
    else:
        room = BOTTOM - d.pages[-2].low()
        needed = BOTTOM - min(tops) + IMPRINT_AIR
        d.check("imprint alone only where there was no room (7.4.1)", room < needed + TOLERANCE,
                f"{room:.2f} mm free, {needed:.2f} needed")


def measure_sides(d):
    """7.4.1, 7.5: on both sides of paper the imprint is on an even page; a blank page before it and
    then its own show no number, all others do."""
    d.check("imprint on an even page (7.4.1)", len(d.pages) % 2 == 0, f"page {len(d.pages)}")
    blank = len(d.pages) - 2 if not d.pages[-2].of_body() else len(d.pages)
    d.check("no needless blank page", blank == len(d.pages) or d.signed == blank - 1)
    for i, page in enumerate(d.pages):
        numbered = any(n.text() == f"—{i + 1}—" for n in page.lines)
        d.check("a number on the page, or none (7.5)", numbered == (i < blank), f"page {i + 1}")


def measure(program, folder, name):
    form, extra, lines = name
    title = f"{form}-{extra}-{lines}"
    source, pdf = f"{folder}/{title}.xml", f"{folder}/{title}.pdf"
    with open(source, "w", encoding="utf-8") as file:
        file.write(source_of(FORMS[form], EXTRAS[extra], lines))
    done = run(program, "build", "--free-fonts", source, "-o", pdf)
    check(f"{title}: compiles", done.returncode == 0, done.stderr.decode())
    if done.returncode:
        return
    d = Document(title, FORMS[form], EXTRAS[extra], done.stderr.decode(), pages_of(pdf))
    d.check("signed", d.signed is not None)
    d.check("no warning of what conforms", "C066" not in d.said or "L031" in d.said, d.said)
    if d.signed is not None:
        for each in (measure_title, measure_seals, measure_signature, measure_note,
                     measure_imprint):
            each(d)
    os.remove(pdf)


def main(program, folder):
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    names = [(f, e, n) for f in FORMS for e in EXTRAS for n in range(1, LINES_MOST + 1)]
    picture(f"{folder}/印.png", 60, 60)
    picture(f"{folder}/章.png", 60, 30)
    chosen = [names[i * len(names) // count] for i in range(count)] if count else names
    for name in chosen:
        measure(program, folder, name)


if __name__ == "__main__":
    measure_all("measure_ends", main)
