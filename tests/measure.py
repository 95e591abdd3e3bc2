#!/usr/bin/env python3
"""Measures finished PDF files with independent readers, against GB/T 9704-2012.

    measure.py PROGRAM

Positions of glyphs and rules come from `mutool trace`, ink from a 600 dpi rendering of poppler,
text from `pdftotext`. Lengths in mm from the paper's upper left corner; tolerance 0.3 mm.
"""
import os
import re
import tempfile
import xml.etree.ElementTree as ET

from measuring import POINTS_A_MM as MM
from measuring import build, check, extent, measure_all, pages_of, run, text_of, traced

TOLERANCE = 0.3
DPI = 600
PAGE_HEIGHT = 297
NOTICE = "inputs/关于做好2026年秋冬季森林防灭火工作的通知.xml"
PLAN = "inputs/乡村振兴/关于印发《青禾县2026年巩固拓展脱贫攻坚成果排查整改工作方案》的通知.xml"
GRID = "tests/cases/layout/grid.xml"
LETTER = "inputs/样张/信函.xml"
ORDER = "inputs/样张/命令-签名章.xml"
JOINT = "inputs/样张/联合行文-三个机关.xml"
GOING_UP = "inputs/样张/请示-上行文.xml"
LANDSCAPE = "tests/cases/layout/landscape-between.xml"
LANDSCAPE_LAST = "tests/cases/layout/landscape-last.xml"
PAIR = ["tests/cases/layout/accept-notice.zh.xml", "tests/cases/layout/accept-notice.en.xml"]

def near(what, measured, wanted, tolerance=TOLERANCE):
    check(what, abs(measured - wanted) <= tolerance, f"{measured:.2f} mm, wanted {wanted:.2f}")


class Glyph:
    def __init__(self, character, x, y, size, font):
        self.character, self.x, self.y, self.size, self.font = character, x, y, size, font


def trace(pdf, page):
    """The page's glyphs, and its filled rectangles as (x1, y1, x2, y2), all in mm from the top."""
    glyphs, boxes = [], []
    size, font, points = 0, "", []
    for tag, values in traced(pdf, page):
        if tag == "span":
            size, font = float(values["trm"].split()[3]), values["font"]
        elif tag == "g":
            glyphs.append(Glyph(values["unicode"], float(values["x"]) / MM,
                                PAGE_HEIGHT - float(values["y"]) / MM, size, font))
        elif tag in ("moveto", "lineto"):
            points.append((float(values["x"]) / MM, PAGE_HEIGHT - float(values["y"]) / MM))
        elif tag == "/fill_path":
            boxes.append(extent(points))
            points = []
    return glyphs, boxes


def ink(pdf, page, top, bottom, wanted):
    """Rows (mm) of the first and last pixel in a band of the page that `wanted` accepts."""
    y, height = int(top / 25.4 * DPI), int((bottom - top) / 25.4 * DPI)
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-x", "0", "-y", str(y),
            "-W", str(int(210 / 25.4 * DPI)), "-H", str(height), pdf, f"{folder}/p")
        with open(f"{folder}/{os.listdir(folder)[0]}", "rb") as file:
            data = file.read()
    header = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
    width = int(header.group(1))
    pixels = data[header.end():]
    rows = [r for r in range(height)
            if wanted(pixels[3 * width * r:3 * width * (r + 1)])]
    return (y + rows[0]) / DPI * 25.4, (y + rows[-1] + 1) / DPI * 25.4


def has_red(row):
    return any(row[i] > 180 and row[i + 1] < 120 for i in range(0, len(row), 3))


def has_black(row):
    return any(row[i] < 100 for i in range(0, len(row), 3))


def centre_of(face):
    """The optical centre of a face, in em above the baseline, as the font table has it."""
    for row in ET.parse("fonts/fonts.xml").iter("face"):
        if row.get("file", "").startswith(face):
            return int(row.get("centre")) / 1000
    sys.exit(f"measure: no face {face} in the font table")


def lines_of(glyphs, face):
    """Glyphs of one face by line, top to bottom: {centre of the character boxes: [glyph]}."""
    lines = {}
    for g in glyphs:
        if face in g.font:
            lines.setdefault(round(g.y - centre_of(face) * g.size / MM, 2), []).append(g)
    return dict(sorted(lines.items()))


def measure_head(pdf):
    top, _ = ink(pdf, 1, 60, 95, has_red)
    near("masthead: top of the ink (7.2.4)", top, 72)
    glyphs, boxes = trace(pdf, 1)
    number = [g for g in glyphs if g.character == "〔"][0]
    bottom = number.y + (0.5 - centre_of("FandolFang")) * number.size / MM
    rule = boxes[0]
    near("red rule: below the number (7.2.7)", rule[1] - bottom, 4)
    near("red rule: width (7.2.7)", rule[2] - rule[0], 156)
    near("red rule: left end (5.2.1)", rule[0], 28)
    title = [g for g in glyphs if "NotoSerif" in g.font and abs(g.size - 22) < 0.1]
    check("title: 22 pt 小标宋 below the rule (7.3.1)", bool(title) and title[0].y > rule[3])


def measure_grid(pdf, page):
    glyphs, _ = trace(pdf, page)
    body = [g for g in glyphs if abs(g.size - 16) < 0.1]
    lines = lines_of(body, "FandolFang")
    centres = list(lines)
    near(f"page {page}: top of line 1 (5.2.1)", centres[0] - 8 / MM, 37)
    near(f"page {page}: foot of line 22 (5.2.1)", centres[-1] + 8 / MM, 262)
    pitch = (225 - 16 / MM) / 21
    for centre in centres:
        line = round((centre - centres[0]) / pitch)
        near(f"page {page}: line {line + 1} on the grid (5.2.3)", centre - centres[0],
             line * pitch, 0.05)
    return lines


def measure_pitch(pdf, pages):
    """Lines of nothing but Han characters have 28 of them, on the grid of characters."""
    for page in pages:
        lines = lines_of(trace(pdf, page)[0], "FandolFang")
        check(f"page {page}: 22 lines (5.2.3)", len(lines) == 22, str(len(lines)))
        for line in lines.values():
            check(f"page {page}: 28 characters a line (5.2.3)", len(line) == 28, str(len(line)))
            half_spare = (156 / 28 - 16 / MM) / 2
            for i, g in enumerate(line):
                near(f"page {page}: pitch (5.2.3)", g.x, 28 + half_spare + i * 156 / 28, 0.02)


def measure_folio(pdf, page, odd):
    glyphs, _ = trace(pdf, page)
    dashes = [g for g in glyphs if abs(g.size - 14) < 0.1 and g.character == "—" and g.y > 262]
    check(f"page {page}: two dashes (7.5)", len(dashes) == 2)
    left = dashes[0].x
    right = dashes[1].x + 14 / MM
    em = 14 / MM
    if odd:
        near(f"page {page}: right one character (7.5)", right, 184 - em)
    else:
        near(f"page {page}: left one character (7.5)", left, 28 + em)
    near(f"page {page}: dash below the type area (7.5)", dash_row(pdf, page, left), 269)


def dash_row(pdf, page, left):
    """The middle of the dash's stroke, measured where only the dash is."""
    first, last = int((left + 1) / 25.4 * DPI) * 3, int((left + 3.5) / 25.4 * DPI) * 3
    top, bottom = ink(pdf, page, 264, 274, lambda row: has_black(row[first:last]))
    return (top + bottom) / 2


def measure_imprint(pdf, page):
    _, boxes = trace(pdf, page)
    rules = [b for b in boxes if b[2] - b[0] > 150 and b[1] > 200]
    check("imprint: three rules (7.4.1)", len(rules) == 3, str(len(rules)))
    near("imprint: last rule on the foot of the type area (7.4.1)",
         (rules[-1][1] + rules[-1][3]) / 2, 262)
    for rule, thickness in zip(rules, (0.35, 0.25, 0.35)):
        near("imprint: thickness (7.4.1)", rule[3] - rule[1], thickness, 0.02)
        near("imprint: width (7.4.1)", rule[2] - rule[0], 156)


# ---- the special formats, joint documents, documents going up ----

EM = 156 / 28
LINE = (225 - 16 / MM) / 21


def images(pdf, page):
    """The page's pictures as (left, top, right, bottom)."""
    found = []
    for tag, values in traced(pdf, page):
        if tag == "fill_image":
            width, _, _, height, x, y = (float(v) / MM for v in values["transform"].split())
            found.append((x, y, x + width, y + height))
    return found


def file_of(font):
    """The start of the file name of a font in a PDF."""
    name = font.split("+")[-1].replace("CJKsc", "CJK")
    return "gkai00mp" if name.startswith("GBZenKai") else name


def cells_of(glyphs, words, size=16):
    """The cells of the first glyphs that spell these words: left end, right end, centre line."""
    text = "".join(g.character for g in glyphs)
    at = text.find(words)
    if at < 0:
        check(f"“{words}” is on the page", False, text[:60])
        return 0, 0, 0
    first, last = glyphs[at], glyphs[at + len(words) - 1]
    spare = (EM - 16 / MM) / 2
    return (first.x - spare, last.x + size / MM + spare,
            first.y - centre_of(file_of(first.font)) * size / MM)


def measure_letter(pdf):
    top, _ = ink(pdf, 1, 20, 45, has_red)
    near("letter: top of the masthead's ink (10.1)", top, 30)
    glyphs, boxes = trace(pdf, 1)
    check("letter: four red rules (10.1)", len(boxes) == 4, str(len(boxes)))
    for box in boxes:
        near("letter: width of a rule (10.1)", box[2] - box[0], 170)
        near("letter: a rule is centred (10.1)", (box[0] + box[2]) / 2, 105)
    near("letter: last rule above the paper's edge (10.1)", 297 - boxes[3][3], 20)
    check("letter: thick over thin, thin over thick (10.1)",
          boxes[0][3] - boxes[0][1] > boxes[1][3] - boxes[1][1]
          and boxes[3][3] - boxes[3][1] > boxes[2][3] - boxes[2][1])
    name = [g for g in glyphs if "NotoSerif" in g.font][0]
    foot = name.y + (0.5 - centre_of("NotoSerifCJK-Bold")) * name.size / MM
    near("letter: rule below the masthead (10.1)", boxes[0][1] - foot, 4)
    _, right, centre = cells_of(glyphs, "青交函〔2026〕47号")
    near("letter: the number at the right edge (10.1)", right, 184)
    near("letter: the number below the rule (10.1)", centre - 8 / MM - boxes[1][3], 7 / 8 * 16 / MM)
    check("letter: page 1 shows no number (10.1)", not [g for g in glyphs if g.y > 265])
    measure_folio(pdf, 2, False)


def measure_order(pdf):
    top, _ = ink(pdf, 1, 45, 85, has_red)
    near("order: top of the masthead's ink (10.2)", top, 57)
    glyphs, boxes = trace(pdf, 1)
    check("order: no red rule (10.2)", not boxes, str(boxes))
    check("order: no title (10.2)", not [g for g in glyphs if abs(g.size - 22) < 0.1])
    glyphs, _ = trace(pdf, 2)
    stamp = images(pdf, 2)[0]
    near("order: stamp four characters from the right (7.3.5.3)", 184 - stamp[2], 4 * EM)
    _, right, centre = cells_of(glyphs, "县长")
    near("order: post two characters left of the stamp (7.3.5.3)", stamp[0] - right, 2 * EM)
    near("order: post centred on the stamp (7.3.5.3)", centre, (stamp[1] + stamp[3]) / 2)
    _, _, text = cells_of(glyphs, "本命令自发布之日起施行")
    near("order: stamp two lines below the text (7.3.5.3)", stamp[1] - text - 8 / MM, 2 * LINE)
    _, right, _ = cells_of(glyphs, "2026年10月9日")
    near("order: date four characters from the right (7.3.5.3)", 184 - right, 4 * EM)


def measure_joint(pdf):
    top, _ = ink(pdf, 1, 60, 95, has_red)
    near("joint: top of the first name's ink (7.2.4)", top, 72)
    glyphs, _ = trace(pdf, 1)
    names = [g for g in glyphs if "NotoSerif" in g.font and g.size > 24]
    lines = {}
    for g in names:
        lines.setdefault(round(g.y, 1), []).append(g)
    rows = [row for row in lines.values() if len(row) > 2]
    check("joint: three names (7.2.4)", len(rows) == 3, str(len(rows)))
    for row in rows:
        near("joint: names start together (7.2.4)", row[0].x, rows[0][0].x)
        near("joint: names end together (7.2.4)", [g for g in row if g.character in "局心"][-1].x,
             [g for g in rows[0] if g.character == "局"][-1].x)
    measure_seals(pdf, 2)


def measure_seals(pdf, page):
    glyphs, boxes = trace(pdf, page)
    seals = sorted(images(pdf, page))
    check("joint: three seals (7.3.5.1)", len(seals) == 3, str(len(seals)))
    for left, right in zip(seals, seals[1:]):
        check("joint: seals do not touch (7.3.5.1)", left[2] < right[0], f"{left} {right}")
    check("joint: seals inside the type area (7.3.5.1)", seals[0][0] >= 28 and seals[-1][2] <= 184)
    _, _, text = cells_of(glyphs, "乡、村两级公示期")
    check("joint: seals within a line of the text (7.3.5.1)",
          0 < seals[0][1] - text - 8 / MM <= LINE + 0.05, f"{seals[0][1] - text - 8 / MM:.2f} mm")
    left, right, _ = cells_of(glyphs, "2026年7月6日")
    near("joint: the last seal centred on the date (7.3.5.1)", (left + right) / 2,
         (seals[-1][0] + seals[-1][2]) / 2, 0.6)


def measure_going_up(pdf):
    glyphs, boxes = trace(pdf, 1)
    left, _, centre = cells_of(glyphs, "000012")
    near("going up: copy number at the left edge (7.2.1)", left, 28)
    near("going up: copy number on line 1 (7.2.1)", centre - 8 / MM, 37, 0.5)
    for line, mark in ((1, "秘密"), (2, "特急")):
        left, _, centre = cells_of(glyphs, mark)
        near(f"going up: {mark} at the left edge (7.2.2)", left, 28)
        near(f"going up: {mark} on line {line + 1} (7.2.2)", centre - 8 / MM, 37 + line * LINE, 0.5)
    left, _, number = cells_of(glyphs, "青应急〔2026〕58号")
    near("going up: number one character from the left (7.2.5)", left, 28 + EM)
    _, right, _ = cells_of(glyphs, "沈微")
    near("going up: last signer one character from the right (7.2.6)", right, 184 - EM)
    start, _, _ = cells_of(glyphs, "陆怀山")
    left, _, last = cells_of(glyphs, "欧阳林秋")
    near("going up: signers aligned (7.2.6)", left, start)
    near("going up: number on the last signer's line (7.2.6)", last, number, 0.5)
    near("going up: red rule below the number (7.2.7)", boxes[0][1] - number - 8 / MM, 4)


# ---- turned pages ----

def words_of(pdf, page):
    """{word: its box (left, top, right, foot)} in mm, as pdftotext sees the page shown."""
    text = text_of("pdftotext", "-bbox-layout", "-f", str(page), "-l", str(page), pdf, "-")
    boxes = re.findall(r'<word xMin="([^"]*)" yMin="([^"]*)" xMax="([^"]*)" yMax="([^"]*)">([^<]*)<',
                       text)
    return {word: [float(edge) / MM for edge in box] for *box, word in boxes}


def measure_turned(pdf, page, label, indent, folder):
    """Clause 8, on the paper itself: viewers' turning is taken away first."""
    paper = f"{folder}/paper.pdf"
    run("qpdf", pdf, f"--rotate=0:{page}", "--", paper)
    about = text_of("pdfinfo", "-f", str(page), "-l", str(page), pdf)
    check(f"page {page}: shown turned (8)", re.search(r"rot: +90\b", about), about)
    check(f"page {page}: upright paper (5.1)", re.search(r"size: +595\.276 x 841\.89 ", about), about)
    measure_folio(paper, page, page % 2 == 1)
    shown, lying = words_of(pdf, page)[label], words_of(paper, page)[label]
    near(f"page {page}: head at the paper's left edge (8)", (lying[0] + lying[2]) / 2 - 8 / MM, 28, 1)
    near(f"page {page}: lines start at the paper's lower edge (8)", 297 - lying[3],
         35 + indent)
    near(f"page {page}: shown with its head above", shown[1], lying[0])
    near(f"page {page}: shown with its lines from the left", shown[0], 35 + indent)


def measure_landscape(pdf, folder):
    measure_turned(pdf, 3, "附件2", 0, folder)
    measure_turned(pdf, 4, "三、抓好植保", 2 * 225 / 40, folder)
    measure_folio(pdf, 2, False)
    measure_folio(pdf, 5, True)
    sizes = text_of("pdfinfo", "-l", "9", pdf)
    check("turned pages alone are shown turned", re.findall(r"rot: +(\d+)", sizes) ==
          ["0", "0", "90", "90", "0"], sizes)


def readers_are_content(pdf):
    done = run("qpdf", "--check", pdf)
    check("qpdf --check", done.returncode == 0, done.stderr.decode())
    for command in (["pdftotext", pdf, "-"], ["mutool", "draw", "-q", "-o", os.devnull, "-F",
                                              "ppm", "-r", "20", pdf]):
        done = run(*command)
        # a mupdf built without colour management says so of itself, not of the file
        said = done.stderr.decode().replace("warning: ICC support is not available\n", "").strip()
        check(f"{command[0]} warns of nothing", done.returncode == 0 and not said, said[:200])
    for line in text_of("pdffonts", pdf).splitlines()[2:]:
        flags = re.search(r"(yes|no) +(yes|no) +(yes|no) +\d+ +\d+$", line)
        check("every font embedded, subset, with Unicode", flags and set(flags.groups()) == {"yes"},
              line)


def source_texts(node):
    """What the author wrote, piece by piece in document order."""
    for name in ("题", "标题"):
        if node.get(name):
            yield node.get(name)
    if node.text and node.text.strip():
        yield node.text
    for child in node:
        yield from source_texts(child)


def text_comes_back(source, pdf):
    """Every piece of the source's text stands in the PDF's text, in order, whole."""
    bare = re.compile(r"\s+")
    text = text_of("pdftotext", "-raw", pdf, "-")
    text = re.sub(r"—\s\d+\s—\n", "", text)
    text = bare.sub("", text)
    at, missing = 0, []
    for piece in source_texts(ET.parse(source).getroot()):
        piece = bare.sub("", piece)
        found = text.find(piece, at)
        if found < 0:
            missing.append(piece[:30])
        else:
            at = found + len(piece)
    check(f"the text comes back whole and in order: {os.path.basename(pdf)}", not missing,
          "; ".join(missing[:3]))


def main(program, folder):
    notice = build(program, NOTICE, f"{folder}/notice.pdf")
    plan = build(program, PLAN, f"{folder}/plan.pdf")
    again = build(program, PLAN, f"{folder}/again.pdf")
    pair = [build(program, p, f"{folder}/pair{i}.pdf") for i, p in enumerate(PAIR)]
    measure_head(notice)
    measure_folio(notice, 1, True)
    measure_folio(notice, 2, False)
    measure_imprint(notice, 2)
    grid = build(program, GRID, f"{folder}/grid.pdf")
    for pdf, page in ((plan, 5), (plan, 12), (grid, 2)):
        measure_grid(pdf, page)
    measure_pitch(grid, (2,))
    for source, measure in ((LETTER, measure_letter), (ORDER, measure_order),
                            (JOINT, measure_joint), (GOING_UP, measure_going_up)):
        pdf = build(program, source, f"{folder}/special.pdf")
        measure(pdf)
        readers_are_content(pdf)
    landscape = build(program, LANDSCAPE, f"{folder}/landscape.pdf")
    measure_landscape(landscape, folder)
    readers_are_content(landscape)
    last = build(program, LANDSCAPE_LAST, f"{folder}/last.pdf")
    for source, pdf in ((NOTICE, notice), (PLAN, plan), (LANDSCAPE_LAST, last)):
        readers_are_content(pdf)
        text_comes_back(source, pdf)
    same = [open(p, "rb").read() for p in (plan, again)]
    check("two runs give the same bytes", same[0] == same[1])
    same = [open(p, "rb").read() for p in pair]
    check("English and Chinese names give the same bytes", same[0] == same[1])
    check("the plan has at least 20 pages", pages_of(plan) >= 20)
    size = os.path.getsize(plan)
    check("the plan takes at most 500 KB", size <= 500 * 1024, f"{size} bytes")


if __name__ == "__main__":
    measure_all("measure", main)
