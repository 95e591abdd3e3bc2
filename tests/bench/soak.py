#!/usr/bin/env python3
"""One run that prints a million forms, its memory noted on the way: soak.py PROGRAM FORMS

Prints how much memory a hundred thousand more forms take, and fails when it is more than theirs:
some ten bytes a household are kept to the end."""
import os
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM, FORMS = os.path.abspath(sys.argv[1]), int(sys.argv[2])
FORM = "inputs/排查表/村级排查表-一页.xml"
BYTES_A_HOUSEHOLD = 64


def resident(process):
    with open(f"/proc/{process}/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGESIZE")


with tempfile.TemporaryDirectory() as folder:
    rows = os.path.join(folder, "户.csv")
    with open(rows, "w", encoding="utf-8") as f:
        f.write("户号,户主\n")
        f.writelines(f"{n:07d},沈望舒\n" for n in range(FORMS))
    child = subprocess.Popen([PROGRAM, "print", FORM, "--data", rows, "--free-fonts", "-o",
                              os.path.join(folder, "out.pdf")], stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE)
    told = []
    threading.Thread(target=lambda: told.append(child.stderr.read()), daemon=True).start()
    seen = []
    while child.poll() is None:
        try:
            seen.append(resident(child.pid))
        except (OSError, IndexError):
            break
        time.sleep(0.05)
    if child.wait():
        sys.exit(f"soak: print failed: {told[0].decode()[-300:] if told else ''}")
half = seen[len(seen) // 2:]
each = max(0, max(half) - half[0]) / (FORMS / 2)
print(f"soak: {FORMS} forms: {max(seen) / 1e6:.1f} MB at most, {each:+.2f} bytes a form")
sys.exit(each > BYTES_A_HOUSEHOLD)
