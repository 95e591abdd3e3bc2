#!/usr/bin/env python3
"""Makes a staff file of ten thousand people, twelve hundred posts and twelve thousand tenures, as
XML, as CSV and as a workbook, and writes the three into a folder.

    people.py FOLDER
"""
import os
import sys
import zipfile
from xml.sax.saxutils import escape

PEOPLE, UNITS, POSTS_A_UNIT = 10000, 100, 12
FAMILY, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", "安柏川德恩帆岗海杰康朗明宁鹏清若山思文学"
HEADS = {
    "人员": ["姓名", "代号", "性别", "民族", "联系电话"],
    "单位": ["单位", "简称"],
    "岗位": ["单位", "职务", "排序", "名额"],
    "任职": ["姓名", "代号", "单位", "职务", "任职时间", "免职时间", "任免文件"],
}
FLAT = ["姓名", "代号", "性别", "民族", "联系电话", "单位", "简称", "职务", "排序", "任职时间", "免职时间", "任免文件"]


def person(n):
    name = FAMILY[n % 20] + GIVEN[n // 20 % 20] + GIVEN[n // 400 % 20]
    return [name, f"P{n:05d}", "男" if n % 2 else "女", "汉族", f"138{n:08d}"]


def unit(u):
    return [f"青禾县第{u + 1}局", f"县{u + 1}局"]


def posts():
    """Each with its unit, and room for all that hold it."""
    return [[unit(u)[0], f"第{k + 1}股科员", str(k + 1), "20"] for u in range(UNITS) for k in range(POSTS_A_UNIT)]


def tenures():
    """A person's post is that of his number; every fifth held another one before."""
    for n in range(PEOPLE):
        if n % 5 == 0:
            yield n, (n + 7) % (UNITS * POSTS_A_UNIT), "2020-01-01", "2023-12-31"
        yield n, n % (UNITS * POSTS_A_UNIT), "2024-01-01", ""


def document(start):
    return f"青组任〔{start[:4]}〕3号"


def write_xml(path):
    held = {}
    for n, p, start, end in tenures():
        until = f' 止="{end}"' if end else ""
        held.setdefault(p, []).append(f'   <任职 人员="{person(n)[1]}" 起="{start}"{until} 任免文件="{document(start)}"/>')
    rows = ["<人员库>"]
    for p, (name, title, rank, seats) in enumerate(posts()):
        if p % POSTS_A_UNIT == 0:
            rows += [" </单位>"] if p else []
            rows.append(f' <单位 名称="{name}" 简称="{unit(p // POSTS_A_UNIT)[1]}">')
        rows += [f'  <岗位 职务="{title}" 排序="{rank}" 名额="{seats}">'] + held[p] + ["  </岗位>"]
    rows.append(" </单位>")
    for n in range(PEOPLE):
        name, number, sex, ethnicity, phone = person(n)
        rows.append(f' <人员 姓名="{name}" 代号="{number}" 性别="{sex}" 民族="{ethnicity}" 电话="{phone}"/>')
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(rows + ["</人员库>", ""]))


def write_csv(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write(",".join(FLAT) + "\n")
        for n, p, start, end in tenures():
            name, title, rank, _ = posts_list[p]
            row = person(n) + [name, unit(p // POSTS_A_UNIT)[1], title, rank, start, end, document(start)]
            file.write(",".join(row) + "\n")


def sheets():
    yield "人员", [person(n) for n in range(PEOPLE)]
    yield "单位", [unit(u) for u in range(UNITS)]
    yield "岗位", posts_list
    yield "任职", [person(n)[:2] + posts_list[p][:2] + [start, end, document(start)] for n, p, start, end in tenures()]


def sheet_xml(rows, strings):
    """As Excel writes it: every text a shared string."""
    out = []
    for r, row in enumerate(rows, 1):
        cells = [f'<c r="{chr(65 + i)}{r}" s="1" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'
                 for i, text in enumerate(row) if text]
        out.append(f'<row r="{r}" spans="1:{len(row)}">{"".join(cells)}</row>')
    return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}"><sheetData>'
            f'{"".join(out)}</sheetData></worksheet>')


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(list_of):
    items = "".join(f'<Relationship Id="r{i}" Type="{KINDS}/{kind}" Target="{target}"/>'
                    for i, (kind, target) in enumerate(list_of, 1))
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def write_xlsx(path):
    strings, names, parts = {}, [], {}
    for i, (name, rows) in enumerate(sheets(), 1):
        names.append(f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>')
        parts[f"xl/worksheets/sheet{i}.xml"] = sheet_xml([HEADS[name]] + rows, strings)
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    xfs = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="49"/></cellXfs>'
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{xfs}</styleSheet>'
    parts["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><sheets>{"".join(names)}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = relations(
        [("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(names) + 1)] +
        [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")])
    parts["_rels/.rels"] = relations([("officeDocument", "xl/workbook.xml")])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)


posts_list = posts()


def main(folder):
    os.makedirs(folder, exist_ok=True)
    write_xml(f"{folder}/people.xml")
    write_csv(f"{folder}/people.csv")
    write_xlsx(f"{folder}/people.xlsx")


if __name__ == "__main__":
    main(sys.argv[1])
