#!/usr/bin/env python3
"""Measures the lines of a generated text, by the places of its glyphs in the finished file.

    measure_lines.py PROGRAM

Three texts of 120 paragraphs each, as offices write them: figures with units, dates, quotations,
titles in 《》, names of people, defined names, telephones, addresses. Characters stand on the grid of
28 to a line (5.2.3) in nearly every full line; no line starts or ends with a mark that may not; marks that
meet are set close; no date, number or unit is parted; names and short quotations seldom are; addresses
stretch no line. The shares were measured, and may only become better.
"""
import re

from measuring import POINTS_A_MM as MM
from measuring import build, check, measure_all, pages_of, traced
from measure_turns import WORDS, Chance

SIZE = 16
PITCH = 156 / 28
LEFT, FOOT = 28, 262
ON_PITCH, SEEN = 0.006, 0.01  # of the pitch
PARAGRAPHS = 120
SEEDS = (3, 14, 159)

NO_START = "、，。；：？！”’）〕】》〉」』·…—～％%‰℃"
NO_END = "“‘（〔【《〈「『￥"
UNITS = "万亿元%‰℃人户年月日个项处亩里米吨座次名天"
PEOPLE = ("沈望舒", "顾明远", "杜若溪", "宁致远", "林清和", "方平", "柯蓝", "许立")
QUOTED = ("两委", "十四五", "五个一", "三农", "回头看", "一张图")
TITLES = ("水库安全管理条例", "防汛应急预案", "乡村振兴促进条例")
DEFINED = "白石项目"
ADDRESSES = ("https://www.qinghe.example/portal/report_form", "town-office@baishi.example.cn",
             "http://slj.qinghe.example.cn/2026/plan.html")


def han(chance, least, most):
    at, n = chance.below(len(WORDS)), least + chance.below(most - least)
    return (WORDS[at:] + WORDS)[:n]


def number(chance):
    kind = chance.below(4)
    if kind == 0:
        return f"{1 + chance.below(9)}.{1 + chance.below(9)}"
    return str(1 + chance.below((10, 100, 1000, 10000)[kind]))


def date(chance):
    day = f"{1 + chance.below(12)}月{1 + chance.below(28)}日"
    return (f"{2024 + chance.below(5)}年" if chance.below(2) else "") + day


def clause(chance):
    """Words, and in every other clause something that must or should stay whole."""
    words = han(chance, 4, 16)
    kind = chance.below(60)
    if kind < 6:
        return words + "共" + number(chance) + ("处", "户", "万元", "公里", "%", "个月")[chance.below(6)]
    if kind < 9:
        return f"于{date(chance)}前" + words
    if kind < 12:
        return words + f"“{QUOTED[chance.below(len(QUOTED))]}”" + han(chance, 2, 6)
    if kind < 14:
        return f"按照《{TITLES[chance.below(len(TITLES))]}》" + words
    if kind < 17:
        return f"由县水利局局长{PEOPLE[chance.below(len(PEOPLE))]}同志" + words
    if kind < 19:
        return DEFINED + words
    if kind == 19:
        return f"联系电话13800000{100 + chance.below(900)}"
    if kind == 20:
        return "详见" + ADDRESSES[chance.below(len(ADDRESSES))]
    return words


def paragraph(chance):
    clauses = [clause(chance) for _ in range(3 + chance.below(12))]
    marks = ["，。；，、"[chance.below(5)] for _ in clauses[1:]] + ["。"]
    return "".join(c + m for c, m in zip(clauses, marks))


def document(chance):
    first = f"<段>青禾县白石河治理项目（以下简称“{DEFINED}”）已经批复。</段>"
    body = first + "".join(f"<段>{paragraph(chance)}</段>" for _ in range(PARAGRAPHS))
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<公文 文种="通知"><标题>长文</标题>'
            f"<正文>{body}</正文></公文>")


# ---- lines, as the file has them ----

class Line:
    def __init__(self, glyphs):
        self.glyphs = sorted(glyphs)
        self.text = "".join(c for _, c in self.glyphs)
        self.starts = self.glyphs[0][0] / MM > LEFT + PITCH  # a paragraph
        self.gaps = [(b - a) / MM / PITCH - 1 for (a, x), (b, y) in zip(self.glyphs, self.glyphs[1:])
                     if is_han(x) and is_han(y)]
        self.widest = max(self.gaps, default=0)


def is_han(c):
    return "一" <= c <= "龥"


def lines_of(pdf):
    lines = []
    for page in range(1, pages_of(pdf) + 1):
        rows, size = {}, 0
        for tag, values in traced(pdf, page):
            if tag == "span":
                size = float(values["trm"].split()[0])
            if tag != "g" or size != SIZE or values["unicode"] == " ":
                continue
            x, y = float(values["x"]), 297 - float(values["y"]) / MM
            if y < FOOT:
                near = next((k for k in rows if abs(k - y) < 1), y)
                rows.setdefault(near, []).append((x, values["unicode"]))
        lines += [Line(rows[y]) for y in sorted(rows)]
    return lines


class Tally:
    """What is counted over all texts."""

    def __init__(self):
        self.full = self.on_pitch = self.seen = self.stretched = self.addressed = 0
        self.kept = {}  # what should stay whole: (parted, all)

    def share(self, what, count, of, most):
        print(f"lines: {count} of {of} {what}")
        check(what, count * 1000 <= most * of, f"{count} of {of}")


WHOLE = {
    "date": r"(?:\d{4}年)?\d{1,2}月\d{1,2}日",
    "number": r"\d[\d.]*(?:万元|公里|个月|[处户%])",
    "telephone": r"1\d{10}",
    "person": "|".join(PEOPLE),
    "quotation": "“(?:" + "|".join(QUOTED) + ")”",
    "defined name": DEFINED,
}


def count_parted(lines, tally):
    text, ends = "", set()
    for line, following in zip(lines, lines[1:] + [None]):
        text += line.text
        if following and not following.starts:
            ends.add(len(text))
    for what, pattern in WHOLE.items():
        parted, every = tally.kept.get(what, (0, 0))
        for found in re.finditer(pattern, text):
            every += 1
            parted += any(found.start() < end < found.end() for end in ends)
        tally.kept[what] = parted, every


def is_address(text):
    return re.search(r"[A-Za-z]{3}", text) is not None


def measure_lines(lines, tally):
    for line, following in zip(lines, lines[1:]):
        check("no line starts so", line.text[0] not in NO_START, line.text[:8])
        check("no line ends so", line.text[-1] not in NO_END, line.text[-8:])
        for (a, x), (b, y) in zip(line.glyphs, line.glyphs[1:]):
            if x in "”》）" and y in "。，、；":
                check("marks that meet stand close", (b - a) / MM / PITCH < 0.51, line.text)
        if following.starts:
            continue
        tally.full += 1
        tally.on_pitch += all(abs(gap) < ON_PITCH for gap in line.gaps)
        tally.seen += line.widest > SEEN
        if is_address(line.text) or is_address(following.text[:4]):
            tally.addressed += 1
            tally.stretched += line.widest > 0.05


def main(program, folder):
    tally = Tally()
    for seed in SEEDS:
        path = f"{folder}/{seed}.xml"
        with open(path, "w", encoding="utf-8") as file:
            file.write(document(Chance(seed)))
        lines = lines_of(build(program, path, f"{folder}/{seed}.pdf"))
        measure_lines(lines, tally)
        count_parted(lines, tally)
    check("there are lines to measure", tally.full > 1000, str(tally.full))
    tally.share("full lines are off pitch", tally.full - tally.on_pitch, tally.full, 36)
    tally.share("full lines have gaps that are seen", tally.seen, tally.full, 35)
    tally.share("lines beside addresses are stretched", tally.stretched, tally.addressed, 0)
    most = {"person": 15, "quotation": 15, "defined name": 15}
    for what, (parted, every) in tally.kept.items():
        check(f"there are {what}s", every > 20, str(every))
        tally.share(f"{what}s are parted", parted, every, most.get(what, 0))


if __name__ == "__main__":
    measure_all("lines", main)
