#!/usr/bin/env python3
"""Short of memory by the system's own limit: starve.py PROGRAM [few]

From too little to enough, 4 MB after 4 MB (few: 16): each run ends in the right bytes, or in S001 with
exit status 3 and nothing left behind; no signal, none that does not end. What the loader cannot map for
lack of room never comes to be a run of ours."""
import os
import resource
import shutil
import subprocess
import sys
import time

from scenarios import LIST, TAKE_FONTS, Work, notice, scratch
from torture import is_store

MB = 1 << 20
ENOUGH, LEAST, PATIENCE = 3, 8, 60  # runs that are right, one after the other; MB; seconds


def folder(work):
    shutil.rmtree(work.template, ignore_errors=True)
    os.makedirs(work.template)
    notice(work)
    work.copy("排查表/政策宣传回执.xml", "f.xml")
    work.write("l.csv", LIST)
    work.prepare("print", "f.xml", "--data", "l.csv", "--fillable", "-o", "c.pdf")
    work.prepare("build", "n.xml", "--docx", "-o", "d.docx")


COMMANDS = [["build", "n.xml", "-o", "n.pdf"], ["check", "n.xml"],
            ["print", "f.xml", "--data", "l.csv", "-o", "o.pdf"], ["read", "c.pdf", "-o", "x.csv"],
            ["read", "c.pdf", "-o", "x.xlsx"], ["import", "d.docx", "-o", "z.xml"],
            ["issue", "n.xml"], ["compare", "n.xml", "n.xml", "-o", "t.pdf"]]


FEW = 4


def run(work, command, megabytes):
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * MB, megabytes * MB))
    done = subprocess.run([work.program, *command, "--lang", "en"], cwd=work.folder,
                          env=work.environment(), stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=PATIENCE, preexec_fn=limit if megabytes else None)
    return done.returncode, done.stdout, done.stderr


def made(work):
    return {name: hash for name, hash in work.files().items()
            if not is_store(name) and ".hongtou/" not in name}


def judge(work, result, right, old, new):
    status, out, err = result
    litter = os.listdir(work.temp) + [name for name in work.files() if name.endswith(".tmp")]
    if litter:
        return f"left: {litter}"
    if status == right[0]:
        return None if (out, made(work)) == (right[1], new) else "other bytes"
    if status == 127 and b"shared librar" in err:
        return None
    if status != 3 or b"S001" not in err:
        return "no word of memory"
    return None if made(work) == old else "something was written"


def starve(work, command, step):
    """How many runs, how many of them told that memory ran out, and how many were bad."""
    command = [*command, "--free-fonts"] if command[0] in TAKE_FONTS else command
    work.fresh()
    old = made(work)
    right = run(work, command, 0)
    new = made(work)
    tried = told = bad = good = 0
    megabytes = LEAST
    while good < ENOUGH and megabytes < 4096:
        work.fresh()
        try:
            result = run(work, command, megabytes)
            wrong = judge(work, result, right, old, new)
        except subprocess.TimeoutExpired:
            result, wrong = (None, b"", b""), "no end"
        if wrong:
            bad += 1
            print(f"starve: {' '.join(command)}: {megabytes} MB: {result[0]}: {wrong} "
                  f"{result[2].decode(errors='replace')[:200]}", flush=True)
        good = good + 1 if result[0] == right[0] else 0
        told += result[0] == 3
        tried += 1
        megabytes += step
    if good < ENOUGH:
        bad += 1
        print(f"starve: {' '.join(command)}: never enough")
    return tried, told, bad


def main():
    base = scratch()
    began = time.time()
    totals = [0, 0, 0]
    try:
        work = Work(os.path.abspath(sys.argv[1]), __file__, base)
        folder(work)
        few = sys.argv[2:] == ["few"]
        for command in COMMANDS[:FEW] if few else COMMANDS:
            totals = [a + b for a, b in zip(totals, starve(work, command, 16 if few else 4))]
    finally:
        shutil.rmtree(base, ignore_errors=True)
    print(f"starve: {totals[0]} limits of memory, {totals[1]} too small, {totals[2]} bad, {time.time() - began:.0f} s")
    sys.exit(1 if totals[2] or not totals[1] else 0)


if __name__ == "__main__":
    main()
