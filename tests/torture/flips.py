#!/usr/bin/env python3
"""Every byte of a filled form's dictionaries changed: flips.py PROGRAM [STEP]

Forms are printed with what a list knows, or built and filled in by others, and stored in several
ways. In each byte of the objects of fields, of the form, of the tables and trailers one bit is
changed (each STEP-th byte; another bit each time), and the file is read. What comes is what was
filled in, or the file is refused, or its form is said to be doubtful; a value is never gone, or
another, without a word. Only what was typed and stands nowhere else in a file cannot be known: a
program that fills in values without drawing them leaves no second copy."""
import csv
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import tempfile

from scenarios import scratch

HERE = os.path.dirname(os.path.abspath(__file__))
FILL = os.path.join(HERE, "..", "fill.py")
FORM = """<?xml version="1.0" encoding="UTF-8"?>
<表单 题="农户情况调查表" 户号="户号">
  <填表项><填 名="村" 宽="6"/><填 名="户主" 宽="6"/><填 名="户号" 类="代码框" 宽="8"/></填表项>
  <类别 题="农户类别"><选>脱贫户</选><选>监测对象</选></类别>
  <部分 题="家庭">
    <问>年收入<填 名="年收入" 类="数字" 宽="8"/>元。</问>
    <问 答="是否">是否有人外出务工？</问>
    <问 答="单选">住房：<选>%s甲类</选><选>乙类</选></问>
    <问>登记日期<填 名="登记日期" 类="日期"/>。</问>
  </部分>
</表单>
"""
LONG = "房屋为土木结构且墙体出现裂缝屋面渗漏经有资质的机构鉴定为危房需要在今年汛期以前搬迁或者拆除重建的"
LIST = ("户号,村,户主,年收入,农户类别,登记日期,一、②是否有人外出务工？,一、③住房\n"
        f"00000001,甲村,许玥,8000,脱贫户,2026-09-01,是,{LONG}甲类\n"
        "00000002,甲村,周明,,脱贫户|监测对象,,否,乙类\n")
TYPED = ["村=甲村", "户主=许玥", "户号=00000001", "年收入=8000", "农户类别=脱贫户", "1-2=是", f"1-3={LONG}甲类"]
REFUSED = re.compile(r"error\[(?:Q011|Q012|Q18\d)\]: \"([^\"（]*)")
DOUBTED = re.compile(r"warning\[(?:D04[0-5]|D047|D048|D050)\]: \"([^\"]*)\"")
BATCH = 64


def run(*command, cwd):
    done = subprocess.run(command, cwd=cwd, capture_output=True, timeout=300)
    return done.returncode, done.stderr.decode(errors="replace")


def rows_of(path):
    """Rows by the file that they came from, and whose."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {row.pop("file"): row for row in csv.DictReader(file)}


# ---- the forms ----

def hexadecimal(text):
    return b"<feff" + text.encode("utf-16-be").hex().encode() + b">"


def added(data, name, value):
    """The file with an empty field filled in by adding to its end, as viewers save."""
    match = next(m for m in re.finditer(rb"\n(\d+) 0 obj\n(<<.*?>>)\nendobj", data, re.S)
                 if b"/T " + hexadecimal(name) in m.group(2) and b"/V " not in m.group(2))
    number, at = match.group(1), len(data)
    start = re.findall(rb"startxref\s+(\d+)", data)[-1]
    root, size = re.findall(rb"/Root (\d+ 0 R)", data)[-1], re.findall(rb"/Size (\d+)", data)[-1]
    body = number + b" 0 obj\n" + match.group(2)[:-2] + b"/V " + hexadecimal(value) + b" >>\nendobj\n"
    table = b"xref\n%b 1\n%010d 00000 n \ntrailer\n<< /Prev %b /Root %b /Size %b >>\n" % (number, at, start, root, size)
    return data + body + table + b"startxref\n%d\n%%%%EOF\n" % (at + len(body))


def make_forms(program, folder):
    """Names of files; whether each value stands in its file twice."""
    def write(name, text):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(text)

    def read(name):
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()

    def must(*command):
        status, err = run(*command, cwd=folder)
        if status:
            sys.exit(f"flips: {command}: {err}")

    write("form.xml", (FORM % LONG).encode())
    write("l.csv", LIST.encode())
    must(program, "print", "form.xml", "--data", "l.csv", "--fillable", "--free-fonts", "-o", "printed.pdf")
    must(program, "build", "form.xml", "--fillable", "--free-fonts", "-o", "blank.pdf")
    must("qpdf", "--object-streams=disable", "printed.pdf", "plain.pdf")
    must("qpdf", "--qdf", "--object-streams=disable", "--stream-data=preserve", "printed.pdf", "qdf.pdf")
    must(sys.executable, FILL, "blank.pdf", "typed.pdf", *TYPED)
    write("added.pdf", added(read("plain.pdf"), "年收入", "9500"))
    return [("plain.pdf", True), ("qdf.pdf", True), ("typed.pdf", False), ("added.pdf", False)]


# ---- what is changed ----

FIELDS = re.compile(rb"/FT|/Subtype /Widget|/AcroForm|/Fields|/HongtouOwner|/Type /Catalog|/Kids")


def places(data):
    """Bytes of objects without streams that have to do with the form, of tables and trailers."""
    for match in re.finditer(rb"\d+ 0 obj\s(.*?)endobj\n", data, re.S):
        if b"stream" not in match.group(1) and FIELDS.search(match.group(1)) and b"/Pages" not in match.group(1)[:40]:
            yield from range(match.start(), match.end())
    for match in re.finditer(rb"\n(?:xref\n|trailer\b)(?:.(?!\d 0 obj))*", data, re.S):
        yield from range(match.start(), match.end())


def once(data, twice):
    """Bytes of values that stand nowhere else in the file."""
    values = r"/V (<[^>]*>|\((?:\\.|[^\\()])*\))"
    if twice:
        return set()
    return {i for m in re.finditer(values.encode(), data, re.S) for i in range(m.start(1) + 1, m.end(1) - 1)}


def read_batch(program, folder, names):
    out = os.path.join(folder, "out.csv")
    if os.path.exists(out):
        os.unlink(out)
    _, err = run(program, "read", *names, "-o", "out.csv", "--lang", "en", cwd=folder)
    return rows_of(out), set(REFUSED.findall(err)), set(DOUBTED.findall(err))


def is_good(rows, name, source, truth, doubted):
    for place, row in truth.items():
        mine = place.replace(source, name)
        got = rows.pop(mine, None)
        values = got and {c: v for c, v in got.items() if v or c in row}
        if values != row and mine not in doubted and name not in doubted:
            return False
    return name in doubted or not any(place.startswith(name + "（") or place == name for place in rows)


def sweep(program, folder, source, twice, step):
    with open(os.path.join(folder, source), "rb") as file:
        data = file.read()
    truth, refused, doubted = read_batch(program, folder, [source])
    if not truth or refused or doubted:
        sys.exit(f"flips: {source} itself: {refused} {doubted} {truth}")
    where, hidden = list(places(data))[::step], once(data, twice)
    tried = told = unknown = bad = 0
    for first in range(0, len(where), BATCH):
        part = where[first:first + BATCH]
        names = []
        for i, at in enumerate(part):
            changed = bytearray(data)
            changed[at] ^= 1 << ((first + i) * 5 + at) % 8
            names.append(f"x{i}.pdf")
            with open(os.path.join(folder, names[-1]), "wb") as file:
                file.write(changed)
        rows, refused, doubted = read_batch(program, folder, [source, *names])  # the first names the columns
        for at, name in zip(part, names):
            tried += 1
            hurt = name in refused or any(d == name or d.startswith(name + "（") for d in doubted)
            told += hurt
            if name in refused or is_good(rows, name, source, truth, doubted):
                continue
            if at in hidden:
                unknown += 1
                continue
            bad += 1
            if bad <= 10:
                changed = data[at] ^ 1 << ((where.index(at)) * 5 + at) % 8
                print(f"flips: {source}: byte {at}: {data[at - 30:at]!r} {data[at:at + 1]!r} -> {bytes([changed])!r} "
                      f"{data[at + 1:at + 20]!r}")
    print(f"flips: {source}: {tried} bytes changed, {told} told, {unknown} of what stands once, {bad} silent")
    return bad


def play(job):
    program, folder, source, *how = job
    own = tempfile.mkdtemp(dir=folder)
    shutil.copy(os.path.join(folder, source), own)
    return sweep(program, own, source, *how)


def main():
    program, step = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    folder = scratch()
    try:
        jobs = [(program, folder, *form, step) for form in make_forms(program, folder)]
        with multiprocessing.Pool() as pool:
            bad = sum(pool.imap_unordered(play, jobs))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
