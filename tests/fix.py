#!/usr/bin/env python3
"""Documents whose sections are taken apart into paragraphs with numbers typed by hand, as a word
processor would have them, and put together again by hongtou fix: fix must find them all, the pages
must read as those of the document did, and a second run must find nothing.

    fix.py PROGRAM [FILE…]    without files: the samples, and the cases that compile
"""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

SECTIONS, BODIES = ("层次", "section"), ("正文", "body", "附件", "attachment", "印发件", "enclosure")
HAN = "零一二三四五六七八九十"

# What cannot come back, and why.
EXCUSED = {
    "teams-text.xml": "teams that are numbered among the sections",
    "teams-run-in.xml": "the same",
    "typed.xml": "some of it was typed by hand before, and is mended too",
    "pasted.xml": "characters are mended, too",
}
LEFT = r"\[V30[3457]\]"


def chinese(n):
    tens = HAN[n // 10] if n >= 20 else ""
    return HAN[n] if n <= 10 else tens + "十" + (HAN[n % 10] if n % 10 else "")


def label(level, n):
    return [f"{chinese(n)}、", f"（{chinese(n)}）", f"{n}.", f"（{n}）"][level - 1]


def take_apart(node, level, out):
    """Its children, with sections as paragraphs, at the end of out."""
    n = 0
    for child in list(node):
        if child.tag not in SECTIONS:
            out.append(child)
            continue
        n += 1
        title, children = child.get("题") or child.get("title"), list(child)
        run_in = (child.get("接排") or child.get("run-in")) in ("是", "yes")
        if title and not run_in:
            head = ET.Element("段" if child.tag == SECTIONS[0] else "p")
            head.text, head.tail = label(level, n) + title, "\n"
        else:
            head = children.pop(0)
            head.text = label(level, n) + (title + "。" if title else "") + (head.text or "").lstrip()
        out.append(head)
        rest = ET.Element("rest")
        rest.extend(children)
        take_apart(rest, level + 1, out)


def has_numbers(root):
    return any(node.get("编号") or node.get("numbers") for node in root.iter() if node.tag in SECTIONS)


def compiled(program, path):
    """What the pages say, and the findings; the document's own dashes and blanks left out."""
    pdf = path + ".pdf"
    done = subprocess.run([program, "build", "--free-fonts", path, "-o", pdf], capture_output=True, text=True)
    if done.returncode:
        return None, done.stderr
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"—\d+—|[\s—]", "", re.sub(r"\s", "", text)), done.stderr


def check(program, path):
    """None: it has no sections, or does not compile; else what is wrong, "" for nothing."""
    try:
        root = ET.parse(path).getroot()
    except (ET.ParseError, ValueError):
        return None
    if root.tag not in ("公文", "document") or has_numbers(root) or not any(n.tag in SECTIONS for n in root.iter()):
        return None
    before, _ = compiled(program, path)
    if before is None:
        return None
    for node in list(root.iter()):
        if node.tag in BODIES:
            out = []
            take_apart(node, 1, out)
            node[:] = out
    apart = os.path.join(os.path.dirname(path), "apart-" + os.path.basename(path))
    ET.ElementTree(root).write(apart, encoding="UTF-8", xml_declaration=True)
    subprocess.run([program, "fix", "--write", apart], capture_output=True, check=False)
    after, findings = compiled(program, apart)
    again = subprocess.run([program, "fix", "--lang", "en", apart], capture_output=True, text=True).stdout
    wrong = [] if after == before else ["the pages read otherwise"]
    wrong += ["numbers are left"] if re.search(LEFT, findings) else []
    wrong += ["a second run finds more"] if "nothing to mend" not in again else []
    return ", ".join(wrong)


TYPED = """<公文 文种="通知">
  <标题>关于做好值班工作的通知</标题>
  <正文>
    <段>一、国庆期间实行值班</段>
    <段>1、各村要安排人员；</段>
    <段>2、遇有情况上报。</段>
    <层次 题="提高认识"><段>要摆在突出位置。</段></层次>
    <层次 题="严格值守"><段>执行值班制度。</段></层次>%s
  </正文>
  <落款 机关="白石镇人民政府" 日期="2026-09-15"/>
</公文>
"""


def said(root):
    """All words in their order; numbers that are typed left out."""
    return re.sub(r"[\s一二12、]", "", "".join((n.get("题") or "") + (n.text or "") for n in root.iter()))


def siblings(program, temp):
    """Sections that stand behind a typed one keep their level, and go on from its number."""
    path, wrong = os.path.join(temp, "siblings.xml"), []
    for more, titles in (("", ["国庆期间实行值班", "提高认识", "严格值守"]),
                         ("<段>请遵照执行。</段>", ["国庆期间实行值班", "提高认识", "严格值守"]),
                         ("<段>二、加强督查</段><段>通报结果。</段>", ["提高认识", "严格值守"])):
        with open(path, "w", encoding="utf-8") as f:
            f.write(TYPED % more)
        before = said(ET.parse(path).getroot())
        subprocess.run([program, "fix", "--write", path], capture_output=True, check=False)
        root = ET.parse(path).getroot()
        top = [n.get("题") for n in root.find("正文") if n.tag == "层次"]
        if top != titles:
            wrong.append(f"{more}: {top}")
        if said(root) != before:
            wrong.append(f"{more}: words are lost")
    return wrong


def main(program, files):
    program, least = os.path.abspath(program), 0 if files else 40
    with tempfile.TemporaryDirectory() as temp:
        for folder in [] if files else ["inputs", "tests/cases"]:
            shutil.copytree(folder, os.path.join(temp, folder))
            files += [os.path.join(at, name) for at, _, names in os.walk(os.path.join(temp, folder))
                      for name in names if name.endswith(".xml")]
        files = [f for f in files if os.path.basename(f) not in EXCUSED]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = list(zip(files, pool.map(lambda f: check(program, f), files)))
        bad = [(path, wrong) for path, wrong in results if wrong]
        bad += [("siblings", wrong) for wrong in siblings(program, temp)]
    for path, wrong in bad:
        print(f"{path}: {wrong}")
    good = sum(1 for _, wrong in results if wrong == "")
    print(f"fix: {good} documents taken apart and put together, {len(bad)} failed")
    return 1 if bad or good < least else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
