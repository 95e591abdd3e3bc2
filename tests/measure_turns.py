#!/usr/bin/env python3
"""Measures how pages turn in generated documents, by what `pdftotext` reads in the finished files.

    measure_turns.py PROGRAM [all]

Ten forms of signature, four sets of what stands behind it, texts of 1 to 36 paragraphs: a sample of
60 documents, or with `all` each of them. No two pitches of lines in one document differ by more
than the eye takes for one. Pages that the text goes on behind are full, no page holds the imprint
alone and no signature stands without text, but for shares that were measured and may only fall.
"""
import concurrent.futures
import os
import re
import shutil
import sys

from measuring import POINTS_A_MM as MM
from measuring import build, check, measure_all, run, text_of

SEEN = 0.3   # mm between two pitches
BLANK = 9.5  # mm: room for a line
FOOT = 262
PITCH = (225 - 16 / MM) / 21

WORDS = ("各乡镇各部门要提高政治站位充分认识做好这项工作的重要意义坚持问题导向和目标导向相统一层层压实"
         "责任细化工作措施确保各项任务落到实处县直有关单位要加强统筹协调形成工作合力及时研究解决推进过程"
         "中遇到的困难和问题对工作不力造成严重后果的依法依规追究责任要广泛宣传发动引导干部群众积极参与"
         "营造良好氛围注重总结提炼推广好经验好做法建立健全长效机制不断巩固提升工作成效")
SEALS = ("公章样章.png", "公章样章二.png", "公章样章三.png")
ORGANS = ("水利局", "财政局", "农业农村局", "自然资源局", "气象局", "应急管理局", "交通运输局", "民政局",
          "司法局", "审计局")


SEALS_FROM = "inputs/样张"
STAMP = "签名章样章.png"
DATE = '日期="2026-10-19"'


def organs(n, form):
    seals = [f' 印章="{SEALS[i % 3]}"' if form == "加盖印章" else "" for i in range(n)]
    names = "".join(f"<署名方{seals[i]}>青禾县{ORGANS[i]}</署名方>" for i in range(n))
    return f'<落款 {DATE} 形式="{form}">{names}</落款>'


SIGNATURES = {
    "none": "",
    "plain": f'<落款 {DATE} 形式="不加盖印章"/>',
    "plain3": organs(3, "不加盖印章"),
    "hand": f'<落款 {DATE} 形式="加盖印章"/>',
    "seal": f'<落款 {DATE} 印章="{SEALS[0]}"/>',
    "seal2": organs(2, "加盖印章"),
    "seal3": organs(3, "加盖印章"),
    "seal5": organs(5, "加盖印章"),
    "seal10": organs(10, "加盖印章"),
    "stamp": f'<落款 {DATE} 形式="签名章" 职务="县长" 印章="{STAMP}"/>',
}
IMPRINT = ("<版记><抄送>县委办公室，县人大常委会办公室，县政协办公室。</抄送>"
           '<印发 机关="青禾县水利局办公室" 日期="2026-10-19"/></版记>')
ANNOTATION = "<附注>联系人：贺青松，电话：13800000000</附注>"
ATTACHMENT = '<附件 标题="水库安全运行管理责任人名单"><段>各乡镇人民政府主要负责同志。</段></附件>'
EXTRAS = {
    "bare": "",
    "imprint": IMPRINT,
    "annotation": ANNOTATION + IMPRINT,
    "attachment": ANNOTATION + ATTACHMENT + IMPRINT,
}
PARAGRAPHS = 36
SAMPLE = 60


class Chance:
    """Numbers that are the same on every machine."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return (self.state >> 16) % n


def paragraph(chance):
    at, n = chance.below(len(WORDS)), 12 + chance.below(110)
    text = (WORDS[at:] + WORDS)[:n]
    marked = [c + ("，" if i % 13 == 11 and i + 2 < n else "") for i, c in enumerate(text)]
    return f"<段>{''.join(marked)}。</段>"


def document(chance, signature, extra, n):
    body = "".join(paragraph(chance) for _ in range(n))
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<公文 文种="通知"><版头>'
            f'<发文机关>青禾县水利局</发文机关><发文字号 代字="青水发" 年="2026" 号="{n}"/></版头>'
            "<标题>关于加强水库安全运行管理的通知</标题><主送>各乡镇人民政府，县直各单位：</主送>"
            f"<正文>{body}</正文>{SIGNATURES[signature]}{EXTRAS[extra]}</公文>")


# ---- what stands on a page ----

def lines_of(page):
    """(top, text) of the lines in the type area, in mm, from the top."""
    found = {}
    for left, top, text in re.findall(r'<word xMin="([^"]*)" yMin="([^"]*)"[^>]*>([^<]*)<', page):
        place = float(top) / MM
        if place < FOOT:
            near = next((y for y in found if abs(y - place) < 1.5), place)
            found.setdefault(near, []).append((float(left), text))
    return [(y, "".join(t for _, t in sorted(found[y]))) for y in sorted(found)]


def pitch_of(lines):
    """The most frequent distance between lines that follow each other; None: too few of them."""
    apart = [round(b[0] - a[0], 2) for a, b in zip(lines, lines[1:])]
    usual = sorted(d for d in apart if 9 < d < 13)
    return usual[len(usual) // 2] if len(usual) > 3 else None


SIGNS = re.compile(r"^(青禾县.{2,9}局)+$|^县长|2026年10月19日$|^（?联系人：|^附件")
IMPRINTED = re.compile(r"^抄送：|印发$")


class Measured:
    def __init__(self, pdf):
        text = text_of("pdftotext", "-bbox", pdf, "-")
        pages = [lines_of(p) for p in text.split("<page ")[1:]]
        starts = [i for i, p in enumerate(pages) if p and re.match(r"附件\d?$", p[0][1])]
        self.pages = len(pages)
        main = pages[:starts[0]] if starts else pages
        pitches = [d for d in map(pitch_of, main) if d]
        self.apart = max(pitches) - min(pitches) if pitches else 0
        self.off = abs(pitches[0] - PITCH) > 0.05 if pitches else False
        self.alone = bool(pages[-1]) and all(IMPRINTED.search(t) for _, t in pages[-1])
        self.blanks, self.bare = [], False
        for page, following in zip(main, main[1:]):
            if all(IMPRINTED.search(t) for _, t in following):
                continue
            foot = page[-1][0] - main[1][0][0] + 37 + 16 / MM if len(main) > 1 else FOOT
            self.blanks.append(FOOT - foot)
            self.bare = self.bare or bool(SIGNS.search(following[0][1]))


def main(program, folder):
    chance = Chance(13)
    every = [(s, e, n) for n in range(1, PARAGRAPHS + 1) for e in EXTRAS for s in SIGNATURES]
    sources = [(job, document(chance, *job)) for job in every]
    if sys.argv[2:] != ["all"]:
        sources = sources[7::len(sources) // SAMPLE - 1][:SAMPLE]
    for name in SEALS + (STAMP,):
        shutil.copy(f"{SEALS_FROM}/{name}", folder)

    def measured(numbered):
        i, (job, source) = numbered
        path = f"{folder}/{i}.xml"
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
        return job, Measured(build(program, path, f"{folder}/{i}.pdf"))

    measure_full(program, folder)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        tell(list(pool.map(measured, enumerate(sources))))


def tell(all_measured):
    """What holds for each document; what a few may not do, and then by how many."""
    n = len(all_measured)
    for job, m in all_measured:
        check(f"{job}: one pitch", m.apart <= SEEN, f"{m.apart:.2f} mm apart")
    blanks = [b for _, m in all_measured for b in m.blanks]
    short = [b for b in blanks if b > BLANK]
    for what, count, of, most in (
            ("turns leave lines blank", len(short), len(blanks), 80),
            ("documents are not set at the profile's pitch", sum(m.off for _, m in all_measured), n,
             300),
            ("imprints stand alone", sum(m.alone for _, m in all_measured), n, 2),
            ("signatures stand without text", sum(m.bare for _, m in all_measured), n, 2)):
        print(f"turns: {count} of {of} {what}")
        check(what, count * 1000 <= most * of, f"{count} of {of}")
    print(f"turns: {sum(m.pages for _, m in all_measured)} pages, {sum(short):.0f} mm blank")


def measure_full(program, folder):
    """A text of many pages fills each, with the lines that the standard has (5.2.3)."""
    chance = Chance(5)
    body = "".join(paragraph(chance) for _ in range(300))
    path = f"{folder}/long.xml"
    with open(path, "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<公文 文种="通知"><标题>长文</标题>'
                   f"<正文>{body}</正文></公文>")
    text = text_of("pdftotext", "-bbox", build(program, path, f"{folder}/long.pdf"), "-")
    pages = [lines_of(p) for p in text.split("<page ")[1:]]
    check("the long text has many pages", len(pages) > 25, str(len(pages)))
    for number, lines in enumerate(pages[1:-1], 2):
        check(f"page {number} of a long text: 22 lines (5.2.3)", len(lines) == 22, str(len(lines)))


if __name__ == "__main__":
    measure_all("turns", main)
