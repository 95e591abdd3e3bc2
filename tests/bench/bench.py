#!/usr/bin/env python3
"""Times the whole command, cold, on documents of several kinds and on an office of a thousand and on
one of ten thousand, beside the machine's own floor.

    bench.py PROGRAM FLOOR

Prints the medians of wall time and the peak memory of a process; the figures to keep are in the
README. Nothing here passes or fails.
"""
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

import office
import people

RUNS = 15
ONE_PAGE = "inputs/关于召开乡村振兴工作推进会的通知.xml"
PLAN = "inputs/乡村振兴/关于印发《青禾县2026年巩固拓展脱贫攻坚成果排查整改工作方案》的通知.xml"
TASKS = "inputs/样张/任务清单和索引.xml"
TABLE_ROWS = 3000
HOUSEHOLDS = 100000
COLUMNS = 44


def tasks_alone(path):
    """The sample's task list without its indexes: twelve turned pages."""
    with open(TASKS, encoding="utf-8") as file:
        tasks = re.search("<任务清单.*</任务清单>", file.read(), re.S).group()
    with open(path, "w", encoding="utf-8") as file:
        file.write("<公文><标题>关于印发任务清单的通知</标题><正文><段>现予印发。</段></正文>"
                   f"<附件 标题=\"任务清单\">{tasks}</附件></公文>")


def long_table(path):
    """Six columns: counted, told, merged, summed."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("<公文><标题>关于下达项目计划的通知</标题><正文><表>"
                   "<列 题=\"序号\" 内容=\"序号\"/><列 题=\"乡镇\" 合并=\"是\"/>"
                   "<列 题=\"项目名称\"/><列 题=\"建设内容\"/>"
                   "<列 题=\"资金\" 内容=\"数\" 合计=\"是\"/><列 题=\"时限\"/>")
        for i in range(TABLE_ROWS):
            file.write(f"<行><格>第{i // 7 + 1}乡镇</格><格>产业路{i + 1}号工程</格>"
                       f"<格>硬化路面{i % 90 + 10}米，配套排水沟、涵洞等设施，沿线栽植行道树</格>"
                       f"<格>{i % 300}.{i % 10}</格><格>2026年{i % 12 + 1}月底前</格></行>")
        file.write("</表></正文></公文>")


def once(command, expected=0):
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != expected:
        sys.exit(f"bench: {command} failed")
    return (time.perf_counter() - start) * 1000, usage.ru_maxrss / 1024


def show(name, command, goal, pdf):
    once(command)
    runs = [once(command) for _ in range(RUNS)]
    wall = statistics.median(r[0] for r in runs)
    memory = max(r[1] for r in runs)
    size = os.path.getsize(pdf) / 1024
    print(f"{name:<34}{wall:7.1f} ms {memory:6.1f} MB {size:7.1f} KB   goal: {goal}")


def show_office(program):
    """A thousand documents with rosters, ten of them out of date."""
    with tempfile.TemporaryDirectory() as folder:
        office.main(folder, 1000)
        command = [program, "staff", "affected", folder, "--as-of", "2026-09-30"]
        once(command, 1)
        runs = [once(command, 1) for _ in range(5)]
        wall = statistics.median(r[0] for r in runs)
        memory = max(r[1] for r in runs)
        print(f"{'staff affected, 1,000 documents':<34}{wall:7.1f} ms {memory:6.1f} MB {'':13}goal: 1,000 ms")


def show_people(program):
    """A staff file of ten thousand, checked whole."""
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: a child is charged with what this one holds as it starts.
        subprocess.run([sys.executable, people.__file__, folder], check=True)
        for suffix in ("xml", "csv", "xlsx"):
            file = f"{folder}/people.{suffix}"
            show(f"staff check, 10,000 people, {suffix}", [program, "staff", "check", file], "100 ms", file)


def county(form, rows):
    """A one-page form with 40 blanks, and a county's list of 44 columns for it."""
    known = ["户号", "乡镇", "村", "户主姓名", "身份证号", "联系电话", "人口数", "住址"]
    others = [f"项目{i}" for i in range(1, COLUMNS - len(known) + 1)]
    asked = "".join(f'<填 名="{name}" 宽="5"/>' for name in others[:33])
    with open(form, "w", encoding="utf-8") as file:
        file.write('<表单 题="青禾县农户入户排查表" 页数="1" 户号="户号"><填表项>'
                   '<填 名="户号" 宽="8"/><填 名="乡镇" 宽="5"/><填 名="村" 宽="5"/></填表项>'
                   '<部分 题="基本情况"><问>户主<填 名="户主姓名" 宽="5"/>，身份证号'
                   '<填 名="身份证号" 宽="14"/>，电话<填 名="联系电话" 宽="8"/>，'
                   f'人口<填 名="人口数" 宽="4"/></问><问>{asked}</问></部分></表单>')
    chance = random.Random(7)
    names = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊军洋"
    with open(rows, "w", encoding="utf-8") as file:
        file.write(",".join(known + others) + "\n")
        for i in range(HOUSEHOLDS):
            row = [f"QH{i:06d}", f"第{i // 20000 + 1}镇", f"第{i // 400 + 1}村",
                   chance.choice(names[0]) + chance.choice(names[1]),
                   f"11010119{i % 50 + 50}0101{i % 9000 + 1000}", f"138{i:08d}", str(i % 8 + 1),
                   f"青禾县白石镇第{i // 400 + 1}村{i % 400}号"]
            row += [str(chance.randint(0, 99999)) if k % 2 else ["是", "否", "无"][k % 3]
                    for k in range(len(others))]
            file.write(",".join(row) + "\n")


def show_forms(program):
    """A form a household."""
    with tempfile.TemporaryDirectory() as folder:
        form, rows, pdf = f"{folder}/form.xml", f"{folder}/list.csv", f"{folder}/forms.pdf"
        county(form, rows)
        command = [program, "print", "--free-fonts", form, "--data", rows, "-o", pdf]
        runs = [once(command) for _ in range(3)]
        wall = statistics.median(r[0] for r in runs)
        memory = max(r[1] for r in runs)
        size = os.path.getsize(pdf) / 1024
        print(f"{f'print, {HOUSEHOLDS:,} x {COLUMNS}':<34}{wall:7.1f} ms {memory:6.1f} MB "
              f"{size:7.1f} KB   goal: 6,000 ms, 120 MB")


def main():
    program, floor = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        pdf = f"{folder}/a.pdf"
        show("floor, 26 pages", [floor, "fonts", pdf, "1"], "-", pdf)
        build = [program, "build", "--free-fonts"]
        show("one-page notice", build + [ONE_PAGE, "-o", pdf], "40 ms", pdf)
        show("notice with a plan, 26 pages", build + [PLAN, "-o", pdf], "80 ms, 60 MB, 500 KB", pdf)
        own_fonts = [program, "build", PLAN, "-o", pdf]
        show("the same, office fonts looked for", own_fonts, "-", pdf)
        tasks, table = f"{folder}/tasks.xml", f"{folder}/table.xml"
        tasks_alone(tasks)
        long_table(table)
        show("task list, 12 turned pages", build + [tasks, "-o", pdf], "60 ms", pdf)
        show(f"table of {TABLE_ROWS} rows", build + [table, "-o", pdf], "1000 ms, 100 MB", pdf)
    show_office(program)
    show_people(program)
    show_forms(program)


if __name__ == "__main__":
    main()
