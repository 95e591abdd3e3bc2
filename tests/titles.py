#!/usr/bin/env python3
"""Where titles turn, held against marks made by hand: titles.py PROGRAM

tests/titles/*.txt has a title a line, with | wherever a line may end; the marks were made before the
breaker was run on them, those of two.txt by someone who had not seen it. Each title is set as an
attachment's, at the width of the type area. A line that ends at no mark is torn; every title here has
marks enough for lines that fit. Prints each torn title and fails."""
import glob
import os
import re
import subprocess
import sys
import tempfile
from xml.sax.saxutils import quoteattr

LINE = re.compile(r'^text ([\d.]+) ([\d.]+) to .*? "(.*)" #attachment-title')


def read_titles(path):
    with open(path, encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def set_titles(program, titles):
    """The lines of each title."""
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "titles.xml")
        with open(source, "w", encoding="utf-8") as file:
            file.write('<公文 文种="通知"><标题>标题</标题><正文><段>正文。</段></正文>')
            for title in titles:
                file.write(f"<附件 标题={quoteattr(title.replace('|', ''))}><段>略。</段></附件>")
            file.write("</公文>")
        pages = subprocess.run([program, "dump", "--free-fonts", "--stage", "pages", source],
                               check=True, capture_output=True, text=True).stdout
    found = []
    for page in re.split(r"^page ", pages, flags=re.M):
        lines = {}
        for line in page.splitlines():
            match = LINE.match(line)
            if match:
                y = round(float(match[2]))
                key = next((k for k in lines if abs(k - y) < 4), y)
                lines.setdefault(key, []).append((float(match[1]), match[3]))
        if lines:
            found.append(["".join(t for _, t in sorted(parts)) for _, parts in sorted(lines.items())])
    return found


def torn(title, lines):
    """The title with / where a line ends and none may; None: there is no such place."""
    marks, plain = set(), ""
    for part in title.split("|"):
        plain += part
        marks.add(len(plain))
    bad, at = [], 0
    for line in lines[:-1]:
        at += len(line)
        if at not in marks:
            bad.append(at)
    if "".join(lines) != plain:
        return f"{plain} is set as {'/'.join(lines)}"
    return "".join(c + ("/" if i + 1 in bad else "") for i, c in enumerate(plain)) if bad else None


def main(program):
    failed = count = turned = 0
    for path in sorted(glob.glob(os.path.join(os.path.dirname(__file__), "titles", "*.txt"))):
        titles = read_titles(path)
        found = set_titles(program, titles)
        if len(found) != len(titles):
            sys.exit(f"titles: {len(titles)} titles, {len(found)} pages with one")
        for title, lines in zip(titles, found):
            count += 1
            turned += len(lines) > 1
            problem = torn(title, lines)
            if problem:
                failed += 1
                print(f"titles: {problem}")
    print(f"titles: {count - failed} passed, {failed} failed ({turned} of them on several lines)")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main(sys.argv[1])
