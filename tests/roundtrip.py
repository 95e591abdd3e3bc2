#!/usr/bin/env python3
"""There and back: roundtrip.py PROGRAM HOUSEHOLDS.

Households are made up; `print --fillable` puts what the list knows into forms; another program
(pypdf) fills in the rest; `read` collects them; every value is compared. Then what came back is
printed and read again, and must be what it was."""
import csv
import os
import random
import re
import subprocess
import sys
import tempfile

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, create_string_object

FORM = """<?xml version="1.0" encoding="UTF-8"?>
<表单 题="农户情况调查表" 户号="户号">
  <填表项><填 名="村" 宽="6"/><填 名="户主" 宽="6"/><填 名="户号" 类="代码框" 宽="8"/></填表项>
  <类别 题="农户类别"><选>脱贫户</选><选>监测对象（边缘户、突发困难户）</选><选>一般农户</选></类别>
  <部分 题="家庭">
    <问>户籍人口<填 名="户籍人口" 类="数字"/>人，年收入<填 名="年收入" 类="数字" 宽="8"/>元。</问>
    <问 答="是否">是否有人外出务工？</问>
    <问 答="单选" 选项="1,000元以下、1,000—5,000元、5,000元以上">人均年收入：</问>
    <问 答="多选">残疾和患病的情况：<选>重残、重病</选><选>重残</选><选>重病</选><选>其他（如肺病、肝病）</选><选>0.5级/轻度</选></问>
    <问>联系电话<填 名="联系电话" 类="电话"/>，登记日期<填 名="登记日期" 类="日期"/>。</问>
    <问>想说的话：<填 名="想说的话" 行数="2"/></问>
  </部分>
</表单>
"""
CLASSES = ["脱贫户", "监测对象（边缘户、突发困难户）", "一般农户"]
INCOMES = ["1,000元以下", "1,000—5,000元", "5,000元以上"]
ILL = ["重残、重病", "重残", "重病", "其他（如肺病、肝病）", "0.5级/轻度"]
HEADS = {"outside": "一、②是否有人外出务工？", "per head": "一、③人均年收入", "ill": "一、④残疾和患病的情况"}
WORDS = "风调雨顺国泰民安邩𠅤昇鿍，。、“”（）=+-@1,234.5\"'|/\\"


def household(rng, number):
    """What the list knows of it, and what is filled in, by columns of what is read."""
    known = {"户号": f"{number:08d}", "村": f"{'甲乙丙丁戊'[number % 5]}村",
             "户主": rng.choice(["许玥", "周明", "欧阳玥鑫", "邩𠅤昇", "买买提·艾力"])}
    both = {
        "户籍人口": rng.choice(["", "3", "12", "0"]),
        "年收入": rng.choice(["", "8000", "12,345.50", "-200", "0.5"]),
        "农户类别": "|".join(c for c in CLASSES if rng.random() < .3),
        HEADS["outside"]: rng.choice(["", "是", "否"]),
        HEADS["per head"]: rng.choice([""] + INCOMES),
        HEADS["ill"]: "|".join(i for i in ILL if rng.random() < .4),
        "联系电话": rng.choice(["", "13800000000", "0976-8800000"]),
        "登记日期": rng.choice(["", "2026-09-01", "2026-11-30", "2025-02-28"]),
    }
    typed = {"想说的话": "".join(rng.choice(WORDS) for _ in range(rng.randrange(20))).strip()}
    first = {c: v for c, v in both.items() if rng.random() < .5}
    return {**known, **{c: "" for c in both}, **first}, {**both, **typed}


# ---- fields as they stand in the file ----

NAMES = {HEADS["outside"]: "1-2", HEADS["per head"]: "1-3", HEADS["ill"]: "1-4"}
GROUPS = {"农户类别": CLASSES, HEADS["ill"]: ILL}


def assignments(values):
    """Name in the form, and value; of a box of a group its option, and whether it is ticked."""
    for column, value in values.items():
        name = NAMES.get(column, column)
        if column in GROUPS:
            for option in GROUPS[column]:
                yield (name, option.replace(".", "．")), option if option in value.split("|") else "Off"
        elif column == "登记日期":
            parts = [str(int(p)) for p in value.split("-")] if value else ["", "", ""]
            for part, text in zip("年月日", parts):
                yield (f"{name}/{part}",), text
        elif column in NAMES:
            yield (name,), value or "Off"
        else:
            yield (name,), value


def fill(path, households):
    reader = PdfReader(path)
    writer = PdfWriter()
    writer.clone_document_from_reader(reader)
    form = writer._root_object["/AcroForm"]
    for owner in form["/Fields"]:
        owner = owner.get_object()
        fields = {}
        for kid in owner["/Kids"]:
            kid = kid.get_object()
            fields[(str(kid["/T"]),)] = kid
            for box in kid.get("/Kids", []):
                box = box.get_object()
                if "/T" in box:
                    fields[(str(kid["/T"]), str(box["/T"]))] = box
        for name, value in assignments(households[int(str(owner["/T"]))]):
            field = fields[name]
            if field.get("/FT") == "/Btn":
                field[NameObject("/V")] = NameObject("/" + value)
                for widget in field.get("/Kids", [field]):
                    widget = widget.get_object()
                    states = widget["/AP"]["/N"]
                    state = "/" + value if "/" + value in states else "/Off"
                    widget[NameObject("/AS")] = NameObject(state)
            else:
                field[NameObject("/V")] = create_string_object(value)
    with open(path, "wb") as file:
        writer.write(file)


# ---- the run ----

def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [{c: v.lstrip("\t") for c, v in row.items()} for row in csv.DictReader(file)]


def write_list(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"roundtrip: {' '.join(command[:3])}: {done.stdout}{done.stderr}")
    return done.stderr


def doubts(said):
    """Damage, and what is shown otherwise: there is none in files that nobody hurt."""
    found = [line for line in said.splitlines() if re.search(r"\[(?:D045|D047|D048)\]", line)]
    for line in found[:10]:
        print(f"doubted: {line}")
    return len(found)


def main(program, count):
    rng = random.Random(20261130)
    households = [household(rng, n) for n in range(1, count + 1)]
    wanted = [{**known, **filled} for known, filled in households]
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)
        with open(path("form.xml"), "w", encoding="utf-8") as file:
            file.write(FORM)
        part = 500
        back, differences = [], 0
        for first in range(0, count, part):
            here = households[first:first + part]
            write_list(path("list.csv"), [known for known, _ in here])
            run(program, "print", path("form.xml"), "--data", path("list.csv"), "--fillable",
                "--free-fonts", "-o", path("forms.pdf"))
            # in the order of villages: the serial number says which
            order = sorted(range(len(here)), key=lambda i: first_of_village(here, i))
            fill(path("forms.pdf"),
                          {k + 1: here[i][1] for k, i in enumerate(order)})
            differences += doubts(run(program, "read", path("forms.pdf"), "-o", path(f"back-{first}.csv")))
            back += rows_of(path(f"back-{first}.csv"))
        differences += compare(wanted, back)
        run(program, "print", path("form.xml"), "--data", path("back-0.csv"), "--fillable",
            "--free-fonts", "-o", path("again.pdf"))
        differences += doubts(run(program, "read", path("again.pdf"), "-o", path("again-back.csv")))
        differences += compare(back[:part], rows_of(path("again-back.csv")))
    values = sum(len(row) for row in wanted)
    print(f"roundtrip: {count} households there and back, {values} values, {differences} differences")
    return 1 if differences else 0


def first_of_village(here, i):
    villages = list(dict.fromkeys(known["村"] for known, _ in here))
    return villages.index(here[i][0]["村"]), i


def compare(wanted, got):
    by_key = {row["户号"]: row for row in got}
    differences = abs(len(wanted) - len(got))
    for row in wanted:
        other = by_key.get(row["户号"], {})
        for column, value in row.items():
            if column != "文件" and other.get(column, "") != value:
                differences += 1
                if differences < 10:
                    print(f"{row['户号']} {column}: {value!r} came back as {other.get(column)!r}")
    return differences


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
