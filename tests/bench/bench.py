#!/usr/bin/env python3
"""Times the whole command, cold, on two documents and on an office of a thousand, beside the
machine's own floor.

    bench.py PROGRAM FLOOR

Prints the medians of wall time and the peak memory of a process; the figures to keep are in the
README. Nothing here passes or fails.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

import office

RUNS = 15
ONE_PAGE = "inputs/关于召开乡村振兴工作推进会的通知.xml"
PLAN = "inputs/乡村振兴/关于印发《青禾县2026年巩固拓展脱贫攻坚成果排查整改工作方案》的通知.xml"


def once(command, expected=0):
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != expected:
        sys.exit(f"bench: {command} failed")
    return (time.perf_counter() - start) * 1000, usage.ru_maxrss / 1024


def show(name, command, goal, pdf):
    once(command)
    runs = [once(command) for _ in range(RUNS)]
    wall = statistics.median(r[0] for r in runs)
    memory = max(r[1] for r in runs)
    size = os.path.getsize(pdf) / 1024
    print(f"{name:<34}{wall:7.1f} ms {memory:6.1f} MB {size:7.1f} KB   goal: {goal}")


def show_office(program):
    """A thousand documents with rosters, ten of them out of date."""
    with tempfile.TemporaryDirectory() as folder:
        office.main(folder, 1000)
        command = [program, "staff", "affected", folder, "--as-of", "2026-09-30"]
        once(command, 1)
        runs = [once(command, 1) for _ in range(5)]
        wall = statistics.median(r[0] for r in runs)
        memory = max(r[1] for r in runs)
        print(f"{'staff affected, 1,000 documents':<34}{wall:7.1f} ms {memory:6.1f} MB {'':13}goal: 1,000 ms")


def main():
    program, floor = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        pdf = f"{folder}/a.pdf"
        show("floor, 26 pages", [floor, "fonts", pdf, "1"], "-", pdf)
        build = [program, "build", "--free-fonts"]
        show("one-page notice", build + [ONE_PAGE, "-o", pdf], "40 ms", pdf)
        show("notice with a plan, 26 pages", build + [PLAN, "-o", pdf], "80 ms, 60 MB, 500 KB", pdf)
        own_fonts = [program, "build", PLAN, "-o", pdf]
        show("the same, office fonts looked for", own_fonts, "-", pdf)
    show_office(program)


if __name__ == "__main__":
    main()
