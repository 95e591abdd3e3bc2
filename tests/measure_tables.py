#!/usr/bin/env python3
"""Measures the tables of finished PDF files with independent readers.

    measure_tables.py PROGRAM

Rules and glyphs come from `mutool trace`, texts from `pdftotext`. Lengths in points, from the
lower left corner of the page as it is read (a turned page is turned back).
"""
import re
import xml.etree.ElementTree as ET

from measuring import build, check, extent, measure_all, pages_of, text_of, traced

TASKS = "inputs/样张/任务清单和索引.xml"
FUNDS = "inputs/样张/资金项目计划表.xml"
VEHICLES = ["inputs/样张/车辆安排/车辆安排（来自XLSX）.xml", "inputs/样张/车辆安排/车辆安排（来自CSV）.xml"]
NEAR = 0.3
HOLDERS = {"任务", "措施", "责任单位", "行", "格"}
MARKS = "，。、；：（）《》“”‘’〔〕！？"  # their blank half may lie over a rule


class Glyph:
    def __init__(self, values, size):
        self.character = values["unicode"]
        self.x, self.y, self.size = float(values["x"]), float(values["y"]), size
        self.end = self.x + float(values["adv"]) * size
        self.middle = self.y + 0.35 * size


class Page:
    """The glyphs of a page, and its black rules as (left, bottom, right, top)."""

    def __init__(self, pdf, number):
        self.glyphs, boxes = [], []
        size, points, filled = 0, [], False
        for tag, values in traced(pdf, number):
            if tag in ("fill_text", "stroke_text"):
                upright = float(values["transform"].split()[1]) == 0  # not so a page's number
                filled = tag == "fill_text" and upright
            elif tag == "span":
                size = float(values["trm"].split()[0])
            elif tag == "g" and filled:
                self.glyphs.append(Glyph(values, size))
            elif tag in ("moveto", "lineto"):
                points.append((float(values["x"]), float(values["y"])))
            elif tag == "/fill_path":
                boxes.append(extent(points))
                points = []
        self.down = [b for b in boxes if b[2] - b[0] <= b[3] - b[1]]
        low = min((b[1] for b in self.down), default=0) - 1
        self.every_across = [b for b in boxes if b[2] - b[0] > b[3] - b[1]]
        self.across = [b for b in self.every_across if b[1] > low]

    def text(self, left, bottom, right, top):
        inside = [g for g in self.glyphs if left < g.x < right and bottom < g.middle < top]
        return "".join(g.character for g in inside).replace(" ", "").replace("　", "")


def pages_with_tables(pdf):
    pages = [Page(pdf, n) for n in range(1, pages_of(pdf) + 1)]
    return [p for p in pages if p.down]


def middles(boxes, axis):
    """The middles of rules that lie on one line, as few numbers."""
    found = []
    for middle in sorted((b[axis] + b[axis + 2]) / 2 for b in boxes):
        if not found or middle - found[-1] > NEAR:
            found.append(middle)
    return found


def joined(spans):
    """Spans that touch, made one."""
    out = []
    for low, high in sorted(spans):
        if out and low <= out[-1][1] + NEAR:
            out[-1][1] = max(out[-1][1], high)
        else:
            out.append([low, high])
    return out


def lies_on(at, other, boxes, axis):
    """Does a rule of the other direction pass the place where one ends?"""
    return any(b[axis] - NEAR <= at <= b[axis + 2] + NEAR and
               b[1 - axis] - NEAR <= other <= b[3 - axis] + NEAR for b in boxes)


def measure_rules(name, pages):
    """The frame is closed on every page, and every rule ends at another one."""
    loose, open_ones = [], []
    for number, page in enumerate(pages, 1):
        for b in page.across:
            middle = (b[1] + b[3]) / 2
            loose += [number for end in (b[0], b[2]) if not lies_on(end, middle, page.down, 0)]
        for b in page.down:
            middle = (b[0] + b[2]) / 2
            loose += [number for end in (b[1], b[3]) if not lies_on(end, middle, page.across, 1)]
        lefts, heights = middles(page.down, 0), middles(page.across, 1)
        for x in (lefts[0], lefts[-1]):
            spans = joined([(b[1], b[3]) for b in page.down if abs((b[0] + b[2]) / 2 - x) < NEAR])
            for low, high in spans:
                closed = all(any(b[0] <= lefts[0] + 1 and b[2] >= lefts[-1] - 1 and
                                 b[1] - NEAR <= y <= b[3] + NEAR for b in page.across)
                             for y in (low, high))
                open_ones += [] if closed else [number]
        open_ones += [] if len(heights) > 1 else [number]
    check(f"{name}: every rule ends at another", not loose, f"pages {sorted(set(loose))}")
    check(f"{name}: the frame is closed on every page", not open_ones, f"pages {open_ones}")


def measure_columns(name, pages):
    """The columns of all pages are those of the first."""
    first = middles(pages[0].down, 0)
    others = [n for n, p in enumerate(pages, 1)
              if any(min(abs(x - y) for y in first) > NEAR for x in middles(p.down, 0))]
    check(f"{name}: columns stand on all pages where they stand on the first", not others,
          f"pages {others}")


def measure_overflow(name, pages):
    """No rule crosses a glyph's own space."""
    crossed = []
    for number, page in enumerate(pages, 1):
        for g in page.glyphs:
            if g.character in MARKS:
                continue
            for b in page.down:
                if b[1] < g.middle < b[3] and g.x < b[0] - NEAR and g.end > b[2] + NEAR:
                    crossed.append(f"{g.character} on page {number}")
            for b in page.across:
                if b[0] < (g.x + g.end) / 2 < b[2] and g.y + 0.05 * g.size < b[1] and \
                        b[3] < g.y + 0.7 * g.size:
                    crossed.append(f"{g.character} on page {number}")
    check(f"{name}: texts keep within their cells", not crossed, ", ".join(crossed[:5]))


def cells_of_column(page, column):
    """The cells of a column from the top down, as (left, bottom, right, top)."""
    edges = middles(page.down, 0)
    left, right = edges[column], edges[column + 1]
    middle = (left + right) / 2
    rules = [b for b in page.across if b[0] < middle < b[2]]
    heights = middles(rules, 1)
    return [(left, low, right, high) for low, high in zip(heights, heights[1:])][::-1]


def measure_head(name, pages, titles):
    bare = []
    for number, page in enumerate(pages, 1):
        edges = middles(page.down, 0)
        head = [page.text(*cells_of_column(page, c)[0]) for c in range(len(edges) - 1)]
        if head != titles:
            bare.append(f"{number}: {' '.join(head)}")
    check(f"{name}: the head is on every page", not bare, "; ".join(bare[:3]))


def measure_labels(name, pages, columns):
    """Whatever part of a span a page has, its label is in it."""
    bare = []
    for number, page in enumerate(pages, 1):
        for column in columns:
            bare += [number for cell in cells_of_column(page, column) if not page.text(*cell)]
    check(f"{name}: labels stand on every page that their rows reach", not bare, f"pages {bare}")


def measure_points(name, pages, least):
    """Decimal points of a column stand below each other, on all pages."""
    columns = {}
    for page in pages:
        edges = middles(page.down, 0)
        for g in page.glyphs:
            inside = edges[0] < g.x < edges[-1] and min(b[1] for b in page.down) < g.y
            near = [o for o in page.glyphs if abs(o.y - g.y) < 1 and 0 <= o.x - g.x < 12]
            figure = g.character == "." and all(o.character in ".0123456789" for o in near)
            if inside and figure and len(near) >= 3:
                column = sum(edge < g.x for edge in edges)
                columns.setdefault(column, []).append(g.x)
    columns = {c: xs for c, xs in columns.items() if len(xs) >= 8}
    check(f"{name}: columns of figures", len(columns) >= least, f"{len(columns)}")
    for column, xs in columns.items():
        check(f"{name}: decimal points of column {column} stand below each other",
              max(xs) - min(xs) < 0.1, f"{max(xs) - min(xs):.2f} pt apart")


def texts_of(source, tags):
    bare = re.compile(r"\s+")
    root = ET.parse(source).getroot()
    for element in root.iter():
        if element.tag in tags:
            inner = [k.tag for k in element.iter()]
            yield "" if set(inner[1:]) & HOLDERS else bare.sub("", "".join(element.itertext()))
            if element.get("题"):
                yield bare.sub("", element.get("题"))


def comes_back(piece, text):
    """Whole, or parted by the end of a page."""
    return piece in text or any(piece[:i] in text and piece[i:] in text
                                for i in range(1, len(piece)))


def measure_texts(name, source, pdf, tags):
    text = re.sub(r"\s+", "", text_of("pdftotext", "-raw", pdf, "-"))
    missing = [p for p in texts_of(source, tags) if p and not comes_back(p, text)]
    check(f"{name}: every text of the source comes back", not missing, "; ".join(missing[:3]))


def measure_tasks(program, folder):
    pdf = build(program, TASKS, f"{folder}/tasks.pdf")
    pages = pages_with_tables(pdf)
    titles = ["序号", "工作任务", "工作措施", "责任单位", "完成时限", "备注"]
    pages = [p for p in pages if "工作任务" in p.text(*cells_of_column(p, 1)[0])]
    check("task list: 13 pages", len(pages) == 13, str(len(pages)))
    measure_rules("task list", pages)
    measure_columns("task list", pages)
    measure_head("task list", pages, titles)
    measure_labels("task list", pages, (0, 1))
    measure_overflow("task list", pages)
    measure_texts("task list", TASKS, pdf, {"任务", "措施", "责任单位", "领域"})


def measure_funds(program, folder):
    pdf = build(program, FUNDS, f"{folder}/funds.pdf")
    pages = pages_with_tables(pdf)
    measure_rules("funds", pages)
    measure_columns("funds", pages)
    measure_points("funds", pages, 3)
    measure_overflow("funds", pages)
    measure_texts("funds", FUNDS, pdf, {"格", "组", "表注"})


def measure_vehicles(program, folder):
    pdfs = [build(program, source, f"{folder}/{i}.pdf") for i, source in enumerate(VEHICLES)]
    xlsx, csv = [open(pdf, "rb").read() for pdf in pdfs]
    check("vehicles: XLSX and GBK CSV give the same bytes", xlsx == csv)
    pages = pages_with_tables(pdfs[0])
    measure_rules("vehicles", pages)
    measure_overflow("vehicles", pages)


def main(program, folder):
    measure_tasks(program, folder)
    measure_funds(program, folder)
    measure_vehicles(program, folder)


if __name__ == "__main__":
    measure_all("measure: tables", main)
