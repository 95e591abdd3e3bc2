#!/usr/bin/env python3
"""Reads every workbook and CSV file below a folder with the program and with openpyxl (csv), and
compares what is shown of each cell. Each file also goes through a table of a document, which must
end by itself.

    sweep.py CELLS PROGRAM DIR [--most N]

CELLS is tests/sweep/cells.c. What openpyxl cannot read and what the program refuses are counted;
exit status 1: a cell differs, a run crashed or took too long. The files are not ours: none is kept
here."""
import collections
import csv
import datetime
import multiprocessing
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import unicodedata
import warnings
from decimal import Decimal, InvalidOperation

import openpyxl
import openpyxl.styles.stylesheet
import openpyxl.worksheet._reader as reader

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from shown import BUILT_IN, show  # noqa: E402

SECONDS, MEMORY, MOST_CELLS = 40, 2 << 30, 1000000
# Numbers as they are stored, days not made of them, and codes kept apart from formats by number.
reader._cast_number = Decimal
reader.from_excel = lambda value, epoch=None, timedelta=False: value
openpyxl.styles.stylesheet.BUILTIN_FORMATS_REVERSE = {}
warnings.simplefilter("ignore")


def bare(text):
    """Without what nobody sees: forms of a character, blanks, controls."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in
                   ("Cc", "Cf", "Mn", "Co"))


def unescaped(text):
    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def code_of(book, cell):
    number = cell._style.numFmtId if cell.has_style else 0
    if number >= 164:
        return book._number_formats[number - 164]
    return BUILT_IN.get(number, "General")


def expected(book, cell, zeros):
    """What is shown of a cell; None: nothing."""
    value = cell.value
    if value is None or cell.data_type == "f":
        return ""
    if cell.hyperlink and not isinstance(value, Decimal):
        return None  # openpyxl fills an empty cell with what it links to
    if isinstance(value, bool):
        return "是" if value else "否"
    code = code_of(book, cell)
    if isinstance(value, (int, float, Decimal)):
        number = Decimal(str(value))
        if not number.is_finite() or number.adjusted() >= 25:
            return None
        if number != number.to_integral_value() or "E" in str(value):
            number = Decimal("%.14e" % number)
        if not zeros and number == 0:
            return ""
        return show(code, number, book.epoch.year == 1904)
    if cell.data_type == "e" and value == "#VALUE!":
        return None  # openpyxl does not say whether it stands for a picture
    text = unescaped(str(value))
    if isinstance(value, (datetime.date, datetime.time)):
        return re.sub(r"(\.\d*?)0+$", r"\1", text)
    if text.startswith(("=DISPIMG(", "=_xlfn.DISPIMG(")):
        return ""
    return show(code, text) if cell.data_type in ("s", "str", "inlineStr") else text


def rows_of_book(path):
    """For each sheet its cells by row and column, hidden ones apart."""
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            continue
        zeros = sheet.sheet_view.showZeros is not False
        covered = set()
        for merged in sheet.merged_cells.ranges:
            for row in range(merged.min_row, min(merged.max_row, sheet.max_row) + 1):
                for column in range(merged.min_col, min(merged.max_col, sheet.max_column) + 1):
                    if (row, column) != (merged.min_row, merged.min_col):
                        covered.add((row, column))
        cells = {}
        for row in sheet.iter_rows():
            for cell in row:
                place = (cell.row, cell.column)
                if place not in covered:
                    cells[place] = expected(book, cell, zeros)
        hidden = {r for r, d in sheet.row_dimensions.items() if d.hidden}
        yield sheet.title, cells, covered, hidden


def rows_of_program(cells_program, path, names):
    done = subprocess.run([cells_program, path] + names, capture_output=True, timeout=SECONDS / 2)
    sheets = collections.defaultdict(dict)
    at, read = None, set()
    for line in done.stdout.decode("utf8", "replace").split("\n"):
        if line.startswith("sheet "):
            at = int(line[6:])
        elif line and at is not None:
            number, *row = line.split("\t")
            read.add(at)
            for column, cell in enumerate(row, 1):
                shown = cell.split("\x1f")[0].replace("\u2028", "\n")
                shown = re.sub(r"\\x([0-9a-f]{2})", lambda m: chr(int(m.group(1), 16)), shown)
                sheets[at][int(number), column] = shown
    return done, sheets, read


def through_a_table(program, path, cells):
    """A document with a table of it; returns the exit status."""
    first = min((r for r, _ in cells), default=0)
    heads, seen = [], set()
    for (row, column), text in sorted(cells.items()):
        text = re.sub(r"\s+", " ", text or "").strip()
        if row == first and 0 < len(text) < 30 and text not in seen and len(heads) < 8:
            seen.add(text)
            heads.append("<列 题='%s'/>" % re.sub(r"[&<'\x00-\x1f\ufffe\uffff]", "·", text))
    if not heads:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        name = "a" + os.path.splitext(path)[1].lower()
        os.symlink(os.path.abspath(path), os.path.join(folder, name))
        document = os.path.join(folder, "a.xml")
        with open(document, "w", encoding="utf8", errors="replace") as f:
            f.write("<公文 文种='通知'><标题>关于试验的通知</标题><正文><表 来源='%s'>%s</表></正文>"
                    "<落款 署名='青禾县人民政府' 日期='2026-09-19'/></公文>" % (name, "".join(heads)))
        return subprocess.run([program, "dump", "--stage", "model", document],
                              capture_output=True, timeout=SECONDS / 2).returncode


class Result:
    def __init__(self):
        self.counts = collections.Counter()
        self.differences, self.failures, self.refused = [], [], []
        self.codes = collections.Counter()


def compare(result, path, title, wanted, covered, hidden, got):
    for place, text in wanted.items():
        if text is None or place[0] in hidden:
            continue
        result.counts["cells"] += 1
        shown = got.get(place, "")
        # openpyxl takes x005F_ away, so that what it kept apart can no longer be told
        if bare(text) not in (bare(shown), bare(unescaped(shown))):
            result.differences.append((path, title, place, text, shown))
    for place, shown in got.items():
        if shown and place not in wanted and place not in covered and place[0] not in hidden:
            result.differences.append((path, title, place, "", shown))


def sweep_book(result, cells_program, path):
    try:
        sheets = list(rows_of_book(path))
    except (TooLong, MemoryError):
        raise
    except Exception:  # whatever openpyxl makes of such files
        result.counts["not read by openpyxl"] += 1
        sheets = []
    done, got, read = rows_of_program(cells_program, path, [s[0] for s in sheets])
    note(result, path, done)
    for i, (title, wanted, covered, hidden) in enumerate(sheets):
        result.counts["sheets"] += 1
        if i in read:
            compare(result, path, title, wanted, covered, hidden, got[i])
        elif any(wanted.values()):
            result.counts["sheets refused"] += 1
            result.refused.append((path, title, said_by(done)))
    return sheets[0][1] if sheets else {}


def sweep_csv(result, cells_program, path):
    done, got, read = rows_of_program(cells_program, path, [])
    note(result, path, done)
    try:
        with open(path, encoding="utf-8-sig", newline="") as f:
            text = f.read()
        delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
    except (UnicodeDecodeError, csv.Error):
        result.counts["not read by csv"] += 1
        return {}
    wanted = {(r, c): t for r, row in enumerate(rows, 1) for c, t in enumerate(row, 1)}
    if read:
        compare_rows(result, path, wanted, got[0])
    return wanted


def compare_rows(result, path, wanted, got):
    """A row of CSV may stand on several lines, so rows are compared in their order."""
    def lines(cells):
        rows = collections.defaultdict(dict)
        for (row, column), text in cells.items():
            if bare(text):
                rows[row][column] = bare(re.sub(r'^="(.*)"$|^\'(?=\d)', r"\1", text))
        return [rows[r] for r in sorted(rows)]
    mine, theirs = lines(got), lines(wanted)
    result.counts["cells"] += sum(map(len, theirs))
    for i in range(max(len(mine), len(theirs))):
        a, b = (x[i] if i < len(x) else {} for x in (theirs, mine))
        if a != b:
            result.differences.append((path, "", (i + 1, 0), str(a), str(b)))
            return


def said_by(done):
    return " ".join(sorted(set(re.findall(r"error\[\w+\]: [^\n]*", done.stderr.decode("utf8", "replace")))))


def note(result, path, done):
    result.counts["files"] += 1
    said = done.stderr.decode("utf8", "replace")
    for code in set(re.findall(r"error\[(\w+)\]", said)):
        result.codes[code] += 1
    if done.returncode not in (0, 1):
        result.failures.append((path, "cells", done.returncode, said[-300:]))


class TooLong(Exception):
    pass


def alarm(number, frame):
    raise TooLong


def limit():
    """Others' files may ask openpyxl for more than this machine has."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, alarm)


def sweep(job):
    cells_program, program, path = job
    result = Result()
    signal.alarm(SECONDS)
    try:
        which = sweep_csv if path.lower().endswith(".csv") else sweep_book
        cells = which(result, cells_program, path)
        status = through_a_table(program, path, cells)
        if status not in (0, 1):
            result.failures.append((path, "table", status, ""))
    except (TooLong, MemoryError):
        result.counts["too much for openpyxl"] += 1
    except subprocess.TimeoutExpired:
        result.failures.append((path, "took too long", 0, ""))
    except (InvalidOperation, OverflowError) as e:
        result.failures.append((path, "shown.py", 0, repr(e)))
    signal.alarm(0)
    return result


def main():
    cells_program, program, folder = sys.argv[1:4]
    most = int(sys.argv[5]) if len(sys.argv) > 5 else 40
    paths = sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names
                   if name.lower().endswith((".xlsx", ".csv")) and not name.startswith("~$"))
    total = Result()
    jobs = [(cells_program, program, p) for p in paths]
    with multiprocessing.Pool(int(os.environ.get("JOBS", "2")), limit, maxtasksperchild=50) as pool:
        for r in pool.imap(sweep, jobs):
            total.counts += r.counts
            total.codes += r.codes
            total.differences += r.differences
            total.failures += r.failures
            total.refused += r.refused
    for path, title, place, wanted, got in total.differences[:most]:
        print("%s %s %s: %r is shown, not %r" % (path, title, place, got[:120], wanted[:120]))
    for refused in total.refused[:most]:
        print("refused: %s %s: %s" % refused)
    for failure in total.failures:
        print("FAILED: %s %s %s %s" % failure)
    print("sweep: " + ", ".join("%d %s" % (n, what) for what, n in total.counts.items()))
    print("sweep: refused: " + (", ".join("%s %d" % x for x in sorted(total.codes.items())) or "none"))
    print("sweep: %d cells differ in %d files, %d runs failed" %
          (len(total.differences), len({d[0] for d in total.differences}), len(total.failures)))
    return 1 if total.differences or total.failures else 0


if __name__ == "__main__":
    sys.exit(main())
