#!/usr/bin/env python3
"""Forms that come back damaged or from an enemy: forms.py PROGRAM

A form that was filled in loses one bit after the other in the stream that holds its fields: what is
read is what was filled in, or it is told; never is a value gone without a word. Files that unfold to
gigabytes or refer to themselves for ever are named, and those beside them are read."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
FORM = os.path.join(HERE, "..", "..", "inputs", "排查表", "政策宣传回执.xml")
FILL = os.path.join(HERE, "..", "fill.py")
FLIPS = int(os.environ.get("FLIPS", 250))
PYTHON = "/usr/bin/python3"


def run(program, *arguments, cwd):
    done = subprocess.run([program, *arguments, "--lang", "en"], cwd=cwd, capture_output=True, timeout=300)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def make_form(program, folder):
    """A filled form whose objects lie in a compressed stream; its list."""
    with open(os.path.join(folder, "l.csv"), "w", encoding="utf-8") as file:
        file.write("户号,村,户主姓名\n9912060001,白石村,王小一\n")
    run(program, "print", FORM, "--data", "l.csv", "--fillable", "-o", "blank.pdf", "--free-fonts", cwd=folder)
    # what the list knows is in the fields already
    subprocess.run(["qpdf", "--object-streams=generate", "blank.pdf", "form.pdf"], cwd=folder, check=True)
    status, _, err = run(program, "read", "form.pdf", "-o", "good.csv", cwd=folder)
    if status != 0:
        sys.exit(f"forms: the form itself: {status} {err}")
    with open(os.path.join(folder, "good.csv"), encoding="utf-8") as file:
        good = file.read()
    if "王小一" not in good:
        sys.exit(f"forms: the form itself: {good}")
    return good


def streams(data):
    """Where the bytes of streams of objects are, and of their table."""
    for match in re.finditer(rb"/Type /(?:ObjStm|XRef)\b.*?stream\r?\n", data, re.S):
        end = data.index(b"endstream", match.end())
        yield from range(match.end(), end)


def flip(program, folder, good):
    bad = told = 0
    with open(os.path.join(folder, "form.pdf"), "rb") as file:
        data = file.read()
    places = list(streams(data))
    for i in range(FLIPS):
        at = places[i * len(places) // FLIPS]
        changed = bytearray(data)
        changed[at] ^= 1 << (i % 8)
        with open(os.path.join(folder, "form.pdf"), "wb") as file:
            file.write(changed)
        out = os.path.join(folder, "x.csv")
        if os.path.exists(out):
            os.unlink(out)
        status, _, err = run(program, "read", "form.pdf", "-o", "x.csv", cwd=folder)
        text = open(out, encoding="utf-8").read() if os.path.exists(out) else ""
        refused = status == 1 and re.search(r"error\[Q(011|012|180|181|182|183)\].*form\.pdf", err)
        doubtful = status == 0 and "warning[D047]" in err
        told += bool(refused or doubtful)
        if not (refused or doubtful or (status == 0 and text == good)):
            bad += 1
            print(f"forms: bit {i % 8} of byte {at}: exit {status}: {err[:300]} {text[:300]}")
    print(f"forms: {FLIPS} bits changed, {told} told, {bad} bad")
    with open(os.path.join(folder, "form.pdf"), "wb") as file:
        file.write(data)
    return bad


# ---- hostile files ----

def pdf(objects):
    """Objects by number from 1."""
    out = bytearray(b"%PDF-1.7\n")
    where = []
    for number, text in enumerate(objects, 1):
        where.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start, size = len(out), len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % at for at in where)
    out += f"trailer\n<< /Root 1 0 R /Size {size} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def bomb():
    """A table of objects that unfolds to two gigabytes."""
    z = zlib.compressobj(9)
    data = b"".join(z.compress(bytes(1 << 24)) for _ in range(128)) + z.flush()
    head = b"%PDF-1.7\n"
    table = b"5 0 obj\n<< /Type /XRef /W [1 4 2] /Size 200000000 /Root 1 0 R /Filter /FlateDecode " \
            b"/Length %d >>\nstream\n" % len(data) + data + b"\nendstream\nendobj\n"
    return head + table + b"startxref\n%d\n%%%%EOF\n" % len(head)


def wide():
    """Nodes that refer to the same nodes, again and again."""
    kids = " ".join(["4 0 R"] * 3000)
    return pdf(["<< /Type /Catalog /AcroForm << /Fields [" + " ".join(["3 0 R"] * 3000) + "] >> >>",
                "<< >>", f"<< /T (a) /Kids [{kids}] >>", f"<< /T (b) /Kids [{kids.replace('4', '3')}] >>"])


def deep():
    return b"%PDF-1.7\n1 0 obj\n" + b"[" * 3000000 + b"\nendobj\ntrailer << /Root 1 0 R >>\n"


def hostile(program, folder, good):
    bad = 0
    for name, make in (("bomb", bomb), ("wide", wide), ("deep", deep)):
        with open(os.path.join(folder, f"{name}.pdf"), "wb") as file:
            file.write(make())
        if os.path.exists(os.path.join(folder, "x.csv")):
            os.unlink(os.path.join(folder, "x.csv"))
        began = time.time()
        status, _, err = run(program, "read", "form.pdf", f"{name}.pdf", "form.pdf", "-o", "x.csv", cwd=folder)
        out = os.path.join(folder, "x.csv")
        rows = open(out, encoding="utf-8").read().count("王小一") if os.path.exists(out) else 0
        if status != 1 or f"{name}.pdf" not in err or rows != 2:
            bad += 1
            print(f"forms: {name}: exit {status}, {rows} rows: {err[:300]}")
        if time.time() - began > 120:
            bad += 1
            print(f"forms: {name}: {time.time() - began:.0f} s")
    print(f"forms: 3 hostile files between others, {bad} bad")
    return bad


def main():
    program = os.path.abspath(sys.argv[1])
    folder = tempfile.mkdtemp(prefix="forms-")
    try:
        good = make_form(program, folder)
        bad = flip(program, folder, good) + hostile(program, folder, good)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
