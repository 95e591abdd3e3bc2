#!/usr/bin/env python3
"""Makes an office of many documents, every one with rosters from one staff file, and writes it
below a folder.

    office.py FOLDER DOCUMENTS

Between 2026-08-31 and 2026-09-30 one post changes hands; one document in a hundred names it.
"""
import os
import sys

UNITS, PEOPLE_A_UNIT, SEATS = 60, 3, 24
FAMILY, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", "安柏川德恩帆岗海杰康朗明宁鹏清若山思文学"
TITLES = ["局长", "副局长", "办公室主任"]


def person(n):
    return FAMILY[n % 20] + GIVEN[n // 20 % 20] + GIVEN[n // 400 % 20]


def staff():
    rows, people = ["<人员库>"], []
    for u in range(UNITS):
        rows.append(f'<单位 名称="青禾县第{u + 1}局">')
        for p in range(PEOPLE_A_UNIT):
            name = person(u * PEOPLE_A_UNIT + p)
            people.append(name)
            changes = u == 0 and p == 0
            end = ' 止="2026-08-31"' if changes else ""
            rows.append(f'<岗位 职务="{TITLES[p]}"><任职 人员="{name}" 起="2024-01-01"{end}/>')
            if changes:
                people.append(person(UNITS * PEOPLE_A_UNIT))
                rows.append(f'<任职 人员="{people[-1]}" 起="2026-09-01"/>')
            rows.append("</岗位>")
        rows.append("</单位>")
    rows += [f'<人员 姓名="{name}" 电话="138{i:08d}"/>' for i, name in enumerate(people)]
    return "\n".join(rows + ["</人员库>"])


def document(n):
    units = [2 + (n + s) % (UNITS - 1) for s in range(SEATS)]
    units[0] = 1 if n % 100 == 0 else units[0]
    seats = "\n".join(f'<成员 岗位="青禾县第{u}局局长"/>' for u in units)
    return f"""<公文 文种="通知" 人员库="人员库.xml">
<标题>关于成立第{n + 1}项工作领导小组的通知</标题>
<主送>各乡镇人民政府，县直各有关单位：</主送>
<正文>
<段>为加强组织领导，经研究，决定成立领导小组。现将组成人员通知如下：</段>
<名单 题="第{n + 1}项工作领导小组"><层级 职务="组长"><成员 岗位="青禾县第{n % 30 + 31}局副局长"/></层级>
<层级 职务="成员">
{seats}
</层级></名单>
</正文>
<落款 署名="青禾县人民政府" 日期="2026-08-20"/>
</公文>
"""


def main(folder, documents):
    os.makedirs(folder, exist_ok=True)
    for name, text in [("人员库", staff())] + [(f"{n + 1:05d}", document(n)) for n in range(documents)]:
        with open(f"{folder}/{name}.xml", "w", encoding="utf-8") as f:
            f.write(text)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
