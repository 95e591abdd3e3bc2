#!/usr/bin/env python3
"""Measures that a profile which departs from what is prescribed is told, figure by figure.

    measure_profile.py PROGRAM

For each row of generator/conform/standard.def a profile is made that differs in that figure alone,
and a document of the row's kind is compiled with it: `check` names the profile in that row, `build`
warns of it where the rule is one that must be held, and with the profile as it came both are silent.
"""
import json
import os
import re
import shutil
import sys

from measuring import check, measure_all, run

STANDARD = "generator/conform/standard.def"
STYLES = "generator/style/style.def"
PROFILES = "templates"

HEAD = ("<版头><份号>12</份号><密级 等级=\"秘密\" 期限=\"1年\"/><紧急程度 等级=\"特急\"/>"
        "<发文机关>青禾县水利局</发文机关><发文字号 代字=\"青水发\" 年=\"2026\" 号=\"12\"/></版头>")
ORDER_HEAD = ("<版头><发文机关>青禾县人民政府</发文机关>"
              "<发文字号 代字=\"青政令\" 年=\"2026\" 号=\"2\"/></版头>")
PARAGRAPH = "<段>" + "各乡镇要严格落实行政首长负责制，把责任落实到村组干部。" * 3 + "</段>"
LEVELS = ("<层次 题=\"总体要求\"><层次 题=\"工作目标\"><层次 题=\"时间安排\">"
          f"<层次 题=\"准备阶段\">{PARAGRAPH}</层次></层次></层次></层次>")
END = ("<附注>此件公开发布</附注><附件 标题=\"任务清单\"><段>附后。</段></附件>"
       "<公开方式 方式=\"主动公开\"/>"
       "<版记><抄送>县委办公室，县政协办公室。</抄送>"
       "<印发 机关=\"青禾县水利局办公室\" 日期=\"2026-10-20\"/></版记>")
DATE = "日期=\"2026-10-19\""


def notice(signature, kind="通知", profile="", end=END, head=HEAD, body=LEVELS):
    profile = f' 版式="{profile}"' if profile else ""
    return (f"<公文 文种=\"{kind}\"{profile}>{head}<标题>关于做好防汛工作的{kind}</标题>"
            f"<主送>各乡镇人民政府：</主送><正文>{PARAGRAPH * 16}{body}</正文>{signature}{end}</公文>")


SEALED = f"<落款 {DATE} 形式=\"加盖印章\" 印章=\"公章样章.png\"/>"
DOCUMENTS = {
    "ANY": notice(SEALED),
    "SEALED": notice(SEALED),
    "TITLED": notice(SEALED),
    "PLAIN": notice(f"<落款 {DATE} 形式=\"不加盖印章\"/>"),
    "STAMP": notice(f"<落款 {DATE} 形式=\"签名章\" 职务=\"县长\" 印章=\"签名章样章.png\"/>"),
    "LETTER": notice(SEALED, "函", "letter",
                     "<版记><抄送>县委办公室，县政协办公室。</抄送></版记>"),
    "ORDER": ("<公文 文种=\"命令\" 版式=\"order\">" + ORDER_HEAD + "<标题>青禾县禁火令</标题>"
              f"<正文>{PARAGRAPH * 3}</正文>"
              f"<落款 {DATE} 形式=\"签名章\" 职务=\"县长\" 印章=\"签名章样章.png\"/></公文>"),
    "MINUTES": ("<公文 文种=\"纪要\" 版式=\"minutes\"><版头><发文机关>青禾县人民政府常务会议</发文机关>"
                "<发文字号 代字=\"青政常纪\" 年=\"2026\" 号=\"15\"/></版头><标题>第63次常务会议纪要</标题>"
                f"<正文>{PARAGRAPH}</正文><出席>顾明远，杜若溪</出席></公文>"),
    "FORM": ("<表单 题=\"入户排查表\"><填表项><填 名=\"户号\" 类=\"代码框\" 宽=\"10\"/><填 名=\"户主\"/></填表项>"
             "<部分 题=\"住房\"><问 答=\"是否\">住房是否安全？</问></部分></表单>"),
}
# By clause, where the format does not tell the kind of document.
KINDS = {"7.3.5.2": "PLAIN", "7.3.5.3": "STAMP", "10.1": "LETTER", "10.2": "ORDER",
         "10.3": "MINUTES"}
# Values that other figures lean on go to where these still compile.
LENGTH_MORE = {"area_width": "150mm", "area_height": "215mm", "page_width": "215mm",
               "page_height": "305mm", "rule_width": "140mm", "letter_rule_width": "160mm",
               "body_size": "小三", "title_size": "小二", "imprint_size": "小四", "folio_size": "小四"}


def rows_of(text):
    """(kind, format, clause, field, figures) of each row of the standard."""
    for line in text.splitlines():
        row = re.match(r"([A-Z_]+)\((\w+), \"([^\"]+)\", \w+, (\w+), ([^)]*)\)", line)
        if row:
            kind, form, clause, field, figures = row.groups()
            yield kind, form, clause, field, [f.strip() for f in figures.split(",")]


def other(kind, field, figures):
    """A value that departs."""
    if field in LENGTH_MORE:
        return LENGTH_MORE[field]
    if kind == "ROLE":
        return "kai" if figures[0] != '"kai"' else "hei"
    if kind == "INK":
        return "1000 0 0 0"
    n = int(figures[0])
    if kind == "COUNT":
        return str(n - 2)
    if kind in ("IN_LINES", "IN_CHARACTERS"):
        return f"{n + 1}{'行' if kind == 'IN_LINES' else '字'}"
    return f"{(n * 3 // 4 if kind == 'LEAST' else n + int(figures[1]) + 700) / 1000}mm"


def departing(home, names, field, value):
    """The profiles with one figure changed: in the one that has it last."""
    shutil.rmtree(f"{home}/templates", ignore_errors=True)
    shutil.copytree(PROFILES, f"{home}/templates")
    group, name = names[field]
    changed = 0
    for profile in ("gbt9704", "letter", "order", "minutes", "form"):
        path = f"{home}/templates/{profile}.xml"
        with open(path, encoding="utf-8") as file:
            text = file.read()
        parts = re.split(r"(?=<group )", text)
        for i, part in enumerate(parts):
            if part.startswith(f'<group name="{group}"'):
                parts[i], n = re.subn(f'name="{name}" is="[^"]*"', f'name="{name}" is="{value}"', part)
                changed += n
        with open(path, "w", encoding="utf-8") as file:
            file.write("".join(parts))
    assert changed, field


def tell(program, home, source):
    """The rows of the report, and what a build says."""
    report = run(program, "check", "--free-fonts", "--home", home, "--format", "json", source)
    said = run(program, "build", "--free-fonts", "--home", home, source, "-o", f"{home}/x.pdf")
    text = report.stdout.decode()
    return json.loads(text)[0]["checks"] if text.startswith("[{") else [], said.stderr.decode()


def main(program, folder):
    with open(STYLES, encoding="utf-8") as file:
        names = {f: (g, n) for f, g, n in
                 re.findall(r'STYLE\((\w+), \w+, "([^"]+)", "([^"]+)"\)', file.read())}
    with open(STANDARD, encoding="utf-8") as file:
        rows = list(rows_of(file.read()))
    os.symlink(os.path.abspath("fonts"), f"{folder}/fonts")
    for name in ("公章样章.png", "签名章样章.png"):
        shutil.copy(f"inputs/样张/{name}", folder)
    paths = {}
    for kind, text in DOCUMENTS.items():
        paths[kind] = f"{folder}/{kind}.xml"
        with open(paths[kind], "w", encoding="utf-8") as file:
            file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
        shutil.rmtree(f"{folder}/templates", ignore_errors=True)
        shutil.copytree(PROFILES, f"{folder}/templates")
        checks, said = tell(program, folder, paths[kind])
        wrong = [f'{c["clause"]} {c["item"]}' for c in checks if c["verdict"] == "breaches"]
        check(f"{kind}: conforms as it is", checks and not wrong, str(wrong) + said)
        check(f"{kind}: the build is silent", "C066" not in said, said)
    check("every row is read", len(rows) > 70, str(len(rows)))
    for kind, form, clause, field, figures in rows:
        document = KINDS.get(clause, form) if form in ("ANY", "TITLED") else form
        value = other(kind, field, figures)
        departing(folder, names, field, value)
        checks, said = tell(program, folder, paths[document])
        told = [c for c in checks if c["clause"] == clause and "profile" in c]
        check(f"{clause} {field} {value}: the profile is named", told, said[:400])
        must = [c for c in told if c["strength"] == "must"]
        check(f"{clause} {field} {value}: the build warns", not must or
              re.search(rf"C066\].*{re.escape(clause)}（", said), said[:400])


if __name__ == "__main__":
    measure_all("profile", main)
