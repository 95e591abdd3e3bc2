#!/usr/bin/env python3
"""Holds the instructions of whole commands against a table: make bench-guard; to write the table
anew: make bench-guard WRITE=1.

    guard.py PROGRAM TOOLCHAIN [--write]

Instructions do not depend on the machine's mood, but on more than this program: the compiler and
its flags, the libraries, and which of their routines they choose for a processor. So they are
counted by whose they are, by callgrind, with a store of glyphs that is warm:

  own        of the program's own code: the same on every machine with the same TOOLCHAIN
  loader     of the dynamic linker: what is linked, and in which order
  libraries  all else: how much the program asks of them

On the machine of the table's toolchain and libraries each of the three may grow by 5 %. With other
libraries only what is the program's own is judged; with another compiler or other flags nothing is,
and the run says so. The floor (floor.c) is no measure here: it shares the fonts and the PDF with the
program, and would hide what they lose."""
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "instructions.txt")
MOST = 1.05
SLACK = 100000  # instructions: no less counts as growth
KINDS = ("own", "loader", "libraries")
SAMPLES = {
    "one-page notice": "inputs/关于召开乡村振兴工作推进会的通知.xml",
    "notice with a plan": "inputs/乡村振兴/关于印发《青禾县2026年巩固拓展脱贫攻坚成果排查整改工作方案》的通知.xml",
    "sealed notice": "inputs/样张/加盖印章的通知.xml",
    "village checklist": "inputs/排查表/村级排查表-一页.xml",
    "leading group": "inputs/青禾县/关于成立青禾县乡村振兴领导小组的通知.xml",
    "cars, from a workbook": "inputs/样张/车辆安排/车辆安排（来自XLSX）.xml",
}


def by_object(profile):
    """Instructions of each object file of a callgrind profile."""
    names, counted, current, called = {}, Counter(), None, False
    with open(profile, encoding="utf-8", errors="replace") as file:
        for line in file:
            if match := re.match(r"(c?ob)=\((\d+)\)(?: (.*))?", line):
                kind, number, name = match.groups()
                names[number] = name or names[number]
                current = names[number] if kind == "ob" else current
            elif line.startswith("calls="):
                called = True
            elif re.match(r"[+\-*\d]", line):
                counted[current] += 0 if called else int(line.split()[-1])
                called = False
    return counted


def kind_of(path, program):
    if os.path.realpath(path) == os.path.realpath(program):
        return "own"
    return "loader" if os.path.basename(path).startswith("ld-linux") else "libraries"


def count(program, sample, folder):
    """The instructions of one build by KINDS."""
    command = [program, "build", "--home", ".", "--free-fonts", sample, "-o", f"{folder}/a.pdf"]
    environment = dict(os.environ, HOME=folder, XDG_CACHE_HOME=f"{folder}/cache", LC_ALL="C.UTF-8")
    subprocess.run(command, env=environment, check=True, capture_output=True)  # warms the store
    profile = f"{folder}/profile"
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}"] + command,
                   env=environment, check=True, capture_output=True)
    counted = Counter()
    for path, n in by_object(profile).items():
        counted[kind_of(path, program)] += n
    return tuple(counted[kind] for kind in KINDS)


def libraries(program):
    """Files and versions of what the program loads, as far as names tell, and of the processor what
    libraries choose by."""
    told = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    names = [os.path.basename(os.path.realpath(path)) for path in re.findall(r"=> (/\S+)", told)]
    libc = subprocess.run(["ldd", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        flags = set((re.search(r"flags\s*: (.*)", file.read()) or [" "] * 2)[1].split())
    chosen = [flag for flag in ("avx2", "bmi2", "pclmulqdq") if flag in flags]
    return " ".join(sorted(names) + [libc.split()[-1]] + chosen)


def read_table():
    told, rows = {}, {}
    if os.path.exists(TABLE):
        with open(TABLE, encoding="utf-8") as file:
            for line in file:
                name, *values = line.rstrip("\n").split("\t")
                if name.startswith("# "):
                    told[name[2:]] = values[0] if values else ""
                else:
                    rows[name] = tuple(int(value) for value in values)
    return told, rows


def write_table(told, rows):
    with open(TABLE, "w", encoding="utf-8") as file:
        for key, value in told.items():
            file.write(f"# {key}\t{value}\n")
        for name, values in rows.items():
            file.write("\t".join([name] + [str(value) for value in values]) + "\n")


def judged(told, before):
    """Which kinds the table is good for here."""
    if told["toolchain"] != before.get("toolchain"):
        print(f"guard: nothing is judged: the table is of {before.get('toolchain', 'no toolchain')}; "
              f"this is {told['toolchain']}")
        return ()
    if told["libraries"] != before.get("libraries"):
        print("guard: other libraries or another processor than the table's: only the program's own "
              "instructions are judged")
        return KINDS[:1]
    return KINDS


def main():
    program, toolchain = os.path.abspath(sys.argv[1]), sys.argv[2]
    told = {"toolchain": toolchain, "libraries": libraries(program), "columns": " ".join(KINDS)}
    before, table = read_table()
    rows, grown = {}, []
    kinds = judged(told, before)
    for name, sample in SAMPLES.items():
        with tempfile.TemporaryDirectory() as folder:
            rows[name] = count(program, sample, folder)
        shown = []
        for kind, now, was in zip(KINDS, rows[name], table.get(name, (0,) * len(KINDS))):
            change = f" ({(now / was - 1) * 100:+.1f} %)" if was else ""
            shown.append(f"{kind} {now / 1e6:.2f}{change}")
            if kind in kinds and now > was * MOST + SLACK:
                grown.append(f"{name}: {kind} {was / 1e6:.2f} → {now / 1e6:.2f} million")
        print(f"guard: {name}: {sum(rows[name]) / 1e6:.1f} million instructions: {', '.join(shown)}")
    if "--write" in sys.argv:
        write_table(told, rows)
        return
    for line in grown:
        print(f"guard: GROWN by more than 5 %: {line}")
    if grown:
        print("guard: take off what is done anew in every run; if it must be, say why and "
              "make bench-guard WRITE=1")
    sys.exit(bool(grown))


if __name__ == "__main__":
    main()
