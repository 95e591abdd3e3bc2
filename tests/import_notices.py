#!/usr/bin/env python3
"""Drafts of notices through hongtou import, against truths written by hand: import_notices.py PROGRAM [-v]

Each draft of tests/import/ is imported, what its paragraphs became is compared with the truth (precision and
recall of each kind), and the document is compiled: it must have no mistakes, and its pages must say what the
draft says, but for the changes that the report lists, with its places to write on as wide as typed."""
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "import"))
import make

LEAST = 0.98  # of the paragraphs are right


def squash(text):
    return re.sub(r"[\s\u3000\u200b\ufeff]", "", text)


def kind_of(paragraph):
    """heading2r and heading2 are headings of level 2."""
    return paragraph.kind.rstrip("r") if re.search(r"\dr$", paragraph.kind) else paragraph.kind


def found_kind(row):
    return row["kind"] + (str(row["level"]) if row["kind"] in ("heading", "numbered") else "")


def imported(program, draft, target):
    run = subprocess.run(
        [program, "import", "--lang", "en", "--format", "json", "--force", draft, "-o", target],
        capture_output=True, text=True,
    )
    return run, json.loads(run.stdout)[0] if run.stdout else None


def align(truth, rows, listed):
    """What each paragraph of the truth became: by its text, in order; a line break parts a paragraph. listed: the
    numbers of lists are no text (Markdown)."""
    out, at = [], 0
    rows = sorted(rows, key=lambda row: row["block"])
    for p in truth:
        typed = re.sub(r"^\d+\. ", "", p.text) if listed else p.text
        text, kinds, got = squash(typed), [], ""
        while at < len(rows) and len(got) < len(text):
            got += squash(rows[at]["text"])
            kinds.append(found_kind(rows[at]))
            at += 1
        out.append(kinds[0] if kinds else "lost")
    return out


def pages(program, path):
    pdf = path + ".pdf"
    run = subprocess.run([program, "build", "--free-fonts", "--lang", "en", path, "-o", pdf],
                         capture_output=True, text=True)
    if run.returncode:
        return None, run.stderr
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return squash(re.sub(r"—\s*\d+\s*—\s*(\f|$)", "", text)), run.stderr


def expected(truth, report):
    """The characters that the pages must have: the draft's, with its changes made."""
    chars = Counter("".join(squash(p.text) for p in truth) + "".join(make.auto_labels(truth)))
    for change in report["changes"]:
        if change["to"] is not None or change["why"] == "elsewhere":
            chars.subtract(squash(change["from"]))
            chars.update(squash(change["to"] or (change["from"] if change["why"] == "elsewhere" else "")))
    return chars


def places(text):
    """As the document has it: wide blanks for those behind 签字： and before 年月日."""
    wide = lambda m: "\u3000" * ((len(m[1]) + 1) // 2)
    return re.sub(r"(?<=\S)( {3,}|  (?=[年月日]))(?=\S)", wide, text.strip())


def narrowed(truth, path):
    """Paragraphs whose places to write on the document does not have."""
    with open(path, encoding="utf-8") as file:
        document = file.read()
    return [p.text for p in truth if p.kind == "paragraph" and places(p.text) != p.text.strip()
            and places(p.text) not in document]


def main(program, verbose):
    program = os.path.abspath(program)
    right = total = bad = 0
    made, wanted, hits = Counter(), Counter(), Counter()
    with tempfile.TemporaryDirectory() as folder:
        for draft, truth in make.drafts(folder):
            name, target = os.path.basename(draft), draft + ".xml"
            run, report = imported(program, draft, target)
            if run.returncode or not report:
                print(f"{name}: {run.stderr}")
                bad += 1
                continue
            found = align(truth, report["paragraphs"], draft.endswith(".md"))
            for p, kind in zip(truth, found):
                want = kind_of(p)
                wanted[want] += 1
                made[kind] += 1
                total += 1
                if want == kind:
                    hits[want] += 1
                    right += 1
                else:
                    print(f"{name}: {kind}, not {want}: {p.text.strip()[:50]}")
            for typed in narrowed(truth, target):
                print(f"{name}: the places to write on are not kept: {typed}")
                bad += 1
            text, errors = pages(program, target)
            if text is None:
                print(f"{name}: does not compile:\n{errors}")
                bad += 1
                continue
            want, have = expected(truth, report), Counter(text)
            lost, more = want - have, have - want
            if lost or more:
                print(f"{name}: pages lack {''.join(sorted(lost.elements()))!r}, have {''.join(sorted(more.elements()))!r}")
                bad += 1
            if verbose:
                print(open(target, encoding="utf-8").read(), run.stderr)
    for kind in sorted(wanted):
        print(f"  {kind:14} {wanted[kind]:4}  precision {hits[kind] / max(1, made[kind]):.2f}  recall {hits[kind] / wanted[kind]:.2f}")
    share = right / max(1, total)
    print(f"import: {right} of {total} paragraphs are right ({share:.1%}), {bad} drafts failed")
    return bad or share < LEAST


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1], "-v" in sys.argv)))
