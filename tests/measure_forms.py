#!/usr/bin/env python3
"""Measures the forms of finished PDF files with an independent reader.

    measure_forms.py PROGRAM

Rules come from `mutool trace`. Every option of the source has a box that is drawn, closed and of
its size; lines to write on are far enough apart; what is printed by the list lies within its blank.
"""
import os
import xml.etree.ElementTree as ET

from measure_tables import Page
from measuring import POINTS_A_MM as POINTS
from measuring import build, check, measure_all, pages_of, run, text_of

FORMS = ["农户入户排查表", "村级排查清单", "县乡排查清单", "家庭成员信息采集表", "政策宣传回执"]
FOLDER = "inputs/排查表"
BOX = 3.5 * POINTS
LINE = 8 * POINTS
NEAR = 0.1 * POINTS


def middle(rule, axis):
    return (rule[axis] + rule[axis + 2]) / 2


def boxes_of(page):
    """Pairs of short upright rules, with a rule from one to the other above and below."""
    sides = sorted((b for b in page.down if abs(b[3] - b[1] - BOX) < 4 * NEAR),
                   key=lambda b: (round(b[1]), b[0]))
    found = []
    for left, right in zip(sides, sides[1:]):
        width = middle(right, 0) - middle(left, 0)
        if abs(left[1] - right[1]) < NEAR and width < 2 * BOX:
            found.append((left, right))
    return found


def is_closed(page, left, right):
    def spans(y):
        return any(b[0] <= left[0] + NEAR and b[2] >= right[2] - NEAR and
                   abs(middle(b, 1) - y) < NEAR for b in page.every_across)
    return spans(left[1]) and spans(left[3])


def options_in(source):
    """How many boxes the source asks for."""
    root = ET.parse(source).getroot()
    chosen = sum(2 if q.get("答") == "是否" else len((q.get("选项") or "").split("、"))
                 for q in root.iter("问") if q.get("答") in ("是否", "单选", "多选"))
    copies = 2 if root.get("一页两份") == "是" else 1
    return copies * (chosen + sum(1 for _ in root.iter("选")))


def measure_boxes(name, pages, wanted):
    found = [(page, *pair) for page in pages for pair in boxes_of(page)]
    check(f"{name}: boxes", len(found) == wanted, f"{len(found)} of {wanted}")
    for page, left, right in found:
        width, height = middle(right, 0) - middle(left, 0), left[3] - left[1]
        check(f"{name}: a box is 3.5 mm", abs(width - BOX) < NEAR and abs(height - BOX) < NEAR,
              f"{width / POINTS:.2f} by {height / POINTS:.2f} mm")
        check(f"{name}: a box is closed", is_closed(page, left, right), f"{left}")


def measure_lines(name, pages):
    """Ruled lines under one another, as long as each other, are for one answer."""
    for page in pages:
        rules = sorted(page.blanks, key=lambda b: b[1])
        for low, high in zip(rules, rules[1:]):
            alike = abs(low[0] - high[0]) < NEAR and abs(low[2] - high[2]) < NEAR
            apart = high[1] - low[1]
            if alike and low[2] - low[0] > 60 * POINTS and apart > NEAR:
                check(f"{name}: a line to write on is 8 mm high", apart > LINE - NEAR,
                      f"{apart / POINTS:.2f} mm")


def read_page(pdf, number):
    """All rules lying down, and those among them that touch no upright one: the blanks."""
    page = Page(pdf, number)
    page.blanks = [b for b in page.every_across
                   if not any(d[0] <= b[2] + NEAR and d[2] >= b[0] - NEAR and
                              d[1] <= b[3] and d[3] >= b[1] for d in page.down)]
    return page


def read_pages(pdf):
    return [read_page(pdf, n) for n in range(1, pages_of(pdf) + 1)]


def measure_form(program, folder, name):
    source = f"{FOLDER}/{name}.xml"
    pages = read_pages(build(program, source, os.path.join(folder, name + ".pdf")))
    measure_boxes(name, pages, options_in(source))
    measure_lines(name, pages)


def measure_printed(program, folder):
    """Everyone on the list has a page, and what stands on it is on the page."""
    target = os.path.join(folder, "printed.pdf")
    done = run(program, "print", "--free-fonts", f"{FOLDER}/家庭成员信息采集表.xml", "--data",
               f"{FOLDER}/名册.xlsx", "--members", "成员", "-o", target)
    check("the list is printed", done.returncode == 0, done.stderr.decode()[:400])
    text = text_of("pdftotext", "-raw", target, "-")
    check("a page a household", pages_of(target) == 500, str(pages_of(target)))
    for rare in "翀𬀩𠅤龑":
        check(f"rare characters: {rare}", rare in text)
    read = {line for line in text.split("\n")}
    check("pages are told apart", sum(1 for r in read if r.isdigit() and len(r) == 6) == 500)


def main(program, folder):
    for name in FORMS:
        measure_form(program, folder, name)
    measure_printed(program, folder)


if __name__ == "__main__":
    measure_all("measure: forms", main)
