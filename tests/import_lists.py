#!/usr/bin/env python3
"""Rosters, tables and forms through hongtou import, against truths written by hand: import_lists.py PROGRAM [-v]

Each document of tests/import/lists/ is imported. What its elements are is compared with the truth beside it:
an element with its attributes and words counts as one fact, and those that stand above it; precision and recall of
each kind of element. Then it is compiled: it must have no mistakes, and its pages must have the characters of the
draft, but for the changes that the report lists."""
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "import", "lists")
sys.path.insert(0, HERE)
import make_documents

LEAST = 0.98  # of the elements of each kind
BLOCKS = ["名单", "办公室", "分组", "表", "任务清单", "车辆安排", "表单", "联系人"]
WIDTHS = ["宽", "份", "行数"]  # are the program's to choose
DERIVED = {"表单": r"第\d+页共\d+页"}


def squash(text):
    return re.sub(r"[\s\u3000\u200b\ufeff]", "", text or "")


def facts_of(node, out):
    """Each element below: (kind, attributes, words)."""
    attrs = tuple(sorted((k, squash(v)) for k, v in node.attrib.items() if k not in WIDTHS))
    words = squash("".join([node.text or ""] + ["|" + (child.tail or "") for child in node]))
    out.append((node.tag, attrs, words))
    for child in node:
        facts_of(child, out)


def facts(root):
    out = []

    def walk(node):
        if node.tag in BLOCKS and not (node.tag == "联系人" and not node.attrib and not node.text):
            facts_of(node, out)
            return
        for child in node:
            walk(child)

    walk(root)
    return Counter(out)


def imported(program, draft, target):
    run = subprocess.run([program, "import", "--lang", "en", "--format", "json", "--force", draft, "-o", target],
                         capture_output=True, text=True)
    return run, json.loads(run.stdout)[0] if run.stdout else None


def typed(blocks):
    """The characters of a draft."""
    texts = []
    for b in blocks:
        texts += [cell[0] for row in b["rows"] for cell in row] if "rows" in b else [b["text"].lstrip("# ")]
    return Counter(squash("".join(texts)))


def printed(program, path):
    pdf = path + ".pdf"
    run = subprocess.run([program, "build", "--free-fonts", "--lang", "en", path, "-o", pdf],
                         capture_output=True, text=True)
    if run.returncode:
        return None, run.stderr
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    text = squash(re.sub(r"—\s*\d+\s*—\s*(\f|$)", "", text))
    return Counter(re.sub(DERIVED["表单"], "", text)), run.stderr


def compare_pages(program, blocks, report, target):
    """What is on the pages and was not typed, or the other way round; blanks to fill in are drawn."""
    chars, (found, said) = typed(blocks), printed(program, target)
    if found is None:
        return ["does not compile: " + said]
    for change in report["changes"]:
        if change["to"] is not None:
            chars.subtract(squash(change["from"]))
            chars.update(squash(change["to"]))
    for blank in "_＿":
        chars.pop(blank, None)
        found.pop(blank, None)
    usual = str.maketrans("（）：；，", "():;,")
    chars, found = (Counter({k.translate(usual): 0 for k in c}) + Counter("".join(c.elements()).translate(usual))
                    for c in (+chars, found))
    left = ["".join((x - y).elements()) for x, y in ((chars, found), (found, chars))]
    return [f"{what} the pages: {text}" for what, text in zip(("not on", "only on"), left) if text]


def main(program, verbose, names):
    program = os.path.abspath(program)
    wanted, got, hits, bad, n = Counter(), Counter(), Counter(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for make in make_documents.DOCUMENTS:
            name = make.__name__.replace("_", "-")
            if names and name not in names:
                continue
            tool, blocks = make()
            draft = os.path.join(HERE, f"{name}.{make_documents.WRITERS[tool][1]}")
            target = os.path.join(folder, name + ".xml")
            run, report = imported(program, draft, target)
            wrong = []
            if report is None or not os.path.exists(target):
                wrong = ["not imported: " + run.stderr]
                found = Counter()
            else:
                found = facts(ET.parse(target).getroot())
                wrong = compare_pages(program, blocks, report, target)
            truth = facts(ET.parse(os.path.join(HERE, name + ".xml")).getroot())
            for counter, add in ((wanted, truth), (got, found), (hits, truth & found)):
                for fact, count in add.items():
                    counter[fact[0]] += count
            n += 1
            bad += bool(wrong)
            for text in wrong:
                print(f"{name}: {text}")
            for sign, rest in (("-", truth - found), ("+", found - truth)):
                for fact in rest.elements() if verbose else []:
                    print(f"{name}: {sign} {fact[0]} {dict(fact[1])} {fact[2]}")
    low = 0
    for kind in sorted(wanted | got):
        recall, precision = hits[kind] / max(1, wanted[kind]), hits[kind] / max(1, got[kind])
        below = min(recall, precision) < LEAST
        low += below
        if verbose or below:
            print(f"{kind}: {wanted[kind]} wanted, recall {recall:.3f}, precision {precision:.3f}")
    total = sum(hits.values()) / max(1, sum((wanted | got).values()))
    print(f"import: {n} documents with lists, {total:.1%} of their elements right, {bad} with other pages, "
          f"{low} kinds below {LEAST:.0%}")
    return 1 if bad or low else 0


if __name__ == "__main__":
    args = [a for a in sys.argv[1:] if a != "-v"]
    sys.exit(main(args[0], "-v" in sys.argv, args[1:]))
